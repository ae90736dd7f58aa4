//! Descriptions without a name: what they say, and whether one stands for an entity that is known.

use std::ops::Range;

use crate::entities::antecedents::{Gender, salience_of_kind};
use crate::entities::cast::{Member, Seen};
use crate::entities::group_or;
use crate::heads::lowered;
use crate::lexicon::{CustodyWord, NameKind};
use crate::material::Material;
use crate::noun_phrases::NounPhrase;
use crate::reading::EntityKind;

/// Nouns for bodies, sorted.
const BODY_NOUNS: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "airline",
    "alliance",
    "army",
    "association",
    "authority",
    "bank",
    "board",
    "branch",
    "brewery",
    "broadcaster",
    "bureau",
    "cabinet",
    "campaign",
    "carrier",
    "cartel",
    "chain",
    "channel",
    "charity",
    "church",
    "clinic",
    "club",
    "coalition",
    "college",
    "commission",
    "committee",
    "company",
    "congress",
    "consortium",
    "corporation",
    "council",
    "court",
    "department",
    "directorate",
    "embassy",
    "faction",
    "firm",
    "force",
    "foundation",
    "government",
    "group",
    "hospital",
    "hotel",
    "institute",
    "institution",
    "intelligence",
    "judiciary",
    "junta",
    "kremlin",
    "legislature",
    "lender",
    "magazine",
    "manufacturer",
    "media",
    "military",
    "militia",
    "ministry",
    "mission",
    "movement",
    "museum",
    "navy",
    "network",
    "newspaper",
    "office",
    "organisation",
    "organization",
    "outlet",
    "panel",
    "paper",
    "parliament",
    "party",
    "police",
    "presidency",
    "press",
    "publisher",
    "regime",
    "regulator",
    "retailer",
    "school",
    "secretariat",
    "senate",
    "service",
    "site",
    "society",
    "squad",
    "start-up",
    "startup",
    "station",
    "studio",
    "syndicate",
    "team",
    "theatre",
    "tribunal",
    "union",
    "unit",
    "university",
    "watchdog",
    "website",
    "wing",
    "zoo",
];
/// Nouns for people that tell neither role nor office, sorted.
const PERSON_NOUNS: &[&str] = &[
    "adult",
    "baby",
    "boy",
    "boyfriend",
    "brother",
    "child",
    "citizen",
    "couple",
    "daughter",
    "father",
    "fiancé",
    "fiancée",
    "girl",
    "girlfriend",
    "guy",
    "hostage",
    "husband",
    "individual",
    "kid",
    "lady",
    "man",
    "mother",
    "native",
    "nurse",
    "parent",
    "passenger",
    "patient",
    "player",
    "prisoner",
    "rebel",
    "refugee",
    "sibling",
    "sister",
    "son",
    "star",
    "suspect",
    "teenager",
    "twin",
    "widow",
    "wife",
    "woman",
    "worker",
    "youth",
];
const WOMEN: &[&str] = &[
    "actress",
    "chairwoman",
    "congresswoman",
    "daughter",
    "fiancée",
    "girl",
    "girlfriend",
    "lady",
    "mother",
    "queen",
    "sister",
    "spokeswoman",
    "widow",
    "wife",
    "woman",
];
const MEN: &[&str] = &[
    "actor",
    "boy",
    "boyfriend",
    "brother",
    "chairman",
    "congressman",
    "father",
    "fiancé",
    "guy",
    "husband",
    "king",
    "man",
    "son",
    "spokesman",
];

/// Records that are published and speak.
const PUBLISHED: &[&str] = &["audit", "census", "inquest", "investigation", "poll", "review", "study", "survey"];

/// A noun phrase that may stand for an entity.
#[derive(Clone, Debug)]
pub(super) struct Described {
    pub(super) kind: EntityKind,
    /// Its noun, in lower case and in the singular.
    pub(super) noun: String,
    /// The words before the noun, in lower case, without articles.
    pub(super) modifiers: Vec<String>,
    /// Those of them that are names, or parts of names.
    pub(super) proper: Vec<String>,
    pub(super) is_definite: bool,
    pub(super) is_plural: bool,
    pub(super) gender: Option<Gender>,
    /// Who it belongs to.
    pub(super) owner: Option<Range<usize>>,
}

/// Reads a noun phrase as a description; nothing where its noun is none for a person, a body or an artefact, unless
/// it is the source of an attribution.
pub(super) fn describe(material: &Material<'_>, phrase: &NounPhrase, is_required: bool) -> Option<Described> {
    let passage = material.passage;
    let head = phrase.head;
    let word = lowered(passage, head);
    let is_plural = matches!(material.tag(head), "NNS" | "NNPS") && !word.ends_with("ss");
    let noun = singular(&word, is_plural);
    let is = |kind: NameKind| material.is_listed(head, &[kind]);
    let is_body = BODY_NOUNS.binary_search(&noun.as_str()).is_ok();
    let kind = match () {
        () if PERSON_NOUNS.binary_search(&noun.as_str()).is_ok() => EntityKind::Person,
        () if material.is_role(head) => EntityKind::Person,
        () if is_body => EntityKind::Organisation,
        () if is(NameKind::Court) => EntityKind::Organisation,
        () if is(NameKind::Artefact) => EntityKind::Artefact,
        () if passage.custody_at(head, &[CustodyWord::Matter]).is_some() => EntityKind::Artefact,
        () if is(NameKind::Record) && (is_required || PUBLISHED.contains(&noun.as_str())) => EntityKind::Artefact,
        () if is_required && is_plural => EntityKind::Group,
        () if is_required => EntityKind::Unknown,
        () => return None,
    };
    // "The Ledger" is no ledger: a capital within a sentence keeps the noun apart.
    let is_name =
        kind == EntityKind::Artefact && head > phrase.tokens.start && crate::grammar::starts_upper(passage.word(head));
    let noun = if is_name { passage.word(head).to_owned() } else { noun };
    let first = lowered(passage, phrase.tokens.start);
    let possessive = phrase.tokens.clone().rev().find(|&idx| material.tag(idx) == "POS");
    let owner = possessive
        .map(|idx| phrase.tokens.start..idx)
        .or_else(|| phrase.tokens.clone().find(|&idx| material.tag(idx) == "PRP$").map(|idx| idx..idx + 1));
    let owner = owner.or_else(|| owner_behind(material, phrase));
    let is_definite = possessive.is_some()
        || matches!(
            first.as_str(),
            "the" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their" | "our" | "my" | "both"
        );
    let modifiers =
        owner.as_ref().filter(|owner| owner.end <= head).map_or(phrase.tokens.start, |owner| owner.end)..head;
    let modifiers = modifiers.filter(|&idx| !matches!(material.tag(idx), "DT" | "PRP$" | "POS" | "PDT"));
    let gender = match () {
        () if WOMEN.contains(&noun.as_str()) => Some(Gender::Female),
        () if MEN.contains(&noun.as_str()) => Some(Gender::Male),
        () => None,
    };
    let proper = phrase.tokens.start..head;
    let proper = proper.filter(|&idx| material.tag(idx).starts_with("NNP")).map(|idx| lowered(passage, idx)).collect();
    Some(Described {
        kind: group_or(kind, is_plural),
        noun,
        proper,
        modifiers: modifiers.map(|idx| lowered(passage, idx)).collect(),
        is_definite,
        is_plural,
        gender,
        owner,
    })
}

/// "A spokesman for the ministry", "an agent of the FSB": the phrase behind the noun.
fn owner_behind(material: &Material<'_>, phrase: &NounPhrase) -> Option<Range<usize>> {
    let behind = phrase.tokens.end;
    if !material.is_one_of(behind, &["of", "for", "from", "with", "at", "in"]) {
        return None;
    }
    let owner = material.phrase_from(behind + 1)?;
    let is_named = material.tag(owner.head).starts_with("NNP");
    let is_body = BODY_NOUNS.binary_search(&lowered(material.passage, owner.head).as_str()).is_ok();
    (is_named || is_body).then(|| owner.tokens.clone())
}

/// Why a bare description stands for somebody named of whom nothing else was said.
pub(super) const LAST_NAMED: &str = "the last one named that the noun fits";

/// Returns why a description stands for an entity that is known, or nothing where it does not.
pub(super) fn joins(
    material: &Material<'_>,
    described: &Described,
    member: &Member,
    owner: Option<usize>,
    owner_word: Option<&str>,
    seen: &Seen,
) -> Option<&'static str> {
    if !described.is_definite
        || described.modifiers.iter().any(|word| matches!(word.as_str(), "another" | "other" | "second" | "new"))
    {
        return None;
    }
    let last = member.last_before(seen.token)?;
    let distance = seen.sentence.saturating_sub(last.sentence);
    let is_owner_fine = owner.is_none() || member.owner.is_none() || member.owner == owner;
    if let (Some(a), Some(b)) = (described.gender, member.gender)
        && a != b
    {
        return None;
    }
    if described.is_plural != (member.is_plural || member.kind == EntityKind::Group) && !member.is_named() {
        return None;
    }
    // "The Trump campaign" is not "the state’s campaign", nor "the Clinton campaign".
    if described.kind == EntityKind::Organisation && !described.proper.is_empty() {
        let known =
            |word: &String| member.modifiers.contains(word) || member.names.iter().flatten().any(|name| name == word);
        if !described.proper.iter().any(known) {
            return None;
        }
    }
    let has_noun = member.nouns.contains(&described.noun);
    let is_unnamed = !member.is_named();
    if is_unnamed && has_noun && is_owner_fine && !described.is_plural && !conflict(described, member) {
        return Some("described by the same noun before");
    }
    if has_noun && is_owner_fine && described.is_plural && distance <= 8 && !conflict(described, member) {
        return Some("described by the same noun before");
    }
    // "A middle-aged cashier ... The woman": whoever was spoken of last, named or not.
    let is_person = described.kind == EntityKind::Person && member.kind == EntityKind::Person;
    if is_unnamed && is_person && distance <= 2 && described.modifiers.is_empty() && described.owner.is_none() {
        return salience_of_kind(described, member, seen).then_some(LAST_NAMED);
    }
    if !member.is_named() || described.is_plural {
        return None;
    }
    // "The president of Belarus" is the "Belarusian President", and no other president.
    let stem = |word: &str| word.chars().take(5).collect::<String>();
    let is_of_role = |owner: &str| {
        let role = member.role.clone().into_iter().flatten().map(|idx| lowered(material.passage, idx));
        role.chain(member.modifiers.iter().cloned()).any(|word| stem(&word) == stem(owner))
    };
    let is_office_fine = match owner_word {
        Some(word) if member.is_named() && !matches!(word, "his" | "her" | "its" | "their" | "our" | "my") => {
            is_of_role(word)
        }
        _ => is_owner_fine,
    };
    if has_noun && is_office_fine {
        return Some("said of the name before");
    }
    let in_name = member.names.iter().flatten().any(|word| *word == described.noun);
    if in_name && described.kind == EntityKind::Organisation {
        return Some("the noun is part of the name");
    }
    // "The company", "the agency": the last body that was named; "the man": the last person.
    // "The group of voters" is told of by its own words.
    let is_bare =
        described.modifiers.is_empty() && described.owner.is_none() && !material.is_one_of(seen.token + 1, &["of"]);
    let nearest = salience_of_kind(described, member, seen);
    (is_bare && nearest).then_some(LAST_NAMED)
}

/// Words for the same sort of thing.
const ALIKE: &[&[&str]] = &[
    &["call", "conversation", "talk"],
    &["audio", "clip", "film", "footage", "recording", "tape", "video"],
    &["image", "photo", "photograph", "picture"],
    &["e-mail", "email", "message"],
    &["document", "memo", "memorandum", "paper"],
];

/// Returns why a description stands for an artefact that is known, or nothing where it does not.
pub(super) fn joins_artefact(
    described: &Described,
    member: &Member,
    parties: &[usize],
    known: &[usize],
) -> Option<&'static str> {
    let same = |noun: &String| {
        let alike = |nouns: &&[&str]| nouns.contains(&noun.as_str()) && nouns.contains(&described.noun.as_str());
        *noun == described.noun || ALIKE.iter().any(alike)
    };
    let is_alike = member.nouns.iter().any(same) && described.is_plural == member.is_plural;
    let is_another = described.modifiers.iter().any(|word| OTHER.contains(&word.as_str()));
    if member.kind != EntityKind::Artefact || !is_alike || is_another {
        return None;
    }
    let n_shared = parties.iter().filter(|party| known.contains(party)).count();
    match (parties.len(), known.len()) {
        // Between the same two, or one of them and somebody described.
        (1.., 1..) if n_shared > 0 && n_shared + 1 >= parties.len().min(known.len()) => {
            Some("it is between the same parties")
        }
        (1.., 1..) => None,
        _ if described.is_definite && !conflict(described, member) => Some("described by the same noun before"),
        _ => None,
    }
}

/// Words that say that something else is meant.
const OTHER: &[&str] = &["another", "new", "other", "second", "separate"];

/// "The first letter" is not "the second letter", "the American official" not "the Russian official".
fn conflict(described: &Described, member: &Member) -> bool {
    const PASSING: &[&str] = &[
        "aforementioned",
        "alleged",
        "already",
        "anonymous",
        "former",
        "latest",
        "leaked",
        "published",
        "purported",
        "released",
        "same",
        "senior",
        "unnamed",
    ];
    let telling = |word: &&String| !word.ends_with("ly") && !PASSING.contains(&word.as_str());
    let ours: Vec<&String> = described.modifiers.iter().filter(telling).collect();
    let theirs: Vec<&String> = member.modifiers.iter().filter(telling).collect();
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|word| theirs.contains(word))
}

/// Returns the singular of a noun.
pub(crate) fn singular(word: &str, is_plural: bool) -> String {
    if !is_plural {
        return word.to_owned();
    }
    let irregular = match word {
        "men" => "man",
        "women" => "woman",
        "people" => "people",
        "children" => "child",
        "spokesmen" => "spokesman",
        "wives" => "wife",
        "media" => "media",
        "police" => "police",
        _ => "",
    };
    if !irregular.is_empty() {
        return irregular.to_owned();
    }
    match word {
        _ if word.ends_with("ies") && word.len() > 4 => format!("{}y", &word[..word.len() - 3]),
        _ if word.ends_with("sses") || word.ends_with("ches") || word.ends_with("shes") || word.ends_with("xes") => {
            word[..word.len() - 2].to_owned()
        }
        _ if word.ends_with('s') => word[..word.len() - 1].to_owned(),
        _ => word.to_owned(),
    }
}
