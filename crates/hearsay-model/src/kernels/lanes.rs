//! The arithmetic of floats, sixteen side by side: one body for every path, compiled for the instructions of each.
//!
//! The order of operations is written out, and Rust neither reorders nor fuses floats: so all paths give the same bits.

use super::LANES;

type Lanes = [f32; LANES];

/// Makes the functions of a path, with its attributes.
macro_rules! instantiate {
    ($(#[$attribute:meta])*) => {
        $(#[$attribute])*
        pub(super) fn quantize(row: &[f32], bytes: &mut [u8]) -> f32 {
            lanes::quantize(row, bytes)
        }
    };
}
pub(super) use instantiate;

/// The largest activation of a row that is taken for zero.
const NOTHING: f32 = 1e-30;

/// Quantises a row. Returns its scale.
#[inline(always)]
pub(super) fn quantize(row: &[f32], bytes: &mut [u8]) -> f32 {
    let (whole, rest) = row.as_chunks::<LANES>();
    let mut largest = [0.0; LANES];
    for lanes in whole {
        largest = max(largest, lanes.map(f32::abs));
    }
    largest = max(largest, padded(rest).map(f32::abs));
    let largest = fold(largest, greater).min(f32::MAX);
    if largest < NOTHING {
        bytes.fill(128);
        return 0.0;
    }
    let factor = 127.0 / largest;
    let (whole_bytes, rest_bytes) = bytes.as_chunks_mut::<LANES>();
    for (lanes, bytes) in whole.iter().zip(whole_bytes) {
        *bytes = to_bytes(*lanes, factor);
    }
    rest_bytes.copy_from_slice(&to_bytes(padded(rest), factor)[..rest.len()]);
    largest / 127.0
}

/// Rounds to the nearest integer, half to even, and adds 128.
#[inline(always)]
fn to_bytes(lanes: Lanes, factor: f32) -> [u8; LANES] {
    // From here up to twice as much the floats are the integers, and their lowest bits count.
    const INTEGERS: f32 = 12_582_912.0 + 128.0;
    lanes.map(|value| {
        let value = lesser(greater(value * factor, -127.0), 127.0);
        (value + INTEGERS).to_bits() as u8
    })
}

#[inline(always)]
fn padded(rest: &[f32]) -> Lanes {
    let mut lanes = [0.0; LANES];
    lanes[..rest.len()].copy_from_slice(rest);
    lanes
}

/// The greater of both; the second if they cannot be compared. One instruction, unlike [`f32::max`].
#[inline(always)]
fn greater(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}

/// The lesser of both; the second if they cannot be compared.
#[inline(always)]
fn lesser(one: f32, other: f32) -> f32 {
    if one < other { one } else { other }
}

#[inline(always)]
fn max(one: Lanes, other: Lanes) -> Lanes {
    std::array::from_fn(|lane| greater(other[lane], one[lane]))
}

/// Folds sixteen lanes into one: halves upon halves.
#[inline(always)]
fn fold(lanes: Lanes, of_two: impl Fn(f32, f32) -> f32) -> f32 {
    let eight: [f32; 8] = std::array::from_fn(|lane| of_two(lanes[lane], lanes[lane + 8]));
    let four: [f32; 4] = std::array::from_fn(|lane| of_two(eight[lane], eight[lane + 4]));
    of_two(of_two(four[0], four[2]), of_two(four[1], four[3]))
}
