//! Whether the writer's own voice holds what people take for fact, and the hedged clauses what they do not: on the event
//! words of UDS-IH2 and UW, which people judged from -3 (certainly not) to 3 (certainly so). And whether the lexicon of
//! hedges tells hedged sentences from others, on WikiWeasel.
//!
//! On the halves that nothing was tuned on. Read by the fast reader, each sentence a document of its own.

use anyhow::Result;
use hearsay_reading::hedges::hedges_in;
use hearsay_reading::passage::Passage;
use hearsay_reading::read::{Reader, read};
use hearsay_reading::reading::{HedgeKind, Reading, Strength};
use hearsay_text::span::Span;

use super::score::Counts;
use super::{Options, figures};
use crate::repository;
use crate::train::sets::{self, SetText};

/// From here on an event is told as a fact.
const FACT: f32 = 2.0;

/// Measures, prints, and writes or checks `eval/stance.csv`.
pub(crate) fn run(options: &Options) -> Result<()> {
    if repository::shared().is_none() || options.from.is_some() {
        return Ok(());
    }
    let mut counts = Counts::new();
    for text in &sets::labelled("dev")? {
        if !text.factuality.is_empty() {
            count_events(text, &mut counts);
        }
        if let Some(hedged) = text.hedged {
            let is_read = reads_hedge(text);
            let count = counts.entry("hedged sentence by lexicon".to_owned()).or_default();
            count.correct += usize::from(hedged && is_read);
            count.predicted += usize::from(is_read);
            count.gold += usize::from(hedged);
        }
    }
    println!("stance: event words of UDS-IH2 and UW, sentences of WikiWeasel");
    print!("{}", figures::to_table(&counts));
    figures::settle(&repository::root().join("eval/stance.csv"), &counts, options.check)
}

/// Counts the events of a sentence: told as facts in the own voice, and not so in a hedged clause.
fn count_events(text: &SetText, counts: &mut Counts) {
    let set = text.text.name.split('-').next().unwrap_or_default().to_owned();
    let reading = read(&text.text.document, Reader::Fast);
    for &(token, told) in &text.factuality {
        let Some(event) = text.text.segmentation.tokens.get(token as usize).copied() else { continue };
        let is_own = reading.own_voice.iter().any(|span| span.contains(event));
        let is_hedged = is_hedged(&reading, event);
        for (measure, is_predicted, is_gold) in
            [("fact in the own voice", is_own, told >= FACT), ("no fact in a hedged clause", is_hedged, told < FACT)]
        {
            let count = counts.entry(format!("{set}: {measure}")).or_default();
            count.correct += usize::from(is_predicted && is_gold);
            count.predicted += usize::from(is_predicted);
            count.gold += usize::from(is_gold);
        }
    }
}

fn is_hedged(reading: &Reading, event: Span) -> bool {
    let mut clauses = reading.hedged_clauses.iter();
    clauses.any(|one| one.hedge.strength >= Strength::Medium && one.clause.contains(event))
}

/// Whether the lexicon finds a hedge that is more than "about" before a number.
fn reads_hedge(text: &SetText) -> bool {
    let document = &text.text.document;
    let passage = Passage::new(&document.text, &text.text.segmentation, None);
    let found = hedges_in(&passage, Span::new(0, document.text.len()));
    found.iter().any(|hedge| hedge.value.kind != HedgeKind::Approximation)
}
