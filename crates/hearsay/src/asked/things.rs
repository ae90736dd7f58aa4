//! Which entities and artefacts of a case are asked for, and in what order they come.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use clap::ValueEnum;
use hearsay_case::artefacts::CaseArtefact;
use hearsay_case::case::Case;
use hearsay_case::entities::CaseEntity;
use hearsay_reading::reading::EntityKind;
use hearsay_text::document::DocumentId;
use serde::Deserialize;

use crate::casework::Work;
use crate::failure::Failure;
use crate::who::{self, Undecided};

/// What an entity can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "kind_choice"))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum KindChoice {
    /// One person
    Person,
    /// A body, a firm, a state's office; outlets too
    Organisation,
    /// A body that publishes a document of the case
    Outlet,
    /// A country, a town
    Place,
    /// Several persons
    Group,
    /// The texts do not tell
    Unknown,
}

/// Returns whether an entity is of the kind that is asked for: without one, of any but artefacts, which have a list of
/// their own.
pub(crate) fn is_kind(entity: &CaseEntity, kind: Option<KindChoice>) -> bool {
    let Some(kind) = kind else { return entity.kind != EntityKind::Artefact };
    match kind {
        KindChoice::Person => entity.kind == EntityKind::Person,
        KindChoice::Organisation => entity.kind == EntityKind::Organisation,
        KindChoice::Outlet => who::kind(entity) == "outlet",
        KindChoice::Place => entity.kind == EntityKind::Place,
        KindChoice::Group => entity.kind == EntityKind::Group,
        KindChoice::Unknown => entity.kind == EntityKind::Unknown,
    }
}

/// Returns whether an artefact is of the kind that is asked for, as in "letter".
pub(crate) fn is_of_kind(artefact: &CaseArtefact, kind: Option<&str>) -> bool {
    kind.is_none_or(|kind| artefact.kind.eq_ignore_ascii_case(kind.trim()))
}

/// Returns the entities of a kind, by their place, those that make most claims first.
pub(crate) fn entities(case: &Case, kind: Option<KindChoice>) -> Vec<usize> {
    let voices = case.voices();
    let all = &case.entities().all;
    let mut chosen: Vec<usize> = (0..all.len()).filter(|idx| is_kind(&all[*idx], kind)).collect();
    chosen.sort_by_cached_key(|idx| {
        let entity = &all[*idx];
        (Reverse(voices.makes[*idx].len()), Reverse(who::n_documents(entity)), entity.name.clone(), *idx)
    });
    chosen
}

/// Returns the artefacts of a kind, by their place, those that most documents know first.
pub(crate) fn artefacts(case: &Case, kind: Option<&str>) -> Vec<usize> {
    let all = &case.artefacts().all;
    let mut chosen: Vec<usize> = (0..all.len()).filter(|idx| is_of_kind(&all[*idx], kind)).collect();
    chosen.sort_by_key(|idx| (Reverse(who::n_documents_of(&all[*idx])), *idx));
    chosen
}

/// Returns the entities that may be one, of which one at least is of the kind and, if one is asked for, it is among them.
pub(crate) fn possible_entities(work: &Work, kind: Option<KindChoice>, of: Option<usize>) -> Vec<Undecided> {
    let all = &work.case.entities().all;
    let mut found = who::undecided_entities(&work.case, &work.names);
    found.retain(|one| {
        of.is_none_or(|idx| one.between.contains(&idx)) && one.between.iter().any(|idx| is_kind(&all[*idx], kind))
    });
    found
}

/// Returns the artefacts that may be one, of which one at least is of the kind and, if one is asked for, it is among them.
pub(crate) fn possible_artefacts(work: &Work, kind: Option<&str>, of: Option<usize>) -> Vec<Undecided> {
    let all = &work.case.artefacts().all;
    let mut found = who::undecided_artefacts(&work.case, &work.names);
    found.retain(|one| {
        of.is_none_or(|idx| one.between.contains(&idx)) && one.between.iter().any(|idx| is_of_kind(&all[*idx], kind))
    });
    found
}

/// What is told of one of them: those that it may be one with, and the texts that name it.
pub(crate) struct Card {
    pub(crate) undecided: Vec<Undecided>,
    pub(crate) texts: BTreeMap<DocumentId, String>,
}

/// Returns what is told of an entity.
///
/// # Errors
/// If the case cannot be read.
pub(crate) fn entity_card(work: &Work, idx: usize) -> Result<Card, Failure> {
    let members = &work.case.entities().all[idx].members;
    let texts = work.texts(members.iter().filter_map(|member| work.case.record_of(member.document)))?;
    let mut undecided = who::undecided_entities(&work.case, &work.names);
    undecided.retain(|one| one.between.contains(&idx));
    Ok(Card { undecided, texts })
}

/// Returns what is told of an artefact.
///
/// # Errors
/// If the case cannot be read.
pub(crate) fn artefact_card(work: &Work, idx: usize) -> Result<Card, Failure> {
    let members = &work.case.artefacts().all[idx].members;
    let texts = work.texts(members.iter().filter_map(|member| work.case.record_of(member.document)))?;
    let mut undecided = who::undecided_artefacts(&work.case, &work.names);
    undecided.retain(|one| one.between.contains(&idx));
    Ok(Card { undecided, texts })
}
