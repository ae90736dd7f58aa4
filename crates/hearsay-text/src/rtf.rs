//! Rich Text Format: body, notes, comments, headers, tracked changes, what the file says of itself.
//!
//! An own reader, since text must keep its place in the file and its code pages, and a file may be nested without end:
//! groups lie on a list, nothing calls itself. Looks, pictures and embedded objects are passed over.

mod characters;
mod flow;
mod tokens;

use std::collections::HashMap;
use std::ops::Range;

use encoding_rs::{Encoding, WINDOWS_1252};

use self::flow::{Flow, Paragraph};
use self::tokens::{Token, Tokens};
use crate::document::{Alignment, Block, BlockKind, Date, Evidenced, Metadata, Step};
use crate::lines;
use crate::refusal::Refusal;
use crate::style;
use crate::trouble::{Trouble, TroubleKind};

/// Groups nested deeper than this are passed over.
const DEPTH_MAX: usize = 1_000;

const WHAT: &str = "a rich text (RTF) file";

/// A file made text.
#[derive(Debug)]
pub(crate) struct Imported {
    pub(crate) encoding: &'static str,
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
    pub(crate) alignment: Alignment,
    pub(crate) troubles: Vec<Trouble>,
}

/// Returns whether the bytes begin as RTF does.
pub(crate) fn starts_like_rtf(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    bytes.starts_with(b"{\\rtf")
}

/// Reads a file.
pub(crate) fn import(bytes: &[u8]) -> Result<Imported, Refusal> {
    let begin = bytes.iter().position(|&byte| byte == b'{').ok_or(Refusal::Damaged(WHAT))?;
    let mut reader = Reader::default();
    for (token, place) in Tokens::new(bytes, begin) {
        reader.token(token, place);
        if reader.is_over {
            break;
        }
    }
    reader.flush();
    let is_cut_short = !reader.is_over;
    let is_too_deep = reader.is_too_deep;
    let encoding = reader.encoding.unwrap_or(WINDOWS_1252).name();
    let mut metadata = std::mem::take(&mut reader.metadata);
    let layout = flow::lay_out(&reader.finish());
    let (text, mut blocks, mut troubles) = (layout.text, layout.blocks, layout.troubles);
    for (is_so, kind) in [(is_cut_short, TroubleKind::CutShort), (is_too_deep, TroubleKind::BeyondLimits)] {
        if is_so {
            troubles.push(Trouble { kind, span: None });
        }
    }
    if blocks.is_empty() {
        return Err(Refusal::Wordless(WHAT));
    }
    if blocks.iter().all(|block| block.kind != BlockKind::Heading) {
        lines::tell_kinds(&text, &mut blocks);
    }
    lines::read_metadata(&text, &blocks, &mut metadata);
    Ok(Imported { encoding, text, blocks, metadata, alignment: layout.alignment, troubles })
}

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Destination {
    /// Into the flow under way.
    #[default]
    Text,
    Nowhere,
    Fonts,
    Styles,
    /// Nowhere, but for the properties of the document.
    Info,
}

/// What holds until the group ends.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    destination: Destination,
    /// The encoding of the font.
    encoding: Option<&'static Encoding>,
    /// How many characters follow a `\u` for readers that do not know it.
    n_fallbacks: Option<usize>,
    is_deleted: bool,
    /// Where the text goes that stands in a group once for old readers and once in Unicode.
    twofold: Option<Destination>,
    /// Whether the flow began with this group and ends with it, and what it is then.
    flow: Option<Aside>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aside {
    Note,
    Comment,
    Header,
    /// A property of the document, or the author of the next comment.
    Property(&'static str),
}

#[derive(Default)]
struct Reader {
    states: Vec<State>,
    state: State,
    flows: Vec<Flow>,
    flow: Flow,
    headers: Vec<Paragraph>,
    /// The encoding that the file names for itself.
    encoding: Option<&'static Encoding>,
    fonts: HashMap<i32, &'static Encoding>,
    styles: HashMap<i32, BlockKind>,
    /// The font or style that is being told of.
    entry: i32,
    entry_name: String,
    kind: Option<BlockKind>,
    metadata: Metadata,
    date: [i32; 3],
    comment_author: String,
    n_notes: usize,
    /// Escaped bytes that wait for the rest of their character.
    pending: Vec<u8>,
    pending_place: Range<usize>,
    high_surrogate: Option<(u16, usize)>,
    n_to_skip: usize,
    is_starred: bool,
    n_too_deep: usize,
    is_too_deep: bool,
    is_over: bool,
}

impl Reader {
    fn token(&mut self, token: Token<'_>, place: Range<usize>) {
        if self.n_too_deep > 0 {
            match token {
                Token::Open => self.n_too_deep += 1,
                Token::Close => self.n_too_deep -= 1,
                _ => {}
            }
            return;
        }
        if !matches!(token, Token::Byte(_)) {
            self.flush();
        }
        let is_starred = std::mem::take(&mut self.is_starred);
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Word("u", Some(unit)) => self.unit(unit as u16, place),
            Token::Word("bin", _) => {}
            _ if self.n_to_skip > 0 && !matches!(token, Token::Text(_)) => self.n_to_skip -= 1,
            Token::Word(word, parameter) => self.word(word, parameter, is_starred, place),
            Token::Symbol(b'*') => self.is_starred = true,
            Token::Symbol(b'\r' | b'\n') => self.end_paragraph(),
            Token::Symbol(symbol) => {
                if let Some(character) = characters::of_symbol(symbol) {
                    self.text(character, place, Step::Whole);
                }
            }
            Token::Byte(byte) => {
                if self.pending.is_empty() {
                    self.pending_place = place.clone();
                }
                self.pending.push(byte);
                self.pending_place.end = place.end;
            }
            Token::Text(text) => {
                let skipped = self.n_to_skip.min(text.len());
                self.n_to_skip -= skipped;
                self.text(&text[skipped..], place.start + skipped..place.end, Step::Verbatim);
            }
        }
    }

    fn open(&mut self) {
        self.n_to_skip = 0;
        if self.state.destination == Destination::Styles {
            self.entry = 0;
            self.entry_name.clear();
        }
        if self.states.len() >= DEPTH_MAX {
            self.is_too_deep = true;
            self.n_too_deep = 1;
            return;
        }
        self.states.push(self.state);
        self.state.flow = None;
    }

    fn close(&mut self) {
        self.n_to_skip = 0;
        if let Some(aside) = self.state.flow {
            self.end_flow(aside);
        }
        if self.state.destination == Destination::Styles
            && let Some(kind) = style::kind_of(self.entry_name.trim_end_matches(';'))
        {
            self.styles.insert(self.entry, kind);
        }
        match self.states.pop() {
            Some(state) => self.state = state,
            None => self.is_over = true,
        }
        self.is_over |= self.states.is_empty();
    }

    /// A UTF-16 unit, and characters for those who cannot read it.
    fn unit(&mut self, unit: u16, place: Range<usize>) {
        let start = match self.high_surrogate.take() {
            Some((high, start)) => {
                if let Some(Ok(character)) = char::decode_utf16([high, unit]).next() {
                    self.text(character.encode_utf8(&mut [0; 4]), start..place.end, Step::Whole);
                    self.n_to_skip = self.state.n_fallbacks.unwrap_or(1);
                    return;
                }
                place.start
            }
            None => place.start,
        };
        if (0xD800..0xDC00).contains(&unit) {
            self.high_surrogate = Some((unit, start));
        } else {
            let character = char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
            self.text(character.encode_utf8(&mut [0; 4]), start..place.end, Step::Whole);
        }
        self.n_to_skip = self.state.n_fallbacks.unwrap_or(1);
    }

    /// Decodes the bytes that wait, in the encoding of the font.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let encoding = self.state.encoding.or(self.encoding).unwrap_or(WINDOWS_1252);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        let place = self.pending_place.clone();
        self.text(&text, place, Step::Whole);
    }

    fn text(&mut self, text: &str, place: Range<usize>, step: Step) {
        if text.is_empty() {
            return;
        }
        match self.state.destination {
            Destination::Nowhere | Destination::Fonts | Destination::Info => {}
            Destination::Styles => self.entry_name.push_str(text),
            Destination::Text if self.state.is_deleted => self.flow.deletion(),
            Destination::Text => self.flow.push(text, place, step),
        }
    }

    fn word(&mut self, word: &str, parameter: Option<i32>, is_starred: bool, place: Range<usize>) {
        if let Some(character) = characters::of_word(word) {
            return self.text(character, place, Step::Whole);
        }
        if self.destination(word, is_starred) {
            return;
        }
        let is_on = parameter != Some(0);
        match (word, parameter) {
            ("par" | "sect" | "page" | "row" | "nestrow", _) => self.end_paragraph(),
            ("cell" | "nestcell", _) => self.text("\t", place, Step::Whole),
            // The mark of a note, first in the text and again in the note.
            ("chftn", _) if self.flows.is_empty() => {
                self.n_notes += 1;
                self.text(&format!("[{}]", self.n_notes), place, Step::Whole);
            }
            ("chftn", _) => self.text(&format!("[{}] ", self.n_notes), place, Step::Whole),
            ("pard", _) => self.kind = None,
            ("plain", _) => self.state.is_deleted = false,
            ("deleted", _) => self.state.is_deleted = is_on,
            ("uc", Some(number)) => self.state.n_fallbacks = Some(usize::try_from(number).unwrap_or(1).min(64)),
            ("ansicpg", Some(number)) => self.encoding = characters::of_code_page(number),
            ("mac", _) if self.encoding.is_none() => self.encoding = characters::of_code_page(10_000),
            ("f", Some(number)) if self.state.destination == Destination::Fonts => self.entry = number,
            ("f", Some(number)) => self.state.encoding = self.fonts.get(&number).copied(),
            ("fcharset", Some(number)) => {
                if let Some(encoding) = characters::of_character_set(number) {
                    self.fonts.insert(self.entry, encoding);
                }
            }
            ("s", Some(number)) if self.state.destination == Destination::Styles => {
                self.entry = number;
                self.entry_name.clear();
            }
            ("s", Some(number)) => self.kind = self.styles.get(&number).copied(),
            ("outlinelevel", Some(0..=8)) => self.kind = self.kind.or(Some(BlockKind::Heading)),
            ("yr", Some(number)) => self.date[0] = number,
            ("mo", Some(number)) => self.date[1] = number,
            ("dy", Some(number)) => self.date[2] = number,
            _ => {}
        }
    }

    /// Follows a control word that says where the text of its group goes; returns whether it is one.
    fn destination(&mut self, word: &str, is_starred: bool) -> bool {
        let is_nowhere = self.state.destination == Destination::Nowhere;
        match word {
            // The text of a shape stands inside a group that is passed over.
            "shptxt" => {
                self.begin_flow(Aside::Note);
                self.state.destination = Destination::Text;
            }
            "ud" => self.state.destination = self.state.twofold.unwrap_or_default(),
            _ if is_nowhere => return false,
            "fonttbl" => self.state.destination = Destination::Fonts,
            "stylesheet" => self.state.destination = Destination::Styles,
            "upr" => {
                self.state.twofold = Some(self.state.destination);
                self.state.destination = Destination::Nowhere;
            }
            "title" | "author" | "operator" | "creatim" | "revtim" if self.state.destination == Destination::Info => {
                const PROPERTIES: [&str; 5] = ["title", "author", "operator", "creatim", "revtim"];
                self.date = [0; 3];
                PROPERTIES.iter().filter(|name| **name == word).for_each(|name| self.begin_flow(Aside::Property(name)));
                self.state.destination = Destination::Text;
            }
            "atnauthor" => self.begin_flow(Aside::Property("atnauthor")),
            "footnote" => self.begin_flow(Aside::Note),
            "annotation" => self.begin_flow(Aside::Comment),
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
                self.begin_flow(Aside::Header);
            }
            "info" => self.state.destination = Destination::Info,
            "colortbl" | "pict" | "object" | "ftnsep" | "ftnsepc" | "aftnsep" | "aftnsepc" | "listtext" | "pntext"
            | "fldinst" | "nonshppict" | "shprslt" | "xe" | "tc" | "rxe" | "filetbl" | "shpinst" | "revtbl"
            | "comment" | "subject" | "keywords" | "doccomm" | "company" | "manager" | "category" | "hlinkbase" => {
                self.state.destination = Destination::Nowhere;
            }
            _ if is_starred => self.state.destination = Destination::Nowhere,
            _ => return false,
        }
        true
    }

    fn begin_flow(&mut self, aside: Aside) {
        if self.state.flow.is_some() {
            return;
        }
        self.flows.push(std::mem::take(&mut self.flow));
        self.state.flow = Some(aside);
        self.state.is_deleted = false;
    }

    fn end_flow(&mut self, aside: Aside) {
        let outer = self.flows.pop().unwrap_or_default();
        let flow = std::mem::replace(&mut self.flow, outer);
        match aside {
            Aside::Note => self.flow.note(flow.end(None)),
            Aside::Comment => {
                let mut paragraphs = flow.end(Some(BlockKind::Furniture));
                let author = std::mem::take(&mut self.comment_author);
                if let Some(first) = paragraphs.iter_mut().find(|one| !one.is_blank() && !author.is_empty()) {
                    first.introduce(&format!("{author}: "));
                }
                self.flow.note(paragraphs);
            }
            Aside::Header => {
                let paragraphs = flow.end(Some(BlockKind::Furniture));
                let is_new = |one: &Paragraph| !self.headers.iter().any(|header| header.says_the_same(one));
                let new: Vec<Paragraph> = paragraphs.into_iter().filter(is_new).collect();
                self.headers.extend(new);
            }
            Aside::Property(name) => self.property(name, &flow::one_line(&flow.end(None))),
        }
    }

    fn property(&mut self, name: &str, value: &str) {
        let evidence = |name: &str| format!("info \\{name}");
        let text = || (!value.is_empty()).then(|| Evidenced { value: value.to_owned(), evidence: evidence(name) });
        let [year, month, day] = self.date;
        let dated = || {
            let date = Date::checked(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
            Some(Evidenced { value: date, evidence: evidence(name) })
        };
        match name {
            "title" => self.metadata.title = text(),
            "author" => self.metadata.author = text(),
            "operator" if self.metadata.author.is_none() => self.metadata.author = text(),
            "creatim" => self.metadata.created = dated(),
            "revtim" => self.metadata.modified = dated(),
            "atnauthor" => self.comment_author = value.to_owned(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        if self.state.destination == Destination::Text {
            self.flow.end_paragraph(self.kind.unwrap_or(BlockKind::Body));
        }
    }

    /// Closes whatever is open and returns the paragraphs.
    fn finish(mut self) -> Vec<Paragraph> {
        while !self.states.is_empty() {
            self.close();
        }
        let kind = self.kind.unwrap_or(BlockKind::Body);
        self.flow.end_paragraph(kind);
        let mut paragraphs = self.headers;
        paragraphs.extend(self.flow.end(None));
        paragraphs
    }
}
