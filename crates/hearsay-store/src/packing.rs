//! Compressed bytes.
//!
//! Originals and texts are packed in the way of SQLite's own archives: zlib, or the bytes as they are where that is not
//! shorter. Not hearsay's own format: the shell of SQLite writes them out without this program, see the view `sqlar`.
//!
//! What is cached is packed with a *primer*: words that readings are full of, which are put before the bytes and need
//! not be repeated in each of them. Measured, a reading takes a seventh to a fifth less room, and 0.2 ms more to pack; two
//! thirds of what is left of it are reasons and probabilities.

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

/// The customary balance of time and size; measured on news, the best level saves 0.3 percent more.
const LEVEL: u8 = 6;

/// Returns the bytes to keep.
pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    let packed = compress_to_vec_zlib(bytes, LEVEL);
    if packed.len() < bytes.len() { packed } else { bytes.to_vec() }
}

/// Returns the bytes that were packed, if there are `length_bytes` of them.
pub(crate) fn unpack(packed: &[u8], length_bytes: usize) -> Option<Vec<u8>> {
    if packed.len() == length_bytes {
        return Some(packed.to_vec());
    }
    let bytes = decompress_to_vec_zlib_with_limit(packed, length_bytes).ok()?;
    (bytes.len() == length_bytes).then_some(bytes)
}

/// Packed bytes, and how many they were.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    pub(crate) bytes: Vec<u8>,
    pub(crate) length_bytes: usize,
}

/// How many bytes of a hash stand before primed bytes, to tell damage; zlib's own sum is left out.
const SUM_BYTES: usize = 4;

/// A deflated stream has no window for more.
const PRIMER_BYTES_MAX: usize = 1 << 15;

/// How many times its length packed bytes can stand for; deflate's limit.
const RATIO_MAX: usize = 1032;

/// Returns the bytes packed as if `primer` came before them.
///
/// The primer is deflated first and ended at a byte's edge; what follows refers back into it, and only that is kept.
pub(crate) fn pack_primed(bytes: &[u8], primer: &[u8]) -> Vec<u8> {
    assert!(primer.len() <= PRIMER_BYTES_MAX, "the primer fits the window");
    let mut compressor = CompressorOxide::new(create_comp_flags_from_zip_params(i32::from(LEVEL), -15, 0));
    let (primed, _) = compress_to_output(&mut compressor, primer, TDEFLFlush::Sync, |_| true);
    let mut packed = sum(bytes).to_vec();
    let (ended, _) = compress_to_output(&mut compressor, bytes, TDEFLFlush::Finish, |piece| {
        packed.extend_from_slice(piece);
        true
    });
    assert_eq!((primed, ended), (TDEFLStatus::Okay, TDEFLStatus::Done), "memory takes all that is written");
    packed
}

/// Returns the bytes that were packed after the same primer, if there are `length_bytes` of them, undamaged.
pub(crate) fn unpack_primed(packed: &[u8], length_bytes: usize, primer: &[u8]) -> Option<Vec<u8>> {
    let (expected, deflated) = packed.split_first_chunk::<SUM_BYTES>()?;
    if length_bytes / RATIO_MAX > deflated.len() {
        return None;
    }
    let mut bytes = vec![0; primer.len() + length_bytes];
    bytes[..primer.len()].copy_from_slice(primer);
    let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let mut decompressor = DecompressorOxide::new();
    let (status, _, n_bytes) = decompress(&mut decompressor, deflated, &mut bytes, primer.len(), flags);
    let bytes = bytes.split_off(primer.len());
    (status == TINFLStatus::Done && n_bytes == length_bytes && sum(&bytes) == *expected).then_some(bytes)
}

fn sum(bytes: &[u8]) -> [u8; SUM_BYTES] {
    let hash = blake3::hash(bytes);
    std::array::from_fn(|idx| hash.as_bytes()[idx])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_come_back(bytes: Vec<u8>, n_times in 1_usize..50) {
            let bytes = bytes.repeat(n_times);
            let packed = pack(&bytes);
            prop_assert!(packed.len() <= bytes.len());
            prop_assert_eq!(unpack(&packed, bytes.len()), Some(bytes));
        }

        #[test]
        fn primed_bytes_come_back(bytes: Vec<u8>, primer: Vec<u8>, n_times in 0_usize..300) {
            let bytes = [bytes.repeat(n_times), primer.repeat(n_times), bytes].concat();
            let packed = pack_primed(&bytes, &primer);
            prop_assert_eq!(unpack_primed(&packed, bytes.len(), &primer), Some(bytes));
        }

        #[test]
        fn damaged_primed_bytes_are_refused(bytes: Vec<u8>, at: prop::sample::Index, flip in 1..=u8::MAX, longer: bool) {
            let primer = b"the tagger reads these words as reporting";
            let bytes = [bytes, primer.to_vec()].concat();
            let mut packed = pack_primed(&bytes, primer);
            prop_assert!(unpack_primed(&packed, bytes.len() + 1, primer).is_none());
            prop_assert!(unpack_primed(&packed, bytes.len() - 1, primer).is_none());
            prop_assert!(unpack_primed(&packed, usize::MAX, primer).is_none());
            let at = at.index(packed.len());
            packed[at] ^= flip;
            packed.truncate(if longer { packed.len() } else { at });
            // A flip in the padding bits after the end changes nothing; otherwise it is seen.
            prop_assert!(unpack_primed(&packed, bytes.len(), primer).is_none_or(|unpacked| unpacked == bytes));
        }
    }

    #[test]
    fn a_primer_saves_what_it_holds() {
        let primer = b"seen from the cue, the tagger reads this as what (mean probability of its words' labels 0.";
        assert!(pack_primed(primer, primer).len() < 30);
        assert!(pack(primer).len() > 70);
    }

    #[test]
    fn another_length_is_refused() {
        let packed = pack(&[b'a'; 1000]);
        assert!(packed.len() < 100);
        for length_bytes in [0, 999, 1001] {
            assert_eq!(unpack(&packed, length_bytes), None);
        }
    }
}
