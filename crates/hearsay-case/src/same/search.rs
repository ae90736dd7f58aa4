//! Which of many texts say what another text says, the likeliest first: a post against what is known.
//!
//! By words and, where the caller has vectors, by meaning. Both are weighted by committed constants, so that how well a text
//! fits depends on the two alone; only the length that is held for usual is given by the caller.

use std::collections::BTreeMap;

use super::background::Background;
use super::stems::{Stem, stems};

/// BM25's constants (Robertson and Zaragoza, 2009).
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// How long a claim with its headline usually is, in words.
const USUAL_LENGTH: f32 = 24.0;

/// What a unit of BM25 counts beside a cosine of 1; chosen on CheckThat! 2020's training and development tweets.
const WORDS_WEIGHT: f32 = 0.0064;

/// Something that says what was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The text, as an index.
    pub idx: u32,
    /// How well its words fit: BM25.
    pub words: f32,
    /// How alike the vectors are: a cosine; `None` where there are none.
    pub meaning: Option<f32>,
}

impl Hit {
    fn score(&self) -> f32 {
        WORDS_WEIGHT * self.words + self.meaning.unwrap_or(0.0)
    }
}

/// Texts, ready to be searched.
#[derive(Debug, Default)]
pub struct Search {
    postings: BTreeMap<Stem, Vec<(u32, u32)>>,
    lengths: Vec<u32>,
}

impl Search {
    /// Returns texts by their words.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Search {
        let mut search = Search::default();
        for (idx, text) in (0..).zip(texts) {
            let mut words = stems(text);
            search.lengths.push(words.len() as u32);
            words.sort_unstable();
            for run in words.chunk_by(|one, other| one == other) {
                search.postings.entry(run[0]).or_default().push((idx, run.len() as u32));
            }
        }
        search
    }

    /// Returns how well the words of each text fit: BM25, with how telling a word is from the committed table.
    pub fn by_words(&self, text: &str) -> Vec<f32> {
        let mut scores = vec![0.0; self.lengths.len()];
        let mut asked = stems(text);
        asked.sort_unstable();
        asked.dedup();
        for stem in asked {
            let telling = Background::embedded().telling(stem);
            for &(idx, n) in self.postings.get(&stem).into_iter().flatten() {
                let (n, length) = (n as f32, self.lengths[idx as usize] as f32);
                scores[idx as usize] += telling * n * (K1 + 1.0) / (n + K1 * (1.0 - B + B * length / USUAL_LENGTH));
            }
        }
        scores
    }

    /// Returns the `n` texts that fit best; `meaning` gives the cosine of the text asked for and the one with that index.
    pub fn best(&self, text: &str, n: usize, meaning: Option<&dyn Fn(u32) -> f32>) -> Vec<Hit> {
        let words = self.by_words(text);
        let mut hits: Vec<Hit> = (0..)
            .zip(words)
            .map(|(idx, words)| Hit { idx, words, meaning: meaning.map(|meaning| meaning(idx)) })
            .filter(|hit| hit.words > 0.0 || hit.meaning.is_some())
            .collect();
        let order = |one: &Hit, other: &Hit| other.score().total_cmp(&one.score()).then(one.idx.cmp(&other.idx));
        if hits.len() > n && n > 0 {
            hits.select_nth_unstable_by(n - 1, order);
        }
        hits.truncate(n);
        hits.sort_by(order);
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 3] = [
        "The opera house of Norrbank opens in May.",
        "A broker in Sundhavn bought radar codes.",
        "The navy sold its codes.",
    ];

    fn order(text: &str, meaning: Option<&dyn Fn(u32) -> f32>) -> Vec<u32> {
        Search::of(TEXTS).best(text, 2, meaning).into_iter().map(|hit| hit.idx).collect()
    }

    #[test]
    fn words_and_meaning_rank_together() {
        assert_eq!(order("Radar codes were bought!", None), [1, 2]);
        assert_eq!(order("Marine secrets", None), [] as [u32; 0]);
        assert_eq!(order("Marine secrets", Some(&|idx| [0.1, 0.2, 0.6][idx as usize])), [2, 1]);
        assert_eq!(order("Radar codes were bought!", Some(&|idx| [0.1, 0.2, 0.6][idx as usize])), [2, 1]);
        assert!(order("", None).is_empty());
    }
}
