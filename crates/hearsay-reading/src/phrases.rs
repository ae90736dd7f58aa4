//! Finds the phrases of a lexicon in a passage: the longest one that starts at a token.
//!
//! Not a lexicon: it holds patterns and numbers of entries and does not know what an entry means.
//!
//! A pattern is a row of words. Each word stands for all its forms; `...` stands for one to four words; words in
//! brackets at the end must follow but are not part of what was found: `appear (to)`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::inflection::{Lowered, bases};
use crate::passage::Passage;

/// The most words that `...` stands for.
const GAP_MAX: usize = 4;

/// The lexicon words that one token may be a form of; zero stands for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forms([u16; 4]);

impl Forms {
    /// Returns whether the word is among them.
    pub(crate) fn has(self, word_id: u16) -> bool {
        word_id != 0 && self.0.contains(&word_id)
    }

    fn add(&mut self, word_id: u16) {
        if !self.has(word_id)
            && let Some(free) = self.0.iter_mut().find(|id| **id == 0)
        {
            *free = word_id;
        }
    }

    fn ids(self) -> impl Iterator<Item = u16> {
        self.0.into_iter().take_while(|id| *id != 0)
    }
}

/// Every word of every lexicon, numbered from 1.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    ids: HashMap<Cow<'static, str>, u16>,
    irregular: HashMap<&'static str, Vec<u16>>,
}

impl Vocabulary {
    /// Returns the number of a word, giving it one if it has none.
    fn intern(&mut self, word: &'static str) -> u16 {
        let word = match word.bytes().any(|byte| !byte.is_ascii() || byte.is_ascii_uppercase()) {
            true => Cow::Owned(word.to_lowercase()),
            false => Cow::Borrowed(word),
        };
        let next = self.ids.len() + 1;
        *self.ids.entry(word).or_insert_with(|| u16::try_from(next).expect("the lexicons hold fewer than 65,536 words"))
    }

    /// Notes that `form` is an irregular form of `base`, if any lexicon holds `base`.
    pub(crate) fn add_irregular(&mut self, base: &str, form: &'static str) {
        if let Some(id) = self.id(base) {
            self.irregular.entry(form).or_default().push(id);
        }
    }

    /// Returns the number of a word.
    pub(crate) fn id(&self, word: &str) -> Option<u16> {
        self.ids.get(word).copied()
    }

    /// Returns the words that `token` may be a form of, itself first.
    pub(crate) fn forms(&self, token: &str) -> Forms {
        let mut found = Forms::default();
        let Some(lowered) = Lowered::new(token) else {
            return found;
        };
        if let Some(id) = self.ids.get(lowered.as_str()) {
            found.add(*id);
        }
        if let Some(ids) = self.irregular.get(lowered.as_str()) {
            ids.iter().for_each(|id| found.add(*id));
        }
        bases(&lowered, |base| {
            if let Some(id) = self.ids.get(base) {
                found.add(*id);
            }
        });
        found
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Word(u16),
    Gap,
}

#[derive(Debug)]
struct Pattern {
    steps: Vec<Step>,
    /// How many of the steps are part of what is found; the rest must only follow.
    n_shown: usize,
    entry_idx: usize,
}

/// The patterns of one lexicon.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    patterns: Vec<Pattern>,
    /// For each word number, the patterns that start with it, longest first.
    starting_with: Vec<Vec<u16>>,
}

/// An entry found in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Which entry, as numbered when it was added.
    pub(crate) entry_idx: usize,
    /// The tokens found.
    pub(crate) tokens: Range<usize>,
    /// One past the last token that had to be there, brackets included.
    pub(crate) end_seen: usize,
}

impl Phrases {
    /// Adds a pattern for an entry.
    pub(crate) fn add(&mut self, vocabulary: &mut Vocabulary, pattern: &'static str, entry_idx: usize) {
        let (shown, follows) = pattern.split_once(" (").unwrap_or((pattern, ""));
        let mut step = |word: &'static str| match word {
            "..." => Step::Gap,
            _ => Step::Word(vocabulary.intern(word)),
        };
        let mut steps: Vec<Step> = shown.split_whitespace().map(&mut step).collect();
        let n_shown = steps.len();
        steps.extend(follows.trim_end_matches(')').split_whitespace().map(&mut step));
        let Some(Step::Word(first)) = steps.first().copied() else {
            return;
        };
        let first = usize::from(first);
        if self.starting_with.len() <= first {
            self.starting_with.resize(first + 1, Vec::new());
        }
        let pattern_idx = u16::try_from(self.patterns.len()).expect("a lexicon holds fewer than 65,536 patterns");
        let length = steps.len();
        self.patterns.push(Pattern { steps, n_shown, entry_idx });
        let patterns = &self.patterns;
        let row = &mut self.starting_with[first];
        let place = row.partition_point(|idx| patterns[usize::from(*idx)].steps.len() >= length);
        row.insert(place, pattern_idx);
    }

    /// Returns the entry with the most words that starts at `token_idx`, ends by `end` and is accepted.
    pub(crate) fn longest_at(
        &self,
        passage: &Passage<'_>,
        token_idx: usize,
        end: usize,
        mut accept: impl FnMut(&Found) -> bool,
    ) -> Option<Found> {
        let mut best: Option<Found> = None;
        for id in passage.forms(token_idx).ids() {
            for pattern_idx in self.starting_with.get(usize::from(id)).into_iter().flatten() {
                let pattern = &self.patterns[usize::from(*pattern_idx)];
                let Some((shown_end, end_seen)) = pattern.ends(passage, token_idx, end) else {
                    continue;
                };
                let found = Found { entry_idx: pattern.entry_idx, tokens: token_idx..shown_end, end_seen };
                let longer = best.as_ref().is_none_or(|best| best.end_seen < end_seen);
                if longer && accept(&found) {
                    best = Some(found);
                }
            }
        }
        best
    }
}

impl Pattern {
    /// Returns where the pattern ends when it starts at `start`: what is shown, and all that must be there.
    fn ends(&self, passage: &Passage<'_>, start: usize, end: usize) -> Option<(usize, usize)> {
        let mut shown_end = start;
        let end_seen = self.follow(passage, 0, start, end, &mut shown_end)?;
        Some((shown_end, end_seen))
    }

    fn follow(
        &self,
        passage: &Passage<'_>,
        step_idx: usize,
        token_idx: usize,
        end: usize,
        shown_end: &mut usize,
    ) -> Option<usize> {
        if step_idx == self.n_shown {
            *shown_end = token_idx;
        }
        let Some(step) = self.steps.get(step_idx) else {
            return Some(token_idx);
        };
        // What must only follow may lie past the stretch that is searched.
        let end = if step_idx >= self.n_shown { passage.n_tokens() } else { end };
        if token_idx >= end {
            return None;
        }
        match step {
            Step::Word(id) if passage.forms(token_idx).has(*id) => {
                self.follow(passage, step_idx + 1, token_idx + 1, end, shown_end)
            }
            Step::Word(_) => None,
            Step::Gap => (1..=GAP_MAX).find_map(|n_words| {
                let next = token_idx + n_words;
                (next <= end).then(|| self.follow(passage, step_idx + 1, next, end, shown_end)).flatten()
            }),
        }
    }
}
