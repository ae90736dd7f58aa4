//! What two claims on one matter disagree on: whether, how many, when, who or where.
//!
//! Not whether they are on one matter. Only what both say is compared: a claim without a number disagrees with none.

use hearsay_reading::reading::{EntityId, EntityKind};
use hearsay_text::document::{Date, DocumentId};

use super::apart::apart;
use super::quantities::{self, Fit};
use super::statement::{Name, Place, Statement};

/// What claims can disagree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Whether it is so.
    Whether,
    /// How many or how much.
    Number,
    /// When.
    Date,
    /// Which person.
    Person,
    /// Which organisation.
    Organisation,
    /// Which place.
    Place,
}

impl Slot {
    /// Returns the name that the user is shown: "they disagree on ...".
    pub fn name(self) -> &'static str {
        match self {
            Slot::Whether => "whether",
            Slot::Number => "how many",
            Slot::Date => "when",
            Slot::Person => "who",
            Slot::Organisation => "which organisation",
            Slot::Place => "where",
        }
    }
}

/// What a difference on whether says of the side that is not negated.
pub const ASSERTED: &str = "asserted";

/// Something that two claims fill differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What.
    pub slot: Slot,
    /// Of what: the words for what is counted.
    pub of: Option<String>,
    /// The words of the one and of the other.
    pub words: (String, String),
    /// Whether both can hold.
    pub can_both_hold: bool,
    /// Why, in words.
    pub because: String,
}

/// What comparing two claims on their slots gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// What they fill alike, in words: "10,000 = ten thousand".
    pub alike: Vec<String>,
    /// What they fill differently, by slot.
    pub differences: Vec<Difference>,
    /// Why they are two claims that do not contradict each other; then they disagree on nothing.
    pub apart: Option<String>,
}

/// An entity of a document of the case.
pub type EntityPlace = (DocumentId, EntityId);

/// Returns whether two entities of different documents are one; `None` where it is not known.
pub type SameEntity<'a> = &'a (dyn Fn(EntityPlace, EntityPlace) -> Option<bool> + Sync);

/// Compares what fills the slots of two claims.
pub fn compare(one: &Statement, other: &Statement, same_entity: SameEntity<'_>) -> Compared {
    let mut compared = Compared { apart: apart(one, other), ..Compared::default() };
    if compared.apart.is_some() {
        return compared;
    }
    compared.differences.extend(whether(one, other));
    numbers(one, other, &mut compared);
    compared.differences.extend(dates(one, other));
    for (kind, slot) in [
        (EntityKind::Person, Slot::Person),
        (EntityKind::Organisation, Slot::Organisation),
        (EntityKind::Place, Slot::Place),
    ] {
        compared.differences.extend(entities(one, other, (kind, slot), same_entity));
    }
    let differs = |slot: Slot| compared.differences.iter().any(|difference| difference.slot == slot);
    if differs(Slot::Date) && differs(Slot::Place) {
        let apart = "they are of other days and other places, and so of two events";
        return Compared { apart: Some(apart.to_owned()), ..Compared::default() };
    }
    compared
}

/// Returns whether two claims fill some slot differently: [`compare`] without the words.
pub fn differ(one: &Statement, other: &Statement, same_entity: SameEntity<'_>) -> bool {
    let compared = compare(one, other, same_entity);
    compared.apart.is_some() || !compared.differences.is_empty()
}

/// Returns whether one of two claims says that something is so and the other that it is not.
pub fn are_opposite(one: &Statement, other: &Statement) -> bool {
    whether(one, other).is_some()
}

/// Returns whether two claims give figures for the same that are neither equal nor rounded.
pub fn numbers_differ(one: &Statement, other: &Statement) -> bool {
    let mut compared = Compared::default();
    numbers(one, other, &mut compared);
    !compared.differences.is_empty()
}

/// Opposite are claims of which one says that it is so and the other that it is not: by a negation before a word that both
/// have, by words that turn the whole, or by a source that denies it.
fn whether(one: &Statement, other: &Statement) -> Option<Difference> {
    if one.polarity.is_open || other.polarity.is_open {
        return None;
    }
    let (left, right) = (negation_against(one, other), negation_against(other, one));
    let turns =
        [left.is_some() || right.is_some(), one.polarity.turned_by.is_some(), other.polarity.turned_by.is_some()];
    if turns.into_iter().filter(|turns| *turns).count() % 2 == 0 {
        return None;
    }
    let said = |statement: &Statement, negation: Option<&String>| {
        statement.polarity.turned_by.as_ref().or(negation).map_or(ASSERTED, String::as_str).to_owned()
    };
    let words = (said(one, left), said(other, right));
    let because = format!(
        "one says that it is so, the other that it is not: \u{2018}{}\u{2019} / \u{2018}{}\u{2019}",
        words.0, words.1
    );
    Some(Difference { slot: Slot::Whether, of: None, words, can_both_hold: false, because })
}

/// Returns the negation of a claim before a word that the other has without one.
fn negation_against<'a>(one: &'a Statement, other: &Statement) -> Option<&'a String> {
    let stands_bare = |stem| {
        other.stems.binary_search_by_key(&stem, |(stem, _)| *stem).is_ok()
            && other.polarity.negated.binary_search_by_key(&stem, |(stem, _)| *stem).is_err()
    };
    one.polarity.negated.iter().find(|(stem, _)| stands_bare(*stem)).map(|(_, negation)| negation)
}

/// Compares each quantity with what the other claim says of the same: the best fit counts.
fn numbers(one: &Statement, other: &Statement, compared: &mut Compared) {
    for quantity in &one.numbers {
        let alike = other
            .numbers
            .iter()
            .filter(|rival| quantities::are_comparable(quantity, rival, (&one.numbers, &other.numbers)));
        let Some((fit, rival)) =
            alike.map(|rival| (quantities::fit(quantity, rival), rival)).min_by_key(|(fit, _)| *fit)
        else {
            continue;
        };
        let words = (quantities::shown(quantity), quantities::shown(rival));
        match fit {
            Fit::Equal if words.0 == words.1 => {}
            Fit::Equal => compared.alike.push(format!("{} = {}", words.0, words.1)),
            Fit::Rounded => compared.alike.push(format!("{} \u{2248} {}", words.0, words.1)),
            Fit::Within | Fit::Excluded => {
                let of = quantity.counted.clone().or_else(|| rival.counted.clone());
                let can_both_hold = fit == Fit::Within;
                let told = if can_both_hold { "both can hold" } else { "both cannot hold" };
                let because = format!("\u{2018}{}\u{2019} / \u{2018}{}\u{2019}: {told}", words.0, words.1);
                compared.differences.push(Difference { slot: Slot::Number, of, words, can_both_hold, because });
                return;
            }
        }
    }
}

/// Days differ where both claims name some and none of one touches one of the other.
fn dates(one: &Statement, other: &Statement) -> Option<Difference> {
    let (first, second) = (one.times.first()?, other.times.first()?);
    let touch = |a: &(Date, Date), b: &(Date, Date)| a.0 <= b.1 && b.0 <= a.1;
    if one.times.iter().any(|a| other.times.iter().any(|b| touch(a, b))) {
        return None;
    }
    let shown = |(begin, end): &(Date, Date)| match begin == end {
        true => begin.to_string(),
        false => format!("{begin} to {end}"),
    };
    let words = (shown(first), shown(second));
    let because = format!("the days do not touch: {} / {}", words.0, words.1);
    Some(Difference { slot: Slot::Date, of: None, words, can_both_hold: false, because })
}

/// Who and what differ where both claims name some of a kind and none of one is one of the other.
fn entities(
    one: &Statement,
    other: &Statement,
    (kind, slot): (EntityKind, Slot),
    same_entity: SameEntity<'_>,
) -> Option<Difference> {
    let of_kind = |statement: &Statement| {
        statement.names.iter().filter(move |name| name.kind == kind).cloned().collect::<Vec<Name>>()
    };
    let (left, right) = (of_kind(one), of_kind(other));
    let (first, second) = (left.first()?, right.first()?);
    let places = (one.place, other.place);
    if left.iter().any(|a| right.iter().any(|b| are_same(a, b, places, same_entity))) {
        return None;
    }
    let words = (first.name.clone(), second.name.clone());
    let because = format!("\u{2018}{}\u{2019} / \u{2018}{}\u{2019}, and no other that both name", words.0, words.1);
    Some(Difference { slot, of: None, words, can_both_hold: false, because })
}

/// Returns whether two names stand for one: as the case has it, else by their words.
///
/// Where the case holds them for two, one may still be a part of the other: "Karst" and "the Karst Pass".
fn are_same(one: &Name, other: &Name, (left, right): (Place, Place), same_entity: SameEntity<'_>) -> bool {
    let known = match left.document == right.document {
        true => Some(one.entity == other.entity),
        false => same_entity((left.document, one.entity), (right.document, other.entity)),
    };
    match known {
        Some(false) => is_part(one, other) || is_part(other, one),
        known => known.unwrap_or_else(|| are_alike(one, other)),
    }
}

/// Returns whether `large` has all words of `small`.
fn is_part(large: &Name, small: &Name) -> bool {
    !small.stems.is_empty() && small.stems.iter().all(|stem| large.stems.contains(stem))
}

/// Names are alike where one holds all words of the other, they end alike, or one is made of the other's first letters.
fn are_alike(one: &Name, other: &Name) -> bool {
    let last = |name: &Name| name.stems.last().copied();
    is_part(one, other)
        || is_part(other, one)
        || (last(one).is_some() && last(one) == last(other))
        || abbreviates(&one.name, &other.name)
        || abbreviates(&other.name, &one.name)
}

/// Returns whether `short` is made of the first letters of the words of `long`: "FSB".
fn abbreviates(short: &str, long: &str) -> bool {
    const LETTERS_MIN: usize = 2;
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).collect();
    let firsts = |is_counted: fn(char) -> bool| -> Vec<char> {
        long.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| is_counted(*c)).collect()
    };
    letters.len() >= LETTERS_MIN
        && letters.iter().all(|c| c.is_uppercase())
        && (letters == firsts(char::is_uppercase) || letters == firsts(char::is_alphanumeric))
}
