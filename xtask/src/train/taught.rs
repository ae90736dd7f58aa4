//! News as the accurate reader reads it, from which the fast reader's arguments learn beside PolNeAR.
//!
//! Self-distillation (Hinton, Vinyals and Dean, 2015) with hard labels: what was read is taken for gold. The reader is
//! the one built into this program, so after new weights it must be built anew. Roles do not learn from it: their
//! tagger is one of the accurate reader's inputs, which was trained beside it.

use hearsay_reading::read::{Reader, read};
use hearsay_text::document::BlockKind;

use super::gold::{GoldAttribution, GoldText};
use super::sets;

/// Reads the news that nobody labelled; outermost attributions, as PolNeAR marks them.
pub(super) fn news() -> anyhow::Result<Vec<GoldText>> {
    let start = std::time::Instant::now();
    let read_by_accurate = |mut text: GoldText| {
        // What the importer takes for furniture is learned from too, see `GoldText`.
        for block in &mut text.document.blocks {
            if !block.kind.is_read() {
                block.kind = BlockKind::Body;
            }
        }
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
