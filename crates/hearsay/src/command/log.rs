//! `hearsay log`: all that was done to a case, by whom and when.

use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use hearsay_store::entry::{Entry, Event};

use crate::casework::{self, of_store};
use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, exit};
use crate::reference::Names;
use crate::terminal::{ColorChoice, clean};
use crate::view::lists::{List, Part, Row};
use crate::view::look::{Look, Style};
use crate::wire::case::line;
use crate::wire::case_file::{value, wire_entry};

/// Tell what was done to a case, by whom and when
///
/// Nothing in the log is ever changed: what is taken back by `hearsay undo` stays in it, and so does the undoing.
#[derive(Args, Debug)]
pub(crate) struct Log {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// Leave out what was added, and tell judgements only
    #[arg(long)]
    judgements: bool,

    /// Write one JSON object a line, one line an entry
    #[arg(long, help_heading = OUTPUT)]
    json: bool,

    #[command(flatten)]
    output: Output,
}

impl Log {
    pub(crate) fn color(&self) -> ColorChoice {
        self.output.color
    }

    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let case = casework::open(&self.case)?;
        let mut entries = case.log().map_err(of_store)?;
        if self.judgements {
            entries.retain(|entry| !matches!(entry.event, Event::Added(_)));
        }
        let names = Names::of(&case.documents().map_err(of_store)?);
        let undone: BTreeSet<u64> = entries
            .iter()
            .filter_map(|entry| if let Event::Undone(of) = entry.event { Some(of) } else { None })
            .collect();
        let mut out = BufWriter::new(io::stdout().lock());
        if self.json {
            for entry in &entries {
                print(&mut out, &line(&wire_entry(entry, &names)))?;
            }
        } else {
            print(&mut out, &table(&entries, &names, &undone, &self.output.look()))?;
        }
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }
}

fn table(entries: &[Entry], names: &Names, undone: &BTreeSet<u64>, look: &Look) -> String {
    let mut out = String::new();
    let row = |entry: &Entry| {
        let dim = |text: String| (text, Style::DIM);
        let mut parts: Vec<Part> = vec![(entry.event.name().to_owned(), Style::BOLD)];
        match &entry.event {
            Event::Added(added) => parts.push((names.name(added.document).to_owned(), Style::PLAIN)),
            Event::Undone(of) => parts.push((format!("entry {of}"), Style::PLAIN)),
            Event::Judged { judgement, because } => {
                parts.extend(value(&entry.event).map(|value| (clean(&value).into_owned(), Style::CUE)));
                for one in judgement.judged() {
                    let words = look.signs().quoted(&clean(&one.anchor.words));
                    parts.push((format!("{} {words}", names.name(one.anchor.document)), Style::PLAIN));
                }
                parts.extend(because.as_ref().map(|why| (clean(why).into_owned(), Style::PLAIN)));
                if undone.contains(&entry.number) {
                    parts.push(("taken back".to_owned(), Style::HINT));
                }
            }
        }
        parts.push(dim(clean(&entry.signature.author).into_owned()));
        parts.push(dim(entry.signature.at.to_string()));
        Row { id: entry.number.to_string(), name: Part::default(), parts }
    };
    let list = List { heading: "Log", rows: entries.iter().map(row).collect(), rest: Vec::new() };
    list.write(look, &mut out);
    out.trim_start_matches('\n').to_owned()
}
