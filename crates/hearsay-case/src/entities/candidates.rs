//! Which pairs of names are worth comparing, and what comes of comparing them.
//!
//! Names of one form are compared once, however many documents have them; a name meets only those that share a key with
//! it, so the work grows with the number of different names and not with its square.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_reading::reading::EntityKind;

use super::compare::{Compared, compare};
use super::lists::lists;
use super::named::{Cast, Named};
use super::outlets::Outlets;
use super::profile::{Name, Profile};
use super::{Member, Surety};
use crate::clusters::Edge;

/// Everybody who takes part, and the different profiles among them.
#[derive(Debug)]
pub(super) struct Work<'a> {
    /// In order of their members.
    pub(super) units: Vec<Unit<'a>>,
    /// Sorted, each once.
    pub(super) profiles: Vec<Profile>,
    /// The units of each profile, in order.
    pub(super) of_profile: Vec<Vec<usize>>,
}

/// One whom a document names.
#[derive(Debug)]
pub(super) struct Unit<'a> {
    pub(super) member: Member,
    pub(super) named: &'a Named,
    pub(super) cast: &'a Cast,
    pub(super) profile: Option<u32>,
}

impl<'a> Work<'a> {
    /// Takes up all that have a name, that are described by whose they are, or that a judgement is about.
    pub(super) fn of(casts: &[&'a Cast], judged: &BTreeSet<Member>) -> Work<'a> {
        let outlets = Outlets::of(casts);
        let named = casts.iter().flat_map(|cast| cast.named.iter().map(move |named| (*cast, named)));
        let mut found: Vec<(Unit<'a>, Option<Profile>)> = named
            .map(|(cast, named)| {
                let member = Member { document: cast.document, who: named.who };
                Unit { member, named, cast, profile: None }
            })
            .map(|unit| {
                let own = outlets.profile(unit.cast, unit.named).or_else(|| unit.named.profile.clone());
                (unit, own)
            })
            .filter(|(unit, own)| {
                let is_known = own.is_some() || unit.named.described.is_some();
                is_known || judged.contains(&unit.member)
            })
            .collect();
        found.sort_by_key(|(unit, _)| unit.member);
        let distinct: BTreeSet<&Profile> = found.iter().filter_map(|(_, own)| own.as_ref()).collect();
        let profiles: Vec<Profile> = distinct.into_iter().cloned().collect();
        let mut of_profile = vec![Vec::new(); profiles.len()];
        let (mut units, own): (Vec<Unit<'a>>, Vec<Option<Profile>>) = found.into_iter().unzip();
        for (idx, (unit, own)) in units.iter_mut().zip(own).enumerate() {
            let found = own.and_then(|profile| profiles.binary_search(&profile).ok());
            unit.profile = found.map(|found| found as u32);
            if let Some(found) = found {
                of_profile[found].push(idx);
            }
        }
        Work { units, profiles, of_profile }
    }

    /// Returns the unit of a member.
    pub(super) fn unit(&self, member: Member) -> Option<usize> {
        self.units.binary_search_by_key(&member, |unit| unit.member).ok()
    }

    /// Returns the profile of a unit.
    pub(super) fn profile(&self, unit: usize) -> Option<&Profile> {
        self.units[unit].profile.map(|idx| &self.profiles[idx as usize])
    }
}

/// Returns the keys of a name: two that can be one by their names alone share one.
fn keys(profile: &Profile) -> Vec<String> {
    match &profile.name {
        Name::Single { .. } | Name::Common(_) => Vec::new(),
        Name::Body(body) => {
            let known = body.known.map(|known| format!("k{known}"));
            let words =
                if body.is_generic { format!("g{}", body.words.join(" ")) } else { format!("b{}", body.whole()) };
            let person = (profile.kind == EntityKind::Unknown).then(|| format!("w{}", body.whole()));
            known.into_iter().chain([words]).chain(person).collect()
        }
        Name::Person(name) if name.is_initial() => Vec::new(),
        Name::Person(name) => {
            let mut keys = vec![format!("w{}", name.whole)];
            let given: Vec<String> = lists().lines_of(&name.given).chain([name.given.clone()]).collect();
            let surnames = name.surnames().map(str::to_owned).chain(name.sounds.surname_keys());
            let givens: Vec<String> = given.into_iter().chain(name.sounds.given_keys()).collect();
            keys.extend(surnames.flat_map(|surname| {
                givens.iter().map(move |given| format!("p{surname}|{given}")).collect::<Vec<String>>()
            }));
            keys
        }
    }
}

/// Returns the pairs that their names propose, the surest first.
pub(super) fn edges(work: &Work<'_>) -> Vec<Edge> {
    let mut by_key: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (idx, profile) in work.profiles.iter().enumerate() {
        keys(profile).into_iter().for_each(|key| by_key.entry(key).or_default().push(idx as u32));
    }
    let mut edges: Vec<Edge> = Vec::new();
    for (idx, profile) in work.profiles.iter().enumerate() {
        if let Compared::One(surety, because) = compare(profile, profile) {
            edges.extend(star(&work.of_profile[idx], surety, &because));
        }
    }
    let mut pairs: BTreeSet<(u32, u32)> = BTreeSet::new();
    for block in by_key.values() {
        for (place, one) in block.iter().enumerate() {
            pairs.extend(block[place + 1..].iter().map(|other| (*one.min(other), *one.max(other))));
        }
    }
    for (one, other) in pairs {
        let (a, b) = (one as usize, other as usize);
        if let Compared::One(surety, because) = compare(&work.profiles[a], &work.profiles[b]) {
            edges.push(Edge::new(surety, work.of_profile[a][0], work.of_profile[b][0], because));
        }
    }
    edges.extend(by_other_names(work, &by_key));
    edges.sort();
    edges.dedup();
    edges
}

/// Joins all to the first of them.
pub(super) fn star<'e>(units: &'e [usize], surety: Surety, because: &'e str) -> impl Iterator<Item = Edge> + 'e {
    let (first, rest) = units.split_first().map_or((0, units), |(first, rest)| (*first, rest));
    rest.iter().map(move |unit| Edge::new(surety, first, *unit, because))
}

/// "The Federal Security Service (FSB)", "Zubr, as Kost is known": a document says that one has another name, and
/// another document has that name.
fn by_other_names(work: &Work<'_>, by_key: &BTreeMap<String, Vec<u32>>) -> Vec<Edge> {
    let mut first: BTreeMap<(u32, &Profile), (usize, bool)> = BTreeMap::new();
    for (idx, unit) in work.units.iter().enumerate() {
        let Some(own) = unit.profile else { continue };
        for other in &unit.named.others {
            let known = first.entry((own, &other.profile)).or_insert((idx, other.is_acronym));
            known.1 |= other.is_acronym;
        }
    }
    let mut edges = Vec::new();
    for ((own, other), (idx, is_acronym)) in first {
        let mut met: BTreeSet<u32> = BTreeSet::new();
        for key in keys(other) {
            met.extend(by_key.get(&key).into_iter().flatten().filter(|found| **found != own));
        }
        for found in met {
            if let Compared::One(surety, because) = compare(other, &work.profiles[found as usize]) {
                let because = format!("a document has both names for one, and of the second: {because}");
                // What joins two names inside a document is the reader's guess unless the letters bear it out.
                let surety = surety.max(if is_acronym { Surety::Likely } else { Surety::Possible });
                edges.push(Edge::new(surety, idx, work.of_profile[found as usize][0], because));
            }
        }
    }
    edges
}
