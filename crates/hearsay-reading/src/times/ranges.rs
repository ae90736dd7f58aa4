//! Ranges: "from 2003 to 2008", "March 3-5", "between 60 and 90 days".
//!
//! A range is two times, its ends; each knows the days of the whole.

use super::TimeKind;
use super::durations::{Count, Length};
use super::expressions::{ON_NAMED, ON_PUBLISHED, duration};
use super::sentence::{Found, Sentence};
use super::stretch::Stretch;
use super::terms::{Term, Unit};

impl Sentence<'_> {
    /// Returns what begins at a piece: a time, or the two ends of a range.
    pub(super) fn found_at(&self, at: usize) -> Vec<Found> {
        if let Some(range) = self.range_from_number(at) {
            return joined(range).into();
        }
        let Some(first) = self.expression(at).filter(|found| found.end > at) else { return Vec::new() };
        match self.range_of_expressions(at, &first) {
            Some(range) => joined(range).into(),
            None => vec![first],
        }
    }

    fn connects(&self, at: usize, begin: usize) -> bool {
        self.is_any(at, &["to", "until", "till", "til", "through", "-", "–", "—", "thru"])
            || (self.is(at, "and") && self.follows(begin, &["between"]))
    }

    /// "March 3-5", "2003 to 2008", "Monday through Friday"
    fn range_of_expressions(&self, at: usize, first: &Found) -> Option<[Found; 2]> {
        if !matches!(first.kind, TimeKind::Date | TimeKind::Time) || !self.connects(first.end, at) {
            return None;
        }
        let next = first.end + 1;
        let is_tight = self.is_any(first.end, &["-", "–", "—"]);
        let second = match (first.stretch, self.term(next)) {
            // "March 3-5", but not "March 3 - 5 people"
            (Some(Stretch::Date(year, Some(month), _)), Term::Digits { .. } | Term::Ordinal(_))
                if self.date(next).is_none()
                    || is_tight
                        && self.month_behind(next).is_none()
                        && !(self.is_any(next + 1, &["/", "."]) && self.is_glued(next + 2)) =>
            {
                let (end, day) = self.day_number(next)?;
                (!self.is_counted(end)).then_some(())?;
                let (end, said) = self.trailing_year(end).unwrap_or((end, None));
                self.placed(Stretch::Date(said.or(year), Some(month), day), next, end).found(next)
            }
            // "2003-08"
            (Some(Stretch::Year(year)), Term::Digits { value, n_digits: 2 })
                if is_tight && value as i32 > year % 100 =>
            {
                self.placed(Stretch::Year(year / 100 * 100 + value as i32), next, next + 1).found(next)
            }
            (Some(Stretch::Year(_)), _) => {
                let (end, year) = match self.year_number(next) {
                    Some(found) => found,
                    None => return self.two(first.clone(), next),
                };
                self.placed(Stretch::Year(year), next, end).found(next)
            }
            _ => return self.two(first.clone(), next),
        };
        Some(self.with_years(first.clone(), second))
    }

    fn two(&self, first: Found, next: usize) -> Option<[Found; 2]> {
        let second = self.expression(next)?;
        // "Monday to today", "9 a.m. to 5 p.m."; "2003 to daily" is none.
        let is_date = matches!(second.kind, TimeKind::Date | TimeKind::Time) && second.anchor.is_none();
        let is_reference = second.place.value.ends_with("_REF") && second.place.value != "PRESENT_REF";
        (is_date && !is_reference).then(|| self.with_years(first, second))
    }

    fn month_behind(&self, at: usize) -> Option<u8> {
        match self.term(at + 1) {
            Term::Month(month) => Some(month),
            _ => None,
        }
    }

    /// What is said of one end holds of the other: "March to May 2003".
    fn with_years(&self, mut first: Found, second: Found) -> [Found; 2] {
        // "3:00 to 4:00 tomorrow": both are tomorrow.
        let is_open =
            |found: &Found| found.kind == TimeKind::Time && matches!(found.place.because, ON_NAMED | ON_PUBLISHED);
        if is_open(&first)
            && !is_open(&second)
            && let (Some((_, clock)), Some((day, _))) =
                (first.place.value.split_once('T'), second.place.value.split_once('T'))
        {
            first.place = super::stretch::Place { value: format!("{day}T{clock}"), ..second.place.clone() };
        }
        if is_open(&second)
            && !is_open(&first)
            && first.kind == TimeKind::Time
            && let (Some((day, _)), Some((_, clock))) =
                (first.place.value.split_once('T'), second.place.value.split_once('T'))
        {
            let value = format!("{day}T{clock}");
            return [first.clone(), Found { place: super::stretch::Place { value, ..first.place }, ..second }];
        }
        let mut second = second;
        if let (Some(Stretch::Weekday(_)), Some((begin, _)), Some((end, _))) =
            (second.stretch, first.place.days, second.place.days)
            && end < begin
        {
            // "from Monday to Friday" runs forward.
            let is_past = matches!(first.stretch, Some(Stretch::Weekday(_)))
                && self.direction(first.begin, second.end) == super::narrative::Direction::Past;
            let (moved, days) = if is_past { (&mut first, begin - 7) } else { (&mut second, end + 7) };
            let place = Stretch::Day(days).place(self.narrative, super::narrative::Direction::Unknown);
            moved.place = super::stretch::Place { because: moved.place.because, ..place };
            moved.stretch = Some(Stretch::Day(days));
        }
        let (Some(one), Some(other)) = (first.stretch, second.stretch) else { return [first, second] };
        if one.year().is_none()
            && let Some(year) = other.year()
        {
            let is_after =
                one.in_year(year).place(self.narrative, super::narrative::Direction::Unknown).days > second.place.days;
            let placed = self.placed(one.in_year(if is_after { year - 1 } else { year }), first.begin, first.end);
            if placed.place.value.len() <= first.place.value.len() {
                first.place = placed.place;
                first.stretch = placed.stretch;
            }
        }
        [first, second]
    }

    /// "3-5 March", "5 to 6 pm", "two to three weeks", "60 and 90 days"
    fn range_from_number(&self, at: usize) -> Option<[Found; 2]> {
        let (end, number) = match self.term(at) {
            Term::Digits { value, n_digits: 0..=3 } => (at + 1, value),
            Term::Ordinal(value) => (at + 1, value),
            Term::Cardinal(_) => self.cardinal(at)?,
            _ => return None,
        };
        let is_or = self.is_any(end, &["or"]) || self.is_hyphen(end) && self.is(end + 1, "to");
        if !self.connects(end, at) && !is_or {
            return None;
        }
        let next = end + 1 + usize::from(self.is_hyphen(end) && self.is_any(end + 1, &["to", "and", "or"]));
        let next = self.after_hyphen(next);
        let is_number =
            matches!(self.term(next), Term::Digits { .. } | Term::Ordinal(_) | Term::Cardinal(_) | Term::Decimal);
        if !is_number {
            return None;
        }
        if let Some(length) =
            self.length(next).filter(|length| length.parts.len() == 1 && length.parts[0].1 != Count::Unknown)
        {
            let first = Length {
                parts: vec![(length.parts[0].0, Count::Hundredths(number.saturating_mul(100)))],
                ..length.clone()
            };
            let second = duration(next, self.after_length(length.end), &length);
            return Some([duration(at, end, &first), second]);
        }
        let second = self.expression(next)?;
        let stretch = match second.stretch {
            _ if second.kind == TimeKind::Time && number <= 24 && !is_or => return self.hours(at, end, number, second),
            Some(Stretch::Date(year, Some(month), day)) if number < u32::from(day) && number > 0 => {
                Stretch::Date(year, Some(month), number as u8)
            }
            _ => return None,
        };
        Some([self.placed(stretch, at, end).found(at), second])
    }

    /// "5 to 6 pm": the first hour is on the same half of the day, or on the one before.
    fn hours(&self, at: usize, end: usize, number: u32, second: Found) -> Option<[Found; 2]> {
        let (day, time) = second.place.value.split_once('T')?;
        let hour: u32 = time.get(..2)?.parse().ok()?;
        let is_range = self.follows(at, &["from", "between"]) || self.is_any(end, &["-", "–", "to"]);
        let first_hour = if hour > 12 && number <= hour - 12 { number + 12 } else { number };
        let zone = time.get(5..).unwrap_or_default();
        let mut first = Found { begin: at, end, ..second.clone() };
        first.place.value = format!("{day}T{first_hour:02}:00{zone}");
        (is_range && second.place.unit <= Unit::Hour).then_some([first, second])
    }
}

/// Gives both ends the days of the whole.
fn joined([mut first, mut second]: [Found; 2]) -> [Found; 2] {
    if let (Some((begin, _)), Some((_, end))) = (first.place.days, second.place.days)
        && begin <= end
    {
        first.range = Some((begin, end));
        second.range = Some((begin, end));
    }
    [first, second]
}
