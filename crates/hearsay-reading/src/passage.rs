//! A stretch of a document made ready for the taggers: its tokens as words, with their quotation state.

use hearsay_model::word::{Opens, Word};
use hearsay_text::segment::Segmentation;

/// Returns the tokens as the taggers' words, in order.
pub fn words<'a>(text: &'a str, segmentation: &Segmentation) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = Vec::with_capacity(segmentation.tokens.len());
    for paragraph in &segmentation.paragraphs {
        let mut inside = false;
        for sentence_idx in paragraph.clone() {
            let sentence = &segmentation.sentences[sentence_idx as usize];
            for token_idx in sentence.clone() {
                let span = segmentation.tokens[token_idx as usize];
                let opens = match (token_idx == sentence.start, sentence_idx == paragraph.start) {
                    (true, true) => Opens::Paragraph,
                    (true, false) => Opens::Sentence,
                    _ => Opens::Nothing,
                };
                let token = span.of(text);
                let marks = Marks::of(token);
                let was_inside = inside;
                inside = marks.after(inside);
                let spaced = !text[..span.range().start].ends_with(|c: char| !c.is_whitespace());
                words.push(Word { text: token, opens, spaced, quoted: was_inside || inside });
            }
        }
    }
    words
}

/// What a token does to the quotation state.
enum Marks {
    Opens,
    Closes,
    Toggles,
    Nothing,
}

impl Marks {
    fn of(token: &str) -> Marks {
        match token {
            "“" | "«" | "„" | "``" => Marks::Opens,
            "”" | "»" => Marks::Closes,
            "\"" | "''" => Marks::Toggles,
            _ => Marks::Nothing,
        }
    }

    fn after(&self, inside: bool) -> bool {
        match self {
            Marks::Opens => true,
            Marks::Closes => false,
            Marks::Toggles => !inside,
            Marks::Nothing => inside,
        }
    }
}
