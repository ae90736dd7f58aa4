//! From bytes to text: which encoding it is, the decoded text, and which bytes each character came from.
//!
//! Nothing is removed on the way: a byte order mark stays in the text as U+FEFF, so that offsets are those of the
//! file decoded. Bytes that decode to nothing stand as U+FFFD.

use encoding_rs::{DecoderResult, Encoding};

use crate::document::{Alignment, Run, Step};
use crate::span::Span;
use crate::trouble::{Trouble, TroubleKind};

/// An encoding of the WHATWG Encoding Standard, for a user who knows better than the guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset(pub(crate) &'static Encoding);

impl Charset {
    /// Returns the encoding with that label, such as `utf-8`, `cp1251` or `koi8-r`.
    pub fn from_label(label: &str) -> Option<Charset> {
        Encoding::for_label_no_replacement(label.trim().as_bytes()).map(Charset)
    }

    /// Returns the encoding's name in the WHATWG Encoding Standard.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// Bytes made text.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    pub(crate) alignment: Alignment,
    pub(crate) troubles: Vec<Trouble>,
}

/// An encoding, and whether it was guessed from little text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Guess {
    pub(crate) encoding: &'static Encoding,
    pub(crate) is_weak: bool,
}

impl Guess {
    fn sure(encoding: &'static Encoding) -> Guess {
        Guess { encoding, is_weak: false }
    }

    pub(crate) fn is_utf16(self) -> bool {
        self.encoding == encoding_rs::UTF_16LE || self.encoding == encoding_rs::UTF_16BE
    }
}

/// How much of a file the guess looks at.
const WINDOW_BYTES: usize = 1 << 18;

/// Fewer bytes beyond ASCII than this are little evidence for a guess.
const FEW_BYTES: usize = 12;

/// Tells the encoding of `bytes`; `declared` is what an HTML page says of itself.
pub(crate) fn detect(bytes: &[u8], declared: Option<&'static Encoding>) -> Guess {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Guess::sure(encoding);
    }
    if let Some(encoding) = sniff_utf16(bytes) {
        return Guess::sure(encoding);
    }
    if is_mostly_utf8(bytes) {
        return Guess::sure(encoding_rs::UTF_8);
    }
    if let Some(encoding) =
        declared.filter(|&encoding| encoding != encoding_rs::UTF_8 && encoding.is_ascii_compatible())
    {
        return Guess::sure(encoding);
    }
    let window = &bytes[..bytes.len().min(WINDOW_BYTES)];
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(window, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let n_beyond_ascii = window.iter().filter(|byte| !byte.is_ascii()).count();
    Guess { encoding, is_weak: n_beyond_ascii < FEW_BYTES }
}

/// UTF-16 without a byte order mark shows by zero (or, in Cyrillic, `04`) bytes in every second place.
fn sniff_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = &bytes[..bytes.len().min(4096) & !1];
    let n_pairs = window.len() / 2;
    if n_pairs < 4 || !window.contains(&0) {
        return None;
    }
    let is_high = |byte: u8| byte == 0 || (0x04..=0x05).contains(&byte) || byte == 0x20;
    let n_zeros = |first: usize| window[first..].iter().step_by(2).filter(|&&byte| byte == 0).count();
    let n_high = |first: usize| window[first..].iter().step_by(2).filter(|&&byte| is_high(byte)).count();
    let looks_so = |high: usize, low: usize| {
        n_zeros(low) * 50 <= n_pairs && n_zeros(high) * 20 >= n_pairs && n_high(high) * 20 >= n_pairs * 19
    };
    if looks_so(1, 0) {
        return Some(encoding_rs::UTF_16LE);
    }
    looks_so(0, 1).then_some(encoding_rs::UTF_16BE)
}

/// Returns whether the bytes are UTF-8 or UTF-8 with a few damaged places.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut n_bad, mut n_multibyte, mut offset, mut last_bad_end) = (0_usize, 0_usize, 0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            offset += chunk.invalid().len();
            n_bad += 1;
            last_bad_end = offset;
        }
        if n_bad > 0 || !chunk.invalid().is_empty() {
            n_multibyte += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        }
        if n_bad > 64 && n_multibyte < n_bad {
            return false;
        }
    }
    let is_cut_off = n_bad == 1 && last_bad_end == bytes.len() && ends_in_half_sequence(bytes);
    n_bad == 0 || is_cut_off || n_multibyte >= n_bad
}

/// Returns whether the bytes end in the first part of a UTF-8 sequence.
fn ends_in_half_sequence(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// Decodes `bytes`, keeping track of where each character came from.
pub(crate) fn decode(bytes: &[u8], guess: Guess) -> Decoded {
    let mut decoding = Decoding::default();
    let encoding = guess.encoding;
    if encoding == encoding_rs::UTF_8 {
        decoding.decode_utf8(bytes);
    } else if guess.is_utf16() {
        decoding.decode_utf16(bytes, encoding == encoding_rs::UTF_16BE);
    } else if encoding.is_single_byte() {
        decoding.decode_single_byte(bytes, encoding);
    } else {
        decoding.decode_any(bytes, encoding);
    }
    let mut troubles = decoding.troubles;
    if guess.is_weak {
        troubles.insert(0, Trouble { kind: TroubleKind::EncodingGuessed, span: None });
    }
    let alignment = Alignment { runs: decoding.runs };
    Decoded { text: decoding.text, encoding: encoding.name(), alignment, troubles }
}

#[derive(Default)]
struct Decoding {
    text: String,
    runs: Vec<Run>,
    troubles: Vec<Trouble>,
}

impl Decoding {
    fn decode_utf8(&mut self, bytes: &[u8]) {
        self.text.reserve(bytes.len());
        let mut offset = 0;
        for chunk in bytes.utf8_chunks() {
            let valid = chunk.valid();
            self.push(valid, Span::new(offset, offset + valid.len()), Step::Verbatim);
            offset += valid.len();
            if !chunk.invalid().is_empty() {
                self.replace(Span::new(offset, offset + chunk.invalid().len()));
                offset += chunk.invalid().len();
            }
        }
    }

    fn decode_utf16(&mut self, bytes: &[u8], is_big_endian: bool) {
        self.text.reserve(bytes.len());
        let units = bytes.chunks_exact(2).map(|pair| {
            let pair = [pair[0], pair[1]];
            if is_big_endian { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
        });
        let mut offset = 0;
        for unit in char::decode_utf16(units) {
            match unit {
                Ok(character) => {
                    let length_bytes = character.len_utf16() * 2;
                    self.push_character(character, Span::new(offset, offset + length_bytes));
                    offset += length_bytes;
                }
                Err(_) => {
                    self.replace(Span::new(offset, offset + 2));
                    offset += 2;
                }
            }
        }
        if offset < bytes.len() {
            self.replace(Span::new(offset, bytes.len()));
        }
    }

    fn decode_single_byte(&mut self, bytes: &[u8], encoding: &'static Encoding) {
        self.text.reserve(bytes.len() + bytes.len() / 2);
        let table: Vec<Option<char>> = (0..=255_u8)
            .map(|byte| {
                let decoded = encoding.decode_without_bom_handling_and_without_replacement(&[byte])?.chars().next();
                decoded
            })
            .collect();
        for (offset, &byte) in bytes.iter().enumerate() {
            let place = Span::new(offset, offset + 1);
            match table[byte as usize] {
                Some(character) => self.push_character(character, place),
                None => self.replace(place),
            }
        }
    }

    /// Feeds the decoder byte by byte: whatever comes out came from the bytes since the last output.
    fn decode_any(&mut self, bytes: &[u8], encoding: &'static Encoding) {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut piece = String::with_capacity(64);
        let (mut offset, mut begin) = (0, 0);
        loop {
            let is_last = offset == bytes.len();
            let next = &bytes[offset..bytes.len().min(offset + 1)];
            piece.clear();
            let (result, n_read) = decoder.decode_to_string_without_replacement(next, &mut piece, is_last);
            offset += n_read;
            if !piece.is_empty() && offset > begin {
                let place = Span::new(begin, offset);
                let mut characters = piece.chars();
                match (characters.next(), characters.next()) {
                    (Some(character), None) => self.push_character(character, place),
                    _ => self.push(&piece, place, Step::Whole),
                }
                begin = offset;
            }
            if matches!(result, DecoderResult::Malformed(..)) && offset > begin {
                self.replace(Span::new(begin, offset));
                begin = offset;
            }
            if is_last && matches!(result, DecoderResult::InputEmpty) {
                break;
            }
        }
        if begin < bytes.len() {
            self.replace(Span::new(begin, bytes.len()));
        }
    }

    fn push_character(&mut self, character: char, original: Span) {
        let mut buffer = [0; 4];
        let encoded = character.encode_utf8(&mut buffer);
        let step = Step::Characters { text: encoded.len() as u8, original: original.length_bytes() as u8 };
        self.push(encoded, original, step);
    }

    fn push(&mut self, piece: &str, original: Span, step: Step) {
        if piece.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(piece);
        let text = Span::new(start, self.text.len());
        match self.runs.last_mut() {
            Some(run) if step != Step::Whole && run.step == step && run.original.end == original.start => {
                run.text.end = text.end;
                run.original.end = original.end;
            }
            _ => self.runs.push(Run { text, original, step }),
        }
    }

    /// Puts U+FFFD for the bytes at `original`; damaged places that touch are one trouble.
    fn replace(&mut self, original: Span) {
        let start = self.text.len();
        self.push("\u{FFFD}", original, Step::Whole);
        let span = Span::new(start, self.text.len());
        match self.troubles.last_mut().and_then(|trouble| trouble.span.as_mut()) {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => self.troubles.push(Trouble { kind: TroubleKind::Undecodable, span: Some(span) }),
        }
    }
}
