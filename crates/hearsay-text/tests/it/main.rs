//! What import promises, on any bytes and on readable examples.

/// All features that unpack something are on, as they are by default.
#[cfg(all(feature = "archives", feature = "feeds", feature = "mail"))]
#[cfg(all(feature = "posts", feature = "tables", feature = "web-archives"))]
mod containers;
mod encodings;
mod formats;
mod furniture;
#[cfg(feature = "office")]
mod office;
#[cfg(feature = "pdf")]
mod pdf;
mod properties;
#[cfg(feature = "rtf")]
mod rtf;
mod seeds;
#[cfg(feature = "subtitles")]
mod subtitles;
