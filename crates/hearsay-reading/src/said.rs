//! The attributions of a document, asked by place: what is said here, and by whom.
//!
//! Not a search through all of them: only what begins near a place is looked at.

use hearsay_text::span::Span;

use crate::reading::{Act, Attribution, AttributionId};

/// The attributions of a document in the order of their first byte.
#[derive(Clone, Debug)]
pub struct Said<'a> {
    /// All of them.
    pub(crate) attributions: &'a [Attribution],
    /// Of each: its first byte, and the furthest byte that it or one before it reaches.
    reaches: Vec<(u32, u32)>,
}

impl<'a> Said<'a> {
    /// Takes the attributions of a reading.
    pub fn new(attributions: &'a [Attribution]) -> Said<'a> {
        let mut furthest = 0;
        let reach = |one: &Attribution| {
            let parts = one.parts();
            let spans = || parts.source.iter().chain(parts.cue).chain(parts.content);
            furthest = spans().map(|span| span.end).max().unwrap_or(0).max(furthest);
            (spans().map(|span| span.start).min().unwrap_or(0), furthest)
        };
        Said { attributions, reaches: attributions.iter().map(reach).collect() }
    }

    /// Returns the attributions that may share a byte with a span.
    fn near(&self, span: Span) -> &'a [Attribution] {
        let start = self.reaches.partition_point(|(_, furthest)| *furthest <= span.start);
        let end = self.reaches.partition_point(|(first, _)| *first < span.end);
        &self.attributions[start..end.max(start)]
    }

    /// Returns the innermost attribution whose content holds a span.
    pub fn holder(&self, span: Span) -> Option<&'a Attribution> {
        let holds = |one: &&Attribution| one.content.iter().any(|content| content.contains(span));
        self.near(span).iter().filter(holds).min_by_key(|one| length_bytes(one))
    }

    /// Returns the innermost attribution but one whose content holds a span.
    pub(crate) fn holder_beside(&self, span: Span, other: AttributionId) -> Option<&'a Attribution> {
        let holds = |one: &&Attribution| one.id != other && one.content.iter().any(|content| content.contains(span));
        self.near(span).iter().filter(holds).min_by_key(|one| length_bytes(one))
    }

    /// Returns whether any part of an attribution shares words with a span.
    pub(crate) fn touches(&self, span: Span) -> bool {
        let touches = |one: &Attribution| {
            let parts = one.parts();
            parts.source.iter().chain(parts.cue).chain(parts.content).any(|part| part.overlaps(span))
        };
        self.near(span).iter().any(touches)
    }

    /// Returns the attribution whose cue shares words with a span.
    pub(crate) fn with_cue(&self, span: Span) -> Option<&'a Attribution> {
        self.near(span).iter().find(|one| one.cue.iter().any(|cue| cue.overlaps(span)))
    }

    /// Returns the attribution of speech whose content ended last before a byte; of two that end together the outer.
    pub(crate) fn last_before(&self, start: u32) -> Option<&'a Attribution> {
        const LOOKED_AT_MAX: usize = 8;
        let end = self.reaches.partition_point(|(first, _)| *first < start);
        let near = &self.attributions[end.saturating_sub(LOOKED_AT_MAX)..end];
        let last = |one: &Attribution| one.content.iter().map(|content| content.end).max().unwrap_or(0);
        let is_over = |one: &&Attribution| last(one) <= start && one.act == Act::Speech && !one.negated;
        near.iter().filter(is_over).max_by_key(|one| (last(one), length_bytes(one)))
    }

    /// Returns the smallest attribution whose content ends at a byte, or one byte before it.
    pub(crate) fn ending_at(&self, end: u32) -> Option<&'a Attribution> {
        let ends = |one: &&Attribution| one.content.iter().any(|content| content.start < end && end <= content.end + 1);
        let span = Span { start: end.saturating_sub(1), end };
        self.near(span).iter().filter(ends).min_by_key(|one| length_bytes(one))
    }
}

fn length_bytes(one: &Attribution) -> usize {
    one.content.iter().map(|content| content.length_bytes()).sum()
}
