//! Turns the lexicon files into entries.
//!
//! Not an index: nothing here is looked up.

use super::{
    ActEntry, Condition, CueClass, CustodyEntry, CustodyWord, HedgeAbout, HedgeEntry, NameEntry, NameKind,
    NegationEntry, NegationKind, StanceEntry, VerdictEntry, VerdictWord,
};
use crate::reading::{Act, HedgeKind, Stance, Strength, VerdictKind};
use crate::subset::{self, Table};

const HOLDS: &str = "the committed lexicon files parse, as a test shows";

fn tables(file: &'static str) -> Vec<Table<'static>> {
    subset::parse(file).expect(HOLDS)
}

/// Returns the entries of `acts.toml`, act by act.
pub(super) fn acts() -> Vec<ActEntry> {
    let mut entries = Vec::with_capacity(4_096);
    for mut table in tables(include_str!("../../lexicon/acts.toml")) {
        let act = match table.name {
            "attitude" => Act::Attitude,
            "decree" => Act::Decree,
            "finding" => Act::Finding,
            _ => Act::Speech,
        };
        for (class, name) in [
            (CueClass::Phrase, "phrases"),
            (CueClass::Verb, "verbs"),
            (CueClass::Noun, "nouns"),
            (CueClass::Word, "words"),
            (CueClass::Weak, "weak"),
        ] {
            entries.extend(table.list(name).into_iter().map(|headword| ActEntry { headword, act, class }));
        }
    }
    entries
}

/// Returns the entries of `hedges.toml`.
pub(super) fn hedges() -> Vec<HedgeEntry> {
    let hedges = tables(include_str!("../../lexicon/hedges.toml")).into_iter().filter(|table| table.name == "hedge");
    hedges.map(|table| hedge(table).expect(HOLDS)).collect()
}

fn hedge(mut table: Table<'static>) -> Option<HedgeEntry> {
    let about = match table.text("about")? {
        "content" => HedgeAbout::Content,
        "attribution" => HedgeAbout::Attribution,
        "authorship" => HedgeAbout::Authorship,
        "authenticity" => HedgeAbout::Authenticity,
        "by-context" => HedgeAbout::ByContext,
        _ => return None,
    };
    let strength = match table.text("strength")? {
        "weak" => Strength::Weak,
        "medium" => Strength::Medium,
        "strong" => Strength::Strong,
        _ => return None,
    };
    let condition = |name| match name {
        "modal" => Some(Condition::Modal),
        "sentence-start" => Some(Condition::SentenceStart),
        "premodifier" => Some(Condition::Premodifier),
        "not-negated" => Some(Condition::NotNegated),
        "not-purpose" => Some(Condition::NotPurpose),
        "number-follows" => Some(Condition::NumberFollows),
        _ => None,
    };
    Some(HedgeEntry {
        words: table.text("words")?,
        about,
        kind: HedgeKind::ALL.into_iter().find(|kind| Some(kind.name()) == table.text("kind"))?,
        strength,
        example: table.text("example")?,
        not: table.text("not")?,
        when: table.list("when").into_iter().map(condition).collect::<Option<_>>()?,
        after: table.list("after"),
        unless_after: table.list("unless_after"),
        before: table.list("before"),
        unless_before: table.list("unless_before"),
    })
}

/// Returns the entries of `stances.toml`, stance by stance.
pub(super) fn stances() -> Vec<StanceEntry> {
    let mut entries = Vec::new();
    for mut table in tables(include_str!("../../lexicon/stances.toml")) {
        let Some(stance) = Stance::ALL.into_iter().find(|stance| stance.name() == table.name) else { continue };
        entries.extend(table.list("words").into_iter().map(|words| StanceEntry { words, stance }));
    }
    entries
}

/// Returns the entries of `negation.toml`.
pub(super) fn negations() -> Vec<NegationEntry> {
    let all = tables(include_str!("../../lexicon/negation.toml")).into_iter();
    let negations = all.filter(|table| table.name == "negation");
    negations.map(|table| negation(&table).expect(HOLDS)).collect()
}

fn negation(table: &Table<'static>) -> Option<NegationEntry> {
    let kind = match table.text("kind")? {
        "not-said" => NegationKind::NotSaid,
        "said" => NegationKind::Said,
        _ => return None,
    };
    Some(NegationEntry { words: table.text("words")?, kind, example: table.text("example")? })
}

/// Returns the entries of `titles.toml` and `names.toml`, list by list.
pub(super) fn names() -> Vec<NameEntry> {
    let mut entries = Vec::with_capacity(2_048);
    let files = [include_str!("../../lexicon/titles.toml"), include_str!("../../lexicon/names.toml")];
    for mut table in files.into_iter().flat_map(tables) {
        for (kind, name) in [
            (NameKind::Title, "titles"),
            (NameKind::Role, "roles"),
            (NameKind::Outlet, "outlets"),
            (NameKind::Artefact, "artefacts"),
            (NameKind::Record, "records"),
            (NameKind::Court, "courts"),
            (NameKind::Place, "places"),
            (NameKind::People, "peoples"),
            (NameKind::Woman, "women"),
            (NameKind::Man, "men"),
        ] {
            entries.extend(table.list(name).into_iter().map(|words| NameEntry { words, kind }));
        }
    }
    entries
}

/// Returns the entries of `custody.toml`, list by list.
pub(super) fn custody() -> Vec<CustodyEntry> {
    let mut entries = Vec::with_capacity(256);
    for mut table in tables(include_str!("../../lexicon/custody.toml")) {
        for (kind, name) in [
            (CustodyWord::Author, "author"),
            (CustodyWord::Recorder, "recorder"),
            (CustodyWord::Holder, "holder"),
            (CustodyWord::Leaker, "leaker"),
            (CustodyWord::Publisher, "publisher"),
            (CustodyWord::Sign, "signs"),
            (CustodyWord::Matter, "matter"),
        ] {
            entries.extend(table.list(name).into_iter().map(|words| CustodyEntry { words, kind }));
        }
    }
    entries
}

/// Returns the entries of `verdicts.toml`, kind by kind.
pub(super) fn verdicts() -> Vec<VerdictEntry> {
    let mut entries = Vec::with_capacity(256);
    for mut table in tables(include_str!("../../lexicon/verdicts.toml")) {
        let kind = VerdictKind::ALL.into_iter().find(|kind| kind.name() == table.name);
        for (class, name) in [
            (VerdictWord::Verb, "verbs"),
            (VerdictWord::Weak, "weak"),
            (VerdictWord::Noun, "nouns"),
            (VerdictWord::Undone, "undone"),
            (VerdictWord::Predicate, "predicates"),
            (VerdictWord::Partly, "partly"),
            (VerdictWord::Truth, "truths"),
            (VerdictWord::Called, "called"),
            (VerdictWord::Making, "making"),
            (VerdictWord::Doubting, "doubting"),
        ] {
            let class = if kind.is_none() { VerdictWord::Claim } else { class };
            entries.extend(table.list(name).into_iter().map(|words| VerdictEntry { words, kind, class }));
        }
    }
    entries
}

/// Returns each base form with each of its irregular forms.
pub(super) fn irregular_forms() -> Vec<(&'static str, &'static str)> {
    let mut forms = Vec::with_capacity(256);
    for mut table in tables(include_str!("../../lexicon/inflections.toml")) {
        let bases: Vec<&str> = table.fields.iter().map(|(base, _)| *base).collect();
        for base in bases {
            forms.extend(table.list(base).into_iter().map(|form| (base, form)));
        }
    }
    forms
}
