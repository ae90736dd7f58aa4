//! Text that is put together from pieces of a source, and where in it each piece stood.
//!
//! Not a decoder: each format undoes its own escapes and tells here what came of which bytes.

use std::ops::Range;

use crate::document::{Alignment, Run, Step};
use crate::span::Span;

/// Bytes, for each stretch of which it is known where they came from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tracked {
    bytes: Vec<u8>,
    runs: Vec<Run>,
}

impl Tracked {
    /// Returns the piece of `source` at `range`, as it is.
    pub(crate) fn slice(source: &str, range: Range<usize>) -> Tracked {
        let mut tracked = Tracked::default();
        tracked.push(&source.as_bytes()[range.clone()], range, Step::Verbatim);
        tracked
    }

    /// Adds `piece`, which came from `original`.
    pub(crate) fn push(&mut self, piece: &[u8], original: Range<usize>, step: Step) {
        if piece.is_empty() {
            return;
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(piece);
        let (text, original) = (Span::new(start, self.bytes.len()), Span::new(original.start, original.end));
        match self.runs.last_mut() {
            Some(run)
                if step == Step::Verbatim
                    && run.step == step
                    && run.original.end == original.start
                    && run.text.end == text.start =>
            {
                run.text.end = text.end;
                run.original.end = original.end;
            }
            _ => self.runs.push(Run { text, original, step }),
        }
    }

    /// Adds what stands nowhere in the source, such as the line break between two pieces.
    pub(crate) fn push_gap(&mut self, piece: &str) {
        self.bytes.extend_from_slice(piece.as_bytes());
    }

    /// Adds a text that is aligned to the source.
    pub(crate) fn append(&mut self, text: &str, alignment: &Alignment) {
        let offset = self.bytes.len();
        self.bytes.extend_from_slice(text.as_bytes());
        let shifted = alignment.runs.iter().map(|run| {
            let text = Span::new(run.text.range().start + offset, run.text.range().end + offset);
            Run { text, ..*run }
        });
        self.runs.extend(shifted);
    }

    pub(crate) fn length_bytes(&self) -> usize {
        self.bytes.len()
    }

    pub(crate) fn into_bytes(self) -> (Vec<u8>, Alignment) {
        (self.bytes, Alignment { runs: self.runs })
    }

    /// Returns the text; all pieces must have been text.
    pub(crate) fn into_text(self) -> (String, Alignment) {
        let text = String::from_utf8(self.bytes).expect("whoever adds text adds whole characters");
        (text, Alignment { runs: self.runs })
    }
}
