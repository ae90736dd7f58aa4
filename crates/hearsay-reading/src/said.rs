//! The attributions of a document, asked by place: what is said here, and by whom.
//!
//! Not a search through all of them: only what begins near a place is looked at.

use hearsay_text::span::Span;

use crate::reading::Attribution;

/// The attributions of a document in the order of their first byte.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'a> {
    /// All of them.
    pub(crate) attributions: &'a [Attribution],
}

/// What begins further before a place than this, in bytes, does not reach it.
const REACH_BYTES: u32 = 8192;

impl<'a> Said<'a> {
    /// Returns the attributions that begin near a span.
    fn near(self, span: Span) -> &'a [Attribution] {
        let first = |one: &Attribution| {
            let parts = one.parts();
            let spans = parts.source.iter().chain(parts.cue).chain(parts.content);
            spans.map(|span| span.start).min().unwrap_or(0)
        };
        let start = self.attributions.partition_point(|one| first(one) + REACH_BYTES < span.start);
        let end = self.attributions.partition_point(|one| first(one) < span.end);
        &self.attributions[start..end.max(start)]
    }

    /// Returns the innermost attribution whose content holds a span.
    pub(crate) fn holder(self, span: Span) -> Option<&'a Attribution> {
        let holds = |one: &&Attribution| one.content.iter().any(|content| content.contains(span));
        self.near(span).iter().filter(holds).min_by_key(|one| length_bytes(one))
    }

    /// Returns whether any part of an attribution shares words with a span.
    pub(crate) fn touches(self, span: Span) -> bool {
        let touches = |one: &Attribution| {
            let parts = one.parts();
            parts.source.iter().chain(parts.cue).chain(parts.content).any(|part| part.overlaps(span))
        };
        self.near(span).iter().any(touches)
    }

    /// Returns the attribution whose cue shares words with a span.
    pub(crate) fn with_cue(self, span: Span) -> Option<&'a Attribution> {
        self.near(span).iter().find(|one| one.cue.iter().any(|cue| cue.overlaps(span)))
    }

    /// Returns the smallest attribution whose content ends at a byte, or one byte before it.
    pub(crate) fn ending_at(self, end: u32) -> Option<&'a Attribution> {
        let ends = |one: &&Attribution| one.content.iter().any(|content| content.start < end && end <= content.end + 1);
        let span = Span { start: end.saturating_sub(1), end };
        self.near(span).iter().filter(ends).min_by_key(|one| length_bytes(one))
    }
}

fn length_bytes(one: &Attribution) -> usize {
    one.content.iter().map(|content| content.length_bytes()).sum()
}
