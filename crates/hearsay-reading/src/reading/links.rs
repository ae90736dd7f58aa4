//! The links of a chain, as they are read in one document.

use hearsay_text::span::Span;

use crate::reading::{AttributionId, Basis, EntityId};

/// One of those through whom the words came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it is in the chain.
    pub role: LinkRole,
    /// Its name.
    pub span: Span,
    /// Who it is: one entity, or several where they stand side by side.
    pub entities: Vec<EntityId>,
    /// How it came by what it passes on, as far as the words tell.
    pub basis: Basis,
    /// The attribution whose words name it.
    pub attribution: AttributionId,
}

/// What a link is in its chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkRole {
    /// The source of an attribution.
    Source,
    /// Whom the source told, or where it came out: "told Reuters", "on Telegram".
    Relay,
    /// On whose word the source says it: "citing the ministry".
    Cited,
}

impl LinkRole {
    /// Returns the name that the JSON carries and the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            LinkRole::Source => "source",
            LinkRole::Relay => "relay",
            LinkRole::Cited => "cited",
        }
    }
}
