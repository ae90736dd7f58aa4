//! Whom a document credits outside of its sentences: the agency in front of the first one, a byline, a last line.
//!
//! Not attributions: "Reuters reported that" is read as one.

use hearsay_text::document::{Block, BlockKind, Document};
use hearsay_text::span::Span;

use super::Credit;

/// How many bytes into a text a dateline may reach: "WASHINGTON, March 21 (Reuters) - ".
const DATELINE_BYTES_MAX: usize = 80;

/// A credit's line is not longer.
const LINE_BYTES_MAX: usize = 120;

/// What introduces a credit at the end or in a byline.
const CREDITING: [&str; 7] = [
    "source:",
    "sources:",
    "via",
    "with material from",
    "additional reporting by",
    "with agencies",
    "first published by",
];

/// Returns the credits, in order.
pub(super) fn credits(document: &Document) -> Vec<Credit> {
    let mut found: Vec<Credit> = document.blocks.iter().flat_map(|block| credited(document, block)).collect();
    let body = document.blocks.iter().find(|block| block.kind == BlockKind::Body);
    found.extend(body.and_then(|block| dateline(document, block)));
    let outlet = document.metadata.site.as_ref().map(|site| site.value.to_lowercase()).unwrap_or_default();
    // "(Meridian) -" at the head of what the Meridian Press Agency publishes.
    let is_own = |credit: &Credit| credit.name.to_lowercase().split_whitespace().all(|word| outlet.contains(word));
    found.retain(|credit| !is_own(credit));
    found.sort_by_key(|credit| credit.span.start);
    found.dedup();
    found
}

/// Returns the name in brackets before the first dash or colon of the first paragraph: "KYIV (Reuters) -".
fn dateline(document: &Document, block: &Block) -> Option<Credit> {
    let text = &document.text;
    let within = block.span.of(text);
    let mut end = within.len().min(DATELINE_BYTES_MAX);
    while !within.is_char_boundary(end) {
        end -= 1;
    }
    let head = &within[..end];
    let open = head.find('(')?;
    let close = open + head[open..].find(')')?;
    let after = head[close + 1..].trim_start();
    let is_dateline = after.starts_with(['-', '\u{2013}', '\u{2014}', ':']);
    let start = block.span.start as usize;
    let name = Span::new(start + open + 1, start + close).trim(text);
    (is_dateline && is_name(name.of(text))).then(|| Credit { name: name.of(text).to_owned(), span: name })
}

/// Returns the names after words that credit: "Source: Norrbank Press", "With material from Polis and Meridian".
fn credited(document: &Document, block: &Block) -> Vec<Credit> {
    let Some(all) = names_credited(document, block) else { return Vec::new() };
    let text = &document.text;
    let mut found = Vec::new();
    let mut start = all.start as usize;
    for part in all.of(text).split_inclusive(" and ") {
        let end = start + part.len();
        let name = Span::new(start, end - if part.ends_with(" and ") { " and ".len() } else { 0 }).trim(text);
        found.push(Credit { name: name.of(text).to_owned(), span: name });
        start = end;
    }
    // "With material from the Courier and others".
    if found.iter().all(|credit| is_name(&credit.name)) {
        return found;
    }
    vec![Credit { name: all.of(text).to_owned(), span: all }]
}

/// Returns where the names stand that a line credits.
fn names_credited(document: &Document, block: &Block) -> Option<Span> {
    let text = &document.text;
    let line = block.span.of(text);
    if line.len() > LINE_BYTES_MAX {
        return None;
    }
    let bare = line.trim_start_matches(['(', '[', '-', '\u{2013}', '\u{2014}', ' ']);
    let crediting = CREDITING.iter().find(|words| {
        bare.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words))
            && (words.ends_with(':') || bare[words.len()..].starts_with(char::is_whitespace))
    })?;
    let line_end = block.span.end as usize;
    let rest = Span::new(line_end - bare.len() + crediting.len(), line_end).trim(text);
    let name = rest.of(text).trim_end_matches([')', ']', '.']);
    let name = Span { start: rest.start, end: rest.start + name.len() as u32 };
    is_name(name.of(text)).then_some(name)
}

/// Returns whether words can be the name of an agency or outlet: few, the first with a capital, no sentence.
fn is_name(words: &str) -> bool {
    const WORDS_MAX: usize = 6;
    let begins_large = words.chars().next().is_some_and(char::is_uppercase);
    begins_large && words.split_whitespace().count() <= WORDS_MAX && !words.contains(['.', '!', '?', ';'])
}
