//! Which of two documents has the common words from the other, where that is said or follows from their days.
//!
//! Never guessed: that neither says anything is an answer. In this order: one credits the other's outlet or author, by a
//! credit line or by an attribution; both credit the same third; one quotes what the other says without marks, and names
//! its outlet or author; they were published on different days.
//! Where one says that it has its text from another third, days tell nothing of these two.

use hearsay_text::document::{Date, DocumentId};
use hearsay_text::span::Span;

use super::passages::Passages;
use super::tiles::Tile;
use super::{Settings, Side, folding};
use crate::lineage::sources;
use crate::record::{Entity, Record, Role};

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
    /// One has in quotation marks what the other has without, and names the other's outlet or author.
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

impl Directed {
    /// Returns whether the direction is one between the two, and said by one of them.
    pub fn is_said(&self) -> bool {
        let is_between = matches!(self.direction, Direction::FromFirst | Direction::FromSecond);
        is_between && self.ground != Ground::Days
    }
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
    if let Some(found) = by_quotation(first, second, tiles, settings) {
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
            because: format!("the {namer} {how} {}, outlet or author of the {named}", self.words),
            proof: vec![(document, self.span)],
        }
    }
}

/// Returns where `record` credits the outlet or the author of `other` or names them as a source.
fn naming<'a>(record: &'a Record, other: &Record) -> Option<Naming<'a>> {
    let writers = writers(record, other);
    let is_writer = |name: &str| writers.contains(&folding::name(name));
    if let Some(credit) = record.credits.iter().find(|credit| is_writer(&credit.name)) {
        return Some(Naming { ground: Ground::Credit, words: &credit.name, span: credit.span });
    }
    for link in record.claims.iter().flat_map(|claim| &claim.chain) {
        let is_source = matches!(link.role, Role::Source | Role::Relay | Role::Cited);
        let (true, Some(span)) = (is_source, link.span) else { continue };
        let mut entities = link.entities.iter().filter_map(|id| record.entity(*id));
        // "Told the Gazette".
        let hearer = sources::hearer(record, link).and_then(|id| record.entity(id));
        if is_writer(&link.words)
            || hearer.is_some_and(|entity| is_one_of(&writers, entity))
            || entities.any(|entity| is_one_of(&writers, entity))
        {
            return Some(Naming { ground: Ground::Attribution, words: &link.words, span });
        }
    }
    None
}

/// Returns the names of the outlet and the author of `other`, as they are compared; not those that are `record`'s too.
fn writers(record: &Record, other: &Record) -> Vec<Vec<u32>> {
    let names = |record: &Record| -> Vec<Vec<u32>> {
        let names = [&record.outlet, &record.author].into_iter().flatten().map(|name| folding::name(name));
        names.filter(|name| !name.is_empty()).collect()
    };
    let own = names(record);
    names(other).into_iter().filter(|name| !own.contains(name)).collect()
}

fn is_one_of(writers: &[Vec<u32>], entity: &Entity) -> bool {
    let is_writer = |name: &String| writers.contains(&folding::name(name));
    entity.is_named && (is_writer(&entity.name) || entity.also.iter().any(is_writer))
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

/// Returns the direction if one document quotes at length what the other says without marks, and names its outlet or
/// author, wherever it does.
///
/// Of ten real pairs of which the first was so, eight had the words from one speaker, and one of the two without marks; so
/// that is not enough.
fn by_quotation(first: Side<'_>, second: Side<'_>, tiles: &[Tile], settings: &Settings) -> Option<Directed> {
    let (direction, tile) = embedded(first.passages, second.passages, tiles, settings)?;
    let (namer, (mentioner, name, span)) = match direction {
        Direction::FromSecond => ("first", mentioned(first.record, second.record)?),
        _ => ("second", mentioned(second.record, first.record)?),
    };
    let proof = vec![
        (first.record.document, first.passages.span(tile.first..tile.first + tile.n_words)),
        (second.record.document, second.passages.span(tile.second..tile.second + tile.n_words)),
        (mentioner, span),
    ];
    let because = format!("the {namer} has {} words of the other in quotation marks, and names {name}", tile.n_words);
    Some(Directed { direction, ground: Ground::Quotation, because, proof })
}

/// Returns which document quotes at length what the other has without marks, if it is one only, and the first such words.
pub(super) fn embedded(
    first: &Passages,
    second: &Passages,
    tiles: &[Tile],
    settings: &Settings,
) -> Option<(Direction, Tile)> {
    let (mut by_first, mut by_second) = (None, None);
    for tile in tiles.iter().filter(|tile| tile.n_words >= settings.quoted_words_min) {
        let (in_first, in_second) = (tile.first..tile.first + tile.n_words, tile.second..tile.second + tile.n_words);
        match (first.n_quoted(in_first), second.n_quoted(in_second)) {
            (n, 0) if n == tile.n_words => by_first = by_first.or(Some(*tile)),
            (0, n) if n == tile.n_words => by_second = by_second.or(Some(*tile)),
            _ => {}
        }
    }
    match (by_first, by_second) {
        (Some(tile), None) => Some((Direction::FromSecond, tile)),
        (None, Some(tile)) => Some((Direction::FromFirst, tile)),
        _ => None,
    }
}

/// Returns where `record` names the outlet or the author of `other`.
fn mentioned<'a>(record: &'a Record, other: &Record) -> Option<(DocumentId, &'a str, Span)> {
    let writers = writers(record, other);
    let found = record.entities.iter().filter(|entity| entity.is_named).find(|entity| is_one_of(&writers, entity))?;
    Some((record.document, &found.name, found.span))
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
