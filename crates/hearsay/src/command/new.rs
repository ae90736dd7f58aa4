//! `hearsay new`: an empty case.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use hearsay_store::case_file::CaseFile;

use crate::casework::of_store;
use crate::command::print;
use crate::failure::{Failure, exit};
use crate::inputs::shown;

/// Make a new case: one file that holds documents, readings and judgements
///
/// Only you may read it. Copy it like any file while nothing writes to it; `hearsay audit` proves a copy.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct New {
    /// The file to make
    #[arg(value_name = "CASE")]
    case: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  hearsay new harbour.case
  hearsay add harbour.case articles/";

impl New {
    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let case = CaseFile::create(&self.case).map_err(of_store)?;
        let name = shown(case.path());
        let mut out = io::stdout().lock();
        print(&mut out, &format!("{name}: a new case, with nothing in it; next: hearsay add {name} FILE...\n"))?;
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }
}
