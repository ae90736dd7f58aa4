//! A document with its reading drawn in the margin, as plain text for review.
//!
//! Not the program's view: it shows no colour and knows no terminal, so that it changes only when the reading does.

use hearsay_reading::reading::{Attribution, Reading};
use hearsay_text::document::{Block, BlockKind, Document};
use hearsay_text::span::Span;

use crate::answer::{self, Entry};

const TEXT_COLUMNS: usize = 84;
const MARGIN_COLUMNS: usize = 12;

/// Draws the document: every block's words, the ids of what is read in each line beside it, and under each block
/// the attributions that begin in it, the chain only where it has more than one link.
pub(crate) fn draw(document: &Document, reading: &Reading) -> String {
    let entries = answer::of_reading(&document.text, reading);
    let mut drawn = header(document);
    for (block_idx, block) in document.blocks.iter().enumerate() {
        if !drawn.is_empty() {
            drawn.push('\n');
        }
        draw_block(document, reading, block, &mut drawn);
        let next_start = document.blocks.get(block_idx + 1).map_or(u32::MAX, |next| next.span.start);
        let begins_here = |attribution: &Attribution| {
            let start = start_of(attribution);
            start < next_start && (start >= block.span.start || block_idx == 0)
        };
        for (attribution, entry) in reading.attributions.iter().zip(&entries) {
            if begins_here(attribution) {
                let asked = Entry { chain: entry.within.as_ref().and(entry.chain.clone()), ..entry.clone() };
                let words = answer::render(std::slice::from_ref(entry), &[asked]);
                words.lines().for_each(|line| push_line(&mut drawn, "", "   ", line));
            }
        }
    }
    drawn
}

fn header(document: &Document) -> String {
    let metadata = &document.metadata;
    let mut drawn = String::new();
    let mut push = |label: &str, value: Option<String>| {
        if let Some(value) = value {
            push_line(&mut drawn, label, " : ", &value);
        }
    };
    push("title", metadata.title.as_ref().map(|title| title.value.clone()));
    push("author", metadata.author.as_ref().map(|author| author.value.clone()));
    push("site", metadata.site.as_ref().map(|site| site.value.clone()));
    push("published", metadata.published.as_ref().map(|date| date.value.to_string()));
    push("modified", metadata.modified.as_ref().map(|date| date.value.to_string()));
    drawn
}

fn draw_block(document: &Document, reading: &Reading, block: &Block, drawn: &mut String) {
    let label = match block.kind {
        BlockKind::Body => "",
        BlockKind::Heading => "heading",
        BlockKind::Caption => "caption",
        BlockKind::Byline => "byline",
        BlockKind::Furniture => "furniture",
    };
    for line in wrap(&document.text, block.span) {
        let ids: Vec<String> = reading
            .attributions
            .iter()
            .filter(|attribution| spans_of(attribution).any(|span| span.overlaps(line)))
            .map(|attribution| attribution.id.to_string())
            .collect();
        let margin = if ids.is_empty() { label.to_owned() } else { ids.join(" ") };
        push_line(drawn, &margin, " │ ", &answer::squeeze(line.of(&document.text)));
    }
}

fn push_line(drawn: &mut String, margin: &str, rule: &str, words: &str) {
    drawn.push_str(format!("{margin:>MARGIN_COLUMNS$}{rule}{words}").trim_end());
    drawn.push('\n');
}

/// Cuts a block into lines of whole words.
fn wrap(text: &str, block: Span) -> Vec<Span> {
    let mut lines: Vec<Span> = Vec::new();
    let mut n_columns = 0;
    for word in words(text, block) {
        let width = word.of(text).chars().count();
        match lines.last_mut() {
            Some(line) if n_columns + 1 + width <= TEXT_COLUMNS => {
                line.end = word.end;
                n_columns += 1 + width;
            }
            _ => {
                lines.push(word);
                n_columns = width;
            }
        }
    }
    lines
}

fn words(text: &str, block: Span) -> Vec<Span> {
    let base = block.range().start;
    let covered = block.of(text);
    let mut start = None;
    let mut found = Vec::new();
    for (offset, character) in covered.char_indices().chain([(covered.len(), ' ')]) {
        match (start, character.is_whitespace()) {
            (None, false) => start = Some(offset),
            (Some(begin), true) => {
                found.push(Span::new(base + begin, base + offset));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn start_of(attribution: &Attribution) -> u32 {
    spans_of(attribution).map(|span| span.start).min().unwrap_or(0)
}

fn spans_of(attribution: &Attribution) -> impl Iterator<Item = Span> {
    attribution.source.iter().chain(&attribution.cue).chain(&attribution.content).copied()
}
