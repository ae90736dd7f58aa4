//! Finds the attributions of a passage: words in, linked spans out, those inside a content read again.

use hearsay_model::fast::{analyse, tag};
use hearsay_model::roles::RoleSpan;
use hearsay_model::weights::FastWeights;
use hearsay_model::word::{Opens, Word};

use crate::linker::Linker;

/// An attribution found in a passage, in word indices of the whole document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The words of the source; `None` when nobody is named.
    pub source: Option<Stretch>,
    /// The words of the cue.
    pub cue: Option<Stretch>,
    /// The words of the contents, in order, never empty.
    pub contents: Vec<Stretch>,
    /// The place, in the list, of the attribution whose content holds this one.
    pub within: Option<usize>,
}

/// A stretch of words and how sure the tagger is of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Index of the first word.
    pub begin: u32,
    /// One past the last word.
    pub end: u32,
    /// Mean probability of the words' labels, 0 to 1.
    pub probability: f32,
}

/// Attributions deeper than this are not looked for.
const DEPTH_MAX: usize = 6;
/// A content of fewer words holds no attribution.
const NESTED_WORDS_MIN: u32 = 5;

/// Finds all attributions in `words`, the outermost first, each nested one after the one that holds it.
pub fn find(words: &[Word<'_>], weights: &FastWeights) -> Vec<Found> {
    let mut found = outermost(words, 0, None, weights);
    let mut next = 0;
    let mut depths = vec![0; found.len()];
    while next < found.len() {
        if depths[next] + 1 < DEPTH_MAX {
            for content in found[next].contents.clone() {
                let nested = inside(words, content, next, weights);
                depths.resize(depths.len() + nested.len(), depths[next] + 1);
                found.extend(nested);
            }
        }
        next += 1;
    }
    found
}

/// Reads a content again as a passage of its own.
fn inside(words: &[Word<'_>], content: Stretch, holder: usize, weights: &FastWeights) -> Vec<Found> {
    if content.end - content.begin < NESTED_WORDS_MIN {
        return Vec::new();
    }
    let (begin, end) = (content.begin as usize, content.end as usize);
    let mut own: Vec<Word<'_>> = words[begin..end].to_vec();
    own[0].opens = Opens::Paragraph;
    // Inside a quotation everything is quoted, which says nothing any more.
    if own.iter().all(|word| word.quoted) {
        own.iter_mut().for_each(|word| word.quoted = false);
    }
    let mut found = outermost(&own, content.begin, Some(holder), weights);
    // What covers the whole content again is the attribution that holds it, not one inside.
    found.retain(|inner| inner.cue.is_some() && inner.contents.iter().all(|stretch| stretch.end - stretch.begin < content.end - content.begin));
    found
}

fn outermost(words: &[Word<'_>], offset: u32, within: Option<usize>, weights: &FastWeights) -> Vec<Found> {
    let passage = analyse(words, weights);
    let tagging = tag(&passage, weights);
    let linked = Linker::new(&passage, &tagging.spans).link(&weights.links);
    let stretch = |idx: usize| {
        let RoleSpan { begin, end, .. } = tagging.spans[idx];
        Stretch { begin: begin + offset, end: end + offset, probability: tagging.probabilities[idx] }
    };
    linked
        .into_iter()
        .map(|linked| Found {
            source: linked.source.map(stretch),
            cue: linked.cue.map(stretch),
            contents: linked.contents.into_iter().map(stretch).collect(),
            within,
        })
        .collect()
}
