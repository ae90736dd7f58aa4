//! From whom each has a claim: the steps of its provenance graph, found one kind of evidence after the other.
//!
//! Not what the steps amount to: that is the graph.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_reading::reading::{ArtefactRole, Basis};
use hearsay_text::document::Date;

use super::{ClaimRef, Evidence, EvidenceKind, Known, Node, Step, Tie, sources, words};
use crate::entities::Who;
use crate::record::{Link, Record, Role};

/// Finds the steps of a group of claims.
pub(super) struct Builder<'a> {
    pub(super) known: &'a Known<'a>,
    pub(super) claims: &'a [ClaimRef],
    /// Those that say that it is so.
    pub(super) saying: &'a [ClaimRef],
    /// The records with one of these, by who published them.
    pub(super) publishers: BTreeMap<usize, BTreeSet<usize>>,
    pub(super) steps: Vec<Step>,
}

impl Builder<'_> {
    fn record(&self, claim: ClaimRef) -> &Record {
        &self.known.records[claim.record]
    }

    /// Adds the steps from a claim along its chain; a claim without one gets those from its document's credits.
    pub(super) fn chain(&mut self, of: ClaimRef) {
        let record = &self.known.records[of.record];
        let Some(claim) = record.claim(of.claim) else { return };
        let writers = self.known.writers(of.record);
        let mut from = self.credits(of, &writers);
        for (link_idx, link) in claim.chain.iter().enumerate() {
            if matches!(link.role, Role::Outlet | Role::Author) || sources::is_doer(claim, link) {
                continue;
            }
            let nodes = self.nodes(of.record, link);
            let is_writer = |node: &Node| matches!(node, Node::Party(party) if writers.contains(party));
            // "Told the Courier", in the Courier; "we" of the writer; a place at the head of a report.
            if !nodes.is_empty() && nodes.iter().all(is_writer)
                || words::is_first_person(&link.words) && !nodes.iter().any(|node| matches!(node, Node::Party(_)))
                || words::is_dateline(record, link)
            {
                continue;
            }
            let to = if nodes.is_empty() { vec![Node::Words(of, link_idx)] } else { nodes.into_iter().collect() };
            if let Some(relay) = self.told_to(of, link, &writers) {
                let because = format!("{} has {} tell it to another outlet", name(record), link.words);
                let evidence = Evidence {
                    kind: EvidenceKind::Attribution,
                    record: of.record,
                    spans: link.cue.clone(),
                    basis: Basis::Told,
                    because,
                };
                from.iter().filter(|from| **from != relay).for_each(|from| {
                    self.steps.push(Step { from: *from, to: relay, evidence: evidence.clone() });
                });
                from = vec![relay];
            }
            let because = format!("{} names {} as {}", name(record), link.words, link.role.name());
            let spans = link.cue.iter().copied().chain(link.span).collect();
            let evidence =
                Evidence { kind: EvidenceKind::Attribution, record: of.record, spans, basis: link.basis, because };
            for (one, other) in from.iter().flat_map(|one| to.iter().map(move |other| (*one, *other))) {
                if one != other {
                    self.steps.push(Step { from: one, to: other, evidence: evidence.clone() });
                }
            }
            from = to;
        }
    }

    /// Returns who a link stands for: what an outlet of the case published is the outlet's word, and what a body counted
    /// the body's.
    fn nodes(&self, record_idx: usize, link: &Link) -> BTreeSet<Node> {
        let record = &self.known.records[record_idx];
        if let Some(issued) = sources::issued(record, link)
            && let Node::Party(party) = self.known.node(record_idx, issued.by)
            && (issued.is_spoken || self.publishes(party, record_idx))
        {
            return BTreeSet::from([Node::Party(party)]);
        }
        link.entities.iter().map(|id| self.known.node(record_idx, *id)).collect()
    }

    /// Returns whether somebody published the claim in another record than one.
    fn publishes(&self, party: usize, record_idx: usize) -> bool {
        self.publishers.get(&party).is_some_and(|records| records.iter().any(|other| *other != record_idx))
    }

    /// Returns the nodes that a step leads away from.
    fn left(&self) -> BTreeSet<Node> {
        self.steps.iter().map(|step| step.from).collect()
    }

    /// Returns the outlet to which a source told it: the one right behind "told", if it published the claim.
    fn told_to(&self, of: ClaimRef, link: &Link, writers: &BTreeSet<usize>) -> Option<Node> {
        let party = sources::hearer(&self.known.records[of.record], link).and_then(|id| {
            match self.known.node(of.record, id) {
                Node::Party(party) => Some(party),
                _ => None,
            }
        })?;
        let is_other = !writers.contains(&party) && self.publishes(party, of.record);
        is_other.then_some(Node::Party(party))
    }

    /// Takes out the credits of whom published nothing of it, where another who is credited did.
    pub(super) fn unpublished_credits(&mut self) {
        let published: BTreeSet<Node> = self
            .steps
            .iter()
            .filter(|step| step.evidence.kind == EvidenceKind::Publication)
            .map(|step| step.from)
            .collect();
        let credited: BTreeSet<Node> = self
            .steps
            .iter()
            .filter(|step| step.evidence.kind == EvidenceKind::Credit && published.contains(&step.to))
            .map(|step| step.from)
            .collect();
        self.steps.retain(|step| {
            let is_credit = step.evidence.kind == EvidenceKind::Credit && credited.contains(&step.from);
            !is_credit || published.contains(&step.to)
        });
    }

    /// Adds the steps from what an outlet says of its own report to that report: "we stand by our report that".
    pub(super) fn own_reports(&mut self) {
        let left = self.left();
        for of in self.saying {
            let record = self.record(*of);
            let Some(claim) = record.claim(of.claim) else { continue };
            if left.contains(&Node::Claim(*of)) || !sources::refers_to_own(claim, self.known, *of) {
                continue;
            }
            let writers = self.known.writers(of.record);
            let is_own = |other: &&ClaimRef| {
                other.record != of.record
                    && self.record(**other).published.zip(record.published).is_some_and(|(one, own)| one < own)
                    && !self.known.writers(other.record).is_disjoint(&writers)
            };
            let first = self.saying.iter().filter(is_own).min_by_key(|other| (self.record(**other).published, **other));
            let Some(first) = first.copied() else { continue };
            let spans = claim.chain.iter().filter_map(|link| link.span).collect();
            let because = format!("{} speaks of its own report", name(record));
            let evidence =
                Evidence { kind: EvidenceKind::Publication, record: of.record, spans, basis: Basis::Unstated, because };
            self.steps.push(Step { from: Node::Claim(*of), to: Node::Claim(first), evidence });
        }
    }

    /// Adds the steps from what a writer says in the own voice to whom the writer names as having confirmed it: "it will
    /// close; its chairman confirmed the closures to us".
    pub(super) fn confirmers(&mut self) {
        let left = self.left();
        for of in self.saying {
            let record = self.record(*of);
            let Some(claim) = record.claim(of.claim) else { continue };
            if left.contains(&Node::Claim(*of)) {
                continue;
            }
            let Some(link) = sources::confirmer(record, claim) else { continue };
            let to = self.nodes(of.record, link);
            let because = format!("{} names {} as confirming it", name(record), link.words);
            let spans = link.cue.iter().copied().chain(link.span).collect();
            let evidence =
                Evidence { kind: EvidenceKind::Attribution, record: of.record, spans, basis: link.basis, because };
            let writers = self.known.writers(of.record);
            for node in to {
                if !matches!(node, Node::Party(party) if writers.contains(&party)) {
                    self.steps.push(Step { from: Node::Claim(*of), to: node, evidence: evidence.clone() });
                }
            }
        }
    }

    /// Takes out what others say of a publisher's nameless sources where its own report names its source: "citing its
    /// owner", where the report is in the case, is whoever the report says.
    pub(super) fn superseded(&mut self) {
        let mut onward: BTreeMap<Node, BTreeSet<Node>> = BTreeMap::new();
        for step in &self.steps {
            onward.entry(step.from).or_default().insert(step.to);
        }
        let leads_on = |step: &Step| onward.get(&step.to).is_some_and(|to| to.iter().any(|to| *to != step.from));
        let mut told: BTreeMap<Node, BTreeSet<usize>> = BTreeMap::new();
        for step in self.steps.iter().filter(|step| step.evidence.kind == EvidenceKind::Publication) {
            if leads_on(step) {
                told.entry(step.from).or_default().insert(step.evidence.record);
            }
        }
        self.steps.retain(|step| {
            let is_nameless = matches!(step.to, Node::Described(..) | Node::Words(..));
            let is_told = |records: &BTreeSet<usize>| records.iter().any(|record| *record != step.evidence.record);
            let is_attributed = step.evidence.kind == EvidenceKind::Attribution;
            !(is_nameless && is_attributed && told.get(&step.from).is_some_and(is_told))
        });
    }

    /// Adds the steps from a claim to whom its document credits, and returns where its chain goes on from: them, or the
    /// claim itself.
    fn credits(&mut self, of: ClaimRef, writers: &BTreeSet<usize>) -> Vec<Node> {
        let record = &self.known.records[of.record];
        let mut credited = Vec::new();
        for (number, credit) in (0..).zip(&record.credits) {
            let party = self.known.party(of.record, Who::Credit(number));
            let Some(party) = party.filter(|party| !writers.contains(party)) else { continue };
            credited.push(Node::Party(party));
            let evidence = Evidence {
                kind: EvidenceKind::Credit,
                record: of.record,
                spans: vec![credit.span],
                basis: Basis::Unstated,
                because: format!("{} credits {}", name(record), credit.name),
            };
            self.steps.push(Step { from: Node::Claim(of), to: Node::Party(party), evidence });
        }
        if credited.is_empty() { vec![Node::Claim(of)] } else { credited }
    }

    /// Adds the steps from an outlet or author that is named as a source to what it published itself.
    ///
    /// Only what was not published after the document that names it; of several the earliest.
    pub(super) fn publications(&mut self) {
        let mut published_by: BTreeMap<usize, Vec<ClaimRef>> = BTreeMap::new();
        // What only takes back or denies a claim is no publication of it.
        for claim in if self.saying.is_empty() { self.claims } else { self.saying } {
            for party in self.known.writers(claim.record) {
                published_by.entry(party).or_default().push(*claim);
            }
        }
        let mut named: BTreeMap<usize, Option<Date>> = BTreeMap::new();
        for step in &self.steps {
            let Node::Party(party) = step.to else { continue };
            let record = &self.known.records[step.evidence.record];
            let date = record.published.max(record.modified);
            let latest = named.entry(party).or_insert(date);
            *latest = latest.zip(date).map(|(one, other)| one.max(other));
        }
        for (party, latest) in named {
            let own = published_by.get(&party).into_iter().flatten();
            let date_of = |claim: &ClaimRef| self.record(*claim).published;
            let in_time = own.filter(|claim| date_of(claim).zip(latest).is_none_or(|(date, latest)| date <= latest));
            // What has no date comes last.
            let Some(first) = in_time.min_by_key(|claim| (date_of(claim).is_none(), date_of(claim), **claim)) else {
                continue;
            };
            let record = self.record(*first);
            let evidence = Evidence {
                kind: EvidenceKind::Publication,
                record: first.record,
                spans: record.claim(first.claim).map(|claim| claim.spans.clone()).unwrap_or_default(),
                basis: Basis::Unstated,
                because: format!("{} is what they published of it", name(record)),
            };
            self.steps.push(Step { from: Node::Party(party), to: Node::Claim(*first), evidence });
        }
    }

    /// Adds the steps from an artefact to whom the documents name as its author.
    pub(super) fn authors(&mut self) {
        let named: BTreeSet<Node> = self.steps.iter().map(|step| step.to).collect();
        for node in named {
            let Node::Artefact(artefact_idx) = node else { continue };
            let artefact = &self.known.artefacts[artefact_idx];
            for custody in artefact.custody.iter().filter(|custody| custody.role == ArtefactRole::Author) {
                let (Some(party), Some(told)) = (custody.entity, custody.told.first()) else { continue };
                let document = artefact.members[told.member].document;
                let Some(record) = self.known.records.place_of(document) else { continue };
                let hedged = if custody.is_hedged() { ", with a hedge" } else { "" };
                let evidence = Evidence {
                    kind: EvidenceKind::Attribution,
                    record,
                    spans: vec![told.span],
                    basis: Basis::Unstated,
                    because: format!("{} is named as its author{hedged}", custody.words),
                };
                self.steps.push(Step { from: node, to: Node::Party(party), evidence });
            }
        }
    }

    pub(super) fn copies(&mut self, ties: &[Tie]) {
        for tie in ties {
            let Some(taker) = tie.taker else { continue };
            let giver = if taker == tie.one { tie.other } else { tie.one };
            let says = |claim: ClaimRef| self.saying.binary_search(&claim).is_ok();
            if says(taker) && !says(giver) {
                continue;
            }
            let spans = self.record(taker).claim(taker.claim).map(|claim| claim.spans.clone()).unwrap_or_default();
            let evidence = Evidence {
                kind: EvidenceKind::Copy,
                record: taker.record,
                spans,
                basis: Basis::Unstated,
                because: tie.because.clone(),
            };
            self.steps.push(Step { from: Node::Claim(taker), to: Node::Claim(giver), evidence });
        }
    }
}

fn name(record: &Record) -> &str {
    record.outlet.as_deref().unwrap_or(&record.name)
}
