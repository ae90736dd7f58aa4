//! Why some bytes are not taken in at all: they hold no text.
//!
//! Not trouble with a text: damaged, hostile or badly encoded *text* is always imported, with its
//! [troubles](crate::trouble::Trouble). The messages name a remedy but no file; the program knows the file's name.

use thiserror::Error;

/// Bytes that hold no text, with what the user can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No bytes, or nothing but white space.
    #[error("it is empty: check that it was saved or copied in full")]
    Empty,
    /// Nothing but zero bytes.
    #[error("it holds nothing but zero bytes: it was probably never written out, copy it again from its source")]
    Zeros,
    /// A picture.
    #[error("it is {0} picture, not text: run character recognition (OCR) on it and read the text that comes out")]
    Picture(&'static str),
    /// Sound or film.
    #[error("it is {0} recording, not text: transcribe it and read the transcript")]
    Recording(&'static str),
    /// A file of a format that holds text but is not read yet.
    #[error("it is {0}: save or export it as plain text or HTML and read that")]
    Unread(&'static str),
    /// A file that cannot be read without its password.
    #[error("it is {0} locked with a password: open it with the password and save a copy without one")]
    Locked(&'static str),
    /// A file of a known format that is not whole.
    #[error(
        "it is {0} that is damaged or cut short: copy it again from its source, or open it in the program that made it and save it anew"
    )]
    Damaged(&'static str),
    /// A file whose parts unpack to far more than files of that format hold.
    #[error(
        "it is {0} that unpacks to far more than such files hold, as those do that are made to do harm: open it where that can harm nothing and save it as plain text"
    )]
    Oversized(&'static str),
    /// A file of a known format that was opened and has no words in it.
    #[error(
        "it is {0} without any words: if it shows text as a picture, run character recognition (OCR) on it and read what comes out"
    )]
    Wordless(&'static str),
    /// A PDF whose pages are pictures.
    #[error(
        "it is a PDF without a text layer, as scanners make them: run 'ocrmypdf IN.pdf OUT.pdf', which adds one, and read what comes out"
    )]
    Scanned,
    /// A compressed file or an archive.
    #[error("it is {0}: unpack it and read what is inside")]
    Packed(&'static str),
    /// Some other binary file.
    #[error("it is a binary file, not text: open it in the program that made it and save it as plain text or HTML")]
    Binary,
    /// More bytes than spans can number.
    #[error("it is larger than 1 GiB: split it into smaller files")]
    TooLarge,
}

/// The largest input that is taken in, in bytes.
pub const BYTES_MAX: usize = 1 << 30;

/// How many bytes from the start are looked at to tell text from other things.
const WINDOW_BYTES: usize = 1 << 16;

/// Returns why `bytes` hold no text, if that can be told before decoding them.
///
/// UTF-16 is full of zero bytes; `is_utf16` says that the encoding was recognised as that.
pub(crate) fn refusal_of(bytes: &[u8], is_utf16: bool) -> Option<Refusal> {
    if bytes.len() > BYTES_MAX {
        return Some(Refusal::TooLarge);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some(Refusal::Empty);
    }
    if let Some(refusal) = known_signature(bytes) {
        let is_locked =
            refusal == Refusal::Unread(OLD_OFFICE) && holds(bytes, b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0");
        return Some(if is_locked { Refusal::Locked("an Office document") } else { refusal });
    }
    if is_utf16 {
        return None;
    }
    let window = &bytes[..bytes.len().min(WINDOW_BYTES)];
    if bytes[0] == 0 && bytes.iter().all(|&byte| byte == 0) {
        return Some(Refusal::Zeros);
    }
    let n_control = window.iter().filter(|&&byte| is_binary(byte)).count();
    (n_control * 10 > window.len()).then_some(Refusal::Binary)
}

/// Control bytes that no text encoding uses for text; tab, line feed, form feed, carriage return, escape are text.
fn is_binary(byte: u8) -> bool {
    matches!(byte, 0..=6 | 11 | 14..=26 | 28..=31 | 127)
}

/// What locked documents of newer programs are kept in as well, under a name of its own.
const OLD_OFFICE: &str = "an old Microsoft Office file";

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn known_signature(bytes: &[u8]) -> Option<Refusal> {
    const SIGNATURES: [(&[u8], Refusal); 26] = [
        (b"\x89PNG\r\n\x1a\n", Refusal::Picture("a PNG")),
        (b"\xFF\xD8\xFF", Refusal::Picture("a JPEG")),
        (b"GIF87a", Refusal::Picture("a GIF")),
        (b"GIF89a", Refusal::Picture("a GIF")),
        (b"II*\0", Refusal::Picture("a TIFF")),
        (b"MM\0*", Refusal::Picture("a TIFF")),
        (b"ID3\x02", Refusal::Recording("an MP3")),
        (b"ID3\x03", Refusal::Recording("an MP3")),
        (b"ID3\x04", Refusal::Recording("an MP3")),
        (b"OggS\0", Refusal::Recording("an Ogg")),
        (b"fLaC\0", Refusal::Recording("a FLAC")),
        (b"\x1A\x45\xDF\xA3", Refusal::Recording("a Matroska or WebM")),
        (b"%PDF-1.", Refusal::Unread("a PDF file")),
        (b"%PDF-2.", Refusal::Unread("a PDF file")),
        (b"{\\rtf1", Refusal::Unread("a rich text (RTF) file")),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Refusal::Unread(OLD_OFFICE)),
        (b"SQLite format 3\0", Refusal::Unread("an SQLite database")),
        (b"PK\x03\x04", Refusal::Packed("a ZIP archive or an Office document (save that as plain text)")),
        (b"PK\x05\x06", Refusal::Packed("a ZIP archive without files")),
        (b"\x1F\x8B\x08", Refusal::Packed("a gzip file")),
        (b"BZh9", Refusal::Packed("a bzip2 file")),
        (b"\xFD7zXZ\0", Refusal::Packed("an xz file")),
        (b"\x28\xB5\x2F\xFD", Refusal::Packed("a Zstandard file")),
        (b"7z\xBC\xAF\x27\x1C", Refusal::Packed("a 7z archive")),
        (b"Rar!\x1A\x07", Refusal::Packed("a RAR archive")),
        (b"\x7FELF", Refusal::Binary),
    ];
    let found = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature));
    found.map(|(_, refusal)| *refusal).or_else(|| match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => Some(Refusal::Picture("a WebP")),
        (Some(b"RIFF"), _, Some(b"WAVE")) => Some(Refusal::Recording("a WAVE")),
        (Some([0, 0, _, _]), Some(b"ftyp"), _) => Some(Refusal::Recording("an MP4")),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_no_text_is_told_apart() {
        let zeros = vec![0_u8; 1 << 20];
        assert_eq!(refusal_of(&zeros, false), Some(Refusal::Zeros));
        assert_eq!(refusal_of(b"", false), Some(Refusal::Empty));
        assert_eq!(refusal_of(b" \r\n\t ", false), Some(Refusal::Empty));
        assert_eq!(refusal_of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", false), Some(Refusal::Picture("a PNG")));
        let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 abc".to_vec();
        assert_eq!(refusal_of(&old, false), Some(Refusal::Unread(OLD_OFFICE)));
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(refusal_of(&[old, name].concat(), false), Some(Refusal::Locked("an Office document")));
        assert_eq!(refusal_of(b"\x00\x01\x02\x03 abc \x04\x05", false), Some(Refusal::Binary));
    }

    #[test]
    fn text_with_a_stray_control_byte_is_text() {
        assert_eq!(refusal_of(b"He said so.\x00 She denied it. They left the town.", false), None);
        assert_eq!(refusal_of(b"PK is a party.", false), None);
    }
}
