//! What is done about a claim or an artefact, as events: a claim that says so, a denial of it, a verdict.
//!
//! Not what several events amount to.

use std::collections::BTreeSet;

use hearsay_reading::clauses::Outcome;
use hearsay_reading::reading::{EntityId, Stance, VerdictKind};

use super::{Event, Move, Place, days_of};
use crate::artefacts::Told;
use crate::lineage::{ClaimRef, Known, Node};
use crate::record::{ClaimId, Role, Subject, Verdict};

/// Tells events, by what is known of a case.
pub(super) struct Teller<'a> {
    pub(super) known: &'a Known<'a>,
}

impl Teller<'_> {
    /// Returns the event that a claim of the group is.
    pub(super) fn said(&self, of: ClaimRef) -> Option<Event> {
        let claim = self.known.records[of.record].claim(of.claim)?;
        let what = match claim.stance {
            Stance::Asserts | Stance::Conditions | Stance::Supposes => Move::Alleged,
            Stance::Doubts => Move::Disputed,
            Stance::Denies => Move::Denied,
            Stance::Withholds => Move::Declined,
            Stance::Asks | Stance::Wills => return None,
        };
        Some(self.event(of, what))
    }

    /// Returns the denial that a claim of the opposite is.
    pub(super) fn denied(&self, of: ClaimRef) -> Option<Event> {
        let claim = self.known.records[of.record].claim(of.claim)?;
        matches!(claim.stance, Stance::Asserts).then(|| self.event(of, Move::Denied))
    }

    pub(super) fn event(&self, of: ClaimRef, what: Move) -> Event {
        let record = &self.known.records[of.record];
        let claim = record.claim(of.claim);
        let chain = claim.map(|claim| claim.chain.as_slice()).unwrap_or_default();
        let speaker = chain.iter().enumerate().rfind(|(_, link)| matches!(link.role, Role::Source | Role::Cited));
        let (by, nodes) = match speaker {
            None => (vec![self.writer(of.record)], self.writers(of.record, Node::Claim(of))),
            Some((link_idx, link)) => {
                let nodes = self.nodes(of.record, &link.entities);
                let nodes = if nodes.is_empty() { vec![Node::Words(of, link_idx)] } else { nodes };
                (record.called(link).into_iter().map(str::to_owned).collect(), nodes)
            }
        };
        let inward = chain.iter().take(speaker.map_or(chain.len(), |(link_idx, _)| link_idx));
        let said_on = claim.and_then(|claim| claim.said_on.as_deref()).and_then(days_of);
        Event {
            what,
            by,
            nodes,
            on: said_on.or(record.published.map(|day| (day, day))),
            record: of.record,
            place: Place::Claim(of),
            words: claim.map(|claim| claim.words.clone()).unwrap_or_default(),
            spans: claim.map(|claim| claim.spans.clone()).unwrap_or_default(),
            on_whose_word: inward.flat_map(|link| record.called(link)).map(str::to_owned).collect(),
            raises: false,
            notes: Vec::new(),
            relayed_in: Vec::new(),
        }
    }

    pub(super) fn writer(&self, record: usize) -> String {
        let record = &self.known.records[record];
        record.outlet.clone().or(record.author.clone()).unwrap_or_else(|| record.name.clone())
    }

    pub(super) fn writers(&self, record: usize, otherwise: Node) -> Vec<Node> {
        let found: Vec<Node> = self.known.writers(record).into_iter().map(Node::Party).collect();
        if found.is_empty() { vec![otherwise] } else { found }
    }

    fn nodes(&self, record: usize, entities: &[EntityId]) -> Vec<Node> {
        let found = entities.iter().map(|id| self.known.node(record, *id));
        found.collect::<BTreeSet<Node>>().into_iter().collect()
    }

    pub(super) fn verdict(&self, record: usize, verdict: &Verdict) -> Option<Event> {
        let what = Teller::moved(verdict)?;
        let within = verdict.within.and_then(|id| self.known.records[record].claim(id));
        let chain = within.map(|claim| claim.chain.as_slice()).unwrap_or_default();
        let own = self.known.records[record].published.map(|day| (day, day));
        let mut nodes = self.nodes(record, &verdict.entities);
        let mut by = verdict.by.clone();
        if by.is_empty() && matches!(what, Move::Withdrawn | Move::Corrected) {
            by = vec![self.writer(record)];
            nodes =
                self.writers(record, Node::Words(ClaimRef { record, claim: ClaimId::OwnVoice(0) }, 0));
        }
        Some(Event {
            what,
            by,
            nodes,
            on: verdict.when.as_deref().and_then(days_of).or(own),
            record,
            place: Place::Verdict(verdict.id),
            words: verdict.words.clone(),
            spans: verdict.cue.clone(),
            on_whose_word: match within {
                None => vec![self.writer(record)],
                Some(_) => chain.iter().map(|link| link.words.clone()).collect(),
            },
            raises: false,
            notes: Vec::new(),
            relayed_in: Vec::new(),
        })
    }

    /// Returns the event that somebody is named as the author of an artefact.
    pub(super) fn authorship(&self, record: usize, told: &Told) -> Event {
        let within = told.within.and_then(|id| self.known.records[record].claim(id));
        let teller = within.map(|claim| self.event(ClaimRef { record, claim: claim.id }, Move::Alleged));
        let own = self.known.records[record].published.map(|day| (day, day));
        let writers = || self.writers(record, Node::Claim(ClaimRef { record, claim: ClaimId::OwnVoice(0) }));
        Event {
            what: Move::Alleged,
            by: teller.as_ref().map_or_else(|| vec![self.writer(record)], |event| event.by.clone()),
            nodes: teller.as_ref().map_or_else(writers, |event| event.nodes.clone()),
            on: teller.as_ref().and_then(|event| event.on).or(own),
            record,
            place: Place::Author,
            words: told.words.clone(),
            spans: vec![told.span],
            on_whose_word: teller.map(|event| event.on_whose_word).unwrap_or_default(),
            raises: false,
            notes: told.hedges.clone(),
            relayed_in: Vec::new(),
        }
    }

    /// Returns what a verdict does; `None` if it is only left open.
    fn moved(verdict: &Verdict) -> Option<Move> {
        use VerdictKind::{
            Authenticated, Confirmed, Corrected, Corroborated, Debunked, Denied, Dismissed, Disputed, Retracted, Verified,
        };
        let is_of_claim = matches!(verdict.about, Subject::Claim(_));
        Some(match (verdict.kind, verdict.outcome) {
            (Verified | Authenticated | Confirmed | Corroborated, Outcome::Done) if is_of_claim => Move::Confirmed,
            (Verified | Authenticated | Confirmed | Corroborated, Outcome::Done) => Move::Verified,
            (Verified | Authenticated | Confirmed | Corroborated, Outcome::NotDone | Outcome::Open) => Move::Unverified,
            (Denied | Dismissed | Debunked, Outcome::Done) => Move::Denied,
            (Disputed, Outcome::Done) => Move::Disputed,
            (Corrected, Outcome::Done) => Move::Corrected,
            (Retracted, Outcome::Done) => Move::Withdrawn,
            (_, Outcome::Declined) => Move::Declined,
            _ => return None,
        })
    }
}
