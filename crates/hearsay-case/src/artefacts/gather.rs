//! The artefacts of a case, put together from the groups.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_reading::reading::ArtefactRole;
use hearsay_text::span::Span;

use super::candidates::{Unit, Work};
use super::wording::{Said, alike};
use super::{ArtefactProposal, Artefacts, CaseArtefact, CaseCustody, Told};
use crate::clusters::Clusters;
use crate::entities::Surety;

/// Puts the artefacts together.
pub(super) fn gather(
    work: &Work<'_>,
    clusters: &mut Clusters<'_>,
    joined: Vec<(Surety, usize, usize, String)>,
    possible: Vec<(usize, usize, String)>,
    contradicted: Vec<usize>,
) -> Artefacts {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for unit in 0..work.units.len() {
        groups.entry(clusters.root(unit)).or_default().push(unit);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort();
    let mut artefacts = Artefacts { contradicted, ..Artefacts::default() };
    for (idx, group) in groups.iter().enumerate() {
        artefacts.of.extend(group.iter().map(|unit| (work.units[*unit].member, idx)));
        artefacts.all.push(artefact(work, group));
    }
    for (surety, one, other, because) in joined {
        let told = proposal(work, surety, one, other, because);
        if let Some(idx) = artefacts.of.get(&told.one) {
            artefacts.all[*idx].because.push(told);
        }
    }
    artefacts.all.iter_mut().for_each(|one| one.because.sort());
    let mut known: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (one, other, because) in possible {
        let (a, b) = (clusters.root(one), clusters.root(other));
        if a != b && !clusters.is_held_apart(a, b) && known.insert((one, other)) {
            artefacts.possible.push(proposal(work, Surety::Possible, one, other, because));
        }
    }
    artefacts.possible.sort();
    artefacts
}

fn proposal(work: &Work<'_>, surety: Surety, one: usize, other: usize, because: String) -> ArtefactProposal {
    let (one, other) = (&work.units[one.min(other)], &work.units[one.max(other)]);
    let spans = (proving(one, other), proving(other, one));
    ArtefactProposal { one: one.member, other: other.member, surety, because, spans }
}

/// The first mention, and of its custody what the other has too.
fn proving(one: &Unit<'_>, other: &Unit<'_>) -> Vec<Span> {
    let mention = one.sketch.artefact.mentions.first().map(|(span, _)| *span);
    let agrees = |hand: &&super::compare::Resolved<'_>| {
        other.hands.iter().any(|right| {
            let is_same = hand.who.is_some() && hand.who == right.who;
            is_same || hand.hand.role == right.hand.role && !hand.hand.words.is_disjoint(&right.hand.words)
        })
    };
    let hands = one.hands.iter().filter(agrees).map(|hand| hand.hand.span);
    let is_shared = |day: &super::days::Day| other.sketch.days.iter().any(|(other, _)| day.may_be(*other));
    let days = one.sketch.days.iter().filter(|(day, _)| is_shared(day)).map(|(_, span)| *span);
    let says = |claim: &&Said| other.sketch.claims.iter().any(|other| alike(claim, other).is_some());
    let claims = one.sketch.claims.iter().filter(says).map(|claim| claim.span).take(1);
    let mut spans: Vec<Span> = mention.into_iter().chain(hands).chain(days).chain(claims).collect();
    spans.sort();
    spans.dedup();
    spans
}

fn artefact(work: &Work<'_>, group: &[usize]) -> CaseArtefact {
    let units: Vec<&Unit<'_>> = group.iter().map(|unit| &work.units[*unit]).collect();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names: BTreeMap<&str, Vec<(usize, Span)>> = BTreeMap::new();
    let mut hedges = Vec::new();
    for (member, unit) in units.iter().enumerate() {
        let artefact = &unit.sketch.artefact;
        *kinds.entry(artefact.kind.as_str()).or_default() += 1;
        for (span, words) in &artefact.mentions {
            names.entry(words.as_str()).or_default().push((member, *span));
        }
        hedges.extend(artefact.hedges.iter().map(|words| (member, words.clone())));
    }
    let kind = kinds.iter().max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind)));
    CaseArtefact {
        kind: kind.map(|(kind, _)| (*kind).to_owned()).unwrap_or_default(),
        members: units.iter().map(|unit| unit.member).collect(),
        names: names.into_iter().map(|(words, places)| (words.to_owned(), places)).collect(),
        custody: custody(&units),
        hedges,
        because: Vec::new(),
    }
}

/// All that is said of where it is from and where it went: each role and who has it once.
fn custody(units: &[&Unit<'_>]) -> Vec<CaseCustody> {
    let mut found: BTreeMap<(ArtefactRole, Option<usize>, String), CaseCustody> = BTreeMap::new();
    for (member, unit) in units.iter().enumerate() {
        for one in &unit.sketch.artefact.custody {
            let resolved = unit.hands.iter().find(|hand| hand.hand.span == one.span && hand.hand.role == one.role);
            let entity = resolved.and_then(|hand| hand.who);
            let words = if entity.is_some() { String::new() } else { one.words.to_lowercase() };
            let custody = found.entry((one.role, entity, words)).or_insert_with(|| CaseCustody {
                role: one.role,
                words: one.words.clone(),
                entity,
                told: Vec::new(),
            });
            custody.told.push(Told {
                member,
                span: one.span,
                words: one.words.clone(),
                hedges: one.hedges.clone(),
                within: one.within,
            });
        }
    }
    found.into_values().collect()
}
