//! Dates that are counted from another: "yesterday", "last year", "two weeks ago", "the next day", "this morning".
//!
//! Counted from the day of publication, or, where the words say so ("that day", "a week later"), from the last date
//! named. Without either nothing is guessed: the value keeps its X's.

use hearsay_text::document::Date;

use super::calendar::{self, Day};
use super::durations::Length;
use super::sentence::{Sentence, When};
use super::stretch::{Place, Stretch};
use super::terms::{DayPart, Edge, Reference, Term, Unit, Which};
use super::{TimeKind, TimeModifier};

const FROM_PUBLISHED: &str = "counted from the day of publication";
const FROM_NAMED: &str = "counted from the date named before";
const NOTHING: &str = "what it is counted from is not known";

/// The end of a length in words, the length, and its days.
type Trailing = (usize, Length, Option<(Day, Day)>);

/// From what a date is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Published,
    Named,
}

impl Sentence<'_> {
    /// Returns the day, month or other stretch that is counted from another.
    pub(super) fn relative(&self, at: usize) -> Option<When> {
        self.around_today(at)
            .or_else(|| self.which(at))
            .or_else(|| self.away(at))
            .or_else(|| self.same(at))
            .or_else(|| self.weekend(at))
    }

    fn day_from(&self, from: From) -> Option<Day> {
        match from {
            From::Published => self.narrative.published,
            From::Named => self.narrative.named.map(|(first, ..)| first),
        }
    }

    fn counted(&self, end: usize, unit: Unit, offset: i32, from: From) -> When {
        let because = if from == From::Published { FROM_PUBLISHED } else { FROM_NAMED };
        let stretch = self.day_from(from).and_then(|day| Stretch::around(unit, day, offset));
        match stretch {
            Some(stretch) => {
                let place = stretch.place(self.narrative, super::narrative::Direction::Unknown);
                When::new(end, Place { because, ..place })
            }
            None => When::new(end, Place::unknown(unit, NOTHING)),
        }
    }

    /// "today", "the day before yesterday", "tonight"
    fn around_today(&self, at: usize) -> Option<When> {
        let place = self.after(at, &["the"]);
        // "the week after next", "the month before last"
        if let Term::Unit(unit @ (Unit::Week | Unit::Weekend | Unit::Month | Unit::Year)) = self.term(place) {
            let which = self.after(place + 2, &["the"]);
            let offset = match (self.text(place + 1), self.term(which)) {
                ("after", Term::Which(Which::Next)) => 2,
                ("before", Term::Which(Which::Last)) => -2,
                _ => return None,
            };
            return Some(self.counted(which + 1, unit, offset, From::Published));
        }
        if self.term(place) == Term::Unit(Unit::Day) {
            let offset = match (self.term(place + 2), self.text(place + 1)) {
                (Term::Offset(-1), "before") => -2,
                (Term::Offset(1), "after") => 2,
                _ => return None,
            };
            return Some(self.counted(place + 3, Unit::Day, offset, From::Published));
        }
        match self.term(at) {
            Term::Offset(offset) => Some(self.counted(at + 1, Unit::Day, offset.into(), From::Published)),
            Term::Tonight => {
                Some(self.in_part(self.counted(at + 1, Unit::Day, 0, From::Published), at + 1, DayPart::Night))
            }
            Term::Overnight => {
                let when = When::new(at + 1, Place::unknown(Unit::Day, NOTHING));
                Some(self.in_part(when, at + 1, DayPart::Night))
            }
            _ => None,
        }
    }

    /// "last year", "this morning", "next Tuesday", "the previous month"
    fn which(&self, at: usize) -> Option<When> {
        let place = self.after(at, &["the"]);
        let (which, noun) = match self.term(place) {
            Term::Which(which) => (which, place + 1),
            Term::Reference(Reference::Present) if self.is(place, "current") => (Which::This, place + 1),
            _ => return None,
        };
        let noun = self.after_hyphen(self.after(noun, &["calendar", "entire", "whole"]));
        let offset = which.offset();
        let from = if which.is_narrative() && self.narrative.named.is_some() { From::Named } else { From::Published };
        match self.term(noun) {
            // "the last day of" is no date; "that day" has its own way.
            Term::Unit(Unit::Day) if matches!(which, Which::Same | Which::That) => None,
            Term::Unit(Unit::Day) if which == Which::This => None,
            Term::Unit(Unit::Day) if which == Which::Last => None,
            Term::Unit(Unit::Day) => Some(self.counted(noun + 1, Unit::Day, offset, From::Named)),
            Term::Unit(Unit::Weekend) => Some(self.this_weekend(noun + 1, at, offset, from)),
            Term::Unit(unit) if unit >= Unit::Week => {
                let named_only = matches!(which, Which::Same | Which::That | Which::Following);
                let from = if named_only { From::Named } else { from };
                let when = self.counted(noun + 1, unit, offset, from);
                Some(self.weekday_in_week(when, noun + 1, unit, offset, from))
            }
            Term::Weekday(weekday) if which != Which::Same => {
                // "last Tuesday March 3" is the calendar's.
                Some(self.which_weekday(noun + 1, at, weekday, which))
            }
            // "that may result"
            Term::Month(_) if !self.is_capital(noun) && !matches!(which, Which::Last | Which::Next) => None,
            Term::Month(month) if !matches!(which, Which::Same | Which::That) => {
                Some(self.which_month(noun + 1, at, Stretch::Month(None, month), which))
            }
            Term::Season(season) if which != Which::Same => {
                Some(self.which_month(noun + 1, at, Stretch::Season(None, season), which))
            }
            Term::Holiday(holiday) => Some(self.which_month(noun + 1, at, Stretch::Holiday(None, holiday), which)),
            Term::DayPart(part)
                if matches!(which, Which::Last | Which::This | Which::That)
                    && (place == at || which == Which::Last) =>
            {
                let from = if which == Which::That { From::Named } else { From::Published };
                let day = self.counted(noun + 1, Unit::Day, if which == Which::Last { -1 } else { 0 }, from);
                Some(self.in_part(day, noun + 1, part))
            }
            Term::Edge(_) if matches!(self.term(noun + 1), Term::DayPart(_)) && which == Which::This => {
                let Term::DayPart(part) = self.term(noun + 1) else { return None };
                let day = self.counted(noun + 2, Unit::Day, 0, From::Published);
                Some(When { modifier: self.edge(noun), ..self.in_part(day, noun + 2, part) })
            }
            _ => None,
        }
    }

    /// "next week Sunday", "next week on Tuesday"
    fn weekday_in_week(&self, when: When, at: usize, unit: Unit, offset: i32, from: From) -> When {
        let place = self.after(at, &["on", "-"]);
        let (Term::Weekday(weekday) | Term::ShortWeekday(weekday)) = self.term(place) else { return when };
        if unit != Unit::Week {
            return when;
        }
        match self.day_from(from) {
            Some(day) => {
                let monday = day - i32::from(calendar::weekday(day)) + 1 + 7 * offset;
                self.on_day(place + 1, monday + i32::from(weekday) - 1, FROM_PUBLISHED)
            }
            None => When::new(place + 1, Stretch::Weekday(weekday).place(self.narrative, self.direction(at, at + 1))),
        }
    }

    fn on_day(&self, end: usize, day: Day, because: &'static str) -> When {
        let place = Stretch::Day(day).place(self.narrative, super::narrative::Direction::Unknown);
        When::new(end, Place { because, ..place })
    }

    /// "last Monday" lies before the day of publication, "next Monday" after it.
    fn which_weekday(&self, end: usize, at: usize, weekday: u8, which: Which) -> When {
        let Some(published) = self.narrative.published else {
            return When::new(
                end,
                Place {
                    because: NOTHING,
                    ..Stretch::Weekday(weekday).place(self.narrative, super::narrative::Direction::Unknown)
                },
            );
        };
        let back = (i32::from(calendar::weekday(published)) - i32::from(weekday)).rem_euclid(7);
        let day = match which {
            Which::Last | Which::Previous => published - if back == 0 { 7 } else { back },
            Which::Next | Which::Coming | Which::Following => published - back + 7,
            Which::This | Which::Same | Which::That => return self.placed(Stretch::Weekday(weekday), at, end),
        };
        // "Friday of next week", "Friday this week" come by another way.
        self.on_day(end, day, FROM_PUBLISHED)
    }

    /// "last March", "next summer"
    fn which_month(&self, end: usize, at: usize, stretch: Stretch, which: Which) -> When {
        let Some(published) = self.narrative.published else { return self.placed(stretch, at, end) };
        let Some(date) = Date::of_day(published) else { return self.placed(stretch, at, end) };
        let year = i32::from(date.year);
        let place = |year: i32| stretch.in_year(year).place(self.narrative, super::narrative::Direction::Unknown);
        let middle = |year: i32| match stretch {
            Stretch::Season(_, season) => {
                Stretch::Month(None, season.month())
                    .in_year(year)
                    .place(self.narrative, super::narrative::Direction::Unknown)
                    .days
            }
            _ => place(year).days,
        };
        let year = match which {
            Which::Last | Which::Previous => {
                [year, year - 1].into_iter().find(|&year| middle(year).is_some_and(|(_, last)| last < published))
            }
            Which::Next | Which::Coming | Which::Following => {
                [year, year + 1].into_iter().find(|&year| middle(year).is_some_and(|(first, _)| first > published))
            }
            Which::This | Which::Same | Which::That => Some(year),
        };
        When::new(end, Place { because: FROM_PUBLISHED, ..place(year.unwrap_or(i32::from(date.year))) })
    }

    /// "that day", "the same day", "the day"
    fn same(&self, at: usize) -> Option<When> {
        let place = self.after(at, &["the"]);
        let (noun, is_said) = match self.term(place) {
            Term::Which(Which::Same | Which::That) => (place + 1, true),
            _ if place > at => (place, false),
            _ => return None,
        };
        match self.term(noun) {
            Term::Unit(Unit::Day) if is_said || self.ends_noun(noun + 1) => {
                // "the day" without a date before it is the day of the telling.
                Some(match self.narrative.named_day {
                    Some(day) => self.on_day(noun + 1, day, FROM_NAMED),
                    None => self.counted(noun + 1, Unit::Day, 0, From::Published),
                })
            }
            Term::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year))
                if !is_said && self.ends_noun(noun + 1) && self.is_of_part(at) =>
            {
                Some(self.counted(noun + 1, unit, 0, From::Published))
            }
            _ => None,
        }
    }

    /// "the end of the year", "during the week", but not "partner of the year"
    fn is_of_part(&self, at: usize) -> bool {
        const PARTS: &[&str] = &["rest", "remainder", "part", "most", "much", "course", "half", "quarter"];
        let is_part = at > 1 && (matches!(self.term(at - 2), Term::Edge(_)) || self.is_any(at - 2, PARTS));
        self.follows(at, &["in", "during", "throughout"]) || (self.follows(at, &["of"]) && is_part)
    }

    /// Returns whether a noun phrase ends before a piece, as far as the next word tells.
    fn ends_noun(&self, at: usize) -> bool {
        at >= self.pieces.len()
            || self.is_any(
                at,
                &[
                    ".", ",", ";", ":", ")", "\"", "''", "”", "down", "up", "with", "at", "on", "and", "as", "to",
                    "after", "before", "-", "--", "—", "–", "when", "because", "by", "?", "!",
                ],
            )
    }

    fn weekend(&self, at: usize) -> Option<When> {
        let place = self.after(at, &["the"]);
        let is_noun = self.term(place) == Term::Unit(Unit::Weekend);
        let is_asked = place > at || self.follows(at, &["on", "over", "for"]);
        (is_noun && is_asked).then(|| self.this_weekend(place + 1, at, 0, From::Published))
    }

    /// In the first days of a week the weekend that is told of is the one before.
    fn this_weekend(&self, end: usize, at: usize, offset: i32, from: From) -> When {
        let is_past = || self.direction(at, end) == super::narrative::Direction::Past;
        let is_early = self.day_from(from).is_some_and(|day| calendar::weekday(day) < 4);
        let offset = if offset == 0 && is_early && is_past() { -1 } else { offset };
        self.counted(end, Unit::Weekend, offset, from)
    }

    /// "two weeks ago", "a week later", "four days from yesterday", "the year before"
    fn away(&self, at: usize) -> Option<When> {
        let place = self.after(at, &["the"]);
        if place > at || self.is_any(at, &["a", "an"]) {
            // "the year before", "a day earlier"
            let noun = at + 1;
            if let (Term::Unit(unit), true) =
                (self.term(noun), self.is_any(noun + 1, &["before", "earlier", "after", "later"]))
            {
                let is_event = self.is_any(noun + 1, &["before", "after"]) && !self.ends_noun(noun + 2);
                if unit >= Unit::Day && !is_event {
                    let sign = if self.is_any(noun + 1, &["before", "earlier"]) { -1 } else { 1 };
                    return Some(self.counted(noun + 2, unit, sign, From::Named))
                        .filter(|when| self.narrative.named.is_some() || !when.place.value.is_empty());
                }
            }
        }
        let length = self.length(at)?;
        let next = length.end;
        let word = self.text(next).to_ascii_lowercase();
        let (end, sign, from) = match word.as_str() {
            "ago" => (next + 1, -1, From::Published),
            "earlier" | "previously" | "beforehand" => (next + 1, -1, From::Named),
            "later" | "afterwards" | "afterward" => (next + 1, 1, From::Named),
            "hence" => (next + 1, 1, From::Published),
            "from" | "after" | "before" | "since" => return self.beyond_date(&length, next, &word),
            "'" | "’" | "'s" | "’s" | "time" if self.is_any(next, &["time"]) || self.is(next + 1, "time") => {
                (next + 1 + usize::from(!self.is(next, "time")), 1, From::Published)
            }
            _ => return None,
        };
        // "a century ago today"
        Some(self.at_distance(
            &length,
            end,
            sign,
            self.day_from(from),
            if from == From::Published { FROM_PUBLISHED } else { FROM_NAMED },
        ))
    }

    /// "three months after Easter", "two days before yesterday", "a week from Tuesday"
    fn beyond_date(&self, length: &Length, at: usize, word: &str) -> Option<When> {
        if word == "from" && self.is(at + 1, "now") {
            return Some(self.at_distance(length, at + 2, 1, self.narrative.published, FROM_PUBLISHED));
        }
        if word == "since" {
            return None;
        }
        let when = match self.date(at + 1) {
            Some((end, stretch)) => self.placed(stretch, at + 1, end),
            None => self.around_today(at + 1).or_else(|| self.which(at + 1))?,
        };
        let day = when.place.days.map(|(first, last)| if word == "before" { first } else { last });
        let sign = if word == "before" { -1 } else { 1 };
        Some(self.at_distance(length, when.end, sign, day, "counted from the date named in it"))
    }

    /// Returns what lies so far from a day, as exactly as the length is: "two years ago" is a year, not a day.
    fn at_distance(&self, length: &Length, end: usize, sign: i32, day: Option<Day>, because: &'static str) -> When {
        let unit = length.unit();
        let modifier = match (length.modifier, sign) {
            (Some(TimeModifier::MoreThan | TimeModifier::EqualOrMore), -1) => Some(TimeModifier::Before),
            (Some(TimeModifier::LessThan | TimeModifier::EqualOrLess), -1) => Some(TimeModifier::After),
            (Some(TimeModifier::MoreThan | TimeModifier::EqualOrMore), _) => Some(TimeModifier::After),
            (Some(TimeModifier::LessThan | TimeModifier::EqualOrLess), _) => Some(TimeModifier::Before),
            (other, _) => other,
        };
        let there = day.and_then(|day| length.from(day, sign));
        let place = match there {
            Some(there) => {
                let grain = if length.parts.len() > 1 { Unit::Day } else { grain(unit) };
                let stretch = Stretch::around(grain, there, 0).unwrap_or(Stretch::Day(there));
                Place { because, ..stretch.place(self.narrative, super::narrative::Direction::Unknown) }
            }
            // Hours ago: on that day or the one before.
            None if unit <= Unit::Hour && day.is_some() => Place::unknown(Unit::Hour, "hours do not tell the day"),
            None if day.is_some() && sign < 0 => {
                Place { value: "PAST_REF".to_owned(), ..Place::unknown(unit, "how long ago is not said") }
            }
            None if day.is_some() => {
                Place { value: "FUTURE_REF".to_owned(), ..Place::unknown(unit, "how much later is not said") }
            }
            None => Place::unknown(grain(unit), NOTHING),
        };
        let kind = if unit <= Unit::Hour { TimeKind::Time } else { TimeKind::Date };
        When { modifier, kind, ..When::new(end, place) }
    }

    /// Puts a day in its part: "2022-03-21TMO".
    pub(super) fn in_part(&self, when: When, end: usize, part: DayPart) -> When {
        let value = format!("{}{}", when.place.value, part.code());
        When { place: Place { value, unit: Unit::Hour, ..when.place }, end, kind: TimeKind::Time, ..when }
    }

    /// "the past nine days", "the next four years": a length that ends or begins with the day of publication.
    pub(super) fn trailing(&self, at: usize) -> Option<Trailing> {
        let place = self.after(self.after(at, &["the", "these", "those"]), &["very"]);
        let sign = match self.term(place) {
            Term::Which(Which::Last | Which::Previous) => -1,
            Term::Reference(Reference::Past) if self.is(place, "past") => -1,
            Term::Which(Which::Next | Which::Coming | Which::Following) => 1,
            _ => return self.trailing_after(at, place),
        };
        let number = self.after(place + 1, &["full", "whole"]);
        let length = match (self.length(number), self.term(number)) {
            (Some(length), _) => length,
            // "the past year"
            (None, Term::Unit(unit)) if self.is(place, "past") && unit > Unit::Second => Length::one(number + 1, unit),
            _ => return None,
        };
        let days = self.trailing_days(&length, sign);
        Some((length.end, length, days))
    }

    /// "the two previous years", "the 5 coming days"
    fn trailing_after(&self, at: usize, place: usize) -> Option<Trailing> {
        let (next, number) = match self.term(place) {
            Term::Digits { value, n_digits: 1..=3 } => (place + 1, value),
            Term::Cardinal(_) => self.cardinal(place)?,
            _ => return None,
        };
        let sign = match self.term(next) {
            Term::Which(Which::Last | Which::Previous) | Term::Reference(Reference::Past) => -1,
            Term::Which(Which::Next | Which::Coming | Which::Following) => 1,
            _ => return None,
        };
        let (end, unit) =
            self.unit(next + 1).filter(|_| number == 1 || matches!(self.term(next + 1), Term::Units(_)))?;
        let length = Length {
            parts: vec![(unit, super::durations::Count::Hundredths(number.saturating_mul(100)))],
            ..Length::one(end, unit)
        };
        let days = self.trailing_days(&length, sign);
        (place > at || sign != 0).then_some((end, length, days))
    }

    /// Returns the days from publication on, or up to it with a negative sign.
    pub(super) fn trailing_days(&self, length: &Length, sign: i32) -> Option<(Day, Day)> {
        let published = self.narrative.published?;
        let there = length.from(published, sign)?;
        Some(if sign < 0 { (there, published) } else { (published, there) })
    }

    /// "now", "recently", "the future", "at the moment"
    pub(super) fn reference(&self, at: usize) -> Option<When> {
        let place = self.after(at, &["the"]);
        let is_the = place > at;
        let refers = |end: usize, reference: Reference| {
            let value = match reference {
                Reference::Past => "PAST_REF",
                Reference::Present => "PRESENT_REF",
                Reference::Future => "FUTURE_REF",
            };
            let place = Place {
                value: value.to_owned(),
                unit: Unit::Day,
                days: None,
                because: "no place in the calendar is said",
            };
            Some(When::new(end, place))
        };
        // "now-famous", "then-current"
        let is_joined = |at: usize| self.is_hyphen(at) && self.is_glued(at);
        if is_joined(place + 1) || (self.is_glued(place) && place > 0 && is_joined(place - 1)) {
            return None;
        }
        match self.term(place) {
            Term::Reference(Reference::Past) if self.is(place, "past") => {
                (is_the && self.ends_noun(place + 1)).then_some(())?;
                refers(place + 1, Reference::Past)
            }
            Term::Reference(Reference::Future) if self.is(place, "future") => {
                is_the.then_some(())?;
                refers(place + 1, Reference::Future)
            }
            Term::Reference(Reference::Future) => None,
            Term::Reference(Reference::Past) if self.is(place, "recent") => {
                let noun = place + 1;
                let end = match self.term(noun) {
                    Term::Units(_) | Term::Unit(_) => noun + 1,
                    _ if self.follows(place, &["most", "more"]) => return None,
                    _ => noun,
                };
                refers(end, Reference::Past)
            }
            Term::Reference(Reference::Past) if self.is_any(place, &["previously", "formerly"]) => None,
            Term::Reference(Reference::Present) if self.is(place, "current") => None,
            Term::Reference(Reference::Present) if self.is(place, "now") && self.follows(place, &["until", "by"]) => {
                refers(place + 1, Reference::Present)
            }
            Term::Reference(reference) if !is_the => refers(place + 1, reference),
            _ if is_the
                && self.is_any(place, &["near", "foreseeable", "distant", "immediate"])
                && self.is(place + 1, "future") =>
            {
                refers(place + 2, Reference::Future)
            }
            _ if is_the && self.is_any(place, &["moment", "present"]) && self.follows(at, &["at", "for"]) => {
                refers(place + 1, Reference::Present)
            }
            Term::Edge(Edge::Later)
                if !is_the
                    && (self.is(place + 1, "on") || !self.is_any(place + 1, &["than", "in", "this", "that"]))
                    && !self.follows(at, &["years", "sooner", "no"]) =>
            {
                let place_unknown = Place::unknown(Unit::Day, "later than what is told before");
                Some(When {
                    modifier: Some(TimeModifier::After),
                    ..When::new(self.after(place + 1, &["on"]), place_unknown)
                })
            }
            _ => None,
        }
    }
}

/// A century ago is a matter of years, a fortnight ago of days.
fn grain(unit: Unit) -> Unit {
    match unit {
        Unit::Decade | Unit::Century | Unit::Millennium => Unit::Year,
        Unit::Fortnight => Unit::Day,
        Unit::Weekend => Unit::Week,
        Unit::Second | Unit::Minute => Unit::Hour,
        other => other,
    }
}

impl Which {
    fn offset(self) -> i32 {
        match self {
            Which::Last | Which::Previous => -1,
            Which::This | Which::Same | Which::That => 0,
            Which::Next | Which::Coming | Which::Following => 1,
        }
    }

    /// Counted from what is told of, where something is.
    fn is_narrative(self) -> bool {
        matches!(self, Which::Previous | Which::Following | Which::Same | Which::That)
    }
}
