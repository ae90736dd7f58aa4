//! What only all documents of a case together tell: who is who, which letter is which, which claims say the same, and by
//! what they are found. Enough to list a case, and to draw any part of it from the documents concerned.
//!
//! Not where claims come from and how they stand: that is drawn from their documents when somebody looks.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::thread;

use hearsay_reading::reading::{ArtefactId, EntityId, EntityKind};
use hearsay_text::document::Date;

use super::ties::ties;
use super::variants::claims_by_variant;
use super::{Case, Group};
use crate::artefacts::{Artefacts, artefacts};
use crate::entities::{Entities, entities};
use crate::judgement::Judgement;
use crate::lineage::{ClaimRef, Tie};
use crate::parallel;
use crate::record::Record;
use crate::records::Records;
use crate::reuse::{Settings, reuse};
use crate::same::{Matter, matters};
use crate::standing::Move;
use crate::timeline::Item;
use crate::voices::Voices;

/// Names what an outline depends on beside the records and the judgements: this code and its lists.
///
/// A test compares it with what is made of the scenarios in `suite/case`, so that it changes when outlines do.
pub const REVISION: &str = include_str!("../../revision.txt");

/// What only all documents together tell.
///
/// Records are named by their place in the order of the documents' ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// Who is who.
    pub entities: Entities,
    /// Which letter is which.
    pub artefacts: Artefacts,
    /// Which entities of the records are artefacts of the case, in order.
    pub artefact_of: Vec<((usize, EntityId), usize)>,
    /// The claims that share their words, in order of the first of the two.
    pub ties: Vec<Tie>,
    /// What the claims are about, each with the claims that say the same and where they disagree.
    pub matters: Vec<Matter>,
    /// The claims, those that say the same together; in the order of their first claim.
    pub groupings: Vec<Grouping>,
    /// Who says what.
    pub voices: Voices,
    /// When what was said and when it is said to have happened, by day.
    pub timeline: Vec<Item>,
}

/// Claims that say the same, and by what they are found.
#[derive(Clone, Debug, PartialEq)]
pub struct Grouping {
    /// The claims, in order; never empty.
    pub claims: Vec<ClaimRef>,
    /// The matter that they are about, and which of its variants they are; `None` if no other claim is about it.
    pub variant: Option<(usize, usize)>,
    /// By what they are found.
    pub found_by: FoundBy,
}

/// By what claims that say the same are found and sorted.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundBy {
    /// The claim that was published first; what has no date comes last, and of claims of one day first the one whose words
    /// most have, then the longest.
    pub first: ClaimRef,
    /// When that was published.
    pub published: Option<Date>,
    /// How many origins they have.
    pub n_origins: usize,
    /// Whether any of them is hedged.
    pub is_hedged: bool,
    /// What was done about them, each once, in order.
    pub moves: Vec<Move>,
    /// The last day on which anything can have been done about them.
    pub last_day: Option<Date>,
}

impl Grouping {
    /// Returns how many documents have a claim of it.
    pub fn n_documents(&self) -> usize {
        self.claims.chunk_by(|one, other| one.record == other.record).count()
    }

    /// Returns by what a group is found.
    pub(super) fn found_by(case: &Case, group: &Group) -> FoundBy {
        let first = first_of(case, &group.claims);
        let is_hedged = |claim: &ClaimRef| case.claim(*claim).is_some_and(|claim| !claim.hedges.is_empty());
        FoundBy {
            first,
            published: case.records[first.record].published,
            n_origins: group.origins.all.len(),
            is_hedged: group.claims.iter().any(is_hedged),
            moves: group.standing.moves().into_iter().collect(),
            last_day: group.standing.events.iter().filter_map(|event| Some(event.on?.1)).max(),
        }
    }
}

fn first_of(case: &Case, claims: &[ClaimRef]) -> ClaimRef {
    let words = |of: &ClaimRef| case.claim(*of).map_or("", |claim| claim.words.as_str());
    let mut n_with: BTreeMap<&str, usize> = BTreeMap::new();
    claims.iter().for_each(|claim| *n_with.entry(words(claim)).or_default() += 1);
    let key = |claim: &&ClaimRef| {
        let published = case.records[claim.record].published;
        let own = words(claim);
        (published.is_none(), published, Reverse(n_with[own]), Reverse(own.len()), **claim)
    };
    *claims.iter().min_by_key(key).expect("a grouping has a claim")
}

impl Outline {
    /// Compares the records with each other. By what groupings are found, who says what and when is left open: whoever has
    /// drawn the groups fills it in.
    pub(super) fn of(records: &Records, judgements: &[Judgement]) -> Outline {
        let all: Vec<&Record> = records.iter().collect();
        // What documents have in common does not depend on who is who.
        let (ties, entities, artefacts) = thread::scope(|scope| {
            let ties = scope.spawn(|| {
                let compared: Vec<_> = all.iter().map(|record| (*record, &record.passages)).collect();
                ties(records, &reuse(&compared, &Settings::default()))
            });
            let entities = entities(&all, judgements);
            let artefacts = artefacts(&all, &entities, judgements);
            (ties.join().unwrap_or_else(|panic| resume_unwind(panic)), entities, artefacts)
        });
        let matters = matters(&all, judgements, &|one, other| entities.are_one(one, other));
        let groupings = groupings(records, &matters);
        let artefact_of = artefacts_by_entity(&all, &artefacts);
        Outline { entities, artefacts, artefact_of, ties, matters, groupings, ..Outline::default() }
    }

    /// Returns the ties of which a claim is the first of the two.
    pub(super) fn ties_of(&self, claim: ClaimRef) -> impl Iterator<Item = &Tie> {
        let start = self.ties.partition_point(|tie| tie.one < claim);
        self.ties[start..].iter().take_while(move |tie| tie.one == claim)
    }

    /// Returns whether all that it names by its place is there: an outline may come from somebody else's file.
    pub(super) fn holds(&self, n_records: usize) -> bool {
        let (n_entities, n_artefacts) = (self.entities.all.len(), self.artefacts.all.len());
        let is_there = |claim: &ClaimRef| claim.record < n_records;
        let grouping_holds = |grouping: &Grouping| {
            let variant = |(matter_idx, variant_idx): (usize, usize)| {
                self.matters.get(matter_idx).is_some_and(|matter| variant_idx < matter.variants.len())
            };
            !grouping.claims.is_empty()
                && grouping.claims.iter().chain([&grouping.found_by.first]).all(is_there)
                && grouping.variant.is_none_or(variant)
        };
        self.entities.holds()
            && self.artefacts.holds(n_entities)
            && self.artefact_of.iter().all(|((record, _), artefact)| *record < n_records && *artefact < n_artefacts)
            && self.ties.iter().all(|tie| is_there(&tie.one) && is_there(&tie.other))
            && self.matters.iter().all(Matter::holds)
            && self.groupings.iter().all(grouping_holds)
            && self.voices.holds(n_entities, n_records)
            && self.timeline.iter().all(|item| is_there(&item.claim) && item.group < self.groupings.len())
    }
}

/// Returns the claims, those that say the same together.
fn groupings(records: &Records, matters: &[Matter]) -> Vec<Grouping> {
    let by_variant = parallel::map(matters, |matter| claims_by_variant(records, matter));
    let grouping = |claims: Vec<ClaimRef>, variant: Option<(usize, usize)>| {
        let first = claims[0];
        let found_by =
            FoundBy { first, published: None, n_origins: 0, is_hedged: false, moves: Vec::new(), last_day: None };
        Grouping { claims, variant, found_by }
    };
    let mut found: Vec<Grouping> = Vec::new();
    for (matter_idx, variants) in by_variant.into_iter().enumerate() {
        let told = variants.into_iter().enumerate().filter(|(_, claims)| !claims.is_empty());
        found.extend(told.map(|(variant_idx, claims)| grouping(claims, Some((matter_idx, variant_idx)))));
    }
    let told: BTreeSet<ClaimRef> = found.iter().flat_map(|grouping| grouping.claims.iter().copied()).collect();
    for (record_idx, record) in records.iter().enumerate() {
        let claims = record.claims.iter().map(|claim| ClaimRef { record: record_idx, claim: claim.id });
        found.extend(claims.filter(|claim| !told.contains(claim)).map(|claim| grouping(vec![claim], None)));
    }
    found.sort_by(|one, other| one.claims.cmp(&other.claims));
    found
}

/// Returns which entities of the records are artefacts of the case: those that are named at the same place.
fn artefacts_by_entity(records: &[&Record], artefacts: &Artefacts) -> Vec<((usize, EntityId), usize)> {
    let mut found = BTreeMap::new();
    for (record_idx, record) in records.iter().enumerate() {
        for (number, artefact) in (1..).zip(&record.artefacts) {
            let Some(artefact_idx) = artefacts.of(record.document, ArtefactId(number)) else { continue };
            for (entity_number, entity) in (1..).zip(&record.entities) {
                let is_it =
                    artefact.mentions.iter().any(|(span, _)| entity.mentions.iter().any(|own| own.overlaps(*span)));
                if is_it && matches!(entity.kind, EntityKind::Artefact | EntityKind::Unknown) {
                    found.entry((record_idx, EntityId(entity_number))).or_insert(artefact_idx);
                }
            }
        }
    }
    found.into_iter().collect()
}
