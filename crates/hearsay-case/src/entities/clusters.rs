//! Which of those named are one: joined from the surest reason to the least sure, never across what forbids it.
//!
//! Two groupings at once: those that the machine joined, inside which no two may conflict, and over them those that the
//! analyst joined as well. What the analyst holds apart stays apart in both.

use std::collections::BTreeSet;

use super::Surety;
use super::compare::conflict;
use super::profile::Profile;

/// Something that speaks for two being one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    pub(super) surety: Surety,
    /// The two, the first in order first.
    pub(super) units: (usize, usize),
    pub(super) because: String,
}

impl Edge {
    pub(super) fn new(surety: Surety, one: usize, other: usize, because: impl Into<String>) -> Edge {
        Edge { surety, units: (one.min(other), one.max(other)), because: because.into() }
    }
}

/// What came of an attempt to join two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joined {
    /// They are one now.
    Now,
    /// They were already.
    Before,
    /// Somebody in the one and somebody in the other cannot be one, because.
    Forbidden(&'static str),
    /// The analyst said that they are two.
    HeldApart,
}

/// A forest in which every tree is a group.
#[derive(Clone, Debug)]
struct Forest(Vec<usize>);

impl Forest {
    fn root(&mut self, unit: usize) -> usize {
        let mut root = unit;
        while self.0[root] != root {
            root = self.0[root];
        }
        let mut at = unit;
        while self.0[at] != root {
            at = std::mem::replace(&mut self.0[at], root);
        }
        root
    }
}

/// Those named and how they are joined so far.
#[derive(Debug)]
pub(super) struct Clusters<'a> {
    profiles: &'a [Profile],
    machine: Forest,
    all: Forest,
    /// The profiles of a machine's group, by its root.
    of_machine: Vec<BTreeSet<u32>>,
    /// Whom the analyst holds apart from somebody of a group, by its root.
    apart: Vec<Vec<usize>>,
    /// The machine's groups inside a group, by its root.
    within: Vec<BTreeSet<usize>>,
}

impl<'a> Clusters<'a> {
    /// Returns everybody alone; `of[unit]` is the profile of a unit, if it has any.
    pub(super) fn new(profiles: &'a [Profile], of: &[Option<u32>]) -> Clusters<'a> {
        let n_units = of.len();
        Clusters {
            profiles,
            machine: Forest((0..n_units).collect()),
            all: Forest((0..n_units).collect()),
            of_machine: of.iter().map(|profile| profile.iter().copied().collect()).collect(),
            apart: vec![Vec::new(); n_units],
            within: (0..n_units).map(|unit| BTreeSet::from([unit])).collect(),
        }
    }

    /// Returns the group that somebody is in.
    pub(super) fn root(&mut self, unit: usize) -> usize {
        self.all.root(unit)
    }

    /// Returns the profiles of a group, by its root.
    pub(super) fn profiles_of(&mut self, root: usize) -> BTreeSet<u32> {
        self.within[root].iter().flat_map(|machine| self.of_machine[*machine].iter().copied()).collect()
    }

    /// Holds two apart; says whether they still were.
    pub(super) fn hold_apart(&mut self, one: usize, other: usize) -> bool {
        let (a, b) = (self.root(one), self.root(other));
        if a == b {
            return false;
        }
        self.apart[a].push(other);
        self.apart[b].push(one);
        true
    }

    /// Joins two because the analyst says so; says whether it could be.
    pub(super) fn judge_one(&mut self, one: usize, other: usize) -> bool {
        let (a, b) = (self.root(one), self.root(other));
        if a == b {
            return true;
        }
        let is_free = !self.are_apart(a, b);
        if is_free {
            self.unite(a, b);
        }
        is_free
    }

    /// Joins two if nothing forbids it.
    pub(super) fn join(&mut self, one: usize, other: usize) -> Joined {
        let (a, b) = (self.machine.root(one), self.machine.root(other));
        if a == b {
            return Joined::Before;
        }
        let (whole_a, whole_b) = (self.root(one), self.root(other));
        if whole_a != whole_b && self.are_apart(whole_a, whole_b) {
            return Joined::HeldApart;
        }
        if let Some(because) = self.forbidden(a, b) {
            return Joined::Forbidden(because);
        }
        let (kept, gone) = if self.of_machine[a].len() < self.of_machine[b].len() { (b, a) } else { (a, b) };
        self.machine.0[gone] = kept;
        let taken = std::mem::take(&mut self.of_machine[gone]);
        self.of_machine[kept].extend(taken);
        let was_one = whole_a == whole_b;
        let whole = if was_one { whole_a } else { self.unite(whole_a, whole_b) };
        self.within[whole].remove(&gone);
        if was_one { Joined::Before } else { Joined::Now }
    }

    fn forbidden(&self, a: usize, b: usize) -> Option<&'static str> {
        let pairs = self.of_machine[a].iter().flat_map(|one| self.of_machine[b].iter().map(move |other| (one, other)));
        let profile = |idx: u32| &self.profiles[idx as usize];
        pairs.filter(|(one, other)| one != other).find_map(|(one, other)| conflict(profile(*one), profile(*other)))
    }

    /// Returns whether the analyst holds two groups apart, by their roots.
    pub(super) fn is_held_apart(&mut self, a: usize, b: usize) -> bool {
        self.are_apart(a, b)
    }

    fn are_apart(&mut self, a: usize, b: usize) -> bool {
        let (few, root) = if self.apart[a].len() < self.apart[b].len() { (a, b) } else { (b, a) };
        let held = std::mem::take(&mut self.apart[few]);
        let found = held.iter().any(|unit| self.all.root(*unit) == root);
        self.apart[few] = held;
        found
    }

    fn unite(&mut self, a: usize, b: usize) -> usize {
        let (kept, gone) = if self.within[a].len() < self.within[b].len() { (b, a) } else { (a, b) };
        self.all.0[gone] = kept;
        let apart = std::mem::take(&mut self.apart[gone]);
        self.apart[kept].extend(apart);
        let within = std::mem::take(&mut self.within[gone]);
        self.within[kept].extend(within);
        kept
    }
}
