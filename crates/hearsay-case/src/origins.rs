//! How many origins a claim has, and whether two reports of it are more than one.
//!
//! Counts origins, not outlets: relays of one origin corroborate nothing. Nothing here says that anything is true.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_reading::reading::{Basis, EntityId, SourceClass};

use crate::lineage::sources;
use crate::lineage::{ClaimRef, Class, EvidenceKind, Known, Lineage, Node, Step};
use crate::record::{Link, Record, Role};

/// Where a claim first enters the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The class of the provenance graph that it is.
    pub class: Class,
    /// What kind of end of a chain it is.
    pub kind: OriginKind,
    /// What it is called in the words of the documents, in order; of a loop all in it.
    pub names: Vec<String>,
    /// How it came by what it says, as far as any document tells: its own access.
    pub access: Option<Basis>,
    /// The claims of the group whose word rests on it, in order.
    pub claims: Vec<ClaimRef>,
}

/// What a chain ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OriginKind {
    /// A source with a name.
    Named,
    /// A source that is described and not named, or kept nameless.
    Nameless,
    /// A writer's own voice: no document says where it is from.
    Unrecorded,
    /// Nobody: each has it from the other.
    Loop,
}

impl OriginKind {
    /// Returns what the user is told of it.
    pub fn meaning(self) -> &'static str {
        match self {
            OriginKind::Named => "named source",
            OriginKind::Nameless => "source without a name",
            OriginKind::Unrecorded => "the writer's own word; lineage not recorded",
            OriginKind::Loop => "no origin: each has it from the other",
        }
    }
}

/// Whether two reports rest on more than one origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Both rest on it.
    SameOrigin,
    /// Their chains end in different sources, and nothing shows that each had access of its own.
    NotEstablished,
    /// Of at least one nothing tells where it has it from.
    NotRecorded,
    /// Their chains end in different named sources, each with access of its own.
    OwnAccess,
    /// An analyst decided that they are independent.
    Judged,
}

impl Answer {
    /// Returns the words for it.
    pub fn name(self) -> &'static str {
        match self {
            Answer::SameOrigin => "same origin",
            Answer::NotEstablished => "independence not established",
            Answer::NotRecorded => "lineage not recorded",
            Answer::OwnAccess => "independent: different named sources, each with access of its own",
            Answer::Judged => "independent, as judged",
        }
    }

    /// Returns whether the two corroborate each other.
    pub fn is_independent(self) -> bool {
        matches!(self, Answer::OwnAccess | Answer::Judged)
    }
}

/// The origins of one group of claims.
#[derive(Clone, Debug)]
pub struct Origins {
    /// The origins, those that most claims rest on first.
    pub all: Vec<Origin>,
    /// How the number of origins comes about, a line for each origin.
    pub recipe: Vec<String>,
    judged: BTreeSet<(ClaimRef, ClaimRef)>,
    of_claim: BTreeMap<ClaimRef, Vec<usize>>,
}

impl Origins {
    /// Finds the origins of a group; `judged` are pairs of claims that an analyst holds for independent.
    pub fn of(lineage: &Lineage, judged: &[(ClaimRef, ClaimRef)], known: &Known<'_>) -> Origins {
        let mut all: Vec<Origin> = lineage.roots().into_iter().map(|class| origin(class, lineage, known)).collect();
        all.sort_by(|one, other| other.claims.len().cmp(&one.claims.len()).then(one.class.cmp(&other.class)));
        let mut of_claim: BTreeMap<ClaimRef, Vec<usize>> = BTreeMap::new();
        for (origin_idx, origin) in all.iter().enumerate() {
            origin.claims.iter().for_each(|claim| of_claim.entry(*claim).or_default().push(origin_idx));
        }
        let recipe = all.iter().map(|origin| recipe(origin, known)).collect();
        let judged = judged.iter().flat_map(|(one, other)| [(*one, *other), (*other, *one)]).collect();
        Origins { all, recipe, judged, of_claim }
    }

    /// Returns the origins that a claim's word rests on.
    pub fn of_claim(&self, claim: ClaimRef) -> impl Iterator<Item = &Origin> {
        self.of_claim.get(&claim).into_iter().flatten().map(|idx| &self.all[*idx])
    }

    /// Returns whether two claims of the group rest on more than one origin.
    pub fn between(&self, one: ClaimRef, other: ClaimRef) -> Answer {
        let origins = |claim: ClaimRef| self.of_claim.get(&claim).map_or(&[][..], Vec::as_slice);
        if origins(one).iter().any(|idx| origins(other).contains(idx)) {
            return Answer::SameOrigin;
        }
        let pairs = origins(one).iter().flat_map(|one| origins(other).iter().map(move |other| (*one, *other)));
        pairs.map(|(one, other)| self.between_origins(one, other)).min().unwrap_or(Answer::NotRecorded)
    }

    /// Returns whether two origins, told by their places in the list, are independent of each other.
    pub fn between_origins(&self, one_idx: usize, other_idx: usize) -> Answer {
        if one_idx == other_idx {
            return Answer::SameOrigin;
        }
        let (one, other) = (&self.all[one_idx], &self.all[other_idx]);
        let is_judged =
            one.claims.iter().any(|one| other.claims.iter().any(|other| self.judged.contains(&(*one, *other))));
        if is_judged {
            return Answer::Judged;
        }
        let both = [one, other];
        if both.iter().any(|origin| origin.kind == OriginKind::Unrecorded) {
            return Answer::NotRecorded;
        }
        let has_own = |origin: &&Origin| origin.kind == OriginKind::Named && origin.access.is_some();
        if both.iter().all(has_own) { Answer::OwnAccess } else { Answer::NotEstablished }
    }
}

fn origin(class: Class, lineage: &Lineage, known: &Known<'_>) -> Origin {
    let members = lineage.members(class);
    let steps: Vec<&Step> = lineage.steps.iter().filter(|step| members.contains(&step.to)).collect();
    let claims = lineage.claims.iter().copied().filter(|claim| lineage.roots_of(Node::Claim(*claim)).contains(&class));
    let links: Vec<(&Record, &Link)> =
        lineage.claims.iter().flat_map(|claim| links_to(*claim, &members, known)).collect();
    let is_named = |link: &Link| matches!(link.class, SourceClass::Named | SourceClass::NamedOrganisation);
    let is_credited = steps.iter().any(|step| step.evidence.kind == EvidenceKind::Credit);
    let kind = if lineage.is_loop(class) {
        OriginKind::Loop
    } else if members.iter().any(|node| matches!(node, Node::Claim(_))) {
        OriginKind::Unrecorded
    } else if is_credited || links.iter().any(|(_, link)| is_named(link)) {
        OriginKind::Named
    } else {
        OriginKind::Nameless
    };
    let own = |basis: &Basis| matches!(basis, Basis::Heard | Basis::Saw | Basis::Document);
    let access = links.iter().map(|(_, link)| link.basis).filter(own).min();
    let access = access.or_else(|| lineage.claims.iter().filter_map(|claim| own_words(*claim, &members, known)).min());
    let names = names(&members, &links, kind, &steps, known);
    Origin { class, kind, names, access, claims: claims.collect() }
}

/// Returns how one of `nodes` says to know it, in words of its own in the document of a claim: "I saw the barrier".
fn own_words(of: ClaimRef, nodes: &[Node], known: &Known<'_>) -> Option<Basis> {
    let record = &known.records[of.record];
    let is_one = |link: &Link| link.entities.iter().any(|id| nodes.contains(&known.node(of.record, *id)));
    let own = record.claims.iter().filter(|claim| claim.deepest().is_some_and(is_one));
    own.filter_map(sources::tells_own_access).min()
}

/// Returns the links of a claim's chain that stand for one of `nodes`.
fn links_to<'a>(of: ClaimRef, nodes: &[Node], known: &Known<'a>) -> Vec<(&'a Record, &'a Link)> {
    let record: &'a Record = &known.records[of.record];
    let Some(claim) = record.claim(of.claim) else { return Vec::new() };
    let is_one = |(link_idx, link): &(usize, &Link)| {
        let node = |id: &EntityId| known.node(of.record, *id);
        !matches!(link.role, Role::Outlet | Role::Author)
            && (nodes.contains(&Node::Words(of, *link_idx))
                || link.entities.iter().map(node).any(|node| nodes.contains(&node))
                || sources::issued(record, link).is_some_and(|issued| nodes.contains(&node(&issued.by))))
    };
    claim.chain.iter().enumerate().filter(is_one).map(|(_, link)| (record, link)).collect()
}

/// Returns what the members are called: the words of the chains or, of a writer, the outlet's or document's name.
fn names(
    members: &[Node],
    links: &[(&Record, &Link)],
    kind: OriginKind,
    steps: &[&Step],
    known: &Known<'_>,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if !name.is_empty() && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    };
    for (record, link) in links {
        record.called(link).into_iter().for_each(&mut add);
    }
    if links.is_empty() || kind == OriginKind::Loop {
        for node in members {
            let Node::Claim(claim) = node else { continue };
            let record = &known.records[claim.record];
            add(record.outlet.as_deref().or(record.author.as_deref()).unwrap_or(&record.name));
        }
    }
    for step in steps.iter().filter(|step| step.evidence.kind == EvidenceKind::Credit) {
        let record = &known.records[step.evidence.record];
        let credited = record.credits.iter().filter(|credit| step.evidence.spans.contains(&credit.span));
        credited.for_each(|credit| add(&credit.name));
    }
    names
}

fn recipe(origin: &Origin, known: &Known<'_>) -> String {
    let name = |claim: &ClaimRef| format!("{}/{}", known.records[claim.record].name, claim.claim);
    let claims: Vec<String> = origin.claims.iter().map(name).collect();
    let names = origin.names.join(", ");
    let rest = if claims.len() == 1 { "rests" } else { "rest" };
    format!("{} {rest} on {names} ({})", claims.join(", "), origin.kind.meaning())
}
