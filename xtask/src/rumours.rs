//! FNC-1: articles that retell rumours, headlines, and how each article stands to a headline.
//!
//! The rumours are not named in the set: articles that some headline relates are on one rumour. They are halved by turns, so
//! that what is tuned on one half is measured on rumours that it never saw.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use hearsay_case::record::Record;
use hearsay_reading::read::{Reader, read};
use hearsay_text::import::{ImportSettings, import};

use crate::train::sets;

/// The halves of the rumours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Half {
    /// To train and tune on.
    Tuning,
    /// To measure on.
    Held,
}

/// An article.
pub(crate) struct Body {
    /// Its number in the set.
    pub(crate) number: u32,
    /// Its text.
    pub(crate) text: String,
    /// Its rumour: the lowest number among its articles.
    pub(crate) rumour: u32,
    /// The half of its rumour.
    pub(crate) half: Half,
}

/// How an article stands to a headline.
pub(crate) struct Pair {
    /// The headline.
    pub(crate) headline: String,
    /// The article's place among the bodies.
    pub(crate) body: usize,
    /// "agree", "disagree" or "discuss".
    pub(crate) stance: String,
}

/// Articles, by their numbers, and the related pairs in the order of the file.
pub(crate) struct Rumours {
    pub(crate) bodies: Vec<Body>,
    pub(crate) pairs: Vec<Pair>,
}

impl Rumours {
    /// Reads the set.
    pub(crate) fn read() -> Result<Rumours> {
        let mut texts = sets::bodies()?;
        texts.sort();
        let place = |number: u32| texts.binary_search_by_key(&number, |(number, _)| *number).ok();
        let pairs: Vec<Pair> = sets::stances()?
            .into_iter()
            .filter(|(_, _, stance)| stance != "unrelated")
            .map(|(headline, number, stance)| {
                let body = place(number).with_context(|| format!("fnc1: no body {number}"))?;
                Ok(Pair { headline, body, stance })
            })
            .collect::<Result<_>>()?;
        let roots = roots(texts.len(), &pairs);
        let mut rumours: Vec<usize> = roots.clone();
        rumours.sort_unstable();
        rumours.dedup();
        let numbers: Vec<u32> = texts.iter().map(|(number, _)| *number).collect();
        let body = |((number, text), root): ((u32, String), usize)| {
            let turn = rumours.binary_search(&root).unwrap_or(0);
            let half = if turn % 2 == 0 { Half::Tuning } else { Half::Held };
            Body { number, text, rumour: numbers[root], half }
        };
        Ok(Rumours { bodies: texts.into_iter().zip(roots).map(body).collect(), pairs })
    }

    /// Reads each article with the fast reader; `None` where nothing can be imported.
    pub(crate) fn records(&self) -> Vec<Option<Record>> {
        let record = |body: &Body| {
            let name = format!("fnc1-{}.txt", body.number);
            let document = import(&name, body.text.as_bytes(), &ImportSettings::default()).ok()?;
            Some(Record::of(&document, &read(&document, Reader::Fast)))
        };
        self.bodies.iter().map(record).collect()
    }
}

/// Returns for each body the first of those that headlines connect it with.
fn roots(n_bodies: usize, pairs: &[Pair]) -> Vec<usize> {
    let mut parents: Vec<usize> = (0..n_bodies).collect();
    fn root(parents: &[usize], mut at: usize) -> usize {
        while parents[at] != at {
            at = parents[at];
        }
        at
    }
    let mut by_headline: BTreeMap<&str, usize> = BTreeMap::new();
    for pair in pairs {
        let other = *by_headline.entry(&pair.headline).or_insert(pair.body);
        let (one, other) = (root(&parents, pair.body), root(&parents, other));
        parents[one.max(other)] = one.min(other);
    }
    (0..n_bodies).map(|body| root(&parents, body)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_connect_articles() {
        let pair = |headline: &str, body| Pair { headline: headline.to_owned(), body, stance: "agree".to_owned() };
        assert_eq!(roots(5, &[pair("a", 3), pair("b", 1), pair("a", 1), pair("c", 4)]), [0, 1, 2, 1, 4]);
    }
}
