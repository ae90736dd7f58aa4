//! Verdicts of headlines in capitals, whose verbs the tagger takes for names: "Death Hoax Dismissed", "Mayor Denies Report".
//!
//! Not of sentences: where few words are capitalised, the grammar is asked.

use std::ops::Range;

use crate::clauses::Outcome;
use crate::grammar::{is_quote_mark, starts_upper};
use crate::lexicon::VerdictEntry;
use crate::material::Material;
use crate::reading::VerdictKind;
use crate::verdicts::Found;
use crate::verdicts::subjects::is_claim_noun;

/// Words that end what a headline's verb is said of.
const ENDING: &[&str] =
    &["after", "amid", "as", "because", "before", "by", "in", "on", "over", "since", "when", "while"];

/// "Hoax Dismissed Since", "Rumour Debunked By Police", "Always Verify Stories".
pub(super) fn headline(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: &Range<usize>,
    entry: &VerdictEntry,
) -> Option<Found> {
    let sentence = material.sentence_around(cue.start);
    if let Some(found) = title(material, kind, cue, entry) {
        return Some(found);
    }
    if !is_headline(material, &sentence) || !starts_upper(material.word(cue.start)) {
        return None;
    }
    let word = material.word(cue.start);
    let ends = |idx: usize| material.is_one_of(idx, ENDING) || !material.passage.is_word(idx);
    let last = (sentence.start..sentence.end).rfind(|&idx| material.passage.is_word(idx))? + 1;
    let opening = sentence.start..cue.start;
    let behind = cue.end..(cue.end..last).find(|&idx| ends(idx)).unwrap_or(last);
    let is_order = opening.clone().all(|idx| material.is_one_of(idx, &["always", "never", "please"]));
    let found = |outcome: Outcome, by: Option<Range<usize>>, about: Range<usize>| Found {
        kind,
        outcome,
        cue: cue.clone(),
        outcome_words: None,
        by,
        about: Some(about),
        is_holders: false,
        because: format!("‘{}’ is the verb of a headline", entry.words),
    };
    // "Always Verify Stories".
    if is_order && word.eq_ignore_ascii_case(entry.words) && !behind.is_empty() {
        return Some(found(Outcome::Open, None, behind));
    }
    // "Death Hoax Dismissed": nothing is named behind it.
    let is_participle =
        word.ends_with("ed") && behind.is_empty() && cue.end < last || word.ends_with("ed") && cue.end == last;
    let is_claim = opening.clone().any(|idx| is_claim_noun(material, idx));
    let by = material.is_one_of(cue.end, &["by"]).then(|| material.phrase_from(cue.end + 1)).flatten();
    (is_participle && is_claim).then(|| found(Outcome::Done, by.map(|by| by.tokens.clone()), opening))
}

/// "“Mayor Confirms Bridge Will Close”": to the tagger all of it is one name.
fn title(material: &Material<'_>, kind: VerdictKind, cue: &Range<usize>, entry: &VerdictEntry) -> Option<Found> {
    let word = material.word(cue.start);
    let is_third = word.ends_with('s') && starts_upper(word) && cue.len() == 1;
    let is_taken = material.tag(cue.start).starts_with("NN") && is_third;
    let phrase = material.around(cue.start).filter(|phrase| is_taken && phrase.tokens.start < cue.start)?;
    let is_name = phrase.tokens.clone().all(|idx| {
        let word = material.word(idx);
        starts_upper(word) || word.starts_with(char::is_numeric) || material.tag(idx) == "CD"
    });
    // "Mayor Confirms Bridge will close".
    let goes_on = material.is_finite(phrase.tokens.end);
    let n_behind = phrase.tokens.end.saturating_sub(cue.end) + usize::from(goes_on);
    let sentence = material.sentence_around(cue.start);
    let closes = |idx: usize| is_quote_mark(material.word(idx)) || matches!(material.word(idx), "." | "!" | "?" | "|");
    let end = (cue.end..sentence.end).find(|&idx| closes(idx)).unwrap_or(sentence.end);
    (is_name && n_behind > 1).then(|| Found {
        kind,
        outcome: Outcome::Done,
        cue: cue.clone(),
        outcome_words: None,
        by: Some(phrase.tokens.start..cue.start),
        about: Some(cue.end..end),
        is_holders: false,
        because: format!("‘{}’ is the verb of a headline", entry.words),
    })
}

/// Whether nearly all longer words of a sentence are capitalised.
fn is_headline(material: &Material<'_>, sentence: &Range<usize>) -> bool {
    const LONG: usize = 4;
    let long = || sentence.clone().map(|idx| material.word(idx)).filter(|word| word.chars().count() >= LONG);
    let n_upper = long().filter(|word| starts_upper(word)).count();
    n_upper >= 3 && n_upper * 10 >= long().count() * 9
}
