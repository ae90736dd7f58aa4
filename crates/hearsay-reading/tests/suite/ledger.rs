//! `eval/suite.csv`: how many passages of each phenomenon are read right, so that progress and drops show as a diff.

use std::path::Path;

use crate::judge::diff;
use crate::phenomena::named;

/// One line for each phenomenon, in the order of their names.
pub(crate) struct Ledger {
    /// The lines.
    pub(crate) tallies: Vec<Tally>,
}

/// How many passages of a phenomenon are read right.
pub(crate) struct Tally {
    /// The file under `suite/`, such as `attribution/direct`.
    pub(crate) phenomenon: String,
    /// Passages read right.
    pub(crate) n_right: usize,
    /// All passages.
    pub(crate) n_all: usize,
}

impl Ledger {
    /// Returns the ledger as CSV, the total last.
    pub(crate) fn csv(&self) -> String {
        let mut csv = "phenomenon,right,all\n".to_owned();
        for tally in &self.tallies {
            csv.push_str(&format!("{},{},{}\n", tally.phenomenon, tally.n_right, tally.n_all));
        }
        let (n_right, n_all) =
            self.tallies.iter().fold((0, 0), |(right, all), tally| (right + tally.n_right, all + tally.n_all));
        csv.push_str(&format!("total,{n_right},{n_all}\n"));
        csv
    }

    /// Writes the ledger.
    pub(crate) fn write(&self, path: &Path) -> Result<(), String> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| named(folder, error))?;
        }
        std::fs::write(path, self.csv()).map_err(|error| named(path, error))
    }

    /// Returns an error unless the file says what this ledger says.
    pub(crate) fn check(&self, path: &Path) -> Result<(), String> {
        let committed = std::fs::read_to_string(path).map_err(|error| named(path, format!("{error} (UPDATE=1)")))?;
        let committed = committed.replace("\r\n", "\n");
        if committed == self.csv() {
            return Ok(());
        }
        Err(format!("committed (-), today (+); UPDATE=1 if no line drops:\n{}", diff(&committed, &self.csv())))
    }
}
