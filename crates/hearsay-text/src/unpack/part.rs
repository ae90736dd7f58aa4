//! One document of a container: its bytes, what they are, and what the container says of it.
//!
//! Not imported yet: [`Part::import`] does that.

use crate::document::{Document, DocumentId, Format, Metadata};
use crate::encoding::Charset;
use crate::import::{ImportSettings, import};
use crate::refusal::Refusal;

/// A document taken out of a container, or a file that is none.
#[derive(Clone, Debug)]
pub struct Part {
    /// Where it stood: the file's name, then the path inside each container, such as `mails.mbox/3` or
    /// `leak.zip/letters/one.html`. Never a path to write to.
    pub name: String,
    /// Its own bytes, which its id is the hash of. UTF-8 where the container was a table, a feed or JSON.
    pub bytes: Vec<u8>,
    /// What the bytes are, if the container tells; otherwise name and content do.
    pub format: Option<Format>,
    /// The encoding, if the container tells and the bytes do not show it.
    pub charset: Option<Charset>,
    /// What the containers say of it.
    pub metadata: Metadata,
    /// The hash that the container claims for it.
    pub digest: Option<ClaimedDigest>,
}

/// A hash that a container claims for a part, and whether it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedDigest {
    /// As it stands there, such as `sha1:2EWCAF4...`.
    pub claimed: String,
    /// Whether the bytes have that hash; `None` if it is of a kind that is not checked.
    pub holds: Option<bool>,
}

impl Part {
    pub(super) fn new(name: &str, bytes: &[u8]) -> Part {
        Part {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
            format: None,
            charset: None,
            metadata: Metadata::default(),
            digest: None,
        }
    }

    pub(super) fn record(name: String, bytes: Vec<u8>, metadata: Metadata) -> Part {
        Part { name, bytes, format: Some(Format::Record), charset: None, metadata, digest: None }
    }

    /// Returns the hash of its bytes, which is the id of the document that comes of it.
    pub fn id(&self) -> DocumentId {
        DocumentId(*blake3::hash(&self.bytes).as_bytes())
    }

    /// Imports it; what the part says of itself stands before what the container says, and what the user has settled
    /// before what the container tells of format and encoding.
    ///
    /// # Errors
    /// As [`import`].
    pub fn import(&self, settings: &ImportSettings) -> Result<Document, Refusal> {
        let mut document = import(&self.name, &self.bytes, &self.settled(settings))?;
        document.name.clone_from(&self.name);
        document.metadata.fill_from(&self.metadata);
        Ok(document)
    }

    /// Returns the settings with which [`import`] makes the same text of the same bytes again.
    pub fn settled(&self, settings: &ImportSettings) -> ImportSettings {
        ImportSettings {
            format: settings.format.or(self.format),
            charset: settings.charset.or(self.charset),
            ..*settings
        }
    }
}

/// Returns the charset that `label` names, unless the bytes are UTF-8 or begin with a mark and so speak for themselves.
pub(super) fn charset_of(label: Option<&str>, bytes: &[u8]) -> Option<Charset> {
    let is_marked = encoding_rs::Encoding::for_bom(bytes).is_some();
    if is_marked || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    Charset::from_label(label?)
}
