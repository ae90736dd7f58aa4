//! `hearsay claims`: what is claimed in a case, those that say the same together.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use hearsay_case::case::Case;
use hearsay_case::case::outline::Grouping;
use hearsay_case::lineage::ClaimRef;
use hearsay_case::record::{Claim, ClaimId};
use hearsay_case::standing::Move;
use hearsay_text::document::Date;

use crate::casework::{self, Work};
use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, exit};
use crate::metadata::parse_date;
use crate::terminal::ColorChoice;
use crate::view::case::Shown;
use crate::view::case::cards::cards;
use crate::wire::case as wire;

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

/// How a claim can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum StandingChoice {
    /// Nobody denied, disputed, confirmed or withdrew it
    Alleged,
    /// Somebody confirmed it
    Confirmed,
    /// Somebody could not or did not verify it
    Unverified,
    /// Somebody cast doubt on it
    Disputed,
    /// Somebody said that it is not so
    Denied,
    /// Whoever said it took it back
    Withdrawn,
}

/// How many are shown without --all.
const SHOWN_MAX: usize = 40;

impl Claims {
    pub(crate) fn color(&self) -> ColorChoice {
        self.output.color
    }

    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let work = casework::put_together(&self.case)?;
        let groupings = work.case.groupings();
        let mut groups: Vec<usize> =
            (0..groupings.len()).filter(|idx| self.is_wanted(&work.case, &groupings[*idx])).collect();
        groups.sort_by_key(|idx| {
            let found_by = &groupings[*idx].found_by;
            (Reverse(groupings[*idx].n_documents()), found_by.published, found_by.first)
        });
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
            return groups.iter().try_for_each(|idx| print(out, &wire::group_line(&shown, work.case.group(*idx))));
        }
        let is_filtered = self.by.is_some() || self.about.is_some() || self.standing.is_some() || self.since.is_some();
        let is_told = |idx: &usize| self.all || is_filtered || has_source(&work.case.groupings()[*idx]);
        let n_all = groups.len();
        let kept: Vec<usize> = groups.iter().copied().filter(is_told).collect();
        let n_shown = if self.all { kept.len() } else { kept.len().min(SHOWN_MAX) };
        print(out, &cards(&shown, &kept[..n_shown], n_all - n_shown, &self.output.look()))
    }

    fn is_wanted(&self, case: &Case, grouping: &Grouping) -> bool {
        let claims = || grouping.claims.iter().filter_map(|claim| Some((claim.record, case.claim(*claim)?)));
        let has = |text: &str, words: &str| folded(text).contains(&folded(words));
        let is_by = |name: &String| {
            let entity = |record: usize, id| case.entities().of(case.records[record].document, id);
            claims().any(|(record, claim)| {
                claim.chain.iter().any(|link| {
                    let parties = link.entities.iter().filter_map(|id| entity(record, *id));
                    has(&link.words, name)
                        || parties.into_iter().any(|party| has(&case.entities().all[party].name, name))
                })
            })
        };
        let names_of = |record: usize, claim: &Claim| -> String {
            let named = claim.entities.iter().filter_map(|id| case.records[record].entity(*id));
            named.map(|entity| entity.name.as_str()).collect::<Vec<&str>>().join(" ")
        };
        let is_about = |words: &String| {
            claims().any(|(record, claim)| {
                let text = format!("{} {}", claim.words, names_of(record, claim));
                words.split_whitespace().all(|word| has(&text, word))
            })
        };
        let is_since = |day: Date| grouping.found_by.last_day.is_some_and(|last| last >= day);
        // Who says what is looked up in the documents, which takes longest.
        self.standing.is_none_or(|standing| stands(grouping, standing))
            && (!self.hedged || grouping.found_by.is_hedged)
            && self.since.is_none_or(is_since)
            && self.by.as_ref().is_none_or(is_by)
            && self.about.as_ref().is_none_or(is_about)
    }
}

fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// Returns whether somebody is named for it, or more than one document tells it.
fn has_source(grouping: &Grouping) -> bool {
    let is_attributed = |of: &ClaimRef| matches!(of.claim, ClaimId::Attributed(_));
    grouping.n_documents() > 1 || grouping.claims.iter().any(is_attributed)
}

fn stands(grouping: &Grouping, standing: StandingChoice) -> bool {
    let moves = &grouping.found_by.moves;
    let wanted = match standing {
        StandingChoice::Alleged => return moves.iter().all(|what| *what == Move::Alleged),
        StandingChoice::Confirmed => Move::Confirmed,
        StandingChoice::Unverified => Move::Unverified,
        StandingChoice::Disputed => Move::Disputed,
        StandingChoice::Denied => Move::Denied,
        StandingChoice::Withdrawn => {
            return moves.iter().any(|what| matches!(what, Move::Withdrawn | Move::Corrected));
        }
    };
    moves.contains(&wanted)
}
