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
use super::candidates::rank;
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

/// What an addition may change.
#[derive(Debug, Default)]
struct Touched {
    /// Documents of which any pair may.
    documents: BTreeSet<u32>,
    /// Other pairs that may, the lesser ordinal first.
    pairs: BTreeSet<(u32, u32)>,
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
        touched.documents.extend(&shrunk);
        touched.documents.remove(&new);
        let before = self.pairs_of(&touched);

        self.paragraphs.extend(own.into_iter().map(|(paragraph, beside)| (paragraph, beside, new)));
        for entry in &gone {
            self.holders.remove(entry);
        }
        self.holders.extend(come);
        touched.documents.insert(new);
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

    /// Returns what may change once some keys have gone and others have come.
    fn touched(&self, gone: &BTreeSet<(Key, u32)>, come: &BTreeSet<(Key, u32)>) -> Touched {
        let max = self.settings.holders_max;
        let mut touched = Touched::default();
        let changed: BTreeSet<Key> = gone.iter().chain(come).map(|(key, _)| *key).collect();
        for key in changed {
            let before: Vec<u32> = self.holders_of(key).collect();
            let stays = |ordinal: &&u32| !gone.contains(&(key, **ordinal));
            let mut after: Vec<u32> = before.iter().filter(stays).copied().collect();
            after.extend(come.range((key, 0)..=(key, u32::MAX)).map(|(_, ordinal)| *ordinal));
            if key.is_long() {
                let (first, then) = (self.first_of(before), self.first_of(after));
                touched.documents.extend(first.symmetric_difference(&then));
            } else if (before.len() > max) != (after.len() > max) {
                let holders = if before.len() > max { after } else { before };
                let pairs = holders.iter().flat_map(|one| holders.iter().map(move |other| (*one, *other)));
                touched.pairs.extend(pairs.filter(|(one, other)| one < other));
            }
        }
        touched
    }

    fn holders_of(&self, key: Key) -> impl Iterator<Item = u32> {
        self.holders.range((key, 0)..=(key, u32::MAX)).map(|(_, ordinal)| *ordinal)
    }

    /// Returns the first of some holders, in the order of their ranks.
    fn first_of(&self, mut holders: Vec<u32>) -> BTreeSet<u32> {
        let max = self.settings.holders_max;
        if holders.len() > max {
            holders.select_nth_unstable_by_key(max, |ordinal| rank(&self.documents[*ordinal as usize]));
            holders.truncate(max);
        }
        holders.into_iter().collect()
    }

    /// Returns the pairs of candidates among those touched, the lesser ordinal first.
    fn pairs_of(&self, touched: &Touched) -> BTreeSet<(u32, u32)> {
        let mut pairs = BTreeSet::new();
        for &document in &touched.documents {
            let mut others: Vec<u32> = Vec::new();
            for key in self.keys_of(document) {
                let partners = self.partners(key, document);
                for _ in 0..self.weight(key) {
                    others.extend_from_slice(&partners);
                }
            }
            others.sort_unstable();
            let same = others.chunk_by(|one, other| one == other).filter(|same| same.len() >= self.settings.shared_min);
            pairs.extend(same.map(|same| (document.min(same[0]), document.max(same[0]))));
        }
        let of_pairs: BTreeSet<u32> = touched.pairs.iter().flat_map(|pair| [pair.0, pair.1]).collect();
        let keys: BTreeMap<u32, Vec<Key>> = of_pairs.into_iter().map(|one| (one, self.keys_of(one))).collect();
        let is_candidate = |pair: &&(u32, u32)| self.is_candidate(**pair, &keys[&pair.0], &keys[&pair.1]);
        pairs.extend(touched.pairs.iter().filter(is_candidate));
        pairs
    }

    fn is_candidate(&self, (one, other): (u32, u32), of_one: &[Key], of_other: &[Key]) -> bool {
        let mut n_shared = 0;
        for key in of_one.iter().filter(|key| of_other.binary_search(key).is_ok()) {
            if self.partners(*key, one).contains(&other) {
                n_shared += self.weight(*key);
            }
            if n_shared >= self.settings.shared_min {
                return true;
            }
        }
        false
    }

    /// Returns the other holders of a key that a holder is beside by it.
    fn partners(&self, key: Key, document: u32) -> Vec<u32> {
        let max = self.settings.holders_max;
        let mut holders: Vec<u32> =
            self.holders_of(key).take(if key.is_long() { usize::MAX } else { max + 1 }).collect();
        if holders.len() > max {
            if !key.is_long() {
                return Vec::new();
            }
            let first = self.first_of(holders.clone());
            if !first.contains(&document) {
                holders = first.into_iter().collect();
            }
        }
        holders.retain(|other| *other != document);
        holders
    }

    fn weight(&self, key: Key) -> usize {
        if key.is_long() { self.settings.shared_min } else { 1 }
    }

    fn keys_of(&self, ordinal: u32) -> Vec<Key> {
        keys(&self.stripped(ordinal, &BTreeSet::new()))
    }

    fn told<'a>(&self, pairs: impl Iterator<Item = &'a (u32, u32)>) -> Vec<(DocumentId, DocumentId)> {
        let id = |ordinal: u32| self.documents[ordinal as usize].document;
        let ordered = |(one, other): &(u32, u32)| (id(*one).min(id(*other)), id(*one).max(id(*other)));
        let mut told: Vec<(DocumentId, DocumentId)> = pairs.map(ordered).collect();
        told.sort_unstable();
        told
    }
}
