//! A document of a scenario: what stands after `text`, and the text, imported as the program would.

use hearsay_case::record::Record;
use hearsay_reading::read::{Reader, read};
use hearsay_text::document::{Date, Document, DocumentId, Evidenced};
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::span::Span;

use crate::answer::Place;

/// One document of a scenario.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// Its name in the scenario.
    pub(crate) name: String,
    /// The document, with what is told of it in its metadata.
    pub(crate) document: Document,
    /// Its text without double blanks and breaks, and where each of its bytes stands in the document's.
    plain: (String, Vec<u32>),
}

/// Its record, as the default reader reads it.
pub(crate) fn record(told: &Told) -> Record {
    Record::of(&told.document, &read(&told.document, Reader::default()))
}

impl Told {
    /// Makes a document of what stands after `text` and of the text.
    pub(crate) fn new(label: &str, text: &str) -> Result<Told, String> {
        let mut parts = label.split('|').map(str::trim);
        let name = parts.next().unwrap_or_default().to_owned();
        if !is_name(&name) {
            return Err(format!("a document's name has small letters, digits and hyphens: {name}"));
        }
        let outlet = parts.next().filter(|outlet| !outlet.is_empty());
        let outlet = outlet.ok_or_else(|| format!("{name}: the outlet is missing; `-` if it has none"))?;
        let file = format!("{name}.txt");
        let import = |bytes: &str| import(&file, bytes.as_bytes(), &ImportSettings::default());
        let mut document = import(text).map_err(|_| format!("{name}: there is no text"))?;
        // Two outlets may print the same words, and are two documents; their pages would differ.
        document.id = DocumentId::of(format!("{label}\n{text}").as_bytes());
        if outlet != "-" {
            document.metadata.site = Some(given(outlet.to_owned()));
        }
        let mut told = Told { name, plain: plain(&document.text), document };
        for part in parts {
            told.learn(part)?;
        }
        Ok(told)
    }

    fn learn(&mut self, part: &str) -> Result<(), String> {
        let name = &self.name;
        let metadata = &mut self.document.metadata;
        if let Some(author) = part.strip_prefix("by ") {
            metadata.author = Some(given(author.to_owned()));
        } else if let Some(day) = part.strip_prefix("updated ") {
            metadata.modified = Some(given(date(day)?));
        } else if let Some(address) = part.strip_prefix("at ") {
            let host = address.strip_prefix("https://").and_then(|rest| rest.split('/').next()).unwrap_or_default();
            if !host.ends_with(".example") {
                return Err(format!("{name}: an address that may be somebody's: {address}"));
            }
        } else {
            metadata.published = Some(given(date(part).map_err(|fault| format!("{name}: {fault}"))?));
        }
        Ok(())
    }

    /// Returns the place of words that stand in the document once and only once.
    pub(crate) fn place(&self, words: &str) -> Result<Place, String> {
        let name = &self.name;
        let asked = words.split_whitespace().collect::<Vec<&str>>().join(" ");
        let (text, places) = &self.plain;
        let mut found = text.match_indices(&asked).map(|(start, _)| start);
        match (found.next(), found.next()) {
            _ if asked.is_empty() => Err(format!("{name}: no words are given")),
            (None, _) => Err(format!("{name}: these words do not stand there: {words}")),
            (Some(_), Some(_)) => Err(format!("{name}: these words stand there more than once: {words}")),
            (Some(start), None) => {
                let last = start + asked.len() - 1;
                let span = Span { start: places[start], end: places[last] + 1 };
                Ok(Place { document: name.clone(), span, words: asked })
            }
        }
    }
}

fn given<T>(value: T) -> Evidenced<T> {
    Evidenced { value, evidence: "given".to_owned() }
}

/// Returns the text with one blank for every stretch of white space, and where each byte was.
fn plain(text: &str) -> (String, Vec<u32>) {
    let mut told = String::new();
    let mut places = Vec::new();
    for (start, char) in text.char_indices() {
        if !char.is_whitespace() {
            told.push(char);
            places.extend((0..char.len_utf8()).map(|byte| (start + byte) as u32));
        } else if !told.is_empty() && !told.ends_with(' ') {
            told.push(' ');
            places.push(start as u32);
        }
    }
    (told, places)
}

/// Returns whether a word can name a document, a claim or the like.
pub(crate) fn is_name(word: &str) -> bool {
    let is_fit = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    word.starts_with(|first: char| first.is_ascii_lowercase()) && word.chars().all(is_fit)
}

/// Returns the day that is written as `2024-03-11`.
pub(crate) fn date(words: &str) -> Result<Date, String> {
    let fault = || format!("not a day, nor `by`, `at` or `updated`: {words}");
    let parts: Vec<&str> = words.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return Err(fault()) };
    let date = (|| Date::checked(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))();
    date.filter(|date| date.to_string() == words).ok_or_else(fault)
}
