//! What one document tells of each of its artefacts, as far as comparing needs it.
//!
//! Made from a record and from nothing else, so it is made once a document and can be kept.

use std::collections::BTreeSet;

use hearsay_reading::reading::{ArtefactId, ArtefactRole, EntityId};
use hearsay_text::document::DocumentId;
use hearsay_text::span::Span;

use super::days::Day;
use super::kinds::is_of_a_kind;
use super::wording::telling;
use crate::record::{Artefact, Custody, Record};

/// What a document brings to which artefact is which.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketches {
    pub(super) document: DocumentId,
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
    /// The claims that it is said to make, as their telling words.
    pub(super) claims: Vec<(BTreeSet<String>, Span)>,
}

/// Which of several an artefact is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ordinal {
    /// "The first letter".
    First,
    /// "A second letter".
    Later(u8),
    /// "Another letter": any but the first.
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
        let sketches = all.map(|(id, artefact)| Sketch::of(record, id, artefact));
        Sketches { document: record.document, sketches: sketches.collect() }
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
            artefact: artefact.clone(),
        }
    }
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

/// The claims of which the artefact is a source: "the letter says that".
fn claims(record: &Record, artefact: &Artefact) -> Vec<(BTreeSet<String>, Span)> {
    const CLAIMS_MAX: usize = 20;
    let is_mention = |span: Span| artefact.mentions.iter().any(|(mention, _)| mention.overlaps(span));
    let said = record.claims.iter().filter(|claim| claim.chain.iter().filter_map(|link| link.span).any(is_mention));
    said.map(|claim| (telling(&claim.words), claim.first())).take(CLAIMS_MAX).collect()
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
        "another" | "other" => Ordinal::Another,
        _ => return None,
    })
}
