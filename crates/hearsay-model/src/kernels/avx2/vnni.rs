//! The arithmetic on AVX2 with AVX-VNNI: what laptop processors without AVX-512 have since 2021.
//!
//! As on AVX-512, half as wide: thirty-two products of bytes an instruction, summed in fours, exactly. Everything but
//! the product is that of `avx2` alone.
#![allow(unsafe_code, reason = "vectors are loaded from arrays of their size")]

use std::arch::x86_64::*;

use super::{GROUP_INPUTS, HALVES, LANES, Quantized, Weights, finish, load_group};
pub(in super::super) use super::{attend, gelu, layer_norm, quantize};

#[target_feature(enable = "avx2,fma,avxvnni")]
pub(in super::super) fn multiply(input: &Quantized, weights: &Weights, out: &mut [[f32; LANES]]) {
    for block in 0..weights.n_blocks() {
        let mut row = 0;
        while row < input.n_rows() {
            // Of the 16 registers 12 hold sums, 2 weights, 1 activations.
            row += match input.n_rows() - row {
                6.. => tile::<6>(input, weights, row, block, out),
                3.. => tile::<3>(input, weights, row, block, out),
                _ => tile::<1>(input, weights, row, block, out),
            };
        }
    }
}

/// The product of `R` rows with a block. Returns `R`.
#[target_feature(enable = "avx2,fma,avxvnni")]
fn tile<const R: usize>(
    input: &Quantized,
    weights: &Weights,
    row: usize,
    block: usize,
    out: &mut [[f32; LANES]],
) -> usize {
    let n_groups = weights.n_in / GROUP_INPUTS;
    let rows = input.rows::<R>(row, n_groups);
    let groups = &weights.block(block)[..n_groups];
    let mut sums = [load_integers(&weights.starts[block]); R];
    for group in 0..n_groups {
        let factors = load_group(&groups[group]);
        for r in 0..R {
            let activations = _mm256_set1_epi32(i32::from_le_bytes(rows[r][group]));
            for half in 0..HALVES {
                sums[r][half] = _mm256_dpbusd_avx_epi32(sums[r][half], activations, factors[half]);
            }
        }
    }
    finish(sums, input, weights, row, block, out)
}

#[inline]
#[target_feature(enable = "avx2,fma")]
fn load_integers(lanes: &[i32; LANES]) -> [__m256i; HALVES] {
    let start: *const __m256i = lanes.as_ptr().cast();
    // SAFETY: the array is 64 bytes long, two vectors of 32, and the loads need no alignment.
    unsafe { [_mm256_loadu_si256(start), _mm256_loadu_si256(start.add(1))] }
}
