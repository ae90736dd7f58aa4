//! Finds the attributions of a passage: words in, linked spans out, those inside a content read again.

use std::collections::BTreeMap;
use std::ops::Range;

use hearsay_model::accurate::{self, AccurateWeights};
use hearsay_model::analysis::Analysis;
use hearsay_model::fast::{self, Arguments, Manner, Tagged, Tagging};
use hearsay_model::senses::Sense;
use hearsay_model::weights::FastWeights;
use hearsay_model::word::{Opens, Word};

use crate::acts::entry_at;
use crate::asides::asides;
use crate::lexicon::CueClass;
use crate::linker::Linker;
use crate::passage::Passage;
use crate::signatures::signatures;
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
    /// What found the cue and the contents.
    pub by: Finder,
    /// What found the source, if there is one.
    pub source_by: Finder,
}

/// What found a part of an attribution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Finder {
    /// The tagger, seen from the cue.
    #[default]
    Tagger,
    /// The linker, among the sources of the passage: the tagger gave the cue none.
    Linker,
    /// The rule that takes the subject of a cue, which stands right before it, for its source.
    Subject,
    /// The rule for asides, see `asides.rs`.
    Aside,
    /// The rule for the turns of a transcript, see `turns.rs`.
    Turn,
    /// The rule for quotations that are signed, see `signatures.rs`.
    Signature,
}

impl Finder {
    /// Returns whether it is a rule that finds whole attributions, which have no probability then.
    pub(crate) fn is_rule(self) -> bool {
        matches!(self, Finder::Aside | Finder::Turn | Finder::Signature)
    }
}

/// Arguments and what found their source.
struct Candidate {
    arguments: Arguments,
    source_by: Finder,
}

/// Attributions deeper than this are not looked for.
const DEPTH_MAX: usize = 6;
/// A content of fewer words holds no attribution.
const NESTED_WORDS_MIN: usize = 4;
/// For contents and for texts of a paragraph or two. PolNeAR marks outermost attributions only and its texts begin with a
/// headline, so what the fast tagger learned from it is too shy of both. The eagerness was chosen on `suite/`.
const FRAGMENT: Manner<'_> =
    Manner { n_before: 2, eagerness: 0.2, cue_min: 0.0, content_min: 0.0, may_be_cue: None, tells_senses: false };
/// For contents: most hold no attribution, and each takes the accurate tagger a window of its own. What one holds
/// without a cue that reports by itself does not matter.
const INSIDE: Manner<'_> = Manner { cue_min: 0.5, content_min: f32::INFINITY, ..FRAGMENT };
/// Cues further apart than this cannot claim the same words: the tagger looks 150 words around each.
pub(crate) const CLASH_WORDS: u32 = 400;
/// A text of no more paragraphs than this has no headline.
const HEADLESS_PARAGRAPHS_MAX: usize = 2;

/// Finds all attributions in a document, the outermost first, each nested one after the one that holds it.
///
/// With `accurate` they are found by the accurate tagger, which also tells the senses of the words where it looked.
pub fn find(
    passage: &Passage<'_>,
    analysis: &Analysis<'_>,
    weights: &FastWeights,
    accurate: Option<&AccurateWeights>,
) -> (Vec<Found>, Vec<Option<Sense>>) {
    let is_headless = passage.segmentation.paragraphs.len() <= HEADLESS_PARAGRAPHS_MAX;
    let manner = if is_headless { FRAGMENT } else { Manner::default() };
    let tag = |analysis: &Analysis<'_>, manner: Manner<'_>| match accurate {
        Some(accurate) => accurate::tag(analysis, weights, accurate, manner),
        None => fast::tag(analysis, weights, manner),
    };
    let tagging = tag(analysis, Manner { tells_senses: true, ..manner });
    let arguments = link(analysis, weights, &tagging);
    let mut lines = turns(passage);
    lines.extend(signatures(passage));
    lines.sort_by_key(|line| extent(line).start);
    lines.dedup_by(|later, line| extent(later).start < extent(line).end);
    let is_in_line = |one: &Candidate| {
        let cue = one.arguments.cue;
        let place = lines.partition_point(|line| extent(line).end <= cue.begin);
        lines.get(place).is_some_and(|line| extent(line).start < cue.end)
    };
    let mut outside = with_words(arguments, passage, 0);
    outside.retain(|one| !is_in_line(one));
    let mut settled = settle(outside);
    settled.extend(lines);
    settled.sort_by_key(|one| one.cue.map(|cue| cue.begin));
    let mut found = asides(passage, settled, analysis);
    let mut next = 0;
    let mut depths = vec![0; found.len()];
    while next < found.len() {
        if depths[next] + 1 < DEPTH_MAX {
            for content in found[next].contents.clone() {
                let nested = inside(passage, analysis, content, next, weights, &tag);
                depths.resize(depths.len() + nested.len(), depths[next] + 1);
                found.extend(nested);
            }
        }
        next += 1;
    }
    (found, tagging.senses)
}

/// Returns from where to where the parts of an attribution reach, in words.
fn extent(found: &Found) -> Range<u32> {
    let parts = || found.contents.iter().chain(&found.cue).chain(&found.source);
    parts().map(|part| part.begin).min().unwrap_or(0)..parts().map(|part| part.end).max().unwrap_or(0)
}

/// Reads a content again as a passage of its own, without the "that" which ties it to its cue.
fn inside(
    passage: &Passage<'_>,
    analysis: &Analysis<'_>,
    content: Tagged,
    holder: usize,
    weights: &FastWeights,
    tag: &dyn Fn(&Analysis<'_>, Manner<'_>) -> Tagging,
) -> Vec<Found> {
    let mut range = content.begin as usize..content.end as usize;
    if matches!(passage.word(range.start), "that" | "whether" | "if" | "how" | "," | ":") {
        range.start += 1;
    }
    if range.len() < NESTED_WORDS_MIN {
        return Vec::new();
    }
    let may_be_cue: Vec<bool> = range.clone().map(|idx| is_strong_cue(passage, idx, range.end)).collect();
    if !may_be_cue.contains(&true) {
        return Vec::new();
    }
    let mut words: Vec<Word<'_>> = analysis.words[range.clone()].to_vec();
    words[0].opens = Opens::Paragraph;
    // Inside a quotation everything is quoted, which says nothing any more.
    if words.iter().all(|word| word.quoted) {
        words.iter_mut().for_each(|word| word.quoted = false);
    }
    let inner = analysis.inside(range.clone(), &words);
    let arguments = link(&inner, weights, &tag(&inner, Manner { may_be_cue: Some(&may_be_cue), ..INSIDE }));
    let mut found = settle(with_words(arguments, passage, range.start as u32));
    // What covers the whole content again is the attribution that holds it, not one inside.
    let is_smaller = |stretch: &Tagged| (stretch.n_words() as usize) < range.len();
    let is_known =
        |cue: &Tagged| (cue.begin..cue.end).any(|idx| is_strong_cue(passage, idx as usize, cue.end as usize));
    found.retain(|inner| inner.cue.as_ref().is_some_and(is_known) && inner.contents.iter().all(is_smaller));
    for inner in &mut found {
        inner.within = Some(holder);
        inner.contents.iter_mut().for_each(|content| leave_closing_mark(passage, content));
    }
    found
}

/// Leaves to the holder the mark that closes a quotation opened outside the content, and the comma before it.
fn leave_closing_mark(passage: &Passage<'_>, content: &mut Tagged) {
    let is_mark = |idx: u32| matches!(passage.word(idx as usize), "”" | "“" | "\"" | "''" | "»" | "«");
    let n_marks = (content.begin..content.end).filter(|&idx| is_mark(idx)).count();
    if content.n_words() > 2 && n_marks == 1 && is_mark(content.end - 1) {
        content.end -= 1;
        if matches!(passage.word(content.end as usize - 1), "," | ".") {
            content.end -= 1;
        }
    }
}

/// Returns whether a word of the acts lexicon that reports by itself begins at a word.
fn is_strong_cue(passage: &Passage<'_>, idx: usize, end: usize) -> bool {
    entry_at(passage, idx, end).is_some_and(|(entry, _)| entry.class != CueClass::Weak)
}

/// Gives a cue that was given no source the one that the linker finds for it, if any.
fn link(analysis: &Analysis<'_>, weights: &FastWeights, tagging: &Tagging) -> Vec<Candidate> {
    let linker = Linker::new(analysis, &tagging.roles);
    let linked = |one: &Arguments| {
        let source = tagging.roles[linker.source_of(one.candidate, &weights.links)?];
        let source = Tagged { begin: source.begin, end: source.end, probability: one.cue.probability };
        let is_apart = one.contents.iter().chain([&one.cue]).all(|tagged| tagged.n_shared(&source) == 0);
        is_apart.then_some(source)
    };
    let with_source = |one: &Arguments| match one.source {
        Some(_) => Candidate { arguments: one.clone(), source_by: Finder::Tagger },
        None => {
            let (source, source_by) = match linked(one) {
                None => (subject(analysis, one), Finder::Subject),
                linked => (linked, Finder::Linker),
            };
            Candidate { arguments: Arguments { source, ..one.clone() }, source_by }
        }
    };
    tagging.arguments.iter().map(with_source).collect()
}

/// Returns the grammatical subject of an active cue, with all that depends on it, if it stands right before the cue.
fn subject(analysis: &Analysis<'_>, one: &Arguments) -> Option<Tagged> {
    const CLIMB_MAX: usize = 16;
    const WORDS_MAX: u32 = 30;
    let cue = one.cue;
    let is_subject = |idx: &u32| {
        let arc = analysis.arcs[*idx as usize];
        let is_named = analysis.tags[*idx as usize].is_noun() || analysis.tags[*idx as usize].name() == "PRP";
        is_named && arc.relation.name() == "nsubj" && arc.head.is_some_and(|head| cue.begin <= head && head < cue.end)
    };
    let reach = cue.begin.saturating_sub(WORDS_MAX)..cue.begin;
    let top = reach.clone().rev().find(is_subject)?;
    let belongs = |idx: &u32| {
        let mut at = Some(*idx);
        (0..CLIMB_MAX).any(|_| {
            let here = at;
            at = at.and_then(|at| analysis.arcs[at as usize].head);
            here == Some(top)
        })
    };
    let begin = reach.clone().find(belongs)?;
    let source = Tagged { begin, end: cue.begin, probability: cue.probability };
    let is_whole = (top..cue.begin).all(|idx| belongs(&idx) || analysis.words[idx as usize].text == ",");
    let is_apart = one.contents.iter().all(|content| content.n_shared(&source) == 0);
    (is_whole && is_apart).then_some(source)
}

/// Moves attributions to the word indices of the document and takes out the words that stand for nobody and nothing:
/// the "it" of "it is claimed".
fn with_words(candidates: Vec<Candidate>, passage: &Passage<'_>, offset: u32) -> Vec<Candidate> {
    let moved = |tagged: Tagged| Tagged { begin: tagged.begin + offset, end: tagged.end + offset, ..tagged };
    let is_empty = |tagged: &Tagged| {
        tagged.n_words() == 1 && {
            let word = passage.word(tagged.begin as usize);
            ["it", "there"].iter().any(|empty| word.eq_ignore_ascii_case(empty))
        }
    };
    let holds_word = |tagged: &Tagged| (tagged.begin..tagged.end).any(|idx| passage.is_word(idx as usize));
    candidates
        .into_iter()
        .filter_map(|mut candidate| {
            let one = &mut candidate.arguments;
            one.cue = moved(one.cue);
            one.source = one
                .source
                .map(moved)
                .filter(|source| holds_word(source) && !(is_empty(source) && is_passive(passage, &one.cue)));
            one.contents.iter_mut().for_each(|content| *content = moved(*content));
            one.contents.retain(holds_word);
            // "Told | him | that": who was told is not what was told.
            let is_hearer = |content: &Tagged| {
                let word = passage.word(content.begin as usize);
                content.n_words() == 1 && matches!(word, "him" | "her" | "me" | "us" | "them" | "you")
            };
            if !one.contents.iter().all(is_hearer) {
                one.contents.retain(|content| !is_hearer(content));
            }
            let says_something = one.contents.iter().any(|content| !is_empty(content));
            if says_something && is_passive(passage, &one.cue) {
                one.contents.retain(|content| !is_empty(content));
            }
            close_quotations(passage, one);
            if subject_as_source(passage, one) {
                candidate.source_by = Finder::Subject;
            }
            (!candidate.arguments.contents.is_empty()).then_some(candidate)
        })
        .collect()
}

/// Extends a content that ends inside a quotation which it opened to where the quotation closes, in the same paragraph.
fn close_quotations(passage: &Passage<'_>, one: &mut Arguments) {
    const REACH_WORDS: u32 = 40;
    let stops: Vec<u32> = one.contents.iter().chain(&one.source).chain([&one.cue]).map(|part| part.begin).collect();
    for content in &mut one.contents {
        let mark = |idx: u32| passage.word(idx as usize);
        let last = (content.begin..content.end).rev().map(mark).find(|word| matches!(*word, "“" | "”"));
        if last != Some("“") {
            continue;
        }
        let is_end = |idx: &u32| stops.contains(idx) || passage.opens_paragraph(*idx as usize);
        let beyond = (content.end..content.end + REACH_WORDS).take_while(|idx| !is_end(idx));
        if let Some(closing) = beyond.take_while(|&idx| !mark(idx).is_empty()).find(|&idx| mark(idx) == "”") {
            content.end = closing + 1;
        }
    }
}

/// Takes what stands right before an active cue, and was read as content beside another after it, for the source:
/// "Russians who grew up in the USSR, | have known | that phones are not safe".
fn subject_as_source(passage: &Passage<'_>, one: &mut Arguments) -> bool {
    let is_subject = one.source.is_none()
        && one.contents.len() > 1
        && one.contents[0].end == one.cue.begin
        && one.contents[1].begin >= one.cue.end
        && !is_passive(passage, &one.cue);
    if is_subject {
        one.source = Some(one.contents.remove(0));
    }
    is_subject
}

/// Returns whether a cue says that something was said, not that somebody said it: "was reported", "is a rumour", but
/// not "is saying".
fn is_passive(passage: &Passage<'_>, cue: &Tagged) -> bool {
    let word = |idx: u32| passage.word(idx as usize);
    let is_being = |idx: u32| matches!(word(idx), "is" | "was" | "were" | "are" | "been" | "being" | "be");
    let is_progressive = (cue.begin..cue.end).any(|idx| word(idx).ends_with("ing") && word(idx) != "being");
    !is_progressive && (cue.begin..cue.end).chain(cue.begin.checked_sub(1)).any(is_being)
}

impl From<Candidate> for Found {
    fn from(one: Candidate) -> Found {
        let Arguments { source, cue, contents, .. } = one.arguments;
        Found { source, cue: Some(cue), contents, within: None, by: Finder::Tagger, source_by: one.source_by }
    }
}

/// Leaves only what can stand side by side: of two attributions that claim the same words the likelier, and none whose
/// cue lies in the content of another, for that is found when the content is read again.
fn settle(found: Vec<Candidate>) -> Vec<Found> {
    let mut found: Vec<(Tagged, Found)> = found.into_iter().map(|one| (one.arguments.cue, Found::from(one))).collect();
    found.sort_by(|(a, _), (b, _)| b.probability.total_cmp(&a.probability).then(a.begin.cmp(&b.begin)));
    let mut kept: BTreeMap<u32, (Tagged, Found)> = BTreeMap::new();
    for one in found {
        let reach = one.0.begin.saturating_sub(CLASH_WORDS)..=one.0.begin.saturating_add(CLASH_WORDS);
        if !kept.range(reach).any(|(_, other)| clash(&one, other)) {
            kept.insert(one.0.begin, one);
        }
    }
    kept.into_values().map(|(_, found)| found).collect()
}

fn clash(a: &(Tagged, Found), b: &(Tagged, Found)) -> bool {
    let n_words = |one: &Found| one.contents.iter().map(Tagged::n_words).sum::<u32>();
    let holds = |found: &Found, cue: &Tagged| found.contents.iter().any(|content| content.n_shared(cue) > 0);
    let n_shared: u32 = a.1.contents.iter().flat_map(|x| b.1.contents.iter().map(|y| x.n_shared(y))).sum();
    2 * n_shared >= n_words(&a.1).min(n_words(&b.1)) || holds(&a.1, &b.0) || holds(&b.1, &a.0) || a.0.n_shared(&b.0) > 0
}
