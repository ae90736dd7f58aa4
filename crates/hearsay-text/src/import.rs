//! From a file's bytes to a [`Document`].
//!
//! Text never fails, however damaged: whatever is wrong becomes a [`Trouble`](crate::trouble::Trouble). Only bytes that
//! hold no text are [refused](crate::refusal::Refusal).

use std::path::Path;

use encoding_rs::Encoding;

use crate::document::{Document, DocumentId, Format};
use crate::encoding::{self, Charset, Guess};
use crate::html;
use crate::html::main_content::Effort;
use crate::markdown;
#[cfg(feature = "office")]
use crate::office;
#[cfg(feature = "pdf")]
use crate::pdf;
use crate::plain;
use crate::refusal::{self, Refusal};
#[cfg(feature = "rtf")]
use crate::rtf;
#[cfg(feature = "subtitles")]
use crate::subtitles;
use crate::unpack;

/// What the user has settled about an import; the default settles nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportSettings {
    /// How carefully the article in an HTML page is looked for.
    pub effort: Effort,
    /// The format, if it is known better than by name and content.
    pub format: Option<Format>,
    /// The encoding, if it is known better than by the bytes.
    pub charset: Option<Charset>,
}

/// Imports `bytes` as a document.
///
/// The document's name is `file_name` without directories and extension; the extension hints at the format.
///
/// # Errors
/// When the bytes hold no text: nothing at all, zeros, a picture, an archive.
pub fn import(file_name: &str, bytes: &[u8], settings: &ImportSettings) -> Result<Document, Refusal> {
    let guess = match settings.charset {
        Some(charset) => Guess { encoding: charset.0, is_weak: false },
        None => encoding::detect(bytes, None),
    };
    let path = Path::new(file_name);
    let name = path.file_stem().map_or_else(|| file_name.to_owned(), |stem| stem.to_string_lossy().into_owned());
    if bytes.len() <= refusal::BYTES_MAX
        && let Some(format) = settings.format.or_else(|| told_by_signature(bytes)).filter(|format| !format.is_text())
        && let Some(read) = read_packed(&name, bytes, format)
    {
        return read;
    }
    if let Some(refusal) = refusal::refusal_of(bytes, guess.is_utf16()) {
        return Err(refusal);
    }
    let by_name = path.extension().and_then(|extension| Format::from_extension(extension.to_str()?));
    let format = settings.format.unwrap_or_else(|| told_by_text(bytes, guess, by_name));
    let guess = match declared_charset(bytes) {
        Some(declared) if format == Format::Html && settings.charset.is_none() => {
            encoding::detect(bytes, Some(declared))
        }
        _ => guess,
    };
    let document = read_format(&name, bytes, guess, format, settings.effort);
    if document.blocks.is_empty() && document.format == Format::Plain {
        return Err(Refusal::Empty);
    }
    Ok(document)
}

fn read_format(name: &str, bytes: &[u8], guess: Guess, format: Format, effort: Effort) -> Document {
    if format == Format::Mail
        && let Some(document) = unpack::import_mail(name, bytes)
    {
        return document;
    }
    let decoded = encoding::decode(bytes, guess);
    let source = decoded.text;
    let mut document = Document {
        encoding: decoded.encoding,
        alignment: Some(decoded.alignment),
        troubles: decoded.troubles,
        ..empty_document(name, bytes, format)
    };
    match format {
        Format::Record => {
            let imported = unpack::record::import(&source, effort);
            document.lay_over(imported.text, imported.alignment);
            document.blocks = imported.blocks;
            document.metadata = imported.metadata;
            document.troubles.extend(imported.troubles);
        }
        // A mail without a single header line is plain text.
        Format::Plain | Format::Mail => {
            document.format = Format::Plain;
            (document.blocks, document.metadata) = plain::import(&source);
            document.text = source;
        }
        Format::Markdown => {
            let imported = markdown::import(&source);
            document.lay_over(imported.text, imported.alignment);
            document.blocks = imported.blocks;
            document.metadata = imported.metadata;
        }
        Format::Html => {
            let imported = html::import(&source, effort);
            document.lay_over(imported.text, imported.alignment);
            document.blocks = imported.blocks;
            document.metadata = imported.metadata;
            document.troubles.extend(imported.troubles);
        }
        #[cfg(feature = "subtitles")]
        Format::Srt | Format::WebVtt => match subtitles::import(&source) {
            Some(imported) => {
                document.lay_over(imported.text, imported.alignment);
                document.blocks = imported.blocks;
                document.metadata = imported.metadata;
                document.places = imported.places;
            }
            None => read_plain(&mut document, source),
        },
        _ => read_plain(&mut document, source),
    }
    document
}

fn read_plain(document: &mut Document, source: String) {
    document.format = Format::Plain;
    (document.blocks, document.metadata) = plain::import(&source);
    document.text = source;
}

/// Tells formats that are no plain text by how their files begin.
#[cfg_attr(not(any(feature = "office", feature = "pdf", feature = "rtf")), allow(unused_variables))]
fn told_by_signature(bytes: &[u8]) -> Option<Format> {
    #[cfg(feature = "office")]
    if let Some(format) = office::format_of(bytes) {
        return Some(format);
    }
    #[cfg(feature = "pdf")]
    if pdf::starts_like_pdf(bytes) {
        return Some(Format::Pdf);
    }
    #[cfg(feature = "rtf")]
    if rtf::starts_like_rtf(bytes) {
        return Some(Format::Rtf);
    }
    None
}

/// Reads formats that are no plain text; `None` if the program was built without that one.
#[cfg_attr(not(any(feature = "office", feature = "pdf", feature = "rtf")), allow(unused_variables))]
fn read_packed(name: &str, bytes: &[u8], format: Format) -> Option<Result<Document, Refusal>> {
    match format {
        #[cfg(feature = "office")]
        Format::Docx | Format::Odt => Some(office::import(bytes, format).map(|imported| Document {
            text: imported.text,
            blocks: imported.blocks,
            metadata: imported.metadata,
            troubles: imported.troubles,
            ..empty_document(name, bytes, format)
        })),
        #[cfg(feature = "pdf")]
        Format::Pdf => Some(pdf::import(bytes).map(|imported| Document {
            text: imported.text,
            blocks: imported.blocks,
            metadata: imported.metadata,
            places: imported.places,
            troubles: imported.troubles,
            ..empty_document(name, bytes, format)
        })),
        #[cfg(feature = "rtf")]
        Format::Rtf => Some(rtf::import(bytes).map(|imported| Document {
            encoding: imported.encoding,
            text: imported.text,
            blocks: imported.blocks,
            metadata: imported.metadata,
            alignment: Some(imported.alignment),
            troubles: imported.troubles,
            ..empty_document(name, bytes, format)
        })),
        _ => None,
    }
}

/// A document without words, for formats whose text is no stretch of the file.
fn empty_document(name: &str, bytes: &[u8], format: Format) -> Document {
    Document {
        name: name.to_owned(),
        id: DocumentId::of(bytes),
        format,
        encoding: encoding_rs::UTF_8.name(),
        text: String::new(),
        blocks: Vec::new(),
        metadata: Default::default(),
        alignment: None,
        places: Vec::new(),
        troubles: Vec::new(),
    }
}

/// Tells the format of a text by its beginning, else by its name.
fn told_by_text(bytes: &[u8], guess: Guess, by_name: Option<Format>) -> Format {
    let by_name = by_name.filter(|format| format.is_text());
    if by_name == Some(Format::Html) || starts_like_html(bytes, guess) {
        return Format::Html;
    }
    subtitles_of(bytes, guess).or(by_name).unwrap_or(Format::Plain)
}

#[cfg(feature = "subtitles")]
fn subtitles_of(bytes: &[u8], guess: Guess) -> Option<Format> {
    let head = encoding::decode(&bytes[..bytes.len().min(HEAD_BYTES)], guess).text;
    if subtitles::starts_like_webvtt(&head) {
        return Some(Format::WebVtt);
    }
    subtitles::starts_like_srt(&head).then_some(Format::Srt)
}

#[cfg(not(feature = "subtitles"))]
fn subtitles_of(_: &[u8], _: Guess) -> Option<Format> {
    None
}

/// How much of a file is searched for what it declares.
const HEAD_BYTES: usize = 2048;

/// Returns whether the text begins as only HTML pages do.
fn starts_like_html(bytes: &[u8], guess: Guess) -> bool {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let head: Vec<u8> =
        if guess.is_utf16() { head.iter().copied().filter(|&byte| byte != 0).collect() } else { head.to_vec() };
    let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let mut rest = head.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{FFFD}'));
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some(end) = comment.find("-->") else { return false };
        rest = comment[end + 3..].trim_start();
    }
    if rest.starts_with("<?xml") {
        rest = rest.find("?>").map_or(rest, |end| rest[end + 2..].trim_start());
    }
    let begins = |tag: &str| {
        rest.strip_prefix(tag).is_some_and(|after| after.starts_with(|c: char| c.is_whitespace() || c == '>'))
    };
    rest.starts_with("<!doctype html") || ["<html", "<head", "<body"].iter().any(|tag| begins(tag))
}

/// Returns the encoding that a page declares of itself: `charset=` in a meta tag or an XML declaration.
fn declared_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD_BYTES)]).to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let place = head.find(key)?;
        let rest = head[place + key.len()..].trim_start_matches(['"', '\'', ' ']);
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.'))
            .unwrap_or(rest.len());
        Charset::from_label(&rest[..end]).map(|charset| charset.0)
    })
}
