//! The times that a text names, as values of TIMEX3 and, where they can be placed, as days.
//!
//! The values are those of ISO-TimeML (ISO 24617-1); the way from words to values, by lists of words, grammar over them
//! and the tense of the nearest verb, is HeidelTime's (Strötgen and Gertz, SemEval 2010), without its regular
//! expressions. Not a timeline: what happened then is not asked here. What hangs on an event ("the initial months of
//! the war") is not placed, and what hangs on the day of publication is placed only if that is known.

use hearsay_text::document::Date;
use hearsay_text::span::Span;

use crate::passage::Passage;

pub(crate) mod terms;

mod calendar;
pub(crate) mod holidays;
mod narrative;
mod pieces;
mod stretch;

mod sentence;

mod clock;
mod dates;
mod durations;
mod events;
mod expressions;
mod ranges;
mod relative;
mod sets;
mod years;

use narrative::Narrative;
use sentence::{Found, Sentence};
use terms::Unit;

/// A time that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Its words; without the preposition before them.
    pub span: Span,
    /// What kind of time it is.
    pub kind: TimeKind,
    /// Its value in TIMEX3: `2022-03-21`, `2022-W12`, `199`, `P3D`, `PAST_REF`; an X for each figure not known.
    pub value: String,
    /// How exactly it is said.
    pub granularity: Granularity,
    /// What part of the value is meant, or how it compares with the value.
    pub modifier: Option<TimeModifier>,
    /// The first and the last day that it covers; `None` if it is not placed, or is no stretch of the calendar.
    pub interval: Option<(Date, Date)>,
    /// The first and the last day of the range that it begins or ends: "from 2003 to 2008" is two times.
    pub range: Option<(Date, Date)>,
    /// The words of the event that it hangs on; such a time is not placed.
    pub anchor: Option<Span>,
    /// Why it has this value.
    pub because: String,
}

/// The kinds of time, as in TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeKind {
    /// A day or something longer: "Monday", "last year".
    Date,
    /// A part of a day: "3 p.m.", "Thursday night".
    Time,
    /// A length: "two weeks".
    Duration,
    /// What comes again and again: "every Monday".
    Set,
}

impl TimeKind {
    /// Returns the name that TIMEX3 has for it.
    pub fn name(self) -> &'static str {
        match self {
            TimeKind::Date => "DATE",
            TimeKind::Time => "TIME",
            TimeKind::Duration => "DURATION",
            TimeKind::Set => "SET",
        }
    }
}

/// How exactly a time is said: the unit of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Granularity {
    /// To the second.
    Second,
    /// To the minute.
    Minute,
    /// To the hour, or to the part of the day.
    Hour,
    /// To the day.
    Day,
    /// To the weekend.
    Weekend,
    /// To the week.
    Week,
    /// To the month.
    Month,
    /// To the quarter, half or season.
    Quarter,
    /// To the year.
    Year,
    /// To the decade.
    Decade,
    /// To the century, or less exactly.
    Century,
}

impl Granularity {
    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        match self {
            Granularity::Second => "second",
            Granularity::Minute => "minute",
            Granularity::Hour => "hour",
            Granularity::Day => "day",
            Granularity::Weekend => "weekend",
            Granularity::Week => "week",
            Granularity::Month => "month",
            Granularity::Quarter => "quarter",
            Granularity::Year => "year",
            Granularity::Decade => "decade",
            Granularity::Century => "century",
        }
    }
}

/// What part of its value a time is, or how it compares with it; the `mod` of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeModifier {
    /// "before 2003", "more than a year ago"
    Before,
    /// "after 2003", "less than a year ago"
    After,
    /// "by Friday", "until 2003"
    OnOrBefore,
    /// "since 2003"
    OnOrAfter,
    /// "early 2003"
    Start,
    /// "mid-2003"
    Mid,
    /// "late 2003"
    End,
    /// "around 2003", "nearly two weeks"
    Approx,
    /// "less than two weeks"
    LessThan,
    /// "more than two weeks"
    MoreThan,
    /// "up to two weeks"
    EqualOrLess,
    /// "at least two weeks"
    EqualOrMore,
}

impl TimeModifier {
    /// Returns the name that TIMEX3 has for it.
    pub fn name(self) -> &'static str {
        match self {
            TimeModifier::Before => "BEFORE",
            TimeModifier::After => "AFTER",
            TimeModifier::OnOrBefore => "ON_OR_BEFORE",
            TimeModifier::OnOrAfter => "ON_OR_AFTER",
            TimeModifier::Start => "START",
            TimeModifier::Mid => "MID",
            TimeModifier::End => "END",
            TimeModifier::Approx => "APPROX",
            TimeModifier::LessThan => "LESS_THAN",
            TimeModifier::MoreThan => "MORE_THAN",
            TimeModifier::EqualOrLess => "EQUAL_OR_LESS",
            TimeModifier::EqualOrMore => "EQUAL_OR_MORE",
        }
    }
}

/// Returns the times that begin inside a span; `times` are in order.
pub(crate) fn within(times: &[Time], span: Span) -> &[Time] {
    let first = times.partition_point(|time| time.span.start < span.start);
    let last = times.partition_point(|time| time.span.start < span.end);
    &times[first..last.max(first)]
}

/// Finds the times of a passage that was published on a day and last changed on another, as far as that is known: in order,
/// none overlaps another.
pub fn times(passage: &Passage<'_>, published: Option<Date>, changed: Option<Date>) -> Vec<Time> {
    let mut narrative = Narrative::new(published, changed);
    let mut times = Vec::new();
    let (mut terms, mut buffer) = (Vec::new(), Vec::new());
    for (sentence_idx, sentence) in passage.segmentation.sentences.iter().enumerate() {
        let tokens = sentence.start as usize..sentence.end as usize;
        terms.clear();
        let mut may_hold = false;
        for token in tokens.clone() {
            let word = passage.word(token);
            let term = pieces::whole_term(word);
            may_hold |= pieces::may_trigger(word, term);
            terms.push(term);
        }
        if !may_hold {
            continue;
        }
        narrative.sentence = sentence_idx as u32;
        pieces::cut(passage, tokens, &terms, &mut buffer);
        let mut at = 0;
        while at < buffer.len() {
            let sentence = Sentence { passage, pieces: &buffer, narrative: &narrative };
            let found = found_at(&sentence, at);
            let Some(end) = found.last().map(|found| found.end) else {
                at += 1;
                continue;
            };
            times.extend(found.iter().map(|found| time(&sentence, found)));
            for found in &found {
                let year = found.stretch.and_then(stretch::Stretch::year);
                let is_named = matches!(found.kind, TimeKind::Date | TimeKind::Time);
                narrative.note(found.place.days.filter(|_| is_named), year);
            }
            at = end;
        }
    }
    times
}

/// Returns what begins at a piece: nothing, a time, or the two ends of a range.
fn found_at(sentence: &Sentence<'_>, at: usize) -> Vec<Found> {
    if !sentence.may_begin(at) {
        return Vec::new();
    }
    sentence.found_at(at)
}

fn time(sentence: &Sentence<'_>, found: &Found) -> Time {
    let dates = |days: Option<(i32, i32)>| {
        let (first, last) = days?;
        Some((Date::of_day(first)?, Date::of_day(last)?))
    };
    let modifier = found.modifier.or_else(|| match found.kind {
        TimeKind::Date | TimeKind::Time if found.range.is_none() => {
            continued(sentence, found.end).or_else(|| compared(sentence, found.begin))
        }
        _ => None,
    });
    Time {
        span: sentence.span(found.begin, found.end),
        kind: found.kind,
        value: found.place.value.clone(),
        granularity: granularity(found.place.unit),
        modifier,
        interval: dates(found.place.days).filter(|_| found.anchor.is_none()),
        range: dates(found.range),
        anchor: found.anchor,
        because: found.place.because.to_owned(),
    }
}

/// "3 p.m. or later", "2016 and after"
fn continued(sentence: &Sentence<'_>, end: usize) -> Option<TimeModifier> {
    match (sentence.text(end), sentence.text(end + 1)) {
        ("or" | "and", "later" | "after" | "onwards" | "onward" | "beyond") => Some(TimeModifier::OnOrAfter),
        ("or", "earlier" | "before") => Some(TimeModifier::OnOrBefore),
        ("onwards" | "onward", _) => Some(TimeModifier::OnOrAfter),
        _ => None,
    }
}

/// Returns how the preposition before a date compares with it.
fn compared(sentence: &Sentence<'_>, begin: usize) -> Option<TimeModifier> {
    let behind = |words: &[&str]| begin > 1 && sentence.is_any(begin - 2, words);
    let word = sentence.pieces.get(begin.checked_sub(1)?).map(|_| sentence.text(begin - 1).to_ascii_lowercase())?;
    match word.as_str() {
        "than" if behind(&["earlier"]) => Some(TimeModifier::Before),
        "than" if behind(&["later"]) => Some(TimeModifier::After),
        "to" if behind(&["prior"]) => Some(TimeModifier::Before),
        "before" => Some(TimeModifier::Before),
        "after" => Some(TimeModifier::After),
        "by" | "until" | "till" => Some(TimeModifier::OnOrBefore),
        "since" => Some(TimeModifier::OnOrAfter),
        "around" | "about" | "circa" | "approximately" | "roughly" => Some(TimeModifier::Approx),
        _ => None,
    }
}

fn granularity(unit: Unit) -> Granularity {
    match unit {
        Unit::Second => Granularity::Second,
        Unit::Minute => Granularity::Minute,
        Unit::Hour => Granularity::Hour,
        Unit::Day => Granularity::Day,
        Unit::Weekend => Granularity::Weekend,
        Unit::Week | Unit::Fortnight => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Quarter,
        Unit::Year => Granularity::Year,
        Unit::Decade => Granularity::Decade,
        Unit::Century | Unit::Millennium => Granularity::Century,
    }
}

#[cfg(test)]
mod tests;
