//! The features from which the argument tagger scores a word's labels with one cue in view.
//!
//! The role tagger looks at all attributions of a passage at once. Here one cue is given, and every word is seen from
//! it: on which side, how far, over how many sentences and other cues, along which path of the parse, and what the role
//! tagger thought of it.

use std::ops::Range;

use crate::analysis::Analysis;
use crate::attributes::mix;
use crate::chain::{Border, Decoder, Scores};
use crate::role_features::Surroundings;
use crate::roles::{Label, Role, RoleSpan, role_of};

/// Words further from the cue than this are not looked at.
const REACH_WORDS: usize = 150;
/// Nor words beyond this many other cues.
const REACH_CUES: usize = 12;
/// Nor those of sentences beyond the paragraphs next to that of the cue.
const REACH_PARAGRAPHS: u32 = 1;
/// Nor sentences before or after that of the cue with so many other cues between: in PolNeAR's development half no
/// content stands before another cue, and hardly one after two.
const CUES_BEFORE_MAX: usize = 0;
const CUES_AFTER_MAX: usize = 1;
/// Nor sentences, and all beyond them, without a word that the role tagger thinks this likely in a content on that side
/// of its cue. It loses 0.7 % of the gold words of the development half, and looks at a third less.
const CONTENT_LIKELY: f32 = 0.05;
const PATH_MAX: usize = 6;
const CLIMB_MAX: usize = 16;

/// What the role tagger said of a passage.
#[derive(Debug)]
pub struct Opinion {
    /// The label of each word in the best labelling.
    pub labels: Vec<Label>,
    /// The probability of each label at each word.
    pub marginals: Vec<Scores>,
    /// Both, cut down to what a feature can hold.
    digests: Vec<u64>,
}

/// Added to the score of beginning a cue when candidates are sought: the argument tagger rejects what is none.
const CUE_BONUS: f32 = 1.5;

impl Opinion {
    /// Returns what the role tagger's scores say, its cues made likelier.
    ///
    /// `eagerness` is added to the bonus that cues get in any case.
    pub fn of(scores: &[Scores], borders: &[Border], chain: &Decoder, eagerness: f32) -> Opinion {
        let mut scores = scores.to_vec();
        scores.iter_mut().for_each(|score| score[usize::from(Role::Cue.begins())] += CUE_BONUS + eagerness);
        let (marginals, _) = chain.marginals(&scores, borders);
        let mut labels = chain.best(&scores, borders);
        add_likely_cues(&mut labels, &marginals);
        let digests = labels.iter().zip(&marginals).map(|(label, marginals)| digest(*label, marginals)).collect();
        Opinion { labels, marginals, digests }
    }
}

/// Makes cues of words that the best labelling leaves outside though most labellings do not: what a cue's source and
/// content are can be so unsure that no one labelling with the cue beats the one without.
fn add_likely_cues(labels: &mut [Label], marginals: &[Scores]) {
    const LIKELY: f32 = 0.6;
    let begins = Role::Cue.begins();
    let mut was_cue = false;
    for (label, marginals) in labels.iter_mut().zip(marginals) {
        let (begin, inside) = (marginals[usize::from(begins)], marginals[usize::from(begins) + 1]);
        if *label == 0 && begin + inside > LIKELY {
            *label = if was_cue && inside > begin { begins + 1 } else { begins };
        }
        was_cue = role_of(*label) == Some(Role::Cue);
    }
}

/// Returns the words around a cue that may belong to it: its sentence and those next to it in which the role tagger saw
/// something.
fn window(around: &Surroundings, opinion: &Opinion, cues: &[Range<usize>], cue: &Range<usize>) -> Range<usize> {
    let paragraph = around.paragraph_of(cue.start);
    let is_content = |role: Role, idx: usize| {
        let marginals = &opinion.marginals[idx];
        let label = usize::from(role.begins());
        marginals[label] + marginals[label + 1] > CONTENT_LIKELY
    };
    let joins = |role: Role, sentence: &Range<usize>| {
        around.paragraph_of(sentence.start).abs_diff(paragraph) <= REACH_PARAGRAPHS
            && sentence.clone().any(|idx| is_content(role, idx))
    };
    let place = cues.partition_point(|other| other.start < cue.start);
    let first = place.checked_sub(CUES_BEFORE_MAX + 1).map_or(0, |idx| cues[idx].end);
    let last = cues.get(place + CUES_AFTER_MAX + 1).map_or(usize::MAX, |other| other.start);
    let mut window = around.sentence_at(cue.start);
    window.end = window.end.max(around.sentence_at(cue.end - 1).end);
    while window.start > 0 && window.start >= first && cue.start - window.start < REACH_WORDS {
        let sentence = around.sentence_at(window.start - 1);
        if !joins(Role::ContentBefore, &sentence) {
            break;
        }
        window.start = sentence.start;
    }
    while window.end < opinion.labels.len() && window.end <= last && window.end - cue.end < REACH_WORDS {
        let sentence = around.sentence_at(window.end);
        if !joins(Role::ContentAfter, &sentence) {
            break;
        }
        window.end = sentence.end;
    }
    // Where cues crowd, the window ends at the last that is counted, so that no text takes more than its share.
    let begin = place.checked_sub(REACH_CUES).map_or(0, |idx| cues[idx].start);
    let end = cues.get(place + REACH_CUES).map_or(usize::MAX, |other| other.end);
    window.start.max(cue.start.saturating_sub(REACH_WORDS)).max(begin)..window.end.min(cue.end + REACH_WORDS).min(end)
}

#[cfg(test)]
impl Opinion {
    /// An opinion of which only the probabilities matter.
    pub(crate) fn with_marginals(marginals: Vec<Scores>) -> Opinion {
        Opinion { labels: vec![0; marginals.len()], digests: vec![0; marginals.len()], marginals }
    }
}

/// A label, how sure the role tagger is of it, and whether a content is likely after all.
fn digest(label: Label, marginals: &Scores) -> u64 {
    let sure = marginals[usize::from(label)];
    let level = u64::from(sure > 0.5) + u64::from(sure > 0.8) + u64::from(sure > 0.97);
    let content: f32 = marginals[usize::from(Role::ContentBefore.begins())..].iter().sum();
    let argument = u64::from(content > 0.05) + u64::from(content > 0.25) + u64::from(content > 0.6);
    u64::from(label) + 16 * level + 64 * argument
}

/// Returns the places of the candidate cues among `roles`, the spans of an opinion's labels; both are in order.
pub fn candidates(roles: &[RoleSpan]) -> Vec<usize> {
    (0..roles.len()).filter(|&idx| roles[idx].role == Role::Cue).collect()
}

/// Returns the words of a span.
pub fn words_of(span: RoleSpan) -> Range<usize> {
    span.begin as usize..span.end as usize
}

/// One cue and the words around it.
#[derive(Debug)]
pub struct View<'a> {
    analysis: &'a Analysis<'a>,
    around: &'a Surroundings,
    opinion: &'a Opinion,
    cue: Range<usize>,
    head: usize,
    /// The cue's head and what it depends on, nearest first.
    ancestors: Vec<usize>,
    /// Number of other cues begun before each word of the window, relative to its begin.
    n_cues: Vec<u32>,
    /// The words that are looked at.
    pub window: Range<usize>,
}

impl<'a> View<'a> {
    /// Looks at `analysis` from the candidate `cue`; `cues` are all candidates, in order.
    pub fn new(
        analysis: &'a Analysis<'a>,
        around: &'a Surroundings,
        opinion: &'a Opinion,
        cues: &[Range<usize>],
        cue: Range<usize>,
    ) -> View<'a> {
        let window = window(around, opinion, cues, &cue);
        let (begin, end) = (window.start, window.end);
        let head = head_of(analysis, &cue);
        let mut ancestors = vec![head];
        while ancestors.len() < PATH_MAX
            && let Some(next) = analysis.arcs[ancestors[ancestors.len() - 1]].head
        {
            ancestors.push(next as usize);
        }
        let mut n_cues = vec![0; window.len() + 1];
        let inside = cues.partition_point(|other| other.start < begin)..cues.partition_point(|other| other.start < end);
        for other in cues[inside].iter().filter(|other| **other != cue) {
            n_cues[other.start - begin + 1] += 1;
        }
        for idx in 1..n_cues.len() {
            n_cues[idx] += n_cues[idx - 1];
        }
        View { analysis, around, opinion, cue, head, ancestors, n_cues, window }
    }

    /// Returns whether a word is hardly worth a look: it stands in another sentence than the cue, and the role tagger is
    /// sure that it belongs to nothing.
    pub fn is_idle(&self, idx: usize) -> bool {
        const OUTSIDE: f32 = 0.95;
        self.opinion.marginals[idx][0] > OUTSIDE && self.is_far(idx)
    }

    /// Returns on which side of the cue a word stands: 0 before it, 1 in it, 2 after it.
    pub fn side(&self, idx: usize) -> usize {
        if idx < self.cue.start { 0 } else { 1 + usize::from(idx >= self.cue.end) }
    }

    /// Returns whether a word stands in another sentence than the cue, so that no path of the parse leads there.
    pub fn is_far(&self, idx: usize) -> bool {
        self.around.sentence_of(idx) != self.around.sentence_of(self.head)
    }

    /// Pushes all features of the word `idx`, which lies in the window.
    pub fn push_features(&self, idx: usize, features: &mut Vec<u64>) {
        self.push_word_features(idx, features);
        self.push_cue_features(idx, features);
    }

    /// Pushes the features of the word itself. Those of a far word are the same for all cues on one side of it.
    pub fn push_word_features(&self, idx: usize, features: &mut Vec<u64>) {
        let attributes = &self.analysis.attributes;
        let here = &attributes[idx];
        let word = |offset: isize| {
            idx.checked_add_signed(offset).and_then(|place| attributes.get(place)).map_or(1, |found| found.word)
        };
        let opinion = |offset: isize| {
            let place = idx.checked_add_signed(offset);
            place.and_then(|place| self.opinion.digests.get(place)).map_or(99, |&digest| digest)
        };
        let side = self.side(idx) as u64;
        let tag = u64::from(self.analysis.tags[idx].0);
        let quoted = self.quotes(idx);
        let (o, o_before, o_after) = (opinion(0), opinion(-1), opinion(1));
        features.extend([
            mix(&[500, o, side]),
            mix(&[501, o, o_before, o_after]),
            mix(&[508, o, quoted, side]),
            mix(&[509, o, tag, side]),
            mix(&[521, word(-1), side, tag]),
            mix(&[522, word(1), side, tag]),
            mix(&[523, word(-1), here.word, side]),
            mix(&[524, here.word, word(1), side]),
            mix(&[526, u64::from(here.fine), side]),
            mix(&[530, quoted, tag, word(-1)]),
            mix(&[534, side]),
        ]);
        let far = u64::from(self.is_far(idx));
        features.extend([mix(&[538, far, here.word])]);
        if far == 0 {
            let (path, edge) = self.path(idx);
            let cue_word = attributes[self.head].word;
            let cue_fine = u64::from(attributes[self.head].fine);
            features.extend([
                mix(&[505, o, path]),
                mix(&[506, o, path, edge]),
                mix(&[515, path, edge, tag]),
                mix(&[516, path, edge, quoted]),
                mix(&[517, path, cue_word]),
                mix(&[518, path, edge, cue_fine]),
                mix(&[519, path, edge, self.path(idx.wrapping_sub(1)).0]),
                mix(&[525, here.word, path]),
                mix(&[531, u64::from(here.coarse), path, edge]),
                mix(&[532, word(-1), path, edge]),
                mix(&[533, word(1), path, edge]),
            ]);
        }
    }

    /// Pushes the features of the word as seen from the cue.
    pub fn push_cue_features(&self, idx: usize, features: &mut Vec<u64>) {
        let analysis = self.analysis;
        let here = &analysis.attributes[idx];
        let opinion = |offset: isize| {
            let place = idx.checked_add_signed(offset);
            place.and_then(|place| self.opinion.digests.get(place)).map_or(99, |&digest| digest)
        };
        let side = self.side(idx) as u64;
        let distance = match side {
            0 => self.cue.start - idx,
            1 => 0,
            _ => idx + 1 - self.cue.end,
        };
        let place = side + 3 * distance_class(distance);
        let n_cues = self.cues_between(idx);
        let n_sentences = i64::from(self.around.sentence_of(idx)) - i64::from(self.around.sentence_of(self.cue.start));
        let sentences = (n_sentences.clamp(-3, 3) + 3) as u64;
        let paragraphs =
            (i64::from(self.around.paragraph_of(idx)) - i64::from(self.around.paragraph_of(self.cue.start)) + 1) as u64;
        let cue_word = analysis.attributes[self.head].word;
        let cue_fine = u64::from(analysis.attributes[self.head].fine);
        let cue_tag = u64::from(analysis.tags[self.head].0);
        let tag = u64::from(analysis.tags[idx].0);
        let quoted = self.quotes(idx);
        let (o, o_before) = (opinion(0), opinion(-1));
        features.extend([
            mix(&[502, o, o_before, place]),
            mix(&[503, o, n_cues, side]),
            mix(&[504, o, sentences, paragraphs]),
            mix(&[507, o, cue_word, side]),
            mix(&[510, place, tag]),
            mix(&[511, place, cue_tag]),
            mix(&[512, place, n_cues]),
            mix(&[513, sentences, n_cues, quoted]),
            mix(&[514, sentences, paragraphs, quoted, side]),
            mix(&[520, here.word, side, n_cues]),
            mix(&[527, cue_word, quoted, side]),
            mix(&[528, cue_word, sentences, tag]),
            mix(&[529, cue_fine, place, quoted]),
            mix(&[535, cue_word, side]),
            mix(&[536, cue_word, o_before, o]),
            mix(&[537, cue_word, here.word, side]),
        ]);
    }

    fn cues_between(&self, idx: usize) -> u64 {
        let at = |place: usize| self.n_cues[place - self.window.start];
        let n = if idx < self.cue.start { at(self.cue.start) - at(idx) } else { at(idx + 1) - at(self.cue.start) };
        u64::from(n.min(3))
    }

    fn quotes(&self, idx: usize) -> u64 {
        let quoted = |place: Option<usize>| {
            place.and_then(|place| self.analysis.words.get(place)).map_or(2, |word| u64::from(word.quoted))
        };
        quoted(idx.checked_sub(1)) + 3 * quoted(Some(idx)) + 9 * quoted(idx.checked_add(1))
    }

    /// How the parse leads from the word to the cue, and at which edge of its branch the word stands.
    fn path(&self, idx: usize) -> (u64, u64) {
        if !self.window.contains(&idx) {
            return (999, 9);
        }
        let arcs = &self.analysis.arcs;
        let (mut at, mut below) = (idx, None);
        for _ in 0..CLIMB_MAX {
            if let Some(level) = self.ancestors.iter().position(|&ancestor| ancestor == at) {
                let branch = below.map_or(77, |branch: usize| u64::from(arcs[branch].relation.0));
                let cue_side = match level.checked_sub(1) {
                    Some(before) => u64::from(arcs[self.ancestors[before]].relation.0),
                    None => 66,
                };
                let edge = below.map_or(4, |branch| self.around.edge(branch, idx));
                return (branch + 100 * (level as u64 + 1) + 1000 * cue_side, edge);
            }
            below = Some(at);
            match arcs[at].head {
                Some(head) => at = head as usize,
                None => break,
            }
        }
        (998, 9)
    }
}

fn distance_class(distance: usize) -> u64 {
    match distance {
        0..=4 => distance as u64,
        5..=7 => 5,
        8..=12 => 6,
        13..=20 => 7,
        21..=40 => 8,
        41..=80 => 9,
        _ => 10,
    }
}

/// Returns the word of a cue on which the others depend: the first whose own head lies outside.
fn head_of(analysis: &Analysis<'_>, cue: &Range<usize>) -> usize {
    let leaves = |idx: &usize| analysis.arcs[*idx].head.is_none_or(|head| !cue.contains(&(head as usize)));
    cue.clone()
        .filter(leaves)
        .find(|&idx| analysis.words[idx].text.starts_with(char::is_alphanumeric))
        .unwrap_or(cue.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::{Chain, Decoder, borders};
    use crate::fast::analyse;
    use crate::roles::N_LABELS;
    use crate::weights;
    use crate::word::{Opens, Word};

    fn words(text: &str) -> Vec<Word<'_>> {
        let mut opens = Opens::Paragraph;
        let word = |text| {
            let next = if text == "." { Opens::Sentence } else { Opens::Nothing };
            Word { text, opens: std::mem::replace(&mut opens, next), spaced: true, quoted: false }
        };
        text.split(' ').map(word).collect()
    }

    fn opinion(words: &[Word<'_>]) -> Opinion {
        let flat = Decoder::from(&Chain::flat());
        // Everything is as likely as anything, so every sentence may hold a content.
        Opinion::of(&vec![[0.0; N_LABELS]; words.len()], &borders(words), &flat, 0.0)
    }

    #[test]
    fn far_words_look_alike_from_every_cue_on_one_side() {
        let words = words("Ann said the dam broke . Rain fell all night . Bob added that Cem warned of floods .");
        let analysis = analyse(&words, &weights::fast().lower);
        let around = Surroundings::of(&analysis, 0);
        let opinion = opinion(&words);
        let cues = [1..2, 12..13, 15..16];
        let view = |cue: usize| View::new(&analysis, &around, &opinion, &cues, cues[cue].clone());
        let features = |view: &View<'_>, idx: usize| {
            let mut features = Vec::new();
            view.push_word_features(idx, &mut features);
            features
        };
        let (first, second, third) = (view(0), view(1), view(2));
        assert!(second.is_far(7) && third.is_far(7) && !third.is_far(12));
        assert_eq!(features(&second, 7), features(&third, 7));
        assert_ne!(features(&first, 7), features(&second, 7), "it stands on the other side");
    }

    #[test]
    fn a_window_ends_at_the_cues_that_are_counted() {
        let words = words("Ann said the dam broke . Rain fell all night . Bob added that Cem warned of floods .");
        let analysis = analyse(&words, &weights::fast().lower);
        let around = Surroundings::of(&analysis, 0);
        let opinion = opinion(&words);
        let cues = [1..2, 12..13, 15..16];
        let window = |cue: usize| View::new(&analysis, &around, &opinion, &cues, cues[cue].clone()).window;
        assert_eq!((window(0), window(1)), (0..19, 0..19));
        assert_eq!(window(2), 11..19, "between what stands before its sentence and the third cue stands the second");
    }
}
