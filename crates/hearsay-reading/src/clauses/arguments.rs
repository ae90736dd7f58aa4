//! Who does what a verb says, to what, and what is said behind it.

use std::ops::Range;

use crate::clauses::{VerbGroup, verb_group};
use crate::grammar::is_quote_mark;
use crate::heads::is_of_calendar;
use crate::material::Material;
use crate::noun_phrases::NounPhrase;

/// Returns the words of the subject: of "which was later verified" the noun phrase before "which".
pub(crate) fn subject(material: &Material<'_>, group: &VerbGroup) -> Option<Range<usize>> {
    const DEPTH: usize = 3;
    subject_within(material, group, DEPTH)
}

/// Verbs after which somebody else does what follows: "asked the ministry to confirm".
const ASKING: &[&str] = &[
    "allow",
    "allowed",
    "allows",
    "ask",
    "asked",
    "asking",
    "asks",
    "challenged",
    "forced",
    "forcing",
    "get",
    "got",
    "invited",
    "led",
    "let",
    "ordered",
    "persuaded",
    "pressed",
    "prompted",
    "pushed",
    "request",
    "requested",
    "require",
    "required",
    "requires",
    "requiring",
    "told",
    "urge",
    "urged",
    "urges",
    "urging",
    "want",
    "wanted",
    "wants",
];

/// Looks for the subject through no more than `depth` verbs that share it.
fn subject_within(material: &Material<'_>, group: &VerbGroup, depth: usize) -> Option<Range<usize>> {
    if depth == 0 {
        return None;
    }
    let sentence = material.sentence_around(group.verb);
    let first = group.tokens.start;
    let is_as = first > sentence.start && material.is_one_of(first - 1, &["as"]);
    if material.is_one_of(first, &["to", "without"]) || is_as && material.tag(group.verb) == "VBG" {
        return of_infinitive(material, group, is_as, depth);
    }
    let opens = first == group.verb && (sentence.start..first).all(|idx| is_quote_mark(material.word(idx)));
    if opens && material.tag(group.verb) == "VBG" {
        return of_opening(material, first, &sentence);
    }
    let before = (sentence.start..first).rev().find(|&idx| !material.tag(idx).starts_with("RB"))?;
    // "Shekau said they were married, contradicting the government": who says it.
    if material.tag(group.verb) == "VBG" && first == group.verb && material.word(before) == "," {
        let main = (sentence.start..before).find(|&idx| material.is_finite(idx))?;
        return subject_within(material, &verb_group(material, main), depth - 1);
    }
    // "Given what has been confirmed".
    if material.is_one_of(before, &["what"]) {
        return Some(before..before + 1);
    }
    if group.is_reduced {
        let behind = before + 1 - usize::from(matches!(material.word(before), "," | "(" | "–" | "—"));
        return material.phrase_until(behind).map(|phrase| phrase.tokens.clone());
    }
    if let Some(antecedent) = antecedent(material, before, sentence.start) {
        return Some(antecedent);
    }
    let relations = ["nsubj", "nsubjpass"];
    let verbs = group.tokens.clone().rev().filter(|&idx| material.tag(idx).starts_with('V'));
    for verb in verbs {
        let found = material.dependents(verb, &relations).filter(|&idx| idx < first).last();
        let is_agent = |phrase: &&NounPhrase| phrase.tokens.start > 0 && material.word(phrase.tokens.start - 1) == "by";
        if let Some(phrase) = found.and_then(|found| material.around(found)).filter(|phrase| !is_agent(phrase)) {
            return Some(phrase.tokens.clone());
        }
    }
    if let Some(phrase) = material.phrase_until(before + 1) {
        // "The porter, whose account".
        let start = phrase.tokens.start;
        if start > sentence.start && material.is_one_of(start - 1, &["whose"]) {
            return Some(start - 1..phrase.tokens.end);
        }
        return Some(climb(material, phrase.tokens.clone(), &sentence));
    }
    if material.is_one_of(before, &["and", "but", "then"]) {
        return of_joined(material, group, before, depth);
    }
    // "The ministry, however, denied", "Bellingcat, a group of researchers, confirmed": over an aside.
    let mark = material.word(before);
    let aside = matches!(mark, "," | "-" | "–" | "—" | "--")
        .then(|| (sentence.start..before).rev().find(|&idx| material.word(idx) == mark))
        .flatten()?;
    material.phrase_until(aside).map(|phrase| climb(material, phrase.tokens.clone(), &sentence))
}

/// "They asked the ministry to confirm": the ministry is to. "They made tests to verify", "they shared it without
/// verifying", "was quoted as denying": who does the one does the other.
fn of_infinitive(material: &Material<'_>, group: &VerbGroup, is_as: bool, depth: usize) -> Option<Range<usize>> {
    let sentence = material.sentence_around(group.verb);
    let first = group.tokens.start;
    if material.is_one_of(first, &["to"])
        && let Some(asked) = material.phrase_until(first)
        && asked.tokens.start > sentence.start
        && material.is_one_of(asked.tokens.start - 1, ASKING)
    {
        return Some(asked.tokens.clone());
    }
    let is_verb = |idx: &usize| material.tag(*idx) == "VBN" || material.is_finite(*idx);
    let outer = verb_group(material, (sentence.start..first).rev().find(is_verb)?);
    let is_free =
        !outer.is_passive && outer.tokens.start < first && !material.is_one_of(outer.tokens.start, &["to", "without"]);
    (is_as || is_free).then(|| subject_within(material, &outer, depth - 1)).flatten()
}

/// "Denying any link, the senator left": who does the one does the other.
fn of_opening(material: &Material<'_>, first: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    const REACH: usize = 30;
    let mut reach = first..sentence.end.min(first + REACH);
    let comma = reach.find(|&idx| {
        material.word(idx) == ","
            && material.phrase_from(idx + 1).is_some_and(|phrase| material.is_finite(phrase.tokens.end))
    })?;
    material.phrase_from(comma + 1).map(|phrase| phrase.tokens.clone())
}

/// "The letter, which ...", "the man who ...": what stands before the relative pronoun.
fn antecedent(material: &Material<'_>, before: usize, start: usize) -> Option<Range<usize>> {
    if !material.is_one_of(before, &["which", "that", "who"]) || before <= start {
        return None;
    }
    let behind = before - usize::from(material.word(before - 1) == ",");
    let antecedent = material.phrase_until(behind)?;
    let tokens = over_example(material, antecedent.tokens.clone());
    // "A piece of information which": all of it.
    let of = tokens.start.checked_sub(1).filter(|&of| material.word(of) == "of" && material.word(before) != "who");
    let outer = of.and_then(|of| material.phrase_until(of));
    Some(outer.map_or(tokens.start, |outer| outer.tokens.start)..tokens.end)
}

/// "He denied the one and confirmed the other": the subject of the verb before.
fn of_joined(material: &Material<'_>, group: &VerbGroup, and: usize, depth: usize) -> Option<Range<usize>> {
    const REACH: usize = 25;
    let sentence = material.sentence_around(group.verb);
    let is_finite = |idx: &usize| matches!(material.tag(*idx), "VBD" | "VBZ" | "VBP");
    let earlier = (sentence.start.max(and.saturating_sub(REACH))..and).rev().find(is_finite)?;
    let outer = verb_group(material, earlier);
    let opening = outer.tokens.start.checked_sub(1);
    let is_relative = opening.is_some_and(|opening| material.is_one_of(opening, &["which", "that"]));
    let is_plain = !outer.is_reduced && outer.is_passive == group.is_passive && !is_relative;
    is_plain.then(|| subject_within(material, &outer, depth - 1)).flatten()
}

/// "Stories, such as the one on ink, that were debunked": the stories were.
fn over_example(material: &Material<'_>, tokens: Range<usize>) -> Range<usize> {
    let such =
        tokens.start.checked_sub(2).filter(|&idx| material.is_one_of(idx, &["such"]) && material.word(idx + 1) == "as");
    let outer =
        such.and_then(|such| material.phrase_until(such - usize::from(such > 0 && material.word(such - 1) == ",")));
    outer.map_or(tokens, |outer| outer.tokens.clone())
}

/// Prepositions with which a noun phrase hangs on the one before.
const HANGING: &[&str] = &[
    "against", "at", "between", "by", "during", "for", "from", "in", "into", "near", "of", "on", "to", "with", "within",
];

/// From "of the Interior" to "a spokesman for the Ministry": the phrase that holds a row of prepositional ones.
fn climb(material: &Material<'_>, mut tokens: Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    for _ in 0..4 {
        let Some(preposition) = tokens.start.checked_sub(1).filter(|idx| *idx >= sentence.start) else { break };
        // "A memo purportedly from the staff".
        let adverbs =
            (sentence.start..preposition).rev().take_while(|&idx| material.tag(idx).starts_with("RB")).count();
        // "A call between the mayor and a smuggler".
        let joined = material.is_one_of(preposition, &["and"]).then(|| material.phrase_until(preposition)).flatten();
        let between = joined.and_then(|joined| joined.tokens.start.checked_sub(1));
        let between = between.filter(|&between| material.is_one_of(between, &["between"]));
        if let Some(outer) = between.and_then(|between| material.phrase_until(between)) {
            tokens = outer.tokens.clone();
            continue;
        }
        if !material.is_one_of(preposition, HANGING) {
            break;
        }
        // "The substance allegedly being used in Kobani": what the participle describes.
        let is_participle =
            |idx: &usize| matches!(material.tag(*idx), "VBN" | "VBG") || material.tag(*idx).starts_with("RB");
        let participles = (sentence.start..preposition - adverbs).rev().take_while(is_participle).count();
        let outer = material.phrase_until(preposition - adverbs);
        let Some(outer) = outer.or_else(|| material.phrase_until(preposition - adverbs - participles)) else { break };
        tokens = outer.tokens.clone();
    }
    tokens
}

/// Returns the noun phrase behind "by" that belongs to a passive verb.
pub(crate) fn agent(material: &Material<'_>, group: &VerbGroup) -> Option<Range<usize>> {
    let sentence = material.sentence_around(group.verb);
    let reach = group.verb + 1..sentence.end.min(group.verb + 10);
    for idx in reach {
        let word = material.word(idx);
        if word == "by" && !material.tag(idx + 1).starts_with("VBG") {
            return material.phrase_from(idx + 1).map(|phrase| phrase.tokens.clone());
        }
        let ends = matches!(word, ";" | "." | "which" | "who" | "but" | "and");
        if ends || material.tag(idx).starts_with('V') && idx > group.verb + 1 {
            return None;
        }
    }
    None
}

/// Returns the noun phrase behind a verb that is what it is done to, if one stands there before anything else does.
pub(crate) fn object(material: &Material<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = material.sentence_around(verb);
    let reach = verb + 1..sentence.end.min(verb + 5);
    for idx in reach {
        if let Some(phrase) = material.phrase_from(idx) {
            return Some(phrase.tokens.clone());
        }
        let is_passed =
            material.tag(idx).starts_with("RB") || material.tag(idx) == "RP" || is_quote_mark(material.word(idx));
        if !is_passed {
            return None;
        }
    }
    None
}

/// Returns the clause behind a verb, from "that" or its first word to where the sentence, the quotation or the next
/// clause begins.
pub(crate) fn clause_behind(material: &Material<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = material.sentence_around(verb);
    let start = clause_start(material, verb).filter(|&start| start < sentence.end)?;
    let end = (start..sentence.end).find(|&idx| ends_clause(material, idx)).unwrap_or(sentence.end);
    // "The denial that it had sunk came late": a second verb right behind the first is no part of the clause.
    let is_second = |idx: &usize| {
        material.is_finite(*idx) && matches!(material.tag(idx - 1), "VBN" | "VBD" | "VBZ" | "VB") && {
            (start..idx - 1).any(|earlier| material.is_finite(earlier))
        }
    };
    let end = (start + 2..end).find(is_second).unwrap_or(end);
    (end > start).then_some(start..end)
}

/// "That", "whether" or the first word of a clause, right behind a verb or behind a day: "confirmed on Sunday that".
fn clause_start(material: &Material<'_>, verb: usize) -> Option<usize> {
    const OPENING: &[&str] = &["that", "whether", "how", "what", "where", "who", "why"];
    // "To “verify” where".
    let start = verb + 1 + usize::from(is_quote_mark(material.word(verb + 1)) && material.word(verb + 2) != "that");
    let is_verb = |idx: usize| {
        let tag = material.tag(idx);
        tag == "MD" || tag.starts_with("VB") && tag != "VBN" && tag != "VBG"
    };
    let opens = material.is_one_of(start, OPENING)
        || material.is_one_of(start, &["having", "being"])
        || material.tag(start) == "VBG"
        || material.phrase_from(start).is_some_and(|phrase| is_verb(after_prepositions(material, phrase)));
    if opens {
        return Some(start);
    }
    let sentence = material.sentence_around(verb);
    let late = (start..sentence.end.min(start + 5)).find(|&idx| material.is_one_of(idx, OPENING))?;
    let is_day = (start..late).all(|idx| !material.tag(idx).starts_with("VB"))
        && (start..late)
            .any(|idx| is_of_calendar(material.word(idx)) || material.is_one_of(idx, &["week", "month", "year"]));
    is_day.then_some(late)
}

/// One past a noun phrase and the row of prepositions with noun phrases behind it: "air strikes into Libya".
fn after_prepositions(material: &Material<'_>, phrase: &NounPhrase) -> usize {
    let mut end = phrase.tokens.end;
    for _ in 0..2 {
        let next =
            material.is_one_of(end, &["in", "into", "of", "on", "against"]).then(|| material.phrase_from(end + 1));
        let Some(next) = next.flatten() else { break };
        end = next.tokens.end;
    }
    end
}

fn ends_clause(material: &Material<'_>, idx: usize) -> bool {
    const NEXT: &[&str] =
        &["according", "adding", "although", "and", "but", "citing", "saying", "though", "which", "while", "who"];
    const REPORTS: &[&str] = &["added", "claimed", "reported", "said", "says", "told", "tweeted", "wrote"];
    if matches!(material.word(idx), ";" | "." | "—" | "–" | "?" | "!") {
        return true;
    }
    // "..., the official said": the words that report come behind; "..., were grounded": the sentence goes on.
    let reports =
        || material.phrase_from(idx + 1).is_some_and(|subject| material.is_one_of(subject.tokens.end, REPORTS));
    let goes_on = material.is_finite(idx + 1);
    material.word(idx) == "," && (material.is_one_of(idx + 1, NEXT) || goes_on || reports())
}

/// "A figure the ministry confirmed", "the letter the chaplain wrote": the noun phrase before the subject is what it is
/// done to.
pub(crate) fn object_before(material: &Material<'_>, subject: &Range<usize>) -> Option<Range<usize>> {
    let is_plain = matches!(material.tag(subject.start), "DT" | "NNP" | "PRP" | "PRP$" | "NNS");
    // "Claims that the report could not corroborate", "a charge, which the mayor denied".
    let before = subject.start.checked_sub(1)?;
    let is_relative = before > 0 && material.is_one_of(before, &["that", "which", "whom"]);
    let comma = usize::from(is_relative && material.word(before - 1) == ",");
    let end = if is_relative { before - comma } else { subject.start };
    let object = material.phrase_until(end).filter(|_| is_plain);
    // "Sixty miners died, which the owner denies": what was said before the comma.
    if object.is_none() && comma > 0 && material.is_one_of(before, &["which"]) {
        let start = material.sentence_around(before).start;
        return (start < end).then_some(start..end);
    }
    let object = object?;
    (material.tag(object.head) != "NNP").then(|| object.tokens.clone())
}
