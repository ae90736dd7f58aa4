//! The runner's own tests: it reads scenarios, names their faults, knows a right answer from a wrong one, sees what an
//! undo leaves behind, and rewrites only what it may.

use std::collections::BTreeSet;

use libtest_mimic::{Failed, Trial};

use crate::answer::{Act, Answer, Deed, Kind, Party, Place, Relation};
use crate::answers::Answers;
use crate::expect::{Judging, Line, Subject, lines};
use crate::ledger;
use crate::markdown::{sections, with_fixmes};
use crate::matching::matches;
use crate::scenario::{Outcome, Scenario};
use crate::told::Told;

const FILE: &str = "# Denials\n\n## One\n\nProse.\n\n```text gazette | Harbour Gazette | 2024-03-11 | by Orla Finch\n\
    The port is bankrupt,\nAda Brenn said.\n```\n\n```text ledger | The Ledger | 2024-03-12\nThe port is bankrupt, a man \
    said. Nobody denied it.\n```\n\n```expect\nclaim bankrupt = gazette \"The port is bankrupt\"; ledger \"The port is \
    bankrupt\"\norigins of bankrupt: Ada Brenn; a man in ledger\nwho denied bankrupt: nobody\n```\n\n```fixme\norigins of \
    bankrupt: nobody\n```\n";

type Check = fn() -> Result<(), Failed>;

/// Returns the runner's own tests.
pub(crate) fn trials() -> Vec<Trial> {
    let checks: [(&str, Check); 9] = [
        ("documents and blocks are found", sections_are_found),
        ("a fault in the Markdown is named", faults_in_markdown_are_named),
        ("a fault in a document is named", faults_in_documents_are_named),
        ("a fault in a line is named", faults_in_lines_are_named),
        ("answers are read and worded alike", answers_round_trip),
        ("what is left open is not compared, and all else is", answers_match),
        ("right, wrong and missing answers are told apart", outcomes_differ),
        ("what an undo leaves behind is seen", undo_is_looked_at),
        ("fixme blocks are added, changed and removed, and nothing else", fixmes_are_rewritten),
    ];
    checks.into_iter().map(|(name, check)| Trial::test(format!("runner: {name}"), check)).collect()
}

fn same<T: PartialEq + std::fmt::Debug>(found: T, expected: T) -> Result<(), Failed> {
    if found == expected { Ok(()) } else { Err(format!("found {found:?}\nexpected {expected:?}").into()) }
}

fn sections_are_found() -> Result<(), Failed> {
    let found = sections(FILE)?;
    same(found.len(), 1)?;
    same(found[0].heading.as_str(), "One")?;
    same(found[0].texts.len(), 2)?;
    same(found[0].expect.lines().count(), 3)?;
    same(found[0].fixme.as_deref(), Some("origins of bankrupt: nobody"))?;
    let told = Told::new(&found[0].texts[0].0, &found[0].texts[0].1)?;
    let metadata = &told.document.metadata;
    same(metadata.site.as_ref().map(|site| site.value.as_str()), Some("Harbour Gazette"))?;
    same(metadata.author.as_ref().map(|author| author.value.as_str()), Some("Orla Finch"))?;
    same(metadata.published.as_ref().map(|day| day.value.to_string()), Some("2024-03-11".to_owned()))?;
    let place = told.place("bankrupt, Ada")?;
    same(place.span.of(&told.document.text), "bankrupt,\nAda")
}

fn faults_in_markdown_are_named() -> Result<(), Failed> {
    let faults = [
        ("## A\n```text a | -\nx\n", "a block is never closed: text a | -"),
        ("## A\n```text a | -\nx\n```\n", "A: there is no expect block"),
        ("## A\n```expect\nx\n```\n", "A: there is no text block"),
        ("```text a | -\nx\n```\n", "a block before any heading: text a | -"),
        ("## A\n```text\nx\n```\n", "A: a text block without a name"),
        ("## A\n```expects\nx\n```\n", "A: a block of a kind that is not known: expects"),
        ("## A\n```expect\nx\n```\n```expect\nx\n```\n", "A: two blocks of one kind: expect"),
        ("## A\n```fixme\nx\n```\n```expect\nx\n```\n", "A: the fixme block must follow the expect block"),
    ];
    faults.into_iter().try_for_each(|(file, fault)| same(sections(file), Err(fault.to_owned())))
}

fn faults_in_documents_are_named() -> Result<(), Failed> {
    let faults = [
        ("Gazette | -", "a document's name has small letters, digits and hyphens: Gazette"),
        ("gazette", "gazette: the outlet is missing; `-` if it has none"),
        ("gazette | - | 11 March", "gazette: not a day, nor `by`, `at` or `updated`: 11 March"),
        ("gazette | - | 2024-02-30", "gazette: not a day, nor `by`, `at` or `updated`: 2024-02-30"),
        ("gazette | - | at https://gazette.net/1", "gazette: an address that may be somebody's: https://gazette.net/1"),
    ];
    for (label, fault) in faults {
        same(Told::new(label, "It rained.\n").err().as_deref(), Some(fault))?;
    }
    let told = Told::new("gazette | -", "It rained. It rained.\n")?;
    same(told.place("It snowed").is_err_and(|fault| fault.contains("do not stand there")), true)?;
    same(told.place("It rained").is_err_and(|fault| fault.contains("more than once")), true)?;
    same(told.place("rained. It").map(|place| place.span.end - place.span.start), Ok(10))
}

fn two_documents() -> Result<Vec<Told>, String> {
    let texts = sections(FILE)?.remove(0).texts;
    texts.iter().map(|(label, text)| Told::new(label, text)).collect()
}

const NAMES: &str = "claim bankrupt = gazette \"The port is bankrupt\"; ledger \"The port is bankrupt\"\n\
    claim once = ledger \"Nobody denied it.\"\nwho brenn = gazette \"Ada Brenn\"\nartefact port = gazette \"The port\"\n";

fn faults_in_lines_are_named() -> Result<(), Failed> {
    let told = two_documents()?;
    let faults = [
        ("claim gazette = ledger \"The port\"", "gazette is a document"),
        ("claim once = ledger \"The port\"", "once is named twice"),
        ("claim new = herald \"The port\"", "there is no document herald"),
        ("claim new = ledger “The port”", "not a document and words in quotation marks: ledger “The port”"),
        ("claim new = ledger \"The harbour\"", "ledger: these words do not stand there: The harbour"),
        ("the port is bankrupt", "neither a name with `=`, nor a question with `: `"),
        ("origin of bankrupt: nobody", "a question that is not known: origin of bankrupt"),
        ("origins of toll: nobody", "nothing is named toll"),
        ("origins of brenn: nobody", "brenn is no claim"),
        ("origins of once in gazette: nobody", "once does not stand in gazette"),
        ("origins of bankrupt: Ada Brenn;", "nothing stands between two `;`"),
        ("between bankrupt and brenn: two", "bankrupt and brenn are of two kinds"),
        ("between bankrupt and once: three", "an answer that is not known: three"),
        ("between bankrupt and once: disagree on colour", "an answer that is not known: colour"),
        ("text of gazette and ledger: copied from herald", "herald is neither of the two"),
        ("path of bankrupt in ledger: gazette < ledger", "the path must begin with ledger and lead somewhere"),
        (
            "circles of bankrupt: ledger < gazette < ledger",
            "a circle begins and ends with the document that comes first in the alphabet",
        ),
        ("pair of bankrupt in gazette and ledger: dependent", "an answer that is not known: dependent"),
        ("standing of bankrupt on Monday: denied", "not a day, nor `by`, `at` or `updated`: Monday"),
        ("standing of brenn on 2024-03-11: denied", "this has no standing: brenn"),
        ("standing of bankrupt on 2024-03-11: true", "an answer that is not known: true"),
        ("who believed bankrupt: nobody", "nobody can do this: believed bankrupt"),
        ("resting on withdrawn bankrupt: herald", "there is no document herald"),
        ("judge like bankrupt, once", "a judgement that is not known: like bankrupt, once"),
        ("judge independent brenn, brenn", "only claims can be judged independent"),
        ("judge same brenn, once", "the two are of two kinds: brenn, once"),
        ("judge reject once in gazette", "once does not stand in gazette"),
        ("undo", "undo: there is no judgement to take back"),
    ];
    for (line, fault) in faults {
        let found = lines(&format!("{NAMES}{line}\n"), &told).map(|lines| lines.len());
        let first = found.err().unwrap_or_default().lines().next().unwrap_or_default().to_owned();
        same((line, first.as_str()), (line, fault))?;
    }
    same(lines("\n", &told).is_err(), true)
}

const ROUND_TRIP: [&str; 21] = [
    "between bankrupt and once: disagree on number, whether",
    "between brenn and brenn: two",
    "text of gazette and ledger: copied from gazette, by credit",
    "text of gazette and ledger: rewritten from a third",
    "text of gazette and ledger: rewritten, direction unknown",
    "text of gazette and ledger: quote the same source",
    "origins of bankrupt: Ada Brenn; a man in ledger; gazette",
    "origins of bankrupt in ledger: nobody",
    "path of bankrupt in ledger: ledger < gazette < Ada Brenn",
    "pair of bankrupt in gazette and ledger: independence not established",
    "circles of bankrupt: gazette < ledger < gazette",
    "circles of bankrupt: none",
    "echoes of bankrupt: ledger \"Nobody denied it.\" of gazette",
    "echoes of bankrupt: none",
    "resting on withdrawn bankrupt: gazette; ledger",
    "standing of bankrupt on 2024-03-12: alleged, denied",
    "standing of authorship of port on 2024-03-12: nothing",
    "who denied bankrupt: Ada Brenn in gazette, ledger through Ivo Lenk on 2024-03-11; a man",
    "who could not verify port: nobody",
    "first of bankrupt: gazette",
    "who withdrew authorship of port: gazette on 2024-03-11",
];

fn answers_round_trip() -> Result<(), Failed> {
    let told = two_documents()?;
    for written in ROUND_TRIP {
        let found = lines(&format!("{NAMES}{written}\n"), &told)?;
        let Some(Line::Ask { words, answer, .. }) = found.last() else {
            return Err(format!("no question: {written}").into());
        };
        same(format!("{words}: {answer}").as_str(), written)?;
        same(matches(answer, answer), true)?;
    }
    Ok(())
}

fn known(names: &[&str], of: Option<&str>) -> Party {
    Party::Known { names: names.iter().map(|name| (*name).to_owned()).collect(), of: of.map(str::to_owned) }
}

fn answers_match() -> Result<(), Failed> {
    let parties = |all: &[Party]| Answer::Parties(all.to_vec());
    let expected = parties(&[known(&["the ministry"], None), known(&["an official"], Some("ledger"))]);
    let ledger_official = known(&["Official"], Some("ledger"));
    let ministry = known(&["MoD", "Ministry"], None);
    same(matches(&expected, &parties(&[ledger_official.clone(), ministry.clone()])), true)?;
    same(matches(&expected, &parties(std::slice::from_ref(&ministry))), false)?;
    same(matches(&expected, &parties(&[ministry.clone(), ministry.clone()])), false)?;
    same(matches(&expected, &parties(&[ministry.clone(), known(&["official"], Some("gazette"))])), false)?;
    let described = |words: &str, of| parties(&[known(&[words], of)]);
    let officer = described("an officer at the scene", Some("ledger"));
    same(matches(&officer, &described("an officer", Some("ledger"))), true)?;
    same(matches(&officer, &described("an officer", None)), false)?;
    same(matches(&officer, &described("an office", Some("ledger"))), false)?;
    let brenn = parties(&[known(&["Ada Brenn"], None)]);
    same(matches(&brenn, &parties(&[known(&["Minister Ada Brenn"], None)])), true)?;
    same(matches(&brenn, &parties(&[known(&["Ada Brenn, who was on the quay,"], None)])), true)?;
    same(matches(&brenn, &parties(&[known(&["Ida Brenn"], None)])), false)?;
    same(matches(&parties(&[Party::Document("gazette".to_owned())]), &parties(&[known(&["gazette"], None)])), false)?;
    let open = Act { by: ministry, through: None, documents: BTreeSet::new(), on: None };
    let full = Act { documents: BTreeSet::from(["ledger".to_owned()]), ..open.clone() };
    let acts = |act: &Act| Answer::Acts(vec![act.clone()]);
    same(matches(&acts(&open), &acts(&full)), true)?;
    same(matches(&acts(&full), &acts(&open)), false)?;
    let path = |all: &[Party]| Answer::Path(all.to_vec());
    let (one, other) = (ledger_official, known(&["Ada Brenn"], None));
    same(matches(&path(&[one.clone(), other.clone()]), &path(&[other, one])), false)
}

/// Answers as it is told to.
struct Scripted {
    origins: Vec<Party>,
    is_one: bool,
}

impl Answers for Scripted {
    fn is_read(&self, _kind: Kind, place: &Place) -> Option<bool> {
        Some(place.document != "gazette" || self.is_one)
    }

    fn relation(&self, _kind: Kind, _one: &Place, _other: &Place) -> Option<Relation> {
        Some(if self.is_one { Relation::One } else { Relation::Two })
    }

    fn origins(&self, _claim: &[Place], _document: Option<&str>) -> Option<Vec<Party>> {
        Some(self.origins.clone())
    }

    fn acts(&self, deed: Deed, _subject: &Subject) -> Option<Vec<Act>> {
        (deed == Deed::Denied).then(Vec::new)
    }
}

fn outcomes_differ() -> Result<(), Failed> {
    let section = sections(FILE)?.remove(0);
    let scenario = Scenario::of(&section)?;
    let answered = |origins: Vec<Party>, is_one| {
        scenario.hold_against(&move |_: &[&Judging]| Box::new(Scripted { origins: origins.clone(), is_one }))
    };
    let right = vec![known(&["a man"], Some("ledger")), known(&["Ada Brenn"], None)];
    let outcome = answered(right.clone(), true);
    same(outcome.fixme(), None)?;
    same(outcome.check(&section).is_err_and(|fault| fault.contains("remove the fixme block")), true)?;
    let wrong = answered(Vec::new(), true);
    same(wrong.check(&section), Ok(()))?;
    let apart = answered(right, false);
    same(apart.wrong, vec!["claim bankrupt: ledger | not read: gazette".to_owned()])?;
    same(apart.counts.get("claim"), Some(&(0, 1)))?;
    let csv = "expectation,right,all\nclaim,1,2\ndeeds,2,2\norigins,1,2\nall expectations,4,6\nwhole scenarios,1,2\n";
    let half = answered(Vec::new(), false);
    same(ledger::csv([&half, &outcome].into_iter()).as_str(), csv)?;
    same(half.check(&section).is_err_and(|fault| fault.contains("+ claim bankrupt")), true)?;
    struct Silent;
    impl Answers for Silent {}
    let silent = scenario.hold_against(&|_: &[&Judging]| Box::new(Silent));
    same(silent.wrong.len(), 3)?;
    same(silent.wrong.iter().all(|line| line.ends_with(": not answered")), true)
}

fn undo_is_looked_at() -> Result<(), Failed> {
    let judged = "judge reject bankrupt in ledger\norigins of bankrupt: Ada Brenn\nundo\n```";
    let file = FILE.replacen("who denied bankrupt: nobody\n```", &format!("who denied bankrupt: nobody\n{judged}"), 1);
    let section = sections(&file)?.remove(0);
    let scenario = Scenario::of(&section)?;
    let origins = |n_judged: usize| {
        let all = [known(&["Ada Brenn"], None), known(&["a man"], Some("ledger"))];
        all[..2 - n_judged].to_vec()
    };
    let honest = scenario
        .hold_against(&|judged: &[&Judging]| Box::new(Scripted { origins: origins(judged.len()), is_one: true }));
    same(honest, Outcome { wrong: Vec::new(), counts: honest_counts() })?;
    let n_asked = std::cell::Cell::new(0);
    let forgetful = scenario.hold_against(&|judged: &[&Judging]| {
        n_asked.set(n_asked.get() + 1);
        let n_judged = if n_asked.get() == 3 { 1 } else { judged.len() };
        Box::new(Scripted { origins: origins(n_judged), is_one: true })
    });
    same(forgetful.wrong.len(), 1)?;
    same(forgetful.wrong[0].starts_with("undo: before, origins of bankrupt: Ada Brenn; a man in ledger; after,"), true)
}

fn honest_counts() -> std::collections::BTreeMap<&'static str, (usize, usize)> {
    [("claim", (1, 1)), ("deeds", (1, 1)), ("origins", (2, 2)), ("undo", (1, 1))].into()
}

fn fixmes_are_rewritten() -> Result<(), Failed> {
    let found = sections(FILE)?;
    same(with_fixmes(FILE, &found, &[found[0].fixme.clone()]).as_str(), FILE)?;
    let mended = with_fixmes(FILE, &found, &[None]);
    same(mended.contains("fixme"), false)?;
    let again = sections(&mended)?;
    same((&again[0].expect, &again[0].texts), (&found[0].expect, &found[0].texts))?;
    same(with_fixmes(&mended, &again, &[found[0].fixme.clone()]).as_str(), FILE)
}
