//! What the writer says in the own voice, and what is put forward without being asserted: "What if ...".
//!
//! Not hedges: a hedge weakens a claim, a hypothesis is none.

use std::ops::Range;

use hearsay_text::span::Span;

use crate::material::Material;
use crate::reading::Hypothesis;
use crate::said::Said;

/// Words that open a hypothesis, in lower case; a last "that" belongs to what is put forward.
const OPENINGS: &[&[&str]] = &[
    &["what", "if"],
    &["suppose", "that"],
    &["suppose"],
    &["imagine", "that"],
    &["one", "theory", "is", "that"],
    &["one", "possibility", "is", "that"],
    &["another", "theory", "is", "that"],
    &["another", "possibility", "is", "that"],
    &["it", "is", "possible", "that"],
    &["it", "is", "quite", "possible", "that"],
    &["it", "is", "conceivable", "that"],
    &["there", "is", "a", "scenario", "in", "which"],
    &["there", "is", "certainly", "a", "scenario", "in", "which"],
    &["perhaps"],
    &["maybe"],
    &["could", "it", "be", "that"],
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

/// Returns the sentences in which the writer speaks and nobody is reported: with a finite verb, and neither a question nor
/// a hypothesis.
pub(crate) fn own_voice(material: &Material<'_>, said: &Said<'_>, hypotheses: &[Hypothesis]) -> Vec<Span> {
    let mut found = Vec::new();
    for sentence in &material.passage.segmentation.sentences {
        let tokens = sentence.start as usize..sentence.end as usize;
        let span = material.span(&tokens);
        let asserts = tokens.clone().any(|idx| matches!(material.tag(idx), "VBD" | "VBZ" | "VBP" | "MD"));
        let asks = tokens.clone().rev().take(3).any(|idx| material.word(idx) == "?");
        let place = hypotheses.partition_point(|one| one.cue.end <= span.start);
        let supposes = hypotheses.get(place).is_some_and(|one| one.cue.start < span.end);
        if asserts && !asks && !supposes && !said.touches(span) {
            found.push(span);
        }
    }
    found
}

/// The words that open a hypothesis at the begin of a sentence, and what follows them.
fn opening(material: &Material<'_>, sentence: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let first = sentence
        .clone()
        .find(|&idx| material.passage.is_word(idx) && !material.is_one_of(idx, &["but", "and", "or", "so"]))?;
    let fits =
        |words: &&&[&str]| words.iter().enumerate().all(|(offset, word)| material.is_one_of(first + offset, &[word]));
    let words = OPENINGS.iter().filter(fits).max_by_key(|words| words.len())?;
    // "That" opens what is put forward.
    let begin = first + words.len() - usize::from(words.len() > 1 && words.last() == Some(&"that"));
    let mut end = sentence.end;
    while end > begin && !material.passage.is_word(end - 1) {
        end -= 1;
    }
    (end >= begin + 3).then_some((first..begin, begin..end))
}
