//! Whether two spellings can stand for one name of another script: "Osechkin", "Osetschkin", "Осечкин".
//!
//! Not a measure of likeness. Each spelling is read back, by each standard that may have made it, into the letters that it
//! stands for; two spellings agree where two such readings are equal, and the reason names the standards.
//! Names that look like none of these languages are not read: "Smith" and "Smyth" stay two.

mod arabic;
mod cyrillic;
mod greek;

use super::folding::fold;

/// By what a spelling was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standard {
    /// It is in the script itself.
    Script,
    /// Russian and Ukrainian as English writes them: BGN/PCGN 1947 and 2019, ICAO Doc 9303, the Ukrainian Cabinet's
    /// table (KMU 55, 2010).
    BgnPcgn,
    /// As German writes them: Duden.
    Duden,
    /// As French writes them: the common transcription.
    French,
    /// ISO 9:1995 and the scholarly transliteration (ISO/R 9:1968); also Polish.
    Iso9,
    /// Greek: ISO 843 (ELOT 743) and the spellings in use beside it.
    Iso843,
    /// Arabic: ALA-LC, UNGEGN and the spellings in use beside them, short vowels told apart as far as all do.
    AlaLc,
}

impl Standard {
    fn name(self) -> &'static str {
        match self {
            Standard::Script => "its own script",
            Standard::BgnPcgn => "BGN/PCGN",
            Standard::Duden => "Duden",
            Standard::French => "the French transcription",
            Standard::Iso9 => "ISO 9",
            Standard::Iso843 => "ISO 843",
            Standard::AlaLc => "ALA-LC",
        }
    }
}

/// A spelling, read back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spelled {
    standard: Standard,
    /// The letters that it stands for, with what the standards do not tell apart taken together.
    letters: String,
}

/// What a person's name may stand for in another script; empty for names that look like none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sounds {
    given_word: String,
    surname_word: String,
    given: Vec<Spelled>,
    surname: Vec<Spelled>,
}

/// Reads given name and surname, with all of the name as one folded word.
pub(super) fn sounds(given: &str, surname: &str, whole: &str) -> Sounds {
    let (given_word, surname_word) = (fold(given), fold(surname));
    let both = |read: &dyn Fn(&str) -> Vec<Spelled>| (read(given), read(surname));
    let (given, surname) = if cyrillic::is_script(whole) || cyrillic::looks_so(&given_word, &surname_word) {
        let marks = cyrillic::Marks::of(&format!("{given} {surname}").to_lowercase());
        both(&|word| cyrillic::read(word, marks))
    } else if greek::is_script(whole) || greek::looks_so(&given_word, &surname_word) {
        both(&greek::read)
    } else if arabic::looks_so(&given_word) {
        both(&arabic::read)
    } else {
        return Sounds::default();
    };
    Sounds { given_word, surname_word, given, surname }
}

/// Returns whether a folded word is known as an Arabic given name.
pub(super) fn is_arabic_given(folded: &str) -> bool {
    arabic::looks_so(folded)
}

/// Reads a surname alone.
pub(super) fn sounds_of_surname(surname: &str) -> Sounds {
    sounds("", surname, &fold(surname))
}

impl Sounds {
    /// Returns in what the given names are one, in words.
    pub(super) fn given_agrees(&self, other: &Sounds) -> Option<String> {
        agree(&self.given, &other.given).map(|how| told(&self.given_word, &other.given_word, how))
    }

    /// Returns in what the surnames are one, in words.
    pub(super) fn surname_agrees(&self, other: &Sounds) -> Option<String> {
        agree(&self.surname, &other.surname).map(|how| told(&self.surname_word, &other.surname_word, how))
    }

    /// Returns whether the given name begins with what the other's initial stands for.
    pub(super) fn given_begins_like(&self, initial: &Sounds) -> bool {
        let begins = |long: &Spelled| {
            initial.given.iter().any(|short| !short.letters.is_empty() && long.letters.starts_with(&short.letters))
        };
        self.given.iter().any(begins)
    }

    /// Second names are compared as they are written; those in another script tell nothing.
    pub(super) fn middle_agrees(&self, other: &Sounds) -> bool {
        let is_script = |sounds: &Sounds| sounds.surname.iter().any(|spelled| spelled.standard == Standard::Script);
        !self.surname.is_empty() && is_script(self) != is_script(other)
    }

    /// Returns whether the name was read as an Arabic one.
    pub(super) fn is_arabic(&self) -> bool {
        self.given.iter().any(|spelled| spelled.standard == Standard::AlaLc)
    }

    /// Returns the words that the surname can be looked up by: equal for two that may agree.
    pub(super) fn surname_keys(&self) -> Vec<String> {
        keys(&self.surname)
    }

    /// Returns the words that the given name can be looked up by.
    pub(super) fn given_keys(&self) -> Vec<String> {
        keys(&self.given)
    }
}

fn keys(read: &[Spelled]) -> Vec<String> {
    let mut keys: Vec<String> = read.iter().map(|spelled| coarse(&spelled.letters)).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The letters with those taken together that German does not tell apart.
fn coarse(letters: &str) -> String {
    letters.chars().map(cyrillic::as_in_german).collect()
}

fn agree<'a>(ones: &'a [Spelled], others: &'a [Spelled]) -> Option<(&'a Spelled, &'a Spelled)> {
    let is_equal = |one: &Spelled, other: &Spelled| {
        if one.letters.is_empty() {
            return false;
        }
        let is_german = one.standard == Standard::Duden || other.standard == Standard::Duden;
        one.letters == other.letters || is_german && coarse(&one.letters) == coarse(&other.letters)
    };
    ones.iter().find_map(|one| others.iter().find(|other| is_equal(one, other)).map(|other| (one, other)))
}

fn told(word: &str, other_word: &str, (one, other): (&Spelled, &Spelled)) -> String {
    if word == other_word {
        return format!("‘{word}’ in both");
    }
    let (by, other_by) = (one.standard.name(), other.standard.name());
    format!("‘{word}’ (by {by}) and ‘{other_word}’ (by {other_by}) both stand for ‘{}’", one.letters)
}
