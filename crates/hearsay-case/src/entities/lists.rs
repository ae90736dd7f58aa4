//! The committed lists: countries, bodies and outlets with their other names, given names that stand for one another.
//!
//! Constants of the program: what they say of two names depends on nothing else in the case.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use hearsay_reading::lexicon::{NameKind, lexicon};

use super::folding::folded_words;

/// A body or outlet that is known under several names.
#[derive(Debug)]
pub(super) struct Known {
    /// The names that it is listed under.
    pub(super) names: Vec<&'static str>,
    /// Its country, as the list of countries has it.
    pub(super) country: Option<&'static str>,
}

/// All lists, parsed once.
#[derive(Debug)]
pub(super) struct Lists {
    known: Vec<Known>,
    by_name: BTreeMap<String, u16>,
    countries: BTreeMap<String, &'static str>,
    /// The lines of a given name, and whether it stands for all others in it.
    given: BTreeMap<&'static str, Vec<(u16, bool)>>,
    of_cyrillic: BTreeSet<&'static str>,
    is_given: BTreeSet<&'static str>,
    titles: BTreeSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(Lists::parse);

/// Returns the lists.
pub(super) fn lists() -> &'static Lists {
    &LISTS
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Lists {
    fn parse() -> Lists {
        let mut countries = BTreeMap::new();
        for line in lines(include_str!("../../lexicon/countries.txt")) {
            let Some((country, others)) = line.split_once(" | ") else { continue };
            countries.insert(country.to_owned(), country);
            countries.extend(others.split(", ").map(|other| (other.to_owned(), country)));
        }
        let mut known = Vec::new();
        let mut by_name = BTreeMap::new();
        for line in lines(include_str!("../../lexicon/bodies.txt")) {
            let parts: Vec<&'static str> = line.split(" | ").collect();
            let [_, country, name, rest @ ..] = parts.as_slice() else { continue };
            let idx = known.len() as u16;
            let country = countries.get(*country).copied();

            let others = rest.iter().flat_map(|others| others.split(", "));
            let names: Vec<&'static str> = [*name].into_iter().chain(others).collect();
            by_name.extend(names.iter().map(|name| ((*name).to_owned(), idx)));
            known.push(Known { names, country });
        }
        let mut given: BTreeMap<&'static str, Vec<(u16, bool)>> = BTreeMap::new();
        let mut of_cyrillic = BTreeSet::new();
        for (idx, line) in lines(include_str!("../../lexicon/given_names.txt")).enumerate() {
            let (are_all_one, line) = line.strip_prefix("= ").map_or((false, line), |line| (true, line));
            for (place, name) in line.split(", ").enumerate() {
                given.entry(name).or_default().push((idx as u16, are_all_one || place == 0));
            }
            if line.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c)) {
                of_cyrillic.extend(line.split(", "));
            }
        }
        let of_kind = |kinds: &'static [NameKind]| {
            lexicon().names.iter().filter(|entry| kinds.contains(&entry.kind)).map(|entry| entry.words)
        };
        let mut is_given: BTreeSet<&'static str> = of_kind(&[NameKind::Woman, NameKind::Man]).collect();
        let titles = of_kind(&[NameKind::Title]).filter(|title| !is_given.contains(title)).collect();
        is_given.extend(given.keys());
        Lists { known, by_name, countries, given, of_cyrillic, is_given, titles }
    }

    /// Returns what is known of a body or outlet under a name: folded words with a blank between, or a domain.
    ///
    /// Short names are words too, so they count only in capitals.
    pub(super) fn known(&self, folded: &str, is_in_capitals: bool) -> Option<u16> {
        const CAPITALS_LENGTH: usize = 3;
        let known = self.by_name.get(folded).copied()?;
        (folded.len() > CAPITALS_LENGTH || is_in_capitals).then_some(known)
    }

    /// Returns a listed body or outlet.
    pub(super) fn body(&self, known: u16) -> &Known {
        &self.known[known as usize]
    }

    /// Returns the names of a listed body or outlet.
    pub(super) fn names_of(&self, known: u16) -> &[&'static str] {
        &self.known[known as usize].names
    }

    /// Returns the country that a name or adjective stands for, in folded words with a blank between.
    pub(super) fn country(&self, folded: &str) -> Option<&'static str> {
        self.countries.get(folded).copied()
    }

    /// Returns the country that words begin with and how many words name it; three at most.
    pub(super) fn country_at(&self, words: &[String]) -> Option<(&'static str, usize)> {
        (1..=words.len().min(3)).rev().find_map(|n_words| Some((self.country(&words[..n_words].join(" "))?, n_words)))
    }

    /// Returns whether two given names, folded, stand for one another.
    pub(super) fn stand_for_one(&self, one: &str, other: &str) -> bool {
        let (Some(ones), Some(others)) = (self.given.get(one), self.given.get(other)) else { return false };
        ones.iter().any(|(line, is_long)| others.iter().any(|(other, long)| line == other && (*is_long || *long)))
    }

    /// Returns the lines in which a folded given name stands: equal ones stand for one another.
    pub(super) fn lines_of(&self, given: &str) -> impl Iterator<Item = String> {
        self.given.get(given).into_iter().flatten().map(|(line, _)| format!("#{line}"))
    }

    /// Returns whether a folded given name is one of Russian or Ukrainian.
    pub(super) fn is_of_cyrillic(&self, folded: &str) -> bool {
        self.of_cyrillic.contains(folded)
    }

    /// Returns whether a folded word is known as a given name.
    pub(super) fn is_given(&self, folded: &str) -> bool {
        self.is_given.contains(folded)
    }

    /// Returns whether words in lower case are a title.
    pub(super) fn is_title(&self, words: &str) -> bool {
        self.titles.contains(words)
    }
}

/// Returns the country that is named in words, if one only is.
pub(super) fn only_country(words: &str) -> Option<&'static str> {
    let folded = folded_words(words);
    let mut found = None;
    for start in 0..folded.len() {
        match (lists().country_at(&folded[start..]), found) {
            (Some((country, _)), Some(known)) if country != known => return None,
            (Some((country, _)), _) => found = Some(country),
            _ => {}
        }
    }
    found
}
