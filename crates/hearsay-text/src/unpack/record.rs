//! One record of a container made a document: a post, a row, an entry of a feed.
//!
//! A record is text that says what it is: an object in JSON, an element in XML, or a row under the names of its columns.
//! What it says of author, outlet and date stands before what its text seems to say.

#[cfg(feature = "feeds")]
use super::feed;
use super::json::Object;
use super::rows;
#[cfg(feature = "posts")]
use super::{telegram, x_archive};
use crate::document::Alignment;
use crate::html::Imported;
use crate::html::main_content::Effort;
use crate::plain;

/// Reads a record; what is none is read as plain text.
pub(crate) fn import(source: &str, effort: Effort) -> Imported {
    read(source, effort).unwrap_or_else(|| {
        let (blocks, metadata) = plain::import(source);
        let alignment = Alignment::identity(source.len());
        Imported { text: source.to_owned(), blocks, metadata, alignment, troubles: Vec::new() }
    })
}

fn read(source: &str, effort: Effort) -> Option<Imported> {
    match source.trim_start_matches(['\u{FEFF}', ' ', '\r', '\n', '\t']).as_bytes().first()? {
        b'{' => {
            let object = Object::of(source, source.trim_start_matches('\u{FEFF}'))?;
            #[cfg(feature = "posts")]
            if let Some(found) = telegram::read(&object).or_else(|| x_archive::read(&object)) {
                return Some(found);
            }
            rows::read_json(&object, effort)
        }
        #[cfg(feature = "feeds")]
        b'<' => feed::read(source, effort),
        _ => rows::read_table(source, effort),
    }
}
