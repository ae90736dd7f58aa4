//! What speaks for two artefacts being one, in points, and what forbids it.
//!
//! Points are for adding up only and are never shown; the agreements are, in words.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_reading::reading::ArtefactRole;

use super::candidates::Unit;
use super::kinds::{go_together, is_one_of_a_matter, is_one_of_many};
use super::sketch::{Hand, Ordinal, Sketch};
use super::wording::{Alike, alike};
use crate::entities::Surety;

/// At so many points two are one.
const LIKELY: u32 = 4;
const CERTAIN: u32 = 8;
/// At so many the analyst is asked.
const POSSIBLE: u32 = 3;
/// So much speaks against two of which only one has a number.
const NUMBERED: u32 = 3;

/// Who had a hand in an artefact in a role, as who they are in the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resolved<'a> {
    pub(super) hand: &'a Hand,
    /// The place in the entities of the case.
    pub(super) who: Option<usize>,
    /// Its name there.
    pub(super) name: Option<&'a str>,
}

/// What speaks for one, with points and the words that the analyst sees.
#[derive(Debug, Default)]
struct Agreements {
    points: u32,
    told: Vec<String>,
    /// Who is in both: the most that it counts for, and as what. Somebody counts once, in however many roles.
    who: BTreeMap<usize, (u32, String)>,
}

impl Agreements {
    fn add(&mut self, points: u32, told: impl Into<String>) {
        let told = told.into();
        if !self.told.contains(&told) {
            self.points += points;
            self.told.push(told);
        }
    }

    fn add_somebody(&mut self, who: Option<usize>, points: u32, told: String) {
        let Some(who) = who else { return self.add(points, told) };
        let known = self.who.entry(who).or_insert((0, String::new()));
        if known.0 < points {
            *known = (points, told);
        }
    }

    fn settle(&mut self) {
        for (points, told) in std::mem::take(&mut self.who).into_values() {
            self.add(points, told);
        }
    }
}

/// Returns why two cannot be one, if anything forbids it.
pub(super) fn conflict(one: &Unit<'_>, other: &Unit<'_>) -> Option<&'static str> {
    let (a, b) = (one.sketch, other.sketch);
    if one.member.document == other.member.document && !a.may_be(b) {
        return Some("a document tells them apart");
    }
    if !go_together(&a.artefact.kind, &b.artefact.kind) {
        return Some("they are of different kinds");
    }
    if ordinals_exclude(a.ordinal, b.ordinal) {
        return Some("one is told apart from another by its number");
    }
    if lengths_differ(a, b) {
        return Some("they are of different lengths");
    }
    if parties_differ(one, other, ArtefactRole::Author) {
        return Some("they have different authors");
    }
    if parties_differ(one, other, ArtefactRole::Recipient) {
        return Some("they have different recipients");
    }
    if parties_differ(one, other, ArtefactRole::Participant) {
        return Some("others take part in them");
    }
    let is_far = !a.days.is_empty()
        && !b.days.is_empty()
        && a.days.iter().all(|(day, _)| b.days.iter().all(|(other, _)| day.is_far_from(*other)));
    is_far.then_some("their dates are far apart")
}

fn ordinals_exclude(one: Option<Ordinal>, other: Option<Ordinal>) -> bool {
    match (one, other) {
        (Some(Ordinal::Later(one)), Some(Ordinal::Later(other))) => one != other,
        (Some(Ordinal::First), Some(other)) | (Some(other), Some(Ordinal::First)) => other != Ordinal::First,
        _ => false,
    }
}

/// Whether one is told as "a second letter" and the other without a number: it can be the second to the one writer and the
/// only one to the other, but mostly it is not.
fn is_numbered_in_one(one: Option<Ordinal>, other: Option<Ordinal>) -> bool {
    let is_later = |ordinal| !matches!(ordinal, None | Some(Ordinal::First));
    one.is_none() && is_later(other) || other.is_none() && is_later(one)
}

/// Whether both are said to be so many pages or minutes long, and not so many of any of these.
fn lengths_differ(one: &Sketch, other: &Sketch) -> bool {
    let is_of_unit = |unit: &str| one.lengths.iter().any(|(_, own)| own == unit);
    let is_asked = other.lengths.iter().any(|(_, unit)| is_of_unit(unit));
    is_asked && one.lengths.is_disjoint(&other.lengths)
}

/// Whether both name somebody in a role and nobody named is in both.
fn parties_differ(one: &Unit<'_>, other: &Unit<'_>, role: ArtefactRole) -> bool {
    let named = |unit: &Unit<'_>| -> BTreeSet<usize> {
        let hands = unit.hands.iter().filter(|one| one.hand.role == role && one.hand.is_named);
        hands.filter_map(|one| one.who).collect()
    };
    let (a, b) = (named(one), named(other));
    !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
}

/// Returns how sure it is that two are one and why, if anything speaks for it.
pub(super) fn compare(one: &Unit<'_>, other: &Unit<'_>) -> Option<(Surety, String)> {
    let (a, b) = (one.sketch, other.sketch);
    if !go_together(&a.artefact.kind, &b.artefact.kind) {
        return None;
    }
    let mut found = Agreements::default();
    for left in &one.hands {
        for right in &other.hands {
            hands(left, right, is_one_of_many(&a.artefact.kind), &mut found);
        }
    }
    let is_by_somebody = !found.who.is_empty();
    found.settle();
    by_outlet(one, other, &mut found);
    by_outlet(other, one, &mut found);
    beside(a, b, &mut found);
    let by_themselves = found.points;
    around(one, other, &mut found);
    // What is said around two pictures or videos is said of many: it asks, and does not join.
    let is_of_matter = is_one_of_a_matter(&a.artefact.kind) && is_one_of_a_matter(&b.artefact.kind);
    let is_close = is_by_somebody || !are_months_apart(one, other);
    let is_enough = is_of_matter || is_close && (by_themselves >= LIKELY || by_themselves > 1 && found.points > LIKELY);
    let points_max = if is_enough { u32::MAX } else { POSSIBLE };
    let mut points = found.points.min(points_max);
    let is_here = one.member.document == other.member.document;
    if is_numbered_in_one(a.ordinal, b.ordinal) && !is_here {
        points = points.saturating_sub(NUMBERED);
        found.told.push("though one is told apart from another".to_owned());
    }
    let surety = match points {
        CERTAIN.. => Surety::Certain,
        LIKELY.. => Surety::Likely,
        POSSIBLE.. => Surety::Possible,
        _ => return None,
    };
    Some((surety, found.told.join("; ")))
}

/// Whether one document says that the outlet of the other had a hand in it: "the recording published by Open Line".
fn by_outlet(one: &Unit<'_>, other: &Unit<'_>, found: &mut Agreements) {
    let Some((outlet, name)) = other.outlet.filter(|(outlet, _)| one.outlet.is_none_or(|(own, _)| own != *outlet))
    else {
        return;
    };
    if one.hands.iter().any(|hand| hand.who == Some(outlet) && is_on_its_way(hand.hand.role)) {
        found.add(3, format!("the one is from ‘{name}’, who tells of the other"));
    } else if one.around.contains_key(&outlet) {
        found.add(2, format!("‘{name}’ is named with the one and tells of the other"));
    }
}

/// Whether their documents lie so far apart that each may tell of a picture of its own days.
fn are_months_apart(one: &Unit<'_>, other: &Unit<'_>) -> bool {
    const DAYS_MAX: i32 = 60;
    let days = one.published.zip(other.published).map(|(one, other)| (one.day_number() - other.day_number()).abs());
    days.is_some_and(|days| days > DAYS_MAX)
}

/// What stands around them: whoever is named there, what is said there, and that neither document tells of another.
fn around(one: &Unit<'_>, other: &Unit<'_>, found: &mut Agreements) {
    const NAMES_MAX: usize = 2;
    const WORDS_MIN: usize = 5;
    let (a, b) = (one.sketch, other.sketch);
    let has_hand = |who: &usize| one.hands.iter().chain(&other.hands).any(|hand| hand.who == Some(*who));
    let names = one.around.iter().filter(|(who, _)| other.around.contains_key(who) && !has_hand(who));
    let names: Vec<&str> = names.map(|(_, name)| *name).take(NAMES_MAX).collect();
    let is_here = one.member.document == other.member.document;
    let words: Vec<&str> = a.said.intersection(&b.said).map(String::as_str).collect();
    let is_told_alike = words.len() >= WORDS_MIN && 3 * words.len() >= a.said.len().min(b.said.len());
    if !names.is_empty() {
        found.add(names.len() as u32, format!("‘{}’ named with both", names.join("’ and ‘")));
    }
    if is_told_alike {
        found.add(2, "what is said with both is alike");
    }
    if is_here {
        let points = if a.is_sole && b.is_sole && is_one_of_a_matter(&a.artefact.kind) { LIKELY } else { 2 };
        found.add(points, "their document tells them apart by nothing");
    } else if a.is_sole && b.is_sole && found.points > 1 && !is_numbered_in_one(a.ordinal, b.ordinal) {
        found.add(1, format!("neither document tells of another {}", a.artefact.kind));
    }
}

/// What is compared beside those who had a hand in it: days, names, claims.
fn beside(a: &Sketch, b: &Sketch, found: &mut Agreements) {
    let is_same_day = a.days.iter().any(|(day, _)| b.days.iter().any(|(other, _)| day.may_be(*other)));
    if is_same_day {
        found.add(2, "the same day");
    }
    let called: Vec<&str> = a.called.intersection(&b.called).map(String::as_str).collect();
    if !called.is_empty() {
        found.add(if called.len() > 1 { 3 } else { 2 }, format!("both called by ‘{}’", called.join(" ")));
    }
    let lengths: Vec<String> =
        a.lengths.intersection(&b.lengths).map(|(number, unit)| format!("{number} {unit}s")).collect();
    if !lengths.is_empty() {
        found.add(2, format!("both are ‘{}’ long", lengths.join(" ")));
    }
    let pairs = a.claims.iter().flat_map(|claim| b.claims.iter().map(move |other| (claim, other)));
    match pairs.filter_map(|(claim, other)| alike(claim, other)).max() {
        Some(Alike::Mostly) => found.add(4, "both are said to say the same"),
        Some(Alike::Partly) => found.add(3, "both are said to say much the same"),
        None => {}
    }
}

/// Whether somebody passed it on, or it came to or out at them.
fn is_on_its_way(role: ArtefactRole) -> bool {
    use ArtefactRole::{LeakedBy, ObtainedBy, PublishedBy, Recipient, RecordedBy, Where};
    matches!(role, LeakedBy | ObtainedBy | PublishedBy | Recipient | RecordedBy | Where)
}

fn hands(left: &Resolved<'_>, right: &Resolved<'_>, is_of_many: bool, found: &mut Agreements) {
    let (role, other) = (left.hand.role, right.hand.role);
    let is_same = left.who.is_some() && left.who == right.who;
    let shared: Vec<&str> = left.hand.words.intersection(&right.hand.words).map(String::as_str).collect();
    let words = if is_same { left.name.unwrap_or_default().to_owned() } else { shared.join(" ") };
    let who = left.who.filter(|_| is_same);
    if role != other {
        if is_same && is_on_its_way(role) && is_on_its_way(other) {
            found.add_somebody(who, 1, format!("‘{words}’ has a hand in both"));
        }
        return;
    }
    let told = |what: &str| format!("the same {what}, ‘{words}’");
    match role {
        ArtefactRole::Author if is_same => found.add_somebody(who, if is_of_many { 2 } else { 3 }, told("author")),
        ArtefactRole::Participant if is_same => found.add_somebody(who, 2, told("party")),
        ArtefactRole::About if is_same => found.add_somebody(who, 2, told("matter")),
        ArtefactRole::About if shared.len() > 1 => found.add_somebody(who, 2, told("matter")),
        ArtefactRole::Where if is_same || !shared.is_empty() => found.add_somebody(who, 1, told("place")),
        _ if is_same => found.add_somebody(who, 2, format!("the same {}, ‘{words}’", said(role))),
        // "An officer of the coastguard" and "a coastguard officer": nobody's name, but told alike.
        _ if !left.hand.is_named && !right.hand.is_named && shared.len() > 1 => {
            found.add_somebody(who, 2, format!("{} told alike, ‘{words}’", said(role)));
        }
        _ if !left.hand.is_named && !right.hand.is_named && is_telling_alone(&shared) => {
            found.add_somebody(who, 1, format!("{} told alike, ‘{words}’", said(role)));
        }
        _ => {}
    }
}

/// One word that few are described by.
fn is_telling_alone(shared: &[&str]) -> bool {
    const TELLING: &[&str] = &["defector", "informant", "insider", "mole", "whistleblower", "whistle"];
    shared.iter().any(|word| TELLING.contains(word))
}

fn said(role: ArtefactRole) -> &'static str {
    match role {
        ArtefactRole::Author => "author",
        ArtefactRole::Participant => "party",
        ArtefactRole::Recipient => "recipient",
        ArtefactRole::About => "matter",
        ArtefactRole::RecordedBy => "one who recorded it",
        ArtefactRole::ObtainedBy => "one who has it",
        ArtefactRole::LeakedBy => "one who leaked it",
        ArtefactRole::PublishedBy => "publisher",
        ArtefactRole::Where => "place",
        ArtefactRole::When => "time",
    }
}
