//! Whether two who are named in two documents can be one, must be two, or are likely one, and why.
//!
//! Looks at the two profiles and at the committed lists alone, so the answer is the same in every case. Short names (a
//! surname alone, an initial, an acronym) are not settled here: they depend on who else bears them, see `short_names`.

use hearsay_reading::reading::EntityKind;

use super::Surety;
use super::bodies::BodyName;
use super::lists::lists;
use super::persons::PersonName;
use super::profile::{Name, Profile};
use super::romanisation;

/// What the comparison of two came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    /// Nothing speaks for one.
    Unrelated,
    /// They are one, so surely, because.
    One(Surety, String),
}

/// Returns why two cannot be one, if anything forbids it.
pub(super) fn conflict(one: &Profile, other: &Profile) -> Option<&'static str> {
    if one == other {
        return None;
    }
    if !kinds_agree(one.kind, other.kind) {
        return Some("they are not of one kind");
    }
    match (&one.name, &other.name) {
        (Name::Person(a), Name::Person(b)) => {
            if let Some(because) = names_conflict(a, b) {
                return Some(because);
            }
        }
        (Name::Body(a), Name::Body(b)) => {
            if let Some(because) = bodies_conflict(a, b) {
                return Some(because);
            }
        }
        _ => {}
    }
    said_conflict(one, other)
}

/// What is said of the two beside their names.
fn said_conflict(one: &Profile, other: &Profile) -> Option<&'static str> {
    if let (Some(a), Some(b)) = (one.country, other.country)
        && a != b
    {
        return Some("they are of different countries");
    }
    if let (Some(a), Some(b)) = (one.rank, other.rank)
        && a != b
        && (a as u8).abs_diff(b as u8) > 1
    {
        return Some("their ranks are far apart");
    }
    match (one.field, other.field) {
        (Some(a), Some(b)) if a != b => Some("they are said to do different things"),
        _ => None,
    }
}

fn kinds_agree(one: EntityKind, other: EntityKind) -> bool {
    let is_of_many = |kind| matches!(kind, EntityKind::Organisation | EntityKind::Group);
    one == other || one == EntityKind::Unknown || other == EntityKind::Unknown || is_of_many(one) && is_of_many(other)
}

fn names_conflict(one: &PersonName, other: &PersonName) -> Option<&'static str> {
    if one.whole == other.whole && one.suffix == other.suffix {
        return None;
    }
    if given_agree(one, other).is_none() {
        return Some("their given names differ");
    }
    if one.suffix != other.suffix {
        return Some("one of them is a junior or the like");
    }
    let differ =
        one.middle.iter().zip(&other.middle).any(|(a, b)| !a.starts_with(b.as_str()) && !b.starts_with(a.as_str()));
    let is_read_alike = one.sounds.middle_agrees(&other.sounds);
    (differ && !is_read_alike).then_some("their second names differ")
}

/// How two given names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Given {
    Equal,
    Short,
    Romanised,
    Initial,
}

fn given_agree(one: &PersonName, other: &PersonName) -> Option<Given> {
    if one.given == other.given {
        return Some(Given::Equal);
    }
    // "John F. Doe" and "J. Frank Doe", "Mary Jane Lee" called "Jane Lee", are left to the analyst.
    if one.is_initial() || other.is_initial() {
        let (short, long) = if one.is_initial() { (one, other) } else { (other, one) };
        let begins = long.given.starts_with(short.given.as_str()) || long.sounds.given_begins_like(&short.sounds);
        return begins.then_some(Given::Initial);
    }
    if lists().stand_for_one(&one.given, &other.given) {
        return Some(Given::Short);
    }
    one.sounds.given_agrees(&other.sounds).map(|_| Given::Romanised)
}

fn bodies_conflict(one: &BodyName, other: &BodyName) -> Option<&'static str> {
    if let (Some(a), Some(b)) = (one.known, other.known)
        && a != b
    {
        return Some("they are known as two bodies");
    }
    if one.is_country != other.is_country || one.is_country && one.words != other.words {
        return Some("one is a country and the other is not it");
    }
    (one.is_generic && other.is_generic && one.words != other.words).then_some("they are two offices of state")
}

/// Returns what speaks for two being one; what forbids it is [`conflict`]'s.
pub(super) fn compare(one: &Profile, other: &Profile) -> Compared {
    match (&one.name, &other.name) {
        (Name::Person(a), Name::Person(b)) => persons(one, other, a, b),
        (Name::Body(a), Name::Body(b)) => bodies(one, other, a, b),
        // A name of two words of which a document does not tell that it is a person's.
        (Name::Person(person), Name::Body(body)) | (Name::Body(body), Name::Person(person))
            if person.whole == body.whole() =>
        {
            Compared::One(Surety::Likely, "the same name".to_owned())
        }
        _ => Compared::Unrelated,
    }
}

fn persons(one: &Profile, other: &Profile, a: &PersonName, b: &PersonName) -> Compared {
    if a.is_initial() || b.is_initial() {
        return Compared::Unrelated;
    }
    let is_same_office = one.office.is_some() && one.office == other.office;
    let is_same_surname = a.surnames().any(|surname| b.surnames().any(|other| other == surname));
    let reason = |surety, because: &str| Compared::One(surety, because.to_owned());
    if a.whole == b.whole || is_same_surname && a.given == b.given {
        return match is_same_office {
            true => reason(Surety::Certain, "the same given name and surname, and the same office"),
            false => reason(Surety::Likely, "the same given name and surname"),
        };
    }
    // Two of one surname with other offices and other forms of a given name may well be two.
    let has_other_office = one.office.is_some() && other.office.is_some() && !is_same_office;
    let surety = if has_other_office || is_common(a) || is_common(b) { Surety::Possible } else { Surety::Likely };
    if is_same_surname && lists().stand_for_one(&a.given, &b.given) {
        return reason(surety, "the same surname, and given names that stand for one another");
    }
    let given = given_agree(a, b).map(|how| match how {
        Given::Romanised => a.sounds.given_agrees(&b.sounds).unwrap_or_default(),
        _ => "given names that stand for one another".to_owned(),
    });
    let surname =
        if is_same_surname { Some("the same surname".to_owned()) } else { a.sounds.surname_agrees(&b.sounds) };
    match (given, surname) {
        (Some(given), Some(surname)) => Compared::One(surety, format!("{surname}, and {given}")),
        _ => Compared::Unrelated,
    }
}

/// "Mohamed Ali": a surname that is a given name too, with a given name that many bear, in spellings that vary.
fn is_common(name: &PersonName) -> bool {
    const GIVEN_BY_MANY: &[&str] = &["abdula", "ahmad", "ali", "hasan", "husain", "muhamad"];
    let is_given_by_many = name.sounds.given_keys().iter().any(|given| GIVEN_BY_MANY.contains(&given.as_str()));
    name.sounds.is_arabic() && is_given_by_many && romanisation::is_arabic_given(&name.surname)
}

fn bodies(one: &Profile, other: &Profile, a: &BodyName, b: &BodyName) -> Compared {
    let reason = |surety, because: &str| Compared::One(surety, because.to_owned());
    if a.known.is_some() && a.known == b.known {
        return reason(Surety::Certain, "names of one body, as listed");
    }
    if a.is_generic != b.is_generic {
        return Compared::Unrelated;
    }
    if a.is_generic {
        return match (one.country, other.country) {
            _ if a.words != b.words => Compared::Unrelated,
            (Some(a), Some(b)) if a != b => Compared::Unrelated,
            (None, _) | (_, None) if a.words.len() == 1 => Compared::Unrelated,
            (Some(a), Some(b)) if a == b => reason(Surety::Likely, "the same office of the same country"),
            _ => reason(Surety::Possible, "the same office of state, but of which country is not known of both"),
        };
    }
    if a.words == b.words {
        return reason(Surety::Certain, "the same name");
    }
    let is_same_whole = a.whole() == b.whole();
    match is_same_whole {
        true if a.is_domain != b.is_domain => reason(Surety::Likely, "one is the other’s domain"),
        true => reason(Surety::Likely, "the same name but for blanks"),
        false => Compared::Unrelated,
    }
}
