//! A person's name in its parts: given name, what stands between, surname.
//!
//! Not who it is. Names are taken apart as news writes them: given name first, or surname first with a comma or with a
//! patronymic at the end.

use super::folding::{bare, fold, fold_written_out};
use super::lists::lists;
use super::romanisation::{self, Sounds};

/// A person's name of at least two parts; all of it folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PersonName {
    /// The first name; one letter where only the initial is given.
    pub(super) given: String,
    /// Second names, patronymic, initials.
    pub(super) middle: Vec<String>,
    /// The surname without particles.
    pub(super) surname: String,
    /// The surname with umlauts written out, where that differs.
    pub(super) written_out: Option<String>,
    /// "jr" or "iii".
    pub(super) suffix: Option<&'static str>,
    /// All of it as one word.
    pub(super) whole: String,
    /// What given name and surname may stand for in Cyrillic, Greek and Arabic.
    pub(super) sounds: Sounds,
}

/// What a person's name turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Parsed {
    /// Two parts or more.
    Full(Box<PersonName>),
    /// One word, folded: a surname, or a given name.
    Single(String),
}

/// Words in front of a surname that are written with it or without.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "dal", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ten",
    "ter", "van", "von", "zu",
];

/// Particles that are written onto the name with a hyphen: "al-Assad".
const ARTICLES: &[&str] = &["al", "an", "ar", "as", "ash", "at", "az", "el"];

const SUFFIXES: &[&str] = &["ii", "iii", "iv", "jr", "jnr", "sr", "snr"];

const PATRONYMICS: &[&str] =
    &["ovich", "evich", "ovych", "evych", "ovna", "evna", "ivna", "ович", "евич", "овна", "евна", "івна"];

/// What stands for no name: honours behind it.
const HONOURS: &[&str] = &["esq", "jd", "md", "mp", "obe", "phd"];

impl PersonName {
    /// Takes a name apart; nothing where no letter is in it.
    pub(super) fn parse(name: &str) -> Option<Parsed> {
        let mut suffix = None;
        let mut parts: Vec<String> = Vec::new();
        let mut before_comma = None;
        for (place, piece) in bare(name).split(',').enumerate() {
            let words: Vec<&str> = piece.split_whitespace().collect();
            if place == 1 && !words.is_empty() && !words.iter().all(|word| is_behind_name(word)) {
                before_comma = Some(parts.len());
            }
            parts.extend(words.into_iter().map(str::to_owned));
        }
        parts.retain(|part| {
            let folded = fold(part);
            if let Some(found) = SUFFIXES.iter().find(|one| **one == folded) {
                suffix = Some(if matches!(*found, "jnr") { "jr" } else { *found });
            }
            !folded.is_empty() && !is_behind_name(part)
        });
        // "Osechkin, Vladimir".
        if let Some(n_before) = before_comma.filter(|before| *before < parts.len()) {
            parts.rotate_left(n_before);
        }
        without_titles(&mut parts);
        let mut parts = split_articles(parts);
        if parts.len() > 2 && PATRONYMICS.iter().any(|end| fold(&parts[parts.len() - 1]).ends_with(end)) {
            parts.rotate_left(1);
        }
        match parts.as_slice() {
            [] => None,
            [single] => Some(Parsed::Single(fold(single))),
            _ => PersonName::of(&parts, suffix),
        }
    }

    fn of(parts: &[String], suffix: Option<&'static str>) -> Option<Parsed> {
        let (last, rest) = parts.split_last()?;
        let whole = parts.iter().map(|part| fold(part)).collect::<String>();
        let mut names: Vec<String> = Vec::new();
        for part in rest {
            let folded = fold(part);
            let is_particle = PARTICLES.contains(&folded.as_str()) && (!names.is_empty() || !starts_upper(part));
            if is_particle {
                continue;
            }
            match initials(part) {
                Some(letters) => names.extend(letters),
                None => names.push(folded),
            }
        }
        let surname = fold(last);
        if names.is_empty() {
            // "al-Assad", "von der Leyen".
            return Some(Parsed::Single(surname));
        }
        let given = names.remove(0);
        let written_out = Some(fold_written_out(last)).filter(|written| *written != surname);
        let sounds = romanisation::sounds(&rest[0], last, whole.as_str());
        Some(Parsed::Full(Box::new(PersonName { given, middle: names, surname, written_out, suffix, whole, sounds })))
    }

    /// Returns whether the given name is no more than its first letter.
    pub(super) fn is_initial(&self) -> bool {
        self.given.chars().count() == 1
    }

    /// Returns the words that the surname may be looked up by.
    pub(super) fn surnames(&self) -> impl Iterator<Item = &str> {
        [Some(self.surname.as_str()), self.written_out.as_deref()].into_iter().flatten()
    }
}

fn is_behind_name(word: &str) -> bool {
    let folded = fold(word);
    SUFFIXES.contains(&folded.as_str()) || HONOURS.contains(&folded.as_str())
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// "President", "Lt. Gen.", "Prime Minister" in front of a name; never the last word.
fn without_titles(parts: &mut Vec<String>) {
    while parts.len() > 1 {
        let is_title =
            |n_words: usize| n_words < parts.len() && lists().is_title(&parts[..n_words].join(" ").to_lowercase());
        let Some(n_words) = [3, 2, 1].into_iter().find(|&n_words| is_title(n_words)) else { return };
        parts.drain(..n_words);
    }
}

/// "al-Assad" as "al" and "Assad".
fn split_articles(parts: Vec<String>) -> Vec<String> {
    let split = |part: String| match part.split_once(['-', '\u{2010}', '\u{2011}']) {
        Some((article, name)) if ARTICLES.contains(&fold(article).as_str()) && !name.is_empty() => {
            vec![fold(article), name.to_owned()]
        }
        _ => vec![part],
    };
    parts.into_iter().flat_map(split).collect()
}

/// "J." and "J.K.", letter by letter.
fn initials(part: &str) -> Option<Vec<String>> {
    let letters: Vec<char> = part.chars().filter(|c| c.is_alphanumeric()).collect();
    let has_dots = part.contains('.');
    let is_initials = letters.len() == 1 || has_dots && letters.len() <= 3 && letters.iter().all(|c| c.is_uppercase());
    is_initials.then(|| letters.iter().map(|letter| fold(&letter.to_string())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str) -> String {
        match PersonName::parse(name) {
            None => String::new(),
            Some(Parsed::Single(word)) => format!("({word})"),
            Some(Parsed::Full(name)) => {
                let suffix = name.suffix.map(|suffix| format!(" {suffix}")).unwrap_or_default();
                format!("{}|{}|{}{suffix}", name.given, name.middle.join(" "), name.surname)
            }
        }
    }

    #[test]
    fn names_are_taken_apart() {
        for (name, parts) in [
            ("Vladimir Osechkin", "vladimir||osechkin"),
            ("Osechkin, Vladimir", "vladimir||osechkin"),
            ("Осечкин Владимир Валерьевич", "владимир|валерьевич|осечкин"),
            ("V. V. Osechkin", "v|v|osechkin"),
            ("J.K. Rowan", "j|k|rowan"),
            ("President Bashar al-Assad", "bashar||assad"),
            ("Prime Minister Ann Lee", "ann||lee"),
            ("Bashar el Assad", "bashar||assad"),
            ("al-Assad", "(assad)"),
            ("Ursula von der Leyen", "ursula||leyen"),
            ("von der Leyen", "(leyen)"),
            ("Robert Downing, Jr.", "robert||downing jr"),
            ("Ann Lee, MD", "ann||lee"),
            ("Mr. Lee", "(lee)"),
            ("Lee’s", "(lee)"),
            ("", ""),
        ] {
            assert_eq!(shown(name), parts, "{name}");
        }
    }
}
