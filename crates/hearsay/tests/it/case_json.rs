//! What the commands on a case write with `--json` keeps to the committed schemas.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::cases::{CASE, did, json, quarry};
use crate::json::validate;
use crate::program::Folder;

fn schema(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schema/{name}.schema.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("there is a schema {name}"));
    serde_json::from_str(&text).expect("it is JSON")
}

/// Holds each line against the schema, and returns how many there are.
fn check(name: &str, lines: &[Value]) -> usize {
    let schema = schema(name);
    // A field that the schema does not know was added without it.
    let known = schema["properties"].as_object().expect("the shape is an object");
    for line in lines {
        validate(line, &schema, &schema, name);
        let own = line.as_object().expect("a line is an object");
        assert!(own.keys().all(|key| known.contains_key(key)), "{name}: {line}");
    }
    lines.len()
}

#[test]
fn every_command_keeps_to_its_schema() {
    let folder = quarry();
    did(&folder, &["judge", CASE, "accept", "02-ledger/a4", "--because", "read twice"]);
    did(&folder, &["judge", CASE, "grade-source", "02-ledger/e1", "B"]);
    did(&folder, &["judge", CASE, "not-same", "02-ledger/e1", "04-agency/e1"]);
    did(&folder, &["undo", CASE]);
    did(&folder, &["hypothesis", CASE, "add", "a clerk wrote it"]);
    did(
        &folder,
        &["hypothesis", CASE, "add", "it was made abroad", "--parent", "h1", "--because", "one paper says so"],
    );
    did(&folder, &["hypothesis", CASE, "rate", "02-ledger/a4", "h1=C", "h2=II"]);
    did(&folder, &["hypothesis", CASE, "rate", "02-ledger/a4", "h2=N", "--author", "Bo"]);
    did(&folder, &["hypothesis", CASE, "weigh", "02-ledger/a4", "--credibility", "high"]);
    did(&folder, &["hypothesis", CASE, "answer", "02-ledger/l1", "motive", "open", "02-ledger/a4"]);
    for (name, arguments, n_min) in [
        ("matrix", &["matrix", CASE][..], 1),
        ("hypotheses", &["hypothesis", CASE, "list"], 2),
        ("offered", &["hypothesis", CASE, "offered"], 3),
        ("checklist", &["hypothesis", CASE, "checklist", "02-ledger/l1"], 12),
        ("report", &["report", CASE], 1),
        ("documents", &["documents", CASE], 8),
        ("claims", &["claims", CASE], 50),
        ("trace", &["trace", CASE, "03-spyglass/a5"], 1),
        ("origins", &["origins", CASE, "03-spyglass/a5"], 1),
        ("entities", &["entities", CASE], 20),
        ("entity", &["entities", CASE, "Anton Veresk"], 1),
        ("possible", &["entities", CASE, "--possible"], 1),
        ("artefacts", &["artefacts", CASE], 10),
        ("artefact", &["artefacts", CASE, "02-ledger/l1"], 1),
        ("possible", &["artefacts", CASE, "--possible"], 1),
        ("timeline", &["timeline", CASE], 20),
        ("search", &["search", CASE, "letter"], 20),
        ("log", &["log", CASE], 12),
        ("audit", &["audit", CASE], 1),
        ("reread", &["reread", CASE], 1),
    ] {
        assert!(check(name, &json(&folder, arguments)) >= n_min, "{arguments:?}");
    }
}

#[test]
fn every_addition_keeps_to_its_schema() {
    let folder = Folder::new();
    folder.write("a.txt", "It rained, Ann said.\n").write("b.txt", "It rained, Ann said.\n");
    did(&folder, &["new", "rain.case"]);
    let lines = json(&folder, &["add", "rain.case", "a.txt", "b.txt", "--reader", "fast"]);
    assert_eq!(check("add", &lines), 2);
    let outcomes: Vec<&Value> = lines.iter().map(|line| &line["outcome"]).collect();
    assert_eq!(outcomes, ["added", "known"]);
}

#[test]
fn every_schema_is_held_to_something() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the schemas are there")
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().replace(".schema.json", ""))
        .collect();
    names.sort();
    let own = include_str!("case_json.rs");
    // The interface has a document of its own, to which the tests of the server hold every answer.
    names.retain(|name| name != "read" && name != "openapi.json" && !own.contains(&format!("\"{name}\"")));
    assert_eq!(names, [""; 0]);
}
