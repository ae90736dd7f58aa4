//! What an analyst sets right in a document: the claim, the entity and the chain are as they say, and the rest stays.

use hearsay_case::anchor::Anchor;
use hearsay_case::case::Case;
use hearsay_case::judgement::{Judged, JudgedKind, Judgement};
use hearsay_case::record::corrected::nearest;
use hearsay_case::record::{Claim, ClaimId, Record};
use hearsay_reading::read::{Reader, read};
use hearsay_reading::reading::{EntityId, Reading, SourceClass};
use hearsay_text::document::Document;
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::span::Span;
use proptest::prelude::*;

const TEXT: &str = "Mira Lund, the harbour master of Sundhavn, said that two trucks had left the port before the fire, and 14 \
    guards were hurt. The clerk said that the ministry had told Jon Ek that the pier was safe. The harbour is small, and \
    some say that Rolf Bakken sold it. The boats were painted in spring.";

struct Told {
    document: Document,
    reading: Reading,
}

impl Told {
    fn of(name: &str, text: &str) -> Told {
        let document = import(name, text.as_bytes(), &ImportSettings::default()).expect("it is text");
        let reading = read(&document, Reader::Fast);
        Told { document, reading }
    }

    fn record(&self) -> Record {
        Record::of(&self.document, &self.reading)
    }

    fn corrected(&self, judgements: &[Judgement]) -> Record {
        self.record().corrected(&self.document, &self.reading, judgements)
    }

    fn judged(&self, kind: JudgedKind, words: &str) -> Judged {
        let start = self.document.text.find(words).unwrap_or_else(|| panic!("{words} stands in the text"));
        self.at(kind, Span::new(start, start + words.len()))
    }

    fn at(&self, kind: JudgedKind, span: Span) -> Judged {
        let words = span.of(&self.document.text).to_owned();
        Judged { kind, anchor: Anchor { document: self.document.id, span, words } }
    }
}

fn with<'a>(record: &'a Record, words: &str) -> &'a Claim {
    let all: Vec<&str> = record.claims.iter().map(|claim| claim.words.as_str()).collect();
    record.claims.iter().find(|claim| claim.words == words).unwrap_or_else(|| panic!("{words:?} is not in {all:#?}"))
}

fn chain(claim: &Claim) -> Vec<&str> {
    claim.chain.iter().map(|link| link.words.as_str()).collect()
}

#[test]
fn a_mended_claim_is_compared_by_its_new_words() {
    let told = Told::of("first.txt", TEXT);
    let read = "that two trucks had left the port before the fire, and 14 guards were hurt";
    let before = with(&told.record(), read).clone();
    assert_eq!(before.numbers.len(), 2);
    let mended = "two trucks had left the port before the fire";
    let edit = Judgement::Edit(told.judged(JudgedKind::Claim, read), mended.to_owned());
    let record = told.corrected(std::slice::from_ref(&edit));
    let after = with(&record, mended);
    assert_eq!((after.id, after.numbers.len()), (before.id, 1));
    assert_eq!(chain(after), chain(&before), "who says it stays");
    // The next one is on the new words.
    let further = Judgement::Edit(told.judged(JudgedKind::Claim, mended), "14 guards were hurt".to_owned());
    let record = told.corrected(&[edit, further]);
    assert_eq!(with(&record, "14 guards were hurt").id, before.id);
    // What stands nowhere changes nothing.
    let nowhere = Judgement::Edit(told.judged(JudgedKind::Claim, read), "three trucks".to_owned());
    assert_eq!(told.corrected(&[nowhere]), told.record());
}

#[test]
fn words_that_stand_twice_are_taken_at_the_nearer_place() {
    assert_eq!(nearest("one two one two", "two", 11), Some(Span::new(12, 15)));
    assert_eq!(nearest("one two one two", "two", 5), Some(Span::new(4, 7)));
    assert_eq!(nearest("one two one two", "one", 4), Some(Span::new(0, 3)), "of two as near the first");
    assert_eq!(nearest("one", "two", 0), None);
    assert_eq!(nearest("one", "", 0), None);
    assert_eq!(nearest("other the\n others", "the others", 0), Some(Span::new(6, 17)), "whole, over any white space");
    assert_eq!(nearest("other", "the", 0), None);
}

#[test]
fn a_claim_marked_by_hand_is_a_claim_of_the_case() {
    let told = Told::of("first.txt", TEXT);
    let n_before = told.record().claims.len();
    let own = Judgement::Mark(told.judged(JudgedKind::Claim, "Rolf Bakken sold it"));
    let inner = Judgement::Mark(told.judged(JudgedKind::Claim, "14 guards were hurt"));
    let record = told.corrected(&[own.clone(), inner.clone()]);
    assert_eq!(record.claims.len(), n_before + 2);
    let marked = with(&record, "14 guards were hurt");
    let holder = record.claims.iter().find(|claim| Some(claim.id) == marked.within).expect("it stands in a claim");
    assert_eq!(chain(marked), chain(holder), "on the word of who says the words around it");
    assert_eq!(marked.deepest().map(|link| link.words.as_str()), holder.deepest().map(|link| link.words.as_str()));
    assert!(matches!(marked.id, ClaimId::OwnVoice(_)));
    // What is read already is not there twice, and what is rejected is gone.
    let read = told.judged(JudgedKind::Claim, "that the pier was safe");
    assert_eq!(told.corrected(&[Judgement::Mark(read)]).claims.len(), n_before);
    let rejected = Judgement::Reject(told.judged(JudgedKind::Claim, "14 guards were hurt"));
    let case = Case::assemble(vec![record], &[own, inner, rejected]);
    assert_eq!(case.records[0].claims.len(), n_before + 1);
    assert!(case.records[0].claims.iter().all(|claim| claim.words != "14 guards were hurt"));
}

#[test]
fn who_says_it_is_set_right_in_what_is_said_inside_it_too() {
    let told = Told::of("first.txt", TEXT);
    let before = told.record();
    let outer = before.claims.iter().find(|claim| claim.words.starts_with("that the ministry")).expect("it is read");
    assert_eq!(chain(outer), ["The clerk"]);
    let said = Judgement::SaidBy(
        told.at(JudgedKind::Claim, outer.first()),
        told.judged(JudgedKind::Mention, "Mira Lund, the harbour master of Sundhavn"),
    );
    let record = told.corrected(&[said]);
    let after = record.claim(outer.id).expect("it keeps its id");
    let [link] = after.chain.as_slice() else { panic!("{:?}", after.chain) };
    assert_eq!(link.words, "Mira Lund, the harbour master of Sundhavn");
    assert_eq!(link.cue_words, "said", "how it is told stays");
    let name = record.entity(link.entities[0]).map(|entity| entity.name.as_str());
    assert_eq!(name, Some("Mira Lund"), "who was read there is who says it");
    let inner: Vec<&Claim> = record.claims.iter().filter(|claim| claim.within == Some(outer.id)).collect();
    assert!(!inner.is_empty() && inner.iter().all(|claim| claim.chain.starts_with(&after.chain)), "{inner:#?}");
}

#[test]
fn what_the_writer_says_is_said_by_somebody_and_nothing_else_is() {
    let told = Told::of("first.txt", TEXT);
    let before = told.record();
    let own = before.claims.iter().find(|claim| claim.act.is_none()).expect("the writer says something");
    let said = Judgement::SaidBy(told.at(JudgedKind::Claim, own.first()), told.judged(JudgedKind::Mention, "Jon Ek"));
    let record = told.corrected(std::slice::from_ref(&said));
    for claim in &record.claims {
        let same = before.claim(claim.id).expect("none is added");
        assert_eq!(claim == same, claim.id != own.id, "{} of {:?}", claim.words, chain(claim));
    }
    assert_eq!(record.claim(own.id).map(chain), Some(vec!["Jon Ek"]));
    let again = [
        said,
        Judgement::SaidBy(told.at(JudgedKind::Claim, own.first()), told.judged(JudgedKind::Mention, "Mira Lund")),
    ];
    assert_eq!(told.corrected(&again).claim(own.id).map(chain), Some(vec!["Mira Lund"]), "the last word holds");
}

#[test]
fn whom_it_told_stays_where_its_source_is_set_right() {
    let told = Told::of("first.txt", "Ada Hollin told Reuters that 40 trucks had left. Jon Ek saw nothing.");
    let before = told.record().claims[0].clone();
    assert_eq!(chain(&before), ["Reuters", "Ada Hollin"]);
    let said =
        Judgement::SaidBy(told.at(JudgedKind::Claim, before.first()), told.judged(JudgedKind::Mention, "Jon Ek"));
    assert_eq!(chain(&told.corrected(&[said]).claims[0]), ["Reuters", "Jon Ek"]);
}

#[test]
fn somebody_whom_nobody_read_can_say_it() {
    let told = Told::of("first.txt", "the harbour is small. it was sold, wrote bakken.");
    let entities = told.record().entities.len();
    let claim = told.record().claims.first().expect("a sentence is a claim").clone();
    let said = Judgement::SaidBy(told.at(JudgedKind::Claim, claim.first()), told.judged(JudgedKind::Mention, "bakken"));
    let record = told.corrected(&[said]);
    let link = record.claim(claim.id).and_then(Claim::deepest).expect("it has a source").clone();
    assert_eq!((link.words.as_str(), link.class), ("bakken", SourceClass::RoleDescribed));
    assert!(record.entities.len() <= entities + 1 && record.entity(link.entities[0]).is_some());
}

#[test]
fn a_mended_name_is_the_entity_s_name() {
    let told = Told::of("first.txt", TEXT);
    let before = told.record();
    let id = before.entity_at(told.judged(JudgedKind::Mention, "Jon Ek").anchor.span).expect("he is read");
    let edit = Judgement::Edit(told.judged(JudgedKind::Mention, "Jon Ek"), "Rolf Bakken".to_owned());
    let record = told.corrected(&[edit]);
    assert_eq!(record.entity(id).map(|entity| entity.name.as_str()), Some("Rolf Bakken"));
    assert_eq!(record.entities.len(), before.entities.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever is set right where: each claim's words are those at its places, its id is its own, the chain and the entities
    /// name what is there, and judgements on another document change nothing.
    #[test]
    fn what_is_set_right_keeps_to_the_text(decided in prop::collection::vec(
        (0..3_usize, prop::sample::select(JudgedKind::ALL), any::<[prop::sample::Index; 4]>()), 1..7)) {
        let told = Told::of("first.txt", TEXT);
        let text = &told.document.text;
        let bounds: Vec<usize> = text.split(' ').scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some(start)
        }).chain([text.len() + 1]).collect();
        let stretch = |one: &prop::sample::Index, other: &prop::sample::Index| {
            let (one, other) = (one.index(bounds.len() - 1), other.index(12));
            Span::new(bounds[one], bounds[(one + 1 + other).min(bounds.len() - 1)] - 1)
        };
        let judgement = |(what, kind, places): &(usize, &JudgedKind, [prop::sample::Index; 4])| {
            let (one, other) = (stretch(&places[0], &places[1]), stretch(&places[2], &places[3]));
            match what {
                0 => Judgement::Edit(told.at(**kind, one), other.of(text).to_owned()),
                1 => Judgement::Mark(told.at(**kind, one)),
                _ => Judgement::SaidBy(told.at(JudgedKind::Claim, one), told.at(JudgedKind::Mention, other)),
            }
        };
        let decided: Vec<(usize, &JudgedKind, [prop::sample::Index; 4])> =
            decided.iter().map(|(what, kind, places)| (*what, kind, *places)).collect();
        let judgements: Vec<Judgement> = decided.iter().map(judgement).collect();
        let record = told.corrected(&judgements);
        prop_assert!(record.claims.is_sorted_by(|one, other| one.id < other.id));
        for claim in &record.claims {
            let words: Vec<&str> = claim.spans.iter().flat_map(|span| span.of(text).split_whitespace()).collect();
            prop_assert_eq!(words.join(" "), claim.words.as_str());
            prop_assert!(claim.within.is_none_or(|within| record.claim(within).is_some()));
            let named = claim.chain.iter().flat_map(|link| &link.entities).chain(&claim.entities);
            named.for_each(|id: &EntityId| assert!(record.entity(*id).is_some()));
        }
        for entity in &record.entities {
            prop_assert_eq!(entity.mentions.iter().filter(|span| text.get(span.range()).is_none()).count(), 0);
        }
        let mut elsewhere = Told::of("second.txt", &TEXT.replace("two trucks", "three trucks"));
        prop_assert_eq!(elsewhere.corrected(&judgements), elsewhere.record());
        elsewhere.document.name.clear();
        // A case can be put together of it.
        let case = Case::assemble(vec![record, elsewhere.record()], &judgements);
        case.groups().for_each(|group| assert!(!group.claims.is_empty()));
    }
}
