//! The weights of the signs; `cargo run -p xtask --release -- train report` writes this file.

use super::N_SIGNS;

pub(super) const WEIGHTS: [[f32; N_SIGNS]; 3] = [[0.0; N_SIGNS]; 3];
