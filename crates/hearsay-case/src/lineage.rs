//! On whose word one claim stands in each document that has it: the provenance graph of a group of claims.
//!
//! What a document says of where it has a claim from comes first, credit lines second, shared text third; time alone makes
//! no step. Not which claims are the same, who is who, or what is a copy: that is handed in.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_reading::reading::{Basis, EntityId, SourceClass};
use hearsay_text::span::Span;

use crate::artefacts::CaseArtefact;
use crate::entities::{Entities, Member, Who};
use crate::record::{Claim, ClaimId, Role};
use crate::records::Records;

mod graph;
pub(crate) mod sources;
mod steps;
pub(crate) mod words;

pub use graph::Class;

use graph::Graph;
use steps::Builder;

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
    pub records: &'a Records,
    /// Who is who.
    pub entities: &'a Entities,
    /// The artefacts of the case.
    pub artefacts: &'a [CaseArtefact],
    /// Which of them is behind an entity of a record.
    pub artefact_of: &'a BTreeMap<(usize, EntityId), usize>,
}

impl Known<'_> {
    /// Returns the entity of the case behind somebody in a record.
    pub fn party(&self, record: usize, who: Who) -> Option<usize> {
        self.entities.of_member(Member { document: self.records[record].document, who })
    }

    /// Returns the node of an entity of a record.
    pub fn node(&self, record: usize, id: EntityId) -> Node {
        let artefact = self.artefact_of.get(&(record, id)).copied().map(Node::Artefact);
        let party = || self.party(record, Who::Entity(id)).map(Node::Party);
        artefact.or_else(party).unwrap_or(Node::Described(record, id))
    }

    /// Returns the entities that publish a document: its outlet and its authors.
    pub fn writers(&self, record: usize) -> BTreeSet<usize> {
        let outlet = self.party(record, Who::Outlet);
        let authors = (0..AUTHORS_MAX).map_while(|number| self.party(record, Who::Author(number)));
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
        let mut publishers: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for claim in &saying {
            for party in known.writers(claim.record) {
                publishers.entry(party).or_default().insert(claim.record);
            }
        }
        let mut builder = Builder { known, claims: &claims, saying: &saying, publishers, steps: Vec::new() };
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

/// Returns the pairs of nodes that stand for one: claims whose words are shared without a known direction, and the
/// nameless sources of claims whose words are shared.
fn same_nodes(claims: &[ClaimRef], ties: &[Tie], steps: &[Step], known: &Known<'_>) -> Vec<(Node, Node)> {
    let mut same = Vec::new();
    // Whom a document names goes before the words that it shares with them.
    let mut named: BTreeMap<Node, BTreeSet<usize>> = BTreeMap::new();
    for step in steps {
        if let Node::Party(party) = step.to {
            named.entry(step.from).or_default().insert(party);
        }
    }
    let names = |one: ClaimRef, other: ClaimRef| {
        named.get(&Node::Claim(one)).is_some_and(|named| !named.is_disjoint(&known.writers(other.record)))
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
