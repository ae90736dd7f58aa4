//! Which artefacts are worth comparing, and what comes of comparing them.
//!
//! Two that are one by the points of `compare` agree in two things at least, or in the claims that they make; so each is
//! looked up by its pairs of things and by its claims' neighbouring words, and meets no others.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_reading::reading::ArtefactRole;
use hearsay_text::document::{Date, DocumentId};
use hearsay_text::span::Span;

use super::ArtefactMember;
use super::compare::{Resolved, compare};
use super::kinds::{classes, is_one_of_a_matter};
use super::sketch::{Sketch, Sketches};
use crate::anchor::judged_at;
use crate::clusters::Edge;
use crate::entities::Entities;

/// Every artefact that takes part.
#[derive(Debug)]
pub(super) struct Work<'a> {
    /// In order of their members.
    pub(super) units: Vec<Unit<'a>>,
}

/// One artefact of a document, with who is who.
#[derive(Debug)]
pub(super) struct Unit<'a> {
    pub(super) member: ArtefactMember,
    pub(super) sketch: &'a Sketch,
    pub(super) hands: Vec<Resolved<'a>>,
    /// Whoever is named where it is spoken of, each as its place in the entities of the case, with its name there.
    pub(super) around: BTreeMap<usize, &'a str>,
    /// The outlet that published its document, as its place in the entities of the case, with its name there.
    pub(super) outlet: Option<(usize, &'a str)>,
    /// When its document was published.
    pub(super) published: Option<Date>,
}

impl<'a> Work<'a> {
    /// Takes up all artefacts, with who is who.
    pub(super) fn of(sketches: &[&'a Sketches], entities: &'a Entities) -> Work<'a> {
        let mut units: Vec<Unit<'a>> = Vec::new();
        for document in sketches {
            let outlet = document.outlet.as_deref().and_then(|name| entities.of_outlet(name));
            let outlet = outlet.and_then(|who| Some((who, entities.all.get(who)?.name.as_str())));
            for sketch in &document.sketches {
                let who = |id| entities.of(document.document, id);
                let resolved = |hand| Resolved { hand, who: None, name: None };
                let hands = sketch.hands.iter().map(resolved);
                let name = |who: usize| entities.all.get(who).map(|entity| entity.name.as_str());
                let hands = hands.map(|one: Resolved<'_>| {
                    let who = one.hand.entity.and_then(who);
                    Resolved { who, name: who.and_then(name), ..one }
                });
                let around = sketch.around.iter().filter_map(|id| who(*id));
                let around = around.filter_map(|who| Some((who, name(who)?))).collect();
                let member = ArtefactMember { document: document.document, id: sketch.id };
                units.push(Unit {
                    member,
                    sketch,
                    hands: hands.collect(),
                    around,
                    outlet,
                    published: document.published,
                });
            }
        }
        units.sort_by_key(|unit| unit.member);
        units.dedup_by_key(|unit| unit.member);
        Work { units }
    }

    /// Returns an artefact.
    pub(super) fn unit(&self, unit: usize) -> &Unit<'a> {
        &self.units[unit]
    }

    /// Returns the artefact that words at `span` are judged as.
    pub(super) fn at(&self, document: DocumentId, span: Span) -> Option<usize> {
        let first = self.units.partition_point(|unit| unit.member.document < document);
        let here = self.units[first..].iter().take_while(|unit| unit.member.document == document);
        let mentions = here.enumerate().flat_map(|(idx, unit)| {
            unit.sketch.artefact.mentions.iter().map(move |(mention, _)| (*mention, first + idx))
        });
        judged_at(mentions, span)
    }
}

/// The things that an artefact can agree in with another, each as a word.
fn features(unit: &Unit<'_>) -> BTreeSet<String> {
    const FEATURES_MAX: usize = 24;
    let mut found: BTreeSet<String> = BTreeSet::new();
    for one in &unit.hands {
        let role = match one.hand.role {
            ArtefactRole::Author | ArtefactRole::Participant | ArtefactRole::About => one.hand.role.name(),
            _ => "way",
        };
        found.extend(one.who.map(|who| format!("{role} {who}")));
        if !one.hand.is_named || one.hand.role == ArtefactRole::About || one.hand.role == ArtefactRole::Where {
            found.extend(one.hand.words.iter().map(|word| format!("{} {word}", one.hand.role.name())));
        }
    }
    found.extend(unit.sketch.called.iter().map(|word| format!("called {word}")));
    found.extend(unit.sketch.days.iter().map(|(day, _)| format!("day {} {}", day.month, day.day)));
    found.extend(unit.sketch.lengths.iter().map(|(number, unit)| format!("length {number} {unit}")));
    let mut features: BTreeSet<String> = found.into_iter().take(FEATURES_MAX).collect();
    if is_one_of_a_matter(&unit.sketch.artefact.kind) {
        features.extend(unit.around.keys().take(FEATURES_MAX).map(|who| format!("around {who}")));
    }
    features
}

fn keys(unit: &Unit<'_>) -> BTreeSet<String> {
    let features: Vec<String> = features(unit).into_iter().collect();
    let mut keys = BTreeSet::new();
    for (place, one) in features.iter().enumerate() {
        keys.extend(features[place + 1..].iter().map(|other| format!("{one}|{other}")));
    }
    for claim in &unit.sketch.claims {
        let words: Vec<&String> = claim.words.iter().collect();
        keys.extend(words.windows(3).map(|three| format!("{}|{}|{}", three[0], three[1], three[2])));
        // Of claims that share four telling words of few, three need not be neighbours.
        if words.len() <= 8 {
            keys.extend(words.windows(2).map(|two| format!("{}|{}", two[0], two[1])));
        }
    }
    let classes = classes(&unit.sketch.artefact.kind);
    let bits = (0..8).filter(|bit| classes & (1 << bit) != 0);
    bits.flat_map(|bit| keys.iter().map(move |key| format!("{bit}{key}"))).collect()
}

/// Returns the pairs that their custody proposes, the surest first.
pub(super) fn edges(work: &Work<'_>) -> Vec<Edge> {
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (idx, unit) in work.units.iter().enumerate() {
        keys(unit).into_iter().for_each(|key| by_key.entry(key).or_default().push(idx));
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for block in by_key.values() {
        for (place, one) in block.iter().enumerate() {
            pairs.extend(block[place + 1..].iter().map(|other| (*one, *other)));
        }
    }
    pairs.extend(by_author(work));
    pairs.extend(of_one_document(work));
    pairs.extend(by_outlet(work));
    let mut edges: Vec<Edge> = Vec::new();
    for (one, other) in pairs {
        if let Some((surety, because)) = compare(&work.units[one], &work.units[other]) {
            edges.push(Edge::new(surety, one, other, because));
        }
    }
    edges.sort();
    edges
}

/// Those of one document that it may have told of without tying them together.
fn of_one_document(work: &Work<'_>) -> Vec<(usize, usize)> {
    let first = |unit: &Unit<'_>| unit.member.document;
    let mut pairs = Vec::new();
    let mut start = 0;
    for here in work.units.chunk_by(|one, other| first(one) == first(other)) {
        for (place, one) in here.iter().enumerate() {
            let others = here.iter().enumerate().skip(place + 1);
            let may_be = others.filter(|(_, other)| one.sketch.may_be(other.sketch));
            pairs.extend(may_be.map(|(other, _)| (start + place, start + other)));
        }
        start += here.len();
    }
    pairs
}

/// Those that an outlet tells of, each with those of which others say that the outlet had a hand in them.
fn by_outlet(work: &Work<'_>) -> Vec<(usize, usize)> {
    let mut own: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (idx, unit) in work.units.iter().enumerate() {
        unit.outlet.iter().for_each(|(who, _)| own.entry(*who).or_default().push(idx));
    }
    let mut pairs = Vec::new();
    for (idx, unit) in work.units.iter().enumerate() {
        let named = unit.hands.iter().filter_map(|hand| hand.who).chain(unit.around.keys().copied());
        for theirs in named.filter_map(|who| own.get(&who)).flatten().filter(|theirs| **theirs != idx) {
            pairs.push((idx.min(*theirs), idx.max(*theirs)));
        }
    }
    pairs
}

/// Each with the first of its author: one author alone is enough to ask the analyst, not to join.
fn by_author(work: &Work<'_>) -> Vec<(usize, usize)> {
    let mut first: BTreeMap<(usize, u8), usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (idx, unit) in work.units.iter().enumerate() {
        let authors = unit.hands.iter().filter(|one| one.hand.role == ArtefactRole::Author && one.hand.is_named);
        for who in authors.filter_map(|one| one.who) {
            let earlier = *first.entry((who, classes(&unit.sketch.artefact.kind))).or_insert(idx);
            pairs.extend((earlier != idx).then_some((earlier, idx)));
        }
    }
    pairs
}
