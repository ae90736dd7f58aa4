//! Which claims say the same, in whatever words, and which are on one matter and disagree.
//!
//! Not whether any of them is so, and not who has it from whom. Computed from records and judgements each time: nothing is
//! merged in place, so a judgement that is undone leaves no trace.
//!
//! The way of a claim: [`statement`] (its telling words, polarity, slots) → [`candidates`] (with which claims it is worth
//! comparing) → [`likeness`] → [`average`] link inside the connected components of what is alike enough; [`slots`] keeps
//! apart what disagrees.

use std::borrow::Borrow;

use self::candidates::KEY_STEMS;
use self::division::{Component, Division, Wholes};
use self::likeness::Enough;
use self::slots::{SameEntity, Slot};
use self::statement::{Place, Statement};
use crate::anchor::Anchor;
use crate::judgement::{Judged, Judgement};
use crate::parallel;
use crate::record::Record;
use crate::records::Records;

pub mod statement;

pub mod background;
pub mod stems;

pub mod candidates;
pub mod frames;
pub mod likeness;
pub mod polarity;
pub mod quantities;
pub mod report;
pub mod search;
pub mod slots;
pub mod stories;

mod apart;
mod average;
mod division;
mod reasons;

/// Claims are on one matter from here on; chosen, as [`SAME`], on the pairs for tuning of `eval/gold/claims.jsonl`. Much
/// stricter than what groups FNC-1's headlines by rumour best: in a case everything is about much the same people and things,
/// so what is said beside their names counts apart.
pub const ALIKE: Enough = Enough { words: 0.40, both: 0.38, beside_names: 0.2 };

/// Claims say the same from here on, unless they fill a slot differently.
pub const SAME: Enough = Enough { words: 0.45, both: 0.46, beside_names: 0.45 };

/// Claims on one matter: what says the same stands together, and what does not says on what it disagrees.
#[derive(Clone, Debug, PartialEq)]
pub struct Matter {
    /// The groups of claims that say the same, by their first claim; each sorted and never empty.
    pub variants: Vec<Vec<Place>>,
    /// What the variants disagree on, by slot, then by variants.
    pub disagreements: Vec<Disagreement>,
}

/// Something that two variants of a matter fill differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// What.
    pub slot: Slot,
    /// Of what: the words for what is counted.
    pub of: Option<String>,
    /// Which variants, as indices.
    pub between: (usize, usize),
    /// A claim of each that shows it.
    pub claims: (Place, Place),
    /// The words of each.
    pub words: (String, String),
    /// Whether both can hold.
    pub can_both_hold: bool,
    /// Why, in words.
    pub because: String,
}

impl Matter {
    /// Returns whether all variants that it names by their place are there.
    pub(crate) fn holds(&self) -> bool {
        let is_there = |variant_idx: usize| variant_idx < self.variants.len();
        self.disagreements.iter().all(|one| is_there(one.between.0) && is_there(one.between.1))
    }
}

impl Disagreement {
    /// Returns the variant that disagrees with one, if the disagreement is one of its.
    pub fn against(&self, variant_idx: usize) -> Option<usize> {
        match self.between {
            (one, other) if one == variant_idx => Some(other),
            (one, other) if other == variant_idx => Some(one),
            _ => None,
        }
    }
}

/// Returns the matters on which the records have two claims or more, by their first claim; a claim that is in none stands
/// alone.
pub fn matters(records: &[impl Borrow<Record>], judgements: &[Judgement], same_entity: SameEntity<'_>) -> Vec<Matter> {
    matters_by(records, judgements, same_entity, None)
}

/// Returns what the claims of each variant of a matter say, in order.
pub fn statements_of(records: &Records, matter: &Matter) -> Vec<Vec<Statement>> {
    let statement = |place: &Place| statement_at(*place, records);
    matter.variants.iter().map(|claims| claims.iter().filter_map(statement).collect()).collect()
}

fn statement_at(place: Place, records: &Records) -> Option<Statement> {
    let record = &records[records.place_of(place.document)?];
    Statement::of_one(record, record.claim(place.claim)?)
}

/// Returns why a claim says the same as another, in words: "share: letter, verified; 10,000 = ten thousand"; nothing if either
/// says too little to be compared.
pub fn because(
    one: Place,
    other: Place,
    records: &Records,
    judgements: &[Judgement],
    same_entity: SameEntity<'_>,
) -> Option<String> {
    let record = |place: Place| records.place_of(place.document).map(|idx| &records[idx]);
    let mut told = vec![record(one)?, record(other)?];
    told.sort_by_key(|record| record.document);
    told.dedup_by_key(|record| record.document);
    let statements = [statement_at(one, records)?, statement_at(other, records)?];
    Some(reasons::because(&statements, &Judgements::of(&told, judgements), same_entity, &told))
}

/// Returns which of some variants a statement is most like; of equals the first. `told` is what each variant says.
pub fn nearest(own: &Statement, told: &[Vec<Statement>], variants: impl Iterator<Item = usize>) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for variant_idx in variants {
        let others = told[variant_idx].iter();
        let likeness = others.map(|other| likeness::likeness(own, other).words).fold(0.0, f32::max);
        if best.is_none_or(|(most, idx)| likeness > most || likeness >= most && variant_idx < idx) {
            best = Some((likeness, variant_idx));
        }
    }
    best.map(|(_, idx)| idx)
}

/// Gives the vector of a text, of length 1: near those of texts that say the same in other words.
pub type Embed<'a> = &'a dyn Fn(&str) -> Vec<f32>;

/// Returns the matters as [`matters`] does, by meaning as well: `embed` is asked for the words of the claims that share enough
/// with another to be worth it, once for all copies of a claim.
pub fn matters_by(
    records: &[impl Borrow<Record>],
    judgements: &[Judgement],
    same_entity: SameEntity<'_>,
    embed: Option<Embed<'_>>,
) -> Vec<Matter> {
    let mut records: Vec<&Record> = records.iter().map(Borrow::borrow).collect();
    records.sort_by_key(|record| record.document);
    records.dedup_by_key(|record| record.document);
    let judged = Judgements::of(&records, judgements);
    let mut statements: Vec<Statement> = parallel::map(&records, |record| Statement::of(record)).concat();
    statements.retain(|statement| !judged.rejected.contains(&statement.place));
    statements.sort_by_key(|statement| statement.place);
    let meaning = embed.map(|embed| |place: Place| embed(reasons::claim_words(place, &records)));
    let division = Division {
        same: SAME,
        alike: ALIKE,
        n_key_stems: KEY_STEMS,
        wholes: Wholes::of(&statements, &judged.not_same),
        judged: &judged,
        same_entity,
    };
    let components = division.components(meaning.as_ref().map(|meaning| meaning as &dyn Fn(Place) -> Vec<f32>));
    let of_component = |component: &Component| -> Vec<Matter> {
        division.divide(component).iter().filter_map(|variants| reasons::matter(variants, &division)).collect()
    };
    let mut found: Vec<Matter> = parallel::map(&components, of_component).into_iter().flatten().collect();
    found.sort_by_key(|matter| matter.variants[0][0]);
    found
}

/// What the analyst decided about claims, by their places.
#[derive(Debug, Default)]
struct Judgements {
    rejected: Vec<Place>,
    same: Vec<(Place, Place)>,
    not_same: Vec<(Place, Place)>,
}

impl Judgements {
    fn of(records: &[&Record], judgements: &[Judgement]) -> Judgements {
        let mut judged = Judgements::default();
        let place = |one: &Judged| place_of(records, one);
        for judgement in judgements {
            match judgement {
                Judgement::Reject(one) => judged.rejected.extend(place(one)),
                Judgement::Same(one, other) => judged.same.extend(place(one).zip(place(other))),
                Judgement::NotSame(one, other) => judged.not_same.extend(place(one).zip(place(other))),
                _ => {}
            }
        }
        judged
    }
}

/// Returns the claim that a judgement is on.
fn place_of(records: &[&Record], judged: &Judged) -> Option<Place> {
    let Anchor { document, span, .. } = &judged.anchor;
    let record = records.binary_search_by_key(document, |record| record.document).ok().filter(|_| judged.is_claim())?;
    Some(Place { document: *document, claim: records[record].claim_at(*span)?.id })
}
