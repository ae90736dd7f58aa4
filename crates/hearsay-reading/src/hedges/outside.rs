//! The clauses that nobody asserts plainly: those that the writer hedges in the own voice, and whoever's conditions and
//! questions.
//!
//! Not the hedges of an attribution, which that one carries.

use std::ops::Range;

use hearsay_text::span::Span;

use super::reach::{clause_around, end_of, is_finite, phrase_behind};
use super::suspended::{BARE_CONDITION, suspended};
use super::{Hit, distance, hits, own_about, scared};
use crate::lexicon::Condition;
use crate::material::Material;
use crate::quotation::quoted_stretches;
use crate::reading::{
    About, Attribution, AttributionId, Hedge, HedgeKind, HedgedClause, Hypothesis, Mark, Reason, Strength,
};
use crate::said::Said;
use crate::stance::asks;

/// The hedged clauses of a document, and what of them the writer does not assert.
#[derive(Debug, Default)]
pub(crate) struct Hedged {
    /// In the order of their first byte.
    pub(crate) clauses: Vec<HedgedClause>,
    /// The tokens that the own voice leaves out, in order; they may overlap.
    pub(crate) unasserted: Vec<Range<usize>>,
}

/// One of them before it is placed.
pub(super) struct Scope {
    pub(super) hedge: Hedge,
    /// What is hedged.
    pub(super) clause: Range<usize>,
    /// What the own voice leaves out; empty where the clause stays asserted.
    pub(super) unasserted: Range<usize>,
    /// Where what somebody is told to have said is not asserted to have been said.
    pub(super) holding: Range<usize>,
    /// How the words hedge, for the reason.
    pub(super) because: &'static str,
}

/// Reads the hedged clauses of a document, in order.
pub(crate) fn hedged_clauses(material: &Material<'_>, said: &Said<'_>, hypotheses: &[Hypothesis]) -> Hedged {
    let known = known_cues(said, hypotheses);
    let cues = cues(said);
    let attributed = attributed(material, said);
    let supposed: Vec<Span> = hypotheses.iter().map(|one| one.cue).collect();
    let mut found = Hedged::default();
    for sentence in &material.passage.segmentation.sentences {
        let sentence = sentence.start as usize..sentence.end as usize;
        let mut scopes = suspended(material, &sentence);
        scopes.retain(|scope| !overlaps(&supposed, material.span(&scope.clause)));
        scopes.extend(words_outside(material, &attributed, &sentence, &known));
        scopes.extend(quotes_outside(material, said, &sentence));
        scopes.sort_by_key(|scope| (scope.clause.start, scope.clause.end, scope.hedge.entry));
        for scope in scopes.into_iter().filter(|scope| !scope.clause.is_empty()) {
            if !scope.unasserted.is_empty() {
                found.unasserted.push(scope.unasserted.clone());
            }
            found.clauses.push(placed(material, said, &cues, scope));
        }
    }
    found.unasserted.sort_by_key(|range| (range.start, range.end));
    found.clauses.sort_by_key(|one| (one.clause, one.hedge.cue[0]));
    found
}

/// Notes in an attribution that its saying stands in a clause that is not asserted.
pub(crate) fn question_saying(attribution: &mut Attribution, clause: &HedgedClause) {
    let Some(span) = clause.hedge.cue.first().copied() else { return };
    let place = attribution.hedges.partition_point(|hedge| hedge.cue.first().is_some_and(|cue| *cue < span));
    let is_known = attribution.hedges.iter().any(|hedge| hedge.cue.iter().any(|cue| cue.overlaps(span)));
    if !is_known {
        let about = if clause.hedge.entry == BARE_CONDITION { clause.hedge.about } else { About::Attribution };
        attribution.hedges.insert(place, Hedge { about, ..clause.hedge.clone() });
        attribution.reasons.push(Reason { mark: Mark::Hedge, span, because: clause.because.clone() });
    }
}

/// The name that the hedge of a supposed saying carries where other hedges carry their lexicon entry.
const SUPPOSED: &str = "hypothesis";

/// Notes in the attributions that stand in a hypothesis that nobody asserts them: "What if he told the mayor".
pub(crate) fn suppose_sayings(attributions: &mut [Attribution], hypotheses: &[Hypothesis]) {
    let mut cues: Vec<(Span, usize)> =
        attributions.iter().enumerate().filter_map(|(idx, one)| Some((*one.cue.first()?, idx))).collect();
    cues.sort_unstable();
    for hypothesis in hypotheses {
        let content = hypothesis.content;
        let first = cues.partition_point(|(cue, _)| cue.start < content.start);
        for &(cue, idx) in cues[first..].iter().take_while(|(cue, _)| cue.start < content.end) {
            let one = &mut attributions[idx];
            let is_known = one.hedges.iter().any(|hedge| hedge.cue.contains(&hypothesis.cue));
            if cue.end > content.end || is_known || Some(one.id) == hypothesis.within {
                continue;
            }
            let hedge = Hedge {
                cue: vec![hypothesis.cue],
                about: About::Attribution,
                kind: HedgeKind::Hypothesis,
                strength: Strength::Strong,
                entry: SUPPOSED,
            };
            one.hedges.insert(0, hedge);
            let because = "the saying stands in a hypothesis".to_owned();
            one.reasons.push(Reason { mark: Mark::Hedge, span: hypothesis.cue, because });
        }
    }
}

/// The words that hedge an attribution or open a hypothesis already, in order.
fn known_cues(said: &Said<'_>, hypotheses: &[Hypothesis]) -> Vec<Span> {
    let hedges = said.attributions.iter().flat_map(|one| &one.hedges).flat_map(|hedge| &hedge.cue);
    let mut known: Vec<Span> = hedges.chain(hypotheses.iter().map(|one| &one.cue)).copied().collect();
    known.sort_unstable();
    known
}

/// Whether one of some spans, in order and apart from each other, shares a byte with another.
fn overlaps(spans: &[Span], span: Span) -> bool {
    let place = spans.partition_point(|known| known.end <= span.start);
    spans.get(place).is_some_and(|known| known.overlaps(span))
}

/// The cues of the attributions, in order.
fn cues(said: &Said<'_>) -> Vec<(Span, AttributionId)> {
    let mut cues: Vec<(Span, AttributionId)> =
        said.attributions.iter().filter_map(|one| Some((*one.cue.first()?, one.id))).collect();
    cues.sort_unstable();
    cues
}

fn placed(material: &Material<'_>, said: &Said<'_>, cues: &[(Span, AttributionId)], scope: Scope) -> HedgedClause {
    let mut clause = material.span(&scope.clause);
    let mut holding = material.span(&scope.holding);
    // "KELM: Who paid?" is a question only from "who" on.
    if scope.hedge.entry == "?"
        && let Some(content) =
            scope.hedge.cue.first().and_then(|mark| said.holder(*mark)).and_then(|one| one.content.first())
        && content.start > clause.start
        && content.start < clause.end
    {
        clause.start = content.start;
        holding.start = content.start;
    }
    let within = said.holder(clause).map(|one| one.id);
    let first = cues.partition_point(|(cue, _)| cue.start < holding.start);
    let inside = cues[first..].iter().take_while(|(cue, _)| cue.start < holding.end);
    let is_held = |(cue, id): &&(Span, AttributionId)| {
        cue.end <= holding.end
            && Some(*id) != within
            && !is_aside(material, *cue)
            && !asks(material.passage, std::slice::from_ref(cue))
    };
    let holds = inside.filter(is_held).map(|(_, id)| *id).collect();
    let words = scope.hedge.cue.first().map_or("", |span| span.of(material.passage.text));
    let because = format!("‘{words}’ {}", scope.because);
    HedgedClause { hedge: scope.hedge, clause, within, holds, because }
}

/// "As the mayor says", "the mayor said" between commas: it is told in passing and stays asserted.
fn is_aside(material: &Material<'_>, cue: Span) -> bool {
    let cue = material.passage.tokens_in(cue);
    let before = cue.start.saturating_sub(6)..cue.start;
    let as_or_comma = before.rev().find(|&idx| material.word(idx) == "," || material.is_one_of(idx, &["as", "if"]));
    as_or_comma.is_some_and(|idx| !material.is_one_of(idx, &["if"])) && matches!(material.word(cue.end), "," | "?")
        || material.is_one_of(cue.start, &["according"])
}

/// The words of the lexicon that stand in no attribution.
fn words_outside(material: &Material<'_>, attributed: &[bool], sentence: &Range<usize>, known: &[Span]) -> Vec<Scope> {
    let passage = material.passage;
    let is_free = |hit: &Hit| !overlaps(known, passage.span(hit.tokens.clone()));
    let weakens = |hit: &Hit| {
        let is_read_elsewhere = matches!(
            hit.entry.kind,
            HedgeKind::Approximation | HedgeKind::Anonymity | HedgeKind::Condition | HedgeKind::Question
        );
        // "It looked like a ladder" compares.
        let compares = hit.entry.words.starts_with("look (like");
        !is_read_elsewhere && !compares && !is_ability(material, hit)
    };
    let mut found = Vec::new();
    let mut begin = sentence.start;
    while begin < sentence.end {
        let end = (begin..sentence.end).find(|&idx| attributed[idx]).unwrap_or(sentence.end);
        let hits = hits(passage, begin..end).into_iter().filter(|hit| weakens(hit) && is_free(hit));
        found.extend(hits.filter_map(|hit| Some(scope_of(material, &hit, own_about(passage, &hit)?))));
        begin = end + 1;
    }
    found
}

/// Of each token whether it stands in an attribution.
fn attributed(material: &Material<'_>, said: &Said<'_>) -> Vec<bool> {
    let mut attributed = vec![false; material.passage.n_tokens()];
    // What stands inside another is covered by it.
    for one in said.attributions {
        let parts = one.parts();
        let content = if one.within.is_some() { &[] } else { parts.content };
        for span in parts.source.iter().chain(parts.cue).chain(content) {
            attributed[material.passage.tokens_in(*span)].fill(true);
        }
    }
    attributed
}

/// "Could not find", "could see": what somebody was able to do.
fn is_ability(material: &Material<'_>, hit: &Hit) -> bool {
    if hit.entry.words != "could" {
        return false;
    }
    let next = (hit.tokens.end..hit.tokens.end + 4).find(|&idx| !material.tag(idx).starts_with("RB"));
    let not = material.is_one_of(hit.tokens.end, &["not", "n't", "n’t", "no", "only", "barely", "hardly", "never"]);
    let perceives = next.is_some_and(|next| {
        material.is_one_of(next, &["afford", "feel", "find", "hear", "imagine", "read", "see", "smell", "tell"])
    });
    not || perceives
}

fn scope_of(material: &Material<'_>, hit: &Hit, about: About) -> Scope {
    let passage = material.passage;
    let hedge = hit.hedge(passage, about);
    let next = hit.tokens.end;
    let sentence = material.sentence_around(hit.tokens.start);
    let is_open = ["clear", "know", "unclear", "uncertain"].iter().any(|word| hit.entry.words.contains(word));
    let is_frame = ["(that)", "(whether)", "(if)"].iter().any(|end| hit.entry.words.ends_with(end));
    let leads = is_frame && hit.entry.kind == HedgeKind::Doubt
        || (material.is_one_of(next, &["if", "that", "whether"])
            || is_open && material.is_one_of(next, &["how", "what", "when", "where", "who", "why"]))
            && (next + 1..sentence.end.min(next + 20))
                .any(|idx| material.tag(idx).starts_with('V') || is_finite(material, idx));
    let holds_verb = hit.tokens.clone().any(|idx| material.tag(idx).starts_with('V'));
    let is_noun = material.tag(next.saturating_sub(1)).starts_with("NN") && !holds_verb;
    let is_describing = hit.entry.when.contains(&Condition::Premodifier)
        || matches!(material.tag(hit.tokens.start), "JJ" | "VBN") && material.tag(next).starts_with("NN")
        || hit.entry.kind == HedgeKind::Distancing && !material.tag(hit.tokens.start).starts_with("RB")
        || material.tag(hit.tokens.start).starts_with("RB")
            && material.tag(next).starts_with("JJ")
            && opens_phrase(material, &hit.tokens)
        || about == About::Authorship
        || about == About::Authenticity && !holds_verb;
    // "Was killed, apparently by a colleague", "and possibly prompting".
    let after_comma = hit.tokens.start > sentence.start
        && material.is_one_of(hit.tokens.start - 1, &[",", "and", "or", "but"])
        && material.tag(hit.tokens.start).starts_with("RB")
        && !is_describing
        && !(next..next + 3).any(|idx| is_finite(material, idx));
    let (clause, because) = if leads {
        (next..end_of(material, next + 1, sentence.end), "hedges the clause that it leads to")
    } else if is_describing || is_noun {
        (phrase_behind(material, &hit.tokens), "hedges the words that it describes")
    } else if after_comma {
        let end = (next..sentence.end).find(|&idx| material.word(idx) == ",").unwrap_or(sentence.end);
        let end = end.min(end_of(material, next, sentence.end));
        (hit.tokens.start..end.max(next), "hedges the words up to the comma")
    } else {
        (clause_around(material, &hit.tokens), "hedges its clause")
    };
    let unasserted = match (hedge.strength >= Strength::Medium, leads) {
        (false, _) => 0..0,
        (true, false) if after_comma => clause.clone(),
        (true, true) => clause_around(material, &hit.tokens).start..clause.end,
        (true, false) if clause.clone().any(|idx| is_finite(material, idx)) => clause.clone(),
        (true, false) => 0..0,
    };
    let holding = if leads { clause.clone() } else { 0..0 };
    Scope { hedge, clause, unasserted, holding, because }
}

/// "A seemingly hopeless case": whether an adverb stands inside a noun phrase.
fn opens_phrase(material: &Material<'_>, tokens: &Range<usize>) -> bool {
    tokens.start > 0
        && matches!(material.tag(tokens.start - 1), "DT" | "PRP$" | "POS" | "JJ" | "IN")
        && material.tag(tokens.end + 1).starts_with("NN")
}

/// Words before a name in quotation marks, which is no distance.
const NAMING: &[&str] = &[
    "album",
    "book",
    "called",
    "column",
    "dubbed",
    "entitled",
    "episode",
    "film",
    "headline",
    "known",
    "movie",
    "named",
    "nicknamed",
    "novel",
    "phrase",
    "program",
    "programme",
    "series",
    "show",
    "slogan",
    "song",
    "term",
    "titled",
    "word",
    "words",
];

/// A word or two in quotation marks that nobody is said to have said.
fn quotes_outside(material: &Material<'_>, said: &Said<'_>, sentence: &Range<usize>) -> Vec<Scope> {
    let passage = material.passage;
    let is_marked = |idx: usize| material.is_quoted(idx);
    let sentence = sentence.start..sentence.end.min(sentence.start + 400);
    if !sentence.clone().any(is_marked) {
        return Vec::new();
    }
    let span = material.span(&sentence);
    let mut found = Vec::new();
    for quoted in quoted_stretches(passage.text, span, material.states) {
        let Some(words) = scared(passage, quoted) else { continue };
        let quoted: Span = passage.span(words.clone());
        // A whole sentence in marks is speech.
        let is_part = words.start > sentence.start + 1 || words.end + 2 < sentence.end;
        let is_called = words.start > sentence.start + 1
            && (words.start.saturating_sub(4)..words.start).any(|idx| material.is_one_of(idx, NAMING));
        let is_plain = !quoted.of(passage.text).contains(|c: char| c.is_ascii_digit() || c.is_uppercase() || c == '@');
        if is_plain && is_part && !is_called && !said.touches(quoted) {
            let because = "stands in quotation marks that quote nobody";
            found.push(Scope { hedge: distance(quoted), clause: words, unasserted: 0..0, holding: 0..0, because });
        }
    }
    found
}
