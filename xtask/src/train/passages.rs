//! Writes the texts from which `training/` learns, cut into the words that the program will see: `train passages`.
//!
//! One JSON object a text and a line, in `training/runs`: `train.jsonl` and `dev.jsonl` (PolNeAR's halves), `news.jsonl`
//! (read without labels), `sets-train.jsonl` and `sets-dev.jsonl` (sets that label words). Everything is by word: `words`,
//! `opens` (0 nothing, 1 a sentence, 2 a paragraph), `quoted`, `spaced`; `marginals`, the probabilities of the fast
//! reader's labels in 255ths, those of PolNeAR's training half from role taggers that never saw the text; `tags` and
//! `names`, what CoreNLP or CoNLL++ says of the word (empty where it says nothing); `gold`, a list an attribution of
//! `[role, begin, end]`, role being an index into `hearsay_model::roles::ROLES` and `end` one past the last word;
//! `factuality`, a list of `[word, from -3 to 3]`; and `hedged`, of the text as a whole.

use std::collections::HashMap;
use std::io::{BufWriter, Write as _};

use anyhow::Context;
use hearsay_model::argument_features::Opinion;
use hearsay_model::chain::Scores;
use hearsay_model::roles::RoleSpan;
use serde::Serialize;

use super::crf::{Sequence, fit};
use super::gold::{self, GoldText};
use super::silver::{self, SilverText};
use super::{roles, sets, stored_opinion};
use crate::repository;

const N_FOLDS: usize = 5;

#[derive(Default, Serialize)]
struct Passage<'a> {
    name: &'a str,
    words: Vec<&'a str>,
    opens: Vec<u8>,
    quoted: Vec<u8>,
    spaced: Vec<u8>,
    marginals: Vec<Vec<u8>>,
    tags: Vec<&'a str>,
    names: Vec<&'a str>,
    gold: Vec<Vec<(u8, u32, u32)>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    factuality: Vec<(u32, f32)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hedged: Option<bool>,
}

/// Writes PolNeAR's halves, the news that nobody labelled, and the sets that label words.
pub(crate) fn write() -> anyhow::Result<()> {
    let bytes = super::TaggerBytes::read()?;
    let lower = bytes.taggers()?;
    std::fs::create_dir_all(folder())?;
    let stored = super::read_weights("roles.bin")?;
    let read_by_stored = |text: &GoldText| stored_opinion(&stored, &roles::sequence(text, &lower));
    for half in ["train", "dev"] {
        let texts = gold::read(half)?;
        let sequences: Vec<Sequence> = texts.iter().map(|text| roles::sequence(text, &lower)).collect();
        let opinions: Vec<Opinion> = match half {
            "train" => held_out(&sequences),
            _ => sequences.iter().map(|sequence| stored_opinion(&stored, sequence)).collect::<anyhow::Result<_>>()?,
        };
        let silver: HashMap<String, SilverText> =
            silver::read(half)?.into_iter().map(|text| (text.name.clone(), text)).collect();
        let passages = texts.iter().zip(&opinions);
        save(half, passages.map(|(text, opinion)| Ok(attributed(text, opinion, silver.get(&text.name)))))?;
        let sets = sets::labelled(half)?;
        let passages = sets.iter().map(|set| {
            let said = Passage::of(&set.text, &read_by_stored(&set.text)?);
            let (names, factuality) = (set.names.clone(), set.factuality.clone());
            Ok(Passage { names, factuality, hedged: set.hedged, ..said })
        });
        save(&format!("sets-{half}"), passages)?;
    }
    let news = sets::news()?;
    save("news", news.iter().map(|text| Ok(Passage::of(text, &read_by_stored(text)?))))
}

fn folder() -> std::path::PathBuf {
    repository::root().join("training/runs")
}

fn save<'a>(name: &str, passages: impl Iterator<Item = anyhow::Result<Passage<'a>>>) -> anyhow::Result<()> {
    let path = folder().join(format!("{name}.jsonl"));
    let file = std::fs::File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
    let mut out = BufWriter::new(file);
    let mut n_texts = 0;
    for passage in passages {
        serde_json::to_writer(&mut out, &passage?)?;
        out.write_all(b"\n")?;
        n_texts += 1;
    }
    out.flush()?;
    println!("{}: {n_texts} texts", path.display());
    Ok(())
}

/// Returns what role taggers that never saw a text say of it: each fifth is read by one trained on the other four.
pub(super) fn held_out(sequences: &[Sequence]) -> Vec<Opinion> {
    let mut opinions: Vec<(usize, Opinion)> = Vec::with_capacity(sequences.len());
    for fold in 0..N_FOLDS {
        let is_other = |(idx, _): &(usize, &Sequence)| idx % N_FOLDS != fold;
        let others: Vec<&Sequence> = sequences.iter().enumerate().filter(is_other).map(|(_, other)| other).collect();
        let fitted = fit(&others, &[], roles::SETTINGS);
        let fold = (fold..sequences.len()).step_by(N_FOLDS);
        opinions.extend(fold.map(|idx| (idx, roles::opinion(&fitted, &sequences[idx]))));
    }
    opinions.sort_by_key(|(idx, _)| *idx);
    opinions.into_iter().map(|(_, opinion)| opinion).collect()
}

impl<'a> Passage<'a> {
    fn of(text: &'a GoldText, opinion: &Opinion) -> Passage<'a> {
        let words = text.words();
        let in_255ths = |marginals: &Scores| marginals.iter().map(|share| (share * 255.0).round() as u8).collect();
        Passage {
            name: &text.name,
            words: words.iter().map(|word| word.text).collect(),
            opens: words.iter().map(|word| word.opens as u8).collect(),
            quoted: words.iter().map(|word| u8::from(word.quoted)).collect(),
            spaced: words.iter().map(|word| u8::from(word.spaced)).collect(),
            marginals: opinion.marginals.iter().map(in_255ths).collect(),
            ..Passage::default()
        }
    }
}

fn attributed<'a>(text: &'a GoldText, opinion: &Opinion, silver: Option<&'a SilverText>) -> Passage<'a> {
    let spans = |spans: Vec<RoleSpan>| spans.iter().map(|span| (span.role as u8, span.begin, span.end)).collect();
    let places = silver.map_or(Vec::new(), |silver| silver_places(text, silver));
    let said = |of: fn(&SilverText, usize) -> &str| -> Vec<&'a str> {
        let Some(silver) = silver else { return Vec::new() };
        places.iter().map(|place| place.map_or("", |place| of(silver, place))).collect()
    };
    Passage {
        tags: said(|silver, place| silver.tokens[place].tag.name()),
        names: said(|silver, place| &silver.tokens[place].entity),
        gold: text.attributions.iter().map(|gold| spans(text.role_spans(gold))).collect(),
        ..Passage::of(text, opinion)
    }
}

/// Returns for each word the silver token in which it begins.
fn silver_places(text: &GoldText, silver: &SilverText) -> Vec<Option<usize>> {
    let source = &text.document.text;
    let (mut n_characters, mut n_bytes) = (0, 0);
    let spans = text.segmentation.tokens.iter().map(|token| token.range());
    spans
        .map(|span| {
            n_characters += source[n_bytes..span.start].chars().count() as u32;
            n_bytes = span.start;
            let place = silver.tokens.partition_point(|token| token.end <= n_characters);
            silver.tokens.get(place).filter(|token| token.start <= n_characters).map(|_| place)
        })
        .collect()
}
