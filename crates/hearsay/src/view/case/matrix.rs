//! The matrix: hypotheses against evidence, what speaks against each, and what the order hangs on.
//!
//! Letters say what colours say. Nobody is named the winner: beside what least speaks against stands by how much, and what
//! would change it.

use std::collections::BTreeSet;

use hearsay_case::hypotheses::cited::Cited;
use hearsay_case::hypotheses::matrix::Cell;
use hearsay_case::hypotheses::scale::{Level, Rating};
use hearsay_case::hypotheses::sensitivity::{Fallen, Removal};

use super::Shown;
use crate::terminal::clean;
use crate::view::amounts::counted;
use crate::view::lines::{Line, shorten, width, words, wrap};
use crate::view::lists::{INDENT, List, Part, Row, write_heading};
use crate::view::look::{Look, Style};
use crate::view::page::finish_line;
use crate::weighing::{NOTICE, Reckoned, says};

/// How the matrix is to be shown.
pub(crate) struct Wanted {
    /// Whether evidence stands in rows.
    pub(crate) is_transposed: bool,
    /// Whether other programs' formulas are shown.
    pub(crate) with_formulas: bool,
}

/// Returns the matrix with all that is reckoned from it.
pub(crate) fn matrix(shown: &Shown<'_>, cited: &Cited, reckoned: &Reckoned, wanted: &Wanted, look: &Look) -> String {
    let mut out = String::new();
    if reckoned.matrix.hypotheses.is_empty() || reckoned.matrix.items.is_empty() {
        List { heading: "Left out", rows: left_out(cited, reckoned), rest: Vec::new() }.write(look, &mut out);
        out = out.trim_start_matches('\n').to_owned();
        let gap = if out.is_empty() { "" } else { "\n" };
        return format!(
            "{out}{gap}nothing is to be weighed: state hypotheses with `hearsay hypothesis CASE add`, and rate claims on \
             them with `hearsay hypothesis CASE rate`\n"
        );
    }
    if wanted.is_transposed {
        evidence_in_rows(cited, reckoned, look, &mut out);
    } else {
        hypotheses_in_rows(cited, reckoned, look, &mut out);
    }
    let mut told = vec![("Evidence", evidence(shown, cited, reckoned, look))];
    if wanted.is_transposed {
        told.insert(0, ("Hypotheses", hypotheses(cited)));
    }
    told.extend(lists(shown, cited, reckoned, look));
    if wanted.with_formulas {
        let behind_panel = told.iter().position(|(heading, _)| *heading == SENSITIVITY).unwrap_or(told.len());
        told.insert(behind_panel, ("By other formulas, which know of no echoes", formulas(reckoned)));
    }
    for (heading, rows) in told {
        List { heading, rows, rest: Vec::new() }.write(look, &mut out);
    }
    out.push('\n');
    for line in wrap(&words(NOTICE, Style::DIM), look.width.min(100), 0) {
        finish_line(&line, look, &mut out);
    }
    out
}

const SENSITIVITY: &str = "What the order hangs on";

/// Returns what is reckoned from a matrix, in words under their headings.
pub(crate) fn lists(
    shown: &Shown<'_>,
    cited: &Cited,
    reckoned: &Reckoned,
    look: &Look,
) -> Vec<(&'static str, Vec<Row>)> {
    vec![
        (
            "What speaks against each: letter, credibility, relevance, share that counts, multiplied",
            recipes(reckoned, look),
        ),
        ("If exactly one of them holds, and the letters stand for likelihoods (Bayesian panel)", panel(reckoned)),
        (SENSITIVITY, sensitivity(shown, cited, reckoned)),
        ("Where analysts differ", differences(cited, reckoned)),
        ("Left out", left_out(cited, reckoned)),
    ]
}

/// Columns of a cell of one analyst: two letters, brackets if it is an echo's, and a gap.
const CELL_MIN: usize = 6;
/// Columns of a sum.
const SUM: usize = 9;

/// Returns the columns of a cell.
fn cell_columns(reckoned: &Reckoned) -> usize {
    let items = reckoned.matrix.items.iter().zip(&reckoned.shares);
    let cells = items.flat_map(|(item, share)| item.cells.iter().map(|cell| width(&letters(cell, share.weight))));
    cells.max().map_or(CELL_MIN, |columns| (columns + 2).max(CELL_MIN))
}

fn hypotheses_in_rows(cited: &Cited, reckoned: &Reckoned, look: &Look, out: &mut String) {
    let (items, columns) = (&reckoned.matrix.items, cell_columns(reckoned));
    let name_columns = look.width.saturating_sub(INDENT + SUM + columns * items.len()).clamp(24, 44);
    let n_fit = look.width.saturating_sub(INDENT + name_columns + SUM).max(columns) / columns;
    let places: Vec<usize> = (0..items.len()).collect();
    write_heading("Matrix", look, out);
    for (part_idx, part) in places.chunks(n_fit).enumerate() {
        if part_idx > 0 {
            out.push('\n');
        }
        let is_last = part.last() == places.last();
        let mut line = Line::of(" ".repeat(INDENT + name_columns), Style::PLAIN);
        part.iter().for_each(|item_idx| line.push(&format!("{:>columns$}", item_idx + 1), Style::DIM));
        if is_last {
            line.push(&format!("{:>SUM$}", "against"), Style::DIM);
        }
        finish_line(&line, look, out);
        for (hypothesis_idx, stated) in cited.weighed().enumerate() {
            let name = shorten(&format!("{} {}", stated.id, clean(&stated.text)), name_columns, look.signs().cut);
            let mut line = Line::of(format!("{}{name}", " ".repeat(INDENT)), Style::BOLD);
            line.push(&" ".repeat(name_columns - width(&name)), Style::PLAIN);
            for item_idx in part {
                push_cell(
                    &items[*item_idx].cells[hypothesis_idx],
                    reckoned.shares[*item_idx].weight,
                    columns,
                    &mut line,
                );
            }
            if is_last {
                let value = reckoned.inconsistencies[hypothesis_idx].value;
                line.push(&format!("{:>SUM$}", number(value)), Style::BOLD);
            }
            finish_line(&line, look, out);
        }
    }
}

fn evidence_in_rows(cited: &Cited, reckoned: &Reckoned, look: &Look, out: &mut String) {
    const NAME: usize = 8;
    let columns = cell_columns(reckoned).max(8);
    let n_fit = look.width.saturating_sub(INDENT + NAME).max(columns) / columns;
    let hypotheses: Vec<(usize, String)> = cited.weighed().map(|stated| stated.id.to_string()).enumerate().collect();
    write_heading("Matrix", look, out);
    for (part_idx, part) in hypotheses.chunks(n_fit).enumerate() {
        if part_idx > 0 {
            out.push('\n');
        }
        let mut line = Line::of(" ".repeat(INDENT + NAME), Style::PLAIN);
        part.iter().for_each(|(_, id)| line.push(&format!("{id:>columns$}"), Style::BOLD));
        finish_line(&line, look, out);
        for (item_idx, item) in reckoned.matrix.items.iter().enumerate() {
            let mut line = Line::of(format!("{}{:<NAME$}", " ".repeat(INDENT), item_idx + 1), Style::DIM);
            let share = reckoned.shares[item_idx].weight;
            part.iter().for_each(|(idx, _)| push_cell(&item.cells[*idx], share, columns, &mut line));
            finish_line(&line, look, out);
        }
        let mut line = Line::of(format!("{}{:<NAME$}", " ".repeat(INDENT), "against"), Style::DIM);
        let sums = part.iter().map(|(idx, _)| number(reckoned.inconsistencies[*idx].value));
        sums.for_each(|sum| line.push(&format!("{sum:>columns$}"), Style::BOLD));
        finish_line(&line, look, out);
    }
}

/// Returns the letters of a cell; those of an echo stand in brackets, since they count for nothing.
pub(crate) fn letters(cell: &Cell, share: f64) -> String {
    let letters = cell.letters().iter().map(|rating| rating.name()).collect::<Vec<&str>>().join("/");
    let letters = if letters.is_empty() { "-".to_owned() } else { letters };
    if share <= 0.0 { format!("({letters})") } else { letters }
}

fn push_cell(cell: &Cell, share: f64, columns: usize, line: &mut Line) {
    let (ratings, text) = (cell.letters(), letters(cell, share));
    let style = match ratings.as_slice() {
        _ if share <= 0.0 => Style::DIM,
        [Rating::VeryConsistent] => Style::FITS.bold(),
        [Rating::Consistent] => Style::FITS,
        [Rating::Inconsistent] => Style::AGAINST,
        [Rating::VeryInconsistent] => Style::AGAINST.bold(),
        [_] | [] => Style::DIM,
        _ => Style::CUE,
    };
    line.push(&" ".repeat(columns.saturating_sub(width(&text))), Style::PLAIN);
    line.push(&text, style);
}

/// Returns a number as far as it means something.
pub(crate) fn number(value: f64) -> String {
    format!("{value:.2}")
}

fn hypotheses(cited: &Cited) -> Vec<Row> {
    let row = |stated: &hearsay_case::hypotheses::cited::Stated| Row {
        id: stated.id.to_string(),
        name: Part::default(),
        parts: vec![(clean(&stated.text).into_owned(), Style::PLAIN)],
    };
    cited.weighed().map(row).collect()
}

fn evidence(shown: &Shown<'_>, cited: &Cited, reckoned: &Reckoned, look: &Look) -> Vec<Row> {
    let row = |(item_idx, cited): (usize, &hearsay_case::hypotheses::cited::CitedItem)| {
        let (item, share) = (&reckoned.matrix.items[item_idx], &reckoned.shares[item_idx]);
        let told = shown.claim(cited.claim).map(|claim| clean(&claim.words).into_owned()).unwrap_or_default();
        let told = shorten(&told, 160, look.signs().cut);
        let mut parts: Vec<Part> = vec![(look.signs().quoted(&told), Style::PLAIN)];
        parts.push((by(shown, cited.claim), Style::SOURCE));
        parts.push((shown.reference(cited.claim), Style::DIM));
        parts.extend(levels("credibility", &item.credibility));
        parts.extend(levels("relevance", &item.relevance));
        parts.extend(cited.grade.map(|grade| (format!("source graded {}", grade.name()), Style::PLAIN)));
        let origins: Vec<String> = item.origins.iter().map(|idx| origins_told(reckoned, [*idx])).collect();
        parts.push(match origins.as_slice() {
            [] => ("rests on no origin: nobody asserts it".to_owned(), Style::CUE),
            origins => (format!("rests on {}", origins.join(", and on ")), Style::PLAIN),
        });
        parts.extend(share_told(share));
        let diagnosticity = reckoned.diagnosticities[item_idx];
        parts.push(match diagnosticity {
            nothing if nothing <= 0.0 => ("tells nothing apart".to_owned(), Style::DIM),
            nats => (format!("tells apart {} nats", number(nats)), Style::PLAIN),
        });
        Row { id: (item_idx + 1).to_string(), name: Part::default(), parts }
    };
    cited.items.iter().enumerate().map(row).collect()
}

fn levels(what: &str, levels: &[Level]) -> Option<Part> {
    let names: BTreeSet<&str> = levels.iter().map(|level| level.name()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    (!names.is_empty()).then(|| (format!("{what} {}", names.join("/")), Style::PLAIN))
}

fn share_told(share: &hearsay_case::hypotheses::independence::Share) -> Option<Part> {
    if let Some(first) = share.echo_of.first() {
        return Some((format!("echo of {}: counts {}", first + 1, number(share.weight)), Style::CUE));
    }
    let others = counted(share.taken.len(), "origin", "origins");
    let told = format!("counts {}: not shown to be independent of {others} before it", number(share.weight));
    (share.weight < 1.0).then_some((told, Style::CUE))
}

fn by(shown: &Shown<'_>, of: hearsay_case::lineage::ClaimRef) -> String {
    says(shown.case, of).map_or_else(|| shown.publisher(of.record), |by| clean(&by).into_owned())
}

fn recipes(reckoned: &Reckoned, look: &Look) -> Vec<Row> {
    let times = if look.ascii { "x" } else { "×" };
    let mut rows = Vec::new();
    for (id, one) in reckoned.matrix.hypotheses.iter().zip(&reckoned.inconsistencies) {
        let term = |term: &hearsay_case::hypotheses::inconsistency::Term| {
            let factors = [("credibility", term.credibility), ("relevance", term.relevance), ("share", term.share)];
            let told = factors.iter().filter(|(_, factor)| (factor - 1.0).abs() > f64::EPSILON);
            let told: String = told.map(|(what, factor)| format!(" {times} {what} {}", number(*factor))).collect();
            format!("{}{told} (claim {})", number(term.cell), term.item_idx + 1)
        };
        let terms: Vec<String> = one.terms.iter().map(term).collect();
        let told = if terms.is_empty() { "nothing was rated against it".to_owned() } else { terms.join(" + ") };
        let parts = vec![(number(one.value), Style::BOLD), (told, Style::PLAIN)];
        rows.push(Row { id: id.to_string(), name: Part::default(), parts });
    }
    let named = |places: &[usize]| {
        places.iter().map(|idx| reckoned.matrix.hypotheses[*idx].to_string()).collect::<Vec<String>>().join(" and ")
    };
    let told = match reckoned.margin() {
        _ if reckoned.matrix.hypotheses.len() == 1 => ALONE.to_owned(),
        Some((by, next)) => {
            let next = reckoned.matrix.hypotheses[next];
            let by = if by < 0.005 { "less than 0.01".to_owned() } else { number(by) };
            format!("least against {}, by {by} before {next}", named(&reckoned.least))
        }
        None => format!("as much against each of {}", named(&reckoned.least)),
    };
    rows.push(Row { id: String::new(), name: Part::default(), parts: vec![(told, Style::PLAIN)] });
    rows
}

/// What is told where there is nothing to compare with.
const ALONE: &str = "one hypothesis alone cannot be weighed: state another with `hearsay hypothesis CASE add`";

/// Returns a share of the panel, never as certainty.
fn share(value: f64) -> String {
    match value {
        value if value < 0.01 => "under 0.01".to_owned(),
        value if value > 0.99 => "over 0.99".to_owned(),
        value => number(value),
    }
}

fn panel(reckoned: &Reckoned) -> Vec<Row> {
    if reckoned.matrix.hypotheses.len() == 1 {
        return Vec::new();
    }
    let row = |(id, value): (&hearsay_case::hypotheses::scale::HypothesisId, &f64)| Row {
        id: id.to_string(),
        name: Part::default(),
        parts: vec![(format!("share {}", share(*value)), Style::BOLD)],
    };
    let mut rows: Vec<Row> = reckoned.matrix.hypotheses.iter().zip(&reckoned.panel).map(row).collect();
    let set = "set, not measured: CC 0.9, C 0.7, N and NA 0.5, I 0.3, II 0.1; sources relied on A 0.95, B 0.8, C 0.6, \
               D 0.4, E 0.2, others 0.8; all hypotheses begin alike";
    rows.push(Row { id: String::new(), name: Part::default(), parts: vec![(set.to_owned(), Style::DIM)] });
    rows
}

fn formulas(reckoned: &Reckoned) -> Vec<Row> {
    let row =
        |(id, tally): (&hearsay_case::hypotheses::scale::HypothesisId, &hearsay_case::hypotheses::formulas::Tally)| {
            let parts = vec![
                (format!("unweighted {}", number(tally.unweighted)), Style::PLAIN),
                (format!("Open Source ACH {}", number(tally.open_source)), Style::PLAIN),
                (format!("Open Synthesis {} against", number(tally.open_synthesis_against)), Style::PLAIN),
                (format!("{} for", number(tally.open_synthesis_for)), Style::PLAIN),
            ];
            Row { id: id.to_string(), name: Part::default(), parts }
        };
    reckoned.matrix.hypotheses.iter().zip(&reckoned.tallies).map(row).collect()
}

fn sensitivity(shown: &Shown<'_>, cited: &Cited, reckoned: &Reckoned) -> Vec<Row> {
    let is_told = |one: &&Removal| one.changes_least || one.changes_foremost;
    let mut rows: Vec<Row> = Vec::new();
    // Of several that take the same evidence with them, as a source and its only claim, one is told.
    let mut told: BTreeSet<&BTreeSet<usize>> = BTreeSet::new();
    for removal in reckoned.removals.iter().rev().filter(is_told) {
        if told.insert(&removal.items) || matches!(removal.fallen, Fallen::Origin(_)) {
            rows.push(removal_row(shown, cited, reckoned, removal));
        }
    }
    let n_of = |is_kind: fn(&Fallen) -> bool| reckoned.removals.iter().filter(|one| is_kind(&one.fallen)).count();
    let tried = format!(
        "{}, {} and {} were thought away in turn",
        counted(n_of(|one| matches!(one, Fallen::Item(_))), "claim", "claims"),
        counted(n_of(|one| matches!(one, Fallen::Source(_))), "source", "sources"),
        counted(n_of(|one| matches!(one, Fallen::Origin(_))), "origin", "origins"),
    );
    let summary = if rows.is_empty() { format!("nothing that could fall alone: {tried}") } else { tried };
    rows.push(Row { id: String::new(), name: Part::default(), parts: vec![(summary, Style::DIM)] });
    rows
}

fn removal_row(shown: &Shown<'_>, cited: &Cited, reckoned: &Reckoned, removal: &Removal) -> Row {
    let hypotheses = |places: &[usize]| {
        places.iter().map(|idx| reckoned.matrix.hypotheses[*idx].to_string()).collect::<Vec<String>>().join(" and ")
    };
    let claims: Vec<String> = removal.items.iter().map(|idx| (idx + 1).to_string()).collect();
    let noun = if claims.len() == 1 { "claim" } else { "claims" };
    let mut parts: Vec<Part> = vec![(fallen_told(shown, cited, reckoned, &removal.fallen), Style::SOURCE)];
    let with = if claims.is_empty() {
        "no claim falls, but what rested on it too counts otherwise".to_owned()
    } else {
        format!("with {noun} {}", claims.join(", "))
    };
    parts.push((with, Style::PLAIN));
    if removal.changes_least {
        let values: Vec<String> = removal.values.iter().map(|value| number(*value)).collect();
        parts.push((format!("least against {} ({})", hypotheses(&removal.least), values.join(", ")), Style::BOLD));
    }
    if removal.changes_foremost {
        let shares: Vec<String> = removal.shares.iter().map(|value| share(*value)).collect();
        parts.push((format!("panel led by {} ({})", hypotheses(&removal.foremost), shares.join(", ")), Style::BOLD));
    }
    Row { id: "without".to_owned(), name: Part::default(), parts }
}

/// Returns what origins are called together, each name once.
fn origins_told(reckoned: &Reckoned, origins: impl IntoIterator<Item = usize>) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in origins.into_iter().flat_map(|idx| &reckoned.matrix.origins[idx].names) {
        let name = clean(name).into_owned();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() { "somebody who is not named".to_owned() } else { names.join(", ") }
}

/// Returns what falls, in words.
pub(crate) fn fallen_told(shown: &Shown<'_>, cited: &Cited, reckoned: &Reckoned, fallen: &Fallen) -> String {
    match fallen {
        Fallen::Item(idx) => format!("claim {} ({})", idx + 1, shown.reference(cited.items[*idx].claim)),
        Fallen::Source(name) => format!("the source {}", clean(name)),
        Fallen::Origin(origins) => {
            format!("the origin {} and all who relay it", origins_told(reckoned, origins.iter().copied()))
        }
    }
}

fn differences(cited: &Cited, reckoned: &Reckoned) -> Vec<Row> {
    if reckoned.by_analyst.len() < 2 {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for (analyst, values) in &reckoned.by_analyst {
        let sums: Vec<String> = reckoned
            .matrix
            .hypotheses
            .iter()
            .zip(values)
            .map(|(id, value)| format!("{id} {}", number(*value)))
            .collect();
        let parts = vec![(format!("against {}", sums.join(", ")), Style::PLAIN)];
        rows.push(Row { id: clean(analyst).into_owned(), name: Part::default(), parts });
    }
    for one in reckoned.differences.iter().filter(|one| one.deviation > 0.0) {
        let id = reckoned.matrix.hypotheses[one.hypothesis_idx];
        let rating = |(analyst_idx, rating): &(usize, Rating)| {
            format!("{} {}", clean(&cited.analysts[*analyst_idx]), rating.name())
        };
        let ratings: Vec<String> = one.ratings.iter().map(rating).collect();
        let parts = vec![(one.agreement.name().to_owned(), Style::CUE), (ratings.join(", "), Style::PLAIN)];
        rows.push(Row { id: format!("claim {} on {id}", one.item_idx + 1), name: Part::default(), parts });
    }
    rows
}

fn left_out(cited: &Cited, reckoned: &Reckoned) -> Vec<Row> {
    let mut told: Vec<String> = Vec::new();
    let withdrawn: Vec<String> =
        cited.hypotheses.iter().filter(|one| one.withdrawn.is_some()).map(|one| one.id.to_string()).collect();
    if !withdrawn.is_empty() {
        told.push(format!("withdrawn: {}", withdrawn.join(", ")));
    }
    if reckoned.n_unrated() > 0 {
        let cells = counted(reckoned.n_unrated(), "cell", "cells");
        told.push(format!("{cells} not rated (-): they count as neutral"));
    }
    if !cited.unplaced.is_empty() {
        let entries: Vec<String> = cited.unplaced.iter().map(u64::to_string).collect();
        told.push(format!("on claims that are rejected or not read any more: entries {}", entries.join(", ")));
    }
    let row = |text: String| Row { id: String::new(), name: Part::default(), parts: vec![(text, Style::PLAIN)] };
    told.into_iter().map(row).collect()
}
