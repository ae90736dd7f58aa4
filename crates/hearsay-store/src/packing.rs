//! Compressed bytes.
//!
//! Originals and texts are packed in the way of SQLite's own archives: zlib, or the bytes as they are where that is not
//! shorter. Not hearsay's own format: the shell of SQLite writes them out without this program, see the view `sqlar`.

use miniz_oxide::deflate::compress_to_vec_zlib;
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
