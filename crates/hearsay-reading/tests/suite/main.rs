//! The readable tests: each passage of `suite/` and each document of `corpus/` and `examples/` is a named test.
//!
//! `UPDATE=1 cargo test -p hearsay-reading --test suite` rewrites what the reader answers today (the ```fixme blocks,
//! `eval/suite.csv`, `corpus/*.margin`) and never what must be read.

mod answer;
mod checks;
mod corpus;
#[path = "../it/intake.rs"]
mod intake;
#[path = "../it/invariants.rs"]
mod invariants;
mod judge;
mod ledger;
mod margin;
mod markdown;
mod marks;
mod phenomena;

use std::path::PathBuf;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let updating = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    match trials(&root, updating) {
        Ok(trials) => libtest_mimic::run(&arguments, trials).exit_code(),
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn trials(root: &std::path::Path, updating: bool) -> Result<Vec<Trial>, String> {
    if updating {
        phenomena::update(root)?;
        corpus::update(root)?;
    }
    let mut trials = checks::trials();
    trials.extend(phenomena::trials(root)?);
    trials.extend(corpus::trials(root)?);
    Ok(trials)
}
