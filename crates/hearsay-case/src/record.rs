//! What one document brings to a case: its claims, with all that comparing them with others needs.
//!
//! Made from a document and its reading, and from nothing else; so it is made once and can be kept.
//! It holds words, not only places, so that a case can be put together without the texts.

use std::cmp::Reverse;

use hearsay_reading::clauses::Outcome;
use hearsay_reading::confidence::Confidence;
use hearsay_reading::numbers::Comparison;
use hearsay_reading::reading::{
    About, Act, ArtefactId, ArtefactRole, AttributionId, Basis, EntityId, EntityKind, Quotation, Reading, SourceClass,
    Stance, Strength, VerdictForm, VerdictId, VerdictKind,
};
use hearsay_text::document::{Date, Document, DocumentId};
use hearsay_text::span::Span;

use crate::anchor::judged_at;
use crate::reuse::passages::Passages;

mod claims;
pub mod corrected;
mod credits;
mod things;

/// What one document brings to a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The document.
    pub document: DocumentId,
    /// Its file's name without the extension.
    pub name: String,
    /// Its headline.
    pub title: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// Who is named as author.
    pub author: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// When it was last changed.
    pub modified: Option<Date>,
    /// Agencies and outlets that it credits outside of its sentences: "(Reuters) -", "Source: Norrbank Press".
    pub credits: Vec<Credit>,
    /// Its claims: those of its attributions in their order, then those in the writer's own voice in theirs.
    pub claims: Vec<Claim>,
    /// Who and what it names; `entities[n]` is `e{n+1}` of the reading. One that the analyst rejected has no name.
    pub entities: Vec<Entity>,
    /// Its artefacts; `artefacts[n]` is `l{n+1}` of the reading. One that the analyst rejected has no kind.
    pub artefacts: Vec<Artefact>,
    /// Its verdicts, in the order of their ids; those that the analyst rejected are left out.
    pub verdicts: Vec<Verdict>,
    /// Its words, for comparing them with those of other documents.
    pub passages: Passages,
}

impl Record {
    /// Returns what a document and its reading bring.
    pub fn of(document: &Document, reading: &Reading) -> Record {
        Record { passages: Passages::of(document), ..Record::without_passages(document, reading) }
    }

    /// Returns what a document and its reading bring, all but its words for comparing them with others': enough to show it.
    pub fn without_passages(document: &Document, reading: &Reading) -> Record {
        let metadata = &document.metadata;
        Record {
            document: document.id,
            name: document.name.clone(),
            title: metadata.title.as_ref().map(|title| title.value.clone()),
            outlet: metadata.site.as_ref().map(|site| site.value.clone()),
            author: metadata.author.as_ref().map(|author| author.value.clone()),
            published: metadata.published.as_ref().map(|published| published.value),
            modified: metadata.modified.as_ref().map(|modified| modified.value),
            credits: credits::credits(document),
            claims: claims::claims(document, reading),
            entities: things::entities(document, reading),
            artefacts: things::artefacts(document, reading),
            verdicts: things::verdicts(document, reading),
            passages: Passages::none(document.id),
        }
    }

    /// Returns the record of a document of which nothing is known.
    pub fn without_words(document: DocumentId) -> Record {
        Record {
            document,
            name: String::new(),
            title: None,
            outlet: None,
            author: None,
            published: None,
            modified: None,
            credits: Vec::new(),
            claims: Vec::new(),
            entities: Vec::new(),
            artefacts: Vec::new(),
            verdicts: Vec::new(),
            passages: Passages::none(document),
        }
    }

    /// Returns the claim with that id.
    pub fn claim(&self, id: ClaimId) -> Option<&Claim> {
        let idx = self.claims.binary_search_by_key(&id, |claim| claim.id).ok()?;
        self.claims.get(idx)
    }

    /// Returns the claim that words at `span` are judged as: the one that has most of them, of several the shortest.
    pub fn claim_at(&self, span: Span) -> Option<&Claim> {
        let shared = |claim: &Claim| -> u32 { claim.spans.iter().map(|own| own.shared_bytes(span)).sum() };
        let length = |claim: &Claim| -> usize { claim.spans.iter().map(|span| span.length_bytes()).sum() };
        let touched = self.claims.iter().filter(|claim| shared(claim) > 0);
        touched.min_by_key(|claim| (Reverse(shared(claim)), length(claim), claim.id))
    }

    /// Returns the entity that words at `span` are judged as.
    pub fn entity_at(&self, span: Span) -> Option<EntityId> {
        let places = (1..).zip(&self.entities).flat_map(|(number, entity)| {
            let own = entity.mentions.iter().copied().chain([entity.span]);
            own.map(move |place| (place, EntityId(number)))
        });
        judged_at(places, span)
    }

    /// Returns the artefact that words at `span` are judged as.
    pub fn artefact_at(&self, span: Span) -> Option<ArtefactId> {
        let places = (1..).zip(&self.artefacts).flat_map(|(number, artefact)| {
            artefact.mentions.iter().map(move |(place, _)| (*place, ArtefactId(number)))
        });
        judged_at(places, span)
    }

    /// Returns the verdict that words at `span` are judged as.
    pub fn verdict_at(&self, span: Span) -> Option<VerdictId> {
        judged_at(self.verdicts.iter().flat_map(|one| one.cue.iter().map(|place| (*place, one.id))), span)
    }

    /// Returns what a link is called: for "he" the name of who he is.
    pub fn called<'a>(&'a self, link: &'a Link) -> Vec<&'a str> {
        let names: Vec<&str> =
            link.entities.iter().filter_map(|id| self.entity(*id)).map(|entity| entity.name.as_str()).collect();
        if names.is_empty() { vec![&link.words] } else { names }
    }

    /// Returns the entity with that id.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get((id.0 as usize).checked_sub(1)?)
    }
}

/// The name of a claim inside its document; shown as that of its attribution, `a3`, or as `o2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimId {
    /// The content of an attribution.
    Attributed(AttributionId),
    /// A sentence in the writer's own voice; counted from 1.
    OwnVoice(u32),
}

impl std::fmt::Display for ClaimId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ClaimId::Attributed(id) => id.fmt(f),
            ClaimId::OwnVoice(number) => write!(f, "o{number}"),
        }
    }
}

impl std::str::FromStr for ClaimId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<ClaimId, Self::Err> {
        match text.strip_prefix('o') {
            Some(number) => number.parse().map(ClaimId::OwnVoice),
            None => text.strip_prefix('a').unwrap_or("").parse().map(|id| ClaimId::Attributed(AttributionId(id))),
        }
    }
}

/// Something that a document says is so, with who says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its name in the document.
    pub id: ClaimId,
    /// Where it stands; never empty.
    pub spans: Vec<Span>,
    /// Its words as they stand; where it is in several parts and other words stand between them, with a mark of omission.
    pub words: String,
    /// What kind of attribution holds it; `None` for the writer's own voice.
    pub act: Option<Act>,
    /// How its source stands to it.
    pub stance: Stance,
    /// How much of it is quoted.
    pub quotation: Quotation,
    /// What weakens it.
    pub hedges: Vec<Hedge>,
    /// The claim whose words hold this one.
    pub within: Option<ClaimId>,
    /// From the outlet and the author inward to the deepest source that is named.
    pub chain: Vec<Link>,
    /// When it was said, in TIMEX3.
    pub said_on: Option<String>,
    /// The first and the last day of each time that it names, in order.
    pub times: Vec<(Date, Date)>,
    /// The quantities that it names, in order.
    pub numbers: Vec<Quantity>,
    /// The entities that it names, by name, description or pronoun, each once, in order of their first mention.
    pub entities: Vec<EntityId>,
    /// How sure the reader is of the attribution; high for the writer's own voice.
    pub confidence: Confidence,
}

impl Claim {
    /// Returns the deepest source that is named, if any is: of "the Post says that officials said", the officials.
    pub fn deepest(&self) -> Option<&Link> {
        self.chain.iter().rev().find(|link| matches!(link.role, Role::Source | Role::Cited))
    }

    /// Returns the place of its first words.
    pub fn first(&self) -> Span {
        self.spans.first().copied().unwrap_or(Span { start: 0, end: 0 })
    }
}

/// One of those through whom the words of a claim came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it is in the chain.
    pub role: Role,
    /// Its name or description, as it stands.
    pub words: String,
    /// Where that stands; `None` for an outlet or author known from the metadata.
    pub span: Option<Span>,
    /// Who it is in the document.
    pub entities: Vec<EntityId>,
    /// How much is said of who it is.
    pub class: SourceClass,
    /// How it came by what it passes on.
    pub basis: Basis,
    /// The attribution whose words name it.
    pub attribution: Option<AttributionId>,
    /// Where the words stand that report it: "told".
    pub cue: Vec<Span>,
    /// Those words.
    pub cue_words: String,
}

/// What a link is in its chain, from the writer inward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The outlet that published the document.
    Outlet,
    /// Its author.
    Author,
    /// The source of an attribution.
    Source,
    /// Whom the source told, or where it came out.
    Relay,
    /// On whose word the source says it.
    Cited,
}

impl Role {
    /// Returns the name that the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            Role::Outlet => "outlet",
            Role::Author => "author",
            Role::Source => "source",
            Role::Relay => "relay",
            Role::Cited => "cited",
        }
    }
}

/// Words that weaken a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// The words.
    pub words: String,
    /// Where they stand.
    pub spans: Vec<Span>,
    /// What they are about.
    pub about: About,
    /// How much they weaken.
    pub strength: Strength,
}

/// A quantity that a claim names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Its words.
    pub words: String,
    /// Where they stand.
    pub span: Span,
    /// How many, as exact decimal text without grouping, or a fraction; of a range the low end.
    pub value: String,
    /// The high end of a range.
    pub high: Option<String>,
    /// What it is measured in.
    pub unit: Option<&'static str>,
    /// How what is told compares with the value.
    pub comparison: Comparison,
    /// The words for what is counted: "soldiers".
    pub counted: Option<String>,
}

/// A credit that stands outside the sentences, such as an agency's name in front of the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Who is credited, as it stands.
    pub name: String,
    /// Where that stands.
    pub span: Span,
}

/// A person, organisation, place or group that a document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name or, without one, its fullest description.
    pub name: String,
    /// Where that stands.
    pub span: Span,
    /// Whether `name` is a name.
    pub is_named: bool,
    /// Its other names, each once.
    pub also: Vec<String>,
    /// What else it is called that is no name: "the whistleblower".
    pub described: Vec<String>,
    /// What it is said to be: "head of the navy’s northern branch".
    pub role: Option<String>,
    /// Its rank.
    pub rank: Option<String>,
    /// Whose it is.
    pub belongs_to: Option<EntityId>,
    /// Where it is named or described, in order; no pronouns.
    pub mentions: Vec<Span>,
}

/// A letter, recording or the like that a document treats as evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artefact {
    /// What it is, in the singular.
    pub kind: String,
    /// The words for it, as they stand, in order.
    pub mentions: Vec<(Span, String)>,
    /// Who had a hand in it, where and when it came out.
    pub custody: Vec<Custody>,
    /// Words that put in doubt that it is what it is said to be.
    pub hedges: Vec<String>,
}

/// One thing that is said of where an artefact is from and where it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Custody {
    /// What it is.
    pub role: ArtefactRole,
    /// The words that name it.
    pub words: String,
    /// Where they stand.
    pub span: Span,
    /// The entity that they stand for.
    pub entity: Option<EntityId>,
    /// Words that weaken it.
    pub hedges: Vec<String>,
    /// The claim inside which it stands: on whose word it is.
    pub within: Option<ClaimId>,
}

/// Somebody verified, confirmed, denied or disputed something, or did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Its name in the document.
    pub id: VerdictId,
    /// What was done.
    pub kind: VerdictKind,
    /// What kind of words say so.
    pub form: VerdictForm,
    /// Whether it was.
    pub outcome: Outcome,
    /// Where the words stand that say so.
    pub cue: Vec<Span>,
    /// Those words.
    pub words: String,
    /// Who, as it stands; empty if nobody is named.
    pub by: Vec<String>,
    /// The entities behind them.
    pub entities: Vec<EntityId>,
    /// What it is about.
    pub about: Subject,
    /// The words for what it is about; may be empty.
    pub about_words: String,
    /// When, in TIMEX3.
    pub when: Option<String>,
    /// The claim inside which it stands: on whose word it is; `None` for the writer's.
    pub within: Option<ClaimId>,
}

/// What a verdict is about, inside its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Whether an artefact is what it is said to be.
    Authenticity(Option<ArtefactId>),
    /// Who made an artefact.
    Authorship(Option<ArtefactId>),
    /// A claim.
    Claim(Option<ClaimId>),
}
