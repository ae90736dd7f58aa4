//! How alike two claims are, or two groups of claims on average: a sum of products, so that the average over all pairs of two
//! groups is the product of their sums.
//!
//! Depends on the two and on committed constants, never on the rest of a case.

use super::statement::Statement;
use super::stems::Stem;

/// The sum of the vectors of some claims.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sum {
    stems: Vec<(Stem, f32)>,
    n: f32,
}

impl Sum {
    /// Returns the sum of one.
    pub(super) fn of(statement: &Statement) -> Sum {
        Sum { stems: statement.stems.clone(), n: 1.0 }
    }

    /// Returns the mean likeness of the pairs between two groups.
    pub(super) fn likeness(&self, other: &Sum) -> f32 {
        product(&self.stems, &other.stems) / (self.n * other.n)
    }

    /// Adds another group.
    pub(super) fn add(&mut self, other: &Sum) {
        let mut merged = Vec::with_capacity(self.stems.len() + other.stems.len());
        let (mut left, mut right) = (self.stems.iter().peekable(), other.stems.iter().peekable());
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
        self.stems = merged;
        self.n += other.n;
    }
}

/// Returns how alike two claims are, from 0 to 1: the cosine of their weighted stems.
pub fn likeness(one: &Statement, other: &Statement) -> f32 {
    product(&one.stems, &other.stems)
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
