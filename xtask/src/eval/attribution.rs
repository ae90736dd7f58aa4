//! Attributions on PolNeAR's development half: reads every document as a user's file is read, and scores the readings.
//!
//! What each measure counts is told in [`super::score`], [`super::cofenet`] and [`super::linking`].

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use hearsay_reading::read::Reader;
use hearsay_reading::reading::Reading;
use hearsay_text::import::{ImportSettings, import};

use super::brat::{self, Gold};
use super::confidence::{self, Judged};
use super::predictions::{Prediction, canonical, from_json_lines, to_json_lines};
use super::score::{self, Counts};
use super::{Options, cofenet, figures, linking};
use crate::repository;

/// The readers, and where the figures of each stand.
const READERS: [(Reader, &str); 2] = [(Reader::Accurate, "attribution.csv"), (Reader::Fast, "attribution-fast.csv")];

/// Measures, prints, and writes or checks `eval/attribution.csv` and `eval/attribution-fast.csv`.
///
/// Predictions that are written are those of the reader that reads where nothing else is asked for.
pub(crate) fn run(options: &Options) -> Result<()> {
    let Some(shared) = repository::shared() else {
        return Ok(());
    };
    let gold = brat::read_gold(&shared.join("data/polnear/dev"))?;
    let n_files: usize = gold.values().map(|document| document.annotators.len()).sum();
    println!("attribution: PolNeAR dev, {} documents, {n_files} annotation files", gold.len());
    if let Some(path) = &options.from {
        print!("{}", figures::to_table(&score(&gold, &read_predictions(path)?)?));
        return Ok(());
    }
    let (mut bands, mut hold) = (String::new(), true);
    for (reader, file) in READERS {
        let readings = read_documents(&gold, reader)?;
        let predictions = predictions(&gold, &readings);
        if let Some(path) = options.predictions.as_ref().filter(|_| reader == Reader::default()) {
            let lines = to_json_lines(&predictions)?;
            fs::write(path, lines).with_context(|| path.display().to_string())?;
        }
        let mut counts = score(&gold, &predictions)?;
        if reader == Reader::Fast {
            score::add(&mut counts, linking::measure()?);
        }
        println!("{reader:?} reader");
        print!("{}", figures::to_table(&counts));
        figures::settle(&repository::root().join("eval").join(file), &counts, options.check)?;
        let (lines, all_hold) = confidence::bands(reader, &confidence::judge(&gold, &readings, &predictions)?);
        bands.push_str(&lines);
        hold &= all_hold;
    }
    confidence::settle(&bands, hold, options.check)
}

/// Returns everything that `reader` finds in the development half, judged.
pub(crate) fn judged(reader: Reader) -> Result<Vec<Judged>> {
    let shared = repository::shared().context("PolNeAR is needed")?;
    let gold = brat::read_gold(&shared.join("data/polnear/dev"))?;
    let readings = read_documents(&gold, reader)?;
    confidence::judge(&gold, &readings, &predictions(&gold, &readings))
}

/// Returns the counts over all gold documents; one without a prediction counts as predicted empty.
pub(crate) fn score(gold: &BTreeMap<String, Gold>, predictions: &[Prediction]) -> Result<Counts> {
    let predicted = canonical(predictions, gold)?;
    let mut counts = Counts::new();
    for (name, document) in gold {
        let predicted = predicted.get(name).map_or(&[][..], Vec::as_slice);
        score::add(&mut counts, score::score_document(&document.text, document.attributions(), predicted));
        for annotation in document.annotators.values() {
            score::add(&mut counts, cofenet::score_annotation(annotation, predicted));
        }
    }
    Ok(counts)
}

fn read_predictions(path: &Path) -> Result<Vec<Prediction>> {
    let lines = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    from_json_lines(&lines).with_context(|| path.display().to_string())
}

/// Reads the documents through the program's own pipeline: from bytes to a reading.
fn read_documents(gold: &BTreeMap<String, Gold>, reader: Reader) -> Result<Vec<Reading>> {
    let read = |(name, gold): (&String, &Gold)| {
        let document =
            import(&format!("{name}.txt"), &gold.bytes, &ImportSettings::default()).with_context(|| name.clone())?;
        if document.text.as_bytes() != gold.bytes {
            bail!("{name}: the import changed a plain text in UTF-8, so its offsets mean nothing");
        }
        Ok(hearsay_reading::read::read(&document, reader))
    };
    gold.iter().map(read).collect()
}

fn predictions(gold: &BTreeMap<String, Gold>, readings: &[Reading]) -> Vec<Prediction> {
    let of_reading = |((name, gold), reading): ((&String, &Gold), &Reading)| {
        // The import changed nothing, so the bytes are the text.
        Prediction::of_reading(name, &String::from_utf8_lossy(&gold.bytes), reading)
    };
    gold.iter().zip(readings).map(of_reading).collect()
}
