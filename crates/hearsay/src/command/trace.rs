//! `hearsay trace`: the way from a claim to its origins.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;

use crate::casework;
use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, exit};
use crate::terminal::ColorChoice;
use crate::view::case::Shown;
use crate::view::case::trace::trace;
use crate::wire::case as wire;

/// Show the way from a claim to its origins
///
/// Draws the chain as a tree, each link with the words that prove it and where they stand; then who else tells the claim and whether
/// they have it from the same origin, how it stands, and what misleads.
#[derive(Args, Debug)]
pub(crate) struct Trace {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// The claim, as `hearsay claims` names it: courier/a3
    #[arg(value_name = "CLAIM")]
    claim: String,

    /// Write a JSON object
    #[arg(long, help_heading = OUTPUT)]
    json: bool,

    #[command(flatten)]
    output: Output,
}

impl Trace {
    pub(crate) fn color(&self) -> ColorChoice {
        self.output.color
    }

    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let work = casework::put_together(&self.case)?;
        let of = work.claim(&self.claim)?;
        let group = work.group(of);
        let steps = group.lineage.steps.iter().map(|step| step.evidence.record);
        let texts = work.texts(group.claims.iter().map(|claim| claim.record).chain(steps))?;
        let shown = Shown { case: &work.case, names: &work.names, texts: &texts };
        let mut out = BufWriter::new(io::stdout().lock());
        if self.json {
            print(&mut out, &wire::trace_line(&shown, group, of))?;
        } else {
            print(&mut out, &trace(&shown, group, of, &self.output.look()))?;
        }
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }
}
