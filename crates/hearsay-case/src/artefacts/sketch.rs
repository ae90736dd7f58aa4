//! What one document tells of each of its artefacts, as far as comparing needs it.
//!
//! Made from a record and from nothing else, so it is made once a document and can be kept.

use std::collections::BTreeSet;

use hearsay_reading::reading::{ArtefactId, ArtefactRole, EntityId};
use hearsay_text::document::{Date, DocumentId};
use hearsay_text::span::Span;

use super::days::Day;
use super::kinds::{go_together, is_of_a_kind};
use super::wording::{Said, telling};
use crate::record::{Artefact, Claim, Custody, Record};
use crate::same::statement::Statement;

/// What a document brings to which artefact is which.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketches {
    pub(super) document: DocumentId,
    /// The outlet that published it.
    pub(super) outlet: Option<String>,
    /// When it was published.
    pub(super) published: Option<Date>,
    pub(super) sketches: Vec<Sketch>,
}

/// One artefact of a document.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sketch {
    pub(super) id: ArtefactId,
    /// What it is.
    pub(super) artefact: Artefact,
    /// Which of several it is said to be.
    pub(super) ordinal: Option<Ordinal>,
    /// Who had a hand in it, what it is about, where it came out.
    pub(super) hands: Vec<Hand>,
    /// The days of its custody.
    pub(super) days: Vec<(Day, Span)>,
    /// What it is called beside its kind: "the Hollin letter".
    pub(super) called: BTreeSet<String>,
    /// The claims that it, or whoever wrote it, is said to make, as their telling words.
    pub(super) claims: Vec<Said>,
    /// How its first words speak of it.
    pub(super) introduced: Introduced,
    /// How long it is: nine pages.
    pub(super) lengths: BTreeSet<(String, String)>,
    /// Whoever is named where it is spoken of.
    pub(super) around: BTreeSet<EntityId>,
    /// The telling words of what is said where it is spoken of.
    pub(super) said: BTreeSet<String>,
    /// Whether its document tells of no other that goes by the name.
    pub(super) is_sole: bool,
}

/// How the first words for an artefact speak of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Introduced {
    /// "A letter", "two letters".
    AsNew,
    /// "The letter", "his letter", "the Hollin letter".
    AsKnown,
    /// "Letter", as headlines have it.
    Bare,
}

/// Which of several an artefact is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ordinal {
    /// "The first letter".
    First,
    /// "A second letter".
    Later(u8),
    /// "Another letter", "an earlier letter": any but the one that is told of.
    Another,
}

/// Somebody or something that has to do with an artefact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hand {
    pub(super) role: ArtefactRole,
    pub(super) entity: Option<EntityId>,
    /// The telling words.
    pub(super) words: BTreeSet<String>,
    /// Whether the words are a name.
    pub(super) is_named: bool,
    pub(super) span: Span,
}

impl Sketches {
    /// Returns what a document tells of its artefacts.
    pub fn of(record: &Record) -> Sketches {
        let ids = (1..).map(ArtefactId);
        let all = ids.zip(&record.artefacts).filter(|(_, artefact)| !artefact.kind.is_empty());
        let mut sketches: Vec<Sketch> = all.map(|(id, artefact)| Sketch::of(record, id, artefact)).collect();
        let is_sole = |one: &Sketch| {
            let others = sketches.iter().filter(|other| other.id != one.id);
            others.into_iter().all(|other| !go_together(&one.artefact.kind, &other.artefact.kind) || one.may_be(other))
        };
        let sole: Vec<bool> = sketches.iter().map(is_sole).collect();
        sketches.iter_mut().zip(sole).for_each(|(one, is_sole)| one.is_sole = is_sole);
        Sketches { document: record.document, outlet: record.outlet.clone(), published: record.published, sketches }
    }
}

impl Sketch {
    fn of(record: &Record, id: ArtefactId, artefact: &Artefact) -> Sketch {
        let is_time = |one: &&Custody| one.role == ArtefactRole::When;
        let times = artefact.custody.iter().filter(is_time);
        let days = times.filter_map(|one| Some((Day::of(&one.words)?, one.span))).collect();
        let hands = artefact.custody.iter().filter(|one| one.role != ArtefactRole::When).map(|one| hand(record, one));
        let hands: Vec<Hand> = hands.collect();
        let mut called: BTreeSet<String> = artefact.mentions.iter().flat_map(|(_, words)| telling(words)).collect();
        // What says whose it is or what it is has been counted as such.
        let is_counted = |word: &String| hands.iter().any(|hand| hand.words.contains(word));
        called.retain(|word| !is_of_a_kind(word) && ordinal_of(word).is_none() && !is_counted(word));
        Sketch {
            id,
            ordinal: artefact.mentions.iter().find_map(|(_, words)| ordinal(words)),
            hands,
            days,
            called,
            claims: claims(record, artefact),
            introduced: artefact.mentions.first().map_or(Introduced::Bare, |(_, words)| introduced(words)),
            lengths: lengths(record, artefact),
            around: around(record, artefact),
            said: said(record, artefact),
            is_sole: false,
            artefact: artefact.clone(),
        }
    }

    /// Returns whether two of one document may be one all the same: what a headline leaves without an article, or what is
    /// spoken of as known without a word that tells it from the other.
    pub(super) fn may_be(&self, other: &Sketch) -> bool {
        let first = |sketch: &Sketch| sketch.artefact.mentions.first().map(|(span, _)| span.start);
        let (earlier, later) = if first(self) <= first(other) { (self, other) } else { (other, self) };
        let before = earlier.artefact.mentions.iter().filter(|(span, _)| Some(span.start) < first(later));
        let is_headline = before.into_iter().all(|(_, words)| introduced(words) == Introduced::Bare);
        let is_known = later.introduced == Introduced::AsKnown;
        let is_called_otherwise =
            !self.called.is_empty() && !other.called.is_empty() && self.called.is_disjoint(&other.called);
        self.artefact.kind == other.artefact.kind
            && later.ordinal.is_none()
            && !is_called_otherwise
            && (is_headline || is_known)
    }
}

fn introduced(words: &str) -> Introduced {
    const NEW: &[&str] = &["a", "an", "another", "one", "several", "some", "three", "two"];
    const KNOWN: &[&str] = &[
        "both", "her", "his", "its", "my", "our", "that", "the", "their", "these", "this", "those", "which", "whose",
        "your",
    ];
    let lowered = words.to_lowercase();
    let first = lowered.split_whitespace().next().unwrap_or_default();
    if NEW.contains(&first) {
        Introduced::AsNew
    } else if KNOWN.contains(&first) || first.ends_with("'s") || first.ends_with("\u{2019}s") {
        Introduced::AsKnown
    } else {
        Introduced::Bare
    }
}

/// Returns the claims that speak of an artefact: that name it, or have it from it.
fn speaking_of<'a>(record: &'a Record, artefact: &'a Artefact) -> impl Iterator<Item = &'a Claim> {
    let is_mention = |span: Span| artefact.mentions.iter().any(|(mention, _)| mention.overlaps(span));
    let spans = |claim: &'a Claim| claim.spans.iter().copied().chain(claim.chain.iter().filter_map(|link| link.span));
    record.claims.iter().filter(move |claim| spans(claim).any(is_mention))
}

/// How much of what is said of an artefact is looked at.
const SPEAKING_MAX: usize = 24;

fn around(record: &Record, artefact: &Artefact) -> BTreeSet<EntityId> {
    let of_claims = speaking_of(record, artefact).take(SPEAKING_MAX).flat_map(|claim| &claim.entities);
    let of_custody = artefact.custody.iter().filter_map(|one| one.entity.as_ref());
    let all = of_claims.chain(of_custody).copied();
    all.filter(|id| record.entity(*id).is_some_and(|entity| entity.is_named)).collect()
}

fn said(record: &Record, artefact: &Artefact) -> BTreeSet<String> {
    let words = speaking_of(record, artefact).take(SPEAKING_MAX).flat_map(|claim| telling(&claim.words));
    words
        .chain(artefact.mentions.iter().flat_map(|(_, words)| telling(words)))
        .filter(|word| !is_of_a_kind(word))
        .collect()
}

/// Returns how long an artefact is said to be: "the nine-page letter", "the letter, which runs to nine pages".
fn lengths(record: &Record, artefact: &Artefact) -> BTreeSet<(String, String)> {
    let sources = record.claims.iter().flat_map(|claim| &claim.chain).filter(|link| {
        link.span.is_some_and(|span| artefact.mentions.iter().any(|(mention, _)| mention.overlaps(span)))
    });
    let mentions = artefact.mentions.iter().map(|(_, words)| words.as_str());
    let texts = mentions.chain(sources.map(|link| link.words.as_str()));
    texts.flat_map(lengths_in).collect()
}

/// Returns the lengths in a text, each with its unit: "nine pages" and "9-page" are ("9", "page").
fn lengths_in(words: &str) -> Vec<(String, String)> {
    const UNITS: &[&str] = &["hour", "minute", "page", "second"];
    const NUMBERS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let lowered = words.to_lowercase();
    let split: Vec<&str> = lowered.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let length = |two: &[&str]| {
        let unit = two[1].strip_suffix('s').unwrap_or(two[1]);
        let number = match NUMBERS.iter().position(|number| *number == two[0]) {
            Some(idx) => (idx + 1).to_string(),
            None => two[0].parse::<u32>().ok()?.to_string(),
        };
        UNITS.contains(&unit).then(|| (number, unit.to_owned()))
    };
    split.windows(2).filter_map(length).collect()
}

fn hand(record: &Record, custody: &Custody) -> Hand {
    let entity = custody.entity.and_then(|id| record.entity(id));
    Hand {
        role: custody.role,
        entity: custody.entity,
        words: telling(&custody.words),
        is_named: entity.is_some_and(|entity| entity.is_named),
        span: custody.span,
    }
}

/// The claims of which the artefact is a source, "the letter says that", or whoever made it: "the admiral writes that".
fn claims(record: &Record, artefact: &Artefact) -> Vec<Said> {
    const CLAIMS_MAX: usize = 20;
    let is_mention = |span: Span| artefact.mentions.iter().any(|(mention, _)| mention.overlaps(span));
    let authors = artefact.custody.iter().filter(|one| one.role == ArtefactRole::Author);
    let authors: Vec<EntityId> = authors.filter_map(|one| one.entity).collect();
    let is_from_it = |claim: &&Claim| {
        let deepest = claim.deepest().is_some_and(|link| link.entities.iter().any(|id| authors.contains(id)));
        deepest || claim.chain.iter().filter_map(|link| link.span).any(is_mention)
    };
    let said = record.claims.iter().filter(is_from_it);
    let said = said.map(|claim| Said {
        words: telling(&claim.words),
        stems: Statement::of_one(record, claim).map(|statement| statement.stems),
        span: claim.first(),
    });
    said.take(CLAIMS_MAX).collect()
}

fn ordinal(words: &str) -> Option<Ordinal> {
    words.to_lowercase().split_whitespace().find_map(ordinal_of)
}

fn ordinal_of(word: &str) -> Option<Ordinal> {
    Some(match word {
        "first" => Ordinal::First,
        "second" => Ordinal::Later(2),
        "third" => Ordinal::Later(3),
        "fourth" => Ordinal::Later(4),
        "fifth" => Ordinal::Later(5),
        "another" | "different" | "earlier" | "further" | "other" | "previous" | "separate" => Ordinal::Another,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_an_artefact_is_spoken_of() {
        for (words, expected) in [
            ("A letter", Introduced::AsNew),
            ("The nine-page letter", Introduced::AsKnown),
            ("Brenn\u{2019}s letter", Introduced::AsKnown),
            ("leaked letter", Introduced::Bare),
        ] {
            assert_eq!(introduced(words), expected, "{words}");
        }
        assert_eq!(lengths_in("the nine-page letter"), lengths_in("which runs to 9 pages"));
        assert_eq!(lengths_in("on page nine"), []);
        assert_eq!(ordinal("an earlier letter"), Some(Ordinal::Another));
    }
}
