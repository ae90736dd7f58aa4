//! What is judged of claims: which are left out, and which do not rest on one origin.
//!
//! Not which are the same, which is for [`same`](crate::same) to apply.

use std::collections::BTreeSet;

use crate::judgement::{Judged, Judgement};
use crate::lineage::ClaimRef;
use crate::record::Record;
use crate::records::Records;
use crate::rejected;
use crate::same::statement::Place;

/// What is judged of claims.
#[derive(Debug, Default)]
pub(super) struct JudgedClaims {
    /// The pairs that an analyst holds for independent.
    pub(super) independent: Vec<(ClaimRef, ClaimRef)>,
    /// The judgements that hold among the claims that are left.
    pub(super) left: Vec<Judgement>,
}

impl JudgedClaims {
    /// Takes what is rejected out of the records. Only those that a judgement names are looked at.
    pub(super) fn take(records: &mut Records, judgements: &[Judgement]) -> JudgedClaims {
        let documents = judgements.iter().flat_map(Judgement::judged).map(|judged| judged.anchor.document);
        let places: BTreeSet<usize> = documents.filter_map(|document| records.place_of(document)).collect();
        let places: Vec<usize> = places.into_iter().collect();
        let mut left = Vec::new();
        let mut independent = Vec::new();
        records.change(&places, |some| (left, independent) = take_out(some, judgements));
        let claim = |place: Place| Some(ClaimRef { record: records.place_of(place.document)?, claim: place.claim });
        let independent = independent.into_iter().filter_map(|(one, other)| claim(one).zip(claim(other))).collect();
        JudgedClaims { independent, left }
    }
}

/// Takes what is rejected out of the records that judgements name; returns the judgements that are left, and the pairs of
/// independent claims.
fn take_out(records: &mut [Record], judgements: &[Judgement]) -> (Vec<Judgement>, Vec<(Place, Place)>) {
    let judgements = rejected::leave_out(records, judgements);
    let mut out: BTreeSet<Place> = BTreeSet::new();
    let mut independent = Vec::new();
    for judgement in &judgements {
        match judgement {
            Judgement::Reject(one) => out.extend(claim_of(records, one)),
            Judgement::Independent(one, other) => {
                independent.extend(claim_of(records, one).zip(claim_of(records, other)));
            }
            other => {
                // The last word holds.
                for claim in other.restores().into_iter().filter_map(|one| claim_of(records, one)) {
                    out.remove(&claim);
                }
            }
        }
    }
    // Once a claim is gone, the words of a judgement on it would be taken for those of the claim around it.
    let is_gone = |one: &&Judged| claim_of(records, one).is_some_and(|claim| out.contains(&claim));
    let is_left = |one: &&Judgement| !matches!(one, Judgement::Reject(_)) && !one.judged().iter().any(is_gone);
    let left = judgements.iter().filter(is_left).cloned().collect();
    for record in records {
        let document = record.document;
        record.claims.retain(|claim| !out.contains(&Place { document, claim: claim.id }));
    }
    (left, independent)
}

/// Returns the claim that a judgement holds on to.
fn claim_of(records: &[Record], judged: &Judged) -> Option<Place> {
    let document = judged.anchor.document;
    let record =
        records.binary_search_by_key(&document, |record| record.document).ok().filter(|_| judged.is_claim())?;
    Some(Place { document, claim: records[record].claim_at(judged.anchor.span)?.id })
}
