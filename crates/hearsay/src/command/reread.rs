//! `hearsay reread`: a case read again by the reader of today.

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use hearsay_store::additions::Rereading;
use hearsay_store::documents::Listed;

use crate::casework::{self, of_store};
use crate::command::report::Report;
use crate::command::{LIMITS, OUTPUT, Output, READING, ReaderChoice, limits, parse_threads, print};
use crate::failure::{Failure, exit};
use crate::inputs::shown;
use crate::intake::size_in_words;
use crate::progress::Progress;
use crate::reference::Names;
use crate::rereading::{self, Astray, Why};
use crate::terminal::{ColorChoice, clean};
use crate::view::amounts::{counted, duration_in_words};
use crate::view::lists::{List, Part, Row};
use crate::view::look::{Look, Style};
use crate::wire::case_file::{WireReread, wire_astray};

/// Read a case again, as far as the reader of this version has not read it
///
/// After a new version of hearsay, or for a case that was added with --reader fast. Each document is read from its original,
/// in one step: what ends the program loses nothing, and the same command goes on from there. Judgements stay: those whose
/// words are elsewhere now hold there, and those that no longer hold are listed and never dropped.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Reread {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// Who reads; what the accurate reader has read, the fast one leaves as it is
    #[arg(long, value_name = "READER", value_enum, default_value = "accurate", help_heading = READING)]
    reader: ReaderChoice,

    /// Threads to work on [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = parse_threads, help_heading = LIMITS)]
    threads: Option<usize>,

    /// Write a JSON object
    #[arg(long, help_heading = OUTPUT)]
    json: bool,

    /// Print no progress, and nothing if all went well and every judgement holds
    #[arg(long, short, help_heading = OUTPUT)]
    quiet: bool,

    #[command(flatten)]
    output: Output,
}

const EXAMPLES: &str = "\
Examples:
  hearsay reread harbour.case                  all that the accurate reader has not read
  hearsay reread harbour.case --reader fast    only what no reader of this version has read

Exit codes: 0 all went well, 1 an error, 2 a wrong command line, 3 nothing could be read,
4 some documents could not be read and the rest were.";

/// What was done.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    n_read: usize,
    n_new_texts: usize,
    n_failed: usize,
    bytes: u64,
}

impl Reread {
    pub(crate) fn color(&self) -> ColorChoice {
        self.output.color
    }

    pub(crate) fn run(&self, report: &mut Report) -> Result<u8, Failure> {
        let started = Instant::now();
        let mut case = casework::open(&self.case)?;
        let all = case.documents().map_err(of_store)?;
        let unread = rereading::unread(&case, self.reader.into())?;
        let listed: Vec<Listed> = all.iter().filter(|one| unread.contains(&one.id)).cloned().collect();
        let limits = limits(self.threads, None)?;
        let bytes_in_all = listed.iter().map(|one| one.original_bytes).sum();
        let mut progress = Progress::start(listed.len(), !self.quiet, false).to_come(bytes_in_all);
        let mut counts = Counts::default();
        let mut tell = |one: &Listed, outcome: Result<Rereading, Failure>| {
            match outcome {
                Ok(rereading) => {
                    counts.n_read += 1;
                    counts.n_new_texts += usize::from(rereading == Rereading::NewText);
                    counts.bytes += one.original_bytes;
                }
                Err(failure) => {
                    progress.clear();
                    report.failure(&failure);
                    counts.n_failed += 1;
                }
            }
            progress.advance(one.original_bytes);
        };
        rereading::read_all(&mut case, &listed, self.reader.into(), limits, &mut tell)?;
        drop(progress);
        let astray = rereading::astray(&mut case, &all)?;
        let names = Names::of(&all);
        let mut out = io::stdout().lock();
        if self.json {
            let told = WireReread {
                read: counts.n_read,
                with_another_text: counts.n_new_texts,
                failed: counts.n_failed,
                judgements: astray.iter().map(|one| wire_astray(one, &names)).collect(),
            };
            print(&mut out, &crate::wire::case::line(&told))?;
        } else {
            if !self.quiet {
                let seconds = started.elapsed().as_secs_f64();
                print(&mut out, &summary(&shown(case.path()), counts, all.len(), seconds))?;
            }
            print(&mut out, &judgements(&astray, &names, &self.output.look()))?;
        }
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(match (counts.n_read, counts.n_failed) {
            (_, 0) => exit::SUCCESS,
            (0, _) => exit::NOTHING_READ,
            _ => exit::SOME_NOT_READ,
        })
    }
}

fn summary(case: &str, counts: Counts, n_documents: usize, seconds: f64) -> String {
    let Counts { n_read, n_new_texts, n_failed, bytes } = counts;
    if n_read + n_failed == 0 {
        let documents = counted(n_documents, "document", "documents");
        return format!("{case}: nothing to read again: {documents}, read by this reader\n");
    }
    let mut told = vec![format!("{} read again", counted(n_read, "document", "documents"))];
    if n_new_texts > 0 {
        told.push(format!("{n_new_texts} with another text than before"));
    }
    if n_failed > 0 {
        told.push(format!("{n_failed} not read"));
    }
    format!("{case}: {}; {} in {}\n", told.join(", "), size_in_words(bytes), duration_in_words(seconds))
}

/// Returns the judgements that do not stand as they did, those that have no effect last; nothing if all do.
fn judgements(astray: &[Astray], names: &Names, look: &Look) -> String {
    let is_moved = |one: &&Astray| matches!(one.why, Why::Moved(_));
    let row = |one: &Astray| {
        let words = look.signs().quoted(&clean(&one.judged.anchor.words));
        let why = match one.why {
            Why::Moved(_) => "its words stand elsewhere in the text now, and it holds there",
            Why::NotRead => "nothing of the kind is read at these words any more",
            Why::Lost => "these words are not in the text any more, or in several places",
        };
        let parts: Vec<Part> = vec![
            (one.what.to_owned(), Style::BOLD),
            (format!("{} {words}", names.name(one.judged.anchor.document)), Style::PLAIN),
            (why.to_owned(), Style::DIM),
        ];
        Row { id: one.entry.to_string(), name: Part::default(), parts }
    };
    let mut out = String::new();
    let moved = astray.iter().filter(is_moved).map(row).collect();
    List { heading: "Judgements that moved with their words", rows: moved, rest: Vec::new() }.write(look, &mut out);
    let adrift: Vec<Row> = astray.iter().filter(|one| !is_moved(one)).map(row).collect();
    let n_adrift = adrift.len();
    List { heading: "Judgements adrift", rows: adrift, rest: Vec::new() }.write(look, &mut out);
    if n_adrift > 0 {
        out.push_str(
            "\nThey stay in the log and change nothing: judge what is read there now, or take them back with hearsay undo\n",
        );
    }
    out
}
