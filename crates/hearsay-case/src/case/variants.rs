//! Which claims stand in which variant of a matter, denials with what they deny.
//!
//! Not what the variants are, which is for [`same`](crate::same) to say.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use hearsay_reading::reading::Stance;

use crate::lineage::ClaimRef;
use crate::records::Records;
use crate::same::slots::Slot;
use crate::same::{Matter, nearest, statements_of};

/// Returns the claims of each variant of a matter.
///
/// Whoever denies that something is so speaks of the same claim: its content goes to the variant that it denies, and how
/// its source stands to it is for [`standing`](crate::standing) to tell.
pub(super) fn claims_by_variant(records: &Records, matter: &Matter) -> Vec<Vec<ClaimRef>> {
    let mut variants: Vec<Vec<ClaimRef>> = vec![Vec::new(); matter.variants.len()];
    let told = LazyCell::new(|| statements_of(records, matter));
    for (variant_idx, claims) in matter.variants.iter().enumerate() {
        for place in claims {
            let Some(record) = records.place_of(place.document) else { continue };
            let denies = records[record].claim(place.claim).is_some_and(|claim| claim.stance == Stance::Denies);
            let denied = denies.then(|| {
                let own = told[variant_idx].iter().find(|one| one.place == *place)?;
                nearest(own, &told, opposed(matter, variant_idx))
            });
            let of = ClaimRef { record, claim: place.claim };
            variants[denied.flatten().unwrap_or(variant_idx)].push(of);
        }
    }
    variants.iter_mut().for_each(|claims| claims.sort_unstable());
    variants
}

/// Returns the variants that say the opposite of one.
fn opposed(matter: &Matter, variant_idx: usize) -> impl Iterator<Item = usize> {
    let whether = matter.disagreements.iter().filter(|one| one.slot == Slot::Whether);
    whether.filter_map(move |one| one.against(variant_idx))
}

/// Returns the variants that disagree with one, on whatever, in order.
pub(super) fn against(matter: &Matter, variant_idx: usize) -> impl Iterator<Item = usize> {
    let found: BTreeSet<usize> = matter.disagreements.iter().filter_map(|one| one.against(variant_idx)).collect();
    found.into_iter()
}
