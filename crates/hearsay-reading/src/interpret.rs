//! What each attribution is: its act, its quotation, its head, its hedges, and why.
//!
//! Not where it is: the spans are given.

use hearsay_model::fast::Tagged;
use hearsay_text::span::Span;

use crate::acts::act;
use crate::confidence::{Signs, confidence};
use crate::find::{Finder, Found};
use crate::heads::head;
use crate::hedges::hedges;
use crate::negation::negation;
use crate::passage::{Marked, Parts, Passage};
use crate::quotation::{QuoteStates, quotation};
use crate::read::{Placed, Reader};
use crate::reading::{Attribution, Basis, Mark, Quotation, Reason, SourceClass, Stance};
use crate::turns::is_turn;

/// Interprets attributions that are in the order of their names.
pub(crate) fn interpret(
    passage: &Passage<'_>,
    states: &QuoteStates,
    placed: Vec<Placed>,
    reader: Reader,
) -> Vec<Attribution> {
    let taken = taken(&placed);
    let mut attributions: Vec<Attribution> = Vec::with_capacity(placed.len());
    for (idx, one) in placed.into_iter().enumerate() {
        let near = near(&taken, &one);
        let others: Vec<Span> = near.iter().filter(|(owner, _)| *owner != idx).map(|(_, span)| *span).collect();
        attributions.push(interpret_one(passage, states, one, &others, reader));
    }
    attributions
}

/// All spans with the attribution they belong to, in order.
fn taken(placed: &[Placed]) -> Vec<(usize, Span)> {
    let mut taken: Vec<(usize, Span)> = Vec::new();
    for (idx, one) in placed.iter().enumerate() {
        taken.extend(one.source.iter().chain(&one.cue).chain(&one.content).map(|span| (idx, *span)));
    }
    taken.sort_by_key(|(idx, span)| (*span, *idx));
    taken
}

/// The part of `taken` that begins within reach of an attribution: nothing further away bears on its hedges.
fn near<'a>(taken: &'a [(usize, Span)], one: &Placed) -> &'a [(usize, Span)] {
    const REACH_BYTES: u32 = 4096;
    let spans = || one.source.iter().chain(&one.cue).chain(&one.content);
    let start = spans().map(|span| span.start).min().unwrap_or(0).saturating_sub(REACH_BYTES);
    let end = spans().map(|span| span.end).max().unwrap_or(0).saturating_add(REACH_BYTES);
    let first = taken.partition_point(|(_, span)| span.start < start);
    let last = taken.partition_point(|(_, span)| span.start <= end);
    &taken[first..last]
}

fn interpret_one(
    passage: &Passage<'_>,
    states: &QuoteStates,
    one: Placed,
    others: &[Span],
    reader: Reader,
) -> Attribution {
    let parts = Parts { source: &one.source, cue: &one.cue, content: &one.content };
    let mut reasons = reasons_of_spans(&one);
    let act = act(passage, parts, states);
    let is_turn = matches!(one.cue.as_slice(), [cue] if is_turn(cue.of(passage.text)));
    let quotation = if is_turn { turn_quotation(one.cue[0]) } else { quotation(passage.text, &one.content, states) };
    let negation = negation(passage, parts);
    let head = head(passage, &one.source);
    let hedges = hedges(passage, parts, others, act.value.act, states);
    reasons.push(act.reason);
    reasons.push(quotation.reason);
    let negated = negation.as_ref().is_some_and(|negation| negation.value);
    reasons.extend(negation.map(|negation| negation.reason));
    let head = head.map(|head| {
        reasons.push(head.reason);
        head.value
    });
    let hedges = hedges.into_iter().map(|hedge| {
        reasons.push(hedge.reason);
        hedge.value
    });
    let hedges = hedges.collect();
    let signs = Signs::of(&one.found);
    reasons.push(reason_of_confidence(&one));
    Attribution {
        id: one.id,
        act: act.value.act,
        quotation: quotation.value,
        negated,
        stance: Stance::default(),
        within: one.within,
        head,
        chain: Vec::new(),
        sources: Vec::new(),
        source_class: SourceClass::Unstated,
        basis: Basis::Unstated,
        said_on: None,
        happened_on: None,
        hedges,
        confidence: confidence(&one.found, signs.as_ref(), reader),
        signs,
        source: one.source,
        cue: one.cue,
        content: one.content,
        reasons,
    }
}

/// A speaker's turn is given word for word, without marks.
fn turn_quotation(colon: Span) -> Marked<Quotation> {
    let because = "a name in capitals and a colon open a speaker's turn".to_owned();
    Marked { value: Quotation::Direct, reason: Reason { mark: Mark::Quotation, span: colon, because } }
}

/// Why the reader is as sure as it is.
fn reason_of_confidence(one: &Placed) -> Reason {
    let Found { source, cue, contents, source_by, .. } = &one.found;
    let span = *one.cue.first().unwrap_or(&one.content[0]);
    if one.found.by.is_rule() {
        return Reason {
            mark: Mark::Confidence,
            span,
            because: "a rule found it, which has no probability".to_owned(),
        };
    }
    let mut parts: Vec<String> = Vec::new();
    parts.extend(cue.map(|cue| format!("cue {:.2}", cue.probability)));
    let is_ruled = matches!(source_by, Finder::Linker | Finder::Subject);
    parts.extend(source.filter(|_| !is_ruled).map(|source| format!("source {:.2}", source.probability)));
    let least = contents.iter().map(|content| content.probability).fold(1.0, f32::min);
    parts.push(format!("{} {least:.2}", if contents.len() > 1 { "least of the contents" } else { "content" }));
    let because = if is_ruled {
        "the source was found by a rule; the other probabilities are "
    } else {
        "the probabilities are "
    };
    Reason { mark: Mark::Confidence, span, because: because.to_owned() + &parts.join(", ") }
}

/// Why the spans were marked: what found them.
fn reasons_of_spans(one: &Placed) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let mut add = |mark: Mark, spans: &[Span], tagged: &[Tagged], by: Finder| {
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return };
        reasons.push(Reason { mark, span: first.cover(*last), because: why_found(mark, tagged, by) });
    };
    let found = &one.found;
    add(Mark::Cue, &one.cue, found.cue.as_slice(), found.by);
    add(Mark::Source, &one.source, found.source.as_slice(), found.source_by);
    add(Mark::Content, &one.content, &found.contents, found.by);
    if let (Some(holder), Some(first), Some(last)) = (one.within, one.content.first(), one.content.last()) {
        let because = format!("found when the content of {holder} was read again as a passage of its own");
        reasons.push(Reason { mark: Mark::Within, span: first.cover(*last), because });
    }
    reasons
}

fn why_found(mark: Mark, tagged: &[Tagged], by: Finder) -> String {
    let what = match mark {
        Mark::Cue => "reporting",
        Mark::Source => "who",
        _ => "what",
    };
    let mean = tagged.iter().map(|tagged| tagged.probability).sum::<f32>() / tagged.len().max(1) as f32;
    match by {
        Finder::Tagger if mark == Mark::Cue => {
            format!("the tagger reads these words as reporting (mean probability of their labels {mean:.2})")
        }
        Finder::Tagger => {
            format!(
                "seen from the cue, the tagger reads this as {what} (mean probability of its words' labels {mean:.2})"
            )
        }
        Finder::Linker => {
            "the tagger gave the cue no source; of those around it the linker ranks this one first".to_owned()
        }
        Finder::Subject => "the tagger gave the cue no source; this stands right before it as its subject".to_owned(),
        Finder::Aside => format!("the rule for asides reads \"as somebody says\" between commas: this is {what}"),
        Finder::Signature => format!("a line is a quotation, a dash and a name: this is {what}"),
        Finder::Turn => format!("a name in capitals and a colon open a speaker's turn: this is {what}"),
    }
}
