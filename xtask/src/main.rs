//! Measures quality, trains the fast reader, checks tidiness. A program for those who work on hearsay, never shipped.
#![allow(clippy::print_stdout, reason = "a command-line program whose output is what it prints")]

use std::process::ExitCode;

use anyhow::Result;

mod eval;
mod eval_import;
mod repository;
mod rumours;
mod tidy;
mod train;
mod train_furniture;

/// One command of this program.
struct Command {
    name: &'static str,
    /// What follows the name on the command line.
    operands: &'static str,
    summary: &'static str,
    run: fn(&[String]) -> Result<()>,
}

/// In the order of the help. A new command is one entry here and one module.
const COMMANDS: &[Command] = &[
    Command {
        name: "eval",
        operands: "[attribution|import] [--check] [--predictions OUT.jsonl] [--from IN.jsonl]",
        summary: eval::SUMMARY,
        run: eval::run,
    },
    Command {
        name: "train",
        operands: "fast|speech-part|dependency|roles|arguments|links|furniture|background|report",
        summary: "Trains one of the fast reader's models on ../shared and writes it to crates/hearsay-model/weights",
        run: train::run,
    },
    Command { name: "draw-pairs", operands: "", summary: eval::claims::SUMMARY, run: eval::claims::draw },
    Command { name: "tidy", operands: "", summary: tidy::SUMMARY, run: tidy::run },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let name = match arguments.first().map(String::as_str) {
        Some("--help" | "-h" | "help") => {
            print!("{}", help());
            return ExitCode::SUCCESS;
        }
        Some(name) => name,
        None => {
            eprint!("{}", help());
            return ExitCode::from(2);
        }
    };
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("error: there is no command {name}\nhint: `cargo run -p xtask -- --help` lists them");
        return ExitCode::from(2);
    };
    match (command.run)(&arguments[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn help() -> String {
    let mut help = String::from(
        "Measures hearsay, trains its reader, checks the tree\n\nUsage: cargo run -p xtask --release -- COMMAND ...\n",
    );
    for command in COMMANDS {
        help.push_str(&format!("\n  {}\n", format!("{} {}", command.name, command.operands).trim_end()));
        for line in command.summary.lines() {
            help.push_str(&format!("      {line}\n"));
        }
    }
    help.push_str(
        "\nThe data lie in ../shared, or where HEARSAY_SHARED says; without them a command says so and succeeds.\n",
    );
    help
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_named_once_and_explained() {
        let help = help();
        for command in COMMANDS {
            assert_eq!(COMMANDS.iter().filter(|other| other.name == command.name).count(), 1, "{}", command.name);
            assert!(help.contains(&format!("\n  {}", command.name)) && !command.summary.is_empty());
        }
    }
}
