//! The lists under a text: who they are, how many, and when.
//!
//! Not the notes beside the text: what has no one place in it, or would crowd the margin.

use hearsay_reading::reading::Reading;
use hearsay_reading::said::Said;
use hearsay_text::document::Document;

use crate::view::lines::{Line, Word, width, words, wrap};
use crate::view::look::{Look, Style};
use crate::view::page::finish_line;

mod numbers;
mod people;
mod times;

/// Returns the lists of a document; nothing if there is nothing to list.
pub(crate) fn lists(document: &Document, reading: &Reading, look: &Look) -> String {
    let mut out = String::new();
    let said = Said::new(&reading.attributions);
    for list in [
        people::people(document, reading),
        numbers::numbers(document, reading, &said, look),
        times::times(document, reading, &said, look),
    ] {
        list.write(look, &mut out);
    }
    out
}

/// A stretch of text of one style; a dot stands between two of them.
pub(crate) type Part = (String, Style);

/// A heading with rows under it.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    pub(crate) heading: &'static str,
    pub(crate) rows: Vec<Row>,
    /// What is told in passing, below the rows, with a name before each: "places: ...".
    pub(crate) rest: Vec<(&'static str, Vec<Part>)>,
}

/// One thing of a list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// "e3", or the name of a document.
    pub(crate) id: String,
    /// What it is, in a column of its own; empty if there is no such column.
    pub(crate) name: Part,
    pub(crate) parts: Vec<Part>,
}

/// Columns before every line of a list.
pub(crate) const INDENT: usize = 2;
/// Wider lines are hard to read.
const TEXT_MAX: usize = 120;
/// A name that is longer does not widen its column.
const NAME_MAX: usize = 36;

impl List {
    /// Appends an empty line, the heading and the rows; nothing if there are none.
    pub(crate) fn write(&self, look: &Look, out: &mut String) {
        if self.rows.is_empty() && self.rest.is_empty() {
            return;
        }
        out.push('\n');
        write_heading(self.heading, look, out);
        let id_columns = self.rows.iter().map(|row| width(&row.id)).max().unwrap_or(0);
        let names = self.rows.iter().map(|row| width(&row.name.0));
        let name_columns = names.filter(|&columns| columns <= NAME_MAX.min(look.width * 3 / 8)).max().unwrap_or(0);
        for row in &self.rows {
            let hanging = INDENT + id_columns + 2 + if name_columns > 0 { name_columns + 2 } else { 0 };
            let mut set = vec![first_word(&padded(&row.id, id_columns + 2), Style::BOLD)];
            let (name, style) = &row.name;
            if !name.is_empty() && width(name) <= name_columns {
                set[0].push(name, *style);
                set[0].push(&" ".repeat(name_columns + 2 - width(name)), Style::PLAIN);
            } else if !name.is_empty() {
                let mut name = words(name, *style);
                name.first_mut().into_iter().for_each(|first| first.space = None);
                name.last_mut().into_iter().for_each(|last| last.push(" ", Style::PLAIN));
                set.append(&mut name);
            }
            let mut parts = dotted(&row.parts, look);
            if width(name) <= name_columns {
                parts.first_mut().into_iter().for_each(|first| first.space = None);
            }
            set.append(&mut parts);
            write_set(&set, hanging.min(look.width / 2), look, out);
        }
        for (label, parts) in &self.rest {
            let mut set = vec![first_word(label, Style::DIM)];
            set.append(&mut dotted(parts, look));
            write_set(&set, INDENT + 2, look, out);
        }
    }
}

/// Writes a heading that cannot be taken for the document's own words.
pub(crate) fn write_heading(heading: &str, look: &Look, out: &mut String) {
    let mut line = Line::of(format!("{} ", look.signs().rule.repeat(2)), Style::DIM);
    line.push(heading, Style::BOLD);
    finish_line(&line, look, out);
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Returns a word that begins a line of a list.
pub(crate) fn first_word(text: &str, style: Style) -> Word {
    let mut word = Word::default();
    word.push(&" ".repeat(INDENT), Style::PLAIN);
    word.push(text, style);
    word
}

/// Returns the words of `parts` with a dot between each two.
pub(crate) fn dotted(parts: &[Part], look: &Look) -> Vec<Word> {
    let mut set = Vec::new();
    for (part_idx, (text, style)) in parts.iter().enumerate() {
        set.extend(words(text, *style));
        if let Some(last) = set.last_mut().filter(|_| part_idx + 1 < parts.len()) {
            last.push(" ", Style::PLAIN);
            last.push(look.signs().dot, Style::DIM);
        }
    }
    set
}

/// Writes words in lines, of which those after the first hang.
pub(crate) fn write_set(set: &[Word], hanging: usize, look: &Look, out: &mut String) {
    for line in wrap(set, look.width.min(TEXT_MAX), hanging) {
        finish_line(&line, look, out);
    }
}
