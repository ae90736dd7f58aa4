//! The arithmetic in plain Rust: what every processor has, and what the other paths must equal.
//!
//! On ARM it is the only path; the compiler makes NEON of the lanes.

use super::lanes::{self, Vector, greater, lesser};
use super::{GROUP_INPUTS, LANES, Quantized, Weights, ZERO_POINT};

lanes::instantiate!([f32; LANES], 1, 1);

impl Vector for [f32; LANES] {
    #[inline(always)]
    fn splat(value: f32) -> Self {
        [value; LANES]
    }

    #[inline(always)]
    fn load(lanes: &[f32; LANES]) -> Self {
        *lanes
    }

    #[inline(always)]
    fn store(self, lanes: &mut [f32; LANES]) {
        *lanes = self;
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        std::array::from_fn(|lane| self[lane] + other[lane])
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        std::array::from_fn(|lane| self[lane] - other[lane])
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        std::array::from_fn(|lane| self[lane] * other[lane])
    }

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        std::array::from_fn(|lane| self[lane] / other[lane])
    }

    #[inline(always)]
    fn abs(self) -> Self {
        self.map(f32::abs)
    }

    #[inline(always)]
    fn greater(self, other: Self) -> Self {
        std::array::from_fn(|lane| greater(self[lane], other[lane]))
    }

    #[inline(always)]
    fn lesser(self, other: Self) -> Self {
        std::array::from_fn(|lane| lesser(self[lane], other[lane]))
    }

    #[inline(always)]
    fn power_of_two(self) -> Self {
        self.map(|power| f32::from_bits((power.to_bits() + 127) << 23))
    }

    #[inline(always)]
    fn low_bytes(self) -> [u8; LANES] {
        self.map(|value| value.to_bits() as u8)
    }
}

pub(super) fn multiply(input: &Quantized, weights: &Weights, out: &mut [[f32; LANES]]) {
    let n_blocks = weights.n_blocks();
    for block in 0..n_blocks {
        for row in 0..input.n_rows() {
            // The zero point is taken off the bytes themselves: the products then fit 16 bits.
            let mut sums = [0_i32; LANES];
            for (group, bytes) in weights.block(block).iter().zip(input.row(row)) {
                let activations = bytes.map(|byte| (i32::from(byte) - ZERO_POINT) as i16);
                for lane in 0..LANES {
                    for place in 0..GROUP_INPUTS {
                        sums[lane] += i32::from(i16::from(group.0[lane][place])) * i32::from(activations[place]);
                    }
                }
            }
            let (scales, biases) = (&weights.scales[block], &weights.biases[block]);
            let out = &mut out[row * n_blocks + block];
            for lane in 0..LANES {
                out[lane] = sums[lane] as f32 * (input.scales[row] * scales[lane]) + biases[lane];
            }
        }
    }
}
