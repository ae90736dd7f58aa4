//! Who is who across documents.

use hearsay_case::anchor::Anchor;
use hearsay_case::entities::{Entities, entities};
use hearsay_case::judgement::{Judged, JudgedKind, Judgement};
use hearsay_case::record::{Entity, Record};
use hearsay_reading::reading::EntityKind;
use hearsay_text::document::DocumentId;
use hearsay_text::span::Span;
use proptest::prelude::*;

/// A record that names what is told: `kind|name|role|rank`, each at a place of its own.
pub(crate) fn record(number: u8, names: &[&str]) -> Record {
    let mut start = 0;
    let entity = |line: &&str| {
        let mut parts = line.split('|');
        let kind = match parts.next() {
            Some("p") => EntityKind::Person,
            Some("o") => EntityKind::Organisation,
            Some("l") => EntityKind::Place,
            _ => EntityKind::Unknown,
        };
        let names: Vec<&str> = parts.next().unwrap_or_default().split(" = ").collect();
        let mut told = || parts.next().filter(|part| !part.is_empty()).map(str::to_owned);
        let (role, rank) = (told(), told());
        let mut mentions = Vec::new();
        for name in &names {
            mentions.push(Span::new(start, start + name.len()));
            start += name.len() + 2;
        }
        Entity {
            kind,
            name: names[0].to_owned(),
            span: mentions[0],
            is_named: true,
            also: names[1..].iter().map(|name| (*name).to_owned()).collect(),
            described: Vec::new(),
            role,
            rank,
            belongs_to: None,
            mentions,
        }
    };
    Record {
        name: format!("d{number}"),
        entities: names.iter().map(entity).collect(),
        ..Record::without_words(DocumentId([number; 32]))
    }
}

/// The entities, one a line, each as the names of its members with their documents.
fn shown(found: &Entities) -> Vec<String> {
    let entity = |one: &hearsay_case::entities::CaseEntity| {
        let members: Vec<String> = one.members.iter().map(|member| member.document.0[0].to_string()).collect();
        format!("{}: {}", one.name, members.join(" "))
    };
    found.all.iter().map(entity).collect()
}

fn judged(record: &Record, idx: usize) -> Judged {
    let entity = &record.entities[idx];
    let anchor = Anchor { document: record.document, span: entity.span, words: entity.name.clone() };
    Judged { kind: JudgedKind::Mention, anchor }
}

#[test]
fn a_surname_alone_is_one_persons_only_while_nobody_else_bears_it() {
    let mut records = vec![record(1, &["p|Marta Orlov"]), record(2, &["p|Orlov"]), record(3, &["p|Orlov"])];
    assert_eq!(shown(&entities(&records, &[])), ["Marta Orlov: 1 2 3"]);
    records.push(record(4, &["p|Pavel Orlov"]));
    let found = entities(&records, &[]);
    assert_eq!(shown(&found), ["Marta Orlov: 1", "Orlov: 2", "Orlov: 3", "Pavel Orlov: 4"]);
    assert_eq!(found.possible.len(), 4);
}

#[test]
fn an_office_tells_two_of_one_surname_apart() {
    let records = [
        record(1, &["p|Marta Orlov|the mayor of Norrbank"]),
        record(2, &["p|Pavel Orlov|a dentist"]),
        record(3, &["p|Orlov|Mayor"]),
    ];
    assert_eq!(shown(&entities(&records, &[])), ["Marta Orlov: 1 3", "Pavel Orlov: 2"]);
}

#[test]
fn a_slip_of_the_pen_does_not_part_whom_all_others_name() {
    let mut records: Vec<Record> = (1..=11).map(|number| record(number, &["p|Pavel Orlov|the mayor"])).collect();
    records.push(record(12, &["p|Orlov|Mayor"]));
    records.push(record(13, &["p|Pabel Orlov|Mayor"]));
    let shown = shown(&entities(&records, &[]));
    assert_eq!(shown, ["Pavel Orlov: 1 2 3 4 5 6 7 8 9 10 11 12", "Pabel Orlov: 13"]);
    // What a headline has before a surname is nobody's given name.
    let records = [record(1, &["p|Pavel Orlov|the mayor"]), record(2, &["p|WHERE ORLOV"]), record(3, &["p|Orlov"])];
    assert_eq!(self::shown(&entities(&records, &[])), ["Pavel Orlov: 1 3", "WHERE ORLOV: 2"]);
}

#[test]
fn a_document_that_gives_the_acronym_joins_it_to_the_name() {
    let records = [
        record(1, &["o|Norrbank Harbour Board = NHB"]),
        record(2, &["o|NHB"]),
        record(3, &["o|Norrbank Harbour Board"]),
        record(4, &["o|the Guardian"]),
        record(5, &["o|theguardian.com"]),
    ];
    assert_eq!(shown(&entities(&records, &[])), ["Norrbank Harbour Board: 1 2 3", "theguardian.com: 4 5"]);
}

#[test]
fn judgements_hold_and_can_be_taken_back() {
    let records =
        [record(1, &["p|Ann Lee"]), record(2, &["p|Ann Lee"]), record(3, &["p|Ann Lee"]), record(4, &["p|Zubr"])];
    let plain = entities(&records, &[]);
    assert_eq!(shown(&plain), ["Ann Lee: 1 2 3", "Zubr: 4"]);
    let apart = Judgement::NotSame(judged(&records[1], 0), judged(&records[2], 0));
    let same = Judgement::Same(judged(&records[1], 0), judged(&records[3], 0));
    let found = entities(&records, &[apart.clone(), same.clone()]);
    assert_eq!(shown(&found), ["Ann Lee: 1 2 4", "Ann Lee: 3"]);
    let contradicting = Judgement::Same(judged(&records[3], 0), judged(&records[2], 0));
    let found = entities(&records, &[apart, same, contradicting]);
    assert_eq!(shown(&found), ["Ann Lee: 1 2 3 4"]);
    assert_eq!(found.contradicted, [0]);
    assert_eq!(entities(&records, &[]), plain);
}

fn any_name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "p|Vladimir Osechkin",
        "p|V. Osechkin",
        "p|Osechkin",
        "p|Володимир Осечкин",
        "p|Wladimir Osetschkin",
        "p|Igor Osechkin",
        "u|Osechkin",
        "p|Bill Orr|senator",
        "p|William Orr",
        "p|Orr|Senator",
        "p|Marta Orr",
        "p|William Orr Jr.",
        "p|W. Orr",
        "o|Federal Security Service = FSB",
        "o|FSB",
        "u|FSB",
        "o|Fishery Supply Board",
        "o|Fishery Supply Board = FSB",
        "o|the Defence Ministry",
        "o|Russia’s Ministry of Defense",
        "l|Russia",
        "l|Russia",
        "o|Orr",
        "o|Osechkin",
        "p|Osechkin|the Ukrainian mayor",
        "p|Igor Osechkin|Russian actor",
        "u|Press",
    ])
}

prop_compose! {
    fn any_case()(
        documents in prop::collection::vec(prop::collection::vec(any_name(), 1..4), 2..12),
        order in any::<u64>(),
        pairs in prop::collection::vec((any::<u16>(), any::<u16>(), any::<bool>()), 0..5),
    ) -> (Vec<Record>, Vec<Record>, Vec<Judgement>) {
        let records: Vec<Record> = (1..).zip(&documents).map(|(number, names)| record(number, names)).collect();
        let mut mixed = records.clone();
        for idx in (1..mixed.len()).rev() {
            mixed.swap(idx, (order.wrapping_mul(6_364_136_223_846_793_005).rotate_left(idx as u32) % (idx as u64 + 1)) as usize);
        }
        let any_of = |pick: u16| {
            let record = &records[pick as usize % records.len()];
            judged(record, pick as usize / records.len() % record.entities.len())
        };
        let judgement = |(one, other, is_same): &(u16, u16, bool)| match is_same {
            true => Judgement::Same(any_of(*one), any_of(*other)),
            false => Judgement::NotSame(any_of(*one), any_of(*other)),
        };
        let judgements = pairs.iter().map(judgement).collect();
        (records, mixed, judgements)
    }
}

/// The given name that a record's entity has beside a surname; forms of one name as one.
fn given(name: &str) -> Option<&str> {
    let first = name.split_once(' ')?.0.trim_end_matches('.');
    let known = [("Володимир", "Vladimir"), ("Wladimir", "Vladimir"), ("Bill", "William")];
    let first = known.iter().find(|(form, _)| *form == first).map_or(first, |(_, name)| name);
    (first.len() > 1).then_some(first)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_order_of_records_changes_nothing((records, mixed, judgements) in any_case()) {
        prop_assert_eq!(entities(&records, &judgements), entities(&mixed, &judgements));
    }

    #[test]
    fn what_is_said_to_be_two_is_two((records, _, judgements) in any_case()) {
        let found = entities(&records, &judgements);
        let of = |one: &Judged| found.all.iter().position(|entity| entity.members.iter().any(|member| {
            let record = records.iter().find(|record| record.document == one.anchor.document);
            let named = record.and_then(|record| record.entities.iter().position(|entity| entity.span == one.anchor.span));
            member.document == one.anchor.document && named.is_some_and(|idx| {
                found.of(member.document, hearsay_reading::reading::EntityId(idx as u32 + 1))
                    == found.of_member(*member)
            })
        }));
        for (place, judgement) in judgements.iter().enumerate() {
            if found.contradicted.contains(&place) {
                continue;
            }
            match judgement {
                Judgement::Same(one, other) => prop_assert_eq!(of(one), of(other)),
                Judgement::NotSame(one, other) => prop_assert_ne!(of(one), of(other)),
                _ => {}
            }
        }
    }

    #[test]
    fn nobody_has_two_given_names_unless_an_analyst_says_so((records, _, _) in any_case()) {
        for entity in &entities(&records, &[]).all {
            let mut givens: Vec<&str> = Vec::new();
            for member in &entity.members {
                let hearsay_case::entities::Who::Entity(id) = member.who else { continue };
                let record = records.iter().find(|record| record.document == member.document);
                let named = record.and_then(|record| record.entity(id)).filter(|one| one.kind == EntityKind::Person);
                givens.extend(named.and_then(|one| given(&one.name)));
            }
            givens.sort_unstable();
            givens.dedup();
            prop_assert!(givens.len() < 2, "{:?} in {:?}", givens, entity);
        }
    }

    #[test]
    fn everybody_named_is_somebody_once((records, _, judgements) in any_case()) {
        let found = entities(&records, &judgements);
        let n_members: usize = found.all.iter().map(|entity| entity.members.len()).sum();
        prop_assert_eq!(n_members, records.iter().map(|record| record.entities.len()).sum::<usize>());
        for (idx, entity) in found.all.iter().enumerate() {
            for member in &entity.members {
                prop_assert_eq!(found.of_member(*member), Some(idx));
            }
        }
    }
}
