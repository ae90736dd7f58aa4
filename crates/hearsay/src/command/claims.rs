//! `hearsay claims`: what is claimed in a case, those that say the same together.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use hearsay_text::document::Date;

use crate::asked::claims::{ClaimFilter, StandingChoice, claims, has_source};
use crate::casework::{self, Work};
use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, exit};
use crate::metadata::parse_date;
use crate::terminal::ColorChoice;
use crate::view::case::Shown;
use crate::view::case::cards::cards;
use crate::wire::case::{line, wire_group};

/// List what is claimed in a case
///
/// Claims that say the same stand together, whatever the words; those that more documents tell come first. How each stands
/// is what the record says and never whether it is true; origins are counted, not outlets.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Claims {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// Only those that somebody of that name says, passes on, or publishes
    #[arg(long, value_name = "NAME", help_heading = WHICH)]
    by: Option<String>,

    /// Only those with all these words in them, or in the names of whom they speak of
    #[arg(long, value_name = "WORDS", help_heading = WHICH)]
    about: Option<String>,

    /// Only those that stand so
    #[arg(long, value_name = "HOW", value_enum, help_heading = WHICH)]
    standing: Option<StandingChoice>,

    /// Only those that are hedged
    #[arg(long, help_heading = WHICH)]
    hedged: bool,

    /// Only those said or published on that day or later, such as 2026-11-22
    #[arg(long, value_name = "DATE", value_parser = parse_date, help_heading = WHICH)]
    since: Option<Date>,

    /// Show all, and those that only one document tells in the writer's own voice too
    #[arg(long, help_heading = OUTPUT)]
    all: bool,

    /// Write one JSON object a line, one line a group of claims that say the same
    #[arg(long, help_heading = OUTPUT)]
    json: bool,

    #[command(flatten)]
    output: Output,
}

const WHICH: &str = "Which claims";

const EXAMPLES: &str = "\
Examples:
  hearsay claims harbour.case                          what most documents tell first
  hearsay claims harbour.case --by ministry            what the ministry says
  hearsay claims harbour.case --standing denied        what somebody denied
  hearsay claims harbour.case --about \"grain trucks\" --since 2026-11-01
  hearsay trace harbour.case courier/a3                where one comes from";

/// How many are shown without --all.
const SHOWN_MAX: usize = 40;

impl Claims {
    pub(crate) fn color(&self) -> ColorChoice {
        self.output.color
    }

    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let work = casework::put_together(&self.case)?;
        let groups = claims(&work.case, &self.filter());
        let mut out = BufWriter::new(io::stdout().lock());
        self.print(&work, &groups, &mut out)?;
        work.check()?;
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }

    fn print(&self, work: &Work, groups: &[usize], out: &mut impl Write) -> Result<(), Failure> {
        let texts = BTreeMap::new();
        let shown = Shown { case: &work.case, names: &work.names, texts: &texts };
        if self.json {
            return groups.iter().try_for_each(|idx| print(out, &line(&wire_group(&shown, work.case.group(*idx)))));
        }
        let is_narrow = self.filter().is_narrow();
        let is_told = |idx: &usize| self.all || is_narrow || has_source(&work.case.groupings()[*idx]);
        let n_all = groups.len();
        let kept: Vec<usize> = groups.iter().copied().filter(is_told).collect();
        let n_shown = if self.all { kept.len() } else { kept.len().min(SHOWN_MAX) };
        print(out, &cards(&shown, &kept[..n_shown], n_all - n_shown, &self.output.look()))
    }

    fn filter(&self) -> ClaimFilter {
        ClaimFilter {
            by: self.by.clone(),
            about: self.about.clone(),
            standing: self.standing,
            hedged: self.hedged,
            since: self.since,
        }
    }
}
