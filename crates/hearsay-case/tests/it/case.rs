//! A case put together: what judgements and documents change in it, and what they leave alone.

use hearsay_case::anchor::Anchor;
use hearsay_case::case::outline::Outline;
use hearsay_case::case::{Case, Group};
use hearsay_case::judgement::{Judged, JudgedKind, Judgement};
use hearsay_case::lineage::ClaimRef;
use hearsay_case::record::{Claim, Record};
use hearsay_case::records::Records;
use hearsay_reading::read::{Reader, read};
use hearsay_text::document::{Date, DocumentId, Evidenced};
use hearsay_text::import::{ImportSettings, import};
use proptest::prelude::*;

fn record(name: &str, text: &str) -> Record {
    let document = import(name, text.as_bytes(), &ImportSettings::default()).expect("it is text");
    Record::of(&document, &read(&document, Reader::Fast))
}

fn claim<'a>(record: &'a Record, words: &str) -> &'a Claim {
    let claims: Vec<&str> = record.claims.iter().map(|claim| claim.words.as_str()).collect();
    record.claims.iter().find(|claim| claim.words.starts_with(words)).unwrap_or_else(|| panic!("{claims:?}"))
}

/// Returns the words of the claims that stand in one group with the one that begins with `words`.
fn beside(case: &Case, document: &str, words: &str) -> Vec<String> {
    let record = case.records.iter().position(|record| record.name == document).expect("it is in the case");
    let of = ClaimRef { record, claim: claim(&case.records[record], words).id };
    let group = case.group_of(of).expect("each claim is in a group");
    group.claims.iter().map(|of| case.claim(*of).expect("it is there").words.clone()).collect()
}

#[test]
fn who_rejects_an_inner_claim_leaves_the_outer_one() {
    let told = "a tall officer of the guard told the old harbour master of Sundhavn that the navy sold radar codes";
    let records = [
        record("first.txt", &format!("Mira Lund said that {told}.")),
        record("second.txt", &format!("A clerk said that {told}.")),
    ];
    let outer = "that a tall officer";
    let inner = claim(&records[0], "that the navy sold");
    let anchor = Anchor { document: records[0].document, span: inner.first(), words: inner.words.clone() };
    let rejected = Judgement::Reject(Judged { kind: JudgedKind::Claim, anchor });
    let before = Case::assemble(records.to_vec(), &[]);
    assert!(beside(&before, "first", outer).len() > 1, "{:?}", beside(&before, "first", outer));
    let after = Case::assemble(records.to_vec(), std::slice::from_ref(&rejected));
    assert!(after.records.iter().all(|record| record.name != "first" || record.claims.len() == 1));
    let left = beside(&after, "first", outer);
    assert_eq!(left.iter().filter(|words| words.starts_with(outer)).count(), 2, "{left:?}");
    // Whoever rejects it and thinks again has what there was.
    let Judgement::Reject(one) = rejected.clone() else { unreachable!() };
    let again = Case::assemble(records.to_vec(), &[rejected, Judgement::Accept(one)]);
    assert_eq!(groups(&again), groups(&before));
}

/// Rejects something at its first words.
fn rejects(kind: JudgedKind, record: &Record, span: hearsay_text::span::Span) -> Judgement {
    Judgement::Reject(Judged { kind, anchor: Anchor { document: record.document, span, words: String::new() } })
}

/// Returns all that a case tells, without the records.
fn told(case: &Case) -> String {
    format!("{:?} {:?} {}", case.entities(), case.artefacts(), groups(case))
}

fn groups(case: &Case) -> String {
    format!("{:?}", case.groups().collect::<Vec<&Group>>())
}

#[test]
fn what_is_rejected_is_nobody_and_counts_for_nothing() {
    let records = [
        record(
            "first.txt",
            "Mira Lund, the harbour master of Sundhavn, said that the fire had been planned for weeks. A leaked letter, \
             written by Jon Ek, says that two trucks left Sundhavn before the fire. The ministry denied that the fire \
             had been planned for weeks. An inspector of the guard later confirmed that two trucks left Sundhavn \
             before the fire.",
        ),
        record("second.txt", "Mira Lund said that the fire had been planned for weeks."),
    ];
    let before = Case::assemble(records.to_vec(), &[]);
    let (mut n_entities, mut n_artefacts, mut n_verdicts) = (0, 0, 0);
    for one in &records {
        let record_idx = before.record_of(one.document).expect("it is in the case");
        let mut tried = Vec::new();
        for (number, entity) in (1..).zip(&one.entities) {
            let judgement = rejects(JudgedKind::Mention, one, entity.span);
            let after = Case::assemble(records.to_vec(), std::slice::from_ref(&judgement));
            let id = hearsay_reading::reading::EntityId(number);
            assert_eq!(after.entities().of(one.document, id), None, "{}", entity.name);
            let chains = after.records[record_idx].claims.iter().flat_map(|claim| &claim.chain);
            assert_eq!(chains.filter(|link| link.entities.contains(&id)).count(), 0, "{}", entity.name);
            n_entities += usize::from(before.entities().of(one.document, id).is_some());
            tried.push(judgement);
        }
        for (number, artefact) in (1..).zip(&one.artefacts) {
            let judgement = rejects(JudgedKind::Artefact, one, artefact.mentions[0].0);
            let after = Case::assemble(records.to_vec(), std::slice::from_ref(&judgement));
            assert_eq!(after.artefacts().of(one.document, hearsay_reading::reading::ArtefactId(number)), None);
            assert_eq!(after.artefacts().all.len() + 1, before.artefacts().all.len());
            n_artefacts += 1;
            tried.push(judgement);
        }
        for verdict in &one.verdicts {
            let judgement = rejects(JudgedKind::Verdict, one, verdict.cue[0]);
            let after = Case::assemble(records.to_vec(), std::slice::from_ref(&judgement));
            // A denial is an attribution too, which is rejected by itself.
            let counts = |case: &Case| {
                let events = case.groups().flat_map(|group| &group.standing.events);
                let place = hearsay_case::standing::Place::Verdict(verdict.id);
                events.filter(|event| event.record == record_idx && event.place == place).count()
            };
            assert_eq!(counts(&after), 0, "{}", verdict.words);
            n_verdicts += counts(&before);
            tried.push(judgement);
        }
        // Whoever thinks again has what there was.
        for judgement in tried {
            let Judgement::Reject(judged) = &judgement else { unreachable!() };
            let again = Judgement::Accept(judged.clone());
            assert_eq!(told(&Case::assemble(records.to_vec(), &[judgement, again])), told(&before));
        }
    }
    assert!(n_entities >= 3 && n_artefacts >= 1 && n_verdicts >= 1, "{n_entities} {n_artefacts} {n_verdicts}");
}

#[test]
fn a_judgement_on_what_is_rejected_is_not_taken_for_one_on_others() {
    let records = [
        record("first.txt", "Mira Lund said that the fire had been planned for weeks."),
        record("second.txt", "M. Lund, a clerk, said that the trucks had left."),
    ];
    let mention = |record: &Record| {
        let named = record.entities.iter().find(|entity| entity.name.contains("Lund")).expect("she is named");
        Anchor { document: record.document, span: named.span, words: named.name.clone() }
    };
    let judged = |record: &Record| Judged { kind: JudgedKind::Mention, anchor: mention(record) };
    let same = Judgement::Same(judged(&records[0]), judged(&records[1]));
    let reject = Judgement::Reject(judged(&records[1]));
    let both = Case::assemble(records.to_vec(), &[same.clone(), reject.clone()]);
    let rejected = Case::assemble(records.to_vec(), std::slice::from_ref(&reject));
    assert_eq!(told(&both), told(&rejected));
    let joined = Case::assemble(records.to_vec(), &[same.clone(), reject, Judgement::Accept(judged(&records[1]))]);
    assert_eq!(told(&joined), told(&Case::assemble(records.to_vec(), &[same])));
}

/// Who can have said it, and the outlet that each told it to.
const PEOPLE: [(&str, &str); 4] = [
    ("Ada Hollin", "Harbour Gazette"),
    ("Mira Lund", "Northern Star"),
    ("Karel Dunn", "Inland Post"),
    ("Ines Tolver", "Coast Radio"),
];

const CLAIM: &str = "the navy had sold radar codes to a broker in Sundhavn";

fn report(name: &str, outlet: &str, day: u8, text: &str) -> Record {
    let mut document = import(name, text.as_bytes(), &ImportSettings::default()).expect("it is text");
    let day = Date::checked(2024, 5, day).expect("it is a day");
    // Two outlets may print the same words, and are two documents.
    document.id = DocumentId::of(format!("{outlet}\n{text}").as_bytes());
    document.metadata.site = Some(Evidenced { value: outlet.to_owned(), evidence: "given".to_owned() });
    document.metadata.published = Some(Evidenced { value: day, evidence: "given".to_owned() });
    Record::of(&document, &read(&document, Reader::Fast))
}

/// Returns the report of the outlet that this person told it to.
fn own_report(person: usize) -> Record {
    let (who, outlet) = PEOPLE[person];
    report(&format!("own{person}.txt"), outlet, 6, &format!("{who} told the {outlet} on Monday that {CLAIM}."))
}

/// Returns a report of an outlet without a source of its own.
fn relay(number: usize, of: usize, way: usize) -> Record {
    let (_, outlet) = PEOPLE[of];
    let text = match way % 3 {
        0 => format!("The {outlet} reported that {CLAIM}."),
        1 => format!("According to the {outlet}, {CLAIM}."),
        _ => format!("As the {outlet} reported on Monday, {CLAIM}."),
    };
    report(&format!("relay{number}.txt"), &format!("Relay {number} Daily"), 7, &text)
}

/// Puts a case together by its outline, and fetches what is looked at.
fn resumed(records: &[Record], judgements: &[Judgement], outline: Outline) -> Option<Case> {
    let documents = records.iter().map(|record| record.document).collect();
    let all = records.to_vec();
    let fetch = move |id: DocumentId| all.iter().find(|record| record.document == id).cloned();
    Case::resume(Records::on_demand(documents, Box::new(fetch)), judgements, outline)
}

#[test]
fn an_outline_that_names_what_is_not_there_is_refused() {
    let all: Vec<Record> = (0..3).map(own_report).collect();
    let outline = || Case::assemble(all.clone(), &[]).outline().clone();
    assert!(resumed(&all, &[], outline()).is_some());
    assert!(resumed(&all[..2], &[], outline()).is_none(), "a document is gone");
    let spoilt: [fn(&mut Outline); 6] = [
        |one| one.groupings[0].claims.clear(),
        |one| one.groupings[0].variant = Some((99, 0)),
        |one| one.voices.makes.clear(),
        |one| one.timeline[0].group = usize::MAX,
        |one| one.matters[0].variants.clear(),
        |one| one.entities.all[0].members.clear(),
    ];
    for (number, spoil) in spoilt.iter().enumerate() {
        let mut outline = outline();
        spoil(&mut outline);
        assert!(resumed(&all, &[], outline).is_none(), "{number}");
    }
}

/// Returns how many origins the claim has that the first of the records tells.
fn n_origins(records: &[Record]) -> usize {
    let case = Case::assemble(records.to_vec(), &[]);
    let record = case.record_of(records[0].document).expect("it is in the case");
    let of = ClaimRef { record, claim: claim(&case.records[record], "that the navy").id };
    case.group_of(of).expect("each claim is in a group").origins.all.len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn origins_are_counted_and_not_outlets(
        n_people in 1..=PEOPLE.len(),
        relays in prop::collection::vec((any::<prop::sample::Index>(), 0..3_usize), 0..5),
        turn in any::<prop::sample::Index>(),
    ) {
        let own: Vec<Record> = (0..n_people).map(own_report).collect();
        let relays = relays.iter().enumerate().map(|(number, (of, way))| relay(number, of.index(n_people), *way));
        let all: Vec<Record> = own.iter().cloned().chain(relays).collect();
        // A relay more changes nothing; an independent report more is one more.
        prop_assert_eq!(n_origins(&all), n_people);
        // The order in which they come changes nothing.
        let mut turned = all.clone();
        turned.rotate_left(turn.index(all.len()));
        let (case, other) = (Case::assemble(all.clone(), &[]), Case::assemble(turned, &[]));
        prop_assert_eq!(groups(&case), groups(&other));
        // What is taken back leaves no trace.
        let first = claim(&all[0], "that the navy");
        let anchor = Anchor { document: all[0].document, span: first.first(), words: first.words.clone() };
        let judged = Judged { kind: JudgedKind::Claim, anchor };
        let rejected = Judgement::Reject(judged.clone());
        let again = Case::assemble(all.clone(), &[rejected.clone(), Judgement::Accept(judged)]);
        prop_assert_eq!(groups(&case), groups(&again));
        // Nor does it matter whether the outline was kept.
        for judgements in [&[][..], &[rejected]] {
            let anew = Case::assemble(all.clone(), judgements);
            let kept = resumed(&all, judgements, anew.outline().clone()).expect("all that it names is there");
            prop_assert_eq!(groups(&anew), groups(&kept));
        }
    }

    #[test]
    fn what_rests_on_one_origin_goes_with_it(
        n_people in 2..=PEOPLE.len(),
        relays in prop::collection::vec((any::<prop::sample::Index>(), 0..3_usize), 0..5),
    ) {
        let relays: Vec<(usize, usize)> = relays.iter().map(|(of, way)| (of.index(n_people), *way)).collect();
        let made = |people: usize| {
            let of_left = |(number, (of, way)): (usize, &(usize, usize))| (*of < people).then(|| relay(number, *of, *way));
            (0..people).map(own_report).chain(relays.iter().enumerate().filter_map(of_left)).collect::<Vec<Record>>()
        };
        prop_assert_eq!(n_origins(&made(n_people)), n_people);
        prop_assert_eq!(n_origins(&made(n_people - 1)), n_people - 1);
    }
}
