//! The shapes of who is who and of which letter is which in JSON.
//!
//! Offsets are Unicode code points into the document's text, as in `hearsay read --json`; the lines of a list have none,
//! the cards of one do.

use hearsay_case::artefacts::{ArtefactMember, CaseCustody, Told};
use hearsay_case::entities::{Member, Who};
use hearsay_case::record::{Subject, Verdict};
use hearsay_text::document::DocumentId;
use hearsay_text::span::Span;
use serde::Serialize;

use super::WireSpan;
use super::case::{WireEvent, code_points, wire_event};
use crate::view::case::Shown;
use crate::view::findings::outcome_in_words;
use crate::who::{self, Undecided};

/// Somebody or something under all its names; one line of `hearsay entities --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay entities --json"))]
pub(crate) struct WireCaseEntity {
    /// As in `courier/e3`; `null` if it is named in no text, only in metadata or a credit.
    id: Option<String>,
    /// The name that most documents have for it in full.
    name: String,
    /// `person`, `organisation`, `outlet` (an organisation that publishes a document of the case), `place`, `group`,
    /// `artefact` or `unknown`.
    kind: &'static str,
    /// Its other names, the one that most documents have first.
    also: Vec<String>,
    /// What it is said to be, the earliest first.
    roles: Vec<WireRole>,
    /// In how many documents it is.
    n_documents: usize,
    /// Of how many claims it is the deepest source that is named.
    n_claims: usize,
    /// How many other claims come through it, or does it publish.
    n_passed_on: usize,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "role"))]
pub(crate) struct WireRole {
    words: String,
    /// When the document that says so was published.
    published: Option<String>,
    document: String,
}

/// All that is known of one; the line of `hearsay entities CASE ENTITY --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay entities CASE ENTITY --json"))]
pub(crate) struct WireEntityCard {
    entity: WireCaseEntity,
    /// All its names with their places, the one that most documents have first.
    names: Vec<WireName>,
    /// Those that are it.
    members: Vec<WireMember>,
    /// Why they are one; empty for a single member.
    because: Vec<WireBecause>,
    /// The claims of which it is the deepest source that is named.
    claims: Vec<String>,
    /// Those that it may be one with.
    possible: Vec<WireUndecided>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "name"))]
pub(crate) struct WireName {
    name: String,
    places: Vec<WirePlace>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "place"))]
pub(crate) struct WirePlace {
    document: String,
    /// Empty where no one place is known: the name is in the metadata, or several mentions may be it.
    spans: Vec<WireSpan>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "member"))]
pub(crate) struct WireMember {
    document: String,
    /// As what the document names it: `entity`, `outlet`, `author` or `credit`.
    named_as: &'static str,
    /// As in `courier/e3`; `null` if it stands in no text.
    id: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "because"))]
pub(crate) struct WireBecause {
    /// `judged`, `certain` or `likely`.
    surety: &'static str,
    because: String,
    /// The first two that it joined.
    joined: [WireMember; 2],
    /// Where the words stand that say so.
    places: [WirePlace; 2],
    n_times: usize,
}

/// Two that may be one; one line of `hearsay entities --possible --json` or `hearsay artefacts --possible --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay entities --possible --json"))]
pub(crate) struct WireUndecided {
    between: [WireUndecidedSide; 2],
    because: Vec<String>,
    /// The command that says that they are one; `null` where one of them stands in no text.
    same: Option<String>,
    /// The command that says that they are not.
    not_same: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "undecided_side"))]
pub(crate) struct WireUndecidedSide {
    id: Option<String>,
    name: String,
}

/// A letter, recording or the like; one line of `hearsay artefacts --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay artefacts --json"))]
pub(crate) struct WireCaseArtefact {
    /// As in `courier/l1`.
    id: String,
    kind: String,
    /// What it is called, in alphabetical order.
    names: Vec<String>,
    n_documents: usize,
    /// Who had a hand in it, when and where it came out.
    custody: Vec<WireCaseCustody>,
    /// Who verified, denied or could not verify that it is genuine, or who made it.
    verdicts: Vec<WireVerdictOn>,
    /// What the record says of it: what rests on one word is told once, with those that pass it on.
    standing: WireArtefactStanding,
    /// Words that put in doubt what it is.
    hedges: Vec<WireDoubt>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "artefact_standing"))]
pub(crate) struct WireArtefactStanding {
    /// Whether it is what it is said to be.
    authenticity: Vec<WireEvent>,
    /// Who made it.
    authorship: Vec<WireEvent>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "custody"))]
pub(crate) struct WireCaseCustody {
    /// `author`, `participant`, `recipient`, `about`, `recorded-by`, `obtained-by`, `leaked-by`, `published-by`, `where`
    /// or `when`.
    role: &'static str,
    /// The name in the case or, without one, the words of the first that says so.
    name: String,
    /// As in `courier/e3`, if it is somebody in the case.
    entity: Option<String>,
    /// Whether every document that says so weakens it.
    is_hedged: bool,
    told: Vec<WireTold>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "told"))]
pub(crate) struct WireTold {
    document: String,
    spans: Vec<WireSpan>,
    words: String,
    hedges: Vec<String>,
    /// The claim in which it stands.
    within: Option<String>,
    /// Who says that claim; `null` for the writer's own word, or where nobody is named.
    on_the_word_of: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "verdict_on"))]
pub(crate) struct WireVerdictOn {
    /// As in `courier/v2`.
    id: String,
    /// In words: `verified`, `not confirmed`, `called false`.
    what: String,
    by: Vec<String>,
    /// `authenticity` or `authorship`.
    about: &'static str,
    /// When, in TIMEX3, if the words tell.
    when: Option<String>,
    /// When the document was published.
    published: Option<String>,
    words: String,
    spans: Vec<WireSpan>,
    within: Option<String>,
    on_the_word_of: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "doubt"))]
pub(crate) struct WireDoubt {
    document: String,
    words: String,
}

/// All that is known of one; the line of `hearsay artefacts CASE ARTEFACT --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay artefacts CASE ARTEFACT --json"))]
pub(crate) struct WireArtefactCard {
    artefact: WireCaseArtefact,
    /// All that it is called with the places.
    names: Vec<WireName>,
    /// Those that are it, as in `courier/l1`.
    members: Vec<String>,
    /// Why they are one; empty for a single one.
    because: Vec<WireArtefactBecause>,
    /// The claims that it is said to make.
    claims: Vec<String>,
    /// Those that it may be one with.
    possible: Vec<WireUndecided>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "artefact_because"))]
pub(crate) struct WireArtefactBecause {
    surety: &'static str,
    because: String,
    joined: [String; 2],
    places: [WirePlace; 2],
}

/// Returns the shape of all that is known of an entity.
pub(crate) fn wire_entity_card(shown: &Shown<'_>, idx: usize, undecided: &[Undecided], case: &str) -> WireEntityCard {
    let entity = &shown.case.entities().all[idx];
    let names = entity.aliases.iter().map(|alias| WireName {
        name: alias.name.clone(),
        places: alias
            .places
            .iter()
            .map(|(member, span)| place(shown, entity.members[*member].document, span.as_slice()))
            .collect(),
    });
    let because = entity.because.iter().map(|because| {
        let (one, other) = because.joined;
        let member = |idx: usize| wire_member(shown, entity.members[idx]);
        let place = |idx: usize, span: Option<Span>| place(shown, entity.members[idx].document, span.as_slice());
        WireBecause {
            surety: because.surety.name(),
            because: because.because.clone(),
            joined: [member(one), member(other)],
            places: [place(one, because.spans.0), place(other, because.spans.1)],
            n_times: because.n_times,
        }
    });
    let name = |idx: usize| shown.case.entities().all[idx].name.as_str();
    WireEntityCard {
        entity: wire_entity(shown, idx),
        names: names.collect(),
        members: entity.members.iter().map(|member| wire_member(shown, *member)).collect(),
        because: because.collect(),
        claims: shown.case.voices().makes[idx].iter().map(|claim| shown.reference(*claim)).collect(),
        possible: undecided.iter().map(|one| wire_undecided(one, &name, case)).collect(),
    }
}

/// Returns the shape of all that is known of an artefact.
pub(crate) fn wire_artefact_card(
    shown: &Shown<'_>,
    idx: usize,
    undecided: &[Undecided],
    case: &str,
) -> WireArtefactCard {
    let artefact = &shown.case.artefacts().all[idx];
    let names = artefact.names.iter().map(|(name, places)| WireName {
        name: name.clone(),
        places: places
            .iter()
            .map(|(member, span)| place(shown, artefact.members[*member].document, &[*span]))
            .collect(),
    });
    let reference = |member: ArtefactMember| who::artefact_member_reference(shown.names, member);
    let because = artefact.because.iter().map(|because| WireArtefactBecause {
        surety: because.surety.name(),
        because: because.because.clone(),
        joined: [reference(because.one), reference(because.other)],
        places: [
            place(shown, because.one.document, &because.spans.0),
            place(shown, because.other.document, &because.spans.1),
        ],
    });
    let claims = who::claims_of(shown.case, artefact);
    let name = |idx: usize| who::artefact_name(&shown.case.artefacts().all[idx]);
    WireArtefactCard {
        artefact: wire_artefact(shown, idx),
        names: names.collect(),
        members: artefact.members.iter().map(|member| reference(*member)).collect(),
        because: because.collect(),
        claims: claims.iter().map(|claim| shown.reference(*claim)).collect(),
        possible: undecided.iter().map(|one| wire_undecided(one, &name, case)).collect(),
    }
}

/// Returns the shape of an entity.
pub(crate) fn wire_entity(shown: &Shown<'_>, idx: usize) -> WireCaseEntity {
    let entity = &shown.case.entities().all[idx];
    let roles = entity.roles.iter().map(|role| WireRole {
        words: role.words.clone(),
        published: role.published.map(|day| day.to_string()),
        document: shown.names.name(entity.members[role.member].document).to_owned(),
    });
    let also = entity.aliases.iter().filter(|alias| alias.name != entity.name);
    WireCaseEntity {
        id: who::entity_reference(shown.names, entity),
        name: entity.name.clone(),
        kind: who::kind(entity),
        also: also.map(|alias| alias.name.clone()).collect(),
        roles: roles.collect(),
        n_documents: who::n_documents(entity),
        n_claims: shown.case.voices().makes[idx].len(),
        n_passed_on: shown.case.voices().passes_on[idx].len(),
    }
}

fn wire_member(shown: &Shown<'_>, member: Member) -> WireMember {
    let document = shown.names.name(member.document);
    let (named_as, id) = match member.who {
        Who::Entity(id) => ("entity", Some(format!("{document}/{id}"))),
        Who::Outlet => ("outlet", None),
        Who::Author(_) => ("author", None),
        Who::Credit(_) => ("credit", None),
    };
    WireMember { document: document.to_owned(), named_as, id }
}

fn place(shown: &Shown<'_>, document: DocumentId, spans: &[Span]) -> WirePlace {
    let record = shown.case.record_of(document);
    let spans = record.map(|record| code_points(shown, record, spans)).unwrap_or_default();
    WirePlace { document: shown.names.name(document).to_owned(), spans }
}

/// Returns the shape of a pair that may be one.
pub(crate) fn wire_undecided<'a>(undecided: &Undecided, name: &dyn Fn(usize) -> &'a str, case: &str) -> WireUndecided {
    let side = |place: usize| WireUndecidedSide {
        id: undecided.references.as_ref().map(|references| references[place].clone()),
        name: name(undecided.between[place]).to_owned(),
    };
    WireUndecided {
        between: [side(0), side(1)],
        because: undecided.because.clone(),
        same: undecided.command(case, "same"),
        not_same: undecided.command(case, "not-same"),
    }
}

/// Returns the shape of an artefact.
pub(crate) fn wire_artefact(shown: &Shown<'_>, idx: usize) -> WireCaseArtefact {
    let artefact = &shown.case.artefacts().all[idx];
    let told = |told: &Told| {
        let document = artefact.members[told.member].document;
        let name = shown.names.name(document);
        let record = shown.case.record_of(document);
        WireTold {
            document: name.to_owned(),
            spans: record.map(|record| code_points(shown, record, &[told.span])).unwrap_or_default(),
            words: told.words.clone(),
            hedges: told.hedges.clone(),
            within: told.within.map(|id| format!("{name}/{id}")),
            on_the_word_of: record.and_then(|record| who::on_whose_word(shown.case, record, told.within)),
        }
    };
    let custody = |custody: &CaseCustody| {
        let entity = custody.entity.map(|idx| &shown.case.entities().all[idx]);
        WireCaseCustody {
            role: custody.role.name(),
            name: entity.map_or_else(|| custody.words.clone(), |entity| entity.name.clone()),
            entity: entity.and_then(|entity| who::entity_reference(shown.names, entity)),
            is_hedged: custody.is_hedged(),
            told: custody.told.iter().map(told).collect(),
        }
    };
    let verdicts = who::verdicts_on(shown.case, idx);
    let doubt = |(member, words): &(usize, String)| WireDoubt {
        document: shown.names.name(artefact.members[*member].document).to_owned(),
        words: words.clone(),
    };
    let [authenticity, authorship] = who::standings_of(shown.case, idx)
        .map(|(_, standing)| standing.events.iter().map(|event| wire_event(shown, event)).collect());
    WireCaseArtefact {
        id: who::artefact_reference(shown.names, artefact),
        kind: artefact.kind.clone(),
        names: artefact.names.iter().map(|(name, _)| name.clone()).collect(),
        n_documents: who::n_documents_of(artefact),
        custody: artefact.custody.iter().map(custody).collect(),
        verdicts: verdicts.iter().map(|(record, verdict)| wire_verdict(shown, *record, verdict)).collect(),
        standing: WireArtefactStanding { authenticity, authorship },
        hedges: artefact.hedges.iter().map(doubt).collect(),
    }
}

fn wire_verdict(shown: &Shown<'_>, record: usize, verdict: &Verdict) -> WireVerdictOn {
    let document = shown.document(record);
    WireVerdictOn {
        id: format!("{document}/{}", verdict.id),
        what: outcome_in_words(verdict.kind, verdict.form, verdict.outcome),
        by: who::by_whom(shown.case, record, verdict),
        about: if matches!(verdict.about, Subject::Authorship(_)) { "authorship" } else { "authenticity" },
        when: verdict.when.clone(),
        published: shown.record(record).published.map(|day| day.to_string()),
        words: verdict.words.clone(),
        spans: code_points(shown, record, &verdict.cue),
        within: verdict.within.map(|id| format!("{document}/{id}")),
        on_the_word_of: who::on_whose_word(shown.case, record, verdict.within),
    }
}
