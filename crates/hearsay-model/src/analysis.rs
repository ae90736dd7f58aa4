//! A passage with what the lower taggers know of its words.

use std::ops::Range;

use crate::attributes::{Attributes, shape};
use crate::dependency::Arc;
use crate::speech_part::Tag;
use crate::word::Word;

/// A passage with all that is known of its words before roles are tagged.
#[derive(Debug)]
pub struct Analysis<'a> {
    /// The words.
    pub words: &'a [Word<'a>],
    /// Their forms.
    pub attributes: Vec<Attributes>,
    /// Their parts of speech.
    pub tags: Vec<Tag>,
    /// What they depend on.
    pub arcs: Vec<Arc>,
}

impl<'a> Analysis<'a> {
    /// Returns the analysis that a stretch of this one makes by itself, read as `words`, which are those of the stretch.
    ///
    /// Parts of speech and dependencies are kept; what depended on a word outside depends on nothing.
    pub fn inside(&self, range: Range<usize>, words: &'a [Word<'a>]) -> Analysis<'a> {
        let begin = range.start as u32;
        let inside = |head: &u32| range.contains(&(*head as usize));
        let arcs = self.arcs[range.clone()].iter();
        let mut attributes = self.attributes[range.clone()].to_vec();
        if let (Some(first), Some(word)) = (attributes.first_mut(), words.first()) {
            first.shape = shape(word);
        }
        Analysis {
            words,
            attributes,
            tags: self.tags[range.clone()].to_vec(),
            arcs: arcs.map(|arc| Arc { head: arc.head.filter(inside).map(|head| head - begin), ..*arc }).collect(),
        }
    }
}
