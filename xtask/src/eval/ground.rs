//! Verdicts, artefacts and who sources are, against our own gold: `eval/gold/`, annotated by `docs/annotation.md`.
//!
//! The gold holds offsets and labels; the texts are FNC-1's bodies and PolNeAR's development half. One half of each set
//! is for tuning, the other only for reporting: `--missed` shows what is wrong in the first and never in the second.
//! `eval/gold/practice` holds more to tune on, of other rumours and of PolNeAR's training half.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::PathBuf;

use anyhow::{Context, Result};
use hearsay_reading::read::{Reader, read};
use hearsay_reading::reading::{Custody, EntityId, Reading, Verdict};
use hearsay_text::document::Document;
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::span::{CodePoints, Span};
use serde::Deserialize;

use super::score::{Count, Counts};
use super::{Options, figures};
use crate::repository;
use crate::train::sets;

type Place = [u32; 2];

/// The files of verdicts. The fresh ones were read once before any rule was changed for them.
const VERDICTS: [&str; 10] = [
    "verdicts",
    "practice/verdicts",
    "practice/verdicts-news",
    "practice/verdicts-fresh-1",
    "practice/verdicts-fresh-2",
    "practice/verdicts-fresh-3",
    "practice/verdicts-fresh-4",
    "practice/verdicts-fresh-5",
    "practice/verdicts-fresh-6",
    "practice/verdicts-fresh-7",
];

/// The files of artefacts.
const ARTEFACTS: [&str; 3] = ["artefacts", "practice/artefacts-fresh-1", "practice/artefacts-fresh-2"];

#[derive(Debug, Deserialize)]
struct VerdictSentence {
    /// An article of FNC-1, or else `document`.
    body: Option<u32>,
    /// A document of PolNeAR's training half.
    document: Option<String>,
    sentence: Place,
    half: String,
    verdicts: Vec<GoldVerdict>,
}

#[derive(Debug, Deserialize)]
struct GoldVerdict {
    kind: String,
    outcome: String,
    cue: Vec<Place>,
    by: Vec<Place>,
    about: GoldAbout,
}

#[derive(Debug, Deserialize)]
struct GoldAbout {
    what: String,
    spans: Vec<Place>,
}

#[derive(Debug, Deserialize)]
struct ArtefactSentence {
    body: u32,
    sentence: Place,
    half: String,
    artefacts: Vec<GoldArtefact>,
}

#[derive(Debug, Deserialize)]
struct GoldArtefact {
    kind: String,
    mention: Vec<Place>,
    others: Vec<Place>,
    roles: Vec<GoldRole>,
}

#[derive(Debug, Deserialize)]
struct GoldRole {
    role: String,
    spans: Vec<Place>,
}

#[derive(Debug, Deserialize)]
struct GoldSource {
    document: String,
    source: Vec<Place>,
    kind: String,
    half: String,
    resolves: String,
    names: Vec<Vec<Place>>,
    antecedent: Vec<Place>,
}

/// A document with its reading and the way from bytes to code points.
struct Read {
    document: Document,
    reading: Reading,
}

impl Read {
    fn of(name: &str, bytes: &[u8], reader: Reader) -> Result<Read> {
        let document = import(name, bytes, &ImportSettings::default()).with_context(|| name.to_owned())?;
        let reading = read(&document, reader);
        Ok(Read { reading, document })
    }

    fn places(&self, spans: &[Span]) -> Vec<Place> {
        let points = CodePoints::new(&self.document.text);
        spans.iter().map(|&span| points.span(span).into()).collect()
    }

    fn words(&self, places: &[Place]) -> String {
        let words = places.iter().map(|[start, end]| {
            self.document.text.chars().skip(*start as usize).take((end - start) as usize).collect::<String>()
        });
        words.collect::<Vec<_>>().join(" … ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Every place where an entity is mentioned.
    fn mentions(&self, entity: EntityId) -> Vec<Place> {
        let spans: Vec<Span> = self
            .reading
            .mentions
            .iter()
            .filter(|mention| mention.entity == entity)
            .map(|mention| mention.span)
            .collect();
        self.places(&spans)
    }
}

fn overlap(a: &[Place], b: &[Place]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a[0] < b[1] && b[0] < a[1]))
}

/// The texts that the gold is of, read when they are first asked for.
struct Texts {
    bodies: BTreeMap<u32, String>,
    /// The folder of PolNeAR.
    news: PathBuf,
    read: BTreeMap<String, Read>,
}

impl Texts {
    fn body(&mut self, body: u32) -> Result<&Read> {
        let text = self.bodies.get(&body).context("the gold names a body that is not there")?;
        match self.read.entry(format!("body {body}")) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(new) => Ok(new.insert(Read::of("body.txt", text.as_bytes(), Reader::Accurate)?)),
        }
    }

    fn news(&mut self, half: &str, document: &str) -> Result<&Read> {
        let path = self.news.join(half).join("text").join(format!("{document}.txt"));
        match self.read.entry(document.to_owned()) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(new) => {
                let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
                Ok(new.insert(Read::of("text.txt", &bytes, Reader::Accurate)?))
            }
        }
    }
}

/// Measures, prints, and writes or checks `eval/ground.csv`.
pub(crate) fn run(options: &Options) -> Result<()> {
    let Some(shared) = repository::shared() else { return Ok(()) };
    if options.from.is_some() {
        return Ok(());
    }
    let bodies: BTreeMap<u32, String> = sets::bodies()?.into_iter().collect();
    let mut counts = Counts::new();
    let mut texts = Texts { bodies, news: shared.join("data/polnear"), read: BTreeMap::new() };
    for name in VERDICTS {
        for sentence in gold::<VerdictSentence>(name)? {
            let read = match (sentence.body, &sentence.document) {
                (Some(body), _) => texts.body(body)?,
                (None, Some(document)) => texts.news("train", document)?,
                (None, None) => anyhow::bail!("eval/gold/{name}.jsonl: a sentence has neither body nor document"),
            };
            count_verdicts(read, &sentence, options.missed, &mut counts);
        }
    }
    for name in ARTEFACTS {
        for sentence in gold::<ArtefactSentence>(name)? {
            count_artefacts(texts.body(sentence.body)?, &sentence, options.missed, &mut counts);
        }
    }
    for (name, half) in [("sources", "dev"), ("practice/sources", "train")] {
        for source in gold::<GoldSource>(name)? {
            count_source(texts.news(half, &source.document)?, &source, options.missed, &mut counts);
        }
    }
    print!("{}", figures::to_table(&counts));
    figures::settle(&repository::root().join("eval/ground.csv"), &counts, options.check)
}

fn gold<T: for<'a> Deserialize<'a>>(name: &str) -> Result<Vec<T>> {
    let path = repository::root().join(format!("eval/gold/{name}.jsonl"));
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    text.lines().map(|line| serde_json::from_str(line).with_context(|| path.display().to_string())).collect()
}

fn add(counts: &mut Counts, measure: String, correct: usize, predicted: usize, gold: usize) {
    let count = counts.entry(measure).or_default();
    *count =
        Count { correct: count.correct + correct, predicted: count.predicted + predicted, gold: count.gold + gold };
}

/// How a predicted verdict compares with a gold one.
#[derive(Clone, Copy, Debug, Default)]
struct Agreement {
    kind: bool,
    outcome: bool,
    by: bool,
    about: bool,
}

fn agreement(read: &Read, ours: &Verdict, gold: &GoldVerdict) -> Agreement {
    let by = read.places(&ours.by);
    let about = read.places(&ours.about_spans);
    // A pronoun's antecedent is right too.
    let behind = || ours.entities.iter().any(|entity| overlap(&read.mentions(*entity), &gold.by));
    let what = match ours.about.name() {
        "authenticity" => "artefact",
        other => other,
    };
    Agreement {
        kind: ours.kind.name() == gold.kind,
        outcome: ours.outcome.name() == gold.outcome,
        by: by.is_empty() && gold.by.is_empty() || overlap(&by, &gold.by) || (!by.is_empty() && behind()),
        about: what == gold.about.what
            && (about.is_empty() && gold.about.spans.is_empty() || overlap(&about, &gold.about.spans)),
    }
}

fn count_verdicts(read: &Read, sentence: &VerdictSentence, list: bool, counts: &mut Counts) {
    let half = &sentence.half;
    let is_here = |verdict: &&Verdict| overlap(&read.places(&verdict.cue), &[sentence.sentence]);
    let mut ours: Vec<&Verdict> = read.reading.verdicts.iter().filter(is_here).collect();
    let n_ours = ours.len();
    let n_gold = sentence.verdicts.len();
    let mut right = [0; 5];
    let mut missed = Vec::new();
    for gold in &sentence.verdicts {
        let best = (0..ours.len())
            .filter(|&idx| overlap(&read.places(&ours[idx].cue), &gold.cue) || agreement(read, ours[idx], gold).kind)
            .max_by_key(|&idx| {
                let seen = agreement(read, ours[idx], gold);
                (
                    overlap(&read.places(&ours[idx].cue), &gold.cue),
                    seen.kind,
                    usize::from(seen.by) + usize::from(seen.about),
                    std::cmp::Reverse(idx),
                )
            });
        let Some(best) = best else {
            missed.push((gold, None));
            continue;
        };
        let taken = ours.remove(best);
        let seen = agreement(read, taken, gold);
        let all = [
            seen.kind,
            seen.kind && seen.outcome,
            seen.kind && seen.by,
            seen.kind && seen.about,
            seen.kind && seen.by && seen.about,
        ];
        for (count, right) in right.iter_mut().zip(all) {
            *count += usize::from(right);
        }
        if !(all[4] && seen.outcome) {
            missed.push((gold, Some((taken, seen))));
        }
    }
    let names = [
        "verdict kind",
        "verdict kind and outcome",
        "verdict kind and by",
        "verdict kind and about",
        "verdict kind by about",
    ];
    for (name, right) in names.into_iter().zip(right) {
        add(counts, format!("{name} ({half})"), right, n_ours, n_gold);
    }
    if list && half != "reporting" && (!missed.is_empty() || !ours.is_empty()) {
        let body = sentence.body.map(|body| body.to_string());
        let name = body.as_ref().or(sentence.document.as_ref()).map_or("", String::as_str);
        println!("--- {half} {name} {}", read.words(&[sentence.sentence]));
        let worded = |verdict: &Verdict| {
            format!(
                "{} {} by [{}] about {} [{}] cue [{}]",
                verdict.kind.name(),
                verdict.outcome.name(),
                read.words(&read.places(&verdict.by)),
                verdict.about.name(),
                read.words(&read.places(&verdict.about_spans)),
                read.words(&read.places(&verdict.cue))
            )
        };
        for (gold, seen) in &missed {
            let words = format!(
                "{} {} by [{}] about {} [{}] cue [{}]",
                gold.kind,
                gold.outcome,
                read.words(&gold.by),
                gold.about.what,
                read.words(&gold.about.spans),
                read.words(&gold.cue)
            );
            println!("  gold  {words}");
            match seen {
                Some((ours, seen)) => println!("  ours  {}  {seen:?}", worded(ours)),
                None => println!("  ours  nothing"),
            }
        }
        ours.iter().for_each(|verdict| println!("  extra {}", worded(verdict)));
    }
}

fn count_artefacts(read: &Read, sentence: &ArtefactSentence, list: bool, counts: &mut Counts) {
    let half = &sentence.half;
    let here: Vec<(usize, Place)> = read
        .reading
        .artefacts
        .iter()
        .enumerate()
        .flat_map(|(idx, one)| read.places(&one.mentions).into_iter().map(move |place| (idx, place)))
        .filter(|(_, place)| overlap(&[*place], &[sentence.sentence]))
        .collect();
    let mut predicted: Vec<usize> = here.iter().map(|(idx, _)| *idx).collect();
    predicted.dedup();
    let mut right = 0;
    let (mut roles_right, mut roles_ours, mut roles_gold) = (0, 0, 0);
    let mut taken = Vec::new();
    let mut wrong = Vec::new();
    for gold in &sentence.artefacts {
        let mut all: Vec<Place> = gold.mention.clone();
        all.extend(&gold.others);
        let found =
            here.iter().find(|(idx, place)| overlap(&[*place], &all) && !taken.contains(idx)).map(|(idx, _)| *idx);
        roles_gold += gold.roles.len();
        let Some(idx) = found else {
            wrong.push(format!("missed {} [{}]", gold.kind, read.words(&gold.mention)));
            continue;
        };
        taken.push(idx);
        right += 1;
        let custody = &read.reading.artefacts[idx].custody;
        for role in &gold.roles {
            let name = role.role.replace('_', "-");
            let shares = |one: &&Custody| overlap(&read.places(&[one.span]), &role.spans);
            // Who is told of twice is kept once, at the first place: his name here is right too.
            let is_same = |one: &&Custody| one.entity.is_some_and(|id| overlap(&read.mentions(id), &role.spans));
            let mut named = custody.iter().filter(|one| one.role.name() == name);
            let found = named.clone().find(shares).or_else(|| named.find(is_same));
            let is_found = found.is_some();
            let is_elsewhere = found.is_some_and(|one| !overlap(&read.places(&[one.span]), &[sentence.sentence]));
            roles_ours += usize::from(is_elsewhere);
            roles_right += usize::from(is_found);
            if !is_found {
                wrong.push(format!(
                    "role missed {name} [{}] of [{}]",
                    read.words(&role.spans),
                    read.words(&gold.mention)
                ));
            }
        }
    }
    for idx in &predicted {
        let one = &read.reading.artefacts[*idx];
        let inside = one.custody.iter().filter(|one| overlap(&read.places(&[one.span]), &[sentence.sentence]));
        let inside: Vec<String> =
            inside.map(|one| format!("{} [{}]", one.role.name(), read.words(&read.places(&[one.span])))).collect();
        roles_ours += inside.len();
        if !taken.contains(idx) {
            wrong.push(format!(
                "extra {} [{}] {}: {}",
                one.kind,
                read.words(&read.places(&one.mentions[..1])),
                one.because,
                inside.join(", ")
            ));
        }
    }
    add(counts, format!("artefact ({half})"), right, predicted.len(), sentence.artefacts.len());
    add(counts, format!("artefact role ({half})"), roles_right, roles_ours, roles_gold);
    if list && half != "reporting" && !wrong.is_empty() {
        println!("--- {} {}", sentence.body, read.words(&[sentence.sentence]));
        wrong.iter().for_each(|line| println!("  {line}"));
    }
}

fn count_source(read: &Read, gold: &GoldSource, list: bool, counts: &mut Counts) {
    let of_attribution = read.reading.attributions.iter().find(|one| overlap(&read.places(&one.source), &gold.source));
    let inside = || {
        let places = read.reading.mentions.iter().map(|mention| (mention.entity, read.places(&[mention.span])));
        let mut inside = places.filter(|(_, place)| overlap(place, &gold.source));
        inside.next().map(|(entity, _)| vec![entity])
    };
    let ours = of_attribution
        .map(|one| one.sources.clone())
        .filter(|ours| !ours.is_empty())
        .or_else(inside)
        .unwrap_or_default();
    let entity = |id: &EntityId| &read.reading.entities[id.0 as usize - 1];
    let names: Vec<Place> = gold.names.iter().flatten().copied().collect();
    let is_right = match gold.resolves.as_str() {
        "entity" => ours.iter().any(|id| overlap(&read.mentions(*id), &names)),
        _ => ours.iter().any(|id| !entity(id).is_named || overlap(&read.places(&[entity(id).name]), &gold.antecedent)),
    };
    add(counts, format!("source resolved ({})", gold.half), usize::from(is_right), 1, 1);
    add(counts, format!("source resolved {} ({})", gold.kind, gold.half), usize::from(is_right), 1, 1);
    if list && gold.half != "reporting" && !is_right {
        let found: Vec<String> = ours.iter().map(|id| read.words(&read.places(&[entity(id).name]))).collect();
        println!(
            "--- {} {} [{}] at {:?} is {} [{}], ours [{}]",
            gold.half,
            gold.document,
            read.words(&gold.source),
            gold.source,
            gold.resolves,
            read.words(&gold.antecedent),
            found.join(" | ")
        );
    }
}
