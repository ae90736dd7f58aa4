//! `hearsay completions`: what a shell needs to complete our command line.

use std::io::{self, Write};

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use crate::command::{CommandLine, print};
use crate::failure::{Failure, exit};

/// Write what lets a shell complete commands, options and their values with the tab key
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: ShellChoice,
}

/// A shell that can be told.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ShellChoice {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
    /// PowerShell
    #[value(name = "powershell")]
    PowerShell,
}

const EXAMPLES: &str = "\
Put it where the shell looks:
  bash        hearsay completions bash > ~/.local/share/bash-completion/completions/hearsay
  zsh         hearsay completions zsh > ~/.zfunc/_hearsay
              with fpath+=~/.zfunc before compinit in ~/.zshrc
  fish        hearsay completions fish > ~/.config/fish/completions/hearsay.fish
  powershell  hearsay completions powershell >> $PROFILE

They hold from the next shell on; make them anew with a new version of hearsay.";

impl Completions {
    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let shell = match self.shell {
            ShellChoice::Bash => Shell::Bash,
            ShellChoice::Zsh => Shell::Zsh,
            ShellChoice::Fish => Shell::Fish,
            ShellChoice::PowerShell => Shell::PowerShell,
        };
        let mut script = Vec::new();
        generate(shell, &mut CommandLine::command(), "hearsay", &mut script);
        let mut out = io::stdout().lock();
        print(&mut out, &String::from_utf8_lossy(&script))?;
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }
}
