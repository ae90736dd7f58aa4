//! How far reports of one matter bear each other out, when some have theirs from others.
//!
//! Not truth: a support of 0.9 says what follows from the reports, the settings and who took from whom, and nothing of the
//! world. And not lineage: who took from whom is found elsewhere and handed in.
//!
//! [`dependence`] tells how surely one report was taken from another, [`support`] weighs the answers to each question by
//! what is not taken from anywhere, [`evidence`] weighs reports for and against hypotheses, [`opinion`] fuses opinions with
//! their doubt, [`argument`] weighs arguments, and [`mass`] shows what to keep away from. Every weight has its [`recipe`].

pub mod argument;
pub mod dependence;
pub mod evidence;
pub mod mass;
pub mod opinion;
pub mod recipe;
pub mod support;

/// What corroboration is reckoned with.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How likely a report was taken from another, by what is known of the two.
    pub taken: Taken,
    /// How reliable a source is held before anything is known of it: so many reports of it were right ...
    pub right_before: f64,
    /// ... and so many were wrong.
    pub wrong_before: f64,
    /// What weight the answer has that none of those told is right.
    pub none_told: f64,
    /// Reckoning ends when no source's reliability moves by more.
    pub movement_max: f64,
    /// It ends after so many rounds in any case.
    pub rounds_max: u32,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            taken: Taken::default(),
            right_before: 4.0,
            wrong_before: 1.0,
            none_told: 0.1,
            movement_max: 1e-4,
            rounds_max: 50,
        }
    }
}

impl Settings {
    /// Returns how reliable a source is held before anything is known of it.
    pub fn reliability_before(&self) -> f64 {
        self.right_before / (self.right_before + self.wrong_before)
    }
}

/// How likely a report was taken from an earlier one, by what is known of the two; judged, not measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// It says so itself.
    pub said: f64,
    /// Both name the same origin.
    pub same_origin: f64,
    /// At least half of its words stand in the other.
    pub copied: f64,
    /// The share of words from which on it counts as copied.
    pub copied_share: f64,
    /// The share of words from which on it counts as rewritten.
    pub rewritten_share: f64,
    /// What that share brings.
    pub rewritten: f64,
    /// What every share beyond it brings, the whole being one.
    pub rewritten_slope: f64,
    /// What a rewriting brings at most.
    pub rewritten_max: f64,
    /// Both have the same rare error.
    pub same_error: f64,
    /// It names an own document, witness or record.
    pub independent: f64,
    /// Nothing is known, and it came within two days of the other.
    pub unknown_soon: f64,
    /// Nothing is known.
    pub unknown: f64,
}

impl Default for Taken {
    fn default() -> Taken {
        Taken {
            said: 1.0,
            same_origin: 1.0,
            copied: 0.95,
            copied_share: 0.5,
            rewritten_share: 0.15,
            rewritten: 0.2,
            rewritten_slope: 1.5,
            rewritten_max: 0.8,
            same_error: 0.8,
            independent: 0.0,
            unknown_soon: 0.1,
            unknown: 0.05,
        }
    }
}
