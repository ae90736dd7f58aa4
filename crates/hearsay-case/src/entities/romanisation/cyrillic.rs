//! Russian and Ukrainian names, from Cyrillic and from what English, German, French and ISO 9 make of them.
//!
//! Not a transliteration for anybody to read: "ы", "и", "і" and "й" are one letter here, "е", "ё", "є" and "э" another,
//! and the soft sign is none, since no two standards keep all of them apart.

use super::super::lists::lists;
use super::{Spelled, Standard};

/// Returns whether a name is written in Cyrillic.
pub(super) fn is_script(whole: &str) -> bool {
    whole.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c))
}

/// Ends that only surnames of these languages have, in any of the spellings, sorted.
const ENDS: &[&str] = &[
    "chkin", "chuk", "enko", "eva", "evich", "ew", "ewa", "ewitsch", "ov", "ova", "ovich", "ovych", "ow", "owa",
    "owitsch", "owytsch", "schkin", "shkin", "shvili", "skaia", "skaja", "skaya", "ski", "skii", "skij", "skiy", "sky",
    "skyi", "skyj", "skyy", "tschuk", "yev", "zhin",
];

/// Returns whether a name in Latin letters, folded, looks Russian or Ukrainian: by the end of the surname, or by a given
/// name of these languages.
pub(super) fn looks_so(given: &str, surname: &str) -> bool {
    let ends = ENDS.iter().any(|end| surname.len() > end.len() + 1 && surname.ends_with(end));
    ends || lists().is_of_cyrillic(given)
}

/// What in a name shows by which standards it may be written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    german: bool,
    french: bool,
    iso: bool,
}

impl Marks {
    /// Returns the marks of a name in lower case.
    pub(super) fn of(name: &str) -> Marks {
        let has = |marks: &[&str]| marks.iter().any(|mark| name.contains(mark));
        let ends = |ends: &[&str]| name.split_whitespace().any(|word| ends.iter().any(|end| word.ends_with(end)));
        let plain_c = name.replace("ch", "").replace("ck", "").contains('c');
        Marks {
            german: has(&["sch", "w", "j", "tz"]),
            french: has(&["tch", "ou", "ï", "gue", "gui", "j"]) || ends(&["ine"]),
            iso: plain_c || has(&["č", "š", "ž", "ŝ", "â", "û", "è", "ż", "ł", "cz", "sz", "j", "h"]),
        }
    }
}

/// Reads a word by every standard that may have made it.
pub(super) fn read(word: &str, marks: Marks) -> Vec<Spelled> {
    let word: String = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let mut found = Vec::new();
    let mut add = |standard, letters: String| {
        let letters = settle(&letters);
        let spelled = Spelled { standard, letters };
        if !spelled.letters.is_empty() && !found.contains(&spelled) {
            found.push(spelled);
        }
    };
    if is_script(&word) {
        add(Standard::Script, by_table(&word, SCRIPT));
        return found;
    }
    let word = with_old_ending(word);
    add(Standard::BgnPcgn, by_table(&word, ENGLISH));
    if word.contains('h') {
        // Ukrainian "г" is "h".
        add(Standard::BgnPcgn, by_table(&word, ENGLISH).replace('\u{1}', "г"));
    }
    for (is_marked, standard, table) in [
        (marks.german, Standard::Duden, GERMAN),
        (marks.french, Standard::French, FRENCH),
        (marks.iso, Standard::Iso9, ISO),
    ] {
        if is_marked {
            add(standard, by_table(&word, table));
        }
    }
    found
}

/// "Romanoff".
fn with_old_ending(word: String) -> String {
    match word.strip_suffix("ff") {
        Some(rest) if rest.ends_with(['o', 'e']) => format!("{rest}v"),
        _ => word,
    }
}

type Table = &'static [(&'static str, &'static str)];

/// Replaces the longest letters first that a table has, then those that all tables share.
fn by_table(word: &str, table: Table) -> String {
    let mut letters = String::with_capacity(word.len() * 2);
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let own = table.iter().filter(|(latin, _)| rest.starts_with(latin)).max_by_key(|(latin, _)| latin.len());
        let shared = || SHARED.iter().find(|(latin, _)| rest.starts_with(latin));
        match own.or_else(shared) {
            Some((latin, cyrillic)) => {
                letters.push_str(cyrillic);
                rest = &rest[latin.len()..];
            }
            None => {
                letters.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    letters
}

/// Takes together what spellings do not tell apart.
fn settle(letters: &str) -> String {
    let mut settled = String::with_capacity(letters.len());
    let mut last = None;
    for letter in letters.chars() {
        let letter = if letter == '\u{1}' { 'х' } else { letter };
        // "Gorbachov" and "Gorbachev".
        let letter = if letter == 'о' && matches!(last, Some('ж' | 'ч' | 'ш' | 'щ')) { 'е' } else { letter };
        if last == Some(letter) {
            continue;
        }
        if last == Some('и') && matches!(letter, 'е' | 'о') {
            settled.pop();
            settled.push('е');
            last = Some('е');
            continue;
        }
        settled.push(letter);
        last = Some(letter);
    }
    settled
}

/// Returns the letter that German writes alike: "s" is "с" and "з", "sch" is "ш" and "ж".
pub(super) fn as_in_german(letter: char) -> char {
    match letter {
        'з' => 'с',
        'ж' => 'ш',
        _ => letter,
    }
}

const SHARED: Table = &[
    ("a", "а"),
    ("b", "б"),
    ("c", "к"),
    ("d", "д"),
    ("e", "е"),
    ("é", "е"),
    ("ë", "е"),
    ("è", "е"),
    ("ê", "е"),
    ("f", "ф"),
    ("g", "г"),
    ("h", "\u{1}"),
    ("i", "и"),
    ("ï", "и"),
    ("í", "и"),
    ("ì", "и"),
    ("j", "и"),
    ("k", "к"),
    ("l", "л"),
    ("ł", "л"),
    ("m", "м"),
    ("n", "н"),
    ("ń", "н"),
    ("o", "о"),
    ("ó", "у"),
    ("ö", "е"),
    ("p", "п"),
    ("q", "к"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("û", "иу"),
    ("â", "иа"),
    ("v", "в"),
    ("w", "в"),
    ("x", "кс"),
    ("y", "и"),
    ("ý", "и"),
    ("z", "з"),
];

const ENGLISH: Table = &[
    ("ch", "ч"),
    ("ck", "к"),
    ("gh", "г"),
    ("kh", "х"),
    ("ph", "ф"),
    ("sh", "ш"),
    ("shch", "щ"),
    ("tch", "ч"),
    ("th", "т"),
    ("ts", "ц"),
    ("tz", "ц"),
    ("zh", "ж"),
];

const GERMAN: Table = &[
    ("ch", "х"),
    ("sch", "ш"),
    ("schtsch", "щ"),
    ("sh", "ж"),
    ("ss", "с"),
    ("stsch", "щ"),
    ("tsch", "ч"),
    ("tz", "ц"),
    ("z", "ц"),
    ("ß", "с"),
];

const FRENCH: Table = &[
    ("ch", "ш"),
    ("chtch", "щ"),
    ("dj", "дж"),
    ("gue", "ге"),
    ("gueï", "геи"),
    ("gui", "ги"),
    ("ine", "ин"),
    ("iou", "иу"),
    ("j", "ж"),
    ("kh", "х"),
    ("ou", "у"),
    ("ss", "с"),
    ("tch", "ч"),
    ("ts", "ц"),
];

const ISO: Table = &[
    ("c", "ц"),
    ("ch", "х"),
    ("cz", "ч"),
    ("h", "х"),
    ("sz", "ш"),
    ("szcz", "щ"),
    ("č", "ч"),
    ("ć", "ч"),
    ("ŝ", "щ"),
    ("š", "ш"),
    ("šč", "щ"),
    ("ž", "ж"),
    ("ż", "ж"),
];

const SCRIPT: Table = &[
    ("ё", "е"),
    ("й", "и"),
    ("ъ", ""),
    ("ы", "и"),
    ("ь", ""),
    ("э", "е"),
    ("ю", "иу"),
    ("я", "иа"),
    ("є", "е"),
    ("і", "и"),
    ("ї", "и"),
    ("ў", "у"),
    ("ґ", "г"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_several_spellings_is_read_alike() {
        for spellings in [
            &["Осечкин", "Osechkin", "Osetschkin", "Osetchkine", "Osečkin"][..],
            &["Горбачёв", "Gorbachev", "Gorbachyov", "Gorbatschow", "Gorbatchev"],
            &["Ельцин", "Yeltsin", "Jelzin", "Eltsine"],
            &["Хрущёв", "Khrushchev", "Chruschtschow", "Khrouchtchev"],
            &["Зеленський", "Zelenskyy", "Zelensky", "Selenskyj", "Zelenskij"],
            &["Чайковский", "Tchaikovsky", "Tschaikowski", "Čajkovskij", "Chaykovskiy"],
            &["Гриценко", "Hrytsenko", "Gritsenko"],
            &["Романов", "Romanov", "Romanoff", "Romanow"],
            &["Пригожин", "Prigozhin", "Prigoschin", "Prigojine"],
        ] {
            let marks = |word: &str| Marks::of(&word.to_lowercase());
            let all: Vec<Vec<Spelled>> = spellings.iter().map(|word| read(word, marks(word))).collect();
            for (one, word) in all.iter().zip(spellings) {
                assert!(super::super::agree(&all[0], one).is_some(), "{word}: {one:?} is not {:?}", all[0]);
            }
        }
    }

    #[test]
    fn other_names_are_not_read_alike() {
        let marks = |word: &str| Marks::of(&word.to_lowercase());
        for (one, other) in [("Петров", "Pavlov"), ("Osechkin", "Osekhin"), ("Lukin", "Lukashin"), ("Исаев", "Issakov")]
        {
            assert!(super::super::agree(&read(one, marks(one)), &read(other, marks(other))).is_none(), "{one} {other}");
        }
    }
}
