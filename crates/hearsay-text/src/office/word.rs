//! Office Open XML text, as Microsoft Word writes it: body, notes, comments, headers, tracked changes.
//!
//! What was inserted by a tracked change is read, what was deleted is not; a comment is kept as furniture. Numbers of
//! lists and pages are made by Word when it shows the text, so they are not in it.

use std::collections::BTreeMap;

use super::archive::Archive;
use super::story::{Paragraph, Story};
use super::xml::{self, Element, Extent, Node};
use super::{Properties, Read, collect_text};
use crate::document::BlockKind;
use crate::refusal::Refusal;
use crate::style;

const WHAT: &str = "a Word document";

/// Returns the part that holds the text, if the archive is a Word document.
pub(crate) fn main_part(archive: &Archive<'_>) -> Option<String> {
    if archive.has("word/document.xml") {
        return Some("word/document.xml".to_owned());
    }
    let is_main = |name: &String| {
        let number = name.strip_prefix("word/document").and_then(|rest| rest.strip_suffix(".xml"));
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    archive.names().into_iter().find(is_main)
}

/// Reads the document whose text is in `main`.
pub(crate) fn read(archive: &mut Archive<'_>, main: &str) -> Result<Read, Refusal> {
    let mut extents = Vec::new();
    let styles = archive.text("word/styles.xml", WHAT)?.map(|source| styles(&source)).unwrap_or_default();
    let mut notes = Notes::default();
    for (part, found) in [
        ("word/footnotes.xml", &mut notes.footnotes),
        ("word/endnotes.xml", &mut notes.endnotes),
        ("word/comments.xml", &mut notes.comments),
    ] {
        if let Some(source) = archive.text(part, WHAT)? {
            let mut walker = Walker::new(&styles);
            extents.push(walker.walk(&source));
            *found = walker.collected;
        }
    }
    let Some(source) = archive.text(main, WHAT)? else { return Err(Refusal::Damaged(WHAT)) };
    let mut walker = Walker { notes, ..Walker::new(&styles) };
    extents.push(walker.walk(&source));
    let mut paragraphs = walker.finish();
    for (prefix, is_above) in [("word/header", true), ("word/footer", false)] {
        let margins = margins(archive, prefix, &styles, &mut extents)?;
        let place = if is_above { 0 } else { paragraphs.len() };
        paragraphs.splice(place..place, margins);
    }
    let properties = match archive.text("docProps/core.xml", WHAT)? {
        Some(source) => properties(&source),
        None => Properties::default(),
    };
    Ok(Read { paragraphs, properties, extents })
}

/// Reads the headers or footers, each wording once.
fn margins(
    archive: &mut Archive<'_>,
    prefix: &str,
    styles: &BTreeMap<String, BlockKind>,
    extents: &mut Vec<Extent>,
) -> Result<Vec<Paragraph>, Refusal> {
    let mut found: Vec<Paragraph> = Vec::new();
    let names = archive.names();
    for name in names.iter().filter(|name| name.starts_with(prefix) && name.ends_with(".xml")) {
        let Some(source) = archive.text(name, WHAT)? else { continue };
        let mut walker = Walker::new(styles);
        extents.push(walker.walk(&source));
        for mut paragraph in walker.finish() {
            paragraph.kind = BlockKind::Furniture;
            if !found.contains(&paragraph) {
                found.push(paragraph);
            }
        }
    }
    Ok(found)
}

fn properties(source: &str) -> Properties {
    let mut found = Properties::default();
    collect_text(source, |name, value| {
        let known = match name {
            "title" => Some((&mut found.title, "core properties dc:title")),
            "creator" => Some((&mut found.author, "core properties dc:creator")),
            "created" => Some((&mut found.created, "core properties dcterms:created")),
            "modified" => Some((&mut found.modified, "core properties dcterms:modified")),
            "language" => Some((&mut found.language, "core properties dc:language")),
            _ => None,
        };
        if let Some((property, evidence)) = known {
            property.get_or_insert((value, evidence));
        }
    });
    found
}

/// Reads which styles are of headings, captions and tables of contents.
fn styles(source: &str) -> BTreeMap<String, BlockKind> {
    let mut found = BTreeMap::new();
    let mut current: Option<String> = None;
    xml::walk(source, |node| {
        let Node::Start(element) = node else { return };
        let kind = match (element.name, element.attribute("val")) {
            ("style", _) => {
                current = element.attribute("styleId");
                None
            }
            ("name", Some(name)) => style::kind_of(&name),
            ("outlineLvl", Some(level)) => {
                level.parse::<u8>().ok().filter(|&level| level < 9).map(|_| BlockKind::Heading)
            }
            _ => None,
        };
        if let (Some(kind), Some(style)) = (kind, &current) {
            found.entry(style.clone()).or_insert(kind);
        }
    });
    found
}

/// Notes by their numbers; each is used once, however often it is referred to.
#[derive(Default)]
struct Notes {
    footnotes: BTreeMap<String, Vec<Paragraph>>,
    endnotes: BTreeMap<String, Vec<Paragraph>>,
    comments: BTreeMap<String, Vec<Paragraph>>,
}

struct Walker<'a> {
    styles: &'a BTreeMap<String, BlockKind>,
    notes: Notes,
    n_notes: usize,
    story: Story,
    /// What the innermost paragraphs are, as far as it has been said.
    kinds: Vec<Option<BlockKind>>,
    depth: usize,
    /// At which depth the element began whose content is left out, and whether that was deleted.
    skipped: Option<(usize, bool)>,
    /// How many elements of text are open.
    n_texts: usize,
    is_in_properties: bool,
    /// Whether the mark that ends the paragraph was deleted, so that the next one continues it.
    joins_next: bool,
    /// Notes of a part that holds nothing else, by number.
    collected: BTreeMap<String, Vec<Paragraph>>,
    /// The number of the note under way and, if it is a comment, its author.
    note: Option<(String, Option<String>)>,
}

impl<'a> Walker<'a> {
    fn new(styles: &'a BTreeMap<String, BlockKind>) -> Walker<'a> {
        Walker {
            styles,
            notes: Notes::default(),
            n_notes: 0,
            story: Story::default(),
            kinds: Vec::new(),
            depth: 0,
            skipped: None,
            n_texts: 0,
            is_in_properties: false,
            joins_next: false,
            collected: BTreeMap::new(),
            note: None,
        }
    }

    fn walk(&mut self, source: &str) -> Extent {
        xml::walk(source, |node| match node {
            Node::Start(element) => {
                self.depth += 1;
                if self.skipped.is_none() {
                    self.start(&element);
                }
            }
            Node::End(name) => {
                if self.skipped.is_none() {
                    self.end(name);
                } else if self.skipped.is_some_and(|(depth, _)| depth == self.depth) {
                    self.skipped = None;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            Node::Text(text) => match self.skipped {
                Some((_, true)) if !text.trim().is_empty() => self.story.deletion(),
                None if self.n_texts > 0 => self.story.words(text),
                _ => {}
            },
        })
    }

    fn finish(mut self) -> Vec<Paragraph> {
        // A note that nothing refers to is kept all the same.
        for notes in [self.notes.footnotes, self.notes.endnotes, self.notes.comments] {
            notes.into_values().for_each(|paragraphs| self.story.note(paragraphs));
        }
        self.story.end()
    }

    fn start(&mut self, element: &Element<'_>) {
        match element.name {
            "p" if self.joins_next => self.joins_next = false,
            "p" => {
                self.story.open_paragraph();
                self.kinds.push(None);
            }
            "t" => self.n_texts += 1,
            "tab" | "ptab" if !self.is_in_properties => self.story.words("\t"),
            "br" | "cr" => self.story.words("\n"),
            "noBreakHyphen" => self.story.words("\u{2011}"),
            "pPr" => self.is_in_properties = true,
            "del" if self.is_in_properties => self.joins_next = true,
            "del" => self.skipped = Some((self.depth, true)),
            "moveFrom" if !self.is_in_properties => self.skipped = Some((self.depth, false)),
            // Every text box is there twice, for new programs and for old ones; so is what a change of looks changed.
            "Fallback" | "pPrChange" | "rPrChange" => self.skipped = Some((self.depth, false)),
            "pStyle" => {
                let kind = element
                    .attribute("val")
                    .and_then(|name| self.styles.get(&name).copied().or_else(|| style::kind_of(&name)));
                self.tell_kind(kind);
            }
            "outlineLvl" => {
                let level = element.attribute("val").and_then(|level| level.parse::<u8>().ok());
                self.tell_kind(level.filter(|&level| level < 9).map(|_| BlockKind::Heading));
            }
            "tr" => self.story.open_row(),
            "tc" => self.story.open_cell(),
            "footnoteReference" | "endnoteReference" | "commentReference" => self.refer(element),
            "footnote" | "endnote" | "comment" => self.open_note(element),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" if !self.joins_next => {
                let kind = self.kinds.pop().flatten();
                self.story.close_paragraph(kind.unwrap_or(BlockKind::Body));
            }
            "t" => self.n_texts = self.n_texts.saturating_sub(1),
            "pPr" => self.is_in_properties = false,
            "tr" => self.story.close_row(),
            "footnote" | "endnote" | "comment" => self.close_note(),
            _ => {}
        }
    }

    fn tell_kind(&mut self, kind: Option<BlockKind>) {
        if let Some(last) = self.kinds.last_mut() {
            *last = last.or(kind);
        }
    }

    fn refer(&mut self, element: &Element<'_>) {
        let Some(id) = element.attribute("id") else { return };
        let notes = match element.name {
            "footnoteReference" => &mut self.notes.footnotes,
            "endnoteReference" => &mut self.notes.endnotes,
            _ => &mut self.notes.comments,
        };
        let Some(mut paragraphs) = notes.remove(&id) else { return };
        if element.name != "commentReference" {
            self.n_notes += 1;
            self.story.words(&format!("[{}]", self.n_notes));
            if let Some(first) = paragraphs.first_mut() {
                first.text.insert_str(0, &format!("[{}] ", self.n_notes));
            }
        }
        self.story.note(paragraphs);
    }

    fn open_note(&mut self, element: &Element<'_>) {
        // The lines that Word draws above notes are notes to it too.
        let is_line = element.attribute("type").is_some_and(|kind| kind != "normal");
        if is_line {
            self.skipped = Some((self.depth, false));
        } else if let Some(id) = element.attribute("id") {
            let author = (element.name == "comment").then(|| element.attribute("author").unwrap_or_default());
            self.story = Story::default();
            self.note = Some((id, author));
        }
    }

    fn close_note(&mut self) {
        let Some((id, author)) = self.note.take() else { return };
        let mut paragraphs = std::mem::take(&mut self.story).end();
        if let Some(author) = author {
            paragraphs.iter_mut().for_each(|paragraph| paragraph.kind = BlockKind::Furniture);
            if let Some(first) = paragraphs.first_mut().filter(|_| !author.trim().is_empty()) {
                first.text.insert_str(0, &format!("{}: ", author.trim()));
            }
        }
        self.collected.entry(id).or_insert(paragraphs);
    }
}
