//! Every path against numbers one at a time, bit for bit, and these against sums in 64 bits.

use proptest::prelude::*;

use super::lanes::{self, Vector};
use super::*;

// The twin of all paths.
lanes::instantiate!([f32; LANES], 2, 1);

impl Vector for [f32; LANES] {
    fn splat(value: f32) -> Self {
        [value; LANES]
    }
    fn load(lanes: &[f32; LANES]) -> Self {
        *lanes
    }
    fn store(self, lanes: &mut [f32; LANES]) {
        *lanes = self;
    }
    fn add(self, other: Self) -> Self {
        std::array::from_fn(|lane| self[lane] + other[lane])
    }
    fn sub(self, other: Self) -> Self {
        std::array::from_fn(|lane| self[lane] - other[lane])
    }
    fn mul(self, other: Self) -> Self {
        std::array::from_fn(|lane| self[lane] * other[lane])
    }
    fn mul_add(self, times: Self, plus: Self) -> Self {
        std::array::from_fn(|lane| self[lane].mul_add(times[lane], plus[lane]))
    }
    fn div(self, other: Self) -> Self {
        std::array::from_fn(|lane| self[lane] / other[lane])
    }
    fn abs(self) -> Self {
        self.map(f32::abs)
    }
    fn greater(self, other: Self) -> Self {
        std::array::from_fn(|lane| if self[lane] > other[lane] { self[lane] } else { other[lane] })
    }
    fn lesser(self, other: Self) -> Self {
        std::array::from_fn(|lane| if self[lane] < other[lane] { self[lane] } else { other[lane] })
    }
    fn power_of_two(self) -> Self {
        self.map(|power| f32::from_bits((power.to_bits() + 127) << 23))
    }
    fn low_bytes(self) -> [u8; LANES] {
        self.map(|value| value.to_bits() as u8)
    }
}

/// Numbers that look random, from -1 to 1.
fn numbers(n: usize, seed: u64) -> Vec<f32> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / (1 << 23) as f32 - 1.0
    };
    (0..n).map(|_| next()).collect()
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}

/// Checks the product of rows and weights on all paths.
fn check_product(rows: &[f32], weights: &[i8], n_in: usize) {
    let n_out = weights.len() / n_in;
    let (scales, biases) = (numbers(n_out, 5), numbers(n_out, 6));
    let packed = Weights::new(weights, &scales, &biases, n_in);
    let mut bytes = vec![0; rows.len()];
    let row_scales: Vec<f32> =
        rows.chunks(n_in).zip(bytes.chunks_mut(n_in)).map(|(row, bytes)| quantize(row, bytes)).collect();
    let mut expected = Vec::new();
    for (bytes, row_scale) in bytes.chunks(n_in).zip(&row_scales) {
        for output in 0..n_out {
            let products = bytes.iter().zip(&weights[output * n_in..]);
            let sum: i64 = products.map(|(&byte, &weight)| (i64::from(byte) - 128) * i64::from(weight)).sum();
            expected.push(sum as f32 * (row_scale * scales[output]) + biases[output]);
        }
    }
    for path in Path::available() {
        let mut input = Quantized::new();
        path.quantize(&mut input, rows, n_in);
        assert!(input.bytes == bytes && bits(&input.scales) == bits(&row_scales), "{path:?} quantises otherwise");
        let mut out = vec![f32::NAN; rows.len() / n_in * n_out];
        path.multiply(&input, &packed, &mut out);
        assert!(bits(&out) == bits(&expected), "{path:?} multiplies otherwise");
        assert!(out.iter().all(|value| value.is_finite()));
    }
    for ((row, bytes), scale) in rows.chunks(n_in).zip(bytes.chunks(n_in)).zip(&row_scales) {
        for (value, byte) in row.iter().zip(bytes) {
            let error = f64::from(*value) - (f64::from(*byte) - 128.0) * f64::from(*scale);
            assert!(error.abs() <= 0.500_1 * f64::from(*scale) + 1e-30, "{value} becomes {byte} of {scale}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn products_agree(
        n_rows in 0_usize..20, n_groups in 1_usize..40, n_blocks in 1_usize..8, seed: u64, size in -20_i32..20,
    ) {
        let n_in = 4 * n_groups;
        let rows: Vec<f32> = numbers(n_rows * n_in, seed).iter().map(|value| value * 2_f32.powi(size)).collect();
        let weights = numbers(16 * n_blocks * n_in, !seed);
        let weights: Vec<i8> = weights.iter().map(|weight| (weight * 128.5) as i8).collect();
        check_product(&rows, &weights, n_in);
    }
}

#[test]
fn products_of_extremes_agree() {
    for n_rows in [1, 7, 257] {
        for (n_in, n_out) in [(4, 16), (384, 48), (1536, 32)] {
            for weight in [-128, -127, 0, 127] {
                for value in [-1.0, 0.0, 1.0, 1e30, 1e-38] {
                    check_product(&vec![value; n_rows * n_in], &vec![weight; n_in * n_out], n_in);
                }
            }
        }
    }
}

#[test]
fn quantising_rounds_half_to_even() {
    for path in Path::available() {
        let mut input = Quantized::new();
        path.quantize(&mut input, &[127.0, 0.5, 1.5, -2.5, -127.0, 126.4, -0.0, 2.5], 8);
        assert_eq!(input.bytes, [255, 128, 130, 126, 1, 254, 128, 130], "{path:?}");
        assert_eq!(input.scales, [1.0]);
        path.quantize(&mut input, &[f32::INFINITY, f32::NAN, 1.0, f32::NEG_INFINITY, 0.0, 0.0, 1e-38, 0.0], 4);
        assert_eq!(input.bytes, [255, 1, 128, 1, 128, 128, 128, 128], "{path:?}");
        assert!(input.scales.iter().all(|scale| scale.is_finite()));
        path.quantize(&mut input, &[], 8);
        assert_eq!(input.n_rows(), 0);
    }
}

/// Checks that each path gives the same bits as its twin, and returns these numbers.
fn on_all_paths(twin: impl Fn() -> Vec<f32>, work: impl Fn(Path) -> Vec<f32>) -> Vec<f32> {
    let expected = twin();
    for path in Path::available() {
        assert!(bits(&work(path)) == bits(&expected), "{path:?} differs from its twin");
    }
    expected
}

/// `0.5 x (1 + erf(x / sqrt 2))`, from the series or, far out, the continued fraction of the tail.
fn gelu_reference(x: f64) -> f64 {
    let (size, density) = (x.abs(), (-0.5 * x * x).exp() / std::f64::consts::TAU.sqrt());
    let tail = if size < 4.0 {
        let terms = (1..200).scan(size, |term, n| {
            let this = *term;
            *term *= size * size / f64::from(2 * n + 1);
            Some(this)
        });
        0.5 - density * terms.sum::<f64>()
    } else {
        density / (1..200).rev().fold(size, |fraction, n| size + f64::from(n) / fraction)
    };
    x.max(0.0) - size * tail
}

#[test]
fn gelu_is_near_the_reference() {
    let mut values: Vec<f32> = (-160_000..160_003).map(|place| place as f32 / 1e4).collect();
    values.extend([0.0, -0.0, 1e-30, -1e-30, 1e30, -1e30, f32::MAX, f32::MIN]);
    let changed = |work: &dyn Fn(&mut [f32])| {
        let mut results = values.clone();
        work(&mut results);
        results
    };
    let results = on_all_paths(|| changed(&gelu), |path| changed(&|values| path.gelu(values)));
    for (value, result) in values.iter().zip(results) {
        let expected = gelu_reference(f64::from(*value));
        let tolerance = 5e-7_f64.max(1.2e-7 * expected.abs());
        assert!((f64::from(result) - expected).abs() <= tolerance, "{result} for {expected} of {value}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn layer_norm_is_near_the_reference(n_rows in 0_usize..4, n_blocks in 1_usize..30, seed: u64, size in -3_i32..10) {
        let n_columns = 16 * n_blocks;
        let scale = 2_f32.powi(size);
        let scaled = |seed: u64| numbers(n_rows * n_columns, seed).iter().map(|value| value * scale).collect();
        let (rows, residual): (Vec<f32>, Vec<f32>) = (scaled(seed), scaled(!seed));
        let (gains, biases) = (numbers(n_columns, 3), numbers(n_columns, 4));
        let norm = Norm::new(&gains, &biases, 1e-12);
        let changed = |work: &dyn Fn(&mut [f32])| {
            let mut results = rows.clone();
            work(&mut results);
            results
        };
        let results = on_all_paths(
            || changed(&|rows| layer_norm(rows, &residual, &norm)),
            |path| changed(&|rows| path.layer_norm(rows, &residual, &norm)),
        );
        for (row, results) in results.chunks(n_columns).enumerate() {
            let place = |column: usize| row * n_columns + column;
            let sum = |column| f64::from(rows[place(column)] + residual[place(column)]);
            let mean = (0..n_columns).map(sum).sum::<f64>() / n_columns as f64;
            let variance = (0..n_columns).map(|column| (sum(column) - mean).powi(2)).sum::<f64>() / n_columns as f64;
            for (column, result) in results.iter().enumerate() {
                let normal = (sum(column) - mean) / (variance + 1e-12).sqrt();
                let expected = normal * f64::from(gains[column]) + f64::from(biases[column]);
                prop_assert!((f64::from(*result) - expected).abs() < 1e-5, "{result}: {expected}");
            }
        }
    }

    #[test]
    fn attention_is_near_the_reference(
        n_queries in 0_usize..40, n_keys in 1_usize..70, start in 0_usize..50, seed: u64, size in -3_i32..6,
    ) {
        let width = start + 3 * HEAD_WIDTH;
        let (queries, keys) = (numbers(n_queries * width, seed), numbers(n_keys * width, !seed));
        let (keys_start, values_start) = (start + HEAD_WIDTH, start + 2 * HEAD_WIDTH);
        let task = Attention {
            queries: Head::new(&queries, width, start),
            keys: Head::new(&keys, width, keys_start),
            values: Head::new(&keys, width, values_start),
            factor: 2_f32.powi(size),
        };
        let attended = |work: &dyn Fn(HeadMut, &mut AttentionRoom)| {
            let mut results = vec![7.0; n_queries * width];
            // What is left in the room from elsewhere does not matter.
            let mut room = AttentionRoom::default();
            let other = numbers(90 * HEAD_WIDTH, 9);
            let head = Head::new(&other, HEAD_WIDTH, 0);
            let mut nowhere = other.clone();
            attend(
                Attention { queries: head, keys: head, values: head, factor: 1.0 },
                HeadMut::new(&mut nowhere, HEAD_WIDTH, 0),
                &mut room,
            );
            work(HeadMut::new(&mut results, width, start), &mut room);
            results
        };
        let twin = |out: HeadMut, room: &mut AttentionRoom| if n_queries > 0 { self::attend(task, out, room) };
        let results =
            on_all_paths(|| attended(&twin), |path| attended(&|out, room| path.attend(task, out, room)));
        let product = |query: usize, key: usize| -> f64 {
            let query = &queries[query * width + start..][..HEAD_WIDTH];
            let products = query.iter().zip(&keys[key * width + keys_start..]);
            products.map(|(one, other)| f64::from(*one) * f64::from(*other)).sum::<f64>() * f64::from(task.factor)
        };
        for query in 0..n_queries {
            let scores: Vec<f64> = (0..n_keys).map(|key| product(query, key)).collect();
            let largest = scores.iter().copied().fold(f64::MIN, f64::max);
            let weights: Vec<f64> = scores.iter().map(|score| (score - largest).exp()).collect();
            for column in 0..width {
                let value = |key: usize| f64::from(keys[key * width + values_start + column - start]);
                let mean = || {
                    let sum: f64 = weights.iter().enumerate().map(|(key, weight)| weight * value(key)).sum();
                    sum / weights.iter().sum::<f64>()
                };
                let expected = if (start..start + HEAD_WIDTH).contains(&column) { mean() } else { 7.0 };
                let result = results[query * width + column];
                prop_assert!((f64::from(result) - expected).abs() < 5e-5, "{result}: {expected}");
            }
        }
    }
}

/// Checks one product and sum against the processor's or the library's.
fn check_fused(one: f32, times: f32, plus: f32) {
    let [result, ..] = portable::fused([one; 4].into(), [times; 4].into(), [plus; 4].into()).to_array();
    let expected = one.mul_add(times, plus);
    let is_same = expected.to_bits() == result.to_bits() || expected.is_nan() && result.is_nan();
    assert!(is_same, "{one:e} * {times:e} + {plus:e} is {expected:e}, not {result:e}");
}

proptest! {
    #[test]
    fn a_product_and_a_sum_are_rounded_once(one: u32, times: u32, plus: u32, power in -60_i32..60) {
        check_fused(f32::from_bits(one), f32::from_bits(times), f32::from_bits(plus));
        // Of like size, so that the sum is neither of its parts.
        let fraction = |bits: u32| f32::from_bits(bits >> 9 | 0x3f80_0000);
        check_fused(fraction(one), -fraction(times), fraction(plus) * 2_f32.powi(power));
        // Few bits, so that the product often lies just between two floats.
        let short = |bits: u32| 1.0 + (bits >> 20) as f32 / 4096.0;
        check_fused(short(one), short(times), fraction(plus) * 2_f32.powi(-30 - power.abs()));
        check_fused(-short(one), short(times), fraction(plus) * 2_f32.powi(-30 - power.abs()));
    }
}

#[test]
fn what_lies_between_two_floats_goes_where_the_rest_says() {
    // The product is 1 + 2^-11 + 2^-24: just between two floats, but for what is added.
    let tie = 1.0 + 2_f32.powi(-12);
    for sign in [1.0, -1.0] {
        for plus in [0.0, 2_f32.powi(-100), -2_f32.powi(-100), f32::from_bits(1), -f32::from_bits(1)] {
            check_fused(sign * tie, tie, plus);
        }
        for extreme in [0.0, f32::MAX, f32::INFINITY, f32::NAN, f32::MIN_POSITIVE, f32::from_bits(1)] {
            check_fused(sign * extreme, extreme, -extreme);
            check_fused(extreme, sign, extreme);
            check_fused(sign * extreme, tie, tie);
        }
    }
    // A rounding in 64 bits and one in 32 give another number than one alone.
    let twice = (f64::from(tie) * f64::from(tie) + 2_f64.powi(-100)) as f32;
    assert_ne!(twice, tie.mul_add(tie, 2_f32.powi(-100)), "the case is one in which it matters");
}

#[test]
fn what_is_not_finite_does_not_spread() {
    let mut values = numbers(64, 1);
    for (place, value) in [(1, f32::INFINITY), (2, f32::NAN), (33, f32::NEG_INFINITY), (40, f32::NAN)] {
        values[place] = value;
    }
    let changed = |work: &dyn Fn(&mut [f32])| {
        let mut results = values.clone();
        work(&mut results);
        results
    };
    let results = on_all_paths(|| changed(&gelu), |path| changed(&|values| path.gelu(values)));
    assert!(results.iter().enumerate().all(|(place, result)| place == 1 || result.is_finite()));
    let (head, sound) = (Head::new(&values, HEAD_WIDTH, 0), numbers(64, 2));
    let task = Attention { queries: head, keys: head, values: Head::new(&sound, HEAD_WIDTH, 0), factor: 1.0 };
    let attended = |work: &dyn Fn(HeadMut, &mut AttentionRoom)| {
        let mut out = vec![0.0; values.len()];
        work(HeadMut::new(&mut out, HEAD_WIDTH, 0), &mut AttentionRoom::default());
        out
    };
    let results = on_all_paths(
        || attended(&|out, room| attend(task, out, room)),
        |path| attended(&|out, room| path.attend(task, out, room)),
    );
    assert!(results.iter().all(|result| result.abs() <= 1.0), "{results:?}");
    for path in Path::available() {
        let norm = Norm::new(&[1.0; 16], &[0.5; 16], 1e-12);
        for (value, n_columns) in [(0.0, 16), (1e30, 16), (1e-38, 16)] {
            let mut row = vec![value; n_columns];
            path.layer_norm(&mut row, &vec![0.0; n_columns], &norm);
            assert!(row.iter().all(|result| (result - 0.5).abs() < 1e-6), "{path:?}: {row:?}");
        }
    }
}
