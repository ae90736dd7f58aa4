//! `hearsay report`: what an analyst hands over.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use hearsay_text::document::Date;

use crate::asked::claims::{ClaimFilter, StandingChoice};
use crate::casework;
use crate::clock::signature;
use crate::command::report::Report;
use crate::command::{OUTPUT, print};
use crate::dossier::chosen::{Asked, RedactChoice, TOLD_MAX};
use crate::dossier::gather::dossier;
use crate::dossier::html::html;
use crate::dossier::markdown::markdown;
use crate::dossier::notes::{Paragraph, paragraphs};
use crate::failure::{Failure, FailureKind, exit, reason};
use crate::inputs::shown;
use crate::metadata::parse_date;
use crate::view::amounts::counted;
use crate::wire::case::line;

/// Write a report on a case that can be handed over
///
/// For each claim: its words, who says it on whose word, how it is hedged, on how many origins it rests and how that is
/// counted, how it stands and what misleads, each with the quotation and the place that prove it; then the sources with their
/// grades, letters and recordings, hypotheses with their matrix, what analysts decided and why, and by what all of it can be
/// checked. It never says that a claim is true.
///
/// Without CLAIM and without a filter it tells of the claims that analysts accepted, graded, rated, weighed or cited; if
/// there are none, of those that most documents tell.
#[derive(Args, Debug)]
#[command(name = "report", after_help = EXAMPLES)]
pub(crate) struct Dossier {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// Claims to tell of, as `hearsay claims` names them: courier/a3
    #[arg(value_name = "CLAIM")]
    claims: Vec<String>,

    /// Only those that somebody of that name says, passes on, or publishes
    #[arg(long, value_name = "NAME", help_heading = WHICH, conflicts_with = "claims")]
    by: Option<String>,

    /// Only those with all these words in them, or in the names of whom they speak of
    #[arg(long, value_name = "WORDS", help_heading = WHICH, conflicts_with = "claims")]
    about: Option<String>,

    /// Only those that stand so
    #[arg(long, value_name = "HOW", value_enum, help_heading = WHICH, conflicts_with = "claims")]
    standing: Option<StandingChoice>,

    /// Only those that are hedged
    #[arg(long, help_heading = WHICH, conflicts_with = "claims")]
    hedged: bool,

    /// Only those said or published on that day or later, such as 2026-11-22
    #[arg(long, value_name = "DATE", value_parser = parse_date, help_heading = WHICH, conflicts_with = "claims")]
    since: Option<Date>,

    /// Tell of all that are chosen, and not only of the 40 that most documents have
    #[arg(long, help_heading = WHICH)]
    all: bool,

    /// What stands above it [default: Report on the case ...]
    #[arg(long, value_name = "WORDS", help_heading = SAID)]
    title: Option<String>,

    /// A file with what you make of it, in paragraphs, headings and items as Markdown has them, or - for standard input
    ///
    /// Words of estimate in it, in hypotheses and in reasons are held to the vocabulary of Intelligence Community Directive
    /// 203: where likelihood and confidence stand in one sentence, two degrees of likelihood do, or both of its sets of words
    /// are used, that is told.
    #[arg(long, value_name = "FILE", help_heading = SAID)]
    notes: Option<PathBuf>,

    /// Who makes it [default: $HEARSAY_AUTHOR, else the name you are logged in with]
    #[arg(long, value_name = "NAME", help_heading = SAID)]
    author: Option<String>,

    /// Leave out names, those of persons unless others are asked for, as in --redact=persons,places
    ///
    /// Each gets a stand-in of its own, as [person 1], wherever it stands: in quotations, chains, titles, names of files.
    /// Addresses, and the hashes and offsets of documents, are left out too. Names that were not read as such are still there:
    /// read it all before you hand it over.
    #[arg(long, value_name = "WHOSE", value_enum, num_args = 0.., require_equals = true, default_missing_value = "persons",
          value_delimiter = ',', help_heading = LEFT_OUT)]
    redact: Vec<RedactChoice>,

    /// Leave out somebody else, by name or as in courier/e3, or other words; can be given several times
    #[arg(long, value_name = "WORDS", help_heading = LEFT_OUT)]
    redact_also: Vec<String>,

    /// In what form [default: as the name after --output ends, else html]
    #[arg(long, value_name = "FORM", value_enum, help_heading = OUTPUT)]
    format: Option<Format>,

    /// Write a JSON object: --format json
    #[arg(long, help_heading = OUTPUT, conflicts_with = "format")]
    json: bool,

    /// Write it into a file [default: standard output]
    #[arg(long, short, value_name = "FILE", help_heading = OUTPUT)]
    output: Option<PathBuf>,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One page that needs nothing else, to be read in a browser or printed
    Html,
    /// A text with tables, for other editors
    Markdown,
    /// All of it as data
    Json,
}

const WHICH: &str = "Which claims";
const SAID: &str = "What you say";
const LEFT_OUT: &str = "What is left out";

const EXAMPLES: &str = "\
Examples:
  hearsay report harbour.case -o harbour.html              what analysts accepted, graded or cited
  hearsay report harbour.case courier/a3 -o a3.md          one claim, as Markdown
  hearsay report harbour.case --standing denied --notes what-we-think.md -o denied.html
  hearsay report harbour.case --redact -o for-the-lawyer.html
  hearsay report harbour.case --redact=persons,places --redact-also \"harbour master\" -o b.html";

impl Dossier {
    pub(crate) fn run(&self, report: &mut Report) -> Result<u8, Failure> {
        self.check_output()?;
        let signature = signature(self.author.as_deref())?;
        let asked = self.asked()?;
        let dossier = dossier(&casework::put_together(&self.case)?, &asked, &signature)?;
        let told = match self.format() {
            Format::Html => html(&dossier),
            Format::Markdown => markdown(&dossier),
            Format::Json => line(&dossier),
        };
        self.write(&told)?;
        dossier.remarks().iter().for_each(|remark| report.note(remark));
        Ok(exit::SUCCESS)
    }

    fn asked(&self) -> Result<Asked, Failure> {
        let filter = ClaimFilter {
            by: self.by.clone(),
            about: self.about.clone(),
            standing: self.standing,
            hedged: self.hedged,
            since: self.since,
        };
        Ok(Asked {
            title: self.title.clone(),
            claims: self.claims.clone(),
            filter,
            all: self.all,
            notes: self.notes.as_deref().map(notes).transpose()?.unwrap_or_default(),
            redact: self.redact.iter().copied().collect::<BTreeSet<RedactChoice>>(),
            redact_also: self.redact_also.clone(),
        })
    }

    fn format(&self) -> Format {
        if self.json {
            return Format::Json;
        }
        let extension =
            self.output.as_deref().and_then(Path::extension).map(|own| own.to_string_lossy().to_lowercase());
        let by_name = match extension.as_deref() {
            Some("md" | "markdown") => Format::Markdown,
            Some("json") => Format::Json,
            _ => Format::Html,
        };
        self.format.unwrap_or(by_name)
    }

    /// Refuses to write a report over a case.
    fn check_output(&self) -> Result<(), Failure> {
        const CASE: &[u8] = b"SQLite format 3\0";
        let Some(path) = &self.output else { return Ok(()) };
        let mut head = Vec::new();
        let opened = fs::File::open(path).and_then(|file| file.take(CASE.len() as u64).read_to_end(&mut head));
        if opened.is_ok() && head == CASE {
            let message = format!("{}: this is a case, and is not written over", shown(path));
            return Err(Failure::new(FailureKind::User, message).with_hint("name another file after --output"));
        }
        Ok(())
    }

    fn write(&self, told: &str) -> Result<(), Failure> {
        let Some(path) = &self.output else {
            let mut out = BufWriter::new(io::stdout().lock());
            print(&mut out, told)?;
            return out.flush().map_err(|error| Failure::of_output(&error));
        };
        fs::write(path, told).map_err(|error| {
            let message = format!("{}: the report could not be written: {}", shown(path), reason(&error));
            Failure::new(FailureKind::User, message).with_hint("name a file after --output that can be written to")
        })
    }
}

/// Reads the analyst's text.
fn notes(path: &Path) -> Result<Vec<Paragraph>, Failure> {
    let failed = |error: io::Error| {
        let message = format!("{}: the notes could not be read: {}", shown(path), reason(&error));
        Failure::new(FailureKind::User, message).with_hint("name a text file after --notes, or - for standard input")
    };
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().take(NOTES_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        fs::File::open(path).map_err(failed)?.take(NOTES_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.len() as u64 > NOTES_BYTES_MAX {
        let message = format!("{}: the notes are longer than 4 MiB", shown(path));
        return Err(Failure::new(FailureKind::User, message).with_hint("name a shorter text after --notes"));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::new(FailureKind::User, format!("{}: the notes are not in UTF-8", shown(path)))
            .with_hint("save them as plain text in UTF-8")
    })?;
    Ok(paragraphs(&text))
}

/// No notes are longer.
const NOTES_BYTES_MAX: u64 = 4 * 1024 * 1024;

impl crate::dossier::Dossier {
    /// Returns what whoever made it is told beside it.
    fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        let slip = |slip: &crate::dossier::ToldSlip| {
            let words: Vec<String> = slip
                .words
                .iter()
                .map(|words| format!("\u{201c}{}\u{201d}", crate::terminal::clean(words.as_str())))
                .collect();
            format!("{}: {} ({})", slip.place, slip.meaning, words.join(", "))
        };
        remarks.extend(self.estimates.slips.iter().map(slip));
        if self.claims.is_empty() {
            remarks.push("no claim is like that: the report tells of none".to_owned());
        }
        if self.n_left_out > 0 {
            let left_out = counted(self.n_left_out, "claim", "claims");
            remarks.push(format!("{left_out} more are left out beyond {TOLD_MAX}; --all tells of all"));
        }
        if self.redaction.is_some() {
            remarks
                .push("only names that were read as such are left out: read it all before you hand it over".to_owned());
        }
        remarks
    }
}
