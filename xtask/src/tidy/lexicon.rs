//! The lexicon's files are sorted, hold nothing twice, and every entry shows when it applies and when it does not.
//!
//! Not what the entries mean: the reader's own tests hold each to its example.

use anyhow::{Context, Result};
use toml::{Table, Value};

use super::{Findings, Tree};

const FOLDER: &str = "crates/hearsay-reading/lexicon/";

/// Forms of a word stand in the order of a grammar, not of the alphabet.
const UNSORTED: &str = "inflections.toml";

/// Entries that must say when they do *not* apply.
const CONTRASTED: [&str; 1] = ["hedge"];

/// Checks every file of the lexicon.
pub(super) fn check(tree: &Tree, findings: &mut Findings) -> Result<()> {
    for file in tree.with_extension("toml").filter(|file| file.starts_with(FOLDER)) {
        let text = tree.text(file).with_context(|| format!("{file} is not UTF-8"))?;
        let table: Table = text.parse().with_context(|| file.to_owned())?;
        check_table(file, &table, findings);
    }
    Ok(())
}

fn check_table(place: &str, table: &Table, findings: &mut Findings) {
    for (key, value) in table {
        match value {
            Value::Array(items) if items.iter().all(Value::is_table) => check_entries(place, key, items, findings),
            Value::Array(items) => check_words(&format!("{place}: {key}"), items, findings),
            Value::Table(inner) => check_table(&format!("{place}: {key}"), inner, findings),
            _ => {}
        }
    }
}

fn check_words(place: &str, items: &[Value], findings: &mut Findings) {
    let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
    if !place.contains(UNSORTED) {
        check_order(place, &words, findings);
    } else if (1..words.len()).any(|word_idx| words[..word_idx].contains(&words[word_idx])) {
        findings.fault(format!("{place}: a form stands twice"));
    }
}

fn check_order(place: &str, words: &[&str], findings: &mut Findings) {
    for pair in words.windows(2).filter(|pair| pair[0] >= pair[1]) {
        findings.fault(format!("{place}: \"{}\" stands after \"{}\": sort, each once", pair[1], pair[0]));
    }
}

fn check_entries(place: &str, kind: &str, entries: &[Value], findings: &mut Findings) {
    let text = |entry: &Value, key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
    let heads: Vec<String> = entries.iter().map(|entry| text(entry, "words")).collect();
    check_order(&format!("{place}: [[{kind}]]"), &heads.iter().map(String::as_str).collect::<Vec<_>>(), findings);
    for (entry, head) in entries.iter().zip(&heads) {
        if text(entry, "example").is_empty() {
            findings.fault(format!("{place}: [[{kind}]] \"{head}\" has no example"));
        }
        if CONTRASTED.contains(&kind) && text(entry, "not").is_empty() {
            findings.fault(format!("{place}: [[{kind}]] \"{head}\" has no `not`"));
        }
        if let Some(entry) = entry.as_table() {
            check_table(&format!("{place}: [[{kind}]] \"{head}\""), entry, findings);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(file: &str, lexicon: &str) -> usize {
        let mut findings = Findings::default();
        check_table(file, &lexicon.parse().unwrap(), &mut findings);
        findings.faults.len()
    }

    #[test]
    fn lists_are_sorted_and_unique() {
        assert_eq!(faults("acts.toml", "[speech]\nverbs = [\"admit\", \"say\"]"), 0);
        assert_eq!(faults("acts.toml", "[speech]\nverbs = [\"say\", \"admit\"]"), 1);
        assert_eq!(faults("acts.toml", "[speech]\nverbs = [\"say\", \"say\"]"), 1);
        assert_eq!(faults("inflections.toml", "begin = [\"began\", \"begun\"]\nbe = [\"is\", \"am\"]"), 0);
        assert_eq!(faults("inflections.toml", "be = [\"is\", \"am\", \"is\"]"), 1);
    }

    #[test]
    fn hedges_have_an_example_and_a_counterexample() {
        let entry = "[[hedge]]\nwords = \"alleged\"\nexample = \"a\"\nnot = \"b\"\n";
        assert_eq!(faults("hedges.toml", entry), 0);
        assert_eq!(faults("hedges.toml", &entry.repeat(2)), 1);
        assert_eq!(faults("hedges.toml", "[[hedge]]\nwords = \"alleged\"\nexample = \" \""), 2);
        assert_eq!(faults("negation.toml", "[[negation]]\nwords = \"be mum\"\nexample = \"a\""), 0);
        assert_eq!(faults("hedges.toml", &format!("{entry}after = [\"of\", \"about\"]")), 1);
    }
}
