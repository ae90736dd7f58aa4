//! Tells on standard error what went wrong, each hint once.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::failure::Failure;
use crate::view::look::Style;

/// Writes failures to standard error.
#[derive(Debug)]
pub(crate) struct Report {
    color: bool,
    hints_given: BTreeSet<String>,
}

impl Report {
    pub(crate) fn new(color: bool) -> Report {
        Report { color, hints_given: BTreeSet::new() }
    }

    /// Tells what went wrong and what can be done about it; a hint that was given before is not repeated.
    pub(crate) fn failure(&mut self, failure: &Failure) {
        if failure.kind == crate::failure::FailureKind::BrokenPipe {
            return;
        }
        self.line("error:", Style::ERROR, &failure.message);
        let hint = failure.hint.as_ref().filter(|hint| self.hints_given.insert(hint.to_string()));
        hint.into_iter().for_each(|hint| self.line("hint:", Style::HINT, hint));
    }

    /// Tells something that is worth knowing at the end.
    pub(crate) fn note(&self, note: &str) {
        self.line("note:", Style::BOLD, note);
    }

    fn line(&self, label: &str, style: Style, text: &str) {
        let mut line = String::new();
        style.paint(label, self.color, &mut line);
        line.push(' ');
        line.push_str(text);
        line.push('\n');
        // Nobody is left to be told that standard error is closed.
        let _ = io::stderr().write_all(line.as_bytes());
    }
}
