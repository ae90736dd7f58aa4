//! What was added is found by its words, and what is found stands where it is said to stand.

use hearsay_case::record::Record;
use hearsay_reading::read::{Reader, read};
use hearsay_store::additions::Rereading;
use hearsay_store::case_file::CaseFile;
use hearsay_store::given::Given;
use hearsay_store::prepared::{PreparedDocument, PreparedReading};
use hearsay_store::search::query::Query;
use hearsay_store::search::{Found, Hit, RANKED_MAX, Scope};
use hearsay_text::import::{ImportSettings, import};
use rusqlite::Connection;

use crate::cases::{Folder, id_of, imported, prepared, read_by, signature, version};

const TEXTS: [&str; 4] = [
    "Ada Hollin, the harbour master, said that the café by the old pier had burnt down. Two trucks left town on Monday.",
    "The ministry denied that a fire had reached the harbour. “Nothing burnt,” said its spokesman, Jon Ek.",
    "Osechkin claimed that the letter was genuine. The ministry of defence said that it was not.",
    "Осечкин сказал, что письмо подлинное.",
];

/// Prepares `text` as the fast reader reads it.
fn read_fast(text: &str) -> PreparedDocument {
    let document = imported("note.txt", text);
    let reading = read(&document, Reader::Fast);
    let reading = PreparedReading::new(text.as_bytes(), &document, &reading, &version("fast"));
    PreparedDocument::new(text.as_bytes(), "note.txt", ImportSettings::default(), Given::default(), reading)
}

fn case_in(folder: &Folder) -> CaseFile {
    let mut case = folder.case();
    for text in TEXTS {
        case.add(&read_fast(text), &signature()).unwrap();
    }
    case
}

fn find(case: &CaseFile, scope: Scope, asked: &str) -> Found {
    case.search(&Query::parse(asked).unwrap(), scope, 20).unwrap()
}

/// Returns the passage of a hit with the found words in brackets.
fn marked(hit: &Hit) -> String {
    let mark = |one: &hearsay_store::search::Stretch| {
        if one.is_found { format!("[{}]", one.words) } else { one.words.clone() }
    };
    hit.passage.stretches.iter().map(mark).collect()
}

/// Returns the places in [`TEXTS`] of the documents that are found, in order.
fn documents(case: &CaseFile, asked: &str) -> Vec<usize> {
    let place = |hit: &Hit| TEXTS.iter().position(|text| id_of(text) == hit.document).unwrap();
    let mut found: Vec<usize> = find(case, Scope::Documents, asked).hits.iter().map(place).collect();
    found.sort_unstable();
    found
}

#[test]
fn documents_are_found_by_words_phrases_and_operators() {
    let folder = Folder::new();
    let case = case_in(&folder);
    for (asked, expected) in [
        ("harbour", &[0, 1][..]),
        ("HARBOUR burnt", &[0, 1]),
        ("harbour -ministry", &[0]),
        ("harbour NOT cafe", &[1]),
        ("cafe", &[0]),
        ("\"the ministry\"", &[1, 2]),
        ("\"ministry the\"", &[]),
        ("minist* letter", &[2]),
        ("letter OR fire", &[1, 2]),
        ("NEAR(fire harbour, 3)", &[1]),
        ("NEAR(fire harbour, 1)", &[]),
        ("осечкин", &[3]),
        ("text:harbour", &[]),
    ] {
        assert_eq!(documents(&case, asked), expected, "{asked}");
    }
}

#[test]
fn claims_are_found_with_their_names_and_places() {
    let folder = Folder::new();
    let case = case_in(&folder);
    let found = find(&case, Scope::Claims, "burnt");
    assert_eq!((found.n_found, found.hits.len()), (2, 2));
    for hit in &found.hits {
        let text = case.text(hit.document).unwrap().unwrap();
        let document = case.document(hit.document).unwrap().unwrap();
        let reading = case.reading(hit.document, &version("fast")).unwrap().unwrap();
        let record = Record::of(&document, &reading);
        let claim = record.claim(hit.claim.unwrap()).unwrap();
        assert_eq!(claim.spans, hit.spans);
        assert!(claim.words.contains("burnt"), "{}", claim.words);
        for stretch in &hit.passage.stretches {
            assert_eq!(stretch.span.of(&text), stretch.words);
            assert_eq!(stretch.is_found, stretch.words == "burnt");
        }
    }
    assert_eq!(find(&case, Scope::Claims, "trucks").hits.len(), 1, "the writer's own voice is found too");
    assert_eq!(find(&case, Scope::Claims, "spokesman").hits, [], "who says it is not what is said");
    assert_eq!(find(&case, Scope::Claims, "genuine NOT burnt").hits.len(), 1);
}

#[test]
fn found_words_and_titles_are_marked() {
    let folder = Folder::new();
    let mut case = folder.case();
    let page = "<html><head><title>Café burns</title></head><body><p>The pier by the old cafe was on fire, she said. \
                Nobody was hurt in the fire, the harbour master told reporters on Tuesday.</p></body></html>";
    let document = import("page.html", page.as_bytes(), &ImportSettings::default()).unwrap();
    let reading = PreparedReading::new(page.as_bytes(), &document, &Default::default(), &version("first"));
    let settings = ImportSettings::default();
    case.add(&PreparedDocument::new(page.as_bytes(), "page.html", settings, Given::default(), reading), &signature())
        .unwrap();
    let found = find(&case, Scope::Documents, "CAFÉ fire");
    let [hit] = found.hits.as_slice() else { panic!("{found:?}") };
    assert!(marked(hit).contains("the old [cafe] was on [fire], she"), "{}", marked(hit));
    let title = case.documents().unwrap()[0].title.clone().unwrap();
    assert_eq!(hit.in_title.iter().map(|place| place.of(&title)).collect::<Vec<_>>(), ["Café"]);
    let found = find(&case, Scope::Documents, "burns");
    assert_eq!(
        (found.hits[0].in_title.len(), found.hits[0].passage.stretches.iter().any(|one| one.is_found)),
        (1, false)
    );
}

#[test]
fn the_best_come_first_and_no_more_than_asked_for() {
    let folder = Folder::new();
    let mut case = folder.case();
    let filler = "Nothing else was said about it in the long report. ".repeat(30);
    let texts =
        [format!("Harbour once. {filler}"), format!("Harbour, harbour, harbour. {filler}"), format!("Pier. {filler}")];
    for text in &texts {
        case.add(&prepared(text), &signature()).unwrap();
    }
    let found = find(&case, Scope::Documents, "harbour");
    let ids: Vec<_> = found.hits.iter().map(|hit| hit.document).collect();
    assert_eq!(ids, [id_of(&texts[1]), id_of(&texts[0])]);
    let one = case.search(&Query::parse("harbour").unwrap(), Scope::Documents, 1).unwrap();
    assert_eq!((one.n_found, one.hits.len()), (2, 1));
    assert!(one.n_found < RANKED_MAX);
}

#[test]
fn what_is_read_again_is_found_as_it_is_read_now() {
    let folder = Folder::new();
    let mut case = case_in(&folder);
    assert_eq!(find(&case, Scope::Claims, "genuine").hits.len(), 1);
    // The reader `second` finds no claims.
    assert_eq!(case.put(&read_by("second", TEXTS[2])), Ok(Rereading::SameText));
    assert_eq!(find(&case, Scope::Claims, "genuine").n_found, 0);
    assert_eq!(documents(&case, "genuine"), [2]);
    assert_eq!(find(&case, Scope::Claims, "burnt").n_found, 2);
    // Without the reader whose claims are there, the document is unread and not found.
    case.keep_only(&version("fast")).unwrap();
    assert_eq!(case.unread(&version("fast")).unwrap(), [id_of(TEXTS[2])]);
    assert!(documents(&case, "genuine").is_empty());
    let document = imported("note.txt", TEXTS[2]);
    let reading = read(&document, Reader::Fast);
    case.put(&PreparedReading::new(TEXTS[2].as_bytes(), &document, &reading, &version("fast"))).unwrap();
    assert_eq!(find(&case, Scope::Claims, "genuine").hits.len(), 1);
    assert!(case.unread(&version("fast")).unwrap().is_empty());
    assert_eq!(case.audit(None).unwrap().fault, None);
}

#[test]
fn a_case_of_format_1_is_opened_and_filled_by_reading_again() {
    let folder = Folder::new();
    let mut case = case_in(&folder);
    let (path, head) = (case.path().to_owned(), case.head().unwrap());
    drop(case);
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch(
            "DROP TABLE document_words; DROP TABLE claim_words; DROP TABLE claims; DROP TABLE outline;
             ALTER TABLE documents DROP COLUMN container; PRAGMA user_version = 1",
        )
        .unwrap();
    let first = Connection::open_in_memory().unwrap();
    first.execute_batch(include_str!("../../src/migrations/0001.sql")).unwrap();
    let parts = |connection: &Connection| -> Vec<String> {
        let mut statement = connection.prepare("SELECT sql FROM sqlite_schema ORDER BY name").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(|sql| sql.unwrap_or_default()).collect()
    };
    assert_eq!(parts(&other), parts(&first), "it is as the first format was");
    drop(other);
    case = CaseFile::open(&path).unwrap();
    assert_eq!(case.head().unwrap(), head);
    assert_eq!(case.unread(&version("fast")).unwrap(), TEXTS.map(id_of));
    assert_eq!(find(&case, Scope::Documents, "harbour").n_found, 0);
    for text in TEXTS {
        let document = imported("note.txt", text);
        let reading = read(&document, Reader::Fast);
        case.put(&PreparedReading::new(text.as_bytes(), &document, &reading, &version("fast"))).unwrap();
    }
    assert!(case.unread(&version("fast")).unwrap().is_empty());
    assert_eq!(documents(&case, "harbour"), [0, 1]);
    assert_eq!(find(&case, Scope::Claims, "burnt").hits.len(), 2);
    assert_eq!(case.audit(None).unwrap().fault, None);
}

#[test]
fn more_than_are_ranked_are_told_and_the_newest_found() {
    let folder = Folder::new();
    let mut case = folder.case();
    // One document of many claims, each a sentence in the writer's own voice.
    let text: String = (0..=RANKED_MAX).map(|n| format!("Truck {n} left town. ")).collect();
    case.add(&read_fast(&text), &signature()).unwrap();
    let found = find(&case, Scope::Claims, "truck");
    assert_eq!((found.n_found, found.hits.len()), (RANKED_MAX, 20));
    let found = find(&case, Scope::Claims, &format!("\"truck {RANKED_MAX}\""));
    assert_eq!(found.n_found, 1);
    assert_eq!(marked(&found.hits[0]).trim_end_matches('.'), format!("[Truck {RANKED_MAX}] left town"));
}
