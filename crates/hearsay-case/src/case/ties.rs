//! Which claims share their words, by what their documents have in common.
//!
//! Not what documents have in common, which is for [`reuse`](crate::reuse) to find.

use hearsay_text::span::Span;

use crate::lineage::{ClaimRef, Tie};
use crate::record::Claim;
use crate::records::Records;
use crate::reuse::direction::Direction;
use crate::reuse::kind::Kind;
use crate::reuse::{Reuse, Shared};

/// Returns the claims that share their words, of all pairs of documents that share some; in order.
pub(super) fn ties(records: &Records, reuse: &[Reuse]) -> Vec<Tie> {
    let mut ties = Vec::new();
    for pair in reuse {
        let places = records.place_of(pair.first).zip(records.place_of(pair.second));
        let Some((first, second)) = places else { continue };
        for one in &records[first].claims {
            for other in &records[second].claims {
                if !shares_words(pair, one, other) {
                    continue;
                }
                let one = ClaimRef { record: first, claim: one.id };
                let other = ClaimRef { record: second, claim: other.id };
                let taker = match (pair.kind, pair.direction.direction) {
                    (Kind::SameQuotation, _) => None,
                    (_, Direction::FromFirst) => Some(other),
                    (_, Direction::FromSecond) => Some(one),
                    (_, Direction::FromThird | Direction::Unknown) => None,
                };
                let because = format!("{}; {}", pair.because, pair.direction.because);
                ties.push(Tie { one, other, taker, because });
            }
        }
    }
    ties.sort_by_key(|tie| (tie.one, tie.other));
    ties
}

/// Returns whether the same common words stand in both claims, and are a good part of each.
fn shares_words(pair: &Reuse, one: &Claim, other: &Claim) -> bool {
    let lies_in = |claim: &Claim, span: Span| claim.spans.iter().any(|own| own.overlaps(span));
    let length = |claim: &Claim| claim.spans.iter().map(|span| span.length_bytes() as u32).sum::<u32>();
    let common = |claim: &Claim, place: fn(&Shared) -> Span| -> u32 {
        let both = pair.passages.iter().filter(|shared| lies_in(one, shared.first) && lies_in(other, shared.second));
        let overlap = |span: Span| claim.spans.iter().map(|own| own.shared_bytes(span)).sum::<u32>();
        both.map(|shared| overlap(place(shared))).sum()
    };
    2 * common(one, |shared| shared.first) >= length(one) && 2 * common(other, |shared| shared.second) >= length(other)
}
