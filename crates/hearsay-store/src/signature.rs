//! Who did something to a case, and when: UTC, to the second.
//!
//! Not a clock: whoever acts on a case says what time it is.

use hearsay_text::moment::Moment;

/// Who does something to a case, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The name: one line.
    pub author: String,
    /// When.
    pub at: Moment,
}
