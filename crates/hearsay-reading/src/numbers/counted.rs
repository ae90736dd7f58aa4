//! What a number counts: the noun behind it, or the subject that "exceeded" it.

use std::ops::Range;

use super::quantities::Quantity;
use crate::grammar::{is_determiner, is_function_word};
use crate::passage::Passage;

/// Longer phrases are cut.
const PHRASE_WORDS_MAX: usize = 8;
/// So far before the verb "the number of" may stand.
const SUBJECT_REACH: usize = 20;

/// Nouns whose "of" tells what is counted. Sorted.
const COUNTS: &[&str] =
    &["amount", "count", "figure", "number", "proportion", "share", "sum", "tally", "toll", "total"];

/// Auxiliaries between a subject and its verb. Sorted.
const AUXILIARIES: &[&str] = &[
    "also", "already", "be", "been", "can", "could", "had", "has", "have", "is", "likely", "may", "might", "must",
    "now", "probably", "should", "was", "were", "will", "would",
];

/// Verbs that give a count. Sorted.
const GIVING: &[&str] = &[
    "at",
    "are",
    "exceed",
    "exceeded",
    "exceeding",
    "exceeds",
    "hit",
    "is",
    "passed",
    "reach",
    "reached",
    "reaches",
    "surpass",
    "surpassed",
    "to",
    "top",
    "topped",
    "totaled",
    "totalled",
    "was",
    "were",
];

/// Returns the tokens of what is counted; `compared` are those that compare it.
pub(super) fn counted(
    passage: &Passage<'_>,
    sentence: Range<usize>,
    quantity: &Quantity,
    compared: Option<Range<usize>>,
) -> Option<Range<usize>> {
    let after = compared.as_ref().filter(|words| words.start >= quantity.end).map_or(quantity.end, |words| words.end);
    if let Some(found) = noun_behind(passage, after, sentence.end, quantity) {
        return Some(found);
    }
    let begin = compared.filter(|words| words.end <= quantity.begin).map_or(quantity.begin, |words| words.start);
    subject(passage, sentence.start, begin, quantity.begin)
}

/// "soldiers" of "10,000 soldiers", "voters" of "45 percent of voters"
fn noun_behind(passage: &Passage<'_>, at: usize, end: usize, quantity: &Quantity) -> Option<Range<usize>> {
    let mut begin = at;
    let of = begin < end && passage.word(begin) == "of";
    if of {
        begin += 1;
    } else if quantity.unit.is_some() && quantity.unit != Some("share") {
        // "$40 billion tanker contract" is worth that, it is not counted by it.
        return None;
    }
    while begin < end && (of || quantity.unit == Some("share")) && is_determiner(passage.word(begin)) {
        begin += 1;
    }
    let stop = phrase_end(passage, begin, end);
    (stop > begin).then_some(begin..stop)
}

/// Returns where a noun phrase that begins at a token ends; the same place if none begins there.
fn phrase_end(passage: &Passage<'_>, begin: usize, end: usize) -> usize {
    let mut stop = begin;
    let limit = end.min(begin + PHRASE_WORDS_MAX);
    while stop < limit && is_of_phrase(passage, begin, stop, end) {
        stop += 1;
    }
    // A phrase ends with its noun: not with "of", a comma or an adjective before a verb.
    while stop > begin && !ends_phrase(passage, stop - 1) {
        stop -= 1;
    }
    stop
}

fn is_of_phrase(passage: &Passage<'_>, begin: usize, at: usize, end: usize) -> bool {
    let word = passage.word(at);
    if word == "of" {
        return at > begin && at + 1 < end;
    }
    if at > begin && passage.word(at - 1) == "of" && is_determiner(word) {
        return true;
    }
    match passage.tag(at) {
        Some(tag) => {
            matches!(tag, "NN" | "NNS" | "NNP" | "NNPS" | "JJ" | "JJR" | "JJS" | "POS" | "VBG")
                || (tag == "VBN" && at == begin)
        }
        // Without tags a phrase ends with the first plural: "people left".
        None if at > begin && is_plural(passage.word(at - 1)) => false,
        None => word.starts_with(char::is_alphabetic) && !is_function_word(word) && !word.ends_with("ed"),
    }
}

fn is_plural(word: &str) -> bool {
    word == "people" || (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss"))
}

fn ends_phrase(passage: &Passage<'_>, at: usize) -> bool {
    match passage.tag(at) {
        Some(tag) => tag.starts_with("NN"),
        None => passage.is_word(at) && passage.word(at) != "of" && !is_determiner(passage.word(at)),
    }
}

/// "Russians killed in the war" of "the number of Russians killed in the war could have exceeded 10,000"
fn subject(passage: &Passage<'_>, first: usize, begin: usize, number: usize) -> Option<Range<usize>> {
    let is_giving = |at: usize| GIVING.contains(&passage.word(at));
    // "exceeded" compares and gives; "rose to" only gives.
    let mut verb = if begin < number && is_giving(begin) {
        begin
    } else {
        begin.checked_sub(1).filter(|at| *at >= first && is_giving(*at))?
    };
    if matches!(passage.word(verb), "to" | "at") {
        verb = verb.checked_sub(1).filter(|at| *at > first)?;
    }
    while verb > first && AUXILIARIES.contains(&passage.word(verb - 1)) {
        verb -= 1;
    }
    let reach = first.max(verb.saturating_sub(SUBJECT_REACH));
    let count = (reach..verb)
        .rev()
        .find(|&at| COUNTS.binary_search(&passage.word(at).to_ascii_lowercase().as_str()).is_ok())?;
    if passage.word(count + 1) == "of" && count + 2 < verb {
        let begin = if is_determiner(passage.word(count + 2)) && count + 3 < verb { count + 3 } else { count + 2 };
        return Some(begin..verb);
    }
    // "The death toll rose to 45"
    let mut begin = count;
    while begin > first && !is_function_word(passage.word(begin - 1)) && passage.is_word(begin - 1) {
        begin -= 1;
    }
    Some(begin..count + 1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_are_sorted() {
        assert!(super::COUNTS.is_sorted());
    }
}
