//! The verdicts of a document: who verified, confirmed, denied, disputed what, or did not.
//!
//! Not whether anything is true, and not who should be believed. A verdict is the text's word, or that of the attribution
//! it stands in.

use std::ops::Range;

use hearsay_text::span::Span;

use crate::artefacts::Artefacts;
use crate::clauses::{self, Outcome, verb_group};
use crate::entities::Entities;
use crate::grammar::{is_making, is_negation};
use crate::heads::{is_of_calendar, lowered};
use crate::lexicon::{NameKind, VerdictEntry, VerdictWord};
use crate::material::Material;
use crate::reading::{Attribution, Subject, Verdict, VerdictId, VerdictKind};
use crate::said::Said;

mod subjects;

use subjects::{about_of, is_claim_or_artefact};

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
    said: Said<'_>,
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

fn read(material: &Material<'_>, cue: Range<usize>, entry: &VerdictEntry, said: Said<'_>) -> Option<Found> {
    let kind = entry.kind?;
    let is_verb = material.tag(cue.start).starts_with("VB");
    let is_noun = material.tag(cue.start).starts_with("NN");
    let is_participle = material.tag(cue.start).starts_with("JJ") && material.word(cue.start).ends_with("ed");
    let found = match entry.class {
        // In a headline the tagger takes "Confirms" for a name.
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

/// "Confirmed that", "was later verified by", "declined to confirm".
fn verb(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: Range<usize>,
    entry: &VerdictEntry,
    said: Said<'_>,
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
        let agent = clauses::agent(material, &clauses::VerbGroup { verb: last, ..group.clone() });
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
    let needs_claim = entry.class == VerdictWord::Weak || matches!(kind, VerdictKind::Denied);
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
    if needs_claim && about.is_none() && group.outcome == Outcome::Done && kind != VerdictKind::Denied {
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
    let named = |kind: NameKind| material.passage.named_at(phrase.head, phrase.head + 1, kind).is_some();
    let is_person = named(NameKind::Role) || named(NameKind::Title) || material.is_one_of(phrase.head, SOMEBODY);
    let holds_clause = about.end > phrase.tokens.end + 2;
    is_person && !holds_clause && !material.is_one_of(verb + 1, &["as", "dead", "to", "killed", "missing", "alive"])
}

/// Things that are denied without a word on whether they are true: "denied bail".
const REFUSED: &[&str] = &[
    "access",
    "admission",
    "appeal",
    "application",
    "asylum",
    "bail",
    "benefit",
    "entry",
    "entrance",
    "leave",
    "motion",
    "opportunity",
    "parole",
    "permission",
    "permit",
    "request",
    "right",
    "service",
    "treatment",
    "visa",
];

fn is_refused(material: &Material<'_>, about: &Range<usize>) -> bool {
    let Some(phrase) = material.phrase_from(about.start) else { return false };
    let noun = crate::entities::singular(&lowered(material.passage, phrase.head), material.tag(phrase.head) == "NNS");
    let is_person = material.tag(phrase.head) == "PRP" && material.phrase_from(phrase.tokens.end).is_some();
    REFUSED.contains(&noun.as_str()) || is_person
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
    let named = |kind: NameKind| material.passage.named_at(phrase.head, phrase.head + 1, kind).is_some();
    !material.tag(phrase.head).starts_with("NNP") && (named(NameKind::Artefact) || named(NameKind::Record))
}

/// What a verb says that a verdict is about.
fn about(
    material: &Material<'_>,
    group: &clauses::VerbGroup,
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
        let comma = (last + 1..last + 6).find(|&idx| material.word(idx) == ",").filter(|_| about.is_none());
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

/// Adds to a noun phrase what hangs on it by "of", "that" or "about", up to the next comma or verb.
fn whole(material: &Material<'_>, phrase: Range<usize>) -> Range<usize> {
    let mut head = phrase.end - 1;
    let mut end = phrase.end;
    for _ in 0..3 {
        if !material.is_one_of(end, &["of", "in", "about", "by", "from", "for", "to"]) {
            break;
        }
        let Some(next) = material.phrase_from(end + 1) else { break };
        let is_time =
            is_of_calendar(material.word(next.head)) || material.word(next.head).starts_with(char::is_numeric);
        if is_time && material.is_one_of(end, &["in", "from", "by"]) {
            break;
        }
        end = next.tokens.end;
    }
    // "The claim that the lake glows": the clause tells what the noun stands for.
    let is_claim = material.passage.verdict_at(head, &[VerdictWord::Claim]).is_some();
    if is_claim && material.is_one_of(end, &["that", "whether"]) {
        head = end - 1;
        end = clauses::clause_behind(material, head).map_or(end, |clause| clause.end);
    }
    phrase.start..end
}

/// "There has been no confirmation of", "issued a denial".
fn noun(material: &Material<'_>, kind: VerdictKind, cue: Range<usize>, entry: &VerdictEntry) -> Option<Found> {
    let head = cue.end - 1;
    let phrase = material.around(head)?;
    if phrase.head != head {
        return None;
    }
    let sentence = material.sentence_around(head);
    let first = phrase.tokens.start;
    let denier = phrase.tokens.clone().chain(first.checked_sub(1)).find(|&idx| {
        is_negation(material.word(idx)) || material.is_one_of(idx, &["without", "lacking", "pending", "awaiting"])
    });
    let verb = (sentence.start..first).rev().take(6).find(|&idx| material.tag(idx).starts_with("VB"));
    const EXISTING: &[&str] = &[
        "be", "been", "give", "given", "got", "has", "have", "is", "issue", "issued", "meant", "obtain", "obtained",
        "offer", "offered", "provide", "provided", "receive", "received", "was",
    ];
    let is_told = |verb: &usize| material.is_one_of(*verb, EXISTING);
    let negated =
        verb.filter(is_told).map(|verb| verb_group(material, verb)).filter(|group| group.outcome != Outcome::Done);
    let outcome = match (denier, &negated) {
        (Some(_), _) => Outcome::NotDone,
        (None, Some(group)) => group.outcome,
        _ => Outcome::Done,
    };
    // "Awaiting confirmation", "seeking confirmation".
    let sought = verb.is_some_and(|verb| {
        material.is_one_of(
            verb,
            &[
                "awaiting", "seeking", "seek", "sought", "await", "pending", "requires", "needs", "demands", "require",
                "demanded",
            ],
        )
    });
    let is_impossible = (head + 1..sentence.end.min(head + 16)).any(|idx| {
        material.is_one_of(idx, &["impossible", "difficult", "unavailable", "lacking"])
            && material.is_one_of(idx - 1, &["is", "are", "was", "were", "almost", "nearly", "proved"])
    });
    let outcome = if is_impossible { Outcome::NotDone } else { outcome };
    let outcome = if sought { Outcome::Open } else { outcome };
    let owner = phrase.tokens.clone().find(|&idx| material.tag(idx) == "POS").map(|idx| first..idx);
    let owner =
        owner.or_else(|| phrase.tokens.clone().find(|&idx| material.tag(idx) == "PRP$").map(|idx| idx..idx + 1));
    let mut by = owner;
    let mut about = None;
    let mut idx = head + 1;
    while idx < sentence.end && idx < head + 14 {
        let next = material.phrase_from(idx + 1).map(|phrase| phrase.tokens.clone());
        match next {
            Some(next) if by.is_none() && material.is_one_of(idx, &["from", "by"]) => {
                idx = next.end;
                by = Some(next);
                continue;
            }
            Some(next) if about.is_none() && material.is_one_of(idx, &["of", "about", "over"]) => {
                idx = next.end;
                about = Some(whole(material, next));
                continue;
            }
            _ if about.is_none() && material.is_one_of(idx, &["that", "whether"]) => {
                about = clauses::clause_behind(material, idx - 1);
                break;
            }
            _ if matches!(material.word(idx), "," | "." | ";") || material.tag(idx).starts_with("VB") => break,
            _ => idx += 1,
        }
    }
    let gives = verb.is_some_and(|verb| {
        material.is_one_of(
            verb,
            &[
                "issued",
                "gave",
                "issue",
                "given",
                "offered",
                "received",
                "provided",
                "published",
                "made",
                "is",
                "was",
                "been",
                "added",
                "printed",
                "ran",
                "posted",
            ],
        )
    });
    if sought && about.is_none() {
        about = verb.and_then(|verb| clauses::subject(material, &verb_group(material, verb)));
    }
    if kind == VerdictKind::Denied && about.as_ref().is_some_and(|about| is_refused(material, about)) {
        return None;
    }
    if entry.words == "debate"
        && !about.as_ref().is_some_and(|about| {
            about.clone().any(|idx| material.is_one_of(idx, &["authenticity", "genuineness", "veracity"]))
        })
    {
        return None;
    }
    // "Questions about the authenticity of": a doubt, and not just any question.
    let is_doubt = kind != VerdictKind::Disputed
        || material.is_one_of(head + 1, &["about", "of", "on", "over", "as"])
            && about.as_ref().is_some_and(|about| is_claim_or_artefact(material, about, false));
    if !is_doubt {
        return None;
    }
    // "A course correction" corrects no claim.
    let is_given = (head + 1..sentence.end.min(head + 6))
        .any(|idx| material.is_one_of(idx, &["added", "appended", "issued", "made", "posted", "printed", "published"]));
    let is_heading = material.word(head + 1) == ":";
    if is_heading && about.is_none() && sentence.end > head + 3 {
        let end = (head + 2..sentence.end).rev().find(|&idx| material.passage.is_word(idx)).unwrap_or(head + 2);
        about = Some(head + 2..end + 1);
    }
    let is_published =
        gives || is_given || is_heading || phrase.tokens.start == sentence.start && material.word(head + 1) == ":";
    if kind == VerdictKind::Corrected && !is_published {
        return None;
    }
    if by.is_none() && about.is_none() && outcome == Outcome::Done && !gives {
        return None;
    }
    if by.is_none() && gives && outcome == Outcome::Done {
        by = verb
            .and_then(|verb| clauses::subject(material, &verb_group(material, verb)))
            .filter(|by| !material.is_one_of(by.start, &["there", "it"]));
    }
    let because = format!("the noun ‘{}’ stands in lexicon verdicts", entry.words);
    let outcome_words = denier.map(|idx| idx..idx + 1);
    Some(Found { kind, outcome, cue, outcome_words, by, about, because })
}

/// "Unverified footage", "the report remains unconfirmed".
fn undone(material: &Material<'_>, kind: VerdictKind, cue: Range<usize>, entry: &VerdictEntry) -> Option<Found> {
    let phrase = material.around(cue.start).filter(|phrase| phrase.head >= cue.end);
    let about = match phrase {
        Some(phrase) => {
            let first = if phrase.tokens.start == cue.start { cue.end } else { phrase.tokens.start };
            Some(whole(material, first..phrase.tokens.end))
        }
        None => {
            let sentence = material.sentence_around(cue.start);
            let verb = (sentence.start..cue.start).rev().take(5).find(|&idx| material.tag(idx).starts_with("VB"));
            verb.and_then(|verb| clauses::subject(material, &verb_group(material, verb)))
        }
    };
    let because = format!("‘{}’ says that it has not happened", entry.words);
    Some(Found { kind, outcome: Outcome::NotDone, outcome_words: Some(cue.clone()), cue, by: None, about, because })
}

/// "The video is a hoax", "turned out to be fake".
fn predicate(material: &Material<'_>, kind: VerdictKind, cue: Range<usize>, entry: &VerdictEntry) -> Option<Found> {
    const COPULAS: &[&str] =
        &["'s", "are", "be", "became", "been", "being", "is", "proved", "proven", "was", "were", "’s"];
    const CALLING: &[&str] = &[
        "branded",
        "branding",
        "call",
        "called",
        "calling",
        "calls",
        "declared",
        "deemed",
        "dubbed",
        "labeled",
        "labelled",
        "labelling",
    ];
    const TURNING: &[&str] = &["appears", "found", "out", "proved", "proven", "revealed", "shown", "thought", "turned"];
    let sentence = material.sentence_around(cue.start);
    let phrase = material.around(cue.start);
    // "The second hoax in as many weeks" names a hoax and calls nothing one.
    if phrase.is_some_and(|phrase| phrase.head > cue.end || material.is_one_of(phrase.tokens.start, &["the"])) {
        return None;
    }
    let first = phrase.map_or(cue.start, |phrase| phrase.tokens.start);
    let verb = (sentence.start..first).rev().take(5).find(|&idx| material.tag(idx).starts_with("VB"))?;
    let group = verb_group(material, verb);
    let because = format!("it is said to be ‘{}’", entry.words);
    let outcome_words = group.outcome_words.clone();
    // "The ministry called the letter a forgery": it dismissed it.
    if material.is_one_of(verb, CALLING) && !group.is_passive {
        let about = clauses::object(material, verb).filter(|about| about.start < first);
        let by = clauses::subject(material, &group);
        let kind = VerdictKind::Dismissed;
        return Some(Found { kind, outcome: group.outcome, cue, outcome_words, by, about, because });
    }
    if !material.is_one_of(verb, COPULAS) && !material.is_one_of(verb, CALLING) {
        return None;
    }
    let is_negated = (verb..first).any(|idx| is_negation(material.word(idx)));
    // "Turned out to be", "was found to be": it is so.
    let mut before = group.tokens.start.saturating_sub(2)..verb;
    let outcome = match group.outcome {
        Outcome::Done if is_negated => Outcome::NotDone,
        Outcome::Open if before.any(|idx| material.is_one_of(idx, TURNING)) => Outcome::Done,
        other => other,
    };
    if outcome == Outcome::NotDone || outcome == Outcome::Declined {
        return None;
    }
    let about = Some(clauses::subject(material, &group)?);
    let outcome_words = outcome_words.filter(|_| outcome != Outcome::Done);
    Some(Found { kind, outcome, cue, outcome_words, by: None, about, because })
}

/// Numbers a verdict, and finds the entities and what it is about.
fn finish(
    material: &Material<'_>,
    entities: &Entities,
    artefacts: &Artefacts,
    said: Said<'_>,
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

/// Whether a clause denies or affirms having made an artefact: "denied writing the letter".
pub(crate) fn is_about_making(material: &Material<'_>, tokens: &Range<usize>) -> bool {
    let making = |idx: usize| {
        let is_verb = material.tag(idx).starts_with("VB");
        let makes =
            ["wrote", "writing", "recording", "recorded", "filming", "filmed", "sending", "sent", "making", "made"];
        is_verb && (is_making(material.word(idx)) || material.is_one_of(idx, &makes))
    };
    tokens.clone().take(6).any(making)
}
