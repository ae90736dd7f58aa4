//! The claims of one document, from its attributions and from what its writer says in the own voice.
//!
//! Not a judgement of which claims matter: every one is there.

use hearsay_reading::confidence::Confidence;
use hearsay_reading::numbers::Number;
use hearsay_reading::reading::{
    self, Attribution, Basis, EntityId, HedgeKind, HedgedClause, LinkRole, Quotation, Reading, SourceClass, Stance,
};
use hearsay_text::document::{Document, Evidenced};
use hearsay_text::segment::segment;
use hearsay_text::span::Span;

use super::{Claim, ClaimId, Hedge, Link, Quantity, Role};

/// Returns the claims of a document: those of its attributions, then those in the writer's own voice.
pub(super) fn claims(document: &Document, reading: &Reading) -> Vec<Claim> {
    let claims = Claims::of(document, reading);
    let attributed = reading.attributions.iter().map(|attribution| claims.attributed(attribution));
    let mut all: Vec<Claim> = attributed.collect();
    all.extend(claims.own_voice());
    all
}

/// Returns the words of spans, with a blank between parts and instead of every stretch of white space.
pub(super) fn words_of(text: &str, spans: &[Span]) -> String {
    let words = spans.iter().flat_map(|span| span.of(text).split_whitespace());
    words.collect::<Vec<&str>>().join(" ")
}

/// Returns the words of a claim: where something stands between its parts that is none of it, a mark of omission does too.
fn told(text: &str, spans: &[Span]) -> String {
    let mut told = String::new();
    let mut end = None;
    for span in spans {
        let between = end.and_then(|end| text.get(end..span.start as usize));
        let is_apart = between.is_some_and(|between| between.contains(char::is_alphanumeric));
        told.push_str(match end {
            Some(_) if is_apart => " \u{2026} ",
            Some(_) => " ",
            None => "",
        });
        told.push_str(&words_of(text, &[*span]));
        end = Some(span.end as usize);
    }
    told
}

fn writers(document: &Document) -> Vec<Link> {
    let metadata = &document.metadata;
    let writers = [
        (Role::Outlet, SourceClass::NamedOrganisation, &metadata.site),
        (Role::Author, SourceClass::Named, &metadata.author),
    ];
    let link = |(role, class, found): (Role, SourceClass, &Option<Evidenced<String>>)| {
        Some(Link {
            role,
            words: found.as_ref()?.value.clone(),
            span: None,
            entities: Vec::new(),
            class,
            basis: Basis::Unstated,
            attribution: None,
            cue: Vec::new(),
            cue_words: String::new(),
        })
    };
    writers.into_iter().filter_map(link).collect()
}

pub(super) struct Claims<'a> {
    document: &'a Document,
    reading: &'a Reading,
    writers: Vec<Link>,
}

impl<'a> Claims<'a> {
    pub(super) fn of(document: &'a Document, reading: &'a Reading) -> Claims<'a> {
        Claims { document, reading, writers: writers(document) }
    }

    fn text(&self) -> &str {
        &self.document.text
    }

    fn attributed(&self, attribution: &Attribution) -> Claim {
        let links = attribution.chain.iter().map(|link| self.link(link));
        Claim {
            act: Some(attribution.act),
            stance: attribution.stance,
            quotation: attribution.quotation,
            hedges: attribution.hedges.iter().map(|hedge| self.hedge(hedge)).collect(),
            within: attribution.within.map(ClaimId::Attributed),
            chain: self.writers.iter().cloned().chain(links).collect(),
            said_on: attribution.said_on.clone(),
            confidence: attribution.confidence,
            ..self.bare(ClaimId::Attributed(attribution.id), attribution.content.clone())
        }
    }

    /// Returns a claim of which no more is known than its words.
    pub(super) fn bare(&self, id: ClaimId, spans: Vec<Span>) -> Claim {
        let lies_in = |span: Span| spans.iter().any(|content| content.contains(span));
        let times = self.reading.times.iter().filter(|time| lies_in(time.span)).filter_map(|time| time.interval);
        let numbers = self.reading.numbers.iter().filter(|number| lies_in(number.span));
        Claim {
            id,
            words: told(self.text(), &spans),
            act: None,
            stance: Stance::Asserts,
            quotation: Quotation::Indirect,
            hedges: Vec::new(),
            within: None,
            chain: self.writers.clone(),
            said_on: None,
            times: times.collect(),
            numbers: numbers.map(|number| self.quantity(number)).collect(),
            entities: self.entities_in(&spans),
            confidence: Confidence::High,
            spans,
        }
    }

    fn entities_in(&self, spans: &[Span]) -> Vec<EntityId> {
        let mentions = &self.reading.mentions;
        let mut found = Vec::new();
        for span in spans {
            let start = mentions.partition_point(|mention| mention.span.start < span.start);
            let inside = mentions[start..].iter().take_while(|mention| mention.span.start < span.end);
            for mention in inside.filter(|mention| span.contains(mention.span)) {
                if !found.contains(&mention.entity) {
                    found.push(mention.entity);
                }
            }
        }
        found
    }

    fn link(&self, link: &reading::Link) -> Link {
        let holder = (link.attribution.0 as usize).checked_sub(1).and_then(|idx| self.reading.attributions.get(idx));
        let class = match (link.role, holder) {
            (LinkRole::Source, Some(holder)) => holder.source_class,
            _ if link.entities.iter().any(|id| self.is_named(*id)) => SourceClass::NamedOrganisation,
            _ => SourceClass::RoleDescribed,
        };
        Link {
            role: match link.role {
                LinkRole::Source => Role::Source,
                LinkRole::Relay => Role::Relay,
                LinkRole::Cited => Role::Cited,
            },
            words: words_of(self.text(), &[link.span]),
            span: Some(link.span),
            entities: link.entities.clone(),
            class,
            basis: link.basis,
            attribution: Some(link.attribution),
            cue: holder.map(|holder| holder.cue.clone()).unwrap_or_default(),
            cue_words: holder.map(|holder| words_of(self.text(), &holder.cue)).unwrap_or_default(),
        }
    }

    fn is_named(&self, id: EntityId) -> bool {
        let entity = (id.0 as usize).checked_sub(1).and_then(|idx| self.reading.entities.get(idx));
        entity.is_some_and(|entity| entity.is_named)
    }

    fn hedge(&self, hedge: &reading::Hedge) -> Hedge {
        Hedge {
            words: words_of(self.text(), &hedge.cue),
            spans: hedge.cue.clone(),
            about: hedge.about,
            strength: hedge.strength,
        }
    }

    fn quantity(&self, number: &Number) -> Quantity {
        Quantity {
            words: words_of(self.text(), &[number.span]),
            span: number.span,
            value: number.value.clone(),
            high: number.high.clone(),
            unit: number.unit,
            comparison: number.comparison,
            counted: number.counted.map(|counted| words_of(self.text(), &[counted])),
        }
    }

    /// Returns the sentences in the writer's own voice, each with what hedges it.
    ///
    /// The reading has plain and hedged clauses apart; a claim is the stretch of a sentence that they cover together.
    /// What is only asked, or only holds if something else does, is none.
    fn own_voice(&self) -> Vec<Claim> {
        let read = self.document.blocks.iter().filter(|block| block.kind.is_read()).map(|block| block.span);
        let segmentation = segment(self.text(), read);
        let plain = &self.reading.own_voice;
        let asserts = |one: &&HedgedClause| {
            one.within.is_none() && !matches!(one.hedge.kind, HedgeKind::Condition | HedgeKind::Question)
        };
        let hedged: Vec<&HedgedClause> = self.reading.hedged_clauses.iter().filter(asserts).collect();
        let cues: Vec<Span> = self.reading.attributions.iter().flat_map(|one| one.cue.iter().copied()).collect();
        let mut found = Vec::new();
        for sentence in &segmentation.sentences {
            let sentence = segmentation.span_of(sentence.clone());
            let start = plain.partition_point(|span| span.start < sentence.start);
            let own = plain[start..].iter().take_while(|span| span.start < sentence.end).copied();
            let hedges = || hedged.iter().filter(|one| sentence.contains(one.clause));
            let Some(span) = own.chain(hedges().map(|one| one.clause)).reduce(Span::cover) else { continue };
            if cues.iter().any(|cue| span.overlaps(*cue)) {
                continue;
            }
            let id = ClaimId::OwnVoice(found.len() as u32 + 1);
            let hedges = hedges().map(|one| self.hedge(&one.hedge)).collect();
            found.push(Claim { hedges, ..self.bare(id, vec![span]) });
        }
        found
    }
}
