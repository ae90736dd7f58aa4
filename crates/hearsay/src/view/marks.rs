//! One block's text with its marks drawn into it.
//!
//! Content stands in brackets that carry the attribution's name. Source, cue and hedge are told apart by colour, or
//! by signs of their own where there is none: `{source} _cue_ ~hedge~`.

use hearsay_reading::reading::{Act, Attribution};
use hearsay_text::span::Span;
use unicode_segmentation::UnicodeSegmentation;

use crate::terminal::clean;
use crate::view::lines::{Word, width};
use crate::view::look::{Look, Style};

/// A stretch of text to be marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    span: Span,
    kind: MarkKind,
}

/// The kinds of mark, in the order in which those that begin together are opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MarkKind {
    Content(u32, Act),
    Source,
    Cue,
    Hedge,
}

/// Returns the marks of `attributions` in the order in which they open; what covers no word of `text` is left out.
pub(crate) fn marks<'a>(text: &str, attributions: impl IntoIterator<Item = &'a Attribution>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut mark = |spans: &[Span], kind: MarkKind| {
        let whole = spans.iter().filter(|span| text.get(span.range()).is_some()).map(|span| span.trim(text));
        marks.extend(whole.filter(|span| !span.is_empty()).map(|span| Mark { span, kind }));
    };
    for attribution in attributions {
        mark(&attribution.content, MarkKind::Content(attribution.id.0, attribution.act));
        mark(&attribution.source, MarkKind::Source);
        mark(&attribution.cue, MarkKind::Cue);
        attribution.hedges.iter().for_each(|hedge| mark(&hedge.cue, MarkKind::Hedge));
    }
    marks.sort_by_key(opening_order);
    // The same words are often the source of several attributions; one sign is enough.
    marks.dedup();
    marks
}

fn opening_order(mark: &Mark) -> (u32, std::cmp::Reverse<u32>, MarkKind) {
    (mark.span.start, std::cmp::Reverse(mark.span.end), mark.kind)
}

/// Hands out the marks that touch each block, block after block.
#[derive(Debug)]
pub(crate) struct Sweep {
    waiting: std::vec::IntoIter<Mark>,
    touching: Vec<Mark>,
}

impl Sweep {
    /// Starts before the first block; `marks` are in opening order.
    pub(crate) fn new(marks: Vec<Mark>) -> Sweep {
        Sweep { waiting: marks.into_iter(), touching: Vec::new() }
    }

    /// Returns the marks that touch `block`; blocks are asked for in order.
    pub(crate) fn touching(&mut self, block: Span) -> &[Mark] {
        while self.waiting.as_slice().first().is_some_and(|mark| mark.span.start < block.end) {
            self.touching.extend(self.waiting.next());
        }
        self.touching.retain(|mark| mark.span.end > block.start);
        &self.touching
    }
}

/// Returns the words of `block` with those of `marks` that touch it.
pub(crate) fn marked_words(text: &str, block: Span, marks: &[Mark], look: &Look) -> Vec<Word> {
    let clipped = marks.iter().filter(|mark| mark.span.overlaps(block)).map(|mark| {
        let (start, end) = (mark.span.start.max(block.start), mark.span.end.min(block.end));
        Mark { span: Span { start, end }.trim(text), ..*mark }
    });
    let mut here: Vec<Mark> = clipped.filter(|mark| !mark.span.is_empty()).collect();
    here.sort_by_key(opening_order);
    let mut writer = Writer { look, open: Vec::new(), words: Vec::new(), word: Word::default(), glued: true };
    let mut offset = block.start;
    let mut opening = here.iter().peekable();
    while offset < block.end {
        writer.close_marks(offset);
        while let Some(mark) = opening.next_if(|mark| mark.span.start <= offset) {
            writer.open_mark(*mark);
        }
        let next_close = writer.open.iter().map(|mark| mark.span.end).min();
        let next_open = opening.peek().map(|mark| mark.span.start);
        let until = [next_close, next_open].into_iter().flatten().min().unwrap_or(block.end).min(block.end);
        writer.write(Span { start: offset, end: until }.of(text), offset);
        offset = until;
    }
    writer.close_marks(block.end);
    writer.end_word();
    writer.words
}

struct Writer<'a> {
    look: &'a Look,
    /// The marks that are open here, outermost first.
    open: Vec<Mark>,
    words: Vec<Word>,
    word: Word,
    /// Whether nothing may come between what was written last and what comes next.
    glued: bool,
}

impl Writer<'_> {
    fn open_mark(&mut self, mark: Mark) {
        self.open.push(mark);
        if self.word.pieces.is_empty() {
            self.word.offset = mark.span.start;
        }
        let style = self.style();
        match mark.kind {
            MarkKind::Content(id, act) => {
                let content = Style::content(act);
                self.word.push(self.look.signs().open, content);
                self.word.push(&format!("a{id}"), content.bold());
                self.word.push(" ", content);
            }
            MarkKind::Source if !self.look.color => self.word.push("{", style),
            MarkKind::Cue if !self.look.color => self.word.push("_", style),
            MarkKind::Hedge if !self.look.color => self.word.push("~", style),
            _ => return,
        }
        self.glued = true;
    }

    fn close_marks(&mut self, offset: u32) {
        while let Some(position) = self.open.iter().rposition(|mark| mark.span.end <= offset) {
            let style = self.style();
            let mark = self.open.remove(position);
            let is_crossing = self.open[position..].iter().any(|inner| matches!(inner.kind, MarkKind::Content(..)));
            match mark.kind {
                MarkKind::Content(id, act) => {
                    let content = Style::content(act);
                    self.push_closing(self.look.signs().close, content);
                    if is_crossing {
                        self.push_closing(&format!("a{id}"), content.bold());
                    }
                }
                MarkKind::Source if !self.look.color => self.push_closing("}", style),
                MarkKind::Cue if !self.look.color => self.push_closing("_", style),
                MarkKind::Hedge if !self.look.color => self.push_closing("~", style),
                _ => {}
            }
        }
    }

    /// Writes a closing sign, which never begins a line.
    fn push_closing(&mut self, sign: &str, style: Style) {
        let last = if self.word.pieces.is_empty() { self.words.last_mut() } else { None };
        last.unwrap_or(&mut self.word).push(sign, style);
    }

    fn style(&self) -> Style {
        let mut style = Style::PLAIN;
        for mark in &self.open {
            style = match mark.kind {
                MarkKind::Content(_, act) => Style::content(act),
                MarkKind::Source => Style::SOURCE,
                MarkKind::Cue => Style::CUE,
                MarkKind::Hedge => style.hedged(),
            };
        }
        style
    }

    /// Writes text in which no mark opens or closes.
    fn write(&mut self, text: &str, offset: u32) {
        let style = self.style();
        let mut start = 0;
        while start < text.len() {
            let rest = &text[start..];
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            if length > 0 {
                self.write_unspaced(&rest[..length], offset + start as u32, style);
            }
            let after = &rest[length..];
            let n_space_bytes = after.len() - after.trim_start().len();
            if n_space_bytes > 0 {
                self.end_word();
                self.word.space = Some(style);
                self.glued = true;
            }
            start += length + n_space_bytes;
        }
    }

    fn write_unspaced(&mut self, text: &str, offset: u32, style: Style) {
        if self.word.pieces.is_empty() {
            self.word.offset = offset;
        }
        if text.is_ascii() && !text.contains('-') {
            self.word.push(&clean(text), style);
            self.glued = false;
            return;
        }
        let mut offset = offset;
        for grapheme in text.graphemes(true) {
            let is_wide = width(grapheme) > 1 && !NEVER_FIRST.contains(grapheme);
            if is_wide && !self.glued {
                self.end_word();
                self.word.offset = offset;
            }
            self.word.push(&clean(grapheme), style);
            self.glued = false;
            offset += grapheme.len() as u32;
            if matches!(grapheme, "-" | "–" | "—") && self.word.width() > 2 {
                self.end_word();
                self.word.offset = offset;
                self.glued = false;
            }
        }
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if !word.pieces.is_empty() {
            self.words.push(word);
        }
    }
}

/// Wide punctuation that no line may begin with.
const NEVER_FIRST: &str = "。、，．：；！？）］｝」』】》〉”’…";

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use hearsay_reading::reading::{Basis, SourceClass, Stance};

    use super::*;
    use crate::view::lines::wrap;

    /// Marks the words between `<` and `>` as content a1, a2, ... in order, and draws the text.
    fn check(spans: &[(MarkKind, &str)], text: &str, expected: Expect) {
        let find = |words: &str| {
            let start = text.find(words).expect("the words are in the text");
            Span::new(start, start + words.len())
        };
        let mut marks: Vec<Mark> = spans.iter().map(|&(kind, words)| Mark { span: find(words), kind }).collect();
        marks.sort_by_key(opening_order);
        let look = Look { width: 100, color: false, ascii: false };
        let words = marked_words(text, Span::new(0, text.len()), &marks, &look);
        let mut drawn = String::new();
        for line in wrap(&words, 60, 0) {
            line.paint(false, &mut drawn);
            drawn.push('\n');
        }
        expected.assert_eq(&drawn);
    }

    const SPEECH: fn(u32) -> MarkKind = |id| MarkKind::Content(id, Act::Speech);

    #[test]
    fn nested_contents_close_inside_out() {
        check(
            &[
                (SPEECH(1), "Bo said it rained"),
                (SPEECH(2), "it rained"),
                (MarkKind::Source, "Ann"),
                (MarkKind::Cue, "said"),
            ],
            "Ann claims Bo said it rained.",
            expect![[r#"
                {Ann} claims ⟦a1 Bo _said_ ⟦a2 it rained⟧⟧.
            "#]],
        );
    }

    #[test]
    fn contents_that_cross_say_which_one_closes() {
        check(
            &[(SPEECH(1), "one two three"), (SPEECH(2), "three four")],
            "one two three four",
            expect![[r#"
                ⟦a1 one two ⟦a2 three⟧a1 four⟧
            "#]],
        );
    }

    #[test]
    fn hedges_inside_words_and_quotation_marks_stay_whole() {
        check(
            &[(SPEECH(1), "could have"), (MarkKind::Hedge, "could have"), (MarkKind::Hedge, "non")],
            "“could have” non-stop",
            expect![[r#"
                “⟦a1 ~could have~⟧” ~non~-stop
            "#]],
        );
    }

    #[test]
    fn a_mark_of_nothing_or_of_half_a_character_is_left_out() {
        let text = "é said";
        let attribution = |content| Attribution {
            id: hearsay_reading::reading::AttributionId(1),
            source: vec![],
            cue: vec![],
            content: vec![content],
            act: Act::Speech,
            quotation: hearsay_reading::reading::Quotation::Direct,
            negated: false,
            stance: Stance::Asserts,
            within: None,
            head: None,
            chain: vec![],
            sources: Vec::new(),
            source_class: SourceClass::Unstated,
            basis: Basis::Told,
            said_on: None,
            happened_on: None,
            hedges: vec![],
            confidence: hearsay_reading::confidence::Confidence::High,
            signs: None,
            reasons: vec![],
        };
        for bad in [Span::new(0, 1), Span::new(2, 3), Span::new(3, 90)] {
            assert_eq!(marks(text, [&attribution(bad)]), []);
        }
        assert_eq!(marks(text, [&attribution(Span::new(3, 7))]).len(), 1);
    }
}
