//! Competing hypotheses, weighed by claims that are cited: Analysis of Competing Hypotheses (Heuer, "Psychology of
//! Intelligence Analysis", 1999, chapter 8).
//!
//! Not an answer: no score here is a probability, and none says which hypothesis is true. In Karvetski and Mandel 2020
//! (227 participants, Judgment and Decision Making 15, 939-958) those who used the method were no more coherent than those
//! who used none, and gave weight to evidence that tells nothing apart. So beside the sums of the method stand a reckoning
//! that is coherent by construction ([`bayes`]), how far each piece of evidence tells the hypotheses apart
//! ([`diagnosticity`]), and what would change if something fell ([`sensitivity`]).
//!
//! The way: the scales that analysts answer on ([`scale`]) → hypotheses, evidence and ratings side by side ([`matrix`]) →
//! which share of each piece of evidence counts, since echoes of one origin are one ([`independence`]) → the sums
//! ([`inconsistency`], [`bayes`], [`formulas`]) → what they hang on ([`diagnosticity`], [`sensitivity`], [`comparison`]).
//! [`cited`] makes the matrix from a case and its log; [`offered`] lists the hypotheses that documents put forward;
//! [`deception`] asks whether a source or an artefact was made to mislead.

pub mod scale;

pub mod matrix;

pub mod independence;

pub mod bayes;
pub mod formulas;
pub mod inconsistency;

pub mod comparison;
pub mod diagnosticity;
pub mod sensitivity;

pub mod cited;

pub mod calibration;
pub mod deception;
pub mod offered;

mod anchored;
mod provenance;

use crate::corroboration::Taken;

/// What hypotheses are weighed with.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How likely a piece of evidence is under a hypothesis, by its rating: CC, C, N, I, II, NA.
    pub likelihoods: [f64; 6],
    /// How likely a report was taken from an earlier one, by what is known of the two.
    pub taken: Taken,
    /// How reliable a source is held whom nobody has graded, or who cannot be judged.
    pub reliability_ungraded: f64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            likelihoods: [0.9, 0.7, 0.5, 0.3, 0.1, 0.5],
            taken: Taken::default(),
            reliability_ungraded: crate::corroboration::Settings::default().reliability_before(),
        }
    }
}
