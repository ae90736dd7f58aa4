//! Arithmetic on calendar days: what day is so many days or months from another, which weekday, week or holiday it is.
//!
//! Not a clock and no time zones: whole days of the proleptic Gregorian calendar. The sums are Howard Hinnant's
//! (<https://howardhinnant.github.io/date_algorithms.html>), Easter's is the anonymous one printed in *Nature* in 1876.

use hearsay_text::document::Date;

/// Days since 1 January 1970.
pub(super) type Day = i32;

/// Returns the number of days from 1 January 1970 to a date.
pub(super) fn day(date: Date) -> Day {
    date.day_number()
}

/// Returns the day of a year, month and day of the month; the day may lie past the month's end.
pub(super) fn day_of(year: i32, month: u8, day: u8) -> Day {
    Date::day_number_of(year, month, day)
}

/// Returns the weekday of a day: Monday is 1, Sunday 7.
pub(super) fn weekday(day: Day) -> u8 {
    // 1 January 1970 was a Thursday.
    ((day + 3).rem_euclid(7) + 1) as u8
}

/// Returns the year and number of the ISO 8601 week that a day lies in.
pub(super) fn week(day: Day) -> (i32, u8) {
    let thursday = day - i32::from(weekday(day)) + 4;
    let year = Date::of_day(thursday).map_or(0, |date| i32::from(date.year));
    (year, ((thursday - day_of(year, 1, 1)) / 7 + 1) as u8)
}

/// Returns the Monday of an ISO 8601 week.
pub(super) fn monday(year: i32, week: u8) -> Day {
    // The fourth of January always lies in the first week.
    let fourth = day_of(year, 1, 4);
    fourth - i32::from(weekday(fourth)) + 1 + 7 * (i32::from(week) - 1)
}

/// Returns the day so many months away; the last of the month where the month is too short.
pub(super) fn plus_months(day: Day, n_months: i32) -> Day {
    let Some(from) = Date::of_day(day) else { return day };
    let months = i32::from(from.year) * 12 + i32::from(from.month) - 1 + n_months;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u8 + 1);
    day_of(year, month, from.day.min(Date::month_length(year, month)))
}

/// Returns the n-th such weekday of a month, counted from its end if `nth` is negative.
pub(super) fn nth_weekday(year: i32, month: u8, wanted: u8, nth: i8) -> Day {
    if nth < 0 {
        let last = day_of(year, month, Date::month_length(year, month));
        return last - (i32::from(weekday(last)) - i32::from(wanted)).rem_euclid(7) + 7 * (i32::from(nth) + 1);
    }
    let first = day_of(year, month, 1);
    first + (i32::from(wanted) - i32::from(weekday(first))).rem_euclid(7) + 7 * (i32::from(nth) - 1)
}

/// Returns Easter Sunday of the western churches.
pub(super) fn easter(year: i32) -> Day {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let correction = (golden + 11 * epact + 22 * to_sunday) / 451;
    let place = epact + to_sunday - 7 * correction + 114;
    day_of(year, (place / 31) as u8, (place % 31) as u8 + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(day: Day) -> String {
        Date::of_day(day).map(|date| date.to_string()).unwrap_or_default()
    }

    #[test]
    fn known_days() {
        assert_eq!(shown(0), "1970-01-01");
        assert_eq!(weekday(day_of(2022, 3, 21)), 1);
        assert_eq!(week(day_of(2021, 1, 3)), (2020, 53));
        assert_eq!(shown(easter(2016)), "2016-03-27");
        assert_eq!(shown(easter(2024)), "2024-03-31");
        assert_eq!(shown(nth_weekday(2016, 11, 4, 4)), "2016-11-24");
        assert_eq!(shown(nth_weekday(2022, 5, 1, -1)), "2022-05-30");
        assert_eq!(shown(plus_months(day_of(2020, 1, 31), 1)), "2020-02-29");
        assert_eq!(Date::checked(2023, 2, 29), None);
    }

    proptest! {
        #[test]
        fn a_day_is_the_day_of_its_date(day_number in -719_162..2_932_896) {
            let there = Date::of_day(day_number).unwrap();
            prop_assert_eq!(day(there), day_number);
            prop_assert_eq!(Date::checked(i32::from(there.year), there.month, there.day), Some(there));
            let (year, number) = week(day_number);
            prop_assert_eq!(monday(year, number) + i32::from(weekday(day_number)) - 1, day_number);
            prop_assert_eq!(weekday(day_number + 1), weekday(day_number) % 7 + 1);
        }
    }
}
