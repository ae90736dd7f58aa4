//! What a pronoun can stand for, and how salient each candidate is.

use std::ops::Range;

use crate::entities::candidates::before_relative;
use crate::entities::cast::{Member, Seen};
use crate::entities::descriptions::Described;
use crate::grammar::is_quote_mark;
use crate::heads::lowered;
use crate::lexicon::{NameKind, lexicon};
use crate::material::Material;
use crate::names::NameFound;
use crate::reading::EntityKind;

/// Grammatical gender of a person, as the text's words show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
}

impl Gender {
    pub(super) fn of_pronoun(word: &str) -> Option<Gender> {
        match word {
            "he" | "him" | "his" | "himself" => Some(Gender::Male),
            "she" | "her" | "hers" | "herself" => Some(Gender::Female),
            _ => None,
        }
    }
}

/// Returns the gender that a name's title or given name shows.
pub(super) fn gender_of(material: &Material<'_>, name: &NameFound) -> Option<Gender> {
    if name.kind != EntityKind::Person {
        return None;
    }
    for idx in name.titles.clone() {
        match lowered(material.passage, idx).as_str() {
            "mr" | "mr." | "sir" | "lord" | "king" | "prince" | "congressman" | "chairman" | "father" | "brother" => {
                return Some(Gender::Male);
            }
            "mrs" | "mrs." | "ms" | "ms." | "miss" | "lady" | "dame" | "queen" | "princess" | "congresswoman"
            | "chairwoman" | "sister" => return Some(Gender::Female),
            _ => {}
        }
    }
    let is = |kind: NameKind| material.passage.named_at(name.tokens.start, name.tokens.start + 1, kind).is_some();
    match () {
        () if name.tokens.len() < 2 => None,
        () if is(NameKind::Woman) => Some(Gender::Female),
        () if is(NameKind::Man) => Some(Gender::Male),
        () => None,
    }
}

/// Sentences further back than this hold no antecedent.
const REACH_SENTENCES: usize = 12;

/// Returns how salient an entity is for the pronoun at a token; nothing where it does not fit.
///
/// `is_source` and `is_said` tell of the pronoun whether it is the source of an attribution, and whether it stands in
/// what somebody says.
pub(super) fn salience(
    material: &Material<'_>,
    token: usize,
    member: &Member,
    is_source: bool,
    is_said: bool,
) -> Option<i64> {
    let word = lowered(material.passage, token);
    let last = member.last_before(token)?;
    if matches!(word.as_str(), "who" | "whom" | "whose" | "which" | "that") {
        // The noun phrase right before, or before a comma.
        let gap = token - last.token;
        let is_named = before_relative(material, token) == Some(last.token);
        let is_behind = is_named || gap == 1 || gap == 2 && material.word(token - 1) == ",";
        let is_person = matches!(member.kind, EntityKind::Person | EntityKind::Group);
        let fits = is_source || matches!(word.as_str(), "whose" | "that") || (word == "which") != is_person;
        return (is_behind && fits).then_some(1000 + if is_named { 100_000_000 } else { 0 } + last.token as i64);
    }
    // What is spoken of in what somebody says is not what the text goes on with.
    let n_before = member.seen.partition_point(|seen| seen.token < token);
    let before = || member.seen[..n_before].iter().rev();
    let is_only_said = !is_said && is_source && before().all(|seen| seen.is_said);
    let before = || before().filter(|seen| !is_source || is_said || is_only_said || !seen.is_said);
    let last = before().next()?;
    let sentence = material.sentence_idx(token);
    let distance = sentence.saturating_sub(last.sentence);
    if !fits(&word, member) || distance > REACH_SENTENCES {
        return None;
    }
    // Who was brought in right before a quotation is not far, however long it is.
    let n_quoted = (last.sentence + 1..sentence).filter(|&idx| is_quotation(material, idx)).count();
    let recent = || before().take_while(|seen| seen.sentence + 2 > last.sentence);
    // "His deputy" is somebody's of the same sentence.
    let far = if material.tag(token) == "PRP$" { 40 } else { 15 };
    let mut score = 100 - far * distance as i64;
    let mut add = |holds: bool, worth: i64| score += if holds { worth } else { 0 };
    // In a row of names it is the last one's.
    let is_near = material.tag(token) == "PRP$" && distance == 0;
    add(is_near, -((token - last.token).min(40) as i64));
    add(!is_near && recent().any(|seen| seen.is_subject), 20);
    add(recent().any(|seen| seen.is_source) && !is_said, if is_source { 35 } else { 15 });
    // "As Halvek spoke, he": the subject of the same sentence.
    let is_here = distance == 0 && last.is_subject && !last.is_said && !is_said;
    add(is_here && member.kind == EntityKind::Person, 8);
    add(is_only_said, -30);
    add(!is_said && !is_source && last.is_said, -15);
    // In a quotation, "he" is hardly the one who speaks.
    add(material.is_quoted(token) && last.is_source && distance <= 1, -40);
    add(member.is_named(), 20);
    // Who has just been brought in by a full name speaks next.
    let is_new = member.seen.first().is_some_and(|first| first.token == last.token) && distance - n_quoted == 1;
    add(is_new && is_source && !is_said && member.names.iter().any(|name| name.len() > 1), 25);
    let n_near = before().take_while(|seen| seen.sentence + 4 > sentence).count();
    add(true, 2 * n_near.min(5) as i64);
    add(member.kind == EntityKind::Unknown, -20);
    add(member.kind == EntityKind::Place, -30);
    add(member.gender.is_some() && member.gender == Gender::of_pronoun(&word), 10);
    // Of two alike the later.
    Some(score * 1000 + (last.token % 1000) as i64)
}

/// Whether a sentence is all quotation, as far as its first word tells.
fn is_quotation(material: &Material<'_>, sentence_idx: usize) -> bool {
    let sentences = &material.passage.segmentation.sentences;
    sentences.get(sentence_idx).is_some_and(|sentence| {
        let first = sentence.start as usize;
        material.is_quoted(first) || is_quote_mark(material.word(first)) && material.is_quoted(first + 1)
    })
}

/// Whether a pronoun can stand for an entity.
fn fits(word: &str, member: &Member) -> bool {
    let is_person = matches!(member.kind, EntityKind::Person | EntityKind::Unknown) && !member.is_plural;
    match word {
        "he" | "him" | "his" | "himself" => is_person && member.gender != Some(Gender::Female),
        "she" | "her" | "hers" | "herself" => is_person && member.gender != Some(Gender::Male),
        "they" | "them" | "their" | "theirs" | "themselves" => {
            member.is_plural || matches!(member.kind, EntityKind::Group | EntityKind::Organisation)
        }
        "it" | "its" | "itself" => {
            let is_thing = matches!(member.kind, EntityKind::Organisation | EntityKind::Artefact | EntityKind::Place);
            is_thing && !member.is_plural
        }
        _ => false,
    }
}

/// Whether an entity is the sort of thing that a bare definite description takes up.
pub(super) fn salience_of_kind(described: &Described, member: &Member, seen: &Seen) -> bool {
    let Some(last) = member.last_before(seen.token) else { return false };
    let distance = seen.sentence.saturating_sub(last.sentence);
    let noun = described.noun.as_str();
    let is_outlet = || member.names.iter().any(|name| lexicon().is_outlet(&name.join(" ")));
    match described.kind {
        EntityKind::Organisation if member.kind == EntityKind::Organisation => match noun {
            "newspaper" | "paper" | "magazine" | "outlet" | "broadcaster" | "channel" | "website" | "site"
            | "station" => distance <= 12 && (is_outlet() || distance <= 3),
            "airline" | "association" | "carrier" | "charity" | "club" | "company" | "agency" | "firm"
            | "foundation" | "group" | "institute" | "institution" | "lender" | "manufacturer" | "museum"
            | "organisation" | "organization" | "network" | "publisher" | "retailer" | "bank" | "party"
            | "campaign" | "union" | "university" | "watchdog" => distance <= 6,
            _ => false,
        },
        EntityKind::Person if member.kind == EntityKind::Person => {
            let is_generic = matches!(
                noun,
                "actor"
                    | "actress"
                    | "author"
                    | "billionaire"
                    | "businessman"
                    | "comedian"
                    | "director"
                    | "musician"
                    | "rapper"
                    | "singer"
                    | "man"
                    | "woman"
                    | "boy"
                    | "girl"
                    | "teenager"
                    | "father"
                    | "mother"
                    | "star"
                    | "suspect"
                    | "player"
                    | "lady"
                    | "guy"
            );
            // In one sentence with a name, it is somebody else.
            is_generic && (1..=4).contains(&distance)
        }
        _ => false,
    }
}

/// Words that say that a source is kept nameless.
const NAMELESS: &[&str] = &["anonymity", "anonymous", "anonymously", "unidentified", "unnamed"];
/// Nouns for a source of whom no more is said.
const NAMELESS_NOUNS: &[&str] =
    &["informant", "insider", "person", "somebody", "someone", "source", "whistle-blower", "whistleblower"];

/// Returns whether the words of a source, or those that follow it in its sentence, say that it is kept nameless.
pub(crate) fn is_anonymous(material: &Material<'_>, source: &Range<usize>, head: usize) -> bool {
    let sentence = material.sentence_around(head);
    let noun = super::descriptions::singular(&lowered(material.passage, head), material.tag(head) == "NNS");
    let says_so = |range: Range<usize>| {
        range.clone().any(|idx| material.is_one_of(idx, NAMELESS))
            || range.clone().any(|idx| {
                let word = |offset: usize| lowered(material.passage, idx + offset);
                word(0) == "not" && word(1) == "to" && word(2) == "be"
                    || word(0) == "not" && matches!(word(1).as_str(), "authorized" | "authorised" | "permitted")
            })
    };
    let is_nameless_noun = NAMELESS_NOUNS.contains(&noun.as_str())
        || noun == "people"
            && (head..source.end).any(|idx| material.is_one_of(idx, &["familiar", "briefed", "close", "knowledge"]));
    is_nameless_noun || says_so(source.clone()) || says_so(source.end..sentence.end.min(source.end + 25))
}
