//! What `--json` promises: the schema, and offsets that count code points.

use serde_json::Value;

use crate::program::Folder;
use crate::readings::{Hand, letter};

#[test]
fn what_is_written_keeps_to_the_schema() {
    let schema: Value = serde_json::from_str(include_str!("../../schema/read.schema.json")).expect("it is JSON");
    let by_hand = [letter(), Hand::of("void", "").taken()];
    for taken in &by_hand {
        let line = hearsay::wire::line(taken);
        assert_eq!(line.find('\n'), Some(line.len() - 1), "one line, with its break");
        let value: Value = serde_json::from_str(&line).expect("it is JSON");
        validate(&value, &schema, &schema, "");
    }
    let folder = Folder::new();
    let answer = folder.write("a.txt", "It rained, Ann said.\n").run(&["read", "--json", "a.txt"]);
    validate(&serde_json::from_str(&answer.stdout).expect("it is JSON"), &schema, &schema, "");
}

#[test]
fn the_schema_turns_down_what_is_not_promised() {
    let schema: Value = serde_json::from_str(include_str!("../../schema/read.schema.json")).expect("it is JSON");
    let good: Value = serde_json::from_str(&hearsay::wire::line(&letter())).expect("it is JSON");
    let spoil: [(&str, Value); 5] = [
        ("/attributions/0/act", "shout".into()),
        ("/attributions/0/content", serde_json::json!([])),
        ("/attributions/0/content/0", serde_json::json!([1, 2, 3])),
        ("/attributions/0/head", "Ann".into()),
        ("/blake3", "ab".into()),
    ];
    for (place, value) in spoil {
        let mut bad = good.clone();
        *bad.pointer_mut(place).expect("the place is there") = value;
        let is_valid = std::panic::catch_unwind(|| validate(&bad, &schema, &schema, "")).is_ok();
        assert!(!is_valid, "{place}");
    }
}

#[test]
fn offsets_count_code_points() {
    let text = "🕊️ Пётр 𝔽 says: 漢字 fell.";
    let taken = Hand::of("birds", text).says("Пётр 𝔽", "says", &["漢字 fell"]).taken();
    let value: Value = serde_json::from_str(&hearsay::wire::line(&taken)).expect("it is JSON");
    let letters: Vec<char> = text.chars().collect();
    let words = |place: &str| {
        let at = |idx: usize| {
            value.pointer(&format!("/attributions/0/{place}/{idx}")).and_then(Value::as_u64).expect("a number") as usize
        };
        letters[at(0)..at(1)].iter().collect::<String>()
    };
    assert_eq!(words("source/0"), "Пётр 𝔽");
    assert_eq!(words("cue/0"), "says");
    assert_eq!(words("content/0"), "漢字 fell");
    assert_eq!(words("head"), "Пётр 𝔽");
    assert_eq!(value["attributions"][0]["chain"][0], "Пётр 𝔽");
}

#[test]
fn a_reading_is_written_as_promised() {
    let value: Value = serde_json::from_str(&hearsay::wire::line(&letter())).expect("it is JSON");
    assert_eq!(value["document"], "letter");
    assert_eq!(value["attributions"][2]["within"], "a2");
    assert_eq!(value["attributions"][2]["source"], serde_json::json!([]));
    assert_eq!(value["attributions"][2]["chain"], serde_json::json!(["An alleged letter from a harbour pilot"]));
    assert_eq!(value["attributions"][3]["negated"], true);
    assert_eq!(value["attributions"][4]["act"], "attitude");
    assert_eq!(value["attributions"][1]["hedges"][0]["about"], "authenticity");
    assert_eq!(value["metadata"]["published"]["value"], "2024-05-03");
    assert_eq!(value["furniture"].as_array().map(Vec::len), Some(1), "neighbours are one stretch");
}

#[test]
fn lines_come_in_the_order_given() {
    let folder = Folder::new();
    folder.write("b.txt", "B").write("a.txt", "A").write("c.html", "<p>C</p>");
    let answer = folder.run(&["read", "--json", "b.txt", "c.html", "a.txt", "b.txt"]);
    let names: Vec<Value> = answer
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("it is JSON")["document"].clone())
        .collect();
    assert_eq!(names, ["b", "c", "a", "b"]);
}

/// Holds `value` against `schema`; knows the words that the schema uses, and fails on any other.
pub(crate) fn validate(value: &Value, schema: &Value, root: &Value, place: &str) {
    let rules = schema.as_object().expect("a schema is an object");
    for (word, rule) in rules {
        let ok = match word.as_str() {
            "$schema" | "$defs" | "title" | "description" | "format" => true,
            "$ref" => {
                let target = rule.as_str().and_then(|target| root.pointer(target.trim_start_matches('#')));
                validate(value, target.expect("the reference leads somewhere"), root, place);
                true
            }
            "type" => {
                let is = |name: &Value| is_of_type(value, name.as_str().expect("a type has a name"));
                rule.as_array().map_or_else(|| is(rule), |names| names.iter().any(is))
            }
            "const" => value == rule,
            "enum" => rule.as_array().expect("a list").contains(value),
            "oneOf" | "anyOf" => {
                let is_valid =
                    |schema: &Value| std::panic::catch_unwind(|| validate(value, schema, root, place)).is_ok();
                let n_valid = rule.as_array().expect("a list").iter().filter(|schema| is_valid(schema)).count();
                n_valid == 1 || (word == "anyOf" && n_valid > 1)
            }
            "properties" => {
                for (name, schema) in rule.as_object().expect("an object") {
                    value
                        .get(name)
                        .into_iter()
                        .for_each(|value| validate(value, schema, root, &format!("{place}/{name}")));
                }
                true
            }
            "required" => {
                rule.as_array().expect("a list").iter().all(|name| value.get(name.as_str().expect("a name")).is_some())
            }
            "items" => {
                value.as_array().into_iter().flatten().for_each(|value| validate(value, rule, root, place));
                true
            }
            "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= rule.as_u64().expect("a number")),
            "maxItems" => value.as_array().is_none_or(|items| items.len() as u64 <= rule.as_u64().expect("a number")),
            "minLength" => {
                value.as_str().is_none_or(|text| text.chars().count() as u64 >= rule.as_u64().expect("a number"))
            }
            "maxLength" => {
                value.as_str().is_none_or(|text| text.chars().count() as u64 <= rule.as_u64().expect("a number"))
            }
            "additionalProperties" => {
                let known = rules.get("properties").and_then(Value::as_object);
                let is_known = |name: &String| known.is_some_and(|known| known.contains_key(name));
                rule != false || value.as_object().is_none_or(|own| own.keys().all(is_known))
            }
            "maximum" => value.as_f64().is_none_or(|number| number <= rule.as_f64().expect("a number")),
            "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().expect("a number")),
            other => panic!("the schema says {other}, which this test does not know"),
        };
        assert!(ok, "{place} breaks the rule {word}: {rule}");
    }
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("the schema has the type {other}, which this test does not know"),
    }
}
