//! The wiring of the program, run as its users run it, and what its views look like on readings made by hand.

mod cases;
mod program;
mod readings;

mod bad_input;
mod case_json;
mod completions;
mod corrections;
mod help;
mod hypotheses;
mod json;
mod kept;
mod looks;
mod properties;
mod readme;
mod report;
mod rereading;
mod search;
mod server;
mod shortcomings;
mod views;
mod who;
