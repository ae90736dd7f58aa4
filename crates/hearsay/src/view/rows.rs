//! Rows of an explanation: a name on the left, words with their place beside it, and why.

use hearsay_text::document::Document;
use hearsay_text::span::Span;

use crate::terminal::clean;
use crate::view::lines::{Line, Word, width, words, wrap};
use crate::view::look::{Look, Style};
use crate::view::page::finish_line;
use crate::wire;

/// Columns of the names on the left.
const LABEL_COLUMNS: usize = 13;

/// The rows that were written so far.
pub(crate) struct Rows<'a> {
    pub(crate) document: &'a Document,
    pub(crate) look: &'a Look,
    pub(crate) out: String,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(document: &'a Document, look: &'a Look) -> Rows<'a> {
        Rows { document, look, out: String::new() }
    }

    /// Writes what is explained, `id` in a style of its own, and a rule to the end of the line.
    pub(crate) fn heading(&mut self, id: &str, style: Style) {
        let signs = self.look.signs();
        let mut line = Line::of(format!("{} ", signs.rule.repeat(2)), Style::DIM);
        line.push(id, style);
        line.push(&format!(" in {} ", clean(&self.document.name)), Style::BOLD);
        line.push(&signs.rule.repeat(self.look.width.saturating_sub(line.width).max(2)), Style::DIM);
        self.finish(&line);
    }

    pub(crate) fn marked_rows(&mut self, label: &str, spans: &[Span], style: Style) {
        for (span_idx, &span) in spans.iter().enumerate() {
            let label = if span_idx == 0 { label } else { "" };
            self.row(label, &self.quoted(span), style, Some(span));
        }
    }

    pub(crate) fn row(&mut self, label: &str, value: &str, style: Style, place: Option<Span>) {
        let mut set = vec![Word::default()];
        set[0].push(&format!("{label:<width$}", width = LABEL_COLUMNS - 1), Style::BOLD);
        set.extend(words(value, style));
        if let Some(span) = place {
            let (line, column) = line_and_column(&self.document.text, span.start);
            set.extend(words(&format!("(line {line}, column {column})"), Style::DIM));
        }
        self.set(&set, 0, LABEL_COLUMNS);
    }

    pub(crate) fn because(&mut self, because: &str) {
        let mut set = vec![Word::default()];
        set[0].push(&" ".repeat(LABEL_COLUMNS), Style::PLAIN);
        set[0].push("because", Style::DIM);
        set.extend(words(&clean(because), Style::PLAIN));
        self.set(&set, 0, LABEL_COLUMNS + width("because "));
    }

    pub(crate) fn quoted(&self, span: Span) -> String {
        clean(&wire::words(self.document.text.get(span.range()).unwrap_or_default())).into_owned()
    }

    pub(crate) fn set(&mut self, set: &[Word], indent: usize, hanging: usize) {
        let columns = self.look.width.min(TEXT_MAX);
        for set_line in wrap(set, columns - indent, hanging - indent) {
            let mut line = Line::of(" ".repeat(indent), Style::PLAIN);
            set_line.pieces.iter().for_each(|piece| line.push(&piece.text, piece.style));
            self.finish(&line);
        }
    }

    pub(crate) fn finish(&mut self, line: &Line) {
        finish_line(line, self.look, &mut self.out);
    }
}

/// Wider lines are hard to read.
const TEXT_MAX: usize = 100;

/// Returns the line and the column of a byte, both from 1, the column in characters.
pub(crate) fn line_and_column(text: &str, offset: u32) -> (usize, usize) {
    let before = text.get(..offset as usize).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let text = "ab\nОсечкин said";
        let said = text.find("said").expect("it is there") as u32;
        assert_eq!(line_and_column(text, 0), (1, 1));
        assert_eq!(line_and_column(text, 3), (2, 1));
        assert_eq!(line_and_column(text, said), (2, 9));
    }
}
