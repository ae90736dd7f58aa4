//! Attributions put in as an aside: "The tunnel, as Hollin admits, was never inspected."
//!
//! PolNeAR's writers hardly use them, so the taggers never learned them; the form is fixed enough for a rule. Not a rule
//! for "X, she said, Y": those the taggers know.

use std::ops::Range;

use hearsay_model::analysis::Analysis;
use hearsay_model::fast::Tagged;

use crate::acts::entry_at;
use crate::find::{CLASH_WORDS, Finder, Found};
use crate::lexicon::CueClass;
use crate::passage::Passage;
use crate::reading::Act;

/// Longer asides are none.
const WORDS_MAX: usize = 14;
/// What a rule finds is given this in place of a probability.
const PROBABILITY: f32 = 0.9;

/// Adds the asides that clash with nothing found; returns all in the order of their cues.
pub(crate) fn asides(passage: &Passage<'_>, found: Vec<Found>, analysis: &Analysis<'_>) -> Vec<Found> {
    let taken = |aside: &Found| {
        let cue = aside.cue.map_or(0, |cue| cue.begin);
        let place = |one: &Found| one.cue.map_or(0, |cue| cue.begin);
        let first = found.partition_point(|one| place(one) + CLASH_WORDS < cue);
        let near = || found[first..].iter().take_while(|one| place(one) <= cue.saturating_add(CLASH_WORDS));
        let spans = || near().flat_map(|one| one.contents.iter().chain(&one.cue));
        aside.cue.iter().chain(&aside.contents).any(|stretch| spans().any(|other| other.n_shared(stretch) > 0))
    };
    let sentences = passage.segmentation.sentences.iter();
    let asides =
        sentences.flat_map(|sentence| in_sentence(passage, analysis, sentence.start as usize..sentence.end as usize));
    let mut all: Vec<Found> = asides.filter(|aside| !taken(aside)).collect();
    all.extend(found);
    all.sort_by_key(|one| one.cue.map(|cue| cue.begin));
    all
}

fn in_sentence(passage: &Passage<'_>, analysis: &Analysis<'_>, sentence: Range<usize>) -> Option<Found> {
    let begins = |idx: &usize| is_comma(passage, *idx - 1) && passage.word(*idx) == "as";
    (sentence.start + 1..sentence.end)
        .filter(begins)
        .find_map(|opener| from_opener(passage, analysis, &sentence, opener))
}

fn from_opener(
    passage: &Passage<'_>,
    analysis: &Analysis<'_>,
    sentence: &Range<usize>,
    opener: usize,
) -> Option<Found> {
    let is_comma = |idx: usize| is_comma(passage, idx);
    let reach = sentence.end.min(opener + WORDS_MAX);
    let closer =
        (opener + 1..reach).find(|&idx| is_comma(idx) || matches!(passage.word(idx), "." | ";" | "!" | "?"))?;
    let cue = (opener + 2..closer).find(|&idx| is_saying(passage, analysis, idx, closer))?;
    let source = opener + 1..cue;
    let is_name = |idx: usize| analysis.tags[idx].is_noun() || analysis.tags[idx].name() == "PRP";
    let is_who = source.clone().any(is_name) && !source.clone().any(|idx| analysis.tags[idx].is_verb());
    // "As Hollin said yesterday" ends the aside as well as "as Hollin said": but "as Hollin said that" is none.
    let is_closed = !(cue + 1..closer).any(|idx| matches!(passage.word(idx), "that" | "“" | "\""));
    if !is_who || !is_closed {
        return None;
    }
    Some(Found {
        source: Some(stretch(source)),
        cue: Some(stretch(cue..cue + 1)),
        contents: contents(passage, analysis, sentence.clone(), opener - 1, closer),
        within: None,
        by: Finder::Aside,
        source_by: Finder::Aside,
    })
    .filter(|found| !found.contents.is_empty())
}

fn is_comma(passage: &Passage<'_>, idx: usize) -> bool {
    matches!(passage.word(idx), "," | "–" | "—" | "--" | "-")
}

/// Returns whether a finite verb of saying stands at a word.
fn is_saying(passage: &Passage<'_>, analysis: &Analysis<'_>, idx: usize, end: usize) -> bool {
    let is_finite = matches!(analysis.tags[idx].name(), "VBD" | "VBZ" | "VBP");
    let entry = entry_at(passage, idx, end).map(|(entry, _)| entry);
    // "As Sushko claims," looks like a noun to the tagger.
    let is_last = idx + 1 == end && passage.word(idx).ends_with('s');
    let fits = |class: CueClass| (is_finite && class == CueClass::Verb) || (is_last && class <= CueClass::Noun);
    entry.is_some_and(|entry| fits(entry.class) && entry.act == Act::Speech)
}

/// What is said: the sentence before the aside, and after it too where what stands before is no clause.
fn contents(
    passage: &Passage<'_>,
    analysis: &Analysis<'_>,
    sentence: Range<usize>,
    before: usize,
    closer: usize,
) -> Vec<Tagged> {
    let is_finite = |idx: usize| matches!(analysis.tags[idx].name(), "VBD" | "VBZ" | "VBP" | "MD");
    let is_word = |idx: &usize| passage.word(*idx).starts_with(char::is_alphanumeric);
    let trimmed = |range: Range<usize>| {
        let end = range.clone().rev().find(is_word)? + 1;
        let begin = range.clone().find(|idx| is_word(idx) || matches!(passage.word(*idx), "“" | "‘"))?;
        (begin < end).then(|| stretch(begin..end))
    };
    let first = trimmed(sentence.start..before);
    let is_clause = (sentence.start..before).any(is_finite);
    let goes_on = !is_clause && (closer + 1..sentence.end).any(is_finite);
    let second = if goes_on { trimmed(closer + 1..sentence.end) } else { None };
    first.into_iter().chain(second).collect()
}

fn stretch(range: Range<usize>) -> Tagged {
    Tagged { begin: range.start as u32, end: range.end as u32, probability: PROBABILITY }
}
