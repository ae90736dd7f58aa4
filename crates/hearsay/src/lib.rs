//! The program: commands, JSON, the server, and what the user is shown.
//!
//! The only crate that knows the command line, JSON and HTTP; it finds nothing in a text itself.
//! A library only so that its tests can hand it readings made by hand.

pub mod command;

pub mod inputs;
pub mod intake;
pub mod ordered;

mod server;

mod asked;
mod casework;
mod clock;
mod dossier;
mod metadata;
mod reference;
mod rereading;
mod weighing;
mod who;

pub mod view;
pub mod wire;

pub mod failure;
pub mod progress;
pub mod terminal;
