//! What is told of the case and its documents: how much there is, one with all that was read in it, words in all of them,
//! and what was done.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry::{Occupied, Vacant};

use hearsay_case::case::Case;
use hearsay_case::judgement::{Judged, JudgedKind};
use hearsay_case::lineage::ClaimRef;
use hearsay_case::record::Record;
use hearsay_store::entry::{Entry, Event};
use hearsay_store::log::Head;
use hearsay_store::search::{Found, RANKED_MAX};
use hearsay_text::document::{BlockKind, DocumentId};
use hearsay_text::span::CodePoints;

use crate::asked::search::{self, Extent};
use crate::casework::{self, Read, of_store};
use crate::reference::Names;
use crate::view::case::n_documents;
use crate::wire;
use crate::wire::case_file::{value, wire_entry, wire_listed};
use crate::wire::interface::{
    WireBlock, WireCase, WireClaimMark, WireFound, WireHead, WireJudgedHere, WireJudgedOn, WireList, WireLog,
    WireLogItem, WirePage,
};

use super::queries::{ListQuery, LogQuery, SearchQuery, SearchScope, Window};
use super::reply::{Refusal, Reply};
use super::request::Asked;
use super::state::View;

pub(super) fn case(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let view = asked.view()?;
    let state = &asked.server.state;
    Reply::of(
        &view,
        &WireCase {
            name: state.name(),
            version: env!("CARGO_PKG_VERSION"),
            author: state.signature()?.author,
            n_documents: view.listed.len(),
            n_claims: view.case.groupings().iter().map(|grouping| grouping.claims.len()).sum(),
            n_groups: view.case.groupings().len(),
            n_unread: view.n_unread,
            head: wire_head(view.head),
            seen: view.seen(),
        },
    )
}

pub(super) fn list(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let query: ListQuery = asked.query()?;
    let view = asked.view()?;
    let shown = Window::of(query.offset, query.limit).cut(&view.listed);
    let items = shown.iter().map(|one| wire_listed(one, &view.names)).collect();
    Reply::of(&view, &WireList { total: view.listed.len(), items })
}

pub(super) fn one(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let view = asked.view()?;
    let id = view.names.find(asked.part("document")).map_err(Refusal::not_found)?;
    let Some(listed) = view.listed.iter().find(|one| one.id == id) else { unreachable!("it was found by its name") };
    let read = casework::document(&mut asked.server.state.file()?, listed)?;
    let points = CodePoints::new(&read.document.text);
    let blocks = read.document.blocks.iter();
    let page = WirePage {
        listed: wire_listed(listed, &view.names),
        reading: wire::document(&listed.file_name, &read.document, &read.reading),
        blocks: blocks
            .map(|block| WireBlock { kind: block_kind(block.kind), span: points.span(block.span).into() })
            .collect(),
        claims: view.case.record_of(id).map(|record| claim_marks(&view, record, &points)).unwrap_or_default(),
        judgements: judged_here(&view, &read, &points),
        head: wire_head(view.head),
        text: read.document.text.clone(),
    };
    Reply::of(&view, &page)
}

fn block_kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Body => "body",
        BlockKind::Heading => "heading",
        BlockKind::Caption => "caption",
        BlockKind::Byline => "byline",
        BlockKind::Furniture => "furniture",
    }
}

/// Returns where the claims of a document stand, each with how the case sees it.
fn claim_marks(view: &View, record_idx: usize, points: &CodePoints<'_>) -> Vec<WireClaimMark> {
    let record = &view.case.records[record_idx];
    let mark = |claim: &hearsay_case::record::Claim| {
        let of = ClaimRef { record: record_idx, claim: claim.id };
        let group = view.case.group_of(of)?;
        Some(WireClaimMark {
            id: reference(view, of),
            spans: claim.spans.iter().map(|span| points.span(*span).into()).collect(),
            group: group_reference(view, &group.claims),
            n_documents: n_documents(group),
            n_origins: group.origins.all.len(),
            standing: group.standing.moves().into_iter().map(|what| what.name()).collect(),
            n_disagreements: view.case.disagreements(group).count(),
        })
    };
    record.claims.iter().filter_map(mark).collect()
}

/// Returns how the user names a claim.
pub(super) fn reference(view: &View, of: ClaimRef) -> String {
    format!("{}/{}", view.names.name(view.case.records[of.record].document), of.claim)
}

/// Returns how the user names a group of claims: by the one that was published first.
pub(super) fn group_reference(view: &View, claims: &[ClaimRef]) -> String {
    view.case.first_of(claims).map(|of| reference(view, of)).unwrap_or_default()
}

/// Returns the judgements in force on words of a document.
fn judged_here(view: &View, read: &Read, points: &CodePoints<'_>) -> Vec<WireJudgedHere> {
    // What was rejected is in no record of the case, but its words are in the reading.
    let record = view.corrections.record(read);
    let mut here = Vec::new();
    for entry in &view.in_force {
        let Event::Judged { judgement, because } = &entry.event else { continue };
        let judged = judgement.judged();
        if !judged.iter().any(|one| one.anchor.document == read.document.id) {
            continue;
        }
        let on = judged.into_iter().map(|one| {
            let own = one.anchor.document == record.document;
            let id = if own { id_at(&record, one) } else { id_in_case(&view.case, one) };
            let document = view.names.name(one.anchor.document).to_owned();
            WireJudgedOn {
                kind: one.kind.name(),
                id: id.map(|id| format!("{document}/{id}")),
                document,
                spans: own.then(|| points.span(one.anchor.span).into()).into_iter().collect(),
                words: one.anchor.words.clone(),
            }
        });
        here.push(WireJudgedHere {
            entry: entry.number,
            at: entry.signature.at.to_string(),
            author: entry.signature.author.clone(),
            what: judgement.name(),
            on: on.collect(),
            value: value(&entry.event),
            because: because.clone(),
        });
    }
    here
}

fn id_in_case(case: &Case, judged: &Judged) -> Option<String> {
    case.record_of(judged.anchor.document).and_then(|record| id_at(&case.records[record], judged))
}

/// Returns the id of what is read at the words that are judged.
fn id_at(record: &Record, judged: &Judged) -> Option<String> {
    let span = judged.anchor.span;
    match judged.kind {
        JudgedKind::Attribution | JudgedKind::Claim => record.claim_at(span).map(|claim| claim.id.to_string()),
        JudgedKind::Mention => record.entity_at(span).map(|id| id.to_string()),
        JudgedKind::Artefact => record.artefact_at(span).map(|id| id.to_string()),
        JudgedKind::Verdict => record.verdict_at(span).map(|id| id.to_string()),
    }
}

pub(super) fn search(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let query: SearchQuery = asked.query()?;
    let words = search::parse(&query.q).map_err(Refusal::wrong)?;
    let view = asked.view()?;
    let mut file = asked.server.state.file()?;
    for one in search::unread(&file)? {
        // One that cannot be read any more has no words to find.
        let _ = search::read_one(&mut file, &one);
    }
    let window = Window::of(query.offset, query.limit);
    let extent = Extent {
        claims: query.scope != Some(SearchScope::Documents),
        documents: query.scope != Some(SearchScope::Claims),
        limit: (window.before + window.length).min(RANKED_MAX),
    };
    let shelf = search::search(&mut file, &words, extent)?;
    let mut texts: BTreeMap<DocumentId, String> = BTreeMap::new();
    let mut items = Vec::new();
    for hit in shelf.claims.iter().chain(&shelf.documents).flat_map(|found| window.cut(&found.hits)) {
        let text = match texts.entry(hit.document) {
            Occupied(known) => known.into_mut(),
            Vacant(place) => place.insert(file.text(hit.document).map_err(of_store)?.unwrap_or_default()),
        };
        items.push(shelf.wire_hit(hit, text));
    }
    let n_found = |found: &Option<Found>| found.as_ref().map_or(0, |found| found.n_found);
    let (n_claims, n_documents) = (n_found(&shelf.claims), n_found(&shelf.documents));
    Reply::of(&view, &WireFound { total: n_claims + n_documents, n_claims, n_documents, items })
}

pub(super) fn log(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let query: LogQuery = asked.query()?;
    let view = asked.view()?;
    let file = asked.server.state.file()?;
    let mut entries = file.log().map_err(of_store)?;
    // What was written since the view was made is for the next one.
    entries.retain(|entry| entry.number <= view.head.last);
    let undone = undone(&entries);
    entries.retain(|entry| !query.judgements || !matches!(entry.event, Event::Added(_)));
    if query.newest {
        entries.reverse();
    }
    let shown = Window::of(query.offset, query.limit).cut(&entries);
    let items = shown.iter().map(|entry| log_item(entry, &view.names, &undone)).collect();
    Reply::of(&view, &WireLog { total: entries.len(), items, head: wire_head(view.head) })
}

/// Returns which entries were taken back, each with the one that did it.
fn undone(entries: &[Entry]) -> BTreeMap<u64, u64> {
    let undone = |entry: &Entry| if let Event::Undone(of) = entry.event { Some((of, entry.number)) } else { None };
    entries.iter().filter_map(undone).collect()
}

fn log_item(entry: &Entry, names: &Names, undone: &BTreeMap<u64, u64>) -> WireLogItem {
    let taken_back_by = undone.get(&entry.number).copied();
    let in_force = taken_back_by.is_none() && matches!(entry.event, Event::Judged { .. });
    WireLogItem { entry: wire_entry(entry, names), in_force, taken_back_by }
}

/// Returns what was written into a log behind the entry with that hash; nothing if none has it.
pub(super) fn since(entries: &[Entry], seen: &str, names: &Names) -> Vec<WireLogItem> {
    let hash = seen.split('.').next().unwrap_or_default();
    let Some(idx) = entries.iter().position(|entry| entry.hash.to_string() == hash) else { return Vec::new() };
    let undone = undone(entries);
    entries[idx + 1..].iter().map(|entry| log_item(entry, names, &undone)).collect()
}

/// Returns the shape of the end of the log.
pub(super) fn wire_head(head: Head) -> WireHead {
    WireHead { number: head.last, hash: head.hash.to_string() }
}
