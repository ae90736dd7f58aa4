//! A time in words: "on 21 March 2022", "before the 1990s", "on a Sunday (date unknown)", "every 2 weeks".
//!
//! Not what the document's own words were, and no guess: what a value leaves open is told as unknown. The JSON keeps the
//! codes of TIMEX3 that are put into words here.

use hearsay_reading::reading::Attribution;
use hearsay_reading::times::{Time, TimeKind, TimeModifier};
use hearsay_text::document::Date;
use hearsay_text::span::Span;

mod calendar;
mod lengths;

/// A time, ready to be put into a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct When {
    /// "on", "in", "at"; empty for what needs none.
    preposition: &'static str,
    noun: String,
    /// What of it is not known: "date unknown".
    missing: Option<&'static str>,
    modifier: Option<TimeModifier>,
    kind: TimeKind,
}

impl When {
    /// Returns a time that was read, in words.
    pub(crate) fn of(time: &Time) -> When {
        let days = time.interval.filter(|_| time.anchor.is_none());
        let mut when = When::of_value(&time.value, time.kind, days.map(|(first, _)| first));
        when.modifier = time.modifier;
        if let (TimeKind::Duration, Some((first, last))) = (time.kind, days) {
            when.noun.push_str(&format!(", {} to {}", calendar::day(first), calendar::day(last)));
        }
        when
    }

    fn of_value(value: &str, kind: TimeKind, first: Option<Date>) -> When {
        let known =
            |preposition, noun: &str| When { preposition, noun: noun.to_owned(), missing: None, modifier: None, kind };
        match value {
            "PAST_REF" => return known("in", "the past"),
            "PRESENT_REF" => return known("at", "present"),
            "FUTURE_REF" => return known("in", "the future"),
            _ => {}
        }
        let told = match (value.strip_prefix('P'), kind) {
            (Some(_), TimeKind::Set) => lengths::each(value).map(|noun| known("", &noun)),
            (Some(_), _) => lengths::length(value).map(|noun| known("", &noun)),
            (None, TimeKind::Set) => calendar::each(value).map(|noun| known("", &noun)),
            (None, _) => calendar::phrase(value, first)
                .map(|phrase| When { missing: phrase.missing, ..known(phrase.preposition, &phrase.noun) }),
        };
        // No such value is known; should one be added, its code is better than nothing.
        told.unwrap_or_else(|| known("", value))
    }

    /// Returns when: "on 21 March 2022", "since March 2022", "in the middle of 2022".
    pub(crate) fn adverb(&self) -> String {
        let When { preposition, noun, .. } = self;
        let placed = if preposition.is_empty() { noun.clone() } else { format!("{preposition} {noun}") };
        let told = match self.modifier {
            None => placed,
            Some(TimeModifier::OnOrBefore) => format!("by {noun}"),
            Some(TimeModifier::OnOrAfter) if self.kind == TimeKind::Time => format!("from {noun} on"),
            Some(TimeModifier::OnOrAfter) => format!("since {noun}"),
            Some(TimeModifier::Before) => format!("before {noun}"),
            Some(TimeModifier::After) => format!("after {noun}"),
            Some(TimeModifier::Approx) if self.kind != TimeKind::Duration => format!("around {noun}"),
            Some(TimeModifier::Start) if !preposition.is_empty() => format!("early {placed}"),
            Some(TimeModifier::End) if !preposition.is_empty() => format!("late {placed}"),
            Some(TimeModifier::Mid) if !preposition.is_empty() => format!("in the middle of {noun}"),
            Some(modifier) => format!("{}{noun}", part(modifier, self.kind)),
        };
        self.with_missing(told)
    }

    /// Returns what time: "21 March 2022", "the time since March 2022", "the end of 2022".
    pub(crate) fn noun(&self) -> String {
        let noun = &self.noun;
        self.with_missing(match self.modifier {
            None => noun.clone(),
            Some(modifier) => format!("{}{noun}", part(modifier, self.kind)),
        })
    }

    fn with_missing(&self, told: String) -> String {
        match self.missing {
            Some(missing) => format!("{told} ({missing})"),
            None => told,
        }
    }
}

/// Returns what a modifier puts before a noun.
fn part(modifier: TimeModifier, kind: TimeKind) -> &'static str {
    match modifier {
        TimeModifier::Before => "the time before ",
        TimeModifier::After => "the time after ",
        TimeModifier::OnOrBefore => "the time up to ",
        TimeModifier::OnOrAfter => "the time since ",
        TimeModifier::Start => "the beginning of ",
        TimeModifier::Mid => "the middle of ",
        TimeModifier::End => "the end of ",
        TimeModifier::Approx if kind == TimeKind::Duration => "about ",
        TimeModifier::Approx => "the time around ",
        TimeModifier::LessThan => "less than ",
        TimeModifier::MoreThan => "more than ",
        TimeModifier::EqualOrLess => "up to ",
        TimeModifier::EqualOrMore => "at least ",
    }
}

/// Returns when something was said, if that is told: the time of that value which stands outside the content, nearest to
/// the cue.
pub(crate) fn said_on(times: &[Time], attribution: &Attribution) -> Option<When> {
    let value = attribution.said_on.as_deref()?;
    let cue = attribution.cue.first().map_or(0, |cue| cue.start);
    let fits =
        |time: &&Time| time.value == value && !attribution.content.iter().any(|content| content.overlaps(time.span));
    // It stands in the sentence of the cue, so neither way is long.
    let (before, behind) = times.split_at(times.partition_point(|time| time.span.start < cue));
    let nearest = [before.iter().rev().find(fits), behind.iter().find(fits)].into_iter().flatten();
    Some(told(nearest.min_by_key(|time| time.span.start.abs_diff(cue)), value))
}

/// Returns when what is said happened, if that is told: the first time of that value in the content.
pub(crate) fn happened_on(times: &[Time], attribution: &Attribution) -> Option<When> {
    let value = attribution.happened_on.as_deref()?;
    let begin = attribution.content.first().map_or(0, |content| content.start);
    let is_in = |time: &&Time| attribution.content.iter().any(|content| content.contains(time.span));
    let behind = &times[times.partition_point(|time| time.span.start < begin)..];
    Some(told(behind.iter().filter(|time| time.value == value).find(is_in), value))
}

fn told(time: Option<&Time>, value: &str) -> When {
    time.map_or_else(|| When::of_value(value, TimeKind::Date, None), When::of)
}

/// Returns the time whose words share a byte with a span.
pub(crate) fn time_at(times: &[Time], span: Span) -> Option<&Time> {
    let first = times.partition_point(|time| time.span.end <= span.start);
    times.get(first).filter(|time| time.span.overlaps(span))
}

/// Returns a day of the metadata in words: "21 March 2022".
pub(crate) fn day(date: Date) -> String {
    calendar::day(date)
}

#[cfg(test)]
mod tests;
