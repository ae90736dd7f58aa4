//! Average link: the two most alike groups become one until no two are alike enough (Sokal and Michener, 1958).
//!
//! Twice: first only groups that nothing keeps apart, which gives what says the same; then all, which gives what is on one
//! matter. Only groups between which there is an edge are ever compared.

use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap};

use super::likeness::{Enough, Sum};

/// Two groups that could become one.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Offer {
    surplus: f32,
    one: u32,
    other: u32,
    /// How often each had changed when the offer was made.
    ages: (u32, u32),
}

impl Eq for Offer {}

impl Ord for Offer {
    /// The most alike is the greatest; among equals the one with the lower groups.
    fn cmp(&self, other: &Offer) -> Ordering {
        let alike = self.surplus.total_cmp(&other.surplus);
        alike.then_with(|| (other.one, other.other, other.ages).cmp(&(self.one, self.other, self.ages)))
    }
}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Offer) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Groups under way; a group has the number of its first member.
pub(super) struct Groups {
    /// The members of each group, sorted; empty for one that has become part of another.
    pub(super) members: Vec<Vec<u32>>,
    sums: Vec<Sum>,
    ages: Vec<u32>,
    neighbours: Vec<BTreeSet<u32>>,
}

impl Groups {
    /// Returns groups of one member each.
    pub(super) fn of(sums: Vec<Sum>, edges: &[(u32, u32)]) -> Groups {
        let mut neighbours = vec![BTreeSet::new(); sums.len()];
        for &(one, other) in edges {
            neighbours[one as usize].insert(other);
            neighbours[other as usize].insert(one);
        }
        let members = (0..sums.len() as u32).map(|idx| vec![idx]).collect();
        Groups { members, ages: vec![0; sums.len()], sums, neighbours }
    }

    /// Returns the group of which `member` is part.
    pub(super) fn group_of(&self, member: u32) -> u32 {
        let is_in = |members: &Vec<u32>| members.binary_search(&member).is_ok();
        self.members.iter().position(is_in).map_or(member, |idx| idx as u32)
    }

    /// Makes two groups one.
    pub(super) fn join(&mut self, one: u32, other: u32) {
        if one == other {
            return;
        }
        let (keep, gone) = (one.min(other), one.max(other));
        let sum = std::mem::take(&mut self.sums[gone as usize]);
        self.sums[keep as usize].add(&sum);
        let members = std::mem::take(&mut self.members[gone as usize]);
        self.members[keep as usize].extend(members);
        self.members[keep as usize].sort_unstable();
        for neighbour in std::mem::take(&mut self.neighbours[gone as usize]) {
            self.neighbours[neighbour as usize].remove(&gone);
            if neighbour != keep {
                self.neighbours[neighbour as usize].insert(keep);
                self.neighbours[keep as usize].insert(neighbour);
            }
        }
        self.ages[keep as usize] += 1;
        self.ages[gone as usize] += 1;
    }

    /// Joins the most alike groups first, as long as two are alike enough on average; `are_apart` keeps some apart
    /// whatever their likeness.
    pub(super) fn settle(&mut self, enough: Enough, are_apart: impl Fn(&[u32], &[u32]) -> bool) {
        let mut offers = BinaryHeap::new();
        for one in 0..self.members.len() as u32 {
            let later = self.neighbours[one as usize].range(one + 1..);
            offers.extend(later.filter_map(|other| self.offer(one, *other, enough)));
        }
        while let Some(offer) = offers.pop() {
            let Offer { one, other, ages, .. } = offer;
            if ages != (self.ages[one as usize], self.ages[other as usize]) {
                continue;
            }
            if are_apart(&self.members[one as usize], &self.members[other as usize]) {
                continue;
            }
            self.join(one, other);
            let kept = one.min(other);
            let neighbours = self.neighbours[kept as usize].iter();
            offers.extend(neighbours.filter_map(|rival| self.offer(kept.min(*rival), kept.max(*rival), enough)));
        }
    }

    fn offer(&self, one: u32, other: u32, enough: Enough) -> Option<Offer> {
        let surplus = self.sums[one as usize].surplus(&self.sums[other as usize], enough);
        let ages = (self.ages[one as usize], self.ages[other as usize]);
        (surplus >= 0.0).then_some(Offer { surplus, one, other, ages })
    }
}
