//! What is known of a document's words when its entities, artefacts and verdicts are read.
//!
//! Not a reading: tokens, their grammar and their senses, and the attributions found so far, side by side.

use std::ops::Range;

use hearsay_model::analysis::Analysis;
use hearsay_model::senses::Sense;
use hearsay_text::span::Span;

use crate::lexicon::NameKind;
use crate::noun_phrases::{NounPhrase, TOKENS_MAX, noun_phrases};
use crate::passage::Passage;
use crate::quotation::QuoteStates;

/// A document's tokens with all that the taggers know of them.
///
/// Every list holds one entry for each token, or is in the order of tokens.
#[derive(Debug)]
pub struct Material<'a> {
    /// The tokens and their lexicon words.
    pub passage: &'a Passage<'a>,
    /// Parts of speech and dependencies.
    pub analysis: &'a Analysis<'a>,
    /// What the encoder says of each word; nothing where it did not look.
    pub senses: &'a [Option<Sense>],
    /// Where the text stands in quotation marks.
    pub states: &'a QuoteStates,
    /// The noun phrases, by their first token, the longer of two first.
    pub noun_phrases: Vec<NounPhrase>,
}

impl<'a> Material<'a> {
    /// Finds the noun phrases of a passage.
    pub fn new(
        passage: &'a Passage<'a>,
        analysis: &'a Analysis<'a>,
        senses: &'a [Option<Sense>],
        states: &'a QuoteStates,
    ) -> Material<'a> {
        Material { passage, analysis, senses, states, noun_phrases: noun_phrases(passage) }
    }

    /// Returns the text of a token, or nothing past the end.
    pub(crate) fn word(&self, token_idx: usize) -> &'a str {
        self.passage.word(token_idx)
    }

    /// Returns whether a token is one of `words`, which are in lower case.
    pub(crate) fn is_one_of(&self, token_idx: usize, words: &[&str]) -> bool {
        let word = self.word(token_idx);
        words.iter().any(|known| known.eq_ignore_ascii_case(word))
    }

    /// Returns whether a list of `titles.toml` or `names.toml` of one of those kinds holds the word at a token.
    pub(crate) fn is_listed(&self, token_idx: usize, kinds: &[NameKind]) -> bool {
        kinds.iter().any(|kind| self.passage.named_at(token_idx, token_idx + 1, *kind).is_some())
    }

    /// Returns whether the word at a token says what somebody is: "spokeswoman", "general".
    pub(crate) fn is_role(&self, token_idx: usize) -> bool {
        self.is_listed(token_idx, &[NameKind::Role, NameKind::Title])
    }

    /// Returns whether a noun phrase ends with the name of an outlet.
    pub(crate) fn names_outlet(&self, phrase: &Range<usize>) -> bool {
        let end = phrase.end;
        phrase.clone().any(|from| self.passage.named_at(from, end, NameKind::Outlet) == Some(end))
    }

    /// Returns the part of speech of a token, or nothing past the end.
    pub(crate) fn tag(&self, token_idx: usize) -> &'a str {
        self.passage.tag(token_idx).unwrap_or("")
    }

    /// Returns whether a token is a finite verb or a modal: something is said of somebody with it.
    pub(crate) fn is_finite(&self, token_idx: usize) -> bool {
        matches!(self.tag(token_idx), "VBD" | "VBZ" | "VBP" | "MD")
    }

    /// Returns the tokens of the sentence that holds a token, cut to those near it: what is no prose may have no end.
    pub(crate) fn sentence_around(&self, token_idx: usize) -> Range<usize> {
        const REACH: usize = 120;
        let sentence = self.passage.sentence_at(token_idx);
        sentence.start.max(token_idx.saturating_sub(REACH))..sentence.end.min(token_idx + REACH)
    }

    /// Returns the number of the sentence that holds a token.
    pub(crate) fn sentence_idx(&self, token_idx: usize) -> usize {
        self.passage.segmentation.sentences.partition_point(|sentence| sentence.end as usize <= token_idx)
    }

    /// Returns whether a token stands in quotation marks.
    pub(crate) fn is_quoted(&self, token_idx: usize) -> bool {
        let token = self.passage.segmentation.tokens.get(token_idx);
        token.is_some_and(|token| self.states.is_inside(token.start))
    }

    /// Returns the widest noun phrase that begins at a token.
    pub(crate) fn phrase_from(&self, token_idx: usize) -> Option<&NounPhrase> {
        let place = self.noun_phrases.partition_point(|phrase| phrase.tokens.start < token_idx);
        self.noun_phrases.get(place).filter(|phrase| phrase.tokens.start == token_idx)
    }

    /// Returns the widest noun phrase that ends right before a token.
    pub(crate) fn phrase_until(&self, token_idx: usize) -> Option<&NounPhrase> {
        let last = token_idx.checked_sub(1)?;
        self.holding(last).filter(|phrase| phrase.tokens.end == token_idx).max_by_key(|phrase| phrase.tokens.len())
    }

    /// Returns the widest noun phrase that holds a token.
    pub(crate) fn around(&self, token_idx: usize) -> Option<&NounPhrase> {
        self.holding(token_idx).max_by_key(|phrase| phrase.tokens.len())
    }

    fn holding(&self, token_idx: usize) -> impl Iterator<Item = &NounPhrase> {
        let end = self.noun_phrases.partition_point(|phrase| phrase.tokens.start <= token_idx);
        let near = move |phrase: &&NounPhrase| phrase.tokens.start + TOKENS_MAX > token_idx;
        let before = self.noun_phrases[..end].iter().rev().take_while(near);
        before.filter(move |phrase| phrase.tokens.contains(&token_idx))
    }

    /// Returns the noun phrases whose first token lies in `range`.
    pub(crate) fn phrases_in(&self, range: Range<usize>) -> &[NounPhrase] {
        let start = self.noun_phrases.partition_point(|phrase| phrase.tokens.start < range.start);
        let end = self.noun_phrases.partition_point(|phrase| phrase.tokens.start < range.end);
        &self.noun_phrases[start..end.max(start)]
    }

    /// Returns the text of tokens.
    pub(crate) fn span(&self, tokens: &Range<usize>) -> Span {
        self.passage.span(tokens.clone())
    }

    /// Returns the tokens that depend on a token with one of these relations.
    pub(crate) fn dependents<'m>(
        &'m self,
        token_idx: usize,
        relations: &'m [&'m str],
    ) -> impl Iterator<Item = usize> + 'm {
        let sentence = self.sentence_around(token_idx);
        sentence.filter(move |&idx| {
            self.analysis
                .arcs
                .get(idx)
                .is_some_and(|arc| arc.head == Some(token_idx as u32) && relations.contains(&arc.relation.name()))
        })
    }
}
