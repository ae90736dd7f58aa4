//! One line on standard error that tells how far a long run has come.
//!
//! Only on a terminal, only for several inputs, and gone when the run ends.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::intake::size_in_words;
use crate::view::amounts::duration_in_words;

/// Counts what has been read and says so now and then.
#[derive(Debug)]
pub struct Progress {
    n_inputs: usize,
    n_done: usize,
    bytes_done: u64,
    /// How many bytes there are in all, if that is known.
    bytes_in_all: Option<u64>,
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
        Progress { n_inputs, n_done: 0, bytes_done: 0, bytes_in_all: None, started, written, is_on_screen: false }
    }

    /// Says how many bytes there are in all, so that the line can tell how long it will take.
    #[must_use]
    pub fn to_come(mut self, bytes_in_all: u64) -> Progress {
        self.bytes_in_all = Some(bytes_in_all);
        self
    }

    /// Counts one more input of `bytes`.
    pub fn advance(&mut self, bytes: u64) {
        self.n_done += 1;
        self.bytes_done += bytes;
        let Some(written) = self.written else { return };
        if written.elapsed() >= EVERY {
            let elapsed = self.started.elapsed();
            let mut line = line(self.n_done, self.n_inputs, self.bytes_done, elapsed);
            line.push_str(&remaining(self.bytes_done, self.bytes_in_all, elapsed));
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

/// Returns how long the rest will take at the rate so far, once that can be told.
fn remaining(bytes_done: u64, bytes_in_all: Option<u64>, elapsed: Duration) -> String {
    const TOLD_AFTER: Duration = Duration::from_secs(1);
    let Some(bytes_in_all) = bytes_in_all.filter(|_| elapsed >= TOLD_AFTER && bytes_done > 0) else {
        return String::new();
    };
    let rest = bytes_in_all.saturating_sub(bytes_done) as f64 / bytes_done as f64;
    format!(", {} left", duration_in_words(elapsed.as_secs_f64() * rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_how_far_and_how_fast() {
        let told = line(30, 40, 3 * 1024 * 1024, Duration::from_secs(2));
        assert_eq!(told, "reading [===============     ] 30 of 40 files, 3 MiB, 1.5 MiB/s");
        assert_eq!(remaining(3 << 20, Some(4 << 20), Duration::from_secs(120)), ", 40 s left");
        assert_eq!(remaining(3 << 20, None, Duration::from_secs(120)), "");
    }
}
