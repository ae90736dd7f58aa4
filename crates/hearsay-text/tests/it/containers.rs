//! What unpacking promises: the parts of each kind of container, their metadata, and what is told of what is left out.

mod archives;
mod feeds;
mod fixtures;
mod mails;
mod posts;
mod properties;
mod tables;
mod web_archives;

use hearsay_text::document::{BlockKind, Document, Metadata};
use hearsay_text::import::ImportSettings;
use hearsay_text::unpack::part::Part;
use hearsay_text::unpack::{UnpackSettings, Unpacked};

use super::properties::hold;

/// Unpacks with no settings; every part is imported or refused, and imported from its bytes alone comes out the same.
fn unpack(name: &str, bytes: &[u8]) -> Unpacked {
    unpack_with(name, bytes, &UnpackSettings::default())
}

fn unpack_with(name: &str, bytes: &[u8], settings: &UnpackSettings) -> Unpacked {
    let unpacked = hearsay_text::unpack::unpack(name, bytes, settings);
    for part in &unpacked.parts {
        assert!(part.name.starts_with(name), "{} lies in {name}", part.name);
        let Ok(document) = part.import(&ImportSettings::default()) else { continue };
        hold(&document, &part.bytes);
        assert_eq!(document.id, part.id());
        let settings = part.settled(&ImportSettings::default());
        let again = hearsay_text::import::import(&part.name, &part.bytes, &settings).expect("it was imported");
        assert_eq!((again.text, again.blocks), (document.text, document.blocks));
    }
    for trouble in &unpacked.troubles {
        assert!(!trouble.kind.message().is_empty() && !trouble.kind.name().is_empty());
    }
    unpacked
}

fn names(unpacked: &Unpacked) -> Vec<&str> {
    unpacked.parts.iter().map(|part| part.name.as_str()).collect()
}

/// The troubles as name and kind.
fn told(unpacked: &Unpacked) -> Vec<(&str, &str)> {
    unpacked.troubles.iter().map(|trouble| (trouble.name.as_str(), trouble.kind.name())).collect()
}

fn import(part: &Part) -> Document {
    part.import(&ImportSettings::default()).expect("it holds text")
}

/// The blocks of a document that are read for claims.
fn read(document: &Document) -> Vec<&str> {
    let read = document.blocks.iter().filter(|block| block.kind.is_read());
    read.map(|block| block.span.of(&document.text)).collect()
}

/// The blocks of a document that are set apart.
fn apart(document: &Document) -> Vec<&str> {
    let apart = document.blocks.iter().filter(|block| block.kind == BlockKind::Furniture);
    apart.map(|block| block.span.of(&document.text)).collect()
}

/// Each known field as `name: value (evidence)`.
fn shown(metadata: &Metadata) -> Vec<String> {
    macro_rules! fields {
        ($($name:ident)*) => {
            [$(metadata.$name.as_ref().map(|found| format!(
                "{}: {} ({})", stringify!($name), found.value, found.evidence
            ))),*]
        };
    }
    let fields = fields!(title author site published published_at modified language captured url message_id reply_to
        thread forwarded_from attached_to);
    fields.into_iter().flatten().collect()
}
