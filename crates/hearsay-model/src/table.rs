//! A table from feature hashes to weights, read in place.
//!
//! The format, little-endian: a header of 32 bytes (the magic `HEARSAY1`, then as `u32` the number of labels, the
//! number of slots, which is a power of two, as `f32` the scale, as `u32` the length of the tail, and eight bytes of
//! zero); the tags, a `u16` a slot; the rows, a slot's shift (`u8`) and one `i8` weight a label; the tail. A tag is the
//! upper 16 bits of the feature's hash, never 0; 0 marks an empty slot. Probing is linear and begins at the hash's lower
//! bits. A weight shifted left by its row's shift, times the scale, is the weight as trained: so every row has its own
//! precision and sums stay exact. The tail belongs to the owner of the table: transitions.
//!
//! Tags stand apart from rows so that looking up an unknown feature, the usual case, stays in the processor's cache. Two
//! features in 65,536 that meet in a slot cannot be told apart; that is the price, and the trained weights include it.

/// The bytes of the header.
pub const HEADER_BYTES: usize = 32;
const TAG_BYTES: usize = 2;
const SHIFT_MAX: u8 = 7;
const MAGIC: &[u8; 8] = b"HEARSAY1";

/// Weights of hashed features.
#[derive(Debug)]
pub struct Table<'a> {
    /// How many labels a feature has weights for.
    pub n_labels: usize,
    /// The factor from stored to trained weights.
    pub scale: f32,
    /// What follows the slots.
    pub tail: &'a [u8],
    tags: &'a [[u8; TAG_BYTES]],
    rows: &'a [u8],
    mask: usize,
}

/// A feature and its trained weights, one a label.
pub type Row = (u64, Vec<f32>);

impl<'a> Table<'a> {
    /// Reads a table in place; `None` if `bytes` is not one.
    pub fn read(bytes: &'a [u8]) -> Option<Table<'a>> {
        let header = bytes.get(..HEADER_BYTES)?;
        if &header[..8] != MAGIC {
            return None;
        }
        let word =
            |place: usize| u32::from_le_bytes([header[place], header[place + 1], header[place + 2], header[place + 3]]);
        let (n_labels, n_slots, tail_bytes) = (word(8) as usize, word(12) as usize, word(20) as usize);
        let rest = &bytes[HEADER_BYTES..];
        let (tags, rest) = rest.split_at_checked(n_slots.checked_mul(TAG_BYTES)?)?;
        let (rows, tail) = rest.split_at_checked(n_slots.checked_mul(1 + n_labels)?)?;
        let tags = tags.as_chunks().0;
        let sound = n_slots.is_power_of_two() && tail.len() == tail_bytes;
        sound.then_some(Table { n_labels, scale: f32::from_bits(word(16)), tail, tags, rows, mask: n_slots - 1 })
    }

    /// Adds the weights of `feature`, unscaled, to the scores of the labels. Unknown features add nothing.
    ///
    /// `N` must be the number of labels.
    #[inline]
    pub fn add<const N: usize>(&self, feature: u64, scores: &mut [i32; N]) {
        let tag = tag_of(feature);
        let mut place = feature as usize & self.mask;
        while let Some(found) = self.tags.get(place).copied().map(u16::from_le_bytes) {
            if found == tag {
                let row = &self.rows[place * (1 + N)..];
                if let (Some(shift), Some(weights)) = (row.first(), row.get(1..).and_then(<[u8]>::first_chunk::<N>)) {
                    let shift = shift & SHIFT_MAX;
                    for label in 0..N {
                        scores[label] += i32::from(weights[label] as i8) << shift;
                    }
                }
                return;
            }
            if found == 0 {
                return;
            }
            place = (place + 1) & self.mask;
        }
    }
}

fn tag_of(feature: u64) -> u16 {
    ((feature >> 48) as u16).max(1)
}

/// Writes a table: the inverse of [`Table::read`], up to rounding. Of two rows that cannot be told apart the first stays.
pub fn write(rows: &[Row], n_labels: usize, n_slots: usize, tail: &[u8]) -> Vec<u8> {
    assert!(rows.len() < n_slots && n_slots.is_power_of_two(), "a table needs an empty slot to end a probe");
    let largest = |weights: &[f32]| weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
    let most = rows.iter().map(|(_, weights)| largest(weights)).fold(1e-6, f32::max);
    let scale = most / 127.0 / f32::from(1_u16 << SHIFT_MAX);
    let mut tags = vec![0_u16; n_slots];
    let mut stored = vec![0_u8; n_slots * (1 + n_labels)];
    for (feature, weights) in rows {
        let mut place = *feature as usize & (n_slots - 1);
        while tags[place] != 0 && tags[place] != tag_of(*feature) {
            place = (place + 1) & (n_slots - 1);
        }
        if tags[place] != 0 {
            continue;
        }
        tags[place] = tag_of(*feature);
        let row = &mut stored[place * (1 + n_labels)..][..1 + n_labels];
        let step = |shift: u8| scale * f32::from(1_u16 << shift);
        let shift = (0..=SHIFT_MAX).find(|&shift| largest(weights) / step(shift) <= 127.5).unwrap_or(SHIFT_MAX);
        row[0] = shift;
        for (byte, weight) in row[1..].iter_mut().zip(weights) {
            *byte = (weight / step(shift)).round().clamp(-127.0, 127.0) as i8 as u8;
        }
    }
    let mut bytes = MAGIC.to_vec();
    for value in [n_labels as u32, n_slots as u32, scale.to_bits(), tail.len() as u32, 0, 0] {
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    bytes.extend(tags.iter().flat_map(|tag| tag.to_le_bytes()));
    bytes.extend_from_slice(&stored);
    bytes.extend_from_slice(tail);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let rows: Vec<Row> =
            (0..50_u64).map(|n| (n.wrapping_mul(0x9E37_79B9_7F4A_7C15), vec![n as f32 / 50.0, -1.0])).collect();
        let bytes = write(&rows, 2, 64, b"tail");
        let table = Table::read(&bytes).expect("it was just written");
        assert_eq!((table.n_labels, table.tail), (2, b"tail".as_slice()));
        for (feature, weights) in &rows {
            let mut scores = [0; 2];
            table.add(*feature, &mut scores);
            assert!((scores[0] as f32 * table.scale - weights[0]).abs() < 0.01);
            assert!((scores[1] as f32 * table.scale + 1.0).abs() < 0.01);
        }
        let mut scores = [0; 2];
        table.add(0xABCD_0000_0000_0039, &mut scores);
        assert_eq!(scores, [0, 0]);
        assert!(Table::read(&bytes[..40]).is_none());
    }
}
