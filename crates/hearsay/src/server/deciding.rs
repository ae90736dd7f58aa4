//! What the page writes: judgements into the log, and what takes them back. Only on a case as it is: whoever decides hands
//! back what named the view, and in the transaction that writes the end of the log is compared once more.

use hearsay_case::anchor::Anchor;
use hearsay_case::hypotheses::scale::HypothesisId;
use hearsay_case::judgement::{Credibility, Judged, JudgedKind, Judgement, Reliability, Statement, Weights};
use hearsay_store::case_file::CaseFile;
use hearsay_store::error::StoreError;
use hearsay_store::log::{Decided, Head};
use hearsay_text::span::Span;
use serde::Deserialize;

use crate::asked::hypotheses;
use crate::asked::judging::{alike, edit, find, said_by};
use crate::casework::of_store;
use crate::failure::{Failure, FailureKind};
use crate::terminal::clean;
use crate::wire::interface::{WireAllWritten, WireMeanwhile, WireWritten};
use crate::wire::sent::{
    WireCount, WireCredibility, WireDecision, WireJudgeAll, WireJudgeOne, WireJudgedKind, WireMark, WireReliability,
    WireThing, WireUndo,
};

use super::documents::{since, wire_head};
use super::reply::{Refusal, Reply};
use super::request::Asked;
use super::state::{View, seen};

/// So many judgements can be written at once.
const DECISIONS_MAX: usize = 1000;

/// What tells one judgement from several, before either is read: so that what is wrong with it is told by its name.
#[derive(Deserialize)]
struct Form {
    judgements: Option<serde::de::IgnoredAny>,
}

pub(super) fn judge(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let form: Form = asked.body()?;
    let is_one = form.judgements.is_none();
    let (decisions, seen) = if is_one {
        let WireJudgeOne { judgement, seen } = asked.body()?;
        (vec![judgement], seen)
    } else {
        let WireJudgeAll { judgements, seen } = asked.body()?;
        (judgements, seen)
    };
    if decisions.is_empty() || decisions.len() > DECISIONS_MAX {
        return Err(Refusal::wrong_part("JSON", &format!("judgements are from 1 to {DECISIONS_MAX}")));
    }
    let n_decided = decisions.len() as u64;
    let head = write(asked, &seen, |view, file| {
        let decided = all_decided(view, file, decisions)?;
        let signature = asked.server.state.signature()?;
        Ok(file.judge_all(&decided, &signature, Some(view.head.hash)))
    })?;
    let seen = self::seen(head, 0);
    let first = head.last + 1 - n_decided;
    let wire = wire_head(head);
    Ok(if is_one {
        Reply::written(seen.clone(), &WireWritten { entry: first, head: wire, seen })
    } else {
        Reply::written(seen.clone(), &WireAllWritten { entries: (first..=head.last).collect(), head: wire, seen })
    })
}

pub(super) fn undo(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let WireUndo { entry, seen } = asked.body()?;
    let head = write(asked, &seen, |view, file| {
        let signature = asked.server.state.signature()?;
        Ok(file.undo_seen(entry.0, &signature, Some(view.head.hash)))
    })?;
    let seen = self::seen(head, 0);
    Ok(Reply::written(seen.clone(), &WireWritten { entry: head.last, head: wire_head(head), seen }))
}

/// Writes, if the case is what was seen.
fn write(
    asked: &Asked<'_>,
    seen: &str,
    work: impl FnOnce(&View, &mut CaseFile) -> Result<Result<Head, StoreError>, Refusal>,
) -> Result<Head, Refusal> {
    let view = asked.view()?;
    if view.seen() != seen {
        return Err(moved(asked, seen)?);
    }
    match work(&view, &mut asked.server.state.file()?)? {
        Ok(head) => Ok(head),
        Err(StoreError::Moved { .. }) => Err(moved(asked, seen)?),
        Err(error) => Err(Refusal::of_writing(error)),
    }
}

/// Returns what is told to whoever decided on a view that is none of the case as it is.
fn moved(asked: &Asked<'_>, seen: &str) -> Result<Refusal, Refusal> {
    let view = asked.view()?;
    let entries = asked.server.state.file()?.log().map_err(of_store)?;
    let since = since(&entries, seen, &view.names);
    Ok(Refusal::moved(WireMeanwhile { head: wire_head(view.head), seen: view.seen(), since }))
}

fn all_decided(view: &View, file: &mut CaseFile, decisions: Vec<WireDecision>) -> Result<Vec<Decided>, Refusal> {
    let mut next = file.next_hypothesis().map_err(of_store)?;
    let mut all = Vec::with_capacity(decisions.len());
    for decision in decisions {
        let decided = decided(view, file, next, decision)?;
        next.0 += u32::from(matches!(decided.judgement, Judgement::State(_)));
        all.push(decided);
    }
    let judgements: Vec<Judgement> = all.iter().map(|one| one.judgement.clone()).collect();
    hypotheses::check_stated(file, &judgements).map_err(Refusal::not_found)?;
    hypotheses::check_rated_once(&judgements).map_err(Refusal::wrong)?;
    Ok(all)
}

/// Returns a judgement that can be written; `next` is the name that a new hypothesis gets.
fn decided(view: &View, file: &mut CaseFile, next: HypothesisId, decision: WireDecision) -> Result<Decided, Refusal> {
    let mut thing = |named: WireThing| match named {
        WireThing::Read(reference) => find(file, &reference).map_err(Refusal::not_found),
        WireThing::Marked(mark) => marked(view, file, &mark),
    };
    let (judgement, because) = match decision {
        // Words that were selected are what nobody had read.
        WireDecision::Accept { on: on @ WireThing::Marked(_), because } => (Judgement::Mark(thing(on)?), because),
        WireDecision::Accept { on, because } => (Judgement::Accept(thing(on)?), because),
        WireDecision::Reject { on, because } => (Judgement::Reject(thing(on)?), because),
        WireDecision::Edit { on, value, because } => {
            let one = thing(on)?;
            (edit(file, one, value).map_err(Refusal::wrong)?, because)
        }
        WireDecision::SaidBy { on, other, because } => {
            (said_by(thing(on)?, thing(other)?).map_err(Refusal::wrong)?, because)
        }
        WireDecision::Same { on, other, because } => (pair(thing(on)?, thing(other)?, Judgement::Same)?, because),
        WireDecision::NotSame { on, other, because } => (pair(thing(on)?, thing(other)?, Judgement::NotSame)?, because),
        WireDecision::Independent { on, other, because } => {
            (pair(thing(on)?, thing(other)?, Judgement::Independent)?, because)
        }
        WireDecision::GradeSource { on, value, because } => {
            (Judgement::GradeSource(thing(on)?, reliability(value)), because)
        }
        WireDecision::GradeItem { on, value, because } => {
            (Judgement::GradeItem(thing(on)?, credibility(value)), because)
        }
        WireDecision::Hypothesis { value, parent, because } => {
            let text = hypotheses::words(&value).map_err(Refusal::wrong)?;
            let parent = parent.map(|parent| parent.0);
            (Judgement::State(Statement { hypothesis: next, text, parent }), because)
        }
        WireDecision::Withdraw { hypothesis, because } => (Judgement::Withdraw(hypothesis.0), because),
        WireDecision::Rate { on, hypothesis, value, because } => {
            (Judgement::Rate(hypothesis.0, hypotheses::claim(file, &on).map_err(Refusal::not_found)?, value.0), because)
        }
        WireDecision::Weigh { on, credibility, relevance, because } => {
            if credibility.is_none() && relevance.is_none() {
                return Err(Refusal::wrong_part("JSON", "weigh says credibility, relevance or both"));
            }
            let weights = Weights { credibility: credibility.map(|one| one.0), relevance: relevance.map(|one| one.0) };
            (Judgement::Weigh(hypotheses::claim(file, &on).map_err(Refusal::not_found)?, weights), because)
        }
        WireDecision::Answer { on, question, value, cites, because } => {
            let answer = hypotheses::answer(file, &on, (question.0, value.0), &cites);
            (answer.map_err(Refusal::not_found)?, because)
        }
    };
    Ok(Decided { judgement, because })
}

fn pair(one: Judged, other: Judged, judgement: fn(Judged, Judged) -> Judgement) -> Result<Judgement, Refusal> {
    alike(one, other, judgement).map_err(Refusal::wrong)
}

/// Returns the words of a document that were marked, as what they should be read as.
fn marked(view: &View, file: &CaseFile, mark: &WireMark) -> Result<Judged, Refusal> {
    let document = view.names.find(&mark.document).map_err(Refusal::not_found)?;
    let text = file.text(document).map_err(of_store)?.unwrap_or_default();
    let [[WireCount(start), WireCount(end)]] = mark.spans[..] else {
        return Err(Refusal::wrong_part("mark", "one stretch of words can be marked at a time"));
    };
    let span = bytes(&text, start, end).filter(|span| !span.of(&text).trim().is_empty());
    let Some(span) = span.map(|span| span.trim(&text)) else {
        let message = format!("no words stand from {start} to {end} in {}", clean(&mark.document));
        let hint = "offsets count the code points of the document's text";
        return Err(Refusal::not_found(Failure::new(FailureKind::User, message).with_hint(hint)));
    };
    let kind = match mark.kind {
        WireJudgedKind::Artefact => JudgedKind::Artefact,
        WireJudgedKind::Claim => JudgedKind::Claim,
        WireJudgedKind::Mention => JudgedKind::Mention,
        WireJudgedKind::Verdict => JudgedKind::Verdict,
    };
    Ok(Judged { kind, anchor: Anchor { document, span, words: span.of(&text).to_owned() } })
}

/// Returns the place in bytes of a stretch that is given in code points.
fn bytes(text: &str, start: u64, end: u64) -> Option<Span> {
    let mut ends = text.char_indices().map(|(offset, _)| offset).chain([text.len()]);
    let first = ends.nth(usize::try_from(start).ok()?)?;
    let length = usize::try_from(end.checked_sub(start)?).ok()?;
    let last = ends.nth(length.checked_sub(1)?)?;
    Some(Span::new(first, last))
}

fn reliability(letter: WireReliability) -> Reliability {
    match letter {
        WireReliability::A => Reliability::A,
        WireReliability::B => Reliability::B,
        WireReliability::C => Reliability::C,
        WireReliability::D => Reliability::D,
        WireReliability::E => Reliability::E,
        WireReliability::F => Reliability::F,
    }
}

fn credibility(number: WireCredibility) -> Credibility {
    match number {
        WireCredibility::Confirmed => Credibility::Confirmed,
        WireCredibility::Probable => Credibility::Probable,
        WireCredibility::Possible => Credibility::Possible,
        WireCredibility::Doubtful => Credibility::Doubtful,
        WireCredibility::Improbable => Credibility::Improbable,
        WireCredibility::Unjudged => Credibility::Unjudged,
    }
}

#[cfg(test)]
mod tests {
    use hearsay_text::span::CodePoints;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// What the page marks by code points is the place that the case file keeps in bytes, and back.
        #[test]
        fn code_points_lead_to_bytes_and_back(text in "(\\PC|[\n ]){0,40}", start in 0_u64..50, length in 0_u64..50) {
            let n_points = text.chars().count() as u64;
            let found = bytes(&text, start, start + length);
            prop_assert_eq!(found.is_some(), length > 0 && start + length <= n_points);
            if let Some(span) = found {
                let points = CodePoints::new(&text).span(span);
                prop_assert_eq!((u64::from(points.0), u64::from(points.1)), (start, start + length));
            }
        }
    }
}
