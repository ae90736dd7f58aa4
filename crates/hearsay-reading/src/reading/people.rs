//! Mentions and entities, as they are read in one document.
//!
//! Not across documents: who is who in a case is the case's to say, and the analyst's.

use hearsay_text::span::Span;

/// The name of an entity inside its document; shown as `e1`, `e2`, ...
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

impl std::fmt::Display for EntityId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "e{}", self.0)
    }
}

/// Words that stand for an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words: a name without its titles, a description without its clauses, a pronoun.
    pub span: Span,
    /// What kind of words they are.
    pub kind: MentionKind,
    /// What they stand for.
    pub entity: EntityId,
    /// Why they stand for it.
    pub because: String,
}

/// The kinds of mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// "Igor Sushko", "FSB".
    Name,
    /// "The whistleblower", "his deputy".
    Description,
    /// "He", "who".
    Pronoun,
}

impl MentionKind {
    /// Returns the name that the JSON carries.
    pub fn name(self) -> &'static str {
        match self {
            MentionKind::Name => "name",
            MentionKind::Description => "description",
            MentionKind::Pronoun => "pronoun",
        }
    }
}

/// The person, organisation, place or group that mentions stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its name in the document.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name or, without one, its fullest description.
    pub name: Span,
    /// Whether `name` is a name, and not a description.
    pub is_named: bool,
    /// Its other names and descriptions, each once, in order; no pronouns.
    pub also: Vec<Span>,
    /// What it is said to be: "head of the navy’s northern branch".
    pub role: Option<Span>,
    /// Its rank: "Colonel-General".
    pub rank: Option<Span>,
    /// Whose it is: of "Orlov’s whistleblower" Orlov.
    pub belongs_to: Option<EntityId>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// One person.
    Person,
    /// A body, an outlet, a firm.
    Organisation,
    /// A country, a town.
    Place,
    /// Several persons: "experts", "two officials".
    Group,
    /// A letter, a recording, a report.
    Artefact,
    /// The text does not tell.
    Unknown,
}

impl EntityKind {
    /// Returns the name that the JSON carries and the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organisation => "organisation",
            EntityKind::Place => "place",
            EntityKind::Group => "group",
            EntityKind::Artefact => "artefact",
            EntityKind::Unknown => "unknown",
        }
    }
}

/// How much is said of who a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceClass {
    /// A person's name.
    Named,
    /// An organisation's or a place's name.
    NamedOrganisation,
    /// A role or description and no name: "a spokeswoman", "experts".
    RoleDescribed,
    /// Kept nameless: "a source", "an official who asked not to be named".
    Anonymous,
    /// Nobody.
    #[default]
    Unstated,
}

impl SourceClass {
    /// Returns the name that the JSON carries and the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            SourceClass::Named => "named",
            SourceClass::NamedOrganisation => "named-organisation",
            SourceClass::RoleDescribed => "role-described",
            SourceClass::Anonymous => "anonymous",
            SourceClass::Unstated => "unstated",
        }
    }
}
