//! The weights of the signs; `cargo run -p xtask --release -- train confidence` writes this file.

pub(super) const ACCURATE: [f32; 6] = [-1.8789, 0.0285, 0.4681, 0.4892, -0.0302, -1.3199];
pub(super) const FAST: [f32; 6] = [-0.9488, 0.1545, 0.3547, 0.3546, -1.2015, -0.8288];
