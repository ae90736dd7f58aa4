//! What the analyst says was read wrongly, left out: entities, artefacts and verdicts of a document.
//!
//! Not claims, which the case leaves out itself. A rejected entity is nobody: it is in no list and nobody's source. A
//! rejected artefact is none, and a rejected verdict counts for nothing. Ids are places, so what is rejected keeps its
//! place and loses its words; the records that were handed in say it again as soon as the judgement is taken back.

use std::collections::BTreeSet;

use hearsay_reading::reading::{ArtefactId, EntityId, VerdictId};

use crate::judgement::{Judged, JudgedKind, Judgement};
use crate::record::{Record, Subject};

/// Something in a record that can be rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Thing {
    /// An entity.
    Entity(EntityId),
    /// An artefact.
    Artefact(ArtefactId),
    /// A verdict.
    Verdict(VerdictId),
}

/// Takes out of `records`, which are in the order of their documents, what is rejected and not accepted later. Returns
/// the judgements, in the same places: one on what is gone is the rejection instead, for its words would be taken for
/// those of whatever stands around them.
pub(crate) fn leave_out(records: &mut [Record], judgements: &[Judgement]) -> Vec<Judgement> {
    let mut rejected: BTreeSet<(usize, Thing)> = BTreeSet::new();
    for judgement in judgements {
        match judgement {
            Judgement::Reject(one) => rejected.extend(thing(records, one)),
            other => {
                // The last word holds.
                for thing in other.restores().into_iter().filter_map(|one| thing(records, one)) {
                    rejected.remove(&thing);
                }
            }
        }
    }
    let left = judgements.iter().map(|judgement| {
        let is_gone = |one: &&&Judged| thing(records, one).is_some_and(|thing| rejected.contains(&thing));
        let gone = judgement.judged().iter().find(is_gone).map(|one| (*one).clone());
        gone.map_or_else(|| judgement.clone(), Judgement::Reject)
    });
    let left = left.collect();
    rejected.into_iter().for_each(|(record_idx, thing)| match thing {
        Thing::Entity(id) => without_entity(&mut records[record_idx], id),
        Thing::Artefact(id) => without_artefact(&mut records[record_idx], id),
        Thing::Verdict(id) => records[record_idx].verdicts.retain(|verdict| verdict.id != id),
    });
    left
}

/// Returns what a judgement holds on to, with the place of its document's record.
fn thing(records: &[Record], judged: &Judged) -> Option<(usize, Thing)> {
    let document = judged.anchor.document;
    let record_idx = records.binary_search_by_key(&document, |record| record.document).ok()?;
    Some((record_idx, thing_in(&records[record_idx], judged)?))
}

/// Returns the same in the record of its document.
pub(crate) fn thing_in(record: &Record, judged: &Judged) -> Option<Thing> {
    let span = judged.anchor.span;
    match judged.kind {
        JudgedKind::Mention => record.entity_at(span).map(Thing::Entity),
        JudgedKind::Artefact => record.artefact_at(span).map(Thing::Artefact),
        JudgedKind::Verdict => record.verdict_at(span).map(Thing::Verdict),
        JudgedKind::Attribution | JudgedKind::Claim => None,
    }
}

fn without_entity(record: &mut Record, id: EntityId) {
    let Some(entity) = (id.0 as usize).checked_sub(1).and_then(|idx| record.entities.get_mut(idx)) else { return };
    entity.name.clear();
    entity.is_named = false;
    entity.mentions.clear();
    entity.also.clear();
    entity.described.clear();
    (entity.role, entity.rank, entity.belongs_to) = (None, None, None);
    let not_it = |other: &EntityId| *other != id;
    for claim in &mut record.claims {
        claim.entities.retain(not_it);
        claim.chain.retain_mut(|link| {
            let was_somebody = !link.entities.is_empty();
            link.entities.retain(not_it);
            // A link that stood for nobody else is no source.
            !was_somebody || !link.entities.is_empty()
        });
    }
    for verdict in &mut record.verdicts {
        let was_somebody = !verdict.entities.is_empty();
        verdict.entities.retain(not_it);
        if was_somebody && verdict.entities.is_empty() {
            verdict.by.clear();
        }
    }
    let others = record.entities.iter_mut().filter(|other| other.belongs_to == Some(id));
    others.for_each(|other| other.belongs_to = None);
    let custody = record.artefacts.iter_mut().flat_map(|artefact| &mut artefact.custody);
    custody.filter(|one| one.entity == Some(id)).for_each(|one| one.entity = None);
}

fn without_artefact(record: &mut Record, id: ArtefactId) {
    let Some(artefact) = (id.0 as usize).checked_sub(1).and_then(|idx| record.artefacts.get_mut(idx)) else { return };
    artefact.kind.clear();
    artefact.mentions.clear();
    artefact.custody.clear();
    artefact.hedges.clear();
    for verdict in &mut record.verdicts {
        verdict.about = match verdict.about {
            Subject::Authenticity(Some(of)) if of == id => Subject::Authenticity(None),
            Subject::Authorship(Some(of)) if of == id => Subject::Authorship(None),
            other => other,
        };
    }
}
