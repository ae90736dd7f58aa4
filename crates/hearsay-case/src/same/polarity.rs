//! Whether a claim says that something is so or that it is not, and on what of another claim its "not" bears.
//!
//! Not what its source thinks of it beyond that, which is for the reader's stances.

use std::sync::LazyLock;

use hearsay_reading::reading::Stance;

use super::background::Background;
use super::statement::{Name, TELLING_MIN};
use super::stems::{Stem, Stemmed, stemmed, stems};
use crate::record::Claim;

/// Whether a claim says that something is so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Polarity {
    /// It neither says that it is so nor that it is not: asked, supposed, wanted, withheld.
    pub is_open: bool,
    /// The words that turn the whole of it: "is a hoax", or that its source denies it.
    pub turned_by: Option<String>,
    /// What they turn: the telling stems of their sentence, sorted; `None` where they turn all that is said.
    pub turned: Option<Vec<Stem>>,
    /// What a negation stands before, sorted by stem, each stem once.
    pub negated: Vec<Negated>,
}

/// A stem that a negation stands before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Negated {
    /// The stem.
    pub stem: Stem,
    /// The negation.
    pub by: String,
    /// The telling stems of the clause beside names, sorted.
    pub clause: Vec<Stem>,
}

/// Words before what they negate.
const NEGATIONS: [&str; 9] = ["not", "no", "never", "neither", "nor", "cannot", "none", "nobody", "unable"];

/// Words that negate what follows with "to": "failed to sign".
const NEGATIONS_WITH_TO: [&str; 2] = ["failed", "fails"];

/// Negated, these turn what they are said of: "is not true"; sorted.
const TRUTHS: [&str; 7] = ["accurate", "correct", "credible", "factual", "real", "true", "truth"];

/// How many words behind a negation it reaches.
const NEGATION_REACH: usize = 4;

/// What is said of a claim that its source denies.
pub(super) const DENIES: &str = "denies it";

/// Words that turn what they are said of, sorted.
const TURNING: [&str; 17] = [
    "baseless",
    "bogus",
    "debunked",
    "denied",
    "denies",
    "deny",
    "fabricated",
    "fake",
    "false",
    "hoax",
    "incorrect",
    "refuted",
    "refutes",
    "rejected",
    "unfounded",
    "untrue",
    "wrong",
];

/// Those of them that can be said of a thing without turning what is told of it: "a fake account", sorted.
const OF_THINGS: [&str; 5] = ["bogus", "fabricated", "fake", "false", "wrong"];

/// What is said and heard, so that whoever calls it false says that it is not so; sorted.
const SAYINGS: [&str; 18] = [
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "claim",
    "claims",
    "information",
    "news",
    "report",
    "reports",
    "rumor",
    "rumors",
    "rumour",
    "rumours",
    "statement",
    "statements",
    "stories",
    "story",
];

/// A negation bears on what shares as much as this with its clause, in how telling its stems are: a rare word, or two.
const BEARING_MIN: f32 = 8.0;

/// And this share of the clause.
const BEARING_SHARE: f32 = 0.3;

/// Returns whether a claim says that something is so; `words` are its words without contrasts.
pub(super) fn polarity(claim: &Claim, words: &str, names: &[Name]) -> Polarity {
    let is_open = !matches!(claim.stance, Stance::Asserts | Stance::Denies);
    let inside = turning(&claim.words, names);
    let negated = negated(words, names);
    if claim.stance != Stance::Denies {
        let (turned_by, turned) = inside.unzip();
        return Polarity { is_open, turned_by, turned, negated };
    }
    // What is turned twice is not turned.
    let cue = claim.deepest().map_or("", |link| link.words.as_str());
    let turned_by = inside.is_none().then(|| format!("{cue} {DENIES}").trim().to_owned());
    Polarity { is_open, turned_by, turned: None, negated }
}

/// Returns whether bare words say that something is so.
pub(super) fn polarity_of_words(words: &str) -> Polarity {
    let (turned_by, turned) = turning(words, &[]).unzip();
    Polarity { is_open: false, turned_by, turned, negated: negated(words, &[]) }
}

impl Polarity {
    /// Returns the words by which a claim says that what another says is not so, or the other that what it says is not, if
    /// only one of them does: those of the one, then those of the other.
    pub(super) fn opposition<'a>(
        (one, stems): (&'a Polarity, &[(Stem, f32)]),
        (other, rivals): (&'a Polarity, &[(Stem, f32)]),
    ) -> Option<[Option<&'a str>; 2]> {
        // Whoever says twice that it is not so says it once.
        let is_shared = |negated: &Negated| other.negated.binary_search_by_key(&negated.stem, |one| one.stem).is_ok();
        let agree = one.negated.iter().any(is_shared);
        let denies = |polarity: &Polarity| polarity.turned_by.is_some() && polarity.turned.is_none();
        if agree && !denies(one) && !denies(other) || one.turned.is_some() && other.turned.is_some() {
            return None;
        }
        let turned = [one.turned_against(rivals), other.turned_against(stems)];
        let negated = [one.negation_against(rivals), other.negation_against(stems)];
        let negated = if agree { [None, None] } else { negated };
        let turns = [negated.iter().any(Option::is_some), turned[0].is_some(), turned[1].is_some()];
        let is_opposed = turns.into_iter().filter(|turns| *turns).count() % 2 == 1;
        is_opposed.then(|| [turned[0].or(negated[0]), turned[1].or(negated[1])])
    }

    /// Returns the negation before a word that the other claim has.
    fn negation_against(&self, stems: &[(Stem, f32)]) -> Option<&str> {
        let bears = |one: &&Negated| has(stems, one.stem) && shared(&one.clause, stems) >= bearing_min(&one.clause);
        self.negated.iter().find(bears).map(|one| one.by.as_str())
    }

    /// Returns the words that turn what the other claim says.
    fn turned_against(&self, stems: &[(Stem, f32)]) -> Option<&str> {
        let bears = |clause: &Vec<Stem>| clause.iter().any(|stem| has(stems, *stem));
        self.turned_by.as_deref().filter(|_| self.turned.as_ref().is_none_or(bears))
    }
}

fn has(stems: &[(Stem, f32)], stem: Stem) -> bool {
    stems.binary_search_by_key(&stem, |(stem, _)| *stem).is_ok()
}

/// How telling that is which a claim shares with a clause.
fn shared(clause: &[Stem], stems: &[(Stem, f32)]) -> f32 {
    let background = Background::embedded();
    clause.iter().filter(|stem| has(stems, **stem)).map(|stem| background.telling(*stem)).sum()
}

/// How much a claim has to share with a clause so that the clause says something of it.
fn bearing_min(clause: &[Stem]) -> f32 {
    let background = Background::embedded();
    let whole: f32 = clause.iter().map(|stem| background.telling(*stem)).sum();
    // A clause of one word is shared in whole.
    BEARING_MIN.min(whole).max(BEARING_SHARE * whole)
}

static TURNING_STEMS: LazyLock<Vec<Stem>> = LazyLock::new(|| TURNING.iter().flat_map(|word| stems(word)).collect());

static SAYING_STEMS: LazyLock<Vec<Stem>> = LazyLock::new(|| SAYINGS.iter().flat_map(|word| stems(word)).collect());

fn is_turning(stem: Stem) -> bool {
    TURNING_STEMS.contains(&stem)
}

fn is_saying(stem: Stem) -> bool {
    SAYING_STEMS.contains(&stem)
}

/// Returns the words that turn a whole, with the telling stems of their sentence; what is turned twice is not turned.
fn turning(words: &str, names: &[Name]) -> Option<(String, Vec<Stem>)> {
    for sentence in parts(words, |c| matches!(c, '.' | '!' | '?' | '"' | '\u{201d}' | '\n')) {
        let all = stemmed(sentence);
        let turning = (0..all.len()).filter_map(|idx| Some((idx, turned_at(&all, idx, sentence)?)));
        // "There is no truth in it and he denies it" says one thing twice, "he denied that it is false" the opposite.
        let turning: Vec<(usize, String)> = turning.collect();
        let is_joined = |two: &[(usize, String)]| {
            all[two[0].0..two[1].0].iter().any(|one| matches!(one.word.as_str(), "and" | "or" | "nor"))
        };
        let n_repeated = turning.windows(2).filter(|two| is_joined(two)).count();
        if (turning.len() - n_repeated).is_multiple_of(2) {
            continue;
        }
        // "Completely false" says as little of what is false as "false" does.
        let said: Vec<Stemmed> = all.iter().filter(|one| !one.word.ends_with("ly")).cloned().collect();
        let mut clause = telling(&said, names);
        clause.retain(|stem| !is_turning(*stem) && !is_saying(*stem));
        return turning.into_iter().next().map(|(_, word)| (word, clause));
    }
    None
}

/// Returns the words that turn at a place of a sentence, if any do.
fn turned_at(all: &[Stemmed], idx: usize, sentence: &str) -> Option<String> {
    let word = all[idx].word.as_str();
    // "It would be a lie to say", but not "the ruins lie".
    if word == "lie" {
        return (idx > 0 && all[idx - 1].word == "a").then(|| word.to_owned());
    }
    if TRUTHS.binary_search(&word).is_ok() {
        const REACH: usize = 3;
        let before = all[idx.saturating_sub(REACH)..idx].iter().map(|one| one.word.as_str());
        let negation = before.rev().find(|word| NEGATIONS.contains(word))?;
        return Some(format!("{negation} {word}"));
    }
    TURNING.binary_search(&word).ok()?;
    // "A fake account" is an account; "a false claim" is no claim that it is so.
    let next = all.get(idx + 1).filter(|next| stands_next(sentence, word, &next.word));
    let is_thing = |next: &&Stemmed| {
        Background::embedded().telling(next.stem) >= TELLING_MIN && SAYINGS.binary_search(&next.word.as_str()).is_err()
    };
    let is_of_thing = OF_THINGS.binary_search(&word).is_ok() && next.is_some_and(|next| is_thing(&next));
    (!is_of_thing).then(|| word.to_owned())
}

/// Returns whether a word follows another with nothing but a blank between them.
fn stands_next(sentence: &str, word: &str, next: &str) -> bool {
    let lowered = sentence.to_lowercase();
    lowered.contains(&format!("{word} {next}"))
}

/// Returns what the negations of a text stand before, as far as their clauses go.
fn negated(words: &str, names: &[Name]) -> Vec<Negated> {
    let is_end = |c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '\u{2014}' | '\u{2013}' | '\u{2026}');
    let is_quote = |c| matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\n');
    let background = Background::embedded();
    let mut found = Vec::new();
    for clause in parts(words, |c| is_end(c) || is_quote(c)) {
        let all = stemmed(clause);
        let mut stems: Option<Vec<Stem>> = None;
        for (idx, negation) in all.iter().enumerate().filter(|(idx, _)| negates(&all, *idx)) {
            let reach = all[idx + 1..].iter().take(NEGATION_REACH);
            // "No truth in it" turns the whole.
            if reach.clone().any(|one| TRUTHS.binary_search(&one.word.as_str()).is_ok()) {
                continue;
            }
            let reached = reach.filter(|one| background.telling(one.stem) >= TELLING_MIN);
            let (of_names, others): (Vec<Stem>, Vec<Stem>) =
                reached.map(|one| one.stem).partition(|stem| is_of_name(*stem, names));
            // "Did not see Brenn": she is not what is denied, unless nothing else is.
            let (reached, clause) = match others.is_empty() {
                true => (of_names.clone(), of_names),
                false => (others, stems.get_or_insert_with(|| telling(&all, names)).clone()),
            };
            let negated = |stem| Negated { stem, by: negation.word.clone(), clause: clause.clone() };
            found.extend(reached.into_iter().map(negated));
        }
    }
    found.sort();
    found.dedup_by_key(|one| one.stem);
    found
}

fn negates(all: &[Stemmed], idx: usize) -> bool {
    let word = all[idx].word.as_str();
    NEGATIONS.contains(&word)
        || NEGATIONS_WITH_TO.contains(&word) && all.get(idx + 1).is_some_and(|next| next.word == "to")
}

fn is_of_name(stem: Stem, names: &[Name]) -> bool {
    names.iter().any(|name| name.stems.contains(&stem))
}

/// Returns the telling stems beside names, sorted, each once.
fn telling(all: &[Stemmed], names: &[Name]) -> Vec<Stem> {
    let background = Background::embedded();
    let telling = all.iter().map(|one| one.stem).filter(|stem| background.telling(*stem) >= TELLING_MIN);
    let mut stems: Vec<Stem> = telling.filter(|stem| !is_of_name(*stem, names)).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Returns the parts of a text between marks; a mark inside a number, "1,904", ends none.
fn parts(words: &str, is_mark: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    let follows_digit = |at: usize| words[..at].ends_with(|c: char| c.is_ascii_digit());
    let precedes_digit = |at: usize| words[at..].chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let marks = words.char_indices().filter(move |(_, c)| is_mark(*c));
    let ends = marks.filter(move |(at, _)| !(follows_digit(*at) && precedes_digit(*at)));
    let ends: Vec<(usize, usize)> = ends.map(|(at, c)| (at, at + c.len_utf8())).collect();
    let starts = std::iter::once(0).chain(ends.clone().into_iter().map(|(_, after)| after));
    let stops = ends.into_iter().map(|(at, _)| at).chain([words.len()]);
    starts.zip(stops).map(|(start, stop)| &words[start..stop])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str) -> Vec<(Stem, f32)> {
        let mut all: Vec<(Stem, f32)> = stems(words).into_iter().map(|stem| (stem, 1.0)).collect();
        all.sort_by_key(|(stem, _)| *stem);
        all.dedup_by_key(|(stem, _)| *stem);
        all
    }

    fn are_opposed(one: &str, other: &str) -> bool {
        let (mine, theirs) = (polarity_of_words(one), polarity_of_words(other));
        Polarity::opposition((&mine, &of(one)), (&theirs, &of(other))).is_some()
    }

    #[test]
    fn a_negation_bears_on_what_the_other_says() {
        let blurred = "The station blurred the face of the queen";
        assert!(are_opposed("The station did not blur the face of the queen", blurred));
        assert!(are_opposed("No station blurred her face", blurred));
        assert!(
            !are_opposed("It did not, the station blurred the face of the queen", blurred),
            "it ends with its clause"
        );
        let both = ["The footage did not show a blurred queen", "The queen was not blurred by the station"];
        assert!(!are_opposed(both[0], both[1]), "both say that it is not so");
        assert!(!are_opposed("The No. 1 station of Tesk blurred the face", blurred));
        assert!(
            !are_opposed("Her face has not aged since the crowning in Tesk", blurred),
            "it is said of something else"
        );
    }

    #[test]
    fn words_turn_what_they_are_said_of() {
        let died = "The tenor Aldo Brenn died on Monday";
        assert!(are_opposed("The news of the tenor Brenn's death is false", died));
        assert!(!are_opposed("It is a hoax", died), "it does not say what");
        assert!(!are_opposed("The death of the tenor is a hoax", "It is not true that the tenor met with his death"));
        assert!(are_opposed("The false report of the tenor Brenn", died));
        assert!(!are_opposed("A fake account mourned the tenor Brenn, who died on Monday", died));
        assert!(!are_opposed("These claims are entirely false. The tenor Aldo Brenn lives in Tesk", died));
        let twice =
            ["It is false that the tenor's death is a hoax", "There is no truth in the tenor's death and he denies it"];
        assert!(!are_opposed(twice[0], died) && are_opposed(twice[1], "The tenor met with his death"));
    }
}
