//! The tests of this crate that go through its public door.

mod entities;
mod records;
mod same;
mod corroboration;
mod invention;
mod records;
mod reuse;
