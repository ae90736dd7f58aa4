//! The paragraphs of a document in the order in which they are read: tables by rows, notes after what refers to them.
//!
//! Knows nothing of any format; what an element means is said by those who call.

use crate::document::{Block, BlockKind};
use crate::span::Span;
use crate::trouble::{Trouble, TroubleKind};

/// The cells of a row are put in one line if none is longer than this.
const CELL_BYTES_MAX: usize = 100;

/// A paragraph with what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub(crate) text: String,
    pub(crate) kind: BlockKind,
    /// Whether words that tracked changes mark as deleted stood in it.
    pub(crate) has_deletion: bool,
}

/// A document under way.
#[derive(Debug, Default)]
pub(crate) struct Story {
    done: Vec<Paragraph>,
    /// Paragraphs under way; a text box is a paragraph inside a paragraph.
    open: Vec<Paragraph>,
    /// Rows under way, each a list of cells; a table may stand inside a cell.
    rows: Vec<Vec<Vec<Paragraph>>>,
    /// Notes under way: what they are and what is put before their first paragraph.
    asides: Vec<(Option<BlockKind>, String)>,
    /// What stands after the paragraph or table under way.
    notes: Vec<Paragraph>,
    /// Whether words were deleted where no paragraph is.
    has_loose_deletion: bool,
}

impl Story {
    pub(crate) fn open_paragraph(&mut self) {
        self.open.push(Paragraph { text: String::new(), kind: BlockKind::Body, has_deletion: false });
    }

    /// Ends the innermost paragraph; what it is, is known by then.
    pub(crate) fn close_paragraph(&mut self, kind: BlockKind) {
        let Some(mut paragraph) = self.open.pop() else { return };
        paragraph.kind = kind;
        paragraph.text = paragraph.text.trim().to_owned();
        if paragraph.text.is_empty() {
            self.has_loose_deletion |= paragraph.has_deletion;
        } else if let Some((aside_kind, before)) = self.asides.last_mut() {
            paragraph.text.insert_str(0, before);
            before.clear();
            paragraph.kind = aside_kind.unwrap_or(kind);
            self.notes.push(paragraph);
        } else {
            self.put(paragraph);
        }
        self.put_notes();
    }

    /// Adds words to the innermost paragraph; words outside of any are no text of the document.
    pub(crate) fn words(&mut self, words: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.text.push_str(words);
        }
    }

    pub(crate) fn is_in_paragraph(&self) -> bool {
        !self.open.is_empty()
    }

    /// Notes that deleted words stood here.
    pub(crate) fn deletion(&mut self) {
        match self.open.last_mut() {
            Some(paragraph) => paragraph.has_deletion = true,
            None => self.has_loose_deletion = true,
        }
    }

    pub(crate) fn open_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(crate) fn open_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.push(Vec::new());
        }
    }

    /// Ends the innermost row: short cells become one line, long ones stay paragraphs.
    pub(crate) fn close_row(&mut self) {
        let Some(cells) = self.rows.pop() else { return };
        let is_line = cells.iter().all(|cell| cell.len() <= 1)
            && cells.iter().flatten().all(|one| one.text.len() <= CELL_BYTES_MAX && !one.text.contains('\n'));
        let mut paragraphs: Vec<Paragraph> = cells.into_iter().flatten().collect();
        if is_line && paragraphs.len() > 1 {
            let texts: Vec<&str> = paragraphs.iter().map(|one| one.text.as_str()).collect();
            let has_deletion = paragraphs.iter().any(|one| one.has_deletion);
            paragraphs = vec![Paragraph { text: texts.join("\t"), kind: BlockKind::Body, has_deletion }];
        }
        paragraphs.into_iter().for_each(|paragraph| self.put(paragraph));
        self.put_notes();
    }

    /// Begins a note: its paragraphs stand after the paragraph under way.
    pub(crate) fn open_aside(&mut self, kind: Option<BlockKind>, before: String) {
        self.asides.push((kind, before));
    }

    pub(crate) fn close_aside(&mut self) {
        self.asides.pop();
    }

    /// Puts before the first paragraph of the innermost note.
    pub(crate) fn introduce_aside(&mut self, before: &str) {
        if let Some((_, found)) = self.asides.last_mut() {
            found.push_str(before);
        }
    }

    /// Adds whole paragraphs after the one under way.
    pub(crate) fn note(&mut self, paragraphs: Vec<Paragraph>) {
        self.notes.extend(paragraphs);
        self.put_notes();
    }

    fn put(&mut self, paragraph: Paragraph) {
        match self.rows.last_mut() {
            Some(row) => {
                if row.is_empty() {
                    row.push(Vec::new());
                }
                row.last_mut().expect("a cell was just opened").push(paragraph);
            }
            None => self.done.push(paragraph),
        }
    }

    fn put_notes(&mut self) {
        if self.open.is_empty() && self.rows.is_empty() && self.asides.is_empty() {
            self.done.append(&mut self.notes);
        }
    }

    /// Closes whatever is open and returns the paragraphs.
    pub(crate) fn end(mut self) -> Vec<Paragraph> {
        while !self.open.is_empty() {
            self.close_paragraph(BlockKind::Body);
        }
        while !self.rows.is_empty() {
            self.close_row();
        }
        self.done.append(&mut self.notes);
        if self.has_loose_deletion {
            self.done.push(Paragraph { text: String::new(), kind: BlockKind::Body, has_deletion: true });
        }
        self.done
    }
}

/// Puts paragraphs into one text with an empty line between two, and tells of deletions.
pub(crate) fn lay_out(paragraphs: &[Paragraph]) -> (String, Vec<Block>, Vec<Trouble>) {
    let mut text = String::new();
    let (mut blocks, mut troubles) = (Vec::new(), Vec::new());
    let mut has_loose_deletion = false;
    for paragraph in paragraphs {
        if paragraph.text.is_empty() {
            has_loose_deletion |= paragraph.has_deletion;
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&paragraph.text);
        let span = Span::new(start, text.len());
        blocks.push(Block { span, kind: paragraph.kind });
        if paragraph.has_deletion {
            troubles.push(Trouble { kind: TroubleKind::DeletionsLeftOut, span: Some(span) });
        }
    }
    if has_loose_deletion {
        troubles.push(Trouble { kind: TroubleKind::DeletionsLeftOut, span: None });
    }
    (text, blocks, troubles)
}
