//! The tests of this crate that go through its public door.

mod records;
mod same;
