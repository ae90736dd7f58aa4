//! Where a text stands in quotation marks, and how much of a content does.
//!
//! Not a finder of quotations: who is quoted is the tagger's and the linker's to say. The double marks are read as the
//! project's yardstick reads them: they open and close within a paragraph, and a quotation that runs over several
//! paragraphs opens anew in each. Beyond the yardstick: „ “, ” ”, ``, and single marks where they stand outermost.

use hearsay_text::span::Span;

use crate::passage::Marked;
use crate::reading::{Mark, Quotation};

/// The quoted stretches of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteStates {
    /// What stands between the marks, marks excluded; in order, disjoint, each within one paragraph.
    pub stretches: Vec<Span>,
    /// For each paragraph, whether it ends inside a quotation that was never closed, as those do that run on.
    pub runs_on: Vec<bool>,
}

/// How a token stands to the quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteState {
    /// Outside.
    Outside,
    /// The first token inside.
    First,
    /// Inside.
    Inside,
}

impl QuoteStates {
    /// Returns whether the byte at `offset` stands in quotation marks.
    pub fn is_inside(&self, offset: u32) -> bool {
        let stretch_idx = self.stretches.partition_point(|stretch| stretch.end <= offset);
        self.stretches.get(stretch_idx).is_some_and(|stretch| stretch.start <= offset)
    }

    /// Returns the state of each of the tokens, which must be in order.
    pub fn of_tokens(&self, tokens: &[Span]) -> Vec<QuoteState> {
        let mut stretch_idx = 0;
        let mut last_stretch_idx = usize::MAX;
        let mut states = Vec::with_capacity(tokens.len());
        for token in tokens {
            while self.stretches.get(stretch_idx).is_some_and(|stretch| stretch.end <= token.start) {
                stretch_idx += 1;
            }
            let inside = self.stretches.get(stretch_idx).is_some_and(|stretch| stretch.start <= token.start);
            states.push(match inside {
                true if last_stretch_idx == stretch_idx => QuoteState::Inside,
                true => QuoteState::First,
                false => QuoteState::Outside,
            });
            if inside {
                last_stretch_idx = stretch_idx;
            }
        }
        states
    }
}

/// Marks that are open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// “ " '' `` «
    Double,
    /// „, which “ closes.
    Low,
    /// ‘ ' ` ‚, closed at the byte that was looked up when it opened.
    Single(usize),
}

/// Finds what stands in quotation marks, in one pass over the paragraphs.
pub fn quote_states(text: &str, paragraphs: impl IntoIterator<Item = Span>) -> QuoteStates {
    let mut found = QuoteStates::default();
    for paragraph in paragraphs {
        let inherited = found.runs_on.last().copied().unwrap_or(false) && closes_first(paragraph.of(text));
        let runs_on = scan(text, paragraph, inherited, &mut found.stretches);
        found.runs_on.push(runs_on);
    }
    found
}

/// Whether a closing mark comes before any opening one: the paragraph goes on in the quotation before it.
fn closes_first(paragraph: &str) -> bool {
    let first = paragraph.char_indices().find(|(_, c)| matches!(c, '“' | '”' | '„' | '«' | '»' | '"'));
    first.is_some_and(|(place, c)| {
        matches!(c, '”' | '»') && paragraph[..place].chars().next_back().is_some_and(|before| !before.is_whitespace())
    })
}

/// Scans one paragraph and returns whether it ends inside a quotation.
fn scan(text: &str, paragraph: Span, inherited: bool, stretches: &mut Vec<Span>) -> bool {
    let words = paragraph.of(text);
    let base = paragraph.range().start;
    let mut singles = Singles::new(words);
    let mut open = inherited.then_some(Open::Double);
    let mut start = 0;
    let mut before = '\n';
    let mut close = |from: usize, to: usize| {
        if from < to {
            stretches.push(Span::new(base + from, base + to));
        }
    };
    let mut characters = words.char_indices().peekable();
    while let Some((place, character)) = characters.next() {
        let after = place + character.len_utf8();
        let next = characters.peek().map_or('\n', |(_, c)| *c);
        let double_ascii = character == '"' || (matches!(character, '\'' | '`') && before == character);
        // The first of two apostrophes belongs to the mark, not to the words.
        let mark_start = if double_ascii && character != '"' { place - 1 } else { place };
        let opened = match (open, character) {
            (Some(_), '\n' | '\r') => None,
            (Some(Open::Single(end)), _) if place >= end => None,
            (Some(Open::Single(_)), '“' | '«' | '„' | '"') => Some(Open::Double),
            (Some(Open::Single(_)), _) => open,
            (Some(Open::Low), '“') | (Some(_), '”' | '»') => None,
            (None, '”') if before.is_whitespace() && next.is_alphanumeric() => Some(Open::Double),
            (None, '“' | '«') => Some(Open::Double),
            (None, '„') => Some(Open::Low),
            (state, _) if double_ascii => {
                if state.is_some() {
                    None
                } else {
                    Some(Open::Double)
                }
            }
            (None, '‘' | '\'' | '`' | '‚') if next != character => {
                singles.close_of(place, character, before, next).map(Open::Single)
            }
            (state, _) => state,
        };
        before = character;
        if opened == open {
            continue;
        }
        if open.is_some() {
            close(start, mark_start.max(start));
        }
        open = opened;
        start = after;
    }
    if open.is_some() {
        close(start, words.len());
    }
    open.is_some()
}

/// Looks for the mark that closes an outermost single quotation; each place is looked at once.
struct Singles<'a> {
    words: &'a str,
    /// Nothing closes from here on.
    barren_from: usize,
}

impl<'a> Singles<'a> {
    fn new(words: &'a str) -> Singles<'a> {
        Singles { words, barren_from: usize::MAX }
    }

    /// Returns the byte of the closing mark for the mark at `place`, if that mark opens a quotation at all.
    ///
    /// A mark after punctuation closes for certain; one after a letter may be an apostrophe ("the agents' car"), and
    /// closes only if no certain one follows before the next opening.
    fn close_of(&mut self, place: usize, mark: char, before: char, next: char) -> Option<usize> {
        let opens = !before.is_alphanumeric() && (next.is_alphabetic() || matches!(next, '“' | '"' | '['));
        if !opens || place >= self.barren_from {
            return None;
        }
        let from = place + mark.len_utf8();
        let mut previous = mark;
        let mut possible = None;
        let rest = self.words.get(from..).unwrap_or("");
        for (offset, character) in rest.char_indices() {
            let follows = rest[offset + character.len_utf8()..].chars().next().unwrap_or('\n');
            let ends_word = !follows.is_alphanumeric();
            match character {
                '\n' => return possible,
                '’' | '\'' if ends_word && offset > 1 && !previous.is_whitespace() => {
                    if !previous.is_alphanumeric() || previous != 's' {
                        return Some(from + offset);
                    }
                    possible = possible.or(Some(from + offset));
                }
                '‘' | '‚' | '`' | '“' | '"' => return possible,
                '\'' if previous.is_whitespace() && follows.is_alphabetic() => return possible,
                _ => {}
            }
            previous = character;
        }
        // The paragraph was searched to its end.
        if possible.is_none() {
            self.barren_from = place;
        }
        possible
    }
}

/// Returns how much of a content stands in quotation marks: every word, some, or none.
pub fn quotation(text: &str, content: &[Span], states: &QuoteStates) -> Marked<Quotation> {
    let (mut n_inside, mut n_outside) = (0u32, 0u32);
    for span in content {
        let mut stretch_idx = states.stretches.partition_point(|stretch| stretch.end <= span.start);
        for (offset, _) in span.of(text).char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let place = span.start + offset as u32;
            while states.stretches.get(stretch_idx).is_some_and(|stretch| stretch.end <= place) {
                stretch_idx += 1;
            }
            let inside = states.stretches.get(stretch_idx).is_some_and(|stretch| stretch.start <= place);
            *(if inside { &mut n_inside } else { &mut n_outside }) += 1;
        }
    }
    let (kind, because) = match (n_inside, n_outside) {
        (0, _) => (Quotation::Indirect, "no word of it stands in quotation marks"),
        (_, 0) => (Quotation::Direct, "every word of it stands in quotation marks"),
        _ => (Quotation::Mixed, "some words of it stand in quotation marks, others do not"),
    };
    let whole = content.iter().copied().reduce(Span::cover).unwrap_or(Span { start: 0, end: 0 });
    Marked::new(kind, Mark::Quotation, whole, because.to_owned())
}

/// Returns the parts of `span` that stand in quotation marks, without the marks and the white space at their edges.
pub fn quoted_stretches(text: &str, span: Span, states: &QuoteStates) -> Vec<Span> {
    let first = states.stretches.partition_point(|stretch| stretch.end <= span.start);
    states.stretches[first..]
        .iter()
        .take_while(|stretch| stretch.start < span.end)
        .map(|stretch| Span { start: stretch.start.max(span.start), end: stretch.end.min(span.end) }.trim(text))
        .filter(|stretch| !stretch.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The quoted stretches of a text whose paragraphs are its lines.
    fn quoted(text: &str) -> Vec<&str> {
        let mut start = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            start += line.len();
            Span::new(start - line.len(), start).trim(text)
        });
        quote_states(text, lines).stretches.iter().map(|stretch| stretch.of(text)).collect()
    }

    #[test]
    fn marks_of_all_kinds_open_and_close() {
        for (text, expected) in [
            ("He said “we stay” and left.", vec!["we stay"]),
            ("He said \"we stay\" and left.", vec!["we stay"]),
            ("He said ''we stay'' and left.", vec!["we stay"]),
            ("He said ``we stay'' and left.", vec!["we stay"]),
            ("Er sagte „wir bleiben“ und ging.", vec!["wir bleiben"]),
            ("Он сказал «мы остаёмся» и ушёл.", vec!["мы остаёмся"]),
            ("Han sade ”vi stannar” och gick.", vec!["vi stannar"]),
            ("Baron 'facing open revolt' in his own guard", vec!["facing open revolt"]),
            ("‘We’re staying,’ he said. ‘It’s the agents’ home.’", vec!["We’re staying,", "It’s the agents’ home."]),
            ("`Nobody' has to worry", vec!["Nobody"]),
            ("The agents' car and the ’90s rock 'n' roll.", vec![]),
            ("Don't say the boys' names, it's theirs.", vec![]),
            ("“He said ‘we stay’ and left.”", vec!["He said ‘we stay’ and left."]),
            ("“We stay.\n“It is home.”\nHe left.", vec!["We stay.", "It is home."]),
            ("He said “we stay.\nIt is home.” He left.", vec!["we stay.", "It is home."]),
            ("A stray \" mark.\nNo quotation.", vec!["mark."]),
        ] {
            let found: Vec<&str> = quoted(text).into_iter().map(str::trim).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn contents_are_direct_mixed_or_indirect() {
        let text = "“We stay,” he said. He said they “stay” there. He left.";
        let states = quote_states(text, [Span::new(0, text.len())]);
        for (content, expected) in [
            ("“We stay,”", Quotation::Direct),
            ("they “stay” there", Quotation::Mixed),
            ("He left", Quotation::Indirect),
            (".", Quotation::Indirect),
        ] {
            let start = text.find(content).expect("the content stands in the text");
            let span = Span::new(start, start + content.len());
            assert_eq!(quotation(text, &[span], &states).value, expected, "{content}");
        }
    }

    #[test]
    fn token_states_and_byte_states_agree() {
        let text = "“We stay,” he said. 'No.' “Go.”";
        let states = quote_states(text, [Span::new(0, text.len())]);
        let segmentation = hearsay_text::segment::segment(text, [Span::new(0, text.len())]);
        for (token, state) in segmentation.tokens.iter().zip(states.of_tokens(&segmentation.tokens)) {
            assert_eq!(states.is_inside(token.start), state != QuoteState::Outside, "{}", token.of(text));
        }
    }
}
