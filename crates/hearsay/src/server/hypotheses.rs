//! What is told of hypotheses: those stated, those that documents put forward, the matrix, the checklists.
//!
//! What is judged of them is written as any judgement is.

use std::collections::BTreeMap;

use hearsay_case::hypotheses::deception::{Question, Subject};

use crate::asked::hypotheses;
use crate::view::case::Shown;
use crate::wire::hypotheses::{wire_matrix, wire_offered, wire_question, wire_stated};
use crate::wire::interface::WireList;

use super::queries::{ListQuery, MatrixQuery, Window};
use super::reply::{Refusal, Reply};
use super::request::Asked;
use super::state::View;
use super::things::named;

pub(super) fn list(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let query: ListQuery = asked.query()?;
    let view = asked.view()?;
    let cited = &view.weighing().cited;
    let part = Window::of(query.offset, query.limit).cut(&cited.hypotheses).iter();
    let items = part.map(|one| wire_stated(one, cited)).collect();
    Reply::of(&view, &WireList { total: cited.hypotheses.len(), items })
}

pub(super) fn offered(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let query: ListQuery = asked.query()?;
    let view = asked.view()?;
    let mut file = asked.server.state.file()?;
    let all = hypotheses::offered(&mut file, &view.listed, &view.names)?;
    let shown = Window::of(query.offset, query.limit).cut(&all);
    let texts = hypotheses::texts(&file, shown)?;
    let in_force = view.weighing().cited.hypotheses.iter();
    let stated: Vec<_> = in_force.map(|one| (one.id, one.text.clone())).collect();
    let items = shown.iter().map(|one| wire_offered(one, &stated, &view.names, &texts)).collect();
    Reply::of(&view, &WireList { total: all.len(), items })
}

pub(super) fn matrix(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let query: MatrixQuery = asked.query()?;
    let view = asked.view()?;
    let analyst = query.analyst.as_deref();
    let reckoned = view.weighing().reckon(analyst).map_err(Refusal::not_found)?;
    let texts = BTreeMap::new();
    let shown = Shown { case: &view.case, names: &view.names, texts: &texts };
    Reply::of(&view, &wire_matrix(&shown, &view.weighing().cited, &reckoned, analyst))
}

pub(super) fn of_source(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let reference = named(asked, "entity", 'e')?;
    let view = asked.view()?;
    let idx = asked.server.state.work(&view)?.entity(&reference).map_err(Refusal::not_found)?;
    checklist(&view, Subject::Source(idx))
}

pub(super) fn of_artefact(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let reference = named(asked, "artefact", 'l')?;
    let view = asked.view()?;
    let idx = asked.server.state.work(&view)?.artefact(&reference).map_err(Refusal::not_found)?;
    checklist(&view, Subject::Artefact(idx))
}

fn checklist(view: &View, on: Subject) -> Result<Reply, Refusal> {
    let answered = view.weighing().answers(on);
    let texts = BTreeMap::new();
    let shown = Shown { case: &view.case, names: &view.names, texts: &texts };
    let items: Vec<_> = Question::ALL.iter().map(|one| wire_question(&shown, on, *one, &answered)).collect();
    Reply::of(view, &WireList { total: items.len(), items })
}
