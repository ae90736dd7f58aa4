//! What other programs of the field compute of the same letters, so that an analyst sees what hangs on the formula.
//!
//! Not used for anything else. No echo is left out here, as none of them knows of echoes. The formulas are those of Open
//! Source ACH (Burton; also known as Competing Hypotheses) and Open Synthesis, written anew.

use super::matrix::{Cell, Item, Matrix, deviation, mean, sum};
use super::scale::{Level, Rating};

/// The sums of a hypothesis by other formulas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tally {
    /// II 2, I 1, without any weight.
    pub unweighted: f64,
    /// Open Source ACH: the same, times the credibility alone, as 2, 1 and a half.
    pub open_source: f64,
    /// Open Synthesis: the squares of how far the letters, VI 1 to VC 5, lie below the middle.
    pub open_synthesis_against: f64,
    /// The same of how far they lie above it, by which it parts those that are level.
    pub open_synthesis_for: f64,
}

/// Returns the sums of each hypothesis by other formulas.
pub fn tallies(matrix: &Matrix) -> Vec<Tally> {
    (0..matrix.hypotheses.len()).map(|idx| tally(matrix, idx)).collect()
}

fn tally(matrix: &Matrix, hypothesis_idx: usize) -> Tally {
    let none = Cell::default();
    let of = |number: &dyn Fn(&Item, &Cell) -> f64| {
        let cell = |item: &'_ Item| number(item, item.cells.get(hypothesis_idx).unwrap_or(&none));
        sum(matrix.items.iter().map(cell).collect())
    };
    let beyond = |cell: &Cell, side: f64| (side * (on_five(cell) - MIDDLE)).max(0.0).powi(2);
    Tally {
        unweighted: of(&|_, cell| cell.inconsistency()),
        open_source: of(&|item, cell| cell.inconsistency() * credibility(item)),
        open_synthesis_against: of(&|_, cell| beyond(cell, -1.0)),
        open_synthesis_for: of(&|_, cell| beyond(cell, 1.0)),
    }
}

fn credibility(item: &Item) -> f64 {
    let of = |level: &Level| match level {
        Level::High => 2.0_f64,
        Level::Medium => 1.0,
        Level::Low => 0.5,
    };
    mean(item.credibility.iter().map(|level| of(level).ln())).map_or(1.0, f64::exp)
}

const MIDDLE: f64 = 3.0;

/// Returns where a cell stands on a scale from 1, very inconsistent, to 5, very consistent.
fn on_five(cell: &Cell) -> f64 {
    let of = |rating: &Rating| match rating {
        Rating::VeryInconsistent => 1.0,
        Rating::Inconsistent => 2.0,
        Rating::Neutral | Rating::NotApplicable => MIDDLE,
        Rating::Consistent => 4.0,
        Rating::VeryConsistent => 5.0,
    };
    mean(cell.0.iter().map(of)).unwrap_or(MIDDLE)
}

/// Returns how far a piece of evidence tells hypotheses apart by Open Synthesis: the population standard deviation of its
/// letters.
pub fn spread(item: &Item) -> f64 {
    deviation(&item.cells.iter().map(on_five).collect::<Vec<f64>>()).unwrap_or(0.0)
}

/// Returns the same by Open Source ACH: the sum of a row's inconsistencies.
pub fn row_sum(item: &Item) -> f64 {
    sum(item.cells.iter().map(Cell::inconsistency).collect())
}
