//! One line on standard error that tells how far a long run has come.
//!
//! Only on a terminal, only for several inputs, and gone when the run ends.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::intake::size_in_words;

/// Counts what has been read and says so now and then.
#[derive(Debug)]
pub struct Progress {
    n_inputs: usize,
    n_done: usize,
    bytes_done: u64,
    started: Instant,
    /// When the line was last written; `None` when nothing is to be written at all.
    written: Option<Instant>,
    is_on_screen: bool,
}

/// Short runs end before anything is written.
const EVERY: Duration = Duration::from_millis(150);

impl Progress {
    /// Starts counting; says nothing unless `is_wanted`, standard error is a terminal, and no text is printed there too.
    ///
    /// `prints_along` tells whether standard output gets text while the run lasts.
    pub fn start(n_inputs: usize, is_wanted: bool, prints_along: bool) -> Progress {
        let is_off = std::env::var_os("HEARSAY_NO_PROGRESS").is_some_and(|value| !value.is_empty());
        let is_free = !prints_along || !io::stdout().is_terminal();
        let is_shown = is_wanted && n_inputs > 1 && !is_off && io::stderr().is_terminal() && is_free;
        let started = Instant::now();
        let written = is_shown.then_some(started);
        Progress { n_inputs, n_done: 0, bytes_done: 0, started, written, is_on_screen: false }
    }

    /// Counts one more input of `bytes`.
    pub fn advance(&mut self, bytes: u64) {
        self.n_done += 1;
        self.bytes_done += bytes;
        let Some(written) = self.written else { return };
        if written.elapsed() >= EVERY {
            let line = line(self.n_done, self.n_inputs, self.bytes_done, self.started.elapsed());
            let _ = write!(io::stderr(), "\r\x1b[K{line}");
            self.written = Some(Instant::now());
            self.is_on_screen = true;
        }
    }

    /// Takes the line off the screen, so that something else can be written.
    pub fn clear(&mut self) {
        if self.is_on_screen {
            let _ = write!(io::stderr(), "\r\x1b[K");
            self.is_on_screen = false;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

const BAR_COLUMNS: usize = 20;

fn line(n_done: usize, n_inputs: usize, bytes_done: u64, elapsed: Duration) -> String {
    let n_full = (n_done * BAR_COLUMNS).checked_div(n_inputs).unwrap_or(BAR_COLUMNS);
    let bar = "=".repeat(n_full) + &" ".repeat(BAR_COLUMNS - n_full.min(BAR_COLUMNS));
    let milliseconds = elapsed.as_millis().max(1);
    let rate = u128::from(bytes_done) * 1000 / milliseconds;
    let rate = size_in_words(u64::try_from(rate).unwrap_or(u64::MAX));
    format!("reading [{bar}] {n_done} of {n_inputs} files, {}, {rate}/s", size_in_words(bytes_done))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_how_far_and_how_fast() {
        let told = line(30, 40, 3 * 1024 * 1024, Duration::from_secs(2));
        assert_eq!(told, "reading [===============     ] 30 of 40 files, 3 MiB, 1.5 MiB/s");
    }
}
