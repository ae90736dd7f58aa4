//! Pairs of claims from articles on one rumour (FNC-1), judged by hand: do the two say the same, speak of one matter, or neither?
//!
//! The gold holds offsets and labels (`eval/gold/claims.jsonl`); the words are FNC-1's. What is measured is the answer of a
//! whole case of all articles of a half, not that of a comparison of two claims.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result};
use hearsay_case::entities::entities;
use hearsay_case::record::{Claim, Record};
use hearsay_case::same::candidates::{Index, KEY_STEMS};
use hearsay_case::same::likeness::likeness;
use hearsay_case::same::statement::{Place, Statement};
use hearsay_case::same::{Matter, matters};
use hearsay_text::span::{CodePoints, Span};
use serde::{Deserialize, Serialize};

use super::score::Counts;
use super::{Options, figures};
use crate::repository;
use crate::rumours::{Half, Rumours};

pub(crate) const SUMMARY: &str =
    "Draws pairs of claims from FNC-1's articles, to be judged by hand for eval/gold/claims.jsonl
by chance from each range of likeness and from what the program joins; prints them with their words, one JSON a line";

/// A claim of an article: where its words begin and end, in code points.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct GoldClaim {
    body: u32,
    words: [u32; 2],
}

/// Two claims, and how they stand to each other.
#[derive(Debug, Deserialize)]
struct GoldPair {
    one: GoldClaim,
    other: GoldClaim,
    half: String,
    label: Label,
}

/// How two claims stand to each other, from the nearest to the furthest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Label {
    Same,
    Matter,
    Other,
}

/// Measures, prints, and writes or checks `eval/claims.csv`; with `--missed` it lists what is wrong in the tuning half.
pub(super) fn run(options: &Options) -> Result<()> {
    if repository::shared().is_none() || options.from.is_some() {
        return Ok(());
    }
    let rumours = Rumours::read()?;
    let records = rumours.records();
    let mut counts = Counts::new();
    for half in [Half::Tuning, Half::Held] {
        measure(&rumours, &records, half, options.missed, &mut counts)?;
    }
    println!("claims: pairs from FNC-1's articles, judged by hand");
    print!("{}", figures::to_table(&counts));
    figures::settle(&repository::root().join("eval/claims.csv"), &counts, options.check)
}

/// Counts how often pairs that the case joins are joined rightly, and how many of those to be joined are found.
fn measure(
    rumours: &Rumours,
    records: &[Option<Record>],
    half: Half,
    is_told: bool,
    counts: &mut Counts,
) -> Result<()> {
    let name = name_of(half);
    let path = repository::root().join("eval/gold/claims.jsonl");
    let lines = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let pairs: Vec<GoldPair> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let case = HalfCase::of(rumours, records, half);
    for pair in pairs.into_iter().filter(|pair| pair.half == name) {
        let told = case.label(&pair);
        for (measure, least) in [("same claim", Label::Same), ("same matter", Label::Matter)] {
            let (is_gold, is_told) = (pair.label <= least, told <= least);
            let count = counts.entry(format!("{measure} ({name})")).or_default();
            count.gold += usize::from(is_gold);
            count.predicted += usize::from(is_told);
            count.correct += usize::from(is_gold && is_told);
        }
        if is_told && half == Half::Tuning && told != pair.label {
            let texts = [&pair.one, &pair.other].map(|claim| case.words(claim).unwrap_or_default());
            println!("{:?} read as {told:?}\n  {}\n  {}", pair.label, texts[0], texts[1]);
        }
    }
    Ok(())
}

/// The articles of a half as one case.
struct HalfCase<'a> {
    bodies: BTreeMap<u32, (&'a str, &'a Record)>,
    records: Vec<Record>,
    /// The matter and the variant of each claim.
    found: BTreeMap<Place, (usize, usize)>,
}

impl<'a> HalfCase<'a> {
    fn of(rumours: &'a Rumours, records: &'a [Option<Record>], half: Half) -> HalfCase<'a> {
        let of_half = rumours.bodies.iter().zip(records).filter(|(body, _)| body.half == half);
        let bodies: BTreeMap<u32, (&str, &Record)> =
            of_half.filter_map(|(body, record)| Some((body.number, (body.text.as_str(), record.as_ref()?)))).collect();
        let records: Vec<Record> = bodies.values().map(|(_, record)| (*record).clone()).collect();
        let entities = entities(&records, &[]);
        let matters: Vec<Matter> = matters(&records, &[], &|one, other| entities.are_one(one, other));
        let mut found = BTreeMap::new();
        for (matter_idx, matter) in matters.iter().enumerate() {
            for (variant_idx, variant) in matter.variants.iter().enumerate() {
                found.extend(variant.iter().map(|place| (*place, (matter_idx, variant_idx))));
            }
        }
        HalfCase { bodies, records, found }
    }

    fn place(&self, claim: &GoldClaim) -> Option<Place> {
        let (text, record) = self.bodies.get(&claim.body)?;
        let byte = |point: u32| text.char_indices().nth(point as usize).map_or(text.len(), |(byte, _)| byte);
        let span = Span::new(byte(claim.words[0]), byte(claim.words[1]));
        Some(Place { document: record.document, claim: record.claim_at(span)?.id })
    }

    fn words(&self, claim: &GoldClaim) -> Option<String> {
        Some(self.shown(self.place(claim)?)?.1)
    }

    fn label(&self, pair: &GoldPair) -> Label {
        let place = |claim: &GoldClaim| self.found.get(&self.place(claim)?);
        match place(&pair.one).zip(place(&pair.other)) {
            Some((one, other)) if one == other => Label::Same,
            Some((one, other)) if one.0 == other.0 => Label::Matter,
            _ => Label::Other,
        }
    }
}

fn name_of(half: Half) -> &'static str {
    match half {
        Half::Tuning => "tuning",
        Half::Held => "held",
    }
}

/// A pair as it is handed to who judges it.
#[derive(Serialize)]
struct Drawn<'a> {
    half: &'a str,
    one: GoldClaim,
    other: GoldClaim,
    texts: [String; 2],
}

/// Draws pairs and prints them.
pub(crate) fn draw(_: &[String]) -> Result<()> {
    /// From each range of likeness so many pairs, and so many that stand in one variant.
    const N_EACH: usize = 12;
    const N_JOINED: usize = 48;
    if repository::shared().is_none() {
        println!("../shared is absent: nothing to draw from");
        return Ok(());
    }
    let rumours = Rumours::read()?;
    let records = rumours.records();
    for half in [Half::Tuning, Half::Held] {
        let case = HalfCase::of(&rumours, &records, half);
        let mut statements: Vec<Statement> = case.records.iter().flat_map(Statement::of).collect();
        statements.sort_by_key(|statement| statement.place);
        let borrowed: Vec<&Statement> = statements.iter().collect();
        let index = Index::of(&borrowed, KEY_STEMS);
        let mut ranges: BTreeMap<u32, Vec<(Place, Place)>> = BTreeMap::new();
        for (idx, one) in (0..).zip(&statements) {
            for other in index.partners(idx).into_iter().filter(|other| *other > idx) {
                let other = &statements[other as usize];
                let tenth = (likeness(one, other).words * 10.0) as u32;
                if one.place.document != other.place.document && (2..10).contains(&tenth) {
                    ranges.entry(tenth).or_default().push((one.place, other.place));
                }
            }
        }
        let mut by_variant: BTreeMap<(usize, usize), Vec<Place>> = BTreeMap::new();
        for (place, variant) in &case.found {
            by_variant.entry(*variant).or_default().push(*place);
        }
        let joined = by_variant.values().flat_map(|places| {
            places.iter().enumerate().flat_map(|(n, one)| places[n + 1..].iter().map(|other| (*one, *other)))
        });
        let joined: Vec<(Place, Place)> = joined.filter(|(one, other)| one.document != other.document).collect();
        let mut drawn: BTreeSet<(Place, Place)> = BTreeSet::new();
        let mut chance = 1_u64;
        let from = ranges.values().map(|pairs| (pairs, N_EACH)).chain([(&joined, N_JOINED)]);
        for (pairs, n) in from {
            for _ in 0..n.min(pairs.len()) {
                chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                drawn.insert(pairs[(chance >> 33) as usize % pairs.len()]);
            }
        }
        for (one, other) in drawn {
            let (Some(one), Some(other)) = (case.shown(one), case.shown(other)) else { continue };
            // Copies need no judge.
            if one.1 != other.1 {
                let pair = Drawn { half: name_of(half), one: one.0, other: other.0, texts: [one.1, other.1] };
                println!("{}", serde_json::to_string(&pair)?);
            }
        }
    }
    Ok(())
}

impl HalfCase<'_> {
    /// Returns where a claim stands, and its words with whom they name and who says so.
    fn shown(&self, place: Place) -> Option<(GoldClaim, String)> {
        let (number, (text, record)) = self.bodies.iter().find(|(_, (_, record))| record.document == place.document)?;
        let claim: &Claim = record.claim(place.claim)?;
        let words = CodePoints::new(text).span(claim.first()).into();
        let names: Vec<&str> =
            claim.entities.iter().filter_map(|id| record.entity(*id)).map(|one| one.name.as_str()).collect();
        let says = claim.deepest().map_or("-", |link| link.words.as_str());
        Some((GoldClaim { body: *number, words }, format!("{says}: {} [{}]", claim.words, names.join(", "))))
    }
}
