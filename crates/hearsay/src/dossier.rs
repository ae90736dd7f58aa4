//! The dossier that an analyst hands over, as data: claims with their chains, origins and standing, sources, artefacts,
//! hypotheses, what was decided, and what proves it.
//!
//! The way: [`chosen`] (which claims) → [`gather`] (from the case to the shapes here, every word of a document through a
//! [`pen`]) → [`paper`] (in what order it is told) → [`html`] or [`markdown`]; `--json` writes the shapes themselves.
//! What is to be left out is left out by the pen, before any format sees it.

use serde::Serialize;

use crate::wire::WireSpan;

pub(crate) mod chosen;
pub(crate) mod pen;

pub(crate) mod notes;

pub(crate) mod gather;

pub(crate) mod html;
pub(crate) mod markdown;
mod paper;

use pen::Words;

/// What hearsay is no judge of; it stands at the head of every dossier.
pub(crate) const NOTICE: &str = "This report says who said what, on whose word, how hedged, and who has since confirmed, denied \
     or withdrawn it, as far as the documents of the case tell. It never says that a claim is true. The program reads \
     sentences and makes mistakes: it misses claims, and takes words for a claim, a name or a denial that are none. Origins \
     are counted and not outlets; two origins count as independent only where the record shows it or an analyst says so. \
     Every quotation is followed by its place: read it there before you rest anything on it.";

/// What is handed over; the line of `hearsay report --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay report --json", rename = "report"))]
pub(crate) struct Dossier {
    pub(crate) title: Words,
    /// The name of the case file, without folders.
    pub(crate) case: Words,
    /// When it was made, in UTC, as RFC 3339 has it.
    pub(crate) made: String,
    /// Who made it.
    pub(crate) author: Words,
    /// The version of the program.
    pub(crate) version: &'static str,
    /// What the program is no judge of.
    pub(crate) notice: &'static str,
    /// What is left out; `null` if nothing is.
    pub(crate) redaction: Option<Redacted>,
    /// How the claims were chosen: `named`, `judged` (accepted, graded, rated, weighed or cited by an analyst), `filtered`
    /// or `most-told`.
    pub(crate) chosen: &'static str,
    /// How many groups of claims were chosen and are left out, since there are too many.
    pub(crate) n_left_out: usize,
    /// How many documents the case has.
    pub(crate) n_documents: usize,
    /// What the analyst says, in paragraphs.
    pub(crate) notes: Vec<Note>,
    /// The vocabulary for estimates, and where the analyst's words slip from it.
    pub(crate) estimates: Estimates,
    pub(crate) claims: Vec<ToldClaim>,
    pub(crate) sources: Vec<ToldSource>,
    pub(crate) artefacts: Vec<ToldArtefact>,
    /// `null` if none is stated.
    pub(crate) hypotheses: Option<ToldHypotheses>,
    /// Answers to the checklists against deception.
    pub(crate) answers: Vec<ToldAnswer>,
    /// What analysts decided and nobody took back, in order.
    pub(crate) judgements: Vec<ToldJudgement>,
    /// The documents that are quoted.
    pub(crate) documents: Vec<ToldDocument>,
    pub(crate) proof: Proof,
}

/// What is left out of a dossier.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_redaction"))]
pub(crate) struct Redacted {
    /// Whose names: `persons`, `organisations`, `places`, `analysts`, `chosen`.
    pub(crate) what: Vec<&'static str>,
    /// What that means for who hands it over.
    pub(crate) notice: &'static str,
}

/// A paragraph of the analyst's own text.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_note"))]
pub(crate) struct Note {
    /// `heading`, `paragraph` or `item`.
    pub(crate) kind: &'static str,
    pub(crate) text: Words,
    /// The line of the file that it begins in.
    pub(crate) line: usize,
}

/// Words of estimate.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_estimates"))]
pub(crate) struct Estimates {
    /// Whether the analysts' words have any.
    pub(crate) are_used: bool,
    /// Where the vocabulary is from.
    pub(crate) source: &'static str,
    pub(crate) bands: Vec<ToldBand>,
    /// The levels of confidence, which are told apart from likelihood.
    pub(crate) confidence: [&'static str; 3],
    /// Where the analysts' words slip from it.
    pub(crate) slips: Vec<ToldSlip>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_band"))]
pub(crate) struct ToldBand {
    /// The wording of the first set, and of the second.
    pub(crate) wordings: [&'static str; 2],
    /// From how many per cent to how many.
    pub(crate) percent: [u8; 2],
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_slip"))]
pub(crate) struct ToldSlip {
    /// `likelihood-with-confidence`, `several-bands` or `mixed-sets`.
    pub(crate) kind: &'static str,
    pub(crate) meaning: &'static str,
    /// The words that show it.
    pub(crate) words: Vec<Words>,
    pub(crate) sentence: Words,
    /// Where that stands: a line of the notes, a hypothesis, an entry of the log.
    pub(crate) place: String,
}

/// Words of a document, with the place that proves them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_quote"))]
pub(crate) struct Quote {
    /// The words; of several stretches with an ellipsis between. Empty where it is known from the metadata.
    pub(crate) words: Words,
    /// What comes before them in their sentences.
    pub(crate) before: Words,
    /// From the first of the words to the last, as it stands.
    pub(crate) stretch: Words,
    /// What comes after them in their sentences.
    pub(crate) after: Words,
    /// What the document is called in the case.
    pub(crate) document: Words,
    /// `line 22`, `paragraph 5`, `page 3`, from when to when in a recording, or `metadata`.
    pub(crate) place: String,
    /// Where the words stand, in code points of the document's text; empty in a redacted dossier.
    pub(crate) spans: Vec<WireSpan>,
    pub(crate) outlet: Option<Words>,
    pub(crate) author: Option<Words>,
    pub(crate) published: Option<String>,
}

/// Claims that say the same, with all that is told of them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_claim"))]
pub(crate) struct ToldClaim {
    /// From 1, as the dossier numbers it.
    pub(crate) number: usize,
    /// The claim that was asked for, or else was published first, as in `courier/a3`.
    pub(crate) id: Words,
    pub(crate) words: Words,
    /// Who says it, the deepest who is named; `null` for the writer and for nobody.
    pub(crate) by: Option<Words>,
    /// Who publishes the document that it is quoted from.
    pub(crate) published_by: Words,
    pub(crate) n_documents: usize,
    /// How many origins it has: ends of its lineage, not outlets.
    pub(crate) n_origins: usize,
    /// Each way in which it stands, once: `alleged`, `denied` and so on.
    pub(crate) standing: Vec<&'static str>,
    pub(crate) reports: Vec<ToldReport>,
    pub(crate) origins: Vec<ToldOrigin>,
    /// Whether two origins are independent of each other.
    pub(crate) between: Vec<ToldBetween>,
    /// From whom each document has it.
    pub(crate) steps: Vec<ToldStep>,
    pub(crate) events: Vec<ToldEvent>,
    pub(crate) variants: Vec<ToldVariant>,
    /// Circular reporting, and what rests on a word that was taken back.
    pub(crate) warnings: Vec<ToldWarning>,
    pub(crate) judgements: Vec<ToldJudgement>,
}

/// One document's report of a claim.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_report"))]
pub(crate) struct ToldReport {
    pub(crate) id: Words,
    pub(crate) quote: Quote,
    /// From the outlet and the author inward.
    pub(crate) chain: Vec<ToldLink>,
    /// `null` for the writer's own voice.
    pub(crate) act: Option<&'static str>,
    /// How the source stands to it: `asserts`, `denies` and so on.
    pub(crate) stance: &'static str,
    pub(crate) quotation: &'static str,
    pub(crate) hedges: Vec<ToldHedge>,
    /// When it was said, in TIMEX3.
    pub(crate) said_on: Option<String>,
    /// How sure the reader is of it.
    pub(crate) confidence: &'static str,
    /// Whether it has it from the same origin as the first.
    pub(crate) origin: Option<&'static str>,
    /// Why it is taken for the same.
    pub(crate) why_same: Option<Words>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_link"))]
pub(crate) struct ToldLink {
    pub(crate) role: &'static str,
    /// The name in the case, or else the words.
    pub(crate) name: Words,
    pub(crate) class: &'static str,
    pub(crate) basis: &'static str,
    /// The words that report: "told".
    pub(crate) cue: Words,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_hedge"))]
pub(crate) struct ToldHedge {
    pub(crate) words: Words,
    /// What it weakens: `content`, `attribution`, `authorship` or `authenticity`.
    pub(crate) about: &'static str,
    pub(crate) strength: &'static str,
    /// What the strength means.
    pub(crate) meaning: &'static str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_origin"))]
pub(crate) struct ToldOrigin {
    pub(crate) names: Vec<Words>,
    pub(crate) kind: &'static str,
    pub(crate) own_access: Option<&'static str>,
    /// The claims whose word rests on it.
    pub(crate) claims: Vec<Words>,
    /// How it comes to be counted.
    pub(crate) recipe: Words,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_between"))]
pub(crate) struct ToldBetween {
    /// Places in the list of origins, from 1.
    pub(crate) origins: [usize; 2],
    pub(crate) answer: &'static str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_step"))]
pub(crate) struct ToldStep {
    pub(crate) from: Words,
    pub(crate) to: Words,
    /// `attribution`, `publication`, `credit` or `copy`.
    pub(crate) evidence: &'static str,
    pub(crate) quote: Quote,
    pub(crate) because: Words,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_event"))]
pub(crate) struct ToldEvent {
    pub(crate) what: &'static str,
    pub(crate) by: Vec<Words>,
    pub(crate) first_day: Option<String>,
    pub(crate) last_day: Option<String>,
    pub(crate) quote: Quote,
    pub(crate) on_the_word_of: Vec<Words>,
    pub(crate) from_another_origin: bool,
    pub(crate) notes: Vec<Words>,
    /// The documents that pass it on.
    pub(crate) passed_on_by: Vec<Words>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_variant"))]
pub(crate) struct ToldVariant {
    pub(crate) id: Words,
    pub(crate) words: Words,
    /// The number under which the dossier tells of it, if it does.
    pub(crate) number: Option<usize>,
    /// Empty if the two may both hold.
    pub(crate) disagreements: Vec<ToldDisagreement>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_disagreement"))]
pub(crate) struct ToldDisagreement {
    pub(crate) on: &'static str,
    /// The words of this one, and of the other.
    pub(crate) words: [Words; 2],
    pub(crate) can_both_hold: bool,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_warning"))]
pub(crate) struct ToldWarning {
    /// `loop`, `circular-confirmation` or `rests-on-withdrawn`.
    pub(crate) kind: &'static str,
    pub(crate) because: Words,
    /// The words that prove it.
    pub(crate) quotes: Vec<Quote>,
}

/// Somebody through whom a claim of the dossier came.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_source"))]
pub(crate) struct ToldSource {
    pub(crate) name: Words,
    /// As in `courier/e3`; `null` for who stands in no text or is only described.
    pub(crate) id: Option<Words>,
    /// The document that describes it, of one that is known by words only.
    pub(crate) document: Option<Words>,
    /// What it is: `person`, `outlet`; `null` for words only.
    pub(crate) kind: Option<&'static str>,
    /// What it is in the chains: `outlet`, `author`, `source`, `relay`, `cited`.
    pub(crate) roles: Vec<&'static str>,
    /// How much is said of who it is: `named`, `role-described`, `anonymous` ...
    pub(crate) classes: Vec<&'static str>,
    /// How it is said to know: `told`, `heard`, `saw`, `document`, `deduced`, `unstated`.
    pub(crate) bases: Vec<&'static str>,
    /// What it is said to be, where.
    pub(crate) described: Vec<ToldDescription>,
    /// The claims of the dossier that come through it, by number.
    pub(crate) claims: Vec<usize>,
    pub(crate) grade: Option<ToldGrade>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_description"))]
pub(crate) struct ToldDescription {
    pub(crate) words: Words,
    pub(crate) document: Words,
}

/// An Admiralty grade.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_grade"))]
pub(crate) struct ToldGrade {
    /// A to F.
    pub(crate) value: &'static str,
    pub(crate) meaning: &'static str,
    pub(crate) because: Option<Words>,
    pub(crate) author: Words,
    pub(crate) at: String,
    pub(crate) entry: u64,
}

/// A letter, recording or the like that a claim of the dossier comes from or speaks of.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_artefact"))]
pub(crate) struct ToldArtefact {
    pub(crate) id: Words,
    pub(crate) name: Words,
    pub(crate) kind: Words,
    pub(crate) n_documents: usize,
    /// Words that put in doubt what it is.
    pub(crate) hedges: Vec<Words>,
    pub(crate) custody: Vec<ToldCustody>,
    pub(crate) verdicts: Vec<ToldVerdict>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_custody"))]
pub(crate) struct ToldCustody {
    /// In words: `leaked by`.
    pub(crate) role: &'static str,
    pub(crate) name: Words,
    pub(crate) told: Vec<ToldHand>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_hand"))]
pub(crate) struct ToldHand {
    pub(crate) quote: Quote,
    pub(crate) hedges: Vec<Words>,
    /// `null` for the writer's own word.
    pub(crate) on_the_word_of: Option<Words>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_verdict"))]
pub(crate) struct ToldVerdict {
    /// In words: `verified`, `not confirmed`, `called false`.
    pub(crate) what: String,
    /// `authenticity` or `authorship`.
    pub(crate) about: &'static str,
    pub(crate) by: Vec<Words>,
    /// When, or else when the document was published.
    pub(crate) on: Option<Words>,
    pub(crate) on_the_word_of: Words,
    pub(crate) quote: Quote,
}

/// Hypotheses, and the matrix of the claims that are cited on them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_hypotheses"))]
pub(crate) struct ToldHypotheses {
    /// Those that are weighed, in the order of the letters of the evidence.
    pub(crate) weighed: Vec<ToldHypothesis>,
    pub(crate) evidence: Vec<ToldEvidence>,
    /// What is reckoned, in words, under its headings.
    pub(crate) reckoned: Vec<ToldList>,
    pub(crate) notice: &'static str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_hypothesis"))]
pub(crate) struct ToldHypothesis {
    /// `h1`, `h2`, ...
    pub(crate) hypothesis: String,
    pub(crate) text: Words,
    pub(crate) parent: Option<String>,
    pub(crate) analyst: Words,
    pub(crate) because: Option<Words>,
    pub(crate) entry: u64,
    /// What speaks against it, summed; no probability.
    pub(crate) against: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_evidence"))]
pub(crate) struct ToldEvidence {
    /// From 1, as the matrix numbers it.
    pub(crate) number: usize,
    pub(crate) claim: Words,
    /// The number under which the dossier tells of it.
    pub(crate) told_under: Option<usize>,
    pub(crate) words: Words,
    pub(crate) by: Words,
    /// How it fits each hypothesis, in brackets if it is an echo and counts for nothing.
    pub(crate) letters: Vec<String>,
    pub(crate) reasons: Vec<ToldReason>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_reason"))]
pub(crate) struct ToldReason {
    pub(crate) hypothesis: String,
    pub(crate) rating: &'static str,
    pub(crate) analyst: Words,
    pub(crate) because: Words,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_list"))]
pub(crate) struct ToldList {
    pub(crate) heading: &'static str,
    pub(crate) lines: Vec<ToldLine>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_line"))]
pub(crate) struct ToldLine {
    pub(crate) of: Words,
    pub(crate) text: Words,
}

/// An answer to a checklist against deception.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_answer"))]
pub(crate) struct ToldAnswer {
    /// Of whom or what it was asked.
    pub(crate) of: Words,
    pub(crate) checklist: &'static str,
    pub(crate) question: &'static str,
    /// `suspect`, `clear` or `open`.
    pub(crate) finding: &'static str,
    pub(crate) meaning: &'static str,
    pub(crate) analyst: Words,
    pub(crate) because: Option<Words>,
    pub(crate) quote: Quote,
    pub(crate) entry: u64,
}

/// What an analyst decided.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_judgement"))]
pub(crate) struct ToldJudgement {
    pub(crate) entry: u64,
    /// In UTC, as RFC 3339 has it.
    pub(crate) at: String,
    pub(crate) author: Words,
    pub(crate) what: &'static str,
    pub(crate) on: Vec<ToldJudged>,
    pub(crate) value: Option<Words>,
    pub(crate) because: Option<Words>,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_judged"))]
pub(crate) struct ToldJudged {
    pub(crate) kind: &'static str,
    pub(crate) words: Words,
    pub(crate) document: Words,
}

/// A document that is quoted.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_document"))]
pub(crate) struct ToldDocument {
    pub(crate) document: Words,
    pub(crate) title: Option<Words>,
    pub(crate) outlet: Option<Words>,
    pub(crate) author: Option<Words>,
    pub(crate) published: Option<String>,
    /// `null` in a redacted dossier: an address leads to the names.
    pub(crate) url: Option<Words>,
    /// When a copy was taken by whoever archived it.
    pub(crate) captured: Option<String>,
    pub(crate) file: Words,
    /// `null` in a redacted dossier.
    pub(crate) bytes: Option<u64>,
    /// BLAKE3 of its bytes; `null` in a redacted dossier: whoever has the document could tell it by that.
    pub(crate) hash: Option<String>,
    /// Which reader read it.
    pub(crate) reader: Option<String>,
    /// The entry of the log that tells who added it, and when.
    pub(crate) entry: u64,
}

/// By what the dossier can be checked.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "report_proof"))]
pub(crate) struct Proof {
    /// How many entries the log has.
    pub(crate) entries: u64,
    /// The hash of the last one.
    pub(crate) head: String,
}
