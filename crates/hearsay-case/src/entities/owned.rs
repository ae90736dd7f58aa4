//! Those without a name: "his deputy", "Orlov’s whistleblower". Across documents they are one only by whose they are.
//!
//! And not every noun: somebody has one wife and one deputy, and many aides.

use std::collections::BTreeMap;

use super::candidates::{Work, star};
use super::{Member, Surety, Who};
use crate::clusters::{Clusters, Edge};

/// Of whom there is one at a time.
const ONE_AT_A_TIME: &[&str] = &[
    "campaign",
    "deputy",
    "estate",
    "ex-husband",
    "ex-wife",
    "exhusband",
    "exwife",
    "father",
    "headquarters",
    "husband",
    "killer",
    "mother",
    "predecessor",
    "regime",
    "spouse",
    "stepfather",
    "stepmother",
    "successor",
    "whistleblower",
    "widow",
    "widower",
    "wife",
];

/// Of whom there may be any number, so that nothing is proposed.
const MANY: &[&str] = &[
    "adviser",
    "advisor",
    "agent",
    "aide",
    "ally",
    "associate",
    "attorney",
    "backer",
    "brother",
    "child",
    "client",
    "colleague",
    "critic",
    "daughter",
    "donor",
    "employee",
    "friend",
    "lawyer",
    "member",
    "neighbor",
    "neighbour",
    "official",
    "opponent",
    "parent",
    "relative",
    "representative",
    "rival",
    "sister",
    "son",
    "source",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "supporter",
    "surrogate",
    "team",
    "voter",
];

/// Returns the pairs that whose they are proposes.
pub(super) fn edges(work: &Work<'_>, clusters: &mut Clusters<'_>) -> Vec<Edge> {
    let mut groups: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
    for (idx, unit) in work.units.iter().enumerate() {
        let Some(described) = &unit.named.described else { continue };
        let owner = Member { document: unit.member.document, who: Who::Entity(described.owner) };
        let Some(owner) = work.unit(owner) else { continue };
        groups.entry((clusters.root(owner), described.noun.as_str())).or_default().push(idx);
    }
    let mut edges = Vec::new();
    edges.extend(holders(work, clusters, &groups));
    for ((_, noun), units) in groups {
        let surety = if ONE_AT_A_TIME.contains(&noun) { Surety::Likely } else { Surety::Possible };
        if !MANY.contains(&noun) {
            edges.extend(star(&units, surety, "the same word for somebody of one and the same"));
        }
    }
    edges.sort();
    edges
}

/// "Sorvia's president" and Dragan Orlec, Sorvia's president: one, if nobody else in the case is said to hold the office.
fn holders(work: &Work<'_>, clusters: &mut Clusters<'_>, groups: &BTreeMap<(usize, &str), Vec<usize>>) -> Vec<Edge> {
    let mut named: BTreeMap<(usize, &str), BTreeMap<usize, usize>> = BTreeMap::new();
    for (idx, unit) in work.units.iter().enumerate() {
        let Some(holds) = &unit.named.holds else { continue };
        let owner = Member { document: unit.member.document, who: Who::Entity(holds.owner) };
        let Some(owner) = work.unit(owner) else { continue };
        let root = clusters.root(idx);
        named.entry((clusters.root(owner), holds.noun.as_str())).or_default().entry(root).or_insert(idx);
    }
    let mut edges = Vec::new();
    for (office, holders) in named {
        let (Some(holder), 1) = (holders.values().next(), holders.len()) else { continue };
        for unit in groups.get(&office).into_iter().flatten() {
            edges.push(Edge::new(
                Surety::Likely,
                *holder,
                *unit,
                "the only one in the case who is said to hold that office",
            ));
        }
    }
    edges
}
