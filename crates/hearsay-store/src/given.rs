//! What the user says of a document because the file cannot: where it is from, when it came out.
//!
//! Not metadata that was found in the file, which has its evidence there.

use hearsay_text::document::{Date, Document, Evidenced};

/// What the evidence of a given value is.
const EVIDENCE: &str = "given when the document was added";

/// What the user said of a document when it was added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The outlet, sender or collection.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Where it was found.
    pub url: Option<String>,
}

impl Given {
    /// Puts into the document's metadata what the file itself does not say.
    ///
    /// To be called before the document is read: times are placed by the day of publication.
    pub fn complete(&self, document: &mut Document) {
        let metadata = &mut document.metadata;
        let evidence = || EVIDENCE.to_owned();
        if let (None, Some(source)) = (&metadata.site, &self.source) {
            metadata.site = Some(Evidenced { value: source.clone(), evidence: evidence() });
        }
        if let (None, Some(published)) = (&metadata.published, self.published) {
            metadata.published = Some(Evidenced { value: published, evidence: evidence() });
        }
    }
}
