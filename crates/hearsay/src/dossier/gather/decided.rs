//! What analysts decided: judgements with their reasons, hypotheses with their matrix, answers to the checklists.

use hearsay_case::hypotheses::deception::Subject;
use hearsay_case::hypotheses::scale::HypothesisId;
use hearsay_case::judgement::Judged;
use hearsay_case::lineage::ClaimRef;
use hearsay_store::entry::{Entry, Event};

use super::Gathering;
use crate::dossier::{
    ToldAnswer, ToldEvidence, ToldHypotheses, ToldHypothesis, ToldJudged, ToldJudgement, ToldLine, ToldList, ToldReason,
};
use crate::failure::Failure;
use crate::view::case::matrix;
use crate::view::lists::Row;
use crate::view::look::Look;
use crate::weighing::{NOTICE, Reckoned, Weighing, says};
use crate::who;
use crate::wire::case_file::value;

/// How wide the matrix's lists are reckoned: nothing is cut that is shorter.
const LOOK: Look = Look { width: 1000, color: false, ascii: false };

impl Gathering<'_> {
    /// Returns a judgement; nothing of an entry that is none.
    pub(super) fn judgement(&self, entry: &Entry) -> Option<ToldJudgement> {
        let Event::Judged { judgement, because } = &entry.event else { return None };
        let on = |one: &&Judged| ToldJudged {
            kind: one.kind.name(),
            words: self.pen.words(&one.anchor.words),
            document: self.pen.words(self.work.names.name(one.anchor.document)),
        };
        Some(ToldJudgement {
            entry: entry.number,
            at: entry.signature.at.to_string(),
            author: self.pen.words(&entry.signature.author),
            what: judgement.name(),
            on: judgement.judged().iter().map(on).collect(),
            value: value(&entry.event).map(|value| self.pen.words(&value)),
            because: because.as_deref().map(|because| self.pen.words(because)),
        })
    }

    /// Returns the judgements on any of some claims.
    pub(super) fn judgements_on(&self, claims: &[ClaimRef]) -> Vec<ToldJudgement> {
        let case = &self.work.case;
        let is_on = |judged: &Judged| {
            let record = case.record_of(judged.anchor.document).filter(|_| judged.is_claim());
            let claim = record.and_then(|record| {
                Some(ClaimRef { record, claim: case.records[record].claim_at(judged.anchor.span)?.id })
            });
            claim.is_some_and(|claim| claims.contains(&claim))
        };
        let of_entry = |entry: &&Entry| match &entry.event {
            Event::Judged { judgement, .. } => {
                judgement.name() != "reject" && judgement.judged().into_iter().any(is_on)
            }
            Event::Added(_) | Event::Undone(_) => false,
        };
        self.in_force.iter().filter(of_entry).filter_map(|entry| self.judgement(entry)).collect()
    }

    /// Returns the hypotheses and what is reckoned of them, if any is stated.
    pub(super) fn hypotheses(&self, weighing: &Weighing) -> Result<Option<ToldHypotheses>, Failure> {
        let cited = &weighing.cited;
        if cited.hypotheses.is_empty() {
            return Ok(None);
        }
        let reckoned = weighing.reckon(None)?;
        let hypothesis = |(idx, stated): (usize, &hearsay_case::hypotheses::cited::Stated)| ToldHypothesis {
            hypothesis: stated.id.to_string(),
            text: self.pen.words(&stated.text),
            parent: stated.parent.map(|parent| parent.to_string()),
            analyst: self.pen.words(&stated.analyst),
            because: stated.because.as_deref().map(|because| self.pen.words(because)),
            entry: stated.entry,
            against: matrix::number(reckoned.inconsistencies[idx].value),
        };
        let weighed: Vec<ToldHypothesis> = cited.weighed().enumerate().map(hypothesis).collect();
        let evidence = (0..cited.items.len()).map(|idx| self.evidence(weighing, &reckoned, idx)).collect();
        let list = |(heading, rows): (&'static str, Vec<Row>)| ToldList {
            heading,
            lines: rows.iter().map(|row| self.line(row)).collect(),
        };
        let lists = matrix::lists(&self.shown, cited, &reckoned, &LOOK).into_iter();
        let reckoned = lists.filter(|(_, rows)| !rows.is_empty()).map(list).collect();
        Ok(Some(ToldHypotheses { weighed, evidence, reckoned, notice: NOTICE }))
    }

    fn line(&self, row: &Row) -> ToldLine {
        let text = row.parts.iter().map(|(text, _)| text.as_str()).collect::<Vec<&str>>().join(" \u{b7} ");
        ToldLine { of: self.pen.words(&row.id), text: self.pen.words(&text) }
    }

    fn evidence(&self, weighing: &Weighing, reckoned: &Reckoned, idx: usize) -> ToldEvidence {
        let own = &weighing.cited.items[idx];
        let group = self.work.case.grouping_of(own.claim);
        let by = says(&self.work.case, own.claim).unwrap_or_else(|| self.shown.publisher(own.claim.record));
        let share = reckoned.shares[idx].weight;
        let reason = |((of, analyst), rated): (&(HypothesisId, String), &hearsay_case::hypotheses::cited::Rated)| {
            weighing.cited.weighed().find(|stated| stated.id == *of)?;
            Some(ToldReason {
                hypothesis: of.to_string(),
                rating: rated.rating.name(),
                analyst: self.pen.words(analyst),
                because: self.pen.words(rated.because.as_deref()?),
            })
        };
        ToldEvidence {
            number: idx + 1,
            claim: self.pen.words(&self.shown.reference(own.claim)),
            told_under: group.and_then(|group| self.number_of(group)),
            words: self.words_of(own.claim),
            by: self.pen.words(&by),
            letters: reckoned.matrix.items[idx].cells.iter().map(|cell| matrix::letters(cell, share)).collect(),
            reasons: own.ratings.iter().filter_map(reason).collect(),
        }
    }

    /// Returns the answers to the checklists against deception.
    pub(super) fn answers(&self, weighing: &Weighing) -> Vec<ToldAnswer> {
        let case = &self.work.case;
        let answer = |one: &hearsay_case::hypotheses::deception::Answered| {
            let anchor = &one.words.anchor;
            let of = match one.on {
                Subject::Source(idx) => case.entities().all[idx].name.as_str(),
                Subject::Artefact(idx) => who::artefact_name(&case.artefacts().all[idx]),
            };
            Some(ToldAnswer {
                of: self.pen.words(of),
                checklist: one.question.checklist().name(),
                question: one.question.words(),
                finding: one.finding.name(),
                meaning: one.finding.meaning(),
                analyst: self.pen.words(&one.analyst),
                because: one.because.as_deref().map(|because| self.pen.words(because)),
                quote: self.quote(case.record_of(anchor.document)?, &[anchor.span]),
                entry: one.entry,
            })
        };
        weighing.all_answers().iter().filter_map(answer).collect()
    }
}
