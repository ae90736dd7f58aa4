//! Whether an answer is the one that is expected.
//!
//! What an expectation leaves open is not compared; names are compared without article, case, title and the clause that
//! says more of them.

use crate::answer::{Act, Answer, Echo, Party, Shared};

/// What a name is compared without.
const BEFORE_NAMES: [&str; 14] = [
    "the",
    "a",
    "an",
    "dr",
    "professor",
    "admiral",
    "general",
    "colonel",
    "captain",
    "president",
    "minister",
    "mayor",
    "governor",
    "judge",
];

/// Returns whether `given` is what is `expected`.
pub(crate) fn matches(expected: &Answer, given: &Answer) -> bool {
    match (expected, given) {
        (Answer::Shared(expected), Answer::Shared(given)) => shared(expected, given),
        (Answer::Path(expected), Answer::Path(given)) => {
            expected.len() == given.len() && expected.iter().zip(given).all(|(expected, given)| party(expected, given))
        }
        (Answer::Parties(expected), Answer::Parties(given)) => all_paired(expected, given, party),
        (Answer::Acts(expected), Answer::Acts(given)) => all_paired(expected, given, act),
        (Answer::Echoes(expected), Answer::Echoes(given)) => all_paired(expected, given, echo),
        _ => expected == given,
    }
}

fn shared(expected: &Shared, given: &Shared) -> bool {
    let is_ground = expected.ground.is_none() || expected.ground == given.ground;
    expected.reuse == given.reuse && expected.from == given.from && is_ground
}

fn act(expected: &Act, given: &Act) -> bool {
    let through = match (&expected.through, &given.through) {
        (None, None) => true,
        (Some(expected), Some(given)) => party(expected, given),
        _ => false,
    };
    let documents = expected.documents.is_empty() || expected.documents == given.documents;
    let on = expected.on.is_none() || expected.on == given.on;
    through && documents && on && party(&expected.by, &given.by)
}

fn echo(expected: &Echo, given: &Echo) -> bool {
    let (one, other) = (&expected.place, &given.place);
    one.document == other.document && one.span.overlaps(other.span) && party(&expected.of, &given.of)
}

fn party(expected: &Party, given: &Party) -> bool {
    match (expected, given) {
        (Party::Document(expected), Party::Document(given)) => expected == given,
        (Party::Known { names: expected, of: expected_of }, Party::Known { names, of }) => {
            let is_same = |one: &str, other: &str| one == other || (of.is_some() && is_longer(one, other));
            let is_called = |expected: &String| names.iter().any(|name| is_same(&bare(name), &bare(expected)));
            expected.iter().any(is_called) && (expected_of.is_none() || expected_of == of)
        }
        _ => false,
    }
}

/// Returns whether one of two descriptions says more behind the other: "an officer at the scene" and "an officer".
fn is_longer(one: &str, other: &str) -> bool {
    let goes_on = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    goes_on(one, other) || goes_on(other, one)
}

/// Returns a name without what may stand before it and the clause after it, in small letters.
fn bare(name: &str) -> String {
    let lower = name.to_lowercase();
    let clause = [", ", " who ", " that ", " which "].iter().filter_map(|begin| lower.find(begin)).min();
    let lower = &lower[..clause.unwrap_or(lower.len())];
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    while words.len() > 1 && BEFORE_NAMES.contains(&words[0].trim_end_matches('.')) {
        words.remove(0);
    }
    words.join(" ")
}

/// Returns whether each of `expected` can be paired with another one of `given`, and none is left.
fn all_paired<T>(expected: &[T], given: &[T], is_match: fn(&T, &T) -> bool) -> bool {
    fn place<T>(left: &[T], given: &[T], used: &mut Vec<bool>, is_match: fn(&T, &T) -> bool) -> bool {
        let Some((first, rest)) = left.split_first() else { return true };
        (0..given.len()).any(|idx| {
            if used[idx] || !is_match(first, &given[idx]) {
                return false;
            }
            used[idx] = true;
            let is_placed = place(rest, given, used, is_match);
            used[idx] = is_placed;
            is_placed
        })
    }
    expected.len() == given.len() && place(expected, given, &mut vec![false; given.len()], is_match)
}
