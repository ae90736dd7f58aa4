//! The same words to every terminal, file and number of threads.

use std::fmt::Write;
use std::process::{Command, Output, Stdio};

use crate::program::Folder;

fn many() -> Folder {
    let folder = Folder::new();
    for document in 0..60 {
        let mut text = String::new();
        for line in 0..(document * 7) % 40 {
            let _ = write!(text, "Line {line} of {document}: the minister knew, Ann said.\n\n");
        }
        folder.write(&format!("many/{:02}/{document}.txt", document % 7), text + "End.\n");
    }
    folder.write("many/03/empty.txt", "").write("many/05/empty.md", "");
    folder
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = many();
    for extra in [&["--show", "text"][..], &["--json"], &["--color", "always", "--width", "72"]] {
        let read = |threads: &str| folder.run(&[&["read", "many", "--threads", threads], extra].concat());
        let one = read("1");
        assert_eq!(one.code, 4);
        assert!(one.stdout.lines().count() >= 60);
        for threads in ["2", "8", "31"] {
            assert_eq!(read(threads), one, "{threads} threads {extra:?}");
        }
    }
}

#[test]
fn colour_is_for_terminals_or_for_who_asks() {
    let folder = Folder::new();
    folder.write("a.txt", "It rained, Ann said.\n");
    let is_coloured = |arguments: &[&str], environment: &[(&str, &str)]| {
        folder.run_with(arguments, environment, b"").stdout.contains('\x1b')
    };
    assert!(!is_coloured(&["read", "a.txt"], &[]));
    assert!(is_coloured(&["read", "--color", "always", "a.txt"], &[]));
    assert!(is_coloured(&["read", "--color", "always", "a.txt"], &[("NO_COLOR", "1")]), "the flag has the last word");
    assert!(!is_coloured(&["read", "--color", "never", "a.txt"], &[]));
    assert!(!is_coloured(&["--help"], &[]));
}

#[test]
fn the_width_is_the_flag_else_columns_else_100() {
    let folder = Folder::new();
    folder.write("a.txt", "word ".repeat(400));
    let widest = |arguments: &[&str], environment: &[(&str, &str)]| {
        let answer = folder.run_with(arguments, environment, b"");
        answer.stdout.lines().map(|line| line.chars().count()).max()
    };
    assert_eq!(widest(&["read", "a.txt"], &[]), Some(100));
    assert_eq!(widest(&["read", "a.txt"], &[("COLUMNS", "57")]), Some(57));
    assert_eq!(widest(&["read", "a.txt"], &[("COLUMNS", "nonsense")]), Some(100));
    assert_eq!(widest(&["read", "a.txt", "--width", "140"], &[("COLUMNS", "57")]), Some(140));
}

#[test]
fn the_legend_comes_once() {
    let folder = Folder::new();
    folder.write("a.txt", "A.\n").write("b.txt", "B.\n").write("empty.txt", "");
    let answer = folder.run(&["read", "--show", "text", "empty.txt", "a.txt", "b.txt"]);
    assert_eq!(answer.stdout.matches("{source}").count(), 1);
    assert_eq!(answer.stdout.matches("hearsay explain l1 FILE").count(), 1);
    assert_eq!(answer.stdout.matches("no attributions").count(), 3, "of each text and of both");
}

#[test]
fn quiet_prints_only_what_goes_wrong() {
    let folder = Folder::new();
    folder.write("a.txt", "A.\n").write("empty.txt", "");
    let answer = folder.run(&["read", "--quiet", "a.txt", "empty.txt"]);
    assert_eq!((answer.code, answer.stdout.as_str()), (4, ""));
    assert!(answer.stderr.starts_with("error: empty.txt: it is empty\n"), "{}", answer.stderr);
    let json = folder.run(&["read", "--quiet", "--json", "a.txt"]);
    assert_eq!((json.code, json.stdout.lines().count(), json.stderr.as_str()), (0, 1, ""));
}

#[test]
fn what_is_piped_in_is_read() {
    let folder = Folder::new();
    folder.write("a.txt", "A.\n");
    let bare = folder.run_with(&["read"], &[], b"It rained, Ann said.\n");
    assert_eq!(bare.code, 0);
    assert!(bare.stdout.contains("stdin") && bare.stdout.contains("It rained"), "{}", bare.stdout);
    let nothing = folder.run_with(&["read"], &[], b"");
    assert_eq!((nothing.code, nothing.stdout.as_str()), (3, ""));
    assert!(
        nothing.stderr.starts_with("error: standard input: it is empty\nhint: pipe a text in"),
        "{}",
        nothing.stderr
    );
    let both = folder.run_with(&["read", "--json", "a.txt", "-"], &[], b"B.\n");
    assert_eq!(both.stdout.lines().count(), 2);
    assert!(both.stdout.contains(r#""document":"stdin","file":"-""#), "{}", both.stdout);
}

/// What the program tells whose output nobody reads to the end.
fn left_early(mut command: Command) -> Output {
    let spawned = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = spawned.expect("the program starts");
    drop(child.stdout.take());
    child.wait_with_output().expect("the program ends")
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let folder = many();
    let output = left_early(folder.command(&["read", "--json", "many", "many", "many"]));
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn an_unknown_attribution_is_told_with_what_there_is() {
    let folder = Folder::new();
    folder.write("a.txt", "").write("b.txt", "The sun is hot.\n");
    let answer = folder.run(&["explain", "a999", "b.txt"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stderr.starts_with("error: there is no attribution a999\nhint: b has "), "{}", answer.stderr);
    let answer = folder.run(&["explain", "c/a1", "a.txt", "b.txt"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stderr.starts_with("error: none of the inputs is called c\n"), "{}", answer.stderr);
    assert_eq!(folder.run(&["explain", "a1", "a.txt"]).code, 3);
}

#[test]
fn one_document_is_printed_and_several_are_told_in_an_overview() {
    let folder = Folder::new();
    folder.write("in/a.txt", "It rained, Ann said.\n").write("in/b.txt", "It snowed, Ann said. It did not.\n");
    let shows = |arguments: &[&str]| {
        let answer = folder.run(arguments);
        assert_eq!((answer.code, answer.stderr.as_str()), (0, ""));
        let is_text = answer.stdout.contains("_said_");
        (is_text, answer.stdout.contains("── 2 documents") || answer.stdout.contains("── 1 document "))
    };
    assert_eq!(shows(&["read", "in/a.txt"]), (true, false));
    assert_eq!(shows(&["read", "in"]), (false, true));
    assert_eq!(shows(&["read", "in/a.txt", "in/b.txt"]), (false, true));
    assert_eq!(shows(&["read", "--show", "text", "in"]), (true, true));
    assert_eq!(shows(&["read", "--show", "overview", "in/a.txt"]), (false, true));
    assert_eq!(folder.run(&["read", "--show", "text", "--json", "in"]).code, 2);
}

#[test]
fn an_overview_tells_of_what_could_not_be_read() {
    let folder = Folder::new();
    folder.write("in/a.txt", "It rained, Ann said.\n").write("in/empty.txt", "");
    let answer = folder.run(&["read", "in"]);
    assert_eq!(answer.code, 4);
    assert!(answer.stdout.contains("1 input not read"), "{}", answer.stdout);
    let nothing = folder.run(&["read", "in/empty.txt", "nowhere"]);
    assert_eq!((nothing.code, nothing.stdout.as_str()), (3, ""));
}

#[test]
fn a_reader_that_leaves_early_stops_texts_and_overview() {
    let folder = many();
    for show in ["text", "overview"] {
        let output = left_early(folder.command(&["read", "--reader", "fast", "--show", show, "many"]));
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(!told.contains("failed") && !told.contains("written"), "{told}");
        assert_eq!(output.status.code(), Some(0), "{show}: {told}");
    }
}
