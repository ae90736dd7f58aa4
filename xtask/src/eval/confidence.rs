//! Whether the bands of confidence mean what they say: of the attributions in each, how many are right, by the lenient
//! measure of [`super::score`].

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result, bail};
use hearsay_reading::confidence::{Confidence, Signs};
use hearsay_reading::read::Reader;
use hearsay_reading::reading::Reading;

use super::brat::Gold;
use super::predictions::{self, Prediction};
use super::score;
use crate::repository;

/// One outermost attribution: what its confidence was computed from, nothing if a rule found it, its band, and whether
/// it is right.
pub(crate) struct Judged {
    pub(crate) signs: Option<Signs>,
    pub(crate) confidence: Confidence,
    pub(crate) is_right: bool,
}

/// Judges what was read in the gold's documents, in the gold's order.
pub(crate) fn judge(
    gold: &BTreeMap<String, Gold>,
    readings: &[Reading],
    predictions: &[Prediction],
) -> Result<Vec<Judged>> {
    let predicted = predictions::canonical(predictions, gold)?;
    let mut judged = Vec::new();
    for ((name, document), reading) in gold.iter().zip(readings) {
        let predicted = predicted.get(name).map_or(&[][..], Vec::as_slice);
        let right = score::lenient_pairs(&document.text, document.attributions(), predicted);
        let outermost = reading.attributions.iter().filter(|attribution| attribution.within.is_none());
        for (idx, attribution) in outermost.enumerate() {
            let is_right = right.iter().any(|&(_, predicted_idx)| predicted_idx == idx);
            judged.push(Judged { signs: attribution.signs, confidence: attribution.confidence, is_right });
        }
    }
    Ok(judged)
}

/// Returns the lines of `eval/confidence.csv` of one reader, after printing them, and whether the share of right ones
/// in each band is what the band stands for. What a rule found is in no band, and has a line of its own.
pub(crate) fn bands(reader: Reader, judged: &[Judged]) -> (String, bool) {
    let mut hold = true;
    let mut csv = String::new();
    let mut line = |name: &str, of_line: &dyn Fn(&Judged) -> bool| {
        let of_line: Vec<&Judged> = judged.iter().filter(|one| of_line(one)).collect();
        let n_right = of_line.iter().filter(|one| one.is_right).count();
        let share = n_right as f32 / of_line.len().max(1) as f32;
        let reader = format!("{reader:?}").to_lowercase();
        let _ = writeln!(csv, "{reader},{name},{n_right},{},{share:.3}", of_line.len());
        println!("confidence {name:6}  {n_right:>5} of {:>5} right: {share:.3}", of_line.len());
        (!of_line.is_empty()).then_some(share)
    };
    for band in Confidence::ALL {
        let share = line(band.name(), &|one| one.confidence == band && one.signs.is_some());
        hold &= share.is_none_or(|share| band.range().contains(&share));
    }
    line("rule", &|one| one.signs.is_none());
    (csv, hold)
}

/// Writes `eval/confidence.csv`, or, with `check`, fails if it is out of date. Fails too if the bands do not hold.
pub(crate) fn settle(lines: &str, hold: bool, check: bool) -> Result<()> {
    if !hold {
        bail!("a band of confidence stands for other shares than are right: run `xtask train confidence`");
    }
    let csv = format!("reader,band,right,of,share\n{lines}");
    let path = repository::root().join("eval/confidence.csv");
    if !check {
        fs::write(&path, csv).with_context(|| path.display().to_string())?;
        println!("written: eval/confidence.csv");
    } else if fs::read_to_string(&path).context("eval/confidence.csv")? != csv {
        bail!("eval/confidence.csv is out of date: run `cargo run -p xtask --release -- eval` and commit it");
    }
    Ok(())
}
