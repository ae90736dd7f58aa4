//! Checks that the tree is in order: what a reviewer should not have to look for.
//!
//! Not a linter of Rust code, which clippy is. `cargo test` runs every check, so the gate and this command agree.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::repository;

mod sources;

mod dependencies;
mod documents;
mod foreign;
mod layers;
mod lexicon;

/// What `--help` says.
pub(crate) const SUMMARY: &str = "\
Checks module headers, file sizes, crate layers, licences, sorted data, the glossary, foreign texts and paths,
and that the README and .ci/run name the same commands";

/// What a check found wrong.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// What fails the gate.
    pub(crate) faults: Vec<String>,
    /// What is worth a look.
    pub(crate) warnings: Vec<String>,
}

impl Findings {
    fn fault(&mut self, fault: impl Into<String>) {
        self.faults.push(fault.into());
    }

    fn warning(&mut self, warning: impl Into<String>) {
        self.warnings.push(warning.into());
    }
}

/// The files that git tracks, or would once they are added.
#[derive(Debug)]
pub(crate) struct Tree {
    root: PathBuf,
    /// Relative to the root, sorted.
    files: Vec<String>,
}

impl Tree {
    fn of_repository() -> Result<Tree> {
        let root = repository::root();
        let output = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(&root)
            .output()
            .context("git")?;
        if !output.status.success() {
            bail!("git ls-files failed: tidy needs a checkout");
        }
        let listed = String::from_utf8(output.stdout).context("a file's name is not UTF-8")?;
        let mut files: Vec<String> = listed.split_terminator('\0').map(str::to_owned).collect();
        files.retain(|file| root.join(file).is_file());
        files.sort();
        files.dedup();
        Ok(Tree { root, files })
    }

    fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    /// Returns the file's text; `None` if it is absent or not UTF-8.
    fn text(&self, file: &str) -> Option<String> {
        std::fs::read_to_string(self.path(file)).ok()
    }

    fn with_extension<'a>(&'a self, extension: &'a str) -> impl Iterator<Item = &'a str> {
        let has_it = move |file: &&str| Path::new(file).extension().is_some_and(|found| found == extension);
        self.files.iter().map(String::as_str).filter(has_it)
    }
}

/// A check: its name and what runs it.
type Check = (&'static str, fn(&Tree, &mut Findings) -> Result<()>);

const CHECKS: &[Check] = &[
    ("sources", sources::check),
    ("layers", layers::check),
    ("dependencies", dependencies::check),
    ("lexicon", lexicon::check),
    ("documents", documents::check),
    ("foreign", foreign::check),
];

/// Runs every check and fails when one finds a fault.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let Some(argument) = arguments.first() {
        bail!("tidy knows no {argument}");
    }
    let findings = check_all()?;
    for warning in &findings.warnings {
        println!("warning: {warning}");
    }
    if !findings.faults.is_empty() {
        bail!("the tree is not tidy\n  {}", findings.faults.join("\n  "));
    }
    println!("tidy: {} checks passed", CHECKS.len());
    Ok(())
}

fn check_all() -> Result<Findings> {
    let tree = Tree::of_repository()?;
    let mut findings = Findings::default();
    for (name, check) in CHECKS {
        check(&tree, &mut findings).with_context(|| format!("tidy {name}"))?;
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_tree_is_tidy() {
        let findings = super::check_all().unwrap();
        assert!(findings.faults.is_empty(), "\n  {}", findings.faults.join("\n  "));
    }
}
