//! How sure the reader is of an attribution: a band, and how often the attributions of a band are right.
//!
//! A logistic regression (Cox, 1958) from the taggers' probabilities to whether the attribution is right, as the lenient
//! measure of `xtask eval` judges it. `xtask train confidence` fitted it on PolNeAR's development half, and wrote
//! `confidence/fitted.rs`; `eval/confidence.csv` holds what share of each band is right there.

mod fitted;

use crate::find::{Finder, Found};
use crate::read::Reader;

/// How often attributions of this kind are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Fewer than six of ten.
    Low,
    /// Six to less than nine of ten.
    Medium,
    /// Nine of ten, or more.
    High,
}

impl Confidence {
    /// All of them, from the lowest.
    pub const ALL: [Confidence; 3] = [Confidence::Low, Confidence::Medium, Confidence::High];

    /// Returns the name that the JSON carries and the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }

    /// Returns the shares of right attributions that the band stands for, from 0 to 1, the last exclusive.
    pub fn range(self) -> std::ops::Range<f32> {
        match self {
            Confidence::Low => 0.0..0.6,
            Confidence::Medium => 0.6..0.9,
            Confidence::High => 0.9..f32::INFINITY,
        }
    }
}

/// What tells whether an attribution is right.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Signs(pub [f32; N_SIGNS]);

/// How many signs there are: one that is always 1; the log-odds of the probabilities of the cue, of the least probable
/// content and of the source; whether there is no source; whether a rule gave it.
pub const N_SIGNS: usize = 6;

impl Signs {
    /// Returns the signs of what the taggers found; what a rule finds has none.
    pub(crate) fn of(found: &Found) -> Option<Signs> {
        if found.by.is_rule() {
            return None;
        }
        let content = found.contents.iter().map(|content| content.probability).fold(1.0, f32::min);
        let cue = found.cue.as_ref().map_or(0.5, |cue| cue.probability);
        let source = found.source.as_ref().map(|source| source.probability);
        let is_ruled = source.is_some() && matches!(found.source_by, Finder::Linker | Finder::Subject);
        Some(Signs([
            1.0,
            log_odds(cue),
            log_odds(content),
            source.map_or(0.0, log_odds),
            f32::from(u8::from(source.is_none())),
            f32::from(u8::from(is_ruled)),
        ]))
    }

    /// Returns how probable it is that the attribution is right, with weights of the signs.
    pub fn probability(&self, weights: &[f32; N_SIGNS]) -> f32 {
        let sum: f32 = self.0.iter().zip(weights).map(|(sign, weight)| sign * weight).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

fn log_odds(probability: f32) -> f32 {
    let share = probability.clamp(0.01, 0.99);
    (share / (1.0 - share)).ln()
}

/// Returns how sure `reader` is of what was found, with its signs.
///
/// What has no signs was found by a rule: a turn is as sure as its label in capitals, a signed quotation as its line,
/// an aside less so.
pub(crate) fn confidence(found: &Found, signs: Option<&Signs>, reader: Reader) -> Confidence {
    match signs {
        Some(signs) => of_signs(signs, reader),
        None if found.by == Finder::Aside => Confidence::Medium,
        None => Confidence::High,
    }
}

fn of_signs(signs: &Signs, reader: Reader) -> Confidence {
    let weights = match reader {
        Reader::Accurate => &fitted::ACCURATE,
        Reader::Fast => &fitted::FAST,
    };
    let probability = signs.probability(weights);
    let is_in = |band: &Confidence| band.range().contains(&probability);
    Confidence::ALL.into_iter().find(is_in).unwrap_or(Confidence::Low)
}

#[cfg(test)]
mod tests {
    use hearsay_model::fast::Tagged;

    use super::*;

    fn found(cue: f32, content: f32, source: Option<f32>) -> Found {
        let tagged = |probability| Tagged { begin: 0, end: 1, probability };
        Found {
            cue: Some(tagged(cue)),
            contents: vec![tagged(0.99), tagged(content)],
            source: source.map(tagged),
            ..Found::default()
        }
    }

    #[test]
    fn the_surer_the_taggers_the_higher_the_band() {
        for reader in [Reader::Accurate, Reader::Fast] {
            let of = |cue, content, source| {
                of_signs(&Signs::of(&found(cue, content, source)).expect("the tagger found it"), reader)
            };
            assert_eq!(of(0.99, 0.99, Some(0.99)), Confidence::High);
            assert_eq!(of(0.3, 0.3, Some(0.5)), Confidence::Low);
            assert!(of(0.99, 0.5, Some(0.9)) <= of(0.99, 0.99, Some(0.9)));
        }
    }

    #[test]
    fn what_a_rule_finds_is_not_unsure() {
        for by in [Finder::Turn, Finder::Signature, Finder::Aside] {
            let by_rule = Found { by, source_by: by, ..found(0.9, 0.9, Some(0.9)) };
            assert!(confidence(&by_rule, Signs::of(&by_rule).as_ref(), Reader::Accurate) > Confidence::Low);
        }
    }

    #[test]
    fn bands_meet_and_cover_all() {
        let ranges = Confidence::ALL.map(Confidence::range);
        assert_eq!((ranges[0].start, ranges[0].end, ranges[1].end), (0.0, ranges[1].start, ranges[2].start));
        assert!(ranges[2].contains(&1.0));
    }
}
