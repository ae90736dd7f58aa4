//! DOCX and ODT: the bytes are an archive as they stand, and the parts of one packed here, cut where a zero is.
#![no_main]

mod sound;

use std::io::{Cursor, Write};

use hearsay_text::document::Format;
use hearsay_text::import::{ImportSettings, import};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: [&str; 6] = [
    "word/document.xml",
    "word/styles.xml",
    "word/footnotes.xml",
    "word/comments.xml",
    "word/header1.xml",
    "docProps/core.xml",
];
const OPEN_DOCUMENT: [&str; 3] = ["content.xml", "styles.xml", "meta.xml"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for (format, parts) in [(Format::Docx, &WORD[..]), (Format::Odt, &OPEN_DOCUMENT[..])] {
        for bytes in [bytes.to_vec(), pack(parts, bytes)] {
            let settings = ImportSettings { format: Some(format), ..ImportSettings::default() };
            let Ok(document) = import("a", &bytes, &settings) else { continue };
            sound::check(&document);
        }
    }
});

fn pack(names: &[&str], bytes: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in names.iter().zip(bytes.split(|&byte| byte == 0)) {
        zip.start_file(*name, SimpleFileOptions::default()).expect("the memory takes it");
        zip.write_all(content).expect("the memory takes it");
    }
    zip.finish().expect("the memory takes it").into_inner()
}
