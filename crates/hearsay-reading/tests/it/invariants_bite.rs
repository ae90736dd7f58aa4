//! The invariants are no empty words: readings that break one are found out.

use hearsay_reading::clauses::Outcome;
use hearsay_reading::confidence::Confidence;
use hearsay_reading::reading::{
    About, Act, Artefact, ArtefactId, Attribution, AttributionId, Basis, Entity, EntityId, EntityKind, Hedge,
    HedgeKind, HedgedClause, Link, LinkRole, Mention, MentionKind, Quotation, Reading, SourceClass, Stance, Strength,
    Subject, Verdict, VerdictForm, VerdictId, VerdictKind,
};
use hearsay_text::document::{BlockKind, Document};
use hearsay_text::span::Span;

use crate::intake::take_in;
use crate::invariants::check;

const TEXT: &str = "Осечкин said it rained.\n\nLee said Ann wept.\n";

fn document() -> Document {
    take_in("a.txt", TEXT.as_bytes()).expect("this is text")
}

fn place(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}

fn link(attribution: u32, words: &str) -> Link {
    Link {
        role: LinkRole::Source,
        span: place(words),
        entities: Vec::new(),
        basis: Basis::Told,
        attribution: AttributionId(attribution),
    }
}

fn attribution(id: u32, source: &str, cue: Span, content: &str) -> Attribution {
    Attribution {
        id: AttributionId(id),
        source: vec![place(source)],
        cue: vec![cue],
        content: vec![place(content)],
        act: Act::Speech,
        quotation: Quotation::Indirect,
        negated: false,
        stance: Stance::Asserts,
        within: None,
        head: Some(place(source)),
        chain: vec![link(id, source)],
        sources: Vec::new(),
        source_class: SourceClass::Named,
        basis: Basis::Told,
        said_on: None,
        happened_on: None,
        hedges: Vec::new(),
        confidence: Confidence::High,
        signs: None,
        reasons: Vec::new(),
    }
}

/// A hedged clause without a reason.
fn clause() -> HedgedClause {
    let hedge = Hedge {
        cue: vec![place("said")],
        about: About::Content,
        kind: HedgeKind::Question,
        strength: Strength::Medium,
        entry: "?",
    };
    HedgedClause { hedge, clause: place("it rained"), within: None, holds: Vec::new(), because: String::new() }
}

fn sound() -> Reading {
    let first = attribution(1, "Осечкин", place("said"), "it rained");
    let second =
        attribution(2, "Lee", Span::new(place("Lee").range().end + 1, place("Ann").range().start - 1), "Ann wept");
    let third = Attribution {
        within: Some(AttributionId(2)),
        chain: vec![link(2, "Lee"), link(3, "Ann")],
        ..attribution(3, "Ann", place("wept"), "wept")
    };
    let third = Attribution { cue: Vec::new(), ..third };
    let mention = Mention {
        span: place("Lee"),
        kind: MentionKind::Name,
        entity: EntityId(1),
        because: "the test says so".to_owned(),
    };
    let lee = Entity {
        id: EntityId(1),
        kind: EntityKind::Person,
        name: place("Lee"),
        is_named: true,
        also: Vec::new(),
        role: None,
        rank: None,
        belongs_to: None,
    };
    Reading {
        attributions: vec![first, second, third],
        mentions: vec![mention],
        entities: vec![lee],
        ..Reading::default()
    }
}

fn verdict() -> Verdict {
    Verdict {
        id: VerdictId(1),
        kind: VerdictKind::Denied,
        form: VerdictForm::Verb,
        outcome: Outcome::Done,
        cue: vec![place("said")],
        by: Vec::new(),
        entities: Vec::new(),
        about: Subject::Claim(None),
        about_spans: Vec::new(),
        when: None,
        ground: None,
        within: None,
        because: "the test says so".to_owned(),
    }
}

#[test]
fn a_sound_reading_passes() {
    assert_eq!(check(&document(), &sound()), Ok(()));
}

type Break = fn(&mut Reading);

#[test]
fn broken_readings_are_found_out() {
    let breaks: [(&str, Break); 20] = [
        ("a7: is not the id of its place", |reading| reading.attributions[0].id = AttributionId(7)),
        ("a1: has no content", |reading| reading.attributions[0].content.clear()),
        ("a1: bytes 1..14 do not slice the text", |reading| reading.attributions[0].source[0].start = 1),
        ("a2: bytes 28..4000 do not slice the text", |reading| {
            reading.attributions[1].source[0] = Span { start: 28, end: 4000 };
        }),
        ("a1: has spans that are empty, out of order or overlap", |reading| {
            let content = reading.attributions[0].content[0];
            reading.attributions[0].content.push(content);
        }),
        ("a2: is not the id of its place", |reading| reading.attributions.swap(0, 1)),
        ("a1: has a source and no head", |reading| reading.attributions[0].head = None),
        ("a1: its head is not in its source", |reading| reading.attributions[0].head = Some(place("rained"))),
        ("a1: its head is no link of its chain", |reading| reading.attributions[0].chain.clear()),
        ("a3: the content of a1 does not hold it", |reading| {
            reading.attributions[2].within = Some(AttributionId(1));
        }),
        ("a1: there is no e5", |reading| reading.attributions[0].sources.push(EntityId(5))),
        ("e1: nothing is a mention of it", |reading| reading.mentions.clear()),
        ("there is no e9", |reading| reading.mentions[0].entity = EntityId(9)),
        ("v1: has no cue, or is about what is not there", |reading| {
            reading.verdicts.push(Verdict { about: Subject::Claim(Some(AttributionId(9))), ..verdict() });
        }),
        ("something stands within an attribution that is not there", |reading| {
            reading.verdicts.push(Verdict { within: Some(AttributionId(0)), ..verdict() });
        }),
        ("l1: has no mention", |reading| {
            reading.artefacts.push(Artefact {
                id: ArtefactId(1),
                kind: "letter".to_owned(),
                mentions: Vec::new(),
                custody: Vec::new(),
                hedges: Vec::new(),
                because: String::new(),
            });
        }),
        ("a hedged clause has no words that hedge it, or no reason", |reading| reading.hedged_clauses.push(clause())),
        ("a hedged clause stands in or holds an attribution that is not there", |reading| {
            reading.hedged_clauses.push(HedgedClause {
                holds: vec![AttributionId(9)],
                because: "it asks".to_owned(),
                ..clause()
            });
        }),
        ("what somebody else says is in the writer's own voice", |reading| reading.own_voice.push(place("it rained"))),
        ("bytes 1..1000 do not slice the text", |reading| reading.mentions[0].span = Span { start: 1, end: 1000 }),
    ];
    for (fault, break_it) in breaks {
        let mut reading = sound();
        break_it(&mut reading);
        assert_eq!(check(&document(), &reading), Err(fault.to_owned()));
    }
}

#[test]
fn furniture_that_is_read_is_found_out() {
    let mut document = document();
    document.blocks[1].kind = BlockKind::Furniture;
    let second = place("Lee");
    let fault = format!("a2: bytes {}..{} are not in text that is read", second.start, second.end);
    assert_eq!(check(&document, &sound()), Err(fault));
}

#[test]
fn an_outer_attribution_must_exist_and_be_another() {
    for outer in [3, 9] {
        let mut reading = sound();
        reading.attributions[2].within = Some(AttributionId(outer));
        assert_eq!(check(&document(), &reading), Err(format!("a3: there is no a{outer}")));
    }
}
