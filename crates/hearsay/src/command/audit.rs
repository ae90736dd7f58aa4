//! `hearsay audit`: proof that a case is what was put into it.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use hearsay_store::entry::EntryHash;

use crate::casework::{self, of_store};
use crate::command::{OUTPUT, print};
use crate::failure::{Failure, FailureKind, exit};
use crate::inputs::shown;
use crate::view::amounts::counted;
use crate::wire::case_file::audit_line;

/// Prove that a case is what was put into it
///
/// Checks the chain of the log, every document against it, the bytes of every original, and the words that every judgement
/// stands on, and names the first thing that does not hold. Whoever can write to the file could make all of it anew: keep
/// the head that is printed elsewhere, and hand it in with --head.
#[derive(Args, Debug)]
pub(crate) struct Audit {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// A head of this case that was kept elsewhere
    #[arg(long, value_name = "HASH", value_parser = parse_head)]
    head: Option<EntryHash>,

    /// Write a JSON object
    #[arg(long, help_heading = OUTPUT)]
    json: bool,
}

fn parse_head(written: &str) -> Result<EntryHash, String> {
    EntryHash::parse(written.trim()).ok_or_else(|| "a head is written in 64 hexadecimal digits".to_owned())
}

impl Audit {
    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let case = casework::open(&self.case)?;
        let audit = case.audit(self.head).map_err(of_store)?;
        let name = shown(case.path());
        let mut out = io::stdout().lock();
        if self.json {
            print(&mut out, &audit_line(&audit))?;
        } else if audit.fault.is_none() {
            let entries = counted(audit.n_entries, "entry", "entries");
            let documents = counted(audit.n_documents, "document", "documents");
            let anchors = counted(audit.n_anchors, "anchor of judgements", "anchors of judgements");
            print(&mut out, &format!("{name}: holds: {entries}, {documents}, {anchors}\nhead {}\n", audit.head))?;
        }
        out.flush().map_err(|error| Failure::of_output(&error))?;
        match audit.fault {
            None => Ok(exit::SUCCESS),
            Some(fault) => Err(Failure::new(FailureKind::User, format!("{name}: does not hold: {fault}"))
                .with_hint("what comes before that in the log holds; restore the case from a copy and audit the copy")),
        }
    }
}
