//! What an analyst sets right is what the case tells, on the command line as in the browser, until it is taken back.

use serde_json::Value;

use crate::cases::{did, failed, json};
use crate::program::Folder;

const CASE: &str = "port.case";

fn port() -> Folder {
    let folder = Folder::new();
    folder.write(
        "courier.txt",
        "Mira Lund, the harbour master, said that 14 trucks left the port before the fire, and the pier was empty. \
         The clerk of the port saw nobody. The ministry said that the pier had been sold.\n",
    );
    folder.write("gazette.txt", "The mayor said that the pier was empty.\n");
    did(&folder, &["new", CASE]);
    did(&folder, &["add", CASE, "courier.txt", "gazette.txt", "--reader", "fast", "--quiet"]);
    folder
}

fn claims(folder: &Folder) -> Vec<Value> {
    let groups = json(folder, &["claims", CASE, "--all"]);
    groups.into_iter().filter_map(|group| group["claims"].as_array().cloned()).flatten().collect()
}

fn id_of(folder: &Folder, words: &str) -> String {
    let all = claims(folder);
    let found = all.iter().find(|claim| claim["words"].as_str().is_some_and(|own| own.starts_with(words)));
    found.unwrap_or_else(|| panic!("{words} is in {all:#?}"))["id"].as_str().expect("it has a name").to_owned()
}

fn told(folder: &Folder) -> String {
    did(folder, &["claims", CASE, "--all"])
}

#[test]
fn a_mended_claim_is_told_and_taken_back() {
    let folder = port();
    let before = told(&folder);
    let id = id_of(&folder, "that 14 trucks left the port before the fire, and");
    let mended = "14 trucks left the port before the fire";
    let trace = |id: &str| did(&folder, &["trace", CASE, id]);
    assert!(trace(&id).contains("gazette"), "the other paper says the same of the pier:\n{}", trace(&id));
    did(&folder, &["judge", CASE, "edit", &id, mended]);
    assert_eq!(id_of(&folder, mended), id);
    assert!(!trace(&id).contains("gazette"), "{}", trace(&id));
    did(&folder, &["undo", CASE]);
    assert_eq!(told(&folder), before);
    let refused = failed(&folder, &["judge", CASE, "edit", &id, "15 trucks"], 1);
    assert!(refused.contains("do not stand in the document") && refused.contains("--because"), "{refused}");
    assert_eq!(told(&folder), before);
}

#[test]
fn what_was_judged_of_a_claim_stays_with_it_when_it_is_mended() {
    let folder = Folder::new();
    let told = "The clerk said that the ministry had told Jon Ek that the pier was safe and the harbour sold.\n";
    folder.write("courier.txt", told);
    did(&folder, &["new", CASE]);
    did(&folder, &["add", CASE, "courier.txt", "--reader", "fast", "--quiet"]);
    let (outer, inner) = (id_of(&folder, "that the ministry had told"), id_of(&folder, "that the pier was safe"));
    did(&folder, &["judge", CASE, "reject", &outer]);
    did(&folder, &["judge", CASE, "grade-item", &inner, "3"]);
    did(&folder, &["judge", CASE, "edit", &inner, "the pier was  safe"]);
    did(&folder, &["judge", CASE, "edit", &inner, "pier was safe"]);
    assert_eq!(id_of(&folder, "pier was safe"), inner);
    assert!(claims(&folder).iter().all(|claim| claim["id"] != outer.as_str()), "it stays rejected");
    did(&folder, &["judge", CASE, "reject", &inner]);
    assert!(claims(&folder).iter().all(|claim| claim["id"] != inner.as_str()), "{:?}", claims(&folder));
}

#[test]
fn who_says_it_is_set_right_and_taken_back() {
    let folder = port();
    let before = told(&folder);
    let id = id_of(&folder, "that the pier had been sold");
    let lund = json(&folder, &["entities", CASE]).into_iter().find(|one| one["name"] == "Mira Lund");
    let lund = lund.expect("she is read")["id"].as_str().expect("it has a name").to_owned();
    did(&folder, &["judge", CASE, "said-by", &id, &lund]);
    let trace = did(&folder, &["trace", CASE, &id]);
    assert!(trace.contains("Mira Lund") && !trace.contains("ministry"), "{trace}");
    let by = did(&folder, &["claims", CASE, "--by", "Lund"]);
    assert!(by.contains("the pier had been sold"), "{by}");
    did(&folder, &["undo", CASE]);
    assert_eq!(told(&folder), before);
    for (claim, who, why) in [
        (lund.as_str(), lund.as_str(), "is said by nobody"),
        (&id, &id, "says nothing"),
        ("gazette/a1", &lund, "whom its own document names"),
    ] {
        let refused = failed(&folder, &["judge", CASE, "said-by", claim, who], 1);
        assert!(refused.contains(why), "{refused}");
    }
    assert_eq!(told(&folder), before);
}
