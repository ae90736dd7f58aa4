//! Claims that share their matter and their words and are two all the same, without contradicting each other.
//!
//! The killed and the wounded of one explosion, a share and a count, the toll of Monday and that of Thursday, the snow of
//! two winters. Not what cannot both be so: that is [`slots`](super::slots).

use std::sync::LazyLock;

use hearsay_text::document::Date;

use super::quantities::{self, Fit};
use super::statement::Statement;
use super::stems::{Stem, stems};

/// What can become of people, each with the words for it: who is told of in one way is not told of in another.
const FATES: [(&str, &[&str]); 5] = [
    ("the dead", &["dead", "death", "deaths", "die", "died", "killed", "killing", "perished"]),
    ("the wounded", &["hurt", "injured", "injuries", "wounded"]),
    ("the missing", &["missing"]),
    ("the arrested", &["arrested", "arrests", "detained", "jailed"]),
    ("the rescued", &["evacuated", "freed", "rescued", "survived"]),
];

static FATE_STEMS: LazyLock<Vec<(&str, Vec<Stem>)>> =
    LazyLock::new(|| FATES.iter().map(|(fate, words)| (*fate, stems_of(words))).collect());

/// A report is of what happened at most so many days before it.
const REPORTED_WITHIN_DAYS: i32 = 10;

/// Reports that lie further apart than this and are each of their own days are of two events.
const EVENTS_APART_DAYS: i32 = 60;

/// Returns why two claims are two, though neither denies the other.
pub(super) fn apart(one: &Statement, other: &Statement) -> Option<String> {
    fates(one, other)
        .or_else(|| given_up(one, other))
        .or_else(|| shares(one, other))
        .or_else(|| growth(one, other))
        .or_else(|| recurrence(one, other))
}

/// "Twelve soldiers were wounded" and "twelve civilians were killed".
fn fates(one: &Statement, other: &Statement) -> Option<String> {
    if one.numbers.is_empty() || other.numbers.is_empty() {
        return None;
    }
    let told = |statement: &Statement| -> Vec<&str> {
        FATE_STEMS.iter().filter(|(_, stems)| has_any(statement, stems)).map(|(fate, _)| *fate).collect()
    };
    let (left, right) = (told(one), told(other));
    let (first, second) = (left.first()?, right.first()?);
    (!left.iter().any(|fate| right.contains(fate))).then(|| format!("one tells of {first}, the other of {second}"))
}

/// "Plans to sell it" and "has dropped its plan to sell it".
fn given_up(one: &Statement, other: &Statement) -> Option<String> {
    static PLANS: LazyLock<Vec<Stem>> =
        LazyLock::new(|| stems_of(&["plan", "planned", "plans", "intends", "proposal", "proposes"]));
    static GIVING_UP: LazyLock<Vec<Stem>> = LazyLock::new(|| {
        stems_of(&["abandoned", "abandons", "cancelled", "canceled", "dropped", "drops", "scrapped", "shelved"])
    });
    let is_planned = has_any(one, &PLANS) && has_any(other, &PLANS);
    let gives_up = [has_any(one, &GIVING_UP), has_any(other, &GIVING_UP)];
    (is_planned && gives_up[0] != gives_up[1]).then(|| "one tells of a plan, the other that it was given up".to_owned())
}

fn has_any(statement: &Statement, stems: &[Stem]) -> bool {
    stems.iter().any(|stem| statement.stems.binary_search_by_key(stem, |(stem, _)| *stem).is_ok())
}

fn stems_of(words: &[&str]) -> Vec<Stem> {
    words.iter().flat_map(|word| stems(word)).collect()
}

/// "34 per cent of the teachers" and "34 teachers".
fn shares(one: &Statement, other: &Statement) -> Option<String> {
    let pairs = one.numbers.iter().flat_map(|left| other.numbers.iter().map(move |right| (left, right)));
    let found = pairs.into_iter().find(|(left, right)| quantities::is_share_of(left, right));
    found.map(|(left, right)| {
        format!("one tells a share, the other a count: {} / {}", quantities::shown(left), quantities::shown(right))
    })
}

/// "Twelve people have died", and three days later "has risen to 19".
fn growth(one: &Statement, other: &Statement) -> Option<String> {
    let (earlier, later) = if one.published <= other.published { (one, other) } else { (other, one) };
    if !later.moves_on || earlier.published.is_none() || earlier.moves_on && earlier.published == later.published {
        return None;
    }
    let both = (earlier.numbers.as_slice(), later.numbers.as_slice());
    let mut pairs = both.0.iter().flat_map(|left| both.1.iter().map(move |right| (left, right)));
    let is_other = |(left, right): &(&crate::record::Quantity, &crate::record::Quantity)| {
        quantities::are_comparable(left, right, both) && quantities::fit(left, right) == Fit::Excluded
    };
    let (left, right) = pairs.find(is_other)?;
    Some(format!("each figure is of its day: first {}, later {}", quantities::shown(left), quantities::shown(right)))
}

/// "The road was closed on Monday", in December and in the December after.
fn recurrence(one: &Statement, other: &Statement) -> Option<String> {
    let (first, second) = (one.published?, other.published?);
    let is_own = |statement: &Statement, published: Date| {
        let is_near = |(begin, end): &(Date, Date)| {
            days_between(*begin, published) <= REPORTED_WITHIN_DAYS
                && days_between(*end, published) <= REPORTED_WITHIN_DAYS
        };
        !statement.times.is_empty() && statement.times.iter().all(is_near)
    };
    let is_far = days_between(first, second) > EVENTS_APART_DAYS;
    (is_far && is_own(one, first) && is_own(other, second))
        .then(|| format!("each tells of its own days: one is of {first}, the other of {second}"))
}

fn days_between(one: Date, other: Date) -> i32 {
    (one.day_number() - other.day_number()).abs()
}
