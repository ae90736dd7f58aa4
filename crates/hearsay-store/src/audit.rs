//! Proof that a case is what was put into it: the chain of the log, the documents against it, the originals' hashes, and
//! the words that judgements are anchored on. The first thing that does not hold is named.
//!
//! Not proof against somebody who rebuilds the whole chain: for that, keep the [head](CaseFile::head) elsewhere and hand
//! it in. Nor are readings proved: they are derived, and made anew at any time.

use std::collections::BTreeMap;
use std::fmt;

use hearsay_text::document::DocumentId;
use hearsay_text::moment::Moment;
use hearsay_text::refusal::BYTES_MAX;
use hearsay_text::span::Span;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row};

use crate::case_file::CaseFile;
use crate::container;
use crate::documents::given;
use crate::entry::{AddedDocument, EntryHash, Event, hash};
use crate::error::StoreError;
use crate::hypotheses::Hypotheses;
use crate::migrations;
use crate::packing::unpack;
use crate::settings::{effort_name, format_name};
use hearsay_case::anchor::Hold;
use hearsay_case::judgement::Judgement;

/// What an audit found. Counts go as far as the audit came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// How many entries of the log hold.
    pub n_entries: usize,
    /// How many originals hold.
    pub n_documents: usize,
    /// How many anchors of judgements in force hold.
    pub n_anchors: usize,
    /// How many of those hold elsewhere than where they were judged, since a better importer read the document.
    pub n_moved: usize,
    /// The hash of the last entry that holds.
    pub head: EntryHash,
    /// The first thing that does not hold; `None` if all does.
    pub fault: Option<Fault>,
}

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The pages of the file do not fit together.
    Pages(String),
    /// A table, index, trigger or view is not as this program makes it.
    Part(String),
    /// An entry of the log.
    Entry(u64, EntryFault),
    /// The hash that was kept elsewhere is none of this log's.
    Head(EntryHash),
    /// A document.
    Document(DocumentId, DocumentFault),
    /// The words of a judgement are not in the document, or in several places.
    Anchor {
        /// The judgement.
        entry: u64,
        /// The document.
        document: DocumentId,
        /// Where the words stood.
        span: Span,
    },
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryFault {
    /// It is not there, though later ones are.
    Missing,
    /// It does not carry the hash of the one before.
    Previous,
    /// Its hash is not that of what it says.
    Hash,
    /// It is not in the words of this program.
    Words,
    /// It adds or states what was there before, takes back what is no judgement in force, or judges a hypothesis that is not
    /// stated.
    Order,
}

/// What is wrong with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentFault {
    /// The log tells of its addition, and it is not there.
    Missing,
    /// It is there, and the log does not tell of its addition.
    Unlogged,
    /// It is not described as the log has it.
    Description,
    /// Its original is not the bytes that were added.
    Original,
    /// Its text cannot be unpacked; reading the case again makes it anew.
    Text,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Pages(what) => write!(f, "the pages of the file do not fit together: {what}"),
            Fault::Part(part) => write!(f, "the {part} is not as hearsay makes it"),
            Fault::Entry(entry, why) => write!(f, "entry {entry} of the log {why}"),
            Fault::Head(head) => write!(f, "no entry of the log has the hash {head}, which was kept elsewhere"),
            Fault::Document(document, why) => write!(f, "document {document} {why}"),
            Fault::Anchor { entry, document, span } => write!(
                f,
                "the words of entry {entry} do not stand at bytes {}..{} of document {document}, nor in one other place",
                span.start, span.end
            ),
        }
    }
}

impl fmt::Display for EntryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            EntryFault::Missing => "is missing",
            EntryFault::Previous => "does not follow from the one before",
            EntryFault::Hash => "was changed: its hash is not that of what it says",
            EntryFault::Words => "is not in the words of this program",
            EntryFault::Order => {
                "adds what is there already, takes back what is no judgement in force, or judges what is not stated"
            }
        })
    }
}

impl fmt::Display for DocumentFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DocumentFault::Missing => "was added and is not there",
            DocumentFault::Unlogged => "is there, and the log does not tell of its addition",
            DocumentFault::Description => "is not described as the log has it",
            DocumentFault::Original => "is not the bytes that were added",
            DocumentFault::Text => "has a damaged text: read the case again",
        })
    }
}

/// What the log says, once its chain holds.
#[derive(Default)]
struct Told {
    added: BTreeMap<u64, AddedDocument>,
    judgements: BTreeMap<u64, Judgement>,
}

/// Why an audit stops.
enum Stop {
    Fault(Fault),
    Failure(rusqlite::Error),
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Stop {
        let code = error.sqlite_error_code();
        if matches!(code, Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)) {
            return Stop::Fault(Fault::Pages("a page is not what it is said to be".to_owned()));
        }
        match error {
            // A value of another type than this program writes: the row was changed by hand.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..) => {
                Stop::Fault(Fault::Pages("a row holds what cannot stand there".to_owned()))
            }
            error => Stop::Failure(error),
        }
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Fault(fault)
    }
}

impl CaseFile {
    /// Proves the case, as it is at one moment, and names the first thing that does not hold.
    ///
    /// `kept` is a [head](CaseFile::head) of the same case that was kept elsewhere.
    ///
    /// # Errors
    /// When the file cannot be read for a reason that says nothing of what is in it.
    pub fn audit(&self, kept: Option<EntryHash>) -> Result<Audit, StoreError> {
        let mut audit =
            Audit { n_entries: 0, n_documents: 0, n_anchors: 0, n_moved: 0, head: EntryHash::NONE, fault: None };
        let stopped = self.prove(kept, &mut audit);
        match stopped {
            Ok(()) => {}
            Err(Stop::Fault(fault)) => audit.fault = Some(fault),
            Err(Stop::Failure(error)) => return Err(self.error(&error)),
        }
        Ok(audit)
    }

    fn prove(&self, kept: Option<EntryHash>, audit: &mut Audit) -> Result<(), Stop> {
        // All of it as of one moment, whatever another process writes meanwhile.
        let moment = self.connection.unchecked_transaction()?;
        prove_pages(&moment)?;
        let told = prove_log(&moment, kept, audit)?;
        prove_documents(&moment, &told.added, audit)?;
        for (&entry, judgement) in &told.judgements {
            self.prove_anchors(entry, judgement, audit)?;
        }
        Ok(())
    }

    fn prove_anchors(&self, entry: u64, judgement: &Judgement, audit: &mut Audit) -> Result<(), Stop> {
        for judged in judgement.judged() {
            let anchor = &judged.anchor;
            let text = self.text(anchor.document).map_err(|_| Fault::Document(anchor.document, DocumentFault::Text))?;
            match text.map_or(Hold::Lost, |text| anchor.hold(&text)) {
                Hold::Same => {}
                Hold::Moved(_) => audit.n_moved += 1,
                Hold::Lost => {
                    return Err(Fault::Anchor { entry, document: anchor.document, span: anchor.span }.into());
                }
            }
            audit.n_anchors += 1;
        }
        Ok(())
    }
}

fn prove_pages(connection: &Connection) -> Result<(), Stop> {
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(Fault::Pages(found.lines().next().unwrap_or_default().to_owned()).into());
    }
    let unlinked = connection.query_row("PRAGMA foreign_key_check", [], |row| row.get::<_, String>(0)).optional()?;
    if let Some(table) = unlinked {
        return Err(Fault::Pages(format!("a row of {table} belongs to nothing")).into());
    }
    let (made, found) = (migrations::schema()?, migrations::schema_of(connection)?);
    let of_one = |(part, _): &(String, String)| part.clone();
    // What somebody put beside it, such as an index of their own, is in the second list only.
    let changed = made.iter().find(|part| !found.contains(part)).map(of_one);
    let added = found.iter().find(|part| !made.contains(part)).map(of_one);
    changed.or(added).map_or(Ok(()), |part| Err(Fault::Part(part).into()))
}

fn prove_log(connection: &Connection, kept: Option<EntryHash>, audit: &mut Audit) -> Result<Told, Stop> {
    let mut told = Told::default();
    let mut documents = BTreeMap::new();
    let mut hypotheses = Hypotheses::default();
    let mut is_kept = kept.is_none_or(|kept| kept == EntryHash::NONE);
    let query = "SELECT number, at, author, kind, said, previous, hash FROM log ORDER BY number";
    let mut statement = connection.prepare(query)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let expected = audit.n_entries as u64 + 1;
        let number: u64 = row.get(0)?;
        if number != expected {
            return Err(Fault::Entry(expected, EntryFault::Missing).into());
        }
        let fault = |why| Err(Stop::Fault(Fault::Entry(number, why)));
        let text = |idx| row.get::<_, String>(idx);
        let (at, author, kind, said) = (text(1)?, text(2)?, text(3)?, text(4)?);
        if EntryHash(row.get(5)?) != audit.head {
            return fault(EntryFault::Previous);
        }
        let hash = hash(audit.head, number, &at, &author, &kind, &said);
        if EntryHash(row.get(6)?) != hash {
            return fault(EntryFault::Hash);
        }
        let Some(event) = Moment::parse(&at).and_then(|_| Event::parse(&kind, &said)) else {
            return fault(EntryFault::Words);
        };
        if let Event::Judged { judgement, .. } = &event
            && hypotheses.admit(judgement).is_err()
        {
            return fault(EntryFault::Order);
        }
        hypotheses.take(number, &event);
        let is_new = match event {
            Event::Added(added) => {
                let is_new = documents.insert(added.document, number).is_none();
                told.added.insert(number, added);
                is_new
            }
            Event::Judged { judgement, .. } => told.judgements.insert(number, judgement).is_none(),
            Event::Undone(entry) => told.judgements.remove(&entry).is_some(),
        };
        if !is_new {
            return fault(EntryFault::Order);
        }
        is_kept |= kept == Some(hash);
        (audit.n_entries, audit.head) = (audit.n_entries + 1, hash);
    }
    match kept {
        Some(kept) if !is_kept => Err(Fault::Head(kept).into()),
        _ => Ok(told),
    }
}

/// Compares the documents with what the log tells of their addition, one for one, and their originals with their hashes.
fn prove_documents(
    connection: &Connection,
    added: &BTreeMap<u64, AddedDocument>,
    audit: &mut Audit,
) -> Result<(), Stop> {
    let query =
        "SELECT id, entry, file_name, original_bytes, format, charset, effort, source, published, url, container, bytes
                 FROM documents LEFT JOIN originals ON document = number ORDER BY entry";
    let mut statement = connection.prepare(query)?;
    let mut rows = statement.query([])?;
    let mut expected = added.iter();
    while let Some(row) = rows.next()? {
        let (id, entry) = (DocumentId(row.get(0)?), row.get::<_, u64>(1)?);
        match expected.next() {
            Some((&of, told)) if of == entry && told.document == id => {
                if !is_described(row, told)? {
                    return Err(Fault::Document(id, DocumentFault::Description).into());
                }
            }
            Some((&of, told)) if of < entry => {
                return Err(Fault::Document(told.document, DocumentFault::Missing).into());
            }
            _ => return Err(Fault::Document(id, DocumentFault::Unlogged).into()),
        }
        let (packed, length_bytes): (Option<Vec<u8>>, usize) = (row.get(11)?, row.get(3)?);
        let bytes = packed.filter(|_| length_bytes <= BYTES_MAX).and_then(|packed| unpack(&packed, length_bytes));
        if bytes.is_none_or(|bytes| *blake3::hash(&bytes).as_bytes() != id.0) {
            return Err(Fault::Document(id, DocumentFault::Original).into());
        }
        audit.n_documents += 1;
    }
    let missing = expected.next();
    missing.map_or(Ok(()), |(_, told)| Err(Fault::Document(told.document, DocumentFault::Missing).into()))
}

fn is_described(row: &Row<'_>, told: &AddedDocument) -> rusqlite::Result<bool> {
    let text = |idx| row.get::<_, Option<String>>(idx);
    Ok(text(2)?.as_deref() == Some(&told.file_name)
        && row.get::<_, u64>(3)? == told.original_bytes
        && text(4)?.as_deref() == told.format.map(format_name)
        && text(5)?.as_deref() == told.charset.map(|charset| charset.name())
        && text(6)?.as_deref() == Some(effort_name(told.effort))
        && text(8)? == told.given.published.map(|published| published.to_string())
        && text(10)? == container::column(&told.given)
        && given(row, 7)? == told.given)
}
