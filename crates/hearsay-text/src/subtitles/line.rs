//! The words of one line of a caption: without tags, with who is marked as speaking.
//!
//! Not a parser of markup: whatever does not look like a tag of captions is text.

use std::ops::Range;

use crate::document::Step;

/// A line made plain.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// Where each stretch of `text` stands in the source, in order.
    pub(crate) pieces: Vec<Piece>,
    /// Who speaks from which byte of `text` on; the name as a stretch of the source, empty where a voice ends.
    pub(crate) voices: Vec<(usize, Range<usize>)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) text: Range<usize>,
    pub(crate) source: Range<usize>,
    pub(crate) step: Step,
}

/// What the beginning of a line says of its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// Nothing.
    None,
    /// "- " or ">>": somebody else speaks, from that byte on.
    Dash(usize),
    /// "ANNA LEE:" with so many bytes before the colon, after a dash of so many bytes.
    Label {
        /// The bytes of the dash.
        dash: usize,
        /// One past the last byte of the name.
        end: usize,
    },
}

/// Reads a line of the source.
pub(crate) fn read(source: &str, place: Range<usize>) -> Line {
    let mut line = Line::default();
    let mut offset = place.start;
    while offset < place.end {
        let rest = &source[offset..place.end];
        let length = rest.find(['<', '&', '{']).unwrap_or(rest.len());
        if length > 0 {
            line.push(&rest[..length], offset..offset + length, Step::Verbatim);
            offset += length;
            continue;
        }
        offset += match rest.as_bytes()[0] {
            b'<' => line.tag(rest, offset),
            b'&' => line.reference(rest, offset),
            _ => line.braces(rest, offset),
        };
    }
    line
}

impl Line {
    fn push(&mut self, words: &str, source: Range<usize>, step: Step) {
        let start = self.text.len();
        self.text.push_str(words);
        self.pieces.push(Piece { text: start..self.text.len(), source, step });
    }

    fn literal(&mut self, rest: &str, offset: usize) -> usize {
        self.push(&rest[..1], offset..offset + 1, Step::Verbatim);
        1
    }

    /// Reads `<i>`, `</i>`, `<c.loud>`, `<00:01.000>`, `<v Ann Lee>`; returns how many bytes it takes.
    fn tag(&mut self, rest: &str, offset: usize) -> usize {
        let Some(end) = rest.find('>') else { return self.literal(rest, offset) };
        let inner = &rest[1..end];
        let name = inner.trim_start_matches('/');
        let name_end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let is_tag = ["i", "b", "u", "s", "c", "v", "font", "ruby", "rt", "lang", "span", "br", "em", "strong"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(&name[..name_end]));
        let is_time =
            !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
        if !is_tag && !is_time {
            return self.literal(rest, offset);
        }
        if name[..name_end].eq_ignore_ascii_case("v") {
            let begin =
                if inner.starts_with('/') { inner.len() } else { inner.find([' ', '\t']).unwrap_or(inner.len()) };
            let voice = inner[begin..].trim();
            let start = offset + 1 + begin + (inner[begin..].len() - inner[begin..].trim_start().len());
            self.voices.push((self.text.len(), start..start + voice.len()));
        }
        if name[..name_end].eq_ignore_ascii_case("br") {
            self.push(" ", offset..offset + end + 1, Step::Whole);
        }
        end + 1
    }

    fn reference(&mut self, rest: &str, offset: usize) -> usize {
        const REFERENCES: [(&str, &str); 8] = [
            ("&amp;", "&"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&nbsp;", "\u{A0}"),
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&lrm;", ""),
            ("&rlm;", ""),
        ];
        let Some((written, meant)) = REFERENCES.iter().find(|(written, _)| rest.starts_with(written)) else {
            return self.literal(rest, offset);
        };
        if !meant.is_empty() {
            self.push(meant, offset..offset + written.len(), Step::Whole);
        }
        written.len()
    }

    /// `{\an8}` places a caption and is not shown.
    fn braces(&mut self, rest: &str, offset: usize) -> usize {
        match rest.find('}') {
            Some(end) if rest.starts_with("{\\") => end + 1,
            _ => self.literal(rest, offset),
        }
    }
}

/// Returns what the beginning of `text` says of its speaker; `is_label` knows the names of the whole file.
pub(crate) fn opening(text: &str, is_label: impl Fn(&str) -> bool) -> Opening {
    let trimmed = text.trim_start();
    let begin = text.len() - trimmed.len();
    let mut dash = 0;
    let rest = trimmed.trim_start_matches('>');
    if trimmed.len() - rest.len() >= 2 {
        dash = text.len() - rest.trim_start().len();
    } else if let Some(rest) = trimmed.strip_prefix(['-', '‐', '–', '—'])
        && rest.starts_with(|c: char| c.is_whitespace() || c.is_alphanumeric() || matches!(c, '"' | '“' | '[' | '('))
    {
        dash = text.len() - rest.trim_start().len();
    }
    let from = dash.max(begin);
    if let Some(length) = label_length(&text[from..])
        && is_label(&text[from..from + length])
    {
        return Opening::Label { dash: from, end: from + length };
    }
    if dash > 0 { Opening::Dash(dash) } else { Opening::None }
}

/// Returns the length of what may be a name before a colon, at the beginning of `text`.
pub(crate) fn label_length(text: &str) -> Option<usize> {
    let colon = text.find(':').filter(|&colon| colon > 0 && colon <= 48)?;
    let after = text[colon + 1..].chars().next();
    let name = &text[..colon];
    let words = || name.split_whitespace();
    let is_word = |word: &str| word.starts_with(char::is_uppercase) || word.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = name.trim() == name && (1..=4).contains(&words().count()) && words().all(is_word);
    (is_name && after.is_none_or(char::is_whitespace)).then_some(colon)
}

/// Returns whether `text` tells of sounds and not of words: "[applause]", "(DOOR SLAMS)", "♪ la la ♪".
pub(crate) fn is_sound(text: &str) -> bool {
    let text = text.trim();
    let inside = |open: char, close: char| {
        text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).is_some_and(|rest| !rest.contains(close))
    };
    inside('[', ']') || inside('(', ')') || text.starts_with(['♪', '♫']) || !text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(source: &str) -> String {
        read(source, 0..source.len()).text
    }

    #[test]
    fn tags_are_not_words() {
        assert_eq!(
            plain("<i>He</i> <00:01.200><c.x>left</c> {\\an8}at 5 < 6 &amp; &lt;b&gt;"),
            "He left at 5 < 6 & <b>"
        );
        assert_eq!(plain("<unknown> {left} <i"), "<unknown> {left} <i");
        let line = read("<v.loud Ann Lee>Yes.</v> <v Bob>No.", 0..35);
        let names: Vec<&str> =
            line.voices.iter().map(|(_, name)| &"<v.loud Ann Lee>Yes.</v> <v Bob>No."[name.clone()]).collect();
        assert_eq!(names, ["Ann Lee", "", "Bob"]);
        assert_eq!(line.text, "Yes. No.");
    }

    #[test]
    fn turns_are_told_by_dashes_and_names() {
        let open = |text: &str| opening(text, |name| !name.contains(char::is_lowercase));
        assert_eq!(open("- Yes."), Opening::Dash(2));
        assert_eq!(open(">> Yes."), Opening::Dash(3));
        assert_eq!(open(">> ANN LEE: Yes."), Opening::Label { dash: 3, end: 10 });
        assert_eq!(open("BOB: Yes."), Opening::Label { dash: 0, end: 3 });
        assert_eq!(open("-- and so on"), Opening::None);
        assert_eq!(open("At 10:30 he left"), Opening::None);
        assert_eq!(open("Remember: he left"), Opening::None);
    }
}
