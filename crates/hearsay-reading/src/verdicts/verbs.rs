//! Verdicts told by a verb: "confirmed that", "was later verified by", "declined to confirm".

use std::ops::Range;

use hearsay_text::span::Span;

use crate::clauses::{self, Outcome, VerbGroup, verb_group};
use crate::lexicon::{VerdictEntry, VerdictWord};
use crate::material::Material;
use crate::reading::{Attribution, VerdictKind};
use crate::said::Said;
use crate::verdicts::Found;
use crate::verdicts::subjects::{is_claim_noun, is_claim_or_artefact, is_evidence, is_quality, is_refused, whole};

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
    if let Some(found) = label(material, kind, &cue, entry) {
        return Some(found);
    }
    let is_label = matches!(material.tag(cue.start), "VBN" | "JJ" | "VBD")
        && !group.is_reduced
        && group.tokens.len() == 1
        && material.around(cue.start).is_some_and(|phrase| phrase.head > last);
    if is_label {
        return None;
    }
    let speech = said.with_cue(material.span(&cue));
    // "Unless the navy confirms the signal": to the tagger, a noun.
    let taken = material.around(cue.start).filter(|phrase| phrase.head == last && phrase.tokens.start < cue.start);
    let taken = taken.filter(|_| material.tag(cue.start).starts_with("NN") && material.phrase_from(last + 1).is_some());
    let taken = taken.map(|phrase| phrase.tokens.start..cue.start);
    let condition = taken.as_ref().and_then(|by| by.start.checked_sub(1));
    let condition = condition.filter(|&idx| material.is_one_of(idx, &["if", "until", "unless", "whether"]));
    let by = if group.is_passive {
        let agent = clauses::agent(material, &VerbGroup { verb: last, ..group.clone() });
        agent.map(|agent| whole(material, agent))
    } else {
        // What the attribution's tagger found is surer than the grammar, but for "who".
        let source = speech
            .and_then(|one| tokens_of(material, &one.source))
            .filter(|source| !(source.len() == 1 && material.is_one_of(source.start, &["who", "which", "that"])));
        let source = source.map(|source| lead(material, source));
        taken
            .clone()
            .or(source)
            .or_else(|| sayer(material, &group, said))
            .or_else(|| clauses::subject(material, &group))
    };
    // "Took it back": what stands within the phrase.
    let inside = entry.words.contains("...").then(|| material.phrase_from(cue.start + 1)).flatten();
    let inside = inside.map(|phrase| phrase.tokens.clone()).filter(|inside| inside.end < cue.end);
    let mut about = inside.or_else(|| about(material, &group, last, speech, by.as_ref()));
    let mut by = by;
    // "The reports are impossible to confirm": what is said to be hard is what it is about.
    if is_hard(material, &group) {
        let subject = by.take().filter(|by| !material.is_one_of(by.start, &["it", "there"]));
        about = clauses::object(material, last).map(|object| whole(material, object)).or(subject).or(about);
    }
    // "We can confirm": they do.
    let performs = kind == VerdictKind::Confirmed
        && group.outcome == Outcome::Open
        && material.is_one_of(group.tokens.start, &["can"])
        && by.as_ref().is_some_and(|by| material.is_one_of(by.start, &["i", "we"]));
    // "There is no denying that".
    if material.tag(cue.start) == "VBG" && cue.start > 0 && material.is_one_of(cue.start - 1, &["no"]) {
        return None;
    }
    // "One cannot deny": nobody does.
    if kind == VerdictKind::Denied
        && by.as_ref().is_some_and(|by| material.is_one_of(by.start, &["one"]) && by.len() == 1)
    {
        return None;
    }
    if let Some(kind) = as_false(material, last).filter(|_| kind == VerdictKind::Denied) {
        return Some(Found {
            kind,
            outcome: group.outcome,
            cue: group.verb..cue.end,
            outcome_words: group.outcome_words,
            by,
            about,
            is_holders: false,
            because: because_of(material, &cue, entry, group.is_passive),
        });
    }
    // "The party was denied the victory": refused, and not contradicted.
    let is_deprived = entry.words == "deny" && group.is_passive && clauses::object(material, last).is_some();
    if kind == VerdictKind::Denied && (is_deprived || about.as_ref().is_some_and(|about| is_refused(material, about))) {
        return None;
    }
    if about.as_ref().is_some_and(|about| is_of_somebody(material, kind, about, last)) {
        return None;
    }
    // "Deleted the footage" takes nothing back that was said.
    if matches!(entry.words, "delete" | "pull" | "remove" | "rescind")
        && !about.as_ref().is_some_and(|about| is_told(material, about, entry.words == "delete"))
    {
        return None;
    }
    let of_quality = matches!(entry.words, "determine" | "establish" | "prove");
    if of_quality && !about.as_ref().is_some_and(|about| is_quality(material, about)) {
        return None;
    }
    let is_said = speech.is_some() && !group.is_passive && matches!(entry.class, VerdictWord::Verb);
    let is_fit = about.as_ref().is_some_and(|about| is_claim_or_artefact(material, about, is_said));
    let called = material.is_one_of(last + 1, &["as"]) && (last + 2..last + 5).any(|idx| is_called(material, idx))
        || is_called(material, last + 2);
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
    let is_holders = by.as_ref().is_some_and(|by| is_evidence(material, by));
    let by = by.filter(|by| !is_means && !is_evidence(material, by));
    let outcome = match () {
        () if group.is_passive && about.as_ref().is_some_and(|about| is_none(material, about)) => Outcome::NotDone,
        () if performs => Outcome::Done,
        () if condition.is_some() && group.outcome == Outcome::Done => Outcome::Open,
        () if by.as_ref().is_some_and(nobody) && would(material, &group) => Outcome::Declined,
        () if by.as_ref().is_some_and(nobody) => Outcome::NotDone,
        () if is_command && group.outcome == Outcome::Done => Outcome::Open,
        () => group.outcome,
    };
    let because = because_of(material, &cue, entry, group.is_passive);
    Some(Found {
        kind,
        outcome,
        cue: group.verb..cue.end,
        outcome_words: group.outcome_words,
        by,
        about,
        is_holders,
        because,
    })
}

/// "The debunked story": a participle that tells of a claim what was done to it.
fn label(material: &Material<'_>, kind: VerdictKind, cue: &Range<usize>, entry: &VerdictEntry) -> Option<Found> {
    let settles = matches!(kind, VerdictKind::Debunked | VerdictKind::Retracted | VerdictKind::Disputed);
    let is_participle =
        matches!(material.tag(cue.start), "VBN" | "JJ" | "VBD") && material.word(cue.start).ends_with("ed");
    let phrase = material.around(cue.start).filter(|phrase| phrase.head >= cue.end)?;
    let about = cue.end..phrase.tokens.end;
    (settles && is_participle && is_claim_noun(material, phrase.head)).then(|| Found {
        kind,
        outcome: Outcome::Done,
        cue: cue.clone(),
        outcome_words: None,
        by: None,
        about: Some(whole(material, about)),
        is_holders: false,
        because: format!("‘{}’ stands before a claim", entry.words),
    })
}

fn because_of(material: &Material<'_>, cue: &Range<usize>, entry: &VerdictEntry, is_passive: bool) -> String {
    format!(
        "‘{}’ stands in lexicon verdicts as ‘{}’; {}",
        material.span(cue).of(material.passage.text),
        entry.words,
        if is_passive { "passive, so its subject is what it is about" } else { "active, so its subject is who" }
    )
}

/// "Shekau said they were married, contradicting the government": whose words end before the comma.
fn sayer(material: &Material<'_>, group: &VerbGroup, said: &Said<'_>) -> Option<Range<usize>> {
    let comma = group.tokens.start.checked_sub(1).filter(|&comma| material.word(comma) == ",")?;
    let is_adjunct = material.tag(group.verb) == "VBG" && group.tokens.len() == 1;
    let end = material.passage.segmentation.tokens.get(comma.checked_sub(1)?)?.end;
    let one = said.ending_at(end).filter(|_| is_adjunct)?;
    tokens_of(material, &one.source).map(|source| lead(material, source))
}

/// "No claim", "not every statement".
fn is_none(material: &Material<'_>, about: &Range<usize>) -> bool {
    let before = about.start.checked_sub(1);
    material.is_one_of(about.start, &["no", "none", "neither", "not"])
        || before.is_some_and(|before| material.is_one_of(before, &["not"]))
}

/// Whether a noun phrase is of something that was said.
fn is_told(material: &Material<'_>, about: &Range<usize>, is_deletion: bool) -> bool {
    (is_deletion && material.is_one_of(about.start, &["it", "them"]))
        || material.phrase_from(about.start).is_some_and(|phrase| is_claim_noun(material, phrase.head))
}

fn would(material: &Material<'_>, group: &VerbGroup) -> bool {
    group.tokens.clone().any(|idx| material.is_one_of(idx, &["would", "will", "wo"]))
}

/// "Is impossible to confirm".
fn is_hard(material: &Material<'_>, group: &VerbGroup) -> bool {
    let to = (group.tokens.start..group.verb).find(|&idx| material.is_one_of(idx, &["to"]));
    let hard = to.and_then(|to| to.checked_sub(1));
    hard.is_some_and(|hard| material.is_one_of(hard, &["difficult", "hard", "impossible", "tough"]))
}

/// Whether the word at a token is what something is rejected as.
fn is_called(material: &Material<'_>, idx: usize) -> bool {
    idx < material.passage.n_tokens() && material.passage.verdict_at(idx, &[VerdictWord::Called]).is_some()
}

/// "Rejected the report as nonsense": what is called false is dismissed.
fn as_false(material: &Material<'_>, verb: usize) -> Option<VerdictKind> {
    let sentence = material.sentence_around(verb);
    let reach = verb + 1..sentence.end.min(verb + 14);
    let place = reach.clone().find(|&idx| material.word(idx) == "as")?;
    let called = (place + 1..reach.end.min(place + 5)).any(|idx| is_called(material, idx));
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
    // "Would neither confirm nor deny reports": both are about them.
    let is_joint =
        |idx: usize| material.is_one_of(idx, &["and", "nor", "or"]) && material.tag(idx + 1).starts_with("VB");
    let last = if is_joint(last + 1) { last + 2 } else { last };
    let object = clauses::object(material, last).map(|object| whole(material, object));
    let holds_content = |object: &Range<usize>| {
        let span = material.span(object);
        let is_claim = is_claim_or_artefact(material, object, false);
        is_claim || speech.is_none_or(|one| one.content.iter().any(|content| content.overlaps(span)))
    };
    object.filter(holds_content).or_else(|| clauses::object_before(material, by?)).or_else(content)
}
