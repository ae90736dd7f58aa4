//! The shapes of entities, artefacts, verdicts and hypotheses.

use hearsay_reading::clauses::Outcome;
use hearsay_reading::numbers::Number;
use hearsay_reading::reading::{
    Artefact, ArtefactRole, Basis, Entity, EntityKind, Hypothesis, Mention, MentionKind, SourceClass, Subject, Verdict,
    VerdictKind,
};
use hearsay_reading::times::Time;
use serde::Serialize;

use super::{Places, WireSpan, words};

/// Words that stand for an entity.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "mention"))]
pub struct WireMention {
    /// The words.
    pub span: WireSpan,
    /// What kind of words they are.
    pub kind: WireMentionKind,
    /// The id of the entity.
    pub entity: String,
    /// Why they stand for it.
    pub because: String,
}

/// A person, organisation, place or group.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "entity"))]
pub struct WireEntity {
    /// Its name in this document.
    pub id: String,
    /// What it is.
    pub kind: WireEntityKind,
    /// Its fullest name or, without one, its fullest description.
    pub name: String,
    /// Where that stands.
    pub span: WireSpan,
    /// Whether `name` is a name, and not a description.
    pub named: bool,
    /// Its other names and descriptions, each once.
    pub also: Vec<String>,
    /// What it is said to be.
    pub role: Option<WireSpan>,
    /// Its rank.
    pub rank: Option<WireSpan>,
    /// The id of the entity that it belongs to.
    pub belongs_to: Option<String>,
}

/// A letter, call, recording or the like that the document treats as evidence.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "artefact"))]
pub struct WireArtefact {
    /// Its name in this document.
    pub id: String,
    /// What it is, in the singular.
    pub kind: String,
    /// The words that stand for it.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub mentions: Vec<WireSpan>,
    /// Who had a hand in it, what it is about, where and when it came out.
    pub custody: Vec<WireCustody>,
    /// The words that put in doubt that it is what it is said to be.
    pub hedges: Vec<WireSpan>,
    /// Why it is held for one artefact.
    pub because: String,
}

/// One thing that is said of where an artefact is from and where it went.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "custody"))]
pub struct WireCustody {
    /// What it is.
    pub role: WireArtefactRole,
    /// The words that name it.
    pub span: WireSpan,
    /// The id of the entity that they stand for.
    pub entity: Option<String>,
    /// The word that says so.
    pub cue: WireSpan,
    /// The words that weaken it.
    pub hedges: Vec<WireSpan>,
    /// The id of the attribution inside whose content it stands; null where it is the writer's word.
    pub within: Option<String>,
}

/// Somebody verified, confirmed, denied or disputed something, or did not.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "verdict"))]
pub struct WireVerdict {
    /// Its name in this document.
    pub id: String,
    /// What was done.
    pub kind: WireVerdictKind,
    /// What kind of words say so: `verb`, `noun`, or `predicate`, which is no more than what somebody says it is.
    pub form: &'static str,
    /// Whether it was.
    pub outcome: WireOutcome,
    /// The words that say so.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub cue: Vec<WireSpan>,
    /// Who; empty if nobody is named.
    pub by: Vec<WireSpan>,
    /// The ids of the entities behind `by`.
    pub entities: Vec<String>,
    /// What it is about.
    pub about: WireSubject,
    /// When, where a time stands beside its words.
    pub when: Option<WireWhen>,
    /// The words that tell on what ground, if any do.
    pub ground: Option<WireSpan>,
    /// The id of the attribution inside whose content it stands; null where it is the writer's word.
    pub within: Option<String>,
    /// Why it was read so.
    pub because: String,
}

/// A time that tells when something was done.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "when"))]
pub struct WireWhen {
    /// Its words; one of `times`.
    pub span: WireSpan,
    /// Its value (TIMEX3).
    pub value: String,
}

/// What a verdict is about.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "subject"))]
pub struct WireSubject {
    /// `authenticity` or `authorship` of an artefact, or a `claim`.
    pub what: &'static str,
    /// The id of the artefact, or of the attribution that holds the claim, where there is one.
    pub id: Option<String>,
    /// The words for it.
    pub span: Vec<WireSpan>,
}

/// Something put forward without being asserted.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "hypothesis"))]
pub struct WireHypothesis {
    /// The words that put it forward.
    pub cue: WireSpan,
    /// What is put forward.
    pub content: WireSpan,
    /// The id of the attribution inside whose content it stands; null where it is the writer's.
    pub within: Option<String>,
}

/// A time that the document names.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "time"))]
pub struct WireTime {
    /// Its name in this document.
    pub id: String,
    /// Its words.
    pub span: WireSpan,
    /// `DATE`, `TIME`, `DURATION` or `SET`, as in TIMEX3.
    pub kind: &'static str,
    /// Its value in TIMEX3, with an X for each figure not known.
    pub value: String,
    /// How exactly it is said, such as `day`.
    pub granularity: &'static str,
    /// TIMEX3's `mod`, such as `BEFORE` or `APPROX`.
    pub modifier: Option<&'static str>,
    /// The first day that it covers, as YYYY-MM-DD; null where it is not placed.
    pub first: Option<String>,
    /// The last day that it covers.
    pub last: Option<String>,
    /// The words of the event that it hangs on; such a time is not placed.
    pub anchor: Option<WireSpan>,
    /// Why it has this value.
    pub because: String,
}

/// A quantity that the document names.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "number"))]
pub struct WireNumber {
    /// Its name in this document.
    pub id: String,
    /// Its words, with its unit.
    pub span: WireSpan,
    /// How many, as decimal text, or a share as a fraction; of a range the low end.
    pub value: String,
    /// The high end of a range.
    pub high: Option<String>,
    /// What it is measured in.
    pub unit: Option<&'static str>,
    /// How what is told compares with the value: `exactly`, `about`, `at least`, `more than`, `at most`, `less than`,
    /// `between`.
    pub comparison: &'static str,
    /// What is counted.
    pub counted: Option<WireSpan>,
}

/// How a source came by what it says.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "basis"))]
#[serde(rename_all = "kebab-case")]
pub enum WireBasis {
    /// Somebody said it.
    Told,
    /// The source heard it.
    Heard,
    /// The source saw it.
    Saw,
    /// It stands in a document, a recording, a poll.
    Document,
    /// The source concluded it.
    Deduced,
    /// The words do not tell.
    Unstated,
}

/// How much is said of who a source is.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "source_class"))]
#[serde(rename_all = "kebab-case")]
pub enum WireSourceClass {
    /// A person's name.
    Named,
    /// An organisation's or a place's name.
    NamedOrganisation,
    /// A role or description and no name: "a spokeswoman".
    RoleDescribed,
    /// Kept nameless: "a source", "an official who asked not to be named".
    Anonymous,
    /// Nobody.
    Unstated,
}

/// The kinds of mention.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "mention_kind"))]
#[serde(rename_all = "kebab-case")]
pub enum WireMentionKind {
    /// "Igor Sushko".
    Name,
    /// "The whistleblower".
    Description,
    /// "He".
    Pronoun,
}

/// What an entity is.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "entity_kind"))]
#[serde(rename_all = "kebab-case")]
pub enum WireEntityKind {
    /// One person.
    Person,
    /// A body, an outlet, a firm.
    Organisation,
    /// A country, a town.
    Place,
    /// Several persons.
    Group,
    /// A letter, a recording, a report.
    Artefact,
    /// The text does not tell.
    Unknown,
}

/// What somebody or something is to an artefact.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "artefact_role"))]
#[serde(rename_all = "kebab-case")]
pub enum WireArtefactRole {
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
    /// Where it came out.
    Where,
    /// When it was made or came out.
    When,
}

/// The kinds of verdict, by the words that are used.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "verdict_kind"))]
#[serde(rename_all = "kebab-case")]
pub enum WireVerdictKind {
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
    /// Dismissed.
    Dismissed,
    /// Disputed.
    Disputed,
    /// Debunked.
    Debunked,
    /// Retracted.
    Retracted,
    /// Corrected.
    Corrected,
}

/// Whether what a verdict says happened.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "outcome"))]
#[serde(rename_all = "kebab-case")]
pub enum WireOutcome {
    /// It did.
    Done,
    /// It did not: "has not confirmed".
    NotDone,
    /// Somebody would not: "declined to confirm".
    Declined,
    /// It is left open: "is trying to verify".
    Open,
}

pub(super) fn basis(value: Basis) -> WireBasis {
    match value {
        Basis::Told => WireBasis::Told,
        Basis::Heard => WireBasis::Heard,
        Basis::Saw => WireBasis::Saw,
        Basis::Document => WireBasis::Document,
        Basis::Deduced => WireBasis::Deduced,
        Basis::Unstated => WireBasis::Unstated,
    }
}

pub(super) fn source_class(value: SourceClass) -> WireSourceClass {
    match value {
        SourceClass::Named => WireSourceClass::Named,
        SourceClass::NamedOrganisation => WireSourceClass::NamedOrganisation,
        SourceClass::RoleDescribed => WireSourceClass::RoleDescribed,
        SourceClass::Anonymous => WireSourceClass::Anonymous,
        SourceClass::Unstated => WireSourceClass::Unstated,
    }
}

fn mention_kind(value: MentionKind) -> WireMentionKind {
    match value {
        MentionKind::Name => WireMentionKind::Name,
        MentionKind::Description => WireMentionKind::Description,
        MentionKind::Pronoun => WireMentionKind::Pronoun,
    }
}

fn entity_kind(value: EntityKind) -> WireEntityKind {
    match value {
        EntityKind::Person => WireEntityKind::Person,
        EntityKind::Organisation => WireEntityKind::Organisation,
        EntityKind::Place => WireEntityKind::Place,
        EntityKind::Group => WireEntityKind::Group,
        EntityKind::Artefact => WireEntityKind::Artefact,
        EntityKind::Unknown => WireEntityKind::Unknown,
    }
}

fn artefact_role(value: ArtefactRole) -> WireArtefactRole {
    match value {
        ArtefactRole::Author => WireArtefactRole::Author,
        ArtefactRole::Participant => WireArtefactRole::Participant,
        ArtefactRole::Recipient => WireArtefactRole::Recipient,
        ArtefactRole::About => WireArtefactRole::About,
        ArtefactRole::RecordedBy => WireArtefactRole::RecordedBy,
        ArtefactRole::ObtainedBy => WireArtefactRole::ObtainedBy,
        ArtefactRole::LeakedBy => WireArtefactRole::LeakedBy,
        ArtefactRole::PublishedBy => WireArtefactRole::PublishedBy,
        ArtefactRole::Where => WireArtefactRole::Where,
        ArtefactRole::When => WireArtefactRole::When,
    }
}

fn verdict_kind(value: VerdictKind) -> WireVerdictKind {
    match value {
        VerdictKind::Verified => WireVerdictKind::Verified,
        VerdictKind::Authenticated => WireVerdictKind::Authenticated,
        VerdictKind::Confirmed => WireVerdictKind::Confirmed,
        VerdictKind::Corroborated => WireVerdictKind::Corroborated,
        VerdictKind::Denied => WireVerdictKind::Denied,
        VerdictKind::Dismissed => WireVerdictKind::Dismissed,
        VerdictKind::Disputed => WireVerdictKind::Disputed,
        VerdictKind::Debunked => WireVerdictKind::Debunked,
        VerdictKind::Retracted => WireVerdictKind::Retracted,
        VerdictKind::Corrected => WireVerdictKind::Corrected,
    }
}

fn outcome(value: Outcome) -> WireOutcome {
    match value {
        Outcome::Done => WireOutcome::Done,
        Outcome::NotDone => WireOutcome::NotDone,
        Outcome::Declined => WireOutcome::Declined,
        Outcome::Open => WireOutcome::Open,
    }
}

impl Places<'_> {
    pub(super) fn mention(&self, mention: &Mention) -> WireMention {
        WireMention {
            span: self.span(mention.span),
            kind: mention_kind(mention.kind),
            entity: mention.entity.to_string(),
            because: mention.because.clone(),
        }
    }

    pub(super) fn entity(&self, entity: &Entity) -> WireEntity {
        WireEntity {
            id: entity.id.to_string(),
            kind: entity_kind(entity.kind),
            name: words(entity.name.of(self.text)),
            span: self.span(entity.name),
            named: entity.is_named,
            also: entity.also.iter().map(|span| words(span.of(self.text))).collect(),
            role: entity.role.map(|role| self.span(role)),
            rank: entity.rank.map(|rank| self.span(rank)),
            belongs_to: entity.belongs_to.map(|owner| owner.to_string()),
        }
    }

    pub(super) fn artefact(&self, artefact: &Artefact) -> WireArtefact {
        let custody = artefact.custody.iter().map(|one| WireCustody {
            role: artefact_role(one.role),
            span: self.span(one.span),
            entity: one.entity.map(|entity| entity.to_string()),
            cue: self.span(one.cue),
            hedges: self.spans(&one.hedges),
            within: one.within.map(|outer| outer.to_string()),
        });
        WireArtefact {
            id: artefact.id.to_string(),
            kind: artefact.kind.clone(),
            mentions: self.spans(&artefact.mentions),
            custody: custody.collect(),
            hedges: self.spans(&artefact.hedges),
            because: artefact.because.clone(),
        }
    }

    pub(super) fn verdict(&self, verdict: &Verdict) -> WireVerdict {
        let id = match verdict.about {
            Subject::Authenticity(artefact) | Subject::Authorship(artefact) => artefact.map(|id| id.to_string()),
            Subject::Claim(attribution) => attribution.map(|id| id.to_string()),
        };
        WireVerdict {
            id: verdict.id.to_string(),
            kind: verdict_kind(verdict.kind),
            form: verdict.form.name(),
            outcome: outcome(verdict.outcome),
            cue: self.spans(&verdict.cue),
            by: self.spans(&verdict.by),
            entities: verdict.entities.iter().map(ToString::to_string).collect(),
            about: WireSubject { what: verdict.about.name(), id, span: self.spans(&verdict.about_spans) },
            when: (verdict.when.as_ref())
                .map(|when| WireWhen { span: self.span(when.span), value: when.value.clone() }),
            ground: verdict.ground.map(|ground| self.span(ground)),
            within: verdict.within.map(|outer| outer.to_string()),
            because: verdict.because.clone(),
        }
    }

    pub(super) fn time(&self, time_idx: usize, time: &Time) -> WireTime {
        WireTime {
            id: format!("t{}", time_idx + 1),
            span: self.span(time.span),
            kind: time.kind.name(),
            value: time.value.clone(),
            granularity: time.granularity.name(),
            modifier: time.modifier.map(|modifier| modifier.name()),
            first: time.interval.map(|(first, _)| first.to_string()),
            last: time.interval.map(|(_, last)| last.to_string()),
            anchor: time.anchor.map(|anchor| self.span(anchor)),
            because: time.because.clone(),
        }
    }

    pub(super) fn number(&self, number_idx: usize, number: &Number) -> WireNumber {
        WireNumber {
            id: format!("n{}", number_idx + 1),
            span: self.span(number.span),
            value: number.value.clone(),
            high: number.high.clone(),
            unit: number.unit,
            comparison: number.comparison.name(),
            counted: number.counted.map(|counted| self.span(counted)),
        }
    }

    pub(super) fn hypothesis(&self, hypothesis: &Hypothesis) -> WireHypothesis {
        WireHypothesis {
            cue: self.span(hypothesis.cue),
            content: self.span(hypothesis.content),
            within: hypothesis.within.map(|outer| outer.to_string()),
        }
    }
}
