//! `hearsay matrix`: hypotheses against evidence.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;

use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, exit};
use crate::terminal::ColorChoice;
use crate::view::case::Shown;
use crate::view::case::matrix as view;
use crate::weighing::weighing;
use crate::wire::case::line;
use crate::wire::hypotheses as wire;

/// Lay hypotheses against the claims that are cited on them
///
/// Analysis of Competing Hypotheses: what speaks against each is summed (inconsistent 1, very inconsistent 2, times the
/// weights of credibility and relevance, 0.71, 1 and 1.41, as PARC's ACH has it). What says the same on the same origin is an
/// echo, and counts once. Beside the sum stands a Bayesian panel, and below both what the order hangs on: each claim, each
/// source and each whole origin is thought away in turn.
///
/// No number here is a probability of anything in the world, and the hypothesis that least is said against is not the true
/// one for that. In an experiment with uncertain evidence those who used this method showed no advantage over those who
/// used no technique, and gave weight to evidence that tells nothing apart (Karvetski and Mandel 2020, 227 participants).
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Matrix {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// Only what this analyst rated and weighed [default: all; where they differ, the mean]
    #[arg(long, value_name = "NAME")]
    analyst: Option<String>,

    /// Show evidence in rows and hypotheses in columns
    #[arg(long, help_heading = OUTPUT)]
    transpose: bool,

    /// Show beside it what other programs of the field make of the same letters
    #[arg(long, help_heading = OUTPUT)]
    formulas: bool,

    /// Write a JSON object, with all of it
    #[arg(long, help_heading = OUTPUT)]
    json: bool,

    #[command(flatten)]
    output: Output,
}

const EXAMPLES: &str = "\
Examples:
  hearsay hypothesis harbour.case add The fire was laid
  hearsay hypothesis harbour.case rate courier/a3 h1=C h2=II
  hearsay matrix harbour.case                 hypotheses in rows, evidence in columns
  hearsay matrix harbour.case --transpose     the other way round";

impl Matrix {
    pub(crate) fn color(&self) -> ColorChoice {
        self.output.color
    }

    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let (work, weighing) = weighing(&self.case)?;
        let reckoned = weighing.reckon(self.analyst.as_deref())?;
        let texts = std::collections::BTreeMap::new();
        let shown = Shown { case: &work.case, names: &work.names, texts: &texts };
        let told = if self.json {
            line(&wire::wire_matrix(&shown, &weighing.cited, &reckoned, self.analyst.as_deref()))
        } else {
            let wanted = view::Wanted { is_transposed: self.transpose, with_formulas: self.formulas };
            view::matrix(&shown, &weighing.cited, &reckoned, &wanted, &self.output.look())
        };
        let mut out = BufWriter::new(io::stdout().lock());
        print(&mut out, &told)?;
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }
}
