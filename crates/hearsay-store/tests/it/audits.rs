//! Whatever is changed behind the program's back is found, and the first such thing is named.

use hearsay_case::judgement::Judgement;
use hearsay_store::audit::{DocumentFault, EntryFault, Fault};
use hearsay_store::case_file::CaseFile;
use hearsay_store::entry::EntryHash;
use rusqlite::Connection;

use crate::cases::{Folder, id_of, judged, prepared, signature};

const TEXTS: [&str; 3] = ["He left, she said.", "She stayed, he wrote.", "They met in Norrbank, it said."];

/// Makes a case of three documents and two judgements: entries 1 to 5.
fn case_in(folder: &Folder) -> CaseFile {
    let mut case = folder.case();
    for text in TEXTS {
        case.add(&prepared(text), &signature()).unwrap();
    }
    case.judge(&Judgement::Accept(judged(TEXTS[1], "She stayed")), None, &signature()).unwrap();
    let same = Judgement::NotSame(judged(TEXTS[0], "she"), judged(TEXTS[2], "it"));
    case.judge(&same, Some("two people"), &signature()).unwrap();
    case
}

/// Does what somebody would do who knows SQL: takes the triggers off, changes the rows, and puts the triggers back.
fn tamper(case: &CaseFile, sql: &str) {
    let other = Connection::open(case.path()).unwrap();
    other.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    let query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";
    let mut statement = other.prepare(query).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let triggers: Vec<(String, String)> = rows.collect::<rusqlite::Result<_>>().unwrap();
    drop(statement);
    for (name, _) in &triggers {
        other.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    other.execute_batch(sql).unwrap();
    for (_, sql) in &triggers {
        other.execute_batch(sql).unwrap();
    }
}

fn fault_after(sql: &str) -> Option<Fault> {
    let folder = Folder::new();
    let case = case_in(&folder);
    tamper(&case, sql);
    let fault = case.audit(None).unwrap().fault;
    let words = fault.as_ref().map(ToString::to_string).unwrap_or_default();
    assert!(!words.contains("stayed") && !words.contains("people"), "no text in a message: {words}");
    fault
}

#[test]
fn an_untouched_case_holds() {
    let folder = Folder::new();
    let case = case_in(&folder);
    let audit = case.audit(Some(case.head().unwrap())).unwrap();
    assert_eq!((audit.n_entries, audit.n_documents, audit.n_anchors, audit.n_moved), (5, 3, 3, 0));
    assert_eq!((audit.fault, audit.head), (None, case.head().unwrap()));
    assert_eq!(fault_after(""), None);
}

#[test]
fn the_log_cannot_be_changed_by_mistake() {
    let folder = Folder::new();
    let case = case_in(&folder);
    let other = Connection::open(case.path()).unwrap();
    for table in ["log", "documents", "originals"] {
        assert!(other.execute_batch(&format!("DELETE FROM {table}")).is_err());
        let column = if table == "log" {
            "author"
        } else if table == "originals" {
            "bytes"
        } else {
            "url"
        };
        assert!(other.execute_batch(&format!("UPDATE {table} SET {column} = 'x'")).is_err());
    }
    assert_eq!(case.audit(None).unwrap().fault, None);
}

#[test]
fn changed_entries_are_named() {
    for (sql, entry, why) in [
        ("UPDATE log SET author = 'Bob' WHERE number = 4", 4, EntryFault::Hash),
        ("UPDATE log SET at = '2020-01-01T00:00:00Z' WHERE number = 2", 2, EntryFault::Hash),
        ("UPDATE log SET kind = 'reject' WHERE number = 4", 4, EntryFault::Hash),
        ("UPDATE log SET said = replace(said, 'two', 'one') WHERE number = 5", 5, EntryFault::Hash),
        ("UPDATE log SET previous = zeroblob(32) WHERE number = 3", 3, EntryFault::Previous),
        ("UPDATE log SET hash = zeroblob(32) WHERE number = 3", 3, EntryFault::Hash),
        ("DELETE FROM log WHERE number = 4", 4, EntryFault::Missing),
    ] {
        assert_eq!(fault_after(sql), Some(Fault::Entry(entry, why)), "{sql}");
    }
    // Entries 4 and 5 the other way round.
    let swap = "UPDATE log SET number = 44 WHERE number = 4; UPDATE log SET number = 4 WHERE number = 5;
                UPDATE log SET number = 5 WHERE number = 44";
    assert_eq!(fault_after(swap), Some(Fault::Entry(4, EntryFault::Previous)));
}

#[test]
fn changed_documents_are_named() {
    let (second, third) = (id_of(TEXTS[1]), id_of(TEXTS[2]));
    let document = |id, why| Some(Fault::Document(id, why));
    for (sql, fault) in [
        (
            "UPDATE originals SET bytes = CAST('Xhe stayed, he wrote.' AS BLOB) WHERE document = 2",
            document(second, DocumentFault::Original),
        ),
        ("UPDATE originals SET bytes = zeroblob(7) WHERE document = 2", document(second, DocumentFault::Original)),
        ("DELETE FROM originals WHERE document = 2", document(second, DocumentFault::Original)),
        (
            "DELETE FROM claims WHERE document = 3; DELETE FROM readings WHERE document = 3; DELETE FROM pages WHERE document = 3;
             DELETE FROM originals WHERE document = 3; DELETE FROM documents WHERE number = 3",
            document(third, DocumentFault::Missing),
        ),
        (
            "UPDATE documents SET url = 'https://a.example' WHERE number = 2",
            document(second, DocumentFault::Description),
        ),
        (
            "UPDATE documents SET container = 'container thread a' || char(10) || 'by b' WHERE number = 2",
            document(second, DocumentFault::Description),
        ),
        ("UPDATE documents SET container = 'x' WHERE number = 2", document(second, DocumentFault::Description)),
        ("UPDATE documents SET file_name = 'b.txt' WHERE number = 2", document(second, DocumentFault::Description)),
        ("UPDATE documents SET charset = 'KOI8-R' WHERE number = 2", document(second, DocumentFault::Description)),
        ("UPDATE documents SET effort = 'bulk' WHERE number = 3", document(third, DocumentFault::Description)),
    ] {
        assert_eq!(fault_after(sql), fault, "{sql}");
    }
}

#[test]
fn a_document_that_nobody_added_is_named() {
    let sql = "INSERT INTO documents (number, id, file_name, original_bytes, effort, entry)
               VALUES (9, zeroblob(32), 'a', 1, 'careful', 4);
               INSERT INTO originals VALUES (9, 'a')";
    let slipped = fault_after(&sql.replace("'a')", "CAST('a' AS BLOB))"));
    assert_eq!(slipped, Some(Fault::Document(hearsay_text::document::DocumentId([0; 32]), DocumentFault::Unlogged)));
}

#[test]
fn words_that_are_gone_are_named() {
    let sql = "UPDATE pages SET text = CAST('Nobody came.' AS BLOB), text_bytes = 12 WHERE document = 3";
    let found = fault_after(sql);
    assert!(
        matches!(found, Some(Fault::Anchor { entry: 5, document, .. }) if document == id_of(TEXTS[2])),
        "{found:?}"
    );
    let sql = "UPDATE pages SET text = zeroblob(3), text_bytes = 12 WHERE document = 3";
    assert_eq!(fault_after(sql), Some(Fault::Document(id_of(TEXTS[2]), DocumentFault::Text)));
}

#[test]
fn a_changed_schema_is_named() {
    for (sql, part) in [
        ("CREATE TRIGGER extra AFTER INSERT ON log BEGIN DELETE FROM pages; END", "trigger extra"),
        ("DROP VIEW sqlar", "view sqlar"),
        ("DROP INDEX log_decisions", "index log_decisions"),
    ] {
        let folder = Folder::new();
        let case = case_in(&folder);
        Connection::open(case.path()).unwrap().execute_batch(sql).unwrap();
        assert_eq!(case.audit(None).unwrap().fault, Some(Fault::Part(part.to_owned())));
    }
}

#[test]
fn a_chain_that_was_built_anew_is_found_by_its_head() {
    let folder = Folder::new();
    let case = case_in(&folder);
    let kept = case.head().unwrap();
    assert_eq!(EntryHash::parse(&kept.to_string()), Some(kept));
    let other = Folder::new();
    let mut rebuilt = other.case();
    for text in TEXTS {
        rebuilt.add(&prepared(text), &signature()).unwrap();
    }
    assert_eq!(rebuilt.audit(None).unwrap().fault, None);
    assert_eq!(rebuilt.audit(Some(kept)).unwrap().fault, Some(Fault::Head(kept)));
    // What was kept before the last entries were made still proves what was there then.
    assert_eq!(case.audit(Some(rebuilt.head().unwrap())).unwrap().fault, None);
}
