//! The scales that analysts answer on: how evidence fits a hypothesis, and how much it weighs.
//!
//! Not what follows from an answer: only its name and, in the sums of PARC's ACH 1.1 and 2.0 (Good, Shrager, Stefik,
//! Pirolli, Card and Heuer), its number.

use std::f64::consts::{FRAC_1_SQRT_2, SQRT_2};
use std::fmt;
use std::str::FromStr;

use crate::judgement::named;

/// The name of a hypothesis in its case; shown as `h1`, `h2`, ...
///
/// A hypothesis that is taken back keeps its number, and nobody else gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HypothesisId(pub u32);

impl fmt::Display for HypothesisId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "h{}", self.0)
    }
}

impl FromStr for HypothesisId {
    type Err = ();

    fn from_str(text: &str) -> Result<HypothesisId, ()> {
        let number = text.strip_prefix('h').filter(|number| number.starts_with(|digit| matches!(digit, '1'..='9')));
        number.and_then(|number| number.parse().ok()).map(HypothesisId).ok_or(())
    }
}

/// How a piece of evidence fits a hypothesis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// Very consistent.
    VeryConsistent,
    /// Consistent.
    Consistent,
    /// Neutral.
    Neutral,
    /// Inconsistent.
    Inconsistent,
    /// Very inconsistent.
    VeryInconsistent,
    /// Not applicable.
    NotApplicable,
}

named!(Rating {
    VeryConsistent = "CC",
    Consistent = "C",
    Neutral = "N",
    Inconsistent = "I",
    VeryInconsistent = "II",
    NotApplicable = "NA"
});

impl Rating {
    /// Returns what the rating adds to inconsistency: II 2, I 1, all others nothing (PARC).
    pub fn inconsistency(self) -> f64 {
        match self {
            Rating::VeryInconsistent => 2.0,
            Rating::Inconsistent => 1.0,
            _ => 0.0,
        }
    }

    /// Returns the rating in words.
    pub fn meaning(self) -> &'static str {
        match self {
            Rating::VeryConsistent => "very consistent",
            Rating::Consistent => "consistent",
            Rating::Neutral => "neutral",
            Rating::Inconsistent => "inconsistent",
            Rating::VeryInconsistent => "very inconsistent",
            Rating::NotApplicable => "not applicable",
        }
    }
}

/// How credible or relevant a piece of evidence is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Little.
    Low,
    /// As evidence is, where nobody says otherwise.
    #[default]
    Medium,
    /// Much.
    High,
}

named!(Level { Low = "low", Medium = "medium", High = "high" });

impl Level {
    /// Returns what an inconsistency is multiplied by: 1/√2, 1 and √2 (PARC).
    pub fn weight(self) -> f64 {
        match self {
            Level::Low => FRAC_1_SQRT_2,
            Level::Medium => 1.0,
            Level::High => SQRT_2,
        }
    }
}
