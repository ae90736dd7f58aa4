//! Hypotheses, pieces of evidence and how each fits each: the matrix.
//!
//! Not what it comes to: the sums are made elsewhere, each with its recipe. And not whose words the evidence is: here it
//! has a place in a list, a statement that it makes and origins that it rests on.

use std::collections::{BTreeMap, BTreeSet};

use super::scale::{HypothesisId, Level, Rating};

/// Hypotheses, evidence and ratings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The hypotheses, in order.
    pub hypotheses: Vec<HypothesisId>,
    /// The pieces of evidence.
    pub items: Vec<Item>,
    /// What the evidence rests on.
    pub origins: Vec<Origin>,
    /// How likely what one origin tells was taken from an earlier one: the places of the two, the later first. What is not
    /// in it was not taken.
    pub taken: BTreeMap<(usize, usize), f64>,
}

/// A piece of evidence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// What tells it from all others.
    pub name: String,
    /// The day, counted from 1970, on which it was published, if that is known: of several echoes the first counts.
    pub day: Option<i32>,
    /// How it fits each of the hypotheses, in their order.
    pub cells: Vec<Cell>,
    /// How credible those who weighed it hold it; nobody did where it is empty.
    pub credibility: Vec<Level>,
    /// How relevant they hold it.
    pub relevance: Vec<Level>,
    /// How far its source is relied on, from 0 to 1.
    pub reliability: f64,
    /// What it states: items that say the same have the same number.
    pub statement: usize,
    /// What it rests on: places in the matrix's list of origins, in order, each once.
    pub origins: Vec<usize>,
    /// All through whose hands it came, by name: who publishes it, who says it, on whose word.
    pub sources: BTreeSet<String>,
}

/// How a piece of evidence fits a hypothesis: one rating of each analyst who rated it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell(pub Vec<Rating>);

/// What evidence rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// What it is called; nothing where nobody is named.
    pub names: Vec<String>,
    /// Who and what it is, so that origins of different statements can be told to be one.
    pub parties: BTreeSet<String>,
    /// The day, counted from 1970, on which it is first told of, if that is known.
    pub first_day: Option<i32>,
}

impl Cell {
    /// Returns what the cell adds to inconsistency before it is weighed: the mean of the analysts' numbers.
    pub fn inconsistency(&self) -> f64 {
        mean(self.0.iter().map(|rating| rating.inconsistency())).unwrap_or(0.0)
    }

    /// Returns how likely the evidence is under the hypothesis: the geometric mean of what the analysts' ratings stand for.
    /// A cell that nobody rated tells as little as a neutral one.
    pub fn likelihood(&self, likelihoods: &[f64; 6]) -> f64 {
        let of = |rating: &Rating| likelihoods[*rating as usize].ln();
        mean(self.0.iter().map(of)).map_or(likelihoods[Rating::Neutral as usize], f64::exp)
    }

    /// Returns the ratings that the cell has, each once, in order.
    pub fn letters(&self) -> Vec<Rating> {
        self.0.iter().copied().collect::<BTreeSet<Rating>>().into_iter().collect()
    }
}

impl Item {
    /// Returns the weight of its credibility: the geometric mean of the analysts', 1 if nobody gave one.
    pub fn credibility_weight(&self) -> f64 {
        weight(&self.credibility)
    }

    /// Returns the weight of its relevance, in the same way.
    pub fn relevance_weight(&self) -> f64 {
        weight(&self.relevance)
    }
}

impl Matrix {
    /// Returns the matrix without some of its items; places of hypotheses and origins stay.
    #[must_use]
    pub fn without(&self, fallen: &BTreeSet<usize>) -> Matrix {
        let kept = self.items.iter().enumerate().filter(|(item_idx, _)| !fallen.contains(item_idx));
        Matrix { items: kept.map(|(_, item)| item.clone()).collect(), ..self.clone() }
    }

    /// Returns the origins that are one with that at `origin_idx`, whatever statement rests on them: those that share
    /// somebody or something with it, itself among them.
    pub fn one_with(&self, origin_idx: usize) -> BTreeSet<usize> {
        let own = &self.origins[origin_idx].parties;
        let is_one = |other_idx: &usize| *other_idx == origin_idx || !self.origins[*other_idx].parties.is_disjoint(own);
        (0..self.origins.len()).filter(is_one).collect()
    }
}

fn weight(levels: &[Level]) -> f64 {
    // Of one analyst the weight itself, to the digit.
    match levels {
        [one] => one.weight(),
        several => mean(several.iter().map(|level| level.weight().ln())).map_or(1.0, f64::exp),
    }
}

/// Returns the mean, whatever the order; nothing of nothing.
pub(super) fn mean(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let numbers: Vec<f64> = numbers.collect();
    let n_numbers = numbers.len();
    (n_numbers > 0).then(|| sum(numbers) / n_numbers as f64)
}

/// Returns the sum, to the last bit the same whatever the order.
pub(super) fn sum(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    // Of nothing the sum is "-0.0" otherwise, and would be shown so.
    numbers.iter().fold(0.0, |sum, number| sum + number)
}

/// Numbers that differ by less are level: they differ by how they were summed.
const LEVEL: f64 = 1e-9;

/// Returns the places of all that are level with the least.
pub(super) fn least(numbers: &[f64]) -> Vec<usize> {
    let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    (0..numbers.len()).filter(|idx| numbers[*idx] - least < LEVEL).collect()
}

/// Returns the places of all that are level with the greatest.
pub(super) fn greatest(numbers: &[f64]) -> Vec<usize> {
    least(&numbers.iter().map(|number| -number).collect::<Vec<f64>>())
}

/// Returns the population standard deviation; nothing of fewer than two.
pub(super) fn deviation(numbers: &[f64]) -> Option<f64> {
    let middle = mean(numbers.iter().copied()).filter(|_| numbers.len() > 1)?;
    mean(numbers.iter().map(|number| (number - middle).powi(2))).map(f64::sqrt)
}
