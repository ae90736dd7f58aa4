//! The weights of the signs; `cargo run -p xtask --release -- train confidence` writes this file.

pub(super) const ACCURATE: [f32; 6] = [-2.5654, 0.1977, 0.4574, 0.4824, -0.1980, -2.2344];
pub(super) const FAST: [f32; 6] = [-0.9488, 0.1545, 0.3547, 0.3546, -1.2015, -0.8288];
