//! How strong a claim is by the arguments for and against it: DF-QuAD (Rago, Toni, Aurisicchio and Baroni, "Discontinuity-
//! Free Decision Support with Quantitative Argumentation Debates", KR 2016).
//!
//! Not where arguments come from, and not a tree of them: the strengths of those below are reckoned first and handed in.

/// Returns the strength of an argument that has `base` of its own, all strengths from 0 to 1.
///
/// With `a = 1 - Π (1 - attackers)` and `s = 1 - Π (1 - supporters)`: `base - base·(a-s)` where `a` is the greater, else
/// `base + (1-base)·(s-a)`. Their order does not matter.
pub fn strength(base: f64, supporters: &[f64], attackers: &[f64]) -> f64 {
    let (against, in_favour) = (together(attackers), together(supporters));
    if against >= in_favour { base - base * (against - in_favour) } else { base + (1.0 - base) * (in_favour - against) }
}

fn together(strengths: &[f64]) -> f64 {
    let mut left: Vec<f64> = strengths.iter().map(|strength| 1.0 - strength).collect();
    left.sort_by(f64::total_cmp);
    1.0 - left.iter().product::<f64>()
}
