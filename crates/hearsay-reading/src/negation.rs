//! Whether the words say that something was *not* said: "did not say whether", "declined to comment on".
//!
//! Not the negation of what is said: "denied that" and "said he did not" are sayings.

use std::ops::Range;

use hearsay_text::span::Span;

use crate::acts::main_cue;
use crate::grammar::{is_adverb, is_negation};
use crate::lexicon::{NegationKind, lexicon};
use crate::passage::{Marked, Parts, Passage};
use crate::reading::Mark;

/// How far to the left and right of a cue its words may reach, in tokens.
const REACH_LEFT: usize = 5;
const REACH_RIGHT: usize = 3;

/// Nouns that "no" negates as a cue: "made no mention of". "Has no doubt" is not among them.
const NEGATED_NOUNS: &[&str] = &[
    "answer",
    "announcement",
    "claim",
    "comment",
    "details",
    "evidence",
    "explanation",
    "indication",
    "intention",
    "interest",
    "mention",
    "plan",
    "plans",
    "promise",
    "promises",
    "reason",
    "reference",
    "response",
    "sign",
    "statement",
    "word",
];

/// Auxiliaries, which stand between a negation and its verb.
const AUXILIARIES: &[&str] = &[
    "am", "are", "be", "been", "being", "ca", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may",
    "might", "must", "shall", "should", "to", "was", "were", "will", "wo", "would",
];

/// Returns why an attribution is negated; `None` when it is not.
pub fn negation(passage: &Passage<'_>, parts: Parts<'_>) -> Option<Marked<bool>> {
    if let Some((span, words, kind)) = entry(passage, parts) {
        return match kind {
            NegationKind::Said => None,
            NegationKind::NotSaid => {
                Some(marked(span, format!("‘{}’ stands in lexicon negation as ‘{words}’", span.of(passage.text))))
            }
        };
    }
    negated_verb(passage, parts).or_else(|| negated_source(passage, parts))
}

fn marked(span: Span, because: String) -> Marked<bool> {
    Marked::new(true, Mark::Negation, span, because)
}

/// Finds the longest entry of the lexicon that touches the cue.
fn entry(passage: &Passage<'_>, parts: Parts<'_>) -> Option<(Span, &'static str, NegationKind)> {
    let lexicon = lexicon();
    let mut best: Option<(Range<usize>, usize)> = None;
    for span in parts.cue {
        let cue = passage.tokens_in(*span);
        if cue.is_empty() {
            continue;
        }
        let window = window(passage, parts, &cue);
        for token_idx in window.clone() {
            let touches = |tokens: &Range<usize>| tokens.start < cue.end && cue.start < tokens.end;
            let found = lexicon.negation_phrases.longest_at(passage, token_idx, window.end, |f| touches(&f.tokens));
            if let Some(found) = found
                && best.as_ref().is_none_or(|(tokens, _)| tokens.len() < found.tokens.len())
            {
                best = Some((found.tokens, found.entry_idx));
            }
        }
    }
    let (tokens, entry_idx) = best?;
    let entry = &lexicon.negations[entry_idx];
    Some((passage.span(tokens), entry.words, entry.kind))
}

/// The cue and the words of its sentence beside it that are part of neither source nor content.
fn window(passage: &Passage<'_>, parts: Parts<'_>, cue: &Range<usize>) -> Range<usize> {
    let sentence = passage.sentence_at(cue.start);
    let is_other = |idx: &usize| {
        let token = passage.segmentation.tokens[*idx];
        parts.source.iter().chain(parts.content).any(|span| span.overlaps(token)) || !passage.is_word(*idx)
    };
    let first = sentence.start.max(cue.start.saturating_sub(REACH_LEFT));
    let left = (first..cue.start).rev().take_while(|idx| !is_other(idx)).last().unwrap_or(cue.start);
    let last = sentence.end.max(cue.end).min(cue.end + REACH_RIGHT);
    let right = (cue.end..last).take_while(|idx| !is_other(idx)).last().map_or(cue.end, |idx| idx + 1);
    left..right
}

/// A negation in the verb group, before the word that carries the meaning.
fn negated_verb(passage: &Passage<'_>, parts: Parts<'_>) -> Option<Marked<bool>> {
    let first = passage.tokens_in(*parts.cue.first()?);
    let main = main_cue(passage, parts.cue);
    let end = main.map_or(first.end, |cue| cue.start).max(first.start);
    let is_link = |idx: &usize| {
        let word = passage.word(*idx).to_ascii_lowercase();
        is_adverb(passage, *idx) || is_negation(&word) || AUXILIARIES.contains(&word.as_str())
    };
    let sentence = passage.sentence_at(first.start);
    let start = (sentence.start..first.start).rev().take(REACH_LEFT).take_while(is_link).last().unwrap_or(first.start);
    let found = (start..end).rev().find(|idx| is_negation(passage.word(*idx)))?;
    let word = passage.word(found).to_ascii_lowercase();
    let negates = match word.as_str() {
        "no" => NEGATED_NOUNS.contains(&passage.word(found + 1).to_ascii_lowercase().as_str()),
        "none" | "nobody" => false,
        _ => true,
    };
    let span = passage.segmentation.tokens[found];
    negates.then(|| marked(span, format!("‘{}’ negates the words that report", span.of(passage.text))))
}

/// "No official confirmed", but not "no one but X said".
fn negated_source(passage: &Passage<'_>, parts: Parts<'_>) -> Option<Marked<bool>> {
    let source = passage.tokens_in(*parts.source.first()?);
    let first = passage.word(source.start).to_ascii_lowercase();
    let excepts = source.clone().any(|idx| {
        matches!(
            passage.word(idx).to_ascii_lowercase().as_str(),
            "but" | "except" | "save" | "other" | "less" | "matter"
        )
    });
    let negates = matches!(first.as_str(), "no" | "nobody" | "none" | "neither") && !excepts;
    let span = passage.segmentation.tokens.get(source.start).copied()?;
    negates.then(|| marked(span, format!("‘{}’ says that nobody did", span.of(passage.text))))
}

#[cfg(test)]
mod tests {
    use hearsay_text::segment::segment;

    use super::*;
    use crate::passage::drawn::drawn;

    #[test]
    fn saying_and_not_saying() {
        for (marked, expected) in [
            ("<s>He</s> <c>did not say</c> <t>whether he fled</t>.", "not"),
            ("<s>He</s> <c>didn’t say</c> <t>whether he fled</t>.", "n’t"),
            ("<s>He</s> did not <c>say</c> <t>whether he fled</t>.", "not"),
            ("<s>The bank</s> <c>declined to comment on</c> <t>the raid</t>.", "declined"),
            ("<s>Kyiv</s> <c>has not confirmed</c> <t>the report</t>.", "not"),
            ("<s>She</s> <c>refused to say</c> <t>who paid</t>.", "refused to say"),
            ("<s>He</s> <c>never claimed</c> <t>to be a spy</t>.", "never"),
            ("<s>Moscow</s> <c>would neither confirm nor deny</c> <t>the report</t>.", "neither confirm nor"),
            ("<s>He</s> <c>stopped short of saying</c> <t>it was a coup</t>.", "stopped short of"),
            ("<s>The report</s> <c>made no mention of</c> <t>the toll</t>.", "made no mention"),
            ("<s>No official</s> <c>confirmed</c> <t>the report</t>.", "No"),
            ("<s>He</s> <c>denied</c> <t>that he fled</t>.", "-"),
            ("<s>He</s> <c>said</c> <t>he did not flee</t>.", "-"),
            ("<s>No one but Ann</s> <c>said</c> <t>he fled</t>.", "-"),
            ("<s>He</s> <c>not only said</c> <t>it was a coup</t>.", "-"),
            ("<s>She</s> <c>did not hesitate to call</c> <t>it a coup</t>.", "-"),
            ("<s>He</s> <c>has no doubt</c> <t>that they knew</t>.", "-"),
            ("It is not late, <s>he</s> <c>said</c>, <t>to flee</t>.", "-"),
        ] {
            let drawn = drawn(marked);
            let read = negation(&drawn.passage(), drawn.parts());
            assert_eq!(read.map_or("-", |read| read.reason.span.of(&drawn.text)), expected, "{marked}");
        }
    }

    #[test]
    fn every_entry_does_in_its_example_what_it_says() {
        let mut wrong = Vec::new();
        for entry in &lexicon().negations {
            let text = entry.example;
            let segmentation = segment(text, [Span::new(0, text.len())]);
            let passage = Passage::new(text, &segmentation, None);
            let tokens = 0..passage.n_tokens();
            let found = tokens.clone().find_map(|idx| {
                let accept = |found: &crate::phrases::Found| lexicon().negations[found.entry_idx].words == entry.words;
                lexicon().negation_phrases.longest_at(&passage, idx, tokens.end, accept)
            });
            let Some(found) = found else {
                wrong.push(format!("{}: not found in: {text}", entry.words));
                continue;
            };
            let cue = [passage.span(found.tokens)];
            let negated = negation(&passage, Parts { cue: &cue, ..Parts::default() }).is_some();
            if negated != (entry.kind == NegationKind::NotSaid) {
                wrong.push(format!("{}: read wrongly in: {text}", entry.words));
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
