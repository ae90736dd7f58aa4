//! What two claims on one matter disagree on: whether, how many, when, who or where.
//!
//! Not whether they are on one matter. Only what both say is compared: a claim without a number disagrees with none.
//!
//! Two questions, and the second asks for more. What fills a slot otherwise is kept [apart](differ) from what says the same,
//! for it may be about something else. To [disagree](compare), names and figures have to stand in each other's place, and
//! times have to be told alike finely: "in Riyadh" beside "in Saudi Arabia" or "since October" beside "in 2024" only says more.

use hearsay_reading::reading::{EntityId, EntityKind};
use hearsay_text::document::{Date, DocumentId};

use super::apart::apart;
use super::background::Background;
use super::frames::Frame;
use super::polarity::Polarity;
use super::quantities::{self, Fit};
use super::statement::{Name, Place, Statement, TELLING_MIN};
use super::stems::Stem;
use crate::entities::is_country;
use crate::record::Quantity;

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
    if days_differ(one, other) && entities_differ(one, other, EntityKind::Place, same_entity) {
        let apart = "they are of other days and other places, and so of two events";
        return Compared { apart: Some(apart.to_owned()), ..Compared::default() };
    }
    compared.differences.extend(whether(one, other));
    numbers(one, other, is_figure_in_place, &mut compared);
    compared.differences.extend(dates(one, other));
    for (kind, slot) in KINDS {
        compared.differences.extend(entities(one, other, (kind, slot), same_entity));
    }
    compared
}

/// The kinds of names that fill a slot.
const KINDS: [(EntityKind, Slot); 3] = [
    (EntityKind::Person, Slot::Person),
    (EntityKind::Organisation, Slot::Organisation),
    (EntityKind::Place, Slot::Place),
];

/// Returns whether two claims fill some slot differently, whether or not they disagree by that.
pub fn differ(one: &Statement, other: &Statement, same_entity: SameEntity<'_>) -> bool {
    apart(one, other).is_some()
        || whether(one, other).is_some()
        || numbers_differ(one, other)
        || days_differ(one, other)
        || KINDS.into_iter().any(|(kind, _)| entities_differ(one, other, kind, same_entity))
}

/// Returns whether one of two claims says that something is so and the other that it is not.
pub fn are_opposite(one: &Statement, other: &Statement) -> bool {
    whether(one, other).is_some()
}

/// Returns whether two claims give figures for the same that are neither equal nor rounded.
pub fn numbers_differ(one: &Statement, other: &Statement) -> bool {
    let mut compared = Compared::default();
    numbers(one, other, |_, _, _| true, &mut compared);
    !compared.differences.is_empty()
}

/// Opposite are claims of which one says that it is so and the other that it is not: by a negation before a word that both
/// have, by words that turn the whole, or by a source that denies it.
fn whether(one: &Statement, other: &Statement) -> Option<Difference> {
    if one.polarity.is_open || other.polarity.is_open {
        return None;
    }
    // A claim inside another of its document says nothing against it.
    let holds = |one: &Statement, other: &Statement| one.words.contains(&other.words);
    if one.place.document == other.place.document && (holds(one, other) || holds(other, one)) {
        return None;
    }
    let opposition = Polarity::opposition((&one.polarity, &one.stems), (&other.polarity, &other.stems))?;
    let [mine, theirs] = opposition.map(|words| words.unwrap_or(ASSERTED).to_owned());
    let words = (mine, theirs);
    let because = format!(
        "one says that it is so, the other that it is not: \u{2018}{}\u{2019} / \u{2018}{}\u{2019}",
        words.0, words.1
    );
    Some(Difference { slot: Slot::Whether, of: None, words, can_both_hold: false, because })
}

/// Returns whether a figure of the second claim is one that the first gives as well.
fn is_met(rival: &Quantity, (one, other): Both<'_>) -> bool {
    let fits = |quantity: &&Quantity| {
        quantities::are_comparable(quantity, rival, (&one.numbers, &other.numbers))
            && quantities::fit(quantity, rival) <= Fit::Rounded
    };
    one.numbers.iter().any(|quantity| fits(&quantity))
}

type Both<'a> = (&'a Statement, &'a Statement);

/// Returns whether two figures are told of one thing: both say of what, or they stand in the same words.
fn is_figure_in_place(quantity: &Quantity, rival: &Quantity, (one, other): Both<'_>) -> bool {
    let frame = |quantity: &Quantity, statement: &Statement| Frame::of_figure(&statement.words, &quantity.words);
    quantity.counted.is_some() && rival.counted.is_some()
        || frame(quantity, one).zip(frame(rival, other)).is_some_and(|(one, other)| one.is_that_of(&other))
}

/// Compares each quantity with what the other claim says of the same: the best fit counts.
fn numbers(
    one: &Statement,
    other: &Statement,
    is_asked: impl Fn(&Quantity, &Quantity, Both<'_>) -> bool,
    compared: &mut Compared,
) {
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
            Fit::Within | Fit::Excluded if !is_asked(quantity, rival, (one, other)) => {}
            // "Out of 28, seven" and "all seven": the seven are told of by both.
            Fit::Within | Fit::Excluded if is_met(rival, (one, other)) => {}
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
fn days_differ(one: &Statement, other: &Statement) -> bool {
    !one.times.is_empty()
        && !other.times.is_empty()
        && !one.times.iter().any(|time| other.times.iter().any(|rival| touch(*time, *rival)))
}

fn touch(one: (Date, Date), other: (Date, Date)) -> bool {
    one.0 <= other.1 && other.0 <= one.1
}

/// How finely a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grain {
    Day,
    Month,
    Year,
    Longer,
}

fn grain((begin, end): (Date, Date)) -> Grain {
    match end.day_number() - begin.day_number() {
        ..=2 => Grain::Day,
        3..=31 => Grain::Month,
        32..=366 => Grain::Year,
        _ => Grain::Longer,
    }
}

/// Claims disagree on when where each tells one time alike finely, and the days do not touch.
fn dates(one: &Statement, other: &Statement) -> Option<Difference> {
    if !days_differ(one, other) {
        return None;
    }
    let only = |statement: &Statement, asked: Grain| {
        let mut all = statement.times.iter().filter(|time| grain(**time) == asked);
        all.next().filter(|_| all.next().is_none()).copied()
    };
    let pairs = [Grain::Day, Grain::Month, Grain::Year, Grain::Longer].into_iter();
    let (first, second) = pairs.filter_map(|grain| only(one, grain).zip(only(other, grain))).next()?;
    let shown = |(begin, end): (Date, Date)| match begin == end {
        true => begin.to_string(),
        false => format!("{begin} to {end}"),
    };
    let words = (shown(first), shown(second));
    let because = format!("the days do not touch: {} / {}", words.0, words.1);
    Some(Difference { slot: Slot::Date, of: None, words, can_both_hold: false, because })
}

fn of_kind(statement: &Statement, kind: EntityKind) -> impl Iterator<Item = &Name> {
    statement.names.iter().filter(move |name| name.kind == kind)
}

/// Who and what differ where both claims name some of a kind and none of one is one of the other.
fn entities_differ(one: &Statement, other: &Statement, kind: EntityKind, same_entity: SameEntity<'_>) -> bool {
    let places = (one.place, other.place);
    let (left, right) = (of_kind(one, kind), || of_kind(other, kind));
    let mut left = left.peekable();
    left.peek().is_some()
        && right().next().is_some()
        && !left.any(|a| right().any(|b| are_same(a, b, places, same_entity)))
}

/// Claims disagree on who and where if those differ, and one stands in the words in which the other stands.
fn entities(
    one: &Statement,
    other: &Statement,
    (kind, slot): (EntityKind, Slot),
    same_entity: SameEntity<'_>,
) -> Option<Difference> {
    if !entities_differ(one, other, kind, same_entity) {
        return None;
    }
    let is_in_place = |a: &Name, b: &Name| {
        // A city and a country: the one may lie in the other.
        let may_hold = slot == Slot::Place && is_country(&a.name) != is_country(&b.name);
        !may_hold
            && !are_spelled_alike(a, b)
            && a.frame.as_ref().zip(b.frame.as_ref()).is_some_and(|(a, b)| a.is_that_of(b))
    };
    let mut pairs = of_kind(one, kind).flat_map(|a| of_kind(other, kind).map(move |b| (a, b)));
    let (first, second) = pairs.find(|(a, b)| is_in_place(a, b))?;
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

/// Returns whether two names may stand for one as writers spell and shorten them: "Wozniak" and "Wozniack", "IS" and
/// "ISIS", "the State House" and "the Old State House"; of people a family name is not enough.
fn are_spelled_alike(one: &Name, other: &Name) -> bool {
    let shared = one.stems.iter().filter(|stem| other.stems.contains(stem));
    let tells = |stem: &&Stem| Background::embedded().telling(**stem) >= TELLING_MIN;
    let is_in_full = |name: &Name| name.kind == EntityKind::Person && name.stems.len() > 1;
    if is_in_full(one) && is_in_full(other) {
        let given = |name: &Name| letters(name.name.split_whitespace().next().unwrap_or_default());
        let family = |name: &Name| letters(name.name.split_whitespace().last().unwrap_or_default());
        return are_nearly_one(&given(one), &given(other)) && are_nearly_one(&family(one), &family(other));
    }
    let (left, right) = (letters(&one.name), letters(&other.name));
    shared.filter(tells).count() > 0
        || are_nearly_one(&left, &right)
        || left.starts_with(&right)
        || right.starts_with(&left)
}

fn letters(name: &str) -> Vec<char> {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns whether two words differ in one place by two letters at most.
fn are_nearly_one(one: &[char], other: &[char]) -> bool {
    const LENGTH_MIN: usize = 4;
    const OTHER_MAX: usize = 2;
    let shorter = one.len().min(other.len());
    let before = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let behind = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    one == other || shorter >= LENGTH_MIN && one.len().max(other.len()) <= OTHER_MAX + (before + behind).min(shorter)
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
