//! The report: what it tells and what proves it, what it leaves out, and what never becomes markup in it.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::cases::{CASE, did, failed, json, quarry};
use crate::program::Folder;

/// Returns the report on the case as data; notes on standard error are let pass.
fn report(folder: &Folder, arguments: &[&str]) -> Value {
    serde_json::from_str(&told(folder, &[arguments, &["--json"]].concat())).expect("it is JSON")
}

/// Returns the report on the case as it is written.
fn told(folder: &Folder, arguments: &[&str]) -> String {
    let answer = folder.run_with(&[&["report", CASE], arguments].concat(), &[("HEARSAY_AUTHOR", "Ann Lee")], b"");
    assert_eq!(answer.code, 0, "{arguments:?}: {}", answer.stderr);
    answer.stdout
}

fn list<'a>(value: &'a Value, name: &str) -> &'a Vec<Value> {
    value[name].as_array().unwrap_or_else(|| panic!("{name} is a list"))
}

/// Calls `see` with every quotation in a report.
fn each_quote(value: &Value, see: &mut impl FnMut(&Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| each_quote(item, see)),
        Value::Object(fields) => {
            if fields.contains_key("stretch") {
                see(value);
            }
            fields.values().for_each(|field| each_quote(field, see));
        }
        _ => {}
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[test]
fn every_quotation_stands_where_it_is_said_to_stand() {
    let folder = quarry();
    let report = report(&folder, &["--all", "--standing", "alleged"]);
    assert!(list(&report, "claims").len() > 30);
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut n_checked = 0;
    each_quote(&report, &mut |quote| {
        let document = quote["document"].as_str().expect("it has a name");
        let Ok(text) = fs::read_to_string(examples.join(format!("{document}.txt"))) else { return };
        let letters: Vec<char> = text.chars().collect();
        let spans = quote["spans"].as_array().expect("a list").iter();
        let place = |span: &Value, idx: usize| span[idx].as_u64().expect("a number") as usize;
        let cut: Vec<String> =
            spans.clone().map(|span| letters[place(span, 0)..place(span, 1)].iter().collect()).collect();
        assert_eq!(
            on_one_line(&cut.join(" \u{2026} ")),
            on_one_line(quote["words"].as_str().expect("words")),
            "{quote}"
        );
        let Some(first) = spans.clone().map(|span| place(span, 0)).min() else { return };
        let line = letters[..first].iter().filter(|letter| **letter == '\n').count() + 1;
        assert_eq!(quote["place"], format!("line {line}"), "{quote}");
        let whole = ["before", "stretch", "after"].map(|part| quote[part].as_str().expect("a part")).concat();
        assert!(on_one_line(&text).contains(&on_one_line(&whole)), "{quote}");
        n_checked += 1;
    });
    assert!(n_checked > 100, "{n_checked}");
}

#[test]
fn what_analysts_judged_is_told_first_and_what_is_named_instead() {
    let folder = quarry();
    assert_eq!(report(&folder, &[])["chosen"], "most-told");
    did(&folder, &["judge", CASE, "accept", "02-ledger/a4", "--because", "read twice"]);
    did(&folder, &["judge", CASE, "grade-source", "04-agency/e15", "C", "--because", "often wrong on days"]);
    let judged = report(&folder, &[]);
    assert_eq!(judged["chosen"], "judged");
    let claims = list(&judged, "claims");
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0]["judgements"][0]["because"], "read twice");
    let sources = list(&report(&folder, &["02-ledger/a13"]), "sources").clone();
    let graded: Vec<&Value> = sources.iter().map(|source| &source["grade"]).filter(|grade| !grade.is_null()).collect();
    assert_eq!(graded.len(), 1, "{sources:?}");
    assert_eq!([&graded[0]["value"], &graded[0]["meaning"]], ["C", "fairly reliable"]);
    assert_eq!(graded[0]["because"], "often wrong on days");
    let named = report(&folder, &["03-spyglass/a5", "05-ministry/o1"]);
    assert_eq!(named["chosen"], "named");
    let ids: Vec<&Value> = list(&named, "claims").iter().map(|claim| &claim["id"]).collect();
    assert_eq!(ids, ["03-spyglass/a5", "05-ministry/o1"]);
    let filtered = report(&folder, &["--standing", "denied"]);
    assert_eq!(filtered["chosen"], "filtered");
    for claim in list(&filtered, "claims") {
        assert!(list(claim, "standing").iter().any(|stands| stands == "denied"), "{claim}");
    }
}

#[test]
fn origins_are_counted_with_their_recipe_and_nobody_counts_sources() {
    let folder = quarry();
    let report = report(&folder, &["03-spyglass/a5"]);
    let claim = &report["claims"][0];
    assert_eq!((claim["n_origins"].as_u64(), claim["n_documents"].as_u64()), (Some(1), Some(2)));
    let reports = list(claim, "reports");
    assert_eq!([&reports[0]["origin"], &reports[1]["origin"]], [&Value::Null, &Value::from("same origin")]);
    assert!(claim["origins"][0]["recipe"].as_str().is_some_and(|recipe| recipe.contains("insider")));
    for format in ["html", "markdown"] {
        let text = told(&folder, &["03-spyglass/a5", "--format", format]);
        assert!(text.contains("1 origin"), "{text}");
        let counts_sources = text.split_whitespace().collect::<Vec<&str>>().windows(2).any(|words| {
            words[0].parse::<u32>().is_ok() && words[1].trim_matches(|c: char| !c.is_alphabetic()) == "sources"
        });
        assert!(!counts_sources, "{text}");
    }
}

/// The first article of a circle, and of one that was taken back.
const TOWER: &str =
    "The Harbour Post\n\nBy Ann Lee\n1 March 2024\n\nThe mayor said that the tower of Ostrow had fallen.\n";
const TOWER_AGAIN: &str = "Vale Gazette\n\nBy Bo Hart\n2 March 2024\n\nThe tower of Ostrow had fallen, according to The Harbour \
     Post.\n";
const TOWER_BACK: &str = "The Harbour Post\n\nBy Ann Lee\n3 March 2024\n\nThe Harbour Post retracted its report that the tower of \
     Ostrow had fallen.\n";

#[test]
fn what_rests_on_a_word_that_was_taken_back_is_told_with_the_words() {
    let folder = Folder::new();
    folder.write("post.txt", TOWER).write("gazette.txt", TOWER_AGAIN).write("back.txt", TOWER_BACK);
    did(&folder, &["new", CASE]);
    for (file, source) in
        [("post.txt", "The Harbour Post"), ("gazette.txt", "Vale Gazette"), ("back.txt", "The Harbour Post")]
    {
        did(&folder, &["add", CASE, file, "--source", source, "--quiet"]);
    }
    let report = report(&folder, &["--about", "tower", "--all"]);
    let warnings: Vec<&Value> = list(&report, "claims").iter().flat_map(|claim| list(claim, "warnings")).collect();
    let back = warnings.iter().find(|warning| warning["kind"] == "rests-on-withdrawn");
    let back = back.unwrap_or_else(|| panic!("somebody rests on what was taken back: {report}"));
    let documents: BTreeSet<&str> =
        list(back, "quotes").iter().filter_map(|quote| quote["document"].as_str()).collect();
    assert!(documents.contains("gazette") && documents.contains("back"), "{back}");
    assert!(told(&folder, &["--about", "tower", "--format", "markdown"]).contains("**Beware:** "));
}

/// Returns the words of a text in lower case, without what is no letter.
fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[test]
fn no_name_of_a_person_is_left_in_any_form() {
    let folder = quarry();
    did(&folder, &["judge", CASE, "accept", "02-ledger/a4", "--because", "PAVEL STRYM told me, and so did veresk"]);
    did(&folder, &["hypothesis", CASE, "add", "Roman Halvek wrote it"]);
    did(&folder, &["hypothesis", CASE, "add", "Somebody else did"]);
    did(
        &folder,
        &["hypothesis", CASE, "rate", "05-ministry/o1", "h1=II", "h2=CC", "--because", "see anton-veresk_2.pdf"],
    );
    folder.write("notes.md", "# On Orlec\n\nWrite to katra.lind@example.org or see https://a.example/p-strym.\n");
    // Whatever the reader takes for a name of a person, by what it reads in each document alone.
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let read = did(&folder, &["read", &examples.to_string_lossy(), "--json", "--quiet"]);
    let mut names: BTreeSet<Vec<String>> = BTreeSet::new();
    for line in read.lines() {
        let document: Value = serde_json::from_str(line).expect("it is JSON");
        if document["document"] == "README" {
            continue;
        }
        let persons: Vec<&Value> = list(&document, "entities")
            .iter()
            .filter(|entity| entity["kind"] == "person")
            .map(|one| &one["id"])
            .collect();
        let Ok(text) =
            fs::read_to_string(examples.join(format!("{}.txt", document["document"].as_str().unwrap_or(""))))
        else {
            continue;
        };
        let letters: Vec<char> = text.chars().collect();
        for mention in list(&document, "mentions") {
            if mention["kind"] == "name" && persons.contains(&&mention["entity"]) {
                let place = |idx: usize| mention["span"][idx].as_u64().expect("a number") as usize;
                names.insert(words_of(&letters[place(0)..place(1)].iter().collect::<String>()));
            }
        }
    }
    for entity in json(&folder, &["entities", CASE, "--all", "--kind", "person"]) {
        names.insert(words_of(entity["name"].as_str().expect("it has a name")));
        names.extend(list(&entity, "also").iter().filter_map(|also| also.as_str()).map(words_of));
    }
    names.retain(|name| !name.is_empty());
    assert!(names.len() > 20 && names.contains(&vec!["strym".to_owned()]), "{names:?}");
    for format in ["html", "markdown", "json"] {
        let text = told(&folder, &["--about", "the", "--all", "--redact", "--notes", "notes.md", "--format", format]);
        let words = words_of(&text);
        for name in &names {
            assert!(!words.windows(name.len()).any(|own| own == name.as_slice()), "{name:?} is left in {format}");
        }
        for part in ["strym", "veresk", "orlec", "halvek"] {
            assert!(!text.to_lowercase().contains(part), "{part} is left in {format}");
        }
        assert!(text.contains("person 1"), "{text}");
    }
    let report = report(&folder, &["--about", "the", "--all", "--redact", "--notes", "notes.md"]);
    for document in list(&report, "documents") {
        assert!(document["hash"].is_null() && document["url"].is_null() && document["bytes"].is_null(), "{document}");
    }
    let whole = report["proof"]["head"].as_str().expect("a hash");
    assert_eq!(whole.len(), 64);
    // Somebody is called the same wherever they stand.
    let claims = told(&folder, &["02-ledger/a4", "--redact", "--format", "markdown"]);
    assert!(claims.contains("[person"), "{claims}");
}

#[test]
fn others_are_left_out_if_they_are_asked_for() {
    let folder = quarry();
    let arguments =
        ["03-spyglass/a5", "--redact=organisations,places", "--redact-also", "Quarry", "--format", "markdown"];
    let text = told(&folder, &arguments).to_lowercase();
    for name in ["quarry", "morning ledger", "world spyglass"] {
        assert!(!text.contains(name), "{name} is left: {text}");
    }
    assert!(text.contains("orlec") && text.contains("organisation 1") && text.contains("name 1"), "{text}");
    let analysts = told(&folder, &["03-spyglass/a5", "--redact=analysts", "--format", "markdown"]);
    assert!(!analysts.contains("Ann Lee") && analysts.contains("analyst 1"), "{analysts}");
    let missing = failed(&folder, &["report", CASE, "--redact-also", "02-ledger/e999"], 1);
    assert!(missing.contains("02-ledger/e999"), "{missing}");
}

/// Words that would be more than words.
const HOSTILE: &str = "<script>alert(1)</script> told [us](javascript:alert(2)) **that** `it` | was <img src=x onerror=alert(3)>\n\n\
     Gleb \u{202e}evil\u{202c} <b>Sorin</b> said that the \u{200b}warehouse was empty in January, \"</style><script>\".\n\n\
     # The mayor said that # 1. it - was ![x](https://evil.example/a.png) closed & <!-- open -->.\n";

#[test]
fn what_would_be_markup_is_shown_as_words() {
    let folder = Folder::new();
    folder.write("<i>a<b>.txt".replace('<', "(").replace('>', ")").as_str(), HOSTILE);
    did(&folder, &["new", CASE]);
    did(
        &folder,
        &["add", CASE, "(i)a(b).txt", "--source", "<script>outlet</script>", "--url", "javascript:alert(4)", "--quiet"],
    );
    folder.write("notes.md", "- <script>alert(5)</script>\n\n[x](javascript:alert(6)) \u{202e}it is likely\n");
    let arguments = ["--about", "e", "--all", "--title", "<script>alert(7)</script>", "--notes", "notes.md"];
    let html = told(&folder, &arguments);
    for markup in ["<script", "<img", "<b>", "<i>", "<!--", "href=\"javascript", "href=\"http"] {
        assert!(!html.to_lowercase().contains(markup), "{markup} in {html}");
    }
    assert!(html.contains("&lt;script&gt;alert(7)&lt;/script&gt;"), "{html}");
    let markdown = told(&folder, &[&arguments[..], &["--format", "markdown"]].concat());
    for markup in ["<script", "<img", "<b>", "<!--"] {
        assert!(!markdown.contains(markup), "{markup} in {markdown}");
    }
    for (place, _) in markdown.match_indices("](") {
        let is_ours = markdown[place..].starts_with("](#claim-");
        assert!(is_ours || markdown[..place].ends_with('\\'), "a link in {markdown}");
    }
    assert!(markdown.contains("\\[us\\](javascript\\:alert(2))"), "{markdown}");
    for text in [&html, &markdown] {
        assert!(!text.contains(['\u{202e}', '\u{202c}', '\u{200b}']), "{text}");
        assert!(text.contains("\u{2039}RLO\u{203a}"), "{text}");
    }
    let csp = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'";
    assert!(html.contains(csp), "{html}");
}

#[test]
fn slips_of_wording_are_told_where_they_stand() {
    let folder = quarry();
    folder.write(
        "notes.md",
        "# Judgement\n\nWe have high confidence that it is very likely genuine.\n\n- It is improbable.\n",
    );
    let answer = folder.run(&["report", CASE, "03-spyglass/a5", "--notes", "notes.md", "--format", "markdown"]);
    assert_eq!(answer.code, 0);
    assert!(
        answer.stderr.contains("note: notes, line 3: confidence and likelihood stand in one sentence"),
        "{}",
        answer.stderr
    );
    assert!(answer.stderr.contains("note: notes, line 3; notes, line 5: words of both sets"), "{}", answer.stderr);
    assert!(
        answer.stdout.contains("almost certain(ly)") && answer.stdout.contains("95\u{2013}99 %"),
        "{}",
        answer.stdout
    );
    let report = report(&folder, &["03-spyglass/a5", "--notes", "notes.md"]);
    let kinds: Vec<&Value> = list(&report["estimates"], "slips").iter().map(|slip| &slip["kind"]).collect();
    assert_eq!(kinds, ["likelihood-with-confidence", "mixed-sets"]);
    let without = told(&folder, &["03-spyglass/a5", "--format", "markdown"]);
    assert!(!without.contains("almost certain(ly)"));
}

#[test]
fn a_report_can_be_checked_and_is_the_same_each_time() {
    let folder = quarry();
    did(&folder, &["judge", CASE, "accept", "02-ledger/a4"]);
    let [mut one, mut other] = [report(&folder, &[]), report(&folder, &[])];
    for report in [&mut one, &mut other] {
        report["made"] = Value::Null;
    }
    assert_eq!(one, other);
    let audited = &json(&folder, &["audit", CASE])[0];
    assert_eq!([&one["proof"]["head"], &one["proof"]["entries"]], [&audited["head"], &audited["entries"]]);
    let told = did(&folder, &["audit", CASE, "--head", one["proof"]["head"].as_str().expect("a hash")]);
    assert!(told.contains("holds"), "{told}");
    let hashes: BTreeSet<String> =
        json(&folder, &["documents", CASE]).iter().map(|one| one["hash"].to_string()).collect();
    for document in list(&one, "documents") {
        assert!(hashes.contains(&document["hash"].to_string()), "{document}");
    }
}

#[test]
fn a_report_goes_into_a_file_and_never_over_a_case() {
    let folder = quarry();
    let one = ["report", CASE, "03-spyglass/a5", "--output"];
    assert_eq!(did(&folder, &[&one[..], &["a.md"]].concat()), "");
    assert_eq!(did(&folder, &[&one[..], &["a.html"]].concat()), "");
    let read = |name| fs::read_to_string(folder.path(name)).expect("it was written");
    assert!(read("a.md").starts_with("# Report on the case quarry\n"));
    assert!(read("a.html").starts_with("<!doctype html>\n"));
    let case = fs::read(folder.path(CASE)).expect("it is there");
    let over = failed(&folder, &[&one[..], &[CASE]].concat(), 1);
    assert!(over.contains(CASE) && over.contains("hint:"), "{over}");
    assert_eq!(fs::read(folder.path(CASE)).expect("it is there"), case);
    let nowhere = failed(&folder, &[&one[..], &["no/such/folder/a.html"]].concat(), 1);
    assert!(nowhere.contains("a.html") && nowhere.contains("hint:"), "{nowhere}");
    let claim = failed(&folder, &["report", CASE, "03-spyglass/a999"], 1);
    assert!(claim.contains("03-spyglass/a999"), "{claim}");
    let notes = failed(&folder, &["report", CASE, "--notes", "none.md"], 1);
    assert!(notes.contains("none.md") && notes.contains("hint:"), "{notes}");
    folder.write("notes.md", b"\xff\xfe\x00");
    let notes = failed(&folder, &["report", CASE, "--notes", "notes.md"], 1);
    assert!(notes.contains("notes.md") && notes.contains("UTF-8"), "{notes}");
}
