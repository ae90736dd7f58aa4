//! What is in a case: its documents, their originals, and what was read of them.
//!
//! Not how it came there, see [`additions`](crate::additions).

use hearsay_reading::reading::Reading;
use hearsay_text::document::{Date, Document, DocumentId};
use hearsay_text::encoding::Charset;
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::refusal::{BYTES_MAX, Refusal};
use rusqlite::{OptionalExtension, Row, params};

use crate::case_file::CaseFile;
use crate::coding::claims::ClaimPlaces;
use crate::coding::documents::Layout;
use crate::coding::{self, fingerprint};
use crate::container;
use crate::error::StoreError;
use crate::given::Given;
use crate::packing::{Packed, unpack};
use crate::settings::{effort_of, format_of};
use crate::version::ReaderVersion;

/// One document as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The hash of its bytes.
    pub id: DocumentId,
    /// The file's name, without folders.
    pub file_name: String,
    /// The original's length.
    pub original_bytes: u64,
    /// What the user and the container said of it.
    pub given: Given,
    /// The entry of the log that tells who added it, and when.
    pub entry: u64,
    /// The headline.
    pub title: Option<String>,
    /// Who is named as author.
    pub author: Option<String>,
    /// The outlet's name, found or given.
    pub site: Option<String>,
    /// When it was published, found or given.
    pub published: Option<Date>,
    /// When it was last changed.
    pub modified: Option<Date>,
}

/// An original with all that its import depends on.
#[derive(Clone, Debug)]
pub struct Original {
    /// The bytes, as they were.
    pub bytes: Vec<u8>,
    /// The file's name, without folders.
    pub file_name: String,
    /// What the user settled about the import.
    pub settings: ImportSettings,
    /// What the user and the container said of it.
    pub given: Given,
}

impl Original {
    /// Imports the original again, as it was imported first but with the importer of today.
    ///
    /// # Errors
    /// When the importer of today takes the bytes for no text.
    pub fn import(&self) -> Result<Document, Refusal> {
        let mut document = import(&self.file_name, &self.bytes, &self.settings)?;
        self.given.complete(&mut document);
        Ok(document)
    }
}

impl CaseFile {
    /// Returns the documents, in the order in which they were added.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn documents(&self) -> Result<Vec<Listed>, StoreError> {
        let query = "SELECT id, file_name, original_bytes, source, documents.published, url, container, entry,
                            title, author, site, pages.published, modified
                     FROM documents LEFT JOIN pages ON pages.document = documents.number
                     ORDER BY documents.number";
        let read = || {
            let mut statement = self.connection.prepare(query)?;
            let rows = statement.query_map([], listed)?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|error| self.error(&error))
    }

    /// Returns the original of a document, byte for byte, if the case has it.
    ///
    /// # Errors
    /// When the file cannot be read, or the bytes are not those that were added.
    pub fn original(&self, id: DocumentId) -> Result<Option<Original>, StoreError> {
        let query = "SELECT bytes, original_bytes, file_name, format, charset, effort, source, published, url,
                            container
                     FROM documents JOIN originals ON document = number WHERE id = ?1";
        let row = |row: &Row<'_>| {
            let format: Option<String> = row.get(3)?;
            let charset: Option<String> = row.get(4)?;
            let effort: String = row.get(5)?;
            let settings = ImportSettings {
                effort: effort_of(&effort).unwrap_or_default(),
                format: format.as_deref().and_then(format_of),
                charset: charset.as_deref().and_then(Charset::from_label),
            };
            let packed: Vec<u8> = row.get(0)?;
            let length_bytes: usize = row.get(1)?;
            let bytes = (length_bytes <= BYTES_MAX).then(|| unpack(&packed, length_bytes)).flatten();
            let given = given(row, 6)?;
            Ok((bytes, row.get(2)?, settings, given))
        };
        let found = self.connection.query_row(query, [id.0], row).optional().map_err(|error| self.error(&error))?;
        let Some((bytes, file_name, settings, given)) = found else { return Ok(None) };
        match bytes {
            Some(bytes) if *blake3::hash(&bytes).as_bytes() == id.0 => {
                Ok(Some(Original { bytes, file_name, settings, given }))
            }
            _ => Err(StoreError::Damaged {
                path: self.path().to_owned(),
                what: format!("the original of document {id} is not what was added"),
            }),
        }
    }

    /// Returns the canonical text of a document, which anchors point into, if the case has the document.
    ///
    /// # Errors
    /// When the file cannot be read, or the text is damaged.
    pub fn text(&self, id: DocumentId) -> Result<Option<String>, StoreError> {
        let query = "SELECT text, text_bytes FROM documents JOIN pages ON document = number WHERE id = ?1";
        let row = |row: &Row<'_>| Ok((row.get::<_, Option<Vec<u8>>>(0)?, row.get::<_, usize>(1)?));
        let found = self.connection.query_row(query, [id.0], row).optional().map_err(|error| self.error(&error))?;
        let bytes = match found {
            None => return Ok(None),
            Some((Some(packed), length_bytes)) if length_bytes <= TEXT_BYTES_MAX => unpack(&packed, length_bytes),
            Some((Some(_), _)) => None,
            Some((None, _)) => self.original(id)?.map(|original| original.bytes),
        };
        let damaged = || StoreError::Damaged {
            path: self.path().to_owned(),
            what: format!("the text of document {id}, which reading the case again makes anew"),
        };
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        text.map(Some).ok_or_else(damaged)
    }

    /// Returns a document as it was imported. Nothing if the case does not have it, or has it in the form of another
    /// version of the program: then it is among the [unread](CaseFile::unread).
    ///
    /// # Errors
    /// When the file cannot be read, or the original or the text is damaged.
    pub fn document(&self, id: DocumentId) -> Result<Option<Document>, StoreError> {
        let query = "SELECT layout, layout_bytes, original_bytes
                     FROM documents JOIN pages ON document = number WHERE id = ?1 AND shape = ?2";
        let row = |row: &Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?, row.get::<_, usize>(2)?));
        let shape = fingerprint::<Layout>();
        let found = self.connection.query_row(query, params![id.0, shape], row).optional();
        let Some((bytes, length_bytes, original_bytes)) = found.map_err(|error| self.error(&error))? else {
            return Ok(None);
        };
        let Some(text) = self.text(id)? else { return Ok(None) };
        let layout = coding::unpack::<Layout>(&Packed { bytes, length_bytes }, &text);
        Ok(layout.and_then(|layout| layout.document(id, text, original_bytes)))
    }

    /// Returns what `version` read of a document, [without its reasons](crate::prepared::without_reasons). Nothing if it has not read it, or if what is kept of it is not in this
    /// program's form: it is read again then, and [put](CaseFile::put).
    ///
    /// # Errors
    /// When the file cannot be read, or the text is damaged.
    pub fn reading(&self, id: DocumentId, version: &ReaderVersion) -> Result<Option<Reading>, StoreError> {
        let query = "SELECT readings.bytes, length_bytes FROM documents
                     JOIN readings ON document = documents.number
                     JOIN readers ON reader = readers.number
                     WHERE id = ?1 AND version = ?2 AND shape = ?3";
        let row = |row: &Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?));
        let key = params![id.0, version.0, fingerprint::<Reading>()];
        let found = self.connection.query_row(query, key, row).optional().map_err(|error| self.error(&error))?;
        let Some((bytes, length_bytes)) = found else { return Ok(None) };
        let text = self.text(id)?.unwrap_or_default();
        Ok(coding::unpack(&Packed { bytes, length_bytes }, &text))
    }

    /// Returns the documents that `version` has not read, or whose words cannot be searched, in the order in which they
    /// were added: what a better reader, or a later format of the case, still has to do.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unread(&self, version: &ReaderVersion) -> Result<Vec<DocumentId>, StoreError> {
        let query = "SELECT id FROM documents WHERE number NOT IN (
                         SELECT readings.document FROM readings
                         JOIN readers ON readings.reader = number
                         JOIN pages ON pages.document = readings.document
                         JOIN claims ON claims.document = readings.document
                         WHERE version = ?1 AND readers.shape = ?2 AND pages.shape = ?3 AND claims.shape = ?4)
                     ORDER BY number";
        let read = || {
            let mut statement = self.connection.prepare(query)?;
            let (reading, layout) = (fingerprint::<Reading>(), fingerprint::<Layout>());
            let key = params![version.0, reading, layout, fingerprint::<ClaimPlaces>()];
            let rows = statement.query_map(key, |row| row.get(0).map(DocumentId))?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|error| self.error(&error))
    }
}

/// No text is longer: import refuses larger files, and a byte of another encoding becomes three of UTF-8 at most.
const TEXT_BYTES_MAX: usize = 3 * BYTES_MAX;

fn listed(row: &Row<'_>) -> rusqlite::Result<Listed> {
    let date = |idx| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(idx)?.as_deref().and_then(Date::parse));
    Ok(Listed {
        id: row.get(0).map(DocumentId)?,
        file_name: row.get(1)?,
        original_bytes: row.get(2)?,
        given: given(row, 3)?,
        entry: row.get(7)?,
        title: row.get(8)?,
        author: row.get(9)?,
        site: row.get(10)?,
        published: date(11)?,
        modified: date(12)?,
    })
}

/// Returns what the user and the container said of a document, from four columns.
pub(crate) fn given(row: &Row<'_>, first: usize) -> rusqlite::Result<Given> {
    let published: Option<String> = row.get(first + 1)?;
    let published = published.as_deref().and_then(Date::parse);
    let container = container::of_column(row.get::<_, Option<String>>(first + 3)?.as_deref());
    Ok(Given { source: row.get(first)?, published, url: row.get(first + 2)?, container })
}
