//! Who does what a verb says: its subject, near or far.
//!
//! Not a tree: the parser's arcs are asked first, and where they say nothing or cannot be, the order of the words decides.

use std::ops::Range;

use crate::clauses::arguments::{STANDING_ALONE, object_before};
use crate::clauses::{VerbGroup, verb_group};
use crate::grammar::is_quote_mark;
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
    // "Quoted as denying", "took a stab at dispelling", "after verifying".
    let is_hung = first > sentence.start
        && first == group.verb
        && material.tag(first) == "VBG"
        && (material.tag(first - 1) == "IN" || material.is_one_of(first - 1, &["when"]));
    if material.is_one_of(first, &["to", "without"]) || is_hung {
        return of_infinitive(material, group, is_hung, depth);
    }
    let opens = first == group.verb && (sentence.start..first).all(|idx| is_quote_mark(material.word(idx)));
    if opens && material.tag(group.verb) == "VBG" {
        return of_opening(material, first, &sentence);
    }
    let before = (sentence.start..first).rev().find(|&idx| !material.tag(idx).starts_with("RB"))?;
    // "We have tried verifying it", "kept denying it": who does the one does the other.
    if material.tag(group.verb) == "VBG" && first == group.verb && material.tag(before).starts_with('V') {
        let outer = verb_group(material, before);
        return (!outer.is_passive).then(|| subject_within(material, &outer, depth - 1)).flatten();
    }
    // "Shekau said they were married, contradicting the government": who says it.
    if material.tag(group.verb) == "VBG" && first == group.verb && material.word(before) == "," {
        let main = (sentence.start..before).find(|&idx| material.is_finite(idx))?;
        return subject_within(material, &verb_group(material, main), depth - 1);
    }
    // "Given what has been confirmed".
    if material.is_one_of(before, &["what"]) {
        return Some(before..before + 1);
    }
    if group.is_reduced && !material.is_one_of(before, &["and", "but"]) {
        let behind = before + 1 - usize::from(matches!(material.word(before), "," | "(" | "–" | "—"));
        return material.phrase_until(behind).map(|phrase| phrase.tokens.clone());
    }
    if let Some(antecedent) = antecedent(material, before, sentence.start) {
        return Some(antecedent);
    }
    before_verb(material, group, before, depth)
}

/// The subject that stands before a verb, at or before the token before its group.
fn before_verb(material: &Material<'_>, group: &VerbGroup, before: usize, depth: usize) -> Option<Range<usize>> {
    let sentence = material.sentence_around(group.verb);
    // "Carried out strikes in the past, but rarely confirms them": who did the one.
    if material.is_one_of(before, &["and", "but", "or", "then"])
        && let Some(shared) = shared(material, group, depth).or_else(|| of_joined(material, group, before, depth))
    {
        return Some(shared);
    }
    if let Some(phrase) = parsed(material, group) {
        return Some(over_participle(material, outermost(material, group, phrase.tokens.clone())));
    }
    if let Some(phrase) = material.phrase_until(before + 1) {
        // "The porter, whose account".
        let start = phrase.tokens.start;
        if start > sentence.start && material.is_one_of(start - 1, &["whose"]) {
            return Some(start - 1..phrase.tokens.end);
        }
        let climbed = climb(material, phrase.tokens.clone(), &sentence);
        return Some(over_participle(material, outermost(material, group, climbed)));
    }
    // "What many are calling a hoax".
    if material.is_one_of(before, STANDING_ALONE) {
        return Some(before..before + 1);
    }
    // "The other things printed are lies", "the story he told was bunk".
    if let Some(described) = described(material, group, before) {
        return Some(climb(material, described, &sentence));
    }
    if let Some(shared) = shared(material, group, depth) {
        return Some(shared);
    }
    if material.is_one_of(before, &["and", "but", "then"]) {
        return of_joined(material, group, before, depth);
    }
    // "The ministry, however, denied", "Bellingcat, a group of researchers, confirmed": over an aside.
    let mark = material.word(before);
    let aside = matches!(mark, "," | "-" | "–" | "—" | "--")
        .then(|| (sentence.start..before).rev().find(|&idx| material.word(idx) == mark))
        .flatten()?;
    // "But also, crucially, added a correction".
    let joint = (sentence.start..aside).rev().find(|&idx| !material.tag(idx).starts_with("RB"))?;
    if material.is_one_of(joint, &["and", "but"]) {
        return of_joined(material, group, joint, depth);
    }
    material.phrase_until(aside).map(|phrase| climb(material, phrase.tokens.clone(), &sentence))
}

/// The subject that the parser sees, before the verb and no agent of another.
fn parsed<'m>(material: &'m Material<'_>, group: &VerbGroup) -> Option<&'m NounPhrase> {
    let mut verbs = group.tokens.clone().rev().filter(|&idx| material.tag(idx).starts_with('V'));
    verbs.find_map(|verb| {
        // A title in quotation marks has no part in the sentence around it.
        let is_before = |idx: &usize| *idx < group.tokens.start && material.is_quoted(*idx) <= material.is_quoted(verb);
        let found = material.dependents(verb, &["nsubj", "nsubjpass"]).filter(is_before).last()?;
        // "Correction: reporting shows": a heading does nothing.
        if (found..group.tokens.start).any(|idx| material.word(idx) == ":") {
            return None;
        }
        let is_agent = |phrase: &NounPhrase| phrase.tokens.start > 0 && material.word(phrase.tokens.start - 1) == "by";
        material.around(found).filter(|phrase| !is_agent(phrase))
    })
}

/// "The other things printed", "the story he told": what a participle, or a clause without "that", describes.
fn described(material: &Material<'_>, group: &VerbGroup, before: usize) -> Option<Range<usize>> {
    // "The website we linked to".
    let is_stranded =
        before > 1 && matches!(material.tag(before), "IN" | "TO" | "RP") && material.tag(before - 1) == "VBD";
    let before = before - usize::from(is_stranded);
    if !matches!(material.tag(before), "VBN" | "VBD") {
        return None;
    }
    let first = (material.sentence_around(before).start..=before)
        .rev()
        .take_while(|&idx| idx == before || material.tag(idx).starts_with("RB"))
        .last()?;
    let behind = material.phrase_until(first)?;
    // "The story Williams later spouted".
    let told = object_before(material, &behind.tokens).filter(|_| material.tag(before) == "VBD");
    let is_finite = material.is_finite(group.tokens.start);
    is_finite.then(|| told.unwrap_or(behind.tokens.clone()))
}

/// "His death was reported by the site and confirmed by the manager": what the parser joins shares its subject.
fn shared(material: &Material<'_>, group: &VerbGroup, depth: usize) -> Option<Range<usize>> {
    let arc = material.analysis.arcs.get(group.verb)?;
    let head = arc.head.filter(|_| arc.relation.name() == "conj")? as usize;
    if head >= group.tokens.start || !material.tag(head).starts_with('V') {
        return None;
    }
    let outer = verb_group(material, head);
    // "Circulated for a day but was later confirmed" has its own auxiliary.
    let is_same = outer.is_passive == group.is_passive || group.tokens.len() > 1;
    // "A call that came in May and was leaked": what "that" stands for may be far before it.
    let opening = outer.tokens.start.checked_sub(1);
    let is_relative = opening.is_some_and(|opening| material.is_one_of(opening, &["which", "that", "who"]));
    (is_same && !outer.is_reduced && !is_relative).then(|| subject_within(material, &outer, depth - 1)).flatten()
}

/// Words that open a clause inside a sentence.
const OPENING: &[&str] = &[
    "after", "although", "because", "before", "how", "if", "once", "since", "that", "though", "until", "what", "when",
    "where", "whether", "which", "while", "who", "whom", "whose", "why",
];

/// "A video that was shared after rumours emerged that it showed a teacher has been exposed": where each clause between
/// has its verb, and none is the sentence's, its subject is what the sentence begins with.
fn outermost(material: &Material<'_>, group: &VerbGroup, near: Range<usize>) -> Range<usize> {
    if !material.is_finite(group.tokens.start) {
        return near;
    }
    let sentence = material.sentence_around(group.verb);
    let breaks = |idx: &usize| matches!(material.word(*idx), ":" | ";" | "—" | "–" | "“" | "\"" | "``");
    let start = (sentence.start..near.start).rev().find(breaks).map_or(sentence.start, |idx| idx + 1);
    // Of each clause that is open: its first word, and whether its verb has been seen.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut has_main = false;
    for idx in start..group.tokens.start {
        if material.is_one_of(idx, OPENING) && !(material.is_one_of(idx, &["that"]) && is_pointing(material, idx)) {
            open.push((idx, false));
        } else if material.is_finite(idx) && !(idx > start && material.tag(idx - 1) == "MD") {
            while open.last().is_some_and(|(_, has_verb)| *has_verb) {
                open.pop();
            }
            match open.last_mut() {
                Some((_, has_verb)) => *has_verb = true,
                None => has_main = true,
            }
        }
    }
    // Whoever stands behind the last opening word and its verb can be no subject of another.
    let last_opening = (start..near.start).rev().find(|&idx| material.is_one_of(idx, OPENING));
    let is_used = last_opening.is_some_and(|opening| (opening..near.start).any(|idx| material.is_finite(idx)));
    let first = match open.iter().rfind(|(_, has_verb)| !has_verb) {
        // "So dangerous that any leader who used it was corrected": the verb is that of the clause still open.
        Some((opening, _)) if material.is_one_of(*opening, &["that", "whether", "if", "because"]) => *opening + 1,
        Some(_) => return near,
        None if has_main => return near,
        None => start,
    };
    match material.phrase_from(first).map(|phrase| phrase.tokens.clone()) {
        Some(first) if is_used && first.end < near.start => first,
        _ => near,
    }
}

/// "The page praising the singer was taken down": the page was. But "reports claiming the singer was dead".
pub(crate) fn over_participle(material: &Material<'_>, near: Range<usize>) -> Range<usize> {
    const SAYING: &[&str] = &[
        "acknowledging",
        "admitting",
        "alleging",
        "announcing",
        "arguing",
        "asserting",
        "believing",
        "claiming",
        "conceding",
        "confessing",
        "confirming",
        "declaring",
        "denying",
        "fearing",
        "hoping",
        "implying",
        "indicating",
        "insisting",
        "knowing",
        "meaning",
        "noting",
        "pretending",
        "proving",
        "reporting",
        "revealing",
        "saying",
        "stating",
        "suggesting",
        "thinking",
        "warning",
    ];
    // "Sources close to the singer", "a man familiar with the deal".
    let hung = near.start.checked_sub(2).filter(|&idx| matches!(material.tag(idx + 1), "IN" | "TO"));
    let beside = hung.filter(|&idx| material.is_one_of(idx, &["close", "familiar", "loyal"]));
    if let Some(outer) = beside.and_then(|beside| material.phrase_until(beside)) {
        return outer.tokens.clone();
    }
    // "Footage purporting to show the fire was posted": the footage was.
    let to = near.start.checked_sub(2).filter(|&to| material.is_one_of(to, &["to"]) && material.tag(to + 1) == "VB");
    let governor = to.and_then(|to| to.checked_sub(1)).filter(|&idx| matches!(material.tag(idx), "VBG" | "VBN"));
    if let Some(outer) = governor.and_then(|governor| material.phrase_until(governor)) {
        return outer.tokens.clone();
    }
    let participle = near.start.checked_sub(1).filter(|&idx| material.tag(idx) == "VBG");
    let participle = participle.filter(|&idx| !material.is_one_of(idx, SAYING));
    let outer = participle.and_then(|participle| material.phrase_until(participle));
    let outer = outer.filter(|outer| !material.tag(outer.head).starts_with("PRP"));
    outer.map_or(near, |outer| outer.tokens.clone())
}

fn is_being(word: &str) -> bool {
    ["was", "were", "had", "did"].iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// "That man", "that was": no opening of a clause.
fn is_pointing(material: &Material<'_>, idx: usize) -> bool {
    material.tag(idx) == "DT"
}

/// "They asked the ministry to confirm": the ministry is to. "They made tests to verify", "they shared it without
/// verifying", "was quoted as denying": who does the one does the other.
fn of_infinitive(material: &Material<'_>, group: &VerbGroup, is_hung: bool, depth: usize) -> Option<Range<usize>> {
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
    // "Scolded the mayor for denying it": whom somebody does something to.
    let is_for = is_hung && material.is_one_of(first - 1, &["for"]);
    if let Some(judged) = is_for.then(|| judged(material, &sentence, first)).flatten() {
        return Some(judged);
    }
    let outer = verb_group(material, (sentence.start..first).rev().find(is_verb)?);
    let is_free =
        !outer.is_passive && outer.tokens.start < first && !material.is_one_of(outer.tokens.start, &["to", "without"]);
    let is_hung = is_hung && !material.is_one_of(outer.tokens.start, &["to", "without"]);
    (is_hung || is_free).then(|| subject_within(material, &outer, depth - 1)).flatten()
}

/// Whom a verb before "for" and a participle is done to, if that is a person or a body: a name or a pronoun.
fn judged(material: &Material<'_>, sentence: &Range<usize>, first: usize) -> Option<Range<usize>> {
    const JUDGING: &[&str] = &[
        "attacked",
        "berated",
        "blamed",
        "blasted",
        "called",
        "chided",
        "commended",
        "condemned",
        "criticised",
        "criticized",
        "faulted",
        "fined",
        "fired",
        "gave",
        "lambasted",
        "mocked",
        "praised",
        "punished",
        "ridiculed",
        "scolded",
        "slammed",
        "sued",
        "suspended",
        "thanked",
    ];
    let verb = (sentence.start..first).rev().find(|&idx| material.is_finite(idx))?;
    let judges = (verb..first).find(|&idx| material.is_one_of(idx, JUDGING))?;
    let group = verb_group(material, judges);
    if group.is_passive {
        return subject_within(material, &group, 1);
    }
    material.phrase_from(judges + 1).map(|phrase| {
        // To the tagger "Carson two Pinocchios" is one phrase.
        let name = phrase.tokens.clone().take_while(|&idx| material.tag(idx) != "CD").last();
        phrase.tokens.start..name.map_or(phrase.tokens.end, |name| name + 1)
    })
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
    "about",
    "against",
    "at",
    "between",
    "by",
    "concerning",
    "during",
    "for",
    "from",
    "in",
    "into",
    "near",
    "of",
    "on",
    "over",
    "regarding",
    "to",
    "with",
    "within",
];

/// From "of the Interior" to "a spokesman for the Ministry": the phrase that holds a row of prepositional ones.
fn climb(material: &Material<'_>, mut tokens: Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    for _ in 0..6 {
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
        let is_participle = |idx: &usize| {
            matches!(material.tag(*idx), "VBN" | "VBG")
                || material.tag(*idx).starts_with("RB")
                || material.tag(*idx) == "VBD" && !is_being(material.word(*idx))
        };
        let participles = (sentence.start..preposition - adverbs).rev().take_while(is_participle).count();
        let outer = material.phrase_until(preposition - adverbs);
        let Some(outer) = outer.or_else(|| material.phrase_until(preposition - adverbs - participles)) else { break };
        tokens = outer.tokens.clone();
    }
    tokens
}
