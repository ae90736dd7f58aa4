//! Keeps a case in one SQLite file: originals, documents, cached readings and the append-only log of judgements.
//!
//! The only crate that knows SQL, and one that knows nothing of commands, JSON or servers.
//! It neither imports nor reads: it is handed what others made of a file, and hands it back.
//!
//! The way of a document: [`prepared`] → [`additions`] → [`documents`]; of a decision: [`entry`] →
//! [`log`]; what finds words in all of it: [`search`]; and what proves it: [`audit`].

pub mod case_file;
pub mod error;

pub mod additions;
pub mod documents;
pub mod given;
pub mod prepared;
pub mod version;

pub mod entry;
pub mod log;
pub mod signature;

pub mod outlines;

pub mod search;

pub mod audit;

mod coding;
mod container;
mod hypotheses;
mod migrations;
mod packing;
mod settings;
