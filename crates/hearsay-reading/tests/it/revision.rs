//! The revision of what is read: it changes whenever readings do, so that a case knows which of its readings are old.

use std::path::{Path, PathBuf};

use hearsay_reading::read::{REVISION, Reader, read};
use hearsay_text::import::{ImportSettings, import};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut inside: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    inside.sort();
    for path in inside {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Returns a hash of all that the fast reader makes of the examples and the suite, and of the trained weights.
///
/// Not of what the accurate reader makes of them: sums of floats may differ between processors in their last place.
fn revision(root: &Path) -> String {
    let mut hash = FNV_START;
    for folder in ["examples", "suite"] {
        let mut paths = Vec::new();
        files(&root.join(folder), &mut paths);
        for path in paths {
            let name = path.file_name().expect("a file has a name").to_string_lossy();
            let bytes = std::fs::read(&path).expect("it can be read");
            let bytes = if folder == "suite" { texts(&String::from_utf8_lossy(&bytes)).into_bytes() } else { bytes };
            let Ok(document) = import(&name, &bytes, &ImportSettings::default()) else { continue };
            hash = fnv(hash, format!("{:?}", read(&document, Reader::Fast)).as_bytes());
        }
    }
    let mut paths = Vec::new();
    files(&root.join("crates/hearsay-model/weights"), &mut paths);
    for path in paths {
        hash = fnv(hash, &std::fs::read(&path).expect("it can be read"));
    }
    format!("{hash:016x}")
}

/// Returns the passages of a file of the suite, without what must be read in them and what is read today.
fn texts(markdown: &str) -> String {
    let mut kept = String::new();
    let mut is_text = false;
    for line in markdown.lines() {
        match line.strip_prefix("```") {
            Some(kind) => is_text = !is_text && kind.starts_with("text"),
            None if is_text => kept.extend([line, "\n"]),
            None => kept.push('\n'),
        }
    }
    kept
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Takes bytes into a hash: the 64 bits of FNV-1a (Fowler, Noll, Vo).
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[test]
fn the_revision_changes_with_readings() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let now = revision(root);
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        std::fs::write(root.join("crates/hearsay-reading/revision.txt"), &now).expect("it can be written");
        return;
    }
    assert_eq!(REVISION, now, "what is read has changed: UPDATE=1 cargo test -p hearsay-reading --test it revision");
}
