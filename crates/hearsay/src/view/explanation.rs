//! Why a mark was made, as `hearsay explain` prints it: the words, their places, and every reason the reader gave.

use hearsay_reading::reading::{Attribution, Mark, Reason};
use hearsay_text::document::Document;
use hearsay_text::span::Span;

use crate::intake::Taken;
use crate::terminal::clean;
use crate::view::lines::{Line, Word, width, words, wrap};
use crate::view::look::{Look, Style};
use crate::view::marks::{marked_words, marks};
use crate::view::page::finish_line;
use crate::wire;

/// Returns why each mark of `attribution` was made.
pub fn explanation(taken: &Taken, attribution: &Attribution, look: &Look) -> String {
    let mut writer = Writer { taken, document: &taken.document, attribution, look, out: String::new() };
    writer.heading();
    writer.passage();
    writer.who();
    writer.what();
    writer.how();
    writer.out
}

/// Columns of the names on the left.
const LABEL_COLUMNS: usize = 11;

struct Writer<'a> {
    taken: &'a Taken,
    document: &'a Document,
    attribution: &'a Attribution,
    look: &'a Look,
    out: String,
}

impl Writer<'_> {
    fn heading(&mut self) {
        let signs = self.look.signs();
        let mut line = Line::of(format!("{} ", signs.rule.repeat(2)), Style::DIM);
        line.push(&self.attribution.id.to_string(), Style::content(self.attribution.act).bold());
        line.push(&format!(" in {} ", clean(&self.document.name)), Style::BOLD);
        line.push(&signs.rule.repeat(self.look.width.saturating_sub(line.width).max(2)), Style::DIM);
        self.finish(&line);
    }

    /// Writes the blocks that the attribution touches, with its own marks only.
    fn passage(&mut self) {
        let own = marks(&self.document.text, [self.attribution]);
        let spans = self.spans();
        let touched = |block: Span| spans.iter().any(|span| span.overlaps(block));
        let mut before = None;
        for (block_idx, block) in self.document.blocks.iter().enumerate().filter(|(_, block)| touched(block.span)) {
            if before.is_some_and(|before| before + 1 < block_idx) {
                self.finish(&Line::of(format!("   {}", self.look.signs().cut), Style::DIM));
            } else if before.is_none() {
                self.out.push('\n');
            }
            let marked = marked_words(&self.document.text, block.span, &own, self.look);
            self.set(&marked, 3, 3);
            before = Some(block_idx);
        }
        self.out.push('\n');
    }

    fn spans(&self) -> Vec<Span> {
        let attribution = self.attribution;
        let hedges = attribution.hedges.iter().flat_map(|hedge| &hedge.cue);
        attribution.source.iter().chain(&attribution.cue).chain(&attribution.content).chain(hedges).copied().collect()
    }

    fn who(&mut self) {
        let attribution = self.attribution;
        if attribution.source.is_empty() {
            self.row("source", "nobody named", Style::DIM, None);
        }
        self.marked_rows("source", &attribution.source, Style::SOURCE);
        if let Some(head) = attribution.head.filter(|head| !attribution.source.contains(head)) {
            self.marked_rows("name", &[head], Style::SOURCE);
        }
        self.reasons(Mark::Source, &attribution.source);
        if attribution.chain.len() > usize::from(!attribution.source.is_empty()) {
            let names: Vec<String> = attribution.chain.iter().map(|&name| self.quoted(name)).collect();
            self.row("chain", &names.join(&format!(" {} ", self.look.signs().arrow)), Style::PLAIN, None);
        }
        if attribution.cue.is_empty() {
            self.row("cue", "none: the words stand alone", Style::DIM, None);
        }
        self.marked_rows("cue", &attribution.cue, Style::CUE);
        self.reasons(Mark::Cue, &attribution.cue);
    }

    fn what(&mut self) {
        let attribution = self.attribution;
        self.marked_rows("content", &attribution.content, Style::content(attribution.act));
        self.reasons(Mark::Content, &attribution.content);
        if attribution.negated || self.has_reason(Mark::Negation) {
            let answer = if attribution.negated { "the words say that this was not said" } else { "none" };
            self.row("negation", answer, Style::PLAIN, None);
            self.reasons(Mark::Negation, &[]);
        }
        let none = if attribution.hedges.is_empty() && self.has_reason(Mark::Hedge) { Some("none") } else { None };
        none.into_iter().for_each(|none| self.row("hedge", none, Style::DIM, None));
        for hedge in &attribution.hedges {
            let place = hedge.cue.first().copied();
            let quoted: Vec<String> = hedge.cue.iter().map(|&span| self.quoted(span)).collect();
            let words = quoted.join(&format!(" {} ", self.look.signs().cut));
            self.row("hedge", &words, Style::PLAIN.hedged(), place);
            self.because(&format!("about the {}; entry \"{}\" of the hedge lexicon", hedge.about.name(), hedge.entry));
            let own = |reason: &&Reason| reason.mark == Mark::Hedge && hedge.cue.contains(&reason.span);
            attribution.reasons.iter().filter(own).for_each(|reason| self.because(&reason.because));
        }
        let claimed: Vec<Span> = attribution.hedges.iter().flat_map(|hedge| hedge.cue.clone()).collect();
        let other = |reason: &&Reason| reason.mark == Mark::Hedge && !claimed.contains(&reason.span);
        attribution.reasons.iter().filter(other).for_each(|reason| self.reason(reason, &[]));
    }

    fn how(&mut self) {
        let attribution = self.attribution;
        self.row("act", attribution.act.name(), Style::content(attribution.act), None);
        self.reasons(Mark::Act, &[]);
        self.row("quotation", attribution.quotation.name(), Style::PLAIN, None);
        self.reasons(Mark::Quotation, &[]);
        self.row("confidence", attribution.confidence.name(), Style::PLAIN, None);
        self.reasons(Mark::Confidence, &attribution.cue);
        if let Some(outer) = attribution.within {
            let outer_words = self.taken.reading.attributions.iter().find(|other| other.id == outer).map(|other| {
                let spans: Vec<String> = other.source.iter().chain(&other.cue).map(|&span| self.quoted(span)).collect();
                format!("{outer} ({})", spans.join(" "))
            });
            self.row("within", &outer_words.unwrap_or_else(|| outer.to_string()), Style::PLAIN, None);
            self.reasons(Mark::Within, &[]);
        }
    }

    fn has_reason(&self, mark: Mark) -> bool {
        self.attribution.reasons.iter().any(|reason| reason.mark == mark)
    }

    fn marked_rows(&mut self, label: &str, spans: &[Span], style: Style) {
        for (span_idx, &span) in spans.iter().enumerate() {
            let label = if span_idx == 0 { label } else { "" };
            self.row(label, &self.quoted(span), style, Some(span));
        }
    }

    fn row(&mut self, label: &str, value: &str, style: Style, place: Option<Span>) {
        let mut set = vec![Word::default()];
        set[0].push(&format!("{label:<width$}", width = LABEL_COLUMNS - 1), Style::BOLD);
        set.extend(words(value, style));
        if let Some(span) = place {
            let (line, column) = line_and_column(&self.document.text, span.start);
            set.extend(words(&format!("(line {line}, column {column})"), Style::DIM));
        }
        self.set(&set, 0, LABEL_COLUMNS);
    }

    fn reasons(&mut self, mark: Mark, known: &[Span]) {
        let of_mark = self.attribution.reasons.iter().filter(|reason| reason.mark == mark);
        of_mark.for_each(|reason| self.reason(reason, known));
    }

    /// Writes a reason; its words too, unless they are the ones that stand right above.
    fn reason(&mut self, reason: &Reason, known: &[Span]) {
        if known == [reason.span] || reason.span.is_empty() || self.attribution.content == [reason.span] {
            return self.because(&reason.because);
        }
        let (line, column) = line_and_column(&self.document.text, reason.span.start);
        self.because(&format!("{}: \"{}\" (line {line}, column {column})", reason.because, self.quoted(reason.span)));
    }

    fn because(&mut self, because: &str) {
        let mut set = vec![Word::default()];
        set[0].push(&" ".repeat(LABEL_COLUMNS), Style::PLAIN);
        set[0].push("because", Style::DIM);
        set.extend(words(&clean(because), Style::PLAIN));
        self.set(&set, 0, LABEL_COLUMNS + width("because "));
    }

    fn quoted(&self, span: Span) -> String {
        clean(&wire::words(self.document.text.get(span.range()).unwrap_or_default())).into_owned()
    }

    fn set(&mut self, set: &[Word], indent: usize, hanging: usize) {
        let columns = self.look.width.min(TEXT_MAX);
        for set_line in wrap(set, columns - indent, hanging - indent) {
            let mut line = Line::of(" ".repeat(indent), Style::PLAIN);
            set_line.pieces.iter().for_each(|piece| line.push(&piece.text, piece.style));
            self.finish(&line);
        }
    }

    fn finish(&mut self, line: &Line) {
        finish_line(line, self.look, &mut self.out);
    }
}

/// Wider lines are hard to read.
const TEXT_MAX: usize = 100;

/// Returns the line and the column of a byte, both from 1, the column in characters.
fn line_and_column(text: &str, offset: u32) -> (usize, usize) {
    let before = text.get(..offset as usize).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let text = "ab\nОсечкин said";
        let said = text.find("said").expect("it is there") as u32;
        assert_eq!(line_and_column(text, 0), (1, 1));
        assert_eq!(line_and_column(text, 3), (2, 1));
        assert_eq!(line_and_column(text, said), (2, 9));
    }
}
