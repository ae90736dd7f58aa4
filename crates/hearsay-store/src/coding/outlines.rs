//! The bytes of a case's outline.
//!
//! Not its meaning: the lists here only name its fields, and the compiler compares them with the types. Documents are told
//! by their place in the order of their ids.

use std::collections::BTreeMap;

use hearsay_case::artefacts::{ArtefactMember, ArtefactProposal, Artefacts, CaseArtefact, CaseCustody, Told};
use hearsay_case::case::outline::{FoundBy, Grouping, Outline};
use hearsay_case::entities::{Alias, Because, CaseEntity, Entities, Member, Proposal, RoleAt, Surety, Who};
use hearsay_case::lineage::{ClaimRef, Tie};
use hearsay_case::same::slots::Slot;
use hearsay_case::same::statement::Place;
use hearsay_case::same::{Disagreement, Matter};
use hearsay_case::standing::Move;
use hearsay_case::timeline::{Item, Lane};
use hearsay_case::voices::Voices;
use hearsay_text::document::DocumentId;

use super::{Coded, Decoder, Encoder, Fingerprint, coded_enums, coded_structs, fingerprint, shape_of_field};
use crate::packing::{self, Packed};

/// An outline is not longer, and so much for each document: of news it takes some 2 KB. A case may come from somebody else,
/// and what is unpacked takes many times the room.
const OUTLINE_BYTES_MAX: usize = 16 << 20;
const OUTLINE_BYTES_EACH_MAX: usize = 32 << 10;

/// Returns what tells how outlines are coded.
pub(crate) fn fingerprint_of_outlines() -> Fingerprint {
    fingerprint::<Outline>()
}

/// Returns the bytes of an outline as they are kept; `documents` are those of the case, in the order of their ids.
pub(crate) fn pack_outline(outline: &Outline, documents: &[DocumentId]) -> Packed {
    let mut encoder = Encoder { bytes: Vec::new(), last: 0, documents };
    outline.encode(&mut encoder);
    Packed { bytes: packing::pack(&encoder.bytes), length_bytes: encoder.bytes.len() }
}

/// Returns the outline that was packed, if it is undamaged. Whether all that it names is there is for the case to say.
pub(crate) fn unpack_outline(packed: &Packed, documents: &[DocumentId]) -> Option<Outline> {
    if packed.length_bytes > OUTLINE_BYTES_MAX + documents.len() * OUTLINE_BYTES_EACH_MAX {
        return None;
    }
    let bytes = packing::unpack(&packed.bytes, packed.length_bytes)?;
    let mut decoder = Decoder { rest: &bytes, text: None, named: [0; 4], last: 0, documents };
    let outline = Outline::decode(&mut decoder)?;
    decoder.rest.is_empty().then_some(outline)
}

coded_structs! {
    Outline { entities, artefacts, artefact_of, ties, matters, groupings, voices, timeline }
    CaseEntity { name, kind, aliases, roles, members, because }
    Alias { name, places }
    RoleAt { published, words, member }
    Member { document, who }
    Proposal { one, other, surety, because }
    Because { surety, because, joined, spans, n_times }
    CaseArtefact { kind, members, names, custody, hedges, because }
    CaseCustody { role, words, entity, told }
    Told { member, span, words, hedges, within }
    ArtefactMember { document, id }
    ArtefactProposal { one, other, surety, because, spans }
    Tie { one, other, taker, because }
    ClaimRef { record, claim }
    Matter { variants, disagreements }
    Disagreement { slot, of, between, claims, words, can_both_hold, because }
    Place { document, claim }
    Grouping { claims, variant, found_by }
    FoundBy { first, published, n_origins, is_hedged, moves, last_day }
    Voices { makes, passes_on }
    Item { lane, on, is_stated, claim, what, is_first, group }
}

coded_enums! {
    Surety { Judged, Certain, Likely, Possible }
    Slot { Whether, Number, Date, Person, Organisation, Place }
    Move { Alleged, Confirmed, Verified, Unverified, Declined, Disputed, Denied, Corrected, Withdrawn }
    Lane { Said, Happened }
}

impl Coded for Entities {
    fn encode(&self, to: &mut Encoder<'_>) {
        self.all.encode(to);
        self.possible.encode(to);
        self.contradicted.encode(to);
        to.number(self.outlets().len() as u64);
        for (key, idx) in self.outlets() {
            key.encode(to);
            idx.encode(to);
        }
    }

    fn decode(from: &mut Decoder<'_>) -> Option<Entities> {
        let (all, possible, contradicted) = (Coded::decode(from)?, Coded::decode(from)?, Coded::decode(from)?);
        let outlets: Vec<(String, usize)> = Coded::decode(from)?;
        Some(Entities::of_kept(all, possible, contradicted, outlets.into_iter().collect::<BTreeMap<String, usize>>()))
    }

    fn shape(shape: &mut String) {
        shape.push_str("entities ");
        CaseEntity::shape(shape);
        Proposal::shape(shape);
        shape.push_str("outlets ");
    }
}

impl Coded for Artefacts {
    fn encode(&self, to: &mut Encoder<'_>) {
        self.all.encode(to);
        self.possible.encode(to);
        self.contradicted.encode(to);
    }

    fn decode(from: &mut Decoder<'_>) -> Option<Artefacts> {
        Some(Artefacts::of_kept(Coded::decode(from)?, Coded::decode(from)?, Coded::decode(from)?))
    }

    fn shape(shape: &mut String) {
        shape.push_str("artefacts ");
        CaseArtefact::shape(shape);
        ArtefactProposal::shape(shape);
    }
}

impl Coded for Who {
    fn encode(&self, to: &mut Encoder<'_>) {
        match self {
            Who::Outlet => to.number(0),
            Who::Author(number) => {
                to.number(1);
                to.number(u64::from(*number));
            }
            Who::Credit(number) => {
                to.number(2);
                to.number(u64::from(*number));
            }
            Who::Entity(id) => {
                to.number(3);
                id.encode(to);
            }
        }
    }

    fn decode(from: &mut Decoder<'_>) -> Option<Who> {
        Some(match from.number()? {
            0 => Who::Outlet,
            1 => Who::Author(from.narrow()?),
            2 => Who::Credit(from.narrow()?),
            3 => Who::Entity(Coded::decode(from)?),
            _ => return None,
        })
    }

    fn shape(shape: &mut String) {
        shape.push_str("who(outlet|author|credit|entity) ");
    }
}

/// A document is told by its place among the case's.
impl Coded for DocumentId {
    fn encode(&self, to: &mut Encoder<'_>) {
        let place = to.documents.binary_search(self).unwrap_or(to.documents.len());
        to.number(place as u64);
    }

    fn decode(from: &mut Decoder<'_>) -> Option<DocumentId> {
        let place = usize::try_from(from.number()?).ok()?;
        from.documents.get(place).copied()
    }

    fn shape(shape: &mut String) {
        shape.push_str("document ");
    }
}

impl Coded for usize {
    fn encode(&self, to: &mut Encoder<'_>) {
        to.number(*self as u64);
    }

    fn decode(from: &mut Decoder<'_>) -> Option<usize> {
        usize::try_from(from.number()?).ok()
    }

    fn shape(shape: &mut String) {
        shape.push_str("number ");
    }
}
