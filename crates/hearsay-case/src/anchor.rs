//! Where a judgement holds on to a document: a span and the words that stand there.
//!
//! Not a mark of a reading: those come and go with the reader, and a judgement outlives them.

use hearsay_text::document::DocumentId;
use hearsay_text::span::Span;

/// A place in a document, with the words that stood there when it was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The document.
    pub document: DocumentId,
    /// The place in its canonical text.
    pub span: Span,
    /// The words at that place.
    pub words: String,
}

/// Where the words of an anchor are in a document's text of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Where they were.
    Same,
    /// Elsewhere, and there only.
    Moved(Span),
    /// Nowhere, or in several places of which none is the old one.
    Lost,
}

impl Anchor {
    /// Returns where the words are in `text`.
    ///
    /// A better importer may leave out or add text before them. Words that then stand in several places are not guessed
    /// at: a judgement on the wrong "he said so" is worse than one that has to be made again.
    pub fn hold(&self, text: &str) -> Hold {
        if text.get(self.span.range()) == Some(self.words.as_str()) {
            return Hold::Same;
        }
        if self.words.is_empty() {
            return Hold::Lost;
        }
        let mut found = text.match_indices(&self.words).map(|(start, words)| Span::new(start, start + words.len()));
        match (found.next(), found.next()) {
            (Some(span), None) => Hold::Moved(span),
            _ => Hold::Lost,
        }
    }
}

/// Returns what words at `span` are judged as, of what stands at places: of those that touch the words the one that has just
/// these, or else the narrowest around or inside them.
pub(crate) fn judged_at<T: Copy + Ord>(places: impl Iterator<Item = (Span, T)>, span: Span) -> Option<T> {
    let rank = |place: Span| (place != span, !place.contains(span), place.length_bytes(), place.start);
    let touching = places.filter(|(place, _)| place.overlaps(span));
    touching.min_by_key(|(place, id)| (rank(*place), *id)).map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_are() {
        let words = "denied\u{a0}";
        let anchor = Anchor { document: DocumentId([0; 32]), span: Span::new(4, 12), words: words.to_owned() };
        assert_eq!(anchor.hold("She denied\u{a0}it"), Hold::Same);
        assert_eq!(anchor.hold("Today she denied\u{a0}it"), Hold::Moved(Span::new(10, 18)));
        assert_eq!(anchor.hold("She denied\u{a0}and denied\u{a0}"), Hold::Same);
        assert_eq!(anchor.hold("He denied\u{a0}and denied\u{a0}"), Hold::Lost);
        assert_eq!(anchor.hold("She\u{a0}\u{a0}\u{a0}\u{a0}"), Hold::Lost);
        assert_eq!(anchor.hold(""), Hold::Lost);
        assert_eq!(anchor.hold("Sh\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}"), Hold::Lost);
    }
}
