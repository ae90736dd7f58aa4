//! What the user is shown of a case: claims, the way to their origins, who is who, what happened when.
//!
//! Works on a case that is put together and finds nothing itself.

use std::collections::BTreeMap;

use hearsay_case::case::{Case, Group};
use hearsay_case::lineage::{ClaimRef, Node};
use hearsay_case::record::{Claim, Record};
use hearsay_case::standing::Event;
use hearsay_text::document::{Date, DocumentId};
use hearsay_text::span::Span;

use crate::reference::Names;
use crate::terminal::clean;

pub(crate) mod artefacts;
pub(crate) mod cards;
pub(crate) mod entities;
pub(crate) mod hypotheses;
pub(crate) mod matrix;
pub(crate) mod origins;
pub(crate) mod timeline;
pub(crate) mod trace;
pub(crate) mod undecided;

/// A case with what its documents are called and what stands in them.
pub(crate) struct Shown<'a> {
    pub(crate) case: &'a Case,
    pub(crate) names: &'a Names,
    /// The texts of the documents that words are quoted from.
    pub(crate) texts: &'a BTreeMap<DocumentId, String>,
}

impl Shown<'_> {
    pub(crate) fn record(&self, record: usize) -> &Record {
        &self.case.records[record]
    }

    pub(crate) fn claim(&self, of: ClaimRef) -> Option<&Claim> {
        self.case.claim(of)
    }

    /// Returns how the user names a claim: `courier/a3`.
    pub(crate) fn reference(&self, of: ClaimRef) -> String {
        format!("{}/{}", self.document(of.record), of.claim)
    }

    /// Returns what the user calls a document.
    pub(crate) fn document(&self, record: usize) -> &str {
        self.names.name(self.record(record).document)
    }

    /// Returns who publishes a document: the outlet, else the author, else what it is called.
    pub(crate) fn publisher(&self, record: usize) -> String {
        let of = self.record(record);
        let name = of.outlet.as_deref().or(of.author.as_deref());
        name.map_or_else(|| self.document(record).to_owned(), |name| clean(name).into_owned())
    }

    /// Returns the words of spans of a document, as they stand.
    pub(crate) fn words(&self, record: usize, spans: &[Span]) -> String {
        let Some(text) = self.texts.get(&self.record(record).document) else { return String::new() };
        let words = spans.iter().filter_map(|span| text.get(span.range())).flat_map(str::split_whitespace);
        clean(&words.collect::<Vec<&str>>().join(" ")).into_owned()
    }

    /// Returns what a node of the provenance graph is called.
    pub(crate) fn node(&self, node: Node) -> String {
        match node {
            Node::Claim(of) => self.publisher(of.record),
            Node::Party(party) => clean(&self.case.entities().all[party].name).into_owned(),
            Node::Described(record, id) => {
                let entity = self.record(record).entity(id);
                entity.map(|entity| clean(&entity.name).into_owned()).unwrap_or_default()
            }
            Node::Artefact(artefact) => {
                let names = &self.case.artefacts().all[artefact].names;
                names.first().map(|(name, _)| clean(name).into_owned()).unwrap_or_default()
            }
            Node::Words(of, link_idx) => {
                let link = self.claim(of).and_then(|claim| claim.chain.get(link_idx));
                link.map(|link| clean(&link.words).into_owned()).unwrap_or_default()
            }
        }
    }
}

/// Returns a day, or the first and the last of several.
pub(crate) fn days(on: Option<(Date, Date)>) -> String {
    match on {
        None => "no date".to_owned(),
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) if first.day == 1 && first.month == 1 && last.month == 12 => format!("{:04}", first.year),
        Some((first, last)) if first.day == 1 && (first.year, first.month) == (last.year, last.month) => {
            format!("{:04}-{:02}", first.year, first.month)
        }
        Some((first, last)) => format!("{first} to {last}"),
    }
}

/// Returns what an event is told as: "denied by the ministry".
pub(crate) fn told(event: &Event) -> String {
    let by = event.by.iter().map(|by| clean(by).into_owned()).collect::<Vec<String>>().join(", ");
    if by.is_empty() { event.what.name().to_owned() } else { format!("{} by {by}", event.what.name()) }
}

/// Returns how many documents have a claim of the group.
pub(crate) fn n_documents(group: &Group) -> usize {
    let mut records: Vec<usize> = group.claims.iter().map(|claim| claim.record).collect();
    records.dedup();
    records.len()
}
