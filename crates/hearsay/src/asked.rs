//! What can be asked of a case: which claims, whom, what when, which words. The command line and the page ask the same.
//!
//! Not how the answer looks: the commands draw it, and [`wire`](crate::wire) has its shapes in JSON.

pub(crate) mod claims;
pub(crate) mod hypotheses;
pub(crate) mod judging;
pub(crate) mod search;
pub(crate) mod things;
pub(crate) mod when;
