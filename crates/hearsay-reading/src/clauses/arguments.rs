//! To what a verb is done, by which agent, and what is said behind it.
//!
//! Not who does it: that is `clauses::subject`.

use std::ops::Range;

use crate::clauses::VerbGroup;
use crate::grammar::is_quote_mark;
use crate::heads::is_of_calendar;
use crate::material::Material;
use crate::noun_phrases::NounPhrase;

/// Words that stand for those who do something without a noun.
pub(crate) const STANDING_ALONE: &[&str] =
    &["all", "another", "both", "few", "many", "most", "none", "one", "others", "several", "some"];

/// Returns the noun phrase behind "by" that belongs to a passive verb.
pub(crate) fn agent(material: &Material<'_>, group: &VerbGroup) -> Option<Range<usize>> {
    let sentence = material.sentence_around(group.verb);
    let reach = group.verb + 1..sentence.end.min(group.verb + 10);
    for idx in reach {
        let word = material.word(idx);
        if word == "by" && !material.tag(idx + 1).starts_with("VBG") {
            let agent = material.phrase_from(idx + 1).map(|phrase| phrase.tokens.clone());
            // "Rubbished by many".
            return agent.or_else(|| material.is_one_of(idx + 1, STANDING_ALONE).then_some(idx + 1..idx + 2));
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
    // What is said within a quotation ends with it.
    let closes = |idx: usize| material.is_quoted(verb) && material.is_quoted(start) && !material.is_quoted(idx);
    let end = (start..sentence.end).find(|&idx| ends_clause(material, idx) || closes(idx)).unwrap_or(sentence.end);
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
    let start = verb + 1 + usize::from(is_quote_mark(material.word(verb + 1)));
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
    // "The paper said, and the palace confirmed, that".
    if material.word(verb + 1) == "," && material.is_one_of(verb + 2, &["that"]) {
        return Some(verb + 2);
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
