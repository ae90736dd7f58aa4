//! A card for each claim: its words, how it stands, how many origins it has, on what it disagrees with others.

use std::collections::BTreeMap;

use hearsay_case::case::Group;
use hearsay_case::lineage::ClaimRef;
use hearsay_case::same::slots::{ASSERTED, Slot};
use hearsay_case::standing::Move;

use super::{Shown, days, told};
use crate::terminal::clean;
use crate::view::amounts::counted;
use crate::view::lists::{List, Part, Row};
use crate::view::look::{Look, Style};

/// Returns the cards of groups, told by their places; `n_more` of them are left out.
pub(crate) fn cards(shown: &Shown<'_>, groups: &[usize], n_more: usize, look: &Look) -> String {
    let rows = groups.iter().map(|idx| row(shown, *idx, look)).collect();
    let mut out = String::new();
    List { heading: "Claims", rows, rest: Vec::new() }.write(look, &mut out);
    if groups.is_empty() {
        out.push_str("no claim is like that\n");
    }
    if n_more > 0 {
        out.push_str(&format!("\n{} more: --all shows them\n", counted(n_more, "claim", "claims")));
    }
    out.trim_start_matches('\n').to_owned()
}

fn row(shown: &Shown<'_>, idx: usize, look: &Look) -> Row {
    let (grouping, group) = (&shown.case.groupings()[idx], shown.case.group(idx));
    let first = grouping.found_by.first;
    let claim = shown.claim(first);
    let words = claim.map(|claim| clean(&claim.words).into_owned()).unwrap_or_default();
    let mut parts: Vec<Part> = vec![(look.signs().quoted(&words), Style::PLAIN)];
    let hedges = claim.map(|claim| claim.hedges.as_slice()).unwrap_or_default();
    if !hedges.is_empty() {
        let hedges: Vec<String> = hedges.iter().map(|hedge| look.signs().quoted(&clean(&hedge.words))).collect();
        parts.push((format!("hedged {}", hedges.join(", ")), Style::PLAIN));
    }
    parts.extend(standing(group));
    let documents = counted(grouping.n_documents(), "document", "documents");
    let origins = counted(group.origins.all.len(), "origin", "origins");
    parts.push((format!("{documents}, {origins}"), Style::BOLD));
    parts.extend(disagreements(shown, group, look));
    parts.extend(group.standing.warnings.iter().map(|warning| (clean(&warning.because).into_owned(), Style::ERROR)));
    Row { id: shown.reference(first), name: Part::default(), parts }
}

/// Returns how the group stands: each thing that was done, by whom first, and when.
fn standing(group: &Group) -> Vec<Part> {
    let mut parts = Vec::new();
    for what in group.standing.moves() {
        let events: Vec<_> = group.standing.events.iter().filter(|event| event.what == what).collect();
        let Some(first) = events.first() else { continue };
        let when = first.on.map(|on| format!(" ({})", days(Some(on)))).unwrap_or_default();
        let more = events.len() - 1;
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let style = if what == Move::Alleged { Style::SOURCE } else { Style::CUE };
        parts.push((format!("{}{when}{more}", told(first)), style));
    }
    parts
}

/// Returns on what the group disagrees with others, a part for each slot: the first that shows it, and how many more do.
fn disagreements(shown: &Shown<'_>, group: &Group, look: &Look) -> Vec<Part> {
    let mut by_slot: BTreeMap<Slot, Vec<(ClaimRef, [&str; 2])>> = BTreeMap::new();
    for (one, other, words) in shown.case.disagreements(group) {
        by_slot.entry(one.slot).or_default().push((other, words));
    }
    let told = |(slot, others): (Slot, Vec<(ClaimRef, [&str; 2])>)| {
        let (other, [own, words]) = others.first().copied()?;
        let quoted = |words: &str| look.signs().quoted(&clean(words));
        let place = shown.reference(other);
        let more = if others.len() > 1 { format!(" and {} more", others.len() - 1) } else { String::new() };
        let told = match slot {
            Slot::Whether if own == ASSERTED => format!("contradicted in {place}{more}: {}", quoted(words)),
            Slot::Whether => format!("contradicts {place}{more}"),
            slot => {
                format!("disagrees on {}: {} here, {} in {place}{more}", slot.name(), quoted(own), quoted(words))
            }
        };
        Some((told, Style::CUE))
    };
    by_slot.into_iter().filter_map(told).collect()
}
