//! The fast tagger: from words to labelled spans in one pass over a linear model.

use crate::attributes::attributes;
use crate::chain::{Scores, borders};
use crate::clusters::Clusters;
use crate::role_features::{Passage, Surroundings, push_features};
use crate::roles::{Label, N_LABELS, RoleSpan, spans};
use crate::weights::FastWeights;
use crate::word::Word;

/// What the fast tagger found in a passage.
#[derive(Debug)]
pub struct Tagging {
    /// The labelled spans, in order.
    pub spans: Vec<RoleSpan>,
    /// For each span, the mean probability of its words' labels, 0 to 1.
    pub probabilities: Vec<f32>,
}

/// Tags parts of speech and dependencies.
pub fn analyse<'a>(words: &'a [Word<'a>], weights: &FastWeights) -> Passage<'a> {
    let attributes = attributes(words, Clusters::embedded());
    let tags = weights.speech_part.tag(words, &attributes);
    let arcs = weights.dependency.parse(words, &attributes, &tags);
    Passage { words, attributes, tags, arcs }
}

/// Tags sources, cues and contents.
pub fn tag(passage: &Passage<'_>, weights: &FastWeights) -> Tagging {
    let borders = borders(passage.words);
    let scores = scores(passage, weights);
    let labels = weights.chain.best(&scores, &borders);
    let spans = spans(&labels);
    let (marginals, _) = weights.chain.marginals(&scores, &borders);
    let probabilities = spans.iter().map(|span| mean_probability(*span, &labels, &marginals)).collect();
    Tagging { spans, probabilities }
}

fn scores(passage: &Passage<'_>, weights: &FastWeights) -> Vec<Scores> {
    let around = Surroundings::of(passage);
    let mut features = Vec::with_capacity(96);
    (0..passage.words.len())
        .map(|idx| {
            features.clear();
            push_features(passage, &around, idx, &mut features);
            let mut total = [0_i32; N_LABELS];
            features.iter().for_each(|&feature| weights.roles.add(feature, &mut total));
            total.map(|score| score as f32 * weights.roles.scale)
        })
        .collect()
}

fn mean_probability(span: RoleSpan, labels: &[Label], marginals: &[Scores]) -> f32 {
    let range = span.begin as usize..span.end as usize;
    let sum: f32 = range.clone().map(|idx| marginals[idx][usize::from(labels[idx])]).sum();
    sum / range.len().max(1) as f32
}
