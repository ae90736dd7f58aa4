//! Every source file says first what it is, is short enough to read, and is named by a noun of the domain.

use std::path::Path;

use anyhow::Result;

use super::{Findings, Tree};

const LINES_MAX: usize = 1000;
const LINES_LOOK_AGAIN: usize = 600;

/// Names that say nothing.
const EMPTY_NAMES: [&str; 7] = ["common", "helper", "helpers", "manager", "misc", "util", "utils"];

/// What opens a connection to elsewhere. The server takes them and makes none; tests speak to it as a browser would.
const CONNECTS: [&str; 5] = ["TcpStream", "ToSocketAddrs", "UdpSocket", "UnixStream", "lookup_host"];

/// What must not be committed in Rust, written in two halves so that this file passes.
const UNFINISHED: [(&str, &str); 4] =
    [("todo", "!("), ("unimplemented", "!("), ("#[ig", "nore"), ("#[should", "_panic")];

/// Checks every Rust source file.
pub(super) fn check(tree: &Tree, findings: &mut Findings) -> Result<()> {
    for file in tree.with_extension("rs") {
        if let Some(text) = tree.text(file) {
            check_file(file, &text, findings);
        }
    }
    Ok(())
}

fn check_file(file: &str, text: &str, findings: &mut Findings) {
    let first = text.lines().next().unwrap_or_default();
    if first.strip_prefix("//! ").is_none_or(|sentence| sentence.trim().len() < 10) {
        findings.fault(format!("{file}: the first line does not say what the file is (`//! ...`)"));
    }
    match text.lines().count() {
        n_lines @ LINES_LOOK_AGAIN..=LINES_MAX => findings.warning(format!("{file}: {n_lines} lines, look again")),
        n_lines if n_lines > LINES_MAX => findings.fault(format!("{file}: {n_lines} lines, split it by noun")),
        _ => {}
    }
    let stem = Path::new(file).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    if EMPTY_NAMES.contains(&stem) {
        findings.fault(format!("{file}: {stem} names no thing"));
    }
    let is_shipped = file.starts_with("crates/") && file.contains("/src/");
    for word in CONNECTS.iter().filter(|word| is_shipped && text.contains(**word)) {
        findings.fault(format!("{file}: {word} can open a connection, and hearsay opens none"));
    }
    for (line_idx, line) in text.lines().enumerate() {
        for (left, right) in UNFINISHED {
            if line.contains(&format!("{left}{right}")) {
                findings.fault(format!("{file}:{}: {left}{right} is unfinished or skipped work", line_idx + 1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(file: &str, text: &str) -> usize {
        let mut findings = Findings::default();
        check_file(file, text, &mut findings);
        findings.faults.len()
    }

    #[test]
    fn what_is_wrong_is_found() {
        assert_eq!(faults("a/chains.rs", "//! Chains of who told whom.\n"), 0);
        assert_eq!(faults("a/chains.rs", "use std::fs;\n"), 1);
        assert_eq!(faults("a/chains.rs", ""), 1);
        assert_eq!(faults("a/utils.rs", "//! Chains of who told whom.\n"), 1);
        assert_eq!(faults("a/chains.rs", &format!("//! Chains of who told whom.\n{}", "\n".repeat(1000))), 1);
        let connects = "//! Asks another machine.\nuse std::net::TcpStream;\n";
        assert_eq!(faults("crates/a/src/chains.rs", connects), 1);
        assert_eq!(faults("crates/a/tests/it/chains.rs", connects), 0);
        let unfinished = format!("//! Chains of who told whom.\nfn a() {{ {}{}) }}\n", "todo", "!(");
        assert_eq!(faults("a/chains.rs", &unfinished), 1);
    }
}
