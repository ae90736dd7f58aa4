//! What pieces of evidence make of priors, where some count in part only.
//!
//! Not the likelihoods: how well a piece fits is the analyst's to say.

/// A piece of evidence on one hypothesis.
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
        let pulled = self.likelihoods().relied_on(reliability).of;
        Evidence { if_so: pulled[0], if_not: pulled[1], weight: self.weight }
    }

    fn likelihoods(self) -> Likelihoods {
        Likelihoods { of: vec![self.if_so, self.if_not], weight: self.weight }
    }
}

/// A piece of evidence on several hypotheses of which one holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Likelihoods {
    /// How likely it is under each, above 0 and up to 1.
    pub of: Vec<f64>,
    /// Which share of it counts.
    pub weight: f64,
}

impl Likelihoods {
    /// Returns the same as far as its source is relied on, from 0 to 1: each is pulled towards the mean of all.
    #[must_use]
    pub fn relied_on(self, reliability: f64) -> Likelihoods {
        let mean = self.of.iter().sum::<f64>() / self.of.len().max(1) as f64;
        let pulled = |likelihood: &f64| reliability * likelihood + (1.0 - reliability) * mean;
        Likelihoods { of: self.of.iter().map(pulled).collect(), weight: self.weight }
    }
}

/// Returns how likely a hypothesis is by pieces of evidence, whose order does not matter.
///
/// The logarithm of the odds is that of the prior plus, for each piece, its weight times that of its likelihoods' ratio.
pub fn posterior(prior: f64, evidence: &[Evidence]) -> f64 {
    let evidence: Vec<Likelihoods> = evidence.iter().map(|one| one.likelihoods()).collect();
    shares(&[prior, 1.0 - prior], &evidence)[0]
}

/// Returns the share of each of several hypotheses of which exactly one holds; the order of the evidence does not matter.
///
/// The logarithm of a share is, but for what makes them one together, that of its prior plus, for each piece, its weight
/// times that of its likelihood.
pub fn shares(priors: &[f64], evidence: &[Likelihoods]) -> Vec<f64> {
    let credit = |(idx, prior): (usize, &f64)| {
        let mut terms: Vec<f64> = evidence.iter().map(|one| one.weight * one.of[idx].ln()).collect();
        terms.sort_by(f64::total_cmp);
        prior.ln() + terms.iter().sum::<f64>()
    };
    let credits: Vec<f64> = priors.iter().enumerate().map(credit).collect();
    let greatest = credits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let masses: Vec<f64> = credits.iter().map(|credit| (credit - greatest).exp()).collect();
    let mut sorted = masses.clone();
    sorted.sort_by(f64::total_cmp);
    let whole: f64 = sorted.iter().sum();
    masses.iter().map(|mass| mass / whole).collect()
}
