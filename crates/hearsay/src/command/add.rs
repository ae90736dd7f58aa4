//! `hearsay add`: files into a case, each in one transaction.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use hearsay_store::additions::Addition;
use hearsay_store::case_file::CaseFile;
use hearsay_store::given::Given;
use hearsay_store::prepared::PreparedDocument;
use hearsay_store::signature::Signature;
use hearsay_store::version::ReaderVersion;
use hearsay_text::document::{Date, DocumentId};

use crate::casework::{self, of_store};
use crate::clock::signature;
use crate::command::report::Report;
use crate::command::{OUTPUT, Reading, print};
use crate::failure::{Failure, exit};
use crate::inputs::{self, Input};
use crate::intake;
use crate::metadata::{Told, parse_date};
use crate::ordered;
use crate::progress::Progress;
use crate::view::amounts::{counted, duration_in_words};
use crate::wire::case_file::addition_line;

/// Add files to a case
///
/// Each document is read and put into the case with its original, byte for byte, in one step: whatever ends the program,
/// what was added is there whole and the rest can be added by the same command again. The same bytes are added once.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Add {
    /// The case, as made by `hearsay new`
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// Where the files are from: the outlet, sender or collection
    ///
    /// Only for files that do not say so themselves; so too --date and --url.
    #[arg(long, value_name = "NAME", help_heading = SAID)]
    source: Option<String>,

    /// When they were published, such as 2026-11-22
    #[arg(long, value_name = "DATE", value_parser = parse_date, help_heading = SAID)]
    date: Option<Date>,

    /// Where they were found
    #[arg(long, value_name = "URL", help_heading = SAID)]
    url: Option<String>,

    /// A list of what is to be said of each file: JSON, an object a line, as in
    /// {"file": "article.html", "source": "Norrbank Courier", "date": "2026-11-22", "url": "..."}
    ///
    /// A file article.html.hearsay.json beside article.html says the same of that one.
    #[arg(long, value_name = "FILE", help_heading = SAID)]
    metadata: Option<PathBuf>,

    /// Who adds them [default: $HEARSAY_AUTHOR, else the name you are logged in with]
    #[arg(long, value_name = "NAME", help_heading = SAID)]
    author: Option<String>,

    /// Write one JSON object a line: what became of each file
    #[arg(long, help_heading = OUTPUT)]
    json: bool,

    /// Print no summary and no progress, only what goes wrong
    #[arg(long, short, help_heading = OUTPUT)]
    quiet: bool,

    #[command(flatten)]
    reading: Reading,
}

const SAID: &str = "What the files cannot say";

const EXAMPLES: &str = "\
Examples:
  hearsay add harbour.case articles/                                      a whole folder
  hearsay add harbour.case letter.txt --source \"mail\" --date 2026-11-22   what the file cannot say
  hearsay add harbour.case posts/ --metadata posts.jsonl                  the same for many
  hearsay add harbour.case archive/ --reader fast                         thousands of documents

Exit codes: 0 all went well, 1 an error, 2 a wrong command line, 3 nothing could be read,
4 some inputs could not be read and the rest were.";

/// What came of one document of an input.
struct Came {
    /// What the user calls it.
    shown: String,
    id: DocumentId,
    /// What can be added; `None` if the same bytes are in the case.
    prepared: Option<Box<PreparedDocument>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    n_added: usize,
    n_known: usize,
    n_failed: usize,
    bytes: u64,
}

impl Add {
    /// Adds what was asked for and returns the exit code.
    pub(crate) fn run(&self, report: &mut Report) -> Result<u8, Failure> {
        let started = Instant::now();
        let mut case = casework::open(&self.case)?;
        let signature = signature(self.author.as_deref())?;
        let all =
            Given { source: self.source.clone(), published: self.date, url: self.url.clone(), ..Given::default() };
        let told = Told::new(all, self.metadata.as_deref())?;
        let listed = inputs::list(&self.reading.names()?);
        let counts = self.add_all(&mut case, &listed, &told, &signature, report)?;
        if !self.quiet && !self.json {
            let n_documents = case.documents().map_err(of_store)?.len();
            let mut out = io::stdout().lock();
            print(
                &mut out,
                &summary(&inputs::shown(case.path()), counts, n_documents, started.elapsed().as_secs_f64()),
            )?;
            out.flush().map_err(|error| Failure::of_output(&error))?;
        }
        Ok(match (counts.n_added + counts.n_known, counts.n_failed) {
            (_, 0) => exit::SUCCESS,
            (0, _) => exit::NOTHING_READ,
            _ => exit::SOME_NOT_READ,
        })
    }

    fn add_all(
        &self,
        case: &mut CaseFile,
        listed: &[Result<Input, Failure>],
        told: &Told,
        signature: &Signature,
        report: &mut Report,
    ) -> Result<Counts, Failure> {
        let limits = self.reading.limits()?;
        let known: BTreeSet<DocumentId> = case.documents().map_err(of_store)?.iter().map(|one| one.id).collect();
        let version = casework::version(self.reading.reader.into());
        let size = |input: &Result<Input, Failure>| {
            input.as_ref().map_or(0, |input| input.length_bytes.unwrap_or(limits.bytes_max).min(limits.bytes_max))
        };
        let bytes_in_all = listed.iter().map(size).sum();
        let mut progress = Progress::start(listed.len(), !self.quiet, self.json).to_come(bytes_in_all);
        let work = |input: &Result<Input, Failure>| match input {
            Ok(input) => self.prepare(input, limits.bytes_max, &known, told, &version),
            Err(failure) => vec![Err(failure.clone())],
        };
        let mut counts = Counts::default();
        let mut ending = Ok(());
        let handed = ordered::in_order(listed, limits, size, work, |input, result| {
            let bytes = size(input);
            let all = match (result, input) {
                (Ok(all), _) => all,
                (Err(panicked), Ok(input)) => vec![Err(intake::bug(input, &panicked))],
                (Err(_), Err(failure)) => vec![Err(failure.clone())],
            };
            let mut added = Ok(());
            for came in all {
                match came {
                    Ok(came) => added = added.and_then(|()| self.put(case, came, signature, &mut counts)),
                    Err(failure) => {
                        progress.clear();
                        report.failure(&failure);
                        counts.n_failed += 1;
                    }
                }
            }
            progress.advance(bytes);
            match added {
                Ok(()) => ControlFlow::Continue(()),
                Err(failure) => {
                    ending = Err(failure);
                    ControlFlow::Break(())
                }
            }
        });
        handed.map_err(|error| Failure::of_threads(&error))?;
        drop(progress);
        ending.map(|()| counts)
    }

    /// Does all the work on one input, on any thread.
    fn prepare(
        &self,
        input: &Input,
        bytes_max: u64,
        known: &BTreeSet<DocumentId>,
        told: &Told,
        version: &ReaderVersion,
    ) -> Vec<Result<Came, Failure>> {
        let begun = told.of(input).and_then(|given| Ok((given, intake::bytes(input, bytes_max)?)));
        let (given, bytes) = match begun {
            Ok(begun) => begun,
            Err(failure) => return vec![Err(failure)],
        };
        let mut all = Vec::new();
        intake::each_part(input, &bytes, bytes_max, &mut |part| {
            all.push(part.and_then(|part| {
                let (shown, id) = (intake::shown(input, &part), part.id());
                if known.contains(&id) {
                    return Ok(Came { shown, id, prepared: None });
                }
                let reader = self.reading.reader.into();
                let prepared = casework::prepare(input, &part, given.clone(), reader, version)?;
                Ok(Came { shown, id, prepared: Some(Box::new(prepared)) })
            }));
        });
        all
    }

    fn put(&self, case: &mut CaseFile, came: Came, signature: &Signature, counts: &mut Counts) -> Result<(), Failure> {
        let Came { shown, id, prepared } = came;
        let addition = match prepared {
            None => Addition::Known,
            Some(document) => {
                counts.bytes += document.original_bytes() as u64;
                case.add(&document, signature).map_err(of_store)?
            }
        };
        let what = match addition {
            Addition::Added => {
                counts.n_added += 1;
                "added"
            }
            Addition::Known => {
                counts.n_known += 1;
                "known"
            }
        };
        if !self.json {
            return Ok(());
        }
        print(&mut io::stdout().lock(), &addition_line(&shown, id, what))
    }
}

fn summary(case: &str, counts: Counts, n_documents: usize, seconds: f64) -> String {
    let Counts { n_added, n_known, n_failed, bytes } = counts;
    let mut told = vec![format!("{} added", counted(n_added, "document", "documents"))];
    if n_known > 0 {
        told.push(format!("{n_known} there already"));
    }
    if n_failed > 0 {
        told.push(format!("{n_failed} not read"));
    }
    let size = intake::size_in_words(bytes);
    let took = duration_in_words(seconds);
    let holds = counted(n_documents, "document", "documents");
    format!("{}; {size} in {took}\n{case}: {holds}; next: hearsay claims {case}\n", told.join(", "))
}
