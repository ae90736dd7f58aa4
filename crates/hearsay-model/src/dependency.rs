//! Finds for each word the word that it depends on: a greedy transition-based parser.
//!
//! The arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta, 2011) with a linear model over hashed features, trained
//! with a dynamic oracle (Goldberg and Nivre, 2013) on silver trees in basic Stanford dependencies.

use std::ops::Range;

use crate::attributes::{Attributes, mix};
use crate::speech_part::Tag;
use crate::table::{Table, lanes};
use crate::word::{Opens, Word};

/// The relations, in the order of their numbers; rarer ones are folded into the last.
pub const RELATIONS: [&str; 24] = [
    "nsubj",
    "nsubjpass",
    "dobj",
    "nmod",
    "case",
    "det",
    "compound",
    "amod",
    "advmod",
    "mark",
    "aux",
    "auxpass",
    "cop",
    "cc",
    "conj",
    "nmod:poss",
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "appos",
    "parataxis",
    "punct",
    "dep",
];

/// How many relations there are.
pub const N_RELATIONS: usize = RELATIONS.len();
/// How many actions there are: shift, attach left, attach right.
pub const N_ACTIONS: usize = 3;
/// Longer sentences are parsed in pieces of this many words.
pub const SENTENCE_WORDS_MAX: usize = 160;

/// A relation: an index into [`RELATIONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relation(pub u8);

impl Relation {
    /// Returns the relation of that name, folding rarer ones.
    pub fn named(name: &str) -> Relation {
        let folded = match name {
            "acl:relcl" => "acl",
            "csubj" => "ccomp",
            "nmod:tmod" | "nmod:npmod" => "nmod",
            "csubjpass" => "ccomp",
            "neg" => "advmod",
            other => other,
        };
        let found = RELATIONS.iter().position(|&relation| relation == folded).unwrap_or(N_RELATIONS - 1);
        Relation(found as u8)
    }

    /// Returns the relation's name.
    pub fn name(self) -> &'static str {
        RELATIONS[usize::from(self.0)]
    }
}

/// What a word depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// The index of the head; `None` for the root of a sentence.
    pub head: Option<u32>,
    /// The relation to it.
    pub relation: Relation,
}

/// What the parser does next.
pub type Action = usize;
/// Moves the next word onto the stack.
pub const SHIFT: Action = 0;
/// Attaches the top of the stack to the next word.
pub const LEFT: Action = 1;
/// Attaches the top of the stack to the word below it.
pub const RIGHT: Action = 2;

/// The parser: one model chooses the action, another names the relation when a word is attached.
#[derive(Debug)]
pub struct DependencyParser {
    /// Weights of the actions.
    pub actions: Table,
    /// Weights of the relations.
    pub relations: Table,
}

impl DependencyParser {
    /// Parses every sentence.
    pub fn parse(&self, words: &[Word<'_>], attributes: &[Attributes], tags: &[Tag]) -> Vec<Arc> {
        let mut arcs = vec![Arc { head: None, relation: Relation(N_RELATIONS as u8 - 1) }; words.len()];
        let mut features = Vec::with_capacity(64);
        for sentence in sentences(words) {
            let mut state = State::new(sentence);
            while !state.is_done() {
                features.clear();
                state.push_features(attributes, tags, &mut features);
                let scores: [i16; lanes(N_ACTIONS)] = self.actions.sum(&features);
                let action = (0..N_ACTIONS)
                    .filter(|&action| state.allows(action))
                    .reduce(|best, action| if scores[action] > scores[best] { action } else { best })
                    .expect("a state that is not done allows an action");
                let relation = if action == SHIFT { 0 } else { self.relation(&state, action, attributes, tags) };
                state.apply(action, relation);
            }
            state.write(&mut arcs);
        }
        arcs
    }
}

impl DependencyParser {
    fn relation(&self, state: &State, action: Action, attributes: &[Attributes], tags: &[Tag]) -> u8 {
        let scores: [i16; lanes(N_RELATIONS)] = self.relations.sum(&state.relation_features(action, attributes, tags));
        let best = (0..N_RELATIONS).reduce(|best, idx| if scores[idx] > scores[best] { idx } else { best });
        best.unwrap_or(0) as u8
    }
}

/// How many features [`State::relation_features`] gives.
pub const N_RELATION_FEATURES: usize = 16;

/// Returns the sentences as ranges of words, long ones cut.
pub fn sentences(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut begin = 0;
    for idx in 1..=words.len() {
        if idx == words.len() || words[idx].opens != Opens::Nothing || idx - begin == SENTENCE_WORDS_MAX {
            found.push(begin..idx);
            begin = idx;
        }
    }
    found
}

const NONE: u32 = u32::MAX;

/// A parser state over one sentence. Positions are relative to its begin; the root stands at the end of the buffer.
#[derive(Clone, Debug)]
pub struct State {
    begin: usize,
    n_words: u32,
    stack: Vec<u32>,
    next: u32,
    heads: Vec<u32>,
    relations: Vec<u8>,
    left_child: Vec<u32>,
    right_child: Vec<u32>,
    n_left: Vec<u8>,
    n_right: Vec<u8>,
}

impl State {
    /// Begins a sentence.
    pub fn new(sentence: Range<usize>) -> State {
        let n = sentence.len();
        State {
            begin: sentence.start,
            n_words: n as u32,
            stack: Vec::with_capacity(n),
            next: 0,
            heads: vec![NONE; n + 1],
            relations: vec![N_RELATIONS as u8 - 1; n + 1],
            left_child: vec![NONE; n + 1],
            right_child: vec![NONE; n + 1],
            n_left: vec![0; n + 1],
            n_right: vec![0; n + 1],
        }
    }

    /// Returns whether every word has its head.
    pub fn is_done(&self) -> bool {
        self.stack.is_empty() && self.next == self.n_words
    }

    /// Returns the position of the word on top of the stack; 0 when it is empty.
    pub fn top(&self) -> usize {
        self.stack.last().map_or(0, |&word| word as usize)
    }

    /// Returns whether an action may be taken.
    pub fn allows(&self, action: Action) -> bool {
        match action {
            SHIFT => self.next < self.n_words,
            LEFT => !self.stack.is_empty(),
            _ => self.stack.len() >= 2,
        }
    }

    /// Returns (dependent, head) of the arc that an attaching action makes; the root's position is the sentence's length.
    fn arc(&self, action: Action) -> (u32, u32) {
        let depth = self.stack.len();
        let dependent = self.stack[depth - 1];
        (dependent, if action == LEFT { self.next } else { self.stack[depth - 2] })
    }

    /// Returns the head that an attaching action gives the top of the stack.
    pub fn head_under(&self, action: Action) -> u32 {
        self.arc(action).1
    }

    /// Takes an action; `relation` names the arc, if it makes one.
    pub fn apply(&mut self, action: Action, relation: u8) {
        if action == SHIFT {
            self.stack.push(self.next);
            self.next += 1;
            return;
        }
        let (dependent, head) = self.arc(action);
        self.stack.pop();
        let (dependent, place) = (dependent as usize, head as usize);
        self.heads[dependent] = head;
        self.relations[dependent] = relation;
        if dependent < place {
            self.left_child[place] = dependent as u32;
            self.n_left[place] = self.n_left[place].saturating_add(1);
        } else {
            self.right_child[place] = dependent as u32;
            self.n_right[place] = self.n_right[place].saturating_add(1);
        }
    }

    /// Returns how many arcs of the gold tree each kind of action (shift, left, right) makes unreachable.
    ///
    /// `heads` are the gold heads relative to the sentence's begin, the root's being the sentence's length.
    pub fn costs(&self, heads: &[u32]) -> [Option<u32>; 3] {
        let top = self.stack.last().copied();
        let below = self.stack.len().checked_sub(2).map(|idx| self.stack[idx]);
        let head_of = |word: u32| heads[word as usize];
        let in_buffer = |word: u32| word >= self.next;
        let shift = self.allows(0).then(|| {
            let front = self.next;
            let under = &self.stack[..self.stack.len().saturating_sub(1)];
            let lost_head = u32::from(under.contains(&head_of(front)));
            lost_head + self.stack.iter().filter(|&&word| head_of(word) == front).count() as u32
        });
        let lost_children =
            |word: u32| (self.next..self.n_words).filter(|&child| head_of(child) == word).count() as u32;
        let left = top.map(|word| {
            let head = head_of(word);
            let lost_head = Some(head) == below || (in_buffer(head) && head != self.next);
            u32::from(lost_head) + lost_children(word)
        });
        let right = (self.stack.len() >= 2).then(|| {
            let word = self.stack[self.stack.len() - 1];
            u32::from(in_buffer(head_of(word))) + lost_children(word)
        });
        [shift, left, right]
    }

    fn write(&self, arcs: &mut [Arc]) {
        for word in 0..self.n_words as usize {
            let head = self.heads[word];
            arcs[self.begin + word] = Arc {
                head: (head < self.n_words).then(|| self.begin as u32 + head),
                relation: Relation(self.relations[word]),
            };
        }
    }

    /// Returns the features of the arc that an attaching action makes.
    pub fn relation_features(
        &self,
        action: Action,
        attributes: &[Attributes],
        tags: &[Tag],
    ) -> [u64; N_RELATION_FEATURES] {
        let (dependent, head) = self.arc(action);
        let inside = |word: u32| (word < self.n_words).then(|| self.begin + word as usize);
        let tag = |word: u32| inside(word).map_or(97, |place| u64::from(tags[place].0));
        let form = |word: u32| inside(word).map_or(2, |place| attributes[place].word);
        let fine = |word: u32| inside(word).map_or(0, |place| u64::from(attributes[place].fine));
        let left = self.left_child[dependent as usize];
        let right = self.right_child[dependent as usize];
        let named = |word: u32| if word == NONE { 99 } else { u64::from(self.relations[word as usize]) };
        let side = u64::from(action as u8);
        let gap = u64::from(dependent.abs_diff(head).min(7));
        let (wd, wh, td, th) = (form(dependent), form(head), tag(dependent), tag(head));
        let head_left = named(self.left_child[head as usize]);
        let head_right = named(self.right_child[head as usize]);
        [
            mix(&[80, side, td, th]),
            mix(&[81, side, wd, th]),
            mix(&[82, side, td, wh]),
            mix(&[83, side, wd, wh]),
            mix(&[84, side, td, th, gap]),
            mix(&[85, side, td, named(left), named(right)]),
            mix(&[86, side, th, td, form(left)]),
            mix(&[87, side, th, head_left, head_right, td]),
            mix(&[88, side, wh, named(left), td]),
            mix(&[89, side, fine(dependent), fine(head)]),
            mix(&[90, side, fine(head), td, named(left)]),
            mix(&[91, side, wd]),
            mix(&[92, side, td, tag(dependent + 1), th]),
            mix(&[93, side, td, form(dependent.wrapping_sub(1)), th]),
            mix(&[94, side, tag(left), td, th]),
            mix(&[95, side]),
        ]
    }

    /// Pushes the features of the state.
    pub fn push_features(&self, attributes: &[Attributes], tags: &[Tag], features: &mut Vec<u64>) {
        let depth = self.stack.len();
        let stack = |n: usize| if depth > n { self.stack[depth - 1 - n] } else { NONE };
        let buffer = |n: u32| if self.next + n <= self.n_words { self.next + n } else { NONE };
        let tag = |word: u32| match word {
            NONE => 98,
            word if word == self.n_words => 97,
            word => u64::from(tags[self.begin + word as usize].0),
        };
        let form = |word: u32| if word < self.n_words { attributes[self.begin + word as usize].word } else { 2 };
        let class = |word: u32| {
            if word < self.n_words { u64::from(attributes[self.begin + word as usize].coarse) } else { 0 }
        };
        let left = |word: u32| if word == NONE { NONE } else { self.left_child[word as usize] };
        let right = |word: u32| if word == NONE { NONE } else { self.right_child[word as usize] };
        let relation = |word: u32| if word == NONE { 99 } else { u64::from(self.relations[word as usize]) };
        let n_left = |word: u32| if word == NONE { 9 } else { u64::from(self.n_left[word as usize].min(4)) };
        let n_right = |word: u32| if word == NONE { 9 } else { u64::from(self.n_right[word as usize].min(4)) };
        let (s0, s1, s2, b0, b1, b2) = (stack(0), stack(1), stack(2), buffer(0), buffer(1), buffer(2));
        let (s0l, s0r, s1l, s1r, b0l) = (left(s0), right(s0), left(s1), right(s1), left(b0));
        let distance = if s0 == NONE { 0 } else { u64::from((b0 - s0).min(8)) };
        let gap = if s1 == NONE { 0 } else { u64::from((s0 - s1).min(8)) };
        let (ws0, ws1, wb0, wb1) = (form(s0), form(s1), form(b0), form(b1));
        let (ts0, ts1, ts2, tb0, tb1, tb2) = (tag(s0), tag(s1), tag(s2), tag(b0), tag(b1), tag(b2));
        features.extend([
            mix(&[30]),
            mix(&[31, ws0, ts0]),
            mix(&[32, ws0]),
            mix(&[33, ts0]),
            mix(&[34, wb0, tb0]),
            mix(&[35, wb0]),
            mix(&[36, tb0]),
            mix(&[37, ws1, ts1]),
            mix(&[38, ws1]),
            mix(&[39, ts1, ts0]),
            mix(&[40, wb1, tb1]),
            mix(&[41, ws0, wb0]),
            mix(&[42, ws0, ts0, tb0]),
            mix(&[43, ts0, wb0, tb0]),
            mix(&[44, ts0, tb0, tb1]),
            mix(&[45, ts1, ts0, tb0]),
            mix(&[46, ts2, ts1, ts0]),
            mix(&[47, ts0, tb0, distance]),
            mix(&[48, ws0, distance]),
            mix(&[49, wb0, distance]),
            mix(&[50, ts1, ts0, gap]),
            mix(&[51, ws1, ws0]),
            mix(&[52, ts1, ws0]),
            mix(&[53, ws1, ts0]),
            mix(&[54, ts0, tag(s0l), tag(s0r), tb0]),
            mix(&[55, ts0, relation(s0l), relation(s0r)]),
            mix(&[56, ts1, tag(s1r), ts0]),
            mix(&[57, ts1, tag(s1l), ts0]),
            mix(&[58, tb0, tag(b0l), ts0]),
            mix(&[59, ts0, n_left(s0), n_right(s0), tb0]),
            mix(&[60, tb0, n_left(b0), ts0]),
            mix(&[61, ts1, n_left(s1), n_right(s1), ts0]),
            mix(&[62, tb0, tb1, tb2]),
            mix(&[63, class(s0), class(b0), tb0]),
            mix(&[64, class(s1), class(s0), ts0]),
            mix(&[65, ws1, relation(s1r), ts0]),
            mix(&[66, ws0, relation(s0r), tb0]),
            mix(&[67, ts1, ts0, tb0, tb1]),
            mix(&[68, ws0, tb0, tb1]),
            mix(&[69, ws1, tag(s0l), ts0]),
            mix(&[70, ts1, form(s0l), ts0]),
        ]);
    }
}
