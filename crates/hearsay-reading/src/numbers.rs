//! The quantities that a text names: how many, of what unit, compared how, and what is counted.
//!
//! Claims are compared on them later, so values are exact text and not floats. Not the numbers of times, names, lists,
//! telephones and versions. "A few" and "many" are no quantities; "dozens" is one, since it says at least how many.

use hearsay_text::span::Span;

use crate::passage::Passage;
use crate::times::Time;

mod decimal;
mod units;

mod comparisons;
mod counted;
mod quantities;

/// A quantity that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its words, with its unit and without what compares it: "$2.5 million", "20 to 25 percent".
    pub span: Span,
    /// How many, as exact decimal text without grouping: "10000", "7.5"; a share is a fraction: "1/3". Of a range, the
    /// low end.
    pub value: String,
    /// The high end of a range.
    pub high: Option<String>,
    /// What it is measured in: "percent", "share", a currency's code in ISO 4217, or a unit's symbol ("km").
    pub unit: Option<&'static str>,
    /// How what is told compares with the value.
    pub comparison: Comparison,
    /// The words that say so.
    pub comparison_span: Option<Span>,
    /// What is counted: "soldiers", "Russians killed in the war".
    pub counted: Option<Span>,
}

/// How what is told compares with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparison {
    /// "300"
    Exactly,
    /// "some 300", "nearly 300"
    About,
    /// "at least 300", "dozens"
    AtLeast,
    /// "more than 300"
    MoreThan,
    /// "up to 300"
    AtMost,
    /// "fewer than 300"
    LessThan,
    /// "7,000 to 9,000"
    Between,
}

impl Comparison {
    /// Returns the name that the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            Comparison::Exactly => "exactly",
            Comparison::About => "about",
            Comparison::AtLeast => "at least",
            Comparison::MoreThan => "more than",
            Comparison::AtMost => "at most",
            Comparison::LessThan => "less than",
            Comparison::Between => "between",
        }
    }
}

/// Finds the quantities of a passage, in order; `times` are its times, whose numbers are not quantities.
pub fn numbers(passage: &Passage<'_>, times: &[Time]) -> Vec<Number> {
    let mut found = Vec::new();
    let mut times = times.iter().peekable();
    for sentence in &passage.segmentation.sentences {
        let mut at = sentence.start as usize;
        let end = sentence.end as usize;
        while at < end {
            if !quantities::may_begin(passage.word(at)) {
                at += 1;
                continue;
            }
            let span = passage.segmentation.tokens[at];
            while times.peek().is_some_and(|time| time.span.end <= span.start) {
                times.next();
            }
            // "a week" begins with a word that quantities begin with too.
            if let Some(time) = times.peek().filter(|time| time.span.start <= span.start) {
                at = passage.tokens_in(time.span).end.max(at + 1);
                continue;
            }
            let limit = times.peek().map_or(end, |time| passage.tokens_in(time.span).start.min(end));
            let Some(quantity) = quantities::quantity(passage, sentence.start as usize, at, limit) else {
                at += 1;
                continue;
            };
            at = quantity.end;
            found.push(number(passage, sentence.start as usize..end, &quantity));
        }
    }
    found
}

fn number(passage: &Passage<'_>, sentence: std::ops::Range<usize>, quantity: &quantities::Quantity) -> Number {
    let compared = comparisons::comparison(passage, sentence.clone(), quantity);
    let (comparison, words) = match (quantity.high.is_some(), compared) {
        (true, Some((_, words))) => (Comparison::Between, Some(words)),
        (true, None) => (Comparison::Between, None),
        (false, Some((comparison, words))) => (comparison, Some(words)),
        (false, None) if quantity.is_plural => (Comparison::AtLeast, None),
        (false, None) => (Comparison::Exactly, None),
    };
    let counted = counted::counted(passage, sentence, quantity, words.clone());
    Number {
        span: passage.span(quantity.begin..quantity.end),
        value: quantity.value.clone(),
        high: quantity.high.clone(),
        unit: quantity.unit,
        comparison,
        comparison_span: words.map(|words| passage.span(words)),
        counted: counted.map(|words| passage.span(words)),
    }
}

#[cfg(test)]
mod tests;
