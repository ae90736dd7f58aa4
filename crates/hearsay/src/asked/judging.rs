//! From how the user names what is judged to a judgement that holds on to its words.

use hearsay_case::judgement::{Judged, JudgedKind, Judgement};
use hearsay_case::record::corrected::nearest;
use hearsay_store::case_file::CaseFile;

use crate::casework::{self, Corrections, Read, of_store};
use crate::failure::{Failure, FailureKind};
use crate::reference::{self, Names};
use crate::terminal::clean;

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
    reference::judged(&read.document, &Corrections::of(case)?.record(&read), id)
}

/// Returns the judgement that something should read otherwise.
///
/// # Errors
/// If the words do not stand in its document, or the case cannot be read.
pub(crate) fn edit(case: &CaseFile, one: Judged, instead: String) -> Result<Judgement, Failure> {
    let text = case.text(one.anchor.document).map_err(of_store)?.unwrap_or_default();
    if nearest(&text, &instead, one.anchor.span.start).is_some() {
        return Ok(Judgement::Edit(one, instead));
    }
    let message = format!("the words \u{201c}{}\u{201d} do not stand in the document", clean(instead.trim()));
    let hint = "write them as the text has them; what you think of them is said with --because";
    Err(Failure::new(FailureKind::User, message).with_hint(hint))
}

/// Returns the judgement that a claim is said by somebody.
///
/// # Errors
/// If the first is no claim, the second nobody who is named, or they are of two documents.
pub(crate) fn said_by(claim: Judged, who: Judged) -> Result<Judgement, Failure> {
    let wrong = |message: String, hint: &str| Err(Failure::new(FailureKind::User, message).with_hint(hint));
    let hint = "name a claim and who says it, as in: courier/a3 courier/e2";
    if !claim.is_claim() {
        return wrong(format!("a {} is said by nobody", claim.kind.name()), hint);
    }
    if who.kind != JudgedKind::Mention {
        return wrong(format!("a {} says nothing", who.kind.name()), hint);
    }
    if claim.anchor.document != who.anchor.document {
        return wrong("a claim is said by somebody whom its own document names".to_owned(), hint);
    }
    Ok(Judgement::SaidBy(claim, who))
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
