//! The shapes of hedged clauses and of how somebody stands to what is said.
//!
//! Not the shapes of artefacts, verdicts and who is who.

use hearsay_reading::reading::{self, HedgedClause};
use serde::Serialize;

use super::{Places, WireHedge, WireSpan};

/// A stretch of text that is not plainly asserted, and by which words.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "hedged_clause"))]
pub struct WireHedgedClause {
    /// The words that hedge it.
    pub hedge: WireHedge,
    /// What they hedge.
    pub clause: WireSpan,
    /// The id of the attribution inside whose content it stands; null where it is the writer's.
    pub within: Option<String>,
    /// The ids of the attributions whose cue stands in it: that they were said is not asserted either.
    pub holds: Vec<String>,
}

/// How words hedge.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "hedge_kind"))]
#[serde(rename_all = "kebab-case")]
pub enum WireHedgeKind {
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

/// How much a hedge weakens.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "strength"))]
#[serde(rename_all = "kebab-case")]
pub enum WireStrength {
    /// Held to be so, with a little doubt: "largely", "believed to".
    Weak,
    /// Open: "may", "appears to".
    Medium,
    /// The writer will not stand behind it: "allegedly", "unconfirmed".
    Strong,
}

/// How a source stands to the content that it is reported with.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "stance"))]
#[serde(rename_all = "kebab-case")]
pub enum WireStance {
    /// Says or holds that it is so.
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

impl Places<'_> {
    pub(super) fn hedged_clause(&self, one: &HedgedClause) -> WireHedgedClause {
        WireHedgedClause {
            hedge: self.hedge(&one.hedge),
            clause: self.span(one.clause),
            within: one.within.map(|outer| outer.to_string()),
            holds: one.holds.iter().map(ToString::to_string).collect(),
        }
    }
}

pub(super) fn kind(kind: reading::HedgeKind) -> WireHedgeKind {
    match kind {
        reading::HedgeKind::Modal => WireHedgeKind::Modal,
        reading::HedgeKind::Epistemic => WireHedgeKind::Epistemic,
        reading::HedgeKind::Evidential => WireHedgeKind::Evidential,
        reading::HedgeKind::Rumour => WireHedgeKind::Rumour,
        reading::HedgeKind::Distancing => WireHedgeKind::Distancing,
        reading::HedgeKind::Approximation => WireHedgeKind::Approximation,
        reading::HedgeKind::Anonymity => WireHedgeKind::Anonymity,
        reading::HedgeKind::Condition => WireHedgeKind::Condition,
        reading::HedgeKind::Question => WireHedgeKind::Question,
        reading::HedgeKind::Hypothesis => WireHedgeKind::Hypothesis,
        reading::HedgeKind::Doubt => WireHedgeKind::Doubt,
    }
}

pub(super) fn strength(strength: reading::Strength) -> WireStrength {
    match strength {
        reading::Strength::Weak => WireStrength::Weak,
        reading::Strength::Medium => WireStrength::Medium,
        reading::Strength::Strong => WireStrength::Strong,
    }
}

pub(super) fn stance(stance: reading::Stance) -> WireStance {
    match stance {
        reading::Stance::Asserts => WireStance::Asserts,
        reading::Stance::Conditions => WireStance::Conditions,
        reading::Stance::Supposes => WireStance::Supposes,
        reading::Stance::Asks => WireStance::Asks,
        reading::Stance::Wills => WireStance::Wills,
        reading::Stance::Doubts => WireStance::Doubts,
        reading::Stance::Denies => WireStance::Denies,
        reading::Stance::Withholds => WireStance::Withholds,
    }
}
