//! From a document to its reading.

use hearsay_model::fast::{Tagged, analyse};
use hearsay_model::weights;
use hearsay_text::document::Document;
use hearsay_text::segment::{Segmentation, segment};
use hearsay_text::span::Span;

use crate::artefacts::artefacts;
use crate::chains::{chains, note_hearsay};
use crate::circumstances::circumstances;
use crate::entities::{entities, name_source};
use crate::find::{Found, find};
use crate::hedges::{hedged_clauses, question_saying, suppose_sayings};
use crate::interpret::interpret;
use crate::material::Material;
use crate::mended::mended;
use crate::numbers::numbers;
use crate::passage::Passage;
use crate::quotation::quote_states;
use crate::reading::{AttributionId, Reading};
use crate::said::Said;
use crate::stance::stance;
use crate::times::times;
use crate::verdicts::verdicts;
use crate::voice::{hypotheses, own_voice};
use crate::words::words;

/// Names what readings depend on beside the document: this code, the lexicons, the weights.
///
/// A test compares it with what is read of the suite's and the examples' texts, so that it changes when readings do.
pub const REVISION: &str = include_str!("../revision.txt");

/// Who reads: what the outermost attributions are found by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reader {
    /// An encoder of word pieces on top of the linear models of the other.
    #[default]
    Accurate,
    /// Linear models alone, some thirty times faster.
    Fast,
}

/// Reads `document`.
///
/// Body and headings are read; furniture, captions and bylines are not.
pub fn read(document: &Document, reader: Reader) -> Reading {
    let paragraphs = || document.blocks.iter().filter(|block| block.kind.is_read()).map(|block| block.span);
    let segmentation = segment(&document.text, paragraphs());
    let states = quote_states(&document.text, paragraphs());
    let words = words(&document.text, &segmentation, &states);
    let analysis = analyse(&words, &weights::fast().lower);
    let tags: Vec<&str> = analysis.tags.iter().map(|tag| tag.name()).collect();
    let passage = Passage::new(&document.text, &segmentation, Some(&tags));
    let accurate = (reader == Reader::Accurate).then(weights::accurate);
    let (found, senses) = find(&passage, &analysis, weights::fast(), accurate);
    let placed = place(document, &segmentation, mended(&passage, found));
    let mut attributions = interpret(&passage, &states, placed, reader);
    let metadata = &document.metadata;
    let published = metadata.published.as_ref().map(|published| published.value);
    let changed = metadata.modified.as_ref().map(|modified| modified.value);
    let times = times(&passage, published, changed);
    let numbers = numbers(&passage, &times);
    let material = Material::new(&passage, &analysis, &senses, &states);
    let said = Said::new(&attributions);
    let entities = entities(&material, &said);
    let artefacts = artefacts(&material, &entities, &times, &said);
    let verdicts = verdicts(&material, &entities, &artefacts, &times, &said);
    let hypotheses = hypotheses(&material, &said);
    let hedged = hedged_clauses(&material, &said, &hypotheses);
    let own_voice = own_voice(&material, &said, &hypotheses, &hedged);
    let told: Vec<_> = attributions
        .iter()
        .map(|one| {
            let named = name_source(&material, &entities, one);
            let circumstances = circumstances(&material, &times, &said, one, named.kind(&entities));
            let stance = stance(&material, one, &hedged.clauses, &hypotheses);
            (named, circumstances, stance)
        })
        .collect();
    suppose_sayings(&mut attributions, &hypotheses);
    for clause in &hedged.clauses {
        for held in &clause.holds {
            if let Some(attribution) = attributions.get_mut(held.0 as usize - 1) {
                question_saying(attribution, clause);
            }
        }
    }
    for (attribution, (named, circumstances, stance)) in attributions.iter_mut().zip(told) {
        attribution.stance = stance.0;
        attribution.reasons.extend(stance.1);
        named.note(attribution);
        circumstances.note(attribution);
    }
    let chains = chains(&material, &entities, &attributions);
    for (attribution, chain) in attributions.iter_mut().zip(chains) {
        attribution.chain = chain;
    }
    note_hearsay(&material, &entities, &mut attributions);
    Reading {
        attributions,
        mentions: entities.mentions,
        entities: entities.entities,
        artefacts: artefacts.artefacts,
        verdicts,
        hypotheses,
        own_voice,
        hedged_clauses: hedged.clauses,
        times,
        numbers,
    }
}

/// An attribution with its name and its spans, not yet interpreted.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) id: AttributionId,
    pub(crate) source: Vec<Span>,
    pub(crate) cue: Vec<Span>,
    pub(crate) content: Vec<Span>,
    pub(crate) within: Option<AttributionId>,
    /// What the taggers found, for the reasons.
    pub(crate) found: Found,
}

/// Puts the attributions in the order of their first byte, those that hold others first, and gives them their names.
fn place(document: &Document, segmentation: &Segmentation, found: Vec<Found>) -> Vec<Placed> {
    let first = |found: &Found| {
        let stretches = found.source.iter().chain(&found.cue).chain(&found.contents);
        stretches.map(|stretch| stretch.begin).min().unwrap_or(0)
    };
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&idx| (first(&found[idx]), idx));
    let mut names = vec![AttributionId(0); found.len()];
    for (rank, &idx) in order.iter().enumerate() {
        names[idx] = AttributionId(rank as u32 + 1);
    }
    let spans = |stretch: &Tagged| fragments(document, segmentation, stretch);
    order
        .into_iter()
        .map(|idx| {
            let one = &found[idx];
            Placed {
                id: names[idx],
                source: one.source.iter().flat_map(spans).collect(),
                cue: one.cue.iter().flat_map(spans).collect(),
                content: one.contents.iter().flat_map(spans).collect(),
                within: one.within.map(|holder| names[holder]),
                found: one.clone(),
            }
        })
        .collect()
}

/// Returns the spans of a stretch of words: one, or more where something that is not read stands between.
fn fragments(document: &Document, segmentation: &Segmentation, stretch: &Tagged) -> Vec<Span> {
    let tokens = &segmentation.tokens[stretch.begin as usize..stretch.end as usize];
    let mut found: Vec<Span> = Vec::new();
    for &token in tokens {
        match found.last_mut() {
            Some(last) if !holds_unread(document, last.end, token.start) => last.end = token.end,
            _ => found.push(token),
        }
    }
    found
}

fn holds_unread(document: &Document, start: u32, end: u32) -> bool {
    let first = document.blocks.partition_point(|block| block.span.end <= start);
    document.blocks[first..].iter().take_while(|block| block.span.start < end).any(|block| !block.kind.is_read())
}
