//! From bytes to a document, as every test here takes them in.

use hearsay_text::document::Document;
use hearsay_text::import::{ImportSettings, import};

/// Imports `bytes`; `None` when they hold no text.
pub(crate) fn take_in(file_name: &str, bytes: &[u8]) -> Option<Document> {
    import(file_name, bytes, &ImportSettings::default()).ok()
}
