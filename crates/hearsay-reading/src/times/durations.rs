//! Lengths of time: "two weeks", "a few days", "27-year", "an hour and a half".
//!
//! Not where they lie: "two weeks ago" and "the past two weeks" are placed in `relative`.

use std::fmt::Write as _;

use super::TimeModifier;
use super::calendar::{Day, plus_months};
use super::sentence::Sentence;
use super::terms::{Edge, Term, Unit, Vague};

/// A length of time in words.
#[derive(Clone, Debug)]
pub(super) struct Length {
    pub(super) end: usize,
    pub(super) parts: Vec<(Unit, Count)>,
    pub(super) modifier: Option<TimeModifier>,
}

/// How many of a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Count {
    /// In hundredths, so that "2.5" is exact.
    Hundredths(u32),
    /// "several"
    Unknown,
}

impl Count {
    fn whole(number: u32) -> Count {
        Count::Hundredths(number.saturating_mul(100))
    }

    fn times(self, factor: u32) -> Count {
        match self {
            Count::Hundredths(number) => Count::Hundredths(number.saturating_mul(factor)),
            Count::Unknown => Count::Unknown,
        }
    }

    fn shown(self) -> String {
        match self {
            Count::Hundredths(number) if number % 100 == 0 => (number / 100).to_string(),
            Count::Hundredths(number) if number % 10 == 0 => format!("{}.{}", number / 100, number / 10 % 10),
            Count::Hundredths(number) => format!("{}.{:02}", number / 100, number % 100),
            Count::Unknown => "X".to_owned(),
        }
    }
}

impl Length {
    /// Returns the length of one unit.
    pub(super) fn one(end: usize, unit: Unit) -> Length {
        Length { end, parts: vec![(unit, Count::whole(1))], modifier: None }
    }

    /// Returns the TIMEX3 value: "P2W", "PT1.5H", "PXY".
    pub(super) fn value(&self) -> String {
        let (mut days, mut hours) = (String::new(), String::new());
        let mut parts = self.parts.clone();
        parts.sort_by_key(|(unit, _)| std::cmp::Reverse(*unit));
        for (unit, count) in parts {
            let (factor, letter) = match unit {
                Unit::Second => (1, "S"),
                Unit::Minute => (1, "M"),
                Unit::Hour => (1, "H"),
                Unit::Day => (1, "D"),
                Unit::Weekend => (1, "WE"),
                Unit::Week => (1, "W"),
                Unit::Fortnight => (2, "W"),
                Unit::Month => (1, "M"),
                Unit::Quarter => (3, "M"),
                Unit::Year => (1, "Y"),
                Unit::Decade if count == Count::Unknown => (1, "DE"),
                Unit::Century if count == Count::Unknown => (1, "CE"),
                Unit::Millennium if count == Count::Unknown => (1, "ML"),
                Unit::Decade => (10, "Y"),
                Unit::Century => (100, "Y"),
                Unit::Millennium => (1000, "Y"),
            };
            let target = if unit <= Unit::Hour { &mut hours } else { &mut days };
            let _ = write!(target, "{}{letter}", count.times(factor).shown());
        }
        if hours.is_empty() { format!("P{days}") } else { format!("P{days}T{hours}") }
    }

    /// Returns the smallest unit.
    pub(super) fn unit(&self) -> Unit {
        self.parts.iter().map(|(unit, _)| *unit).min().unwrap_or(Unit::Day)
    }

    /// Returns the day that lies so long after another, or before it with a negative sign.
    ///
    /// `None` where the length is not known or not made of whole days.
    pub(super) fn from(&self, day: Day, sign: i32) -> Option<Day> {
        self.parts.iter().try_fold(day, |day, &(unit, count)| {
            let Count::Hundredths(hundredths) = count else { return None };
            let number = i32::try_from(hundredths / 100).ok().filter(|number| *number < 100_000)?;
            let months = match unit {
                Unit::Month => 1,
                Unit::Quarter => 3,
                Unit::Year => 12,
                Unit::Decade => 120,
                Unit::Century => 1200,
                _ => 0,
            };
            let days = match unit {
                Unit::Day => 1,
                Unit::Week | Unit::Weekend => 7,
                Unit::Fortnight => 14,
                _ => 0,
            };
            // Half a year is six months; half a month is no number of days.
            if months > 0 {
                let exact = i64::from(hundredths) * i64::from(months);
                return (exact % 100 == 0).then(|| plus_months(day, sign * (exact / 100) as i32));
            }
            (days > 0 && hundredths % 100 == 0).then(|| day + sign * number * days)
        })
    }
}

impl Sentence<'_> {
    /// Returns the length of time that begins at a piece: with "about" and the like before it.
    pub(super) fn length(&self, at: usize) -> Option<Length> {
        let (place, modifier) = self.approximation(at);
        let mut length = self.bare_length(place)?;
        length.modifier = modifier.or(length.modifier);
        Some(length)
    }

    /// "about", "more than", "nearly", "up to"
    fn approximation(&self, at: usize) -> (usize, Option<TimeModifier>) {
        let one = |modifier| (at + 1, Some(modifier));
        let two = |modifier| (at + 2, Some(modifier));
        match self.text(at).to_ascii_lowercase().as_str() {
            "about" | "around" | "approximately" | "roughly" | "almost" | "nearly" | "some" => {
                one(TimeModifier::Approx)
            }
            "over" => one(TimeModifier::MoreThan),
            "under" => one(TimeModifier::LessThan),
            "just" if self.is_any(at + 1, &["over"]) => two(TimeModifier::MoreThan),
            "just" if self.is_any(at + 1, &["under"]) => two(TimeModifier::LessThan),
            "more" if self.is(at + 1, "than") => two(TimeModifier::MoreThan),
            "less" | "fewer" if self.is(at + 1, "than") => two(TimeModifier::LessThan),
            "at" if self.is(at + 1, "least") => two(TimeModifier::EqualOrMore),
            "at" if self.is(at + 1, "most") => two(TimeModifier::EqualOrLess),
            "up" if self.is(at + 1, "to") => two(TimeModifier::EqualOrLess),
            _ => (at, None),
        }
    }

    fn bare_length(&self, at: usize) -> Option<Length> {
        let (mut end, unit, count, _) = self.counted_unit(at)?;
        let mut parts = vec![(unit, count)];
        // "and a half"
        if self.is(end, "and") && self.is_any(end + 1, &["a"]) && self.term(end + 2) == Term::Half {
            if let Count::Hundredths(number) = count {
                parts[0].1 = Count::Hundredths(number + 50);
            }
            end += 3;
        }
        // "two hours and 30 minutes", "1 month 2 days"
        while parts.len() < 6 {
            let next = self.after(self.after(end, &[","]), &["and"]);
            let Some((after, smaller, count, false)) = self.counted_unit(next) else { break };
            let is_vague = count == Count::Unknown || parts.iter().any(|(unit, _)| *unit <= smaller);
            if is_vague || self.is_any(next, &["a", "an"]) && next == end {
                // "2 days 1 month"
                let is_number = matches!(self.term(next), Term::Digits { .. }) && next == end;
                if !is_number || parts.iter().any(|(unit, _)| *unit == smaller) {
                    break;
                }
            }
            parts.push((smaller, count));
            end = after;
        }
        Some(Length { end, parts, modifier: None })
    }

    /// "27-year", "a few days", "half an hour", "years"
    fn counted_unit(&self, at: usize) -> Option<(usize, Unit, Count, bool)> {
        // "half an hour", "half a year", "half-hour"
        if self.term(at) == Term::Half {
            let place = self.after_hyphen(self.after(at + 1, &["of", "a", "an"]));
            let place = self.after(place, &["a", "an"]);
            let (end, unit) = self.unit(place)?;
            return Some((end, unit, Count::Hundredths(50), self.is_hyphen(at + 1)));
        }
        let (place, count) = self.count(at)?;
        let hyphen = self.after_hyphen(place);
        let noun = if hyphen > place { hyphen } else { self.after_adjectives(place) };
        let (end, unit) = self.unit(noun)?;
        let is_plural = matches!(self.term(noun), Term::Units(_));
        // "a quarter of its dealers"
        let is_fraction = unit == Unit::Quarter && !is_plural && self.is_any(at, &["a", "one"]);
        if is_fraction && !self.is_any(end, &["ago", "earlier", "later", "after", "before"]) {
            return None;
        }
        // "one second" is a length, "a second" mostly an ordinal, and "the 10 second" too.
        if unit == Unit::Second
            && !is_plural
            && !matches!(self.term(at), Term::Digits { .. } | Term::Decimal)
            && hyphen == place
        {
            return None;
        }
        let is_one = matches!(count, Count::Hundredths(100)) || self.is_any(at, &["many"]);
        let is_half = matches!(count, Count::Hundredths(hundredths) if hundredths % 100 != 0);
        let is_short = self.text(noun).len() <= 3;
        if hyphen == place && !is_plural && !is_one && !is_half && !is_short && !self.is_loose(at, end) {
            return None;
        }
        Some((end, unit, count, hyphen > place && !is_plural))
    }

    /// "a four day rally": a number before a singular is a length if a noun follows.
    fn is_loose(&self, at: usize, end: usize) -> bool {
        let is_number = matches!(self.term(at), Term::Digits { n_digits: 1..=3, .. } | Term::Cardinal(_));
        let is_month = self.follows(at, &["may", "june", "july", "march"]);
        is_number
            && !is_month
            && (self.is_plain_word(end) || self.is_any(end, &["old", "long"]) || end >= self.pieces.len())
    }

    /// Returns the unit at a piece, and its end.
    pub(super) fn unit(&self, at: usize) -> Option<(usize, Unit)> {
        match self.term(at) {
            Term::Unit(unit) | Term::Units(unit) => Some((at + 1, unit)),
            Term::Ordinal(2) if self.is(at, "second") => Some((at + 1, Unit::Second)),
            // "two nights"
            Term::DayParts(super::terms::DayPart::Night) => Some((at + 1, Unit::Day)),
            _ => None,
        }
    }

    /// "two consecutive weeks", "three full days"
    fn after_adjectives(&self, at: usize) -> usize {
        const ADJECTIVES: &[&str] = &[
            "additional",
            "business",
            "calendar",
            "consecutive",
            "entire",
            "extra",
            "full",
            "further",
            "long",
            "more",
            "other",
            "solid",
            "straight",
            "successive",
            "trading",
            "whole",
            "working",
        ];
        self.after(at, ADJECTIVES)
    }

    /// Returns a number of units, and its end.
    fn count(&self, at: usize) -> Option<(usize, Count)> {
        if self.is_any(at, &["a", "an", "another"]) {
            return Some(match self.term(at + 1) {
                Term::Vague(Vague::Few | Vague::Couple) => (self.after(at + 2, &["of", "more"]), Count::Unknown),
                Term::Vague(Vague::Dozen) => (at + 2, Count::whole(12)),
                Term::Scale(scale) => (at + 2, Count::whole(scale)),
                Term::Units(_) => return None,
                _ if self.is_any(at + 1, &["number"]) && self.is(at + 2, "of") => (at + 3, Count::Unknown),
                _ => (at + 1, Count::whole(1)),
            });
        }
        match self.term(at) {
            Term::Digits { .. } if self.is_decimal_comma(at) => None,
            Term::Digits { value, .. } => {
                let (end, value) = match self.term(at + 1) {
                    Term::Scale(scale) => (at + 2, value.saturating_mul(scale)),
                    _ => (at + 1, value),
                };
                Some((end, Count::whole(value)))
            }
            Term::Decimal => {
                let (whole, places) = self.text(at).split_once('.')?;
                let hundredths: u32 = format!("{places:0<2}").get(..2)?.parse().ok()?;
                Some((at + 1, Count::Hundredths(whole.parse::<u32>().ok()?.checked_mul(100)? + hundredths)))
            }
            Term::Cardinal(_) => {
                let (end, value) = self.cardinal(at)?;
                // "two and a half years", "one-and-a-half"
                let and = self.after_hyphen(end);
                let a = self.after_hyphen(and + 1);
                let half = self.after_hyphen(a + 1);
                if self.is(and, "and") && self.is(a, "a") && self.term(half) == Term::Half {
                    return Some((half + 1, Count::Hundredths(value.saturating_mul(100).saturating_add(50))));
                }
                Some((end, Count::whole(value)))
            }
            Term::Vague(Vague::Dozen) => Some((at + 1, Count::whole(12))),
            Term::Vague(Vague::Some) => None,
            Term::Vague(_) => Some((self.after(at + 1, &["of", "more", "a"]), Count::Unknown)),
            Term::Units(_) if self.is(at + 1, "of") => None,
            Term::Units(unit) if unit >= Unit::Hour || self.follows(at, &["for", "within", "in", "of"]) => {
                Some((at, Count::Unknown))
            }
            Term::Units(_) if self.is_any(at + 1, &["later", "earlier", "ago", "after", "before"]) => {
                Some((at, Count::Unknown))
            }
            // "year-long", "decade-old"
            Term::Unit(unit)
                if unit >= Unit::Hour && self.is_hyphen(at + 1) && self.is_any(at + 2, &["long", "old"]) =>
            {
                Some((at, Count::whole(1)))
            }
            Term::Other
                if self.is_any(at, &["dozens", "hundreds", "thousands", "scores", "tens"]) && self.is(at + 1, "of") =>
            {
                Some((at + 2, Count::Unknown))
            }
            Term::Other if self.is_any(at, &["all", "entire", "whole", "full"]) => {
                let noun = self.after_hyphen(self.after(at + 1, &["the"]));
                let is_whole = matches!(self.term(noun), Term::Unit(unit) if unit >= Unit::Hour);
                is_whole.then_some((self.after(at + 1, &["the"]), Count::whole(1)))
            }
            _ => None,
        }
    }

    /// "1,5" and the like are not read.
    fn is_decimal_comma(&self, at: usize) -> bool {
        self.is_glued(at) && self.follows(at, &[",", ".", "/", ":"])
    }

    /// Returns a whole number in words, and its end: "twenty-five", "two hundred and five".
    pub(super) fn cardinal(&self, at: usize) -> Option<(usize, u32)> {
        let mut place = at;
        let (mut total, mut group, mut last) = (0u32, 0u32, u32::MAX);
        let mut end = at;
        loop {
            match self.term(place) {
                Term::Cardinal(value)
                    if value < last && (last == u32::MAX || last >= 20 && value < 10 || last >= 100) =>
                {
                    group += value;
                    last = value;
                }
                Term::Scale(100) if group > 0 && group < 100 && end > at => {
                    group *= 100;
                    last = 100;
                }
                Term::Scale(scale) if scale > 100 && end > at => {
                    total = total.saturating_add(group.saturating_mul(scale));
                    group = 0;
                    last = scale;
                }
                _ => break,
            }
            end = place + 1;
            let next = self.after_hyphen(end);
            let next = if last >= 100 && self.is(next, "and") { next + 1 } else { next };
            place = match self.term(next) {
                Term::Cardinal(_) | Term::Scale(_) => next,
                _ => break,
            };
        }
        (end > at).then_some((end, total.saturating_add(group)))
    }

    /// Returns the end of "old" or "long" behind a length, and whether it is there: "51-year-old", "years-long".
    pub(super) fn after_length(&self, end: usize) -> usize {
        let place = self.after_hyphen(end);
        match self.is_any(place, &["old", "olds"]) || (place > end && self.is(place, "long")) {
            true => place + 1,
            false => end,
        }
    }

    /// Returns the modifier that an edge gives.
    pub(super) fn edge(&self, at: usize) -> Option<TimeModifier> {
        match self.term(at) {
            Term::Edge(Edge::Early | Edge::Start) => Some(TimeModifier::Start),
            Term::Edge(Edge::Mid) => Some(TimeModifier::Mid),
            Term::Edge(Edge::Late | Edge::End) => Some(TimeModifier::End),
            _ => None,
        }
    }
}

impl Length {
    /// "every other day" is every two days.
    pub(super) fn double(&mut self) {
        for (_, count) in &mut self.parts {
            *count = count.times(2);
        }
    }
}
