//! Readings made by hand, so that views are tested whatever the reader finds.

use hearsay::intake::Taken;
use hearsay_reading::clauses::Outcome;
use hearsay_reading::confidence::Confidence;
use hearsay_reading::numbers::{Comparison, Number};
use hearsay_reading::reading::{
    About, Act, Artefact, ArtefactId, ArtefactRole, Attribution, AttributionId, Basis, Custody, Entity, EntityId,
    EntityKind, Hedge, HedgeKind, Link, LinkRole, Mark, Quotation, Reading, Reason, SourceClass, Stance, Strength,
    Subject, Verdict, VerdictForm, VerdictId, VerdictKind,
};
use hearsay_reading::times::{Granularity, Time, TimeKind};
use hearsay_text::document::{Alignment, Block, BlockKind, Date, Document, DocumentId, Evidenced, Format, Metadata};
use hearsay_text::span::Span;
use hearsay_text::trouble::{Trouble, TroubleKind};

/// A document whose blocks are its lines, and a reading that grows by [`Hand::says`].
pub(crate) struct Hand {
    document: Document,
    reading: Reading,
}

impl Hand {
    /// Takes `text`; every line is a block of its own.
    pub(crate) fn of(name: &str, text: &str) -> Hand {
        let mut blocks = Vec::new();
        let mut offset = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(offset, offset + line.len()).trim(text);
            if !span.is_empty() {
                blocks.push(Block { span, kind: BlockKind::Body });
            }
            offset += line.len();
        }
        let document = Document {
            name: name.to_owned(),
            id: DocumentId([0xab; 32]),
            format: Format::Plain,
            encoding: "UTF-8",
            text: text.to_owned(),
            blocks,
            metadata: Metadata::default(),
            alignment: Some(Alignment::identity(text.len())),
            places: Vec::new(),
            troubles: Vec::new(),
        };
        Hand { document, reading: Reading::default() }
    }

    /// Makes the block that holds `words` one of `kind`.
    pub(crate) fn block(mut self, words: &str, kind: BlockKind) -> Hand {
        let span = self.find(words);
        self.document.blocks.iter_mut().filter(|block| block.span.contains(span)).for_each(|block| block.kind = kind);
        self
    }

    /// Gives the document a title, an author, a site and dates.
    pub(crate) fn described(mut self) -> Hand {
        fn found<T>(value: T) -> Option<Evidenced<T>> {
            Some(Evidenced { value, evidence: "written by hand".to_owned() })
        }
        self.document.metadata = Metadata {
            title: found("The letter that nobody signed".to_owned()),
            author: found("Mara Quill".to_owned()),
            site: found("The Daily Sound".to_owned()),
            published: found(Date { year: 2024, month: 5, day: 3 }),
            modified: found(Date { year: 2024, month: 5, day: 4 }),
            language: found("en".to_owned()),
            ..Metadata::default()
        };
        self
    }

    /// Adds a trouble at `words`.
    pub(crate) fn trouble(mut self, kind: TroubleKind, words: &str) -> Hand {
        let span = Some(self.find(words));
        self.document.troubles.push(Trouble { kind, span });
        self
    }

    /// Adds an attribution: indirect speech, named after the last word of its source.
    pub(crate) fn says(self, source: &str, cue: &str, content: &[&str]) -> Hand {
        let id = AttributionId(self.reading.attributions.len() as u32 + 1);
        let spans = |words: &str| if words.is_empty() { vec![] } else { vec![self.find(words)] };
        let source = spans(source);
        let attribution = Attribution {
            id,
            head: source.first().copied(),
            chain: source.iter().map(|&span| link(id, span)).collect(),
            sources: Vec::new(),
            source_class: SourceClass::Unstated,
            basis: Basis::Told,
            said_on: None,
            happened_on: None,
            source,
            cue: spans(cue),
            content: content.iter().map(|words| self.find(words)).collect(),
            act: Act::Speech,
            quotation: Quotation::Indirect,
            negated: false,
            stance: Stance::Asserts,
            within: None,
            hedges: Vec::new(),
            confidence: Confidence::High,
            signs: None,
            reasons: Vec::new(),
        };
        let mut hand = self;
        hand.reading.attributions.push(attribution);
        hand
    }

    /// Changes the attribution added last.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Attribution)) -> Hand {
        change(self.reading.attributions.last_mut().expect("an attribution was added"));
        self
    }

    /// Puts the attribution added last inside `outer`.
    pub(crate) fn within(self, outer: u32) -> Hand {
        let outer_chain = self.reading.attributions[outer as usize - 1].chain.clone();
        self.with(|attribution| {
            attribution.within = Some(AttributionId(outer));
            attribution.chain.splice(0..0, outer_chain);
        })
    }

    /// Adds a hedge to the attribution added last.
    pub(crate) fn hedged(self, words: &str, about: About, entry: &'static str) -> Hand {
        let cue = vec![self.find(words)];
        self.with(|attribution| {
            attribution.hedges.push(Hedge { cue, about, kind: HedgeKind::Modal, strength: Strength::Medium, entry })
        })
    }

    /// Adds a reason to the attribution added last.
    pub(crate) fn because(self, mark: Mark, words: &str, because: &str) -> Hand {
        let span = self.find(words);
        self.with(|attribution| attribution.reasons.push(Reason { mark, span, because: because.to_owned() }))
    }

    /// Adds to the reading; the second argument finds words of the text.
    pub(crate) fn read(mut self, add: impl FnOnce(&mut Reading, &dyn Fn(&str) -> Span)) -> Hand {
        let mut reading = std::mem::take(&mut self.reading);
        add(&mut reading, &|words| self.find(words));
        self.reading = reading;
        self
    }

    pub(crate) fn taken(self) -> Taken {
        Taken { shown: format!("{}.txt", self.document.name), document: self.document, reading: self.reading }
    }

    /// Returns where `words` stand; they must stand there once only.
    fn find(&self, words: &str) -> Span {
        let text = &self.document.text;
        let start = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
        assert_eq!(text.rfind(words), Some(start), "{words:?} is in the text more than once");
        Span::new(start, start + words.len())
    }
}

/// Returns a short article that has one of everything.
pub(crate) fn letter() -> Taken {
    Hand::of("letter", LETTER)
        .described()
        .block("Harbour letter", BlockKind::Heading)
        .block("By Mara Quill", BlockKind::Byline)
        .block("Please enter", BlockKind::Furniture)
        .block("More like this", BlockKind::Furniture)
        .says("Tomas Brandt", "claims", &["The minister supposedly knew of the leak", "for a year"])
        .hedged("supposedly", About::Content, "supposedly")
        .because(Mark::Source, "Tomas Brandt", "tagged as source, probability 0.93")
        .because(Mark::Cue, "claims", "cue 'claim' (lexicon acts: speech)")
        .because(Mark::Act, "claims", "cue 'claim' makes it speech")
        .says("An alleged letter from a harbour pilot", "says", &["the pilot was told “do not log the tanker”"])
        .with(|attribution| attribution.quotation = Quotation::Mixed)
        .hedged("alleged", About::Authenticity, "alleged")
        .says("", "was told", &["“do not log the tanker”"])
        .with(|attribution| attribution.quotation = Quotation::Direct)
        .within(2)
        .says("The ministry", "did not say", &["who signed it"])
        .with(|attribution| attribution.negated = true)
        .says("Observers", "fear", &["that the tanker will sail again"])
        .with(|attribution| attribution.act = Act::Attitude)
        .taken()
}

const LETTER: &str = "\
Harbour letter names no one

By Mara Quill

The minister supposedly knew of the leak, Tomas Brandt claims, for a year.

An alleged letter from a harbour pilot says the pilot was told “do not log the tanker” and to go home. \
The ministry did not say who signed it. Observers fear that the tanker will sail again.

Please enter your comment!
More like this
";

/// Returns the link that a source is in the chain of an attribution.
pub(crate) fn link(attribution: AttributionId, span: Span) -> Link {
    Link { role: LinkRole::Source, span, entities: Vec::new(), basis: Basis::Told, attribution }
}

/// Returns a short report in which there is something for every list and note.
pub(crate) fn report() -> Taken {
    Hand::of("report", REPORT)
        .says("Colonel Ada Brenn", "said on Monday", &["that up to 40 crates had sunk in the 1990s"])
        .with(|attribution| {
            attribution.sources = vec![EntityId(1)];
            attribution.source_class = SourceClass::Named;
            attribution.said_on = Some("2024-03-11".to_owned());
            attribution.happened_on = Some("199".to_owned());
        })
        .says("A friend of hers", "says", &["so too"])
        .with(|attribution| {
            attribution.sources = vec![EntityId(2)];
            attribution.source_class = SourceClass::Anonymous;
        })
        .read(|reading, find| {
            let person = |id: u32, name: &str, is_named: bool| Entity {
                id: EntityId(id),
                kind: EntityKind::Person,
                name: find(name),
                is_named,
                also: Vec::new(),
                role: None,
                rank: None,
                belongs_to: None,
            };
            let rank = Some(find("Colonel"));
            reading.entities.push(Entity { rank, also: vec![find("Brenn kept")], ..person(1, "Ada Brenn", true) });
            reading.entities.push(Entity { belongs_to: Some(EntityId(1)), ..person(2, "A friend", false) });
            let place = Entity { kind: EntityKind::Place, ..person(3, "Tesk", true) };
            let group = Entity { kind: EntityKind::Group, ..person(4, "the divers", false) };
            reading.entities.extend([place, group]);
            reading.numbers.push(Number {
                span: find("40"),
                value: "40".to_owned(),
                high: None,
                unit: None,
                comparison: Comparison::AtMost,
                comparison_span: Some(find("up to")),
                counted: Some(find("crates")),
            });
            let exact = Number {
                comparison: Comparison::Exactly,
                comparison_span: None,
                counted: None,
                ..reading.numbers[0].clone()
            };
            reading.numbers.push(Number { span: find("12"), value: "12".to_owned(), ..exact });
            let date = |year: u16, month, day| Date { year, month, day };
            reading.times.push(time(
                find("Monday"),
                TimeKind::Date,
                "2024-03-11",
                Some((date(2024, 3, 11), date(2024, 3, 11))),
            ));
            reading.times.push(time(
                find("the 1990s"),
                TimeKind::Date,
                "199",
                Some((date(1990, 1, 1), date(1999, 12, 31))),
            ));
            reading.times.push(time(find("two weeks"), TimeKind::Duration, "P2W", None));
            reading.times.push(Time {
                anchor: Some(find("the storm")),
                ..time(find("the day"), TimeKind::Date, "XXXX-XX-XX", None)
            });
            reading.own_voice.extend([find("Nobody went to Tesk."), find("Brenn kept the list of 12 for two weeks.")]);
            reading.artefacts.push(Artefact {
                id: ArtefactId(1),
                kind: "list".to_owned(),
                mentions: vec![find("the list")],
                custody: vec![
                    Custody {
                        role: ArtefactRole::ObtainedBy,
                        span: find("Brenn kept"),
                        entity: Some(EntityId(1)),
                        cue: find("kept"),
                        hedges: vec![],
                        within: None,
                    },
                    Custody {
                        role: ArtefactRole::When,
                        span: find("Monday"),
                        entity: None,
                        cue: find("on Monday"),
                        hedges: vec![],
                        within: None,
                    },
                ],
                hedges: vec![],
                because: "it is kept".to_owned(),
            });
            reading.verdicts.push(Verdict {
                id: VerdictId(1),
                kind: VerdictKind::Confirmed,
                form: VerdictForm::Verb,
                outcome: Outcome::Declined,
                cue: vec![find("would not confirm")],
                by: vec![find("the divers")],
                entities: vec![EntityId(4)],
                about: Subject::Authenticity(Some(ArtefactId(1))),
                about_spans: vec![],
                within: None,
                because: "they would not".to_owned(),
                when: None,
                ground: None,
            });
        })
        .taken()
}

fn time(span: Span, kind: TimeKind, value: &str, interval: Option<(Date, Date)>) -> Time {
    Time {
        span,
        kind,
        value: value.to_owned(),
        granularity: Granularity::Day,
        modifier: None,
        interval,
        range: None,
        anchor: None,
        because: "it is said".to_owned(),
    }
}

const REPORT: &str = "\
Colonel Ada Brenn said on Monday that up to 40 crates had sunk in the 1990s. Nobody went to Tesk.

Brenn kept the list of 12 for two weeks.

A friend of hers says so too, and the divers would not confirm it on the day of the storm.
";
