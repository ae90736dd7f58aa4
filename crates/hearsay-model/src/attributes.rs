//! What features are made of: hashes and classes of a word's form, computed once a word.

use crate::clusters::Clusters;
use crate::word::{Opens, Word};

/// The form of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// FNV-1a hash of the lower-cased word.
    pub word: u64,
    /// Hash of its last three characters, lower-cased.
    pub suffix: u64,
    /// Hash of its last two characters, lower-cased.
    pub ending: u64,
    /// Hash of its first three characters, lower-cased.
    pub prefix: u64,
    /// Case and character classes, see [`shape`].
    pub shape: u8,
    /// Fine distributional cluster, 0 if unknown.
    pub fine: u16,
    /// Coarse distributional cluster, 0 if unknown.
    pub coarse: u16,
}

const FNV_OFFSET: u64 = 0xCBF2_9CE4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01B3;

/// Continues the 64-bit FNV-1a hash `state` with `bytes`; begin with [`hash`].
fn fnv1a(state: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(state, |value, &byte| (value ^ u64::from(byte)).wrapping_mul(FNV_PRIME))
}

/// Returns the 64-bit FNV-1a hash of `text`.
pub fn hash(text: &str) -> u64 {
    fnv1a(FNV_OFFSET, text.as_bytes())
}

/// Mixes parts into one feature hash; the order matters.
pub fn mix(parts: &[u64]) -> u64 {
    parts.iter().fold(0x9E37_79B9_7F4A_7C15, |value, &part| {
        let mixed = (value ^ part).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        mixed ^ (mixed >> 32)
    })
}

/// Computes the attributes of every word.
pub fn attributes(words: &[Word<'_>], clusters: &Clusters) -> Vec<Attributes> {
    let mut lower = String::new();
    words.iter().map(|word| attributes_of(word, clusters, &mut lower)).collect()
}

fn attributes_of(word: &Word<'_>, clusters: &Clusters, lower: &mut String) -> Attributes {
    lower.clear();
    let text = fold_marks(word.text);
    if text.is_ascii() {
        lower.push_str(text);
        lower.make_ascii_lowercase();
    } else {
        lower.extend(text.chars().map(fold_apostrophe).flat_map(char::to_lowercase));
    }
    let word_hash = hash(lower);
    let tail = |n: usize| {
        let start = lower.char_indices().rev().nth(n - 1).map_or(0, |(place, _)| place);
        hash(&lower[start..])
    };
    let head = lower.char_indices().nth(3).map_or(lower.len(), |(place, _)| place);
    let (fine, coarse) = clusters.of(word_hash);
    Attributes {
        word: word_hash,
        suffix: tail(3),
        ending: tail(2),
        prefix: hash(&lower[..head]),
        shape: shape(word),
        fine,
        coarse,
    }
}

/// Writes every kind of double quotation mark as one, so that papers' habits do not matter.
fn fold_marks(text: &str) -> &str {
    match text {
        "“" | "”" | "„" | "«" | "»" | "''" | "``" | "\"" => "\"",
        "–" | "—" | "--" => "--",
        "…" => "...",
        _ => text,
    }
}

fn fold_apostrophe(character: char) -> char {
    if matches!(character, '’' | '‘') { '\'' } else { character }
}

/// Returns the shape of a word: case pattern in the lower bits, what kind of characters in the upper.
pub fn shape(word: &Word<'_>) -> u8 {
    let mut n_upper = 0;
    let mut n_lower = 0;
    let mut n_digit = 0;
    let mut n_other = 0;
    let mut first_upper = false;
    for (place, character) in word.text.chars().enumerate() {
        if character.is_uppercase() {
            n_upper += 1;
            first_upper |= place == 0;
        } else if character.is_alphabetic() {
            n_lower += 1;
        } else if character.is_numeric() {
            n_digit += 1;
        } else {
            n_other += 1;
        }
    }
    let case = match (n_upper, n_lower) {
        (0, 0) => 0,
        (0, _) => 1,
        (1, 0) => 2,
        (_, 0) => 3,
        (1, _) if first_upper => 4,
        _ => 5,
    };
    let kind = u8::from(n_digit > 0) + 2 * u8::from(n_other > 0);
    let opens = u8::from(word.opens != Opens::Nothing);
    case + 6 * (kind + 4 * opens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_of_quotation_is_one_word() {
        let clusters = Clusters::embedded();
        let word = |text| Word { text, opens: Opens::Nothing, spaced: true, quoted: false };
        let marks = attributes(&[word("“"), word("''"), word("\""), word("said")], clusters);
        assert_eq!(marks[0].word, marks[1].word);
        assert_eq!(marks[1].word, marks[2].word);
        assert_ne!(marks[2].word, marks[3].word);
    }
}
