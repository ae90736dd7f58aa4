//! Verdicts told by what something is said to be: "is a hoax", "turned out to be fake", "called it a forgery".

use std::ops::Range;

use crate::clauses::{self, Outcome, verb_group};
use crate::grammar::is_negation;
use crate::lexicon::VerdictEntry;
use crate::material::Material;
use crate::reading::VerdictKind;
use crate::verdicts::Found;

/// "The video is a hoax", "turned out to be fake".
pub(super) fn predicate(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: Range<usize>,
    entry: &VerdictEntry,
) -> Option<Found> {
    const COPULAS: &[&str] =
        &["'s", "are", "be", "became", "been", "being", "is", "proved", "proven", "was", "were", "’s"];
    const CALLING: &[&str] = &[
        "branded",
        "branding",
        "call",
        "called",
        "calling",
        "calls",
        "declared",
        "deemed",
        "dubbed",
        "labeled",
        "labelled",
        "labelling",
    ];
    const TURNING: &[&str] = &["appears", "found", "out", "proved", "proven", "revealed", "shown", "thought", "turned"];
    let sentence = material.sentence_around(cue.start);
    let phrase = material.around(cue.start);
    // "The second hoax in as many weeks" names a hoax and calls nothing one.
    if phrase.is_some_and(|phrase| phrase.head > cue.end || material.is_one_of(phrase.tokens.start, &["the"])) {
        return None;
    }
    let first = phrase.map_or(cue.start, |phrase| phrase.tokens.start);
    let verb = (sentence.start..first).rev().take(5).find(|&idx| material.tag(idx).starts_with("VB"))?;
    let group = verb_group(material, verb);
    let because = format!("it is said to be ‘{}’", entry.words);
    let outcome_words = group.outcome_words.clone();
    // "The ministry called the letter a forgery": it dismissed it.
    if material.is_one_of(verb, CALLING) && !group.is_passive {
        let about = clauses::object(material, verb).filter(|about| about.start < first);
        let by = clauses::subject(material, &group);
        let kind = VerdictKind::Dismissed;
        return Some(Found { kind, outcome: group.outcome, cue, outcome_words, by, about, because });
    }
    if !material.is_one_of(verb, COPULAS) && !material.is_one_of(verb, CALLING) {
        return None;
    }
    let is_negated = (verb..first).any(|idx| is_negation(material.word(idx)));
    // "Turned out to be", "was found to be": it is so.
    let mut before = group.tokens.start.saturating_sub(2)..verb;
    let outcome = match group.outcome {
        Outcome::Done if is_negated => Outcome::NotDone,
        Outcome::Open if before.any(|idx| material.is_one_of(idx, TURNING)) => Outcome::Done,
        other => other,
    };
    if outcome == Outcome::NotDone || outcome == Outcome::Declined {
        return None;
    }
    let about = Some(clauses::subject(material, &group)?);
    let outcome_words = outcome_words.filter(|_| outcome != Outcome::Done);
    Some(Found { kind, outcome, cue, outcome_words, by: None, about, because })
}
