//! Trains the argument tagger: the source and the content of one cue.
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
use super::roles;

const N_FOLDS: usize = 5;
const N_SLOTS: usize = 1 << 18;
const SETTINGS: Settings = Settings { n_epochs: 5, n_uses_min: 3, rate: 0.02, decay: 2e-3, dropout: 0.3, seed: 5 };

/// Trains, writes the weights, prints the spans found in the development half's windows.
pub(crate) fn train() -> anyhow::Result<()> {
    let bytes = super::TaggerBytes::read()?;
    let lower = bytes.taggers()?;
    let texts = gold::read("train")?;
    let lower_sequences: Vec<Sequence> = texts.iter().map(|text| roles::sequence(text, &lower)).collect();
    let mut sequences = Vec::new();
    for fold in 0..N_FOLDS {
        let others: Vec<&Sequence> = lower_sequences
            .iter()
            .enumerate()
            .filter(|(idx, _)| idx % N_FOLDS != fold)
            .map(|(_, other)| other)
            .collect();
        let fitted = fit(&others, &[], roles::SETTINGS);
        for idx in (fold..texts.len()).step_by(N_FOLDS) {
            let opinion = roles::opinion(&fitted, &lower_sequences[idx]);
            windows(&texts[idx], &lower, &opinion, &mut sequences);
        }
        println!("fold {fold}: {} windows", sequences.len());
    }
    drop(lower_sequences);
    let mut held = Vec::new();
    let stored = super::read_weights("roles.bin")?;
    for text in gold::read("dev")? {
        let opinion = super::stored_opinion(&stored, &roles::sequence(&text, &lower))?;
        windows(&text, &lower, &opinion, &mut held);
    }
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

/// TEMP
pub(crate) fn stats() -> anyhow::Result<()> {
    let bytes = super::TaggerBytes::read()?;
    let lower = bytes.taggers()?;
    let stored = super::read_weights("roles.bin")?;
    for text in gold::read("dev")? {
        let opinion = super::stored_opinion(&stored, &roles::sequence(&text, &lower))?;
        let words = text.words();
        let analysis = analyse(&words, &lower);
        let around = Surroundings::of(&analysis, 0);
        let roles = spans(&opinion.labels);
        let cues: Vec<_> = candidates(&roles).into_iter().map(|idx| words_of(roles[idx])).collect();
        let golds: Vec<Vec<RoleSpan>> = text.attributions.iter().map(|gold| text.role_spans(gold)).collect();
        for cue in &cues {
            let view = View::new(&analysis, &around, &opinion, &cues, cue.clone());
            let overlap = |spans: &[RoleSpan]| -> usize {
                let cues = spans.iter().filter(|span| span.role == Role::Cue);
                cues.map(|span| (span.end as usize).min(cue.end).saturating_sub((span.begin as usize).max(cue.start)))
                    .sum()
            };
            let gold = golds.iter().filter(|spans| overlap(spans) > 0).max_by_key(|spans| overlap(spans));
            let labels = gold::labels(gold.cloned().unwrap_or_default(), view.window.clone());
            let home = around.sentence_of(cue.start);
            let mut idx = view.window.start;
            while idx < view.window.end {
                let sentence = around.sentence_of(idx);
                let begin = idx;
                while idx < view.window.end && around.sentence_of(idx) == sentence {
                    idx += 1;
                }
                let non_o =
                    labels[begin - view.window.start..idx - view.window.start].iter().filter(|l| **l != 0).count();
                let mass = |role: Role| {
                    (begin..idx)
                        .map(|i| {
                            let m = &opinion.marginals[i];
                            m[usize::from(role.begins())] + m[usize::from(role.begins()) + 1]
                        })
                        .fold(0.0_f32, f32::max)
                };
                let n_cues = if begin < cue.start {
                    cues.iter().filter(|c| c.start >= begin && c.start < cue.start).count()
                } else {
                    cues.iter().filter(|c| c.start > cue.start && c.start < idx).count()
                };
                let between = if begin < cue.start {
                    cues.iter().filter(|c| c.start >= idx && c.start < cue.start).count()
                } else {
                    cues.iter().filter(|c| c.start > cue.start && c.start < begin).count()
                };
                println!(
                    "{} {} {} {} {} {} {:.3} {:.3} {:.3} {:.3} {}",
                    gold.is_some() as u8,
                    sentence as i64 - home as i64,
                    around.paragraph_of(begin) as i64 - around.paragraph_of(cue.start) as i64,
                    n_cues,
                    between,
                    idx - begin,
                    mass(Role::SourceBefore),
                    mass(Role::SourceAfter),
                    mass(Role::ContentBefore),
                    mass(Role::ContentAfter),
                    non_o
                );
            }
        }
    }
    Ok(())
}
