//! Reads one document: who says what, on whose word.
//!
//! A pure function of (document, lexicon, weights): no clock, disk, network or other document.

pub mod read;
pub mod reading;
pub mod passage;
pub mod linker;
pub mod find;
