//! The arithmetic of floats, sixteen side by side: one body for every path, compiled for the instructions of each.
//!
//! The order of operations is written out, and Rust neither reorders nor fuses floats: so all paths give the same bits.

use super::{HEAD_WIDTH, Head, HeadMut, LANES, Norm, n_columns};

type Lanes = [f32; LANES];

/// Makes the functions of a path, with its attributes and how many rows of a product are worked on at once: as many as
/// its registers hold sums of.
macro_rules! instantiate {
    ($score_rows:literal, $gather_rows:literal $(, #[$attribute:meta])*) => {
        $(#[$attribute])*
        pub(super) fn quantize(row: &[f32], bytes: &mut [u8]) -> f32 {
            lanes::quantize(row, bytes)
        }

        $(#[$attribute])*
        pub(super) fn gelu(values: &mut [f32]) {
            lanes::gelu(values);
        }

        $(#[$attribute])*
        pub(super) fn softmax(rows: &mut [f32], n_columns: usize, n_valid: usize) {
            lanes::softmax(rows, n_columns, n_valid);
        }

        $(#[$attribute])*
        pub(super) fn layer_norm(rows: &mut [f32], residual: &[f32], norm: &super::Norm) {
            lanes::layer_norm(rows, residual, norm);
        }

        $(#[$attribute])*
        pub(super) fn score(queries: super::Head, keys: super::Head, factor: f32, scores: &mut [f32]) {
            lanes::score::<$score_rows>(queries, keys, factor, scores);
        }

        $(#[$attribute])*
        pub(super) fn gather(scores: &[f32], values: super::Head, out: super::HeadMut) {
            lanes::gather::<$gather_rows>(scores, values, out);
        }
    };
}
pub(super) use instantiate;

/// The largest activation of a row that is taken for zero.
const NOTHING: f32 = 1e-30;

/// Quantises a row. Returns its scale.
#[inline(always)]
pub(super) fn quantize(row: &[f32], bytes: &mut [u8]) -> f32 {
    let (whole, rest) = row.as_chunks::<LANES>();
    let mut largest = [0.0; LANES];
    for lanes in whole {
        largest = max(largest, lanes.map(f32::abs));
    }
    largest = max(largest, padded(rest).map(f32::abs));
    let largest = fold(largest, greater).min(f32::MAX);
    if largest < NOTHING {
        bytes.fill(128);
        return 0.0;
    }
    let factor = 127.0 / largest;
    let (whole_bytes, rest_bytes) = bytes.as_chunks_mut::<LANES>();
    for (lanes, bytes) in whole.iter().zip(whole_bytes) {
        *bytes = to_bytes(*lanes, factor);
    }
    rest_bytes.copy_from_slice(&to_bytes(padded(rest), factor)[..rest.len()]);
    largest / 127.0
}

/// Rounds to the nearest integer, half to even, and adds 128.
#[inline(always)]
fn to_bytes(lanes: Lanes, factor: f32) -> [u8; LANES] {
    // From here up to twice as much the floats are the integers, and their lowest bits count.
    const INTEGERS: f32 = 12_582_912.0 + 128.0;
    lanes.map(|value| {
        let value = lesser(greater(value * factor, -127.0), 127.0);
        (value + INTEGERS).to_bits() as u8
    })
}

/// `0.5 x (1 + erf(x / sqrt 2))` of each.
#[inline(always)]
pub(super) fn gelu(values: &mut [f32]) {
    let (whole, rest) = values.as_chunks_mut::<LANES>();
    for lanes in whole {
        *lanes = lanes.map(gelu_of_one);
    }
    let last = padded(rest).map(gelu_of_one);
    rest.copy_from_slice(&last[..rest.len()]);
}

/// The positive part of `x`, less `|x|` times the tail of the normal distribution beyond `|x|`. The tail is one over the
/// eighth power of a polynomial, fitted so that the product is right to 5e-8; from 5.6 on it is nothing.
#[inline(always)]
fn gelu_of_one(x: f32) -> f32 {
    const COEFFICIENTS: [f32; 9] = [
        1.090_508_36,
        0.108_752_011,
        0.048_870_37,
        0.009_315_868_99,
        0.001_125_546_28,
        0.000_087_538_607,
        0.000_118_073_446,
        -0.000_020_377_734,
        0.000_003_354_194_73,
    ];
    let size = lesser(x.abs(), 5.6);
    let root = polynomial(size, COEFFICIENTS);
    let square = root * root;
    let fourth = square * square;
    greater(x, 0.0) - size / (fourth * fourth)
}

/// Makes of each row's first `n_valid` numbers shares of one: their exponentials over the sum of these. The others
/// become zero.
#[inline(always)]
pub(super) fn softmax(rows: &mut [f32], n_columns: usize, n_valid: usize) {
    for row in rows.chunks_exact_mut(n_columns) {
        row[n_valid..].fill(f32::NEG_INFINITY);
        let lanes = &mut row.as_chunks_mut::<LANES>().0[..n_valid.div_ceil(LANES)];
        let mut largest = [f32::NEG_INFINITY; LANES];
        for lanes in &*lanes {
            largest = max(largest, *lanes);
        }
        let largest = fold(largest, greater);
        let mut sums = [0.0; LANES];
        for lanes in &mut *lanes {
            *lanes = lanes.map(|score| exponential(score - largest));
            sums = add(sums, *lanes);
        }
        let share = 1.0 / fold(sums, |one, other| one + other);
        for lanes in lanes {
            *lanes = lanes.map(|value| value * share);
        }
        row[n_valid..].fill(0.0);
    }
}

/// The exponential of a number that is not positive, to 1e-7 of it. What is below -87, or no number, counts as -87.
///
/// Method and coefficients are those of `expf` in Cephes.
#[inline(always)]
fn exponential(x: f32) -> f32 {
    // From here up to twice as much the floats are the integers, and their lowest bits count.
    const INTEGERS: f32 = 12_582_912.0;
    const COEFFICIENTS: [f32; 6] =
        [0.500_000_01, 0.166_666_65, 0.041_665_796, 0.008_333_452, 0.001_398_2, 0.000_198_756_92];
    let x = greater(x, -87.0);
    let power = x * std::f32::consts::LOG2_E + INTEGERS;
    let whole = power - INTEGERS;
    // The logarithm of two in two parts, the first of few bits, so that its product is exact.
    let rest = x - whole * 0.693_359_4 - whole * -0.000_212_194_44;
    let value = polynomial(rest, COEFFICIENTS) * (rest * rest) + rest + 1.0;
    value * f32::from_bits((power.to_bits() + 127) << 23)
}

/// Sets each row to the norm of its sum with the residual.
#[inline(always)]
pub(super) fn layer_norm(rows: &mut [f32], residual: &[f32], norm: &Norm) {
    let n_columns = norm.gains.len() * LANES;
    let share = 1.0 / n_columns as f32;
    for (row, residual) in rows.chunks_exact_mut(n_columns).zip(residual.chunks_exact(n_columns)) {
        let row = row.as_chunks_mut::<LANES>().0;
        let mut sums = [0.0; LANES];
        for (lanes, residual) in row.iter_mut().zip(residual.as_chunks().0) {
            *lanes = add(*lanes, *residual);
            sums = add(sums, *lanes);
        }
        let mean = fold(sums, |one, other| one + other) * share;
        let mut squares = [0.0; LANES];
        for lanes in &mut *row {
            *lanes = lanes.map(|value| value - mean);
            squares = add(squares, lanes.map(|value| value * value));
        }
        let variance = fold(squares, |one, other| one + other) * share;
        let factor = 1.0 / (variance + norm.epsilon).sqrt();
        for ((lanes, gains), biases) in row.iter_mut().zip(&norm.gains).zip(&norm.biases) {
            *lanes = std::array::from_fn(|lane| lanes[lane] * factor * gains[lane] + biases[lane]);
        }
    }
}

/// Scores each query against each key, sixteen keys at a time, `R` queries at a time.
#[inline(always)]
pub(super) fn score<const R: usize>(queries: Head, keys: Head, factor: f32, scores: &mut [f32]) {
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
        let mut set = |row: usize, sums: &[Lanes]| {
            for (idx, sums) in sums.iter().enumerate() {
                scores[(row + idx) * n_blocks + block] = *sums;
            }
        };
        if n_rows < R {
            (0..n_rows).for_each(|row| set(row, &score_tile::<1>(queries, &turned, row)));
        } else {
            // The last tile may overlap the one before and do its work again.
            (0..n_rows).step_by(R).map(|row| row.min(n_rows - R)).for_each(|row| {
                set(row, &score_tile::<R>(queries, &turned, row));
            });
        }
    }
}

#[inline(always)]
fn score_tile<const R: usize>(queries: Head, turned: &[Lanes; HEAD_WIDTH], row: usize) -> [Lanes; R] {
    let rows: [&[f32; HEAD_WIDTH]; R] = std::array::from_fn(|idx| queries.row(row + idx));
    let mut sums = [[0.0; LANES]; R];
    for place in 0..HEAD_WIDTH {
        for idx in 0..R {
            sums[idx] = add(sums[idx], turned[place].map(|key| rows[idx][place] * key));
        }
    }
    sums
}

/// Sums the values, each times its score, for `R` rows of scores at a time.
#[inline(always)]
pub(super) fn gather<const R: usize>(scores: &[f32], values: Head, mut out: HeadMut) {
    let n_rows = out.n_rows();
    if n_rows < R {
        (0..n_rows).for_each(|row| gather_tile::<1>(scores, values, &mut out, row));
    } else {
        // The last tile may overlap the one before and do its work again.
        let rows = (0..n_rows).step_by(R).map(|row| row.min(n_rows - R));
        rows.for_each(|row| gather_tile::<R>(scores, values, &mut out, row));
    }
}

#[inline(always)]
fn gather_tile<const R: usize>(scores: &[f32], values: Head, out: &mut HeadMut, row: usize) {
    let n_columns = n_columns(values.n_rows());
    let rows: [&[f32]; R] = std::array::from_fn(|idx| &scores[(row + idx) * n_columns..][..values.n_rows()]);
    let mut sums = [[[0.0; LANES]; HEAD_WIDTH / LANES]; R];
    for place in 0..values.n_rows() {
        let value = values.row(place).as_chunks::<LANES>().0;
        for idx in 0..R {
            let score = rows[idx][place];
            for part in 0..HEAD_WIDTH / LANES {
                sums[idx][part] = add(sums[idx][part], value[part].map(|value| score * value));
            }
        }
    }
    for idx in 0..R {
        out.row(row + idx).as_chunks_mut().0.copy_from_slice(&sums[idx]);
    }
}

/// Sums from the highest power down.
#[inline(always)]
fn polynomial<const N: usize>(x: f32, coefficients: [f32; N]) -> f32 {
    let mut sum = coefficients[N - 1];
    for place in (0..N - 1).rev() {
        sum = sum * x + coefficients[place];
    }
    sum
}

#[inline(always)]
fn add(one: Lanes, other: Lanes) -> Lanes {
    std::array::from_fn(|lane| one[lane] + other[lane])
}

#[inline(always)]
fn padded(rest: &[f32]) -> Lanes {
    let mut lanes = [0.0; LANES];
    lanes[..rest.len()].copy_from_slice(rest);
    lanes
}

/// The greater of both; the second if they cannot be compared. One instruction, unlike [`f32::max`].
#[inline(always)]
fn greater(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}

/// The lesser of both; the second if they cannot be compared.
#[inline(always)]
fn lesser(one: f32, other: f32) -> f32 {
    if one < other { one } else { other }
}

#[inline(always)]
fn max(one: Lanes, other: Lanes) -> Lanes {
    std::array::from_fn(|lane| greater(other[lane], one[lane]))
}

/// Folds sixteen lanes into one: halves upon halves.
#[inline(always)]
fn fold(lanes: Lanes, of_two: impl Fn(f32, f32) -> f32) -> f32 {
    let eight: [f32; 8] = std::array::from_fn(|lane| of_two(lanes[lane], lanes[lane + 8]));
    let four: [f32; 4] = std::array::from_fn(|lane| of_two(eight[lane], eight[lane + 4]));
    of_two(of_two(four[0], four[2]), of_two(four[1], four[3]))
}
