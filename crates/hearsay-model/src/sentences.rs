//! A vector for a whole sentence: near those of sentences that say the same in other words.
//!
//! Not the reader's view of it: the reader's encoder is taken back to all-MiniLM-L6-v2 (Reimers and Gurevych, 2019), from
//! which it was trained, by the small file that `training/sentences.py` writes.

use crate::encoder::{Piece, Room, WIDTH, WINDOW_PIECES};
use crate::pieces::{CLS, Pieces, SEP};
use crate::weights::sentences;

/// A sentence is read up to here.
const PIECES_MAX: usize = 128;

const _: () = assert!(PIECES_MAX <= WINDOW_PIECES);

/// Makes vectors; keeps the room that it computes in.
#[derive(Default)]
pub struct Embedder {
    room: Room,
}

impl Embedder {
    /// Returns the vector of a text, of length 1: the mean over its pieces.
    pub fn vector(&mut self, text: &str) -> [f32; WIDTH] {
        let piece = |id| Piece { id, ..Piece::default() };
        let mut ids = Vec::new();
        for word in text.split_whitespace() {
            Pieces::embedded().push_of_word(word, &mut ids);
            if ids.len() >= PIECES_MAX {
                break;
            }
        }
        ids.truncate(PIECES_MAX - 2);
        let pieces: Vec<Piece> = std::iter::once(CLS).chain(ids).chain([SEP]).map(piece).collect();
        let mut mean = [0.0_f32; WIDTH];
        for row in sentences().encode(&pieces, &mut self.room).chunks_exact(WIDTH) {
            mean.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        }
        let length = mean.iter().map(|value| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        mean.map(|value| value / length)
    }
}

/// Returns the cosine of two vectors of length 1.
pub fn cosine(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_in_other_words_is_nearer() {
        let mut embedder = Embedder::default();
        let mut vector = |text: &str| embedder.vector(text);
        let asked = vector("The doctor bought a car.");
        let same = vector("A physician purchased an automobile.");
        let other = vector("The harvest failed after the drought.");
        assert!(cosine(&asked, &same) > cosine(&asked, &other) + 0.3);
        assert!((cosine(&asked, &asked) - 1.0).abs() < 1e-4);
        assert!(vector("").iter().chain(&vector(&"\u{0}long ".repeat(5000))).all(|value| value.is_finite()));
    }
}
