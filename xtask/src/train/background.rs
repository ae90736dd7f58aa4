//! Counts in how many sentences of news each stem stands: `train background`, for `hearsay-case`.
//!
//! On PolNeAR's training half and the articles of FNC-1 whose rumours are for tuning: nothing that is measured on.

use std::collections::BTreeMap;

use hearsay_case::same::background::Background;
use hearsay_case::same::stems::{Stem, stems};
use hearsay_text::segment::segment;
use hearsay_text::span::Span;

use crate::repository;
use crate::rumours::{Half, Rumours};

/// Stems in fewer sentences are left out: a name in one article is no background.
const N_MIN: u32 = 4;
/// In how many sentences a stem is held to stand that is left out.
const N_UNKNOWN: f32 = 2.0;

/// Counts, and writes `crates/hearsay-case/weights/background.bin`.
pub(crate) fn train() -> anyhow::Result<()> {
    let mut texts: Vec<String> = super::gold::read("train")?.into_iter().map(|text| text.document.text).collect();
    let tuning = Rumours::read()?.bodies.into_iter().filter(|body| body.half == Half::Tuning);
    texts.extend(tuning.map(|body| body.text));
    let mut counts: BTreeMap<Stem, u32> = BTreeMap::new();
    let mut n_sentences = 0;
    for text in &texts {
        let segmentation = segment(text, [Span::new(0, text.len())]);
        for sentence in &segmentation.sentences {
            let mut found = stems(segmentation.span_of(sentence.clone()).of(text));
            found.sort_unstable();
            found.dedup();
            n_sentences += 1;
            found.into_iter().for_each(|stem| *counts.entry(stem).or_default() += 1);
        }
    }
    let kept: Vec<(Stem, u32)> = counts.into_iter().filter(|(_, n)| *n >= N_MIN).collect();
    let bytes = Background::write(&kept, n_sentences, N_UNKNOWN);
    println!("background: {n_sentences} sentences, {} stems, {} bytes", kept.len(), bytes.len());
    std::fs::write(repository::root().join("crates/hearsay-case/weights/background.bin"), bytes)?;
    Ok(())
}
