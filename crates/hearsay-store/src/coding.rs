//! The bytes that documents and readings are cached as: compact, positional, with a fingerprint of their shape in front.
//!
//! Not an exchange format: the contract of `hearsay read --json` is that. What is here may be thrown away at any time and
//! made anew from the original, so it has no versions to read but the one that this program writes: the *shape* names
//! every field and variant, its fingerprint is the first thing in the bytes, and whatever begins otherwise is no reading
//! of ours and is read again. Nobody has to remember to raise a number when a field is added.
//!
//! Decoding trusts nothing: every span must slice the text, every name of an attribution or entity must be given to
//! one, and what does not fit gives nothing rather than a panic. A case may come from somebody else.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use hearsay_text::document::DocumentId;
use hearsay_text::span::Span;

use crate::packing::{self, Packed};

pub(crate) mod claims;
pub(crate) mod documents;
pub(crate) mod outlines;
mod readings;

/// How many bytes of the shape's hash stand in front.
const FINGERPRINT_BYTES: usize = 8;

/// The beginning of the hash of a shape.
pub(crate) type Fingerprint = [u8; FINGERPRINT_BYTES];

/// The names of one document that point at things in its reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    Attribution,
    Entity,
    Artefact,
    Verdict,
}

/// The greatest name of each kind that was met, by [`Name`].
pub(crate) type Named = [u32; 4];

/// Something that can be cached.
pub(crate) trait Coded: Sized {
    /// Appends the bytes.
    fn encode(&self, to: &mut Encoder<'_>);

    /// Takes the bytes off the front; `None` if they are none.
    fn decode(from: &mut Decoder<'_>) -> Option<Self>;

    /// Appends what the bytes look like, every field and variant by name.
    fn shape(shape: &mut String);

    /// Returns whether all names that were met, the greatest of each kind, are given to something in the value.
    fn gives(&self, _named: &Named) -> bool {
        true
    }
}

/// Returns the bytes of `value` as they are kept.
pub(crate) fn pack<T: Coded>(value: &T) -> Packed {
    let bytes = encode(value);
    Packed { bytes: packing::pack(&bytes), length_bytes: bytes.len() }
}

/// Returns what was packed, if it is of this shape, undamaged, and every span in it slices `text`.
pub(crate) fn unpack<T: Coded>(packed: &Packed, text: &str) -> Option<T> {
    if packed.length_bytes > CACHED_BYTES_MAX {
        return None;
    }
    decode(&packing::unpack(&packed.bytes, packed.length_bytes)?, text)
}

/// What is cached of one document is not longer.
const CACHED_BYTES_MAX: usize = 1 << 30;

/// Returns the bytes of `value`, with the fingerprint of its shape in front.
pub(crate) fn encode<T: Coded>(value: &T) -> Vec<u8> {
    let mut encoder = Encoder { bytes: fingerprint::<T>().to_vec(), last: 0, documents: &[] };
    value.encode(&mut encoder);
    encoder.bytes
}

/// Returns what `bytes` stand for, if they are of this shape and every span in them slices `text`.
pub(crate) fn decode<T: Coded>(bytes: &[u8], text: &str) -> Option<T> {
    let rest = bytes.strip_prefix(&fingerprint::<T>())?;
    let mut decoder = Decoder { rest, text: Some(text), named: [0; 4], last: 0, documents: &[] };
    let value = T::decode(&mut decoder)?;
    (decoder.rest.is_empty() && value.gives(&decoder.named)).then_some(value)
}

/// Returns what the bytes of that type begin with.
pub(crate) fn fingerprint<T: Coded>() -> Fingerprint {
    let mut shape = String::new();
    T::shape(&mut shape);
    let hash = blake3::hash(shape.as_bytes());
    std::array::from_fn(|idx| hash.as_bytes()[idx])
}

/// Bytes being written.
#[derive(Debug)]
pub(crate) struct Encoder<'a> {
    bytes: Vec<u8>,
    /// The start of the span before, which the next is told from: neighbours give small numbers.
    last: u32,
    /// The documents that can be named, in the order of their ids.
    documents: &'a [DocumentId],
}

impl Encoder<'_> {
    fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Writes seven bits a byte, the lowest first.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// Bytes being read, and what they may point at.
#[derive(Debug)]
pub(crate) struct Decoder<'a> {
    rest: &'a [u8],
    /// What spans must slice; `None` where they are places in several texts, and whoever takes words there looks first.
    text: Option<&'a str>,
    named: Named,
    last: u32,
    /// The documents that can be named, in the order of their ids.
    documents: &'a [DocumentId],
}

impl Decoder<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn narrow(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    fn text(&mut self) -> Option<&str> {
        let n_bytes = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.rest.split_at_checked(n_bytes)?;
        self.rest = rest;
        std::str::from_utf8(text).ok()
    }

    /// Takes a name off the front and remembers that it was used; names count from 1.
    fn name(&mut self, kind: Name) -> Option<u32> {
        let name = self.narrow().filter(|&name| name > 0)?;
        let greatest = &mut self.named[kind as usize];
        *greatest = (*greatest).max(name);
        Some(name)
    }

    fn has_span(&self, span: Span) -> bool {
        let is_boundary = |offset: u32| self.text.is_none_or(|text| text.is_char_boundary(offset as usize));
        is_boundary(span.start) && is_boundary(span.end)
    }
}

/// A span is told from the start of the one before it, and must slice the text.
impl Coded for Span {
    fn encode(&self, to: &mut Encoder<'_>) {
        let step = i64::from(self.start) - i64::from(to.last);
        to.number(((step << 1) ^ (step >> 63)) as u64);
        to.number(u64::from(self.end - self.start));
        to.last = self.start;
    }

    fn decode(from: &mut Decoder<'_>) -> Option<Span> {
        let folded = from.number()?;
        let step = (folded >> 1) as i64 ^ -((folded & 1) as i64);
        let start = u32::try_from(i64::from(from.last).checked_add(step)?).ok()?;
        let end = start.checked_add(from.narrow()?)?;
        from.last = start;
        let span = Span { start, end };
        from.has_span(span).then_some(span)
    }

    fn shape(shape: &mut String) {
        shape.push_str("span ");
    }
}

impl Coded for bool {
    fn encode(&self, to: &mut Encoder<'_>) {
        to.byte(u8::from(*self));
    }

    fn decode(from: &mut Decoder<'_>) -> Option<bool> {
        match from.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn shape(shape: &mut String) {
        shape.push_str("bool ");
    }
}

impl Coded for String {
    fn encode(&self, to: &mut Encoder<'_>) {
        to.text(self);
    }

    fn decode(from: &mut Decoder<'_>) -> Option<String> {
        from.text().map(str::to_owned)
    }

    fn shape(shape: &mut String) {
        shape.push_str("string ");
    }
}

/// A word of the program's own, such as the headword of an entry of a lexicon.
impl Coded for &'static str {
    fn encode(&self, to: &mut Encoder<'_>) {
        to.text(self);
    }

    fn decode(from: &mut Decoder<'_>) -> Option<&'static str> {
        own_word(from.text()?)
    }

    fn shape(shape: &mut String) {
        shape.push_str("word ");
    }
}

/// How many of the program's own words are kept, and how long one may be; a forged case must not fill the memory.
const OWN_WORDS_MAX: usize = 1 << 14;
const OWN_WORD_BYTES_MAX: usize = 64;

/// Returns the word for as long as the program runs: the few that there are, each once.
fn own_word(word: &str) -> Option<&'static str> {
    static WORDS: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut words = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = words.get(word) {
        return Some(known);
    }
    if words.len() >= OWN_WORDS_MAX || word.len() > OWN_WORD_BYTES_MAX {
        return None;
    }
    let kept: &'static str = Box::leak(word.to_owned().into_boxed_str());
    words.insert(kept);
    Some(kept)
}

impl<T: Coded> Coded for Option<T> {
    fn encode(&self, to: &mut Encoder<'_>) {
        self.is_some().encode(to);
        if let Some(value) = self {
            value.encode(to);
        }
    }

    fn decode(from: &mut Decoder<'_>) -> Option<Option<T>> {
        if bool::decode(from)? { T::decode(from).map(Some) } else { Some(None) }
    }

    fn shape(shape: &mut String) {
        shape.push('?');
        T::shape(shape);
    }
}

impl<T: Coded> Coded for Vec<T> {
    fn encode(&self, to: &mut Encoder<'_>) {
        to.number(self.len() as u64);
        for value in self {
            value.encode(to);
        }
    }

    fn decode(from: &mut Decoder<'_>) -> Option<Vec<T>> {
        let n_values = usize::try_from(from.number()?).ok()?;
        if n_values > from.rest.len() {
            return None;
        }
        (0..n_values).map(|_| T::decode(from)).collect()
    }

    fn shape(shape: &mut String) {
        shape.push('*');
        T::shape(shape);
    }
}

impl<A: Coded, B: Coded> Coded for (A, B) {
    fn encode(&self, to: &mut Encoder<'_>) {
        self.0.encode(to);
        self.1.encode(to);
    }

    fn decode(from: &mut Decoder<'_>) -> Option<(A, B)> {
        Some((A::decode(from)?, B::decode(from)?))
    }

    fn shape(shape: &mut String) {
        A::shape(shape);
        B::shape(shape);
    }
}

/// Appends the shape of a field, whose type the compiler knows from how it is reached.
fn shape_of_field<S, T: Coded>(_: impl Fn(&S) -> &T, shape: &mut String) {
    T::shape(shape);
}

/// Codes structs field by field, without those that reading again gives: these come back empty. A field that is missing
/// here does not compile.
macro_rules! coded_structs {
    ($($name:ident { $($field:ident),* $(,)? $(; without $($left:ident),*)? } $(=> $gives:ident)?)*) => {$(
        impl Coded for $name {
            $(fn gives(&self, named: &Named) -> bool {
                $gives(self, named)
            })?

            fn encode(&self, to: &mut Encoder<'_>) {
                let $name { $($field,)* $($($left: _,)*)? } = self;
                $($field.encode(to);)*
            }

            fn decode(from: &mut Decoder<'_>) -> Option<$name> {
                $(let $field = Coded::decode(from)?;)*
                Some($name { $($field,)* $($($left: Default::default(),)*)? })
            }

            fn shape(shape: &mut String) {
                shape.push_str(concat!(stringify!($name), "{"));
                $(
                    shape.push_str(concat!(stringify!($field), ":"));
                    shape_of_field(|value: &$name| &value.$field, shape);
                )*
                shape.push('}');
            }
        }
    )*};
}

/// Codes enums without payload, a byte each. A variant that is missing here does not compile.
macro_rules! coded_enums {
    ($($name:ident { $($variant:ident),* $(,)? })*) => {$(
        impl Coded for $name {
            fn encode(&self, to: &mut Encoder<'_>) {
                let all = [$($name::$variant),*];
                let place = match self {
                    $($name::$variant => all.iter().position(|one| matches!(one, $name::$variant)),)*
                };
                to.byte(place.map_or(u8::MAX, |place| place as u8));
            }

            fn decode(from: &mut Decoder<'_>) -> Option<$name> {
                [$($name::$variant),*].into_iter().nth(usize::from(from.byte()?))
            }

            fn shape(shape: &mut String) {
                shape.push_str(concat!(stringify!($name), "(", $(stringify!($variant), "|",)* ")"));
            }
        }
    )*};
}

use {coded_enums, coded_structs};

#[cfg(test)]
mod tests {
    use hearsay_reading::read::{Reader, read};
    use hearsay_reading::reading::{AttributionId, Hypothesis, Reading};
    use hearsay_text::document::Document;
    use hearsay_text::import::{ImportSettings, import};
    use proptest::prelude::*;

    use super::documents::Layout;
    use super::*;
    use crate::prepared::without_reasons;

    const PAGE: &[u8] = "<html><head><meta charset=utf-8><title>Caf\u{e9}</title></head><body><p>The ministry denied on \
        Tuesday that 40 trucks had left. \u{201c}It is a lie,\u{201d} said Ada Hollin, its spokeswoman, according to the \
        Norrbank Courier. The leaked letter, supposedly written by her deputy, could not be verified.</p></body></html>"
        .as_bytes();

    fn page() -> (Document, Reading) {
        let document = import("page.html", PAGE, &ImportSettings::default()).expect("it is text");
        let reading = read(&document, Reader::Fast);
        (document, reading)
    }

    fn back(document: &Document) -> Document {
        let bytes = encode(&Layout::of(document));
        let layout: Layout = decode(&bytes, &document.text).expect("what was encoded is decoded");
        layout.document(document.id, document.text.clone(), PAGE.len()).expect("it lies inside the original")
    }

    #[test]
    fn documents_and_readings_come_back() {
        let (document, reading) = page();
        assert!(!reading.attributions.is_empty() && !reading.artefacts.is_empty() && !reading.verdicts.is_empty());
        assert!(reading.attributions.iter().all(|one| !one.reasons.is_empty()), "there are reasons to leave out");
        assert_eq!(decode(&encode(&reading), &document.text), Some(without_reasons(reading)));
        let (was, is) = (format!("{document:?}"), format!("{:?}", back(&document)));
        assert_eq!(was, is);
    }

    #[test]
    fn names_that_nothing_has_are_refused() {
        let span = Span::new(0, 0);
        let within = |within| Reading {
            hypotheses: vec![Hypothesis { cue: span, content: span, within }],
            ..Reading::default()
        };
        assert!(decode::<Reading>(&encode(&within(None)), "").is_some());
        assert_eq!(decode::<Reading>(&encode(&within(Some(AttributionId(1)))), ""), None);
    }

    #[test]
    fn spans_that_do_not_slice_are_refused() {
        for (span, is_whole) in [((0, 2), true), ((1, 2), false), ((0, 1), false), ((2, 3), false)] {
            let bytes = encode(&Span { start: span.0, end: span.1 });
            assert_eq!(decode::<Span>(&bytes, "\u{e9}").is_some(), is_whole, "{span:?}");
        }
    }

    #[test]
    fn a_document_outside_its_original_is_refused() {
        let (document, _) = page();
        let layout = Layout::of(&document);
        assert!(layout.document(document.id, document.text, 10).is_none());
    }

    #[test]
    fn another_shape_is_refused() {
        assert!(decode::<bool>(&encode(&true), "").is_some());
        assert!(decode::<u8>(&encode(&true), "").is_none());
        assert_eq!(decode::<String>(&encode(&own_word("rumour").expect("it is short")), ""), None);
    }

    #[test]
    fn own_words_are_kept_once_and_are_short() {
        let (one, two) = (own_word("percent").expect("short"), own_word("percent").expect("short"));
        assert!(std::ptr::eq(one, two));
        assert_eq!(own_word(&"long".repeat(20)), None);
    }

    proptest! {
        #[test]
        fn spans_come_back(spans: Vec<(u16, u16)>) {
            let text = " ".repeat(2 * usize::from(u16::MAX));
            let span = |&(start, length): &(u16, u16)| Span::new(start.into(), usize::from(start) + usize::from(length));
            let spans: Vec<Span> = spans.iter().map(span).collect();
            prop_assert_eq!(decode::<Vec<Span>>(&encode(&spans), &text), Some(spans));
        }

        #[test]
        fn numbers_come_back(number: u64) {
            let mut encoder = Encoder { bytes: Vec::new(), last: 0, documents: &[] };
            encoder.number(number);
            let mut decoder = Decoder { rest: &encoder.bytes, text: None, named: [0; 4], last: 0, documents: &[] };
            prop_assert_eq!(decoder.number(), Some(number));
            prop_assert!(decoder.rest.is_empty());
        }

        /// Whatever is changed or cut, the result is nothing, or a reading whose every span slices: never a panic.
        #[test]
        fn damaged_bytes_never_panic(at in 0_usize..4096, byte: u8, cut: bool) {
            let (document, reading) = page();
            let layout = encode(&Layout::of(&document));
            for mut bytes in [encode(&reading), layout] {
                let at = at % bytes.len();
                bytes[at] = byte;
                bytes.truncate(if cut { at } else { bytes.len() });
                if let Some(reading) = decode::<Reading>(&bytes, &document.text) {
                    for span in reading.attributions.iter().flat_map(|one| &one.content) {
                        span.of(&document.text);
                    }
                }
                let _ = decode::<Layout>(&bytes, &document.text);
            }
        }
    }
}
