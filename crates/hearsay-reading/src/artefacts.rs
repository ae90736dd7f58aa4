//! The artefacts of a document: letters, calls, recordings that it treats as evidence, and whose hands they went through.
//!
//! Not every photograph: something must be done to it, or said of it, that makes it one. Several mentions of one
//! artefact are one, as [`crate::entities`] joins them.

use std::collections::BTreeMap;
use std::ops::Range;

use hearsay_text::span::Span;

use crate::clauses::{self, VerbGroup};
use crate::entities::Entities;
use crate::grammar::is_denying;
use crate::hedges::hedges_in;
use crate::lexicon::{CustodyWord, NameKind};
use crate::material::Material;
use crate::noun_phrases::NounPhrase;
use crate::reading::{Artefact, ArtefactId, ArtefactRole, Custody, EntityId, EntityKind};
use crate::said::Said;
use crate::times::{Time, TimeKind, within};

mod contents;
mod custody;

use custody::Doing;
pub(crate) use custody::is_written;

/// What is done to artefacts, as `custody.toml` has it.
pub(crate) const DONE: [CustodyWord; 5] =
    [CustodyWord::Author, CustodyWord::Recorder, CustodyWord::Holder, CustodyWord::Leaker, CustodyWord::Publisher];

/// The artefacts of a document and what each entity among them is called.
#[derive(Clone, Debug, Default)]
pub(crate) struct Artefacts {
    /// The artefacts.
    pub(crate) artefacts: Vec<Artefact>,
    /// The artefact that an entity is.
    by_entity: BTreeMap<EntityId, ArtefactId>,
    /// Where each mention ends, in order, and of which artefact it is.
    ends: Vec<(u32, ArtefactId)>,
}

impl Artefacts {
    /// Returns the artefact that was mentioned last before a span and not long before it.
    pub(crate) fn last_before(&self, span: Span) -> Option<ArtefactId> {
        const REACH_BYTES: u32 = 400;
        let place = self.ends.partition_point(|(end, _)| *end <= span.start);
        let (end, artefact) = *self.ends.get(place.checked_sub(1)?)?;
        (end + REACH_BYTES > span.start).then_some(artefact)
    }

    /// Returns the artefact that an entity is.
    pub(crate) fn of(&self, entity: EntityId) -> Option<ArtefactId> {
        self.by_entity.get(&entity).copied()
    }
}

/// A noun phrase that stands for something that may be an artefact.
#[derive(Clone, Debug)]
struct Mentioned {
    phrase: NounPhrase,
    entity: EntityId,
    /// What it is called.
    kind: String,
    /// What was found said of it.
    custody: Vec<Custody>,
    hedges: Vec<Span>,
    /// What makes it an artefact, if anything does.
    because: Option<String>,
}

/// Reads the artefacts of a document.
pub(crate) fn artefacts(material: &Material<'_>, entities: &Entities, times: &[Time], said: &Said<'_>) -> Artefacts {
    let mut mentioned: Vec<Mentioned> = material
        .noun_phrases
        .iter()
        .filter_map(|phrase| {
            let kind = kind_of(material, phrase)?;
            let entity = entities.headed_by(phrase.head)?;
            let is_one = entities.entities[entity.0 as usize - 1].kind;
            // "A video editor" is somebody, and his name ends the phrase.
            matches!(is_one, EntityKind::Artefact | EntityKind::Unknown | EntityKind::Group).then_some(())?;
            Some(Mentioned {
                phrase: phrase.clone(),
                entity,
                kind,
                custody: Vec::new(),
                hedges: Vec::new(),
                because: None,
            })
        })
        .collect();
    mentioned.sort_by_key(|one| one.phrase.head);
    mentioned.dedup_by(|later, one| later.phrase.head == one.phrase.head);
    for one in &mut mentioned {
        describe(material, entities, one);
    }
    for doing in custody::doings(material) {
        if is_denied(material, said, &doing) {
            continue;
        }
        attach(material, entities, times, &mut mentioned, &doing);
    }
    for (speaker, artefact) in custody::speakers(material, said) {
        let place = mentioned.partition_point(|one| one.phrase.head < artefact.end - 1);
        let Some(one) = mentioned.get_mut(place).filter(|one| one.phrase.head + 1 == artefact.end) else { continue };
        let cue = material.passage.span(artefact.start..artefact.end);
        // What it says itself has no other author: "the letter said in its last line".
        let custody = custody::of_somebody(material, entities, ArtefactRole::Author, &speaker, cue);
        one.custody.extend(Some(custody).filter(|custody| custody.entity != Some(one.entity)));
    }
    let heads: Vec<usize> = mentioned.iter().map(|one| one.phrase.head).collect();
    for content in contents::contents(material, said, &heads) {
        let Ok(place) = heads.binary_search(&content.artefact) else { continue };
        let one = &mut mentioned[place];
        let cue = material.span(&(content.cue..content.cue + 1));
        let custody = custody::of_somebody(material, entities, content.role, &content.who, cue);
        one.custody.extend(Some(custody).filter(|custody| custody.entity != Some(one.entity)));
    }
    for custody in mentioned.iter_mut().flat_map(|one| &mut one.custody) {
        custody.within = said.holder(custody.cue).map(|one| one.id);
    }
    gather(material, entities, mentioned)
}

/// What an artefact is called: the longest entry of the lexicon that ends with the phrase.
fn kind_of(material: &Material<'_>, phrase: &NounPhrase) -> Option<String> {
    let passage = material.passage;
    let end = phrase.head + 1;
    if material.tag(phrase.head).starts_with("NNP")
        && phrase.head > phrase.tokens.start
        && material.tag(phrase.head - 1).starts_with("NNP")
    {
        return None;
    }
    let first = phrase.tokens.start.max(end.saturating_sub(3));
    let start = (first..end).find(|&from| passage.named_at(from, end, NameKind::Artefact) == Some(end));
    let start = start.or_else(|| passage.custody_at(phrase.head, &[CustodyWord::Matter]).map(|_| phrase.head))?;
    let mut words: Vec<String> = (start..end).map(|idx| crate::heads::lowered(passage, idx)).collect();
    let is_plural = material.tag(phrase.head) == "NNS";
    if let Some(last) = words.last_mut() {
        *last = crate::entities::singular(last, is_plural);
    }
    Some(words.join(" "))
}

/// Reads what stands in and right behind a mention: signs, hedges, participants, author, recipient, subject matter.
fn describe(material: &Material<'_>, entities: &Entities, one: &mut Mentioned) {
    let passage = material.passage;
    let tokens = one.phrase.tokens.clone();
    for hedge in hedges_in(passage, material.span(&tokens)) {
        one.hedges.extend(hedge.value.cue);
    }
    let sign = tokens.clone().find_map(|idx| {
        let is_sign = passage.custody_at(idx, &[CustodyWord::Sign]).is_some();
        let is_done = material.tag(idx) == "VBN" && passage.custody_at(idx, &DONE).is_some();
        (is_sign || is_done).then(|| passage.word(idx))
    });
    if let Some(sign) = sign {
        one.because = Some(format!("‘{sign}’ is said of it"));
    }
    let outer = tokens.start.checked_sub(2).filter(|&outer| {
        let publications = ["disclosure", "leak", "leakage", "leaking", "posting", "publication", "release"];
        material.word(outer + 1) == "of" && material.is_one_of(outer, &publications)
    });
    if let Some(outer) = outer {
        one.because = Some(format!("‘{} of’ is said of it", passage.word(outer)));
    }
    if one.because.is_none() && is_particular(material, one) {
        one.because = Some("it is spoken of as a particular one".to_owned());
    }
    one.custody.extend(custody::owner(material, entities, &one.phrase));
    one.custody.extend(custody::compound(material, entities, &one.phrase));
    for custody in custody::behind(material, entities, &one.phrase) {
        let is_posted = custody.role == ArtefactRole::Where && one.kind == "post";
        let names_parties = matches!(custody.role, ArtefactRole::Participant | ArtefactRole::Author) || is_posted;
        if names_parties && one.because.is_none() {
            one.because = Some("it is said between whom, or from whom, it is".to_owned());
        }
        one.custody.push(custody);
    }
}

/// Kinds that are spoken of as things of their own where they are definite, or where it is said what they show, sorted.
const SPOKEN_OF: &[&str] = &[
    "affidavit",
    "audio",
    "audiotape",
    "clip",
    "database",
    "diary",
    "dossier",
    "e-mail",
    "email",
    "footage",
    "image",
    "letter",
    "memo",
    "memorandum",
    "photo",
    "photograph",
    "picture",
    "post",
    "recording",
    "screenshot",
    "tape",
    "transcript",
    "video",
    "video clip",
    "voicemail",
];

/// "The footage", "these pictures show", "a letter in which": it is one, and not the kind in general.
fn is_particular(material: &Material<'_>, one: &Mentioned) -> bool {
    let tokens = &one.phrase.tokens;
    if SPOKEN_OF.binary_search(&one.kind.as_str()).is_err() {
        return false;
    }
    let first = tokens.start;
    let behind = tokens.end;
    // "Begins with the letter “E”".
    let is_of_alphabet = one.kind == "letter"
        && (behind..behind + 2).any(|idx| {
            material.passage.is_word(idx)
                && material.word(idx).chars().all(char::is_uppercase)
                && material.word(idx).len() == 1
        });
    if is_of_alphabet {
        return false;
    }
    // "His many videos": all that he has made.
    let is_owned = tokens.clone().any(|idx| matches!(material.tag(idx), "PRP$" | "POS"));
    let is_work = is_owned && material.tag(one.phrase.head) == "NNS" && !custody::is_written(&one.kind);
    let is_definite = !is_work
        && (is_owned || material.is_one_of(first, &["another", "each", "that", "the", "these", "this", "those"]));
    let shows = material.is_one_of(
        behind,
        &[
            "of",
            "showing",
            "shows",
            "show",
            "showed",
            "appears",
            "appear",
            "appeared",
            "allegedly",
            "apparently",
            "claiming",
            "purportedly",
            "reportedly",
            "supposedly",
            "purports",
            "purporting",
            "titled",
            "entitled",
            "depicting",
            "depicts",
            "from",
            "captures",
            "captured",
            "posted",
            "taken",
            "uploaded",
            "released",
            "published",
            "shared",
            "emerged",
            "surfaced",
            "displaying",
            "dated",
        ],
    ) || material.is_one_of(behind, contents::SHOWING)
        || material.is_one_of(behind + 1, &["which"]);
    is_definite || shows
}

/// Gives what a verb says to the artefact that it is done to.
fn attach(material: &Material<'_>, entities: &Entities, times: &[Time], mentioned: &mut [Mentioned], doing: &Doing) {
    let Some(place) = target(material, entities, mentioned, doing) else { return };
    // "A letter and a recording": both.
    let joined = doing.done_to.as_ref().filter(|tokens| material.word(tokens.end) == "and");
    let second = joined.and_then(|tokens| material.phrase_from(tokens.end + 1)).map(|phrase| phrase.head);
    let second = second.and_then(|head| {
        let place = mentioned.partition_point(|one| one.phrase.head < head);
        mentioned.get(place).is_some_and(|one| one.phrase.head == head).then_some(place)
    });
    for place in [Some(place), second].into_iter().flatten() {
        attach_to(material, entities, &mut mentioned[place], doing);
        if let Some(time) = time_of(material, times, doing) {
            let cue = material.passage.span(doing.verb..doing.verb + 1);
            let when = Custody::plain(ArtefactRole::When, time.span, None, cue);
            mentioned[place].custody.push(when);
        }
    }
}

/// Whether the words say that it was not so: "denied that he wrote the letter".
fn is_denied(material: &Material<'_>, said: &Said<'_>, doing: &Doing) -> bool {
    let holder = said.holder(material.span(&(doing.verb..doing.verb + 1)));
    holder.is_some_and(|one| {
        one.negated || material.passage.tokens_of(&one.cue).any(|idx| is_denying(material.word(idx)))
    })
}

/// The time that stands near a verb and nearer to no other: "posted last week", "on Monday published".
fn time_of<'t>(material: &Material<'_>, times: &'t [Time], doing: &Doing) -> Option<&'t Time> {
    const REACH: usize = 10;
    let sentence = material.sentence_around(doing.verb);
    let is_verb = |idx: usize| matches!(material.tag(idx), "VBD" | "VBZ" | "VBP" | "MD" | "VBN");
    let behind = (doing.verb + 1..sentence.end.min(doing.verb + 1 + REACH)).take_while(|&idx| !is_verb(idx)).last();
    let before = (sentence.start.max(doing.verb.saturating_sub(REACH))..doing.verb).rev();
    let is_own = |idx: &usize| !is_verb(*idx) || material.is_one_of(*idx, &["was", "were", "had", "has", "been"]);
    let before = before.take_while(is_own).last();
    let span = material.span(&(before.unwrap_or(doing.verb)..behind.unwrap_or(doing.verb) + 1));
    let near = within(times, span).iter().filter(|time| time.span.end <= span.end);
    near.filter(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time)).find(|time| time.anchor.is_none())
}

fn attach_to(material: &Material<'_>, entities: &Entities, mentioned: &mut Mentioned, doing: &Doing) {
    // "They write reports": what they do, and no report in particular.
    let is_bare = mentioned.phrase.tokens.len() == 1 && material.tag(mentioned.phrase.head) == "NNS";
    // "E-mails that he sent to her" are particular ones.
    let is_bare = is_bare && !material.is_one_of(mentioned.phrase.head + 1, &["that", "which"]);
    let is_habit = matches!(material.tag(doing.verb), "VB" | "VBP" | "VBZ") || doing.role == ArtefactRole::Author;
    if is_bare && is_habit {
        return;
    }
    // "See video: ...".
    if material.is_one_of(doing.verb, &["see"]) && doing.doer.is_none() {
        return;
    }
    let verb = material.word(doing.verb);
    // "Amateur footage, taken in May", "took a photo": one that somebody has made.
    let is_made = doing.fits(&mentioned.kind)
        && matches!(material.tag(doing.verb), "VBD" | "VBN")
        && (material.tag(mentioned.phrase.head) == "NN" || mentioned.phrase.head < doing.verb);
    if mentioned.because.is_none() && (!doing.is_weak() || is_made) {
        mentioned.because = Some(format!("‘{verb}’ is said of it"));
    }
    if !doing.fits(&mentioned.kind) {
        return;
    }
    let is_sent = material.is_one_of(doing.verb, &["receive", "received", "receives", "receiving", "got"])
        && custody::is_written(&mentioned.kind);
    let role = if is_sent { ArtefactRole::Recipient } else { doing.role };
    let cue = material.passage.span(doing.verb..doing.verb + 1);
    let hedges = &doing.hedges;
    if let Some(doer) = &doing.doer {
        let entity = entities.headed_by(doer.end - 1);
        // Names without their titles.
        let whole = || material.span(&custody::with_of(material, doer));
        let span = entities.name_at(doer.end - 1).unwrap_or_else(whole);
        // An artefact does nothing to itself: "the video shows". And "you have seen the video" tells nothing of it.
        let is_nobody = doer.len() == 1 && material.is_one_of(doer.start, &["that", "which", "you"]);
        if entity != Some(mentioned.entity) && !is_nobody {
            let plain = Custody::plain(role, span, entity, cue);
            mentioned.custody.push(Custody { hedges: hedges.clone(), ..plain });
        }
    }
    for (role, tokens) in &doing.others {
        let entity = entities.headed_by(tokens.end - 1);
        mentioned.custody.push(Custody::plain(*role, material.span(tokens), entity, cue));
    }
}

/// The mention that something is done to: the one named, or the artefact that a pronoun there stands for.
fn target(material: &Material<'_>, entities: &Entities, mentioned: &[Mentioned], doing: &Doing) -> Option<usize> {
    const REACH: usize = 200;
    let tokens = doing.done_to.as_ref()?;
    // "The video’s recording": the noun at the end, and not whose it is.
    let end = mentioned.partition_point(|one| one.phrase.head < tokens.end);
    let named = end.checked_sub(1).filter(|&last| mentioned[last].phrase.head >= tokens.start);
    // "A call between two governors, intercepted by the army": what the participle describes is the call.
    let described = || {
        let comma = doing.verb.checked_sub(1).filter(|&comma| doing.is_aside || material.word(comma) == ",")?;
        let is_artefact = |head: usize| mentioned.binary_search_by_key(&head, |one| one.phrase.head).is_ok();
        let head =
            contents::nearest_before(material, is_artefact, comma).filter(|_| material.tag(doing.verb) == "VBN")?;
        mentioned.binary_search_by_key(&head, |one| one.phrase.head).ok()
    };
    // "Footage of a pilot being burnt was released": the footage.
    let shown = || {
        let of = tokens.start.checked_sub(1).filter(|&of| material.is_one_of(of, &["of"]))?;
        let head = material.phrase_until(of)?.head;
        mentioned.binary_search_by_key(&head, |one| one.phrase.head).ok()
    };
    named.or_else(described).or_else(shown).or_else(|| {
        let head = tokens.end - 1;
        let is_pronoun = material.tag(head) == "PRP" || material.is_one_of(head, &["this", "that", "these", "those"]);
        let entity = entities.headed_by(head).filter(|_| is_pronoun)?;
        let before = mentioned.partition_point(|one| one.phrase.head < head);
        (before.saturating_sub(REACH)..before).rev().find(|&place| mentioned[place].entity == entity)
    })
}

/// Makes one artefact of the mentions of one entity, if any of them shows that it is one.
fn gather(material: &Material<'_>, entities: &Entities, mentioned: Vec<Mentioned>) -> Artefacts {
    let mut groups: BTreeMap<EntityId, Vec<Mentioned>> = BTreeMap::new();
    for one in mentioned {
        groups.entry(one.entity).or_default().push(one);
    }
    let mut particular: Vec<(EntityId, Vec<Mentioned>)> =
        groups.into_iter().filter(|(_, group)| group.iter().any(|one| one.because.is_some())).collect();
    particular.sort_by_key(|(_, group)| group[0].phrase.tokens.start);
    let mut spoken: BTreeMap<EntityId, Vec<Span>> = BTreeMap::new();
    for mention in &entities.mentions {
        spoken.entry(mention.entity).or_default().push(mention.span);
    }
    let mut found = Artefacts::default();
    for (entity, group) in particular {
        let id = ArtefactId(found.artefacts.len() as u32 + 1);
        found.by_entity.insert(entity, id);
        let mut mentions: Vec<Span> = group.iter().map(|one| material.span(&one.phrase.tokens)).collect();
        mentions.extend(spoken.remove(&entity).unwrap_or_default());
        mentions.sort();
        mentions.dedup();
        let mut custody: Vec<Custody> = group.iter().flat_map(|one| one.custody.iter().cloned()).collect();
        custody.sort_by_key(|one| (one.span, one.role));
        let kept = once_each(custody);
        let mut hedges: Vec<Span> = group.iter().flat_map(|one| one.hedges.iter().copied()).collect();
        hedges.sort();
        hedges.dedup();
        let because = group.iter().find_map(|one| one.because.clone()).unwrap_or_default();
        let kind = group[0].kind.clone();
        found.artefacts.push(Artefact { id, kind, mentions, custody: kept, hedges, because });
    }
    let ends = found.artefacts.iter().flat_map(|one| one.mentions.iter().map(|mention| (mention.end, one.id)));
    found.ends = ends.collect();
    found.ends.sort_unstable();
    found
}

/// Leaves of what is said several times of one the first, with the hedges of all.
fn once_each(custody: Vec<Custody>) -> Vec<Custody> {
    let mut kept: Vec<Custody> = Vec::with_capacity(custody.len());
    let mut places: BTreeMap<(ArtefactRole, Option<EntityId>, Option<Span>), usize> = BTreeMap::new();
    for one in custody {
        let span = one.entity.is_none().then_some(one.span);
        match places.get(&(one.role, one.entity, span)) {
            Some(&place) => kept[place].hedges.extend(one.hedges),
            None => {
                places.insert((one.role, one.entity, span), kept.len());
                kept.push(one);
            }
        }
    }
    kept
}

/// Returns the hedges that stand among tokens, such as the adverb before a participle.
fn hedges_among(material: &Material<'_>, tokens: Range<usize>) -> Vec<Span> {
    if tokens.is_empty() {
        return Vec::new();
    }
    hedges_in(material.passage, material.span(&tokens)).into_iter().flat_map(|hedge| hedge.value.cue).collect()
}

/// Returns who does what a verb says, whose last word is `last`, to what, and the words of its group.
fn doer_and_done(
    material: &Material<'_>,
    group: VerbGroup,
    last: usize,
) -> (Option<Range<usize>>, Option<Range<usize>>, Range<usize>) {
    let subject = clauses::subject(material, &group);
    let tokens = group.tokens.clone();
    if group.is_passive {
        (clauses::agent(material, &VerbGroup { verb: last, ..group }), subject, tokens)
    } else {
        // "The letter the chaplain wrote".
        let before = || clauses::object_before(material, subject.as_ref()?);
        let object = clauses::object(material, last).or_else(before);
        (subject, object, tokens)
    }
}
