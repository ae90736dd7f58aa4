//! Which documents are worth putting side by side: those with keys in common.
//!
//! Not a comparison: most candidates share a phrase and no more.
//!
//! Two documents are candidates if they share two kept shingles, not counting shingles that more than twenty documents
//! hold, or a long key. Of a long key that more than twenty documents hold, each document is a candidate with the twenty
//! first of them only, in the order of [`Rank`]. So a text that a thousand outlets carry is found although each of its
//! shingles is common, and brings each of them some fifty pairs and not a thousand.
//! One shingle in common tells too little: in a large case every text has some phrase in common with hundreds of others.
//!
//! All of this is a function of the set of documents, whatever the order in which they came. What one more document
//! changes is bounded and told by [`super::index`].

use hearsay_text::document::{Date, DocumentId};

use super::Settings;
use super::keys::each_key;
use super::passages::Passages;

/// So many keys are sorted at a time, which bounds the memory that finding candidates takes.
const SORTED_AT_A_TIME: usize = 8 << 20;

/// The order in which documents count as first: by day of publication, those without one last; then by id.
pub type Rank = (bool, Option<Date>, DocumentId);

/// Returns a document's place in the order in which documents count as first.
pub fn rank(passages: &Passages) -> Rank {
    (passages.published.is_none(), passages.published, passages.document)
}

/// Hands on every pair of candidates once, as indices into `ranked`, the greater first; in order.
///
/// `ranked` is in the order of [`rank`].
pub(super) fn each_candidate(ranked: &[&Passages], settings: &Settings, mut take: impl FnMut(usize, usize)) {
    let postings = Postings::of(ranked, settings);
    let mut others: Vec<u32> = Vec::new();
    for document in 0..ranked.len() as u32 {
        others.clear();
        for list in postings.lists_of(document) {
            let earlier = postings.earlier(*list, document, settings);
            for _ in 0..if postings.is_long[*list as usize] { settings.shared_min } else { 1 } {
                others.extend_from_slice(earlier);
            }
        }
        others.sort_unstable();
        for same in others.chunk_by(|one, other| one == other) {
            if same.len() >= settings.shared_min {
                take(document as usize, same[0] as usize);
            }
        }
    }
}

/// Returns every pair of candidates, the lesser id first, sorted.
pub fn candidates(documents: &[&Passages], settings: &Settings) -> Vec<(DocumentId, DocumentId)> {
    let mut ranked = documents.to_vec();
    ranked.sort_by_key(|passages| rank(passages));
    ranked.dedup_by_key(|passages| passages.document);
    let mut found = Vec::new();
    each_candidate(&ranked, settings, |one, other| {
        let (one, other) = (ranked[one].document, ranked[other].document);
        found.push((one.min(other), one.max(other)));
    });
    found.sort_unstable();
    found
}

/// Who holds each key that more than one document holds and that is not common.
struct Postings {
    /// The holders of one key after the other, each list in order.
    holders: Vec<u32>,
    /// Where each list begins, and at last where the last one ends.
    starts: Vec<u32>,
    /// Whether each list is that of a long key.
    is_long: Vec<bool>,
    /// The lists of one document after the other.
    lists: Vec<u32>,
    /// Where the lists of each document begin, and at last where those of the last one end.
    list_starts: Vec<u32>,
}

impl Postings {
    fn of(ranked: &[&Passages], settings: &Settings) -> Postings {
        let mut postings = Postings {
            holders: Vec::new(),
            starts: vec![0],
            is_long: Vec::new(),
            lists: Vec::new(),
            list_starts: Vec::new(),
        };
        let n_words: usize = ranked.iter().map(|passages| passages.words().len()).sum();
        let n_parts = (n_words * 5 / 8).div_ceil(SORTED_AT_A_TIME).next_power_of_two();
        let shift = 64 - n_parts.trailing_zeros();
        let mut sorted: Vec<u64> = Vec::new();
        for part in 0..n_parts as u64 {
            sorted.clear();
            for (document, passages) in ranked.iter().enumerate() {
                each_key(passages.words(), |key| {
                    let entry = u64::from(key.0) << 32 | document as u64;
                    if entry.checked_shr(shift).unwrap_or(0) == part {
                        sorted.push(entry);
                    }
                });
            }
            sorted.sort_unstable();
            sorted.dedup();
            for list in sorted.chunk_by(|one, other| one >> 32 == other >> 32) {
                postings.push(list, settings);
            }
        }
        postings.turn(ranked.len());
        postings
    }

    fn push(&mut self, list: &[u64], settings: &Settings) {
        let is_long = list[0] >> 32 & 1 == 1;
        if list.len() < 2 || (!is_long && list.len() > settings.holders_max) {
            return;
        }
        self.holders.extend(list.iter().map(|entry| *entry as u32));
        self.starts.push(self.holders.len() as u32);
        self.is_long.push(is_long);
    }

    /// Notes the lists of each document.
    fn turn(&mut self, n_documents: usize) {
        let mut ends = vec![0_u32; n_documents + 1];
        for holder in &self.holders {
            ends[*holder as usize + 1] += 1;
        }
        for idx in 0..n_documents {
            ends[idx + 1] += ends[idx];
        }
        self.list_starts = ends.clone();
        self.lists = vec![0; self.holders.len()];
        for list in 0..self.starts.len() - 1 {
            for holder in &self.holders[self.starts[list] as usize..self.starts[list + 1] as usize] {
                let end = &mut ends[*holder as usize];
                self.lists[*end as usize] = list as u32;
                *end += 1;
            }
        }
    }

    fn lists_of(&self, document: u32) -> &[u32] {
        &self.lists[self.list_starts[document as usize] as usize..self.list_starts[document as usize + 1] as usize]
    }

    /// Returns the holders of a list before `document` that it is a candidate with.
    fn earlier(&self, list: u32, document: u32, settings: &Settings) -> &[u32] {
        let all = &self.holders[self.starts[list as usize] as usize..self.starts[list as usize + 1] as usize];
        let first = &all[..all.len().min(settings.holders_max)];
        &first[..first.partition_point(|holder| *holder < document)]
    }
}
