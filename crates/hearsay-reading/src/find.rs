//! Finds the attributions of a passage: words in, linked spans out, those inside a content read again.

use hearsay_model::analysis::Analysis;
use hearsay_model::fast::{Arguments, Manner, Tagged, tag};
use hearsay_model::weights::FastWeights;
use hearsay_model::word::{Opens, Word};

use crate::acts::entry_at;
use crate::asides::asides;
use crate::lexicon::CueClass;
use crate::linker::Linker;
use crate::passage::Passage;
use crate::turns::turns;

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
const NESTED_WORDS_MIN: usize = 4;
/// For contents and for texts of a paragraph or two. PolNeAR marks outermost attributions only and its texts begin with a
/// headline, so what was learned from it is too shy of both. The eagerness was chosen on `suite/`.
const FRAGMENT: Manner = Manner { n_before: 2, eagerness: 0.7 };
/// A text of no more paragraphs than this has no headline.
const HEADLESS_PARAGRAPHS_MAX: usize = 2;

/// Finds all attributions in a document, the outermost first, each nested one after the one that holds it.
pub fn find(passage: &Passage<'_>, analysis: &Analysis<'_>, weights: &FastWeights) -> Vec<Found> {
    let is_headless = passage.segmentation.paragraphs.len() <= HEADLESS_PARAGRAPHS_MAX;
    let manner = if is_headless { FRAGMENT } else { Manner::default() };
    let arguments = tag_and_link(analysis, weights, manner);
    let turns = turns(passage);
    let is_in_turn =
        |one: &Arguments| turns.iter().flat_map(|turn| &turn.contents).any(|content| content.n_shared(&one.cue) > 0);
    let mut outside = with_words(arguments, passage, 0);
    outside.retain(|one| !is_in_turn(one));
    let mut found = asides(passage, settle(outside), analysis);
    found.extend(turns);
    let mut next = 0;
    let mut depths = vec![0; found.len()];
    while next < found.len() {
        if depths[next] + 1 < DEPTH_MAX {
            for content in found[next].contents.clone() {
                let nested = inside(passage, analysis, content, next, weights);
                depths.resize(depths.len() + nested.len(), depths[next] + 1);
                found.extend(nested);
            }
        }
        next += 1;
    }
    found
}

/// Reads a content again as a passage of its own, without the "that" which ties it to its cue.
fn inside(
    passage: &Passage<'_>,
    analysis: &Analysis<'_>,
    content: Tagged,
    holder: usize,
    weights: &FastWeights,
) -> Vec<Found> {
    let mut range = content.begin as usize..content.end as usize;
    if matches!(passage.word(range.start), "that" | "whether" | "if" | "how" | "," | ":") {
        range.start += 1;
    }
    if range.len() < NESTED_WORDS_MIN {
        return Vec::new();
    }
    let mut words: Vec<Word<'_>> = analysis.words[range.clone()].to_vec();
    words[0].opens = Opens::Paragraph;
    // Inside a quotation everything is quoted, which says nothing any more.
    if words.iter().all(|word| word.quoted) {
        words.iter_mut().for_each(|word| word.quoted = false);
    }
    let arguments = tag_and_link(&analysis.inside(range.clone(), &words), weights, FRAGMENT);
    let mut found = settle(with_words(arguments, passage, range.start as u32));
    // What covers the whole content again is the attribution that holds it, not one inside.
    let is_smaller = |stretch: &Tagged| (stretch.n_words() as usize) < range.len();
    let is_known =
        |cue: &Tagged| (cue.begin..cue.end).any(|idx| is_strong_cue(passage, idx as usize, cue.end as usize));
    found.retain(|inner| is_known(&inner.cue) && inner.contents.iter().all(is_smaller));
    found.into_iter().map(|one| Found { within: Some(holder), ..Found::from(one) }).collect()
}

/// Returns whether a word of the acts lexicon that reports by itself begins at a word.
fn is_strong_cue(passage: &Passage<'_>, idx: usize, end: usize) -> bool {
    entry_at(passage, idx, end).is_some_and(|(entry, _)| entry.class != CueClass::Weak)
}

/// Tags a passage; a cue that was given no source gets the one that the linker finds for it, if any.
fn tag_and_link(analysis: &Analysis<'_>, weights: &FastWeights, manner: Manner) -> Vec<Arguments> {
    let tagging = tag(analysis, weights, manner);
    let linker = Linker::new(analysis, &tagging.roles);
    let linked = |one: &Arguments| {
        let source = tagging.roles[linker.source_of(one.candidate, &weights.links)?];
        let source = Tagged { begin: source.begin, end: source.end, probability: one.cue.probability };
        let is_apart = one.contents.iter().chain([&one.cue]).all(|tagged| tagged.n_shared(&source) == 0);
        is_apart.then_some(source)
    };
    let mut arguments = tagging.arguments.clone();
    for one in &mut arguments {
        one.source = one.source.or_else(|| linked(one));
    }
    arguments
}

/// Moves attributions to the word indices of the document and takes out the words that stand for nobody and nothing:
/// the "it" of "it is claimed".
fn with_words(arguments: Vec<Arguments>, passage: &Passage<'_>, offset: u32) -> Vec<Arguments> {
    let moved = |tagged: Tagged| Tagged { begin: tagged.begin + offset, end: tagged.end + offset, ..tagged };
    let is_empty = |tagged: &Tagged| {
        tagged.n_words() == 1 && {
            let word = passage.word(tagged.begin as usize);
            ["it", "there"].iter().any(|empty| word.eq_ignore_ascii_case(empty))
        }
    };
    arguments
        .into_iter()
        .map(|mut one| {
            one.cue = moved(one.cue);
            one.source = one.source.map(moved).filter(|source| {
                let holds_word = (source.begin..source.end).any(|idx| passage.is_word(idx as usize));
                holds_word && !(is_empty(source) && is_passive(passage, &one.cue))
            });
            one.contents.iter_mut().for_each(|content| *content = moved(*content));
            if one.contents.len() > 1 && is_passive(passage, &one.cue) {
                one.contents.retain(|content| !is_empty(content));
            }
            subject_as_source(passage, &mut one);
            one
        })
        .collect()
}

/// Takes what stands right before an active cue, and was read as content beside another after it, for the source:
/// "Russians who grew up in the USSR, | have known | that phones are not safe".
fn subject_as_source(passage: &Passage<'_>, one: &mut Arguments) {
    let is_subject = one.source.is_none()
        && one.contents.len() > 1
        && one.contents[0].end == one.cue.begin
        && one.contents[1].begin >= one.cue.end
        && !is_passive(passage, &one.cue);
    if is_subject {
        one.source = Some(one.contents.remove(0));
    }
}

/// Returns whether a cue says that something was said, not that somebody said it: "was reported", "is a rumour".
fn is_passive(passage: &Passage<'_>, cue: &Tagged) -> bool {
    let is_being =
        |idx: u32| matches!(passage.word(idx as usize), "is" | "was" | "were" | "are" | "been" | "being" | "’s" | "'s");
    let before = cue.begin.checked_sub(1);
    (cue.begin..cue.end).chain(before).any(is_being)
}

impl From<Arguments> for Found {
    fn from(one: Arguments) -> Found {
        Found { source: one.source, cue: Some(one.cue), contents: one.contents, within: None }
    }
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
            2 * n_shared(&one, other) >= n_words(&one).min(n_words(other))
                || holds(other, &one)
                || holds(&one, other)
                || one.cue.n_shared(&other.cue) > 0
        };
        if !kept.iter().any(clashes) {
            kept.push(one);
        }
    }
    kept.sort_by_key(|one| one.cue.begin);
    kept
}
