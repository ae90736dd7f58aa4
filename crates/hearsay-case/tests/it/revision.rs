//! The revision of what is made of a case: it changes whenever outlines do, so that a case file knows which of them are old.

use std::path::Path;

use hearsay_case::case::Case;
use hearsay_case::case::outline::REVISION;
use hearsay_case::record::Record;
use hearsay_reading::read::{Reader, read};
use hearsay_text::import::{ImportSettings, import};

/// Returns a hash of the outlines that are made of the examples, and of the texts of each file of scenarios.
fn revision(root: &Path) -> String {
    let mut paths: Vec<_> = ["examples", "suite/case"].iter().flat_map(|folder| files(&root.join(folder))).collect();
    paths.sort();
    let mut hash = FNV_START;
    for path in paths {
        let bytes = std::fs::read(&path).expect("it can be read");
        let records: Vec<Record> =
            texts(&String::from_utf8_lossy(&bytes)).iter().enumerate().filter_map(record).collect();
        hash = fnv(hash, format!("{:?}", Case::assemble(records, &[]).outline()).as_bytes());
    }
    format!("{hash:016x}")
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    entries.map(|entry| entry.expect("it can be listed").path()).filter(|path| path.is_file()).collect()
}

fn record((number, text): (usize, &String)) -> Option<Record> {
    let document = import(&format!("{number}.txt"), text.as_bytes(), &ImportSettings::default()).ok()?;
    Some(Record::of(&document, &read(&document, Reader::Fast)))
}

/// Returns the blocks of text of a file of scenarios; of any other file the whole.
fn texts(markdown: &str) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut is_text = false;
    for line in markdown.lines() {
        match (line.strip_prefix("```"), texts.last_mut()) {
            (Some(kind), _) => {
                is_text = !is_text && kind.starts_with("text");
                if is_text {
                    texts.push(String::new());
                }
            }
            (None, Some(text)) if is_text => text.extend([line, "\n"]),
            (None, _) => {}
        }
    }
    if texts.is_empty() { vec![markdown.to_owned()] } else { texts }
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Takes bytes into a hash: the 64 bits of FNV-1a (Fowler, Noll, Vo).
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[test]
fn the_revision_changes_with_outlines() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let now = revision(root);
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        std::fs::write(root.join("crates/hearsay-case/revision.txt"), &now).expect("it can be written");
        return;
    }
    assert_eq!(
        REVISION, now,
        "what is made of a case has changed: UPDATE=1 cargo test -p hearsay-case --test it revision"
    );
}
