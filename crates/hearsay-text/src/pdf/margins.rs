//! Which lines belong to the pages and not to the text: running heads and feet, page numbers.
//!
//! Told by what the file itself says of them, by their coming again on page after page, and by being numbers alone at
//! the edge; a line in the middle of a page is never taken for one.

use std::collections::BTreeMap;

use super::lines::Line;

/// The share of a page's height, above and below, in which such lines stand.
const EDGE: f64 = 0.12;

/// Returns for each page which of its lines belong to the page; `heights` are those of the pages.
pub(crate) fn mark(pages: &[Vec<Line>], heights: &[f64]) -> Vec<Vec<bool>> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (lines, height) in pages.iter().zip(heights) {
        let mut wordings: Vec<String> = edge_lines(lines, *height).map(|line| wording(&line.text)).collect();
        wordings.sort();
        wordings.dedup();
        wordings.into_iter().for_each(|wording| *counts.entry(wording).or_insert(0) += 1);
    }
    let n_pages = pages.len();
    let comes_again = |line: &Line| {
        let n = counts.get(&wording(&line.text)).copied().unwrap_or(0);
        n >= 2 && (n >= 4 || n * 3 >= n_pages)
    };
    pages
        .iter()
        .zip(heights)
        .map(|(lines, height)| {
            let is_margin = |line: &Line| {
                line.is_artifact
                    || line.turn != 0
                    || (is_at_edge(line, *height) && (comes_again(line) || is_page_number(&line.text)))
            };
            lines.iter().map(is_margin).collect()
        })
        .collect()
}

fn edge_lines(lines: &[Line], height: f64) -> impl Iterator<Item = &Line> {
    lines.iter().filter(move |line| is_at_edge(line, height))
}

fn is_at_edge(line: &Line, height: f64) -> bool {
    line.turn == 0 && (line.baseline < height * EDGE || line.baseline + line.size > height * (1.0 - EDGE))
}

/// Returns a line without what changes from page to page: its numbers.
fn wording(line: &str) -> String {
    let mut found = String::with_capacity(line.len());
    for character in line.chars() {
        if !character.is_ascii_digit() {
            found.extend(character.to_lowercase());
        } else if !found.ends_with('#') {
            found.push('#');
        }
    }
    found
}

/// "12", "- 12 -", "Page 3 of 12", "iv"
fn is_page_number(line: &str) -> bool {
    let wording = wording(line);
    let mut words = wording.split(|c: char| !(c.is_alphanumeric() || c == '#')).filter(|word| !word.is_empty()).peekable();
    let is_roman = |word: &str| word.len() <= 6 && word.bytes().all(|byte| b"ivxl".contains(&byte));
    let mut n_numbers = 0;
    let are_all = words.peek().is_some()
        && words.all(|word| {
            n_numbers += usize::from(word == "#" || is_roman(word));
            word == "#" || is_roman(word) || matches!(word, "page" | "p" | "of" | "seite" | "von" | "стр")
        });
    are_all && (1..=2).contains(&n_numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_words() {
        for line in ["12", "- 12 -", "Page 3 of 12", "iv", "3/12", "p. 7"] {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["He left.", "12 men", "of", "Chapter 3", "1 2 3"] {
            assert!(!is_page_number(line), "{line}");
        }
    }
}
