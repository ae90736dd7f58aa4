//! A small directed graph whose ends are what is asked for; circles count as one.
//!
//! Knows nothing of claims.

use std::collections::{BTreeMap, BTreeSet};

use super::Node;

/// Nodes that stand for one: the same by other evidence, or in a circle. Told by the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class(pub Node);

/// The graph, with circles and same nodes drawn together.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    class_of: BTreeMap<Node, Class>,
    next: BTreeMap<Class, BTreeSet<Class>>,
    /// The ends of all ways from each class.
    roots: BTreeMap<Class, Vec<Class>>,
    loops: BTreeSet<Class>,
}

impl Graph {
    /// Makes the graph of `steps` between `nodes`, of which each pair of `same` is one.
    pub(super) fn new(
        nodes: &BTreeSet<Node>,
        same: &[(Node, Node)],
        steps: impl Iterator<Item = (Node, Node)> + Clone,
    ) -> Graph {
        let mut first: BTreeMap<Node, Node> = nodes.iter().map(|node| (*node, *node)).collect();
        for (one, other) in same {
            join(&mut first, *one, *other);
        }
        let drawn = reach(&first, steps.clone());
        let mut loops = BTreeSet::new();
        let heads: BTreeSet<Node> = nodes.iter().map(|node| head(&first, *node)).collect();
        let empty = BTreeSet::new();
        for one in &heads {
            for other in drawn.get(one).unwrap_or(&empty) {
                if one < other && drawn.get(other).is_some_and(|back| back.contains(one)) {
                    join(&mut first, *one, *other);
                    loops.insert(*one);
                }
            }
        }
        let class_of: BTreeMap<Node, Class> = nodes.iter().map(|node| (*node, Class(head(&first, *node)))).collect();
        let mut next: BTreeMap<Class, BTreeSet<Class>> = BTreeMap::new();
        for (from, to) in steps {
            let (from, to) = (class_of[&from], class_of[&to]);
            if from != to {
                next.entry(from).or_default().insert(to);
            }
        }
        let loops = loops.into_iter().map(|node| class_of[&node]).collect();
        let mut graph = Graph { class_of, next, roots: BTreeMap::new(), loops };
        let classes: BTreeSet<Class> = graph.class_of.values().copied().collect();
        graph.roots = classes.into_iter().map(|class| (class, graph.ends_from(class))).collect();
        graph
    }

    fn ends_from(&self, class: Class) -> Vec<Class> {
        let is_end = |class: &Class| self.next.get(class).is_none_or(BTreeSet::is_empty);
        self.from(class).into_iter().filter(is_end).collect()
    }

    pub(super) fn roots_of(&self, node: Node) -> &[Class] {
        self.class_of.get(&node).and_then(|class| self.roots.get(class)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn reaches(&self, node: Node, other: Node) -> bool {
        let (Some(from), Some(to)) = (self.class_of.get(&node), self.class_of.get(&other)) else { return false };
        self.from(*from).contains(to)
    }

    pub(super) fn members(&self, class: Class) -> Vec<Node> {
        self.class_of.iter().filter(|(_, of)| **of == class).map(|(node, _)| *node).collect()
    }

    pub(super) fn class_of(&self, node: Node) -> Option<Class> {
        self.class_of.get(&node).copied()
    }

    pub(super) fn is_loop(&self, class: Class) -> bool {
        self.loops.contains(&class)
    }

    pub(super) fn loops(&self) -> Vec<Class> {
        self.loops.iter().copied().collect()
    }

    /// Returns a class and all that can be reached from it.
    fn from(&self, class: Class) -> BTreeSet<Class> {
        let mut seen = BTreeSet::from([class]);
        let mut waiting = vec![class];
        while let Some(class) = waiting.pop() {
            for next in self.next.get(&class).into_iter().flatten() {
                if seen.insert(*next) {
                    waiting.push(*next);
                }
            }
        }
        seen
    }
}

/// Returns the node that stands for all that are one with `node`: the first of them.
fn head(first: &BTreeMap<Node, Node>, node: Node) -> Node {
    let mut node = node;
    while let Some(before) = first.get(&node).filter(|before| **before != node) {
        node = *before;
    }
    node
}

fn join(first: &mut BTreeMap<Node, Node>, one: Node, other: Node) {
    let (one, other) = (head(first, one), head(first, other));
    let (before, after) = (one.min(other), one.max(other));
    first.insert(after, before);
}

/// Returns what can be reached from each head in one step or more.
fn reach(first: &BTreeMap<Node, Node>, steps: impl Iterator<Item = (Node, Node)>) -> BTreeMap<Node, BTreeSet<Node>> {
    let mut next: BTreeMap<Node, BTreeSet<Node>> = BTreeMap::new();
    for (from, to) in steps {
        let (from, to) = (head(first, from), head(first, to));
        if from != to {
            next.entry(from).or_default().insert(to);
        }
    }
    let mut reached = BTreeMap::new();
    for from in next.keys() {
        let mut seen: BTreeSet<Node> = BTreeSet::new();
        let mut waiting = vec![*from];
        while let Some(node) = waiting.pop() {
            for to in next.get(&node).into_iter().flatten() {
                if seen.insert(*to) {
                    waiting.push(*to);
                }
            }
        }
        reached.insert(*from, seen);
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(n_nodes: usize, same: &[(usize, usize)], steps: &[(usize, usize)]) -> Graph {
        let nodes = (0..n_nodes).map(Node::Party).collect();
        let same: Vec<(Node, Node)> =
            same.iter().map(|(one, other)| (Node::Party(*one), Node::Party(*other))).collect();
        Graph::new(&nodes, &same, steps.iter().map(|(from, to)| (Node::Party(*from), Node::Party(*to))))
    }

    fn roots(graph: &Graph, node: usize) -> Vec<usize> {
        let number = |class: Class| if let Class(Node::Party(number)) = class { number } else { usize::MAX };
        graph.roots_of(Node::Party(node)).iter().copied().map(number).collect()
    }

    #[test]
    fn the_ends_of_all_ways_are_the_origins() {
        let graph = graph(5, &[], &[(0, 1), (1, 2), (0, 3), (4, 2)]);
        assert_eq!(roots(&graph, 0), [2, 3]);
        assert_eq!(roots(&graph, 4), [2]);
        assert_eq!(roots(&graph, 2), [2]);
        assert!(graph.reaches(Node::Party(0), Node::Party(2)) && !graph.reaches(Node::Party(2), Node::Party(0)));
    }

    #[test]
    fn a_circle_is_one_origin_unless_a_way_leads_out_of_it() {
        let closed = graph(4, &[], &[(0, 1), (1, 2), (2, 0), (3, 1)]);
        assert_eq!((roots(&closed, 3), closed.loops().len()), (vec![0], 1));
        assert_eq!(closed.members(Class(Node::Party(0))).len(), 3);
        let open = graph(4, &[], &[(0, 1), (1, 2), (2, 0), (1, 3)]);
        assert_eq!(roots(&open, 0), [3]);
        assert!(!open.is_loop(Class(Node::Party(3))) && open.loops().len() == 1);
    }

    #[test]
    fn same_nodes_share_their_ways() {
        let graph = graph(4, &[(0, 1)], &[(1, 2)]);
        assert_eq!(roots(&graph, 0), [2]);
        assert_eq!(roots(&graph, 3), [3]);
    }
}
