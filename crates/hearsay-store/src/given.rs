//! What is said of a document that its own bytes do not say: by the user, and by the container that it came out of.
//!
//! Not metadata that was found in its bytes, which importing them again gives.

use hearsay_text::document::{Date, Document, Evidenced, Metadata};

/// What the evidence of a given value is.
const EVIDENCE: &str = "given when the document was added";

/// What the user and the container said of a document when it was added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The outlet, sender or collection.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Where it was found.
    pub url: Option<String>,
    /// What only the container knows: when it was captured, which message it was attached to.
    pub container: Option<Box<Metadata>>,
}

impl Given {
    /// Returns what a container says of a document, to be kept; nothing if it says nothing.
    pub fn of_container(metadata: &Metadata) -> Option<Box<Metadata>> {
        (*metadata != Metadata::default()).then(|| Box::new(metadata.clone()))
    }

    /// Puts into the document's metadata what the file itself does not say: what the container does first, and what the
    /// user does where that does not either.
    ///
    /// To be called before the document is read: times are placed by the day of publication.
    pub fn complete(&self, document: &mut Document) {
        let metadata = &mut document.metadata;
        self.container.iter().for_each(|container| metadata.fill_from(container));
        let evidence = || EVIDENCE.to_owned();
        if let (None, Some(source)) = (&metadata.site, &self.source) {
            metadata.site = Some(Evidenced { value: source.clone(), evidence: evidence() });
        }
        if let (None, Some(published)) = (&metadata.published, self.published) {
            metadata.published = Some(Evidenced { value: published, evidence: evidence() });
        }
        if let (None, Some(url)) = (&metadata.url, &self.url) {
            metadata.url = Some(Evidenced { value: url.clone(), evidence: evidence() });
        }
    }
}
