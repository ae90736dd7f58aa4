//! Measures quality, trains the fast reader, checks tidiness.
#![allow(clippy::print_stdout)]
mod predict;
mod train;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("train") => train::run(&arguments[1..]),
        Some("predict") => predict::run(),
        _ => Ok(()),
    }
}
