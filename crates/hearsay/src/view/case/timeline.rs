//! The timeline on the terminal: a list by day, with what was said on the left lane and what happened on the right.

use hearsay_case::timeline::{Item, Lane};

use super::{Shown, days};
use crate::terminal::clean;
use crate::view::lists::{List, Part, Row};
use crate::view::look::{Look, Style};

/// Returns the timeline; nothing dated gives a line that says so.
pub(crate) fn drawing(shown: &Shown<'_>, items: &[Item], look: &Look) -> String {
    let mut out = String::new();
    for (lane, heading) in [(Lane::Said, "Said"), (Lane::Happened, "Said to have happened")] {
        let of_lane: Vec<&Item> = items.iter().filter(|item| item.lane == lane).collect();
        let rows = of_lane.iter().enumerate().map(|(item_idx, item)| {
            let before = item_idx.checked_sub(1).map(|before| of_lane[before].on);
            row(shown, item, before == Some(item.on), look)
        });
        List { heading, rows: rows.collect(), rest: Vec::new() }.write(look, &mut out);
    }
    if out.is_empty() {
        return "nothing in it has a date\n".to_owned();
    }
    out.trim_start_matches('\n').to_owned()
}

fn row(shown: &Shown<'_>, item: &Item, is_same_day: bool, look: &Look) -> Row {
    let claim = shown.claim(item.claim);
    let words = claim.map(|claim| clean(&claim.words).into_owned()).unwrap_or_default();
    let mut parts: Vec<Part> = Vec::new();
    if item.lane == Lane::Said {
        let who = claim.and_then(|claim| claim.deepest()).map(|link| clean(&link.words).into_owned());
        parts.push((who.unwrap_or_else(|| shown.publisher(item.claim.record)), Style::SOURCE));
        if item.is_first {
            parts.push(("first".to_owned(), Style::BOLD));
        }
    }
    parts.push((look.signs().quoted(&words), Style::PLAIN));
    parts.push((shown.reference(item.claim), Style::DIM));
    let id = if is_same_day { String::new() } else { days(Some(item.on)) };
    Row { id, name: Part::default(), parts }
}
