//! The shapes of what is told of a case in JSON: claims in groups, the way to their origins, how they stand.
//!
//! Offsets are Unicode code points into the document's text where the text is at hand, as in `hearsay read --json`.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_case::case::Group;
use hearsay_case::lineage::{ClaimRef, EvidenceKind, Node};
use hearsay_case::standing::{Event, WarningKind};
use hearsay_reading::reading::EntityId;
use hearsay_text::document::Date;
use hearsay_text::span::{CodePoints, Span};
use serde::Serialize;

use super::WireSpan;
use crate::view::case::{Shown, n_documents};
use crate::who;

/// Claims that say the same.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay claims --json"))]
pub(crate) struct WireGroup {
    /// The one that was published first, by which the group is named; then the others in order.
    claims: Vec<WireClaim>,
    /// The number of the matter that they are about, if other claims are about it too.
    matter: Option<usize>,
    n_documents: usize,
    n_origins: usize,
    standing: Vec<WireEvent>,
    disagreements: Vec<WireDisagreement>,
    warnings: Vec<WireWarning>,
}

/// One claim of a document.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "claim"))]
pub(crate) struct WireClaim {
    /// As in `courier/a3`.
    id: String,
    document: String,
    words: String,
    /// From the outlet and the author inward.
    chain: Vec<WireLink>,
    act: Option<&'static str>,
    stance: &'static str,
    hedges: Vec<String>,
    published: Option<String>,
    said_on: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "link"))]
pub(crate) struct WireLink {
    role: &'static str,
    name: String,
    class: &'static str,
    basis: &'static str,
    /// Who it is in the case, as in `courier/e3`; empty for whom no text of the case names.
    entities: Vec<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "event"))]
pub(crate) struct WireEvent {
    what: &'static str,
    by: Vec<String>,
    first_day: Option<String>,
    last_day: Option<String>,
    document: String,
    words: String,
    on_the_word_of: Vec<String>,
    from_another_origin: bool,
    notes: Vec<String>,
    passed_on_by: Vec<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "disagreement"))]
pub(crate) struct WireDisagreement {
    on: &'static str,
    /// A claim of the other variant.
    with: String,
    /// The words of this one, and of the other.
    words: [String; 2],
    can_both_hold: bool,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "warning"))]
pub(crate) struct WireWarning {
    kind: &'static str,
    claims: Vec<String>,
    because: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "origin"))]
pub(crate) struct WireOrigin {
    names: Vec<String>,
    /// Which ends of the steps of the claim's trace it is, by their numbers; several where they are one.
    nodes: Vec<usize>,
    kind: &'static str,
    own_access: Option<&'static str>,
    claims: Vec<String>,
    recipe: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay origins --json"))]
pub(crate) struct WireOrigins {
    claim: String,
    n_origins: usize,
    origins: Vec<WireOrigin>,
    between: Vec<WireAnswer>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "answer"))]
pub(crate) struct WireAnswer {
    /// The two: places in `origins`, or ids of claims.
    between: [String; 2],
    answer: &'static str,
}

/// Another claim that says the same.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "also"))]
struct WireAlso {
    /// The ids of the two claims.
    between: [String; 2],
    answer: &'static str,
    /// Why they are taken for the same: the words that they share; absent if either says too little by itself.
    because: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay trace --json"))]
pub(crate) struct WireTrace {
    claim: WireClaim,
    /// All steps of the group's provenance graph, of which those of the claim are a part.
    steps: Vec<WireStep>,
    origins: WireOrigins,
    also_told_by: Vec<WireAlso>,
    standing: Vec<WireEvent>,
    warnings: Vec<WireWarning>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "step"))]
pub(crate) struct WireStep {
    from: WireNode,
    to: WireNode,
    evidence: &'static str,
    document: String,
    spans: Vec<WireSpan>,
    words: String,
    because: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "node"))]
pub(crate) struct WireNode {
    /// The same number for the same node of this graph, from 0; names may be shared.
    node: usize,
    name: String,
    /// The claim, if it is one.
    claim: Option<String>,
}

/// Returns the shape of a group of claims that say the same.
pub(crate) fn wire_group(shown: &Shown<'_>, group: &Group) -> WireGroup {
    let first = shown.case.first_of(&group.claims);
    let others = group.claims.iter().filter(|claim| Some(**claim) != first);
    WireGroup {
        claims: first.iter().chain(others).map(|claim| wire_claim(shown, *claim)).collect(),
        matter: group.variant.map(|(matter, _)| matter),
        n_documents: n_documents(group),
        n_origins: group.origins.all.len(),
        standing: group.standing.events.iter().map(|event| wire_event(shown, event)).collect(),
        disagreements: wire_disagreements(shown, group),
        warnings: warnings(shown, group),
    }
}

/// Returns the shapes of what a group disagrees with others on.
pub(crate) fn wire_disagreements(shown: &Shown<'_>, group: &Group) -> Vec<WireDisagreement> {
    let disagreement =
        |(one, other, words): (&hearsay_case::same::Disagreement, ClaimRef, [&str; 2])| WireDisagreement {
            on: one.slot.name(),
            with: shown.reference(other),
            words: words.map(str::to_owned),
            can_both_hold: one.can_both_hold,
        };
    shown.case.disagreements(group).map(disagreement).collect()
}

/// Returns the shape of the way of a claim to its origins.
pub(crate) fn wire_trace(shown: &Shown<'_>, group: &Group, of: ClaimRef) -> WireTrace {
    let others = group.claims.iter().filter(|claim| **claim != of);
    let also = |other: &ClaimRef| WireAlso {
        between: [shown.reference(of), shown.reference(*other)],
        answer: group.origins.between(of, *other).name(),
        because: shown.case.why_same(of, *other),
    };
    let ends = ends(group);
    let step = |step: &hearsay_case::lineage::Step| WireStep {
        from: wire_node(shown, step.from, &ends),
        to: wire_node(shown, step.to, &ends),
        evidence: evidence_name(step.evidence.kind),
        document: shown.document(step.evidence.record).to_owned(),
        spans: code_points(shown, step.evidence.record, &step.evidence.spans),
        words: shown.words(step.evidence.record, &step.evidence.spans),
        because: step.evidence.because.clone(),
    };
    WireTrace {
        claim: wire_claim(shown, of),
        steps: group.lineage.steps.iter().map(step).collect(),
        origins: origins(shown, group, of, &ends),
        also_told_by: others.map(also).collect(),
        standing: group.standing.events.iter().map(|event| wire_event(shown, event)).collect(),
        warnings: warnings(shown, group),
    }
}

/// Returns a value as one line of JSON.
pub(crate) fn line(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_else(|_| unreachable!("the shapes have no maps"));
    json + "\n"
}

/// Returns the shape of a claim.
pub(crate) fn wire_claim(shown: &Shown<'_>, of: ClaimRef) -> WireClaim {
    let record = shown.record(of.record);
    let claim = shown.claim(of);
    let entity = |id: &EntityId| {
        let idx = shown.case.entities().of(record.document, *id)?;
        who::entity_reference(shown.names, &shown.case.entities().all[idx])
    };
    let link = |link: &hearsay_case::record::Link| WireLink {
        role: link.role.name(),
        name: link.words.clone(),
        class: link.class.name(),
        basis: link.basis.name(),
        entities: link.entities.iter().filter_map(entity).collect(),
    };
    WireClaim {
        id: shown.reference(of),
        document: shown.document(of.record).to_owned(),
        words: claim.map(|claim| claim.words.clone()).unwrap_or_default(),
        chain: claim.map(|claim| claim.chain.iter().map(link).collect()).unwrap_or_default(),
        act: claim.and_then(|claim| claim.act).map(|act| act.name()),
        stance: claim.map_or("asserts", |claim| claim.stance.name()),
        hedges: claim.map(|claim| claim.hedges.iter().map(|hedge| hedge.words.clone()).collect()).unwrap_or_default(),
        published: record.published.map(|day| day.to_string()),
        said_on: claim.and_then(|claim| claim.said_on.clone()),
    }
}

/// Returns the shape of something that somebody did about a claim or an artefact.
pub(crate) fn wire_event(shown: &Shown<'_>, event: &Event) -> WireEvent {
    let day = |place: fn(&(Date, Date)) -> Date| event.on.as_ref().map(|on| place(on).to_string());
    WireEvent {
        what: event.what.name(),
        by: event.by.clone(),
        first_day: day(|on| on.0),
        last_day: day(|on| on.1),
        document: shown.document(event.record).to_owned(),
        words: event.words.clone(),
        on_the_word_of: event.on_whose_word.clone(),
        from_another_origin: event.raises,
        notes: event.notes.clone(),
        passed_on_by: event.relayed_in.iter().map(|record| shown.document(*record).to_owned()).collect(),
    }
}

/// Returns the shape of the origins of a claim.
pub(crate) fn wire_origins(shown: &Shown<'_>, group: &Group, of: ClaimRef) -> WireOrigins {
    origins(shown, group, of, &ends(group))
}

fn origins(shown: &Shown<'_>, group: &Group, of: ClaimRef, ends: &BTreeMap<Node, usize>) -> WireOrigins {
    let all = &group.origins.all;
    let origin = |(origin, recipe): (&hearsay_case::origins::Origin, &String)| WireOrigin {
        names: origin.names.clone(),
        nodes: group.lineage.members(origin.class).iter().filter_map(|node| ends.get(node).copied()).collect(),
        kind: origin.kind.meaning(),
        own_access: origin.access.map(|basis| basis.name()),
        claims: origin.claims.iter().map(|claim| shown.reference(*claim)).collect(),
        recipe: recipe.clone(),
    };
    let pairs = (0..all.len()).flat_map(|one| (one + 1..all.len()).map(move |other| (one, other)));
    WireOrigins {
        claim: shown.reference(of),
        n_origins: all.len(),
        origins: all.iter().zip(&group.origins.recipe).map(origin).collect(),
        between: pairs
            .map(|(one, other)| WireAnswer {
                between: [one.to_string(), other.to_string()],
                answer: group.origins.between_origins(one, other).name(),
            })
            .collect(),
    }
}

fn warnings(shown: &Shown<'_>, group: &Group) -> Vec<WireWarning> {
    let warning = |warning: &hearsay_case::standing::Warning| WireWarning {
        kind: warning_name(warning.kind),
        claims: warning.claims.iter().map(|claim| shown.reference(*claim)).collect(),
        because: warning.because.clone(),
    };
    group.standing.warnings.iter().map(warning).collect()
}

/// Returns the word for a kind of warning.
pub(crate) fn warning_name(kind: WarningKind) -> &'static str {
    match kind {
        WarningKind::Loop => "loop",
        WarningKind::CircularConfirmation => "circular-confirmation",
        WarningKind::RestsOnWithdrawn => "rests-on-withdrawn",
    }
}

/// Returns the ends of a group's steps, numbered in order.
fn ends(group: &Group) -> BTreeMap<Node, usize> {
    let ends: BTreeSet<Node> = group.lineage.steps.iter().flat_map(|step| [step.from, step.to]).collect();
    ends.into_iter().zip(0..).collect()
}

fn wire_node(shown: &Shown<'_>, node: Node, ends: &BTreeMap<Node, usize>) -> WireNode {
    let claim = if let Node::Claim(of) = node { Some(shown.reference(of)) } else { None };
    WireNode { node: ends.get(&node).copied().unwrap_or_default(), name: shown.node(node), claim }
}

/// Returns the word for a kind of evidence.
pub(crate) fn evidence_name(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Attribution => "attribution",
        EvidenceKind::Publication => "publication",
        EvidenceKind::Credit => "credit",
        EvidenceKind::Copy => "copy",
    }
}

/// Returns the places of spans, if the document's text is at hand.
pub(crate) fn code_points(shown: &Shown<'_>, record: usize, spans: &[Span]) -> Vec<WireSpan> {
    let Some(text) = shown.texts.get(&shown.record(record).document) else { return Vec::new() };
    let places = CodePoints::new(text);
    spans.iter().map(|span| places.span(*span).into()).collect()
}

/// One entry of a timeline.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay timeline --json"))]
pub(crate) struct WireItem {
    lane: &'static str,
    first_day: String,
    last_day: String,
    /// Whether the days come from the words themselves, and not from the day of publication.
    is_stated: bool,
    what: &'static str,
    claim: String,
    words: String,
    is_first_appearance: bool,
}

/// Returns the shape of an entry of a timeline.
pub(crate) fn wire_item(shown: &Shown<'_>, item: &hearsay_case::timeline::Item) -> WireItem {
    WireItem {
        lane: item.lane.name(),
        first_day: item.on.0.to_string(),
        last_day: item.on.1.to_string(),
        is_stated: item.is_stated,
        what: item.what.name(),
        claim: shown.reference(item.claim),
        words: shown.claim(item.claim).map(|claim| claim.words.clone()).unwrap_or_default(),
        is_first_appearance: item.is_first,
    }
}
