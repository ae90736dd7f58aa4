//! The bytes of a reading, without why each mark was made: reasons are most of a reading's bytes, only `explain` tells
//! them, and reading the document again gives them.
//!
//! Not the reading's meaning: the lists here only name its fields, and the compiler compares them with the types.

use hearsay_reading::clauses::Outcome;
use hearsay_reading::confidence::Confidence;
use hearsay_reading::numbers::{Comparison, Number};
use hearsay_reading::reading::{
    About, Act, Artefact, ArtefactId, ArtefactRole, Attribution, AttributionId, Basis, Custody, Entity, EntityId,
    EntityKind, Hedge, HedgeKind, HedgedClause, Hypothesis, Link, LinkRole, Mention, MentionKind, Quotation, Reading,
    SourceClass, Stance, Strength, Subject, Verdict, VerdictForm, VerdictId, VerdictKind, When,
};
use hearsay_reading::times::{Granularity, Time, TimeKind, TimeModifier};

use super::{Coded, Decoder, Encoder, Name, Named, coded_enums, coded_structs, shape_of_field};

coded_structs! {
    Reading {
        attributions, mentions, entities, artefacts, verdicts, hypotheses, own_voice, hedged_clauses, times, numbers,
    } => are_given
    Attribution {
        id, source, cue, content, act, quotation, negated, stance, within, head, chain, sources, source_class, basis,
        said_on, happened_on, hedges, confidence;
        without signs, reasons
    }
    Link { role, span, entities, basis, attribution }
    Mention { span, kind, entity; without because }
    Entity { id, kind, name, is_named, also, role, rank, belongs_to }
    Hedge { cue, about, kind, strength, entry }
    HedgedClause { hedge, clause, within, holds; without because }
    Artefact { id, kind, mentions, custody, hedges; without because }
    Custody { role, span, entity, cue, hedges, within }
    Verdict { id, kind, form, outcome, cue, by, entities, about, about_spans, when, ground, within; without because }
    When { span, value }
    Hypothesis { cue, content, within }
    Time { span, kind, value, granularity, modifier, interval, range, anchor; without because }
    Number { span, value, high, unit, comparison, comparison_span, counted }
}

coded_enums! {
    About { Content, Attribution, Authorship, Authenticity }
    Act { Speech, Attitude, Decree, Finding }
    ArtefactRole {
        Author, Participant, Recipient, About, RecordedBy, ObtainedBy, LeakedBy, PublishedBy, Where, When,
    }
    Basis { Told, Heard, Saw, Document, Deduced, Unstated }
    Comparison { Exactly, About, AtLeast, MoreThan, AtMost, LessThan, Between }
    Confidence { Low, Medium, High }
    EntityKind { Person, Organisation, Place, Group, Artefact, Unknown }
    Granularity { Second, Minute, Hour, Day, Weekend, Week, Month, Quarter, Year, Decade, Century }
    HedgeKind {
        Modal, Epistemic, Evidential, Rumour, Distancing, Approximation, Anonymity, Condition, Question, Hypothesis,
        Doubt,
    }
    LinkRole { Source, Relay, Cited }
    MentionKind { Name, Description, Pronoun }
    Outcome { Done, NotDone, Declined, Open }
    Quotation { Direct, Mixed, Indirect }
    SourceClass { Named, NamedOrganisation, RoleDescribed, Anonymous, Unstated }
    Stance { Asserts, Conditions, Supposes, Asks, Wills, Doubts, Denies, Withholds }
    Strength { Weak, Medium, Strong }
    TimeKind { Date, Time, Duration, Set }
    TimeModifier {
        Before, After, OnOrBefore, OnOrAfter, Start, Mid, End, Approx, LessThan, MoreThan, EqualOrLess, EqualOrMore,
    }
    VerdictForm { Verb, Noun, Predicate }
    VerdictKind {
        Verified, Authenticated, Confirmed, Corroborated, Denied, Dismissed, Disputed, Debunked, Retracted, Corrected,
    }
}

/// Codes names that count from 1 and must be given to something.
macro_rules! coded_names {
    ($($type:ident: $name:ident)*) => {$(
        impl Coded for $type {
            fn encode(&self, to: &mut Encoder<'_>) {
                to.number(u64::from(self.0));
            }

            fn decode(from: &mut Decoder<'_>) -> Option<$type> {
                from.name(Name::$name).map($type)
            }

            fn shape(shape: &mut String) {
                shape.push_str(concat!(stringify!($type), " "));
            }
        }
    )*};
}

coded_names! {
    AttributionId: Attribution
    EntityId: Entity
    ArtefactId: Artefact
    VerdictId: Verdict
}

/// Returns whether every name stands for something, and each thing has the name of its place.
fn are_given(reading: &Reading, named: &Named) -> bool {
    fn in_order(names: impl Iterator<Item = u32>, greatest: u32) -> bool {
        let mut n_given = 0;
        for name in names {
            n_given += 1;
            if name != n_given {
                return false;
            }
        }
        greatest <= n_given
    }
    let greatest = |kind: Name| named[kind as usize];
    in_order(reading.attributions.iter().map(|one| one.id.0), greatest(Name::Attribution))
        && in_order(reading.entities.iter().map(|one| one.id.0), greatest(Name::Entity))
        && in_order(reading.artefacts.iter().map(|one| one.id.0), greatest(Name::Artefact))
        && in_order(reading.verdicts.iter().map(|one| one.id.0), greatest(Name::Verdict))
}

impl Coded for Subject {
    fn encode(&self, to: &mut Encoder<'_>) {
        match self {
            Subject::Authenticity(artefact) => {
                to.byte(0);
                artefact.encode(to);
            }
            Subject::Authorship(artefact) => {
                to.byte(1);
                artefact.encode(to);
            }
            Subject::Claim(attribution) => {
                to.byte(2);
                attribution.encode(to);
            }
        }
    }

    fn decode(from: &mut Decoder<'_>) -> Option<Subject> {
        match from.byte()? {
            0 => Coded::decode(from).map(Subject::Authenticity),
            1 => Coded::decode(from).map(Subject::Authorship),
            2 => Coded::decode(from).map(Subject::Claim),
            _ => None,
        }
    }

    fn shape(shape: &mut String) {
        shape.push_str("Subject(Authenticity?artefact|Authorship?artefact|Claim?attribution)");
    }
}
