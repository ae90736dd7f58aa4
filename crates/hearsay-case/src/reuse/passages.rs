//! What of a document's text is compared with others': its words as hashes, each with its place, and which are quoted.
//!
//! Not the text: that is in the case, and the spans lead to it. About six bytes a word, so that a case fits in memory.

use std::ops::Range;

use hearsay_reading::quotation::quote_states;
use hearsay_text::document::{Date, Document, DocumentId};
use hearsay_text::span::Span;

use super::folding::{self, hash_of};

/// The words of one document that are compared; made from the document alone, and kept with it.
///
/// Only blocks that are read bring words: neither furniture nor bylines nor captions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passages {
    /// The document.
    pub document: DocumentId,
    /// The hash of its outlet's name; `None` where that is not known.
    pub outlet: Option<u64>,
    /// When it was published.
    pub published: Option<Date>,
    /// Each word's hash, in order; 0 for words that are left out.
    words: Vec<u32>,
    /// For each word, how many bytes after the end of the one before it begins, and how many it has.
    /// A word with a jump begins where that says.
    steps: Vec<[u8; 2]>,
    /// In order; there is one for the first word.
    jumps: Vec<Jump>,
    /// The first word of each block, in order; every block has a word.
    blocks: Vec<u32>,
    /// Words in quotation marks, in order, disjoint.
    quoted: Vec<Range<u32>>,
    /// A bit for each word: whether it is a name's or a number.
    named: Vec<u64>,
}

/// A word whose place is told outright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Jump {
    word: u32,
    start: u32,
}

impl Passages {
    /// Returns the passages of a document in which nothing is read.
    pub fn none(document: DocumentId) -> Passages {
        Passages {
            document,
            outlet: None,
            published: None,
            words: Vec::new(),
            steps: Vec::new(),
            jumps: Vec::new(),
            blocks: Vec::new(),
            quoted: Vec::new(),
            named: Vec::new(),
        }
    }

    /// Returns what of a document is compared.
    pub fn of(document: &Document) -> Passages {
        let text = &document.text;
        let read = || document.blocks.iter().filter(|block| block.kind.is_read()).map(|block| block.span);
        let mut passages = Passages {
            outlet: document.metadata.site.as_ref().map(|site| outlet_of(&site.value)),
            published: document.metadata.published.as_ref().map(|published| published.value),
            ..Passages::none(document.id)
        };
        let states = quote_states(text, read());
        for block in read() {
            passages.push_block(text, block);
        }
        let mut stretches = states.stretches.iter().peekable();
        let mut quoted: Vec<Range<u32>> = Vec::new();
        for (word, span) in passages.spans().enumerate() {
            while stretches.next_if(|stretch| stretch.end <= span.start).is_some() {}
            if stretches.peek().is_none_or(|stretch| span.start < stretch.start) {
                continue;
            }
            let word = word as u32;
            match quoted.last_mut() {
                Some(last) if last.end == word => last.end += 1,
                _ => quoted.push(word..word + 1),
            }
        }
        passages.quoted = quoted;
        passages.words.shrink_to_fit();
        passages.steps.shrink_to_fit();
        passages
    }

    fn push_block(&mut self, text: &str, block: Span) {
        let mut end = None;
        let words = folding::words(block.of(text));
        let begins = |word: &folding::Folded, is: fn(char) -> bool| block.of(text)[word.range.start..].starts_with(is);
        // In a headline in capitals, capitals make no names.
        let n_large = words.iter().filter(|word| begins(word, char::is_uppercase)).count();
        let n_small = words.iter().filter(|word| begins(word, char::is_lowercase)).count();
        for word in words {
            let start = block.start + word.range.start as u32;
            let gap = end.map_or(u32::MAX, |end: u32| start - end);
            if end.is_none() {
                self.blocks.push(self.words.len() as u32);
            }
            if u8::try_from(gap).is_err() {
                self.jumps.push(Jump { word: self.words.len() as u32, start });
            }
            let is_name =
                n_large <= n_small && is_name(&text[block.start as usize..start as usize], &text[start as usize..]);
            if is_name || text[start as usize..].starts_with(char::is_numeric) {
                let n = self.words.len();
                self.named.resize(n / 64 + 1, 0);
                self.named[n / 64] |= 1 << (n % 64);
            }
            self.steps.push([u8::try_from(gap).unwrap_or(0), word.range.len() as u8]);
            self.words.push(word.hash);
            end = Some(start + word.range.len() as u32);
        }
    }

    /// Returns each word's hash; 0 stands for a word that is left out, and equals nothing.
    pub fn words(&self) -> &[u32] {
        &self.words
    }

    /// Returns how many words are compared.
    pub fn n_words(&self) -> u32 {
        self.words.iter().filter(|word| **word != 0).count() as u32
    }

    /// Returns the place of some words, from the first's first byte to the last's end.
    pub fn span(&self, words: Range<u32>) -> Span {
        let first = self.span_of(words.start);
        first.cover(self.span_of(words.end.saturating_sub(1).max(words.start)))
    }

    /// Returns the words that begin inside a span.
    pub fn words_in(&self, span: Span) -> Range<u32> {
        self.word_at(span.start)..self.word_at(span.end)
    }

    /// Returns how many of some words stand in quotation marks.
    pub fn n_quoted(&self, words: Range<u32>) -> u32 {
        let first = self.quoted.partition_point(|quoted| quoted.end <= words.start);
        let inside = self.quoted[first..].iter().take_while(|quoted| quoted.start < words.end);
        inside.map(|quoted| quoted.end.min(words.end) - quoted.start.max(words.start)).sum()
    }

    /// Returns whether a word stands in quotation marks.
    pub fn is_quoted(&self, word: u32) -> bool {
        self.n_quoted(word..word + 1) == 1
    }

    /// Returns whether a word is a name's or a number: what any report of the matter has in the same words.
    pub fn is_named(&self, word: u32) -> bool {
        self.named.get(word as usize / 64).is_some_and(|bits| bits >> (word % 64) & 1 == 1)
    }

    /// Returns whether a word is the writer's own choice: neither left out nor quoted, no name's and no number.
    pub fn is_own(&self, word: u32) -> bool {
        self.words.get(word as usize).is_some_and(|hash| *hash != 0) && !self.is_named(word) && !self.is_quoted(word)
    }

    /// Returns how many words are the writer's own choice.
    pub fn n_own(&self) -> u32 {
        (0..self.words.len() as u32).filter(|word| self.is_own(*word)).count() as u32
    }

    /// Returns the words of each block, in order.
    pub fn blocks(&self) -> impl Iterator<Item = Range<u32>> {
        let ends = self.blocks.iter().skip(1).copied().chain([self.words.len() as u32]);
        self.blocks.iter().copied().zip(ends).map(|(start, end)| start..end)
    }

    /// Returns one hash of a block's words.
    pub fn block_hash(&self, block: Range<u32>) -> u64 {
        hash_of(&self.words[block.start as usize..block.end as usize])
    }

    /// Returns the same with some blocks left out: their words keep their places and equal nothing.
    pub fn without(&self, is_left_out: impl Fn(u64) -> bool) -> Passages {
        let mut rest = self.clone();
        for block in self.blocks().filter(|block| is_left_out(self.block_hash(block.clone()))) {
            rest.words[block.start as usize..block.end as usize].fill(0);
        }
        rest
    }

    fn spans(&self) -> impl Iterator<Item = Span> {
        self.spans_from(0)
    }

    /// Returns the places of the words from that jump on.
    fn spans_from(&self, jump_idx: usize) -> impl Iterator<Item = Span> {
        let mut jumps = self.jumps[jump_idx.min(self.jumps.len())..].iter().peekable();
        let first = jumps.peek().map_or(self.words.len(), |jump| jump.word as usize);
        let mut end = 0;
        self.steps[first..].iter().zip(first..).map(move |(&[gap, length], word)| {
            let jump = jumps.next_if(|jump| jump.word as usize == word);
            let start = jump.map_or(end + u32::from(gap), |jump| jump.start);
            end = start + u32::from(length);
            Span { start, end }
        })
    }

    fn span_of(&self, word: u32) -> Span {
        let jump_idx = self.jumps.partition_point(|jump| jump.word <= word).saturating_sub(1);
        let first = self.jumps.get(jump_idx).map_or(0, |jump| jump.word);
        let span = self.spans_from(jump_idx).nth(word.saturating_sub(first) as usize);
        span.unwrap_or(Span { start: 0, end: 0 })
    }

    /// Returns the first word that begins at `place` or after.
    fn word_at(&self, place: u32) -> u32 {
        let jump_idx = self.jumps.partition_point(|jump| jump.start < place).saturating_sub(1);
        let first = self.jumps.get(jump_idx).map_or(0, |jump| jump.word);
        first + self.spans_from(jump_idx).take_while(|span| span.start < place).count() as u32
    }
}

/// Returns whether the word that `rest` begins with has a capital that no sentence's begin gives it.
fn is_name(before: &str, rest: &str) -> bool {
    let opens_sentence = || {
        let marks =
            |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\u{2018}' | '\u{201c}' | '\u{ab}' | '(' | '[');
        let before = before.trim_end_matches(marks);
        before.is_empty() || before.ends_with(['.', '!', '?', ':', '\u{2026}'])
    };
    rest.starts_with(char::is_uppercase) && !opens_sentence()
}

/// Returns the hash that an outlet is known by; the same for "The Norrbank Press" and "Norrbank Press".
pub fn outlet_of(name: &str) -> u64 {
    hash_of(&folding::name(name))
}
