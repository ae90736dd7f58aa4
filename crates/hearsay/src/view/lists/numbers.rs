//! How many: the quantities of a document, with what is counted and who says so.

use hearsay_reading::numbers::{Comparison, Number};
use hearsay_reading::reading::{About, Attribution, Reading};
use hearsay_reading::said::Said;
use hearsay_text::document::Document;
use hearsay_text::span::Span;

use crate::terminal::clean;
use crate::view::findings::WRITER;
use crate::view::lists::{List, Part, Row};
use crate::view::look::{Look, Style};
use crate::view::notes::{joined, name};
use crate::wire;

/// Returns the list of the quantities, in the order of the text.
pub(crate) fn numbers(document: &Document, reading: &Reading, said: &Said<'_>, look: &Look) -> List {
    let rows = reading.numbers.iter().enumerate().map(|(number_idx, number)| {
        let mut parts = vec![counted(&document.text, number, look)];
        match said.holder(number.span) {
            Some(attribution) => parts.extend(on_the_word_of(&document.text, attribution, look)),
            None if is_own_voice(reading, number.span) => parts.push((WRITER.to_owned(), Style::DIM)),
            None => {}
        }
        Row { id: format!("n{}", number_idx + 1), name: (told(&document.text, number), Style::BOLD), parts }
    });
    List { heading: "How many", rows: rows.collect(), rest: Vec::new() }
}

fn is_own_voice(reading: &Reading, span: Span) -> bool {
    let after = reading.own_voice.partition_point(|own| own.end < span.end);
    reading.own_voice.get(after).is_some_and(|own| own.contains(span))
}

/// Returns the words of a quantity with those that compare it: "more than 10,000", "dozens (at least 24)".
pub(crate) fn told(text: &str, number: &Number) -> String {
    let spans: Vec<Span> = number.comparison_span.iter().chain([&number.span]).copied().collect();
    let words: Vec<String> = spans.iter().map(|span| wire::words(span.of(text))).collect();
    let words = clean(&words.join(" ")).into_owned();
    match (number.comparison, number.comparison_span) {
        (Comparison::AtLeast, None) => format!("{words} (at least {})", number.value),
        _ => words,
    }
}

fn counted(text: &str, number: &Number, look: &Look) -> Part {
    match number.counted {
        Some(counted) => (joined(text, &[counted], look), Style::PLAIN),
        None => (format!("in {}", look.signs().quoted(&around(text, number.span, look))), Style::DIM),
    }
}

fn on_the_word_of(text: &str, attribution: &Attribution, look: &Look) -> Vec<Part> {
    let mut parts = vec![(format!("{} {}", attribution.id, name(text, attribution, look)), Style::SOURCE)];
    if attribution.negated {
        parts.push(("not said".to_owned(), Style::BOLD));
    }
    let hedges = attribution.hedges.iter().filter(|hedge| hedge.about == About::Content);
    let hedges: Vec<String> = hedges.map(|hedge| joined(text, &hedge.cue, look)).collect();
    if !hedges.is_empty() {
        parts.push((format!("hedged: {}", hedges.join(", ")), Style::PLAIN.hedged()));
    }
    parts
}

/// Returns a few words before and behind a span, inside its line.
fn around(text: &str, span: Span, look: &Look) -> String {
    const WORDS_EACH_SIDE: usize = 3;
    /// A line may be the whole document.
    const BYTES_EACH_SIDE: usize = 100;
    let cut = look.signs().cut;
    let (start, end) = (span.start as usize, span.end as usize);
    let before = &text[text.floor_char_boundary(start.saturating_sub(BYTES_EACH_SIDE))..start];
    let behind = &text[end..text.floor_char_boundary(end + BYTES_EACH_SIDE)];
    let before = before.rsplit('\n').next().unwrap_or_default();
    let behind = behind.split('\n').next().unwrap_or_default();
    let begin = before.split(' ').rev().take(WORDS_EACH_SIDE + 1).map(|word| word.len() + 1).sum::<usize>();
    let (skipped, before) = before.split_at(before.len() - before.len().min(begin.saturating_sub(1)));
    let length = behind.split(' ').take(WORDS_EACH_SIDE + 1).map(|word| word.len() + 1).sum::<usize>();
    let (behind, left) = behind.split_at(behind.len().min(length.saturating_sub(1)));
    let sign = |is_cut: bool| if is_cut { cut } else { "" };
    let words = wire::words(&format!("{before}{}{behind}", span.of(text)));
    clean(&format!("{}{words}{}", sign(!skipped.trim().is_empty()), sign(!left.trim().is_empty()))).into_owned()
}
