//! What the order of the hypotheses hangs on: the sums anew without each piece of evidence, without each source, and
//! without each *whole origin*, with all who relay it.
//!
//! Not a test of the evidence: that nothing changes if a letter falls says nothing of whether the letter is genuine.

use std::collections::BTreeSet;

use super::matrix::Matrix;
use super::{Settings, bayes, inconsistency, independence};

/// What is thought away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fallen {
    /// One piece of evidence; an echo of it then counts in its place.
    Item(usize),
    /// All that came through the hands of somebody, by name.
    Source(String),
    /// All that rests on an origin and on no other: the places of those that are one with it.
    Origin(BTreeSet<usize>),
}

/// What is left when something falls.
#[derive(Clone, Debug, PartialEq)]
pub struct Removal {
    /// What fell.
    pub fallen: Fallen,
    /// The pieces of evidence that fell with it.
    pub items: BTreeSet<usize>,
    /// Which share of each piece of evidence then counts, in the order of all: of those that fell, nothing.
    pub counts: Vec<f64>,
    /// What then speaks against each hypothesis.
    pub values: Vec<f64>,
    /// Those that least speaks against.
    pub least: Vec<usize>,
    /// Whether those are others than with all evidence.
    pub changes_least: bool,
    /// The shares of the Bayesian panel.
    pub shares: Vec<f64>,
    /// Those with the greatest share.
    pub foremost: Vec<usize>,
    /// Whether those are others than with all evidence.
    pub changes_foremost: bool,
}

/// Returns what becomes of the sums without each thing that could fall: items in order, then sources by name, then origins.
pub fn removals(matrix: &Matrix, settings: &Settings) -> Vec<Removal> {
    let (least, foremost) = (leaders(matrix, settings).1, leaders(matrix, settings).3);
    let removal = |fallen: Fallen| {
        let (left, items) = without(matrix, &fallen);
        let (values, own_least, shares, own_foremost) = leaders(&left, settings);
        Removal {
            fallen,
            counts: counts(&left, &items, matrix.items.len(), settings),
            items,
            changes_least: own_least != least,
            changes_foremost: own_foremost != foremost,
            values,
            least: own_least,
            shares,
            foremost: own_foremost,
        }
    };
    fallible(matrix).into_iter().map(removal).collect()
}

/// Returns which share of each piece of evidence counts where only those of `left` are left.
fn counts(left: &Matrix, items: &BTreeSet<usize>, n_items: usize, settings: &Settings) -> Vec<f64> {
    let mut shares = independence::shares(left, settings).into_iter();
    let count = |idx: usize| if items.contains(&idx) { None } else { shares.next() };
    (0..n_items).map(count).map(|share| share.map_or(0.0, |share| share.weight)).collect()
}

type Leaders = (Vec<f64>, Vec<usize>, Vec<f64>, Vec<usize>);

fn leaders(matrix: &Matrix, settings: &Settings) -> Leaders {
    let values = inconsistency::values(matrix, settings);
    let shares = bayes::panel(matrix, None, settings);
    let (least, foremost) = (inconsistency::least_inconsistent(&values), bayes::foremost(&shares));
    (values, least, shares, foremost)
}

fn fallible(matrix: &Matrix) -> Vec<Fallen> {
    let mut all: Vec<Fallen> = (0..matrix.items.len()).map(Fallen::Item).collect();
    let sources: BTreeSet<&String> = matrix.items.iter().flat_map(|item| &item.sources).collect();
    all.extend(sources.into_iter().cloned().map(Fallen::Source));
    let mut told: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
    let rested_on: BTreeSet<usize> = matrix.items.iter().flat_map(|item| item.origins.iter().copied()).collect();
    for origin_idx in rested_on {
        let one = matrix.one_with(origin_idx);
        if told.insert(one.clone()) {
            all.push(Fallen::Origin(one));
        }
    }
    all
}

/// Returns the matrix without what falls, and the items that fall.
pub fn without(matrix: &Matrix, fallen: &Fallen) -> (Matrix, BTreeSet<usize>) {
    let places = matrix.items.iter().enumerate();
    let items: BTreeSet<usize> = match fallen {
        Fallen::Item(item_idx) => BTreeSet::from([*item_idx]),
        Fallen::Source(name) => {
            places.filter(|(_, item)| item.sources.contains(name)).map(|(item_idx, _)| item_idx).collect()
        }
        Fallen::Origin(origins) => {
            let falls = |own: &[usize]| !own.is_empty() && own.iter().all(|one| origins.contains(one));
            places.filter(|(_, item)| falls(&item.origins)).map(|(item_idx, _)| item_idx).collect()
        }
    };
    let mut left = matrix.without(&items);
    if let Fallen::Origin(origins) = fallen {
        // What rests on another origin too stands on that one alone.
        left.items.iter_mut().for_each(|item| item.origins.retain(|one| !origins.contains(one)));
    }
    (left, items)
}
