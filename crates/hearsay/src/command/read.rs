//! `hearsay read`: the text with the reading beside it, or JSON.

use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;

use clap::Args;

use crate::command::report::Report;
use crate::command::{OUTPUT, Output, Reading, print};
use crate::failure::{Failure, exit};
use crate::inputs::{self, Input};
use crate::intake::{self, Taken};
use crate::ordered;
use crate::progress::Progress;
use crate::terminal::ColorChoice;
use crate::view::look::Look;
use crate::view::overview::{self, Entry};
use crate::view::page::{self, Page};
use crate::wire;

/// Print each text with who says what beside it
///
/// Every attribution has a source (who), a cue (the words that report: "claims", "according to") and a content (what
/// is said), and is named a1, a2, ... in its document. The note beside it tells whether the words are quoted directly,
/// in part (mixed) or not at all (indirect), and its kind: speech (said, claimed), attitude (believes, wants, fears:
/// nobody said it in so many words), decree (ordered, ruled), finding (a study or a document shows).
/// Beside the text stand artefacts (l1) and verdicts (v1) too, and "the writer" where nobody else speaks; under it stand
/// who they are (e1), how many (n1) and when (t1).
/// What is not the document's own text (menus, teasers, comment prompts, captions, bylines) is shown but never read.
///
/// Of several documents the overview is printed, and their texts only with --show text.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Read {
    /// Write one JSON object a line, one line a document
    ///
    /// The objects come in the order of the inputs. Offsets count Unicode code points, the end is exclusive.
    #[arg(long, help_heading = OUTPUT)]
    json: bool,

    /// Print no text and no progress, only what goes wrong
    ///
    /// With --json, the JSON is written all the same.
    #[arg(long, short, help_heading = OUTPUT)]
    quiet: bool,

    /// What to print [default: text for one document, overview for several]
    #[arg(long, value_name = "WHAT", value_enum, conflicts_with = "json", help_heading = OUTPUT)]
    show: Option<Show>,

    #[command(flatten)]
    output: Output,

    #[command(flatten)]
    reading: Reading,
}

/// What is printed of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Show {
    /// Each text with its notes and lists; behind several, the overview
    Text,
    /// Counts for each document, who speaks most over all of them, every artefact, verdict and trouble
    Overview,
}

const EXAMPLES: &str = "\
Examples:
  hearsay read article.html                            one article
  hearsay read --color always article.html | less -R   the same, page by page
  hearsay read leak/                                   an overview of a whole folder
  hearsay read leak/ --show text > leak.txt            all its texts with their notes, and the overview
  pdftotext letter.pdf - | hearsay read                what another program prints
  hearsay read leak/ --json > leak.jsonl               the same for other programs
  hearsay read leak/ --quiet                           only what cannot be read, and the exit code

Environment:
  NO_COLOR=1                no colour, unless --color says so
  HEARSAY_NO_PROGRESS=1     no progress line on a long run
  HEARSAY_THREADS=4         as --threads 4
  HEARSAY_MAX_BYTES=1GiB    as --max-bytes 1GiB

Exit codes: 0 all went well, 1 an error, 2 a wrong command line, 3 nothing could be read,
4 some inputs could not be read and the rest were.";

/// What one input gives to print.
enum Printable {
    Page(Page, Option<Entry>),
    Entry(Entry),
    Line(String),
    Nothing,
}

impl Read {
    pub(crate) fn color(&self) -> ColorChoice {
        self.output.color
    }

    /// Reads what was asked for and returns the exit code.
    pub(crate) fn run(&self, report: &mut Report) -> Result<u8, Failure> {
        let listed = inputs::list(&self.reading.names()?);
        let limits = self.reading.limits()?;
        let look = self.output.look();
        let mut out = BufWriter::new(io::stdout().lock());
        let show = self.show.unwrap_or(if listed.len() > 1 { Show::Overview } else { Show::Text });
        let prints_pages = show == Show::Text;
        let mut progress = Progress::start(listed.len(), !self.quiet, self.json || prints_pages);
        let mut entries = Vec::new();
        let mut n_read = 0_usize;
        let mut n_failed = 0_usize;
        let mut ending = Ok(());
        let wanted = Wanted { show, with_entry: show == Show::Overview || listed.len() > 1 };
        let work = |input: &Result<Input, Failure>| match input {
            Ok(input) => self.one(input, limits.bytes_max, wanted, &look),
            Err(failure) => vec![Err(failure.clone())],
        };
        let size = |input: &Result<Input, Failure>| size(input, limits.bytes_max);
        let started = ordered::in_order(&listed, limits, size, work, |input, result| {
            let all = match (result, input) {
                (Ok(all), _) => all,
                (Err(panicked), Ok(input)) => vec![Err(intake::bug(input, &panicked))],
                (Err(_), Err(failure)) => vec![Err(failure.clone())],
            };
            let mut printed = Ok(());
            for result in all {
                printed = printed.and_then(|()| match result {
                    Ok(printable) => print_one(printable, n_read, &look, &mut entries, &mut out).map(|()| n_read += 1),
                    Err(failure) => {
                        n_failed += 1;
                        progress.clear();
                        // What was read before it is to stand before it on a terminal.
                        let flushed = out.flush().map_err(|error| Failure::of_output(&error));
                        report.failure(&failure);
                        flushed
                    }
                });
            }
            progress.advance(size(input));
            match printed {
                Ok(()) => ControlFlow::Continue(()),
                Err(failure) => {
                    ending = Err(failure);
                    ControlFlow::Break(())
                }
            }
        });
        started.map_err(|error| Failure::of_threads(&error))?;
        drop(progress);
        ending?;
        if !entries.is_empty() {
            let between = if prints_pages { "\n\n" } else { "" };
            print(&mut out, &format!("{between}{}", overview::overview(&entries, n_read + n_failed, &look)))?;
        }
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(outcome(n_read, n_read + n_failed, report))
    }

    /// Does all the work on one input, on any thread.
    fn one(&self, input: &Input, bytes_max: u64, wanted: Wanted, look: &Look) -> Vec<Result<Printable, Failure>> {
        let mut all = Vec::new();
        intake::take(input, bytes_max, self.reading.reader.into(), &mut |taken| {
            all.push(taken.map(|taken| self.printable(&taken, wanted, look)));
        });
        all
    }

    fn printable(&self, taken: &Taken, wanted: Wanted, look: &Look) -> Printable {
        if self.json {
            return Printable::Line(wire::line(taken));
        }
        if self.quiet {
            return Printable::Nothing;
        }
        let entry = wanted.with_entry.then(|| overview::entry(taken, look));
        match (wanted.show, entry) {
            (Show::Overview, Some(entry)) => Printable::Entry(entry),
            (_, entry) => Printable::Page(page::page(taken, look), entry),
        }
    }
}

/// What is made of each document.
#[derive(Clone, Copy)]
struct Wanted {
    show: Show,
    with_entry: bool,
}

fn print_one(
    printable: Printable,
    n_before: usize,
    look: &Look,
    entries: &mut Vec<Entry>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    match printable {
        Printable::Nothing => Ok(()),
        Printable::Line(line) => print(out, &line),
        Printable::Entry(entry) => {
            entries.push(entry);
            Ok(())
        }
        Printable::Page(page, entry) => {
            entries.extend(entry);
            let between = if n_before > 0 { "\n\n" } else { "" };
            let legend = if n_before == 0 { page::legend(look) } else { String::new() };
            print(out, &format!("{between}{}{legend}\n", page.header))?;
            print(out, &page.body)
        }
    }
}

fn size(input: &Result<Input, Failure>, bytes_max: u64) -> u64 {
    // A file over the limit is never opened, and standard input may hold anything up to the limit.
    match input {
        Ok(Input { length_bytes: Some(length_bytes), .. }) if *length_bytes > bytes_max => 0,
        Ok(Input { length_bytes, .. }) => length_bytes.unwrap_or(bytes_max),
        Err(_) => 0,
    }
}

fn outcome(n_read: usize, n_inputs: usize, report: &Report) -> u8 {
    let n_failed = n_inputs - n_read;
    match (n_read, n_failed) {
        (_, 0) => exit::SUCCESS,
        (0, _) => {
            if n_failed > 1 {
                report.note(&format!("none of the {n_inputs} inputs could be read"));
            }
            exit::NOTHING_READ
        }
        _ => {
            report.note(&format!("{n_failed} of {n_inputs} inputs could not be read; the rest were"));
            exit::SOME_NOT_READ
        }
    }
}
