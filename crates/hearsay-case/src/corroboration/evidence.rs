//! What pieces of evidence make of a prior, where some count in part only.
//!
//! Not the likelihoods: how well a piece fits is the analyst's to say.

/// A piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// How likely it is if the hypothesis holds, above 0 and up to 1.
    pub if_so: f64,
    /// How likely it is if it does not, above 0 and up to 1.
    pub if_not: f64,
    /// Which share of it counts: 1 for the first of an origin, less for what is taken from another.
    pub weight: f64,
}

impl Evidence {
    /// Returns the same as far as its source is relied on, from 0 to 1: the less, the less it tells.
    pub fn relied_on(self, reliability: f64) -> Evidence {
        let mean = (self.if_so + self.if_not) / 2.0;
        let pulled = |likelihood: f64| reliability * likelihood + (1.0 - reliability) * mean;
        Evidence { if_so: pulled(self.if_so), if_not: pulled(self.if_not), weight: self.weight }
    }
}

/// Returns how likely a hypothesis is by pieces of evidence, whose order does not matter.
///
/// The logarithm of the odds is that of the prior plus, for each piece, its weight times that of its likelihoods' ratio.
pub fn posterior(prior: f64, evidence: &[Evidence]) -> f64 {
    let mut terms: Vec<f64> = evidence.iter().map(|one| one.weight * (one.if_so / one.if_not).ln()).collect();
    terms.sort_by(f64::total_cmp);
    let odds = (prior / (1.0 - prior)).ln() + terms.iter().sum::<f64>();
    1.0 / (1.0 + (-odds).exp())
}
