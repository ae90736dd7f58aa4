//! Whole expressions: a date with its time of day, an early or late part of it, a length, a set.
//!
//! Of all that begins at a piece the longest is taken. Ranges are put together of expressions in `ranges`.

use super::durations::Length;
use super::sentence::{Found, Sentence, When};
use super::stretch::Place;
use super::terms::{DayPart, Edge, Term, Unit, Which};
use super::{TimeKind, TimeModifier};

/// Why a time of day lies on a day that is not said beside it.
pub(super) const ON_NAMED: &str = "on the day named before";
/// See [`ON_NAMED`].
pub(super) const ON_PUBLISHED: &str = "on the day of publication";

impl Sentence<'_> {
    /// Returns the longest expression that begins at a piece.
    pub(super) fn expression(&self, at: usize) -> Option<Found> {
        let mut best: Option<Found> = None;
        let mut offer = |found: Option<Found>| {
            if let Some(found) = found
                && best.as_ref().is_none_or(|best| found.end > best.end)
            {
                best = Some(found);
            }
        };
        offer(self.when(at).map(|when| when.found(at)));
        offer(self.time_first(at).map(|when| when.found(at)));
        offer(self.set(at).map(|when| {
            let next = self.after(self.after(when.end, &[","]), &["at", "around", "about"]);
            let clock = self.clock(next);
            clock.map_or(when.clone(), |clock| self.each_at_clock(when, clock)).found(at)
        }));
        offer(self.of_event(at));
        offer(self.spell(at));
        offer(self.reference(at).map(|when| when.found(at)));
        best
    }

    /// "early 2003", "the end of last year", "late on Monday", "Monday at noon", "Thursday night"
    pub(super) fn when(&self, at: usize) -> Option<When> {
        let place = self.after(at, &["the", "very"]);
        let place = self.after(place, &["very"]);
        if let Some(when) = self.at_edge(at, place) {
            return Some(self.with_clock(when));
        }
        let when = match (self.relative(at), self.date(at)) {
            (Some(relative), Some((end, _))) if relative.end >= end => relative,
            (_, Some((end, stretch))) => self.placed(stretch, at, end),
            (Some(relative), None) => relative,
            (None, None) => return None,
        };
        let when = self.of_relative_week(when, at);
        Some(self.with_clock(when))
    }

    fn at_edge(&self, at: usize, place: usize) -> Option<When> {
        let Term::Edge(edge) = self.term(place) else { return None };
        let noun = self.after_hyphen(place + 1);
        let (inner, modifier) = match edge {
            Edge::Start | Edge::End | Edge::Mid if self.is(noun, "of") => (noun + 1, self.edge(place)),
            Edge::Early | Edge::Late if self.is_any(noun, &["in", "on"]) && place == at => (noun + 1, self.edge(place)),
            Edge::Early | Edge::Mid | Edge::Late => (noun, self.edge(place)),
            Edge::Earlier | Edge::Later => (self.after(noun, &["in", "on"]), None),
            Edge::Start | Edge::End => return None,
        };
        let when = match (self.relative(inner), self.date(inner)) {
            (Some(relative), Some((end, _))) if relative.end >= end => relative,
            (_, Some((end, stretch))) => self.placed(stretch, inner, end),
            (Some(relative), None) => relative,
            (None, None) if modifier.is_some() => return self.bare_part(at, noun, modifier),
            (None, None) => return None,
        };
        // "the middle of the two weeks", "later than Monday"
        (when.kind != TimeKind::Duration).then_some(When { modifier: modifier.or(when.modifier), ..when })
    }

    /// "early morning", of the day that is told of.
    fn bare_part(&self, at: usize, noun: usize, modifier: Option<TimeModifier>) -> Option<When> {
        let Term::DayPart(part) = self.term(noun) else { return None };
        let is_joined = self.is_hyphen(noun - 1);
        let is_asked = at > 0 && self.follows(at, &["in", "the", "by", "during", "until", "this"]) || is_joined;
        is_asked.then_some(())?;
        Some(When { modifier, ..self.in_part(self.this_day(noun + 1), noun + 1, part) })
    }

    /// Returns the day that is told of: the one named in this sentence, or that of publication.
    fn this_day(&self, end: usize) -> When {
        let named = self
            .narrative
            .named
            .filter(|(first, last, sentence)| first == last && *sentence == self.narrative.sentence);
        match named.map(|(first, ..)| first).or(self.narrative.published) {
            Some(day) => {
                let place =
                    super::stretch::Stretch::Day(day).place(self.narrative, super::narrative::Direction::Unknown);
                let because = if named.is_some() { ON_NAMED } else { ON_PUBLISHED };
                When::new(end, Place { because, ..place })
            }
            None => When::new(end, Place::unknown(Unit::Day, "the day is not known")),
        }
    }

    /// "Friday of next week", "the 21st of this month"
    fn of_relative_week(&self, when: When, at: usize) -> When {
        let Some(super::stretch::Stretch::Weekday(weekday)) = when.stretch else { return when };
        let place = self.after(when.end, &["of", "in"]);
        let is_week = self.term(place + 1) == Term::Unit(Unit::Week);
        let offset = match self.term(place) {
            Term::Which(Which::This) => 0,
            Term::Which(Which::Last) => -1,
            Term::Which(Which::Next | Which::Coming) => 1,
            _ => return when,
        };
        match (self.narrative.published, is_week) {
            (Some(published), true) => {
                let monday = published - i32::from(super::calendar::weekday(published)) + 1 + 7 * offset;
                self.placed(super::stretch::Stretch::Day(monday + i32::from(weekday) - 1), at, place + 2)
            }
            _ => when,
        }
    }

    /// Adds the time of day or the part of the day that stands behind a date.
    fn with_clock(&self, when: When) -> When {
        if when.place.unit > Unit::Day {
            return when;
        }
        let next = self.after(self.after(when.end, &[","]), &["at", "around", "about", "by", "-", "–", "for"]);
        let next = self.after(next, &["about", "around", "exactly"]);
        if when.place.unit <= Unit::Day
            && let Some(clock) = self.clock(next)
        {
            return self.at_clock(when, clock, clock.end);
        }
        if let Some(clock) =
            self.hour_at(when.end).filter(|_| when.place.unit <= Unit::Day && when.kind != TimeKind::Set)
        {
            return self.at_clock(when, clock, clock.end);
        }
        match self.day_part(when.end) {
            Some((end, part, modifier)) if when.place.unit == Unit::Day => {
                let in_part = self.in_part(When { modifier: modifier.or(when.modifier), ..when }, end, part);
                let next = self.after(end, &["at", ","]);
                match self.clock(next).or_else(|| self.hour_at(end)) {
                    Some(clock) => self.at_clock(in_part, clock, clock.end),
                    None => in_part,
                }
            }
            _ => when,
        }
    }

    /// "12:00 UTC Monday", "noon on March 3", "in the evening", "the night of March 3"
    fn time_first(&self, at: usize) -> Option<When> {
        if let Some(clock) = self.clock(at) {
            let next = self.after(self.after(clock.end, &[","]), &["on", "of", "-", "–"]);
            if let Some(day) = self.when(next).filter(|day| day.place.unit <= Unit::Day && day.kind != TimeKind::Set) {
                let end = day.end;
                return Some(self.at_clock(day, clock, end));
            }
            if let Some(set) = self.set(self.after(clock.end, &["on"])) {
                return Some(self.each_at_clock(set, clock));
            }
            let day = self.this_day(clock.end);
            return Some(self.at_clock(day, clock, clock.end));
        }
        let place = self.after(at, &["the"]);
        let Term::DayPart(part) = self.term(place) else { return None };
        // "the dawn of a new age"
        if matches!(part, DayPart::Dawn | DayPart::Dusk) && self.is(place + 1, "of") {
            return None;
        }
        let of = self.after(place + 1, &["of", "on", ","]);
        if of > place + 1
            && let Some(day) =
                self.relative(of).or_else(|| self.date(of).map(|(end, stretch)| self.placed(stretch, of, end)))
            && day.place.unit == Unit::Day
        {
            let end = day.end;
            return Some(self.in_part(day, end, part));
        }
        let is_asked = place > at
            && self.follows(at, &["in", "during", "by", "throughout", "into", "until", "later", "earlier", "of"]);
        let when = is_asked.then(|| self.in_part(self.this_day(place + 1), place + 1, part))?;
        Some(match self.hour_at(place + 1) {
            Some(clock) => self.at_clock(when, clock, clock.end),
            None => when,
        })
    }

    /// "two weeks", "the past nine days", "51-year-old", "the whole year"
    fn spell(&self, at: usize) -> Option<Found> {
        if let Some((end, length, days)) = self.trailing(at) {
            let mut found = duration(at, end, &length);
            found.place.days = days;
            found.place.because = match days {
                Some(_) => "it ends or begins with the day of publication",
                None => "how long is said, not where it lies",
            };
            return Some(found);
        }
        let at_number = self.after(at, &["the", "these", "those", "another"]);
        let is_the = at_number > at;
        // "over the years"
        if is_the && matches!(self.term(at_number), Term::Units(unit) if unit >= Unit::Day) {
            let is_asked = self.follows(at, &["over", "through", "throughout", "in"])
                && !self.is_any(at_number + 1, &["of", "since", "before", "after", "leading"]);
            return is_asked.then(|| duration(at, at_number + 1, &self.unknown(at_number)));
        }
        let length = self.length(at).or_else(|| self.length(at_number).filter(|_| is_the))?;
        let end = self.after_length(length.end);
        let is_range_part = self.is(length.end, "ago");
        if is_range_part || self.is_rate(at, &length) {
            return None;
        }
        let mut found = duration(at, end, &length);
        found.anchor = self.event_behind(end);
        // "within 5 days": from the day of the telling on.
        if self.follows(at, &["within"]) && found.anchor.is_none() {
            found.place.days = self.trailing_days(&length, 1);
        }
        Some(found)
    }

    fn unknown(&self, at: usize) -> Length {
        let unit = self.unit(at).map_or(Unit::Day, |(_, unit)| unit);
        Length { parts: vec![(unit, super::durations::Count::Unknown)], ..Length::one(at + 1, unit) }
    }

    /// "$30 a day", "80 kilometres an hour", "a second chance", "a month" alone after a number are rates.
    fn is_rate(&self, at: usize, length: &Length) -> bool {
        let is_article = self.is_any(at, &["a", "an"]) && length.end == at + 2;
        if !is_article {
            return false;
        }
        let is_one_of = self.follows(at, &["such", "quite", "what", "not", "as"]);
        let before = at.checked_sub(1).map(|before| self.term(before));
        let is_number = matches!(before, Some(Term::Digits { .. } | Term::Decimal | Term::Scale(_)))
            || self.follows(
                at,
                &[
                    "times",
                    "once",
                    "twice",
                    "barrels",
                    "miles",
                    "kilometers",
                    "kilometres",
                    "dollars",
                    "euros",
                    "people",
                    "hours",
                ],
            );
        // "a day when", "in a day of protests", "a year of"
        let is_named = self.is_any(length.end, &["when", "that", "which", "where", "off", "out"])
            || self.is_plain_word(length.end) && self.is(at, "a") && self.is_noun(length.end);
        is_one_of || is_number || is_named
    }

    fn is_noun(&self, at: usize) -> bool {
        let token = self.pieces.get(at).map_or(usize::MAX, |piece| piece.token as usize);
        self.passage.tag(token).is_some_and(|tag| tag.starts_with("NN"))
    }

    /// Returns whether anything of a time may begin at a piece, and what makes it one stands near; what most are
    /// refused by.
    pub(super) fn may_begin(&self, at: usize) -> bool {
        let term = self.term(at);
        match term {
            Term::Digits { .. } | Term::Decade { .. } | Term::Decimal => return true,
            Term::Ordinal(_) if self.text(at).starts_with(|c: char| c.is_ascii_digit()) => return true,
            Term::Meridiem(_) | Term::Zone(_) | Term::LocalZone | Term::OClock => return false,
            _ if term.is_core() => return true,
            Term::Other if !is_opener(self.text(at)) => return false,
            _ => {}
        }
        let is_making = |term: Term| {
            term.is_core()
                || matches!(term, Term::Digits { .. } | Term::Decade { .. } | Term::Ordinal(_) | Term::Scale(_))
        };
        let end = self.pieces.len().min(at + NEAR);
        matches!(term, Term::Cardinal(_) | Term::Edge(Edge::Later))
            || self.pieces[at + 1..end].iter().any(|piece| is_making(piece.term))
            || self.is_any(at, &["mlk", "at", "the"])
                && self.pieces[at + 1..end].iter().any(|piece| piece.term == Term::Other && self.is_known(piece))
    }

    /// "at present", "the moment", "Labor Day"
    fn is_known(&self, piece: &super::pieces::Piece) -> bool {
        let word = &self.passage.text[piece.start as usize..piece.end as usize];
        matches!(word, "moment" | "present" | "eve" | "year")
    }
}

/// So far from its first word stands what makes a time of it.
const NEAR: usize = 9;

/// Words, in small letters and sorted, that are nothing by themselves but that a time may begin with.
const OPENERS: &[&str] = &[
    "a",
    "about",
    "all",
    "almost",
    "an",
    "another",
    "approximately",
    "april",
    "armistice",
    "around",
    "as",
    "ascension",
    "ash",
    "at",
    "bastille",
    "black",
    "bonfire",
    "boxing",
    "columbus",
    "cyber",
    "dozens",
    "earth",
    "election",
    "entire",
    "father",
    "fathers",
    "fewer",
    "financial",
    "fiscal",
    "foreseeable",
    "full",
    "fy",
    "good",
    "groundhog",
    "guy",
    "h",
    "her",
    "his",
    "hundreds",
    "inauguration",
    "international",
    "its",
    "just",
    "labor",
    "labour",
    "less",
    "martin",
    "maundy",
    "memorial",
    "mlk",
    "more",
    "mother",
    "mothers",
    "nearly",
    "new",
    "once",
    "over",
    "palm",
    "president",
    "presidents",
    "q",
    "remembrance",
    "roughly",
    "saint",
    "scores",
    "st",
    "st.",
    "t",
    "tens",
    "thanks",
    "the",
    "their",
    "these",
    "those",
    "thousands",
    "twice",
    "under",
    "up",
    "valentine",
    "valentines",
    "ve",
    "veterans",
    "whit",
    "whole",
];

/// For each first letter a bit for each length that the openers have.
const OPENER_LENGTHS: [u16; 26] = {
    let mut lengths = [0; 26];
    let mut idx = 0;
    while idx < OPENERS.len() {
        let word = OPENERS[idx].as_bytes();
        lengths[(word[0] - b'a') as usize] |= 1 << word.len();
        idx += 1;
    }
    lengths
};

/// Returns whether a time may begin with a word that is nothing by itself.
pub(super) fn is_opener(word: &str) -> bool {
    let Some(first) = word.bytes().next() else { return false };
    if matches!(first, b'\'' | 0xE2) {
        return matches!(word, "'" | "‘" | "’");
    }
    let letter = usize::from(first.to_ascii_lowercase().wrapping_sub(b'a'));
    if word.len() > 15 || OPENER_LENGTHS.get(letter).is_none_or(|lengths| lengths & (1 << word.len()) == 0) {
        return false;
    }
    let mut lower = [0; 16];
    for (place, byte) in word.bytes().enumerate() {
        lower[place] = byte.to_ascii_lowercase();
    }
    let lower = &lower[..word.len()];
    OPENERS.binary_search_by(|listed| listed.as_bytes().cmp(lower)).is_ok()
}

/// Returns the found length of time.
pub(super) fn duration(begin: usize, end: usize, length: &Length) -> Found {
    let place = Place {
        value: length.value(),
        unit: length.unit(),
        days: None,
        because: "how long is said, not where it lies",
    };
    let when = When { modifier: length.modifier, kind: TimeKind::Duration, ..When::new(end, place) };
    when.found(begin)
}

#[cfg(test)]
mod tests {
    #[test]
    fn openers_are_sorted() {
        assert!(super::OPENERS.is_sorted());
    }
}
