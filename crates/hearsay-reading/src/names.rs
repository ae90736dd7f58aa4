//! The names in a text, each with its kind: "Igor Sushko", "the Federal Security Service", "Gulagu.net".
//!
//! Not who they are: that is `entities`. Where the encoder looked, it says what is a name and of what kind; elsewhere
//! capitals do, with lists of titles, bodies, outlets and places.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use hearsay_model::senses::Name;

use crate::grammar::starts_upper;
use crate::heads::{BODIES, PARTICLES, is_of_calendar, lowered, strip_titles};
use crate::lexicon::NameKind;
use crate::material::Material;
use crate::reading::EntityKind;

/// A name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameFound {
    /// Its tokens, without titles and possessive.
    pub(crate) tokens: Range<usize>,
    /// What it names.
    pub(crate) kind: EntityKind,
    /// The titles right before it: "Colonel-General", "Belarusian President".
    pub(crate) titles: Range<usize>,
}

/// Returns the names of a text in order; none overlaps another.
pub(crate) fn names(material: &Material<'_>) -> Vec<NameFound> {
    let mut found: Vec<(Range<usize>, Option<Name>)> = Vec::new();
    for sentence in &material.passage.segmentation.sentences {
        in_sentence(material, sentence.start as usize..sentence.end as usize, &mut found);
    }
    let found = joined(material, found);
    // What the encoder calls a name in one place it is in the others.
    let mut votes: BTreeMap<String, [u32; 3]> = BTreeMap::new();
    for (tokens, kind) in &found {
        let place = match kind {
            Some(Name::Person) => 0,
            Some(Name::Organisation) => 1,
            Some(Name::Place) => 2,
            _ => continue,
        };
        votes.entry(key(material, tokens)).or_default()[place] += 1;
    }
    let is_full = |(tokens, kind): &&(Range<usize>, Option<Name>)| *kind == Some(Name::Person) && tokens.len() > 1;
    let surnames: BTreeSet<String> =
        found.iter().filter(is_full).map(|(tokens, _)| lowered(material.passage, tokens.end - 1)).collect();
    let as_surname = |(tokens, kind): (Range<usize>, Option<Name>)| {
        let is_other = !matches!(kind, Some(Name::Person | Name::Organisation | Name::Place));
        let is_alone = tokens.len() == 1 && !material.tag(tokens.end).starts_with("NN");
        let is_surname = is_other && is_alone && surnames.contains(&lowered(material.passage, tokens.start));
        (tokens, if is_surname { Some(Name::Person) } else { kind })
    };
    found.into_iter().map(as_surname).filter_map(|(tokens, kind)| name(material, tokens, kind, &votes)).collect()
}

/// Joins two words that stand side by side and that the encoder takes for two names: "Berit | Aas".
fn joined(material: &Material<'_>, found: Vec<(Range<usize>, Option<Name>)>) -> Vec<(Range<usize>, Option<Name>)> {
    const LISTS: [NameKind; 5] = [NameKind::Outlet, NameKind::Place, NameKind::People, NameKind::Title, NameKind::Role];
    let is_plain = |tokens: &Range<usize>| {
        let word = material.word(tokens.start);
        tokens.len() == 1
            && starts_upper(word)
            && word.chars().any(char::is_lowercase)
            && material.tag(tokens.start).starts_with("NNP")
            && !is_of_calendar(word)
            && !material.is_listed(tokens.start, &LISTS)
            && !BODIES.contains(&lowered(material.passage, tokens.start).as_str())
    };
    let mut joined: Vec<(Range<usize>, Option<Name>)> = Vec::with_capacity(found.len());
    for (tokens, kind) in found {
        let last = joined.last().filter(|(last, _)| last.end == tokens.start && is_plain(last) && is_plain(&tokens));
        let both = match last.map(|(_, last)| (*last, kind)) {
            Some((Some(Name::Person), Some(Name::Organisation)) | (Some(Name::Organisation), Some(Name::Person))) => {
                Some(Name::Person)
            }
            Some((Some(Name::Organisation), Some(Name::Place))) => Some(Name::Place),
            _ => None,
        };
        // A third word in capitals may belong to either.
        let is_end = !starts_upper(material.word(tokens.end));
        match (both, joined.last_mut()) {
            (Some(both), Some(last)) if is_end => *last = (last.0.start..tokens.end, Some(both)),
            _ => joined.push((tokens, kind)),
        }
    }
    joined
}

fn key(material: &Material<'_>, tokens: &Range<usize>) -> String {
    tokens.clone().map(|idx| material.word(idx).to_lowercase()).collect::<Vec<_>>().join(" ")
}

/// Finds the stretches of words that are one name each.
fn in_sentence(material: &Material<'_>, sentence: Range<usize>, found: &mut Vec<(Range<usize>, Option<Name>)>) {
    let mut idx = sentence.start;
    while idx < sentence.end {
        let Some(kind) = begins_name(material, &sentence, idx) else {
            idx += 1;
            continue;
        };
        let mut end = idx + 1;
        while end < sentence.end && goes_on(material, &sentence, end, kind) {
            end += 1;
        }
        while end > idx + 1 && !material.passage.is_word(end - 1) {
            end -= 1;
        }
        found.push((idx..end, kind));
        idx = end;
    }
}

/// Returns the kind that the encoder gives the name that begins at a token, or none where it did not look; nothing at all
/// where no name begins.
fn begins_name(material: &Material<'_>, sentence: &Range<usize>, idx: usize) -> Option<Option<Name>> {
    let word = material.word(idx);
    match material.senses.get(idx).copied().flatten() {
        Some(sense) => match sense.name {
            Name::Person | Name::Organisation | Name::Place | Name::Other => {
                let is_name = word.chars().any(|c| c.is_uppercase() || c.is_ascii_digit()) || word.contains('.');
                (is_name && material.passage.is_word(idx)).then_some(Some(sense.name))
            }
            _ => None,
        },
        None => {
            let tag = material.tag(idx);
            let is_proper = tag.starts_with("NNP") || (idx > sentence.start && tag.starts_with("JJ"));
            (starts_upper(word) && is_proper && !is_of_calendar(word)).then_some(None)
        }
    }
}

fn goes_on(material: &Material<'_>, sentence: &Range<usize>, idx: usize, kind: Option<Name>) -> bool {
    let word = material.word(idx);
    if material.tag(idx) == "POS" {
        // "The Seamen’s National League".
        let sense = |idx: usize| material.senses.get(idx).copied().flatten().map(|sense| sense.name);
        let is_inside = kind == Some(Name::Organisation) && sense(idx) == kind && sense(idx + 1) == kind;
        return is_inside && idx + 1 < sentence.end;
    }
    match kind {
        Some(kind) => {
            let sense = material.senses.get(idx).copied().flatten().map(|sense| sense.name);
            sense == Some(kind) && !matches!(word, "," | "(" | ")" | "and" | "“" | "”" | "\"" | "’s" | "'s")
        }
        None => {
            let is_joint = matches!(word, "for" | "&") && BODIES.contains(&lowered(material.passage, idx - 1).as_str());
            let is_particle = PARTICLES.contains(&word) || is_joint || word == "of";
            let follows = |idx: usize| idx < sentence.end && begins_name(material, sentence, idx) == Some(None);
            let is_of_body = word != "of"
                || (idx.saturating_sub(4)..idx).any(|idx| BODIES.contains(&lowered(material.passage, idx).as_str()));
            follows(idx) || (is_particle && is_of_body && follows(idx + 1))
        }
    }
}

/// Takes titles off the front of a name and says what it names; nothing where only a title or a people is left.
fn name(
    material: &Material<'_>,
    tokens: Range<usize>,
    kind: Option<Name>,
    votes: &BTreeMap<String, [u32; 3]>,
) -> Option<NameFound> {
    let passage = material.passage;
    let is_listed =
        |range: &Range<usize>, kind: NameKind| passage.named_at(range.start, range.end, kind) == Some(range.end);
    let stripped = match kind {
        Some(Name::Person) | None => strip_titles(passage, tokens.clone()),
        _ => tokens.clone(),
    };
    let mut titles = stripped.start..stripped.start;
    let limit = tokens.start.saturating_sub(5);
    while titles.start > limit {
        let before = titles.start - 1;
        let is_title = [NameKind::Title, NameKind::Role].into_iter().any(|kind| {
            (before.saturating_sub(2)..=before)
                .any(|from| passage.named_at(from, titles.start, kind) == Some(titles.start))
        });
        let is_people =
            titles.start < stripped.start && passage.named_at(before, titles.start, NameKind::People).is_some();
        if !(before >= tokens.start && stripped.start > tokens.start || is_title || is_people) {
            break;
        }
        titles.start = before;
    }
    let has_title = !titles.is_empty();
    let tokens = stripped;
    let word = material.word(tokens.start);
    let honorifics = ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "sir"];
    let kind = match kind {
        Some(_) if titles.clone().any(|idx| material.is_one_of(idx, &honorifics)) => EntityKind::Person,
        Some(Name::Person) => EntityKind::Person,
        Some(Name::Organisation) => EntityKind::Organisation,
        Some(Name::Place) => EntityKind::Place,
        Some(_) if is_listed(&tokens, NameKind::Outlet) => EntityKind::Organisation,
        Some(_) => return None,
        None => {
            let is_body = tokens.clone().any(|idx| BODIES.contains(&lowered(passage, idx).as_str()));
            let known = votes.get(&key(material, &tokens));
            let voted = known.and_then(|votes| {
                let most = votes.iter().max()?;
                let place = votes.iter().position(|vote| vote == most)?;
                Some([EntityKind::Person, EntityKind::Organisation, EntityKind::Place][place])
            });
            let given = [NameKind::Woman, NameKind::Man]
                .into_iter()
                .any(|kind| passage.named_at(tokens.start, tokens.end, kind).is_some());
            let is_acronym = tokens.len() == 1 && word.len() > 1 && word.chars().all(char::is_uppercase);
            match () {
                () if voted.is_some() => voted?,
                () if is_listed(&tokens, NameKind::Outlet) => EntityKind::Organisation,
                () if is_listed(&tokens, NameKind::Place) => EntityKind::Place,
                () if is_listed(&tokens, NameKind::People) || is_listed(&tokens, NameKind::Title) => return None,
                () if is_body => EntityKind::Organisation,
                () if has_title || given && tokens.len() > 1 => EntityKind::Person,
                () if is_acronym => EntityKind::Organisation,
                () if material.tag(tokens.end - 1).starts_with("JJ") => return None,
                () if (2..=3).contains(&tokens.len()) => EntityKind::Person,
                () => EntityKind::Unknown,
            }
        }
    };
    // "General" alone, "Republican": a title that the encoder took for a name.
    let is_bare_title =
        tokens.len() == 1 && kind == EntityKind::Person && !has_title && is_listed(&tokens, NameKind::Title);
    (!is_bare_title && !tokens.is_empty()).then_some(NameFound { tokens, kind, titles })
}
