//! Who and what a document speaks of: mentions, and the entity behind each.
//!
//! Not across documents. One walk from the first mention to the last: names join by their words, descriptions by
//! their noun or by a role said of a name, pronouns by salience (Lappin and Leass, "An algorithm for pronominal
//! anaphora resolution", 1994): how near, whether subject, whether the source of an attribution.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use hearsay_text::span::Span;

use crate::material::Material;
use crate::reading::{Attribution, Entity, EntityId, EntityKind, Mark, Mention, MentionKind, Reason, SourceClass};
use crate::said::Said;

mod antecedents;
mod candidates;
mod cast;
mod descriptions;
mod roles;

pub(crate) use descriptions::singular;

use antecedents::is_anonymous;
use candidates::{Candidate, Parts, candidates};
use cast::{Cast, Seen};

/// Everything read of the entities of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entities {
    /// The mentions, in order.
    pub(crate) mentions: Vec<Mention>,
    /// The tokens of each mention.
    pub(crate) tokens: Vec<Range<usize>>,
    /// The entities.
    pub(crate) entities: Vec<Entity>,
    /// Those of them that are two persons named side by side; where the two stand, each is his own.
    pairs: BTreeSet<EntityId>,
}

/// More other names and descriptions of one entity are not told.
const ALSO_MAX: usize = 40;

/// Where the words of a mention begin and end: in order, the wider of two first.
type Place = (usize, Reverse<usize>);

/// The mentions found: of which member of the cast each is, what kind of words, and why.
type Chosen = BTreeMap<Place, (usize, MentionKind, String)>;

impl Entities {
    /// Returns the entities whose mentions stand in a stretch of tokens and in no other mention there, in order.
    pub(crate) fn in_tokens(&self, range: &Range<usize>) -> Vec<EntityId> {
        let mut found: Vec<EntityId> = Vec::new();
        let mut end = 0;
        for place in self.places(range) {
            let tokens = &self.tokens[place];
            if tokens.start < end || self.is_pair(place) {
                continue;
            }
            end = tokens.end;
            let entity = self.mentions[place].entity;
            if !found.contains(&entity) {
                found.push(entity);
            }
        }
        found
    }

    /// Whether a mention is two persons side by side.
    pub(crate) fn is_pair(&self, place: usize) -> bool {
        let mention = &self.mentions[place];
        mention.kind != MentionKind::Pronoun && self.pairs.contains(&mention.entity)
    }

    /// Returns what an entity is.
    pub(crate) fn kind(&self, entity: EntityId) -> EntityKind {
        self.entities[entity.0 as usize - 1].kind
    }

    /// Returns the entity of the mention that ends with a token, the widest such.
    pub(crate) fn headed_by(&self, head: usize) -> Option<EntityId> {
        let place = self
            .places(&(head.saturating_sub(40)..head + 1))
            .find(|&place| self.tokens[place].end == head + 1 && !self.is_pair(place))?;
        Some(self.mentions[place].entity)
    }

    /// Returns the name that ends with a token.
    pub(crate) fn name_at(&self, head: usize) -> Option<Span> {
        let near = head.saturating_sub(40)..head + 1;
        let is_name =
            |place: &usize| self.tokens[*place].end == head + 1 && self.mentions[*place].kind == MentionKind::Name;
        self.places(&near).find(is_name).map(|place| self.mentions[place].span)
    }

    fn places(&self, range: &Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.tokens.partition_point(|tokens| tokens.start < range.start);
        let range = range.clone();
        (first..self.tokens.len())
            .take_while(move |&place| self.tokens[place].start < range.end)
            .filter(move |&place| self.tokens[place].end <= range.end)
    }
}

/// Reads the entities of a document.
pub(crate) fn entities(material: &Material<'_>, said: &Said<'_>) -> Entities {
    let parts = Parts::of(material, said.attributions);
    let candidates = candidates(material, said.attributions, &parts);
    let mut cast = Cast::new(parts);
    let mut chosen = Chosen::new();
    // What "I" and "we" in a quotation stand for is known when the quotation's source is.
    let mut speakers: Vec<Range<usize>> = Vec::new();
    for (tokens, candidate) in candidates {
        let seen = Seen {
            token: tokens.end - 1,
            sentence: material.sentence_idx(tokens.start),
            is_subject: is_subject(material, tokens.end - 1),
            is_source: cast.parts.is_source[tokens.end - 1],
            is_said: cast.parts.is_said[tokens.start],
        };
        let found = match candidate {
            Candidate::Pronoun if is_first_person(material, tokens.start) => {
                speakers.push(tokens);
                continue;
            }
            Candidate::Name(name) => Some((cast.name(material, &name, seen), MentionKind::Name)),
            Candidate::Described(described) => {
                cast.description(material, &described, &tokens, seen).map(|found| (found, MentionKind::Description))
            }
            Candidate::Pair(left, right) => {
                cast.pair((left, right), seen).map(|found| (found, MentionKind::Description))
            }
            Candidate::Pronoun => cast.pronoun(material, &tokens, seen).map(|found| (found, MentionKind::Pronoun)),
        };
        if let Some(((member, because), kind)) = found {
            chosen.insert((tokens.start, Reverse(tokens.end)), (member, kind, because));
        }
    }
    for tokens in speakers {
        if let Some((member, because)) = speaker(material, said, &mut cast, &chosen, &tokens) {
            chosen.insert((tokens.start, Reverse(tokens.end)), (member, MentionKind::Pronoun, because));
        }
    }
    gather(material, &cast, chosen)
}

/// Who says "I" or "we": the source of the quotation or, outside of any, the writer.
fn speaker(
    material: &Material<'_>,
    said: &Said<'_>,
    cast: &mut Cast,
    chosen: &Chosen,
    tokens: &Range<usize>,
) -> Option<(usize, String)> {
    let holder = said.holder(material.span(tokens));
    let source = holder.and_then(|one| one.source.first()).map(|source| material.passage.tokens_in(*source));
    let member = source.and_then(|source| {
        let inside = chosen.range((source.start, Reverse(usize::MAX))..);
        inside.take_while(|((start, _), _)| *start < source.end).next().map(|(_, (member, ..))| *member)
    });
    if let Some(member) = member {
        return Some((member, "in a quotation, the first person is its source".to_owned()));
    }
    let writer = cast.writer(material, tokens)?;
    Some((writer, "outside quotations, the first person is the writer".to_owned()))
}

/// Who the source of an attribution is.
#[derive(Clone, Debug, Default)]
pub(crate) struct SourceNamed {
    entities: Vec<EntityId>,
    class: SourceClass,
    reason: Option<Reason>,
}

impl SourceNamed {
    /// Returns what the first of the entities is.
    pub(crate) fn kind(&self, entities: &Entities) -> Option<EntityKind> {
        self.entities.first().map(|first| entities.entities[first.0 as usize - 1].kind)
    }

    /// Notes it in the attribution.
    pub(crate) fn note(self, attribution: &mut Attribution) {
        attribution.sources = self.entities;
        attribution.source_class = self.class;
        attribution.reasons.extend(self.reason);
    }
}

/// Says who the source of an attribution is, and how much is said of them.
pub(crate) fn name_source(material: &Material<'_>, entities: &Entities, attribution: &Attribution) -> SourceNamed {
    let Some(head) = attribution.head else { return SourceNamed::default() };
    let head = material.passage.tokens_in(head);
    let mut found = entities.in_tokens(&head);
    // "The Times’s Ann Lee" and "a report by the ministry" have their noun at the end of the head.
    let holds = |words: &[&str]| head.clone().any(|idx| material.is_one_of(idx, words));
    if head.len() > 1 && !holds(&["and", "or", "&", ","]) {
        let is_plain = !holds(&["of", "for", "in", "at", "on", "to", "from"]);
        let last = entities.headed_by(head.end - 1).filter(|_| is_plain);
        found.truncate(1);
        found = last.map_or(found, |entity| vec![entity]);
    }
    if found.is_empty() {
        let in_span = |span: &Span| entities.in_tokens(&material.passage.tokens_in(*span));
        found = attribution.source.iter().flat_map(in_span).take(1).collect();
    }
    if let Some(named) = told_apart(material, entities, attribution, &head) {
        found = named;
    }
    let Some(&first) = found.first() else {
        return SourceNamed { class: SourceClass::RoleDescribed, ..SourceNamed::default() };
    };
    let entity = &entities.entities[first.0 as usize - 1];
    let source = material.passage.tokens_in(attribution.source[0]);
    let class = match entity.kind {
        EntityKind::Organisation | EntityKind::Place if entity.is_named => SourceClass::NamedOrganisation,
        _ if entity.is_named => SourceClass::Named,
        _ if is_anonymous(material, &source, head.end.max(1) - 1) => SourceClass::Anonymous,
        _ => SourceClass::RoleDescribed,
    };
    let mention = entities.places(&source).find(|&place| entities.mentions[place].entity == first);
    let reason = mention.map(|place| {
        let mention = &entities.mentions[place];
        let because = format!("{} ‘{}’: {}", entity.id, entity.name.of(material.passage.text), mention.because);
        Reason { mark: Mark::Entity, span: mention.span, because }
    });
    SourceNamed { entities: found, class, reason }
}

/// "Two agencies, Polis and Meridian,": those who are named behind a number of them.
fn told_apart(
    material: &Material<'_>,
    entities: &Entities,
    attribution: &Attribution,
    head: &Range<usize>,
) -> Option<Vec<EntityId>> {
    let source = material.passage.tokens_in(*attribution.source.first()?);
    let comma = source.clone().find(|&idx| material.word(idx) == ",").filter(|comma| *comma == head.end)?;
    if material.tag(head.end - 1) != "NNS" || !source.clone().any(|idx| material.word(idx) == "and") {
        return None;
    }
    let behind = comma + 1..source.end;
    let is_named = |id: &EntityId| entities.entities[id.0 as usize - 1].is_named;
    let named: Vec<EntityId> = entities.in_tokens(&behind).into_iter().filter(is_named).collect();
    (named.len() > 1).then_some(named)
}

/// Numbers the entities by their first mention.
fn gather(material: &Material<'_>, cast: &Cast, chosen: Chosen) -> Entities {
    let mut found = Entities::default();
    let mut ids: BTreeMap<usize, EntityId> = BTreeMap::new();
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    // Two side by side are somebody only where a pronoun takes them up.
    let taken_up: BTreeSet<usize> = chosen
        .values()
        .filter(|(member, kind, _)| *kind == MentionKind::Pronoun && cast.is_pair(*member))
        .map(|(member, ..)| *member)
        .collect();
    for ((start, end), (member, kind, because)) in chosen {
        let member = cast.final_member(member);
        if cast.is_pair(member) && !taken_up.contains(&member) {
            continue;
        }
        let id = *ids.entry(member).or_insert_with(|| {
            groups.push((member, Vec::new()));
            EntityId(groups.len() as u32)
        });
        groups[id.0 as usize - 1].1.push(found.mentions.len());
        let tokens = start..end.0;
        found.mentions.push(Mention { span: material.span(&tokens), kind, entity: id, because });
        found.tokens.push(tokens);
    }
    for (place, (member, mentions)) in groups.iter().enumerate() {
        let id = EntityId(place as u32 + 1);
        if cast.is_pair(*member) {
            found.pairs.insert(id);
        }
        let mentions: Vec<&Mention> = mentions.iter().map(|&place| &found.mentions[place]).collect();
        found.entities.push(entity(material, cast, *member, id, &ids, &mentions));
    }
    found
}

fn entity(
    material: &Material<'_>,
    cast: &Cast,
    member: usize,
    id: EntityId,
    ids: &BTreeMap<usize, EntityId>,
    mentions: &[&Mention],
) -> Entity {
    let draft = &cast.members[member];
    let longest = |kind: MentionKind| {
        mentions.iter().filter(|mention| mention.kind == kind).rev().max_by_key(|mention| mention.span.length_bytes())
    };
    let name = longest(MentionKind::Name);
    let is_named = name.is_some();
    let name = name.or_else(|| longest(MentionKind::Description)).unwrap_or(&mentions[0]).span;
    let mut known: Vec<String> = vec![name.of(material.passage.text).to_lowercase()];
    let mut also = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.kind != MentionKind::Pronoun) {
        let words = mention.span.of(material.passage.text).to_lowercase();
        if also.len() < ALSO_MAX && !known.contains(&words) {
            known.push(words);
            also.push(mention.span);
        }
    }
    let span = |tokens: &Option<Range<usize>>| tokens.as_ref().map(|tokens| material.span(tokens));
    let owner = draft.owner.map(|owner| cast.final_member(owner)).filter(|owner| *owner != member);
    Entity {
        id,
        kind: draft.kind,
        name,
        is_named,
        also,
        role: span(&draft.role),
        rank: span(&draft.rank),
        belongs_to: owner.and_then(|owner| ids.get(&owner).copied()),
    }
}

fn is_subject(material: &Material<'_>, head: usize) -> bool {
    let relation = |idx: usize| material.analysis.arcs.get(idx).map(|arc| (arc.relation.name(), arc.head));
    match relation(head) {
        Some(("nsubj" | "nsubjpass", _)) => true,
        // "Her opponent, Igor Halvek, could face": so is who stands beside it.
        Some(("appos", Some(noun))) => {
            relation(noun as usize).is_some_and(|(relation, _)| matches!(relation, "nsubj" | "nsubjpass"))
        }
        _ => false,
    }
}

fn is_first_person(material: &Material<'_>, idx: usize) -> bool {
    material.is_one_of(idx, &["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"])
}

/// Returns what kind of entity a name or description in the plural stands for.
pub(crate) fn group_or(kind: EntityKind, is_plural: bool) -> EntityKind {
    if is_plural && matches!(kind, EntityKind::Person | EntityKind::Unknown) { EntityKind::Group } else { kind }
}
