//! Why an artefact, a verdict, an entity, a time or a number was read so.

use hearsay_reading::numbers::Number;
use hearsay_reading::reading::{Artefact, ArtefactRole, Entity, Reading, Subject, Verdict};
use hearsay_reading::times::Time;
use hearsay_text::span::Span;

use crate::intake::Taken;
use crate::view::look::{Look, Style};
use crate::view::rows::Rows;
use crate::view::when::{self, When};

/// Returns the explanation of what has the id `id`; `None` if there is nothing of that name.
pub fn finding(taken: &Taken, id: &str, look: &Look) -> Option<String> {
    let reading = &taken.reading;
    let mut rows = Rows::new(&taken.document, look);
    rows.heading(id, Style::BOLD);
    let kind = id.get(..1)?;
    let idx = id[1..].parse::<usize>().ok()?.checked_sub(1)?;
    match kind {
        "l" => artefact(reading.artefacts.get(idx)?, reading, &mut rows),
        "v" => verdict(reading.verdicts.get(idx)?, reading, &mut rows),
        "e" => entity(reading.entities.get(idx)?, reading, &mut rows),
        "t" => time(reading.times.get(idx)?, &mut rows),
        "n" => number(reading.numbers.get(idx)?, &mut rows),
        _ => return None,
    }
    Some(rows.out)
}

fn artefact(artefact: &Artefact, reading: &Reading, rows: &mut Rows<'_>) {
    rows.row("artefact", &artefact.kind, Style::BOLD, None);
    rows.because(&artefact.because);
    rows.marked_rows("mentions", &artefact.mentions, Style::PLAIN);
    for custody in &artefact.custody {
        rows.row(custody.role.name(), &rows.quoted(custody.span), Style::SOURCE, Some(custody.span));
        if custody.role == ArtefactRole::When {
            let time = when::time_at(&reading.times, custody.span);
            time.into_iter().for_each(|time| rows.row("", &When::of(time).adverb(), Style::PLAIN, None));
        }
        rows.because(&format!("‘{}’ says so", rows.quoted(custody.cue)));
        rows.marked_rows("hedge", &custody.hedges, Style::PLAIN.hedged());
        if let Some(outer) = custody.within {
            rows.row("word", &format!("as {outer} has it"), Style::PLAIN, None);
        }
    }
    rows.marked_rows("hedge", &artefact.hedges, Style::PLAIN.hedged());
}

fn verdict(verdict: &Verdict, reading: &Reading, rows: &mut Rows<'_>) {
    rows.row("verdict", verdict.kind.name(), Style::BOLD, None);
    rows.because(&verdict.because);
    rows.row("outcome", verdict.outcome.name(), Style::PLAIN, None);
    rows.marked_rows("cue", &verdict.cue, Style::CUE);
    rows.marked_rows("by", &verdict.by, Style::SOURCE);
    let named = match verdict.about {
        Subject::Authenticity(artefact) | Subject::Authorship(artefact) => artefact.map(|id| format!(" of {id}")),
        Subject::Claim(attribution) => attribution.map(|id| format!(", as in {id}")),
    };
    let about = format!("{}{}", verdict.about.name(), named.unwrap_or_default());
    rows.row("about", &about, Style::PLAIN, None);
    rows.marked_rows("", &verdict.about_spans, Style::PLAIN);
    if let Some(time) = verdict.when.as_ref().and_then(|when| when::time_at(&reading.times, when.span)) {
        rows.marked_rows("when", &[time.span], Style::PLAIN);
        rows.row("", &When::of(time).adverb(), Style::PLAIN, None);
    }
    rows.marked_rows("ground", verdict.ground.as_slice(), Style::PLAIN);
    let whose = verdict.within.map_or("the text’s own".to_owned(), |outer| format!("as {outer} has it"));
    rows.row("word", &whose, Style::PLAIN, None);
}

fn entity(entity: &Entity, reading: &Reading, rows: &mut Rows<'_>) {
    rows.row("entity", entity.kind.name(), Style::BOLD, None);
    let name = rows.quoted(entity.name);
    rows.row("", &name, Style::SOURCE, None);
    rows.marked_rows("role", entity.role.as_slice(), Style::PLAIN);
    rows.marked_rows("rank", entity.rank.as_slice(), Style::PLAIN);
    if let Some(owner) = entity.belongs_to.and_then(|id| reading.entities.get(id.0 as usize - 1)) {
        rows.row("belongs to", &format!("{} ({})", rows.quoted(owner.name), owner.id), Style::PLAIN, None);
    }
    let ids = reading.attributions.iter().filter(|attribution| attribution.sources.contains(&entity.id));
    let ids: Vec<String> = ids.map(|attribution| attribution.id.to_string()).collect();
    if !ids.is_empty() {
        rows.row("source of", &ids.join(", "), Style::PLAIN, None);
    }
    for mention in reading.mentions.iter().filter(|mention| mention.entity == entity.id) {
        rows.marked_rows(mention.kind.name(), &[mention.span], Style::PLAIN);
        rows.because(&mention.because);
    }
}

fn time(time: &Time, rows: &mut Rows<'_>) {
    rows.marked_rows("time", &[time.span], Style::BOLD);
    rows.row("when", &When::of(time).adverb(), Style::PLAIN, None);
    rows.because(&time.because);
    rows.marked_rows("hangs on", &time.anchor.map_or_else(Vec::new, |anchor: Span| vec![anchor]), Style::PLAIN);
    let modifier = time.modifier.map(|modifier| format!(", {}", modifier.name())).unwrap_or_default();
    rows.row("as TIMEX3", &format!("{} {}{modifier}", time.kind.name(), time.value), Style::DIM, None);
}

fn number(number: &Number, rows: &mut Rows<'_>) {
    rows.marked_rows("number", &[number.span], Style::BOLD);
    let high = number.high.iter().map(|high| format!(" to {high}")).collect::<String>();
    let unit = number.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    rows.row("value", &format!("{}{high}{unit}", number.value), Style::PLAIN, None);
    rows.row("compared", number.comparison.name(), Style::PLAIN, None);
    match number.comparison_span {
        Some(span) => rows.because(&format!("‘{}’ says so", rows.quoted(span))),
        None => rows.because("no word compares it"),
    }
    match number.counted {
        Some(counted) => rows.marked_rows("counted", &[counted], Style::PLAIN),
        None => rows.row("counted", "not told", Style::DIM, None),
    }
}
