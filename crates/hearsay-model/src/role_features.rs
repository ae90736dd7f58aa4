//! The features from which the role tagger scores a word's labels.
//!
//! Form, part of speech and cluster of the word and its neighbours; where it stands in its sentence, paragraph and
//! quotation; and where it stands in the parse: under which verb, in which clause, at which edge of it.

use std::ops::Range;

use crate::analysis::Analysis;
use crate::attributes::mix;
use crate::dependency::Relation;
use crate::word::{Opens, Word};

/// What features need of a passage beyond the words themselves, computed once.
#[derive(Debug)]
pub struct Surroundings {
    sentence_of: Vec<u32>,
    sentences: Vec<SentenceFacts>,
    nodes: Vec<Node>,
    quotes: Vec<QuoteFacts>,
}

#[derive(Debug)]
struct SentenceFacts {
    words: Range<usize>,
    root: usize,
    in_paragraph: u8,
    paragraph: u32,
    kind: u8,
}

/// A word's place in the parse.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    left: u32,
    right: u32,
    children: u32,
    /// Nearest ancestor or self that heads a clause, and the outermost such.
    clause: Option<u32>,
    outer_clause: Option<u32>,
    /// Nearest ancestor or self that is a subject, object, modifier or owner.
    nominal: Option<u32>,
    subject: Option<u32>,
    depth: u8,
}

#[derive(Clone, Copy, Debug, Default)]
struct QuoteFacts {
    since_opened: u8,
    to_close: u8,
}

const CLAUSES: [&str; 6] = ["ccomp", "xcomp", "advcl", "acl", "parataxis", "dep"];
const NOMINALS: [&str; 5] = ["nsubj", "nsubjpass", "dobj", "nmod", "nmod:poss"];
const CLIMB_MAX: usize = 16;

fn is_clause(relation: Relation) -> bool {
    CLAUSES.contains(&relation.name())
}

impl Surroundings {
    /// Computes the surroundings of every word; `n_before` paragraphs stand before the passage.
    pub fn of(analysis: &Analysis<'_>, n_before: u32) -> Surroundings {
        let (sentence_of, sentences) = sentence_facts(analysis, n_before);
        Surroundings { sentence_of, sentences, nodes: nodes(analysis), quotes: quote_facts(analysis.words) }
    }
}

impl Surroundings {
    /// Returns the number of the word's sentence in the analysis.
    pub(crate) fn sentence_of(&self, idx: usize) -> u32 {
        self.sentence_of[idx]
    }

    /// Returns the words of the sentence in which a word stands.
    pub(crate) fn sentence_at(&self, idx: usize) -> Range<usize> {
        self.sentences[self.sentence_of[idx] as usize].words.clone()
    }

    /// Returns the number of the word's paragraph in the analysis.
    pub(crate) fn paragraph_of(&self, idx: usize) -> u32 {
        self.sentences[self.sentence_of[idx] as usize].paragraph
    }

    /// Returns 1 for the left edge of what depends on `top`, 2 for the right, 3 for both, 0 for neither.
    pub(crate) fn edge(&self, top: usize, idx: usize) -> u64 {
        let node = &self.nodes[top];
        u64::from(idx as u32 == node.left) + 2 * u64::from(idx as u32 == node.right)
    }
}

fn sentence_facts(analysis: &Analysis<'_>, n_before: u32) -> (Vec<u32>, Vec<SentenceFacts>) {
    let words = analysis.words;
    let mut sentence_of = Vec::with_capacity(words.len());
    let mut sentences: Vec<SentenceFacts> = Vec::new();
    let (mut paragraph, mut in_paragraph) = (n_before, 0_u8);
    for (idx, word) in words.iter().enumerate() {
        if word.opens != Opens::Nothing || idx == 0 {
            if word.opens == Opens::Paragraph && idx > 0 {
                paragraph += 1;
                in_paragraph = 0;
            } else if idx > 0 {
                in_paragraph = in_paragraph.saturating_add(1);
            }
            sentences.push(SentenceFacts { words: idx..idx, root: idx, in_paragraph, paragraph, kind: 0 });
        }
        if let Some(sentence) = sentences.last_mut() {
            sentence.words.end = idx + 1;
            if analysis.arcs[idx].head.is_none() && !analysis.tags[sentence.root].is_verb() {
                sentence.root = idx;
            }
        }
        sentence_of.push(sentences.len() as u32 - 1);
    }
    for sentence in &mut sentences {
        let n_quoted = words[sentence.words.clone()].iter().filter(|word| word.quoted).count();
        let opens_quoted = words[sentence.words.start].quoted;
        let ends_quoted = words[sentence.words.end - 1].quoted;
        let all = n_quoted == sentence.words.len();
        sentence.kind =
            u8::from(n_quoted > 0) + 2 * u8::from(opens_quoted) + 4 * u8::from(ends_quoted) + 8 * u8::from(all);
    }
    (sentence_of, sentences)
}

fn nodes(analysis: &Analysis<'_>) -> Vec<Node> {
    let arcs = &analysis.arcs;
    let mut nodes: Vec<Node> =
        (0..arcs.len()).map(|idx| Node { left: idx as u32, right: idx as u32, ..Node::default() }).collect();
    for (idx, arc) in arcs.iter().enumerate() {
        if let Some(head) = arc.head {
            nodes[head as usize].children |= 1 << arc.relation.0;
        }
        let (mut at, mut n_steps) = (idx, 0);
        loop {
            let relation = arcs[at].relation;
            let here = Some(at as u32);
            if arcs[at].head.is_some() {
                if is_clause(relation) {
                    nodes[idx].clause = nodes[idx].clause.or(here);
                    nodes[idx].outer_clause = here;
                }
                if NOMINALS.contains(&relation.name()) {
                    nodes[idx].nominal = nodes[idx].nominal.or(here);
                }
                if relation.name().starts_with("nsubj") {
                    nodes[idx].subject = nodes[idx].subject.or(here);
                }
            }
            let Some(head) = arcs[at].head else { break };
            n_steps += 1;
            if n_steps > CLIMB_MAX {
                break;
            }
            at = head as usize;
            nodes[at].left = nodes[at].left.min(idx as u32);
            nodes[at].right = nodes[at].right.max(idx as u32);
        }
        nodes[idx].depth = n_steps.min(6) as u8;
    }
    nodes
}

fn quote_facts(words: &[Word<'_>]) -> Vec<QuoteFacts> {
    let mut facts = vec![QuoteFacts::default(); words.len()];
    let bucket = |n: usize| match n {
        0..=3 => n as u8,
        4..=6 => 4,
        7..=12 => 5,
        13..=30 => 6,
        _ => 7,
    };
    let mut begin = 0;
    for idx in 0..=words.len() {
        let changes = idx == words.len()
            || (idx > 0 && (words[idx].quoted != words[idx - 1].quoted || words[idx].opens == Opens::Paragraph));
        if changes {
            for (n_before, fact) in facts[begin..idx].iter_mut().enumerate() {
                *fact = QuoteFacts { since_opened: bucket(n_before), to_close: bucket(idx - 1 - begin - n_before) };
            }
            begin = idx;
        }
    }
    facts
}

const NOWHERE: u64 = 0xFFFF;

/// Pushes the features of the word `idx`.
pub fn push_features(analysis: &Analysis<'_>, around: &Surroundings, idx: usize, features: &mut Vec<u64>) {
    push_form(analysis, idx, features);
    push_place(analysis, around, idx, features);
    push_parse(analysis, around, idx, features);
}

fn push_form(analysis: &Analysis<'_>, idx: usize, features: &mut Vec<u64>) {
    let at = |offset: isize| idx.checked_add_signed(offset).and_then(|place| analysis.attributes.get(place));
    let word = |offset| at(offset).map_or(NOWHERE, |found| found.word);
    let tag = |offset: isize| {
        let place = idx.checked_add_signed(offset);
        place.and_then(|place| analysis.tags.get(place)).map_or(NOWHERE, |tag| u64::from(tag.0))
    };
    let shape = |offset| at(offset).map_or(NOWHERE, |found| u64::from(found.shape));
    let fine = |offset| at(offset).map_or(NOWHERE, |found| u64::from(found.fine));
    let coarse = |offset| at(offset).map_or(NOWHERE, |found| u64::from(found.coarse));
    let here = &analysis.attributes[idx];
    let (p2, p1, w, n1, n2) = (word(-2), word(-1), here.word, word(1), word(2));
    let (tp2, tp1, t, tn1, tn2) = (tag(-2), tag(-1), tag(0), tag(1), tag(2));
    features.extend([
        mix(&[100]),
        mix(&[101, w]),
        mix(&[102, p1]),
        mix(&[103, n1]),
        mix(&[104, p2]),
        mix(&[105, n2]),
        mix(&[106, p1, w]),
        mix(&[107, w, n1]),
        mix(&[108, p2, p1]),
        mix(&[109, n1, n2]),
        mix(&[110, here.suffix, t]),
        mix(&[111, shape(0)]),
        mix(&[112, shape(-1), shape(0)]),
        mix(&[113, shape(0), shape(1)]),
        mix(&[114, fine(0)]),
        mix(&[115, fine(-1)]),
        mix(&[116, fine(1)]),
        mix(&[117, coarse(-1), coarse(0)]),
        mix(&[118, coarse(0), coarse(1)]),
        mix(&[119, coarse(-2), tp1]),
        mix(&[120, coarse(2), tn1]),
        mix(&[121, t]),
        mix(&[122, tp1, t]),
        mix(&[123, t, tn1]),
        mix(&[124, tp2, tp1, t]),
        mix(&[125, t, tn1, tn2]),
        mix(&[126, tp1, t, tn1]),
        mix(&[127, w, tn1]),
        mix(&[128, p1, t]),
        mix(&[129, p1, w, n1]),
        mix(&[130, word(3)]),
        mix(&[131, word(-3)]),
    ]);
}

fn push_place(analysis: &Analysis<'_>, around: &Surroundings, idx: usize, features: &mut Vec<u64>) {
    let quoted = |offset: isize| {
        let place = idx.checked_add_signed(offset).and_then(|place| analysis.words.get(place));
        place.map_or(2, |word| u64::from(word.quoted))
    };
    let here = &analysis.attributes[idx];
    let tag = u64::from(analysis.tags[idx].0);
    let quote = quoted(-1) + 3 * quoted(0) + 9 * quoted(1);
    let facts = &around.quotes[idx];
    let sentence_idx = around.sentence_of[idx] as usize;
    let sentence = &around.sentences[sentence_idx];
    let kind_of = |offset: isize| {
        let found = sentence_idx.checked_add_signed(offset).and_then(|place| around.sentences.get(place));
        found.map_or(99, |found| u64::from(found.kind) + 16 * u64::from(found.paragraph == sentence.paragraph))
    };
    let from_begin = (idx - sentence.words.start).min(6) as u64;
    let to_end = (sentence.words.end - 1 - idx).min(4) as u64;
    let place = u64::from(sentence.in_paragraph.min(3)) + 4 * u64::from(sentence.paragraph.min(2));
    let kind = u64::from(sentence.kind);
    let previous = idx.checked_sub(1).map_or(NOWHERE, |before| analysis.attributes[before].word);
    features.extend([
        mix(&[200, quote]),
        mix(&[201, quote, here.word]),
        mix(&[202, quote, tag]),
        mix(&[203, quote, previous]),
        mix(&[204, quoted(0), u64::from(facts.since_opened), kind]),
        mix(&[205, quoted(0), u64::from(facts.to_close), tag]),
        mix(&[206, from_begin, kind]),
        mix(&[207, to_end, kind]),
        mix(&[208, place, kind]),
        mix(&[209, kind, kind_of(-1), kind_of(1)]),
        mix(&[210, kind, kind_of(-1), tag]),
        mix(&[211, kind, kind_of(1), from_begin]),
        mix(&[212, quoted(0), kind, u64::from(here.coarse)]),
    ]);
}

fn push_parse(analysis: &Analysis<'_>, around: &Surroundings, idx: usize, features: &mut Vec<u64>) {
    let arcs = &analysis.arcs;
    let node = &around.nodes[idx];
    let word = |place: Option<u32>| place.map_or(NOWHERE, |place| analysis.attributes[place as usize].word);
    let fine = |place: Option<u32>| place.map_or(NOWHERE, |place| u64::from(analysis.attributes[place as usize].fine));
    let tag = |place: Option<u32>| place.map_or(NOWHERE, |place| u64::from(analysis.tags[place as usize].0));
    let relation = |place: Option<u32>| place.map_or(NOWHERE, |place| u64::from(arcs[place as usize].relation.0));
    let head_of = |place: Option<u32>| place.and_then(|place| arcs[place as usize].head);
    let children = |place: Option<u32>| place.map_or(0, |place| u64::from(around.nodes[place as usize].children));
    let edge = |place: Option<u32>| {
        place.map_or(9, |place| {
            let top = &around.nodes[place as usize];
            u64::from(idx as u32 == top.left) + 2 * u64::from(idx as u32 == top.right)
        })
    };
    let side = |place: Option<u32>| place.map_or(2, |place| u64::from((idx as u32) < place));
    let me = Some(idx as u32);
    let head = arcs[idx].head;
    let grand = head_of(head);
    let (clause, outer, nominal, subject) = (node.clause, node.outer_clause, node.nominal, node.subject);
    let (clause_verb, outer_verb) = (head_of(clause), head_of(outer));
    let (nominal_verb, subject_verb) = (head_of(nominal), head_of(subject));
    let root = Some(around.sentences[around.sentence_of[idx] as usize].root as u32);
    let previous = idx.checked_sub(1).map(|before| &around.nodes[before]);
    let ends_before = previous
        .and_then(|before| before.clause)
        .is_some_and(|top| around.nodes[top as usize].right as usize + 1 == idx);
    let subject_ends = previous
        .and_then(|before| before.subject)
        .is_some_and(|top| around.nodes[top as usize].right as usize + 1 == idx);
    let my_tag = tag(me);
    features.extend([
        mix(&[300, relation(me), my_tag]),
        mix(&[301, relation(me), word(head)]),
        mix(&[302, relation(me), fine(head)]),
        mix(&[303, relation(me), tag(head), relation(head)]),
        mix(&[304, relation(head), word(grand)]),
        mix(&[305, children(me), my_tag]),
        mix(&[306, analysis.attributes[idx].word, children(me)]),
        mix(&[307, u64::from(analysis.attributes[idx].fine), children(me)]),
        mix(&[308, relation(clause), word(clause_verb), side(clause_verb)]),
        mix(&[309, relation(clause), fine(clause_verb), edge(clause), side(clause_verb)]),
        mix(&[310, relation(clause), edge(clause), my_tag]),
        mix(&[311, relation(outer), word(outer_verb), side(outer_verb)]),
        mix(&[312, relation(outer), fine(outer_verb), edge(outer), side(outer_verb)]),
        mix(&[313, relation(nominal), word(nominal_verb), side(nominal_verb)]),
        mix(&[314, relation(nominal), fine(nominal_verb), edge(nominal)]),
        mix(&[315, word(subject_verb), edge(subject), side(subject_verb)]),
        mix(&[316, fine(subject_verb), children(subject_verb), edge(subject)]),
        mix(&[317, word(root), side(root)]),
        mix(&[318, fine(root), side(root), edge(clause)]),
        mix(&[319, children(root), side(root), my_tag]),
        mix(&[320, u64::from(ends_before), my_tag, word(clause_verb)]),
        mix(&[321, u64::from(ends_before), u64::from(subject_ends), u64::from(analysis.words[idx].quoted)]),
        mix(&[322, u64::from(node.depth), my_tag]),
        mix(&[323, word(head), word(me)]),
        mix(&[324, relation(nominal), word(nominal), edge(nominal)]),
        mix(&[325, word(subject), fine(subject_verb)]),
    ]);
}
