//! The words that hearsay knows: cues, hedges, negations, titles, each kept as data under `lexicon/`.
//!
//! Not a reading: nothing here looks at an attribution. The files are part of the program and are parsed once.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::phrases::{Phrases, Vocabulary};
use crate::reading::{Act, HedgeKind, Stance, Strength, VerdictKind};

pub use crate::phrases::Forms;

mod files;

/// All lexicons, their words numbered together.
#[derive(Debug)]
pub struct Lexicon {
    vocabulary: Vocabulary,
    /// Cue words and phrases.
    pub acts: Vec<ActEntry>,
    pub(crate) act_phrases: Phrases,
    /// Words that weaken or distance.
    pub hedges: Vec<HedgeEntry>,
    pub(crate) hedge_phrases: Phrases,
    /// Cue words that do not assert.
    pub stances: Vec<StanceEntry>,
    pub(crate) stance_phrases: Phrases,
    /// Words that say that something was not said.
    pub negations: Vec<NegationEntry>,
    pub(crate) negation_phrases: Phrases,
    /// Titles, roles, outlets, artefacts, records, courts.
    pub names: Vec<NameEntry>,
    pub(crate) name_phrases: Phrases,
    /// The words of the outlets, to be asked for a whole name.
    outlets: BTreeSet<&'static str>,
    /// What is done to artefacts.
    pub custody: Vec<CustodyEntry>,
    pub(crate) custody_phrases: Phrases,
    /// The words of verdicts.
    pub verdicts: Vec<VerdictEntry>,
    pub(crate) verdict_phrases: Phrases,
}

/// A word for what is done to an artefact, or for what shows that something is one.
#[derive(Debug)]
pub struct CustodyEntry {
    /// The words.
    pub words: &'static str,
    /// Which list it stands in.
    pub kind: CustodyWord,
}

/// The lists of `custody.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CustodyWord {
    /// "write": who does it is the author.
    Author,
    /// "film".
    Recorder,
    /// "obtain".
    Holder,
    /// "leak".
    Leaker,
    /// "publish".
    Publisher,
    /// "confidential": shows that what it describes is treated as evidence.
    Sign,
    /// "material": an artefact where a sign or what is done to it says so.
    Matter,
}

/// A word or phrase of a verdict.
#[derive(Debug)]
pub struct VerdictEntry {
    /// The words.
    pub words: &'static str,
    /// What is done; nothing for what a claim is called.
    pub kind: Option<VerdictKind>,
    /// Which list it stands in.
    pub class: VerdictWord,
}

/// The lists of `verdicts.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VerdictWord {
    /// "verify".
    Verb,
    /// "reject": only of a claim or an artefact.
    Weak,
    /// "denial".
    Noun,
    /// "unverified": it has not happened.
    Undone,
    /// "hoax": what something is said to be.
    Predicate,
    /// "wrong": what a claim or an artefact is said to be.
    Partly,
    /// "true": what something is said not to be.
    Truth,
    /// "baseless": what something is rejected or denied as.
    Called,
    /// "make up": who does it to a story owns that it is false, or is said to.
    Making,
    /// "sceptical": what somebody is who doubts.
    Doubting,
    /// "rumour": what a claim is called.
    Claim,
}

/// A word that helps to read a source.
#[derive(Debug)]
pub struct NameEntry {
    /// The words.
    pub words: &'static str,
    /// Which list it stands in.
    pub kind: NameKind,
}

/// A word or phrase that reports.
#[derive(Debug)]
pub struct ActEntry {
    /// The base form.
    pub headword: &'static str,
    /// What kind of attribution it makes.
    pub act: Act,
    /// Which list it stands in.
    pub class: CueClass,
}

/// The lists of `acts.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueClass {
    /// Several words.
    Phrase,
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// An adjective or adverb.
    Word,
    /// Decides only where the cue holds nothing else.
    Weak,
}

impl CueClass {
    /// Returns the name that a reason carries.
    pub fn name(self) -> &'static str {
        match self {
            CueClass::Phrase => "phrase",
            CueClass::Verb => "verb",
            CueClass::Noun => "noun",
            CueClass::Word => "word",
            CueClass::Weak => "weak word",
        }
    }
}

/// A word or phrase that weakens or distances.
#[derive(Debug)]
pub struct HedgeEntry {
    /// The pattern; also the entry's name.
    pub words: &'static str,
    /// What it is about.
    pub about: HedgeAbout,
    /// How it hedges.
    pub kind: HedgeKind,
    /// How much it weakens.
    pub strength: Strength,
    /// A sentence in which it hedges.
    pub example: &'static str,
    /// A sentence in which the same words do not hedge.
    pub not: &'static str,
    /// Conditions on the words around it; all must hold.
    pub when: Vec<Condition>,
    /// One of these words must stand just before.
    pub after: Vec<&'static str>,
    /// None of these words may stand just before.
    pub unless_after: Vec<&'static str>,
    /// One of these words must stand just behind.
    pub before: Vec<&'static str>,
    /// None of these words may stand just behind.
    pub unless_before: Vec<&'static str>,
}

/// What the lexicon says a hedge is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HedgeAbout {
    /// Always what is said.
    Content,
    /// Always that it was said, or by whom.
    Attribution,
    /// Always who made an artefact.
    Authorship,
    /// Always whether an artefact is genuine.
    Authenticity,
    /// Its place decides.
    ByContext,
}

/// A condition on the words around a hedge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It is a modal verb: a verb follows, no determiner or preposition precedes, it names no month.
    Modal,
    /// It is the first word of its sentence.
    SentenceStart,
    /// A noun or an adjective follows.
    Premodifier,
    /// No negation precedes within three words.
    NotNegated,
    /// No "so", "wish" or "before" stands up to three words before: "so that they could see".
    NotPurpose,
    /// A number follows.
    NumberFollows,
}

/// A word or phrase that reports something without asserting it.
#[derive(Debug)]
pub struct StanceEntry {
    /// The words.
    pub words: &'static str,
    /// How the source then stands to the content.
    pub stance: Stance,
}

/// Words that say that something was not said.
#[derive(Debug)]
pub struct NegationEntry {
    /// The pattern; also the entry's name.
    pub words: &'static str,
    /// Whether they negate the saying, or only look as if they did.
    pub kind: NegationKind,
    /// A sentence in which it does what `kind` says.
    pub example: &'static str,
}

/// What a negation entry does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NegationKind {
    /// It was not said: "declined to comment".
    NotSaid,
    /// It was said after all: "could not help saying".
    Said,
}

/// Which list of `titles.toml` or `names.toml` a word stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// "Mr", "Colonel-General": stands before a name and is no part of it.
    Title,
    /// "spokeswoman", "analyst": what somebody is.
    Role,
    /// "Reuters", "TASS": publishes.
    Outlet,
    /// "letter", "recording": can be leaked, forged, verified.
    Artefact,
    /// "poll", "study", "data": shows, and says nothing.
    Record,
    /// "court", "jury": finds by ruling.
    Court,
    /// "Ukraine", "Kyiv".
    Place,
    /// "Belarusian": what belongs to a country or a people.
    People,
    /// "Maria": a given name that is nearly always a woman's.
    Woman,
    /// "Igor": a given name that is nearly always a man's.
    Man,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::parse);

/// Returns the lexicons, parsed on first use.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn parse() -> Lexicon {
        let acts = files::acts();
        let hedges = files::hedges();
        let stances = files::stances();
        let negations = files::negations();
        let names = files::names();
        let mut vocabulary = Vocabulary::default();
        let act_phrases = index(&mut vocabulary, acts.iter().map(|entry| entry.headword));
        let hedge_phrases = index(&mut vocabulary, hedges.iter().map(|entry| entry.words));
        let stance_phrases = index(&mut vocabulary, stances.iter().map(|entry| entry.words));
        let negation_phrases = index(&mut vocabulary, negations.iter().map(|entry| entry.words));
        let name_phrases = index(&mut vocabulary, names.iter().map(|entry| entry.words));
        let outlets = names.iter().filter(|entry| entry.kind == NameKind::Outlet).map(|entry| entry.words).collect();
        let custody = files::custody();
        let verdicts = files::verdicts();
        let custody_phrases = index(&mut vocabulary, custody.iter().map(|entry| entry.words));
        let verdict_phrases = index(&mut vocabulary, verdicts.iter().map(|entry| entry.words));
        for (base, form) in files::irregular_forms() {
            vocabulary.add_irregular(base, form);
        }
        Lexicon {
            vocabulary,
            acts,
            act_phrases,
            hedges,
            hedge_phrases,
            stances,
            stance_phrases,
            negations,
            negation_phrases,
            names,
            name_phrases,
            outlets,
            custody,
            custody_phrases,
            verdicts,
            verdict_phrases,
        }
    }

    /// Returns whether a name, in lower case and without its article, is an outlet's.
    pub(crate) fn is_outlet(&self, name: &str) -> bool {
        self.outlets.contains(name)
    }

    /// Returns the lexicon words that a token may be a form of.
    pub fn forms(&self, token: &str) -> Forms {
        self.vocabulary.forms(token)
    }
}

fn index(vocabulary: &mut Vocabulary, patterns: impl Iterator<Item = &'static str>) -> Phrases {
    let mut phrases = Phrases::default();
    for (entry_idx, pattern) in patterns.enumerate() {
        phrases.add(vocabulary, pattern, entry_idx);
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_sorted<'a>(what: &str, words: impl Iterator<Item = &'a str>) {
        let words: Vec<String> = words.map(str::to_lowercase).collect();
        for pair in words.windows(2) {
            assert!(pair[0] < pair[1], "{what}: '{}' then '{}'", pair[0], pair[1]);
        }
    }

    #[test]
    fn lexicons_are_sorted_and_hold_no_word_twice() {
        let lexicon = lexicon();
        assert_sorted("hedges", lexicon.hedges.iter().map(|entry| entry.words));
        assert_sorted("negation", lexicon.negations.iter().map(|entry| entry.words));
        for class in [CueClass::Phrase, CueClass::Verb, CueClass::Noun, CueClass::Word, CueClass::Weak] {
            let mut all: Vec<&str> = Vec::new();
            for act in [Act::Speech, Act::Attitude, Act::Decree, Act::Finding] {
                let list = lexicon.acts.iter().filter(|entry| entry.class == class && entry.act == act);
                let words: Vec<&str> = list.map(|entry| entry.headword).collect();
                assert_sorted(act.name(), words.iter().copied());
                all.extend(words);
            }
            let n_words = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), n_words, "a {} stands under two acts", class.name());
        }
        let stances: BTreeSet<&str> = lexicon.stances.iter().map(|entry| entry.words).collect();
        assert_eq!(stances.len(), lexicon.stances.len(), "a cue stands under two stances");
        for kind in
            [NameKind::Title, NameKind::Role, NameKind::Outlet, NameKind::Artefact, NameKind::Record, NameKind::Court]
        {
            let words = lexicon.names.iter().filter(|entry| entry.kind == kind);
            assert_sorted("titles", words.map(|entry| entry.words));
        }
        let inflections = include_str!("../lexicon/inflections.toml");
        assert_sorted(
            "inflections",
            inflections.lines().filter_map(|line| line.split_once(" = ")).map(|(base, _)| base),
        );
    }

    #[test]
    fn lexicons_are_as_large_as_they_should_be() {
        assert!(lexicon().hedges.len() >= 120, "{}", lexicon().hedges.len());
        assert!(lexicon().acts.len() >= 600, "{}", lexicon().acts.len());
    }
}
