//! CSV, TSV, JSON Lines: a document a row.

use hearsay_text::document::BlockKind;
use hearsay_text::unpack::UnpackSettings;
use hearsay_text::unpack::columns::Columns;

use super::fixtures::{JSON_LINES, TABLE};
use super::{import, names, read, shown, told, unpack, unpack_with};

#[test]
fn each_row_is_a_document() {
    let unpacked = unpack("a.csv", TABLE.as_bytes());
    assert_eq!(names(&unpacked), ["a.csv/1", "a.csv/3"]);
    assert_eq!(told(&unpacked), [("a.csv", "without-text")]);
    let first = import(&unpacked.parts[0]);
    assert_eq!(read(&first), ["Cranes moved", "The cranes were moved, \"by night\", an activist said."]);
    assert_eq!(first.blocks[0].kind, BlockKind::Heading);
    assert_eq!(
        shown(&first.metadata),
        [
            "title: Cranes moved (column \"headline\")",
            "site: Vale Post (column \"outlet\")",
            "published: 2022-03-21 (column \"date\")",
            "published_at: 2022-03-21T10:00:00Z (column \"date\")",
            "url: https://vale.example/7 (column \"url\")",
            "message_id: 7 (column \"id\")",
        ]
    );
    let third = import(&unpacked.parts[1]);
    assert_eq!(read(&third)[1], "The authority denied it & called it a forgery.");
    assert_eq!(third.metadata.published_at, None, "no hour is known");
}

#[test]
fn the_user_says_which_column_holds_the_text() {
    let table = "Nr;Inhalt;Quelle;Notiz\n1;\"Er sagte; das sei so.\";Bote;text\n";
    let unpacked = unpack("a.csv", table.as_bytes());
    assert!(unpacked.parts.is_empty());
    assert_eq!(told(&unpacked), [("a.csv", "no-text-column")]);
    let message = unpacked.troubles[0].kind.message();
    assert!(message.contains("\"Nr\", \"Inhalt\", \"Quelle\", \"Notiz\""), "{message}");
    let columns = Columns { text: Some("Inhalt".into()), source: Some("quelle".into()), ..Columns::default() };
    let settings = UnpackSettings { columns, ..UnpackSettings::default() };
    let unpacked = unpack_with("a.csv", table.as_bytes(), &settings);
    let document = import(&unpacked.parts[0]);
    assert_eq!(read(&document), ["Er sagte; das sei so."]);
    assert_eq!(document.metadata.site.expect("it has one").value, "Bote");
    let wrong = Columns { text: Some("Wort".into()), ..Columns::default() };
    let settings = UnpackSettings { columns: wrong, ..UnpackSettings::default() };
    assert_eq!(told(&unpack_with("a.csv", table.as_bytes(), &settings)), [("a.csv", "no-such-column")]);
}

#[test]
fn tables_of_other_encodings_and_shapes_are_read() {
    let utf16: Vec<u8> =
        "\u{feff}id\ttext\r\n1\tОн сказал так.\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&import(&unpack("a.tsv", &utf16).parts[0])), ["Он сказал так."]);
    let one = unpack("a.csv", b"text\nHe said so, twice, to us.\nShe did not.\n");
    assert_eq!(read(&import(&one.parts[0])), ["He said so, twice, to us."]);
    let ragged = unpack(
        "a.csv",
        b"id,text
1,He said so, twice, to us.
2,She did not.
",
    );
    assert_eq!((ragged.parts.len(), told(&ragged)), (2, vec![("a.csv", "ragged")]));
}

#[test]
fn json_lines_are_rows() {
    let unpacked = unpack("a.jsonl", JSON_LINES.as_bytes());
    assert_eq!(names(&unpacked), ["a.jsonl/1", "a.jsonl/4"]);
    assert_eq!(told(&unpacked), [("a.jsonl", "without-text"), ("a.jsonl", "malformed")]);
    let last = import(&unpacked.parts[1]);
    assert_eq!(read(&last), ["Nobody gave such an order, he said:", "«no»."]);
    assert_eq!(last.metadata.author.expect("it has one").value, "B. Ray");
    assert_eq!(import(&unpacked.parts[0]).metadata.published.expect("it has one").value.to_string(), "2022-03-21");
}

#[test]
fn json_arrays_and_single_objects_are_rows() {
    let array = b"[{\"title\": \"A\", \"maintext\": \"He said so.\"}, {\"maintext\": \"She said no.\"}]";
    assert_eq!(names(&unpack("a.json", array)), ["a.json/1", "a.json/2"]);
    assert_eq!(names(&unpack("a.json", b"{\n \"content\": \"He said so.\"\n}\n")), ["a.json/1"]);
    let columns = Columns { text: Some("inhalt".into()), ..Columns::default() };
    let settings = UnpackSettings { columns, ..UnpackSettings::default() };
    let unpacked = unpack_with(
        "a.jsonl",
        b"{\"inhalt\": \"Er ging.\", \"text\": \"x\"}\n{\"inhalt\": \"Sie ging.\"}\n",
        &settings,
    );
    assert_eq!(read(&import(&unpacked.parts[0])), ["Er ging."]);
    assert_eq!(read(&import(&unpacked.parts[1])), ["Sie ging."]);
}
