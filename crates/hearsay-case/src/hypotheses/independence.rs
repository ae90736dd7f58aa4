//! Which share of each piece of evidence counts: 1 for the first that an origin tells of a matter, less for what was taken
//! from it.
//!
//! `I(e) = Π (1 - q)` over what `e` was taken from; `q` is that of ORIGIN-LCA (see [`corroboration`](crate::corroboration)),
//! which is 1 where both rest on one origin: ten papers with one agency's report are one piece of evidence.
//!
//! Not a discount for whatever else an origin says: a letter that tells of two things is two pieces of evidence, and that
//! both fall with the letter is shown by [`sensitivity`](super::sensitivity). An echo says the *same* on the same origin.

use std::collections::{BTreeMap, BTreeSet};

use super::Settings;
use super::matrix::{Item, Matrix};

/// Which share of a piece of evidence counts, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// From 0 to 1.
    pub weight: f64,
    /// The items that said the same on the same origins before: it is their echo.
    pub echo_of: Vec<usize>,
    /// The origins, told of the same thing before, that its own may be taken from, and how likely.
    pub taken: Vec<(usize, f64)>,
}

/// Returns the share of each item, in their order.
///
/// Of items that state the same, those that rest on the fewest origins count first, then the earliest. So it changes nothing
/// in which order they stand, and an echo that comes later changes nothing at all.
pub fn shares(matrix: &Matrix, settings: &Settings) -> Vec<Share> {
    let mut of_statement: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (item_idx, item) in matrix.items.iter().enumerate() {
        of_statement.entry(item.statement).or_default().push(item_idx);
    }
    let mut shares = vec![Share { weight: 1.0, echo_of: Vec::new(), taken: Vec::new() }; matrix.items.len()];
    for items in of_statement.values() {
        share_out(items, matrix, settings.taken.same_origin, &mut shares);
    }
    shares
}

fn share_out(items: &[usize], matrix: &Matrix, same_origin: f64, shares: &mut [Share]) {
    let item = |item_idx: usize| -> &Item { &matrix.items[item_idx] };
    // What nobody rated tells nothing, and takes nothing from what echoes it.
    let is_rated = |item_idx: usize| item(item_idx).cells.iter().any(|cell| !cell.0.is_empty());
    let rated = items.iter().filter(|item_idx| is_rated(**item_idx));
    let origins: BTreeSet<usize> = rated.flat_map(|item_idx| item(*item_idx).origins.clone()).collect();
    let mut ordered = items.to_vec();
    // Equal origins stand together, so that an echo changes the order of nothing else.
    ordered.sort_by(|one, other| rank(item(*one)).cmp(&rank(item(*other))));
    let mut told: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for item_idx in ordered {
        let own = &item(item_idx).origins;
        let best = own.iter().map(|origin_idx| {
            let before = told.get(origin_idx).map_or(&[][..], Vec::as_slice);
            let taken = taken_from(*origin_idx, &origins, matrix);
            let own: f64 = taken.iter().map(|(_, taken)| 1.0 - taken).product();
            let weight = own * (1.0 - same_origin).powi(i32::try_from(before.len()).unwrap_or(i32::MAX));
            Share { weight, echo_of: before.to_vec(), taken }
        });
        let best = best.max_by(|one, other| one.weight.total_cmp(&other.weight));
        shares[item_idx] = best.unwrap_or_else(|| shares[item_idx].clone());
        if is_rated(item_idx) {
            own.iter().for_each(|origin_idx| told.entry(*origin_idx).or_default().push(item_idx));
        }
    }
}

fn rank(item: &Item) -> (usize, &[usize], bool, Option<i32>, &str) {
    (item.origins.len(), &item.origins, item.day.is_none(), item.day, &item.name)
}

/// Returns what an origin may be taken from, among those that tell the same before it, and how likely.
fn taken_from(origin_idx: usize, origins: &BTreeSet<usize>, matrix: &Matrix) -> Vec<(usize, f64)> {
    let rank = |idx: usize| (matrix.origins[idx].first_day.is_none(), matrix.origins[idx].first_day, idx);
    let before = origins.iter().copied().filter(|other_idx| rank(*other_idx) < rank(origin_idx));
    let taken = before.filter_map(|other_idx| Some((other_idx, *matrix.taken.get(&(origin_idx, other_idx))?)));
    taken.filter(|(_, taken)| *taken > 0.0).collect()
}
