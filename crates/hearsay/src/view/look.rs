//! How things look: the width, the colours, the signs.
//!
//! Colours are the 16 of the terminal's own palette, so that light and dark backgrounds both work; none of them
//! carries a meaning alone.

use hearsay_reading::reading::Act;

/// How a view is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns to fill.
    pub width: usize,
    /// Whether to colour; without colour, source, cue and hedge get signs of their own.
    pub color: bool,
    /// Whether to draw with ASCII characters only. The document's own text is shown as it is.
    pub ascii: bool,
}

/// From this width on the notes stand beside the text, not under it.
pub const WIDE: usize = 100;

impl Signs {
    /// Returns words of the document in quotation marks.
    pub(crate) fn quoted(&self, words: &str) -> String {
        let [open, close] = self.quotes;
        format!("{open}{words}{close}")
    }
}

impl Look {
    /// Returns the signs to draw with.
    pub(crate) fn signs(&self) -> &'static Signs {
        if self.ascii { &SIGNS_ASCII } else { &SIGNS }
    }

    /// Returns whether the notes stand beside the text.
    pub(crate) fn is_wide(&self) -> bool {
        self.width >= WIDE
    }
}

/// The signs that a view is drawn with.
#[derive(Debug)]
pub(crate) struct Signs {
    pub(crate) open: &'static str,
    pub(crate) close: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) margin: &'static str,
    pub(crate) unread: &'static str,
    pub(crate) inside: &'static str,
    pub(crate) dot: &'static str,
    pub(crate) arrow: &'static str,
    pub(crate) cut: &'static str,
    /// Around the document's words in a note.
    pub(crate) quotes: [&'static str; 2],
}

const SIGNS: Signs = Signs {
    open: "⟦",
    close: "⟧",
    rule: "─",
    margin: "│",
    unread: "┊",
    inside: "└",
    dot: "·",
    arrow: "→",
    cut: "…",
    quotes: ["“", "”"],
};

const SIGNS_ASCII: Signs = Signs {
    open: "[",
    close: "]",
    rule: "-",
    margin: "|",
    unread: ":",
    inside: "\\",
    dot: "-",
    arrow: "->",
    cut: "...",
    quotes: ["\"", "\""],
};

/// The look of a stretch of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    color: Option<Color>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Color {
    Red = 31,
    Green = 32,
    Magenta = 35,
    Cyan = 36,
}

impl Style {
    pub(crate) const PLAIN: Style = Style { color: None, bold: false, dim: false, italic: false, underline: false };
    pub(crate) const BOLD: Style = Style { bold: true, ..Style::PLAIN };
    pub(crate) const DIM: Style = Style { dim: true, ..Style::PLAIN };
    pub(crate) const SOURCE: Style = Style { color: Some(Color::Magenta), bold: true, ..Style::PLAIN };
    pub(crate) const CUE: Style = Style { color: Some(Color::Magenta), ..Style::PLAIN };
    pub(crate) const ERROR: Style = Style { color: Some(Color::Red), bold: true, ..Style::PLAIN };
    pub(crate) const HINT: Style = Style { color: Some(Color::Cyan), bold: true, ..Style::PLAIN };
    /// What fits a hypothesis, and what speaks against it; the letters say so too.
    pub(crate) const FITS: Style = Style { color: Some(Color::Green), ..Style::PLAIN };
    pub(crate) const AGAINST: Style = Style { color: Some(Color::Red), ..Style::PLAIN };
    const HEDGE: Style = Style { color: Some(Color::Red), ..Style::PLAIN };

    /// Returns the style of what is said. Nobody said an attitude in so many words, so it looks different.
    pub(crate) fn content(act: Act) -> Style {
        match act {
            Act::Attitude => Style { color: Some(Color::Cyan), italic: true, ..Style::PLAIN },
            Act::Speech | Act::Decree | Act::Finding => Style { color: Some(Color::Green), ..Style::PLAIN },
        }
    }

    /// Returns the style of a hedge that stands in a stretch of this style.
    pub(crate) fn hedged(self) -> Style {
        Style { underline: true, italic: self.italic, ..Style::HEDGE }
    }

    /// Returns this style in bold.
    pub(crate) fn bold(self) -> Style {
        Style { bold: true, ..self }
    }

    /// Appends `text` in this style, or bare if `color` is off.
    pub(crate) fn paint(self, text: &str, color: bool, out: &mut String) {
        if !color || self == Style::PLAIN || text.is_empty() {
            out.push_str(text);
            return;
        }
        out.push_str("\x1b[");
        let attributes = [(self.bold, "1"), (self.dim, "2"), (self.italic, "3"), (self.underline, "4")];
        let mut separator = "";
        for (_, code) in attributes.iter().filter(|(is_on, _)| *is_on) {
            out.push_str(separator);
            out.push_str(code);
            separator = ";";
        }
        if let Some(color) = self.color {
            out.push_str(separator);
            out.push_str(&(color as u8).to_string());
        }
        out.push('m');
        out.push_str(text);
        out.push_str("\x1b[0m");
    }
}
