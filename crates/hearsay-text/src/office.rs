//! The text documents of office programs, DOCX and ODT: archives of XML, read within limits.
//!
//! Not a layout: pages, numbers of lists and looks are made by the program that shows them. Macros, pictures and
//! embedded files are never opened.

mod archive;
mod open_document;
mod story;
mod word;
mod xml;

use self::archive::Archive;
use self::story::Paragraph;
use self::xml::{Extent, Node};
use crate::dates;
use crate::document::{Block, BlockKind, Date, Evidenced, Format, Metadata};
use crate::lines;
use crate::refusal::Refusal;
use crate::trouble::{Trouble, TroubleKind};

/// A document made text.
#[derive(Debug)]
pub(crate) struct Imported {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
    pub(crate) troubles: Vec<Trouble>,
}

/// What is read of a document of either format.
struct Read {
    paragraphs: Vec<Paragraph>,
    properties: Properties,
    extents: Vec<Extent>,
}

/// What a document says of itself, with where.
#[derive(Default)]
struct Properties {
    title: Option<(String, &'static str)>,
    author: Option<(String, &'static str)>,
    created: Option<(String, &'static str)>,
    modified: Option<(String, &'static str)>,
    language: Option<(String, &'static str)>,
}

/// Returns which text document of an office program the bytes are, if any.
pub(crate) fn format_of(bytes: &[u8]) -> Option<Format> {
    let mut archive = Archive::open(bytes)?;
    if word::main_part(&archive).is_some() {
        return Some(Format::Docx);
    }
    open_document::is_text(&mut archive).then_some(Format::Odt)
}

/// Reads a DOCX or ODT file.
pub(crate) fn import(bytes: &[u8], format: Format) -> Result<Imported, Refusal> {
    let what = if format == Format::Docx { "a Word document" } else { "an OpenDocument text" };
    let mut archive = Archive::open(bytes).ok_or(Refusal::Damaged(what))?;
    let read = match format {
        Format::Docx => {
            let main = word::main_part(&archive).ok_or(Refusal::Damaged(what))?;
            word::read(&mut archive, &main)?
        }
        _ => open_document::read(&mut archive)?,
    };
    let (text, mut blocks, mut troubles) = story::lay_out(&read.paragraphs);
    if read.extents.contains(&Extent::CutShort) {
        troubles.push(Trouble { kind: TroubleKind::CutShort, span: None });
    }
    if read.extents.contains(&Extent::TooDeep) {
        troubles.push(Trouble { kind: TroubleKind::BeyondLimits, span: None });
    }
    if blocks.is_empty() {
        return Err(Refusal::Wordless(what));
    }
    if blocks.iter().all(|block| block.kind != BlockKind::Heading) {
        lines::tell_kinds(&text, &mut blocks);
    }
    let mut metadata = metadata(read.properties);
    lines::read_metadata(&text, &blocks, &mut metadata);
    Ok(Imported { text, blocks, metadata, troubles })
}

fn metadata(properties: Properties) -> Metadata {
    let words = |property: Option<(String, &'static str)>| {
        let (value, evidence) = property?;
        Some(Evidenced { value, evidence: evidence.to_owned() })
    };
    let dated = |property: Option<(String, &'static str)>| -> Option<Evidenced<Date>> {
        let (value, evidence) = property?;
        Some(Evidenced { value: dates::parse(&value)?, evidence: evidence.to_owned() })
    };
    let language = words(properties.language)
        .map(|one| Evidenced { value: one.value.split(['-', '_']).next().unwrap_or_default().to_lowercase(), ..one });
    Metadata {
        title: words(properties.title),
        author: words(properties.author),
        created: dated(properties.created),
        modified: dated(properties.modified),
        language,
        ..Metadata::default()
    }
}

/// Hands over each element that holds text and nothing else, with that text in one line.
fn collect_text(source: &str, mut found: impl FnMut(&str, String)) {
    let mut text = String::new();
    xml::walk(source, |node| match node {
        Node::Start(_) => text.clear(),
        Node::Text(words) => text.push_str(words),
        Node::End(name) => {
            let value = text.split_whitespace().collect::<Vec<_>>().join(" ");
            text.clear();
            if !value.is_empty() {
                found(name, value);
            }
        }
    });
}
