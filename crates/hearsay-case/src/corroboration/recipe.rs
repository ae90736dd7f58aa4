//! What a weight is made of, so that it can be printed beside the number.
//!
//! Not text of documents: names and numbers only.

use super::dependence::Ground;

/// What the reports of one answer weigh together, report by report.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// The reports in the order in which they are counted: origins first.
    pub terms: Vec<Term>,
}

/// What one report adds.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Who reports.
    pub source: String,
    /// The share of the report that is not taken from those before it, from 0 to 1.
    pub weight: f64,
    /// From whom it may be taken, how likely, and on what ground; those before it, in order.
    pub taken: Vec<(String, f64, Option<Ground>)>,
}

/// Weights of less are the same origin again.
const ORIGIN_WEIGHT_MIN: f64 = 0.5;

impl Recipe {
    /// Returns the sum of the weights.
    pub fn weight(&self) -> f64 {
        self.terms.iter().map(|term| term.weight).sum()
    }

    /// Returns how many reports count for the greater part.
    ///
    /// That is how many origins the reckoning sees, not how many are established: that is told from chains.
    pub fn n_origins(&self) -> usize {
        self.terms.iter().filter(|term| term.weight >= ORIGIN_WEIGHT_MIN).count()
    }
}

impl std::fmt::Display for Recipe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let several = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
        write!(f, "{}, {}", several(self.terms.len(), "outlet"), several(self.n_origins(), "origin"))?;
        for (n, term) in self.terms.iter().enumerate() {
            write!(f, "{}{:.2}", if n == 0 { ", weight " } else { " + " }, term.weight)?;
        }
        Ok(())
    }
}

impl Term {
    /// Returns why the report weighs what it does, in words.
    pub fn because(&self) -> String {
        let known = self.taken.iter().filter(|(_, taken, _)| *taken > 0.0);
        let because = |(from, taken, ground): &(String, f64, Option<Ground>)| {
            let ground = ground.map_or_else(|| "was set so".to_owned(), Ground::words);
            format!("{:.0} % taken from {from} ({ground})", taken * 100.0)
        };
        let reasons: Vec<String> = known.map(because).collect();
        if reasons.is_empty() { "taken from nobody before it".to_owned() } else { reasons.join(", ") }
    }
}
