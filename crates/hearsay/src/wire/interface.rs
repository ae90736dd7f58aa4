//! The shapes of the interface that `hearsay serve` offers, beyond those that the commands write with `--json`: lists with
//! their length, and what only the page shows.
//!
//! What the page sends is in [`sent`](super::sent). Offsets are Unicode code points into the document's text, as in `hearsay read --json`.

use serde::Serialize;

use super::case::{WireClaim, WireDisagreement, WireGroup, WireTrace};
use super::case_file::{WireEntry, WireHit, WireListed};
use super::who::{WireCaseEntity, WireEntityCard};
use super::{WireDocument, WireSpan};

/// The end of the log.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "head"))]
pub(crate) struct WireHead {
    /// The number of the last entry; 0 without one.
    pub(crate) number: u64,
    /// Its hash: kept elsewhere, it proves later that nothing before it was changed.
    pub(crate) hash: String,
}

/// What a case is and how much is in it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "case"))]
pub(crate) struct WireCase {
    /// The file, as it was named to the program.
    pub(crate) name: String,
    /// The version of the program.
    pub(crate) version: &'static str,
    /// Who decides what is decided on the page.
    pub(crate) author: String,
    pub(crate) n_documents: usize,
    pub(crate) n_claims: usize,
    /// How many different things are claimed: groups of claims that say the same.
    pub(crate) n_groups: usize,
    /// How many documents the accurate reader of this version has not read.
    pub(crate) n_unread: usize,
    pub(crate) head: WireHead,
    /// What names this view of the case; every answer has it in the header `hearsay-seen`.
    pub(crate) seen: String,
}

/// A part of a list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "list_of_{T}"))]
pub(crate) struct WireList<T> {
    /// How many there are in all.
    pub(crate) total: usize,
    pub(crate) items: Vec<T>,
}

/// What a search found.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "found"))]
pub(crate) struct WireFound {
    pub(crate) total: usize,
    /// How many claims hold the words; of more than 5,000 the newest are ranked.
    pub(crate) n_claims: usize,
    /// How many documents do.
    pub(crate) n_documents: usize,
    /// Claims first, the best first.
    pub(crate) items: Vec<WireHit>,
}

/// A part of the log.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "log"))]
pub(crate) struct WireLog {
    pub(crate) total: usize,
    pub(crate) items: Vec<WireLogItem>,
    pub(crate) head: WireHead,
}

/// An entry of the log, and whether it holds.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "log_item"))]
pub(crate) struct WireLogItem {
    #[serde(flatten)]
    pub(crate) entry: WireEntry,
    /// Whether it is a judgement that nobody took back.
    pub(crate) in_force: bool,
    /// The entry that took it back.
    pub(crate) taken_back_by: Option<u64>,
}

/// A document with all that was read in it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "page"))]
pub(crate) struct WirePage {
    pub(crate) listed: WireListed,
    /// As `hearsay read --json` writes it.
    pub(crate) reading: WireDocument,
    /// The whole text; all offsets are into it.
    pub(crate) text: String,
    pub(crate) blocks: Vec<WireBlock>,
    /// The claims of the case that stand in it; those that were rejected are not among them.
    pub(crate) claims: Vec<WireClaimMark>,
    /// The judgements in force on its words.
    pub(crate) judgements: Vec<WireJudgedHere>,
    pub(crate) head: WireHead,
}

/// A paragraph, heading, caption or piece of furniture.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "block"))]
pub(crate) struct WireBlock {
    /// `body`, `heading`, `caption`, `byline` or `furniture`.
    pub(crate) kind: &'static str,
    pub(crate) span: WireSpan,
}

/// Where a claim of the case stands, and how.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "claim_mark"))]
pub(crate) struct WireClaimMark {
    /// As in `courier/a3`.
    pub(crate) id: String,
    pub(crate) spans: Vec<WireSpan>,
    /// The first claim of those that say the same.
    pub(crate) group: String,
    pub(crate) n_documents: usize,
    pub(crate) n_origins: usize,
    /// Each way in which it stands, once: `alleged`, `denied` and so on.
    pub(crate) standing: Vec<&'static str>,
    pub(crate) n_disagreements: usize,
}

/// A judgement on words of a document.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "judged_here"))]
pub(crate) struct WireJudgedHere {
    /// Its number in the log.
    pub(crate) entry: u64,
    /// When, in UTC, as RFC 3339 has it.
    pub(crate) at: String,
    pub(crate) author: String,
    pub(crate) what: &'static str,
    pub(crate) on: Vec<WireJudgedOn>,
    pub(crate) value: Option<String>,
    pub(crate) because: Option<String>,
}

/// What is judged, where it stands today.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "judged_on"))]
pub(crate) struct WireJudgedOn {
    pub(crate) kind: &'static str,
    pub(crate) document: String,
    /// As in `courier/a3`; `null` if nothing of the kind is read at its words.
    pub(crate) id: Option<String>,
    /// Empty for a place in another document.
    pub(crate) spans: Vec<WireSpan>,
    pub(crate) words: String,
}

/// Claims that say the same, with what the page shows beside them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "told"))]
pub(crate) struct WireToldGroup {
    #[serde(flatten)]
    pub(crate) group: WireGroup,
    #[serde(flatten)]
    pub(crate) beside: WireBeside,
}

/// What is shown beside a group of claims.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "beside"))]
pub(crate) struct WireBeside {
    /// The claim by which the group is named: the one that was published first.
    #[serde(rename = "ref")]
    pub(crate) reference: String,
    /// The other groups on the same matter.
    pub(crate) variants: Vec<WireVariant>,
    /// The judgements in force on any of the claims.
    pub(crate) judgements: Vec<WireJudgement>,
}

/// Claims on the same matter that say another thing of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "variant"))]
pub(crate) struct WireVariant {
    #[serde(rename = "ref")]
    pub(crate) reference: String,
    pub(crate) words: String,
    /// On what they disagree with this one; empty if the two may both hold.
    pub(crate) on: Vec<&'static str>,
}

/// A judgement, in short.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "judgement"))]
pub(crate) struct WireJudgement {
    pub(crate) entry: u64,
    pub(crate) what: &'static str,
    /// The claims that it is about, as in `courier/a3`.
    pub(crate) on: Vec<String>,
    pub(crate) value: Option<String>,
    pub(crate) because: Option<String>,
}

/// The way from a claim to its origins, with what the page shows beside it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "card"))]
pub(crate) struct WireCard {
    #[serde(flatten)]
    pub(crate) trace: WireTrace,
    #[serde(flatten)]
    pub(crate) beside: WireBeside,
    /// Where the claim stands.
    pub(crate) spans: Vec<WireSpan>,
    /// All that say the same.
    pub(crate) claims: Vec<WireClaim>,
    pub(crate) n_documents: usize,
    pub(crate) disagreements: Vec<WireDisagreement>,
}

/// How reliable a source is, as the analyst says.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "grade"))]
pub(crate) struct WireGrade {
    /// A to F.
    pub(crate) value: String,
    pub(crate) because: Option<String>,
    pub(crate) author: String,
    pub(crate) at: String,
    pub(crate) entry: u64,
}

/// Somebody, with the grade.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "graded_entity"))]
pub(crate) struct WireGradedEntity {
    #[serde(flatten)]
    pub(crate) entity: WireCaseEntity,
    pub(crate) grade: Option<WireGrade>,
}

/// All that is known of somebody, with the grade.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "graded_card"))]
pub(crate) struct WireGradedCard {
    #[serde(flatten)]
    pub(crate) card: WireEntityCard,
    pub(crate) grade: Option<WireGrade>,
}

/// What was written: one entry.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "written"))]
pub(crate) struct WireWritten {
    pub(crate) entry: u64,
    pub(crate) head: WireHead,
    pub(crate) seen: String,
}

/// What was written: several entries.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "all_written"))]
pub(crate) struct WireAllWritten {
    pub(crate) entries: Vec<u64>,
    pub(crate) head: WireHead,
    pub(crate) seen: String,
}

/// Why something is not answered.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "error"))]
pub(crate) struct WireError {
    /// What is wrong, in a sentence that names the thing.
    pub(crate) error: String,
    /// What to do about it.
    pub(crate) hint: Option<String>,
    #[serde(flatten)]
    pub(crate) meanwhile: Option<WireMeanwhile>,
}

/// What was done to the case since it was seen.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "meanwhile"))]
pub(crate) struct WireMeanwhile {
    pub(crate) head: WireHead,
    pub(crate) seen: String,
    /// The entries of the log since then; empty if the documents were read again, or what was seen is not known.
    pub(crate) since: Vec<WireLogItem>,
}
