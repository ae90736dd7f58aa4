//! Decodes character references: `&amp;`, `&#8217;`, `&#x2019;`, and `&copy` without a semicolon.
//!
//! Not an escaper.

use std::borrow::Cow;

/// The longest name of a character reference in the standard, with its semicolon.
const NAME_BYTES_MAX: usize = 33;

/// Characters that a reference stands for, and the bytes of the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) first: char,
    pub(crate) second: Option<char>,
    pub(crate) length_bytes: usize,
}

/// Returns the character reference that `text`, which starts with `&`, starts with.
pub(crate) fn reference(text: &str) -> Option<Reference> {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'#') { numeric(bytes) } else { named(bytes) }
}

fn numeric(bytes: &[u8]) -> Option<Reference> {
    let is_hex = matches!(bytes.get(2), Some(b'x' | b'X'));
    let (begin, radix) = if is_hex { (3, 16) } else { (2, 10) };
    let digits = bytes[begin.min(bytes.len())..].iter();
    let n_digits = digits.take_while(|byte| char::from(**byte).is_digit(radix)).count();
    if n_digits == 0 {
        return None;
    }
    let value = bytes[begin..begin + n_digits].iter().fold(0_u32, |value, &byte| {
        let digit = char::from(byte).to_digit(radix).unwrap_or(0);
        value.saturating_mul(radix).saturating_add(digit)
    });
    let first = match value {
        0x80..=0x9F => web_atoms::C1_REPLACEMENTS[(value - 0x80) as usize].or(char::from_u32(value)),
        0 => None,
        _ => char::from_u32(value),
    };
    let end = begin + n_digits;
    let length_bytes = end + usize::from(bytes.get(end) == Some(&b';'));
    Some(Reference { first: first.unwrap_or('\u{FFFD}'), second: None, length_bytes })
}

fn named(bytes: &[u8]) -> Option<Reference> {
    let rest = &bytes[1..bytes.len().min(1 + NAME_BYTES_MAX)];
    let n_letters = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if n_letters == 0 {
        return None;
    }
    let with_mark = n_letters + usize::from(rest.get(n_letters) == Some(&b';'));
    (1..=with_mark).rev().find_map(|length| {
        let name = std::str::from_utf8(&rest[..length]).ok()?;
        let &(first, second) = web_atoms::NAMED_ENTITIES.get(name)?;
        let first = char::from_u32(first).filter(|&character| character != '\0')?;
        let second = char::from_u32(second).filter(|&character| character != '\0');
        Some(Reference { first, second, length_bytes: 1 + length })
    })
}

/// Returns `text` with its character references decoded.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut found = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('&') {
        found.push_str(&rest[..place]);
        rest = &rest[place..];
        let length_bytes = match reference(rest) {
            Some(one) => {
                found.push(one.first);
                found.extend(one.second);
                one.length_bytes
            }
            None => {
                found.push('&');
                1
            }
        };
        rest = &rest[length_bytes..];
    }
    found.push_str(rest);
    Cow::Owned(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded() {
        assert_eq!(
            decoded("R&amp;D &#8217;&#x2019;&#146; &copy 2022 &nosuch; & &#; &#0; AT&T"),
            "R&D ’’’ © 2022 &nosuch; & &#; \u{FFFD} AT&T"
        );
        assert_eq!(decoded("&notit; &NotEqualTilde;"), "¬it; ≂̸");
    }
}
