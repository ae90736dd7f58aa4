//! Dates as the calendar has them: days, weeks, months, holidays; see `years` for what is longer.
//!
//! Not what is counted from today ("last year"): see `relative`. What is not said of a date stays open here.

use hearsay_text::document::Date;

use super::calendar::{self, nth_weekday};
use super::holidays::{Holiday, NAMES};
use super::sentence::{BEFORE_TIME, Sentence};
use super::stretch::Stretch;
use super::terms::{Term, Unit, Which};
use super::years::full_year;

/// Words before a month's name that may be another word, beside those before any time.
const BEFORE_MONTH: &[&str] = &["last", "next", "this", "to", "and", "for", "every", "each", "-", "or", "mid-"];

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
        let Some(date) = Date::of_day(published) else { return stretch };
        let fits = |year: i32, month: u8| {
            Date::checked(year, month, day)
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
        if day > Date::month_length(2000, month) {
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

    pub(super) fn is_core(&self, at: usize) -> bool {
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
    pub(super) fn is_word_too(&self, at: usize) -> bool {
        self.is_any(at, &["may", "march", "mar", "august"])
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
            Date::checked(year, month.min(99) as u8, day.min(99) as u8)
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
                Date::checked(2000, month.min(99) as u8, day.min(99) as u8)?;
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
            let year = Date::of_day(self.narrative.published?)?.year;
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
        let is_asked = place == 0 && self.pieces.len() == 1
            || self.follows(place, BEFORE_TIME)
            || self.follows(place, BEFORE_MONTH);
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
            place.days.and_then(|(first, _)| Date::of_day(first)).map(|date| i32::from(date.year))
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
                calendar::day_of(year, month, Date::month_length(year, month))
            }
            _ => return None,
        };
        Some((end, Stretch::Day(day)))
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
}
