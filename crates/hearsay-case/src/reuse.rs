//! Passages that documents share: who carries whose text, how much of it, and which way it went.
//!
//! Not lineage of claims: that a claim came along with the text is for whoever puts claims together to say.
//!
//! What one document brings is [`passages`]. Documents with [`keys`] in common are [`candidates`]; their words are laid
//! side by side as [`tiles`], without the [`boilerplate`] of their outlets; how much is shared tells the [`kind`], and what
//! the two say of each other the [`direction`]. A relation between two documents depends on these two, and on the rest of
//! the case through two counts only: who holds a key (see [`candidates`]) and which paragraphs are an outlet's
//! boilerplate.

use hearsay_text::document::DocumentId;
use hearsay_text::span::Span;

pub mod boilerplate;
pub mod candidates;
pub mod direction;
mod folding;
pub mod groups;
pub mod index;
pub mod keys;
pub mod kind;
pub mod passages;
pub mod tiles;

use crate::record::Record;
use boilerplate::Boilerplate;
use direction::Directed;
use kind::{Kind, Shares};
use passages::Passages;

/// What reuse is told by; the defaults were fitted on generated pairs and looked at on real ones (`docs/reuse.md`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Shingles that more documents hold tell nothing; of long keys that more hold, so many first ones count.
    pub holders_max: usize,
    /// Documents are put side by side if they share so many kept shingles.
    pub shared_min: usize,
    /// A paragraph that so many otherwise different documents of an outlet hold is boilerplate.
    pub boilerplate_documents_min: usize,
    /// A text of which so many percent stand in another, of all words and of its own ones, is copied.
    pub copied_percent: u32,
    /// A text of whose own words so many percent stand in another is at least rewritten.
    pub rewritten_percent: u32,
    /// Texts of which so many percent stand in each other are copied, even if none of the words is anybody's own.
    pub whole_percent: u32,
    /// Fewer own words in common are incidental, whatever their share, unless enough of them stand in one stretch.
    pub own_words_min: u32,
    /// So many own words in one stretch are enough.
    pub own_stretch_min: u32,
    /// So many own words in one stretch are no accident, however small their share.
    pub own_in_a_row_min: u32,
    /// Documents carry one text if so many percent of each stand in the other.
    pub group_percent: u32,
    /// So many words in a row in quotation marks in both are the same quotation.
    pub quoted_words_min: u32,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            holders_max: 20,
            shared_min: 2,
            boilerplate_documents_min: 3,
            copied_percent: 50,
            rewritten_percent: 15,
            whole_percent: 80,
            own_words_min: 25,
            own_stretch_min: 10,
            own_in_a_row_min: 15,
            group_percent: 34,
            quoted_words_min: 8,
        }
    }
}

/// One document as it is compared with others.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What it brings to the case; the outlet, day and credits are read from it.
    pub record: &'a Record,
    /// Its words, without its outlet's boilerplate.
    pub passages: &'a Passages,
}

/// What two documents have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reuse {
    /// The document with the lesser id.
    pub first: DocumentId,
    /// The other.
    pub second: DocumentId,
    /// What the common words amount to.
    pub kind: Kind,
    /// How much of each the common words are.
    pub shares: Shares,
    /// The common words in both, in the order of the first.
    pub passages: Vec<Shared>,
    /// Which of the two has them from the other.
    pub direction: Directed,
    /// Why it is of that kind, in words.
    pub because: String,
}

/// Words that stand in both documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shared {
    /// Where they stand in the first.
    pub first: Span,
    /// Where they stand in the second.
    pub second: Span,
    /// How many they are.
    pub n_words: u32,
    /// How many of them stand in quotation marks in both.
    pub n_quoted: u32,
}

impl Reuse {
    /// Returns where the common words stand in one of the two, in the order of the first.
    pub fn spans_in(&self, document: DocumentId) -> impl Iterator<Item = Span> {
        let is_first = document == self.first;
        self.passages.iter().map(move |shared| if is_first { shared.first } else { shared.second })
    }

    /// Returns how many of the words of some spans of one of the two stand in the other, and how many they are.
    ///
    /// `passages` is that document's. So a claim is told to be copied although the rest of its document is not.
    pub fn share_of(&self, passages: &Passages, spans: &[Span]) -> (u32, u32) {
        let mut common: Vec<Span> = self.spans_in(passages.document).collect();
        common.sort_unstable();
        let (mut n_common, mut n_words) = (0, 0);
        for words in spans.iter().map(|span| passages.words_in(*span)) {
            for word in words {
                let place = passages.span(word..word + 1);
                let idx = common.partition_point(|span| span.end <= place.start);
                n_words += 1;
                n_common += u32::from(common.get(idx).is_some_and(|span| span.start <= place.start));
            }
        }
        (n_common, n_words)
    }
}

/// Returns what two documents have in common; `None` if that is nothing or incidental.
pub fn compare(one: Side<'_>, other: Side<'_>, settings: &Settings) -> Option<Reuse> {
    let (first, second) = if one.passages.document <= other.passages.document { (one, other) } else { (other, one) };
    let tiles = tiles::tiles(first.passages.words(), second.passages.words());
    if tiles.is_empty() {
        return None;
    }
    let shares = Shares::of(first.passages, second.passages, &tiles);
    let direction = direction::direction(first, second, &tiles, settings);
    let kind = match kind::kind(&shares, settings) {
        Kind::Incidental | Kind::SameQuotation
            if direction.is_said()
                && direction::embedded(first.passages, second.passages, &tiles, settings)
                    .is_some_and(|(embedded, _)| embedded == direction.direction) =>
        {
            Kind::Quoted
        }
        Kind::Incidental => return None,
        kind => kind,
    };
    let shared = |tile: &tiles::Tile| Shared {
        first: first.passages.span(tile.first..tile.first + tile.n_words),
        second: second.passages.span(tile.second..tile.second + tile.n_words),
        n_words: tile.n_words,
        n_quoted: kind::n_quoted_in_both(first.passages, second.passages, tile),
    };
    Some(Reuse {
        first: first.passages.document,
        second: second.passages.document,
        because: shares.because(kind, settings),
        direction,
        passages: tiles.iter().map(shared).collect(),
        kind,
        shares,
    })
}

/// Returns what any two of the documents have in common beyond the incidental, by the ids of the two.
///
/// A document that comes twice counts once.
pub fn reuse(documents: &[(&Record, &Passages)], settings: &Settings) -> Vec<Reuse> {
    let boilerplate =
        Boilerplate::of(documents.iter().map(|(_, passages)| *passages), settings.boilerplate_documents_min);
    let stripped: Vec<Option<Passages>> = documents.iter().map(|(_, passages)| boilerplate.strip(passages)).collect();
    let mut sides: Vec<Side<'_>> = documents
        .iter()
        .zip(&stripped)
        .map(|((record, passages), stripped)| Side { record, passages: stripped.as_ref().unwrap_or(passages) })
        .collect();
    sides.sort_by_key(|side| candidates::rank(side.passages));
    sides.dedup_by_key(|side| side.passages.document);
    let ranked: Vec<&Passages> = sides.iter().map(|side| side.passages).collect();
    let mut found = Vec::new();
    candidates::each_candidate(&ranked, settings, |one, other| {
        found.extend(compare(sides[one], sides[other], settings));
    });
    found.sort_unstable_by_key(|reuse| (reuse.first, reuse.second));
    found
}
