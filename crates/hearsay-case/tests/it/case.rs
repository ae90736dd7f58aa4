//! A case put together: what judgements and documents change in it, and what they leave alone.

use hearsay_case::anchor::Anchor;
use hearsay_case::case::Case;
use hearsay_case::judgement::{Judged, JudgedKind, Judgement};
use hearsay_case::lineage::ClaimRef;
use hearsay_case::record::{Claim, Record};
use hearsay_reading::read::{Reader, read};
use hearsay_text::import::{ImportSettings, import};

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
    assert_eq!(format!("{:?}", again.groups), format!("{:?}", before.groups));
}

/// Rejects something at its first words.
fn rejects(kind: JudgedKind, record: &Record, span: hearsay_text::span::Span) -> Judgement {
    Judgement::Reject(Judged { kind, anchor: Anchor { document: record.document, span, words: String::new() } })
}

/// Returns all that a case tells, without the records.
fn told(case: &Case) -> String {
    format!("{:?} {:?} {:?}", case.entities, case.artefacts, case.groups)
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
            assert_eq!(after.entities.of(one.document, id), None, "{}", entity.name);
            let chains = after.records[record_idx].claims.iter().flat_map(|claim| &claim.chain);
            assert_eq!(chains.filter(|link| link.entities.contains(&id)).count(), 0, "{}", entity.name);
            n_entities += usize::from(before.entities.of(one.document, id).is_some());
            tried.push(judgement);
        }
        for (number, artefact) in (1..).zip(&one.artefacts) {
            let judgement = rejects(JudgedKind::Artefact, one, artefact.mentions[0].0);
            let after = Case::assemble(records.to_vec(), std::slice::from_ref(&judgement));
            assert_eq!(after.artefacts.of(one.document, hearsay_reading::reading::ArtefactId(number)), None);
            assert_eq!(after.artefacts.all.len() + 1, before.artefacts.all.len());
            n_artefacts += 1;
            tried.push(judgement);
        }
        for verdict in &one.verdicts {
            let judgement = rejects(JudgedKind::Verdict, one, verdict.cue[0]);
            let after = Case::assemble(records.to_vec(), std::slice::from_ref(&judgement));
            // A denial is an attribution too, which is rejected by itself.
            let counts = |case: &Case| {
                let events = case.groups.iter().flat_map(|group| &group.standing.events);
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
