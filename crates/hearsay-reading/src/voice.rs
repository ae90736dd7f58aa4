//! What the writer says in the own voice, and what is put forward without being asserted: "What if ...".
//!
//! Not hedges: a hedge weakens a claim, a hypothesis is none.

use std::ops::Range;

use hearsay_text::span::Span;

use crate::hedges::Hedged;
use crate::hedges::reach::end_of;
use crate::material::Material;
use crate::reading::Hypothesis;
use crate::said::Said;

/// Words that open a hypothesis, in lower case; a last "that" belongs to what is put forward.
const OPENINGS: &[&[&str]] = &[
    &["what", "if"],
    &["what", "would", "happen", "if"],
    &["suppose", "that"],
    &["suppose"],
    &["supposing", "that"],
    &["supposing"],
    &["imagine", "that"],
    &["imagine", "if"],
    &["assume", "that"],
    &["let", "us", "assume", "that"],
    &["let", "us", "suppose", "that"],
    &["let", "us", "imagine", "that"],
    &["one", "theory", "is", "that"],
    &["one", "possibility", "is", "that"],
    &["one", "explanation", "is", "that"],
    &["one", "hypothesis", "is", "that"],
    &["one", "scenario", "is", "that"],
    &["a", "possible", "explanation", "is", "that"],
    &["another", "theory", "is", "that"],
    &["another", "possibility", "is", "that"],
    &["another", "explanation", "is", "that"],
    &["another", "hypothesis", "is", "that"],
    &["the", "theory", "is", "that"],
    &["it", "is", "possible", "that"],
    &["it", "'s", "possible", "that"],
    &["it", "’s", "possible", "that"],
    &["it", "is", "quite", "possible", "that"],
    &["it", "is", "also", "possible", "that"],
    &["it", "is", "conceivable", "that"],
    &["it", "is", "not", "impossible", "that"],
    &["it", "is", "not", "inconceivable", "that"],
    &["it", "is", "plausible", "that"],
    &["it", "may", "be", "that"],
    &["it", "might", "be", "that"],
    &["it", "could", "be", "that"],
    &["it", "may", "well", "be", "that"],
    &["it", "can", "not", "be", "ruled", "out", "that"],
    &["it", "cannot", "be", "ruled", "out", "that"],
    &["there", "is", "a", "possibility", "that"],
    &["there", "is", "a", "chance", "that"],
    &["there", "is", "a", "scenario", "in", "which"],
    &["there", "is", "certainly", "a", "scenario", "in", "which"],
    &["perhaps"],
    &["maybe"],
    &["could", "it", "be", "that"],
    &["might", "it", "be", "that"],
    &["is", "it", "possible", "that"],
];

/// Reads the hypotheses of a document, in order.
pub(crate) fn hypotheses(material: &Material<'_>, said: &Said<'_>) -> Vec<Hypothesis> {
    let mut found = Vec::new();
    for sentence in &material.passage.segmentation.sentences {
        let sentence = sentence.start as usize..sentence.end as usize;
        let Some((cue, content)) = opening(material, &sentence) else { continue };
        let span = material.span(&cue);
        let within = said.holder(span).map(|one| one.id);
        found.push(Hypothesis { cue: span, content: material.span(&content), within });
    }
    found
}

/// Returns what the writer asserts where nobody is reported: sentences with a finite verb, without the clauses that are
/// hedged, asked, supposed or denied.
pub(crate) fn own_voice(
    material: &Material<'_>,
    said: &Said<'_>,
    hypotheses: &[Hypothesis],
    hedged: &Hedged,
) -> Vec<Span> {
    let mut found = Vec::new();
    let mut first = 0;
    for sentence in &material.passage.segmentation.sentences {
        let tokens = sentence.start as usize..sentence.end as usize;
        let span = material.span(&tokens);
        let place = hypotheses.partition_point(|one| one.cue.end <= span.start);
        let supposed = hypotheses.get(place).filter(|one| one.cue.start < span.end);
        let mut unasserted: Vec<Range<usize>> = Vec::new();
        while let Some(range) = hedged.unasserted.get(first).filter(|range| range.start < tokens.end) {
            unasserted.push(range.clone());
            first += 1;
        }
        if !asserts(material, &tokens) || said.touches(span) {
            continue;
        }
        let supposed = supposed.map(|one| material.passage.tokens_in(one.cue.cover(one.content)));
        unasserted.extend(supposed);
        unasserted.sort_by_key(|range| (range.start, range.end));
        found.extend(rests(material, tokens, &unasserted));
    }
    found
}

fn asserts(material: &Material<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|idx| material.is_finite(idx))
}

/// "The cellar burned": a verb that the tagger takes for a participle, right behind its subject.
fn tells(material: &Material<'_>, tokens: &Range<usize>) -> bool {
    let is_subject = |idx: usize| matches!(material.tag(idx), "NN" | "NNS" | "NNP" | "NNPS" | "PRP");
    tokens.clone().skip(1).any(|idx| material.tag(idx) == "VBN" && is_subject(idx - 1))
}

/// What is left of a sentence that asserts something by itself.
fn rests(material: &Material<'_>, sentence: Range<usize>, unasserted: &[Range<usize>]) -> Vec<Span> {
    const WORDS_MIN: usize = 3;
    if unasserted.is_empty() {
        return vec![material.span(&sentence)];
    }
    let mut rests = Vec::new();
    let mut begin = sentence.start;
    for range in unasserted.iter().cloned().chain(std::iter::once(sentence.end..sentence.end)) {
        rests.push(begin..range.start.max(begin));
        begin = begin.max(range.end);
    }
    let links = ["and", "but", "or", "so", "yet", "because", "although", "though", "that", "then", "while", "whereas"];
    let trimmed = |rest: Range<usize>| {
        let Range { mut start, mut end } = rest;
        let is_loose = |idx: usize| !material.passage.is_word(idx) || material.is_one_of(idx, &links);
        while start < end && is_loose(start) && start > sentence.start {
            start += 1;
        }
        while start < end && is_loose(end - 1) && end < sentence.end {
            end -= 1;
        }
        start..end
    };
    let is_said = |rest: &Range<usize>| {
        (asserts(material, rest) || tells(material, rest))
            && rest.clone().filter(|&idx| material.passage.is_word(idx)).count() >= WORDS_MIN
    };
    rests.into_iter().map(trimmed).filter(is_said).map(|rest| material.span(&rest)).collect()
}

/// The words that open a hypothesis at the begin of a sentence, and what follows them.
fn opening(material: &Material<'_>, sentence: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let first = sentence
        .clone()
        .find(|&idx| material.passage.is_word(idx) && !material.is_one_of(idx, &["but", "and", "or", "so"]))?;
    let fits =
        |words: &&&[&str]| words.iter().enumerate().all(|(offset, word)| material.is_one_of(first + offset, &[word]));
    // "Perhaps most telling", "perhaps more than anyone": of how much, and not of whether.
    let grades =
        [",", "because", "better", "even", "inevitably", "more", "most", "not", "surprisingly", "worse", "worst"];
    if material.is_one_of(first, &["perhaps", "maybe"]) && material.is_one_of(first + 1, &grades) {
        return None;
    }
    let words = OPENINGS.iter().filter(fits).max_by_key(|words| words.len())?;
    // "That" opens what is put forward.
    let begin = first + words.len() - usize::from(words.len() > 1 && words.last() == Some(&"that"));
    // Words in quotation marks put forward nothing beyond them.
    let is_quoted = material.is_quoted(first);
    let mut end = (begin..sentence.end).find(|&idx| is_quoted && !material.is_quoted(idx)).unwrap_or(sentence.end);
    while end > begin && !material.passage.is_word(end - 1) {
        end -= 1;
    }
    // "Perhaps the clerk told him, and the mayor knew": an adverb supposes no more than its clause.
    if words.len() == 1 && material.is_one_of(first, &["perhaps", "maybe"]) {
        end = end_of(material, begin, end);
    }
    (end >= begin + 3).then_some((first..begin, begin..end))
}
