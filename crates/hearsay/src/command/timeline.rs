//! `hearsay timeline`: what was said when, and what is said to have happened when.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use hearsay_case::timeline::{Item, Lane, undated};
use hearsay_text::document::Date;

use crate::asked::when::ItemFilter;
use crate::casework;
use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, exit};
use crate::metadata::parse_date;
use crate::terminal::{ColorChoice, clean};
use crate::view::amounts::counted;
use crate::view::case::Shown;
use crate::view::case::timeline::drawing;
use crate::wire::case::{line, wire_item};

/// Tell what was said when, and what is said to have happened when
///
/// Two lanes that are never mixed. Days that are known in part are shown as the stretch that they can lie in. The first
/// appearance of each claim is marked.
#[derive(Args, Debug)]
pub(crate) struct Timeline {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// Only the claim of that name and those that say the same: the path of its spread
    #[arg(long, value_name = "CLAIM")]
    claim: Option<String>,

    /// Only from that day on, such as 2026-11-01
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    since: Option<Date>,

    /// Only up to that day
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    until: Option<Date>,

    /// Write comma-separated values with a line of headings
    #[arg(long, conflicts_with = "json", help_heading = OUTPUT)]
    csv: bool,

    /// Write one JSON object a line, one line an entry
    #[arg(long, help_heading = OUTPUT)]
    json: bool,

    #[command(flatten)]
    output: Output,
}

impl Timeline {
    pub(crate) fn color(&self) -> ColorChoice {
        self.output.color
    }

    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let work = casework::put_together(&self.case)?;
        let asked = self.claim.as_deref().map(|claim| work.claim(claim)).transpose()?;
        let group = asked.and_then(|of| work.case.grouping_of(of));
        let filter = ItemFilter { group, since: self.since, until: self.until };
        let items: Vec<Item> = work.case.timeline().iter().filter(|item| filter.holds(item)).cloned().collect();
        let texts = BTreeMap::new();
        let shown = Shown { case: &work.case, names: &work.names, texts: &texts };
        let mut out = BufWriter::new(io::stdout().lock());
        if self.csv {
            print(&mut out, "lane,first_day,last_day,what,claim,document,first_appearance,words\n")?;
            items.iter().try_for_each(|item| print(&mut out, &csv(&shown, item)))?;
        } else if self.json {
            items.iter().try_for_each(|item| print(&mut out, &line(&wire_item(&shown, item))))?;
        } else {
            print(&mut out, &drawing(&shown, &items, &self.output.look()))?;
            let n_undated = if asked.is_some() { 0 } else { undated(&work.case).len() };
            if n_undated > 0 {
                let claims = counted(n_undated, "claim has", "claims have");
                print(&mut out, &format!("\n{claims} no date: give one with hearsay add --date\n"))?;
            }
        }
        work.check()?;
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }
}

/// Returns one line of comma-separated values (RFC 4180).
fn csv(shown: &Shown<'_>, item: &Item) -> String {
    let words = shown.claim(item.claim).map(|claim| clean(&claim.words).into_owned()).unwrap_or_default();
    let cells = [
        item.lane.name().to_owned(),
        item.on.0.to_string(),
        item.on.1.to_string(),
        if item.lane == Lane::Said { item.what.name().to_owned() } else { String::new() },
        shown.reference(item.claim),
        shown.document(item.claim.record).to_owned(),
        if item.is_first { "yes" } else { "no" }.to_owned(),
        words,
    ];
    cells.map(|cell| quoted(&cell)).join(",") + "\n"
}

/// Returns a cell as it must be written; one that a spreadsheet would take for a formula gets an apostrophe before it.
fn quoted(cell: &str) -> String {
    let cell = if cell.starts_with(['=', '+', '-', '@', '\t']) { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_are_no_formulas() {
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("plain"), "plain");
    }
}
