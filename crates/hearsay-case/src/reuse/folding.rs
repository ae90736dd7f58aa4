//! Words as they are compared across documents: lower case, no marks over letters, no punctuation.
//!
//! Not stems: "denied" and "denies" are two words, since who copies keeps them and who rewrites does not.

use std::ops::Range;

/// Longer runs of letters are cut, so that no word's length takes more than a byte.
const WORD_BYTES_MAX: usize = 240;

/// A word in a text and what it is compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Folded {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// Its hash; never below 2, which stand for what is not compared.
    pub(super) hash: u32,
}

/// Returns the words of a text, in order.
///
/// A word is a run of letters and digits, with the apostrophes inside of it and with the points and commas between its
/// digits; in scripts that put no blanks between words, each letter.
/// Compared are lower-case letters without their marks and ligatures as the letters they are made of, so that a text
/// out of a PDF equals the same out of a page.
pub(super) fn words(text: &str) -> Vec<Folded> {
    let mut found: Vec<Folded> = Vec::with_capacity(text.len() / 6);
    let mut open: Option<(usize, Hash)> = None;
    let mut characters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((place, character)) = characters.next() {
        let next = characters.peek().map_or(' ', |(_, next)| *next);
        let stands_alone = is_unspaced(character);
        let is_too_long = open.as_ref().is_some_and(|(start, _)| place - start >= WORD_BYTES_MAX);
        if !continues(before, character, next) || stands_alone || is_unspaced(before) || is_too_long {
            close(&mut found, open.take(), place);
        }
        if character.is_alphanumeric() {
            let hash = &mut open.get_or_insert((place, Hash::default())).1;
            fold(character, |folded| hash.take(folded));
        } else if character == '.' {
            // Only a point between digits is still inside a word: 3.5 is not 35.
            if let Some((_, hash)) = &mut open {
                hash.take('.');
            }
        }
        before = character;
    }
    close(&mut found, open.take(), text.len());
    found
}

/// Returns the words of a name, for comparing names: without "the" in front.
pub(super) fn name(text: &str) -> Vec<u32> {
    let folded = words(text);
    let is_article = |word: &Folded| text[word.range.clone()].eq_ignore_ascii_case("the");
    let skipped = usize::from(folded.len() > 1 && folded.first().is_some_and(is_article));
    folded[skipped..].iter().map(|word| word.hash).collect()
}

fn close(found: &mut Vec<Folded>, open: Option<(usize, Hash)>, end: usize) {
    if let Some((start, hash)) = open {
        found.push(Folded { range: start..end, hash: hash.finish() });
    }
}

/// Whether `character` stands inside the word that is open, or begins one.
fn continues(before: char, character: char, next: char) -> bool {
    match character {
        _ if character.is_alphanumeric() => true,
        '\'' | '\u{2019}' | '\u{2bc}' => before.is_alphabetic() && next.is_alphabetic(),
        '.' | ',' => before.is_ascii_digit() && next.is_ascii_digit(),
        _ => is_unseen(character),
    }
}

/// Marks over letters that are written as characters of their own, soft hyphens, joiners.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Letters of scripts that put no blanks between words.
fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{312f}'
        | '\u{31a0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Letters with marks, with the letter below each.
const MARKED: &str = "àáâãäåāăą çćĉċč ďđð èéêëēĕėęě ĝğġģ ĥħ ìíîïĩīĭįı ĵ ķ ĺļľŀł ñńņňŉ òóôõöøōŏő ŕŗř śŝşšș ţťŧț \
                      ùúûüũūŭůűų ŵ ýÿŷ źżž ё й ї ґ ў";
const BARE: &str = "aaaaaaaaa ccccc ddd eeeeeeeee gggg hh iiiiiiiii j k lllll nnnnn ooooooooo rrr sssss tttt \
                    uuuuuuuuuu w yyy zzz е и і г у";

fn fold(character: char, mut take: impl FnMut(char)) {
    if character.is_ascii() {
        return take(character.to_ascii_lowercase());
    }
    let full_width = u32::from(character).wrapping_sub(0xfee0);
    if let Some(ascii) = char::from_u32(full_width).filter(char::is_ascii_alphanumeric) {
        return take(ascii.to_ascii_lowercase());
    }
    for lower in character.to_lowercase() {
        match lower {
            'ß' => "ss".chars().for_each(&mut take),
            'æ' => "ae".chars().for_each(&mut take),
            'œ' => "oe".chars().for_each(&mut take),
            'ﬀ' => "ff".chars().for_each(&mut take),
            'ﬁ' => "fi".chars().for_each(&mut take),
            'ﬂ' => "fl".chars().for_each(&mut take),
            'ﬃ' => "ffi".chars().for_each(&mut take),
            'ﬄ' => "ffl".chars().for_each(&mut take),
            // The point over the i of "İ" in lower case.
            '\u{307}' => {}
            'à'..='ț' | 'ё' | 'й' | 'ї' | 'ґ' | 'ў' => take(bare(lower)),
            _ => take(lower),
        }
    }
}

fn bare(character: char) -> char {
    let pair = MARKED.chars().zip(BARE.chars()).find(|(marked, _)| *marked == character);
    pair.map_or(character, |(_, bare)| bare)
}

/// FNV-1a over code points, mixed at the end; the same in every version of the program.
pub(super) struct Hash(u64);

impl Default for Hash {
    fn default() -> Hash {
        Hash(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    fn take(&mut self, character: char) {
        self.0 = (self.0 ^ u64::from(u32::from(character))).wrapping_mul(0x0100_0000_01b3);
    }

    fn finish(self) -> u32 {
        ((mixed(self.0) >> 32) as u32).max(2)
    }
}

/// Spreads every bit over all others (the finaliser of SplitMix64).
pub(super) fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// Returns one hash of a row of words.
pub(super) fn hash_of(words: &[u32]) -> u64 {
    let row = words.iter().fold(0x9e37_79b9_7f4a_7c15_u64, |row, word| {
        (row ^ u64::from(*word)).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29)
    });
    mixed(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u32> {
        words(text).iter().map(|word| word.hash).collect()
    }

    #[test]
    fn the_same_words_differently_set_are_the_same() {
        for (one, other) in [
            ("The Ministry’s office", "the ministry's OFFICE"),
            ("“Never,” he said.", "never he said"),
            ("caf\u{e9} na\u{ef}ve", "cafe\u{301} naive"),
            ("ﬁnal oﬃce", "final office"),
            ("10,000 men", "10000 men"),
            ("ordi\u{ad}nary", "ordinary"),
            ("Ｓｅａ", "sea"),
            ("Пётр", "Петр"),
            ("İzmir", "izmir"),
        ] {
            assert_eq!(hashes(one), hashes(other), "{one} / {other}");
        }
        for (one, other) in [("3.5", "35"), ("denied", "denies"), ("a b", "ab"), ("rock n", "rock'n")] {
            assert_ne!(hashes(one), hashes(other), "{one} / {other}");
        }
    }

    #[test]
    fn words_stand_where_they_stand() {
        let shown = |text: &'static str| words(text).into_iter().map(|word| &text[word.range]).collect::<Vec<_>>();
        assert_eq!(shown("It’s 3.5 (or 4), Ann."), ["It’s", "3.5", "or", "4", "Ann"]);
        assert_eq!(shown("他说不"), ["他", "说", "不"]);
        assert_eq!(shown(" ... "), [""; 0]);
        let long = "x".repeat(1000);
        assert!(words(&long).iter().all(|word| word.range.len() <= WORD_BYTES_MAX + 4));
    }

    #[test]
    fn every_marked_letter_has_a_bare_one() {
        assert_eq!(MARKED.chars().count(), BARE.chars().count());
        assert!(MARKED.chars().zip(BARE.chars()).all(|(marked, bare)| marked == bare || !marked.is_whitespace()));
    }

    #[test]
    fn names_are_compared_without_their_article() {
        assert_eq!(name("The Norrbank Press"), name("NORRBANK PRESS"));
        assert_ne!(name("The Norrbank Press"), name("Norrbank Gazette"));
        assert!(!name("The").is_empty());
    }
}
