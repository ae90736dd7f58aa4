//! Fits how a report stands to a claim: `train report`, on the half of FNC-1's rumours that is for tuning.
//!
//! A multinomial logistic regression (Cox, 1958) by gradient descent. Reports that deny are few, so each kind weighs the same.

use std::fmt::Write as _;

use hearsay_case::record::{ClaimId, Record};
use hearsay_case::same::report::{N_SIGNS, SIGN_NAMES, Signs, Told};
use hearsay_case::same::statement::{Place, Statement};
use hearsay_reading::reading::AttributionId;

use crate::repository;
use crate::rumours::{Half, Rumours};

const N_STEPS: usize = 3_000;
const RATE: f32 = 1.0;
/// Weight decay.
const DECAY: f32 = 3e-4;
/// How far the kinds are evened out: 0 leaves each pair the same weight, 1 each kind.
const EVENNESS: f32 = 0.6;

/// A pair of a headline and a report, as what it is fitted to.
pub(crate) struct Example {
    pub(crate) signs: Signs,
    /// The kind, as a place in `Report::FITTED`.
    pub(crate) kind: usize,
    pub(crate) half: Half,
}

/// Returns the related pairs of FNC-1 with their signs.
pub(crate) fn examples(rumours: &Rumours, records: &[Option<Record>]) -> Vec<Example> {
    let told: Vec<Option<Told<'_>>> = records.iter().map(|record| record.as_ref().map(Told::of)).collect();
    let example = |pair: &crate::rumours::Pair| {
        let told = told[pair.body].as_ref()?;
        let record = records[pair.body].as_ref()?;
        // A headline is nobody's claim in the case: its place only has to be there.
        let place = Place { document: record.document, claim: ClaimId::Attributed(AttributionId(0)) };
        let claim = Statement::of_words(place, &pair.headline);
        let kind = match pair.stance.as_str() {
            "agree" => 0,
            "disagree" => 1,
            _ => 2,
        };
        Some(Example { signs: told.signs(&claim, &pair.headline), kind, half: rumours.bodies[pair.body].half })
    };
    rumours.pairs.iter().filter_map(example).collect()
}

/// Fits and writes `crates/hearsay-case/src/same/report/fitted.rs`.
pub(crate) fn train() -> anyhow::Result<()> {
    let rumours = Rumours::read()?;
    let examples = examples(&rumours, &rumours.records());
    let tuning: Vec<&Example> = examples.iter().filter(|one| one.half == Half::Tuning).collect();
    let weights = fit(&tuning);
    let mut lines =
        "//! The weights of the signs; `cargo run -p xtask --release -- train report` writes this file.\n\n".to_owned();
    lines.push_str("use super::N_SIGNS;\n\n/// A row a kind: asserts, denies, relays.\n");
    lines.push_str("pub(super) const WEIGHTS: [[f32; N_SIGNS]; 3] = [\n");
    for row in &weights {
        lines.push_str("    [\n");
        for (weight, name) in row.iter().zip(SIGN_NAMES) {
            let _ = writeln!(lines, "        {weight:.4}, // {name}");
        }
        lines.push_str("    ],\n");
    }
    lines.push_str("];\n");
    for (half, name) in [(Half::Tuning, "tuning"), (Half::Held, "held")] {
        let of_half: Vec<&Example> = examples.iter().filter(|one| one.half == half).collect();
        let mut table = [[0; 3]; 3];
        of_half.iter().for_each(|one| table[one.kind][one.signs.best(&weights)] += 1);
        println!("report {name}: agree, disagree, discuss (rows) read as each: {table:?}");
    }
    std::fs::write(repository::root().join("crates/hearsay-case/src/same/report/fitted.rs"), lines)?;
    Ok(())
}

fn fit(examples: &[&Example]) -> [[f32; N_SIGNS]; 3] {
    let mut sizes = [0.0_f32; 3];
    examples.iter().for_each(|one| sizes[one.kind] += 1.0);
    let mean = examples.len() as f32 / 3.0;
    let weight_of = sizes.map(|size| (mean / size.max(1.0)).powf(EVENNESS));
    let total: f32 = examples.iter().map(|one| weight_of[one.kind]).sum();
    let mut weights = [[0.0_f32; N_SIGNS]; 3];
    let mut speed = [[0.0_f32; N_SIGNS]; 3];
    for _ in 0..N_STEPS {
        let mut slope = [[0.0_f32; N_SIGNS]; 3];
        for one in examples {
            let sums = one.signs.sums(&weights);
            let most = sums.into_iter().fold(f32::MIN, f32::max);
            let shares = sums.map(|sum| (sum - most).exp());
            let whole: f32 = shares.iter().sum();
            for kind in 0..3 {
                let error = f32::from(u8::from(kind == one.kind)) - shares[kind] / whole;
                let error = error * weight_of[one.kind];
                slope[kind].iter_mut().zip(one.signs.0).for_each(|(sum, sign)| *sum += error * sign);
            }
        }
        for kind in 0..3 {
            for sign in 0..N_SIGNS {
                let pull = slope[kind][sign] / total - DECAY * weights[kind][sign];
                speed[kind][sign] = 0.9 * speed[kind][sign] + pull;
                weights[kind][sign] += RATE * speed[kind][sign];
            }
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_apart_by_one_sign_is_told_apart() {
        let example = |kind: usize| {
            let mut signs = Signs([0.0; N_SIGNS]);
            signs.0[0] = 1.0;
            signs.0[kind + 1] = 1.0;
            Example { signs, kind, half: Half::Tuning }
        };
        let examples: Vec<Example> = [0, 0, 0, 0, 1, 2, 2].into_iter().map(example).collect();
        let weights = fit(&examples.iter().collect::<Vec<_>>());
        assert!(examples.iter().all(|one| one.signs.best(&weights) == one.kind), "{weights:?}");
    }
}
