//! What somebody is said to be, as far as it tells two of one name apart: rank, office, field.
//!
//! Not a description of anybody: what is not in the lists tells nothing.

use super::folding::folded_words;

/// How high a soldier's rank is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// A private or a sergeant.
    Enlisted,
    /// A lieutenant, a captain, a major.
    Junior,
    /// A colonel.
    Senior,
    /// A general, an admiral, a marshal.
    General,
}

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// Actors, singers, writers.
    Arts,
    /// Doctors and scholars.
    Learning,
    /// Bishops, imams, rabbis.
    Religion,
    /// Players and coaches.
    Sport,
    /// Those in office, in parliament, in the service of a state, and soldiers.
    State,
}

const RANKS: &[(Rank, &[&str])] = &[
    (Rank::Enlisted, &["corporal", "cpl", "private", "pvt", "sergeant", "sgt"]),
    (Rank::Junior, &["capt", "captain", "ensign", "lieutenant", "lt", "maj", "major"]),
    (Rank::Senior, &["brigadier", "cmdr", "col", "colonel", "commander", "commodore"]),
    (Rank::General, &["adm", "admiral", "gen", "general", "marshal"]),
];

const FIELDS: &[(Field, &[&str])] = &[
    (
        Field::Arts,
        &[
            "actor",
            "actress",
            "artist",
            "choreographer",
            "comedian",
            "composer",
            "drummer",
            "filmmaker",
            "guitarist",
            "musician",
            "novelist",
            "painter",
            "poet",
            "rapper",
            "singer",
            "songwriter",
        ],
    ),
    (
        Field::Learning,
        &[
            "biologist",
            "chemist",
            "doctor",
            "epidemiologist",
            "geologist",
            "historian",
            "neurologist",
            "nurse",
            "physician",
            "physicist",
            "professor",
            "psychologist",
            "scholar",
            "scientist",
            "sociologist",
            "surgeon",
        ],
    ),
    (
        Field::Religion,
        &[
            "archbishop",
            "bishop",
            "cardinal",
            "cleric",
            "imam",
            "monk",
            "nun",
            "pastor",
            "patriarch",
            "priest",
            "rabbi",
        ],
    ),
    (
        Field::Sport,
        &[
            "athlete",
            "boxer",
            "coach",
            "cyclist",
            "defender",
            "footballer",
            "forward",
            "goalkeeper",
            "golfer",
            "midfielder",
            "player",
            "quarterback",
            "runner",
            "skater",
            "striker",
            "swimmer",
        ],
    ),
    (
        Field::State,
        &[
            "admiral",
            "ambassador",
            "chancellor",
            "colonel",
            "commissioner",
            "congressman",
            "congresswoman",
            "diplomat",
            "general",
            "governor",
            "lawmaker",
            "minister",
            "mp",
            "officer",
            "president",
            "secretary",
            "senator",
            "soldier",
        ],
    ),
];

/// Offices that one person at a time holds in one place, so that they tell two of one surname apart.
const OFFICES: &[&str] = &[
    "admiral",
    "ambassador",
    "archbishop",
    "bishop",
    "chairman",
    "chairwoman",
    "chancellor",
    "colonel",
    "commissioner",
    "congressman",
    "congresswoman",
    "director",
    "general",
    "governor",
    "judge",
    "justice",
    "king",
    "mayor",
    "minister",
    "patriarch",
    "pope",
    "premier",
    "president",
    "prince",
    "princess",
    "queen",
    "secretary",
    "senator",
    "sheriff",
    "speaker",
];

/// Short forms of offices.
const SHORT_FORMS: &[(&str, &str)] = &[("gov", "governor"), ("sen", "senator"), ("gen", "general"), ("col", "colonel")];

/// Returns the rank that words name; of "Colonel-General" and "Lieutenant General" the highest.
pub(super) fn rank_of(words: &str) -> Option<Rank> {
    let spaced = words.replace('-', " ");
    let words = folded_words(&spaced);
    let is_named = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    RANKS.iter().rev().find(|(_, names)| is_named(names)).map(|(rank, _)| *rank)
}

/// Returns the field that words tell, if they tell one only.
pub(super) fn field_of(words: &str) -> Option<Field> {
    let words = folded_words(words);
    let is_named = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    let mut found = FIELDS.iter().filter(|(_, names)| is_named(names)).map(|(field, _)| *field);
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

/// Returns the office that words name, with the words for what it is over: "finance minister" as "minister finance".
///
/// Not one that was held once: "former president" tells who it was, but two may be that.
pub(super) fn office_of(words: &str) -> Option<String> {
    const PAST: &[&str] = &["candidate", "deputy", "ex", "former", "late", "nominee", "one", "onetime", "then", "vice"];
    let words = folded_words(&words.replace('-', " "));
    if words.iter().any(|word| PAST.contains(&word.as_str())) {
        return None;
    }
    let long = |word: &String| {
        let long = SHORT_FORMS.iter().find(|(short, _)| short == word).map_or(word.as_str(), |(_, long)| long);
        long.to_owned()
    };
    let words: Vec<String> = words.iter().map(long).collect();
    let place = words.iter().position(|word| OFFICES.contains(&word.as_str()))?;
    let over = ["defence", "defense", "finance", "foreign", "health", "interior", "justice", "prime"];
    let over = words[..place].iter().find(|word| over.contains(&word.as_str()));
    Some(over.map_or(words[place].clone(), |over| format!("{over} {}", words[place])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_fields_and_offices() {
        assert_eq!(rank_of("Colonel-General"), Some(Rank::General));
        assert_eq!(rank_of("Lt. Col."), Some(Rank::Senior));
        assert_eq!(rank_of("head of the navy"), None);
        assert_eq!(field_of("a retired singer"), Some(Field::Arts));
        assert_eq!(field_of("actor and senator"), None);
        assert_eq!(office_of("the Russian finance minister").as_deref(), Some("finance minister"));
        assert_eq!(office_of("former president"), None);
        assert_eq!(office_of("Gov.").as_deref(), Some("governor"));
    }
}
