//! What the user is shown: the text with its marks, the notes beside it, and why each mark was made.
//!
//! Works on a document and its reading and finds nothing itself. Every view can be read without colour.

pub mod look;

pub mod page;

pub mod explanation;

pub mod overview;

pub(crate) mod amounts;
pub(crate) mod case;
pub(crate) mod findings;
pub(crate) mod lines;
pub(crate) mod lists;
mod marks;
mod notes;
pub(crate) mod rows;
pub(crate) mod table;
mod when;
