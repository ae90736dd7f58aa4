//! Which claims are worth comparing: those that share two of their most telling words.
//!
//! Not a ranking. A claim has a fixed number of keys, so that a million claims have some millions of them; and under one key
//! a claim meets a fixed number of neighbours, so that a word pair that everybody uses costs no more than another.

use super::background::Background;
use super::statement::{Statement, TELLING_MIN};
use super::stems::Stem;
use crate::parallel;

/// How many stems of a claim make keys, the most telling ones.
pub const KEY_STEMS: usize = 7;

/// How many stems tell where a claim stands under a key.
pub const RANK_STEMS: usize = 4;

/// How many neighbours to each side a claim meets under one key.
pub const NEIGHBOURS: usize = 24;

/// Returns the keys of a claim: every pair of its `n_stems` most telling stems, sorted.
///
/// They depend on the claim and the committed table only.
pub fn keys(statement: &Statement, n_stems: usize) -> Vec<u64> {
    let background = Background::embedded();
    let telling = |stem: Stem| background.telling(stem);
    let mut stems: Vec<Stem> =
        statement.stems.iter().map(|(stem, _)| *stem).filter(|stem| telling(*stem) >= TELLING_MIN).collect();
    stems.sort_by(|one, other| telling(*other).total_cmp(&telling(*one)).then(one.cmp(other)));
    stems.truncate(n_stems);
    stems.sort_unstable();
    let pair = |(idx, one): (usize, &Stem)| {
        let one = *one;
        stems[idx + 1..].iter().map(move |other| u64::from(one.0) << 32 | u64::from(other.0))
    };
    let mut keys: Vec<u64> = stems.iter().enumerate().flat_map(pair).collect();
    keys.sort_unstable();
    keys
}

/// Returns where a claim stands among those with which it shares a key: its heaviest stems; equal ones go by their claims.
pub fn rank(statement: &Statement) -> [Stem; RANK_STEMS] {
    let mut stems = statement.stems.clone();
    stems.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    std::array::from_fn(|idx| stems.get(idx).map_or(Stem(0), |(stem, _)| *stem))
}

/// The claims of a case by their keys.
///
/// Under a key that many share they stand in the order of their ranks, and each meets its nearest neighbours only (Hernández
/// and Stolfo, 1995): one claim more changes at most [`NEIGHBOURS`] pairs to each side under each of its keys.
#[derive(Debug)]
pub struct Index {
    /// Key, then the statement's place in the order of all; sorted.
    posts: Vec<(u64, u32)>,
    /// From the place in the order to the statement.
    by_order: Vec<u32>,
    /// From the statement to its place in the order.
    orders: Vec<u32>,
    /// The keys of each statement, sorted.
    keys: Vec<Vec<u64>>,
}

impl Index {
    /// Returns the index of statements that are sorted by their claims, by the pairs of so many stems of each.
    pub fn of(statements: &[&Statement], n_stems: usize) -> Index {
        let mut ranked: Vec<([Stem; RANK_STEMS], u32)> = statements.iter().map(|one| rank(one)).zip(0..).collect();
        ranked.sort_unstable();
        let by_order: Vec<u32> = ranked.into_iter().map(|(_, idx)| idx).collect();
        let mut orders = vec![0; statements.len()];
        for (order, idx) in (0..).zip(&by_order) {
            orders[*idx as usize] = order;
        }
        let keys = parallel::map(statements, |statement| keys(statement, n_stems));
        let mut posts: Vec<(u64, u32)> = Vec::with_capacity(keys.iter().map(Vec::len).sum());
        for (keys, order) in keys.iter().zip(&orders) {
            posts.extend(keys.iter().map(|key| (*key, *order)));
        }
        posts.sort_unstable();
        Index { posts, by_order, orders, keys }
    }

    /// Returns the statements with which the statement of that index is worth comparing, sorted.
    pub fn partners(&self, idx: u32) -> Vec<u32> {
        let order = self.orders[idx as usize];
        let mut found = Vec::new();
        for &key in &self.keys[idx as usize] {
            let at = self.posts.partition_point(|post| *post < (key, order));
            let before = self.posts[..at].iter().rev().take(NEIGHBOURS);
            let behind = self.posts[at + 1..].iter().take(NEIGHBOURS);
            let of_key = |posts: &mut dyn Iterator<Item = &(u64, u32)>, found: &mut Vec<u32>| {
                let near = posts.take_while(|post| post.0 == key);
                found.extend(near.map(|post| self.by_order[post.1 as usize]));
            };
            of_key(&mut before.into_iter(), &mut found);
            of_key(&mut behind.into_iter(), &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
