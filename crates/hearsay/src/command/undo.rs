//! `hearsay undo`: a judgement taken back.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use crate::casework::{self, of_store};
use crate::clock::signature;
use crate::command::print;
use crate::failure::{Failure, FailureKind, exit};

/// Take a judgement back
///
/// The case is then as if it had not been made; the log keeps both.
#[derive(Args, Debug)]
pub(crate) struct Undo {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// The number of the judgement in the log [default: the last one in force]
    #[arg(value_name = "ENTRY")]
    entry: Option<u64>,

    /// Who takes it back [default: $HEARSAY_AUTHOR, else the name you are logged in with]
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
}

impl Undo {
    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let mut case = casework::open(&self.case)?;
        let signature = signature(self.author.as_deref())?;
        let last = || Ok(case.judgements().map_err(of_store)?.last().map(|entry| entry.number));
        let Some(entry) = self.entry.map_or_else(last, |entry| Ok(Some(entry)))? else {
            return Err(Failure::new(FailureKind::User, "there is no judgement to take back")
                .with_hint("`hearsay log CASE` tells what was done"));
        };
        let number = case.undo(entry, &signature).map_err(of_store)?;
        let mut out = io::stdout().lock();
        print(&mut out, &format!("entry {number}: took back entry {entry}\n"))?;
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }
}
