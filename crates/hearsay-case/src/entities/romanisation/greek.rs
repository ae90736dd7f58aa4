//! Greek names, from Greek letters and from Latin ones.
//!
//! By ISO 843 (ELOT 743), type 2, and the spellings in use beside it. What modern Greek says alike is one letter here:
//! "η", "ι", "υ", "ει" and "οι" are "i".

use super::{Spelled, Standard};

/// Returns whether a name is written in Greek letters.
pub(super) fn is_script(whole: &str) -> bool {
    whole.chars().any(|c| ('\u{370}'..='\u{3ff}').contains(&c))
}

const ENDS: &[&str] = &["akis", "atos", "iadis", "ides", "idis", "oglou", "opoulos", "opoulou", "oulis", "akos"];

const GIVEN: &[&str] = &[
    "alexis",
    "antonis",
    "athanasios",
    "charalampos",
    "charalambos",
    "haralambos",
    "christos",
    "hristos",
    "dimitrios",
    "dimitris",
    "eleni",
    "evangelos",
    "georgios",
    "giannis",
    "giorgos",
    "ioannis",
    "konstantinos",
    "kostas",
    "kostis",
    "kyriakos",
    "kiriakos",
    "nikolaos",
    "nikos",
    "panagiotis",
    "panos",
    "pavlos",
    "petros",
    "prokopis",
    "sotiris",
    "spiros",
    "spyros",
    "stavros",
    "stelios",
    "thanasis",
    "vangelis",
    "vasilis",
    "vassilis",
    "yanis",
    "yannis",
    "yiannis",
    "yiorgos",
    "yorgos",
];

/// Returns whether a name in Latin letters, folded, looks Greek.
pub(super) fn looks_so(given: &str, surname: &str) -> bool {
    ENDS.iter().any(|end| surname.len() > end.len() + 1 && surname.ends_with(end)) || GIVEN.contains(&given)
}

/// Reads a word.
pub(super) fn read(word: &str) -> Vec<Spelled> {
    let word = super::super::folding::fold(word);
    let standard = if is_script(&word) { Standard::Script } else { Standard::Iso843 };
    let mut letters = String::with_capacity(word.len());
    let mut rest = word.as_str();
    while let Some(first) = rest.chars().next() {
        let fitting = TABLE.iter().filter(|(from, _)| rest.starts_with(from));
        match fitting.max_by_key(|(from, _)| from.len()) {
            Some((from, to)) => {
                letters.push_str(to);
                rest = &rest[from.len()..];
            }
            None => {
                letters.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    // "Giorgos" and "Yorgos".
    let letters = letters.replace("gi", "i");
    let mut settled: Vec<char> = letters.chars().collect();
    settled.dedup();
    let letters: String = settled.into_iter().collect();
    if letters.is_empty() { Vec::new() } else { vec![Spelled { standard, letters }] }
}

/// From Greek and from Latin letters to the sounds; the longest are taken first.
const TABLE: &[(&str, &str)] = &[
    ("af", "av"),
    ("ai", "e"),
    ("au", "av"),
    ("c", "k"),
    ("ch", "h"),
    ("dh", "d"),
    ("ee", "i"),
    ("ef", "ev"),
    ("ei", "i"),
    ("eu", "ev"),
    ("gh", "g"),
    ("gk", "g"),
    ("kh", "h"),
    ("mb", "b"),
    ("mp", "b"),
    ("nt", "d"),
    ("oi", "i"),
    ("ou", "u"),
    ("ph", "f"),
    ("rh", "r"),
    ("tz", "dz"),
    ("w", "o"),
    ("x", "ks"),
    ("y", "i"),
    ("α", "a"),
    ("αι", "e"),
    ("αυ", "av"),
    ("β", "v"),
    ("γ", "g"),
    ("γγ", "ng"),
    ("γκ", "g"),
    ("γχ", "nh"),
    ("δ", "d"),
    ("ε", "e"),
    ("ει", "i"),
    ("ευ", "ev"),
    ("ζ", "z"),
    ("η", "i"),
    ("θ", "th"),
    ("ι", "i"),
    ("κ", "k"),
    ("λ", "l"),
    ("μ", "m"),
    ("μπ", "b"),
    ("ν", "n"),
    ("ντ", "d"),
    ("ξ", "ks"),
    ("ο", "o"),
    ("οι", "i"),
    ("ου", "u"),
    ("π", "p"),
    ("ρ", "r"),
    ("σ", "s"),
    ("τ", "t"),
    ("τζ", "dz"),
    ("υ", "i"),
    ("υι", "i"),
    ("φ", "f"),
    ("χ", "h"),
    ("ψ", "ps"),
    ("ω", "o"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_several_spellings_is_read_alike() {
        for spellings in [
            &["Μητσοτάκης", "Mitsotakis", "Mitsotákis"][..],
            &["Παπανδρέου", "Papandreou"],
            &["Γιώργος", "Giorgos", "Yorgos", "Yiorgos"],
            &["Χαράλαμπος", "Charalampos", "Haralambos"],
            &["Αλέξης", "Alexis"],
            &["Ευάγγελος", "Evangelos"],
        ] {
            let all: Vec<String> = spellings.iter().map(|word| read(word).remove(0).letters).collect();
            assert!(all.iter().all(|letters| *letters == all[0]), "{all:?}");
        }
    }
}
