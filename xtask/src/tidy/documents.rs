//! The documents at the root are there, the glossary is in order, and the README and `.ci/run` name the same commands.

use std::fs::Metadata;

use anyhow::{Context, Result};

use super::{Findings, Tree};

const REQUIRED: [&str; 8] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "GLOSSARY.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SHORTCOMINGS.md",
    "deny.toml",
];

const GATE: &str = ".ci/run";

/// Checks the documents.
pub(super) fn check(tree: &Tree, findings: &mut Findings) -> Result<()> {
    for file in REQUIRED.into_iter().filter(|file| !tree.files.iter().any(|found| found == file)) {
        findings.fault(format!("{file} is missing"));
    }
    if let Some(glossary) = tree.text("GLOSSARY.md") {
        check_glossary(&glossary, findings);
    }
    match tree.path(GATE).metadata() {
        Ok(metadata) if is_executable(&metadata) => {}
        Ok(_) => findings.fault(format!("{GATE} is not executable")),
        Err(_) => findings.fault(format!("{GATE} is missing")),
    }
    if let Some(readme) = tree.text("README.md") {
        let gate = tree.text(GATE).context(GATE)?;
        check_commands(&readme, &gate, findings);
    }
    Ok(())
}

#[cfg(unix)]
fn is_executable(metadata: &Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o111 != 0
}

/// Elsewhere a file has no such bit.
#[cfg(not(unix))]
fn is_executable(_: &Metadata) -> bool {
    true
}

/// The first column of the glossary's table holds each word once, in the order of the alphabet.
fn check_glossary(glossary: &str, findings: &mut Findings) {
    let rows = glossary.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | "));
    let words: Vec<String> = rows.skip(1).map(|(word, _)| word.trim_matches(['*', '`', ' ']).to_lowercase()).collect();
    if words.is_empty() {
        findings.fault("GLOSSARY.md: there is no table of words");
    }
    for pair in words.windows(2).filter(|pair| pair[0] >= pair[1]) {
        findings.fault(format!("GLOSSARY.md: \"{}\" stands after \"{}\": sort, each once", pair[1], pair[0]));
    }
}

/// What the README tells people to test with is what the gate runs.
fn check_commands(readme: &str, gate: &str, findings: &mut Findings) {
    let called: Vec<&str> = gate.lines().map(str::trim).filter(|line| line.starts_with("cargo ")).collect();
    let gated = ["cargo test", "cargo fmt", "cargo clippy"];
    let told: Vec<&str> = fenced(readme).filter(|line| gated.iter().any(|command| line.starts_with(command))).collect();
    if !told.iter().any(|command| command.starts_with("cargo test")) {
        findings.fault("README.md: no block names the test command");
    }
    for command in told.iter().filter(|command| !called.contains(command)) {
        findings.fault(format!("README.md: `{command}` is not what {GATE} calls"));
    }
}

/// The commands in the fenced blocks, without comments.
fn fenced(markdown: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    markdown.lines().filter_map(move |line| {
        if line.trim_start().starts_with("```") {
            inside = !inside;
            return None;
        }
        let command = line.split(" #").next().unwrap_or_default().trim();
        inside.then(|| command.strip_prefix("$ ").unwrap_or(command))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glossary_is_sorted_and_unique() {
        let faults = |glossary: &str| {
            let mut findings = Findings::default();
            check_glossary(glossary, &mut findings);
            findings.faults.len()
        };
        assert_eq!(faults("| word | meaning |\n|---|---|\n| act | a |\n| **cue** | b |\n"), 0);
        assert_eq!(faults("| word | meaning |\n|---|---|\n| cue | a |\n| act | b |\n"), 1);
        assert_eq!(faults("| word | meaning |\n|---|---|\n| Act | a |\n| act | b |\n"), 1);
        assert_eq!(faults("no table"), 1);
    }

    #[test]
    fn the_readme_and_the_gate_agree() {
        let faults = |readme: &str| {
            let mut findings = Findings::default();
            check_commands(readme, "set -e\ncargo test --workspace\n  cargo fmt --check\n", &mut findings);
            findings.faults.len()
        };
        assert_eq!(
            faults("```sh\ncargo build --release\ncargo test --workspace   # a minute\ncargo fmt --check\n```\n"),
            0
        );
        assert_eq!(faults("```sh\n$ cargo test\n```\n"), 1);
        assert_eq!(faults("cargo test --workspace\n"), 1);
    }
}
