//! Verdicts told by a verb: "confirmed that", "was later verified by", "declined to confirm".

use std::ops::Range;

use hearsay_text::span::Span;

use crate::clauses::{self, Outcome, VerbGroup, verb_group};
use crate::lexicon::{NameKind, VerdictEntry, VerdictWord};
use crate::material::Material;
use crate::reading::{Attribution, VerdictKind};
use crate::said::Said;
use crate::verdicts::Found;
use crate::verdicts::subjects::{is_claim_or_artefact, is_refused, whole};

/// "Confirmed that", "was later verified by", "declined to confirm".
pub(super) fn verb(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: Range<usize>,
    entry: &VerdictEntry,
    said: &Said<'_>,
) -> Option<Found> {
    let group = verb_group(material, cue.start);
    let last = cue.end - 1;
    // "A confirmed case", "the verified account": what it describes was settled before; a label, not an event.
    let is_label = matches!(material.tag(cue.start), "VBN" | "JJ" | "VBD")
        && !group.is_reduced
        && group.tokens.len() == 1
        && material.around(cue.start).is_some_and(|phrase| phrase.head > last);
    if is_label {
        return None;
    }
    let speech = said.with_cue(material.span(&cue));
    let by = if group.is_passive {
        let agent = clauses::agent(material, &VerbGroup { verb: last, ..group.clone() });
        agent.map(|agent| whole(material, agent))
    } else {
        // What the attribution's tagger found is surer than the grammar, but for "who".
        let source = speech
            .and_then(|one| tokens_of(material, &one.source))
            .filter(|source| !(source.len() == 1 && material.is_one_of(source.start, &["who", "which", "that"])));
        source.map(|source| lead(material, source)).or_else(|| clauses::subject(material, &group))
    };
    let about = about(material, &group, last, speech, by.as_ref());
    if let Some(kind) = as_false(material, last).filter(|_| kind == VerdictKind::Denied) {
        return Some(Found {
            kind,
            outcome: group.outcome,
            cue: group.verb..cue.end,
            outcome_words: group.outcome_words,
            by,
            about,
            because: because_of(material, &cue, entry, group.is_passive),
        });
    }
    if kind == VerdictKind::Denied && about.as_ref().is_some_and(|about| is_refused(material, about)) {
        return None;
    }
    if about.as_ref().is_some_and(|about| is_of_somebody(material, kind, about, last)) {
        return None;
    }
    let is_said = speech.is_some() && !group.is_passive && matches!(entry.class, VerdictWord::Verb);
    let is_fit = about.as_ref().is_some_and(|about| is_claim_or_artefact(material, about, is_said));
    let called =
        material.is_one_of(last + 2, &["fake", "false", "untrue", "nonsense", "baseless", "fabricated", "rubbish"]);
    if entry.class == VerdictWord::Weak && !is_fit && !called {
        return None;
    }
    let nobody = |by: &Range<usize>| {
        let first = by.start;
        material.is_one_of(first, &["no", "none", "nobody", "neither"]) && group.outcome != Outcome::NotDone
    };
    let is_command = material.tag(cue.start) == "VB" && group.tokens.len() == 1 && by.is_none();
    // "Tests were made to verify": tests are no one.
    let is_means = (group.tokens.start..cue.start).any(|idx| material.word(idx) == "to")
        && verb_group(material, group.tokens.start).is_passive
        && material.tag(group.tokens.start) == "VBN";
    let by = by.filter(|by| !is_means && !is_evidence(material, by));
    let outcome = match () {
        () if by.as_ref().is_some_and(nobody) => Outcome::NotDone,
        () if is_command && group.outcome == Outcome::Done => Outcome::Open,
        () => group.outcome,
    };
    let because = because_of(material, &cue, entry, group.is_passive);
    Some(Found { kind, outcome, cue: group.verb..cue.end, outcome_words: group.outcome_words, by, about, because })
}

fn because_of(material: &Material<'_>, cue: &Range<usize>, entry: &VerdictEntry, is_passive: bool) -> String {
    format!(
        "‘{}’ stands in lexicon verdicts as ‘{}’; {}",
        material.span(cue).of(material.passage.text),
        entry.words,
        if is_passive { "passive, so its subject is what it is about" } else { "active, so its subject is who" }
    )
}

/// "Rejected the report as nonsense": what is called false is dismissed.
fn as_false(material: &Material<'_>, verb: usize) -> Option<VerdictKind> {
    const FALSE: &[&str] = &[
        "absurd",
        "baseless",
        "bogus",
        "fabrication",
        "fake",
        "false",
        "fiction",
        "groundless",
        "hoax",
        "nonsense",
        "implausible",
        "inaccurate",
        "lie",
        "lies",
        "misleading",
        "mistaken",
        "unfounded",
        "unlikely",
        "wrong",
        "propaganda",
        "ridiculous",
        "rubbish",
        "untrue",
    ];
    let sentence = material.sentence_around(verb);
    let reach = verb + 1..sentence.end.min(verb + 14);
    let place = reach.clone().find(|&idx| material.word(idx) == "as")?;
    let called = (place + 1..reach.end.min(place + 5)).any(|idx| material.is_one_of(idx, FALSE));
    called.then_some(VerdictKind::Dismissed)
}

/// "Challenged the incumbent", "the judge was confirmed": somebody is no claim; but "was confirmed dead" says one.
fn is_of_somebody(material: &Material<'_>, kind: VerdictKind, about: &Range<usize>, verb: usize) -> bool {
    const SOMEBODY: &[&str] =
        &["anybody", "anyone", "conservative", "he", "her", "him", "incumbent", "nominee", "nominees", "she"];
    if !matches!(kind, VerdictKind::Confirmed | VerdictKind::Disputed | VerdictKind::Debunked) {
        return false;
    }
    let Some(phrase) = material.phrase_from(about.start) else { return false };
    let is_person = material.is_role(phrase.head) || material.is_one_of(phrase.head, SOMEBODY);
    let holds_clause = about.end > phrase.tokens.end + 2;
    is_person && !holds_clause && !material.is_one_of(verb + 1, &["as", "dead", "to", "killed", "missing", "alive"])
}

/// From the first to the last token of some spans.
fn tokens_of(material: &Material<'_>, spans: &[Span]) -> Option<Range<usize>> {
    let first = material.passage.tokens_in(*spans.first()?);
    let last = material.passage.tokens_in(*spans.last()?);
    (!first.is_empty()).then_some(first.start..last.end)
}

/// The noun phrase that a source begins with, and what hangs on it by "of", without appositions and clauses.
fn lead(material: &Material<'_>, source: Range<usize>) -> Range<usize> {
    match material.phrase_from(source.start) {
        Some(phrase) if phrase.tokens.end < source.end => {
            let whole = whole(material, phrase.tokens.clone());
            whole.start..whole.end.min(source.end)
        }
        _ => source,
    }
}

/// A test, a picture or a document confirms nothing by itself: whoever presents it does.
fn is_evidence(material: &Material<'_>, by: &Range<usize>) -> bool {
    let Some(phrase) = material.phrase_from(by.start) else { return false };
    !material.tag(phrase.head).starts_with("NNP")
        && material.is_listed(phrase.head, &[NameKind::Artefact, NameKind::Record])
}

/// What a verb says that a verdict is about.
fn about(
    material: &Material<'_>,
    group: &VerbGroup,
    last: usize,
    speech: Option<&Attribution>,
    by: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let content = || tokens_of(material, &speech?.content);
    if group.is_passive {
        let about = clauses::subject(material, group);
        // "It was confirmed that": the claim follows; "if confirmed, the outbreak": so does its subject.
        let is_empty = about.as_ref().is_none_or(|about| about.len() == 1 && material.is_one_of(about.start, &["it"]));
        let behind = is_empty.then(|| clauses::clause_behind(material, last)).flatten();
        let comma = (last + 1..material.sentence_around(last).end.min(last + 6))
            .find(|&idx| material.word(idx) == ",")
            .filter(|_| about.is_none());
        let next = comma.and_then(|comma| material.phrase_from(comma + 1)).map(|phrase| phrase.tokens.clone());
        return behind.or(about).or(next).or_else(content);
    }
    if let Some(clause) = clauses::clause_behind(material, last) {
        return Some(clause);
    }
    let object = clauses::object(material, last).map(|object| whole(material, object));
    let holds_content = |object: &Range<usize>| {
        let span = material.span(object);
        let is_claim = is_claim_or_artefact(material, object, false);
        is_claim || speech.is_none_or(|one| one.content.iter().any(|content| content.overlaps(span)))
    };
    object.filter(holds_content).or_else(|| clauses::object_before(material, by?)).or_else(content)
}
