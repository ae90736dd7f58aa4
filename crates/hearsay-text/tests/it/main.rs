//! What import promises, on any bytes and on readable examples.

mod encodings;
mod formats;
mod furniture;
#[cfg(feature = "office")]
mod office;
mod properties;
#[cfg(feature = "rtf")]
mod rtf;
mod seeds;
#[cfg(feature = "subtitles")]
mod subtitles;
