//! The notes that stand beside the text: for each attribution who, by which words, what kind, how hedged.

use std::collections::BTreeMap;

use hearsay_reading::confidence::Confidence;
use hearsay_reading::reading::{Attribution, AttributionId, Reading, Stance};
use hearsay_text::document::Document;
use hearsay_text::span::Span;

use crate::terminal::clean;
use crate::view::findings::known_of;
use crate::view::lines::{self, Line, shorten, width, words};
use crate::view::look::{Look, Style};
use crate::wire;

/// The note on one attribution.
#[derive(Debug)]
pub(crate) struct Note<'a> {
    attribution: &'a Attribution,
    /// The first byte of the attribution, which the note stands beside.
    pub(crate) offset: u32,
    /// How many attributions it stands within; deeper notes are indented under their parent.
    depth: usize,
    /// The attribution it stands within, if the note on that one is not right above.
    within_elsewhere: Option<AttributionId>,
}

impl Note<'_> {
    /// Returns whether it stands under the note on the attribution around it.
    pub(crate) fn is_nested(&self) -> bool {
        self.depth > 0
    }
}

/// Returns, for each block of `document`, the notes on the attributions that begin there, nested ones after their parent.
pub(crate) fn notes<'a>(document: &Document, reading: &'a Reading) -> Vec<Vec<Note<'a>>> {
    let places: BTreeMap<AttributionId, Place<'_>> =
        reading.attributions.iter().map(|attribution| (attribution.id, place(document, attribution))).collect();
    let mut notes: Vec<Vec<Note<'a>>> = Vec::new();
    notes.resize_with(document.blocks.len(), Vec::new);
    let mut children: BTreeMap<(usize, Option<AttributionId>), Vec<&'a Attribution>> = BTreeMap::new();
    for attribution in &reading.attributions {
        let here = &places[&attribution.id];
        let parent = attribution.within.filter(|parent| is_above(&places, attribution.id, *parent, here.block_idx));
        children.entry((here.block_idx, parent)).or_default().push(attribution);
    }
    for (block_idx, notes) in notes.iter_mut().enumerate() {
        let mut waiting: Vec<(&'a Attribution, usize)> = Vec::new();
        let mut push_children = |parent, depth, waiting: &mut Vec<_>| {
            let found = children.remove(&(block_idx, parent)).unwrap_or_default();
            waiting.extend(found.into_iter().rev().map(|child| (child, depth)));
        };
        push_children(None, 0, &mut waiting);
        while let Some((attribution, depth)) = waiting.pop() {
            let within_elsewhere = if depth == 0 { attribution.within } else { None };
            let offset = places[&attribution.id].offset;
            notes.push(Note { attribution, offset, depth, within_elsewhere });
            push_children(Some(attribution.id), depth + 1, &mut waiting);
        }
    }
    notes
}

/// Where an attribution begins.
struct Place<'a> {
    attribution: &'a Attribution,
    offset: u32,
    block_idx: usize,
}

fn place<'a>(document: &Document, attribution: &'a Attribution) -> Place<'a> {
    let spans = [&attribution.source, &attribution.cue, &attribution.content];
    let offset = spans.into_iter().flatten().map(|span| span.start).min().unwrap_or(0);
    let after = document.blocks.partition_point(|block| block.span.end <= offset);
    Place { attribution, offset, block_idx: after.min(document.blocks.len().saturating_sub(1)) }
}

/// Returns whether `parent` is noted in the same block, and is not itself within `child`.
fn is_above(
    places: &BTreeMap<AttributionId, Place<'_>>,
    child: AttributionId,
    parent: AttributionId,
    block_idx: usize,
) -> bool {
    let mut above = Some(parent);
    for _ in 0..places.len() {
        match above {
            None => break,
            Some(id) if id == child => return false,
            Some(id) => above = places.get(&id).and_then(|place| place.attribution.within),
        }
    }
    above.is_none() && places.get(&parent).is_some_and(|place| place.block_idx == block_idx)
}

/// The longest name that a note shows before it is cut.
const NAME_COLUMNS: usize = 44;

/// Returns the lines of `note`, set to `columns`.
pub(crate) fn note_lines(
    note: &Note<'_>,
    document: &Document,
    reading: &Reading,
    columns: usize,
    look: &Look,
) -> Vec<Line> {
    let attribution = note.attribution;
    let indent = indentation(note.depth, look);
    let content = Style::content(attribution.act);
    let mut parts = Vec::new();
    parts.push((
        name(&document.text, attribution, look),
        if attribution.source.is_empty() { Style::DIM } else { Style::SOURCE },
    ));
    if !attribution.cue.is_empty() {
        parts.push((joined(&document.text, &attribution.cue, look), Style::CUE));
    }
    if attribution.negated {
        parts.push(("not said".to_owned(), Style::BOLD));
    }
    let id = attribution.id.to_string();
    let hanging = width(&indent) + width(&id) + 1;
    let mut head = Line::default();
    head.push(&indent, Style::DIM);
    head.push(&id, content.bold());
    let mut set = vec![lines::Word { space: None, pieces: head.pieces, offset: 0 }];
    for (text, style) in parts {
        set.extend(part(&text, style, look.signs().dot, columns - hanging));
    }
    set.push(kind(attribution, look));
    if attribution.confidence == Confidence::Low {
        set.extend(words(&format!("{} unsure", look.signs().dot), Style::DIM));
    }
    let elsewhere = note.within_elsewhere.map(|parent| format!("{} in {parent}", look.signs().dot));
    set.extend(elsewhere.into_iter().flat_map(|elsewhere| words(&elsewhere, Style::DIM)));
    let mut set_lines = lines::wrap(&set, columns, hanging);
    if let Some(known) = known_of(document, reading, attribution, look) {
        let mut first = Line::default();
        first.push(&" ".repeat(hanging), Style::PLAIN);
        let mut set = vec![lines::Word { space: None, pieces: first.pieces, offset: 0 }];
        set.extend(words(&known, Style::DIM));
        if let Some(first) = set.get_mut(1) {
            first.space = None;
        }
        set_lines.extend(lines::wrap(&set, columns, hanging + 2));
    }
    for hedge in &attribution.hedges {
        set_lines.extend(hedge_lines(&joined(&document.text, &hedge.cue, look), hedge.about.name(), hanging, columns));
    }
    set_lines
}

/// Returns `text` and a dot as one word, so that no line breaks in it, or as several if it needs more than `columns`.
fn part(text: &str, style: Style, dot: &str, columns: usize) -> Vec<lines::Word> {
    let mut set = words(text, style);
    if width(text) + 2 <= columns {
        let pieces = vec![lines::Piece { text: text.to_owned(), style }];
        set = vec![lines::Word { space: Some(Style::PLAIN), pieces, offset: 0 }];
    }
    if let Some(last) = set.last_mut() {
        last.push(" ", Style::PLAIN);
        last.push(dot, Style::DIM);
    }
    set
}

/// Returns how much is quoted and the kind of attribution, as one word: they are read together.
fn kind(attribution: &Attribution, look: &Look) -> lines::Word {
    let mut kind = lines::Word { space: Some(Style::PLAIN), ..lines::Word::default() };
    kind.push(attribution.quotation.name(), Style::DIM);
    kind.push(" ", Style::PLAIN);
    kind.push(look.signs().dot, Style::DIM);
    kind.push(" ", Style::PLAIN);
    kind.push(attribution.act.name(), Style::content(attribution.act));
    // A silence says so itself, and a will shows in the words.
    if !matches!(attribution.stance, Stance::Asserts | Stance::Wills | Stance::Withholds) {
        kind.push(&format!(" {} {}", look.signs().dot, attribution.stance.name()), Style::DIM);
    }
    kind
}

fn hedge_lines(cue: &str, about: &str, indent: usize, columns: usize) -> Vec<Line> {
    let mut first = Line::default();
    first.push(&" ".repeat(indent), Style::PLAIN);
    first.push("hedged:", Style::DIM);
    let mut set = vec![lines::Word { space: None, pieces: first.pieces, offset: 0 }];
    set.extend(words(cue, Style::PLAIN.hedged()));
    set.extend(words(&format!("({about})"), Style::DIM));
    lines::wrap(&set, columns, indent + 2)
}

fn indentation(depth: usize, look: &Look) -> String {
    // Deeper than this the indentation would leave no room for words.
    const DEPTH_SHOWN: usize = 6;
    match depth.min(DEPTH_SHOWN) {
        0 => String::new(),
        depth => format!("{}{} ", "  ".repeat(depth - 1), look.signs().inside),
    }
}

/// Returns who speaks, as a note shows it: the name in the source, else the whole source.
pub(crate) fn name(text: &str, attribution: &Attribution, look: &Look) -> String {
    if attribution.source.is_empty() {
        return "nobody named".to_owned();
    }
    match attribution.head.and_then(|head| text.get(head.range())) {
        Some(head) => shorten(&clean(&wire::words(head)), NAME_COLUMNS, look.signs().cut),
        None => joined(text, &attribution.source, look),
    }
}

/// Returns the words of `spans`, with a sign where something is left out between them.
pub(crate) fn joined(text: &str, spans: &[Span], look: &Look) -> String {
    let cut = format!(" {} ", look.signs().cut);
    let pieces: Vec<String> = spans.iter().filter_map(|span| text.get(span.range())).map(wire::words).collect();
    shorten(&clean(&pieces.join(&cut)), NAME_COLUMNS, look.signs().cut)
}
