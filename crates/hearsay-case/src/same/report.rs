//! How a report stands to a claim: asserts it, denies it, relays it without taking sides, or asks.
//!
//! Not whether it is on the claim at all, and not who is right. A multinomial logistic regression (Cox, 1958) over signs that
//! are told in words; the weights are committed, and `cargo run -p xtask --release -- train report` writes them.

use hearsay_reading::reading::{Stance, Strength, VerdictKind};

use super::background::Background;
use super::likeness;
use super::slots;
use super::statement::{Statement, TELLING_MIN};
use super::stems::{Stem, stemmed};
use crate::record::{Claim, Record};

mod fitted;

/// How a report stands to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Report {
    /// Says in its own voice that it is so, or passes it on as fact.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Passes it on and leaves it open.
    Relays,
    /// Asks whether it is so.
    Asks,
}

impl Report {
    /// Those that the weights tell apart, in their order; whether what is left open is asked is told by its words.
    pub const FITTED: [Report; 3] = [Report::Asserts, Report::Denies, Report::Relays];

    /// Returns the name that the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            Report::Asserts => "asserts",
            Report::Denies => "denies",
            Report::Relays => "relays",
            Report::Asks => "asks",
        }
    }
}

/// How many signs there are.
pub const N_SIGNS: usize = 40;

/// What tells how a report stands to a claim, one number a sign, each from 0 to about 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Signs(pub [f32; N_SIGNS]);

/// The names of the signs, for a reason in words; a test compares their number.
pub const SIGN_NAMES: [&str; N_SIGNS] = [
    "always",
    "likeness of the likest claim",
    "likeness of the second",
    "the claim\u{2019}s words in the lead",
    "the claim\u{2019}s words anywhere",
    "the likest claim is in the writer\u{2019}s own voice",
    "own voice among the likest",
    "denied among the likest",
    "doubted among the likest",
    "asked among the likest",
    "supposed or withheld among the likest",
    "hedged among the likest",
    "strongly hedged among the likest",
    "opposite of the likest",
    "opposite among the likest",
    "differs in number",
    "words of falsity in the lead",
    "words of falsity below",
    "words of falsity in the claim",
    "falsity in the report and not in the claim",
    "falsity in both",
    "words of rumour in the lead",
    "words of rumour below",
    "words of rumour in the claim",
    "words of confirmation in the lead",
    "words of confirmation below",
    "words of confirmation in the claim",
    "words of doubt in the lead",
    "words of doubt below",
    "words of doubt in the claim",
    "a question in the lead",
    "a question below",
    "a question in the claim",
    "a verdict against",
    "a verdict for",
    "nobody could confirm",
    "negations in the lead",
    "negations in the claim",
    "attributed in the lead",
    "falsity near the claim\u{2019}s words",
];

const FALSITY: [&str; 26] = [
    "bogus",
    "debunk",
    "debunked",
    "debunks",
    "deny",
    "denied",
    "denies",
    "denying",
    "fabricated",
    "fake",
    "faked",
    "false",
    "fiction",
    "hoax",
    "hoaxes",
    "incorrect",
    "lie",
    "prank",
    "refute",
    "refuted",
    "rubbish",
    "satire",
    "satirical",
    "unfounded",
    "untrue",
    "wrong",
];
const RUMOUR: [&str; 17] = [
    "alleged",
    "allegedly",
    "anonymous",
    "apparently",
    "claim",
    "claimed",
    "claiming",
    "claims",
    "purported",
    "purportedly",
    "report",
    "reported",
    "reportedly",
    "reports",
    "rumor",
    "rumors",
    "rumour",
];
const CONFIRMATION: [&str; 12] = [
    "announced",
    "announcement",
    "confirm",
    "confirmed",
    "confirms",
    "official",
    "officially",
    "officials",
    "proof",
    "revealed",
    "verified",
    "evidence",
];
const DOUBT: [&str; 14] = [
    "authenticity",
    "cannot",
    "doubt",
    "doubts",
    "if",
    "may",
    "might",
    "possible",
    "questionable",
    "skeptical",
    "suspicious",
    "unclear",
    "unconfirmed",
    "unverified",
];
const NEGATION: [&str; 6] = ["not", "no", "never", "nothing", "nor", "without"];

/// How many of the report's claims are the likest.
const N_LIKEST: usize = 5;

/// How many of the report's claims are its lead.
const N_LEAD: usize = 4;

/// A report as far as claims are held against it.
#[derive(Debug)]
pub struct Told<'a> {
    record: &'a Record,
    /// Its claims in the order of the text, with what they say.
    claims: Vec<(&'a Claim, Statement)>,
    lead: Words,
    below: Words,
    lead_stems: Vec<Stem>,
    stems: Vec<Stem>,
}

/// How often the words of each list stand in a text.
#[derive(Clone, Copy, Debug, Default)]
struct Words {
    falsity: f32,
    rumour: f32,
    confirmation: f32,
    doubt: f32,
    negation: f32,
    questions: f32,
}

impl Words {
    fn of(text: &str) -> Words {
        let words: Vec<String> = stemmed(text).into_iter().map(|one| one.word).collect();
        let count = |list: &[&str]| words.iter().filter(|word| list.contains(&word.as_str())).count() as f32;
        Words {
            falsity: count(&FALSITY),
            rumour: count(&RUMOUR),
            confirmation: count(&CONFIRMATION),
            doubt: count(&DOUBT),
            negation: count(&NEGATION),
            questions: text.matches('?').count() as f32,
        }
    }

    fn add(&mut self, other: Words) {
        self.falsity += other.falsity;
        self.rumour += other.rumour;
        self.confirmation += other.confirmation;
        self.doubt += other.doubt;
        self.negation += other.negation;
        self.questions += other.questions;
    }
}

/// Counts weigh less the higher they are.
fn damped(count: f32) -> f32 {
    (1.0 + count).ln() / 2.0
}

impl<'a> Told<'a> {
    /// Returns what a report tells.
    pub fn of(record: &'a Record) -> Told<'a> {
        let mut claims: Vec<&Claim> = record.claims.iter().collect();
        claims.sort_by_key(|claim| (claim.first().start, claim.id));
        let mut told = Told {
            record,
            claims: Vec::new(),
            lead: Words::of(record.title.as_deref().unwrap_or("")),
            below: Words::default(),
            lead_stems: telling(record.title.as_deref().unwrap_or("")),
            stems: Vec::new(),
        };
        let mut n_outer = 0;
        for claim in claims {
            let is_lead = n_outer < N_LEAD;
            if claim.within.is_none() {
                n_outer += 1;
                let part = if is_lead { &mut told.lead } else { &mut told.below };
                part.add(Words::of(&claim.words));
                let part = if is_lead { &mut told.lead_stems } else { &mut told.stems };
                part.extend(telling(&claim.words));
            }
            if let Some(statement) = Statement::of_one(record, claim) {
                told.claims.push((claim, statement));
            }
        }
        // What reports a claim stands outside of it.
        for verdict in &record.verdicts {
            told.below.add(Words::of(&verdict.words));
        }
        told.stems.extend(&told.lead_stems);
        told.stems.sort_unstable();
        told.lead_stems.sort_unstable();
        told
    }

    /// Returns the signs of how it stands to a claim with these words.
    pub fn signs(&self, claim: &Statement, words: &str) -> Signs {
        let mut likest: Vec<(f32, &Claim, &Statement)> =
            self.claims.iter().map(|(one, says)| (likeness::likeness(claim, says).words, *one, says)).collect();
        likest.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.id.cmp(&other.1.id)));
        likest.truncate(N_LIKEST);
        let mass: f32 = likest.iter().map(|(like, ..)| like).sum::<f32>().max(0.05);
        let share = |is: &dyn Fn(&Claim, &Statement) -> bool| {
            likest.iter().filter(|(_, one, says)| is(one, says)).map(|(like, ..)| like).sum::<f32>() / mass
        };
        let first = |is: &dyn Fn(&Claim, &Statement) -> bool| {
            f32::from(u8::from(likest.first().is_some_and(|(_, one, says)| is(one, says))))
        };
        let asked = Words::of(words);
        let held = |stems: &[Stem]| {
            let telling = telling(words);
            telling.iter().filter(|stem| stems.binary_search(stem).is_ok()).count() as f32 / telling.len().max(1) as f32
        };
        let is_opposite = |says: &Statement| slots::are_opposite(claim, says);
        let stance = |stances: &'static [Stance]| move |one: &Claim, _: &Statement| stances.contains(&one.stance);
        let hedged = |strength: Strength| {
            move |one: &Claim, _: &Statement| one.hedges.iter().any(|hedge| hedge.strength >= strength)
        };
        let verdicts = |kinds: &[VerdictKind]| {
            damped(self.record.verdicts.iter().filter(|verdict| kinds.contains(&verdict.kind)).count() as f32)
        };
        let near = likest.iter().map(|(_, one, _)| Words::of(&one.words).falsity).sum::<f32>();
        let falsity = damped(self.lead.falsity + 0.5 * self.below.falsity);
        let is_false = f32::from(u8::from(asked.falsity > 0.0));
        Signs([
            1.0,
            likest.first().map_or(0.0, |(like, ..)| *like),
            likest.get(1).map_or(0.0, |(like, ..)| *like),
            held(&self.lead_stems),
            held(&self.stems),
            first(&|one, _| one.act.is_none()),
            share(&|one, _| one.act.is_none()),
            share(&stance(&[Stance::Denies])),
            share(&stance(&[Stance::Doubts])),
            share(&stance(&[Stance::Asks])),
            share(&stance(&[Stance::Supposes, Stance::Withholds, Stance::Conditions])),
            share(&hedged(Strength::Weak)),
            share(&hedged(Strength::Strong)),
            first(&|_, says| is_opposite(says)),
            share(&|_, says| is_opposite(says)),
            first(&|_, says| slots::numbers_differ(claim, says)),
            damped(self.lead.falsity),
            damped(self.below.falsity),
            is_false,
            falsity * (1.0 - is_false),
            falsity * is_false,
            damped(self.lead.rumour),
            damped(self.below.rumour),
            damped(asked.rumour),
            damped(self.lead.confirmation),
            damped(self.below.confirmation),
            damped(asked.confirmation),
            damped(self.lead.doubt),
            damped(self.below.doubt),
            damped(asked.doubt),
            damped(self.lead.questions),
            damped(self.below.questions),
            damped(asked.questions),
            verdicts(&[
                VerdictKind::Denied,
                VerdictKind::Dismissed,
                VerdictKind::Debunked,
                VerdictKind::Retracted,
                VerdictKind::Disputed,
            ]),
            verdicts(&[
                VerdictKind::Verified,
                VerdictKind::Confirmed,
                VerdictKind::Authenticated,
                VerdictKind::Corroborated,
            ]),
            damped(self.n_unconfirmed()),
            damped(self.lead.negation),
            damped(asked.negation),
            self.share_attributed(),
            damped(near) * (1.0 - is_false),
        ])
    }

    fn n_unconfirmed(&self) -> f32 {
        use hearsay_reading::clauses::Outcome;
        let verdicts = self.record.verdicts.iter();
        verdicts.filter(|verdict| verdict.outcome != Outcome::Done).count() as f32
    }

    fn share_attributed(&self) -> f32 {
        let lead: Vec<&Claim> = self.claims.iter().map(|(claim, _)| *claim).take(N_LEAD).collect();
        lead.iter().filter(|claim| claim.act.is_some()).count() as f32 / lead.len().max(1) as f32
    }

    /// Returns how the report stands to a claim with these words, and the signs that weighed most.
    pub fn stands(&self, claim: &Statement, words: &str) -> (Report, String) {
        let signs = self.signs(claim, words);
        let best = signs.kind();
        let report = Report::FITTED[best];
        let because = signs.reasons(&fitted::WEIGHTS, best);
        let likest = self.claims.iter().max_by(|one, other| {
            likeness::likeness(claim, &one.1).words.total_cmp(&likeness::likeness(claim, &other.1).words)
        });
        let is_asked = likest.is_some_and(|(one, _)| one.stance == Stance::Asks || one.words.trim_end().ends_with('?'));
        let report = if report == Report::Relays && is_asked { Report::Asks } else { report };
        (report, because)
    }
}

fn telling(text: &str) -> Vec<Stem> {
    let background = Background::embedded();
    let stems = stemmed(text).into_iter().map(|one| one.stem);
    stems.filter(|stem| background.telling(*stem) >= TELLING_MIN).collect()
}

impl Signs {
    /// Returns the sums that the weights give the three kinds of report.
    pub fn sums(&self, weights: &[[f32; N_SIGNS]; 3]) -> [f32; 3] {
        weights.map(|row| row.iter().zip(self.0).map(|(weight, sign)| weight * sign).sum())
    }

    /// Returns the kind that the committed weights tell, as a place in [`Report::FITTED`].
    pub fn kind(&self) -> usize {
        self.best(&fitted::WEIGHTS)
    }

    /// Returns the kind with the highest sum, the first of equals.
    pub fn best(&self, weights: &[[f32; N_SIGNS]; 3]) -> usize {
        let sums = self.sums(weights);
        (1..3).fold(0, |best, idx| if sums[idx] > sums[best] { idx } else { best })
    }

    /// Returns the signs that spoke most for a kind and against the others.
    fn reasons(&self, weights: &[[f32; N_SIGNS]; 3], kind: usize) -> String {
        const SHOWN: usize = 3;
        let rival = |sign: usize| {
            (0..3).filter(|idx| *idx != kind).map(|idx| weights[idx][sign]).fold(0.0, |sum, weight| sum + weight / 2.0)
        };
        let mut pulls: Vec<(f32, &str)> =
            (1..N_SIGNS).map(|sign| ((weights[kind][sign] - rival(sign)) * self.0[sign], SIGN_NAMES[sign])).collect();
        pulls.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
        let shown = pulls.into_iter().filter(|(pull, _)| *pull > 0.0).take(SHOWN).map(|(_, name)| name);
        shown.collect::<Vec<&str>>().join("; ")
    }
}
