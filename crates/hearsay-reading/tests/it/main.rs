//! The integration tests of the reader, but for the readable ones (`tests/suite`).

mod case_table;
mod cases;
mod fuzz_corpus;
mod intake;
mod invariants;
mod invariants_bite;
mod own_documents;
mod polnear;
mod properties;
mod revision;
mod words;
