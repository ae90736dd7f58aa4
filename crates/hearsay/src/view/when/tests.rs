//! Every shape of time value in words.

use expect_test::{Expect, expect};

use super::*;

/// Tells when each value is.
fn check(kind: TimeKind, values: &[&str], expected: Expect) {
    let mut told = String::new();
    for value in values {
        let when = When::of_value(value, kind, None);
        told += &format!("{value:<22} {}\n", when.adverb());
    }
    expected.assert_eq(&told);
}

#[test]
fn dates() {
    check(
        TimeKind::Date,
        &[
            "2022-03-21",
            "XXXX-03-21",
            "XXXX-XX-21",
            "2022-XX-21",
            "XXXX-XX-XX",
            "2022-03",
            "XXXX-03",
            "XXXX-XX",
            "2022",
            "XXXX",
            "199",
            "XXX",
            "19",
            "20",
            "XX",
            "BC0044",
            "FY2022",
        ],
        expect![[r#"
            2022-03-21             on 21 March 2022
            XXXX-03-21             on 21 March (year unknown)
            XXXX-XX-21             on the 21st of a month (month unknown)
            2022-XX-21             on the 21st of a month (month unknown)
            XXXX-XX-XX             on a day (date unknown)
            2022-03                in March 2022
            XXXX-03                in March (year unknown)
            XXXX-XX                in a month (which one is unknown)
            2022                   in 2022
            XXXX                   in a year (which one is unknown)
            199                    in the 1990s
            XXX                    in a decade (which one is unknown)
            19                     in the 20th century
            20                     in the 21st century
            XX                     in a century (which one is unknown)
            BC0044                 in 44 BC
            FY2022                 in the fiscal year 2022
        "#]],
    );
}

#[test]
fn weeks_quarters_and_seasons() {
    check(
        TimeKind::Date,
        &[
            "2022-W12",
            "XXXX-WXX",
            "2022-W12-WE",
            "XXXX-WXX-WE",
            "XXXX-WXX-7",
            "2022-W12-7",
            "2022-H1",
            "XXXX-H2",
            "2022-Q1",
            "2022-Q4",
            "XXXX-QX",
            "2022-SP",
            "2024-WI",
            "XXXX-FA",
            "XXXX-SU",
        ],
        expect![[r#"
            2022-W12               in week 12 of 2022
            XXXX-WXX               in a week (date unknown)
            2022-W12-WE            on the weekend of week 12 of 2022
            XXXX-WXX-WE            on a weekend (date unknown)
            XXXX-WXX-7             on a Sunday (date unknown)
            2022-W12-7             on Sunday of week 12 of 2022
            2022-H1                in the first half of 2022
            XXXX-H2                in the second half of a year (year unknown)
            2022-Q1                in the first quarter of 2022
            2022-Q4                in the last quarter of 2022
            XXXX-QX                in a quarter of a year (year unknown)
            2022-SP                in spring 2022
            2024-WI                in winter 2024
            XXXX-FA                in autumn (year unknown)
            XXXX-SU                in summer (year unknown)
        "#]],
    );
}

#[test]
fn times_of_day() {
    check(
        TimeKind::Time,
        &[
            "2022-03-21T15:00",
            "2022-03-21T15:50:06",
            "2020-07-07T13:00Z",
            "2021-04-13T19:00+01:00",
            "2020-07-01T21:00-05:00",
            "XXXX-WXX-1T16:00",
            "XXXX-XX-XXT09:00",
            "XXXX-XX-XXTXX:XX",
            "2022-03-XXT15:00",
            "2022-W12-XXT15:00",
            "2022-XXT15:00",
            "2022-WI-XXT15:00",
            "2022-03-21TMO",
            "2022-03-21TNI",
            "2022-03-21TDT",
            "XXXX-WXX-5TMO",
            "XXXX-XX-XXTAF",
            "XXXX-03-21TEV",
            "2022-W12-WETNI",
            "TNI",
        ],
        expect![[r#"
            2022-03-21T15:00       at 15:00 on 21 March 2022
            2022-03-21T15:50:06    at 15:50:06 on 21 March 2022
            2020-07-07T13:00Z      at 13:00 UTC on 7 July 2020
            2021-04-13T19:00+01:00 at 19:00 UTC+01:00 on 13 April 2021
            2020-07-01T21:00-05:00 at 21:00 UTC-05:00 on 1 July 2020
            XXXX-WXX-1T16:00       at 16:00 on a Monday (date unknown)
            XXXX-XX-XXT09:00       at 09:00 (date unknown)
            XXXX-XX-XXTXX:XX       at an hour (date unknown)
            2022-03-XXT15:00       at 15:00 in March 2022 (day unknown)
            2022-W12-XXT15:00      at 15:00 in week 12 of 2022 (day unknown)
            2022-XXT15:00          at 15:00 in 2022 (day unknown)
            2022-WI-XXT15:00       at 15:00 in winter 2022 (day unknown)
            2022-03-21TMO          on the morning of 21 March 2022
            2022-03-21TNI          in the night of 21 March 2022
            2022-03-21TDT          in the daytime of 21 March 2022
            XXXX-WXX-5TMO          on a Friday morning (date unknown)
            XXXX-XX-XXTAF          in the afternoon (date unknown)
            XXXX-03-21TEV          on the evening of 21 March (year unknown)
            2022-W12-WETNI         in the night of the weekend of week 12 of 2022
            TNI                    in the night (date unknown)
        "#]],
    );
}

#[test]
fn lengths() {
    check(
        TimeKind::Duration,
        &[
            "P1D",
            "P3D",
            "P2W",
            "P21M",
            "PT15M",
            "P3.5Y",
            "PT0.5H",
            "P1DT5H",
            "P2DT1H5M30S",
            "P1Y1M21D",
            "PXD",
            "PTXH",
            "PXWE",
            "PXDE",
            "PXCE",
            "PXML",
            "P100Y",
        ],
        expect![[r#"
            P1D                    1 day
            P3D                    3 days
            P2W                    2 weeks
            P21M                   21 months
            PT15M                  15 minutes
            P3.5Y                  3.5 years
            PT0.5H                 0.5 hours
            P1DT5H                 1 day and 5 hours
            P2DT1H5M30S            2 days, 1 hour, 5 minutes and 30 seconds
            P1Y1M21D               1 year, 1 month and 21 days
            PXD                    some days
            PTXH                   some hours
            PXWE                   some weekends
            PXDE                   some decades
            PXCE                   some centuries
            PXML                   some millenniums
            P100Y                  100 years
        "#]],
    );
}

#[test]
fn what_comes_again() {
    check(
        TimeKind::Set,
        &[
            "P1D",
            "P2W",
            "PT1H",
            "P3M",
            "PXY",
            "XXXX-WXX-2",
            "XXXX-WXX-WE",
            "XXXX-WXX-1T16:00",
            "XXXX-WXX-5TMO",
            "XXXX-04-15",
            "XXXX-03",
            "XXXX-XX-XXTMO",
            "XXXX-XX-XXT09:00",
            "TNI",
            "2022-03",
        ],
        expect![[r#"
            P1D                    every day
            P2W                    every 2 weeks
            PT1H                   every hour
            P3M                    every 3 months
            PXY                    every few years
            XXXX-WXX-2             every Tuesday
            XXXX-WXX-WE            every weekend
            XXXX-WXX-1T16:00       every Monday at 16:00
            XXXX-WXX-5TMO          every Friday morning
            XXXX-04-15             every 15 April
            XXXX-03                every March
            XXXX-XX-XXTMO          every morning
            XXXX-XX-XXT09:00       every day at 09:00
            TNI                    every night
            2022-03                again and again: March 2022
        "#]],
    );
}

#[test]
fn references_and_what_is_no_value() {
    check(
        TimeKind::Date,
        &[
            "PAST_REF",
            "PRESENT_REF",
            "FUTURE_REF",
            "P",
            "PT",
            "2022-13",
            "2022-03-21-05",
            "W",
            "X-WXX-9",
            "2022-é",
            "TX",
            "9T",
        ],
        expect![[r#"
            PAST_REF               in the past
            PRESENT_REF            at present
            FUTURE_REF             in the future
            P                      P
            PT                     PT
            2022-13                2022-13
            2022-03-21-05          2022-03-21-05
            W                      W
            X-WXX-9                X-WXX-9
            2022-é                 2022-é
            TX                     TX
            9T                     9T
        "#]],
    );
}

#[test]
fn modifiers() {
    let of_dates = [
        TimeModifier::Before,
        TimeModifier::After,
        TimeModifier::OnOrBefore,
        TimeModifier::OnOrAfter,
        TimeModifier::Start,
        TimeModifier::Mid,
        TimeModifier::End,
        TimeModifier::Approx,
    ];
    let of_lengths = [
        TimeModifier::Approx,
        TimeModifier::LessThan,
        TimeModifier::MoreThan,
        TimeModifier::EqualOrLess,
        TimeModifier::EqualOrMore,
    ];
    let mut told = String::new();
    for (value, kind, modifiers) in [
        ("2022-03", TimeKind::Date, &of_dates[..]),
        ("XXXX-WXX-7", TimeKind::Date, &of_dates[..]),
        ("2022-03-21TEV", TimeKind::Time, &of_dates[..]),
        ("P2W", TimeKind::Duration, &of_lengths),
    ] {
        for &modifier in modifiers {
            let when = When { modifier: Some(modifier), ..When::of_value(value, kind, None) };
            told += &format!("{} | {}\n", when.adverb(), when.noun());
        }
    }
    expect![[r#"
        before March 2022 | the time before March 2022
        after March 2022 | the time after March 2022
        by March 2022 | the time up to March 2022
        since March 2022 | the time since March 2022
        early in March 2022 | the beginning of March 2022
        in the middle of March 2022 | the middle of March 2022
        late in March 2022 | the end of March 2022
        around March 2022 | the time around March 2022
        before a Sunday (date unknown) | the time before a Sunday (date unknown)
        after a Sunday (date unknown) | the time after a Sunday (date unknown)
        by a Sunday (date unknown) | the time up to a Sunday (date unknown)
        since a Sunday (date unknown) | the time since a Sunday (date unknown)
        early on a Sunday (date unknown) | the beginning of a Sunday (date unknown)
        in the middle of a Sunday (date unknown) | the middle of a Sunday (date unknown)
        late on a Sunday (date unknown) | the end of a Sunday (date unknown)
        around a Sunday (date unknown) | the time around a Sunday (date unknown)
        before the evening of 21 March 2022 | the time before the evening of 21 March 2022
        after the evening of 21 March 2022 | the time after the evening of 21 March 2022
        by the evening of 21 March 2022 | the time up to the evening of 21 March 2022
        from the evening of 21 March 2022 on | the time since the evening of 21 March 2022
        early on the evening of 21 March 2022 | the beginning of the evening of 21 March 2022
        in the middle of the evening of 21 March 2022 | the middle of the evening of 21 March 2022
        late on the evening of 21 March 2022 | the end of the evening of 21 March 2022
        around the evening of 21 March 2022 | the time around the evening of 21 March 2022
        about 2 weeks | about 2 weeks
        less than 2 weeks | less than 2 weeks
        more than 2 weeks | more than 2 weeks
        up to 2 weeks | up to 2 weeks
        at least 2 weeks | at least 2 weeks
    "#]]
    .assert_eq(&told);
}

fn time(value: &str, kind: TimeKind, interval: Option<(Date, Date)>) -> Time {
    Time {
        span: Span::new(0, 4),
        kind,
        value: value.to_owned(),
        granularity: hearsay_reading::times::Granularity::Day,
        modifier: None,
        interval,
        range: None,
        anchor: None,
        because: String::new(),
    }
}

#[test]
fn a_placed_week_is_told_by_its_first_day() {
    let date = |month, day| Date { year: 2024, month, day };
    let week = time("2024-W10", TimeKind::Date, Some((date(3, 4), date(3, 10))));
    assert_eq!(When::of(&week).adverb(), "in the week of 4 March 2024");
    let weekend = time("2024-W10-WE", TimeKind::Date, Some((date(3, 9), date(3, 10))));
    assert_eq!(When::of(&weekend).adverb(), "on the weekend of 9 March 2024");
    let past = time("P9D", TimeKind::Duration, Some((date(3, 3), date(3, 12))));
    assert_eq!(When::of(&past).adverb(), "9 days, 3 March 2024 to 12 March 2024");
    let mut unplaced = Time { anchor: Some(Span::new(5, 9)), ..week };
    unplaced.value = "XXXX-WXX".to_owned();
    assert_eq!(When::of(&unplaced).adverb(), "in a week (date unknown)");
}

/// Whatever the reader finds in the passages of the suite and the examples is told in words.
#[test]
fn every_value_that_is_read_has_words() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut n_times = 0;
    for folder in ["examples", "corpus", "suite/artefacts", "suite/nested"] {
        for entry in std::fs::read_dir(root.join(folder)).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            let bytes = std::fs::read(&path).expect("it can be read");
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let settings = hearsay_text::import::ImportSettings::default();
            let Ok(document) = hearsay_text::import::import(&name, &bytes, &settings) else { continue };
            for time in hearsay_reading::read::read(&document, hearsay_reading::read::Reader::Fast).times {
                n_times += 1;
                let told = When::of(&time).adverb();
                assert!(!told.contains(&time.value) || time.value.len() == 4, "{} is told as {told}", time.value);
            }
        }
    }
    assert!(n_times > 100, "only {n_times} times were read");
}
