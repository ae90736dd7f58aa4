//! Which claims a dossier tells of, and whose names it leaves out.

use std::collections::BTreeSet;

use clap::ValueEnum;
use hearsay_case::entities::redaction::Redaction;
use hearsay_case::judgement::Judgement;
use hearsay_case::lineage::ClaimRef;
use hearsay_reading::reading::EntityKind;
use hearsay_store::entry::{Entry, Event};

use super::notes::Paragraph;
use crate::asked::claims::{ClaimFilter, claims, has_source};
use crate::asked::things;
use crate::casework::Work;
use crate::failure::Failure;
use crate::reference;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) title: Option<String>,
    /// Claims, as in `courier/a3`.
    pub(crate) claims: Vec<String>,
    pub(crate) filter: ClaimFilter,
    /// As many as there are.
    pub(crate) all: bool,
    /// What the analyst says.
    pub(crate) notes: Vec<Paragraph>,
    /// Whose names are left out.
    pub(crate) redact: BTreeSet<RedactChoice>,
    /// Others whose names are left out, and words besides.
    pub(crate) redact_also: Vec<String>,
}

/// Whose names are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum RedactChoice {
    /// Persons, and names of which the texts do not tell whose they are
    Persons,
    /// Bodies, firms and outlets
    Organisations,
    /// Countries and towns
    Places,
    /// Those who judged in the case, and who makes the report
    Analysts,
}

impl RedactChoice {
    pub(super) fn name(self) -> &'static str {
        match self {
            RedactChoice::Persons => "persons",
            RedactChoice::Organisations => "organisations",
            RedactChoice::Places => "places",
            RedactChoice::Analysts => "analysts",
        }
    }

    fn is(self, kind: EntityKind) -> bool {
        match self {
            RedactChoice::Persons => matches!(kind, EntityKind::Person | EntityKind::Unknown),
            RedactChoice::Organisations => kind == EntityKind::Organisation,
            RedactChoice::Places => kind == EntityKind::Place,
            RedactChoice::Analysts => false,
        }
    }
}

/// No dossier tells of more groups of claims unless all are asked for.
pub(crate) const TOLD_MAX: usize = 40;

/// The groups of claims that a dossier tells of.
pub(super) struct Chosen {
    /// How they were chosen.
    pub(super) how: &'static str,
    /// The groups by their place, each with the claim by which it is told.
    pub(super) groups: Vec<(usize, ClaimRef)>,
    pub(super) n_left_out: usize,
}

/// Returns the claims that are asked for: those that are named, else those that the filters leave, else those that analysts
/// accepted, graded, rated, weighed or cited, else those that most documents tell.
///
/// # Errors
/// If one that is named is not there.
pub(super) fn chosen(work: &Work, asked: &Asked, in_force: &[Entry]) -> Result<Chosen, Failure> {
    let case = &work.case;
    if !asked.claims.is_empty() {
        let named: Vec<ClaimRef> = asked.claims.iter().map(|one| work.claim(one)).collect::<Result<_, Failure>>()?;
        return Ok(Chosen { how: "named", groups: of_claims(work, named), n_left_out: 0 });
    }
    let (how, mut groups) = if asked.filter.is_narrow() || asked.filter.hedged {
        ("filtered", most_told(work, &asked.filter))
    } else {
        let judged = of_claims(work, judged(work, in_force));
        if judged.is_empty() { ("most-told", most_told(work, &asked.filter)) } else { ("judged", judged) }
    };
    groups.sort_by_key(|(idx, _)| {
        let found_by = &case.groupings()[*idx].found_by;
        (found_by.published.is_none(), found_by.published, *idx)
    });
    Ok(Chosen { how, n_left_out: 0, groups }.cut(work, asked))
}

impl Chosen {
    /// Returns as many as are told: those that most documents have.
    fn cut(mut self, work: &Work, asked: &Asked) -> Chosen {
        if asked.all || self.groups.len() <= TOLD_MAX {
            return self;
        }
        let mut most: Vec<usize> = self.groups.iter().map(|(idx, _)| *idx).collect();
        most.sort_by_key(|idx| std::cmp::Reverse(work.case.groupings()[*idx].n_documents()));
        let kept: BTreeSet<usize> = most.into_iter().take(TOLD_MAX).collect();
        self.n_left_out = self.groups.len() - kept.len();
        self.groups.retain(|(idx, _)| kept.contains(idx));
        self
    }
}

/// Returns each group once, by the first claim of it that is asked for.
fn of_claims(work: &Work, claims: Vec<ClaimRef>) -> Vec<(usize, ClaimRef)> {
    let mut seen = BTreeSet::new();
    let groups = claims.into_iter().filter_map(|of| Some((work.case.grouping_of(of)?, of)));
    groups.filter(|(idx, _)| seen.insert(*idx)).collect()
}

fn most_told(work: &Work, filter: &ClaimFilter) -> Vec<(usize, ClaimRef)> {
    let groupings = work.case.groupings();
    let found = claims(&work.case, filter).into_iter().filter(|idx| filter.is_narrow() || has_source(&groupings[*idx]));
    found.map(|idx| (idx, groupings[idx].found_by.first)).collect()
}

/// Returns the claims that analysts accepted, graded, rated, weighed or cited.
fn judged(work: &Work, in_force: &[Entry]) -> Vec<ClaimRef> {
    let claims = in_force.iter().filter_map(|entry| {
        let Event::Judged { judgement, .. } = &entry.event else { return None };
        let judged = match judgement {
            Judgement::Accept(one) | Judgement::GradeItem(one, _) | Judgement::Rate(_, one, _) => one,
            Judgement::Weigh(one, _) => one,
            Judgement::Answer(answer) => &answer.words,
            _ => return None,
        };
        let record = work.case.record_of(judged.anchor.document).filter(|_| judged.is_claim())?;
        Some(ClaimRef { record, claim: work.case.records[record].claim_at(judged.anchor.span)?.id })
    });
    claims.collect()
}

/// Returns what is to be left out.
///
/// # Errors
/// If somebody who is named by an id is not there.
pub(super) fn redaction(work: &Work, asked: &Asked, in_force: &[Entry], author: &str) -> Result<Redaction, Failure> {
    let case = &work.case;
    let all = &case.entities().all;
    let mut chosen: Vec<usize> = things::entities(case, None);
    chosen.retain(|idx| asked.redact.iter().any(|choice| choice.is(all[*idx].kind)));
    let mut words = Vec::new();
    for also in &asked.redact_also {
        match work.entity(also) {
            Ok(idx) if chosen.contains(&idx) => {}
            Ok(idx) => chosen.push(idx),
            Err(failure) if reference::split(also).is_ok() => return Err(failure),
            // Whom the case does not know, or knows several of, goes as the words are.
            Err(_) => words.push(also.clone()),
        }
    }
    let mut redaction = Redaction::of(case.entities(), &chosen, &words);
    if asked.redact.contains(&RedactChoice::Analysts) {
        let mut analysts: Vec<&str> = vec![author];
        analysts.extend(in_force.iter().map(|entry| entry.signature.author.as_str()));
        let mut seen = BTreeSet::new();
        analysts.retain(|name| seen.insert(*name));
        analysts.into_iter().for_each(|name| redaction.take_name("analyst", name));
    }
    Ok(redaction)
}
