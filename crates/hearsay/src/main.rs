//! The program `hearsay`: everything it does is in the library beside it.

use std::process::ExitCode;

fn main() -> ExitCode {
    hearsay::command::run()
}
