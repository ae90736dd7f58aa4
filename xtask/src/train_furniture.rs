//! Trains the page-furniture classifier on `../shared/data/furniture` and writes its weights and its scores.
//!
//! Deterministic: fixed folds by page, fixed order, no threads. The text is third parties'; only weights are kept.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use hearsay_text::furniture::features::{self, N_DENSE, N_SECOND};
use hearsay_text::furniture::line::{Line, N_BUCKETS};
use hearsay_text::furniture::model::{Model, gram_weight};

/// One page: its lines, and which of them are furniture.
struct PageLines {
    lines: Vec<Line>,
    is_furniture: Vec<bool>,
    fold: usize,
    /// Whether it counts in the scores, or only helps to train.
    is_judged: bool,
}

const N_FOLDS: usize = 5;
const N_INNER_FOLDS: usize = 4;
const WORDS_LOST_MAX: f64 = 0.02;

/// Runs `cargo xtask train furniture`.
pub(crate) fn run(_args: &[String]) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let shared = root.join("../shared/data");
    let mut pages = read_pages(&shared.join("furniture/wcxb_dev_main.jsonl.gz"), true)?;
    pages.extend(read_pages(&shared.join("furniture/wcxb_dev_full.jsonl.gz"), false)?);
    pages.extend(read_news(&shared.join("polnear/train/text"))?);
    let mut judged: Vec<(f32, bool, u32)> = Vec::new();
    let mut first_judged: Vec<(f32, bool, u32)> = Vec::new();
    for fold in 0..N_FOLDS {
        let training: Vec<&PageLines> = pages.iter().filter(|page| page.fold != fold).collect();
        let model = train(&training);
        for page in pages.iter().filter(|page| page.fold == fold && page.is_judged) {
            let first = model.first_scores(&page.lines);
            for (line_idx, score) in second_scores(&model, page).into_iter().enumerate() {
                let (is_furniture, n_words) = (page.is_furniture[line_idx], page.lines[line_idx].n_words);
                judged.push((score, is_furniture, n_words));
                first_judged.push((first[line_idx], is_furniture, n_words));
            }
        }
    }
    let mut table = String::from("model,threshold,furniture_precision,furniture_recall,furniture_f1,words_lost\n");
    let mut chosen = 0.0;
    for (name, scored) in [("lines_alone", &first_judged), ("with_neighbours", &judged)] {
        let threshold = best_threshold(scored);
        let score = Score::of(scored, threshold);
        writeln!(table, "{name},{threshold:.2},{}", score.row())?;
        chosen = threshold;
    }
    for threshold in [-1.0, 0.0, 1.0, 2.0] {
        writeln!(table, "with_neighbours,{threshold:.2},{}", Score::of(&judged, threshold).row())?;
    }
    print_out(&table);
    fs::create_dir_all(root.join("eval"))?;
    fs::write(root.join("eval/furniture.csv"), &table)?;
    let mut model = train(&pages.iter().collect::<Vec<_>>());
    model.threshold = chosen;
    fs::write(root.join("crates/hearsay-text/weights/furniture.txt"), model.to_text())?;
    Ok(())
}

#[allow(clippy::print_stdout, reason = "the task's own output")]
fn print_out(text: &str) {
    print!("{text}");
}

#[derive(serde::Deserialize)]
struct Row {
    id: String,
    lines: Vec<String>,
    label: Vec<Option<u8>>,
}

fn read_pages(path: &Path, is_judged: bool) -> Result<Vec<PageLines>> {
    let file = fs::File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(file), &mut text)?;
    let mut pages = Vec::new();
    for row in text.lines() {
        let row: Row = serde_json::from_str(row)?;
        let labelled = row.lines.iter().zip(&row.label).filter(|(text, _)| text.contains(char::is_alphanumeric));
        let (lines, labels): (Vec<_>, Vec<_>) = labelled.map(|(text, label)| (Line::new(text.trim()), *label)).unzip();
        let number: usize = row.id.parse().unwrap_or(0);
        pages.push(PageLines {
            is_furniture: labels.iter().map(|label| *label == Some(0)).collect(),
            lines,
            fold: number.wrapping_mul(2_654_435_761) / 7 % N_FOLDS,
            is_judged,
        });
    }
    Ok(pages)
}

/// News articles hold no furniture: they teach what must be kept.
fn read_news(folder: &Path) -> Result<Vec<PageLines>> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let mut pages = Vec::new();
    for (page_idx, path) in paths.iter().enumerate() {
        let text = String::from_utf8_lossy(&fs::read(path)?).into_owned();
        let lines: Vec<Line> =
            text.lines().map(str::trim).filter(|line| line.contains(char::is_alphanumeric)).map(Line::new).collect();
        pages.push(PageLines {
            is_furniture: vec![false; lines.len()],
            lines,
            fold: page_idx % N_FOLDS,
            is_judged: false,
        });
    }
    Ok(pages)
}

/// Trains both models; the second on what the first says of pages that it was not trained on.
fn train(pages: &[&PageLines]) -> Model {
    let mut second_rows: Vec<([f32; N_SECOND], bool, f32)> = Vec::new();
    for inner in 0..N_INNER_FOLDS {
        let fold_of = |page_idx: usize| page_idx % N_INNER_FOLDS;
        let rest: Vec<&PageLines> =
            pages.iter().enumerate().filter(|(idx, _)| fold_of(*idx) != inner).map(|(_, page)| *page).collect();
        let first = train_first(&rest);
        for (_, page) in pages.iter().enumerate().filter(|(idx, _)| fold_of(*idx) == inner) {
            let scores = first.first_scores(&page.lines);
            let rows = features::second(&page.lines, &scores).into_iter().enumerate();
            second_rows.extend(rows.map(|(idx, row)| (row, page.is_furniture[idx], weight(page, idx))));
        }
    }
    let mut model = train_first(pages);
    model.second = train_second(&second_rows);
    model
}

/// A lost sentence costs more than a lost word.
fn weight(page: &PageLines, line_idx: usize) -> f32 {
    if page.is_furniture[line_idx] { 1.0 } else { (page.lines[line_idx].n_words as f32 / 15.0).clamp(0.5, 3.0) }
}

const EPOCHS: usize = 6;
const RATE: f32 = 0.1;
const DECAY: f32 = 2e-6;

/// Logistic regression by AdaGrad over dense features and n-gram buckets.
fn train_first(pages: &[&PageLines]) -> Model {
    let dense: Vec<Vec<f32>> = pages.iter().map(|page| features::dense(&page.lines)).collect();
    let (mut weights, mut squares) = (vec![0.0_f32; N_DENSE], vec![1e-3_f32; N_DENSE]);
    let (mut grams, mut gram_squares) = (vec![0.0_f32; N_BUCKETS], vec![1e-2_f32; N_BUCKETS]);
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut order: Vec<usize> = (0..pages.len()).collect();
    for epoch in 0..EPOCHS {
        shuffle(&mut order, &mut random);
        let rate = RATE / (1.0 + epoch as f32 * 0.5);
        for &page_idx in &order {
            let page = pages[page_idx];
            for (line_idx, line) in page.lines.iter().enumerate() {
                let row = &dense[page_idx][line_idx * N_DENSE..(line_idx + 1) * N_DENSE];
                let each = gram_weight(line);
                let score =
                    dot(row, &weights) + line.grams.iter().map(|&bucket| grams[bucket as usize]).sum::<f32>() * each;
                let target = f32::from(u8::from(page.is_furniture[line_idx]));
                let error = (1.0 / (1.0 + (-score).exp()) - target) * weight(page, line_idx);
                for ((value, weight), square) in row.iter().zip(&mut weights).zip(&mut squares) {
                    if *value != 0.0 {
                        step(weight, square, error * value, rate);
                    }
                }
                for &bucket in &line.grams {
                    let bucket = bucket as usize;
                    step(&mut grams[bucket], &mut gram_squares[bucket], error * each, rate);
                }
            }
        }
    }
    let largest = grams.iter().fold(0.0_f32, |most, weight| most.max(weight.abs())).max(1e-6);
    let scale = largest / 127.0;
    let grams = grams.iter().map(|weight| (weight / scale).round() as i8).collect();
    Model { threshold: 0.0, dense: weights, scale, grams, second: vec![0.0; N_SECOND] }
}

fn train_second(rows: &[([f32; N_SECOND], bool, f32)]) -> Vec<f32> {
    let (mut weights, mut squares) = (vec![0.0_f32; N_SECOND], vec![1e-3_f32; N_SECOND]);
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut order: Vec<usize> = (0..rows.len()).collect();
    for epoch in 0..4 {
        shuffle(&mut order, &mut random);
        let rate = RATE / (1.0 + epoch as f32);
        for &row_idx in &order {
            let (row, is_furniture, weight) = &rows[row_idx];
            let error = (1.0 / (1.0 + (-dot(row, &weights)).exp()) - f32::from(u8::from(*is_furniture))) * weight;
            for ((value, weight), square) in row.iter().zip(&mut weights).zip(&mut squares) {
                step(weight, square, error * value, rate);
            }
        }
    }
    weights
}

fn step(weight: &mut f32, square: &mut f32, gradient: f32, rate: f32) {
    let gradient = gradient + DECAY * *weight;
    *square += gradient * gradient;
    *weight -= rate * gradient / square.sqrt();
}

fn second_scores(model: &Model, page: &PageLines) -> Vec<f32> {
    let first = model.first_scores(&page.lines);
    features::second(&page.lines, &first).iter().map(|row| dot(row, &model.second)).collect()
}

fn dot(values: &[f32], weights: &[f32]) -> f32 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

fn shuffle(order: &mut [usize], random: &mut u64) {
    for place in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(place, (*random % (place as u64 + 1)) as usize);
    }
}

/// What one threshold gives.
struct Score {
    precision: f64,
    recall: f64,
    f1: f64,
    words_lost: f64,
}

impl Score {
    fn of(scored: &[(f32, bool, u32)], threshold: f32) -> Score {
        let (mut hits, mut marked, mut furniture, mut lost, mut words) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for &(score, is_furniture, n_words) in scored {
            let is_marked = score > threshold;
            marked += f64::from(u8::from(is_marked));
            furniture += f64::from(u8::from(is_furniture));
            hits += f64::from(u8::from(is_marked && is_furniture));
            if !is_furniture {
                words += f64::from(n_words);
                lost += if is_marked { f64::from(n_words) } else { 0.0 };
            }
        }
        let (precision, recall) = (hits / f64::max(marked, 1.0), hits / f64::max(furniture, 1.0));
        let f1 = if hits > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        Score { precision, recall, f1, words_lost: lost / words }
    }

    fn row(&self) -> String {
        format!("{:.3},{:.3},{:.3},{:.4}", self.precision, self.recall, self.f1, self.words_lost)
    }
}

/// Returns the threshold with the best F1 among those that lose few enough words.
fn best_threshold(scored: &[(f32, bool, u32)]) -> f32 {
    let candidates = (-40..=80).map(|tenth| tenth as f32 / 20.0);
    let kept = candidates.map(|threshold| (threshold, Score::of(scored, threshold)));
    let kept = kept.filter(|(_, score)| score.words_lost <= WORDS_LOST_MAX);
    kept.max_by(|one, other| one.1.f1.total_cmp(&other.1.f1)).map_or(2.0, |(threshold, _)| threshold)
}
