//! Who answers the questions of a scenario: one method for each kind, `None` where there is no answer yet.
//!
//! Not what must be answered.

use std::collections::BTreeSet;

use hearsay_text::document::Date;

use crate::answer::{Act, Deed, Echo, Kind, Pair, Party, Place, Relation, Shared, Standing};
use crate::expect::Subject;

/// What is known of a case with the judgements made so far.
///
/// Documents go by their names in the scenario. A claim is given by all its places; whoever answers finds what is read
/// there. A method that is not written answers nothing, which every expectation of its kind shows.
pub(crate) trait Answers {
    /// Whether something of that kind is read at a place.
    fn is_read(&self, _kind: Kind, _place: &Place) -> Option<bool> {
        None
    }

    /// Whether two places stand for one thing.
    fn relation(&self, _kind: Kind, _one: &Place, _other: &Place) -> Option<Relation> {
        None
    }

    /// What two documents share.
    fn text(&self, _one: &str, _other: &str) -> Option<Shared> {
        None
    }

    /// Who brought a claim into the record; where a document is given, those on which its word rests.
    fn origins(&self, _claim: &[Place], _document: Option<&str>) -> Option<Vec<Party>> {
        None
    }

    /// From whom a claim came to a document, up to an origin; the document first.
    fn path(&self, _claim: &[Place], _document: &str) -> Option<Vec<Party>> {
        None
    }

    /// Whether two documents have a claim from two origins.
    fn pair(&self, _claim: &[Place], _one: &str, _other: &str) -> Option<Pair> {
        None
    }

    /// Documents that have a claim from one another, each circle closed, beginning with the first in the alphabet.
    fn circles(&self, _claim: &[Place]) -> Option<BTreeSet<Vec<String>>> {
        None
    }

    /// Words that speak of a confirmation which goes back to what it confirms.
    fn echoes(&self, _claim: &[Place]) -> Option<Vec<Echo>> {
        None
    }

    /// Documents that give a claim on the word of somebody who withdrew or corrected it.
    fn resting(&self, _claim: &[Place]) -> Option<BTreeSet<String>> {
        None
    }

    /// What the record says at the end of a day.
    fn standing(&self, _subject: &Subject, _day: Date) -> Option<BTreeSet<Standing>> {
        None
    }

    /// Who did something about a claim or an artefact.
    fn acts(&self, _deed: Deed, _subject: &Subject) -> Option<Vec<Act>> {
        None
    }

    /// The documents in which a claim appeared first.
    fn first(&self, _claim: &[Place]) -> Option<BTreeSet<String>> {
        None
    }
}
