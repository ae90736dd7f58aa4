//! What is told of each chosen claim: its reports, origins, steps, standing, variants, and what misleads.

use std::collections::BTreeMap;

use hearsay_case::case::Group;
use hearsay_case::lineage::{ClaimRef, Node};
use hearsay_case::record::{Claim, Link, Record};
use hearsay_case::standing::{Event, Move, Warning, WarningKind};
use hearsay_text::document::Date;

use super::Gathering;
use crate::dossier::pen::Words;
use crate::dossier::{
    Quote, ToldBetween, ToldClaim, ToldDisagreement, ToldEvent, ToldHedge, ToldLink, ToldOrigin, ToldReport, ToldStep,
    ToldVariant, ToldWarning,
};
use crate::failure::Failure;
use crate::view::case::n_documents;
use crate::weighing::says;
use crate::wire::case::{evidence_name, warning_name};

impl Gathering<'_> {
    /// Returns what is told of the chosen claims, in their order.
    pub(super) fn claims(&self) -> Result<Vec<ToldClaim>, Failure> {
        let told =
            |(place, (_, of)): (usize, &(usize, ClaimRef))| Ok(self.claim(place + 1, *of, self.work.group(*of)?));
        self.chosen.groups.iter().enumerate().map(told).collect()
    }

    fn claim(&self, number: usize, of: ClaimRef, group: &Group) -> ToldClaim {
        let case = &self.work.case;
        let mut claims = vec![of];
        claims.extend(group.claims.iter().filter(|other| **other != of));
        let step = |step: &hearsay_case::lineage::Step| ToldStep {
            from: self.node(step.from),
            to: self.node(step.to),
            evidence: evidence_name(step.evidence.kind),
            quote: self.quote(step.evidence.record, &step.evidence.spans),
            because: self.pen.words(&step.evidence.because),
        };
        ToldClaim {
            number,
            id: self.pen.words(&self.shown.reference(of)),
            words: self.words_of(of),
            by: says(case, of).filter(|by| !is_first_person(by)).map(|by| self.pen.words(&by)),
            published_by: self.pen.words(&self.shown.publisher(of.record)),
            n_documents: n_documents(group),
            n_origins: group.origins.all.len(),
            standing: group.standing.moves().into_iter().map(Move::name).collect(),
            reports: claims.iter().filter_map(|claim| self.report(*claim, of, group)).collect(),
            origins: self.origins(group),
            between: between(group),
            steps: once(group.lineage.steps.iter().map(step).collect()),
            events: group.standing.events.iter().map(|event| self.event(event)).collect(),
            variants: self.variants(group),
            warnings: group.standing.warnings.iter().map(|warning| self.warning(warning, group)).collect(),
            judgements: self.judgements_on(&group.claims),
        }
    }

    fn node(&self, node: Node) -> Words {
        self.pen.words(&self.shown.node(node))
    }

    fn report(&self, claim_ref: ClaimRef, of: ClaimRef, group: &Group) -> Option<ToldReport> {
        let claim: &Claim = self.shown.claim(claim_ref)?;
        let record = self.shown.record(claim_ref.record);
        let hedge = |hedge: &hearsay_case::record::Hedge| ToldHedge {
            words: self.pen.words(&hedge.words),
            about: hedge.about.name(),
            strength: hedge.strength.name(),
            meaning: hedge.strength.meaning(),
        };
        let is_other = claim_ref != of;
        let why = self.work.case.why_same(of, claim_ref).filter(|_| is_other);
        Some(ToldReport {
            id: self.pen.words(&self.shown.reference(claim_ref)),
            quote: self.quote(claim_ref.record, &claim.spans),
            chain: claim.chain.iter().map(|link| self.link(record, link)).collect(),
            act: claim.act.map(|act| act.name()),
            stance: claim.stance.name(),
            quotation: claim.quotation.name(),
            hedges: claim.hedges.iter().map(hedge).collect(),
            said_on: claim.said_on.clone(),
            confidence: claim.confidence.name(),
            origin: is_other.then(|| group.origins.between(of, claim_ref).name()),
            why_same: why.map(|why| self.pen.words(&why)),
        })
    }

    fn link(&self, record: &Record, link: &Link) -> ToldLink {
        let entities = self.work.case.entities();
        let entity = link.entities.iter().find_map(|id| entities.of(record.document, *id));
        let name = entity.map_or_else(|| record.called(link).join(", "), |idx| entities.all[idx].name.clone());
        ToldLink {
            role: link.role.name(),
            name: self.pen.words(&name),
            class: link.class.name(),
            basis: link.basis.name(),
            cue: self.pen.words(&link.cue_words),
        }
    }

    fn origins(&self, group: &Group) -> Vec<ToldOrigin> {
        let references =
            |claims: &[ClaimRef]| claims.iter().map(|claim| self.pen.words(&self.shown.reference(*claim))).collect();
        let origin = |(origin, recipe): (&hearsay_case::origins::Origin, &String)| ToldOrigin {
            names: self.pen.all(&origin.names),
            kind: origin.kind.meaning(),
            own_access: origin.access.map(|basis| basis.name()),
            claims: references(&origin.claims),
            recipe: self.pen.words(recipe),
        };
        group.origins.all.iter().zip(&group.origins.recipe).map(origin).collect()
    }

    fn event(&self, event: &Event) -> ToldEvent {
        let day = |place: fn(&(Date, Date)) -> Date| event.on.as_ref().map(|on| place(on).to_string());
        let relay = |record: &usize| self.pen.words(self.shown.document(*record));
        ToldEvent {
            what: event.what.name(),
            by: self.pen.all(&event.by),
            first_day: day(|on| on.0),
            last_day: day(|on| on.1),
            quote: self.quote(event.record, &event.spans),
            on_the_word_of: self.pen.all(&event.on_whose_word),
            from_another_origin: event.raises,
            notes: self.pen.all(&event.notes),
            passed_on_by: event.relayed_in.iter().map(relay).collect(),
        }
    }

    /// Returns the other groups on the matter of a group, in the order of the matter's variants.
    fn variants(&self, group: &Group) -> Vec<ToldVariant> {
        let case = &self.work.case;
        let Some((matter, own)) = group.variant else { return Vec::new() };
        let mut on: BTreeMap<usize, Vec<ToldDisagreement>> = BTreeMap::new();
        for (disagreement, with, words) in case.disagreements(group) {
            let Some(other) = case.grouping_of(with) else { continue };
            on.entry(other).or_default().push(ToldDisagreement {
                on: disagreement.slot.name(),
                words: words.map(|words| self.pen.words(words)),
                can_both_hold: disagreement.can_both_hold,
            });
        }
        let others = self.by_matter.get(&matter).into_iter().flatten().filter(|(variant, _)| *variant != own);
        let variant = |(_, idx): &(usize, usize)| {
            let first = case.groupings()[*idx].found_by.first;
            ToldVariant {
                id: self.pen.words(&self.shown.reference(first)),
                words: self.words_of(first),
                number: self.number_of(*idx),
                disagreements: on.remove(idx).unwrap_or_default(),
            }
        };
        others.map(variant).collect()
    }

    /// Returns what misleads, with the words that prove it: the claims concerned, what ties them in a circle, and the word
    /// that was taken back.
    fn warning(&self, warning: &Warning, group: &Group) -> ToldWarning {
        let of_claim = |claim: &ClaimRef| {
            let spans = self.shown.claim(*claim).map(|claim| claim.spans.as_slice()).unwrap_or_default();
            self.quote(claim.record, spans)
        };
        let mut quotes: Vec<Quote> = warning.claims.iter().map(of_claim).collect();
        if warning.kind != WarningKind::RestsOnWithdrawn {
            let is_within = |node: Node| {
                warning
                    .claims
                    .iter()
                    .any(|claim| group.lineage.class_of(node) == group.lineage.class_of(Node::Claim(*claim)))
            };
            let within = group.lineage.steps.iter().filter(|step| is_within(step.from));
            quotes.extend(within.map(|step| self.quote(step.evidence.record, &step.evidence.spans)));
        }
        let proves = |event: &&Event| match warning.kind {
            WarningKind::RestsOnWithdrawn => matches!(event.what, Move::Withdrawn | Move::Corrected),
            WarningKind::CircularConfirmation => event.what == Move::Confirmed,
            WarningKind::Loop => false,
        };
        quotes.extend(group.standing.events.iter().filter(proves).map(|event| self.quote(event.record, &event.spans)));
        let mut seen: Vec<(Words, String, Words)> = Vec::new();
        quotes.retain(|quote| {
            let key = (quote.document.clone(), quote.place.clone(), quote.words.clone());
            let is_new = !quote.words.is_empty() && !seen.contains(&key);
            seen.push(key);
            is_new
        });
        ToldWarning { kind: warning_name(warning.kind), because: self.pen.words(&warning.because), quotes }
    }
}

/// Returns whether words stand for the writer.
fn is_first_person(words: &str) -> bool {
    ["i", "me", "my", "our", "us", "we"].contains(&words.to_lowercase().as_str())
}

/// Returns each step once: of several claims of two documents that share their words, one tells of the copy.
fn once(mut steps: Vec<ToldStep>) -> Vec<ToldStep> {
    let mut seen: Vec<(Words, Words, &'static str, Words, String)> = Vec::new();
    steps.retain(|step| {
        let words = if step.evidence == "copy" { step.because.clone() } else { step.quote.words.clone() };
        let place = if step.evidence == "copy" { String::new() } else { step.quote.place.clone() };
        let key = (step.from.clone(), step.to.clone(), step.evidence, words, place);
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new
    });
    steps
}

fn between(group: &Group) -> Vec<ToldBetween> {
    let n_origins = group.origins.all.len();
    let pairs = (0..n_origins).flat_map(|one| (one + 1..n_origins).map(move |other| [one, other]));
    let told = |[one, other]: [usize; 2]| ToldBetween {
        origins: [one + 1, other + 1],
        answer: group.origins.between_origins(one, other).name(),
    };
    pairs.map(told).collect()
}
