//! The turns of a transcript: "HALVEK: Timofei, have you read it?" is Halvek's word, without a verb that says so.
//!
//! Only names in capitals, as transcripts write them, and not the words in capitals that newspapers put before a colon.

use std::ops::Range;

use hearsay_model::fast::Tagged;

use crate::find::{Finder, Found};
use crate::passage::Passage;

/// Longer names are none.
const NAME_WORDS_MAX: usize = 6;
/// A longer text needs more than one turn to be a transcript.
const SINGLE_TURN_PARAGRAPHS_MAX: usize = 2;
/// What a rule finds is given this in place of a probability.
const PROBABILITY: f32 = 0.95;

/// Words that stand in capitals before a colon and name nobody; sorted.
const LABELS: [&str; 22] = [
    "analysis",
    "breaking",
    "claim",
    "comment",
    "correction",
    "editorial",
    "exclusive",
    "fact",
    "file",
    "live",
    "more",
    "note",
    "opinion",
    "photo",
    "photos",
    "read",
    "related",
    "source",
    "update",
    "verdict",
    "video",
    "watch",
];

/// Finds the turns of a document, in order.
pub(crate) fn turns(passage: &Passage<'_>) -> Vec<Found> {
    let n_paragraphs = passage.segmentation.paragraphs.len();
    let turns: Vec<Found> = (0..n_paragraphs)
        .filter_map(|paragraph_idx| {
            let tokens = passage.segmentation.tokens_of_paragraph(paragraph_idx);
            turn(passage, tokens.start as usize..tokens.end as usize)
        })
        .collect();
    if turns.len() < 2 && n_paragraphs > SINGLE_TURN_PARAGRAPHS_MAX { Vec::new() } else { turns }
}

fn turn(passage: &Passage<'_>, tokens: Range<usize>) -> Option<Found> {
    if tokens.is_empty() {
        return None;
    }
    // A newspaper that prints a transcript may put marks around each turn, or before it alone.
    let closing = match passage.word(tokens.start) {
        "“" => Some("”"),
        mark @ ("\"" | "''") => Some(mark),
        "``" => Some("''"),
        _ => None,
    };
    let is_closing = |idx: usize| Some(passage.word(idx)) == closing;
    let end = tokens.end - usize::from(is_closing(tokens.end - 1));
    let tokens = tokens.start + usize::from(closing.is_some())..end;
    // "FLASH: The port is closed," the agency reported.
    if tokens.clone().any(is_closing) {
        return None;
    }
    let reach = tokens.end.min(tokens.start + NAME_WORDS_MAX + 1);
    let colon = (tokens.start + 1..reach).find(|&idx| passage.word(idx) == ":")?;
    let name = tokens.start..colon;
    let is_capital = |idx: usize| {
        let word = passage.word(idx);
        word.chars().any(char::is_alphanumeric) && !word.chars().any(char::is_lowercase)
    };
    let is_named =
        name.clone().all(is_capital) && name.clone().any(|idx| passage.word(idx).chars().any(char::is_alphabetic));
    let is_label = name.clone().any(|idx| LABELS.binary_search(&passage.word(idx).to_lowercase().as_str()).is_ok());
    if !is_named || is_label || colon + 1 >= tokens.end {
        return None;
    }
    Some(Found {
        source: Some(stretch(name)),
        cue: Some(stretch(colon..colon + 1)),
        contents: vec![stretch(colon + 1..tokens.end)],
        within: None,
        by: Finder::Turn,
        source_by: Finder::Turn,
    })
}

/// Returns whether a cue is the colon of a turn.
pub(crate) fn is_turn(cue: &str) -> bool {
    cue == ":"
}

fn stretch(range: Range<usize>) -> Tagged {
    Tagged { begin: range.start as u32, end: range.end as u32, probability: PROBABILITY }
}

#[cfg(test)]
mod tests {
    #[test]
    fn labels_are_sorted() {
        assert!(super::LABELS.is_sorted());
    }
}
