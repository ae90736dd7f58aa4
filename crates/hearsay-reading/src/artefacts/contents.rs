//! What artefacts show, and who speaks or is seen in them: "shows a barge", "in which the rector threatens", "in the
//! video he is seen".
//!
//! Not who handled them: that is custody.

use std::ops::Range;

use crate::clauses::{self, verb_group};
use crate::material::Material;
use crate::reading::ArtefactRole;
use crate::said::Said;

/// Something that is said of what an artefact holds.
#[derive(Clone, Debug)]
pub(super) struct Content {
    /// The noun phrase of the artefact, by its head.
    pub(super) artefact: usize,
    /// What it is to the artefact.
    pub(super) role: ArtefactRole,
    /// Who or what.
    pub(super) who: Range<usize>,
    /// The word that says so.
    pub(super) cue: usize,
}

/// Verbs that tell what an artefact shows.
pub(super) const SHOWING: &[&str] = &[
    "capture",
    "captured",
    "captures",
    "capturing",
    "contain",
    "contained",
    "containing",
    "contains",
    "depict",
    "depicted",
    "depicting",
    "depicts",
    "describes",
    "describing",
    "detailing",
    "details",
    "displaying",
    "displays",
    "documenting",
    "documents",
    "feature",
    "featured",
    "features",
    "featuring",
    "indicate",
    "indicated",
    "indicates",
    "listing",
    "lists",
    "naming",
    "reveal",
    "revealed",
    "revealing",
    "reveals",
    "show",
    "showed",
    "showcase",
    "showcased",
    "showcases",
    "showcasing",
    "showing",
    "shows",
    "summarising",
    "summarizing",
];
/// Participles of who is in a picture.
const SEEN: &[&str] = &["depicted", "filmed", "pictured", "seen", "shown"];

/// Kinds that are looked at.
const LOOKED_AT: &[&str] =
    &["clip", "footage", "image", "photo", "photograph", "picture", "screenshot", "snapshot", "video"];
/// Words with which a letter's matter is told.
const ABOUT: &[&str] = &["about", "regarding"];
/// Kinds in which those who speak took part, and which somebody else may have made.
const TALKS: &[&str] = &["audio", "audiotape", "call", "conversation", "recording", "tape", "transcript"];

/// Returns what verbs say of what artefacts hold, in the sentences that name one; `heads` are the heads of the artefacts'
/// noun phrases, in order.
pub(super) fn contents(material: &Material<'_>, said: &Said<'_>, heads: &[usize]) -> Vec<Content> {
    let is_artefact = |head: usize| heads.binary_search(&head).is_ok();
    let mut found = Vec::new();
    let mut end = 0;
    for &head in heads.iter() {
        let sentence = material.passage.sentence_at(head);
        for idx in sentence.start.max(end)..sentence.end {
            if material.is_one_of(idx, SHOWING) {
                found.extend(shown(material, is_artefact, idx));
            } else if material.is_one_of(idx, SEEN) || material.is_one_of(idx, &["heard"]) {
                found.extend(seen(material, is_artefact, idx));
            } else if material.is_one_of(idx, &["in"]) {
                found.extend(spoken(material, said, is_artefact, idx));
                found.extend(appears(material, is_artefact, idx));
                found.extend(scene(material, said, is_artefact, idx));
                found.extend(seen_in(material, is_artefact, idx));
            } else if material.is_one_of(idx, ABOUT) {
                found.extend(complaint(material, is_artefact, idx));
            }
        }
        end = end.max(sentence.end);
    }
    found
}

/// The head of the artefact that stands nearest before a token in its sentence, with no finite verb between.
pub(super) fn nearest_before(
    material: &Material<'_>,
    is_artefact: impl Fn(usize) -> bool,
    token: usize,
) -> Option<usize> {
    const REACH: usize = 24;
    let sentence = material.sentence_around(token);
    let reach = sentence.start.max(token.saturating_sub(REACH))..token;
    let is_finite = |idx: &usize| material.is_finite(*idx);
    let is_reduced = |idx: usize| material.tag(idx) == "VBD" && material.is_one_of(idx + 1, &["by", "in", "on", "to"]);
    reach.rev().take_while(|idx| !is_finite(idx) || is_reduced(*idx)).find(|idx| is_artefact(*idx))
}

/// "Footage released by the brigade shows a barge", "a screenshot displaying the prices".
fn shown(material: &Material<'_>, is_artefact: impl Fn(usize) -> bool, verb: usize) -> Option<Content> {
    if !material.tag(verb).starts_with("VB") && !material.tag(verb).starts_with("NNS") {
        return None;
    }
    let group = verb_group(material, verb);
    if group.is_passive {
        return None;
    }
    let subject = clauses::subject(material, &group).map(|subject| subject.end - 1).filter(|head| is_artefact(*head));
    let artefact = subject.or_else(|| nearest_before(material, &is_artefact, group.tokens.start))?;
    let who = clauses::object(material, verb)?;
    Some(Content { artefact, role: ArtefactRole::About, who, cue: verb })
}

/// "In the video he is seen bending over", "two judges are heard in the recording".
fn seen(material: &Material<'_>, is_artefact: impl Fn(usize) -> bool, verb: usize) -> Option<Content> {
    let group = verb_group(material, verb);
    let is_be = group.is_passive && !group.is_reduced;
    let who = clauses::subject(material, &group).filter(|_| is_be)?;
    let sentence = material.sentence_around(verb);
    let inside = |idx: usize| {
        let phrase = material.is_one_of(idx, &["in", "on"]).then(|| material.phrase_from(idx + 1)).flatten()?;
        is_artefact(phrase.head).then_some(phrase.head)
    };
    let artefact = (sentence.start..sentence.end).find_map(inside).filter(|artefact| !who.contains(artefact))?;
    let is_heard = material.is_one_of(verb, &["heard"]);
    let role = if is_heard { ArtefactRole::Participant } else { ArtefactRole::About };
    Some(Content { artefact, role, who, cue: verb })
}

/// "E-mails in which the rector threatens his staff": he wrote them. Of a recording, he takes part in it.
fn spoken(
    material: &Material<'_>,
    said: &Said<'_>,
    is_artefact: impl Fn(usize) -> bool,
    preposition: usize,
) -> Option<Content> {
    if !material.is_one_of(preposition + 1, &["which"]) {
        return None;
    }
    let before = preposition - usize::from(preposition > 0 && material.word(preposition - 1) == ",");
    let artefact = before.checked_sub(1).filter(|head| is_artefact(*head))?;
    let who = material.phrase_from(preposition + 2)?;
    let is_shown = is_seen(material, artefact) && !is_saying(material, said, &who.tokens);
    let speaks = material.is_finite(who.tokens.end)
        && !material.is_one_of(who.tokens.end, &["is", "are", "was", "were", "appears", "appear", "appeared"]);
    // "A video in which a man dances": it shows him.
    // "In which hostages, among them a nurse, were killed".
    if is_shown && (material.is_finite(who.tokens.end) || material.word(who.tokens.end) == ",") {
        return Some(Content { artefact, role: ArtefactRole::About, who: who.tokens.clone(), cue: preposition });
    }
    let is_talk = material.is_one_of(artefact, TALKS);
    let role = if is_talk { ArtefactRole::Participant } else { ArtefactRole::Author };
    speaks.then(|| Content { artefact, role, who: who.tokens.clone(), cue: preposition })
}

/// Whether an artefact is one that is looked at.
fn is_seen(material: &Material<'_>, head: usize) -> bool {
    let noun = crate::heads::lowered(material.passage, head);
    LOOKED_AT.contains(&crate::entities::singular(&noun, material.tag(head) == "NNS").as_str())
}

/// Whether somebody is said to say something: then the words are theirs, and so perhaps is what they stand in.
fn is_saying(material: &Material<'_>, said: &Said<'_>, who: &Range<usize>) -> bool {
    (who.end..who.end + 3).any(|idx| said.with_cue(material.span(&(idx..idx + 1))).is_some())
}

/// "In the video, a guard walks to the gate": it shows him.
fn scene(
    material: &Material<'_>,
    said: &Said<'_>,
    is_artefact: impl Fn(usize) -> bool,
    preposition: usize,
) -> Option<Content> {
    let sentence = material.sentence_around(preposition);
    let phrase = material.phrase_from(preposition + 1)?;
    let is_scene = preposition <= sentence.start + 1 && is_artefact(phrase.head) && is_seen(material, phrase.head);
    let comma = phrase.tokens.end + usize::from(material.is_one_of(phrase.tokens.end, &["above", "below"]));
    let who = material.phrase_from(comma + 1).filter(|_| is_scene && material.word(comma) == ",")?;
    let acts = material.is_finite(who.tokens.end) && !is_saying(material, said, &who.tokens);
    // "In the video, it is claimed", and what is seen is read as that.
    let is_somebody = !material.is_one_of(who.tokens.start, &["i", "it", "there", "this", "we", "you"]);
    let is_said_seen = (who.tokens.end..who.tokens.end + 4).any(|idx| material.is_one_of(idx, SEEN));
    (acts && is_somebody && !is_said_seen).then(|| Content {
        artefact: phrase.head,
        role: ArtefactRole::About,
        who: who.tokens.clone(),
        cue: preposition,
    })
}

/// "The man in the video".
fn seen_in(material: &Material<'_>, is_artefact: impl Fn(usize) -> bool, preposition: usize) -> Option<Content> {
    const PEOPLE: &[&str] =
        &["boy", "child", "children", "couple", "girl", "man", "men", "militant", "people", "person", "woman", "women"];
    let phrase = material.phrase_from(preposition + 1)?;
    let who = material.phrase_until(preposition)?;
    let is_person = material.is_one_of(who.head, PEOPLE) || material.is_role(who.head);
    let is_fit = is_person && is_artefact(phrase.head) && is_seen(material, phrase.head);
    is_fit.then(|| Content {
        artefact: phrase.head,
        role: ArtefactRole::About,
        who: who.tokens.clone(),
        cue: preposition,
    })
}

/// "Wrote a letter complaining about the noise".
fn complaint(material: &Material<'_>, is_artefact: impl Fn(usize) -> bool, preposition: usize) -> Option<Content> {
    let verb = preposition.checked_sub(1).filter(|&verb| material.tag(verb) == "VBG")?;
    let who = material.phrase_from(preposition + 1)?;
    let artefact = nearest_before(material, &is_artefact, verb)?;
    let is_beside = (artefact + 1..verb).all(|idx| !material.tag(idx).starts_with('V') && material.word(idx) != ",");
    is_beside.then(|| Content { artefact, role: ArtefactRole::About, who: who.tokens.clone(), cue: verb })
}

/// "He appeared in a video".
fn appears(material: &Material<'_>, is_artefact: impl Fn(usize) -> bool, preposition: usize) -> Option<Content> {
    let verb = preposition.checked_sub(1)?;
    if !material.is_one_of(verb, &["appear", "appeared", "appears", "featured", "features"]) {
        return None;
    }
    let phrase = material.phrase_from(preposition + 1)?;
    // "A series of videos".
    let of = material.is_one_of(phrase.tokens.end, &["of"]).then(|| material.phrase_from(phrase.tokens.end + 1));
    let phrase = of.flatten().filter(|of| is_artefact(of.head)).unwrap_or(phrase);
    let phrase = Some(phrase).filter(|phrase| is_artefact(phrase.head))?;
    let who = clauses::subject(material, &verb_group(material, verb))?;
    Some(Content { artefact: phrase.head, role: ArtefactRole::About, who, cue: verb })
}
