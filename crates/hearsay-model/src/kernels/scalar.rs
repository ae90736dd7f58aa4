//! The arithmetic in plain Rust: what every processor has, and what the other paths must equal.
//!
//! On ARM it is the only path; the compiler makes NEON of the lanes.

use super::lanes;
use super::{GROUP_INPUTS, LANES, Quantized, Weights, ZERO_POINT};

lanes::instantiate!(1, 1);

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
