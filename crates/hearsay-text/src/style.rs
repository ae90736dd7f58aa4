//! What paragraphs of a named style are: the names that office programs give their own styles, in English.
//!
//! Programs in other languages show other names but write these.

use crate::document::BlockKind;

/// Returns what paragraphs of that style are, if it is not running text.
pub(crate) fn kind_of(name: &str) -> Option<BlockKind> {
    // OpenDocument writes spaces as `_20_`.
    let name = name.replace("_20_", " ").trim().to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    let is = |words: &[&str]| words.contains(&name.as_str());
    match () {
        () if begins(&["toc ", "table of ", "index ", "contents "]) || is(&["header", "footer"]) => {
            Some(BlockKind::Furniture)
        }
        () if begins(&["heading"]) || is(&["title", "subtitle"]) => Some(BlockKind::Heading),
        () if begins(&["caption"]) || is(&["illustration", "figure", "drawing"]) => Some(BlockKind::Caption),
        () => None,
    }
}
