//! The notes on artefacts, verdicts and hypotheses, which stand beside the text with those on attributions.

use hearsay_reading::clauses::Outcome;
use hearsay_reading::reading::{
    Artefact, ArtefactRole, Attribution, EntityKind, Hypothesis, Reading, SourceClass, Subject, Verdict,
};
use hearsay_text::document::Document;

use crate::terminal::clean;
use crate::view::lines::{self, Line, words};
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
}

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
    found.iter_mut().for_each(|found| found.sort_by_key(|finding| finding.offset));
    found
}

/// Returns the lines of a note, set to `columns`.
pub(crate) fn finding_lines(finding: &Finding<'_>, document: &Document, columns: usize, look: &Look) -> Vec<Line> {
    let text = &document.text;
    let (id, parts) = match finding.kind {
        FindingKind::Artefact(artefact) => (artefact.id.to_string(), artefact_parts(text, artefact, look)),
        FindingKind::Verdict(verdict) => (verdict.id.to_string(), verdict_parts(text, verdict, look)),
        FindingKind::Hypothesis(hypothesis) => {
            let cue = format!("‘{}’", joined(text, &[hypothesis.cue], look));
            (String::new(), vec![("hypothesis".to_owned(), Style::BOLD), (cue, Style::CUE)])
        }
    };
    let hanging = if id.is_empty() { 2 } else { id.len() + 1 };
    let mut head = Line::default();
    head.push(&id, Style::BOLD);
    let mut set = vec![lines::Word { space: None, pieces: head.pieces, offset: 0 }];
    let dot = look.signs().dot;
    let n_parts = parts.len();
    for (idx, (part, style)) in parts.into_iter().enumerate() {
        set.extend(words(&part, style));
        if let Some(last) = set.last_mut().filter(|_| idx + 1 < n_parts) {
            last.push(" ", Style::PLAIN);
            last.push(dot, Style::DIM);
        }
    }
    if id.is_empty() {
        set.remove(0);
        if let Some(first) = set.first_mut() {
            first.space = None;
        }
    }
    lines::wrap(&set, columns, hanging)
}

type Part = (String, Style);

fn artefact_parts(text: &str, artefact: &Artefact, look: &Look) -> Vec<Part> {
    let mut parts = vec![(artefact.kind.clone(), Style::BOLD)];
    for custody in &artefact.custody {
        let said = match custody.role {
            ArtefactRole::Author => "by",
            ArtefactRole::Participant => "with",
            ArtefactRole::Recipient => "to",
            ArtefactRole::About => "about",
            ArtefactRole::RecordedBy => "recorded by",
            ArtefactRole::ObtainedBy => "obtained by",
            ArtefactRole::LeakedBy => "leaked by",
            ArtefactRole::PublishedBy => "published by",
            ArtefactRole::Where => "on",
            ArtefactRole::When => "when:",
        };
        let mut part = format!("{said} {}", joined(text, &[custody.span], look));
        if !custody.hedges.is_empty() {
            part.push_str(&format!(" ({})", joined(text, &custody.hedges, look)));
        }
        parts.push((part, Style::PLAIN));
    }
    if !artefact.hedges.is_empty() {
        parts.push((format!("hedged: {}", joined(text, &artefact.hedges, look)), Style::PLAIN.hedged()));
    }
    parts
}

fn verdict_parts(text: &str, verdict: &Verdict, look: &Look) -> Vec<Part> {
    let kind = verdict.kind.name();
    let (by, style) = match verdict.by.as_slice() {
        [] => ("nobody named".to_owned(), Style::DIM),
        spans => (joined(text, spans, look), Style::SOURCE),
    };
    let outcome = match verdict.outcome {
        Outcome::Done => kind.to_owned(),
        Outcome::NotDone => format!("not {kind}"),
        Outcome::Declined => format!("would not say: {kind}"),
        Outcome::Open => format!("open: {kind}"),
    };
    let named = match verdict.about {
        Subject::Authenticity(Some(id)) => format!(" (that {id} is genuine)"),
        Subject::Authenticity(None) => " (that it is genuine)".to_owned(),
        Subject::Authorship(Some(id)) => format!(" (who made {id})"),
        Subject::Authorship(None) => " (who made it)".to_owned(),
        Subject::Claim(Some(id)) => format!(" ({id})"),
        Subject::Claim(None) => String::new(),
    };
    let mut parts = vec![(by, style), (outcome, Style::BOLD)];
    if !verdict.about_spans.is_empty() {
        parts.push((format!("{}{named}", joined(text, &verdict.about_spans, look)), Style::PLAIN));
    }
    if let Some(within) = verdict.within {
        parts.push((format!("said in {within}"), Style::DIM));
    }
    parts
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
