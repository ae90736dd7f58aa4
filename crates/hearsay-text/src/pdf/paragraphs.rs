//! From the lines of all pages to paragraphs, over the ends of columns and pages, with the page of every word.
//!
//! A PDF knows no paragraphs: they are told by the space between lines, by indents, by lines that end before they must.

use std::collections::BTreeMap;
use std::ops::Range;

use super::hyphens::{Join, Words};
use super::lines::Line;
use crate::document::{Block, BlockKind};
use crate::place::{Location, Place};
use crate::span::Span;

/// Lines larger than the text by so much are headings; smaller ones at the foot of a page are notes.
const HEADING: f64 = 1.12;
const NOTE: f64 = 0.93;
/// A longer paragraph is no heading, whatever its size.
const HEADING_WORDS_MAX: usize = 40;
/// Lines nearer than this many lines are looked at to see how wide a column is.
const NEIGHBOURS: usize = 30;

/// A text with its blocks and the page of each stretch.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) places: Vec<Place>,
}

/// Puts the lines of `pages` together; `margins` says which belong to the pages.
pub(crate) fn lay_out(pages: &[Vec<Line>], margins: &[Vec<bool>]) -> Layout {
    let bodies: Vec<Vec<&Line>> = pages.iter().zip(margins).map(|(lines, margins)| body(lines, margins)).collect();
    let mut words = Words::default();
    bodies.iter().flatten().for_each(|line| words.count(&line.text));
    let size = most_common(bodies.iter().flatten().map(|line| (line.size, line.text.len())));
    let drops = bodies.iter().flat_map(|lines| lines.windows(2).map(|pair| pair[0].baseline - pair[1].baseline));
    let leading = most_common(drops.filter(|drop| *drop > size * 0.7 && *drop < size * 4.0).map(|drop| (drop, 1)));
    let leading = if leading > 0.0 { leading } else { size * 1.2 };
    let measure = Measure { size, leading, has_indents: has_indents(&bodies, size, leading), words: &words };
    let mut out = Output::default();
    let mut flow = Flow { measure: &measure, open: None };
    for (page_idx, ((lines, margins), mut body)) in pages.iter().zip(margins).zip(bodies).enumerate() {
        let n_notes = body.iter().rev().take_while(|line| line.size < size * NOTE).count();
        let notes = if n_notes < body.len() { body.split_off(body.len() - n_notes) } else { Vec::new() };
        for (line_idx, line) in body.iter().enumerate() {
            if let Some(done) = flow.add(page_idx, line, edges(&body, line_idx)) {
                out.put(done, size);
            }
        }
        let mut beside: Vec<Paragraph> = Vec::new();
        for (line, _) in lines.iter().zip(margins).filter(|(_, is_margin)| **is_margin) {
            let parts = vec![(page_idx, 0..line.text.len())];
            beside.push(Paragraph {
                text: line.text.clone(),
                parts,
                size: line.size,
                kind: Some(BlockKind::Furniture),
            });
        }
        let mut note_flow = Flow { measure: &measure, open: None };
        for (line_idx, line) in notes.iter().enumerate() {
            beside.extend(note_flow.add(page_idx, line, edges(&notes, line_idx)));
        }
        beside.extend(note_flow.end());
        out.wait(beside);
        if flow.open.is_none() {
            out.put_waiting(size);
        }
    }
    if let Some(done) = flow.end() {
        out.put(done, size);
    }
    out.put_waiting(size);
    out.layout
}

/// Returns the lines of a page that belong to the text.
fn body<'a>(lines: &'a [Line], margins: &[bool]) -> Vec<&'a Line> {
    lines.iter().zip(margins).filter(|(_, is_margin)| !**is_margin).map(|(line, _)| line).collect()
}

/// Returns the value that weighs most, to half a point.
fn most_common(values: impl Iterator<Item = (f64, usize)>) -> f64 {
    let mut weights: BTreeMap<u32, usize> = BTreeMap::new();
    for (value, weight) in values.filter(|(value, _)| (0.0..10_000.0).contains(value)) {
        *weights.entry((value * 2.0).round() as u32).or_insert(0) += weight;
    }
    let heaviest = weights.into_iter().max_by_key(|&(value, weight)| (weight, std::cmp::Reverse(value)));
    heaviest.map_or(0.0, |(value, _)| f64::from(value) / 2.0)
}

/// Returns where the lines of the column begin and end that a line stands in.
fn edges(lines: &[&Line], line_idx: usize) -> (f64, f64) {
    let line = lines[line_idx];
    let near = &lines[line_idx.saturating_sub(NEIGHBOURS)..lines.len().min(line_idx + NEIGHBOURS + 1)];
    let same = near.iter().filter(|other| (other.start - line.start).abs() < line.size * 4.0 && other.start < line.end);
    same.fold((line.start, line.end), |(left, right), other| (left.min(other.start), right.max(other.end)))
}

/// Returns whether paragraphs begin with an indent: whether most lines that stand off the edge follow one that does
/// not, with no more space between.
fn has_indents(pages: &[Vec<&Line>], size: f64, leading: f64) -> bool {
    let (mut n_indents, mut n_gaps) = (0, 0);
    for lines in pages {
        for line_idx in 1..lines.len() {
            let (last, line) = (lines[line_idx - 1], lines[line_idx]);
            let drop = last.baseline - line.baseline;
            let (left, _) = edges(lines, line_idx);
            let is_indented = line.start - left > size * 0.7 && last.start - left < size * 0.7;
            n_indents += usize::from(is_indented && drop > 0.0 && drop < leading * 1.22 + 0.5);
            n_gaps += usize::from(drop > leading * 1.22 + 0.5 && drop < leading * 3.0);
        }
    }
    n_indents >= 3 && n_indents > n_gaps
}

/// What is usual in the document.
struct Measure<'a> {
    size: f64,
    leading: f64,
    /// Whether paragraphs begin with an indent.
    has_indents: bool,
    words: &'a Words,
}

struct Paragraph {
    text: String,
    /// Which stretches of it stand on which page.
    parts: Vec<(usize, Range<usize>)>,
    size: f64,
    /// What it is, if that is known by now.
    kind: Option<BlockKind>,
}

/// A paragraph under way, with its last line.
struct Open {
    paragraph: Paragraph,
    page_idx: usize,
    last: Line,
    /// Where the column of the last line ends.
    right: f64,
    /// Where its lines begin, but for the first.
    left: Option<f64>,
    n_lines: usize,
}

struct Flow<'a> {
    measure: &'a Measure<'a>,
    open: Option<Open>,
}

impl Flow<'_> {
    /// Adds a line; returns the paragraph that ended before it, if one did.
    ///
    /// `edges` are those of its column.
    fn add(&mut self, page_idx: usize, line: &Line, edges: (f64, f64)) -> Option<Paragraph> {
        let measure = self.measure;
        let (left, right) = edges;
        match self.open.as_mut().filter(|open| continues(open, page_idx, line, left, measure)) {
            Some(open) => {
                open.join(page_idx, line, right, measure.words);
                None
            }
            None => {
                let paragraph = Paragraph {
                    text: line.text.clone(),
                    parts: vec![(page_idx, 0..line.text.len())],
                    size: line.size,
                    kind: None,
                };
                let open = Open { paragraph, page_idx, last: line.clone(), right, left: None, n_lines: 1 };
                self.open.replace(open).map(|open| open.paragraph)
            }
        }
    }

    fn end(&mut self) -> Option<Paragraph> {
        self.open.take().map(|open| open.paragraph)
    }
}

impl Open {
    fn join(&mut self, page_idx: usize, line: &Line, right: f64, words: &Words) {
        let text = &mut self.paragraph.text;
        match words.join(&self.last.text, &line.text) {
            Join::Space => text.push(' '),
            Join::Hyphen => {}
            Join::Nothing => {
                text.pop();
                if let Some((_, part)) = self.paragraph.parts.last_mut() {
                    part.end = part.end.min(text.len());
                }
            }
        }
        let start = text.len();
        text.push_str(&line.text);
        match self.paragraph.parts.last_mut().filter(|(page, _)| *page == page_idx) {
            Some((_, part)) => part.end = text.len(),
            None => self.paragraph.parts.push((page_idx, start..text.len())),
        }
        let is_same_column = self.page_idx == page_idx && line.baseline < self.last.baseline;
        self.left = if is_same_column { Some(self.left.map_or(line.start, |left| left.min(line.start))) } else { None };
        (self.page_idx, self.last, self.right) = (page_idx, line.clone(), right);
        self.n_lines += 1;
    }
}

/// Returns whether a line goes on with the paragraph under way.
fn continues(open: &Open, page_idx: usize, line: &Line, left: f64, measure: &Measure<'_>) -> bool {
    let last = &open.last;
    let size = open.paragraph.size.max(1.0);
    if (line.size - size).abs() > size * 0.12 {
        return false;
    }
    let is_divided = measure.words.join(&last.text, &line.text) != Join::Space;
    let next_word = line.text.split(' ').next().unwrap_or_default().chars().count() as f64;
    let letter = (line.end - line.start) / (line.text.chars().count().max(1) as f64);
    let is_broken_off = last.end + (next_word + 1.0) * letter * 1.2 < open.right && !is_divided;
    let begins_low = line.text.starts_with(char::is_lowercase);
    let drop = last.baseline - line.baseline;
    if open.page_idx != page_idx || drop < -size * 0.5 {
        // Another column or page.
        let is_heading = size > measure.size * HEADING;
        let ends = ends_sentence(&last.text) && !(measure.has_indents && line.start - left < size * 0.7);
        return !is_heading && (begins_low || is_divided || !(ends || is_broken_off));
    }
    let leading = measure.leading * (size / measure.size.max(1.0)).max(1.0);
    let is_below = drop > size * 0.5 && drop <= leading * 1.22 + 0.5;
    let overlaps = line.start < open.right && line.end > last.start;
    if !is_below || !overlaps || (is_broken_off && !begins_low) || (is_broken_off && ends_sentence(&last.text)) {
        return false;
    }
    let indent = line.start - open.left.unwrap_or(last.start);
    let hangs = open.n_lines == 1 && begins_item(&last.text);
    indent <= size * 0.7 || hangs || is_divided
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '»', ')', ']']).ends_with(['.', '!', '?', ':', '…'])
}

fn begins_item(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let is_numbered = first.len() <= 5
        && first.ends_with(['.', ')', ']'])
        && first.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    matches!(first, "•" | "–" | "—" | "-" | "*" | "◦" | "▪" | "·") || is_numbered
}

#[derive(Default)]
struct Output {
    layout: Layout,
    /// What stands beside the text of the pages, and waits for a paragraph to end.
    waiting: Vec<Paragraph>,
}

impl Output {
    fn wait(&mut self, paragraphs: Vec<Paragraph>) {
        self.waiting.extend(paragraphs);
    }

    fn put_waiting(&mut self, size: f64) {
        for paragraph in std::mem::take(&mut self.waiting) {
            self.push(paragraph, size);
        }
    }

    fn put(&mut self, paragraph: Paragraph, size: f64) {
        self.push(paragraph, size);
        self.put_waiting(size);
    }

    fn push(&mut self, paragraph: Paragraph, size: f64) {
        let layout = &mut self.layout;
        if !layout.text.is_empty() {
            layout.text.push_str("\n\n");
        }
        let start = layout.text.len();
        layout.text.push_str(&paragraph.text);
        let span = Span::new(start, layout.text.len()).trim(&layout.text);
        let is_heading = paragraph.size > size * HEADING
            && paragraph.text.split_whitespace().count() <= HEADING_WORDS_MAX
            && paragraph.text.contains(char::is_alphabetic);
        let kind = paragraph.kind.unwrap_or(if is_heading { BlockKind::Heading } else { BlockKind::Body });
        layout.blocks.push(Block { span, kind });
        for (page_idx, part) in paragraph.parts.into_iter().filter(|(_, part)| !part.is_empty()) {
            let span = Span::new(start + part.start, start + part.end);
            let location = Location::Page(page_idx as u32 + 1);
            match layout.places.last_mut().filter(|place| place.location == location) {
                Some(place) => place.span.end = span.end,
                None => layout.places.push(Place { span, location }),
            }
        }
    }
}
