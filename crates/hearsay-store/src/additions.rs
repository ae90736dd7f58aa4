//! Adding documents and readings to a case: each in one transaction.
//!
//! Not importing or reading: what comes here is [prepared](crate::prepared).

use hearsay_text::document::DocumentId;
use rusqlite::{Connection, OptionalExtension, params};

use crate::case_file::{CaseFile, Lasting};
use crate::container;
use crate::entry::{AddedDocument, Event};
use crate::error::StoreError;
use crate::log;
use crate::outlines::take_away_outline;
use crate::prepared::{PreparedDocument, PreparedPage, PreparedReading};
use crate::search::index::{keep_words_of, put_words};
use crate::settings::{effort_name, format_name};
use crate::signature::Signature;
use crate::version::ReaderVersion;

/// What became of a document that was to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addition {
    /// It is in the case now.
    Added,
    /// The same bytes were there already; nothing was changed.
    Known,
}

/// What became of a document that was read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rereading {
    /// The text is what it was; what other readers read of it stays.
    SameText,
    /// Import makes another text of it, so all that was read of the old one is gone. Judgements are not: those that no
    /// longer hold are [adrift](CaseFile::adrift).
    NewText,
}

impl CaseFile {
    /// Adds a document with what was read of it, in one transaction: when this returns, all of it is there, and when the
    /// process ends before, nothing of it is.
    ///
    /// # Errors
    /// When the file cannot be written, or the author's name is not one line.
    pub fn add(&mut self, document: &PreparedDocument, signature: &Signature) -> Result<Addition, StoreError> {
        let path = self.path().to_owned();
        let failed = |error: rusqlite::Error| StoreError::of_sqlite(&path, &error);
        log::check_author(&path, signature)?;
        let transaction = self.write(Lasting::Process)?;
        if number_of(&transaction, document.reading.id).map_err(failed)?.is_some() {
            return Ok(Addition::Known);
        }
        let add = || {
            let number = insert_document(&transaction, document, signature)?;
            put_page(&transaction, number, &document.reading.page)?;
            put_reading(&transaction, number, &document.reading)?;
            take_away_outline(&transaction)
        };
        add().map_err(failed)?;
        transaction.commit().map_err(failed)?;
        Ok(Addition::Added)
    }

    /// Puts what a reader made of a document that is in the case, in place of what the same reader made of it before.
    ///
    /// # Errors
    /// When the document is not in the case, or the file cannot be written.
    pub fn put(&mut self, reading: &PreparedReading) -> Result<Rereading, StoreError> {
        let path = self.path().to_owned();
        let failed = |error: rusqlite::Error| StoreError::of_sqlite(&path, &error);
        let transaction = self.write(Lasting::Process)?;
        let Some(number) = number_of(&transaction, reading.id).map_err(failed)? else {
            return Err(StoreError::UnknownDocument { path, document: reading.id });
        };
        let put = || {
            let rereading = if has_text(&transaction, number, &reading.page)? {
                Rereading::SameText
            } else {
                transaction.execute("DELETE FROM readings WHERE document = ?1", [number])?;
                Rereading::NewText
            };
            put_page(&transaction, number, &reading.page)?;
            put_reading(&transaction, number, reading)?;
            take_away_outline(&transaction)?;
            Ok(rereading)
        };
        let rereading = put().map_err(failed)?;
        transaction.commit().map_err(failed)?;
        Ok(rereading)
    }

    /// Forgets what all other readers read. The room is used again by what comes next.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_only(&mut self, version: &ReaderVersion) -> Result<(), StoreError> {
        let path = self.path().to_owned();
        let failed = |error: rusqlite::Error| StoreError::of_sqlite(&path, &error);
        let transaction = self.write(Lasting::Process)?;
        let forget = || {
            keep_words_of(&transaction, version)?;
            let others = "SELECT number FROM readers WHERE version <> ?1";
            transaction.execute(&format!("DELETE FROM readings WHERE reader IN ({others})"), [&version.0])?;
            transaction.execute("DELETE FROM readers WHERE version <> ?1", [&version.0])?;
            take_away_outline(&transaction)
        };
        forget().map_err(failed)?;
        transaction.commit().map_err(failed)
    }
}

/// Returns the number of a document in the case, if it is there.
pub(crate) fn number_of(connection: &Connection, id: DocumentId) -> rusqlite::Result<Option<i64>> {
    connection.query_row("SELECT number FROM documents WHERE id = ?1", [id.0], |row| row.get(0)).optional()
}

fn insert_document(
    connection: &Connection,
    document: &PreparedDocument,
    signature: &Signature,
) -> rusqlite::Result<i64> {
    let PreparedDocument { reading, original, file_name, settings, given } = document;
    let added = Event::Added(AddedDocument {
        document: reading.id,
        original_bytes: original.length_bytes as u64,
        file_name: file_name.clone(),
        format: settings.format,
        charset: settings.charset,
        effort: settings.effort,
        given: given.clone(),
    });
    let entry = log::append(connection, &added, signature)?;
    connection.execute(
        "INSERT INTO documents (id, file_name, original_bytes, format, charset, effort, source, published, url, container,
                                entry)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            reading.id.0,
            file_name,
            original.length_bytes,
            settings.format.map(format_name),
            settings.charset.map(|charset| charset.name()),
            effort_name(settings.effort),
            given.source,
            given.published.map(|published| published.to_string()),
            given.url,
            container::column(given),
            entry,
        ],
    )?;
    let number = connection.last_insert_rowid();
    connection.execute("INSERT INTO originals (document, bytes) VALUES (?1, ?2)", params![number, original.bytes])?;
    Ok(number)
}

/// Returns whether the page that is there has the text of `page`.
fn has_text(connection: &Connection, number: i64, page: &PreparedPage) -> rusqlite::Result<bool> {
    let query = "SELECT text_bytes = ?2 AND text IS ?3 FROM pages WHERE document = ?1";
    let found = connection.query_row(query, params![number, page.text_bytes, page.text], |row| row.get(0));
    Ok(found.optional()?.unwrap_or(false))
}

fn put_page(connection: &Connection, number: i64, page: &PreparedPage) -> rusqlite::Result<()> {
    let query = "INSERT INTO pages (document, title, author, site, published, modified, language, text_bytes, text,
                                    shape, layout_bytes, layout)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
                 ON CONFLICT (document) DO UPDATE
                 SET title = excluded.title, author = excluded.author, site = excluded.site,
                     published = excluded.published, modified = excluded.modified, language = excluded.language,
                     text_bytes = excluded.text_bytes, text = excluded.text, shape = excluded.shape,
                     layout_bytes = excluded.layout_bytes, layout = excluded.layout";
    let PreparedPage { title, author, site, published, modified, language, text, text_bytes, shape, layout } = page;
    let layout_bytes = layout.length_bytes;
    let row = params![
        number,
        title,
        author,
        site,
        published,
        modified,
        language,
        text_bytes,
        text,
        shape,
        layout_bytes,
        layout.bytes
    ];
    connection.execute(query, row).map(|_| ())
}

fn put_reading(connection: &Connection, number: i64, reading: &PreparedReading) -> rusqlite::Result<()> {
    let PreparedReading { version, shape, reading, words, .. } = reading;
    connection.execute(
        "INSERT INTO readers (version, shape) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        params![version.0, shape],
    )?;
    let query = "INSERT INTO readings (document, reader, length_bytes, bytes)
                 SELECT ?1, number, ?4, ?5 FROM readers WHERE version = ?2 AND shape = ?3
                 ON CONFLICT (document, reader) DO UPDATE
                 SET length_bytes = excluded.length_bytes, bytes = excluded.bytes";
    connection.execute(query, params![number, version.0, shape, reading.length_bytes, reading.bytes])?;
    put_words(connection, number, version, *shape, words)
}
