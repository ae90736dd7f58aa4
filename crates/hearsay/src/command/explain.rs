//! `hearsay explain`: why a mark was made.

use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;

use clap::Args;

use crate::command::report::Report;
use crate::command::{Output, Reading, print};
use crate::failure::{Failure, FailureKind, exit};
use crate::inputs::{self, Input, Place};
use crate::intake::{self, Taken};
use crate::ordered;
use crate::terminal::{ColorChoice, clean};
use crate::view::explanation::explanation;
use crate::view::explanation::ground::finding;
use crate::view::look::Look;

/// Tell why a mark was made
///
/// Reads the files again and prints the words of one attribution, artefact, verdict, entity, time or number with their
/// places, and for each mark every reason: which cue, which entry of the lexicon, what the reader saw.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Explain {
    /// What to explain: the attribution a3, the artefact l1, the verdict v2, the entity e4, the time t5, the number n6;
    /// article/a3 if several documents are read
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    output: Output,

    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  hearsay explain a3 article.html        the third attribution of one article
  hearsay explain article/a3 leak/       the same, with the article somewhere in a folder";

/// What was found in one document.
struct Found {
    document: String,
    /// How many there are of the kind that is asked for.
    n_there: usize,
    /// The explanation, if what is asked for is there.
    explanation: Option<String>,
}

impl Explain {
    pub(crate) fn color(&self) -> ColorChoice {
        self.output.color
    }

    /// Explains what was asked for and returns the exit code.
    pub(crate) fn run(&self, report: &mut Report) -> Result<u8, Failure> {
        let (document, id) = match self.id.rsplit_once('/') {
            Some((document, id)) => (Some(document), id),
            None => (None, self.id.as_str()),
        };
        let number = id.strip_prefix(['a', 'e', 'l', 'n', 't', 'v']).and_then(|digits| digits.parse::<u32>().ok());
        let Some(number) = number else { return Err(no_id(&self.id)) };
        // "a01" is a1.
        let id = &format!("{}{number}", &id[..1]);
        let mut listed = inputs::list(&self.reading.names()?);
        if let Some(document) = document {
            listed.retain(|input| input.as_ref().is_ok_and(|input| is_called(input, document)));
            if listed.is_empty() {
                return Err(no_document(document));
            }
        }
        let found = self.find(&listed, id, report)?;
        if found.is_empty() {
            return Ok(exit::NOTHING_READ);
        }
        let explanation = chosen(&found, id)?;
        let mut out = BufWriter::new(io::stdout().lock());
        print(&mut out, explanation)?;
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(if found.len() == listed.len() { exit::SUCCESS } else { exit::SOME_NOT_READ })
    }

    fn find(&self, listed: &[Result<Input, Failure>], id: &str, report: &mut Report) -> Result<Vec<Found>, Failure> {
        let limits = self.reading.limits()?;
        let look = self.output.look();
        let size = |input: &Result<Input, Failure>| {
            input.as_ref().map_or(0, |input| input.length_bytes.unwrap_or(limits.bytes_max).min(limits.bytes_max))
        };
        let work = |input: &Result<Input, Failure>| {
            let mut all = Vec::new();
            match input {
                Ok(input) => intake::take(input, limits.bytes_max, self.reading.reader.into(), &mut |taken| {
                    all.push(taken.map(|taken| found(&taken, id, &look)));
                }),
                Err(failure) => all.push(Err(failure.clone())),
            }
            all
        };
        let mut all = Vec::new();
        ordered::in_order(listed, limits, size, work, |input, result| {
            match (result, input) {
                (Ok(found), _) => found.into_iter().for_each(|found| match found {
                    Ok(found) => all.push(found),
                    Err(failure) => report.failure(&failure),
                }),
                (Err(panicked), Ok(input)) => report.failure(&intake::bug(input, &panicked)),
                (Err(_), Err(failure)) => report.failure(failure),
            }
            ControlFlow::Continue(())
        })
        .map_err(|error| Failure::of_threads(&error))?;
        Ok(all)
    }
}

fn found(taken: &Taken, id: &str, look: &Look) -> Found {
    let attribution = taken.reading.attributions.iter().find(|attribution| attribution.id.to_string() == id);
    let explained = attribution.map(|attribution| explanation(taken, attribution, look));
    Found {
        document: clean(&taken.document.name).into_owned(),
        n_there: n_there(&taken.reading, id),
        explanation: explained.or_else(|| finding(taken, id, look)),
    }
}

/// Returns whether the user may call `input` by `name`: its name, its path, or its path without the extension.
fn is_called(input: &Input, name: &str) -> bool {
    let is_path = |path: &Path| path == Path::new(name) || path.with_extension("") == Path::new(name);
    input.document_name() == name || matches!(&input.place, Place::File(path) if is_path(path))
}

/// Returns the one explanation there is.
fn chosen<'a>(found: &'a [Found], id: &str) -> Result<&'a str, Failure> {
    let has_it: Vec<&Found> = found.iter().filter(|found| found.explanation.is_some()).collect();
    match has_it.as_slice() {
        [] => Err(unknown(found, id)),
        [one] => Ok(one.explanation.as_deref().unwrap_or_default()),
        [first, ..] => {
            let message = format!("{} documents have {} {id}", has_it.len(), with_article(kind(id)));
            let hint = format!("say which one, as in: hearsay explain {}/{id}", first.document);
            Err(Failure::new(FailureKind::User, message).with_hint(hint))
        }
    }
}

fn unknown(found: &[Found], id: &str) -> Failure {
    // A long list helps nobody.
    const DOCUMENTS_SHOWN: usize = 8;
    let letter = &id[..1];
    let there = |found: &Found| match found.n_there {
        0 => format!("{} has none", found.document),
        1 => format!("{} has {letter}1", found.document),
        n_there => format!("{} has {letter}1 to {letter}{n_there}", found.document),
    };
    let mut hint = found.iter().take(DOCUMENTS_SHOWN).map(there).collect::<Vec<_>>().join(", ");
    if found.len() > DOCUMENTS_SHOWN {
        hint += &format!(", and {} more documents were looked through", found.len() - DOCUMENTS_SHOWN);
    }
    Failure::new(FailureKind::User, format!("there is no {} {id}", kind(id))).with_hint(hint)
}

/// Returns how many there are of the kind that `id` is a name of.
fn n_there(reading: &hearsay_reading::reading::Reading, id: &str) -> usize {
    match id.as_bytes().first() {
        Some(b'e') => reading.entities.len(),
        Some(b'l') => reading.artefacts.len(),
        Some(b'n') => reading.numbers.len(),
        Some(b't') => reading.times.len(),
        Some(b'v') => reading.verdicts.len(),
        _ => reading.attributions.len(),
    }
}

/// Returns what an id is the name of.
fn kind(id: &str) -> &'static str {
    match id.as_bytes().first() {
        Some(b'e') => "entity",
        Some(b'l') => "artefact",
        Some(b'n') => "number",
        Some(b't') => "time",
        Some(b'v') => "verdict",
        _ => "attribution",
    }
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e']) { "an" } else { "a" };
    format!("{article} {noun}")
}

fn no_id(written: &str) -> Failure {
    let message = format!("{} is not the name of anything that is read", clean(written));
    Failure::new(FailureKind::Usage, message).with_hint(
        "attributions are named a1, a2, ..., artefacts l1, verdicts v1, entities e1, times t1, numbers n1: run hearsay \
             read to see them",
    )
}

fn no_document(document: &str) -> Failure {
    let message = format!("none of the inputs is called {}", clean(document));
    Failure::new(FailureKind::User, message)
        .with_hint("a document is called by its file's name without the extension, or by its path")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn found(document: &str, n_there: usize, explanation: Option<&str>) -> Found {
        Found { document: document.to_owned(), n_there, explanation: explanation.map(str::to_owned) }
    }

    #[test]
    fn one_explanation_is_given_and_several_are_asked_about() {
        let one = [found("memo", 2, None), found("letter", 5, Some("because"))];
        assert_eq!(chosen(&one, "a3"), Ok("because"));
        let two = [found("memo", 3, Some("one")), found("letter", 5, Some("other"))];
        let failure = chosen(&two, "a3").expect_err("which one is not said");
        assert_eq!(failure.message, "2 documents have an attribution a3");
        assert_eq!(chosen(&two, "v3").expect_err("which one is not said").message, "2 documents have a verdict v3");
        assert_eq!(failure.hint.as_deref(), Some("say which one, as in: hearsay explain memo/a3"));
    }

    #[test]
    fn what_is_not_there_is_told_with_what_is() {
        let failure = chosen(&[found("memo", 0, None), found("letter", 5, None)], "a9").expect_err("there is none");
        assert_eq!(failure.hint.as_deref(), Some("memo has none, letter has a1 to a5"));
        let failure = chosen(&[found("memo", 1, None), found("letter", 5, None)], "e9").expect_err("there is none");
        assert_eq!(failure.message, "there is no entity e9");
        assert_eq!(failure.hint.as_deref(), Some("memo has e1, letter has e1 to e5"));
        let many: Vec<Found> = (0..20).map(|number| found(&number.to_string(), 1, None)).collect();
        let hint = chosen(&many, "a9").expect_err("there is none").hint.expect("there is a hint");
        assert!(hint.ends_with("7 has a1, and 12 more documents were looked through"), "{hint}");
    }

    #[test]
    fn a_document_goes_by_its_name_or_its_path() {
        let input = Input { place: Place::File(PathBuf::from("leak/march/letter.html")), length_bytes: None };
        for name in ["letter", "leak/march/letter", "leak/march/letter.html"] {
            assert!(is_called(&input, name), "{name}");
        }
        assert!(!is_called(&input, "march/letter") && !is_called(&input, "lett"));
        assert!(is_called(&Input { place: Place::Stdin, length_bytes: None }, "stdin"));
    }
}
