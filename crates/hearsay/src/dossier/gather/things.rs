//! Through whom the chosen claims came, and the letters and recordings that they come from or speak of.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use hearsay_case::artefacts::CaseCustody;
use hearsay_case::judgement::Judgement;
use hearsay_case::lineage::Node;
use hearsay_case::record::{Claim, Link, Record, Role, Subject, Verdict};
use hearsay_reading::reading::{ArtefactId, Basis, SourceClass};
use hearsay_store::entry::Event;
use hearsay_text::span::Span;

use super::Gathering;
use crate::dossier::{ToldArtefact, ToldCustody, ToldDescription, ToldGrade, ToldHand, ToldSource, ToldVerdict};
use crate::failure::Failure;
use crate::view::findings::{custody_in_words, outcome_in_words};
use crate::who;

/// Whom a link names.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Whom {
    /// An entity of the case.
    Entity(usize),
    /// Words of one document, in lower case.
    Words(usize, String),
}

/// What is gathered of somebody.
#[derive(Default)]
struct Source {
    words: String,
    roles: BTreeSet<Role>,
    classes: BTreeSet<SourceClass>,
    bases: BTreeSet<Basis>,
    claims: BTreeSet<usize>,
}

impl Gathering<'_> {
    /// Returns the claims of the chosen groups, each with the number of its group and its record.
    fn all_claims(&self) -> impl Iterator<Item = (usize, usize, &Claim)> {
        let groupings = self.work.case.groupings();
        self.chosen.groups.iter().enumerate().flat_map(move |(place, (idx, _))| {
            let claims = groupings[*idx].claims.iter();
            claims.filter_map(move |of| Some((place + 1, of.record, self.work.case.claim(*of)?)))
        })
    }

    /// Returns those through whom the chosen claims came; those through whom most of them did first.
    pub(super) fn sources(&self) -> Vec<ToldSource> {
        let mut found: BTreeMap<Whom, Source> = BTreeMap::new();
        for (number, record_idx, claim) in self.all_claims() {
            let record = self.shown.record(record_idx);
            for link in &claim.chain {
                let source = found
                    .entry(self.whom(record_idx, record, link))
                    .or_insert_with(|| Source { words: record.called(link).join(", "), ..Source::default() });
                source.roles.insert(link.role);
                source.classes.insert(link.class);
                source.bases.insert(link.basis);
                source.claims.insert(number);
            }
        }
        let is_source = |roles: &BTreeSet<Role>| roles.contains(&Role::Source) || roles.contains(&Role::Cited);
        let mut found: Vec<(Whom, Source)> = found.into_iter().collect();
        found.sort_by_key(|(whom, source)| (!is_source(&source.roles), Reverse(source.claims.len()), whom.clone()));
        found.iter().map(|(whom, source)| self.source(whom, source)).collect()
    }

    fn whom(&self, record_idx: usize, record: &Record, link: &Link) -> Whom {
        let entities = self.work.case.entities();
        let entity = link.entities.iter().find_map(|id| entities.of(record.document, *id));
        let outlet = || entities.of_outlet(&link.words).filter(|_| link.role == Role::Outlet);
        let words = || Whom::Words(record_idx, record.called(link).join(", ").to_lowercase());
        let author = || entities.of_author(record.document).filter(|_| link.role == Role::Author);
        entity.or_else(outlet).or_else(author).map_or_else(words, Whom::Entity)
    }

    fn source(&self, whom: &Whom, source: &Source) -> ToldSource {
        let entities = self.work.case.entities();
        let entity = if let Whom::Entity(idx) = whom { Some((*idx, &entities.all[*idx])) } else { None };
        let name = entity.map_or(source.words.as_str(), |(_, entity)| entity.name.as_str());
        let mut described: Vec<ToldDescription> = Vec::new();
        for (words, document) in entity
            .iter()
            .flat_map(|(_, entity)| entity.roles.iter().map(|role| (&role.words, entity.members[role.member].document)))
        {
            let words = self.pen.words(words);
            if !described.iter().any(|known| known.words == words) {
                described.push(ToldDescription { words, document: self.pen.words(self.work.names.name(document)) });
            }
        }
        let reference = entity.and_then(|(_, entity)| who::entity_reference(&self.work.names, entity));
        ToldSource {
            name: self.pen.words(name),
            id: reference.map(|id| self.pen.words(&id)),
            document: match whom {
                Whom::Words(record, _) => Some(self.pen.words(self.shown.document(*record))),
                Whom::Entity(_) => None,
            },
            kind: entity.map(|(_, entity)| who::kind(entity)),
            roles: source.roles.iter().map(|role| role.name()).collect(),
            classes: source.classes.iter().map(|class| class.name()).collect(),
            bases: source.bases.iter().map(|basis| basis.name()).collect(),
            described,
            claims: source.claims.iter().copied().collect(),
            grade: entity.and_then(|(idx, _)| self.grade(idx)),
        }
    }

    /// Returns the last grade of an entity.
    fn grade(&self, entity: usize) -> Option<ToldGrade> {
        let case = &self.work.case;
        self.in_force.iter().rev().find_map(|entry| {
            let Event::Judged { judgement: Judgement::GradeSource(judged, grade), because } = &entry.event else {
                return None;
            };
            let record = &case.records[case.record_of(judged.anchor.document)?];
            let id = record.entity_at(judged.anchor.span)?;
            case.entities().of(record.document, id).filter(|idx| *idx == entity)?;
            Some(ToldGrade {
                value: grade.name(),
                meaning: grade.meaning(),
                because: because.as_deref().map(|because| self.pen.words(because)),
                author: self.pen.words(&entry.signature.author),
                at: entry.signature.at.to_string(),
                entry: entry.number,
            })
        })
    }

    /// Returns the artefacts that the chosen claims come from, are told on the word of, or speak of.
    pub(super) fn artefacts(&self) -> Result<Vec<ToldArtefact>, Failure> {
        let mut found: BTreeSet<usize> = BTreeSet::new();
        for (_, record_idx, claim) in self.all_claims() {
            let record = self.shown.record(record_idx);
            let spans: Vec<Span> =
                claim.spans.iter().copied().chain(claim.chain.iter().filter_map(|link| link.span)).collect();
            for (number, artefact) in (1..).zip(&record.artefacts) {
                let is_named = |span: &Span| artefact.mentions.iter().any(|(mention, _)| mention.overlaps(*span));
                if spans.iter().any(is_named) {
                    found.extend(self.work.case.artefacts().of(record.document, ArtefactId(number)));
                }
            }
        }
        for (_, of) in &self.chosen.groups {
            let steps = self.work.group(*of)?.lineage.steps.iter().flat_map(|step| [step.from, step.to]);
            found.extend(steps.filter_map(|node| if let Node::Artefact(idx) = node { Some(idx) } else { None }));
        }
        Ok(found.into_iter().map(|idx| self.artefact(idx)).collect())
    }

    fn artefact(&self, idx: usize) -> ToldArtefact {
        let artefact = &self.work.case.artefacts().all[idx];
        let mut hedges = self.pen.all(artefact.hedges.iter().map(|(_, words)| words));
        hedges.sort();
        hedges.dedup();
        let verdicts = who::verdicts_on(&self.work.case, idx);
        ToldArtefact {
            id: self.pen.words(&who::artefact_reference(&self.work.names, artefact)),
            name: self.pen.words(who::artefact_name(artefact)),
            kind: self.pen.words(&artefact.kind),
            n_documents: who::n_documents_of(artefact),
            hedges,
            custody: artefact.custody.iter().map(|custody| self.custody(idx, custody)).collect(),
            verdicts: verdicts.iter().map(|(record, verdict)| self.verdict(*record, verdict)).collect(),
        }
    }

    fn custody(&self, idx: usize, custody: &CaseCustody) -> ToldCustody {
        let case = &self.work.case;
        let members = &case.artefacts().all[idx].members;
        let hand = |told: &hearsay_case::artefacts::Told| {
            let record = case.record_of(members[told.member].document)?;
            let word = who::on_whose_word(case, record, told.within);
            Some(ToldHand {
                quote: self.quote(record, &[told.span]),
                hedges: self.pen.all(&told.hedges),
                on_the_word_of: word.map(|word| self.pen.words(&word)),
            })
        };
        let entity = custody.entity.map(|idx| case.entities().all[idx].name.as_str());
        ToldCustody {
            role: custody_in_words(custody.role).trim_end_matches(':'),
            name: self.pen.words(entity.unwrap_or(&custody.words)),
            told: custody.told.iter().filter_map(hand).collect(),
        }
    }

    fn verdict(&self, record: usize, verdict: &Verdict) -> ToldVerdict {
        let day = verdict.when.clone().or(self.shown.record(record).published.map(|day| day.to_string()));
        let word = who::on_whose_word(&self.work.case, record, verdict.within);
        ToldVerdict {
            what: outcome_in_words(verdict.kind, verdict.form, verdict.outcome),
            about: if matches!(verdict.about, Subject::Authorship(_)) { "authorship" } else { "authenticity" },
            by: self.pen.all(&who::by_whom(&self.work.case, record, verdict)),
            on: day.map(|day| self.pen.words(&day)),
            on_the_word_of: self.pen.words(&word.unwrap_or_else(|| self.shown.publisher(record))),
            quote: self.quote(record, &verdict.cue),
        }
    }
}
