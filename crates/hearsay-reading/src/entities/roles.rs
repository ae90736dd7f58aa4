//! What is said beside a name of who its bearer is: "head of the navy’s northern branch", "Colonel-General", "his deputy".

use std::ops::Range;

use crate::entities::antecedents::Gender;
use crate::entities::cast::Cast;
use crate::heads::lowered;
use crate::lexicon::NameKind;
use crate::material::Material;
use crate::names::NameFound;
use crate::noun_phrases::NounPhrase;
use crate::reading::EntityKind;

/// Ranks, sorted; all other titles are roles.
const RANKS: &[&str] = &[
    "adm",
    "adm.",
    "admiral",
    "brig",
    "brigadier",
    "capt",
    "capt.",
    "captain",
    "cmdr",
    "cmdr.",
    "col",
    "col.",
    "colonel",
    "colonel-general",
    "commodore",
    "corporal",
    "cpl",
    "cpl.",
    "ensign",
    "field",
    "gen",
    "gen.",
    "general",
    "lieutenant",
    "lieutenant-colonel",
    "lieutenant-general",
    "lt",
    "lt.",
    "maj",
    "maj.",
    "major",
    "major-general",
    "marshal",
    "private",
    "rear",
    "sergeant",
    "sgt",
    "sgt.",
    "vice-admiral",
];

/// Notes rank and role that stand beside a name.
pub(super) fn of_name(material: &Material<'_>, name: &NameFound, cast: &mut Cast, member: usize) {
    if name.kind != EntityKind::Person {
        return;
    }
    let titles = name.titles.clone();
    let is_rank = |idx: &usize| RANKS.binary_search(&lowered(material.passage, *idx).as_str()).is_ok();
    let rank: Vec<usize> = titles.clone().filter(is_rank).collect();
    if let (Some(first), Some(last)) = (rank.first(), rank.last()) {
        cast.members[member].rank.get_or_insert(*first..last + 1);
    }
    let role = titles.start..rank.first().copied().unwrap_or(titles.end);
    let is_role = role
        .clone()
        .any(|idx| !material.is_one_of(idx, &["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "miss", "sir"]));
    if !role.is_empty() && is_role {
        note(material, cast, member, role);
    }
    if let Some(within) = within(material, name) {
        if let Some(phrase) = material.phrase_from(within.start).filter(|phrase| phrase.tokens.end < within.end) {
            own(cast, member, phrase);
        }
        note(material, cast, member, within);
    }
    if let Some(before) = before(material, name) {
        own(cast, member, &before);
        note(material, cast, member, before.tokens);
    }
    if let Some(behind) = behind(material, name) {
        note(material, cast, member, behind);
    }
}

fn note(material: &Material<'_>, cast: &mut Cast, member: usize, role: Range<usize>) {
    let nouns: Vec<String> = role
        .clone()
        .filter(|&idx| {
            let is_noun = material.tag(idx).starts_with("NN");
            let named = |kind: NameKind| material.passage.named_at(idx, idx + 1, kind).is_some();
            is_noun && (named(NameKind::Role) || named(NameKind::Title))
        })
        .map(|idx| lowered(material.passage, idx))
        .collect();
    let draft = &mut cast.members[member];
    for noun in nouns {
        draft.gender = draft.gender.or(match noun.as_str() {
            "spokeswoman" | "chairwoman" | "congresswoman" => Some(Gender::Female),
            "spokesman" | "chairman" | "congressman" => Some(Gender::Male),
            _ => None,
        });
        if !draft.nouns.contains(&noun) {
            draft.nouns.push(noun);
        }
    }
    cast.appositions.push((role.clone(), member));
    let draft = &mut cast.members[member];
    // The longest says most.
    if draft.role.as_ref().is_none_or(|known| known.len() < role.len()) {
        draft.role = Some(role);
    }
}

/// "His deputy, Anatoly Bolyukh": the description before a comma and the name; it becomes one with the name.
fn before(material: &Material<'_>, name: &NameFound) -> Option<NounPhrase> {
    let start = if name.titles.is_empty() { name.tokens.start } else { name.titles.start };
    let comma = start.checked_sub(1).filter(|&idx| material.word(idx) == ",")?;
    let phrase = material.phrase_until(comma)?;
    let named = |kind: NameKind| material.passage.named_at(phrase.head, phrase.head + 1, kind).is_some();
    let is_role = named(NameKind::Role) || named(NameKind::Title);
    let is_definite = matches!(material.tag(phrase.tokens.start), "DT" | "PRP$")
        || phrase.tokens.clone().any(|idx| material.tag(idx) == "POS");
    // "The analyst, Lee and two others": a list is no apposition; neither is "aides, Lee said".
    let is_one = material.tag(phrase.head) == "NN" && !matches!(material.word(name.tokens.end), "and" | "or");
    (is_role && is_definite && is_one).then(|| phrase.clone())
}

/// Makes the description before a name one with it: its mention belongs to the name.
fn own(cast: &mut Cast, member: usize, phrase: &NounPhrase) {
    if let Some(described) = cast.described_at(phrase.head) {
        cast.join(member, described);
    }
}

/// "Putin loyalist Ramzan Kadyrov", "rebel commander Ann Lee": the common nouns before a name in its noun phrase, and
/// the role that "and" joins to them.
fn within(material: &Material<'_>, name: &NameFound) -> Option<Range<usize>> {
    let end = if name.titles.is_empty() { name.tokens.start } else { name.titles.start };
    let phrase = material.around(name.tokens.end - 1)?;
    let mut start = phrase.tokens.start;
    if material.tag(start) == "DT" {
        start += 1;
    }
    let is_noun =
        end > start && material.tag(end - 1) == "NN" && !material.word(end - 1).starts_with(char::is_uppercase);
    if !is_noun || (start..end).any(|idx| material.tag(idx) == "POS") {
        return None;
    }
    let and = start.checked_sub(1).filter(|&and| material.word(and) == "and");
    let joined = and.and_then(|and| material.phrase_until(and)).filter(|phrase| is_role(material, phrase.head));
    Some(joined.map_or(start, |phrase| phrase.tokens.start)..name.titles.end.max(end))
}

fn is_role(material: &Material<'_>, idx: usize) -> bool {
    let named = |kind: NameKind| material.passage.named_at(idx, idx + 1, kind).is_some();
    named(NameKind::Role) || named(NameKind::Title)
}

/// "Sergei Beseda, head of the FSB’s foreign intelligence branch, ...": the words between the commas.
fn behind(material: &Material<'_>, name: &NameFound) -> Option<Range<usize>> {
    const WORDS_MAX: usize = 25;
    let comma = name.tokens.end;
    if material.word(comma) != "," {
        return None;
    }
    let sentence = material.sentence_around(comma);
    let mut start = comma + 1;
    if material.is_one_of(start, &["then", "now", "once"]) {
        start += 1;
    }
    let phrase = material.phrase_from(start)?;
    let named = |kind: NameKind| material.passage.named_at(phrase.head, phrase.head + 1, kind).is_some();
    if !(named(NameKind::Role) || named(NameKind::Title))
        || material.tag(phrase.head).starts_with("NNP") && phrase.tokens.len() == 1
    {
        return None;
    }
    let is_end = |idx: usize| {
        let word = material.word(idx);
        let past_relative = word == "who" && material.tag(idx + 1) != "VBZ" && material.tag(idx + 1) != "VBP";
        matches!(word, "," | ";" | "." | ":" | ")" | "—" | "–" | "”")
            || past_relative
            || (word == "and" && material.tag(idx + 1) == "PRP$")
    };
    let end = (phrase.tokens.end..sentence.end.min(start + WORDS_MAX)).find(|&idx| is_end(idx))?;
    // An aside closes; what runs on into a verb was no aside.
    let start = if material.tag(start) == "DT" && material.is_one_of(start, &["a", "an"]) { start + 1 } else { start };
    (end > start).then_some(start..end)
}
