//! What the analyst set right in a document, put into its record: where a claim begins and ends, who says it, and what
//! nobody had read there.
//!
//! Not what is rejected, and not which things are one: those are for the case. The record keeps the ids that it has; what is
//! marked by hand gets the next ones, in the order of the marks.

use std::cmp::Reverse;
use std::iter;

use hearsay_reading::reading::{Act, Basis, EntityId, EntityKind, Reading, SourceClass};
use hearsay_text::document::Document;
use hearsay_text::span::Span;

use super::claims::{Claims, words_of};
use super::{Artefact, Claim, ClaimId, Entity, Link, Record, Role};
use crate::judgement::{Judged, JudgedKind, Judgement};

impl Record {
    /// Returns the record with what `judgements` set right in it, one after the other: [`Judgement::Edit`],
    /// [`Judgement::Mark`] and [`Judgement::SaidBy`]. `document` and `reading` are those that it was made of.
    ///
    /// Others, those on other documents, and those whose words do not stand in the text change nothing.
    #[must_use]
    pub fn corrected<'a>(
        self,
        document: &Document,
        reading: &Reading,
        judgements: impl IntoIterator<Item = &'a Judgement>,
    ) -> Record {
        let mut correcting = Correcting { record: self, claims: Claims::of(document, reading), text: &document.text };
        for judgement in judgements {
            if judgement.judged().iter().all(|judged| judged.anchor.document == document.id) {
                correcting.correct(judgement);
            }
        }
        correcting.record
    }
}

/// Returns where words stand in a text, whole and with any white space between them: the place that begins nearest to
/// `start`, a byte; of two as near the first.
pub fn nearest(text: &str, words: &str, start: u32) -> Option<Span> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let (first, rest) = words.split_first()?;
    let ends_at = |at: usize| {
        rest.iter().try_fold(at + first.len(), |end, word| {
            let next = text[end..].trim_start();
            (next.len() < text.len() - end && next.starts_with(word)).then(|| text.len() - next.len() + word.len())
        })
    };
    let is_whole = |place: &Span| {
        let is_cut = |at: u32| {
            let sides = [text[..at as usize].chars().next_back(), text[at as usize..].chars().next()];
            sides.iter().all(|side| side.is_some_and(char::is_alphanumeric))
        };
        !is_cut(place.start) && !is_cut(place.end)
    };
    let places = text.match_indices(first).filter_map(|(at, _)| Some(Span::new(at, ends_at(at)?)));
    places.filter(is_whole).min_by_key(|place| place.start.abs_diff(start))
}

struct Correcting<'a> {
    record: Record,
    claims: Claims<'a>,
    text: &'a str,
}

impl Correcting<'_> {
    fn correct(&mut self, judgement: &Judgement) {
        match judgement {
            Judgement::Edit(one, instead) => {
                if let Some(place) = nearest(self.text, instead, one.anchor.span.start) {
                    self.edit(one, place);
                }
            }
            Judgement::Mark(one) => {
                self.mark(one);
            }
            Judgement::SaidBy(claim, who) => self.said_by(claim, who),
            _ => {}
        }
    }

    fn words(&self, span: Span) -> String {
        words_of(self.text, &[span])
    }

    /// Puts what is judged at another place.
    fn edit(&mut self, one: &Judged, place: Span) {
        let (span, words) = (one.anchor.span, self.words(place));
        match one.kind {
            JudgedKind::Attribution | JudgedKind::Claim => {
                let Some(id) = self.record.claim_at(span).map(|claim| claim.id) else { return };
                let bare = self.bare(id, place);
                let Some(claim) = self.claim_mut(id) else { return };
                let Claim { spans, words, times, numbers, entities, .. } = bare;
                // What weakens words that are none of it any more weakens nothing.
                let lies_in = |parts: &[Span], own: &Span| parts.iter().any(|part| part.contains(*own));
                let before = &claim.spans;
                claim
                    .hedges
                    .retain(|hedge| hedge.spans.iter().all(|own| !lies_in(before, own) || lies_in(&spans, own)));
                (claim.spans, claim.words, claim.times, claim.numbers, claim.entities) =
                    (spans, words, times, numbers, entities);
            }
            JudgedKind::Mention => {
                let Some(id) = self.record.entity_at(span) else { return };
                let Some(entity) = self.entity_mut(id) else { return };
                // The name is shown; a mention that is none stays what it is called besides.
                if entity.span.overlaps(span) {
                    (entity.span, entity.name) = (place, words);
                }
                entity.mentions.retain(|mention| !mention.overlaps(span));
                self.mention(id, place);
            }
            JudgedKind::Artefact => {
                let Some(id) = self.record.artefact_at(span) else { return };
                let Some(artefact) = self.record.artefacts.get_mut(id.0 as usize - 1) else { return };
                let mention = artefact.mentions.iter_mut().find(|(mention, _)| mention.overlaps(span));
                mention.into_iter().for_each(|mention| *mention = (place, words.clone()));
            }
            // By whom it is and about what is not in its words.
            JudgedKind::Verdict => {}
        }
    }

    /// Adds what nobody had read, unless just these words are read so already.
    fn mark(&mut self, one: &Judged) {
        let span = one.anchor.span;
        if span.range().is_empty() || self.text.get(span.range()).is_none() {
            return;
        }
        match one.kind {
            JudgedKind::Attribution | JudgedKind::Claim => {
                if !self.record.claims.iter().any(|claim| claim.spans == [span]) {
                    self.add_claim(span);
                }
            }
            JudgedKind::Mention => {
                self.entity_of(span);
            }
            JudgedKind::Artefact => {
                let is_there = self.record.artefacts.iter().flat_map(|one| &one.mentions).any(|(own, _)| *own == span);
                if !is_there {
                    let words = self.words(span);
                    let kind = words.split_whitespace().next_back().unwrap_or_default().to_lowercase();
                    let mentions = vec![(span, words)];
                    self.record.artefacts.push(Artefact { kind, mentions, custody: Vec::new(), hedges: Vec::new() });
                }
            }
            JudgedKind::Verdict => {}
        }
    }

    /// Adds a claim: on the word of whoever says the words around it, or else of the writer.
    fn add_claim(&mut self, span: Span) {
        let last = self.record.claims.last().map_or(0, |claim| match claim.id {
            ClaimId::OwnVoice(number) => number,
            ClaimId::Attributed(_) => 0,
        });
        let bare = self.bare(ClaimId::OwnVoice(last + 1), span);
        let holds = |claim: &&Claim| claim.spans.iter().any(|own| own.contains(span));
        let holders = self.record.claims.iter().filter(holds);
        let length = |claim: &&Claim| claim.spans.iter().map(|own| own.length_bytes()).sum::<usize>();
        let claim = match holders.min_by_key(length) {
            Some(holder) => Claim {
                act: holder.act,
                stance: holder.stance,
                hedges: holder.hedges.clone(),
                within: Some(holder.id),
                chain: holder.chain.clone(),
                said_on: holder.said_on.clone(),
                ..bare
            },
            None => bare,
        };
        self.record.claims.push(claim);
    }

    /// Puts somebody into the place of whoever is read as the claim's own source, in what is said inside it too.
    fn said_by(&mut self, claim: &Judged, who: &Judged) {
        let Some(id) = self.record.claim_at(claim.anchor.span).map(|claim| claim.id) else { return };
        let Some(entity_id) = self.entity_of(who.anchor.span) else { return };
        let Some(claim) = self.record.claim(id) else { return };
        let own = match id {
            ClaimId::Attributed(attribution) => Some(attribution),
            ClaimId::OwnVoice(_) => None,
        };
        let before = claim.chain.clone();
        // Relays and whom it cites stay.
        let is_own = |link: &Link| link.role == Role::Source && link.attribution == own;
        let read = before.iter().find(|link| is_own(link));
        let link = Link {
            role: Role::Source,
            words: self.words(who.anchor.span),
            span: Some(who.anchor.span),
            entities: vec![entity_id],
            class: self.class_of(entity_id),
            basis: read.map_or(Basis::Unstated, |read| read.basis),
            attribution: own,
            cue: read.map(|read| read.cue.clone()).unwrap_or_default(),
            cue_words: read.map(|read| read.cue_words.clone()).unwrap_or_default(),
        };
        let place = before.iter().position(is_own);
        let mut after: Vec<Link> = before.iter().filter(|link| !is_own(link)).cloned().collect();
        after.insert(place.unwrap_or(after.len()), link);
        let around = |claim: &Claim| claim.within.and_then(|within| self.record.claim(within)).map(|holder| holder.id);
        let is_inside = |claim: &&Claim| {
            let holders = iter::successors(Some(claim.id), |id| self.record.claim(*id).and_then(around));
            holders.take(self.record.claims.len()).any(|holder| holder == id)
        };
        let inside: Vec<ClaimId> = self.record.claims.iter().filter(is_inside).map(|claim| claim.id).collect();
        for claim in self.record.claims.iter_mut().filter(|claim| inside.contains(&claim.id)) {
            // What is said inside it begins with its chain.
            if let Some(further) = claim.chain.strip_prefix(before.as_slice()) {
                claim.chain = after.iter().chain(further).cloned().collect();
            }
            if claim.id == id {
                claim.act = claim.act.or(Some(Act::Speech));
            }
        }
    }

    /// Returns the entity that words begin with, which is added if none is read there.
    fn entity_of(&mut self, span: Span) -> Option<EntityId> {
        self.text.get(span.range()).filter(|words| !words.trim().is_empty())?;
        // "Mira Lund, the harbour master of Sundhavn" names her, not the town.
        let begins = |own: &Span| own.start == span.start && span.contains(*own);
        let length = |entity: &Entity| {
            let own = entity.mentions.iter().chain([&entity.span]).filter(|own| begins(own));
            own.map(|own| own.length_bytes()).max()
        };
        let read = (1..).zip(&self.record.entities).filter_map(|(number, one)| Some((length(one)?, Reverse(number))));
        if let Some((_, Reverse(number))) = read.max() {
            return Some(EntityId(number));
        }
        let name = self.words(span);
        let is_named = name.chars().next().is_some_and(char::is_uppercase);
        self.record.entities.push(Entity {
            kind: EntityKind::Unknown,
            name,
            span,
            is_named,
            also: Vec::new(),
            described: Vec::new(),
            role: None,
            rank: None,
            belongs_to: None,
            mentions: Vec::new(),
        });
        let id = EntityId(self.record.entities.len() as u32);
        self.mention(id, span);
        Some(id)
    }

    /// Notes that words name an entity, in the claims that have them too.
    fn mention(&mut self, id: EntityId, span: Span) {
        if let Some(entity) = self.entity_mut(id) {
            entity.mentions.push(span);
            entity.mentions.sort_unstable();
            entity.mentions.dedup();
        }
        for claim in &mut self.record.claims {
            if claim.spans.iter().any(|own| own.contains(span)) && !claim.entities.contains(&id) {
                claim.entities.push(id);
            }
        }
    }

    /// Returns a claim of which no more is known than its words, with what was marked by hand among them.
    fn bare(&self, id: ClaimId, span: Span) -> Claim {
        let mut claim = self.claims.bare(id, vec![span]);
        for (number, entity) in (1..).zip(&self.record.entities) {
            let is_in = entity.mentions.iter().any(|mention| span.contains(*mention));
            if is_in && !claim.entities.contains(&EntityId(number)) {
                claim.entities.push(EntityId(number));
            }
        }
        claim
    }

    fn class_of(&self, id: EntityId) -> SourceClass {
        match self.record.entity(id) {
            Some(Entity { is_named: true, kind: EntityKind::Organisation, .. }) => SourceClass::NamedOrganisation,
            Some(Entity { is_named: true, .. }) => SourceClass::Named,
            _ => SourceClass::RoleDescribed,
        }
    }

    fn claim_mut(&mut self, id: ClaimId) -> Option<&mut Claim> {
        self.record.claims.iter_mut().find(|claim| claim.id == id)
    }

    fn entity_mut(&mut self, id: EntityId) -> Option<&mut Entity> {
        self.record.entities.get_mut((id.0 as usize).checked_sub(1)?)
    }
}
