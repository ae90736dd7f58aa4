//! What the words of a claim tell of where it is from, beyond the names in its chain.
//!
//! Not who is who: "a post on the Quayside Board" is the Board's where the Board is an outlet of the case.

use hearsay_reading::reading::{Act, Basis, EntityId, EntityKind, SourceClass, Stance, VerdictKind};

use crate::lineage::{ClaimRef, Known};
use crate::record::{Claim, ClaimId, Link, Record, Role, Subject};

/// How many bytes a name may stand behind a word for what was published: " that the ".
const GAP_BYTES_MAX: u32 = 10;

/// Words for what is published or counted, which is somebody's.
const ISSUED: [&str; 26] = [
    "account",
    "analysis",
    "announcement",
    "article",
    "broadcast",
    "bulletin",
    "communique",
    "count",
    "dispatch",
    "estimate",
    "figures",
    "interview",
    "message",
    "page",
    "paper",
    "poll",
    "post",
    "posting",
    "press release",
    "release",
    "report",
    "reports",
    "statement",
    "story",
    "study",
    "survey",
];

/// Those of them by which their body speaks for itself.
const SPOKEN: [&str; 8] =
    ["announcement", "communique", "count", "estimate", "figures", "press release", "release", "statement"];

/// Returns whether a claim says that it is so: not if its source denies it, would not say, asks or sets conditions, or if
/// it is told of only to be taken back or called confirmed.
pub(crate) fn says(record: &Record, claim: &Claim) -> bool {
    let is_said = !matches!(
        claim.stance,
        Stance::Denies | Stance::Withholds | Stance::Doubts | Stance::Asks | Stance::Conditions
    );
    is_said && !is_taken_back(record, claim) && !is_only_judged(record, claim)
}

/// Returns whether a document withdraws a claim in the words that tell it.
pub(crate) fn is_taken_back(record: &Record, claim: &Claim) -> bool {
    let is_of = |about: Option<ClaimId>| about.is_some_and(|id| id == claim.id || claim.within == Some(id));
    record.verdicts.iter().any(|verdict| {
        verdict.kind == VerdictKind::Retracted && matches!(verdict.about, Subject::Claim(about) if is_of(about))
    })
}

/// "The crack has been confirmed": nobody says here that there is one.
fn is_only_judged(record: &Record, claim: &Claim) -> bool {
    claim.act.is_some()
        && !claim.chain.iter().any(|link| matches!(link.role, Role::Source | Role::Cited))
        && record
            .verdicts
            .iter()
            .any(|verdict| verdict.by.is_empty() && verdict.about == Subject::Claim(Some(claim.id)))
}

/// Returns whether a link is somebody who does what is told, and says nothing: "Parliament voted to sell".
pub(super) fn is_doer(claim: &Claim, link: &Link) -> bool {
    let is_own = matches!((claim.id, link.attribution), (ClaimId::Attributed(own), Some(of)) if own == of);
    let is_done = matches!(claim.act, Some(Act::Decree | Act::Attitude)) && claim.stance == Stance::Wills;
    is_own && is_done && link.role == Role::Source
}

/// Whose it is what a link names: an outlet's post, a university's study, a union's count.
pub(crate) struct Issued<'a> {
    /// The noun.
    pub(crate) noun: &'a str,
    /// Whose.
    pub(crate) by: EntityId,
    /// Whether it is the body that speaks by it.
    pub(crate) is_spoken: bool,
}

/// Returns whose it is what a link names.
pub(crate) fn issued<'a>(record: &Record, link: &'a Link) -> Option<Issued<'a>> {
    let span = link.span?;
    if matches!(link.class, SourceClass::Named | SourceClass::NamedOrganisation) {
        return None;
    }
    let noun = *ISSUED.iter().find(|noun| names(&link.words, noun))?;
    let by = (1..).map(EntityId).zip(&record.entities).filter(|(_, entity)| {
        entity.is_named && matches!(entity.kind, EntityKind::Organisation | EntityKind::Person | EntityKind::Unknown)
    });
    let mentions = by.flat_map(|(id, entity)| entity.mentions.iter().map(move |mention| (id, *mention)));
    let is_near = |(_, mention): &(EntityId, hearsay_text::span::Span)| {
        let is_inside = span.contains(*mention) && *mention != span;
        let gap = span.end..mention.start;
        let is_behind = mention.start > span.end + 1
            && mention.start - span.end <= GAP_BYTES_MAX
            && !link.cue.iter().any(|cue| gap.contains(&cue.start));
        is_inside || is_behind
    };
    let (by, _) = mentions.filter(is_near).min_by_key(|(_, mention)| mention.start)?;
    Some(Issued { noun, by, is_spoken: SPOKEN.contains(&noun) })
}

/// Returns whether the head of a description is that noun: "a post", "a count of the Union", "Insider's report".
fn names(words: &str, noun: &str) -> bool {
    let lower = words.to_lowercase();
    let end = [" of ", " by ", " in ", " on ", " that ", " from "].iter().filter_map(|word| lower.find(word)).min();
    let head = &lower[..end.unwrap_or(lower.len())];
    head == noun || head.strip_suffix(noun).is_some_and(|rest| rest.ends_with(' '))
}

/// Returns who is said to confirm, in a few definite words behind it, what a claim tells: "confirmed the closures".
pub(super) fn confirmer<'a>(record: &'a Record, claim: &Claim) -> Option<&'a Link> {
    const WORDS_MAX: usize = 4;
    const LETTERS_MIN: usize = 4;
    let words = claim.words.to_lowercase();
    let is_of = |noun: &str| {
        let begin: String = noun.chars().take(LETTERS_MIN).collect();
        noun.chars().count() > LETTERS_MIN
            && words.split(' ').any(|word| word.len() > LETTERS_MIN && word.starts_with(&begin))
    };
    let confirms = |other: &&'a Claim| {
        let said = other.words.to_lowercase();
        let nouns = said.strip_prefix("the ").or_else(|| said.strip_prefix("this ")).unwrap_or_default();
        let is_cue = other.deepest().is_some_and(|link| link.cue_words.to_lowercase().ends_with("confirmed"));
        other.first().start > claim.first().start
            && other.stance == Stance::Asserts
            && is_cue
            && said.split(' ').count() <= WORDS_MAX
            && nouns.split(' ').any(is_of)
    };
    record.claims.iter().find(confirms)?.deepest()
}

/// Returns to whom a source told it: the name right behind the words that report, "told the Herald".
pub(crate) fn hearer(record: &Record, link: &Link) -> Option<EntityId> {
    const ARTICLE_BYTES: u32 = 5;
    let cue = link.cue.last().filter(|_| link.role == Role::Source)?;
    if !["told", "tells", "telling"].contains(&link.cue_words.to_lowercase().as_str()) {
        return None;
    }
    let named = (1..).map(EntityId).zip(&record.entities);
    let is_behind =
        |mention: &hearsay_text::span::Span| mention.start > cue.end && mention.start - cue.end <= ARTICLE_BYTES;
    named.filter(|(_, entity)| entity.mentions.iter().any(is_behind)).map(|(id, _)| id).next()
}

/// Returns whether somebody saw or heard it, by the words of a claim: "I saw the barrier".
pub(crate) fn tells_own_access(claim: &Claim) -> Option<Basis> {
    const SEEN: [&str; 6] = ["saw", "watched", "counted", "was there", "was standing", "have seen"];
    const HEARD: [&str; 2] = ["heard", "overheard"];
    let words = claim.words.to_lowercase();
    let bare = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = bare.strip_prefix("i ").or_else(|| bare.strip_prefix("we "))?;
    let rest = rest.strip_prefix("myself ").unwrap_or(rest);
    let begins =
        |verbs: &[&str]| verbs.iter().any(|verb| rest.strip_prefix(verb).is_some_and(|rest| rest.starts_with(' ')));
    match () {
        () if begins(&SEEN) => Some(Basis::Saw),
        // "I heard that" is hearsay, "I heard a bang" is not.
        () if begins(&HEARD) && !rest.contains(" that ") && !rest.contains(" from ") => Some(Basis::Heard),
        () => None,
    }
}

/// Returns whether a claim's source says what he is asked about: "admitted that".
pub(crate) fn is_admission(claim: &Claim) -> bool {
    const ADMITTING: [&str; 12] = [
        "acknowledge",
        "acknowledged",
        "acknowledges",
        "admit",
        "admits",
        "admitted",
        "conceded",
        "concedes",
        "confessed",
        "confesses",
        "owned up",
        "owns up",
    ];
    let cue = claim.deepest().map(|link| link.cue_words.to_lowercase()).unwrap_or_default();
    claim.stance == Stance::Asserts
        && ADMITTING.iter().any(|word| cue.split(' ').any(|own| own == *word) || cue == *word)
}

/// Returns whether a link of a claim is the writer speaking of an earlier report of its own: "our report that".
pub(super) fn refers_to_own(claim: &Claim, known: &Known<'_>, of: ClaimRef) -> bool {
    let writers = known.writers(of.record);
    let record = &known.records[of.record];
    claim.chain.iter().filter(|link| link.role == Role::Source).any(|link| {
        let is_writer =
            |id: &EntityId| matches!(known.node(of.record, *id), super::Node::Party(party) if writers.contains(&party));
        let first = record.called(link);
        !link.entities.is_empty() && link.entities.iter().all(is_writer)
            || first.iter().any(|words| super::words::is_first_person(words))
    })
}
