//! What a verdict is about: an artefact, who made it, or a claim.

use std::ops::Range;

use hearsay_text::span::Span;

use crate::artefacts::Artefacts;
use crate::clauses::{self, verb_group};
use crate::entities::Entities;
use crate::grammar::is_making;
use crate::heads::{is_of_calendar, lowered};
use crate::lexicon::{CustodyWord, NameKind, VerdictWord};
use crate::material::Material;
use crate::noun_phrases::NounPhrase;
use crate::reading::{ArtefactId, AttributionId, EntityKind, Subject, VerdictKind};
use crate::said::Said;

/// Returns what a verdict is about, and the words for it.
pub(super) fn about_of(
    material: &Material<'_>,
    entities: &Entities,
    artefacts: &Artefacts,
    said: &Said<'_>,
    tokens: &Range<usize>,
    cue: &Range<usize>,
) -> (Subject, Vec<Span>) {
    let spans = vec![material.span(tokens)];
    let phrase = material.phrase_from(tokens.start).filter(|phrase| phrase.tokens.end <= tokens.end);
    let head = phrase.map(|phrase| phrase.head);
    let is_clause = phrase.is_none_or(|phrase| {
        let end = phrase.tokens.end;
        let goes_on = end < tokens.end && material.is_finite(end);
        goes_on || end + 2 < tokens.end && holds_verb(material, end..tokens.end)
    });
    if let Some(found) = of_genuineness(material, entities, artefacts, tokens, head, cue) {
        return found;
    }
    if let Some(found) = of_making(material, entities, artefacts, tokens, cue) {
        return found;
    }
    if let Some(found) = of_pointing(material, entities, artefacts, tokens, head.filter(|_| !is_clause), cue) {
        return found;
    }
    if let Some(head) = head.filter(|_| !is_clause) {
        let entity = entities.headed_by(head);
        let artefact = entity.and_then(|entity| artefacts.of(entity));
        let stands_for_artefact = entity.is_some_and(|entity| {
            let entity = &entities.entities[entity.0 as usize - 1];
            let named = material.passage.tokens_in(entity.name);
            let is_story = !named.is_empty()
                && is_claim_noun(material, named.end - 1)
                && !is_artefact_noun(material, named.end - 1);
            entity.kind == EntityKind::Artefact && material.tag(head) == "PRP" && !is_story
        });
        let is_story = is_claim_noun(material, head) && !is_artefact_noun(material, head);
        if (artefact.is_some() || is_artefact_noun(material, head) || stands_for_artefact) && !is_story {
            return (Subject::Authenticity(artefact), spans);
        }
    }
    // "Not a single scene was staged": what a film is made of.
    let is_scene = head.is_some_and(|head| material.is_one_of(head, &["scene", "scenes", "shot", "shots", "stunt"]));
    if is_scene && !is_clause && material.is_one_of(cue.start, &["doctored", "fake", "faked", "scripted", "staged"]) {
        return (Subject::Authenticity(None), spans);
    }
    // Whatever is genuine or not, and is no claim, is a thing.
    let is_of_genuineness =
        !is_clause && material.is_one_of(cue.start, &["authentic", "genuine", "legit", "legitimate"]);
    if is_of_genuineness && head.is_some_and(|head| !is_saying(material, head) && !material.is_one_of(head, STORIES)) {
        return (Subject::Authenticity(None), spans);
    }
    (Subject::Claim(claim(material, said, tokens, cue)), spans)
}

/// Whether an artefact is genuine, where the words say that this is at stake, or that it is.
fn of_genuineness(
    material: &Material<'_>,
    entities: &Entities,
    artefacts: &Artefacts,
    tokens: &Range<usize>,
    head: Option<usize>,
    cue: &Range<usize>,
) -> Option<(Subject, Vec<Span>)> {
    // "The recording, whose authenticity could not be established".
    if material.is_one_of(tokens.start, &["whose"]) && is_quality(material, tokens) {
        let end = tokens.start - usize::from(tokens.start > 0 && material.word(tokens.start - 1) == ",");
        if let Some(owner) = material.phrase_until(end) {
            let artefact = entities.headed_by(owner.head).and_then(|entity| artefacts.of(entity));
            return Some((Subject::Authenticity(artefact), vec![material.span(&owner.tokens)]));
        }
    }
    // "Vouched for the authenticity of the sword": the cue says what is at stake.
    let is_of_genuineness = (cue.start..cue.end).any(|idx| material.is_one_of(idx, &["authenticity"]));
    if let Some(head) = head.filter(|_| is_of_genuineness) {
        let artefact = entities.headed_by(head).and_then(|entity| artefacts.of(entity));
        return Some((Subject::Authenticity(artefact), vec![material.span(tokens)]));
    }
    if let Some((about, words)) = head.and_then(|head| quality(material, entities, artefacts, head)) {
        return Some((about, vec![words]));
    }
    // "None of the videos", "every part of that scene".
    if let Some(of) = head.and_then(|head| quantified(material, head))
        && is_artefact_noun(material, of)
    {
        let artefact = entities.headed_by(of).and_then(|entity| artefacts.of(entity));
        return Some((Subject::Authenticity(artefact), vec![material.span(tokens)]));
    }
    // "That it is indeed authentic": no more is said than that it is what it is held to be.
    if let Some(subject) = is_said_genuine(material, tokens) {
        let entity = entities.headed_by(subject.end - 1);
        // What is genuine or not is a thing: "it" is the artefact, whatever else stands near.
        let is_it = subject.len() == 1 && material.is_one_of(subject.start, &["it", "this", "that", "they", "these"]);
        let last = || artefacts.last_before(material.span(&subject)).filter(|_| is_it);
        let artefact = entity.and_then(|entity| artefacts.of(entity)).or_else(last);
        if artefact.is_some() || is_artefact_noun(material, subject.end - 1) {
            return Some((Subject::Authenticity(artefact), vec![material.span(&subject)]));
        }
    }
    None
}

/// Who made, sent or runs something.
fn of_making(
    material: &Material<'_>,
    entities: &Entities,
    artefacts: &Artefacts,
    tokens: &Range<usize>,
    cue: &Range<usize>,
) -> Option<(Subject, Vec<Span>)> {
    // "Not confirmed to be an official account operated by the artist": who runs it is at stake.
    let is_whose = material.is_one_of(cue.end, &["to"]) && material.is_one_of(cue.end + 1, &["be"]) && {
        let mut behind = cue.end + 2..material.sentence_around(cue.start).end.min(cue.end + 12);
        behind.any(|idx| {
            material.is_one_of(idx + 1, &["by"]) && (is_making(material.word(idx)) || material.is_one_of(idx, RUNNING))
        })
    };
    if is_whose {
        return Some((Subject::Authorship(None), vec![material.span(tokens)]));
    }
    if let Some(made) = made(material, tokens).filter(|made| made.start >= tokens.start) {
        let artefact = entities.headed_by(made.end - 1).and_then(|entity| artefacts.of(entity));
        return Some((Subject::Authorship(artefact), vec![material.span(&made)]));
    }
    None
}

/// What is said to be a false thing, or is pointed at and said to be false.
fn of_pointing(
    material: &Material<'_>,
    entities: &Entities,
    artefacts: &Artefacts,
    tokens: &Range<usize>,
    head: Option<usize>,
    cue: &Range<usize>,
) -> Option<(Subject, Vec<Span>)> {
    // "It’s fake" of a thing spoken of just before.
    let is_one = tokens.len() == 2
        && material.is_one_of(tokens.start, &["that", "this"])
        && material.is_one_of(tokens.start + 1, &["one"]);
    let is_pronoun = is_one || tokens.len() == 1 && material.is_one_of(tokens.start, &["it", "this", "these"]);
    // "It’s a fake account", "it's a photoshopped image": what it is said to be is a thing.
    let head = head?;
    let named =
        material.around(cue.start).filter(|phrase| phrase.head >= cue.end && is_thing_noun(material, phrase.head));
    let is_said_so = material.passage.verdict_at(cue.start, &[VerdictWord::Predicate, VerdictWord::Partly]).is_some();
    let is_profile = is_said_so
        && material.is_one_of(head, PROFILES)
        && !material.is_one_of(cue.start, &["false", "untrue", "wrong", "inaccurate", "incorrect"]);
    // "The page was verified by the network".
    let is_vouched = material
        .passage
        .verdict_at(cue.start, &[VerdictWord::Verb])
        .is_some_and(|(_, entry)| matches!(entry.kind, Some(VerdictKind::Verified | VerdictKind::Authenticated)));
    let is_profile = is_profile || is_vouched && material.is_one_of(head, PROFILES);
    let is_named = named.is_some() && material.passage.verdict_at(cue.start, &[VerdictWord::Predicate]).is_some();
    if is_named && tokens.len() == 1 || is_profile {
        let artefact = entities.headed_by(head).and_then(|entity| artefacts.of(entity));
        return Some((Subject::Authenticity(artefact), vec![material.span(tokens)]));
    }
    let is_said_false = [VerdictWord::Predicate, VerdictWord::Called, VerdictWord::Doubting]
        .iter()
        .any(|class| material.passage.verdict_at(cue.start, &[*class]).is_some());
    // "Was it photoshopped?": only a thing can be.
    let is_of_things = is_pronoun && is_said_false && material.is_one_of(cue.start, OF_THINGS);
    if is_of_things {
        let artefact = artefacts.last_before(material.span(tokens));
        return Some((Subject::Authenticity(artefact), vec![material.span(tokens)]));
    }
    if is_pronoun && is_said_false {
        return Some(match spoken_of(material, artefacts, tokens) {
            Some(artefact) => (Subject::Authenticity(Some(artefact)), vec![material.span(tokens)]),
            None => return None,
        });
    }
    None
}

/// The artefact that was spoken of last, if nothing was since that can be true or not: "the clip went round. It's fake",
/// but "a story with a picture of it went round".
fn spoken_of(material: &Material<'_>, artefacts: &Artefacts, tokens: &Range<usize>) -> Option<ArtefactId> {
    const REACH_SENTENCES: usize = 2;
    let here = material.span(tokens);
    let artefact = artefacts.last_before(here)?;
    let mentions = &artefacts.artefacts[artefact.0 as usize - 1].mentions;
    let last = mentions.iter().rev().find(|mention| mention.end <= here.start)?;
    let last = material.passage.tokens_in(*last);
    let is_near = material.sentence_idx(last.start) + REACH_SENTENCES >= material.sentence_idx(tokens.start);
    let is_story = |idx: usize| is_claim_noun(material, idx) && !is_artefact_noun(material, idx);
    (is_near && !(last.end..tokens.start).any(is_story)).then_some(artefact)
}

/// What only a thing can be.
const OF_THINGS: &[&str] =
    &["computer-generated", "counterfeit", "doctored", "forged", "forgery", "montage", "photoshopped"];

/// The noun behind "part of" or "none of".
fn quantified(material: &Material<'_>, head: usize) -> Option<usize> {
    const QUANTITIES: &[&str] = &[
        "all", "any", "bit", "bits", "each", "half", "many", "most", "much", "none", "one", "part", "parts", "portion",
        "portions", "rest", "section", "sections", "segment", "some",
    ];
    let is_part = material.is_one_of(head, QUANTITIES) && material.is_one_of(head + 1, &["of"]);
    is_part.then(|| material.phrase_from(head + 2)).flatten().map(|phrase| phrase.head)
}

/// What a claim or an artefact has, and can be said to lack.
const QUALITIES: &[&str] =
    &["accuracy", "authenticity", "credibility", "genuineness", "legitimacy", "reliability", "validity", "veracity"];

/// Whether words stand for such a quality: "the authenticity of the letter", "whose authenticity".
pub(super) fn is_quality(material: &Material<'_>, tokens: &Range<usize>) -> bool {
    let first = tokens.start + usize::from(material.is_one_of(tokens.start, &["whose"]));
    material.phrase_from(first).is_some_and(|phrase| material.is_one_of(phrase.head, QUALITIES))
}

/// "The authenticity of the letter", "the video’s legitimacy": of what, and what is at stake.
fn quality(
    material: &Material<'_>,
    entities: &Entities,
    artefacts: &Artefacts,
    head: usize,
) -> Option<(Subject, Span)> {
    const AUTHORSHIP: &[&str] = &["authorship", "provenance", "origin", "origins"];
    let is_authorship = material.is_one_of(head, AUTHORSHIP);
    if !is_authorship && !material.is_one_of(head, QUALITIES) {
        return None;
    }
    let of = material.is_one_of(head + 1, &["of"]).then(|| material.phrase_from(head + 2)).flatten();
    let owner = || {
        let possessive = head.checked_sub(1).filter(|&before| material.tag(before) == "POS")?;
        material.phrase_until(possessive)
    };
    // "Its authenticity": the pronoun stands for it.
    let its = material.around(head).map(|phrase| phrase.tokens.start).filter(|&its| material.tag(its) == "PRP$");
    if let Some(its) = its.filter(|_| of.is_none() && !is_authorship) {
        let words = material.span(&(its..its + 1));
        let artefact = entities.headed_by(its).and_then(|entity| artefacts.of(entity));
        let artefact = artefact.or_else(|| spoken_of(material, artefacts, &(its..its + 1)));
        return Some(match artefact {
            Some(artefact) => (Subject::Authenticity(Some(artefact)), words),
            None if material.is_one_of(head, &["authenticity", "genuineness"]) => (Subject::Authenticity(None), words),
            None => (Subject::Claim(None), words),
        });
    }
    let Some(of) = of.or_else(owner) else {
        // "The legitimacy is being questioned": that of what was spoken of last.
        let is_genuineness = material.is_one_of(head, &["authenticity", "genuineness", "legitimacy"]);
        let phrase = material.around(head).filter(|_| is_genuineness)?;
        let last = artefacts.last_before(material.span(&phrase.tokens))?;
        let mentions = &artefacts.artefacts[last.0 as usize - 1].mentions;
        let before = mentions.iter().rev().find(|mention| mention.end <= material.span(&phrase.tokens).start)?;
        return Some((Subject::Authenticity(Some(last)), *before));
    };
    let artefact = entities.headed_by(of.head).and_then(|entity| artefacts.of(entity));
    let words = material.span(&whole(material, of.tokens.clone()));
    let is_artefact = artefact.is_some() || is_artefact_noun(material, of.head);
    // What can be genuine and is no claim is a thing.
    let can_be_genuine = material.is_one_of(head, &["authenticity", "genuineness", "legitimacy"])
        && !is_claim_noun(material, of.head)
        && !is_somebody(material, &of.tokens)
        && !material.is_one_of(of.head, &["man", "men", "people", "person", "woman", "women"])
        && !material.tag(of.head).starts_with("NNP");
    match () {
        () if is_authorship && is_artefact => Some((Subject::Authorship(artefact), words)),
        () if is_authorship => None,
        () if is_artefact || can_be_genuine => Some((Subject::Authenticity(artefact), words)),
        () => Some((Subject::Claim(None), words)),
    }
}

/// Returns the subject of a clause that says that it is genuine, or is not, and nothing else.
fn is_said_genuine(material: &Material<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let first = tokens.start + usize::from(material.is_one_of(tokens.start, &["that", "whether", "if"]));
    let subject = material.phrase_from(first)?.tokens.clone();
    let copula = subject.end;
    let is_copula = material.is_one_of(copula, &["is", "was", "are", "were", "'s", "’s"]);
    let told = (copula + 1..tokens.end.min(copula + 5)).find(|&idx| {
        material.is_one_of(idx, &["authentic", "genuine", "real"]) || material.is_one_of(idx, &["legitimate", "legit"])
    })?;
    (is_copula && told + 2 >= tokens.end).then_some(subject)
}

pub(super) fn holds_verb(material: &Material<'_>, tokens: Range<usize>) -> bool {
    tokens.clone().any(|idx| material.is_finite(idx))
}

fn is_artefact_noun(material: &Material<'_>, head: usize) -> bool {
    let passage = material.passage;
    let is_artefact = (head.saturating_sub(1)..=head)
        .any(|from| passage.named_at(from, head + 1, NameKind::Artefact) == Some(head + 1));
    // "Record" and "post" are of other things as often.
    let is_story = passage.verdict_at(head, &[VerdictWord::Claim]).is_some();
    is_artefact
        && !is_story
        && !matches!(lowered(passage, head).as_str(), "record" | "records" | "call" | "calls" | "leak" | "leaks")
}

/// What somebody does with a page.
const RUNNING: &[&str] = &["controlled", "created", "made", "operated", "owned", "run", "sent", "written"];
/// Pages that somebody runs.
const PROFILES: &[&str] = &[
    "account", "accounts", "handle", "handles", "page", "pages", "profile", "profiles", "site", "sites", "website",
    "websites",
];

fn is_thing_noun(material: &Material<'_>, head: usize) -> bool {
    is_artefact_noun(material, head) || material.is_one_of(head, PROFILES)
}

/// The attribution whose content is what the verdict is about: the one that the words stand in, or the one that they
/// sum up: "..., a piece of information which was later confirmed".
fn claim(material: &Material<'_>, said: &Said<'_>, tokens: &Range<usize>, cue: &Range<usize>) -> Option<AttributionId> {
    summed_up(material, said, tokens).or_else(|| taken_up(material, said, tokens)).or_else(|| {
        let span = material.span(tokens);
        let cue_span = material.span(cue);
        let own = said.with_cue(cue_span).filter(|one| one.content.iter().any(|content| content.overlaps(span)));
        own.map(|one| one.id)
    })
}

/// Nouns of what tells a story.
const STORIES: &[&str] = &["article", "articles", "piece", "pieces", "stories", "tale", "tales"];

/// Nouns that take up what somebody said.
const SAYINGS: &[&str] = &[
    "accusation",
    "accusations",
    "account",
    "allegation",
    "allegations",
    "announcement",
    "assertion",
    "charge",
    "charges",
    "claim",
    "claims",
    "comments",
    "information",
    "news",
    "remark",
    "remarks",
    "report",
    "reports",
    "rumor",
    "rumors",
    "rumour",
    "rumours",
    "speculation",
    "statement",
    "statements",
    "story",
    "suggestion",
    "version",
];

/// Whether a noun takes up what somebody said.
pub(super) fn is_saying(material: &Material<'_>, head: usize) -> bool {
    material.is_one_of(head, SAYINGS)
}

/// "The Gazette said that the dam had burst. The owner denied it": what was said last, in this sentence or one of the
/// two before, where a pronoun or "the claim" takes it up.
fn taken_up(material: &Material<'_>, said: &Said<'_>, tokens: &Range<usize>) -> Option<AttributionId> {
    const REACH_SENTENCES: usize = 2;
    const PRONOUNS: &[&str] = &["it", "that", "this", "them", "these", "those"];
    let is_pronoun = tokens.len() == 1 && material.is_one_of(tokens.start, PRONOUNS);
    let phrase = material.phrase_from(tokens.start).filter(|phrase| phrase.tokens == *tokens);
    let is_definite = material.is_one_of(tokens.start, &["the", "this", "that", "these", "those"]);
    let is_claim = phrase
        .is_some_and(|phrase| is_definite && phrase.tokens.len() == 2 && material.is_one_of(phrase.head, SAYINGS));
    if !is_pronoun && !is_claim {
        return None;
    }
    let one = said.last_before(material.span(tokens).start)?;
    let last = material.passage.tokens_in(*one.content.last()?);
    let distance = material.sentence_idx(tokens.start).saturating_sub(material.sentence_idx(last.end.checked_sub(1)?));
    (distance <= REACH_SENTENCES).then_some(one.id)
}

/// "..., a piece of information which": the attribution whose content ends before the comma.
fn summed_up(material: &Material<'_>, said: &Said<'_>, tokens: &Range<usize>) -> Option<AttributionId> {
    let comma = tokens.start.checked_sub(1).filter(|&idx| material.word(idx) == ",")?;
    let end = material.passage.segmentation.tokens.get(comma.checked_sub(1)?)?.end;
    let is_claim = material.phrase_from(tokens.start).is_some_and(|phrase| is_claim_noun(material, phrase.head));
    if !is_claim {
        return None;
    }
    said.ending_at(end).map(|one| one.id)
}

pub(super) fn is_claim_noun(material: &Material<'_>, head: usize) -> bool {
    material.passage.verdict_at(head, &[VerdictWord::Claim]).is_some()
}

/// Whether words stand for an artefact, or point at something.
pub(super) fn is_artefact(material: &Material<'_>, tokens: &Range<usize>) -> bool {
    let is_pronoun = tokens.len() == 1 && material.is_one_of(tokens.start, &["it", "they", "these", "this"]);
    is_pronoun || material.phrase_from(tokens.start).is_some_and(|phrase| is_artefact_noun(material, phrase.head))
}

/// A test, a picture or a document confirms nothing by itself: whoever presents it does.
pub(super) fn is_evidence(material: &Material<'_>, by: &Range<usize>) -> bool {
    const EVENTS: &[&str] = &[
        "analysis",
        "comparison",
        "development",
        "developments",
        "discovery",
        "evidence",
        "fact",
        "facts",
        "hints",
        "incident",
        "result",
        "results",
        "revelation",
        "revelations",
        "test",
        "tests",
        "tip",
        "tips",
    ];
    let Some(phrase) = material.phrase_from(by.start) else { return false };
    // "A number of people".
    let is_number =
        material.is_one_of(phrase.head, &["number", "series", "total"]) && material.is_one_of(phrase.head + 1, &["of"]);
    // "The naming of the man".
    let is_deed = material.tag(phrase.head) == "NN"
        && material.word(phrase.head).ends_with("ing")
        && material.is_one_of(phrase.head + 1, &["of"])
        && material.is_one_of(phrase.tokens.start, &["the"]);
    if is_deed {
        return true;
    }
    !is_number
        && !material.tag(phrase.head).starts_with("NNP")
        && (material.is_listed(phrase.head, &[NameKind::Artefact, NameKind::Record])
            || material.is_one_of(phrase.head, EVENTS))
}

/// "The paper points to a video showing", "the firm wrote a letter calling": who presents evidence, right before it.
pub(super) fn presenter(material: &Material<'_>, evidence: &Range<usize>) -> Option<Range<usize>> {
    let sentence = material.sentence_around(evidence.start);
    let is_passed = |idx: &usize| matches!(material.tag(*idx), "IN" | "TO" | "RB" | "RP");
    let verb = (sentence.start..evidence.start).rev().find(|idx| !is_passed(idx))?;
    let group = verb_group(material, verb);
    if !material.tag(verb).starts_with('V') || group.is_passive || material.tag(verb) == "VBN" {
        return None;
    }
    clauses::subject(material, &group)
        .filter(|by| !material.is_one_of(by.start, &["it", "there", "what"]) && !is_evidence(material, by))
}

/// Whether words stand for a person: what is said of one is no verdict.
pub(super) fn is_somebody(material: &Material<'_>, tokens: &Range<usize>) -> bool {
    const PRONOUNS: &[&str] =
        &["he", "her", "him", "i", "me", "she", "us", "we", "who", "whom", "you", "anybody", "anyone", "somebody"];
    let Some(phrase) = material.phrase_from(tokens.start) else { return false };
    material.is_role(phrase.head) || material.is_one_of(phrase.head, PRONOUNS)
}

/// What somebody is or can do: to doubt it says nothing of a claim.
const CHARACTER: &[&str] = &[
    "abilities",
    "ability",
    "character",
    "commitment",
    "competence",
    "electability",
    "ethics",
    "fitness",
    "future",
    "honesty",
    "integrity",
    "judgement",
    "judgment",
    "leadership",
    "loyalty",
    "motives",
    "patriotism",
    "prospects",
    "qualifications",
    "readiness",
    "sanity",
    "stamina",
    "strength",
    "temperament",
    "viability",
    "willingness",
];

/// "Doubts about her ethics", "called his leadership abilities into question".
pub(super) fn is_of_character(material: &Material<'_>, about: &Range<usize>) -> bool {
    material.phrase_from(about.start).is_some_and(|phrase| material.is_one_of(phrase.head, CHARACTER))
}

/// Whether words stand for something that can be true or genuine: a clause, a claim, an artefact.
pub(super) fn is_claim_or_artefact(material: &Material<'_>, tokens: &Range<usize>, is_said: bool) -> bool {
    let first = tokens.start;
    let is_pronoun = tokens.len() == 1 && material.is_one_of(first, &["it", "that", "these", "this"]);
    let opens_clause = tokens.len() > 1 && material.is_one_of(first, &["being", "having", "that", "whether"]);
    if is_pronoun || opens_clause {
        return true;
    }
    let Some(phrase) = material.phrase_from(first) else { return is_said };
    let nouns = phrase.tokens.clone();
    let is_matter = material.passage.custody_at(phrase.head, &[CustodyWord::Matter]).is_some();
    is_claim_noun(material, phrase.head)
        || material.is_one_of(phrase.head, QUALITIES)
        || is_artefact_noun(material, phrase.head)
        || is_matter
        || nouns.clone().any(|idx| is_claim_noun(material, idx) && material.tag(idx).starts_with("NN"))
        || (is_said && holds_verb(material, tokens.clone()))
}

/// Things that are denied without a word on whether they are true: "denied bail".
const REFUSED: &[&str] = &[
    "access",
    "admission",
    "appeal",
    "application",
    "asylum",
    "bail",
    "benefit",
    "entry",
    "entrance",
    "leave",
    "motion",
    "opportunity",
    "parole",
    "permission",
    "permit",
    "request",
    "right",
    "service",
    "treatment",
    "visa",
];

/// Whether what is denied is something asked for, or is denied to somebody.
pub(super) fn is_refused(material: &Material<'_>, about: &Range<usize>) -> bool {
    let Some(phrase) = material.phrase_from(about.start) else { return false };
    let noun = crate::entities::singular(&lowered(material.passage, phrase.head), material.tag(phrase.head) == "NNS");
    // "Denied him entry", "denied the party the victory", but not "denied reports the president was ill".
    let end = phrase.tokens.end;
    let end = end + usize::from(material.tag(end).starts_with("RB"));
    let is_person = material.phrase_from(end).is_some_and(|next| {
        let opens = matches!(material.tag(next.tokens.start), "DT" | "PRP$" | "NN" | "NNS");
        let is_time = is_of_calendar(material.word(next.head))
            || material.is_one_of(next.head, &["day", "evening", "morning", "night", "week", "month", "year"]);
        let goes_on = material.is_finite(next.tokens.end);
        opens && !is_time && !goes_on
    });
    let is_person = is_person && !is_claim_noun(material, phrase.head);
    REFUSED.contains(&noun.as_str()) || is_person
}

/// Adds to a noun phrase what hangs on it by "of", "that" or "about", up to the next comma or verb.
pub(super) fn whole(material: &Material<'_>, phrase: Range<usize>) -> Range<usize> {
    let mut head = phrase.end - 1;
    let mut end = phrase.end;
    for _ in 0..3 {
        if !material
            .is_one_of(end, &["of", "in", "about", "by", "from", "for", "to", "on", "with", "between", "against"])
        {
            break;
        }
        let Some(next) = material.phrase_from(end + 1) else { break };
        let is_time =
            is_of_calendar(material.word(next.head)) || material.word(next.head).starts_with(char::is_numeric);
        let is_beside = material.is_one_of(end, &["on", "with", "between", "against"]);
        // "Confirmed the news with Lantern", "on Facebook": to whom, and where.
        let is_venue = is_beside && (material.names_outlet(&next.tokens) || material.tag(next.head).starts_with("NNP"));
        if is_time && (is_beside || material.is_one_of(end, &["in", "from", "by"])) || is_venue {
            break;
        }
        end = next.tokens.end;
    }
    // "The claim that the lake glows": the clause tells what the noun stands for.
    let is_claim = material.passage.verdict_at(head, &[VerdictWord::Claim]).is_some();
    if is_claim && material.is_one_of(end, &["that", "whether"]) {
        head = end - 1;
        end = clauses::clause_behind(material, head).map_or(end, |clause| clause.end);
    }
    phrase.start..end
}

/// What a clause says that somebody made, sent or is behind, and no more: "denied writing the letter", "she painted the
/// piece", "this is not by Banksy".
fn made(material: &Material<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    const BE: &[&str] = &["was", "were", "been", "being", "is", "are", "be", "not"];
    // What else is made is made up or comes about: "made a mistake", "sent troops".
    const SURELY: &[&str] = &[
        "authored",
        "created",
        "creating",
        "directed",
        "drew",
        "filmed",
        "filming",
        "painted",
        "painting",
        "penned",
        "photographed",
    ];
    const MAKING: &[&str] = &["made", "making", "recorded", "recording", "sending", "sent", "writing", "wrote"];
    let things = |phrase: &&NounPhrase| is_artefact_noun(material, phrase.head);
    let makes = |idx: &usize| {
        let is_passive = *idx > tokens.start && material.is_one_of(idx - 1, BE);
        let by_whom = material.is_one_of(idx + 1, &["by"]);
        let is_making =
            is_making(material.word(*idx)) || material.is_one_of(*idx, MAKING) || material.is_one_of(*idx, SURELY);
        // "Those made in conversations" were made by whomever.
        let is_participle = material.tag(*idx) == "VBN"
            && !(*idx > tokens.start && material.is_one_of(idx - 1, &["had", "has", "have", "having", "'ve", "’ve"]));
        material.tag(*idx).starts_with("VB") && is_making && (!is_passive && !is_participle || by_whom)
    };
    let phrases = || material.phrases_in(tokens.clone()).iter().filter(|phrase| phrase.tokens.end <= tokens.end);
    if let Some(verb) = tokens.clone().take(6).find(makes) {
        let thing = phrases().find(things).map(|phrase| phrase.tokens.clone());
        let object = clauses::object(material, verb).filter(|_| material.is_one_of(verb, SURELY));
        return thing.or(object);
    }
    // "He runs any account": of what only somebody can run.
    let runs = tokens.clone().take(6).find(|&idx| {
        material.tag(idx).starts_with("VB")
            && material
                .is_one_of(idx, &["control", "controls", "operate", "operates", "own", "owns", "ran", "run", "runs"])
    });
    let run = runs.and_then(|verb| clauses::object(material, verb));
    let is_profile = |idx: &usize| material.is_one_of(*idx, PROFILES);
    if let Some(run) = run
        && let Some(profile) = (run.start..tokens.end.min(run.start + 6)).rev().find(is_profile)
    {
        return Some(run.start..profile + 1);
    }
    let mut near = tokens.clone().take(12);
    let place = near.find(|&idx| {
        // "Is behind the videos", "is not by Banksy".
        let is_copula = idx > tokens.start && material.is_one_of(idx - 1, BE);
        is_copula && material.is_one_of(idx, &["behind", "by"])
            || material.is_one_of(idx, &["do"]) && material.is_one_of(idx + 1, &["with"])
    })?;
    if material.is_one_of(place, &["by"]) {
        let subject = material.phrase_from(tokens.start + usize::from(material.is_one_of(tokens.start, &["that"])));
        return subject
            .filter(|subject| things(subject) || is_pointing(material, &subject.tokens))
            .map(|one| one.tokens.clone());
    }
    // "Had anything to do with it", "is behind it".
    let object = material.phrase_from(place + 1 + usize::from(material.is_one_of(place, &["do"])));
    object.filter(|object| things(object) || is_pointing(material, &object.tokens)).map(|one| one.tokens.clone())
}

/// Whether words do no more than point at something.
pub(super) fn is_pointing(material: &Material<'_>, tokens: &Range<usize>) -> bool {
    tokens.len() == 1 && material.is_one_of(tokens.start, &["it", "that", "them", "these", "this", "those"])
}
