//! Pairs rows with columns one to one so that the sum of the weights is the largest.
//!
//! Not a general graph matching: the matrix is dense and small (the attributions of one document).
//! It is the shortest augmenting path method for rectangular matrices of D. F. Crouse, "On implementing 2D rectangular
//! assignment algorithms", IEEE Transactions on Aerospace and Electronic Systems 52 (2016), which scipy's
//! `linear_sum_assignment` is built on. Where several pairings have the same sum, the counts of the yardstick depend on
//! which one is taken; so every choice that decides a tie is made as scipy makes it: the smaller side is augmented,
//! columns are tried from the last to the first, a free column wins among equals, and the sums are taken in the same
//! order. A crate such as `pathfinding` or `lapjv` would find the same sum, but another pairing.

/// Weights of every row with every column, row by row.
#[derive(Clone, Debug)]
pub(crate) struct Weights {
    n_rows: usize,
    n_columns: usize,
    values: Vec<f64>,
}

impl Weights {
    /// Returns the matrix whose entry at (row, column) is `weight(row, column)`, which must be finite.
    pub(crate) fn new(n_rows: usize, n_columns: usize, mut weight: impl FnMut(usize, usize) -> f64) -> Weights {
        let mut values = Vec::with_capacity(n_rows * n_columns);
        for row in 0..n_rows {
            for column in 0..n_columns {
                values.push(weight(row, column));
            }
        }
        Weights { n_rows, n_columns, values }
    }

    /// Returns one weight.
    pub(crate) fn at(&self, row: usize, column: usize) -> f64 {
        self.values[row * self.n_columns + column]
    }
}

/// Returns the pairs (row, column) of the heaviest one-to-one pairing, sorted by row.
///
/// As many pairs as the smaller side has, those of weight zero included.
pub(crate) fn heaviest_pairing(weights: &Weights) -> Vec<(usize, usize)> {
    let transposed = weights.n_columns < weights.n_rows;
    let (n_rows, n_columns) =
        if transposed { (weights.n_columns, weights.n_rows) } else { (weights.n_rows, weights.n_columns) };
    let cost = |row: usize, column: usize| {
        if transposed { -weights.at(column, row) } else { -weights.at(row, column) }
    };
    let mut solver = Solver::new(n_rows, n_columns);
    for row in 0..n_rows {
        solver.augment(row, cost);
    }
    let pairs = solver.column_of_row.iter().enumerate().filter_map(|(row, column)| column.map(|column| (row, column)));
    let mut pairs: Vec<_> = if transposed { pairs.map(|(a, b)| (b, a)).collect() } else { pairs.collect() };
    pairs.sort_unstable();
    pairs
}

struct Solver {
    row_price: Vec<f64>,
    column_price: Vec<f64>,
    column_of_row: Vec<Option<usize>>,
    row_of_column: Vec<Option<usize>>,
}

/// The tree of cheapest paths from one free row.
struct Search {
    distance: Vec<f64>,
    previous_row: Vec<usize>,
    row_seen: Vec<bool>,
    column_done: Vec<bool>,
    sink: usize,
    length: f64,
}

impl Solver {
    fn new(n_rows: usize, n_columns: usize) -> Solver {
        Solver {
            row_price: vec![0.0; n_rows],
            column_price: vec![0.0; n_columns],
            column_of_row: vec![None; n_rows],
            row_of_column: vec![None; n_columns],
        }
    }

    /// Gives `start` a column, moving other rows to other columns where that is cheaper.
    fn augment(&mut self, start: usize, cost: impl Fn(usize, usize) -> f64) {
        let search = self.search(start, cost);
        self.row_price[start] += search.length;
        for row in (0..self.row_price.len()).filter(|&row| search.row_seen[row] && row != start) {
            let column = self.column_of_row[row].expect("a row is reached through its column");
            self.row_price[row] += search.length - search.distance[column];
        }
        for column in (0..self.column_price.len()).filter(|&column| search.column_done[column]) {
            self.column_price[column] -= search.length - search.distance[column];
        }
        let mut column = search.sink;
        loop {
            let row = search.previous_row[column];
            self.row_of_column[column] = Some(row);
            let before = self.column_of_row[row].replace(column);
            match before {
                Some(before) if row != start => column = before,
                _ => break,
            }
        }
    }

    fn search(&self, start: usize, cost: impl Fn(usize, usize) -> f64) -> Search {
        let n_columns = self.column_price.len();
        let mut remaining: Vec<usize> = (0..n_columns).rev().collect();
        let mut found = Search {
            distance: vec![f64::INFINITY; n_columns],
            previous_row: vec![start; n_columns],
            row_seen: vec![false; self.row_price.len()],
            column_done: vec![false; n_columns],
            sink: 0,
            length: 0.0,
        };
        let mut row = start;
        loop {
            found.row_seen[row] = true;
            let (mut nearest, mut lowest) = (0, f64::INFINITY);
            for (place, &column) in remaining.iter().enumerate() {
                let length = found.length + cost(row, column) - self.row_price[row] - self.column_price[column];
                if length < found.distance[column] {
                    found.previous_row[column] = row;
                    found.distance[column] = length;
                }
                let distance = found.distance[column];
                if distance < lowest || (distance == lowest && self.row_of_column[column].is_none()) {
                    (nearest, lowest) = (place, distance);
                }
            }
            found.length = lowest;
            let column = remaining.swap_remove(nearest);
            found.column_done[column] = true;
            match self.row_of_column[column] {
                Some(next) => row = next,
                None => {
                    found.sink = column;
                    return found;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs<const N: usize, const M: usize>(rows: [[f64; M]; N]) -> Vec<(usize, usize)> {
        heaviest_pairing(&Weights::new(N, M, |row, column| rows[row][column]))
    }

    /// The heaviest sum by trying every pairing.
    fn best_sum(weights: &Weights, row: usize, taken: &mut Vec<bool>) -> f64 {
        if row == weights.n_rows {
            return 0.0;
        }
        let mut best = best_sum(weights, row + 1, taken);
        for column in 0..weights.n_columns {
            if !taken[column] {
                taken[column] = true;
                best = best.max(weights.at(row, column) + best_sum(weights, row + 1, taken));
                taken[column] = false;
            }
        }
        best
    }

    #[test]
    fn the_sum_is_the_largest_of_all() {
        let mut state = 7_u64;
        for (n_rows, n_columns) in [(1, 1), (3, 5), (5, 3), (6, 6), (4, 7), (7, 4)] {
            for _ in 0..40 {
                let weights = Weights::new(n_rows, n_columns, |_, _| {
                    state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    ((state >> 60) as f64) / 4.0
                });
                let pairs = heaviest_pairing(&weights);
                assert_eq!(pairs.len(), n_rows.min(n_columns));
                let sum: f64 = pairs.iter().map(|&(row, column)| weights.at(row, column)).sum();
                assert_eq!(sum, best_sum(&weights, 0, &mut vec![false; n_columns]));
            }
        }
    }

    #[test]
    fn ties_fall_as_in_scipy() {
        // Each answer was printed by scipy 1.17.1: linear_sum_assignment(weights, maximize=True).
        assert_eq!(pairs([[0.0; 3]; 3]), [(0, 0), (1, 1), (2, 2)]);
        assert_eq!(pairs([[1.0; 2]; 4]), [(0, 0), (1, 1)]);
        assert_eq!(pairs([[1.0; 4]; 2]), [(0, 0), (1, 1)]);
        assert_eq!(pairs([[1.0, 0.5], [0.5, 0.0]]), [(0, 0), (1, 1)]);
        assert!(pairs([[0.0; 3]; 0]).is_empty());
        assert!(pairs([[]; 2]).is_empty());
    }
}
