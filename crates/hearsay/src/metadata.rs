//! What the user says of files that the files cannot say themselves: where from, when published, where found.
//!
//! On the command line for all files alike, in a list for many, or in a sidecar beside one; the nearer wins.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use hearsay_store::given::Given;
use hearsay_text::document::Date;
use serde::Deserialize;

use crate::failure::{Failure, FailureKind, reason};
use crate::inputs::{Input, Place, shown};

/// A sidecar's name is the file's with this behind it.
pub(crate) const SIDECAR: &str = ".hearsay.json";

/// What is said of files: of all alike, and of some by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    all: Given,
    /// By path, and by name where a list names no folder.
    by_file: BTreeMap<PathBuf, Given>,
}

/// One line of a list, or a sidecar.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    file: Option<PathBuf>,
    source: Option<String>,
    date: Option<String>,
    url: Option<String>,
}

impl Told {
    /// Takes what is said of all files, and a list with one JSON object a line.
    ///
    /// # Errors
    /// If the list cannot be read, or a line of it makes no sense.
    pub(crate) fn new(all: Given, list: Option<&Path>) -> Result<Told, Failure> {
        let Some(path) = list else { return Ok(Told { all, by_file: BTreeMap::new() }) };
        let text = fs::read_to_string(path).map_err(|error| unreadable(path, &reason(&error)))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut by_file = BTreeMap::new();
        for (line_idx, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let place = format!("{}, line {}", shown(path), line_idx + 1);
            let (file, given) = given(line, &place)?;
            let Some(file) = file else { return Err(wrong(&place, "it names no \"file\"")) };
            by_file.insert(folder.join(&file), given.clone());
            by_file.insert(file, given);
        }
        Ok(Told { all, by_file })
    }

    /// Returns what is said of an input.
    ///
    /// # Errors
    /// If it has a sidecar that makes no sense.
    pub(crate) fn of(&self, input: &Input) -> Result<Given, Failure> {
        let Place::File(path) = &input.place else { return Ok(self.all.clone()) };
        let by_name = || path.file_name().and_then(|name| self.by_file.get(Path::new(name)));
        let listed = self.by_file.get(path).or_else(by_name).cloned().unwrap_or_default();
        Ok(or(or(sidecar(path)?, listed), self.all.clone()))
    }
}

fn or(nearer: Given, farther: Given) -> Given {
    Given {
        source: nearer.source.or(farther.source),
        published: nearer.published.or(farther.published),
        url: nearer.url.or(farther.url),
        ..Given::default()
    }
}

fn sidecar(path: &Path) -> Result<Given, Failure> {
    let mut name = path.as_os_str().to_owned();
    name.push(SIDECAR);
    let sidecar = PathBuf::from(name);
    match fs::read_to_string(&sidecar) {
        Ok(text) => given(&text, &shown(&sidecar)).map(|(_, given)| given),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Given::default()),
        Err(error) => Err(unreadable(&sidecar, &reason(&error))),
    }
}

fn given(json: &str, place: &str) -> Result<(Option<PathBuf>, Given), Failure> {
    // The error of the parser may quote what stands there; only its kind and place are told.
    let line: Line = serde_json::from_str(json)
        .map_err(|error| wrong(place, &format!("it is no object of such fields (column {})", error.column())))?;
    let published = match line.date.as_deref().map(parse_date) {
        None => None,
        Some(Ok(date)) => Some(date),
        Some(Err(told)) => return Err(wrong(place, &told)),
    };
    Ok((line.file, Given { source: line.source, published, url: line.url, ..Given::default() }))
}

/// Returns the day that the user writes as 2026-11-22, or what is wrong with it.
pub(crate) fn parse_date(written: &str) -> Result<Date, String> {
    Date::parse_typed(written).ok_or_else(|| "a date is written as 2026-11-22".to_owned())
}

fn unreadable(path: &Path, why: &str) -> Failure {
    Failure::new(FailureKind::User, format!("{}: {why}", shown(path)))
        .with_hint("check its name and that you may read it")
}

fn wrong(place: &str, what: &str) -> Failure {
    Failure::new(FailureKind::User, format!("{place}: {what}")).with_hint(
        r#"write {"file": "article.html", "source": "Norrbank Courier", "date": "2026-11-22", "url": "..."}; all but "file" may be left out"#,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearer_wins() {
        let told = |source: &str| Given { source: Some(source.to_owned()), ..Given::default() };
        let url = Given { url: Some("u".to_owned()), ..Given::default() };
        assert_eq!(or(told("near"), told("far")).source.as_deref(), Some("near"));
        assert_eq!(or(url, told("far")).source.as_deref(), Some("far"));
    }
}
