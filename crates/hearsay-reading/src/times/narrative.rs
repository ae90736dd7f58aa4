//! What the telling has named so far, and which way a verb points: what dates without a year are placed by.
//!
//! Not a model of discourse: the last date named, the last year said, and the verb nearest to an expression. This is
//! HeidelTime's way with news (Strötgen and Gertz, SemEval 2010), who add to it the last date of a fitting grain.

use hearsay_text::document::Date;

use super::calendar::{self, Day};
use crate::passage::Passage;

/// Whether a sentence tells of what was or what will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    Unknown,
}

/// The running narrative.
#[derive(Clone, Debug, Default)]
pub(super) struct Narrative {
    pub(super) published: Option<Day>,
    /// The last day on which anything can have been told: that of publication, or of a later update.
    pub(super) told_until: Option<Day>,
    /// The days last named, and in which sentence.
    pub(super) named: Option<(Day, Day, u32)>,
    /// The day last named, whatever else was named since.
    pub(super) named_day: Option<Day>,
    /// The year last said in so many words, and in which sentence.
    year: Option<(i32, u32)>,
    pub(super) sentence: u32,
}

/// A year said so many sentences ago still holds.
const YEAR_REACH: u32 = 1;
/// A month named so many sentences ago still holds.
const MONTH_REACH: u32 = 3;

impl Narrative {
    pub(super) fn new(published: Option<Date>, changed: Option<Date>) -> Narrative {
        let day = |date: Date| Date::checked(date.year.into(), date.month, date.day).map(calendar::day);
        let (published, changed) = (published.and_then(day), changed.and_then(day));
        Narrative { published, told_until: published.max(changed), ..Narrative::default() }
    }

    /// Notes what was named.
    pub(super) fn note(&mut self, days: Option<(Day, Day)>, year: Option<i32>) {
        if let Some((first, last)) = days {
            self.named = Some((first, last, self.sentence));
            self.named_day = if first == last { Some(first) } else { self.named_day };
        }
        if let Some(year) = year {
            self.year = Some((year, self.sentence));
        }
    }

    /// Returns the year that a date without one lies in because another year is being told of.
    pub(super) fn year_of_telling(&self, direction: Direction) -> Option<i32> {
        let (year, sentence) = self.year.filter(|(_, sentence)| self.sentence - sentence <= YEAR_REACH)?;
        let published = self.published.and_then(Date::of_day).map(|date| i32::from(date.year));
        match published {
            // The year of publication needs no telling, and a year to come is not told of in passing.
            Some(published) if year >= published || direction != Direction::Past => None,
            Some(published) if year == published - 1 && sentence != self.sentence => None,
            Some(_) => Some(year),
            None => Some(year),
        }
    }

    /// Returns the month that a day of the month lies in, and why.
    pub(super) fn month(&self) -> Option<(i32, u8, &'static str)> {
        let near =
            self.named.filter(|(first, last, sentence)| self.sentence - sentence <= MONTH_REACH && last - first <= 31);
        let (day, because) = match (near, self.published) {
            (Some((first, ..)), _) => (first, "the month is the one named before"),
            (None, Some(published)) => (published, "the month is that of publication"),
            (None, None) => return None,
        };
        let date = Date::of_day(day)?;
        Some((date.year.into(), date.month, because))
    }
}

/// Words after which a verb in the past tense tells of what is to come: "is scheduled for Monday". Sorted.
const PLANNED: &[&str] = &[
    "agreed",
    "deadline",
    "due",
    "expected",
    "expires",
    "forthcoming",
    "planned",
    "plans",
    "postponed",
    "projected",
    "scheduled",
    "set",
    "slated",
    "upcoming",
];

/// Verbs whose present tense tells of what is to come: "the trial opens on Monday". Sorted.
const SCHEDULES: &[&str] = &[
    "arrives", "begin", "begins", "close", "closes", "end", "ends", "expire", "expires", "faces", "hosts", "kicks",
    "leaves", "meet", "meets", "open", "opens", "return", "returns", "start", "starts", "takes", "visits",
];

const FUTURE: &[&str] = &["'ll", "gon", "may", "must", "shall", "should", "will", "wo", "would", "’ll"];

/// So many words are looked at on either side.
const REACH: usize = 25;

/// Returns which way the verb points that is nearest to the tokens from `begin` to `end`.
pub(super) fn direction(passage: &Passage<'_>, begin: usize, end: usize) -> Direction {
    let sentence = passage.sentence_at(begin);
    let before = begin.checked_sub(1).filter(|idx| *idx >= sentence.start).map(|idx| passage.word(idx));
    if before.is_some_and(|word| ["until", "till"].contains(&word) || word.eq_ignore_ascii_case("by")) {
        return Direction::Future;
    }
    // "a June 1 deadline"
    if (end..sentence.end.min(end + 2)).any(|idx| matches!(passage.word(idx), "deadline" | "deadlines")) {
        return Direction::Future;
    }
    let left = (sentence.start.max(begin.saturating_sub(REACH))..begin).rev();
    let right = end..sentence.end.min(end + REACH);
    let mut spoken = false;
    for idx in left {
        // The tense of "he said" before a comma is not that of what is said.
        spoken |= matches!(passage.word(idx), "``" | "“" | "\"");
        if let Some(direction) = tense(passage, idx, sentence.start) {
            return if spoken { Direction::Unknown } else { direction };
        }
    }
    right.filter_map(|idx| tense(passage, idx, sentence.start)).next().unwrap_or(Direction::Unknown)
}

/// Returns which way a word points, if it is a verb or an adjective of planning.
fn tense(passage: &Passage<'_>, idx: usize, first: usize) -> Option<Direction> {
    let word = passage.word(idx);
    if !word.starts_with(|c: char| c.is_ascii_lowercase() || c == '\'' || c == '’') {
        return None;
    }
    if PLANNED.binary_search(&word).is_ok() {
        return Some(Direction::Future);
    }
    if FUTURE.binary_search(&word).is_ok() && passage.tag(idx).is_none_or(|tag| tag == "MD") {
        return Some(Direction::Future);
    }
    match passage.tag(idx) {
        Some("VBD" | "VBN") => Some(past_or_perfect(passage, idx, first)),
        Some("VB") => match idx.checked_sub(1).filter(|before| *before >= first).map(|before| passage.word(before)) {
            // "did not open", "could have"
            Some("not" | "n't" | "n’t") => None,
            _ => Some(infinitive(passage, idx, first)),
        },
        Some("VBZ" | "VBP") if SCHEDULES.binary_search(&word).is_ok() => Some(Direction::Future),
        Some("VBZ" | "VBP") if matches!(word, "has" | "have" | "'ve" | "’ve") => perfect(passage, idx),
        Some(_) => None,
        None if matches!(word, "was" | "were" | "had" | "did" | "said" | "has" | "have") || word.ends_with("ed") => {
            Some(past_or_perfect(passage, idx, first))
        }
        None if SCHEDULES.binary_search(&word).is_ok() => Some(Direction::Future),
        None => None,
    }
}

/// "has been scheduled" tells of what is to come, "has fled" of what was, "has a deadline" of neither.
fn perfect(passage: &Passage<'_>, idx: usize) -> Option<Direction> {
    let next = idx + 1..idx + 4;
    if next.clone().any(|idx| PLANNED.binary_search(&passage.word(idx)).is_ok()) {
        return Some(Direction::Future);
    }
    next.clone().any(|idx| matches!(passage.tag(idx), Some("VBN" | "VBD"))).then_some(Direction::Past)
}

/// "will be finalized" is future though "finalized" is no future form.
fn past_or_perfect(passage: &Passage<'_>, idx: usize, first: usize) -> Direction {
    let before = first.max(idx.saturating_sub(3))..idx;
    let is_future = |idx: usize| FUTURE.contains(&passage.word(idx)) || passage.word(idx) == "to";
    let is_have = |idx: usize| matches!(passage.word(idx), "have" | "has" | "had");
    match before.clone().any(is_future) && !before.clone().any(is_have) {
        true if before.clone().any(|idx| passage.word(idx) == "be") => Direction::Future,
        true if before.clone().any(|idx| FUTURE.contains(&passage.word(idx))) => Direction::Future,
        _ => Direction::Past,
    }
}

/// "will meet", "to begin" are future; "did begin" is not.
fn infinitive(passage: &Passage<'_>, idx: usize, first: usize) -> Direction {
    let before = first.max(idx.saturating_sub(3))..idx;
    match before.clone().any(|idx| matches!(passage.word(idx), "did" | "could")) {
        true => Direction::Past,
        false => Direction::Future,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(PLANNED.is_sorted() && SCHEDULES.is_sorted() && FUTURE.is_sorted());
    }
}
