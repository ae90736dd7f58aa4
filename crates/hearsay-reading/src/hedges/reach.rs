//! How far a hedge reaches: the clause around a word, the clause behind it, the noun phrase that it describes.
//!
//! Not a parse: where a clause begins and ends is told by punctuation, by the words that open one, and by whether a
//! finite verb stands there.

use std::ops::Range;

use crate::grammar::is_quote_mark;
use crate::material::Material;

/// Words that open a clause.
const OPENERS: &[&str] = &[
    "although", "because", "but", "how", "if", "since", "so", "though", "unless", "until", "what", "whereas",
    "whether", "which", "while", "who", "whom", "whose", "why",
];
/// Those of them whose clause may stand inside another: "women who left may return".
const INNER: &[&str] = &["how", "what", "whether", "which", "who", "whom", "whose", "why"];
/// Words that open a clause where a finite verb follows near.
const JOINERS: &[&str] = &["and", "as", "nor", "or", "that", "when", "where", "yet"];
/// Pronouns that begin a clause right behind a verb: "he said he might".
const NOMINATIVES: &[&str] = &["he", "i", "it", "she", "they", "we", "you"];

/// How far behind a place the verb of a new clause is looked for, in tokens.
const NEAR: usize = 10;

/// Returns whether a token is a verb that can carry a clause.
pub(super) fn is_finite(material: &Material<'_>, idx: usize) -> bool {
    material.is_finite(idx)
}

fn n_finite(material: &Material<'_>, range: Range<usize>) -> usize {
    range.into_iter().filter(|&idx| is_finite(material, idx)).count()
}

fn has_finite(material: &Material<'_>, range: Range<usize>) -> bool {
    range.into_iter().any(|idx| is_finite(material, idx))
}

/// Whether nothing reaches over a token.
pub(super) fn is_wall(material: &Material<'_>, idx: usize) -> bool {
    matches!(material.word(idx), ";" | ":" | "–" | "—" | "--" | "-" | "(" | ")" | "?" | "!" | "…" | "•" | "|")
}

fn is_subject(material: &Material<'_>, idx: usize) -> bool {
    matches!(material.tag(idx), "PRP" | "PRP$" | "DT" | "NN" | "NNS" | "NNP" | "NNPS" | "EX" | "CD" | "JJ" | "PDT")
}

/// Whether a clause with a subject of its own begins at a token.
fn begins_clause(material: &Material<'_>, idx: usize, end: usize) -> bool {
    let end = end.min(idx + NEAR);
    let is_inside = |&idx: &usize| material.word(idx) != "," && !matches!(material.tag(idx), "WDT" | "WP" | "WRB");
    let verb = (idx..end).take_while(is_inside).find(|&idx| is_finite(material, idx));
    verb.is_some_and(|verb| verb > idx) && is_subject(material, idx)
}

/// Returns the clause that holds a stretch of tokens, without the word that opens it.
pub(super) fn clause_around(material: &Material<'_>, tokens: &Range<usize>) -> Range<usize> {
    let sentence = material.sentence_around(tokens.start);
    let sentence = sentence.start..sentence.end.max(tokens.end);
    begin_of(material, tokens.start, sentence.start)..end_of(material, tokens.end, sentence.end)
}

/// Whether the marks around a quotation stand between two tokens, the first of which is in it: its words reach no
/// further.
pub(super) fn leaves_quotation(material: &Material<'_>, from: usize, idx: usize) -> bool {
    material.is_quoted(from) && !material.is_quoted(idx)
}

/// Walks from a token to the left, to where its clause begins.
pub(super) fn begin_of(material: &Material<'_>, from: usize, start: usize) -> usize {
    let mut idx = from;
    while idx > start {
        let before = idx - 1;
        let opens = |words: &[&str]| material.is_one_of(before, words);
        let is_inner = opens(INNER) && n_finite(material, idx..from + 1) > 1;
        let is_opener = opens(OPENERS) && !is_inner && !is_adverbial(material, before);
        if is_wall(material, before) || leaves_quotation(material, from, before) || is_opener {
            break;
        }
        let is_joined = opens(JOINERS) && (begins_clause(material, idx, from + NEAR) || is_finite(material, idx));
        let is_complement = material.is_one_of(idx, NOMINATIVES) && material.tag(before).starts_with('V');
        if (is_joined || is_complement) && from > idx || opens(&["that"]) && is_finite(material, idx) {
            break;
        }
        if material.word(before) == "," {
            let is_new = has_finite(material, start..before) && from > idx && begins_clause(material, idx, from + NEAR);
            if is_new {
                break;
            }
            // "The tape, which police found, may": over what stands between commas.
            let aside = (start..before).rev().take(NEAR * 2).find(|&idx| material.word(idx) == ",");
            if let Some(aside) = aside
                && opens_aside(material, aside + 1)
            {
                idx = aside;
                continue;
            }
        }
        idx = before;
    }
    while idx < from && !material.passage.is_word(idx) {
        idx += 1;
    }
    idx
}

/// Whether what stands between commas from here on is an aside: "which police found", "found by police".
fn opens_aside(material: &Material<'_>, idx: usize) -> bool {
    matches!(material.tag(idx), "VBN" | "VBG" | "IN" | "WDT" | "WP" | "RB")
}

/// "So far", "since Monday", "as": a word that may open a clause and does not here.
fn is_adverbial(material: &Material<'_>, idx: usize) -> bool {
    material.is_one_of(idx, &["so", "since", "until"]) && !begins_clause(material, idx + 1, idx + NEAR)
}

/// Walks from a token to the right, to one past the end of its clause.
pub(crate) fn end_of(material: &Material<'_>, from: usize, end: usize) -> usize {
    let mut idx = from;
    while idx < end {
        let opens = |place: usize, words: &[&str]| material.is_one_of(place, words);
        if is_wall(material, idx) || leaves_quotation(material, from, idx) {
            break;
        }
        let is_far = idx > from;
        if is_far && opens(idx, OPENERS) && !is_adverbial(material, idx) && !opens(idx, INNER) {
            break;
        }
        if is_far && opens(idx, &["and", "or", "nor", "yet"]) && begins_clause(material, idx + 1, end) {
            break;
        }
        if material.word(idx) == "," {
            let next = idx + 1;
            let opened = opens(next, OPENERS) || opens(next, JOINERS) && begins_clause(material, next + 1, end);
            if opened
                || opens(next, &["according", "including"])
                || begins_clause(material, next, end)
                || is_finite(material, next)
            {
                break;
            }
        }
        idx += 1;
    }
    trimmed(material, from, idx)
}

/// Returns the end of a stretch without the signs at its end.
pub(super) fn trimmed(material: &Material<'_>, from: usize, end: usize) -> usize {
    let mut end = end;
    while end > from && !material.passage.is_word(end - 1) {
        end -= 1;
    }
    end
}

/// Returns the hedge and the noun phrase or participle behind it that it describes.
pub(super) fn phrase_behind(material: &Material<'_>, tokens: &Range<usize>) -> Range<usize> {
    const LENGTH_MAX: usize = 10;
    let sentence = material.sentence_around(tokens.start);
    let limit = sentence.end.min(tokens.end + LENGTH_MAX);
    let mut end = tokens.end;
    let mut has_noun = false;
    while end < limit {
        let tag = material.tag(end);
        let is_noun = tag.starts_with("NN") || tag == "PRP";
        let is_inner = is_noun
            || tag.starts_with("JJ")
            || matches!(tag, "DT" | "PRP$" | "POS" | "CD" | "VBN" | "VBG" | "RB" | "IN" | "TO")
            || is_quote_mark(material.word(end));
        // "Alleged recording of the call": over "of"; not "alleged recording in March".
        let stops = has_noun && !is_noun && !matches!(tag, "POS") && !material.is_one_of(end, &["of"]) && tag != "DT";
        if !is_inner || stops || has_noun && tag == "DT" && !material.is_one_of(end - 1, &["of"]) {
            break;
        }
        has_noun |= is_noun;
        if material.is_one_of(end, &["of"]) {
            has_noun = false;
        }
        end += 1;
    }
    tokens.start..trimmed(material, tokens.end, end)
}
