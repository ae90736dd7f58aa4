//! One mail made a document: its own words, what it quotes set apart, and what its headers say.
//!
//! The canonical text is the body only; the subject is the title. Attachments are no part of it.

use mail_parser::{Addr, Encoding, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::{quoting, raw_body, transfer};
use crate::document::{Alignment, Block, BlockKind, Date, Document, DocumentId, Evidenced, Format, Metadata};
use crate::encoding::{self, Charset, Guess};
use crate::html;
use crate::moment::Moment;
use crate::plain;
use crate::span::Span;
use crate::trouble::Trouble;
use crate::unpack::composition::Composition;
use crate::unpack::tracked::Tracked;

/// Imports a mail; `None` if it has not a single header.
pub(in crate::unpack) fn import(name: &str, bytes: &[u8]) -> Option<Document> {
    let message = MessageParser::default().parse(bytes)?;
    if message.root_part().headers.is_empty() {
        return None;
    }
    let mut metadata = metadata(&message);
    let forwards = message.subject().is_some_and(is_forward_subject);
    let mut composition = Composition::default();
    let mut encoding = "UTF-8";
    for body in bodies(&message) {
        encoding = body.encoding;
        let forwarded_from = body.add_to(&mut composition, forwards);
        if metadata.forwarded_from.is_none() {
            metadata.forwarded_from = forwarded_from.map(|name| Evidenced::new(name, "forwarded mail's From line"));
        }
    }
    let whole = composition.finish();
    Some(Document {
        name: name.to_owned(),
        id: DocumentId(*blake3::hash(bytes).as_bytes()),
        format: Format::Mail,
        encoding,
        text: whole.text,
        blocks: whole.blocks,
        metadata,
        alignment: Some(whole.alignment),
        places: Vec::new(),
        troubles: whole.troubles,
    })
}

/// One text of a mail, decoded.
struct Body {
    text: String,
    /// From the text to the mail's bytes.
    alignment: Alignment,
    troubles: Vec<Trouble>,
    encoding: &'static str,
    is_html: bool,
}

/// An HTML text so many times as long as the plain one says what the plain one leaves out.
const LONGER_TIMES: usize = 3;

/// Returns the texts to read: the plain ones, or the HTML ones where the plain ones are missing or mere notices.
fn bodies(message: &Message<'_>) -> Vec<Body> {
    let read = |ids: &[u32]| -> Vec<Body> {
        ids.iter().filter_map(|part_id| Body::of(message, message.part(*part_id)?)).collect()
    };
    let plain = read(&message.text_body);
    if message.html_body == message.text_body {
        return plain;
    }
    let html = read(&message.html_body);
    let n_words = |bodies: &[Body]| bodies.iter().map(Body::n_words).sum::<usize>();
    if n_words(&plain) * LONGER_TIMES < n_words(&html) { html } else { plain }
}

impl Body {
    fn of(message: &Message<'_>, part: &MessagePart<'_>) -> Option<Body> {
        let is_html = match part.body {
            PartType::Text(_) => false,
            PartType::Html(_) => true,
            _ => return None,
        };
        let raw = raw_body(message, part);
        let offset = part.offset_body as usize;
        let transferred = match part.encoding {
            Encoding::None => {
                let mut tracked = Tracked::default();
                tracked.push(raw, offset..offset + raw.len(), crate::document::Step::Verbatim);
                tracked
            }
            Encoding::QuotedPrintable => transfer::quoted_printable(raw, offset),
            Encoding::Base64 => transfer::base64(raw, offset),
        };
        let (bytes, below) = transferred.into_bytes();
        let declared = part.content_type().and_then(|content_type| content_type.attribute("charset"));
        let declared = declared.and_then(Charset::from_label);
        let guess = match declared {
            Some(charset) if std::str::from_utf8(&bytes).is_err() => Guess { encoding: charset.0, is_weak: false },
            _ => encoding::detect(&bytes, None),
        };
        let decoded = encoding::decode(&bytes, guess);
        Some(Body {
            alignment: decoded.alignment.over(&below),
            text: decoded.text,
            troubles: decoded.troubles,
            encoding: decoded.encoding,
            is_html,
        })
    }

    fn n_words(&self) -> usize {
        if self.is_html {
            let page = html::import_fragment(&self.text);
            return page.text.split_whitespace().count();
        }
        self.text.split_whitespace().count()
    }

    /// Adds the body to a mail's text; returns who wrote what it passes on.
    fn add_to(self, composition: &mut Composition, forwards: bool) -> Option<String> {
        if self.is_html {
            return self.add_html(composition, forwards);
        }
        let lines = line_spans(&self.text);
        let texts: Vec<&str> = lines.iter().map(|line| line.of(&self.text)).collect();
        let quoting = quoting::mark(&texts, vec![false; lines.len()], forwards);
        let mut blocks = Vec::new();
        let mut first = 0;
        for stretch in quoting.is_quoted.chunk_by(|one, other| one == other) {
            let last = first + stretch.len() - 1;
            let span = lines[first].cover(lines[last]);
            let kind = if stretch[0] { BlockKind::Furniture } else { BlockKind::Body };
            let offset = span.range().start;
            blocks.extend(plain::paragraphs(span.of(&self.text)).into_iter().map(|paragraph| {
                let span = Span::new(offset + paragraph.range().start, offset + paragraph.range().end);
                Block { span, kind }
            }));
            first = last + 1;
        }
        composition.push(&self.text, &blocks, &self.alignment, &self.troubles);
        quoting.forwarded_from
    }

    fn add_html(self, composition: &mut Composition, forwards: bool) -> Option<String> {
        let page = html::import_mail(&self.text);
        let texts: Vec<&str> = page.blocks.iter().map(|block| block.span.of(&page.text)).collect();
        let is_quoted = page.blocks.iter().map(|block| block.kind == BlockKind::Furniture).collect();
        let quoting = quoting::mark(&texts, is_quoted, forwards);
        let mut blocks = page.blocks;
        for (block, is_quoted) in blocks.iter_mut().zip(&quoting.is_quoted) {
            block.kind = match block.kind {
                _ if *is_quoted => BlockKind::Furniture,
                BlockKind::Furniture => BlockKind::Body,
                kind => kind,
            };
        }
        let mut troubles = self.troubles;
        let moved = |trouble: &mut Trouble| {
            trouble.span = trouble.span.and_then(|span| page.alignment.text_of(span));
        };
        troubles.iter_mut().for_each(moved);
        troubles.extend(page.troubles);
        composition.push(&page.text, &blocks, &page.alignment.over(&self.alignment), &troubles);
        quoting.forwarded_from
    }
}

/// Returns each line without its line end.
fn line_spans(text: &str) -> Vec<Span> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let begin = start;
        start += line.len();
        Span::new(begin, begin + line.trim_end_matches(['\r', '\n']).len())
    });
    lines.collect()
}

fn is_forward_subject(subject: &str) -> bool {
    const PREFIXES: [&str; 9] = ["fwd:", "fw:", "wg:", "tr:", "rv:", "enc:", "пер:", "i:", "doorst:"];
    let subject = subject.trim_start().to_lowercase();
    PREFIXES.iter().any(|prefix| subject.starts_with(prefix))
}

fn metadata(message: &Message<'_>) -> Metadata {
    let header = |name: &str| format!("mail header {name}");
    let subject = message.subject().map(str::trim).filter(|subject| !subject.is_empty());
    let author = |name, address: Option<&mail_parser::Address<'_>>| {
        let (value, evidence) = named(address?.first()?)?;
        Some(Evidenced::new(value, format!("mail header {name}{evidence}")))
    };
    let date = message.date().filter(|date| date.is_valid());
    let published = date.and_then(|date| Date::checked(i32::from(date.year), date.month, date.day));
    let moment = date.and_then(|date| Moment::of_seconds(date.to_timestamp()));
    let reply_to = reply_of(message);
    let references = references_of(message);
    let from_references = references.last().cloned().map(|id| Evidenced::new(id, header("References")));
    let thread = references.into_iter().next().map(|id| Evidenced::new(id, header("References")));
    Metadata {
        title: subject.map(|subject| Evidenced::new(subject.to_owned(), header("Subject"))),
        author: author("From", message.from()).or_else(|| author("Sender", message.sender())),
        published: published.map(|date| Evidenced::new(date, header("Date"))),
        published_at: moment.map(|moment| Evidenced::new(moment, header("Date"))),
        message_id: id_of(message).map(|id| Evidenced::new(id, header("Message-ID"))),
        thread,
        reply_to: reply_to.map(|id| Evidenced::new(id, header("In-Reply-To"))).or(from_references),
        ..Metadata::default()
    }
}

/// Returns the name, or the address where there is none, and the address as evidence.
fn named(address: &Addr<'_>) -> Option<(String, String)> {
    let clean = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = address.name.as_deref().map(clean).filter(|name| !name.is_empty());
    let place = address.address.as_deref().map(clean).filter(|place| !place.is_empty());
    match (name, place) {
        (Some(name), Some(place)) => Some((name, format!(" ({place})"))),
        (Some(one), None) | (None, Some(one)) => Some((one, String::new())),
        (None, None) => None,
    }
}

/// Returns the mail's own id, without its brackets.
pub(super) fn id_of(message: &Message<'_>) -> Option<String> {
    message.message_id().map(str::to_owned).filter(|id| !id.is_empty())
}

/// Returns the id of the mail that this one answers.
pub(super) fn reply_of(message: &Message<'_>) -> Option<String> {
    texts(message.in_reply_to()).into_iter().next()
}

/// Returns the ids of the mails before this one in its thread, the first of all first.
pub(super) fn references_of(message: &Message<'_>) -> Vec<String> {
    texts(message.references())
}

fn texts(value: &HeaderValue<'_>) -> Vec<String> {
    match value {
        HeaderValue::Text(text) => vec![text.to_string()],
        HeaderValue::TextList(texts) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}
