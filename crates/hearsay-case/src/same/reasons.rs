//! Why claims stand together or apart, in words and with the places of the words.

use std::collections::BTreeMap;

use super::background::Background;
use super::division::{Division, are_of_one_voice};
use super::polarity::DENIES;
use super::slots::{self, SameEntity, Slot};
use super::statement::{Place, Statement, TELLING_MIN};
use super::stems::{Stem, stemmed};
use super::{Disagreement, Judgements, Matter};
use crate::record::Record;

/// How many shared words a reason names, the most telling ones.
const WORDS_SHOWN: usize = 5;

/// How many members of two variants are compared to find what they disagree on.
const SHOWN_BY_MAX: usize = 16;

/// Returns the matter of variants, each a list of wholes; `None` where it has but one claim.
pub(super) fn matter(variants: &[Vec<u32>], division: &Division<'_>) -> Option<Matter> {
    let mut members: Vec<Vec<u32>> = variants.iter().map(|wholes| statements_of(wholes, division)).collect();
    members.sort_unstable();
    if members.iter().map(Vec::len).sum::<usize>() < 2 {
        return None;
    }
    let place = |idx: &u32| division.wholes.statements[*idx as usize].place;
    let variants = members.iter().map(|members| members.iter().map(place).collect()).collect();
    Some(Matter { variants, disagreements: disagreements(&members, division) })
}

fn statements_of(wholes: &[u32], division: &Division<'_>) -> Vec<u32> {
    let mut members: Vec<u32> =
        wholes.iter().flat_map(|whole| &division.wholes.members[*whole as usize]).copied().collect();
    members.sort_unstable();
    members
}

/// Returns why two claims say the same, in words.
pub(super) fn because(
    [one, other]: &[Statement; 2],
    judged: &Judgements,
    same_entity: SameEntity<'_>,
    records: &[&Record],
) -> String {
    let is_judged =
        |(a, b): &(Place, Place)| (*a, *b) == (one.place, other.place) || (*b, *a) == (one.place, other.place);
    if judged.same.iter().any(is_judged) {
        return "the analyst holds them for the same".to_owned();
    }
    let [left, right] = [one, other].map(|statement| claim_words(statement.place, records));
    if left == right {
        return "the same words".to_owned();
    }
    let alike = slots::compare(other, one, same_entity).alike;
    std::iter::once(shared(other, one, right, left)).chain(alike).collect::<Vec<String>>().join("; ")
}

/// Returns the words of a claim.
pub(super) fn claim_words<'a>(place: Place, records: &[&'a Record]) -> &'a str {
    let record = records.binary_search_by_key(&place.document, |record| record.document).ok().map(|idx| records[idx]);
    record.and_then(|record| record.claim(place.claim)).map_or("", |claim| claim.words.as_str())
}

/// Returns the most telling stems that both have, in words: "share: letter, verified".
fn shared(one: &Statement, other: &Statement, left: &str, right: &str) -> String {
    let background = Background::embedded();
    let has =
        |statement: &Statement, stem: Stem| statement.stems.binary_search_by_key(&stem, |(stem, _)| *stem).is_ok();
    let mut words: BTreeMap<Stem, (usize, String)> = BTreeMap::new();
    for (idx, word) in stemmed(left).into_iter().chain(stemmed(right)).enumerate() {
        words.entry(word.stem).or_insert((idx, word.word));
    }
    for name in &one.names {
        for (word, stem) in stemmed(&name.name).into_iter().map(|word| (word.word, word.stem)) {
            words.entry(stem).or_insert((usize::MAX, word));
        }
    }
    let mut shared: Vec<(f32, usize, String)> = words
        .into_iter()
        .filter(|(stem, _)| background.telling(*stem) >= TELLING_MIN && has(one, *stem) && has(other, *stem))
        .map(|(stem, (idx, word))| (background.telling(stem), idx, word))
        .collect();
    shared.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, &a.2).cmp(&(b.1, &b.2))));
    shared.truncate(WORDS_SHOWN);
    shared.sort_by(|a, b| (a.1, &a.2).cmp(&(b.1, &b.2)));
    let shown: Vec<String> = shared.into_iter().map(|(_, _, word)| word).collect();
    format!("share: {}", shown.join(", "))
}

/// Returns what the variants of a matter disagree on: for each two and each slot the first claims that show it.
fn disagreements(members: &[Vec<u32>], division: &Division<'_>) -> Vec<Disagreement> {
    let mut found: BTreeMap<(Slot, usize, usize), Disagreement> = BTreeMap::new();
    for left in 0..members.len() {
        for right in left + 1..members.len() {
            let statement = |idx: &u32| &division.wholes.statements[*idx as usize];
            let pairs = members[left].iter().take(SHOWN_BY_MAX).flat_map(|one| {
                members[right].iter().take(SHOWN_BY_MAX).map(move |other| (statement(one), statement(other)))
            });
            // Of two claims of one source in one document the one says more, and does not contradict the other.
            let pairs = pairs.filter(|(one, other)| !are_of_one_voice(one, other));
            let mut compared: Vec<_> =
                pairs.map(|(one, other)| (one, other, slots::compare(one, other, division.same_entity))).collect();
            // What speaks for two claims that do not meet holds for all that say the same as they.
            if compared.iter().any(|(_, _, compared)| compared.apart.is_some()) {
                continue;
            }
            // Who denies a claim speaks of it; what says the contrary by itself shows more.
            let is_denial = |one: &Statement| one.polarity.turned_by.as_ref().is_some_and(|by| by.ends_with(DENIES));
            compared.sort_by_key(|(one, other, _)| is_denial(one) || is_denial(other));
            for (one, other, compared) in compared {
                for difference in compared.differences {
                    found.entry((difference.slot, left, right)).or_insert_with(|| Disagreement {
                        slot: difference.slot,
                        of: difference.of,
                        between: (left, right),
                        claims: (one.place, other.place),
                        words: difference.words,
                        can_both_hold: difference.can_both_hold,
                        because: difference.because,
                    });
                }
            }
        }
    }
    found.into_values().collect()
}
