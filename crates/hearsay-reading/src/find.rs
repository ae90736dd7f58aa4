//! Finds the attributions of a passage: words in, linked spans out, those inside a content read again.

use hearsay_model::fast::{Arguments, Tagged, tag};
use hearsay_model::analysis::Analysis;
use hearsay_model::weights::FastWeights;
use hearsay_model::word::{Opens, Word};

use crate::linker::Linker;

/// An attribution found in a passage, in word indices of the whole document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The words of the source; `None` when nobody is named.
    pub source: Option<Tagged>,
    /// The words of the cue.
    pub cue: Option<Tagged>,
    /// The words of the contents, in order, never empty.
    pub contents: Vec<Tagged>,
    /// The place, in the list, of the attribution whose content holds this one.
    pub within: Option<usize>,
}

/// Attributions deeper than this are not looked for.
const DEPTH_MAX: usize = 6;
/// A content of fewer words holds no attribution.
const NESTED_WORDS_MIN: usize = 5;

/// Finds all attributions in a passage, the outermost first, each nested one after the one that holds it.
pub fn find(analysis: &Analysis<'_>, weights: &FastWeights) -> Vec<Found> {
    let mut found = outermost(analysis, 0, None, weights);
    let mut next = 0;
    let mut depths = vec![0; found.len()];
    while next < found.len() {
        if depths[next] + 1 < DEPTH_MAX {
            for content in found[next].contents.clone() {
                let nested = inside(analysis, content, next, weights);
                depths.resize(depths.len() + nested.len(), depths[next] + 1);
                found.extend(nested);
            }
        }
        next += 1;
    }
    found
}

/// Reads a content again as a passage of its own.
fn inside(analysis: &Analysis<'_>, content: Tagged, holder: usize, weights: &FastWeights) -> Vec<Found> {
    let range = content.begin as usize..content.end as usize;
    if range.len() < NESTED_WORDS_MIN {
        return Vec::new();
    }
    let mut words: Vec<Word<'_>> = analysis.words[range.clone()].to_vec();
    words[0].opens = Opens::Paragraph;
    // Inside a quotation everything is quoted, which says nothing any more.
    if words.iter().all(|word| word.quoted) {
        words.iter_mut().for_each(|word| word.quoted = false);
    }
    let mut found = outermost(&analysis.inside(range.clone(), &words), content.begin, Some(holder), weights);
    // What covers the whole content again is the attribution that holds it, not one inside.
    let is_smaller = |stretch: &Tagged| ((stretch.end - stretch.begin) as usize) < range.len();
    found.retain(|inner| inner.cue.is_some() && inner.contents.iter().all(is_smaller));
    found
}

fn outermost(analysis: &Analysis<'_>, offset: u32, within: Option<usize>, weights: &FastWeights) -> Vec<Found> {
    let moved = |tagged: Tagged| Tagged { begin: tagged.begin + offset, end: tagged.end + offset, ..tagged };
    let tagging = tag(analysis, weights);
    let linker = Linker::new(analysis, &tagging.roles);
    let linked = |one: &Arguments| {
        let source = tagging.roles[linker.source_of(one.candidate, &weights.links)?];
        let apart = |tagged: &Tagged| tagged.end <= source.begin || source.end <= tagged.begin;
        let is_apart = one.contents.iter().chain([&one.cue]).all(apart);
        is_apart.then_some(Tagged { begin: source.begin, end: source.end, probability: 0.0 })
    };
    settle(tagging.arguments.clone())
        .into_iter()
        .map(|one| Found {
            source: one.source.or_else(|| linked(&one)).map(moved),
            cue: Some(moved(one.cue)),
            contents: one.contents.into_iter().map(moved).collect(),
            within,
        })
        .collect()
}

/// Leaves only what can stand side by side: of two attributions that claim the same words the likelier, and none whose
/// cue lies in the content of another, for that is found when the content is read again.
fn settle(mut found: Vec<Arguments>) -> Vec<Arguments> {
    let sureness = |one: &Arguments| one.cue.probability;
    let n_words = |one: &Arguments| one.contents.iter().map(Tagged::n_words).sum::<u32>();
    let n_shared = |a: &Arguments, b: &Arguments| -> u32 {
        a.contents.iter().flat_map(|x| b.contents.iter().map(|y| x.n_shared(y))).sum()
    };
    let holds = |a: &Arguments, b: &Arguments| a.contents.iter().any(|content| content.n_shared(&b.cue) > 0);
    found.sort_by(|a, b| sureness(b).total_cmp(&sureness(a)).then(a.cue.begin.cmp(&b.cue.begin)));
    let mut kept: Vec<Arguments> = Vec::new();
    for one in found {
        let clashes = |other: &Arguments| {
            2 * n_shared(&one, other) >= n_words(&one).min(n_words(other)) || holds(other, &one) || holds(&one, other) || one.cue.n_shared(&other.cue) > 0
        };
        if !kept.iter().any(clashes) {
            kept.push(one);
        }
    }
    kept.sort_by_key(|one| one.cue.begin);
    kept
}
