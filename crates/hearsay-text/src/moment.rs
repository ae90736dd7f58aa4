//! A moment of time, to the second, in UTC: when a message was sent, when a page was captured.
//!
//! Not a day as a document gives it, which has no zone: that is a [`Date`](crate::document::Date).

use crate::dates;
use crate::document::Date;

/// Seconds since 1970-01-01T00:00:00Z, in the years 1 to 9999; shown as in RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// Returns the moment so many seconds after the beginning of 1970, if it lies in the years 1 to 9999.
    pub fn of_seconds(seconds: i64) -> Option<Moment> {
        let day = i32::try_from(seconds.div_euclid(DAY_SECONDS)).ok()?;
        Date::of_day(day).map(|_| Moment(seconds))
    }

    /// Returns the moment that `text` writes, in exactly the form that it is shown in: `2026-11-22T15:04:05Z`.
    pub fn parse(text: &str) -> Option<Moment> {
        let (day, clock) = text.strip_suffix('Z')?.split_once('T')?;
        let mut parts = clock.split(':').map(|part| number(part.as_bytes()));
        let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
        let second = i64::from(Date::parse(day)?.day_number()) * DAY_SECONDS + hour * 3600 + minute * 60 + second;
        // What is out of range shows itself otherwise.
        Moment::of_seconds(second).filter(|moment| moment.to_string() == text)
    }

    /// Returns the seconds since the beginning of 1970.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// Returns the day in UTC.
    pub fn day(self) -> Date {
        let day = i32::try_from(self.0.div_euclid(DAY_SECONDS)).ok().and_then(Date::of_day);
        day.expect("a moment lies in the years 1 to 9999")
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let second = self.0.rem_euclid(DAY_SECONDS);
        write!(f, "{}T{:02}:{:02}:{:02}Z", self.day(), second / 3600, second / 60 % 60, second % 60)
    }
}

const DAY_SECONDS: i64 = 86_400;

/// A day as written and, if an hour and a zone stand with it, the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) day: Date,
    pub(crate) moment: Option<Moment>,
}

/// Reads `2022-03-21T10:00:00+03:00`, `Mon, 21 Mar 2022 10:00:00 GMT`, `Mon Mar 21 10:00:00 +0000 2022`, a Unix time, or
/// a bare day.
pub(crate) fn parse(value: &str) -> Option<Stamp> {
    let value = value.trim();
    if let Some(moment) = unix_time(value) {
        return Some(Stamp { day: moment.day(), moment: Some(moment) });
    }
    let Some(clock) = find_clock(value) else {
        return Some(Stamp { day: dates::parse(value)?, moment: None });
    };
    // Without the hour, "Mar 21 10:00:00 +0000 2022" is a date like any other.
    let rest = format!("{} {}", value[..clock.start].trim_end_matches(['T', 't']), &value[clock.end..]);
    let day = dates::parse(rest.trim())?;
    let second = i64::from(day.day_number()) * DAY_SECONDS + clock.second;
    let moment = clock.zone_seconds.and_then(|zone| Moment::of_seconds(second - zone));
    Some(Stamp { day, moment })
}

fn unix_time(value: &str) -> Option<Moment> {
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    let seconds: i64 = match value.len() {
        10 if is_number => value.parse().ok()?,
        13 if is_number => value.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    Moment::of_seconds(seconds)
}

/// "10:00:00.5 +03:00" in a line.
struct Clock {
    start: usize,
    end: usize,
    /// Of the day.
    second: i64,
    zone_seconds: Option<i64>,
}

fn find_clock(value: &str) -> Option<Clock> {
    let bytes = value.as_bytes();
    let colon = bytes.iter().position(|&byte| byte == b':')?;
    let start = colon - bytes[..colon].iter().rev().take(2).take_while(|byte| byte.is_ascii_digit()).count();
    let hour = number(&bytes[start..colon])?;
    let minute = number(bytes.get(colon + 1..colon + 3)?)?;
    let mut end = colon + 3;
    let mut second = 0;
    if bytes.get(end) == Some(&b':') {
        second = number(bytes.get(end + 1..end + 3)?)?;
        end += 3;
        if matches!(bytes.get(end), Some(b'.' | b',')) {
            end += 1;
            end += bytes[end..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        }
    }
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let (zone_seconds, zone_bytes) = zone(&value[end..]);
    Some(Clock { start, end: end + zone_bytes, second: hour * 3600 + minute * 60 + second, zone_seconds })
}

/// Returns the zone that `rest` begins with, and how many bytes it takes.
fn zone(rest: &str) -> (Option<i64>, usize) {
    let after = rest.trim_start_matches(' ');
    let blank = rest.len() - after.len();
    let bytes = after.as_bytes();
    if let Some(sign @ (b'+' | b'-')) = bytes.first() {
        let hour = bytes.get(1..3).and_then(number);
        let colon = usize::from(bytes.get(3) == Some(&b':'));
        let minute = bytes.get(3 + colon..5 + colon).and_then(number);
        let (Some(hour @ 0..=14), Some(minute @ 0..=59)) = (hour, minute) else { return (None, 0) };
        let seconds = hour * 3600 + minute * 60;
        return (Some(if *sign == b'-' { -seconds } else { seconds }), blank + 5 + colon);
    }
    let length = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let hours = match &after[..length] {
        "Z" | "z" | "GMT" | "UTC" | "UT" => 0,
        "EST" | "CDT" => -5,
        "EDT" => -4,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return (None, 0),
    };
    (Some(hours * 3600), blank + length)
}

fn number(digits: &[u8]) -> Option<i64> {
    // Longer ones are no part of a time, and would not fit.
    let is_number = (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    is_number.then(|| digits.iter().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn moments_are_written_as_rfc_3339() {
        let written = |seconds| Moment::of_seconds(seconds).map(|moment| moment.to_string());
        assert_eq!(written(0).as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(written(1_709_251_199).as_deref(), Some("2024-02-29T23:59:59Z"));
        assert_eq!(written(-1).as_deref(), Some("1969-12-31T23:59:59Z"));
        assert_eq!((written(i64::MAX), written(i64::MIN)), (None, None));
        for text in ["", "2024-02-30T00:00:00Z", "2024-02-01T24:00:00Z", "2024-02-01T00:60:00Z", "2024-2-1T00:00:00Z"] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(seconds in -62_000_000_000_i64..253_000_000_000) {
            let moment = Moment::of_seconds(seconds).expect("in the years 1 to 9999");
            prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        }

        #[test]
        fn parsing_never_panics(text in "[0-9T:Z-]{0,24}") {
            let _ = Moment::parse(&text);
            let _ = parse(&text);
        }
    }

    fn shown(value: &str) -> String {
        let Some(stamp) = parse(value) else { return String::new() };
        match stamp.moment {
            Some(moment) => format!("{} {moment}", stamp.day),
            None => stamp.day.to_string(),
        }
    }

    #[test]
    fn moments_keep_the_day_as_it_was_written() {
        assert_eq!(shown("2022-03-21T01:30:00+03:00"), "2022-03-21 2022-03-20T22:30:00Z");
        assert_eq!(shown("Mon, 21 Mar 2022 10:00:00 GMT"), "2022-03-21 2022-03-21T10:00:00Z");
        assert_eq!(shown("Mon Mar 21 10:00:05 +0000 2022"), "2022-03-21 2022-03-21T10:00:05Z");
        assert_eq!(shown("21 Mar 2022 23:59 -0500"), "2022-03-21 2022-03-22T04:59:00Z");
        assert_eq!(shown("2024-02-29T10:00:00.123Z"), "2024-02-29 2024-02-29T10:00:00Z");
        assert_eq!(shown("1647856800"), "2022-03-21 2022-03-21T10:00:00Z");
    }

    #[test]
    fn without_a_zone_there_is_no_moment() {
        assert_eq!(shown("2022-03-21T10:00:00"), "2022-03-21");
        assert_eq!(shown("2022-03-21 10:00"), "2022-03-21");
        assert_eq!(shown("21 March 2022"), "2022-03-21");
        for value in ["", "10:00", "at 10:00 on Monday", ":", "1:", "99:99", "é:é", "2022-03-21T10:00:00+99:99x"] {
            assert!(!shown(value).contains('T'), "{value}");
        }
    }

    #[test]
    fn every_day_has_its_number() {
        for day in (-700_000..2_900_000).step_by(97) {
            if let Some(date) = Date::of_day(day) {
                assert_eq!(date.day_number(), day);
            }
        }
    }
}
