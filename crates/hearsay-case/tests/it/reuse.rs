//! Who carries whose text, on invented reports.

use std::collections::BTreeSet;

use hearsay_case::record::Record;
use hearsay_case::reuse::boilerplate::Boilerplate;
use hearsay_case::reuse::candidates::candidates;
use hearsay_case::reuse::direction::{Direction, Ground};
use hearsay_case::reuse::groups::groups;
use hearsay_case::reuse::index::{Change, Index};
use hearsay_case::reuse::kind::Kind;
use hearsay_case::reuse::passages::Passages;
use hearsay_case::reuse::{Reuse, Settings, Side, compare, reuse};
use hearsay_reading::read::{Reader, read};
use hearsay_text::document::{Document, Evidenced};
use hearsay_text::import::{ImportSettings, import};
use proptest::prelude::*;

use crate::invention::{Chance, Event, Report, copy, quoting, report, rewrite};

/// A document with all that comparing takes.
struct Read {
    document: Document,
    record: Record,
    passages: Passages,
}

/// A text, which must not be empty, with its outlet and its day in March 2022; 0 stands for none.
fn document(text: &str, outlet: &str, day: u8) -> Read {
    let mut document = import("text", text.as_bytes(), &ImportSettings::default()).expect("it is text");
    let given = |value: &str| Evidenced { value: value.to_owned(), evidence: "test".to_owned() };
    document.metadata.site = (!outlet.is_empty()).then(|| given(outlet));
    document.metadata.published = hearsay_text::document::Date::checked(2022, 3, day)
        .map(|value| Evidenced { value, evidence: "test".to_owned() });
    let record = Record::of(&document, &read(&document, Reader::Fast));
    let passages = Passages::of(&document);
    Read { document, record, passages }
}

impl Read {
    fn side(&self) -> Side<'_> {
        Side { record: &self.record, passages: &self.passages }
    }
}

/// A text of which nothing is read but its words: reading is what takes time.
fn unread(text: &str) -> Read {
    let document = import("text", text.as_bytes(), &ImportSettings::default()).expect("it is text");
    let record = Record::without_words(document.id);
    let passages = Passages::of(&document);
    Read { document, record, passages }
}

/// Only what telling the kind takes.
fn kind_of(one: &Report, other: &Report) -> Kind {
    let passages = |report: &Report| {
        let document = import("text", report.text().as_bytes(), &ImportSettings::default()).expect("it is text");
        Passages::of(&document)
    };
    let (first, second) = (passages(one), passages(other));
    let tiles = hearsay_case::reuse::tiles::tiles(first.words(), second.words());
    let shares = hearsay_case::reuse::kind::Shares::of(&first, &second, &tiles);
    hearsay_case::reuse::kind::kind(&shares, &Settings::default())
}

const N_EVENTS: u64 = 40;

fn n_of(kind: Kind, pair: impl Fn(&Event, u64) -> (Report, Report)) -> u64 {
    let is_so = |seed: &u64| {
        let (one, other) = pair(&Event::new(*seed), *seed);
        kind_of(&one, &other) == kind
    };
    (0..N_EVENTS).filter(is_so).count() as u64
}

#[test]
fn copies_with_cuts_are_copied() {
    for kept_percent in [30, 60, 90] {
        let found = n_of(Kind::Copied, |event, seed| {
            let original = report(event, seed, 600);
            let copy = copy(&original, seed, kept_percent);
            (original, copy)
        });
        assert_eq!(found, N_EVENTS, "{kept_percent} % kept");
    }
}

#[test]
fn rewritten_copies_are_told_from_independent_reports() {
    let rewritten = |kind, swapped_percent| {
        n_of(kind, |event, seed| {
            let original = report(event, seed, 600);
            let rewritten = rewrite(&original, seed, swapped_percent);
            (original, rewritten)
        })
    };
    assert_eq!(rewritten(Kind::Copied, 60) + rewritten(Kind::Rewritten, 60), N_EVENTS);
    assert!(rewritten(Kind::Rewritten, 80) >= N_EVENTS * 9 / 10, "{}", rewritten(Kind::Rewritten, 80));
    for kind in [Kind::Copied, Kind::Rewritten] {
        assert_eq!(n_of(kind, |event, seed| (report(event, 2 * seed, 600), report(event, 2 * seed + 1, 600))), 0);
    }
}

#[test]
fn two_that_quote_one_press_release_quote_the_same() {
    let found = n_of(Kind::SameQuotation, |event, seed| {
        (quoting(event, 2 * seed, 400, 3), quoting(event, 2 * seed + 1, 400, 3))
    });
    assert_eq!(found, N_EVENTS);
}

#[test]
fn articles_on_one_matter_have_nothing_in_common() {
    let found = n_of(Kind::Incidental, |event, seed| {
        (report(event, 2 * seed, 600), report(&Event::new(seed + 1000), 2 * seed + 1, 600))
    });
    assert_eq!(found, N_EVENTS);
}

const PORT: &str = "The clerks at the northern pier counted the sealed crates twice before anybody was allowed to leave, and \
    the night shift kept a list of every lorry that went through the gate without papers.";

fn direction_of(one: &Read, other: &Read) -> (Direction, Ground, String) {
    let found = compare(one.side(), other.side(), &Settings::default()).expect("they share a paragraph");
    let flipped = compare(other.side(), one.side(), &Settings::default());
    assert_eq!(flipped.as_ref(), Some(&found), "the order of the two changes nothing");
    for (id, span) in &found.direction.proof {
        let of = if *id == one.document.id { one } else { other };
        assert!(!span.of(&of.document.text).trim().is_empty());
    }
    let is_first = found.first == one.document.id;
    let direction = match found.direction.direction {
        Direction::FromFirst if !is_first => Direction::FromSecond,
        Direction::FromSecond if !is_first => Direction::FromFirst,
        direction => direction,
    };
    (direction, found.direction.ground, found.direction.because)
}

#[test]
fn direction_is_said_or_follows_from_days_or_is_unknown() {
    let original = || document(&format!("Crates at the pier\n\n{PORT}\n"), "Harbour Gazette", 5);
    let late = |text: String| document(&text, "Eastmark Courier", 9);
    let early = |text: String| document(&text, "Eastmark Courier", 2);
    let plain = format!("Night at the port\n\n{PORT}\n");
    let credit = format!("{plain}\nSource: Harbour Gazette\n");
    let named = format!("{plain}\nThe Harbour Gazette reported that the mayor had denied it.\n");
    let third = format!("{plain}\nSource: Norrbank Press\n");
    for (other, expected) in [
        (late(plain.clone()), (Direction::FromFirst, Ground::Days)),
        (early(plain.clone()), (Direction::FromSecond, Ground::Days)),
        (document(&plain, "Eastmark Courier", 5), (Direction::Unknown, Ground::Nothing)),
        (document(&plain, "", 0), (Direction::Unknown, Ground::Nothing)),
        (early(credit), (Direction::FromFirst, Ground::Credit)),
        (early(named), (Direction::FromFirst, Ground::Attribution)),
        (late(third.clone()), (Direction::Unknown, Ground::Nothing)),
    ] {
        let (direction, ground, because) = direction_of(&original(), &other);
        assert_eq!((direction, ground), expected, "{because}");
    }
    let other = document(&format!("Crates\n\n{PORT}\n\nSource: Norrbank Press\n"), "Harbour Gazette", 5);
    let (direction, ground, because) = direction_of(&other, &late(third));
    assert_eq!((direction, ground), (Direction::FromThird, Ground::Credit), "{because}");
    assert_eq!(because, "both credit Norrbank Press");
}

#[test]
fn who_quotes_what_another_says_has_it_from_there_if_he_names_him() {
    let words = "nobody who works at the grain store has seen a single sack leave it since the first week of the frost";
    let voice = document(&format!("Grain\n\nAt the store, {words}.\n"), "Harbour Gazette", 0);
    let filler =
        "Prices rose again in Veldt. The council meets in May. Trains to the coast were late, and schools shut.";
    let naming = document(&format!("Review\n\nThe Harbour Gazette wrote that “{words}”. {filler}\n"), "", 0);
    let found = compare(voice.side(), naming.side(), &Settings::default()).expect("they share a sentence");
    assert_eq!(
        (found.kind, found.direction.ground),
        (Kind::Quoted, Ground::Attribution),
        "{}",
        found.direction.because
    );
    let beside = document(&format!("Review\n\nToday we read the Harbour Gazette. “{words}”. {filler}\n"), "", 0);
    let found = compare(voice.side(), beside.side(), &Settings::default()).expect("they share a sentence");
    assert_eq!((found.kind, found.direction.ground), (Kind::Quoted, Ground::Quotation), "{}", found.direction.because);
    let silent = document(&format!("Review\n\nSaid in the harbour: “{words}”. {filler}\n"), "", 0);
    let found = compare(voice.side(), silent.side(), &Settings::default());
    assert_ne!(found.map(|found| found.direction.ground), Some(Ground::Quotation));
}

#[test]
fn common_words_stand_where_it_is_said() {
    let one = document(&format!("Crates\n\nFirst words of its own. {PORT}\n"), "Harbour Gazette", 1);
    let other = document(&format!("Port\n\n{} A last sentence here.\n", PORT.replace("twice", "three times")), "", 0);
    let found = compare(one.side(), other.side(), &Settings::default()).expect("they share a paragraph");
    let (first, second) = if found.first == one.document.id { (&one, &other) } else { (&other, &one) };
    let shown: Vec<&str> = found.passages.iter().map(|shared| shared.first.of(&first.document.text)).collect();
    let there: Vec<&str> = found.passages.iter().map(|shared| shared.second.of(&second.document.text)).collect();
    assert_eq!(shown, there);
    assert_eq!(shown.first(), Some(&"The clerks at the northern pier counted the sealed crates"));
    let start = one.document.text.find("The clerks").expect("it stands there") as u32;
    let sentence = hearsay_text::span::Span { start, end: one.document.text.trim_end().len() as u32 };
    let (n_common, n_words) = found.share_of(&one.passages, &[sentence]);
    assert_eq!((n_common, n_words), (33, 34), "all but one of the sentence's words");
    let own = hearsay_text::span::Span { start: 8, end: start };
    assert_eq!(found.share_of(&one.passages, &[own]), (0, 5));
}

#[test]
fn what_an_outlet_puts_under_everything_is_nobodys_copy() {
    let disclaimer = "The views of our readers are their own and do not show what the Harbour Gazette or its owners, its \
        partners or its printers think of the matters that are told of here on this day.";
    let gazette = |seed: u64| {
        let text = report(&Event::new(seed), seed, 60).text();
        document(&format!("{text}\n{disclaimer}\n"), "Harbour Gazette", 3)
    };
    let all: Vec<Read> = (0..4).map(gazette).collect();
    let pairs = |n: usize| {
        let documents: Vec<(&Record, &Passages)> = all[..n].iter().map(|one| (&one.record, &one.passages)).collect();
        reuse(&documents, &Settings::default()).len()
    };
    assert_eq!((pairs(2), pairs(3), pairs(4)), (1, 0, 0));
    // Versions of one article share their paragraphs, and none of those is boilerplate.
    let article = report(&Event::new(9), 9, 300).text();
    let version = |n: u32| document(&format!("Update {n}\n\n{article}"), "Harbour Gazette", 3);
    let versions: Vec<Read> = (0..4).map(version).collect();
    assert_eq!(Boilerplate::of(versions.iter().map(|one| &one.passages), 3), Boilerplate::default());
}

#[test]
fn a_text_that_many_carry_is_found_although_its_words_are_common() {
    let original = report(&Event::new(1), 1, 300);
    let carry = |n: u64| unread(&copy(&original, n, 80).text());
    let all: Vec<Read> = (0..400).map(carry).collect();
    let documents: Vec<(&Record, &Passages)> = all.iter().map(|one| (&one.record, &one.passages)).collect();
    let settings = Settings::default();
    let pairs = reuse(&documents, &settings);
    assert!(pairs.iter().all(|pair| matches!(pair.kind, Kind::Copied | Kind::Rewritten)));
    assert!(pairs.len() <= 400 * 64, "{}", pairs.len());
    let groups = groups(&pairs, &settings);
    assert_eq!((groups.len(), groups[0].documents.len()), (1, 400));
}

#[test]
fn a_review_of_the_press_joins_nothing() {
    let articles: Vec<Report> = (0..6).map(|seed| report(&Event::new(seed), seed, 120)).collect();
    let review: Vec<String> = articles.iter().map(|article| article.sentences.join(" ")).collect();
    let mut all: Vec<Read> = articles.iter().map(|article| document(&article.text(), "", 0)).collect();
    all.push(document(&review.join("\n\n"), "", 0));
    let documents: Vec<(&Record, &Passages)> = all.iter().map(|one| (&one.record, &one.passages)).collect();
    let settings = Settings::default();
    let pairs = reuse(&documents, &settings);
    assert_eq!(pairs.iter().filter(|pair| pair.kind == Kind::Copied).count(), 6);
    assert!(groups(&pairs, &settings).iter().all(|group| group.documents.len() == 2), "{:?}", pairs.len());
}

/// Documents of few words, so that many share some.
fn small(seeds: &[u64]) -> Vec<Read> {
    let text = |seed: &u64| {
        let original = report(&Event::new(seed % 3), seed % 5, 80);
        let mut chance = Chance::new(*seed);
        let made = if chance.happens(50) { copy(&original, *seed, 70) } else { rewrite(&original, *seed, 40) };
        document(&made.text(), ["", "Harbour Gazette", "Courier"][(seed % 3) as usize], (seed % 4) as u8)
    };
    seeds.iter().map(text).collect()
}

fn all_pairs(documents: &[Read], settings: &Settings) -> Vec<Reuse> {
    let documents: Vec<(&Record, &Passages)> = documents.iter().map(|one| (&one.record, &one.passages)).collect();
    reuse(&documents, settings)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_documents_changes_nothing(seeds in prop::collection::vec(0..40_u64, 2..14), turn in 0..14_usize) {
        let mut documents = small(&seeds);
        let settings = Settings { holders_max: 3, ..Settings::default() };
        let found = all_pairs(&documents, &settings);
        let turn = turn % documents.len();
        documents.rotate_left(turn);
        documents.reverse();
        prop_assert_eq!(all_pairs(&documents, &settings), found);
    }

    #[test]
    fn a_case_moved_forward_is_a_case_made_anew(
        seeds in prop::collection::vec(0..60_u64, 2..24), holders_max in 2..6_usize, n_footers in 0..3_u64
    ) {
        let footer = "Whoever has seen anything that bears on what is told here may write to the newsroom at any time.";
        let text = |seed: &u64| {
            let original = report(&Event::new(seed % 3), seed % 5, 80);
            let text = copy(&original, *seed, 70).text();
            let mut made = unread(&if seed % 4 < n_footers { format!("{text}\n{footer}\n") } else { text });
            made.passages.outlet = seed.is_multiple_of(2).then_some(seed % 4);
            made.passages.published = hearsay_text::document::Date::checked(2022, 3, (seed % 7) as u8);
            made.passages
        };
        let settings = Settings { holders_max, ..Settings::default() };
        let all: Vec<Passages> = seeds.iter().map(text).collect();
        let mut index = Index::new(settings.clone());
        let mut pairs = BTreeSet::new();
        for (n, passages) in all.iter().enumerate() {
            let change = index.add(passages.clone());
            for pair in &change.forget {
                prop_assert!(pairs.remove(pair), "what is forgotten was known");
            }
            pairs.extend(change.compare);
            let boilerplate = Boilerplate::of(&all[..=n], settings.boilerplate_documents_min);
            let anew: Vec<Passages> =
                all[..=n].iter().map(|one| boilerplate.strip(one).unwrap_or_else(|| one.clone())).collect();
            let anew: Vec<&Passages> = anew.iter().collect();
            let known: Vec<_> = pairs.iter().copied().collect();
            prop_assert_eq!(known, candidates(&anew, &settings));
            for one in anew {
                let kept = index.passages(one.document);
                prop_assert_eq!(kept.as_ref(), Some(one));
            }
        }
        prop_assert_eq!(&Index::of(all.iter().cloned(), settings), &index);
        prop_assert_eq!(index.add(all[0].clone()), Change::default());
    }

    #[test]
    fn any_text_is_compared(parts in prop::collection::vec(prop::sample::select(vec![
        "the port ", "a b c d e f ", "“", "”", "\"", "\n\n", "\u{301}", "\u{7}", "10,000 ", "他说", "ﬁ", "Ada Hollin said ", "…", "\u{ad}",
    ]), 0..80), cut in 0..80_usize) {
        let one = document(&format!("{}.", parts.concat()), "", 0);
        let other = document(&format!("{}!", parts[cut.min(parts.len())..].concat()), "", 0);
        for pair in all_pairs(&[one, other], &Settings::default()) {
            prop_assert!(pair.shares.n_shared <= pair.shares.first.n_words.min(pair.shares.second.n_words));
        }
    }

    #[test]
    fn words_stand_in_the_text_in_order(parts in prop::collection::vec(prop::sample::select(vec![
        "port ", "\n\n", "\u{301}", "他说", "ﬁ", "10,000 ", "don’t ", "-----", "                ", "x", "\u{ad}", "É",
    ]), 0..120)) {
        let one = document(&format!("{}.", parts.concat()), "", 0);
        let mut end = 0;
        for word in 0..one.passages.words().len() as u32 {
            let span = one.passages.span(word..word + 1);
            prop_assert!(span.start >= end && !span.is_empty());
            prop_assert!(span.of(&one.document.text).starts_with(char::is_alphanumeric));
            prop_assert_eq!(one.passages.words_in(span), word..word + 1);
            end = span.end;
        }
    }
}
