//! Measures import on `../shared/data/articles`: how much of each article's body is found, and how fast.
//!
//! The score is the one of the scrapinghub article-extraction benchmark: precision and recall over 4-word shingles,
//! averaged over pages. Speeds are printed and not written, since they differ from machine to machine.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use hearsay_text::document::{BlockKind, Document, Format};
use hearsay_text::html::main_content::Effort;
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::span::CodePoints;

use crate::repository;

/// Runs `cargo xtask eval import`; with `--check`, fails when the committed figures differ.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let Some(shared) = repository::shared() else { return Ok(()) };
    let root = repository::root();
    let pages = read_pages(&shared.join("data/articles"))?;
    let mut table = String::from("mode,pages,precision,recall,f1\n");
    for (name, effort) in [("careful", Effort::Careful), ("bulk", Effort::Bulk)] {
        let settings = ImportSettings { effort, format: Some(Format::Html), ..ImportSettings::default() };
        let begin = processor_seconds();
        let bodies: Vec<String> = pages
            .iter()
            .map(|page| import(&page.name, &page.bytes, &settings).map(|document| body(&document)).unwrap_or_default())
            .collect();
        let seconds = processor_seconds() - begin;
        let score = score(pages.iter().map(|page| page.body.as_str()).zip(bodies.iter().map(String::as_str)));
        print_out(&format!("{name}: {:.0} pages a second of processor time\n", pages.len() as f64 / seconds));
        writeln!(table, "{name},{},{:.3},{:.3},{:.3}", pages.len(), score.precision, score.recall, score.f1)?;
    }
    writeln!(table, "{}", news_lost(&shared.join("data/polnear/dev"))?)?;
    print_out(&table);
    let path = root.join("eval/import.csv");
    if args.iter().any(|arg| arg == "--check") {
        let committed = fs::read_to_string(&path).unwrap_or_default();
        anyhow::ensure!(committed == table, "eval/import.csv differs from what was measured");
        return Ok(());
    }
    fs::create_dir_all(root.join("eval"))?;
    fs::write(path, table)?;
    Ok(())
}

/// Returns the processor time that this program has used, which other work on the machine does not lengthen.
fn processor_seconds() -> f64 {
    let status = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Fields 14 and 15 of the whole line, in hundredths; the name before them may hold spaces.
    let fields = status.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Returns a row on news articles: how many of the spans marked as source, cue or content lie in blocks not read.
fn news_lost(folder: &Path) -> Result<String> {
    let mut paths: Vec<_> =
        fs::read_dir(folder.join("text"))?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let annotations: Vec<_> = fs::read_dir(folder.join("attributions"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    let (mut n_spans, mut n_lost) = (0, 0);
    for path in &paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Ok(document) = import(&format!("{name}.txt"), &fs::read(path)?, &ImportSettings::default()) else {
            continue;
        };
        let points = CodePoints::new(&document.text);
        let unread: Vec<(u32, u32)> =
            document.blocks.iter().filter(|block| !block.kind.is_read()).map(|block| points.span(block.span)).collect();
        let of_this = |path: &&std::path::PathBuf| {
            path.file_stem()
                .is_some_and(|stem| stem.to_string_lossy().rsplit_once('_').is_some_and(|(stem, _)| stem == name))
        };
        for path in annotations.iter().filter(of_this) {
            for line in fs::read_to_string(path)?.lines().filter(|line| line.starts_with('T')) {
                let Some(begin) = line.split(['\t', ' ']).nth(2).and_then(|begin| begin.parse::<u32>().ok()) else {
                    continue;
                };
                n_spans += 1;
                n_lost += u32::from(unread.iter().any(|&(start, end)| (start..end).contains(&begin)));
            }
        }
    }
    Ok(format!("# of {n_spans} spans marked in news articles (PolNeAR dev), {n_lost} lie in blocks that are not read"))
}

#[allow(clippy::print_stdout, reason = "the task's own output")]
fn print_out(text: &str) {
    print!("{text}");
}

struct Article {
    name: String,
    bytes: Vec<u8>,
    body: String,
}

#[derive(serde::Deserialize)]
struct Truth {
    #[serde(rename = "articleBody")]
    body: String,
}

fn read_pages(folder: &Path) -> Result<Vec<Article>> {
    let truths: BTreeMap<String, Truth> = serde_json::from_slice(&fs::read(folder.join("ground-truth.json"))?)?;
    let read = |(name, truth): (String, Truth)| {
        let path = folder.join("html").join(format!("{name}.html.gz"));
        let file = fs::File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(file), &mut bytes)?;
        Ok(Article { name: format!("{name}.html"), bytes, body: truth.body })
    };
    truths.into_iter().map(read).collect()
}

/// Returns what is read for claims, less the headline, which the benchmark does not count as body.
fn body(document: &Document) -> String {
    let blocks = document.blocks.iter().skip_while(|block| block.kind != BlockKind::Body);
    let read = blocks.filter(|block| block.kind.is_read());
    read.map(|block| block.span.of(&document.text)).collect::<Vec<_>>().join("\n")
}

struct Score {
    precision: f64,
    recall: f64,
    f1: f64,
}

fn score<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Score {
    let (mut precisions, mut recalls) = (Vec::new(), Vec::new());
    for (truth, found) in pairs {
        let (hits, n_found, n_true) = overlap(&shingles(truth), &shingles(found));
        let share = |whole: f64| if hits == n_found && hits == n_true { 1.0 } else { hits / whole };
        if n_found > 0.0 {
            precisions.push(share(n_found));
        }
        if n_true > 0.0 {
            recalls.push(share(n_true));
        }
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let (precision, recall) = (mean(&precisions), mean(&recalls));
    Score { precision, recall, f1: 2.0 * precision * recall / (precision + recall) }
}

fn overlap(truth: &HashMap<Vec<&str>, u32>, found: &HashMap<Vec<&str>, u32>) -> (f64, f64, f64) {
    let hits: u32 =
        truth.iter().map(|(shingle, n_true)| found.get(shingle).map_or(0, |n_found| *n_true.min(n_found))).sum();
    (f64::from(hits), f64::from(found.values().sum::<u32>()), f64::from(truth.values().sum::<u32>()))
}

/// Counts runs of four words; a shorter text is one run.
fn shingles(text: &str) -> HashMap<Vec<&str>, u32> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: Vec<&str> = text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    let mut counts = HashMap::new();
    for start in 0..words.len().saturating_sub(3).max(1) {
        let shingle = words[start..words.len().min(start + 4)].to_vec();
        if !shingle.is_empty() {
            *counts.entry(shingle).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shingles_are_counted_as_the_benchmark_does() {
        let score = score([("a b c d e", "a b c d x"), ("one two", "one two")].into_iter());
        assert!((score.precision - 0.75).abs() < 1e-9 && (score.recall - 0.75).abs() < 1e-9);
    }
}
