//! How much is taken out of a file at most, and how much has been.
//!
//! Counted is what was really read: a header's word about a size is never believed.

use std::io::Read;

use super::part_trouble::PartTroubleKind;
use crate::refusal::BYTES_MAX;

/// Limits of one file with all that is nested in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnpackLimits {
    /// The largest file that is opened, in bytes.
    pub bytes_in_max: usize,
    /// How many bytes are unpacked in all, kept or not.
    pub bytes_out_max: u64,
    /// How many bytes one part, or one container inside another, may have.
    pub part_bytes_max: usize,
    /// How many parts are taken out.
    pub parts_max: usize,
    /// How many containers may be nested: a mail in a mailbox in a ZIP archive is three.
    pub depth_max: usize,
    /// How many times as large as what it was packed into a thing may be.
    pub ratio_max: u64,
}

impl Default for UnpackLimits {
    fn default() -> UnpackLimits {
        UnpackLimits {
            bytes_in_max: BYTES_MAX,
            bytes_out_max: 8 << 30,
            part_bytes_max: 512 << 20,
            parts_max: 1_000_000,
            depth_max: 3,
            ratio_max: 100,
        }
    }
}

/// What is left of the limits.
#[derive(Debug)]
pub(super) struct Budget {
    limits: UnpackLimits,
    bytes_left: u64,
    parts_left: usize,
}

/// So much may come out of however little, for short repetitive files are no bombs.
const RATIO_FREE_BYTES: u64 = 1 << 20;

/// How much is read between two looks at the limits.
const CHUNK_BYTES: usize = 1 << 16;

impl Budget {
    pub(super) fn new(limits: &UnpackLimits) -> Budget {
        Budget { limits: *limits, bytes_left: limits.bytes_out_max, parts_left: limits.parts_max }
    }

    /// Counts a part of so many bytes.
    pub(super) fn take_part(&mut self, length_bytes: usize) -> Result<(), PartTroubleKind> {
        if length_bytes > self.limits.part_bytes_max {
            return Err(PartTroubleKind::TooLarge { bytes_max: self.limits.part_bytes_max as u64 });
        }
        if self.parts_left == 0 {
            return Err(PartTroubleKind::TooManyParts { parts_max: self.limits.parts_max });
        }
        self.parts_left -= 1;
        self.take_bytes(length_bytes as u64)
    }

    /// Counts bytes that were unpacked.
    pub(super) fn take_bytes(&mut self, n_bytes: u64) -> Result<(), PartTroubleKind> {
        let Some(left) = self.bytes_left.checked_sub(n_bytes) else {
            self.bytes_left = 0;
            return Err(PartTroubleKind::TooMuch { bytes_max: self.limits.bytes_out_max });
        };
        self.bytes_left = left;
        Ok(())
    }

    /// Returns whether nothing more can be taken out.
    pub(super) fn is_spent(&self) -> bool {
        self.parts_left == 0 || self.bytes_left == 0
    }

    /// Reads what was packed into `packed_bytes` to its end, or to a limit.
    pub(super) fn read(&mut self, reader: &mut dyn Read, packed_bytes: u64) -> Result<Vec<u8>, PartTroubleKind> {
        let ratio_bytes = packed_bytes.saturating_mul(self.limits.ratio_max).max(RATIO_FREE_BYTES);
        let mut bytes = Vec::new();
        loop {
            let before = bytes.len();
            let read = reader.take(CHUNK_BYTES as u64).read_to_end(&mut bytes);
            let n_read = bytes.len() - before;
            self.take_bytes(n_read as u64)?;
            if bytes.len() as u64 > ratio_bytes {
                return Err(PartTroubleKind::PackedTooWell { ratio_max: self.limits.ratio_max });
            }
            if bytes.len() > self.limits.part_bytes_max {
                return Err(PartTroubleKind::TooLarge { bytes_max: self.limits.part_bytes_max as u64 });
            }
            if read.is_err() {
                return Err(PartTroubleKind::Damaged);
            }
            if n_read == 0 {
                return Ok(bytes);
            }
        }
    }
}
