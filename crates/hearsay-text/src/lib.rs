//! Turns bytes into a [`Document`](document::Document): text, blocks, metadata, sentences, tokens, all of them spans.
//!
//! It is the only place that parses foreign formats, and it knows nothing of claims.

pub mod document;
pub mod encoding;
pub mod furniture;
pub mod html;
pub mod import;
pub mod moment;
pub mod place;
pub mod refusal;
pub mod segment;
pub mod span;
pub mod trouble;
// A build that unpacks fewer kinds leaves some of the shared tools idle.
#[cfg_attr(not(all(feature = "archives", feature = "feeds", feature = "mail")), allow(dead_code))]
#[cfg_attr(not(all(feature = "posts", feature = "tables", feature = "web-archives")), allow(dead_code))]
pub mod unpack;

mod dates;
mod lines;
mod markdown;
#[cfg(feature = "office")]
mod office;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
#[cfg(feature = "rtf")]
mod rtf;
#[cfg(any(feature = "office", feature = "rtf"))]
mod style;
#[cfg(feature = "subtitles")]
mod subtitles;
