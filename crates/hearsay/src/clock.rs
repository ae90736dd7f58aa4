//! What time it is and who is at the keyboard: asked here and nowhere else, since no result may depend on either.

use std::time::{SystemTime, UNIX_EPOCH};

use hearsay_store::signature::Signature;
use hearsay_text::moment::Moment;

use crate::failure::{Failure, FailureKind};
use crate::terminal::clean;

/// Where the name of who works on a case is looked for when the command line does not give it.
const NAMES: [&str; 3] = ["HEARSAY_AUTHOR", "USER", "USERNAME"];

/// Who signs on a machine that knows no name.
const UNNAMED: &str = "unnamed";

/// Returns who signs what is done now.
///
/// # Errors
/// If the clock is outside of the years 1 to 9999.
pub(crate) fn signature(author: Option<&str>) -> Result<Signature, Failure> {
    let told = || NAMES.iter().find_map(|name| std::env::var(name).ok().filter(|name| !name.trim().is_empty()));
    let author = author.map(str::to_owned).or_else(told).unwrap_or_else(|| UNNAMED.to_owned());
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let at = i64::try_from(seconds).ok().and_then(Moment::of_seconds).ok_or_else(|| {
        Failure::new(FailureKind::Config, "this machine's clock is outside of the years 1 to 9999")
            .with_hint("set it right and try again")
    })?;
    Ok(Signature { author: clean(&author).trim().to_owned(), at })
}
