//! What holds of every reading of every document, whatever its bytes.

use hearsay_reading::reading::{Attribution, AttributionId, Reading};
use hearsay_text::document::Document;
use hearsay_text::span::Span;

/// Returns an error that names the attribution for which something does not hold.
pub(crate) fn check(document: &Document, reading: &Reading) -> Result<(), String> {
    let mut previous_start = 0;
    for (attribution_idx, attribution) in reading.attributions.iter().enumerate() {
        let id = attribution.id;
        let fail = |what: &str| Err(format!("{id}: {what}"));
        if id != AttributionId(attribution_idx as u32 + 1) {
            return fail("is not the id of its place");
        }
        if attribution.content.is_empty() {
            return fail("has no content");
        }
        if let Some(span) = all_spans(attribution).find(|span| !slices(*span, &document.text)) {
            return fail(&format!("bytes {}..{} do not slice the text", span.start, span.end));
        }
        for spans in [&attribution.source, &attribution.cue, &attribution.content] {
            if spans.iter().any(|span| span.is_empty()) || spans.windows(2).any(|pair| pair[0].end > pair[1].start) {
                return fail("has spans that are empty, out of order or overlap");
            }
        }
        if let Some(span) = own_spans(attribution).find(|span| !stands_in_read_text(document, *span)) {
            return fail(&format!("bytes {}..{} are not in text that is read", span.start, span.end));
        }
        let start = own_spans(attribution).map(|span| span.start).min().unwrap_or(0);
        if start < previous_start {
            return fail("begins before the one above it");
        }
        previous_start = start;
        check_head(attribution)?;
        check_within(attribution, reading)?;
    }
    Ok(())
}

fn check_head(attribution: &Attribution) -> Result<(), String> {
    let id = attribution.id;
    match attribution.head {
        None if attribution.source.is_empty() => Ok(()),
        None => Err(format!("{id}: has a source and no head")),
        Some(head) if attribution.source.iter().any(|source| source.contains(head)) => match attribution.chain.last() {
            Some(last) if *last == head => Ok(()),
            _ => Err(format!("{id}: its head does not end its chain")),
        },
        Some(_) => Err(format!("{id}: its head is not in its source")),
    }
}

fn check_within(attribution: &Attribution, reading: &Reading) -> Result<(), String> {
    let (id, Some(outer_id)) = (attribution.id, attribution.within) else { return Ok(()) };
    let outer = reading.attributions.iter().find(|other| other.id == outer_id && other.id != id);
    let Some(outer) = outer else { return Err(format!("{id}: there is no {outer_id}")) };
    let held = |span: &Span| outer.content.iter().any(|content| content.contains(*span));
    if attribution.content.iter().all(held) {
        return Ok(());
    }
    Err(format!("{id}: the content of {outer_id} does not hold it"))
}

/// The source, the cue and the content.
fn own_spans(attribution: &Attribution) -> impl Iterator<Item = Span> {
    attribution.source.iter().chain(&attribution.cue).chain(&attribution.content).copied()
}

fn all_spans(attribution: &Attribution) -> impl Iterator<Item = Span> {
    let hedges = attribution.hedges.iter().flat_map(|hedge| hedge.cue.iter().copied());
    let reasons = attribution.reasons.iter().map(|reason| reason.span);
    own_spans(attribution).chain(attribution.head).chain(attribution.chain.iter().copied()).chain(hedges).chain(reasons)
}

fn slices(span: Span, text: &str) -> bool {
    span.start <= span.end && text.get(span.range()).is_some()
}

/// Furniture, captions and bylines are never read as claims.
fn stands_in_read_text(document: &Document, span: Span) -> bool {
    document.blocks.iter().filter(|block| !block.kind.is_read()).all(|block| !block.span.overlaps(span))
}
