//! Ranks the spans that the role tagger found: which source fits a cue best, and which cue a content.
//!
//! A log-linear ranking over features of the pair: what stands between two spans decides, and how the parse joins them.
//! The reader asks it for the source of a cue to which the argument tagger gave none; [`Linker::link`], which links a
//! whole passage, is how it is measured on gold spans.

use hearsay_model::analysis::Analysis;
use hearsay_model::attributes::mix;
use hearsay_model::roles::{Role, RoleSpan};
use hearsay_model::table::{Table, lanes};
use hearsay_model::word::Opens;

/// An attribution as indices into the spans that were linked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// The source; `None` when nobody is named.
    pub source: Option<usize>,
    /// The cue.
    pub cue: Option<usize>,
    /// The contents, in order.
    pub contents: Vec<usize>,
}

/// How many cues before and after a content, and sources around a cue, are considered.
pub const REACH: usize = 6;

/// What pairs of spans are compared by, computed once a passage.
#[derive(Debug)]
pub struct Linker<'a> {
    analysis: &'a Analysis<'a>,
    spans: &'a [RoleSpan],
    /// Number of sentences and paragraphs begun up to and including each word.
    breaks: Vec<(u32, u32)>,
    heads: Vec<u32>,
}

impl<'a> Linker<'a> {
    /// Prepares to link `spans`, which are in order.
    pub fn new(analysis: &'a Analysis<'a>, spans: &'a [RoleSpan]) -> Linker<'a> {
        let (mut n_sentences, mut n_paragraphs) = (0, 0);
        let breaks = analysis.words.iter().map(|word| {
            n_sentences += u32::from(word.opens != Opens::Nothing);
            n_paragraphs += u32::from(word.opens == Opens::Paragraph);
            (n_sentences, n_paragraphs)
        });
        let breaks = breaks.collect();
        let heads = spans.iter().map(|span| head_word(analysis, *span)).collect();
        Linker { analysis, spans, breaks, heads }
    }

    /// Returns the cues that a content may belong to, nearest first on each side.
    pub fn cues_for(&self, content: usize) -> Vec<usize> {
        self.around(content, |role| role == Role::Cue)
    }

    /// Returns the sources that a cue may have, nearest first on each side.
    pub fn sources_for(&self, cue: usize) -> Vec<usize> {
        self.around(cue, Role::is_source)
    }

    fn around(&self, middle: usize, wanted: impl Fn(Role) -> bool) -> Vec<usize> {
        let before = (0..middle).rev().filter(|&idx| wanted(self.spans[idx].role)).take(REACH);
        let after = (middle + 1..self.spans.len()).filter(|&idx| wanted(self.spans[idx].role)).take(REACH);
        before.chain(after).collect()
    }

    /// Pushes the features of the pair of an argument (a source or content) and a cue.
    pub fn push_features(&self, argument: usize, cue: usize, features: &mut Vec<u64>) {
        let (a, k) = (self.spans[argument], self.spans[cue]);
        let role = a.role as u64;
        let before = argument < cue;
        let side = u64::from(before);
        let (first, second) = if before { (a, k) } else { (k, a) };
        let gap = u64::from(second.begin.saturating_sub(first.end));
        let gap_class = match gap {
            0..=4 => gap,
            5..=7 => 5,
            8..=12 => 6,
            13..=25 => 7,
            26..=60 => 8,
            _ => 9,
        };
        let (from, to) = (self.breaks[first.end as usize - 1], self.breaks[second.begin as usize]);
        // Spans of a gold annotation may overlap, and then nothing lies between them: that wraps to "many".
        let n_sentences = u64::from(to.0.wrapping_sub(from.0).min(3));
        let n_paragraphs = u64::from(to.1.wrapping_sub(from.1).min(2));
        let (low, high) = (argument.min(cue) + 1, argument.max(cue));
        let between = |wanted: &dyn Fn(Role) -> bool| {
            self.spans[low..high].iter().filter(|span| wanted(span.role)).count().min(3) as u64
        };
        let n_cues = between(&|role| role == Role::Cue);
        let n_sources = between(&Role::is_source);
        let n_contents = between(&Role::is_content);
        let context = role * 2 + side;
        let relation = self.relation(argument, cue);
        let cue_word = self.analysis.attributes[self.heads[cue] as usize];
        let quoted = u64::from(self.analysis.words[a.begin as usize].quoted);
        let next = self.analysis.attributes.get(first.end as usize).map_or(0, |word| word.word);
        features.extend([
            mix(&[400, context]),
            mix(&[401, context, gap_class]),
            mix(&[402, context, n_sentences]),
            mix(&[403, context, n_paragraphs, quoted]),
            mix(&[404, context, n_cues]),
            mix(&[405, context, n_sources, n_contents]),
            mix(&[406, context, n_cues, n_sentences, n_paragraphs]),
            mix(&[407, context, relation]),
            mix(&[408, context, relation, n_cues]),
            mix(&[409, role, u64::from(cue_word.fine), side]),
            mix(&[410, context, u64::from(self.analysis.tags[self.heads[cue] as usize].0), gap_class.min(6)]),
            mix(&[411, context, next, n_cues]),
            mix(&[412, context, n_sentences, n_cues, n_sources, n_contents]),
            mix(&[413, context, cue_word.word]),
            mix(&[414, context, u64::from(self.analysis.tags[self.heads[argument] as usize].0), n_sentences]),
        ]);
    }

    /// Pushes the features of a cue that has no source.
    pub fn push_sourceless_features(&self, cue: usize, features: &mut Vec<u64>) {
        let span = self.spans[cue];
        let head = self.heads[cue] as usize;
        let word = self.analysis.attributes[head];
        let first = self.analysis.attributes[span.begin as usize];
        let length = u64::from((span.end - span.begin).min(4));
        let n_sources_near = self.sources_for(cue).into_iter().filter(|&source| {
            let other = self.spans[source];
            self.breaks[other.begin as usize].0 == self.breaks[span.begin as usize].0
        });
        features.extend([
            mix(&[450]),
            mix(&[451, word.word]),
            mix(&[452, u64::from(word.fine)]),
            mix(&[453, u64::from(self.analysis.tags[head].0), length]),
            mix(&[454, first.word]),
            mix(&[455, n_sources_near.count().min(3) as u64]),
            mix(&[456, first.word, word.word]),
        ]);
    }

    /// How the parse joins the two: by which relation, in which direction, or not at all.
    fn relation(&self, argument: usize, cue: usize) -> u64 {
        let arcs = &self.analysis.arcs;
        let inside = |place: u32, span: RoleSpan| span.begin <= place && place < span.end;
        let (argument_head, cue_head) = (self.heads[argument], self.heads[cue]);
        let up = |head: u32| arcs[head as usize].head;
        if up(argument_head).is_some_and(|head| inside(head, self.spans[cue])) {
            return 1 + u64::from(arcs[argument_head as usize].relation.0);
        }
        if up(cue_head).is_some_and(|head| inside(head, self.spans[argument])) {
            return 40 + u64::from(arcs[cue_head as usize].relation.0);
        }
        let grand = up(argument_head).and_then(up);
        if grand.is_some_and(|head| inside(head, self.spans[cue])) {
            return 80 + u64::from(arcs[argument_head as usize].relation.0);
        }
        if up(argument_head).is_some() && up(argument_head) == up(cue_head) {
            return 120 + u64::from(arcs[argument_head as usize].relation.0);
        }
        0
    }

    /// Links the spans with trained weights.
    pub fn link(&self, table: &Table) -> Vec<Linked> {
        let mut features = Vec::new();
        let mut score = |push: &dyn Fn(&mut Vec<u64>)| score(table, &mut features, push);
        let mut linked: Vec<Linked> = Vec::new();
        let mut of_cue: Vec<Option<usize>> = vec![None; self.spans.len()];
        for (content, span) in self.spans.iter().enumerate() {
            if !span.role.is_content() {
                continue;
            }
            let scored = self.cues_for(content).into_iter();
            let best = scored.map(|cue| (score(&|f| self.push_features(content, cue, f)), cue)).reduce(better);
            match best {
                Some((_, cue)) => {
                    let place = *of_cue[cue].get_or_insert_with(|| {
                        linked.push(Linked { source: None, cue: Some(cue), contents: Vec::new() });
                        linked.len() - 1
                    });
                    linked[place].contents.push(content);
                }
                None => linked.push(Linked { source: None, cue: None, contents: vec![content] }),
            }
        }
        for attribution in &mut linked {
            attribution.source = attribution.cue.and_then(|cue| self.source_of(cue, table));
        }
        linked
    }

    /// Returns the source that fits a cue best; `None` where having none fits better.
    pub fn source_of(&self, cue: usize, table: &Table) -> Option<usize> {
        let mut features = Vec::new();
        let mut score = |push: &dyn Fn(&mut Vec<u64>)| score(table, &mut features, push);
        let sourceless = score(&|f| self.push_sourceless_features(cue, f));
        let scored = self.sources_for(cue).into_iter();
        let best = scored.map(|source| (score(&|f| self.push_features(source, cue, f)), source)).reduce(better);
        best.filter(|(total, _)| *total > sourceless).map(|(_, source)| source)
    }
}

/// Returns the score of the features that `push` pushes, `features` being the place to push them.
fn score(table: &Table, features: &mut Vec<u64>, push: &dyn Fn(&mut Vec<u64>)) -> i16 {
    features.clear();
    push(features);
    let total: [i16; lanes(1)] = table.sum(features);
    total[0]
}

/// Returns the pair with the higher score, the first of equals.
fn better(a: (i16, usize), b: (i16, usize)) -> (i16, usize) {
    if b.0 > a.0 { b } else { a }
}

/// Returns the word of a span whose head lies outside it, the first such that is not punctuation.
fn head_word(analysis: &Analysis<'_>, span: RoleSpan) -> u32 {
    let leaves = |idx: &u32| {
        let head = analysis.arcs[*idx as usize].head;
        head.is_none_or(|head| head < span.begin || head >= span.end)
    };
    let is_word = |idx: &u32| analysis.words[*idx as usize].text.starts_with(char::is_alphanumeric);
    (span.begin..span.end)
        .find(|idx| leaves(idx) && is_word(idx))
        .or_else(|| (span.begin..span.end).find(leaves))
        .unwrap_or(span.begin)
}
