//! OpenDocument text, as LibreOffice writes it: body, notes, comments, headers, tracked changes.
//!
//! The text of deletions stands apart in such a file and is not read; what was inserted stands where it belongs.

use std::collections::BTreeMap;

use super::archive::Archive;
use super::story::{Paragraph, Story};
use super::xml::{self, Element, Extent, Node};
use super::{Properties, Read, collect_text};
use crate::document::BlockKind;
use crate::refusal::Refusal;
use crate::style;

const WHAT: &str = "an OpenDocument text";

/// A style is looked for among its parents up to so many steps.
const PARENTS_MAX: usize = 8;

/// Returns whether the archive is an OpenDocument text.
pub(crate) fn is_text(archive: &mut Archive<'_>) -> bool {
    let kind = archive.has("mimetype").then(|| archive.text("mimetype", WHAT).ok().flatten()).flatten();
    kind.is_some_and(|kind| kind.trim().starts_with("application/vnd.oasis.opendocument.text"))
        && archive.has("content.xml")
}

/// Reads the document.
pub(crate) fn read(archive: &mut Archive<'_>) -> Result<Read, Refusal> {
    let manifest = archive.text("META-INF/manifest.xml", WHAT)?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Refusal::Locked(WHAT));
    }
    let mut extents = Vec::new();
    let mut margins = Walker::default();
    if let Some(source) = archive.text("styles.xml", WHAT)? {
        extents.push(margins.walk(&source));
    }
    let (headers, footers) = (std::mem::take(&mut margins.headers), std::mem::take(&mut margins.footers));
    let Some(source) = archive.text("content.xml", WHAT)? else { return Err(Refusal::Damaged(WHAT)) };
    let mut walker = Walker { styles: margins.styles, ..Walker::default() };
    extents.push(walker.walk(&source));
    let mut paragraphs = headers;
    paragraphs.extend(walker.story.end());
    paragraphs.extend(footers);
    let properties = match archive.text("meta.xml", WHAT)? {
        Some(source) => properties(&source),
        None => Properties::default(),
    };
    Ok(Read { paragraphs, properties, extents })
}

fn properties(source: &str) -> Properties {
    let mut found = Properties::default();
    let mut last_editor = None;
    collect_text(source, |name, value| {
        let known = match name {
            "title" => Some((&mut found.title, "meta.xml dc:title")),
            "initial-creator" => Some((&mut found.author, "meta.xml meta:initial-creator")),
            "creator" => Some((&mut last_editor, "meta.xml dc:creator")),
            "creation-date" => Some((&mut found.created, "meta.xml meta:creation-date")),
            "date" => Some((&mut found.modified, "meta.xml dc:date")),
            "language" => Some((&mut found.language, "meta.xml dc:language")),
            _ => None,
        };
        if let Some((property, evidence)) = known {
            property.get_or_insert((value, evidence));
        }
    });
    found.author = found.author.or(last_editor);
    found
}

#[derive(Default)]
struct Walker {
    /// The parent of each style.
    styles: BTreeMap<String, String>,
    story: Story,
    headers: Vec<Paragraph>,
    footers: Vec<Paragraph>,
    kinds: Vec<BlockKind>,
    depth: usize,
    /// At which depth the element began whose content is left out.
    skipped: Option<usize>,
    n_furniture: usize,
    /// The text of an element that is looked at by itself: the number of a note, the author of a comment.
    label: Option<String>,
    n_comments: usize,
    /// Whether the last character was white space, of which XML counts only the first.
    is_after_space: bool,
}

impl Walker {
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
                } else if self.skipped == Some(self.depth) {
                    self.skipped = None;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            Node::Text(text) => match (self.skipped, &mut self.label) {
                (None, Some(label)) => label.push_str(text),
                (None, None) if self.story.is_in_paragraph() => self.words(text),
                _ => {}
            },
        })
    }

    /// Adds words; white space of any length is one space.
    fn words(&mut self, text: &str) {
        let mut shown = String::with_capacity(text.len());
        for character in text.chars() {
            let is_space = matches!(character, ' ' | '\t' | '\r' | '\n');
            if !(is_space && self.is_after_space) {
                shown.push(if is_space { ' ' } else { character });
            }
            self.is_after_space = is_space;
        }
        self.story.words(&shown);
    }

    fn mark(&mut self, mark: &str) {
        self.story.words(mark);
        self.is_after_space = true;
    }

    fn start(&mut self, element: &Element<'_>) {
        match element.name {
            "style" => {
                if let (Some(name), Some(parent)) = (element.attribute("name"), element.attribute("parent-style-name"))
                {
                    self.styles.entry(name).or_insert(parent);
                }
            }
            "p" | "h" => {
                let kind = if element.name == "h" { BlockKind::Heading } else { self.kind_of(element) };
                self.story.open_paragraph();
                self.kinds.push(if self.n_furniture > 0 { BlockKind::Furniture } else { kind });
                self.is_after_space = true;
            }
            "s" => self.mark(" "),
            "tab" => self.mark("\t"),
            "line-break" => self.mark("\n"),
            // The text of deletions; captions for the blind, which repeat what a picture shows; numbers in the margin.
            "tracked-changes" | "desc" | "ruby-text" | "binary-data" | "script" | "linenumbering-separator" => {
                self.skipped = Some(self.depth);
            }
            "title" if self.story.is_in_paragraph() => self.skipped = Some(self.depth),
            // Where a deletion was; insertions have a start and an end.
            "change" => self.story.deletion(),
            "note" => self.story.open_aside(None, String::new()),
            "annotation" => {
                self.n_comments += 1;
                self.story.open_aside(Some(BlockKind::Furniture), String::new());
            }
            "note-citation" => self.label = Some(String::new()),
            "creator" if self.n_comments > 0 => self.label = Some(String::new()),
            "date" | "date-string" | "creator-initials" | "sender-initials" if self.n_comments > 0 => {
                self.skipped = Some(self.depth);
            }
            "table-row" => self.story.open_row(),
            "table-cell" => self.story.open_cell(),
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" => self.n_furniture += 1,
            name if is_margin(name) => self.n_furniture += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                let kind = self.kinds.pop().unwrap_or(BlockKind::Body);
                self.story.close_paragraph(kind);
                self.is_after_space = false;
            }
            "note" => self.story.close_aside(),
            "annotation" => {
                self.n_comments = self.n_comments.saturating_sub(1);
                self.story.close_aside();
            }
            "note-citation" => {
                let label = self.label.take().unwrap_or_default();
                let mark = format!("[{}]", label.trim());
                self.story.words(&mark);
                self.story.introduce_aside(&(mark + " "));
            }
            "creator" => {
                if let Some(author) = self.label.take().filter(|author| !author.trim().is_empty()) {
                    self.story.introduce_aside(&format!("{}: ", author.trim()));
                }
            }
            "table-row" => self.story.close_row(),
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" => {
                self.n_furniture = self.n_furniture.saturating_sub(1);
            }
            name if is_margin(name) => {
                self.n_furniture = self.n_furniture.saturating_sub(1);
                let paragraphs = std::mem::take(&mut self.story).end();
                let margin = if name.starts_with("header") { &mut self.headers } else { &mut self.footers };
                paragraphs.into_iter().for_each(|one| {
                    if !margin.contains(&one) {
                        margin.push(one);
                    }
                });
            }
            _ => {}
        }
    }

    fn kind_of(&self, element: &Element<'_>) -> BlockKind {
        let mut name = element.attribute("style-name").unwrap_or_default();
        for _ in 0..PARENTS_MAX {
            if let Some(kind) = style::kind_of(&name) {
                return kind;
            }
            match self.styles.get(&name) {
                Some(parent) => name = parent.clone(),
                None => break,
            }
        }
        BlockKind::Body
    }
}

/// Headers and footers stand among the styles, one for each kind of page.
fn is_margin(name: &str) -> bool {
    matches!(name, "header" | "header-left" | "header-first" | "footer" | "footer-left" | "footer-first")
}
