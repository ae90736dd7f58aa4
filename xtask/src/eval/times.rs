//! Times: MEANTIME (Wikinews) as TempEval-3 counts, and the specifications of Microsoft's Recognizers-Text.
//!
//! MEANTIME is cut in two by the hash of a document's name: the reader was tuned on one half, the other is only reported.

use anyhow::Result;

use super::score::Counts;
use super::{Options, figures};
use crate::repository;

mod meantime;
mod recognizers;

/// Measures, prints, and writes or checks `eval/times.csv`.
pub(super) fn run(options: &Options) -> Result<()> {
    let Some(shared) = repository::shared().filter(|_| options.from.is_none()) else { return Ok(()) };
    let mut counts = Counts::new();
    meantime::count(&shared.join("data/meantime"), options.missed, &mut counts)?;
    recognizers::count(&shared.join("data/recognizers"), options.missed, &mut counts)?;
    print!("{}", figures::to_table(&counts));
    figures::settle(&repository::root().join("eval/times.csv"), &counts, options.check)
}
