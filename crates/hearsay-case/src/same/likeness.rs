//! How alike two claims are, or two groups of claims on average: a sum of products, so that the average over all pairs of two
//! groups is the product of their sums.
//!
//! Depends on the two and on committed constants, never on the rest of a case.

use super::statement::Statement;
use super::stems::Stem;

/// Words alone cannot settle from here on whether two claims say the same; below, nothing is asked for.
pub(super) const UNSETTLED_MIN: f32 = 0.15;

/// From how alike on claims belong together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Enough {
    /// Where only their words are known.
    pub words: f32,
    /// On average of words and meaning, where both are known.
    pub both: f32,
    /// In what is said beside the names: everything in a case is about the same few people.
    pub beside_names: f32,
}

/// How alike the words of two claims are, or those of two groups on average; from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Likeness {
    /// All words: the cosine of the weighted stems.
    pub words: f32,
    /// Those that are no part of a name.
    pub beside_names: f32,
}

/// The sum of the vectors of some claims.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sum {
    stems: Vec<(Stem, f32)>,
    beside_names: Vec<(Stem, f32)>,
    /// That of what the encoder makes of them; `None` where one has none.
    meaning: Option<Vec<f32>>,
    n: f32,
}

impl Enough {
    /// Returns by how much two claims or groups are more alike than they need to be.
    pub(super) fn surplus(self, likeness: Likeness, meaning: Option<f32>) -> f32 {
        let Likeness { words, beside_names } = likeness;
        let with_meaning = |words: f32| meaning.map_or(words, |meaning| (words + meaning) / 2.0);
        let least = if meaning.is_some() { self.both } else { self.words };
        (with_meaning(words) - least).min(with_meaning(beside_names) - self.beside_names)
    }
}

/// Returns the sum of products of two vectors.
pub(super) fn cosine(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

impl Sum {
    /// Returns the sum of one.
    pub(super) fn of(statement: &Statement, meaning: Option<&[f32]>) -> Sum {
        Sum {
            stems: statement.stems.clone(),
            beside_names: statement.beside_names.clone(),
            meaning: meaning.map(<[f32]>::to_vec),
            n: 1.0,
        }
    }

    /// Returns by how much the pairs between two groups are on average more alike than they need to be.
    pub(super) fn surplus(&self, other: &Sum, enough: Enough) -> f32 {
        let n_pairs = self.n * other.n;
        let meaning = self.meaning.as_ref().zip(other.meaning.as_ref());
        let meaning = meaning.map(|(one, other)| cosine(one, other) / n_pairs);
        let likeness = Likeness {
            words: product(&self.stems, &other.stems) / n_pairs,
            beside_names: product(&self.beside_names, &other.beside_names) / n_pairs,
        };
        enough.surplus(likeness, meaning)
    }

    /// Adds another group.
    pub(super) fn add(&mut self, other: &Sum) {
        self.stems = added(&self.stems, &other.stems);
        self.beside_names = added(&self.beside_names, &other.beside_names);
        self.meaning = self.meaning.take().zip(other.meaning.as_ref()).map(|(mut sum, other)| {
            sum.iter_mut().zip(other).for_each(|(sum, value)| *sum += value);
            sum
        });
        self.n += other.n;
    }
}

/// Returns how alike the words of two claims are.
pub fn likeness(one: &Statement, other: &Statement) -> Likeness {
    Likeness { words: product(&one.stems, &other.stems), beside_names: product(&one.beside_names, &other.beside_names) }
}

/// Adds two sorted sparse vectors.
fn added(one: &[(Stem, f32)], other: &[(Stem, f32)]) -> Vec<(Stem, f32)> {
    let mut merged = Vec::with_capacity(one.len() + other.len());
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    while let (Some(one), Some(two)) = (left.peek(), right.peek()) {
        match one.0.cmp(&two.0) {
            std::cmp::Ordering::Less => merged.extend(left.next().copied()),
            std::cmp::Ordering::Greater => merged.extend(right.next().copied()),
            std::cmp::Ordering::Equal => {
                merged.push((one.0, one.1 + two.1));
                left.next();
                right.next();
            }
        }
    }
    merged.extend(left.copied());
    merged.extend(right.copied());
    merged
}

/// The sum of products of two sorted sparse vectors.
fn product(one: &[(Stem, f32)], other: &[(Stem, f32)]) -> f32 {
    // A group has far more stems than a claim: looking up is faster than walking both.
    const RATIO: usize = 16;
    let (small, large) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if large.len() > small.len() * RATIO {
        let found = |(stem, weight): &(Stem, f32)| {
            large.binary_search_by_key(stem, |(stem, _)| *stem).map_or(0.0, |idx| weight * large[idx].1)
        };
        return small.iter().map(found).sum();
    }
    let mut sum = 0.0;
    let (mut i, mut j) = (0, 0);
    while i < small.len() && j < large.len() {
        match small[i].0.cmp(&large[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += small[i].1 * large[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}
