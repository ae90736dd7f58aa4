//! From a case and its log to the matrix: what analysts stated, which claims they cite, and what those rest on.
//!
//! Not the log itself: what is taken back is not handed in. Of the ratings that one analyst gave a cell the last holds;
//! those of several stand side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::matrix::{Cell, Item, Matrix};
use super::scale::{HypothesisId, Level, Rating};
use super::{Settings, anchored, bayes, provenance};
use crate::anchor::Anchor;
use crate::case::Case;
use crate::judgement::{Judgement, Reliability, Statement};
use crate::lineage::ClaimRef;

/// A judgement in force, with who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Its entry in the log.
    pub entry: u64,
    /// Who judged.
    pub analyst: String,
    /// What was decided.
    pub judgement: Judgement,
    /// Why, in the analyst's words.
    pub because: Option<String>,
}

/// What analysts said of hypotheses, placed in the case.
#[derive(Clone, Debug, Default)]
pub struct Cited {
    /// The hypotheses, in order; those that are withdrawn among them.
    pub hypotheses: Vec<Stated>,
    /// The claims that are cited, the earliest published first.
    pub items: Vec<CitedItem>,
    /// Who rated or weighed, in order.
    pub analysts: Vec<String>,
    /// The entries on claims that are rejected or not read any more: they change nothing.
    pub unplaced: Vec<u64>,
}

/// A hypothesis of the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Its name.
    pub id: HypothesisId,
    /// What is supposed.
    pub text: String,
    /// The hypothesis that it is a variety of.
    pub parent: Option<HypothesisId>,
    /// The entry of the log that states it.
    pub entry: u64,
    /// Who stated it.
    pub analyst: String,
    /// Why.
    pub because: Option<String>,
    /// The entry that withdraws it, if one does.
    pub withdrawn: Option<u64>,
}

/// A claim that is cited as evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct CitedItem {
    /// The claim.
    pub claim: ClaimRef,
    /// How it fits, by hypothesis and analyst.
    pub ratings: BTreeMap<(HypothesisId, String), Rated>,
    /// How credible each analyst who said so holds it.
    pub credibility: BTreeMap<String, Level>,
    /// How relevant.
    pub relevance: BTreeMap<String, Level>,
    /// The letter of its source, the last that was given.
    pub grade: Option<Reliability>,
}

/// A rating in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rated {
    /// The rating.
    pub rating: Rating,
    /// Its entry in the log.
    pub entry: u64,
    /// Why.
    pub because: Option<String>,
}

impl Cited {
    /// Places what was judged of hypotheses in a case; `signed` are the judgements in force, in order.
    pub fn of(case: &Case, signed: &[Signed]) -> Cited {
        let rejected = anchored::rejected(signed.iter().map(|one| &one.judgement));
        let mut cited = Cited { hypotheses: stated(signed), ..Cited::default() };
        let mut items: BTreeMap<ClaimRef, CitedItem> = BTreeMap::new();
        for one in signed {
            cited.take(one, case, &rejected, &mut items);
        }
        let grades = grades(case, signed);
        cited.items = items.into_values().filter(|item| !item.is_empty()).collect();
        cited.items.sort_by_key(|item| {
            let record = &case.records[item.claim.record];
            (record.published.is_none(), record.published, record.name.clone(), item.claim)
        });
        cited.items.iter_mut().for_each(|item| item.grade = grade(case, item.claim, &grades));
        let analysts: BTreeSet<&String> = cited.items.iter().flat_map(CitedItem::analysts).collect();
        cited.analysts = analysts.into_iter().cloned().collect();
        cited
    }

    fn take(&mut self, one: &Signed, case: &Case, rejected: &[&Anchor], items: &mut BTreeMap<ClaimRef, CitedItem>) {
        let judged = match &one.judgement {
            // A hypothesis that was taken back takes its ratings with it.
            Judgement::Rate(hypothesis, judged, _) if self.stated(*hypothesis).is_some() => judged,
            Judgement::Weigh(judged, _) => judged,
            _ => return,
        };
        let Some(claim) = anchored::claim(case, judged, rejected) else {
            self.unplaced.push(one.entry);
            return;
        };
        let item = items.entry(claim).or_insert_with(|| CitedItem::new(claim));
        let analyst = || one.analyst.clone();
        match &one.judgement {
            Judgement::Rate(hypothesis, _, rating) => {
                let rated = Rated { rating: *rating, entry: one.entry, because: one.because.clone() };
                item.ratings.insert((*hypothesis, analyst()), rated);
            }
            Judgement::Weigh(_, weights) => {
                item.credibility.extend(weights.credibility.map(|level| (analyst(), level)));
                item.relevance.extend(weights.relevance.map(|level| (analyst(), level)));
            }
            _ => {}
        }
    }

    /// Returns a hypothesis.
    pub fn stated(&self, id: HypothesisId) -> Option<&Stated> {
        self.hypotheses.iter().find(|one| one.id == id)
    }

    /// Returns the hypotheses that are weighed, in order.
    pub fn weighed(&self) -> impl Iterator<Item = &Stated> {
        self.hypotheses.iter().filter(|one| one.withdrawn.is_none())
    }

    /// Returns the matrix of all analysts together or of one of them; the items are those of `items`, at the same places.
    pub fn matrix(&self, case: &Case, analyst: Option<&str>, settings: &Settings) -> Matrix {
        let hypotheses: Vec<HypothesisId> = self.weighed().map(|one| one.id).collect();
        let is_asked = |name: &str| analyst.is_none_or(|asked| asked == name);
        let levels = |by: &BTreeMap<String, Level>| -> Vec<Level> {
            by.iter().filter(|(name, _)| is_asked(name)).map(|(_, level)| *level).collect()
        };
        let claims: Vec<ClaimRef> = self.items.iter().map(|item| item.claim).collect();
        let provenance = provenance::of(case, &claims, &settings.taken);
        let item = |(item, rests): (&CitedItem, provenance::Rests)| {
            let cell = |id: &HypothesisId| {
                let own = item.ratings.iter().filter(|((of, name), _)| of == id && is_asked(name));
                Cell(own.map(|(_, rated)| rated.rating).collect())
            };
            let record = &case.records[item.claim.record];
            Item {
                name: format!("{}/{}", record.document, item.claim.claim),
                day: record.published.map(|day| day.day_number()),
                cells: hypotheses.iter().map(cell).collect(),
                credibility: levels(&item.credibility),
                relevance: levels(&item.relevance),
                reliability: bayes::relied_on(item.grade, settings),
                statement: rests.statement,
                origins: rests.origins,
                sources: rests.sources,
            }
        };
        let items = self.items.iter().zip(provenance.rests).map(item).collect();
        Matrix { hypotheses, items, origins: provenance.origins, taken: provenance.taken }
    }
}

impl CitedItem {
    fn new(claim: ClaimRef) -> CitedItem {
        CitedItem {
            claim,
            ratings: BTreeMap::new(),
            credibility: BTreeMap::new(),
            relevance: BTreeMap::new(),
            grade: None,
        }
    }

    fn is_empty(&self) -> bool {
        self.analysts().next().is_none()
    }

    fn analysts(&self) -> impl Iterator<Item = &String> {
        self.ratings.keys().map(|(_, analyst)| analyst).chain(self.credibility.keys()).chain(self.relevance.keys())
    }
}

fn stated(signed: &[Signed]) -> Vec<Stated> {
    let mut stated: BTreeMap<HypothesisId, Stated> = BTreeMap::new();
    for one in signed {
        match &one.judgement {
            Judgement::State(Statement { hypothesis, text, parent }) => {
                let new = Stated {
                    id: *hypothesis,
                    text: text.clone(),
                    parent: *parent,
                    entry: one.entry,
                    analyst: one.analyst.clone(),
                    because: one.because.clone(),
                    withdrawn: None,
                };
                stated.insert(*hypothesis, new);
            }
            Judgement::Withdraw(hypothesis) => {
                let known = stated.get_mut(hypothesis).filter(|known| known.withdrawn.is_none());
                known.into_iter().for_each(|known| known.withdrawn = Some(one.entry));
            }
            _ => {}
        }
    }
    stated.into_values().collect()
}

/// Returns the letter of each entity of the case that was graded: the last word holds.
fn grades(case: &Case, signed: &[Signed]) -> BTreeMap<usize, Reliability> {
    let graded = signed.iter().filter_map(|one| {
        let Judgement::GradeSource(judged, grade) = &one.judgement else { return None };
        Some((anchored::entity(case, judged)?, *grade))
    });
    graded.collect()
}

/// Returns the letter of whoever says a claim, the deepest who is named.
fn grade(case: &Case, of: ClaimRef, grades: &BTreeMap<usize, Reliability>) -> Option<Reliability> {
    let link = case.claim(of)?.deepest()?;
    let document = case.records[of.record].document;
    link.entities.iter().find_map(|id| grades.get(&case.entities().of(document, *id)?)).copied()
}
