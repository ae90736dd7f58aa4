//! Reads arbitrary bytes as a document: nothing may panic, and every reading must be sound.
#![no_main]

use hearsay_reading::read::{Reader, read};
use libfuzzer_sys::fuzz_target;

#[path = "../../crates/hearsay-reading/tests/it/intake.rs"]
mod intake;
#[path = "../../crates/hearsay-reading/tests/it/invariants.rs"]
mod invariants;

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.txt", "a.md", "a.html"] {
        let Some(document) = intake::take_in(name, bytes) else { continue };
        if let Err(error) = invariants::check(&document, &read(&document, Reader::Fast)) {
            panic!("{name}: {error}");
        }
    }
});
