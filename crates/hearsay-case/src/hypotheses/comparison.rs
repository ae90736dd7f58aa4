//! Where analysts rate the same evidence differently.
//!
//! Not who is right, and no vote: the log says who rated what, and a disagreement is the first thing to talk about.
//! Numbers and thresholds are those of Open Source ACH's group view (Burton), written anew.

use super::matrix::{Matrix, deviation};
use super::scale::Rating;

/// A cell that several analysts rated.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The place of the item.
    pub item_idx: usize,
    /// The place of the hypothesis.
    pub hypothesis_idx: usize,
    /// What each of them said, told by their places.
    pub ratings: Vec<(usize, Rating)>,
    /// The population standard deviation of the letters' numbers.
    pub deviation: f64,
    /// What that amounts to.
    pub agreement: Agreement,
}

/// How far analysts agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// They do.
    Consensus,
    /// They all but do.
    Mild,
    /// They do not.
    Strong,
    /// They say the opposite.
    Extreme,
}

impl Agreement {
    /// Returns what the user is told.
    pub fn name(self) -> &'static str {
        match self {
            Agreement::Consensus => "consensus",
            Agreement::Mild => "mild disagreement",
            Agreement::Strong => "strong disagreement",
            Agreement::Extreme => "extreme disagreement",
        }
    }

    /// Returns what a deviation amounts to.
    pub fn of(deviation: f64) -> Agreement {
        match deviation {
            small if small <= 0.25 => Agreement::Consensus,
            small if small <= 1.0 => Agreement::Mild,
            large if large <= 1.74 => Agreement::Strong,
            _ => Agreement::Extreme,
        }
    }
}

/// Returns all cells that several analysts rated, each matrix being that of one analyst, of the same hypotheses and items;
/// those that they differ on most first.
pub fn differences(of_analysts: &[Matrix]) -> Vec<Difference> {
    let Some(first) = of_analysts.first() else { return Vec::new() };
    let mut found = Vec::new();
    for item_idx in 0..first.items.len() {
        for hypothesis_idx in 0..first.hypotheses.len() {
            let rating = |matrix: &Matrix| matrix.items.get(item_idx)?.cells.get(hypothesis_idx)?.0.first().copied();
            let rated =
                of_analysts.iter().enumerate().filter_map(|(analyst_idx, one)| Some((analyst_idx, rating(one)?)));
            let ratings: Vec<(usize, Rating)> = rated.collect();
            let numbers: Vec<f64> = ratings.iter().map(|(_, rating)| number(*rating)).collect();
            let Some(deviation) = deviation(&numbers) else { continue };
            let agreement = Agreement::of(deviation);
            found.push(Difference { item_idx, hypothesis_idx, ratings, deviation, agreement });
        }
    }
    found.sort_by(|one, other| other.deviation.total_cmp(&one.deviation));
    found
}

fn number(rating: Rating) -> f64 {
    match rating {
        Rating::VeryInconsistent => -2.0,
        Rating::Inconsistent => -1.5,
        Rating::Neutral | Rating::NotApplicable => 0.0,
        Rating::Consistent => 1.5,
        Rating::VeryConsistent => 2.0,
    }
}
