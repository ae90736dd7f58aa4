//! Finds words in documents and claims, and the places where they stand.
//!
//! Not the query's language, which is [`query`]'s. SQLite's FTS5 finds and ranks; since a word such as "said" may match
//! half a case, only the newest matches are ranked, and places are looked up for those that are shown.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use hearsay_case::record::ClaimId;
use hearsay_text::document::DocumentId;
use hearsay_text::span::Span;
use rusqlite::{OptionalExtension, params};

use crate::case_file::CaseFile;
use crate::coding::claims::{ClaimPlace, ClaimPlaces};
use crate::coding::{self, fingerprint};
use crate::error::StoreError;

pub(crate) mod index;
mod passage;
pub mod query;

use passage::{Marker, Source, passage};
use query::Query;

/// How many matches are ranked: the newest.
pub const RANKED_MAX: usize = 5000;

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In the titles and texts of documents; furniture too.
    Documents,
    /// In the words of claims.
    Claims,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The best of it, the best first.
    pub hits: Vec<Hit>,
    /// How many there are; at [`RANKED_MAX`], that many or more, of which the newest were ranked.
    pub n_found: usize,
}

/// A document or a claim in which the words were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The document.
    pub document: DocumentId,
    /// The claim, if claims were asked for, as the reader that read the document last numbers it.
    pub claim: Option<ClaimId>,
    /// Where the claim stands; nothing for a document.
    pub spans: Vec<Span>,
    /// Where found words stand in the title that [documents](CaseFile::documents) lists.
    pub in_title: Vec<Span>,
    /// The words around what was found.
    pub passage: Passage,
}

/// Some words of a document or claim: all of them, if they are few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The words, in order.
    pub stretches: Vec<Stretch>,
    /// Whether there are words before them.
    pub is_cut_before: bool,
    /// Whether there are words behind them.
    pub is_cut_after: bool,
}

/// Words of a document's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where they stand, exactly.
    pub span: Span,
    /// The words.
    pub words: String,
    /// Whether these are what was looked for.
    pub is_found: bool,
}

impl CaseFile {
    /// Returns at most `limit` documents or claims that hold what `query` asks for, the best by BM25 first.
    ///
    /// Documents that are [unread](CaseFile::unread) may not be found.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn search(&self, query: &Query, scope: Scope, limit: usize) -> Result<Found, StoreError> {
        let (n_found, numbers) = self.ranked(query, scope, limit).map_err(|error| self.error(&error))?;
        let mut texts = BTreeMap::new();
        let mut located = Vec::with_capacity(numbers.len());
        for number in numbers {
            let found = self.located(number, scope, &mut texts)?;
            located.extend(found);
        }
        let sources: Vec<Source<'_>> = located.iter().map(|one| one.source(&texts)).collect();
        let marker = Marker::new(scope, &sources, query).map_err(|error| self.error(&error))?;
        let hit = |(idx, (one, source)): (usize, (&Located, &Source<'_>))| {
            let marks = marker.marks(idx);
            Hit {
                document: one.document,
                claim: one.place.as_ref().map(|place| place.id),
                spans: one.place.as_ref().map(|place| place.spans.clone()).unwrap_or_default(),
                passage: passage(source, &marks.in_text),
                in_title: marks.in_title,
            }
        };
        Ok(Found { hits: located.iter().zip(&sources).enumerate().map(hit).collect(), n_found })
    }

    /// Returns how many match, and the numbers of the best.
    fn ranked(&self, query: &Query, scope: Scope, limit: usize) -> rusqlite::Result<(usize, Vec<i64>)> {
        let (table, weights) = match scope {
            Scope::Documents => ("document_words", ", 1.0, 4.0"),
            Scope::Claims => ("claim_words", ""),
        };
        let newest = format!(
            "SELECT count(*), coalesce(min(rowid), 0) FROM
                 (SELECT rowid FROM {table} WHERE {table} MATCH ?1 ORDER BY rowid DESC LIMIT ?2)"
        );
        let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, usize>(0)?, row.get::<_, i64>(1)?));
        let (n_found, oldest) = self.connection.query_row(&newest, params![query.expression(), RANKED_MAX], row)?;
        let best = format!(
            "SELECT rowid FROM
                 (SELECT rowid, bm25({table}{weights}) AS score FROM {table} WHERE {table} MATCH ?1 AND rowid >= ?2)
             ORDER BY score, rowid DESC LIMIT ?3"
        );
        let mut statement = self.connection.prepare(&best)?;
        let rows = statement.query_map(params![query.expression(), oldest, limit], |row| row.get(0))?;
        Ok((n_found, rows.collect::<rusqlite::Result<Vec<i64>>>()?))
    }

    /// Returns which document or claim has that number, and puts the document's text with the others. Nothing if the row
    /// belongs to nothing, or the claims were coded by another program.
    fn located(
        &self,
        number: i64,
        scope: Scope,
        texts: &mut BTreeMap<DocumentId, Text>,
    ) -> Result<Option<Located>, StoreError> {
        let query = match scope {
            Scope::Documents => {
                "SELECT id, title, 0, NULL FROM documents JOIN pages ON document = number
                                 WHERE number = ?1 AND ?2 IS NOT NULL"
            }
            Scope::Claims => {
                "SELECT id, title, ?1 - first, places FROM documents
                              JOIN pages ON pages.document = number
                              JOIN claims ON claims.document = number
                              WHERE claims.shape = ?2
                                AND first = (SELECT first FROM claims WHERE first <= ?1 ORDER BY first DESC LIMIT 1)"
            }
        };
        type Row = (DocumentId, Option<String>, usize, Option<Vec<u8>>);
        let row = |row: &rusqlite::Row<'_>| -> rusqlite::Result<Row> {
            Ok((DocumentId(row.get(0)?), row.get(1)?, row.get(2)?, row.get(3)?))
        };
        let shape = fingerprint::<ClaimPlaces>();
        let found = self.connection.query_row(query, params![number, shape], row).optional();
        let Some((document, title, idx, places)) = found.map_err(|error| self.error(&error))? else { return Ok(None) };
        let text = match texts.entry(document) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let Some(text) = self.text(document)? else { return Ok(None) };
                place.insert(Text { title: title.unwrap_or_default(), text })
            }
        };
        let Some(places) = places else { return Ok(Some(Located { document, place: None })) };
        let places: Option<ClaimPlaces> = coding::decode(&places, &text.text);
        let place = places.and_then(|places| places.claims.into_iter().nth(idx));
        Ok(place.map(|place| Located { document, place: Some(place) }))
    }
}

/// What of a document is shown.
struct Text {
    title: String,
    text: String,
}

/// What a row of the tables of words stands for.
struct Located {
    document: DocumentId,
    place: Option<ClaimPlace>,
}

impl Located {
    fn source<'a>(&self, texts: &'a BTreeMap<DocumentId, Text>) -> Source<'a> {
        let Text { title, text } = &texts[&self.document];
        match &self.place {
            None => Source::document(title, text),
            Some(place) => Source::claim(text, &place.spans),
        }
    }
}
