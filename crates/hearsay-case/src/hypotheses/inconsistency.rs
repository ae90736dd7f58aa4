//! How much speaks against each hypothesis: PARC's weighted inconsistency, with echoes counted once.
//!
//! `WI(h) = Σ cell(e,h) · credibility(e) · relevance(e) · I(e)`; cells and weights are those of PARC's ACH 1.1 and 2.0
//! (Good, Shrager, Stefik, Pirolli, Card and Heuer; see [`scale`](super::scale)), `I` is ours ([`independence`]).
//!
//! Not how likely a hypothesis is, and not a distance between two: a hypothesis that nothing was rated against has none.

use super::Settings;
use super::independence::{Share, shares};
use super::matrix::{Matrix, least, sum};

/// What speaks against a hypothesis, piece by piece.
#[derive(Clone, Debug, PartialEq)]
pub struct Inconsistency {
    /// The sum.
    pub value: f64,
    /// What it is made of: the items that speak against it, in their order.
    pub terms: Vec<Term>,
}

/// What one piece of evidence adds.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The place of the item.
    pub item_idx: usize,
    /// The number of the cell.
    pub cell: f64,
    /// The weight of the item's credibility.
    pub credibility: f64,
    /// The weight of its relevance.
    pub relevance: f64,
    /// Which share of it counts.
    pub share: f64,
}

impl Term {
    /// Returns what the piece of evidence adds.
    pub fn value(&self) -> f64 {
        self.cell * self.credibility * self.relevance * self.share
    }
}

/// Returns what speaks against each hypothesis, in their order.
pub fn inconsistencies(matrix: &Matrix, settings: &Settings) -> Vec<Inconsistency> {
    let shares = shares(matrix, settings);
    (0..matrix.hypotheses.len()).map(|idx| inconsistency(matrix, idx, &shares)).collect()
}

fn inconsistency(matrix: &Matrix, hypothesis_idx: usize, shares: &[Share]) -> Inconsistency {
    let mut terms = Vec::new();
    for (item_idx, (item, share)) in matrix.items.iter().zip(shares).enumerate() {
        let cell = item.cells.get(hypothesis_idx).map_or(0.0, |cell| cell.inconsistency());
        if cell > 0.0 {
            let (credibility, relevance) = (item.credibility_weight(), item.relevance_weight());
            terms.push(Term { item_idx, cell, credibility, relevance, share: share.weight });
        }
    }
    Inconsistency { value: sum(terms.iter().map(Term::value).collect()), terms }
}

/// Returns the sums alone.
pub fn values(matrix: &Matrix, settings: &Settings) -> Vec<f64> {
    inconsistencies(matrix, settings).into_iter().map(|one| one.value).collect()
}

/// Returns the places of the hypotheses that least speaks against; several if they are level.
pub fn least_inconsistent(values: &[f64]) -> Vec<usize> {
    least(values)
}
