//! The pen that writes down what is not ours: words of documents, names, what analysts wrote.
//!
//! [`Words`] can be made by a [`Pen`] only, and a pen leaves out what is to be left out. So no shape of the dossier can hold
//! a name that the redaction has not seen.

use std::ops::Range;

use hearsay_case::entities::redaction::Redaction;
use serde::Serialize;

/// Words that are not ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
#[serde(transparent)]
pub(crate) struct Words(String);

impl Words {
    /// Returns them; whoever shows them takes care of what they hide.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether there is nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Writes words down.
#[derive(Debug)]
pub(crate) struct Pen {
    redaction: Redaction,
}

impl Pen {
    /// Returns a pen that leaves out what `redaction` does.
    pub(crate) fn new(redaction: Redaction) -> Pen {
        Pen { redaction }
    }

    /// Returns whether names are left out.
    pub(crate) fn redacts(&self) -> bool {
        !self.redaction.is_none()
    }

    /// Writes words down on one line.
    pub(crate) fn words(&self, text: &str) -> Words {
        Words(on_one_line(&self.redaction.text(text)).trim().to_owned())
    }

    /// Writes each of several down.
    pub(crate) fn all<'a>(&self, texts: impl IntoIterator<Item = &'a String>) -> Vec<Words> {
        texts.into_iter().map(|text| self.words(text)).collect()
    }

    /// Writes a text down in three parts: before a stretch of it, the stretch, and what is behind.
    pub(crate) fn marked(&self, text: &str, stretch: Range<usize>) -> [Words; 3] {
        let [before, inside, after] = self.redaction.marked(text, stretch).map(|part| on_one_line(&part));
        [Words(before.trim_start().to_owned()), Words(inside), Words(after.trim_end().to_owned())]
    }
}

/// Returns a text with one blank for each stretch of white space.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        if letter != ' ' || !line.ends_with(' ') {
            line.push(letter);
        }
    }
    line
}

/// Returns a text in which nothing hides: signs stand for what would turn, hide or control the words.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match sign(letter) {
            Some(sign) => shown.push_str(&format!("\u{2039}{sign}\u{203a}")),
            None => shown.push(letter),
        }
    }
    shown
}

/// Returns the sign for a character that hides.
fn sign(letter: char) -> Option<String> {
    let known = match letter {
        '\u{ad}' => "SHY",
        '\u{34f}' => "CGJ",
        '\u{61c}' => "ALM",
        '\u{180e}' => "MVS",
        '\u{200b}' => "ZWSP",
        '\u{200e}' => "LRM",
        '\u{200f}' => "RLM",
        '\u{2028}' => "LS",
        '\u{2029}' => "PS",
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{2060}' => "WJ",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "HF",
        '\u{feff}' => "BOM",
        '\u{e0000}'..='\u{e007f}' => "TAG",
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{2061}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}' => {
            return Some(format!("U+{:04X}", u32::from(letter)));
        }
        _ => return None,
    };
    Some(known.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_shown() {
        assert_eq!(visible("a\u{202e}b\u{200b}c\u{1b}[2J"), "a‹RLO›b‹ZWSP›c‹U+001B›[2J");
        assert_eq!(
            visible("Осечкин, 漢字, e\u{301} \u{1f468}\u{200d}\u{1f469}"),
            "Осечкин, 漢字, e\u{301} \u{1f468}\u{200d}\u{1f469}"
        );
    }

    #[test]
    fn words_stand_on_one_line() {
        let pen = Pen::new(Redaction::none());
        assert_eq!(pen.words(" a\n\n b\tc ").as_str(), "a b c");
        assert_eq!(pen.marked(" a\nb c\n", 3..4).map(|part| part.0), ["a ", "b", " c"]);
    }
}
