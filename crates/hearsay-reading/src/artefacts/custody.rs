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
use crate::reading::{ArtefactRole, Attribution, Custody, EntityKind, MentionKind};
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
        // "Sent him a letter": to whom, and then what.
        let given = done_to.clone().filter(|_| sends(material, idx)).and_then(|whom| given(material, whom));
        let (done_to, whom) = match given {
            Some((whom, thing)) => (Some(thing), Some(whom)),
            None => (done_to, None),
        };
        // "After being posted on Telegram, the picture was deleted".
        let done_to = done_to.or_else(|| opening(material, idx, &tokens));
        // "A video posted to Telegram last week", whatever the tagger makes of the participle: no video posts.
        let done_to = done_to.filter(|thing| !is_time(material, thing));
        let posted = described(material, idx, &tokens).filter(|_| done_to.is_none());
        let (doer, done_to) = match posted {
            Some(thing) => (by(material, end), Some(thing)),
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
            others: others(material, idx, end)
                .into_iter()
                .chain(whom.map(|whom| (ArtefactRole::Recipient, whom)))
                .collect(),
            hedges: hedges_among(material, tokens.start.saturating_sub(adverbs_before(material, tokens.start))..idx),
        });
    }
    found.extend(handed(material));
    found.sort_by_key(|doing| doing.verb);
    found
}

/// "Took a photo and provided it to Lantern", "e-mails that were given to the paper": who gets it.
fn handed(material: &Material<'_>) -> Vec<Doing> {
    const HANDING: &[&str] = &["forwarded", "gave", "given", "handed", "passed", "provided", "supplied", "turned"];
    const REACH: usize = 6;
    let mut found = Vec::new();
    for idx in 0..material.passage.n_tokens() {
        if !material.tag(idx).starts_with("VB") || !material.is_one_of(idx, HANDING) {
            continue;
        }
        let group = verb_group(material, idx);
        if group.outcome != Outcome::Done {
            continue;
        }
        let (_, done_to, tokens) = doer_and_done(material, group, idx);
        let from = done_to.as_ref().map_or(idx + 1, |thing| thing.end.max(idx + 1));
        let to = (from..material.sentence_around(idx).end.min(from + REACH))
            .take_while(|&idx| material.passage.is_word(idx))
            .find(|&idx| material.is_one_of(idx, &["to"]));
        let Some(whom) = to.and_then(|to| material.phrase_from(to + 1)).filter(|whom| is_party(material, whom)) else {
            continue;
        };
        found.push(Doing {
            verb: idx,
            role: ArtefactRole::ObtainedBy,
            is_aside: false,
            is_common: false,
            word: CustodyWord::Holder,
            doer: Some(whom.tokens.clone()),
            done_to: handed_over(material, done_to, &tokens),
            others: Vec::new(),
            hedges: Vec::new(),
        });
    }
    found
}

/// What is handed over, if it is an artefact: the noun, or the one named last before "and provided it", "that were given".
fn handed_over(material: &Material<'_>, done_to: Option<Range<usize>>, group: &Range<usize>) -> Option<Range<usize>> {
    const REACH: usize = 14;
    let is_artefact = |phrase: &&NounPhrase| material.is_listed(phrase.head, &[NameKind::Artefact]);
    let named = done_to.as_ref().and_then(|thing| material.phrase_from(thing.start)).filter(is_artefact);
    if named.is_some() {
        return done_to;
    }
    let sentence = material.sentence_around(group.start);
    let opening = group.start.checked_sub(1).filter(|&idx| material.is_one_of(idx, &["and", "that", "which"]))?;
    let reach = sentence.start.max(opening.saturating_sub(REACH))..opening;
    material.phrases_in(reach).iter().rfind(is_artefact).map(|phrase| phrase.tokens.clone())
}

/// "Last week", "Tuesday".
fn is_time(material: &Material<'_>, thing: &Range<usize>) -> bool {
    const TIMES: &[&str] =
        &["day", "days", "hours", "month", "months", "night", "today", "week", "weeks", "year", "years", "yesterday"];
    let last = thing.end - 1;
    is_of_calendar(material.word(last)) || material.is_one_of(last, TIMES)
}

/// The artefact right before a participle that describes it.
fn described(material: &Material<'_>, verb: usize, group: &Range<usize>) -> Option<Range<usize>> {
    let is_bare = group.len() == 1 && matches!(material.tag(verb), "VBD" | "VBN");
    let thing = material.phrase_until(verb - adverbs_before(material, verb)).filter(|_| is_bare)?;
    material.is_listed(thing.head, &[NameKind::Artefact]).then(|| thing.tokens.clone())
}

/// "Sent him a letter", "wrote the mayor an e-mail": to whom, and what.
fn given(material: &Material<'_>, whom: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let phrase = material.phrase_from(whom.start)?;
    let thing = material.phrase_from(phrase.tokens.end)?;
    let is_given = is_party(material, phrase)
        && !material.is_listed(phrase.head, &[NameKind::Artefact])
        && material.is_listed(thing.head, &[NameKind::Artefact]);
    is_given.then(|| (phrase.tokens.clone(), thing.tokens.clone()))
}

/// "After being posted on Telegram, the picture": the subject behind the comma suffers what the participle says.
fn opening(material: &Material<'_>, verb: usize, group: &Range<usize>) -> Option<Range<usize>> {
    const REACH: usize = 20;
    let sentence = material.sentence_around(verb);
    let is_participle = material.tag(verb) == "VBN";
    let before = group.start.checked_sub(1).filter(|&before| before >= sentence.start);
    let is_opening = match before {
        Some(before) => {
            material.is_one_of(before, &["after", "before", "once", "since", "when", "while"])
                && before < sentence.start + 2
        }
        None => group.start == verb,
    };
    let mut reach = verb + 1..sentence.end.min(verb + REACH);
    let comma = reach.find(|&idx| material.word(idx) == ",").filter(|_| is_participle && is_opening)?;
    let subject = material.phrase_from(comma + 1)?;
    material.is_finite(subject.tokens.end).then(|| subject.tokens.clone())
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
        "account",
        "accounts",
        "app",
        "blog",
        "blogs",
        "channel",
        "channels",
        "feed",
        "forum",
        "forums",
        "internet",
        "media",
        "microblog",
        "network",
        "networks",
        "online",
        "page",
        "pages",
        "platform",
        "platforms",
        "site",
        "sites",
        "web",
        "website",
        "websites",
    ];
    is_site || is_noun.contains(&word.as_str()) || material.names_outlet(&phrase.tokens)
}

/// Whether an artefact of that kind is whose it is because they wrote or sent it.
pub(crate) fn is_written(kind: &str) -> bool {
    WRITTEN.contains(&kind)
}

/// "CCTV footage", "a Telegram post": what has recorded it, or where it was, as a noun before it says.
pub(super) fn compound(material: &Material<'_>, entities: &Entities, phrase: &NounPhrase) -> Option<Custody> {
    const CAMERAS: &[&str] = &[
        "bodycam",
        "cam",
        "camera",
        "cameras",
        "cctv",
        "dashcam",
        "drone",
        "satellite",
        "smartphone",
        "telescope",
        "webcam",
    ];
    let nouns = phrase.tokens.start..phrase.head;
    let last = nouns.clone().rev().find(|&idx| material.tag(idx).starts_with("NN"))?;
    let is_camera = material.is_one_of(last, CAMERAS);
    let is_noun = |idx: &usize| material.tag(*idx).starts_with("NN");
    let first = nouns.clone().rev().skip_while(|&idx| idx > last).take_while(is_noun).last()?;
    let words = first..last + 1;
    let is_named = material.tag(last).starts_with("NNP") && is_platform(material, &words);
    let role = if is_camera { ArtefactRole::RecordedBy } else { ArtefactRole::Where };
    let cue = material.span(&words);
    (is_camera || is_named).then(|| of_somebody(material, entities, role, &words, cue))
}

/// Whether words name a site on which anybody can publish.
fn is_platform(material: &Material<'_>, words: &Range<usize>) -> bool {
    const PLATFORMS: &[&str] = &[
        "facebook",
        "instagram",
        "liveleak",
        "reddit",
        "snapchat",
        "telegram",
        "tiktok",
        "tumblr",
        "twitter",
        "vkontakte",
        "weibo",
        "whatsapp",
        "youtube",
    ];
    words.len() == 1 && material.is_one_of(words.start, PLATFORMS)
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
        return vec![custody(ArtefactRole::Where, &next.tokens)];
    }
    // "A recording of a statement by the general", "letters to the king from his allies".
    let behind_next = |words: &[&str], role: ArtefactRole| {
        let second = material.is_one_of(next.tokens.end, words).then(|| material.phrase_from(next.tokens.end + 1));
        second.flatten().filter(|second| is_party(material, second)).map(|second| custody(role, &second.tokens))
    };
    match () {
        () if is_talk && is(&["with"]) => {
            let mut found = vec![custody(ArtefactRole::Participant, &next.tokens)];
            found.retain(|_| is_party(material, next));
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
        () if is(&["to"]) && is_party(material, next) => {
            let mut found = vec![custody(ArtefactRole::Recipient, &next.tokens)];
            found.extend(behind_next(&["by", "from"], ArtefactRole::Author));
            found
        }
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
            let mut found = vec![custody(ArtefactRole::About, &next.tokens)];
            found.extend(behind_next(&["by"], ArtefactRole::Author));
            found
        }
        () => Vec::new(),
    }
}

/// Whether a noun phrase can stand for people or a body: a name, a pronoun, a role, a plural.
fn is_party(material: &Material<'_>, phrase: &NounPhrase) -> bool {
    let tag = material.tag(phrase.head);
    let is_time = is_of_calendar(material.word(phrase.head));
    !is_time && (tag.starts_with("NNP") || tag == "PRP" || tag == "NNS" || material.is_role(phrase.head))
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
            // "Identified the man in the video": where he is seen, and not where it is said.
            let before = idx.checked_sub(1).filter(|&before| before >= sentence.start);
            let is_free = before.is_none_or(|before| {
                !material.tag(before).starts_with("NN")
                    || is_of_calendar(material.word(before))
                    || source_ends(material, one, before)
            });
            if !is_free {
                continue;
            }
            let is_said = one.content.iter().chain(&one.source).any(|part| part.overlaps(token));
            if let Some(phrase) = material.phrase_from(idx + 1).filter(|_| !is_said) {
                found.push((material.passage.tokens_in(source), phrase.tokens.clone()));
            }
        }
    }
    found
}

/// Whether a source ends with a token: "said the mayor in the letter".
fn source_ends(material: &Material<'_>, one: &Attribution, token: usize) -> bool {
    one.source.iter().any(|span| material.passage.tokens_in(*span).end == token + 1)
}
