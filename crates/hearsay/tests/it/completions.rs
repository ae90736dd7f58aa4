//! What shells are told knows every command, and the values that options take.

use std::process::Command;

use crate::cases::{did, failed};
use crate::program::Folder;

#[test]
fn every_shell_is_told_of_commands_and_values() {
    let folder = Folder::new();
    let help = did(&folder, &["--help"]);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<&str> = listed.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() > 15, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = did(&folder, &["completions", shell]);
        for command in &commands {
            assert!(script.contains(command), "{shell} does not know {command}");
        }
        for option in ["reader", "kind", "standing", "possible"] {
            assert!(script.contains(option), "{shell} does not know --{option}");
        }
        // PowerShell's scripts have no values.
        for value in ["accurate", "organisation", "withdrawn"].iter().filter(|_| shell != "powershell") {
            assert!(script.contains(value), "{shell} does not know {value}");
        }
    }
    assert!(failed(&folder, &["completions", "cmd"], 2).contains("[possible values: bash, zsh, fish, powershell]"));
}

#[test]
fn bash_completes_a_value() {
    let folder = Folder::new();
    folder.write("hearsay.bash", did(&folder, &["completions", "bash"]));
    let script = "source hearsay.bash; COMP_WORDS=(hearsay claims a.case --standing de); COMP_CWORD=4; \
                  _hearsay hearsay de --standing; echo \"${COMPREPLY[*]}\"";
    // Where there is no bash there is nothing to try.
    let Ok(output) = Command::new("bash").args(["--norc", "-c", script]).current_dir(folder.path("")).output() else {
        return;
    };
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "denied", "{}", String::from_utf8_lossy(&output.stderr));
}
