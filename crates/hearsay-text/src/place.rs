//! Where in the original a reader can be sent to: a page of a PDF, from when to when in a recording.
//!
//! Not an offset: bytes of the original are told by the [`Alignment`](crate::document::Alignment).

use std::fmt;

use crate::span::Span;

/// A stretch of the canonical text and where the original has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The words.
    pub span: Span,
    /// Where a reader finds them.
    pub location: Location,
}

/// A place in an original, in the words of those who read, hear or see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// A page, counted from 1 as the file has them, whatever number is printed on it.
    Page(u32),
    /// From when to when in a recording.
    Time {
        /// When the words begin to be shown, in milliseconds from the start.
        start_ms: u32,
        /// When they are no longer shown; never less than `start_ms`.
        end_ms: u32,
    },
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Location::Page(number) => write!(f, "page {number}"),
            Location::Time { start_ms, end_ms } => write!(f, "{} to {}", Clock(*start_ms), Clock(*end_ms)),
        }
    }
}

/// Milliseconds as `01:02:03.004`.
struct Clock(u32);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0 / 1000;
        write!(f, "{:02}:{:02}:{:02}.{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60, self.0 % 1000)
    }
}

/// Returns those of `places`, which are in order and apart, that share words with `span`.
pub fn touching(places: &[Place], span: Span) -> &[Place] {
    let first = places.partition_point(|place| place.span.end <= span.start);
    let end = places.partition_point(|place| place.span.start < span.end);
    &places[first..end.max(first)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_by_span_and_shown() {
        let places: Vec<Place> = [(0, 10), (10, 12), (20, 30)]
            .into_iter()
            .enumerate()
            .map(|(page, (start, end))| Place { span: Span { start, end }, location: Location::Page(page as u32 + 1) })
            .collect();
        let pages = |start: u32, end: u32| {
            touching(&places, Span { start, end }).iter().map(|place| place.location.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(pages(5, 11), ["page 1", "page 2"]);
        assert_eq!(pages(12, 20), Vec::<String>::new());
        assert_eq!(pages(29, 90), ["page 3"]);
        let time = Location::Time { start_ms: 3_723_004, end_ms: 3_724_000 };
        assert_eq!(time.to_string(), "01:02:03.004 to 01:02:04.000");
    }
}
