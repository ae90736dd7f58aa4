//! A sentence as the parsers of times see it, and what they return.
//!
//! Each parser is a method that is given the place of a piece and returns what begins there, with its end. This file
//! holds what they share; the parsers stand in the files named by what they find.

use hearsay_text::span::Span;

use super::calendar::Day;
use super::narrative::{Direction, Narrative, direction};
use super::pieces::Piece;
use super::stretch::{Place, Stretch};
use super::terms::Term;
use super::{TimeKind, TimeModifier};
use crate::passage::Passage;

/// Words before a time that make one of what may be another word.
pub(super) const BEFORE_TIME: &[&str] = &[
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
    "through",
    "throughout",
];

/// The pieces of one sentence, and what was told before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence<'a> {
    pub(super) passage: &'a Passage<'a>,
    pub(super) pieces: &'a [Piece],
    pub(super) narrative: &'a Narrative,
}

/// A place in the calendar, found in words.
#[derive(Clone, Debug)]
pub(super) struct When {
    pub(super) end: usize,
    pub(super) place: Place,
    /// What was said, where a range may supply what was not.
    pub(super) stretch: Option<Stretch>,
    pub(super) modifier: Option<TimeModifier>,
    pub(super) kind: TimeKind,
}

/// A time, found in words.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) begin: usize,
    pub(super) end: usize,
    pub(super) kind: TimeKind,
    pub(super) place: Place,
    pub(super) modifier: Option<TimeModifier>,
    pub(super) stretch: Option<Stretch>,
    pub(super) anchor: Option<Span>,
    /// The days of the range that this is an end of.
    pub(super) range: Option<(Day, Day)>,
}

impl When {
    pub(super) fn new(end: usize, place: Place) -> When {
        When { end, place, stretch: None, modifier: None, kind: TimeKind::Date }
    }

    pub(super) fn found(self, begin: usize) -> Found {
        Found {
            begin,
            end: self.end,
            kind: self.kind,
            place: self.place,
            modifier: self.modifier,
            stretch: self.stretch,
            anchor: None,
            range: None,
        }
    }
}

impl<'a> Sentence<'a> {
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |piece| &self.passage.text[piece.start as usize..piece.end as usize])
    }

    pub(super) fn term(&self, at: usize) -> Term {
        self.pieces.get(at).map_or(Term::Other, |piece| piece.term)
    }

    /// Returns whether a piece is that word, in small letters or not.
    #[inline]
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        let Some(piece) = self.pieces.get(at) else { return word.is_empty() };
        // Most are told apart by their length or their first letter.
        let bytes = self.passage.text.as_bytes();
        let is_like = |first: &u8| bytes[piece.start as usize] | 32 == first | 32;
        (piece.end - piece.start) as usize == word.len()
            && word.as_bytes().first().is_some_and(is_like)
            && bytes[piece.start as usize..piece.end as usize].eq_ignore_ascii_case(word.as_bytes())
    }

    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    /// Returns whether the piece before is one of those words.
    pub(super) fn follows(&self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is_any(before, words))
    }

    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.glued)
    }

    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.text(at), "-" | "‐" | "‑")
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }

    /// Returns whether a piece is a word in small letters that names a thing or a deed, as far as its form tells.
    pub(super) fn is_plain_word(&self, at: usize) -> bool {
        let word = self.text(at);
        word.len() > 3 && word.starts_with(|c: char| c.is_ascii_lowercase()) && self.term(at) == Term::Other
    }

    /// Returns the place after a piece, if it is one of those words.
    pub(super) fn after(&self, at: usize, words: &[&str]) -> usize {
        if self.is_any(at, words) { at + 1 } else { at }
    }

    /// Returns the place after a hyphen or a dash.
    pub(super) fn after_hyphen(&self, at: usize) -> usize {
        if self.is_hyphen(at) { at + 1 } else { at }
    }

    /// Returns which way the verb points that is nearest to the pieces from `begin` to `end`.
    pub(super) fn direction(&self, begin: usize, end: usize) -> Direction {
        let token = |at: usize| self.pieces.get(at).map_or(0, |piece| piece.token as usize);
        if self.narrative.published.is_none() && self.narrative.named.is_none() {
            return Direction::Unknown;
        }
        direction(self.passage, token(begin), token(end.max(1) - 1) + 1)
    }

    /// Returns the place of a stretch that begins at `begin` and ends before `end`.
    pub(super) fn placed(&self, stretch: Stretch, begin: usize, end: usize) -> When {
        let direction = if stretch.is_open() { self.direction(begin, end) } else { Direction::Unknown };
        let place = stretch.place(self.narrative, direction);
        When { stretch: Some(stretch), ..When::new(end, place) }
    }

    pub(super) fn span(&self, begin: usize, end: usize) -> Span {
        match self.pieces.get(begin..end) {
            Some([first, .., last]) => Span { start: first.start, end: last.end },
            Some([only]) => Span { start: only.start, end: only.end },
            _ => Span { start: 0, end: 0 },
        }
    }
}
