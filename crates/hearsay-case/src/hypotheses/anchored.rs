//! From the words that a judgement holds on to, to what stands there in the case: a claim, an entity, an artefact.
//!
//! Not where words are that have moved: whoever hands judgements in has moved them.

use crate::anchor::Anchor;
use crate::case::Case;
use crate::judgement::{Judged, Judgement};
use crate::lineage::ClaimRef;
use crate::rejected::{Thing, thing_in};

/// Returns the words of claims that are rejected and not accepted later.
pub(super) fn rejected<'a>(judgements: impl Iterator<Item = &'a Judgement>) -> Vec<&'a Anchor> {
    let mut rejected: Vec<&Anchor> = Vec::new();
    for judgement in judgements {
        match judgement {
            Judgement::Reject(one) if one.is_claim() => rejected.push(&one.anchor),
            other => rejected.retain(|anchor| other.restores().iter().all(|one| **anchor != one.anchor)),
        }
    }
    rejected
}

/// Returns the claim that a judgement holds on to, unless just that was rejected: the words would be taken for those of the
/// claim around it.
pub(super) fn claim(case: &Case, judged: &Judged, rejected: &[&Anchor]) -> Option<ClaimRef> {
    let is_left = judged.is_claim() && !rejected.contains(&&judged.anchor);
    let record = case.record_of(judged.anchor.document).filter(|_| is_left)?;
    Some(ClaimRef { record, claim: case.records[record].claim_at(judged.anchor.span)?.id })
}

/// Returns the entity of the case that a judgement holds on to.
pub(super) fn entity(case: &Case, judged: &Judged) -> Option<usize> {
    let record = &case.records[case.record_of(judged.anchor.document)?];
    match thing_in(record, judged)? {
        Thing::Entity(id) => case.entities().of(judged.anchor.document, id),
        _ => None,
    }
}

/// Returns the artefact of the case that a judgement holds on to.
pub(super) fn artefact(case: &Case, judged: &Judged) -> Option<usize> {
    let record = &case.records[case.record_of(judged.anchor.document)?];
    match thing_in(record, judged)? {
        Thing::Artefact(id) => case.artefacts().of(judged.anchor.document, id),
        _ => None,
    }
}
