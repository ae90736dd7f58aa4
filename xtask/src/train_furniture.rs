//! Trains the page-furniture classifier on `../shared/data/furniture` and writes its weights and its scores.
//!
//! Deterministic: fixed folds by page, fixed order, no threads. The text is third parties'; only weights are kept.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use hearsay_text::furniture::features::{self, N_DENSE, N_SECOND};
use hearsay_text::furniture::line::{Line, N_BUCKETS};
use hearsay_text::furniture::model::{Model, gram_weight, may_be_furniture};

use crate::repository;

/// One page: its lines, and which of them are furniture.
struct PageLines {
    lines: Vec<Line>,
    is_furniture: Vec<bool>,
    fold: usize,
    kind: PageKind,
}

/// Where a page's lines come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PageKind {
    /// What a weak extractor left: the lines that the scores are taken on.
    Judged,
    /// A whole page.
    Whole,
    /// A news article.
    News,
    /// The beginning of a news article and the tail of some page.
    NewsWithTail,
}

const N_FOLDS: usize = 5;
const N_INNER_FOLDS: usize = 4;
/// The bar is 2 %; a quarter of it is left for pages unlike these.
const WORDS_LOST_MAX: f64 = 0.015;

/// Runs `cargo xtask train furniture`.
pub(crate) fn run(_args: &[String]) -> Result<()> {
    let root = repository::root();
    let shared = repository::shared().context("the furniture set is needed")?.join("data");
    let mut pages = read_pages(&shared.join("furniture/wcxb_dev_main.jsonl.gz"), PageKind::Judged)?;
    pages.extend(read_pages(&shared.join("furniture/wcxb_dev_full.jsonl.gz"), PageKind::Whole)?);
    let news = read_news(&shared.join("polnear/train/text"), &pages)?;
    pages.extend(news);
    let scored = cross_validate(&pages);
    let of_kind = |kind: PageKind| -> Vec<Scored> { scored.iter().filter(|one| one.kind == kind).copied().collect() };
    let judged = of_kind(PageKind::Judged);
    let thresholds = best_thresholds(&judged);
    let mut table =
        String::from("lines,threshold,prose_threshold,furniture_precision,furniture_recall,furniture_f1,words_lost\n");
    let [other, prose] = thresholds;
    for (name, scored) in
        [("judged", judged), ("news", of_kind(PageKind::News)), ("news_with_tail", of_kind(PageKind::NewsWithTail))]
    {
        writeln!(table, "{name},{other:.2},{prose:.2},{}", Score::of(&scored, thresholds).row())?;
    }
    print_out(&table);
    fs::create_dir_all(root.join("eval"))?;
    fs::write(root.join("eval/furniture.csv"), &table)?;
    let mut model = train(&pages.iter().collect::<Vec<_>>());
    [model.threshold, model.prose_threshold] = thresholds;
    fs::write(root.join("crates/hearsay-text/weights/furniture.txt"), model.to_text())?;
    Ok(())
}

/// A line with what a model that never saw its page says of it.
#[derive(Clone, Copy)]
struct Scored {
    score: f32,
    is_furniture: bool,
    is_prose: bool,
    n_words: u32,
    kind: PageKind,
}

fn cross_validate(pages: &[PageLines]) -> Vec<Scored> {
    let mut scored = Vec::new();
    for fold in 0..N_FOLDS {
        let training: Vec<&PageLines> = pages.iter().filter(|page| page.fold != fold).collect();
        let model = train(&training);
        for page in pages.iter().filter(|page| page.fold == fold && page.kind != PageKind::Whole) {
            let may_be = may_be_furniture(&page.lines);
            let scores = second_scores(&model, page).into_iter().enumerate();
            scored.extend(scores.map(|(idx, score)| Scored {
                score: if may_be[idx] { score } else { f32::NEG_INFINITY },
                is_furniture: page.is_furniture[idx],
                is_prose: page.lines[idx].is_sentence(),
                n_words: page.lines[idx].n_words,
                kind: page.kind,
            }));
        }
    }
    scored
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

fn read_pages(path: &Path, kind: PageKind) -> Result<Vec<PageLines>> {
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
            kind,
        });
    }
    Ok(pages)
}

/// News articles hold no furniture: they teach what must be kept, whole and cut short with a page's tail after them.
fn read_news(folder: &Path, pages: &[PageLines]) -> Result<Vec<PageLines>> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let mut random = 0x5DEE_CE66_D1CE_4E5B_u64;
    let mut articles = Vec::new();
    for (article_idx, path) in paths.iter().enumerate() {
        let text = String::from_utf8_lossy(&fs::read(path)?).into_owned();
        let lines = text.lines().map(str::trim).filter(|line| line.contains(char::is_alphanumeric));
        let lines: Vec<Line> = lines.map(Line::new).collect();
        let fold = article_idx % N_FOLDS;
        let tails: Vec<&[Line]> = pages.iter().filter(|page| page.fold == fold).map(PageLines::tail).collect();
        let tails: Vec<&&[Line]> = tails.iter().filter(|tail| !tail.is_empty()).collect();
        let tail = tails[next(&mut random) as usize % tails.len()];
        let n_kept = lines.len().min(4 + next(&mut random) as usize % 20);
        let n_tail = tail.len().min(1 + next(&mut random) as usize % 25);
        let cut: Vec<Line> = lines[..n_kept].iter().chain(&tail[..n_tail]).cloned().collect();
        let is_furniture = (0..cut.len()).map(|line_idx| line_idx >= n_kept).collect();
        articles.push(PageLines { lines: cut, is_furniture, fold, kind: PageKind::NewsWithTail });
        articles.push(PageLines { is_furniture: vec![false; lines.len()], lines, fold, kind: PageKind::News });
    }
    Ok(articles)
}

impl PageLines {
    /// Returns the furniture after the last line of the article.
    fn tail(&self) -> &[Line] {
        let begin = self.is_furniture.iter().rposition(|is_furniture| !is_furniture).map_or(0, |last| last + 1);
        if self.kind == PageKind::Judged && begin > 0 { &self.lines[begin..] } else { &[] }
    }
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
    Model { threshold: 0.0, prose_threshold: 0.0, dense: weights, scale, grams, second: vec![0.0; N_SECOND] }
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

fn next(random: &mut u64) -> u64 {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    *random >> 11
}

fn shuffle(order: &mut [usize], random: &mut u64) {
    for place in (1..order.len()).rev() {
        order.swap(place, (next(random) % (place as u64 + 1)) as usize);
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
    fn of(scored: &[Scored], thresholds: [f32; 2]) -> Score {
        let (mut hits, mut marked, mut furniture, mut lost, mut words) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for one in scored {
            let is_marked = one.score > thresholds[usize::from(one.is_prose)];
            marked += f64::from(u8::from(is_marked));
            furniture += f64::from(u8::from(one.is_furniture));
            hits += f64::from(u8::from(is_marked && one.is_furniture));
            if !one.is_furniture {
                words += f64::from(one.n_words);
                lost += if is_marked { f64::from(one.n_words) } else { 0.0 };
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

/// Returns the thresholds, for fragments and for sentences, with the best F1 among those that lose few enough words.
fn best_thresholds(scored: &[Scored]) -> [f32; 2] {
    let grid = |from: i32, to: i32| (from..=to).map(|step| step as f32 / 5.0);
    let pairs = grid(-5, 10).flat_map(|other| grid(6, 20).map(move |prose| [other, prose]));
    let kept =
        pairs.map(|pair| (pair, Score::of(scored, pair))).filter(|(_, score)| score.words_lost <= WORDS_LOST_MAX);
    kept.max_by(|one, other| one.1.f1.total_cmp(&other.1.f1)).map_or([2.0, 3.0], |(pair, _)| pair)
}
