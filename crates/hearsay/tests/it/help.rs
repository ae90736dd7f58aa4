//! What the program says of itself; `UPDATE_EXPECT=1` rewrites the committed texts.

use expect_test::{ExpectFile, expect_file};

use crate::program::Folder;

fn check(arguments: &[&str], expected: ExpectFile) {
    let answer = Folder::new().run(arguments);
    assert_eq!((answer.code, answer.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = answer.stdout.lines().map(str::trim_end).collect();
    assert!(lines.iter().all(|line| line.chars().count() <= 100), "{}", answer.stdout);
    expected.assert_eq(&(lines.join("\n") + "\n"));
}

#[test]
fn the_help_is_the_committed_one() {
    check(&["--help"], expect_file!["help/hearsay.txt"]);
    check(&["help", "read"], expect_file!["help/read.txt"]);
    check(&["read", "-h"], expect_file!["help/read-short.txt"]);
    check(&["explain", "--help"], expect_file!["help/explain.txt"]);
    check(&["new", "--help"], expect_file!["help/new.txt"]);
    check(&["add", "--help"], expect_file!["help/add.txt"]);
    check(&["documents", "--help"], expect_file!["help/documents.txt"]);
    check(&["claims", "--help"], expect_file!["help/claims.txt"]);
    check(&["trace", "--help"], expect_file!["help/trace.txt"]);
    check(&["origins", "--help"], expect_file!["help/origins.txt"]);
    check(&["timeline", "--help"], expect_file!["help/timeline.txt"]);
    check(&["judge", "--help"], expect_file!["help/judge.txt"]);
    check(&["hypothesis", "--help"], expect_file!["help/hypothesis.txt"]);
    check(&["hypothesis", "a.case", "rate", "--help"], expect_file!["help/hypothesis-rate.txt"]);
    check(&["matrix", "--help"], expect_file!["help/matrix.txt"]);
    check(&["report", "--help"], expect_file!["help/report.txt"]);
    check(&["undo", "--help"], expect_file!["help/undo.txt"]);
    check(&["log", "--help"], expect_file!["help/log.txt"]);
    check(&["audit", "--help"], expect_file!["help/audit.txt"]);
    check(&["search", "--help"], expect_file!["help/search.txt"]);
    check(&["entities", "--help"], expect_file!["help/entities.txt"]);
    check(&["artefacts", "--help"], expect_file!["help/artefacts.txt"]);
    check(&["reread", "--help"], expect_file!["help/reread.txt"]);
    check(&["serve", "--help"], expect_file!["help/serve.txt"]);
    check(&["completions", "--help"], expect_file!["help/completions.txt"]);
}

#[test]
fn the_version_is_told() {
    let answer = Folder::new().run(&["--version"]);
    assert_eq!(answer.stdout, format!("hearsay {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_wrong_command_line_is_2() {
    let folder = Folder::new();
    for arguments in [
        &["reed"][..],
        &["read", "--colour", "always"],
        &["read", "--width", "5"],
        &["read", "--threads", "0"],
        &["read", "--max-bytes", "lots"],
        &["read", "-", "-"],
        &["explain"],
        &["explain", "b3"],
        &["search", "a.case"],
        &["search", "a.case", "fire", "--limit", "0"],
        &["search", "a.case", "fire", "--claims", "--documents"],
        &["search", "a.case", "fire OR"],
        &["report"],
        &["report", "a.case", "b/a1", "--hedged"],
        &["report", "a.case", "--redact=everybody"],
        &[],
    ] {
        let answer = folder.run(arguments);
        assert_eq!(answer.code, 2, "{arguments:?}: {}", answer.stderr);
        assert_eq!(answer.stdout, "", "{arguments:?}");
        assert_ne!(answer.stderr, "", "{arguments:?}");
    }
}
