//! How often two names are taken for one rightly, on a committed table of pairs; the figures stand in `eval/who.csv`.
//!
//! Each pair is a case of two documents, so that it is the names that are tested and not who else bears them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use hearsay_case::entities::entities;

use super::entities::record;

/// What came of the pairs of one sort.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    joined_rightly: usize,
    joined_wrongly: usize,
    missed: usize,
    refused: usize,
    proposed: usize,
}

/// "p Ann Lee, mayor" as the line that `record` reads; ranks are told apart from roles by their list.
fn line(name: &str) -> String {
    const RANKS: [&str; 3] = ["Colonel", "General", "Private"];
    let (kind, rest) = name.split_once(' ').expect("a kind and a name");
    match rest.split_once(", ") {
        Some((name, rank)) if RANKS.contains(&rank) => format!("{kind}|{name}||{rank}"),
        Some((name, role)) if role.starts_with(char::is_lowercase) || role.contains(' ') => {
            format!("{kind}|{name}|{role}")
        }
        _ => format!("{kind}|{rest}"),
    }
}

fn measure() -> (BTreeMap<&'static str, Count>, Vec<String>) {
    let mut counts: BTreeMap<&'static str, Count> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in include_str!("name_pairs.txt").lines().filter(|row| !row.starts_with('#')) {
        let parts: Vec<&'static str> = row.split(" | ").collect();
        let [expected, sort, one, other] = parts.as_slice() else { panic!("{row}") };
        let records = [record(1, &[&line(one)]), record(2, &[&line(other)])];
        let found = entities(&records, &[]);
        let is_joined = found.all.len() == 1;
        let count = counts.entry(sort).or_default();
        match (*expected == "same", is_joined) {
            (true, true) => count.joined_rightly += 1,
            (true, false) => count.missed += 1,
            (false, true) => count.joined_wrongly += 1,
            (false, false) => count.refused += 1,
        }
        count.proposed += usize::from(!is_joined && !found.possible.is_empty());
        if (*expected == "same") != is_joined {
            wrong.push(row.to_owned());
        }
    }
    (counts, wrong)
}

fn table(counts: &BTreeMap<&str, Count>) -> String {
    let mut rows: Vec<(&str, Count)> = counts.iter().map(|(sort, count)| (*sort, *count)).collect();
    let sum = |field: fn(&Count) -> usize| rows.iter().map(|(_, count)| field(count)).sum();
    let all = Count {
        joined_rightly: sum(|count| count.joined_rightly),
        joined_wrongly: sum(|count| count.joined_wrongly),
        missed: sum(|count| count.missed),
        refused: sum(|count| count.refused),
        proposed: sum(|count| count.proposed),
    };
    rows.push(("all", all));
    let mut table = "pairs,joined_rightly,joined_wrongly,missed,refused,proposed,p,r\n".to_owned();
    for (sort, count) in rows {
        let share = |part: usize, whole: usize| match whole {
            0 => String::new(),
            _ => format!("{:.1}", 100.0 * part as f64 / whole as f64),
        };
        let Count { joined_rightly, joined_wrongly, missed, refused, proposed } = count;
        let (p, r) =
            (share(joined_rightly, joined_rightly + joined_wrongly), share(joined_rightly, joined_rightly + missed));
        writeln!(table, "{sort},{joined_rightly},{joined_wrongly},{missed},{refused},{proposed},{p},{r}")
            .expect("a string");
    }
    table
}

#[test]
fn pairs_of_names_are_told_apart_as_well_as_the_figures_say() {
    let (counts, wrong) = measure();
    let table = table(&counts);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/who.csv");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &table).expect("eval/ can be written");
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();

    assert_eq!(table, committed, "UPDATE=1 writes it; wrong are:\n{}", wrong.join("\n"));
}
