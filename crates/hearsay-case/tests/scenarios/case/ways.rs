//! The ways of a claim's provenance graph, told in the documents of a scenario: origins, paths, circles.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_case::case::Group;
use hearsay_case::lineage::{ClaimRef, Node, Step};
use hearsay_case::origins::{Origin, OriginKind};
use hearsay_reading::reading::EntityId;

use super::Assembled;
use crate::answer::Party;

impl Assembled<'_> {
    /// Returns who an origin is; nobody is what a circle leaves.
    pub(super) fn origin(&self, group: &Group, origin: &Origin) -> Option<Party> {
        let members = group.lineage.members(origin.class);
        match origin.kind {
            OriginKind::Loop => None,
            OriginKind::Unrecorded => {
                let claims = members.iter().filter_map(|node| self.document(*node));
                claims.min().map(Party::Document)
            }
            OriginKind::Named | OriginKind::Nameless => {
                let mut names = origin.names.clone();
                names.extend(members.iter().flat_map(|node| self.names(*node)));
                let is_nameless = origin.kind == OriginKind::Nameless;
                let of = origin.claims.iter().find(|claim| self.has_link(group, **claim, &members));
                Some(Party::Known { names, of: of.filter(|_| is_nameless).map(|claim| self.name(claim.record)) })
            }
        }
    }

    /// Returns whether a step to one of the nodes is proved by the document of a claim.
    fn has_link(&self, group: &Group, claim: ClaimRef, nodes: &[Node]) -> bool {
        group.lineage.steps.iter().any(|step| nodes.contains(&step.to) && step.evidence.record == claim.record)
    }

    fn document(&self, node: Node) -> Option<String> {
        if let Node::Claim(claim) = node { Some(self.name(claim.record)) } else { None }
    }

    /// Returns the way from a claim to an origin; of several the one with most between, which tells most.
    pub(super) fn way(&self, group: &Group, claim: ClaimRef) -> Vec<Party> {
        let nodes = longest(vec![Node::Claim(claim)], &group.lineage.steps);
        let mut parties = Vec::new();
        for (idx, node) in nodes.iter().enumerate() {
            match self.document(*node) {
                Some(name) => parties.push(Party::Document(name)),
                // Whoever published the next one is told by it.
                None if matches!(nodes.get(idx + 1), Some(Node::Claim(_))) => {}
                None => {
                    let names = self.called(group, *node);
                    let published = self.only_document_of(&names).map(Party::Document);
                    let of = match node {
                        Node::Described(record, _) => Some(self.name(*record)),
                        Node::Words(claim, _) => Some(self.name(claim.record)),
                        _ => None,
                    };
                    parties.push(published.unwrap_or(Party::Known { names, of }));
                }
            }
        }
        parties
    }

    /// Returns the document of an outlet that goes by one of these names, if it has only one.
    fn only_document_of(&self, names: &[String]) -> Option<String> {
        let is_called = |record: &usize| {
            let outlet = self.case.records[*record].outlet.as_ref();
            outlet.is_some_and(|outlet| names.contains(outlet))
        };
        let mut records = (0..self.case.records.len()).filter(is_called);
        let first = records.next()?;
        records.next().is_none().then(|| self.name(first))
    }

    /// Returns the names of a node: its words in the chains of the group, and all that the case knows.
    fn called(&self, group: &Group, node: Node) -> Vec<String> {
        let mut names = Vec::new();
        for claim in &group.claims {
            let chain = self.case.claim(*claim).map(|claim| claim.chain.as_slice()).unwrap_or_default();
            for (link_idx, link) in chain.iter().enumerate() {
                let document = self.case.records[claim.record].document;
                let stands_for = |id: EntityId| {
                    let party = self.case.entities().of(document, id);
                    party.map_or(Node::Described(claim.record, id), Node::Party)
                };
                if node == Node::Words(*claim, link_idx) || link.entities.iter().any(|id| stands_for(*id) == node) {
                    names.push(link.words.clone());
                }
            }
        }
        names.extend(self.names(node));
        names
    }

    /// Returns the circles of a group, each closed, beginning with the document that comes first in the alphabet.
    pub(super) fn circles_of(&self, group: &Group) -> BTreeSet<Vec<String>> {
        let mut found = BTreeSet::new();
        for class in group.lineage.loops() {
            let members: BTreeSet<Node> = group.lineage.members(class).into_iter().collect();
            let inside = |step: &&Step| members.contains(&step.from) && members.contains(&step.to);
            let mut next: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
            for step in group.lineage.steps.iter().filter(inside) {
                next.entry(step.from).or_default().push(step.to);
            }
            let starts = members.iter().filter_map(|node| Some((self.document(*node)?, *node)));
            let Some((_, start)) = starts.min() else { continue };
            let circle = way_back(start, &next).into_iter().filter_map(|node| self.document(node));
            found.insert(circle.collect());
        }
        found
    }
}

/// Returns the longest way onward that meets no node twice; of equals that of the strongest evidence.
fn longest(way: Vec<Node>, steps: &[Step]) -> Vec<Node> {
    let from = way[way.len() - 1];
    let mut onward: Vec<&Step> = steps.iter().filter(|step| step.from == from && !way.contains(&step.to)).collect();
    onward.sort_by_key(|step| (step.evidence.kind, step.to));
    let mut best = way.clone();
    for step in onward {
        let found = longest([way.clone(), vec![step.to]].concat(), steps);
        if found.len() > best.len() {
            best = found;
        }
    }
    best
}

/// Returns the shortest way from a node back to itself, with the node at both ends.
fn way_back(start: Node, next: &BTreeMap<Node, Vec<Node>>) -> Vec<Node> {
    let mut before: BTreeMap<Node, Node> = BTreeMap::new();
    let mut waiting = std::collections::VecDeque::from([start]);
    while let Some(node) = waiting.pop_front() {
        for to in next.get(&node).into_iter().flatten() {
            if !before.contains_key(to) {
                before.insert(*to, node);
                waiting.push_back(*to);
            }
        }
    }
    let mut way = vec![start];
    let mut node = start;
    while let Some(earlier) = before.get(&node) {
        way.push(*earlier);
        node = *earlier;
        if node == start {
            break;
        }
    }
    way.reverse();
    way
}
