//! The answers to questions, weighed by sources whose reliability comes from the answers: SimpleLCA with origins.
//!
//! Not a vote: a report counts only as far as it is not taken from another report of the same answer.
//!
//! For each answer `v` of a question with the answers `V`:
//! `C(v) = Σ I(s,v)·ln H(s)` over who gives it `+ Σ I(s,v')·ln((1-H(s)) / (|V|-1))` over who gives another,
//! `P(v) = e^C(v) / Σ e^C`, where `I(s,v) = Π (1-q(s,p))` over those before `s`, one answer more is "none of these", which
//! nobody gives and which a prior weighs, and `H(s) = (Σ P(its answers) + right) / (n + right + wrong)`, until nothing moves.
//! With nothing taken and no weight for "none", that is SimpleLCA (Pasternack and Roth 2013) with a prior.

use std::collections::{BTreeMap, BTreeSet};

use super::Settings;
use super::dependence::Ground;
use super::recipe::{Recipe, Term};

/// What a source says to a question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Report {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// Who gives it.
    pub source: String,
    /// Whether it is where the answer enters the record, as far as is known; origins count first.
    pub is_origin: bool,
    /// When it came, in days from any day; reports without one count last.
    pub day: Option<i32>,
}

/// That a source may have its answers from another.
#[derive(Clone, Debug, PartialEq)]
pub struct Dependence {
    /// Who may have taken them.
    pub source: String,
    /// From whom.
    pub from: String,
    /// The question of which this is known; `None` for all.
    pub question: Option<String>,
    /// How likely, from 0 to 1.
    pub taken: f64,
    /// On what ground; `None` if it was set by hand.
    pub ground: Option<Ground>,
}

/// How far an answer is borne out.
#[derive(Clone, Debug, PartialEq)]
pub struct Support {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// Its share, from 0 to 1; those of one question and of "none of these" sum to one.
    pub share: f64,
    /// What its reports weigh.
    pub recipe: Recipe,
}

/// How reliable a source comes out.
#[derive(Clone, Debug, PartialEq)]
pub struct Reliability {
    /// The source.
    pub source: String,
    /// From 0 to 1.
    pub value: f64,
    /// How many answers it gave.
    pub n_reports: usize,
}

/// What comes out: answers by question and share, sources by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// By question; in each the best borne out first, ties by the answer.
    pub supports: Vec<Support>,
    /// By name.
    pub sources: Vec<Reliability>,
    /// How many rounds it took.
    pub n_rounds: u32,
}

/// Weighs the answers of all questions.
///
/// Several reports of one source that give one answer count once. The order of what is handed in changes nothing.
pub fn support(reports: &[Report], dependences: &[Dependence], settings: &Settings) -> Outcome {
    let known = Known::of(dependences);
    let mut sorted: Vec<&Report> = reports.iter().collect();
    sorted.sort_by_key(|report| (&report.question, &report.answer, rank(report)));
    let mut questions: Vec<Vec<Answer<'_>>> = Vec::new();
    for of_question in sorted.chunk_by(|one, other| one.question == other.question) {
        let of_answers = of_question.chunk_by(|one, other| one.answer == other.answer);
        questions.push(of_answers.map(|reports| Answer::of(reports, &known)).collect());
    }
    let mut names: Vec<&str> = reports.iter().map(|report| report.source.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let mut sources: Vec<Reliability> = Vec::new();
    for name in names {
        sources.push(Reliability { source: name.to_owned(), value: settings.reliability_before(), n_reports: 0 });
    }
    for term in questions.iter().flatten().flat_map(|answer| &answer.recipe.terms) {
        let idx = index_of(&sources, &term.source);
        sources[idx].n_reports += 1;
    }
    let mut n_rounds = 0;
    let mut shares = shares_of(&questions, &sources, settings);
    while n_rounds < settings.rounds_max {
        n_rounds += 1;
        let movement = rate(&mut sources, &questions, &shares, settings);
        shares = shares_of(&questions, &sources, settings);
        if movement < settings.movement_max {
            break;
        }
    }
    Outcome { supports: told(questions, &shares), sources, n_rounds }
}

/// Origins first, then the earliest, then by name.
fn rank(report: &Report) -> (bool, bool, Option<i32>, &str) {
    (!report.is_origin, report.day.is_none(), report.day, &report.source)
}

/// What may be taken from whom, by who takes.
struct Known<'a>(BTreeMap<&'a str, Vec<&'a Dependence>>);

/// From here on a report counts after the one it is taken from, whatever their days: a page tells of its last change.
const SURELY_TAKEN: f64 = 0.5;

impl<'a> Known<'a> {
    fn of(dependences: &'a [Dependence]) -> Known<'a> {
        let mut known: BTreeMap<&str, Vec<&Dependence>> = BTreeMap::new();
        for dependence in dependences.iter().filter(|one| one.source != one.from) {
            known.entry(&dependence.source).or_default().push(dependence);
        }
        for of_source in known.values_mut() {
            let rank = |one: &Dependence| (one.from.clone(), one.question.clone(), one.ground.map(Ground::words));
            of_source.sort_by(|one, other| other.taken.total_cmp(&one.taken).then_with(|| rank(one).cmp(&rank(other))));
        }
        Known(known)
    }

    /// Returns the likeliest way in which a report is taken from a source.
    fn of_report(&self, report: &Report, from: &str) -> Option<&'a Dependence> {
        self.all_of(report).find(|one| one.from == from)
    }

    /// Returns what a report may be taken from, the likeliest first.
    fn all_of(&self, report: &Report) -> impl Iterator<Item = &'a Dependence> {
        let applies = |one: &&Dependence| one.question.as_ref().is_none_or(|question| *question == report.question);
        self.0.get(report.source.as_str()).into_iter().flatten().copied().filter(applies)
    }

    /// Returns one report of each source, in the order in which they count: origins first, then the earliest, but
    /// none before one that it is surely taken from. `reports` are those of one answer.
    fn in_order<'r>(&self, reports: &[&'r Report]) -> Vec<&'r Report> {
        let mut of_source: BTreeMap<&str, &'r Report> = BTreeMap::new();
        for report in reports {
            of_source
                .entry(&report.source)
                .and_modify(|known| *known = if rank(report) < rank(known) { report } else { known })
                .or_insert(report);
        }
        let mut ranked: Vec<&Report> = of_source.values().copied().collect();
        ranked.sort_by_key(|report| rank(report));
        let place_of: BTreeMap<&str, usize> = ranked.iter().map(|report| report.source.as_str()).zip(0..).collect();
        let sources_of = |report: &Report| -> BTreeSet<usize> {
            let sure = self.all_of(report).filter(|one| one.taken >= SURELY_TAKEN);
            sure.filter_map(|one| place_of.get(one.from.as_str()).copied()).collect()
        };
        // Whoever took it waits; nobody is moved forward, so a relay more changes nothing for the others.
        let mut waits_for: Vec<BTreeSet<usize>> = ranked.iter().map(|report| sources_of(report)).collect();
        let mut taken_by: Vec<Vec<usize>> = vec![Vec::new(); ranked.len()];
        for (taker, sources) in waits_for.iter().enumerate() {
            sources.iter().for_each(|source| taken_by[*source].push(taker));
        }
        let (mut ready, mut waiting): (BTreeSet<usize>, BTreeSet<usize>) =
            (0..ranked.len()).partition(|place| waits_for[*place].is_empty());
        let mut ordered = Vec::with_capacity(ranked.len());
        // A ring is broken at the first of those that wait.
        while let Some(place) = ready.pop_first().or_else(|| waiting.pop_first()) {
            ordered.push(ranked[place]);
            for taker in &taken_by[place] {
                waits_for[*taker].remove(&place);
                if waits_for[*taker].is_empty() && waiting.remove(taker) {
                    ready.insert(*taker);
                }
            }
        }
        ordered
    }
}

/// Reliability comes no nearer to none and to one.
const RELIABILITY_MIN: f64 = 1e-6;

/// An answer with what each report of it weighs.
struct Answer<'a> {
    question: &'a str,
    answer: &'a str,
    recipe: Recipe,
}

impl<'a> Answer<'a> {
    /// `reports` are those of the answer.
    fn of(reports: &[&'a Report], known: &Known<'_>) -> Answer<'a> {
        let mut terms: Vec<Term> = Vec::new();
        for report in known.in_order(reports) {
            let taken_from = |before: &Term| {
                let likeliest = known.of_report(report, &before.source)?;
                Some((before.source.clone(), likeliest.taken.clamp(0.0, 1.0), likeliest.ground))
            };
            let taken: Vec<(String, f64, Option<Ground>)> = terms.iter().filter_map(taken_from).collect();
            let weight = taken.iter().map(|(_, taken, _)| 1.0 - taken).product();
            terms.push(Term { source: report.source.clone(), weight, taken });
        }
        let (question, answer) = reports.first().map_or(("", ""), |report| (&report.question, &report.answer));
        Answer { question, answer, recipe: Recipe { terms } }
    }
}

/// Returns the place of a source, which all that report have.
fn index_of(sources: &[Reliability], name: &str) -> usize {
    sources.binary_search_by_key(&name, |source| &source.source).expect("every source of a report is listed")
}

/// Returns the share of each answer of each question.
fn shares_of(questions: &[Vec<Answer<'_>>], sources: &[Reliability], settings: &Settings) -> Vec<Vec<f64>> {
    let reliability = |name: &str| sources[index_of(sources, name)].value;
    // What the answer with that index is credited with; an index that none has stands for "none of these".
    let credit = |answers: &[Answer<'_>], answer_idx: usize| -> f64 {
        let n_others = answers.len().saturating_sub(1).max(1) as f64;
        let mut credit = 0.0;
        for (idx, answer) in answers.iter().enumerate() {
            for term in &answer.recipe.terms {
                let value = reliability(&term.source);
                let likelihood = if idx == answer_idx { value } else { (1.0 - value) / n_others };
                // Written so that a report without weight adds nothing, however sure its source is.
                credit += if term.weight > 0.0 { term.weight * likelihood.ln() } else { 0.0 };
            }
        }
        credit
    };
    let shares = |answers: &Vec<Answer<'_>>| {
        let mut credits: Vec<f64> = (0..answers.len()).map(|idx| credit(answers, idx)).collect();
        credits.push(credit(answers, usize::MAX) + settings.none_told.ln());
        let greatest = credits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let masses: Vec<f64> = credits.iter().map(|credit| (credit - greatest).exp()).collect();
        let whole: f64 = masses.iter().sum();
        masses[..answers.len()].iter().map(|mass| mass / whole).collect()
    };
    questions.iter().map(shares).collect()
}

/// Sets the reliability of each source by the shares of its answers, and returns the greatest change.
fn rate(sources: &mut [Reliability], questions: &[Vec<Answer<'_>>], shares: &[Vec<f64>], settings: &Settings) -> f64 {
    let mut right = vec![0.0; sources.len()];
    for (answer, share) in questions.iter().flatten().zip(shares.iter().flatten()) {
        for term in &answer.recipe.terms {
            right[index_of(sources, &term.source)] += share;
        }
    }
    let mut movement = 0.0_f64;
    for (source, right) in sources.iter_mut().zip(right) {
        let n_judged = source.n_reports as f64 + settings.right_before + settings.wrong_before;
        // Whatever the settings, nobody is held to be always right or always wrong.
        let value = ((right + settings.right_before) / n_judged).clamp(RELIABILITY_MIN, 1.0 - RELIABILITY_MIN);
        movement = movement.max((value - source.value).abs());
        source.value = value;
    }
    movement
}

/// Returns the answers with their shares, the best borne out first.
fn told(questions: Vec<Vec<Answer<'_>>>, shares: &[Vec<f64>]) -> Vec<Support> {
    let mut supports = Vec::new();
    for (answers, shares) in questions.into_iter().zip(shares) {
        let support = |(answer, share): (Answer<'_>, &f64)| Support {
            question: answer.question.to_owned(),
            answer: answer.answer.to_owned(),
            share: *share,
            recipe: answer.recipe,
        };
        let mut of_question: Vec<Support> = answers.into_iter().zip(shares).map(support).collect();
        of_question.sort_by(|one, other| other.share.total_cmp(&one.share).then_with(|| one.answer.cmp(&other.answer)));
        supports.extend(of_question);
    }
    supports
}
