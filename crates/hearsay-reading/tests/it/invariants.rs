//! What holds of every reading of every document, whatever its bytes.

use hearsay_reading::reading::{Attribution, AttributionId, EntityId, Reading, Subject, When};
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
        if let Some(entity) = attribution.sources.iter().find(|entity| !is_entity(reading, **entity)) {
            return fail(&format!("there is no {entity}"));
        }
    }
    check_entities(document, reading)?;
    check_things(document, reading)
}

fn is_entity(reading: &Reading, id: EntityId) -> bool {
    id.0 > 0 && (id.0 as usize) <= reading.entities.len()
}

fn check_entities(document: &Document, reading: &Reading) -> Result<(), String> {
    for mention in &reading.mentions {
        check_span(document, mention.span)?;
        if !is_entity(reading, mention.entity) {
            return Err(format!("there is no {}", mention.entity));
        }
    }
    if reading.mentions.windows(2).any(|pair| pair[0].span.start > pair[1].span.start) {
        return Err("mentions are out of order".to_owned());
    }
    for (place, entity) in reading.entities.iter().enumerate() {
        let id = entity.id;
        if id != EntityId(place as u32 + 1) {
            return Err(format!("{id}: is not the id of its place"));
        }
        let mut mentions = reading.mentions.iter().filter(|mention| mention.entity == id);
        if !mentions.any(|mention| mention.span == entity.name) {
            return Err(format!("{id}: nothing is a mention of it"));
        }
        let spans = entity.also.iter().chain(&entity.role).chain(&entity.rank);
        spans.copied().try_for_each(|span| check_span(document, span))?;
        if entity.belongs_to.is_some_and(|owner| owner == id || !is_entity(reading, owner)) {
            return Err(format!("{id}: belongs to itself or to nothing"));
        }
    }
    Ok(())
}

fn check_things(document: &Document, reading: &Reading) -> Result<(), String> {
    for artefact in &reading.artefacts {
        let custody = artefact.custody.iter().flat_map(|one| one.hedges.iter().chain([&one.span, &one.cue]));
        let spans = artefact.mentions.iter().chain(&artefact.hedges).chain(custody);
        spans.copied().try_for_each(|span| check_span(document, span))?;
        if artefact.mentions.is_empty() {
            return Err(format!("{}: has no mention", artefact.id));
        }
    }
    let n_artefacts = reading.artefacts.len() as u32;
    let n_attributions = reading.attributions.len() as u32;
    for verdict in &reading.verdicts {
        let spans = verdict.cue.iter().chain(&verdict.by).chain(&verdict.about_spans).chain(&verdict.ground);
        let is_time = |when: &When| reading.times.iter().any(|time| time.span == when.span && time.value == when.value);
        if !verdict.when.as_ref().is_none_or(is_time) {
            return Err(format!("{}: its time is none of the times", verdict.id));
        }
        spans.copied().try_for_each(|span| check_span(document, span))?;
        let is_there = match verdict.about {
            Subject::Authenticity(artefact) | Subject::Authorship(artefact) => {
                artefact.is_none_or(|id| (1..=n_artefacts).contains(&id.0))
            }
            Subject::Claim(attribution) => attribution.is_none_or(|id| (1..=n_attributions).contains(&id.0)),
        };
        if verdict.cue.is_empty() || !is_there || !verdict.entities.iter().all(|id| is_entity(reading, *id)) {
            return Err(format!("{}: has no cue, or is about what is not there", verdict.id));
        }
    }
    let within = reading.verdicts.iter().map(|one| one.within).chain(reading.hypotheses.iter().map(|one| one.within));
    let custody = reading.artefacts.iter().flat_map(|one| one.custody.iter().map(|one| one.within));
    if within.chain(custody).flatten().any(|id| !(1..=n_attributions).contains(&id.0)) {
        return Err("something stands within an attribution that is not there".to_owned());
    }
    for (place, (artefact, n)) in reading.artefacts.iter().zip(1..).enumerate() {
        if artefact.id.0 != n {
            return Err(format!("artefact {place}: is not the id of its place"));
        }
    }
    check_hedged_clauses(document, reading)?;
    reading.own_voice.iter().try_for_each(|span| check_span(document, *span))?;
    let said =
        |span: Span| reading.attributions.iter().flat_map(|one| &one.content).any(|content| content.overlaps(span));
    if reading.own_voice.iter().any(|span| said(*span)) {
        return Err("what somebody else says is in the writer's own voice".to_owned());
    }
    let times = reading.times.iter().flat_map(|time| time.anchor.iter().chain([&time.span]));
    let numbers = reading.numbers.iter().flat_map(|number| number.counted.iter().chain([&number.span]));
    times.chain(numbers).try_for_each(|span| check_span(document, *span))?;
    reading.hypotheses.iter().flat_map(|one| [one.cue, one.content]).try_for_each(|span| check_span(document, span))
}

fn check_hedged_clauses(document: &Document, reading: &Reading) -> Result<(), String> {
    let n_attributions = reading.attributions.len() as u32;
    for one in &reading.hedged_clauses {
        one.hedge.cue.iter().chain([&one.clause]).try_for_each(|span| check_span(document, *span))?;
        if one.hedge.cue.is_empty() || one.because.is_empty() {
            return Err("a hedged clause has no words that hedge it, or no reason".to_owned());
        }
        if one.within.iter().chain(&one.holds).any(|id| !(1..=n_attributions).contains(&id.0)) {
            return Err("a hedged clause stands in or holds an attribution that is not there".to_owned());
        }
    }
    if !reading.hedged_clauses.is_sorted_by_key(|one| one.clause) {
        return Err("the hedged clauses are not in order".to_owned());
    }
    Ok(())
}

fn check_span(document: &Document, span: Span) -> Result<(), String> {
    if slices(span, &document.text) && !span.is_empty() {
        return Ok(());
    }
    Err(format!("bytes {}..{} do not slice the text", span.start, span.end))
}

fn check_head(attribution: &Attribution) -> Result<(), String> {
    let id = attribution.id;
    match attribution.head {
        None if attribution.source.is_empty() => Ok(()),
        None => Err(format!("{id}: has a source and no head")),
        Some(head) if attribution.source.iter().any(|source| source.contains(head)) => {
            match attribution.chain.iter().any(|link| link.span == head) {
                true => Ok(()),
                false => Err(format!("{id}: its head is no link of its chain")),
            }
        }
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
    own_spans(attribution)
        .chain(attribution.head)
        .chain(attribution.chain.iter().map(|link| link.span))
        .chain(hedges)
        .chain(reasons)
}

fn slices(span: Span, text: &str) -> bool {
    span.start <= span.end && text.get(span.range()).is_some()
}

/// Furniture, captions and bylines are never read as claims.
fn stands_in_read_text(document: &Document, span: Span) -> bool {
    document.blocks.iter().filter(|block| !block.kind.is_read()).all(|block| !block.span.overlaps(span))
}
