//! Turns bytes into a [`Document`](document::Document): text, blocks, metadata, sentences, tokens, all of them spans.
//!
//! It is the only place that parses foreign formats, and it knows nothing of claims.

pub mod document;
pub mod encoding;
pub mod furniture;
pub mod html;
pub mod import;
pub mod place;
pub mod moment;
pub mod refusal;
pub mod segment;
pub mod span;
pub mod trouble;
pub mod unpack;

mod dates;
mod lines;
mod markdown;
#[cfg(feature = "office")]
mod office;
mod plain;
#[cfg(feature = "rtf")]
mod rtf;
#[cfg(any(feature = "office", feature = "rtf"))]
mod style;
#[cfg(feature = "subtitles")]
mod subtitles;
