//! Which hypotheses a case has, as far as its log came: what can be judged of them, and what the next one is called.
//!
//! Not what they say, and nothing that is weighed: both are for `hearsay-case`.

use std::collections::BTreeMap;
use std::path::Path;

use hearsay_case::hypotheses::scale::HypothesisId;
use hearsay_case::judgement::{Judgement, Statement};

use crate::entry::Event;
use crate::error::StoreError;

/// The hypotheses of a case, as far as the log came.
#[derive(Default)]
pub(crate) struct Hypotheses {
    /// Those that are stated, by their entries.
    stated: BTreeMap<u64, HypothesisId>,
    /// The greatest number that was given; it is never given again.
    last: u32,
}

impl Hypotheses {
    /// Returns why a judgement cannot be made now, and of which hypothesis.
    pub(crate) fn admit(&self, judgement: &Judgement) -> Result<(), (HypothesisId, &'static str)> {
        let is_stated = |id: &HypothesisId| self.stated.values().any(|own| own == id);
        if let Some(missing) = judgement.supposes().filter(|id| !is_stated(id)) {
            return Err((missing, "is not stated in it: state it first"));
        }
        match judgement {
            Judgement::State(Statement { hypothesis, .. }) if hypothesis.0 <= self.last => {
                Err((*hypothesis, "was stated before: give it another name"))
            }
            _ => Ok(()),
        }
    }

    /// Refuses a judgement that cannot be made now.
    pub(crate) fn check(&self, judgement: &Judgement, path: &Path) -> Result<(), StoreError> {
        let refused = |(hypothesis, why)| StoreError::Hypothesis { path: path.to_owned(), hypothesis, why };
        self.admit(judgement).map_err(refused)
    }

    /// Goes on by one entry.
    pub(crate) fn take(&mut self, entry: u64, event: &Event) {
        match event {
            Event::Judged { judgement: Judgement::State(Statement { hypothesis, .. }), .. } => {
                self.stated.insert(entry, *hypothesis);
                self.last = self.last.max(hypothesis.0);
            }
            Event::Undone(of) => {
                self.stated.remove(of);
            }
            _ => {}
        }
    }

    /// Returns the name that the next one gets.
    pub(crate) fn next(&self) -> HypothesisId {
        HypothesisId(self.last.saturating_add(1))
    }
}
