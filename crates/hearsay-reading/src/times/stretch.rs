//! A stretch of the calendar as it is said, and where it lies once a year, month or week is supplied.
//!
//! Not the words: parsers make stretches of them. Values are those of TIMEX3 (ISO-TimeML, ISO 24617-1).

use hearsay_text::document::Date;

use super::calendar::{self, Day, day_of};
use super::holidays::Holiday;
use super::narrative::{Direction, Narrative};
use super::terms::{Season, Unit};

/// What part of the calendar is named. A year, month or day that is not said is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// Years 1900 to 1999 are 19.
    Century(i32),
    /// 1990 to 1999 are 199.
    Decade(i32),
    Year(i32),
    FiscalYear(i32),
    /// Before the common era.
    YearBefore(i32),
    Half(Option<i32>, u8),
    Quarter(Option<i32>, u8),
    Season(Option<i32>, Season),
    Month(Option<i32>, u8),
    /// The week that holds a day.
    Week(Day),
    /// The weekend of the week that holds a day.
    Weekend(Day),
    Date(Option<i32>, Option<u8>, u8),
    Weekday(u8),
    Holiday(Option<i32>, Holiday),
    Day(Day),
}

/// A stretch with its place, as far as that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) value: String,
    pub(super) unit: Unit,
    /// First and last day.
    pub(super) days: Option<(Day, Day)>,
    pub(super) because: &'static str,
}

impl Place {
    /// Returns a place that nothing is known of but its unit.
    pub(super) fn unknown(unit: Unit, because: &'static str) -> Place {
        let value = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX:XX",
            Unit::Day => "XXXX-XX-XX",
            Unit::Week | Unit::Fortnight => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century | Unit::Millennium => "XX",
        };
        Place { value: value.to_owned(), unit, days: None, because }
    }
}

const SAID: &str = "the calendar date is said";
const BY_TENSE: &str = "the year is that of the nearest such day before or after the day of publication, by tense";
const UNDATED: &str = "what is not said depends on the day of publication, which is not known";

impl Stretch {
    /// Returns the stretch of a unit that so many units lie from the one that holds `day`.
    pub(super) fn around(unit: Unit, day: Day, offset: i32) -> Option<Stretch> {
        let offset = offset.clamp(-100_000, 100_000);
        let date = Date::of_day(day)?;
        let year = i32::from(date.year);
        let months = year * 12 + i32::from(date.month) - 1;
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => Stretch::Day(day + offset),
            Unit::Weekend => Stretch::Weekend(day + 7 * offset),
            Unit::Week => Stretch::Week(day + 7 * offset),
            Unit::Fortnight => Stretch::Week(day + 14 * offset),
            Unit::Month => {
                let month = months + offset;
                Stretch::Month(Some(month.div_euclid(12)), month.rem_euclid(12) as u8 + 1)
            }
            Unit::Quarter => {
                let quarter = months.div_euclid(3) + offset;
                Stretch::Quarter(Some(quarter.div_euclid(4)), quarter.rem_euclid(4) as u8 + 1)
            }
            Unit::Year => Stretch::Year(year + offset),
            Unit::Decade => Stretch::Decade(year.div_euclid(10) + offset),
            Unit::Century => Stretch::Century(year.div_euclid(100) + offset),
            Unit::Millennium => return None,
        })
    }

    /// Returns the year, if it is said.
    pub(super) fn year(self) -> Option<i32> {
        match self {
            Stretch::Year(year) | Stretch::FiscalYear(year) => Some(year),
            Stretch::Half(year, _)
            | Stretch::Quarter(year, _)
            | Stretch::Season(year, _)
            | Stretch::Month(year, _)
            | Stretch::Date(year, ..)
            | Stretch::Holiday(year, _) => year,
            _ => None,
        }
    }

    /// Returns the stretch in a year, if none is said.
    pub(super) fn in_year(self, year: i32) -> Stretch {
        let supplied = Some(year);
        match self {
            Stretch::Half(None, half) => Stretch::Half(supplied, half),
            Stretch::Quarter(None, quarter) => Stretch::Quarter(supplied, quarter),
            Stretch::Season(None, season) => Stretch::Season(supplied, season),
            Stretch::Month(None, month) => Stretch::Month(supplied, month),
            Stretch::Date(None, Some(month), day) => Stretch::Date(supplied, Some(month), day),
            Stretch::Holiday(None, holiday) => Stretch::Holiday(supplied, holiday),
            other => other,
        }
    }

    /// Returns whether something is not said that the telling must supply.
    pub(super) fn is_open(self) -> bool {
        match self {
            Stretch::Weekday(_) => true,
            Stretch::Half(year, _)
            | Stretch::Quarter(year, _)
            | Stretch::Season(year, _)
            | Stretch::Month(year, _)
            | Stretch::Date(year, ..)
            | Stretch::Holiday(year, _) => year.is_none(),
            _ => false,
        }
    }

    fn unit(self) -> Unit {
        match self {
            Stretch::Century(_) => Unit::Century,
            Stretch::Decade(_) => Unit::Decade,
            Stretch::Year(_) | Stretch::FiscalYear(_) | Stretch::YearBefore(_) => Unit::Year,
            Stretch::Half(..) | Stretch::Quarter(..) | Stretch::Season(..) => Unit::Quarter,
            Stretch::Month(..) => Unit::Month,
            Stretch::Week(_) => Unit::Week,
            Stretch::Weekend(_) => Unit::Weekend,
            Stretch::Date(..) | Stretch::Weekday(_) | Stretch::Holiday(..) | Stretch::Day(_) => Unit::Day,
        }
    }

    /// Returns the first and last day of a stretch of which everything is said.
    fn days(self) -> Option<(Day, Day)> {
        let years = |first: i32, last: i32| Some((day_of(first, 1, 1), day_of(last, 12, 31)));
        let months = |year: i32, first: u8, last: u8| {
            Some((day_of(year, first, 1), day_of(year, last, Date::month_length(year, last))))
        };
        match self {
            Stretch::Century(century) => years(century * 100, century * 100 + 99),
            Stretch::Decade(decade) => years(decade * 10, decade * 10 + 9),
            Stretch::Year(year) => years(year, year),
            Stretch::Half(year, half) => months(year?, half * 6 - 5, half * 6),
            Stretch::Quarter(year, quarter) => months(year?, quarter * 3 - 2, quarter * 3),
            Stretch::Month(year, month) => months(year?, month, month),
            Stretch::Week(day) => {
                let monday = day - i32::from(calendar::weekday(day)) + 1;
                Some((monday, monday + 6))
            }
            Stretch::Weekend(day) => {
                let monday = day - i32::from(calendar::weekday(day)) + 1;
                Some((monday + 5, monday + 6))
            }
            Stretch::Date(year, month, day) => {
                let day = calendar::day(Date::checked(year?, month?, day)?);
                Some((day, day))
            }
            Stretch::Holiday(year, holiday) => {
                let day = holiday.day(year?);
                Some((day, day))
            }
            Stretch::Day(day) => Some((day, day)),
            // Where a season begins depends on the hemisphere; a fiscal year on whose it is.
            Stretch::Season(..) | Stretch::FiscalYear(_) | Stretch::YearBefore(_) | Stretch::Weekday(_) => None,
        }
    }

    /// Returns the TIMEX3 value, with `X` for what is not known.
    pub(super) fn value(self) -> String {
        let shown = |year: Option<i32>| year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
        match self {
            Stretch::Century(century) => format!("{century:02}"),
            Stretch::Decade(decade) => format!("{decade:03}"),
            Stretch::Year(year) => format!("{year:04}"),
            Stretch::FiscalYear(year) => format!("FY{year:04}"),
            Stretch::YearBefore(year) => format!("BC{year:04}"),
            Stretch::Half(year, half) => format!("{}-H{half}", shown(year)),
            Stretch::Quarter(year, quarter) => format!("{}-Q{quarter}", shown(year)),
            Stretch::Season(year, season) => format!("{}-{}", shown(year), season.code()),
            Stretch::Month(year, month) => format!("{}-{month:02}", shown(year)),
            Stretch::Week(day) => week_value(day),
            Stretch::Weekend(day) => format!("{}-WE", week_value(day)),
            Stretch::Date(year, Some(month), day) => format!("{}-{month:02}-{day:02}", shown(year)),
            Stretch::Date(year, None, day) => format!("{}-XX-{day:02}", shown(year)),
            Stretch::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
            Stretch::Holiday(Some(year), holiday) => day_value(holiday.day(year)),
            Stretch::Holiday(None, holiday) => match holiday.fixed() {
                Some((month, day)) => format!("XXXX-{month:02}-{day:02}"),
                None => "XXXX-XX-XX".to_owned(),
            },
            Stretch::Day(day) => day_value(day),
        }
    }

    /// Supplies what is not said, and returns the place.
    pub(super) fn place(self, narrative: &Narrative, direction: Direction) -> Place {
        let (stretch, because) = self.supplied(narrative, direction);
        Place { value: stretch.value(), unit: stretch.unit(), days: within_calendar(stretch.days()), because }
    }

    fn supplied(self, narrative: &Narrative, direction: Direction) -> (Stretch, &'static str) {
        let is_said = self.year().is_some();
        match self {
            Stretch::Weekday(weekday) => match narrative.published {
                Some(published) => (Stretch::Day(nearest_weekday(published, weekday, direction)), BY_WEEKDAY),
                None => (self, UNDATED),
            },
            Stretch::Date(_, None, day_of_month) => match narrative.month() {
                Some((year, month, because)) => (Stretch::Date(Some(year), Some(month), day_of_month), because),
                None => (self, UNDATED),
            },
            Stretch::Half(..)
            | Stretch::Quarter(..)
            | Stretch::Season(..)
            | Stretch::Month(..)
            | Stretch::Date(..)
            | Stretch::Holiday(..)
                if !is_said =>
            {
                if let Some(year) = narrative.year_of_telling(direction) {
                    return (self.in_year(year), "the year is the one said just before");
                }
                match narrative.published {
                    Some(published) => {
                        let told_until = narrative.told_until.unwrap_or(published);
                        (self.in_year(self.nearest_year(published, told_until, direction)), BY_TENSE)
                    }
                    None => (self, UNDATED),
                }
            }
            _ => (self, SAID),
        }
    }

    /// Returns the year in which the stretch lies nearest to the day of publication, on the side that the tense tells; what
    /// an update tells of lies before the update.
    fn nearest_year(self, published: Day, told_until: Day, direction: Direction) -> i32 {
        let year = Date::of_day(published).map_or(0, |date| i32::from(date.year));
        let days = |year: i32| match self {
            // A season is taken by its middle month, as the northern hemisphere has it.
            Stretch::Season(_, season) => Stretch::Month(Some(year), season.month()).days(),
            // 29 February lies in leap years only.
            Stretch::Date(_, Some(2), 29) => Some((day_of(year, 2, 28), day_of(year, 2, 28))),
            other => other.in_year(year).days(),
        };
        let distance = |year: i32| {
            let (first, last) = days(year)?;
            let is_behind = match direction {
                Direction::Past => first > told_until + SLACK_DAYS,
                Direction::Future => last < published - SLACK_DAYS,
                Direction::Unknown => false,
            };
            Some((is_behind, (published - last).max(first - published).max(0)))
        };
        [year, year - 1, year + 1]
            .into_iter()
            .min_by_key(|&year| distance(year).unwrap_or((true, i32::MAX)))
            .unwrap_or(year)
    }
}

/// A text may go out a day before or after its date.
const SLACK_DAYS: i32 = 1;

const BY_WEEKDAY: &str = "the weekday nearest to the day of publication, by tense";

impl Season {
    fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// Returns its middle month, as the northern hemisphere has it.
    pub(super) fn month(self) -> u8 {
        match self {
            Season::Spring => 4,
            Season::Summer => 7,
            Season::Autumn => 10,
            Season::Winter => 1,
        }
    }
}

fn nearest_weekday(published: Day, wanted: u8, direction: Direction) -> Day {
    let back = (i32::from(calendar::weekday(published)) - i32::from(wanted)).rem_euclid(7);
    match direction {
        _ if back == 0 => published,
        Direction::Future => published - back + 7,
        Direction::Past | Direction::Unknown => published - back,
    }
}

/// Returns `2022-W12`.
fn week_value(day: Day) -> String {
    let (year, week) = calendar::week(day);
    format!("{year:04}-W{week:02}")
}

/// Returns `2022-03-21`.
pub(super) fn day_value(day: Day) -> String {
    Date::of_day(day).map_or_else(|| "XXXX-XX-XX".to_owned(), |date| date.to_string())
}

fn within_calendar(days: Option<(Day, Day)>) -> Option<(Day, Day)> {
    days.filter(|(first, last)| Date::of_day(*first).is_some() && Date::of_day(*last).is_some())
}
