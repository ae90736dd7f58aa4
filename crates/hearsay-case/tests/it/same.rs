//! Which claims say the same, and on what those on one matter disagree.

use std::fmt::Write as _;

use hearsay_case::anchor::Anchor;
use hearsay_case::judgement::{Judged, JudgedKind, Judgement};
use hearsay_case::record::Record;
use hearsay_case::records::Records;
use hearsay_case::same::report::{Report, Told};
use hearsay_case::same::statement::{Place, Statement};
use hearsay_case::same::stories::stories;
use hearsay_case::same::{Matter, because, matters, matters_by};
use hearsay_reading::read::{Reader, read};
use hearsay_text::import::{ImportSettings, import};
use proptest::prelude::*;

fn records(texts: &[&str]) -> Vec<Record> {
    let record = |(idx, text): (usize, &&str)| {
        let document = import(&format!("d{idx}.txt"), text.as_bytes(), &ImportSettings::default()).expect("it is text");
        Record::of(&document, &read(&document, Reader::Fast))
    };
    texts.iter().enumerate().map(record).collect()
}

fn found(records: &[Record], judgements: &[Judgement]) -> Vec<Matter> {
    matters(records, judgements, &|_, _| None)
}

/// Returns the matters as text: a line a claim, its document's name before it; variants are indented.
fn drawn(records: &[Record], matters: &[Matter]) -> String {
    let words = |place: Place| {
        let record = records.iter().find(|record| record.document == place.document).expect("it is one of them");
        format!("{} {}", record.name, record.claim(place.claim).expect("it is one of its claims").words)
    };
    let mut drawn = String::new();
    for matter in matters {
        drawn.push_str("matter\n");
        for variant in &matter.variants {
            drawn.push_str("  variant\n");
            let mut lines: Vec<String> = variant.iter().map(|place| words(*place)).collect();
            lines.sort();
            for line in lines {
                let _ = writeln!(drawn, "    {line}");
            }
        }
        for one in &matter.disagreements {
            let mut words = [one.words.0.as_str(), one.words.1.as_str()];
            words.sort_unstable();
            let of = one.of.as_deref().map(|of| format!(" {of}")).unwrap_or_default();
            let _ = writeln!(drawn, "  disagree on {}{}: {}", one.slot.name(), of, words.join(" / "));
        }
    }
    drawn
}

/// Returns how many variants hold a claim of each of these documents.
fn groups(records: &[Record], matters: &[Matter], texts: &[usize]) -> usize {
    let documents: Vec<_> = texts.iter().map(|idx| records[*idx].document).collect();
    let variants = matters.iter().flat_map(|matter| &matter.variants);
    variants.filter(|one| documents.iter().all(|id| one.iter().any(|place| place.document == *id))).count()
}

#[test]
fn the_same_in_other_words_is_one_variant() {
    let records = records(&[
        "The ministry said that 40 ammunition trucks had left the port of Norrbank.",
        "Some 40 trucks with ammunition left Norrbank\u{2019}s port, an official told reporters.",
        "The mayor said that the opera house would open in May.",
    ]);
    let matters = found(&records, &[]);
    assert_eq!(groups(&records, &matters, &[0, 1]), 1, "{}", drawn(&records, &matters));
    assert_eq!(matters.len(), 1, "{}", drawn(&records, &matters));
    let claims = &matters[0].variants[0];
    let because = because(claims[0], claims[1], &Records::all(records), &[], &|_, _| None);
    let because = because.expect("both say enough");
    assert!(because.contains("trucks") && because.contains("40"), "{because}");
}

#[test]
fn figures_that_differ_are_variants_of_one_matter() {
    let records = records(&[
        "The letter says that 10,000 soldiers were killed in the siege of Sundhavn.",
        "According to the general staff, at least 7,000 soldiers were killed in the siege of Sundhavn.",
        "The union said that ten thousand soldiers were killed in the siege of Sundhavn.",
    ]);
    let matters = found(&records, &[]);
    let drawn = drawn(&records, &matters);
    assert_eq!(matters.len(), 1, "{drawn}");
    assert_eq!(groups(&records, &matters, &[0, 2]), 1, "{drawn}");
    assert_eq!(groups(&records, &matters, &[0, 1]), 0, "{drawn}");
    assert!(drawn.contains("disagree on how many soldiers: 10,000 / at least 7,000"), "{drawn}");
}

#[test]
fn a_denial_is_a_variant_that_disagrees_on_whether() {
    let records = records(&[
        "Hollin said that the navy had sold radar codes to a broker in Sundhavn.",
        "The navy did not sell radar codes to a broker in Sundhavn, its spokesman said.",
        "The admiral denied that the navy had sold radar codes to a broker in Sundhavn.",
    ]);
    let matters = found(&records, &[]);
    let drawn = drawn(&records, &matters);
    assert_eq!(matters.len(), 1, "{drawn}");
    assert_eq!(groups(&records, &matters, &[1, 2]), 1, "{drawn}");
    assert_eq!(groups(&records, &matters, &[0, 1]) + groups(&records, &matters, &[0, 2]), 0, "{drawn}");
    assert!(drawn.contains("disagree on whether"), "{drawn}");
}

#[test]
fn meaning_joins_what_words_leave_open() {
    let records = records(&[
        "Hollin said that the navy sold radar codes to a broker.",
        "Lund said that the navy passed radar secrets to a middleman abroad.",
        "Lund said that the navy repaired the radar of a trawler.",
    ]);
    let by_words = found(&records, &[]);
    assert_eq!(groups(&records, &by_words, &[0, 1]), 0, "{}", drawn(&records, &by_words));
    // Stands in for an encoder: what is sold or passed on lies one way, the rest the other.
    let embed = |words: &str| match words.contains("sold") || words.contains("passed") {
        true => vec![1.0, 0.0],
        false => vec![0.0, 1.0],
    };
    let matters = matters_by(&records, &[], &|_, _| None, Some(&embed));
    assert_eq!(groups(&records, &matters, &[0, 1]), 1, "{}", drawn(&records, &matters));
    assert_eq!(groups(&records, &matters, &[2]), 0, "{}", drawn(&records, &matters));
}

fn judged(record: &Record, claim_idx: usize) -> Judged {
    let claim = &record.claims[claim_idx];
    let anchor = Anchor { document: record.document, span: claim.first(), words: claim.words.clone() };
    Judged { kind: JudgedKind::Claim, anchor }
}

#[test]
fn the_analyst_has_the_last_word() {
    let records = records(&[
        "Hollin said that the navy had sold radar codes to a broker in Sundhavn.",
        "A clerk said that the navy had sold the radar codes to a broker of Sundhavn.",
        "Mira Lund said that secrets of the fleet had gone to a middleman abroad.",
    ]);
    let [one, two, three] = [0, 1, 2].map(|idx| judged(&records[idx], 0));
    let before = found(&records, &[]);
    assert_eq!((groups(&records, &before, &[0, 1]), groups(&records, &before, &[0, 2])), (1, 0));
    let apart = found(&records, &[Judgement::NotSame(two.clone(), one.clone())]);
    assert_eq!(groups(&records, &apart, &[0, 1]), 0, "{}", drawn(&records, &apart));
    let joined = found(&records, &[Judgement::Same(one.clone(), three)]);
    assert_eq!(groups(&records, &joined, &[0, 1, 2]), 1, "{}", drawn(&records, &joined));
    let rejected = found(&records, &[Judgement::Reject(one)]);
    assert!(rejected.is_empty(), "{}", drawn(&records, &rejected));
    assert_eq!(found(&records, &[]), before, "what is undone leaves no trace");
}

#[test]
fn a_report_that_says_so_does_not_deny() {
    let text = "The navy sold radar codes to a broker, officials announced. The minister confirmed it on Monday.";
    let records = records(&[text]);
    let claim = "The navy sold radar codes to a broker";
    let place = Place { document: records[0].document, claim: records[0].claims[0].id };
    let (report, because) = Told::of(&records[0]).stands(&Statement::of_words(place, claim), claim);
    assert_ne!(report, Report::Denies, "{because}");
    assert!(!because.is_empty());
}

#[test]
fn documents_that_tell_the_same_are_one_story() {
    let records = records(&[
        "The navy sold radar codes to a broker in Sundhavn, Hollin said. The minister was silent.",
        "A broker in Sundhavn bought radar codes from the navy, said Hollin on Monday.",
        "The opera house of Norrbank opens in May. The mayor praised its roof.",
        "Nothing.",
    ]);
    let mut sizes: Vec<usize> = stories(&records).iter().map(Vec::len).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 1, 2]);
}

const SENTENCES: [&str; 12] = [
    "Hollin said that the navy had sold radar codes to a broker in Sundhavn. ",
    "The navy did not sell radar codes to the broker in Sundhavn, a clerk said. ",
    "The navy sold 40 radar codes to a broker. ",
    "A broker in Sundhavn bought at least 12 radar codes from the navy, Lund said. ",
    "According to the Norrbank Press, 10,000 soldiers fell in the siege of Sundhavn. ",
    "Nearly ten thousand soldiers fell in the siege, the general staff said on March 3, 2022. ",
    "He denied it. ",
    "She denied that soldiers fell in the siege of Sundhavn. ",
    "\u{201c}The siege of Sundhavn ended on May 5, 2022\u{201d}, Mira Lund wrote. ",
    "The siege of Sundhavn ended on May 9, 2022. ",
    "The letter was verified by Ada Hollin. ",
    "\u{0}\u{feff}40% $ \u{301} not not ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_records_changes_nothing(
        texts in prop::collection::vec(prop::collection::vec(0..SENTENCES.len(), 1..5), 1..8),
        seed in 0_usize..1000,
    ) {
        let texts: Vec<String> =
            texts.iter().map(|text| text.iter().map(|idx| SENTENCES[*idx]).collect::<String>()).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let records = records(&texts);
        let there = found(&records, &[]);
        let mut turned = records.clone();
        turned.rotate_left(seed % records.len());
        turned.reverse();
        prop_assert_eq!(&found(&turned, &[]), &there);
        // Every claim is in one variant at most, and no matter has but one claim.
        let mut places: Vec<Place> =
            there.iter().flat_map(|matter| matter.variants.iter().flat_map(|one| one.clone())).collect();
        let n = places.len();
        places.sort_unstable();
        places.dedup();
        prop_assert_eq!(places.len(), n);
        for matter in &there {
            prop_assert!(matter.variants.iter().map(|one| one.len()).sum::<usize>() > 1);
        }
    }
}
