//! What is said beside a name of who its bearer is: "head of the navy’s northern branch", "Colonel-General", "his deputy".

use std::ops::Range;

use crate::entities::antecedents::Gender;
use crate::entities::cast::Cast;
use crate::heads::lowered;
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

/// Titles that say nothing of what somebody does.
const HONORIFICS: &[&str] =
    &["dame", "dr", "dr.", "lady", "lord", "miss", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "sir"];

/// Notes rank and role that stand beside a name.
pub(super) fn of_name(material: &Material<'_>, name: &NameFound, cast: &mut Cast, member: usize) {
    if name.kind != EntityKind::Person {
        return;
    }
    if let Some(within) = within(material, name) {
        let is_rank = |idx: &usize| RANKS.binary_search(&lowered(material.passage, *idx).as_str()).is_ok();
        let n_ranks = within.clone().rev().take_while(is_rank).count();
        let rank = within.end - n_ranks..within.end;
        if !rank.is_empty() {
            cast.members[member].rank.get_or_insert(rank.clone());
        }
        if within.start < rank.start {
            note(material, cast, member, within.start..rank.start);
        }
    }
    // "Mayor Bill de Blasio": the phrase may end within the name.
    let is_noted = cast.members[member].role.is_some() || cast.members[member].rank.is_some();
    if !is_noted && name.titles.clone().any(|idx| material.is_role(idx) && !material.is_one_of(idx, HONORIFICS)) {
        note(material, cast, member, name.titles.clone());
    }
    if let Some(before) = before(material, name) {
        note(material, cast, member, before.tokens);
    }
    if let Some(behind) = behind(material, name) {
        note(material, cast, member, behind);
    }
}

fn note(material: &Material<'_>, cast: &mut Cast, member: usize, role: Range<usize>) {
    let nouns: Vec<String> = role
        .clone()
        .filter(|&idx| material.tag(idx).starts_with("NN") && material.is_role(idx))
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
    let is_definite = matches!(material.tag(phrase.tokens.start), "DT" | "PRP$")
        || phrase.tokens.clone().any(|idx| material.tag(idx) == "POS");
    // "The analyst, Lee and two others": a list is no apposition; neither is "aides, Lee said".
    let is_one = material.tag(phrase.head) == "NN" && !matches!(material.word(name.tokens.end), "and" | "or");
    if material.is_role(phrase.head) && is_definite && is_one {
        return Some(phrase.clone());
    }
    of_body(material, phrase, comma).or_else(|| {
        // "The sexton, Ivar Bru, said": a word that no list has, between commas.
        let is_closed = material.word(name.tokens.end) == ",";
        let is_opened = matches!(material.word(phrase.tokens.start), "the" | "The");
        let place = ["after", "at", "before", "during", "in", "inside", "near", "on", "outside", "since", "under"];
        let is_free = phrase.tokens.start == 0 || !material.is_one_of(phrase.tokens.start - 1, &place);
        let is_small = material.word(phrase.head).starts_with(char::is_lowercase) && phrase.tokens.len() == 2;
        (is_closed && is_opened && is_free && is_one && is_small && name.tokens.len() > 1).then(|| phrase.clone())
    })
}

/// "The chief of police, Dagny Elvestad": the role before "of", with what it is over.
fn of_body(material: &Material<'_>, body: &NounPhrase, comma: usize) -> Option<NounPhrase> {
    let of = body.tokens.start.checked_sub(1).filter(|&idx| material.is_one_of(idx, &["of"]))?;
    let office = material.phrase_until(of)?;
    let is_definite = matches!(material.tag(office.tokens.start), "DT" | "PRP$");
    let is_role = says_what(material, office.head) || material.is_one_of(office.head, &["chief", "head"]);
    (is_role && is_definite).then_some(NounPhrase { tokens: office.tokens.start..comma, head: office.head })
}

/// "Putin loyalist Ramzan Kadyrov", "Police chief Ann Lee", "his sister Ann Lee": what stands before a name in its noun
/// phrase, if it says what somebody is, and the role that "and" joins to it. Honorifics say nothing.
fn within(material: &Material<'_>, name: &NameFound) -> Option<Range<usize>> {
    const HONORIFICS: &[&str] = &["dr", "dr.", "miss", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "prof.", "sir"];
    let phrase = material.around(name.tokens.end - 1)?;
    let mut end = name.tokens.start;
    while end > phrase.tokens.start && material.is_one_of(end - 1, HONORIFICS) {
        end -= 1;
    }
    let mut start = phrase.tokens.start.min(end);
    let possessive = (start..end).rev().find(|&idx| material.tag(idx) == "POS");
    start = possessive.map_or(start, |possessive| possessive + 1);
    if start < end && material.tag(start) == "DT" {
        start += 1;
    }
    if start >= end || !says_what(material, end - 1) {
        return None;
    }
    let and = start.checked_sub(1).filter(|&and| material.word(and) == "and");
    let joined = and.and_then(|and| material.phrase_until(and)).filter(|phrase| material.is_role(phrase.head));
    Some(joined.map_or(start, |phrase| phrase.tokens.start)..end)
}

/// Whether a word says what somebody is: by the lexicon, or by its ending.
fn says_what(material: &Material<'_>, idx: usize) -> bool {
    const ENDINGS: &[&str] = &["boy", "eer", "er", "girl", "ian", "ist", "man", "or", "woman"];
    let word = lowered(material.passage, idx);
    let is_noun = material.tag(idx).starts_with("NN");
    let is_time = matches!(word.as_str(), "december" | "november" | "october" | "september" | "summer" | "winter");
    material.is_role(idx)
        || RANKS.binary_search(&word.as_str()).is_ok()
        || is_noun && !is_time && word.len() > 4 && ENDINGS.iter().any(|ending| word.ends_with(ending))
        || matches!(word.as_str(), "brother" | "daughter" | "father" | "husband" | "mother" | "sister" | "son" | "wife")
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
    // "Selma Ruud, who heads the bureau".
    if material.word(start) == "who" && material.is_one_of(start + 1, &["chairs", "directs", "heads", "leads", "runs"])
    {
        let end = (start + 2..sentence.end.min(start + WORDS_MAX))
            .find(|&idx| matches!(material.word(idx), "," | "." | ";"))?;
        return Some(start + 1..end);
    }
    let phrase = material.phrase_from(start)?;
    if !material.is_role(phrase.head) || material.tag(phrase.head).starts_with("NNP") && phrase.tokens.len() == 1 {
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
    let start = start + usize::from(material.is_one_of(start, &["a", "an"]));
    (end > start).then_some(start..end)
}
