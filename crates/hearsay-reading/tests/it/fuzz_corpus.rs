//! The fuzzers' inputs, read as an ordinary test: what once broke the reader must not again.

use hearsay_reading::read::{Reader, read};

use crate::intake::take_in;
use crate::{invariants, own_documents};

#[test]
fn fuzz_inputs_are_read_soundly() {
    let inputs = own_documents::files("fuzz/corpus/read", &[]);
    assert!(inputs.len() >= 10, "fuzz/corpus/read holds its seeds");
    for (name, bytes) in inputs.into_iter().chain(own_documents::files("fuzz/corpus/import", &[])) {
        for extension in ["txt", "md", "html"] {
            let Some(document) = take_in(&format!("{name}.{extension}"), &bytes) else { continue };
            for reader in [Reader::Fast, Reader::Accurate] {
                if let Err(error) = invariants::check(&document, &read(&document, reader)) {
                    panic!("{name} as .{extension}, {reader:?} reader: {error}");
                }
            }
        }
    }
}
