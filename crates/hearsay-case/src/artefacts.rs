//! Which letter is which across documents: one letter that is described three ways, and the second letter.
//!
//! Two artefacts are one by what they are called, by who wrote, leaked, published and received them (as [`entities`]
//! says who is who), by what they are about, when and where they came out, and by claims that both are said to make.
//! Each such agreement counts points, listed in `compare`; a hedged one counts as much as a plain one, for it is the same
//! alleged letter, and stays marked in what is told of it. Numbers ("a second letter", "another letter"), other authors,
//! other parties, dates far apart and standing side by side in one document forbid it.
//!
//! Of 50 joins in 2,047 news articles, read with the fast reader and looked at by eye, 44 were right; the wrong ones were
//! two videos taken for one, and what the reader took for artefacts that are none ("additional reporting").
//! Since then somebody counts once, in however many roles; that was not counted again.
//!
//! A pair is judged by the two and by who is who, never by the rest of the case. Judgements of *same* and *not same* are
//! final, as in [`entities`]; nothing is merged in place.
//!
//! [`entities`]: crate::entities

use std::borrow::Borrow;
use std::collections::BTreeMap;

use hearsay_reading::reading::{ArtefactId, ArtefactRole};
use hearsay_text::document::DocumentId;
use hearsay_text::span::Span;

use crate::clusters::{Clusters, Joined};
use crate::entities::{Entities, Surety};
use crate::judgement::{Judged, JudgedKind, Judgement};
use crate::parallel;
use crate::record::{ClaimId, Record};

mod candidates;
mod compare;
mod days;
mod gather;
mod kinds;
mod sketch;
mod wording;

pub use sketch::Sketches;

use candidates::Work;

/// Which artefact is which in a case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Artefacts {
    /// All of them, in order of their first member.
    pub all: Vec<CaseArtefact>,
    /// Those that may be one, for the analyst to decide; in order.
    pub possible: Vec<ArtefactProposal>,
    /// Which of the judgements, by their place, contradict a later one and do not hold.
    pub contradicted: Vec<usize>,
    of: BTreeMap<ArtefactMember, usize>,
}

impl Artefacts {
    /// Returns which is which by what was kept: all, which may be one, and the judgements that do not hold.
    pub fn of_kept(all: Vec<CaseArtefact>, possible: Vec<ArtefactProposal>, contradicted: Vec<usize>) -> Artefacts {
        let members =
            all.iter().enumerate().flat_map(|(idx, artefact)| artefact.members.iter().map(move |one| (*one, idx)));
        let of = members.collect();
        Artefacts { all, possible, contradicted, of }
    }

    /// Returns whether all that it names by its place is there.
    pub(crate) fn holds(&self, n_entities: usize) -> bool {
        let artefact_holds = |artefact: &CaseArtefact| {
            let is_member = |idx: &usize| *idx < artefact.members.len();
            artefact.names.iter().flat_map(|(_, places)| places).all(|(member, _)| is_member(member))
                && artefact.custody.iter().all(|custody| custody.entity.is_none_or(|idx| idx < n_entities))
                && artefact.custody.iter().flat_map(|custody| &custody.told).all(|told| is_member(&told.member))
                && artefact.hedges.iter().all(|(member, _)| is_member(member))
        };
        self.all.iter().all(artefact_holds)
    }

    /// Returns which artefact of the case one of a document is.
    pub fn of(&self, document: DocumentId, id: ArtefactId) -> Option<usize> {
        self.of.get(&ArtefactMember { document, id }).copied()
    }
}

/// A letter, recording or the like, in all documents.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseArtefact {
    /// What most documents say it is, in the singular.
    pub kind: String,
    /// Those that are it, in order.
    pub members: Vec<ArtefactMember>,
    /// What it is called, as it stands, with every place: a place in `members`, and where in that document.
    pub names: Vec<(String, Vec<(usize, Span)>)>,
    /// Who had a hand in it, when and where it came out, each with all that say so.
    pub custody: Vec<CaseCustody>,
    /// Words that put in doubt what it is: a place in `members`, and the words.
    pub hedges: Vec<(usize, String)>,
    /// Why its members are one; empty for a single one.
    pub because: Vec<ArtefactProposal>,
}

/// One of those who had a hand in an artefact, or one thing about it, by all documents that say so.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseCustody {
    /// What it is to the artefact.
    pub role: ArtefactRole,
    /// The words of the first that says so.
    pub words: String,
    /// Who it is in the case.
    pub entity: Option<usize>,
    /// Everything that says so.
    pub told: Vec<Told>,
}

impl CaseCustody {
    /// Returns whether every document that says so weakens it.
    pub fn is_hedged(&self) -> bool {
        self.told.iter().all(|told| !told.hedges.is_empty())
    }
}

/// Where one document says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Which member's document: a place in `members`.
    pub member: usize,
    /// Where.
    pub span: Span,
    /// Its words.
    pub words: String,
    /// Words that weaken it.
    pub hedges: Vec<String>,
    /// The claim inside which it stands: on whose word it is.
    pub within: Option<ClaimId>,
}

/// One artefact of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArtefactMember {
    /// The document.
    pub document: DocumentId,
    /// Which artefact in it.
    pub id: ArtefactId,
}

/// Two artefacts that are or may be one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArtefactProposal {
    /// The first of them.
    pub one: ArtefactMember,
    /// The other.
    pub other: ArtefactMember,
    /// How sure it is.
    pub surety: Surety,
    /// Why, in words.
    pub because: String,
    /// Where the words stand that say so, in each of the two documents.
    pub spans: (Vec<Span>, Vec<Span>),
}

/// Says which artefact is which in all records, in whatever order they come.
pub fn artefacts(records: &[impl Borrow<Record> + Sync], entities: &Entities, judgements: &[Judgement]) -> Artefacts {
    let sketches = parallel::map(records, |record| Sketches::of(record.borrow()));
    of_sketches(&sketches.iter().collect::<Vec<&Sketches>>(), entities, judgements)
}

/// Says which artefact is which from what was kept of each document.
pub fn of_sketches(sketches: &[&Sketches], entities: &Entities, judgements: &[Judgement]) -> Artefacts {
    let work = Work::of(sketches, entities);
    let forbids = |one: u32, other: u32| compare::conflict(work.unit(one as usize), work.unit(other as usize));
    let own: Vec<Option<u32>> = (0..work.units.len() as u32).map(Some).collect();
    let mut clusters = Clusters::new(&forbids, &own);
    let mut joined = Vec::new();
    let mut contradicted = Vec::new();
    for (place, judgement) in judgements.iter().enumerate().rev() {
        let Some((one, other, is_same)) = judged(&work, judgement) else { continue };
        let holds = if is_same { clusters.judge_one(one, other) } else { clusters.hold_apart(one, other) };
        if !holds {
            contradicted.push(place);
        } else if is_same {
            joined.push((Surety::Judged, one, other, "the analyst says that they are the same".to_owned()));
        }
    }
    contradicted.reverse();
    let mut possible = Vec::new();
    for edge in candidates::edges(&work) {
        let (one, other) = edge.units;
        if edge.surety == Surety::Possible {
            possible.push((one, other, edge.because));
            continue;
        }
        match clusters.join(one, other) {
            Joined::Now => joined.push((edge.surety, one, other, edge.because)),
            Joined::Forbidden(but) => possible.push((one, other, format!("{}, but {but}", edge.because))),
            Joined::Before | Joined::HeldApart => {}
        }
    }
    gather::gather(&work, &mut clusters, joined, possible, contradicted)
}

/// Two artefacts and whether the analyst says that they are one.
fn judged(work: &Work<'_>, judgement: &Judgement) -> Option<(usize, usize, bool)> {
    let (one, other, is_same) = match judgement {
        Judgement::Same(one, other) => (one, other, true),
        Judgement::NotSame(one, other) => (one, other, false),
        _ => return None,
    };
    let unit = |judged: &Judged| {
        let is_artefact = judged.kind == JudgedKind::Artefact;
        is_artefact.then(|| work.at(judged.anchor.document, judged.anchor.span)).flatten()
    };
    Some((unit(one)?, unit(other)?, is_same))
}
