//! Which entries of a timeline are asked for.

use hearsay_case::timeline::Item;
use hearsay_text::document::Date;

/// Which entries are asked for; all of it holds at once.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ItemFilter {
    /// It is of that group of claims.
    pub(crate) group: Option<usize>,
    /// It can be of that day or later.
    pub(crate) since: Option<Date>,
    /// It can be of that day or before.
    pub(crate) until: Option<Date>,
}

impl ItemFilter {
    /// Returns whether an entry is asked for.
    pub(crate) fn holds(&self, item: &Item) -> bool {
        self.group.is_none_or(|group| item.group == group)
            && self.since.is_none_or(|day| item.on.1 >= day)
            && self.until.is_none_or(|day| item.on.0 <= day)
    }
}
