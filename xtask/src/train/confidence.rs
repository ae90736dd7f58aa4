//! Fits how sure each reader is to how often it is right, on PolNeAR's development half: `train confidence`.

use std::fmt::Write as _;

use hearsay_reading::confidence::{N_SIGNS, Signs};
use hearsay_reading::read::Reader;

use crate::eval::confidence::Judged;
use crate::repository;

const N_STEPS: usize = 20_000;
const RATE: f64 = 0.3;
/// Weight decay: there are few examples of some signs.
const DECAY: f64 = 1e-4;

/// Fits and writes `crates/hearsay-reading/src/confidence/fitted.rs`.
pub(crate) fn train() -> anyhow::Result<()> {
    let mut lines =
        "//! The weights of the signs; `cargo run -p xtask --release -- train confidence` writes this file.\n\n"
            .to_owned();
    for reader in [Reader::Accurate, Reader::Fast] {
        let judged = crate::eval::judged(reader)?;
        let weights = fit(&judged);
        let shown: Vec<String> = weights.iter().map(|weight| format!("{weight:.4}")).collect();
        let name = format!("{reader:?}").to_uppercase();
        let _ = writeln!(lines, "pub(super) const {name}: [f32; {N_SIGNS}] = [{}];", shown.join(", "));
    }
    print!("{lines}");
    std::fs::write(repository::root().join("crates/hearsay-reading/src/confidence/fitted.rs"), lines)?;
    Ok(())
}

/// Logistic regression by gradient descent, on what the taggers found.
fn fit(judged: &[Judged]) -> [f32; N_SIGNS] {
    let judged: Vec<(Signs, bool)> = judged.iter().filter_map(|one| Some((one.signs?, one.is_right))).collect();
    let mut weights = [0.0_f64; N_SIGNS];
    for _ in 0..N_STEPS {
        let mut slope = [0.0_f64; N_SIGNS];
        let current = weights.map(|weight| weight as f32);
        for (signs, is_right) in &judged {
            let error = f64::from(u8::from(*is_right)) - f64::from(signs.probability(&current));
            slope.iter_mut().zip(signs.0).for_each(|(sum, sign)| *sum += error * f64::from(sign));
        }
        for (weight, sum) in weights.iter_mut().zip(slope) {
            *weight += RATE * (sum / judged.len().max(1) as f64 - DECAY * *weight);
        }
    }
    weights.map(|weight| weight as f32)
}

#[cfg(test)]
mod tests {
    use hearsay_reading::confidence::Confidence;

    use super::*;

    #[test]
    fn the_weights_give_back_the_shares() {
        // Nine of ten are right where the second sign is 2, three of ten where it is -1.
        let judged = |sign: f32, is_right| Judged {
            signs: Some(Signs([1.0, sign, 0.0, 0.0, 0.0, 0.0])),
            confidence: Confidence::Low,
            is_right,
        };
        let shares = [(2.0, 9), (-1.0, 3)];
        let all: Vec<Judged> =
            shares.iter().flat_map(|&(sign, n)| (0..10).map(move |idx| judged(sign, idx < n))).collect();
        let weights = fit(&all);
        for (sign, n) in shares {
            let probability = Signs([1.0, sign, 0.0, 0.0, 0.0, 0.0]).probability(&weights);
            assert!((probability - n as f32 / 10.0).abs() < 0.01, "{probability} for {n} of ten");
        }
    }
}
