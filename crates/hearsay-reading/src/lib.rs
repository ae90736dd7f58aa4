//! Reads one document: who says what, on whose word.
//!
//! A pure function of (document, lexicon, weights): no clock, disk, network or other document.
//! The way of a document: [`read`] → [`quotation`] → [`words`] → [`find`] → what each attribution is: [`acts`],
//! [`negation`], [`heads`], [`hedges`]; then, to the ground: [`times`], [`numbers`], [`material`], entities, [`artefacts`],
//! [`verdicts`], hypotheses and the own voice, chains and circumstances.

pub mod read;
pub mod reading;

pub mod find;
pub mod linker;
pub mod passage;
pub mod quotation;
pub mod words;

pub mod acts;
pub mod artefacts;
mod asides;
mod chains;
mod circumstances;
pub mod clauses;
pub mod confidence;
mod entities;
pub mod heads;
pub mod hedges;
mod interpret;
pub mod lexicon;
pub mod material;
mod mended;
mod names;
pub mod negation;
pub mod noun_phrases;
pub mod numbers;
pub mod said;
mod signatures;
mod stance;
pub mod times;
mod turns;
pub mod verdicts;
mod voice;

mod grammar;
mod inflection;
mod phrases;
mod subset;
