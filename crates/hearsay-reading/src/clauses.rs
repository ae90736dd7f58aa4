//! What stands around a verb: its auxiliaries, who does it, to what, by whom, and whether it happened at all.
//!
//! Not a tree: the parser's arcs are asked first and the order of the words decides where they say nothing.

use std::ops::Range;

use crate::grammar::{is_negation, is_quote_mark};
use crate::material::Material;

mod arguments;
mod subject;

pub(crate) use arguments::{agent, clause_behind, object, object_before};
pub(crate) use subject::{over_participle, subject};

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
    "tough",
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
    let would_not = holds(&["would", "wo", "will"]) || is_neither && !holds(&["has", "have", "had", "can", "could"]);
    if outcome == Outcome::NotDone && would_not {
        outcome = Outcome::Declined;
    }
    let before = (sentence.start..first).rev().find(|&idx| !material.tag(idx).starts_with("RB"));
    let is_reduced = !has_auxiliary && is_reduced(material, verb, before);
    // "Tried verifying it".
    let is_tried = before.filter(|&before| first == verb && material.is_one_of(before, &["tried", "tries", "trying"]));
    if let Some(tried) = is_tried.filter(|_| material.tag(verb) == "VBG" && outcome == Outcome::Done) {
        outcome = Outcome::Open;
        outcome_words = Some(tried..tried + 1);
    }
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
        // "Not only brushed off": it did.
        if is_negation(material.word(idx)) && material.is_one_of(idx + 1, &["only", "just", "merely"]) {
            return Step::Pass;
        }
        // "Is by no means confirmed".
        if is(&["means"]) && idx >= self.start + 2 && material.is_one_of(idx - 1, &["no"]) {
            self.note(Outcome::NotDone, idx - 2..idx + 1);
            return Step::Jump(idx - 2);
        }
        // "Would neither confirm nor deny": both share what stands before.
        let is_joint = self.verb - idx <= 2 && idx > self.start && material.tag(idx - 1) == material.tag(self.verb);
        let is_paired = idx > self.start + 1 && material.is_one_of(idx - 2, &["neither", "not", "n't"]);
        if is(&["nor"]) && (is_joint || is_paired) {
            self.note(Outcome::NotDone, idx..idx + 1);
            self.is_neither = true;
            self.first = idx;
            return Step::Jump(idx - 1);
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
        // "Was trying to “verify”".
        if is_quote_mark(material.word(idx)) && idx + 1 == self.verb {
            return Step::Pass;
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
        if is(&["rarely", "seldom", "hardly", "barely"]) {
            self.note(Outcome::NotDone, idx..idx + 1);
        }
        // "Has since been taken down".
        let is_since = is(&["since"])
            && idx > self.start
            && material.is_one_of(idx - 1, &["had", "has", "have", "'s", "’s", "'ve", "’ve"]);
        if tag.starts_with("RB") || is_since || is(&["first", "even", "all", "both", "also"]) {
            if self.has_auxiliary {
                self.first = idx;
            }
            return Step::Pass;
        }
        // "Confirmed or denied".
        if is(&["and", "or"]) && is_joint {
            return Step::Jump(idx - 1);
        }
        Step::Stop
    }

    /// "Took to the radio to deny it", "posted on her page to confirm": done by saying so.
    fn is_public(&self, governor: usize) -> bool {
        const PUBLIC: &[&str] = &["appeared", "came", "posed", "poses", "posted", "posts", "took", "tweeted", "went"];
        let verb = (self.start..governor).rev().find(|&idx| self.material.tag(idx).starts_with("VB"));
        verb.is_some_and(|verb| self.material.is_one_of(verb, PUBLIC))
    }

    /// "Declined to confirm", "unable to independently verify", "has yet to confirm": what governs the "to" at a token.
    fn governor(&mut self, to: usize) -> Step {
        let material = self.material;
        // "Confessed to faking it": no infinitive.
        if material.tag(to + 1) == "VBG" && !material.is_one_of(to + 1, BE) {
            return Step::Stop;
        }
        let Some(governor) = to.checked_sub(1).filter(|governor| *governor >= self.start) else { return Step::Stop };
        let governs = |words: &[&str]| material.is_one_of(governor, words);
        // "Not able to", "has not yet been able to": the negation beyond decides.
        let is_auxiliary = |idx: &usize| material.tag(*idx).starts_with("RB") || material.is_one_of(*idx, BE);
        let near = (self.start..governor).rev().take_while(is_auxiliary).last().unwrap_or(governor)..governor;
        let is_negated = near.clone().any(|idx| is_negation(material.word(idx)));
        // "Claimed to have confirmed": in the claim it did.
        let claims = ["claim", "claimed", "claims", "purport", "purported", "purports", "appear", "seem"];
        let is_done = material.is_one_of(to + 1, &["have"]) && governs(&claims);
        // "Have nothing to confirm", "no data to confirm": there is nothing to do it with.
        let is_noun = material.tag(governor).starts_with("NN");
        let row = self.start.max(governor.saturating_sub(6))..governor + 1;
        let has_none = governs(&["nothing"]) || is_noun && row.clone().any(|idx| is_negation(material.word(idx)));
        // "Took several days to confirm": then they did.
        let waited = row.clone().any(|idx| material.is_one_of(idx, &["took", "waited"]))
            && governs(&["days", "hours", "minutes", "months", "time", "weeks", "while", "years"]);
        let seen = match () {
            () if governs(&["going"]) && is_negated => Outcome::Declined,
            () if waited => Outcome::Done,
            () if has_none => Outcome::NotDone,
            () if governs(DECLINING) => Outcome::Declined,
            () if governs(FAILING) => Outcome::NotDone,
            () if is_negated => Outcome::NotDone,
            () if is_done || governs(SUCCEEDING) => Outcome::Done,
            () if is_noun && self.is_public(governor) => Outcome::Done,
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
    // "The pilot, another witness, confirmed on the radio": the parser sees who does it.
    let is_by = by.is_some_and(|by| material.word(by) == "by");
    if !is_by && material.dependents(verb, &["nsubj"]).any(|subject| subject < verb) {
        return false;
    }
    // "Confirmed to Lantern by the widow".
    let to = by.filter(|&by| material.is_one_of(by, &["to"])).and_then(|to| material.phrase_from(to + 1));
    let to = to.filter(|told| material.tag(told.head).starts_with("NNP"));
    let by = to.map_or(by, |told| Some(told.tokens.end));
    if by.is_some_and(|by| material.word(by) == "by") {
        return true;
    }
    let behind_noun = before.is_some_and(|before| {
        material.tag(before).starts_with("NN") || matches!(material.word(before), "," | "(" | "–" | "—")
    });
    // "A figure the ministry confirmed": two noun phrases side by side, and the second does it.
    let doer = before.and_then(|before| material.phrase_until(before + 1));
    let beside = doer.is_some_and(|doer| {
        let is_opened = matches!(material.tag(doer.tokens.start), "DT" | "PRP" | "PRP$" | "NNP");
        is_opened && material.phrase_until(doer.tokens.start).is_some()
    });
    if beside {
        return false;
    }
    // The tagger takes many a "confirmed" for a participle; what has an object, or is the only verb, is none.
    let is_finite = |idx: usize| material.is_finite(idx);
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
