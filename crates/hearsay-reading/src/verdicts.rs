//! The verdicts of a document: who verified, confirmed, denied, disputed what, or did not.
//!
//! Not whether anything is true, and not who should be believed. A verdict is the text's word, or that of the attribution
//! it stands in.

use std::ops::Range;

use hearsay_text::span::Span;

use crate::artefacts::Artefacts;
use crate::circumstances::time_beside;
use crate::clauses::{self, Outcome, verb_group};
use crate::entities::Entities;
use crate::grammar::{is_denying, is_negation, is_quote_mark};
use crate::lexicon::{NameKind, VerdictEntry, VerdictWord};
use crate::material::Material;
use crate::reading::{Attribution, Subject, Verdict, VerdictForm, VerdictId, VerdictKind, When};
use crate::said::Said;
use crate::times::Time;

mod calling;
mod grounds;
mod headlines;
mod nouns;
mod predicates;
mod subjects;
mod verbs;

use calling::called_so;
use grounds::ground;
use headlines::headline;
use nouns::{is_taken_up, noun, undone};
use predicates::{doubting, making, predicate};
use subjects::{about_of, is_evidence, is_pointing, presenter};
use verbs::verb;

/// What is found before it is numbered.
#[derive(Clone, Debug)]
struct Found {
    kind: VerdictKind,
    outcome: Outcome,
    cue: Range<usize>,
    outcome_words: Option<Range<usize>>,
    by: Option<Range<usize>>,
    about: Option<Range<usize>>,
    /// Whether it is that of whoever says so: "police said the video was a hoax", "tests confirm it, the minister says".
    is_holders: bool,
    because: String,
}

/// Reads the verdicts of a document.
pub(crate) fn verdicts(
    material: &Material<'_>,
    entities: &Entities,
    artefacts: &Artefacts,
    times: &[Time],
    said: &Said<'_>,
) -> Vec<Verdict> {
    let mut found: Vec<(VerdictForm, Found)> = Vec::new();
    let mut idx = 0;
    while idx < material.passage.n_tokens() {
        let read = read_at(material, idx, said);
        idx = read.as_ref().map_or(idx + 1, |(end, ..)| *end);
        let read = read.map(|(end, form, one)| (end, form, taken_up(material, &found, form, one)));
        found.extend(read.map(|(_, form, one)| (form, one)).filter(|(_, one)| !is_repeated(material, &found, one)));
    }
    let around = Around { material, entities, artefacts, times, said };
    let found = found.into_iter().filter_map(|(form, one)| Some((form, as_held(material, said, one)?)));
    let finish = |(place, (form, found)): (usize, (VerdictForm, Found))| {
        finish(&around, VerdictId(place as u32 + 1), form, found)
    };
    found.enumerate().map(finish).collect()
}

/// "The denial comes a day after": by whom, and of what, was told before.
fn taken_up(material: &Material<'_>, found: &[(VerdictForm, Found)], form: VerdictForm, one: Found) -> Found {
    const REACH_SENTENCES: usize = 3;
    let phrase = material.around(one.cue.start).filter(|phrase| is_taken_up(material, phrase));
    if form != VerdictForm::Noun || one.by.is_some() || one.about.is_some() || phrase.is_none() {
        return one;
    }
    let sentence = material.sentence_idx(one.cue.start);
    let is_near = |earlier: &Found| material.sentence_idx(earlier.cue.start) + REACH_SENTENCES >= sentence;
    let earlier =
        found.iter().map(|(_, earlier)| earlier).rfind(|earlier| earlier.kind == one.kind && is_near(earlier));
    match earlier {
        Some(earlier) => Found { by: earlier.by.clone(), about: earlier.about.clone(), ..one },
        None => one,
    }
}

/// "Confirmed that it is authentic": one verdict, at its first place.
fn is_repeated(material: &Material<'_>, found: &[(VerdictForm, Found)], one: &Found) -> bool {
    let holds = |about: &Range<usize>| about.start <= one.cue.start && one.cue.end <= about.end;
    let Some((form, last)) = found.last() else { return false };
    let is_within = last.about.as_ref().is_some_and(holds);
    // "Denial: the actor denied that he had".
    let is_heading = *form == VerdictForm::Noun && last.kind == one.kind && last.by.is_some() && last.by == one.by;
    // "Inaccurate and deliberately misleading", "either a mirage or a fraud".
    let is_between = |idx: usize| {
        !material.passage.is_word(idx)
            || matches!(material.tag(idx), "CC" | "DT" | "RB" | "JJ")
            || is_quote_mark(material.word(idx))
    };
    let is_joined = *form == VerdictForm::Predicate
        && last.kind == one.kind
        && last.is_holders == one.is_holders
        && last.about == one.about
        && last.cue.end <= one.cue.start
        && (last.cue.end..one.cue.start).all(is_between)
        && material.sentence_idx(last.cue.start) == material.sentence_idx(one.cue.start);
    // "Exposed the story to be a hoax".
    let is_same = material.sentence_idx(last.cue.start) == material.sentence_idx(one.cue.start);
    let is_raised =
        *form == VerdictForm::Verb && last.kind == one.kind && last.about == one.about && one.about.is_some();
    let is_exposed = is_raised && is_same && one.cue.start < last.cue.end + 12;
    is_joined || is_exposed || is_within && (one.kind == VerdictKind::Authenticated || is_heading)
}

/// What is left of a predicate in somebody's mouth: who does not believe that it is so disputes it, and who denies, does
/// not say or asks it gives no verdict by that; the denying is one of its own.
fn as_held(material: &Material<'_>, said: &Said<'_>, one: Found) -> Option<Found> {
    const HOLDING: &[&str] = &["believe", "believed", "believes", "think", "thinks", "thought"];
    const NOT_SAYING: &[&str] = &[
        "ask",
        "asked",
        "asking",
        "asks",
        "doubt",
        "doubted",
        "doubts",
        "question",
        "questioned",
        "questions",
        "refute",
        "refuted",
        "reject",
    ];
    if !one.is_holders {
        return Some(one);
    }
    let Some(holder) = said.holder(material.span(&one.cue)) else { return Some(one) };
    let says = |words: &[&str]| material.passage.tokens_of(&holder.cue).any(|idx| material.is_one_of(idx, words));
    let denies = material.passage.tokens_of(&holder.cue).any(|idx| is_denying(material.word(idx)));
    if denies || says(NOT_SAYING) {
        return None;
    }
    if !holder.negated {
        return Some(one);
    }
    let is_disputed = says(HOLDING) && one.outcome == Outcome::Done && one.kind == VerdictKind::Authenticated;
    is_disputed.then_some(Found { kind: VerdictKind::Disputed, ..one })
}

/// Reads the verdict whose words begin at a token, if one does, and where they end.
fn read_at(material: &Material<'_>, idx: usize, said: &Said<'_>) -> Option<(usize, VerdictForm, Found)> {
    const ALL: [VerdictWord; 10] = [
        VerdictWord::Making,
        VerdictWord::Called,
        VerdictWord::Verb,
        VerdictWord::Weak,
        VerdictWord::Noun,
        VerdictWord::Undone,
        VerdictWord::Predicate,
        VerdictWord::Partly,
        VerdictWord::Truth,
        VerdictWord::Doubting,
    ];
    const ARMS: [(VerdictForm, &[VerdictWord]); 6] = [
        (VerdictForm::Verb, &[VerdictWord::Verb, VerdictWord::Weak]),
        (VerdictForm::Predicate, &[VerdictWord::Making]),
        (VerdictForm::Noun, &[VerdictWord::Noun, VerdictWord::Undone]),
        (VerdictForm::Predicate, &[VerdictWord::Predicate, VerdictWord::Partly, VerdictWord::Truth]),
        (VerdictForm::Predicate, &[VerdictWord::Doubting]),
        (VerdictForm::Predicate, &[VerdictWord::Called]),
    ];
    material.passage.verdict_at(idx, &ALL)?;
    // "Rubbish" is done to a report, and a report is it.
    ARMS.iter().find_map(|(form, classes)| {
        let (end, entry) = material.passage.verdict_at(idx, classes)?;
        Some((end, *form, read(material, idx..end, entry, said)?))
    })
}

fn read(material: &Material<'_>, cue: Range<usize>, entry: &VerdictEntry, said: &Said<'_>) -> Option<Found> {
    let kind = entry.kind?;
    let is_verb = material.tag(cue.start).starts_with("VB");
    let is_noun = material.tag(cue.start).starts_with("NN");
    let is_participle = material.tag(cue.start).starts_with("JJ") && material.word(cue.start).ends_with("ed");
    if matches!(entry.class, VerdictWord::Verb | VerdictWord::Weak)
        && let Some(found) = headline(material, kind, &cue, entry)
    {
        return Some(found);
    }
    match entry.class {
        // In a headline, and behind "neither", the tagger takes a verb for a noun; but these are nouns as often.
        VerdictWord::Verb
            if is_verb || !matches!(entry.words, "dispute" | "fact-check") || is_governed(material, cue.start) =>
        {
            verb(material, kind, cue, entry, said)
        }
        VerdictWord::Weak if is_verb || is_participle => verb(material, kind, cue, entry, said),
        VerdictWord::Noun if is_noun => noun(material, kind, cue, entry),
        VerdictWord::Undone => undone(material, kind, cue, entry),
        VerdictWord::Predicate | VerdictWord::Partly | VerdictWord::Truth => predicate(material, kind, cue, entry),
        VerdictWord::Making if is_verb => making(material, kind, cue, entry),
        VerdictWord::Doubting => doubting(material, kind, cue, entry),
        VerdictWord::Called => called_so(material, kind, cue, entry),
        _ => None,
    }
}

/// "Does not dispute", "could be easily fact-checked": no noun, whatever the tagger says.
fn is_governed(material: &Material<'_>, start: usize) -> bool {
    const AUXILIARIES: &[&str] =
        &["not", "n't", "n’t", "to", "does", "did", "do", "would", "will", "can", "could", "be", "been", "was", "were"];
    let before = (start.saturating_sub(3)..start)
        .rev()
        .find(|&idx| !material.tag(idx).starts_with("RB") || is_negation(material.word(idx)));
    before.is_some_and(|before| material.is_one_of(before, AUXILIARIES))
}

/// Whether the source of an attribution is what the verdict is about, or evidence: "the rumour proved to be a myth", "a
/// video shows that it is fake".
fn is_own(material: &Material<'_>, one: &Attribution, about: Option<&Range<usize>>) -> bool {
    let about = about.map(|about| material.span(about));
    let source = || one.source.iter().map(|span| material.passage.tokens_in(*span));
    let is_relative = |tokens: &Range<usize>| tokens.len() == 1 && material.is_one_of(tokens.start, &["which"]);
    source().any(|tokens| is_relative(&tokens))
        || one.source.iter().any(|span| about.is_some_and(|about| about.overlaps(*span)))
        || source().any(|tokens| is_evidence(material, &tokens))
}

/// "She was notified that it was a prank": who was told says nothing.
fn is_told(material: &Material<'_>, one: &Attribution) -> bool {
    const TOLD: &[&str] = &["advised", "alerted", "assured", "informed", "notified", "told", "warned"];
    one.cue.iter().flat_map(|cue| material.passage.tokens_in(*cue)).any(|idx| {
        let group = verb_group(material, idx);
        material.is_one_of(idx, TOLD) && group.is_passive && clauses::agent(material, &group).is_none()
    })
}

/// "It emerged that", "there are reports that": words for nobody.
fn is_nobody(material: &Material<'_>, one: &Attribution) -> bool {
    const COMING_OUT: &[&str] = &[
        "appeared",
        "appears",
        "became",
        "becomes",
        "emerged",
        "emerges",
        "follows",
        "seemed",
        "seems",
        "transpired",
        "turned",
        "turns",
        "was",
        "is",
    ];
    let [source] = one.source.as_slice() else { return false };
    let source = material.passage.tokens_in(*source);
    let is_it = source.len() == 1 && material.is_one_of(source.start, &["it", "there"]);
    let mut cue = one.cue.iter().flat_map(|cue| material.passage.tokens_in(*cue));
    is_it && cue.any(|idx| material.is_one_of(idx, COMING_OUT))
}

/// "The paper points to a video showing it is fake", "he posted a clip admitting it was a hoax": who presents what shows or
/// says it.
fn shown_by(material: &Material<'_>, about: &Range<usize>) -> Option<Range<usize>> {
    const SHOWING: &[&str] = &[
        "acknowledging",
        "admitting",
        "conceding",
        "confessing",
        "declaring",
        "demonstrating",
        "explaining",
        "indicating",
        "prove",
        "proves",
        "proving",
        "reveals",
        "show",
        "showing",
        "shows",
        "suggesting",
        "suggests",
    ];
    let before = about.start.checked_sub(1)?;
    let verb = before - usize::from(before > 0 && material.is_one_of(before, &["that"]));
    if !material.is_one_of(verb, SHOWING) {
        return None;
    }
    let evidence = clauses::subject(material, &verb_group(material, verb))?;
    presenter(material, &evidence)
}

/// "Claims that it is real, but that may not be true": that is the writer's.
fn is_contrasted(material: &Material<'_>, found: &Found) -> bool {
    let Some(about) = found.about.as_ref().filter(|about| is_pointing(material, about)) else { return false };
    let before = about.start.checked_sub(1);
    before.is_some_and(|idx| material.is_one_of(idx, &["although", "but", "though"]))
        && !material.is_quoted(about.start)
}

/// "The site says that a man drowned, which is false": that is the writer's, and about all that the site says.
fn added(material: &Material<'_>, said: &Said<'_>, found: &Found) -> Option<Range<usize>> {
    let about = found.about.as_ref().filter(|_| found.is_holders)?;
    let is_added = material.word(about.end) == ","
        && material.is_one_of(about.end + 1, &["which"])
        && about.end + 6 > found.cue.start
        && !material.is_quoted(about.end);
    let holder = said.holder(material.span(about)).filter(|_| is_added)?;
    let first = material.passage.tokens_in(*holder.content.first()?).start;
    (first <= about.start && material.sentence_idx(first) == material.sentence_idx(about.start))
        .then_some(first..about.end)
}

/// "They contradict her pledge", of e-mails: no one does.
fn is_thing(material: &Material<'_>, entities: &Entities, by: &Range<usize>) -> bool {
    let is_pronoun = by.len() == 1 && material.is_one_of(by.start, &["it", "they"]);
    let entity = entities.headed_by(by.start).filter(|_| is_pronoun);
    entity.is_some_and(|entity| {
        let named = material.passage.tokens_in(entities.entities[entity.0 as usize - 1].name);
        !named.is_empty() && material.is_listed(named.end - 1, &[NameKind::Artefact, NameKind::Record])
    })
}

/// "Told Lantern that he saw it and that it was staged": the second clause is said by whoever said the first.
fn continued<'s>(material: &Material<'_>, said: &Said<'s>, about: &Range<usize>) -> Option<&'s Attribution> {
    let that = about.start.checked_sub(1).filter(|&idx| material.is_one_of(idx, &["that"]))?;
    let and = that.checked_sub(1).filter(|&idx| material.is_one_of(idx, &["and", "but"]))?;
    let last = (0..and).rev().take(3).find(|&idx| material.passage.is_word(idx))?;
    said.ending_at(material.passage.segmentation.tokens.get(last)?.end)
}

/// Whether a time is a verdict's own: near, with no other clause between, and no part of a noun phrase ("the 2012 raids").
fn is_of(material: &Material<'_>, time: &Time, cue: &Range<usize>) -> bool {
    const REACH: usize = 14;
    let tokens = material.passage.tokens_in(time.span);
    let between = if tokens.end <= cue.start { tokens.end..cue.start } else { cue.end.min(tokens.start)..tokens.start };
    let is_other = |idx: usize| {
        let is_finite = material.is_finite(idx);
        let is_auxiliary = cue.start.saturating_sub(idx) <= 4 && idx < cue.start;
        is_finite && !is_auxiliary || material.is_one_of(idx, &["which", "who", "whom", "whose"])
    };
    let is_part = material.around(tokens.start).is_some_and(|phrase| phrase.head >= tokens.end);
    between.len() <= REACH && !is_part && !between.clone().any(is_other)
}

/// What has been read around the verdicts.
struct Around<'a> {
    material: &'a Material<'a>,
    entities: &'a Entities,
    artefacts: &'a Artefacts,
    times: &'a [Time],
    said: &'a Said<'a>,
}

/// "“The site stated that it burned. That is false,” said the judge": of two who may be saying it, the one whose words for
/// saying stand in the sentence.
fn nearer<'s>(material: &Material<'_>, said: &Said<'s>, cue: &Range<usize>, inner: &'s Attribution) -> &'s Attribution {
    let sentence = material.sentence_idx(cue.start);
    let is_here = |one: &Attribution| {
        one.cue.iter().any(|cue| {
            let tokens = material.passage.tokens_in(*cue);
            !tokens.is_empty() && material.sentence_idx(tokens.start) == sentence
        })
    };
    if is_here(inner) {
        return inner;
    }
    said.holder_beside(material.span(cue), inner.id).filter(|outer| is_here(outer)).unwrap_or(inner)
}

/// Numbers a verdict, and finds the entities, what it is about, when and on what ground.
fn finish(around: &Around<'_>, id: VerdictId, form: VerdictForm, mut found: Found) -> Verdict {
    let Around { material, entities, artefacts, times, said } = *around;
    let added = added(material, said, &found);
    found.by = found.by.filter(|by| !is_thing(material, entities, by));
    let cue_span = material.span(&found.cue);
    // "Declined to confirm" is the writer's word for what somebody would not say.
    let holder = said.holder(cue_span).map(|inner| nearer(material, said, &found.cue, inner));
    let is_own_saying = |one: &&Attribution| {
        let words = found.outcome_words.as_ref().map(|words| material.span(words));
        words.is_some_and(|words| one.cue.iter().any(|cue| cue.overlaps(words)))
    };
    // "Claims that it rained are false, the agency said" is no word of those who claim it.
    let about = found.about.as_ref().map(|about| material.span(about));
    let is_about = |one: &Attribution| about.is_some_and(|about| one.cue.iter().any(|cue| cue.overlaps(about)));
    let within = match holder.filter(|one| is_own_saying(one) || found.is_holders && is_about(one)) {
        Some(own) => own.within.or_else(|| said.holder_beside(cue_span, own.id).map(|one| one.id)),
        None => holder.map(|one| one.id),
    };
    let is_writers = added.is_some() || is_contrasted(material, &found);
    let held_by = within.filter(|_| found.by.is_none() && found.is_holders && !is_writers);
    let mut held_by = held_by.and_then(|id| said.attributions.get(id.0 as usize - 1));
    // "Claimed the start of the film suggests it is a hoax": not the film, but whoever claims that it does.
    while let Some(one) = held_by.filter(|one| is_own(material, one, found.about.as_ref())) {
        let outer = one.within.filter(|outer| *outer < one.id);
        held_by = outer.and_then(|id| said.attributions.get(id.0 as usize - 1));
    }
    let continued =
        || continued(material, said, found.about.as_ref().filter(|_| found.is_holders && within.is_none())?);
    let held_by = held_by.or_else(continued);
    let shown = || shown_by(material, found.about.as_ref().filter(|_| found.is_holders)?);
    let by_spans = match (&found.by, held_by) {
        (Some(by), _) => vec![material.span(by)],
        (None, Some(one)) if is_told(material, one) || is_nobody(material, one) => Vec::new(),
        (None, Some(one)) if !is_own(material, one, found.about.as_ref()) => one.source.clone(),
        _ => shown().iter().map(|by| material.span(by)).collect(),
    };
    found.about = added.or(found.about);
    let behind = by_spans.iter().flat_map(|span| entities.in_tokens(&material.passage.tokens_in(*span))).collect();
    let (about, about_spans) = match &found.about {
        Some(tokens) => about_of(material, entities, artefacts, said, tokens, &found.cue),
        None => (Subject::Claim(None), Vec::new()),
    };
    // "The unverified tale": no event that has a time or a ground.
    let is_event = found.outcome_words.as_ref() != Some(&found.cue);
    let apart: Vec<Span> = by_spans.iter().chain(&about_spans).copied().collect();
    let when = time_beside(material, times, said, cue_span, &apart);
    let when = when.filter(|time| is_event && is_of(material, time, &found.cue));
    let when = when.map(|time| When { span: time.span, value: time.value.clone() });
    let ground = is_event.then(|| ground(material, &found.cue, &apart)).flatten();
    let mut cue: Vec<Span> = found.outcome_words.iter().map(|words| material.span(words)).collect();
    cue.push(cue_span);
    cue.sort();
    cue.dedup();
    Verdict {
        id,
        kind: found.kind,
        form,
        outcome: found.outcome,
        cue,
        by: by_spans,
        entities: behind,
        about,
        about_spans,
        when,
        ground,
        within,
        because: found.because,
    }
}
