//! The glyphs that the pages of a PDF draw: which letters they are and where they stand.
//!
//! An interpreter of the operators that place text, and of no others: nothing is painted. What the operators and fonts
//! of a file cost is counted, see [`limits`](super::limits).

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use hayro_font::hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::limits::{Budget, FORM_DEPTH_MAX};

/// A piece of text that one code of a font draws.
#[derive(Clone, Debug)]
pub(crate) struct Glyph {
    /// Its letters; more than one for a ligature.
    pub(crate) text: String,
    /// Where it begins and ends on its line, and the height of the line, in points from the lower left corner.
    pub(crate) start: f64,
    pub(crate) end: f64,
    pub(crate) baseline: f64,
    /// The height of its letters.
    pub(crate) size: f64,
    /// By how many quarters of a circle the line is turned.
    pub(crate) turn: u8,
    /// Whether the file says that it belongs to the page and not to the text.
    pub(crate) is_artifact: bool,
}

/// What a page draws.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) has_picture: bool,
    /// Glyphs that the file does not tell the letters of.
    pub(crate) n_unknown: usize,
    pub(crate) height: f64,
}

/// Fonts and limits that the pages of a file share.
pub(crate) struct Fonts<'a> {
    cache: FontCache<'a>,
    font_resolver: FontResolverFn,
    cmap_resolver: CMapResolverFn,
    /// Whether the streams of each font that was met may be unpacked.
    known: RefCell<HashMap<ObjectIdentifier, bool>>,
}

impl Fonts<'_> {
    pub(crate) fn new() -> Self {
        Fonts {
            cache: FontCache::new(),
            font_resolver: Arc::new(|query| {
                Some(match query {
                    FontQuery::Standard(font) => font.get_font_data(),
                    FontQuery::Fallback(wanted) => wanted.pick_standard_font().get_font_data(),
                })
            }),
            cmap_resolver: Arc::new(|_| None),
            known: RefCell::default(),
        }
    }
}

/// Reads what a page draws.
pub(crate) fn read<'a>(page: &Page<'a>, fonts: &Fonts<'a>, budget: &mut Budget) -> Drawn {
    let initial = page.initial_transform(false).as_coeffs();
    let (_, height) = page.render_dimensions();
    let mut interpreter = Interpreter {
        fonts,
        budget,
        drawn: Drawn { height: f64::from(height), ..Drawn::default() },
        state: State { matrix: initial, ..State::default() },
        saved: Vec::new(),
        marks: Vec::new(),
    };
    let streams: Vec<Stream<'a>> = match page.raw().get::<Object<'a>>("Contents") {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(streams)) => streams.iter::<Stream<'a>>().collect(),
        _ => Vec::new(),
    };
    // Operators may begin in one stream and end in the next.
    let mut content = Vec::new();
    for stream in streams {
        if interpreter.budget.affords(&stream)
            && let Ok(decoded) = stream.decoded_data()
        {
            content.extend_from_slice(&decoded);
            content.push(b'\n');
        }
    }
    interpreter.run(&content, page.resources(), 0);
    interpreter.drawn
}

type Matrix = [f64; 6];

/// Applies `first`, then `second`.
fn product(first: Matrix, second: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [g, h, i, j, k, l] = second;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

#[derive(Clone)]
struct State<'a> {
    matrix: Matrix,
    text_matrix: Matrix,
    line_matrix: Matrix,
    font: Option<Font<'a>>,
    size: f64,
    letter_spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

impl Default for State<'_> {
    fn default() -> Self {
        State {
            matrix: IDENTITY,
            text_matrix: IDENTITY,
            line_matrix: IDENTITY,
            font: None,
            size: 0.0,
            letter_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

/// States and marks nested deeper are not kept.
const NESTING_MAX: usize = 512;

struct Interpreter<'a, 'b> {
    fonts: &'b Fonts<'a>,
    budget: &'b mut Budget,
    drawn: Drawn,
    state: State<'a>,
    saved: Vec<State<'a>>,
    /// The marked stretches under way: whether each is an artifact.
    marks: Vec<bool>,
}

impl<'a> Interpreter<'a, '_> {
    fn run(&mut self, content: &[u8], resources: &Resources<'a>, depth: usize) {
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            if !self.budget.operator() {
                return;
            }
            self.operator(&operator, resources, depth);
        }
    }

    fn operator(&mut self, operator: &TypedInstruction<'_, '_>, resources: &Resources<'a>, depth: usize) {
        use TypedInstruction as Op;
        match operator {
            Op::SaveState(_) if self.saved.len() < NESTING_MAX => self.saved.push(self.state.clone()),
            Op::RestoreState(_) => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            Op::Transform(m) => {
                let matrix = [m.0, m.1, m.2, m.3, m.4, m.5].map(|number| number.as_f64());
                self.state.matrix = product(matrix, self.state.matrix);
            }
            Op::XObject(object) => self.object(object.0, resources, depth),
            Op::InlineImage(_) => self.drawn.has_picture = true,
            Op::BeginMarkedContent(mark) => self.mark(mark.0),
            Op::BeginMarkedContentWithProperties(mark) => self.mark(mark.0),
            Op::EndMarkedContent(_) => {
                self.marks.pop();
            }
            Op::BeginText(_) => {
                self.state.text_matrix = IDENTITY;
                self.state.line_matrix = IDENTITY;
            }
            Op::SetTextMatrix(m) => {
                let matrix = [m.0, m.1, m.2, m.3, m.4, m.5].map(|number| number.as_f64());
                self.state.text_matrix = matrix;
                self.state.line_matrix = matrix;
            }
            Op::CharacterSpacing(number) => self.state.letter_spacing = number.0.as_f64(),
            Op::WordSpacing(number) => self.state.word_spacing = number.0.as_f64(),
            Op::HorizontalScaling(number) => self.state.stretch = number.0.as_f64() / 100.0,
            Op::TextLeading(number) => self.state.leading = number.0.as_f64(),
            Op::TextRise(number) => self.state.rise = number.0.as_f64(),
            Op::TextFont(font) => self.font(font.0, font.1.as_f64(), resources),
            Op::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                self.state.leading = -by.1.as_f64();
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Op::ShowText(text) => self.show(text.0.as_bytes()),
            Op::NextLineAndShowText(text) => {
                self.next_line(0.0, -self.state.leading);
                self.show(text.0.as_bytes());
            }
            Op::ShowTextWithParameters(text) => {
                self.state.word_spacing = text.0.as_f64();
                self.state.letter_spacing = text.1.as_f64();
                self.next_line(0.0, -self.state.leading);
                self.show(text.2.as_bytes());
            }
            Op::ShowTexts(texts) => self.show_all(texts.0),
            _ => {}
        }
    }

    fn mark(&mut self, tag: &Name<'_>) {
        if self.marks.len() < NESTING_MAX {
            self.marks.push(tag.as_ref() == b"Artifact");
        }
    }

    /// Follows a form, and notes that there is a picture.
    fn object(&mut self, name: &Name<'_>, resources: &Resources<'a>, depth: usize) {
        let Some(stream) = resources.get_x_object(name) else { return };
        let dictionary = stream.dict();
        let kind = dictionary.get::<Name<'_>>("Subtype");
        if kind.as_ref().is_some_and(|kind| kind.as_ref() == b"Image") {
            self.drawn.has_picture = true;
            return;
        }
        if depth >= FORM_DEPTH_MAX || !self.budget.form() || !self.budget.affords(&stream) {
            self.budget.is_spent = true;
            return;
        }
        let Ok(content) = stream.decoded_data() else { return };
        let own = dictionary.get::<Dict<'a>>("Resources").map(Resources::new);
        let saved = (self.state.clone(), std::mem::take(&mut self.saved), self.marks.len());
        if let Some(matrix) = dictionary.get::<Array<'_>>("Matrix") {
            let numbers: Vec<f64> = matrix.iter::<f64>().take(6).collect();
            if let Ok(matrix) = Matrix::try_from(numbers) {
                self.state.matrix = product(matrix, self.state.matrix);
            }
        }
        self.run(&content, own.as_ref().unwrap_or(resources), depth + 1);
        self.state = saved.0;
        self.saved = saved.1;
        self.marks.truncate(saved.2);
    }

    fn font(&mut self, name: &Name<'_>, size: f64, resources: &Resources<'a>) {
        self.state.size = size;
        self.state.font = resources
            .get_font(name)
            .filter(|font| self.affords(font))
            .and_then(|font| self.fonts.cache.font(&font, &self.fonts.font_resolver, &self.fonts.cmap_resolver));
    }

    /// Returns whether the streams of a font may be unpacked.
    fn affords(&mut self, font: &Dict<'a>) -> bool {
        let id = font.obj_id();
        if let Some(&is_affordable) = id.and_then(|id| self.fonts.known.borrow().get(&id).copied()).as_ref() {
            return is_affordable;
        }
        let descendant = font.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let mut is_affordable = self.budget.font();
        for part in [Some(font), descendant.as_ref()].into_iter().flatten() {
            let descriptor = part.get::<Dict<'_>>("FontDescriptor");
            let programs = ["FontFile", "FontFile2", "FontFile3"];
            let files =
                descriptor.iter().flat_map(|one| programs.iter().filter_map(|name| one.get::<Stream<'_>>(name)));
            let maps = ["ToUnicode", "Encoding", "CIDToGIDMap"].iter().filter_map(|name| part.get::<Stream<'_>>(name));
            for stream in files.chain(maps) {
                is_affordable &= self.budget.affords(&stream);
            }
        }
        if let Some(id) = id {
            self.fonts.known.borrow_mut().insert(id, is_affordable);
        }
        is_affordable
    }

    fn next_line(&mut self, right: f64, up: f64) {
        self.state.line_matrix = product([1.0, 0.0, 0.0, 1.0, right, up], self.state.line_matrix);
        self.state.text_matrix = self.state.line_matrix;
    }

    fn advance(&mut self, right: f64) {
        self.state.text_matrix = product([1.0, 0.0, 0.0, 1.0, right, 0.0], self.state.text_matrix);
    }

    fn show_all(&mut self, texts: &Array<'_>) {
        for item in texts.iter::<Object<'_>>() {
            match item {
                Object::String(text) => self.show(text.as_bytes()),
                Object::Number(number) => {
                    let state = &self.state;
                    let right = -number.as_f64() / 1000.0 * state.size * state.stretch;
                    self.advance(right);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else {
            self.drawn.n_unknown += bytes.len();
            return;
        };
        let mut offset = 0;
        while offset < bytes.len() {
            if !self.budget.glyph() {
                return;
            }
            let (code, n_bytes) = font.read_code(bytes, offset);
            offset += n_bytes.max(1);
            let state = &self.state;
            let width = font.code_advance(code).x / 1000.0 * state.size;
            let is_space = n_bytes == 1 && code == 32;
            let spacing = state.letter_spacing + if is_space { state.word_spacing } else { 0.0 };
            let right = (width + spacing) * state.stretch;
            let letters = match font.glyph(font.map_code(code), code) {
                FontGlyph::Outline(glyph) => glyph.as_unicode(),
                FontGlyph::Type3(glyph) => glyph.as_unicode().or_else(|| of_bitmap_font(code)),
            };
            self.put(letters, width * state.stretch);
            self.advance(right);
        }
    }

    /// Notes a glyph of so much width at the place where the text is.
    fn put(&mut self, letters: Option<BfString>, width: f64) {
        let text = match letters {
            Some(BfString::Char(character)) => shown(&character.to_string()),
            Some(BfString::String(text)) => shown(&text),
            None => "\u{FFFD}".to_owned(),
        };
        if text.is_empty() {
            return;
        }
        self.drawn.n_unknown += usize::from(text.contains('\u{FFFD}'));
        let state = &self.state;
        let [a, b, c, d, x, y] = product(state.text_matrix, state.matrix);
        let (x, y) = (x + c * state.rise, y + d * state.rise);
        let size = state.size.abs() * c.hypot(d);
        let (right, up) = (width * a, width * b);
        if ![x, y, size, right, up].iter().all(|number| number.is_finite() && number.abs() < 1e6) {
            return;
        }
        // Turned so that every line runs from left to right.
        let direction = (a * state.size.signum(), b * state.size.signum());
        let (turn, start, end, baseline) = match direction {
            (a, b) if b.abs() <= a.abs() && a >= 0.0 => (0, x, x + right, y),
            (a, b) if b.abs() <= a.abs() => (2, -x, -(x + right), -y),
            (_, b) if b > 0.0 => (1, y, y + up, -x),
            _ => (3, -y, -(y + up), x),
        };
        let is_artifact = self.marks.contains(&true);
        self.drawn.glyphs.push(Glyph { text, start, end: end.max(start), baseline, size, turn, is_artifact });
    }
}

/// Returns the letter of a code in the bitmap fonts of TeX, which name their glyphs by nothing but the code.
///
/// These are the Cork encoding and, where that has only accents, the older one of TeX.
fn of_bitmap_font(code: u32) -> Option<BfString> {
    let letters = match code {
        11 | 27 => "ff",
        12 | 28 => "fi",
        13 | 29 => "fl",
        14 | 30 => "ffi",
        15 | 31 => "ffl",
        16 => "“",
        17 => "”",
        21 => "–",
        22 => "—",
        39 => "’",
        96 => "‘",
        33..=126 => return char::from_u32(code).map(BfString::Char),
        127 => "-",
        // Most of the upper half is Latin-1.
        0xC0..=0xFF => return char::from_u32(code).map(BfString::Char),
        _ => return None,
    };
    Some(BfString::String(letters.to_owned()))
}

/// Returns letters as they are read: ligatures of type taken apart, control characters left out.
fn shown(letters: &str) -> String {
    let mut found = String::with_capacity(letters.len());
    for character in letters.chars() {
        match character {
            '\u{FB00}' => found.push_str("ff"),
            '\u{FB01}' => found.push_str("fi"),
            '\u{FB02}' => found.push_str("fl"),
            '\u{FB03}' => found.push_str("ffi"),
            '\u{FB04}' => found.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => found.push_str("st"),
            '\t' | '\n' | '\r' => found.push(' '),
            // Bullets of the font Symbol.
            '\u{F0B7}' | '\u{F0A7}' | '\u{F076}' | '\u{F0D8}' => found.push('•'),
            // Fonts with letters of their own use these.
            '\u{E000}'..='\u{F8FF}' => found.push('\u{FFFD}'),
            _ if character.is_control() => {}
            _ => found.push(character),
        }
    }
    found
}
