//! Undoes quoted-printable and base64, keeping track of where each byte stood.
//!
//! What is wrong in either is kept as it stands, as far as it can be: a mail cut in the middle is still read.

use crate::document::Step;
use crate::unpack::tracked::Tracked;

/// Decodes quoted-printable (RFC 2045, 6.7); `offset` is where `bytes` begin in the mail.
pub(super) fn quoted_printable(bytes: &[u8], offset: usize) -> Tracked {
    let mut decoded = Tracked::default();
    let mut place = 0;
    while place < bytes.len() {
        let rest = &bytes[place..];
        let plain = rest.iter().position(|&byte| byte == b'=').unwrap_or(rest.len());
        if plain > 0 {
            decoded.push(&rest[..plain], offset + place..offset + place + plain, Step::Verbatim);
            place += plain;
            continue;
        }
        let n_bytes = match rest {
            [b'=', high, low, ..] if hex(*high).is_some() && hex(*low).is_some() => {
                let byte = hex(*high).unwrap_or(0) << 4 | hex(*low).unwrap_or(0);
                decoded.push(&[byte], offset + place..offset + place + 3, Step::Whole);
                3
            }
            _ => match soft_break(rest) {
                Some(n_bytes) => n_bytes,
                None => {
                    decoded.push(b"=", offset + place..offset + place + 1, Step::Verbatim);
                    1
                }
            },
        };
        place += n_bytes;
    }
    decoded
}

/// Returns the length of "=", blanks and a line end.
fn soft_break(rest: &[u8]) -> Option<usize> {
    let blank = rest[1..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    match &rest[1 + blank..] {
        [] => Some(1 + blank),
        [b'\r', b'\n', ..] => Some(blank + 3),
        [b'\n', ..] | [b'\r', ..] => Some(blank + 2),
        _ => None,
    }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

/// Decodes base64, a line at a time: what came of a line is known to come from that line.
pub(super) fn base64(bytes: &[u8], offset: usize) -> Tracked {
    let mut decoded = Tracked::default();
    let (mut bits, mut n_bits) = (0_u32, 0_u32);
    let mut line_start = 0;
    let mut piece = Vec::with_capacity(64);
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        for value in line.iter().filter_map(|&byte| sextet(byte)) {
            bits = bits << 6 | u32::from(value);
            n_bits += 6;
            if n_bits >= 8 {
                n_bits -= 8;
                piece.push((bits >> n_bits) as u8);
                bits &= (1 << n_bits) - 1;
            }
        }
        decoded.push(&piece, offset + line_start..offset + line_start + line.len(), Step::Whole);
        piece.clear();
        line_start += line.len();
    }
    decoded
}

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(tracked: Tracked) -> String {
        String::from_utf8(tracked.into_bytes().0).unwrap()
    }

    #[test]
    fn quoted_printable_is_undone() {
        assert_eq!(decoded(quoted_printable(b"caf=C3=A9 =\r\nand = more=3D=\n.=", 0)), "café and = more=.");
    }

    #[test]
    fn base64_is_undone_line_by_line() {
        let tracked = base64(b"SGUgc2Fp\r\nZCBzby4=\r\n", 100);
        let (bytes, alignment) = tracked.into_bytes();
        assert_eq!(bytes, b"He said so.");
        assert_eq!(alignment.runs[1].original.range(), 110..120);
    }
}
