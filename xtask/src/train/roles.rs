//! Trains the role tagger: a conditional random field (Lafferty, McCallum and Pereira, 2001) by AdaGrad (Duchi, Hazan
//! and Singer, 2011), the parameters averaged over the last epochs.

use std::collections::BTreeMap;

use hearsay_model::attributes::attributes;
use hearsay_model::chain::{Border, Chain, N_BORDERS, Scores, borders, forward, step_back};
use hearsay_model::clusters::Clusters;
use hearsay_model::dependency::DependencyParser;
use hearsay_model::role_features::{Passage, Surroundings, push_features};
use hearsay_model::roles::{Label, N_LABELS, Role, spans};
use hearsay_model::speech_part::SpeechPartTagger;
use hearsay_model::table::{Row, Table, write};
use hearsay_reading::passage::words;

use super::gold::{self, GoldText};
use super::perceptron::{HashedMap, Shuffler};

/// A text ready for training: features as dense numbers.
struct Example {
    features: Vec<u32>,
    begins: Vec<u32>,
    borders: Vec<Border>,
    labels: Vec<Label>,
}

/// The taggers below the roles.
pub(crate) struct Taggers<'a> {
    pub(crate) speech_part: SpeechPartTagger<'a>,
    pub(crate) dependency: DependencyParser<'a>,
}

fn setting(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// Trains and reports on the development half.
pub(crate) fn train() -> anyhow::Result<()> {
    let bytes = super::TaggerBytes::read()?;
    let taggers = bytes.taggers()?;
    let start = std::time::Instant::now();
    let texts = gold::read("train")?;
    let dev = gold::read("dev")?;
    let counts = count(&texts, &taggers);
    let cutoff = setting("CUTOFF", 2.0) as u32;
    let mut features: Vec<u64> = counts.into_iter().filter(|(_, n)| *n >= cutoff).map(|(feature, _)| feature).collect();
    features.sort_unstable();
    let index: HashedMap<u32> = features.iter().enumerate().map(|(row, &feature)| (feature, row as u32)).collect();
    let examples: Vec<Example> = texts.iter().map(|text| example(text, &taggers, &index)).collect();
    let held: Vec<Example> = dev.iter().map(|text| example(text, &taggers, &index)).collect();
    println!("{} features, {} texts, {:.0} s", features.len(), examples.len(), start.elapsed().as_secs_f64());
    let mut model = Model::new(features.len());
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut shuffler = Shuffler(3);
    let n_epochs = setting("EPOCHS", 12.0) as usize;
    for epoch in 0..n_epochs {
        shuffler.shuffle(&mut order);
        let mut loss = 0.0;
        for &idx in &order {
            loss += model.learn(&examples[idx]);
        }
        print!("epoch {epoch}: loss {loss:.0}, {:.0} s; ", start.elapsed().as_secs_f64());
        if epoch >= n_epochs / 2 {
            model.add_to_average();
        }
        report(&held, &model.weights, &model.chain);
    }
    model.average();
    report(&held, &model.weights, &model.chain);
    let n_slots = 1 << (setting("SLOTS", 18.0) as usize);
    let mut rows: Vec<(f32, Row)> = features
        .iter()
        .zip(&model.weights)
        .map(|(&feature, weights)| {
            let most = weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
            (most, (feature, weights.to_vec()))
        })
        .collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.0.cmp(&b.1.0)));
    println!("rows {} smallest kept {:?}", rows.len(), rows.get(n_slots * 4 / 5).map(|row| row.0));
    rows.truncate(n_slots * 4 / 5);
    let mut rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    rows.sort_by_key(|row| row.0);
    let bytes = write(&rows, N_LABELS, n_slots, &model.chain.write());
    super::write_weights("roles.bin", &bytes)?;
    let kept: HashedMap<usize> = rows.iter().enumerate().map(|(idx, row)| (row.0, idx)).collect();
    let pruned: Vec<Scores> = features
        .iter()
        .map(|feature| {
            let mut scores = [0_i32; N_LABELS];
            if kept.contains_key(feature) && let Some(table) = Table::read(&bytes) {
                table.add(*feature, &mut scores);
                return scores.map(|score| score as f32 * table.scale);
            }
            [0.0; N_LABELS]
        })
        .collect();
    print!("as stored: ");
    report(&held, &pruned, &model.chain);
    Ok(())
}

fn passage_features(text: &GoldText, taggers: &Taggers<'_>, mut each: impl FnMut(usize, &[u64])) -> Vec<Border> {
    let words = words(&text.document.text, &text.segmentation);
    let attributes = attributes(&words, Clusters::embedded());
    let tags = taggers.speech_part.tag(&words, &attributes);
    let arcs = taggers.dependency.parse(&words, &attributes, &tags);
    let passage = Passage { words: &words, attributes, tags, arcs };
    let around = Surroundings::of(&passage);
    let mut features = Vec::new();
    for idx in 0..words.len() {
        features.clear();
        push_features(&passage, &around, idx, &mut features);
        each(idx, &features);
    }
    borders(&words)
}

fn count(texts: &[GoldText], taggers: &Taggers<'_>) -> HashedMap<u32> {
    let mut counts: HashedMap<u32> = HashedMap::default();
    for text in texts {
        passage_features(text, taggers, |_, features| {
            for &feature in features {
                *counts.entry(feature).or_insert(0) += 1;
            }
        });
    }
    counts
}

fn example(text: &GoldText, taggers: &Taggers<'_>, index: &HashedMap<u32>) -> Example {
    let mut features = Vec::new();
    let mut begins = vec![0];
    let borders = passage_features(text, taggers, |_, found| {
        features.extend(found.iter().filter_map(|feature| index.get(feature)));
        begins.push(features.len() as u32);
    });
    Example { features, begins, borders, labels: text.labels() }
}

impl Example {
    fn of(&self, idx: usize) -> &[u32] {
        &self.features[self.begins[idx] as usize..self.begins[idx + 1] as usize]
    }

    fn scores(&self, weights: &[Scores]) -> Vec<Scores> {
        (0..self.labels.len())
            .map(|idx| {
                let mut scores = [0.0; N_LABELS];
                for &feature in self.of(idx) {
                    for (score, weight) in scores.iter_mut().zip(&weights[feature as usize]) {
                        *score += weight;
                    }
                }
                scores
            })
            .collect()
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
}

impl Model {
    fn new(n_features: usize) -> Model {
        Model {
            weights: vec![[0.0; N_LABELS]; n_features],
            squares: vec![[1e-2; N_LABELS]; n_features],
            sums: vec![[0.0; N_LABELS]; n_features],
            chain: Chain::flat(),
            chain_squares: [[[1.0; N_LABELS]; N_LABELS]; N_BORDERS],
            chain_sums: [[[0.0; N_LABELS]; N_LABELS]; N_BORDERS],
            n_averaged: 0.0,
            rate: setting("RATE", 0.12),
            decay: setting("DECAY", 2e-3),
        }
    }

    /// Takes a step on one text; returns its loss.
    fn learn(&mut self, example: &Example) -> f64 {
        let n = example.labels.len();
        if n == 0 {
            return 0.0;
        }
        let scores = example.scores(&self.weights);
        let factors = self.chain.factors();
        let (values, log_sum, emitted) = forward(&factors, &scores, &example.borders);
        let mut expected: Transitions = [[[0.0; N_LABELS]; N_LABELS]; N_BORDERS];
        let mut marginals = values.clone();
        let mut backward = [1.0_f32; N_LABELS];
        for idx in (0..n).rev() {
            normalise(&mut marginals[idx], &backward);
            if idx > 0 {
                let border = example.borders[idx] as usize;
                add_expected(&mut expected[border], &values[idx - 1], &factors[border], &emitted[idx], &backward);
                backward = step_back(&factors[border], &emitted[idx], &backward);
            }
        }
        let mut gold = 0.0_f64;
        for (idx, &label) in example.labels.iter().enumerate() {
            let label = usize::from(label);
            gold += f64::from(scores[idx][label]);
            if idx > 0 {
                let border = example.borders[idx] as usize;
                let before = usize::from(example.labels[idx - 1]);
                gold += f64::from(self.chain.weights[border][before][label]);
                expected[border][before][label] -= 1.0;
            }
            let mut gradient = marginals[idx];
            gradient[label] -= 1.0;
            if gradient.iter().any(|value| value.abs() > 1e-3) {
                self.step(example.of(idx), &gradient);
            }
        }
        for border in 0..N_BORDERS {
            for from in 0..N_LABELS {
                for to in 0..N_LABELS {
                    let gradient = expected[border][from][to];
                    let square = &mut self.chain_squares[border][from][to];
                    *square += gradient * gradient;
                    self.chain.weights[border][from][to] -= self.rate * gradient / square.sqrt();
                }
            }
        }
        log_sum - gold
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
        let add = |sum: &mut Scores, weights: &Scores| sum.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
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

/// Prints exact-span F1 of source, cue and content, labels compared as spans over tokens.
fn report(examples: &[Example], weights: &[Scores], chain: &Chain) {
    let mut counts: BTreeMap<usize, [usize; 3]> = BTreeMap::new();
    let kind = |role: Role| if role.is_source() { 0 } else if role == Role::Cue { 1 } else { 2 };
    for example in examples {
        let found = spans(&chain.best(&example.scores(weights), &example.borders));
        let gold = spans(&example.labels);
        let strip = |found: &[hearsay_model::roles::RoleSpan]| -> std::collections::BTreeSet<(usize, u32, u32)> {
            found.iter().map(|span| (kind(span.role), span.begin, span.end)).collect()
        };
        let (found, gold) = (strip(&found), strip(&gold));
        for span in &found {
            counts.entry(span.0).or_default()[1] += 1;
            counts.entry(span.0).or_default()[0] += usize::from(gold.contains(span));
        }
        for span in &gold {
            counts.entry(span.0).or_default()[2] += 1;
        }
    }
    let line: Vec<String> = counts
        .values()
        .map(|[right, found, gold]| format!("{:.1}", 200.0 * *right as f64 / (found + gold) as f64))
        .collect();
    println!("dev spans {}", line.join(" / "));
}
