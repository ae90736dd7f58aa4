//! A table from feature hashes to weights.
//!
//! The format, little-endian: a header of 32 bytes (the magic `HEARSAY2`, then as `u32` the number of labels, the number
//! of buckets, which is a power of two, as `f32` the scale, as `u32` the length of the tail, and eight bytes of zero);
//! the tags, a `u16` a slot, eight slots a bucket; the rows of the slots that are taken, in order, each a weight (`i8`) a
//! label and a shift (`u8`); the tail. A feature belongs to the bucket that its hash's lower bits name; its tag is the
//! upper 16 bits of the hash, never 0; 0 marks a slot that is free, and those stand at the end of a bucket. A weight
//! shifted left by its row's shift, times the scale, is the weight as trained: so every row has its own precision. The
//! tail belongs to the owner of the table: transitions.
//!
//! Two features in 65,536 that meet in a bucket cannot be told apart, and what finds its bucket full is left out; those
//! are the prices of a look-up that compares eight tags at once and never branches. An unknown feature adds a row of
//! zeros.

use wide::i16x8;

const HEADER_BYTES: usize = 32;
const BUCKET_SLOTS: usize = 8;
/// How many features are looked up at a time.
const PLACES: usize = 96;
/// Sixteen times the largest weight fits a sum of 16 bits.
const SHIFT_MAX: u8 = 4;
const MAGIC: &[u8; 8] = b"HEARSAY2";

/// Returns how many lanes a table of so many labels has in memory: one a label and one for the shift, rounded up to what
/// the processor adds at once.
pub const fn lanes(n_labels: usize) -> usize {
    if n_labels < 8 { 8 } else { (n_labels + 1).next_multiple_of(16) }
}

/// Weights of hashed features.
#[derive(Debug)]
pub struct Table {
    /// How many labels a feature has weights for.
    pub n_labels: usize,
    /// The factor from stored to trained weights.
    pub scale: f32,
    /// What follows the rows.
    pub tail: Vec<u8>,
    buckets: Vec<i16x8>,
    /// As many bytes a slot as there are lanes, the last of them the shift; after the last slot a row of zeros.
    rows: Vec<u8>,
    mask: usize,
}

/// A feature and its trained weights, one a label.
pub type Row = (u64, Vec<f32>);

impl Table {
    /// Reads a table; `None` if `bytes` is not one.
    pub fn read(bytes: &[u8]) -> Option<Table> {
        let header = bytes.get(..HEADER_BYTES)?;
        if &header[..8] != MAGIC {
            return None;
        }
        let word =
            |place: usize| u32::from_le_bytes([header[place], header[place + 1], header[place + 2], header[place + 3]]);
        let (n_labels, n_buckets, tail_bytes) = (word(8) as usize, word(12) as usize, word(20) as usize);
        let n_slots = n_buckets.checked_mul(BUCKET_SLOTS)?;
        let (tags, rest) = bytes[HEADER_BYTES..].split_at_checked(n_slots.checked_mul(2)?)?;
        let tag = |two: &[u8]| i16::from_le_bytes([two[0], two[1]]);
        let is_taken = |slot: &usize| tag(&tags[2 * slot..]) != 0;
        let stored_bytes = n_labels.checked_add(1)?;
        let n_taken = (0..n_slots).filter(is_taken).count();
        let (stored, tail) = rest.split_at_checked(n_taken.checked_mul(stored_bytes)?)?;
        if !n_buckets.is_power_of_two() || tail.len() != tail_bytes {
            return None;
        }
        let n_lanes = lanes(n_labels);
        let mut rows = vec![0; (n_slots + 1).checked_mul(n_lanes)?];
        for (slot, row) in (0..n_slots).filter(is_taken).zip(stored.chunks_exact(stored_bytes)) {
            let place = slot * n_lanes;
            rows[place..place + n_labels].copy_from_slice(&row[..n_labels]);
            rows[place + n_lanes - 1] = row[n_labels];
        }
        let bucket = |bytes: &[u8]| i16x8::new(std::array::from_fn(|idx| tag(&bytes[2 * idx..])));
        let buckets = tags.chunks_exact(2 * BUCKET_SLOTS).map(bucket).collect();
        let scale = f32::from_bits(word(16));
        Some(Table { n_labels, scale, tail: tail.to_vec(), buckets, rows, mask: n_buckets - 1 })
    }

    /// Returns the sum of the weights of `features`, unscaled, for each label. Unknown features add nothing.
    ///
    /// `L` must be [`lanes`] of the number of labels; what the lanes after the labels hold means nothing. A sum that
    /// leaves 16 bits stays at their end.
    pub fn sum<const L: usize>(&self, features: &[u64]) -> [i16; L] {
        let mut scores = [0_i16; L];
        // First all places, then all rows: the processor fetches many at a time.
        let mut places = [0_usize; PLACES];
        for chunk in features.chunks(PLACES) {
            for (place, &feature) in places.iter_mut().zip(chunk) {
                *place = self.find(feature) * L;
            }
            for &place in &places[..chunk.len()] {
                if let Some(row) = self.rows.get(place..).and_then(<[u8]>::first_chunk::<L>) {
                    let shift = row[L - 1] & 7;
                    for lane in 0..L {
                        scores[lane] = scores[lane].saturating_add(i16::from(row[lane] as i8) << shift);
                    }
                }
            }
        }
        scores
    }

    /// Returns the slot of a feature or, if it is unknown, that of the zeros after the last.
    #[inline]
    fn find(&self, feature: u64) -> usize {
        let bucket = feature as usize & self.mask;
        let tags = self.buckets.get(bucket).copied().unwrap_or_default();
        let hits = tags.simd_eq(i16x8::splat(tag_of(feature) as i16)).to_bitmask();
        let slot = bucket * BUCKET_SLOTS + hits.trailing_zeros() as usize;
        if hits == 0 { self.buckets.len() * BUCKET_SLOTS } else { slot }
    }
}

fn tag_of(feature: u64) -> u16 {
    ((feature >> 48) as u16).max(1)
}

/// Returns those of `features`, at most `n_max`, that a table of `n_slots` slots has room for, the first served first.
pub fn that_fit(features: impl Iterator<Item = u64>, n_slots: usize, n_max: usize) -> Vec<u64> {
    let mut tags = vec![0_u16; n_slots];
    features.filter(|&feature| take_slot(&mut tags, feature).is_some()).take(n_max).collect()
}

/// Takes a free slot for a feature; `None` if its bucket is full or holds one that cannot be told from it.
fn take_slot(tags: &mut [u16], feature: u64) -> Option<usize> {
    let bucket = feature as usize & (tags.len() / BUCKET_SLOTS - 1);
    let slots = bucket * BUCKET_SLOTS..(bucket + 1) * BUCKET_SLOTS;
    let tag = tag_of(feature);
    let slot = slots.into_iter().find(|&slot| tags[slot] == 0 || tags[slot] == tag)?;
    (tags[slot] == 0).then(|| {
        tags[slot] = tag;
        slot
    })
}

/// Writes a table: the inverse of [`Table::read`], up to rounding. What [`that_fit`] would leave out is left out.
pub fn write(rows: &[Row], n_labels: usize, n_slots: usize, tail: &[u8]) -> Vec<u8> {
    assert!(n_slots.is_power_of_two() && n_slots >= BUCKET_SLOTS, "a table has a power of two of buckets");
    let largest = |weights: &[f32]| weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
    let most = rows.iter().map(|(_, weights)| largest(weights)).fold(1e-6, f32::max);
    let scale = most / 127.0 / f32::from(1_u16 << SHIFT_MAX);
    let step = |shift: u8| scale * f32::from(1_u16 << shift);
    let mut tags = vec![0_u16; n_slots];
    let mut stored: Vec<Option<Vec<u8>>> = vec![None; n_slots];
    for (feature, weights) in rows {
        let Some(slot) = take_slot(&mut tags, *feature) else { continue };
        let shift = (0..=SHIFT_MAX).find(|&shift| largest(weights) / step(shift) <= 127.5).unwrap_or(SHIFT_MAX);
        let weight = |weight: &f32| (weight / step(shift)).round().clamp(-127.0, 127.0) as i8 as u8;
        stored[slot] = Some(weights.iter().map(weight).chain([shift]).collect());
    }
    let mut bytes = MAGIC.to_vec();
    for value in [n_labels as u32, (n_slots / BUCKET_SLOTS) as u32, scale.to_bits(), tail.len() as u32, 0, 0] {
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    bytes.extend(tags.iter().flat_map(|tag| tag.to_le_bytes()));
    bytes.extend(stored.into_iter().flatten().flatten());
    bytes.extend_from_slice(tail);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let rows: Vec<Row> =
            (0..20_u64).map(|n| (n.wrapping_mul(0x9E37_79B9_7F4A_7C15), vec![n as f32 / 20.0, -1.0])).collect();
        let bytes = write(&rows, 2, 64, b"tail");
        let table = Table::read(&bytes).expect("it was just written");
        assert_eq!((table.n_labels, table.tail.as_slice()), (2, b"tail".as_slice()));
        for (feature, weights) in &rows {
            let scores: [i16; lanes(2)] = table.sum(&[*feature]);
            assert!((f32::from(scores[0]) * table.scale - weights[0]).abs() < 0.01);
            assert!((f32::from(scores[1]) * table.scale + 1.0).abs() < 0.01);
        }
        let scores: [i16; lanes(2)] = table.sum(&[0xABCD_0000_0000_0039]);
        assert_eq!(scores, [0; lanes(2)]);
        assert_eq!(that_fit(rows.iter().map(|row| row.0), 64, 20).len(), 20);
        assert!(that_fit((0..20).map(|n| n << 48), 64, 20).len() == 8, "a bucket has eight slots");
        assert!(Table::read(&bytes[..40]).is_none());
    }
}
