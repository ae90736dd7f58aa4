//! The text of a container that is text itself: a table, a feed, JSON.
//!
//! Whatever its encoding, it is worked on as UTF-8, and its parts are handed on as such.

use std::borrow::Cow;

use encoding_rs::Encoding;

use crate::encoding::{self, Charset};

/// Returns the text without a byte order mark.
pub(super) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Cow<'a, str> {
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    if let Ok(text) = std::str::from_utf8(bytes.strip_prefix(MARK).unwrap_or(bytes)) {
        return Cow::Borrowed(text);
    }
    let declared: Option<&'static Encoding> = declared.and_then(Charset::from_label).map(|charset| charset.0);
    let mut text = encoding::decode(bytes, encoding::detect(bytes, declared)).text;
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    Cow::Owned(text)
}

/// How much of a file is looked at to tell what it is.
const HEAD_BYTES: usize = 1 << 14;

/// Returns the beginning of a text, decoded, without the white space before it.
pub(super) fn head(bytes: &[u8]) -> String {
    let text = decode(&bytes[..bytes.len().min(HEAD_BYTES)], None);
    text.trim_start().to_owned()
}
