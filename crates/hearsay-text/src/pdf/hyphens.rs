//! Whether a hyphen at the end of a line is the word's own or the typesetter's.
//!
//! Asked of the document itself first: a word that it writes elsewhere is written so here too.

use std::collections::BTreeMap;

/// What comes of the end of one line and the beginning of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    /// A space stands between them.
    Space,
    /// They are one word with a hyphen.
    Hyphen,
    /// They are one word, and the hyphen goes.
    Nothing,
}

/// The words of a document, and how its lines end.
#[derive(Debug, Default)]
pub(crate) struct Words {
    counts: BTreeMap<String, usize>,
    n_lines: usize,
    n_hyphens: usize,
    /// Whether the document writes the hyphen U+2010 inside lines too.
    writes_hyphen: bool,
}

/// Where fewer than one line in so many ends with a hyphen, words are not divided at all.
const LINES_A_HYPHEN: usize = 60;
/// And it takes so many lines to say so.
const LINES_MIN: usize = 60;

impl Words {
    /// Counts the words inside a line; those at its end may be divided.
    pub(crate) fn count(&mut self, line: &str) {
        self.n_lines += 1;
        self.n_hyphens += usize::from(hyphen(line).is_some());
        let mut words: Vec<&str> = line.split_whitespace().collect();
        words.pop();
        for word in words {
            self.writes_hyphen |= word.contains('‐');
            let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            if !word.is_empty() {
                *self.counts.entry(word).or_insert(0) += 1;
            }
        }
    }

    /// Tells how `line` and the `next` one are joined.
    pub(crate) fn join(&self, line: &str, next: &str) -> Join {
        let Some(mark) = hyphen(line) else { return Join::Space };
        let left = line.split_whitespace().next_back().unwrap_or_default();
        let left = left[..left.len() - mark.len_utf8()].trim_start_matches(|c: char| !c.is_alphanumeric());
        let right = next.split_whitespace().next().unwrap_or_default();
        let right = right.trim_end_matches(|c: char| !c.is_alphanumeric());
        if left.is_empty() || !right.starts_with(char::is_alphanumeric) {
            return if left.is_empty() { Join::Space } else { Join::Hyphen };
        }
        let (low_left, low_right) = (left.to_lowercase(), right.to_lowercase());
        let n = |word: String| self.counts.get(&word).copied().unwrap_or(0);
        let (n_joined, n_hyphened) = (n(format!("{low_left}{low_right}")), n(format!("{low_left}-{low_right}")));
        if n_joined != n_hyphened {
            return if n_joined > n_hyphened { Join::Nothing } else { Join::Hyphen };
        }
        // Typesetters put these where people put a hyphen-minus.
        if mark == '\u{AD}' || (mark == '‐' && !self.writes_hyphen) {
            return Join::Nothing;
        }
        let is_divided = self.n_lines < LINES_MIN || self.n_hyphens * LINES_A_HYPHEN >= self.n_lines;
        let are_parts =
            left.chars().all(char::is_alphabetic) && left.chars().count() >= 2 && right.chars().count() >= 2;
        let begins_low = right.starts_with(char::is_lowercase);
        if is_divided && are_parts && begins_low && !right.contains(['-', '‐']) && !is_prefix(&low_left) {
            Join::Nothing
        } else {
            Join::Hyphen
        }
    }
}

/// Returns the hyphen that a line ends with, if it hangs on a word.
fn hyphen(line: &str) -> Option<char> {
    let mut characters = line.chars().rev();
    let mark = characters.next().filter(|mark| matches!(mark, '-' | '‐' | '\u{AD}'))?;
    characters.next().filter(|before| before.is_alphanumeric()).map(|_| mark)
}

/// Words that are written with a hyphen before others more often than they are a part of one.
fn is_prefix(word: &str) -> bool {
    const PREFIXES: [&str; 28] = [
        "all", "anti", "broad", "co", "cross", "early", "eight", "ex", "five", "four", "full", "half", "high", "ill",
        "large", "late", "long", "low", "mid", "much", "non", "pro", "self", "short", "six", "so", "three", "well",
    ];
    PREFIXES.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_go_where_the_typesetter_put_them() {
        let mut words = Words::default();
        for line in ["the spokesman and the well-known harbour-master x", "inspectors came y"] {
            words.count(line);
        }
        assert_eq!(words.join("he said that the inspec-", "tors had left"), Join::Nothing);
        assert_eq!(words.join("the harbour-", "master said"), Join::Hyphen);
        assert_eq!(words.join("a self-", "made man"), Join::Hyphen);
        assert_eq!(words.join("the author-", "ity said"), Join::Nothing);
        assert_eq!(words.join("the Russian-", "Ukrainian border"), Join::Hyphen);
        assert_eq!(words.join("from 1999-", "2003"), Join::Hyphen);
        assert_eq!(words.join("he left -", "so she said"), Join::Space);
        assert_eq!(words.join("he left the", "harbour"), Join::Space);
        assert_eq!(words.join("soft\u{AD}", "ly"), Join::Nothing);
    }
}
