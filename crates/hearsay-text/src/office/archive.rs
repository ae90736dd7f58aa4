//! A packed file of an office program, opened within limits.
//!
//! Never unpacked to disk, and no size that the archive tells of itself is trusted: what comes out is counted.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use encoding_rs::UTF_8;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::encoding;
use crate::refusal::Refusal;

/// A text document has some dozens of parts, and one more for each picture.
const PARTS_MAX: usize = 20_000;

/// No part that is read may be larger; a thousand pages are about 10 MiB of XML.
const PART_BYTES_MAX: u64 = 256 << 20;

/// Nor may all parts together.
const BYTES_MAX: u64 = 512 << 20;

/// How many times its packed size a part may have, and what it may have in any case.
const RATIO_MAX: u64 = 100;
const SMALL_BYTES: u64 = 8 << 20;

/// An opened archive.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    bytes_left: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive, if it is one and has no more parts than office programs write.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Archive<'a>> {
        if !bytes.starts_with(b"PK\x03\x04") {
            return None;
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        (zip.len() <= PARTS_MAX).then_some(Archive { zip, bytes_left: BYTES_MAX })
    }

    /// Returns the names of all parts, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.zip.file_names().flatten().map(Cow::into_owned).collect();
        names.sort();
        names
    }

    /// Returns whether there is a part of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Returns the text of a part; `None` if there is no such part. `what` names the file to the user.
    pub(crate) fn text(&mut self, name: &str, what: &'static str) -> Result<Option<String>, Refusal> {
        let mut part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Refusal::Locked(what)),
            Err(_) => return Err(Refusal::Damaged(what)),
        };
        let by_ratio = part.compressed_size().saturating_mul(RATIO_MAX).max(SMALL_BYTES);
        let bytes_max = by_ratio.min(PART_BYTES_MAX).min(self.bytes_left);
        let mut bytes = Vec::new();
        let read = part.by_ref().take(bytes_max + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > bytes_max {
            return Err(Refusal::Oversized(what));
        }
        self.bytes_left -= bytes.len() as u64;
        // A part that is cut short is read as far as it goes; its XML then says so.
        if read.is_err() && bytes.is_empty() {
            return Err(Refusal::Damaged(what));
        }
        let guess = encoding::detect(&bytes, Some(UTF_8));
        Ok(Some(encoding::decode(&bytes, guess).text))
    }
}
