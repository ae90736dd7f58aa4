//! The files of a ZIP archive that we know ourselves: no encryption, no ZIP64, only stored and deflated entries.
//!
//! Not for archives that users bring.

use std::io::Read;

use anyhow::{Context, Result, bail};
use flate2::read::DeflateDecoder;

/// Returns the text of the entry whose name ends like this.
pub(super) fn entry(archive: &[u8], ending: &str) -> Result<String> {
    let end = archive.windows(4).rposition(|four| four == b"PK\x05\x06").context("no end of the directory")?;
    let n_entries = number(archive, end + 10, 2)?;
    let mut at = number(archive, end + 16, 4)?;
    for _ in 0..n_entries {
        let (name, extra, comment) =
            (number(archive, at + 28, 2)?, number(archive, at + 30, 2)?, number(archive, at + 32, 2)?);
        let title = archive.get(at + 46..at + 46 + name).context("a name is cut")?;
        if title.ends_with(ending.as_bytes()) && !title.starts_with(b"__MACOSX") {
            return contents(archive, at);
        }
        at += 46 + name + extra + comment;
    }
    bail!("no entry ends in {ending}")
}

fn contents(archive: &[u8], entry: usize) -> Result<String> {
    let (method, size) = (number(archive, entry + 10, 2)?, number(archive, entry + 20, 4)?);
    let header = number(archive, entry + 42, 4)?;
    let begin = header + 30 + number(archive, header + 26, 2)? + number(archive, header + 28, 2)?;
    let packed = archive.get(begin..begin + size).context("an entry is cut")?;
    let mut bytes = Vec::new();
    match method {
        0 => bytes.extend(packed),
        8 => drop(DeflateDecoder::new(packed).read_to_end(&mut bytes)?),
        other => bail!("packed by method {other}"),
    }
    Ok(String::from_utf8(bytes)?)
}

fn number(archive: &[u8], at: usize, n_bytes: usize) -> Result<usize> {
    let bytes = archive.get(at..at + n_bytes).context("the archive is cut")?;
    Ok(bytes.iter().rev().fold(0, |value, byte| value << 8 | usize::from(*byte)))
}
