//! A surname alone, an initial with a surname, an acronym: whom they stand for depends on who else bears them.
//!
//! Never by the surname alone where two in the case bear it: then only the office tells, and where it does not, each
//! stays by itself and the analyst is asked.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_reading::reading::EntityKind;

use super::Surety;
use super::candidates::{Work, star};
use super::compare::conflict;
use super::lists::lists;
use super::profile::{Name, Profile};
use super::romanisation::sounds_of_surname;
use crate::clusters::{Clusters, Edge};

/// More bearers than this are not proposed one by one.
const BEARERS_PROPOSED_MAX: usize = 5;

/// A group that bears a name in full, with one of its units that does.
type Bearers = BTreeMap<usize, usize>;

/// Returns the pairs that short names propose: first those of initials, then, once these are settled, of single words.
pub(super) fn edges(work: &Work<'_>, clusters: &mut Clusters<'_>) -> [Vec<Edge>; 2] {
    let bearers = bearers(work, clusters);
    let mut found = [Vec::new(), Vec::new()];
    for profiles in short(work).values() {
        let short = Short { work, profiles };
        let pass = usize::from(matches!(short.name(profiles[0]), Name::Single { .. }));
        found[pass].extend(short.edges(clusters, &bearers));
    }
    found.iter_mut().for_each(|edges| edges.sort());
    found
}

/// The short names of the case with their profiles; "EUROPOL" and "Europol" are one.
fn short(work: &Work<'_>) -> BTreeMap<String, Vec<u32>> {
    let mut found: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (idx, profile) in work.profiles.iter().enumerate() {
        let name = match &profile.name {
            Name::Single { word, .. } => word.clone(),
            Name::Person(name) if name.is_initial() => format!("{} {}", name.given, name.surname),
            _ => continue,
        };
        found.entry(name).or_default().push(idx as u32);
    }
    found
}

/// Who bears which surname or acronym beside more words.
fn bearers(work: &Work<'_>, clusters: &mut Clusters<'_>) -> BTreeMap<String, Bearers> {
    let mut found: BTreeMap<String, Bearers> = BTreeMap::new();
    let mut add = |key: String, root: usize, unit: usize| {
        found.entry(key).or_default().entry(root).or_insert(unit);
    };
    for (unit, one) in work.units.iter().enumerate() {
        let Some(own) = work.profile(unit) else { continue };
        let root = clusters.root(unit);
        // "WHERE OBAMA PLANS": what one headline has before a surname is no given name.
        let is_headline = clusters.n_units(root) == 1 && !one.named.name.words.chars().any(char::is_lowercase);
        if is_headline && matches!(&own.name, Name::Person(name) if !lists().is_given(&name.given)) {
            continue;
        }
        let others = one.named.others.iter().filter(|other| other.is_acronym);
        for profile in others.map(|other| &other.profile).chain([own]) {
            match &profile.name {
                Name::Person(name) if !name.is_initial() => {
                    name.surnames().for_each(|surname| add(format!("w{surname}"), root, unit));
                    name.sounds.surname_keys().into_iter().for_each(|key| add(format!("s{key}"), root, unit));
                }
                Name::Body(body) => {
                    body.acronyms().into_iter().for_each(|acronym| add(format!("a{acronym}"), root, unit))
                }
                Name::Single { word, is_acronym: true } if profile != own => {
                    add(format!("a{word}"), root, unit);
                    add(format!("t{word}"), root, unit);
                }
                _ => {}
            }
        }
    }
    found
}

fn keys(name: &Name) -> Vec<String> {
    match name {
        Name::Single { word, is_acronym } => {
            let sounds = sounds_of_surname(word).surname_keys().into_iter().map(|key| format!("s{key}"));
            let acronym = is_acronym.then(|| format!("a{word}"));
            [format!("w{word}")].into_iter().chain(acronym).chain(sounds).collect()
        }
        Name::Person(name) => {
            let surnames = name.surnames().map(|surname| format!("w{surname}"));
            surnames.chain(name.sounds.surname_keys().into_iter().map(|key| format!("s{key}"))).collect()
        }
        Name::Body(_) | Name::Common(_) => Vec::new(),
    }
}

/// One short name with all that is needed to settle it.
struct Short<'a, 'w> {
    work: &'a Work<'w>,
    /// Not empty.
    profiles: &'a [u32],
}

impl Short<'_, '_> {
    fn edges(&self, clusters: &mut Clusters<'_>, bearers: &BTreeMap<String, Bearers>) -> Vec<Edge> {
        let mut edges = Vec::new();
        let mut alone: Vec<u32> = Vec::new();
        for &idx in self.profiles {
            let mut all = Bearers::new();
            for (root, unit) in keys(self.name(idx)).iter().filter_map(|key| bearers.get(key)).flatten() {
                all.entry(*root).or_insert(*unit);
            }
            let profile = &self.work.profiles[idx as usize];
            let fitting = self.fitting(profile, &all, clusters);
            match fitting.len() {
                0 => alone.push(idx),
                1 => edges.extend(self.to_one(idx, fitting[0], clusters, bearers)),
                _ => edges.extend(self.to_several(idx, &fitting, clusters)),
            }
        }
        edges.extend(self.among(&alone));
        edges
    }

    fn fitting(&self, profile: &Profile, all: &Bearers, clusters: &mut Clusters<'_>) -> Vec<(usize, usize)> {
        // "Plant", "Base": a word of which it is not known what it is meets only what is surely a person's name.
        let is_word =
            profile.kind == EntityKind::Unknown && matches!(profile.name, Name::Single { is_acronym: false, .. });
        let mut fits = |root: usize| {
            let others = clusters.profiles_of(root);
            if is_word && !self.is_known_person(&others) {
                return false;
            }
            others.iter().all(|other| conflict(profile, &self.work.profiles[*other as usize]).is_none())
        };
        let mut fitting: Vec<(usize, usize)> =
            all.iter().filter(|(root, _)| fits(**root)).map(|(root, unit)| (*unit, *root)).collect();
        fitting.sort_unstable();
        fitting
    }

    fn name(&self, idx: u32) -> &Name {
        &self.work.profiles[idx as usize].name
    }

    /// A given name alone says little of who it is.
    fn is_given(&self) -> bool {
        matches!(self.name(self.profiles[0]), Name::Single { word, .. } if lists().is_given(word))
    }

    fn to_one(
        &self,
        idx: u32,
        (bearer, root): (usize, usize),
        clusters: &Clusters<'_>,
        bearers: &BTreeMap<String, Bearers>,
    ) -> Vec<Edge> {
        const LETTERS_MIN: usize = 3;
        let (is_sure, because) = match self.name(idx) {
            Name::Single { word, is_acronym: true } => {
                let n_letters = word.chars().count();
                // Three letters stand for many a name; a document that has both settles it, or a name that is often told.
                let is_told = bearers.get(&format!("t{word}")).is_some_and(|told| told.contains_key(&root));
                let is_sure =
                    is_told || n_letters > LETTERS_MIN || n_letters == LETTERS_MIN && clusters.n_units(root) > 3;
                (is_sure, "the acronym of that name alone in the case")
            }
            Name::Single { .. } => {
                let is_person = self.work.profiles[idx as usize].kind == EntityKind::Person;
                // "Wade" of "Roe v. Wade": a word of which it is not known what it is, and a name that is hardly known.
                let is_known = is_person || clusters.n_units(root) > 1;
                (is_known && !self.is_given(), "the surname of one only in the case")
            }
            _ => (true, "the initial and surname of one only in the case"),
        };
        let surety = if is_sure { Surety::Likely } else { Surety::Possible };
        let units = &self.work.of_profile[idx as usize];
        units.iter().map(|unit| Edge::new(surety, *unit, bearer, because)).collect()
    }

    /// Whether one of the names begins as persons' names do, or has an office.
    fn is_known_person(&self, profiles: &BTreeSet<u32>) -> bool {
        profiles.iter().map(|idx| &self.work.profiles[*idx as usize]).any(|profile| match &profile.name {
            Name::Person(name) => {
                let is_told = profile.office.is_some() || profile.rank.is_some() || profile.field.is_some();
                is_told || lists().is_given(&name.given)
            }
            _ => false,
        })
    }

    fn to_several(&self, idx: u32, fitting: &[(usize, usize)], clusters: &mut Clusters<'_>) -> Vec<Edge> {
        let profile = &self.work.profiles[idx as usize];
        let mut holds = |root: usize| {
            let others = clusters.profiles_of(root);
            others.iter().any(|other| self.work.profiles[*other as usize].office == profile.office)
        };
        let in_office: Vec<&(usize, usize)> = match profile.office {
            Some(_) => fitting.iter().filter(|(_, root)| holds(*root)).collect(),
            None => Vec::new(),
        };
        // One whom the analyst has joined to a bearer is settled.
        let is_open = |unit: &&usize| !fitting.iter().any(|(_, root)| clusters.root(**unit) == *root);
        let units: Vec<usize> = self.work.of_profile[idx as usize].iter().filter(is_open).copied().collect();
        if let Some((bearer, _)) = foremost(&in_office, clusters) {
            let because = "of those in the case who bear the name, the one who holds that office";
            return units.iter().map(|unit| Edge::new(Surety::Likely, *unit, bearer, because)).collect();
        }
        let because = format!("one of {} in the case who bear that name", fitting.len());
        let bearers = fitting.iter().take(BEARERS_PROPOSED_MAX);
        let to_each = |unit: &usize| {
            let unit = *unit;
            let because = because.clone();
            bearers.clone().map(move |(bearer, _)| Edge::new(Surety::Possible, unit, *bearer, because.clone()))
        };
        units.iter().flat_map(to_each).collect()
    }

    /// Nobody bears it beside more words: the same word is the same name.
    fn among(&self, alone: &[u32]) -> Vec<Edge> {
        if self.is_given() {
            return Vec::new();
        }
        let because = match self.name(self.profiles[0]) {
            Name::Single { .. } => {
                "the same name of one word, which nobody in the case bears with another name before it"
            }
            _ => "the same initial and surname, and nobody in the case bears them with the whole name",
        };
        let mut edges = Vec::new();
        for (place, idx) in alone.iter().enumerate() {
            let units = &self.work.of_profile[*idx as usize];
            edges.extend(star(units, Surety::Likely, because));
            let others: BTreeSet<u32> = alone[place + 1..].iter().copied().collect();
            edges.extend(
                others.iter().map(|other| {
                    Edge::new(Surety::Likely, units[0], self.work.of_profile[*other as usize][0], because)
                }),
            );
        }
        edges
    }
}

/// The only one who holds an office, or the one whom ten times as many documents name as all others who are said to hold
/// it: two of one surname in one office are mostly one and a slip of the pen.
fn foremost(in_office: &[&(usize, usize)], clusters: &Clusters<'_>) -> Option<(usize, usize)> {
    const TIMES_MIN: usize = 10;
    let n_units = |one: &(usize, usize)| clusters.n_units(one.1);
    let all: usize = in_office.iter().map(|one| n_units(one)).sum();
    let most = in_office.iter().max_by_key(|one| (n_units(one), std::cmp::Reverse(one.0)))?;
    (n_units(most) >= TIMES_MIN * (all - n_units(most))).then_some(**most)
}
