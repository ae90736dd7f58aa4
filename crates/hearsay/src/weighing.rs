//! From a case to its matrix: what was judged of hypotheses, and all that is reckoned from it, for those who show it.
//!
//! Not the arithmetic, which is the case's; and not how it looks.

use std::path::Path;
use std::sync::Arc;

use hearsay_case::case::Case;
use hearsay_case::hypotheses::cited::{Cited, Signed};
use hearsay_case::hypotheses::comparison::{Difference, differences};
use hearsay_case::hypotheses::deception::{Answered, Subject, answers};
use hearsay_case::hypotheses::diagnosticity::diagnosticities;
use hearsay_case::hypotheses::formulas::{Tally, tallies};
use hearsay_case::hypotheses::inconsistency::{Inconsistency, inconsistencies, least_inconsistent};
use hearsay_case::hypotheses::independence::{Share, shares};
use hearsay_case::hypotheses::matrix::Matrix;
use hearsay_case::hypotheses::sensitivity::{Removal, removals};
use hearsay_case::hypotheses::{Settings, bayes};
use hearsay_case::lineage::ClaimRef;
use hearsay_store::entry::{Entry, Event};

use crate::casework::{self, Work};
use crate::failure::{Failure, FailureKind};
use crate::terminal::clean;

/// What is said wherever a matrix is shown.
pub(crate) const NOTICE: &str = "No number here is a probability of anything in the world, and least spoken against is not \
     true. Who used this method was no more coherent than who used none (Karvetski and Mandel 2020, 227 participants): what \
     it is good for is seeing what the order hangs on.";

/// What was judged of hypotheses, placed in a case.
#[derive(Debug)]
pub(crate) struct Weighing {
    case: Arc<Case>,
    signed: Vec<Signed>,
    pub(crate) cited: Cited,
}

/// Opens a case and puts it together, with its hypotheses.
///
/// # Errors
/// If it cannot be read.
pub(crate) fn weighing(path: &Path) -> Result<(Work, Weighing), Failure> {
    let work = casework::put_together(path)?;
    let weighing = Weighing::of(&work.case, casework::in_force(&work.file)?);
    work.check()?;
    Ok((work, weighing))
}

/// Returns who says a claim, by the case's name for the deepest who is named; nobody where it is the writer.
pub(crate) fn says(case: &Case, of: ClaimRef) -> Option<String> {
    let record = &case.records[of.record];
    let link = case.claim(of)?.deepest()?;
    let entity = link.entities.iter().find_map(|id| case.entities().of(record.document, *id));
    Some(entity.map_or_else(|| record.called(link).join(", "), |idx| case.entities().all[idx].name.clone()))
}

/// All that is reckoned from a matrix.
#[derive(Debug)]
pub(crate) struct Reckoned {
    pub(crate) matrix: Matrix,
    pub(crate) shares: Vec<Share>,
    pub(crate) inconsistencies: Vec<Inconsistency>,
    /// The places of the hypotheses that least speaks against.
    pub(crate) least: Vec<usize>,
    pub(crate) panel: Vec<f64>,
    /// The places of those with the greatest share of the panel.
    pub(crate) foremost: Vec<usize>,
    pub(crate) diagnosticities: Vec<f64>,
    pub(crate) removals: Vec<Removal>,
    pub(crate) tallies: Vec<Tally>,
    /// Of each analyst, in order: what speaks against each hypothesis.
    pub(crate) by_analyst: Vec<(String, Vec<f64>)>,
    pub(crate) differences: Vec<Difference>,
}

impl Weighing {
    /// Places the judgements in force in a case, each where its words stand in the texts of today.
    pub(crate) fn of(case: &Arc<Case>, in_force: Vec<Entry>) -> Weighing {
        let signed = |entry: Entry| match entry.event {
            Event::Judged { judgement, because } => {
                Some(Signed { entry: entry.number, analyst: entry.signature.author, judgement, because })
            }
            Event::Added(_) | Event::Undone(_) => None,
        };
        let signed: Vec<Signed> = in_force.into_iter().filter_map(signed).collect();
        Weighing { cited: Cited::of(case, &signed), case: Arc::clone(case), signed }
    }

    /// Returns what was answered on a source or artefact, by question and analyst.
    pub(crate) fn answers(&self, on: Subject) -> Vec<Answered> {
        let mut answered = self.all_answers();
        answered.retain(|one| one.on == on);
        answered
    }

    /// Returns all that was answered on sources and artefacts.
    pub(crate) fn all_answers(&self) -> Vec<Answered> {
        answers(&self.case, &self.signed)
    }

    /// Reckons the matrix of all analysts together or of one of them.
    ///
    /// # Errors
    /// If nobody of that name rated or weighed anything.
    pub(crate) fn reckon(&self, analyst: Option<&str>) -> Result<Reckoned, Failure> {
        let (case, settings) = (&self.case, Settings::default());
        if let Some(unknown) = analyst.filter(|asked| !self.cited.analysts.iter().any(|name| name == asked)) {
            let names: Vec<String> = self.cited.analysts.iter().map(|name| clean(name).into_owned()).collect();
            let hint =
                if names.is_empty() { "nobody has yet".to_owned() } else { format!("who did: {}", names.join(", ")) };
            let message = format!("{} rated and weighed nothing in this case", clean(unknown));
            return Err(Failure::new(FailureKind::User, message).with_hint(hint));
        }
        let of_analyst = |name: &String| self.cited.matrix(case, Some(name), &settings);
        let matrices: Vec<Matrix> = self.cited.analysts.iter().map(of_analyst).collect();
        let sums = |matrix: &Matrix| hearsay_case::hypotheses::inconsistency::values(matrix, &settings);
        let matrix = self.cited.matrix(case, analyst, &settings);
        let inconsistencies = inconsistencies(&matrix, &settings);
        let values: Vec<f64> = inconsistencies.iter().map(|one| one.value).collect();
        let panel = bayes::panel(&matrix, None, &settings);
        Ok(Reckoned {
            shares: shares(&matrix, &settings),
            least: least_inconsistent(&values),
            foremost: bayes::foremost(&panel),
            diagnosticities: diagnosticities(&matrix, &settings),
            removals: removals(&matrix, &settings),
            tallies: tallies(&matrix),
            by_analyst: self.cited.analysts.iter().cloned().zip(matrices.iter().map(sums)).collect(),
            differences: differences(&matrices),
            inconsistencies,
            panel,
            matrix,
        })
    }
}

impl Reckoned {
    /// Returns how much less speaks against the least of them than against the next; nothing if all are level.
    pub(crate) fn margin(&self) -> Option<(f64, usize)> {
        let value = |idx: usize| self.inconsistencies[idx].value;
        let least = self.least.first().map(|idx| value(*idx))?;
        let rest = (0..self.inconsistencies.len()).filter(|idx| !self.least.contains(idx));
        rest.min_by(|one, other| value(*one).total_cmp(&value(*other))).map(|idx| (value(idx) - least, idx))
    }

    /// Returns how many cells nobody rated.
    pub(crate) fn n_unrated(&self) -> usize {
        self.matrix.items.iter().flat_map(|item| &item.cells).filter(|cell| cell.0.is_empty()).count()
    }
}
