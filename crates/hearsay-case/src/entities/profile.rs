//! What is known, from one document, of somebody whom it names: all that two are compared by.
//!
//! Not where it stands. Equal profiles are one thing to every comparison, so a name that stands in thousands of documents
//! is compared once.

use hearsay_reading::reading::EntityKind;

use super::bodies::BodyName;
use super::lists::{lists, only_country};
use super::persons::{Parsed, PersonName};
use super::roles::{Field, Rank, field_of, office_of, rank_of};

/// What two who are named are compared by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Profile {
    /// What it is; corrected where the name itself tells.
    pub(super) kind: EntityKind,
    /// Its name.
    pub(super) name: Name,
    /// The country that its role or name tells.
    pub(super) country: Option<&'static str>,
    /// What it does, where a role tells.
    pub(super) field: Option<Field>,
    /// The rank of a soldier.
    pub(super) rank: Option<Rank>,
    /// The noun of its role: "president".
    pub(super) office: Option<String>,
}

/// A name in the form that fits what it names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    /// Given name and surname.
    Person(Box<PersonName>),
    /// A body, an outlet, a place, a people: more than one word, or one that is known.
    Body(Box<BodyName>),
    /// One word that many bodies have in their names, and so nobody's own: "the Association".
    Common(String),
    /// One word that may be a surname, a given name or a body's short name; folded.
    Single {
        /// The word.
        word: String,
        /// Whether it is an acronym: all in capitals, or with dots.
        is_acronym: bool,
    },
}

/// What a document says beside a name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said<'a> {
    /// What it is said to be.
    pub(super) role: Option<&'a str>,
    /// Its rank.
    pub(super) rank: Option<&'a str>,
    /// The name of whose it is.
    pub(super) owner: Option<&'a str>,
    /// The country that the document is about.
    pub(super) setting: Option<&'static str>,
}

impl Profile {
    /// Returns what is to be compared of a name; nothing where no letter is in it.
    pub(super) fn of(kind: EntityKind, name: &str, said: Said<'_>) -> Option<Profile> {
        let whole = said.role.and_then(|role| with_given_name(role, name));
        let name = whole.as_deref().unwrap_or(name);
        let body = BodyName::parse(name)?;
        let words = [said.role, said.rank];
        let told = || words.iter().flatten().find_map(|words| only_country(words));
        let office = said.role.and_then(office_of);
        let plain = |kind, name, country| Profile {
            kind,
            name,
            country,
            field: said.role.and_then(field_of),
            rank: said.rank.and_then(rank_of),
            office: office.clone(),
        };
        let is_single = body.words.len() == 1;
        let kind = body.kind(kind);
        if body.known.is_some() || body.is_country {
            let country = body.known.and_then(|known| lists().body(known).country);
            let body = Name::Body(Box::new(body));
            return Some(Profile { field: None, rank: None, office: None, ..plain(kind, body, country) });
        }
        if body.is_bare_institution() && kind != EntityKind::Person {
            return Some(plain(kind, Name::Common(body.words[0].clone()), None));
        }
        // "U.S. Marine", "Canadian Hero".
        let begins_with_country = lists().country_at(&body.words).is_some() && !lists().is_given(&body.words[0]);
        let may_be_person = matches!(kind, EntityKind::Person | EntityKind::Unknown);
        let may_be_person = may_be_person && (is_single || !begins_with_country);
        if may_be_person && !body.is_generic {
            return match PersonName::parse(name)? {
                Parsed::Single(word) => {
                    let single = Name::Single { word, is_acronym: body.is_acronym };
                    Some(plain(kind, single, told()))
                }
                Parsed::Full(full) if kind == EntityKind::Person || lists().is_given(&full.given) => {
                    Some(plain(EntityKind::Person, Name::Person(full), told()))
                }
                Parsed::Full(_) => Some(plain(kind, Name::Body(Box::new(body)), None)),
            };
        }
        if is_single && !body.is_generic && !body.is_domain {
            let single = Name::Single { word: body.words[0].clone(), is_acronym: body.is_acronym };
            return Some(Profile { field: None, rank: None, office: None, ..plain(kind, single, None) });
        }
        let country = body.country.or_else(|| said.owner.and_then(only_country));
        let country = country.or(said.setting.filter(|_| body.is_generic && body.words.len() > 1));
        let body = Name::Body(Box::new(body));
        Some(Profile { field: None, rank: None, office: None, ..plain(kind, body, country) })
    }

    /// Returns the one word of a short name.
    pub(super) fn single(&self) -> Option<&str> {
        match &self.name {
            Name::Single { word, .. } => Some(word),
            _ => None,
        }
    }
}

/// "Rep. Sander M." beside "Levin": where the reader takes a given name for a part of the role.
fn with_given_name(role: &str, name: &str) -> Option<String> {
    let mut words = role.split_whitespace().rev();
    let (initial, given) = (words.next()?, words.next()?);
    let is_initial = initial.len() == 2 && initial.ends_with('.') && initial.starts_with(char::is_uppercase);
    let is_name = given.starts_with(char::is_uppercase) && !given.ends_with('.') && given.chars().count() > 1;
    (is_initial && is_name && !name.contains(char::is_whitespace)).then(|| format!("{given} {initial} {name}"))
}
