//! What is read at a place of a document: the claim, the mention, the artefact that its words are.

use hearsay_case::record::{Claim, Record};
use hearsay_case::same::statement::is_frame;
use hearsay_reading::reading::{ArtefactId, EntityId};
use hearsay_text::span::Span;

use crate::answer::Place;

/// A claim is read at a place if at least half of both taken together is common to them.
const SHARE_MIN: f64 = 0.5;

/// Returns the claim that is read at a place: that whose words are most nearly those.
pub(super) fn claim_at<'a>(record: &'a Record, place: &Place) -> Option<&'a Claim> {
    let likeness = |claim: &Claim| {
        let common: u32 = claim.spans.iter().map(|span| span.shared_bytes(place.span)).sum();
        let length: u32 = claim.spans.iter().map(|span| span.end - span.start).sum();
        f64::from(2 * common) / f64::from(length + place.span.end - place.span.start)
    };
    // Of equals the first: an attribution comes before a sentence in the writer's own voice.
    let claims = record.claims.iter().rev().map(|claim| (likeness(claim), claim));
    let best = claims.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    let mut found = best.1;
    // What only reports another claim is shown as that.
    while let Some(inner) = record.claims.iter().find(|one| one.within == Some(found.id) && is_frame(record, found)) {
        found = inner;
    }
    (best.0 >= SHARE_MIN).then_some(found)
}

/// Returns whom the words at a place name.
pub(super) fn entity_at(record: &Record, place: &Place) -> Option<EntityId> {
    let shared = |mentions: &[Span]| mentions.iter().map(|span| span.shared_bytes(place.span)).max().unwrap_or(0);
    let entities = record.entities.iter().enumerate().rev();
    let best = entities.map(|(idx, entity)| (shared(&entity.mentions), idx)).max()?;
    (best.0 > 0).then_some(EntityId(best.1 as u32 + 1))
}

/// Returns where the words at a place name somebody.
pub(super) fn mention_at(record: &Record, place: &Place) -> Option<Span> {
    let mentions = record.entities.iter().flat_map(|entity| &entity.mentions);
    mentions.copied().filter(|span| span.shared_bytes(place.span) > 0).max_by_key(|span| span.shared_bytes(place.span))
}

/// Returns the artefact that the words at a place stand for, and where they name it.
pub(super) fn artefact_at(record: &Record, place: &Place) -> Option<(ArtefactId, Span)> {
    let ids = (1..).map(ArtefactId);
    let mentions = ids
        .zip(&record.artefacts)
        .flat_map(|(id, artefact)| artefact.mentions.iter().map(move |(span, _)| (id, *span)));
    let touched = mentions.filter(|(_, span)| span.shared_bytes(place.span) > 0);
    touched.max_by_key(|(id, span)| (span.shared_bytes(place.span), std::cmp::Reverse(*id)))
}
