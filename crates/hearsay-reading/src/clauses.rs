//! What stands around a verb: its auxiliaries, who does it, to what, by whom, and whether it happened at all.
//!
//! Not a tree: the parser's arcs are asked first and the order of the words decides where they say nothing.

use std::ops::Range;

use crate::grammar::{is_negation, is_quote_mark};
use crate::heads::is_of_calendar;
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
    &["can", "could", "may", "might", "must", "shall", "should", "will", "wo", "would", "'ll", "’ll"];
/// Words before a clause that leave it open.
const CONDITIONS: &[&str] = &["if", "whether", "unless", "until", "once", "before"];

const BE: &[&str] =
    &["am", "are", "be", "been", "being", "is", "was", "were", "'s", "’s", "'re", "’re", "get", "got", "gets"];

/// Returns the group of the verb at `verb`.
pub fn verb_group(material: &Material<'_>, verb: usize) -> VerbGroup {
    let sentence = material.sentence_around(verb);
    let mut walk = Walk {
        material,
        verb,
        start: sentence.start,
        first: verb,
        is_passive: false,
        has_auxiliary: false,
        is_neither: false,
        outcome: Outcome::Done,
        words: None,
    };
    walk.go();
    let Walk { first, has_auxiliary, is_neither, mut outcome, words: mut outcome_words, mut is_passive, .. } = walk;
    // "Would neither confirm nor deny", "would not confirm", "neither confirmed nor denied": somebody would not. But
    // "has neither confirmed nor denied": it has not happened.
    let holds = |words: &[&str]| (first..verb).any(|idx| material.is_one_of(idx, words));
    let would_not = holds(&["would", "wo", "will"]) || is_neither && !holds(&["has", "have", "had"]);
    if outcome == Outcome::NotDone && would_not {
        outcome = Outcome::Declined;
    }
    let before = (sentence.start..first).rev().find(|&idx| !material.tag(idx).starts_with("RB"));
    let is_reduced = !has_auxiliary && is_reduced(material, verb, before);
    let condition = condition(material, first, before, sentence.start);
    // "If confirmed": what it is done to follows.
    let is_bare_condition = condition.is_some() && condition == before && !has_auxiliary;
    is_passive |= is_reduced || is_bare_condition && material.tag(verb) == "VBN";
    if let Some(condition) = condition
        && outcome == Outcome::Done
    {
        outcome = Outcome::Open;
        outcome_words = Some(condition..condition + 1);
    }
    VerbGroup { tokens: first..verb + 1, verb, is_passive, is_reduced, outcome, outcome_words }
}

/// The walk from a verb to the left, over its auxiliaries.
struct Walk<'m, 'a> {
    material: &'m Material<'a>,
    verb: usize,
    /// Where the sentence begins.
    start: usize,
    first: usize,
    is_passive: bool,
    has_auxiliary: bool,
    is_neither: bool,
    outcome: Outcome,
    /// The words that say the outcome.
    words: Option<Range<usize>>,
}

/// How a walk goes on from a token.
enum Step {
    /// It belongs to the group.
    Take,
    /// It is passed over.
    Pass,
    /// Go on before this token.
    Jump(usize),
    /// The group begins behind it.
    Stop,
}

impl Walk<'_, '_> {
    const REACH: usize = 12;

    fn go(&mut self) {
        let mut idx = self.verb;
        while idx > self.start && self.verb - idx < Walk::REACH {
            idx -= 1;
            match self.step(idx) {
                Step::Take => {
                    self.has_auxiliary = true;
                    self.first = idx;
                }
                Step::Pass => {}
                Step::Jump(next) => idx = next,
                Step::Stop => break,
            }
        }
    }

    /// What was said first, from the verb outward, is nearest to it; but that it did not happen weighs more than that it
    /// may.
    fn note(&mut self, seen: Outcome, words: Range<usize>) {
        if self.outcome == Outcome::Done || (seen == Outcome::NotDone && self.outcome == Outcome::Open) {
            self.outcome = seen;
            self.words = Some(words);
        }
    }

    fn step(&mut self, idx: usize) -> Step {
        let material = self.material;
        let is = |words: &[&str]| material.is_one_of(idx, words);
        let tag = material.tag(idx);
        let is_participle = matches!(material.tag(self.verb), "VBN" | "VBD");
        if is(BE) {
            self.is_passive |= is_participle && !self.has_auxiliary;
            return Step::Take;
        }
        if is_negation(material.word(idx)) {
            self.note(Outcome::NotDone, idx..idx + 1);
            self.first = idx;
            self.is_neither |= is(&["neither", "nor"]);
            return Step::Pass;
        }
        if material.word(idx) == "," && is_aside_adverb(material, idx) {
            return Step::Pass;
        }
        if is(&["without"]) && material.tag(self.verb) == "VBG" {
            self.note(Outcome::NotDone, idx..idx + 1);
            self.first = idx;
            return Step::Stop;
        }
        if is(&["to"]) {
            return self.governor(idx);
        }
        if tag == "MD" || is(&["ca", "wo"]) {
            if is(OPEN_MODALS) {
                self.note(Outcome::Open, idx..idx + 1);
            }
            return Step::Take;
        }
        if is(&["have", "has", "had", "having", "'ve", "’ve", "'d", "’d", "do", "does", "did"]) {
            return Step::Take;
        }
        if tag.starts_with("RB") || is(&["first", "even", "all", "both", "also"]) {
            if self.has_auxiliary {
                self.first = idx;
            }
            return Step::Pass;
        }
        // "Confirmed or denied": both share what stands before.
        let is_joint = is(&["and", "or"]) && idx > self.start && self.verb - idx <= 2;
        if is_joint && material.tag(idx - 1) == material.tag(self.verb) {
            return Step::Jump(idx - 1);
        }
        Step::Stop
    }

    /// "Declined to confirm", "unable to independently verify", "has yet to confirm": what governs the "to" at a token.
    fn governor(&mut self, to: usize) -> Step {
        let material = self.material;
        let Some(governor) = to.checked_sub(1).filter(|governor| *governor >= self.start) else { return Step::Stop };
        let governs = |words: &[&str]| material.is_one_of(governor, words);
        // "Not able to", "was not willing to": the negation beyond decides.
        let near = governor.saturating_sub(2).max(self.start)..governor;
        let is_negated = near.clone().any(|idx| is_negation(material.word(idx)));
        let seen = match () {
            () if governs(DECLINING) => Outcome::Declined,
            () if governs(FAILING) => Outcome::NotDone,
            () if is_negated => Outcome::NotDone,
            () if governs(SUCCEEDING) => Outcome::Done,
            () => Outcome::Open,
        };
        if seen != Outcome::Done {
            self.note(seen, governor..to + 1);
        }
        if !(material.tag(governor).starts_with('V') || governs(FAILING) || governs(DECLINING)) {
            self.first = to;
            return Step::Stop;
        }
        self.first = governor;
        self.has_auxiliary = true;
        Step::Jump(governor)
    }
}

/// Whether a participle without an auxiliary describes the noun before it: "a claim denied by the ministry".
fn is_reduced(material: &Material<'_>, verb: usize, before: Option<usize>) -> bool {
    let sentence = material.sentence_around(verb);
    let is_participle = matches!(material.tag(verb), "VBN" | "VBD");
    if !is_participle || material.is_one_of(verb, DECLINING) || material.is_one_of(verb, FAILING) {
        return false;
    }
    let by = (verb + 1..sentence.end.min(verb + 4)).find(|&idx| !material.tag(idx).starts_with("RB"));
    if by.is_some_and(|by| material.word(by) == "by") {
        return true;
    }
    let behind_noun = before.is_some_and(|before| {
        material.tag(before).starts_with("NN") || matches!(material.word(before), "," | "(" | "–" | "—")
    });
    // The tagger takes many a "confirmed" for a participle; what has an object, or is the only verb, is none.
    let is_finite = |idx: usize| matches!(material.tag(idx), "VBD" | "VBZ" | "VBP" | "MD");
    let has_other = (sentence.start..sentence.end).any(|idx| idx != verb && is_finite(idx));
    let opens_clause = (verb + 1..sentence.end.min(verb + 6)).any(|idx| material.word(idx) == "that");
    material.tag(verb) == "VBN" && behind_noun && has_other && !opens_clause && object(material, verb).is_none()
}

/// The "if" or "until" before a verb, or before its subject.
fn condition(material: &Material<'_>, first: usize, before: Option<usize>, start: usize) -> Option<usize> {
    before.filter(|&before| material.is_one_of(before, CONDITIONS)).or_else(|| {
        let subject = material.phrase_until(first)?;
        let before = subject.tokens.start.checked_sub(1)?;
        (before >= start && material.is_one_of(before, &["if", "whether", "unless", "until"])).then_some(before)
    })
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
    const DEPTH: usize = 3;
    subject_within(material, group, DEPTH)
}

/// Looks for the subject through no more than `depth` verbs that share it.
fn subject_within(material: &Material<'_>, group: &VerbGroup, depth: usize) -> Option<Range<usize>> {
    if depth == 0 {
        return None;
    }
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
        return is_free.then(|| subject_within(material, &outer, depth - 1)).flatten();
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
            let antecedent = material.phrase_until(behind)?;
            let tokens = over_example(material, antecedent.tokens.clone());
            // "A piece of information which": all of it.
            let of =
                tokens.start.checked_sub(1).filter(|&of| material.word(of) == "of" && material.word(before) != "who");
            let outer = of.and_then(|of| material.phrase_until(of));
            return Some(outer.map_or(tokens.start, |outer| outer.tokens.start)..tokens.end);
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
    // "He denied the one and confirmed the other": the subject of the verb before.
    if material.is_one_of(before, &["and", "but", "then"]) {
        let is_finite = |idx: &usize| matches!(material.tag(*idx), "VBD" | "VBZ" | "VBP");
        let earlier = (sentence.start.max(before.saturating_sub(25))..before).rev().find(is_finite)?;
        let outer = verb_group(material, earlier);
        let opening = outer.tokens.start.checked_sub(1);
        let is_relative = opening.is_some_and(|opening| material.is_one_of(opening, &["which", "that"]));
        let is_plain = !outer.is_reduced && !outer.is_passive && !is_relative;
        return is_plain.then(|| subject_within(material, &outer, depth - 1)).flatten();
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
    let start = clause_start(material, verb).filter(|&start| start < sentence.end)?;
    let end = (start..sentence.end).find(|&idx| ends_clause(material, idx)).unwrap_or(sentence.end);
    (end > start).then_some(start..end)
}

/// "That", "whether" or the first word of a clause, right behind a verb or behind a day: "confirmed on Sunday that".
fn clause_start(material: &Material<'_>, verb: usize) -> Option<usize> {
    const OPENING: &[&str] = &["that", "whether", "how"];
    let start = verb + 1;
    let is_verb = |idx: usize| {
        let tag = material.tag(idx);
        tag == "MD" || tag.starts_with("VB") && tag != "VBN" && tag != "VBG"
    };
    let opens = material.is_one_of(start, OPENING)
        || material.is_one_of(start, &["having", "being"])
        || material.tag(start) == "VBG"
        || material.phrase_from(start).is_some_and(|phrase| is_verb(phrase.tokens.end));
    if opens {
        return Some(start);
    }
    let sentence = material.sentence_around(verb);
    let late = (start..sentence.end.min(start + 5)).find(|&idx| material.is_one_of(idx, OPENING))?;
    let is_day = (start..late).all(|idx| !material.tag(idx).starts_with("VB"))
        && (start..late)
            .any(|idx| is_of_calendar(material.word(idx)) || material.is_one_of(idx, &["week", "month", "year"]));
    is_day.then_some(late)
}

fn ends_clause(material: &Material<'_>, idx: usize) -> bool {
    const NEXT: &[&str] =
        &["according", "adding", "although", "and", "but", "citing", "saying", "though", "which", "while", "who"];
    const REPORTS: &[&str] = &["added", "claimed", "reported", "said", "says", "told", "tweeted", "wrote"];
    if matches!(material.word(idx), ";" | "." | "—" | "–" | "?" | "!") {
        return true;
    }
    // "..., the official said": the words that report come behind; "..., were grounded": the sentence goes on.
    let reports =
        || material.phrase_from(idx + 1).is_some_and(|subject| material.is_one_of(subject.tokens.end, REPORTS));
    let goes_on = matches!(material.tag(idx + 1), "VBD" | "VBZ" | "VBP" | "MD");
    material.word(idx) == "," && (material.is_one_of(idx + 1, NEXT) || goes_on || reports())
}

/// "A figure the ministry confirmed", "the letter the chaplain wrote": the noun phrase before the subject is what it is
/// done to.
pub(crate) fn object_before(material: &Material<'_>, subject: &Range<usize>) -> Option<Range<usize>> {
    let is_plain = matches!(material.tag(subject.start), "DT" | "NNP" | "PRP" | "PRP$" | "NNS");
    let object = material.phrase_until(subject.start).filter(|_| is_plain)?;
    (material.tag(object.head) != "NNP").then(|| object.tokens.clone())
}
