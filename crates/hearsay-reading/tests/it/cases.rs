//! Two real articles, which are not ours to keep: `../shared/cases`, with a strict reading beside each.

use std::path::PathBuf;

use hearsay_reading::read::{Reader, read};
use hearsay_reading::reading::{Attribution, Reading};
use hearsay_text::document::Document;
use hearsay_text::span::Span;
use serde_json::Value;

use crate::intake::take_in;
use crate::{invariants, own_documents};

struct Case {
    document: Document,
    reading: Reading,
    expected: Value,
}

const READERS: [Reader; 2] = [Reader::Accurate, Reader::Fast];

/// Reads a case; `None`, with a word on standard error, where the folder is not there.
fn case(name: &str, reader: Reader) -> Option<Case> {
    let folder: PathBuf = own_documents::root().join("../shared/cases");
    let (Ok(text), Ok(expected)) = (
        std::fs::read(folder.join(format!("{name}.txt"))),
        std::fs::read(folder.join(format!("{name}.expected.json"))),
    ) else {
        eprintln!("skipped: ../shared is absent");
        return None;
    };
    let document = take_in(&format!("{name}.txt"), &text).expect("an article is text");
    let reading = read(&document, reader);
    assert_eq!(invariants::check(&document, &reading), Ok(()));
    Some(Case { reading, document, expected: serde_json::from_slice(&expected).expect("the strict reading is JSON") })
}

impl Case {
    /// Demands an attribution that covers at least half of the expected content, and whose source, or a source around
    /// it, shares a telling word with the one expected.
    fn demand(&self, id: &str) {
        let attributions = self.expected["attributions"].as_array().expect("there is a list of attributions");
        let wanted = attributions.iter().find(|wanted| wanted["id"] == id).expect("the id is one of the file's");
        let content = wanted["content"].as_str().expect("a content is a string");
        let place = self.place(content).expect("the content stands in the article");
        let covering: Vec<&Attribution> =
            self.reading.attributions.iter().filter(|found| covers_half(found, place)).collect();
        assert!(!covering.is_empty(), "{id}: no attribution covers half of its content");
        let last = wanted["chain"].as_array().and_then(|chain| chain.last()).and_then(Value::as_str);
        let holder = last.expect("the demanded ones all have a source");
        let sourced = covering.iter().any(|found| self.names(found, holder));
        assert!(sourced, "{id}: its content is found, but not with its source");
    }

    fn place(&self, words: &str) -> Option<Span> {
        self.document.text.find(words).map(|start| Span::new(start, start + words.len()))
    }

    fn names(&self, attribution: &Attribution, holder: &str) -> bool {
        let telling: Vec<String> = telling_words(holder);
        let sources =
            attribution.source.iter().chain(attribution.chain.iter().map(|link| &link.span)).chain(&attribution.head);
        sources.flat_map(|span| telling_words(span.of(&self.document.text))).any(|word| telling.contains(&word))
    }
}

fn covers_half(attribution: &Attribution, place: Span) -> bool {
    let shared = |span: &Span| span.shared_bytes(place) as usize;
    attribution.content.iter().map(shared).sum::<usize>() * 2 >= place.length_bytes()
}

fn telling_words(phrase: &str) -> Vec<String> {
    phrase
        .split(|character: char| !character.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() > 2 && !["the", "who", "and", "that", "those"].contains(&word.as_str()))
        .collect()
}

#[test]
fn the_letters_of_the_whistleblower_are_read_with_their_sources() {
    for reader in READERS {
        let Some(case) = case("fsb-letters", reader) else { return };
        ["a3", "a4", "a6", "a7", "a8"].into_iter().for_each(|id| case.demand(id));
    }
}

#[test]
fn nothing_is_read_from_the_comment_form_on() {
    for reader in READERS {
        let Some(case) = case("fsb-letters", reader) else { return };
        let furniture_from = case.expected["furniture_from"].as_str().expect("the file names the first words");
        let first = case.place(furniture_from).expect("the words stand in the article");
        for found in &case.reading.attributions {
            let last = found.source.iter().chain(&found.cue).chain(&found.content).map(|span| span.end).max();
            assert!(last <= Some(first.start), "{}: reads page furniture", found.id);
        }
    }
}

#[test]
fn what_russians_have_known_is_read_in_the_opinion_piece() {
    for reader in READERS {
        let Some(case) = case("leaked-call", reader) else { return };
        case.demand("b1");
    }
}
