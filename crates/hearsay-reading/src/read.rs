//! From a document to its reading.

use hearsay_model::weights;
use hearsay_text::document::Document;
use hearsay_text::segment::{Segmentation, segment};
use hearsay_text::span::Span;

use crate::find::{Found, Stretch, find};
use crate::passage::words;
use crate::reading::{Act, Attribution, AttributionId, Quotation, Reading};

/// Reads `document` with the fast reader.
///
/// Body and headings are read; furniture, captions and bylines are not.
pub fn read(document: &Document) -> Reading {
    let blocks = document.blocks.iter().filter(|block| block.kind.is_read());
    let segmentation = segment(&document.text, blocks.map(|block| block.span));
    let words = words(&document.text, &segmentation);
    let found = find(&words, weights::fast());
    Reading { attributions: name(document, &segmentation, found) }
}

/// Puts the attributions in the order of their first byte and gives them their names.
fn name(document: &Document, segmentation: &Segmentation, found: Vec<Found>) -> Vec<Attribution> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    let first = |found: &Found| {
        let stretches = found.source.iter().chain(&found.cue).chain(&found.contents);
        stretches.map(|stretch| stretch.begin).min().unwrap_or(0)
    };
    order.sort_by_key(|&idx| (first(&found[idx]), idx));
    let mut place = vec![0; found.len()];
    order.iter().enumerate().for_each(|(rank, &idx)| place[idx] = rank as u32 + 1);
    let spans = |stretch: &Stretch| fragments(document, segmentation, stretch);
    order
        .iter()
        .map(|&idx| {
            let one = &found[idx];
            Attribution {
                id: AttributionId(place[idx]),
                source: one.source.iter().flat_map(spans).collect(),
                cue: one.cue.iter().flat_map(spans).collect(),
                content: one.contents.iter().flat_map(spans).collect(),
                act: Act::Speech,
                quotation: Quotation::Indirect,
                negated: false,
                within: one.within.map(|holder| AttributionId(place[holder])),
                head: None,
                chain: Vec::new(),
                hedges: Vec::new(),
                reasons: Vec::new(),
            }
        })
        .collect()
}

/// Returns the spans of a stretch of words: one, or more where something that is not read stands between.
fn fragments(document: &Document, segmentation: &Segmentation, stretch: &Stretch) -> Vec<Span> {
    let tokens = &segmentation.tokens[stretch.begin as usize..stretch.end as usize];
    let mut found: Vec<Span> = Vec::new();
    for &token in tokens {
        match found.last_mut() {
            Some(last) if !holds_unread(document, last.end, token.start) => last.end = token.end,
            _ => found.push(token),
        }
    }
    found
}

fn holds_unread(document: &Document, start: u32, end: u32) -> bool {
    let first = document.blocks.partition_point(|block| block.span.end <= start);
    document.blocks[first..].iter().take_while(|block| block.span.start < end).any(|block| !block.kind.is_read())
}
