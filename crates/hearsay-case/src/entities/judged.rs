//! The analyst's *same* and *not same* of mentions, as far as they say who is who.
//!
//! Not other judgements: what is rejected or edited is for whoever makes the records.

use std::collections::BTreeSet;

use super::candidates::Work;
use super::gather::Outcome;
use super::named::Cast;
use super::{Member, Surety};
use crate::clusters::Clusters;
use crate::judgement::{Judged, JudgedKind, Judgement};

/// Two members and whether they are said to be one.
fn pair(casts: &[&Cast], judgement: &Judgement) -> Option<(Member, Member, bool)> {
    let (one, other, is_same) = match judgement {
        Judgement::Same(one, other) => (one, other, true),
        Judgement::NotSame(one, other) => (one, other, false),
        _ => return None,
    };
    Some((member(casts, one)?, member(casts, other)?, is_same))
}

fn member(casts: &[&Cast], judged: &Judged) -> Option<Member> {
    if judged.kind != JudgedKind::Mention {
        return None;
    }
    let idx = casts.binary_search_by_key(&judged.anchor.document, |cast| cast.document).ok()?;
    casts[idx].at(judged.anchor.span)
}

/// Returns all that a judgement is about.
pub(super) fn members(casts: &[&Cast], judgements: &[Judgement]) -> BTreeSet<Member> {
    let pairs = judgements.iter().filter_map(|judgement| pair(casts, judgement));
    pairs.flat_map(|(one, other, _)| [one, other]).collect()
}

/// Joins and holds apart what the analyst says, the latest judgement first, and notes those that a later one contradicts.
pub(super) fn apply(
    casts: &[&Cast],
    work: &Work<'_>,
    judgements: &[Judgement],
    clusters: &mut Clusters<'_>,
    outcome: &mut Outcome,
) {
    for (place, judgement) in judgements.iter().enumerate().rev() {
        let Some((one, other, is_same)) = pair(casts, judgement) else { continue };
        let (Some(one), Some(other)) = (work.unit(one), work.unit(other)) else { continue };
        let holds = if is_same { clusters.judge_one(one, other) } else { clusters.hold_apart(one, other) };
        if !holds {
            outcome.contradicted.push(place);
        } else if is_same {
            outcome.note(Surety::Judged, one, other, "the analyst says that they are the same");
        }
    }
    outcome.contradicted.reverse();
}
