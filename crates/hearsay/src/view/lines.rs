//! Words of styled text, set into lines of a given width.
//!
//! Knows widths, not meanings. Wide and combining characters keep their columns; nothing is ever cut off.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::view::look::Style;

/// A stretch of characters of one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) style: Style,
}

/// What a line cannot be broken in, unless it is wider than the line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    /// The style of the space before it; `None` if it follows without a space.
    pub(crate) space: Option<Style>,
    pub(crate) pieces: Vec<Piece>,
    /// The byte of the document's text where it begins.
    pub(crate) offset: u32,
}

/// A line of text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) width: usize,
    /// The byte of the document's text where its first word begins.
    pub(crate) offset: u32,
}

impl Word {
    pub(crate) fn width(&self) -> usize {
        self.pieces.iter().map(|piece| width(&piece.text)).sum()
    }

    pub(crate) fn push(&mut self, text: &str, style: Style) {
        push(&mut self.pieces, text, style);
    }
}

impl Line {
    /// Returns a line of one piece.
    pub(crate) fn of(text: impl Into<String>, style: Style) -> Line {
        let text = text.into();
        Line { width: width(&text), pieces: vec![Piece { text, style }], offset: 0 }
    }

    pub(crate) fn push(&mut self, text: &str, style: Style) {
        push(&mut self.pieces, text, style);
        self.width += width(text);
    }

    /// Appends the line to `out`.
    #[cfg(test)]
    pub(crate) fn paint(&self, color: bool, out: &mut String) {
        for piece in &self.pieces {
            piece.style.paint(&piece.text, color, out);
        }
    }
}

fn push(pieces: &mut Vec<Piece>, text: &str, style: Style) {
    match pieces.last_mut() {
        Some(last) if last.style == style => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), style }),
    }
}

/// Returns how many columns `text` takes.
pub(crate) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// Returns `text` cut to `columns`, between words if that loses little, ending in `cut` if anything is missing.
pub(crate) fn shorten(text: &str, columns: usize, cut: &str) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(width(cut));
    let mut kept = String::new();
    let mut taken = 0;
    for grapheme in text.graphemes(true) {
        taken += width(grapheme);
        if taken > room {
            break;
        }
        kept.push_str(grapheme);
    }
    if let Some(last_space) = kept.rfind(' ').filter(|&space| space > kept.len() / 2) {
        kept.truncate(last_space);
    }
    kept.truncate(kept.trim_end().len());
    kept + cut
}

/// Returns the words of `text`, in `style` together with the spaces between them.
pub(crate) fn words(text: &str, style: Style) -> Vec<Word> {
    let word = |(word_idx, text): (usize, &str)| Word {
        space: Some(if word_idx == 0 { Style::PLAIN } else { style }),
        pieces: vec![Piece { text: text.to_owned(), style }],
        offset: 0,
    };
    text.split_whitespace().enumerate().map(word).collect()
}

/// Sets `words` into lines of at most `columns`; all but the first are indented by `hanging`.
pub(crate) fn wrap(words: &[Word], columns: usize, hanging: usize) -> Vec<Line> {
    let mut setter = Setter { columns, hanging, lines: Vec::new(), line: Line::default(), is_empty: true };
    for word in words {
        setter.set(word);
    }
    setter.finish()
}

struct Setter {
    columns: usize,
    hanging: usize,
    lines: Vec<Line>,
    line: Line,
    is_empty: bool,
}

impl Setter {
    fn set(&mut self, word: &Word) {
        let word_width = word.width();
        let space = usize::from(word.space.is_some() && !self.is_empty);
        if !self.is_empty && self.line.width + space + word_width > self.columns {
            self.break_line();
        }
        if self.is_empty {
            self.line.offset = word.offset;
        } else if let Some(style) = word.space {
            self.line.push(" ", style);
        }
        if self.line.width + word_width > self.columns {
            self.set_broken(word);
        } else {
            word.pieces.iter().for_each(|piece| self.line.push(&piece.text, piece.style));
        }
        self.is_empty = false;
    }

    /// Sets a word that is wider than a line, such as a web address.
    fn set_broken(&mut self, word: &Word) {
        let mut offset = word.offset;
        for piece in &word.pieces {
            for grapheme in piece.text.graphemes(true) {
                if !self.is_empty && self.line.width + width(grapheme) > self.columns {
                    self.break_line();
                    self.line.offset = offset;
                }
                self.line.push(grapheme, piece.style);
                self.is_empty = false;
                offset += grapheme.len() as u32;
            }
        }
    }

    fn break_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.is_empty = true;
        if self.hanging > 0 {
            self.line.push(&" ".repeat(self.hanging), Style::PLAIN);
        }
    }

    fn finish(mut self) -> Vec<Line> {
        if !self.is_empty {
            self.lines.push(self.line);
        }
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, columns: usize, hanging: usize) -> Vec<String> {
        let lines = wrap(&words(text, Style::PLAIN), columns, hanging);
        lines
            .iter()
            .map(|line| {
                let mut painted = String::new();
                line.paint(false, &mut painted);
                assert_eq!(width(&painted), line.width);
                painted
            })
            .collect()
    }

    #[test]
    fn lines_fit_and_hang() {
        assert_eq!(set("one two three four", 9, 0), ["one two", "three", "four"]);
        assert_eq!(set("one two three four", 9, 2), ["one two", "  three", "  four"]);
        assert_eq!(set("", 9, 0), Vec::<String>::new());
    }

    #[test]
    fn what_is_wider_than_a_line_is_broken_between_characters() {
        assert_eq!(set("see https://example.org/a", 10, 0), ["see", "https://ex", "ample.org/", "a"]);
        assert_eq!(set("漢字漢字漢", 5, 0), ["漢字", "漢字", "漢"]);
        assert_eq!(set("e\u{301}e\u{301}e\u{301}", 2, 0), ["e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(set("漢漢", 1, 0), ["漢", "漢"], "a line too narrow for one character still ends");
    }

    #[test]
    fn shortening_keeps_whole_characters() {
        assert_eq!(shorten("a spokesman", 20, "…"), "a spokesman");
        assert_eq!(shorten("a spokesman", 3, "…"), "a…");
        assert_eq!(shorten("漢字漢字", 6, "…"), "漢字…");
        assert_eq!(shorten("a campaign manager", 14, "…"), "a campaign…");
    }
}
