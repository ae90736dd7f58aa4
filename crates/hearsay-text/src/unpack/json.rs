//! JSON whose values keep their places: objects as slices of the source, strings with where each character stood.
//!
//! The parsing is `serde_json`'s; only the escapes of strings are undone here, for it does not say where they were.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::value::RawValue;

use super::tracked::Tracked;
use crate::document::Step;

/// An object of a source text.
#[derive(Clone, Debug)]
pub(super) struct Object<'a> {
    source: &'a str,
    /// By name: the value as it stands in the source.
    values: BTreeMap<Cow<'a, str>, &'a RawValue>,
}

impl<'a> Object<'a> {
    /// Reads the object that `text`, a slice of `source`, is.
    pub(super) fn of(source: &'a str, text: &'a str) -> Option<Object<'a>> {
        Some(Object { source, values: serde_json::from_str(text).ok()? })
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(AsRef::as_ref)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Returns a value as it is written.
    pub(super) fn raw(&self, name: &str) -> Option<&'a str> {
        Some(self.values.get(name)?.get())
    }

    /// Returns the object that a value is.
    pub(super) fn object(&self, name: &str) -> Option<Object<'a>> {
        Object::of(self.source, self.raw(name)?)
    }

    /// Returns the elements of the array that a value is.
    pub(super) fn array(&self, name: &str) -> Option<Vec<&'a str>> {
        elements(self.raw(name)?)
    }

    /// Returns a string, or a number as it is written; nothing for an empty string.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        scalar(self.raw(name)?)
    }

    /// Returns a string with the places of its characters in the source.
    pub(super) fn tracked(&self, name: &str) -> Option<Tracked> {
        tracked(self.source, self.raw(name)?)
    }

    pub(super) fn source(&self) -> &'a str {
        self.source
    }
}

/// Returns the elements of an array, each as it is written.
pub(super) fn elements(text: &str) -> Option<Vec<&str>> {
    let elements: Vec<&RawValue> = serde_json::from_str(text).ok()?;
    Some(elements.into_iter().map(RawValue::get).collect())
}

/// Returns the elements of an array up to its end or to where it is damaged, and whether it is.
pub(super) fn elements_before_damage(text: &str) -> (Vec<&str>, bool) {
    if let Some(elements) = elements(text) {
        return (elements, false);
    }
    let mut found = Vec::new();
    let Some(mut rest) = text.trim_start().strip_prefix('[') else { return (found, true) };
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n', ',']);
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        let Some(Ok(value)) = values.next() else { break };
        // A number or a name may be cut off and still be one.
        let is_whole = value.get().ends_with(['}', ']', '"']);
        let end = values.byte_offset();
        if is_whole {
            found.push(value.get());
        }
        rest = &rest[end..];
    }
    (found, true)
}

/// Returns a string, or a number as it is written.
pub(super) fn scalar(raw: &str) -> Option<String> {
    match raw.as_bytes().first()? {
        b'"' => serde_json::from_str::<String>(raw).ok().filter(|text| !text.trim().is_empty()),
        b'-' | b'0'..=b'9' => Some(raw.to_owned()),
        _ => None,
    }
}

/// Returns where `part`, a slice of `source`, stands in it.
pub(super) fn place(source: &str, part: &str) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(source.as_ptr() as usize)?;
    let place = start..start + part.len();
    (source.get(place.clone()) == Some(part)).then_some(place)
}

/// Undoes the escapes of the string literal `raw`, a slice of `source`.
pub(super) fn tracked(source: &str, raw: &str) -> Option<Tracked> {
    let mut offset = place(source, raw)?.start + 1;
    let mut rest = raw.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = Tracked::default();
    while !rest.is_empty() {
        let plain = rest.find('\\').unwrap_or(rest.len());
        text.push(&rest.as_bytes()[..plain], offset..offset + plain, Step::Verbatim);
        (offset, rest) = (offset + plain, &rest[plain..]);
        let Some((character, n_bytes)) = escaped(rest) else { break };
        let mut buffer = [0; 4];
        text.push(character.encode_utf8(&mut buffer).as_bytes(), offset..offset + n_bytes, Step::Whole);
        (offset, rest) = (offset + n_bytes, &rest[n_bytes..]);
    }
    Some(text)
}

/// Returns the character that the escape at the beginning of `rest` stands for, and the escape's length.
fn escaped(rest: &str) -> Option<(char, usize)> {
    let character = match rest.as_bytes().get(1)? {
        b'n' => '\n',
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{C}',
        b'u' => return unit_pair(rest),
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        _ => return None,
    };
    Some((character, 2))
}

/// Reads `\u0430`, or the two halves of a character beyond the first plane.
fn unit_pair(rest: &str) -> Option<(char, usize)> {
    let unit = |start: usize| u16::from_str_radix(rest.get(start + 2..start + 6)?, 16).ok();
    let first = unit(0)?;
    let second = rest.get(6..8).filter(|next| *next == "\\u").and_then(|_| unit(6));
    let pair = [first, second.unwrap_or(0)];
    match char::decode_utf16(pair).next()? {
        Ok(character) => Some((character, 6 * character.len_utf16())),
        Err(_) => Some((char::REPLACEMENT_CHARACTER, 6)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_in_their_places() {
        let source = r#"{"a": {"text": "\u0414\u0430, he said:\n\"no\" \ud83d\ude00"}}"#;
        let object = Object::of(source, source).unwrap().object("a").unwrap();
        let (text, alignment) = object.tracked("text").unwrap().into_text();
        assert_eq!(text, "Да, he said:\n\"no\" 😀");
        assert_eq!(Some(text.clone()), object.text("text"));
        let said = crate::span::Span::new(text.find("said").unwrap(), text.find("said").unwrap() + 4);
        assert_eq!(alignment.original(said).unwrap().of(source), "said");
        let face = crate::span::Span::new(text.find('😀').unwrap(), text.len());
        assert_eq!(alignment.original(face).unwrap().of(source), r"\ud83d\ude00");
    }
}
