//! When: the times of a document in the order of the calendar, with the document's own words for them.
//!
//! Not a timeline of events: what happened then is for the text to tell.

use hearsay_reading::reading::Reading;
use hearsay_reading::said::Said;
use hearsay_reading::times::{Time, TimeKind};
use hearsay_text::document::Document;

use crate::terminal::clean;
use crate::view::lists::{List, Part, Row};
use crate::view::look::{Look, Style};
use crate::view::notes::{joined, name};
use crate::view::when::When;
use crate::wire;

/// Returns the list of the dates; lengths, repetitions and mere "now" are told in passing.
pub(crate) fn times(document: &Document, reading: &Reading, said: &Said<'_>, look: &Look) -> List {
    let mut list = List { heading: "When", ..List::default() };
    let (mut lengths, mut again, mut undated): (Vec<Part>, Vec<Part>, Vec<Part>) = Default::default();
    let mut dated: Vec<(usize, &Time)> = Vec::new();
    for (time_idx, time) in reading.times.iter().enumerate() {
        let id = format!("t{}", time_idx + 1);
        let words = clean(&wire::words(time.span.of(&document.text))).into_owned();
        let has_figure = time.value.contains(|letter: char| letter.is_ascii_digit());
        match time.kind {
            TimeKind::Set => again.push((format!("{id} {words}"), Style::DIM)),
            _ if time.anchor.is_some() || (time.kind == TimeKind::Date && !has_figure) => {
                let anchor =
                    time.anchor.map(|anchor| format!(" (hangs on {})", joined(&document.text, &[anchor], look)));
                undated.push((format!("{id} {words}{}", anchor.unwrap_or_default()), Style::DIM));
            }
            TimeKind::Duration if time.interval.is_none() => lengths.push((format!("{id} {words}"), Style::DIM)),
            _ => dated.push((time_idx, time)),
        }
    }
    dated.sort_by_key(|(time_idx, time)| {
        (time.interval.is_none(), time.interval.map(|days| (days.0, days.1)), *time_idx)
    });
    for (time_idx, time) in dated {
        let id = format!("t{}", time_idx + 1);
        let when = When::of(time).adverb();
        let mut told = look.signs().quoted(&clean(&wire::words(time.span.of(&document.text))));
        if let Some(outer) = said.holder(time.span) {
            told.push_str(&format!(" in {} {}", outer.id, name(&document.text, outer, look)));
        }
        match list.rows.last_mut() {
            Some(last) if last.name.0 == when => last.parts.push((format!("{id} {told}"), Style::PLAIN)),
            _ => list.rows.push(Row { id, name: (when, Style::BOLD), parts: vec![(told, Style::PLAIN)] }),
        }
    }
    let rest = [("how long:", lengths), ("how often:", again), ("no date:", undated)];
    list.rest.extend(rest.into_iter().filter(|(_, parts)| !parts.is_empty()));
    list
}
