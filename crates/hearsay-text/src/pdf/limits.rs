//! How much work one PDF may cost, counted in things done and not in seconds, so that a reading is the same anywhere.
//!
//! Without such counts a file of a kilobyte could unpack to gigabytes, or draw one form inside another without end.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

/// A larger file is refused.
pub(crate) const FILE_BYTES_MAX: usize = 512 << 20;
/// So is one of more objects.
pub(crate) const OBJECTS_MAX: usize = 4_000_000;
/// Pages after so many are left out.
pub(crate) const PAGES_MAX: usize = 10_000;
/// Forms inside forms are followed so far.
pub(crate) const FORM_DEPTH_MAX: usize = 12;
/// One stream may unpack to so much, all together to so much.
const STREAM_BYTES_MAX: u64 = 64 << 20;
const STREAMS_BYTES_MAX: u64 = 1 << 30;
/// A packed stream that cannot be measured cheaply is unpacked only if it is smaller.
const UNMEASURED_BYTES_MAX: usize = 1 << 20;
/// Forms drawn, operators, glyphs and fonts of the whole file.
const FORMS_MAX: u32 = 100_000;
const OPERATORS_MAX: u64 = 40_000_000;
const GLYPHS_MAX: u64 = 20_000_000;
const FONTS_MAX: u32 = 5_000;

/// What is left of the work that a file may cost.
#[derive(Debug)]
pub(crate) struct Budget {
    bytes_left: u64,
    forms_left: u32,
    operators_left: u64,
    glyphs_left: u64,
    fonts_left: u32,
    /// Whether anything was left out for want of it.
    pub(crate) is_spent: bool,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget {
            bytes_left: STREAMS_BYTES_MAX,
            forms_left: FORMS_MAX,
            operators_left: OPERATORS_MAX,
            glyphs_left: GLYPHS_MAX,
            fonts_left: FONTS_MAX,
            is_spent: false,
        }
    }
}

impl Budget {
    pub(crate) fn form(&mut self) -> bool {
        self.forms_left = self.forms_left.saturating_sub(1);
        self.is_spent |= self.forms_left == 0;
        self.forms_left > 0
    }

    pub(crate) fn operator(&mut self) -> bool {
        self.operators_left = self.operators_left.saturating_sub(1);
        self.is_spent |= self.operators_left == 0;
        self.operators_left > 0
    }

    pub(crate) fn glyph(&mut self) -> bool {
        self.glyphs_left = self.glyphs_left.saturating_sub(1);
        self.is_spent |= self.glyphs_left == 0;
        self.glyphs_left > 0
    }

    pub(crate) fn font(&mut self) -> bool {
        self.fonts_left = self.fonts_left.saturating_sub(1);
        self.is_spent |= self.fonts_left == 0;
        self.fonts_left > 0
    }

    /// Returns whether a stream may be unpacked, having measured what comes out of it.
    pub(crate) fn affords(&mut self, stream: &Stream<'_>) -> bool {
        let raw = stream.raw_data();
        let filters = stream.filters();
        let n_packing =
            filters.iter().filter(|filter| !matches!(filter, Filter::AsciiHexDecode | Filter::Ascii85Decode)).count();
        let length_bytes = match filters.as_slice() {
            _ if n_packing == 0 => raw.len() as u64,
            [Filter::FlateDecode] => unpacked_length(&raw, STREAM_BYTES_MAX + 1),
            _ if n_packing == 1 && raw.len() <= UNMEASURED_BYTES_MAX => raw.len() as u64,
            _ => STREAM_BYTES_MAX + 1,
        };
        let is_affordable = length_bytes <= STREAM_BYTES_MAX.min(self.bytes_left);
        self.is_spent |= !is_affordable;
        self.bytes_left -= if is_affordable { length_bytes } else { 0 };
        is_affordable
    }
}

/// Returns how many bytes come out of a zlib stream, up to `length_max`.
fn unpacked_length(packed: &[u8], length_max: u64) -> u64 {
    let mut decoder = ZlibDecoder::new(packed).take(length_max);
    std::io::copy(&mut decoder, &mut std::io::sink()).unwrap_or_else(|_| length_max - decoder.limit())
}

/// Returns whether the streams that hold a file's own structure unpack to sizes that can be borne.
///
/// They are unpacked while the file is opened, before anything can be asked of them; so their bytes are looked at.
pub(crate) fn bears_structure(bytes: &[u8]) -> bool {
    let mut bytes_left = STREAMS_BYTES_MAX;
    let mut offset = 0;
    while let Some(place) = find(&bytes[offset..], b"stream") {
        let start = offset + place;
        offset = start + b"stream".len();
        let dictionary = &bytes[start.saturating_sub(1024)..start];
        let dictionary = &dictionary[rfind(dictionary, b"obj").unwrap_or(0)..];
        let is_picture = find(dictionary, b"/Image").is_some() && find(dictionary, b"/Width").is_some();
        if bytes[..start].ends_with(b"end") || is_picture {
            continue;
        }
        let packed = bytes[offset..].trim_ascii_start();
        let length_bytes = unpacked_length(packed, STREAM_BYTES_MAX + 1);
        if length_bytes > STREAM_BYTES_MAX.min(bytes_left) {
            return false;
        }
        bytes_left -= length_bytes;
    }
    true
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = wanted[0];
    let mut offset = 0;
    loop {
        offset += bytes[offset..].iter().position(|&byte| byte == first)?;
        if bytes[offset..].starts_with(wanted) {
            return Some(offset);
        }
        offset += 1;
    }
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    (0..bytes.len()).rev().find(|&offset| bytes[offset..].starts_with(wanted))
}
