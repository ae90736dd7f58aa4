//! The entities, artefacts and verdicts of one document, with their words.
//!
//! Not who is who across documents.

use hearsay_reading::reading::{self, EntityId, MentionKind, Reading};
use hearsay_text::document::Document;
use hearsay_text::span::Span;

use super::claims::words_of;
use super::{Artefact, ClaimId, Custody, Entity, Subject, Verdict};

/// Returns who and what a document names.
pub(super) fn entities(document: &Document, reading: &Reading) -> Vec<Entity> {
    let words = |span: Span| words_of(&document.text, &[span]);
    let mut all: Vec<Entity> = reading.entities.iter().map(|entity| bare(entity, words)).collect();
    for mention in &reading.mentions {
        let Some(entity) = place(mention.entity).and_then(|idx| all.get_mut(idx)) else { continue };
        let called = words(mention.span);
        let others = match mention.kind {
            MentionKind::Pronoun => continue,
            MentionKind::Name => &mut entity.also,
            MentionKind::Description => &mut entity.described,
        };
        if called != entity.name && !others.contains(&called) {
            others.push(called);
        }
        entity.mentions.push(mention.span);
    }
    all
}

fn place(id: EntityId) -> Option<usize> {
    (id.0 as usize).checked_sub(1)
}

fn bare(entity: &reading::Entity, words: impl Fn(Span) -> String) -> Entity {
    Entity {
        kind: entity.kind,
        name: words(entity.name),
        span: entity.name,
        is_named: entity.is_named,
        also: Vec::new(),
        described: Vec::new(),
        role: entity.role.map(&words),
        rank: entity.rank.map(&words),
        belongs_to: entity.belongs_to,
        mentions: Vec::new(),
    }
}

/// Returns the artefacts of a document.
pub(super) fn artefacts(document: &Document, reading: &Reading) -> Vec<Artefact> {
    let words = |span: Span| words_of(&document.text, &[span]);
    let custody = |one: &reading::Custody| Custody {
        role: one.role,
        words: words(one.span),
        span: one.span,
        entity: one.entity,
        hedges: one.hedges.iter().map(|hedge| words(*hedge)).collect(),
        within: one.within.map(ClaimId::Attributed),
    };
    let artefact = |one: &reading::Artefact| Artefact {
        kind: one.kind.clone(),
        mentions: one.mentions.iter().map(|mention| (*mention, words(*mention))).collect(),
        custody: one.custody.iter().map(custody).collect(),
        hedges: one.hedges.iter().map(|hedge| words(*hedge)).collect(),
    };
    reading.artefacts.iter().map(artefact).collect()
}

/// Returns the verdicts of a document.
pub(super) fn verdicts(document: &Document, reading: &Reading) -> Vec<Verdict> {
    let words = |spans: &[Span]| words_of(&document.text, spans);
    let verdict = |one: &reading::Verdict| Verdict {
        id: one.id,
        kind: one.kind,
        form: one.form,
        outcome: one.outcome,
        cue: one.cue.clone(),
        words: words(&one.cue),
        by: one.by.iter().map(|by| words(&[*by])).collect(),
        entities: one.entities.clone(),
        about: match one.about {
            reading::Subject::Authenticity(artefact) => Subject::Authenticity(artefact),
            reading::Subject::Authorship(artefact) => Subject::Authorship(artefact),
            reading::Subject::Claim(attribution) => Subject::Claim(attribution.map(ClaimId::Attributed)),
        },
        about_words: words(&one.about_spans),
        when: one.when.as_ref().map(|when| when.value.clone()),
        within: one.within.map(ClaimId::Attributed),
    };
    reading.verdicts.iter().map(verdict).collect()
}
