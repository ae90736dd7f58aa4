//! Whether the words of a hedge entry hedge where they stand: "he might flee", not "the might of the army".
//!
//! Not what they are about.

use std::ops::Range;

use crate::grammar::{
    is_adverb, is_determiner, is_function_word, is_negation, is_number, is_open_class, is_participle, is_quote_mark,
    is_word_for_words, starts_upper,
};
use crate::inflection::Lowered;
use crate::lexicon::{Condition, HedgeEntry};
use crate::passage::Passage;
use crate::phrases::Found;

/// How far around a word, in tokens, its sentence is looked at for capitals.
const REACH: usize = 60;

/// Returns whether the words hedge where they stand.
pub(super) fn fires(passage: &Passage<'_>, entry: &HedgeEntry, found: &Found) -> bool {
    let Range { start, end } = found.tokens;
    let before = start.checked_sub(1).map_or("", |idx| passage.word(idx));
    let behind = passage.word(end);
    let among = |word: &str, list: &[&str]| {
        !list.is_empty() && Lowered::new(word).is_some_and(|lowered| list.contains(&lowered.as_str()))
    };
    (entry.after.is_empty() || among(before, &entry.after))
        && (entry.before.is_empty() || among(behind, &entry.before))
        && is_infinitive(passage, entry, start, end)
        && !among(before, &entry.unless_after)
        && !among(behind, &entry.unless_before)
        && !is_named(passage, start)
        && !is_name(passage, start)
        && entry.when.iter().all(|condition| holds(passage, *condition, start, end))
}

/// "Is known to have left", but not "is known to voters": a verb follows the "to" of a verb of thinking.
fn is_infinitive(passage: &Passage<'_>, entry: &HedgeEntry, start: usize, end: usize) -> bool {
    if !(entry.words.starts_with("be ") && entry.words.ends_with(" to")) {
        return true;
    }
    // "His claim to be".
    if passage.tag(start) == Some("POS") {
        return false;
    }
    let verb = (end..end + 3).find(|&idx| !is_adverb(passage, idx)).and_then(|idx| passage.tag(idx));
    verb.is_none_or(|tag| tag == "VB" || tag == "VBP")
}

/// "The word allegedly": named, not used.
pub(super) fn is_named(passage: &Passage<'_>, start: usize) -> bool {
    let mut token_idx = start;
    while token_idx > 0 && is_quote_mark(passage.word(token_idx - 1)) {
        token_idx -= 1;
    }
    token_idx > 0 && is_word_for_words(passage.word(token_idx - 1))
}

/// "The band Perhaps", "in May": a capital inside a sentence that is not all in capitals.
fn is_name(passage: &Passage<'_>, start: usize) -> bool {
    if !starts_upper(passage.word(start)) || is_first_word(passage, start) {
        return false;
    }
    let before = passage.word(start - 1);
    if is_quote_mark(before) || matches!(before, ":" | "-" | "--" | "–" | "—" | "." | "?" | "!") {
        return false;
    }
    let sentence = passage.sentence_at(start);
    let near = sentence.start.max(start.saturating_sub(REACH))..sentence.end.min(start + REACH);
    let words = near.filter(|idx| passage.word(*idx).len() > 3 && passage.is_word(*idx));
    let (n_words, n_upper) =
        words.fold((0, 0), |(all, upper), idx| (all + 1, upper + usize::from(starts_upper(passage.word(idx)))));
    n_upper * 5 < n_words * 3
}

pub(super) fn is_first_word(passage: &Passage<'_>, token_idx: usize) -> bool {
    let sentence = passage.sentence_at(token_idx);
    (sentence.start..token_idx).rev().all(|idx| !passage.is_word(idx))
}

fn holds(passage: &Passage<'_>, condition: Condition, start: usize, end: usize) -> bool {
    match condition {
        Condition::Modal => is_modal(passage, start, end),
        Condition::SentenceStart => is_first_word(passage, start),
        Condition::Premodifier => is_open_class(passage, end),
        Condition::NotNegated => (start.saturating_sub(3)..start).all(|idx| !is_negation(passage.word(idx))),
        Condition::NotPurpose => (start.saturating_sub(3)..start)
            .all(|idx| !matches!(passage.word(idx).to_ascii_lowercase().as_str(), "so" | "wish" | "wishes" | "before")),
        Condition::NumberFollows => {
            let quantity = if is_determiner(passage.word(end)) { end + 1 } else { end };
            is_number(passage.word(quantity))
        }
    }
}

/// "Might attack", not "the might of"; "could have fled", not "could have coffee".
fn is_modal(passage: &Passage<'_>, start: usize, end: usize) -> bool {
    if let Some(tag) = passage.tag(start)
        && tag != "MD"
    {
        return false;
    }
    let before = start.checked_sub(1).map_or("", |idx| passage.word(idx));
    let misplaced =
        is_determiner(before) && !matches!(before, "this" | "that" | "these" | "those" | "all" | "some" | "both");
    if misplaced || matches!(before, "of" | "with" | "in") || passage.word(start) == "May" {
        return false;
    }
    let mut next = end;
    while is_adverb(passage, next) || is_negation(passage.word(next)) {
        next += 1;
    }
    if end > start + 1 && passage.word(end - 1).eq_ignore_ascii_case("have") {
        return is_participle(passage, next) || passage.word(next).eq_ignore_ascii_case("been");
    }
    let word = passage.word(next);
    let verb = passage.word(end - 1).eq_ignore_ascii_case("be")
        || word.starts_with(char::is_alphabetic)
            && (!is_function_word(word) || matches!(word, "be" | "have" | "do" | "not"));
    let inverted = is_first_word(passage, start) && word.starts_with(char::is_alphabetic);
    verb || inverted
}
