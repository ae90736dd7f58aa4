//! The shapes of what is told of a case file in JSON: what became of files and readings, documents, the log, the audit,
//! and what a search found.
//!
//! Offsets are Unicode code points into the document's text, but for the log's, which says `bytes` and gives them as the
//! case file has them.

use hearsay_case::hypotheses::scale::Level;
use hearsay_case::judgement::{Answer, Judged, Judgement, Statement, Weights};
use hearsay_store::audit;
use hearsay_store::documents::Listed;
use hearsay_store::entry::{Entry, Event};
use hearsay_text::document::{DocumentId, Evidenced, Metadata};
use serde::Serialize;

use super::WireSpan;
use super::case::line;
use crate::reference::Names;
use crate::rereading::Astray;

/// What became of one document that was to be added; one line of `hearsay add --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay add --json"))]
pub(crate) struct WireAddition {
    /// What the user calls it.
    file: String,
    /// BLAKE3 of its bytes.
    #[cfg_attr(test, schemars(length(equal = 64)))]
    document: String,
    /// `added`, or `known`: the same bytes were there already.
    outcome: &'static str,
}

/// One document of a case; one line of `hearsay documents --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay documents --json"))]
pub(crate) struct WireListed {
    /// What it is called in the case.
    document: String,
    /// BLAKE3 of its bytes.
    #[cfg_attr(test, schemars(length(equal = 64)))]
    hash: String,
    /// The file's name, without folders.
    file: String,
    bytes: u64,
    title: Option<String>,
    author: Option<String>,
    /// The outlet, sender or collection, found or given.
    source: Option<String>,
    published: Option<String>,
    /// Where it was found, given or as the container has it.
    url: Option<String>,
    /// When a copy was taken by whoever archived it, as the container has it; it says nothing of publication.
    captured: Option<String>,
    /// The message that it was attached to.
    attached_to: Option<String>,
    /// The entry of the log that tells who added it, and when.
    entry: u64,
}

/// One thing that was done to a case; one line of `hearsay log --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay log --json"))]
pub(crate) struct WireEntry {
    /// Its number, from 1.
    entry: u64,
    /// When, in UTC, as RFC 3339 has it.
    at: String,
    author: String,
    /// `added`, `undo`, or the judgement: `accept`, `reject`, `edit`, `same`, `not-same`, `independent`, `grade-source`,
    /// `grade-item`; on hypotheses `hypothesis` (one is stated), `withdraw`, `rate`, `weigh`, `answer` (to a checklist).
    what: &'static str,
    /// What it was done to.
    on: Vec<WireOn>,
    /// What a grade, an edit, a hypothesis or a rating says.
    value: Option<String>,
    /// Why, in the analyst's words.
    because: Option<String>,
    /// What ties it to all before it.
    #[cfg_attr(test, schemars(length(equal = 64)))]
    hash: String,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "on"))]
pub(crate) enum WireOn {
    /// Something that was judged.
    Judged(WireJudged),
    /// A document that was added.
    Document {
        /// What it is called in the case.
        document: String,
        /// BLAKE3 of its bytes.
        hash: String,
    },
    /// An entry that was taken back.
    Entry {
        /// Its number.
        entry: u64,
    },
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "judged"))]
pub(crate) struct WireJudged {
    /// `artefact`, `attribution`, `claim`, `mention` or `verdict`.
    kind: &'static str,
    document: String,
    hash: String,
    /// Where its words stand, in UTF-8 bytes of the document's text: the first, and the one behind the last.
    bytes: WireSpan,
    words: String,
}

/// Whether a case is what was put into it; the line of `hearsay audit --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay audit --json"))]
pub(crate) struct WireAudit {
    holds: bool,
    /// How many entries of the log hold.
    entries: usize,
    /// How many documents do.
    documents: usize,
    /// How many places of judgements in force do.
    anchors: usize,
    /// How many of those hold elsewhere than where they were judged.
    moved: usize,
    /// The hash of the last entry that holds.
    #[cfg_attr(test, schemars(length(equal = 64)))]
    head: String,
    /// The first thing that does not hold.
    fault: Option<String>,
}

/// What came of reading a case again; the line of `hearsay reread --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay reread --json"))]
pub(crate) struct WireReread {
    /// How many documents were read.
    pub(crate) read: usize,
    /// How many of them have another text than before.
    pub(crate) with_another_text: usize,
    /// How many could not be read; what was read of them before stays.
    pub(crate) failed: usize,
    /// The judgements in force that do not stand as they did.
    pub(crate) judgements: Vec<WireAstray>,
}

/// A judgement that does not stand as it did.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "astray"))]
pub(crate) struct WireAstray {
    /// Its entry in the log.
    entry: u64,
    what: &'static str,
    on: WireJudged,
    /// `moved` (it holds elsewhere), `not-read` (nothing of the kind is read at its words) or `lost`.
    why: &'static str,
}

/// A claim or document that was found; one line of `hearsay search --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay search --json"))]
pub(crate) struct WireHit {
    /// As in `courier/a3`, or what the document is called.
    pub(crate) reference: String,
    pub(crate) document: String,
    /// BLAKE3 of the document's bytes.
    #[cfg_attr(test, schemars(length(equal = 64)))]
    pub(crate) hash: String,
    /// The claim; `null` for a document.
    pub(crate) claim: Option<String>,
    /// Who says the claim.
    pub(crate) by: Option<String>,
    /// Where the claim stands.
    pub(crate) spans: Vec<WireSpan>,
    pub(crate) title: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) published: Option<String>,
    /// Where the words stand that are shown.
    pub(crate) passage: Vec<WireSpan>,
    /// Those words.
    pub(crate) words: String,
    /// Where the words that were looked for stand among them.
    pub(crate) found: Vec<WireSpan>,
    /// Where they stand in the title.
    pub(crate) found_in_title: Vec<WireSpan>,
}

/// Returns one line for a document that was to be added.
pub(crate) fn addition_line(file: &str, document: DocumentId, outcome: &'static str) -> String {
    line(&WireAddition { file: file.to_owned(), document: document.to_string(), outcome })
}

/// Returns the shape of a document.
pub(crate) fn wire_listed(listed: &Listed, names: &Names) -> WireListed {
    let container = listed.given.container.as_deref();
    let text = |found: fn(&Metadata) -> &Option<Evidenced<String>>| {
        container.and_then(|container| found(container).as_ref()).map(|found| found.value.clone())
    };
    WireListed {
        document: names.name(listed.id).to_owned(),
        hash: listed.id.to_string(),
        file: listed.file_name.clone(),
        bytes: listed.original_bytes,
        title: listed.title.clone(),
        author: listed.author.clone(),
        source: listed.site.clone(),
        published: listed.published.map(|date| date.to_string()),
        url: listed.given.url.clone().or_else(|| text(|container| &container.url)),
        captured: container
            .and_then(|container| container.captured.as_ref())
            .map(|captured| captured.value.to_string()),
        attached_to: text(|container| &container.attached_to),
        entry: listed.entry,
    }
}

/// Returns the shape of an entry of the log.
pub(crate) fn wire_entry(entry: &Entry, names: &Names) -> WireEntry {
    let (on, because) = match &entry.event {
        Event::Added(added) => {
            let (document, hash) = (names.name(added.document).to_owned(), added.document.to_string());
            (vec![WireOn::Document { document, hash }], None)
        }
        Event::Judged { judgement, because } => {
            let on = judgement.judged().into_iter().map(|one| WireOn::Judged(wire_judged(one, names)));
            (on.collect(), because.clone())
        }
        Event::Undone(of) => (vec![WireOn::Entry { entry: *of }], None),
    };
    WireEntry {
        entry: entry.number,
        at: entry.signature.at.to_string(),
        author: entry.signature.author.clone(),
        what: entry.event.name(),
        on,
        value: value(&entry.event),
        because,
        hash: entry.hash.to_string(),
    }
}

/// Returns what a judgement says beside what it is about: a grade, other words, a hypothesis and how a claim fits it.
pub(crate) fn value(event: &Event) -> Option<String> {
    let Event::Judged { judgement, .. } = event else { return None };
    match judgement {
        Judgement::Edit(_, instead) => Some(instead.clone()),
        Judgement::GradeSource(_, grade) => Some(grade.name().to_owned()),
        Judgement::GradeItem(_, grade) => Some(grade.name().to_owned()),
        Judgement::State(Statement { hypothesis, text, parent: None }) => Some(format!("{hypothesis}: {text}")),
        Judgement::State(Statement { hypothesis, text, parent: Some(parent) }) => {
            Some(format!("{hypothesis}, a variety of {parent}: {text}"))
        }
        Judgement::Withdraw(hypothesis) => Some(hypothesis.to_string()),
        Judgement::Rate(hypothesis, _, rating) => Some(format!("{hypothesis} {}", rating.name())),
        Judgement::Weigh(_, Weights { credibility, relevance }) => {
            let level = |word: &str, level: &Option<Level>| level.map(|level| format!("{word} {}", level.name()));
            let said = level("credibility", credibility).into_iter().chain(level("relevance", relevance));
            Some(said.collect::<Vec<String>>().join(", "))
        }
        Judgement::Answer(Answer { question, finding, .. }) => Some(format!("{} {}", question.name(), finding.name())),
        Judgement::Accept(_)
        | Judgement::Reject(_)
        | Judgement::Mark(_)
        | Judgement::SaidBy(..)
        | Judgement::Same(..)
        | Judgement::NotSame(..)
        | Judgement::Independent(..) => None,
    }
}

/// Returns one line for an audit.
pub(crate) fn audit_line(audit: &audit::Audit) -> String {
    line(&WireAudit {
        holds: audit.fault.is_none(),
        entries: audit.n_entries,
        documents: audit.n_documents,
        anchors: audit.n_anchors,
        moved: audit.n_moved,
        head: audit.head.to_string(),
        fault: audit.fault.as_ref().map(ToString::to_string),
    })
}

/// Returns the shape of a judgement that does not stand as it did.
pub(crate) fn wire_astray(astray: &Astray, names: &Names) -> WireAstray {
    let on = wire_judged(&astray.judged, names);
    WireAstray { entry: astray.entry, what: astray.what, on, why: astray.why.name() }
}

/// Returns the shape of what is judged.
pub(crate) fn wire_judged(one: &Judged, names: &Names) -> WireJudged {
    WireJudged {
        kind: one.kind.name(),
        document: names.name(one.anchor.document).to_owned(),
        hash: one.anchor.document.to_string(),
        bytes: [one.anchor.span.start, one.anchor.span.end],
        words: one.anchor.words.clone(),
    }
}
