//! On what ground a verdict is given, where its sentence tells: "after comparing the voices", "citing two documents".
//!
//! Not a reason for anything else: "denied it because he was ill" gives his illness as the ground, in the text's words.

use std::ops::Range;

use hearsay_text::span::Span;

use crate::material::Material;

/// How far behind its words, in tokens, a ground may begin.
const REACH: usize = 24;
/// What was done to find out: "after comparing the voices".
const CHECKING: &[&str] = &[
    "analysing",
    "analyzing",
    "checking",
    "comparing",
    "consulting",
    "contacting",
    "cross-referencing",
    "examining",
    "geolocating",
    "hearing",
    "inspecting",
    "interviewing",
    "listening",
    "looking",
    "matching",
    "measuring",
    "obtaining",
    "questioning",
    "reading",
    "reviewing",
    "searching",
    "seeing",
    "speaking",
    "studying",
    "talking",
    "testing",
    "tracing",
    "tracking",
    "verifying",
    "viewing",
    "visiting",
    "watching",
];
/// What was done, as a noun: "following an analysis of the footage".
const CHECKS: &[&str] = &[
    "analysis",
    "audit",
    "check",
    "checks",
    "comparison",
    "dna",
    "evidence",
    "examination",
    "footage",
    "geolocation",
    "imagery",
    "images",
    "inquiry",
    "inspection",
    "interviews",
    "investigation",
    "metadata",
    "probe",
    "records",
    "research",
    "review",
    "study",
    "test",
    "tests",
];

/// Returns the words of the ground: in the sentence of the cue, outside the spans of `apart`.
pub(super) fn ground(material: &Material<'_>, cue: &Range<usize>, apart: &[Span]) -> Option<Span> {
    let sentence = material.sentence_around(cue.start);
    let is_apart = |idx: usize| apart.iter().any(|span| span.overlaps(material.span(&(idx..idx + 1))));
    let is_end = |idx: usize| matches!(material.word(idx), "," | ";" | ":" | "—" | "–" | "(" | ")") || is_apart(idx);
    let until = |first: usize| {
        let end = (first + 1..sentence.end).find(|&idx| is_end(idx)).unwrap_or(sentence.end);
        let is_mark = |idx: usize| matches!(material.word(idx), "." | "!" | "?") || material.word(idx).is_empty();
        let end = (first..end).rev().find(|&idx| !is_mark(idx)).map_or(end, |last| last + 1);
        (end > first + 1).then(|| material.span(&(first..end)))
    };
    let behind = cue.end..sentence.end.min(cue.end + REACH);
    // Another verb that is said of somebody begins another matter.
    let is_other = |idx: usize| material.is_finite(idx) && !is_apart(idx);
    let behind = behind.take_while(|&idx| !is_other(idx));
    // "On condition of anonymity because": why nobody is named.
    let behind = behind.take_while(|&idx| !material.is_one_of(idx, &["anonymity"]));
    let mut starts = behind.chain([sentence.start]).filter(|&idx| !is_apart(idx) && !cue.contains(&idx));
    starts.find(|&idx| opens(material, cue, idx)).and_then(until)
}

/// Whether a ground begins at a token.
fn opens(material: &Material<'_>, cue: &Range<usize>, idx: usize) -> bool {
    let is = |offset: usize, words: &[&str]| material.is_one_of(idx + offset, words);
    match () {
        () if is(0, &["based"]) => is(1, &["on", "upon"]),
        () if is(0, &["on"]) => {
            is(1, &["the"]) && is(2, &["basis", "ground", "grounds", "strength"]) || is(1, &["grounds"])
        }
        () if is(0, &["because", "citing"]) => true,
        () if is(0, &["using", "with"]) => is(0, &["using"]) || is(1, &["the"]) && is(2, &["help", "aid"]),
        () if is(0, &["by"]) && idx > cue.start && material.tag(idx + 1) == "VBG" => true,
        () if is(0, &["after", "by", "from", "through", "upon"]) && is(1, CHECKING) => true,
        () if is(0, &["after", "by", "following", "from", "through"]) => checks(material, idx + 1),
        () => false,
    }
}

/// Whether the noun phrase at a token is a way to find out.
fn checks(material: &Material<'_>, from: usize) -> bool {
    material.phrase_from(from).is_some_and(|phrase| material.is_one_of(phrase.head, CHECKS))
}
