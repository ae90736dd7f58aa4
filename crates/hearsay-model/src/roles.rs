//! The labels that the role tagger gives to words, and which may follow which.
//!
//! Sources and contents are told apart by the side of their cue on which they stand, so that a first-order chain
//! remembers what it is waiting for, and so that spans can be linked later.

/// How many labels there are.
pub const N_LABELS: usize = 11;

/// A label: an index below [`N_LABELS`]. 0 is outside; odd labels begin a span, even ones continue it.
pub type Label = u8;

/// The kinds of spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who, standing before the cue.
    SourceBefore,
    /// Who, standing after the cue.
    SourceAfter,
    /// The reporting words.
    Cue,
    /// What, standing before the cue.
    ContentBefore,
    /// What, standing after the cue.
    ContentAfter,
}

/// All roles, in the order of their labels.
pub const ROLES: [Role; 5] =
    [Role::SourceBefore, Role::SourceAfter, Role::Cue, Role::ContentBefore, Role::ContentAfter];

impl Role {
    /// Returns the label that begins a span of this role.
    pub fn begins(self) -> Label {
        1 + 2 * self as Label
    }

    /// Returns whether the role is a source, on either side.
    pub fn is_source(self) -> bool {
        matches!(self, Role::SourceBefore | Role::SourceAfter)
    }

    /// Returns whether the role is a content, on either side.
    pub fn is_content(self) -> bool {
        matches!(self, Role::ContentBefore | Role::ContentAfter)
    }
}

/// Returns the role of a label; `None` for outside.
pub fn role_of(label: Label) -> Option<Role> {
    label.checked_sub(1).map(|rest| ROLES[usize::from(rest / 2)])
}

/// Returns whether `to` may follow `from`: a span is only continued by its own role.
pub fn may_follow(from: Label, to: Label) -> bool {
    let continues = to != 0 && to.is_multiple_of(2);
    !continues || from == to || from + 1 == to
}

/// Returns whether a passage may begin with `label`.
pub fn may_begin(label: Label) -> bool {
    label == 0 || label % 2 == 1
}

/// Makes a span that another cut in two begin anew after it.
pub fn mend(labels: &mut [Label]) {
    for idx in 0..labels.len() {
        let label = labels[idx];
        let continues = label != 0 && label.is_multiple_of(2);
        if continues && (idx == 0 || (labels[idx - 1] != label && labels[idx - 1] + 1 != label)) {
            labels[idx] = label - 1;
        }
    }
}

/// A labelled stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoleSpan {
    /// Index of its first word.
    pub begin: u32,
    /// One past its last word.
    pub end: u32,
    /// Its role.
    pub role: Role,
}

/// Collects the spans of a labelling, in order.
pub fn spans(labels: &[Label]) -> Vec<RoleSpan> {
    let mut found: Vec<RoleSpan> = Vec::new();
    for (idx, &label) in labels.iter().enumerate() {
        let Some(role) = role_of(label) else { continue };
        let idx = idx as u32;
        match found.last_mut() {
            Some(last) if label.is_multiple_of(2) && last.end == idx && last.role == role => last.end += 1,
            _ => found.push(RoleSpan { begin: idx, end: idx + 1, role }),
        }
    }
    found
}
