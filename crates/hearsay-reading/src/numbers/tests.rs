//! What is found in phrases, and what holds for any text.

use hearsay_text::segment::segment;
use hearsay_text::span::Span;
use proptest::prelude::*;

use super::numbers;
use crate::passage::Passage;
use crate::times::times;

fn shown(text: &str) -> String {
    let segmentation = segment(text, [Span::new(0, text.len())]);
    let passage = Passage::new(text, &segmentation, None);
    let found = numbers(&passage, &times(&passage, None, None));
    let shown = found.iter().map(|number| {
        let high = number.high.as_ref().map(|high| format!("..{high}")).unwrap_or_default();
        let unit = number.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
        let counted = number.counted.map(|counted| format!(" of {}", counted.of(text))).unwrap_or_default();
        format!("{} {}{high}{unit}{counted}", number.comparison.name(), number.value)
    });
    shown.collect::<Vec<_>>().join("; ")
}

#[test]
fn quantities_are_found() {
    let cases = [
        (
            "The total number of Russians killed in the war could have exceeded 10,000.",
            "more than 10000 of Russians killed in the war",
        ),
        ("They lost more than 10,000 soldiers.", "more than 10000 of soldiers"),
        ("Up to 300 people fled.", "at most 300 of people"),
        ("At least 45 died.", "at least 45"),
        ("Some 300 people and nearly forty-five dogs fled.", "about 300 of people; about 45 of dogs"),
        ("Dozens of houses burned.", "at least 24 of houses"),
        ("Hundreds of thousands of people left.", "at least 200000 of people"),
        ("Half of the fleet was lost.", "exactly 1/2 share of fleet"),
        ("One in five voters agreed.", "exactly 1/5 share of voters"),
        ("Two-thirds of them agreed, a third of voters did not.", "exactly 2/3 share; exactly 1/3 share of voters"),
        ("It cost $2.5 million.", "exactly 2500000 USD"),
        ("It cost US$ 15bn and €3m.", "exactly 15000000000 USD; exactly 3000000 EUR"),
        ("7,000 to 9,000 soldiers died.", "between 7000..9000 of soldiers"),
        ("between 12 and 20 million tonnes of grain", "between 12000000..20000000 t of grain"),
        ("It fell 20-25 percent.", "between 20..25 percent"),
        ("Sales rose 8.04 % to below 9,000 barrels.", "exactly 8.04 percent; less than 9000 barrel"),
        ("The death toll rose to 45.", "exactly 45 of death toll"),
        ("two hundred and five soldiers or more", "exactly 205 of soldiers"),
        ("A million people and a dozen cats.", "exactly 1000000 of people; exactly 12 of cats"),
        ("300+ miles", "at least 300 mi"),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| shown(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  expected {expected}\n  found    {}", shown(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_quantity() {
    for text in [
        "He left on March 3, 2022 at 10:30.",
        "The Boeing 747 and the A320 landed.",
        "Call 555-1234 or +86 138 2010.",
        "1. Introduction",
        "Version 2.2.5 is out.",
        "See page 4 and chapter 11.",
        "No one left, and one can see why.",
        "She is a 51-year-old teacher.",
        "They won 3-1.",
    ] {
        assert_eq!(shown(text), "", "{text}");
    }
}

proptest! {
    #[test]
    fn numbers_are_sound_whatever_the_text(
        words in proptest::collection::vec(
            prop_oneof![
                "[a-zA-Z0-9.,$%-]{1,8}",
                proptest::sample::select(vec![
                    "two", "hundred", "and", "million", "billion", "trillion", "to", "or", "more", "than", "of", "the", "a", "half",
                    "third", "one", "in", "five", "$", "percent", "per", "cent", "9999999", "dozens", "thousands", "miles", "+", "exceeded",
                    "number", "at", "least", "日", "between", "12-15", "10,000", "0",
                ]).prop_map(str::to_owned),
            ],
            0..40,
        ),
    ) {
        let text = words.join(" ");
        let segmentation = segment(&text, [Span::new(0, text.len())]);
        let passage = Passage::new(&text, &segmentation, None);
        let times = times(&passage, None, None);
        let found = numbers(&passage, &times);
        for number in &found {
            prop_assert!(!number.span.of(&text).is_empty() && !number.value.is_empty());
            prop_assert!(times.iter().all(|time| !time.span.overlaps(number.span)));
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    }
}
