//! Dempster's rule for two bodies of evidence (Dempster 1967, Shafer 1976), and why nothing here is fused by it.
//!
//! Not a default anywhere: where two sources all but contradict each other it is sure of what both hold for all but
//! impossible (Zadeh 1979). It is here so that an analyst who is told a number made by it can see what it does, and that
//! discounting first mends most of it.

use std::collections::BTreeMap;

/// What a source holds for likely: each set of answers, a bit each, with its mass; together one.
pub type Masses = BTreeMap<u32, f64>;

/// Returns what is left of a source that is relied on so far, from 0 to 1; the rest goes to `all`, the set of all answers.
pub fn discounted(masses: &Masses, reliability: f64, all: u32) -> Masses {
    let mut left: Masses = masses.iter().map(|(set, mass)| (*set, reliability * mass)).collect();
    *left.entry(all).or_insert(0.0) += 1.0 - reliability;
    left
}

/// Returns the two by Dempster's rule, and how much of their mass was in conflict; nothing if all was.
pub fn combined(one: &Masses, other: &Masses) -> Option<(Masses, f64)> {
    let mut fused = Masses::new();
    let mut conflict = 0.0;
    for (set, mass) in one {
        for (other_set, other_mass) in other {
            match set & other_set {
                0 => conflict += mass * other_mass,
                both => *fused.entry(both).or_insert(0.0) += mass * other_mass,
            }
        }
    }
    let whole = 1.0 - conflict;
    fused.values_mut().for_each(|mass| *mass /= whole);
    (!fused.is_empty()).then_some((fused, conflict))
}
