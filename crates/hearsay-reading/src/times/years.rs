//! Years and what is as long as a part of one or many: quarters, seasons, decades, centuries.
//!
//! Most numbers of four figures are no years: what stands before and behind them decides.

use hearsay_text::document::Date;

use super::sentence::{BEFORE_TIME, Sentence};
use super::stretch::Stretch;
use super::terms::{Term, Unit, Which};

/// Words before a bare number of four digits that make it a year, beside those before any time.
const BEFORE_YEAR: &[&str] = &["circa", "around", "year"];
/// Years from 2000 + this on, written with two digits, are of the century before.
const PIVOT: u32 = 40;

impl Sentence<'_> {
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
            let year = self.narrative.published.and_then(Date::of_day).map(|date| i32::from(date.year) + offset);
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
    pub(super) fn is_part_of_number(&self, at: usize) -> bool {
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
    pub(super) fn spelled_year(&self, at: usize) -> Option<(usize, i32)> {
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

    /// "the third quarter of 2005", "Q3", "the first half of the year", "summer 2005", "in the spring"
    pub(super) fn part_of_year(&self, at: usize) -> Option<(usize, Stretch)> {
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
    pub(super) fn lettered(&self, place: usize, year: Option<i32>) -> Option<(usize, Stretch)> {
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

    pub(super) fn is_of_year(&self, at: usize) -> bool {
        self.trailing_year(at).is_some() || (self.is(at, "of") && self.relative_year(at + 1).is_some())
    }

    /// "the 1990s", "the early '90s", "the nineties"
    pub(super) fn decade(&self, at: usize) -> Option<(usize, Stretch)> {
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
    pub(super) fn century(&self, at: usize) -> Option<(usize, Stretch)> {
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

    /// "2015", "this year"
    pub(super) fn some_year(&self, at: usize) -> Option<(usize, i32)> {
        self.year_number(at).or_else(|| {
            let (end, offset) = self.relative_year(at)?;
            Some((end, i32::from(Date::of_day(self.narrative.published?)?.year) + offset))
        })
    }

    /// "in 2008", "the 1998 election", "44 BC"
    pub(super) fn bare_year(&self, at: usize) -> Option<(usize, Stretch)> {
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
        let is_asked = self.follows(at, BEFORE_TIME) || self.follows(at, BEFORE_YEAR);
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
pub(super) fn full_year(two: u32) -> i32 {
    if two < PIVOT { 2000 + two as i32 } else { 1900 + two as i32 }
}
