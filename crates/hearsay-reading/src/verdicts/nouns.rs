//! Verdicts told by a noun or an adjective: "no confirmation of", "issued a denial", "unverified footage".

use std::ops::Range;

use crate::clauses::{self, Outcome, verb_group};
use crate::grammar::is_negation;
use crate::heads::is_of_calendar;
use crate::lexicon::{VerdictEntry, VerdictWord};
use crate::material::Material;
use crate::noun_phrases::NounPhrase;
use crate::reading::VerdictKind;
use crate::verdicts::Found;
use crate::verdicts::subjects::{is_claim_noun, is_claim_or_artefact, is_evidence, is_of_character, is_refused, whole};

/// Verbs with which a verdict is given, or is there.
const GIVING: &[&str] = &[
    "add",
    "added",
    "adding",
    "adds",
    "append",
    "appended",
    "appends",
    "be",
    "been",
    "cast",
    "express",
    "expressed",
    "fired",
    "gave",
    "get",
    "gets",
    "give",
    "given",
    "got",
    "has",
    "have",
    "is",
    "issue",
    "issued",
    "issues",
    "issuing",
    "made",
    "meant",
    "obtain",
    "obtained",
    "offer",
    "offered",
    "posted",
    "print",
    "printed",
    "prints",
    "provide",
    "provided",
    "publish",
    "published",
    "publishes",
    "put",
    "raise",
    "raised",
    "raises",
    "ran",
    "receive",
    "received",
    "released",
    "repeated",
    "sent",
    "tweeted",
    "voiced",
    "was",
];
/// Verbs with which one is got from somebody else.
const RECEIVING: &[&str] = &["get", "gets", "got", "obtain", "obtained", "receive", "received"];
/// Verbs with which one is asked for.
const SEEKING: &[&str] = &[
    "asked", "await", "awaiting", "called", "demanded", "demands", "needs", "pending", "require", "requires", "seek",
    "seeking", "sought",
];

/// "There has been no confirmation of", "issued a denial".
pub(super) fn noun(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: Range<usize>,
    entry: &VerdictEntry,
) -> Option<Found> {
    let head = cue.end - 1;
    let phrase = material.around(head).filter(|phrase| phrase.head == head)?;
    let sentence = material.sentence_around(head);
    let first = phrase.tokens.start;
    let denier = denier(material, phrase);
    let verb = (sentence.start..first).rev().take(6).find(|&idx| material.tag(idx).starts_with("VB"));
    let gives = verb.is_some_and(|verb| material.is_one_of(verb, GIVING));
    // "Reached out for confirmation", "a request for confirmation".
    let is_asked = first > sentence.start && material.is_one_of(first - 1, &["for"]) && kind != VerdictKind::Disputed;
    let is_sought = is_asked || verb.is_some_and(|verb| material.is_one_of(verb, SEEKING));
    let outcome = outcome(material, head, denier, verb.filter(|_| gives), is_sought);
    let is_heading = material.word(head + 1) == ":" && sentence.end > head + 3 && kind != VerdictKind::Disputed;
    let raised = raised(material, head);
    let (by, about) = named(material, kind, phrase, verb.filter(|_| is_sought), raised, is_heading);
    let is_issued = (head + 1..sentence.end.min(head + 6)).any(|idx| material.is_one_of(idx, ISSUED));
    let gives = gives || raised.is_some() || is_issued;
    // "Expressed doubts that", but "there is little doubt that" has none.
    let is_voiced = verb.is_some_and(|verb| material.is_one_of(verb, VOICED));
    // "There is no doubt about that".
    if denier.is_some() && entry.words == "doubt" {
        return None;
    }
    // "The denial comes a day after": one that was told of before.
    let taken_up = is_taken_up(material, phrase);
    // "The judge's confirmation" is to a post.
    let is_appointed = kind == VerdictKind::Confirmed && about.is_none() && !gives && !is_sought && denier.is_none();
    if is_appointed && phrase.tokens.clone().any(|idx| matches!(material.tag(idx), "POS" | "PRP$")) {
        return None;
    }
    let is_told = taken_up || gives || by.is_some() || about.is_some() || outcome != Outcome::Done;
    if !is_told || !is_of_claim(material, kind, entry, head, about.as_ref(), gives || is_heading, is_voiced) {
        return None;
    }
    // "Seeking confirmation": who seeks it means to confirm; who awaits it leaves that to others.
    let seeks = verb.is_some_and(|verb| material.is_one_of(verb, &["seek", "seeking", "sought"]))
        && kind == VerdictKind::Confirmed;
    // "Got two confirmations": whoever gets one does not give it.
    let gets = verb.is_some_and(|verb| material.is_one_of(verb, RECEIVING));
    let gives_it = gives && outcome == Outcome::Done && !gets;
    let by = by.or_else(|| if gives_it || seeks { giver(material, verb?) } else { None });
    // "A story headlined “Doubts raised”" raises none.
    let is_thing = |by: &Range<usize>| {
        let is_claim = || material.phrase_from(by.start).is_some_and(|phrase| is_claim_noun(material, phrase.head));
        is_evidence(material, by) || is_claim()
    };
    let by = by.or_else(|| asked(material, first).filter(|_| is_asked)).filter(|by| !is_thing(by));
    let because = format!("the noun ‘{}’ stands in lexicon verdicts", entry.words);
    let outcome_words = denier.map(|idx| idx..idx + 1);
    let (by, outcome) = unanswered(material, first).map_or((by, outcome), |asked| (Some(asked), Outcome::NotDone));
    // Quoted, a correction is that of whom it is quoted from.
    let is_holders = is_heading && matches!(kind, VerdictKind::Corrected | VerdictKind::Retracted);
    Some(Found { kind, outcome, cue, outcome_words, by, about, is_holders, because })
}

/// "Doubts raised over the footage", "questions have been raised": the word that says so.
fn raised(material: &Material<'_>, head: usize) -> Option<usize> {
    let end = material.sentence_around(head).end;
    let is_auxiliary = material.is_one_of(head + 1, &["are", "have", "has", "is", "was", "were"]);
    let reach = if is_auxiliary { 5 } else { 4 };
    (head + 1..end.min(head + reach)).find(|&idx| material.is_one_of(idx, VOICED))
}

/// "Doubts immediately surrounded the deal", "questions hang over it": the last word of the verb.
fn surrounding(material: &Material<'_>, head: usize) -> Option<usize> {
    const SURROUNDING: &[&str] = &["dog", "dogged", "surround", "surrounded", "surrounding", "surrounds"];
    const HANGING: &[&str] = &["hang", "hanging", "hangs", "hung", "linger", "lingered", "remain", "swirl", "swirled"];
    (head + 1..head + 4).take_while(|&idx| idx < material.passage.n_tokens()).find_map(|idx| {
        let hangs = material.is_one_of(idx, HANGING) && material.is_one_of(idx + 1, &["about", "around", "over"]);
        let surrounds = material.is_one_of(idx, SURROUNDING);
        if hangs { Some(idx + 1) } else { surrounds.then_some(idx) }
    })
}

/// Who the words around the noun name, and about what.
fn named(
    material: &Material<'_>,
    kind: VerdictKind,
    phrase: &NounPhrase,
    seeking: Option<usize>,
    raised: Option<usize>,
    is_heading: bool,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let head = phrase.head;
    let (by, about) = behind(material, phrase);
    let about = about.or_else(|| sought(material, seeking?));
    // "Confirmation the students had left".
    let clause = || material.phrase_from(head + 1).and_then(|_| clauses::clause_behind(material, head));
    let over = || raised.filter(|raised| material.is_one_of(raised + 1, &["about", "as", "on", "over", "upon"]));
    let raised_over = || material.phrase_from(over()? + 2).map(|phrase| whole(material, phrase.tokens.clone()));
    let surrounded =
        || material.phrase_from(surrounding(material, head)? + 1).map(|one| whole(material, one.tokens.clone()));
    let about = about.or_else(clause).or_else(raised_over).or_else(surrounded);
    let by = by.or_else(|| raised_by(material, about.as_ref()?.end));
    let (by, about) = match received(material, kind, phrase.tokens.start) {
        Some(received) => (by, about.or(Some(received))),
        None => (by, about),
    };
    if is_heading {
        return of_heading(material, kind, head, by, about);
    }
    // "Added a correction and admission of error: “An earlier version said that ...”".
    let end = material.sentence_around(head).end;
    let colon = (head + 1..end.min(head + 8)).find(|&idx| material.word(idx) == ":");
    let corrects = colon.filter(|_| kind == VerdictKind::Corrected);
    (by, corrects.and_then(|colon| of_heading(material, kind, colon - 1, None, None).1).or(about))
}

/// Who gives what a noun says: the subject of its verb.
fn giver(material: &Material<'_>, verb: usize) -> Option<Range<usize>> {
    let subject = clauses::subject(material, &verb_group(material, verb));
    subject.filter(|by| !material.is_one_of(by.start, &["it", "there"]))
}

/// "Reached out to the agents for confirmation", "asked the navy for a retraction": who is asked.
fn asked(material: &Material<'_>, first: usize) -> Option<Range<usize>> {
    const ASKING: &[&str] = &["approached", "ask", "asked", "asking", "contacted", "pressed", "to"];
    let whom = material.phrase_until(first.checked_sub(1)?)?;
    let before = whom.tokens.start.checked_sub(1)?;
    material.is_one_of(before, ASKING).then(|| whom.tokens.clone())
}

/// "The navy has not replied to a request for confirmation": who has not.
fn unanswered(material: &Material<'_>, first: usize) -> Option<Range<usize>> {
    let request = first.checked_sub(2).and_then(|idx| material.around(idx))?;
    let is_request =
        material.is_one_of(request.head, &["call", "calls", "inquiry", "question", "questions", "request", "requests"]);
    let to = request.tokens.start.checked_sub(1).filter(|&to| is_request && material.is_one_of(to, &["to"]))?;
    let answer = to
        .checked_sub(1)
        .filter(|&idx| material.is_one_of(idx, &["answer", "replied", "reply", "respond", "responded"]))?;
    let group = verb_group(material, answer);
    (group.outcome == Outcome::NotDone).then(|| clauses::subject(material, &group)).flatten()
}

/// "The footage was met with scepticism": what was met.
fn received(material: &Material<'_>, kind: VerdictKind, first: usize) -> Option<Range<usize>> {
    const MEETING: &[&str] = &["greeted", "met", "received", "regarded", "treated", "viewed"];
    // "With varying degrees of scepticism".
    let of = first.checked_sub(1).filter(|&of| material.is_one_of(of, &["of"]));
    let first = of.and_then(|of| material.phrase_until(of)).map_or(first, |measure| measure.tokens.start);
    let verb = first.checked_sub(2).filter(|&verb| material.is_one_of(verb, MEETING))?;
    let is_met = kind == VerdictKind::Disputed && material.is_one_of(first - 1, &["with"]);
    let group = verb_group(material, verb);
    let met = || if group.is_passive { clauses::subject(material, &group) } else { clauses::object(material, verb) };
    if is_met { met() } else { None }
}

/// Words behind a correction or a denial that say that it is there.
const ISSUED: &[&str] = &["added", "appended", "issued", "made", "posted", "printed", "published"];
/// Words with which doubts are told.
const VOICED: &[&str] = &[
    "cast",
    "casting",
    "casts",
    "express",
    "expressed",
    "expresses",
    "raise",
    "raised",
    "raises",
    "raising",
    "voiced",
];

/// The word that denies the noun: "no confirmation", "by no means a confirmation", "no comment or confirmation".
fn denier(material: &Material<'_>, phrase: &NounPhrase) -> Option<usize> {
    let first = phrase.tokens.start;
    let denies = |idx: usize| {
        let is_means = material.is_one_of(idx, &["means"]) && idx > 0 && material.is_one_of(idx - 1, &["no"]);
        is_means
            || is_negation(material.word(idx))
            || material.is_one_of(idx, &["awaiting", "lacking", "pending", "without"])
    };
    let near = phrase.tokens.clone().chain(first.checked_sub(1)).find(|&idx| denies(idx));
    near.or_else(|| {
        let joined = first.checked_sub(1).filter(|&idx| material.is_one_of(idx, &["or", "nor"]))?;
        let other = material.phrase_until(joined)?.tokens.start;
        material.is_one_of(other, &["no"]).then_some(other)
    })
}

/// "The report awaits confirmation", but not "the ministry awaits confirmation".
fn sought(material: &Material<'_>, verb: usize) -> Option<Range<usize>> {
    let subject = clauses::subject(material, &verb_group(material, verb))?;
    let is_asked = material.is_one_of(verb, &["needs", "require", "requires"]);
    let is_fit = is_claim_or_artefact(material, &subject, false) && subject.len() > 1;
    (is_asked || is_fit).then_some(subject)
}

/// "Doubts about the diary were raised by two nephews".
fn raised_by(material: &Material<'_>, end: usize) -> Option<Range<usize>> {
    if !material.is_one_of(end, &["was", "were", "have", "has"]) {
        return None;
    }
    let is_raised = |idx: &usize| material.is_one_of(*idx, VOICED) || material.is_one_of(*idx, &["issued"]);
    let passive = (end..end + 4).find(is_raised)?;
    clauses::agent(material, &verb_group(material, passive)).map(|agent| whole(material, agent))
}

/// "Correction: the bridge is open" is about what follows; "Denial: the actor said he had not" is also by him.
fn of_heading(
    material: &Material<'_>,
    kind: VerdictKind,
    head: usize,
    by: Option<Range<usize>>,
    about: Option<Range<usize>>,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let rest = head + 2..material.sentence_around(head).end;
    let end = rest.clone().rev().find(|&idx| material.passage.is_word(idx)).unwrap_or(head + 2);
    let is_own = matches!(kind, VerdictKind::Denied | VerdictKind::Retracted);
    // "Correction: an earlier version of this story said that the dam had burst": it had not.
    let told = rest.clone().take(16).find(|&idx| material.is_finite(idx) && material.is_one_of(idx + 1, &["that"]));
    if let Some(told) = told.filter(|_| kind == VerdictKind::Corrected) {
        return (by, clauses::clause_behind(material, told).or(about));
    }
    let first = material.phrase_from(head + 2).map(|phrase| phrase.tokens.clone()).filter(|_| is_own);
    let first = first.filter(|first| material.tag(first.end).starts_with('V') || material.tag(first.end) == "MD");
    (by.or(first), about.or(Some(head + 2..end + 1)))
}

/// Whether what a noun says happened: "no confirmation", "is awaiting confirmation", "confirmation is impossible".
fn outcome(
    material: &Material<'_>,
    head: usize,
    denier: Option<usize>,
    giving: Option<usize>,
    is_sought: bool,
) -> Outcome {
    const COPULAS: &[&str] = &["almost", "are", "is", "nearly", "proved", "was", "were"];
    let end = material.sentence_around(head).end.min(head + 16);
    let is_impossible = (head + 1..end).any(|idx| {
        material.is_one_of(idx, &["difficult", "impossible", "lacking", "unavailable"])
            && material.is_one_of(idx - 1, COPULAS)
            || material.is_one_of(idx, &["available", "forthcoming", "possible"]) && is_negation(material.word(idx - 1))
    });
    match () {
        () if is_sought => Outcome::Open,
        () if denier.is_some() || is_impossible => Outcome::NotDone,
        () => giving.map_or(Outcome::Done, |verb| verb_group(material, verb).outcome),
    }
}

/// Who, and about what, by the possessor and by the prepositions behind the noun.
fn behind(material: &Material<'_>, phrase: &NounPhrase) -> (Option<Range<usize>>, Option<Range<usize>>) {
    const REACH: usize = 14;
    let head = phrase.head;
    let end = material.sentence_around(head).end.min(head + REACH);
    let possessive = phrase.tokens.clone().find(|&idx| material.tag(idx) == "POS").map(|idx| phrase.tokens.start..idx);
    // "Wednesday's denial".
    let possessive = possessive.filter(|owner| !is_of_calendar(material.word(owner.end - 1)));
    let pronoun = || phrase.tokens.clone().find(|&idx| material.tag(idx) == "PRP$").map(|idx| idx..idx + 1);
    let mut by = possessive.or_else(pronoun);
    let mut about = None;
    let mut idx = head + 1;
    while idx < end {
        let next = material.phrase_from(idx + 1).map(|phrase| phrase.tokens.clone());
        match next {
            Some(next) if by.is_none() && material.is_one_of(idx, &["by", "from"]) => {
                idx = next.end;
                by = Some(next);
            }
            Some(_) if material.is_one_of(idx, &["and"]) && !is_noun_of_verdict(material, idx + 1) => break,
            Some(next) if about.is_none() && material.is_one_of(idx, &["about", "of", "over"]) => {
                let whole = whole(material, next.clone());
                // "Confirmation of the sale by the mayor": he confirms it.
                let by_whom = whole.clone().find(|&idx| material.is_one_of(idx, &["by"])).filter(|_| by.is_none());
                let whole = whole.start..by_whom.unwrap_or(whole.end);
                idx = next.end;
                about = Some(whole);
            }
            _ if about.is_none() && material.is_one_of(idx, &["that", "whether"]) => {
                about = clauses::clause_behind(material, idx - 1);
                break;
            }
            _ if matches!(material.word(idx), "," | "." | ";" | ":") || material.tag(idx).starts_with("VB") => break,
            _ => idx += 1,
        }
    }
    (by, about)
}

/// "The denial comes", "the denials were": a verdict that was told of before.
pub(super) fn is_taken_up(material: &Material<'_>, phrase: &NounPhrase) -> bool {
    let end = phrase.tokens.end;
    let end = end + usize::from(material.tag(end).starts_with("RB"));
    phrase.tokens.len() == 2
        && material.is_one_of(phrase.tokens.start, &["the", "that", "this", "these"])
        && material.is_finite(end)
}

fn is_noun_of_verdict(material: &Material<'_>, idx: usize) -> bool {
    material.passage.verdict_at(idx, &[VerdictWord::Noun]).is_some()
}

/// Whether a noun is a verdict on a claim or an artefact: not "denial of access", "a course correction", "any question".
fn is_of_claim(
    material: &Material<'_>,
    kind: VerdictKind,
    entry: &VerdictEntry,
    head: usize,
    about: Option<&Range<usize>>,
    is_published: bool,
    is_voiced: bool,
) -> bool {
    const GENUINE: &[&str] = &[
        "authentic",
        "authenticity",
        "fake",
        "faked",
        "genuine",
        "genuineness",
        "hoax",
        "legitimacy",
        "real",
        "staged",
        "veracity",
    ];
    let speaks_of = |words: &[&str]| about.is_some_and(|about| about.clone().any(|idx| material.is_one_of(idx, words)));
    match kind {
        VerdictKind::Denied => !about.is_some_and(|about| is_refused(material, about)),
        VerdictKind::Disputed if matches!(entry.words, "controversy" | "debate" | "speculation") => speaks_of(GENUINE),
        // "Responded to a question about", "questions about whether he will stay".
        VerdictKind::Disputed if entry.words == "question" && material.tag(head) != "NNS" => false,
        VerdictKind::Disputed
            if about.is_some_and(|about| is_of_future(material, about) || is_of_character(material, about)) =>
        {
            false
        }
        VerdictKind::Disputed if matches!(entry.words, "scepticism" | "skepticism" | "disbelief") => {
            is_published || about.is_some()
        }
        VerdictKind::Disputed => {
            // "Violence cast doubt over the talks": an event does, and it is their success that is in doubt.
            let is_cast = head > 0 && material.is_one_of(head - 1, &["cast", "casting", "casts"]);
            let opening = ["about", "as", "of", "on", "over", "raised", "whether"];
            let is_raised = (head + 1..head + 5).any(|idx| material.is_one_of(idx, &["cast", "raised", "voiced"]));
            // "There are doubts that the ship ever sailed".
            let is_held =
                material.tag(head) == "NNS" && entry.words == "doubt" && material.is_one_of(head + 1, &["that"]);
            (is_held
                || material.is_one_of(head + 1, &opening)
                || surrounding(material, head).is_some()
                || is_raised
                || is_voiced
                    && (material.is_one_of(head + 1, &["that"]) || about.is_some_and(|about| about.start == head + 1)))
                && about.is_some_and(|about| {
                    is_voiced && !is_cast && entry.words == "doubt"
                        || surrounding(material, head).is_some_and(|last| material.tag(last) != "VBG")
                        || surrounding(material, head).is_some() && entry.words == "doubt"
                        || is_claim_or_artefact(material, about, false)
                })
        }
        VerdictKind::Corrected => is_published || (head + 1..head + 6).any(|idx| material.is_one_of(idx, ISSUED)),
        _ => true,
    }
}

/// "Whether he will stay".
fn is_of_future(material: &Material<'_>, about: &Range<usize>) -> bool {
    material.is_one_of(about.start, &["whether"])
        && about.clone().any(|idx| material.is_one_of(idx, &["will", "would", "'ll", "’ll"]))
}

/// "Unverified footage", "the report remains unconfirmed".
pub(super) fn undone(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: Range<usize>,
    entry: &VerdictEntry,
) -> Option<Found> {
    let phrase = material.around(cue.start).filter(|phrase| phrase.head >= cue.end);
    let about = match phrase {
        Some(phrase) => {
            let first = if phrase.tokens.start == cue.start { cue.end } else { phrase.tokens.start };
            Some(whole(material, first..phrase.tokens.end))
        }
        None => {
            let sentence = material.sentence_around(cue.start);
            let verb = (sentence.start..cue.start).rev().take(14).find(|&idx| material.tag(idx).starts_with("VB"));
            verb.and_then(|verb| clauses::subject(material, &verb_group(material, verb)))
        }
    };
    // "Unsupported claims", but "an unsupported wall".
    if entry.words == "unsupported" && !about.as_ref().is_some_and(|about| is_claim_or_artefact(material, about, false))
    {
        return None;
    }
    let because = format!("‘{}’ says that it has not happened", entry.words);
    Some(Found {
        kind,
        outcome: Outcome::NotDone,
        outcome_words: Some(cue.clone()),
        cue,
        by: None,
        about,
        is_holders: false,
        because,
    })
}
