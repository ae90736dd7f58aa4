//! What a claim says, as far as two claims are compared on it: its telling words, its polarity, and what fills its slots.
//!
//! Made once a document, from its record alone.

use hearsay_reading::reading::{Act, EntityId, EntityKind, Quotation, Stance};
use hearsay_text::document::{Date, DocumentId};

use super::background::Background;
use super::frames::Frame;
use super::polarity::{Polarity, polarity, polarity_of_words};
use super::stems::{Stem, stemmed, stems};
use crate::record::{Claim, ClaimId, Quantity, Record, Subject, Verdict};

/// A claim of a case: its document and its name there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The document.
    pub document: DocumentId,
    /// The claim.
    pub claim: ClaimId,
}

/// What a claim says.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Whose it is.
    pub place: Place,
    /// Its words, without what they only set apart from what they say.
    pub words: String,
    /// Its stems with their weights, sorted; the squares of the weights sum up to 1.
    pub stems: Vec<(Stem, f32)>,
    /// Those of them that are no part of a name, weighted apart: what is said of those that it names.
    pub beside_names: Vec<(Stem, f32)>,
    /// Whether it says that something is so, or not so.
    pub polarity: Polarity,
    /// The quantities that it names.
    pub numbers: Vec<Quantity>,
    /// The first and last day of each time that it names.
    pub times: Vec<(Date, Date)>,
    /// Whom and what it names, also by pronoun.
    pub names: Vec<Name>,
    /// When its document was published.
    pub published: Option<Date>,
    /// Who says it, in its document; nobody for the writer.
    pub sources: Vec<EntityId>,
    /// Whether a figure is told as what another has come to: "has risen to 19".
    pub moves_on: bool,
}

/// Somebody or something with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Who it is in the document.
    pub entity: EntityId,
    /// What it is.
    pub kind: EntityKind,
    /// The name.
    pub name: String,
    /// Its words, in order.
    pub stems: Vec<Stem>,
    /// Those of the rank before it: "Colonel".
    pub rank: Vec<Stem>,
    /// The words around it; `None` where the claim only means it.
    pub frame: Option<Frame>,
}

impl Name {
    /// Returns whether a word only says who it is.
    fn has(&self, stem: Stem) -> bool {
        self.stems.contains(&stem) || self.rank.contains(&stem)
    }
}

/// Saturation of repeated words: BM25's k1 (Robertson and Zaragoza, 2009).
const K1: f32 = 1.2;

/// What a name behind a pronoun counts beside one that is said.
const UNSAID_SHARE: f32 = 0.5;

/// From here on a stem tells what a claim is about.
pub(super) const TELLING_MIN: f32 = 3.0;

/// A claim with fewer telling stems is compared with no other: "he did it".
const N_TELLING_MIN: usize = 2;

/// A claim in which another one takes up this share of the letters only frames that one.
const FRAME_SHARE: f32 = 0.6;

/// So does one of which another, with its source and the words that report it, takes up this share.
const WHOLE_FRAME_SHARE: f32 = 0.8;

/// How many bytes of a document are its lead, or a claim more.
const LEAD_BYTES: usize = 600;

impl Statement {
    /// Returns what the claims of a document say; those that say too little or only frame another are left out.
    pub fn of(record: &Record) -> Vec<Statement> {
        let claims = record.claims.iter().filter(|claim| !is_frame(record, claim));
        claims.filter_map(|claim| Statement::of_one(record, claim)).collect()
    }

    /// Returns what one claim of a document says; `None` where that is too little to be compared.
    pub fn of_one(record: &Record, claim: &Claim) -> Option<Statement> {
        let place = Place { document: record.document, claim: claim.id };
        let said = stems(&claim.words);
        let names: Vec<Name> = claim.entities.iter().filter_map(|id| name(record, *id, &said)).collect();
        let (words, contrast) = without_contrast(&claim.words);
        let is_said = |number: &&Quantity| words.contains(&number.words) || !contrast.contains(&number.words);
        let numbers: Vec<Quantity> = claim.numbers.iter().filter(is_said).cloned().collect();
        // "Tomorrow" in somebody's mouth is not counted from the day of the paper.
        let is_quoted = claim.quotation == Quotation::Direct;
        let told = in_figures(&words, &numbers);
        let statement = Statement {
            stems: weighted(&told, &names),
            beside_names: beside_names(&told, &names),
            polarity: polarity(claim, &words, &names),
            numbers,
            times: if is_quoted { Vec::new() } else { claim.times.clone() },
            place,
            names,
            published: record.published,
            sources: claim.deepest().map(|link| link.entities.clone()).unwrap_or_default(),
            moves_on: moves_on(&words),
            words,
        };
        // "He did it", "President Dragan Orlec": whom it names says nothing of them.
        let background = Background::embedded();
        let mut own = stems(&statement.words);
        own.sort_unstable();
        own.dedup();
        own.retain(|stem| background.telling(*stem) >= TELLING_MIN);
        let is_of_name = |stem: &Stem| statement.names.iter().any(|name| name.has(*stem));
        (own.len() >= N_TELLING_MIN && !own.iter().all(is_of_name)).then_some(statement)
    }

    /// Returns what a document tells first, as one statement of its telling words; `None` where that is too little.
    ///
    /// Its words are those of its headline and its first claims, so that what outlets add below does not count.
    pub fn of_lead(record: &Record) -> Option<Statement> {
        let mut claims: Vec<&Claim> = record.claims.iter().filter(|claim| claim.within.is_none()).collect();
        claims.sort_by_key(|claim| (claim.first().start, claim.id));
        let mut words = record.title.clone().unwrap_or_default();
        for claim in claims {
            if words.len() >= LEAD_BYTES {
                break;
            }
            words.push(' ');
            words.push_str(&claim.words);
        }
        let place = Place { document: record.document, claim: ClaimId::OwnVoice(0) };
        let background = Background::embedded();
        let mut lead = Statement::of_words(place, &words);
        lead.stems.retain(|(stem, _)| background.telling(*stem) >= TELLING_MIN);
        normalise(&mut lead.stems);
        lead.beside_names.clone_from(&lead.stems);
        (lead.stems.len() >= N_TELLING_MIN).then_some(lead)
    }

    /// Returns the statement that the bare words make, without anything that a reading would tell of them.
    pub fn of_words(place: Place, words: &str) -> Statement {
        Statement {
            place,
            stems: weighted(words, &[]),
            beside_names: weighted(words, &[]),
            polarity: polarity_of_words(words),
            numbers: Vec::new(),
            times: Vec::new(),
            names: Vec::new(),
            published: None,
            sources: Vec::new(),
            moves_on: moves_on(words),
            words: words.to_owned(),
        }
    }
}

/// Returns whether a claim's words are mostly those of another claim that they report.
pub fn is_frame(record: &Record, claim: &Claim) -> bool {
    let length = claim.words.len() as f32;
    let is_framed = |inner: &Claim| {
        // "That the ministry had ordered drones" tells what it did, and reports no word of it.
        if inner.stance == Stance::Wills && matches!(inner.act, Some(Act::Decree | Act::Attitude)) {
            return false;
        }
        let reported = inner.deepest().filter(|_| inner.within == Some(claim.id));
        let spans = reported.into_iter().flat_map(|link| link.cue.iter().copied().chain(link.span));
        let report: usize = spans.map(|span| span.length_bytes()).sum();
        let said = inner.words.len();
        said as f32 >= FRAME_SHARE * length
            || (said + report) as f32 >= WHOLE_FRAME_SHARE * length && 2 * said > claim.words.len() - said
    };
    // "Lantern has verified the recording": the recording is no claim.
    let is_thing = |verdict: &Verdict| {
        matches!(verdict.about, Subject::Authenticity(_) | Subject::Authorship(_)) && verdict.about_words == claim.words
    };
    record.claims.iter().filter(|inner| inner.within == Some(claim.id)).any(is_framed)
        || record.verdicts.iter().any(is_thing)
}

/// Returns words without what they only set apart from what they say, and that: "2.4 million, not 4.2 million".
fn without_contrast(words: &str) -> (String, String) {
    const WORDS_MAX: usize = 5;
    let Some(start) = words.find(", not ").or_else(|| words.find(" and not ")) else {
        return (words.to_owned(), String::new());
    };
    let rest = &words[start + 1..];
    let end = start + 1 + rest.find(',').unwrap_or(rest.len());
    let contrast = &words[start..end];
    if contrast.split_whitespace().count() > WORDS_MAX + 1 {
        return (words.to_owned(), String::new());
    }
    (format!("{}{}", &words[..start], &words[end..]), contrast.to_owned())
}

/// Returns whether a figure is told as what another has come to: "has risen to 19".
fn moves_on(words: &str) -> bool {
    const MOVING: [&str; 18] = [
        "climbed",
        "climbs",
        "dropped",
        "fallen",
        "fell",
        "grew",
        "grown",
        "increased",
        "jumped",
        "raised",
        "reached",
        "revised",
        "rise",
        "risen",
        "rises",
        "rising",
        "rose",
        "up",
    ];
    let words = stemmed(words);
    words.windows(2).any(|two| MOVING.contains(&two[0].word.as_str()) && two[1].word == "to")
}

/// Returns words with each number that is spelled out in figures, so that "thirty-seven" is "37".
fn in_figures(words: &str, numbers: &[Quantity]) -> String {
    let mut words = words.to_owned();
    let spelled = numbers.iter().filter(|number| number.unit.is_none() && number.high.is_none());
    for number in spelled.filter(|number| !number.words.contains(|c: char| c.is_ascii_digit())) {
        words = words.replacen(&number.words, &number.value, 1);
    }
    words
}

fn name(record: &Record, id: EntityId, said: &[Stem]) -> Option<Name> {
    let entity = record.entity(id).filter(|entity| entity.is_named)?;
    let own = stems(&entity.name);
    let frame = Frame::of_name(said, &own);
    let rank = entity.rank.as_deref().map(stems).unwrap_or_default();
    Some(Name { entity: id, kind: entity.kind, name: entity.name.clone(), stems: own, rank, frame })
}

/// Returns the stems of a claim, with the names behind its pronouns, each with its weight.
fn weighted(words: &str, names: &[Name]) -> Vec<(Stem, f32)> {
    let mut found = stems(words);
    found.sort_unstable();
    let of_names: Vec<Stem> = names.iter().flat_map(|name| &name.stems).copied().collect();
    let mut unsaid: Vec<Stem> = of_names.into_iter().filter(|stem| found.binary_search(stem).is_err()).collect();
    unsaid.sort_unstable();
    unsaid.dedup();
    found.extend(&unsaid);
    weights(found, &unsaid)
}

/// Returns the stems of a claim that are in none of the names, each with its weight.
fn beside_names(words: &str, names: &[Name]) -> Vec<(Stem, f32)> {
    let mut found = stems(words);
    found.retain(|stem| !names.iter().any(|name| name.has(*stem)));
    weights(found, &[])
}

/// Returns each stem with its weight; those that are `unsaid` count less.
fn weights(mut found: Vec<Stem>, unsaid: &[Stem]) -> Vec<(Stem, f32)> {
    found.sort_unstable();
    let background = Background::embedded();
    let runs = found.chunk_by(|one, other| one == other);
    let weight = |run: &[Stem]| {
        let n = run.len() as f32;
        let share = if unsaid.binary_search(&run[0]).is_ok() { UNSAID_SHARE } else { 1.0 };
        (run[0], share * background.telling(run[0]) * n * (K1 + 1.0) / (n + K1))
    };
    let mut weighted: Vec<(Stem, f32)> = runs.map(weight).collect();
    normalise(&mut weighted);
    weighted
}

/// Makes the squares of the weights sum up to 1.
fn normalise(weighted: &mut [(Stem, f32)]) {
    let length = weighted.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    weighted.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
}
