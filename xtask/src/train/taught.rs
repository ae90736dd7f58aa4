//! News as the accurate reader reads it, for the fast reader to learn from: `train taught`.
//!
//! Self-distillation (Hinton, Vinyals and Dean, 2015) with hard labels: what was read is taken for gold.

use hearsay_reading::read::{Reader, read};

use super::gold::{GoldAttribution, GoldText};
use super::sets;

/// Reads the news that nobody labelled.
pub(super) fn news() -> anyhow::Result<Vec<GoldText>> {
    let start = std::time::Instant::now();
    let read_by_accurate = |text: GoldText| {
        let reading = read(&text.document, Reader::Accurate);
        let outermost = reading.attributions.into_iter().filter(|attribution| attribution.within.is_none());
        let attributions = outermost.map(|attribution| GoldAttribution {
            source: attribution.source,
            cue: attribution.cue,
            content: attribution.content,
        });
        GoldText { attributions: attributions.collect(), ..text }
    };
    let texts: Vec<GoldText> = sets::news()?.into_iter().map(read_by_accurate).collect();
    let n_attributions: usize = texts.iter().map(|text| text.attributions.len()).sum();
    println!("{} texts of news, {n_attributions} attributions, {:.0} s", texts.len(), start.elapsed().as_secs_f64());
    Ok(texts)
}
