//! Tags words with parts of speech (Penn Treebank tag set), greedily from left to right.
//!
//! A linear model over hashed features, trained as an averaged perceptron (Collins, 2002) on silver tags.

use crate::attributes::{Attributes, mix};
use crate::table::{Table, lanes};
use crate::word::{Opens, Word};

/// The tags, in the order of their numbers.
pub const TAGS: [&str; 46] = [
    "NN", "IN", "NNP", "DT", "JJ", "NNS", ",", ".", "VBD", "RB", "PRP", "VB", "CC", "VBZ", "TO", "VBG", "VBN", "VBP",
    "''", "CD", "PRP$", "``", "MD", "POS", ":", "WP", "WDT", "NNPS", "WRB", "RP", "JJR", "JJS", "RBR", "-RRB-",
    "-LRB-", "EX", "$", "RBS", "PDT", "UH", "WP$", "FW", "LS", "SYM", "#", "?",
];

/// How many tags there are.
pub const N_TAGS: usize = TAGS.len();

/// A part of speech: an index into [`TAGS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(pub u8);

impl Tag {
    /// Returns the tag of that name; `?` for an unknown name.
    pub fn named(name: &str) -> Tag {
        let found = TAGS.iter().position(|&tag| tag == name).unwrap_or(N_TAGS - 1);
        Tag(found as u8)
    }

    /// Returns the tag's name.
    pub fn name(self) -> &'static str {
        TAGS[usize::from(self.0)]
    }

    /// Returns whether it is a verb form, modals excluded.
    pub fn is_verb(self) -> bool {
        self.name().starts_with("VB")
    }

    /// Returns whether it is a noun or a name.
    pub fn is_noun(self) -> bool {
        self.name().starts_with("NN")
    }
}

/// The tagger.
#[derive(Debug)]
pub struct SpeechPartTagger {
    /// Its weights, one label a tag.
    pub table: Table,
}

impl SpeechPartTagger {
    /// Tags every word.
    pub fn tag(&self, words: &[Word<'_>], attributes: &[Attributes]) -> Vec<Tag> {
        let mut tags = Vec::with_capacity(words.len());
        let mut features = Vec::with_capacity(32);
        for word_idx in 0..words.len() {
            features.clear();
            push_features(words, attributes, &tags, word_idx, &mut features);
            tags.push(best(&self.table.sum(&features)));
        }
        tags
    }
}

/// Returns the tag of the highest score, the first of equals.
fn best(scores: &[i16; lanes(N_TAGS)]) -> Tag {
    let mut best_idx = 0;
    for (tag_idx, score) in scores[..N_TAGS].iter().enumerate() {
        if *score > scores[best_idx] {
            best_idx = tag_idx;
        }
    }
    Tag(best_idx as u8)
}

/// Pushes the features of a word, given the tags of those before it.
pub fn push_features(
    words: &[Word<'_>],
    attributes: &[Attributes],
    tags: &[Tag],
    word_idx: usize,
    features: &mut Vec<u64>,
) {
    let at = |offset: isize| sentence_neighbour(words, word_idx, offset).map(|idx| &attributes[idx]);
    let word_at = |offset: isize| at(offset).map_or(1, |found| found.word);
    let tag_at = |offset: isize| {
        let found = sentence_neighbour(words, word_idx, offset);
        found.map_or(99, |idx| u64::from(tags[idx].0))
    };
    let here = &attributes[word_idx];
    let (tag_1, tag_2) = (tag_at(-1), tag_at(-2));
    let (word_p1, word_n1, word_n2) = (word_at(-1), word_at(1), word_at(2));
    let next = at(1);
    let suffix_n1 = next.map_or(1, |found| found.suffix);
    let fine_n1 = next.map_or(0, |found| u64::from(found.fine));
    let shape = u64::from(here.shape);
    features.extend([
        mix(&[1, here.word]),
        mix(&[2, here.suffix]),
        mix(&[3, here.ending]),
        mix(&[4, here.prefix]),
        mix(&[5, shape]),
        mix(&[6, tag_1]),
        mix(&[7, tag_1, tag_2]),
        mix(&[8, tag_1, here.word]),
        mix(&[9, word_p1]),
        mix(&[10, word_n1]),
        mix(&[11, word_n2]),
        mix(&[12, suffix_n1]),
        mix(&[13, u64::from(here.fine)]),
        mix(&[14, fine_n1, tag_1]),
        mix(&[15, shape, here.suffix]),
        mix(&[16, shape, tag_1]),
        mix(&[17, here.word, word_n1]),
        mix(&[18, word_p1, here.word]),
        mix(&[19, u64::from(here.coarse), suffix_n1]),
        mix(&[20]),
    ]);
}

/// Returns the index `offset` words away, if it is in the same sentence.
pub(crate) fn sentence_neighbour(words: &[Word<'_>], word_idx: usize, offset: isize) -> Option<usize> {
    let found = word_idx.checked_add_signed(offset)?;
    if found >= words.len() {
        return None;
    }
    let (low, high) = if offset < 0 { (found, word_idx) } else { (word_idx, found) };
    let same = words[low + 1..=high].iter().all(|word| word.opens == Opens::Nothing);
    same.then_some(found)
}
