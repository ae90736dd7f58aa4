//! The fast tagger: from words to cues with their sources and contents, by linear models alone.

use std::ops::Range;

use crate::analysis::Analysis;
use crate::argument_features::{Opinion, View, candidates, words_of};
use crate::attributes::attributes;
use crate::chain::{Border, Decoder, Scores, borders};
use crate::clusters::Clusters;
use crate::role_features::{Surroundings, push_features};
use crate::roles::{Label, N_LABELS, Role, RoleSpan, spans};
use crate::senses::Sense;
use crate::table::{Table, lanes};
use crate::weights::{FastWeights, LowerTaggers};
use crate::word::Word;

/// One cue with what a tagger gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct Arguments {
    /// The cue.
    pub cue: Tagged,
    /// The place, among the spans of the role tagger, of the candidate that it grew from.
    pub candidate: usize,
    /// The source, if there is one.
    pub source: Option<Tagged>,
    /// The contents, in order, at least one.
    pub contents: Vec<Tagged>,
}

/// A labelled stretch of words and how sure the tagger is of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tagged {
    /// Index of the first word.
    pub begin: u32,
    /// One past the last word.
    pub end: u32,
    /// Mean probability of the words' labels, 0 to 1.
    pub probability: f32,
}

impl Tagged {
    /// Returns how many words the two share.
    pub fn n_shared(&self, other: &Tagged) -> u32 {
        self.end.min(other.end).saturating_sub(self.begin.max(other.begin))
    }

    /// Returns how many words it has.
    pub fn n_words(&self) -> u32 {
        self.end - self.begin
    }
}

/// Tags parts of speech and dependencies.
pub fn analyse<'a>(words: &'a [Word<'a>], weights: &LowerTaggers) -> Analysis<'a> {
    let attributes = attributes(words, Clusters::embedded());
    let tags = weights.speech_part.tag(words, &attributes);
    let arcs = weights.dependency.parse(words, &attributes, &tags);
    Analysis { words, attributes, tags, arcs }
}

/// How a passage is tagged.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    /// How many paragraphs stand before the passage: the first of a news text is its headline, which reports little.
    pub n_before: u32,
    /// How much likelier the fast tagger makes cues than in a whole document; 0 for one.
    pub eagerness: f32,
    /// The accurate tagger skips paragraphs in which the fast one sees neither a cue of at least this probability nor a
    /// content of at least [`Manner::content_min`]; 0 if none is skipped.
    pub cue_min: f32,
    /// See [`Manner::cue_min`].
    pub content_min: f32,
    /// For each word of the passage, whether it may be the cue for which a paragraph is not skipped; `None` if all may.
    pub may_be_cue: Option<&'a [bool]>,
    /// Whether the accurate tagger tells the senses of words.
    pub tells_senses: bool,
}

impl Default for Manner<'_> {
    /// How a whole document is tagged.
    fn default() -> Self {
        Manner { n_before: 0, eagerness: 0.0, cue_min: 0.1, content_min: 0.25, may_be_cue: None, tells_senses: false }
    }
}

/// What a tagger found in a passage.
#[derive(Debug, Default)]
pub struct Tagging {
    /// The spans of the role tagger, in order, their cues being the candidates.
    pub roles: Vec<RoleSpan>,
    /// The cues that the argument tagger gave contents.
    pub arguments: Vec<Arguments>,
    /// What else the accurate tagger knows of each word, `None` for words that it skipped and if it was not asked to tell;
    /// the fast one knows nothing else, and leaves this empty.
    pub senses: Vec<Option<Sense>>,
}

/// Returns what the role tagger says of a passage.
pub fn opinion(
    analysis: &Analysis<'_>,
    around: &Surroundings,
    borders: &[Border],
    weights: &FastWeights,
    eagerness: f32,
) -> Opinion {
    let mut features = Vec::with_capacity(96);
    let table = &weights.roles.table;
    let score = |idx: usize| {
        features.clear();
        push_features(analysis, around, idx, &mut features);
        trained(&table.sum(&features), table)
    };
    let scores: Vec<Scores> = (0..analysis.words.len()).map(score).collect();
    Opinion::of(&scores, borders, &weights.roles.chain, eagerness)
}

/// Finds the cues of a passage and gives each its source and contents.
pub fn tag(analysis: &Analysis<'_>, weights: &FastWeights, manner: Manner<'_>) -> Tagging {
    let around = Surroundings::of(analysis, manner.n_before);
    let borders = borders(analysis.words);
    let opinion = opinion(analysis, &around, &borders, weights, manner.eagerness);
    let mut features = Vec::with_capacity(96);
    let roles = spans(&opinion.labels);
    let candidates = candidates(&roles);
    let cues: Vec<Range<usize>> = candidates.iter().map(|&idx| words_of(roles[idx])).collect();
    let mut arguments = Vec::new();
    let mut far_sums: Vec<[Option<Sum>; 3]> = vec![[None; 3]; analysis.words.len()];
    for (cue, &candidate) in cues.iter().zip(&candidates) {
        let view = View::new(analysis, &around, &opinion, &cues, cue.clone());
        let table = &weights.arguments.table;
        let mut score = |idx: usize| {
            if view.is_idle(idx) {
                return IDLE;
            }
            let mut sum_of = |push: &dyn Fn(usize, &mut Vec<u64>)| -> Sum {
                features.clear();
                push(idx, &mut features);
                table.sum(&features)
            };
            let of_cue = sum_of(&|idx, features| view.push_cue_features(idx, features));
            let of_word = if view.is_far(idx) {
                let known = &mut far_sums[idx][view.side(idx)];
                *known.get_or_insert_with(|| sum_of(&|idx, features| view.push_word_features(idx, features)))
            } else {
                sum_of(&|idx, features| view.push_word_features(idx, features))
            };
            let mut scores = trained(&std::array::from_fn(|lane| of_cue[lane].saturating_add(of_word[lane])), table);
            encourage(&mut scores, cue.contains(&idx), manner.eagerness);
            scores
        };
        let scores: Vec<Scores> = view.window.clone().map(&mut score).collect();
        let chain = &weights.arguments.chain;
        let borders = &borders[view.window.clone()];
        arguments.extend(decode(&scores, borders, chain, view.window.start, candidate, cue));
    }
    Tagging { roles, arguments, senses: Vec::new() }
}

/// A sum of weights, one a label.
type Sum = [i16; lanes(N_LABELS)];

fn trained(sum: &Sum, table: &Table) -> Scores {
    std::array::from_fn(|label| f32::from(sum[label]) * table.scale)
}

/// The scores of a word that is not looked at: it is outside.
const IDLE: Scores = {
    let mut scores = [-30.0; N_LABELS];
    scores[0] = 0.0;
    scores
};

/// Makes the argument tagger find more, at the price of some precision.
///
/// A conditional random field trained for the likeliest labelling is too cautious for F1. The two bonuses were chosen on
/// PolNeAR's development half.
fn encourage(scores: &mut Scores, is_candidate: bool, eagerness: f32) {
    const CUE_BONUS: f32 = 0.8;
    const SOURCE_BONUS: f32 = 0.8;
    if is_candidate {
        scores[usize::from(Role::Cue.begins())] += CUE_BONUS + eagerness;
        scores[usize::from(Role::Cue.begins()) + 1] += CUE_BONUS + eagerness;
    }
    scores[usize::from(Role::SourceBefore.begins())] += SOURCE_BONUS;
    scores[usize::from(Role::SourceAfter.begins())] += SOURCE_BONUS;
}

/// Labels a cue's window, which begins at the word `begin`, and returns the cue's arguments, if it has any.
pub(crate) fn decode(
    scores: &[Scores],
    borders: &[Border],
    chain: &Decoder,
    begin: usize,
    candidate: usize,
    cue: &Range<usize>,
) -> Option<Arguments> {
    let labels = chain.best(scores, borders);
    // Most candidates are none: their probabilities need not be known.
    if labels.iter().all(|label| *label == 0) {
        return None;
    }
    let (marginals, _) = chain.marginals(scores, borders);
    collect(&labels, &marginals, begin as u32, candidate, cue)
}

/// Turns a labelling of a cue's window into its arguments; `None` without a cue or a content.
fn collect(
    labels: &[Label],
    marginals: &[Scores],
    offset: u32,
    candidate: usize,
    place: &Range<usize>,
) -> Option<Arguments> {
    let (mut cue, mut source, mut contents): (Option<Tagged>, Option<Tagged>, Vec<Tagged>) = (None, None, Vec::new());
    let likelier = |old: Option<Tagged>, new: Tagged| match old {
        Some(old) if old.probability >= new.probability => Some(old),
        _ => Some(new),
    };
    for span in spans(labels) {
        let probability = mean_probability(span, labels, marginals);
        let tagged = Tagged { begin: span.begin + offset, end: span.end + offset, probability };
        if span.role.is_content() {
            contents.push(tagged);
        } else if span.role.is_source() {
            source = likelier(source, tagged);
        } else if (tagged.begin as usize) < place.end && place.start < tagged.end as usize {
            cue = likelier(cue, tagged);
        }
    }
    let cue = cue.filter(|_| !contents.is_empty())?;
    Some(Arguments { cue, candidate, source, contents })
}

fn mean_probability(span: RoleSpan, labels: &[Label], marginals: &[Scores]) -> f32 {
    let range = span.begin as usize..span.end as usize;
    let sum: f32 = range.clone().map(|idx| marginals[idx][usize::from(labels[idx])]).sum();
    sum / range.len().max(1) as f32
}
