//! A table from feature hashes to weights, read in place.
//!
//! The format, little-endian: a header of 32 bytes (the magic `HEARSAY1`, then as `u32` the number of labels, the
//! number of slots, which is a power of two of at least 8, as `f32` the scale, as `u32` the length of the tail, and eight
//! bytes of zero); the tags, a `u16` a slot; the rows, a slot's shift (`u8`) and one `i8` weight a lane; one more row, all
//! zero; the tail. There are as many lanes as labels, rounded up to a multiple of four. Slots stand in buckets of eight,
//! filled from the first on. A feature belongs to the bucket that its hash's lower bits name or, where that is full, the
//! next; its tag is the upper 16 bits of the hash, never 0; 0 marks an empty slot. A weight shifted left by its row's
//! shift, times the scale, is the weight as trained: so every row has its own precision and sums stay exact. The tail
//! belongs to the owner of the table: transitions.
//!
//! Most features looked up are unknown and no processor can guess which. So a bucket is compared at once, and an unknown
//! feature adds the row of zeros instead of taking another branch. Two features in 65,536 that meet in a bucket cannot be
//! told apart; that is the price.

/// The bytes of the header.
pub const HEADER_BYTES: usize = 32;
const BUCKET_SLOTS: usize = 8;
/// How many features are looked up at a time.
const PLACES: usize = 96;
const SHIFT_MAX: u8 = 7;
const MAGIC: &[u8; 8] = b"HEARSAY1";

/// Returns how many lanes a table of so many labels has.
pub const fn lanes(n_labels: usize) -> usize {
    n_labels.next_multiple_of(4)
}

/// Weights of hashed features.
#[derive(Debug)]
pub struct Table<'a> {
    /// How many labels a feature has weights for.
    pub n_labels: usize,
    /// The factor from stored to trained weights.
    pub scale: f32,
    /// What follows the rows.
    pub tail: &'a [u8],
    buckets: &'a [[u8; 2 * BUCKET_SLOTS]],
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
        let (tags, rest) = bytes[HEADER_BYTES..].split_at_checked(n_slots.checked_mul(2)?)?;
        let (rows, tail) = rest.split_at_checked(n_slots.checked_add(1)?.checked_mul(1 + lanes(n_labels))?)?;
        let sound = n_slots.is_power_of_two() && n_slots >= BUCKET_SLOTS && tail.len() == tail_bytes;
        let buckets = tags.as_chunks().0;
        let mask = buckets.len().wrapping_sub(1);
        sound.then_some(Table { n_labels, scale: f32::from_bits(word(16)), tail, buckets, rows, mask })
    }

    /// Returns the sum of the weights of `features`, unscaled, for each label. Unknown features add nothing.
    ///
    /// `L` must be [`lanes`] of the number of labels; the lanes after the labels are zero.
    pub fn sum<const L: usize>(&self, features: &[u64]) -> [i32; L] {
        let mut scores = [0_i32; L];
        // First all places, then all rows: the processor fetches many at a time.
        let mut places = [0_usize; PLACES];
        for chunk in features.chunks(PLACES) {
            for (place, &feature) in places.iter_mut().zip(chunk) {
                *place = self.find(feature) * (1 + L);
            }
            for &place in &places[..chunk.len()] {
                let row = self.rows.get(place..).unwrap_or(&[]);
                if let (Some(shift), Some(weights)) = (row.first(), row.get(1..).and_then(<[u8]>::first_chunk::<L>)) {
                    let shift = shift & SHIFT_MAX;
                    for lane in 0..L {
                        scores[lane] += i32::from(weights[lane] as i8) << shift;
                    }
                }
            }
        }
        scores
    }

    /// Returns the row of a feature: its slot or, if it is unknown, the row of zeros after the last slot.
    #[inline]
    fn find(&self, feature: u64) -> usize {
        // Eight tags of 16 bits in one number: a lane that equals the tag becomes zero, and the lowest zero lane is found
        // by borrowing (Mycroft, 1987).
        const ONES: u128 = u128::MAX / 0xFFFF;
        const HIGHS: u128 = ONES << 15;
        let wanted = u128::from(tag_of(feature)) * ONES;
        let unknown = self.buckets.len() * BUCKET_SLOTS;
        let mut place = feature as usize & self.mask;
        while let Some(bucket) = self.buckets.get(place) {
            let tags = u128::from_le_bytes(*bucket);
            let differences = tags ^ wanted;
            let hits = differences.wrapping_sub(ONES) & !differences & HIGHS;
            let is_full = tags >> 112 != 0;
            if hits != 0 || !is_full {
                let slot = place * BUCKET_SLOTS + hits.trailing_zeros() as usize / 16;
                return if hits == 0 { unknown } else { slot };
            }
            place = (place + 1) & self.mask;
        }
        unknown
    }
}

fn tag_of(feature: u64) -> u16 {
    ((feature >> 48) as u16).max(1)
}

/// Writes a table: the inverse of [`Table::read`], up to rounding. Of two rows that cannot be told apart the first stays.
pub fn write(rows: &[Row], n_labels: usize, n_slots: usize, tail: &[u8]) -> Vec<u8> {
    let is_roomy = n_slots.is_power_of_two() && n_slots >= BUCKET_SLOTS && rows.len() + BUCKET_SLOTS <= n_slots;
    assert!(is_roomy, "a table needs empty slots to end a search");
    let largest = |weights: &[f32]| weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
    let most = rows.iter().map(|(_, weights)| largest(weights)).fold(1e-6, f32::max);
    let scale = most / 127.0 / f32::from(1_u16 << SHIFT_MAX);
    let step = |shift: u8| scale * f32::from(1_u16 << shift);
    let row_bytes = 1 + lanes(n_labels);
    let mut tags = vec![0_u16; n_slots];
    let mut stored = vec![0_u8; (n_slots + 1) * row_bytes];
    for (feature, weights) in rows {
        let bucket = *feature as usize & (n_slots / BUCKET_SLOTS - 1);
        let mut place = bucket * BUCKET_SLOTS;
        while tags[place] != 0 && tags[place] != tag_of(*feature) {
            place = (place + 1) & (n_slots - 1);
        }
        if tags[place] != 0 {
            continue;
        }
        tags[place] = tag_of(*feature);
        let row = &mut stored[place * row_bytes..][..row_bytes];
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
            let scores: [i32; lanes(2)] = table.sum(&[*feature]);
            assert!((scores[0] as f32 * table.scale - weights[0]).abs() < 0.01);
            assert!((scores[1] as f32 * table.scale + 1.0).abs() < 0.01);
        }
        let scores: [i32; lanes(2)] = table.sum(&[0xABCD_0000_0000_0039]);
        assert_eq!(scores, [0; lanes(2)]);
        assert!(Table::read(&bytes[..40]).is_none());
    }
}
