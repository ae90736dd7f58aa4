//! PDF by example: files written here, hostile ones too.

use std::fmt::Write as _;
use std::io::Write as _;
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use hearsay_text::document::{BlockKind, Document, Evidenced, Format};
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::place;
use hearsay_text::refusal::Refusal;
use hearsay_text::span::Span;
use hearsay_text::trouble::TroubleKind;
use proptest::prelude::*;

use super::properties;

/// Writes a file of objects numbered from 1; the first is the catalog, the second may be told of as `/Info`.
fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (object_idx, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", object_idx + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    offsets.iter().for_each(|offset| writeln!(table, "{offset:010} 00000 n ").expect("a String takes everything"));
    bytes.extend(table.bytes());
    let size = objects.len() + 1;
    bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<< {dictionary} /Length {} >>\nstream\n", content.len()).into_bytes();
    bytes.extend(content);
    bytes.extend(b"\nendstream");
    bytes
}

const RESOURCES: &str = "<< /Font << /F1 4 0 R >> /XObject << /X1 5 0 R >> >>";

/// A file of pages with these contents; `/F1` is Helvetica and `/X1` is `object`.
fn pages(contents: &[&str], object: Vec<u8>, trailer: &str) -> Vec<u8> {
    let kids: String = (0..contents.len()).map(|page_idx| format!("{} 0 R ", 6 + 2 * page_idx)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 3 0 R /Lang (en-GB) >>".to_vec(),
        b"<< /Title (Night cranes) /Author (Ann Lee) /CreationDate (D:20220320100000Z) /ModDate (D:20220321) >>"
            .to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", contents.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        object,
    ];
    for (page_idx, content) in contents.iter().enumerate() {
        let content_id = 7 + 2 * page_idx;
        objects.push(
            format!("<< /Type /Page /Parent 3 0 R /MediaBox [0 0 600 800] /Resources {RESOURCES} /Contents {content_id} 0 R >>").into_bytes(),
        );
        objects.push(stream("", content.as_bytes()));
    }
    file(&objects, trailer)
}

fn picture() -> Vec<u8> {
    stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", b"x")
}

/// Draws lines of text at (x, y) in a size.
fn drawn(lines: &[(u32, u32, u32, &str)]) -> String {
    lines.iter().map(|(x, y, size, text)| format!("BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n")).collect()
}

/// Three pages with running heads, numbers, a heading, a divided word and a paragraph over the end of a page.
fn letter() -> Vec<u8> {
    let first = drawn(&[
        (60, 770, 9, "Harbour Watch, INTERNAL"),
        (60, 700, 20, "Night cranes at the quay"),
        (60, 660, 12, "A second letter said to come from inside the port authority was published on"),
        (60, 645, 12, "Monday by Mira Voss, an activist who runs the site Harbour Watch. The inspec-"),
        (60, 630, 12, "tors knew nothing of it."),
        (60, 600, 12, "The letter claims that the well-known foreman, as he is called in the harbour, had"),
        (60, 585, 12, "ordered the night cranes to be moved before anybody came, according to Voss, who"),
        (290, 30, 9, "1"),
    ]);
    let second = drawn(&[
        (60, 770, 9, "Harbour Watch, INTERNAL"),
        (60, 720, 12, "adds that no record was kept of it by anybody in that office on the northern quay."),
        (60, 690, 12, "\\223We were told on Friday that nobody would be there,\\224 the letter says of that night."),
        (290, 30, 9, "2"),
    ]);
    let third = drawn(&[
        (60, 770, 9, "Harbour Watch, INTERNAL"),
        (60, 720, 12, "The port authority denied on Tuesday that any such order had been given by it."),
        (290, 30, 9, "3"),
    ]);
    pages(&[&first, &second, &third], picture(), "/Info 2 0 R")
}

/// Counts panics in the code of this crate, which `import` would catch together with those of others.
fn watch_panics() -> usize {
    static N_OWN: AtomicUsize = AtomicUsize::new(0);
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |told| {
            let file = told.location().map(|place| place.file().replace('\\', "/")).unwrap_or_default();
            if file.contains("hearsay-text/src/pdf") {
                N_OWN.fetch_add(1, Ordering::SeqCst);
            }
            before(told);
        }));
    });
    N_OWN.load(Ordering::SeqCst)
}

fn take(bytes: &[u8]) -> Document {
    let document = import("memo.pdf", bytes, &ImportSettings::default()).expect("it has words");
    properties::hold(&document, bytes);
    assert!(document.alignment.is_none() && document.format == Format::Pdf);
    document
}

fn refuse(bytes: &[u8]) -> Option<Refusal> {
    import("memo.pdf", bytes, &ImportSettings::default()).err()
}

fn shown<T: std::fmt::Display>(value: &Option<Evidenced<T>>) -> String {
    value.as_ref().map(|one| format!("{} ({})", one.value, one.evidence)).unwrap_or_default()
}

fn pages_of(document: &Document, words: &str) -> Vec<String> {
    let start = document.text.find(words).expect("the words stand there");
    let span = Span::new(start, start + words.len());
    place::touching(&document.places, span).iter().map(|place| place.location.to_string()).collect()
}

#[test]
fn a_letter_is_read_in_paragraphs_with_their_pages() {
    use BlockKind::{Body, Furniture, Heading};
    let document = take(&letter());
    let blocks: Vec<(BlockKind, &str)> =
        document.blocks.iter().map(|block| (block.kind, block.span.of(&document.text))).collect();
    assert_eq!(
        blocks,
        [
            (Heading, "Night cranes at the quay"),
            (
                Body,
                "A second letter said to come from inside the port authority was published on Monday by Mira Voss, an activist who runs the site Harbour Watch. The inspectors knew nothing of it."
            ),
            (
                Body,
                "The letter claims that the well-known foreman, as he is called in the harbour, had ordered the night cranes to be moved before anybody came, according to Voss, who adds that no record was kept of it by anybody in that office on the northern quay."
            ),
            (Furniture, "Harbour Watch, INTERNAL"),
            (Furniture, "1"),
            (Body, "“We were told on Friday that nobody would be there,” the letter says of that night."),
            (Furniture, "Harbour Watch, INTERNAL"),
            (Furniture, "2"),
            (Body, "The port authority denied on Tuesday that any such order had been given by it."),
            (Furniture, "Harbour Watch, INTERNAL"),
            (Furniture, "3"),
        ]
    );
    assert_eq!(pages_of(&document, "who adds that"), ["page 1", "page 2"]);
    assert_eq!(pages_of(&document, "inspectors"), ["page 1"]);
    assert_eq!(pages_of(&document, "denied on Tuesday"), ["page 3"]);
    assert!(document.troubles.is_empty());
    assert_eq!(shown(&document.metadata.title), "Night cranes (PDF information Title)");
    assert_eq!(shown(&document.metadata.author), "Ann Lee (PDF information Author)");
    assert_eq!(shown(&document.metadata.created), "2022-03-20 (PDF information CreationDate)");
    assert_eq!(shown(&document.metadata.modified), "2022-03-21 (PDF information ModDate)");
    assert_eq!(shown(&document.metadata.language), "en (PDF catalog Lang)");
}

#[test]
fn columns_are_read_one_after_the_other() {
    let mut lines = Vec::new();
    for row in 0..20 {
        lines.push((60, 700 - 15 * row, 10, "and so the left column went on with it"));
    }
    for row in 0..20 {
        lines.push((330, 700 - 15 * row, 10, "while in the right one nobody said so"));
    }
    let document = take(&pages(&[&drawn(&lines)], picture(), ""));
    let first_right = document.text.find("right").expect("it stands there");
    assert!(document.text[first_right..].find("left").is_none());
    assert!(!document.text.contains('\t') && document.blocks.len() <= 2);
}

#[test]
fn pictures_of_pages_are_told_with_the_remedy() {
    let scan = "q 600 0 0 800 0 0 cm /X1 Do Q";
    assert_eq!(refuse(&pages(&[scan, scan], picture(), "")), Some(Refusal::Scanned));
    assert!(Refusal::Scanned.to_string().contains("ocrmypdf"));
    let text = drawn(&[(60, 700, 12, "The port authority denied that any such order had been given.")]);
    let document = take(&pages(&[scan, &text], picture(), ""));
    assert!(document.troubles.iter().any(|trouble| trouble.kind == TroubleKind::PagesWithoutText));
    // Character recognition puts invisible text over the picture.
    let recognised = format!("{scan} 3 Tr {text}");
    assert!(take(&pages(&[&recognised], picture(), "")).text.contains("denied that"));
    assert_eq!(refuse(&pages(&["0 0 m 5 5 l S"], picture(), "")), Some(Refusal::Wordless("a PDF file")));
}

#[test]
fn locked_and_broken_files_are_refused_with_a_remedy() {
    let lock = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <0011223344556677889900112233445566778899001122334455667788990011> /U <0011223344556677889900112233445566778899001122334455667788990011> >>";
    assert_eq!(refuse(&pages(&["BT ET"], picture(), lock)), Some(Refusal::Locked("a PDF file")));
    assert_eq!(refuse(b"%PDF-1.7\nnothing follows"), Some(Refusal::Damaged("a PDF file")));
    let whole = letter();
    let table = whole.windows(5).rposition(|five| five == b"xref\n").expect("it has a table") - "start".len();
    let table = whole[..table].windows(5).rposition(|five| five == b"xref\n").expect("it has a table");
    assert!(take(&whole[..table]).text.contains("denied on Tuesday"), "a file without its table is put together again");
}

#[test]
fn forms_inside_themselves_end() {
    let begin = Instant::now();
    let form = |content: &str| stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800]", content.as_bytes());
    let text = drawn(&[(60, 700, 12, "The port authority denied that any such order had been given.")]);
    for n_calls in [1, 2, 40] {
        let document = take(&pages(&[&format!("{text} /X1 Do")], form(&"/X1 Do ".repeat(n_calls)), ""));
        assert!(document.troubles.iter().any(|trouble| trouble.kind == TroubleKind::BeyondLimits), "{n_calls}");
    }
    assert!(begin.elapsed().as_secs() < 60, "it ends");
}

#[test]
fn streams_that_unpack_without_end_are_not_unpacked() {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let spaces = vec![b' '; 1 << 20];
    (0..100).for_each(|_| packed.write_all(&spaces).expect("the memory takes it"));
    let packed = packed.finish().expect("the memory takes it");
    assert!(packed.len() < 1 << 20);
    let form = stream("/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Filter /FlateDecode", &packed);
    assert_eq!(refuse(&pages(&["/X1 Do"], form, "")), Some(Refusal::Oversized("a PDF file")));
    // The name of a filter can be written in other ways, and a picture's stream is unpacked only if it is used as text.
    let lying = stream("/Subtype /Image /Width 1 /Filter [/ASCIIHexDecode /FlateDecode /FlateDecode]", b"789c");
    let text = drawn(&[(60, 700, 12, "The port authority denied that any such order had been given.")]);
    assert!(take(&pages(&[&text], lying, "")).text.contains("denied"));
}

#[test]
fn a_text_about_pdf_is_a_text() {
    let text = "He wrote that the file begins with %PDF-1.7 and that this was no forgery.";
    let document = import("a.txt", text.as_bytes(), &ImportSettings::default()).expect("it is text");
    assert_eq!(document.format, Format::Plain);
}

/// Operators and operands in any order.
fn operators() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "BT",
        "ET",
        "q",
        "Q",
        "/F1 12 Tf",
        "/F1 -9 Tf",
        "/F1 0 Tf",
        "(He said so.)",
        "Tj",
        "[(He) -250 (said) 9e9 <41>] TJ",
        "1 0 0 1 60 700 Tm",
        "0 1 -1 0 60 700 Tm",
        "-1 0 0 -1 300 300 Tm",
        "0 0 0 0 0 0 cm",
        "1e30 0 0 1e30 0 0 cm",
        "10 -15 Td",
        "0 -15 TD",
        "T*",
        "'",
        "1 2 (a-) \"",
        "14 TL",
        "50 Tz",
        "9 Ts",
        "3 Tr",
        "/X1 Do",
        "/Artifact BMC",
        "/P << /MCID 0 >> BDC",
        "EMC",
        "BI /W 1 /H 1 ID x EI",
        "(",
        ")",
        "<<",
        "]",
        "5",
        "/Nothing Do",
        "(\\255\\034) Tj",
        "0 -15 Td (insp-) Tj",
        "0 -15 Td (ectors) Tj",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join(" "))
}

fn import_any(bytes: &[u8]) {
    let n_before = watch_panics();
    for format in [None, Some(Format::Pdf)] {
        let settings = ImportSettings { format, ..ImportSettings::default() };
        if let Ok(document) = import("memo.pdf", bytes, &settings) {
            properties::hold(&document, bytes);
        }
    }
    assert_eq!(watch_panics(), n_before, "no bytes make our own code panic");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_operators_are_taken(first in operators(), second in operators(), form in operators()) {
        let object = stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [1 0 0 1 5 5]", form.as_bytes());
        import_any(&pages(&[&first, &second, &first], object, ""));
    }

    #[test]
    fn files_cut_and_changed_are_taken(cut in any::<prop::sample::Index>(), places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..10)) {
        let mut bytes = letter();
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        import_any(&bytes);
        bytes.truncate(cut.index(bytes.len()) + 1);
        import_any(&bytes);
    }
}
