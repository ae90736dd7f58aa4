//! Distributional word clusters, made by `training/clusters.py`, which documents the format.

/// The clusters, read in place from the embedded file.
#[derive(Debug)]
pub struct Clusters {
    slots: &'static [u8],
}

const SLOT_BYTES: usize = 8;
static EMBEDDED: Clusters = Clusters { slots: include_bytes!("../weights/clusters.bin") };

impl Clusters {
    /// Returns the clusters that are part of the program.
    pub fn embedded() -> &'static Clusters {
        &EMBEDDED
    }

    /// Returns the (fine, coarse) cluster of a lower-cased word's FNV-1a hash; 0 where unknown.
    pub fn of(&self, word: u64) -> (u16, u16) {
        let n_slots = self.slots.len() / SLOT_BYTES;
        let tag = ((word >> 32) as u32).max(1);
        let mut place = word as usize & (n_slots - 1);
        loop {
            let slot = &self.slots[place * SLOT_BYTES..][..SLOT_BYTES];
            let found = u32::from_le_bytes([slot[0], slot[1], slot[2], slot[3]]);
            if found == tag {
                return (u16::from_le_bytes([slot[4], slot[5]]), u16::from_le_bytes([slot[6], slot[7]]));
            }
            if found == 0 {
                return (0, 0);
            }
            place = (place + 1) & (n_slots - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attributes::hash;

    #[test]
    fn words_of_saying_share_a_cluster() {
        let of = |word| Clusters::embedded().of(hash(word));
        assert_ne!(of("said"), (0, 0));
        assert_eq!(of("said").0, of("told").0);
        assert_eq!(of("qqxxqq"), (0, 0));
    }
}
