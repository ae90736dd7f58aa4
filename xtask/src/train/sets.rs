//! Reads the sets of `../shared/data` that say nothing of attributions: news to read unlabelled, and sentences whose words
//! are labelled for what else the encoder learns: names (CoNLL++), how factual an event is told (UDS-IH2 and UW), and
//! whether a sentence holds a hedge (WikiWeasel).

use std::path::PathBuf;

use anyhow::Context;
use serde::Deserialize;

use super::gold::GoldText;
use crate::repository;

/// One in this many of WikiWeasel's sentences, which come without a development half, is held out.
const HELD_OUT: usize = 10;

/// A text with what its set says of its words.
pub(crate) struct SetText {
    /// The text; its name begins with the set's.
    pub(crate) text: GoldText,
    /// What kind of name each token belongs to, in CoreNLP's words, `O` for none, "" where that is not known; empty if the
    /// set does not say.
    pub(crate) names: Vec<&'static str>,
    /// Tokens that tell of an event, and how factual it is told: from -3 (certainly not) to 3 (certainly).
    pub(crate) factuality: Vec<(u32, f32)>,
    /// Whether the text holds a hedge.
    pub(crate) hedged: Option<bool>,
}

fn folder(set: &str) -> anyhow::Result<PathBuf> {
    Ok(repository::shared().with_context(|| format!("{set} is needed"))?.join("data").join(set))
}

fn contents(set: &str, file: &str) -> anyhow::Result<String> {
    let path = folder(set)?.join(file);
    std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Reads the bodies of FNC-1, articles that retell rumours, with their numbers, in the order of the file.
pub(crate) fn bodies() -> anyhow::Result<Vec<(u32, String)>> {
    let path = folder("fnc1")?.join("bodies.csv");
    let mut reader = csv::Reader::from_path(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    reader.deserialize().map(|row| row.with_context(|| path.display().to_string())).collect()
}

/// Reads the headlines of FNC-1, each with the number of a body and how that stands to it, in the order of the file.
pub(crate) fn stances() -> anyhow::Result<Vec<(String, u32, String)>> {
    let path = folder("fnc1")?.join("stances.csv");
    let mut reader = csv::Reader::from_path(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    reader.deserialize().map(|row| row.with_context(|| path.display().to_string())).collect()
}

/// Reads the bodies of FNC-1 as text that nobody labelled.
pub(crate) fn news() -> anyhow::Result<Vec<GoldText>> {
    let told = bodies()?.into_iter().filter(|(_, body)| !body.trim().is_empty());
    told.map(|(id, body)| GoldText::without_attributions(&format!("fnc1-{id}"), &body)).collect()
}

/// Reads a half (`train`, `dev`) of every set that labels words.
pub(crate) fn labelled(half: &str) -> anyhow::Result<Vec<SetText>> {
    let mut found = names(half)?;
    for set in ["UDS_IH2", "UW"] {
        found.extend(factuality(set, half)?);
    }
    found.extend(hedges(half)?);
    Ok(found)
}

fn names(half: &str) -> anyhow::Result<Vec<SetText>> {
    let contents = contents("conllpp", &format!("{half}.txt"))?;
    let mut found = Vec::new();
    for (idx, document) in contents.split("-DOCSTART- -X- -X- O").filter(|text| !text.trim().is_empty()).enumerate() {
        let mut joined = Joined::default();
        let mut kinds = Vec::new();
        for line in document.lines() {
            let mut fields = line.split_whitespace();
            let (Some(word), Some(kind)) = (fields.next(), fields.next_back()) else {
                joined.end_paragraph();
                continue;
            };
            joined.push(word);
            kinds.push(match kind.rsplit('-').next() {
                Some("PER") => "PERSON",
                Some("ORG") => "ORGANIZATION",
                Some("LOC") => "LOCATION",
                Some("MISC") => "MISC",
                _ => "O",
            });
        }
        if joined.text.is_empty() {
            continue;
        }
        let text = GoldText::without_attributions(&format!("conllpp-{idx}"), &joined.text)?;
        let mut names = vec![""; text.segmentation.tokens.len()];
        for (&(begin, end), kind) in joined.places.iter().zip(kinds) {
            for token in joined.tokens_of(&text, begin, end) {
                // "Corp." is one token here, of a name and a full stop there.
                let name = &mut names[token as usize];
                if kind != "O" || name.is_empty() {
                    *name = kind;
                }
            }
        }
        found.push(SetText { text, names, factuality: Vec::new(), hedged: None });
    }
    Ok(found)
}

fn factuality(set: &str, half: &str) -> anyhow::Result<Vec<SetText>> {
    #[derive(Deserialize)]
    struct Sentence {
        text: String,
        targets: Vec<Target>,
    }
    #[derive(Deserialize)]
    struct Target {
        span1: (usize, usize),
        label: f32,
    }
    let contents = contents("factuality", &format!("{set}/{half}.jsonl"))?;
    let mut found = Vec::new();
    for (idx, line) in contents.lines().enumerate() {
        let sentence: Sentence = serde_json::from_str(line).with_context(|| format!("{set}, line {}", idx + 1))?;
        let mut joined = Joined::default();
        sentence.text.split(' ').for_each(|word| joined.push(word));
        let text = GoldText::without_attributions(&format!("{set}-{idx}"), &joined.text)?;
        let mut factuality = Vec::new();
        for target in sentence.targets {
            let Some(&(begin, end)) = joined.places.get(target.span1.0) else { continue };
            factuality.extend(joined.tokens_of(&text, begin, end).next().map(|token| (token, target.label)));
        }
        found.push(SetText { text, names: Vec::new(), factuality, hedged: None });
    }
    Ok(found)
}

fn hedges(half: &str) -> anyhow::Result<Vec<SetText>> {
    let mut found = Vec::new();
    for (file, hedged) in [("train_certain.txt", false), ("train_uncertain.txt", true)] {
        for (idx, line) in contents("wikiweasel", file)?.lines().enumerate() {
            if (idx % HELD_OUT == 0) != (half == "dev") {
                continue;
            }
            let mut joined = Joined::default();
            line.split(' ').for_each(|word| joined.push(word));
            if joined.text.trim().is_empty() {
                continue;
            }
            let text = GoldText::without_attributions(&format!("wikiweasel-{hedged}-{idx}"), &joined.text)?;
            found.push(SetText { text, names: Vec::new(), factuality: Vec::new(), hedged: Some(hedged) });
        }
    }
    Ok(found)
}

/// Words that a set gives apart, put together as they would be printed.
#[derive(Default)]
struct Joined {
    text: String,
    /// The bytes of each word.
    places: Vec<(usize, usize)>,
    opens: bool,
}

impl Joined {
    fn push(&mut self, word: &str) {
        let word = match word {
            "-LRB-" => "(",
            "-RRB-" => ")",
            "``" | "''" => "\"",
            word => word,
        };
        let clings = word.starts_with([',', '.', ';', ':', '?', '!', ')', '%', '\'', '’']) || word == "n't";
        if !self.text.is_empty() && !self.text.ends_with('\n') && !clings && !self.opens {
            self.text.push(' ');
        }
        self.opens = matches!(word, "(" | "$" | "£");
        let begin = self.text.len();
        self.text.push_str(word);
        self.places.push((begin, self.text.len()));
    }

    fn end_paragraph(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push_str("\n\n");
        }
    }

    /// Returns the tokens that bytes of what was joined touch; none if the importer changed the text.
    fn tokens_of(&self, text: &GoldText, begin: usize, end: usize) -> std::ops::Range<u32> {
        let imported = &text.document.text;
        if imported.get(begin..end) != self.text.get(begin..end) {
            return 0..0;
        }
        text.tokens_of(hearsay_text::span::Span::new(begin, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_as_they_would_be_printed() {
        let mut joined = Joined::default();
        "Lear Corp . -LRB- NYSE -RRB- did n't pay $ 3 , it said .".split(' ').for_each(|word| joined.push(word));
        joined.end_paragraph();
        joined.push("Next");
        assert_eq!(joined.text, "Lear Corp. (NYSE) didn't pay $3, it said.\n\nNext");
        let words: Vec<&str> = joined.places.iter().map(|&(begin, end)| &joined.text[begin..end]).collect();
        assert_eq!(words[..6], ["Lear", "Corp", ".", "(", "NYSE", ")"]);
    }

    #[test]
    fn tokens_are_found_where_words_were_joined() {
        let mut joined = Joined::default();
        "He met Ana Ruiz .".split(' ').for_each(|word| joined.push(word));
        let text = GoldText::without_attributions("one", &joined.text).expect("it is text");
        let (begin, _) = joined.places[2];
        let (_, end) = joined.places[3];
        assert_eq!(joined.tokens_of(&text, begin, end), 2..4);
        let other = GoldText::without_attributions("two", "She met Ana").expect("it is text");
        assert_eq!(joined.tokens_of(&other, begin, end), 0..0);
    }
}
