//! A table from feature hashes to weights, read in place.
//!
//! The format, little-endian: a header of 32 bytes (the magic `HEARSAY1`, then as `u32` the number of labels, the
//! bytes a slot takes, the number of slots, which is a power of two, as `f32` the scale, as `u32` the length of the
//! tail, and four bytes of zero), the slots, the tail. A slot is a tag (`u32`, the upper half of the feature's hash,
//! never 0; 0 marks an empty slot), a shift (`u8`), one `i8` weight a label, and zeros up to its size. Probing is linear
//! and begins at the hash's lower bits. A weight shifted left by its slot's shift, times the scale, is the weight as
//! trained: so every row has its own precision and sums stay exact. The tail belongs to the owner of the
//! table: label names, transitions.

/// The bytes of the header.
pub const HEADER_BYTES: usize = 32;
/// The bytes of a slot before its weights.
pub const SLOT_HEAD_BYTES: usize = 5;
const SHIFT_MAX: u8 = 8;
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
    slots: &'a [u8],
    slot_bytes: usize,
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
        let word = |place: usize| {
            u32::from_le_bytes([header[place], header[place + 1], header[place + 2], header[place + 3]])
        };
        let (n_labels, slot_bytes, n_slots) = (word(8) as usize, word(12) as usize, word(16) as usize);
        let tail_bytes = word(24) as usize;
        let slots = bytes.get(HEADER_BYTES..HEADER_BYTES + slot_bytes * n_slots)?;
        let tail = bytes.get(HEADER_BYTES + slots.len()..)?;
        let sound = n_slots.is_power_of_two() && slot_bytes >= SLOT_HEAD_BYTES + n_labels && tail.len() == tail_bytes;
        sound.then_some(Table { n_labels, scale: f32::from_bits(word(20)), tail, slots, slot_bytes, mask: n_slots - 1 })
    }

    /// Adds the weights of `feature`, unscaled, to the scores of the first `N` labels. Unknown features add nothing.
    ///
    /// `N` must not exceed the number of weights that fit in a slot.
    #[inline]
    pub fn add<const N: usize>(&self, feature: u64, scores: &mut [i32; N]) {
        let tag = ((feature >> 32) as u32).max(1);
        let mut place = feature as usize & self.mask;
        loop {
            let slot = &self.slots[place * self.slot_bytes..][..SLOT_HEAD_BYTES + N];
            let found = u32::from_le_bytes([slot[0], slot[1], slot[2], slot[3]]);
            if found == tag {
                let shift = slot[4];
                for (score, &weight) in scores.iter_mut().zip(&slot[SLOT_HEAD_BYTES..]) {
                    *score += i32::from(weight as i8) << shift;
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

/// Writes a table: the inverse of [`Table::read`], up to rounding.
///
pub fn write(rows: &[Row], n_labels: usize, n_slots: usize, tail: &[u8]) -> Vec<u8> {
    let slot_bytes = SLOT_HEAD_BYTES + n_labels;
    assert!(rows.len() < n_slots && n_slots.is_power_of_two(), "a table needs an empty slot to end a probe");
    let largest = |weights: &[f32]| weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
    let most = rows.iter().map(|(_, weights)| largest(weights)).fold(1e-6, f32::max);
    let scale = most / 127.0 / f32::from(1_u16 << SHIFT_MAX);
    let mut bytes = Vec::with_capacity(HEADER_BYTES + slot_bytes * n_slots + tail.len());
    bytes.extend_from_slice(MAGIC);
    for value in [n_labels as u32, slot_bytes as u32, n_slots as u32, scale.to_bits(), tail.len() as u32, 0] {
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    let mut slots = vec![0_u8; slot_bytes * n_slots];
    for (feature, weights) in rows {
        let mut place = *feature as usize & (n_slots - 1);
        while slots[place * slot_bytes..][..4] != [0; 4] {
            place = (place + 1) & (n_slots - 1);
        }
        let slot = &mut slots[place * slot_bytes..][..slot_bytes];
        slot[..4].copy_from_slice(&((feature >> 32) as u32).max(1).to_le_bytes());
        let fits = |shift: &u8| largest(weights) / (scale * f32::from(1_u16 << shift)) <= 127.5;
        let shift = (0..=SHIFT_MAX).find(fits).unwrap_or(SHIFT_MAX);
        slot[4] = shift;
        let step = scale * f32::from(1_u16 << shift);
        for (stored, weight) in slot[SLOT_HEAD_BYTES..].iter_mut().zip(weights) {
            *stored = (weight / step).round().clamp(-127.0, 127.0) as i8 as u8;
        }
    }
    bytes.extend_from_slice(&slots);
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
        table.add(12345, &mut scores);
        assert_eq!(scores, [0, 0]);
        assert!(Table::read(&bytes[..40]).is_none());
    }
}
