//! The text of a page: every visible word, in blocks, with its place in the source.
//!
//! Not the main content: which blocks those are is decided in [`main_content`](super::main_content).

use std::collections::HashMap;
use std::ops::Range;

use super::element::{self, Region};
use super::facts::{Facts, Mark};
use super::references;
use super::tokens::{Token, Tokens};
use crate::document::{Alignment, Run, Step};
use crate::span::Span;

/// A page's text in blocks.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The canonical text: the blocks, with an empty line between two.
    pub(crate) text: String,
    /// From the canonical text to the decoded source.
    pub(crate) alignment: Alignment,
    pub(crate) blocks: Vec<PageBlock>,
    /// What the head, the microdata and the JSON-LD say.
    pub(crate) facts: Facts,
    /// How deep elements are nested, not counting those that close one another.
    pub(crate) depth_max: usize,
}

/// A stretch of text between two block-level tags.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageBlock {
    pub(crate) span: Span,
    /// What it lies in.
    pub(crate) region: Region,
    /// How many bytes of it are links.
    pub(crate) link_bytes: usize,
}

/// Reads the whole page.
pub(crate) fn read(source: &str) -> Page {
    let mut builder = Builder::new(source);
    let mut tokens = Tokens::new(source);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(range) => builder.text(range, true),
            Token::Start { name, tag } => builder.start(&source[name], tag, &tokens),
            Token::End { name } => builder.end(&source[name]),
            Token::Raw { name, content } => builder.raw(&source[name], content),
        }
    }
    while let Some(open) = builder.open.pop() {
        builder.close(&open);
    }
    builder.break_block();
    builder.page.alignment = Alignment { runs: builder.runs };
    builder.page
}

/// An element that is open.
#[derive(Debug)]
struct Open {
    name: u32,
    region_before: Region,
    is_link: bool,
    is_preformatted: bool,
    is_block: bool,
    counts_depth: bool,
    mark: Option<(Mark, usize)>,
}

struct Builder<'a> {
    source: &'a str,
    page: Page,
    runs: Vec<Run>,
    open: Vec<Open>,
    /// How many elements of each name are open, so that a stray end tag costs nothing.
    counts: HashMap<u32, u32>,
    region: Region,
    n_links: u32,
    n_preformatted: u32,
    depth: usize,
    /// White space seen since the last character of the block.
    gap: Option<Range<usize>>,
    n_breaks: u32,
    block: Option<PageBlock>,
    /// The JSON-LD type of the script just opened.
    is_linked_data: bool,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Builder<'a> {
        let mut page = Page::default();
        page.text.reserve(source.len() / 4);
        Builder {
            source,
            page,
            runs: Vec::new(),
            open: Vec::new(),
            counts: HashMap::new(),
            region: Region::default(),
            n_links: 0,
            n_preformatted: 0,
            depth: 0,
            gap: None,
            n_breaks: 0,
            block: None,
            is_linked_data: false,
        }
    }

    fn start(&mut self, name: &str, tag: Range<usize>, tokens: &Tokens<'_>) {
        let name = element::lower(name);
        let name = name.as_str();
        self.page.facts.note_tag(name, tokens);
        if name == "br" {
            self.line_break(tag);
            return;
        }
        let is_block = element::is_block(name);
        if is_block {
            self.break_block();
        }
        self.is_linked_data = name == "script"
            && tokens.attribute_value("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
        if element::is_void(name) {
            return;
        }
        let id = element::id(name);
        while let Some(last) = self.open.last()
            && element::closes(name, last.name)
        {
            self.pop();
        }
        let region = self.region.inside(name, tokens);
        let opened = Open {
            name: id,
            region_before: std::mem::replace(&mut self.region, region),
            is_link: name == "a",
            is_preformatted: matches!(name, "pre" | "xmp"),
            is_block,
            counts_depth: !element::closes_itself(id),
            mark: Mark::of(name, tokens).map(|mark| (mark, self.page.text.len())),
        };
        self.n_links += u32::from(opened.is_link);
        self.n_preformatted += u32::from(opened.is_preformatted);
        self.depth += usize::from(opened.counts_depth);
        self.page.depth_max = self.page.depth_max.max(self.depth);
        *self.counts.entry(id).or_default() += 1;
        self.open.push(opened);
    }

    fn end(&mut self, name: &str) {
        let name = element::lower(name);
        let name = name.as_str();
        if name == "br" {
            return;
        }
        if element::is_block(name) {
            self.break_block();
        }
        let id = element::id(name);
        if self.counts.get(&id).is_none_or(|&n_open| n_open == 0) {
            return;
        }
        while let Some(name) = self.open.last().map(|open| open.name) {
            self.pop();
            if name == id {
                break;
            }
        }
    }

    fn pop(&mut self) {
        if let Some(open) = self.open.pop() {
            if open.is_block {
                self.break_block();
            }
            self.close(&open);
        }
    }

    fn close(&mut self, open: &Open) {
        self.region = open.region_before;
        self.n_links -= u32::from(open.is_link);
        self.n_preformatted -= u32::from(open.is_preformatted);
        self.depth -= usize::from(open.counts_depth);
        if let Some(n_open) = self.counts.get_mut(&open.name) {
            *n_open -= 1;
        }
        if let Some((mark, begin)) = open.mark {
            let span = Span::new(begin, self.page.text.len()).trim(&self.page.text);
            self.page.facts.note_marked(mark, span);
        }
    }

    fn raw(&mut self, name: &str, content: Range<usize>) {
        let name = element::lower(name);
        match name.as_str() {
            "title" => self.page.facts.note_title(&self.source[content]),
            "script" if self.is_linked_data => self.page.facts.note_linked_data(&self.source[content]),
            "textarea" => self.text(content, true),
            "xmp" | "plaintext" => self.text(content, false),
            _ => {}
        }
    }

    /// One break is a line break inside the block, two are a new paragraph.
    fn line_break(&mut self, tag: Range<usize>) {
        self.n_breaks += 1;
        if self.n_breaks > 1 {
            self.break_block();
        } else if self.block.is_some() {
            self.gap = Some(tag);
        }
    }

    fn break_block(&mut self) {
        self.gap = None;
        self.n_breaks = 0;
        if let Some(mut block) = self.block.take() {
            block.span = Span::new(block.span.range().start, self.page.text.len()).trim(&self.page.text);
            if !block.span.is_empty() {
                self.page.blocks.push(block);
            }
        }
    }

    fn text(&mut self, range: Range<usize>, decodes: bool) {
        let bytes = self.source.as_bytes();
        let mut offset = range.start;
        while offset < range.end {
            match bytes[offset] {
                b'\0' => offset += 1,
                byte if byte.is_ascii_whitespace() => {
                    let white = bytes[offset..range.end].iter().take_while(|byte| byte.is_ascii_whitespace());
                    let end = offset + white.count();
                    self.white(offset..end);
                    offset = end;
                }
                b'&' if decodes => offset += self.reference(offset, range.end),
                _ => {
                    let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'&' | b'\0');
                    let rest = &bytes[offset + 1..range.end];
                    let end = offset + 1 + rest.iter().position(is_end).unwrap_or(rest.len());
                    self.characters(&self.source[offset..end], offset..end, Step::Verbatim);
                    offset = end;
                }
            }
        }
    }

    fn reference(&mut self, offset: usize, end: usize) -> usize {
        let Some(found) = references::reference(&self.source[offset..end]) else {
            self.characters("&", offset..offset + 1, Step::Verbatim);
            return 1;
        };
        let place = offset..offset + found.length_bytes;
        if found.first.is_ascii_whitespace() {
            self.white(place);
        } else {
            let mut piece = String::from(found.first);
            piece.extend(found.second);
            self.characters(&piece, place, Step::Whole);
        }
        found.length_bytes
    }

    fn white(&mut self, range: Range<usize>) {
        if self.n_preformatted > 0 {
            self.preformatted_white(range);
        } else if self.block.is_some() && self.gap.is_none() {
            self.gap = Some(range);
        }
    }

    fn preformatted_white(&mut self, range: Range<usize>) {
        if self.block.is_none() {
            return;
        }
        let source = self.source;
        for (place, byte) in source.as_bytes()[range.clone()].iter().enumerate() {
            let place = range.start + place;
            match byte {
                b'\n' | b' ' | b'\t' => {
                    let white = &source[place..place + 1];
                    self.push(white, place..place + 1, Step::Verbatim);
                }
                _ => {}
            }
        }
    }

    fn characters(&mut self, piece: &str, original: Range<usize>, step: Step) {
        if self.block.is_none() {
            if !self.page.text.is_empty() {
                self.page.text.push_str("\n\n");
            }
            let start = self.page.text.len();
            self.block = Some(PageBlock { span: Span::new(start, start), region: self.region, link_bytes: 0 });
        } else if let Some(gap) = self.gap.take() {
            let is_break = self.source[gap.clone()].starts_with('<');
            let is_space = &self.source[gap.clone()] == " ";
            let step = if is_space { Step::Verbatim } else { Step::Whole };
            self.push(if is_break { "\n" } else { " " }, gap, step);
        }
        self.n_breaks = 0;
        self.push(piece, original, step);
        if self.n_links > 0
            && let Some(block) = &mut self.block
        {
            block.link_bytes += piece.len();
        }
    }

    fn push(&mut self, piece: &str, original: Range<usize>, step: Step) {
        let start = self.page.text.len();
        self.page.text.push_str(piece);
        let text = Span::new(start, self.page.text.len());
        let original = Span::new(original.start, original.end);
        match self.runs.last_mut() {
            Some(run)
                if step == Step::Verbatim
                    && run.step == step
                    && run.original.end == original.start
                    && run.text.end == text.start =>
            {
                run.text.end = text.end;
                run.original.end = original.end;
            }
            _ => self.runs.push(Run { text, original, step }),
        }
    }
}
