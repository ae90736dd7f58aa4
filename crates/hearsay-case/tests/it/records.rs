//! What a document brings to a case.

use hearsay_case::record::{ClaimId, Record, Role};
use hearsay_reading::read::{Reader, read};
use hearsay_text::import::{ImportSettings, import};
use proptest::prelude::*;

fn record(name: &str, bytes: &[u8]) -> Option<(Record, String)> {
    let document = import(name, bytes, &ImportSettings::default()).ok()?;
    let record = Record::of(&document, &read(&document, Reader::Fast));
    Some((record, document.text))
}

#[test]
fn claims_bring_their_chain_and_their_words() {
    let text = "NORRBANK, March 3 (Norrbank Press) - The ministry said on Tuesday that 40 trucks had left the port.\n\n\
        The harbour is small. Nobody counted the boats.\n\nSource: Harbour Gazette\n";
    let (record, _) = record("port.txt", text.as_bytes()).expect("it is text");
    let claim = &record.claims[0];
    assert_eq!(claim.id.to_string(), "a1");
    assert_eq!(claim.words, "that 40 trucks had left the port");
    assert_eq!(claim.numbers[0].value, "40");
    let deepest = claim.deepest().expect("the ministry is named");
    assert_eq!((deepest.role, deepest.words.as_str()), (Role::Source, "The ministry"));
    let own: Vec<&str> = record.claims.iter().filter(|one| one.act.is_none()).map(|one| one.words.as_str()).collect();
    assert_eq!(own, ["The harbour is small.", "Nobody counted the boats."]);
    let credits: Vec<&str> = record.credits.iter().map(|credit| credit.name.as_str()).collect();
    assert_eq!(credits, ["Norrbank Press", "Harbour Gazette"]);
}

#[test]
fn ids_are_read_back() {
    for text in ["a1", "o12"] {
        assert_eq!(text.parse::<ClaimId>().map(|id| id.to_string()).as_deref(), Ok(text));
    }
    for text in ["", "a", "o", "x3", "3", "a-1"] {
        assert!(text.parse::<ClaimId>().is_err(), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_give_a_record_whose_spans_slice(parts in prop::collection::vec(prop::sample::select(vec![
        "(", ")", " - ", "Source:", "Reuters", "\u{e9}", "said that ", "He denied it. ", "\n\n", "\u{201c}", "A leaked letter ",
        "was verified by Ada Hollin", "\u{0}", "40 ", "may ",
    ]), 0..40)) {
        if let Some((record, text)) = record("any.txt", parts.concat().as_bytes()) {
            for claim in &record.claims {
                prop_assert!(!claim.spans.is_empty());
                claim.spans.iter().for_each(|span| { span.of(&text); });
                prop_assert_eq!(record.claim(claim.id), Some(claim));
            }
            for credit in &record.credits {
                prop_assert_eq!(credit.span.of(&text), credit.name.as_str());
            }
        }
    }
}
