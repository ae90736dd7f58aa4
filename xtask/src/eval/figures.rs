//! The committed figures: one CSV file a set of measures, sorted by measure, and the comparison with new ones.
//!
//! Not rounded in the comparison: the counts are whole numbers, and what may not drop is the F1 (or the recall, where
//! nothing was predicted for the measure alone) that they give.

use std::cmp::Ordering;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::score::{Count, Counts};

const HEADER: &str = "measure,tp,predicted,gold,p,r,f1";

/// Returns the figures as CSV. Precision and F1 are empty where only recall has a meaning.
pub(crate) fn to_csv(counts: &Counts) -> String {
    let mut csv = format!("{HEADER}\n");
    for (measure, count) in counts {
        let Count { correct, predicted, gold } = count;
        let _ = write!(csv, "{measure},{correct},{predicted},{gold},");
        let _ = match is_recall_only(measure) {
            true => writeln!(csv, ",{:.1},", count.recall()),
            false => writeln!(csv, "{:.1},{:.1},{:.1}", count.precision(), count.recall(), count.f1()),
        };
    }
    csv
}

/// Reads what [`to_csv`] wrote; the rates are computed anew from the counts.
pub(crate) fn from_csv(csv: &str) -> Result<Counts> {
    let mut lines = csv.lines();
    if lines.next() != Some(HEADER) {
        bail!("the first line is not {HEADER}");
    }
    let mut counts = Counts::new();
    for (line_idx, line) in lines.enumerate() {
        let fields: Vec<&str> = line.split(',').collect();
        let number = |place: usize| fields.get(place).and_then(|field| field.parse::<usize>().ok());
        let (Some(correct), Some(predicted), Some(gold), 7) = (number(1), number(2), number(3), fields.len()) else {
            bail!("line {} does not hold a measure, three counts and three rates", line_idx + 2);
        };
        if counts.insert(fields[0].to_owned(), Count { correct, predicted, gold }).is_some() {
            bail!("line {} names a measure a second time", line_idx + 2);
        }
    }
    Ok(counts)
}

/// Returns the figures as a table for people.
pub(crate) fn to_table(counts: &Counts) -> String {
    let width = counts.keys().map(|measure| measure.chars().count()).max().unwrap_or(0);
    let mut table = format!(
        "{:width$}  {:>6} {:>9} {:>6}  {:>5} {:>5} {:>5}\n",
        "measure", "right", "predicted", "gold", "P", "R", "F1"
    );
    for (measure, count) in counts {
        let _ = write!(table, "{measure:width$}  {:>6}", count.correct);
        let _ = match is_recall_only(measure) {
            true => writeln!(table, " {:>9} {:>6}  {:>5} {:>5.1}", "", count.gold, "", count.recall()),
            false => writeln!(
                table,
                " {:>9} {:>6}  {:>5.1} {:>5.1} {:>5.1}",
                count.predicted,
                count.gold,
                count.precision(),
                count.recall(),
                count.f1()
            ),
        };
    }
    table
}

/// Where the new figures stand below the committed ones, and where above.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// One line for each figure that dropped or is gone.
    pub(crate) drops: Vec<String>,
    /// One line for each figure that rose or is new.
    pub(crate) rises: Vec<String>,
}

/// Compares each measure's headline figure: F1, or recall where there is nothing else.
pub(crate) fn compare(committed: &Counts, new: &Counts) -> Comparison {
    let mut comparison = Comparison::default();
    for (measure, &before) in committed {
        let Some(&after) = new.get(measure) else {
            comparison.drops.push(format!("{measure}: committed {}, no longer measured", shown(measure, before)));
            continue;
        };
        let line = || format!("{measure}: committed {}, now {}", shown(measure, before), shown(measure, after));
        match order(headline(measure, after), headline(measure, before)) {
            Ordering::Less => comparison.drops.push(line()),
            Ordering::Greater => comparison.rises.push(line()),
            Ordering::Equal => {}
        }
    }
    for (measure, &count) in new.iter().filter(|(measure, _)| !committed.contains_key(*measure)) {
        comparison.rises.push(format!("{measure}: not committed yet, now {}", shown(measure, count)));
    }
    comparison
}

/// Writes the figures to `path`, or, with `check`, fails where one is below what is committed there.
pub(crate) fn settle(path: &Path, counts: &Counts, check: bool) -> Result<()> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if let Some(measure) = counts.keys().find(|measure| measure.contains(',')) {
        bail!("eval/{name}: a comma in the name of a measure: {measure}");
    }
    if !check {
        fs::write(path, to_csv(counts)).with_context(|| path.display().to_string())?;
        println!("written: eval/{name}");
        return Ok(());
    }
    let committed = fs::read_to_string(path).with_context(|| format!("eval/{name}"))?;
    let comparison = compare(&from_csv(&committed).with_context(|| format!("eval/{name}"))?, counts);
    for rise in &comparison.rises {
        println!("better: {rise}");
    }
    if !comparison.rises.is_empty() {
        println!("eval/{name} is out of date: run `cargo run -p xtask --release -- eval` and commit it");
    }
    if !comparison.drops.is_empty() {
        bail!("figures dropped below eval/{name}\n  {}", comparison.drops.join("\n  "));
    }
    println!("eval/{name}: no committed figure dropped");
    Ok(())
}

/// Lenient recall by kind, and shares of cases: what is predicted has no kind of its own, so there is no precision.
fn is_recall_only(measure: &str) -> bool {
    measure.starts_with("lenient ") || measure.starts_with("recognizers ")
}

/// The figure that may not drop, as a fraction.
fn headline(measure: &str, count: Count) -> (usize, usize) {
    if is_recall_only(measure) {
        (count.correct, count.gold)
    } else {
        (2 * count.correct, count.predicted + count.gold)
    }
}

/// Orders two fractions exactly; one over nothing is zero.
fn order((left, under_left): (usize, usize), (right, under_right): (usize, usize)) -> Ordering {
    (left * under_right.max(1)).cmp(&(right * under_left.max(1)))
}

fn shown(measure: &str, count: Count) -> String {
    let counts = format!("{} right, {} predicted, {} gold", count.correct, count.predicted, count.gold);
    match is_recall_only(measure) {
        true => format!("recall {:.1} ({counts})", count.recall()),
        false => format!("F1 {:.1} ({counts})", count.f1()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(figures: &[(&str, usize, usize, usize)]) -> Counts {
        let count = |&(measure, correct, predicted, gold): &(&str, usize, usize, usize)| {
            (measure.to_owned(), Count { correct, predicted, gold })
        };
        figures.iter().map(count).collect()
    }

    #[test]
    fn csv_is_sorted_rounded_and_read_back() {
        let counts = counts(&[("strict", 1, 3, 2), ("exact cue", 0, 0, 0), ("lenient direct", 2, 0, 3)]);
        let csv = to_csv(&counts);
        assert_eq!(
            csv,
            "measure,tp,predicted,gold,p,r,f1\nexact cue,0,0,0,0.0,0.0,0.0\nlenient direct,2,0,3,,66.7,\n\
             strict,1,3,2,33.3,50.0,40.0\n"
        );
        assert_eq!(from_csv(&csv).unwrap(), counts);
        for broken in ["", "measure,tp\n", &csv.replace("strict,1", "strict,x"), &csv.replace("strict", "exact cue")] {
            assert!(from_csv(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn a_drop_too_small_to_print_is_still_a_drop() {
        let before = counts(&[
            ("lenient", 5000, 9000, 9000),
            ("strict", 10, 20, 20),
            ("lenient direct", 3, 0, 5),
            ("gone", 1, 1, 1),
        ]);
        let after = counts(&[
            ("lenient", 4999, 9000, 9000),
            ("strict", 11, 20, 20),
            ("lenient direct", 2, 0, 5),
            ("new", 1, 1, 1),
        ]);
        let comparison = compare(&before, &after);
        assert_eq!(comparison.drops.len(), 3, "{comparison:?}");
        assert!(comparison.drops[0].starts_with("gone: "));
        assert!(comparison.drops[1].starts_with("lenient: committed F1 55.6 (5000 right"));
        assert!(comparison.drops[2].starts_with("lenient direct: committed recall 60.0"));
        assert_eq!(comparison.rises.len(), 2);
        assert_eq!(compare(&before, &before), Comparison::default());
    }

    #[test]
    fn more_predictions_for_the_same_finds_are_a_drop() {
        let comparison = compare(&counts(&[("strict", 10, 20, 20)]), &counts(&[("strict", 10, 21, 20)]));
        assert_eq!(comparison.drops.len(), 1);
    }

    #[test]
    fn only_without_check_is_the_file_written() {
        let path = std::env::temp_dir().join(format!("hearsay-figures-{}.csv", std::process::id()));
        let (low, high) = (counts(&[("strict", 10, 20, 20)]), counts(&[("strict", 11, 20, 20)]));
        settle(&path, &high, false).unwrap();
        let refused = settle(&path, &low, true).unwrap_err().to_string();
        let same = settle(&path, &high, true);
        let kept = fs::read_to_string(&path).unwrap();
        settle(&path, &low, false).unwrap();
        let better = settle(&path, &high, true);
        fs::remove_file(&path).unwrap();
        let absent = settle(&path, &high, true);
        assert!(refused.contains("strict: committed F1 55.0") && refused.contains("now F1 50.0"), "{refused}");
        assert!(same.is_ok() && better.is_ok() && absent.is_err());
        assert_eq!(kept, to_csv(&high));
    }
}
