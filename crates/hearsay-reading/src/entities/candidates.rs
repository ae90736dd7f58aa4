//! The words of a document that may stand for an entity, before it is asked for which.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::entities::descriptions::{Described, describe};
use crate::material::Material;
use crate::names::{NameFound, names};
use crate::reading::{Attribution, EntityKind};

/// What is going to be one mention.
#[derive(Clone, Debug)]
pub(super) enum Candidate {
    Name(NameFound),
    Described(Described),
    Pronoun,
    /// Two that stand side by side, by their last tokens: "the mayor and the bishop".
    Pair(usize, usize),
}

/// What is known of each token from the attributions.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    /// Whether it stands in a source.
    pub(super) is_source: Vec<bool>,
    /// Whether it stands in quotation marks or in a content.
    pub(super) is_said: Vec<bool>,
    is_cue: Vec<bool>,
}

impl Parts {
    pub(super) fn of(material: &Material<'_>, attributions: &[Attribution]) -> Parts {
        let none = vec![false; material.passage.n_tokens()];
        let is_said = (0..material.passage.n_tokens()).map(|idx| material.is_quoted(idx)).collect();
        let mut parts = Parts { is_source: none.clone(), is_said, is_cue: none };
        for one in attributions {
            let marks = [
                (&mut parts.is_source, &one.source),
                (&mut parts.is_cue, &one.cue),
                (&mut parts.is_said, &one.content),
            ];
            for (marks, spans) in marks {
                material.passage.tokens_of(spans).for_each(|idx| marks[idx] = true);
            }
        }
        parts
    }
}

/// Returns the candidates, sentence by sentence: first the names, then what is described, by the first token, the wider
/// of two first; then the artefacts, for which of two calls is meant tells by who takes part, and "it".
pub(super) fn candidates(
    material: &Material<'_>,
    attributions: &[Attribution],
    parts: &Parts,
) -> Vec<(Range<usize>, Candidate)> {
    let mut found: BTreeMap<(usize, Reverse<usize>), Candidate> = BTreeMap::new();
    let mut is_in_name = vec![false; material.passage.n_tokens()];
    for name in names(material) {
        is_in_name[name.tokens.clone()].fill(true);
        found.insert((name.tokens.start, Reverse(name.tokens.end)), Candidate::Name(name));
    }
    for label in labels(material, attributions) {
        if !is_in_name[label.start] {
            is_in_name[label.clone()].fill(true);
            let titles = label.start..label.start;
            let name = NameFound { tokens: label.clone(), kind: EntityKind::Person, titles };
            found.insert((label.start, Reverse(label.end)), Candidate::Name(name));
        }
    }
    let heads = required(material, attributions);
    for phrase in &material.noun_phrases {
        let place = (phrase.tokens.start, Reverse(phrase.tokens.end));
        if phrase.tokens.len() == 1 && material.tag(phrase.head) == "PRP" {
            if !is_expletive(material, phrase.head) {
                found.insert(place, Candidate::Pronoun);
            }
            continue;
        }
        // "As Sushko claims": the tagger of parts of speech took a cue for a noun.
        let is_misread = parts.is_cue[phrase.head] && phrase.tokens.len() > 1 && !parts.is_cue[phrase.tokens.start];
        if is_in_name[phrase.head] || is_misread || found.contains_key(&place) {
            continue;
        }
        if let Some(described) = describe(material, phrase, heads.contains(&phrase.head)) {
            found.insert(place, Candidate::Described(described));
        }
    }
    // "His deputy", "an analyst, who said".
    for idx in 0..material.passage.n_tokens() {
        let is_which = material.is_one_of(idx, &["which"]) && idx > 0 && material.word(idx - 1) == ","
            || parts.is_source[idx] && is_relative(material, idx);
        if material.tag(idx) == "PRP$" || material.is_one_of(idx, &["who", "whose"]) || is_which {
            found.entry((idx, Reverse(idx + 1))).or_insert(Candidate::Pronoun);
        }
    }
    found.extend(pairs(material));
    let mut found: Vec<(Range<usize>, Candidate)> =
        found.into_iter().map(|((start, end), candidate)| (start..end.0, candidate)).collect();
    // The sort is stable.
    found.sort_by_key(|(tokens, candidate)| (material.sentence_idx(tokens.start), turn(material, tokens, candidate)));
    found
}

/// When a candidate has its turn in its sentence.
fn turn(material: &Material<'_>, tokens: &Range<usize>, candidate: &Candidate) -> u8 {
    match candidate {
        Candidate::Name(_) => 0,
        Candidate::Pair(..) => 3,
        Candidate::Described(described) if described.kind == EntityKind::Artefact => 2,
        Candidate::Pronoun if material.is_one_of(tokens.start, &["it", "its", "itself", "which"]) => 2,
        _ => 1,
    }
}

/// The names before the turns of a transcript: "HALVEK:". More than four words are no label.
fn labels(material: &Material<'_>, attributions: &[Attribution]) -> Vec<Range<usize>> {
    const WORDS_MAX: usize = 4;
    let is_capital = |idx: usize| {
        let word = material.word(idx);
        word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
    };
    let sources = attributions.iter().filter_map(|one| one.source.first());
    let labels = sources.map(|source| material.passage.tokens_in(*source));
    labels
        .filter(|label| (1..=WORDS_MAX).contains(&label.len()) && material.word(label.end) == ":")
        .filter(|label| label.clone().all(is_capital))
        .collect()
}

/// The nouns that sources end with, which must become mentions.
fn required(material: &Material<'_>, attributions: &[Attribution]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for one in attributions {
        let Some(head) = one.head else { continue };
        let tokens = material.passage.tokens_in(head);
        found.extend(material.phrases_in(tokens).iter().map(|phrase| phrase.head));
        // "A report by the ministry": the first phrase, whatever was taken for the head.
        let first = one.source.first().map(|first| material.passage.tokens_in(*first));
        found.extend(first.clone().and_then(|tokens| material.phrases_in(tokens).first()).map(|phrase| phrase.head));
        // "Activists, who say": those before the comma.
        let relative = first.filter(|first| is_relative(material, first.start));
        found.extend(relative.and_then(|first| before_relative(material, first.start)));
    }
    found
}

/// Two noun phrases joined by "and", with nothing joined to either, whom "they" may take up.
fn pairs(material: &Material<'_>) -> Vec<((usize, Reverse<usize>), Candidate)> {
    let mut found = Vec::new();
    for and in 1..material.passage.n_tokens() {
        if !material.is_one_of(and, &["and"]) {
            continue;
        }
        let (Some(left), Some(right)) = (material.phrase_until(and), material.phrase_from(and + 1)) else { continue };
        let is_joined = |idx: usize| matches!(material.word(idx), "," | "and" | "&" | "or" | "with");
        // "In Iraq, Obama and Clinton withdrew": the comma ends what stands before the sentence's subject.
        let opens = left.tokens.start > 1 && material.word(left.tokens.start - 1) == "," && {
            let before = material.around(left.tokens.start - 2).map(|phrase| phrase.tokens.start);
            before.is_some_and(|before| before > 0 && material.tag(before - 1) == "IN")
        };
        let is_row = left.tokens.start > 0 && is_joined(left.tokens.start - 1) && !opens
            || material.is_one_of(right.tokens.end, &["and"]);
        let is_plural = [left, right].iter().any(|phrase| matches!(material.tag(phrase.head), "NNS" | "NNPS"));
        if !is_row && !is_plural {
            let place = (left.tokens.start, Reverse(right.tokens.end));
            found.push((place, Candidate::Pair(left.tokens.end - 1, right.tokens.end - 1)));
        }
    }
    found
}

/// "Who", "which" and "that" behind a noun phrase.
fn is_relative(material: &Material<'_>, idx: usize) -> bool {
    material.is_one_of(idx, &["that", "which", "who", "whom", "whose"]) && before_relative(material, idx).is_some()
}

/// The noun that a relative pronoun stands for.
pub(super) fn before_relative(material: &Material<'_>, idx: usize) -> Option<usize> {
    let before = idx - usize::from(idx > 0 && material.word(idx - 1) == ",");
    let nearest = material.phrase_until(before)?;
    // "A tweet from a reporter that": the tweet.
    let start = nearest.tokens.start;
    let is_person = material.is_role(nearest.head) && material.is_one_of(idx, &["that", "which"]);
    let is_within = start > 0 && material.is_one_of(start - 1, &["by", "from", "of"]);
    let outer = (is_person && is_within).then(|| material.phrase_until(start - 1)).flatten();
    Some(outer.unwrap_or(nearest).head)
}

/// "It is impossible to", "it seems that", "it was reported": stands for nothing.
fn is_expletive(material: &Material<'_>, idx: usize) -> bool {
    if !material.is_one_of(idx, &["it"]) {
        return false;
    }
    let behind = idx + 1..material.sentence_around(idx).end.min(idx + 9);
    let opens = |idx: usize| material.is_one_of(idx, &["to", "that", "if", "whether", "when", "how"]);
    let is_told = behind.clone().any(|idx| {
        let is_judged = material.tag(idx).starts_with("JJ") || material.tag(idx) == "VBN";
        is_judged && (opens(idx + 1) || material.word(idx + 1) == "for")
    });
    const WEATHER: &[&str] =
        &["clear", "cold", "dark", "early", "hot", "late", "raining", "snowing", "time", "unclear"];
    let is_weather = (idx + 2..idx + 5).any(|idx| material.is_one_of(idx, WEATHER))
        && material.is_one_of(idx + 1, &["is", "was", "'s", "’s"]);
    let seeming = ["appeared", "appears", "emerged", "seemed", "seems", "transpired", "turned"];
    is_told || is_weather || behind.clone().any(|idx| material.is_one_of(idx, &seeming) && opens(idx + 1))
}
