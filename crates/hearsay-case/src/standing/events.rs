//! What is done about a claim or an artefact, as events: a claim that says so, a denial of it, a verdict.
//!
//! Not what several events amount to.

use std::collections::BTreeSet;

use hearsay_reading::clauses::Outcome;
use hearsay_reading::reading::{EntityId, Stance, VerdictKind};

use super::{Event, Move, Place, days_of};
use crate::artefacts::Told;
use crate::lineage::{ClaimRef, Known, Node, sources, words};
use crate::record::{ClaimId, Link, Role, Subject, Verdict};

/// Tells events, by what is known of a case.
pub(super) struct Teller<'a> {
    pub(super) known: &'a Known<'a>,
}

impl Teller<'_> {
    /// Returns the event that a claim of the group is.
    pub(super) fn said(&self, of: ClaimRef) -> Option<Event> {
        let claim = self.known.records[of.record].claim(of.claim)?;
        let record = &self.known.records[of.record];
        // That it is taken back, or called confirmed, is for the verdict to tell.
        if sources::is_taken_back(record, claim) {
            return None;
        }
        let what = match claim.stance {
            Stance::Asserts if sources::is_admission(claim) => Move::Confirmed,
            Stance::Asserts | Stance::Supposes if sources::says(record, claim) => Move::Alleged,
            Stance::Doubts => Move::Disputed,
            Stance::Denies => Move::Denied,
            Stance::Withholds => Move::Declined,
            Stance::Asserts | Stance::Supposes | Stance::Asks | Stance::Wills | Stance::Conditions => return None,
        };
        Some(self.event(of, what))
    }

    /// Returns what a claim that disagrees does about those of the group: "No, Brann will not" disputes them, and what an
    /// outlet puts right corrects what it had said. Who only says otherwise does nothing about them.
    pub(super) fn answered(&self, of: ClaimRef, group: &[ClaimRef]) -> Option<Event> {
        let record = &self.known.records[of.record];
        let claim = record.claim(of.claim)?;
        if claim.act.is_none() && claim.words.starts_with("No, ") {
            return Some(self.event(of, Move::Disputed));
        }
        let corrects = |verdict: &&Verdict| {
            verdict.kind == VerdictKind::Corrected
                && (verdict.about == Subject::Claim(Some(claim.id)) || verdict.about_words.contains(&claim.words))
        };
        let verdict = record.verdicts.iter().find(corrects)?;
        let writers = self.known.writers(of.record);
        let is_own = |other: &ClaimRef| {
            let earlier = &self.known.records[other.record];
            earlier.published.zip(record.published).is_none_or(|(one, own)| one <= own)
                && !self.known.writers(other.record).is_disjoint(&writers)
        };
        group.iter().any(is_own).then(|| self.verdict(of.record, verdict)).flatten()
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
            relays: Vec::new(),
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
        if let Some((link, of)) = self.reporting(record, verdict) {
            by = self.known.records[record].called(link).into_iter().map(str::to_owned).collect();
            nodes = self.nodes(record, &link.entities);
            if words::is_first_person(&link.words) {
                by = vec![self.writer(record)];
                nodes = self.writers(record, Node::Claim(of));
            }
        }
        if by.is_empty() && matches!(what, Move::Withdrawn | Move::Corrected) {
            by = vec![self.writer(record)];
            nodes = self.writers(record, Node::Words(ClaimRef { record, claim: ClaimId::OwnVoice(0) }, 0));
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
                // Who verified it tells so: on nobody else's word.
                Some(_) => {
                    let is_own = |link: &&Link| link.entities.iter().any(|id| verdict.entities.contains(id));
                    chain.iter().filter(|link| !is_own(link)).map(|link| link.words.clone()).collect()
                }
            },
            raises: false,
            notes: Vec::new(),
            relayed_in: Vec::new(),
            relays: Vec::new(),
        })
    }

    /// Returns the source of the claim that a verdict is about, where the words of the verdict are those that report it:
    /// "the chief of police, Dagny Elvestad, denied that".
    fn reporting(&self, record: usize, verdict: &Verdict) -> Option<(&Link, ClaimRef)> {
        let Subject::Claim(Some(claim)) = verdict.about else { return None };
        let of = ClaimRef { record, claim };
        let link = self.known.records[record].claim(claim)?.deepest()?;
        let is_cue = link.cue.iter().any(|cue| verdict.cue.iter().any(|own| own.overlaps(*cue)));
        (is_cue && !link.entities.is_empty()).then_some((link, of))
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
            relays: Vec::new(),
        }
    }

    /// Returns what a verdict does; `None` if it is only left open.
    fn moved(verdict: &Verdict) -> Option<Move> {
        use VerdictKind::{
            Authenticated, Confirmed, Corrected, Corroborated, Debunked, Denied, Dismissed, Disputed, Retracted,
            Verified,
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
