//! How the user names something in a case: `courier/a3`, and the way from there to the words it stands for.
//!
//! A document is named by its file's name without the extension or, where several have that name, with the beginning of
//! its hash behind it: `courier~3fa2`.

use std::collections::BTreeMap;

use hearsay_case::anchor::Anchor;
use hearsay_case::judgement::{Judged, JudgedKind};
use hearsay_case::record::{Claim, Record};
use hearsay_reading::reading::{EntityId, VerdictId};
use hearsay_store::documents::Listed;
use hearsay_text::document::{Document, DocumentId};

use crate::failure::{Failure, FailureKind};
use crate::terminal::clean;

/// How many hexadecimal digits of the hash are shown behind a name that several documents have.
const DIGITS: usize = 6;

/// What the documents of a case are called.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    by_id: BTreeMap<DocumentId, String>,
}

impl Names {
    /// Takes the documents of a case.
    pub(crate) fn of(listed: &[Listed]) -> Names {
        let mut n_called: BTreeMap<String, usize> = BTreeMap::new();
        listed.iter().for_each(|one| *n_called.entry(stem(one)).or_default() += 1);
        let name = |one: &Listed| {
            let stem = stem(one);
            if n_called[&stem] > 1 { format!("{stem}~{}", &one.id.to_string()[..DIGITS]) } else { stem }
        };
        Names { by_id: listed.iter().map(|one| (one.id, name(one))).collect() }
    }

    /// Returns what a document is called.
    pub(crate) fn name(&self, id: DocumentId) -> &str {
        self.by_id.get(&id).map_or("?", String::as_str)
    }

    /// Returns the document that the user calls `name`.
    ///
    /// # Errors
    /// If there is none, or there are several.
    pub(crate) fn find(&self, name: &str) -> Result<DocumentId, Failure> {
        let is_it = |(id, called): &(&DocumentId, &String)| {
            let (stem, digits) = called.rsplit_once('~').unwrap_or((called, ""));
            let hash = || id.to_string();
            match name.rsplit_once('~') {
                Some((asked, begin)) => asked == stem && hash().starts_with(begin),
                None => {
                    *called == name || stem == name && !digits.is_empty() || name.len() >= 6 && hash().starts_with(name)
                }
            }
        };
        let found: Vec<(&DocumentId, &String)> = self.by_id.iter().filter(is_it).collect();
        match found.as_slice() {
            [(id, _)] => Ok(**id),
            [] => {
                let message = format!("no document of the case is called {}", clean(name));
                Err(Failure::new(FailureKind::User, message).with_hint("`hearsay documents CASE` lists them"))
            }
            [(_, first), ..] => {
                let message = format!("{} documents are called {}", found.len(), clean(name));
                Err(Failure::new(FailureKind::User, message).with_hint(format!("say which one, as in: {first}")))
            }
        }
    }
}

fn stem(listed: &Listed) -> String {
    let name = clean(&listed.file_name).into_owned();
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && !extension.contains(['/', ' ']) => stem.to_owned(),
        _ => name,
    }
}

/// Splits `courier/a3` into the document's name and the id.
///
/// # Errors
/// If there is no id behind a slash.
pub(crate) fn split(reference: &str) -> Result<(&str, &str), Failure> {
    let parts = reference.rsplit_once('/').filter(|(name, id)| !name.is_empty() && is_id(id));
    parts.ok_or_else(|| {
        Failure::new(FailureKind::Usage, format!("{} names nothing in a case", clean(reference)))
            .with_hint("write the document and the id, as in: courier/a3; `hearsay claims CASE` lists them")
    })
}

fn is_id(id: &str) -> bool {
    id.strip_prefix(['a', 'o', 'e', 'l', 'v'])
        .is_some_and(|number| number.parse::<u32>().is_ok_and(|number| number > 0))
}

/// Returns what the id names in a document, with the words that it stands on.
///
/// # Errors
/// If there is nothing of that id.
pub(crate) fn judged(document: &Document, record: &Record, id: &str) -> Result<Judged, Failure> {
    // The longest stretch holds on best.
    let longest =
        |claim: &Claim| claim.spans.iter().copied().max_by_key(|span| (span.length_bytes(), u32::MAX - span.start));
    let number = id.get(1..).and_then(|number| number.parse::<u32>().ok()).unwrap_or(0);
    let place = (number as usize).wrapping_sub(1);
    let verdict = || record.verdicts.iter().find(|one| one.id == VerdictId(number));
    let (kind, span) = match id.as_bytes().first() {
        Some(b'a' | b'o') => (JudgedKind::Claim, id.parse().ok().and_then(|id| record.claim(id)).and_then(longest)),
        Some(b'e') => (JudgedKind::Mention, record.entity(EntityId(number)).map(|one| one.span)),
        Some(b'l') => {
            let artefact = record.artefacts.get(place);
            (JudgedKind::Artefact, artefact.and_then(|one| one.mentions.first()).map(|(span, _)| *span))
        }
        _ => (JudgedKind::Verdict, verdict().and_then(|one| one.cue.first().copied())),
    };
    let Some(span) = span else {
        let message = format!("there is no {id} in {}", clean(&document.name));
        return Err(Failure::new(FailureKind::User, message).with_hint("`hearsay claims CASE` lists what there is"));
    };
    let words = span.of(&document.text).to_owned();
    Ok(Judged { kind, anchor: Anchor { document: document.id, span, words } })
}
