//! What SHORTCOMINGS.md says is read wrongly is still on record as wrong in the suite.
//!
//! Not the other way round: not every wrong answer of the suite is worth an entry.

use std::fs;
use std::path::{Path, PathBuf};

/// Returns the Markdown files of the suite's phenomena.
fn phenomena(root: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("the folder can be listed");
        entries.map(|entry| entry.expect("the entry can be read").path()).collect()
    };
    let folders = entries(&root.join("suite")).into_iter().filter(|path| path.is_dir());
    folders.flat_map(|folder| entries(&folder)).filter(|path| path.extension().is_some_and(|it| it == "md")).collect()
}

/// Returns the first line of a case's first passage, without its full stop.
fn passage(case: &str) -> Option<&str> {
    let (_, text) = case.split_once("```text\n")?;
    text.lines().next().map(|line| line.trim_end_matches('.'))
}

#[test]
fn what_is_read_right_is_no_shortcoming() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shortcomings = fs::read_to_string(root.join("SHORTCOMINGS.md")).expect("it can be read");
    let mut n_examples = 0;
    let mut mended = Vec::new();
    for file in phenomena(&root) {
        let suite = fs::read_to_string(&file).expect("a file of the suite can be read");
        for case in suite.split("\n## ").skip(1) {
            let Some(passage) = passage(case).filter(|passage| shortcomings.contains(&format!("\"{passage}"))) else {
                continue;
            };
            n_examples += 1;
            if !case.contains("\n```fixme\n") {
                mended.push(passage.to_owned());
            }
        }
    }
    assert!(n_examples >= 10, "only {n_examples} examples are passages of the suite");
    assert!(mended.is_empty(), "SHORTCOMINGS.md: these are read right now, so take them out:\n{}", mended.join("\n"));
}
