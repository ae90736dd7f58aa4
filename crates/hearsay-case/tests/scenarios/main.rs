//! The scenarios of `suite/case/`: what must be made of several documents, each a named test.
//!
//! `UPDATE=1 cargo test -p hearsay-case --test scenarios` rewrites what is answered today (the ```fixme blocks and
//! `eval/case.csv`) and never what must be answered.

mod answer;
mod answers;
mod case;
mod checks;
mod expect;
mod ledger;
mod markdown;
mod matching;
mod scenario;
mod told;
mod wording;

use std::collections::BTreeSet;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

use markdown::{Section, sections, with_fixmes};
use scenario::{Outcome, Scenario};

/// One file of scenarios.
struct Chapter {
    name: String,
    path: PathBuf,
    markdown: String,
    sections: Vec<Section>,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let updating = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let prepared = if updating { update(&root) } else { Ok(()) };
    match prepared.and_then(|()| trials(&root)) {
        Ok(trials) => libtest_mimic::run(&arguments, trials).exit_code(),
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn trials(root: &Path) -> Result<Vec<Trial>, String> {
    let chapters = load(root)?;
    let mut trials = checks::trials();
    let mut headings = BTreeSet::new();
    for section in chapters.iter().flat_map(|chapter| &chapter.sections) {
        if !headings.insert(section.heading.clone()) {
            return Err(format!("two scenarios have one heading: {}", section.heading));
        }
    }
    let ledger = root.join("eval/case.csv");
    let all: Vec<Section> = chapters.iter().flat_map(|chapter| chapter.sections.clone()).collect();
    trials.push(Trial::test("case: eval/case.csv is what is answered today", move || {
        let outcomes: Vec<Outcome> = all.iter().map(run).collect::<Result<_, String>>()?;
        let (committed, today) = (read(&ledger)?, ledger::csv(outcomes.iter()));
        if committed == today {
            return Ok(());
        }
        Err(format!("committed:\n{committed}\ntoday (UPDATE=1 if no line drops):\n{today}").into())
    }));
    for chapter in chapters {
        for section in chapter.sections {
            let name = format!("case/{}: {}", chapter.name, section.heading);
            trials.push(Trial::test(name, move || Ok(run(&section)?.check(&section)?)));
        }
    }
    Ok(trials)
}

fn run(section: &Section) -> Result<Outcome, String> {
    let scenario = Scenario::of(section).map_err(|fault| named(&section.heading, fault))?;
    Ok(scenario.run())
}

/// Rewrites the ```fixme blocks of every file under `suite/case/`, and `eval/case.csv`.
fn update(root: &Path) -> Result<(), String> {
    let mut outcomes = Vec::new();
    for chapter in load(root)? {
        let found: Vec<Outcome> = chapter.sections.iter().map(run).collect::<Result<_, String>>()?;
        let fixmes: Vec<Option<String>> = found.iter().map(Outcome::fixme).collect();
        let rewritten = with_fixmes(&chapter.markdown, &chapter.sections, &fixmes);
        if rewritten != chapter.markdown {
            fs::write(&chapter.path, rewritten).map_err(|error| named(chapter.path.display(), error))?;
        }
        outcomes.extend(found);
    }
    let path = root.join("eval/case.csv");
    fs::write(&path, ledger::csv(outcomes.iter())).map_err(|error| named(path.display(), error))
}

fn load(root: &Path) -> Result<Vec<Chapter>, String> {
    let folder = root.join("suite/case");
    let mut chapters = Vec::new();
    for entry in fs::read_dir(&folder).map_err(|error| named(folder.display(), error))? {
        let path = entry.map_err(|error| named(folder.display(), error))?.path();
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if path.extension().is_none_or(|extension| extension != "md") || name == "README" {
            continue;
        }
        let markdown = read(&path)?;
        let sections = sections(&markdown).map_err(|fault| named(path.display(), fault))?;
        chapters.push(Chapter { name, path, markdown, sections });
    }
    chapters.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(chapters)
}

fn read(path: &Path) -> Result<String, String> {
    let text = fs::read_to_string(path).map_err(|error| named(path.display(), error))?;
    Ok(text.replace("\r\n", "\n"))
}

fn named(what: impl Display, fault: impl Display) -> String {
    format!("{what}: {fault}")
}
