//! What is found in phrases, and what holds for any bytes.

use hearsay_text::document::Date;
use hearsay_text::segment::segment;
use hearsay_text::span::Span;
use proptest::prelude::*;

use super::{Time, times};
use crate::passage::Passage;

fn found(text: &str, published: Option<Date>) -> Vec<Time> {
    let segmentation = segment(text, [Span::new(0, text.len())]);
    times(&Passage::new(text, &segmentation, None), published, None)
}

const PUBLISHED: Option<Date> = Some(Date { year: 2022, month: 3, day: 22 });

fn shown(text: &str, published: Option<Date>) -> String {
    let shown = |time: &Time| {
        let modifier = time.modifier.map(|modifier| format!(" {}", modifier.name())).unwrap_or_default();
        let anchor = time.anchor.map(|anchor| format!(" @{}", anchor.of(text))).unwrap_or_default();
        format!("{}={}{modifier}{anchor}", time.span.of(text), time.value)
    };
    found(text, published).iter().map(shown).collect::<Vec<_>>().join("; ")
}

/// Pairs of a text and what is found in it, published on Tuesday 22 March 2022.
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| shown(text, PUBLISHED) != *expected)
        .map(|(text, expected)| format!("{text}\n  expected {expected}\n  found    {}", shown(text, PUBLISHED)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_an_update_tells_lies_before_the_update() {
    let text = "Update, 27 March: the ministry acknowledged it.";
    let segmentation = segment(text, [Span::new(0, text.len())]);
    let passage = Passage::new(text, &segmentation, None);
    let value = |changed| times(&passage, PUBLISHED, changed)[0].value.clone();
    assert_eq!(value(Some(Date { year: 2022, month: 3, day: 27 })), "2022-03-27");
    assert_eq!(value(Some(Date { year: 2022, month: 3, day: 1 })), "2021-03-27");
    assert_eq!(value(None), "2021-03-27");
}

#[test]
fn calendar_dates() {
    check(&[
        ("On Monday, March 21, he fled.", "Monday, March 21=2022-03-21"),
        ("He was born on 24 February 1955.", "24 February 1955=1955-02-24"),
        ("the 21st of March, 2014", "the 21st of March, 2014=2014-03-21"),
        ("It sank on 2016-11-07 near Odesa.", "2016-11-07=2016-11-07"),
        ("Filed 3/21/2019.", "3/21/2019=2019-03-21"),
        ("They met in October.", "October=2021-10"),
        ("They will meet in October.", "October=2022-10"),
        ("It was the summer of 2014.", "the summer of 2014=2014-SU"),
        ("Sales fell in the third quarter of 2005.", "the third quarter of 2005=2005-Q3"),
        ("in Q3 2005", "Q3 2005=2005-Q3"),
        ("He wrote in the 1990s and the early '80s.", "the 1990s=199; the early '80s=198 START"),
        ("a 19th century house", "19th century=18"),
        ("She died on Christmas Eve.", "Christmas Eve=2021-12-24"),
        ("By mid-2011 it was over.", "mid-2011=2011 MID"),
        ("from 2003 to 2008", "2003=2003; 2008=2008"),
        ("March 3-5, 2014", "March 3=2014-03-03; 5, 2014=2014-03-05"),
        ("between March and May 2003", "March=2003-03; May 2003=2003-05"),
    ]);
}

#[test]
fn what_is_counted_from_today() {
    check(&[
        ("He left yesterday morning.", "yesterday morning=2022-03-21TMO"),
        ("He left last year.", "last year=2021"),
        ("They met on Friday.", "Friday=2022-03-18"),
        ("They will meet on Friday.", "Friday=2022-03-25"),
        ("Two weeks ago it rained.", "Two weeks ago=2022-W10"),
        ("more than a decade ago", "more than a decade ago=2012 BEFORE"),
        ("It fell on March 3. The next day it rose.", "March 3=2022-03-03; The next day=2022-03-04"),
        ("over the past few days", "the past few days=PXD"),
        ("the last three years", "the last three years=P3Y"),
        ("by the end of this year", "the end of this year=2022 END"),
        ("It is now smaller.", "now=PRESENT_REF"),
        ("on Thursday night", "Thursday night=2022-03-17TNI"),
    ]);
}

#[test]
fn lengths_sets_and_times_of_day() {
    check(&[
        ("a 51-year-old man", "51-year-old=P51Y"),
        ("It took two and a half hours.", "two and a half hours=PT2.5H"),
        ("They meet every Monday and pay daily.", "every Monday=XXXX-WXX-1; daily=P1D"),
        ("at 16:00 UTC today", "16:00 UTC today=2022-03-22T16:00Z"),
        ("at 3 p.m. on Friday", "3 p.m. on Friday=2022-03-18T15:00"),
        ("the initial months of the war", "the initial months=PXM START @the war"),
        ("two weeks after the election", "two weeks=P2W @the election"),
    ]);
}

#[test]
fn what_is_no_time() {
    for text in [
        "It may rain, and they march on.",
        "He came second in the sun.",
        "The agency sat on it; she wed him.",
        "More than 2000 people and 1,998 dogs fled.",
        "The Boeing 787 and the A320 cost $2016.",
        "Protesters fall back in 30 places.",
        "Call 555-2016 now-or-never.",
    ] {
        assert_eq!(shown(text, PUBLISHED), "", "{text}");
    }
}

#[test]
fn without_a_day_of_publication_nothing_is_guessed() {
    for (text, expected) in [
        ("He left last year.", "last year=XXXX"),
        ("They met on Friday.", "Friday=XXXX-WXX-5"),
        ("They met on March 21.", "March 21=XXXX-03-21"),
        ("Yesterday it rained.", "Yesterday=XXXX-XX-XX"),
    ] {
        assert_eq!(shown(text, None), expected);
        assert!(found(text, None).iter().all(|time| time.interval.is_none()));
    }
}

proptest! {
    #[test]
    fn times_are_sound_whatever_the_text(
        words in proptest::collection::vec(
            prop_oneof![
                "[a-zA-Z0-9:./'’–-]{1,8}",
                proptest::sample::select(vec![
                    "March", "21", "2022", "the", "last", "year", "of", "to", "from", "two", "weeks", "ago", "3", "p.m.",
                    "first", "and", "a", "half", "Monday", ",", "-", "century", "99999999999", "0", "Q3", "every", "'90s",
                    "9999", "before", "Easter", "hundred", "thousand", "million", "decades", "later", "\u{301}", "日",
                ]).prop_map(str::to_owned),
            ],
            0..40,
        ),
        published in proptest::option::of((1u16..=9999, 1u8..=12, 1u8..=31)),
    ) {
        let text = words.join(" ");
        let published = published.map(|(year, month, day)| Date { year, month, day });
        let times = found(&text, published);
        for time in &times {
            prop_assert!(!time.span.of(&text).is_empty() && !time.value.is_empty());
            prop_assert!(time.interval.is_none_or(|(first, last)| first <= last));
            prop_assert!(time.range.is_none_or(|(first, last)| first <= last));
        }
        prop_assert!(times.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    }
}
