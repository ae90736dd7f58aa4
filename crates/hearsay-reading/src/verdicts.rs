//! The verdicts of a document: who verified, confirmed, denied, disputed what, or did not.
//!
//! Not whether anything is true, and not who should be believed. A verdict is the text's word, or that of the attribution
//! it stands in.

use std::ops::Range;

use hearsay_text::span::Span;

use crate::artefacts::Artefacts;
use crate::clauses::Outcome;
use crate::entities::Entities;
use crate::lexicon::{VerdictEntry, VerdictWord};
use crate::material::Material;
use crate::reading::{Subject, Verdict, VerdictId, VerdictKind};
use crate::said::Said;

mod nouns;
mod predicates;
mod subjects;
mod verbs;

use nouns::{noun, undone};
use predicates::predicate;
use subjects::about_of;
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
    because: String,
}

/// Reads the verdicts of a document.
pub(crate) fn verdicts(
    material: &Material<'_>,
    entities: &Entities,
    artefacts: &Artefacts,
    said: &Said<'_>,
) -> Vec<Verdict> {
    const CLASSES: [VerdictWord; 5] =
        [VerdictWord::Verb, VerdictWord::Weak, VerdictWord::Noun, VerdictWord::Undone, VerdictWord::Predicate];
    let mut found: Vec<Found> = Vec::new();
    let mut idx = 0;
    while idx < material.passage.n_tokens() {
        let Some((end, entry)) = material.passage.verdict_at(idx, &CLASSES) else {
            idx += 1;
            continue;
        };
        found.extend(read(material, idx..end, entry, said));
        idx = end;
    }
    let finish = |(place, found): (usize, Found)| {
        let id = VerdictId(place as u32 + 1);
        finish(material, entities, artefacts, said, id, found)
    };
    found.into_iter().enumerate().map(finish).collect()
}

fn read(material: &Material<'_>, cue: Range<usize>, entry: &VerdictEntry, said: &Said<'_>) -> Option<Found> {
    let kind = entry.kind?;
    let is_verb = material.tag(cue.start).starts_with("VB");
    let is_noun = material.tag(cue.start).starts_with("NN");
    let is_participle = material.tag(cue.start).starts_with("JJ") && material.word(cue.start).ends_with("ed");
    let found = match entry.class {
        // In a headline, and behind "neither", the tagger takes a verb for a noun; but these are nouns as often.
        VerdictWord::Verb if is_verb || !matches!(entry.words, "dispute" | "fact-check") => {
            verb(material, kind, cue, entry, said)
        }
        VerdictWord::Weak if is_verb || is_participle => verb(material, kind, cue, entry, said),
        VerdictWord::Noun if is_noun => noun(material, kind, cue, entry),
        VerdictWord::Undone => undone(material, kind, cue, entry),
        VerdictWord::Predicate => predicate(material, kind, cue, entry),
        _ => None,
    }?;
    Some(found)
}

/// Numbers a verdict, and finds the entities and what it is about.
fn finish(
    material: &Material<'_>,
    entities: &Entities,
    artefacts: &Artefacts,
    said: &Said<'_>,
    id: VerdictId,
    found: Found,
) -> Verdict {
    let cue_span = material.span(&found.cue);
    let within = said.holder(cue_span).map(|one| one.id);
    // "Police said the video was a hoax": it is theirs.
    let held_by = within.filter(|_| found.by.is_none() && found.kind == VerdictKind::Debunked);
    let held_by = held_by.and_then(|id| said.attributions.get(id.0 as usize - 1));
    let by_spans = match (&found.by, held_by) {
        (Some(by), _) => vec![material.span(by)],
        (None, Some(one)) => one.source.clone(),
        _ => Vec::new(),
    };
    let behind = by_spans.iter().flat_map(|span| entities.in_tokens(&material.passage.tokens_in(*span))).collect();
    let (about, about_spans) = match &found.about {
        Some(tokens) => about_of(material, entities, artefacts, said, tokens, &found.cue),
        None => (Subject::Claim(None), Vec::new()),
    };
    let mut cue: Vec<Span> = found.outcome_words.iter().map(|words| material.span(words)).collect();
    cue.push(cue_span);
    cue.sort();
    cue.dedup();
    Verdict {
        id,
        kind: found.kind,
        outcome: found.outcome,
        cue,
        by: by_spans,
        entities: behind,
        about,
        about_spans,
        within,
        because: found.because,
    }
}
