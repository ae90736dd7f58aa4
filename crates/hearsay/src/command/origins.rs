//! `hearsay origins`: how many origins a claim has.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;

use crate::casework;
use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, exit};
use crate::terminal::ColorChoice;
use crate::view::case::Shown;
use crate::view::case::origins::origins;
use crate::wire::case as wire;

/// Count the origins of a claim
///
/// Copies, relays and repeats of one word are one origin. Two origins count as independent only if their chains end in different
/// named sources with access of their own, or if you judged so.
#[derive(Args, Debug)]
pub(crate) struct Origins {
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

impl Origins {
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
            print(&mut out, &wire::origins_line(&shown, group, of))?;
        } else {
            print(&mut out, &origins(&shown, group, of, &self.output.look()))?;
        }
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }
}
