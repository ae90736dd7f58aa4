//! A case read again: what is left is read, judgements stay, and those that do not stand as they did are told.

use hearsay_case::anchor::Anchor;
use hearsay_case::judgement::{Judged, JudgedKind, Judgement};
use hearsay_reading::read::{Reader, read};
use hearsay_store::case_file::CaseFile;
use hearsay_store::prepared::PreparedReading;
use hearsay_store::signature::Signature;
use hearsay_store::version::ReaderVersion;
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::moment::Moment;
use hearsay_text::span::Span;

use crate::cases::{did, json};
use crate::program::Folder;

const COURIER: &str = "Ada Hollin, the harbour master, said on Monday that the old pier had burnt down.\n\n\
                       The ministry denied that the harbour was on fire.\n";
const HERALD: &str = "Ada Hollin told the Herald that two trucks had left the town before the fire.\n";

/// Makes a case of two documents.
fn case(reader: &str) -> Folder {
    let folder = Folder::new();
    folder.write("articles/courier.txt", COURIER).write("articles/herald.txt", HERALD);
    did(&folder, &["new", "fire.case"]);
    did(&folder, &["add", "fire.case", "articles", "--reader", reader, "--quiet"]);
    folder
}

/// Returns what is printed without how long it took.
fn told(folder: &Folder, arguments: &[&str]) -> String {
    let told = did(folder, &[&["reread", "fire.case"], arguments].concat());
    told.split(" in 0").next().unwrap_or_default().to_owned()
}

#[test]
fn a_better_reader_reads_what_is_left_and_once() {
    let folder = case("fast");
    assert!(did(&folder, &["documents", "fire.case"]).contains("2 documents are not read by the accurate reader"));
    assert!(told(&folder, &["--reader", "fast"]).starts_with("fire.case: nothing to read again: 2 documents"));
    let entries = did(&folder, &["log", "fire.case"]);
    assert_eq!(
        told(&folder, &[]),
        format!("fire.case: 2 documents read again; {} bytes", COURIER.len() + HERALD.len())
    );
    assert!(told(&folder, &[]).starts_with("fire.case: nothing to read again"));
    assert!(told(&folder, &["--reader", "fast"]).starts_with("fire.case: nothing to read again"));
    assert!(!did(&folder, &["documents", "fire.case"]).contains("not read"));
    assert_eq!(did(&folder, &["log", "fire.case"]), entries, "reading writes nothing into the log");
    let anew = case("accurate");
    assert_eq!(did(&folder, &["claims", "fire.case", "--json"]), did(&anew, &["claims", "fire.case", "--json"]));
    assert_eq!(did(&folder, &["reread", "fire.case", "--quiet"]), "");
}

#[test]
fn judgements_move_with_their_words_and_none_is_dropped() {
    let folder = case("accurate");
    let claims = || did(&folder, &["claims", "fire.case", "--json", "--all"]);
    let all = claims();
    assert!(all.contains("the old pier had burnt down"), "{all}");

    // An earlier version of the importer left a menu before the text.
    let mut file = CaseFile::open(&folder.path("fire.case")).expect("the case can be opened");
    let with_menu = format!("Menu Home\n\n{COURIER}");
    let mut document = import("courier.txt", with_menu.as_bytes(), &ImportSettings::default()).expect("it is text");
    document.id = hearsay_text::document::DocumentId(*blake3(COURIER));
    let reading = read(&document, Reader::Fast);
    let earlier = ReaderVersion("earlier".to_owned());
    file.put(&PreparedReading::new(COURIER.as_bytes(), &document, &reading, &earlier)).expect("it can be written");
    let judged = |words: &str| {
        let start = document.text.find(words).expect("the words are there");
        let anchor =
            Anchor { document: document.id, span: Span::new(start, start + words.len()), words: words.to_owned() };
        Judged { kind: JudgedKind::Claim, anchor }
    };
    let signature =
        Signature { author: "Ann Lee".to_owned(), at: Moment::of_seconds(1_700_000_000).expect("a moment") };
    for words in ["that the old pier had burnt down", "Menu Home"] {
        file.judge(&Judgement::Reject(judged(words)), None, &signature).expect("it can be judged");
    }
    drop(file);

    let answer = &json(&folder, &["reread", "fire.case"])[0];
    assert_eq!((&answer["read"], &answer["with_another_text"], &answer["failed"]), (&1.into(), &1.into(), &0.into()));
    let why: Vec<_> = answer["judgements"].as_array().into_iter().flatten().map(|one| one["why"].clone()).collect();
    assert_eq!(why, ["moved", "lost"], "{answer}");
    let told = did(&folder, &["reread", "fire.case", "--quiet"]);
    assert!(told.contains("── Judgements that moved with their words\n  3  reject"), "{told}");
    assert!(told.contains("── Judgements adrift\n  4  reject · courier “Menu Home”"), "{told}");
    assert!(told.contains("hearsay undo"), "{told}");

    // The one that moved holds at the new place, and only there.
    let left = claims();
    assert!(!left.contains("the old pier had burnt down") && left.contains("two trucks had left"), "{left}");
    assert_eq!(did(&folder, &["log", "fire.case", "--judgements", "--json"]).lines().count(), 2);
    did(&folder, &["undo", "fire.case", "4"]);
    did(&folder, &["undo", "fire.case", "3"]);
    assert_eq!(claims(), all);
    assert_eq!(did(&folder, &["reread", "fire.case", "--quiet"]), "");
}

const MAIL: &str = "From: Ann Lee <ann@example.org>\nDate: Mon, 18 Mar 2024 10:00:00 +0100\n\
                    Message-ID: <first@example.org>\nSubject: The pier\nMIME-Version: 1.0\n\
                    Content-Type: multipart/mixed; boundary=\"cut\"\n\n--cut\nContent-Type: text/plain\n\n\
                    See the letter, please.\n--cut\nContent-Type: text/plain; name=\"letter.txt\"\n\
                    Content-Disposition: attachment; filename=\"letter.txt\"\n\n\
                    The old pier burnt down, Ada Hollin said.\n--cut--\n";

#[test]
fn what_the_container_knows_outlasts_reading_again() {
    let folder = Folder::new();
    folder.write("mail.eml", MAIL);
    did(&folder, &["new", "fire.case"]);
    did(&folder, &["add", "fire.case", "mail.eml", "--reader", "fast", "--quiet"]);
    let before = json(&folder, &["documents", "fire.case"]);
    assert_eq!((before.len(), &before[1]["attached_to"]), (2, &"first@example.org".into()), "{before:?}");
    assert_eq!(before[0]["published"], "2024-03-18");
    did(&folder, &["reread", "fire.case"]);
    assert_eq!(json(&folder, &["documents", "fire.case"]), before);
    did(&folder, &["audit", "fire.case"]);
}

/// Returns the hash that names a document, as the program gives it.
fn blake3(text: &str) -> Box<[u8; 32]> {
    let document = import("courier.txt", text.as_bytes(), &ImportSettings::default()).expect("it is text");
    Box::new(document.id.0)
}
