//! Cases in folders of their own, and documents to put into them.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use hearsay_case::anchor::Anchor;
use hearsay_case::judgement::{Judged, JudgedKind};
use hearsay_reading::reading::{Hypothesis, Reading};
use hearsay_store::case_file::CaseFile;
use hearsay_store::given::Given;
use hearsay_store::prepared::{PreparedDocument, PreparedReading};
use hearsay_store::signature::Signature;
use hearsay_store::version::ReaderVersion;
use hearsay_text::document::{Document, DocumentId};
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::moment::Moment;
use hearsay_text::span::Span;

/// A folder that is gone when the test is.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("store-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).expect("the folder for tests can be written to");
        Folder(path)
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Makes a new case in the folder.
    pub(crate) fn case(&self) -> CaseFile {
        CaseFile::create(&self.file("inquiry.hearsay")).expect("the folder is empty")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn signature() -> Signature {
    Signature { author: "Ann Lee".to_owned(), at: Moment::of_seconds(1_700_000_000).expect("it is in this century") }
}

pub(crate) fn version(name: &str) -> ReaderVersion {
    ReaderVersion(name.to_owned())
}

pub(crate) fn imported(file_name: &str, original: &str) -> Document {
    import(file_name, original.as_bytes(), &ImportSettings::default()).expect("it is text")
}

/// Returns a reading that can be told from others: the words at `span` are put forward.
pub(crate) fn reading_at(span: Span) -> Reading {
    Reading { hypotheses: vec![Hypothesis { cue: span, content: span, within: None }], ..Reading::default() }
}

/// Prepares `original` with what the reader `version` made of it.
pub(crate) fn read_by(version_name: &str, original: &str) -> PreparedReading {
    let document = imported("note.txt", original);
    let first = document.text.find(' ').unwrap_or(document.text.len());
    let reading = reading_at(Span::new(0, first));
    PreparedReading::new(original.as_bytes(), &document, &reading, &version(version_name))
}

/// Prepares `original` to be added, read by the reader `first`.
pub(crate) fn prepared(original: &str) -> PreparedDocument {
    let reading = read_by("first", original);
    PreparedDocument::new(original.as_bytes(), "note.txt", ImportSettings::default(), Given::default(), reading)
}

pub(crate) fn id_of(original: &str) -> DocumentId {
    imported("note.txt", original).id
}

/// Returns the first place of `words` in `original`, as something that can be judged.
pub(crate) fn judged(original: &str, words: &str) -> Judged {
    let start = original.find(words).expect("the words are in the text");
    let anchor =
        Anchor { document: id_of(original), span: Span::new(start, start + words.len()), words: words.to_owned() };
    Judged { kind: JudgedKind::Claim, anchor }
}
