//! Documents go in and come out as they were.

use hearsay_case::record::Record;
use hearsay_reading::read::{Reader, read};
use hearsay_store::additions::{Addition, Rereading};
use hearsay_store::case_file::CaseFile;
use hearsay_store::error::StoreError;
use hearsay_store::given::Given;
use hearsay_store::prepared::{PreparedDocument, PreparedReading, without_reasons};
use hearsay_text::document::{Date, Format};
use hearsay_text::encoding::Charset;
use hearsay_text::html::main_content::Effort;
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::unpack::{UnpackSettings, visit};

use crate::cases::{Folder, id_of, imported, prepared, read_by, signature, version};

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");

#[test]
fn real_readings_come_back_from_another_process_s_view() {
    let folder = Folder::new();
    let mut case = folder.case();
    let mut added = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(EXAMPLES).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for path in files {
        let (bytes, name) = (std::fs::read(&path).unwrap(), path.file_name().unwrap().to_string_lossy().into_owned());
        let settings = ImportSettings::default();
        let document = import(&name, &bytes, &settings).expect("the examples are texts");
        let reading = read(&document, Reader::Fast);
        let prepared = PreparedReading::new(&bytes, &document, &reading, &version("fast"));
        let prepared = PreparedDocument::new(&bytes, &name, settings, Given::default(), prepared);
        assert_eq!(case.add(&prepared, &signature()), Ok(Addition::Added));
        added.push((name, bytes, document, reading));
    }
    assert!(added.len() >= 8);
    let other = CaseFile::open(case.path()).unwrap();
    assert_eq!(other.documents().unwrap().len(), added.len());
    for (listed, (name, bytes, document, reading)) in other.documents().unwrap().into_iter().zip(added) {
        assert_eq!((listed.id, &listed.file_name), (document.id, &name));
        assert_eq!(listed.title, document.metadata.title.as_ref().map(|title| title.value.clone()));
        assert_eq!(listed.published, document.metadata.published.as_ref().map(|date| date.value));
        assert_eq!(other.original(document.id).unwrap().unwrap().bytes, bytes);
        assert_eq!(other.text(document.id).unwrap().as_ref(), Some(&document.text));
        let kept = other.reading(document.id, &version("fast")).unwrap().unwrap();
        assert_eq!(Record::of(&document, &kept), Record::of(&document, &reading), "no reason is missed");
        assert_eq!(kept, without_reasons(reading));
        assert_eq!(other.reading(document.id, &version("accurate")).unwrap(), None);
        assert_eq!(format!("{:?}", other.document(document.id).unwrap().unwrap()), format!("{document:?}"));
    }
    assert_eq!(other.audit(None).unwrap().fault, None);
}

#[test]
fn the_same_bytes_change_nothing() {
    let folder = Folder::new();
    let mut case = folder.case();
    assert_eq!(case.add(&prepared("He left."), &signature()), Ok(Addition::Added));
    let (log, head) = (case.log().unwrap(), case.head().unwrap());
    let mut again = prepared("He left.");
    assert_eq!(case.add(&again, &signature()), Ok(Addition::Known));
    again = PreparedDocument::new(
        b"He left.",
        "other.txt",
        ImportSettings::default(),
        Given { source: Some("Norrbank Courier".to_owned()), ..Given::default() },
        read_by("second", "He left."),
    );
    assert_eq!(case.add(&again, &signature()), Ok(Addition::Known));
    assert_eq!((case.log().unwrap(), case.head().unwrap()), (log, head));
    assert_eq!(case.documents().unwrap()[0].file_name, "note.txt");
    assert_eq!(case.reading(id_of("He left."), &version("second")).unwrap(), None);
}

#[test]
fn what_was_settled_and_given_is_kept_and_completes_the_import() {
    let folder = Folder::new();
    let mut case = folder.case();
    let original = "Он ушёл. Она осталась.".as_bytes();
    let settings = ImportSettings {
        effort: Effort::Bulk,
        format: Some(Format::Markdown),
        charset: Charset::from_label("windows-1251"),
    };
    let given = Given {
        source: Some("Norrbank Courier".to_owned()),
        published: Date::checked(2024, 2, 29),
        url: Some("https://courier.example/1".to_owned()),
        ..Given::default()
    };
    let mut document = import("note.txt", original, &settings).unwrap();
    given.complete(&mut document);
    let reading = PreparedReading::new(original, &document, &Default::default(), &version("first"));
    let added = PreparedDocument::new(original, "note.txt", settings, given.clone(), reading);
    case.add(&added, &signature()).unwrap();
    let kept = case.original(document.id).unwrap().unwrap();
    assert_eq!(format!("{:?}", kept.import().unwrap()), format!("{document:?}"));
    let listed = &case.documents().unwrap()[0];
    assert_eq!((listed.site.as_deref(), listed.published), (Some("Norrbank Courier"), given.published));
    assert_eq!(listed.given, given);
    assert_eq!(case.audit(None).unwrap().fault, None);
}

const MAIL: &str = "From: Ann Lee <ann@example.org>\nDate: Mon, 18 Mar 2024 10:00:00 +0100\n\
                    Message-ID: <first@example.org>\nSubject: The pier\nMIME-Version: 1.0\n\
                    Content-Type: multipart/mixed; boundary=\"cut\"\n\n--cut\nContent-Type: text/plain\n\n\
                    See the letter, please.\n--cut\nContent-Type: text/plain; name=\"letter.txt\"\n\
                    Content-Disposition: attachment; filename=\"letter.txt\"\n\n\
                    The old pier burnt down, Ada Hollin said.\n--cut--\n";

#[test]
fn what_only_the_container_knows_is_kept_and_proved() {
    let folder = Folder::new();
    let mut case = folder.case();
    let mut parts = Vec::new();
    visit("mail.eml", MAIL.as_bytes(), &UnpackSettings::default(), &mut |part| parts.push(part));
    assert_eq!(parts.len(), 2);
    let settings = ImportSettings::default();
    for part in &parts {
        let document = part.import(&settings).unwrap();
        let reading = PreparedReading::new(&part.bytes, &document, &Default::default(), &version("first"));
        let given = Given { container: Given::of_container(&part.metadata), ..Given::default() };
        let added = PreparedDocument::new(&part.bytes, &part.name, part.settled(&settings), given.clone(), reading);
        case.add(&added, &signature()).unwrap();
        let again = case.original(document.id).unwrap().unwrap().import().unwrap();
        assert_eq!(again.metadata, document.metadata);
        assert_eq!(case.documents().unwrap().last().map(|listed| &listed.given), Some(&given));
    }
    let listed = case.documents().unwrap();
    assert_eq!(listed[0].given, Given::default(), "a mail says of itself what there is to say");
    let letter = listed[1].given.container.as_ref().unwrap();
    assert_eq!(letter.attached_to.as_ref().map(|id| id.value.as_str()), Some("first@example.org"));
    assert_eq!(case.audit(None).unwrap().fault, None);
}

#[test]
fn what_the_file_says_itself_is_not_overridden() {
    let page = "<html><head><meta property='article:published_time' content='2024-01-02T03:04:05Z'><title>A</title>\
                </head><body><p>He left the town on Tuesday, she said.</p></body></html>";
    let mut document = imported("page.html", page);
    let published = document.metadata.published.clone().expect("the page names its day");
    let given = Given { published: Date::checked(1999, 1, 1), ..Given::default() };
    given.complete(&mut document);
    assert_eq!(document.metadata.published, Some(published));
}

#[test]
fn a_better_reader_reads_again() {
    let folder = Folder::new();
    let mut case = folder.case();
    let texts = ["He left.", "She stayed.", "They met."];
    for text in texts {
        case.add(&prepared(text), &signature()).unwrap();
    }
    let second = version("second");
    assert!(case.unread(&version("first")).unwrap().is_empty());
    assert_eq!(case.unread(&second).unwrap(), texts.map(id_of));
    assert_eq!(case.put(&read_by("second", "She stayed.")), Ok(Rereading::SameText));
    assert_eq!(case.unread(&second).unwrap(), [id_of("He left."), id_of("They met.")]);
    assert!(case.unread(&version("first")).unwrap().is_empty());
    case.keep_only(&second).unwrap();
    assert_eq!(case.unread(&version("first")).unwrap().len(), 3);
    assert!(case.reading(id_of("She stayed."), &second).unwrap().is_some());
    let absent = read_by("second", "Nobody came.");
    let refused = case.put(&absent).unwrap_err();
    assert!(matches!(refused, StoreError::UnknownDocument { .. }), "{refused}");
    assert_eq!(case.documents().unwrap().len(), 3);
}

#[test]
fn originals_are_compressed_and_plain_texts_kept_once() {
    let folder = Folder::new();
    let mut case = folder.case();
    let text: String = (0..20_000).map(|n| format!("Witness {n} told the court that the trucks had left. ")).collect();
    case.add(&prepared(&text), &signature()).unwrap();
    let path = case.path().to_owned();
    drop(case);
    let other = rusqlite::Connection::open(path).unwrap();
    let query = "SELECT sum(length(bytes)) + (SELECT sum(coalesce(length(text), 0) + length(layout)) FROM pages)
                 FROM originals";
    let n_bytes: usize = other.query_row(query, [], |row| row.get(0)).unwrap();
    assert!(n_bytes < text.len() / 4, "{n_bytes} bytes for {}", text.len());
}

#[test]
fn originals_come_out_without_hearsay() {
    let folder = Folder::new();
    let mut case = folder.case();
    let texts = ["He left the town. ".repeat(100), "Short.".to_owned()];
    for text in &texts {
        case.add(&prepared(text), &signature()).unwrap();
    }
    let other = rusqlite::Connection::open(case.path()).unwrap();
    let mut statement = other.prepare("SELECT name, mode, mtime, sz, data FROM sqlar").unwrap();
    let mut rows = statement.query([]).unwrap();
    for text in &texts {
        let row = rows.next().unwrap().unwrap();
        assert_eq!(row.get::<_, String>(0).unwrap(), id_of(text).to_string());
        assert_eq!((row.get(1), row.get(2)), (Ok(0o100_644), Ok(1_700_000_000)));
        let (length, data): (usize, Vec<u8>) = (row.get(3).unwrap(), row.get(4).unwrap());
        // The rule of SQLite's archives.
        let plain = match data.len() == length {
            true => data,
            false => miniz_oxide::inflate::decompress_to_vec_zlib(&data).unwrap(),
        };
        assert_eq!(plain, text.as_bytes());
    }
}
