//! What a document is found by: hashes of words in a row.
//!
//! Not proof: two documents with keys in common are put side by side, and their words then tell.

use super::folding::{hash_of, mixed};
use super::passages::Passages;

/// How many words a short key, a shingle, is made of.
pub const SHINGLE_WORDS: usize = 5;

/// How many words a long key is made of.
pub const LONG_WORDS: usize = 12;

/// Of shingles, one in so many is kept, chosen by its own hash, so that two documents keep the same ones.
///
/// On real articles two kept ones in common find 99 % of the pairs that three of all do, for half the room
/// (`docs/reuse.md`).
const SHINGLES_KEPT: u64 = 2;

/// Of long keys, one in so many is kept.
const LONG_KEPT: u64 = 8;

/// A hash of words in a row; long keys are odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u32);

impl Key {
    /// Returns whether this is a long key.
    pub fn is_long(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Returns the keys of a document, sorted, each once.
pub fn keys(passages: &Passages) -> Vec<Key> {
    let mut found = Vec::with_capacity(passages.words().len() * 3 / 4);
    each_key(passages.words(), |key| found.push(key));
    found.sort_unstable();
    found.dedup();
    found
}

/// Hands on the keys of a row of words in the order in which they end; the same key may come again.
pub(super) fn each_key(words: &[u32], mut take: impl FnMut(Key)) {
    // The hashes of the last eight shingles: three of them cover the twelve words of a long key.
    let mut shingles = [0_u64; 8];
    let mut n_read = 0;
    for end in 1..=words.len() {
        // A row with a word that is left out is no key.
        n_read = if words[end - 1] == 0 { 0 } else { n_read + 1 };
        if n_read < SHINGLE_WORDS {
            continue;
        }
        let shingle = hash_of(&words[end - SHINGLE_WORDS..end]);
        shingles[end % 8] = shingle;
        if shingle.is_multiple_of(SHINGLES_KEPT) {
            take(Key((shingle >> 32) as u32 & !1));
        }
        if n_read >= LONG_WORDS {
            let long =
                mixed(shingle ^ shingles[(end - 3) % 8].rotate_left(21) ^ shingles[(end - 7) % 8].rotate_left(42));
            if long.is_multiple_of(LONG_KEPT) {
                take(Key((long >> 32) as u32 | 1));
            }
        }
    }
}
