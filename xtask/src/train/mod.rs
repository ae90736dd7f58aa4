//! Trains the fast reader's weights: `cargo run -p xtask --release -- train fast`.
//!
//! Deterministic: the same data and the same program give the same bytes. Reads `../shared`, writes
//! `crates/hearsay-model/weights`.

mod arguments;
mod background;
mod confidence;
mod crf;
mod dependency;
pub(crate) mod gold;
mod links;
mod passages;
mod perceptron;
pub(crate) mod report;
mod roles;
pub(crate) mod sets;
mod silver;
mod speech_part;
mod taught;

use std::path::PathBuf;

use anyhow::Context;
use hearsay_model::argument_features::Opinion;
use hearsay_model::chain::{Chain, Decoder, Scores};
use hearsay_model::dependency::DependencyParser;
use hearsay_model::roles::N_LABELS;
use hearsay_model::speech_part::SpeechPartTagger;
use hearsay_model::table::{Table, lanes};
use hearsay_model::weights::{LowerTaggers, pack, unpack};

use crate::repository;

/// Trains what `arguments` name; `fast` for everything but the furniture weights, in the order in which one needs another.
pub(crate) fn run(arguments: &[String]) -> anyhow::Result<()> {
    if repository::shared().is_none() {
        return Ok(());
    }
    match arguments.first().map(String::as_str) {
        Some("speech-part") => speech_part::train(),
        Some("dependency") => dependency::train(),
        Some("background") => background::train(),
        Some("confidence") => confidence::train(),
        Some("arguments") => arguments::train(),
        Some("links") => links::train(),
        Some("fast") => {
            let steps = [speech_part::train, dependency::train, roles::train, arguments::train, links::train];
            steps.iter().try_for_each(|step| step())
        }
        Some("furniture") => crate::train_furniture::run(&arguments[1..]),
        Some("passages") => passages::write(),
        Some("report") => report::train(),
        Some("roles") => roles::train(),
        other => anyhow::bail!(
            "nothing is called {other:?}; say fast, speech-part, dependency, roles, arguments, links, passages, \
             background, report, confidence or furniture"
        ),
    }
}

/// Returns the folder of PolNeAR's half: `train` or `dev`.
fn polnear(half: &str) -> anyhow::Result<PathBuf> {
    Ok(repository::shared().context("PolNeAR is needed")?.join("data/polnear").join(half))
}

/// Returns the path of a weights file.
fn weights_path(name: &str) -> PathBuf {
    repository::root().join("crates/hearsay-model/weights").join(name)
}

/// Reads a weights file.
fn read_weights(name: &str) -> anyhow::Result<Vec<u8>> {
    let path = weights_path(name);
    let packed = std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    unpack(&packed).with_context(|| format!("{} is no weights file", path.display()))
}

/// Writes a weights file.
fn write_weights(name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let path = weights_path(name);
    let packed = pack(bytes);
    std::fs::write(&path, &packed)?;
    println!("{name}: {} bytes, {} packed", bytes.len(), packed.len());
    Ok(())
}

/// The weights of the taggers below the roles, as read from disk.
struct TaggerBytes {
    speech_part: Vec<u8>,
    actions: Vec<u8>,
    relations: Vec<u8>,
}

impl TaggerBytes {
    fn read() -> anyhow::Result<TaggerBytes> {
        Ok(TaggerBytes {
            speech_part: read_weights("speech-part.bin")?,
            actions: read_weights("actions.bin")?,
            relations: read_weights("relations.bin")?,
        })
    }

    fn taggers(&self) -> anyhow::Result<LowerTaggers> {
        Ok(LowerTaggers {
            speech_part: SpeechPartTagger { table: table(&self.speech_part)? },
            dependency: DependencyParser { actions: table(&self.actions)?, relations: table(&self.relations)? },
        })
    }
}

fn table(bytes: &[u8]) -> anyhow::Result<Table> {
    Table::read(bytes).ok_or_else(|| anyhow::anyhow!("a weights file is no table"))
}

/// Returns what a stored role tagger says of a text.
fn stored_opinion(bytes: &[u8], sequence: &crf::Sequence) -> anyhow::Result<Opinion> {
    let table = table(bytes)?;
    let chain = Chain::read(&table.tail).ok_or_else(|| anyhow::anyhow!("roles.bin has no chain"))?;
    let scores: Vec<Scores> = (0..sequence.borders.len())
        .map(|idx| {
            let total: [i16; lanes(N_LABELS)] = table.sum(sequence.of(idx));
            std::array::from_fn(|label| f32::from(total[label]) * table.scale)
        })
        .collect();
    Ok(Opinion::of(&scores, &sequence.borders, &Decoder::from(&chain), 0.0))
}
