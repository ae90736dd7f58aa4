//! The shapes of hypotheses in JSON: those stated, those offered, the checklists, and the matrix with all that is reckoned.
//!
//! Numbers have four decimals: what is behind them means no more.

use hearsay_case::hypotheses::cited::{Cited, CitedItem, Stated};
use hearsay_case::hypotheses::deception::{Answered, Question, Subject};
use hearsay_case::hypotheses::offered::{Offered, are_alike};
use hearsay_case::hypotheses::scale::{HypothesisId, Level};
use hearsay_case::hypotheses::sensitivity::{Fallen, Removal};
use serde::Serialize;

use super::case::line;
use crate::reference::Names;
use crate::view::case::Shown;
use crate::view::case::matrix::fallen_told;
use crate::weighing::{NOTICE, Reckoned, says};
use crate::who;

/// A hypothesis of the case; one line of `hearsay hypothesis CASE list --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay hypothesis list --json"))]
pub(super) struct WireStated {
    /// `h1`, `h2`, ...
    hypothesis: String,
    text: String,
    /// The hypothesis that it is a variety of.
    parent: Option<String>,
    analyst: String,
    because: Option<String>,
    /// The entry of the log that states it.
    entry: u64,
    /// The entry that withdraws it.
    withdrawn: Option<u64>,
    /// How many claims are rated on it.
    claims: usize,
}

/// What documents put forward; one line of `hearsay hypothesis CASE offered --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay hypothesis offered --json"))]
pub(super) struct WireOffered {
    words: String,
    places: Vec<WireOffering>,
    /// The hypothesis of the case that has just these words.
    stated: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "offering"))]
struct WireOffering {
    document: String,
    /// Who puts it forward; `null` for the writer.
    by: Option<String>,
    /// Where it stands, in UTF-8 bytes of the document's text: the first, and the one behind the last.
    bytes: [u32; 2],
}

/// A question of the checklists; one line of `hearsay hypothesis CASE checklist --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay hypothesis checklist --json"))]
pub(super) struct WireQuestion {
    /// Of whom or what it is asked.
    of: String,
    /// `MOM`, `POP`, `MOSES` or `EVE`.
    checklist: &'static str,
    question: &'static str,
    words: &'static str,
    answers: Vec<WireAnswered>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "answered"))]
struct WireAnswered {
    /// `suspect`, `clear` or `open`.
    finding: &'static str,
    analyst: String,
    /// The words that it rests on, and where they stand.
    cited: String,
    document: String,
    because: Option<String>,
    entry: u64,
}

/// Hypotheses against evidence; the line of `hearsay matrix --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay matrix --json"))]
pub(super) struct WireMatrix {
    /// Whose ratings are weighed; `null` for all analysts together.
    analyst: Option<String>,
    /// In the order in which all lists of numbers below have them.
    hypotheses: Vec<WireWeighed>,
    evidence: Vec<WireEvidence>,
    /// What the evidence rests on.
    origins: Vec<String>,
    /// The hypotheses that least speaks against: several if they are level. Not the true ones for that.
    least_inconsistent: Vec<String>,
    /// How much more speaks against the next.
    margin: Option<f64>,
    /// The hypotheses with the greatest share of the panel.
    foremost: Vec<String>,
    /// What becomes of it if something falls.
    if_fallen: Vec<WireRemoval>,
    analysts: Vec<WireAnalyst>,
    differences: Vec<WireDifference>,
    /// The hypotheses that are withdrawn.
    withdrawn: Vec<String>,
    /// The entries on claims that are rejected or not read any more.
    unplaced: Vec<u64>,
    notice: &'static str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "weighed"))]
struct WireWeighed {
    hypothesis: String,
    text: String,
    /// The weighted inconsistency: the sum of the products below. No probability.
    inconsistency: f64,
    recipe: Vec<WireTerm>,
    /// Its share of the Bayesian panel, if exactly one of them holds and the letters stand for likelihoods.
    share: f64,
    formulas: WireFormulas,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "term"))]
struct WireTerm {
    /// The number of the piece of evidence.
    evidence: usize,
    cell: f64,
    credibility: f64,
    relevance: f64,
    share: f64,
}

/// What other programs of the field make of the same letters.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "formulas"))]
struct WireFormulas {
    unweighted: f64,
    open_source_ach: f64,
    open_synthesis_against: f64,
    open_synthesis_for: f64,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "evidence"))]
struct WireEvidence {
    /// From 1, as the matrix numbers it.
    number: usize,
    claim: String,
    words: String,
    /// Who says it.
    by: Option<String>,
    published: Option<String>,
    ratings: Vec<WireRating>,
    credibility: Vec<WireLevel>,
    relevance: Vec<WireLevel>,
    /// The Admiralty letter of its source.
    grade: Option<&'static str>,
    /// How far the panel relies on the source, from 0 to 1.
    relied_on: f64,
    /// Those with the same number say the same.
    statement: usize,
    /// Places in the list of origins, from 0.
    origins: Vec<usize>,
    /// Through whose hands it came.
    sources: Vec<String>,
    /// Which share of it counts, from 0 to 1.
    share: f64,
    /// The evidence that it is an echo of.
    echo_of: Vec<usize>,
    /// How far it tells the hypotheses apart, in nats.
    diagnosticity: f64,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "rating"))]
struct WireRating {
    hypothesis: String,
    analyst: String,
    /// `CC`, `C`, `N`, `I`, `II` or `NA`.
    rating: &'static str,
    because: Option<String>,
    entry: u64,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "level"))]
struct WireLevel {
    analyst: String,
    /// `low`, `medium` or `high`.
    level: &'static str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "removal"))]
struct WireRemoval {
    /// `claim`, `source` or `origin`.
    kind: &'static str,
    what: String,
    /// The evidence that falls with it.
    evidence: Vec<usize>,
    inconsistency: Vec<f64>,
    least_inconsistent: Vec<String>,
    changes_least_inconsistent: bool,
    shares: Vec<f64>,
    foremost: Vec<String>,
    changes_foremost: bool,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "analyst"))]
struct WireAnalyst {
    name: String,
    inconsistency: Vec<f64>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "difference"))]
struct WireDifference {
    evidence: usize,
    hypothesis: String,
    ratings: Vec<WireRated>,
    deviation: f64,
    /// `consensus`, or `mild`, `strong` or `extreme disagreement`.
    agreement: &'static str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "rated"))]
struct WireRated {
    analyst: String,
    rating: &'static str,
}

/// Returns one line for a hypothesis.
pub(crate) fn stated_line(one: &Stated, cited: &Cited) -> String {
    line(&WireStated {
        hypothesis: one.id.to_string(),
        text: one.text.clone(),
        parent: one.parent.map(|parent| parent.to_string()),
        analyst: one.analyst.clone(),
        because: one.because.clone(),
        entry: one.entry,
        withdrawn: one.withdrawn,
        claims: cited.items.iter().filter(|item| item.ratings.keys().any(|(of, _)| *of == one.id)).count(),
    })
}

/// Returns one line for what documents put forward.
pub(crate) fn offered_line(one: &Offered, stated: &[(HypothesisId, String)], names: &Names) -> String {
    let place = |place: &hearsay_case::hypotheses::offered::Offering| WireOffering {
        document: names.name(place.document).to_owned(),
        by: place.by.clone(),
        bytes: [place.content.start, place.content.end],
    };
    line(&WireOffered {
        words: one.words.clone(),
        places: one.places.iter().map(place).collect(),
        stated: stated.iter().find(|(_, text)| are_alike(text, &one.words)).map(|(id, _)| id.to_string()),
    })
}

/// Returns one line for a question.
pub(crate) fn question_line(shown: &Shown<'_>, on: Subject, question: Question, answered: &[Answered]) -> String {
    let answer = |one: &Answered| WireAnswered {
        finding: one.finding.name(),
        analyst: one.analyst.clone(),
        cited: one.words.anchor.words.clone(),
        document: shown.names.name(one.words.anchor.document).to_owned(),
        because: one.because.clone(),
        entry: one.entry,
    };
    line(&WireQuestion {
        of: match on {
            Subject::Source(idx) => shown.case.entities().all[idx].name.clone(),
            Subject::Artefact(idx) => who::artefact_name(&shown.case.artefacts().all[idx]).to_owned(),
        },
        checklist: question.checklist().name(),
        question: question.name(),
        words: question.words(),
        answers: answered.iter().filter(|one| one.question == question).map(answer).collect(),
    })
}

/// Returns one line for a matrix.
pub(crate) fn matrix_line(shown: &Shown<'_>, cited: &Cited, reckoned: &Reckoned, analyst: Option<&str>) -> String {
    let difference = |one: &hearsay_case::hypotheses::comparison::Difference| WireDifference {
        evidence: one.item_idx + 1,
        hypothesis: reckoned.matrix.hypotheses[one.hypothesis_idx].to_string(),
        ratings: one
            .ratings
            .iter()
            .map(|(idx, rating)| WireRated { analyst: cited.analysts[*idx].clone(), rating: rating.name() })
            .collect(),
        deviation: rounded(one.deviation),
        agreement: one.agreement.name(),
    };
    let of_analyst = |(name, values): &(String, Vec<f64>)| WireAnalyst {
        name: name.clone(),
        inconsistency: values.iter().copied().map(rounded).collect(),
    };
    line(&WireMatrix {
        analyst: analyst.map(str::to_owned),
        hypotheses: weighed(cited, reckoned),
        evidence: (0..cited.items.len()).map(|idx| evidence(shown, cited, reckoned, idx)).collect(),
        origins: reckoned.matrix.origins.iter().map(|origin| origin.name.clone()).collect(),
        least_inconsistent: names(reckoned, &reckoned.least),
        margin: reckoned.margin().map(|(margin, _)| rounded(margin)),
        foremost: names(reckoned, &reckoned.foremost),
        if_fallen: reckoned.removals.iter().map(|one| removal(shown, cited, reckoned, one)).collect(),
        analysts: reckoned.by_analyst.iter().map(of_analyst).collect(),
        differences: reckoned.differences.iter().map(difference).collect(),
        withdrawn: cited
            .hypotheses
            .iter()
            .filter(|one| one.withdrawn.is_some())
            .map(|one| one.id.to_string())
            .collect(),
        unplaced: cited.unplaced.clone(),
        notice: NOTICE,
    })
}

fn weighed(cited: &Cited, reckoned: &Reckoned) -> Vec<WireWeighed> {
    let term = |term: &hearsay_case::hypotheses::inconsistency::Term| WireTerm {
        evidence: term.item_idx + 1,
        cell: rounded(term.cell),
        credibility: rounded(term.credibility),
        relevance: rounded(term.relevance),
        share: rounded(term.share),
    };
    let of = |(idx, stated): (usize, &Stated)| WireWeighed {
        hypothesis: stated.id.to_string(),
        text: stated.text.clone(),
        inconsistency: rounded(reckoned.inconsistencies[idx].value),
        recipe: reckoned.inconsistencies[idx].terms.iter().map(term).collect(),
        share: rounded(reckoned.panel[idx]),
        formulas: WireFormulas {
            unweighted: rounded(reckoned.tallies[idx].unweighted),
            open_source_ach: rounded(reckoned.tallies[idx].open_source),
            open_synthesis_against: rounded(reckoned.tallies[idx].open_synthesis_against),
            open_synthesis_for: rounded(reckoned.tallies[idx].open_synthesis_for),
        },
    };
    cited.weighed().enumerate().map(of).collect()
}

fn evidence(shown: &Shown<'_>, cited: &Cited, reckoned: &Reckoned, idx: usize) -> WireEvidence {
    let (own, item, share): (&CitedItem, _, _) =
        (&cited.items[idx], &reckoned.matrix.items[idx], &reckoned.shares[idx]);
    let rating =
        |((hypothesis, analyst), rated): (&(HypothesisId, String), &hearsay_case::hypotheses::cited::Rated)| {
            WireRating {
                hypothesis: hypothesis.to_string(),
                analyst: analyst.clone(),
                rating: rated.rating.name(),
                because: rated.because.clone(),
                entry: rated.entry,
            }
        };
    let level = |(analyst, level): (&String, &Level)| WireLevel { analyst: analyst.clone(), level: level.name() };
    WireEvidence {
        number: idx + 1,
        claim: shown.reference(own.claim),
        words: shown.claim(own.claim).map(|claim| claim.words.clone()).unwrap_or_default(),
        by: says(shown.case, own.claim),
        published: shown.record(own.claim.record).published.map(|day| day.to_string()),
        ratings: own.ratings.iter().map(rating).collect(),
        credibility: own.credibility.iter().map(level).collect(),
        relevance: own.relevance.iter().map(level).collect(),
        grade: own.grade.map(|grade| grade.name()),
        relied_on: rounded(item.reliability),
        statement: item.statement,
        origins: item.origins.clone(),
        sources: item.sources.iter().cloned().collect(),
        share: rounded(share.weight),
        echo_of: share.echo_of.iter().map(|other| other + 1).collect(),
        diagnosticity: rounded(reckoned.diagnosticities[idx]),
    }
}

fn removal(shown: &Shown<'_>, cited: &Cited, reckoned: &Reckoned, one: &Removal) -> WireRemoval {
    WireRemoval {
        kind: match one.fallen {
            Fallen::Item(_) => "claim",
            Fallen::Source(_) => "source",
            Fallen::Origin(_) => "origin",
        },
        what: fallen_told(shown, cited, reckoned, &one.fallen),
        evidence: one.items.iter().map(|idx| idx + 1).collect(),
        inconsistency: one.values.iter().copied().map(rounded).collect(),
        least_inconsistent: names(reckoned, &one.least),
        changes_least_inconsistent: one.changes_least,
        shares: one.shares.iter().copied().map(rounded).collect(),
        foremost: names(reckoned, &one.foremost),
        changes_foremost: one.changes_foremost,
    }
}

fn names(reckoned: &Reckoned, places: &[usize]) -> Vec<String> {
    places.iter().map(|idx| reckoned.matrix.hypotheses[*idx].to_string()).collect()
}

fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
