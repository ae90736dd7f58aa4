//! Cuts paragraphs into sentences and tokens, all of them spans.
//!
//! Not a linguistic analysis: no tags, no lemmas. Sentence ends come from the crate `sentencex`, words from Unicode
//! Standard Annex 29, both adjusted where news text needs it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::span::Span;

/// The sentences and tokens of some paragraphs of one text.
///
/// Tokens are in order, do not overlap, are never empty, and what lies between two of them, inside a paragraph, is
/// white space. Every token belongs to one sentence and every sentence to one paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmentation {
    /// The words and punctuation marks.
    pub tokens: Vec<Span>,
    /// Each sentence as a range of token indices; none is empty.
    pub sentences: Vec<Range<u32>>,
    /// Each paragraph as a range of sentence indices; one for each paragraph asked for, possibly empty.
    pub paragraphs: Vec<Range<u32>>,
}

impl Segmentation {
    /// Returns the span of text from the first to the last token of `range`.
    pub fn span_of(&self, range: Range<u32>) -> Span {
        let tokens = &self.tokens[range.start as usize..range.end as usize];
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.cover(*last),
            _ => Span { start: 0, end: 0 },
        }
    }

    /// Returns the token indices of a paragraph.
    pub fn tokens_of_paragraph(&self, paragraph_idx: usize) -> Range<u32> {
        let sentences = &self.paragraphs[paragraph_idx];
        if sentences.is_empty() {
            return 0..0;
        }
        let first = &self.sentences[sentences.start as usize];
        let last = &self.sentences[sentences.end as usize - 1];
        first.start..last.end
    }
}

/// Segments the given paragraphs, which must be in order and must not overlap.
pub fn segment(text: &str, paragraphs: impl IntoIterator<Item = Span>) -> Segmentation {
    let mut found = Segmentation::default();
    for paragraph in paragraphs {
        let first_sentence = found.sentences.len() as u32;
        let first_token = found.tokens.len();
        tokenize(text, paragraph, &mut found.tokens);
        group_sentences(text, paragraph, first_token, &mut found);
        found.paragraphs.push(first_sentence..found.sentences.len() as u32);
    }
    found
}

fn group_sentences(text: &str, paragraph: Span, first_token: usize, found: &mut Segmentation) {
    let n_tokens = found.tokens.len();
    let mut begin = first_token;
    for end_byte in sentence_ends(text, paragraph) {
        let mut end = begin + found.tokens[begin..n_tokens].partition_point(|token| token.start < end_byte);
        while end < n_tokens && end > begin && is_closing(found.tokens[end].of(text), text, found.tokens[end]) {
            end += 1;
        }
        if end > begin {
            found.sentences.push(begin as u32..end as u32);
            begin = end;
        }
    }
    if begin < n_tokens {
        found.sentences.push(begin as u32..n_tokens as u32);
    }
}

/// Closing marks belong to the sentence before; a straight mark closes when no space stands before it.
fn is_closing(token: &str, text: &str, place: Span) -> bool {
    match token {
        "”" | "’" | "»" | ")" | "]" => true,
        "\"" | "''" | "'" => text[..place.range().start].chars().next_back().is_some_and(|c| !c.is_whitespace()),
        _ => false,
    }
}

/// Byte offsets at which sentences end, from `sentencex`.
///
/// That crate never splits inside quotation marks. News quotes hold many sentences, so it is shown the text with the
/// marks blanked out, byte for byte.
fn sentence_ends(text: &str, paragraph: Span) -> Vec<u32> {
    let mut masked = String::with_capacity(paragraph.length_bytes());
    let mut previous = ' ';
    for character in paragraph.of(text).chars() {
        let doubled = character == '\'' && previous == '\'';
        if doubled {
            masked.pop();
            masked.push_str("  ");
        } else if matches!(character, '"' | '“' | '”' | '„' | '«' | '»' | '\u{0085}') || character.is_control()
        {
            (0..character.len_utf8()).for_each(|_| masked.push(' '));
        } else {
            masked.push(character);
        }
        previous = character;
    }
    sentencex::get_sentence_boundaries("en", &masked)
        .into_iter()
        .map(|boundary| paragraph.start + boundary.end_byte as u32)
        .collect()
}

fn tokenize(text: &str, paragraph: Span, tokens: &mut Vec<Span>) {
    let first = tokens.len();
    let base = paragraph.range().start;
    for (offset, piece) in paragraph.of(text).split_word_bound_indices() {
        if piece.chars().all(|c| c.is_whitespace()) {
            continue;
        }
        let start = base + offset;
        let trimmed = Span::new(start, start + piece.len()).trim(text);
        let glued = tokens.len() > first
            && tokens
                .last()
                .is_some_and(|last| last.end == trimmed.start && joins(last.of(text), trimmed.of(text), text, *last));
        if glued {
            let last = tokens.last_mut().expect("there is a token before");
            last.end = trimmed.end;
        } else {
            tokens.push(trimmed);
        }
    }
    split_clitics(text, first, tokens);
}

/// Returns whether a piece that follows another without a space belongs to the same token.
fn joins(left: &str, right: &str, text: &str, left_span: Span) -> bool {
    let right_is_word = right.starts_with(char::is_alphanumeric);
    let last = left.chars().next_back().unwrap_or(' ');
    match right {
        "-" if left.bytes().all(|byte| byte == b'-') => true,
        "-" | "‐" | "‑" => last.is_alphanumeric() && next_is_word(text, left_span.range().end + right.len()),
        "." => (last == '.' && left.chars().all(|c| c == '.')) || (last.is_alphanumeric() && takes_period(left)),
        "'" => left == "'",
        _ if right_is_word => {
            (matches!(last, '-' | '‐' | '‑') && left.chars().count() > 1 && left.starts_with(char::is_alphanumeric))
                || matches!(left, "@" | "#")
        }
        _ => false,
    }
}

fn next_is_word(text: &str, offset: usize) -> bool {
    text.get(offset..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

/// Abbreviations keep their period: initials, dotted letters, titles, months.
fn takes_period(word: &str) -> bool {
    const ABBREVIATIONS: [&str; 48] = [
        "adm", "apr", "aug", "ave", "brig", "capt", "cmdr", "co", "col", "corp", "cpl", "dec", "det", "dr", "etc",
        "feb", "ft", "gen", "gov", "hon", "inc", "jan", "jr", "lt", "ltd", "maj", "messrs", "mr", "mrs", "ms", "mt",
        "no", "nov", "oct", "ph", "prof", "rep", "reps", "rev", "sen", "sens", "sept", "sgt", "sr", "st", "supt", "vs",
        "wash",
    ];
    if word.contains('.') {
        return word.split('.').all(|part| part.chars().count() <= 2);
    }
    let mut characters = word.chars();
    if characters.next().is_some_and(char::is_uppercase) && characters.next().is_none() {
        return true;
    }
    word.len() <= 6
        && word.starts_with(char::is_uppercase)
        && ABBREVIATIONS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
}

/// Splits "don't" into "do" and "n't", "Sushko's" into "Sushko" and "'s".
fn split_clitics(text: &str, first: usize, tokens: &mut Vec<Span>) {
    let mut token_idx = first;
    while token_idx < tokens.len() {
        let token = tokens[token_idx];
        if let Some(length_bytes) = clitic_length(token.of(text)) {
            let cut = token.end - length_bytes as u32;
            tokens[token_idx].end = cut;
            tokens.insert(token_idx + 1, Span { start: cut, end: token.end });
            token_idx += 1;
        }
        token_idx += 1;
    }
}

fn clitic_length(word: &str) -> Option<usize> {
    const CLITICS: [&str; 7] = ["s", "re", "ve", "ll", "d", "m", "t"];
    let (place, mark) = word.char_indices().rev().find(|(_, c)| matches!(c, '\'' | '’'))?;
    let tail = &word[place + mark.len_utf8()..];
    let tail_idx = CLITICS.iter().position(|clitic| tail.eq_ignore_ascii_case(clitic))?;
    if place == 0 {
        return None;
    }
    let mut length_bytes = word.len() - place;
    if CLITICS[tail_idx] == "t" {
        let before = word[..place].chars().next_back()?;
        if !before.eq_ignore_ascii_case(&'n') || place == before.len_utf8() {
            return None;
        }
        length_bytes += before.len_utf8();
    }
    Some(length_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let found = segment(text, [Span::new(0, text.len())]);
        found.tokens.iter().map(|token| token.of(text)).collect()
    }

    fn sentences(text: &str) -> Vec<&str> {
        let found = segment(text, [Span::new(0, text.len())]);
        found.sentences.iter().map(|range| found.span_of(range.clone()).of(text)).collect()
    }

    #[test]
    fn clitics_and_possessives_stand_alone() {
        assert_eq!(words("Sushko’s source didn't say"), ["Sushko", "’s", "source", "did", "n't", "say"]);
    }

    #[test]
    fn abbreviations_numbers_and_hyphens_hold_together() {
        assert_eq!(
            words("Col. Gen. A. Lee of the U.S. lost 10,000."),
            ["Col.", "Gen.", "A.", "Lee", "of", "the", "U.S.", "lost", "10,000", "."]
        );
        assert_eq!(
            words("a large-scale mutiny -- he said..."),
            ["a", "large-scale", "mutiny", "--", "he", "said", "..."]
        );
    }

    #[test]
    fn doubled_apostrophes_are_one_mark() {
        assert_eq!(words("''It is,'' he said."), ["''", "It", "is", ",", "''", "he", "said", "."]);
    }

    #[test]
    fn quotations_hold_several_sentences() {
        assert_eq!(
            sentences("“We will stay. It is our home.” He left."),
            ["“We will stay.", "It is our home.”", "He left."]
        );
        assert_eq!(
            sentences("Mr. Lee met Gen. Ray in the U.S. on Monday. He left."),
            ["Mr. Lee met Gen. Ray in the U.S. on Monday.", "He left."]
        );
    }
}
