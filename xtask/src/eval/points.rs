//! A text by code points, as the yardstick and brat count, and canonical stretches of it.
//!
//! Not [`hearsay_text::span::Span`], which counts bytes: this module is the only place of the evaluation where the two
//! meet. White space is Python's (`str.isspace`, `\s`), which has four characters more than Rust's: U+001C to U+001F.

use anyhow::{Result, bail};
use hearsay_text::span::{CodePoints, Span};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// A stretch of a text in code points, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Stretch {
    /// The first code point.
    pub(crate) start: usize,
    /// One past the last.
    pub(crate) end: usize,
}

impl Stretch {
    /// Returns the stretch that a byte span covers.
    pub(crate) fn of_span(span: Span, points: &CodePoints<'_>) -> Stretch {
        let (start, end) = points.span(span);
        Stretch { start: start as usize, end: end as usize }
    }

    fn overlaps(self, other: Stretch) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// What an attribution has three of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// Who.
    Source,
    /// The words that report.
    Cue,
    /// What.
    Content,
}

impl Role {
    /// The three roles.
    pub(crate) const ALL: [Role; 3] = [Role::Source, Role::Cue, Role::Content];

    /// Returns the role's name in the gold, the contract and the table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Role::Source => "source",
            Role::Cue => "cue",
            Role::Content => "content",
        }
    }
}

/// An attribution, gold or predicted, with the stretches of each role: sorted, disjoint, trimmed, merged where only
/// white space stood between. Two that mark the same words are equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marked {
    stretches: [Vec<Stretch>; 3],
}

impl Marked {
    /// Returns an attribution with the given fragments, made canonical.
    pub(crate) fn new(text: &PointText, fragments: [&[Stretch]; 3]) -> Result<Marked> {
        let [source, cue, content] = fragments;
        Ok(Marked { stretches: [text.canonical(source)?, text.canonical(cue)?, text.canonical(content)?] })
    }

    /// Returns the stretches of one role; empty if it has none.
    pub(crate) fn of(&self, role: Role) -> &[Stretch] {
        &self.stretches[role as usize]
    }
}

/// Returns whether two roles share a character; two absent ones do as well.
pub(crate) fn overlap(left: &[Stretch], right: &[Stretch]) -> bool {
    (left.is_empty() && right.is_empty()) || left.iter().any(|a| right.iter().any(|b| a.overlaps(*b)))
}

/// A text as a sequence of code points, cut into white-space tokens.
#[derive(Debug)]
pub(crate) struct PointText {
    characters: Vec<char>,
    /// For each code point the index of the token it belongs to; `None` for white space.
    token_of: Vec<Option<usize>>,
}

impl PointText {
    /// Returns `text` by code points.
    pub(crate) fn new(text: &str) -> PointText {
        let characters: Vec<char> = text.chars().collect();
        let (mut n_tokens, mut in_token) = (0, false);
        let token_of = characters.iter().map(|&character| {
            if is_space(character) {
                in_token = false;
                return None;
            }
            n_tokens += usize::from(!in_token);
            in_token = true;
            Some(n_tokens - 1)
        });
        PointText { token_of: token_of.collect(), characters }
    }

    /// Returns the fragments sorted, trimmed of white space, and merged where they overlap or only white space
    /// separates them: what brat cut at a line break is one again.
    fn canonical(&self, fragments: &[Stretch]) -> Result<Vec<Stretch>> {
        let mut trimmed = Vec::with_capacity(fragments.len());
        for &Stretch { mut start, mut end } in fragments {
            if start > end || end > self.characters.len() {
                bail!("the span {start}-{end} is outside the text");
            }
            while start < end && is_space(self.characters[start]) {
                start += 1;
            }
            while start < end && is_space(self.characters[end - 1]) {
                end -= 1;
            }
            if start < end {
                trimmed.push(Stretch { start, end });
            }
        }
        trimmed.sort_unstable();
        let mut merged: Vec<Stretch> = Vec::with_capacity(trimmed.len());
        for stretch in trimmed {
            match merged.last_mut() {
                Some(last) if self.joins(*last, stretch) => last.end = last.end.max(stretch.end),
                _ => merged.push(stretch),
            }
        }
        Ok(merged)
    }

    fn joins(&self, left: Stretch, right: Stretch) -> bool {
        right.start <= left.end || self.characters[left.end..right.start].iter().all(|&c| is_space(c))
    }

    /// Returns the indices of the tokens that the stretches touch, sorted, each once.
    pub(crate) fn tokens(&self, stretches: &[Stretch]) -> Vec<usize> {
        let mut touched: Vec<usize> = stretches
            .iter()
            .flat_map(|stretch| self.token_of[stretch.start..stretch.end].iter().flatten())
            .copied()
            .collect();
        touched.sort_unstable();
        touched.dedup();
        touched
    }

    /// Returns the words of the stretches, a space between two.
    pub(crate) fn words(&self, stretches: &[Stretch]) -> String {
        let pieces =
            stretches.iter().map(|stretch| self.characters[stretch.start..stretch.end].iter().collect::<String>());
        pieces.collect::<Vec<_>>().join(" ")
    }

    /// Returns for every code point whether it stands in double quotation marks.
    ///
    /// Marks open and close within a line; a quotation that runs over several paragraphs opens anew in each, as is
    /// usual in news. Some papers write two apostrophes for a mark.
    pub(crate) fn quoted(&self) -> Vec<bool> {
        let mut inside = false;
        let mut previous = ' ';
        let mut mask = Vec::with_capacity(self.characters.len());
        for &character in &self.characters {
            match character {
                '\n' => inside = false,
                '“' | '«' | '„' => inside = true,
                '”' | '»' => inside = false,
                '"' => inside = !inside,
                '\'' if previous == '\'' => inside = !inside,
                _ => {}
            }
            previous = character;
            mask.push(inside);
        }
        mask
    }

    /// Returns how much of a content is quoted, by its letters and digits.
    pub(crate) fn quotation(&self, content: &[Stretch], quoted: &[bool]) -> Quoted {
        let places = content.iter().flat_map(|stretch| stretch.start..stretch.end);
        let (mut n_words, mut n_quoted) = (0, 0);
        for place in places.filter(|&place| is_alphanumeric(self.characters[place])) {
            n_words += 1;
            n_quoted += usize::from(quoted[place]);
        }
        match n_quoted {
            0 => Quoted::None,
            _ if n_quoted == n_words => Quoted::All,
            _ => Quoted::Some,
        }
    }
}

/// How much of a content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quoted {
    /// Every letter and digit: direct.
    All,
    /// Some: mixed.
    Some,
    /// None: indirect.
    None,
}

/// Python's `str.isspace`.
fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1C}'..='\u{1F}')
}

/// Python's `str.isalnum`, which leaves out the combining marks that Rust counts as alphabetic.
fn is_alphanumeric(character: char) -> bool {
    matches!(character.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str, fragments: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let fragments: Vec<Stretch> = fragments.iter().map(|&(start, end)| Stretch { start, end }).collect();
        let merged = PointText::new(text).canonical(&fragments).unwrap();
        merged.into_iter().map(|stretch| (stretch.start, stretch.end)).collect()
    }

    #[test]
    fn white_space_is_pythons() {
        let odd = "\t\n\u{b}\u{c}\r\u{1c}\u{1d}\u{1e}\u{1f} \u{85}\u{a0}\u{1680}\u{2000}\u{200a}\u{2028}\u{202f}\u{205f}\u{3000}";
        assert!(odd.chars().all(is_space));
        assert!(!"\u{200b}\u{feff}\u{2060}\u{180e}".chars().any(is_space));
    }

    #[test]
    fn fragments_are_sorted_trimmed_and_merged() {
        let text = "we will\u{a0}stay";
        assert_eq!(canonical(text, &[(7, 12), (0, 3)]), [(0, 2), (8, 12)]);
        assert_eq!(canonical(text, &[(3, 7), (0, 2), (8, 12)]), [(0, 12)]);
        assert_eq!(canonical(text, &[(0, 4), (2, 7), (5, 5), (7, 8)]), [(0, 7)]);
        assert!(PointText::new(text).canonical(&[Stretch { start: 5, end: 13 }]).is_err());
        assert!(PointText::new(text).canonical(&[Stretch { start: 5, end: 4 }]).is_err());
    }

    #[test]
    fn tokens_are_counted_once() {
        let text = PointText::new("а мы  остались.\n");
        assert_eq!(text.tokens(&[Stretch { start: 0, end: 4 }, Stretch { start: 3, end: 7 }]), [0, 1, 2]);
        assert!(text.tokens(&[Stretch { start: 1, end: 2 }]).is_empty());
    }

    #[test]
    fn marks_close_at_the_end_of_the_line() {
        let text = PointText::new("''a'' b “c\nd “e” \"f\" g");
        let quoted = text.quoted();
        let inside: String =
            text.characters.iter().zip(&quoted).filter(|(c, q)| **q && c.is_alphabetic()).map(|(c, _)| *c).collect();
        assert_eq!(inside, "acef");
        let all = [Stretch { start: 0, end: 5 }];
        assert_eq!(text.quotation(&all, &quoted), Quoted::All);
        assert_eq!(text.quotation(&[Stretch { start: 0, end: 7 }], &quoted), Quoted::Some);
        assert_eq!(text.quotation(&[Stretch { start: 6, end: 7 }], &quoted), Quoted::None);
        assert_eq!(text.quotation(&[], &quoted), Quoted::None);
    }
}
