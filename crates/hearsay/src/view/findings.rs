//! The notes on artefacts, verdicts, hypotheses and the writer's own voice, which stand beside the text with those on
//! attributions.

use hearsay_reading::clauses::Outcome;
use hearsay_reading::reading::{
    Artefact, ArtefactRole, Attribution, Custody, EntityKind, Hypothesis, MentionKind, Reading, SourceClass, Subject,
    Verdict, VerdictForm, VerdictKind,
};
use hearsay_text::document::Document;
use hearsay_text::span::Span;

use crate::terminal::clean;
use crate::view::lines::{self, Line};
use crate::view::lists::{Part, dotted};
use crate::view::look::{Look, Style};
use crate::view::notes::joined;
use crate::view::when;
use crate::wire;

/// Something found, with the first byte of its words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finding<'a> {
    /// The first byte, which the note stands beside.
    pub(crate) offset: u32,
    kind: FindingKind<'a>,
}

#[derive(Clone, Copy, Debug)]
enum FindingKind<'a> {
    Artefact(&'a Artefact),
    Verdict(&'a Verdict),
    Hypothesis(&'a Hypothesis),
    /// The first and the last sentence of a run in the writer's own voice, and whether it is the whole block.
    OwnVoice(Span, bool),
}

/// Who speaks where nobody else does.
pub(crate) const WRITER: &str = "the writer";

/// Returns, for each block of `document`, what was found there, in the order of the words.
pub(crate) fn findings<'a>(document: &Document, reading: &'a Reading) -> Vec<Vec<Finding<'a>>> {
    let artefacts = reading.artefacts.iter().filter_map(|artefact| {
        Some(Finding { offset: artefact.mentions.first()?.start, kind: FindingKind::Artefact(artefact) })
    });
    let verdicts = reading.verdicts.iter().filter_map(|verdict| {
        Some(Finding { offset: verdict.cue.first()?.start, kind: FindingKind::Verdict(verdict) })
    });
    let hypotheses = reading
        .hypotheses
        .iter()
        .map(|hypothesis| Finding { offset: hypothesis.cue.start, kind: FindingKind::Hypothesis(hypothesis) });
    let mut found: Vec<Vec<Finding<'a>>> = vec![Vec::new(); document.blocks.len()];
    for finding in artefacts.chain(verdicts).chain(hypotheses) {
        let block_idx = document.blocks.partition_point(|block| block.span.end <= finding.offset);
        if let Some(found) = found.get_mut(block_idx) {
            found.push(finding);
        }
    }
    for (block_idx, run, is_whole) in own_voice(document, &reading.own_voice) {
        found[block_idx].push(Finding { offset: run.start, kind: FindingKind::OwnVoice(run, is_whole) });
    }
    found.iter_mut().for_each(|found| found.sort_by_key(|finding| finding.offset));
    found
}

/// Returns the runs of sentences in the writer's own voice: the block of each, its span, and whether it fills the block.
fn own_voice(document: &Document, sentences: &[Span]) -> Vec<(usize, Span, bool)> {
    let mut runs: Vec<(usize, Span, bool)> = Vec::new();
    for &sentence in sentences {
        let block_idx = document.blocks.partition_point(|block| block.span.end <= sentence.start);
        let Some(block) = document.blocks.get(block_idx) else { continue };
        let has_words = |start: u32, end: u32| {
            let between = document.text.get(start as usize..end as usize).unwrap_or_default();
            between.contains(char::is_alphanumeric)
        };
        let start = match runs.last() {
            Some((last_idx, last, _))
                if *last_idx == block_idx && last.end <= sentence.start && !has_words(last.end, sentence.start) =>
            {
                let start = last.start;
                runs.pop();
                start
            }
            _ => sentence.start,
        };
        let is_whole = !has_words(block.span.start, start) && !has_words(sentence.end, block.span.end);
        runs.push((block_idx, Span { start, end: sentence.end }, is_whole));
    }
    runs
}

/// Returns the lines of a note, set to `columns`.
pub(crate) fn finding_lines(
    finding: &Finding<'_>,
    document: &Document,
    reading: &Reading,
    columns: usize,
    look: &Look,
) -> Vec<Line> {
    let text = &document.text;
    let (id, parts) = match finding.kind {
        FindingKind::Artefact(artefact) => (artefact.id.to_string(), artefact_parts(text, reading, artefact, look)),
        FindingKind::Verdict(verdict) => (verdict.id.to_string(), verdict_parts(text, verdict, look)),
        FindingKind::Hypothesis(hypothesis) => (String::new(), hypothesis_parts(text, hypothesis, look)),
        FindingKind::OwnVoice(span, is_whole) => (String::new(), own_voice_parts(text, span, is_whole, look)),
    };
    let hanging = if id.is_empty() { 2 } else { id.len() + 1 };
    let mut set = dotted(&parts, look);
    if id.is_empty() {
        set.first_mut().into_iter().for_each(|first| first.space = None);
    } else {
        let mut head = lines::Word::default();
        head.push(&id, Style::BOLD);
        set.insert(0, head);
    }
    lines::wrap(&set, columns, hanging)
}

fn hypothesis_parts(text: &str, hypothesis: &Hypothesis, look: &Look) -> Vec<Part> {
    let mut parts = vec![("hypothesis".to_owned(), Style::BOLD)];
    parts.push((look.signs().quoted(&joined(text, &[hypothesis.cue], look)), Style::CUE));
    parts.extend(hypothesis.within.map(|within| (format!("said in {within}"), Style::DIM)));
    parts
}

/// Beside a block that others speak in too, the first words tell which sentence is meant.
fn own_voice_parts(text: &str, span: Span, is_whole: bool, look: &Look) -> Vec<Part> {
    const WORDS_COLUMNS: usize = 28;
    if is_whole {
        return vec![(WRITER.to_owned(), Style::DIM)];
    }
    let words = clean(&wire::words(span.of(text))).into_owned();
    let begin = look.signs().quoted(&lines::shorten(&words, WORDS_COLUMNS, look.signs().cut));
    vec![(format!("{WRITER}: {begin}"), Style::DIM)]
}

/// Returns what an artefact is, and what is told of it.
pub(crate) fn artefact_parts(text: &str, reading: &Reading, artefact: &Artefact, look: &Look) -> Vec<Part> {
    let mut parts = vec![(artefact.kind.clone(), Style::BOLD)];
    for custody in &artefact.custody {
        let said = match custody.role {
            ArtefactRole::ObtainedBy if custody.cue.of(text).to_lowercase().starts_with("see") => "seen by",
            role => custody_in_words(role),
        };
        let mut part = format!("{said} {}", resolved(text, reading, custody, look));
        if custody.role == ArtefactRole::When {
            part.push_str(&placed(text, reading, custody.span).unwrap_or_default());
        }
        if !custody.hedges.is_empty() {
            part.push_str(&format!(" ({})", joined(text, &custody.hedges, look)));
        }
        if let Some(outer) = custody.within {
            part.push_str(&format!(", as {outer} has it"));
        }
        parts.push((part, Style::PLAIN));
    }
    if !artefact.hedges.is_empty() {
        parts.push((format!("hedged: {}", joined(text, &artefact.hedges, look)), Style::PLAIN.hedged()));
    }
    parts
}

/// Returns what stands before whom or what a custody names.
pub(crate) fn custody_in_words(role: ArtefactRole) -> &'static str {
    match role {
        ArtefactRole::Author => "by",
        ArtefactRole::Participant => "with",
        ArtefactRole::Recipient => "to",
        ArtefactRole::About => "about",
        ArtefactRole::RecordedBy => "recorded by",
        ArtefactRole::ObtainedBy => "obtained by",
        ArtefactRole::LeakedBy => "leaked by",
        ArtefactRole::PublishedBy => "published by",
        ArtefactRole::Where => "where:",
        ArtefactRole::When => "when:",
    }
}

/// Returns who or what a custody names: the name of the entity where the words are a part of it or a pronoun.
fn resolved(text: &str, reading: &Reading, custody: &Custody, look: &Look) -> String {
    let words = joined(text, &[custody.span], look);
    let Some(entity) = custody.entity.and_then(|id| reading.entities.get(id.0 as usize - 1)) else { return words };
    let name = joined(text, &[entity.name], look);
    let (words_low, name_low) = (words.to_lowercase(), name.to_lowercase());
    let first = reading.mentions.partition_point(|mention| mention.span.start < custody.span.start);
    let mut here = reading.mentions[first..].iter().take_while(|mention| mention.span.start == custody.span.start);
    let is_pronoun = here.any(|mention| mention.span == custody.span && mention.kind == MentionKind::Pronoun);
    if is_pronoun || (entity.is_named && name_low.contains(&words_low)) {
        return name;
    }
    if !entity.is_named || words_low.contains(&name_low) {
        return words;
    }
    format!("{words} = {name}")
}

/// Returns when a time was, unless its own words say as much: " = 11 March 2024" for "Monday".
fn placed(text: &str, reading: &Reading, span: Span) -> Option<String> {
    let time = when::time_at(&reading.times, span).filter(|time| time.interval.is_some())?;
    let year = time.value.get(..4).unwrap_or_default();
    (!span.of(text).contains(year)).then(|| format!(" = {}", when::When::of(time).noun()))
}

/// Returns who did what about what.
pub(crate) fn verdict_parts(text: &str, verdict: &Verdict, look: &Look) -> Vec<Part> {
    let (by, style) = match verdict.by.as_slice() {
        [] => ("nobody named".to_owned(), Style::DIM),
        spans => (joined(text, spans, look), Style::SOURCE),
    };
    let outcome = outcome_in_words(verdict.kind, verdict.form, verdict.outcome);
    let named = match verdict.about {
        Subject::Authenticity(Some(id)) => format!("that {id} is genuine"),
        Subject::Authenticity(None) => "that it is genuine".to_owned(),
        Subject::Authorship(Some(id)) => format!("who made {id}"),
        Subject::Authorship(None) => "who made it".to_owned(),
        Subject::Claim(Some(id)) => id.to_string(),
        Subject::Claim(None) => String::new(),
    };
    let mut parts = vec![(by, style), (outcome, Style::BOLD)];
    let about = joined(text, &verdict.about_spans, look);
    match (about.is_empty(), named.is_empty()) {
        (true, true) => {}
        (true, false) => parts.push((named, Style::PLAIN)),
        (false, true) => parts.push((about, Style::PLAIN)),
        (false, false) => parts.push((format!("{about} ({named})"), Style::PLAIN)),
    }
    let beside = verdict.when.iter().map(|when| when.span).chain(verdict.ground);
    parts.extend(beside.map(|span| (joined(text, &[span], look), Style::PLAIN)));
    if let Some(within) = verdict.within {
        parts.push((format!("said in {within}"), Style::DIM));
    }
    parts
}

/// Returns what was done, or was not: "not confirmed", "called false".
pub(crate) fn outcome_in_words(kind: VerdictKind, form: VerdictForm, outcome: Outcome) -> String {
    let name = kind.name();
    // What somebody says of a thing is told as that: "calls false", and not "debunked".
    let said = match kind {
        VerdictKind::Debunked => "false",
        VerdictKind::Authenticated => "genuine",
        _ => "nonsense",
    };
    let is_said = form == VerdictForm::Predicate
        && matches!(kind, VerdictKind::Debunked | VerdictKind::Authenticated | VerdictKind::Dismissed);
    match outcome {
        Outcome::Done if is_said => format!("called {said}"),
        Outcome::NotDone if is_said => format!("called not {said}"),
        Outcome::Open if is_said => format!("open whether {said}"),
        Outcome::Done => name.to_owned(),
        Outcome::NotDone => format!("not {name}"),
        Outcome::Declined => format!("declined to {}", verb(kind)),
        Outcome::Open => format!("open whether {name}"),
    }
}

/// Returns the verb: "declined to confirm".
fn verb(kind: VerdictKind) -> &'static str {
    match kind {
        VerdictKind::Verified => "verify",
        VerdictKind::Authenticated => "authenticate",
        VerdictKind::Confirmed => "confirm",
        VerdictKind::Corroborated => "corroborate",
        VerdictKind::Denied => "deny",
        VerdictKind::Dismissed => "dismiss",
        VerdictKind::Disputed => "dispute",
        VerdictKind::Debunked => "debunk",
        VerdictKind::Retracted => "retract",
        VerdictKind::Corrected => "correct",
    }
}

/// Returns what is known of who and when, beyond the words of an attribution: "= Igor Sushko", "anonymous".
pub(crate) fn known_of(
    document: &Document,
    reading: &Reading,
    attribution: &Attribution,
    look: &Look,
) -> Option<String> {
    let text = &document.text;
    let own = attribution.head.map(|head| wire::words(head.of(text)));
    let entities = attribution.sources.iter().filter_map(|id| reading.entities.get(id.0 as usize - 1));
    let names: Vec<String> = entities
        .filter(|entity| entity.kind != EntityKind::Artefact)
        .map(|entity| wire::words(entity.name.of(text)))
        .filter(|name| own.as_ref().is_none_or(|own| !own.to_lowercase().contains(&name.to_lowercase())))
        .collect();
    let mut known = Vec::new();
    if !names.is_empty() {
        known.push(format!("= {}", clean(&names.join(", "))));
    }
    if attribution.source_class == SourceClass::Anonymous {
        known.push("anonymous".to_owned());
    }
    known.extend(when::said_on(&reading.times, attribution).map(|when| format!("said {}", when.adverb())));
    known.extend(when::happened_on(&reading.times, attribution).map(|when| format!("tells of {}", when.noun())));
    (!known.is_empty()).then(|| known.join(&format!(" {} ", look.signs().dot)))
}
