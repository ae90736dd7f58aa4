//! What is kept of a case: the same is told by it as from nothing, and nothing old is told after the case has changed.

use hearsay_case::case::outline::Outline;
use hearsay_store::case_file::CaseFile;

use crate::cases::{CASE, did, quarry};
use crate::program::Folder;

const COMMANDS: [&[&str]; 9] = [
    &["claims", CASE, "--json", "--all"],
    &["claims", CASE, "--standing", "denied"],
    &["claims", CASE, "--by", "ministry"],
    &["trace", CASE, "01-post/a8"],
    &["origins", CASE, "01-post/a8", "--json"],
    &["entities", CASE, "--json"],
    &["artefacts", CASE],
    &["timeline", CASE, "--json"],
    &["timeline", CASE, "--claim", "01-post/a8"],
];

type Change<'a> = &'a [&'a str];

/// The changes that are made to the case, one after the other.
const CHANGES: [Change<'_>; 7] = [
    &["add", CASE, "more.txt", "--quiet"],
    &["judge", CASE, "reject", "01-post/a8"],
    &["judge", CASE, "same", "01-post/e1", "07-opinion/e1"],
    &["judge", CASE, "independent", "01-post/a7", "08-call/a19"],
    &["judge", CASE, "edit", "more/a1", "exceeded 4,000"],
    &["judge", CASE, "said-by", "01-post/a7", "01-post/e2"],
    &["judge", CASE, "accept", "02-ledger/a6"],
];

/// Returns the case of the examples and what it takes to change it.
fn changeable() -> Folder {
    let folder = quarry();
    folder.write("more.txt", "The ministry denied that the number of soldiers killed since October exceeded 4,000.\n");
    folder
}

/// Returns what a command tells of a case that it finds as it was after the changes, with nothing kept of it.
fn anew(changes: &[Change<'_>], command: &[&str]) -> String {
    let folder = changeable();
    changes.iter().for_each(|change| drop(did(&folder, change)));
    assert!(!has_outline(&folder), "{changes:?}");
    did(&folder, command)
}

fn case_of(folder: &Folder) -> CaseFile {
    CaseFile::open(&folder.path(CASE)).expect("it opens")
}

fn has_outline(folder: &Folder) -> bool {
    case_of(folder).has_outline().expect("it can be read")
}

#[test]
fn what_is_kept_tells_the_same_as_what_is_made_anew() {
    let folder = changeable();
    for n_changes in 0..=CHANGES.len() {
        let changes = &CHANGES[..n_changes];
        changes.last().into_iter().for_each(|change| drop(did(&folder, change)));
        let is_told = |command: &&&[&str]| n_changes < 2 || !command.contains(&"01-post/a8");
        for command in COMMANDS.iter().filter(is_told) {
            let told = did(&folder, command);
            assert!(has_outline(&folder), "{command:?} after {changes:?}");
            assert_eq!(told, did(&folder, command), "{command:?} after {changes:?}");
            if n_changes == CHANGES.len() || command.contains(&"claims") {
                assert_eq!(told, anew(changes, command), "{command:?} after {changes:?}");
            }
        }
    }
}

#[test]
fn a_judgement_that_changes_nothing_of_what_is_kept_leaves_it() {
    let folder = quarry();
    for (judgement, is_left) in [
        (&["accept", "01-post/a8"][..], true),
        (&["grade-item", "01-post/a8", "3"], true),
        (&["independent", "01-post/a7", "08-call/a19"], true),
        (&["reject", "02-ledger/a6"], false),
        (&["said-by", "01-post/a7", "01-post/e2"], false),
        (&["accept", "01-post/a8"], true),
        (&["accept", "02-ledger/a6"], false),
        (&["not-same", "01-post/e1", "07-opinion/e1"], false),
    ] {
        did(&folder, &["claims", CASE]);
        assert!(has_outline(&folder));
        did(&folder, &[&["judge", CASE], judgement].concat());
        assert_eq!(has_outline(&folder), is_left, "{judgement:?}");
    }
    did(&folder, &["claims", CASE]);
    did(&folder, &["hypothesis", CASE, "add", "It was a storm"]);
    assert!(has_outline(&folder));
}

#[test]
fn what_was_made_of_an_older_case_is_not_kept() {
    let folder = quarry();
    did(&folder, &["claims", CASE]);
    let mut case = case_of(&folder);
    let mut documents: Vec<_> = case.documents().expect("it can be read").iter().map(|listed| listed.id).collect();
    documents.sort_unstable();
    let generation = case.generation().expect("it can be read");
    let outline = Outline::default();
    assert!(case.keep_outline(&outline, &documents, "a test", generation).expect("it can be written"));
    assert_eq!(case.outline("a test", &documents, generation).expect("it can be read"), Some(outline.clone()));
    assert_eq!(case.outline("another", &documents, generation).expect("it can be read"), None);
    did(&folder, &["judge", CASE, "reject", "01-post/a8"]);
    assert!(!case.keep_outline(&outline, &documents, "a test", generation).expect("it can be written"));
    assert_eq!(case.outline("a test", &documents, generation).expect("it can be read"), None);
}
