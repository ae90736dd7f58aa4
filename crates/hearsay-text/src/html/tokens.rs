//! Cuts a page into tags and stretches of text, each with its place in the source.
//!
//! It follows the tokenizer of the HTML standard as far as places go: comments, quoted attributes, raw text elements.
//! Not a tree builder: nothing is closed or moved, so no nesting is too deep for it.

use std::ops::Range;

/// One piece of a page. Ranges are bytes of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// Text between tags, character references not yet decoded.
    Text(Range<usize>),
    /// A start tag; its attributes are in [`Tokens::attributes`].
    Start { name: Range<usize>, tag: Range<usize> },
    /// An end tag.
    End { name: Range<usize> },
    /// What stands in a `script`, `style` or the like, and in `title` and `textarea`.
    Raw { name: Range<usize>, content: Range<usize> },
}

/// An attribute: its name and its value without quotes, character references not yet decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) name: Range<usize>,
    pub(crate) value: Range<usize>,
}

/// The tokens of a page, one after another.
#[derive(Debug)]
pub(crate) struct Tokens<'a> {
    source: &'a str,
    offset: usize,
    /// The name of the raw text element just opened.
    raw: Option<Range<usize>>,
    /// The attributes of the start tag returned last.
    pub(crate) attributes: Vec<Attribute>,
}

/// Elements whose content is not markup.
const RAW_ELEMENTS: [&str; 10] =
    ["script", "style", "title", "textarea", "noscript", "iframe", "noembed", "noframes", "xmp", "plaintext"];

impl<'a> Tokens<'a> {
    pub(crate) fn new(source: &'a str) -> Tokens<'a> {
        let offset = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        Tokens { source, offset, raw: None, attributes: Vec::new() }
    }

    /// Returns the next token, or `None` at the end.
    pub(crate) fn next(&mut self) -> Option<Token> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw_content(name));
        }
        let bytes = self.source.as_bytes();
        let begin = self.offset;
        while self.offset < bytes.len() {
            let open = find(bytes, self.offset, b'<').unwrap_or(bytes.len());
            if open == bytes.len() || !self.starts_markup(open) {
                self.offset = bytes.len().min(open + 1);
                continue;
            }
            if open > begin {
                self.offset = open;
                return Some(Token::Text(begin..open));
            }
            return self.markup(open).or_else(|| self.next_after_comment());
        }
        (begin < bytes.len()).then_some(Token::Text(begin..bytes.len()))
    }

    /// Goes on after a comment without recursion on many comments in a row.
    fn next_after_comment(&mut self) -> Option<Token> {
        let bytes = self.source.as_bytes();
        while self.offset < bytes.len() && bytes[self.offset] == b'<' && self.starts_markup(self.offset) {
            if let Some(token) = self.markup(self.offset) {
                return Some(token);
            }
        }
        if self.offset >= bytes.len() {
            return None;
        }
        let begin = self.offset;
        loop {
            let open = find(bytes, self.offset, b'<').unwrap_or(bytes.len());
            if open == bytes.len() || self.starts_markup(open) {
                self.offset = open;
                return Some(Token::Text(begin..open));
            }
            self.offset = open + 1;
        }
    }

    fn starts_markup(&self, open: usize) -> bool {
        match self.source.as_bytes().get(open + 1) {
            Some(b'!' | b'?') => true,
            Some(b'/') => self.source.as_bytes().get(open + 2).is_some(),
            Some(byte) => byte.is_ascii_alphabetic(),
            None => false,
        }
    }

    /// Reads the tag or comment at `open`; returns `None` for a comment or a tag that the page's end cuts off.
    fn markup(&mut self, open: usize) -> Option<Token> {
        let bytes = self.source.as_bytes();
        match bytes.get(open + 1) {
            Some(b'/') if bytes.get(open + 2).is_some_and(u8::is_ascii_alphabetic) => {
                let name = self.name(open + 2);
                self.read_attributes(name.end)?;
                Some(Token::End { name })
            }
            Some(byte) if byte.is_ascii_alphabetic() => {
                let name = self.name(open + 1);
                self.read_attributes(name.end)?;
                if RAW_ELEMENTS.iter().any(|raw| self.source[name.clone()].eq_ignore_ascii_case(raw)) {
                    self.raw = Some(name.clone());
                }
                Some(Token::Start { name, tag: open..self.offset })
            }
            Some(b'!') if bytes[open..].starts_with(b"<!--") => {
                self.offset = comment_end(bytes, open);
                None
            }
            _ => {
                self.offset = find(bytes, open, b'>').map_or(bytes.len(), |end| end + 1);
                None
            }
        }
    }

    fn name(&self, start: usize) -> Range<usize> {
        let rest = &self.source.as_bytes()[start..];
        let length = rest.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
        start..start + length.unwrap_or(rest.len())
    }

    /// Reads attributes up to and with the closing `>`; `None` if the page ends first.
    fn read_attributes(&mut self, start: usize) -> Option<()> {
        let bytes = self.source.as_bytes();
        self.attributes.clear();
        let mut offset = start;
        loop {
            while bytes.get(offset).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/') {
                offset += 1;
            }
            match bytes.get(offset) {
                None => {
                    self.offset = bytes.len();
                    return None;
                }
                Some(b'>') => {
                    self.offset = offset + 1;
                    return Some(());
                }
                Some(_) => offset = self.attribute(offset),
            }
        }
    }

    fn attribute(&mut self, start: usize) -> usize {
        let bytes = self.source.as_bytes();
        let ends_name = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'=');
        let skip_white =
            |from: usize| from + bytes[from..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let name_end = (start + 1..bytes.len()).find(|&place| ends_name(&bytes[place])).unwrap_or(bytes.len());
        let equals = skip_white(name_end);
        let (value, end) = if bytes.get(equals) == Some(&b'=') {
            let begin = skip_white(equals + 1);
            match bytes.get(begin) {
                Some(&quote @ (b'"' | b'\'')) => {
                    let end = find(bytes, begin + 1, quote).unwrap_or(bytes.len());
                    (begin + 1..end, bytes.len().min(end + 1))
                }
                _ => {
                    let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
                    let end = (begin..bytes.len()).find(|&place| is_end(&bytes[place])).unwrap_or(bytes.len());
                    (begin..end, end)
                }
            }
        } else {
            (name_end..name_end, name_end)
        };
        if self.attributes.len() < ATTRIBUTES_MAX {
            self.attributes.push(Attribute { name: start..name_end, value });
        }
        end
    }

    fn raw_content(&mut self, name: Range<usize>) -> Token {
        let bytes = self.source.as_bytes();
        let begin = self.offset;
        let wanted = &bytes[name.clone()];
        let mut from = begin;
        let end = loop {
            let Some(open) = find(bytes, from, b'<') else { break bytes.len() };
            let after = open + 2 + wanted.len();
            let is_end = bytes.get(open + 1) == Some(&b'/')
                && bytes.get(open + 2..after).is_some_and(|found| found.eq_ignore_ascii_case(wanted))
                && bytes.get(after).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
            if is_end && !wanted.eq_ignore_ascii_case(b"plaintext") {
                break open;
            }
            from = open + 1;
        };
        self.offset = end;
        Token::Raw { name, content: begin..end }
    }

    /// Returns the value of the attribute `name`, undecoded.
    pub(crate) fn attribute_value(&self, name: &str) -> Option<&'a str> {
        let found = self.attributes.iter().find(|one| self.source[one.name.clone()].eq_ignore_ascii_case(name))?;
        Some(&self.source[found.value.clone()])
    }
}

/// More attributes than this on one tag are not kept.
const ATTRIBUTES_MAX: usize = 64;

fn find(bytes: &[u8], from: usize, wanted: u8) -> Option<usize> {
    bytes.get(from..)?.iter().position(|&byte| byte == wanted).map(|place| from + place)
}

fn comment_end(bytes: &[u8], open: usize) -> usize {
    let body = open + 4;
    if bytes[body..].starts_with(b">") {
        return body + 1;
    }
    if bytes[body..].starts_with(b"->") {
        return body + 2;
    }
    let mut from = body;
    while let Some(close) = find(bytes, from, b'>') {
        let before = &bytes[body..close];
        if before.ends_with(b"--") || before.ends_with(b"--!") {
            return close + 1;
        }
        from = close + 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(source: &str) -> Vec<String> {
        let mut tokens = Tokens::new(source);
        let mut found = Vec::new();
        while let Some(token) = tokens.next() {
            found.push(match token {
                Token::Text(text) => format!("'{}'", &source[text]),
                Token::Start { name, .. } => {
                    let attributes = tokens.attributes.iter();
                    let shown =
                        attributes.map(|one| format!(" {}={}", &source[one.name.clone()], &source[one.value.clone()]));
                    format!("<{}{}>", &source[name], shown.collect::<String>())
                }
                Token::End { name } => format!("</{}>", &source[name]),
                Token::Raw { content, .. } => format!("[{}]", &source[content]),
            });
        }
        found
    }

    #[test]
    fn tags_comments_and_raw_text_are_told_apart() {
        assert_eq!(
            pieces("<p class=a title='b > c'>x < y<!-- <p> -->z</p><script>if (a</b>) '<p>'</SCRIPT>end"),
            [
                "<p class=a title=b > c>",
                "'x < y'",
                "'z'",
                "</p>",
                "<script>",
                "[if (a</b>) '<p>']",
                "</SCRIPT>",
                "'end'"
            ]
        );
        assert_eq!(pieces("a<!----><!--><!doctype html>b<?x?>"), ["'a'", "'b'"]);
        assert_eq!(pieces("<p>said<a href='x"), ["<p>", "'said'"]);
        assert_eq!(pieces("1 <2 </ 3> a</"), ["'1 <2 '", "' a</'"]);
    }
}
