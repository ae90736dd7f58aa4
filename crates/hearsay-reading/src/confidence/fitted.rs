//! The weights of the signs; `cargo run -p xtask --release -- train confidence` writes this file.

pub(super) const ACCURATE: [f32; 6] = [-1.6123, 0.1201, 0.3833, 0.3948, -0.1145, -1.8111];
pub(super) const FAST: [f32; 6] = [-1.1855, 0.1041, 0.4279, 0.4046, -0.6828, -0.8054];
