//! The arithmetic on AVX-512 with VNNI: sixty-four products of bytes an instruction, summed in fours, exactly.
#![allow(unsafe_code, reason = "vectors are loaded from and stored to arrays of their size")]

use std::arch::x86_64::*;

use super::lanes::{self, Vector};
use super::{GROUP_INPUTS, Group, LANES, Quantized, Weights};

lanes::instantiate!(Sixteen, 8, 8, #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]);

/// Of the 32 registers 24 hold sums, 8 rows x 3 blocks; 3 hold weights.
const TILE_BLOCKS: usize = 3;

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
pub(super) fn multiply(input: &Quantized, weights: &Weights, out: &mut [[f32; LANES]]) {
    let n_blocks = weights.n_blocks();
    let n_wide = n_blocks - n_blocks % TILE_BLOCKS;
    // The weights of a few blocks stay in the nearest cache while all rows pass.
    for block in (0..n_wide).step_by(TILE_BLOCKS) {
        columns::<TILE_BLOCKS>(input, weights, block, out);
    }
    for block in n_wide..n_blocks {
        columns::<1>(input, weights, block, out);
    }
}

/// The product of all rows with `B` blocks of sixteen outputs.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn columns<const B: usize>(input: &Quantized, weights: &Weights, block: usize, out: &mut [[f32; LANES]]) {
    let mut row = 0;
    while row < input.n_rows() {
        row += match input.n_rows() - row {
            8.. => tile::<8, B>(input, weights, row, block, out),
            4.. => tile::<4, B>(input, weights, row, block, out),
            2.. => tile::<2, B>(input, weights, row, block, out),
            _ => tile::<1, B>(input, weights, row, block, out),
        };
    }
}

/// The product of `R` rows with `B` blocks. Returns `R`.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn tile<const R: usize, const B: usize>(
    input: &Quantized,
    weights: &Weights,
    row: usize,
    block: usize,
    out: &mut [[f32; LANES]],
) -> usize {
    let sums = sums::<R, B>(input, weights, row, block);
    for (idx, sums) in sums.into_iter().enumerate() {
        for (block, sums) in (block..block + B).zip(sums) {
            lanes::finish(Sixteen(_mm512_cvtepi32_ps(sums)), input, weights, row + idx, block, out);
        }
    }
    R
}

/// The integers of a tile. Apart from what is done with them, so that they stay in registers all the way.
#[inline(never)]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn sums<const R: usize, const B: usize>(
    input: &Quantized,
    weights: &Weights,
    row: usize,
    block: usize,
) -> [[__m512i; B]; R] {
    let n_groups = weights.n_in / GROUP_INPUTS;
    let rows = input.rows::<R>(row, n_groups);
    let blocks: [&[Group]; B] = std::array::from_fn(|idx| &weights.block(block + idx)[..n_groups]);
    let mut sums = [[_mm512_setzero_si512(); B]; R];
    for r in 0..R {
        for b in 0..B {
            sums[r][b] = load_integers(&weights.starts[block + b]);
        }
    }
    for group in 0..n_groups {
        let mut factors = [_mm512_setzero_si512(); B];
        for b in 0..B {
            // SAFETY: each block was cut to `n_groups`, of which `group` is one.
            factors[b] = load_group(unsafe { blocks[b].get_unchecked(group) });
        }
        for r in 0..R {
            // SAFETY: each row was cut to `n_groups`, of which `group` is one.
            let bytes = unsafe { rows[r].get_unchecked(group) };
            let activations = _mm512_set1_epi32(i32::from_le_bytes(*bytes));
            for b in 0..B {
                sums[r][b] = _mm512_dpbusd_epi32(sums[r][b], activations, factors[b]);
            }
        }
    }
    sums
}

#[inline]
#[target_feature(enable = "avx512f")]
fn load_group(group: &Group) -> __m512i {
    // SAFETY: a group is 64 bytes long and aligned to 64.
    unsafe { _mm512_load_si512(std::ptr::from_ref(group).cast()) }
}

#[inline]
#[target_feature(enable = "avx512f")]
fn load_integers(lanes: &[i32; LANES]) -> __m512i {
    // SAFETY: the array is 64 bytes long, and the load needs no alignment.
    unsafe { _mm512_loadu_si512(lanes.as_ptr().cast()) }
}

/// Sixteen floats in a register. Private to this file, where it is named only in functions that enable AVX-512: each
/// `unsafe` below rests on that.
#[derive(Clone, Copy)]
struct Sixteen(__m512);

impl Vector for Sixteen {
    const IS_WIDE: bool = true;

    #[inline(always)]
    fn splat(value: f32) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm512_set1_ps(value)) }
    }

    #[inline(always)]
    fn load(lanes: &[f32; LANES]) -> Self {
        // SAFETY: as above; the array is 64 bytes long, and the load needs no alignment.
        unsafe { Sixteen(_mm512_loadu_ps(lanes.as_ptr())) }
    }

    #[inline(always)]
    fn store(self, lanes: &mut [f32; LANES]) {
        // SAFETY: as above; the array is 64 bytes long, and the store needs no alignment.
        unsafe { _mm512_storeu_ps(lanes.as_mut_ptr(), self.0) }
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm512_add_ps(self.0, other.0)) }
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm512_sub_ps(self.0, other.0)) }
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm512_mul_ps(self.0, other.0)) }
    }

    #[inline(always)]
    fn mul_add(self, times: Self, plus: Self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm512_fmadd_ps(self.0, times.0, plus.0)) }
    }

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm512_div_ps(self.0, other.0)) }
    }

    #[inline(always)]
    fn abs(self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm512_abs_ps(self.0)) }
    }

    #[inline(always)]
    fn greater(self, other: Self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm512_max_ps(self.0, other.0)) }
    }

    #[inline(always)]
    fn lesser(self, other: Self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm512_min_ps(self.0, other.0)) }
    }

    #[inline(always)]
    fn power_of_two(self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe {
            let power = _mm512_add_epi32(_mm512_castps_si512(self.0), _mm512_set1_epi32(127));
            Sixteen(_mm512_castsi512_ps(_mm512_slli_epi32::<23>(power)))
        }
    }

    #[inline(always)]
    fn low_bytes(self) -> [u8; LANES] {
        // SAFETY: as above; the array is 16 bytes long, and the store needs no alignment.
        unsafe {
            let mut bytes = [0; LANES];
            _mm_storeu_si128(bytes.as_mut_ptr().cast(), _mm512_cvtepi32_epi8(_mm512_castps_si512(self.0)));
            bytes
        }
    }
}
