//! Reads `corenlp.tsv.gz`: what Stanford CoreNLP says of PolNeAR's texts. Silver, not gold.

use std::io::{BufRead, BufReader};

use anyhow::Context;
use flate2::bufread::GzDecoder;
use hearsay_model::dependency::Relation;
use hearsay_model::speech_part::Tag;
use hearsay_model::word::{Opens, Word};

/// One text with its silver analysis.
pub(crate) struct SilverText {
    /// The name of its file, without extension.
    pub(crate) name: String,
    /// Its tokens.
    pub(crate) tokens: Vec<SilverToken>,
}

/// One token.
pub(crate) struct SilverToken {
    /// Where it begins and ends, in code points of the text.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// As written.
    pub(crate) form: String,
    /// Whether a sentence begins here.
    pub(crate) opens_sentence: bool,
    /// Its part of speech.
    pub(crate) tag: Tag,
    /// The kind of name, number or date that it belongs to; `O` for none.
    pub(crate) entity: String,
    /// Index of its head in the text's tokens; `None` for a root.
    pub(crate) head: Option<u32>,
    /// Its relation to the head.
    pub(crate) relation: Relation,
}

impl SilverText {
    /// Returns the tokens as the taggers' words.
    pub(crate) fn words(&self) -> Vec<Word<'_>> {
        self.tokens
            .iter()
            .map(|token| Word {
                text: &token.form,
                opens: if token.opens_sentence { Opens::Sentence } else { Opens::Nothing },
                spaced: true,
                quoted: false,
            })
            .collect()
    }
}

/// Reads all texts of a half (`train`, `dev`).
pub(crate) fn read(half: &str) -> anyhow::Result<Vec<SilverText>> {
    let folder = super::polnear(half)?;
    let path = folder.join("corenlp.tsv.gz");
    let file = std::fs::File::open(&path).with_context(|| format!("{} cannot be opened", path.display()))?;
    let mut texts: Vec<SilverText> = Vec::new();
    let mut characters: Vec<char> = Vec::new();
    let mut sentence_begin = 0;
    let mut pending = String::new();
    for line in BufReader::new(GzDecoder::new(BufReader::new(file))).lines() {
        let line = line?;
        if let Some(name) = line.strip_prefix("# document = ") {
            characters = std::fs::read_to_string(folder.join(format!("text/{name}.txt")))?.chars().collect();
            texts.push(SilverText { name: name.to_owned(), tokens: Vec::new() });
            sentence_begin = 0;
            continue;
        }
        let text = texts.last_mut().context("a token stands before any document")?;
        if line.is_empty() {
            sentence_begin = text.tokens.len() as u32;
            continue;
        }
        // Three tokens of the training half hold line breaks: their pieces are one record.
        let whole = std::mem::take(&mut pending) + &line;
        let fields: Vec<&str> = whole.split('\t').collect();
        if fields.len() < 8 {
            pending = whole;
            continue;
        }
        let (start, end): (u32, u32) = (fields[0].parse()?, fields[1].parse()?);
        let head: u32 = fields[6].parse()?;
        text.tokens.push(SilverToken {
            start,
            end,
            entity: fields[5].to_owned(),
            form: characters[start as usize..end as usize].iter().collect(),
            opens_sentence: text.tokens.len() as u32 == sentence_begin,
            tag: Tag::named(fields[4]),
            head: head.checked_sub(1).map(|head| sentence_begin + head),
            relation: Relation::named(fields[7]),
        });
    }
    Ok(texts)
}
