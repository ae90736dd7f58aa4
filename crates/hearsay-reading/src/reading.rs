//! What was read in one document.
//!
//! Not a case: nothing here knows of other documents or of the analyst's judgements.

use hearsay_text::span::Span;

use crate::confidence::{Confidence, Signs};
use crate::numbers::Number;
use crate::passage::Parts;
use crate::times::Time;

/// Everything read in one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The attributions, in the order of their first byte; `attributions[n]` has the id `a{n+1}`.
    pub attributions: Vec<Attribution>,
    /// The names, descriptions and pronouns that stand for an entity, in order.
    pub mentions: Vec<Mention>,
    /// Who and what they stand for, in the order of their first mention; `entities[n]` has the id `e{n+1}`.
    pub entities: Vec<Entity>,
    /// The artefacts, in the order of their first mention; `artefacts[n]` has the id `l{n+1}`.
    pub artefacts: Vec<Artefact>,
    /// The verdicts, in order; `verdicts[n]` has the id `v{n+1}`.
    pub verdicts: Vec<Verdict>,
    /// What is put forward without being asserted, in order.
    pub hypotheses: Vec<Hypothesis>,
    /// What the writer asserts in the own voice, nobody being reported: sentences, or what is left of them without the
    /// hedged clauses, in order.
    pub own_voice: Vec<Span>,
    /// The clauses that are not plainly asserted: the writer's own hedged ones, and whoever's conditions and questions,
    /// in order.
    pub hedged_clauses: Vec<HedgedClause>,
    /// The times that are named, in order.
    pub times: Vec<Time>,
    /// The quantities that are named, in order.
    pub numbers: Vec<Number>,
}

/// The name of an attribution inside its document; shown as `a1`, `a2`, ...
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributionId(pub u32);

impl std::fmt::Display for AttributionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a{}", self.0)
    }
}

/// A source, the words that report, and what is reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Its name in the document.
    pub id: AttributionId,
    /// Who; empty when nobody is named.
    pub source: Vec<Span>,
    /// "claims", "according to"; may be empty when a quotation stands alone.
    pub cue: Vec<Span>,
    /// What; never empty. Several spans when something stands between.
    pub content: Vec<Span>,
    /// What kind of attribution it is.
    pub act: Act,
    /// Whether the content is in quotation marks.
    pub quotation: Quotation,
    /// Whether the words say that this was *not* said: "did not say whether", "declined to comment on".
    pub negated: bool,
    /// How the source stands to what is reported: asserts it, asks it, doubts it, denies it.
    pub stance: Stance,
    /// The attribution whose content holds this one.
    pub within: Option<AttributionId>,
    /// The name inside the source: "Igor Sushko" in "as Ukraine-born Igor Sushko, who". `None` without a source.
    pub head: Option<Span>,
    /// From the outermost source inward: the heads of the attributions around it, the relays beside each ("told
    /// Reuters"), its own head, and whom it cites; empty if nobody is named.
    pub chain: Vec<Link>,
    /// Who the source is: one entity, or several where they stand side by side; none if nobody is named.
    pub sources: Vec<EntityId>,
    /// How much is said of who the source is.
    pub source_class: SourceClass,
    /// How the source came by it, as far as the words tell.
    pub basis: Basis,
    /// When it was said: the value of the time that stands beside the cue.
    pub said_on: Option<String>,
    /// When what is said happened: the value of the first time in the content.
    pub happened_on: Option<String>,
    /// The words that weaken or distance, in order.
    pub hedges: Vec<Hedge>,
    /// How sure the reader is of it.
    pub confidence: Confidence,
    /// What that was computed from; nothing if a rule found it.
    pub signs: Option<Signs>,
    /// Why each mark was made, for `hearsay explain`.
    pub reasons: Vec<Reason>,
}

impl Attribution {
    /// Returns its spans.
    pub fn parts(&self) -> Parts<'_> {
        Parts { source: &self.source, cue: &self.cue, content: &self.content }
    }
}

mod links;
mod people;
mod stances;
mod things;

pub use links::{Link, LinkRole};
pub use people::{Entity, EntityId, EntityKind, Mention, MentionKind, SourceClass};
pub use stances::{About, Hedge, HedgeKind, HedgedClause, Stance, Strength};
pub use things::{
    Artefact, ArtefactId, ArtefactRole, Custody, Hypothesis, Subject, Verdict, VerdictForm, VerdictId, VerdictKind,
    When,
};

/// The kinds of attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Said, claimed, warned.
    Speech,
    /// Believes, wants, plans, knows, fears: nobody said it in so many words.
    Attitude,
    /// Ordered, ruled, decided.
    Decree,
    /// A poll, a study, a document shows.
    Finding,
}

impl Act {
    /// Returns the name that the JSON carries and the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            Act::Speech => "speech",
            Act::Attitude => "attitude",
            Act::Decree => "decree",
            Act::Finding => "finding",
        }
    }
}

/// How a source came by what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Somebody said it.
    Told,
    /// The source heard it: "overheard".
    Heard,
    /// The source saw it: "witnessed".
    Saw,
    /// It stands in a document, a recording, a poll.
    Document,
    /// The source concluded it: "estimates", "deduced".
    Deduced,
    /// The words do not tell.
    #[default]
    Unstated,
}

impl Basis {
    /// Returns the name that the JSON carries and the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            Basis::Told => "told",
            Basis::Heard => "heard",
            Basis::Saw => "saw",
            Basis::Document => "document",
            Basis::Deduced => "deduced",
            Basis::Unstated => "unstated",
        }
    }
}

/// How much of a content is in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quotation {
    /// Every word.
    Direct,
    /// Some words.
    Mixed,
    /// None.
    Indirect,
}

impl Quotation {
    /// Returns the name that the JSON carries and the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            Quotation::Direct => "direct",
            Quotation::Mixed => "mixed",
            Quotation::Indirect => "indirect",
        }
    }
}

/// Why one mark was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What the reason is for.
    pub mark: Mark,
    /// The words concerned.
    pub span: Span,
    /// Why, in words: "cue 'claims' (lexicon acts: speech)", "tagged as source, probability 0.93".
    pub because: String,
}

/// What a reason is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// The source.
    Source,
    /// The cue.
    Cue,
    /// The content.
    Content,
    /// The act.
    Act,
    /// Direct, mixed or indirect.
    Quotation,
    /// A hedge.
    Hedge,
    /// That it was not said.
    Negation,
    /// How the source stands to it.
    Stance,
    /// That it stands within another.
    Within,
    /// How sure the reader is.
    Confidence,
    /// Who the source is.
    Entity,
}

impl Mark {
    /// Returns the name that the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            Mark::Source => "source",
            Mark::Cue => "cue",
            Mark::Content => "content",
            Mark::Act => "act",
            Mark::Quotation => "quotation",
            Mark::Hedge => "hedge",
            Mark::Negation => "negation",
            Mark::Stance => "stance",
            Mark::Within => "within",
            Mark::Confidence => "confidence",
            Mark::Entity => "entity",
        }
    }
}
