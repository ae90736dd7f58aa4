//! Whole documents, from `examples/` and `corpus/`, with the reading drawn in the margin.
//!
//! Each is also read with CRLF line ends, with a byte order mark and cut short: the reading must be the same, or sound.

use std::path::{Path, PathBuf};

use hearsay_reading::read::{Reader, read};
use hearsay_text::document::Document;
use libtest_mimic::{Failed, Trial};

use crate::answer::{self, Entry};
use crate::intake::take_in;
use crate::invariants;
use crate::judge::diff;
use crate::margin::draw;
use crate::phenomena::named;

const N_CUTS: usize = 40;

struct Source {
    /// Its file name, which is the document's.
    name: String,
    bytes: Vec<u8>,
    margin_path: PathBuf,
}

type Check = fn(&Source) -> Result<(), Failed>;

/// Returns the tests of every document: margin, CRLF, byte order mark, cuts.
pub(crate) fn trials(root: &Path) -> Result<Vec<Trial>, String> {
    let mut trials = Vec::new();
    for source in load(root)? {
        let source = std::sync::Arc::new(source);
        let checks: [(&str, Check); 4] = [
            ("margin", check_margin),
            ("CRLF", check_crlf),
            ("byte order mark", check_byte_order_mark),
            ("cut short", check_cuts),
        ];
        for (label, check) in checks {
            let source = std::sync::Arc::clone(&source);
            trials.push(Trial::test(format!("corpus/{}: {label}", source.name), move || check(&source)));
        }
    }
    Ok(trials)
}

/// Rewrites the margins.
pub(crate) fn update(root: &Path) -> Result<(), String> {
    for source in load(root)? {
        std::fs::write(&source.margin_path, margin_of(&source)?).map_err(|error| named(&source.margin_path, error))?;
    }
    Ok(())
}

fn load(root: &Path) -> Result<Vec<Source>, String> {
    let mut sources = Vec::new();
    for folder in [root.join("corpus"), root.join("examples")] {
        for entry in std::fs::read_dir(&folder).map_err(|error| named(&folder, error))? {
            let path = entry.map_err(|error| named(&folder, error))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let is_document = ["txt", "md", "html"].iter().any(|extension| name.ends_with(&format!(".{extension}")));
            if is_document && name != "README.md" {
                let bytes = std::fs::read(&path).map_err(|error| named(&path, error))?;
                let margin_path = root.join("corpus").join(format!("{name}.margin"));
                sources.push(Source { name, bytes, margin_path });
            }
        }
    }
    sources.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(sources)
}

fn margin_of(source: &Source) -> Result<String, String> {
    let document = import(source, &source.bytes)?;
    Ok(draw(&document, &read(&document, Reader::default())))
}

fn import(source: &Source, bytes: &[u8]) -> Result<Document, String> {
    take_in(&source.name, bytes).ok_or_else(|| "is not taken for text".to_owned())
}

fn check_margin(source: &Source) -> Result<(), Failed> {
    let committed = std::fs::read_to_string(&source.margin_path)
        .map_err(|error| named(&source.margin_path, format!("{error} (UPDATE=1)")))?
        .replace("\r\n", "\n");
    let today = margin_of(source)?;
    if committed == today {
        return Ok(());
    }
    Err(format!("committed (-), today (+); UPDATE=1 if this is no worse:\n{}", changes(&committed, &today)).into())
}

/// The changed lines only: a whole document would bury them.
fn changes(committed: &str, today: &str) -> String {
    let whole = diff(committed, today);
    whole.lines().filter(|line| !line.starts_with("  ")).collect::<Vec<_>>().join("\n")
}

fn check_crlf(source: &Source) -> Result<(), Failed> {
    let mut bytes = Vec::with_capacity(source.bytes.len() + 64);
    for byte in source.bytes.iter().filter(|byte| **byte != b'\r') {
        if *byte == b'\n' {
            bytes.push(b'\r');
        }
        bytes.push(*byte);
    }
    let unix: Vec<u8> = source.bytes.iter().copied().filter(|byte| *byte != b'\r').collect();
    same_reading(&import(source, &unix)?, &import(source, &bytes)?)
}

fn check_byte_order_mark(source: &Source) -> Result<(), Failed> {
    if std::str::from_utf8(&source.bytes).is_err() {
        return Ok(());
    }
    let bytes = [b"\xEF\xBB\xBF", source.bytes.as_slice()].concat();
    same_reading(&import(source, &source.bytes)?, &import(source, &bytes)?)
}

fn same_reading(plain: &Document, altered: &Document) -> Result<(), Failed> {
    let words = |document: &Document| {
        let reading = read(document, Reader::default());
        invariants::check(document, &reading)?;
        let entries: Vec<Entry> = answer::of_reading(&document.text, &reading);
        Ok::<String, String>(answer::render(&entries, &entries))
    };
    let (plain, altered) = (words(plain)?, words(altered)?);
    if plain == altered {
        return Ok(());
    }
    Err(format!("read as it stands (-), read so altered (+):\n{}", changes(&plain, &altered)).into())
}

fn check_cuts(source: &Source) -> Result<(), Failed> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64 ^ source.bytes.len() as u64;
    for _ in 0..N_CUTS {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let end = (state % (source.bytes.len() as u64 + 1)) as usize;
        let Some(document) = take_in(&source.name, &source.bytes[..end]) else { continue };
        invariants::check(&document, &read(&document, Reader::default()))
            .map_err(|error| format!("cut at byte {end}: {error}"))?;
    }
    Ok(())
}
