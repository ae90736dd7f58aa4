//! DOCX and ODT by example: files packed here, hostile ones too.

use std::io::{Cursor, Write};

use hearsay_text::document::{BlockKind, Document, Evidenced, Format};
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::refusal::Refusal;
use hearsay_text::trouble::TroubleKind;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::properties;

const BODY: &str = r#"<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Night cranes</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The order was </w:t></w:r><w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>given &amp; kept</w:t></w:r></w:ins><w:r><w:footnoteReference w:id="2"/><w:t xml:space="preserve"> by</w:t><w:tab/><w:t>Voss.</w:t></w:r><w:commentReference w:id="7"/></w:p>
<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">She said that </w:t></w:r></w:p><w:p><w:r><w:t>it was so.</w:t></w:r></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>Around it.</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Quay</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>North</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:del><w:r><w:delText>All of this.</w:delText></w:r></w:del></w:p>"#;

const STYLES: &str = r#"<w:styles><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>"#;
const FOOTNOTES: &str = r#"<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>By telephone.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
const COMMENTS: &str = r#"<w:comments><w:comment w:id="7" w:author="Bob Ray"><w:p><w:r><w:t>Who says so?</w:t></w:r></w:p></w:comment></w:comments>"#;
const CORE: &str = r#"<cp:coreProperties><dc:title>The order</dc:title><dc:creator>Ann Lee</dc:creator><dcterms:created>2022-03-20T10:00:00Z</dcterms:created><dcterms:modified>2022-03-21T10:00:00Z</dcterms:modified><dc:language>en-GB</dc:language></cp:coreProperties>"#;

const CONTENT: &str = r#"<office:document-content><office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/></office:automatic-styles><office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p text:style-name="P1">Night cranes</text:p><text:h text:outline-level="1">The order</text:h>
<text:p>The order   was<text:s text:c="4000000000"/><text:change/>given<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>By
telephone.</text:p></text:note-body></text:note> by<text:tab/>Voss.<office:annotation><dc:creator>Bob Ray</dc:creator><dc:date>2022-03-21T00:00:00</dc:date><text:p>Who says so?</text:p></office:annotation></text:p>
<table:table><table:table-row><table:table-cell><text:p>Quay</text:p></table:table-cell><table:table-cell><text:p>North</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame><svg:desc>A crane</svg:desc><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>Around it.</text:p></office:text></office:body></office:document-content>"#;
const MARGINS: &str = r#"<office:document-styles><style:master-page><style:header><text:p>INTERNAL</text:p></style:header><style:footer><text:p>Page</text:p></style:footer></style:master-page></office:document-styles>"#;
const META: &str = r#"<office:document-meta><dc:title>The order</dc:title><meta:initial-creator>Ann Lee</meta:initial-creator><dc:creator>Bob Ray</dc:creator><meta:creation-date>2022-03-20T10:00:00</meta:creation-date><dc:date>2022-03-21T10:00:00</dc:date></office:document-meta>"#;

fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("the memory takes it");
        zip.write_all(content).expect("the memory takes it");
    }
    zip.finish().expect("the memory takes it").into_inner()
}

fn word(body: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>");
    pack(&[
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/footnotes.xml", FOOTNOTES.as_bytes()),
        ("word/comments.xml", COMMENTS.as_bytes()),
        ("docProps/core.xml", CORE.as_bytes()),
        ("word/header1.xml", b"<w:hdr><w:p><w:r><w:t>INTERNAL</w:t></w:r></w:p></w:hdr>"),
    ])
}

fn open_document(content: &str) -> Vec<u8> {
    pack(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", MARGINS.as_bytes()),
        ("meta.xml", META.as_bytes()),
    ])
}

fn take(bytes: &[u8]) -> Document {
    let document = import("memo", bytes, &ImportSettings::default()).expect("it has words");
    properties::hold(&document, bytes);
    assert!(document.alignment.is_none(), "packed text is no stretch of the file");
    document
}

fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|block| (block.kind, block.span.of(&document.text))).collect()
}

fn shown<T: std::fmt::Display>(value: &Option<Evidenced<T>>) -> String {
    value.as_ref().map(|one| format!("{} ({})", one.value, one.evidence)).unwrap_or_default()
}

fn deletions(document: &Document) -> Vec<Option<&str>> {
    let found = document.troubles.iter().filter(|trouble| trouble.kind == TroubleKind::DeletionsLeftOut);
    found.map(|trouble| trouble.span.map(|span| span.of(&document.text))).collect()
}

#[test]
fn a_word_document_is_read_with_its_notes_and_changes() {
    use BlockKind::{Body, Furniture, Heading};
    let document = take(&word(BODY));
    assert_eq!(document.format, Format::Docx);
    assert_eq!(
        blocks(&document),
        [
            (Furniture, "INTERNAL"),
            (Heading, "Night cranes"),
            (Body, "The order was given & kept[1] by\tVoss."),
            (Body, "[1] By telephone."),
            (Furniture, "Bob Ray: Who says so?"),
            (Body, "She said that it was so."),
            (Body, "In a box."),
            (Body, "Around it."),
            (Body, "Quay\tNorth"),
        ]
    );
    assert_eq!(deletions(&document), [Some("The order was given & kept[1] by\tVoss."), None]);
    assert_eq!(shown(&document.metadata.title), "The order (core properties dc:title)");
    assert_eq!(shown(&document.metadata.author), "Ann Lee (core properties dc:creator)");
    assert_eq!(shown(&document.metadata.created), "2022-03-20 (core properties dcterms:created)");
    assert_eq!(shown(&document.metadata.modified), "2022-03-21 (core properties dcterms:modified)");
    assert_eq!(shown(&document.metadata.language), "en (core properties dc:language)");
    assert_eq!(shown(&document.metadata.published), "", "when a file was made is not when it was published");
}

#[test]
fn an_open_document_is_read_with_its_notes_and_changes() {
    use BlockKind::{Body, Furniture, Heading};
    let document = take(&open_document(CONTENT));
    assert_eq!(document.format, Format::Odt);
    assert_eq!(
        blocks(&document),
        [
            (Furniture, "INTERNAL"),
            (Heading, "Night cranes"),
            (Heading, "The order"),
            (Body, "The order was given[1] by\tVoss."),
            (Body, "[1] By telephone."),
            (Furniture, "Bob Ray: Who says so?"),
            (Body, "Quay\tNorth"),
            (Body, "In a box."),
            (Body, "Around it."),
            (Furniture, "Page"),
        ]
    );
    assert_eq!(deletions(&document), [Some("The order was given[1] by\tVoss.")]);
    assert_eq!(shown(&document.metadata.author), "Ann Lee (meta.xml meta:initial-creator)");
    assert_eq!(shown(&document.metadata.created), "2022-03-20 (meta.xml meta:creation-date)");
    assert_eq!(shown(&document.metadata.modified), "2022-03-21 (meta.xml dc:date)");
}

#[test]
fn what_cannot_be_read_is_refused_with_a_remedy() {
    let refuse = |bytes: &[u8]| import("memo.docx", bytes, &ImportSettings::default()).map(|document| document.text);
    assert_eq!(
        refuse(&pack(&[("word/document.xml", b"<w:document><w:body><w:p/></w:body></w:document>")])),
        Err(Refusal::Wordless("a Word document"))
    );
    let locked = pack(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"\x01\x02"),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
    ]);
    assert_eq!(refuse(&locked), Err(Refusal::Locked("an OpenDocument text")));
    let bomb = "<w:p><w:r><w:t>".to_owned() + &"said ".repeat(6 << 20) + "</w:t></w:r></w:p>";
    assert_eq!(refuse(&word(&bomb)), Err(Refusal::Oversized("a Word document")));
    assert!(
        matches!(refuse(&pack(&[("a.txt", b"He said so.")])), Err(Refusal::Packed(_))),
        "other archives are not ours"
    );
    for refusal in [Refusal::Oversized("a"), Refusal::Locked("a"), Refusal::Wordless("a"), Refusal::Damaged("a")] {
        let told = refusal.to_string();
        assert!(told.contains(": ") && !told.ends_with('.'), "{told}");
    }
}

#[test]
fn damage_is_told_and_what_comes_before_it_is_read() {
    let document = take(&word("<w:p><w:r><w:t>He said so.</w:t></w:r></w:p><w:p><w:r></w:t>"));
    assert!(document.text.contains("He said so."));
    assert!(document.troubles.iter().any(|trouble| trouble.kind == TroubleKind::CutShort));
}

#[test]
fn one_note_is_used_once_and_tables_nest_without_end() {
    let body = "<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>".repeat(1_000);
    assert_eq!(take(&word(&body)).text.matches("By telephone").count(), 1);
    let n = 20_000;
    let body =
        "<w:tbl><w:tr><w:tc>".repeat(n) + "<w:p><w:r><w:t>in</w:t></w:r></w:p>" + &"</w:tc></w:tr></w:tbl>".repeat(n);
    let document = take(&word(&(body + "<w:p><w:r><w:t>He said so.</w:t></w:r></w:p>")));
    assert!(document.text.contains("He said so."));
    assert!(document.troubles.iter().any(|trouble| trouble.kind == TroubleKind::BeyondLimits));
}

/// Elements of both formats, in any order.
fn markup() -> impl Strategy<Value = String> {
    let names = [
        "p",
        "r",
        "t",
        "del",
        "ins",
        "pPr",
        "rPr",
        "tr",
        "tc",
        "tbl",
        "footnote",
        "comment",
        "h",
        "note",
        "note-citation",
        "note-body",
        "annotation",
        "creator",
        "table-row",
        "table-cell",
        "header",
        "tracked-changes",
        "deletion",
        "change",
        "Fallback",
        "footnoteReference",
        "commentReference",
        "title",
        "span",
    ];
    let piece = (prop::sample::select(names.to_vec()), 0..5_u8).prop_map(|(name, form)| match form {
        0 => format!("<x:{name}>"),
        1 => format!("</x:{name}>"),
        2 => format!("<x:{name} x:id=\"2\" x:val=\"berschrift1\" x:author=\"B\"/>"),
        3 => "He said &amp; «да» ".to_owned(),
        _ => format!("<x:{name}>said</x:{name}>"),
    });
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn import_any(bytes: &[u8]) {
    if let Ok(document) = import("memo.docx", bytes, &ImportSettings::default()) {
        properties::hold(&document, bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_markup_is_taken(body in markup(), notes in markup()) {
        let document = format!("<w:document>{body}</w:document>");
        import_any(&pack(&[
            ("word/document.xml", document.as_bytes()),
            ("word/footnotes.xml", notes.as_bytes()),
            ("word/comments.xml", format!("<a><w:comment w:id=\"2\">{notes}</w:comment></a>").as_bytes()),
            ("docProps/core.xml", notes.as_bytes()),
        ]));
        import_any(&open_document(&document));
    }

    #[test]
    fn files_cut_and_changed_are_taken(is_word in any::<bool>(), cut in any::<prop::sample::Index>(), places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8)) {
        let mut bytes = if is_word { word(BODY) } else { open_document(CONTENT) };
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        import_any(&bytes);
        bytes.truncate(cut.index(bytes.len()) + 1);
        import_any(&bytes);
    }
}
