//! Who is who and which letter is which: lists, cards, what is left to decide, and what deciding does.

use serde_json::Value;

use crate::cases::{CASE, did, failed, json, quarry, run_printed};
use crate::program::Folder;

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn number(value: &Value, key: &str) -> u64 {
    value[key].as_u64().unwrap_or_else(|| panic!("{key} is a number in {value}"))
}

fn named<'a>(all: &'a [Value], name: &str) -> &'a Value {
    all.iter().find(|one| one["name"] == name).unwrap_or_else(|| panic!("{name} is somebody in the case"))
}

#[test]
fn those_who_say_most_come_first() {
    let folder = quarry();
    let all = json(&folder, &["entities", CASE]);
    let claims: Vec<u64> = all.iter().map(|one| number(one, "n_claims")).collect();
    assert!(claims.is_sorted_by(|one, other| one >= other) && claims[0] > 5, "{claims:?}");
    let veresk = named(&all, "Anton Veresk");
    assert!(number(veresk, "n_documents") >= 7, "{veresk}");
    assert_eq!(veresk["kind"], "person");
    assert!(veresk["also"].as_array().is_some_and(|also| also.contains(&"Veresk".into())), "{veresk}");
    assert!(
        veresk["roles"].as_array().is_some_and(|roles| roles.iter().any(|role| text(role, "words").contains("exile")))
    );
    let table = did(&folder, &["entities", CASE]);
    assert!(table.starts_with("── Who is who\n"), "{table}");
    assert!(table.contains("more: --all shows them") && table.contains("--possible"), "{table}");
    assert!(!did(&folder, &["entities", CASE, "--all"]).contains("more: --all"));
}

#[test]
fn a_kind_is_asked_for() {
    let folder = quarry();
    let all = json(&folder, &["entities", CASE]);
    for kind in ["person", "place", "outlet"] {
        let chosen = json(&folder, &["entities", CASE, "--kind", kind]);
        let expected = all.iter().filter(|one| one["kind"] == kind).count();
        assert!(expected > 0 && chosen.len() == expected && chosen.iter().all(|one| one["kind"] == kind), "{kind}");
    }
    // An outlet is an organisation too.
    let bodies = json(&folder, &["entities", CASE, "--kind", "organisation"]);
    assert!(bodies.iter().any(|one| one["kind"] == "outlet") && bodies.iter().any(|one| one["kind"] == "organisation"));
}

#[test]
fn a_card_is_found_by_name_and_by_place() {
    let folder = quarry();
    let all = json(&folder, &["entities", CASE]);
    let veresk = named(&all, "Anton Veresk");
    let by_name = did(&folder, &["entities", CASE, "anton veresk"]);
    assert_eq!(by_name, did(&folder, &["entities", CASE, text(veresk, "id")]));
    for heading in ["Who", "Names", "Said to be", "In the documents", "Why they are one", "What it says"] {
        assert!(by_name.contains(&format!("── {heading}\n")), "{heading}: {by_name}");
    }
    let card = &json(&folder, &["entities", CASE, "Anton Veresk"])[0];
    assert_eq!(&card["entity"], veresk);
    assert_eq!(number(veresk, "n_claims"), card["claims"].as_array().map_or(0, Vec::len) as u64);
    // Each claim of the card traces.
    let claim = card["claims"][0].as_str().expect("it says something");
    assert!(did(&folder, &["trace", CASE, claim]).contains(claim));
}

#[test]
fn places_of_names_slice_to_the_names() {
    let folder = quarry();
    let card = &json(&folder, &["entities", CASE, "Anton Veresk"])[0];
    let mut n_places = 0;
    for name in card["names"].as_array().expect("a list") {
        for place in name["places"].as_array().expect("a list") {
            for span in place["spans"].as_array().expect("a list") {
                let document = text(place, "document");
                let read = did(&folder, &["search", CASE, text(name, "name"), "--documents", "--json"]);
                assert!(read.contains(document), "{document} holds the name");
                let length = span[1].as_u64().unwrap_or(0) - span[0].as_u64().unwrap_or(0);
                assert_eq!(length as usize, text(name, "name").chars().count(), "{name}");
                n_places += 1;
            }
        }
    }
    assert!(n_places > 3);
}

#[test]
fn who_is_not_there_or_not_alone_is_told_with_a_remedy() {
    let folder = quarry();
    let told = failed(&folder, &["entities", CASE, "Zeno Zilch"], 1);
    assert_eq!(
        told,
        "error: nobody in the case is called Zeno Zilch\nhint: `hearsay entities CASE --all` lists them\n"
    );
    let told = failed(&folder, &["entities", CASE, "Sorvia"], 1);
    assert!(told.contains("entities are called Sorvia\nhint: say which one: "), "{told}");
    assert!(failed(&folder, &["entities", CASE, "01-post/e999"], 1).contains("is nobody in this case\nhint: "));
    assert!(
        failed(&folder, &["entities", CASE, "nowhere/e1"], 1).contains("no document of the case is called nowhere")
    );
    assert!(failed(&folder, &["artefacts", CASE, "01-post/l99"], 1).contains("there is no artefact 01-post/l99"));
    assert!(
        failed(&folder, &["artefacts", CASE, "the moon"], 1).contains("no artefact of the case is called the moon")
    );
}

/// The first pair that is left open in what a command lists.
fn first_open(folder: &Folder, command: &str) -> (Value, usize) {
    let open = json(folder, &[command, CASE, "--possible"]);
    assert!(!open.is_empty(), "something is left to decide");
    (open[0].clone(), open.len())
}

#[test]
fn the_command_that_is_printed_decides_and_undo_takes_it_back() {
    let folder = quarry();
    for (command, id) in [("entities", "entity"), ("artefacts", "artefact")] {
        let before = did(&folder, &[command, CASE, "--json"]);
        let (pair, n_open) = first_open(&folder, command);
        let listed = did(&folder, &[command, CASE, "--possible"]);
        assert!(listed.contains(text(&pair, "same")) && listed.contains(text(&pair, "not_same")), "{listed}");
        let one = text(&pair["between"][0], "id").to_owned();
        let other = text(&pair["between"][1], "id").to_owned();

        run_printed(&folder, text(&pair, "same"));
        assert!(json(&folder, &[command, CASE, "--possible"]).len() < n_open);
        let card = |reference: &str| json(&folder, &[command, CASE, reference])[0].clone();
        assert_eq!(card(&one), card(&other), "they are one now");
        let surety = card(&one)["because"].to_string();
        assert!(surety.contains("\"judged\""), "{surety}");
        did(&folder, &["undo", CASE]);
        assert_eq!(did(&folder, &[command, CASE, "--json"]), before, "and are as they were");

        run_printed(&folder, text(&pair, "not_same"));
        assert!(!did(&folder, &[command, CASE, "--possible"]).contains(text(&pair, "same")));
        assert_ne!(card(&one)[id]["id"], card(&other)[id]["id"]);
        did(&folder, &["undo", CASE]);
    }
}

#[test]
fn artefacts_are_told_with_custody_and_verdicts() {
    let folder = quarry();
    let all = json(&folder, &["artefacts", CASE]);
    let n_documents: Vec<u64> = all.iter().map(|one| number(one, "n_documents")).collect();
    assert!(n_documents.is_sorted_by(|one, other| one >= other) && n_documents[0] > 1, "{n_documents:?}");
    let list = |one: &Value, key: &str| one[key].as_array().cloned().unwrap_or_default();
    let judged = all.iter().find(|one| !list(one, "verdicts").is_empty()).expect("something was judged");
    let id = text(judged, "id");
    let card = did(&folder, &["artefacts", CASE, id]);
    for heading in ["Artefact", "Called", "Verdicts"] {
        assert!(card.contains(&format!("── {heading}\n")), "{heading}: {card}");
    }
    assert!(card.contains("on the word of"), "{card}");
    assert_eq!(&json(&folder, &["artefacts", CASE, id])[0]["artefact"]["names"], &judged["names"]);
    let told = all.iter().flat_map(|one| list(one, "custody")).flat_map(|one| list(&one, "told"));
    assert!(told.filter(|told| told["on_the_word_of"].is_string() && told["within"].is_string()).count() > 0);
    let letters = json(&folder, &["artefacts", CASE, "--kind", "Letter"]);
    assert!(letters.len() < all.len() && letters.iter().all(|one| one["kind"] == "letter"));
}

#[test]
fn what_is_rejected_is_in_no_list() {
    let folder = quarry();
    let before = did(&folder, &["entities", CASE, "--json"]);
    let all = json(&folder, &["entities", CASE]);
    let alone =
        all.iter().find(|one| number(one, "n_documents") == 1 && number(one, "n_claims") > 0 && one["id"].is_string());
    let alone = alone.expect("somebody is in one document");
    did(&folder, &["judge", CASE, "reject", text(alone, "id")]);
    assert!(failed(&folder, &["entities", CASE, text(alone, "id")], 1).contains("was rejected"));
    assert!(!did(&folder, &["entities", CASE, "--json"]).contains(&format!("\"id\":\"{}\"", text(alone, "id"))));
    did(&folder, &["undo", CASE]);
    assert_eq!(did(&folder, &["entities", CASE, "--json"]), before);

    let artefacts = json(&folder, &["artefacts", CASE]);
    let id = text(&artefacts[artefacts.len() - 1], "id").to_owned();
    did(&folder, &["judge", CASE, "reject", &id]);
    assert_eq!(json(&folder, &["artefacts", CASE]).len() + 1, artefacts.len());
    assert!(failed(&folder, &["artefacts", CASE, &id], 1).contains("was rejected"));

    let judged = artefacts.iter().find_map(|one| one["verdicts"].as_array().and_then(|all| all.first().cloned()));
    let verdict = judged.expect("something was judged");
    did(&folder, &["judge", CASE, "reject", text(&verdict, "id")]);
    assert!(!did(&folder, &["artefacts", CASE, "--json"]).contains(&format!("\"id\":\"{}\"", text(&verdict, "id"))));
}

#[test]
fn nothing_to_show_is_said_calmly() {
    let folder = Folder::new();
    did(&folder, &["new", "empty.case"]);
    assert_eq!(did(&folder, &["entities", "empty.case"]), "nobody in the case is like that\n");
    assert_eq!(did(&folder, &["artefacts", "empty.case"]), "no artefact in the case is like that\n");
    for command in ["entities", "artefacts"] {
        let told = did(&folder, &[command, "empty.case", "--possible"]);
        assert_eq!(told, "nothing is left to decide: no two of them may be one\n");
        assert_eq!(did(&folder, &[command, "empty.case", "--json"]), "");
    }
}
