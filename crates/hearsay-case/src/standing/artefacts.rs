//! What the record says of an artefact: whether it is what it is said to be, and who made it.
//!
//! Not of what stands in it: that a letter is genuine says nothing of whether its words are so.

use hearsay_reading::reading::ArtefactRole;

use super::events::Teller;
use super::{Event, Move, Standing, drawn_together, order};
use crate::artefacts::CaseArtefact;
use crate::lineage::Known;
use crate::record::Subject;

/// What is asked of an artefact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Whether it is what it is said to be.
    Authenticity,
    /// Who made it.
    Authorship,
}

impl Standing {
    /// Finds the standing of an artefact of the case, told by its place in the list of them.
    ///
    /// That somebody is said to have made it is alleged; that it is genuine nobody alleges by speaking of it.
    pub fn of_artefact(artefact_idx: usize, question: Question, known: &Known<'_>) -> Standing {
        let Some(artefact) = known.artefacts.get(artefact_idx) else { return Standing::default() };
        let teller = Teller { known };
        let mut events = verdicts(artefact, question, &teller);
        if question == Question::Authorship {
            events.extend(alleged_authors(artefact, &teller));
        }
        events.sort_by_key(order);
        let mut events = drawn_together(events, |_| None);
        for event in &mut events {
            event.raises = event.what == Move::Verified && !event.by.is_empty();
            if event.what == Move::Verified && event.by.is_empty() {
                event.notes.push("the words do not tell who verified it".to_owned());
            }
        }
        Standing { events, warnings: Vec::new() }
    }
}

fn verdicts(artefact: &CaseArtefact, question: Question, teller: &Teller<'_>) -> Vec<Event> {
    let mut found = Vec::new();
    for member in &artefact.members {
        let Some(record) = teller.known.records.place_of(member.document) else { continue };
        for verdict in &teller.known.records[record].verdicts {
            let is_asked = match (verdict.about, question) {
                (Subject::Authenticity(id), Question::Authenticity)
                | (Subject::Authorship(id), Question::Authorship) => id == Some(member.id),
                _ => false,
            };
            if is_asked {
                found.extend(teller.verdict(record, verdict));
            }
        }
    }
    found
}

/// Returns an event for each document that names somebody as the author.
fn alleged_authors(artefact: &CaseArtefact, teller: &Teller<'_>) -> Vec<Event> {
    let mut found = Vec::new();
    for custody in artefact.custody.iter().filter(|custody| custody.role == ArtefactRole::Author) {
        for told in &custody.told {
            let Some(record) = teller.known.records.place_of(artefact.members[told.member].document) else { continue };
            found.push(teller.authorship(record, told));
        }
    }
    found
}
