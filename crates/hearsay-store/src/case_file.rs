//! The case file: made, opened, and brought up to the latest format.
//!
//! Not what is in it: that is [`additions`](crate::additions), [`documents`](crate::documents), [`log`](crate::log) and
//! [`audit`](crate::audit), each with its part of the methods of [`CaseFile`].

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::error::StoreError;
use crate::migrations;

/// How long another process may hold the file before it is called busy.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open case. Several processes may have one open, of which one writes at a time.
#[derive(Debug)]
pub struct CaseFile {
    pub(crate) connection: Connection,
    path: PathBuf,
}

/// How much a transaction must survive once it is committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lasting {
    /// The end of the process, however sudden. When the power fails, the last ones may be undone, in order and whole.
    Process,
    /// The power failing as well.
    Power,
}

impl CaseFile {
    /// Makes a new case, which only this user may read.
    ///
    /// # Errors
    /// When there is a file of that name, or none can be written.
    pub fn create(path: &Path) -> Result<CaseFile, StoreError> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => StoreError::Exists(path.to_owned()),
            ErrorKind::PermissionDenied | ErrorKind::NotFound => StoreError::NotWritable(path.to_owned()),
            _ => StoreError::Disk { path: path.to_owned(), detail: error.kind().to_string() },
        })?;
        let mut case = CaseFile::connect(path)?;
        case.keep_a_log_of_pages()?;
        migrations::migrate(&mut case.connection).map_err(|error| case.error(&error))?;
        Ok(case)
    }

    /// Opens a case, and brings it up to the latest format.
    ///
    /// # Errors
    /// When there is none, when the file is something else, or when a newer program wrote it: then it is left alone.
    pub fn open(path: &Path) -> Result<CaseFile, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let mut case = CaseFile::connect(path)?;
        let number = |pragma: &str| case.connection.query_row(pragma, [], |row| row.get::<_, i64>(0));
        let read = || Ok((number("PRAGMA application_id")?, number("SELECT count(*) FROM sqlite_schema")?));
        match read().map_err(|error| case.error(&error))? {
            (migrations::APPLICATION_ID, _) => {}
            (0, 0) => return Err(StoreError::Unfinished(path.to_owned())),
            _ => return Err(StoreError::NotACase(path.to_owned())),
        }
        let found = migrations::format_of(&case.connection).map_err(|error| case.error(&error))?;
        if found > migrations::LATEST {
            return Err(StoreError::Newer { path: path.to_owned(), found, known: migrations::LATEST });
        }
        case.keep_a_log_of_pages()?;
        if found < migrations::LATEST {
            migrations::migrate(&mut case.connection).map_err(|error| case.error(&error))?;
        }
        Ok(case)
    }

    /// Returns where the case is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns a number that is another one each time when somebody else has written to the file, and tells nothing else.
    ///
    /// What this very `CaseFile` writes does not change it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn writes_of_others(&self) -> Result<i64, StoreError> {
        let read = self.connection.query_row("PRAGMA data_version", [], |row| row.get(0));
        read.map_err(|error| self.error(&error))
    }

    /// Opens the file as a database. A case may come from somebody else: what its schema says is not trusted, and nothing
    /// but its pages is changed.
    fn connect(path: &Path) -> Result<CaseFile, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let failed = |error: rusqlite::Error| StoreError::of_sqlite(path, &error);
        let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
        let case = CaseFile { connection, path: path.to_owned() };
        let connection = &case.connection;
        let set = || {
            connection.busy_timeout(PATIENCE)?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
            connection.pragma_update(None, "foreign_keys", true)?;
            connection.pragma_update(None, "cell_size_check", true)?;
            connection.pragma_update(None, "secure_delete", true)?;
            // Nothing of a case is written anywhere but beside it.
            connection.pragma_update(None, "temp_store", "MEMORY")
        };
        set().map_err(failed)?;
        Ok(case)
    }

    /// Sets SQLite's write-ahead log, which the file remembers: who reads does not wait for who writes.
    fn keep_a_log_of_pages(&self) -> Result<(), StoreError> {
        self.connection.pragma_update(None, "journal_mode", "WAL").map_err(|error| self.error(&error))
    }

    /// Begins to write: nobody else may until it is committed or dropped.
    pub(crate) fn write(&mut self, lasting: Lasting) -> Result<Transaction<'_>, StoreError> {
        let path = &self.path;
        let failed = |error: rusqlite::Error| StoreError::of_sqlite(path, &error);
        let synchronous = match lasting {
            Lasting::Process => "NORMAL",
            Lasting::Power => "FULL",
        };
        self.connection.pragma_update(None, "synchronous", synchronous).map_err(failed)?;
        self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)
    }

    pub(crate) fn error(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::of_sqlite(&self.path, error)
    }
}
