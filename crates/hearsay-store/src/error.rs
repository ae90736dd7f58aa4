//! What can go wrong with a case file, with the file's name and what to do about it.
//!
//! Not what [`audit`](crate::audit) finds, which is a result. No text of a document and no word of a judgement is ever in
//! a message: hashes, numbers and places are.

use std::path::{Path, PathBuf};

use hearsay_case::hypotheses::scale::HypothesisId;
use hearsay_text::document::DocumentId;
use hearsay_text::span::Span;
use rusqlite::ErrorCode;
use thiserror::Error;

use crate::entry::EntryHash;

/// Why a case could not be used as asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// A new case would stand where there is a file.
    #[error("{}: there is a file of that name already: choose another name, or add to it if it is a case", .0.display())]
    Exists(PathBuf),
    /// There is no such file.
    #[error("{}: there is no such file: check the name, or make a new case", .0.display())]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{}: it is no case of hearsay: check the name, or make a new case under another", .0.display())]
    NotACase(PathBuf),
    /// Making the case was cut off before anything was in it.
    #[error("{}: making it was cut off, and nothing is in it: delete it and make the case again", .0.display())]
    Unfinished(PathBuf),
    /// A later version of the program wrote it.
    #[error(
        "{}: a newer hearsay wrote it (its format is {found}, this program knows {known}): use that version or a later one",
        path.display()
    )]
    Newer {
        /// The case.
        path: PathBuf,
        /// The number of its format.
        found: i64,
        /// The greatest number that is known.
        known: i64,
    },
    /// Another process is writing.
    #[error("{}: another program is writing to it: wait until it is done and try again", .0.display())]
    Busy(PathBuf),
    /// The file or its folder cannot be written to.
    #[error(
        "{}: it or its folder cannot be written to: check the permissions, or copy the case to where you may write",
        .0.display()
    )]
    NotWritable(PathBuf),
    /// No room.
    #[error("{}: the disk is full: make room and try again; what was there before is unharmed", .0.display())]
    Full(PathBuf),
    /// The file is damaged.
    #[error("{}: it is damaged ({what}): restore it from a copy, and audit that", path.display())]
    Damaged {
        /// The case.
        path: PathBuf,
        /// What part does not hold.
        what: String,
    },
    /// A file operation failed.
    #[error("{}: it cannot be read or written ({detail}): check the disk and try again", path.display())]
    Disk {
        /// The case.
        path: PathBuf,
        /// What the system says.
        detail: String,
    },
    /// The case does not hold that document.
    #[error("{}: there is no document {document} in it: add the file first", path.display())]
    UnknownDocument {
        /// The case.
        path: PathBuf,
        /// What was asked for.
        document: DocumentId,
    },
    /// The log has no judgement of that number that could be undone.
    #[error("{}: entry {entry} of its log {why}: look the number up in the log", path.display())]
    NotUndoable {
        /// The case.
        path: PathBuf,
        /// The entry.
        entry: u64,
        /// Why it cannot be undone, as the end of a sentence.
        why: &'static str,
    },
    /// Something was done to the case after whoever decides looked at it.
    #[error("{}: something was done to it meanwhile: look at it as it is now, and decide again", path.display())]
    Moved {
        /// The case.
        path: PathBuf,
        /// The head of the log as it is now.
        head: EntryHash,
    },
    /// The words that a judgement is anchored on do not stand there.
    #[error(
        "{}: the quoted words do not stand at bytes {}..{} of document {document}: judge what is read there now",
        path.display(), span.start, span.end
    )]
    NotAnchored {
        /// The case.
        path: PathBuf,
        /// The document.
        document: DocumentId,
        /// Where the words should stand.
        span: Span,
    },
    /// A hypothesis is not there, or there already.
    #[error("{}: the hypothesis {hypothesis} {why}", path.display())]
    Hypothesis {
        /// The case.
        path: PathBuf,
        /// The hypothesis.
        hypothesis: HypothesisId,
        /// What is wrong, and what to do.
        why: &'static str,
    },
    /// The author's name cannot be signed with.
    #[error("{}: an author's name must be one line that is not empty: sign with another name", .0.display())]
    NoAuthor(PathBuf),
}

impl StoreError {
    /// Returns the error that SQLite's is, for the case at `path`.
    pub(crate) fn of_sqlite(path: &Path, error: &rusqlite::Error) -> StoreError {
        let path = path.to_owned();
        let detail = match error {
            rusqlite::Error::SqliteFailure(failure, message) => match failure.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => return StoreError::Busy(path),
                ErrorCode::DiskFull => return StoreError::Full(path),
                ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
                    return StoreError::NotWritable(path);
                }
                ErrorCode::NotADatabase => return StoreError::NotACase(path),
                ErrorCode::DatabaseCorrupt => {
                    return StoreError::Damaged { path, what: "its pages do not fit together".to_owned() };
                }
                ErrorCode::SystemIoFailure => {
                    return StoreError::Disk { path, detail: format!("SQLite error {}", failure.extended_code) };
                }
                _ => message.clone().unwrap_or_else(|| format!("SQLite error {}", failure.extended_code)),
            },
            // Of these the message may quote what the file holds; which column it was says enough.
            rusqlite::Error::FromSqlConversionFailure(column, ..) => format!("column {column} of a row"),
            rusqlite::Error::InvalidColumnType(_, column, _) => format!("column {column} of a row"),
            other => other.to_string(),
        };
        StoreError::Damaged { path, what: detail }
    }
}
