//! Crates depend downward only, and what only one crate may know stays in it.
//!
//! Reads the manifests themselves, so it needs neither cargo nor a registry.

use anyhow::{Context, Result};
use toml::Table;

use super::{Findings, Tree};

/// The crates from the lowest layer up. A crate may depend on crates of lower layers.
const LAYERS: [&[&str]; 6] = [
    &["hearsay-model", "hearsay-text"],
    &["hearsay-reading"],
    &["hearsay-case"],
    &["hearsay-store"],
    &["hearsay"],
    &["xtask"],
];

/// Libraries that only some crates may use directly.
const CONFINED: [(&str, &[&str]); 5] = [
    ("axum", &["hearsay"]),
    ("clap", &["hearsay"]),
    ("indicatif", &["hearsay"]),
    ("rusqlite", &["hearsay-store"]),
    ("tokio", &["hearsay"]),
];

const KINDS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// Checks the manifest of every crate of the workspace; `fuzz/` is none.
pub(super) fn check(tree: &Tree, findings: &mut Findings) -> Result<()> {
    let is_member =
        |file: &&str| file.ends_with("/Cargo.toml") && (file.starts_with("crates/") || file.starts_with("xtask/"));
    for file in tree.with_extension("toml").filter(is_member) {
        let text = tree.text(file).with_context(|| format!("{file} is not UTF-8"))?;
        let manifest: Table = text.parse().with_context(|| file.to_owned())?;
        check_manifest(file, &manifest, findings);
    }
    Ok(())
}

fn check_manifest(file: &str, manifest: &Table, findings: &mut Findings) {
    let name = manifest.get("package").and_then(|package| package.get("name")).and_then(|name| name.as_str());
    let Some(layer) = name.and_then(layer_of) else {
        findings.fault(format!("{file}: the crate has no layer in xtask/src/tidy/layers.rs"));
        return;
    };
    let name = name.unwrap_or_default();
    for dependency in dependencies(manifest) {
        if layer_of(&dependency).is_some_and(|other| other >= layer) {
            findings.fault(format!("{file}: {name} depends on {dependency}, which is not below it"));
        }
        if CONFINED.iter().any(|(confined, users)| *confined == dependency && !users.contains(&name)) {
            findings.fault(format!("{file}: {dependency} is not for {name} to know"));
        }
    }
    let inherits = manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(|value| value.as_bool());
    if inherits != Some(true) && name != "hearsay-model" {
        findings.fault(format!("{file}: the workspace's lints are not inherited"));
    }
}

fn layer_of(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&name))
}

fn dependencies(manifest: &Table) -> Vec<String> {
    let targets = manifest.get("target").and_then(|target| target.as_table()).into_iter().flat_map(Table::values);
    let tables = targets.filter_map(|target| target.as_table()).chain([manifest]);
    let lists = tables.flat_map(|table| KINDS.into_iter().filter_map(|kind| table.get(kind)?.as_table()));
    lists.flat_map(Table::keys).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(manifest: &str) -> Vec<String> {
        let mut findings = Findings::default();
        check_manifest("Cargo.toml", &manifest.parse().unwrap(), &mut findings);
        findings.faults
    }

    #[test]
    fn dependencies_point_down() {
        let head = "lints.workspace = true\npackage.name = \"hearsay-reading\"\n";
        assert!(faults(&format!("{head}[dependencies]\nhearsay-text.workspace = true")).is_empty());
        assert_eq!(faults(&format!("{head}[dependencies]\nhearsay-store.workspace = true")).len(), 1);
        assert_eq!(faults(&format!("{head}[dev-dependencies]\nhearsay = \"1\"")).len(), 1);
        assert_eq!(faults(&format!("{head}[target.'cfg(unix)'.dependencies]\nclap = \"4\"")).len(), 1);
        assert_eq!(faults("package.name = \"hearsay-reading\"").len(), 1);
        assert_eq!(faults("package.name = \"hearsay-more\"").len(), 1);
    }
}
