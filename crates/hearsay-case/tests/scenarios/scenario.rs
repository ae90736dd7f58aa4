//! One scenario: its documents are read, its questions asked, and what is answered otherwise than expected is told.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_case::record::Record;

use crate::answer::{Answer, Kind, Place, Relation, joined};
use crate::answers::Answers;
use crate::case::answers;
use crate::expect::{Judging, Line, Named, Question, lines};
use crate::markdown::Section;
use crate::matching::matches;
use crate::told::{Told, record};

/// What stands where there is no answer.
const NOT_ANSWERED: &str = "not answered";

/// A scenario whose block is well written.
pub(crate) struct Scenario {
    told: Vec<Told>,
    lines: Vec<Line>,
}

/// How a scenario was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// The lines that are answered otherwise than expected, with what is answered.
    pub(crate) wrong: Vec<String>,
    /// For each kind of expectation, how many are met and how many there are.
    pub(crate) counts: BTreeMap<&'static str, (usize, usize)>,
}

/// What is held against a line.
struct Met {
    kind: &'static str,
    /// The answer with its question, as a line.
    told: String,
    is_right: bool,
}

impl Scenario {
    /// Reads a section. An error means that it is not well written.
    pub(crate) fn of(section: &Section) -> Result<Scenario, String> {
        let told: Vec<Told> =
            section.texts.iter().map(|(label, text)| Told::new(label, text)).collect::<Result<_, String>>()?;
        let names: BTreeSet<&str> = told.iter().map(|told| told.name.as_str()).collect();
        if names.len() < told.len() {
            return Err("two documents of one name".to_owned());
        }
        let lines = lines(&section.expect, &told)?;
        Ok(Scenario { told, lines })
    }

    /// Reads the documents and asks.
    pub(crate) fn run(&self) -> Outcome {
        let records: Vec<Record> = self.told.iter().map(record).collect();
        self.hold_against(&|judged| answers(&self.told, &records, judged))
    }

    /// Asks whoever answers for a case with some judgements.
    pub(crate) fn hold_against<'a>(&'a self, case: &dyn Fn(&[&Judging]) -> Box<dyn Answers + 'a>) -> Outcome {
        let mut outcome = Outcome::default();
        let mut judged: Vec<(&Judging, Vec<(&Line, String)>)> = Vec::new();
        let mut asked: Vec<(&Line, String)> = Vec::new();
        let mut now = case(&[]);
        for line in &self.lines {
            match line {
                Line::Judge(judging) => {
                    judged.push((judging, asked.clone()));
                    now = case(&judged.iter().map(|(judging, _)| *judging).collect::<Vec<&Judging>>());
                }
                Line::Undo => {
                    let before = judged.pop().map(|(_, before)| before).unwrap_or_default();
                    now = case(&judged.iter().map(|(judging, _)| *judging).collect::<Vec<&Judging>>());
                    asked = before;
                    outcome.count(undone(&asked, now.as_ref()));
                }
                Line::Name(_) | Line::Ask { .. } => {
                    if let Some(met) = met(line, now.as_ref()) {
                        asked.push((line, met.told.clone()));
                        outcome.count(met);
                    }
                }
            }
        }
        outcome
    }
}

impl Outcome {
    fn count(&mut self, met: Met) {
        let (n_right, n_all) = self.counts.entry(met.kind).or_default();
        *n_right += usize::from(met.is_right);
        *n_all += 1;
        if !met.is_right {
            self.wrong.push(met.told);
        }
    }

    /// Returns the ```fixme block that the scenario needs.
    pub(crate) fn fixme(&self) -> Option<String> {
        (!self.wrong.is_empty()).then(|| self.wrong.join("\n"))
    }

    /// Returns an error unless the scenario is answered as its file says.
    pub(crate) fn check(&self, section: &Section) -> Result<(), String> {
        let found = self.fixme();
        match (&section.fixme, &found) {
            (None, None) => Ok(()),
            (Some(fixme), Some(found)) if fixme == found => Ok(()),
            (None, Some(found)) => Err(format!("answered otherwise than expected:\n{found}")),
            (Some(_), None) => Err("all is answered right now: remove the fixme block (UPDATE=1)".to_owned()),
            (Some(fixme), Some(found)) => {
                let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (fixme.lines().collect(), found.lines().collect());
                let gone = old.difference(&new).map(|line| format!("- {line}"));
                let come = new.difference(&old).map(|line| format!("+ {line}"));
                let changes = joined(gone.chain(come), "\n");
                Err(format!(
                    "answered otherwise than expected, and than the fixme block says (UPDATE=1 if this is no worse):\n\
                     {changes}"
                ))
            }
        }
    }
}

/// Returns whether what was asked before a judgement is answered alike after it was taken back.
fn undone(asked: &[(&Line, String)], now: &dyn Answers) -> Met {
    let changed = asked.iter().find_map(|(line, before)| {
        let after = met(line, now)?.told;
        (after != *before).then(|| format!("undo: before, {before}; after, {after}"))
    });
    Met { kind: "undo", is_right: changed.is_none(), told: changed.unwrap_or_default() }
}

fn met(line: &Line, now: &dyn Answers) -> Option<Met> {
    match line {
        Line::Name(named) => Some(met_name(named, now)),
        Line::Ask { words, question, answer: expected } => {
            let given = answer(question, now);
            let told = given.as_ref().map_or_else(|| NOT_ANSWERED.to_owned(), Answer::to_string);
            let is_right = given.is_some_and(|given| matches(expected, &given));
            Some(Met { kind: question.kind(), told: format!("{words}: {told}"), is_right })
        }
        Line::Judge(_) | Line::Undo => None,
    }
}

/// Returns whether all places of a name stand for one thing and, if not, which stand together.
fn met_name(named: &Named, now: &dyn Answers) -> Met {
    let kind = match named.kind {
        Kind::Claim => "claim",
        Kind::Who => "who",
        Kind::Artefact => "artefact",
    };
    let met = |told: String, is_right| Met { kind, told: format!("{kind} {}: {told}", named.name), is_right };
    let read: Option<Vec<bool>> = named.places.iter().map(|place| now.is_read(named.kind, place)).collect();
    let Some(read) = read else { return met(NOT_ANSWERED.to_owned(), false) };
    let mut together: Vec<Vec<&Place>> = Vec::new();
    let mut lost: Vec<String> = Vec::new();
    for (place, is_read) in named.places.iter().zip(read) {
        if !is_read {
            lost.push(short(place, &named.places));
            continue;
        }
        let mut joined_to: Vec<usize> = Vec::new();
        for (group_idx, group) in together.iter().enumerate() {
            let related: Option<Vec<Relation>> =
                group.iter().map(|other| now.relation(named.kind, other, place)).collect();
            let Some(related) = related else { return met(NOT_ANSWERED.to_owned(), false) };
            if related.contains(&Relation::One) {
                joined_to.push(group_idx);
            }
        }
        let mut group = vec![place];
        joined_to.iter().rev().for_each(|group_idx| group.splice(..0, together.remove(*group_idx)).for_each(drop));
        together.push(group);
    }
    let is_right = together.len() == 1 && lost.is_empty();
    let told = together.iter().map(|group| joined(group.iter().map(|place| short(place, &named.places)), ", "));
    let lost = lost.into_iter().map(|place| format!("not read: {place}"));
    met(joined(told.chain(lost), " | "), is_right)
}

/// Returns the place's document, with its words where the document has another place among them.
fn short(place: &Place, places: &[Place]) -> String {
    let n_there = places.iter().filter(|other| other.document == place.document).count();
    if n_there == 1 { place.document.clone() } else { format!("{} \"{}\"", place.document, place.words) }
}

fn answer(question: &Question, now: &dyn Answers) -> Option<Answer> {
    Some(match question {
        Question::Between(one, other) => {
            let ([first, ..], [second, ..]) = (one.places.as_slice(), other.places.as_slice()) else { return None };
            Answer::Relation(now.relation(one.kind, first, second)?)
        }
        Question::Text(one, other) => Answer::Shared(now.text(one, other)?),
        Question::Origins(claim, document) => Answer::Parties(now.origins(&claim.places, document.as_deref())?),
        Question::Path(claim, document) => Answer::Path(now.path(&claim.places, document)?),
        Question::Pair(claim, one, other) => Answer::Pair(now.pair(&claim.places, one, other)?),
        Question::Circles(claim) => Answer::Circles(now.circles(&claim.places)?),
        Question::Echoes(claim) => Answer::Echoes(now.echoes(&claim.places)?),
        Question::Resting(claim) => Answer::Documents(now.resting(&claim.places)?),
        Question::Standing(subject, day) => Answer::Standing(now.standing(subject, *day)?),
        Question::Who(deed, subject) => Answer::Acts(now.acts(*deed, subject)?),
        Question::First(claim) => Answer::Documents(now.first(&claim.places)?),
    })
}
