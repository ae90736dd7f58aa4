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
    /// Words that tracked changes mark as deleted were left out.
    DeletionsLeftOut,
    /// The file is damaged in the middle; what stands after that was not read.
    CutShort,
    /// Part of the file lies beyond a limit (of depth, pages, time) and was left out.
    BeyondLimits,
    /// Some pages are pictures without a text layer.
    PagesWithoutText,
    /// The file does not tell which letters some of its glyphs are; they stand as U+FFFD.
    LettersUnknown,
}

impl TroubleKind {
    /// Returns the words that the user is shown.
    pub fn message(self) -> &'static str {
        match self {
            TroubleKind::Undecodable => "bytes that are not text in the detected encoding stand as U+FFFD",
            TroubleKind::EncodingGuessed => "the encoding was guessed from little text",
            TroubleKind::TooDeep => "markup nested too deep was read as plain text",
            TroubleKind::NoMainContent => "no main content was found; the whole page was taken",
            TroubleKind::DeletionsLeftOut => {
                "words that tracked changes mark as deleted were left out; reject the changes in a copy to read them too"
            }
            TroubleKind::PagesWithoutText => {
                "some pages are pictures without text and were not read; run 'ocrmypdf --skip-text IN.pdf OUT.pdf' and read what comes out"
            }
            TroubleKind::LettersUnknown => {
                "the file does not tell which letters some of its glyphs are, so they stand as U+FFFD; run 'ocrmypdf --force-ocr IN.pdf OUT.pdf' and read what comes out"
            }
            TroubleKind::BeyondLimits => {
                "part of the file lies beyond the limits of what is read and was left out; split it to read the rest"
            }
            TroubleKind::CutShort => {
                "the file is damaged and what follows the damage was not read; get another copy from its source"
            }
        }
    }

    /// Returns the name that the JSON carries.
    pub fn name(self) -> &'static str {
        match self {
            TroubleKind::Undecodable => "undecodable",
            TroubleKind::EncodingGuessed => "encoding-guessed",
            TroubleKind::TooDeep => "too-deep",
            TroubleKind::NoMainContent => "no-main-content",
            TroubleKind::DeletionsLeftOut => "deletions-left-out",
            TroubleKind::CutShort => "cut-short",
            TroubleKind::BeyondLimits => "beyond-limits",
            TroubleKind::PagesWithoutText => "pages-without-text",
            TroubleKind::LettersUnknown => "letters-unknown",
        }
    }
}
