//! The runner's own tests: it reads its Markdown, words an answer, finds a wrong one, and rewrites only what it may.

use std::path::Path;

use hearsay_reading::confidence::Confidence;
use hearsay_reading::reading::{
    About, Act, Attribution, AttributionId, Basis, Hedge, HedgeKind, Link, LinkRole, Quotation, Reading, SourceClass,
    Stance, Strength,
};
use hearsay_text::span::Span;
use libtest_mimic::{Failed, Trial};

use crate::answer::{self, Entry};
use crate::judge::{Judgement, diff, judge};
use crate::ledger::{Ledger, Tally};
use crate::{markdown, phenomena};

const FILE: &str = "# Direct\n\nProse.\n\n## One\n\nA sentence.\n\n```text\n“We stay,” said Lee.\n```\n\n\
    ```expect\na1  Lee | said | “We stay,”\n    speech, direct\n```\n\n## Two\n\n```text\nIt rained.\n```\n\n\
    ```expect\nnothing is read\n```\n\n```fixme\na1  (nobody) | rained | It\n    speech, indirect\n```\n";

type Check = fn() -> Result<(), Failed>;

/// Returns the runner's own tests.
pub(crate) fn trials() -> Vec<Trial> {
    let checks: [(&str, Check); 10] = [
        ("passages and their blocks are found", passages_are_found),
        ("a fault in the Markdown is named", faults_in_markdown_are_named),
        ("fixme blocks are added, changed and removed, and nothing else", fixmes_are_rewritten),
        ("an answer is read and written alike", answers_round_trip),
        ("a fault in an answer is named", faults_in_answers_are_named),
        ("an expectation must quote its passage", expectations_quote),
        ("a reading is put in words", readings_are_worded),
        ("right, wrong and mended are told apart", judgements_differ),
        ("UPDATE keeps what must be read", update_keeps_expectations),
        ("the ledger counts and compares", ledger_compares),
    ];
    checks.into_iter().map(|(name, check)| Trial::test(format!("runner: {name}"), check)).collect()
}

fn same<T: PartialEq + std::fmt::Debug>(found: T, expected: T) -> Result<(), Failed> {
    if found == expected { Ok(()) } else { Err(format!("found {found:?}\nexpected {expected:?}").into()) }
}

fn passages_are_found() -> Result<(), Failed> {
    let found = markdown::passages(FILE)?;
    same(found.len(), 2)?;
    same(found[0].heading.as_str(), "One")?;
    same(found[0].text.as_str(), "“We stay,” said Lee.\n")?;
    same(found[0].expect.as_str(), "a1  Lee | said | “We stay,”\n    speech, direct")?;
    same(found[0].fixme.clone(), None)?;
    same(found[1].fixme.as_deref(), Some("a1  (nobody) | rained | It\n    speech, indirect"))?;
    same(markdown::passages("# Nothing here\n")?.len(), 0)
}

fn faults_in_markdown_are_named() -> Result<(), Failed> {
    let faults = [
        ("## A\n```text\nx\n", "a block is never closed: text"),
        ("## A\n```text\nx\n```\n", "A: there is no expect block"),
        ("## A\n```expect\nx\n```\n## B\n", "A: there is no text block"),
        ("```text\nx\n```\n", "a block before any heading: text"),
        ("## A\n```texts\nx\n```\n", "A: a block of a kind that is not known: texts"),
        ("## A\n```text\nx\n```\n```text\nx\n```\n", "A: two blocks of one kind: text"),
        (
            "## A\n```text\nx\n```\n```fixme\nx\n```\n```expect\nx\n```\n",
            "A: the fixme block must follow the expect block",
        ),
    ];
    faults.into_iter().try_for_each(|(file, fault)| same(markdown::passages(file), Err(fault.to_owned())))
}

fn fixmes_are_rewritten() -> Result<(), Failed> {
    let passages = markdown::passages(FILE)?;
    let kept: Vec<Option<String>> = passages.iter().map(|passage| passage.fixme.clone()).collect();
    same(markdown::with_fixmes(FILE, &passages, &kept).as_str(), FILE)?;
    let swapped = markdown::with_fixmes(FILE, &passages, &[Some("wrong".to_owned()), None]);
    let again = markdown::passages(&swapped)?;
    same(again[0].fixme.as_deref(), Some("wrong"))?;
    same(again[1].fixme.as_deref(), None)?;
    same(
        (again[0].expect.as_str(), again[1].expect.as_str()),
        (passages[0].expect.as_str(), passages[1].expect.as_str()),
    )?;
    same(markdown::with_fixmes(&swapped, &again, &kept).as_str(), FILE)
}

const ANSWER: &str = "a1  Ann Lee, the chair, | said | “We could stay,” … “It is home.”\n    speech, direct\n    \
    head: Ann Lee\n    chain: Ann Lee\n    hedge: could (content)\na2  (nobody) | (no cue) | home\n    \
    attitude, indirect, negated, in a1";

fn answers_round_trip() -> Result<(), Failed> {
    let entries = answer::parse(ANSWER)?;
    same(answer::render(&entries, &entries).as_str(), ANSWER)?;
    same(entries[0].content.clone(), vec!["“We could stay,”".to_owned(), "“It is home.”".to_owned()])?;
    same((entries[1].source.len(), entries[1].cue.len(), entries[1].negated), (0, 0, true))?;
    same(entries[1].within.as_deref(), Some("a1"))?;
    let bare = answer::render(&entries, &[]);
    same(bare.contains("head:") || bare.contains("chain:"), false)?;
    same(answer::parse(answer::NOTHING)?, Vec::new())?;
    same(answer::render(&[], &[]).as_str(), answer::NOTHING)
}

fn faults_in_answers_are_named() -> Result<(), Failed> {
    let faults = [
        ("", "the block is empty"),
        ("    speech, direct", "no attribution before"),
        ("a1  Lee | said | x", "a1 lacks its line of kinds"),
        ("a2  Lee | said | x\n    speech, direct", "not of the form"),
        ("a1  Lee | said\n    speech, direct", "not of the form"),
        ("a1  Lee | said | \n    speech, direct", "not of the form"),
        ("a1  Lee | said | x\n    speech, direkt", "not a line of kinds"),
        ("a1  Lee | said | x\n    speech, direct, loudly", "`loudly` is not known"),
        ("a1  Lee | said | x\n    speech, direct\n    hedge: could", "a hedge must end with"),
    ];
    faults.into_iter().try_for_each(|(block, fault)| match answer::parse(block) {
        Err(message) if message.starts_with(fault) => Ok(()),
        other => Err(format!("{block:?} gave {other:?}, not: {fault}").into()),
    })
}

fn expectations_quote() -> Result<(), Failed> {
    let text = "She said he would\ngo. He said no.";
    let check = |block: &str| answer::check_quotes(&answer::parse(block)?, text);
    check("a1  She | said | he would go\n    speech, indirect\na2  He | said | no\n    speech, indirect")?;
    let faults = [
        ("a1  he | said | She went\n    speech, indirect", "a1: this content does not stand in the passage: She went"),
        ("a1  sh | said | no\n    speech, indirect", "a1: this source does not stand in the passage: sh"),
        (
            "a1  He | said | no\n    speech, indirect\na2  She | said | he would go\n    speech, indirect",
            "a2 begins before the entry above it",
        ),
        ("a1  She | said | no\n    speech, indirect, in a3", "a1: there is no a3"),
        (
            "a1  She | said | he would go\n    speech, indirect\na2  He | said | no\n    speech, indirect, in a1",
            "a2: not in the content of a1: no",
        ),
        ("a1  She | said | he would go\n    speech, indirect\n    head: Lee", "a1: not in the passage: Lee"),
    ];
    faults.into_iter().try_for_each(|(block, fault)| same(check(block), Err(fault.to_owned())))
}

fn readings_are_worded() -> Result<(), Failed> {
    let text = "Lee said\nit could rain.\n\nOr snow. Then";
    let place = |words: &str| {
        let start = text.find(words).unwrap_or(0);
        Span::new(start, start + words.len())
    };
    let reading = Reading {
        attributions: vec![Attribution {
            id: AttributionId(1),
            source: vec![place("Lee")],
            cue: vec![place("said")],
            content: vec![place("it could"), place("rain.\n\nOr snow"), place("Then")],
            act: Act::Speech,
            quotation: Quotation::Indirect,
            negated: false,
            stance: Stance::Asserts,
            within: None,
            head: Some(place("Lee")),
            chain: vec![Link {
                role: LinkRole::Source,
                span: place("Lee"),
                entities: Vec::new(),
                basis: Basis::Told,
                attribution: AttributionId(1),
            }],
            sources: Vec::new(),
            source_class: SourceClass::Named,
            basis: Basis::Told,
            said_on: None,
            happened_on: None,
            hedges: vec![Hedge {
                cue: vec![place("could")],
                about: About::Content,
                kind: HedgeKind::Modal,
                strength: Strength::Medium,
                entry: "could",
            }],
            confidence: Confidence::High,
            signs: None,
            reasons: Vec::new(),
        }],
        ..Reading::default()
    };
    let entries = answer::of_reading(text, &reading);
    let worded = "a1  Lee | said | it could rain. … Or snow … Then\n    speech, indirect\n    head: Lee\n    \
        chain: Lee\n    hedge: could (content)";
    same(answer::render(&entries, &entries).as_str(), worded)?;
    let asked = [Entry::default()];
    same(answer::render(&entries, &asked).lines().count(), 3)
}

fn judgements_differ() -> Result<(), Failed> {
    let mut passage = markdown::passages(FILE)?.remove(0);
    let right = Judgement { expected: "x".to_owned(), actual: "x".to_owned() };
    let wrong = Judgement { expected: "x\ny".to_owned(), actual: "x\nz".to_owned() };
    same(right.check(&passage).is_ok(), true)?;
    same(wrong.check(&passage), Err("must be read (-), is read (+):\n  x\n- y\n+ z".to_owned()))?;
    same((right.fixme(), wrong.fixme()), (None, Some("x\nz".to_owned())))?;
    passage.fixme = wrong.fixme();
    same(wrong.check(&passage).is_ok(), true)?;
    same(right.check(&passage).is_err_and(|message| message.contains("UPDATE=1")), true)?;
    passage.fixme = Some("something else".to_owned());
    same(wrong.check(&passage).is_err(), true)?;
    same(diff("a\nb\nc", "a\nc\nd").as_str(), "  a\n- b\n  c\n+ d")
}

/// On a copy of the suite in a folder of its own, with one fixme block that no reader would need.
fn update_keeps_expectations() -> Result<(), Failed> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("suite-{}", std::process::id()));
    let folder = root.join("suite/attribution");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join("direct.md");
    std::fs::write(&path, FILE)?;
    phenomena::update(&root)?;
    let rewritten = std::fs::read_to_string(&path)?;
    let ledger = std::fs::read_to_string(root.join("eval/suite.csv"))?;
    let outcome = check_update(&rewritten, &ledger);
    phenomena::update(&root)?;
    let again = std::fs::read_to_string(&path)?;
    std::fs::remove_dir_all(&root)?;
    outcome?;
    same(again, rewritten)
}

fn check_update(rewritten: &str, ledger: &str) -> Result<(), Failed> {
    let (before, after) = (markdown::passages(FILE)?, markdown::passages(rewritten)?);
    let mut n_right = 0;
    for (old, new) in before.iter().zip(&after) {
        same((new.text.as_str(), new.expect.as_str()), (old.text.as_str(), old.expect.as_str()))?;
        let judgement = judge(new)?;
        judgement.check(new)?;
        same(new.fixme.is_none(), judgement.is_right())?;
        n_right += usize::from(judgement.is_right());
    }
    same(ledger, &format!("phenomenon,right,all\nattribution/direct,{n_right},2\ntotal,{n_right},2\n"))
}

fn ledger_compares() -> Result<(), Failed> {
    let tally = |phenomenon: &str, n_right, n_all| Tally { phenomenon: phenomenon.to_owned(), n_right, n_all };
    let ledger = Ledger { tallies: vec![tally("a/b", 1, 3), tally("c", 2, 2)] };
    same(ledger.csv().as_str(), "phenomenon,right,all\na/b,1,3\nc,2,2\ntotal,3,5\n")?;
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("ledger-{}.csv", std::process::id()));
    ledger.write(&path)?;
    let same_ledger = ledger.check(&path);
    let dropped = Ledger { tallies: vec![tally("a/b", 0, 3), tally("c", 2, 2)] }.check(&path);
    std::fs::remove_file(&path)?;
    same_ledger?;
    same(dropped.is_err_and(|message| message.contains("- a/b,1,3\n+ a/b,0,3")), true)
}
