//! The bytes of where claims stand.
//!
//! Not their words, which the text has, nor who says them, which the reading has.

use hearsay_case::record::{Claim, ClaimId};
use hearsay_reading::reading::AttributionId;
use hearsay_text::span::Span;

use super::{Coded, Decoder, Encoder, coded_structs, shape_of_field};

/// Where the claims of a document stand, in the order of its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClaimPlaces {
    pub(crate) claims: Vec<ClaimPlace>,
}

/// Where one claim stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClaimPlace {
    pub(crate) id: ClaimId,
    pub(crate) spans: Vec<Span>,
}

impl ClaimPlaces {
    /// Returns the places of `claims`.
    pub(crate) fn of(claims: &[Claim]) -> ClaimPlaces {
        let place = |claim: &Claim| ClaimPlace { id: claim.id, spans: claim.spans.clone() };
        ClaimPlaces { claims: claims.iter().map(place).collect() }
    }
}

coded_structs! {
    ClaimPlaces { claims }
    ClaimPlace { id, spans }
}

impl Coded for ClaimId {
    fn encode(&self, to: &mut Encoder<'_>) {
        match self {
            ClaimId::Attributed(AttributionId(number)) => to.number(u64::from(*number) << 1),
            ClaimId::OwnVoice(number) => to.number(u64::from(*number) << 1 | 1),
        }
    }

    fn decode(from: &mut Decoder<'_>) -> Option<ClaimId> {
        let coded = from.number()?;
        let number = u32::try_from(coded >> 1).ok()?;
        Some(if coded & 1 == 0 { ClaimId::Attributed(AttributionId(number)) } else { ClaimId::OwnVoice(number) })
    }

    fn shape(shape: &mut String) {
        shape.push_str("claim(attribution|own voice) ");
    }
}
