//! Measures the reader against text that it was not trained on, and guards the committed figures.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

mod attribution;
mod brat;
pub(crate) mod confidence;
mod cue_kind;
mod figures;
mod ground;
mod points;
mod predictions;
mod same;
mod senses;
mod stance;
mod times;

mod assignment;
pub(crate) mod claims;
mod cofenet;
mod linking;
mod score;

#[cfg(test)]
mod yardstick;

pub(crate) use attribution::judged;

/// What `--help` says.
pub(crate) const SUMMARY: &str = "\
Reads PolNeAR's development half and other sets and writes the figures to eval/; without a name: everything that is measured
--check            fails when a committed figure drops, and writes nothing
--missed           also lists what is missed, of ground and times, in the half for tuning
--predictions OUT  also writes what was read, for ../shared/yardsticks/score_attribution.py
--from IN          scores these predictions instead of the reader's; prints the table and writes nothing";

/// What is asked for.
#[derive(Debug, Default)]
struct Options {
    /// Which sets to measure; empty: all.
    sets: Vec<String>,
    check: bool,
    missed: bool,
    predictions: Option<PathBuf>,
    from: Option<PathBuf>,
}

/// A set of measures: its name on the command line and what measures it.
type Set = (&'static str, fn(&Options) -> Result<()>);

/// In the order of measuring. A new set is one entry here and one module.
const SETS: &[Set] = &[
    ("attribution", attribution::run),
    ("senses", senses::run),
    ("stance", stance::run),
    ("ground", ground::run),
    ("times", times::run),
    ("same", same::run),
    ("claims", claims::run),
    ("import", import),
];

fn import(options: &Options) -> Result<()> {
    let check = options.check.then(|| "--check".to_owned());
    crate::eval_import::run(check.as_slice())
}

/// Runs `eval` with the arguments that follow it.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let options = options(arguments)?;
    for (name, measure) in SETS {
        if options.sets.is_empty() || options.sets.iter().any(|set| set == name) {
            measure(&options).with_context(|| format!("eval {name}"))?;
        }
    }
    Ok(())
}

fn options(arguments: &[String]) -> Result<Options> {
    let mut options = Options::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut file =
            || arguments.next().map(PathBuf::from).with_context(|| format!("{argument} needs a file's name"));
        match argument.as_str() {
            "--check" => options.check = true,
            "--missed" => options.missed = true,
            "--predictions" => options.predictions = Some(file()?),
            "--from" => options.from = Some(file()?),
            name if SETS.iter().any(|(set, _)| *set == name) => options.sets.push(name.to_owned()),
            other => bail!("eval knows no {other}"),
        }
    }
    if options.check && options.from.is_some() {
        bail!("--check compares the reader's own figures and does not go with --from");
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_read_or_refused() {
        let parse = |line: &str| options(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        let all = parse("attribution --check --predictions out.jsonl").unwrap();
        assert!(all.check && all.sets == ["attribution"] && all.predictions == Some(PathBuf::from("out.jsonl")));
        for wrong in ["--predictions", "attributions", "--check --from in.jsonl"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
