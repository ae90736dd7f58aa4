//! What the ratings come to if exactly one of the hypotheses holds and each rating stands for a likelihood: the panel that
//! is coherent by construction.
//!
//! `log odds(h) = log prior(h) + Σ I(e) · log L'(e,h)`, shared out so that all together are one, with
//! `L' = r·L + (1-r)·mean over h of L`, where `r` is how far the source is relied on: nothing of a source that is relied on
//! not at all tells anything apart.
//!
//! Not a probability of anything in the world: the likelihoods behind the letters are set, not measured, and what nobody
//! thought of has no share. Credibility and relevance do not enter: they are weights of the other sum.

use super::matrix::{Item, Matrix, greatest};
use super::{Settings, independence};
use crate::corroboration::evidence::{Likelihoods, shares};
use crate::judgement::Reliability;

/// Returns the share of each hypothesis, in their order; with no priors all begin alike.
pub fn panel(matrix: &Matrix, priors: Option<&[f64]>, settings: &Settings) -> Vec<f64> {
    let n_hypotheses = matrix.hypotheses.len();
    let alike = vec![1.0; n_hypotheses];
    let counted = independence::shares(matrix, settings);
    let evidence: Vec<Likelihoods> = matrix
        .items
        .iter()
        .zip(&counted)
        .map(|(item, share)| Likelihoods { of: likelihoods(item, n_hypotheses, settings), weight: share.weight })
        .collect();
    shares(priors.unwrap_or(&alike), &evidence)
}

/// Returns how likely a piece of evidence is under each hypothesis, as far as its source is relied on.
pub fn likelihoods(item: &Item, n_hypotheses: usize, settings: &Settings) -> Vec<f64> {
    let neutral = super::matrix::Cell::default();
    let of = |idx: usize| item.cells.get(idx).unwrap_or(&neutral).likelihood(&settings.likelihoods);
    Likelihoods { of: (0..n_hypotheses).map(of).collect(), weight: 1.0 }.relied_on(item.reliability).of
}

/// Returns the places of the hypotheses with the greatest share; several if they are level.
pub fn foremost(shares: &[f64]) -> Vec<usize> {
    greatest(shares)
}

/// Returns how far a source is relied on that has that letter of the Admiralty scale.
///
/// The letters have no numbers of their own; these are set: they leave out certainty either way. Of what cannot be judged
/// nothing is known, as of a source without a letter.
pub fn relied_on(grade: Option<Reliability>, settings: &Settings) -> f64 {
    match grade {
        Some(Reliability::A) => 0.95,
        Some(Reliability::B) => 0.80,
        Some(Reliability::C) => 0.60,
        Some(Reliability::D) => 0.40,
        Some(Reliability::E) => 0.20,
        Some(Reliability::F) | None => settings.reliability_ungraded,
    }
}
