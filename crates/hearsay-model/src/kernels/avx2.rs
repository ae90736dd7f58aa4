//! The arithmetic on AVX2 and FMA: what processors since 2013 have.
//!
//! The product of a byte without a sign and one with is summed in pairs to 16 bits, which saturates. So the sign of the
//! weight moves to the activation: then both are 127 (weights 128) at most, and a pair of products 32,512.
#![allow(unsafe_code, reason = "vectors are loaded from and stored to arrays of their size")]

pub(super) mod vnni;

use std::arch::x86_64::*;

use super::lanes::{self, Vector};
use super::{GROUP_INPUTS, Group, LANES, Quantized, Weights};

lanes::instantiate!(Sixteen, 4, 2, #[target_feature(enable = "avx2,fma")]);

/// How many vectors the sixteen outputs of a block fill.
const HALVES: usize = 2;

#[target_feature(enable = "avx2,fma")]
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
#[target_feature(enable = "avx2,fma")]
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
    finish(sums, input, weights, row, block, out)
}

/// Writes what the sums of `R` rows with a block come to. Returns `R`.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn finish<const R: usize>(
    sums: [[__m256i; HALVES]; R],
    input: &Quantized,
    weights: &Weights,
    row: usize,
    block: usize,
    out: &mut [[f32; LANES]],
) -> usize {
    for (r, sums) in sums.into_iter().enumerate() {
        let sums = Sixteen(_mm256_cvtepi32_ps(sums[0]), _mm256_cvtepi32_ps(sums[1]));
        lanes::finish(sums, input, weights, row + r, block, out);
    }
    R
}

#[inline]
#[target_feature(enable = "avx2,fma")]
fn load_group(group: &Group) -> [__m256i; HALVES] {
    let start: *const __m256i = std::ptr::from_ref(group).cast();
    // SAFETY: a group is 64 bytes long and aligned to 64: two vectors of 32.
    unsafe { [_mm256_load_si256(start), _mm256_load_si256(start.add(1))] }
}

/// Sixteen floats in two registers. Private to this file and `vnni`, where it is named only in functions that enable
/// both: each `unsafe` below rests on that.
#[derive(Clone, Copy)]
struct Sixteen(__m256, __m256);

impl Vector for Sixteen {
    #[inline(always)]
    fn splat(value: f32) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm256_set1_ps(value), _mm256_set1_ps(value)) }
    }

    #[inline(always)]
    fn load(lanes: &[f32; LANES]) -> Self {
        // SAFETY: as above; the array is 64 bytes long, and the loads need no alignment.
        unsafe { Sixteen(_mm256_loadu_ps(lanes.as_ptr()), _mm256_loadu_ps(lanes.as_ptr().add(8))) }
    }

    #[inline(always)]
    fn store(self, lanes: &mut [f32; LANES]) {
        // SAFETY: as above; the array is 64 bytes long, and the stores need no alignment.
        unsafe {
            _mm256_storeu_ps(lanes.as_mut_ptr(), self.0);
            _mm256_storeu_ps(lanes.as_mut_ptr().add(8), self.1);
        }
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm256_add_ps(self.0, other.0), _mm256_add_ps(self.1, other.1)) }
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm256_sub_ps(self.0, other.0), _mm256_sub_ps(self.1, other.1)) }
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm256_mul_ps(self.0, other.0), _mm256_mul_ps(self.1, other.1)) }
    }

    #[inline(always)]
    fn mul_add(self, times: Self, plus: Self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm256_fmadd_ps(self.0, times.0, plus.0), _mm256_fmadd_ps(self.1, times.1, plus.1)) }
    }

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm256_div_ps(self.0, other.0), _mm256_div_ps(self.1, other.1)) }
    }

    #[inline(always)]
    fn abs(self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe {
            let sign = _mm256_set1_ps(-0.0);
            Sixteen(_mm256_andnot_ps(sign, self.0), _mm256_andnot_ps(sign, self.1))
        }
    }

    #[inline(always)]
    fn greater(self, other: Self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm256_max_ps(self.0, other.0), _mm256_max_ps(self.1, other.1)) }
    }

    #[inline(always)]
    fn lesser(self, other: Self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe { Sixteen(_mm256_min_ps(self.0, other.0), _mm256_min_ps(self.1, other.1)) }
    }

    #[inline(always)]
    fn power_of_two(self) -> Self {
        // SAFETY: the functions that use this vector enable the instructions.
        unsafe {
            let power = |half| _mm256_add_epi32(_mm256_castps_si256(half), _mm256_set1_epi32(127));
            let halves = [_mm256_slli_epi32::<23>(power(self.0)), _mm256_slli_epi32::<23>(power(self.1))];
            Sixteen(_mm256_castsi256_ps(halves[0]), _mm256_castsi256_ps(halves[1]))
        }
    }

    #[inline(always)]
    fn low_bytes(self) -> [u8; LANES] {
        // SAFETY: as above; the array is 16 bytes long, and the store needs no alignment.
        unsafe {
            let low = |half| _mm256_and_si256(_mm256_castps_si256(half), _mm256_set1_epi32(255));
            // Packs the lower parts of both, then the upper parts: the second and third quarter change places.
            let pairs = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packus_epi32(low(self.0), low(self.1)));
            let mut bytes = [0; LANES];
            let packed = _mm_packus_epi16(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256::<1>(pairs));
            _mm_storeu_si128(bytes.as_mut_ptr().cast(), packed);
            bytes
        }
    }
}
