//! A stretch of a document made ready for the lexicons: its tokens and the lexicon words each may be a form of.
//!
//! Not a reading: no attribution, no hedge. Built once for a text; every look-up after that compares numbers.

use std::ops::Range;

use hearsay_text::segment::Segmentation;
use hearsay_text::span::Span;

use crate::lexicon::{CustodyWord, Forms, NameKind, VerdictEntry, VerdictWord, lexicon};
use crate::reading::{Mark, Reason};

/// The spans of one attribution.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts<'a> {
    /// Who.
    pub source: &'a [Span],
    /// The words that report.
    pub cue: &'a [Span],
    /// What.
    pub content: &'a [Span],
}

/// A mark and why it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked<T> {
    /// The mark.
    pub value: T,
    /// Why.
    pub reason: Reason,
}

impl<T> Marked<T> {
    pub(crate) fn new(value: T, mark: Mark, span: Span, because: String) -> Marked<T> {
        Marked { value, reason: Reason { mark, span, because } }
    }
}

/// A text, its tokens, their tags if there are any, and their words in the lexicons.
#[derive(Debug)]
pub struct Passage<'a> {
    /// The document's text.
    pub text: &'a str,
    /// Its sentences and tokens.
    pub segmentation: &'a Segmentation,
    /// A Penn Treebank part-of-speech tag for each token, where a tagger ran.
    pub tags: Option<&'a [&'a str]>,
    forms: Vec<Forms>,
}

impl<'a> Passage<'a> {
    /// Looks every token up; tags that are not one for each token are ignored.
    pub fn new(text: &'a str, segmentation: &'a Segmentation, tags: Option<&'a [&'a str]>) -> Passage<'a> {
        let lexicon = lexicon();
        let forms = segmentation.tokens.iter().map(|token| lexicon.forms(token.of(text))).collect();
        Passage { text, segmentation, tags: tags.filter(|tags| tags.len() == segmentation.tokens.len()), forms }
    }

    /// Returns the number of tokens.
    pub fn n_tokens(&self) -> usize {
        self.segmentation.tokens.len()
    }

    /// Returns the text of a token, or nothing past the end.
    pub fn word(&self, token_idx: usize) -> &'a str {
        self.segmentation.tokens.get(token_idx).map_or("", |token| token.of(self.text))
    }

    /// Returns whether a paragraph begins with a token.
    pub(crate) fn opens_paragraph(&self, token_idx: usize) -> bool {
        let sentences = &self.segmentation.sentences;
        let begin = |paragraph: &Range<u32>| {
            sentences.get(paragraph.start as usize).map_or(u32::MAX, |sentence| sentence.start) as usize
        };
        let paragraphs = &self.segmentation.paragraphs;
        let place = paragraphs.partition_point(|paragraph| begin(paragraph) < token_idx);
        paragraphs.get(place).is_some_and(|paragraph| begin(paragraph) == token_idx)
    }

    /// Returns the tag of a token, where there are tags.
    pub fn tag(&self, token_idx: usize) -> Option<&'a str> {
        self.tags.and_then(|tags| tags.get(token_idx)).copied()
    }

    /// Returns the tokens that share a byte with `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let tokens = &self.segmentation.tokens;
        let start = tokens.partition_point(|token| token.end <= span.start);
        let end = tokens.partition_point(|token| token.start < span.end);
        start..end.max(start)
    }

    /// Returns the text from the first to the last token of `range`; an empty span where there is none.
    pub fn span(&self, range: Range<usize>) -> Span {
        match self.segmentation.tokens.get(range).unwrap_or(&[]) {
            [] => Span { start: 0, end: 0 },
            [only] => *only,
            [first, .., last] => first.cover(*last),
        }
    }

    /// Returns the tokens of the sentence that holds a token.
    pub fn sentence_at(&self, token_idx: usize) -> Range<usize> {
        let sentences = &self.segmentation.sentences;
        let sentence_idx = sentences.partition_point(|sentence| sentence.end as usize <= token_idx);
        sentences.get(sentence_idx).map_or(0..0, |sentence| sentence.start as usize..sentence.end as usize)
    }

    /// Returns the lexicon words that a token may be a form of.
    pub(crate) fn forms(&self, token_idx: usize) -> Forms {
        self.forms.get(token_idx).copied().unwrap_or_default()
    }

    /// Returns the tokens of several spans, in order.
    pub(crate) fn tokens_of(&self, spans: &[Span]) -> impl Iterator<Item = usize> {
        spans.iter().flat_map(|span| self.tokens_in(*span))
    }

    /// Returns whether a token holds a letter or a digit.
    pub(crate) fn is_word(&self, token_idx: usize) -> bool {
        self.word(token_idx).chars().any(char::is_alphanumeric)
    }

    /// Returns the word of `custody.toml` of one of those kinds which starts at a token: one past its last token, its kind.
    pub(crate) fn custody_at(&self, token_idx: usize, kinds: &[CustodyWord]) -> Option<(usize, CustodyWord)> {
        let lexicon = lexicon();
        let kind = |entry_idx: usize| lexicon.custody[entry_idx].kind;
        let end = self.sentence_at(token_idx).end;
        let found =
            lexicon.custody_phrases.longest_at(self, token_idx, end, |found| kinds.contains(&kind(found.entry_idx)))?;
        Some((found.tokens.end, kind(found.entry_idx)))
    }

    /// Returns the word of `verdicts.toml` of one of those classes which starts at a token, and one past its last token.
    pub(crate) fn verdict_at(
        &self,
        token_idx: usize,
        classes: &[VerdictWord],
    ) -> Option<(usize, &'static VerdictEntry)> {
        let lexicon = lexicon();
        let entry = |entry_idx: usize| &lexicon.verdicts[entry_idx];
        let end = self.sentence_at(token_idx).end;
        let accept = |found: &crate::phrases::Found| classes.contains(&entry(found.entry_idx).class);
        let found = lexicon.verdict_phrases.longest_at(self, token_idx, end, accept)?;
        Some((found.tokens.end, entry(found.entry_idx)))
    }

    /// Returns one past the last token of the entry of `titles.toml` or `names.toml` of that kind which starts at a token.
    pub fn named_at(&self, token_idx: usize, end: usize, kind: NameKind) -> Option<usize> {
        let lexicon = lexicon();
        let found =
            lexicon.name_phrases.longest_at(self, token_idx, end, |found| lexicon.names[found.entry_idx].kind == kind);
        found.map(|found| found.tokens.end)
    }
}

/// Texts with the spans of one attribution drawn in: `<s>Ann</s> <c>said</c> <t>it rained</t>`.
#[cfg(test)]
pub(crate) mod drawn {
    use hearsay_text::segment::{Segmentation, segment};
    use hearsay_text::span::Span;

    use super::{Parts, Passage};
    use crate::quotation::{QuoteStates, quote_states};

    pub(crate) struct Drawn {
        pub(crate) text: String,
        segmentation: Segmentation,
        spans: [Vec<Span>; 3],
        pub(crate) states: QuoteStates,
    }

    pub(crate) fn drawn(marked: &str) -> Drawn {
        let mut text = String::new();
        let mut spans = [Vec::new(), Vec::new(), Vec::new()];
        let mut starts = [0; 3];
        let mut rest = marked;
        while let Some(place) = rest.find('<') {
            text.push_str(&rest[..place]);
            let end = place + rest[place..].find('>').expect("a drawn text closes its tags");
            let tag = &rest[place + 1..end];
            let role = "sct".find(tag.trim_start_matches('/')).expect("a drawn text has the tags s, c and t");
            if tag.starts_with('/') {
                spans[role].push(Span::new(starts[role], text.len()));
            } else {
                starts[role] = text.len();
            }
            rest = &rest[end + 1..];
        }
        text.push_str(rest);
        let whole = Span::new(0, text.len());
        let states = quote_states(&text, [whole]);
        Drawn { segmentation: segment(&text, [whole]), text, spans, states }
    }

    impl Drawn {
        pub(crate) fn passage(&self) -> Passage<'_> {
            Passage::new(&self.text, &self.segmentation, None)
        }

        pub(crate) fn parts(&self) -> Parts<'_> {
            Parts { source: &self.spans[0], cue: &self.spans[1], content: &self.spans[2] }
        }
    }
}
