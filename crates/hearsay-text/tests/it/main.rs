//! What import promises, on any bytes and on readable examples.

mod encodings;
mod formats;
mod furniture;
mod properties;
mod seeds;
#[cfg(feature = "subtitles")]
mod subtitles;
