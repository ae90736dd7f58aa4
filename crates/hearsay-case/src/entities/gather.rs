//! The entities of a case, put together from the groups.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_reading::reading::EntityKind;

use super::bodies::BodyName;
use super::candidates::{Unit, Work};
use super::named::Called;
use super::profile::Name;
use super::{Alias, Because, CaseEntity, Entities, Member, Proposal, RoleAt, Surety};
use crate::clusters::{Clusters, Edge, Joined};

/// What came of all proposals so far.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) contradicted: Vec<usize>,
    /// Each reason that joined two: the two, and why.
    joined: Vec<(Surety, usize, usize, String)>,
    possible: Vec<(usize, usize, String)>,
}

impl Outcome {
    /// Notes that two are one.
    pub(super) fn note(&mut self, surety: Surety, one: usize, other: usize, because: &str) {
        self.joined.push((surety, one, other, because.to_owned()));
    }

    /// Joins what edges propose, in their order; keeps for the analyst what is no more than possible or is forbidden.
    pub(super) fn take(&mut self, clusters: &mut Clusters<'_>, edges: Vec<Edge>) {
        for Edge { surety, units: (one, other), because } in edges {
            if surety == Surety::Possible {
                self.possible.push((one, other, because));
                continue;
            }
            match clusters.join(one, other) {
                Joined::Now => self.joined.push((surety, one, other, because)),
                Joined::Forbidden(but) => self.possible.push((one, other, format!("{because}, but {but}"))),
                Joined::Before | Joined::HeldApart => {}
            }
        }
    }
}

/// Puts the entities together.
pub(super) fn gather(work: &Work<'_>, clusters: &mut Clusters<'_>, outcome: Outcome) -> Entities {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for unit in 0..work.units.len() {
        groups.entry(clusters.root(unit)).or_default().push(unit);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.retain(|group| group.len() > 1 || work.profile(group[0]).is_some());
    groups.sort();
    let mut entities = Entities { contradicted: outcome.contradicted, ..Entities::default() };
    let mut place_of: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (idx, group) in groups.iter().enumerate() {
        for (place, unit) in group.iter().enumerate() {
            place_of.insert(*unit, (idx, place));
            entities.of.insert(work.units[*unit].member, idx);
            if let Some(Name::Body(body)) = work.profile(*unit).map(|profile| &profile.name) {
                entities.outlets.entry(outlet_key(body)).or_insert(idx);
            } else if let Some(key) = outlet_key_of_single(work, *unit) {
                entities.outlets.entry(key).or_insert(idx);
            }
        }
        entities.all.push(entity(work, group));
    }
    reasons(work, &mut entities, &place_of, outcome.joined);
    entities.possible = possible(work, clusters, outcome.possible);
    entities
}

/// Returns what an outlet or body is looked up by.
pub(super) fn outlet_key(body: &BodyName) -> String {
    match body.known {
        Some(known) => format!("k{known}"),
        None => format!("{}{}", body.country.unwrap_or_default(), body.whole()),
    }
}

fn outlet_key_of_single(work: &Work<'_>, unit: usize) -> Option<String> {
    let profile = work.profile(unit)?;
    profile.single().filter(|_| profile.kind == EntityKind::Organisation).map(str::to_owned)
}

fn entity(work: &Work<'_>, group: &[usize]) -> CaseEntity {
    let units: Vec<&Unit<'_>> = group.iter().map(|unit| &work.units[*unit]).collect();
    let aliases = aliases(&units);
    let mut kinds: BTreeMap<EntityKind, usize> = BTreeMap::new();
    units.iter().for_each(|unit| *kinds.entry(unit.named.kind).or_default() += 1);
    let kind = kinds.iter().filter(|(kind, _)| **kind != EntityKind::Unknown);
    let kind = kind.max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind))).map(|(kind, _)| *kind);
    CaseEntity {
        name: name(work, group),
        kind: kind.unwrap_or(EntityKind::Unknown),
        roles: roles(&units),
        aliases,
        members: units.iter().map(|unit| unit.member).collect(),
        because: Vec::new(),
    }
}

/// The name that most documents have in full; of two the longer, of two as long the first in order.
///
/// In full only if that is no oddity: one headline's "Obese Kim" names nobody whom fifty documents call "Kim".
fn name(work: &Work<'_>, group: &[usize]) -> String {
    const SHARE_MIN: usize = 8;
    let mut counts: BTreeMap<&str, (bool, usize)> = BTreeMap::new();
    for unit in group {
        let is_full = work.profile(*unit).is_some_and(|profile| profile.single().is_none());
        let words = work.units[*unit].named.name.words.as_str();
        counts.entry(words).or_insert((is_full, 0)).1 += 1;
    }
    let best = counts.iter().max_by_key(|(words, (is_full, count))| {
        let is_usual = count * SHARE_MIN >= group.len();
        (*is_full && is_usual, *count, words.chars().count(), std::cmp::Reverse(**words))
    });
    best.map(|(words, _)| (*words).to_owned()).unwrap_or_default()
}

fn aliases(units: &[&Unit<'_>]) -> Vec<Alias> {
    let mut places: BTreeMap<&str, Vec<(usize, Option<hearsay_text::span::Span>)>> = BTreeMap::new();
    for (place, unit) in units.iter().enumerate() {
        let names: Vec<&Called> = [&unit.named.name].into_iter().chain(&unit.named.also).collect();
        for called in names {
            places.entry(called.words.as_str()).or_default().push((place, called.span));
        }
    }
    let mut aliases: Vec<Alias> =
        places.into_iter().map(|(name, places)| Alias { name: name.to_owned(), places }).collect();
    aliases.sort_by(|a, b| b.places.len().cmp(&a.places.len()).then_with(|| a.name.cmp(&b.name)));
    aliases
}

fn roles(units: &[&Unit<'_>]) -> Vec<RoleAt> {
    let mut roles: Vec<RoleAt> = Vec::new();
    for (member, unit) in units.iter().enumerate() {
        let published = unit.cast.published;
        let told = [&unit.named.rank, &unit.named.role].into_iter().flatten();
        roles.extend(told.map(|words| RoleAt { published, words: words.clone(), member }));
    }
    roles.sort();
    roles
}

/// Tells each entity why its members are one, each reason once.
fn reasons(
    work: &Work<'_>,
    entities: &mut Entities,
    place_of: &BTreeMap<usize, (usize, usize)>,
    joined: Vec<(Surety, usize, usize, String)>,
) {
    let mut told: BTreeMap<(usize, Surety, String), (usize, usize, usize)> = BTreeMap::new();
    for (surety, one, other, because) in joined {
        let Some((idx, _)) = place_of.get(&one) else { continue };
        told.entry((*idx, surety, because)).or_insert((one, other, 0)).2 += 1;
    }
    for ((idx, surety, because), (one, other, n_times)) in told {
        let place = |unit: usize| place_of.get(&unit).map_or(0, |(_, place)| *place);
        let span = |unit: usize| work.units[unit].named.name.span;
        entities.all[idx].because.push(Because {
            surety,
            because,
            joined: (place(one), place(other)),
            spans: (span(one), span(other)),
            n_times,
        });
    }
}

/// Those of the possible that are not one already and that the analyst does not hold apart; each pair once.
fn possible(work: &Work<'_>, clusters: &mut Clusters<'_>, pairs: Vec<(usize, usize, String)>) -> Vec<Proposal> {
    let mut known: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut found: Vec<Proposal> = Vec::new();
    for (one, other, because) in pairs {
        let (a, b) = (clusters.root(one), clusters.root(other));
        if a == b || clusters.is_held_apart(a, b) || !known.insert((one, other)) {
            continue;
        }
        let member = |unit: usize| -> Member { work.units[unit].member };
        found.push(Proposal { one: member(one), other: member(other), surety: Surety::Possible, because });
    }
    found.sort();
    found
}
