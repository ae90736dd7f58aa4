//! The case of the invented examples, made once and copied for each test.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;

use crate::program::{Answer, Folder};

/// What the case is called in its folder.
pub(crate) const CASE: &str = "quarry.case";

/// Returns a folder with the case of the examples in it.
pub(crate) fn quarry() -> Folder {
    static MADE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let folder = Folder::new();
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
        for entry in fs::read_dir(examples).expect("the examples are there") {
            let path = entry.expect("the folder can be read").path();
            let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
            if name != "README.md" {
                folder.write(&format!("examples/{name}"), fs::read(&path).expect("an example can be read"));
            }
        }
        did(&folder, &["new", CASE]);
        did(&folder, &["add", CASE, "examples"]);
        fs::read(folder.path(CASE)).expect("the case was made")
    });
    let folder = Folder::new();
    folder.write(CASE, MADE.as_slice());
    folder
}

/// Runs a command that must go well, and returns what it prints.
pub(crate) fn did(folder: &Folder, arguments: &[&str]) -> String {
    let answer = folder.run_with(arguments, &[("HEARSAY_AUTHOR", "Ann Lee")], b"");
    assert_eq!((answer.code, answer.stderr.as_str()), (0, ""), "{arguments:?}");
    answer.stdout
}

/// Runs a command that must fail, and returns what it says.
pub(crate) fn failed(folder: &Folder, arguments: &[&str], code: i32) -> String {
    let Answer { code: own, stdout, stderr } = folder.run(arguments);
    assert_eq!((own, stdout.as_str()), (code, ""), "{arguments:?}: {stderr}");
    stderr
}

/// Returns the objects that a command writes with `--json`, one a line.
pub(crate) fn json(folder: &Folder, arguments: &[&str]) -> Vec<Value> {
    let told = did(folder, &[arguments, &["--json"]].concat());
    told.lines().map(|line| serde_json::from_str(line).expect("each line is an object")).collect()
}

/// Runs a command line as it is printed for the user to copy, `hearsay` and all.
pub(crate) fn run_printed(folder: &Folder, line: &str) -> String {
    let words: Vec<&str> = line.trim().strip_prefix("hearsay ").expect("it is a command of ours").split(' ').collect();
    did(folder, &words)
}
