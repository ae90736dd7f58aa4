//! From a file's bytes to a [`Document`].
//!
//! Never fails: whatever is wrong becomes a [`Trouble`](crate::trouble::Trouble).

use crate::document::{Alignment, Block, BlockKind, Document, DocumentId, Format, Metadata};
use crate::span::Span;

/// Imports `bytes` as the document `name`.
pub fn import(name: &str, bytes: &[u8]) -> Document {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut blocks = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(offset, offset + line.len()).trim(&text);
        if !span.is_empty() {
            blocks.push(Block { span, kind: BlockKind::Body });
        }
        offset += line.len();
    }
    Document {
        name: name.to_owned(),
        id: DocumentId(*blake3::hash(bytes).as_bytes()),
        format: Format::Plain,
        encoding: "UTF-8",
        alignment: Alignment::identity(text.len()),
        text,
        blocks,
        metadata: Metadata::default(),
        troubles: Vec::new(),
    }
}
