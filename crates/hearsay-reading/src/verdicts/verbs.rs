//! Verdicts told by a verb: "confirmed that", "was later verified by", "declined to confirm".

use std::ops::Range;

use hearsay_text::span::Span;

use crate::artefacts::is_written;
use crate::clauses::{self, Outcome, VerbGroup, verb_group};
use crate::heads::is_of_calendar;
use crate::lexicon::{VerdictEntry, VerdictWord};
use crate::material::Material;
use crate::reading::{Attribution, VerdictKind};
use crate::said::Said;
use crate::verdicts::Found;
use crate::verdicts::subjects::{
    holds_verb, is_artefact, is_claim_noun, is_claim_or_artefact, is_evidence, is_of_character, is_quality, is_refused,
    is_saying, presenter, whole,
};

/// "Confirmed that", "was later verified by", "declined to confirm".
pub(super) fn verb(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: Range<usize>,
    entry: &VerdictEntry,
    said: &Said<'_>,
) -> Option<Found> {
    if let Some(found) = label(material, kind, &cue, entry) {
        return Some(found);
    }
    let mut group = verb_group(material, cue.start);
    let last = cue.end - 1;
    // "The mayor earlier quashed the rumours by leaving": to the tagger a participle, but what it is done to follows.
    let is_done_to = |group: &VerbGroup| {
        let object = material.phrase_from(last + 1).map(|phrase| phrase.tokens.clone());
        group.is_reduced
            && clauses::agent(material, group).is_none()
            && material.phrase_until(group.tokens.start).is_some()
            && object.is_some_and(|object| is_claim_or_artefact(material, &object, false))
    };
    if matches!(material.tag(cue.start), "VBN" | "VBD") && is_done_to(&group) {
        (group.is_passive, group.is_reduced) = (false, false);
    }
    // "The paper stood by its story": the preposition is the verb’s own.
    if entry.words.ends_with(" by") && group.is_reduced {
        (group.is_passive, group.is_reduced) = (false, false);
    }
    if can_tell(material, &group, kind) {
        (group.outcome, group.outcome_words) = (Outcome::Done, None);
    }
    // "A confirmed case", "the verified account", "contradicting reports": what it describes was settled before; a label,
    // not an event.
    let is_label = matches!(material.tag(cue.start), "VBN" | "JJ" | "VBD" | "VBG")
        && !group.is_reduced
        && group.tokens.len() == 1
        && material.around(cue.start).is_some_and(|phrase| phrase.head > last);
    if is_label {
        return None;
    }
    let speech = said.with_cue(material.span(&cue));
    let taken = taken_for_noun(material, &cue);
    let (by, about) = parties(material, &group, &cue, entry, speech, taken.as_ref(), said);
    if is_idiom(material, kind, &cue, by.as_ref()) {
        return None;
    }
    let by = by.filter(|by| !(is_empty(material, by) && is_impersonal(material, &group)));
    let because = because_of(material, &cue, entry, group.is_passive);
    let told = |kind: VerdictKind, outcome: Outcome, by: Option<Range<usize>>, is_holders: bool| Found {
        kind,
        outcome,
        cue: group.verb..cue.end,
        outcome_words: group.outcome_words.clone(),
        by,
        about: about.clone(),
        is_holders,
        because: because.clone(),
    };
    if let Some(kind) = as_false(material, last).filter(|_| kind == VerdictKind::Denied) {
        return Some(told(kind, group.outcome, by, false));
    }
    let is_said = speech.is_some() && !group.is_passive && matches!(entry.class, VerdictWord::Verb);
    if !is_fit(material, kind, entry, &group, last, about.as_ref(), is_said) {
        return None;
    }
    // "Fourteen more are ready to be confirmed": to a post.
    let is_post = kind == VerdictKind::Confirmed && group.is_passive && !group.is_reduced && by.is_none();
    if is_post && about.is_none() && material.is_one_of(group.verb.saturating_sub(1), &["be", "being", "been"]) {
        return None;
    }
    let (by, is_holders) = answerable(material, &group, entry, by);
    let condition = taken.and_then(|taken| taken.start.checked_sub(1));
    let is_condition = condition.is_some_and(|idx| material.is_one_of(idx, &["if", "until", "unless", "whether"]));
    let outcome = outcome(material, kind, &group, by.as_ref(), about.as_ref(), is_condition);
    Some(told(kind, outcome, by, is_holders))
}

/// "Channel Six can confirm that it will close": saying that one can is doing it.
fn can_tell(material: &Material<'_>, group: &VerbGroup, kind: VerdictKind) -> bool {
    let can = group.verb.checked_sub(1).filter(|&can| material.is_one_of(can, &["can"]));
    let is_told = kind == VerdictKind::Confirmed
        && group.outcome == Outcome::Open
        && !group.is_passive
        && material.is_one_of(group.verb + 1, &["that"]);
    // "Who can confirm that", "can you confirm that".
    let follows = can.is_some_and(|can| {
        let before = can.checked_sub(1).map_or("", |idx| material.tag(idx));
        before.starts_with("NN") || before == "CD" || material.is_one_of(can.saturating_sub(1), &["i", "we"])
    });
    let is_open = (material.sentence_around(group.verb).start..group.verb)
        .any(|idx| material.is_one_of(idx, &["if", "nobody", "unless", "until", "whether"]));
    is_told && follows && !is_open
}

/// Who does what the verb says, and what it is done to.
fn parties(
    material: &Material<'_>,
    group: &VerbGroup,
    cue: &Range<usize>,
    entry: &VerdictEntry,
    speech: Option<&Attribution>,
    taken: Option<&Range<usize>>,
    said: &Said<'_>,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let last = cue.end - 1;
    if let Some((speaker, told)) = inverted(material, group, last) {
        return (Some(speaker), Some(told));
    }
    let by = doer(material, group, last, speech, taken, said);
    // "Took it back": what stands within the phrase.
    let inside = entry.words.contains("...").then(|| material.phrase_from(cue.start + 1)).flatten();
    let inside = inside.map(|phrase| phrase.tokens.clone()).filter(|inside| inside.end < cue.end);
    let about = inside.or_else(|| about(material, group, last, speech, by.as_ref()));
    if !is_hard(material, group) {
        return (by, about);
    }
    // "The reports are impossible to confirm": what is said to be hard is what it is about.
    let subject = by.filter(|by| !is_empty(material, by));
    (None, clauses::object(material, last).map(|object| whole(material, object)).or(subject).or(about))
}

/// Who answers for a verdict, if its subject does not: a test, a picture or evidence is nobody, but whoever presents it
/// is; with it, whether that is left to whoever says so.
fn answerable(
    material: &Material<'_>,
    group: &VerbGroup,
    entry: &VerdictEntry,
    by: Option<Range<usize>>,
) -> (Option<Range<usize>>, bool) {
    let to = (group.tokens.start..group.verb).rev().find(|&idx| material.is_one_of(idx, &["to"]));
    // "Tests made to verify": tests are no one.
    let is_means = to.is_some()
        && verb_group(material, group.tokens.start).is_passive
        && material.tag(group.tokens.start) == "VBN";
    let is_evident = by.as_ref().is_some_and(|by| is_evidence(material, by));
    // "These claims contradict those": nobody does.
    let holds_claim = |by: &Range<usize>| is_claim(material, by) || by.clone().any(|idx| is_claim_noun(material, idx));
    let is_claims = entry.words == "contradict" && by.as_ref().is_some_and(holds_claim);
    // "Tests were conducted to verify".
    let governor = to.and_then(|to| to.checked_sub(1)).filter(|&idx| idx >= group.tokens.start);
    // "A test is underway to confirm".
    let is_made = governor.is_some_and(|idx| {
        material.tag(idx) == "VBN" || !material.tag(idx).starts_with('V') && !material.is_one_of(idx, &["able"])
    });
    let wrote = by.as_ref().filter(|_| is_evident).and_then(|by| writer(material, by));
    let is_holders = is_evident && !is_means && !is_made && wrote.is_none();
    let presented = by.as_ref().filter(|_| is_holders).and_then(|by| presenter(material, by));
    (by.filter(|_| !is_means && !is_evident && !is_claims).or(wrote).or(presented), is_holders)
}

/// "Her letter disputes the report", "the mayor’s tweet denying it": whose words they are.
fn writer(material: &Material<'_>, by: &Range<usize>) -> Option<Range<usize>> {
    let phrase = material.phrase_from(by.start)?;
    let kind = crate::entities::singular(&crate::heads::lowered(material.passage, phrase.head), false);
    let tokens = phrase.tokens.clone();
    let owner = tokens.clone().find(|&idx| material.tag(idx) == "POS").map(|possessive| tokens.start..possessive);
    let pronoun = || tokens.clone().find(|&idx| material.tag(idx) == "PRP$").map(|idx| idx..idx + 1);
    if is_written(&kind) { owner.or_else(pronoun) } else { None }
}

/// "Unless the navy confirms the signal": to the tagger the verb is a noun, and who does it a part of its phrase.
fn taken_for_noun(material: &Material<'_>, cue: &Range<usize>) -> Option<Range<usize>> {
    let last = cue.end - 1;
    let phrase = material.around(cue.start).filter(|phrase| phrase.head == last && phrase.tokens.start < cue.start)?;
    let is_taken = material.tag(cue.start).starts_with("NN") && material.phrase_from(last + 1).is_some();
    is_taken.then_some(phrase.tokens.start..cue.start)
}

/// Who does what the verb says.
fn doer(
    material: &Material<'_>,
    group: &VerbGroup,
    last: usize,
    speech: Option<&Attribution>,
    taken: Option<&Range<usize>>,
    said: &Said<'_>,
) -> Option<Range<usize>> {
    if group.is_passive {
        let agent = clauses::agent(material, &VerbGroup { verb: last, ..group.clone() });
        return agent.map(|agent| whole(material, agent));
    }
    // "Tests have been carried out to confirm it, the judge said": nobody does, whoever tells of them.
    let has_to = group.tokens.clone().any(|idx| material.is_one_of(idx, &["to"]));
    if has_to && clauses::subject(material, group).is_none_or(|subject| is_evidence(material, &subject)) {
        return clauses::subject(material, group);
    }
    // What the attribution's tagger found is surer than the grammar, but for "who".
    let source = speech
        .and_then(|one| tokens_of(material, &one.source))
        .filter(|source| !(source.len() == 1 && material.is_one_of(source.start, &["who", "which", "that"])));
    let source = source.map(|source| lead(material, source));
    let known = taken.cloned().or(source).or_else(|| sayer(material, group, said));
    known.or_else(|| clauses::subject(material, group))
}

/// "..., has confirmed a hospital spokesman.": who says it behind the verb, and what before.
fn inverted(material: &Material<'_>, group: &VerbGroup, last: usize) -> Option<(Range<usize>, Range<usize>)> {
    let sentence = material.sentence_around(group.verb);
    let comma = group.tokens.start.checked_sub(1).filter(|&comma| comma > sentence.start)?;
    let is_finite = material.is_finite(group.tokens.start) && !group.is_passive && material.word(comma) == ",";
    let speaker = material.phrase_from(last + 1).filter(|_| is_finite)?;
    let speaker_end = whole(material, speaker.tokens.clone()).end;
    let is_last =
        !(speaker_end..sentence.end).any(|idx| material.passage.is_word(idx)) || material.word(speaker_end) == ",";
    let is_body = material.is_role(speaker.head) || material.tag(speaker.head).starts_with("NNP");
    let told = sentence.start..comma;
    (is_last && is_body && holds_verb(material, told.clone())).then_some((speaker.tokens.start..speaker_end, told))
}

/// "It" and "there" before what is only said to be possible, or to be there.
fn is_empty(material: &Material<'_>, by: &Range<usize>) -> bool {
    by.len() == 1 && material.is_one_of(by.start, &["it", "there"])
}

/// "It is important to confirm", "it took days to confirm": nobody in particular does.
fn is_impersonal(material: &Material<'_>, group: &VerbGroup) -> bool {
    const OF_NOBODY: &[&str] = &[
        "best",
        "crucial",
        "difficult",
        "early",
        "easy",
        "essential",
        "fair",
        "good",
        "hard",
        "important",
        "impossible",
        "irresponsible",
        "necessary",
        "possible",
        "premature",
        "reckless",
        "right",
        "safe",
        "tough",
        "vital",
        "wise",
        "wrong",
        "days",
        "effort",
        "hours",
        "minutes",
        "months",
        "pains",
        "time",
        "weeks",
        "while",
        "years",
    ];
    let to = (group.tokens.start.saturating_sub(1)..group.verb).find(|&idx| material.is_one_of(idx, &["to"]));
    to.and_then(|to| to.checked_sub(1))
        .is_some_and(|before| material.is_one_of(before, OF_NOBODY) || is_of_thing(material, before))
}

/// Whether "it is ... to verify" says so of the task, as in "tricky", and not of who "it" is, as in "unable".
fn is_of_thing(material: &Material<'_>, adjective: usize) -> bool {
    const OF_SOMEBODY: &[&str] = &[
        "able",
        "due",
        "eager",
        "hesitant",
        "keen",
        "likely",
        "quick",
        "ready",
        "reluctant",
        "slow",
        "unable",
        "unlikely",
        "unwilling",
        "willing",
    ];
    material.tag(adjective) == "JJ" && !material.is_one_of(adjective, OF_SOMEBODY)
}

/// Whether words stand for something said.
fn is_claim(material: &Material<'_>, by: &Range<usize>) -> bool {
    material.phrase_from(by.start).is_some_and(|phrase| is_claim_noun(material, phrase.head))
}

/// "There is no denying that", "one cannot deny".
fn is_idiom(material: &Material<'_>, kind: VerdictKind, cue: &Range<usize>, by: Option<&Range<usize>>) -> bool {
    let is_none = material.tag(cue.start) == "VBG" && cue.start > 0 && material.is_one_of(cue.start - 1, &["no"]);
    let is_one = by.is_some_and(|by| by.len() == 1 && material.is_one_of(by.start, &["one"]));
    is_none || kind == VerdictKind::Denied && is_one
}

/// Whether what the verb is done to is what a verdict can be about.
fn is_fit(
    material: &Material<'_>,
    kind: VerdictKind,
    entry: &VerdictEntry,
    group: &VerbGroup,
    last: usize,
    about: Option<&Range<usize>>,
    is_said: bool,
) -> bool {
    // "The party was denied the victory": refused, and not contradicted.
    let is_deprived = entry.words == "deny" && group.is_passive && clauses::object(material, last).is_some();
    // "Denying licences to couples", "what the others have been denied".
    let is_kept = entry.words == "deny" && about.is_some_and(|about| is_kept_from(material, group, about, last));
    let is_denied = kind == VerdictKind::Denied;
    if is_kept || is_denied && (is_deprived || about.is_some_and(|about| is_refused(material, about))) {
        return false;
    }
    if about.is_some_and(|about| is_of_somebody(material, kind, about, last)) {
        return false;
    }
    // "Denied Ada Brenn, the nominee, a hearing", "rejected the idea of a parade".
    let is_withheld = entry.words == "deny" && !group.is_passive && about.is_some_and(|about| is_name(material, about));
    if is_withheld || entry.words == "reject" && about.is_some_and(|about| is_proposal(material, about)) {
        return false;
    }
    // "Deleted the footage" takes nothing back that was said.
    let deletes = matches!(entry.words, "delete" | "pull" | "remove" | "rescind");
    let is_own = entry.words == "delete" && !group.is_passive;
    // "Pulled together", "pulled over".
    let is_other = deletes
        && matches!(material.tag(last + 1), "RP" | "RB")
        && !material.is_one_of(last + 1, &["down"])
        && material.phrase_from(last + 2).is_some();
    if deletes {
        return !is_other && about.is_some_and(|about| is_told(material, about, is_own));
    }
    // "Trump contradicted him": what he had said.
    if entry.words == "contradict"
        && let Some(about) = about
    {
        return !is_norm(material, about);
    }
    let is_of_quality = matches!(entry.words, "defend" | "determine" | "establish" | "prove");
    if is_of_quality && !about.is_some_and(|about| is_quality(material, about)) {
        return false;
    }
    let is_claim = about.is_some_and(|about| is_claim_or_artefact(material, about, is_said));
    let is_named_false = material.is_one_of(last + 1, &["as"])
        && (last + 2..last + 5).any(|idx| is_called(material, idx))
        || is_called(material, last + 2);
    entry.class != VerdictWord::Weak || is_claim || is_named_false
}

/// Whether what is denied is kept from somebody: "denied licences to couples", "many have been denied".
fn is_kept_from(material: &Material<'_>, group: &VerbGroup, about: &Range<usize>, last: usize) -> bool {
    let is_thing = !is_claim_or_artefact(material, about, false) && !holds_verb(material, about.clone());
    let to_whom = |to: usize| material.is_one_of(to, &["to"]) && material.phrase_from(to + 1).is_some();
    let noun_end = material.phrase_from(about.start).map_or(about.end, |phrase| phrase.tokens.end);
    let is_to = to_whom(about.end) || noun_end < about.end && to_whom(noun_end);
    is_thing && (is_to && about.start > last || group.is_passive && clauses::agent(material, group).is_none())
}

/// Whether it happened, by the verb's group and by who and what stands beside it.
fn outcome(
    material: &Material<'_>,
    kind: VerdictKind,
    group: &VerbGroup,
    by: Option<&Range<usize>>,
    about: Option<&Range<usize>>,
    is_condition: bool,
) -> Outcome {
    // "We can confirm": they do.
    let performs = kind == VerdictKind::Confirmed
        && group.outcome == Outcome::Open
        && material.is_one_of(group.tokens.start, &["can"])
        && by.is_some_and(|by| material.is_one_of(by.start, &["i", "we"]));
    let is_neither = by.is_some_and(|by| by.start > 0 && material.is_one_of(by.start - 1, &["neither", "nor"]));
    let is_nobody = (is_neither
        || by.is_some_and(|by| material.is_one_of(by.start, &["no", "none", "nobody", "neither"])))
        && group.outcome != Outcome::NotDone;
    let is_command = material.tag(group.verb) == "VB" && group.tokens.len() == 1 && by.is_none();
    // "The video is being verified".
    let is_under_way = kind == VerdictKind::Verified
        && group.outcome == Outcome::Done
        && (material.tag(group.verb) == "VBG" && group.tokens.len() > 1
            || group.is_passive && group.tokens.clone().any(|idx| material.is_one_of(idx, &["being"])));
    match () {
        () if is_under_way => Outcome::Open,
        () if group.is_passive && about.is_some_and(|about| is_none(material, about)) => Outcome::NotDone,
        () if performs => Outcome::Done,
        () if is_condition && group.outcome == Outcome::Done => Outcome::Open,
        () if is_nobody && would(material, group) => Outcome::Declined,
        () if is_nobody => Outcome::NotDone,
        () if is_command && group.outcome == Outcome::Done => Outcome::Open,
        () => group.outcome,
    }
}

/// "The debunked story": a participle that tells of a claim what was done to it.
fn label(material: &Material<'_>, kind: VerdictKind, cue: &Range<usize>, entry: &VerdictEntry) -> Option<Found> {
    let settles = matches!(kind, VerdictKind::Debunked | VerdictKind::Retracted | VerdictKind::Disputed);
    let is_participle =
        matches!(material.tag(cue.start), "VBN" | "JJ" | "VBD") && material.word(cue.start).ends_with("ed");
    let phrase = material.around(cue.start).filter(|phrase| phrase.head >= cue.end)?;
    let about = cue.end..phrase.tokens.end;
    // "No confirmed reports": to them it has not happened.
    let none = cue.start.checked_sub(1).filter(|&idx| material.is_one_of(idx, &["no"]));
    let is_fit = match settles {
        true => is_claim_noun(material, phrase.head),
        false => kind != VerdictKind::Denied && is_saying(material, phrase.head),
    };
    (is_fit && is_participle).then(|| Found {
        kind,
        outcome: if none.is_some() { Outcome::NotDone } else { Outcome::Done },
        cue: cue.clone(),
        outcome_words: none.map(|none| none..none + 1),
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
    // "The agency pulled its video": what it had published itself.
    let is_its = !is_deletion && material.is_one_of(about.start, &["its", "their"]) && is_artefact(material, about);
    is_its
        || (is_deletion && material.is_one_of(about.start, &["it", "them"]))
        || material.phrase_from(about.start).is_some_and(|phrase| {
            // "The verification was removed": what somebody has vouched for can be taken back.
            is_claim_noun(material, phrase.head)
                || material.is_one_of(phrase.head, &["confirmation", "correction", "denial", "verification"])
        })
}

/// Whether words are no more than a name: to deny somebody is to refuse them something.
fn is_name(material: &Material<'_>, about: &Range<usize>) -> bool {
    about.clone().all(|idx| material.tag(idx).starts_with("NNP"))
        && material.word(about.end) == ","
        && material.phrase_from(about.end + 1).is_some()
}

/// "The idea of a parade": what may be done, and no claim.
fn is_proposal(material: &Material<'_>, about: &Range<usize>) -> bool {
    material.phrase_from(about.start).is_some_and(|phrase| {
        material.is_one_of(phrase.head, &["idea", "possibility", "prospect"])
            && material.is_one_of(phrase.head + 1, &["of"])
    })
}

/// "Contradict the will of the voters": no words of anybody are contradicted.
fn is_norm(material: &Material<'_>, about: &Range<usize>) -> bool {
    const NORMS: &[&str] = &[
        "interest",
        "interests",
        "law",
        "laws",
        "principle",
        "principles",
        "spirit",
        "values",
        "will",
        "wish",
        "wishes",
    ];
    material.phrase_from(about.start).is_some_and(|phrase| material.is_one_of(phrase.head, NORMS))
}

fn would(material: &Material<'_>, group: &VerbGroup) -> bool {
    group.tokens.clone().any(|idx| material.is_one_of(idx, &["would", "will", "wo"]))
}

/// "Is impossible to confirm".
fn is_hard(material: &Material<'_>, group: &VerbGroup) -> bool {
    let to = (group.tokens.start..group.verb).find(|&idx| material.is_one_of(idx, &["to"]));
    let hard = to.and_then(|to| to.checked_sub(1));
    hard.is_some_and(|hard| material.is_one_of(hard, &["difficult", "hard", "impossible", "tough", "tricky"]))
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
    const SOMEBODY: &[&str] = &[
        "anybody",
        "anyone",
        "boys",
        "children",
        "conservative",
        "girls",
        "he",
        "her",
        "him",
        "incumbent",
        "nominee",
        "nominees",
        "she",
    ];
    if !matches!(kind, VerdictKind::Confirmed | VerdictKind::Disputed | VerdictKind::Debunked) {
        return false;
    }
    if kind == VerdictKind::Disputed && is_of_character(material, about) {
        return true;
    }
    let Some(phrase) = material.phrase_from(about.start) else { return false };
    // "The musician's passing".
    if material.tag(phrase.tokens.end) == "POS" {
        return false;
    }
    let is_person = material.is_role(phrase.head) || material.is_one_of(phrase.head, SOMEBODY);
    let holds_clause = holds_verb(material, phrase.tokens.end..about.end);
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

/// "Confirmed this morning in a speech, the first case", "rejected as false a post": the token before what it is done to.
fn over_time(material: &Material<'_>, verb: usize) -> usize {
    let sentence = material.sentence_around(verb);
    if material.is_one_of(verb + 1, &["as"]) {
        let called = (verb + 2..sentence.end.min(verb + 5)).find(|&idx| is_called(material, idx));
        return called.filter(|&called| material.phrase_from(called + 1).is_some()).unwrap_or(verb);
    }
    // "Seemed to confirm, before millions, the worst".
    if material.word(verb + 1) == "," && matches!(material.tag(verb + 2), "IN" | "RB") {
        let close = (verb + 2..sentence.end.min(verb + 12)).find(|&idx| material.word(idx) == ",");
        return close.filter(|&close| material.phrase_from(close + 1).is_some()).unwrap_or(verb);
    }
    let first = verb + 1 + usize::from(material.is_one_of(verb + 1, &["on", "in"]));
    let Some(time) = material.phrase_from(first).filter(|phrase| is_time(material, phrase.head)) else { return verb };
    let end = time.tokens.end;
    let comma = (end..sentence.end.min(end + 8)).find(|&idx| material.word(idx) == ",");
    let place = material.is_one_of(end, &["in", "at", "on", "to"]).then_some(comma).flatten();
    match place {
        Some(comma) => comma,
        None if material.phrase_from(end).is_some() => end - 1,
        None => verb,
    }
}

fn is_time(material: &Material<'_>, head: usize) -> bool {
    is_of_calendar(material.word(head))
        || material.is_one_of(
            head,
            &["afternoon", "evening", "month", "morning", "night", "today", "week", "year", "yesterday"],
        )
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
        // "It was confirmed by two clerks that".
        let past = || {
            let agent =
                clauses::agent(material, &VerbGroup { verb: last, ..group.clone() }).filter(|_| about.is_some())?;
            let that = material.is_one_of(agent.end, &["that", "whether"]);
            (is_empty && that).then(|| clauses::clause_behind(material, agent.end - 1)).flatten()
        };
        let behind = behind.or_else(past);
        // "Whether he is fit has been questioned".
        let sentence = material.sentence_around(last);
        let opens = material.is_one_of(sentence.start, &["whether", "that"])
            && holds_verb(material, sentence.start..group.tokens.start);
        if opens && material.phrase_from(sentence.start).is_none() {
            return Some(sentence.start..group.tokens.start);
        }
        let comma = (last + 1..material.sentence_around(last).end.min(last + 6))
            .find(|&idx| material.word(idx) == ",")
            .filter(|_| about.is_none());
        let next = comma.and_then(|comma| material.phrase_from(comma + 1)).map(|phrase| phrase.tokens.clone());
        // "As confirmed by the agency, she is well".
        let is_as = group.tokens.start > 0 && material.is_one_of(group.tokens.start - 1, &["as"]);
        let end = material.sentence_around(last).end;
        let next = next.map(|next| match is_as && material.is_finite(next.end) {
            true => {
                next.start
                    ..(next.end..end).rev().find(|&idx| material.passage.is_word(idx)).map_or(next.end, |idx| idx + 1)
            }
            false => next,
        });
        return behind.or(about).or(next).or_else(content);
    }
    if let Some(clause) = clauses::clause_behind(material, last) {
        return Some(clause);
    }
    // "Would neither confirm nor deny reports": both are about them.
    let is_joint =
        |idx: usize| material.is_one_of(idx, &["and", "nor", "or"]) && material.tag(idx + 1).starts_with("VB");
    let last = if is_joint(last + 1) { last + 2 } else { last };
    let object = clauses::object(material, over_time(material, last)).map(|object| whole(material, object));
    let holds_content = |object: &Range<usize>| {
        let span = material.span(object);
        let is_claim = is_claim_or_artefact(material, object, false);
        is_claim || speech.is_none_or(|one| one.content.iter().any(|content| content.overlaps(span)))
    };
    // "A figure the ministry confirmed", but not "the conclusion he was wrong and withdrew".
    let before = || {
        let by = by.filter(|by| (by.end..group.tokens.start).all(|idx| material.tag(idx).starts_with("RB")))?;
        // "What voters confirmed".
        let what = by.start.checked_sub(1).filter(|&what| material.is_one_of(what, &["what"]));
        what.map(|what| what..what + 1).or_else(|| clauses::object_before(material, by))
    };
    let told = object.filter(holds_content).or_else(before).or_else(content)?;
    // "Allegations that he hit her, which he has denied".
    let is_relative = told.len() == 1 && material.is_one_of(told.start, &["which"]);
    let sentence = material.sentence_around(told.start);
    let mut claims = material.phrases_in(sentence.start..told.start).iter();
    let claim = claims.rfind(|phrase| is_claim_noun(material, phrase.head)).filter(|_| is_relative);
    Some(claim.map_or(told, |claim| claim.tokens.clone()))
}
