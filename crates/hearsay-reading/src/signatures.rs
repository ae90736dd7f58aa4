//! Signed quotations: a line of nothing but a quotation, a dash and a name, as readers' letters and mottoes are given.
//!
//! “The ferry will never come back.” — Ilse Maren

use std::ops::Range;

use hearsay_model::fast::Tagged;

use crate::find::{Finder, Found};
use crate::heads::is_of_calendar;
use crate::passage::Passage;

/// Longer names, with what is said of their bearers, are none.
const NAME_WORDS_MAX: usize = 8;
/// Longer quotations are not looked for.
const QUOTATION_WORDS_MAX: usize = 300;
/// Shorter ones may be anything.
const QUOTATION_WORDS_MIN: usize = 3;
/// What a rule finds is given this in place of a probability.
const PROBABILITY: f32 = 0.95;

/// Finds the signed quotations of a document, in order.
pub(crate) fn signatures(passage: &Passage<'_>) -> Vec<Found> {
    let is_dash = |idx: &usize| matches!(passage.word(*idx), "—" | "―" | "–" | "--");
    let dashes = (2..passage.n_tokens()).filter(is_dash);
    dashes.filter_map(|dash| signature(passage, dash)).collect()
}

fn signature(passage: &Passage<'_>, dash: usize) -> Option<Found> {
    let is_mark = |idx: usize| matches!(passage.word(idx), "“" | "”" | "\"" | "''" | "``" | "«" | "»");
    // A name on a paragraph of its own is not taken for that of the paragraph before.
    if !is_mark(dash - 1) || passage.opens_paragraph(dash) {
        return None;
    }
    let is_opening = |idx: &usize| is_mark(*idx) && begins_line(passage, *idx);
    let opening = (dash.saturating_sub(QUOTATION_WORDS_MAX)..dash - 1).rev().find(is_opening)?;
    let inner = opening + 1..dash - 1;
    // Not by which words stand in marks: where one line lacks a mark, that is wrong for those after it.
    let is_whole = inner.len() > QUOTATION_WORDS_MIN && !inner.clone().any(is_mark);
    // What has no stop at its end may be a title: “The Crossing” — Ilse Maren.
    let is_said = matches!(passage.word(inner.end - 1), "." | "!" | "?" | "…" | "...");
    if !is_whole || !is_said || inner.clone().any(|idx| begins_line(passage, idx) && passage.opens_paragraph(idx)) {
        return None;
    }
    let name = name_after(passage, dash)?;
    Some(Found {
        source: Some(stretch(name)),
        cue: Some(stretch(dash..dash + 1)),
        contents: vec![stretch(opening..dash)],
        within: None,
        by: Finder::Signature,
        source_by: Finder::Signature,
    })
}

/// Returns the name that follows a dash and ends its line, without the full stop.
fn name_after(passage: &Passage<'_>, dash: usize) -> Option<Range<usize>> {
    let first = dash + 1;
    let is_end = |idx: usize| idx >= passage.n_tokens() || begins_line(passage, idx);
    let is_named = |word: &str| word.starts_with(char::is_uppercase) && !is_of_calendar(word);
    if is_end(first) || !is_named(passage.word(first)) {
        return None;
    }
    let n_words = (0..=NAME_WORDS_MAX).find(|n| is_end(first + n))?;
    let end = first + n_words;
    let end = end - usize::from(n_words > 1 && passage.word(end - 1) == ".");
    // A sentence is not a name.
    let is_of_name = |idx: usize| {
        let word = passage.word(idx);
        word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            || matches!(word, "," | "." | "of" | "the" | "from" | "in" | "and" | "de" | "van" | "von" | "al" | "bin")
    };
    (first..end).all(is_of_name).then_some(first..end)
}

/// Returns whether a token is the first of its paragraph or of a line in it.
fn begins_line(passage: &Passage<'_>, idx: usize) -> bool {
    let tokens = &passage.segmentation.tokens;
    let Some(before) = idx.checked_sub(1) else { return true };
    let between = tokens[before].end as usize..tokens[idx].start as usize;
    passage.text.get(between).is_some_and(|between| between.contains('\n'))
}

fn stretch(range: Range<usize>) -> Tagged {
    Tagged { begin: range.start as u32, end: range.end as u32, probability: PROBABILITY }
}

#[cfg(test)]
mod tests {
    use hearsay_text::segment::segment;
    use hearsay_text::span::Span;

    use super::*;

    /// The names and quotations found in a text whose paragraphs stand apart by a blank line.
    fn found(text: &str) -> Vec<(String, String)> {
        let mut paragraphs = Vec::new();
        let mut begin = 0;
        for paragraph in text.split("\n\n") {
            paragraphs.push(Span::new(begin, begin + paragraph.len()));
            begin += paragraph.len() + 2;
        }
        let segmentation = segment(text, paragraphs);
        let passage = Passage::new(text, &segmentation, None);
        let words = |part: Tagged| {
            let tokens = &segmentation.tokens[part.begin as usize..part.end as usize];
            text[tokens[0].start as usize..tokens[tokens.len() - 1].end as usize].to_owned()
        };
        let parts = |one: Found| (words(one.source.expect("it is signed")), words(one.contents[0]));
        signatures(&passage).into_iter().map(parts).collect()
    }

    #[test]
    fn lines_of_one_paragraph_are_signed_each_by_its_own() {
        let text = "“One came back too late.” — Ilse Maren\n“Nobody asked me, then or now.” — Tomas Lind.";
        let expected = [("Ilse Maren", "“One came back too late.”"), ("Tomas Lind", "“Nobody asked me, then or now.”")];
        assert_eq!(found(text), expected.map(|(name, words)| (name.to_owned(), words.to_owned())));
    }

    #[test]
    fn a_quotation_may_run_over_lines_but_not_over_paragraphs() {
        let two_lines = "“The ferry went down in the spring,\nand nobody has asked why.” — Agnes Rook";
        assert_eq!(found(two_lines).len(), 1);
        assert!(found(&two_lines.replace('\n', "\n\n")).is_empty());
        assert!(found(&two_lines.replace(" —", "\n\n—")).is_empty());
    }

    #[test]
    fn the_ends_of_a_text_are_no_signature() {
        for text in ["", "—", "”—", "“”—", "“.” — A", "“It is gone.” —", "“It is gone.” — ", "— Ilse Maren"]
        {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
