//! How telling a stem is: rare in news at large, or in every second sentence.
//!
//! Not counted in the case: what two claims have in common may not change with what else the case holds. The table is
//! committed; `cargo run -p xtask --release -- train background` writes it.

use std::sync::LazyLock;

use super::stems::Stem;

/// How many bytes an entry has: the stem, and its class.
const ENTRY_BYTES: usize = 5;

/// How many classes there are to the unit.
const STEPS: f32 = 16.0;

static TABLE: &[u8] = include_bytes!("../../weights/background.bin");

static BACKGROUND: LazyLock<Background> = LazyLock::new(|| Background::read(TABLE).expect("a test reads the table"));

/// Stems with how telling they are.
#[derive(Debug)]
pub struct Background {
    /// Sorted.
    stems: Vec<Stem>,
    classes: Vec<u8>,
    /// That of a stem that is not there.
    unknown: u8,
}

impl Background {
    /// Returns the table that is part of the program.
    pub fn embedded() -> &'static Background {
        &BACKGROUND
    }

    /// Reads what [`Background::write`] wrote.
    pub fn read(bytes: &[u8]) -> Option<Background> {
        let (&unknown, entries) = bytes.split_first()?;
        let (entries, rest) = entries.as_chunks::<ENTRY_BYTES>();
        let stems: Vec<Stem> =
            entries.iter().map(|[a, b, c, d, _]| Stem(u32::from_le_bytes([*a, *b, *c, *d]))).collect();
        let is_sound = rest.is_empty() && stems.is_sorted_by(|one, other| one < other);
        is_sound.then(|| Background { stems, classes: entries.iter().map(|entry| entry[4]).collect(), unknown })
    }

    /// Returns the table for stems that stand in so many of `n_sentences`, as bytes; each stem once, in order.
    pub fn write(counts: &[(Stem, u32)], n_sentences: u32, n_unknown: f32) -> Vec<u8> {
        let class = |n: f32| {
            let n_sentences = n_sentences as f32;
            let telling = (1.0 + (n_sentences - n + 0.5).max(0.0) / (n + 0.5)).ln();
            (telling * STEPS).round().clamp(0.0, 255.0) as u8
        };
        let mut bytes = vec![class(n_unknown)];
        for (stem, n) in counts {
            bytes.extend(stem.0.to_le_bytes());
            bytes.push(class(*n as f32));
        }
        bytes
    }

    /// Returns how telling a stem is: the inverse document frequency of Robertson and Spärck Jones (1976) over sentences,
    /// from 0 to 11 or so.
    pub fn telling(&self, stem: Stem) -> f32 {
        let class = self.stems.binary_search(&stem).map_or(self.unknown, |idx| self.classes[idx]);
        f32::from(class) / STEPS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::same::stems::stems;

    #[test]
    fn what_is_written_is_read() {
        let counts = [(Stem(3), 50), (Stem(9), 2)];
        let table = Background::read(&Background::write(&counts, 100, 1.0)).expect("it was just written");
        assert!(table.telling(Stem(3)) < table.telling(Stem(9)));
        assert!(table.telling(Stem(9)) < table.telling(Stem(7)), "what was never met tells most");
        assert!(Background::read(&[]).is_none());
        assert!(Background::read(&[1, 2]).is_none());
        assert!(Background::read(&[1, 9, 0, 0, 0, 1, 3, 0, 0, 0, 1]).is_none(), "not in order");
    }

    #[test]
    fn the_committed_table_knows_what_is_common() {
        let table = Background::embedded();
        let telling: Vec<f32> = stems("the said letter Osechkin").into_iter().map(|stem| table.telling(stem)).collect();
        assert!(telling.is_sorted(), "{telling:?}");
        assert!(telling[0] < 1.0 && telling[3] > 8.0, "{telling:?}");
    }
}
