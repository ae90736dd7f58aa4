//! The words that say how what is told compares with a number: "more than", "up to", "or so".

use std::ops::Range;

use super::Comparison;
use super::quantities::Quantity;
use crate::passage::Passage;

/// Phrases before a number; of two that fit the longer comes first.
const BEFORE: &[(&[&str], Comparison)] = &[
    (&["no", "more", "than"], Comparison::AtMost),
    (&["not", "more", "than"], Comparison::AtMost),
    (&["no", "fewer", "than"], Comparison::AtLeast),
    (&["no", "less", "than"], Comparison::AtLeast),
    (&["not", "less", "than"], Comparison::AtLeast),
    (&["a", "minimum", "of"], Comparison::AtLeast),
    (&["a", "maximum", "of"], Comparison::AtMost),
    (&["a", "total", "of"], Comparison::Exactly),
    (&["as", "many", "as"], Comparison::AtMost),
    (&["as", "much", "as"], Comparison::AtMost),
    (&["as", "few", "as"], Comparison::AtLeast),
    (&["in", "excess", "of"], Comparison::MoreThan),
    (&["more", "than"], Comparison::MoreThan),
    (&["greater", "than"], Comparison::MoreThan),
    (&["higher", "than"], Comparison::MoreThan),
    (&["upwards", "of"], Comparison::MoreThan),
    (&["fewer", "than"], Comparison::LessThan),
    (&["less", "than"], Comparison::LessThan),
    (&["lower", "than"], Comparison::LessThan),
    (&["at", "least"], Comparison::AtLeast),
    (&["at", "most"], Comparison::AtMost),
    (&["up", "to"], Comparison::AtMost),
    (&["close", "to"], Comparison::About),
    (&["just", "over"], Comparison::MoreThan),
    (&["just", "under"], Comparison::LessThan),
    (&["an", "estimated"], Comparison::About),
    (&["well", "over"], Comparison::MoreThan),
    (&["over"], Comparison::MoreThan),
    (&["above"], Comparison::MoreThan),
    (&["exceeding"], Comparison::MoreThan),
    (&["exceeded"], Comparison::MoreThan),
    (&["exceeds"], Comparison::MoreThan),
    (&["exceed"], Comparison::MoreThan),
    (&["surpassed"], Comparison::MoreThan),
    (&["surpassing"], Comparison::MoreThan),
    (&["topped"], Comparison::MoreThan),
    (&["under"], Comparison::LessThan),
    (&["below"], Comparison::LessThan),
    (&["about"], Comparison::About),
    (&["around"], Comparison::About),
    (&["approximately"], Comparison::About),
    (&["roughly"], Comparison::About),
    (&["nearly"], Comparison::About),
    (&["almost"], Comparison::About),
    (&["some"], Comparison::About),
    (&["estimated"], Comparison::About),
    (&["circa"], Comparison::About),
    (&["between"], Comparison::Between),
    (&["from"], Comparison::Between),
    (&["exactly"], Comparison::Exactly),
];

/// Phrases behind a number.
const BEHIND: &[(&[&str], Comparison)] = &[
    (&["or", "more"], Comparison::AtLeast),
    (&["or", "so"], Comparison::About),
    (&["or", "fewer"], Comparison::AtMost),
    (&["or", "less"], Comparison::AtMost),
    (&["at", "least"], Comparison::AtLeast),
    (&["at", "most"], Comparison::AtMost),
    (&["plus"], Comparison::AtLeast),
];

/// Returns how what is told compares with a number, and the tokens that say so.
pub(super) fn comparison(
    passage: &Passage<'_>,
    sentence: Range<usize>,
    quantity: &Quantity,
) -> Option<(Comparison, Range<usize>)> {
    if quantity.is_open {
        return Some((Comparison::AtLeast, quantity.end - 1..quantity.end));
    }
    let is_said = |begin: usize, phrase: &[&str]| {
        phrase.iter().enumerate().all(|(place, word)| passage.word(begin + place).eq_ignore_ascii_case(word))
    };
    let before = BEFORE.iter().find_map(|(phrase, comparison)| {
        // "up to a third": the article belongs to the number.
        let begin = quantity.begin.checked_sub(phrase.len()).filter(|begin| *begin >= sentence.start)?;
        let is_range = matches!(comparison, Comparison::Between);
        (is_said(begin, phrase) && (!is_range || quantity.high.is_some()))
            .then_some((*comparison, begin..quantity.begin))
    });
    before.or_else(|| {
        BEHIND.iter().find_map(|(phrase, comparison)| {
            let end = quantity.end + phrase.len();
            let is_part = end <= sentence.end && is_said(quantity.end, phrase);
            is_part.then_some((*comparison, quantity.end..end))
        })
    })
}
