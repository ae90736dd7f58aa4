//! The command line: what can be asked, and the exit code of every answer.

use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand};
use hearsay_reading::read::Reader;

use crate::failure::{Failure, FailureKind, exit};
use crate::intake::parse_size;
use crate::ordered::{self, Limits};
use crate::terminal::{self, ColorChoice};
use crate::view::look::Look;

mod explain;
mod read;

mod add;
mod new;
mod reread;

mod artefacts;
mod claims;
mod documents;
mod entities;
mod search;
mod timeline;
mod trace;

mod hypothesis;
mod matrix;

mod dossier;

mod audit;
mod judge;
mod log;
mod undo;

mod serve;

mod completions;

mod report;

use report::Report;

/// Shows for every claim in a text who says it, on whose word, and how hedged
///
/// Reads news articles, posts, transcripts and leaked documents, one at a time or put together in a case. Nothing leaves
/// this machine: hearsay opens no connection.
#[derive(Debug, Parser)]
#[command(name = "hearsay", version, styles = STYLES, max_term_width = 100, after_help = EXAMPLES, disable_help_subcommand = false)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Read(read::Read),
    Explain(explain::Explain),
    New(new::New),
    Add(add::Add),
    Reread(reread::Reread),
    Documents(documents::Documents),
    Claims(claims::Claims),
    Trace(trace::Trace),
    Origins(trace::Origins),
    Entities(entities::Entities),
    Artefacts(artefacts::Artefacts),
    Timeline(timeline::Timeline),
    Search(search::Search),
    Judge(judge::Judge),
    Hypothesis(hypothesis::Hypothesis),
    Matrix(matrix::Matrix),
    Report(dossier::Dossier),
    Undo(undo::Undo),
    Log(log::Log),
    Audit(audit::Audit),
    Serve(serve::Serve),
    Completions(completions::Completions),
}

const EXAMPLES: &str = "\
Examples:
  hearsay read article.html                 print the text with who says what in the margin
  hearsay read leak/                        print an overview of a whole folder
  hearsay read leak/ --json > leak.jsonl    read a whole folder, one line of JSON a document
  hearsay explain a3 article.html           tell why the mark a3 was made

`hearsay help read` tells all about reading.

Exit codes: 0 all went well, 1 an error, 2 a wrong command line, 3 nothing could be read,
4 some inputs could not be read and the rest were.";

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Magenta.on_default().bold())
    .usage(AnsiColor::Magenta.on_default().bold())
    .literal(AnsiColor::Green.on_default())
    .placeholder(AnsiColor::Cyan.on_default());

/// What is to be read, and what reading may cost.
#[derive(Args, Debug)]
struct Reading {
    /// Files and folders to read, or - for standard input
    ///
    /// Text, Markdown, HTML, PDF, DOCX, ODT, RTF, subtitles (SRT, VTT); and what holds several documents: mail (EML, MBOX),
    /// ZIP, web archives (WARC, WACZ), tables (CSV, TSV, JSONL), feeds (RSS, Atom), exports of Telegram and X.
    /// Folders are read with everything in them that has the extension of one of these, in the order of the names. Hidden
    /// files and links to folders are passed over. A file that is named itself is read whatever its extension.
    /// Without FILE, standard input is read if something is piped in.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Who reads
    #[arg(long, value_name = "READER", value_enum, default_value = "accurate", help_heading = READING)]
    reader: ReaderChoice,

    /// Threads to work on [default: one for each processor]
    ///
    /// The output is the same, byte for byte, whatever the number.
    #[arg(long, value_name = "N", value_parser = parse_threads, help_heading = LIMITS)]
    threads: Option<usize>,

    /// Largest input to read, such as 64MiB or 1GiB [default: 64MiB]
    ///
    /// Larger inputs are left out, with a message. Inputs that are worked on at the same time do not exceed it together
    /// either, so that it bounds the memory that is used, whatever the number of files and threads.
    #[arg(long, value_name = "N", value_parser = parse_size, help_heading = LIMITS)]
    max_bytes: Option<u64>,
}

/// Who reads.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ReaderChoice {
    /// Finds more and errs less
    Accurate,
    /// Takes a thirtieth of the time: for a first look at thousands of documents
    Fast,
}

impl From<ReaderChoice> for Reader {
    fn from(choice: ReaderChoice) -> Reader {
        match choice {
            ReaderChoice::Accurate => Reader::Accurate,
            ReaderChoice::Fast => Reader::Fast,
        }
    }
}

/// How the answer looks.
#[derive(Args, Debug)]
struct Output {
    /// When to use colour
    #[arg(long, value_name = "WHEN", value_enum, default_value = "auto", hide_possible_values = false, help_heading = OUTPUT)]
    color: ColorChoice,

    /// Columns to fill [default: the terminal's, else $COLUMNS, else 100]
    ///
    /// From 100 columns on the notes stand beside the text, below that under each paragraph.
    #[arg(long, value_name = "N", value_parser = parse_width, help_heading = OUTPUT)]
    width: Option<usize>,

    /// Draw marks and lines with ASCII characters only
    #[arg(long, help_heading = OUTPUT)]
    ascii: bool,
}

const READING: &str = "Reading";
const OUTPUT: &str = "Output";
const LIMITS: &str = "Limits";

const MAX_BYTES_DEFAULT: u64 = 64 * 1024 * 1024;

/// Runs the command that the command line asks for.
pub fn run() -> ExitCode {
    ordered::silence_panics();
    let asked = match CommandLine::try_parse() {
        Ok(asked) => asked,
        Err(error) => {
            // Help and version are "errors" too, with the exit code 0.
            let code = u8::try_from(error.exit_code()).unwrap_or(exit::USAGE);
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let choice = match &asked.command {
        Command::Read(read) => read.color(),
        Command::Explain(explain) => explain.color(),
        Command::Reread(reread) => reread.color(),
        Command::Documents(documents) => documents.color(),
        Command::Claims(claims) => claims.color(),
        Command::Trace(trace) => trace.color(),
        Command::Origins(origins) => origins.color(),
        Command::Entities(entities) => entities.color(),
        Command::Artefacts(artefacts) => artefacts.color(),
        Command::Timeline(timeline) => timeline.color(),
        Command::Search(search) => search.color(),
        Command::Log(log) => log.color(),
        Command::Hypothesis(hypothesis) => hypothesis.color(),
        Command::Matrix(matrix) => matrix.color(),
        Command::New(_)
        | Command::Add(_)
        | Command::Judge(_)
        | Command::Undo(_)
        | Command::Serve(_)
        | Command::Report(_)
        | Command::Audit(_)
        | Command::Completions(_) => terminal::ColorChoice::Auto,
    };
    let mut report = Report::new(terminal::color_on_stderr(choice));
    let answer = ordered::catch(|| match asked.command {
        Command::Read(read) => read.run(&mut report),
        Command::Explain(explain) => explain.run(&mut report),
        Command::New(new) => new.run(),
        Command::Add(add) => add.run(&mut report),
        Command::Reread(reread) => reread.run(&mut report),
        Command::Documents(documents) => documents.run(),
        Command::Claims(claims) => claims.run(),
        Command::Trace(trace) => trace.run(),
        Command::Origins(origins) => origins.run(),
        Command::Entities(entities) => entities.run(),
        Command::Artefacts(artefacts) => artefacts.run(),
        Command::Timeline(timeline) => timeline.run(),
        Command::Search(search) => search.run(&mut report),
        Command::Judge(judge) => judge.run(),
        Command::Hypothesis(hypothesis) => hypothesis.run(),
        Command::Matrix(matrix) => matrix.run(),
        Command::Report(dossier) => dossier.run(&mut report),
        Command::Undo(undo) => undo.run(),
        Command::Log(log) => log.run(),
        Command::Audit(audit) => audit.run(),
        Command::Serve(serve) => serve.run(&mut report),
        Command::Completions(completions) => completions.run(),
    });
    let failure = match answer {
        Ok(Ok(code)) => return ExitCode::from(code),
        Ok(Err(failure)) => failure,
        Err(panicked) => Failure::new(FailureKind::Internal, format!("hearsay itself failed (at {})", panicked.place))
            .with_hint("this is a bug in hearsay; report the place in brackets and what you asked for"),
    };
    report.failure(&failure);
    ExitCode::from(failure.exit_code())
}

impl Reading {
    /// Returns what to read: what was named, else standard input if something is piped in.
    fn names(&self) -> Result<Vec<PathBuf>, Failure> {
        let n_stdin = self.files.iter().filter(|name| name.as_os_str() == "-").count();
        if n_stdin > 1 {
            return Err(Failure::new(FailureKind::Usage, "standard input (-) is named more than once")
                .with_hint("it can be read only once: leave one - in"));
        }
        if !self.files.is_empty() {
            return Ok(self.files.clone());
        }
        if io::stdin().is_terminal() {
            return Err(Failure::new(FailureKind::Usage, "nothing to read: no file is named and nothing is piped in")
                .with_hint("name files or folders, as in: hearsay read article.html"));
        }
        Ok(vec![PathBuf::from("-")])
    }

    fn limits(&self) -> Result<Limits, Failure> {
        limits(self.threads, self.max_bytes)
    }
}

impl Output {
    fn look(&self) -> Look {
        Look {
            width: self.width.unwrap_or_else(terminal::width),
            color: terminal::color_on_stdout(self.color),
            ascii: self.ascii,
        }
    }
}

/// Returns what the work may take: as the command line says, else the environment, else as much as the machine has.
fn limits(threads: Option<usize>, max_bytes: Option<u64>) -> Result<Limits, Failure> {
    let of_machine = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let n_threads = match threads {
        Some(n_threads) => n_threads,
        None => setting("HEARSAY_THREADS", parse_threads)?.unwrap_or_else(of_machine),
    };
    let bytes_max = match max_bytes {
        Some(bytes_max) => bytes_max,
        None => setting("HEARSAY_MAX_BYTES", parse_size)?.unwrap_or(MAX_BYTES_DEFAULT),
    };
    Ok(Limits { n_threads, bytes_max })
}

/// Returns the setting `name` of the environment, if there is one.
fn setting<T>(name: &str, parse: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, Failure> {
    let Some(written) = std::env::var_os(name).filter(|written| !written.is_empty()) else { return Ok(None) };
    match parse(&written.to_string_lossy()) {
        Ok(value) => Ok(Some(value)),
        Err(expected) => Err(Failure::new(FailureKind::Config, format!("{name} in the environment makes no sense"))
            .with_hint(format!("{expected}; or unset {name}"))),
    }
}

fn parse_threads(written: &str) -> Result<usize, String> {
    let n_threads = written.trim().parse::<NonZeroUsize>();
    n_threads.map(NonZeroUsize::get).map_err(|_| "write a number from 1".to_owned())
}

fn parse_width(written: &str) -> Result<usize, String> {
    let columns = written.trim().parse().ok().filter(|columns| (terminal::WIDTH_MIN..=1000).contains(columns));
    columns.ok_or_else(|| format!("write a number of columns from {} to 1000", terminal::WIDTH_MIN))
}

/// Writes `text` to standard output.
fn print(out: &mut impl Write, text: &str) -> Result<(), Failure> {
    out.write_all(text.as_bytes()).map_err(|error| Failure::of_output(&error))
}
