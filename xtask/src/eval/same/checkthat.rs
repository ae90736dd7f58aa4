//! CheckThat! 2020, task 2: verified claims, and tweets with the claim that each repeats.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};

use super::zip;
use crate::repository;

/// The set.
pub(crate) struct CheckThat {
    /// The claims.
    pub(crate) claims: Vec<Verified>,
    /// The tweets of each part that repeat a claim.
    pub(crate) tweets: Vec<(&'static str, Vec<Tweet>)>,
}

/// A verified claim.
pub(crate) struct Verified {
    pub(crate) words: String,
    /// The headline of what verified it.
    pub(crate) title: String,
}

/// A tweet.
pub(crate) struct Tweet {
    pub(crate) text: String,
    /// The claims that it repeats, by their places.
    pub(crate) claims: Vec<usize>,
}

impl CheckThat {
    /// Reads the set.
    pub(crate) fn read() -> Result<CheckThat> {
        let folder = repository::shared().context("CheckThat! is needed")?.join("data/checkthat2020");
        let archive = |name: &str| fs::read(folder.join(name)).with_context(|| format!("{name} cannot be read"));
        let (whole, test) = (archive("v3.zip")?, archive("test-input.zip")?);
        let mut claims = BTreeMap::new();
        for row in rows(&zip::entry(&whole, "verified_claims.docs.tsv")?)? {
            let [number, words, title] = fields(&row)?;
            claims.insert(number, Verified { words, title });
        }
        let places: BTreeMap<&String, usize> = claims.keys().zip(0..).collect();
        let part = |archive: &[u8], folder: &str| -> Result<Vec<Tweet>> {
            let mut of_tweet: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for line in zip::entry(archive, &format!("{folder}tweet-vclaim-pairs.qrels"))?.lines() {
                if let [tweet, _, claim, "1"] = line.split_whitespace().collect::<Vec<&str>>()[..] {
                    let place = places.get(&claim.to_owned()).with_context(|| format!("no claim {claim}"))?;
                    of_tweet.entry(tweet.to_owned()).or_default().push(*place);
                }
            }
            let mut tweets = Vec::new();
            for row in rows(&zip::entry(archive, &format!("{folder}tweets.queries.tsv"))?)? {
                let [number, text] = fields(&row)?;
                if let Some(claims) = of_tweet.remove(&number) {
                    tweets.push(Tweet { text, claims });
                }
            }
            Ok(tweets)
        };
        let tweets =
            vec![("train", part(&whole, "train/")?), ("dev", part(&whole, "dev/")?), ("test", part(&test, "")?)];
        Ok(CheckThat { tweets, claims: claims.into_values().collect() })
    }
}

fn rows(text: &str) -> Result<Vec<csv::StringRecord>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(text.as_bytes());
    Ok(reader.records().collect::<Result<_, _>>()?)
}

fn fields<const N: usize>(row: &csv::StringRecord) -> Result<[String; N]> {
    let fields: Vec<String> = row.iter().map(str::to_owned).collect();
    fields.try_into().ok().context("a line has another number of fields")
}
