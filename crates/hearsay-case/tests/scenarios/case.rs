//! What the program answers about a scenario: its records and judgements, put together by the crate's own modules.
//!
//! Not how a question is worded, nor what must be answered.

use std::collections::BTreeMap;

use hearsay_case::record::Record;
use hearsay_case::reuse::direction::{Direction, Ground as Reason};
use hearsay_case::reuse::kind::Kind as ReuseKind;
use hearsay_case::reuse::passages::Passages;
use hearsay_case::reuse::{Reuse as Found, Settings, reuse};
use hearsay_text::document::DocumentId;

use crate::answer::{Ground, Reuse, Shared, Whence};
use crate::answers::Answers;
use crate::expect::Judging;
use crate::told::Told;

/// A scenario as the program puts it together.
struct Case<'a> {
    told: &'a [Told],
    reuse: BTreeMap<(DocumentId, DocumentId), Found>,
}

/// Returns whoever answers for documents, their records and some judgements.
pub(crate) fn answers<'a>(told: &'a [Told], records: &[Record], _judged: &[&Judging]) -> Box<dyn Answers + 'a> {
    let passages: Vec<Passages> = told.iter().map(|told| Passages::of(&told.document)).collect();
    let both: Vec<(&Record, &Passages)> = records.iter().zip(&passages).collect();
    let found = reuse(&both, &Settings::default());
    let reuse = found.into_iter().map(|one| ((one.first, one.second), one)).collect();
    Box::new(Case { told, reuse })
}

impl Case<'_> {
    fn id(&self, name: &str) -> Option<DocumentId> {
        self.told.iter().find(|told| told.name == name).map(|told| told.document.id)
    }

    fn name(&self, id: DocumentId) -> Option<String> {
        self.told.iter().find(|told| told.document.id == id).map(|told| told.name.clone())
    }
}

impl Answers for Case<'_> {
    fn text(&self, one: &str, other: &str) -> Option<Shared> {
        let (one, other) = (self.id(one)?, self.id(other)?);
        let Some(found) = self.reuse.get(&(one.min(other), one.max(other))) else {
            return Some(Shared { reuse: Reuse::Nothing, from: None, ground: None });
        };
        let from = match found.direction.direction {
            Direction::FromFirst => Some(Whence::Document(self.name(found.first)?)),
            Direction::FromSecond => Some(Whence::Document(self.name(found.second)?)),
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
            ReuseKind::SameQuotation => Shared { reuse: Reuse::SameSource, from: None, ground: None },
            ReuseKind::Quoted | ReuseKind::Incidental => Shared { reuse: Reuse::Nothing, from: None, ground: None },
        })
    }
}
