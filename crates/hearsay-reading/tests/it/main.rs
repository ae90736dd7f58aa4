//! The integration tests of `hearsay-reading`, one binary.

mod polnear;
mod words;
