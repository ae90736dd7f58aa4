//! Times that hang on an event: "the initial months of the war", "two weeks after the election".
//!
//! When the event was is not looked for: such a time has the event's words as its anchor and no days.

use hearsay_text::span::Span;

use super::durations::Length;
use super::expressions::duration;
use super::sentence::{Found, Sentence};
use super::stretch::Place;
use super::terms::{Edge, Term, Unit, Which};
use super::{TimeKind, TimeModifier};
use crate::grammar::{is_function_word, starts_upper};

/// Longer names of events are cut.
const EVENT_WORDS_MAX: usize = 10;

impl Sentence<'_> {
    /// "the initial months of the war", "the eve of the election", "the day of the attack"
    pub(super) fn of_event(&self, at: usize) -> Option<Found> {
        let place = self.after(at, &["the", "its", "his", "their", "her"]);
        (place > at).then_some(())?;
        if self.is(place, "eve") && self.is(place + 1, "of") {
            let anchor = self.event(place + 2)?;
            let place_unknown = Place::unknown(Unit::Day, "the day before an event that is not placed");
            return Some(Found {
                begin: at,
                end: place + 1,
                kind: TimeKind::Date,
                place: place_unknown,
                modifier: Some(TimeModifier::Before),
                stretch: None,
                anchor: Some(anchor),
                range: None,
            });
        }
        let (next, modifier) = match self.term(place) {
            Term::Edge(Edge::Early) | Term::Ordinal(1) => (place + 1, Some(TimeModifier::Start)),
            Term::Edge(Edge::Late | Edge::End) | Term::Which(Which::Last) => (place + 1, Some(TimeModifier::End)),
            Term::Edge(Edge::Mid) => (place + 1, Some(TimeModifier::Mid)),
            _ if self.is_any(place, &["initial", "opening", "earliest"]) => (place + 1, Some(TimeModifier::Start)),
            _ if self.is_any(place, &["final", "dying", "waning", "latter"]) => (place + 1, Some(TimeModifier::End)),
            _ => (place, None),
        };
        let length = self.length(next).or_else(|| match self.term(next) {
            Term::Unit(unit) if unit >= Unit::Minute => Some(Length::one(next + 1, unit)),
            Term::Units(unit) => {
                Some(Length { parts: vec![(unit, super::durations::Count::Unknown)], ..Length::one(next + 1, unit) })
            }
            Term::DayPart(_) => Some(Length::one(next + 1, Unit::Day)),
            _ => None,
        })?;
        let anchor = match self.text(length.end) {
            "of" | "after" | "before" | "following" | "since" => self.event(length.end + 1)?,
            _ => return None,
        };
        let is_plural = matches!(self.term(length.end - 1), Term::Units(_));
        let mut found = duration(at, length.end, &length);
        if !is_plural {
            found.kind = TimeKind::Date;
            found.place.value = Place::unknown(length.unit(), "").value;
        }
        found.place.because = "it hangs on an event that is not placed";
        found.modifier = modifier.or(found.modifier);
        found.anchor = Some(anchor);
        Some(found)
    }

    /// "after the election": the event behind a length of time.
    pub(super) fn event_behind(&self, at: usize) -> Option<Span> {
        if !self.is_any(at, &["after", "before", "into", "since", "following"]) {
            return None;
        }
        self.event(at + 1)
    }

    /// Returns the words of an event: a determiner and a noun phrase, which is no date.
    fn event(&self, at: usize) -> Option<Span> {
        let is_determined =
            self.is_any(at, &["the", "this", "that", "his", "her", "its", "their", "our", "my", "an", "a"]);
        let is_name = starts_upper(self.text(at)) && self.term(at) == Term::Other;
        let first = if is_determined { at + 1 } else { at };
        if !(is_determined || is_name) || self.date(at).is_some() || self.relative(at).is_some() {
            return None;
        }
        let mut end = first;
        while end < self.pieces.len() && end - first < EVENT_WORDS_MAX && self.is_of_event(end, first) {
            end += 1;
        }
        while end > first && self.is_any(end - 1, &["of", "in", "on", "the", "for"]) {
            end -= 1;
        }
        (end > first).then(|| self.span(at, end))
    }

    fn is_of_event(&self, at: usize, first: usize) -> bool {
        let word = self.text(at);
        if !word.starts_with(char::is_alphanumeric) {
            return self.is_hyphen(at) || matches!(word, "'s" | "’s");
        }
        // "the invasion of Ukraine", "the war in the east"
        let before = self.text(at - 1);
        match word {
            "of" => return at > first,
            "the" => return matches!(before, "of" | "in"),
            "in" => return at > first && starts_upper(self.text(at + 1)) && !self.term(at + 1).is_core(),
            _ => {}
        }
        let token = self.pieces[at].token as usize;
        match self.passage.tag(token) {
            Some(tag) => {
                tag.starts_with("NN")
                    || tag.starts_with("JJ")
                    || matches!(tag, "CD" | "POS")
                    || (tag == "VBG" && at > first)
            }
            None => !is_function_word(word),
        }
    }
}
