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
    let after = Case::assemble(records.to_vec(), &[rejected.clone()]);
    assert!(after.records.iter().all(|record| record.name != "first" || record.claims.len() == 1));
    let left = beside(&after, "first", outer);
    assert_eq!(left.iter().filter(|words| words.starts_with(outer)).count(), 2, "{left:?}");
    // Whoever rejects it and thinks again has what there was.
    let Judgement::Reject(one) = rejected.clone() else { unreachable!() };
    let again = Case::assemble(records.to_vec(), &[rejected, Judgement::Accept(one)]);
    assert_eq!(format!("{:?}", again.groups), format!("{:?}", before.groups));
}
