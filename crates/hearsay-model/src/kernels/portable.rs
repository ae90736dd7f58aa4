//! The arithmetic in safe Rust, on vectors of 128 bits as every processor of today has: SSE2, NEON.
//!
//! It names no instruction, so it is all that ARM needs; there, and where there are no vectors at all, `wide` finds the
//! way.

use wide::bytemuck::cast;
use wide::{f32x4, i16x8, i32x4};

use super::lanes::{self, Vector};
use super::{GROUP_INPUTS, Group, LANES, Quantized, Weights};

lanes::instantiate!(Sixteen, 1, 1);

const QUARTERS: usize = 4;
const QUARTER_LANES: usize = LANES / QUARTERS;

pub(super) fn multiply(input: &Quantized, weights: &Weights, out: &mut [[f32; LANES]]) {
    for block in 0..weights.n_blocks() {
        let mut row = 0;
        while row < input.n_rows() {
            row += match input.n_rows() - row {
                2.. => tile::<2>(input, weights, row, block, out),
                _ => tile::<1>(input, weights, row, block, out),
            };
        }
    }
}

/// The product of `R` rows with a block. Returns `R`.
#[inline(always)]
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
    let mut sums = [[i32x4::ZERO; QUARTERS]; R];
    for group in 0..n_groups {
        let mut activations = [[i16x8::ZERO; 2]; R];
        for r in 0..R {
            // Takes off the zero point: 128 is the topmost bit.
            let bytes = u32::from_ne_bytes(rows[r][group]) ^ 0x8080_8080;
            activations[r] = even_and_odd(cast([bytes; QUARTERS]));
        }
        for quarter in 0..QUARTERS {
            let [even, odd] = even_and_odd(load_quarter(&groups[group], quarter));
            for r in 0..R {
                sums[r][quarter] += activations[r][0].dot(even) + activations[r][1].dot(odd);
            }
        }
    }
    for (r, sums) in sums.into_iter().enumerate() {
        lanes::finish(Sixteen(sums.map(f32x4::from_i32x4)), input, weights, row + r, block, out);
    }
    R
}

/// The weights of four outputs for four inputs, two inputs a lane.
#[inline(always)]
fn load_quarter(group: &Group, quarter: usize) -> i16x8 {
    let quarters: &[[[i8; GROUP_INPUTS]; QUARTER_LANES]] = group.0.as_chunks().0;
    cast(quarters[quarter])
}

/// Of the two bytes of each lane the lower, then the upper, each with its sign. What is multiplied and summed in pairs
/// of lanes is then the first and third, and the second and fourth input of an output.
#[inline(always)]
fn even_and_odd(bytes: i16x8) -> [i16x8; 2] {
    [(bytes << 8) >> 8, bytes >> 8]
}

/// Sixteen floats in four vectors.
#[derive(Clone, Copy)]
struct Sixteen([f32x4; QUARTERS]);

impl Sixteen {
    #[inline(always)]
    fn with(self, other: Self, of_two: impl Fn(f32x4, f32x4) -> f32x4) -> Self {
        Sixteen(std::array::from_fn(|quarter| of_two(self.0[quarter], other.0[quarter])))
    }
}

impl Vector for Sixteen {
    #[inline(always)]
    fn splat(value: f32) -> Self {
        Sixteen([f32x4::splat(value); QUARTERS])
    }

    #[inline(always)]
    fn load(lanes: &[f32; LANES]) -> Self {
        let quarters: &[[f32; QUARTER_LANES]] = lanes.as_chunks().0;
        Sixteen(std::array::from_fn(|quarter| f32x4::new(quarters[quarter])))
    }

    #[inline(always)]
    fn store(self, lanes: &mut [f32; LANES]) {
        for (lanes, quarter) in lanes.as_chunks_mut().0.iter_mut().zip(self.0) {
            *lanes = quarter.to_array();
        }
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.with(other, |one, other| one + other)
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.with(other, |one, other| one - other)
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.with(other, |one, other| one * other)
    }

    #[inline(always)]
    fn mul_add(self, times: Self, plus: Self) -> Self {
        Sixteen(std::array::from_fn(|quarter| fused(self.0[quarter], times.0[quarter], plus.0[quarter])))
    }

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        self.with(other, |one, other| one / other)
    }

    #[inline(always)]
    fn abs(self) -> Self {
        Sixteen(self.0.map(f32x4::abs))
    }

    #[inline(always)]
    fn greater(self, other: Self) -> Self {
        // Not `max`: that is another for what is not a number, on each processor its own.
        self.with(other, |one, other| one.simd_gt(other).bitselect(one, other))
    }

    #[inline(always)]
    fn lesser(self, other: Self) -> Self {
        self.with(other, |one, other| one.simd_lt(other).bitselect(one, other))
    }

    #[inline(always)]
    fn power_of_two(self) -> Self {
        let power = |quarter| (cast::<f32x4, i32x4>(quarter) + i32x4::splat(127)) << 23;
        Sixteen(self.0.map(|quarter| cast(power(quarter))))
    }

    #[inline(always)]
    fn low_bytes(self) -> [u8; LANES] {
        let mut lanes = [0.0; LANES];
        self.store(&mut lanes);
        lanes.map(|value| value.to_bits() as u8)
    }
}

/// `one * times + plus`, rounded once.
#[cfg(any(target_arch = "aarch64", target_feature = "fma"))]
#[inline(always)]
pub(super) fn fused(one: f32x4, times: f32x4, plus: f32x4) -> f32x4 {
    one.mul_add(times, plus)
}

/// `one * times + plus`, rounded once.
///
/// For processors without an instruction for it, or of which nobody said that they have one. In 64 bits the product is
/// exact, and rounding the sum twice, to 64 bits and then to 32, gives the wrong number only where the first lands
/// halfway between two floats, or the second rounds to fewer bits than a float usually has.
#[cfg(not(any(target_arch = "aarch64", target_feature = "fma")))]
#[inline(always)]
pub(super) fn fused(one: f32x4, times: f32x4, plus: f32x4) -> f32x4 {
    /// The bits of a 64-bit float that a float has not, and the highest of them.
    const BELOW: u64 = (1 << 29) - 1;
    const HALF: u64 = 1 << 28;
    let (one, times, plus) = (one.to_array(), times.to_array(), plus.to_array());
    let products: [f64; QUARTER_LANES] = std::array::from_fn(|lane| f64::from(one[lane]) * f64::from(times[lane]));
    let sums: [f64; QUARTER_LANES] = std::array::from_fn(|lane| products[lane] + f64::from(plus[lane]));
    let is_safe = |sum: &f64| {
        let is_halfway = sum.to_bits() & BELOW == HALF;
        let is_normal = (sum.abs() >= f64::from(f32::MIN_POSITIVE)) | (*sum == 0.0);
        !is_halfway & is_normal
    };
    // Without branches, so that the lanes are looked at side by side.
    if sums.iter().fold(true, |all, sum| all & is_safe(sum)) {
        return f32x4::new(sums.map(|sum| sum as f32));
    }
    f32x4::new(std::array::from_fn(|lane| rounded_to_odd(products[lane], f64::from(plus[lane])) as f32))
}

/// The sum, rounded to odd (Boldo and Melquiond, 2008): after that it can be rounded to 32 bits as if for the first time.
#[cfg(not(any(target_arch = "aarch64", target_feature = "fma")))]
#[cold]
fn rounded_to_odd(product: f64, plus: f64) -> f64 {
    let sum = product + plus;
    // What the sum lacks, exactly (Knuth).
    let rest = sum - product;
    let lack = (product - (sum - rest)) + (plus - rest);
    let bits = sum.to_bits();
    let towards = if (lack > 0.0) == (sum > 0.0) { bits.wrapping_add(1) } else { bits.wrapping_sub(1) };
    // Where there is an infinity, nothing can be told.
    let is_inexact = lack.abs() > 0.0;
    f64::from_bits(if is_inexact && bits & 1 == 0 { towards } else { bits })
}
