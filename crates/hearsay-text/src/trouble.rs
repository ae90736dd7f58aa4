//! What went wrong while a text was taken in: data, not an error.

use crate::span::Span;

/// Something that the user should know about how a document was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What kind of trouble.
    pub kind: TroubleKind,
    /// Where in the canonical text, if it has a place.
    pub span: Option<Span>,
}

/// The kinds of trouble; [`TroubleKind::message`] words them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TroubleKind {
    /// Bytes that are not text in the detected encoding were replaced by U+FFFD.
    Undecodable,
    /// The encoding was guessed with little evidence.
    EncodingGuessed,
    /// The markup is nested deeper than is followed; what lies deeper was read as plain text.
    TooDeep,
    /// No main content was found in the page; the whole page's text was taken.
    NoMainContent,
}

impl TroubleKind {
    /// Returns the words that the user is shown.
    pub fn message(self) -> &'static str {
        match self {
            TroubleKind::Undecodable => "bytes that are not text in the detected encoding stand as U+FFFD",
            TroubleKind::EncodingGuessed => "the encoding was guessed from little text",
            TroubleKind::TooDeep => "markup nested too deep was read as plain text",
            TroubleKind::NoMainContent => "no main content was found; the whole page was taken",
        }
    }

    /// Returns the name that the JSON carries.
    pub fn name(self) -> &'static str {
        match self {
            TroubleKind::Undecodable => "undecodable",
            TroubleKind::EncodingGuessed => "encoding-guessed",
            TroubleKind::TooDeep => "too-deep",
            TroubleKind::NoMainContent => "no-main-content",
        }
    }
}
