//! What the encoder says beside attributions, on the development halves of the sets it learned from: names on CoNLL++,
//! factuality on UDS-IH2 and UW, sentences with a hedge on WikiWeasel (each tenth, held out).
//!
//! A name is right if its kind and all its words are; neighbours of one kind are one name, in the gold too. Factuality
//! counts as right within half a step of seven; Pearson's r and the mean error, which the literature gives, are printed.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use hearsay_model::fast::{Manner, analyse};
use hearsay_model::senses::{Name, Sense};
use hearsay_model::{accurate, weights};

use super::score::{Count, Counts};
use super::{Options, figures};
use crate::repository;
use crate::train::sets::{self, SetText};

/// Factuality off by no more than this is right.
const CLOSE: f32 = 0.5;

/// Measures, prints, and writes or checks `eval/senses.csv`.
pub(crate) fn run(options: &Options) -> Result<()> {
    if repository::shared().is_none() || options.from.is_some() {
        return Ok(());
    }
    let texts = sets::labelled("dev")?;
    println!("senses: {} texts of CoNLL++, UDS-IH2, UW and WikiWeasel", texts.len());
    let mut counts = Counts::new();
    let mut factuality: BTreeMap<String, Vec<(f32, f32)>> = BTreeMap::new();
    for text in &texts {
        let senses = senses(text);
        if !text.names.is_empty() {
            count_names(text, &senses, &mut counts);
        }
        if let Some(hedged) = text.hedged {
            let odds: f32 = senses.iter().map(|sense| sense.hedge.exp()).sum();
            let count = counts.entry("hedged sentence".to_owned()).or_default();
            count.correct += usize::from(hedged && odds > 1.0);
            count.predicted += usize::from(odds > 1.0);
            count.gold += usize::from(hedged);
        }
        let set = text.text.name.split('-').next().unwrap_or_default();
        for &(token, told) in &text.factuality {
            factuality.entry(set.to_owned()).or_default().push((senses[token as usize].factuality, told));
        }
    }
    for (set, pairs) in &factuality {
        let n_close = pairs.iter().filter(|(ours, told)| (ours - told).abs() <= CLOSE).count();
        let count = Count { correct: n_close, predicted: pairs.len(), gold: pairs.len() };
        counts.insert(format!("factuality {set}"), count);
        println!("factuality {set}: r {:.3}, mean error {:.3}", correlation(pairs), mean_error(pairs));
    }
    print!("{}", figures::to_table(&counts));
    figures::settle(&repository::root().join("eval/senses.csv"), &counts, options.check)
}

fn senses(text: &SetText) -> Vec<Sense> {
    let words = text.text.words();
    let analysis = analyse(&words, &weights::fast().lower);
    let manner = Manner { cue_min: 0.0, content_min: 0.0, tells_senses: true, ..Manner::default() };
    let tagging = accurate::tag(&analysis, weights::fast(), weights::accurate(), manner);
    tagging.senses.into_iter().map(|sense| sense.expect("every paragraph was to be read")).collect()
}

fn count_names(text: &SetText, senses: &[Sense], counts: &mut Counts) {
    let ours = names(senses.iter().zip(&text.names).map(|(sense, gold)| match sense.name {
        _ if gold.is_empty() => "O",
        Name::Person => "PERSON",
        Name::Organisation => "ORGANIZATION",
        Name::Place => "LOCATION",
        Name::Other => "MISC",
        _ => "O",
    }));
    // What is not known counts as none, for both.
    let gold = names(text.names.iter().map(|name| if name.is_empty() { "O" } else { name }));
    for (kind, shown) in
        [("PERSON", "person"), ("ORGANIZATION", "organisation"), ("LOCATION", "place"), ("MISC", "other"), ("", "any")]
    {
        let is_counted = |name: &&(&str, usize, usize)| kind.is_empty() || name.0 == kind;
        let count = counts.entry(format!("name {shown}")).or_default();
        count.correct += ours.intersection(&gold).filter(is_counted).count();
        count.predicted += ours.iter().filter(is_counted).count();
        count.gold += gold.iter().filter(is_counted).count();
    }
}

/// Stretches of one kind: (kind, first word, one past the last).
fn names<'a>(kinds: impl Iterator<Item = &'a str>) -> BTreeSet<(&'a str, usize, usize)> {
    let mut found: Vec<(&str, usize, usize)> = Vec::new();
    for (idx, kind) in kinds.enumerate().filter(|(_, kind)| *kind != "O") {
        match found.last_mut() {
            Some(last) if last.0 == kind && last.2 == idx => last.2 = idx + 1,
            _ => found.push((kind, idx, idx + 1)),
        }
    }
    found.into_iter().collect()
}

/// Pearson's r.
fn correlation(pairs: &[(f32, f32)]) -> f32 {
    let n = pairs.len() as f32;
    let (sum_x, sum_y) = pairs.iter().fold((0.0, 0.0), |(x, y), pair| (x + pair.0, y + pair.1));
    let (mean_x, mean_y) = (sum_x / n, sum_y / n);
    let sum = |of: &dyn Fn(f32, f32) -> f32| pairs.iter().map(|(x, y)| of(x - mean_x, y - mean_y)).sum::<f32>();
    sum(&|x, y| x * y) / (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt()
}

fn mean_error(pairs: &[(f32, f32)]) -> f32 {
    pairs.iter().map(|(ours, told)| (ours - told).abs()).sum::<f32>() / pairs.len() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_of_one_kind_are_one_name() {
        let found = names(["O", "PERSON", "PERSON", "LOCATION", "O", "PERSON"].into_iter());
        assert_eq!(found, BTreeSet::from([("PERSON", 1, 3), ("LOCATION", 3, 4), ("PERSON", 5, 6)]));
    }

    #[test]
    fn what_rises_with_it_correlates() {
        assert!((correlation(&[(0.0, 1.0), (1.0, 3.0), (2.0, 5.0)]) - 1.0).abs() < 1e-6);
        assert!(correlation(&[(0.0, 1.0), (1.0, 0.0), (2.0, 1.0)]).abs() < 1e-6);
        assert!((mean_error(&[(0.0, 1.0), (1.0, 0.5)]) - 0.75).abs() < 1e-6);
    }
}
