//! Every path against the scalar one, bit for bit, and the scalar one against plain sums in 64 bits.

use proptest::prelude::*;

use super::*;

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
    let mut results = Vec::new();
    for path in Path::available() {
        let mut input = Quantized::new();
        path.quantize(&mut input, rows, n_in);
        let mut out = vec![f32::NAN; rows.len() / n_in * n_out];
        path.multiply(&input, &packed, &mut out);
        for (idx, out) in out.iter().enumerate() {
            let (row, output) = (idx / n_out, idx % n_out);
            let bytes = &input.bytes[row * n_in..][..n_in];
            let products = bytes.iter().zip(&weights[output * n_in..]);
            let sum: i64 = products.map(|(&byte, &weight)| (i64::from(byte) - 128) * i64::from(weight)).sum();
            let product = sum as f64 * f64::from(input.scales[row]) * f64::from(scales[output]);
            let expected = product + f64::from(biases[output]);
            let tolerance = 1e-6 * (product.abs() + f64::from(biases[output].abs())) + 1e-30;
            assert!((f64::from(*out) - expected).abs() <= tolerance, "{path:?}: {out} for {expected}");
        }
        results.push((path, input.bytes.clone(), bits(&input.scales), bits(&out)));
    }
    for result in &results[1..] {
        assert!(result.1 == results[0].1 && result.2 == results[0].2, "{:?} quantises as {:?}", result.0, results[0].0);
        assert!(result.3 == results[0].3, "{:?} multiplies as {:?}", result.0, results[0].0);
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
