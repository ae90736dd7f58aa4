//! Sources that the taggers misplace, set right by the words around them.
//!
//! The place at the head of a dispatch is nobody's source; "the dam has a crack, a former foreman, Rolf Bakken, told" has its
//! source between the last commas; and whom a report cites has said nothing yet. Not a second tagger: each rule needs its
//! marks, and leaves everything else as it was found.

use std::ops::Range;

use hearsay_model::fast::Tagged;

use crate::find::{Finder, Found};
use crate::grammar::starts_upper;
use crate::heads::is_of_calendar;
use crate::lexicon::NameKind;
use crate::passage::Passage;

/// How many words a dateline may have: "WASHINGTON, March 21 (Reuters) - ".
const DATELINE_WORDS_MAX: usize = 14;

/// The name of a place has no more words.
const PLACE_WORDS_MAX: usize = 3;

/// A source in front of its cue is not longer.
const SOURCE_WORDS_MAX: usize = 16;

/// Returns the attributions with their sources where they belong.
pub(crate) fn mended(passage: &Passage<'_>, found: Vec<Found>) -> Vec<Found> {
    let dateline = dateline(passage);
    let mut found = without_cited(passage, found);
    teller_as_content(passage, &mut found);
    for one in found.iter_mut().filter(|one| one.within.is_none()) {
        if let Some(dateline) = &dateline {
            behind_dateline(passage, dateline, one);
        }
        source_between_commas(passage, one);
        source_behind(passage, one);
        whole_name(passage, one);
    }
    holders_first(found)
}

/// Puts each attribution behind the one whose content holds it.
fn holders_first(found: Vec<Found>) -> Vec<Found> {
    let depth = |idx: usize| std::iter::successors(found[idx].within, |holder| found[*holder].within).count();
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|idx| depth(*idx));
    let mut places = vec![0; found.len()];
    for (place, idx) in order.iter().enumerate() {
        places[*idx] = place;
    }
    let moved = |idx: &usize| {
        let one = found[*idx].clone();
        Found { within: one.within.map(|holder| places[holder]), ..one }
    };
    order.iter().map(moved).collect()
}

/// Returns the words of the dateline that a text begins with, up to its dash.
fn dateline(passage: &Passage<'_>) -> Option<Range<usize>> {
    let sentences = &passage.segmentation.sentences;
    // A headline may stand before it.
    sentences.iter().take(2).find_map(|sentence| {
        let (start, end) = (sentence.start as usize, sentence.end as usize);
        let place = passage.word(start);
        let is_place = place.chars().count() > 2 && place.chars().all(|c| c.is_uppercase() || c == '-');
        let head = start..end.min(start + DATELINE_WORDS_MAX);
        let dash = head.clone().find(|&idx| matches!(passage.word(idx), "-" | "\u{2013}" | "\u{2014}" | "--"))?;
        // A headline in capitals has neither an agency in brackets nor a day, and is longer than a place.
        let is_short = dash - start <= PLACE_WORDS_MAX
            && (start..dash).all(|idx| passage.word(idx).chars().all(|c| c.is_uppercase() || c == '-'));
        let is_dated = (start..dash).any(|idx| passage.word(idx) == ",")
            && (start..dash).any(|idx| is_figure(passage, idx) || is_of_calendar(passage.word(idx)))
            && (start..dash)
                .all(|idx| !passage.is_word(idx) || starts_upper(passage.word(idx)) || is_figure(passage, idx));
        let is_closed = (start..dash).any(|idx| passage.word(idx) == ")") || is_dated || is_short;
        (is_place && is_closed).then_some(start..dash + 1)
    })
}

fn is_figure(passage: &Passage<'_>, idx: usize) -> bool {
    passage.word(idx).bytes().all(|byte| byte.is_ascii_digit())
}

/// Takes the words of a dateline out of an attribution; what stands between it and the cue is the source then.
fn behind_dateline(passage: &Passage<'_>, dateline: &Range<usize>, one: &mut Found) {
    let (start, end) = (dateline.start as u32, dateline.end as u32);
    for content in one.contents.iter_mut().filter(|content| (start..end).contains(&content.begin) && content.end > end)
    {
        content.begin = end;
    }
    let Some(source) = one.source.filter(|source| (start..end).contains(&source.begin)) else { return };
    one.source = if source.end > end { Some(Tagged { begin: end, ..source }) } else { None };
    let Some(cue) = one.cue.filter(|cue| one.source.is_none() && cue.begin > end) else { return };
    let subject = trimmed(passage, end as usize..cue.begin as usize);
    let is_said = |idx: usize| one.contents.iter().any(|content| (content.begin..content.end).contains(&(idx as u32)));
    let is_phrase = !subject.is_empty()
        && subject.len() <= SOURCE_WORDS_MAX
        && subject.clone().all(|idx| !is_finite(passage, idx) && !is_said(idx));
    if is_phrase {
        one.source = Some(tagged(&subject, source.probability));
        one.source_by = Finder::Subject;
    }
}

/// "It will close, its chairman, Nils Abel, told the Herald": a description and a name between commas, right before a cue
/// that has no other source, are its source and no part of what is said.
fn source_between_commas(passage: &Passage<'_>, one: &mut Found) {
    let (None, Some(cue), [content]) = (one.source, one.cue, one.contents.as_slice()) else { return };
    let last = content.end as usize;
    let is_right_before = content.end == cue.begin && passage.word(last.wrapping_sub(1)) == ",";
    if !is_right_before || is_passive_cue(passage, &cue) {
        return;
    }
    let commas: Vec<usize> =
        (content.begin as usize..last).filter(|&idx| passage.word(idx) == ",").rev().take(3).collect();
    let [close, between, open] = commas.as_slice() else { return };
    let (first, second) = (*open + 1..*between, *between + 1..*close);
    let is_pair = is_description(passage, &first) && is_name(passage, &second)
        || is_name(passage, &first) && is_description(passage, &second);
    let is_clause = (content.begin as usize..*open).any(|idx| is_finite(passage, idx));
    if !is_pair || !is_clause || last - *open > SOURCE_WORDS_MAX {
        return;
    }
    let probability = content.probability;
    // A comma that closes such a parenthesis belongs to it.
    one.source = Some(tagged(&(*open + 1..last), probability));
    one.source_by = Finder::Subject;
    one.contents[0].end = *open as u32;
}

/// "It has been sold, an official who asked not to be named told the Clarion": what was read as told is who told it, and the
/// clause before the comma is what was told.
fn teller_as_content(passage: &Passage<'_>, found: &mut [Found]) {
    for idx in 0..found.len() {
        let one = &found[idx];
        let (None, None, Some(cue), [content]) = (one.within, one.source, one.cue, one.contents.as_slice()) else {
            continue;
        };
        let sentence = passage.sentence_at(content.begin as usize);
        let words = from_comma(passage, content, sentence.start)..content.end as usize;
        let comma = words.start.wrapping_sub(1);
        let is_teller = content.end == cue.begin
            && matches!(passage.word(cue.begin as usize), "told" | "said" | "says" | "tells")
            && words.start > sentence.start
            && passage.word(comma) == ","
            && matches!(passage.word(words.start), "a" | "an" | "the" | "one" | "two" | "three")
            && words.len() <= SOURCE_WORDS_MAX;
        // A verb may stand behind "who" only.
        let is_phrase = words.clone().find(|&word| is_finite(passage, word)).is_none_or(|finite| {
            (words.start..finite).any(|word| matches!(passage.word(word), "who" | "that" | "which"))
        });
        let said = sentence.start..comma;
        if !is_teller || !is_phrase || !said.clone().any(|word| is_finite(passage, word)) {
            continue;
        }
        let source = Tagged { begin: words.start as u32, ..*content };
        let said = tagged(&said, source.probability);
        found[idx].source = Some(source);
        found[idx].source_by = Finder::Subject;
        found[idx].contents = vec![said];
        let is_inside = |part: &Tagged| said.begin <= part.begin && part.end <= said.end;
        for (other_idx, other) in found.iter_mut().enumerate().filter(|(other_idx, _)| *other_idx != idx) {
            let parts = || other.contents.iter().chain(&other.cue).chain(&other.source);
            if other.within.is_none() && parts().all(is_inside) {
                other.within = Some(idx);
            } else if other.within == Some(idx) && !parts().all(is_inside) && other_idx != idx {
                // It stood in what is the source now.
                other.within = None;
            }
        }
    }
}

/// Returns where the noun phrase begins, behind a comma, of which a content has no more than the clause: "who asked".
fn from_comma(passage: &Passage<'_>, content: &Tagged, sentence_start: usize) -> usize {
    const WORDS_MAX: usize = 8;
    let begin = content.begin as usize;
    let near = sentence_start.max(begin.saturating_sub(WORDS_MAX))..begin;
    let comma = near.rev().find(|&idx| passage.word(idx) == ",");
    let is_phrase = |comma: &usize| comma + 1 < begin && (comma + 1..begin).all(|idx| !is_finite(passage, idx));
    match comma.filter(is_phrase) {
        Some(comma) if passage.word(begin) == "who" => comma + 1,
        _ => begin,
    }
}

/// "Thousands have died, says a letter that was sent to me": the noun phrase behind "says" that was read as more of what is
/// said is its source.
fn source_behind(passage: &Passage<'_>, one: &mut Found) {
    const SAYING: [&str; 12] = [
        "added", "argued", "claimed", "claims", "insisted", "reported", "said", "says", "warned", "warns", "writes",
        "wrote",
    ];
    let (None, Some(cue), Some(said)) = (one.source, one.cue, one.contents.first()) else { return };
    let is_inverted = cue.n_words() == 1
        && SAYING.contains(&passage.word(cue.begin as usize))
        && said.end <= cue.begin
        && cue.begin > 0
        && passage.word(cue.begin as usize - 1) == ",";
    let behind = match one.contents.as_slice() {
        [_, behind] if behind.begin == cue.end => behind.begin as usize..behind.end as usize,
        [_] => noun_phrase(passage, cue.end as usize),
        _ => return,
    };
    let is_opened = matches!(passage.tag(behind.start), Some("DT" | "PRP$" | "NNP"));
    let finite = behind.clone().find(|&idx| is_finite(passage, idx));
    let is_phrase = finite
        .is_none_or(|finite| (behind.start..finite).any(|idx| matches!(passage.word(idx), "that" | "which" | "who")));
    if is_inverted && is_opened && is_phrase && !behind.is_empty() {
        one.source = Some(tagged(&behind, cue.probability));
        one.source_by = Finder::Subject;
        one.contents.truncate(1);
    }
}

/// Returns the article, adjectives and nouns that begin at a word, if a mark or a relative clause follows them.
fn noun_phrase(passage: &Passage<'_>, start: usize) -> Range<usize> {
    const WORDS_MAX: usize = 6;
    let is_inside = |idx: &usize| {
        passage.tag(*idx).is_some_and(|tag| tag.starts_with("NN") || matches!(tag, "DT" | "JJ" | "PRP$" | "POS"))
    };
    let end = start + (start..start + WORDS_MAX).take_while(is_inside).count();
    let is_noun = end > start && passage.tag(end - 1).is_some_and(|tag| tag.starts_with("NN"));
    let is_closed = matches!(passage.word(end), "," | "." | ";" | "who" | "which" | "that" | "”");
    if is_noun && is_closed { start..end } else { start..start }
}

/// "Customs | chief Veit Larsen told": nouns between a source and its cue belong to the source.
fn whole_name(passage: &Passage<'_>, one: &mut Found) {
    const WORDS_MAX: u32 = 5;
    let (Some(source), Some(cue)) = (one.source, one.cue) else { return };
    let gap = source.end..cue.begin;
    let is_said = |idx: u32| one.contents.iter().any(|content| (content.begin..content.end).contains(&idx));
    let is_noun = |idx: u32| passage.tag(idx as usize).is_some_and(|tag| tag.starts_with("NN") || tag == "JJ");
    let is_name =
        !gap.is_empty() && gap.len() as u32 <= WORDS_MAX && gap.clone().all(|idx| is_noun(idx) && !is_said(idx));
    if is_name && starts_upper(passage.word(cue.begin as usize - 1)) {
        one.source = Some(Tagged { end: cue.begin, ..source });
    }
}

/// "The owner", "a former foreman of the dam", "works council chairman".
fn is_description(passage: &Passage<'_>, tokens: &Range<usize>) -> bool {
    let tag = |idx: usize| passage.tag(idx).unwrap_or("");
    let is_opened = matches!(tag(tokens.start), "DT" | "PRP$") || tag(tokens.start).starts_with("NN");
    !tokens.is_empty()
        && is_opened
        && tokens.clone().any(|idx| matches!(tag(idx), "NN" | "NNS"))
        && tokens.clone().all(|idx| !is_finite(passage, idx))
}

/// One to four words with capitals.
fn is_name(passage: &Passage<'_>, tokens: &Range<usize>) -> bool {
    const WORDS_MAX: usize = 4;
    (1..=WORDS_MAX).contains(&tokens.len())
        && tokens.clone().all(|idx| passage.is_word(idx) && starts_upper(passage.word(idx)))
}

/// Takes out what only names whom a report cites: "reported, citing its owner". The chain of the report has it.
///
/// What is cited as a reason is said: "blocked it, citing a threat to public health".
fn without_cited(passage: &Passage<'_>, found: Vec<Found>) -> Vec<Found> {
    const WORDS_MAX: u32 = 12;
    let is_cited = |one: &Found| {
        let is_citing = one
            .cue
            .is_some_and(|cue| cue.n_words() == 1 && matches!(passage.word(cue.begin as usize), "citing" | "quoting"));
        let is_phrase = |content: &Tagged| {
            content.n_words() <= WORDS_MAX
                && (content.begin..content.end).all(|idx| !is_finite(passage, idx as usize) && !is_mark(passage, idx))
        };
        is_citing
            && one.contents.len() == 1
            && one.contents.iter().all(|one| is_phrase(one) && is_somebody(passage, one))
    };
    let mut is_gone: Vec<bool> = found.iter().map(is_cited).collect();
    for idx in 0..found.len() {
        is_gone[idx] |= found[idx].within.is_some_and(|holder| holder < idx && is_gone[holder]);
    }
    let mut places = Vec::with_capacity(found.len());
    let mut n_kept = 0;
    for gone in &is_gone {
        places.push(n_kept);
        n_kept += usize::from(!gone);
    }
    let kept = found.into_iter().zip(&is_gone).filter(|(_, gone)| !**gone).map(|(one, _)| one);
    kept.map(|one| Found { within: one.within.map(|holder| places[holder]), ..one }).collect()
}

/// Returns whether a noun phrase begins with a name, with what somebody is, or with a text that can tell something.
fn is_somebody(passage: &Passage<'_>, phrase: &Tagged) -> bool {
    let words = phrase.begin as usize..phrase.end as usize;
    let mut nouns = words
        .take_while(|&idx| !matches!(passage.tag(idx), Some("IN" | "TO" | ",")))
        .filter(|&idx| passage.tag(idx).is_some_and(|tag| tag.starts_with("NN")));
    nouns.any(|idx| {
        let kinds = [NameKind::Role, NameKind::Title, NameKind::Artefact, NameKind::Record];
        let is_role = kinds.iter().any(|kind| passage.named_at(idx, idx + 1, *kind).is_some());
        is_role || starts_upper(passage.word(idx))
    })
}

fn is_mark(passage: &Passage<'_>, idx: u32) -> bool {
    crate::grammar::is_quote_mark(passage.word(idx as usize))
}

fn is_finite(passage: &Passage<'_>, idx: usize) -> bool {
    matches!(passage.tag(idx), Some("VBD" | "VBZ" | "VBP" | "MD"))
}

fn is_passive_cue(passage: &Passage<'_>, cue: &Tagged) -> bool {
    (cue.begin..cue.end)
        .any(|idx| matches!(passage.word(idx as usize), "is" | "was" | "were" | "are" | "been" | "being"))
}

/// Returns words without the commas around them.
fn trimmed(passage: &Passage<'_>, tokens: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = tokens;
    while start < end && !passage.is_word(start) {
        start += 1;
    }
    while start < end && !passage.is_word(end - 1) {
        end -= 1;
    }
    start..end
}

fn tagged(tokens: &Range<usize>, probability: f32) -> Tagged {
    Tagged { begin: tokens.start as u32, end: tokens.end as u32, probability }
}
