//! What goes wrong around the reading of documents, how it is worded, and the exit code it leads to.
//!
//! Not what is wrong *inside* a document: that is a trouble, and the document is read all the same.

use std::io;

/// Something that could not be done. Its message never holds the text of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Whose doing it is.
    pub kind: FailureKind,
    /// What happened, naming the thing; without a full stop.
    pub message: String,
    /// What the user can do about it.
    pub hint: Option<String>,
}

/// The kinds of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// What was asked for cannot be had: a missing file, an unknown id.
    User,
    /// A setting in the environment makes no sense.
    Config,
    /// The command line makes no sense.
    Usage,
    /// Whoever reads our output has closed it; not an error.
    BrokenPipe,
    /// A bug in this program.
    Internal,
}

impl Failure {
    /// Returns a failure of `kind` that is told by `message`.
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Failure {
        Failure { kind, message: message.into(), hint: None }
    }

    /// Returns the failure that words tell in which the remedy stands behind the last colon, as the messages of all our
    /// crates have it: "it is empty: check that it was saved in full".
    pub(crate) fn of_told(kind: FailureKind, told: &str) -> Failure {
        match told.rsplit_once(": ") {
            Some((what, remedy)) => Failure::new(kind, what).with_hint(remedy),
            None => Failure::new(kind, told),
        }
    }

    /// Puts the name of what it is about before the message.
    #[must_use]
    pub(crate) fn about(mut self, name: &str) -> Failure {
        self.message = format!("{name}: {}", self.message);
        self
    }

    /// Adds what the user can do about it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Failure {
        self.hint = Some(hint.into());
        self
    }

    /// Returns the failure to write to standard output.
    pub fn of_output(error: &io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::new(FailureKind::BrokenPipe, "the output was closed");
        }
        let message = format!("the output could not be written: {}", reason(error));
        Failure::new(FailureKind::User, message).with_hint("make room, or send the output elsewhere")
    }

    /// Returns the failure to start so much as one thread.
    pub(crate) fn of_threads(error: &io::Error) -> Failure {
        Failure::new(FailureKind::User, format!("no thread could be started: {}", reason(error)))
            .with_hint("close other programs, or raise the limit on processes (ulimit -u)")
    }

    /// Returns the exit code when this ends the program.
    pub fn exit_code(&self) -> u8 {
        match self.kind {
            FailureKind::BrokenPipe => exit::SUCCESS,
            FailureKind::Usage => exit::USAGE,
            FailureKind::User | FailureKind::Config | FailureKind::Internal => exit::ERROR,
        }
    }
}

/// The exit codes of every command.
pub mod exit {
    /// All went well.
    pub const SUCCESS: u8 = 0;
    /// Something went wrong.
    pub const ERROR: u8 = 1;
    /// The command line makes no sense.
    pub const USAGE: u8 = 2;
    /// No input could be read.
    pub const NOTHING_READ: u8 = 3;
    /// Some inputs could not be read; the rest were.
    pub const SOME_NOT_READ: u8 = 4;
}

/// Returns the operating system's reason in lower case, without its number.
pub(crate) fn reason(error: &io::Error) -> String {
    let worded = error.to_string();
    let worded = worded.split(" (os error").next().unwrap_or(&worded);
    let mut letters = worded.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remedy_stands_behind_the_last_colon() {
        let failure = Failure::of_told(FailureKind::User, "there is no column \"a: b\": name another").about("x.csv");
        assert_eq!(failure.message, "x.csv: there is no column \"a: b\"");
        assert_eq!(failure.hint.as_deref(), Some("name another"));
        assert_eq!(Failure::of_told(FailureKind::User, "it rained").hint, None);
    }

    #[test]
    fn a_closed_pipe_is_success_and_a_full_disk_is_not() {
        let closed = Failure::of_output(&io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(closed.exit_code(), exit::SUCCESS);
        let full = Failure::of_output(&io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!(full.exit_code(), exit::ERROR);
        assert_eq!(full.message, "the output could not be written: no storage space");
    }
}
