//! The files of `suite/`: finds them, turns each passage into a test, rewrites their ```fixme blocks.
//!
//! The examples of `docs/reading.md` are tests of the same kind, but must be read right: they are neither rewritten nor
//! counted in `eval/suite.csv`.

use std::path::{Path, PathBuf};

use libtest_mimic::Trial;

use crate::judge::judge;
use crate::ledger::{Ledger, Tally};
use crate::markdown::{self, Passage};

/// One file of the suite.
struct Phenomenon {
    /// Its path under `suite/` without the extension, such as `attribution/direct`.
    name: String,
    path: PathBuf,
    markdown: String,
    passages: Vec<Passage>,
}

/// Returns a test for each passage, one for the headings and one for the ledger.
pub(crate) fn trials(root: &Path) -> Result<Vec<Trial>, String> {
    let phenomena = load(&root.join("suite"))?;
    let manual = load_manual(root)?;
    let headings: Vec<String> = phenomena.iter().chain([&manual]).flat_map(headings_of).collect();
    let ledger = tally(&phenomena);
    let ledger_path = root.join("eval/suite.csv");
    let mut trials = vec![
        Trial::test("suite: every heading is unlike every other", move || {
            duplicate(headings).map_or(Ok(()), |heading| Err(format!("twice in the suite: {heading}").into()))
        }),
        Trial::test("suite: eval/suite.csv is what is read today", move || Ok(ledger.check(&ledger_path)?)),
    ];
    let named = phenomena.into_iter().map(|phenomenon| (format!("suite/{}", phenomenon.name), phenomenon));
    for (file, phenomenon) in named.chain([(manual.name.clone(), manual)]) {
        for passage in phenomenon.passages {
            let name = format!("{file}: {}", passage.heading);
            trials.push(Trial::test(name, move || Ok(judge(&passage)?.check(&passage)?)));
        }
    }
    Ok(trials)
}

/// Rewrites the ```fixme blocks of every file under `suite/`, and `eval/suite.csv`.
pub(crate) fn update(root: &Path) -> Result<(), String> {
    let mut phenomena = load(&root.join("suite"))?;
    for phenomenon in &mut phenomena {
        let fixmes: Vec<Option<String>> = phenomenon
            .passages
            .iter()
            .map(|passage| judge(passage).map_or_else(|_| passage.fixme.clone(), |judgement| judgement.fixme()))
            .collect();
        let rewritten = markdown::with_fixmes(&phenomenon.markdown, &phenomenon.passages, &fixmes);
        if rewritten != phenomenon.markdown {
            std::fs::write(&phenomenon.path, &rewritten).map_err(|error| named(&phenomenon.path, error))?;
        }
    }
    tally(&phenomena).write(&root.join("eval/suite.csv"))
}

fn load(folder: &Path) -> Result<Vec<Phenomenon>, String> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.sort();
    paths.into_iter().map(|path| load_file(folder, path)).collect()
}

fn load_file(folder: &Path, path: PathBuf) -> Result<Phenomenon, String> {
    let markdown = std::fs::read_to_string(&path).map_err(|error| named(&path, error))?;
    let passages = markdown::passages(&markdown).map_err(|error| named(&path, error))?;
    if passages.is_empty() {
        return Err(named(&path, "there is no passage in it"));
    }
    let inner = path.strip_prefix(folder).unwrap_or(&path).with_extension("");
    let parts: Vec<String> = inner.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    Ok(Phenomenon { name: parts.join("/"), markdown, passages, path })
}

/// Returns the examples of the manual, none of which may be read wrongly.
fn load_manual(root: &Path) -> Result<Phenomenon, String> {
    let path = root.join("docs/reading.md");
    let manual = load_file(root, path.clone())?;
    match manual.passages.iter().find(|passage| passage.fixme.is_some()) {
        Some(passage) => Err(named(&path, format!("a fixme block: {}", passage.heading))),
        None => Ok(manual),
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), String> {
    for entry in std::fs::read_dir(folder).map_err(|error| named(folder, error))? {
        let path = entry.map_err(|error| named(folder, error))?.path();
        let is_markdown = path.extension().is_some_and(|extension| extension == "md");
        if path.is_dir() {
            // What must be made of several documents is `hearsay-case`'s to answer.
            if path.file_name().is_none_or(|name| name != "case") {
                collect(&path, paths)?;
            }
        } else if is_markdown && path.file_name().is_some_and(|name| name != "README.md") {
            paths.push(path);
        }
    }
    Ok(())
}

/// Returns an error message that names the file.
pub(crate) fn named(path: &Path, error: impl std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

fn headings_of(phenomenon: &Phenomenon) -> impl Iterator<Item = String> {
    phenomenon.passages.iter().map(|passage| passage.heading.clone())
}

fn duplicate(mut headings: Vec<String>) -> Option<String> {
    headings.sort();
    headings.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone())
}

fn tally(phenomena: &[Phenomenon]) -> Ledger {
    let is_right = |passage: &&Passage| judge(passage).is_ok_and(|judgement| judgement.is_right());
    let tally_of = |phenomenon: &Phenomenon| Tally {
        phenomenon: phenomenon.name.clone(),
        n_right: phenomenon.passages.iter().filter(is_right).count(),
        n_all: phenomenon.passages.len(),
    };
    Ledger { tallies: phenomena.iter().map(tally_of).collect() }
}
