//! What is made of a document before it is written, so that several threads can do it while one writes.
//!
//! Not a transaction, and nothing is on the disk yet.

use hearsay_reading::reading::Reading;
use hearsay_text::document::{Document, DocumentId};
use hearsay_text::import::ImportSettings;

use crate::coding::documents::Layout;
use crate::coding::{self, Fingerprint};
use crate::given::Given;
use crate::packing::{Packed, pack};
use crate::search::index::PreparedWords;
use crate::version::ReaderVersion;

/// A document that was read, ready to be written.
#[derive(Clone, Debug)]
pub struct PreparedReading {
    pub(crate) id: DocumentId,
    pub(crate) page: PreparedPage,
    pub(crate) version: ReaderVersion,
    pub(crate) shape: Fingerprint,
    pub(crate) reading: Packed,
    pub(crate) words: PreparedWords,
}

/// A file that was imported and read, ready to be added.
#[derive(Clone, Debug)]
pub struct PreparedDocument {
    pub(crate) reading: PreparedReading,
    pub(crate) original: Packed,
    pub(crate) file_name: String,
    pub(crate) settings: ImportSettings,
    pub(crate) given: Given,
}

/// What import made of an original.
#[derive(Clone, Debug)]
pub(crate) struct PreparedPage {
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) site: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) language: Option<String>,
    /// The canonical text, if it is not the original itself.
    pub(crate) text: Option<Vec<u8>>,
    pub(crate) text_bytes: usize,
    pub(crate) shape: Fingerprint,
    pub(crate) layout: Packed,
}

impl PreparedReading {
    /// Prepares what `version` made of `original`.
    ///
    /// # Panics
    /// If `document` was not imported from `original`: its id is the hash of those bytes.
    pub fn new(original: &[u8], document: &Document, reading: &Reading, version: &ReaderVersion) -> PreparedReading {
        assert_eq!(document.id.0, *blake3::hash(original).as_bytes(), "a document is imported from its original");
        let metadata = &document.metadata;
        let page = PreparedPage {
            title: metadata.title.as_ref().map(|title| title.value.clone()),
            author: metadata.author.as_ref().map(|author| author.value.clone()),
            site: metadata.site.as_ref().map(|site| site.value.clone()),
            published: metadata.published.as_ref().map(|published| published.value.to_string()),
            modified: metadata.modified.as_ref().map(|modified| modified.value.to_string()),
            language: metadata.language.as_ref().map(|language| language.value.clone()),
            text: (document.text.as_bytes() != original).then(|| pack(document.text.as_bytes())),
            text_bytes: document.text.len(),
            shape: coding::fingerprint::<Layout>(),
            layout: coding::pack(&Layout::of(document)),
        };
        PreparedReading {
            id: document.id,
            page,
            version: version.clone(),
            shape: coding::fingerprint::<Reading>(),
            reading: coding::pack(reading),
            words: PreparedWords::new(document, reading),
        }
    }
}

/// Returns the reading as the case keeps it: without why each mark was made, which reading the document again tells.
#[must_use]
pub fn without_reasons(mut reading: Reading) -> Reading {
    for attribution in &mut reading.attributions {
        attribution.signs = None;
        attribution.reasons.clear();
    }
    reading.mentions.iter_mut().for_each(|one| one.because.clear());
    reading.artefacts.iter_mut().for_each(|one| one.because.clear());
    reading.verdicts.iter_mut().for_each(|one| one.because.clear());
    reading.hedged_clauses.iter_mut().for_each(|one| one.because.clear());
    reading.times.iter_mut().for_each(|one| one.because.clear());
    reading
}

impl PreparedDocument {
    /// Prepares `original`, which was imported with `settings` from a file of that name and read as `reading` says.
    pub fn new(
        original: &[u8],
        file_name: &str,
        settings: ImportSettings,
        given: Given,
        reading: PreparedReading,
    ) -> PreparedDocument {
        PreparedDocument {
            reading,
            original: Packed { bytes: pack(original), length_bytes: original.len() },
            file_name: file_name.to_owned(),
            settings,
            given,
        }
    }

    /// Returns how many bytes the original has.
    pub fn original_bytes(&self) -> usize {
        self.original.length_bytes
    }
}
