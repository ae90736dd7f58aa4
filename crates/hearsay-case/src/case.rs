//! A case put together: records compared with each other, and what the analyst decided.
//!
//! Everything in it is computed from the records and the judgements; nothing is merged in place. The order of either changes
//! nothing. What needs all documents at once is the [`Outline`], which can be kept; what can be told from a claim's own
//! documents is drawn when somebody looks.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use hearsay_reading::reading::EntityId;
use hearsay_text::document::DocumentId;

use self::judged::JudgedClaims;
use self::outline::{Grouping, Outline};
use crate::artefacts::Artefacts;
use crate::entities::Entities;
use crate::judgement::Judgement;
use crate::lineage::{ClaimRef, Known, Lineage, Tie};
use crate::origins::Origins;
use crate::parallel;
use crate::record::{Claim, Record};
use crate::records::Records;
use crate::same::statement::Place;
use crate::same::{self, Disagreement, Matter};
use crate::standing::Standing;
use crate::standing::artefacts::Question;
use crate::timeline::{Item, items_of};
use crate::voices::Voices;

pub mod outline;

mod judged;
mod ties;
mod variants;

/// A case, put together.
#[derive(Debug)]
pub struct Case {
    /// What the documents brought, in the order of their ids.
    pub records: Records,
    outline: Outline,
    judged: JudgedClaims,
    artefact_of: BTreeMap<(usize, EntityId), usize>,
    /// Which grouping a claim is in; sorted.
    grouping_of: Vec<(ClaimRef, usize)>,
    /// Which grouping a variant of a matter is; those without claims are none.
    grouping_of_variant: BTreeMap<(usize, usize), usize>,
    /// What was drawn of each grouping.
    groups: Vec<OnceLock<Box<Group>>>,
}

/// Claims that say the same, with where they come from and how they stand.
#[derive(Clone, Debug)]
pub struct Group {
    /// The claims, in order.
    pub claims: Vec<ClaimRef>,
    /// The matter that they are about, and which of its variants they are; `None` if no other claim is about it.
    pub variant: Option<(usize, usize)>,
    /// From whom each document has it.
    pub lineage: Lineage,
    /// What it rests on.
    pub origins: Origins,
    /// Who said what about it, and when.
    pub standing: Standing,
}

impl Case {
    /// Puts a case together from nothing.
    ///
    /// A document that comes twice counts once. Judgements on what is not there any more change nothing.
    pub fn assemble(records: Vec<Record>, judgements: &[Judgement]) -> Case {
        let mut records = Records::all(records);
        let judged = JudgedClaims::take(&mut records, judgements);
        let outline = Outline::of(&records, &judged.left);
        let mut case = Case::new(records, judged, outline);
        let places: Vec<usize> = (0..case.groups.len()).collect();
        let columns = parallel::map(&places, |idx| {
            let group = case.group(*idx);
            (Grouping::found_by(&case, group), items_of(&case, *idx, group))
        });
        for (grouping, (found_by, items)) in case.outline.groupings.iter_mut().zip(columns) {
            grouping.found_by = found_by;
            case.outline.timeline.extend(items);
        }
        case.outline.timeline.sort_by_key(|one| (one.on, one.lane, one.claim));
        case.outline.voices = Voices::of(&case);
        case
    }

    /// Puts a case together again by the outline that was made of the same records and judgements; `None` if it names what
    /// is not there. Records are looked at as far as they are asked for.
    pub fn resume(mut records: Records, judgements: &[Judgement], outline: Outline) -> Option<Case> {
        if !outline.holds(records.len()) {
            return None;
        }
        let judged = JudgedClaims::take(&mut records, judgements);
        Some(Case::new(records, judged, outline))
    }

    fn new(records: Records, judged: JudgedClaims, outline: Outline) -> Case {
        let mut grouping_of = Vec::new();
        let mut grouping_of_variant = BTreeMap::new();
        for (idx, grouping) in outline.groupings.iter().enumerate() {
            grouping_of.extend(grouping.claims.iter().map(|claim| (*claim, idx)));
            grouping_of_variant.extend(grouping.variant.map(|variant| (variant, idx)));
        }
        grouping_of.sort_unstable();
        let artefact_of = outline.artefact_of.iter().copied().collect();
        let groups = outline.groupings.iter().map(|_| OnceLock::new()).collect();
        Case { records, outline, judged, artefact_of, grouping_of, grouping_of_variant, groups }
    }

    /// Returns what only all documents together tell, to be kept.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// Returns who is who.
    pub fn entities(&self) -> &Entities {
        &self.outline.entities
    }

    /// Returns which letter is which.
    pub fn artefacts(&self) -> &Artefacts {
        &self.outline.artefacts
    }

    /// Returns who says what.
    pub fn voices(&self) -> &Voices {
        &self.outline.voices
    }

    /// Returns what the claims are about, each with the claims that say the same and where they disagree.
    pub fn matters(&self) -> &[Matter] {
        &self.outline.matters
    }

    /// Returns the claims, those that say the same together; in the order of their first claim.
    pub fn groupings(&self) -> &[Grouping] {
        &self.outline.groupings
    }

    /// Returns when what was said and when it is said to have happened, by day.
    pub fn timeline(&self) -> &[Item] {
        &self.outline.timeline
    }

    /// Returns the record of a document.
    pub fn record_of(&self, document: DocumentId) -> Option<usize> {
        self.records.place_of(document)
    }

    /// Returns a claim.
    pub fn claim(&self, of: ClaimRef) -> Option<&Claim> {
        self.records.get(of.record)?.claim(of.claim)
    }

    /// Returns the claims of a grouping with where they come from and how they stand.
    pub fn group(&self, idx: usize) -> &Group {
        self.groups[idx].get_or_init(|| Box::new(self.drawn(&self.outline.groupings[idx])))
    }

    /// Returns all groups, in order.
    pub fn groups(&self) -> impl ExactSizeIterator<Item = &Group> {
        (0..self.groups.len()).map(|idx| self.group(idx))
    }

    /// Returns the group that a claim is in.
    pub fn group_of(&self, of: ClaimRef) -> Option<&Group> {
        self.grouping_of(of).map(|idx| self.group(idx))
    }

    /// Returns the claim by which claims that say the same are named: the one that was published first.
    pub fn first_of(&self, claims: &[ClaimRef]) -> Option<ClaimRef> {
        let idx = self.grouping_of(*claims.first()?)?;
        Some(self.outline.groupings[idx].found_by.first)
    }

    /// Returns the place of the grouping that a claim is in.
    pub fn grouping_of(&self, of: ClaimRef) -> Option<usize> {
        let place = self.grouping_of.binary_search_by_key(&of, |(claim, _)| *claim).ok()?;
        Some(self.grouping_of[place].1)
    }

    /// Returns where a group disagrees with others on its matter: the group's words first, then the other claim.
    pub fn disagreements<'a>(
        &'a self,
        group: &Group,
    ) -> impl Iterator<Item = (&'a Disagreement, ClaimRef, [&'a str; 2])> {
        let matter = group.variant.map(|(matter_idx, _)| &self.outline.matters[matter_idx]);
        let variant_idx = group.variant.map_or(0, |(_, variant_idx)| variant_idx);
        // Who denies a claim stands with it, and disagrees with no other by that.
        let stays = move |claim: &ClaimRef, variant_idx: usize| {
            let variant = self.grouping_of(*claim).and_then(|idx| self.outline.groupings[idx].variant);
            variant.is_some_and(|(_, own)| own == variant_idx)
        };
        let found = matter.into_iter().flat_map(|matter| &matter.disagreements).filter_map(move |one| {
            let of = one.against(variant_idx)?;
            let (mut claims, mut words) = (one.claims, [one.words.0.as_str(), one.words.1.as_str()]);
            if one.between.0 != variant_idx {
                claims = (claims.1, claims.0);
                words.reverse();
            }
            let record = self.records.place_of(claims.1.document)?;
            Some((one, ClaimRef { record, claim: claims.1.claim }, words, of))
        });
        found.filter(move |(_, claim, _, of)| stays(claim, *of)).map(|(one, claim, words, _)| (one, claim, words))
    }

    /// Returns why a claim says the same as another, in words: "share: garrison, surrender"; nothing if either says too little
    /// by itself.
    pub fn why_same(&self, one: ClaimRef, other: ClaimRef) -> Option<String> {
        let entities = &self.outline.entities;
        let place = |claim: ClaimRef| Place { document: self.records[claim.record].document, claim: claim.claim };
        same::because(place(one), place(other), &self.records, &self.judged.left, &|one, other| {
            entities.are_one(one, other)
        })
    }

    /// Returns what the record says of an artefact, told by its place in the list of them.
    pub fn standing_of_artefact(&self, artefact_idx: usize, question: Question) -> Standing {
        Standing::of_artefact(artefact_idx, question, &self.known())
    }

    fn known(&self) -> Known<'_> {
        Known {
            records: &self.records,
            entities: &self.outline.entities,
            artefacts: &self.outline.artefacts.all,
            artefact_of: &self.artefact_of,
        }
    }

    fn drawn(&self, grouping: &Grouping) -> Group {
        let known = self.known();
        let own: Vec<&Tie> = grouping.claims.iter().flat_map(|claim| self.outline.ties_of(*claim)).collect();
        let lineage = Lineage::of(&grouping.claims, &own, &known);
        let origins = Origins::of(&lineage, &self.judged.independent, &known);
        let standing = Standing::of(&lineage, &origins, &self.rivals(grouping), &known);
        Group { claims: lineage.claims.clone(), variant: grouping.variant, lineage, origins, standing }
    }

    /// Returns the claims of the same matter that disagree with a grouping, on whatever.
    fn rivals(&self, grouping: &Grouping) -> Vec<ClaimRef> {
        let Some((matter_idx, variant_idx)) = grouping.variant else { return Vec::new() };
        let rivals = variants::against(&self.outline.matters[matter_idx], variant_idx);
        let rivals = rivals.filter_map(|other_idx| self.grouping_of_variant.get(&(matter_idx, other_idx)));
        rivals.flat_map(|idx| self.outline.groupings[*idx].claims.iter().copied()).collect()
    }
}
