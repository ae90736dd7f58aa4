//! What a server sent, as a record holds it: a status, headers, and a body in one or two wrappings.
//!
//! Not all archives keep the body as it came: where a wrapping that a header names is not there, the body is taken bare.

use std::borrow::Cow;
use std::collections::BTreeMap;

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::unpack::limits::Budget;
use crate::unpack::part_trouble::PartTroubleKind;

/// A server's answer.
#[derive(Debug)]
pub(super) struct Response<'a> {
    status: u16,
    /// Names and values in lower case.
    headers: BTreeMap<String, String>,
    payload: &'a [u8],
}

impl<'a> Response<'a> {
    /// Splits a message into its parts; `None` if it does not begin as HTTP does.
    pub(super) fn of(block: &'a [u8]) -> Option<Response<'a>> {
        let (head, payload) = split_head(block);
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let status = lines.next()?.strip_prefix("HTTP/")?.split_ascii_whitespace().nth(1)?.parse().ok()?;
        let headers = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase()));
        Some(Response { status, headers: headers.collect(), payload })
    }

    /// Returns what a record holds without any HTTP around it.
    pub(super) fn bare(content_type: &str, block: &'a [u8]) -> Response<'a> {
        let headers = BTreeMap::from([("content-type".to_owned(), content_type.to_ascii_lowercase())]);
        Response { status: 200, headers, payload: block }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(String::as_str).unwrap_or_default()
    }

    fn content_type(&self) -> &str {
        self.header("content-type").split(';').next().unwrap_or_default().trim()
    }

    /// Returns whether it is an answer with a text in it.
    pub(super) fn is_page(&self) -> bool {
        let is_text = self.is_html() || self.is_xml() || self.content_type() == "text/plain";
        (200..300).contains(&self.status) && is_text && !self.payload.is_empty()
    }

    pub(super) fn is_html(&self) -> bool {
        matches!(self.content_type(), "text/html" | "application/xhtml+xml")
    }

    /// Returns whether it may be a feed.
    pub(super) fn is_xml(&self) -> bool {
        const TYPES: [&str; 5] =
            ["application/atom+xml", "application/rdf+xml", "application/rss+xml", "application/xml", "text/xml"];
        TYPES.contains(&self.content_type())
    }

    /// Returns the encoding that the server named.
    pub(super) fn charset(&self) -> Option<String> {
        let mut parameters = self.header("content-type").split(';').skip(1);
        let value = parameters.find_map(|parameter| parameter.trim().strip_prefix("charset="))?;
        Some(value.trim_matches(['"', '\'', ' ']).to_owned())
    }

    /// Returns the bytes after the headers, as they stand in the record.
    pub(super) fn payload(&self) -> &'a [u8] {
        self.payload
    }

    /// Returns the payload put together from its chunks, if it was sent in chunks.
    pub(super) fn unchunked(&self) -> Cow<'a, [u8]> {
        if !self.header("transfer-encoding").contains("chunked") {
            return Cow::Borrowed(self.payload);
        }
        unchunk(self.payload).map_or(Cow::Borrowed(self.payload), Cow::Owned)
    }

    /// Returns the page, unwrapped.
    pub(super) fn body(&self, budget: &mut Budget) -> Result<Vec<u8>, PartTroubleKind> {
        let packed = self.unchunked();
        let n_packed = packed.len() as u64;
        let packed = packed.as_ref();
        let coding = self.header("content-encoding").trim();
        match coding {
            "" | "identity" | "none" => Ok(packed.to_vec()),
            "gzip" | "x-gzip" if packed.starts_with(b"\x1F\x8B") => {
                budget.read(&mut MultiGzDecoder::new(packed), n_packed)
            }
            "deflate" => match budget.read(&mut ZlibDecoder::new(packed), n_packed) {
                // What is called deflate is sent with and without zlib's wrapping, and kept as plain text too.
                Err(PartTroubleKind::Damaged) => match budget.read(&mut DeflateDecoder::new(packed), n_packed) {
                    Err(PartTroubleKind::Damaged) if std::str::from_utf8(packed).is_ok() => Ok(packed.to_vec()),
                    found => found,
                },
                found => found,
            },
            // Already unpacked by whoever wrote the archive.
            _ if std::str::from_utf8(packed).is_ok() => Ok(packed.to_vec()),
            _ => Err(PartTroubleKind::UnknownCoding(coding.to_owned())),
        }
    }
}

/// Splits a message at its first empty line.
fn split_head(block: &[u8]) -> (&[u8], &[u8]) {
    let mut offset = 0;
    for line in block.split_inclusive(|&byte| byte == b'\n') {
        offset += line.len();
        if line == b"\r\n" || line == b"\n" {
            return block.split_at(offset);
        }
    }
    (block, &[])
}

/// Puts chunks together; `None` if the bytes are none.
fn unchunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(rest.len());
    loop {
        let end = rest.iter().position(|&byte| byte == b'\n')?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(body);
        }
        // An archive cut off in a chunk still has the beginning.
        body.extend_from_slice(&rest[..size.min(rest.len())]);
        rest = rest.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return Some(body);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unpack::limits::UnpackLimits;

    fn body(message: &[u8]) -> Result<Vec<u8>, PartTroubleKind> {
        Response::of(message).unwrap().body(&mut Budget::new(&UnpackLimits::default()))
    }

    #[test]
    fn chunks_are_put_together() {
        let message =
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nHe s\r\nA\r\naid so.  \n\r\n0\r\n\r\n";
        assert_eq!(body(message).unwrap(), b"He said so.  \n");
        let bare = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nHe said so.";
        assert_eq!(body(bare).unwrap(), b"He said so.");
    }

    #[test]
    fn a_wrapping_that_is_not_read_is_told() {
        let message = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\xFF\x00\xFE";
        assert_eq!(body(message), Err(PartTroubleKind::UnknownCoding("br".to_owned())));
        let unpacked = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nHe said so.";
        assert_eq!(body(unpacked).unwrap(), b"He said so.");
    }
}
