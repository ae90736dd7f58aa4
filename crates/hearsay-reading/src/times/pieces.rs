//! The pieces of a sentence that times are put together from: its tokens, cut where a time may begin inside one.
//!
//! "mid-2011" is three pieces, "3pm" two; a token that holds nothing of a time stays whole.

use std::ops::Range;

use hearsay_text::span::Span;

use super::terms::{Term, term};
use crate::passage::Passage;

/// Longer numbers count nothing that times are made of.
const DIGITS_MAX: usize = 9;

/// A token or a part of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) token: u32,
    /// Whether nothing stands between it and the piece before.
    pub(super) glued: bool,
    pub(super) term: Term,
}

/// Returns whether a token that means `term` may be part of a time; what most are refused by at once.
pub(super) fn may_trigger(word: &str, term: Term) -> bool {
    let bytes = word.as_bytes();
    match bytes.first() {
        Some(b'0'..=b'9') => true,
        _ if term != Term::Other => term.is_core() || begins_year(term),
        Some(b'o') if word == "o’clock" => true,
        // "mid-2011", "two-week"
        Some(byte) if byte.is_ascii_alphabetic() => {
            bytes.len() > 1 && bytes.iter().any(|byte| *byte == b'-' || byte.is_ascii_digit())
        }
        _ => false,
    }
}

/// "nineteen ninety-eight", "two thousand and five"
fn begins_year(term: Term) -> bool {
    matches!(term, Term::Cardinal(19 | 20) | Term::Scale(1000))
}

/// Cuts the tokens of a sentence, which mean `terms`, into pieces.
pub(super) fn cut(passage: &Passage<'_>, tokens: Range<usize>, terms: &[Term], pieces: &mut Vec<Piece>) {
    pieces.clear();
    let mut end = u32::MAX;
    for (token, &whole) in tokens.zip(terms) {
        let span = passage.segmentation.tokens[token];
        let word = span.of(passage.text);
        let glued = end == span.start;
        end = span.end;
        let first = pieces.len();
        if whole != Term::Other || !is_composite(word) {
            pieces.push(Piece { start: span.start, end: span.end, token: token as u32, glued, term: whole });
            continue;
        }
        // "13.5.2015" is a date; "7.5" is one number.
        let is_dated =
            word.bytes().filter(|byte| *byte == b'.').count() == 2 && word.ends_with(|c: char| c.is_ascii_digit());
        let mut place = 0;
        while place < word.len() {
            let length_bytes = part_length(&word[place..], is_dated);
            let part = Span::new(span.range().start + place, span.range().start + place + length_bytes);
            place += length_bytes;
            let term = whole_term(part.of(passage.text));
            let glued = glued || pieces.len() > first;
            pieces.push(Piece { start: part.start, end: part.end, token: token as u32, glued, term });
        }
        if pieces[first..].iter().all(|piece| matches!(piece.term, Term::Other)) {
            pieces.truncate(first);
            pieces.push(Piece { start: span.start, end: span.end, token: token as u32, glued, term: Term::Other });
        }
    }
}

/// Returns what a whole word is: a listed term, or digits.
pub(super) fn whole_term(word: &str) -> Term {
    match word.as_bytes().first() {
        Some(b'0'..=b'9') => number_term(word),
        Some(byte) if byte.is_ascii_alphabetic() => term(word).unwrap_or(Term::Other),
        _ => Term::Other,
    }
}

fn number_term(word: &str) -> Term {
    let n_digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = word.split_at(n_digits);
    if n_digits > DIGITS_MAX {
        return Term::Other;
    }
    let value: u32 = digits.parse().unwrap_or(u32::MAX);
    match rest {
        "" => Term::Digits { value, n_digits: n_digits as u8 },
        "s" | "S" if matches!(n_digits, 2 | 4) => Term::Decade { value, n_digits: n_digits as u8 },
        "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" => Term::Ordinal(value),
        _ => match rest.split_once('.') {
            Some(("", places)) if !places.is_empty() && places.bytes().all(|byte| byte.is_ascii_digit()) => {
                Term::Decimal
            }
            _ if rest.starts_with(',') => grouped(word).unwrap_or(Term::Other),
            _ => Term::Other,
        },
    }
}

/// Reads "10,000".
fn grouped(word: &str) -> Option<Term> {
    let mut value: u32 = 0;
    for (group_idx, group) in word.split(',').enumerate() {
        let is_group = group.bytes().all(|byte| byte.is_ascii_digit()) && (group_idx == 0 || group.len() == 3);
        if !is_group {
            return None;
        }
        value = value.checked_mul(1000)?.checked_add(group.parse().ok()?)?;
    }
    Some(Term::Digits { value, n_digits: 0 })
}

/// Returns whether a word may be cut: letters and digits meet in it, or a hyphen joins its parts.
fn is_composite(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 1
        && (bytes.contains(&b'-')
            || word.contains(['‐', '‑'])
            || (bytes.iter().any(u8::is_ascii_digit) && bytes.iter().any(u8::is_ascii_alphabetic))
            || (bytes[0].is_ascii_digit() && word.contains('.')))
}

/// Returns the length of the first run of digits (with what makes an ordinal or a decade of them), letters or others.
fn part_length(word: &str, is_dated: bool) -> usize {
    let class = |c: char| match c {
        '0'..='9' => 0,
        _ if c.is_alphabetic() => 1,
        _ => 2,
    };
    let mut characters = word.char_indices();
    let Some((_, first)) = characters.next() else { return word.len() };
    if class(first) == 2 {
        return first.len_utf8();
    }
    let is_dotted = |place: usize| {
        // "p.m." holds together; so does "7.5".
        let mut around = word[place + 1..].chars();
        let next = around.next();
        class(first) == 1 && place == 1 && next.is_none_or(char::is_alphabetic)
            || class(first) == 0 && next.is_some_and(|c| c.is_ascii_digit()) && !is_dated
            || class(first) == 1 && word[..place].contains('.')
    };
    let end = characters
        .find(|&(place, c)| class(c) != class(first) && !(c == '.' && is_dotted(place)))
        .map_or(word.len(), |(place, _)| place);
    let rest = &word[end..];
    let ending = ["st", "nd", "rd", "th", "s"].into_iter().find(|ending| {
        let after = rest.get(..ending.len()).filter(|found| found.eq_ignore_ascii_case(ending));
        after.is_some() && !rest[ending.len()..].starts_with(char::is_alphanumeric)
    });
    match ending {
        Some("s") if class(first) == 0 && !matches!(end, 2 | 4) => end,
        Some(ending) if class(first) == 0 => end + ending.len(),
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use hearsay_text::segment::segment;

    use super::*;

    fn shown(text: &str) -> String {
        let segmentation = segment(text, [Span::new(0, text.len())]);
        let passage = Passage::new(text, &segmentation, None);
        let mut pieces = Vec::new();
        let terms: Vec<Term> = (0..passage.n_tokens()).map(|token| whole_term(passage.word(token))).collect();
        cut(&passage, 0..passage.n_tokens(), &terms, &mut pieces);
        let texts: Vec<&str> = pieces.iter().map(|piece| &text[piece.start as usize..piece.end as usize]).collect();
        texts.join("|")
    }

    #[test]
    fn tokens_are_cut_where_a_time_may_begin() {
        assert_eq!(
            shown("a mid-2011 two-week well-known 51-year-old"),
            "a|mid|-|2011|two|-|week|well-known|51|-|year|-|old"
        );
        assert_eq!(shown("3pm 10:30 p.m. the 1990s, Q3 7.5 10,000"), "3|pm|10|:|30|p.m.|the|1990s|,|Q|3|7.5|10,000");
        assert_eq!(shown("21st 2016-11-07 Covid-19 B-52s"), "21st|2016|-|11|-|07|Covid|-|19|B|-|52s");
    }
}
