//! Which words two documents have in common: greedy string tiling around what they share at length.
//!
//! Not a measure of likeness: what to make of the tiles is told by [`super::kind`].
//!
//! After Wise's Greedy String Tiling: the longest common stretch is taken first, and no word is taken twice.
//! Three words in a row mean little by themselves ("of the United States"), so short tiles count only beside a **seed**, a
//! tile of five words or more: within so many words of it in both documents.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A tile has at least so many words.
pub const TILE_WORDS_MIN: u32 = 3;

/// A seed has at least so many words.
pub const SEED_WORDS_MIN: u32 = 5;

/// A tile that is no seed lies within so many words of one.
pub const WINDOW_WORDS: u32 = 30;

/// Of the places where three words stand in the other document, so many are looked at.
const PLACES_MAX: usize = 16;

/// Words that may be compared for every word of the two documents; only texts that repeat themselves need more.
const COMPARED_PER_WORD: usize = 64;

/// Words in a row that stand in both documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tile {
    /// The first of them in the first document.
    pub first: u32,
    /// The first of them in the second.
    pub second: u32,
    /// How many they are.
    pub n_words: u32,
}

/// Returns the tiles of two rows of words, in the order of the first; 0 equals nothing.
pub fn tiles(first: &[u32], second: &[u32]) -> Vec<Tile> {
    let matches = matches(first, second);
    if matches.iter().all(|tile| tile.n_words < SEED_WORDS_MIN) {
        return Vec::new();
    }
    let mut floor = Floor::new(first.len(), second.len());
    let (seeds, rest): (Vec<Tile>, Vec<Tile>) = matches.iter().partition(|tile| tile.n_words >= SEED_WORDS_MIN);
    let left_over = floor.lay(seeds, SEED_WORDS_MIN);
    let mut seeds = floor.tiles.clone();
    seeds.sort_unstable();
    let near = rest.into_iter().chain(left_over).filter(|tile| is_near(&seeds, tile)).collect();
    floor.lay(near, TILE_WORDS_MIN);
    floor.tiles.sort_unstable();
    floor.tiles
}

/// Returns whether a tile lies beside one of the seeds in both documents.
fn is_near(seeds: &[Tile], tile: &Tile) -> bool {
    let apart = |one: u32, n_one: u32, other: u32, n_other: u32| {
        if one < other { other.saturating_sub(one + n_one) } else { one.saturating_sub(other + n_other) }
    };
    let beside = |seed: &&Tile| apart(seed.first, seed.n_words, tile.first, tile.n_words) <= WINDOW_WORDS;
    let after = seeds.partition_point(|seed| seed.first < tile.first);
    let before = seeds[..after].iter().rev().take_while(beside);
    before
        .chain(seeds[after..].iter().take_while(beside))
        .any(|seed| apart(seed.second, seed.n_words, tile.second, tile.n_words) <= WINDOW_WORDS)
}

/// Returns the common stretches that can be lengthened neither way, of three words or more.
fn matches(first: &[u32], second: &[u32]) -> Vec<Tile> {
    let places = Places::of(second);
    let mut found = Vec::new();
    let mut n_left = COMPARED_PER_WORD * (first.len() + second.len());
    for (at, row) in first.windows(TILE_WORDS_MIN as usize).enumerate() {
        if row.contains(&0) {
            continue;
        }
        for place in places.of_row(row).take(PLACES_MAX) {
            if second[place..place + row.len()] != *row {
                continue;
            }
            if at > 0 && place > 0 && first[at - 1] == second[place - 1] && first[at - 1] != 0 {
                continue;
            }
            let pairs = first[at..].iter().zip(&second[place..]);
            let n_words = pairs.take_while(|(one, other)| one == other && **one != 0).count();
            if n_words > n_left {
                return found;
            }
            n_left -= n_words;
            found.push(Tile { first: at as u32, second: place as u32, n_words: n_words as u32 });
        }
    }
    found
}

/// Where each three words in a row stand: chains of places with one hash, in order.
struct Places {
    heads: Vec<u32>,
    next: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

impl Places {
    fn of(words: &[u32]) -> Places {
        let n_heads = (words.len() * 2).next_power_of_two();
        let mut places = Places { heads: vec![NOWHERE; n_heads], next: vec![NOWHERE; words.len()] };
        for (place, row) in words.windows(TILE_WORDS_MIN as usize).enumerate().rev() {
            if !row.contains(&0) {
                let head = places.head(row);
                places.next[place] = places.heads[head];
                places.heads[head] = place as u32;
            }
        }
        places
    }

    fn head(&self, row: &[u32]) -> usize {
        let hash = row
            .iter()
            .fold(0_u64, |hash, word| (hash ^ u64::from(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(27));
        (hash >> 20) as usize & (self.heads.len() - 1)
    }

    fn of_row(&self, row: &[u32]) -> impl Iterator<Item = usize> {
        let step = |place: u32| (place != NOWHERE).then_some(place as usize);
        std::iter::successors(step(self.heads[self.head(row)]), move |place| step(self.next[*place]))
    }
}

/// Which words are taken.
struct Floor {
    first: Vec<bool>,
    second: Vec<bool>,
    tiles: Vec<Tile>,
}

impl Floor {
    fn new(n_first: usize, n_second: usize) -> Floor {
        Floor { first: vec![false; n_first], second: vec![false; n_second], tiles: Vec::new() }
    }

    /// Takes stretches, the longest first, and returns what is left of those that another took words from and is now
    /// shorter than `n_words_min`.
    fn lay(&mut self, stretches: Vec<Tile>, n_words_min: u32) -> Vec<Tile> {
        let ranked = |tile: Tile| (tile.n_words, Reverse((tile.first, tile.second)));
        let mut heap: BinaryHeap<(u32, Reverse<(u32, u32)>)> = stretches.into_iter().map(ranked).collect();
        let mut left_over = Vec::new();
        while let Some((n_words, Reverse((first, second)))) = heap.pop() {
            let tile = Tile { first, second, n_words };
            for piece in self.free(tile) {
                if piece == tile {
                    self.take(tile);
                } else if piece.n_words >= n_words_min {
                    heap.push(ranked(piece));
                } else {
                    left_over.push(piece);
                }
            }
        }
        left_over
    }

    fn take(&mut self, tile: Tile) {
        let n_words = tile.n_words as usize;
        self.first[tile.first as usize..][..n_words].fill(true);
        self.second[tile.second as usize..][..n_words].fill(true);
        self.tiles.push(tile);
    }

    /// Returns the stretches of three words or more of which no word is taken yet.
    fn free(&self, tile: Tile) -> Vec<Tile> {
        let is_free = |n: u32| !self.first[(tile.first + n) as usize] && !self.second[(tile.second + n) as usize];
        let mut found = Vec::new();
        let mut start = 0;
        for n in 0..=tile.n_words {
            if n < tile.n_words && is_free(n) {
                continue;
            }
            if n - start >= TILE_WORDS_MIN {
                found.push(Tile { first: tile.first + start, second: tile.second + start, n_words: n - start });
            }
            start = n + 1;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tiles of two texts, as words; a word that begins with `-` is left out.
    fn shown(first: &str, second: &str) -> Vec<String> {
        let hash =
            |word: &str| if word.starts_with('-') { 0 } else { word.bytes().fold(7, |n, b| n * 31 + u32::from(b)) };
        let hashes = |text: &str| text.split(' ').map(hash).collect::<Vec<u32>>();
        let words: Vec<&str> = first.split(' ').collect();
        let found = tiles(&hashes(first), &hashes(second));
        found.iter().map(|tile| words[tile.first as usize..][..tile.n_words as usize].join(" ")).collect()
    }

    #[test]
    fn short_tiles_count_beside_long_ones_only() {
        assert_eq!(shown("a b c d e x f g h", "a b c d e y f g h"), ["a b c d e", "f g h"]);
        assert_eq!(shown("a b c d x f g h", "a b c d y f g h"), [""; 0]);
        let far = format!("a b c d e {} f g h", "x ".repeat(40).trim());
        assert_eq!(shown(&far, "a b c d e y f g h"), ["a b c d e"]);
        assert_eq!(shown("f g h x a b c d e", "a b c d e y f g h"), ["f g h", "a b c d e"]);
    }

    #[test]
    fn no_word_is_taken_twice_and_long_stretches_go_first() {
        assert_eq!(shown("a b c d e f", "a b c d e f x a b c d e f"), ["a b c d e f"]);
        assert_eq!(shown("c d e f g h i a b c d e", "a b c d e f g h i"), ["c d e f g h i"]);
        assert_eq!(shown("a b c d e -f g h i", "a b c d e -f g h i"), ["a b c d e", "g h i"]);
    }

    #[test]
    fn texts_that_repeat_themselves_end() {
        let words: Vec<u32> = (0..40_000).map(|n| 2 + n % 7).collect();
        let found = tiles(&words, &words[1..]);
        assert!(!found.is_empty());
        assert!(found.iter().map(|tile| tile.n_words as usize).sum::<usize>() <= words.len());
    }
}
