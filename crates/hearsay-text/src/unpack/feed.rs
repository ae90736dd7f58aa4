//! Feeds: RSS (0.9x, 1.0, 2.0) and Atom, an entry a document.
//!
//! A part is the entry's element as it stands. Its headline is a heading of the text: in a feed it is often all there is.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::composition::Composition;
use super::part::Part;
use super::part_trouble::PartTroubleKind;
use super::tracked::Tracked;
use super::{Above, Unpacking, source};
use crate::document::{Evidenced, Metadata, Step};
use crate::html::Imported;
use crate::html::main_content::Effort;
use crate::html::references;
use crate::moment;

/// Hands on the entries, numbered from 1.
pub(super) fn unpack(unpacking: &mut Unpacking<'_>, name: &str, bytes: &[u8], above: &Above) {
    let text = source::decode(bytes, declared_encoding(bytes).as_deref());
    let feed = Feed::of(&text);
    let title = feed.title.map(|title| Evidenced::new(title, "feed title"));
    let author = feed.author.map(|author| Evidenced::new(author, "feed author"));
    let language = feed.language.map(|language| Evidenced::new(language, "feed language"));
    let above = above.inside(Metadata { site: title, author, language, ..Metadata::default() });
    let mut n_silent = 0;
    for (entry_idx, place) in feed.entries.iter().enumerate() {
        if unpacking.is_spent() {
            return;
        }
        let element = &text[place.clone()];
        if Entry::of(element).is_none_or(|entry| entry.is_silent()) {
            n_silent += 1;
            continue;
        }
        let part = Part::record(format!("{name}/{}", entry_idx + 1), element.as_bytes().to_vec(), Metadata::default());
        unpacking.emit(part, &above);
    }
    if n_silent > 0 {
        unpacking.trouble(name, PartTroubleKind::WithoutText { n_records: n_silent });
    }
    if feed.is_damaged {
        unpacking.trouble(name, PartTroubleKind::Damaged);
    } else if feed.entries.is_empty() {
        unpacking.trouble(name, PartTroubleKind::Nothing);
    }
}

/// Returns the encoding that the XML declaration names.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let rest = head.split_once("?>")?.0.split_once("encoding=")?.1;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split_once(quote).map(|(label, _)| label.to_owned())
}

/// A feed's entries, each as its place in the text, and what the feed says of itself.
#[derive(Debug, Default)]
struct Feed {
    entries: Vec<Range<usize>>,
    title: Option<String>,
    author: Option<String>,
    language: Option<String>,
    is_damaged: bool,
}

/// Returns an element's name, without its prefix if that is of the feed's own vocabularies.
///
/// `media:title` and `itunes:summary` say again, of a picture or a recording, what the entry says.
fn local(tag: &BytesStart<'_>) -> String {
    const PREFIXES: [&str; 7] = ["a10", "atom", "content", "dc", "dcterms", "rdf", "rss"];
    let name = tag.name();
    let name: &str = name.as_ref();
    match name.split_once(':') {
        Some((prefix, local)) if PREFIXES.contains(&prefix) => local.to_owned(),
        _ => name.to_owned(),
    }
}

/// Elements nested deeper than this hold nothing that is looked for.
const DEPTH_MAX: usize = 3;

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

impl Feed {
    fn of(text: &str) -> Feed {
        let mut feed = Feed::default();
        let mut reader = reader(text);
        let mut path: Vec<String> = Vec::new();
        let mut entry: Option<(usize, usize)> = None;
        loop {
            let start = reader.buffer_position() as usize;
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    let name = local(&tag);
                    if entry.is_none() && matches!(name.as_str(), "item" | "entry") {
                        entry = Some((start, path.len()));
                    }
                    path.push(name);
                }
                Ok(Event::End(_)) => {
                    path.pop();
                    if let Some((start, depth)) = entry
                        && path.len() <= depth
                    {
                        feed.entries.push(start..reader.buffer_position() as usize);
                        entry = None;
                    }
                }
                Ok(Event::Eof) => break,
                Ok(event) if entry.is_none() => feed.note(&path, &event),
                Ok(_) => {}
                Err(_) => {
                    feed.is_damaged = true;
                    break;
                }
            }
        }
        feed.is_damaged |= entry.is_some();
        feed
    }

    /// Takes what stands in the feed's own `title`, `language` and `author`.
    fn note(&mut self, path: &[String], event: &Event<'_>) {
        if path.len() > DEPTH_MAX {
            return;
        }
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        let field = match names.as_slice() {
            [_, "title"] | ["rss" | "RDF", "channel", "title"] => &mut self.title,
            ["rss" | "RDF", "channel", "language"] => &mut self.language,
            ["feed", "author", "name"] => &mut self.author,
            _ => return,
        };
        let piece = match event {
            Event::Text(text) => text.to_string(),
            Event::CData(text) => text.to_string(),
            Event::GeneralRef(name) => referred(name),
            _ => return,
        };
        let piece = if field.is_none() { piece.trim_start() } else { piece.as_str() };
        if !piece.trim().is_empty() || field.is_some() {
            let value = field.get_or_insert_default();
            value.push_str(piece);
            *value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
}

/// Returns the character that `&name;` stands for.
fn referred(name: &str) -> String {
    let written = format!("&{name};");
    references::reference(&written).map_or(written.clone(), |found| {
        let mut text = String::from(found.first);
        text.extend(found.second);
        text
    })
}

/// What an entry says, with the places of its words.
#[derive(Debug, Default)]
struct Entry {
    title: Option<Tracked>,
    /// The whole text, if the feed has it.
    content: Option<Tracked>,
    /// What stands for it otherwise.
    summary: Option<Tracked>,
    link: Option<String>,
    id: Option<String>,
    author: Option<String>,
    /// Of the feed that it was taken from.
    origin: Option<String>,
    published: Option<(String, String)>,
    updated: Option<(String, String)>,
}

/// Reads the part of a feed: one `item` or `entry`.
pub(super) fn read(source: &str, effort: Effort) -> Option<Imported> {
    let entry = Entry::of(source)?;
    let mut composition = Composition::default();
    let title = entry.title.as_ref().map(|title| plain_words(title.clone()).into_text().0);
    let title = title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    let stamp = |date: &Option<(String, String)>| {
        let (value, element) = date.as_ref()?;
        Some((moment::parse(value)?, format!("feed element {element}")))
    };
    let published = stamp(&entry.published);
    let mut metadata = Metadata {
        title: title.filter(|title| !title.is_empty()).map(|title| Evidenced::new(title, "feed element title")),
        author: entry.author.map(|author| Evidenced::new(author, "feed element author")),
        published: published.as_ref().map(|(stamp, element)| Evidenced::new(stamp.day, element.clone())),
        published_at: published.and_then(|(stamp, element)| Some(Evidenced::new(stamp.moment?, element))),
        modified: stamp(&entry.updated).map(|(stamp, element)| Evidenced::new(stamp.day, element)),
        url: entry.link.map(|link| Evidenced::new(link, "feed element link")),
        message_id: entry.id.map(|id| Evidenced::new(id, "feed element id")),
        forwarded_from: entry.origin.map(|origin| Evidenced::new(origin, "feed element source")),
        ..Metadata::default()
    };
    if let Some(title) = entry.title {
        composition.push_heading(plain_words(title));
    }
    if let Some(text) = entry.content.or(entry.summary) {
        composition.push_article(text, effort);
    }
    let mut whole = composition.finish();
    metadata.fill_from(&whole.metadata);
    whole.metadata = metadata;
    Some(whole)
}

impl Entry {
    fn of(source: &str) -> Option<Entry> {
        let mut reader = reader(source);
        let mut entry = Entry::default();
        let mut path: Vec<String> = Vec::new();
        loop {
            let start = reader.buffer_position() as usize;
            let event = reader.read_event().ok()?;
            let end = reader.buffer_position() as usize;
            match event {
                Event::Start(tag) => {
                    let name = local(&tag);
                    if path.is_empty() && !matches!(name.as_str(), "item" | "entry") {
                        return None;
                    }
                    entry.attributes(&path, &name, &tag);
                    // The first of a kind is the entry's; a second one would only be added to it.
                    if path.len() == 1 && entry.has(&name) {
                        path.push(String::new());
                        continue;
                    }
                    let is_inline =
                        path.len() == 1 && attribute(&tag, "type").is_some_and(|kind| kind.contains("xhtml"));
                    if is_inline && matches!(name.as_str(), "content" | "summary") {
                        let inner = inner_end(&mut reader, end);
                        *entry.words(&name)? = Some(Tracked::slice(source, end..inner));
                        continue;
                    }
                    path.push(name);
                }
                Event::Empty(tag) => entry.attributes(&path, &local(&tag), &tag),
                Event::End(_) => {
                    path.pop();
                    if path.is_empty() {
                        return Some(entry);
                    }
                }
                Event::Text(_) => entry.push(&path, source, start..end, Step::Verbatim, None),
                Event::CData(_) => {
                    let inner = start + "<![CDATA[".len()..end.saturating_sub("]]>".len());
                    entry.push(&path, source, inner, Step::Verbatim, None);
                }
                Event::GeneralRef(name) => {
                    let written = referred(&name);
                    entry.push(&path, source, start..end, Step::Whole, Some(&written));
                }
                Event::Eof => return None,
                _ => {}
            }
        }
    }

    fn is_silent(&self) -> bool {
        let is_blank =
            |words: &Option<Tracked>| words.as_ref().is_none_or(|words| words.clone().into_text().0.trim().is_empty());
        is_blank(&self.title) && is_blank(&self.content) && is_blank(&self.summary)
    }

    /// Returns whether what the element `name` holds is known already.
    fn has(&mut self, name: &str) -> bool {
        match name {
            "link" => self.link.is_some(),
            "guid" | "id" | "identifier" => self.id.is_some(),
            "creator" | "author" => self.author.is_some(),
            "source" => self.origin.is_some(),
            "pubDate" | "date" | "published" | "issued" => self.published.is_some(),
            "updated" | "modified" => self.updated.is_some(),
            _ => self.words(name).is_some_and(|words| words.is_some()),
        }
    }

    /// Returns the words that the element `name` holds.
    fn words(&mut self, name: &str) -> Option<&mut Option<Tracked>> {
        match name {
            "title" => Some(&mut self.title),
            "encoded" | "content" => Some(&mut self.content),
            "description" | "summary" => Some(&mut self.summary),
            _ => None,
        }
    }

    fn attributes(&mut self, path: &[String], name: &str, tag: &BytesStart<'_>) {
        if path.len() == 1
            && name == "link"
            && let Some(address) = attribute(tag, "href")
            && (self.link.is_none() || attribute(tag, "rel").is_none())
            && attribute(tag, "rel").is_none_or(|kind| kind == "alternate")
        {
            self.link = Some(address);
        }
    }

    /// Adds a stretch of character data to the element that it stands in.
    fn push(&mut self, path: &[String], source: &str, place: Range<usize>, step: Step, written: Option<&str>) {
        let Some(piece) = written.or_else(|| source.get(place.clone())) else { return };
        // Markup that was not escaped loses its marks and keeps its words.
        if let Some(words) = path.get(1).and_then(|name| self.words(name)) {
            let words = words.get_or_insert_default();
            if path.len() > 2 {
                words.push_gap(" ");
            }
            words.push(piece.as_bytes(), place, step);
            return;
        }
        if path.len() > DEPTH_MAX {
            return;
        }
        let names: Vec<&str> = path.iter().skip(1).map(String::as_str).collect();
        let field = match names.as_slice() {
            ["link"] => &mut self.link,
            ["guid" | "id" | "identifier"] => &mut self.id,
            ["creator" | "author"] | ["author", "name"] => &mut self.author,
            ["source"] | ["source", "title"] => &mut self.origin,
            [name @ ("pubDate" | "date" | "published" | "issued")] => {
                return append_dated(&mut self.published, name, piece);
            }
            [name @ ("updated" | "modified")] => return append_dated(&mut self.updated, name, piece),
            _ => return,
        };
        append(field, piece);
    }
}

fn append(field: &mut Option<String>, piece: &str) {
    let piece = piece.trim();
    if !piece.is_empty() {
        field.get_or_insert_default().push_str(piece);
    }
}

fn append_dated(field: &mut Option<(String, String)>, element: &str, piece: &str) {
    let piece = piece.trim();
    if !piece.is_empty() {
        field.get_or_insert_with(|| (String::new(), element.to_owned())).0.push_str(piece);
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.value.replace("&amp;", "&");
    Some(value).filter(|value| !value.trim().is_empty())
}

/// Reads to the end of the element that was just opened; returns where its end tag begins.
fn inner_end(reader: &mut Reader<&[u8]>, from: usize) -> usize {
    let mut depth = 1;
    loop {
        let start = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => {
                depth -= 1;
                if depth == 0 {
                    return start;
                }
            }
            Ok(Event::Eof) | Err(_) => return start.max(from),
            Ok(_) => {}
        }
    }
}

/// Undoes the references that a headline holds when it was escaped twice, as "&amp;amp;" was.
fn plain_words(title: Tracked) -> Tracked {
    let (text, alignment) = title.into_text();
    let mut found = Tracked::default();
    let mut start = 0;
    while let Some(length) = text[start..].find('&') {
        let place = start + length;
        found.push(&text.as_bytes()[start..place], start..place, Step::Verbatim);
        start = match references::reference(&text[place..]) {
            Some(reference) => {
                let mut piece = String::from(reference.first);
                piece.extend(reference.second);
                found.push(piece.as_bytes(), place..place + reference.length_bytes, Step::Whole);
                place + reference.length_bytes
            }
            None => {
                found.push(b"&", place..place + 1, Step::Verbatim);
                place + 1
            }
        };
    }
    found.push(&text.as_bytes()[start..], start..text.len(), Step::Verbatim);
    let (text, upper) = found.into_text();
    let mut whole = Tracked::default();
    whole.append(&text, &upper.over(&alignment));
    whole
}
