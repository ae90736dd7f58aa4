//! Artefacts, verdicts and hypotheses, as they are read in one document.

use hearsay_text::span::Span;

use crate::clauses::Outcome;
use crate::reading::{AttributionId, EntityId};

/// The name of an artefact inside its document; shown as `l1`, `l2`, ...
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArtefactId(pub u32);

impl std::fmt::Display for ArtefactId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "l{}", self.0)
    }
}

/// A letter, call, recording or the like that a text treats as a piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artefact {
    /// Its name in the document.
    pub id: ArtefactId,
    /// What it is, in the singular and in lower case: "letter", "telephone conversation".
    pub kind: String,
    /// The words that stand for it, in order; never empty.
    pub mentions: Vec<Span>,
    /// Who had a hand in it, what it is about, where and when it came out.
    pub custody: Vec<Custody>,
    /// Words that put in doubt that it is what it is said to be: "alleged", "purported".
    pub hedges: Vec<Span>,
    /// Why it is held for one artefact.
    pub because: String,
}

/// One thing that is said of where an artefact is from and where it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Custody {
    /// What it is.
    pub role: ArtefactRole,
    /// The words that name it.
    pub span: Span,
    /// The entity that the words stand for.
    pub entity: Option<EntityId>,
    /// The verb or preposition that says so.
    pub cue: Span,
    /// Words that weaken it: "supposedly" of "supposedly written by".
    pub hedges: Vec<Span>,
    /// The attribution inside whose content it stands: on whose word we have it; `None` for the writer's.
    pub within: Option<AttributionId>,
}

impl Custody {
    /// Returns what is said plainly and by the writer.
    pub(crate) fn plain(role: ArtefactRole, span: Span, entity: Option<EntityId>, cue: Span) -> Custody {
        Custody { role, span, entity, cue, hedges: Vec::new(), within: None }
    }
}

/// What somebody or something is to an artefact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArtefactRole {
    /// Wrote, made, signed or sent it.
    Author,
    /// Takes part in it: the two of a call.
    Participant,
    /// It was sent to them.
    Recipient,
    /// What it is about, or shows.
    About,
    /// Recorded, filmed or intercepted it.
    RecordedBy,
    /// Obtained, received or saw it.
    ObtainedBy,
    /// Leaked it.
    LeakedBy,
    /// Published or posted it.
    PublishedBy,
    /// Where it came out: "on Telegram".
    Where,
    /// When it was made or came out.
    When,
}

impl ArtefactRole {
    /// Returns the name that the JSON carries and the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            ArtefactRole::Author => "author",
            ArtefactRole::Participant => "participant",
            ArtefactRole::Recipient => "recipient",
            ArtefactRole::About => "about",
            ArtefactRole::RecordedBy => "recorded-by",
            ArtefactRole::ObtainedBy => "obtained-by",
            ArtefactRole::LeakedBy => "leaked-by",
            ArtefactRole::PublishedBy => "published-by",
            ArtefactRole::Where => "where",
            ArtefactRole::When => "when",
        }
    }
}

/// The name of a verdict inside its document; shown as `v1`, `v2`, ...
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VerdictId(pub u32);

impl std::fmt::Display for VerdictId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "v{}", self.0)
    }
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
    /// The words that say so.
    pub cue: Vec<Span>,
    /// Who; empty if nobody is named.
    pub by: Vec<Span>,
    /// The entities behind them.
    pub entities: Vec<EntityId>,
    /// What it is about.
    pub about: Subject,
    /// The words for what it is about; may be empty.
    pub about_spans: Vec<Span>,
    /// When: the time beside its words.
    pub when: Option<When>,
    /// On what ground, if the words tell: "after comparing the voices".
    pub ground: Option<Span>,
    /// The attribution inside whose content it stands: on whose word we have it; `None` for the writer's.
    pub within: Option<AttributionId>,
    /// Why it was read so.
    pub because: String,
}

/// What kind of words a verdict is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VerdictForm {
    /// "Debunked the video".
    Verb,
    /// "Issued a denial", "unverified footage".
    Noun,
    /// "The video is a fake": no more than what somebody says it is.
    Predicate,
}

impl VerdictForm {
    /// Returns the name that the JSON carries.
    pub fn name(self) -> &'static str {
        match self {
            VerdictForm::Verb => "verb",
            VerdictForm::Noun => "noun",
            VerdictForm::Predicate => "predicate",
        }
    }
}

/// A time that tells when something was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// Its words; it is one of the reading's times.
    pub span: Span,
    /// Its value, as in TIMEX3.
    pub value: String,
}

/// What a verdict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Whether an artefact is what it is said to be; `None` if it is none of those listed.
    Authenticity(Option<ArtefactId>),
    /// Who made an artefact.
    Authorship(Option<ArtefactId>),
    /// A claim; the attribution that holds it, where there is one.
    Claim(Option<AttributionId>),
}

impl Subject {
    /// Returns the name that the JSON carries and the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            Subject::Authenticity(_) => "authenticity",
            Subject::Authorship(_) => "authorship",
            Subject::Claim(_) => "claim",
        }
    }
}

/// The kinds of verdict, by the words that are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VerdictKind {
    /// Verified.
    Verified,
    /// Authenticated.
    Authenticated,
    /// Confirmed.
    Confirmed,
    /// Corroborated.
    Corroborated,
    /// Denied.
    Denied,
    /// Dismissed, rejected as false.
    Dismissed,
    /// Disputed, doubted.
    Disputed,
    /// Debunked, exposed as false.
    Debunked,
    /// Retracted, withdrawn.
    Retracted,
    /// Corrected.
    Corrected,
}

impl VerdictKind {
    /// All of them.
    pub const ALL: [VerdictKind; 10] = [
        VerdictKind::Verified,
        VerdictKind::Authenticated,
        VerdictKind::Confirmed,
        VerdictKind::Corroborated,
        VerdictKind::Denied,
        VerdictKind::Dismissed,
        VerdictKind::Disputed,
        VerdictKind::Debunked,
        VerdictKind::Retracted,
        VerdictKind::Corrected,
    ];

    /// Returns the name that the JSON carries and the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            VerdictKind::Verified => "verified",
            VerdictKind::Authenticated => "authenticated",
            VerdictKind::Confirmed => "confirmed",
            VerdictKind::Corroborated => "corroborated",
            VerdictKind::Denied => "denied",
            VerdictKind::Dismissed => "dismissed",
            VerdictKind::Disputed => "disputed",
            VerdictKind::Debunked => "debunked",
            VerdictKind::Retracted => "retracted",
            VerdictKind::Corrected => "corrected",
        }
    }
}

/// Something put forward without being asserted: "What if ...".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypothesis {
    /// The words that put it forward.
    pub cue: Span,
    /// What is put forward.
    pub content: Span,
    /// The attribution inside whose content it stands; `None` for the writer's own.
    pub within: Option<AttributionId>,
}
