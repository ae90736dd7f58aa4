//! Why a mark was made, as `hearsay explain` prints it: the words, their places, and every reason the reader gave.

use hearsay_reading::reading::{Attribution, Mark, Reason, Stance};
use hearsay_text::span::Span;

use crate::intake::Taken;
use crate::view::lines::Line;
use crate::view::look::{Look, Style};
use crate::view::marks::{marked_words, marks};
use crate::view::rows::{self, Rows};
use crate::view::when;

pub mod ground;

/// Returns why each mark of `attribution` was made.
pub fn explanation(taken: &Taken, attribution: &Attribution, look: &Look) -> String {
    let mut writer = Writer { taken, attribution, rows: Rows::new(&taken.document, look) };
    writer.rows.heading(&attribution.id.to_string(), Style::content(attribution.act).bold());
    writer.passage();
    writer.who();
    writer.what();
    writer.how();
    writer.rows.out
}

struct Writer<'a> {
    taken: &'a Taken,
    attribution: &'a Attribution,
    rows: Rows<'a>,
}

impl Writer<'_> {
    /// Writes the blocks that the attribution touches, with its own marks only.
    fn passage(&mut self) {
        let own = marks(&self.rows.document.text, [self.attribution]);
        let spans = self.spans();
        let touched = |block: Span| spans.iter().any(|span| span.overlaps(block));
        let mut before = None;
        for (block_idx, block) in self.rows.document.blocks.iter().enumerate().filter(|(_, block)| touched(block.span))
        {
            if before.is_some_and(|before| before + 1 < block_idx) {
                self.rows.finish(&Line::of(format!("   {}", self.rows.look.signs().cut), Style::DIM));
            } else if before.is_none() {
                self.rows.out.push('\n');
            }
            let marked = marked_words(&self.rows.document.text, block.span, &own, self.rows.look);
            self.rows.set(&marked, 3, 3);
            before = Some(block_idx);
        }
        self.rows.out.push('\n');
    }

    fn spans(&self) -> Vec<Span> {
        let attribution = self.attribution;
        let hedges = attribution.hedges.iter().flat_map(|hedge| &hedge.cue);
        attribution.source.iter().chain(&attribution.cue).chain(&attribution.content).chain(hedges).copied().collect()
    }

    fn who(&mut self) {
        let attribution = self.attribution;
        if attribution.source.is_empty() {
            self.rows.row("source", "nobody named", Style::DIM, None);
        }
        self.rows.marked_rows("source", &attribution.source, Style::SOURCE);
        if let Some(head) = attribution.head.filter(|head| !attribution.source.contains(head)) {
            self.rows.marked_rows("name", &[head], Style::SOURCE);
        }
        self.reasons(Mark::Source, &attribution.source);
        if !attribution.sources.is_empty() {
            self.rows.row("who", attribution.source_class.name(), Style::PLAIN, None);
            self.reasons(Mark::Entity, &attribution.source);
        }
        if attribution.chain.len() > usize::from(!attribution.source.is_empty()) {
            let metadata = &self.taken.document.metadata;
            let writers = [&metadata.site, &metadata.author].into_iter().flatten().map(|one| one.value.clone());
            let links = attribution.chain.iter().map(|link| self.rows.quoted(link.span));
            let names: Vec<String> = writers.chain(links).collect();
            self.rows.row("chain", &names.join(&format!(" {} ", self.rows.look.signs().arrow)), Style::PLAIN, None);
        }
        if attribution.cue.is_empty() {
            self.rows.row("cue", "none: the words stand alone", Style::DIM, None);
        }
        self.rows.marked_rows("cue", &attribution.cue, Style::CUE);
        self.reasons(Mark::Cue, &attribution.cue);
    }

    fn what(&mut self) {
        let attribution = self.attribution;
        self.rows.marked_rows("content", &attribution.content, Style::content(attribution.act));
        self.reasons(Mark::Content, &attribution.content);
        if attribution.negated || self.has_reason(Mark::Negation) {
            let answer = if attribution.negated { "the words say that this was not said" } else { "none" };
            self.rows.row("negation", answer, Style::PLAIN, None);
            self.reasons(Mark::Negation, &[]);
        }
        if attribution.stance != Stance::Asserts {
            self.rows.row("stance", attribution.stance.name(), Style::PLAIN, None);
            self.reasons(Mark::Stance, &[]);
        }
        let none = if attribution.hedges.is_empty() && self.has_reason(Mark::Hedge) { Some("none") } else { None };
        none.into_iter().for_each(|none| self.rows.row("hedge", none, Style::DIM, None));
        for hedge in &attribution.hedges {
            let place = hedge.cue.first().copied();
            let quoted: Vec<String> = hedge.cue.iter().map(|&span| self.rows.quoted(span)).collect();
            let words = quoted.join(&format!(" {} ", self.rows.look.signs().cut));
            self.rows.row("hedge", &words, Style::PLAIN.hedged(), place);
            self.rows.because(&format!(
                "about the {}; {}; {}: {}; entry \"{}\" of the hedge lexicon",
                hedge.about.name(),
                hedge.kind.name(),
                hedge.strength.name(),
                hedge.strength.meaning(),
                hedge.entry
            ));
            let own = |reason: &&Reason| reason.mark == Mark::Hedge && hedge.cue.contains(&reason.span);
            attribution.reasons.iter().filter(own).for_each(|reason| self.rows.because(&reason.because));
        }
        let claimed: Vec<Span> = attribution.hedges.iter().flat_map(|hedge| hedge.cue.clone()).collect();
        let other = |reason: &&Reason| reason.mark == Mark::Hedge && !claimed.contains(&reason.span);
        attribution.reasons.iter().filter(other).for_each(|reason| self.reason(reason, &[]));
    }

    fn how(&mut self) {
        let attribution = self.attribution;
        let times = &self.taken.reading.times;
        for (label, when) in
            [("said", when::said_on(times, attribution)), ("happened", when::happened_on(times, attribution))]
        {
            when.iter().for_each(|when| self.rows.row(label, &when.adverb(), Style::PLAIN, None));
        }
        self.rows.row("basis", attribution.basis.name(), Style::PLAIN, None);
        self.rows.row("act", attribution.act.name(), Style::content(attribution.act), None);
        self.reasons(Mark::Act, &[]);
        self.rows.row("quotation", attribution.quotation.name(), Style::PLAIN, None);
        self.reasons(Mark::Quotation, &[]);
        self.rows.row("confidence", attribution.confidence.name(), Style::PLAIN, None);
        self.reasons(Mark::Confidence, &attribution.cue);
        if let Some(outer) = attribution.within {
            let outer_words = self.taken.reading.attributions.iter().find(|other| other.id == outer).map(|other| {
                let spans: Vec<String> =
                    other.source.iter().chain(&other.cue).map(|&span| self.rows.quoted(span)).collect();
                format!("{outer} ({})", spans.join(" "))
            });
            self.rows.row("within", &outer_words.unwrap_or_else(|| outer.to_string()), Style::PLAIN, None);
            self.reasons(Mark::Within, &[]);
        }
    }

    fn has_reason(&self, mark: Mark) -> bool {
        self.attribution.reasons.iter().any(|reason| reason.mark == mark)
    }

    fn reasons(&mut self, mark: Mark, known: &[Span]) {
        let of_mark = self.attribution.reasons.iter().filter(|reason| reason.mark == mark);
        of_mark.for_each(|reason| self.reason(reason, known));
    }

    /// Writes a reason; its words too, unless they are the ones that stand right above.
    fn reason(&mut self, reason: &Reason, known: &[Span]) {
        if known == [reason.span] || reason.span.is_empty() || self.attribution.content == [reason.span] {
            return self.rows.because(&reason.because);
        }
        let (line, column) = rows::line_and_column(&self.rows.document.text, reason.span.start);
        self.rows.because(&format!(
            "{}: \"{}\" (line {line}, column {column})",
            reason.because,
            self.rows.quoted(reason.span)
        ));
    }
}
