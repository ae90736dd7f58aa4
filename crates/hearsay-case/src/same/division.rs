//! The claims of a case divided into matters, and each matter into variants.
//!
//! First into connected components of what is alike enough: whatever is added to a case changes the components that it
//! touches and no other.

use std::collections::BTreeMap;

use super::Judgements;
use super::average::Groups;
use super::candidates::Index;
use super::likeness::{self, Enough, Likeness, Sum};
use super::slots::{self, SameEntity};
use super::statement::{Place, Statement};
use crate::parallel;
use crate::record::ClaimId;

/// The statements of a case, those with the same words and slots taken as one: copies are many and bring nothing new.
pub(super) struct Wholes<'a> {
    /// All, sorted by their claims.
    pub(super) statements: &'a [Statement],
    /// The statements of each whole; sorted, and the wholes by their first.
    pub(super) members: Vec<Vec<u32>>,
    /// The whole of each statement.
    whole_of: Vec<u32>,
}

impl<'a> Wholes<'a> {
    /// Takes together what has the same words and slots; what the analyst keeps apart from something is a whole by itself.
    pub(super) fn of(statements: &'a [Statement], not_same: &[(Place, Place)]) -> Wholes<'a> {
        let alone: Vec<Place> = not_same.iter().flat_map(|(one, other)| [*one, *other]).collect();
        let mut by_content: BTreeMap<(String, Option<Place>), Vec<u32>> = BTreeMap::new();
        for ((idx, statement), content) in (0..).zip(statements).zip(parallel::map(statements, content)) {
            let alone = alone.contains(&statement.place).then_some(statement.place);
            by_content.entry((content, alone)).or_default().push(idx);
        }
        let mut members: Vec<Vec<u32>> = by_content.into_values().collect();
        members.sort_unstable();
        let mut whole_of = vec![0; statements.len()];
        for (whole, members) in (0..).zip(&members) {
            members.iter().for_each(|idx| whole_of[*idx as usize] = whole);
        }
        Wholes { statements, members, whole_of }
    }

    /// Returns the first statement of a whole.
    pub(super) fn first(&self, whole: u32) -> &'a Statement {
        &self.statements[self.members[whole as usize][0] as usize]
    }

    fn whole_at(&self, place: Place) -> Option<u32> {
        let idx = self.statements.binary_search_by_key(&place, |statement| statement.place).ok()?;
        Some(self.whole_of[idx])
    }

    fn pairs(&self, places: &[(Place, Place)]) -> Vec<(u32, u32)> {
        let pair = |(one, other): &(Place, Place)| {
            let (one, other) = self.whole_at(*one).zip(self.whole_at(*other))?;
            (one != other).then_some((one.min(other), one.max(other)))
        };
        places.iter().filter_map(pair).collect()
    }
}

/// Returns all that a statement is compared on, as a key: equal for copies.
fn content(statement: &Statement) -> String {
    let Statement { stems, polarity, numbers, times, .. } = statement;
    let numbers = numbers.iter().map(|one| (&one.value, &one.high, one.unit, one.comparison, &one.counted));
    let stems = stems.iter().map(|(stem, weight)| (stem.0, weight.to_bits()));
    let [stems, numbers] = [format!("{:x?}", stems.collect::<Vec<_>>()), format!("{:?}", numbers.collect::<Vec<_>>())];
    format!("{stems} {polarity:?} {numbers} {times:?}")
}

/// Wholes that belong together, and the edges between them.
#[derive(Default)]
pub(super) struct Component {
    wholes: Vec<u32>,
    edges: Vec<(u32, u32)>,
    /// What the encoder makes of each whole, where it was asked.
    meanings: Vec<Option<Vec<f32>>>,
}

impl Component {
    /// Returns the pairs of which both are inside, by their places in it.
    fn within(&self, pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let place = |whole: u32| self.wholes.binary_search(&whole).ok().map(|idx| idx as u32);
        pairs.iter().filter_map(|(one, other)| place(*one).zip(place(*other))).collect()
    }
}

/// What a case is divided by.
pub(super) struct Division<'a> {
    /// From how alike on claims say the same.
    pub(super) same: Enough,
    /// From how alike on claims are on one matter; not more.
    pub(super) alike: Enough,
    /// By the pairs of how many stems candidates are found.
    pub(super) n_key_stems: usize,
    pub(super) wholes: Wholes<'a>,
    pub(super) judged: &'a Judgements,
    pub(super) same_entity: SameEntity<'a>,
}

/// Gives the vector of a claim's words; without it, words alone decide.
pub(super) type Meaning<'a> = Option<&'a dyn Fn(Place) -> Vec<f32>>;

impl Division<'_> {
    /// Returns the pairs that are worth comparing by more than their keys, with the likeness of their words; sorted.
    fn candidates(&self, least: f32) -> Vec<(u32, u32, Likeness)> {
        let firsts: Vec<&Statement> =
            (0..self.wholes.members.len() as u32).map(|whole| self.wholes.first(whole)).collect();
        let index = Index::of(&firsts, self.n_key_stems);
        let wholes: Vec<u32> = (0..firsts.len() as u32).collect();
        let partners = |one: &u32| -> Vec<(u32, u32, Likeness)> {
            let others = index.partners(*one).into_iter().filter(|other| other > one);
            let pairs =
                others.map(|other| (*one, other, likeness::likeness(firsts[*one as usize], firsts[other as usize])));
            pairs.filter(|(_, _, likeness)| likeness.words >= least).collect()
        };
        parallel::map(&wholes, partners).into_iter().flatten().collect()
    }

    /// Returns the pairs that are alike enough, and those that the analyst holds for the same; sorted, each once.
    fn edges(&self, candidates: &[(u32, u32, Likeness)], meanings: &[Option<Vec<f32>>]) -> Vec<(u32, u32)> {
        let is_edge = |&&(one, other, likeness): &&(u32, u32, Likeness)| {
            let meaning = meanings[one as usize].as_ref().zip(meanings[other as usize].as_ref());
            let meaning = meaning.map(|(one, other)| likeness::cosine(one, other));
            self.alike.surplus(likeness, meaning) >= 0.0
        };
        let mut edges = self.wholes.pairs(&self.judged.same);
        edges.extend(candidates.iter().filter(is_edge).map(|(one, other, _)| (*one, *other)));
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    /// Returns the connected components, by their first whole; also those of one whole.
    pub(super) fn components(&self, meaning: Meaning<'_>) -> Vec<Component> {
        let least = if meaning.is_some() { likeness::UNSETTLED_MIN } else { self.alike.words };
        let candidates = self.candidates(least);
        let mut meanings: Vec<Option<Vec<f32>>> = vec![None; self.wholes.members.len()];
        if let Some(meaning) = meaning {
            for whole in candidates.iter().flat_map(|(one, other, _)| [*one, *other]) {
                meanings[whole as usize].get_or_insert_with(|| meaning(self.wholes.first(whole).place));
            }
        }
        let edges = self.edges(&candidates, &meanings);
        let mut parents: Vec<u32> = (0..self.wholes.members.len() as u32).collect();
        for &(one, other) in &edges {
            let (one, other) = (root(&mut parents, one), root(&mut parents, other));
            parents[one.max(other) as usize] = one.min(other);
        }
        let mut components: BTreeMap<u32, Component> = BTreeMap::new();
        for (whole, meaning) in (0..).zip(meanings) {
            let component = components.entry(root(&mut parents, whole)).or_default();
            component.wholes.push(whole);
            component.meanings.push(meaning);
        }
        for edge in edges {
            if let Some(component) = components.get_mut(&root(&mut parents, edge.0)) {
                component.edges.push(edge);
            }
        }
        components.into_values().collect()
    }

    fn groups(&self, component: &Component) -> Groups {
        let wholes = component.wholes.iter().zip(&component.meanings);
        let sums = wholes.map(|(whole, meaning)| Sum::of(self.wholes.first(*whole), meaning.as_deref())).collect();
        Groups::of(sums, &component.within(&component.edges))
    }

    /// Divides a component by likeness alone, each part a list of wholes.
    pub(super) fn join(&self, component: &Component) -> Vec<Vec<u32>> {
        let mut groups = self.groups(component);
        groups.settle(self.alike, |_, _| false);
        let parts = groups.members.iter().filter(|members| !members.is_empty());
        parts.map(|members| members.iter().map(|idx| component.wholes[*idx as usize]).collect()).collect()
    }

    /// Divides a component into matters, each a list of variants, each a list of wholes.
    pub(super) fn divide(&self, component: &Component) -> Vec<Vec<Vec<u32>>> {
        if component.wholes.len() == 1 {
            return vec![vec![component.wholes.clone()]];
        }
        let first = |idx: u32| self.wholes.first(component.wholes[idx as usize]);
        let mut groups = self.groups(component);
        for (one, other) in component.within(&self.wholes.pairs(&self.judged.same)) {
            let (one, other) = (groups.group_of(one), groups.group_of(other));
            groups.join(one, other);
        }
        let not_same = component.within(&self.wholes.pairs(&self.judged.not_same));
        let are_apart = |left: &[u32], right: &[u32]| {
            left.iter().any(|one| {
                right.iter().any(|other| {
                    not_same.contains(&(*one.min(other), *one.max(other)))
                        || are_told_apart(first(*one), first(*other))
                        || slots::differ(first(*one), first(*other), self.same_entity)
                })
            })
        };
        groups.settle(self.same, are_apart);
        let variants: Vec<Vec<u32>> = groups.members.iter().filter(|members| !members.is_empty()).cloned().collect();
        groups.settle(self.alike, |_, _| false);
        let matters = groups.members.iter().filter(|members| !members.is_empty());
        let of_matter = |matter: &Vec<u32>| {
            let inside = variants.iter().filter(|variant| matter.binary_search(&variant[0]).is_ok());
            inside.map(|variant| variant.iter().map(|idx| component.wholes[*idx as usize]).collect()).collect()
        };
        matters.map(of_matter).collect()
    }
}

/// What one source says in two places of a document is mostly said of two things, and what the writer adds to it is too.
fn are_told_apart(one: &Statement, other: &Statement) -> bool {
    const ENOUGH_INSIDE: f32 = 0.7;
    let is_own = is_own_voice(one) || is_own_voice(other);
    one.place.document == other.place.document
        && (is_own || one.sources == other.sources)
        && likeness::likeness(one, other).words < ENOUGH_INSIDE
}

fn is_own_voice(statement: &Statement) -> bool {
    matches!(statement.place.claim, ClaimId::OwnVoice(_))
}

/// Returns whether two claims are told in one document by the same, be it the writer.
pub(super) fn are_of_one_voice(one: &Statement, other: &Statement) -> bool {
    one.place.document == other.place.document
        && is_own_voice(one) == is_own_voice(other)
        && one.sources == other.sources
}

fn root(parents: &mut [u32], whole: u32) -> u32 {
    let mut at = whole;
    while parents[at as usize] != at {
        parents[at as usize] = parents[parents[at as usize] as usize];
        at = parents[at as usize];
    }
    at
}
