//! Every crate in `Cargo.lock` is under a licence that `deny.toml` allows, and none of those that it bans; of those that
//! it allows in part, none with a feature that it bans.
//!
//! Does from the lock file and cargo's own metadata what cargo-deny does with a tool of its own, so that the gate holds
//! on a machine without it. Advisories are cargo-deny's alone: they need a database from outside.

use std::process::Command;

use anyhow::{Context, Result, bail};
use toml::{Table, Value};

use super::{Findings, Tree};

/// Checks licences and bans.
pub(super) fn check(tree: &Tree, findings: &mut Findings) -> Result<()> {
    let Some(rules) = tree.text("deny.toml") else {
        findings.fault("deny.toml is missing");
        return Ok(());
    };
    let rules: Table = rules.parse().context("deny.toml")?;
    let lock: Table = tree.text("Cargo.lock").context("Cargo.lock is missing")?.parse().context("Cargo.lock")?;
    check_bans(&rules, &lock, findings)?;
    let allowed = strings(&rules, "licenses", "allow")?;
    let metadata = metadata(tree)?;
    check_features(&rules, &metadata, findings)?;
    for (name, licence) in licences(&metadata)? {
        match licence.as_deref().map(|expression| is_allowed(expression, &allowed)) {
            Some(Ok(true)) => {}
            Some(Ok(false)) => {
                findings.fault(format!("{name}: {} is not allowed by deny.toml", licence.unwrap_or_default()));
            }
            Some(Err(error)) => findings.fault(format!("{name}: {error:#}")),
            None => findings.fault(format!("{name} names no licence")),
        }
    }
    Ok(())
}

fn check_bans(rules: &Table, lock: &Table, findings: &mut Findings) -> Result<()> {
    let banned = banned(rules)?;
    if !banned.is_sorted_by(|a, b| a < b) {
        findings.fault("deny.toml: sort the bans, each once");
    }
    let packages = lock.get("package").and_then(Value::as_array).context("Cargo.lock lists no packages")?;
    for name in packages.iter().filter_map(|package| package.get("name")?.as_str()) {
        if banned.iter().any(|banned| banned == name) {
            findings.fault(format!("{name} is in Cargo.lock and banned by deny.toml"));
        }
    }
    Ok(())
}

/// What a crate can do may depend on its features: hyper's server takes connections, its client opens them.
fn check_features(rules: &Table, metadata: &serde_json::Value, findings: &mut Findings) -> Result<()> {
    let entries = rules.get("bans").and_then(|bans| bans.get("features")).and_then(Value::as_array);
    for entry in entries.into_iter().flatten() {
        let name = entry.get("crate").and_then(Value::as_str).context("bans.features: an entry without a crate")?;
        let denied =
            entry.get("deny").and_then(Value::as_array).context("bans.features: an entry that bans nothing")?;
        let nodes = metadata["resolve"]["nodes"].as_array().context("cargo metadata resolves nothing")?;
        // An id ends in `#name@1.2.3`.
        let is_it = |node: &&serde_json::Value| {
            let id = node["id"].as_str().and_then(|id| id.rsplit_once('#'));
            id.is_some_and(|(_, own)| own.split('@').next() == Some(name))
        };
        for feature in nodes.iter().filter(is_it).filter_map(|node| node["features"].as_array()).flatten() {
            if denied.iter().any(|denied| denied.as_str() == feature.as_str()) {
                findings.fault(format!("{name} is built with {feature}, which deny.toml bans"));
            }
        }
    }
    Ok(())
}

/// The names under `bans.deny`, whether written as "name" or as { crate = "name" }.
fn banned(rules: &Table) -> Result<Vec<String>> {
    let entries = rules.get("bans").and_then(|bans| bans.get("deny")).and_then(Value::as_array);
    let name = |entry: &Value| entry.as_str().or_else(|| entry.get("crate")?.as_str()).map(str::to_owned);
    entries
        .context("deny.toml has no bans.deny")?
        .iter()
        .map(|entry| name(entry).context("a ban without a name"))
        .collect()
}

fn strings(rules: &Table, section: &str, key: &str) -> Result<Vec<String>> {
    let list = rules.get(section).and_then(|section| section.get(key)).and_then(Value::as_array);
    let list = list.with_context(|| format!("deny.toml has no {section}.{key}"))?;
    Ok(list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// Every crate that this machine builds, with its licence and features, as cargo tells it.
///
/// Only those of this platform when the others were never fetched: tidy opens no connection.
fn metadata(tree: &Tree) -> Result<serde_json::Value> {
    let host = host()?;
    let attempts: [&[&str]; 2] = [&[], &["--filter-platform", &host]];
    let mut refusal = String::new();
    for extra in attempts {
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--offline", "--locked", "--format-version", "1"])
            .args(extra)
            .current_dir(&tree.root)
            .output()
            .context("cargo metadata")?;
        if output.status.success() {
            return serde_json::from_slice(&output.stdout).context("cargo metadata");
        }
        refusal = String::from_utf8_lossy(&output.stderr).into_owned();
    }
    bail!("cargo metadata --offline failed: {}", refusal.trim())
}

fn licences(metadata: &serde_json::Value) -> Result<Vec<(String, Option<String>)>> {
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let licence = |package: &serde_json::Value| {
        let name = format!("{} {}", package["name"].as_str()?, package["version"].as_str()?);
        Some((name, package["license"].as_str().map(str::to_owned)))
    };
    Ok(packages.iter().filter_map(licence).collect())
}

fn host() -> Result<String> {
    let output = Command::new("rustc").arg("-vV").output().context("rustc -vV")?;
    let text = String::from_utf8(output.stdout).context("rustc -vV")?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    Ok(host.to_owned())
}

/// Returns whether an SPDX expression can be met with allowed licences alone.
fn is_allowed(expression: &str, allowed: &[String]) -> Result<bool> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let met = any_of(&mut words, allowed)?;
    if words.next().is_some() {
        bail!("the licence {expression} is not understood");
    }
    Ok(met)
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any_of(words: &mut Words<'_>, allowed: &[String]) -> Result<bool> {
    let mut met = all_of(words, allowed)?;
    while words.next_if_eq(&"OR").is_some() {
        met |= all_of(words, allowed)?;
    }
    Ok(met)
}

fn all_of(words: &mut Words<'_>, allowed: &[String]) -> Result<bool> {
    let mut met = one(words, allowed)?;
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed)?;
    }
    Ok(met)
}

fn one(words: &mut Words<'_>, allowed: &[String]) -> Result<bool> {
    let word = words.next().context("the licence ends too early")?;
    if word == "(" {
        let met = any_of(words, allowed)?;
        if words.next() != Some(")") {
            bail!("the licence has an open bracket");
        }
        return Ok(met);
    }
    let mut licence = word.to_owned();
    if words.next_if_eq(&"WITH").is_some() {
        licence = format!("{licence} WITH {}", words.next().context("the licence ends too early")?);
    }
    Ok(allowed.contains(&licence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licence_expressions() {
        let allowed = ["Apache-2.0", "MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
        for met in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0 OR MIT",
            "(MIT OR GPL-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(is_allowed(met, &allowed).unwrap(), "{met}");
        }
        for unmet in ["GPL-3.0", "MIT AND GPL-2.0", "MIT WITH LLVM-exception", "GPL-2.0 OR MIT AND BSL-1.0"] {
            assert!(!is_allowed(unmet, &allowed).unwrap(), "{unmet}");
        }
        for broken in ["", "(MIT", "MIT Apache-2.0", "MIT AND"] {
            assert!(is_allowed(broken, &allowed).is_err(), "{broken}");
        }
    }

    #[test]
    fn a_banned_feature_is_found_in_what_is_built() {
        let faults = |features: serde_json::Value, name: &str| {
            let rules = "[[bans.features]]\ncrate = \"hyper\"\ndeny = [\"client\"]".parse().unwrap();
            let node = serde_json::json!({ "id": format!("registry+x#{name}@1.12.0"), "features": features });
            let metadata = serde_json::json!({ "resolve": { "nodes": [node] } });
            let mut findings = Findings::default();
            check_features(&rules, &metadata, &mut findings).unwrap();
            findings.faults.len()
        };
        assert_eq!(faults(serde_json::json!(["http1", "server"]), "hyper"), 0);
        assert_eq!(faults(serde_json::json!(["client", "http1"]), "hyper"), 1);
        assert_eq!(faults(serde_json::json!(["client", "http1"]), "hyper-util"), 0);
    }

    #[test]
    fn a_banned_crate_is_found_in_the_lock_file() {
        let lock: Table = "[[package]]\nname = \"ureq\"\n[[package]]\nname = \"serde\"\n".parse().unwrap();
        let faults = |rules: &str| {
            let mut findings = Findings::default();
            check_bans(&rules.parse().unwrap(), &lock, &mut findings).unwrap();
            findings.faults.len()
        };
        assert_eq!(faults("[bans]\ndeny = [\"curl\"]"), 0);
        assert_eq!(faults("[bans]\ndeny = [{ crate = \"curl\" }, { crate = \"ureq\" }]"), 1);
        assert_eq!(faults("[bans]\ndeny = [\"reqwest\", \"curl\"]"), 1);
    }
}
