//! CSV and TSV cut into records and fields, each with its place in the source.
//!
//! RFC 4180, and what is met beside it: semicolons, line feeds alone, a quotation mark that is never closed. Own code,
//! for no crate says where in the source a field and each of its characters stood.

use std::ops::Range;

use crate::document::Step;
use crate::unpack::tracked::Tracked;

/// What stands in no text: a table of one column has nothing between its fields.
const NONE: u8 = 0x1F;

/// Returns the delimiter of a table: what stands most often in its first record, outside quotation marks.
pub(super) fn delimiter(text: &str) -> u8 {
    const CANDIDATES: [u8; 4] = [b'\t', b',', b';', b'|'];
    let mut counts = [0_usize; 4];
    let mut is_quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            _ if !is_quoted => {
                if let Some(place) = CANDIDATES.iter().position(|&candidate| candidate == byte) {
                    counts[place] += 1;
                }
            }
            _ => {}
        }
    }
    let most = (0..CANDIDATES.len()).rev().max_by_key(|&place| counts[place]).unwrap_or(1);
    if counts[most] == 0 { NONE } else { CANDIDATES[most] }
}

/// Walks over the records of a table; white lines are none.
pub(super) struct Records<'a> {
    text: &'a str,
    delimiter: u8,
    offset: usize,
    /// From here on no quotation mark is closed, so each ends with its line at the latest.
    unclosed_from: usize,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str, delimiter: u8) -> Records<'a> {
        Records { text, delimiter, offset: 0, unclosed_from: usize::MAX }
    }

    /// Returns one past the end of the record that begins at `start`, line end left out.
    fn end_of(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut place = start;
        loop {
            if bytes.get(place) == Some(&b'"')
                && place < self.unclosed_from
                && let Some(end) = self.closing(place)
            {
                place = end;
            }
            // What follows a closing mark belongs to the field, up to the delimiter.
            let rest = &bytes[place..];
            let length = rest.iter().position(|&byte| byte == self.delimiter || matches!(byte, b'\n' | b'\r'));
            let Some(length) = length else { return bytes.len() };
            place += length;
            if bytes[place] != self.delimiter {
                return place;
            }
            place += 1;
        }
    }

    /// Returns the place after the mark that closes the one at `open`.
    fn closing(&mut self, open: usize) -> Option<usize> {
        let found = closing(self.text.as_bytes(), open);
        if found.is_none() {
            self.unclosed_from = open;
        }
        found
    }
}

impl Iterator for Records<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        loop {
            self.offset += bytes[self.offset..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            if self.offset >= bytes.len() {
                return None;
            }
            let start = self.offset;
            self.offset = self.end_of(start);
            if !self.text[start..self.offset].trim().is_empty() {
                return Some(start..self.offset);
            }
        }
    }
}

fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let mut place = open + 1;
    loop {
        place += bytes.get(place..)?.iter().position(|&byte| byte == b'"')?;
        if bytes.get(place + 1) != Some(&b'"') {
            return Some(place + 1);
        }
        place += 2;
    }
}

/// Returns the fields of the record at `record`, marks taken off, aligned to `text`.
pub(super) fn fields(text: &str, record: Range<usize>, delimiter: u8) -> Vec<Tracked> {
    let bytes = &text.as_bytes()[..record.end];
    let mut fields = Vec::new();
    let mut place = record.start;
    loop {
        let mut field = Tracked::default();
        if bytes.get(place) == Some(&b'"')
            && let Some(end) = closing(bytes, place)
        {
            unquote(text, place + 1..end - 1, &mut field);
            place = end;
        }
        let rest = &bytes[place..];
        let end = place + rest.iter().position(|&byte| byte == delimiter).unwrap_or(rest.len());
        field.push(&bytes[place..end], place..end, Step::Verbatim);
        fields.push(field);
        if end >= record.end {
            return fields;
        }
        place = end + 1;
    }
}

fn unquote(text: &str, place: Range<usize>, field: &mut Tracked) {
    let mut start = place.start;
    while let Some(length) = text[start..place.end].find("\"\"") {
        let mark = start + length;
        field.push(&text.as_bytes()[start..mark], start..mark, Step::Verbatim);
        field.push(b"\"", mark..mark + 2, Step::Whole);
        start = mark + 2;
    }
    field.push(&text.as_bytes()[start..place.end], start..place.end, Step::Verbatim);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Vec<Vec<String>> {
        let delimiter = delimiter(text);
        let records: Vec<_> = Records::new(text, delimiter).collect();
        let field = |field: Tracked| field.into_text().0;
        records.into_iter().map(|record| fields(text, record, delimiter).into_iter().map(field).collect()).collect()
    }

    #[test]
    fn quoted_fields_hold_anything() {
        let found = table("a,b,c\r\n1,\"He said: \"\"no\"\",\nand left.\",\n\r\n,x\n");
        assert_eq!(found, [vec!["a", "b", "c"], vec!["1", "He said: \"no\",\nand left.", ""], vec!["", "x"]]);
        assert_eq!(table("a;b\n1,5;\"x\"\n"), [["a", "b"], ["1,5", "x"]]);
        assert_eq!(table("a\tb\n\"x\"y\t\n"), [["a", "b"], ["xy", ""]]);
    }

    #[test]
    fn one_column_is_whole_lines() {
        assert_eq!(table("text\nHe said so, twice.\n"), [["text"], ["He said so, twice."]]);
    }

    #[test]
    fn a_mark_never_closed_costs_one_line() {
        let found = table("a,b\n1,\"open\n2,x\n3,y\n");
        assert_eq!(found.len(), 4);
        assert_eq!(found[1], ["1", "\"open"]);
    }
}
