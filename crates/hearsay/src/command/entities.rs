//! `hearsay entities`: who is who in a case.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;

use crate::asked::things::{self, Card, KindChoice};
use crate::casework::{self, Work};
use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, exit};
use crate::terminal::ColorChoice;
use crate::view::case::Shown;
use crate::view::case::entities as view;
use crate::view::case::undecided::undecided;
use crate::who;
use crate::wire::case::line;
use crate::wire::who::{wire_entity, wire_entity_card, wire_undecided};

/// Tell who is who: people, bodies, outlets and places, in all documents together
///
/// Each stands under all its names, with what it is said to be and when, in how many documents it is, and how many claims
/// it makes: those of which it is the deepest source that is named. Nothing is merged for good: `hearsay judge` joins and
/// parts, and `hearsay undo` takes that back.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Entities {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// One of them, by a name or as in courier/e3: all that is known of it, and why it is one
    #[arg(value_name = "ENTITY", conflicts_with_all = ["kind", "all"])]
    entity: Option<String>,

    /// Only those of that kind
    #[arg(long, value_name = "KIND", value_enum)]
    kind: Option<KindChoice>,

    /// List those that may be one, for you to decide, each with the reason and the commands that do
    #[arg(long)]
    possible: bool,

    /// Show all of them
    #[arg(long, help_heading = OUTPUT)]
    all: bool,

    /// Write one JSON object a line, one line an entity or a pair
    #[arg(long, help_heading = OUTPUT)]
    json: bool,

    #[command(flatten)]
    output: Output,
}

const EXAMPLES: &str = "\
Examples:
  hearsay entities harbour.case                      those that say most first
  hearsay entities harbour.case --kind person        people only
  hearsay entities harbour.case \"Ann Lee\"            all that is known of one
  hearsay entities harbour.case --possible           what is left for you to decide
  hearsay judge harbour.case not-same courier/e2 gazette/e5";

/// How many are shown without --all.
const SHOWN_MAX: usize = 40;

impl Entities {
    pub(crate) fn color(&self) -> ColorChoice {
        self.output.color
    }

    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let work = casework::put_together(&self.case)?;
        let mut out = BufWriter::new(io::stdout().lock());
        match &self.entity {
            _ if self.possible => self.print_possible(&work, &mut out)?,
            None => self.print_all(&work, &mut out)?,
            Some(asked) => self.print_card(&work, asked, &mut out)?,
        }
        work.check()?;
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }

    fn print_all(&self, work: &Work, out: &mut impl Write) -> Result<(), Failure> {
        let chosen = things::entities(&work.case, self.kind);
        let texts = BTreeMap::new();
        let shown = Shown { case: &work.case, names: &work.names, texts: &texts };
        if self.json {
            return chosen.iter().try_for_each(|idx| print(out, &line(&wire_entity(&shown, *idx))));
        }
        let n_shown = if self.all { chosen.len() } else { chosen.len().min(SHOWN_MAX) };
        let n_more = chosen.len() - n_shown;
        print(out, &view::list(&shown, &chosen[..n_shown], n_more, &self.output.look()))?;
        let n_undecided = things::possible_entities(work, self.kind, None).len();
        print(out, &view::hint_of_undecided(n_undecided, "entities", &who::for_shell(&self.shown())))
    }

    fn print_card(&self, work: &Work, asked: &str, out: &mut impl Write) -> Result<(), Failure> {
        let idx = work.entity(asked)?;
        let Card { undecided, texts } = things::entity_card(work, idx)?;
        let shown = Shown { case: &work.case, names: &work.names, texts: &texts };
        if self.json {
            return print(out, &line(&wire_entity_card(&shown, idx, &undecided, &self.shown())));
        }
        print(out, &view::card(&shown, idx, &undecided, &self.shown(), &self.output.look()))
    }

    fn print_possible(&self, work: &Work, out: &mut impl Write) -> Result<(), Failure> {
        let asked = self.entity.as_deref().map(|asked| work.entity(asked)).transpose()?;
        let all = &work.case.entities().all;
        let found = things::possible_entities(work, self.kind, asked);
        let name = |idx: usize| all[idx].name.as_str();
        if self.json {
            return found.iter().try_for_each(|one| print(out, &line(&wire_undecided(one, &name, &self.shown()))));
        }
        print(out, &undecided(&found, &name, &self.shown(), &self.output.look()))
    }

    fn shown(&self) -> String {
        crate::inputs::shown(&self.case)
    }
}
