//! Days, weeks, months, years and times of day in words.
//!
//! Takes the values of TIMEX3 apart by their form; knows of no document.

use hearsay_text::document::Date;

/// A stretch of the calendar in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) preposition: &'static str,
    pub(super) noun: String,
    pub(super) missing: Option<&'static str>,
}

const DATE_UNKNOWN: &str = "date unknown";
const YEAR_UNKNOWN: &str = "year unknown";
const MONTH_UNKNOWN: &str = "month unknown";
const DAY_UNKNOWN: &str = "day unknown";

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Returns "21 March 2022".
pub(super) fn day(date: Date) -> String {
    let month = MONTHS.get(usize::from(date.month).wrapping_sub(1)).copied().unwrap_or_default();
    format!("{} {month} {}", date.day, date.year)
}

/// Returns a value that is no length in words; `first` is the first day that it covers, if known.
pub(super) fn phrase(value: &str, first: Option<Date>) -> Option<Phrase> {
    match value.split_once('T') {
        None => stretch(value, first),
        Some((date, time)) if is_clock(time) => at_clock(date, time, first),
        Some((date, part)) => in_part(date, part_of_day(part)?, first),
    }
}

/// Returns what comes again and again: "every Monday at 16:00".
pub(super) fn each(value: &str) -> Option<String> {
    let (date, time) = value.split_once('T').map_or((value, None), |(date, time)| (date, Some(time)));
    let parts: Vec<&str> = date.split('-').collect();
    let day = match parts.as_slice() {
        [""] | ["XXXX", "XX", "XX"] => "day".to_owned(),
        ["XXXX", "WXX", "WE"] => "weekend".to_owned(),
        ["XXXX", "WXX", weekday] => self::weekday(weekday)?.to_owned(),
        ["XXXX", month] => self::month(month)?.to_owned(),
        ["XXXX", month, day] => format!("{} {}", number(day)?, self::month(month)?),
        _ => return phrase(value, None).map(|phrase| format!("again and again: {}", phrase.noun)),
    };
    Some(match time {
        None => format!("every {day}"),
        Some(time) if is_clock(time) => format!("every {day} at {}", clock(time)),
        Some(part) if day == "day" => format!("every {}", part_of_day(part)?),
        Some(part) => format!("every {day} {}", part_of_day(part)?),
    })
}

fn stretch(value: &str, first: Option<Date>) -> Option<Phrase> {
    let parts: Vec<&str> = value.split('-').collect();
    let (&year, rest) = parts.split_first()?;
    // "-XX" behind anything but a month: the day inside of it is not known.
    if let [.., before, "XX"] = parts.as_slice()
        && !(parts.len() == 2 && year == "XXXX")
        && *before != "XX"
    {
        let whole = stretch(value.strip_suffix("-XX")?, first)?;
        return Some(Phrase { missing: whole.missing.or(Some(DAY_UNKNOWN)), ..whole });
    }
    if rest.is_empty() {
        return years(year);
    }
    let in_year = YearTold::of(year)?;
    match rest {
        [week] if week.starts_with('W') && *week != "WI" => weeks(&in_year, week, "", first),
        [week, day] if week.starts_with('W') => weeks(&in_year, week, day, first),
        [part] => parts_of_year(&in_year, part),
        ["XX", "XX"] => Some(Phrase::open("on", "a day", DATE_UNKNOWN)),
        ["XX", day] => Some(Phrase::open("on", &format!("the {} of a month", ordinal(number(day)?)), MONTH_UNKNOWN)),
        [month, day] => {
            let noun = format!("{} {}", number(day)?, self::month(month)?);
            Some(in_year.behind("on", &noun))
        }
        _ => None,
    }
}

/// Returns a year, decade or century.
fn years(value: &str) -> Option<Phrase> {
    if let Some(year) = value.strip_prefix("BC") {
        return Some(Phrase::known("in", format!("{} BC", number(year)?)));
    }
    if let Some(year) = value.strip_prefix("FY") {
        return Some(Phrase::known("in", format!("the fiscal year {}", number(year)?)));
    }
    match value {
        "XX" => return Some(Phrase::open("in", "a century", "which one is unknown")),
        "XXX" => return Some(Phrase::open("in", "a decade", "which one is unknown")),
        "XXXX" => return Some(Phrase::open("in", "a year", "which one is unknown")),
        _ => {}
    }
    let number = number(value)?;
    match value.len() {
        2 => Some(Phrase::known("in", format!("the {} century", ordinal(number + 1)))),
        3 => Some(Phrase::known("in", format!("the {}s", number * 10))),
        4 => Some(Phrase::known("in", number.to_string())),
        _ => None,
    }
}

fn weeks(year: &YearTold, week: &str, day: &str, first: Option<Date>) -> Option<Phrase> {
    let known = match (week, first, year) {
        ("WXX", ..) => None,
        (_, Some(first), _) => Some(format!("of {}", self::day(first))),
        (_, None, YearTold::Known(year)) => Some(format!("{} of {year}", number(week.strip_prefix('W')?)?)),
        (_, None, YearTold::Unknown) => return None,
    };
    match (day, known) {
        ("", Some(which)) => Some(Phrase::known("in", named_week(&which))),
        ("", None) => Some(Phrase::open("in", "a week", DATE_UNKNOWN)),
        ("WE", Some(which)) if first.is_some() => Some(Phrase::known("on", format!("the weekend {which}"))),
        ("WE", Some(which)) => Some(Phrase::known("on", format!("the weekend of week {which}"))),
        ("WE", None) => Some(Phrase::open("on", "a weekend", DATE_UNKNOWN)),
        (day, Some(which)) => Some(Phrase::known("on", format!("{} of {}", weekday(day)?, named_week(&which)))),
        (day, None) => Some(Phrase::open("on", &format!("a {}", weekday(day)?), DATE_UNKNOWN)),
    }
}

fn named_week(which: &str) -> String {
    if which.starts_with("of ") { format!("the week {which}") } else { format!("week {which}") }
}

/// Returns a month, season, quarter or half.
fn parts_of_year(year: &YearTold, part: &str) -> Option<Phrase> {
    let of = |part: &str| match year {
        YearTold::Known(year) => Phrase::known("in", format!("{part} of {year}")),
        YearTold::Unknown => Phrase::open("in", &format!("{part} of a year"), YEAR_UNKNOWN),
    };
    Some(match part {
        "H1" => of("the first half"),
        "H2" => of("the second half"),
        "Q1" => of("the first quarter"),
        "Q2" => of("the second quarter"),
        "Q3" => of("the third quarter"),
        "Q4" => of("the last quarter"),
        "QX" => of("a quarter"),
        "SP" => year.behind("in", "spring"),
        "SU" => year.behind("in", "summer"),
        "FA" => year.behind("in", "autumn"),
        "WI" => year.behind("in", "winter"),
        "XX" => Phrase::open("in", "a month", "which one is unknown"),
        _ => year.behind("in", month(part)?),
    })
}

/// "the morning of 21 March 2022", "a Sunday morning"
fn in_part(date: &str, part: &'static str, first: Option<Date>) -> Option<Phrase> {
    if date.is_empty() {
        return Some(Phrase::open("in", &format!("the {part}"), DATE_UNKNOWN));
    }
    let day = stretch(date, first)?;
    let noun = if day.noun == "a day" {
        format!("the {part}")
    } else if day.noun.starts_with("a ") && day.missing == Some(DATE_UNKNOWN) {
        format!("{} {part}", day.noun)
    } else {
        format!("the {part} of {}", day.noun)
    };
    let is_by_date = day.noun != "a day" && !matches!(part, "night" | "daytime");
    Some(Phrase { preposition: if is_by_date { "on" } else { "in" }, noun, ..day })
}

/// "15:00 UTC on 21 March 2022"
fn at_clock(date: &str, time: &str, first: Option<Date>) -> Option<Phrase> {
    let day = stretch(date, first)?;
    if time.starts_with("XX") {
        return Some(match day.noun.as_str() {
            "a day" => Phrase::open("at", "an hour", DATE_UNKNOWN),
            noun => Phrase::open(day.preposition, noun, "hour unknown"),
        });
    }
    let noun = match day.noun.as_str() {
        "a day" => clock(time),
        noun => format!("{} {} {noun}", clock(time), day.preposition),
    };
    Some(Phrase { preposition: "at", noun, ..day })
}

fn is_clock(time: &str) -> bool {
    time.as_bytes().get(2) == Some(&b':')
}

/// Returns "15:00", "15:00:07 UTC", "15:00 UTC+01:00".
fn clock(time: &str) -> String {
    match time.find(['Z', '+', '-']) {
        Some(zone) => format!("{} UTC{}", &time[..zone], time[zone..].trim_start_matches('Z')),
        None => time.to_owned(),
    }
}

fn part_of_day(code: &str) -> Option<&'static str> {
    Some(match code {
        "MO" => "morning",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        _ => return None,
    })
}

enum YearTold {
    Known(u32),
    Unknown,
}

impl YearTold {
    fn of(value: &str) -> Option<YearTold> {
        if value == "XXXX" { Some(YearTold::Unknown) } else { number(value).map(YearTold::Known) }
    }

    /// Returns a noun with the year behind it.
    fn behind(&self, preposition: &'static str, noun: &str) -> Phrase {
        match self {
            YearTold::Known(year) => Phrase::known(preposition, format!("{noun} {year}")),
            YearTold::Unknown => Phrase::open(preposition, noun, YEAR_UNKNOWN),
        }
    }
}

impl Phrase {
    fn known(preposition: &'static str, noun: String) -> Phrase {
        Phrase { preposition, noun, missing: None }
    }

    fn open(preposition: &'static str, noun: &str, missing: &'static str) -> Phrase {
        Phrase { preposition, noun: noun.to_owned(), missing: Some(missing) }
    }
}

fn number(figures: &str) -> Option<u32> {
    let is_number = !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit());
    figures.parse().ok().filter(|_| is_number)
}

fn month(figures: &str) -> Option<&'static str> {
    MONTHS.get(number(figures)?.checked_sub(1)? as usize).copied()
}

fn weekday(figure: &str) -> Option<&'static str> {
    WEEKDAYS.get(number(figure)?.checked_sub(1)? as usize).copied()
}

/// Returns "1st", "22nd", "13th".
fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
