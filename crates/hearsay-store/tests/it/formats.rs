//! Other files, other formats and other users of the file are told in words.

use hearsay_store::case_file::CaseFile;
use hearsay_store::error::StoreError;
use rusqlite::Connection;

use crate::cases::{Folder, prepared, signature};

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let folder = Folder::new();
    let path = folder.case().path().to_owned();
    let other = Connection::open(&path).unwrap();
    other.pragma_update(None, "user_version", 99).unwrap();
    drop(other);
    let before = std::fs::read(&path).unwrap();
    let refused = CaseFile::open(&path).unwrap_err();
    assert_eq!(refused, StoreError::Newer { path: path.clone(), found: 99, known: 6 });
    assert!(refused.to_string().contains("a newer hearsay wrote it"), "{refused}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_case_of_the_format_before_opens_and_holds() {
    let folder = Folder::new();
    let mut case = folder.case();
    case.add(&prepared("He left."), &signature()).unwrap();
    let path = case.path().to_owned();
    drop(case);
    // Formats 4 to 6 have the same tables.
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 4).unwrap();
    let mut case = CaseFile::open(&path).unwrap();
    let (_, hypothesis) = case.state("he left for good", None, None, &signature()).unwrap();
    assert_eq!(hypothesis.to_string(), "h1");
    assert_eq!(case.audit(None).unwrap().fault, None);
    drop(case);
    let format: i64 = Connection::open(&path).unwrap().query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(format, 6);
}

#[test]
fn what_is_no_case_is_refused_and_left_alone() {
    let folder = Folder::new();
    let text = folder.file("a.txt");
    std::fs::write(&text, "Not a database, but longer than the header of one would have been. ".repeat(20)).unwrap();
    let database = folder.file("b.sqlite");
    Connection::open(&database).unwrap().execute_batch("CREATE TABLE a (b); PRAGMA user_version = 1").unwrap();
    for path in [text, database] {
        let before = std::fs::read(&path).unwrap();
        assert_eq!(CaseFile::open(&path).unwrap_err(), StoreError::NotACase(path.clone()));
        assert_eq!(CaseFile::create(&path).unwrap_err(), StoreError::Exists(path.clone()));
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
    let absent = folder.file("c");
    assert_eq!(CaseFile::open(&absent).unwrap_err(), StoreError::Missing(absent.clone()));
    assert!(!absent.exists());
    std::fs::write(&absent, "").unwrap();
    assert_eq!(CaseFile::open(&absent).unwrap_err(), StoreError::Unfinished(absent.clone()));
    let nowhere = folder.file("d").join("e");
    assert_eq!(CaseFile::create(&nowhere).unwrap_err(), StoreError::NotWritable(nowhere));
}

#[test]
fn one_writes_and_others_read() {
    let folder = Folder::new();
    let mut case = folder.case();
    case.add(&prepared("He left."), &signature()).unwrap();
    let writer = Connection::open(case.path()).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    let reader = CaseFile::open(case.path()).unwrap();
    assert_eq!(reader.documents().unwrap().len(), 1);
    assert_eq!(reader.audit(None).unwrap().fault, None);
}

#[cfg(unix)]
#[test]
fn only_the_user_may_read_a_case() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let mut case = folder.case();
    case.add(&prepared("He left."), &signature()).unwrap();
    for beside in ["", "-wal"] {
        let path = format!("{}{beside}", case.path().display());
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn messages_name_the_file_and_a_remedy() {
    let folder = Folder::new();
    let mut case = folder.case();
    let mut signature = signature();
    signature.author = "Ann\nLee".to_owned();
    let refused = case.add(&prepared("He left."), &signature).unwrap_err();
    assert_eq!(refused, StoreError::NoAuthor(case.path().to_owned()));
    let message = refused.to_string();
    assert!(message.starts_with(&case.path().display().to_string()) && message.contains(": sign with"), "{message}");
    assert!(case.documents().unwrap().is_empty());
}
