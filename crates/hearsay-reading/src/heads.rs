//! The name inside a source: "Levan Orlov" in "Georgia-born Levan Orlov, who fled".
//!
//! Not the entity behind it: two heads may be one person, and a pronoun stays a pronoun.

use std::ops::Range;

use hearsay_text::span::Span;

use crate::grammar::{is_adverb, is_determiner, is_function_word, is_number, is_quote_mark, starts_upper};
use crate::lexicon::NameKind;
use crate::passage::{Marked, Passage};
use crate::reading::Mark;

/// Adjectives that stand behind their noun: "two people familiar with the matter".
const POSTPOSED: &[&str] = &[
    "alike",
    "alive",
    "available",
    "aware",
    "close",
    "critical",
    "eager",
    "familiar",
    "involved",
    "likely",
    "loyal",
    "opposed",
    "present",
    "privy",
    "responsible",
    "supportive",
];

/// Words that a name in capitals may hold in small letters.
pub(crate) const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ter", "van",
    "von",
];

/// Heads of organisations' names, which take "of": "the Ministry of Defence".
pub(crate) const BODIES: &[&str] = &[
    "academy",
    "agency",
    "army",
    "association",
    "bank",
    "board",
    "bureau",
    "center",
    "centre",
    "chamber",
    "church",
    "city",
    "college",
    "committee",
    "congress",
    "council",
    "court",
    "department",
    "duma",
    "federation",
    "fund",
    "house",
    "institute",
    "league",
    "library",
    "ministry",
    "museum",
    "office",
    "party",
    "republic",
    "school",
    "service",
    "society",
    "state",
    "states",
    "times",
    "union",
    "university",
    "voice",
];

/// Days and months: in capitals, and no name of a source.
const CALENDAR: &[&str] = &[
    "april",
    "august",
    "december",
    "february",
    "friday",
    "january",
    "july",
    "june",
    "march",
    "may",
    "monday",
    "november",
    "october",
    "saturday",
    "september",
    "sunday",
    "thursday",
    "tuesday",
    "wednesday",
];

/// Returns whether a word is the name of a month or a day.
pub(crate) fn is_of_calendar(word: &str) -> bool {
    CALENDAR.contains(&word.to_lowercase().as_str())
}

/// Returns the head of a source; `None` where the source holds no word.
pub fn head(passage: &Passage<'_>, source: &[Span]) -> Option<Marked<Span>> {
    let range = source
        .iter()
        .map(|span| passage.tokens_in(*span))
        .find(|range| range.clone().any(|idx| passage.is_word(idx)))?;
    let chunk = first_chunk(passage, &range);
    let (tokens, because) = read_chunk(passage, chunk, &range);
    let span = passage.span(tokens);
    Some(Marked::new(span, Mark::Source, span, because.to_owned()))
}

pub(crate) fn lowered(passage: &Passage<'_>, token_idx: usize) -> String {
    passage.word(token_idx).to_lowercase()
}

/// The first noun phrase of a source: up to a comma, a bracket, a dash or a relative pronoun.
fn first_chunk(passage: &Passage<'_>, range: &Range<usize>) -> Range<usize> {
    let is_edge = |idx: &usize| {
        !passage.is_word(*idx)
            || matches!(
                lowered(passage, *idx).as_str(),
                "as" | "by" | "to" | "from" | "among" | "for" | "but" | "and" | "or" | "in" | "like"
            )
    };
    let start = range.clone().find(|idx| !is_edge(idx)).unwrap_or(range.start);
    let is_end = |idx: &usize| {
        let word = lowered(passage, *idx);
        let punctuation = !passage.is_word(*idx) && !is_inner_mark(passage, *idx);
        punctuation || matches!(word.as_str(), "who" | "whom" | "whose" | "which" | "that" | "where" | "when")
    };
    let end = (start + 1..range.end).find(is_end).unwrap_or(range.end);
    start..end.max(start)
}

/// Marks inside a name or noun phrase: "AT&T", "Ann ‘Nan’ Lee", "CBS/Times".
fn is_inner_mark(passage: &Passage<'_>, token_idx: usize) -> bool {
    let word = passage.word(token_idx);
    is_quote_mark(word) || matches!(word, "&" | "/" | "-" | "." | "'" | "’" | "$" | "#" | "@" | "%")
}

fn read_chunk(passage: &Passage<'_>, chunk: Range<usize>, range: &Range<usize>) -> (Range<usize>, &'static str) {
    let chunk = without_possessive(passage, chunk);
    if chunk.len() == 1 && !is_title(passage, chunk.start, chunk.end) {
        return (chunk, "the source is one word");
    }
    let phrase = without_complement(passage, chunk.clone());
    if phrase.clone().any(|idx| matches!(lowered(passage, idx).as_str(), "and" | "or")) {
        return (phrase, "several sources stand side by side");
    }
    if let Some(name) = name_at_end(passage, &phrase) {
        return (name, "the name at the end of its first phrase");
    }
    if let Some(name) = name_in_apposition(passage, &phrase, chunk.end, range) {
        return (name, "the name that stands beside a role");
    }
    (phrase, "its first noun phrase; it holds no name")
}

/// "Trump’s" as a source is Trump.
fn without_possessive(passage: &Passage<'_>, chunk: Range<usize>) -> Range<usize> {
    let mut end = chunk.end;
    while end > chunk.start + 1 {
        let last = passage.word(end - 1);
        if !matches!(last, "’s" | "'s" | "’" | "'" | "own") && passage.is_word(end - 1) {
            break;
        }
        end -= 1;
    }
    chunk.start..end
}

/// Cuts "in the ministry", "familiar with the matter", "released on Monday" off a noun phrase.
fn without_complement(passage: &Passage<'_>, chunk: Range<usize>) -> Range<usize> {
    let mut end = (chunk.start + 1..chunk.end).find(|idx| opens_complement(passage, &chunk, *idx)).unwrap_or(chunk.end);
    while end > chunk.start + 1 {
        let last = lowered(passage, end - 1);
        let dangling = POSTPOSED.contains(&last.as_str()) && !is_determiner(passage.word(end - 2));
        // "The audience gathered": a participle at the end describes the noun before it.
        let before = end - 2;
        let participle = last.len() > 4
            && last.ends_with("ed")
            && !starts_upper(passage.word(end - 1))
            && !is_determiner(passage.word(before))
            && !is_adverb(passage, before)
            && !is_number(passage.word(before));
        if !dangling && !participle && passage.is_word(end - 1) {
            break;
        }
        end -= 1;
    }
    chunk.start..end
}

fn opens_complement(passage: &Passage<'_>, chunk: &Range<usize>, token_idx: usize) -> bool {
    let word = lowered(passage, token_idx);
    let before = passage.word(token_idx - 1);
    if word == "of" {
        return follows_person(passage, chunk, token_idx);
    }
    if matches!(word.as_str(), "last" | "this" | "next") && is_time(passage, token_idx + 1) {
        return true;
    }
    if matches!(word.as_str(), "like" | "including" | "such") {
        return true;
    }
    if matches!(word.as_str(), "and" | "&" | "'s" | "’s" | "or" | "n't" | "the" | "a" | "an" | "one" | "few" | "many")
    {
        return false;
    }
    if starts_upper(passage.word(token_idx)) {
        return is_of_calendar(&word) && token_idx + 1 == chunk.end && !is_determiner(before);
    }
    if PARTICLES.contains(&word.as_str()) && starts_upper(before) {
        return false;
    }
    let after_noun = token_idx > chunk.start
        && !is_determiner(before)
        && !is_function_word(before)
        && !is_number(before)
        && !is_adverb(passage, token_idx - 1)
        && !matches!(before, "'s" | "’s");
    match passage.tag(token_idx) {
        Some("VBN" | "VBG" | "VBD" | "VBZ" | "VBP") => {
            // "Customs chief Veit Larsen": an office, whatever the tagger says.
            let is_office = [NameKind::Role, NameKind::Title]
                .into_iter()
                .any(|kind| passage.named_at(token_idx, token_idx + 1, kind).is_some())
                && token_idx + 1 < chunk.end
                && starts_upper(passage.word(token_idx + 1));
            !is_office && after_noun && passage.tag(token_idx - 1).is_some_and(|t| t.starts_with("NN"))
        }
        Some("IN" | "TO" | "WDT" | "WP" | "WRB") => true,
        Some(_) => false,
        None => {
            let preposition = is_function_word(&word)
                && !is_determiner(&word)
                && !matches!(word.as_str(), "most" | "more" | "less" | "not" | "such" | "much" | "enough");
            let participle = word.len() > 4
                && (word.ends_with("ed") || word.ends_with("ing"))
                && after_noun
                && is_common_noun(passage, chunk, token_idx - 1);
            preposition || participle
        }
    }
}

/// "A poll last week".
fn is_time(passage: &Passage<'_>, token_idx: usize) -> bool {
    let word = lowered(passage, token_idx);
    matches!(word.as_str(), "week" | "month" | "year" | "night" | "spring" | "summer" | "autumn" | "fall" | "winter")
        || is_of_calendar(&word)
}

/// Whether the word before a participle closes a noun phrase: it is a role, a record, an artefact or a plural.
fn is_common_noun(passage: &Passage<'_>, chunk: &Range<usize>, token_idx: usize) -> bool {
    let kinds = [NameKind::Role, NameKind::Record, NameKind::Artefact];
    let known = kinds.into_iter().any(|kind| passage.named_at(token_idx, chunk.end, kind).is_some());
    known
        || (passage.word(token_idx).ends_with('s') && !starts_upper(passage.word(token_idx)))
        || matches!(lowered(passage, token_idx).as_str(), "report" | "article" | "statement" | "people" | "those")
}

/// "Gov. Chris Christie of New Jersey", not "the Ministry of Defence".
fn follows_person(passage: &Passage<'_>, chunk: &Range<usize>, of_idx: usize) -> bool {
    let start = capitals_before(passage, chunk.start, of_idx);
    let is_body = (start..of_idx).any(|idx| BODIES.contains(&lowered(passage, idx).as_str()));
    let titled = start < of_idx && strip_titles(passage, start..of_idx).start > start;
    of_idx - start >= 2 && !is_body && (titled || !is_determiner(passage.word(chunk.start)))
}

/// Goes back over words in capitals, and the particles between them, and returns where they start.
fn capitals_before(passage: &Passage<'_>, first: usize, end: usize) -> usize {
    let mut start = end;
    while start > first {
        let word = passage.word(start - 1);
        let is_particle = |word: &str| PARTICLES.contains(&word.to_lowercase().as_str());
        let particle = start < end
            && start >= first + 2
            && is_particle(word)
            && (starts_upper(passage.word(start - 2)) || is_particle(passage.word(start - 2)));
        let joined = start < end
            && start >= first + 2
            && (matches!(word, "of" | "&" | "." | "/") || is_quote_mark(word))
            && starts_upper(passage.word(start - 2));
        let digits = word.starts_with(|c: char| c.is_ascii_digit())
            && start >= first + 2
            && starts_upper(passage.word(start - 2));
        if !(starts_upper(word) || particle || joined || digits || word.starts_with('@')) {
            break;
        }
        start -= 1;
    }
    start
}

pub(crate) fn is_title(passage: &Passage<'_>, token_idx: usize, end: usize) -> bool {
    passage.named_at(token_idx, end, NameKind::Title).is_some()
}

/// Takes titles, roles and "Georgia-born" off the front of a name, as long as something is left.
pub(crate) fn strip_titles(passage: &Passage<'_>, name: Range<usize>) -> Range<usize> {
    let mut start = name.start;
    for token_idx in name.clone() {
        let titled = [NameKind::Title, NameKind::Role]
            .into_iter()
            .filter_map(|kind| passage.named_at(token_idx, name.end, kind))
            .max();
        if let Some(after) = titled
            && after < name.end
            && !matches!(passage.word(after), "of" | "'s" | "’s")
        {
            start = start.max(after);
        }
        let word = passage.word(token_idx);
        let hyphened = word.split_once('-').is_some_and(|(_, tail)| tail.starts_with(char::is_lowercase));
        if hyphened && token_idx + 1 < name.end {
            start = start.max(token_idx + 1);
        }
    }
    start..name.end
}

/// The capitals that end a noun phrase: a person's name without titles, an organisation's with its article.
fn name_at_end(passage: &Passage<'_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let start = capitals_before(passage, phrase.start, phrase.end);
    let article = usize::from(start > phrase.start && is_determiner(passage.word(start - 1)));
    let is_complement = start > phrase.start + article && lowered(passage, start - article - 1) == "of";
    if start == phrase.end || is_complement {
        return None;
    }
    if CALENDAR.contains(&lowered(passage, phrase.end - 1).as_str()) {
        return None;
    }
    let capitals = start..phrase.end;
    let name = strip_titles(passage, capitals.clone());
    // "One Democrat", "Presidential Candidates": what is left is a role, not a name.
    let last = passage.word(name.end - 1);
    let is_role = is_title(passage, name.end - 1, name.end) && (name.len() == 1 || last.ends_with('s'));
    if is_role {
        return None;
    }
    if name.start == start && start > phrase.start && is_determiner(passage.word(start - 1)) {
        return Some(start - 1..phrase.end);
    }
    Some(name)
}

/// "The campaign’s spokesman, Brian Fallon".
fn name_in_apposition(
    passage: &Passage<'_>,
    phrase: &Range<usize>,
    chunk_end: usize,
    range: &Range<usize>,
) -> Option<Range<usize>> {
    let is_role = |idx: usize| {
        [NameKind::Role, NameKind::Title].into_iter().any(|kind| passage.named_at(idx, phrase.end, kind).is_some())
    };
    if passage.word(chunk_end) != "," || !phrase.clone().any(is_role) {
        return None;
    }
    let start = chunk_end + 1;
    let rest = start..range.end;
    let end = rest.clone().find(|idx| {
        let word = passage.word(*idx);
        !starts_upper(word) && !PARTICLES.contains(&word) && !is_quote_mark(word)
    });
    let name = strip_titles(passage, start..end.unwrap_or(range.end));
    (name.len() >= 2 && name.len() <= 5).then_some(name)
}

#[cfg(test)]
mod tests {
    use hearsay_text::segment::segment;

    use super::*;

    fn head_of(source: &str) -> String {
        let segmentation = segment(source, [Span::new(0, source.len())]);
        let passage = Passage::new(source, &segmentation, None);
        head(&passage, &[Span::new(0, source.len())]).map_or(String::new(), |head| head.value.of(source).to_owned())
    }

    #[test]
    fn heads_are_names_or_the_first_noun_phrase() {
        for (source, expected) in [
            ("Georgia-born Levan Orlov, who fled", "Levan Orlov"),
            ("Colonel-General Pavel Ray, head of the navy’s northern branch", "Pavel Ray"),
            ("the Russian Ministry of Defence", "the Russian Ministry of Defence"),
            ("Orlov’s whistleblower", "Orlov’s whistleblower"),
            ("a senior official who spoke on condition of anonymity", "a senior official"),
            ("he", "he"),
            ("Trump", "Trump"),
            ("Trump's", "Trump"),
            ("two people familiar with the matter", "two people"),
            ("people briefed on the talks", "people"),
            ("a report released by the institute last year", "a report"),
            ("Mr. Lee", "Lee"),
            ("Gov. Ann Lee of Ohio", "Ann Lee"),
            ("Secretary of State Ann Lee", "Ann Lee"),
            ("Russian President Vladimir Putin", "Vladimir Putin"),
            ("Clinton campaign manager Ann van der Lee", "Ann van der Lee"),
            ("the ministry’s spokesman, Pavel Orlov,", "Pavel Orlov"),
            ("Orlov and two other officers", "Orlov and two other officers"),
            ("the bank’s whistleblower", "the bank’s whistleblower"),
            ("experts", "experts"),
            ("reports like the 2014 Lee Assessment", "reports"),
            ("one well-connected Democrat familiar with the plan", "one well-connected Democrat"),
            ("Lee of the Orlov Institute", "Lee of the Orlov Institute"),
            ("Republican Presidential Candidates", "Republican Presidential Candidates"),
            ("Lee or Ann Ray", "Lee or Ann Ray"),
            ("the radical wing of the National Party", "the radical wing of the National Party"),
            ("", ""),
            (", -- (", ""),
        ] {
            assert_eq!(head_of(source), expected, "{source}");
        }
    }
}
