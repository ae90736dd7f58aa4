//! Finds the attributions of a passage: words in, linked spans out, those inside a content read again.

use hearsay_model::fast::tag;
use hearsay_model::role_features::Passage;
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
const NESTED_WORDS_MIN: usize = 5;

/// Finds all attributions in a passage, the outermost first, each nested one after the one that holds it.
pub fn find(passage: &Passage<'_>, weights: &FastWeights) -> Vec<Found> {
    let mut found = outermost(passage, 0, None, weights);
    let mut next = 0;
    let mut depths = vec![0; found.len()];
    while next < found.len() {
        if depths[next] + 1 < DEPTH_MAX {
            for content in found[next].contents.clone() {
                let nested = inside(passage, content, next, weights);
                depths.resize(depths.len() + nested.len(), depths[next] + 1);
                found.extend(nested);
            }
        }
        next += 1;
    }
    found
}

/// Reads a content again as a passage of its own.
fn inside(passage: &Passage<'_>, content: Stretch, holder: usize, weights: &FastWeights) -> Vec<Found> {
    let range = content.begin as usize..content.end as usize;
    if range.len() < NESTED_WORDS_MIN {
        return Vec::new();
    }
    let mut words: Vec<Word<'_>> = passage.words[range.clone()].to_vec();
    words[0].opens = Opens::Paragraph;
    // Inside a quotation everything is quoted, which says nothing any more.
    if words.iter().all(|word| word.quoted) {
        words.iter_mut().for_each(|word| word.quoted = false);
    }
    let mut found = outermost(&passage.inside(range.clone(), &words), content.begin, Some(holder), weights);
    // What covers the whole content again is the attribution that holds it, not one inside.
    let is_smaller = |stretch: &Stretch| ((stretch.end - stretch.begin) as usize) < range.len();
    found.retain(|inner| inner.cue.is_some() && inner.contents.iter().all(is_smaller));
    found
}

fn outermost(passage: &Passage<'_>, offset: u32, within: Option<usize>, weights: &FastWeights) -> Vec<Found> {
    let tagging = tag(passage, weights);
    let linked = Linker::new(passage, &tagging.spans).link(&weights.links);
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
