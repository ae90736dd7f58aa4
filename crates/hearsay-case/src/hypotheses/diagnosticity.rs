//! How far each piece of evidence tells the hypotheses apart.
//!
//! `max over h of log L'(e,h) - min over h of log L'(e,h)`, in nats, with the likelihoods of [`bayes`](super::bayes): 0 for a
//! row whose letters are all the same, whatever they are (Heuer: evidence that fits all hypotheses tells nothing).
//!
//! Not a weight: an echo tells as much apart as what it echoes, and counts for nothing.

use super::Settings;
use super::bayes::likelihoods;
use super::matrix::Matrix;

/// What tells less apart is shown as telling nothing.
const NOTHING: f64 = 1e-9;

/// Returns how far each item tells the hypotheses apart, in their order.
pub fn diagnosticities(matrix: &Matrix, settings: &Settings) -> Vec<f64> {
    let of = |item: &super::matrix::Item| {
        let logs: Vec<f64> =
            likelihoods(item, matrix.hypotheses.len(), settings).iter().map(|likelihood| likelihood.ln()).collect();
        let greatest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let least = logs.iter().copied().fold(f64::INFINITY, f64::min);
        if greatest - least > NOTHING { greatest - least } else { 0.0 }
    };
    matrix.items.iter().map(of).collect()
}
