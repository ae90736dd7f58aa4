//! Arabic names in Latin letters.
//!
//! By ALA-LC and UNGEGN and what papers make of them: "e" may be "a" or "i", "o" is "u", doubled letters and the "h" at
//! the end come and go. Names are read only beside a given name that is known to be Arabic.

use super::{Spelled, Standard};

const GIVEN: &[&str] = &[
    "abdallah", "abdel", "abdul", "abdulla", "abdullah", "abu", "ahmad", "ahmed", "aisha", "ali", "anwar", "ayesha",
    "ayman", "bashar", "faisal", "faysal", "fatima", "fatma", "gamal", "hamid", "hassan", "hisham", "hosni", "husayn",
    "husni", "hussain", "hussein", "ibrahim", "ismail", "jamal", "kareem", "karim", "khaled", "khalid", "khalifa",
    "laila", "layla", "leila", "maher", "mahmoud", "mahmud", "moammar", "mohamad", "mohamed", "mohammad", "mohammed",
    "moustafa", "muammar", "muhammad", "mustafa", "naser", "nasir", "nasser", "omar", "osama", "rashed", "rashid",
    "saddam", "saeed", "said", "salah", "saleh", "salih", "salman", "sameer", "samir", "tarek", "tariq", "umar",
    "usama", "waleed", "walid", "yasir", "yasser", "yousef", "youssef", "yusuf",
];

/// Returns whether a given name, folded, is known to be Arabic.
pub(super) fn looks_so(given: &str) -> bool {
    GIVEN.contains(&given)
}

/// Reads a word, with each "e" as "a" and with each as "i".
pub(super) fn read(word: &str) -> Vec<Spelled> {
    let word = super::super::folding::fold(word);
    let mut found: Vec<Spelled> = Vec::new();
    for vowel in ["a", "i"] {
        let mut letters = word.clone();
        for (from, to) in [
            ("kh", "x"),
            ("gh", "g"),
            ("dh", "d"),
            ("th", "t"),
            ("dj", "j"),
            ("ph", "f"),
            ("q", "k"),
            ("c", "k"),
            ("ou", "u"),
            ("oo", "u"),
            ("o", "u"),
            ("ei", "ai"),
            ("ey", "ai"),
            ("ay", "ai"),
            ("ee", "i"),
            ("e", vowel),
            ("y", "i"),
        ] {
            letters = letters.replace(from, to);
        }
        if letters.ends_with("ah") {
            letters.pop();
        }
        let mut settled: Vec<char> = letters.chars().collect();
        settled.dedup();
        let spelled = Spelled { standard: Standard::AlaLc, letters: settled.into_iter().collect() };
        if !found.contains(&spelled) && !spelled.letters.is_empty() {
            found.push(spelled);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::romanisation::agree;

    #[test]
    fn spellings_of_one_name_agree() {
        for (one, other) in [
            ("Mohammed", "Muhammad"),
            ("Hussein", "Husayn"),
            ("Khaled", "Khalid"),
            ("Qassem", "Kasim"),
            ("Tarek", "Tariq"),
            ("Assad", "Asad"),
        ] {
            assert!(agree(&read(one), &read(other)).is_some(), "{one} {other}");
        }
        for (one, other) in [("Hassan", "Hussein"), ("Khalid", "Walid"), ("Mahmoud", "Mohammed")] {
            assert!(agree(&read(one), &read(other)).is_none(), "{one} {other}");
        }
    }
}
