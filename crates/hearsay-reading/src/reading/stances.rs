//! Hedges, hedged clauses, and how a source stands to what it is reported with, as they are read in one document.
//!
//! Not probabilities: each is an enum whose values have a meaning in words.

use hearsay_text::span::Span;

use crate::reading::AttributionId;

/// Words that weaken or distance, and what they weaken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// The words.
    pub cue: Vec<Span>,
    /// What they are about.
    pub about: About,
    /// How they hedge.
    pub kind: HedgeKind,
    /// How much they weaken.
    pub strength: Strength,
    /// The headword of the entry of the hedge lexicon.
    pub entry: &'static str,
}

/// What a hedge is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// What is said.
    Content,
    /// That it was said, or by whom: "reportedly told".
    Attribution,
    /// Who wrote or made an artefact.
    Authorship,
    /// Whether an artefact is what it is said to be: "alleged recording".
    Authenticity,
}

impl About {
    /// Returns the name that the JSON carries and the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            About::Content => "content",
            About::Attribution => "attribution",
            About::Authorship => "authorship",
            About::Authenticity => "authenticity",
        }
    }
}

/// How words hedge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HedgeKind {
    /// It may be so: "could have", "it is possible that".
    Modal,
    /// The speaker is not sure: "probably", "seems".
    Epistemic,
    /// On the word of others, who are not named: "reportedly", "is said to".
    Evidential,
    /// It goes around: "rumour has it".
    Rumour,
    /// The speaker holds the word at arm's length: "so-called", scare quotes.
    Distancing,
    /// Not exactly: "about 10,000", "largely".
    Approximation,
    /// Who says it is kept nameless: "unnamed".
    Anonymity,
    /// Only if something else holds: "if genuine".
    Condition,
    /// It is asked: "whether".
    Question,
    /// It is only supposed: "what if", "in theory".
    Hypothesis,
    /// It is unclear, unproven or said not to be so: "it is unclear whether", "no evidence that".
    Doubt,
}

impl HedgeKind {
    /// All of them.
    pub const ALL: [HedgeKind; 11] = [
        HedgeKind::Modal,
        HedgeKind::Epistemic,
        HedgeKind::Evidential,
        HedgeKind::Rumour,
        HedgeKind::Distancing,
        HedgeKind::Approximation,
        HedgeKind::Anonymity,
        HedgeKind::Condition,
        HedgeKind::Question,
        HedgeKind::Hypothesis,
        HedgeKind::Doubt,
    ];

    /// Returns the name that the JSON carries and the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            HedgeKind::Modal => "modal",
            HedgeKind::Epistemic => "epistemic",
            HedgeKind::Evidential => "evidential",
            HedgeKind::Rumour => "rumour",
            HedgeKind::Distancing => "distancing",
            HedgeKind::Approximation => "approximation",
            HedgeKind::Anonymity => "anonymity",
            HedgeKind::Condition => "condition",
            HedgeKind::Question => "question",
            HedgeKind::Hypothesis => "hypothesis",
            HedgeKind::Doubt => "doubt",
        }
    }
}

/// How much a hedge weakens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Held to be so, with a little doubt: "largely", "believed to".
    Weak,
    /// Open: "may", "appears to".
    Medium,
    /// The writer will not stand behind it: "allegedly", "unconfirmed".
    Strong,
}

impl Strength {
    /// Returns the name that the lexicon and the JSON carry and the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            Strength::Weak => "weak",
            Strength::Medium => "medium",
            Strength::Strong => "strong",
        }
    }

    /// Returns what it means, in words for the user.
    pub fn meaning(self) -> &'static str {
        match self {
            Strength::Weak => "held to be so, with a little doubt",
            Strength::Medium => "left open",
            Strength::Strong => "not stood behind",
        }
    }
}

/// A stretch of text that is not plainly asserted, and by which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HedgedClause {
    /// The words that hedge it.
    pub hedge: Hedge,
    /// What they hedge: a clause, or the noun phrase or figure that the words describe.
    pub clause: Span,
    /// The attribution inside whose content it stands; `None` for the writer's own.
    pub within: Option<AttributionId>,
    /// The attributions whose cue stands in it: that they were said is then not asserted either.
    pub holds: Vec<AttributionId>,
    /// Why it was read so.
    pub because: String,
}

/// How a source stands to the content that it is reported with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Says or holds that it is so.
    #[default]
    Asserts,
    /// Says that it is so if something else is.
    Conditions,
    /// Puts it forward without asserting it: "speculated".
    Supposes,
    /// Asks whether it is so.
    Asks,
    /// Wants, plans, promises or orders it.
    Wills,
    /// Doubts it: "questioned whether".
    Doubts,
    /// Says that it is not so, or rejects it.
    Denies,
    /// Does not say or hold it: "declined to comment", "did not say whether".
    Withholds,
}

impl Stance {
    /// All of them.
    pub const ALL: [Stance; 8] = [
        Stance::Asserts,
        Stance::Conditions,
        Stance::Supposes,
        Stance::Asks,
        Stance::Wills,
        Stance::Doubts,
        Stance::Denies,
        Stance::Withholds,
    ];

    /// Returns the name that the JSON carries and the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Asserts => "asserts",
            Stance::Conditions => "conditions",
            Stance::Supposes => "supposes",
            Stance::Asks => "asks",
            Stance::Wills => "wills",
            Stance::Doubts => "doubts",
            Stance::Denies => "denies",
            Stance::Withholds => "withholds",
        }
    }
}
