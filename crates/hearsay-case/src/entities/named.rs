//! Whom and what one document names, as far as comparing needs it.
//!
//! Made from a record and from nothing else, so it is made once a document and can be kept.

use std::collections::BTreeMap;

use hearsay_reading::reading::{EntityId, EntityKind};
use hearsay_text::document::{Date, DocumentId};
use hearsay_text::span::Span;

use super::compare::conflict;
use super::folding::folded_words;
use super::lists::lists;
use super::persons::{Parsed, PersonName};
use super::profile::{Name, Profile, Said};
use super::roles::office_of;
use super::{Member, Who};
use crate::anchor::judged_at;
use crate::record::{Entity, Record};

/// What a document brings to who is who.
#[derive(Clone, Debug, PartialEq)]
pub struct Cast {
    pub(super) document: DocumentId,
    pub(super) published: Option<Date>,
    /// Sorted by `who`.
    pub(super) named: Vec<Named>,
}

/// One whom a document names, or describes by whose he is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    pub(super) who: Who,
    /// The name or description that is shown.
    pub(super) name: Called,
    /// All other names.
    pub(super) also: Vec<Called>,
    pub(super) role: Option<String>,
    pub(super) rank: Option<String>,
    /// What it is compared by; `None` for one without a name.
    pub(super) profile: Option<Profile>,
    /// Other names that stand for it elsewhere too, in the form that is compared.
    pub(super) others: Vec<Other>,
    /// Of one without a name: whose it is and what.
    pub(super) described: Option<Described>,
    /// Of one with a name: whose office it is, and which, "Sorvia's president".
    pub(super) holds: Option<Described>,
    /// Where it is named or described.
    pub(super) mentions: Vec<Span>,
    pub(super) kind: EntityKind,
}

/// Another name of one, in the form that is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Other {
    pub(super) profile: Profile,
    /// Whether its letters say that it is an acronym of the name; otherwise only the reader says so.
    pub(super) is_acronym: bool,
}

/// A name as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Called {
    pub(super) words: String,
    /// `None` for a name from the metadata, and where several mentions may be it.
    pub(super) span: Option<Span>,
}

/// "His deputy".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) owner: EntityId,
    pub(super) noun: String,
}

impl Cast {
    /// Returns whom a document names.
    pub fn of(record: &Record) -> Cast {
        let setting = setting(record);
        let ids = (1..).map(EntityId);
        let all = ids.zip(&record.entities).filter(|(_, one)| !one.name.is_empty());
        let entities = all.filter_map(|(id, one)| entity(record, id, one, setting));
        let mut named: Vec<Named> = entities.collect();
        let outlet = record.outlet.iter().map(|outlet| (Who::Outlet, EntityKind::Organisation, outlet.clone(), None));
        let authors = record.author.iter().flat_map(|authors| split_authors(authors));
        let authors = (0..).zip(authors).map(|(n, name)| (Who::Author(n), EntityKind::Person, name, None));
        let credits = (0..).zip(&record.credits);
        let credits = credits.map(|(n, one)| (Who::Credit(n), EntityKind::Unknown, one.name.clone(), Some(one.span)));
        for (who, kind, words, span) in outlet.chain(authors).chain(credits) {
            named.extend(credited(who, kind, Called { words, span }));
        }
        named.sort_by_key(|one| one.who);
        Cast { document: record.document, published: record.published, named }
    }

    /// Returns whom words at `span` are judged as.
    pub(super) fn at(&self, span: Span) -> Option<Member> {
        let places = self.named.iter().flat_map(|one| one.mentions.iter().map(move |mention| (*mention, one.who)));
        Some(Member { document: self.document, who: judged_at(places, span)? })
    }
}

fn entity(record: &Record, id: EntityId, entity: &Entity, setting: Option<&'static str>) -> Option<Named> {
    let owner = entity.belongs_to.and_then(|owner| record.entity(owner)).filter(|owner| owner.is_named);
    let said = Said {
        role: entity.role.as_deref(),
        rank: entity.rank.as_deref(),
        owner: owner.map(|owner| owner.name.as_str()),
        setting,
    };
    let profile = entity.is_named.then(|| Profile::of(entity.kind, &entity.name, said)).flatten();
    let mut named = Named {
        who: Who::Entity(id),
        name: Called { words: entity.name.clone(), span: Some(entity.span) },
        also: Vec::new(),
        role: entity.role.clone(),
        rank: entity.rank.clone(),
        others: Vec::new(),
        described: None,
        holds: None,
        mentions: entity.mentions.clone(),
        kind: profile.as_ref().map_or(entity.kind, |profile| profile.kind),
        profile,
    };
    if !named.mentions.contains(&entity.span) {
        named.mentions.push(entity.span);
    }
    let is_own = |name: &&String| match &named.profile {
        Some(own) => Profile::of(entity.kind, name, said).is_some_and(|other| conflict(own, &other).is_none()),
        None => true,
    };
    named.also = entity.also.iter().filter(is_own).map(|name| called(entity, name)).collect();
    match &named.profile {
        Some(profile) => {
            named.others = others(entity, profile, said);
            let office = entity.role.as_deref().and_then(office_of);
            named.holds = office.zip(entity.belongs_to).map(|(noun, owner)| Described { owner, noun });
        }
        None => named.described = described(entity, owner.is_some()),
    }
    Some(named)
}

/// A name among the mentions: known where just one mention is as long as it.
fn called(entity: &Entity, name: &str) -> Called {
    let mut fitting = entity.mentions.iter().filter(|mention| mention.length_bytes() == name.len());
    let span = fitting.next().copied().filter(|_| fitting.next().is_none());
    Called { words: name.to_owned(), span }
}

/// The other names that say more than a part of the name does: "FSB", "Zubr", "Ann Carter" of "Ann Lee".
fn others(entity: &Entity, profile: &Profile, said: Said<'_>) -> Vec<Other> {
    let own = folded_words(&entity.name);
    let mut found: Vec<Other> = Vec::new();
    for name in &entity.also {
        let is_part = folded_words(name).iter().all(|word| own.contains(word));
        let Some(other) = Profile::of(entity.kind, name, said).filter(|_| !is_part) else { continue };
        if conflict(profile, &other).is_none() && !found.iter().any(|known| known.profile == other) {
            found.push(Other { is_acronym: is_acronym_of(profile, &other), profile: other });
        }
    }
    found.retain(|other| other.is_acronym || !matches!(other.profile.name, Name::Single { .. } | Name::Common(_)));
    found
}

/// Whether a name is an acronym of another, and none that is known to stand for something else.
fn is_acronym_of(long: &Profile, short: &Profile) -> bool {
    let Name::Body(body) = &long.name else { return false };
    match &short.name {
        Name::Single { word, is_acronym } => *is_acronym && body.known.is_none() && body.is_shortened_to(word),
        Name::Body(short) => {
            let names = short.known.map(|known| lists().names_of(known)).unwrap_or_default();
            let words = |name: &str| name.split(' ').all(|word| body.words.iter().any(|own| own == word));
            short.is_acronym && names.iter().any(|name| name.contains(' ') && words(name))
        }
        Name::Person(_) | Name::Common(_) => false,
    }
}

/// "His deputy", "Orlov’s whistleblower": the noun at the end.
fn described(entity: &Entity, is_owner_named: bool) -> Option<Described> {
    let noun = folded_words(&entity.name).pop()?;
    let is_one = entity.kind != EntityKind::Group;
    let owner = entity.belongs_to.filter(|_| is_owner_named && is_one)?;
    Some(Described { owner, noun })
}

fn credited(who: Who, kind: EntityKind, name: Called) -> Option<Named> {
    let profile = Profile::of(kind, &name.words, Said::default())?;
    Some(Named {
        who,
        mentions: name.span.into_iter().collect(),
        name,
        also: Vec::new(),
        role: None,
        rank: None,
        kind: profile.kind,
        profile: Some(profile),
        others: Vec::new(),
        described: None,
        holds: None,
    })
}

/// "Ann Lee and Bo Ray" as two; "Osechkin, Vladimir" as one.
fn split_authors(authors: &str) -> Vec<String> {
    const AUTHORS_MAX: usize = 20;
    let authors = authors.trim();
    let authors = ["by ", "By ", "BY "].iter().find_map(|by| authors.strip_prefix(by)).unwrap_or(authors);
    let joined = authors.replace(" and ", "&").replace([';', '|'], "&");
    let split_commas = |part: &str| -> Vec<String> {
        let parts: Vec<&str> = part.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        let are_names = parts.iter().all(|part| matches!(PersonName::parse(part), Some(Parsed::Full(_))));
        if are_names { parts.into_iter().map(str::to_owned).collect() } else { vec![part.trim().to_owned()] }
    };
    joined.split('&').flat_map(split_commas).filter(|part| !part.is_empty()).take(AUTHORS_MAX).collect()
}

/// The country that a document is about: the one named twice at least, and twice as often as any other.
fn setting(record: &Record) -> Option<&'static str> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for entity in record.entities.iter().filter(|entity| entity.is_named) {
        let country = lists().country(&super::bodies::plain_words(&entity.name));
        if let Some(country) = country {
            *counts.entry(country).or_default() += entity.mentions.len();
        }
    }
    let mut counts: Vec<(usize, &'static str)> = counts.into_iter().map(|(country, count)| (count, country)).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let next = counts.get(1).map_or(0, |(count, _)| *count);
    counts.first().filter(|(count, _)| *count >= 2 && *count >= 2 * next).map(|(_, country)| *country)
}
