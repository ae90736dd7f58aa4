//! Which reader made a reading.
//!
//! Not a number that is compared: a reader whose version is another one may find something else, and that is all.

/// Names all that a reading depends on beside the document: importer, reader, lexicon, weights.
///
/// Whoever reads chooses the words; equal versions must give equal readings. The store adds the shape of the cached
/// bytes by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReaderVersion(pub String);
