//! Web archives: WARC, packed by gzip or not, and WACZ. A part is the page that a server sent, as it was captured.
//!
//! When it was captured is never taken for when it was published. The hash that the archive claims for a page is checked.

mod digest;
mod http;
#[cfg(feature = "archives")]
pub(super) mod wacz;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

use self::http::Response;
use super::container::Container;
use super::part::{ClaimedDigest, Part, charset_of};
use super::part_trouble::PartTroubleKind;
use super::{Above, Unpacking};
use crate::document::{Evidenced, Format, Metadata};
use crate::moment;

/// Returns whether what gzip packed begins as a web archive does.
pub(super) fn is_packed_warc(bytes: &[u8]) -> bool {
    let mut head = [0; 5];
    GzDecoder::new(bytes).read_exact(&mut head).is_ok() && &head == b"WARC/"
}

/// Hands on the captured pages.
pub(super) fn unpack(unpacking: &mut Unpacking<'_>, name: &str, bytes: &[u8], above: &Above) {
    unpack_titled(unpacking, name, bytes, above, &BTreeMap::new());
}

/// Hands on the captured pages; `titles` by address are what the archive says beside them.
fn unpack_titled(
    unpacking: &mut Unpacking<'_>,
    name: &str,
    bytes: &[u8],
    above: &Above,
    titles: &BTreeMap<String, String>,
) {
    let mut walk = Walk { name, above, titles, n_same: BTreeMap::new(), n_not_text: 0, has_response: false };
    if bytes.starts_with(b"\x1F\x8B") {
        walk.packed(unpacking, bytes);
    } else {
        let mut reader = bytes;
        if walk.records(unpacking, &mut reader, bytes.len()).is_err() {
            unpacking.stop(name, PartTroubleKind::Damaged);
        }
    }
    if walk.n_not_text > 0 {
        unpacking.trouble(name, PartTroubleKind::NotText { n_records: walk.n_not_text });
    }
    if !walk.has_response {
        unpacking.trouble(name, PartTroubleKind::Nothing);
    }
}

struct Walk<'a> {
    name: &'a str,
    above: &'a Above,
    titles: &'a BTreeMap<String, String>,
    /// How many pages of each address there were.
    n_same: BTreeMap<String, usize>,
    n_not_text: usize,
    has_response: bool,
}

/// Why a record was not read to its end.
enum Stop {
    /// The archive is damaged here.
    Damaged,
    /// A limit was reached, and told.
    Spent,
}

/// After so many damaged places an archive is given up: looking for the next record costs more than it brings.
const DAMAGES_MAX: usize = 1000;

/// Longer header lines are no header lines.
const LINE_BYTES_MAX: u64 = 1 << 16;

/// More header lines are no header.
const LINES_MAX: usize = 1000;

impl Walk<'_> {
    /// Every record is packed by itself, so that damage to one costs no other.
    fn packed(&mut self, unpacking: &mut Unpacking<'_>, bytes: &[u8]) {
        let mut rest = bytes;
        let mut n_damages = 0;
        while !rest.is_empty() {
            let mut reader = BufReader::new(GzDecoder::new(rest));
            match self.records(unpacking, &mut reader, rest.len()) {
                Ok(()) => rest = reader.into_inner().into_inner(),
                Err(Stop::Spent) => return,
                Err(Stop::Damaged) => {
                    unpacking.stop(self.name, PartTroubleKind::Damaged);
                    n_damages += 1;
                    if n_damages > DAMAGES_MAX {
                        return;
                    }
                    let next =
                        rest.get(1..).and_then(|rest| rest.windows(3).position(|three| three == b"\x1F\x8B\x08"));
                    let Some(next) = next else { return };
                    rest = &rest[next + 1..];
                }
            }
        }
    }

    /// Reads records to the end of `reader`.
    fn records(&mut self, unpacking: &mut Unpacking<'_>, reader: &mut dyn BufRead, packed: usize) -> Result<(), Stop> {
        loop {
            if unpacking.is_spent() {
                return Err(Stop::Spent);
            }
            let Some(version) = first_line(reader)? else { return Ok(()) };
            if !version.starts_with("WARC/") {
                return Err(Stop::Damaged);
            }
            let headers = Headers::read(reader)?;
            let length: u64 =
                headers.get("content-length").and_then(|length| length.parse().ok()).ok_or(Stop::Damaged)?;
            let mut block = reader.take(length);
            if headers.is_wanted() {
                self.has_response = true;
                match unpacking.budget.read(&mut block, packed as u64) {
                    Ok(bytes) if bytes.len() as u64 == length => self.capture(unpacking, &headers, &bytes),
                    Ok(_) => return Err(Stop::Damaged),
                    Err(PartTroubleKind::Damaged) => return Err(Stop::Damaged),
                    Err(kind @ PartTroubleKind::TooMuch { .. }) => {
                        unpacking.stop(self.name, kind);
                        return Err(Stop::Spent);
                    }
                    Err(kind) => {
                        let name = headers.address().unwrap_or_default();
                        unpacking.trouble(&format!("{}/{name}", self.name), kind);
                    }
                }
            }
            self.skip(unpacking, &mut block)?;
        }
    }

    /// Reads on to the end of a record that is not kept; what is unpacked on the way counts.
    fn skip(&self, unpacking: &mut Unpacking<'_>, block: &mut dyn Read) -> Result<(), Stop> {
        let mut buffer = vec![0; 1 << 16];
        loop {
            match block.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(n_bytes) => {
                    if let Err(kind) = unpacking.budget.take_bytes(n_bytes as u64) {
                        unpacking.stop(self.name, kind);
                        return Err(Stop::Spent);
                    }
                }
                Err(_) => return Err(Stop::Damaged),
            }
        }
    }

    /// Hands on the page of a record, if it is one.
    fn capture(&mut self, unpacking: &mut Unpacking<'_>, headers: &Headers, block: &[u8]) {
        let address = headers.address().unwrap_or_else(|| "page".to_owned());
        let n_same = self.n_same.entry(address.clone()).or_default();
        *n_same += 1;
        let suffix = if *n_same > 1 { format!("#{n_same}") } else { String::new() };
        let name = format!("{}/{address}{suffix}", self.name);
        let is_http = headers.get("warc-type") == Some("response");
        let response = if is_http {
            Response::of(block)
        } else {
            Some(Response::bare(headers.get("content-type").unwrap_or_default(), block))
        };
        let Some(response) = response.filter(Response::is_page) else {
            self.n_not_text += 1;
            return;
        };
        let body = match response.body(&mut unpacking.budget) {
            Ok(body) => body,
            Err(kind) => return unpacking.trouble(&name, kind),
        };
        let digest = headers.get("warc-payload-digest").map(|claimed| ClaimedDigest {
            claimed: claimed.to_owned(),
            holds: digest::holds(claimed, &[response.payload(), &response.unchunked(), &body]),
        });
        if let Some(ClaimedDigest { claimed, holds: Some(false) }) = &digest {
            let algorithm = claimed.split(':').next().unwrap_or_default().to_owned();
            unpacking.trouble(&name, PartTroubleKind::DigestDiffers { algorithm });
        }
        if headers.get("warc-truncated").is_some() {
            unpacking.trouble(&name, PartTroubleKind::Damaged);
        }
        let metadata = self.metadata(headers);
        if response.is_xml() {
            if Container::of("feed.xml", &body) == Some(Container::Feed) {
                unpacking.enter(&name, &body, &self.above.inside(metadata));
            } else {
                self.n_not_text += 1;
            }
            return;
        }
        let charset = charset_of(response.charset().as_deref(), &body);
        let format = Some(if response.is_html() { Format::Html } else { Format::Plain });
        unpacking.emit(Part { name, bytes: body, format, charset, metadata, digest }, self.above);
    }

    fn metadata(&self, headers: &Headers) -> Metadata {
        let captured = headers.get("warc-date").and_then(moment::parse).and_then(|stamp| stamp.moment);
        let address = headers.address();
        let title = address.as_ref().and_then(|address| self.titles.get(address));
        Metadata {
            captured: captured.map(|moment| Evidenced::new(moment, "WARC-Date")),
            title: title.map(|title| Evidenced::new(title.clone(), "WACZ pages.jsonl")),
            url: address.map(|address| Evidenced::new(address, "WARC-Target-URI")),
            ..Metadata::default()
        }
    }
}

/// Returns the next line that is not empty, without its line end; `None` at the end.
fn first_line(reader: &mut dyn BufRead) -> Result<Option<String>, Stop> {
    loop {
        match line(reader)? {
            None => return Ok(None),
            Some(line) if line.is_empty() => {}
            Some(line) => return Ok(Some(line)),
        }
    }
}

fn line(reader: &mut dyn BufRead) -> Result<Option<String>, Stop> {
    let mut bytes = Vec::new();
    let n_read = reader.take(LINE_BYTES_MAX).read_until(b'\n', &mut bytes).map_err(|_| Stop::Damaged)?;
    if n_read as u64 == LINE_BYTES_MAX {
        return Err(Stop::Damaged);
    }
    Ok((n_read > 0).then(|| String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned()))
}

/// The named fields of a record; names in lower case.
#[derive(Debug, Default)]
struct Headers(BTreeMap<String, String>);

impl Headers {
    fn read(reader: &mut dyn BufRead) -> Result<Headers, Stop> {
        let mut headers = Headers::default();
        for _ in 0..LINES_MAX {
            match line(reader)? {
                None => return Err(Stop::Damaged),
                Some(line) if line.is_empty() => return Ok(headers),
                Some(line) => {
                    if let Some((name, value)) = line.split_once(':') {
                        headers.0.insert(name.trim().to_ascii_lowercase(), value.trim().to_owned());
                    }
                }
            }
        }
        Err(Stop::Damaged)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Requests, metadata and the notes of revisits hold no page.
    fn is_wanted(&self) -> bool {
        matches!(self.get("warc-type"), Some("response" | "resource"))
    }

    fn address(&self) -> Option<String> {
        let address = self.get("warc-target-uri")?.trim_matches(['<', '>', ' ']);
        let clean: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        (!clean.is_empty()).then_some(clean)
    }
}
