//! The append-only log: judging, taking back, and reading what was done.
//!
//! Not proof that nobody changed the file behind the program's back: that is [`audit`](crate::audit).

use std::collections::btree_map::Entry::{Occupied, Vacant};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hearsay_text::document::DocumentId;
use hearsay_text::moment::Moment;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::case_file::{CaseFile, Lasting};
use crate::entry::{Entry, EntryHash, Event, hash};
use crate::error::StoreError;
use crate::hypotheses::Hypotheses;
use crate::outlines::take_away_outline;
use crate::signature::Signature;
use hearsay_case::anchor::{Anchor, Hold};
use hearsay_case::hypotheses::scale::HypothesisId;
use hearsay_case::judgement::{Judgement, Statement};

/// A judgement whose words no longer stand where they stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adrift {
    /// Its entry in the log.
    pub entry: u64,
    /// The anchor that does not hold.
    pub anchor: Anchor,
    /// Where the words are now.
    pub hold: Hold,
}

/// A judgement, and why it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What was decided.
    pub judgement: Judgement,
    /// Why, in the analyst's words.
    pub because: Option<String>,
}

/// The end of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last entry; 0 without one.
    pub last: u64,
    /// Its hash.
    pub hash: EntryHash,
}

impl CaseFile {
    /// Writes down a judgement and returns the number of its entry. When this returns, a power cut does not lose it.
    ///
    /// # Errors
    /// When a document is not in the case, the words of an anchor do not stand there, a hypothesis is not stated (or, to be
    /// stated, is not the next), or the file cannot be written.
    pub fn judge(
        &mut self,
        judgement: &Judgement,
        because: Option<&str>,
        signature: &Signature,
    ) -> Result<u64, StoreError> {
        let decided = Decided { judgement: judgement.clone(), because: because.map(str::to_owned) };
        Ok(self.judge_all(&[decided], signature, None)?.last)
    }

    /// Writes down judgements, all or none of them, and returns which entry is the last. When this returns, a power cut
    /// does not lose them.
    ///
    /// With `seen`, only if that is the head of the log still: whoever looks at a case decides on what is shown, and
    /// what was done since may be about the same.
    ///
    /// # Errors
    /// When a document is not in the case, the words of an anchor do not stand there, a hypothesis is not stated (or, to be
    /// stated, is not the next), the log has another head than the one that was seen, or the file cannot be written.
    pub fn judge_all(
        &mut self,
        decided: &[Decided],
        signature: &Signature,
        seen: Option<EntryHash>,
    ) -> Result<Head, StoreError> {
        check_author(self.path(), signature)?;
        decided.iter().try_for_each(|one| self.check_anchors(&one.judgement))?;
        let path = self.path().to_owned();
        let failed = |error: rusqlite::Error| StoreError::of_sqlite(&path, &error);
        let transaction = self.write(Lasting::Power)?;
        check_seen(&transaction, seen, &path)?;
        let is_about_hypotheses = decided.iter().any(|one| one.judgement.is_about_hypotheses());
        let mut hypotheses = is_about_hypotheses.then(|| hypotheses(&transaction, &path)).transpose()?;
        for Decided { judgement, because } in decided {
            hypotheses.iter().try_for_each(|stated| stated.check(judgement, &path))?;
            let event = Event::Judged { judgement: judgement.clone(), because: because.clone() };
            let entry = append(&transaction, &event, signature).map_err(failed)?;
            hypotheses.iter_mut().for_each(|stated| stated.take(entry, &event));
        }
        let in_force = Entries::read(&transaction, "WHERE kind <> 'added'", &path)?.in_force();
        let judgement = |entry: &Entry| match &entry.event {
            Event::Judged { judgement, .. } => Some(judgement.clone()),
            Event::Added(_) | Event::Undone(_) => None,
        };
        let in_force: Vec<Judgement> = in_force.iter().filter_map(judgement).collect();
        if decided.iter().any(|one| one.judgement.changes_the_outline(in_force.iter())) {
            take_away_outline(&transaction).map_err(failed)?;
        }
        let head = last(&transaction).map_err(failed)?;
        transaction.commit().map_err(failed)?;
        Ok(head)
    }

    fn check_anchors(&self, judgement: &Judgement) -> Result<(), StoreError> {
        for judged in judgement.judged() {
            let anchor = &judged.anchor;
            let (path, document) = (self.path().to_owned(), anchor.document);
            match self.text(document)? {
                None => return Err(StoreError::UnknownDocument { path, document }),
                Some(text) if anchor.hold(&text) != Hold::Same => {
                    return Err(StoreError::NotAnchored { path, document, span: anchor.span });
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// Writes down a hypothesis under the next name, whoever else writes, and returns the number of its entry and the name.
    ///
    /// # Errors
    /// When its parent is not stated, or the file cannot be written.
    pub fn state(
        &mut self,
        text: &str,
        parent: Option<HypothesisId>,
        because: Option<&str>,
        signature: &Signature,
    ) -> Result<(u64, HypothesisId), StoreError> {
        check_author(self.path(), signature)?;
        let path = self.path().to_owned();
        let failed = |error: rusqlite::Error| StoreError::of_sqlite(&path, &error);
        let transaction = self.write(Lasting::Power)?;
        let stated = hypotheses(&transaction, &path)?;
        let hypothesis = stated.next();
        let judgement = Judgement::State(Statement { hypothesis, text: text.to_owned(), parent });
        stated.check(&judgement, &path)?;
        let event = Event::Judged { judgement, because: because.map(str::to_owned) };
        let entry = append(&transaction, &event, signature).map_err(failed)?;
        transaction.commit().map_err(failed)?;
        Ok((entry, hypothesis))
    }

    /// Returns the name that the next hypothesis gets, as the log is now.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn next_hypothesis(&self) -> Result<HypothesisId, StoreError> {
        Ok(hypotheses(&self.connection, self.path())?.next())
    }

    /// Takes a judgement back, and returns the number of the entry that does so. The judgement stays in the log.
    ///
    /// # Errors
    /// When there is no judgement of that number in force, or the file cannot be written.
    pub fn undo(&mut self, entry: u64, signature: &Signature) -> Result<u64, StoreError> {
        Ok(self.undo_seen(entry, signature, None)?.last)
    }

    /// Takes a judgement back as [`CaseFile::undo`] does; with `seen`, only if that is the head of the log still.
    ///
    /// # Errors
    /// When there is no judgement of that number in force, the log has another head than the one that was seen, or the
    /// file cannot be written.
    pub fn undo_seen(
        &mut self,
        entry: u64,
        signature: &Signature,
        seen: Option<EntryHash>,
    ) -> Result<Head, StoreError> {
        check_author(self.path(), signature)?;
        let path = self.path().to_owned();
        let failed = |error: rusqlite::Error| StoreError::of_sqlite(&path, &error);
        let transaction = self.write(Lasting::Power)?;
        check_seen(&transaction, seen, &path)?;
        let log = Entries::read(&transaction, "WHERE kind <> 'added'", &path)?;
        let why = match log.event(entry) {
            Some(Event::Judged { .. }) if log.undone().contains(&entry) => Some("is taken back already"),
            Some(Event::Judged { .. }) => None,
            _ => Some("is no judgement"),
        };
        if let Some(why) = why {
            return Err(StoreError::NotUndoable { path, entry, why });
        }
        append(&transaction, &Event::Undone(entry), signature).map_err(failed)?;
        let changes_the_case =
            |event: &Event| matches!(event, Event::Judged { judgement, .. } if judgement.changes_the_case());
        if log.event(entry).is_some_and(changes_the_case) {
            take_away_outline(&transaction).map_err(failed)?;
        }
        let head = last(&transaction).map_err(failed)?;
        transaction.commit().map_err(failed)?;
        Ok(head)
    }

    /// Returns all that was done to the case, in order.
    ///
    /// # Errors
    /// When the file cannot be read, or an entry is not in the words of this program.
    pub fn log(&self) -> Result<Vec<Entry>, StoreError> {
        Ok(Entries::read(&self.connection, "", self.path())?.0)
    }

    /// Returns the judgements that are in force, in order: those that were not taken back.
    ///
    /// # Errors
    /// When the file cannot be read, or an entry is not in the words of this program.
    pub fn judgements(&self) -> Result<Vec<Entry>, StoreError> {
        let log = Entries::read(&self.connection, "WHERE kind <> 'added'", self.path())?;
        Ok(log.in_force())
    }

    /// Returns the hash of the last entry: kept elsewhere, it proves later that nothing before it was changed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn head(&self) -> Result<EntryHash, StoreError> {
        Ok(self.last()?.hash)
    }

    /// Returns the number of the last entry, 0 without one, and its hash.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last(&self) -> Result<Head, StoreError> {
        last(&self.connection).map_err(|error| self.error(&error))
    }

    /// Returns the judgements in force that a better importer has left without their words, in order of their entries.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn adrift(&self) -> Result<Vec<Adrift>, StoreError> {
        let mut texts: BTreeMap<DocumentId, String> = BTreeMap::new();
        let mut adrift = Vec::new();
        for entry in self.judgements()? {
            let Event::Judged { judgement, .. } = &entry.event else { continue };
            for judged in judgement.judged() {
                let anchor = &judged.anchor;
                let text = match texts.entry(anchor.document) {
                    Vacant(place) => place.insert(self.text(anchor.document)?.unwrap_or_default()),
                    Occupied(text) => text.into_mut(),
                };
                let hold = anchor.hold(text);
                if hold != Hold::Same {
                    adrift.push(Adrift { entry: entry.number, anchor: anchor.clone(), hold });
                }
            }
        }
        Ok(adrift)
    }
}

/// Refuses a name that would break the lines of an entry.
pub(crate) fn check_author(path: &Path, signature: &Signature) -> Result<(), StoreError> {
    let author = &signature.author;
    let is_name = !author.trim().is_empty() && !author.contains(char::is_control);
    if is_name { Ok(()) } else { Err(StoreError::NoAuthor(path.to_owned())) }
}

/// Appends an entry, in the transaction that `connection` is in, and returns its number.
pub(crate) fn append(connection: &Connection, event: &Event, signature: &Signature) -> rusqlite::Result<u64> {
    let Head { last, hash: previous } = last(connection)?;
    let (number, at, said) = (last + 1, signature.at.to_string(), event.said());
    let hash = hash(previous, number, &at, &signature.author, event.name(), &said);
    connection.execute(
        "INSERT INTO log (number, at, author, kind, said, previous, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![number, at, signature.author, event.name(), said, previous.0, hash.0],
    )?;
    Ok(number)
}

fn last(connection: &Connection) -> rusqlite::Result<Head> {
    let query = "SELECT number, hash FROM log ORDER BY number DESC LIMIT 1";
    let row = |row: &Row<'_>| Ok(Head { last: row.get(0)?, hash: EntryHash(row.get(1)?) });
    Ok(connection.query_row(query, [], row).optional()?.unwrap_or(Head { last: 0, hash: EntryHash::NONE }))
}

/// Refuses to go on if the head of the log, in the transaction that `connection` is in, is not the one that was seen.
fn check_seen(connection: &Connection, seen: Option<EntryHash>, path: &Path) -> Result<(), StoreError> {
    let head = last(connection).map_err(|error| StoreError::of_sqlite(path, &error))?;
    if seen.is_some_and(|seen| seen != head.hash) {
        return Err(StoreError::Moved { path: path.to_owned(), head: head.hash });
    }
    Ok(())
}

/// Returns the hypotheses that are stated, in the transaction that `connection` is in.
fn hypotheses(connection: &Connection, path: &Path) -> Result<Hypotheses, StoreError> {
    let mut hypotheses = Hypotheses::default();
    for entry in Entries::read(connection, "WHERE kind IN ('hypothesis', 'undo')", path)?.0 {
        hypotheses.take(entry.number, &entry.event);
    }
    Ok(hypotheses)
}

/// Entries of the log, in order.
struct Entries(Vec<Entry>);

impl Entries {
    fn read(connection: &Connection, filter: &str, path: &Path) -> Result<Entries, StoreError> {
        let read = || {
            let mut statement = connection
                .prepare(&format!("SELECT number, at, author, kind, said, hash FROM log {filter} ORDER BY number"))?;
            let rows = statement.query_map([], |row| {
                let (at, kind, said): (String, String, String) = (row.get(1)?, row.get(3)?, row.get(4)?);
                let entry = Moment::parse(&at).zip(Event::parse(&kind, &said));
                Ok((row.get(0)?, entry, row.get(2)?, EntryHash(row.get(5)?)))
            })?;
            rows.collect::<rusqlite::Result<Vec<(u64, _, String, _)>>>()
        };
        let rows = read().map_err(|error| StoreError::of_sqlite(path, &error))?;
        let entry = |(number, parsed, author, hash)| {
            let Some((at, event)) = parsed else {
                let what = format!("entry {number} of its log is not in the words of this program");
                return Err(StoreError::Damaged { path: path.to_owned(), what });
            };
            Ok(Entry { number, signature: Signature { author, at }, event, hash })
        };
        rows.into_iter().map(entry).collect::<Result<Vec<Entry>, StoreError>>().map(Entries)
    }

    fn event(&self, number: u64) -> Option<&Event> {
        let place = self.0.binary_search_by_key(&number, |entry| entry.number).ok()?;
        Some(&self.0[place].event)
    }

    /// Returns the numbers of the judgements that were taken back.
    fn undone(&self) -> BTreeSet<u64> {
        let undone = |entry: &Entry| if let Event::Undone(entry) = entry.event { Some(entry) } else { None };
        self.0.iter().filter_map(undone).collect()
    }

    /// Returns the judgements that were not taken back, in order.
    fn in_force(self) -> Vec<Entry> {
        let undone = self.undone();
        let is_in_force =
            |entry: &Entry| matches!(entry.event, Event::Judged { .. }) && !undone.contains(&entry.number);
        self.0.into_iter().filter(is_in_force).collect()
    }
}
