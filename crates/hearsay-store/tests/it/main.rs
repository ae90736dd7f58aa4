//! What the case file promises: nothing lost, nothing half there, nothing changed unnoticed.

// Everything here is a test; clippy knows only the functions that are marked so.
#![allow(clippy::unwrap_used)]

mod audits;
mod cases;
mod documents;
mod formats;
mod judgements;
mod killed;
mod properties;
mod search;
