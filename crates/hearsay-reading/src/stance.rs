//! How a source stands to what it is reported with: asserts it, supposes, asks, wills, doubts, denies or withholds it.
//!
//! Not whether it is so, and not how the writer stands to the source: that is told by hedges.

use crate::acts::main_cue;
use crate::lexicon::{StanceEntry, lexicon};
use crate::material::Material;
use crate::passage::Passage;
use crate::reading::{Act, Attribution, HedgeKind, HedgedClause, Hypothesis, Mark, Reason, Stance};

/// Verbs of opinion, whose negation is a doubt: "does not believe that".
const OPINING: &[&str] =
    &["accept", "agree", "believe", "buy", "consider", "expect", "imagine", "see", "think", "trust"];

/// Verbs before "to" that assert what follows: "claims to know", "is said to have left".
const RAISING: &[&str] = &[
    "acknowledge",
    "admit",
    "allege",
    "appear",
    "assume",
    "believe",
    "claim",
    "confess",
    "consider",
    "deem",
    "estimate",
    "expect",
    "find",
    "know",
    "look",
    "presume",
    "pretend",
    "profess",
    "prove",
    "purport",
    "report",
    "reveal",
    "say",
    "seem",
    "show",
    "think",
    "understand",
];

/// Reads the stance of an attribution that is otherwise complete; a reason where it does not simply assert.
pub(crate) fn stance(
    material: &Material<'_>,
    one: &Attribution,
    clauses: &[HedgedClause],
    hypotheses: &[Hypothesis],
) -> (Stance, Option<Reason>) {
    let passage = material.passage;
    let listed = listed(passage, one);
    let of_list = |stance: Stance| {
        let words = listed.map_or("", |entry| entry.words);
        Some((stance, format!("‘{words}’ stands in lexicon stances under {}", stance.name())))
    };
    let found = match listed.map(|entry| entry.stance) {
        Some(Stance::Doubts) if listed.is_some_and(|entry| entry.words.contains(" not ")) => of_list(Stance::Doubts),
        listed if one.negated => negated(passage, one, listed),
        Some(Stance::Asks) if opens_with(material, one, &["to"]) => {
            Some((Stance::Wills, "what is asked is that something be done".to_owned()))
        }
        Some(stance) => of_list(stance),
        None => by_content(material, one, clauses, hypotheses),
    };
    let Some((stance, because)) = found else { return (Stance::Asserts, None) };
    let span = one.cue.first().or(one.content.first()).copied();
    (stance, span.map(|span| Reason { mark: Mark::Stance, span, because }))
}

/// The first entry of the stance lexicon in the cue.
fn listed(passage: &Passage<'_>, one: &Attribution) -> Option<&'static StanceEntry> {
    let lexicon = lexicon();
    for cue in &one.cue {
        let cue = passage.tokens_in(*cue);
        let found = cue.clone().find_map(|idx| lexicon.stance_phrases.longest_at(passage, idx, cue.end, |_| true));
        if let Some(found) = found {
            return Some(&lexicon.stances[found.entry_idx]);
        }
    }
    None
}

fn negated(passage: &Passage<'_>, one: &Attribution, listed: Option<Stance>) -> Option<(Stance, String)> {
    let opines = one.act == Act::Attitude
        && main_cue(passage, &one.cue).is_some_and(|cue| OPINING.contains(&cue.entry.headword));
    match listed {
        Some(Stance::Doubts) => None,
        Some(Stance::Wills) => Some((Stance::Wills, "the negation is of what is willed".to_owned())),
        None if opines => Some((Stance::Doubts, "an opinion that is negated is a doubt".to_owned())),
        _ => Some((Stance::Withholds, "the words that report are negated".to_owned())),
    }
}

/// What the content tells: a question, an infinitive, a supposition, a condition.
fn by_content(
    material: &Material<'_>,
    one: &Attribution,
    clauses: &[HedgedClause],
    hypotheses: &[Hypothesis],
) -> Option<(Stance, String)> {
    let content = *one.content.first()?;
    let length = one.content.iter().map(|span| span.length_bytes()).sum::<usize>();
    let first = clauses.partition_point(|clause| clause.clause.start < content.start);
    let own = || {
        let inside = clauses[first..].iter().take_while(|clause| clause.clause.start < content.end);
        inside.filter(|clause| clause.within == Some(one.id) && clause.clause.length_bytes() * 10 >= length * 7)
    };
    if own().any(|clause| clause.hedge.entry == "?") {
        return Some((Stance::Asks, "what is said is a question".to_owned()));
    }
    if opens_with(material, one, &["whether", "if"]) && !one.cue.is_empty() {
        return Some((Stance::Asks, "what is reported begins with ‘whether’ or ‘if’".to_owned()));
    }
    let place = hypotheses.partition_point(|hypothesis| hypothesis.cue.end <= content.start);
    let supposes = |one: &Hypothesis| one.cue.start <= content.start + 4 && content.contains(one.content);
    if hypotheses.get(place).is_some_and(supposes) {
        return Some((Stance::Supposes, "what is said is put forward as a hypothesis".to_owned()));
    }
    if own().any(|clause| clause.hedge.kind == HedgeKind::Condition) {
        return Some((Stance::Conditions, "what is said hangs on a condition".to_owned()));
    }
    let begin = material.passage.tokens_in(content).start;
    let is_willed = opens_with(material, one, &["to"]) && material.tag(begin + 1) == "VB" && one.act != Act::Finding;
    let raises = || {
        let main = main_cue(material.passage, &one.cue);
        main.is_none_or(|cue| RAISING.contains(&cue.entry.headword))
    };
    (is_willed && !raises()).then(|| (Stance::Wills, "what is reported is to be done".to_owned()))
}

fn opens_with(material: &Material<'_>, one: &Attribution, words: &[&str]) -> bool {
    let Some(content) = one.content.first() else { return false };
    material.is_one_of(material.passage.tokens_in(*content).start, words)
}
