//! Opinions with their doubt, and how two become one: Jøsang's subjective logic.
//!
//! Not a verdict: an opinion has a share that is neither for nor against. That two opinions rest on one origin decides
//! how they are fused: [`Opinion::cumulated`] makes surer, [`Opinion::averaged`] does not.

/// Belief, disbelief and uncertainty, which sum to one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opinion {
    /// What speaks for it.
    pub belief: f64,
    /// What speaks against it.
    pub disbelief: f64,
    /// What speaks neither way.
    pub uncertainty: f64,
}

impl Opinion {
    /// Returns the opinion that so much evidence for and against makes.
    pub fn of_evidence(n_for: f64, n_against: f64) -> Opinion {
        let whole = n_for + n_against + 2.0;
        Opinion { belief: n_for / whole, disbelief: n_against / whole, uncertainty: 2.0 / whole }
    }

    /// Returns how much is expected of it, where `base` is expected of what nothing is known of.
    pub fn expected(self, base: f64) -> f64 {
        self.belief + base * self.uncertainty
    }

    /// Returns this opinion and one of another origin as one: surer than either.
    ///
    /// Two that are both without doubt are averaged.
    pub fn cumulated(self, other: Opinion) -> Opinion {
        let whole = self.uncertainty + other.uncertainty - self.uncertainty * other.uncertainty;
        if whole <= 0.0 {
            return self.averaged(other);
        }
        let fused = |one: f64, another: f64| (one * other.uncertainty + another * self.uncertainty) / whole;
        Opinion {
            belief: fused(self.belief, other.belief),
            disbelief: fused(self.disbelief, other.disbelief),
            uncertainty: self.uncertainty * other.uncertainty / whole,
        }
    }

    /// Returns this opinion and one of the same origin as one: no surer than the surer of the two.
    pub fn averaged(self, other: Opinion) -> Opinion {
        let whole = self.uncertainty + other.uncertainty;
        if whole <= 0.0 {
            let mean = |one: f64, another: f64| (one + another) / 2.0;
            return Opinion {
                belief: mean(self.belief, other.belief),
                disbelief: mean(self.disbelief, other.disbelief),
                uncertainty: 0.0,
            };
        }
        let fused = |one: f64, another: f64| (one * other.uncertainty + another * self.uncertainty) / whole;
        Opinion {
            belief: fused(self.belief, other.belief),
            disbelief: fused(self.disbelief, other.disbelief),
            uncertainty: 2.0 * self.uncertainty * other.uncertainty / whole,
        }
    }

    /// Returns what is left of this opinion if he who passes it on is trusted so far, from 0 to 1.
    pub fn discounted(self, trust: f64) -> Opinion {
        let (belief, disbelief) = (trust * self.belief, trust * self.disbelief);
        Opinion { belief, disbelief, uncertainty: 1.0 - belief - disbelief }
    }
}
