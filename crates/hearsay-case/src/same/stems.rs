//! The words of a claim, cut to what "verifies", "verified" and "verifying" have in common.
//!
//! Not the reader's tokens: a post has addresses and hashtags in it, and a claim is compared by its words alone. The rules
//! are the first steps of Porter (1980) without their measure; what they make is a key and never shown.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A stem, as the hash of its letters: two that differ are taken for the same once in four thousand million.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stem(pub u32);

impl Stem {
    /// Returns the stem with these letters, as [`stems`] would give it.
    pub fn of_letters(letters: &str) -> Stem {
        let hash = |value: u32, byte: u8| (value ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        Stem(letters.bytes().fold(0x811C_9DC5, hash))
    }
}

/// A word of a text with its stem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stemmed {
    /// The stem.
    pub stem: Stem,
    /// The word's letters, small and without marks, before it was cut.
    pub word: String,
}

/// Longer words are cut: no word of ours is a base64 text.
const WORD_BYTES_MAX: usize = 48;

/// Returns the words of a text with their stems, in order. Numbers lose their grouping: "10,000" is "10000".
pub fn stemmed(text: &str) -> Vec<Stemmed> {
    let mut found = Vec::new();
    for part in text.split_whitespace().filter(|part| !is_address(part)) {
        words_of(part, &mut |word| {
            found.push(Stemmed { stem: Stem::of_letters(&stem(word)), word: word.to_owned() });
        });
    }
    found
}

/// Returns the stems of a text, in order, with those that stand in it twice.
pub fn stems(text: &str) -> Vec<Stem> {
    let mut found = Vec::new();
    for part in text.split_whitespace().filter(|part| !is_address(part)) {
        words_of(part, &mut |word| found.push(Stem::of_letters(&stem(word))));
    }
    found
}

/// Returns the letters of the stem of a word in small letters without marks.
pub fn letters_of(word: &str) -> String {
    stem(word)
}

fn is_address(part: &str) -> bool {
    part.contains("://") || part.starts_with("t.co/") || part.contains("pic.twitter.com") || part.starts_with("www.")
}

/// Calls `found` with every word of a part without white space.
fn words_of(part: &str, found: &mut impl FnMut(&str)) {
    let letters = part.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let plain: String = letters.map(|c| if matches!(c, '\u{2019}' | '\u{2bc}') { '\'' } else { c }).collect();
    for piece in plain.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '.' | ',')) {
        let piece = piece.trim_matches(['\'', '.', ',']);
        if is_number(piece) {
            found(cut(&piece.replace(',', "")));
            continue;
        }
        for word in piece.split(['.', ',']).filter(|word| !word.is_empty()) {
            word_of(word, found);
        }
    }
}

fn is_number(piece: &str) -> bool {
    piece.starts_with(|c: char| c.is_ascii_digit())
        && piece.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
}

fn word_of(word: &str, found: &mut impl FnMut(&str)) {
    if let Some(verb) = word.strip_suffix("n't") {
        let verb = match verb {
            "wo" => "will",
            "ca" => "can",
            other => other,
        };
        found(cut(verb));
        found("not");
        return;
    }
    let bare = word.strip_suffix("'s").unwrap_or(word).replace('\'', "");
    if !bare.is_empty() {
        found(cut(&bare));
    }
}

fn cut(word: &str) -> &str {
    let mut end = word.len().min(WORD_BYTES_MAX);
    while !word.is_char_boundary(end) {
        end -= 1;
    }
    &word[..end]
}

/// Cuts a word to its stem.
fn stem(word: &str) -> String {
    let mut word = word.to_owned();
    if word.len() <= 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word;
    }
    if word.ends_with("ies") || word.ends_with("ied") {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if word.ends_with("sses") {
        word.truncate(word.len() - 2);
    } else if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") {
        word.pop();
    }
    if word.len() >= 6 && word.ends_with("ing") && has_vowel(&word[..word.len() - 3]) {
        word.truncate(word.len() - 3);
        undouble(&mut word);
    } else if word.len() >= 5 && word.ends_with("ed") && has_vowel(&word[..word.len() - 2]) {
        word.truncate(word.len() - 2);
        undouble(&mut word);
    }
    if word.len() >= 6 && word.ends_with("ly") {
        word.truncate(word.len() - 2);
    }
    if word.len() >= 4 && word.ends_with('e') {
        word.pop();
    }
    if word.len() >= 4 && word.ends_with('y') {
        word.pop();
        word.push('i');
    }
    word
}

fn has_vowel(stem: &str) -> bool {
    stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// "planned" → "plann" → "plan", but "call" and "miss" stay.
fn undouble(word: &mut String) {
    if let [.., before, last] = word.as_bytes()
        && word.len() > 2
        && before == last
        && !b"aeiouls".contains(last)
    {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            "verify verifies verified verifying",
            "plan plans planned planning",
            "soldier soldiers soldier's",
            "claim claims claimed claiming",
            "leave leaves leaving",
            "10,000 10000",
            "Ose\u{301}chkin Osechkin",
        ] {
            let found = stems(forms);
            assert!(found.iter().all(|stem| *stem == found[0]), "{forms}: {:?}", stemmed(forms));
        }
    }

    #[test]
    fn words_are_told_apart() {
        let words = |text: &str| stemmed(text).into_iter().map(|one| one.word).collect::<Vec<_>>();
        assert_eq!(words("He didn\u{2019}t, at 7.5 percent."), ["he", "did", "not", "at", "7.5", "percent"]);
        assert_eq!(words("https://t.co/abc U.S.-made"), ["u", "s", "made"]);
        assert_eq!(words("can't won't"), ["can", "not", "will", "not"]);
        assert!(stems("'' -- \u{301} ...").is_empty());
    }
}
