//! The candidates of a case, moved forward document by document.
//!
//! Not a second way of finding them: after any additions in any order, the pairs are those that
//! [`super::candidates::candidates`] finds from nothing; a property test holds the two together.
//!
//! What an addition changes beside the pairs of the new document:
//! - A shingle that twenty documents held is now common: pairs of these twenty may go.
//! - A long key that more than twenty hold has a new first one: the pairs of the one that is now the twenty-first may go.
//! - A paragraph of its outlet is boilerplate now: the two documents that held it before have fewer words.
//!
//! Nothing else in the case is looked at.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use hearsay_text::document::DocumentId;

use super::Settings;
use super::boilerplate::{Paragraph, paragraphs, strip};
use super::candidates::{Rank, rank};
use super::keys::{Key, keys};
use super::passages::Passages;

/// Who holds which key and which paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    settings: Settings,
    documents: Vec<Passages>,
    ordinals: BTreeMap<DocumentId, u32>,
    /// Of documents without their boilerplate.
    holders: BTreeSet<(Key, u32)>,
    /// With the hash of the longest paragraph beside each.
    paragraphs: BTreeSet<(Paragraph, u64, u32)>,
}

/// What an addition changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Pairs to compare, or to compare again, the lesser id first; sorted.
    pub compare: Vec<(DocumentId, DocumentId)>,
    /// Pairs that are no candidates any more, the lesser id first; sorted.
    pub forget: Vec<(DocumentId, DocumentId)>,
}

impl Index {
    /// Returns the index of a case without documents.
    pub fn new(settings: Settings) -> Index {
        Index {
            settings,
            documents: Vec::new(),
            ordinals: BTreeMap::new(),
            holders: BTreeSet::new(),
            paragraphs: BTreeSet::new(),
        }
    }

    /// Returns the index of a case with these documents: the same as if they had been added one by one.
    pub fn of(documents: impl IntoIterator<Item = Passages>, settings: Settings) -> Index {
        let mut index = Index::new(settings);
        for passages in documents {
            let new = index.documents.len() as u32;
            if let Entry::Vacant(entry) = index.ordinals.entry(passages.document) {
                entry.insert(new);
                let own = paragraphs(&passages).into_iter();
                index.paragraphs.extend(own.map(|(paragraph, beside)| (paragraph, beside, new)));
                index.documents.push(passages);
            }
        }
        let mut holders: Vec<(Key, u32)> = Vec::new();
        for ordinal in 0..index.documents.len() as u32 {
            holders.extend(keys(&index.stripped(ordinal, &BTreeSet::new())).into_iter().map(|key| (key, ordinal)));
        }
        index.holders = holders.into_iter().collect();
        index
    }

    /// Returns a document's passages without its outlet's boilerplate, as they are to be compared; `None` if unknown.
    pub fn passages(&self, document: DocumentId) -> Option<Passages> {
        self.ordinals.get(&document).map(|ordinal| self.stripped(*ordinal, &BTreeSet::new()))
    }

    /// Takes in a document; one that is known changes nothing.
    pub fn add(&mut self, passages: Passages) -> Change {
        if self.ordinals.contains_key(&passages.document) {
            return Change::default();
        }
        let own = paragraphs(&passages);
        let grown: BTreeSet<Paragraph> =
            own.iter().filter(|one| self.tips(one)).map(|(paragraph, _)| *paragraph).collect();
        let shrunk: BTreeSet<u32> =
            grown.iter().flat_map(|one| self.holders_of_paragraph(*one)).map(|one| one.2).collect();
        let new = self.documents.len() as u32;
        self.ordinals.insert(passages.document, new);
        self.documents.push(passages);

        let mut gone: BTreeSet<(Key, u32)> = BTreeSet::new();
        for &ordinal in &shrunk {
            let left = keys(&self.stripped(ordinal, &grown));
            let had = keys(&self.stripped(ordinal, &BTreeSet::new()));
            gone.extend(had.into_iter().filter(|key| left.binary_search(key).is_err()).map(|key| (key, ordinal)));
        }
        let come: BTreeSet<(Key, u32)> = keys(&self.stripped(new, &grown)).into_iter().map(|key| (key, new)).collect();
        let mut touched = self.touched(&gone, &come);
        touched.extend(&shrunk);
        touched.remove(&new);
        let before = self.pairs_of(&touched);

        self.paragraphs.extend(own.into_iter().map(|(paragraph, beside)| (paragraph, beside, new)));
        for entry in &gone {
            self.holders.remove(entry);
        }
        self.holders.extend(come);
        touched.insert(new);
        let after = self.pairs_of(&touched);
        let has_fewer_words = |pair: &(u32, u32)| shrunk.contains(&pair.0) || shrunk.contains(&pair.1);
        let compare = after.iter().filter(|pair| !before.contains(pair) || has_fewer_words(pair));
        Change { compare: self.told(compare), forget: self.told(before.difference(&after)) }
    }

    /// Returns whether a paragraph becomes boilerplate with one more document that holds it.
    fn tips(&self, (paragraph, beside): &(Paragraph, u64)) -> bool {
        let mut besides: BTreeSet<u64> = self.holders_of_paragraph(*paragraph).map(|one| one.1).collect();
        let n_documents_min = self.settings.boilerplate_documents_min;
        besides.len() < n_documents_min && besides.insert(*beside) && besides.len() >= n_documents_min
    }

    fn is_boilerplate(&self, paragraph: Paragraph) -> bool {
        let mut n_besides = 0;
        let mut last = None;
        for (_, beside, _) in self.holders_of_paragraph(paragraph) {
            n_besides += usize::from(last != Some(beside));
            last = Some(beside);
            if n_besides >= self.settings.boilerplate_documents_min {
                return true;
            }
        }
        false
    }

    fn holders_of_paragraph(&self, paragraph: Paragraph) -> impl Iterator<Item = (Paragraph, u64, u32)> {
        self.paragraphs.range((paragraph, 0, 0)..=(paragraph, u64::MAX, u32::MAX)).copied()
    }

    /// Returns a document without boilerplate, counting `grown` as such already.
    fn stripped(&self, ordinal: u32, grown: &BTreeSet<Paragraph>) -> Passages {
        let passages = &self.documents[ordinal as usize];
        strip(passages, |one| grown.contains(&one) || self.is_boilerplate(one)).unwrap_or_else(|| passages.clone())
    }

    /// Returns the documents of which pairs may change once some keys have gone and others have come.
    fn touched(&self, gone: &BTreeSet<(Key, u32)>, come: &BTreeSet<(Key, u32)>) -> BTreeSet<u32> {
        let max = self.settings.holders_max;
        let mut touched = BTreeSet::new();
        let changed: BTreeSet<Key> = gone.iter().chain(come).map(|(key, _)| *key).collect();
        for key in changed {
            let before = self.holders_of(key);
            let stays = |ordinal: &&u32| !gone.contains(&(key, **ordinal));
            let mut after: Vec<u32> = before.iter().filter(stays).copied().collect();
            after.extend(come.range((key, 0)..=(key, u32::MAX)).map(|(_, ordinal)| *ordinal));
            after.sort_by_key(|ordinal| self.rank_of(*ordinal));
            if key.is_long() {
                let (first, then) = (&before[..before.len().min(max)], &after[..after.len().min(max)]);
                touched.extend(first.iter().filter(|ordinal| !then.contains(ordinal)));
                touched.extend(then.iter().filter(|ordinal| !first.contains(ordinal)));
            } else if (before.len() > max) != (after.len() > max) {
                touched.extend(before);
                touched.extend(after);
            }
        }
        touched
    }

    /// Returns the holders of a key, in the order of their ranks.
    fn holders_of(&self, key: Key) -> Vec<u32> {
        let mut found: Vec<u32> = self.holders.range((key, 0)..=(key, u32::MAX)).map(|(_, ordinal)| *ordinal).collect();
        found.sort_by_key(|ordinal| self.rank_of(*ordinal));
        found
    }

    fn rank_of(&self, ordinal: u32) -> Rank {
        rank(&self.documents[ordinal as usize])
    }

    /// Returns the pairs of candidates that hold one of the documents, the lesser ordinal first.
    fn pairs_of(&self, documents: &BTreeSet<u32>) -> BTreeSet<(u32, u32)> {
        let mut pairs = BTreeSet::new();
        let max = self.settings.holders_max;
        for &document in documents {
            let mut others: Vec<u32> = Vec::new();
            for key in keys(&self.stripped(document, &BTreeSet::new())) {
                let holders = self.holders_of(key);
                let is_first = holders.iter().take(max).any(|holder| *holder == document);
                let n_others = match (holders.len() > max, key.is_long()) {
                    (true, false) => 0,
                    (true, true) if !is_first => max,
                    _ => holders.len(),
                };
                for _ in 0..if key.is_long() { self.settings.shared_min } else { 1 } {
                    others.extend(holders[..n_others].iter().filter(|other| **other != document));
                }
            }
            others.sort_unstable();
            let same = others.chunk_by(|one, other| one == other).filter(|same| same.len() >= self.settings.shared_min);
            pairs.extend(same.map(|same| (document.min(same[0]), document.max(same[0]))));
        }
        pairs
    }

    fn told<'a>(&self, pairs: impl Iterator<Item = &'a (u32, u32)>) -> Vec<(DocumentId, DocumentId)> {
        let id = |ordinal: u32| self.documents[ordinal as usize].document;
        let ordered = |(one, other): &(u32, u32)| (id(*one).min(id(*other)), id(*one).max(id(*other)));
        let mut told: Vec<(DocumentId, DocumentId)> = pairs.map(ordered).collect();
        told.sort_unstable();
        told
    }
}
