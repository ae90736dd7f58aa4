//! What stands around a verb: its auxiliaries, who does it, to what, by whom, and whether it happened at all.
//!
//! Not a tree: the parser's arcs are asked first and the order of the words decides where they say nothing.

use std::ops::Range;

use crate::grammar::{is_negation, is_quote_mark};
use crate::material::Material;
use crate::noun_phrases::NounPhrase;

/// A verb with its auxiliaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbGroup {
    /// From the first auxiliary, or the verb that governs it, to the verb itself.
    pub tokens: Range<usize>,
    /// The verb.
    pub verb: usize,
    /// Whether its subject suffers it: "was verified", "a claim denied by the ministry".
    pub is_passive: bool,
    /// Whether it stands right behind the noun that it describes, without an auxiliary.
    pub is_reduced: bool,
    /// Whether it happened.
    pub outcome: Outcome,
    /// The words that say so, if it did not plainly happen.
    pub outcome_words: Option<Range<usize>>,
}

/// Whether what a verb says happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It did.
    Done,
    /// It did not: "has not confirmed", "could not be verified", "was yet to verify".
    NotDone,
    /// Somebody would not: "declined to confirm", "would neither confirm nor deny".
    Declined,
    /// It is left open: "is trying to verify", "if confirmed", "may confirm".
    Open,
}

impl Outcome {
    /// Returns the name that the JSON carries.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::NotDone => "not-done",
            Outcome::Declined => "declined",
            Outcome::Open => "open",
        }
    }
}

/// Verbs before "to" that say that somebody would not.
const DECLINING: &[&str] =
    &["declined", "declines", "declining", "refuse", "refused", "refuses", "refusing", "decline", "unwilling"];
/// Words before "to" that say that it did not happen.
const FAILING: &[&str] = &[
    "failed",
    "failing",
    "fails",
    "fail",
    "unable",
    "yet",
    "impossible",
    "difficult",
    "hard",
    "neglected",
    "stopped",
    "powerless",
];
/// Words before "to" after which it happened: "managed to verify", "had to deny".
const SUCCEEDING: &[&str] = &[
    "able",
    "began",
    "begun",
    "bothered",
    "came",
    "continued",
    "continues",
    "dared",
    "enough",
    "forced",
    "going",
    "got",
    "had",
    "happened",
    "has",
    "have",
    "helped",
    "managed",
    "manages",
    "moved",
    "ought",
    "proceeded",
    "quick",
    "rushed",
    "seemed",
    "seems",
    "appeared",
    "appears",
    "used",
    "went",
];
/// Auxiliaries that leave open whether it happens. "Could" alone says that it was possible.
const OPEN_MODALS: &[&str] =
    &["can", "could", "may", "might", "must", "shall", "should", "will", "would", "'ll", "’ll"];
/// Words before a clause that leave it open.
const CONDITIONS: &[&str] = &["if", "whether", "unless", "until", "once", "before"];

const BE: &[&str] =
    &["am", "are", "be", "been", "being", "is", "was", "were", "'s", "’s", "'re", "’re", "get", "got", "gets"];

/// Returns the group of the verb at `verb`.
pub fn verb_group(material: &Material<'_>, verb: usize) -> VerbGroup {
    let sentence = material.sentence_around(verb);
    let mut first = verb;
    let mut is_passive = false;
    let mut has_auxiliary = false;
    let mut outcome = Outcome::Done;
    let mut outcome_words: Option<Range<usize>> = None;
    let mut is_neither = false;
    let mut note = |seen: Outcome, words: Range<usize>, outcome: &mut Outcome| {
        // What was said first from the verb outward is nearest to it, but a refusal is a refusal.
        if *outcome == Outcome::Done || (seen == Outcome::NotDone && *outcome == Outcome::Open) {
            *outcome = seen;
            outcome_words = Some(words);
        }
    };
    let is_participle = matches!(material.tag(verb), "VBN" | "VBD");
    let mut idx = verb;
    while idx > sentence.start && verb - idx < 12 {
        idx -= 1;
        let word = material.word(idx);
        let is = |words: &[&str]| material.is_one_of(idx, words);
        let tag = material.tag(idx);
        if is(BE) {
            if is_participle && !has_auxiliary {
                is_passive = true;
            }
        } else if is_negation(word) {
            note(Outcome::NotDone, idx..idx + 1, &mut outcome);
            first = idx;
            if is(&["neither", "nor"]) {
                is_neither = true;
            }
            continue;
        } else if word == "," && is_aside_adverb(material, idx) {
            continue;
        } else if is(&["without"]) && material.tag(verb) == "VBG" {
            note(Outcome::NotDone, idx..idx + 1, &mut outcome);
            first = idx;
            break;
        } else if is(&["to"]) {
            // "Declined to confirm", "unable to independently verify", "has yet to confirm".
            let Some(governor) = idx.checked_sub(1).filter(|governor| *governor >= sentence.start) else { break };
            let governs = |words: &[&str]| material.is_one_of(governor, words);
            let seen = match () {
                () if governs(DECLINING) => Outcome::Declined,
                () if governs(FAILING) => Outcome::NotDone,
                () => Outcome::Open,
            };
            // "Not able to", "was not willing to": the negation beyond decides.
            let is_negated =
                (governor.saturating_sub(2).max(sentence.start)..governor).any(|idx| is_negation(material.word(idx)));
            let seen = match seen {
                Outcome::Open if is_negated => Outcome::NotDone,
                Outcome::Open if governs(SUCCEEDING) => Outcome::Done,
                seen => seen,
            };
            if seen != Outcome::Done {
                note(seen, governor..idx + 1, &mut outcome);
            }
            first = governor;
            idx = governor;
            if !(material.tag(governor).starts_with('V') || governs(FAILING) || governs(DECLINING)) {
                first = idx + 1;
                break;
            }
            has_auxiliary = true;
            continue;
        } else if tag == "MD" || is(&["ca", "wo"]) {
            if is(OPEN_MODALS) || is(&["ca", "wo"]) {
                note(Outcome::Open, idx..idx + 1, &mut outcome);
            }
        } else if is(&["have", "has", "had", "having", "'ve", "’ve", "'d", "’d", "do", "does", "did"]) {
        } else if tag.starts_with("RB") || is(&["first", "even"]) || is(&["all", "both", "neither", "nor", "also"]) {
            first = if has_auxiliary { idx } else { first };
            continue;
        } else if is(&["and", "or"]) && material.tag(idx.wrapping_sub(1)) == material.tag(verb) && verb - idx <= 2 {
            // "Confirmed or denied": both share what stands before.
            idx = idx.saturating_sub(1);
            continue;
        } else {
            break;
        }
        has_auxiliary = true;
        first = idx;
    }
    // "Could neither confirm nor deny", "would not confirm": somebody would not.
    let would_not = (first..verb).any(|idx| material.is_one_of(idx, &["would", "wo", "will"]));
    if outcome == Outcome::NotDone && (is_neither || would_not) {
        outcome = Outcome::Declined;
    }
    let before = (sentence.start..first).rev().find(|&idx| !material.tag(idx).starts_with("RB"));
    let is_reduced = !has_auxiliary && is_participle && {
        let by = (verb + 1..sentence.end.min(verb + 4)).any(|idx| material.word(idx) == "by");
        let behind_noun = before.is_some_and(|before| {
            let tag = material.tag(before);
            tag.starts_with("NN") || material.word(before) == "," || matches!(material.word(before), "(" | "–" | "—")
        });
        material.tag(verb) == "VBN" && behind_noun || by
    };
    is_passive |= is_reduced;
    let condition = before.filter(|&before| material.is_one_of(before, CONDITIONS)).or_else(|| {
        // "If the video is confirmed": the condition stands before the subject.
        let subject = material.phrase_until(first)?;
        let before = subject.tokens.start.checked_sub(1)?;
        (before >= sentence.start && material.is_one_of(before, &["if", "whether", "unless", "until"]))
            .then_some(before)
    });
    if let Some(condition) = condition
        && outcome == Outcome::Done
    {
        outcome = Outcome::Open;
        outcome_words = Some(condition..condition + 1);
    }
    VerbGroup { tokens: first..verb + 1, verb, is_passive, is_reduced, outcome, outcome_words }
}

/// A comma beside an adverb that stands between commas: "is not, however, confirmed".
fn is_aside_adverb(material: &Material<'_>, comma: usize) -> bool {
    let asides = ["however", "though", "apparently", "reportedly", "therefore", "indeed", "too", "yet"];
    let beside = |idx: usize| material.is_one_of(idx, &asides);
    beside(comma + 1) && material.word(comma + 2) == ","
        || comma > 1 && beside(comma - 1) && material.word(comma - 2) == ","
}

/// Returns the words of the subject: of "which was later verified" the noun phrase before "which".
pub(crate) fn subject(material: &Material<'_>, group: &VerbGroup) -> Option<Range<usize>> {
    let sentence = material.sentence_around(group.verb);
    let first = group.tokens.start;
    // "They made tests to verify", "they shared it without verifying": who does the one does the other.
    if material.is_one_of(first, &["to", "without"]) {
        let verb =
            (sentence.start..first).rev().find(|&idx| matches!(material.tag(idx), "VBD" | "VBZ" | "VBP" | "VBN"))?;
        let outer = verb_group(material, verb);
        let is_free = !outer.is_passive
            && outer.tokens.start < first
            && !material.is_one_of(outer.tokens.start, &["to", "without"]);
        return is_free.then(|| subject(material, &outer)).flatten();
    }
    let before = (sentence.start..first).rev().find(|&idx| !material.tag(idx).starts_with("RB"))?;
    if group.is_reduced {
        let behind = before + 1 - usize::from(matches!(material.word(before), "," | "(" | "–" | "—"));
        return material.phrase_until(behind).map(|phrase| phrase.tokens.clone());
    }
    // "The letter, which ...", "the man who ...".
    if material.is_one_of(before, &["which", "that", "who"]) {
        let is_relative = before > sentence.start && {
            let behind = before - usize::from(material.word(before - 1) == ",");
            material.phrase_until(behind).is_some()
        };
        if is_relative {
            let behind = before - usize::from(material.word(before - 1) == ",");
            return material.phrase_until(behind).map(|phrase| over_example(material, phrase.tokens.clone()));
        }
    }
    let relations = ["nsubj", "nsubjpass"];
    let verbs = group.tokens.clone().rev().filter(|&idx| material.tag(idx).starts_with('V'));
    for verb in verbs {
        let found = material.dependents(verb, &relations).filter(|&idx| idx < first).last();
        let is_agent = |phrase: &&NounPhrase| phrase.tokens.start > 0 && material.word(phrase.tokens.start - 1) == "by";
        if let Some(phrase) = found.and_then(|found| material.around(found)).filter(|phrase| !is_agent(phrase)) {
            return Some(phrase.tokens.clone());
        }
    }
    if let Some(phrase) = material.phrase_until(before + 1) {
        return Some(climb(material, phrase.tokens.clone(), &sentence));
    }
    // "The ministry, however, denied", "Bellingcat, a group of researchers, confirmed": over an aside.
    let comma = (sentence.start..before).rev().find(|&idx| material.word(idx) == ",");
    let aside = comma.filter(|_| material.word(before) == ",")?;
    material.phrase_until(aside).map(|phrase| climb(material, phrase.tokens.clone(), &sentence))
}

/// "Stories, such as the one on ink, that were debunked": the stories were.
fn over_example(material: &Material<'_>, tokens: Range<usize>) -> Range<usize> {
    let such =
        tokens.start.checked_sub(2).filter(|&idx| material.is_one_of(idx, &["such"]) && material.word(idx + 1) == "as");
    let outer =
        such.and_then(|such| material.phrase_until(such - usize::from(such > 0 && material.word(such - 1) == ",")));
    outer.map_or(tokens, |outer| outer.tokens.clone())
}

/// From "of the Interior" to "a spokesman for the Ministry": the phrase that holds a row of prepositional ones.
fn climb(material: &Material<'_>, mut tokens: Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    for _ in 0..4 {
        let Some(preposition) = tokens.start.checked_sub(1).filter(|idx| *idx >= sentence.start) else { break };
        if !material.is_one_of(preposition, &["of", "for", "from", "in", "at", "with", "on", "to"]) {
            break;
        }
        let Some(outer) = material.phrase_until(preposition) else { break };
        tokens = outer.tokens.clone();
    }
    tokens
}

/// Returns the noun phrase behind "by" that belongs to a passive verb.
pub(crate) fn agent(material: &Material<'_>, group: &VerbGroup) -> Option<Range<usize>> {
    let sentence = material.sentence_around(group.verb);
    let reach = group.verb + 1..sentence.end.min(group.verb + 10);
    for idx in reach {
        let word = material.word(idx);
        if word == "by" && !material.tag(idx + 1).starts_with("VBG") {
            return material.phrase_from(idx + 1).map(|phrase| phrase.tokens.clone());
        }
        let ends = matches!(word, ";" | "." | "which" | "who" | "but" | "and");
        if ends || material.tag(idx).starts_with('V') && idx > group.verb + 1 {
            return None;
        }
    }
    None
}

/// Returns the noun phrase behind a verb that is what it is done to, if one stands there before anything else does.
pub(crate) fn object(material: &Material<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = material.sentence_around(verb);
    let reach = verb + 1..sentence.end.min(verb + 5);
    for idx in reach {
        if let Some(phrase) = material.phrase_from(idx) {
            return Some(phrase.tokens.clone());
        }
        let is_passed =
            material.tag(idx).starts_with("RB") || material.tag(idx) == "RP" || is_quote_mark(material.word(idx));
        if !is_passed {
            return None;
        }
    }
    None
}

/// Returns the clause behind a verb, from "that" or its first word to where the sentence, the quotation or the next
/// clause begins.
pub(crate) fn clause_behind(material: &Material<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = material.sentence_around(verb);
    let start = verb + 1;
    let opens = material.is_one_of(start, &["that", "whether", "if", "how", "having", "being"])
        || material.tag(start) == "VBG"
        || material.phrase_from(start).is_some_and(|phrase| {
            let behind = phrase.tokens.end;
            material.tag(behind).starts_with("VB") && material.tag(behind) != "VBN" && material.tag(behind) != "VBG"
                || material.tag(behind) == "MD"
        });
    if !opens || start >= sentence.end {
        return None;
    }
    // "..., the official said": the words that report come behind.
    let is_report = |comma: usize| {
        let subject = material.phrase_from(comma + 1);
        subject.is_some_and(|subject| {
            let verb = subject.tokens.end;
            material.is_one_of(verb, &["said", "says", "told", "added", "wrote", "claimed", "reported", "tweeted"])
        })
    };
    let is_end = |idx: usize| {
        matches!(material.word(idx), ";" | "." | "—" | "–" | "?" | "!")
            || (material.word(idx) == "," && is_report(idx))
            || (material.word(idx) == ","
                && material.is_one_of(
                    idx + 1,
                    &["but", "while", "although", "though", "according", "and", "which", "adding", "saying"],
                ))
    };
    let end = (start..sentence.end).find(|&idx| is_end(idx)).unwrap_or(sentence.end);
    (end > start).then_some(start..end)
}
