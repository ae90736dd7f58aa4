//! Hypotheses on the invented case, from stating them to what their order hangs on.

use std::sync::LazyLock;

use serde_json::Value;

use crate::cases::{CASE, did, failed, json, quarry};
use crate::program::Folder;

/// Runs `hearsay hypothesis` on the case, as Ann Lee.
fn hypothesis(folder: &Folder, arguments: &str) -> String {
    let words: Vec<&str> = arguments.split(' ').collect();
    did(folder, &[&["hypothesis", CASE], &words[..]].concat())
}

/// Claims of the case by the document and words of theirs, so that a better reader may number them otherwise.
const POST_TOLL: [&str; 2] = ["01-post", "could have exceeded 4,000"];
const LEDGER_TOLL: [&str; 2] = ["02-ledger", "More than 4,000 Sorvian soldiers could have died"];
const LANTERN_AUTHOR: [&str; 2] = ["06-lantern", "written by a serving or former analyst"];
const MINISTRY: [&str; 2] = ["05-ministry", "is a fabrication from the first line"];
const POST_OVERHEARD: [&str; 2] = ["01-post", "to be overheard: governments"];
const LEDGER_OVERHEARD: [&str; 2] = ["02-ledger", "The rebels want to be overheard"];
const TRAIN: [&str; 2] = ["04-agency", "hospital train had left the station empty"];
const CALL: [&str; 2] = ["08-call", "He is not a man who lies"];
const AGENCY_DENIAL: [&str; 2] = ["04-agency", "as \"a fabrication from the first line to the last\""];
const AGENCY_LETTER: [&str; 2] = ["04-agency", "more than 4,000 Sorvian soldiers could have been killed"];

/// Returns what a claim of the examples is called: of those with the words, the shortest.
fn claim([document, words]: [&str; 2]) -> String {
    static CLAIMS: LazyLock<Vec<Value>> = LazyLock::new(|| {
        let groups = json(&quarry(), &["claims", CASE, "--all"]);
        groups.iter().flat_map(|group| group["claims"].as_array().expect("it is a list").clone()).collect()
    });
    let words_of =
        |claim: &Value| claim["words"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let has = |claim: &&Value| claim["document"] == document && words_of(claim).contains(words);
    let found = CLAIMS.iter().filter(has).min_by_key(|claim| words_of(claim).len());
    let found = found.unwrap_or_else(|| panic!("{document} claims: {words}"));
    found["id"].as_str().expect("it has an id").to_owned()
}

/// The case with three hypotheses over eight claims.
fn weighed() -> Folder {
    let folder = quarry();
    hypothesis(&folder, "add A frightened clerk counted and wrote");
    hypothesis(&folder, "add Somebody above had it written to be overheard");
    hypothesis(&folder, "add It was made outside the service");
    for (of, fits) in [
        (POST_TOLL, "h1=CC h2=C h3=I"),
        (LEDGER_TOLL, "h1=CC h2=C h3=I"),
        (LANTERN_AUTHOR, "h1=C h2=C h3=II"),
        (MINISTRY, "h1=II h2=II h3=CC"),
        (POST_OVERHEARD, "h1=I h2=CC h3=N"),
        (LEDGER_OVERHEARD, "h1=I h2=CC h3=N"),
        (TRAIN, "h1=C h2=C h3=N"),
        (CALL, "h1=C h2=I h3=I"),
    ] {
        hypothesis(&folder, &format!("rate {} {fits}", claim(of)));
    }
    folder
}

fn matrix(folder: &Folder) -> Value {
    json(folder, &["matrix", CASE]).remove(0)
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("it is a list").iter().map(|one| one.as_f64().expect("a number")).collect()
}

fn sums(matrix: &Value) -> Vec<f64> {
    let hypotheses = matrix["hypotheses"].as_array().expect("it is a list");
    hypotheses.iter().map(|one| one["inconsistency"].as_f64().expect("a number")).collect()
}

#[test]
fn an_echo_counts_once_and_a_whole_origin_falls_at_once() {
    let folder = weighed();
    let matrix = matrix(&folder);
    let evidence = matrix["evidence"].as_array().expect("it is a list");
    assert_eq!(evidence.len(), 8);
    let of = |words| evidence.iter().find(|one| one["claim"] == claim(words).as_str()).expect("it is cited");
    assert_eq!(
        [&of(POST_OVERHEARD)["share"], &of(LEDGER_OVERHEARD)["share"]],
        [1.0, 0.0],
        "the paper has it from the post's"
    );
    assert_eq!(of(LEDGER_OVERHEARD)["echo_of"][0], of(POST_OVERHEARD)["number"]);
    // Without the origin both fall, and another hypothesis is least spoken against.
    let fallen = matrix["if_fallen"].as_array().expect("it is a list");
    let insider =
        |one: &&Value| one["kind"] == "origin" && one["what"].as_str().is_some_and(|what| what.contains("insider"));
    let insider = fallen.iter().find(insider).expect("the insider is an origin");
    assert_eq!(insider["evidence"].as_array().map(Vec::len), Some(2));
    assert_eq!(insider["changes_least_inconsistent"], true);
    let (before, after) = (sums(&matrix), numbers(&insider["inconsistency"]));
    assert_eq!([before[0] - after[0], before[1] - after[1]], [1.0, 0.0]);
    // One of the two alone changes nothing: the other stands in for it.
    let counts = numbers(&insider["counts"]);
    assert_eq!(counts.iter().filter(|count| **count == 0.0).count(), 2, "{counts:?}");
    let paper = fallen.iter().find(|one| {
        one["kind"] == "claim" && one["what"].as_str().is_some_and(|what| what.contains(&claim(LEDGER_OVERHEARD)))
    });
    assert_eq!(numbers(&paper.expect("it was tried")["inconsistency"]), before);
    // The post's gone, the paper's counts in its place.
    let post = fallen.iter().find(|one| {
        one["kind"] == "claim" && one["what"].as_str().is_some_and(|what| what.contains(&claim(POST_OVERHEARD)))
    });
    let number = |words| of(words)["number"].as_u64().expect("a number") as usize - 1;
    let counts = numbers(&post.expect("it was tried")["counts"]);
    assert_eq!([counts[number(POST_OVERHEARD)], counts[number(LEDGER_OVERHEARD)]], [0.0, 1.0]);
    let shares: f64 =
        matrix["hypotheses"].as_array().expect("a list").iter().filter_map(|one| one["share"].as_f64()).sum();
    assert!((shares - 1.0).abs() < 1e-3, "{shares}");
}

#[test]
fn nothing_is_called_true_or_probable() {
    let folder = weighed();
    for arguments in [&["matrix", CASE][..], &["matrix", CASE, "--transpose", "--formulas", "--width", "70", "--ascii"]]
    {
        let told = did(&folder, arguments);
        assert!(!told.to_lowercase().contains("winner") && !told.contains('%'), "{told}");
        assert!(
            told.contains("No number here is a probability") && told.contains("Karvetski and Mandel 2020"),
            "{told}"
        );
        assert!(told.contains("least against h1 and h2") && told.contains("What the order hangs on"), "{told}");
        assert!(told.contains("without") && told.contains("all who relay it"), "{told}");
    }
    let ascii = did(&folder, &["matrix", CASE, "--ascii"]);
    let drawn: String = ascii.lines().filter(|line| line.starts_with("--")).collect();
    assert!(drawn.is_ascii() && !ascii.contains('×'), "{drawn}");
    assert!(did(&folder, &["matrix", CASE, "--color", "always"]).contains("\x1b[1;31mII"));
}

#[test]
fn undoing_a_rating_undoes_what_followed_from_it_and_names_stay() {
    let folder = weighed();
    let before = matrix(&folder);
    let told = hypothesis(&folder, &format!("rate {} h3=II", claim(MINISTRY)));
    assert_ne!(sums(&matrix(&folder)), sums(&before));
    let command = told.trim().split("hearsay ").nth(1).expect("it says how to take it back");
    did(&folder, &command.split(' ').collect::<Vec<&str>>());
    assert_eq!(matrix(&folder), before);
    // A hypothesis that is taken back goes with its ratings, and its name is not given again.
    let entry = json(&folder, &["hypothesis", CASE, "list"])[2]["entry"].to_string();
    did(&folder, &["undo", CASE, &entry]);
    assert_eq!(sums(&matrix(&folder)).len(), 2);
    assert!(hypothesis(&folder, "add Another was never stated").contains("hypothesis h4"));
    assert_eq!(
        failed(&folder, &["hypothesis", CASE, "rate", &claim(POST_TOLL), "h1=C", "h3=I"], 1).matches("h3").count(),
        1
    );
    hypothesis(&folder, "withdraw h4");
    assert_eq!(sums(&matrix(&folder)).len(), 2);
    assert_eq!(matrix(&folder)["withdrawn"][0], "h4");
    assert!(did(&folder, &["audit", CASE]).contains("holds"), "the chain of the log holds");
    assert!(did(&folder, &["log", CASE, "--judgements"]).contains("h3 II"));
}

#[test]
fn analysts_are_compared() {
    let folder = weighed();
    let bo = |arguments: &[&str]| did(&folder, &[&["hypothesis", CASE], arguments, &["--author", "Bo"]].concat());
    bo(&["rate", &claim(CALL), "h2=CC", "h1=C"]);
    bo(&["weigh", &claim(CALL), "--relevance", "high"]);
    let matrix = matrix(&folder);
    let names: Vec<&str> =
        matrix["analysts"].as_array().expect("a list").iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names, ["Ann Lee", "Bo"]);
    let first = &matrix["differences"][0];
    assert_eq!((&first["hypothesis"], &first["agreement"]), (&"h2".into(), &"extreme disagreement".into()));
    assert!(did(&folder, &["matrix", CASE]).contains("CC/I"));
    let own = json(&folder, &["matrix", CASE, "--analyst", "Bo"]).remove(0);
    assert_eq!(sums(&own), [0.0, 0.0, 0.0]);
    let evidence = own["evidence"].as_array().expect("a list").iter();
    let ratings: Vec<&Value> = evidence.flat_map(|one| one["ratings"].as_array().expect("a list")).collect();
    assert!(ratings.len() == 2 && ratings.iter().all(|one| one["analyst"] == "Bo"), "{ratings:?}");
    assert!(failed(&folder, &["matrix", CASE, "--analyst", "Cy"], 1).contains("Ann Lee, Bo"));
}

#[test]
fn a_claim_is_rated_once_on_each_hypothesis() {
    let folder = quarry();
    hypothesis(&folder, "add A clerk wrote it");
    hypothesis(&folder, "add It was made outside the service");
    let told = failed(&folder, &["hypothesis", CASE, "rate", &claim(CALL), "h2=II", "h1=C", "h2=CC"], 2);
    assert!(told.contains("rated on h2 twice"), "{told}");
    assert_eq!(matrix(&folder)["evidence"].as_array().map(Vec::len), Some(0), "none of the three was written");
}

#[test]
fn what_rests_on_nobody_says_so() {
    let folder = quarry();
    hypothesis(&folder, "add A clerk wrote it");
    for (of, told) in
        [(AGENCY_DENIAL, "rests on no origin: nobody asserts it"), (AGENCY_LETTER, "rests on The nine-page letter")]
    {
        hypothesis(&folder, &format!("rate {} h1=N", claim(of)));
        let matrix = did(&folder, &["matrix", CASE]).split_whitespace().collect::<Vec<&str>>().join(" ");
        assert!(matrix.contains(told) && !matrix.contains("rests on ·"), "{matrix}");
    }
    assert_eq!(matrix(&folder)["evidence"][0]["origins"].as_array().map(Vec::len), Some(0));
}

#[test]
fn many_hypotheses_keep_to_the_width_either_way() {
    let folder = quarry();
    (1..=12).for_each(|number| drop(hypothesis(&folder, &format!("add It was written by clerk {number}"))));
    hypothesis(&folder, &format!("rate {} h1=CC h12=II", claim(CALL)));
    for arguments in [&["matrix", CASE, "--width", "60"][..], &["matrix", CASE, "--width", "60", "--transpose"]] {
        let told = did(&folder, arguments);
        let matrix: Vec<&str> = told.lines().skip(1).take_while(|line| !line.starts_with("──")).collect();
        assert!(matrix.iter().all(|line| line.chars().count() <= 60), "{told}");
        assert!(matrix.iter().any(|line| line.contains("II")) && told.contains("h12"), "{told}");
    }
}

#[test]
fn what_documents_put_forward_can_be_stated_as_printed() {
    let folder = quarry();
    let told = hypothesis(&folder, "offered");
    let commands: Vec<&str> = told.lines().map(str::trim).filter(|line| line.starts_with("hearsay ")).collect();
    assert!(commands.len() >= 3, "{told}");
    let words = "somebody two floors above him wanted";
    assert!(commands.iter().any(|command| command.contains(words)), "{told}");
    let offered = json(&folder, &["hypothesis", CASE, "offered"]);
    let one = offered.iter().find(|one| one["words"].as_str().is_some_and(|own| own.starts_with(words)));
    let one = one.expect("it is offered")["words"].as_str().expect("words").to_owned();
    did(&folder, &["hypothesis", CASE, "add", &one]);
    assert!(hypothesis(&folder, "offered").contains("stated as h1"));
}

#[test]
fn checklists_hold_on_to_words() {
    let folder = quarry();
    let told = hypothesis(&folder, &format!("answer 02-ledger/l1 motive suspect {}", claim(MINISTRY)));
    assert!(told.contains("motive suspect"), "{told}");
    let checklist = hypothesis(&folder, "checklist 02-ledger/l1");
    for name in ["MOM", "POP", "MOSES", "EVE", "points to deception", "fabrication", "not added up"] {
        assert!(checklist.contains(name), "{name}: {checklist}");
    }
    assert!(
        failed(&folder, &["hypothesis", CASE, "answer", "02-ledger/a4", "motive", "clear", "02-ledger/a4"], 1)
            .contains("no source")
    );
    assert!(
        failed(&folder, &["hypothesis", CASE, "answer", "02-ledger/l1", "motive", "clear", "02-ledger/e1"], 1)
            .contains("no claim")
    );
    failed(&folder, &["hypothesis", CASE, "answer", "02-ledger/l1", "looks", "clear", "02-ledger/a4"], 2);
}

#[test]
fn an_empty_matrix_says_what_to_do() {
    let folder = quarry();
    assert!(did(&folder, &["matrix", CASE]).contains("hypothesis CASE add"));
    assert!(hypothesis(&folder, "list").contains("add WORDS"));
    assert_eq!(matrix(&folder)["evidence"].as_array().map(Vec::len), Some(0));
    assert!(failed(&folder, &["hypothesis", CASE, "rate", "02-ledger/a4", "h1=C"], 1).contains("no hypothesis h1"));
}
