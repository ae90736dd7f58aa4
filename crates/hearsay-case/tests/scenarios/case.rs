//! What the program answers about a scenario: its records and judgements, put together as a case.
//!
//! Not how a question is worded, nor what must be answered.

mod found;
mod ways;

use std::collections::BTreeSet;

use hearsay_case::anchor::Anchor;
use hearsay_case::case::{Case, Group};
use hearsay_case::judgement::{Judged, JudgedKind, Judgement};
use hearsay_case::lineage::{ClaimRef, Node};
use hearsay_case::origins;
use hearsay_case::record::Record;
use hearsay_case::reuse;
use hearsay_case::reuse::direction::{Direction, Ground as Reason};
use hearsay_case::reuse::kind::Kind as ReuseKind;
use hearsay_case::same::slots;
use hearsay_case::standing::artefacts::Question;
use hearsay_case::standing::{Event, Move, WarningKind};
use hearsay_text::document::{Date, DocumentId};

use crate::answer::{
    Act, Deed, Echo, Ground, Kind, Pair, Party, Place, Relation, Reuse, Shared, Slot, Standing, Whence,
};
use crate::answers::Answers;
use crate::expect::{Judging, Subject};
use crate::told::Told;
use found::{artefact_at, claim_at, entity_at, mention_at};

/// A scenario as the program puts it together.
pub(super) struct Assembled<'a> {
    told: &'a [Told],
    case: Case,
    reuse: Vec<reuse::Reuse>,
}

/// Returns whoever answers for documents, their records and some judgements.
pub(crate) fn answers<'a>(told: &'a [Told], records: &[Record], judged: &[&Judging]) -> Box<dyn Answers + 'a> {
    let judgements: Vec<Judgement> = judged.iter().map(|judging| judgement(told, records, judging)).collect();
    let compared: Vec<_> = records.iter().map(|record| (record, &record.passages)).collect();
    let reuse = reuse::reuse(&compared, &reuse::Settings::default());
    Box::new(Assembled { told, case: Case::assemble(records.to_vec(), &judgements), reuse })
}

/// Returns the judgement that the program would keep: on what was read at the places.
fn judgement(told: &[Told], records: &[Record], judging: &Judging) -> Judgement {
    let judged = |kind: &Kind, place: &Place| judged(told, records, *kind, place);
    match judging {
        Judging::Same(kind, one, other) => Judgement::Same(judged(kind, one), judged(kind, other)),
        Judging::NotSame(kind, one, other) => Judgement::NotSame(judged(kind, one), judged(kind, other)),
        Judging::Independent(one, other) => {
            Judgement::Independent(judged(&Kind::Claim, one), judged(&Kind::Claim, other))
        }
        Judging::Reject(kind, place) => Judgement::Reject(judged(kind, place)),
    }
}

fn judged(told: &[Told], records: &[Record], kind: Kind, place: &Place) -> Judged {
    let idx = told.iter().position(|told| told.name == place.document).expect("a place is in a document");
    let record = &records[idx];
    let (kind, span) = match kind {
        Kind::Claim => (JudgedKind::Claim, claim_at(record, place).map(hearsay_case::record::Claim::first)),
        Kind::Who => (JudgedKind::Mention, mention_at(record, place)),
        Kind::Artefact => (JudgedKind::Artefact, artefact_at(record, place).map(|(_, mention)| mention)),
    };
    let span = span.unwrap_or(place.span);
    let document = told[idx].document.id;
    Judged { kind, anchor: Anchor { document, span, words: span.of(&told[idx].document.text).to_owned() } }
}

impl Assembled<'_> {
    fn id(&self, name: &str) -> Option<DocumentId> {
        self.told.iter().find(|told| told.name == name).map(|told| told.document.id)
    }

    fn record(&self, name: &str) -> Option<usize> {
        self.case.record_of(self.id(name)?)
    }

    /// Returns the name of the document of a record.
    pub(super) fn name(&self, record: usize) -> String {
        let id = self.case.records[record].document;
        self.told.iter().find(|told| told.document.id == id).map_or_else(String::new, |told| told.name.clone())
    }

    fn claim(&self, place: &Place) -> Option<ClaimRef> {
        let record = self.record(&place.document)?;
        Some(ClaimRef { record, claim: claim_at(&self.case.records[record], place)?.id })
    }

    /// Returns the groups of what is read at the places, each once.
    fn groups(&self, places: &[Place]) -> Option<Vec<&Group>> {
        let mut groups: Vec<&Group> = Vec::new();
        for group in places.iter().filter_map(|place| self.case.group_of(self.claim(place)?)) {
            if !groups.iter().any(|known| known.claims == group.claims) {
                groups.push(group);
            }
        }
        if groups.is_empty() { None } else { Some(groups) }
    }

    /// Returns the claim that is read in a document, and its group.
    fn claim_in(&self, places: &[Place], document: &str) -> Option<(ClaimRef, &Group)> {
        let in_document = places.iter().filter(|place| place.document == document);
        let claim = in_document.filter_map(|place| self.claim(place)).next()?;
        Some((claim, self.case.group_of(claim)?))
    }

    fn claims_differ(&self, one: &Place, other: &Place) -> Option<Relation> {
        let (one, other) = (self.claim(one)?, self.claim(other)?);
        let (group, other) = (self.case.group_of(one)?, self.case.group_of(other)?);
        if group.claims == other.claims {
            return Some(Relation::One);
        }
        let disagreements = self.case.disagreements(group).filter(|(_, claim, _)| other.claims.contains(claim));
        let slots: BTreeSet<Slot> = disagreements.map(|(one, _, _)| slot(one.slot)).collect();
        Some(if slots.is_empty() { Relation::Two } else { Relation::Disagree(slots) })
    }

    fn entities_differ(&self, one: &Place, other: &Place) -> Option<Relation> {
        let who = |place: &Place| {
            let record = self.record(&place.document)?;
            let id = entity_at(&self.case.records[record], place)?;
            Some((record, id, self.case.entities().of(self.case.records[record].document, id)))
        };
        let ((one_record, one_id, one), (other_record, other_id, other)) = (who(one)?, who(other)?);
        let is_one = (one_record, one_id) == (other_record, other_id) || (one.is_some() && one == other);
        Some(if is_one { Relation::One } else { Relation::Two })
    }

    /// Returns which artefact of the case the words at a place stand for.
    fn artefact(&self, place: &Place) -> Option<usize> {
        let record = &self.case.records[self.record(&place.document)?];
        self.case.artefacts().of(record.document, artefact_at(record, place)?.0)
    }

    fn artefacts_differ(&self, one: &Place, other: &Place) -> Option<Relation> {
        let (one, other) = (self.artefact(one)?, self.artefact(other)?);
        Some(if one == other { Relation::One } else { Relation::Two })
    }

    /// Returns the events of all groups of a claim, or of all artefacts that its words stand for.
    fn events(&self, subject: &Subject) -> Option<Vec<Event>> {
        let places = &subject.named.places;
        if subject.named.kind == Kind::Claim {
            return Some(self.groups(places)?.iter().flat_map(|group| group.standing.events.clone()).collect());
        }
        let question = if subject.is_authorship { Question::Authorship } else { Question::Authenticity };
        let artefacts: BTreeSet<usize> = places.iter().filter_map(|place| self.artefact(place)).collect();
        if artefacts.is_empty() {
            return None;
        }
        Some(artefacts.into_iter().flat_map(|idx| self.case.standing_of_artefact(idx, question).events).collect())
    }

    fn deed(event: &Event) -> Option<Deed> {
        Some(match event.what {
            Move::Alleged => Deed::Alleged,
            Move::Confirmed => Deed::Confirmed,
            Move::Unverified => Deed::CouldNotVerify,
            Move::Disputed => Deed::Disputed,
            Move::Denied => Deed::Denied,
            Move::Corrected => Deed::Corrected,
            Move::Verified => Deed::Verified,
            Move::Withdrawn => Deed::Withdrew,
            _ => return None,
        })
    }

    fn act(&self, event: &Event) -> Act {
        let is_nameless = !event.nodes.is_empty()
            && event.nodes.iter().all(|node| matches!(node, Node::Described(..) | Node::Words(..)));
        let mut names = event.by.clone();
        names.extend(event.nodes.iter().flat_map(|node| self.names(*node)));
        let records = [event.record].into_iter().chain(event.relayed_in.iter().copied());
        let record = &self.case.records[event.record];
        let is_writer = |name: &&String| Some(*name) == record.outlet.as_ref() || Some(*name) == record.author.as_ref();
        let mut between = event.on_whose_word.iter().filter(|name| !is_writer(name) && !event.by.contains(name));
        Act {
            by: Party::Known { names, of: is_nameless.then(|| self.name(event.record)) },
            through: between.next_back().map(|name| Party::Known { names: vec![name.clone()], of: None }),
            documents: records.map(|record| self.name(record)).collect(),
            on: event.on.filter(|(first, last)| first == last).map(|(day, _)| day),
        }
    }

    /// Returns the names of a node: all that the case or its document knows of an entity.
    pub(super) fn names(&self, node: Node) -> Vec<String> {
        match node {
            Node::Party(party) => {
                let entity = self.case.entities().all.get(party);
                entity.map(|entity| entity.aliases.iter().map(|alias| alias.name.clone()).collect()).unwrap_or_default()
            }
            Node::Described(record, id) => {
                let entity = self.case.records[record].entity(id);
                entity.map(|entity| [vec![entity.name.clone()], entity.described.clone()].concat()).unwrap_or_default()
            }
            Node::Artefact(artefact) => {
                let artefact = self.case.artefacts().all.get(artefact);
                artefact.map(|one| one.names.iter().map(|(name, _)| name.clone()).collect()).unwrap_or_default()
            }
            Node::Claim(_) | Node::Words(..) => Vec::new(),
        }
    }
}

fn slot(slot: slots::Slot) -> Slot {
    match slot {
        slots::Slot::Whether => Slot::Whether,
        slots::Slot::Number => Slot::Number,
        slots::Slot::Date => Slot::Date,
        slots::Slot::Person | slots::Slot::Organisation => Slot::Who,
        slots::Slot::Place => Slot::Where,
    }
}

impl Answers for Assembled<'_> {
    fn is_read(&self, kind: Kind, place: &Place) -> Option<bool> {
        let record = &self.case.records[self.record(&place.document)?];
        Some(match kind {
            Kind::Claim => claim_at(record, place).is_some(),
            Kind::Who => entity_at(record, place).is_some(),
            Kind::Artefact => artefact_at(record, place).is_some(),
        })
    }

    fn relation(&self, kind: Kind, one: &Place, other: &Place) -> Option<Relation> {
        match kind {
            Kind::Claim => self.claims_differ(one, other),
            Kind::Who => self.entities_differ(one, other),
            Kind::Artefact => self.artefacts_differ(one, other),
        }
    }

    fn text(&self, one: &str, other: &str) -> Option<Shared> {
        let (one, other) = (self.id(one)?, self.id(other)?);
        let both = (one.min(other), one.max(other));
        let Some(found) = self.reuse.iter().find(|reuse| (reuse.first, reuse.second) == both) else {
            return Some(Shared { reuse: Reuse::Nothing, from: None, ground: None });
        };
        let document = |id: DocumentId| self.case.record_of(id).map(|record| Whence::Document(self.name(record)));
        let from = match found.direction.direction {
            Direction::FromFirst => document(found.first),
            Direction::FromSecond => document(found.second),
            Direction::FromThird => Some(Whence::Third),
            Direction::Unknown => None,
        };
        let ground = match found.direction.ground {
            Reason::Credit => Some(Ground::Credit),
            Reason::Attribution => Some(Ground::Attribution),
            Reason::Quotation => Some(Ground::Quotation),
            Reason::Days => Some(Ground::Date),
            Reason::Nothing => None,
        };
        Some(match found.kind {
            ReuseKind::Copied => Shared { reuse: Reuse::Copied, from, ground },
            ReuseKind::Rewritten => Shared { reuse: Reuse::Rewritten, from, ground },
            ReuseKind::Quoted => Shared { reuse: Reuse::Quoted, from, ground },
            ReuseKind::SameQuotation => Shared { reuse: Reuse::SameSource, from: None, ground: None },
            ReuseKind::Incidental => Shared { reuse: Reuse::Nothing, from: None, ground: None },
        })
    }

    fn origins(&self, claim: &[Place], document: Option<&str>) -> Option<Vec<Party>> {
        let mut found = Vec::new();
        for group in self.groups(claim)? {
            for origin in &group.origins.all {
                let stands_in = |name: &str| origin.claims.iter().any(|claim| self.name(claim.record) == name);
                if document.is_none_or(stands_in) {
                    found.extend(self.origin(group, origin));
                }
            }
        }
        let mut parties: Vec<Party> = Vec::new();
        found.into_iter().for_each(|party| {
            if !parties.contains(&party) {
                parties.push(party);
            }
        });
        Some(parties)
    }

    fn path(&self, claim: &[Place], document: &str) -> Option<Vec<Party>> {
        let (claim, group) = self.claim_in(claim, document)?;
        Some(self.way(group, claim))
    }

    fn pair(&self, claim: &[Place], one: &str, other: &str) -> Option<Pair> {
        let ((one, group), (other, other_group)) = (self.claim_in(claim, one)?, self.claim_in(claim, other)?);
        if group.claims != other_group.claims {
            return None;
        }
        Some(match group.origins.between(one, other) {
            origins::Answer::SameOrigin => Pair::SameOrigin,
            origins::Answer::NotEstablished => Pair::NotEstablished,
            origins::Answer::NotRecorded => Pair::NotRecorded,
            origins::Answer::OwnAccess | origins::Answer::Judged => Pair::Independent,
        })
    }

    fn circles(&self, claim: &[Place]) -> Option<BTreeSet<Vec<String>>> {
        Some(self.groups(claim)?.into_iter().flat_map(|group| self.circles_of(group)).collect())
    }

    fn echoes(&self, claim: &[Place]) -> Option<Vec<Echo>> {
        let mut found = Vec::new();
        for group in self.groups(claim)? {
            let standing = &group.standing;
            let is_echo = |event: &&Event| {
                let warnings = standing.warnings.iter().filter(|one| one.kind == WarningKind::CircularConfirmation);
                event.what == Move::Confirmed
                    && warnings.flat_map(|one| &one.claims).any(|claim| claim.record == event.record)
            };
            let Some(first) = standing.events.iter().find(|event| event.what == Move::Alleged) else { continue };
            for event in standing.events.iter().filter(is_echo) {
                let own = (event.record, event.spans.clone());
                for (record, spans) in [own].iter().chain(&event.relays) {
                    let Some(span) = spans.first() else { continue };
                    let place = Place { document: self.name(*record), span: *span, words: event.words.clone() };
                    found.push(Echo { place, of: Party::Document(self.name(first.record)) });
                }
            }
        }
        Some(found)
    }

    fn resting(&self, claim: &[Place]) -> Option<BTreeSet<String>> {
        let groups = self.groups(claim)?;
        let warnings = groups.iter().flat_map(|group| &group.standing.warnings);
        let resting = warnings.filter(|one| one.kind == WarningKind::RestsOnWithdrawn);
        Some(resting.flat_map(|one| &one.claims).map(|claim| self.name(claim.record)).collect())
    }

    fn standing(&self, subject: &Subject, day: Date) -> Option<BTreeSet<Standing>> {
        let events = self.events(subject)?;
        let known = events.iter().filter(|event| event.on.is_none_or(|(first, _)| first <= day));
        let standing = |event: &Event| {
            Some(match Self::deed(event)? {
                Deed::Alleged => Standing::Alleged,
                Deed::Confirmed if event.raises => Standing::Confirmed,
                Deed::Confirmed => return None,
                Deed::Corrected => Standing::Corrected,
                Deed::CouldNotVerify => Standing::Unverified,
                Deed::Denied => Standing::Denied,
                Deed::Disputed => Standing::Disputed,
                Deed::Verified => Standing::Verified,
                Deed::Withdrew => Standing::Withdrawn,
            })
        };
        Some(known.filter_map(standing).collect())
    }

    fn acts(&self, deed: Deed, subject: &Subject) -> Option<Vec<Act>> {
        let events = self.events(subject)?;
        Some(events.iter().filter(|event| Self::deed(event) == Some(deed)).map(|event| self.act(event)).collect())
    }

    fn first(&self, claim: &[Place]) -> Option<BTreeSet<String>> {
        let groups = self.groups(claim)?;
        let saying = groups.iter().flat_map(|group| &group.lineage.saying);
        let records: BTreeSet<usize> = saying.map(|one| one.record).collect();
        let dated = records.iter().filter_map(|record| Some((self.case.records[*record].published?, *record)));
        let dated: Vec<(Date, usize)> = dated.collect();
        let day = dated.iter().map(|(day, _)| *day).min()?;
        Some(dated.iter().filter(|(of, _)| *of == day).map(|(_, record)| self.name(*record)).collect())
    }
}
