//! What is done to artefacts, verb by verb, and what prepositions say of them.

use std::ops::Range;

use crate::artefacts::contents::SHOWING;
use crate::artefacts::{DONE, doer_and_done, hedges_among};
use crate::clauses::{Outcome, verb_group};
use crate::entities::Entities;
use crate::heads::is_of_calendar;
use crate::lexicon::{CustodyWord, NameKind};
use crate::material::Material;
use crate::noun_phrases::NounPhrase;
use crate::reading::{ArtefactRole, Custody, EntityKind, MentionKind};
use crate::said::Said;
use hearsay_text::span::Span;

/// Something that is done to something.
#[derive(Clone, Debug)]
pub(super) struct Doing {
    /// The verb.
    pub(super) verb: usize,
    /// What it makes of who does it.
    pub(super) role: ArtefactRole,
    /// Whether it is a participle joined to one before it.
    pub(super) is_aside: bool,
    /// Whether it is said of much else: "made", "taken".
    is_common: bool,
    /// What kind of verb it is.
    word: CustodyWord,
    /// Who does it.
    pub(super) doer: Option<Range<usize>>,
    /// To what.
    pub(super) done_to: Option<Range<usize>>,
    /// What else is said: where, to whom.
    pub(super) others: Vec<(ArtefactRole, Range<usize>)>,
    /// The words that weaken it.
    pub(super) hedges: Vec<Span>,
}

impl Doing {
    /// Whether it does not by itself show that what it is done to is treated as evidence: "saw a photo".
    pub(super) fn is_weak(&self) -> bool {
        self.is_common || self.word == CustodyWord::Author && self.doer.is_none()
    }

    /// Whether it can be done to an artefact of that kind: recordings are made and pictures are taken, and of a call
    /// neither is said that tells who recorded it.
    pub(super) fn fits(&self, kind: &str) -> bool {
        const RECORDED: &[&str] = &["audio", "audiotape", "film", "recording", "tape", "voice message"];
        !self.is_common || SEEN.contains(&kind) || RECORDED.contains(&kind)
    }
}

/// Kinds of what is seen: "from" tells who published it, and who has taken it recorded it.
const SEEN: &[&str] =
    &["clip", "footage", "image", "photo", "photograph", "picture", "screenshot", "snapshot", "video"];
/// Kinds that are somebody's because they wrote or sent them: "the guard’s letter".
const WRITTEN: &[&str] = &[
    "diary",
    "e-mail",
    "email",
    "letter",
    "memo",
    "memorandum",
    "message",
    "note",
    "text message",
    "tweet",
    "voice message",
    "voicemail",
];

/// Verbs of `custody.toml` that are said of much else.
const COMMON: &[&str] = &["made", "make", "makes", "making", "take", "taken", "takes", "taking", "took"];

fn role_of(word: CustodyWord) -> ArtefactRole {
    match word {
        CustodyWord::Recorder => ArtefactRole::RecordedBy,
        CustodyWord::Holder => ArtefactRole::ObtainedBy,
        CustodyWord::Leaker => ArtefactRole::LeakedBy,
        CustodyWord::Publisher => ArtefactRole::PublishedBy,
        _ => ArtefactRole::Author,
    }
}

/// Returns all that is done in a document by the verbs of `custody.toml`, in order.
pub(super) fn doings(material: &Material<'_>) -> Vec<Doing> {
    let mut found = Vec::new();
    for idx in 0..material.passage.n_tokens() {
        if !material.tag(idx).starts_with("VB") {
            continue;
        }
        let Some((end, word)) = material.passage.custody_at(idx, &DONE) else { continue };
        // "Was not written by a clerk" makes nobody its author.
        let group = verb_group(material, idx);
        if matches!(group.outcome, Outcome::NotDone | Outcome::Declined) {
            continue;
        }
        // "Are investigating whether Bob leaked it", "wanted to publish it"; but "may have been leaked by Bob" is hedged.
        let is_modal = group.outcome_words.clone().is_some_and(|mut words| words.any(|idx| material.tag(idx) == "MD"));
        if group.outcome == Outcome::Open && !is_modal {
            continue;
        }
        let (doer, done_to, tokens) = doer_and_done(material, group, end - 1);
        // "Came to light by somebody", "surfaced on Telegram": it came, and perhaps somebody brought it.
        let coming = ["appear", "emerg", "surfac"];
        let is_coming = end > idx + 1 && material.is_one_of(end - 1, &["light"])
            || coming.iter().any(|stem| material.word(idx).to_lowercase().starts_with(stem));
        let (doer, done_to) = match is_coming {
            true => (by(material, end), doer.or(done_to)),
            false => (doer, done_to),
        };
        // "Written by a nurse and published by Lantern": both are done to the same.
        let is_participle = material.tag(idx) == "VBN"
            || material.tag(idx) == "VBD" && material.is_one_of(end, &["by", "in", "on", "to"]);
        let is_joined = tokens.len() == 1 && idx > 0 && is_participle && material.word(idx - 1) == "and";
        let same = found.last().filter(|last: &&Doing| is_joined && last.verb + 16 > idx);
        let (doer, done_to) = match same.and_then(|last| last.done_to.clone()) {
            Some(done_to) => (by(material, end), Some(done_to)),
            None => (doer, done_to),
        };
        // "Was leaked by somebody" without a subject of its own takes the one of the verb before it.
        let done_to = done_to.or_else(|| shared_subject(material, tokens.start));
        // "Published no such message", "neither of them had seen evidence".
        let is_none = |tokens: &Option<Range<usize>>| {
            tokens.as_ref().is_some_and(|tokens| material.is_one_of(tokens.start, &["neither", "no", "nobody", "none"]))
        };
        if is_none(&doer) || is_none(&done_to) {
            continue;
        }
        found.push(Doing {
            verb: idx,
            role: role_of(word),
            is_aside: is_joined,
            is_common: material.is_one_of(idx, COMMON),
            word,
            doer,
            done_to,
            others: others(material, idx, end),
            hedges: hedges_among(material, tokens.start.saturating_sub(adverbs_before(material, tokens.start))..idx),
        });
    }
    found
}

fn adverbs_before(material: &Material<'_>, token: usize) -> usize {
    (0..3).take_while(|back| token > *back && material.tag(token - back - 1).starts_with("RB")).count()
}

fn by(material: &Material<'_>, from: usize) -> Option<Range<usize>> {
    let sentence = material.sentence_around(from);
    let by = (from..sentence.end.min(from + 3)).find(|&idx| material.word(idx) == "by")?;
    material.phrase_from(by + 1).map(|phrase| phrase.tokens.clone())
}

/// "A conversation that took place in May and was leaked by Ann": what is done is done to the subject before "and".
fn shared_subject(material: &Material<'_>, first: usize) -> Option<Range<usize>> {
    let sentence = material.sentence_around(first);
    let is_joined = first > sentence.start && material.is_one_of(first - 1, &["and", "but"]);
    if !is_joined || !material.is_one_of(first, &["was", "were", "been", "is", "are", "being"]) {
        return None;
    }
    let relative = (sentence.start..first).rev().find(|&idx| material.is_one_of(idx, &["that", "which"]));
    let relative = relative.filter(|&relative| material.tag(relative) != "IN" || relative + 8 > first)?;
    let before = relative - usize::from(relative > sentence.start && material.word(relative - 1) == ",");
    let nearest = material.phrases_in(sentence.start..before).iter().rev();
    let mut artefacts = nearest.filter(|phrase| material.is_listed(phrase.head, &[NameKind::Artefact]));
    artefacts.next().map(|phrase| phrase.tokens.clone())
}

/// "On Telegram", "to Reuters", behind the verb.
fn others(material: &Material<'_>, verb: usize, from: usize) -> Vec<(ArtefactRole, Range<usize>)> {
    const REACH: usize = 14;
    let sentence = material.sentence_around(verb);
    let mut found = Vec::new();
    for idx in from..sentence.end.min(from + REACH) {
        if matches!(material.word(idx), ";" | "." | "“" | "”" | "\"")
            || material.is_one_of(idx, &["which", "who", "that", "but"])
        {
            break;
        }
        if material.is_finite(idx) && idx > from {
            break;
        }
        // "Shared online".
        if material.is_one_of(idx, &["online"]) {
            found.push((ArtefactRole::Where, idx..idx + 1));
            continue;
        }
        let Some(phrase) = material.phrase_from(idx + 1) else { continue };
        let is_made = material.is_one_of(idx, &["in", "at", "on", "near", "outside"])
            && is_place_of_making(material, verb, phrase);
        if material.is_one_of(idx, &["on", "at", "in", "via", "through", "to", "over", "across"])
            && is_place_of_publication(material, phrase)
            || is_made
        {
            found.push((ArtefactRole::Where, phrase.tokens.clone()));
        } else if material.is_one_of(idx, &["to"]) && sends(material, verb) {
            found.push((ArtefactRole::Recipient, phrase.tokens.clone()));
        }
    }
    found
}

fn sends(material: &Material<'_>, verb: usize) -> bool {
    material.is_one_of(
        verb,
        &[
            "addressed",
            "handed",
            "passed",
            "sent",
            "send",
            "sends",
            "sending",
            "written",
            "wrote",
            "emailed",
            "leaked",
            "write",
            "writing",
        ],
    )
}

/// "Filmed in Karsholm": where somebody recorded it.
fn is_place_of_making(material: &Material<'_>, verb: usize, phrase: &NounPhrase) -> bool {
    let records = material.is_one_of(verb, &["filmed", "photographed", "recorded", "shot", "taken", "taped"]);
    records
        && !is_of_calendar(material.word(phrase.head))
        && !material.word(phrase.head).starts_with(char::is_numeric)
        && !material.is_one_of(phrase.head, &["custody", "day", "hand", "month", "week", "year", "years"])
}

/// A site, a platform, an outlet.
fn is_place_of_publication(material: &Material<'_>, phrase: &NounPhrase) -> bool {
    let word = crate::heads::lowered(material.passage, phrase.head);
    let is_site = [".com", ".net", ".org", ".ru", ".info", ".tv", ".co.uk"].iter().any(|end| word.ends_with(end));
    let is_noun = [
        "account", "blog", "channel", "feed", "forum", "forums", "internet", "media", "network", "online", "page",
        "platform", "site", "sites", "web", "website", "websites",
    ];
    is_site || is_noun.contains(&word.as_str()) || material.names_outlet(&phrase.tokens)
}

/// Whether an artefact of that kind is whose it is because they wrote or sent it.
pub(super) fn is_written(kind: &str) -> bool {
    WRITTEN.contains(&kind)
}

/// "The guard’s letter", "his e-mail": whose it is, wrote it.
pub(super) fn owner(material: &Material<'_>, entities: &Entities, phrase: &NounPhrase) -> Option<Custody> {
    let kind = crate::entities::singular(&crate::heads::lowered(material.passage, phrase.head), false);
    if !is_written(&kind) {
        return None;
    }
    let tokens = phrase.tokens.clone();
    let possessive = tokens.clone().find(|&idx| material.tag(idx) == "POS");
    let pronoun = || tokens.clone().find(|&idx| material.tag(idx) == "PRP$");
    let (who, cue) = match possessive {
        Some(possessive) => (tokens.start..possessive, possessive),
        None => pronoun().map(|idx| (idx..idx + 1, idx))?,
    };
    Some(of_somebody(material, entities, ArtefactRole::Author, &who, material.span(&(cue..cue + 1))))
}

/// What somebody is to an artefact: by the name alone, where the words end with one.
pub(super) fn of_somebody(
    material: &Material<'_>,
    entities: &Entities,
    role: ArtefactRole,
    who: &Range<usize>,
    cue: Span,
) -> Custody {
    let span = entities.name_at(who.end - 1).unwrap_or_else(|| material.span(who));
    Custody::plain(role, span, entities.headed_by(who.end - 1), cue)
}

/// Reads what stands right behind a mention: "between A and B", "with A", "from A", "to B", "of C", "showing D".
pub(super) fn behind(material: &Material<'_>, entities: &Entities, phrase: &NounPhrase) -> Vec<Custody> {
    said_behind(material, entities, phrase, false)
}

/// `is_joined` tells that the mention is the second of two, and that no third is looked at.
fn said_behind(material: &Material<'_>, entities: &Entities, phrase: &NounPhrase, is_joined: bool) -> Vec<Custody> {
    let relative = material.is_one_of(phrase.tokens.end, &["that", "which"])
        || material.word(phrase.tokens.end) == "," && material.is_one_of(phrase.tokens.end + 1, &["which"]);
    let shows = phrase.tokens.end + if relative { 1 + usize::from(material.word(phrase.tokens.end) == ",") } else { 0 };
    let idx = if material.is_one_of(shows, SHOWING) { shows } else { phrase.tokens.end };
    // "A memo purportedly from the staff".
    let is_aside = material.word(idx) == ","
        && material.tag(idx + 1).starts_with("RB")
        && material.is_one_of(idx + 2, &["by", "from"]);
    let idx = if is_aside { idx + 1 } else { idx };
    let adverb = material.tag(idx).starts_with("RB") && material.is_one_of(idx + 1, &["by", "from"]);
    let (idx, adverb) = if adverb { (idx + 1, Some(idx)) } else { (idx, None) };
    let cue = material.passage.span(idx..idx + 1);
    let custody = |role: ArtefactRole, tokens: &Range<usize>| {
        let span = material.span(&with_of(material, tokens));
        let plain = Custody::plain(role, span, entities.headed_by(tokens.end - 1), cue);
        let hedges = adverb.map(|adverb| hedges_among(material, adverb..adverb + 1)).unwrap_or_default();
        Custody { hedges, ..plain }
    };
    let is = |words: &[&str]| material.is_one_of(idx, words);
    let is_talk = material.is_one_of(
        phrase.head,
        &["call", "calls", "conversation", "conversations", "chat", "correspondence", "exchange"],
    );
    if is(&["between"]) {
        return parties(material, entities, idx + 1)
            .iter()
            .map(|tokens| custody(ArtefactRole::Participant, tokens))
            .collect();
    }
    let Some(next) = material.phrase_from(idx + 1) else { return Vec::new() };
    // "Material and photos of the suspects": both are.
    if is(&["and"]) && material.is_listed(next.head, &[NameKind::Artefact]) {
        return match is_joined {
            true => Vec::new(),
            false => said_behind(material, entities, next, true),
        };
    }
    if is(&["on", "at", "in"]) && is_place_of_publication(material, next) {
        return Vec::new();
    }
    match () {
        () if is_talk && is(&["with"]) => {
            let mut found = vec![custody(ArtefactRole::Participant, &next.tokens)];
            let owner = phrase.tokens.clone().find(|&idx| material.tag(idx) == "PRP$").map(|idx| idx..idx + 1);
            found.extend(owner.map(|owner| custody(ArtefactRole::Participant, &owner)));
            found
        }
        () if is(&["by"]) => vec![custody(ArtefactRole::Author, &next.tokens)],
        () if is(&["from"]) && !is_talk => {
            let is_seen = material.is_one_of(phrase.head, SEEN)
                || material.is_one_of(phrase.head, &["images", "photos", "pictures", "videos"]);
            let role = if is_seen { ArtefactRole::PublishedBy } else { ArtefactRole::Author };
            let mut found = vec![custody(role, &next.tokens)];
            let to =
                (material.word(next.tokens.end) == "to").then(|| material.phrase_from(next.tokens.end + 1)).flatten();
            found.extend(to.map(|to| custody(ArtefactRole::Recipient, &to.tokens)));
            found
        }
        () if is(SHOWING) => vec![custody(ArtefactRole::About, &next.tokens)],
        () if is_of_calendar(material.word(next.head)) => Vec::new(),
        // "The video to a road": the road is no recipient.
        () if is(&["to"])
            && !material.tag(next.head).starts_with("NNP")
            && material.tag(next.head) == "NN"
            && !material.is_role(next.head) =>
        {
            Vec::new()
        }
        () if is(&["to"]) => vec![custody(ArtefactRole::Recipient, &next.tokens)],
        () if is(&["about", "concerning", "of", "on", "purporting", "regarding"]) => {
            vec![custody(ArtefactRole::About, &next.tokens)]
        }
        () => Vec::new(),
    }
}

/// A noun phrase with what hangs on it by "of": "a clerk of the service".
pub(super) fn with_of(material: &Material<'_>, tokens: &Range<usize>) -> Range<usize> {
    let of = material.is_one_of(tokens.end, &["of"]).then(|| material.phrase_from(tokens.end + 1)).flatten();
    of.map_or(tokens.clone(), |of| tokens.start..of.tokens.end)
}

/// The two or more that stand behind "between": their names if they are named, else what they are called.
fn parties(material: &Material<'_>, entities: &Entities, from: usize) -> Vec<Range<usize>> {
    const REACH: usize = 22;
    const PARTIES_MAX: usize = 3;
    let sentence = material.sentence_around(from);
    let is_end = |idx: usize| {
        matches!(material.word(idx), ";" | "." | ":")
            || material.is_one_of(idx, &["that", "which", "who", "in", "on", "about"])
            || material.is_finite(idx)
    };
    let end = (from..sentence.end.min(from + REACH)).find(|&idx| is_end(idx)).unwrap_or(sentence.end.min(from + REACH));
    let mut named = Vec::new();
    let mut described: Vec<Range<usize>> = Vec::new();
    let mut covered = from;
    let first = entities.tokens.partition_point(|tokens| tokens.start < from);
    let near = entities.mentions.iter().zip(&entities.tokens).enumerate().skip(first);
    for (place, (mention, tokens)) in near.take_while(|(_, (_, tokens))| tokens.start < end) {
        if tokens.start < covered || tokens.end > end || tokens.start < from || entities.is_pair(place) {
            continue;
        }
        let kind = entities.entities[mention.entity.0 as usize - 1].kind;
        match mention.kind {
            // "Defence" of "Deputy Defence Minister Roman Halvek" is part of what he is.
            MentionKind::Name if !ends_phrase(material, tokens.end - 1) => {}
            MentionKind::Name if kind != EntityKind::Place => {
                named.push(tokens.clone());
                covered = tokens.end;
            }
            MentionKind::Name => {}
            _ => described.push(tokens.clone()),
        }
    }
    let and = (from..end).find(|&idx| material.word(idx) == "and");
    if named.len() + described.len() < 2 {
        let phrases = [Some(from), and.map(|and| and + 1)].into_iter().flatten();
        let phrases = phrases.filter_map(|from| material.phrase_from(from)).map(|phrase| phrase.tokens.clone());
        described = phrases.filter(|tokens| !named.iter().any(|name| tokens.contains(&name.start))).collect();
    }
    let mut found = if named.len() > 1 { named } else { [named, described].concat() };
    found.sort_by_key(|tokens| tokens.start);
    // Who stands behind the last is named to say who he is: "and Ann Lee, the leader of the Wagner group".
    let is_joint = |idx: &usize| material.word(*idx) == "and" && found.first().is_some_and(|first| first.end <= *idx);
    let and = (from..end).find(is_joint);
    let behind = and.and_then(|and| found.iter().position(|tokens| tokens.start > and));
    found.truncate(behind.map_or(PARTIES_MAX, |behind| behind + 1));
    found
}

/// Whether a token is the noun of the widest noun phrase around it, or stands in none.
fn ends_phrase(material: &Material<'_>, idx: usize) -> bool {
    material.around(idx).is_none_or(|phrase| phrase.head == idx)
}

/// "Foley said in the letter": who says something in an artefact is its author.
pub(super) fn speakers(material: &Material<'_>, said: &Said<'_>) -> Vec<(Range<usize>, Range<usize>)> {
    const REACH: usize = 14;
    let mut found = Vec::new();
    for one in said.attributions {
        let (Some(cue), Some(source)) = (one.cue.first(), one.head) else { continue };
        let cue = material.passage.tokens_in(*cue);
        let sentence = material.sentence_around(cue.start);
        let reach = sentence.start.max(cue.start.saturating_sub(REACH))..sentence.end.min(cue.end + 3);
        for idx in reach.filter(|&idx| material.is_one_of(idx, &["in"])) {
            let token = material.span(&(idx..idx + 1));
            let is_said = one.content.iter().chain(&one.source).any(|part| part.overlaps(token));
            if let Some(phrase) = material.phrase_from(idx + 1).filter(|_| !is_said) {
                found.push((material.passage.tokens_in(source), phrase.tokens.clone()));
            }
        }
    }
    found
}
