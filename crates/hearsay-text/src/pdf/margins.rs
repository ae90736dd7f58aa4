//! Which lines belong to the pages and not to the text: running heads and feet, page numbers.
//!
//! Told by what the file itself says of them, by their coming again on page after page, and by being numbers alone at
//! the edge; a line in the middle of a page is never taken for one.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::Line;

/// The share of a page's height, above and below, in which such lines stand.
const EDGE: f64 = 0.12;

/// No more rows than this are taken from either edge.
const ROWS_MAX: usize = 3;

/// Returns for each page which of its lines belong to the page; `heights` are those of the pages.
pub(crate) fn mark(pages: &[Vec<Line>], heights: &[f64]) -> Vec<Vec<bool>> {
    // What comes again stands at the same height again.
    let key = |line: &Line| (wording(&line.text), (line.baseline / 3.0).round() as i64);
    let mut counts: BTreeMap<(String, i64), usize> = BTreeMap::new();
    for (lines, height) in pages.iter().zip(heights) {
        let at_edge = lines.iter().filter(|line| is_at_edge(line, *height));
        let keys: BTreeSet<(String, i64)> = at_edge.map(key).collect();
        keys.into_iter().for_each(|key| *counts.entry(key).or_insert(0) += 1);
    }
    let count = |line: &Line| counts.get(&key(line)).copied().unwrap_or(0);
    // Where such lines stand on most pages, others that stand exactly there are such lines too: the head of a chapter.
    let mut heads: BTreeMap<i64, usize> = BTreeMap::new();
    for (lines, height) in pages.iter().zip(heights) {
        let at_edge = lines.iter().filter(|line| is_at_edge(line, *height) && count(line) >= 3);
        let baselines: BTreeSet<i64> = at_edge.map(|line| line.baseline.round() as i64).collect();
        baselines.into_iter().for_each(|baseline| *heads.entry(baseline).or_insert(0) += 1);
    }
    let is_usual = |line: &Line| {
        let n = count(line);
        let comes_again = n >= 2 && (n >= 4 || n * 3 >= pages.len());
        let is_head = heads.get(&(line.baseline.round() as i64)).is_some_and(|&n| n >= 3 && n * 5 >= pages.len());
        comes_again || is_head || is_page_number(&line.text)
    };
    pages.iter().zip(heights).map(|(lines, height)| mark_page(lines, *height, is_usual)).collect()
}

/// Goes from both edges of a page inward, row by row, as long as all lines of a row are such lines.
fn mark_page(lines: &[Line], height: f64, is_usual: impl Fn(&Line) -> bool) -> Vec<bool> {
    let mut is_margin: Vec<bool> = lines.iter().map(|line| line.is_artifact || line.turn != 0).collect();
    let mut order: Vec<usize> = (0..lines.len()).filter(|&line_idx| !is_margin[line_idx]).collect();
    order.sort_by(|&one, &other| lines[other].baseline.total_cmp(&lines[one].baseline).then(one.cmp(&other)));
    for is_top in [true, false] {
        let mut rest: &[usize] = &order;
        for _ in 0..ROWS_MAX {
            let edge = if is_top { rest.first() } else { rest.last() };
            let Some(first) = edge.map(|&line_idx| &lines[line_idx]) else { break };
            let is_in_row = |line_idx: &&usize| (lines[**line_idx].baseline - first.baseline).abs() < first.size * 0.5;
            let n_row = if is_top {
                rest.iter().take_while(is_in_row).count()
            } else {
                rest.iter().rev().take_while(is_in_row).count()
            };
            let n_row = n_row.max(1);
            let (row, inner) = if is_top {
                rest.split_at(n_row)
            } else {
                let (inner, row) = rest.split_at(rest.len() - n_row);
                (row, inner)
            };
            if !row.iter().all(|&line_idx| is_at_edge(&lines[line_idx], height) && is_usual(&lines[line_idx])) {
                break;
            }
            row.iter().for_each(|&line_idx| is_margin[line_idx] = true);
            rest = inner;
        }
    }
    is_margin
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
    let mut words =
        wording.split(|c: char| !(c.is_alphanumeric() || c == '#')).filter(|word| !word.is_empty()).peekable();
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
