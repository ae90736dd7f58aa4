//! An averaged perceptron over hashed features (Freund and Schapire, 1999; Collins, 2002).

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use hearsay_model::table::{Row, that_fit};

/// Features are hashes already.
#[derive(Default)]
pub(crate) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _bytes: &[u8]) {
        unreachable!("only u64 keys are hashed");
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A map whose keys are hashes.
pub(crate) type HashedMap<V> = HashMap<u64, V, BuildHasherDefault<Identity>>;

/// Weights in training, `N` labels.
pub(crate) struct Perceptron<const N: usize> {
    index: HashedMap<u32>,
    features: Vec<u64>,
    weights: Vec<[f32; N]>,
    totals: Vec<[f32; N]>,
    since: Vec<u32>,
    n_uses: Vec<u32>,
    now: u32,
}

impl<const N: usize> Perceptron<N> {
    /// Begins with no weights.
    pub(crate) fn new() -> Perceptron<N> {
        Perceptron {
            index: HashedMap::default(),
            features: Vec::new(),
            weights: Vec::new(),
            totals: Vec::new(),
            since: Vec::new(),
            n_uses: Vec::new(),
            now: 0,
        }
    }

    /// Returns the score of each label.
    pub(crate) fn scores(&self, features: &[u64]) -> [f32; N] {
        let mut scores = [0.0; N];
        for feature in features {
            if let Some(&row) = self.index.get(feature) {
                for (score, weight) in scores.iter_mut().zip(&self.weights[row as usize]) {
                    *score += weight;
                }
            }
        }
        scores
    }

    /// Moves the weights towards `right` and away from `wrong`; call [`Perceptron::tick`] once a decision.
    pub(crate) fn update(&mut self, features: &[u64], right: usize, wrong: usize) {
        for &feature in features {
            let row = *self.index.entry(feature).or_insert_with(|| {
                self.features.push(feature);
                self.weights.push([0.0; N]);
                self.totals.push([0.0; N]);
                self.since.push(self.now);
                self.n_uses.push(0);
                self.features.len() as u32 - 1
            }) as usize;
            self.settle(row);
            self.weights[row][right] += 1.0;
            self.weights[row][wrong] -= 1.0;
            self.n_uses[row] += 1;
        }
    }

    /// Counts a decision.
    pub(crate) fn tick(&mut self) {
        self.now += 1;
    }

    fn settle(&mut self, row: usize) {
        let elapsed = (self.now - self.since[row]) as f32;
        for (total, weight) in self.totals[row].iter_mut().zip(&self.weights[row]) {
            *total += elapsed * weight;
        }
        self.since[row] = self.now;
    }

    /// Returns the averaged weights of the features with the largest weights that fill a table of so many slots well, in
    /// order of their hash.
    pub(crate) fn averaged(mut self, n_slots: usize) -> Vec<Row> {
        (0..self.features.len()).for_each(|row| self.settle(row));
        let strength = |totals: &[f32; N]| totals.iter().map(|total| total.abs()).sum::<f32>();
        let mut ranked: Vec<(f32, u64)> =
            self.totals.iter().zip(&self.features).map(|(totals, &feature)| (strength(totals), feature)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut kept = that_fit(ranked.into_iter().map(|(_, feature)| feature), n_slots, n_slots * 3 / 5);
        kept.sort_unstable();
        let now = self.now.max(1) as f32;
        let row = |feature: u64| {
            let totals = &self.totals[self.index[&feature] as usize];
            (feature, totals.iter().map(|total| total / now).collect())
        };
        kept.into_iter().map(row).collect()
    }
}

/// A small deterministic generator (SplitMix64) for shuffling.
pub(crate) struct Shuffler(pub(crate) u64);

impl Shuffler {
    /// Returns the next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Shuffles in place (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for idx in (1..items.len()).rev() {
            items.swap(idx, (self.next() % (idx as u64 + 1)) as usize);
        }
    }
}
