//! `eval/case.csv`: how many expectations of each kind are met, so that progress and drops show as a diff.

use std::collections::BTreeMap;

use crate::scenario::Outcome;

/// Returns the ledger as CSV: a line for each kind of expectation, then all of them, then whole scenarios.
pub(crate) fn csv<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> String {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut scenarios = (0, 0);
    for outcome in outcomes {
        scenarios.0 += usize::from(outcome.wrong.is_empty());
        scenarios.1 += 1;
        for (kind, (n_right, n_all)) in &outcome.counts {
            let count = counts.entry(kind).or_default();
            *count = (count.0 + n_right, count.1 + n_all);
        }
    }
    let all = counts.values().fold((0, 0), |(right, all), (n_right, n_all)| (right + n_right, all + n_all));
    let lines = counts.into_iter().chain([("all expectations", all), ("whole scenarios", scenarios)]);
    let mut csv = "expectation,right,all\n".to_owned();
    lines.for_each(|(kind, (n_right, n_all))| csv.push_str(&format!("{kind},{n_right},{n_all}\n")));
    csv
}
