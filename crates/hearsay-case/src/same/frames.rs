//! The words around a name or a figure: what stands in the same words as another stands in its place.
//!
//! Not syntax: "the cashier took it" and "it was taken by the cashier" are two frames.

use super::background::Background;
use super::statement::TELLING_MIN;
use super::stems::{Stem, stems};

/// How many words of each side are kept.
const REACH: usize = 3;

/// The words before and behind something, the nearest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    before: Vec<Stem>,
    after: Vec<Stem>,
}

impl Frame {
    /// Returns what is around the first place where a name is said, in full or in part; `None` if it is not said.
    pub(super) fn of_name(said: &[Stem], name: &[Stem]) -> Option<Frame> {
        let start = said.windows(name.len().max(1)).position(|window| window == name);
        // "Brenn" alone, of "Ada Brenn".
        let start = start.or_else(|| said.iter().position(|stem| Some(stem) == name.last()))?;
        let is_own = |stem: &&Stem| name.contains(stem);
        let end = start + said[start..].iter().take_while(is_own).count();
        Some(Frame::around(said, start, end))
    }

    /// Returns what is around a figure; `None` if its words do not stand there.
    pub(super) fn of_figure(words: &str, figure: &str) -> Option<Frame> {
        let (before, after) = words.split_once(figure)?;
        Some(Frame {
            before: stems(before).into_iter().rev().take(REACH).collect(),
            after: stems(after).into_iter().take(REACH).collect(),
        })
    }

    fn around(said: &[Stem], start: usize, end: usize) -> Frame {
        Frame {
            before: said[..start].iter().rev().take(REACH).copied().collect(),
            after: said[end..].iter().take(REACH).copied().collect(),
        }
    }

    /// Returns whether two things stand in the same words, before them or behind them: "... took the jewels".
    pub(super) fn is_that_of(&self, other: &Frame) -> bool {
        let background = Background::embedded();
        let tells = |one: &[Stem], other: &[Stem]| {
            let shared = one.iter().zip(other).take_while(|(one, other)| one == other);
            shared.map(|(stem, _)| background.telling(*stem)).sum::<f32>() >= TELLING_MIN
        };
        tells(&self.before, &other.before) || tells(&self.after, &other.after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_each_others_place() {
        let frame = |words: &str, name: &str| Frame::of_name(&stems(words), &stems(name)).expect("it is said");
        let lid = frame("The cashier Mona Lid took the crown jewels", "Mona Lid");
        assert!(lid.is_that_of(&frame("The porter Rud took the crown jewels", "Jan Rud")));
        assert!(!lid.is_that_of(&frame("The crown jewels of Jan Rud are gone", "Jan Rud")));
        assert!(frame("he met the king in Tesk", "Tesk").is_that_of(&frame("she met the king in Karst", "Karst")));
        assert!(!frame("he met the king in Tesk", "Tesk").is_that_of(&frame("a fire broke out in Karst", "Karst")));
        assert_eq!(Frame::of_name(&stems("he took it"), &stems("Jan Rud")), None);
    }
}
