//! How well claims that say the same are found: tweets and verified claims (CheckThat! 2020, task 2), articles that retell a
//! rumour (FNC-1), and how an article stands to a headline (FNC-1).
//!
//! Background counts, thresholds and weights come from FNC-1's rumours for tuning, and CheckThat!'s training and development
//! tweets; the other half of the rumours and the test tweets are only measured on.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result, bail};
use hearsay_case::parallel;
use hearsay_case::record::Record;
use hearsay_case::same::search::{Hit, Search};
use hearsay_case::same::stories::stories;
use hearsay_model::encoder::WIDTH;
use hearsay_model::sentences::{Embedder, cosine};

use super::Options;
use crate::repository;
use crate::rumours::{Half, Rumours};
use crate::train::report::{Example, examples};

mod checkthat;
mod zip;

use checkthat::CheckThat;

const HEADER: &str = "measure,items,value";

/// What the issue asks for; a figure below fails `--check` even where the committed one is lower.
const FLOORS: [(&str, f64); 2] =
    [("CheckThat test: MAP@5 by words and meaning", 0.95), ("rumours held: B-cubed F1", 0.90)];

/// Figures by their names: over how many items, and the value from 0 to 1.
type Figures = BTreeMap<String, (usize, f64)>;

/// Measures, prints, and writes or checks `eval/same.csv`.
pub(crate) fn run(options: &Options) -> Result<()> {
    if repository::shared().is_none() || options.from.is_some() {
        return Ok(());
    }
    let mut figures = Figures::new();
    check_that(&mut figures)?;
    let rumours = Rumours::read()?;
    let records = rumours.records();
    for (half, name) in [(Half::Tuning, "tuning"), (Half::Held, "held")] {
        grouping(&rumours, &records, (half, name), &mut figures);
    }
    let examples = examples(&rumours, &records);
    for (half, name) in [(Half::Tuning, "tuning"), (Half::Held, "held")] {
        let of_half: Vec<&Example> = examples.iter().filter(|one| one.half == half).collect();
        standing(&of_half, name, &mut figures);
    }
    println!("same: CheckThat! 2020 task 2; FNC-1\n{}", to_csv(&figures));
    settle(&figures, options.check)
}

/// Mean average precision of the first five of the verified claims that a tweet repeats.
fn check_that(figures: &mut Figures) -> Result<()> {
    const FIRST: usize = 5;
    let set = CheckThat::read()?;
    let texts: Vec<String> = set.claims.iter().map(|claim| format!("{} {}", claim.words, claim.title)).collect();
    let search = Search::of(texts.iter().map(String::as_str));
    let vectors: Vec<[Vector; 2]> =
        in_threads(&set.claims, |embedder, claim| [&claim.words, &claim.title].map(|text| embedder.vector(text)));
    for (half, tweets) in &set.tweets {
        let of_tweets: Vec<Vector> = in_threads(tweets, |embedder, tweet| embedder.vector(&tweet.text));
        let (mut by_words, mut by_both) = (0.0, 0.0);
        for (tweet, vector) in tweets.iter().zip(&of_tweets) {
            let meaning = |idx: u32| {
                let [claim, title] = &vectors[idx as usize];
                cosine(vector, claim).max(cosine(vector, title))
            };
            let found = |hits: Vec<Hit>| {
                let at = hits.iter().position(|hit| tweet.claims.contains(&(hit.idx as usize)));
                at.map_or(0.0, |at| 1.0 / (at + 1) as f64)
            };
            by_words += found(search.best(&tweet.text, FIRST, None));
            by_both += found(search.best(&tweet.text, FIRST, Some(&meaning)));
        }
        for (by, sum) in [("words", by_words), ("words and meaning", by_both)] {
            let name = format!("CheckThat {half}: MAP@5 by {by}");
            figures.insert(name, (tweets.len(), sum / tweets.len().max(1) as f64));
        }
    }
    Ok(())
}

type Vector = [f32; WIDTH];

/// Returns what `make` makes of each item, in order, on all processors.
fn in_threads<T: Sync, R: Send>(items: &[T], make: impl Fn(&mut Embedder, &T) -> R + Sync) -> Vec<R> {
    let of_part = |part: &[T]| {
        let mut embedder = Embedder::default();
        part.iter().map(|item| make(&mut embedder, item)).collect::<Vec<R>>()
    };
    parallel::in_parts(items, of_part).into_iter().flatten().collect()
}

/// B-cubed (Bagga and Baldwin, 1998) of the articles of a half, grouped by their text alone.
fn grouping(rumours: &Rumours, records: &[Option<Record>], (half, name): (Half, &str), figures: &mut Figures) {
    let of_half = rumours.bodies.iter().zip(records).filter(|(body, _)| body.half == half);
    let known: Vec<(u32, &Record)> =
        of_half.filter_map(|(body, record)| Some((body.rumour, record.as_ref()?))).collect();
    let records: Vec<Record> = known.iter().map(|(_, record)| (*record).clone()).collect();
    let mut story_of = BTreeMap::new();
    for (story, documents) in stories(&records).into_iter().enumerate() {
        story_of.extend(documents.into_iter().map(|document| (document, story)));
    }
    let pairs: Vec<(u32, usize)> = known.iter().map(|(rumour, record)| (*rumour, story_of[&record.document])).collect();
    let count = |is: &dyn Fn(&(u32, usize)) -> bool| pairs.iter().filter(|pair| is(pair)).count() as f64;
    let (mut precision, mut recall) = (0.0, 0.0);
    for (rumour, story) in &pairs {
        let both = count(&|pair| pair.0 == *rumour && pair.1 == *story);
        precision += both / count(&|pair| pair.1 == *story);
        recall += both / count(&|pair| pair.0 == *rumour);
    }
    let n = pairs.len().max(1) as f64;
    let (precision, recall) = (precision / n, recall / n);
    for (measure, value) in [
        ("P", precision),
        ("R", recall),
        ("F1", 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)),
    ] {
        figures.insert(format!("rumours {name}: B-cubed {measure}"), (pairs.len(), value));
    }
}

/// F1 of each kind of report, and their mean.
fn standing(examples: &[&Example], name: &str, figures: &mut Figures) {
    let told: Vec<(usize, usize)> = examples.iter().map(|one| (one.kind, one.signs.kind())).collect();
    let mut sum = 0.0;
    for (kind, label) in ["agree", "disagree", "discuss"].into_iter().enumerate() {
        let n_right = told.iter().filter(|(gold, read)| *gold == kind && *read == kind).count() as f64;
        let n_gold = told.iter().filter(|(gold, _)| *gold == kind).count();
        let n_read = told.iter().filter(|(_, read)| *read == kind).count();
        let f1 = 2.0 * n_right / (n_gold + n_read).max(1) as f64;
        figures.insert(format!("report {name}: {label} F1"), (n_gold, f1));
        sum += f1;
    }
    figures.insert(format!("report {name}: macro F1"), (told.len(), sum / 3.0));
}

fn to_csv(figures: &Figures) -> String {
    let mut csv = format!("{HEADER}\n");
    for (measure, (items, value)) in figures {
        let _ = writeln!(csv, "{measure},{items},{value:.4}");
    }
    csv
}

/// Writes the figures, or, with `check`, fails where one is below the committed one or below its floor.
fn settle(figures: &Figures, check: bool) -> Result<()> {
    for (measure, floor) in FLOORS {
        let value = figures.get(measure).with_context(|| format!("{measure} is not measured"))?.1;
        if value < floor {
            bail!("{measure}: {value:.4}, and {floor} is asked for");
        }
    }
    let path = repository::root().join("eval/same.csv");
    if !check {
        fs::write(&path, to_csv(figures)).with_context(|| path.display().to_string())?;
        println!("written: eval/same.csv");
        return Ok(());
    }
    let drops = drops(&fs::read_to_string(&path).context("eval/same.csv")?, figures)?;
    if !drops.is_empty() {
        bail!("figures dropped below eval/same.csv\n  {}", drops.join("\n  "));
    }
    println!("eval/same.csv: no committed figure dropped");
    Ok(())
}

/// Returns a line for each committed figure that is higher than the new one.
fn drops(committed: &str, figures: &Figures) -> Result<Vec<String>> {
    let mut drops = Vec::new();
    for line in committed.lines().skip(1) {
        let mut fields = line.rsplitn(3, ',');
        let value: f64 = fields.next().and_then(|value| value.parse().ok()).with_context(|| line.to_owned())?;
        let measure = fields.nth(1).with_context(|| line.to_owned())?;
        let now = figures.get(measure).map_or(f64::MIN, |(_, value)| *value);
        if now + 5e-5 < value {
            drops.push(format!("{measure}: committed {value:.4}, now {now:.4}"));
        }
    }
    Ok(drops)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drops_are_seen() {
        let figures = Figures::from([("a: F1".to_owned(), (3, 0.5)), ("b".to_owned(), (3, 0.25))]);
        assert!(drops(&to_csv(&figures), &figures).unwrap().is_empty());
        assert_eq!(drops("measure,items,value\na: F1,3,0.5100\nb,3,0.2\nc,1,0.1", &figures).unwrap().len(), 2);
        assert!(drops("measure,items,value\nx", &figures).is_err());
    }
}
