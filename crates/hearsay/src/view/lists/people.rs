//! Who they are: the entities of a document, with their names, ranks and roles, whose they are, and where they speak.
//!
//! Artefacts stand in the margin and are not told again.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_reading::reading::{Act, Entity, EntityId, EntityKind, Reading, SourceClass};
use hearsay_text::document::Document;
use hearsay_text::span::Span;

use crate::terminal::clean;
use crate::view::lists::{List, Part, Row};
use crate::view::look::Style;
use crate::wire;

/// Returns the list of those who speak, judge or have a name; the others are told in passing.
pub(crate) fn people(document: &Document, reading: &Reading) -> List {
    let mut list = List { heading: "Who they are", ..List::default() };
    let known = Known::of(reading);
    let shown = |span: Span| clean(&wire::words(span.of(&document.text))).into_owned();
    let mut told: Vec<&Entity> = reading.entities.iter().filter(|entity| known.is_told(entity)).collect();
    told.sort_by_key(|entity| {
        let says = known.says.get(&entity.id).map_or(0, |says| says.values().map(Vec::len).sum::<usize>());
        let mentions = known.n_mentions.get(&entity.id).copied().unwrap_or(0);
        (std::cmp::Reverse(says), std::cmp::Reverse(mentions), entity.id)
    });
    for entity in told {
        let owner = entity.belongs_to.and_then(|owner| reading.entities.get(owner.0 as usize - 1));
        list.rows.push(Row {
            id: entity.id.to_string(),
            name: (shown(entity.name), if entity.is_named { Style::BOLD } else { Style::PLAIN }),
            parts: parts(&document.text, entity, owner.map(|owner| shown(owner.name)), &known, &shown),
        });
    }
    let in_passing: Vec<&Entity> = reading.entities.iter().filter(|entity| known.is_in_passing(entity)).collect();
    let is_place = |entity: &Entity| entity.kind == EntityKind::Place && entity.is_named;
    let (mut places, mut others, mut n_once) = (Vec::new(), Vec::new(), 0);
    for entity in in_passing {
        let part = (format!("{} {}", entity.id, shown(entity.name)), Style::DIM);
        match () {
            () if is_place(entity) => places.push(part),
            () if entity.is_named || known.n_mentions.get(&entity.id).is_some_and(|&n_mentions| n_mentions > 1) => {
                others.push(part);
            }
            () => n_once += 1,
        }
    }
    if n_once > 0 {
        others.push((format!("{n_once} without a name and mentioned once"), Style::DIM));
    }
    list.rest.extend([("places:", places), ("also:", others)].into_iter().filter(|(_, parts)| !parts.is_empty()));
    list
}

fn parts(
    text: &str,
    entity: &Entity,
    owner: Option<String>,
    known: &Known,
    shown: &dyn Fn(Span) -> String,
) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let titles = titles(text, entity);
    if !titles.is_empty() {
        parts.push((titles, Style::PLAIN));
    } else if entity.kind != EntityKind::Unknown {
        parts.push((entity.kind.name().to_owned(), Style::DIM));
    }
    parts.extend(owner.map(|owner| (format!("of {owner}"), Style::PLAIN)));
    if known.anonymous.contains(&entity.id) {
        parts.push(("anonymous".to_owned(), Style::PLAIN));
    }
    if !entity.also.is_empty() {
        let also: Vec<String> = entity.also.iter().map(|&span| shown(span)).collect();
        parts.push((format!("also {}", also.join(", ")), Style::PLAIN));
    }
    match known.n_mentions.get(&entity.id) {
        None | Some(1) => {}
        Some(n_mentions) => parts.push((format!("{n_mentions} mentions"), Style::DIM)),
    }
    for (act, ids) in known.says.get(&entity.id).into_iter().flatten() {
        parts.push((format!("{} {}", act.name(), ids_told(ids)), Style::CUE));
    }
    parts.extend(known.judges.get(&entity.id).map(|ids| (format!("verdict {}", ids_told(ids)), Style::CUE)));
    parts
}

/// Returns rank and role in the order of the text: "retired general", "Colonel, head of the signals school".
fn titles(text: &str, entity: &Entity) -> String {
    let mut spans: Vec<Span> = entity.rank.into_iter().chain(entity.role).collect();
    spans.sort();
    if let [first, second] = spans[..]
        && text.get(first.end as usize..second.start as usize).is_some_and(|between| between.trim().is_empty())
    {
        spans = vec![first.cover(second)];
    }
    let told: Vec<String> = spans.iter().map(|span| wire::words(span.of(text))).collect();
    clean(&told.join(", ")).into_owned()
}

/// Returns "a1, a2, a3 and 12 more".
fn ids_told(ids: &[String]) -> String {
    // More of them are counted: the text has them all.
    const IDS_SHOWN: usize = 8;
    if ids.len() <= IDS_SHOWN + 1 {
        return ids.join(", ");
    }
    format!("{} and {} more", ids[..IDS_SHOWN].join(", "), ids.len() - IDS_SHOWN)
}

/// What the rest of a reading tells of its entities.
#[derive(Default)]
struct Known {
    n_mentions: BTreeMap<EntityId, usize>,
    /// The attributions of each, kind by kind: nobody said an attitude in so many words.
    says: BTreeMap<EntityId, BTreeMap<Act, Vec<String>>>,
    judges: BTreeMap<EntityId, Vec<String>>,
    anonymous: BTreeSet<EntityId>,
    has_a_hand: BTreeSet<EntityId>,
    /// Those that an artefact of the margin stands for.
    artefacts: BTreeSet<EntityId>,
}

impl Known {
    fn of(reading: &Reading) -> Known {
        let mut known = Known::default();
        for mention in &reading.mentions {
            *known.n_mentions.entry(mention.entity).or_default() += 1;
        }
        for attribution in &reading.attributions {
            for &entity in &attribution.sources {
                let says = known.says.entry(entity).or_default();
                says.entry(attribution.act).or_default().push(attribution.id.to_string());
                if attribution.source_class == SourceClass::Anonymous {
                    known.anonymous.insert(entity);
                }
            }
        }
        for verdict in &reading.verdicts {
            verdict
                .entities
                .iter()
                .for_each(|&entity| known.judges.entry(entity).or_default().push(verdict.id.to_string()));
        }
        let custody = reading.artefacts.iter().flat_map(|artefact| &artefact.custody);
        known.has_a_hand.extend(custody.filter_map(|one| one.entity));
        let in_margin: BTreeSet<Span> = reading.artefacts.iter().flat_map(|it| it.mentions.clone()).collect();
        let stands = reading.mentions.iter().filter(|mention| in_margin.contains(&mention.span));
        known.artefacts.extend(stands.map(|mention| mention.entity));
        known
    }

    fn is_told(&self, entity: &Entity) -> bool {
        let is_artefact = entity.kind == EntityKind::Artefact;
        let acts = self.says.contains_key(&entity.id) || self.judges.contains_key(&entity.id);
        let is_somebody = entity.is_named && matches!(entity.kind, EntityKind::Person | EntityKind::Organisation);
        acts || (!is_artefact
            && (is_somebody || self.has_a_hand.contains(&entity.id) || entity.role.is_some() || entity.rank.is_some()))
    }

    fn is_in_passing(&self, entity: &Entity) -> bool {
        !self.is_told(entity) && !self.artefacts.contains(&entity.id)
    }
}
