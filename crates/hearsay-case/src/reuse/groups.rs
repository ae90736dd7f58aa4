//! Which documents carry one text: copies and rewritings of the whole, put together so that they can be folded.
//!
//! Not origins: whether they rest on one is told from who credits whom. And not a merge: each pair stays as it is.

use std::collections::BTreeMap;

use hearsay_text::document::DocumentId;

use super::kind::Kind;
use super::{Reuse, Settings};

/// Documents that carry one text, in order of their ids; two or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The documents.
    pub documents: Vec<DocumentId>,
}

/// Returns whether a pair belongs to one group: more than a third of each stands in the other, and it is no quotation.
///
/// A review of the day's press holds whole articles that have nothing to do with each other; of the review each is a
/// small part, and so the review stands in no group with them, while its pairs with them are still told.
pub fn is_bound(reuse: &Reuse, settings: &Settings) -> bool {
    let least = reuse.shares.percent_of_first().min(reuse.shares.percent_of_second());
    matches!(reuse.kind, Kind::Copied | Kind::Rewritten) && least >= settings.group_percent
}

/// Returns the groups, by their first document: documents between which a way leads over pairs that are bound.
pub fn groups(pairs: &[Reuse], settings: &Settings) -> Vec<Group> {
    let mut heads: BTreeMap<DocumentId, DocumentId> = BTreeMap::new();
    for reuse in pairs.iter().filter(|reuse| is_bound(reuse, settings)) {
        let (one, other) = (head_of(&mut heads, reuse.first), head_of(&mut heads, reuse.second));
        heads.insert(one.max(other), one.min(other));
    }
    let documents: Vec<DocumentId> = heads.keys().copied().collect();
    let mut groups: BTreeMap<DocumentId, Vec<DocumentId>> = BTreeMap::new();
    for document in documents {
        groups.entry(head_of(&mut heads, document)).or_default().push(document);
    }
    groups.into_values().map(|documents| Group { documents }).collect()
}

/// Returns the least document of the group that a document is in so far.
fn head_of(heads: &mut BTreeMap<DocumentId, DocumentId>, document: DocumentId) -> DocumentId {
    let mut head = document;
    let mut way = Vec::new();
    loop {
        let above = *heads.entry(head).or_insert(head);
        if above == head {
            break;
        }
        way.push(head);
        head = above;
    }
    for document in way {
        heads.insert(document, head);
    }
    head
}
