//! `hearsay artefacts`: the letters, recordings and the like of a case.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;

use crate::asked::things::{self, Card};
use crate::casework::{self, Work};
use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, exit};
use crate::terminal::ColorChoice;
use crate::view::case::Shown;
use crate::view::case::artefacts as view;
use crate::view::case::entities::hint_of_undecided;
use crate::view::case::undecided::undecided;
use crate::who;
use crate::wire::case::line;
use crate::wire::who::{wire_artefact, wire_artefact_card, wire_undecided};

/// Tell which letter is which: letters, recordings, documents, in all documents together
///
/// Each stands with what it is called, who is said to have written, leaked, obtained and published it, how that is hedged
/// and on whose word it is, and who verified, denied or could not verify it.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Artefacts {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// One of them, by what it is called or as in courier/l1: all that is known of it, and why it is one
    #[arg(value_name = "ARTEFACT", conflicts_with = "kind")]
    artefact: Option<String>,

    /// Only those of that kind, in the singular, such as letter
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,

    /// List those that may be one, for you to decide, each with the reason and the commands that do
    #[arg(long)]
    possible: bool,

    /// Write one JSON object a line, one line an artefact or a pair
    #[arg(long, help_heading = OUTPUT)]
    json: bool,

    #[command(flatten)]
    output: Output,
}

const EXAMPLES: &str = "\
Examples:
  hearsay artefacts harbour.case                     those that most documents know first
  hearsay artefacts harbour.case --kind letter       letters only
  hearsay artefacts harbour.case courier/l1          all that is known of one
  hearsay artefacts harbour.case --possible          what is left for you to decide";

impl Artefacts {
    pub(crate) fn color(&self) -> ColorChoice {
        self.output.color
    }

    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let work = casework::put_together(&self.case)?;
        let mut out = BufWriter::new(io::stdout().lock());
        match &self.artefact {
            _ if self.possible => self.print_possible(&work, &mut out)?,
            None => self.print_all(&work, &mut out)?,
            Some(asked) => self.print_card(&work, asked, &mut out)?,
        }
        work.check()?;
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }

    fn print_all(&self, work: &Work, out: &mut impl Write) -> Result<(), Failure> {
        let chosen = things::artefacts(&work.case, self.kind.as_deref());
        let texts = BTreeMap::new();
        let shown = Shown { case: &work.case, names: &work.names, texts: &texts };
        if self.json {
            return chosen.iter().try_for_each(|idx| print(out, &line(&wire_artefact(&shown, *idx))));
        }
        print(out, &view::list(&shown, &chosen, &self.output.look()))?;
        let n_undecided = things::possible_artefacts(work, self.kind.as_deref(), None).len();
        print(out, &hint_of_undecided(n_undecided, "artefacts", &who::for_shell(&self.shown())))
    }

    fn print_card(&self, work: &Work, asked: &str, out: &mut impl Write) -> Result<(), Failure> {
        let idx = work.artefact(asked)?;
        let Card { undecided, texts } = things::artefact_card(work, idx)?;
        let shown = Shown { case: &work.case, names: &work.names, texts: &texts };
        if self.json {
            return print(out, &line(&wire_artefact_card(&shown, idx, &undecided, &self.shown())));
        }
        print(out, &view::card(&shown, idx, &undecided, &self.shown(), &self.output.look()))
    }

    fn print_possible(&self, work: &Work, out: &mut impl Write) -> Result<(), Failure> {
        let asked = self.artefact.as_deref().map(|asked| work.artefact(asked)).transpose()?;
        let all = &work.case.artefacts().all;
        let found = things::possible_artefacts(work, self.kind.as_deref(), asked);
        let name = |idx: usize| who::artefact_name(&all[idx]);
        if self.json {
            return found.iter().try_for_each(|one| print(out, &line(&wire_undecided(one, &name, &self.shown()))));
        }
        print(out, &undecided(&found, &name, &self.shown(), &self.output.look()))
    }

    fn shown(&self) -> String {
        crate::inputs::shown(&self.case)
    }
}
