//! Words in the documents and claims of a case: reading first what is unread, then finding, then who says what was found.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_case::record::ClaimId;
use hearsay_reading::read::Reader;
use hearsay_store::case_file::CaseFile;
use hearsay_store::documents::Listed;
use hearsay_store::search::query::Query;
use hearsay_store::search::{Found, Hit, Scope};
use hearsay_text::document::DocumentId;
use hearsay_text::span::{CodePoints, Span};

use crate::casework::{self, Corrections, of_store};
use crate::failure::{Failure, FailureKind};
use crate::reference::Names;
use crate::rereading;
use crate::terminal::clean;
use crate::wire::case_file::WireHit;

/// Where to look, and how many to return of each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    /// Whether to look in claims.
    pub(crate) claims: bool,
    /// Whether to look in documents.
    pub(crate) documents: bool,
    pub(crate) limit: usize,
}

/// What was found, with what is known of it.
pub(crate) struct Shelf {
    /// The claims, if they were to be looked in.
    pub(crate) claims: Option<Found>,
    /// The documents, if they were to be looked in.
    pub(crate) documents: Option<Found>,
    pub(crate) names: Names,
    by_id: BTreeMap<DocumentId, Listed>,
    sayers: Sayers,
}

/// What is shown of a claim beside its words: who says it.
type Sayers = BTreeMap<(DocumentId, ClaimId), String>;

/// Takes what the user looks for.
///
/// # Errors
/// If it makes no sense.
pub(crate) fn parse(query: &str) -> Result<Query, Failure> {
    Query::parse(query).map_err(|error| Failure::of_told(FailureKind::Usage, &clean(&error.to_string())))
}

/// Returns the documents that must be read before words are found in them.
///
/// # Errors
/// If the case cannot be read.
pub(crate) fn unread(case: &CaseFile) -> Result<Vec<Listed>, Failure> {
    let unread = rereading::unread(case, Reader::Fast)?;
    if unread.is_empty() {
        return Ok(Vec::new());
    }
    let mut listed = case.documents().map_err(of_store)?;
    listed.retain(|one| unread.contains(&one.id));
    Ok(listed)
}

/// Reads one of the unread, so that it is found, and under the names of today.
///
/// # Errors
/// If it cannot be read.
pub(crate) fn read_one(case: &mut CaseFile, one: &Listed) -> Result<(), Failure> {
    // The reading is there and only the words are not: the same reader gives the same names again.
    let is_accurate = case.reading(one.id, &casework::version(Reader::Accurate)).map_err(of_store)?.is_some();
    let reader = if is_accurate { Reader::Accurate } else { Reader::Fast };
    casework::read_again(case, one, reader).map(|_| ())
}

/// Returns what holds the words of a query.
///
/// # Errors
/// If the case cannot be read.
pub(crate) fn search(case: &mut CaseFile, query: &Query, extent: Extent) -> Result<Shelf, Failure> {
    let find = |scope| case.search(query, scope, extent.limit).map_err(of_store);
    let claims = if extent.claims { Some(find(Scope::Claims)?) } else { None };
    let documents = if extent.documents { Some(find(Scope::Documents)?) } else { None };
    let listed = case.documents().map_err(of_store)?;
    let sayers = sayers(case, &listed, claims.as_ref().map_or(&[], |found| &found.hits))?;
    let names = Names::of(&listed);
    Ok(Shelf { claims, documents, names, by_id: listed.into_iter().map(|one| (one.id, one)).collect(), sayers })
}

/// Returns who says each of the claims: the deepest source that is named, or else the outlet whose writer says it.
fn sayers(case: &mut CaseFile, listed: &[Listed], hits: &[Hit]) -> Result<Sayers, Failure> {
    let ids: BTreeSet<DocumentId> = hits.iter().map(|hit| hit.document).collect();
    let mut sayers = Sayers::new();
    let corrections = Corrections::of(case)?;
    for listed in listed.iter().filter(|one| ids.contains(&one.id)) {
        let read = casework::document(case, listed)?;
        let record = corrections.record(&read);
        for hit in hits.iter().filter(|hit| hit.document == listed.id) {
            let Some(claim) = hit.claim.and_then(|id| record.claim(id)).filter(|claim| claim.spans == hit.spans) else {
                continue;
            };
            let who = match (claim.deepest(), claim.act) {
                (Some(link), _) => link.words.clone(),
                (None, None) => "the writer".to_owned(),
                (None, Some(_)) => "nobody named".to_owned(),
            };
            sayers.insert((listed.id, claim.id), clean(&who).into_owned());
        }
    }
    Ok(sayers)
}

impl Shelf {
    /// Returns how the user names what was found.
    pub(crate) fn reference(&self, hit: &Hit) -> String {
        let name = self.names.name(hit.document);
        hit.claim.map_or_else(|| name.to_owned(), |claim| format!("{name}/{claim}"))
    }

    /// Returns who says what was found.
    pub(crate) fn sayer(&self, hit: &Hit) -> Option<&String> {
        hit.claim.and_then(|claim| self.sayers.get(&(hit.document, claim)))
    }

    /// Returns the document that something was found in.
    pub(crate) fn listed(&self, hit: &Hit) -> Option<&Listed> {
        self.by_id.get(&hit.document)
    }

    /// Returns the shape of what was found; `text` is its document's.
    pub(crate) fn wire_hit(&self, hit: &Hit, text: &str) -> WireHit {
        let points = CodePoints::new(text);
        let places = |spans: &mut dyn Iterator<Item = Span>| spans.map(|span| points.span(span).into()).collect();
        let stretches = &hit.passage.stretches;
        let listed = self.listed(hit);
        let title = listed.and_then(|one| one.title.clone());
        let in_title = CodePoints::new(title.as_deref().unwrap_or_default());
        WireHit {
            reference: self.reference(hit),
            document: self.names.name(hit.document).to_owned(),
            hash: hit.document.to_string(),
            claim: hit.claim.map(|claim| claim.to_string()),
            by: self.sayer(hit).cloned(),
            spans: places(&mut hit.spans.iter().copied()),
            source: listed.and_then(|one| one.site.clone()),
            published: listed.and_then(|one| one.published).map(|date| date.to_string()),
            passage: places(&mut stretches.iter().map(|one| one.span)),
            words: stretches.iter().map(|one| one.words.as_str()).collect(),
            found: places(&mut stretches.iter().filter(|one| one.is_found).map(|one| one.span)),
            found_in_title: hit.in_title.iter().map(|span| in_title.span(*span).into()).collect(),
            title: title.clone(),
        }
    }
}
