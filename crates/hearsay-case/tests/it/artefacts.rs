//! Which letter is which across documents, read from texts of our own.

use hearsay_case::anchor::Anchor;
use hearsay_case::artefacts::{Artefacts, artefacts};
use hearsay_case::entities::{Entities, entities};
use hearsay_case::judgement::{Judged, JudgedKind, Judgement};
use hearsay_case::record::Record;
use hearsay_reading::read::{Reader, read};
use hearsay_reading::reading::ArtefactRole;
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::span::Span;

fn record(name: &str, text: &str) -> Record {
    let document = import(&format!("{name}.txt"), text.as_bytes(), &ImportSettings::default()).expect("it is text");
    Record::of(&document, &read(&document, Reader::Fast))
}

const DOCUMENTS: [(&str, &str); 4] = [
    (
        "gazette",
        "A leaked letter was published on March 4 by Marta Orlov, the head of Harbourwatch. The letter was written by an \
         officer of the Norrbank coastguard. The letter says that the harbour would be mined before the spring tide.\n",
    ),
    (
        "herald",
        "Orlov published the letter, which was supposedly written by a coastguard officer in Norrbank, on March 4. The \
         letter says the harbour would be mined by the spring tide.\n",
    ),
    (
        "tribune",
        "The Orlov message, purportedly from an officer of the Norrbank coastguard, was posted on Telegram by Marta Orlov. \
         The message claimed that the harbour would soon be mined at the spring tide.\n",
    ),
    (
        "courier",
        "Marta Orlov published a second letter on March 17. It says that the mayor was paid in cash by a dredging firm.\n",
    ),
];

fn case() -> (Vec<Record>, Entities) {
    let records: Vec<Record> = DOCUMENTS.iter().map(|(name, text)| record(name, text)).collect();
    let who = entities(&records, &[]);
    (records, who)
}

/// The groups, each as the names of its documents.
fn shown(records: &[Record], found: &Artefacts) -> Vec<String> {
    let name = |document| records.iter().find(|record| record.document == document).map_or("", |record| &record.name);
    let mut groups: Vec<String> = Vec::new();
    for one in &found.all {
        let mut names: Vec<&str> = one.members.iter().map(|member| name(member.document)).collect();
        names.sort_unstable();
        groups.push(format!("{}: {}", one.kind, names.join(" ")));
    }
    groups.sort();
    groups
}

fn judged(record: &Record) -> Judged {
    let (span, words) = record.artefacts[0].mentions[0].clone();
    Judged { kind: JudgedKind::Artefact, anchor: Anchor { document: record.document, span, words } }
}

#[test]
fn one_letter_described_three_ways_is_one_and_the_second_letter_another() {
    let (records, who) = case();
    let found = artefacts(&records, &who, &[]);
    assert_eq!(shown(&records, &found), ["letter: courier", "letter: gazette herald tribune"]);
    let letter = found.all.iter().find(|one| one.members.len() == 3).expect("it is there");
    let publisher = letter.custody.iter().find(|one| one.role == ArtefactRole::PublishedBy && one.entity.is_some());
    let publisher = publisher.expect("she is named");
    assert_eq!(who.all[publisher.entity.expect("she is somebody")].name, "Marta Orlov");
    assert!(publisher.told.len() > 1 && !publisher.is_hedged());
    let hedged = letter.custody.iter().filter(|one| one.role == ArtefactRole::Author).flat_map(|one| &one.told);
    assert!(hedged.into_iter().any(|told| told.hedges == ["supposedly"]));
    assert!(letter.because.iter().all(|reason| !reason.because.is_empty() && !reason.spans.0.is_empty()));
}

#[test]
fn the_order_of_records_changes_nothing() {
    let (mut records, who) = case();
    let found = artefacts(&records, &who, &[]);
    records.reverse();
    assert_eq!(artefacts(&records, &entities(&records, &[]), &[]), found);
}

#[test]
fn judgements_hold_and_can_be_taken_back() {
    let (records, who) = case();
    let plain = artefacts(&records, &who, &[]);
    let apart = Judgement::NotSame(judged(&records[0]), judged(&records[1]));
    let found = artefacts(&records, &who, std::slice::from_ref(&apart));
    let of = |found: &Artefacts, idx: usize| found.of(records[idx].document, hearsay_reading::reading::ArtefactId(1));
    assert_ne!(of(&found, 0), of(&found, 1));
    let same = Judgement::Same(judged(&records[1]), judged(&records[3]));
    let found = artefacts(&records, &who, &[apart.clone(), same]);
    assert_eq!(of(&found, 1), of(&found, 3));
    assert_ne!(of(&found, 0), of(&found, 1));
    let again = Judgement::Same(judged(&records[0]), judged(&records[1]));
    assert_eq!(artefacts(&records, &who, &[apart, again]).contradicted, [0]);
    assert_eq!(artefacts(&records, &who, &[]), plain);
    // A judgement of a place where nothing is read any more changes nothing.
    let mut nowhere = judged(&records[0]);
    nowhere.anchor.span = Span::new(900_000, 900_001);
    assert_eq!(artefacts(&records, &who, &[Judgement::Same(nowhere, judged(&records[3]))]), plain);
}
