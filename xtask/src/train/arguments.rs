//! Trains the argument tagger: the source and the content of one cue. From PolNeAR, and from news as the accurate
//! reader reads them.
//!
//! What the role tagger says of the training half comes from role taggers that never saw the text: it is cut in five,
//! and each fifth is read by a tagger trained on the other four.

use hearsay_model::argument_features::{Opinion, View, candidates, words_of};
use hearsay_model::chain::borders;
use hearsay_model::fast::analyse;
use hearsay_model::role_features::Surroundings;
use hearsay_model::roles::{Role, RoleSpan, spans};
use hearsay_model::weights::LowerTaggers;

use super::crf::{Sequence, Settings, fit, fit_on};
use super::gold::{self, GoldText};
use super::passages::held_out;
use super::{roles, taught};

const N_SLOTS: usize = 1 << 18;
const SETTINGS: Settings = Settings { n_epochs: 5, n_uses_min: 3, rate: 0.02, decay: 2e-3, dropout: 0.3, seed: 5 };

/// Trains, writes the weights, prints the spans found in the development half's windows.
pub(crate) fn train() -> anyhow::Result<()> {
    let bytes = super::TaggerBytes::read()?;
    let lower = bytes.taggers()?;
    let texts = gold::read("train")?;
    let lower_sequences: Vec<Sequence> = texts.iter().map(|text| roles::sequence(text, &lower)).collect();
    let mut sequences = Vec::new();
    for (text, opinion) in texts.iter().zip(&held_out(&lower_sequences)) {
        windows(text, &lower, opinion, &mut sequences);
    }
    drop(lower_sequences);
    let stored = super::read_weights("roles.bin")?;
    let add_unseen = |texts: Vec<GoldText>, sequences: &mut Vec<Sequence>| -> anyhow::Result<()> {
        for text in texts {
            let opinion = super::stored_opinion(&stored, &roles::sequence(&text, &lower))?;
            windows(&text, &lower, &opinion, sequences);
        }
        Ok(())
    };
    add_unseen(taught::news()?, &mut sequences)?;
    let mut held = Vec::new();
    add_unseen(gold::read("dev")?, &mut held)?;
    let train: Vec<&Sequence> = sequences.iter().collect();
    let all = fit(&train, &held, SETTINGS);
    let fitted = fit_on(all.strongest(N_SLOTS), &train, &held, SETTINGS);
    super::write_weights("arguments.bin", &fitted.write(N_SLOTS))
}

/// Adds the window of each candidate cue of a text, labelled with the gold attribution that it is the cue of, if any.
fn windows(text: &GoldText, lower: &LowerTaggers, opinion: &Opinion, sequences: &mut Vec<Sequence>) {
    let words = text.words();
    let analysis = analyse(&words, lower);
    let around = Surroundings::of(&analysis, 0);
    let borders = borders(&words);
    let roles = spans(&opinion.labels);
    let cues: Vec<_> = candidates(&roles).into_iter().map(|idx| words_of(roles[idx])).collect();
    let golds: Vec<Vec<RoleSpan>> = text.attributions.iter().map(|gold| text.role_spans(gold)).collect();
    for cue in &cues {
        let view = View::new(&analysis, &around, opinion, &cues, cue.clone());
        let overlap = |spans: &[RoleSpan]| -> usize {
            let cues = spans.iter().filter(|span| span.role == Role::Cue);
            cues.map(|span| (span.end as usize).min(cue.end).saturating_sub((span.begin as usize).max(cue.start))).sum()
        };
        let gold = golds.iter().filter(|spans| overlap(spans) > 0).max_by_key(|spans| overlap(spans));
        let mut sequence = Sequence { begins: vec![0], ..Sequence::default() };
        for idx in view.window.clone() {
            view.push_features(idx, &mut sequence.features);
            sequence.begins.push(sequence.features.len() as u32);
        }
        sequence.borders = borders[view.window.clone()].to_vec();
        sequence.labels = gold::labels(gold.cloned().unwrap_or_default(), view.window.clone());
        sequences.push(sequence);
    }
}
