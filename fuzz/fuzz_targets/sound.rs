//! What holds for every document, whatever its format.

use hearsay_text::document::Document;

/// Checks that every span slices and that whatever has an original finds it.
pub fn check(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        let words = block.span.of(&document.text);
        assert!(!words.is_empty() && words.trim() == words && block.span.start >= end);
        end = block.span.end;
        if let Some(alignment) = &document.alignment {
            assert!(alignment.original(block.span).is_some());
        }
    }
    let mut end = 0;
    for place in &document.places {
        assert!(!place.span.of(&document.text).is_empty() && place.span.start >= end);
        end = place.span.end;
    }
    for span in document.troubles.iter().filter_map(|trouble| trouble.span) {
        assert!(document.text.get(span.range()).is_some());
    }
}
