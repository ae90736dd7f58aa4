//! Verdicts told by what somebody calls something: "called it a forgery", "described it as false", "calling it absurd".
//!
//! Not what something is said to be: that is `predicates`.

use std::ops::Range;

use crate::clauses::{self, VerbGroup, verb_group};
use crate::grammar::{is_negation, is_quote_mark};
use crate::lexicon::{VerdictEntry, VerdictWord};
use crate::material::Material;
use crate::reading::VerdictKind;
use crate::verdicts::Found;
use crate::verdicts::predicates::COPULAS;
use crate::verdicts::subjects::{
    is_artefact, is_claim_noun, is_claim_or_artefact, is_evidence, is_pointing, is_somebody, presenter, whole,
};

/// How far before a word the verb may stand that calls something so: "called the long report about the dam a hoax".
const CALLED_REACH: usize = 16;

/// Verbs that call something what follows.
pub(super) const CALLING: &[&str] = &[
    "branded",
    "branding",
    "brands",
    "call",
    "called",
    "calling",
    "calls",
    "consider",
    "considers",
    "declared",
    "declares",
    "deemed",
    "deeming",
    "deems",
    "dubbed",
    "dubbing",
    "dubs",
    "labeled",
    "labelled",
    "labelling",
    "labels",
    "pronounced",
    "rate",
    "rated",
    "rates",
    "ruled",
];
/// Verbs before "as".
const DESCRIBING: &[&str] = &[
    "blasted",
    "characterised",
    "characterized",
    "condemned",
    "condemning",
    "decried",
    "denounced",
    "denounces",
    "denouncing",
    "derided",
    "describe",
    "described",
    "describes",
    "describing",
    "portrayed",
    "regarded",
    "regards",
    "slammed",
];

/// The last verb before what something may be called.
pub(super) fn verb_before(material: &Material<'_>, sentence: &Range<usize>, first: usize) -> Option<usize> {
    (sentence.start..first).rev().take(CALLED_REACH).find(|&idx| material.tag(idx).starts_with("VB"))
}

/// "Called the notion of man-made warming a hoax": the verb that calls it so may stand before others.
pub(super) fn called_before(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: &Range<usize>,
    entry: &VerdictEntry,
    (verb, first): (usize, usize),
) -> Option<Found> {
    let sentence = material.sentence_around(cue.start);
    let calling = (sentence.start..first)
        .rev()
        .take(CALLED_REACH)
        .take_while(|&idx| idx >= verb || !material.is_finite(idx) || material.is_one_of(idx, CALLING))
        .find(|&idx| material.is_one_of(idx, CALLING) && material.tag(idx).starts_with("VB"))
        .filter(|_| !material.is_one_of(verb, COPULAS))
        .unwrap_or(verb);
    called(material, kind, cue, entry, (calling, &verb_group(material, calling), first))
}

/// "The ministry called the letter a forgery": it dismissed it. "Called the report untrue", "described it as false": it
/// debunked it.
fn called(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: &Range<usize>,
    entry: &VerdictEntry,
    (verb, group, first): (usize, &VerbGroup, usize),
) -> Option<Found> {
    let is_as = first > 0 && material.is_one_of(first - 1, &["as"]);
    let calls = material.is_one_of(verb, CALLING) || is_as && material.is_one_of(verb, DESCRIBING);
    // "Found the map genuine".
    let finds = material.is_one_of(verb, &["adjudged", "certified", "find", "finds", "found", "judged"]);
    let is_true = entry.class == VerdictWord::Truth;
    if !calls && !finds || group.is_passive || is_true && kind != VerdictKind::Authenticated {
        return None;
    }
    let about = clauses::object(material, verb).filter(|about| about.start < first);
    let by = clauses::subject(material, group);
    // "Wrote a letter calling the report false": who wrote it.
    let is_thing = |by: &Range<usize>| {
        let is_claim = || material.phrase_from(by.start).is_some_and(|phrase| is_claim_noun(material, phrase.head));
        is_evidence(material, by) || material.tag(verb) == "VBG" && is_claim()
    };
    let by = by.map(|by| match is_thing(&by) {
        true => presenter(material, &by).unwrap_or(by),
        false => by,
    });
    // "What many are now calling a hoax".
    let before = || by.as_ref()?.start.checked_sub(1);
    let what = || before().filter(|&idx| material.is_one_of(idx, &["what"])).map(|idx| idx..idx + 1);
    let about = about.or_else(what).or_else(|| clauses::object_before(material, by.as_ref()?));
    let about = about.map(|about| {
        let whole = whole(material, about);
        whole.start..whole.end.min(first)
    });
    if about.as_ref().is_some_and(|about| is_somebody(material, about)) {
        return None;
    }
    // "Found that the map was": a clause of its own; and "found a fake" found one.
    if finds && !about.as_ref().is_some_and(|about| about.end == first && is_artefact(material, about)) {
        return None;
    }
    let is_noun = material.tag(cue.start).starts_with("NN");
    let kind = if kind == VerdictKind::Debunked && is_noun { VerdictKind::Dismissed } else { kind };
    Some(Found {
        kind,
        outcome: group.outcome,
        cue: cue.clone(),
        outcome_words: group.outcome_words.clone(),
        by,
        about,
        is_holders: false,
        because: format!("it is called ‘{}’", entry.words),
    })
}

/// "Called the rumours nonsense": to the tagger the two nouns are one phrase.
pub(super) fn called_beside(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: &Range<usize>,
    entry: &VerdictEntry,
) -> Option<Found> {
    let phrase = material.around(cue.start).filter(|phrase| phrase.head < cue.end)?;
    let about = phrase.tokens.start..cue.start;
    let verb = about.start.checked_sub(1).filter(|&verb| material.is_one_of(verb, CALLING))?;
    let is_whole = about.len() > 1
        && material.tag(about.end - 1).starts_with("NN")
        && is_claim_or_artefact(material, &about, false)
        || about.clone().any(|idx| is_claim_noun(material, idx));
    let group = verb_group(material, verb);
    let is_fit = is_whole && !group.is_passive && entry.class != VerdictWord::Truth;
    is_fit.then(|| Found {
        kind: if kind == VerdictKind::Debunked && material.tag(cue.start).starts_with("NN") {
            VerdictKind::Dismissed
        } else {
            kind
        },
        outcome: group.outcome,
        cue: cue.clone(),
        outcome_words: group.outcome_words.clone(),
        by: clauses::subject(material, &group),
        about: Some(about),
        is_holders: false,
        because: format!("it is called ‘{}’", entry.words),
    })
}

/// "Calling it absurd": what is no falsehood by itself, but dismisses what is called so.
pub(super) fn called_so(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: Range<usize>,
    entry: &VerdictEntry,
) -> Option<Found> {
    let sentence = material.sentence_around(cue.start);
    let passes = |idx: &usize| matches!(material.tag(*idx), "DT" | "JJ" | "RB") || is_quote_mark(material.word(*idx));
    let first = (sentence.start..cue.start).rev().take_while(passes).last().unwrap_or(cue.start);
    let verb = (sentence.start..first).rev().take(CALLED_REACH).find(|&idx| material.tag(idx).starts_with("VB"))?;
    let group = verb_group(material, verb);
    let found = called(material, kind, &cue, entry, (verb, &group, first))?;
    let about = found.about.as_ref()?;
    let is_before_noun = material.around(cue.start).is_some_and(|phrase| phrase.head >= cue.end);
    let is_fit = is_claim_or_artefact(material, about, false) || is_pointing(material, about);
    (!is_before_noun && is_fit).then_some(found)
}

/// "Footage shows it to be a hoax", "identified the post as being fake": the object of the verb before is said to be so,
/// by its subject.
pub(super) fn raised(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: &Range<usize>,
    entry: &VerdictEntry,
    group: &VerbGroup,
) -> Option<Found> {
    let sentence = material.sentence_around(cue.start);
    let opens = |idx: usize| {
        material.is_one_of(idx, &["to"]) && material.is_one_of(idx + 1, &["be", "have"])
            || material.is_one_of(idx, &["as"]) && material.is_one_of(idx + 1, &["being"])
    };
    let opening = (sentence.start..=group.tokens.start.min(group.verb)).rev().take(4).find(|&idx| opens(idx));
    let opening = opening.or_else(|| (group.tokens.start..group.verb).find(|&idx| opens(idx)))?;
    let about = material.phrase_until(opening)?.tokens.clone();
    let governor = about.start.checked_sub(1).filter(|&idx| idx >= sentence.start)?;
    let outer = verb_group(material, governor);
    let is_negated = (opening..cue.start).any(|idx| is_negation(material.word(idx)));
    let is_governor = material.tag(governor).starts_with('V') && !outer.is_passive && !is_negated;
    let is_truth = entry.class == VerdictWord::Truth;
    let is_verdict = !is_truth || kind == VerdictKind::Authenticated;
    if !is_governor || !is_verdict || material.is_one_of(governor, &["want", "wants", "wanted"]) {
        return None;
    }
    let by = clauses::subject(material, &outer);
    let by = by.and_then(|by| if is_evidence(material, &by) { presenter(material, &by) } else { Some(by) });
    Some(Found {
        kind,
        outcome: outer.outcome,
        cue: cue.clone(),
        outcome_words: outer.outcome_words,
        by,
        about: Some(about),
        is_holders: true,
        because: format!("it is said to be ‘{}’", entry.words),
    })
}

/// "The report has been confirmed as a hoax", "was exposed as fake": it is one.
pub(super) fn confirmed_as(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: &Range<usize>,
    entry: &VerdictEntry,
    (verb, first): (usize, usize),
) -> Option<Found> {
    const SETTLING: &[&str] = &["confirmed", "identified", "outed", "recognised", "recognized", "revealed", "unmasked"];
    let is_as = first > 0 && material.is_one_of(first - 1, &["as"]);
    let group = verb_group(material, verb);
    let is_settled = is_as && material.is_one_of(verb, SETTLING) && entry.class != VerdictWord::Truth;
    if is_settled && !group.is_passive {
        return unmasked(material, kind, cue, entry, (verb, &group));
    }
    let is_near = verb + 2 >= first.saturating_sub(1);
    let about = (is_settled && is_near).then(|| clauses::subject(material, &group)).flatten()?;
    is_claim_or_artefact(material, &about, false).then(|| Found {
        kind,
        outcome: group.outcome,
        cue: cue.clone(),
        outcome_words: group.outcome_words.clone(),
        by: clauses::agent(material, &group),
        about: Some(about),
        is_holders: true,
        because: format!("it is said to be ‘{}’", entry.words),
    })
}

/// "Unmasked the video as a fake": by the subject.
fn unmasked(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: &Range<usize>,
    entry: &VerdictEntry,
    (verb, group): (usize, &VerbGroup),
) -> Option<Found> {
    let about = clauses::object(material, verb).filter(|about| material.is_one_of(about.end, &["as"]))?;
    is_claim_or_artefact(material, &about, false).then(|| Found {
        kind,
        outcome: group.outcome,
        cue: cue.clone(),
        outcome_words: group.outcome_words.clone(),
        by: clauses::subject(material, group),
        about: Some(about),
        is_holders: false,
        because: format!("it is said to be ‘{}’", entry.words),
    })
}
