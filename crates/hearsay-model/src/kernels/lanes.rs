//! The arithmetic of floats, sixteen side by side: one body for every path, over the vectors of each.
//!
//! The order of operations is written out, and which product is rounded only with its sum ([`Vector::mul_add`]).
//! Neither the compiler nor a vector changes that, so all paths give the same bits. The bodies are inlined into
//! functions compiled for the instructions of a path; see [`instantiate`].

use super::{Attention, AttentionRoom, HEAD_WIDTH, Head, HeadMut, LANES, Norm, Quantized, Weights, ZERO_POINT};

/// Sixteen floats, and what a path must be able to do with them. Each operation rounds once, as IEEE 754 says.
pub(super) trait Vector: Copy {
    /// Whether it is one register, of which there are 32.
    const IS_WIDE: bool = false;
    fn splat(value: f32) -> Self;
    fn load(lanes: &[f32; LANES]) -> Self;
    fn store(self, lanes: &mut [f32; LANES]);
    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
    fn mul(self, other: Self) -> Self;
    /// The product with one, plus the other, rounded once.
    fn mul_add(self, times: Self, plus: Self) -> Self;
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

/// Makes the functions of a path: over which vectors, how many rows of the two products of attention are worked on at
/// once (as many as its registers hold sums of), and with which attributes.
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
        pub(super) fn layer_norm(rows: &mut [f32], residual: &[f32], norm: &super::Norm) {
            lanes::layer_norm::<$vector>(rows, residual, norm);
        }

        $(#[$attribute])*
        pub(super) fn attend(task: super::Attention, out: super::HeadMut, room: &mut super::AttentionRoom) {
            lanes::attend::<$vector, $score_rows, $gather_rows>(task, out, room);
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

/// The exponential of a number that is not positive, to 1e-7 of it. What is below -87, or no number, counts as -87.
///
/// Method and coefficients are those of `expf` in Cephes.
#[inline(always)]
fn exponential<V: Vector>(x: V) -> V {
    const COEFFICIENTS: [f32; 6] = [0.5, 0.166_666_65, 0.041_665_796, 0.008_333_452, 0.001_398_2, 0.000_198_756_92];
    let x = x.greater(V::splat(-87.0));
    let power = x.mul_add(V::splat(std::f32::consts::LOG2_E), V::splat(INTEGERS));
    let whole = power.sub(V::splat(INTEGERS));
    // The logarithm of two in two parts, the first of few bits, so that its product is exact.
    let rest = whole.mul_add(V::splat(-0.693_359_4), x);
    let rest = whole.mul_add(V::splat(0.000_212_194_44), rest);
    let value = polynomial(rest, COEFFICIENTS).mul_add(rest.mul(rest), rest).add(V::splat(1.0));
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

/// How many queries pass all keys and values at a time: their scores stay in the nearest cache.
const PASS: usize = 8;

/// Attention: see [`super::attend`]. Scores `S` queries, and sums values for `G`, at once.
#[inline(always)]
pub(super) fn attend<V: Vector, const S: usize, const G: usize>(
    task: Attention,
    mut out: HeadMut,
    room: &mut AttentionRoom,
) {
    let n_queries = task.queries.n_rows();
    lay_out(&task, room);
    for row in (0..n_queries).step_by(PASS) {
        // The last pass may overlap the one before and do its work again.
        let row = row.min(n_queries.saturating_sub(PASS));
        if n_queries < PASS {
            pass::<V, 1, 1>(task.queries, row, n_queries, &mut out, room);
        } else {
            pass::<V, S, G>(task.queries, row, PASS, &mut out, room);
        }
    }
}

/// Lays keys and values out in the order in which they are read.
#[inline(always)]
fn lay_out(task: &Attention, room: &mut AttentionRoom) {
    let n_keys = task.keys.n_rows();
    let n_blocks = n_keys.div_ceil(LANES);
    room.keys.resize(n_blocks, [[0.0; LANES]; HEAD_WIDTH]);
    for (idx, block) in room.keys.iter_mut().enumerate() {
        for lane in 0..LANES {
            let key = idx * LANES + lane;
            let row = if key < n_keys { task.keys.row(key) } else { &[0.0; HEAD_WIDTH] };
            for (turned, value) in block.iter_mut().zip(row) {
                turned[lane] = value * task.factor;
            }
        }
    }
    room.values.clear();
    room.values.extend((0..n_keys).map(|key| *task.values.row(key)));
    room.scores.resize(PASS * n_blocks, [0.0; LANES]);
}

/// Attention for `n` queries from `row` on, `n` a multiple of `S` and `G`.
#[inline(always)]
fn pass<V: Vector, const S: usize, const G: usize>(
    queries: Head,
    row: usize,
    n: usize,
    out: &mut HeadMut,
    room: &mut AttentionRoom,
) {
    let AttentionRoom { keys, values, scores } = room;
    let n_blocks = keys.len();
    for first in (0..n).step_by(S) {
        let places = &mut scores[first * n_blocks..];
        let rows: [&[f32; HEAD_WIDTH]; S] = std::array::from_fn(|idx| queries.row(row + first + idx));
        let mut block = 0;
        while block < n_blocks {
            if V::IS_WIDE && block + 2 <= n_blocks {
                score_tile::<V, S, 2>(&rows, &keys[block..block + 2], &mut places[block..], n_blocks);
                block += 2;
            } else {
                score_tile::<V, S, 1>(&rows, &keys[block..=block], &mut places[block..], n_blocks);
                block += 1;
            }
        }
    }
    let mut factors = [0.0; PASS];
    for (factor, scores) in factors.iter_mut().zip(scores.chunks_exact_mut(n_blocks)).take(n) {
        *factor = exponentials::<V>(scores, values.len());
    }
    for first in (0..n).step_by(G) {
        gather_tile::<V, G>(&scores[first * n_blocks..], values, &factors[first..], out, row + first);
    }
}

/// Writes the scores of `R` queries with `B` blocks of sixteen keys to every `n_blocks`th of the places.
#[inline(always)]
fn score_tile<V: Vector, const R: usize, const B: usize>(
    rows: &[&[f32; HEAD_WIDTH]; R],
    keys: &[[[f32; LANES]; HEAD_WIDTH]],
    places: &mut [[f32; LANES]],
    n_blocks: usize,
) {
    let keys: &[[[f32; LANES]; HEAD_WIDTH]; B] = keys.first_chunk().expect("as many blocks as are asked for");
    let mut sums = [[V::splat(0.0); B]; R];
    for place in 0..HEAD_WIDTH {
        let mut factors = [V::splat(0.0); B];
        for block in 0..B {
            factors[block] = V::load(&keys[block][place]);
        }
        for idx in 0..R {
            let query = V::splat(rows[idx][place]);
            for block in 0..B {
                sums[idx][block] = query.mul_add(factors[block], sums[idx][block]);
            }
        }
    }
    for idx in 0..R {
        for block in 0..B {
            sums[idx][block].store(&mut places[idx * n_blocks + block]);
        }
    }
}

/// Makes of the first `n_valid` scores, after taking the largest from each, their exponentials. Returns one over the
/// sum of these. The other scores of the last block become next to nothing.
#[inline(always)]
fn exponentials<V: Vector>(scores: &mut [[f32; LANES]], n_valid: usize) -> f32 {
    // Adds less to the sum than it can hold.
    scores.as_flattened_mut()[n_valid..].fill(f32::NEG_INFINITY);
    let mut largest = V::splat(f32::NEG_INFINITY);
    for lanes in &*scores {
        largest = V::load(lanes).greater(largest);
    }
    let largest = V::splat(fold(largest, greater));
    let mut sums = V::splat(0.0);
    for lanes in scores {
        let values = exponential(V::load(lanes).sub(largest));
        values.store(lanes);
        sums = sums.add(values);
    }
    1.0 / sum(sums)
}

/// Writes for `R` rows of scores the sum of the values, each times its score, times the row's factor.
#[inline(always)]
fn gather_tile<V: Vector, const R: usize>(
    scores: &[[f32; LANES]],
    values: &[[f32; HEAD_WIDTH]],
    factors: &[f32],
    out: &mut HeadMut,
    row: usize,
) {
    let n_blocks = values.len().div_ceil(LANES);
    let row_of = |idx: usize| scores[idx * n_blocks..][..n_blocks].as_flattened();
    let rows: [&[f32]; R] = std::array::from_fn(|idx| &row_of(idx)[..values.len()]);
    let mut sums = [[V::splat(0.0); HEAD_WIDTH / LANES]; R];
    for (place, value) in values.iter().enumerate() {
        let value = value.as_chunks().0;
        let value = [V::load(&value[0]), V::load(&value[1])];
        for idx in 0..R {
            let score = V::splat(rows[idx][place]);
            for part in 0..HEAD_WIDTH / LANES {
                sums[idx][part] = score.mul_add(value[part], sums[idx][part]);
            }
        }
    }
    for idx in 0..R {
        let out = out.row(row + idx).as_chunks_mut().0;
        for part in 0..HEAD_WIDTH / LANES {
            sums[idx][part].mul(V::splat(factors[idx])).store(&mut out[part]);
        }
    }
}

/// Sums from the highest power down.
#[inline(always)]
fn polynomial<V: Vector, const N: usize>(x: V, coefficients: [f32; N]) -> V {
    let mut sum = V::splat(coefficients[N - 1]);
    for place in (0..N - 1).rev() {
        sum = sum.mul_add(x, V::splat(coefficients[place]));
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
    // Plain loops: the compiler calls a function for each step of anything finer.
    for n in [8, 4, 2, 1] {
        for lane in 0..n {
            lanes[lane] = of_two(lanes[lane], lanes[lane + n]);
        }
    }
    lanes[0]
}

/// The greater of both; the other if they cannot be compared. One instruction, unlike [`f32::max`].
#[inline(always)]
fn greater(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}
