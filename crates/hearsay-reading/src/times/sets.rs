//! What comes again and again: "daily", "every Monday", "twice a week", "Friday mornings".
//!
//! No days are given: a set has many.

use super::TimeKind;
use super::sentence::{Sentence, When};
use super::stretch::Place;
use super::terms::{Term, Unit, Vague};

const AGAIN: &str = "it comes again and again";

impl Sentence<'_> {
    /// Returns the set that begins at a piece.
    pub(super) fn set(&self, at: usize) -> Option<When> {
        match self.term(at) {
            Term::Set(value) => Some(set(at + 1, value.to_owned(), Unit::Day)),
            Term::Each => self.each(at + 1),
            Term::Weekdays(weekday) => {
                let part = match self.term(at + 1) {
                    Term::DayPart(part) | Term::DayParts(part) => Some(part),
                    _ => None,
                };
                let ending = part.map_or("", super::terms::DayPart::code);
                Some(set(at + 1 + usize::from(part.is_some()), format!("XXXX-WXX-{weekday}{ending}"), Unit::Day))
            }
            Term::Weekday(weekday) if matches!(self.term(at + 1), Term::DayParts(_)) => {
                let Term::DayParts(part) = self.term(at + 1) else { return None };
                Some(set(at + 2, format!("XXXX-WXX-{weekday}{}", part.code()), Unit::Hour))
            }
            // "in the evenings", but not "two nights"
            Term::DayParts(part) if part != super::terms::DayPart::Night => {
                Some(set(at + 1, format!("XXXX-XX-XX{}", part.code()), Unit::Hour))
            }
            _ => self.rate(at),
        }
    }

    /// "every two weeks", "each Monday", "every other day"
    fn each(&self, at: usize) -> Option<When> {
        let (place, is_other) = match self.is(at, "other") || self.is(at, "single") {
            true => (at + 1, self.is(at, "other")),
            false => (at, false),
        };
        match self.term(place) {
            Term::Unit(Unit::Weekend) => Some(set(place + 1, "XXXX-WXX-WE".to_owned(), Unit::Day)),
            Term::Unit(unit) if unit > Unit::Second => {
                let mut length = super::durations::Length::one(place + 1, unit);
                if is_other {
                    length.double();
                }
                Some(set(place + 1, length.value(), unit))
            }
            Term::Weekday(weekday) | Term::Weekdays(weekday) => {
                Some(set(place + 1, format!("XXXX-WXX-{weekday}"), Unit::Day))
            }
            Term::DayPart(part) => Some(set(place + 1, format!("XXXX-XX-XX{}", part.code()), Unit::Hour)),
            Term::Month(month) => {
                let (end, day) = self.day_number(place + 1).unwrap_or((place + 1, 0));
                let value = if day > 0 { format!("XXXX-{month:02}-{day:02}") } else { format!("XXXX-{month:02}") };
                Some(set(end, value, Unit::Month))
            }
            Term::Season(_) => Some(set(place + 1, "P1Y".to_owned(), Unit::Year)),
            Term::Digits { .. } if self.date(place).is_some() => {
                let (end, stretch) = self.date(place)?;
                Some(set(end, stretch.value(), Unit::Day))
            }
            Term::Vague(Vague::Few | Vague::Couple) | Term::Digits { .. } | Term::Cardinal(_) => {
                let length = self.length(place)?;
                Some(set(length.end, length.value(), length.unit()))
            }
            _ => None,
        }
    }

    /// "twice a week", "once every month", "three times a year"
    fn rate(&self, at: usize) -> Option<When> {
        let next = if self.is_any(at, &["once", "twice"]) {
            at + 1
        } else if self.is(at + 1, "times")
            && matches!(self.term(at), Term::Cardinal(_) | Term::Digits { .. } | Term::Vague(_))
        {
            at + 2
        } else {
            return None;
        };
        if self.is_any(next, &["a", "an", "per"])
            && let Term::Unit(unit) = self.term(next + 1)
        {
            return Some(set(next + 2, super::durations::Length::one(next, unit).value(), unit));
        }
        if self.term(next) == Term::Each {
            return self.each(next + 1);
        }
        match self.term(next) {
            Term::Set(value) => Some(set(next + 1, value.to_owned(), Unit::Day)),
            _ => None,
        }
    }
}

fn set(end: usize, value: String, unit: Unit) -> When {
    When { kind: TimeKind::Set, ..When::new(end, Place { value, unit, days: None, because: AGAIN }) }
}
