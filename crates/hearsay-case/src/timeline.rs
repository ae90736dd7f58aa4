//! When what is claimed was said, and when it is said to have happened: two lanes that are never mixed.
//!
//! Days that are known in part are stretches of days; nothing is guessed between their ends.

use std::collections::BTreeSet;

use hearsay_text::document::Date;

use crate::case::{Case, Group};
use crate::lineage::ClaimRef;
use crate::standing::{Move, Place, days_of};

/// The lanes of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// When it was said or published.
    Said,
    /// When what is said happened.
    Happened,
}

impl Lane {
    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        match self {
            Lane::Said => "said",
            Lane::Happened => "happened",
        }
    }
}

/// One entry of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// In which lane it stands.
    pub lane: Lane,
    /// The first and the last day that it can be of.
    pub on: (Date, Date),
    /// Whether the days come from the words themselves, and not from the day of publication.
    pub is_stated: bool,
    /// The claim; of the said lane who said it is told in its chain.
    pub claim: ClaimRef,
    /// What was done about it.
    pub what: Move,
    /// Whether it is the first appearance of its group of claims.
    pub is_first: bool,
    /// The group of claims.
    pub group: usize,
}

/// Returns the entries of one group of claims.
///
/// What nothing dates stands in no lane; [`undated`] has it.
pub(crate) fn items_of(case: &Case, group_idx: usize, group: &Group) -> Vec<Item> {
    let mut items = said(case, group_idx, group);
    items.extend(happened(case, group_idx, group));
    items
}

fn said(case: &Case, group_idx: usize, group: &Group) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for claim in &group.claims {
        let Some(read) = case.claim(*claim) else { continue };
        let stated = read.said_on.as_deref().and_then(days_of);
        let published = case.records[claim.record].published.map(|day| (day, day));
        let Some(on) = stated.or(published) else { continue };
        let event = group.standing.events.iter().find(|event| event.place == Place::Claim(*claim));
        let what = event.map_or(Move::Alleged, |event| event.what);
        items.push(Item {
            lane: Lane::Said,
            on,
            is_stated: stated.is_some(),
            claim: *claim,
            what,
            is_first: false,
            group: group_idx,
        });
    }
    if let Some(first) = items.iter_mut().min_by_key(|item| (item.on, item.claim)) {
        first.is_first = true;
    }
    items
}

fn happened(case: &Case, group_idx: usize, group: &Group) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for claim in &group.claims {
        let Some(read) = case.claim(*claim) else { continue };
        for on in &read.times {
            let is_known = items.iter().any(|item| item.on == *on);
            if !is_known {
                items.push(Item {
                    lane: Lane::Happened,
                    on: *on,
                    is_stated: true,
                    claim: *claim,
                    what: Move::Alleged,
                    is_first: false,
                    group: group_idx,
                });
            }
        }
    }
    items
}

/// Returns the claims that nothing dates, in order.
pub fn undated(case: &Case) -> Vec<ClaimRef> {
    let said = case.timeline().iter().filter(|item| item.lane == Lane::Said).map(|item| item.claim);
    let dated: BTreeSet<ClaimRef> = said.collect();
    let claims = case.groupings().iter().flat_map(|grouping| &grouping.claims);
    claims.filter(|claim| !dated.contains(claim)).copied().collect()
}
