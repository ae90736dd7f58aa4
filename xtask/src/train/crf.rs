//! Trains a linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) by AdaGrad (Duchi, Hazan and
//! Singer, 2011), the parameters averaged over the second half of the epochs.

use std::collections::BTreeMap;

use hearsay_model::chain::{Border, Chain, Decoder, N_BORDERS, Scores, forward, step_back};
use hearsay_model::roles::{Label, N_LABELS, Role, RoleSpan, spans};
use hearsay_model::table::{Row, that_fit, write};

use super::perceptron::{HashedMap, Shuffler};

/// A labelled sequence: the hashed features of each word, the borders, the labels.
#[derive(Default)]
pub(crate) struct Sequence {
    pub(crate) features: Vec<u64>,
    /// Where each word's features begin; one more than there are words.
    pub(crate) begins: Vec<u32>,
    pub(crate) borders: Vec<Border>,
    pub(crate) labels: Vec<Label>,
}

/// How to train.
#[derive(Clone, Copy)]
pub(crate) struct Settings {
    pub(crate) n_epochs: usize,
    /// Features seen less often are left out.
    pub(crate) n_uses_min: u32,
    pub(crate) rate: f32,
    pub(crate) decay: f32,
    /// The share of a word's features that is left out at each look.
    pub(crate) dropout: f32,
    pub(crate) seed: u64,
}

/// A trained field.
pub(crate) struct Fitted {
    pub(crate) features: Vec<u64>,
    pub(crate) weights: Vec<Scores>,
    pub(crate) chain: Chain,
    index: HashedMap<u32>,
}

/// A sequence with features as dense numbers.
struct Example<'a> {
    features: Vec<u32>,
    begins: Vec<u32>,
    sequence: &'a Sequence,
}

/// Trains on `sequences`; prints the development half's spans after each epoch if `held` is not empty.
pub(crate) fn fit(sequences: &[&Sequence], held: &[Sequence], settings: Settings) -> Fitted {
    let mut counts: HashedMap<u32> = HashedMap::default();
    for feature in sequences.iter().flat_map(|sequence| &sequence.features) {
        *counts.entry(*feature).or_insert(0) += 1;
    }
    let kept = counts.into_iter().filter(|(_, n)| *n >= settings.n_uses_min);
    let mut features: Vec<u64> = kept.map(|(feature, _)| feature).collect();
    features.sort_unstable();
    fit_on(features, sequences, held, settings)
}

/// Trains with the given features only.
pub(crate) fn fit_on(features: Vec<u64>, sequences: &[&Sequence], held: &[Sequence], settings: Settings) -> Fitted {
    let start = std::time::Instant::now();
    let index: HashedMap<u32> = features.iter().enumerate().map(|(row, &feature)| (feature, row as u32)).collect();
    let examples: Vec<Example<'_>> = sequences.iter().map(|sequence| Example::new(sequence, &index)).collect();
    let mut model = Model::new(features.len(), settings);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut shuffler = Shuffler(settings.seed);
    for epoch in 0..settings.n_epochs {
        shuffler.shuffle(&mut order);
        let loss: f64 = order.iter().map(|&idx| model.learn(&examples[idx])).sum();
        if epoch >= settings.n_epochs / 2 {
            model.add_to_average();
        }
        if !held.is_empty() {
            println!(
                "epoch {epoch}: loss {loss:.0}, {:.0} s, {} features",
                start.elapsed().as_secs_f64(),
                features.len()
            );
        }
    }
    model.average();
    let share = 1.0 - settings.dropout;
    model.weights.iter_mut().flatten().for_each(|weight| *weight *= share);
    let fitted = Fitted { features, weights: model.weights, chain: model.chain, index };
    if !held.is_empty() {
        println!("dev spans {}", fitted.report(held));
    }
    fitted
}

impl<'a> Example<'a> {
    fn new(sequence: &'a Sequence, index: &HashedMap<u32>) -> Example<'a> {
        let mut features = Vec::with_capacity(sequence.features.len());
        let mut begins = vec![0];
        for idx in 0..sequence.labels.len() {
            features.extend(sequence.of(idx).iter().filter_map(|feature| index.get(feature)));
            begins.push(features.len() as u32);
        }
        Example { features, begins, sequence }
    }

    fn of(&self, idx: usize) -> &[u32] {
        &self.features[self.begins[idx] as usize..self.begins[idx + 1] as usize]
    }

    fn scores(&self, weights: &[Scores]) -> Vec<Scores> {
        (0..self.sequence.labels.len())
            .map(|idx| total(self.of(idx).iter().map(|&row| &weights[row as usize])))
            .collect()
    }
}

fn total<'a>(rows: impl Iterator<Item = &'a Scores>) -> Scores {
    let mut scores = [0.0; N_LABELS];
    for row in rows {
        scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
    }
    scores
}

impl Sequence {
    /// Returns the features of a word.
    pub(crate) fn of(&self, idx: usize) -> &[u64] {
        &self.features[self.begins[idx] as usize..self.begins[idx + 1] as usize]
    }
}

impl Fitted {
    /// Returns the score of each label at each word.
    pub(crate) fn scores(&self, sequence: &Sequence) -> Vec<Scores> {
        (0..sequence.borders.len())
            .map(|idx| {
                let rows = sequence.of(idx).iter().filter_map(|feature| self.index.get(feature));
                total(rows.map(|&row| &self.weights[row as usize]))
            })
            .collect()
    }

    /// Returns the features with the largest weights that fill a table of so many slots well, in order of their hash.
    pub(crate) fn strongest(&self, n_slots: usize) -> Vec<u64> {
        let most = |weights: &Scores| weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let mut ranked: Vec<(f32, u64)> =
            self.features.iter().zip(&self.weights).map(|(&feature, weights)| (most(weights), feature)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut features = that_fit(ranked.into_iter().map(|(_, feature)| feature), n_slots, n_slots * 3 / 5);
        features.sort_unstable();
        features
    }

    /// Returns the weights file: a table whose tail is the chain.
    pub(crate) fn write(&self, n_slots: usize) -> Vec<u8> {
        let rows: Vec<Row> =
            self.features.iter().zip(&self.weights).map(|(&feature, weights)| (feature, weights.to_vec())).collect();
        write(&rows, N_LABELS, n_slots, &self.chain.write())
    }

    /// Returns exact-span F1 of source, cue and content, labels compared as spans over words.
    pub(crate) fn report(&self, sequences: &[Sequence]) -> String {
        let mut counts: BTreeMap<usize, [usize; 3]> = BTreeMap::new();
        let kind = |role: Role| if role.is_source() { 0 } else { 2 - usize::from(role == Role::Cue) };
        let decoder = Decoder::from(&self.chain);
        for sequence in sequences {
            let found = spans(&decoder.best(&self.scores(sequence), &sequence.borders));
            let gold = spans(&sequence.labels);
            let strip = |found: &[RoleSpan]| -> std::collections::BTreeSet<(usize, u32, u32)> {
                found.iter().map(|span| (kind(span.role), span.begin, span.end)).collect()
            };
            let (found, gold) = (strip(&found), strip(&gold));
            for span in &found {
                counts.entry(span.0).or_default()[1] += 1;
                counts.entry(span.0).or_default()[0] += usize::from(gold.contains(span));
            }
            gold.iter().for_each(|span| counts.entry(span.0).or_default()[2] += 1);
        }
        let f1 = |[right, found, gold]: &[usize; 3]| format!("{:.1}", 200.0 * *right as f64 / (found + gold) as f64);
        counts.values().map(f1).collect::<Vec<_>>().join(" / ")
    }
}

type Transitions = [[Scores; N_LABELS]; N_BORDERS];

struct Model {
    weights: Vec<Scores>,
    squares: Vec<Scores>,
    sums: Vec<Scores>,
    chain: Chain,
    chain_squares: Transitions,
    chain_sums: Transitions,
    n_averaged: f32,
    rate: f32,
    decay: f32,
    dropout: f32,
    shuffler: Shuffler,
}

impl Model {
    fn new(n_features: usize, settings: Settings) -> Model {
        Model {
            weights: vec![[0.0; N_LABELS]; n_features],
            squares: vec![[1e-2; N_LABELS]; n_features],
            sums: vec![[0.0; N_LABELS]; n_features],
            chain: Chain::flat(),
            chain_squares: [[[1.0; N_LABELS]; N_LABELS]; N_BORDERS],
            chain_sums: [[[0.0; N_LABELS]; N_LABELS]; N_BORDERS],
            n_averaged: 0.0,
            rate: settings.rate,
            decay: settings.decay,
            dropout: settings.dropout,
            shuffler: Shuffler(settings.seed + 100),
        }
    }

    /// Takes a step on one text; returns its loss.
    fn learn(&mut self, example: &Example<'_>) -> f64 {
        let n = example.sequence.labels.len();
        if n == 0 {
            return 0.0;
        }
        let thinned = self.thin(example);
        let example = &thinned;
        let scores = example.scores(&self.weights);
        let factors = self.chain.factors();
        let (values, log_sum, emitted) = forward(&factors, &scores, &example.sequence.borders);
        let mut expected: Transitions = [[[0.0; N_LABELS]; N_LABELS]; N_BORDERS];
        let mut marginals = values.clone();
        let mut backward = [1.0_f32; N_LABELS];
        for idx in (0..n).rev() {
            normalise(&mut marginals[idx], &backward);
            if idx > 0 {
                let border = example.sequence.borders[idx] as usize;
                add_expected(&mut expected[border], &values[idx - 1], &factors[border], &emitted[idx], &backward);
                backward = step_back(&factors[border], &emitted[idx], &backward);
            }
        }
        let mut gold = 0.0_f64;
        for (idx, &label) in example.sequence.labels.iter().enumerate() {
            let label = usize::from(label);
            gold += f64::from(scores[idx][label]);
            if idx > 0 {
                let border = example.sequence.borders[idx] as usize;
                let before = usize::from(example.sequence.labels[idx - 1]);
                gold += f64::from(self.chain.weights[border][before][label]);
                expected[border][before][label] -= 1.0;
            }
            let mut gradient = marginals[idx];
            gradient[label] -= 1.0;
            if gradient.iter().any(|value| value.abs() > 1e-3) {
                self.step(example.of(idx), &gradient);
            }
        }
        self.step_chain(&expected);
        log_sum - gold
    }

    /// Moves the transitions against their gradient.
    fn step_chain(&mut self, gradients: &Transitions) {
        let weights = self.chain.weights.as_flattened_mut().as_flattened_mut();
        let squares = self.chain_squares.as_flattened_mut().as_flattened_mut();
        for ((weight, square), gradient) in weights.iter_mut().zip(squares).zip(gradients.as_flattened().as_flattened())
        {
            *square += gradient * gradient;
            *weight -= self.rate * gradient / square.sqrt();
        }
    }

    /// Leaves features out at random, so that no few of them are relied upon (dropout; Srivastava et al., 2014).
    fn thin<'a>(&mut self, example: &Example<'a>) -> Example<'a> {
        let keep = (u64::MAX as f64 * (1.0 - f64::from(self.dropout))) as u64;
        let mut features = Vec::with_capacity(example.features.len());
        let mut begins = vec![0];
        for idx in 0..example.sequence.labels.len() {
            features.extend(example.of(idx).iter().filter(|_| self.shuffler.next() <= keep));
            begins.push(features.len() as u32);
        }
        Example { features, begins, sequence: example.sequence }
    }

    fn step(&mut self, features: &[u32], gradient: &Scores) {
        for &feature in features {
            let weights = &mut self.weights[feature as usize];
            let squares = &mut self.squares[feature as usize];
            for label in 0..N_LABELS {
                let slope = gradient[label] + self.decay * weights[label];
                squares[label] += slope * slope;
                weights[label] -= self.rate * slope / squares[label].sqrt();
            }
        }
    }

    fn add_to_average(&mut self) {
        self.n_averaged += 1.0;
        let add =
            |sum: &mut Scores, weights: &Scores| sum.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        self.sums.iter_mut().zip(&self.weights).for_each(|(sum, weights)| add(sum, weights));
        let pairs = self.chain_sums.iter_mut().flatten().zip(self.chain.weights.iter().flatten());
        pairs.for_each(|(sum, weights)| add(sum, weights));
    }

    fn average(&mut self) {
        let n = self.n_averaged.max(1.0);
        self.weights.iter_mut().zip(&self.sums).for_each(|(weights, sums)| *weights = sums.map(|sum| sum / n));
        let pairs = self.chain.weights.iter_mut().flatten().zip(self.chain_sums.iter().flatten());
        pairs.for_each(|(weights, sums)| *weights = sums.map(|sum| sum / n));
    }
}

fn normalise(values: &mut Scores, backward: &Scores) {
    let mut total = 0.0;
    for (value, weight) in values.iter_mut().zip(backward) {
        *value *= weight;
        total += *value;
    }
    values.iter_mut().for_each(|value| *value /= total.max(f32::MIN_POSITIVE));
}

fn add_expected(
    expected: &mut [Scores; N_LABELS],
    before: &Scores,
    factors: &[Scores; N_LABELS],
    emission: &Scores,
    backward: &Scores,
) {
    let mut joint = [[0.0_f32; N_LABELS]; N_LABELS];
    let mut total = 0.0;
    for from in 0..N_LABELS {
        for to in 0..N_LABELS {
            joint[from][to] = before[from] * factors[from][to] * emission[to] * backward[to];
            total += joint[from][to];
        }
    }
    let scale = 1.0 / total.max(f32::MIN_POSITIVE);
    for (row, joint) in expected.iter_mut().zip(&joint) {
        row.iter_mut().zip(joint).for_each(|(sum, value)| *sum += value * scale);
    }
}
