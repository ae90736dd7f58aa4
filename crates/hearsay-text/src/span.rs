//! A place in a text, in UTF-8 bytes.
//!
//! Not a code-point or UTF-16 offset: those exist only at the edge of the program, see [`CodePoints`].

use std::ops::Range;

/// A stretch of a text: UTF-8 byte offsets, end exclusive, both on character boundaries of that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte; never less than `start`.
    pub end: u32,
}

impl Span {
    /// Returns the span from `start` to `end` (bytes).
    ///
    /// # Panics
    /// If `start > end` or an offset does not fit in 32 bits; the importer refuses larger texts.
    pub fn new(start: usize, end: usize) -> Span {
        assert!(start <= end, "a span cannot end before it starts");
        let narrow = |offset: usize| u32::try_from(offset).expect("import refuses texts of 4 GiB and more");
        Span { start: narrow(start), end: narrow(end) }
    }

    /// Returns the span as a range of byte indices.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns the text that the span covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Returns the length in bytes.
    pub fn length_bytes(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Returns whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns whether the two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns how many bytes the two spans share.
    pub fn shared_bytes(self, other: Span) -> u32 {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    /// Returns whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns the smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Returns the span without the white space at its edges.
    pub fn trim(self, text: &str) -> Span {
        let covered = self.of(text);
        let start = self.range().start + (covered.len() - covered.trim_start().len());
        let end = start + covered.trim().len();
        Span::new(start, end)
    }
}

/// Turns byte offsets of one text into Unicode code points, the unit of the JSON contract.
///
/// Holds a checkpoint every 256 bytes, so that a lookup reads at most that much text.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    checkpoints: Vec<u32>,
}

const CHECKPOINT_BYTES: usize = 256;

impl<'a> CodePoints<'a> {
    /// Indexes `text`.
    pub fn new(text: &'a str) -> CodePoints<'a> {
        let mut checkpoints = Vec::with_capacity(text.len() / CHECKPOINT_BYTES + 1);
        let mut n_points = 0;
        for chunk in text.as_bytes().chunks(CHECKPOINT_BYTES) {
            checkpoints.push(n_points);
            n_points += count_starts(chunk);
        }
        CodePoints { text, checkpoints }
    }

    /// Returns how many code points precede the byte `offset`; beyond the end, how many there are.
    pub fn at(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        let checkpoint_idx = offset / CHECKPOINT_BYTES;
        let Some(&before) = self.checkpoints.get(checkpoint_idx) else {
            let last = self.checkpoints.len().saturating_sub(1);
            let rest = &self.text.as_bytes()[last * CHECKPOINT_BYTES..];
            return self.checkpoints.last().copied().unwrap_or(0) + count_starts(rest);
        };
        before + count_starts(&self.text.as_bytes()[checkpoint_idx * CHECKPOINT_BYTES..offset])
    }

    /// Returns the span as (start, end) in code points.
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.at(span.start), self.at(span.end))
    }
}

fn count_starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| (byte & 0xC0) != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_not_bytes() {
        let text = "Осечкин said ".repeat(100);
        let points = CodePoints::new(&text);
        for (n_points, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(offset as u32) as usize, n_points);
        }
        assert_eq!(points.at(text.len() as u32) as usize, text.chars().count());
    }

    #[test]
    fn trim_keeps_the_words() {
        let text = "  he said \n";
        assert_eq!(Span::new(0, text.len()).trim(text).of(text), "he said");
        assert!(Span::new(0, 2).trim(text).is_empty());
    }
}
