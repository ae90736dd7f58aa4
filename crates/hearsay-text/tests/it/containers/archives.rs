//! ZIP and gzip: nesting, what is locked or packed to harm, what is no archive.

use std::io::{Cursor, Write};

use hearsay_text::unpack::UnpackSettings;
use hearsay_text::unpack::limits::UnpackLimits;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::fixtures::{self, gzip, zip};
use super::{import, names, told, unpack, unpack_with};

#[test]
fn files_and_boxes_inside_come_out() {
    let bytes = zip(&[
        ("letters/one.txt", b"He said that the bridge had fallen."),
        ("letters/a.mbox", &fixtures::mailbox()),
        ("__MACOSX/letters/._one.txt", b"\0\0"),
        ("letters/.DS_Store", b"\0\0"),
    ]);
    let unpacked = unpack("leak.zip", &bytes);
    assert_eq!(
        names(&unpacked),
        [
            "leak.zip/letters/one.txt",
            "leak.zip/letters/a.mbox/1",
            "leak.zip/letters/a.mbox/2",
            "leak.zip/letters/a.mbox/3"
        ]
    );
    assert!(unpacked.troubles.is_empty());
    assert_eq!(import(&unpacked.parts[0]).name, "leak.zip/letters/one.txt");
}

#[test]
fn a_path_that_leads_elsewhere_is_only_a_name() {
    let bytes =
        zip(&[("../../etc/passwd", b"He said so."), ("C:\\a\\..\\b.txt", b"She said so."), ("/root.txt", b"No.")]);
    let unpacked = unpack("a.zip", &bytes);
    assert_eq!(names(&unpacked), ["a.zip/etc/passwd", "a.zip/C:/a/b.txt", "a.zip/root.txt"]);
}

#[test]
fn nesting_is_followed_to_a_depth_of_three() {
    let mut bytes = zip(&[("a.txt", b"He said so.")]);
    for _ in 0..2 {
        bytes = zip(&[("in.zip", &bytes)]);
    }
    assert_eq!(names(&unpack("a.zip", &bytes)), ["a.zip/in.zip/in.zip/a.txt"]);
    let deeper = zip(&[("in.zip", &bytes), ("b.txt", b"She said no.")]);
    let unpacked = unpack("a.zip", &deeper);
    assert_eq!(names(&unpacked), ["a.zip/b.txt"]);
    assert_eq!(told(&unpacked), [("a.zip/in.zip/in.zip/in.zip", "too-deep")]);
    assert!(unpacked.troubles[0].kind.message().contains("more than 3 containers deep"));
}

#[test]
fn a_mail_in_a_box_in_an_archive_still_has_its_attachments() {
    let mailbox = format!("From a@x.example Mon Mar 21 10:00:00 2022\n{}", fixtures::mail_with_attachments());
    let unpacked = unpack("a.zip", &zip(&[("b.mbox", mailbox.as_bytes())]));
    assert_eq!(names(&unpacked), ["a.zip/b.mbox/1", "a.zip/b.mbox/1/letter.txt"]);
    assert_eq!(told(&unpacked), [("a.zip/b.mbox/1/message.eml", "too-deep")]);
}

#[test]
fn what_is_packed_to_harm_is_left_packed() {
    let bomb = zip(&[("bomb.txt", &vec![b'a'; 40 << 20]), ("b.txt", b"She said no.")]);
    let unpacked = unpack("a.zip", &bomb);
    assert_eq!(names(&unpacked), ["a.zip/b.txt"]);
    assert_eq!(told(&unpacked), [("a.zip/bomb.txt", "packed-too-well")]);
    assert_eq!(told(&unpack("bomb.txt.gz", &gzip(&vec![0; 40 << 20]))), [("bomb.txt.gz", "packed-too-well")]);
}

#[test]
fn limits_stop_what_goes_beyond_them() {
    let many: Vec<(String, Vec<u8>)> = (0..20).map(|n| (format!("{n}.txt"), b"He said so.".to_vec())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let bytes = zip(&many);
    let with =
        |limits: UnpackLimits| unpack_with("a.zip", &bytes, &UnpackSettings { limits, ..UnpackSettings::default() });
    let few = with(UnpackLimits { parts_max: 5, ..UnpackLimits::default() });
    assert_eq!(few.parts.len(), 5);
    let little = with(UnpackLimits { bytes_out_max: 50, ..UnpackLimits::default() });
    assert!(little.parts.len() < 5);
    assert_eq!(told(&little), [("a.zip", "too-much")]);
    let short = with(UnpackLimits { part_bytes_max: 10, ..UnpackLimits::default() });
    assert!(short.parts.is_empty() && short.troubles.iter().all(|trouble| trouble.kind.name() == "too-large"));
    let narrow = with(UnpackLimits { bytes_in_max: 10, ..UnpackLimits::default() });
    assert_eq!(told(&narrow), [("a.zip", "too-large")]);
}

#[test]
fn damage_to_one_file_costs_no_other() {
    let mut bytes = zip(&[("a.txt", b"He said that the bridge had fallen in March."), ("b.txt", b"She said no.")]);
    bytes["PK\x03\x04".len() + 26 + "a.txt".len() + 3] ^= 0xFF;
    let unpacked = unpack("a.zip", &bytes);
    assert_eq!(names(&unpacked), ["a.zip/b.txt"]);
    assert_eq!(told(&unpacked), [("a.zip/a.txt", "damaged")]);
    assert_eq!(told(&unpack("a.zip", b"PK\x03\x04 and no more")), [("a.zip", "damaged")]);
}

#[test]
fn locked_files_are_told() {
    // The flag that says so stands in both headers of the entry.
    let mut bytes = zip(&[("a.txt", b"He said so."), ("b.txt", b"She said no.")]);
    let central = bytes.windows(4).position(|four| four == b"PK\x01\x02").expect("it has a directory");
    bytes[6] |= 1;
    bytes[central + 8] |= 1;
    let unpacked = unpack("a.zip", &bytes);
    assert_eq!(names(&unpacked), ["a.zip/b.txt"]);
    assert_eq!(told(&unpacked), [("a.zip/a.txt", "encrypted")]);
    assert!(unpacked.troubles[0].kind.message().contains("password"));
}

#[test]
fn office_documents_and_books_are_one_part() {
    for (name, first) in [("a.docx", "[Content_Types].xml"), ("odd", "[Content_Types].xml"), ("a.epub", "mimetype")] {
        let bytes = zip(&[(first, b"x"), ("word/document.xml", b"<w:p/>")]);
        let unpacked = hearsay_text::unpack::unpack(name, &bytes, &UnpackSettings::default());
        assert_eq!(names(&unpacked), [name]);
        assert_eq!(unpacked.parts[0].bytes, bytes);
    }
}

#[test]
fn a_stored_file_comes_out_as_well() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file("письмо.txt", options).expect("a name");
    writer.write_all("Он сказал так.".as_bytes()).expect("memory takes everything");
    let bytes = writer.finish().expect("memory takes everything").into_inner();
    assert_eq!(names(&unpack("a.zip", &bytes)), ["a.zip/письмо.txt"]);
    assert_eq!(told(&unpack("a.zip", &zip(&[]))), [("a.zip", "nothing")]);
}

#[test]
fn gzip_holds_one_file_of_any_kind() {
    assert_eq!(names(&unpack("a.txt.gz", &gzip(b"He said so."))), ["a.txt.gz/a.txt"]);
    assert_eq!(unpack("a.mbox.gz", &gzip(&fixtures::mailbox())).parts.len(), 3);
    let mut cut = gzip(&fixtures::mailbox());
    cut.truncate(100);
    assert_eq!(told(&unpack("a.mbox.gz", &cut)), [("a.mbox.gz", "damaged")]);
}

#[test]
fn a_file_that_is_no_container_is_itself() {
    let unpacked = unpack("a.txt", b"He said that the bridge had fallen.");
    assert_eq!(names(&unpacked), ["a.txt"]);
    assert!(unpacked.troubles.is_empty() && unpacked.parts[0].format.is_none());
}
