//! What cited claims rest on, taken from the case: which of them say the same, their origins, and through whose hands they
//! came.
//!
//! Not found here: groups, chains and origins are the case's.

use std::collections::{BTreeMap, BTreeSet};

use super::matrix::Origin;
use crate::case::{Case, Group};
use crate::corroboration::Taken;
use crate::corroboration::dependence::Ground;
use crate::entities::{Member, Who};
use crate::lineage::{ClaimRef, Node};
use crate::origins::Answer;
use crate::record::{Link, Role};

/// What the claims rest on.
#[derive(Clone, Debug, Default)]
pub(super) struct Provenance {
    /// What each claim rests on, in their order.
    pub(super) rests: Vec<Rests>,
    /// All origins of the groups that the claims are in.
    pub(super) origins: Vec<Origin>,
    /// How likely what one tells was taken from another, the later first.
    pub(super) taken: BTreeMap<(usize, usize), f64>,
}

/// What one claim rests on.
#[derive(Clone, Debug, Default)]
pub(super) struct Rests {
    /// Claims that say the same have the same number.
    pub(super) statement: usize,
    /// Places in the list of origins.
    pub(super) origins: Vec<usize>,
    /// Those through whose hands it came.
    pub(super) sources: BTreeSet<String>,
}

/// Returns what claims of the case rest on.
pub(super) fn of(case: &Case, claims: &[ClaimRef], taken: &Taken) -> Provenance {
    let mut provenance = Provenance::default();
    // By the first claim of a group: its number, and where its origins begin.
    let mut known: BTreeMap<ClaimRef, (usize, usize)> = BTreeMap::new();
    for claim in claims {
        let Some(group) = case.group_of(*claim) else {
            provenance.rests.push(Rests { statement: usize::MAX, ..Rests::default() });
            continue;
        };
        let n_known = known.len();
        let first = group.claims.first().copied().unwrap_or(*claim);
        let (statement, begin) = *known.entry(first).or_insert_with(|| {
            let begin = provenance.origins.len();
            provenance.add(case, group, taken);
            (n_known, begin)
        });
        let own: BTreeSet<usize> = group
            .origins
            .of_claim(*claim)
            .filter_map(|one| group.origins.all.iter().position(|other| other.class == one.class))
            .map(|origin_idx| begin + origin_idx)
            .collect();
        let sources = sources(case, *claim);
        provenance.rests.push(Rests { statement, origins: own.into_iter().collect(), sources });
    }
    provenance
}

impl Provenance {
    fn add(&mut self, case: &Case, group: &Group, taken: &Taken) {
        let begin = self.origins.len();
        for origin in &group.origins.all {
            let published = origin.claims.iter().filter_map(|claim| case.records[claim.record].published);
            let parties = group.lineage.members(origin.class).into_iter().map(party).collect();
            let first_day = published.min().map(|day| day.day_number());
            self.origins.push(Origin { names: origin.names.clone(), parties, first_day });
        }
        let n_origins = group.origins.all.len();
        for one_idx in 0..n_origins {
            for other_idx in (0..n_origins).filter(|other_idx| *other_idx != one_idx) {
                let ground = match group.origins.between_origins(one_idx, other_idx) {
                    Answer::OwnAccess | Answer::Judged => Ground::Independent,
                    Answer::SameOrigin => Ground::SameOrigin,
                    Answer::NotEstablished | Answer::NotRecorded => self.unknown(begin + one_idx, begin + other_idx),
                };
                self.taken.insert((begin + one_idx, begin + other_idx), ground.taken(taken));
            }
        }
    }

    fn unknown(&self, one_idx: usize, other_idx: usize) -> Ground {
        /// "Soon" is within two days.
        const SOON_DAYS: i32 = 2;
        let days = self.origins[one_idx].first_day.zip(self.origins[other_idx].first_day);
        let is_soon = days.is_some_and(|(one, other)| (one - other).abs() <= SOON_DAYS);
        if is_soon { Ground::UnknownSoon } else { Ground::Unknown }
    }
}

/// Returns what tells somebody or something from all others in the case.
fn party(node: Node) -> String {
    match node {
        Node::Claim(of) => format!("the writer of {}", of.record),
        Node::Party(party) => format!("party {party}"),
        Node::Described(record, id) => format!("{id} of {record}"),
        Node::Artefact(artefact) => format!("artefact {artefact}"),
        Node::Words(of, link_idx) => format!("link {link_idx} of {} of {}", of.claim, of.record),
    }
}

/// Returns through whose hands a claim came, by the names that the case has for them.
fn sources(case: &Case, of: ClaimRef) -> BTreeSet<String> {
    let record = &case.records[of.record];
    let party_of = |who: Who| case.entities().of_member(Member { document: record.document, who });
    let name_of = |party: usize| case.entities().all[party].name.clone();
    let names = |link: &Link| -> Vec<String> {
        let parties: Vec<usize> = match link.role {
            Role::Outlet => party_of(Who::Outlet).into_iter().collect(),
            _ => link.entities.iter().filter_map(|id| case.entities().of(record.document, *id)).collect(),
        };
        let known: Vec<String> = parties.into_iter().map(name_of).collect();
        if known.is_empty() { record.called(link).into_iter().map(str::to_owned).collect() } else { known }
    };
    let mut sources: BTreeSet<String> =
        case.claim(of).map(|claim| claim.chain.iter().flat_map(names).collect()).unwrap_or_default();
    if record.outlet.is_none() && record.author.is_none() {
        sources.insert(record.name.clone());
    }
    sources.retain(|name| !name.is_empty());
    sources
}
