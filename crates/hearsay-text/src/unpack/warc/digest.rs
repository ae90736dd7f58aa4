//! The hashes that web archives claim: SHA-1 and SHA-256, written in base 32 or in hexadecimal digits.
//!
//! They tell damage and careless edits; whoever alters an archive on purpose can alter its hashes too.

use sha1::Sha1;
use sha2::{Digest, Sha256};

/// Returns whether one of `candidates` has the hash `claimed`, such as `sha1:…`; `None` if the kind is not known.
///
/// Archives differ in whether a payload is hashed before or after its wrappings are undone.
pub(super) fn holds(claimed: &str, candidates: &[&[u8]]) -> Option<bool> {
    let (algorithm, value) = claimed.split_once(':')?;
    let hash: fn(&[u8]) -> Vec<u8> = match algorithm.trim().to_ascii_lowercase().as_str() {
        "sha1" | "sha-1" => |bytes| Sha1::digest(bytes).to_vec(),
        "sha256" | "sha-256" => |bytes| Sha256::digest(bytes).to_vec(),
        _ => return None,
    };
    let wanted = value.trim();
    Some(candidates.iter().any(|bytes| {
        let hash = hash(bytes);
        base32(&hash).eq_ignore_ascii_case(wanted.trim_end_matches('='))
            || hexadecimal(&hash).eq_ignore_ascii_case(wanted)
    }))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// RFC 4648, section 6, without padding.
fn base32(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut written = String::with_capacity(bytes.len().div_ceil(5) * 8);
    for group in bytes.chunks(5) {
        let bits =
            group.iter().enumerate().fold(0_u64, |bits, (place, &byte)| bits | u64::from(byte) << (32 - 8 * place));
        let n_digits = (group.len() * 8).div_ceil(5);
        written.extend((0..n_digits).map(|digit| char::from(DIGITS[(bits >> (35 - 5 * digit)) as usize & 31])));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_32_is_that_of_the_standard() {
        for (plain, written) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(plain.as_bytes()), written);
        }
    }

    #[test]
    fn hashes_hold_or_do_not() {
        // SHA-1 and SHA-256 of "abc", from FIPS 180-2.
        assert_eq!(holds("sha1:A9993E364706816ABA3E25717850C26C9CD0D89D", &[b"abc"]), Some(true));
        assert_eq!(holds("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", &[b"abc"]), Some(true));
        let claimed = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(holds(claimed, &[b"abd", b"abc"]), Some(true));
        assert_eq!(holds(claimed, &[b"abd"]), Some(false));
        assert_eq!(holds("md5:0", &[b"abc"]), None);
        assert_eq!(holds("nonsense", &[b"abc"]), None);
    }
}
