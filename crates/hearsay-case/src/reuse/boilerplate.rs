//! Which paragraphs an outlet puts under whatever it publishes: disclaimers, invitations, who owns it.
//!
//! Not furniture, which is told from one document alone. A paragraph is boilerplate if it stands in several documents of
//! one outlet that are otherwise different. Several versions of one article share their paragraphs too and are not
//! different: of each document the longest paragraph beside the one in question is looked at, and so many of those
//! must differ.

use std::collections::BTreeSet;

use super::folding::hash_of;
use super::passages::Passages;

/// Shorter paragraphs bring no tile and are not kept.
const PARAGRAPH_WORDS_MIN: u32 = 3;

/// A paragraph of an outlet, by the hash of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Paragraph(pub u64);

/// Returns each paragraph of a document, with the hash of the longest paragraph beside it; none without an outlet.
pub fn paragraphs(passages: &Passages) -> Vec<(Paragraph, u64)> {
    let Some(outlet) = passages.outlet else { return Vec::new() };
    let mut longest: Vec<(u32, u64)> =
        passages.blocks().map(|block| (block.end - block.start, passages.block_hash(block))).collect();
    longest.sort_unstable_by(|one, other| other.cmp(one));
    longest.dedup();
    let is_kept = |(n_words, _): &&(u32, u64)| *n_words >= PARAGRAPH_WORDS_MIN;
    let beside = |hash: u64| longest.iter().map(|(_, other)| *other).find(|other| *other != hash).unwrap_or(0);
    longest.iter().filter(is_kept).map(|&(_, hash)| (paragraph(outlet, hash), beside(hash))).collect()
}

/// Returns the name of a paragraph of an outlet.
fn paragraph(outlet: u64, block_hash: u64) -> Paragraph {
    let halves = |bits: u64| [(bits >> 32) as u32, bits as u32];
    let ([a, b], [c, d]) = (halves(outlet), halves(block_hash));
    Paragraph(hash_of(&[a, b, c, d]))
}

/// The paragraphs that are boilerplate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Boilerplate {
    paragraphs: BTreeSet<Paragraph>,
}

impl Boilerplate {
    /// Returns the paragraphs that stand in `n_documents_min` or more documents of one outlet that are otherwise
    /// different.
    pub fn of<'a>(documents: impl IntoIterator<Item = &'a Passages>, n_documents_min: usize) -> Boilerplate {
        let mut seen: Vec<(Paragraph, u64)> = documents.into_iter().flat_map(paragraphs).collect();
        seen.sort_unstable();
        seen.dedup();
        let groups = seen.chunk_by(|one, other| one.0 == other.0);
        let is_common = |group: &&[(Paragraph, u64)]| group.len() >= n_documents_min;
        Boilerplate { paragraphs: groups.filter(is_common).map(|group| group[0].0).collect() }
    }

    /// Returns a document without its boilerplate; `None` if it has none.
    pub fn strip(&self, passages: &Passages) -> Option<Passages> {
        strip(passages, |paragraph| self.paragraphs.contains(&paragraph))
    }
}

/// Returns a document without the paragraphs that are boilerplate; `None` if it has none.
pub(super) fn strip(passages: &Passages, is_boilerplate: impl Fn(Paragraph) -> bool) -> Option<Passages> {
    let outlet = passages.outlet?;
    let is_left_out = |hash: u64| is_boilerplate(paragraph(outlet, hash));
    let has_some = passages.blocks().any(|block| is_left_out(passages.block_hash(block)));
    has_some.then(|| passages.without(is_left_out))
}
