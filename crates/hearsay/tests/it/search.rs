//! Words are found in a case from the command line, and shown with who says them and where.

use serde_json::Value;

use crate::program::{Answer, Folder};

const COURIER: &str = "Ada Hollin, the harbour master, said on Monday that the café by the old pier had burnt down. \
                       Two trucks left town before the fire.\n";
const HERALD: &str = "The ministry denied that the harbour was on fire. “Nothing burnt,” said its spokesman, Jon Ek.\n";

/// Makes a case of two documents, read by the fast reader.
fn case() -> Folder {
    let folder = Folder::new();
    folder.write("articles/courier.txt", COURIER).write("articles/herald.txt", HERALD);
    for arguments in [&["new", "fire.case"][..], &["add", "fire.case", "articles", "--reader", "fast"]] {
        let answer = folder.run_with(arguments, &[("HEARSAY_AUTHOR", "Ann Lee")], b"");
        assert_eq!((answer.code, answer.stderr.as_str()), (0, ""), "{arguments:?}");
    }
    folder
}

fn search(folder: &Folder, arguments: &[&str]) -> Answer {
    let arguments: Vec<&str> = [&["search", "fire.case"], arguments].concat();
    let answer = folder.run(&arguments);
    assert_eq!((answer.code, answer.stderr.as_str()), (0, ""), "{arguments:?}");
    answer
}

/// Returns the objects that `--json` writes, one a line.
fn json(folder: &Folder, arguments: &[&str]) -> Vec<Value> {
    let answer = search(folder, &[arguments, &["--json"]].concat());
    answer.stdout.lines().map(|line| serde_json::from_str(line).expect("each line is an object")).collect()
}

fn names(folder: &Folder, query: &str) -> Vec<String> {
    let found = json(folder, &[query, "--documents"]);
    let mut names: Vec<String> = found.iter().map(|hit| hit["reference"].as_str().unwrap_or("").to_owned()).collect();
    names.sort();
    names
}

#[test]
fn operators_do_what_the_help_says() {
    let folder = case();
    for (query, expected) in [
        ("fire", &["courier", "herald"][..]),
        ("FIRE Cafe", &["courier"]),
        ("\"old pier\"", &["courier"]),
        ("fire -trucks", &["herald"]),
        ("minist* OR trucks", &["courier", "herald"]),
        ("NEAR(harbour fire, 2)", &["herald"]),
        ("title:fire", &[]),
    ] {
        assert_eq!(names(&folder, query), expected, "{query}");
    }
    let apart = search(&folder, &["old", "pier", "--documents"]);
    assert_eq!(apart, search(&folder, &["old pier", "--documents"]), "words may be apart");
}

#[test]
fn claims_are_shown_with_who_says_them() {
    let folder = case();
    let answer = search(&folder, &["burnt", "--claims"]);
    assert!(answer.stdout.starts_with("fire.case: 2 claims found\n"), "{}", answer.stdout);
    assert!(answer.stdout.contains("courier/a1 · Ada Hollin"), "{}", answer.stdout);
    assert!(answer.stdout.contains("the café by the old pier had ⟦burnt⟧ down"), "{}", answer.stdout);
    assert!(answer.stdout.contains("Jon Ek"), "{}", answer.stdout);
    assert!(!answer.stdout.contains("Documents"));
    let own = search(&folder, &["trucks", "--claims"]);
    assert!(own.stdout.contains("courier/o1 · the writer"), "{}", own.stdout);
    let coloured = search(&folder, &["burnt", "--color", "always"]);
    assert!(
        coloured.stdout.contains("\u{1b}[1;35mburnt\u{1b}[0m") && !coloured.stdout.contains('⟦'),
        "{}",
        coloured.stdout
    );
    let nothing = search(&folder, &["zeppelin"]);
    assert_eq!(nothing.stdout, "fire.case: 0 claims and 0 documents found\n");
}

#[test]
fn json_gives_places_that_slice() {
    let folder = case();
    let found = json(&folder, &["fire"]);
    assert!(found.iter().any(|hit| hit["claim"].is_string()) && found.iter().any(|hit| hit["claim"].is_null()));
    for hit in found {
        let text = if hit["document"] == "courier" { COURIER } else { HERALD };
        let letters: Vec<char> = text.chars().collect();
        let slice = |place: &Value| {
            let at = |idx: usize| place[idx].as_u64().expect("a place is two numbers") as usize;
            letters[at(0)..at(1)].iter().collect::<String>()
        };
        let slices = |key: &str| hit[key].as_array().expect("a list of places").iter().map(slice).collect::<Vec<_>>();
        assert!(!slices("found").is_empty() && slices("found").iter().all(|words| words == "fire"), "{hit}");
        assert_eq!(Some(slices("passage").concat().as_str()), hit["words"].as_str());
    }
}

#[test]
fn what_cannot_be_asked_is_told_with_a_remedy() {
    let folder = case();
    for (query, told) in [
        ("\"fire", "error: a quotation mark is not closed\nhint: put one behind"),
        ("NOT fire", "hint: add a word that must be there"),
        ("fire OR", "error: OR lacks a word beside it\n"),
        ("fi*re", "hint: look for a word's beginning, as in minist*"),
    ] {
        let answer = folder.run(&["search", "fire.case", query]);
        assert_eq!((answer.code, answer.stdout.as_str()), (2, ""), "{query}");
        assert!(answer.stderr.contains(told), "{query}: {}", answer.stderr);
        assert!(!answer.stderr.to_lowercase().contains("sql") && !answer.stderr.contains("fts"), "{}", answer.stderr);
    }
}
