//! Who says what: the claims that each entity of a case makes, and those that come through it.
//!
//! Not from whom a claim comes, which is for [`lineage`](crate::lineage) to tell.

use hearsay_reading::reading::EntityId;

use crate::case::Case;
use crate::entities::{Member, Who};
use crate::lineage::ClaimRef;
use crate::record::Record;

/// The claims of each entity of a case, by its place in `Entities::all`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Voices {
    /// Those that it makes: it is the deepest source that is named.
    pub makes: Vec<Vec<ClaimRef>>,
    /// Those that come through it, or that it publishes.
    pub passes_on: Vec<Vec<ClaimRef>>,
}

impl Voices {
    /// Takes the claims of a case.
    pub(crate) fn of(case: &Case) -> Voices {
        let n_entities = case.entities().all.len();
        let mut voices = Voices { makes: vec![Vec::new(); n_entities], passes_on: vec![Vec::new(); n_entities] };
        for (record_idx, record) in case.records.iter().enumerate() {
            let of = |id: &EntityId| case.entities().of(record.document, *id);
            let writers = writers(case, record);
            for claim in &record.claims {
                let deepest = claim.deepest();
                let makes = deepest.map(|link| link.entities.iter().filter_map(of).collect()).unwrap_or_default();
                let inner = claim.chain.iter().flat_map(|link| link.entities.iter().filter_map(of));
                let mut through: Vec<usize> = writers.iter().copied().chain(inner).collect();
                note(makes, &mut through, ClaimRef { record: record_idx, claim: claim.id }, &mut voices);
            }
        }
        voices
    }

    /// Returns whether there are as many as entities, and all that they name is there.
    pub(crate) fn holds(&self, n_entities: usize, n_records: usize) -> bool {
        let is_there = |claims: &Vec<ClaimRef>| claims.iter().all(|claim| claim.record < n_records);
        [&self.makes, &self.passes_on].iter().all(|all| all.len() == n_entities && all.iter().all(is_there))
    }
}

fn note(mut makes: Vec<usize>, through: &mut Vec<usize>, claim: ClaimRef, voices: &mut Voices) {
    makes.sort_unstable();
    makes.dedup();
    through.sort_unstable();
    through.dedup();
    through.retain(|entity| !makes.contains(entity));
    makes.into_iter().for_each(|entity| voices.makes[entity].push(claim));
    through.iter().for_each(|entity| voices.passes_on[*entity].push(claim));
}

/// Returns the entities that publish a document.
fn writers(case: &Case, record: &Record) -> Vec<usize> {
    let of = |who| case.entities().of_member(Member { document: record.document, who });
    of(Who::Outlet).into_iter().chain((0..).map(Who::Author).map_while(of)).collect()
}
