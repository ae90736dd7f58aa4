//! What is judged of hypotheses, from how the user names it to judgements that can be written; what documents put forward.
//!
//! Not what follows from it: that is [`weighing`](crate::weighing).

use std::collections::{BTreeMap, BTreeSet};

use hearsay_case::hypotheses::deception::{Finding, Question, Subject};
use hearsay_case::hypotheses::offered::{Offered, offerings, together};
use hearsay_case::hypotheses::scale::HypothesisId;
use hearsay_case::judgement::{Answer, Judged, JudgedKind, Judgement, Statement};
use hearsay_store::case_file::CaseFile;
use hearsay_store::documents::Listed;
use hearsay_store::entry::{Entry, Event};
use hearsay_text::document::DocumentId;

use super::judging::find;
use crate::casework::{self, Work, of_store};
use crate::failure::{Failure, FailureKind};
use crate::reference::{self, Names};
use crate::terminal::clean;

/// Returns what is supposed, with single blanks.
///
/// # Errors
/// If there are no words.
pub(crate) fn words(written: &str) -> Result<String, Failure> {
    let words = written.split_whitespace().collect::<Vec<&str>>().join(" ");
    if words.is_empty() {
        return Err(Failure::new(FailureKind::Usage, "the hypothesis has no words")
            .with_hint("write what is supposed, as in: The fire was laid"));
    }
    Ok(words)
}

/// Returns the claim that is cited.
///
/// # Errors
/// If there is nothing of that name, or it is no claim.
pub(crate) fn claim(case: &mut CaseFile, reference: &str) -> Result<Judged, Failure> {
    let found = find(case, reference)?;
    if found.is_claim() {
        return Ok(found);
    }
    Err(Failure::new(FailureKind::User, format!("{} is no claim", clean(reference)))
        .with_hint("name a claim, as in courier/a3 or courier/o1; `hearsay claims CASE` lists them"))
}

/// Returns an answer to a question of the checklists, on the words of a claim.
///
/// # Errors
/// If there is nothing of one of the names, it is asked of what is no source and no artefact, or no claim is cited.
pub(crate) fn answer(
    case: &mut CaseFile,
    of: &str,
    (question, finding): (Question, Finding),
    cited: &str,
) -> Result<Judgement, Failure> {
    let (on, words) = (find(case, of)?, claim(case, cited)?);
    if !matches!(on.kind, JudgedKind::Mention | JudgedKind::Artefact) {
        let message = format!("{} is no source and no artefact", clean(of));
        return Err(Failure::new(FailureKind::User, message)
            .with_hint("name an entity or an artefact, as in courier/e1 or courier/l1"));
    }
    Ok(Judgement::Answer(Answer { on, question, finding, words }))
}

/// Returns the source or artefact that a checklist is asked of, named as in `courier/e1` or `courier/l1` or by its name.
///
/// # Errors
/// If there is none of that name, or there are several.
pub(crate) fn subject(work: &Work, asked: &str) -> Result<Subject, Failure> {
    if reference::split(asked).is_ok_and(|(_, id)| id.starts_with('l')) {
        return work.artefact(asked).map(Subject::Artefact);
    }
    let of_artefact = || work.artefact(asked).map(Subject::Artefact);
    work.entity(asked).map(Subject::Source).or_else(|failure| of_artefact().map_err(|_| failure))
}

/// Returns the hypotheses in force, with their words.
///
/// # Errors
/// If the case cannot be read.
pub(crate) fn stated(case: &CaseFile) -> Result<Vec<(HypothesisId, String)>, Failure> {
    let stated = |entry: Entry| match entry.event {
        Event::Judged { judgement: Judgement::State(Statement { hypothesis, text, .. }), .. } => {
            Some((hypothesis, text))
        }
        _ => None,
    };
    Ok(case.judgements().map_err(of_store)?.into_iter().filter_map(stated).collect())
}

/// Refuses judgements of which one is on a hypothesis that is not weighed: so that none of them is made.
///
/// # Errors
/// If one is on a hypothesis that is not stated, in the case or before it, or that is withdrawn.
pub(crate) fn check_stated(case: &CaseFile, judgements: &[Judgement]) -> Result<(), Failure> {
    let mut known: BTreeSet<HypothesisId> = stated(case)?.into_iter().map(|(id, _)| id).collect();
    let withdrawn = |entry: Entry| match entry.event {
        Event::Judged { judgement: Judgement::Withdraw(id), .. } => Some((id, entry.number)),
        _ => None,
    };
    let in_force = case.judgements().map_err(of_store)?;
    let withdrawn: BTreeMap<HypothesisId, u64> = in_force.into_iter().filter_map(withdrawn).collect();
    for judgement in judgements {
        if let Some(id) = judgement.supposes().filter(|id| !known.contains(id)) {
            return Err(Failure::new(FailureKind::User, format!("there is no hypothesis {id} in the case"))
                .with_hint("`hearsay hypothesis CASE list` tells what there is"));
        }
        if let Some((id, entry)) = judgement.supposes().and_then(|id| withdrawn.get_key_value(&id)) {
            return Err(Failure::new(FailureKind::User, format!("{id} is withdrawn (entry {entry} of the log)"))
                .with_hint(format!("`hearsay undo CASE {entry}` weighs it again")));
        }
        if let Judgement::State(Statement { hypothesis, .. }) = judgement {
            known.insert(*hypothesis);
        }
    }
    Ok(())
}

/// Refuses judgements that rate one claim on one hypothesis twice: which of them is meant nobody can tell.
///
/// # Errors
/// If two do.
pub(crate) fn check_rated_once(judgements: &[Judgement]) -> Result<(), Failure> {
    let mut rated: Vec<(HypothesisId, &Judged)> = Vec::new();
    for judgement in judgements {
        let Judgement::Rate(id, judged, _) = judgement else { continue };
        if rated.contains(&(*id, judged)) {
            return Err(Failure::new(FailureKind::Usage, format!("the claim is rated on {id} twice"))
                .with_hint("rate it once on each hypothesis, as in h1=II h2=CC"));
        }
        rated.push((*id, judged));
    }
    Ok(())
}

/// Returns what the documents of a case put forward, that of most documents first.
///
/// # Errors
/// If a document cannot be read.
pub(crate) fn offered(case: &mut CaseFile, listed: &[Listed], names: &Names) -> Result<Vec<Offered>, Failure> {
    let mut all = Vec::new();
    for one in listed {
        let read = casework::document(case, one)?;
        all.extend(offerings(&read.document, &read.reading));
    }
    all.sort_by(|one, other| names.name(one.document).cmp(names.name(other.document)));
    Ok(together(all))
}

/// Returns the texts of the documents that put something forward.
///
/// # Errors
/// If the case cannot be read.
pub(crate) fn texts(case: &CaseFile, offered: &[Offered]) -> Result<BTreeMap<DocumentId, String>, Failure> {
    let documents: BTreeSet<DocumentId> = offered.iter().flat_map(|one| &one.places).map(|at| at.document).collect();
    let text = |id: DocumentId| Ok((id, case.text(id).map_err(of_store)?.unwrap_or_default()));
    documents.into_iter().map(text).collect()
}
