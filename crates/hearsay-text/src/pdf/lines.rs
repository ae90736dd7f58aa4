//! The lines of a page, put together from its glyphs in the order in which the file draws them.
//!
//! That order is that of reading in what word processors and typesetters write, columns included; the places of glyphs
//! only tell where a word or a line ends.

use super::glyphs::Glyph;

/// A line, or the part of one that stands in one column.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) start: f64,
    pub(crate) end: f64,
    pub(crate) baseline: f64,
    /// The height of most of its letters.
    pub(crate) size: f64,
    pub(crate) turn: u8,
    pub(crate) is_artifact: bool,
}

/// A gap of so much of the letters' height is a space.
const SPACE: f64 = 0.16;
/// A gap of so much begins another column.
const COLUMN: f64 = 2.5;
/// A letter may stand so much higher or lower than the one before it: as the mark of a note does.
const SHIFT: f64 = 0.55;

/// Returns the lines of glyphs.
pub(crate) fn of(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: Vec<Building> = Vec::new();
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        if before.is_some_and(|before| is_drawn_twice(before, glyph)) {
            continue;
        }
        let is_blank = glyph.text.trim().is_empty();
        match lines.last_mut().filter(|line| line.continues_with(glyph)) {
            Some(line) => line.push(glyph),
            None if is_blank => {}
            None => lines.push(Building::new(glyph)),
        }
        if !is_blank {
            before = Some(glyph);
        }
    }
    lines.into_iter().map(Building::finish).filter(|line| !line.text.is_empty()).collect()
}

/// Bold type is sometimes made by drawing a letter twice.
fn is_drawn_twice(before: &Glyph, glyph: &Glyph) -> bool {
    let near = glyph.size * 0.12;
    before.text == glyph.text
        && before.turn == glyph.turn
        && glyph.end > glyph.start
        && (before.start - glyph.start).abs() < near
        && (before.baseline - glyph.baseline).abs() < near
}

struct Building {
    line: Line,
    has_space: bool,
    /// The size and baseline that most letters have, with how many have another.
    n_same: usize,
    last_start: f64,
}

impl Building {
    fn new(glyph: &Glyph) -> Building {
        Building {
            line: Line {
                text: glyph.text.clone(),
                start: glyph.start,
                end: glyph.end,
                baseline: glyph.baseline,
                size: glyph.size,
                turn: glyph.turn,
                is_artifact: glyph.is_artifact,
            },
            has_space: false,
            n_same: 1,
            last_start: glyph.start,
        }
    }

    fn continues_with(&self, glyph: &Glyph) -> bool {
        let line = &self.line;
        let size = line.size.max(glyph.size);
        let gap = glyph.start - line.end;
        glyph.turn == line.turn
            && glyph.is_artifact == line.is_artifact
            && (glyph.baseline - line.baseline).abs() <= size * SHIFT
            && gap < size * COLUMN
            && glyph.start >= self.last_start - size * 0.3
    }

    fn push(&mut self, glyph: &Glyph) {
        let line = &mut self.line;
        if glyph.text.trim().is_empty() {
            self.has_space = true;
            // Spaces may be of any width, and count for nothing but that they are there.
            line.end = line.end.max(glyph.end.min(line.end + glyph.size));
            return;
        }
        let gap = glyph.start - line.end;
        let size = line.size.min(glyph.size).max(1.0);
        if (self.has_space || gap > size * SPACE) && !line.text.ends_with(' ') {
            line.text.push(' ');
        }
        self.has_space = false;
        line.text.push_str(&glyph.text);
        line.end = line.end.max(glyph.end);
        self.last_start = glyph.start;
        let is_same = (glyph.size - line.size).abs() < line.size * 0.1;
        if is_same {
            self.n_same += 1;
        } else if self.n_same == 0 {
            // A line that began with a mark or a large initial is of the size of what follows.
            (line.size, line.baseline, self.n_same) = (glyph.size, glyph.baseline, 1);
        } else {
            self.n_same -= 1;
        }
    }

    fn finish(mut self) -> Line {
        let text = self.line.text.trim();
        // A soft hyphen that is drawn inside a line is a hyphen.
        let (inside, last) = text.split_at(text.char_indices().next_back().map_or(0, |(place, _)| place));
        self.line.text = inside.replace('\u{AD}', "-") + last;
        self.line
    }
}
