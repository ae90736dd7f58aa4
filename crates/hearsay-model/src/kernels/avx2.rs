//! The arithmetic on AVX2: what processors since 2013 have.
//!
//! The product of a byte without a sign and one with is summed in pairs to 16 bits, which saturates. So the sign of the
//! weight moves to the activation: then both are 127 (weights 128) at most, and a pair of products 32,512.
#![allow(unsafe_code, reason = "vectors are loaded from and stored to arrays of their size")]

use std::arch::x86_64::{
    __m256, __m256i, _mm256_abs_epi8, _mm256_add_epi32, _mm256_add_ps, _mm256_cvtepi32_ps, _mm256_load_si256,
    _mm256_loadu_ps, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_mul_ps, _mm256_set1_epi8, _mm256_set1_epi16,
    _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_si256, _mm256_sign_epi8, _mm256_storeu_ps, _mm256_xor_si256,
};

use super::lanes;
use super::{GROUP_INPUTS, Group, LANES, Quantized, Weights};

lanes::instantiate!(4, 2, #[target_feature(enable = "avx2")]);

/// How many vectors the sixteen outputs of a block fill.
const HALVES: usize = 2;

#[target_feature(enable = "avx2")]
pub(super) fn multiply(input: &Quantized, weights: &Weights, out: &mut [[f32; LANES]]) {
    for block in 0..weights.n_blocks() {
        let mut row = 0;
        while row < input.n_rows() {
            row += match input.n_rows() - row {
                4.. => tile::<4>(input, weights, row, block, out),
                2.. => tile::<2>(input, weights, row, block, out),
                _ => tile::<1>(input, weights, row, block, out),
            };
        }
    }
}

/// The product of `R` rows with a block. Returns `R`.
#[target_feature(enable = "avx2")]
fn tile<const R: usize>(
    input: &Quantized,
    weights: &Weights,
    row: usize,
    block: usize,
    out: &mut [[f32; LANES]],
) -> usize {
    let n_groups = weights.n_in / GROUP_INPUTS;
    let rows: [&[[u8; GROUP_INPUTS]]; R] = std::array::from_fn(|idx| &input.row(row + idx)[..n_groups]);
    let groups = &weights.block(block)[..n_groups];
    let mut sums = [[_mm256_setzero_si256(); HALVES]; R];
    let ones = _mm256_set1_epi16(1);
    for group in 0..n_groups {
        let factors = load_group(&groups[group]);
        let sizes = [_mm256_abs_epi8(factors[0]), _mm256_abs_epi8(factors[1])];
        for r in 0..R {
            let bytes = _mm256_set1_epi32(i32::from_le_bytes(rows[r][group]));
            // Takes off the zero point: 128 is the topmost bit.
            let activations = _mm256_xor_si256(bytes, _mm256_set1_epi8(i8::MIN));
            for half in 0..HALVES {
                // No activation is -128, whose sign could not be turned.
                let signed = _mm256_sign_epi8(activations, factors[half]);
                let pairs = _mm256_maddubs_epi16(sizes[half], signed);
                sums[r][half] = _mm256_add_epi32(sums[r][half], _mm256_madd_epi16(pairs, ones));
            }
        }
    }
    for r in 0..R {
        let scale = _mm256_set1_ps(input.scales[row + r]);
        let out = &mut out[(row + r) * weights.n_blocks() + block];
        for half in 0..HALVES {
            let scale = _mm256_mul_ps(scale, load(&weights.scales[block], half));
            let product = _mm256_mul_ps(_mm256_cvtepi32_ps(sums[r][half]), scale);
            store(out, half, _mm256_add_ps(product, load(&weights.biases[block], half)));
        }
    }
    R
}

#[inline]
#[target_feature(enable = "avx2")]
fn load_group(group: &Group) -> [__m256i; HALVES] {
    let start: *const __m256i = std::ptr::from_ref(group).cast();
    // SAFETY: a group is 64 bytes long and aligned to 64: two vectors of 32.
    unsafe { [_mm256_load_si256(start), _mm256_load_si256(start.add(1))] }
}

#[inline]
#[target_feature(enable = "avx2")]
fn load(lanes: &[f32; LANES], half: usize) -> __m256 {
    let half: &[f32; LANES / HALVES] = &lanes.as_chunks().0[half];
    // SAFETY: the half is 32 bytes long, and the load needs no alignment.
    unsafe { _mm256_loadu_ps(half.as_ptr()) }
}

#[inline]
#[target_feature(enable = "avx2")]
fn store(lanes: &mut [f32; LANES], half: usize, vector: __m256) {
    let half: &mut [f32; LANES / HALVES] = &mut lanes.as_chunks_mut().0[half];
    // SAFETY: the half is 32 bytes long, and the store needs no alignment.
    unsafe { _mm256_storeu_ps(half.as_mut_ptr(), vector) }
}
