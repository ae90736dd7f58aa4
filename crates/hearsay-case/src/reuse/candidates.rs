//! Which documents are worth putting side by side: those with keys in common.
//!
//! Not a comparison: most candidates share a phrase and no more.
//!
//! Two documents are candidates if they share three or more shingles, not counting shingles that more than twenty
//! documents hold; or a long key. Of a long key that more than twenty documents hold, each document is a candidate with
//! the twenty first of them only, in the order of [`Rank`]. So a text that a hundred outlets carry is found although each
//! of its shingles is common, and brings 100 × 20 pairs and not 100 × 100.
//!
//! All of this is a function of the set of documents, whatever the order in which they came. What one more document
//! changes is bounded: the pairs of the twenty that held a shingle to which it is the twenty-first, and the pairs of
//! those that hold a long key with it.

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
    let mut shared = vec![0_u32; ranked.len()];
    let mut touched: Vec<u32> = Vec::new();
    for document in 0..ranked.len() as u32 {
        for list in postings.lists_of(document) {
            for &other in postings.earlier(*list, document, settings) {
                if shared[other as usize] == 0 {
                    touched.push(other);
                }
                shared[other as usize] += postings.weight(*list, settings);
            }
        }
        touched.sort_unstable();
        for other in touched.drain(..) {
            if std::mem::take(&mut shared[other as usize]) >= settings.shingles_shared_min {
                take(document as usize, other as usize);
            }
        }
    }
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
        let n_parts = (n_words * 9 / 8).div_ceil(SORTED_AT_A_TIME).next_power_of_two();
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
        for list in 0..self.is_long.len() {
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

    fn weight(&self, list: u32, settings: &Settings) -> u32 {
        if self.is_long[list as usize] { settings.shingles_shared_min } else { 1 }
    }
}
