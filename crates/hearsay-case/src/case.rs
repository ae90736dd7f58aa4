//! A case put together: records compared with each other, and what the analyst decided.
//!
//! Everything in it is computed from the records and the judgements, each time; nothing is merged in place. The order of
//! either changes nothing.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::thread;

use hearsay_reading::reading::{ArtefactId, EntityId, EntityKind, Stance};
use hearsay_text::document::DocumentId;

use crate::artefacts::{Artefacts, artefacts};
use crate::entities::{Entities, entities};
use crate::judgement::{Judged, Judgement};
use crate::lineage::{ClaimRef, Known, Lineage, Tie};
use crate::origins::Origins;
use crate::record::{Claim, Record, place_of};
use crate::reuse::direction::Direction;
use crate::reuse::kind::Kind;
use crate::reuse::{Reuse, Settings, reuse};
use crate::same::slots::{EntityPlace, Slot};
use crate::same::statement::Place;
use crate::same::{Disagreement, Matter, matters, nearest, statements_of};
use crate::standing::Standing;
use crate::standing::artefacts::Question;

/// A case, put together.
#[derive(Clone, Debug)]
pub struct Case {
    /// What the documents brought, in the order of their ids.
    pub records: Vec<Record>,
    /// Who is who.
    pub entities: Entities,
    /// Which letter is which.
    pub artefacts: Artefacts,
    /// What documents have in common.
    pub reuse: Vec<Reuse>,
    /// What the claims are about, each with the claims that say the same and where they disagree.
    pub matters: Vec<Matter>,
    /// The claims, those that say the same together; in the order of their first claim.
    pub groups: Vec<Group>,
    group_of: BTreeMap<ClaimRef, usize>,
    artefact_of: BTreeMap<(usize, EntityId), usize>,
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
    /// Puts a case together.
    ///
    /// A document that comes twice counts once. Judgements on what is not there any more change nothing.
    pub fn assemble(mut records: Vec<Record>, judgements: &[Judgement]) -> Case {
        records.sort_by_key(|record| record.document);
        records.dedup_by_key(|record| record.document);
        let judgements = &crate::rejected::leave_out(&mut records, judgements);
        let judged = JudgedClaims::of(&records, judgements);
        records.iter_mut().enumerate().for_each(|(record_idx, record)| {
            record.claims.retain(|claim| !judged.rejected.contains(&ClaimRef { record: record_idx, claim: claim.id }));
        });
        let compared: Vec<_> = records.iter().map(|record| (record, &record.passages)).collect();
        // What documents have in common does not depend on who is who.
        let (reuse, entities, artefacts) = thread::scope(|scope| {
            let reuse = scope.spawn(|| reuse(&compared, &Settings::default()));
            let entities = entities(&records, judgements);
            let artefacts = artefacts(&records, &entities, judgements);
            (reuse.join().unwrap_or_else(|panic| resume_unwind(panic)), entities, artefacts)
        });
        let same_entity = |(one, id): EntityPlace, (other, other_id): EntityPlace| {
            entities.of(one, id).zip(entities.of(other, other_id)).map(|(one, other)| one == other)
        };
        let matters = matters(&records, &judged.left, &same_entity);
        let ties = ties(&records, &reuse);
        let mut ties_of: BTreeMap<ClaimRef, Vec<&Tie>> = BTreeMap::new();
        ties.iter().for_each(|tie| ties_of.entry(tie.one).or_default().push(tie));
        let artefact_of = artefacts_by_entity(&records, &artefacts);
        let known =
            Known { records: &records, entities: &entities, artefacts: &artefacts.all, artefact_of: &artefact_of };
        let group = |claims: &[ClaimRef], rivals: &[ClaimRef], variant: Option<(usize, usize)>| {
            let own: Vec<&Tie> = claims.iter().filter_map(|claim| ties_of.get(claim)).flatten().copied().collect();
            let lineage = Lineage::of(claims, &own, &known);
            let origins = Origins::of(&lineage, &judged.independent, &known);
            let standing = Standing::of(&lineage, &origins, rivals, &known);
            Group { claims: lineage.claims.clone(), variant, lineage, origins, standing }
        };
        let mut groups = Vec::new();
        for (matter_idx, matter) in matters.iter().enumerate() {
            let variants = claims_by_variant(&records, matter);
            for (variant_idx, claims) in variants.iter().enumerate().filter(|(_, claims)| !claims.is_empty()) {
                let rivals = rivals_of(matter, &variants, variant_idx);
                groups.push(group(claims, &rivals, Some((matter_idx, variant_idx))));
            }
        }
        let told: BTreeSet<ClaimRef> = groups.iter().flat_map(|group: &Group| group.claims.iter().copied()).collect();
        let alone = all_claims(&records).filter(|claim| !told.contains(claim));
        groups.extend(alone.map(|claim| group(&[claim], &[], None)));
        groups.sort_by(|one, other| one.claims.cmp(&other.claims));
        let of_group = |(group_idx, group): (usize, &Group)| -> Vec<(ClaimRef, usize)> {
            group.claims.iter().map(|claim| (*claim, group_idx)).collect()
        };
        let group_of = groups.iter().enumerate().flat_map(of_group).collect();
        Case { records, entities, artefacts, reuse, matters, groups, group_of, artefact_of }
    }

    /// Returns the record of a document.
    pub fn record_of(&self, document: DocumentId) -> Option<usize> {
        place_of(&self.records, document)
    }

    /// Returns a claim.
    pub fn claim(&self, of: ClaimRef) -> Option<&Claim> {
        self.records.get(of.record)?.claim(of.claim)
    }

    /// Returns where a group disagrees with others on its matter: the group's words first, then the other claim.
    pub fn disagreements<'a>(
        &'a self,
        group: &Group,
    ) -> impl Iterator<Item = (&'a Disagreement, ClaimRef, [&'a str; 2])> {
        let matter = group.variant.map(|(matter_idx, _)| &self.matters[matter_idx]);
        let variant_idx = group.variant.map_or(0, |(_, variant_idx)| variant_idx);
        // Who denies a claim stands with it, and disagrees with no other by that.
        let stays = move |claim: &ClaimRef, variant_idx: usize| {
            self.group_of(*claim).and_then(|group| group.variant).is_some_and(|(_, own)| own == variant_idx)
        };
        let found = matter.into_iter().flat_map(|matter| &matter.disagreements).filter_map(move |one| {
            let of = one.against(variant_idx)?;
            let (mut claims, mut words) = (one.claims, [one.words.0.as_str(), one.words.1.as_str()]);
            if one.between.0 != variant_idx {
                claims = (claims.1, claims.0);
                words.reverse();
            }
            Some((one, claim_at(&self.records, claims.1)?, words, of))
        });
        found.filter(move |(_, claim, _, of)| stays(claim, *of)).map(|(one, claim, words, _)| (one, claim, words))
    }

    /// Returns what the record says of an artefact, told by its place in the list of them.
    pub fn standing_of_artefact(&self, artefact_idx: usize, question: Question) -> Standing {
        let known = Known {
            records: &self.records,
            entities: &self.entities,
            artefacts: &self.artefacts.all,
            artefact_of: &self.artefact_of,
        };
        Standing::of_artefact(artefact_idx, question, &known)
    }

    /// Returns the group that a claim is in.
    pub fn group_of(&self, of: ClaimRef) -> Option<&Group> {
        self.group_of.get(&of).map(|idx| &self.groups[*idx])
    }
}

/// Returns which entities of the records are artefacts of the case: those that are named at the same place.
fn artefacts_by_entity(records: &[Record], artefacts: &Artefacts) -> BTreeMap<(usize, EntityId), usize> {
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
    found
}

/// What is judged of claims.
#[derive(Default)]
struct JudgedClaims {
    rejected: BTreeSet<ClaimRef>,
    independent: Vec<(ClaimRef, ClaimRef)>,
    /// The judgements that hold among the claims that are left.
    left: Vec<Judgement>,
}

impl JudgedClaims {
    fn of(records: &[Record], judgements: &[Judgement]) -> JudgedClaims {
        let mut judged = JudgedClaims::default();
        for judgement in judgements {
            match judgement {
                Judgement::Reject(one) => judged.rejected.extend(claim_of(records, one)),
                Judgement::Accept(one) | Judgement::Edit(one, _) => {
                    // The last word holds.
                    if let Some(claim) = claim_of(records, one) {
                        judged.rejected.remove(&claim);
                    }
                }
                Judgement::Independent(one, other) => {
                    judged.independent.extend(claim_of(records, one).zip(claim_of(records, other)));
                }
                _ => {}
            }
        }
        // Once a claim is gone, the words of a judgement on it would be taken for those of the claim around it.
        let is_gone = |one: &&Judged| claim_of(records, one).is_some_and(|claim| judged.rejected.contains(&claim));
        let is_left = |one: &&Judgement| !matches!(one, Judgement::Reject(_)) && !one.judged().iter().any(is_gone);
        judged.left = judgements.iter().filter(is_left).cloned().collect();
        judged
    }
}

/// Returns the claim that a judgement holds on to.
fn claim_of(records: &[Record], judged: &Judged) -> Option<ClaimRef> {
    let record = place_of(records, judged.anchor.document).filter(|_| judged.is_claim())?;
    Some(ClaimRef { record, claim: records[record].claim_at(judged.anchor.span)?.id })
}

fn all_claims(records: &[Record]) -> impl Iterator<Item = ClaimRef> {
    let claims = |(record_idx, record): (usize, &Record)| -> Vec<ClaimRef> {
        record.claims.iter().map(|claim| ClaimRef { record: record_idx, claim: claim.id }).collect()
    };
    records.iter().enumerate().flat_map(claims)
}

/// Returns the claims of each variant of a matter.
///
/// Whoever denies that something is so speaks of the same claim: its content goes to the variant that it denies, and how
/// its source stands to it is for [`standing`](crate::standing) to tell.
fn claims_by_variant(records: &[Record], matter: &Matter) -> Vec<Vec<ClaimRef>> {
    let mut variants: Vec<Vec<ClaimRef>> = vec![Vec::new(); matter.variants.len()];
    let told = LazyCell::new(|| statements_of(records, matter));
    for (variant_idx, variant) in matter.variants.iter().enumerate() {
        for place in &variant.claims {
            let Some(of) = claim_at(records, *place) else { continue };
            let denies = records[of.record].claim(of.claim).is_some_and(|claim| claim.stance == Stance::Denies);
            let denied = denies.then(|| {
                let own = told[variant_idx].iter().find(|one| one.place == *place)?;
                nearest(own, &told, opposed(matter, variant_idx))
            });
            variants[denied.flatten().unwrap_or(variant_idx)].push(of);
        }
    }
    variants
}

/// Returns the variants that say the opposite of one.
fn opposed(matter: &Matter, variant_idx: usize) -> impl Iterator<Item = usize> {
    let whether = matter.disagreements.iter().filter(|one| one.slot == Slot::Whether);
    whether.filter_map(move |one| one.against(variant_idx))
}

/// Returns the claims that disagree with a variant, on whatever.
fn rivals_of(matter: &Matter, variants: &[Vec<ClaimRef>], variant_idx: usize) -> Vec<ClaimRef> {
    let rivals: BTreeSet<usize> = matter.disagreements.iter().filter_map(|one| one.against(variant_idx)).collect();
    rivals.into_iter().flat_map(|other_idx| variants[other_idx].iter().copied()).collect()
}

fn claim_at(records: &[Record], place: Place) -> Option<ClaimRef> {
    Some(ClaimRef { record: place_of(records, place.document)?, claim: place.claim })
}

/// Returns the claims that share their words, of all pairs of documents that share some.
fn ties(records: &[Record], reuse: &[Reuse]) -> Vec<Tie> {
    let mut ties = Vec::new();
    for pair in reuse {
        let places = place_of(records, pair.first).zip(place_of(records, pair.second));
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
    ties
}

/// Returns whether the same common words stand in both claims, and are a good part of each.
fn shares_words(pair: &Reuse, one: &Claim, other: &Claim) -> bool {
    let lies_in = |claim: &Claim, span: hearsay_text::span::Span| claim.spans.iter().any(|own| own.overlaps(span));
    let length = |claim: &Claim| claim.spans.iter().map(|span| span.length_bytes() as u32).sum::<u32>();
    let common = |claim: &Claim, place: fn(&crate::reuse::Shared) -> hearsay_text::span::Span| -> u32 {
        let both = pair.passages.iter().filter(|shared| lies_in(one, shared.first) && lies_in(other, shared.second));
        let overlap =
            |span: hearsay_text::span::Span| claim.spans.iter().map(|own| own.shared_bytes(span)).sum::<u32>();
        both.map(|shared| overlap(place(shared))).sum()
    };
    2 * common(one, |shared| shared.first) >= length(one) && 2 * common(other, |shared| shared.second) >= length(other)
}
