//! On whose word something stands: the innermost attribution whose content holds a place.
//!
//! Not a search through all attributions: only those that begin near the place are looked at.

use hearsay_reading::reading::Attribution;
use hearsay_text::span::Span;

/// The attributions of a document, asked by place.
#[derive(Clone, Debug)]
pub(crate) struct Holders<'a> {
    /// In the order of their first byte.
    attributions: &'a [Attribution],
    /// Of each: the first byte of its content, and the furthest that it or one before it reaches.
    reaches: Vec<(u32, u32)>,
    order: Vec<usize>,
}

impl<'a> Holders<'a> {
    pub(crate) fn of(attributions: &'a [Attribution]) -> Holders<'a> {
        let begin = |idx: &usize| attributions[*idx].content.iter().map(|span| span.start).min().unwrap_or(0);
        let mut order: Vec<usize> = (0..attributions.len()).collect();
        order.sort_by_key(begin);
        let mut furthest = 0;
        let reach = |idx: &usize| {
            let end = attributions[*idx].content.iter().map(|span| span.end).max().unwrap_or(0);
            furthest = end.max(furthest);
            (begin(idx), furthest)
        };
        let reaches = order.iter().map(reach).collect();
        Holders { attributions, reaches, order }
    }

    /// Returns the attribution with the shortest content that holds `span`.
    pub(crate) fn holder(&self, span: Span) -> Option<&'a Attribution> {
        let first = self.reaches.partition_point(|(_, furthest)| *furthest < span.end);
        let last = self.reaches.partition_point(|(begin, _)| *begin <= span.start);
        let near = self.order[first..last.max(first)].iter().map(|&idx| &self.attributions[idx]);
        let holds = |one: &&Attribution| one.content.iter().any(|content| content.contains(span));
        near.filter(holds).min_by_key(|one| one.content.iter().map(|content| content.length_bytes()).sum::<usize>())
    }
}
