//! On whose word one claim stands in each document that has it: the provenance graph of a group of claims.
//!
//! What a document says of where it has a claim from comes first, credit lines second, shared text third; time alone makes
//! no step. Not which claims are the same, who is who, or what is a copy: that is handed in.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_reading::reading::{ArtefactRole, Basis, EntityId, SourceClass};
use hearsay_text::document::Date;
use hearsay_text::span::Span;

use crate::artefacts::CaseArtefact;
use crate::entities::Who;
use crate::record::{Claim, ClaimId, Link, Record, Role, place_of};

mod graph;
pub(crate) mod sources;
pub(crate) mod words;

pub use graph::Class;

use graph::Graph;

/// A claim in a case: the place of its record, and its name there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimRef {
    /// Which of the case's records.
    pub record: usize,
    /// Which of its claims.
    pub claim: ClaimId,
}

/// Somebody or something that a claim comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A claim of a document, for the document's writers.
    Claim(ClaimRef),
    /// An entity of the case: its place in the list of them.
    Party(usize),
    /// Somebody without a name who is in one document only: the record, and who it is there.
    Described(usize, EntityId),
    /// A letter, recording or the like: its place in the list of the case's artefacts.
    Artefact(usize),
    /// Words that no entity stands behind: the link at that place in the chain of a claim.
    Words(ClaimRef, usize),
}

/// That one has it from another, and the words that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who has it.
    pub from: Node,
    /// From whom.
    pub to: Node,
    /// What it rests on.
    pub evidence: Evidence,
}

/// What a step rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Of what kind it is.
    pub kind: EvidenceKind,
    /// Which of the case's records the words stand in.
    pub record: usize,
    /// Where; empty if it is known from the metadata.
    pub spans: Vec<Span>,
    /// How whoever is had from came by it, as far as the words tell.
    pub basis: Basis,
    /// Why, in words.
    pub because: String,
}

/// The kinds of evidence for a step, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceKind {
    /// The document says from whom it has it.
    Attribution,
    /// Whom the document names as a source published the claim, in a document of the case.
    Publication,
    /// A credit line.
    Credit,
    /// The words are taken from another document.
    Copy,
}

/// Two claims that share their words, of which it is not known who took them from whom; or both from a third.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// One.
    pub one: ClaimRef,
    /// The other.
    pub other: ClaimRef,
    /// The one that took the words, if that is known; then the other is where they are from.
    pub taker: Option<ClaimRef>,
    /// Why, in words.
    pub because: String,
}

/// What is known of the case, for building the graph of a group.
pub struct Known<'a> {
    /// The records.
    pub records: &'a [Record],
    /// The entity of the case behind somebody in a record.
    pub party: &'a dyn Fn(usize, Who) -> Option<usize>,
    /// The artefact of the case behind an entity of a record.
    pub artefact: &'a dyn Fn(usize, EntityId) -> Option<usize>,
    /// The artefacts of the case.
    pub artefacts: &'a [CaseArtefact],
}

impl Known<'_> {
    /// Returns the node of an entity of a record.
    pub fn node(&self, record: usize, id: EntityId) -> Node {
        let artefact = (self.artefact)(record, id).map(Node::Artefact);
        let party = || (self.party)(record, Who::Entity(id)).map(Node::Party);
        artefact.or_else(party).unwrap_or(Node::Described(record, id))
    }

    /// Returns the entities that publish a document: its outlet and its authors.
    pub fn writers(&self, record: usize) -> BTreeSet<usize> {
        let outlet = (self.party)(record, Who::Outlet);
        let authors = (0..AUTHORS_MAX).map_while(|number| (self.party)(record, Who::Author(number)));
        outlet.into_iter().chain(authors).collect()
    }
}

/// So many authors of a document are looked at.
const AUTHORS_MAX: u32 = 16;

/// The provenance of one group of claims.
#[derive(Clone, Debug)]
pub struct Lineage {
    /// The claims, in order.
    pub claims: Vec<ClaimRef>,
    /// Those of them whose sources say that it is so.
    pub saying: Vec<ClaimRef>,
    /// The steps, in order, each once.
    pub steps: Vec<Step>,
    /// The ties between its claims.
    pub ties: Vec<Tie>,
    graph: Graph,
}

impl Lineage {
    /// Builds the provenance of `claims`, which say the same; `ties` between others than them are passed over.
    pub fn of(claims: &[ClaimRef], ties: &[&Tie], known: &Known<'_>) -> Lineage {
        let mut claims = claims.to_vec();
        claims.sort();
        claims.dedup();
        let mut ties: Vec<Tie> = ties
            .iter()
            .filter(|tie| [tie.one, tie.other].iter().all(|one| claims.binary_search(one).is_ok()))
            .map(|tie| (*tie).clone())
            .collect();
        ties.sort_by_key(|tie| (tie.one, tie.other));
        let says = |of: &&ClaimRef| {
            let record = &known.records[of.record];
            record.claim(of.claim).is_some_and(|claim| sources::says(record, claim))
        };
        let saying: Vec<ClaimRef> = claims.iter().filter(says).copied().collect();
        let mut builder = Builder { known, claims: &claims, saying: &saying, steps: Vec::new() };
        claims.iter().for_each(|claim| builder.chain(*claim));
        builder.publications();
        builder.own_reports();
        builder.confirmers();
        builder.unpublished_credits();
        builder.superseded();
        builder.authors();
        builder.copies(&ties);
        let mut steps = builder.steps;
        steps.sort_by(|one, other| {
            let key = |step: &Step| (step.from, step.to, step.evidence.kind, step.evidence.record);
            key(one).cmp(&key(other)).then_with(|| one.evidence.spans.cmp(&other.evidence.spans))
        });
        steps.dedup();
        let same = same_nodes(&claims, &ties, &steps, known);
        let nodes = claims.iter().map(|claim| Node::Claim(*claim));
        let nodes: BTreeSet<Node> = nodes.chain(steps.iter().flat_map(|step| [step.from, step.to])).collect();
        let graph = Graph::new(&nodes, &same, steps.iter().map(|step| (step.from, step.to)));
        Lineage { claims, saying, steps, ties, graph }
    }

    /// Returns the origins that a node's word rests on: the ends of all ways from it, in order.
    pub fn roots_of(&self, node: Node) -> &[Class] {
        self.graph.roots_of(node)
    }

    /// Returns all origins of the group, in order: of the claims that say it is so, or of all if none does.
    ///
    /// Whoever denies a claim, or will not speak of it, is no origin of it.
    pub fn roots(&self) -> Vec<Class> {
        let claims = if self.saying.is_empty() { &self.claims } else { &self.saying };
        let roots = claims.iter().flat_map(|claim| self.roots_of(Node::Claim(*claim)).iter().copied());
        roots.collect::<BTreeSet<Class>>().into_iter().collect()
    }

    /// Returns the class of a node of the graph.
    pub fn class_of(&self, node: Node) -> Option<Class> {
        self.graph.class_of(node)
    }

    /// Returns the nodes that a class stands for, in order: several where they are one, or have it from each other.
    pub fn members(&self, class: Class) -> Vec<Node> {
        self.graph.members(class)
    }

    /// Returns whether the members of a class have it from each other in a circle.
    pub fn is_loop(&self, class: Class) -> bool {
        self.graph.is_loop(class)
    }

    /// Returns the loops of the graph, whether origins or not, in order.
    pub fn loops(&self) -> Vec<Class> {
        self.graph.loops()
    }

    /// Returns whether the way from one node leads to another, which a node's way to itself does.
    pub fn rests_on(&self, node: Node, other: Node) -> bool {
        self.graph.reaches(node, other)
    }
}

struct Builder<'a> {
    known: &'a Known<'a>,
    claims: &'a [ClaimRef],
    /// Those that say that it is so.
    saying: &'a [ClaimRef],
    steps: Vec<Step>,
}

impl Builder<'_> {
    fn record(&self, claim: ClaimRef) -> &Record {
        &self.known.records[claim.record]
    }

    /// Adds the steps from a claim along its chain; a claim without one gets those from its document's credits.
    fn chain(&mut self, of: ClaimRef) {
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
        {
            let publishes =
                |claim: &ClaimRef| claim.record != record_idx && self.known.writers(claim.record).contains(&party);
            if issued.is_spoken || self.claims.iter().any(publishes) {
                return BTreeSet::from([Node::Party(party)]);
            }
        }
        link.entities.iter().map(|id| self.known.node(record_idx, *id)).collect()
    }

    /// Returns the outlet to which a source told it: the one right behind "told", if it published the claim.
    fn told_to(&self, of: ClaimRef, link: &Link, writers: &BTreeSet<usize>) -> Option<Node> {
        let party = sources::hearer(&self.known.records[of.record], link).and_then(|id| {
            match self.known.node(of.record, id) {
                Node::Party(party) => Some(party),
                _ => None,
            }
        })?;
        let publishes =
            |claim: &ClaimRef| claim.record != of.record && self.known.writers(claim.record).contains(&party);
        let is_other = !writers.contains(&party) && self.saying.iter().any(publishes);
        is_other.then_some(Node::Party(party))
    }

    /// Takes out the credits of whom published nothing of it, where another who is credited did.
    fn unpublished_credits(&mut self) {
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
    fn own_reports(&mut self) {
        for of in self.saying {
            let record = self.record(*of);
            let Some(claim) = record.claim(of.claim) else { continue };
            if self.steps.iter().any(|step| step.from == Node::Claim(*of))
                || !sources::refers_to_own(claim, self.known, *of)
            {
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
    fn confirmers(&mut self) {
        for of in self.saying {
            let record = self.record(*of);
            let Some(claim) = record.claim(of.claim) else { continue };
            if self.steps.iter().any(|step| step.from == Node::Claim(*of)) {
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
    fn superseded(&mut self) {
        let told: Vec<(Node, usize)> = self
            .steps
            .iter()
            .filter(|step| step.evidence.kind == EvidenceKind::Publication)
            .filter(|step| self.steps.iter().any(|own| own.from == step.to && own.to != step.from))
            .map(|step| (step.from, step.evidence.record))
            .collect();
        self.steps.retain(|step| {
            let is_nameless = matches!(step.to, Node::Described(..) | Node::Words(..));
            let is_told = |(party, record): &(Node, usize)| *party == step.from && *record != step.evidence.record;
            !(is_nameless && step.evidence.kind == EvidenceKind::Attribution && told.iter().any(is_told))
        });
    }

    /// Adds the steps from a claim to whom its document credits, and returns where its chain goes on from: them, or the
    /// claim itself.
    fn credits(&mut self, of: ClaimRef, writers: &BTreeSet<usize>) -> Vec<Node> {
        let record = &self.known.records[of.record];
        let mut credited = Vec::new();
        for (number, credit) in (0..).zip(&record.credits) {
            let party = (self.known.party)(of.record, Who::Credit(number));
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
    fn publications(&mut self) {
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
    fn authors(&mut self) {
        let named: BTreeSet<Node> = self.steps.iter().map(|step| step.to).collect();
        for node in named {
            let Node::Artefact(artefact_idx) = node else { continue };
            let artefact = &self.known.artefacts[artefact_idx];
            for custody in artefact.custody.iter().filter(|custody| custody.role == ArtefactRole::Author) {
                let (Some(party), Some(told)) = (custody.entity, custody.told.first()) else { continue };
                let document = artefact.members[told.member].document;
                let Some(record) = place_of(self.known.records, document) else { continue };
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

    fn copies(&mut self, ties: &[Tie]) {
        for tie in ties {
            let Some(taker) = tie.taker else { continue };
            let giver = if taker == tie.one { tie.other } else { tie.one };
            if self.saying.contains(&taker) && !self.saying.contains(&giver) {
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

/// Returns the pairs of nodes that stand for one: claims whose words are shared without a known direction, and the
/// nameless sources of claims whose words are shared.
fn same_nodes(claims: &[ClaimRef], ties: &[Tie], steps: &[Step], known: &Known<'_>) -> Vec<(Node, Node)> {
    let mut same = Vec::new();
    // Whom a document names goes before the words that it shares with them.
    let names = |one: ClaimRef, other: ClaimRef| {
        let writers = known.writers(other.record);
        let is_writer = |node: Node| matches!(node, Node::Party(party) if writers.contains(&party));
        steps.iter().any(|step| step.from == Node::Claim(one) && is_writer(step.to))
    };
    for tie in ties {
        if tie.taker.is_none() && !names(tie.one, tie.other) && !names(tie.other, tie.one) {
            same.push((Node::Claim(tie.one), Node::Claim(tie.other)));
        }
        let nameless = |claim: ClaimRef| deepest_nameless(claim, steps, known);
        if let (Some(one), Some(other)) = (nameless(tie.one), nameless(tie.other)) {
            same.push((one, other));
        }
    }
    same.extend(words::same_holders(claims, known));
    same
}

/// Returns the deepest source of a claim if it has no name.
fn deepest_nameless(of: ClaimRef, steps: &[Step], known: &Known<'_>) -> Option<Node> {
    let claim: &Claim = known.records[of.record].claim(of.claim)?;
    let (link_idx, link) = claim.chain.iter().enumerate().rfind(|(_, link)| link.role == Role::Source)?;
    if matches!(link.class, SourceClass::Named | SourceClass::NamedOrganisation) {
        return None;
    }
    let node = link.entities.first().map_or(Node::Words(of, link_idx), |id| known.node(of.record, *id));
    steps.iter().any(|step| step.to == node).then_some(node)
}
