//! Which claims of a case are asked for, and in what order they come.

use std::cmp::Reverse;

use clap::ValueEnum;
use hearsay_case::case::Case;
use hearsay_case::case::outline::Grouping;
use hearsay_case::lineage::ClaimRef;
use hearsay_case::record::{Claim, ClaimId};
use hearsay_case::standing::Move;
use hearsay_text::document::Date;
use serde::Deserialize;

/// Which claims are asked for; all of it holds at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClaimFilter {
    /// Somebody of that name says it, passes it on, or publishes it.
    pub(crate) by: Option<String>,
    /// All these words are in it, or in the names of whom it speaks of.
    pub(crate) about: Option<String>,
    /// It stands so.
    pub(crate) standing: Option<StandingChoice>,
    /// It is hedged.
    pub(crate) hedged: bool,
    /// It was said or published on that day or later.
    pub(crate) since: Option<Date>,
}

/// How a claim can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "standing_choice"))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum StandingChoice {
    /// Nobody denied, disputed, confirmed or withdrew it
    Alleged,
    /// Somebody confirmed it
    Confirmed,
    /// Somebody could not or did not verify it
    Unverified,
    /// Somebody cast doubt on it
    Disputed,
    /// Somebody said that it is not so
    Denied,
    /// Whoever said it took it back
    Withdrawn,
}

impl ClaimFilter {
    /// Returns whether it leaves out claims of some kind, so that what is left is worth showing whole.
    pub(crate) fn is_narrow(&self) -> bool {
        self.by.is_some() || self.about.is_some() || self.standing.is_some() || self.since.is_some()
    }

    /// Returns whether claims that say the same are asked for.
    pub(crate) fn holds(&self, case: &Case, grouping: &Grouping) -> bool {
        let is_since = |day: Date| grouping.found_by.last_day.is_some_and(|last| last >= day);
        // Who says what about whom is looked up in the documents, which takes longest.
        self.standing.is_none_or(|standing| stands(grouping, standing))
            && (!self.hedged || grouping.found_by.is_hedged)
            && self.since.is_none_or(is_since)
            && self.by.as_ref().is_none_or(|name| is_by(case, grouping, name))
            && self.about.as_ref().is_none_or(|words| is_about(case, grouping, words))
    }
}

/// Returns the groups of claims that are asked for by their place, the most told first.
pub(crate) fn claims(case: &Case, filter: &ClaimFilter) -> Vec<usize> {
    most_told(case).into_iter().filter(|idx| filter.holds(case, &case.groupings()[*idx])).collect()
}

/// Returns the groups of claims by their place, those that most documents tell first, of as many the earliest.
pub(crate) fn most_told(case: &Case) -> Vec<usize> {
    let groupings = case.groupings();
    let mut groups: Vec<usize> = (0..groupings.len()).collect();
    groups.sort_by_cached_key(|idx| {
        let found_by = &groupings[*idx].found_by;
        (Reverse(groupings[*idx].n_documents()), found_by.published, found_by.first)
    });
    groups
}

/// Returns whether somebody is named for it, or more than one document tells it.
pub(crate) fn has_source(grouping: &Grouping) -> bool {
    let is_attributed = |of: &ClaimRef| matches!(of.claim, ClaimId::Attributed(_));
    grouping.n_documents() > 1 || grouping.claims.iter().any(is_attributed)
}

fn claims_of<'a>(case: &'a Case, grouping: &'a Grouping) -> impl Iterator<Item = (usize, &'a Claim)> {
    grouping.claims.iter().filter_map(|claim| Some((claim.record, case.claim(*claim)?)))
}

fn is_by(case: &Case, grouping: &Grouping, name: &str) -> bool {
    let entity = |record: usize, id| case.entities().of(case.records[record].document, id);
    claims_of(case, grouping).any(|(record, claim)| {
        claim.chain.iter().any(|link| {
            let parties = link.entities.iter().filter_map(|id| entity(record, *id));
            has(&link.words, name) || parties.into_iter().any(|party| has(&case.entities().all[party].name, name))
        })
    })
}

fn is_about(case: &Case, grouping: &Grouping, words: &str) -> bool {
    let names_of = |record: usize, claim: &Claim| -> String {
        let named = claim.entities.iter().filter_map(|id| case.records[record].entity(*id));
        named.map(|entity| entity.name.as_str()).collect::<Vec<&str>>().join(" ")
    };
    claims_of(case, grouping)
        .any(|(record, claim)| has_all(&format!("{} {}", claim.words, names_of(record, claim)), words))
}

/// Returns whether a text has all these words in it; capitals make no difference.
pub(crate) fn has_all(text: &str, words: &str) -> bool {
    let text = text.to_lowercase();
    words.split_whitespace().all(|word| text.contains(&word.to_lowercase()))
}

fn has(text: &str, words: &str) -> bool {
    text.to_lowercase().contains(&words.to_lowercase())
}

fn stands(grouping: &Grouping, standing: StandingChoice) -> bool {
    let moves = &grouping.found_by.moves;
    let wanted = match standing {
        StandingChoice::Alleged => return moves.iter().all(|what| *what == Move::Alleged),
        StandingChoice::Confirmed => Move::Confirmed,
        StandingChoice::Unverified => Move::Unverified,
        StandingChoice::Disputed => Move::Disputed,
        StandingChoice::Denied => Move::Denied,
        StandingChoice::Withdrawn => {
            return moves.iter().any(|what| matches!(what, Move::Withdrawn | Move::Corrected));
        }
    };
    moves.contains(&wanted)
}
