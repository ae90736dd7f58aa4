//! A document as `hearsay read` prints it: a header, then block by block the marked text with the notes beside it.
//!
//! On a narrow terminal the notes stand under each block. Blocks that are not read are shown dim, behind a sign.

use hearsay_reading::reading::{Act, Reading};
use hearsay_text::document::{Block, BlockKind, Document, Metadata};

use crate::intake::Taken;
use crate::terminal::clean;
use crate::view::findings::{Finding, finding_lines, findings};
use crate::view::lines::{Line, Word, shorten, width, words, wrap};
use crate::view::lists::lists;
use crate::view::look::{Look, Style};
use crate::view::marks::{Sweep, marked_words, marks};
use crate::view::notes::{Note, note_lines, notes};
use crate::view::when;

/// A document, ready to be printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its name, what is known of it, what was wrong with it.
    pub header: String,
    /// The text and the notes.
    pub body: String,
}

/// Returns the page of `taken`.
pub fn page(taken: &Taken, look: &Look) -> Page {
    let (document, reading) = (&taken.document, &taken.reading);
    let body = body(document, reading, look) + &lists(document, reading, look);
    Page { header: header(taken, look), body }
}

/// Returns what explains the marks; printed once, under the first header.
pub fn legend(look: &Look) -> String {
    let signs = look.signs();
    let (source, cue, hedge) = if look.color { ("source", "cue", "hedge") } else { ("{source}", "_cue_", "~hedge~") };
    let mut set = Vec::new();
    let mut show = |text: &str, style: Style| {
        let mut word = Word { space: Some(Style::PLAIN), ..Word::default() };
        word.push(text, style);
        word.push(" ", Style::PLAIN);
        set.push(word);
    };
    show(source, Style::SOURCE);
    show(cue, Style::CUE);
    show(&format!("{}a1 what is said{}", signs.open, signs.close), Style::content(Act::Speech));
    if look.color {
        show(&format!("{}a2 what is thought{}", signs.open, signs.close), Style::content(Act::Attitude));
    }
    show(hedge, Style::content(Act::Speech).hedged());
    show(&format!("{} not read", signs.unread), Style::DIM);
    let mut legend = String::new();
    indented(&set, look, &mut legend);
    let mut ids = words("a1 attribution, l1 artefact, v1 verdict, e1 who; why:", Style::DIM);
    ids.extend(words("hearsay explain l1 FILE", Style::PLAIN));
    indented(&ids, look, &mut legend);
    legend
}

fn header(taken: &Taken, look: &Look) -> String {
    let document = &taken.document;
    let mut header = String::new();
    first_line(taken, look, &mut header);
    let (title, rest) = described(&document.metadata, look);
    let title = if is_in_sight(document, &title) { String::new() } else { title };
    for (text, style) in [(title, Style::BOLD), (rest, Style::DIM)] {
        indented(&words(&text, style), look, &mut header);
    }
    for trouble in troubles(document) {
        indented(&words(&format!("! {trouble}"), Style::PLAIN), look, &mut header);
    }
    header
}

/// Writes the name, and how many attributions there are: at the right end, or below if there is no room.
fn first_line(taken: &Taken, look: &Look, out: &mut String) {
    let signs = look.signs();
    let counts = counts(&taken.reading);
    let name = shorten(&clean(&taken.document.name), look.width - 8, signs.cut);
    let mut line = Line::of(format!("{} ", signs.rule.repeat(2)), Style::DIM);
    line.push(&format!("{name} "), Style::BOLD);
    let counts_fit = line.width + width(&counts) + 4 <= look.width;
    let end = if counts_fit { format!(" {counts}") } else { String::new() };
    let path = format!("{} ", taken.shown);
    if taken.shown.contains(std::path::is_separator) && line.width + width(&path) + width(&end) + 3 <= look.width {
        line.push(&path, Style::DIM);
    }
    let rule = look.width - line.width - width(&end);
    line.push(&signs.rule.repeat(rule), Style::DIM);
    line.push(&end, Style::PLAIN);
    finish_line(&line, look, out);
    if !counts_fit {
        indented(&words(&counts, Style::PLAIN), look, out);
    }
}

pub(crate) fn indented(set: &[Word], look: &Look, out: &mut String) {
    for set in wrap(set, look.width - 3, 2) {
        let mut line = Line::of("   ", Style::PLAIN);
        set.pieces.iter().for_each(|piece| line.push(&piece.text, piece.style));
        finish_line(&line, look, out);
    }
}

/// Returns whether the text itself begins with the title, perhaps after a menu.
fn is_in_sight(document: &Document, title: &str) -> bool {
    let first_read = document.blocks.iter().find(|block| block.kind.is_read());
    first_read.is_some_and(|block| clean_spaced(block.span.of(&document.text)) == title)
}

fn described(metadata: &Metadata, look: &Look) -> (String, String) {
    let title = metadata.title.as_ref().map(|title| clean(&title.value).into_owned()).unwrap_or_default();
    let author = metadata.author.as_ref().map(|author| format!("by {}", clean(&author.value)));
    let site = metadata.site.as_ref().map(|site| clean(&site.value).into_owned());
    let published = metadata.published.as_ref().map(|date| format!("published {}", when::day(date.value)));
    let modified = metadata.modified.as_ref().map(|date| format!("changed {}", when::day(date.value)));
    let known: Vec<String> = [author, site, published, modified].into_iter().flatten().collect();
    (title, known.join(&format!(" {} ", look.signs().dot)))
}

/// The kinds of attribution in the order in which they are counted.
pub(crate) const ACTS: [Act; 4] = [Act::Speech, Act::Attitude, Act::Decree, Act::Finding];

fn counts(reading: &Reading) -> String {
    let n_of = |act: Act| reading.attributions.iter().filter(|attribution| attribution.act == act).count();
    of_kinds(&ACTS.map(n_of))
}

/// Returns how many attributions there are and, since not all of them are speech, of which kinds.
pub(crate) fn of_kinds(n_of_act: &[usize; ACTS.len()]) -> String {
    let kinds: Vec<(usize, &str)> =
        n_of_act.iter().zip(ACTS).map(|(&n_acts, act)| (n_acts, act.name())).filter(|kind| kind.0 > 0).collect();
    match kinds.as_slice() {
        [] => "no attributions".to_owned(),
        [(1, act)] => format!("1 attribution: {act}"),
        [(n_acts, act)] => format!("{n_acts} attributions: all {act}"),
        _ => {
            let told: Vec<String> = kinds.iter().map(|(n_acts, act)| format!("{n_acts} {act}")).collect();
            format!("{} attributions: {}", n_of_act.iter().sum::<usize>(), told.join(", "))
        }
    }
}

/// Returns one line for each kind of trouble, with how often it was met and the line where it was met first.
pub(crate) fn troubles(document: &Document) -> Vec<String> {
    let mut told: Vec<(&str, usize, Option<usize>)> = Vec::new();
    for trouble in &document.troubles {
        let message = trouble.kind.message();
        match told.iter_mut().find(|(known, ..)| *known == message) {
            Some((_, n_times, _)) => *n_times += 1,
            None => told.push((message, 1, trouble.span.map(|span| line_number(&document.text, span.start)))),
        }
    }
    let tell = |(message, n_times, line): (&str, usize, Option<usize>)| match (n_times, line) {
        (1, None) => message.to_owned(),
        (1, Some(line)) => format!("line {line}: {message}"),
        (_, None) => format!("{message} ({n_times} times)"),
        (_, Some(line)) => format!("{message} ({n_times} places, the first in line {line})"),
    };
    told.into_iter().map(tell).collect()
}

/// Returns the number of the line that holds the byte `offset`, from 1.
pub(crate) fn line_number(text: &str, offset: u32) -> usize {
    let before = &text.as_bytes()[..text.len().min(offset as usize)];
    before.iter().filter(|&&byte| byte == b'\n').count() + 1
}

/// Where the text and the notes stand.
struct Columns {
    text: usize,
    notes: usize,
}

const GUTTER: usize = 2;
const TEXT_MAX: usize = 84;
const NOTES_MIN: usize = 45;
const NOTES_MAX: usize = 56;

impl Columns {
    fn of(look: &Look) -> Columns {
        if !look.is_wide() {
            return Columns { text: look.width - GUTTER, notes: look.width - 2 * GUTTER };
        }
        let notes = (look.width * 2 / 5).clamp(NOTES_MIN, NOTES_MAX);
        let text = (look.width - GUTTER - 3 - notes).min(TEXT_MAX);
        Columns { text, notes }
    }
}

fn body(document: &Document, reading: &Reading, look: &Look) -> String {
    let columns = Columns::of(look);
    let mut sweep = Sweep::new(marks(&document.text, &reading.attributions));
    let notes = notes(document, reading);
    let findings = findings(document, reading);
    let mut body = String::new();
    let mut last: Option<Printed> = None;
    for ((block, notes), findings) in document.blocks.iter().zip(notes).zip(findings) {
        let notes = margin(&notes, &findings, document, reading, columns.notes, look);
        let text = block_lines(document, block, &mut sweep, columns.text, look);
        let starts_unread = !block.kind.is_read() && last.as_ref().is_none_or(|last| last.kind != block.kind);
        let printed = Printed { kind: block.kind, end: block.span.end, is_tall: text.len() > 1 || !notes.is_empty() };
        if last.is_some_and(|last| starts_unread || last.is_apart_from(document, block)) {
            body.push('\n');
        }
        let label = starts_unread.then(|| unread_label(block.kind));
        if look.is_wide() {
            let mut beside = Beside::default();
            beside.lines.extend(label.map(|label| (0, Line::of(label, Style::DIM))));
            beside.place(notes, &text);
            print_beside(block, &text, beside.lines, &columns, look, &mut body);
        } else {
            print_under(block, &text, label, look, &mut body);
            for (_, note) in &notes {
                print_note_under(note, look, &mut body);
            }
        }
        last = Some(printed);
    }
    body
}

/// What the next block needs to know of the one before.
struct Printed {
    kind: BlockKind,
    end: u32,
    is_tall: bool,
}

impl Printed {
    fn is_apart_from(&self, document: &Document, next: &Block) -> bool {
        let between = document.text.get(self.end as usize..next.span.start as usize).unwrap_or_default();
        let is_apart = between.bytes().filter(|&byte| byte == b'\n').count() > 1;
        self.kind != next.kind || (next.kind.is_read() && (self.is_tall || is_apart))
    }
}

fn unread_label(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Caption => "caption, not read",
        BlockKind::Byline => "byline, not read",
        BlockKind::Furniture | BlockKind::Body | BlockKind::Heading => "page furniture, not read",
    }
}

fn block_lines(document: &Document, block: &Block, sweep: &mut Sweep, columns: usize, look: &Look) -> Vec<Line> {
    if block.kind.is_read() {
        let marks = sweep.touching(block.span);
        return wrap(&marked_words(&document.text, block.span, marks, look), columns, 0);
    }
    wrap(&words(&clean_spaced(block.span.of(&document.text)), Style::DIM), columns, 0)
}

fn clean_spaced(text: &str) -> String {
    text.split_whitespace().map(clean).collect::<Vec<_>>().join(" ")
}

/// The lines of the margin, each with the line of text that it may not stand above.
#[derive(Default)]
struct Beside {
    lines: Vec<(usize, Line)>,
}

impl Beside {
    fn place(&mut self, notes: Vec<(u32, Vec<Line>)>, text: &[Line]) {
        for (offset, note) in notes {
            let after = text.iter().rposition(|line| line.offset <= offset).unwrap_or(0);
            self.lines.extend(note.into_iter().map(|line| (after, line)));
        }
    }
}

/// Returns the lines of all notes of a block, each with the byte that it stands beside: in the order of their words, but
/// for nested ones, which follow the one around them.
fn margin(
    notes: &[Note<'_>],
    findings: &[Finding<'_>],
    document: &Document,
    reading: &Reading,
    columns: usize,
    look: &Look,
) -> Vec<(u32, Vec<Line>)> {
    let mut outermost = 0;
    let mut all: Vec<(u32, u32, Vec<Line>)> = Vec::with_capacity(notes.len() + findings.len());
    for note in notes {
        if !note.is_nested() {
            outermost = note.offset;
        }
        all.push((outermost, note.offset, note_lines(note, document, reading, columns, look)));
    }
    let found = findings
        .iter()
        .map(|found| (found.offset, found.offset, finding_lines(found, document, reading, columns, look)));
    all.extend(found);
    all.sort_by_key(|(outermost, ..)| *outermost);
    all.into_iter().map(|(_, offset, lines)| (offset, lines)).collect()
}

fn print_beside(
    block: &Block,
    text: &[Line],
    beside: Vec<(usize, Line)>,
    columns: &Columns,
    look: &Look,
    out: &mut String,
) {
    let mut beside = beside.into_iter().peekable();
    let empty = Line::default();
    let mut row = 0;
    while row < text.len() || beside.peek().is_some() {
        let left = text.get(row).unwrap_or(&empty);
        let right = beside.next_if(|(after, _)| *after <= row);
        let mut line = Line::default();
        push_text(block, left, look, &mut line);
        let fill = (GUTTER + columns.text + 1).saturating_sub(line.width);
        line.push(&" ".repeat(fill), Style::PLAIN);
        line.push(look.signs().margin, Style::DIM);
        if let Some((_, note)) = right {
            line.push(" ", Style::PLAIN);
            note.pieces.iter().for_each(|piece| line.push(&piece.text, piece.style));
        }
        finish_line(&line, look, out);
        row += 1;
    }
}

fn print_under(block: &Block, text: &[Line], label: Option<&str>, look: &Look, out: &mut String) {
    if let Some(label) = label {
        finish_line(&Line::of(format!("{} ({label})", look.signs().unread), Style::DIM), look, out);
    }
    for left in text {
        let mut line = Line::default();
        push_text(block, left, look, &mut line);
        finish_line(&line, look, out);
    }
}

fn print_note_under(note: &[Line], look: &Look, out: &mut String) {
    for set in note {
        let mut line = Line::of("  ", Style::PLAIN);
        line.push(look.signs().margin, Style::DIM);
        line.push(" ", Style::PLAIN);
        set.pieces.iter().for_each(|piece| line.push(&piece.text, piece.style));
        finish_line(&line, look, out);
    }
}

fn push_text(block: &Block, text: &Line, look: &Look, line: &mut Line) {
    let sign = if block.kind.is_read() { " " } else { look.signs().unread };
    line.push(sign, Style::DIM);
    line.push(" ", Style::PLAIN);
    let is_heading = block.kind == BlockKind::Heading;
    for piece in &text.pieces {
        let style = if is_heading { piece.style.bold() } else { piece.style };
        line.push(&piece.text, style);
    }
}

/// Appends `line` without the blanks at its end, and a line break.
pub(crate) fn finish_line(line: &Line, look: &Look, out: &mut String) {
    let mut pieces = line.pieces.as_slice();
    while let Some((last, before)) = pieces.split_last()
        && last.text.trim_end().is_empty()
    {
        pieces = before;
    }
    for (piece_idx, piece) in pieces.iter().enumerate() {
        let is_last = piece_idx + 1 == pieces.len();
        let text = if is_last { piece.text.trim_end() } else { &piece.text };
        piece.style.paint(text, look.color, out);
    }
    out.push('\n');
}
