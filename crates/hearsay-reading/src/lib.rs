//! Reads one document: who says what, on whose word.
//!
//! A pure function of (document, lexicon, weights): no clock, disk, network or other document.

pub mod read;
pub mod reading;

pub mod acts;
pub mod heads;
pub mod hedges;
pub mod lexicon;
pub mod negation;
pub mod passage;
pub mod quotation;

mod grammar;
mod inflection;
mod phrases;
mod subset;
