//! Conditions and questions: clauses that nobody asserts, whoever speaks.
//!
//! Not hypotheses, which a sentence of their own puts forward.

use std::ops::Range;

use super::outside::Scope;
use super::reach::{begin_of, end_of, is_finite, is_wall, leaves_quotation, trimmed};
use crate::grammar::{is_genuineness, is_making, is_quote_mark};
use crate::lexicon::NameKind;
use crate::material::Material;
use crate::reading::{About, Hedge, HedgeKind, Strength};

/// The name that a condition without a verb carries where other hedges carry their lexicon entry.
pub(super) const BARE_CONDITION: &str = "if ...";

/// Words before an "if" that ask: "asked if", "to see if".
const ASKING: &[&str] = &[
    "ask",
    "asked",
    "asking",
    "asks",
    "certain",
    "check",
    "checking",
    "clear",
    "consider",
    "decide",
    "determine",
    "discuss",
    "doubt",
    "doubtful",
    "doubts",
    "establish",
    "examine",
    "find",
    "investigate",
    "investigating",
    "know",
    "knew",
    "known",
    "knows",
    "matter",
    "out",
    "question",
    "questioned",
    "questioning",
    "say",
    "see",
    "seeing",
    "sure",
    "tell",
    "test",
    "uncertain",
    "unclear",
    "unknown",
    "verify",
    "wonder",
    "wondered",
    "wondering",
    "wonders",
];

/// Words behind which a "whether" or "if" is a doubt of the lexicon already.
const DOUBTING: &[&str] = &["certain", "clear", "know", "knows", "say", "sure", "uncertain", "unclear", "unknown"];

/// Returns the conditions and questions of a sentence.
pub(super) fn suspended(material: &Material<'_>, sentence: &Range<usize>) -> Vec<Scope> {
    let mut found = Vec::new();
    let mut first = sentence.start;
    for idx in sentence.clone() {
        if material.word(idx) == "?" {
            found.extend(question(material, first, idx));
        }
        if matches!(material.word(idx), "?" | "!") || is_quote_mark(material.word(idx)) {
            first = idx + 1;
        }
        let word = material.word(idx);
        if word.len() > 1 && matches!(word.as_bytes()[0] | 0x20, b'a' | b'i' | b'p' | b'u' | b'w') {
            found.extend(condition(material, idx));
        }
    }
    found
}

/// What a question mark closes, from the begin of the sentence or the last quotation mark.
fn question(material: &Material<'_>, first: usize, mark: usize) -> Option<Scope> {
    const LENGTH_MAX: usize = 120;
    let first = first.max(mark.saturating_sub(LENGTH_MAX));
    let first = (first..mark).find(|&idx| material.passage.is_word(idx))?;
    let has_verb = (first..mark).any(|idx| material.tag(idx).starts_with('V') || material.tag(idx) == "MD");
    // "It is late, right?" asserts.
    let is_tag = material.is_one_of(mark.saturating_sub(1), &["huh", "no", "ok", "okay", "right", "yes"])
        && material.word(mark.saturating_sub(2)) == ",";
    // "What if ...?" is a hypothesis.
    let has_verb =
        has_verb && !is_tag && !(material.is_one_of(first, &["what"]) && material.is_one_of(first + 1, &["if"]));
    let takes_for_granted = (first..mark).take(3).any(|idx| material.tag(idx).starts_with('W'));
    let clause = first..mark + 1;
    let cue = material.passage.span(mark..mark + 1);
    let hedge = Hedge {
        cue: vec![cue],
        about: About::Content,
        kind: HedgeKind::Question,
        strength: Strength::Medium,
        entry: "?",
    };
    has_verb.then(|| Scope {
        hedge,
        unasserted: clause.clone(),
        // "Why does the ministry insist": that it insists is taken for granted.
        holding: if takes_for_granted { 0..0 } else { clause.clone() },
        clause,
        because: "closes a question",
    })
}

/// The words that open a condition or a question at a token: how many they are, and the name of the hedge.
fn opening(material: &Material<'_>, idx: usize) -> Option<(usize, &'static str)> {
    const OPENINGS: &[(&[&str], &str)] = &[
        (&["as", "long", "as"], "as long as"),
        (&["if"], "if"),
        (&["in", "case"], "in case"),
        (&["provided", "that"], "provided that"),
        (&["unless"], "unless"),
        (&["whether"], "whether"),
    ];
    let fits = |words: &[&str]| words.iter().enumerate().all(|(at, word)| material.is_one_of(idx + at, &[word]));
    OPENINGS.iter().find(|(words, _)| fits(words)).map(|(words, name)| (words.len(), *name))
}

fn condition(material: &Material<'_>, idx: usize) -> Option<Scope> {
    let (length, entry) = opening(material, idx)?;
    let sentence = material.sentence_around(idx);
    let is_first = idx == sentence.start;
    let before = idx.saturating_sub(1);
    let after = |words: &[&str]| !is_first && material.is_one_of(before, words);
    let next = idx + length;
    let is_if = entry == "if";
    let is_set = is_if
        && (after(&["as", "only", "what"]) || material.is_one_of(next, &["any", "anything", "ever", "not", "only"]))
        || entry == "in case" && material.is_one_of(next, &["of", "you"]);
    if is_set || !(next..sentence.end.min(next + 20)).any(|idx| is_finite(material, idx)) && entry != "if" {
        return None;
    }
    let end = protasis_end(material, next, sentence.end);
    if end < next + 1 {
        return None;
    }
    // "If needed", "if you will" suspend nothing.
    let is_polite = entry == "if"
        && (end == next + 1 && material.is_one_of(next, &["necessary", "needed", "possible", "required"])
            || end == next + 2 && material.is_one_of(next + 1, &["like", "must", "please", "want", "will"]));
    if is_polite {
        return None;
    }
    let asks = entry == "whether" || entry == "if" && after(ASKING) || entry == "if" && asks_somebody(material, idx);
    if asks {
        let is_known = after(DOUBTING) && is_doubt(material, before, sentence.start);
        let clause = idx..end;
        let hedge = hedge(material, idx..next, &clause, HedgeKind::Question, entry);
        let (unasserted, holding) = (clause.clone(), clause.clone());
        return (!is_known).then_some(Scope { hedge, unasserted, holding, clause, because: "opens a question" });
    }
    let clause = match apodosis(material, idx, end, &sentence) {
        // "Even if": what follows holds in any case.
        _ if after(&["even"]) => idx - 1..end,
        Some(main) => main.start.min(idx)..main.end.max(end),
        None => idx..end,
    };
    // "If genuine, the letter shows": the words are one hedge of all that hangs on them.
    let is_bare = !(next..end).any(|idx| is_finite(material, idx)) && end <= next + 3;
    let (cue, entry) = if is_bare { (idx..end, BARE_CONDITION) } else { (idx..next, entry) };
    let holding = if is_bare { clause.clone() } else { idx..end };
    let hedge = hedge(material, cue, &(idx..end), HedgeKind::Condition, entry);
    let because = "opens a condition, and what hangs on it is not plainly asserted";
    Some(Scope { hedge, unasserted: clause.clone(), holding, clause, because })
}

/// "Asked him if".
fn asks_somebody(material: &Material<'_>, idx: usize) -> bool {
    idx > 1 && matches!(material.tag(idx - 1), "PRP" | "NNP" | "NNS" | "NN") && {
        let verb = (idx.saturating_sub(4)..idx - 1).rev().find(|&idx| material.tag(idx).starts_with('V'));
        verb.is_some_and(|verb| material.is_one_of(verb, &["ask", "asked", "asking", "asks"]))
    }
}

/// Whether the words before a "whether" are a doubt by themselves: "not clear", "nobody knows", "unclear".
fn is_doubt(material: &Material<'_>, before: usize, start: usize) -> bool {
    material.is_one_of(before, &["unclear", "uncertain", "unknown"])
        || (start.max(before.saturating_sub(4))..before)
            .any(|idx| material.is_one_of(idx, &["not", "n't", "n’t", "nobody", "one", "impossible"]))
}

/// One past the end of the clause that a condition opens: the first comma behind its verb, or the end of the clause.
fn protasis_end(material: &Material<'_>, from: usize, end: usize) -> usize {
    let mut has_verb = false;
    let mut idx = from;
    while idx < end {
        let is_stop =
            is_wall(material, idx) || material.is_one_of(idx, &["then"]) || leaves_quotation(material, from, idx);
        if is_stop && idx > from || material.word(idx) == "," && (has_verb || is_bare(material, from..idx)) {
            break;
        }
        has_verb |= is_finite(material, idx);
        idx += 1;
    }
    trimmed(material, from, idx)
}

/// "If so", "if confirmed": a condition without a subject.
fn is_bare(material: &Material<'_>, tokens: Range<usize>) -> bool {
    tokens.len() == 1
        || (1..4).contains(&tokens.len())
            && !tokens.into_iter().any(|idx| material.tag(idx).starts_with(['N', 'P', 'W']))
}

/// The clause that hangs on a condition: behind it where the condition opens the sentence or stands behind a comma,
/// and before it otherwise.
fn apodosis(material: &Material<'_>, idx: usize, end: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let next = (end..sentence.end)
        .find(|&idx| material.passage.is_word(idx))
        .map(|next| behind_aside(material, next, sentence));
    let comma = (end..sentence.end.min(end + 2)).any(|idx| material.word(idx) == ",");
    let opens = idx == sentence.start
        || is_wall(material, idx - 1)
        || is_quote_mark(material.word(idx - 1))
        || material.is_one_of(idx - 1, &[",", "and", "because", "but", "or", "so", "that", "which", "who"]);
    let stops = idx > sentence.start && material.word(idx - 1) == ",";
    let behind = || {
        let next = next.filter(|_| comma || material.is_one_of(end, &["then"]))?;
        let to = end_of(material, next, sentence.end);
        (next..to).any(|idx| is_finite(material, idx)).then_some(next..to)
    };
    let ahead = || {
        let last = trimmed(material, sentence.start, idx);
        let begin = begin_of(material, last.checked_sub(1)?, sentence.start);
        (begin < last).then_some(begin..last)
    };
    // "The figure, if confirmed, would be": the clause goes around it.
    if stops && comma && !(idx..end).any(|idx| is_finite(material, idx)) {
        let begin = begin_of(material, idx - 1, sentence.start);
        return Some(begin..end_of(material, end + 1, sentence.end));
    }
    if opens { behind().or_else(|| if stops { ahead() } else { None }) } else { ahead() }
}

/// "If we forget Ada, who died, we": the first word behind what stands between commas.
fn behind_aside(material: &Material<'_>, next: usize, sentence: &Range<usize>) -> usize {
    const REACH: usize = 25;
    if !matches!(material.tag(next), "WP" | "WDT" | "WRB" | "VBG" | "VBN") && !material.is_one_of(next, &["as"]) {
        return next;
    }
    let comma = (next..sentence.end.min(next + REACH)).find(|&idx| material.word(idx) == ",");
    comma.map_or(next, |comma| comma + 1)
}

fn hedge(
    material: &Material<'_>,
    cue: Range<usize>,
    clause: &Range<usize>,
    kind: HedgeKind,
    entry: &'static str,
) -> Hedge {
    let near = clause.start..clause.end.min(clause.start + 30);
    let holds = |fits: fn(&str) -> bool| near.clone().any(|idx| fits(material.word(idx)));
    let is_artefact = near.clone().any(|idx| material.is_listed(idx, &[NameKind::Artefact]))
        || near.clone().take(3).any(|idx| material.is_one_of(idx, &["it", "they", "genuine", "authentic", "fake"]));
    let about = match () {
        () if is_artefact && holds(is_genuineness) => About::Authenticity,
        () if is_artefact && holds(is_making) => About::Authorship,
        () => About::Content,
    };
    Hedge { cue: vec![material.passage.span(cue)], about, kind, strength: Strength::Medium, entry }
}
