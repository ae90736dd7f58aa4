//! Reading a case again with the reader of today: what is left to read, and what becomes of the judgements.
//!
//! Judgements stay whatever is read: those whose words are elsewhere in the text hold there, those whose words are gone
//! or are no longer read as anything are told, and none is dropped.

use std::collections::btree_map::Entry::{Occupied, Vacant};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use hearsay_case::anchor::{Anchor, Hold};
use hearsay_case::judgement::{Judged, JudgedKind};
use hearsay_case::record::Record;
use hearsay_reading::read::{Reader, read};
use hearsay_store::additions::Rereading;
use hearsay_store::case_file::CaseFile;
use hearsay_store::documents::{Listed, Original};
use hearsay_store::entry::Event;
use hearsay_store::prepared::PreparedReading;
use hearsay_text::document::DocumentId;
use hearsay_text::span::Span;

use crate::casework::{self, Corrections, of_store, version};
use crate::failure::{Failure, FailureKind};
use crate::ordered::{self, Limits, Panicked};
use crate::terminal::clean;

/// Returns the documents that `reader` of today has not read; what the accurate one has read, the fast one need not.
///
/// # Errors
/// If the case cannot be read.
pub(crate) fn unread(case: &CaseFile, reader: Reader) -> Result<BTreeSet<DocumentId>, Failure> {
    let by = |reader| Ok(case.unread(&version(reader)).map_err(of_store)?.into_iter().collect::<BTreeSet<_>>());
    let accurate = by(Reader::Accurate)?;
    match reader {
        Reader::Accurate => Ok(accurate),
        Reader::Fast => Ok(by(Reader::Fast)?.intersection(&accurate).copied().collect()),
    }
}

/// So many originals are taken out of the case at once, or fewer if they are large.
const BATCH_MAX: usize = 256;

/// Reads documents again and puts what was read into the case, each in a transaction of its own. `tell` is called with
/// each, in order, and what became of it.
///
/// # Errors
/// If the case cannot be read or written.
pub(crate) fn read_all(
    case: &mut CaseFile,
    listed: &[Listed],
    reader: Reader,
    limits: Limits,
    tell: &mut dyn FnMut(&Listed, Result<Rereading, Failure>),
) -> Result<(), Failure> {
    let mut rest = listed;
    while !rest.is_empty() {
        let mut bytes = 0;
        let fits = |one: &&Listed| {
            bytes += one.original_bytes;
            bytes <= limits.bytes_max
        };
        let n_batch = rest.iter().take(BATCH_MAX).take_while(fits).count().max(1);
        let (batch, later) = rest.split_at(n_batch);
        read_batch(case, batch, reader, limits, tell)?;
        rest = later;
    }
    Ok(())
}

fn read_batch(
    case: &mut CaseFile,
    batch: &[Listed],
    reader: Reader,
    limits: Limits,
    tell: &mut dyn FnMut(&Listed, Result<Rereading, Failure>),
) -> Result<(), Failure> {
    let mut jobs: Vec<(&Listed, Original)> = Vec::new();
    for one in batch {
        match case.original(one.id).map_err(of_store) {
            Ok(Some(original)) => jobs.push((one, original)),
            Ok(None) => tell(one, Err(casework::not_there(one.id))),
            Err(failure) => tell(one, Err(failure)),
        }
    }
    let version = version(reader);
    let work = |(listed, original): &(&Listed, Original)| {
        let document = original.import().map_err(|refusal| casework::no_text_today(listed, &refusal))?;
        Ok(PreparedReading::new(&original.bytes, &document, &read(&document, reader), &version))
    };
    let mut ending = Ok(());
    let size = |(listed, _): &(&Listed, Original)| listed.original_bytes;
    let handed = ordered::in_order(&jobs, limits, size, work, |(listed, _), result| {
        let outcome = match result {
            Ok(Ok(prepared)) => match case.put(&prepared).map_err(of_store) {
                Ok(rereading) => Ok(rereading),
                Err(failure) => {
                    ending = Err(failure);
                    return ControlFlow::Break(());
                }
            },
            Ok(Err(failure)) => Err(failure),
            Err(panicked) => Err(bug(listed, &panicked)),
        };
        tell(listed, outcome);
        ControlFlow::Continue(())
    });
    handed.map_err(|error| Failure::of_threads(&error))?;
    ending
}

fn bug(listed: &Listed, panicked: &Panicked) -> Failure {
    let message = format!("{}: hearsay itself failed here (at {})", clean(&listed.file_name), panicked.place);
    Failure::new(FailureKind::Internal, message)
        .with_hint("this is a bug in hearsay; what was read of it before stays; report the place in brackets")
}

/// A judgement in force that does not stand where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Astray {
    /// Its entry in the log.
    pub(crate) entry: u64,
    /// What was decided, in the word of the log.
    pub(crate) what: &'static str,
    /// What it is about.
    pub(crate) judged: Judged,
    /// What became of it.
    pub(crate) why: Why,
}

/// What became of what a judgement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Why {
    /// Its words are elsewhere in the text, and it holds there.
    Moved(Span),
    /// Its words are there, and nothing of the kind is read at them.
    NotRead,
    /// Its words are gone from the text, or stand in several places of which none is the old one.
    Lost,
}

impl Why {
    /// Returns the name that the JSON carries.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Why::Moved(_) => "moved",
            Why::NotRead => "not-read",
            Why::Lost => "lost",
        }
    }
}

/// Returns the judgements in force that do not stand as they did, in the order of their entries.
///
/// # Errors
/// If the case cannot be read or written.
pub(crate) fn astray(case: &mut CaseFile, listed: &[Listed]) -> Result<Vec<Astray>, Failure> {
    let by_id: BTreeMap<DocumentId, &Listed> = listed.iter().map(|one| (one.id, one)).collect();
    let corrections = Corrections::of(case)?;
    let mut read: BTreeMap<DocumentId, (String, Record)> = BTreeMap::new();
    let mut found = Vec::new();
    for entry in case.judgements().map_err(of_store)? {
        let Event::Judged { judgement, .. } = &entry.event else { continue };
        for judged in judgement.judged() {
            let Some(listed) = by_id.get(&judged.anchor.document) else { continue };
            let (text, record) = match read.entry(listed.id) {
                Occupied(known) => known.into_mut(),
                Vacant(place) => {
                    let one = casework::document(case, listed)?;
                    let record = corrections.record(&one);
                    place.insert((one.document.text, record))
                }
            };
            let why = why(judged, text, record);
            found.extend(why.map(|why| Astray {
                entry: entry.number,
                what: judgement.name(),
                judged: judged.clone(),
                why,
            }));
        }
    }
    Ok(found)
}

/// Returns why a judgement does not stand as it did; nothing if it does.
fn why(judged: &Judged, text: &str, record: &Record) -> Option<Why> {
    let Anchor { span, .. } = judged.anchor;
    match judged.anchor.hold(text) {
        Hold::Lost => Some(Why::Lost),
        Hold::Moved(to) if is_read(judged.kind, to, record) => Some(Why::Moved(to)),
        Hold::Same if is_read(judged.kind, span, record) => None,
        Hold::Moved(_) | Hold::Same => Some(Why::NotRead),
    }
}

/// Returns whether something of that kind is read at a place.
fn is_read(kind: JudgedKind, span: Span, record: &Record) -> bool {
    match kind {
        JudgedKind::Attribution | JudgedKind::Claim => record.claim_at(span).is_some(),
        JudgedKind::Mention => record.entity_at(span).is_some(),
        JudgedKind::Artefact => record.artefact_at(span).is_some(),
        JudgedKind::Verdict => record.verdict_at(span).is_some(),
    }
}
