//! Fills and empties the tables of words that are searched, document by document.
//!
//! Not asking them: that is [`search`](crate::search). Every step is part of the transaction that adds a document, or
//! puts what a reader made of it, so that what is found and what is read are always the same.

use rusqlite::{Connection, OptionalExtension, params};

use crate::coding::claims::ClaimPlaces;
use crate::coding::{self, Fingerprint, fingerprint};
use crate::version::ReaderVersion;
use hearsay_case::record::Record;
use hearsay_reading::reading::Reading;
use hearsay_text::document::Document;
use hearsay_text::span::Span;

/// The words of a document and of its claims, ready to be written.
#[derive(Clone, Debug)]
pub(crate) struct PreparedWords {
    title: String,
    text: String,
    places: ClaimPlaces,
    shape: Fingerprint,
    packed: Vec<u8>,
}

impl PreparedWords {
    pub(crate) fn new(document: &Document, reading: &Reading) -> PreparedWords {
        let places = ClaimPlaces::of(&Record::of(document, reading).claims);
        PreparedWords {
            title: document.metadata.title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
            text: document.text.clone(),
            packed: coding::encode(&places),
            shape: fingerprint::<ClaimPlaces>(),
            places,
        }
    }
}

/// Puts the words of the document of that number, whose page and reader are there, in place of those that it had.
pub(crate) fn put_words(
    connection: &Connection,
    number: i64,
    version: &ReaderVersion,
    reader_shape: Fingerprint,
    words: &PreparedWords,
) -> rusqlite::Result<()> {
    forget_words(connection, number)?;
    let put = "INSERT INTO document_words (rowid, text, title) VALUES (?1, ?2, ?3)";
    connection.execute(put, params![number, words.text, words.title])?;
    let last = "SELECT first + max(n_claims, 1) FROM claims ORDER BY first DESC LIMIT 1";
    let next = connection.query_row(last, [], |row| row.get(0)).optional()?;
    let first: i64 = next.unwrap_or(1);
    let PreparedWords { places, shape, packed, .. } = words;
    let put = "INSERT INTO claims (first, document, reader, n_claims, shape, places)
               SELECT ?1, ?2, number, ?5, ?6, ?7 FROM readers WHERE version = ?3 AND shape = ?4";
    let row = params![first, number, version.0, reader_shape, places.claims.len(), shape, packed];
    connection.execute(put, row)?;
    let mut put = connection.prepare("INSERT INTO claim_words (rowid, words) VALUES (?1, ?2)")?;
    for (rowid, place) in (first..).zip(&places.claims) {
        match place.spans.as_slice() {
            [span] => put.execute(params![rowid, span.of(&words.text)])?,
            spans => put.execute(params![rowid, joined(&words.text, spans)])?,
        };
    }
    Ok(())
}

/// Takes the words of that document away.
fn forget_words(connection: &Connection, number: i64) -> rusqlite::Result<()> {
    let query = "SELECT first, n_claims FROM claims WHERE document = ?1";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
    let Some((first, n_claims)) = connection.query_row(query, [number], row).optional()? else {
        return Ok(());
    };
    connection.execute("DELETE FROM document_words WHERE rowid = ?1", [number])?;
    let mut forget = connection.prepare("DELETE FROM claim_words WHERE rowid = ?1")?;
    for rowid in first..first.saturating_add(n_claims) {
        forget.execute([rowid])?;
    }
    connection.execute("DELETE FROM claims WHERE document = ?1", [number]).map(|_| ())
}

/// Takes the words away of what others than `version` read.
pub(crate) fn keep_words_of(connection: &Connection, version: &ReaderVersion) -> rusqlite::Result<()> {
    let others = "SELECT document FROM claims JOIN readers ON reader = number WHERE version <> ?1";
    let mut statement = connection.prepare(others)?;
    let numbers = statement.query_map([&version.0], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    numbers.into_iter().try_for_each(|number| forget_words(connection, number))
}

/// Returns the words of spans, with a blank between parts; words across such a blank stand side by side.
pub(crate) fn joined(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| span.of(text)).collect::<Vec<&str>>().join(" ")
}
