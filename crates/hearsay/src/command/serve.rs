//! `hearsay serve`: a case in the browser, on this machine only.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use crate::command::print;
use crate::command::report::Report;
use crate::failure::{Failure, exit};
use crate::server::{self, Settings};

/// Open a case in the browser, on this machine only
///
/// Prints an address: open it in a browser on this machine. Nobody else can: it holds a secret that is made anew each
/// time, and nothing but this machine is listened to. What you decide on the page is written into the case at once, as by
/// `hearsay judge`; other commands can work on the case meanwhile. Ctrl-C ends it.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Serve {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// The port to listen on [default: any that is free]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    port: Option<u16>,

    /// Who decides [default: $HEARSAY_AUTHOR, else the name you are logged in with]
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  hearsay serve harbour.case
  hearsay serve harbour.case --port 8123 --author \"Ann Lee\"";

impl Serve {
    pub(crate) fn run(&self, report: &mut Report) -> Result<u8, Failure> {
        let settings = Settings { case: self.case.clone(), port: self.port, author: self.author.clone() };
        server::serve(&settings, |address| {
            let mut out = io::stdout().lock();
            print(&mut out, &format!("{address}\n"))?;
            out.flush().map_err(|error| Failure::of_output(&error))?;
            report.note("open this address in a browser on this machine; Ctrl-C ends it");
            Ok(())
        })?;
        Ok(exit::SUCCESS)
    }
}
