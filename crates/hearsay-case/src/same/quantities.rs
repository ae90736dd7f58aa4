//! Whether two quantities agree: equal, one rounded to the other, one inside what the other allows, or neither.
//!
//! Exact in what is compared, so that "10,000" and "ten thousand" are one; the values come as text from the reading.

use hearsay_reading::numbers::Comparison;

use super::background::Background;
use super::stems::{Stem, stems};
use crate::record::Quantity;

/// How two quantities of one thing stand to each other, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// The same.
    Equal,
    /// One is the other, rounded or told as about so many.
    Rounded,
    /// They differ and can both hold: "10,000" and "at least 7,000".
    Within,
    /// They cannot both hold.
    Excluded,
}

/// "About" reaches this far to both sides, as a share.
const ABOUT_SHARE: f64 = 0.1;

/// A number is round when it has no more digits than these before its zeros.
const ROUND_DIGITS_MAX: u32 = 2;

/// Rounding moves a number by no more than this share: twelve dead are not ten.
const ROUNDING_SHARE_MAX: f64 = 0.05;

/// Returns a quantity as it stands, with the words that compare it: "at least 7,000".
pub(super) fn shown(quantity: &Quantity) -> String {
    match quantity.comparison {
        Comparison::Exactly | Comparison::Between => quantity.words.clone(),
        other => format!("{} {}", other.name(), quantity.words),
    }
}

/// Returns whether two quantities of two claims count the same thing in the same unit.
///
/// Where one does not say what it counts, it has to be the only one of its unit in its claim.
pub(super) fn are_comparable(one: &Quantity, other: &Quantity, (all, others): (&[Quantity], &[Quantity])) -> bool {
    if scale(one).0 != scale(other).0 {
        return false;
    }
    let is_alone = |quantity: &Quantity, all: &[Quantity]| {
        all.iter().filter(|rival| scale(rival).0 == scale(quantity).0).count() == 1
    };
    match (&one.counted, &other.counted) {
        (Some(left), Some(right)) => {
            let (left, right) = (counted(left), counted(right));
            left.iter().any(|stem| right.contains(stem))
        }
        _ => is_alone(one, all) && is_alone(other, others),
    }
}

/// Returns whether one tells a share of what the other counts: "34 per cent of the teachers" and "34 teachers".
pub(super) fn is_share_of(one: &Quantity, other: &Quantity) -> bool {
    let is_share = |quantity: &Quantity| scale(quantity).0 == Some(SHARE);
    let (Some(left), Some(right)) = (&one.counted, &other.counted) else { return false };
    let is_counted = |quantity: &Quantity| quantity.unit.is_none();
    let (left, right) = (counted(left), counted(right));
    (is_share(one) && is_counted(other) || is_counted(one) && is_share(other))
        && left.iter().any(|stem| right.contains(stem))
}

/// What shares are told in.
const SHARE: &str = "share";

/// Units of one measure, with how much of the first of it each is.
const SCALES: [(&str, &str, f64); 16] = [
    ("percent", SHARE, 0.01),
    (SHARE, SHARE, 1.0),
    ("mm", "m", 0.001),
    ("cm", "m", 0.01),
    ("in", "m", 0.0254),
    ("ft", "m", 0.3048),
    ("yd", "m", 0.9144),
    ("m", "m", 1.0),
    ("km", "m", 1_000.0),
    ("mi", "m", 1_609.344),
    ("g", "g", 1.0),
    ("oz", "g", 28.349_523),
    ("lb", "g", 453.592_37),
    ("kg", "g", 1_000.0),
    ("t", "g", 1_000_000.0),
    ("ha", "acre", 2.471_054),
];

/// Returns the measure of a quantity, and how much of it its unit is.
fn scale(quantity: &Quantity) -> (Option<&'static str>, f64) {
    let listed = SCALES.iter().find(|(unit, ..)| quantity.unit == Some(unit));
    listed.map_or((quantity.unit, 1.0), |(_, measure, size)| (Some(*measure), *size))
}

/// Returns the stems of the words for what is counted, without the commonest.
fn counted(words: &str) -> Vec<Stem> {
    const TELLING_MIN: f32 = 3.0;
    let background = Background::embedded();
    stems(words).into_iter().filter(|stem| background.telling(*stem) >= TELLING_MIN).collect()
}

/// Returns how two quantities that can be compared stand to each other.
pub fn fit(one: &Quantity, other: &Quantity) -> Fit {
    let (Some(left), Some(right)) = (Range::of(one), Range::of(other)) else {
        return if one.value == other.value { Fit::Equal } else { Fit::Excluded };
    };
    if one.unit != other.unit {
        return fit_converted((one, left), (other, right));
    }
    let meets = left.low <= right.high && right.low <= left.high;
    let bounds = [&left, &right].map(|range| (range.low.is_finite(), range.high.is_finite()));
    let is_bare = [one, other].map(|quantity| matches!(quantity.comparison, Comparison::Exactly | Comparison::About));
    let is_range = [one, other].iter().any(|quantity| quantity.comparison == Comparison::Between);
    if left == right || (left.value == right.value && bounds[0] == bounds[1] && !is_range) {
        return Fit::Equal;
    }
    // "More than 7,000" is said of 7,012 as well as "7,000" is.
    if left.value == right.value && !is_range && is_bare.contains(&true) {
        return Fit::Rounded;
    }
    if is_bare == [true, true] {
        let is_about = [one, other].iter().any(|quantity| quantity.comparison == Comparison::About);
        if rounds_to(left.value, right.value) || rounds_to(right.value, left.value) || (meets && is_about) {
            return Fit::Rounded;
        }
    }
    // "About 10,000" is what "between 9,000 and 11,000" comes to.
    let is_inside = is_range && is_bare.contains(&true) && {
        let (range, bare) = if is_bare[0] { (&right, &left) } else { (&left, &right) };
        range.low <= bare.value && bare.value <= range.high
    };
    match meets {
        true if is_inside => Fit::Rounded,
        true => Fit::Within,
        false => Fit::Excluded,
    }
}

/// Compares quantities in two units of one measure: five miles are eight kilometres, and a third 34 per cent.
fn fit_converted((one, left): (&Quantity, Range), (other, right): (&Quantity, Range)) -> Fit {
    let (mine, theirs) = (scale(one).1, scale(other).1);
    let (in_theirs, in_mine) = (left.value * mine / theirs, right.value * theirs / mine);
    let is_fraction = [one, other].iter().any(|quantity| quantity.value.contains('/'));
    let is_near = (in_theirs - right.value).abs() <= right.value.abs() * ROUNDING_SHARE_MAX;
    if rounds_to(in_theirs, right.value) || rounds_to(in_mine, left.value) || is_fraction && is_near {
        return Fit::Rounded;
    }
    let meets = left.low * mine <= right.high * theirs && right.low * theirs <= left.high * mine;
    if meets { Fit::Within } else { Fit::Excluded }
}

/// The values that a quantity allows.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Range {
    value: f64,
    low: f64,
    high: f64,
}

impl Range {
    fn of(quantity: &Quantity) -> Option<Range> {
        let value = value_of(&quantity.value)?;
        let (low, high) = match quantity.comparison {
            Comparison::Exactly => (value, value),
            Comparison::About => {
                let reach = value.abs() * ABOUT_SHARE;
                (value - reach, value + reach)
            }
            Comparison::AtLeast => (value, f64::INFINITY),
            Comparison::MoreThan => (value.next_up(), f64::INFINITY),
            Comparison::AtMost => (f64::NEG_INFINITY, value),
            Comparison::LessThan => (f64::NEG_INFINITY, value.next_down()),
            Comparison::Between => (value, value_of(quantity.high.as_deref()?)?),
        };
        Some(Range { value, low, high })
    }
}

fn value_of(text: &str) -> Option<f64> {
    let value = match text.split_once('/') {
        Some((over, under)) => over.parse::<f64>().ok()? / under.parse::<f64>().ok()?,
        None => text.parse().ok()?,
    };
    value.is_finite().then_some(value)
}

/// Returns whether `round` is `exact` cut to fewer digits: 10,000 of 9,870, but not 9,000.
fn rounds_to(exact: f64, round: f64) -> bool {
    let digits = digits(round);
    let is_near = (exact - round).abs() <= exact.abs() * ROUNDING_SHARE_MAX;
    is_near && digits <= ROUND_DIGITS_MAX && digits < self::digits(exact) && {
        let unit = unit(round, digits);
        (exact / unit).round() * unit == round
    }
}

/// How many digits stand before a number's zeros: 2 of 7,500.
fn digits(value: f64) -> u32 {
    let text = format!("{}", value.abs());
    let bare = text.replace('.', "");
    bare.trim_matches('0').len() as u32
}

/// The place of a number's last digit that is not zero: 100 of 7,500.
fn unit(value: f64, digits: u32) -> f64 {
    let magnitude = value.abs().log10().floor() as i32 - digits as i32 + 1;
    10_f64.powi(magnitude)
}

#[cfg(test)]
mod tests {
    use hearsay_text::span::Span;

    use super::*;

    fn quantity(value: &str, comparison: Comparison) -> Quantity {
        let (value, high) = match value.split_once('-') {
            Some((value, high)) => (value, Some(high.to_owned())),
            None => (value, None),
        };
        Quantity {
            words: value.to_owned(),
            span: Span::new(0, 1),
            value: value.to_owned(),
            high,
            unit: None,
            comparison,
            counted: None,
        }
    }

    #[test]
    fn units_of_one_measure_are_compared() {
        let of = |value: &str, unit: Option<&'static str>| Quantity {
            unit,
            counted: Some("teachers".to_owned()),
            ..quantity(value, Comparison::Exactly)
        };
        for (one, other, expected) in [
            (("5", "mi"), ("8", "km"), Fit::Rounded),
            (("5", "mi"), ("30", "km"), Fit::Excluded),
            (("1/3", "share"), ("34", "percent"), Fit::Rounded),
            (("1/2", "share"), ("34", "percent"), Fit::Excluded),
        ] {
            let (left, right) = (of(one.0, Some(one.1)), of(other.0, Some(other.1)));
            assert_eq!((fit(&left, &right), fit(&right, &left)), (expected, expected), "{one:?} {other:?}");
        }
        assert!(is_share_of(&of("34", Some("percent")), &of("34", None)));
        assert!(!is_share_of(&of("34", None), &of("34", None)));
    }

    #[test]
    fn quantities_fit_or_do_not() {
        use Comparison::{About, AtLeast, AtMost, Between, Exactly, LessThan, MoreThan};
        for (one, other, expected) in [
            (("10000", Exactly), ("10000", Exactly), Fit::Equal),
            (("10000", Exactly), ("10000", About), Fit::Equal),
            (("7000", AtLeast), ("7000", MoreThan), Fit::Equal),
            (("9870", Exactly), ("10000", Exactly), Fit::Rounded),
            (("9870", Exactly), ("9900", Exactly), Fit::Rounded),
            (("1/4", Exactly), ("0.25", Exactly), Fit::Equal),
            (("95", Exactly), ("100", About), Fit::Rounded),
            (("9870", Exactly), ("9000", Exactly), Fit::Excluded),
            (("12", Exactly), ("10", Exactly), Fit::Excluded),
            (("10000", Exactly), ("7000", AtLeast), Fit::Within),
            (("8000", Exactly), ("7000-9000", Between), Fit::Rounded),
            (("9500", Exactly), ("7000-9000", Between), Fit::Excluded),
            (("8000", AtLeast), ("7000-9000", Between), Fit::Within),
            (("10000", Exactly), ("7000", AtMost), Fit::Excluded),
            (("7000", MoreThan), ("7000", LessThan), Fit::Excluded),
            (("7000", Exactly), ("7000", MoreThan), Fit::Rounded),
            (("10000", Exactly), ("7000", Exactly), Fit::Excluded),
            (("x", Exactly), ("7000", Exactly), Fit::Excluded),
        ] {
            let (left, right) = (quantity(one.0, one.1), quantity(other.0, other.1));
            assert_eq!(fit(&left, &right), expected, "{one:?} {other:?}");
            assert_eq!(fit(&right, &left), expected, "{other:?} {one:?}");
        }
    }
}
