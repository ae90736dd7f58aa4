//! The paragraphs of a file under way, each character with the bytes that it came from.

use std::ops::Range;

use crate::document::{Alignment, Block, BlockKind, Run, Step};
use crate::span::Span;
use crate::trouble::{Trouble, TroubleKind};

/// A paragraph; the text of its runs is counted from its own beginning.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraph {
    text: String,
    runs: Vec<Run>,
    kind: Option<BlockKind>,
    has_deletion: bool,
}

impl Paragraph {
    /// Puts words before the paragraph that stand nowhere in the file.
    pub(crate) fn introduce(&mut self, words: &str) {
        self.text.insert_str(0, words);
        for run in &mut self.runs {
            let (start, end) = (run.text.start as usize + words.len(), run.text.end as usize + words.len());
            run.text = Span::new(start, end);
        }
    }

    /// Returns whether both have the same words.
    pub(crate) fn says_the_same(&self, other: &Paragraph) -> bool {
        self.text.trim() == other.text.trim()
    }

    /// Returns whether there are any words in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Text that belongs together: the body, a note, a header.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    done: Vec<Paragraph>,
    open: Paragraph,
    /// Notes that stand after the paragraph under way.
    notes: Vec<Paragraph>,
}

impl Flow {
    pub(crate) fn push(&mut self, words: &str, original: Range<usize>, step: Step) {
        let open = &mut self.open;
        let start = open.text.len();
        open.text.push_str(words);
        let text = Span::new(start, open.text.len());
        let original = Span::new(original.start, original.end);
        match open.runs.last_mut() {
            Some(run) if step == Step::Verbatim && run.step == step && run.original.end == original.start => {
                run.text.end = text.end;
                run.original.end = original.end;
            }
            _ => open.runs.push(Run { text, original, step }),
        }
    }

    pub(crate) fn note(&mut self, paragraphs: Vec<Paragraph>) {
        self.notes.extend(paragraphs);
    }

    pub(crate) fn deletion(&mut self) {
        self.open.has_deletion = true;
    }

    /// Ends the paragraph under way.
    pub(crate) fn end_paragraph(&mut self, kind: BlockKind) {
        let paragraph = Paragraph { kind: Some(kind), ..std::mem::take(&mut self.open) };
        if !paragraph.is_blank() || paragraph.has_deletion {
            self.done.push(paragraph);
        }
        self.done.append(&mut self.notes);
    }

    /// Ends the flow; `kind`, if given, is what all of it is.
    pub(crate) fn end(mut self, kind: Option<BlockKind>) -> Vec<Paragraph> {
        self.end_paragraph(BlockKind::Body);
        if kind.is_some() {
            self.done.iter_mut().for_each(|paragraph| paragraph.kind = kind);
        }
        self.done
    }
}

/// A text made of paragraphs.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) alignment: Alignment,
    pub(crate) troubles: Vec<Trouble>,
}

/// Puts paragraphs into one text with an empty line between two.
pub(crate) fn lay_out(paragraphs: &[Paragraph]) -> Layout {
    let mut layout = Layout::default();
    let mut has_loose_deletion = false;
    for paragraph in paragraphs {
        if paragraph.is_blank() {
            has_loose_deletion |= paragraph.has_deletion;
            continue;
        }
        if !layout.text.is_empty() {
            layout.text.push_str("\n\n");
        }
        let start = layout.text.len();
        layout.text.push_str(&paragraph.text);
        for run in &paragraph.runs {
            let text = Span::new(start + run.text.start as usize, start + run.text.end as usize);
            layout.alignment.runs.push(Run { text, ..*run });
        }
        let span = Span::new(start, layout.text.len()).trim(&layout.text);
        layout.blocks.push(Block { span, kind: paragraph.kind.unwrap_or(BlockKind::Body) });
        if paragraph.has_deletion {
            layout.troubles.push(Trouble { kind: TroubleKind::DeletionsLeftOut, span: Some(span) });
        }
    }
    if has_loose_deletion {
        layout.troubles.push(Trouble { kind: TroubleKind::DeletionsLeftOut, span: None });
    }
    layout
}

/// Returns the words of paragraphs in one line, for what is no text of the document.
pub(crate) fn one_line(paragraphs: &[Paragraph]) -> String {
    let words: Vec<&str> = paragraphs.iter().flat_map(|paragraph| paragraph.text.split_whitespace()).collect();
    words.join(" ")
}
