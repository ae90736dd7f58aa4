//! The arithmetic of floats, sixteen side by side: one body for every path, over the vectors of each.
//!
//! The order of operations is written out, and neither the compiler nor a vector reorders or fuses: so all paths give
//! the same bits. The bodies are inlined into functions compiled for the instructions of a path; see [`instantiate`].

use super::{HEAD_WIDTH, Head, HeadMut, LANES, Norm, Quantized, Weights, ZERO_POINT, n_columns};

/// Sixteen floats, and what a path must be able to do with them. Each operation rounds once, as IEEE 754 says.
pub(super) trait Vector: Copy {
    fn splat(value: f32) -> Self;
    fn load(lanes: &[f32; LANES]) -> Self;
    fn store(self, lanes: &mut [f32; LANES]);
    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
    fn mul(self, other: Self) -> Self;
    fn div(self, other: Self) -> Self;
    fn abs(self) -> Self;
    /// The greater of both; the other if they cannot be compared or are equal.
    fn greater(self, other: Self) -> Self;
    /// The lesser of both; the other if they cannot be compared or are equal.
    fn lesser(self, other: Self) -> Self;
    /// Two to the power of the integer in the lowest bits: [`INTEGERS`] plus a number from -126 to 127.
    fn power_of_two(self) -> Self;
    /// The lowest eight bits of each.
    fn low_bytes(self) -> [u8; LANES];
}

/// From here up to a third more the floats are the integers, and their lowest bits count.
const INTEGERS: f32 = 12_582_912.0;

/// Makes the functions of a path: over which vectors, how many rows of a product are worked on at once (as many as its
/// registers hold sums of), and with which attributes.
macro_rules! instantiate {
    ($vector:ty, $score_rows:literal, $gather_rows:literal $(, #[$attribute:meta])*) => {
        $(#[$attribute])*
        pub(super) fn quantize(row: &[f32], bytes: &mut [u8]) -> f32 {
            lanes::quantize::<$vector>(row, bytes)
        }

        $(#[$attribute])*
        pub(super) fn gelu(values: &mut [f32]) {
            lanes::gelu::<$vector>(values);
        }

        $(#[$attribute])*
        pub(super) fn softmax(rows: &mut [f32], n_columns: usize, n_valid: usize) {
            lanes::softmax::<$vector>(rows, n_columns, n_valid);
        }

        $(#[$attribute])*
        pub(super) fn layer_norm(rows: &mut [f32], residual: &[f32], norm: &super::Norm) {
            lanes::layer_norm::<$vector>(rows, residual, norm);
        }

        $(#[$attribute])*
        pub(super) fn score(queries: super::Head, keys: super::Head, factor: f32, scores: &mut [f32]) {
            lanes::score::<$vector, $score_rows>(queries, keys, factor, scores);
        }

        $(#[$attribute])*
        pub(super) fn gather(scores: &[f32], values: super::Head, out: super::HeadMut) {
            lanes::gather::<$vector, $gather_rows>(scores, values, out);
        }
    };
}
pub(super) use instantiate;

/// Writes what the sums of products of a row with a block come to: both scales, then the bias.
#[inline(always)]
pub(super) fn finish<V: Vector>(
    sums: V,
    input: &Quantized,
    weights: &Weights,
    row: usize,
    block: usize,
    out: &mut [[f32; LANES]],
) {
    let scales = V::splat(input.scales[row]).mul(V::load(&weights.scales[block]));
    sums.mul(scales).add(V::load(&weights.biases[block])).store(&mut out[row * weights.n_blocks() + block]);
}

/// The largest activation of a row that is taken for zero.
const NOTHING: f32 = 1e-30;

/// Quantises a row. Returns its scale.
#[inline(always)]
pub(super) fn quantize<V: Vector>(row: &[f32], bytes: &mut [u8]) -> f32 {
    let (whole, rest) = row.as_chunks::<LANES>();
    let rest_lanes = padded(rest);
    let mut largest = V::load(&rest_lanes).abs().greater(V::splat(0.0));
    for lanes in whole {
        largest = V::load(lanes).abs().greater(largest);
    }
    let largest = fold(largest, greater).min(f32::MAX);
    if largest < NOTHING {
        bytes.fill(ZERO_POINT as u8);
        return 0.0;
    }
    let factor = V::splat(127.0 / largest);
    let (whole_bytes, rest_bytes) = bytes.as_chunks_mut::<LANES>();
    for (lanes, bytes) in whole.iter().zip(whole_bytes) {
        *bytes = to_bytes(V::load(lanes).mul(factor));
    }
    rest_bytes.copy_from_slice(&to_bytes(V::load(&rest_lanes).mul(factor))[..rest.len()]);
    largest / 127.0
}

/// Rounds to the nearest integer, half to even, and adds the zero point.
#[inline(always)]
fn to_bytes<V: Vector>(values: V) -> [u8; LANES] {
    let bounded = values.greater(V::splat(-127.0)).lesser(V::splat(127.0));
    bounded.add(V::splat(INTEGERS + ZERO_POINT as f32)).low_bytes()
}

/// `0.5 x (1 + erf(x / sqrt 2))` of each.
#[inline(always)]
pub(super) fn gelu<V: Vector>(values: &mut [f32]) {
    let (whole, rest) = values.as_chunks_mut::<LANES>();
    for lanes in whole {
        gelu_of(V::load(lanes)).store(lanes);
    }
    if !rest.is_empty() {
        let mut last = padded(rest);
        gelu_of(V::load(&last)).store(&mut last);
        rest.copy_from_slice(&last[..rest.len()]);
    }
}

/// The positive part of `x`, less `|x|` times the tail of the normal distribution beyond `|x|`. The tail is one over
/// the eighth power of a polynomial, fitted so that the product is right to 5e-8; from 5.6 on it is nothing.
#[inline(always)]
fn gelu_of<V: Vector>(x: V) -> V {
    const COEFFICIENTS: [f32; 9] = [
        1.090_508_3,
        0.108_752_01,
        0.048_870_37,
        0.009_315_869,
        0.001_125_546_3,
        0.000_087_538_61,
        0.000_118_073_45,
        -0.000_020_377_734,
        0.000_003_354_194_8,
    ];
    let size = x.abs().lesser(V::splat(5.6));
    let root = polynomial(size, COEFFICIENTS);
    let square = root.mul(root);
    let fourth = square.mul(square);
    x.greater(V::splat(0.0)).sub(size.div(fourth.mul(fourth)))
}

/// Makes of each row's first `n_valid` numbers, at least one, shares of one: their exponentials over the sum of these.
/// The others become zero.
#[inline(always)]
pub(super) fn softmax<V: Vector>(rows: &mut [f32], n_columns: usize, n_valid: usize) {
    for row in rows.chunks_exact_mut(n_columns) {
        // Adds less to the sum than it can hold.
        row[n_valid..].fill(f32::NEG_INFINITY);
        let row_lanes = &mut row.as_chunks_mut::<LANES>().0[..n_valid.div_ceil(LANES)];
        let mut largest = V::splat(f32::NEG_INFINITY);
        for lanes in &*row_lanes {
            largest = V::load(lanes).greater(largest);
        }
        let largest = V::splat(fold(largest, greater));
        let mut sums = V::splat(0.0);
        for lanes in &mut *row_lanes {
            let values = exponential(V::load(lanes).sub(largest));
            values.store(lanes);
            sums = sums.add(values);
        }
        let share = V::splat(1.0 / sum(sums));
        for lanes in row_lanes {
            V::load(lanes).mul(share).store(lanes);
        }
        row[n_valid..].fill(0.0);
    }
}

/// The exponential of a number that is not positive, to 1e-7 of it. What is below -87, or no number, counts as -87.
///
/// Method and coefficients are those of `expf` in Cephes.
#[inline(always)]
fn exponential<V: Vector>(x: V) -> V {
    const COEFFICIENTS: [f32; 6] = [0.5, 0.166_666_65, 0.041_665_796, 0.008_333_452, 0.001_398_2, 0.000_198_756_92];
    let x = x.greater(V::splat(-87.0));
    let power = x.mul(V::splat(std::f32::consts::LOG2_E)).add(V::splat(INTEGERS));
    let whole = power.sub(V::splat(INTEGERS));
    // The logarithm of two in two parts, the first of few bits, so that its product is exact.
    let rest = x.sub(whole.mul(V::splat(0.693_359_4))).add(whole.mul(V::splat(0.000_212_194_44)));
    let value = polynomial(rest, COEFFICIENTS).mul(rest.mul(rest)).add(rest).add(V::splat(1.0));
    value.mul(power.power_of_two())
}

/// Sets each row to the norm of its sum with the residual.
#[inline(always)]
pub(super) fn layer_norm<V: Vector>(rows: &mut [f32], residual: &[f32], norm: &Norm) {
    let n_columns = norm.gains.len() * LANES;
    let share = 1.0 / n_columns as f32;
    for (row, residual) in rows.chunks_exact_mut(n_columns).zip(residual.chunks_exact(n_columns)) {
        let row = row.as_chunks_mut::<LANES>().0;
        let mut sums = V::splat(0.0);
        for (lanes, residual) in row.iter_mut().zip(residual.as_chunks().0) {
            let values = V::load(lanes).add(V::load(residual));
            values.store(lanes);
            sums = sums.add(values);
        }
        let mean = V::splat(sum(sums) * share);
        let mut squares = V::splat(0.0);
        for lanes in &*row {
            let value = V::load(lanes).sub(mean);
            squares = squares.add(value.mul(value));
        }
        let factor = V::splat(1.0 / (sum(squares) * share + norm.epsilon).sqrt());
        for ((lanes, gains), biases) in row.iter_mut().zip(&norm.gains).zip(&norm.biases) {
            let value = V::load(lanes).sub(mean).mul(factor);
            value.mul(V::load(gains)).add(V::load(biases)).store(lanes);
        }
    }
}

/// Scores each query against each key, sixteen keys at a time, `R` queries at a time.
#[inline(always)]
pub(super) fn score<V: Vector, const R: usize>(queries: Head, keys: Head, factor: f32, scores: &mut [f32]) {
    let (n_rows, n_blocks) = (queries.n_rows(), n_columns(keys.n_rows()) / LANES);
    let scores = scores.as_chunks_mut::<LANES>().0;
    for block in 0..n_blocks {
        // What is beyond the last key scores zero.
        let mut turned = [[0.0; LANES]; HEAD_WIDTH];
        for lane in 0..LANES.min(keys.n_rows() - block * LANES) {
            for (turned, key) in turned.iter_mut().zip(keys.row(block * LANES + lane)) {
                turned[lane] = key * factor;
            }
        }
        let places = scores.get_mut(block..).unwrap_or_default();
        if n_rows < R {
            for row in 0..n_rows {
                score_tile::<V, 1>(queries, &turned, row, &mut places[row * n_blocks..], n_blocks);
            }
        } else {
            for row in (0..n_rows).step_by(R) {
                // The last tile may overlap the one before and do its work again.
                let row = row.min(n_rows - R);
                score_tile::<V, R>(queries, &turned, row, &mut places[row * n_blocks..], n_blocks);
            }
        }
    }
}

/// Writes the scores of `R` queries to every `n_blocks`th of the places.
#[inline(always)]
fn score_tile<V: Vector, const R: usize>(
    queries: Head,
    turned: &[[f32; LANES]; HEAD_WIDTH],
    row: usize,
    places: &mut [[f32; LANES]],
    n_blocks: usize,
) {
    let rows: [&[f32; HEAD_WIDTH]; R] = std::array::from_fn(|idx| queries.row(row + idx));
    let mut sums = [V::splat(0.0); R];
    for place in 0..HEAD_WIDTH {
        let keys = V::load(&turned[place]);
        for idx in 0..R {
            sums[idx] = sums[idx].add(keys.mul(V::splat(rows[idx][place])));
        }
    }
    for idx in 0..R {
        sums[idx].store(&mut places[idx * n_blocks]);
    }
}

/// Sums the values, each times its score, for `R` rows of scores at a time.
#[inline(always)]
pub(super) fn gather<V: Vector, const R: usize>(scores: &[f32], values: Head, mut out: HeadMut) {
    let n_rows = out.n_rows();
    if n_rows < R {
        for row in 0..n_rows {
            gather_tile::<V, 1>(scores, values, &mut out, row);
        }
    } else {
        for row in (0..n_rows).step_by(R) {
            // The last tile may overlap the one before and do its work again.
            gather_tile::<V, R>(scores, values, &mut out, row.min(n_rows - R));
        }
    }
}

#[inline(always)]
fn gather_tile<V: Vector, const R: usize>(scores: &[f32], values: Head, out: &mut HeadMut, row: usize) {
    let n_values = values.n_rows();
    let rows: [&[f32]; R] = std::array::from_fn(|idx| &scores[(row + idx) * n_columns(n_values)..][..n_values]);
    let mut sums = [[V::splat(0.0); HEAD_WIDTH / LANES]; R];
    for place in 0..n_values {
        let value = values.row(place).as_chunks().0;
        let value = [V::load(&value[0]), V::load(&value[1])];
        for idx in 0..R {
            let score = V::splat(rows[idx][place]);
            for part in 0..HEAD_WIDTH / LANES {
                sums[idx][part] = sums[idx][part].add(score.mul(value[part]));
            }
        }
    }
    for idx in 0..R {
        let out = out.row(row + idx).as_chunks_mut().0;
        for part in 0..HEAD_WIDTH / LANES {
            sums[idx][part].store(&mut out[part]);
        }
    }
}

/// Sums from the highest power down.
#[inline(always)]
fn polynomial<V: Vector, const N: usize>(x: V, coefficients: [f32; N]) -> V {
    let mut sum = V::splat(coefficients[N - 1]);
    for place in (0..N - 1).rev() {
        sum = sum.mul(x).add(V::splat(coefficients[place]));
    }
    sum
}

#[inline(always)]
fn padded(rest: &[f32]) -> [f32; LANES] {
    let mut lanes = [0.0; LANES];
    lanes[..rest.len()].copy_from_slice(rest);
    lanes
}

#[inline(always)]
fn sum<V: Vector>(vector: V) -> f32 {
    fold(vector, |one, other| one + other)
}

/// Folds sixteen lanes into one: halves upon halves.
#[inline(always)]
fn fold<V: Vector>(vector: V, of_two: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    vector.store(&mut lanes);
    let eight: [f32; 8] = std::array::from_fn(|lane| of_two(lanes[lane], lanes[lane + 8]));
    let four: [f32; 4] = std::array::from_fn(|lane| of_two(eight[lane], eight[lane + 4]));
    of_two(of_two(four[0], four[2]), of_two(four[1], four[3]))
}

/// The greater of both; the other if they cannot be compared. One instruction, unlike [`f32::max`].
#[inline(always)]
fn greater(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}
