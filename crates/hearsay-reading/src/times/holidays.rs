//! Days that have a name: those whose date is fixed or can be computed.
//!
//! Not the feasts of the moon's calendars, which are announced, not computed.

use hearsay_text::document::Date;

use super::calendar::{Day, day_of, easter, nth_weekday};

/// A holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holiday {
    Christmas,
    Easter,
    Thanksgiving,
    Halloween,
    Juneteenth,
    Pentecost,
    Epiphany,
    Hogmanay,
    ChristmasEve,
    BoxingDay,
    NewYear,
    NewYearsEve,
    Valentine,
    StPatrick,
    AprilFools,
    EarthDay,
    MayDay,
    VictoryInEurope,
    BastilleDay,
    VeteransDay,
    MartinLutherKing,
    PresidentsDay,
    MothersDay,
    FathersDay,
    MemorialDay,
    LaborDay,
    ColumbusDay,
    BlackFriday,
    CyberMonday,
    ElectionDay,
    InaugurationDay,
    WomensDay,
    GroundhogDay,
    AshWednesday,
    PalmSunday,
    MaundyThursday,
    GoodFriday,
    EasterMonday,
    Ascension,
    WhitMonday,
    AllSaints,
    GuyFawkes,
}

/// The words of each, in small letters, sorted by the first. An apostrophe stands before no "s".
pub(super) const NAMES: &[(&[&str], Holiday)] = &[
    (&["all", "saints", "day"], Holiday::AllSaints),
    (&["april", "fools", "day"], Holiday::AprilFools),
    (&["april", "fool", "day"], Holiday::AprilFools),
    (&["armistice", "day"], Holiday::VeteransDay),
    (&["ascension", "day"], Holiday::Ascension),
    (&["ash", "wednesday"], Holiday::AshWednesday),
    (&["bastille", "day"], Holiday::BastilleDay),
    (&["black", "friday"], Holiday::BlackFriday),
    (&["bonfire", "night"], Holiday::GuyFawkes),
    (&["boxing", "day"], Holiday::BoxingDay),
    (&["christmas", "eve"], Holiday::ChristmasEve),
    (&["christmas", "day"], Holiday::Christmas),
    (&["columbus", "day"], Holiday::ColumbusDay),
    (&["cyber", "monday"], Holiday::CyberMonday),
    (&["earth", "day"], Holiday::EarthDay),
    (&["easter", "monday"], Holiday::EasterMonday),
    (&["easter", "sunday"], Holiday::Easter),
    (&["easter", "day"], Holiday::Easter),
    (&["election", "day"], Holiday::ElectionDay),
    (&["father", "day"], Holiday::FathersDay),
    (&["fathers", "day"], Holiday::FathersDay),
    (&["good", "friday"], Holiday::GoodFriday),
    (&["groundhog", "day"], Holiday::GroundhogDay),
    (&["guy", "fawkes", "night"], Holiday::GuyFawkes),
    (&["halloween", "night"], Holiday::Halloween),
    (&["inauguration", "day"], Holiday::InaugurationDay),
    (&["international", "women", "day"], Holiday::WomensDay),
    (&["labor", "day"], Holiday::LaborDay),
    (&["labour", "day"], Holiday::LaborDay),
    (&["martin", "luther", "king", "day"], Holiday::MartinLutherKing),
    (&["martin", "luther", "king", "jr.", "day"], Holiday::MartinLutherKing),
    (&["maundy", "thursday"], Holiday::MaundyThursday),
    (&["may", "day"], Holiday::MayDay),
    (&["memorial", "day"], Holiday::MemorialDay),
    (&["mlk", "day"], Holiday::MartinLutherKing),
    (&["mother", "day"], Holiday::MothersDay),
    (&["mothers", "day"], Holiday::MothersDay),
    (&["new", "year", "eve"], Holiday::NewYearsEve),
    (&["new", "years", "eve"], Holiday::NewYearsEve),
    (&["new", "year", "day"], Holiday::NewYear),
    (&["new", "years", "day"], Holiday::NewYear),
    (&["palm", "sunday"], Holiday::PalmSunday),
    (&["president", "day"], Holiday::PresidentsDay),
    (&["presidents", "day"], Holiday::PresidentsDay),
    (&["remembrance", "day"], Holiday::VeteransDay),
    (&["saint", "patrick", "day"], Holiday::StPatrick),
    (&["st", "patrick", "day"], Holiday::StPatrick),
    (&["st.", "patrick", "day"], Holiday::StPatrick),
    (&["thanks", "giving", "day"], Holiday::Thanksgiving),
    (&["thanksgiving", "day"], Holiday::Thanksgiving),
    (&["valentine", "day"], Holiday::Valentine),
    (&["valentines", "day"], Holiday::Valentine),
    (&["ve", "day"], Holiday::VictoryInEurope),
    (&["veterans", "day"], Holiday::VeteransDay),
    (&["whit", "monday"], Holiday::WhitMonday),
    (&["xmas", "eve"], Holiday::ChristmasEve),
    (&["xmas", "day"], Holiday::Christmas),
];

impl Holiday {
    /// Returns the month and day, where they are the same every year.
    pub(super) fn fixed(self) -> Option<(u8, u8)> {
        let days = [2021, 2022, 2023].map(|year| Date::of_day(self.day(year)).map(|date| (date.month, date.day)));
        days[0].filter(|_| days[0] == days[1] && days[1] == days[2])
    }

    /// Returns the day that it falls on in a year. Where countries differ, the one that English-language news mean.
    pub(super) fn day(self, year: i32) -> Day {
        let fixed = |month, day| day_of(year, month, day);
        match self {
            Holiday::NewYear => fixed(1, 1),
            Holiday::Epiphany => fixed(1, 6),
            Holiday::InaugurationDay => fixed(1, 20),
            Holiday::GroundhogDay => fixed(2, 2),
            Holiday::Valentine => fixed(2, 14),
            Holiday::WomensDay => fixed(3, 8),
            Holiday::StPatrick => fixed(3, 17),
            Holiday::AprilFools => fixed(4, 1),
            Holiday::EarthDay => fixed(4, 22),
            Holiday::MayDay => fixed(5, 1),
            Holiday::VictoryInEurope => fixed(5, 8),
            Holiday::Juneteenth => fixed(6, 19),
            Holiday::BastilleDay => fixed(7, 14),
            Holiday::Halloween => fixed(10, 31),
            Holiday::AllSaints => fixed(11, 1),
            Holiday::GuyFawkes => fixed(11, 5),
            Holiday::VeteransDay => fixed(11, 11),
            Holiday::ChristmasEve => fixed(12, 24),
            Holiday::Christmas => fixed(12, 25),
            Holiday::BoxingDay => fixed(12, 26),
            Holiday::Hogmanay | Holiday::NewYearsEve => fixed(12, 31),
            Holiday::MartinLutherKing => nth_weekday(year, 1, 1, 3),
            Holiday::PresidentsDay => nth_weekday(year, 2, 1, 3),
            Holiday::MothersDay => nth_weekday(year, 5, 7, 2),
            Holiday::MemorialDay => nth_weekday(year, 5, 1, -1),
            Holiday::FathersDay => nth_weekday(year, 6, 7, 3),
            Holiday::LaborDay => nth_weekday(year, 9, 1, 1),
            Holiday::ColumbusDay => nth_weekday(year, 10, 1, 2),
            Holiday::ElectionDay => nth_weekday(year, 11, 1, 1) + 1,
            Holiday::Thanksgiving => nth_weekday(year, 11, 4, 4),
            Holiday::BlackFriday => nth_weekday(year, 11, 4, 4) + 1,
            Holiday::CyberMonday => nth_weekday(year, 11, 4, 4) + 4,
            Holiday::AshWednesday => easter(year) - 46,
            Holiday::PalmSunday => easter(year) - 7,
            Holiday::MaundyThursday => easter(year) - 3,
            Holiday::GoodFriday => easter(year) - 2,
            Holiday::Easter => easter(year),
            Holiday::EasterMonday => easter(year) + 1,
            Holiday::Ascension => easter(year) + 39,
            Holiday::Pentecost => easter(year) + 49,
            Holiday::WhitMonday => easter(year) + 50,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_days_are_right() {
        assert!(NAMES.is_sorted_by_key(|(words, _)| words[0]));
        let shown =
            |holiday: Holiday, year| Date::of_day(holiday.day(year)).map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(shown(Holiday::GoodFriday, 2022), "2022-04-15");
        assert_eq!(shown(Holiday::CyberMonday, 2019), "2019-12-02");
        assert_eq!(shown(Holiday::MemorialDay, 2016), "2016-05-30");
        assert_eq!(shown(Holiday::ElectionDay, 2016), "2016-11-08");
    }
}
