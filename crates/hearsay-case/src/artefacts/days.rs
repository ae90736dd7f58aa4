//! The day in the words for when an artefact was made or came out.
//!
//! Not relative days: "last week" tells nothing here.

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const LONG_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day, with the year where it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) year: Option<u16>,
}

impl Day {
    /// Reads "March 4", "4 March 2022", "Mar. 4, 2022" and "2022-03-04".
    pub(super) fn of(words: &str) -> Option<Day> {
        let lowered = words.to_lowercase();
        let parts: Vec<&str> = lowered.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        let number = |part: &&str| {
            let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| part.strip_suffix(end)).unwrap_or(part);
            digits.parse::<u16>().ok()
        };
        let numbers: Vec<u16> = parts.iter().filter_map(number).collect();
        let year = numbers.iter().copied().find(|number| (1900..2100).contains(number));
        let is_month = |part: &&str, idx: usize| {
            part.starts_with(MONTHS[idx]) && LONG_MONTHS[idx].starts_with(*part) || *part == "sept" && idx == 8
        };
        let month = parts.iter().find_map(|part| (0..12).find(|idx| is_month(part, *idx)));
        let days = || numbers.iter().copied().filter(|number| (1..=31).contains(number));
        match (month, year) {
            (Some(month), year) => Some(Day { month: month as u8 + 1, day: days().next()? as u8, year }),
            (None, Some(_)) if words.contains('-') => {
                let mut rest = days();
                let (month, day) = (rest.next().filter(|month| *month <= 12)?, rest.next()?);
                Some(Day { month: month as u8, day: day as u8, year })
            }
            _ => None,
        }
    }

    /// Returns whether two may be one day.
    pub(super) fn may_be(self, other: Day) -> bool {
        self.month == other.month && self.day == other.day && !self.is_of_other_year(other)
    }

    fn is_of_other_year(self, other: Day) -> bool {
        matches!((self.year, other.year), (Some(one), Some(other)) if one != other)
    }

    /// Returns whether two lie so far apart that one is not when it was written and the other when it came out.
    pub(super) fn is_far_from(self, other: Day) -> bool {
        const DAYS_MAX: u32 = 60;
        let days = |day: Day| u32::from(day.month) * 30 + u32::from(day.day);
        let apart = days(self).abs_diff(days(other));
        self.is_of_other_year(other) && apart.min(360 - apart.min(360)) > DAYS_MAX / 2
            || apart.min(360u32.saturating_sub(apart)) > DAYS_MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read() {
        let day = |month, day, year| Some(Day { month, day, year });
        assert_eq!(Day::of("March 4"), day(3, 4, None));
        assert_eq!(Day::of("on 4th March 2022"), day(3, 4, Some(2022)));
        assert_eq!(Day::of("Sept. 17, 2022"), day(9, 17, Some(2022)));
        assert_eq!(Day::of("2022-03-04"), day(3, 4, Some(2022)));
        assert_eq!(Day::of("last week"), None);
        assert_eq!(Day::of("March"), None);
        assert!(!Day { month: 12, day: 30, year: None }.is_far_from(Day { month: 1, day: 4, year: None }));
        assert!(Day { month: 3, day: 4, year: None }.is_far_from(Day { month: 7, day: 4, year: None }));
    }
}
