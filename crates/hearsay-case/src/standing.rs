//! What the record says of a claim at a date: who alleged, denied, confirmed or withdrew it, when, on whose word.
//!
//! Never whether it is true. A confirmation that rests on the claim's own origin does not raise it, and is told so.

use std::collections::BTreeSet;

use hearsay_reading::reading::VerdictId;
use hearsay_text::document::Date;
use hearsay_text::span::Span;

use crate::lineage::{ClaimRef, Class, Known, Lineage, Node};
use crate::origins::Origins;
use crate::record::{ClaimId, Subject};
use crate::same::statement;

pub mod artefacts;
mod events;

use events::Teller;

/// What somebody did about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Move {
    /// Said or passed on that it is so.
    Alleged,
    /// Said that it is so of what another had said.
    Confirmed,
    /// Found that an artefact is what it is said to be.
    Verified,
    /// Could not or did not verify or confirm it.
    Unverified,
    /// Would not say.
    Declined,
    /// Cast doubt on it.
    Disputed,
    /// Said that it is not so.
    Denied,
    /// Put right what they had said themselves.
    Corrected,
    /// Took back what they had said themselves.
    Withdrawn,
}

impl Move {
    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        match self {
            Move::Alleged => "alleged",
            Move::Confirmed => "confirmed",
            Move::Verified => "verified",
            Move::Unverified => "not verified",
            Move::Declined => "not commented on",
            Move::Disputed => "disputed",
            Move::Denied => "denied",
            Move::Corrected => "corrected",
            Move::Withdrawn => "withdrawn",
        }
    }
}

/// One thing that was done about a claim, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What was done.
    pub what: Move,
    /// Who; empty if nobody is named.
    pub by: Vec<String>,
    /// Who in the graph: by which relays of the same event are known.
    pub nodes: Vec<Node>,
    /// The first and the last day on which it can have been done; `None` if nothing tells.
    pub on: Option<(Date, Date)>,
    /// Which of the case's records tells of it.
    pub record: usize,
    /// The claim or the verdict of that record.
    pub place: Place,
    /// The words that say so.
    pub words: String,
    /// Where they stand.
    pub spans: Vec<Span>,
    /// On whose word it is told, from the writer inward.
    pub on_whose_word: Vec<String>,
    /// Whether the claim stands better for it: a confirmation from another origin.
    pub raises: bool,
    /// What must be known of it: that it rests on the same origin, or on what it confirms.
    pub notes: Vec<String>,
    /// The records that tell of the same, later or without a date.
    pub relayed_in: Vec<usize>,
    /// Where they do: a record, and the words in it.
    pub relays: Vec<(usize, Vec<Span>)>,
}

/// Where an event is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A claim.
    Claim(ClaimRef),
    /// A verdict.
    Verdict(VerdictId),
    /// Words that name somebody as the author of an artefact.
    Author,
}

/// A confirmation in a circle, or what still rests on a word that was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is.
    pub kind: WarningKind,
    /// The claims concerned.
    pub claims: Vec<ClaimRef>,
    /// What is wrong, in words.
    pub because: String,
}

/// What a warning is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WarningKind {
    /// Each has it from the other.
    Loop,
    /// A confirmation rests on what it confirms.
    CircularConfirmation,
    /// It rests on a word that was taken back.
    RestsOnWithdrawn,
}

/// The standing of a group of claims.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// What was done, by date; what has none comes last.
    pub events: Vec<Event>,
    /// What misleads.
    pub warnings: Vec<Warning>,
}

impl Standing {
    /// Finds the standing of a group; `rivals` are claims of the same matter that disagree with it.
    pub fn of(lineage: &Lineage, origins: &Origins, rivals: &[ClaimRef], known: &Known<'_>) -> Standing {
        let finder = Finder { lineage, origins, teller: Teller { known } };
        let mut events: Vec<Event> = lineage.claims.iter().filter_map(|claim| finder.teller.said(*claim)).collect();
        events.extend(rivals.iter().filter_map(|claim| finder.teller.answered(*claim, &lineage.claims)));
        events.extend(finder.verdicts());
        events.sort_by_key(order);
        let is_alone = !events.iter().any(|event| event.what == Move::Alleged);
        let is_said = |event: &&mut Event| is_alone && matches!(event.place, Place::Claim(_));
        // Who admits what nobody had said before alleges it.
        events
            .iter_mut()
            .filter(is_said)
            .filter(|one| one.what == Move::Confirmed)
            .for_each(|one| one.what = Move::Alleged);
        let events = drawn_together(events, |node| lineage.class_of(node));
        let mut standing = Standing { events, warnings: Vec::new() };
        finder.weigh(&mut standing);
        standing
    }

    /// Returns the events known on a day: those that can have been done by then.
    pub fn until(&self, day: Date) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(move |event| event.on.is_none_or(|(first, _)| first <= day))
    }

    /// Returns what was done, in the order in which a reader must know it: withdrawn, denied, disputed, confirmed, ...
    pub fn moves(&self) -> BTreeSet<Move> {
        self.events.iter().map(|event| event.what).collect()
    }
}

fn order(event: &Event) -> (bool, Option<(Date, Date)>, Move, usize, Place) {
    (event.on.is_none(), event.on, event.what, event.record, event.place)
}

/// Draws relays of one event together: the same thing done by the same; the first that tells of it stands for all.
fn drawn_together(events: Vec<Event>, class_of: impl Fn(Node) -> Option<Class>) -> Vec<Event> {
    // Each with all that stand for whoever did it.
    let mut kept: Vec<(Event, BTreeSet<Node>)> = Vec::new();
    for event in events {
        let classes = event.nodes.iter().filter_map(|node| Some(class_of(*node)?.0));
        let who: BTreeSet<Node> = classes.chain(event.nodes.iter().copied()).collect();
        let is_same = |(one, known): &&mut (Event, BTreeSet<Node>)| one.what == event.what && !known.is_disjoint(&who);
        match kept.iter_mut().find(is_same) {
            Some((first, _)) if first.record != event.record && !first.relayed_in.contains(&event.record) => {
                first.relayed_in.push(event.record);
                first.relays.push((event.record, event.spans));
            }
            Some(_) => {}
            None => kept.push((event, who)),
        }
    }
    kept.into_iter().map(|(event, _)| event).collect()
}

struct Finder<'a> {
    lineage: &'a Lineage,
    origins: &'a Origins,
    teller: Teller<'a>,
}

impl Finder<'_> {
    /// Returns the verdicts on claims of the group.
    fn verdicts(&self) -> Vec<Event> {
        let mut found = Vec::new();
        let records: BTreeSet<usize> = self.lineage.claims.iter().map(|claim| claim.record).collect();
        for record in records {
            for verdict in &self.teller.known.records[record].verdicts {
                let Subject::Claim(Some(about)) = verdict.about else { continue };
                if self.lineage.claims.iter().any(|of| of.record == record && self.is_about(about, *of)) {
                    found.extend(self.teller.verdict(record, verdict));
                }
            }
        }
        found
    }

    /// Returns whether what a verdict is about is a claim, or words that hold it: "Insider's report that".
    fn is_about(&self, about: ClaimId, of: ClaimRef) -> bool {
        let record = &self.teller.known.records[of.record];
        of.claim == about
            || record.claim(of.claim).is_some_and(|claim| claim.within == Some(about))
                && record.claim(about).is_some_and(|outer| statement::is_frame(record, outer))
    }

    /// Tells which confirmations raise the claim, and what misleads.
    fn weigh(&self, standing: &mut Standing) {
        let loops = self.lineage.loops().into_iter();
        for members in loops.map(|class| self.lineage.members(class)) {
            let claims: Vec<ClaimRef> = members
                .iter()
                .filter_map(|node| if let Node::Claim(claim) = node { Some(*claim) } else { None })
                .collect();
            let names: Vec<String> = claims.iter().map(|claim| self.teller.writer(claim.record)).collect();
            let of_whom = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
            let because = format!("each has it from the other{of_whom}");
            standing.warnings.push(Warning { kind: WarningKind::Loop, claims, because });
        }
        let alleged: Vec<usize> =
            (0..standing.events.len()).filter(|idx| standing.events[*idx].what == Move::Alleged).collect();
        let first: Vec<Node> = alleged.first().map(|idx| standing.events[*idx].nodes.clone()).unwrap_or_default();
        for event_idx in 0..standing.events.len() {
            if standing.events[event_idx].what == Move::Confirmed {
                self.weigh_confirmation(standing, event_idx, &first);
            }
        }
        let withdrawn: Vec<Event> = standing
            .events
            .iter()
            .filter(|event| matches!(event.what, Move::Withdrawn | Move::Corrected))
            .cloned()
            .collect();
        withdrawn.iter().for_each(|event| self.weigh_withdrawal(standing, event));
    }

    fn weigh_confirmation(&self, standing: &mut Standing, event_idx: usize, first: &[Node]) {
        let event = &mut standing.events[event_idx];
        if event.nodes.is_empty() {
            event.notes.push("the words do not tell who confirmed it".to_owned());
            // "It has been confirmed", in a report that has it from the first.
            let own = self.lineage.saying.iter().filter(|claim| claim.record == event.record);
            let own: Vec<ClaimRef> = own.copied().collect();
            let rests = |claim: &ClaimRef| {
                let node = Node::Claim(*claim);
                first.iter().any(|first| node != *first && self.lineage.rests_on(node, *first))
            };
            if !own.is_empty() && own.iter().all(rests) {
                let because = format!("{} has it from whom it calls confirmed", self.teller.writer(event.record));
                standing.warnings.push(Warning { kind: WarningKind::CircularConfirmation, claims: own, because });
            }
            return;
        }
        let rests = |node: &Node| first.iter().any(|first| node != first && self.lineage.rests_on(*node, *first));
        let shares = |node: &Node| {
            self.origins
                .all
                .iter()
                .any(|origin| self.lineage.roots_of(*node).contains(&origin.class) && origin.class.0 != *node)
        };
        // What an outlet confirms itself it has from whom its report has it.
        let is_writer = self
            .teller
            .writers(event.record, Node::Claim(ClaimRef { record: event.record, claim: ClaimId::OwnVoice(0) }));
        let own =
            self.lineage.saying.iter().filter(|claim| claim.record == event.record).map(|claim| Node::Claim(*claim));
        let own: Vec<Node> = own.filter(|_| event.nodes.iter().any(|node| is_writer.contains(node))).collect();
        if event.nodes.iter().any(|node| first.contains(node)) {
            event.notes.push("it is the claim's own source that confirms it".to_owned());
        } else if event.nodes.iter().chain(&own).any(rests) {
            let because = format!("{} has it from whom it confirms", event.by.join(", "));
            event.notes.push(because.clone());
            let claims = self.lineage.claims.iter().copied().filter(|claim| claim.record == event.record).collect();
            standing.warnings.push(Warning { kind: WarningKind::CircularConfirmation, claims, because });
        } else if event.nodes.iter().any(shares) {
            event.notes.push("it rests on an origin that the claim has already".to_owned());
        } else {
            event.raises = true;
        }
    }

    fn weigh_withdrawal(&self, standing: &mut Standing, event: &Event) {
        for claim in &self.lineage.saying {
            let record = &self.teller.known.records[claim.record];
            let node = Node::Claim(*claim);
            let rests = event.nodes.iter().any(|taken| self.lineage.rests_on(node, *taken));
            let is_own = self.teller.writers(claim.record, node).iter().any(|writer| event.nodes.contains(writer));
            let is_earlier = record.published.zip(event.on).is_some_and(|(day, (_, last))| day < last);
            if !rests || is_own || claim.record == event.record {
                continue;
            }
            let who = event.by.join(", ");
            let after = if is_earlier { "; it is older than the withdrawal" } else { "" };
            let because = format!("{} rests on {who}, who took it back{after}", self.teller.writer(claim.record));
            standing.warnings.push(Warning { kind: WarningKind::RestsOnWithdrawn, claims: vec![*claim], because });
        }
    }
}

/// Returns the first and the last day of a value in TIMEX3 that is a day, a month or a year.
pub(crate) fn days_of(value: &str) -> Option<(Date, Date)> {
    let day = value.split('T').next().unwrap_or(value);
    let mut parts = day.split('-').map(|part| part.parse::<u16>().ok());
    let year = parts.next().flatten().filter(|year| (1000..=9999).contains(year))?;
    let date = |month: u8, day: u8| Date::checked(i32::from(year), month, day);
    match (parts.next(), parts.next()) {
        (None, _) => Some((date(1, 1)?, date(12, 31)?)),
        (Some(Some(month)), None) => {
            let month = u8::try_from(month).ok()?;
            let last = (28..=31).rev().find_map(|day| date(month, day))?;
            Some((date(month, 1)?, last))
        }
        (Some(Some(month)), Some(Some(day))) => {
            let day = date(u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
            Some((day, day))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_times_are_stretches_of_days() {
        let told = |value: &str| days_of(value).map(|(first, last)| format!("{first} {last}"));
        assert_eq!(told("2024-02").as_deref(), Some("2024-02-01 2024-02-29"));
        assert_eq!(told("2024").as_deref(), Some("2024-01-01 2024-12-31"));
        assert_eq!(told("2024-03-05T09:00").as_deref(), Some("2024-03-05 2024-03-05"));
        for value in ["", "XXXX-03", "2024-W12", "PAST_REF", "2024-13", "199"] {
            assert_eq!(told(value), None, "{value}");
        }
    }
}
