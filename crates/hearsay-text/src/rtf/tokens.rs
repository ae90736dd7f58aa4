//! RTF as a row of braces, control words, escaped bytes and characters, each with its place.
//!
//! Knows no control word but `\bin`, whose bytes are no RTF.

use std::ops::Range;

/// What RTF consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\par`, `\u8217`
    Word(&'a str, Option<i32>),
    /// `\~`, `\*`
    Symbol(u8),
    /// `\'e9`, or a byte beyond ASCII as it stands.
    Byte(u8),
    /// A run of ASCII characters without any of the above.
    Text(&'a str),
}

/// Walks through the tokens of a file.
pub(crate) struct Tokens<'a> {
    bytes: &'a [u8],
    offset: usize,
}

impl<'a> Tokens<'a> {
    /// Begins at the byte `offset`.
    pub(crate) fn new(bytes: &'a [u8], offset: usize) -> Tokens<'a> {
        Tokens { bytes, offset }
    }

    fn escape(&mut self) -> Option<Token<'a>> {
        let first = *self.bytes.get(self.offset + 1)?;
        if first == b'\'' {
            let digits = self.bytes.get(self.offset + 2..self.offset + 4);
            let value = digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
            self.offset += if value.is_some() { 4 } else { 2 };
            return Some(value.map_or(Token::Symbol(b'\''), Token::Byte));
        }
        if !first.is_ascii_alphabetic() {
            self.offset += 2;
            return Some(Token::Symbol(first));
        }
        let rest = &self.bytes[self.offset + 1..];
        let length = rest.iter().take(32).position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len().min(32));
        let word = std::str::from_utf8(&rest[..length]).expect("letters are ASCII");
        let sign = usize::from(rest.get(length) == Some(&b'-'));
        let digits = &rest[length + sign..];
        let n_digits = digits.iter().take(10).position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len().min(10));
        let number = std::str::from_utf8(&rest[length..length + sign + n_digits]).expect("digits are ASCII");
        let parameter = if n_digits > 0 { number.parse::<i32>().ok() } else { None };
        let end = length + if n_digits > 0 { sign + n_digits } else { 0 };
        self.offset += 1 + end + usize::from(rest.get(end) == Some(&b' '));
        if word == "bin" {
            let n_bytes = usize::try_from(parameter.unwrap_or(0)).unwrap_or(0);
            self.offset = self.offset.saturating_add(n_bytes).min(self.bytes.len());
        }
        Some(Token::Word(word, parameter))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (Token<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        // Line breaks of the file mean nothing.
        while matches!(self.bytes.get(self.offset), Some(b'\r' | b'\n' | 0)) {
            self.offset += 1;
        }
        let start = self.offset;
        let token = match *self.bytes.get(start)? {
            b'{' => {
                self.offset += 1;
                Token::Open
            }
            b'}' => {
                self.offset += 1;
                Token::Close
            }
            b'\\' => self.escape()?,
            byte if !byte.is_ascii() => {
                self.offset += 1;
                Token::Byte(byte)
            }
            _ => {
                let rest = &self.bytes[start..];
                let is_text = |byte: u8| byte.is_ascii() && !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                let length = rest.iter().position(|&byte| !is_text(byte)).unwrap_or(rest.len());
                self.offset += length;
                Token::Text(std::str::from_utf8(&rest[..length]).expect("it is ASCII"))
            }
        };
        Some((token, start..self.offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told_apart() {
        let source = b"{\\rtf1\\u-10179 ?a b\\'e9\\~\\par\r\nc\\bin3 {{{d\xE9}\\";
        let found: Vec<Token<'_>> = Tokens::new(source, 0).map(|(token, _)| token).collect();
        assert_eq!(
            found,
            [
                Token::Open,
                Token::Word("rtf", Some(1)),
                Token::Word("u", Some(-10179)),
                Token::Text("?a b"),
                Token::Byte(0xE9),
                Token::Symbol(b'~'),
                Token::Word("par", None),
                Token::Text("c"),
                Token::Word("bin", Some(3)),
                Token::Text("d"),
                Token::Byte(0xE9),
                Token::Close,
            ]
        );
    }
}
