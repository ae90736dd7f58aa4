//! When something was done to a case, and by whom: UTC, to the second.
//!
//! Not a clock: whoever acts on a case says what time it is.

use std::fmt;

use hearsay_text::document::Date;

const SECONDS_OF_DAY: i64 = 86_400;

/// A moment in the years 1 to 9999, as RFC 3339 writes it: `2026-11-22T15:04:05Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    date: Date,
    /// Less than the seconds of a day.
    second: u32,
}

impl Moment {
    /// Returns the moment so many seconds after the start of 1970, if it lies in the years 1 to 9999.
    pub fn of_unix(seconds: i64) -> Option<Moment> {
        let day = i32::try_from(seconds.div_euclid(SECONDS_OF_DAY)).ok()?;
        let second = seconds.rem_euclid(SECONDS_OF_DAY) as u32;
        Date::of_day(day).map(|date| Moment { date, second })
    }

    /// Returns the moment that `text` writes, in exactly the form that it is shown in.
    pub fn parse(text: &str) -> Option<Moment> {
        let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
        let mut parts = time.split(':').map(|part| part.parse::<u32>().ok());
        let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let moment = Moment { date: parse_date(date)?, second: (hour * 60 + minute) * 60 + second };
        (moment.to_string() == text).then_some(moment)
    }
}

/// Returns the day that `text` writes as `2026-11-22`.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let date = Date::checked(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    (date.to_string() == text).then_some(date)
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minute, second) = (self.second / 60, self.second % 60);
        write!(f, "{}T{:02}:{:02}:{second:02}Z", self.date, minute / 60, minute % 60)
    }
}

/// Who does something to a case, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The name: one line.
    pub author: String,
    /// When.
    pub at: Moment,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn moments_are_written_as_rfc_3339() {
        let written = |seconds| Moment::of_unix(seconds).map(|moment| moment.to_string());
        assert_eq!(written(0).as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(written(1_709_251_199).as_deref(), Some("2024-02-29T23:59:59Z"));
        assert_eq!(written(-1).as_deref(), Some("1969-12-31T23:59:59Z"));
        assert_eq!((written(i64::MAX), written(i64::MIN)), (None, None));
    }

    #[test]
    fn other_forms_are_refused() {
        for text in ["", "2024-02-30T00:00:00Z", "2024-02-01T24:00:00Z", "2024-02-01T00:60:00Z", "2024-2-1T00:00:00Z"] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(seconds in -62_000_000_000_i64..253_000_000_000) {
            let moment = Moment::of_unix(seconds).expect("in the years 1 to 9999");
            prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        }

        #[test]
        fn parsing_never_panics(text in "[0-9T:Z-]{0,24}") {
            let _ = Moment::parse(&text);
        }
    }
}
