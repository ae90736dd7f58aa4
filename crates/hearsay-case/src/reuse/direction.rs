//! Which of two documents has the common words from the other, where that is said or follows from their days.
//!
//! Never guessed: that neither says anything is an answer. In this order: one credits the other's outlet, by a credit
//! line or by an attribution; one quotes what the other says in its own words; they were published on different days.
//! Where one says that it has its text from a third, days tell nothing of these two.

use hearsay_text::document::{Date, DocumentId};
use hearsay_text::span::Span;

use super::passages::Passages;
use super::tiles::Tile;
use super::{Settings, Side, folding};
use crate::record::{Record, Role};

/// Which way words went between two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// The second has them from the first.
    FromFirst,
    /// The first has them from the second.
    FromSecond,
    /// Both say that they have them from the same third.
    FromThird,
    /// Nothing tells.
    Unknown,
}

/// What a direction rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// A line that credits: "Source: Norrbank Press".
    Credit,
    /// An attribution in the text: "as the Norrbank Press reported".
    Attribution,
    /// One has in quotation marks what the other says itself.
    Quotation,
    /// Different days of publication.
    Days,
    /// What there is contradicts itself, or there is nothing.
    Nothing,
}

/// A direction with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directed {
    /// The direction.
    pub direction: Direction,
    /// What it rests on.
    pub ground: Ground,
    /// Why, in words.
    pub because: String,
    /// The words that prove it, each in its document.
    pub proof: Vec<(DocumentId, Span)>,
}

/// Returns which of two documents has the tiles from the other.
pub fn direction(first: Side<'_>, second: Side<'_>, tiles: &[Tile], settings: &Settings) -> Directed {
    let by_second = naming(second.record, first.record);
    let by_first = naming(first.record, second.record);
    match (by_second, by_first) {
        (Some(named), None) => return named.directed(Direction::FromFirst, "second", "first", second.record.document),
        (None, Some(named)) => return named.directed(Direction::FromSecond, "first", "second", first.record.document),
        (Some(one), Some(other)) => {
            let proof = vec![(first.record.document, other.span), (second.record.document, one.span)];
            return unknown("each names the other as its source", proof);
        }
        (None, None) => {}
    }
    if let Some(found) = common_credit(first.record, second.record) {
        return found;
    }
    if let Some(found) = embedded(first.passages, second.passages, tiles, settings) {
        return found;
    }
    if let Some(credit) = first.record.credits.first() {
        let because = format!("the first credits {}, which is not the second's outlet", credit.name);
        return unknown(&because, vec![(first.record.document, credit.span)]);
    }
    if let Some(credit) = second.record.credits.first() {
        let because = format!("the second credits {}, which is not the first's outlet", credit.name);
        return unknown(&because, vec![(second.record.document, credit.span)]);
    }
    by_days(first.record.published, second.record.published)
}

fn unknown(because: &str, proof: Vec<(DocumentId, Span)>) -> Directed {
    Directed { direction: Direction::Unknown, ground: Ground::Nothing, because: because.to_owned(), proof }
}

/// Words by which one document names another's outlet.
struct Naming<'a> {
    ground: Ground,
    words: &'a str,
    span: Span,
}

impl Naming<'_> {
    fn directed(&self, direction: Direction, namer: &str, named: &str, document: DocumentId) -> Directed {
        let how = if self.ground == Ground::Credit { "credits" } else { "names as a source" };
        Directed {
            direction,
            ground: self.ground,
            because: format!("the {namer} {how} {}, the outlet of the {named}", self.words),
            proof: vec![(document, self.span)],
        }
    }
}

/// Returns where `record` credits the outlet of `other` or names it as a source, if it is another outlet's.
fn naming<'a>(record: &'a Record, other: &Record) -> Option<Naming<'a>> {
    let outlet = folding::name(other.outlet.as_ref()?);
    let is_own = record.outlet.as_ref().is_some_and(|own| folding::name(own) == outlet);
    if outlet.is_empty() || is_own {
        return None;
    }
    let is_outlet = |name: &str| folding::name(name) == outlet;
    if let Some(credit) = record.credits.iter().find(|credit| is_outlet(&credit.name)) {
        return Some(Naming { ground: Ground::Credit, words: &credit.name, span: credit.span });
    }
    let is_meant = |entity: &crate::record::Entity| {
        entity.is_named && (is_outlet(&entity.name) || entity.also.iter().any(|name| is_outlet(name)))
    };
    for link in record.claims.iter().flat_map(|claim| &claim.chain) {
        let is_source = matches!(link.role, Role::Source | Role::Relay | Role::Cited);
        let (true, Some(span)) = (is_source, link.span) else { continue };
        let mut entities = link.entities.iter().filter_map(|id| record.entity(*id));
        if is_outlet(&link.words) || entities.any(is_meant) {
            return Some(Naming { ground: Ground::Attribution, words: &link.words, span });
        }
    }
    None
}

/// Returns the third whom both credit.
fn common_credit(first: &Record, second: &Record) -> Option<Directed> {
    for one in &first.credits {
        let name = folding::name(&one.name);
        if let Some(other) = second.credits.iter().find(|other| folding::name(&other.name) == name) {
            return Some(Directed {
                direction: Direction::FromThird,
                ground: Ground::Credit,
                because: format!("both credit {}", one.name),
                proof: vec![(first.document, one.span), (second.document, other.span)],
            });
        }
    }
    None
}

/// Returns the direction if one document quotes at length what the other says without marks, and never the reverse.
fn embedded(first: &Passages, second: &Passages, tiles: &[Tile], settings: &Settings) -> Option<Directed> {
    let (mut by_first, mut by_second) = (None, None);
    for tile in tiles.iter().filter(|tile| tile.n_words >= settings.quoted_words_min) {
        let (in_first, in_second) = (tile.first..tile.first + tile.n_words, tile.second..tile.second + tile.n_words);
        match (first.n_quoted(in_first), second.n_quoted(in_second)) {
            (n, 0) if n == tile.n_words => by_first = by_first.or(Some(*tile)),
            (0, n) if n == tile.n_words => by_second = by_second.or(Some(*tile)),
            _ => {}
        }
    }
    let (direction, tile, namer, named) = match (by_first, by_second) {
        (Some(tile), None) => (Direction::FromSecond, tile, "first", "second"),
        (None, Some(tile)) => (Direction::FromFirst, tile, "second", "first"),
        _ => return None,
    };
    let proof = vec![
        (first.document, first.span(tile.first..tile.first + tile.n_words)),
        (second.document, second.span(tile.second..tile.second + tile.n_words)),
    ];
    let because = format!("the {namer} has in quotation marks {} words that the {named} says itself", tile.n_words);
    Some(Directed { direction, ground: Ground::Quotation, because, proof })
}

fn by_days(first: Option<Date>, second: Option<Date>) -> Directed {
    let (Some(one), Some(other)) = (first, second) else {
        return unknown("neither names the other, and their days of publication are not both known", Vec::new());
    };
    if one == other {
        return unknown(&format!("neither names the other, and both were published on {one}"), Vec::new());
    }
    let (direction, earlier) =
        if one < other { (Direction::FromFirst, "first") } else { (Direction::FromSecond, "second") };
    let because = format!("the {earlier} was published earlier: {}, the other on {}", one.min(other), one.max(other));
    Directed { direction, ground: Ground::Days, because, proof: Vec::new() }
}
