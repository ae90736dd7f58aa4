//! Plain text: which lines are a paragraph, and what each paragraph is.
//!
//! The text itself is never changed. Scraped articles hold a paragraph a line; letters and transcripts are often
//! wrapped by hand, with an empty line between paragraphs. Which of the two it is, is decided for the whole document.

use crate::document::{Block, BlockKind, Metadata};
use crate::furniture;
use crate::lines;
use crate::span::Span;

/// Lines longer than this are not wrapped by hand.
const WRAPPED_BYTES_MAX: usize = 130;

/// Returns the blocks of a plain text, and what its first lines say of it.
pub(crate) fn import(text: &str) -> (Vec<Block>, Metadata) {
    let mut blocks = mark_furniture(text, paragraphs(text));
    lines::tell_kinds(text, &mut blocks);
    let mut metadata = Metadata::default();
    lines::read_metadata(text, &blocks, &mut metadata);
    (blocks, metadata)
}

/// Returns the paragraphs of a text: its lines, or what was wrapped by hand put together.
pub(crate) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = split_lines(text);
    if is_wrapped(text, &lines) { join_wrapped(text, &lines) } else { lines.iter().map(|line| line.span).collect() }
}

/// Makes paragraphs into blocks, body or furniture.
pub(crate) fn mark_furniture(text: &str, paragraphs: Vec<Span>) -> Vec<Block> {
    let has_words = |span: &Span| span.of(text).contains(char::is_alphanumeric);
    let (worded, texts): (Vec<Span>, Vec<&str>) =
        paragraphs.iter().filter(|span| has_words(span)).map(|span| (*span, span.of(text))).unzip();
    let mut marked = worded.into_iter().zip(furniture::mark(&texts)).peekable();
    paragraphs
        .into_iter()
        .map(|span| {
            let is_furniture =
                marked.next_if(|(worded, _)| *worded == span).is_none_or(|(_, is_furniture)| is_furniture);
            Block { span, kind: if is_furniture { BlockKind::Furniture } else { BlockKind::Body } }
        })
        .collect()
}

/// A line that holds more than white space.
#[derive(Clone, Copy, Debug)]
struct Line {
    span: Span,
    /// Whether an empty line, or nothing, stands before it.
    follows_gap: bool,
    /// How many bytes of white space it begins with.
    indent: usize,
}

/// Cuts a text at line feeds and carriage returns; a byte order mark counts as white space.
fn split_lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut follows_gap = true;
    let mut start = 0;
    while start < text.len() {
        let rest = &text.as_bytes()[start..];
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let end = start + length;
        let skipped = if start == 0 && text.starts_with('\u{FEFF}') { 3 } else { 0 };
        let span = Span::new((start + skipped).min(end), end).trim(text);
        if span.is_empty() {
            follows_gap = true;
        } else {
            found.push(Line { span, follows_gap, indent: span.range().start - start - skipped });
            follows_gap = false;
        }
        start = match text.as_bytes().get(end..) {
            Some([b'\r', b'\n', ..]) => end + 2,
            _ => end + 1,
        };
    }
    found
}

/// Returns whether lines run on into the next: short lines, many ending in the middle of a sentence.
fn is_wrapped(text: &str, lines: &[Line]) -> bool {
    let n_long = lines.iter().filter(|line| line.span.length_bytes() > WRAPPED_BYTES_MAX).count();
    if n_long * 20 > lines.len() {
        return false;
    }
    let (mut n_pairs, mut n_running_on) = (0, 0);
    for pair in lines.windows(2).filter(|pair| !pair[1].follows_gap) {
        n_pairs += 1;
        n_running_on += usize::from(runs_on(pair[0].span.of(text), pair[1].span.of(text)));
    }
    n_running_on >= 2 && n_running_on * 3 >= n_pairs
}

fn runs_on(line: &str, next: &str) -> bool {
    let ends_open = !line.ends_with(['.', '!', '?', ':', '"', '”', '…', ';']);
    line.len() >= 40 && ends_open && next.starts_with(|c: char| c.is_lowercase())
}

/// Joins the lines between empty ones; without empty lines, an indent or a short last line begins a paragraph.
fn join_wrapped(text: &str, lines: &[Line]) -> Vec<Span> {
    let width = lines.iter().map(|line| line.span.length_bytes()).max().unwrap_or(0);
    let mut found: Vec<Span> = Vec::new();
    let mut before: Option<Line> = None;
    for &line in lines {
        let joins = before.is_some_and(|before| {
            let is_short = before.span.length_bytes() * 10 < width * 6;
            let ends = before.span.of(text).ends_with(['.', '!', '?', ':', '"', '”']);
            let begins = line.follows_gap || begins_item(line.span.of(text));
            !begins && !(ends && (is_short || line.indent > before.indent))
        });
        match found.last_mut().filter(|_| joins) {
            Some(last) => *last = last.cover(line.span),
            None => found.push(line.span),
        }
        before = Some(line);
    }
    found
}

/// "- ", "* ", "• " begin a list item.
fn begins_item(line: &str) -> bool {
    let rest = line.trim_start_matches(['-', '*', '•', '–', '—']);
    rest.len() < line.len() && rest.starts_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(BlockKind, &str)> {
        import(text).0.into_iter().map(|block| (block.kind, block.span.of(text))).collect()
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The letters, which were published on Monday by an activist,\nsay that the harbour authority had ordered the cranes to be\nmoved before the inspectors came.\n\nThe authority denied this on Tuesday and said that nobody had\ngiven any such order, adding that it would look into the\nmatter.\n";
        let found = blocks(text);
        assert_eq!(found.len(), 2);
        assert!(found[0].1.ends_with("inspectors came."));
    }

    #[test]
    fn scraped_lines_stay_apart() {
        let text = "ANNA: Did you see it yourself?\nBORIS: I saw it on Monday.\nANNA: And who else was there?\n";
        assert_eq!(blocks(text).len(), 3);
    }
}
