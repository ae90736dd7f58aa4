//! The tests of this crate that go through its public door.

mod artefacts;
mod case;
mod corrected;
mod corroboration;
mod entities;
mod hypotheses;
mod hypotheses_cited;
mod invention;
mod name_pairs;
mod records;
mod reuse;
mod revision;
mod same;
