//! Dates as the calendar has them: days, months, quarters, seasons, years, decades, centuries, holidays.
//!
//! Not what is counted from today ("last year"): see `relative`. What is not said of a date stays open here.

use super::calendar::{self, nth_weekday};
use super::holidays::{Holiday, NAMES};
use super::sentence::Sentence;
use super::stretch::Stretch;
use super::terms::{Term, Unit, Which};

/// Words before a bare number of four digits that make it a year.
const BEFORE_YEAR: &[&str] = &[
    "in",
    "since",
    "of",
    "by",
    "until",
    "till",
    "from",
    "during",
    "before",
    "after",
    "between",
    "early",
    "late",
    "mid",
    "circa",
    "around",
    "year",
    "through",
    "throughout",
];
/// Words before a month's name that may be another word.
const BEFORE_MONTH: &[&str] = &[
    "in",
    "since",
    "of",
    "by",
    "until",
    "till",
    "from",
    "during",
    "before",
    "after",
    "between",
    "early",
    "late",
    "mid",
    "last",
    "next",
    "this",
    "through",
    "throughout",
    "to",
    "and",
    "for",
    "every",
    "each",
    "-",
    "or",
    "mid-",
];
/// Years from 2000 + this on, written with two digits, are of the century before.
const PIVOT: u32 = 40;

impl Sentence<'_> {
    /// Returns the stretch that begins at a piece, and its end.
    pub(super) fn date(&self, at: usize) -> Option<(usize, Stretch)> {
        let (after_weekday, weekday) = self.leading_weekday(at);
        if weekday.is_some()
            && let Some((end, stretch)) = self.day_of_month(self.after(after_weekday, &["the"]))
        {
            return Some((end, self.on_weekday(stretch, weekday)));
        }
        if let Some((end, day)) = self.day_behind_weekday(after_weekday).filter(|_| weekday.is_some()) {
            return Some((end, self.on_weekday(Stretch::Date(None, None, day), weekday)));
        }
        self.year_first(at)
            .or_else(|| self.day_of_month(at))
            .or_else(|| self.week_of(at))
            .or_else(|| self.holiday(at))
            .or_else(|| self.nth_of_month(at))
            .or_else(|| self.month(at))
            .or_else(|| self.part_of_year(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.century(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.bare_year(at))
    }

    /// Returns the place after a weekday and the comma behind it; the same place if there is none.
    fn leading_weekday(&self, at: usize) -> (usize, Option<u8>) {
        match self.term(at) {
            Term::Weekday(weekday) | Term::ShortWeekday(weekday) => {
                let next = self.after(at + 1, &[","]);
                (self.after(next, &["."]), Some(weekday))
            }
            _ => (at, None),
        }
    }

    /// "Friday the 15th", "Monday 21"
    fn day_behind_weekday(&self, at: usize) -> Option<(usize, u8)> {
        let place = self.after(at, &["the"]);
        let (end, day) = self.day_number(place)?;
        let is_written = matches!(self.term(place), Term::Ordinal(_) | Term::Digits { .. });
        let is_end =
            !self.is_plain_word(end) && !self.is_capital(end) && !self.is_glued(end) && !self.term(end).is_core();
        let is_sure = place > at || matches!(self.term(place), Term::Ordinal(_)) && is_end;
        let is_number = is_end
            && is_written
            && !self.is_any(at.max(1) - 1, &[","])
            && !matches!(self.term(end), Term::Scale(_))
            && !self.is_any(end, &["-", "of", "and", "to"]);
        (is_sure || is_number).then_some((end, day))
    }

    /// "Monday, March 21" without a year: the one near publication in which the 21st is a Monday.
    fn on_weekday(&self, stretch: Stretch, weekday: Option<u8>) -> Stretch {
        let (Stretch::Date(None, month, day), Some(published)) = (stretch, self.narrative.published) else {
            return stretch;
        };
        let Some(date) = calendar::date(published) else { return stretch };
        let fits = |year: i32, month: u8| {
            calendar::checked(year, month, day)
                .map(calendar::day)
                .filter(|&found| Some(calendar::weekday(found)) == weekday && (found - published).abs() < 400)
        };
        let year = i32::from(date.year);
        let months = (month.unwrap_or(1)..=month.unwrap_or(12))
            .flat_map(|month| [year - 1, year, year + 1].into_iter().filter_map(move |year| fits(year, month)));
        months.min_by_key(|found| (found - published).abs()).map_or(stretch, Stretch::Day)
    }

    fn day_of_month(&self, at: usize) -> Option<(usize, Stretch)> {
        self.month_first(at).or_else(|| self.day_first(at)).or_else(|| self.numeric(at)).or_else(|| self.lone_day(at))
    }

    /// "March 21, 2022", "Mar. 21st", "March the 21st"
    fn month_first(&self, at: usize) -> Option<(usize, Stretch)> {
        let Term::Month(month) = self.term(at) else { return None };
        let next = self.after_hyphen(self.after(at + 1, &["the", ".", "/"]));
        // "August two thousand and fifteen", "May 2015-2018"
        if self.spelled_year(next).is_some() {
            return None;
        }
        let (end, day) = self.day_number(next)?;
        // "30 February" is no day.
        if day > calendar::month_length(2000, month) {
            return None;
        }
        // "May 10 people", "March 3 miles"
        let is_counting = matches!(self.term(next), Term::Digits { .. }) && self.is_counted(end);
        if is_counting || (!self.is_capital(at) && self.is_word_too(at) && self.is_plain_word(end)) {
            return None;
        }
        let (end, year) = self.trailing_year(end).unwrap_or((end, None));
        Some((end, Stretch::Date(year, Some(month), day)))
    }

    /// "21 March 2022", "the 21st of March"
    fn day_first(&self, at: usize) -> Option<(usize, Stretch)> {
        let at = self.after(at, &["the"]);
        let is_spelled = matches!(self.term(at), Term::Cardinal(_));
        let (next, day) = self.day_number(at)?;
        let place = self.after(self.after(next, &["day"]), &["of", "/", "."]);
        let place = self.after_hyphen(place);
        // "the 20th of next month"
        if matches!(self.term(at), Term::Ordinal(_))
            && let Some((end, Stretch::Month(year, month))) = self.relative_month(place)
        {
            return Some((end, Stretch::Date(year, Some(month), day)));
        }
        let Term::Month(month) = self.term(place) else { return None };
        let is_said = place > next || matches!(self.term(at), Term::Ordinal(_)) || self.is_capital(place);
        if !is_said && (is_spelled || self.is_word_too(place)) {
            return None;
        }
        let after = self.after_hyphen(self.after(place + 1, &["/"]));
        let dotted = self.after(after, &["."]);
        let (end, year) = self
            .trailing_year(after)
            .or_else(|| self.trailing_year(dotted).filter(|(_, year)| year.is_some()))
            .unwrap_or((place + 1, None));
        Some((end, Stretch::Date(year, Some(month), day)))
    }

    /// "on the 21st": a day of the month without the month.
    fn lone_day(&self, at: usize) -> Option<(usize, Stretch)> {
        let begin = self.after(at, &["the"]);
        let Term::Ordinal(day @ 1..=31) = self.term(begin) else { return None };
        let is_written = self.text(begin).starts_with(|c: char| c.is_ascii_digit());
        let is_asked = self.follows(
            at,
            &["on", "by", "until", "till", "since", "before", "after", "for", "through", "around", "between"],
        );
        let is_second = self.follows(at, &["and", "to"]) && at > 1 && matches!(self.term(at - 2), Term::Ordinal(_));
        let is_asked = is_asked || is_second;
        let is_end = !self.is_capital(begin + 1) && !self.is_plain_word(begin + 1) && !self.is_hyphen(begin + 1);
        let is_other = self.is_any(begin + 1, &["of", "in"]) || self.is_core(begin + 1);
        ((begin > at || is_second || self.follows(at, &["on"])) && is_written && is_asked && is_end && !is_other)
            .then_some((begin + 1, Stretch::Date(None, None, day as u8)))
    }

    fn is_core(&self, at: usize) -> bool {
        self.term(at).is_core()
    }

    /// Returns a day of the month in figures or as an ordinal, and its end.
    pub(super) fn day_number(&self, at: usize) -> Option<(usize, u8)> {
        let (end, day) = match self.term(at) {
            Term::Digits { value, n_digits: 1 | 2 } => (at + 1, value),
            Term::Ordinal(value) => (at + 1, value),
            Term::Cardinal(tens @ (20 | 30)) => {
                let place = self.after_hyphen(at + 1);
                match self.term(place) {
                    Term::Ordinal(ones @ 1..=9) | Term::Cardinal(ones @ 1..=9) => (place + 1, tens + ones),
                    _ => (at + 1, tens),
                }
            }
            Term::Cardinal(value @ 1..=19) if at > 0 => (at + 1, value),
            _ => return None,
        };
        // "7.5", "3:30", "March 3%"
        let is_more =
            self.is_glued(end) && (self.is_any(end, &["%", ":"]) || matches!(self.term(end), Term::Meridiem(_)));
        ((1..=31).contains(&day) && !is_more && !self.is_any(end, &["percent", "%", "per"])).then_some((end, day as u8))
    }

    /// Returns whether what follows a number is counted by it: "10 people", "2000 workers".
    pub(super) fn is_counted(&self, at: usize) -> bool {
        let word = self.text(at);
        let is_noun = self.passage.tag(self.pieces.get(at).map_or(usize::MAX, |piece| piece.token as usize));
        let is_plural = word.ends_with('s')
            && !word.ends_with("ss")
            && !matches!(word, "was" | "is" | "has" | "as" | "its" | "his" | "this");
        (self.is_plain_word(at) && is_plural && is_noun.is_none_or(|tag| tag == "NNS"))
            || self.is_any(
                at,
                &[
                    "people", "men", "women", "children", "percent", "%", "per", "km", "miles", "kg", "million",
                    "billion",
                ],
            )
            || matches!(self.term(at), Term::Units(_) | Term::Scale(_))
    }

    /// Returns whether a month's name is a word of another meaning too.
    fn is_word_too(&self, at: usize) -> bool {
        self.is_any(at, &["may", "march", "mar", "august"])
    }

    /// Returns the year behind a date, and its end: ", 2022", "of 2022", "'05".
    pub(super) fn trailing_year(&self, at: usize) -> Option<(usize, Option<i32>)> {
        let place = self.after(at, &[",", "of", "in", "/"]);
        let place = self.after_hyphen(place);
        if let Some((end, year)) = self.year_number(place) {
            return Some((end, Some(year)));
        }
        let of = self.after(at, &["of", "in"]);
        if let Some((end, offset)) =
            self.relative_year(of).filter(|_| of > at || matches!(self.term(at), Term::Which(_)))
        {
            let year = self.narrative.published.and_then(calendar::date).map(|date| i32::from(date.year) + offset);
            return Some((end, year));
        }
        // "Sept 12, '05"
        let quote = self.is_any(place, &["'", "’", "‘"]);
        match self.term(place + 1) {
            Term::Digits { value, n_digits: 2 } if quote && self.is_glued(place + 1) => {
                Some((place + 2, Some(full_year(value))))
            }
            _ => None,
        }
    }

    /// "this year", "last year", "next year", with "the" before or not.
    pub(super) fn relative_year(&self, at: usize) -> Option<(usize, i32)> {
        let place = self.after(at, &["the"]);
        let offset = match self.term(place) {
            Term::Which(Which::This | Which::Same) => 0,
            Term::Which(Which::Last | Which::Previous) => -1,
            Term::Which(Which::Next | Which::Coming | Which::Following) => 1,
            Term::Unit(Unit::Year) if place > at => return Some((place + 1, 0)),
            _ => return None,
        };
        (self.term(place + 1) == Term::Unit(Unit::Year)).then_some((place + 2, offset))
    }

    /// Returns a year in four figures or in words, and its end.
    pub(super) fn year_number(&self, at: usize) -> Option<(usize, i32)> {
        match self.term(at) {
            Term::Digits { value: value @ 1000..=2199, n_digits: 4 } if !self.is_part_of_number(at) => {
                Some((at + 1, value as i32))
            }
            Term::Cardinal(_) => self.spelled_year(at),
            _ => None,
        }
    }

    /// "2016.50", "2016/17", "10:2016"
    fn is_part_of_number(&self, at: usize) -> bool {
        let is_joined = |mark: usize, other: usize| {
            self.is_any(mark, &[".", ":", "°", "%"]) && self.is_glued(mark) && self.is_glued(other)
        };
        is_joined(at + 1, at + 2) && matches!(self.term(at + 2), Term::Digits { .. })
            || (self.is_any(at + 1, &["%", "°", "°c"]) && self.is_glued(at + 1))
            || (self.is_glued(at) && self.follows(at, &["$", "€", "£", "#", "№", "."]))
            || (self.is_glued(at) && self.follows(at, &["/"]) && at > 1 && !matches!(self.term(at - 2), Term::Month(_)))
            || self.follows(at, &["$", "€", "£", "#", "№", "rs", "rs."])
    }

    /// "nineteen ninety-eight", "two thousand and fourteen", "twenty seventeen"
    fn spelled_year(&self, at: usize) -> Option<(usize, i32)> {
        let below_hundred = |at: usize| match self.term(at) {
            Term::Cardinal(tens @ 20..=90) => match self.term(self.after_hyphen(at + 1)) {
                Term::Cardinal(ones @ 1..=9) => Some((self.after_hyphen(at + 1) + 1, tens + ones)),
                _ => Some((at + 1, tens)),
            },
            Term::Cardinal(value @ 10..=19) => Some((at + 1, value)),
            _ => None,
        };
        match self.term(at) {
            Term::Cardinal(2) if self.term(at + 1) == Term::Scale(1000) => {
                let place = self.after(at + 2, &["and"]);
                match (below_hundred(place), self.term(place)) {
                    (Some((end, rest)), _) => Some((end, 2000 + rest as i32)),
                    (None, Term::Cardinal(ones @ 1..=9)) => Some((place + 1, 2000 + ones as i32)),
                    _ => Some((at + 2, 2000)),
                }
            }
            Term::Cardinal(century @ 18..=20) => match (below_hundred(at + 1), self.term(at + 1)) {
                (Some((end, rest)), _) => Some((end, (century * 100 + rest) as i32)),
                (None, Term::Cardinal(0)) if matches!(self.term(at + 2), Term::Cardinal(1..=9)) => {
                    let Term::Cardinal(ones) = self.term(at + 2) else { return None };
                    Some((at + 3, (century * 100 + ones) as i32))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// "2016-11-07", "3/21/2022", "21.03.2022", "11/2016", "on 9/11"
    fn numeric(&self, at: usize) -> Option<(usize, Stretch)> {
        let digits = |at: usize| match self.term(at) {
            Term::Digits { value, n_digits: n_digits @ 1.. } => Some((value, n_digits)),
            _ => None,
        };
        let (first, n_first) = digits(at)?;
        let mark = self.text(at + 1);
        let is_dated = mark == "." && self.is(at + 3, ".") && self.is_glued(at + 4);
        if !matches!(mark, "-" | "/" | ".") || (mark == "." && !is_dated) {
            return None;
        }
        let (second, n_second) = digits(at + 2)?;
        if n_second > 2 && n_second != 4 {
            return None;
        }
        let third = digits(at + 4).filter(|_| self.text(at + 3) == mark && n_second <= 2);
        let date = |year: u32, month: u32, day: u32| {
            let year = if year < 100 { full_year(year) } else { year as i32 };
            calendar::checked(year, month.min(99) as u8, day.min(99) as u8)
                .map(|_| Stretch::Date(Some(year), Some(month as u8), day as u8))
        };
        match third {
            Some((third, n_third)) => {
                let stretch = match (n_first, n_third) {
                    (4, 1 | 2) => date(first, second, third)?,
                    (1 | 2, 2 | 4) if mark != "-" || n_third == 4 => {
                        // Dots are written with the day first; strokes as Americans do, if they can be.
                        let day_first = mark == "." || first > 12;
                        if day_first { date(third, second, first)? } else { date(third, first, second)? }
                    }
                    _ => return None,
                };
                // "2018-09-23-17" is none, "10/1/2018-10/7/2018" two.
                let is_more = self.is_hyphen(at + 5) && self.is_glued(at + 5) && mark == "-";
                (!is_more).then_some((at + 5, stretch))
            }
            None if n_first == 4 && n_second <= 2 && (1..=12).contains(&second) && mark != "." => {
                let is_year = (1900..2100).contains(&first) && (n_second == 2 || mark != "-");
                is_year.then_some((at + 3, Stretch::Month(Some(first as i32), second as u8)))
            }
            None if n_second == 4 && (1..=12).contains(&first) && n_first <= 2 => {
                let is_year = (1900..2100).contains(&second);
                is_year.then_some((at + 3, Stretch::Month(Some(second as i32), first as u8)))
            }
            None if mark == "/" && self.is_asked_numeric(at) => {
                let (month, day) = if first > 12 { (second, first) } else { (first, second) };
                calendar::checked(2000, month.min(99) as u8, day.min(99) as u8)?;
                Some((at + 3, Stretch::Date(None, Some(month as u8), day as u8)))
            }
            None => None,
        }
    }

    /// Strokes alone may be a fraction: "on 5/12", "from 10/1 to 11/7", "Thursday 29/03".
    fn is_asked_numeric(&self, at: usize) -> bool {
        const ASKING: &[&str] =
            &["on", "by", "since", "until", "from", "before", "after", "this", "next", "each", "every", ","];
        self.follows(at, ASKING)
            || (self.follows(at, &["to", "-", "and"]) && at > 2 && self.is(at.max(3) - 3, "/"))
            || matches!(self.term(at.max(1) - 1), Term::Weekday(_))
    }

    /// "2019-sep-1", "2019/Sep/01"
    fn year_first(&self, at: usize) -> Option<(usize, Stretch)> {
        let (next, year) = self.year_number(at)?;
        let Term::Month(month) = self.term(next + 1) else { return None };
        let is_joined = |at: usize| (self.is_hyphen(at) || self.is(at, "/")) && self.is_glued(at);
        let (end, day) = self.day_number(next + 3)?;
        (is_joined(next) && is_joined(next + 2)).then_some((end, Stretch::Date(Some(year), Some(month), day)))
    }

    /// "the week of April 10", "the week starting on February 4"
    fn week_of(&self, at: usize) -> Option<(usize, Stretch)> {
        let place = self.after(at, &["the"]);
        if self.term(place) != Term::Unit(Unit::Week) {
            return None;
        }
        if let Term::Digits { value: number @ 1..=53, n_digits: 1 | 2 } = self.term(place + 1)
            && !self.is_counted(place + 2)
            && !self.is_glued(place + 2)
            && !self.is_any(place + 2, &[":", "of"])
            && !matches!(self.term(place + 2), Term::Meridiem(_))
        {
            let year = calendar::date(self.narrative.published?)?.year;
            return Some((place + 2, Stretch::Week(calendar::monday(year.into(), number as u8))));
        }
        if let (Term::Digits { value: number @ 1..=53, n_digits: 1 | 2 }, Some((end, Some(year)))) =
            (self.term(place + 1), self.trailing_year(place + 2))
        {
            return Some((end, Stretch::Week(calendar::monday(year, number as u8))));
        }
        let next = match self.is_any(place + 1, &["of", "starting", "beginning", "commencing", "ending"])
            || matches!(self.term(place + 1), Term::Edge(_))
        {
            true => self.after(self.after(place + 2, &["on"]), &["the"]),
            false => return None,
        };
        let (end, stretch) = match self.term(next) {
            Term::Ordinal(day @ 1..=31) if self.is(next - 1, "the") && !self.is(next + 1, "of") => {
                (next + 1, Stretch::Date(None, None, day as u8))
            }
            _ => self.month_first(next).or_else(|| self.day_first(next)).or_else(|| self.numeric(next))?,
        };
        let (first, _) = stretch.place(self.narrative, self.direction(at, end)).days?;
        Some((end, Stretch::Week(first)))
    }

    /// "March 2003", "in May", "2016 November", "the month of September"
    fn month(&self, at: usize) -> Option<(usize, Stretch)> {
        if let Some((next, year)) = self.year_number(at)
            && let Term::Month(month) = self.term(self.after(next, &[","]))
        {
            return Some((self.after(next, &[","]) + 1, Stretch::Month(Some(year), month)));
        }
        let of_month = self.after(self.after(at, &["the"]), &["month"]);
        let is_named = of_month > at && self.is(of_month - 1, "month") && self.is(of_month, "of");
        let place = if is_named { of_month + 1 } else { at };
        let Term::Month(month) = self.term(place) else { return None };
        let next = self.after_hyphen(self.after(place + 1, &["/"]));
        if let Some((end, year)) = self.trailing_year(self.after(next, &["."])).or_else(|| self.trailing_year(next)) {
            return Some((end, Stretch::Month(year, month)));
        }
        let word = self.text(place);
        let is_asked = place == 0 && self.pieces.len() == 1 || self.follows(place, BEFORE_MONTH);
        let is_month = match word.len() {
            0..=4 if !matches!(word, "June" | "July") => is_asked && !(word == "may" && self.is_plain_word(place + 1)),
            _ if self.is_word_too(place) && !self.is_capital(place) => {
                is_asked && self.follows(place, &["in", "last", "next", "of", "since"])
            }
            _ if word.eq_ignore_ascii_case("march") => {
                is_asked
                    || !(place == 0
                        || self.is_any(place + 1, &["on", "for", "of", "against"])
                        || self.is_capital(place - 1))
            }
            _ => {
                !(self.is_capital(place)
                    && place > 0
                    && self.is(place, "august")
                    && self.is_capital(place - 1)
                    && !is_asked)
            }
        };
        (is_named || is_month).then_some((place + 1, Stretch::Month(None, month)))
    }

    /// "the third quarter of 2005", "Q3", "the first half of the year", "summer 2005", "in the spring"
    fn part_of_year(&self, at: usize) -> Option<(usize, Stretch)> {
        let (at, said_year) = match self.year_number(at) {
            Some((next, year)) => (self.after_hyphen(next), Some(year)),
            None => (at, None),
        };
        let place = self.after(at, &["the"]);
        let place = if place > at { self.after(place, &["whole", "entire"]) } else { place };
        let ordinal = match self.term(place) {
            Term::Ordinal(number) => Some(number),
            Term::Cardinal(number) => Some(number).filter(|_| self.is_hyphen(place + 1)),
            _ => None,
        };
        let noun = self.after_hyphen(place + 1);
        let (end, stretch) = match (self.term(place), ordinal, self.term(noun)) {
            (_, Some(number @ 1..=4), Term::Unit(Unit::Quarter)) => {
                (noun + 1, Stretch::Quarter(said_year, number as u8))
            }
            (_, Some(number @ 1..=2), Term::Half) if self.is_of_year(noun + 1) => {
                (noun + 1, Stretch::Half(said_year, number as u8))
            }
            (Term::Season(season), ..) => {
                let (end, year) = self.trailing_year(place + 1).unwrap_or((place + 1, said_year));
                let is_asked = place > at
                    || self.follows(
                        at,
                        &["in", "last", "next", "this", "by", "since", "early", "late", "during", "every"],
                    )
                    || year.is_some();
                let is_word = self.is_any(place, &["fall", "spring"]) && self.is(end, "of");
                return (is_asked && !is_word && !self.is_any(place, &["falls"]))
                    .then_some((end, Stretch::Season(year, season)));
            }
            _ => self.lettered(place, said_year)?,
        };
        let (end, year) = self
            .trailing_year(end)
            .or_else(|| self.trailing_year(self.after(end, &["in"])))
            .unwrap_or((end, said_year));
        Some((end, year.map_or(stretch, |year| stretch.in_year(year))))
    }

    /// "Q3", "H1"
    fn lettered(&self, place: usize, year: Option<i32>) -> Option<(usize, Stretch)> {
        let Term::Digits { value, n_digits: 1 } = self.term(place + 1) else { return None };
        let is_whole = self.is_glued(place + 1) && !self.is_glued(place + 2) || self.is_hyphen(place + 2);
        match (self.text(place), value) {
            ("Q" | "q", 1..=4) if is_whole => Some((place + 2, Stretch::Quarter(year, value as u8))),
            ("H" | "h", 1..=2) if is_whole && (year.is_some() || self.trailing_year(place + 2).is_some()) => {
                Some((place + 2, Stretch::Half(year, value as u8)))
            }
            _ => None,
        }
    }

    fn is_of_year(&self, at: usize) -> bool {
        self.trailing_year(at).is_some() || (self.is(at, "of") && self.relative_year(at + 1).is_some())
    }

    /// "the 1990s", "the early '90s", "the nineties"
    fn decade(&self, at: usize) -> Option<(usize, Stretch)> {
        let place = self.after(at, &["the"]);
        let is_the = place > at || self.follows(at, &["the", "early", "mid", "late", "-"]);
        let quoted = self.after(place, &["'", "’", "‘"]);
        let (end, decade) = match self.term(quoted) {
            Term::Decade { value, n_digits: 4 } if value % 10 == 0 => (quoted + 1, value as i32 / 10),
            Term::Decade { value, n_digits: 2 }
                if value % 10 == 0 && (is_the || quoted > place || self.follows(at, &["and"])) =>
            {
                (quoted + 1, full_year(value) / 10)
            }
            Term::DecadeName(tens) if is_the && !self.follows(at, &["his", "her", "their", "my"]) => {
                (quoted + 1, full_year(u32::from(tens)) / 10)
            }
            Term::Digits { value, n_digits: 4 } if value % 10 == 0 && (1000..2100).contains(&value) => {
                // "1990's"
                let is_plural = self.is_any(place + 1, &["'s", "’s"]) || (self.is(place + 1, "s") && is_the);
                let bare = self.is_any(place + 1, &["'", "’"]) && self.is(place + 2, "s");
                if !(is_plural || bare) || !is_the {
                    return None;
                }
                (place + 2 + usize::from(bare), value as i32 / 10)
            }
            _ => return None,
        };
        Some((end, Stretch::Decade(decade)))
    }

    /// "the 19th century"
    fn century(&self, at: usize) -> Option<(usize, Stretch)> {
        let place = self.after(at, &["the"]);
        let (end, number) = match self.term(place) {
            Term::Ordinal(number @ 1..=30) => (place + 1, number),
            Term::Cardinal(20) => match self.term(self.after_hyphen(place + 1)) {
                Term::Ordinal(1) => (self.after_hyphen(place + 1) + 1, 21),
                _ => return None,
            },
            _ => return None,
        };
        let noun = self.after_hyphen(end);
        (self.term(noun) == Term::Unit(Unit::Century)).then_some((noun + 1, Stretch::Century(number as i32 - 1)))
    }

    /// "the first Friday of March", "the last week of 2015"
    fn nth_of_month(&self, at: usize) -> Option<(usize, Stretch)> {
        let place = self.after(at, &["the"]);
        let nth = match self.term(place) {
            Term::Ordinal(number @ 1..=5) => number as i8,
            Term::Which(Which::Last) => -1,
            _ => return None,
        };
        let of = self.after(place + 2, &["in", "of", "in", "of"]);
        if of == place + 2 {
            return None;
        }
        let (end, stretch) = match self.relative_month(of) {
            Some(found) => found,
            None => self.month(of).or_else(|| self.some_year(of).map(|(end, year)| (end, Stretch::Year(year))))?,
        };
        let year = stretch.year().or_else(|| {
            let place = stretch.place(self.narrative, self.direction(at, end));
            place.days.and_then(|(first, _)| calendar::date(first)).map(|date| i32::from(date.year))
        })?;
        let day = match (self.term(place + 1), stretch) {
            (Term::Weekday(weekday), Stretch::Month(_, month)) => nth_weekday(year, month, weekday, nth),
            // The week that its Thursday belongs to, as in ISO 8601.
            (Term::Unit(Unit::Week), Stretch::Month(_, month)) => {
                return Some((end, Stretch::Week(nth_weekday(year, month, 4, nth))));
            }
            (Term::Unit(Unit::Week), Stretch::Year(year)) if nth > 0 => {
                return Some((end, Stretch::Week(calendar::monday(year, nth as u8))));
            }
            (Term::Unit(Unit::Week), Stretch::Year(year)) => {
                return Some((end, Stretch::Week(nth_weekday(year, 12, 4, -1))));
            }
            (Term::Unit(Unit::Day), Stretch::Month(_, month)) if nth > 0 => calendar::day_of(year, month, nth as u8),
            (Term::Unit(Unit::Day), Stretch::Month(_, month)) => {
                calendar::day_of(year, month, calendar::month_length(year, month))
            }
            _ => return None,
        };
        Some((end, Stretch::Day(day)))
    }

    /// "2015", "this year"
    fn some_year(&self, at: usize) -> Option<(usize, i32)> {
        self.year_number(at).or_else(|| {
            let (end, offset) = self.relative_year(at)?;
            Some((end, i32::from(calendar::date(self.narrative.published?)?.year) + offset))
        })
    }

    fn relative_month(&self, at: usize) -> Option<(usize, Stretch)> {
        let place = self.after(at, &["the"]);
        let offset = match self.term(place) {
            Term::Which(Which::This) => 0,
            Term::Which(Which::Last | Which::Previous) => -1,
            Term::Which(Which::Next) => 1,
            _ => return None,
        };
        (self.term(place + 1) == Term::Unit(Unit::Month)).then_some(())?;
        Some((place + 2, Stretch::around(Unit::Month, self.narrative.published?, offset)?))
    }

    fn weekday(&self, at: usize) -> Option<(usize, Stretch)> {
        match self.term(at) {
            Term::Weekday(weekday) => Some((at + 1, Stretch::Weekday(weekday))),
            Term::ShortWeekday(weekday) => {
                let is_name =
                    self.is_capital(at) && self.follows(at, &["on", "last", "next", "this", "by", "until", ","]);
                (is_name && !self.is_capital(at + 1)).then_some((at + 1, Stretch::Weekday(weekday)))
            }
            _ => None,
        }
    }

    fn holiday(&self, at: usize) -> Option<(usize, Stretch)> {
        let at = self.after(at, &["the"]);
        let may_name = match self.term(at) {
            Term::Other => super::expressions::is_opener(self.text(at)),
            Term::Month(_) | Term::Holiday(_) => true,
            _ => false,
        };
        if !may_name {
            return None;
        }
        let of_words = |words: &[&str]| {
            let mut place = at;
            for word in words {
                if !self.is(place, word) {
                    return None;
                }
                place = self.after(place + 1, &["'s", "’s", "'", "’"]);
            }
            Some(place)
        };
        let is_first = |name: &str| name.eq_ignore_ascii_case(self.text(at));
        let named = NAMES
            .iter()
            .filter(|(words, _)| is_first(words[0]))
            .filter_map(|(words, holiday)| of_words(words).map(|end| (end, *holiday)));
        let named: Option<(usize, Holiday)> = named.max_by_key(|(end, _)| *end);
        let (end, holiday) = match (named, self.term(at)) {
            (Some(found), _) => found,
            (None, Term::Holiday(holiday)) => (at + 1, holiday),
            _ => return None,
        };
        let (end, year) = self.trailing_year(end).unwrap_or((end, None));
        Some((end, Stretch::Holiday(year, holiday)))
    }

    /// "in 2008", "the 1998 election", "44 BC"
    fn bare_year(&self, at: usize) -> Option<(usize, Stretch)> {
        if let Term::Digits { value, n_digits: 1..=4 } = self.term(at)
            && self.is_any(at + 1, &["BC", "B.C.", "BCE"])
        {
            return Some((at + 2, Stretch::YearBefore(value as i32)));
        }
        // "the year 2008"
        let named = self.after(at, &["the"]);
        if self.term(named) == Term::Unit(Unit::Year)
            && let Some((end, year)) = self.year_number(named + 1)
        {
            return Some((end, Stretch::Year(year)));
        }
        if self.is_any(at, &["fiscal", "financial", "FY"]) {
            let (end, year) = self.year_number(self.after(at + 1, &["year"]))?;
            return Some((end, Stretch::FiscalYear(year)));
        }
        let is_asked = self.follows(at, BEFORE_YEAR);
        let (end, year) = match self.term(at) {
            Term::Digits { .. } => self.year_number(at)?,
            Term::Cardinal(_) if is_asked || self.follows(at, &["to", "and"]) => self.spelled_year(at)?,
            _ => return None,
        };
        let is_year = match () {
            () if self.is_glued(at) && self.is_hyphen(at.max(1) - 1) && !self.follows(at, &["mid-"]) => {
                // "mid-2011", but not "Block-2000" or the rest of a number.
                at > 1 && self.is_any(at - 2, &["mid", "early", "late", "pre", "post"])
                    || matches!(at.checked_sub(2).map(|place| self.term(place)), Some(Term::Digits { n_digits: 4, .. }))
                        && !(at > 2 && self.is_hyphen(at - 3) && self.is_glued(at - 2))
            }
            () if self.is_glued(end)
                && self.is_hyphen(end)
                && matches!(self.term(end + 1), Term::Digits { n_digits: 3.., .. }) =>
            {
                (1900..2100).contains(&year) && matches!(self.term(end + 1), Term::Digits { n_digits: 4, .. })
            }
            () if self.follows(at, &["than"]) && at > 1 && matches!(self.term(at - 2), Term::Edge(_)) => true,
            () if self.follows(
                at,
                &["than", "about", "nearly", "almost", "over", "least", "most", "some", "$", "no", "no."],
            ) =>
            {
                false
            }
            () if matches!(self.term(at.max(1) - 1), Term::Digits { .. }) && at > 0 => false,
            () if is_asked => !self.is_counted(end) || self.follows(at, &["in", "of", "since", "year"]),
            () => (1900..2050).contains(&year) && (!self.is_counted(end) || self.follows(at, &["the"])),
        };
        is_year.then_some((end, Stretch::Year(year)))
    }
}

/// Returns the year that two figures stand for.
fn full_year(two: u32) -> i32 {
    if two < PIVOT { 2000 + two as i32 } else { 1900 + two as i32 }
}
