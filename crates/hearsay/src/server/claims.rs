//! What is told of claims: which say the same, where one comes from, what was said when.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_case::case::Group;
use hearsay_case::case::outline::Grouping;
use hearsay_case::lineage::ClaimRef;
use hearsay_case::record::ClaimId;
use hearsay_case::timeline::Item;
use hearsay_store::entry::{Entry, Event};

use crate::asked::claims::{ClaimFilter, has_all, has_source};
use crate::asked::when::ItemFilter;
use crate::casework::Work;
use crate::view::case::{Shown, n_documents};
use crate::wire::case::{code_points, wire_claim, wire_disagreements, wire_group, wire_item, wire_origins, wire_trace};
use crate::wire::case_file::value;
use crate::wire::interface::{WireBeside, WireCard, WireJudgement, WireList, WireToldGroup, WireVariant};

use super::documents::{group_reference, reference};
use super::queries::{ClaimsOrder, ClaimsQuery, TimelineQuery, Window};
use super::reply::{Refusal, Reply};
use super::request::Asked;
use super::state::View;

pub(super) fn list(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let query: ClaimsQuery = asked.query()?;
    let view = asked.view()?;
    let filter = Filter::of(&query, asked, &view)?;
    let groupings = view.case.groupings();
    let mut groups: Vec<usize> = view.most_told().to_vec();
    groups.retain(|idx| filter.holds(&view, &groupings[*idx]));
    match query.sort {
        ClaimsOrder::Told => {}
        ClaimsOrder::Newest => groups.sort_by_key(|idx| std::cmp::Reverse(groupings[*idx].found_by.last_day)),
        ClaimsOrder::Origins => groups.sort_by_key(|idx| std::cmp::Reverse(groupings[*idx].found_by.n_origins)),
    }
    let texts = BTreeMap::new();
    let shown = Shown { case: &view.case, names: &view.names, texts: &texts };
    let told = |idx: &usize| {
        let group = view.case.group(*idx);
        WireToldGroup { group: wire_group(&shown, group), beside: beside(&view, group) }
    };
    let items = Window::of(query.offset, query.limit).cut(&groups).iter().map(told).collect();
    Reply::of(&view, &WireList { total: groups.len(), items })
}

/// Which groups are asked for: as the command has it, and what the page asks besides.
struct Filter<'a> {
    query: &'a ClaimsQuery,
    as_command: ClaimFilter,
    is_narrow: bool,
    document: Option<usize>,
    source: Option<BTreeSet<ClaimRef>>,
}

impl<'a> Filter<'a> {
    fn of(query: &'a ClaimsQuery, asked: &Asked<'_>, view: &View) -> Result<Filter<'a>, Refusal> {
        let document = query.document.as_deref().map(|name| view.names.find(name)).transpose();
        let document = document.map_err(Refusal::not_found)?.and_then(|id| view.case.record_of(id));
        let source = match &query.source {
            None => None,
            Some(named) => {
                let entity = asked.server.state.work(view)?.entity(named).map_err(Refusal::not_found)?;
                let voices = view.case.voices();
                Some(voices.makes[entity].iter().chain(&voices.passes_on[entity]).copied().collect())
            }
        };
        let as_command = ClaimFilter {
            by: query.by.clone(),
            about: query.about.clone(),
            standing: query.standing,
            hedged: query.hedged,
            since: query.since.map(|day| day.0),
        };
        let is_narrow = as_command.is_narrow()
            || [query.document.is_some(), query.source.is_some(), query.text.is_some()].contains(&true)
            || [query.matter.is_some(), query.origins_at_least.is_some()].contains(&true);
        Ok(Filter { query, as_command, is_narrow, document, source })
    }

    fn holds(&self, view: &View, group: &Grouping) -> bool {
        let Filter { query, as_command, is_narrow, document, source } = self;
        let n_origins = group.found_by.n_origins;
        let matter = group.variant.map(|(matter, _)| matter);
        document.is_none_or(|record| group.claims.iter().any(|of| of.record == record))
            && source.as_ref().is_none_or(|made| group.claims.iter().any(|of| made.contains(of)))
            && query.origins_at_least.is_none_or(|least| n_origins >= least as usize)
            && query.matter.is_none_or(|asked| matter == Some(asked as usize))
            && query.text.as_ref().is_none_or(|words| has_words(view, group, words))
            && as_command.holds(&view.case, group)
            && (query.all || *is_narrow || has_source(group))
    }
}

/// Returns whether some claim of a group has all these words in it; capitals make no difference.
fn has_words(view: &View, group: &Grouping, words: &str) -> bool {
    group.claims.iter().filter_map(|of| view.case.claim(*of)).any(|claim| has_all(&claim.words, words))
}

/// Returns what is shown beside a group.
fn beside(view: &View, group: &Group) -> WireBeside {
    let judgements = view.judgements_on(&group.claims);
    WireBeside {
        reference: group_reference(view, &group.claims),
        variants: variants(view, group),
        judgements: judgements.into_iter().map(|entry| wire_judgement(view, entry)).collect(),
    }
}

/// Returns the other groups on the matter of a group, in the order of the matter's variants.
fn variants(view: &View, group: &Group) -> Vec<WireVariant> {
    let Some((matter, own)) = group.variant else { return Vec::new() };
    let mut on: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for (disagreement, with, _) in view.case.disagreements(group) {
        let other = view.case.group_of(with).map(|other| group_reference(view, &other.claims)).unwrap_or_default();
        let slots = on.entry(other).or_default();
        if !slots.contains(&disagreement.slot.name()) {
            slots.push(disagreement.slot.name());
        }
    }
    let others = view.groups_on(matter).map(|idx| &view.case.groupings()[idx]);
    let others = others.filter(|other| other.variant.is_some_and(|(_, variant)| variant != own));
    let variant = |other: &Grouping| {
        let reference = group_reference(view, &other.claims);
        let first = view.case.claim(other.found_by.first);
        WireVariant {
            on: on.get(&reference).cloned().unwrap_or_default(),
            words: first.map(|claim| claim.words.clone()).unwrap_or_default(),
            reference,
        }
    };
    others.map(variant).collect()
}

fn wire_judgement(view: &View, entry: &Entry) -> WireJudgement {
    let Event::Judged { judgement, because } = &entry.event else { unreachable!("only judgements are in force") };
    let on = judgement.judged().into_iter().filter_map(|one| {
        let record = view.case.record_of(one.anchor.document)?;
        let claim = view.case.records[record].claim_at(one.anchor.span)?;
        Some(reference(view, ClaimRef { record, claim: claim.id }))
    });
    WireJudgement {
        entry: entry.number,
        what: judgement.name(),
        on: on.collect(),
        value: value(&entry.event),
        because: because.clone(),
    }
}

/// Returns the claim that the path names, and its group.
fn asked_for<'a>(asked: &Asked<'_>, work: &'a Work) -> Result<(ClaimRef, &'a Group), Refusal> {
    let id = asked.part("claim");
    if id.parse::<ClaimId>().is_err() {
        return Err(Refusal::no_such_route());
    }
    let of = work.claim(&asked.reference("claim")).map_err(Refusal::not_found)?;
    Ok((of, work.group(of)?))
}

pub(super) fn one(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let view = asked.view()?;
    let work = asked.server.state.work(&view)?;
    let (of, group) = asked_for(asked, &work)?;
    let texts = work.texts_of(group)?;
    let shown = Shown { case: &work.case, names: &work.names, texts: &texts };
    let spans = work.case.claim(of).map_or(&[][..], |claim| &claim.spans);
    let card = WireCard {
        trace: wire_trace(&shown, group, of),
        beside: beside(&view, group),
        spans: code_points(&shown, of.record, spans),
        claims: group.claims.iter().map(|claim| wire_claim(&shown, *claim)).collect(),
        n_documents: n_documents(group),
        disagreements: wire_disagreements(&shown, group),
    };
    Reply::of(&view, &card)
}

pub(super) fn origins(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let view = asked.view()?;
    let work = asked.server.state.work(&view)?;
    let (of, group) = asked_for(asked, &work)?;
    let texts = BTreeMap::new();
    let shown = Shown { case: &work.case, names: &work.names, texts: &texts };
    Reply::of(&view, &wire_origins(&shown, group, of))
}

pub(super) fn timeline(asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let query: TimelineQuery = asked.query()?;
    let view = asked.view()?;
    let work = asked.server.state.work(&view)?;
    let of = query.claim.as_deref().map(|named| work.claim(named)).transpose().map_err(Refusal::not_found)?;
    let filter = ItemFilter {
        group: of.and_then(|of| work.case.grouping_of(of)),
        since: query.since.map(|day| day.0),
        until: query.until.map(|day| day.0),
    };
    let items: Vec<&Item> = view.case.timeline().iter().filter(|item| filter.holds(item)).collect();
    let texts = BTreeMap::new();
    let shown = Shown { case: &view.case, names: &view.names, texts: &texts };
    let part = Window::of(query.offset, query.limit).cut(&items).iter().map(|item| wire_item(&shown, item));
    Reply::of(&view, &WireList { total: items.len(), items: part.collect() })
}
