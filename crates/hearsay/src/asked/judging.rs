//! From how the user names what is judged to a judgement that holds on to its words.

use hearsay_case::judgement::{Judged, JudgedKind, Judgement};
use hearsay_case::record::{ClaimId, Record};
use hearsay_store::case_file::CaseFile;
use hearsay_text::span::Span;

use crate::casework::{self, Read, of_store};
use crate::failure::{Failure, FailureKind};
use crate::reference::{self, Names};

/// Returns what `courier/a3` names, with the words that it stands on.
///
/// # Errors
/// If there is nothing of that name, or the case cannot be read.
pub(crate) fn find(case: &mut CaseFile, reference: &str) -> Result<Judged, Failure> {
    let (document, id) = reference::split(reference)?;
    let listed = case.documents().map_err(of_store)?;
    let document = Names::of(&listed).find(document)?;
    let Some(listed) = listed.iter().find(|one| one.id == document) else { unreachable!("it was found among them") };
    let read: Read = casework::document(case, listed)?;
    let record = Record::without_passages(&read.document, &read.reading);
    let own = record.claims.iter().filter(|claim| matches!(claim.id, ClaimId::OwnVoice(_)));
    let own: Vec<Span> = own.map(|claim| claim.first()).collect();
    reference::judged(&read, &own, id)
}

/// Returns a judgement on two things of one kind.
///
/// # Errors
/// If they are of two kinds.
pub(crate) fn alike(
    one: Judged,
    other: Judged,
    judgement: fn(Judged, Judged) -> Judgement,
) -> Result<Judgement, Failure> {
    if one.kind == other.kind {
        return Ok(judgement(one, other));
    }
    let named = |kind: JudgedKind| kind.name();
    let message = format!("a {} and a {} cannot be compared", named(one.kind), named(other.kind));
    Err(Failure::new(FailureKind::User, message).with_hint("name two of a kind, as in: courier/e2 gazette/e5"))
}
