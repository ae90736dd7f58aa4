//! The shapes of hypotheses in JSON: those stated, those offered, the checklists, and the matrix with all that is reckoned.
//!
//! Numbers have four decimals: what is behind them means no more.

use std::collections::BTreeMap;

use hearsay_case::hypotheses::cited::{Cited, CitedItem, Rated, Stated};
use hearsay_case::hypotheses::deception::{Answered, Question, Subject};
use hearsay_case::hypotheses::offered::{Offered, Offering, are_alike};
use hearsay_case::hypotheses::scale::{HypothesisId, Level};
use hearsay_case::hypotheses::sensitivity::{Fallen, Removal};
use hearsay_case::lineage::ClaimRef;
use hearsay_case::record::Claim;
use hearsay_reading::reading::EntityKind;
use hearsay_text::document::DocumentId;
use hearsay_text::span::CodePoints;
use serde::Serialize;

use super::WireSpan;
use crate::reference::Names;
use crate::view::case::Shown;
use crate::view::case::matrix::fallen_told;
use crate::weighing::{NOTICE, Reckoned, says};
use crate::who;

/// A hypothesis of the case; one line of `hearsay hypothesis CASE list --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay hypothesis list --json"))]
pub(crate) struct WireStated {
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
pub(crate) struct WireOffered {
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
    bytes: WireSpan,
    /// The same in code points of the text.
    spans: Vec<WireSpan>,
}

/// A question of the checklists; one line of `hearsay hypothesis CASE checklist --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay hypothesis checklist --json"))]
pub(crate) struct WireQuestion {
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
    /// The claim that stands there, as in `courier/a3`; `null` if none is read there any more, or it was rejected.
    claim: Option<String>,
    /// Who says it; `null` for the writer.
    by: Option<String>,
    /// Whom those words name: people, groups and bodies.
    names: Vec<WireNamed>,
    because: Option<String>,
    entry: u64,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "named"))]
struct WireNamed {
    name: String,
    /// As in `courier/e3`; `null` if it stands in no text.
    id: Option<String>,
}

/// Hypotheses against evidence; the line of `hearsay matrix --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay matrix --json"))]
pub(crate) struct WireMatrix {
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
    /// Who says it; `null` for the writer.
    by: Option<String>,
    /// The outlet, else the author, else what the document is called.
    publisher: String,
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
    /// Places in the list of origins, from 0; none of a claim that nobody asserts.
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
    /// Which share of each piece of evidence then counts, in the order of all: of those that fell, nothing.
    counts: Vec<f64>,
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

/// Returns the shape of a hypothesis.
pub(crate) fn wire_stated(one: &Stated, cited: &Cited) -> WireStated {
    WireStated {
        hypothesis: one.id.to_string(),
        text: one.text.clone(),
        parent: one.parent.map(|parent| parent.to_string()),
        analyst: one.analyst.clone(),
        because: one.because.clone(),
        entry: one.entry,
        withdrawn: one.withdrawn,
        claims: cited.items.iter().filter(|item| item.ratings.keys().any(|(of, _)| *of == one.id)).count(),
    }
}

/// Returns the shape of what documents put forward.
pub(crate) fn wire_offered(
    one: &Offered,
    stated: &[(HypothesisId, String)],
    names: &Names,
    texts: &BTreeMap<DocumentId, String>,
) -> WireOffered {
    let place = |place: &Offering| {
        let points = texts.get(&place.document).map(|text| CodePoints::new(text).span(place.content).into());
        WireOffering {
            document: names.name(place.document).to_owned(),
            by: place.by.clone(),
            bytes: [place.content.start, place.content.end],
            spans: points.into_iter().collect(),
        }
    };
    WireOffered {
        words: one.words.clone(),
        places: one.places.iter().map(place).collect(),
        stated: stated.iter().find(|(_, text)| are_alike(text, &one.words)).map(|(id, _)| id.to_string()),
    }
}

/// Returns the shape of a question with its answers.
pub(crate) fn wire_question(shown: &Shown<'_>, on: Subject, question: Question, answered: &[Answered]) -> WireQuestion {
    WireQuestion {
        of: match on {
            Subject::Source(idx) => shown.case.entities().all[idx].name.clone(),
            Subject::Artefact(idx) => who::artefact_name(&shown.case.artefacts().all[idx]).to_owned(),
        },
        checklist: question.checklist().name(),
        question: question.name(),
        words: question.words(),
        answers: answered.iter().filter(|one| one.question == question).map(|one| wire_answered(shown, one)).collect(),
    }
}

fn wire_answered(shown: &Shown<'_>, one: &Answered) -> WireAnswered {
    let anchor = &one.words.anchor;
    let record = shown.case.record_of(anchor.document);
    let claim = record.and_then(|record| {
        let claim = shown.record(record).claim_at(anchor.span)?;
        Some((ClaimRef { record, claim: claim.id }, claim))
    });
    WireAnswered {
        finding: one.finding.name(),
        analyst: one.analyst.clone(),
        cited: anchor.words.clone(),
        document: shown.names.name(anchor.document).to_owned(),
        claim: claim.map(|(of, _)| shown.reference(of)),
        by: claim.and_then(|(of, _)| says(shown.case, of)),
        names: claim.map(|(of, claim)| named(shown, of.record, claim)).unwrap_or_default(),
        because: one.because.clone(),
        entry: one.entry,
    }
}

/// Returns who is named in the words of a claim, each once.
fn named(shown: &Shown<'_>, record: usize, claim: &Claim) -> Vec<WireNamed> {
    let document = shown.record(record).document;
    let mut found: Vec<usize> = Vec::new();
    for entity in claim.entities.iter().filter_map(|id| shown.case.entities().of(document, *id)) {
        let is_somebody = !matches!(shown.case.entities().all[entity].kind, EntityKind::Place | EntityKind::Artefact);
        if is_somebody && !found.contains(&entity) {
            found.push(entity);
        }
    }
    let name = |idx: usize| {
        let entity = &shown.case.entities().all[idx];
        WireNamed { name: entity.name.clone(), id: who::entity_reference(shown.names, entity) }
    };
    found.into_iter().map(name).collect()
}

/// Returns the shape of a matrix: of one analyst only what that one rated and weighed.
pub(crate) fn wire_matrix(shown: &Shown<'_>, cited: &Cited, reckoned: &Reckoned, analyst: Option<&str>) -> WireMatrix {
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
    let withdrawn = cited.hypotheses.iter().filter(|one| one.withdrawn.is_some());
    WireMatrix {
        analyst: analyst.map(str::to_owned),
        hypotheses: weighed(cited, reckoned),
        evidence: (0..cited.items.len()).map(|idx| evidence(shown, cited, reckoned, idx, analyst)).collect(),
        origins: reckoned.matrix.origins.iter().map(|origin| origin.names.join(", ")).collect(),
        least_inconsistent: names(reckoned, &reckoned.least),
        margin: reckoned.margin().map(|(margin, _)| rounded(margin)),
        foremost: names(reckoned, &reckoned.foremost),
        if_fallen: reckoned.removals.iter().map(|one| removal(shown, cited, reckoned, one)).collect(),
        analysts: reckoned.by_analyst.iter().map(of_analyst).collect(),
        differences: reckoned.differences.iter().map(difference).collect(),
        withdrawn: withdrawn.map(|one| one.id.to_string()).collect(),
        unplaced: cited.unplaced.clone(),
        notice: NOTICE,
    }
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

fn evidence(shown: &Shown<'_>, cited: &Cited, reckoned: &Reckoned, idx: usize, analyst: Option<&str>) -> WireEvidence {
    let (own, item, share): (&CitedItem, _, _) =
        (&cited.items[idx], &reckoned.matrix.items[idx], &reckoned.shares[idx]);
    let is_asked = |name: &String| analyst.is_none_or(|asked| asked == name);
    let ratings = own.ratings.iter().filter(|((_, name), _)| is_asked(name));
    let rating = |((hypothesis, name), rated): (&(HypothesisId, String), &Rated)| WireRating {
        hypothesis: hypothesis.to_string(),
        analyst: name.clone(),
        rating: rated.rating.name(),
        because: rated.because.clone(),
        entry: rated.entry,
    };
    let levels = |all: &BTreeMap<String, Level>| {
        let asked = all.iter().filter(|(name, _)| is_asked(name));
        asked.map(|(name, level)| WireLevel { analyst: name.clone(), level: level.name() }).collect()
    };
    WireEvidence {
        number: idx + 1,
        claim: shown.reference(own.claim),
        words: shown.claim(own.claim).map(|claim| claim.words.clone()).unwrap_or_default(),
        by: says(shown.case, own.claim),
        publisher: shown.publisher(own.claim.record),
        published: shown.record(own.claim.record).published.map(|day| day.to_string()),
        ratings: ratings.map(rating).collect(),
        credibility: levels(&own.credibility),
        relevance: levels(&own.relevance),
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
        counts: one.counts.iter().copied().map(rounded).collect(),
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
