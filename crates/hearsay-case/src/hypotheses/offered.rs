//! The hypotheses that documents put forward themselves ("What if ..."), for the analyst to take up.
//!
//! Not hypotheses of the case: nothing is weighed until an analyst states it, in the analyst's words.

use std::collections::BTreeMap;

use hearsay_reading::reading::Reading;
use hearsay_text::document::{Document, DocumentId};
use hearsay_text::span::Span;

/// A hypothesis that one document puts forward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offering {
    /// The document.
    pub document: DocumentId,
    /// Where the words stand that put it forward.
    pub cue: Span,
    /// Where it stands.
    pub content: Span,
    /// Its words, with single blanks.
    pub words: String,
    /// Who puts it forward, as it stands; nobody is the writer.
    pub by: Option<String>,
}

/// A hypothesis with all documents that put it forward in the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its words, as they first stand.
    pub words: String,
    /// Where it is put forward, in the order in which they were handed in.
    pub places: Vec<Offering>,
}

/// Returns what a document puts forward, in order.
pub fn offerings(document: &Document, reading: &Reading) -> Vec<Offering> {
    let text = &document.text;
    let plain = |span: Span| span.of(text).split_whitespace().collect::<Vec<&str>>().join(" ");
    let offering = |one: &hearsay_reading::reading::Hypothesis| {
        let within = one.within.and_then(|id| reading.attributions.iter().find(|attribution| attribution.id == id));
        let by =
            within.map(|attribution| attribution.source.iter().map(|span| plain(*span)).collect::<Vec<_>>().join(" "));
        Offering {
            document: document.id,
            cue: one.cue,
            content: one.content,
            words: plain(one.content).trim_end_matches(['?', '.', '!']).to_owned(),
            by: by.filter(|by| !by.is_empty()),
        }
    };
    reading.hypotheses.iter().map(offering).filter(|offering| !offering.words.is_empty()).collect()
}

/// Puts those in the same words together, whatever their capitals and signs; those of most documents first.
pub fn together(offerings: Vec<Offering>) -> Vec<Offered> {
    let mut by_words: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: Vec<Offered> = Vec::new();
    for offering in offerings {
        let idx = *by_words.entry(folded(&offering.words)).or_insert(all.len());
        if idx == all.len() {
            all.push(Offered { words: offering.words.clone(), places: Vec::new() });
        }
        all[idx].places.push(offering);
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.places.len()));
    all
}

/// Returns whether two texts are the same but for capitals, blanks and signs.
pub fn are_alike(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

fn folded(words: &str) -> String {
    let letters = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    letters.map(str::to_lowercase).collect::<Vec<String>>().join(" ")
}
