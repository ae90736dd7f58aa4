//! Trains the role tagger on PolNeAR's attributions.

use hearsay_model::analysis::Analysis;
use hearsay_model::argument_features::Opinion;
use hearsay_model::chain::{Decoder, borders};
use hearsay_model::fast::analyse;
use hearsay_model::role_features::{Surroundings, push_features};
use hearsay_model::weights::LowerTaggers;

use super::crf::{Fitted, Sequence, Settings, fit, fit_on};
use super::gold::{self, GoldText};

const N_SLOTS: usize = 1 << 18;

/// How the role tagger is trained.
pub(crate) const SETTINGS: Settings =
    Settings { n_epochs: 8, n_uses_min: 2, rate: 0.02, decay: 2e-3, dropout: 0.3, seed: 3 };

/// Trains, writes the weights, prints the spans found in the development half.
pub(crate) fn train() -> anyhow::Result<()> {
    let bytes = super::TaggerBytes::read()?;
    let lower = bytes.taggers()?;
    let sequences: Vec<Sequence> = gold::read("train")?.iter().map(|text| sequence(text, &lower)).collect();
    let held: Vec<Sequence> = gold::read("dev")?.iter().map(|text| sequence(text, &lower)).collect();
    let train: Vec<&Sequence> = sequences.iter().collect();
    let all = fit(&train, &held, SETTINGS);
    let strongest = all.strongest(N_SLOTS);
    let fitted = fit_on(strongest, &train, &held, SETTINGS);
    super::write_weights("roles.bin", &fitted.write(N_SLOTS))
}

/// Returns a text's features and labels.
pub(crate) fn sequence(text: &GoldText, lower: &LowerTaggers) -> Sequence {
    let words = text.words();
    let analysis = analyse(&words, lower);
    sequence_of(&analysis, text)
}

/// Returns an analysed text's features and labels.
pub(crate) fn sequence_of(analysis: &Analysis<'_>, text: &GoldText) -> Sequence {
    let around = Surroundings::of(analysis, 0);
    let mut sequence =
        Sequence { borders: borders(analysis.words), labels: text.labels(), begins: vec![0], ..Sequence::default() };
    for idx in 0..analysis.words.len() {
        push_features(analysis, &around, idx, &mut sequence.features);
        sequence.begins.push(sequence.features.len() as u32);
    }
    sequence
}

/// Returns what a trained role tagger says of a text, its cues made likelier as the reader does.
pub(crate) fn opinion(fitted: &Fitted, sequence: &Sequence) -> Opinion {
    Opinion::of(&fitted.scores(sequence), &sequence.borders, &Decoder::from(&fitted.chain), 0.0)
}
