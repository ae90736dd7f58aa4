//! Trains the fast reader's weights: `cargo run -p xtask --release -- train fast`.
//!
//! Deterministic: the same data and the same program give the same bytes. Reads `../shared`, writes
//! `crates/hearsay-model/weights`.

mod silver;
mod perceptron;
mod speech_part;
mod dependency;
mod gold;
mod roles;
mod links;

use std::path::{Path, PathBuf};

use hearsay_model::dependency::DependencyParser;
use hearsay_model::speech_part::SpeechPartTagger;
use hearsay_model::table::Table;

/// Trains what `arguments` name: `speech-part`, `dependency`, `roles`, or `fast` for all in that order.
pub(crate) fn run(arguments: &[String]) -> anyhow::Result<()> {
    match arguments.first().map(String::as_str) {
        Some("speech-part") => speech_part::train(),
        Some("dependency") => dependency::train(),
        Some("links") => links::train(),
        Some("roles") => roles::train(),
        other => anyhow::bail!("nothing is called {other:?}; say speech-part, dependency, roles or fast"),
    }
}

/// Returns the folder of PolNeAR's half: `train` or `dev`.
fn polnear(half: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/polnear").join(half)
}

/// Reads a weights file.
fn read_weights(name: &str) -> anyhow::Result<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/hearsay-model/weights").join(name);
    std::fs::read(&path).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
}

/// Writes a weights file.
fn write_weights(name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/hearsay-model/weights").join(name);
    std::fs::write(&path, bytes)?;
    println!("{name}: {} bytes", bytes.len());
    Ok(())
}

/// The weights of the taggers below the roles, as read from disk.
struct TaggerBytes {
    speech_part: Vec<u8>,
    dependency: Vec<u8>,
}

impl TaggerBytes {
    fn read() -> anyhow::Result<TaggerBytes> {
        Ok(TaggerBytes { speech_part: read_weights("speech-part.bin")?, dependency: read_weights("dependency.bin")? })
    }

    fn taggers(&self) -> anyhow::Result<roles::Taggers<'_>> {
        let table = |bytes| Table::read(bytes).ok_or_else(|| anyhow::anyhow!("a weights file is no table"));
        Ok(roles::Taggers {
            speech_part: SpeechPartTagger { table: table(&self.speech_part)? },
            dependency: DependencyParser { table: table(&self.dependency)? },
        })
    }
}
