//! The chain of an attribution: from the outermost source, over the relays around it, inward to whom it cites.
//!
//! Attributions inside attributions are links already; here are those that one sentence names beside its source:
//! "told Reuters", "as quoted by Interfax", "in a post on Telegram", "citing the ministry".

use std::ops::Range;

use hearsay_text::span::Span;

use crate::entities::Entities;
use crate::material::Material;
use crate::reading::{Act, Attribution, AttributionId, Basis, EntityId, EntityKind, Link, LinkRole};

/// How far from the cue, in tokens, a relay is looked for.
const REACH: usize = 24;
/// So many attributions before and behind are looked at as neighbours.
const NEIGHBOURS: usize = 4;

/// Returns the chain of each attribution, outermost link first. Who the sources are, and their basis, is known already.
pub(crate) fn chains(material: &Material<'_>, entities: &Entities, attributions: &[Attribution]) -> Vec<Vec<Link>> {
    let beside: Vec<Beside> = attributions
        .iter()
        .enumerate()
        .map(|(idx, one)| {
            let near =
                attributions[idx.saturating_sub(NEIGHBOURS)..attributions.len().min(idx + 1 + NEIGHBOURS)].iter();
            let others = near.filter(|other| other.id != one.id);
            let taken: Vec<Span> = others.flat_map(|other| other.source.iter().chain(&other.cue)).copied().collect();
            beside(material, one, &taken)
        })
        .collect();
    (0..attributions.len()).map(|idx| chain(material, entities, attributions, &beside, idx)).collect()
}

/// What stands beside a source.
#[derive(Clone, Debug, Default)]
struct Beside {
    /// Through whom or on what it came out.
    relays: Vec<Span>,
    /// On whose word the source says it.
    cited: Vec<Span>,
}

/// The links from the outermost attribution inward.
fn chain(
    material: &Material<'_>,
    entities: &Entities,
    attributions: &[Attribution],
    beside: &[Beside],
    idx: usize,
) -> Vec<Link> {
    let mut inward: Vec<Link> = Vec::new();
    let mut at = Some(idx);
    while let Some(idx) = at.filter(|&idx| idx < attributions.len()) {
        let one = &attributions[idx];
        let beside_it = |role: LinkRole, span: Span| {
            let who = with_name(material, entities, &material.passage.tokens_in(span));
            let is_thing = who.first().is_some_and(|first| entities.kind(*first) == EntityKind::Artefact);
            let basis = if role == LinkRole::Cited && is_thing { Basis::Document } else { Basis::Told };
            Link { role, span, entities: who, basis, attribution: one.id }
        };
        inward.extend(beside[idx].cited.iter().rev().map(|&span| beside_it(LinkRole::Cited, span)));
        inward.extend(one.head.map(|span| Link {
            role: LinkRole::Source,
            span,
            entities: one.sources.clone(),
            basis: one.basis,
            attribution: one.id,
        }));
        inward.extend(beside[idx].relays.iter().rev().map(|&span| beside_it(LinkRole::Relay, span)));
        at = one.within.map(|AttributionId(id)| id as usize - 1);
    }
    inward.reverse();
    let mut known: Vec<Span> = Vec::with_capacity(inward.len());
    inward.retain(|link| {
        let is_new = !known.contains(&link.span);
        known.push(link.span);
        is_new
    });
    inward
}

fn beside(material: &Material<'_>, one: &Attribution, taken: &[Span]) -> Beside {
    let mut found = Beside::default();
    let Some(cue) = one.cue.first().map(|cue| material.passage.tokens_in(*cue)) else { return found };
    let sentence = material.sentence_around(cue.start);
    let is_said = |idx: usize| {
        let token = material.span(&(idx..idx + 1));
        one.content.iter().any(|content| content.overlaps(token))
    };
    let is_own = |phrase: &Range<usize>| {
        let span = material.span(phrase);
        one.source.iter().any(|source| source.overlaps(span)) && one.head.is_none_or(|head| head.overlaps(span))
    };
    let reach = sentence.start.max(cue.start.saturating_sub(REACH))..sentence.end.min(cue.end + REACH);
    // What belongs to a neighbour is the neighbour's.
    let is_other = |idx: usize| {
        let token = material.span(&(idx..idx + 1));
        taken.iter().any(|span| span.overlaps(token))
    };
    let behind = (cue.end..reach.end).find(|&idx| is_other(idx)).unwrap_or(reach.end);
    let before = (reach.start..cue.start).rev().find(|&idx| is_other(idx)).map_or(reach.start, |idx| idx + 1);
    for idx in (before..behind).filter(|idx| !is_said(*idx)) {
        let Some((opening, from)) = opened_at(material, idx) else { continue };
        let Some(phrase) = material.phrase_from(from).map(|phrase| phrase.tokens.clone()) else { continue };
        let is_place = matches!(opening, Opening::Place | Opening::Told);
        let fits = !is_own(&phrase) && !is_said(phrase.start) && (!is_place || publishes(material, &phrase));
        let span = material.span(&without_article(material, phrase));
        match opening {
            _ if !fits => {}
            Opening::Cited => found.cited.push(span),
            Opening::Relay | Opening::Place | Opening::Told => found.relays.push(span),
        }
    }
    found.relays.dedup();
    found
}

/// Returns whom words stand for: of "the sexton, Ivar Bru" the name behind the comma.
fn with_name(material: &Material<'_>, entities: &Entities, phrase: &Range<usize>) -> Vec<EntityId> {
    let who = entities.in_tokens(phrase);
    if !who.is_empty() || material.word(phrase.end) != "," || material.tag(phrase.end + 1) != "NNP" {
        return who;
    }
    let name = material.phrase_from(phrase.end + 1);
    name.map(|name| entities.in_tokens(&name.tokens)).unwrap_or_default()
}

/// What somebody can have read that another published.
const REPORTS: &[&str] = &["account", "article", "report", "reports", "story"];

/// Notes from whom a source says to have what it said before: "I have it from the sexton", "she had heard it from him".
pub(crate) fn note_hearsay(material: &Material<'_>, entities: &Entities, attributions: &mut [Attribution]) {
    const BEFORE_MAX: usize = 3;
    for idx in 1..attributions.len() {
        let Some(from) = hearsay(material, &attributions[idx]) else { continue };
        let sources = attributions[idx].sources.clone();
        let is_own = |one: &Attribution| {
            one.act == Act::Speech
                && !one.negated
                && one.within.is_none()
                && !sources.is_empty()
                && one.sources == sources
        };
        let Some(said) = (idx.saturating_sub(BEFORE_MAX)..idx).rev().find(|&said| is_own(&attributions[said])) else {
            continue;
        };
        let span = material.span(&without_article(material, from.clone()));
        let who = with_name(material, entities, &from);
        if who.iter().any(|who| sources.contains(who)) {
            continue;
        }
        let attribution = attributions[said].id;
        let link = Link { role: LinkRole::Cited, span, entities: who, basis: Basis::Told, attribution };
        attributions[said].chain.push(link);
    }
}

/// Returns the noun phrase behind "have it from" or "heard it from" in a content.
fn hearsay(material: &Material<'_>, one: &Attribution) -> Option<Range<usize>> {
    const HAVING: &[&str] =
        &["got", "had", "has", "have", "hear", "heard", "hears", "knew", "know", "knows", "learned", "learnt"];
    const WORDS_MAX: usize = 8;
    let content = material.passage.tokens_in(*one.content.first()?);
    let near = content.start..content.end.min(content.start + WORDS_MAX);
    let from = near.clone().find(|&idx| {
        material.is_one_of(idx, &["from"])
            && idx >= near.start + 2
            && material.is_one_of(idx - 1, &["it", "so", "that", "this"])
            && material.is_one_of(idx - 2, HAVING)
    })?;
    material.phrase_from(from + 1).map(|phrase| phrase.tokens.clone())
}

/// What a word opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// Through whom: any noun phrase.
    Relay,
    /// Where: only what publishes.
    Place,
    /// To whom it was said: only what publishes.
    Told,
    /// On whose word.
    Cited,
}

/// Returns what the word at a token opens, and where the noun phrase begins that it names.
fn opened_at(material: &Material<'_>, idx: usize) -> Option<(Opening, usize)> {
    let is = |offset: usize, words: &[&str]| material.is_one_of(idx + offset, words);
    match () {
        () if is(0, &["citing", "quoting"]) => Some((Opening::Cited, idx + 1)),
        () if is(0, &["quoted", "cited", "carried", "relayed"]) && is(1, &["by"]) => Some((Opening::Relay, idx + 2)),
        () if is(0, &["told", "tells", "telling"]) => Some((Opening::Told, idx + 1)),
        () if is(0, &["interview", "interviews", "conversation"]) && is(1, &["with"]) => Some((Opening::Told, idx + 2)),
        () if is(0, &["speaking", "statement", "comments", "remarks"]) && is(1, &["to"]) => {
            Some((Opening::Told, idx + 2))
        }
        () if is(0, &["on", "via"]) => Some((Opening::Place, idx + 1)),
        // "Who has studied the report in the Telegraph".
        () if is(0, &["read", "seen", "studied"]) && is(1, &["a", "the"]) => {
            let noun = (idx + 2..idx + 4).find(|&noun| material.is_one_of(noun, REPORTS))?;
            let is_whose = material.is_one_of(noun + 1, &["by", "in", "of"]);
            is_whose.then_some((Opening::Cited, noun + 2))
        }
        () => None,
    }
}

/// An outlet, a platform, an agency.
fn publishes(material: &Material<'_>, phrase: &Range<usize>) -> bool {
    const NOUNS: &[&str] =
        &["agency", "blog", "broadcaster", "channel", "magazine", "newspaper", "radio", "television"];
    material.names_outlet(phrase) || material.is_one_of(phrase.end - 1, NOUNS)
}

fn without_article(material: &Material<'_>, phrase: Range<usize>) -> Range<usize> {
    let has_name = material.tag(phrase.end - 1).starts_with("NNP");
    let is_article = has_name && phrase.len() > 1 && material.is_one_of(phrase.start, &["the"]);
    phrase.start + usize::from(is_article)..phrase.end
}
