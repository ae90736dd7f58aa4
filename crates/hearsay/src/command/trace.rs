//! `hearsay trace` and `hearsay origins`: where a claim comes from, as the way there or as a count.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use hearsay_case::case::Group;
use hearsay_case::lineage::ClaimRef;

use crate::casework;
use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, exit};
use crate::terminal::ColorChoice;
use crate::view::case::Shown;
use crate::view::case::{origins, trace};
use crate::view::look::Look;
use crate::wire::case::{line, wire_origins, wire_trace};

/// Show the way from a claim to its origins
///
/// Draws the chain as a tree, each link with the words that prove it and where they stand; then who else tells the claim and whether
/// they have it from the same origin, how it stands, and what misleads.
#[derive(Args, Debug)]
pub(crate) struct Trace {
    #[command(flatten)]
    asked: Asked,
}

/// Count the origins of a claim
///
/// Copies, relays and repeats of one word are one origin. Two origins count as independent only if their chains end in different
/// named sources with access of their own, or if you judged so.
#[derive(Args, Debug)]
pub(crate) struct Origins {
    #[command(flatten)]
    asked: Asked,
}

/// A claim, and how it is shown.
#[derive(Args, Debug)]
struct Asked {
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
        self.asked.output.color
    }

    pub(crate) fn run(&self) -> Result<u8, Failure> {
        self.asked.show(trace::trace, |shown, group, of| line(&wire_trace(shown, group, of)))
    }
}

impl Origins {
    pub(crate) fn color(&self) -> ColorChoice {
        self.asked.output.color
    }

    pub(crate) fn run(&self) -> Result<u8, Failure> {
        self.asked.show(origins::origins, |shown, group, of| line(&wire_origins(shown, group, of)))
    }
}

impl Asked {
    fn show(
        &self,
        view: fn(&Shown<'_>, &Group, ClaimRef, &Look) -> String,
        json: fn(&Shown<'_>, &Group, ClaimRef) -> String,
    ) -> Result<u8, Failure> {
        let work = casework::put_together(&self.case)?;
        let of = work.claim(&self.claim)?;
        let group = work.group(of)?;
        let texts = work.texts_of(group)?;
        let shown = Shown { case: &work.case, names: &work.names, texts: &texts };
        let told = if self.json { json(&shown, group, of) } else { view(&shown, group, of, &self.output.look()) };
        work.check()?;
        let mut out = BufWriter::new(io::stdout().lock());
        print(&mut out, &told)?;
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }
}
