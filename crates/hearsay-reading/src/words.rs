//! The tokens of a document as the taggers' words.

use hearsay_model::word::{Opens, Word};
use hearsay_text::segment::Segmentation;

use crate::quotation::QuoteStates;

/// Returns the tokens as words, in order. Quotation marks count as quoted.
pub fn words<'a>(text: &'a str, segmentation: &Segmentation, states: &QuoteStates) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = Vec::with_capacity(segmentation.tokens.len());
    let mut stretches = states.stretches.iter().peekable();
    for paragraph in &segmentation.paragraphs {
        for sentence_idx in paragraph.clone() {
            let sentence = &segmentation.sentences[sentence_idx as usize];
            for token_idx in sentence.clone() {
                let span = segmentation.tokens[token_idx as usize];
                let opens = match (token_idx == sentence.start, sentence_idx == paragraph.start) {
                    (true, true) => Opens::Paragraph,
                    (true, false) => Opens::Sentence,
                    _ => Opens::Nothing,
                };
                while stretches.peek().is_some_and(|stretch| stretch.end < span.start) {
                    stretches.next();
                }
                let quoted = stretches.peek().is_some_and(|stretch| stretch.start <= span.end);
                let spaced = !text[..span.range().start].ends_with(|c: char| !c.is_whitespace());
                words.push(Word { text: span.of(text), opens, spaced, quoted });
            }
        }
    }
    words
}
