//! The words that the file has for what the user settled about an import.
//!
//! Not the settings themselves, which are the importer's; a setting that is missing here does not compile.

use hearsay_text::document::Format;
use hearsay_text::html::main_content::Effort;

/// Returns the name of a format.
pub(crate) fn format_name(format: Format) -> &'static str {
    match format {
        Format::Plain => "plain",
        Format::Markdown => "markdown",
        Format::Html => "html",
        Format::Srt => "srt",
        Format::WebVtt => "webvtt",
        Format::Docx => "docx",
        Format::Odt => "odt",
        Format::Rtf => "rtf",
        Format::Pdf => "pdf",
        Format::Mail => "mail",
        Format::Record => "record",
    }
}

/// Returns the format of that name.
pub(crate) fn format_of(name: &str) -> Option<Format> {
    const ALL: [Format; 11] = [
        Format::Plain,
        Format::Markdown,
        Format::Html,
        Format::Srt,
        Format::WebVtt,
        Format::Docx,
        Format::Odt,
        Format::Rtf,
        Format::Pdf,
        Format::Mail,
        Format::Record,
    ];
    ALL.into_iter().find(|&format| format_name(format) == name)
}

/// Returns the name of how carefully an article is looked for.
pub(crate) fn effort_name(effort: Effort) -> &'static str {
    match effort {
        Effort::Careful => "careful",
        Effort::Bulk => "bulk",
    }
}

/// Returns the effort of that name.
pub(crate) fn effort_of(name: &str) -> Option<Effort> {
    [Effort::Careful, Effort::Bulk].into_iter().find(|&effort| effort_name(effort) == name)
}
