//! Times of day: "3 p.m.", "10:30 UTC", "noon", "half past seven", and parts of days: "Thursday night".
//!
//! Not instants: no zone is applied to the day.

use super::TimeKind;
use super::sentence::{Sentence, When};
use super::stretch::Place;
use super::terms::{DayPart, Edge, Term, Unit};

/// Words before a bare number that make it an hour, if a part of the day follows.
const HOUR_ASKING: &[&str] = &[
    "at", "than", "until", "till", "from", "to", "by", "around", "about", "between", "since", "after", "before", "is",
    "was", "'s", "’s",
];

/// A time of day in words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    pub(super) end: usize,
    hour: u8,
    minute: u8,
    second: Option<u8>,
    /// Minutes east of Greenwich.
    zone: Option<i16>,
    /// Whether it is said which half of the day is meant.
    is_sure: bool,
}

impl Clock {
    /// Returns what is written behind the day in a value: "T15:00", "T08:30Z".
    pub(super) fn value(self) -> String {
        let second = self.second.map(|second| format!(":{second:02}")).unwrap_or_default();
        let zone = match self.zone {
            None => String::new(),
            Some(0) => "Z".to_owned(),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        };
        format!("T{:02}:{:02}{second}{zone}", self.hour, self.minute)
    }
}

impl Sentence<'_> {
    /// Returns the time of day that begins at a piece.
    pub(super) fn clock(&self, at: usize) -> Option<Clock> {
        let mut clock = self.bare_clock(at)?;
        let is_open = self.is(clock.end, "(");
        let place = self.after(clock.end, &["(", "local"]);
        match self.term(place) {
            Term::Zone(zone) if self.text(place).starts_with(|c: char| c.is_uppercase()) || place == clock.end => {
                clock.zone = Some(zone);
                clock.end = place + 1;
            }
            Term::LocalZone if self.is_capital(place) => clock.end = place + 1,
            _ if self.is(place, "Z") && self.is_glued(place) => {
                clock.zone = Some(0);
                clock.end = place + 1;
            }
            _ if place > clock.end && self.is(place, "time") => clock.end = place + 1,
            _ if self.is(place + 1, "time")
                && self.is_any(place, &["eastern", "central", "pacific", "mountain", "moscow", "kyiv"]) =>
            {
                clock.end = place + 2;
            }
            _ => return Some(clock),
        }
        if is_open {
            clock.end = self.after(clock.end, &[")"]);
        }
        Some(clock)
    }

    fn bare_clock(&self, at: usize) -> Option<Clock> {
        let at = if self.is(at, "T") && self.is_glued(at + 1) { at + 1 } else { at };
        let sure =
            |end: usize, hour: u8, minute: u8| Clock { end, hour, minute, second: None, zone: None, is_sure: true };
        match self.term(at) {
            Term::Midday => Some(sure(at + 1, 12, 0)),
            Term::Midnight => Some(sure(at + 1, 0, 0)),
            // "mid-night", "mid-day"
            Term::Edge(Edge::Mid) if self.is_hyphen(at + 1) => match self.term(at + 2) {
                Term::DayPart(DayPart::Night) => Some(sure(at + 3, 0, 0)),
                Term::Unit(Unit::Day) => Some(sure(at + 3, 12, 0)),
                _ => None,
            },
            Term::Cardinal(_) | Term::Half | Term::Digits { .. } | Term::Decimal => {
                let clock = self.past_the_hour(at).or_else(|| self.written(at))?;
                Some(self.of_half(clock))
            }
            _ if self.is_any(at, &["quarter", "a"]) => self.past_the_hour(at).map(|clock| self.of_half(clock)),
            _ => None,
        }
    }

    /// "10:30", "10.30 am", "3 p.m.", "0930 hours", "five o'clock"
    fn written(&self, at: usize) -> Option<Clock> {
        let two_digits = |at: usize, below: u32| match self.term(at) {
            Term::Digits { value, n_digits: 2 } if value < below => Some(value as u8),
            _ => None,
        };
        let plain = |end: usize, hour: u32, minute: u8, is_sure: bool| {
            (hour <= 24).then_some(Clock { end, hour: (hour % 24) as u8, minute, second: None, zone: None, is_sure })
        };
        if self.is_glued(at) && self.follows(at, &[":", "-", ".", "/", "$", "£", "€"]) && !self.follows(at, &["-"]) {
            return None;
        }
        match self.term(at) {
            Term::Digits { value: hour @ 0..=24, n_digits: 1 | 2 } if self.is(at + 1, ":") => {
                let minute = two_digits(at + 2, 60)?;
                let mut clock = plain(at + 3, hour, minute, false)?;
                if self.is(at + 3, ":")
                    && let Some(second) = two_digits(at + 4, 60)
                {
                    clock.second = Some(second);
                    clock.end = at + 5;
                    clock.end = if self.is(at + 5, ".") && self.is_glued(at + 6) { at + 7 } else { at + 5 };
                }
                Some(clock)
            }
            Term::Decimal if self.is_meridiem(at + 1) || self.is_dotted_time(at) => {
                let (hour, minute) = self.text(at).split_once('.')?;
                let minute: u8 = minute.parse().ok().filter(|_| minute.len() == 2).filter(|minute| *minute < 60)?;
                plain(at + 1, hour.parse().ok()?, minute, false)
            }
            Term::Digits { value: hour @ 0..=24, n_digits: 1 | 2 } if self.is_meridiem(at + 1) => {
                plain(at + 1, hour, 0, false)
            }
            Term::Digits { value, n_digits: 3 }
                if (100..1300).contains(&value) && value % 100 < 60 && self.is_meridiem(at + 1) =>
            {
                plain(at + 1, value / 100, (value % 100) as u8, false)
            }
            Term::Digits { value, n_digits: 4 } if value < 2400 && value % 100 < 60 => {
                let is_military = self.is_any(at + 1, &["hours", "hrs"])
                    && (self.text(at).starts_with('0') || self.follows(at, &["at"]))
                    || matches!(self.term(at + 1), Term::Zone(0))
                    || self.is_meridiem(at + 1);
                let skip = usize::from(self.is_any(at + 1, &["hours", "hrs"]));
                is_military.then(|| plain(at + 1 + skip, value / 100, (value % 100) as u8, true))?
            }
            Term::Digits { value: hour @ 1..=12, n_digits: 1 | 2 } if self.oclock(at + 1).is_some() => {
                plain(self.oclock(at + 1)?, hour, 0, false)
            }
            Term::Digits { value: hour @ 1..=12, n_digits: 1 | 2 }
                if self.follows(at, HOUR_ASKING) && self.is_before_part(at + 1) =>
            {
                plain(at + 1, hour, 0, false)
            }
            Term::Cardinal(hour @ 1..=12) => {
                let minute =
                    self.cardinal(at + 1).filter(|(end, minute)| (5..60).contains(minute) && self.is_meridiem(*end));
                match (minute, self.oclock(at + 1)) {
                    (Some((end, minute)), _) => plain(end, hour, minute as u8, false),
                    (None, Some(end)) => plain(end, hour, 0, false),
                    _ if self.is_meridiem(at + 1) || (self.follows(at, HOUR_ASKING) && self.is_before_part(at + 1)) => {
                        plain(at + 1, hour, 0, false)
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// "at 8.30 on Monday": a point for a colon, as the British write.
    fn is_dotted_time(&self, at: usize) -> bool {
        let is_end = at + 1 >= self.pieces.len()
            || self.is_any(at + 1, &["?", "!"])
            || (self.is(at + 1, ".") && at + 2 >= self.pieces.len());
        self.follows(at, &["at"])
            && (is_end
                || self.is_any(at + 1, &["on", "this", "in"]) && self.is_before_part(at + 1)
                || matches!(self.term(at + 1), Term::Zone(_)))
    }

    fn is_meridiem(&self, at: usize) -> bool {
        match self.term(at) {
            Term::Meridiem(true) => true,
            Term::Meridiem(false) => !(self.is(at, "am") && !self.is_glued(at) && self.follows(at, &["I"])),
            // "9p"
            _ if self.is_any(at, &["p", "a"]) && self.is_glued(at) => {
                !self.is_glued(at + 1) || self.is_any(at + 1, &[".", ",", "?", "m"])
            }
            _ => {
                self.is_any(at, &["p", "a", "p.", "a."])
                    && (self.is_any(at + 1, &["m", "m."]) || (self.is(at + 1, ".") && self.is(at + 2, "m")))
            }
        }
    }

    /// "at 5" behind a day: "tomorrow at 5".
    pub(super) fn hour_at(&self, at: usize) -> Option<Clock> {
        let place = self.after(at, &["at", "around"]);
        let (end, hour) = match self.term(place) {
            Term::Digits { value, n_digits: 1 | 2 } => (place + 1, value),
            Term::Cardinal(value) => (place + 1, value),
            _ => return None,
        };
        let is_number = self.is_plain_word(end)
            || self.is_capital(end)
            || self.is_glued(end) && !self.is_any(end, &[".", ",", "!", "?"]);
        let is_other = matches!(
            self.term(end),
            Term::Units(_) | Term::Unit(_) | Term::Scale(_) | Term::Cardinal(_) | Term::Month(_)
        );
        let is_hour = self.follows(place, &["at", "around"])
            && (1..=12).contains(&hour)
            && !is_number
            && !is_other
            && !self.is_any(end, &["percent", "%", "a", "of", "points", "-"]);
        is_hour.then_some(Clock { end, hour: hour as u8, minute: 0, second: None, zone: None, is_sure: false })
    }

    fn oclock(&self, at: usize) -> Option<usize> {
        (self.term(at) == Term::OClock || self.is(at, "o’clock")).then_some(at + 1)
    }

    /// "in the morning", "tonight", "this afternoon", "on Monday"
    fn is_before_part(&self, at: usize) -> bool {
        let place = self.after(self.after(at, &["in", "on", "at"]), &["the", "this"]);
        matches!(self.term(place), Term::DayPart(_) | Term::Tonight | Term::Offset(_))
            || (place > at && matches!(self.term(place), Term::Weekday(_) | Term::DayPart(DayPart::Night)))
    }

    /// "half past seven", "a quarter to six", "ten minutes past five", "twenty to nine"
    fn past_the_hour(&self, at: usize) -> Option<Clock> {
        let place = self.after(at, &["a"]);
        let (after, minutes) = match self.term(place) {
            Term::Half if place == at => (place + 1, 30),
            Term::Unit(Unit::Quarter) => (place + 1, 15),
            Term::Cardinal(_) if place == at => self.cardinal(place)?,
            Term::Digits { value, n_digits: 1 | 2 } if place == at => (place + 1, value),
            _ => return None,
        };
        let after = if matches!(self.term(after), Term::Units(Unit::Minute) | Term::Unit(Unit::Minute)) {
            after + 1
        } else {
            after
        };
        let is_to = self.is(after, "to")
            && minutes < 30
            && (self.term(place) == Term::Unit(Unit::Quarter) || self.follows(at, &["at"]));
        if !(is_to || self.is(after, "past")) || minutes == 0 || minutes >= 60 {
            return None;
        }
        let hour = match self.term(after + 1) {
            Term::Cardinal(hour @ 1..=12) => hour,
            Term::Digits { value: hour @ 1..=12, n_digits: 1 | 2 } => hour,
            _ => return None,
        };
        let hour = if is_to { (hour + 23) % 24 } else { hour };
        let minute = if is_to { 60 - minutes } else { minutes };
        Some(Clock { end: after + 2, hour: hour as u8, minute: minute as u8, second: None, zone: None, is_sure: false })
    }

    /// Adds "p.m." or "in the evening" behind a time of day.
    fn of_half(&self, mut clock: Clock) -> Clock {
        if let Some(end) = self.oclock(clock.end) {
            clock.end = end;
        }
        let at = clock.end;
        let half = match self.term(at) {
            Term::Meridiem(is_afternoon) if self.is_meridiem(at) => Some((at + 1, is_afternoon)),
            _ if self.is_meridiem(at) => {
                let end = match self.is(at + 1, ".") && self.is(at + 2, "m") {
                    true => at + 3,
                    false => self.after(at + 1, &["m", "m."]),
                };
                Some((end, self.text(at).starts_with(['p', 'P'])))
            }
            _ => None,
        };
        if let Some((end, is_afternoon)) = half {
            clock.end = end;
            clock.set_half(is_afternoon);
        }
        let place = self.after(self.after(clock.end, &["in", "at"]), &["the"]);
        match self.term(place) {
            Term::DayPart(part) if place > clock.end && part != DayPart::Dawn && part != DayPart::Dusk => {
                clock.end = place + 1;
                let is_early = part == DayPart::Night && clock.hour < 6;
                if half.is_none() {
                    clock.set_half(part != DayPart::Morning && !is_early);
                }
            }
            _ => {}
        }
        clock
    }

    /// Returns the place and the part of the day that follow a day: "Thursday night", "tomorrow in the morning".
    pub(super) fn day_part(&self, at: usize) -> Option<(usize, DayPart, Option<super::TimeModifier>)> {
        let place = self.after_hyphen(self.after(self.after(at, &["in", "at"]), &["the"]));
        let modifier =
            self.edge(place).filter(|_| matches!(self.term(place), Term::Edge(Edge::Early | Edge::Late | Edge::Mid)));
        let place = if modifier.is_some() { self.after_hyphen(place + 1) } else { place };
        match self.term(place) {
            Term::DayPart(part) => Some((place + 1, part, modifier)),
            Term::Overnight => Some((place + 1, DayPart::Night, modifier)),
            _ => None,
        }
    }

    /// Puts a time of day behind a set: "every day at 7 p.m."
    pub(super) fn each_at_clock(&self, mut when: When, clock: Clock) -> When {
        let day = if when.place.value.starts_with("XXXX-") { when.place.value.as_str() } else { "XXXX-XX-XX" };
        let day = day.split('T').next().unwrap_or_default();
        when.place.value = format!("{day}{}", clock.value());
        When { end: when.end.max(clock.end), ..when }
    }

    /// Puts a time of day behind a day.
    pub(super) fn at_clock(&self, when: When, clock: Clock, end: usize) -> When {
        let is_day = when.place.unit == Unit::Day;
        let day = if is_day { when.place.value.clone() } else { format!("{}-XX", when.place.value) };
        let unit = if clock.second.is_some() { Unit::Second } else { Unit::Minute };
        let hour = match day.split_once('T') {
            // "this afternoon at 3"
            Some((day, part)) => {
                let mut clock = clock;
                if !clock.is_sure
                    && matches!(part, "AF" | "EV" | "NI")
                    && clock.hour < 12
                    && !(part == "NI" && clock.hour < 6)
                {
                    clock.hour += 12;
                }
                return When {
                    place: Place { value: format!("{day}{}", clock.value()), unit, ..when.place },
                    end,
                    kind: TimeKind::Time,
                    ..when
                };
            }
            None => clock.value(),
        };
        When { place: Place { value: format!("{day}{hour}"), unit, ..when.place }, end, kind: TimeKind::Time, ..when }
    }
}

impl Clock {
    fn set_half(&mut self, is_afternoon: bool) {
        match (is_afternoon, self.hour) {
            (true, 1..=11) => self.hour += 12,
            (false, 12) => self.hour = 0,
            _ => {}
        }
        self.is_sure = true;
    }
}
