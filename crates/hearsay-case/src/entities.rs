//! Who is who across the documents of a case: persons, bodies, outlets, places under all their names.
//!
//! Nothing is merged in place: the result is computed from records and judgements each time, so taking a judgement back
//! un-merges. The way: what each document names ([`Cast`]) → pairs that two names propose (`candidates`, `compare`) →
//! groups, from the surest proposal to the least sure and never across what forbids it (`clusters`) → surnames, initials
//! and acronyms alone, by who else in the case bears them (`short_names`) → those without a name, by whose they are
//! (`owned`).
//!
//! A pair is judged by the two names, what their documents say beside them and committed lists, never by the rest of the
//! case. The one exception is counted: how many in the case bear a surname or an acronym. A document that brings a second
//! bearer can part what stood under the surname alone, and touches nothing that does not bear it.
//!
//! How good it is: on the committed table of name pairs see `eval/who.csv`. In 2,047 news articles, read with the fast
//! reader, 100 reasons for joining were looked at by eye: 90 were of names and joined rightly, 10 of words in headlines
//! that are nobody's name. Of 100 pairs that were proposed and not joined 67 are two in truth; of the other 33 two thirds
//! were a surname with an office and a slip of the pen beside it. That the foremost holder of an office is meant came
//! after that, and was not counted again.
//!
//! Judgements of *same* and *not same* are final. They hold for whole groups: who is the same as somebody is the same as
//! all that are, and where *not same* parts two whom proposals would join, the proposals are taken in order, the surest
//! first, and those that would join the two are left out. Of judgements that contradict each other the later one holds.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use hearsay_reading::reading::{EntityId, EntityKind};
use hearsay_text::document::{Date, DocumentId};
use hearsay_text::span::Span;

use crate::clusters::Clusters;
use crate::judgement::Judgement;
use crate::parallel;
use crate::record::Record;

mod bodies;
mod candidates;
mod compare;
mod folding;
mod gather;
mod judged;
mod lists;
mod named;
mod outlets;
mod owned;
mod persons;
mod profile;
pub mod redaction;
mod roles;
mod romanisation;
mod short_names;

pub use named::Cast;

/// Who is who in a case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    /// All that have a name, and of the others those that are in several documents; in order of their first member.
    pub all: Vec<CaseEntity>,
    /// Those that may be one, for the analyst to decide; in order.
    pub possible: Vec<Proposal>,
    /// Which of the judgements, by their place, contradict a later one and do not hold.
    pub contradicted: Vec<usize>,
    of: BTreeMap<Member, usize>,
    outlets: BTreeMap<String, usize>,
}

impl Entities {
    /// Returns who an entity of a document is; nothing for one without a name that is in that document only.
    pub fn of(&self, document: DocumentId, id: EntityId) -> Option<usize> {
        self.of_member(Member { document, who: Who::Entity(id) })
    }

    /// Returns who wrote a document, if its metadata name one author.
    pub fn of_author(&self, document: DocumentId) -> Option<usize> {
        let of = |number| self.of_member(Member { document, who: Who::Author(number) });
        of(0).filter(|_| of(1).is_none())
    }

    /// Returns whether two entities of documents are one; `None` where it is not known of both who they are.
    pub fn are_one(&self, one: (DocumentId, EntityId), other: (DocumentId, EntityId)) -> Option<bool> {
        self.of(one.0, one.1).zip(self.of(other.0, other.1)).map(|(one, other)| one == other)
    }

    /// Returns who a member is.
    pub fn of_member(&self, member: Member) -> Option<usize> {
        self.of.get(&member).copied()
    }

    /// Returns who is who by what was kept: all, who may be one, the judgements that do not hold, and the outlets by the keys
    /// of their names.
    pub fn of_kept(
        all: Vec<CaseEntity>,
        possible: Vec<Proposal>,
        contradicted: Vec<usize>,
        outlets: BTreeMap<String, usize>,
    ) -> Entities {
        let members =
            all.iter().enumerate().flat_map(|(idx, entity)| entity.members.iter().map(move |one| (*one, idx)));
        let of = members.collect();
        Entities { all, possible, contradicted, of, outlets }
    }

    /// Returns the outlets by the keys of their names, to be kept.
    pub fn outlets(&self) -> &BTreeMap<String, usize> {
        &self.outlets
    }

    /// Returns whether all that it names by its place is there.
    pub(crate) fn holds(&self) -> bool {
        let entity_holds = |entity: &CaseEntity| {
            let is_member = |idx: &usize| *idx < entity.members.len();
            entity.aliases.iter().flat_map(|alias| &alias.places).all(|(member, _)| is_member(member))
                && entity.roles.iter().all(|role| is_member(&role.member))
                && entity.because.iter().all(|because| is_member(&because.joined.0) && is_member(&because.joined.1))
        };
        self.all.iter().all(entity_holds) && self.outlets.values().all(|idx| *idx < self.all.len())
    }

    /// Returns the outlet or body that goes by a name in this case, in whichever of its forms: "NYT", "nytimes.com".
    pub fn of_outlet(&self, name: &str) -> Option<usize> {
        let name = bodies::BodyName::parse(name)?;
        self.outlets.get(&gather::outlet_key(&name)).copied()
    }
}

/// Somebody or something, in all documents.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseEntity {
    /// The name that most documents have for it in full; of one without a name, a description.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// All its names, the one that most documents have first.
    pub aliases: Vec<Alias>,
    /// What it is said to be, the earliest first.
    pub roles: Vec<RoleAt>,
    /// Those that are it, in order.
    pub members: Vec<Member>,
    /// Why they are one; empty for a single member.
    pub because: Vec<Because>,
}

/// A name, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// As it is written.
    pub name: String,
    /// The members that have it: their place in `members`, and where it stands in the document, once, if one place is
    /// known for it.
    pub places: Vec<(usize, Option<Span>)>,
}

/// What somebody is said to be, when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoleAt {
    /// When the document that says so was published.
    pub published: Option<Date>,
    /// The words, rank first.
    pub words: String,
    /// Who has it: a place in `members`.
    pub member: usize,
}

/// One whom a document names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member {
    /// The document.
    pub document: DocumentId,
    /// Who in it.
    pub who: Who,
}

/// As what a document names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// The outlet that published it.
    Outlet,
    /// The author of that number in its metadata, from 0.
    Author(u32),
    /// The credit of that number, from 0.
    Credit(u32),
    /// One of those in its text.
    Entity(EntityId),
}

/// How sure it is that two are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Surety {
    /// The analyst says so.
    Judged,
    /// The documents or the committed lists say so.
    Certain,
    /// Their names do, and nothing speaks against it.
    Likely,
    /// It may be so; they are not joined.
    Possible,
}

impl Surety {
    /// Returns the name that the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            Surety::Judged => "judged",
            Surety::Certain => "certain",
            Surety::Likely => "likely",
            Surety::Possible => "possible",
        }
    }
}

/// Two that may be one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proposal {
    /// The first of them.
    pub one: Member,
    /// The other.
    pub other: Member,
    /// How sure it is.
    pub surety: Surety,
    /// Why, in words.
    pub because: String,
}

/// A reason that joined members of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because {
    /// How sure it is.
    pub surety: Surety,
    /// The reason, in words.
    pub because: String,
    /// The first two that it joined, by their place in `members`.
    pub joined: (usize, usize),
    /// Where the names stand that say so.
    pub spans: (Option<Span>, Option<Span>),
    /// How many times it joined.
    pub n_times: usize,
}

/// Returns whether a name is that of a country, in any of its forms.
pub(crate) fn is_country(name: &str) -> bool {
    lists::lists().country(&folding::folded_words(name).join(" ")).is_some()
}

/// Says who is who in all records, in whatever order they come.
pub fn entities(records: &[impl Borrow<Record> + Sync], judgements: &[Judgement]) -> Entities {
    let casts = parallel::map(records, |record| Cast::of(record.borrow()));
    of_casts(&casts.iter().collect::<Vec<&Cast>>(), judgements)
}

/// Says who is who from what was kept of each document.
pub fn of_casts(casts: &[&Cast], judgements: &[Judgement]) -> Entities {
    let mut casts = casts.to_vec();
    casts.sort_by_key(|cast| cast.document);
    casts.dedup_by_key(|cast| cast.document);
    let work = candidates::Work::of(&casts, &judged::members(&casts, judgements));
    let of: Vec<Option<u32>> = work.units.iter().map(|unit| unit.profile).collect();
    let forbids =
        |one: u32, other: u32| compare::conflict(&work.profiles[one as usize], &work.profiles[other as usize]);
    let mut clusters = Clusters::new(&forbids, &of);
    let mut outcome = gather::Outcome::default();
    judged::apply(&casts, &work, judgements, &mut clusters, &mut outcome);
    outcome.take(&mut clusters, candidates::edges(&work));
    for edges in short_names::edges(&work, &mut clusters) {
        outcome.take(&mut clusters, edges);
    }
    let owned = owned::edges(&work, &mut clusters);
    outcome.take(&mut clusters, owned);
    gather::gather(&work, &mut clusters, outcome)
}
