//! How a source stands to what it is reported with: asserts it, supposes, asks, wills, doubts, denies or withholds it.
//!
//! Not whether it is so, and not how the writer stands to the source: that is told by hedges.

use hearsay_text::span::Span;

use crate::acts::main_cue;
use crate::lexicon::{StanceEntry, lexicon};
use crate::material::Material;
use crate::passage::Passage;
use crate::reading::{Act, Attribution, HedgeKind, HedgedClause, Hypothesis, Mark, Reason, Stance};

/// Verbs of opinion, whose negation is a doubt: "does not believe that".
const OPINING: &[&str] = &["agree", "believe", "think"];

/// Verbs whose object is a question, and which answer it.
const ANSWERING: &[&str] = &["answer", "address", "respond", "reply", "tackle"];

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

/// Adjectives before "to" that assert what follows.
const FEELING: &[&str] =
    &["able", "glad", "happy", "honored", "honoured", "pleased", "proud", "sad", "sorry", "surprised"];

/// What is denied to somebody and not of something: "denied bail".
const GRANTED: &[&str] = &[
    "access",
    "asylum",
    "bail",
    "care",
    "coverage",
    "entry",
    "nomination",
    "opportunity",
    "parole",
    "permission",
    "right",
    "rights",
    "service",
    "services",
    "victory",
    "visa",
    "visas",
];

/// Reads the stance of an attribution that is otherwise complete; a reason where it does not simply assert.
pub(crate) fn stance(
    material: &Material<'_>,
    one: &Attribution,
    clauses: &[HedgedClause],
    hypotheses: &[Hypothesis],
) -> (Stance, Option<Reason>) {
    let passage = material.passage;
    let listed = listed(passage, &one.cue);
    let of_list = |stance: Stance| {
        let words = listed.map_or("", |entry| entry.words);
        Some((stance, format!("‘{words}’ stands in lexicon stances under {}", stance.name())))
    };
    let found = match listed.map(|entry| entry.stance) {
        Some(stance) if listed.is_some_and(|entry| entry.words.contains("not ")) => of_list(stance),
        listed if one.negated => negated(passage, one, listed),
        Some(Stance::Asks) if is_request(material, one) => {
            Some((Stance::Wills, "what is asked is that something be done".to_owned()))
        }
        // "A question about": a noun asks, and the verb doubts.
        Some(Stance::Doubts) if listed.is_some_and(|entry| entry.words == "question") && !doubts(material, one) => {
            let answers = main_cue(passage, &one.cue).is_some_and(|cue| ANSWERING.contains(&cue.entry.headword));
            (!answers).then(|| (Stance::Asks, "‘question’ asks here".to_owned()))
        }
        Some(Stance::Wills) if opens_with(material, one, &["to"]) && is_curious(material, one) => {
            Some((Stance::Asks, "who wants to know asks".to_owned()))
        }
        Some(Stance::Denies) if is_refusal(material, one) => None,
        Some(stance) => of_list(stance),
        None => by_content(material, one, clauses, hypotheses),
    };
    let Some((stance, because)) = found else { return (Stance::Asserts, None) };
    let span = one.cue.first().or(one.content.first()).copied();
    (stance, span.map(|span| Reason { mark: Mark::Stance, span, because }))
}

/// Returns whether the words that report ask.
pub(crate) fn asks(passage: &Passage<'_>, cue: &[Span]) -> bool {
    listed(passage, cue).is_some_and(|entry| entry.stance == Stance::Asks)
}

/// The first entry of the stance lexicon in the cue.
fn listed(passage: &Passage<'_>, cue: &[Span]) -> Option<&'static StanceEntry> {
    let lexicon = lexicon();
    for cue in cue {
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
    let finds_nothing = passage
        .tokens_of(&one.cue)
        .any(|idx| matches!(passage.word(idx), "evidence" | "indication" | "indications" | "proof" | "sign" | "signs"));
    match listed {
        Some(Stance::Doubts) => None,
        Some(Stance::Wills) => Some((Stance::Wills, "the negation is of what is willed".to_owned())),
        None if finds_nothing => Some((Stance::Doubts, "what is said to be missing is any sign of it".to_owned())),
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
    let is_asked = |clause: &HedgedClause| {
        clause.hedge.kind == HedgeKind::Question && clause.clause.start == content.start && !one.cue.is_empty()
    };
    if own().any(is_asked) || opens_with(material, one, &["whether"]) && !one.cue.is_empty() {
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
    // "Proud to vote": done, and liked.
    let is_felt = material.passage.tokens_of(&one.cue).any(|idx| material.is_one_of(idx, FEELING));
    let raises = || {
        let main = main_cue(material.passage, &one.cue);
        main.is_none_or(|cue| RAISING.contains(&cue.entry.headword))
    };
    (is_willed && !is_felt && !raises()).then(|| (Stance::Wills, "what is reported is to be done".to_owned()))
}

/// "Asked him to leave": what is asked is done and not told.
fn is_request(material: &Material<'_>, one: &Attribution) -> bool {
    const REACH: usize = 12;
    let Some(content) = one.content.first() else { return false };
    let tokens = material.passage.tokens_in(*content);
    let near = tokens.start..tokens.end.min(tokens.start + REACH);
    let is_asked =
        |idx: usize| material.tag(idx).starts_with('W') || material.is_one_of(idx, &["if", "whether", "about", "?"]);
    let is_quoted = near.clone().take(2).any(|idx| material.is_quoted(idx));
    let stop = near.clone().find(|&idx| is_asked(idx) || is_quoted).unwrap_or(near.end);
    (near.start..stop).any(|idx| material.is_one_of(idx, &["to"]) && material.tag(idx + 1) == "VB")
}

/// "Wants | to know whether".
fn is_curious(material: &Material<'_>, one: &Attribution) -> bool {
    let Some(content) = one.content.first() else { return false };
    material.is_one_of(material.passage.tokens_in(*content).start + 1, &["know"])
}

/// Whether a form of "question" in the cue is a verb, and not "questioned her about".
fn doubts(material: &Material<'_>, one: &Attribution) -> bool {
    let mut cue = material.passage.tokens_of(&one.cue);
    let asks = material.passage.tokens_of(&one.cue).any(|idx| material.is_one_of(idx, &["about"]));
    !asks
        && cue.any(|idx| {
            material.is_one_of(idx, &["question", "questioned", "questioning", "questions"])
                && material.tag(idx).starts_with('V')
        })
}

/// "Denied bail", "denied him the nomination": somebody does not get something.
fn is_refusal(material: &Material<'_>, one: &Attribution) -> bool {
    let Some(content) = one.content.first() else { return false };
    let is_denial = material
        .passage
        .tokens_of(&one.cue)
        .any(|idx| material.is_one_of(idx, &["denied", "denies", "deny", "denying"]));
    let tokens = material.passage.tokens_in(*content);
    is_denial && (tokens.start..tokens.end.min(tokens.start + 8)).any(|idx| material.is_one_of(idx, GRANTED))
}

fn opens_with(material: &Material<'_>, one: &Attribution, words: &[&str]) -> bool {
    let Some(content) = one.content.first() else { return false };
    material.is_one_of(material.passage.tokens_in(*content).start, words)
}
