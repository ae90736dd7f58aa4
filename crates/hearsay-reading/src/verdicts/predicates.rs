//! Verdicts told by what something or somebody is said to be: "is a hoax", "turned out not to be true", "is sceptical
//! about".
//!
//! Not what somebody calls something: that is `calling`.

use std::ops::Range;

use crate::clauses::{self, Outcome, VerbGroup, verb_group};
use crate::grammar::{is_denying, is_negation, is_quote_mark};
use crate::lexicon::{VerdictEntry, VerdictWord};
use crate::material::Material;
use crate::noun_phrases::NounPhrase;
use crate::reading::VerdictKind;
use crate::verdicts::Found;
use crate::verdicts::calling::{CALLING, called_before, called_beside, confirmed_as, raised, verb_before};
use crate::verdicts::subjects::{is_artefact, is_claim_noun, is_claim_or_artefact, is_pointing, is_somebody, whole};

/// How far before a predicate, in tokens, its verb may stand.
const REACH: usize = 6;
pub(super) const COPULAS: &[&str] = &[
    "'s", "are", "be", "been", "being", "is", "proved", "proven", "remain", "remained", "remains", "was", "were", "’s",
];
/// Verbs that say no more than that it looks so.
const SEEMING: &[&str] = &[
    "appear",
    "appeared",
    "appears",
    "look",
    "looked",
    "looks",
    "seem",
    "seemed",
    "seems",
    "sounded",
    "sounds",
    "believed",
    "considered",
    "thought",
];
/// Words beside a predicate that leave it open.
const PERHAPS: &[&str] =
    &["allegedly", "apparently", "likely", "maybe", "perhaps", "possibly", "presumably", "probably", "reportedly"];
/// Words that stand before a noun as well as behind a copula, and say of it there what they say here: "a fake account".
const BEFORE_NOUNS: &[&str] = &[
    "bogus",
    "counterfeit",
    "doctored",
    "fabricated",
    "fake",
    "faked",
    "forged",
    "hoax",
    "imposter",
    "impostor",
    "made-up",
    "phoney",
    "phony",
    "photoshopped",
    "spoof",
];
/// Words that say it of a claim alone: "a false story", but "a false start".
const BEFORE_CLAIMS: &[&str] = &["false", "fictional", "fictitious", "inaccurate", "incorrect", "unfounded", "untrue"];

/// What a falsehood is a piece of, or many of.
const KINDS: &[&str] =
    &["bit", "bunch", "figment", "load", "many", "one", "pack", "piece", "string", "tissue", "web", "work", "works"];
/// Words behind a negation that take it back: "not only", "nothing more than".
const NO_DENIAL: &[&str] = &["but", "just", "less", "more", "only", "other", "short"];

/// "The video is a hoax", "turned out not to be true".
pub(super) fn predicate(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: Range<usize>,
    entry: &VerdictEntry,
) -> Option<Found> {
    if let Some(found) = label(material, kind, &cue, entry).or_else(|| fragment(material, kind, &cue, entry)) {
        return Some(found);
    }
    if is_no_predicate(material, &cue, entry) {
        return None;
    }
    let phrase = material.around(cue.start);
    // "Calling this one a hoax": the phrase begins anew with the article.
    let opening = phrase.map(|phrase| phrase.tokens.start + 1..cue.start).unwrap_or(cue.start..cue.start);
    let article = opening.rev().find(|&idx| material.is_one_of(idx, &["a", "an"]));
    let first = article.or(phrase.map(|phrase| phrase.tokens.start)).unwrap_or(cue.start);
    // "Story Is False - No Such Man": the phrase of a tagger that knows no dash ends there.
    let is_before_noun =
        phrase.is_some_and(|phrase| phrase.head >= cue.end && is_unbroken(material, cue.end..phrase.head));
    if let Some(found) = called_beside(material, kind, &cue, entry) {
        return Some(found);
    }
    // "The second hoax in as many weeks" names a hoax and calls nothing one.
    if phrase.is_some() && material.is_one_of(first, &["the", "this", "that"])
        || is_before_noun && !says_before(material, entry, phrase?.head)
    {
        return None;
    }
    let sentence = material.sentence_around(cue.start);
    let verb = verb_before(material, &sentence, first)?;
    let called = confirmed_as(material, kind, &cue, entry, (verb, first))
        .or_else(|| called_before(material, kind, &cue, entry, (verb, first)));
    if called.is_some() {
        return called;
    }
    if verb + REACH < first {
        return None;
    }
    if let Some(found) = question(material, kind, &cue, entry, verb, first) {
        return Some(found);
    }
    let group = verb_group(material, verb);
    if !is_linked(material, &group, first) {
        return None;
    }
    if let Some(found) = raised(material, kind, &cue, entry, &group) {
        return Some(found);
    }
    let last = phrase.map_or(cue.end - 1, |phrase| phrase.head);
    let about = what_is(material, &group, last)?;
    let is_question = about.start > sentence.start && material.is_one_of(about.start - 1, &["if", "whether"])
        || is_unsure(material, about.start);
    let is_of_genuineness =
        kind == VerdictKind::Authenticated || entry.words == "real" && is_real_thing(material, &about);
    if is_question && is_of_genuineness && !is_somebody(material, &about) {
        let kind = VerdictKind::Authenticated;
        return Some(asked(material, kind, cue, about));
    }
    if is_not_shown(material, about.start) {
        return None;
    }
    let is_none = is_of_none(material, &about);
    if is_none && entry.class == VerdictWord::Truth && !is_somebody(material, &about) {
        let because = format!("nothing is said to be ‘{}’", entry.words);
        let (kind, outcome, about) = (falsehood(kind), group.outcome, Some(about));
        return Some(Found { kind, outcome, cue, outcome_words: None, by: None, about, is_holders: true, because });
    }
    let kind = if entry.words == "real" && is_real_thing(material, &about) { VerdictKind::Authenticated } else { kind };
    let (kind, outcome) = said_to_be(material, &group, kind, entry, verb..first)?;
    if !can_be_said(material, kind, entry, &about, &cue) {
        return None;
    }
    let outcome = match outcome {
        Outcome::Done if is_none => Outcome::NotDone,
        Outcome::Done if is_left_open(material, &about, &cue) => Outcome::Open,
        other => other,
    };
    let outcome_words = group.outcome_words.filter(|_| outcome != Outcome::Done);
    let because = format!("it is said to be ‘{}’", entry.words);
    Some(Found { kind, outcome, cue, outcome_words, by: None, about: Some(about), is_holders: true, because })
}

/// "Hopes it is fake", "if you think it is fake", "amid claims that it is fake", "it is fake, right?": somebody may hold it
/// to be so, and nobody is said to.
fn is_left_open(material: &Material<'_>, about: &Range<usize>, cue: &Range<usize>) -> bool {
    const HOPING: &[&str] = &["fear", "fears", "hope", "hoped", "hopes", "hoping", "wish", "wished", "wishes"];
    const HOLDING: &[&str] = &["believe", "feel", "reckon", "say", "suspect", "think"];
    const CLAIMS: &[&str] = &[
        "accusations",
        "allegations",
        "claims",
        "concerns",
        "rumors",
        "rumours",
        "speculation",
        "suggestions",
        "suspicions",
        "theories",
    ];
    let sentence = material.sentence_around(cue.start);
    let that = about.start.checked_sub(1).filter(|&idx| material.is_one_of(idx, &["that"])).unwrap_or(about.start);
    let Some(before) = that.checked_sub(1).filter(|&idx| idx >= sentence.start) else { return false };
    let is_hoped = material.is_one_of(before, HOPING);
    let is_thought = before >= sentence.start + 2
        && material.is_one_of(before, HOLDING)
        && material.is_one_of(before - 2, &["if", "whether"]);
    // "The owner’s claims that it is fake" are somebody's.
    let is_claimed = material.is_one_of(before, CLAIMS)
        && material.around(before).is_some_and(|phrase| {
            phrase.head == before && !phrase.tokens.clone().any(|idx| matches!(material.tag(idx), "POS" | "PRP$"))
        });
    let is_asked = (cue.end..sentence.end.min(cue.end + 3)).any(|idx| material.word(idx) == "?");
    is_hoped || is_thought || is_claimed || is_asked
}

/// "Not a single scene was staged", "none of it is true": whether what is said is said of nothing.
fn is_of_none(material: &Material<'_>, about: &Range<usize>) -> bool {
    let before = about.start.checked_sub(1).filter(|&idx| material.is_one_of(idx, &["not"]));
    let of = about.start.checked_sub(2).filter(|&idx| material.is_one_of(idx + 1, &["of"]));
    before.is_some()
        || material.is_one_of(about.start, &["no", "none", "neither", "nothing"])
        || of.is_some_and(|none| material.is_one_of(none, &["none", "neither", "nothing"]))
}

/// "The tape is real" says that it is genuine, "the danger is real" does not.
fn is_real_thing(material: &Material<'_>, about: &Range<usize>) -> bool {
    about.len() > 1 && is_artefact(material, about)
}

/// Whether no dash or colon stands in a row of tokens.
fn is_unbroken(material: &Material<'_>, mut between: Range<usize>) -> bool {
    !between.any(|idx| matches!(material.word(idx), "-" | "–" | "—" | ":" | ";" | "|"))
}

/// Whether a verb says that something is what stands from `first` on: "it is in fact a hoax", and not "it is on a site
/// with a hoax".
fn is_linked(material: &Material<'_>, group: &VerbGroup, first: usize) -> bool {
    let verb = group.verb;
    let is_seeming = material.is_one_of(verb, SEEMING);
    let calls = material.is_one_of(verb, CALLING) && group.is_passive;
    let is_aside = |idx: usize| {
        let is_phrase = material.is_one_of(idx + 1, &["course", "fact", "reality", "truth"]);
        let is_to = material.tag(idx) == "TO" && !material.is_one_of(idx + 1, &["be", "have"]);
        // "A work of fiction", "a pack of lies".
        let is_kind = material.is_one_of(idx, &["of"]) && material.is_one_of(idx - 1, KINDS);
        let hangs = (matches!(material.tag(idx), "IN" | "VBG") || is_to)
            && !is_phrase
            && !is_kind
            && !material.is_one_of(idx, &["in", "as", "like", "than"]);
        hangs || material.word(idx) == ";"
    };
    (material.is_one_of(verb, COPULAS) || is_seeming || calls) && !(verb + 1..first).any(is_aside)
}

/// Whether it is a verdict to say so of what it is said of.
fn can_be_said(
    material: &Material<'_>,
    kind: VerdictKind,
    entry: &VerdictEntry,
    about: &Range<usize>,
    cue: &Range<usize>,
) -> bool {
    let is_weak = entry.class == VerdictWord::Partly || entry.class == VerdictWord::Truth;
    // "It is wrong to say so": it is not done.
    let is_empty = material.is_one_of(about.start, &["it"])
        && material.is_one_of(cue.end, &["to", "for"])
        && !material.tag(cue.start).starts_with("NN");
    // "The historian is not real".
    let is_person = is_somebody(material, about) && entry.words != "real" || is_weak && is_empty;
    let is_genuine = kind == VerdictKind::Authenticated && !is_artefact(material, about);
    !is_genuine && !is_person && (!is_weak || is_thing(material, entry, about, cue.end))
}

fn says_before(material: &Material<'_>, entry: &VerdictEntry, head: usize) -> bool {
    BEFORE_NOUNS.contains(&entry.words)
        || BEFORE_CLAIMS.contains(&entry.words) && is_claim_noun(material, head)
        || entry.words == "false" && material.is_one_of(head, &["flag"])
}

/// "Coins that had been lying there", "a fleet made up of jets", "a bizarre thing to fake", "became a joke".
fn is_no_predicate(material: &Material<'_>, cue: &Range<usize>, entry: &VerdictEntry) -> bool {
    let tag = material.tag(cue.start);
    let is_before = |words: &[&str]| cue.start > 0 && material.is_one_of(cue.start - 1, words);
    let lies = entry.words == "lie" && !tag.starts_with("NN") && !is_before(&["are", "were"]);
    let consists = matches!(entry.words, "made up" | "made-up")
        && material.is_one_of(cue.end, &["by", "for", "of", "to"])
        && material.tag(cue.start).starts_with('V');
    let is_verb = tag == "VB" && is_before(&["to"]);
    // "There is a grain of truth in it".
    let is_part = entry.words.contains("of truth");
    lies || consists || is_verb || is_part
}

/// "Is it a fake?": the verb before what it is asked of.
fn question(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: &Range<usize>,
    entry: &VerdictEntry,
    verb: usize,
    first: usize,
) -> Option<Found> {
    let sentence = material.sentence_around(verb);
    let about = material.phrase_from(verb + 1).map(|phrase| phrase.tokens.clone())?;
    // To the tagger "the story false" may be one phrase.
    let about = about.start..about.end.min(if first > about.start { first } else { cue.start });
    let breaks =
        |idx: &usize| is_quote_mark(material.word(*idx)) || matches!(material.word(*idx), ":" | "–" | "—" | "-");
    let begin = (sentence.start..verb).rev().find(breaks).map_or(sentence.start, |idx| idx + 1);
    let opens = (begin..verb).all(|idx| !material.tag(idx).starts_with('V') && !material.tag(idx).starts_with("NN"));
    let asks = (cue.end..sentence.end).any(|idx| material.word(idx) == "?");
    let is_joined = (about.end..first).all(|idx| material.tag(idx).starts_with("RB") || material.tag(idx) == "DT");
    let is_fit =
        !about.is_empty() && material.is_one_of(verb, &["is", "was", "are", "were"]) && opens && asks && is_joined;
    let is_weak = entry.class == VerdictWord::Partly || entry.class == VerdictWord::Truth;
    let can_be = !is_somebody(material, &about) && (!is_weak || is_claim_or_artefact(material, &about, false));
    let is_real = entry.words == "real" && is_real_thing(material, &about);
    let is_true = entry.class == VerdictWord::Truth && kind == VerdictKind::Debunked && !is_real;
    (is_fit && can_be && !is_true).then(|| Found {
        kind: if is_real { VerdictKind::Authenticated } else { kind },
        outcome: Outcome::Open,
        cue: cue.clone(),
        outcome_words: None,
        by: None,
        about: Some(about),
        is_holders: true,
        because: format!("it is asked whether it is ‘{}’", entry.words),
    })
}

/// "“Not true,” she said", "False.": no more than the word, in a sentence or a quotation of its own.
fn fragment(material: &Material<'_>, kind: VerdictKind, cue: &Range<usize>, entry: &VerdictEntry) -> Option<Found> {
    let sentence = material.sentence_around(cue.start);
    let is_not = cue.start > sentence.start && material.is_one_of(cue.start - 1, &["not"]);
    let mut start = cue.start - usize::from(is_not);
    while start > sentence.start
        && material.is_one_of(
            start - 1,
            &[
                "a",
                "absolutely",
                "an",
                "complete",
                "completely",
                "pure",
                "so",
                "simply",
                "total",
                "totally",
                "utter",
                "utterly",
            ],
        )
    {
        start -= 1;
    }
    let is_edge = |idx: usize| is_quote_mark(material.word(idx)) || matches!(material.word(idx), "," | "." | "!");
    // "Said it was “false”" has its verb; "“False,” he said" has none.
    let outside = (sentence.start..start).rev().find(|&idx| !is_quote_mark(material.word(idx)));
    let is_free = outside.is_none_or(|idx| {
        !material.passage.is_word(idx) || material.tag(idx) == "VBD" && !material.is_one_of(idx, COPULAS)
    });
    let opens = is_free && (start == sentence.start || is_edge(start - 1));
    let closes = cue.end >= sentence.end || is_edge(cue.end);
    let marked = material.is_quoted(cue.start) || start == sentence.start && cue.end + 1 >= sentence.end;
    let has_verb = (sentence.start..start)
        .any(|idx| material.is_finite(idx) && material.is_quoted(idx) == material.is_quoted(cue.start));
    let is_truth = entry.class == VerdictWord::Truth;
    let is_false = if is_truth {
        is_not && kind != VerdictKind::Authenticated
    } else {
        // "“A lie,” he said".
        let is_noun = start < cue.start && material.tag(cue.start).starts_with("NN");
        !is_not && (entry.class == VerdictWord::Predicate || entry.class == VerdictWord::Partly && is_noun)
    };
    (is_false && opens && closes && marked && !has_verb && !material.tag(cue.start).starts_with('V')).then(|| Found {
        kind,
        outcome: Outcome::Done,
        cue: start..cue.end,
        outcome_words: None,
        by: None,
        about: None,
        is_holders: true,
        because: format!("‘{}’ is all that is said", entry.words),
    })
}

/// "Cannot be sure the claims are genuine", "not certain that it is".
fn is_unsure(material: &Material<'_>, start: usize) -> bool {
    let sentence = material.sentence_around(start);
    let that = start.checked_sub(1).filter(|&idx| idx > sentence.start);
    let that = that.map(|idx| if material.is_one_of(idx, &["that"]) { idx - 1 } else { idx });
    that.is_some_and(|sure| {
        material.is_one_of(sure, &["certain", "confident", "sure"])
            && (sentence.start.max(sure.saturating_sub(4))..sure).any(|idx| is_negation(material.word(idx)))
    })
}

/// "Refused to say whether the stamp was genuine": who refused, or did not know.
fn asked(material: &Material<'_>, kind: VerdictKind, cue: Range<usize>, about: Range<usize>) -> Found {
    let sentence = material.sentence_around(cue.start);
    let verb = (sentence.start..about.start - 1).rev().take(REACH).find(|&idx| material.tag(idx).starts_with("VB"));
    let group = verb.map(|verb| verb_group(material, verb));
    // "Did not know whether", "refused to say whether"; else it is a question.
    let group = group.filter(|group| matches!(group.outcome, Outcome::NotDone | Outcome::Declined));
    let by = group.as_ref().and_then(|group| clauses::subject(material, group));
    Found {
        kind,
        outcome: group.as_ref().map_or(Outcome::Open, |group| group.outcome),
        cue,
        outcome_words: group.and_then(|group| group.outcome_words),
        by: by.filter(|by| !material.is_one_of(by.start, &["it"])),
        about: Some(about),
        is_holders: false,
        because: "whether it is genuine is asked".to_owned(),
    }
}

/// "HOAX: a family has fallen ill", and "there is no truth to the rumour".
fn label(material: &Material<'_>, kind: VerdictKind, cue: &Range<usize>, entry: &VerdictEntry) -> Option<Found> {
    let sentence = material.sentence_around(cue.start);
    // "Not a word of truth in it".
    let is_none = entry.words.contains("of truth")
        && (sentence.start.max(cue.start.saturating_sub(4))..cue.start).any(|idx| is_negation(material.word(idx)));
    let is_untruth = entry.words.starts_with("no truth") || is_none;
    let is_heading = cue.start == sentence.start && material.word(cue.end) == ":" && sentence.end > cue.end + 2;
    let about = match () {
        () if is_untruth => material.phrase_from(cue.end).map(|phrase| whole(material, phrase.tokens.clone())),
        () if is_heading => {
            let last = (cue.end + 1..sentence.end).rev().find(|&idx| material.passage.is_word(idx));
            last.map(|last| cue.end + 1..last + 1)
        }
        () => None,
    }?;
    Some(Found {
        kind,
        outcome: Outcome::Done,
        cue: cue.clone(),
        outcome_words: None,
        by: None,
        about: Some(about),
        is_holders: true,
        because: format!("‘{}’ is said of it", entry.words),
    })
}

/// "Made up the story", "admitted faking the film": on the word of whoever says so.
pub(super) fn making(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: Range<usize>,
    entry: &VerdictEntry,
) -> Option<Found> {
    let group = verb_group(material, cue.start);
    // "Made the whole thing up".
    let inside = entry.words.contains("...").then(|| material.phrase_from(cue.start + 1)).flatten();
    let inside = inside.map(|phrase| phrase.tokens.clone()).filter(|inside| inside.end < cue.end);
    let is_whole_thing = inside.as_ref().is_some_and(|inside| {
        inside.len() == 3 && material.is_one_of(inside.end - 1, &["thing"])
            || inside.len() == 1 && material.is_one_of(inside.start, &["it", "this"])
    });
    let object = || clauses::object(material, cue.end - 1).map(|about| whole(material, about));
    let about = if entry.words.contains("...") { inside } else { object() }?;
    // "Staged a protest", "made up the numbers": no claim.
    let is_pronoun = about.len() == 1 && !matches!(entry.words, "fake" | "fabricate" | "make up" | "make ... up");
    let is_fit = !group.is_passive && (is_whole_thing || !is_pronoun && is_false_of(material, &about));
    is_fit.then(|| Found {
        kind,
        outcome: group.outcome,
        cue: group.verb..cue.end,
        outcome_words: group.outcome_words.clone(),
        by: None,
        about: Some(about),
        is_holders: true,
        because: format!("what somebody is said to ‘{}’ is not true", entry.words),
    })
}

/// Whether words stand for a claim or an artefact, or a part of one.
fn is_false_of(material: &Material<'_>, about: &Range<usize>) -> bool {
    let last = material.phrases_in(about.clone()).iter().rfind(|phrase| phrase.tokens.end == about.end);
    is_claim_or_artefact(material, about, false)
        || last.is_some_and(|last| is_claim_or_artefact(material, &last.tokens, false))
}

/// What is not genuine is debunked.
fn falsehood(kind: VerdictKind) -> VerdictKind {
    if kind == VerdictKind::Authenticated { VerdictKind::Debunked } else { kind }
}

/// What kind of verdict it is, and whether it is said to be so, said not to be so, or left open. That something is not
/// true debunks it; that it is true is no verdict, and that it is genuine authenticates it.
fn said_to_be(
    material: &Material<'_>,
    group: &VerbGroup,
    kind: VerdictKind,
    entry: &VerdictEntry,
    between: Range<usize>,
) -> Option<(VerdictKind, Outcome)> {
    const TURNING: &[&str] = &["found", "out", "proved", "proven", "revealed", "shown", "turned"];
    let before = group.tokens.start.saturating_sub(3)..between.start;
    let is_negated = (group.tokens.start.saturating_sub(1)..between.end)
        .any(|idx| is_negation(material.word(idx)) && !material.is_one_of(idx + 1, NO_DENIAL));
    // "Turned out to be", "was found to be": it is so, unless that is a condition.
    let turning = before.clone().rev().find(|&idx| material.is_one_of(idx, TURNING));
    let turned = turning.map(|idx| if material.is_one_of(idx, &["out"]) { idx.saturating_sub(1) } else { idx });
    let told = match turned {
        Some(turned) => verb_group(material, turned).outcome,
        None => group.outcome,
    };
    let sentence = material.sentence_around(between.start);
    let subject = clauses::subject(material, group).map_or(between.start, |subject| subject.start);
    let mut near = subject.saturating_sub(2).max(sentence.start)..between.end;
    let is_open =
        told == Outcome::Open || near.any(|idx| material.is_one_of(idx, PERHAPS) || material.is_one_of(idx, SEEMING));
    let is_truth = entry.class == VerdictWord::Truth;
    match (is_truth, is_negated, is_open) {
        _ if told == Outcome::Declined => None,
        (true, false, _) if kind != VerdictKind::Authenticated => None,
        (true, false, true) => Some((kind, Outcome::Open)),
        (true, false, false) => Some((kind, Outcome::Done)),
        (true, true, true) | (false, false, true) => Some((falsehood(kind), Outcome::Open)),
        (false, true, true) => None,
        (true, true, false) => Some((falsehood(kind), Outcome::Done)),
        (false, true, false) => Some((kind, Outcome::NotDone)),
        (false, false, false) => Some((kind, told)),
    }
}

/// "There is no evidence that", "nobody has shown that", "denied claims that", before what is said to be so.
fn is_not_shown(material: &Material<'_>, start: usize) -> bool {
    const REACH: usize = 7;
    const TAKING_BACK: &[&str] =
        &["dismissed", "dismisses", "few", "nobody", "refuted", "refutes", "unclear", "untrue"];
    let sentence = material.sentence_around(start);
    let that = start.checked_sub(1).filter(|&idx| idx >= sentence.start && material.is_one_of(idx, &["that"]));
    let Some(that) = that else { return false };
    let near = sentence.start.max(that.saturating_sub(REACH))..that;
    let clause = near.clone().rev().take_while(|&idx| !matches!(material.word(idx), "," | ";" | ":")).last();
    let near = clause.unwrap_or(that)..that;
    near.clone().any(|idx| {
        let word = material.word(idx);
        is_negation(word) || is_denying(word) || material.is_one_of(idx, TAKING_BACK)
    })
}

/// What is said to be so: the subject that the parser sees, or the one before the verb, with what hangs on it.
fn what_is(material: &Material<'_>, group: &VerbGroup, predicate: usize) -> Option<Range<usize>> {
    let parsed = material.dependents(predicate, &["nsubj", "nsubjpass"]).filter(|&idx| idx < group.tokens.start).last();
    let parsed = parsed.and_then(|idx| material.around(idx)).map(|phrase: &NounPhrase| phrase.tokens.clone());
    let subject = parsed.map(|near| clauses::over_participle(material, near));
    let subject = subject.or_else(|| clauses::subject(material, group));
    // "A video of the leader being fooled during a speech is fake": what the sentence begins with.
    let sentence = material.sentence_around(group.verb);
    let initial = material.phrase_from(sentence.start).map(|phrase| phrase.tokens.clone());
    let initial =
        initial.filter(|initial| is_claim_or_artefact(material, initial, false) && !is_pointing(material, initial));
    let opening = initial.clone();
    let is_fit = |subject: &Range<usize>| is_claim_or_artefact(material, subject, false);
    let subject = match (subject, initial) {
        (Some(subject), Some(initial)) if !is_fit(&subject) => initial,
        (Some(subject), _) => subject,
        (None, initial) => initial?,
    };
    // "Claims that the vaccine causes infertility are false": the claims are, and not what stands in them.
    let holds = |initial: &Range<usize>| {
        material.is_one_of(initial.end, &["that"]) && whole(material, initial.clone()).contains(&subject.start)
    };
    let subject = opening.filter(holds).unwrap_or(subject);
    let whole = whole(material, subject.clone());
    Some(subject.start..whole.end.min(group.tokens.start).max(subject.end))
}

/// Whether something is a claim, an artefact, or a thing pointed at: what can be wrong, or no joke. What is not real can
/// be any thing.
fn is_thing(material: &Material<'_>, entry: &VerdictEntry, about: &Range<usize>, cue_end: usize) -> bool {
    // "The scene was staged", but "the protest was staged by students".
    let is_staged = entry.words == "staged" && !material.is_one_of(cue_end, &["at", "by", "in", "on", "outside"]);
    let is_any = is_staged || matches!(entry.words, "real" | "true" | "authentic" | "genuine" | "lie");
    is_any || is_claim_or_artefact(material, about, false)
}

/// "Experts are sceptical about the figures".
pub(super) fn doubting(
    material: &Material<'_>,
    kind: VerdictKind,
    cue: Range<usize>,
    entry: &VerdictEntry,
) -> Option<Found> {
    let sentence = material.sentence_around(cue.start);
    let verb = (sentence.start..cue.start).rev().take(REACH).find(|&idx| material.tag(idx).starts_with("VB"))?;
    // "Responded sceptically to".
    let responds =
        material.tag(cue.start) == "RB" && material.is_one_of(verb, &["react", "reacted", "responded", "respond"]);
    if !material.is_one_of(verb, COPULAS) && !material.is_one_of(verb, SEEMING) && !responds {
        return None;
    }
    let group = verb_group(material, verb);
    let about = match () {
        () if responds && material.is_one_of(cue.end, &["to"]) => {
            material.phrase_from(cue.end + 1).map(|phrase| whole(material, phrase.tokens.clone()))
        }
        () if material.is_one_of(cue.end, &["about", "by", "of", "over"]) => {
            material.phrase_from(cue.end + 1).map(|phrase| whole(material, phrase.tokens.clone()))
        }
        () if material.is_one_of(cue.end, &["that", "whether"]) => clauses::clause_behind(material, cue.end - 1),
        () => None,
    }?;
    let is_negated = (verb..cue.start).any(|idx| is_negation(material.word(idx)));
    // "Sceptical about the prospects".
    if about.clone().any(|idx| material.is_one_of(idx, &["chance", "chances", "future", "prospect", "prospects"])) {
        return None;
    }
    let by = clauses::subject(material, &group);
    // "The outcome is doubtful" says nothing of what somebody claims.
    let is_doubter = by.as_ref().is_some_and(|by| !is_pointing(material, by))
        && material.is_one_of(cue.end, &["about", "by", "of", "over"]);
    if is_negated || !(is_claim_or_artefact(material, &about, false) || is_doubter && !is_somebody(material, &about)) {
        return None;
    }
    Some(Found {
        kind,
        outcome: Outcome::Done,
        cue,
        outcome_words: None,
        by: by.filter(|by| !is_pointing(material, by)),
        about: Some(about),
        is_holders: false,
        because: format!("somebody is said to be ‘{}’", entry.words),
    })
}
