//! Which of many are one: joined from the surest reason to the least sure, never across what forbids it.
//!
//! Two groupings at once: those that the machine joined, inside which no two may conflict, and over them those that the
//! analyst joined as well. What the analyst holds apart stays apart in both.

use std::collections::BTreeSet;

use crate::entities::Surety;

/// Something that speaks for two being one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge {
    pub(crate) surety: Surety,
    /// The two, the first in order first.
    pub(crate) units: (usize, usize),
    pub(crate) because: String,
}

impl Edge {
    pub(crate) fn new(surety: Surety, one: usize, other: usize, because: impl Into<String>) -> Edge {
        Edge { surety, units: (one.min(other), one.max(other)), because: because.into() }
    }
}

/// What came of an attempt to join two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joined {
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

/// Says why two profiles cannot be of one, if they cannot.
pub(crate) type Forbids<'a> = &'a dyn Fn(u32, u32) -> Option<&'static str>;

/// Those that are compared and how they are joined so far.
pub(crate) struct Clusters<'a> {
    forbids: Forbids<'a>,
    machine: Forest,
    all: Forest,
    /// The profiles of a machine's group, by its root.
    of_machine: Vec<BTreeSet<u32>>,
    /// Whom the analyst holds apart from somebody of a group, by its root.
    apart: Vec<Vec<usize>>,
    /// The machine's groups inside a group, by its root.
    within: Vec<BTreeSet<usize>>,
    n_units: Vec<usize>,
}

impl<'a> Clusters<'a> {
    /// Returns everybody alone; `of[unit]` is the profile of a unit, if it has any: what is asked of it whether it can be one
    /// with another.
    pub(crate) fn new(forbids: Forbids<'a>, of: &[Option<u32>]) -> Clusters<'a> {
        let n_units = of.len();
        Clusters {
            forbids,
            machine: Forest((0..n_units).collect()),
            all: Forest((0..n_units).collect()),
            of_machine: of.iter().map(|profile| profile.iter().copied().collect()).collect(),
            apart: vec![Vec::new(); n_units],
            within: (0..n_units).map(|unit| BTreeSet::from([unit])).collect(),
            n_units: vec![1; n_units],
        }
    }

    /// Returns the group that somebody is in.
    pub(crate) fn root(&mut self, unit: usize) -> usize {
        self.all.root(unit)
    }

    /// Returns the profiles of a group, by its root.
    pub(crate) fn profiles_of(&mut self, root: usize) -> BTreeSet<u32> {
        self.within[root].iter().flat_map(|machine| self.of_machine[*machine].iter().copied()).collect()
    }

    /// Returns how many are in a group, by its root.
    pub(crate) fn n_units(&self, root: usize) -> usize {
        self.n_units[root]
    }

    /// Holds two apart; says whether they still were.
    pub(crate) fn hold_apart(&mut self, one: usize, other: usize) -> bool {
        let (a, b) = (self.root(one), self.root(other));
        if a == b {
            return false;
        }
        self.apart[a].push(other);
        self.apart[b].push(one);
        true
    }

    /// Joins two because the analyst says so; says whether it could be.
    pub(crate) fn judge_one(&mut self, one: usize, other: usize) -> bool {
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
    pub(crate) fn join(&mut self, one: usize, other: usize) -> Joined {
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
        pairs.filter(|(one, other)| one != other).find_map(|(one, other)| (self.forbids)(*one, *other))
    }

    /// Returns whether the analyst holds two groups apart, by their roots.
    pub(crate) fn is_held_apart(&mut self, a: usize, b: usize) -> bool {
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
        self.n_units[kept] += self.n_units[gone];
        let apart = std::mem::take(&mut self.apart[gone]);
        self.apart[kept].extend(apart);
        let within = std::mem::take(&mut self.within[gone]);
        self.within[kept].extend(within);
        kept
    }
}
