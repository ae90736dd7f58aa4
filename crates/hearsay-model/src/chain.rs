//! A linear chain over labels: the best labelling (Viterbi, 1967) and the probability of each label.
//!
//! The weights of a transition depend on what stands between the two words ([`Border`]).

use crate::roles::{Label, N_LABELS, may_begin};
use crate::word::{Opens, Word};

/// What stands at the border between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Border {
    /// Nothing of note.
    Plain,
    /// The word before is a comma, dash, colon or semicolon.
    Clause,
    /// Quotation marks open or close here.
    Quote,
    /// A sentence begins, out of quotation marks or in.
    Sentence,
    /// A paragraph begins.
    Paragraph,
}

/// How many borders there are.
pub const N_BORDERS: usize = 5;

/// Returns the border before each word.
pub fn borders(words: &[Word<'_>]) -> Vec<Border> {
    let mut found = Vec::with_capacity(words.len());
    for (idx, word) in words.iter().enumerate() {
        let before = idx.checked_sub(1).map(|before| &words[before]);
        found.push(match word.opens {
            Opens::Paragraph => Border::Paragraph,
            Opens::Sentence => Border::Sentence,
            Opens::Nothing if before.is_some_and(|before| before.quoted != word.quoted) => Border::Quote,
            Opens::Nothing
                if before.is_some_and(|before| matches!(before.text, "," | ";" | ":" | "-" | "--" | "–" | "—")) =>
            {
                Border::Clause
            }
            Opens::Nothing => Border::Plain,
        });
    }
    found
}

/// The score of each label at a word.
pub type Scores = [f32; N_LABELS];

/// The transition weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// `weights[border][from][to]`; what [`may_follow`] forbids is never looked at.
    pub weights: [[Scores; N_LABELS]; N_BORDERS],
}

impl Chain {
    /// Returns a chain that prefers nothing.
    pub fn flat() -> Chain {
        Chain { weights: [[[0.0; N_LABELS]; N_LABELS]; N_BORDERS] }
    }

    /// Reads the weights as little-endian `f32`, border by border, row by row; `None` if the length is wrong.
    pub fn read(bytes: &[u8]) -> Option<Chain> {
        Chain::from_values(
            bytes.chunks_exact(4).map(|chunk| f32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]])),
        )
    }

    /// Takes the weights border by border, row by row; `None` if there are too few or too many.
    pub fn from_values(mut values: impl Iterator<Item = f32>) -> Option<Chain> {
        let mut chain = Chain::flat();
        for weight in chain.weights.iter_mut().flatten().flatten() {
            *weight = values.next()?;
        }
        values.next().is_none().then_some(chain)
    }

    /// Writes the weights: the inverse of [`Chain::read`].
    pub fn write(&self) -> Vec<u8> {
        self.weights.iter().flatten().flatten().flat_map(|weight| weight.to_le_bytes()).collect()
    }

    /// Returns the transitions as factors, 0 where forbidden.
    pub fn factors(&self) -> [[Scores; N_LABELS]; N_BORDERS] {
        let mut factors = self.weights;
        for table in &mut factors {
            for (from, row) in table.iter_mut().enumerate() {
                for (to, weight) in row.iter_mut().enumerate() {
                    *weight = if ALLOWED[from][to] { weight.exp() } else { 0.0 };
                }
            }
        }
        factors
    }
}

/// A chain made ready to label with.
#[derive(Clone, Debug)]
pub struct Decoder {
    /// `weights[border][from][to]`, minus infinity where forbidden.
    weights: [[Scores; N_LABELS]; N_BORDERS],
    /// The same as factors, 0 where forbidden.
    factors: [[Scores; N_LABELS]; N_BORDERS],
}

impl From<&Chain> for Decoder {
    fn from(chain: &Chain) -> Decoder {
        let mut weights = chain.weights;
        for (from, row) in weights.iter_mut().flat_map(|table| table.iter_mut().enumerate()) {
            let forbidden = row.iter_mut().enumerate().filter(|(to, _)| !ALLOWED[from][*to]);
            forbidden.for_each(|(_, weight)| *weight = f32::NEG_INFINITY);
        }
        Decoder { weights, factors: chain.factors() }
    }
}

impl Decoder {
    /// Returns the labelling with the highest total score; of equals, the one with the lower labels.
    pub fn best(&self, scores: &[Scores], borders: &[Border]) -> Vec<Label> {
        let mut back: Vec<[Label; N_LABELS]> = Vec::with_capacity(scores.len());
        let mut totals = [f32::NEG_INFINITY; N_LABELS];
        for (idx, here) in scores.iter().enumerate() {
            let mut next = [f32::NEG_INFINITY; N_LABELS];
            let mut from_of = [0_u32; N_LABELS];
            if idx == 0 {
                (0..N_LABELS).filter(|&to| may_begin(to as Label)).for_each(|to| next[to] = here[to]);
            } else {
                let weights = &self.weights[borders[idx] as usize];
                for (from, total) in totals.iter().enumerate() {
                    for to in 0..N_LABELS {
                        // Without a branch, so that the processor does many labels at once.
                        let candidate = total + weights[from][to];
                        let is_better = candidate > next[to];
                        next[to] = if is_better { candidate } else { next[to] };
                        from_of[to] = if is_better { from as u32 } else { from_of[to] };
                    }
                }
                next.iter_mut().zip(here).for_each(|(total, score)| *total += score);
            }
            back.push(from_of.map(|from| from as Label));
            totals = next;
        }
        let Some(mut label) = (0..N_LABELS).reduce(|a, b| if totals[b] > totals[a] { b } else { a }) else {
            return Vec::new();
        };
        let mut labels = vec![0; scores.len()];
        for idx in (0..scores.len()).rev() {
            labels[idx] = label as Label;
            label = usize::from(back[idx][label]);
        }
        labels
    }

    /// Returns the probability of each label at each word, and the logarithm of the sum over all labellings
    /// (the forward-backward algorithm; Lafferty, McCallum and Pereira, 2001).
    pub fn marginals(&self, scores: &[Scores], borders: &[Border]) -> (Vec<Scores>, f64) {
        let (forward, log_sum, emitted) = forward(&self.factors, scores, borders);
        let mut marginals = forward;
        let mut backward = [1.0_f32; N_LABELS];
        for idx in (0..scores.len()).rev() {
            let mut total = 0.0;
            for (value, weight) in marginals[idx].iter_mut().zip(&backward) {
                *value *= weight;
                total += *value;
            }
            marginals[idx].iter_mut().for_each(|value| *value /= total.max(f32::MIN_POSITIVE));
            if idx > 0 {
                backward = step_back(&self.factors[borders[idx] as usize], &emitted[idx], &backward);
            }
        }
        (marginals, log_sum)
    }
}

const ALLOWED: [[bool; N_LABELS]; N_LABELS] = {
    let mut allowed = [[true; N_LABELS]; N_LABELS];
    let mut from = 0;
    while from < N_LABELS {
        let mut to = 2;
        while to < N_LABELS {
            allowed[from][to] = from == to || from + 1 == to;
            to += 2;
        }
        from += 1;
    }
    allowed
};

/// Scaled forward values, the logarithm of their sum, and the emission factors (scores less their maximum, as powers).
pub fn forward(
    factors: &[[Scores; N_LABELS]; N_BORDERS],
    scores: &[Scores],
    borders: &[Border],
) -> (Vec<Scores>, f64, Vec<Scores>) {
    let mut values: Vec<Scores> = Vec::with_capacity(scores.len());
    let mut emitted = Vec::with_capacity(scores.len());
    // The logarithm of a product, taken before the product leaves the range of numbers.
    let (mut log_sum, mut product) = (0.0_f64, 1.0_f64);
    for (idx, here) in scores.iter().enumerate() {
        let highest = here.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let emission = here.map(|score| (score - highest).exp());
        let mut value = [0.0_f32; N_LABELS];
        match values.last() {
            None => (0..N_LABELS).filter(|&to| may_begin(to as Label)).for_each(|to| value[to] = 1.0),
            Some(before) => {
                for (from, row) in before.iter().zip(&factors[borders[idx] as usize]) {
                    for (sum, factor) in value.iter_mut().zip(row) {
                        *sum += from * factor;
                    }
                }
            }
        }
        let mut total = 0.0;
        for (value, factor) in value.iter_mut().zip(&emission) {
            *value *= factor;
            total += *value;
        }
        let total = total.max(f32::MIN_POSITIVE);
        value.iter_mut().for_each(|value| *value /= total);
        log_sum += f64::from(highest);
        product *= f64::from(total);
        if !(1e-200..1e200).contains(&product) {
            log_sum += product.ln();
            product = 1.0;
        }
        values.push(value);
        emitted.push(emission);
    }
    (values, log_sum + product.ln(), emitted)
}

/// Moves scaled backward values over one border.
pub fn step_back(factors: &[Scores; N_LABELS], emission: &Scores, backward: &Scores) -> Scores {
    let mut weighted = *backward;
    weighted.iter_mut().zip(emission).for_each(|(value, factor)| *value *= factor);
    let mut next = [0.0_f32; N_LABELS];
    let mut total = 0.0;
    for (value, row) in next.iter_mut().zip(factors) {
        *value = row.iter().zip(&weighted).map(|(factor, weight)| factor * weight).sum();
        total += *value;
    }
    next.iter_mut().for_each(|value| *value /= total.max(f32::MIN_POSITIVE));
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roles::may_follow;

    #[test]
    fn the_table_says_what_the_rule_says() {
        for (from, row) in ALLOWED.iter().enumerate() {
            for (to, allowed) in row.iter().enumerate() {
                assert_eq!(*allowed, may_follow(from as Label, to as Label));
            }
        }
    }

    /// All labellings of three words, scored by hand.
    #[test]
    fn best_and_marginals_agree_with_enumeration() {
        let mut chain = Chain::flat();
        let mut seed = 7_u32;
        let mut draw = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as f32 / 65_536.0 * 4.0 - 2.0
        };
        chain.weights.iter_mut().flatten().flatten().for_each(|weight| *weight = draw());
        let scores: Vec<Scores> = (0..3).map(|_| std::array::from_fn(|_| draw())).collect();
        let borders = [Border::Paragraph, Border::Plain, Border::Quote];
        let mut sums = [[0.0_f64; N_LABELS]; 3];
        let (mut best, mut best_total, mut all) = (Vec::new(), f64::NEG_INFINITY, 0.0);
        for code in 0..N_LABELS.pow(3) {
            let labels = [code % N_LABELS, code / N_LABELS % N_LABELS, code / N_LABELS / N_LABELS];
            let legal = may_begin(labels[0] as Label)
                && may_follow(labels[0] as Label, labels[1] as Label)
                && may_follow(labels[1] as Label, labels[2] as Label);
            if !legal {
                continue;
            }
            let mut total: f64 = (0..3).map(|idx| f64::from(scores[idx][labels[idx]])).sum();
            for idx in 1..3 {
                total += f64::from(chain.weights[borders[idx] as usize][labels[idx - 1]][labels[idx]]);
            }
            all += total.exp();
            (0..3).for_each(|idx| sums[idx][labels[idx]] += total.exp());
            if total > best_total {
                (best, best_total) = (labels.map(|label| label as Label).to_vec(), total);
            }
        }
        let decoder = Decoder::from(&chain);
        assert_eq!(decoder.best(&scores, &borders), best);
        let (marginals, log_sum) = decoder.marginals(&scores, &borders);
        assert!((log_sum - all.ln()).abs() < 1e-4);
        for idx in 0..3 {
            for label in 0..N_LABELS {
                assert!((f64::from(marginals[idx][label]) - sums[idx][label] / all).abs() < 1e-4);
            }
        }
        assert_eq!(Chain::read(&chain.write()), Some(chain));
    }
}
