//! What is told of people, bodies, places, letters and recordings: lists, one with all that is known, what may be one.

use std::collections::BTreeMap;

use hearsay_case::entities::CaseEntity;
use hearsay_store::entry::{Entry, Event};

use crate::asked::claims::has_all;
use crate::asked::things::{self, Card};
use crate::failure::{Failure, FailureKind};
use crate::terminal::clean;
use crate::view::case::Shown;
use crate::who;
use crate::wire::case_file::value;
use crate::wire::interface::{WireGrade, WireGradedCard, WireGradedEntity, WireList};
use crate::wire::who::{wire_artefact, wire_artefact_card, wire_entity, wire_entity_card, wire_undecided};

use super::queries::{ArtefactsQuery, EntitiesQuery, Window};
use super::reply::{Refusal, Reply};
use super::request::Asked;
use super::state::View;

pub(super) fn entities(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let query: EntitiesQuery = asked.query()?;
    let view = asked.view()?;
    let voices = view.case.voices();
    let mut chosen = things::entities(&view.case, query.kind);
    chosen.retain(|idx| {
        query.text.as_deref().is_none_or(|words| has_name(&view.case.entities().all[*idx], words))
            && (!query.sources || !voices.makes[*idx].is_empty() || !voices.passes_on[*idx].is_empty())
    });
    let texts = BTreeMap::new();
    let shown = Shown { case: &view.case, names: &view.names, texts: &texts };
    let graded = |idx: &usize| WireGradedEntity { entity: wire_entity(&shown, *idx), grade: grade(&view, *idx) };
    let items = Window::of(query.offset, query.limit).cut(&chosen).iter().map(graded).collect();
    Reply::of(&view, &WireList { total: chosen.len(), items })
}

/// Returns whether one of its names has all these words in it; capitals make no difference.
fn has_name(entity: &CaseEntity, words: &str) -> bool {
    has_all(&entity.name, words) || entity.aliases.iter().any(|alias| has_all(&alias.name, words))
}

fn grade(view: &View, entity: usize) -> Option<WireGrade> {
    let Entry { number, signature, event, .. } = view.grade_of(entity)?;
    let Event::Judged { because, .. } = event else { return None };
    Some(WireGrade {
        value: value(event)?,
        because: because.clone(),
        author: signature.author.clone(),
        at: signature.at.to_string(),
        entry: *number,
    })
}

/// Returns how the user names what the path names, if its id begins with that letter.
pub(super) fn named(asked: &Asked<'_>, part: &str, letter: char) -> Result<String, Refusal> {
    let id = asked.part(part);
    let is_id = id.strip_prefix(letter).is_some_and(|number| number.parse::<u32>().is_ok_and(|number| number > 0));
    let reference = asked.reference(part);
    if is_id {
        return Ok(reference);
    }
    let message = format!("{} names nothing in a case", clean(&reference));
    let hint = format!("ids here are a {letter} with a number behind it");
    Err(Refusal::not_found(Failure::new(FailureKind::User, message).with_hint(hint)))
}

pub(super) fn entity(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let reference = named(asked, "entity", 'e')?;
    let view = asked.view()?;
    let work = asked.server.state.work(&view)?;
    let idx = work.entity(&reference).map_err(Refusal::not_found)?;
    let Card { undecided, texts } = things::entity_card(&work, idx)?;
    let shown = Shown { case: &work.case, names: &work.names, texts: &texts };
    let card = wire_entity_card(&shown, idx, &undecided, &asked.server.state.name());
    Reply::of(&view, &WireGradedCard { card, grade: grade(&view, idx) })
}

pub(super) fn possible_entities(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let query: EntitiesQuery = asked.query()?;
    let view = asked.view()?;
    let work = asked.server.state.work(&view)?;
    let all = &view.case.entities().all;
    let voices = view.case.voices();
    let mut found = things::possible_entities(&work, query.kind, None);
    found.retain(|one| {
        query.text.as_deref().is_none_or(|words| one.between.iter().any(|idx| has_name(&all[*idx], words)))
            && (!query.sources || one.between.iter().any(|idx| !voices.makes[*idx].is_empty()))
    });
    let name = |idx: usize| all[idx].name.as_str();
    let case = asked.server.state.name();
    let part = Window::of(query.offset, query.limit).cut(&found).iter();
    let items = part.map(|one| wire_undecided(one, &name, &case)).collect();
    Reply::of(&view, &WireList { total: found.len(), items })
}

pub(super) fn artefacts(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let query: ArtefactsQuery = asked.query()?;
    let view = asked.view()?;
    let chosen = things::artefacts(&view.case, query.kind.as_deref());
    let texts = BTreeMap::new();
    let shown = Shown { case: &view.case, names: &view.names, texts: &texts };
    let part = Window::of(query.offset, query.limit).cut(&chosen).iter();
    let items = part.map(|idx| wire_artefact(&shown, *idx)).collect();
    Reply::of(&view, &WireList { total: chosen.len(), items })
}

pub(super) fn artefact(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let reference = named(asked, "artefact", 'l')?;
    let view = asked.view()?;
    let work = asked.server.state.work(&view)?;
    let idx = work.artefact(&reference).map_err(Refusal::not_found)?;
    let Card { undecided, texts } = things::artefact_card(&work, idx)?;
    let shown = Shown { case: &work.case, names: &work.names, texts: &texts };
    Reply::of(&view, &wire_artefact_card(&shown, idx, &undecided, &asked.server.state.name()))
}

pub(super) fn possible_artefacts(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let query: ArtefactsQuery = asked.query()?;
    let view = asked.view()?;
    let work = asked.server.state.work(&view)?;
    let found = things::possible_artefacts(&work, query.kind.as_deref(), None);
    let name = |idx: usize| who::artefact_name(&view.case.artefacts().all[idx]);
    let case = asked.server.state.name();
    let part = Window::of(query.offset, query.limit).cut(&found).iter();
    let items = part.map(|one| wire_undecided(one, &name, &case)).collect();
    Reply::of(&view, &WireList { total: found.len(), items })
}
