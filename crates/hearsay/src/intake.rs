//! From one input to a document and its reading: the only place that opens files, imports and reads.
//!
//! Whatever is wrong with one input is a [`Failure`] that names it; no other input is touched by it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use hearsay_reading::read::{Reader, read};
use hearsay_reading::reading::Reading;
use hearsay_text::document::Document;
use hearsay_text::import::ImportSettings;
use hearsay_text::unpack::limits::UnpackLimits;
use hearsay_text::unpack::part::Part;
use hearsay_text::unpack::{UnpackSettings, visit};

use crate::failure::{Failure, FailureKind, reason};
use crate::inputs::{self, Input, Place};
use crate::ordered::Panicked;
use crate::terminal::clean;

/// A document and what was read in it.
#[derive(Clone, Debug)]
pub struct Taken {
    /// What the user calls the input.
    pub shown: String,
    /// The document.
    pub document: Document,
    /// Its reading.
    pub reading: Reading,
}

/// Opens, unpacks, imports and reads `input`, unless it holds more than `bytes_max`, and hands over what comes of it, one
/// document after the other, and what could not be read.
pub fn take(input: &Input, bytes_max: u64, reader: Reader, hand_over: &mut dyn FnMut(Result<Taken, Failure>)) {
    let bytes = match bytes(input, bytes_max) {
        Ok(bytes) => bytes,
        Err(failure) => return hand_over(Err(failure)),
    };
    each_part(input, &bytes, bytes_max, &mut |part| {
        hand_over(part.and_then(|part| {
            let document = import(input, &part)?;
            let reading = read(&document, reader);
            Ok(Taken { shown: shown(input, &part), document, reading })
        }));
    });
}

/// Calls `take` with each document that `bytes` hold, which are those of `input`: the file itself, or the parts of a
/// container; and with what cannot be taken out.
pub(crate) fn each_part(input: &Input, bytes: &[u8], bytes_max: u64, take: &mut dyn FnMut(Result<Part, Failure>)) {
    let limits = UnpackLimits { bytes_out_max: bytes_max.saturating_mul(OUT_PER_IN), ..UnpackLimits::default() };
    let settings = UnpackSettings { limits, ..UnpackSettings::default() };
    let troubles = visit(&input.file_name(), bytes, &settings, &mut |part| take(Ok(part)));
    for trouble in troubles {
        let told = Failure::of_told(FailureKind::User, &trouble.kind.message());
        take(Err(told.about(&within(input, &trouble.name))));
    }
}

/// So many times the largest input may come out of one that is packed.
const OUT_PER_IN: u64 = 16;

/// Returns what the user calls a part of an input.
pub(crate) fn shown(input: &Input, part: &Part) -> String {
    within(input, &part.name)
}

/// Returns the path of a part whose name begins with that of the input.
fn within(input: &Input, part: &str) -> String {
    let inside = part.strip_prefix(&input.file_name()).unwrap_or(part);
    format!("{}{}", input.shown(), clean(inside))
}

/// Imports a part of `input`, which may be all of it.
///
/// # Errors
/// If it holds no text.
pub(crate) fn import(input: &Input, part: &Part) -> Result<Document, Failure> {
    let settings = ImportSettings::default();
    let imported = if part.name == input.file_name() {
        // A file is called by its name without the extension; a part by its path.
        hearsay_text::import::import(&part.name, &part.bytes, &part.settled(&settings)).map(|mut document| {
            document.metadata.fill_from(&part.metadata);
            document
        })
    } else {
        part.import(&settings)
    };
    imported.map_err(|refusal| Failure::of_told(FailureKind::User, &refusal.to_string()).about(&shown(input, part)))
}

/// Returns the bytes of `input`, unless there are more than `bytes_max`.
///
/// # Errors
/// If it cannot be opened, is too large, or is empty.
pub(crate) fn bytes(input: &Input, bytes_max: u64) -> Result<Vec<u8>, Failure> {
    let bytes = match &input.place {
        Place::File(path) => bytes_of_file(path, bytes_max)?,
        Place::Stdin => bytes_of_stdin(bytes_max)?,
    };
    if bytes.is_empty() { Err(empty(input)) } else { Ok(bytes) }
}

/// Returns what is told when a bug ended the reading of `input`.
pub fn bug(input: &Input, panicked: &Panicked) -> Failure {
    let message = format!("{}: hearsay itself failed here (at {})", input.shown(), panicked.place);
    Failure::new(FailureKind::Internal, message).with_hint(
        "this is a bug in hearsay, not in your file; report the place in brackets, the text need not leave your hands",
    )
}

fn bytes_of_file(path: &Path, bytes_max: u64) -> Result<Vec<u8>, Failure> {
    let name = inputs::shown(path);
    // Asked again because opening a pipe that has taken the file's place would wait for its writer for ever.
    let metadata = fs::metadata(path).map_err(|error| vanished(path, &error))?;
    if !metadata.is_file() {
        return Err(Failure::new(FailureKind::User, format!("{name}: is no longer a file"))
            .with_hint("it was one when the files were listed: let nothing write there, and run again"));
    }
    if metadata.len() > bytes_max {
        return Err(too_large(&name, Some(metadata.len()), bytes_max));
    }
    let file = File::open(path).map_err(|error| vanished(path, &error))?;
    bytes_of(file, &name, metadata.len(), bytes_max)
}

fn bytes_of_stdin(bytes_max: u64) -> Result<Vec<u8>, Failure> {
    bytes_of(io::stdin().lock(), "standard input", 0, bytes_max)
}

fn bytes_of(from: impl Read, name: &str, length_bytes: u64, bytes_max: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::with_capacity(usize::try_from(length_bytes).unwrap_or(0));
    let read = from.take(bytes_max.saturating_add(1)).read_to_end(&mut bytes);
    if let Err(error) = read {
        return Err(Failure::new(FailureKind::User, format!("{name}: {}", reason(&error)))
            .with_hint("copy it to another disk and try the copy"));
    }
    if bytes.len() as u64 > bytes_max {
        return Err(too_large(name, None, bytes_max));
    }
    Ok(bytes)
}

fn empty(input: &Input) -> Failure {
    let (name, hint) = match &input.place {
        Place::File(path) => (inputs::shown(path), "save or download it again: there is not one byte in it"),
        Place::Stdin => {
            ("standard input".to_owned(), "pipe a text in, or name a file, as in: hearsay read article.html")
        }
    };
    Failure::new(FailureKind::User, format!("{name}: it is empty")).with_hint(hint)
}

fn vanished(path: &Path, error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(path).is_err() {
        return Failure::new(FailureKind::User, format!("{}: is no longer there", inputs::shown(path)))
            .with_hint("it was there when the files were listed: let nothing move them, and run again");
    }
    inputs::unreachable(path, error)
}

fn too_large(name: &str, length_bytes: Option<u64>, bytes_max: u64) -> Failure {
    let allowed = size_in_words(bytes_max);
    let message = match length_bytes {
        Some(length_bytes) => format!("{name}: holds {}, more than the {allowed} allowed", size_in_words(length_bytes)),
        None => format!("{name}: holds more than the {allowed} allowed"),
    };
    let enough = length_bytes.unwrap_or(bytes_max.saturating_mul(4)).div_ceil(MIB);
    Failure::new(FailureKind::User, message).with_hint(format!("allow more with --max-bytes {enough}MiB, or split it"))
}

const KIB: u64 = 1024;
const MIB: u64 = 1024 * KIB;
const GIB: u64 = 1024 * MIB;

/// Returns a number of bytes as people say it: `200 MiB`, `1.5 KiB`.
pub(crate) fn size_in_words(bytes: u64) -> String {
    let (unit, name) = match bytes {
        GIB.. => (GIB, "GiB"),
        MIB.. => (MIB, "MiB"),
        KIB.. => (KIB, "KiB"),
        _ => return format!("{bytes} bytes"),
    };
    let tenths = (u128::from(bytes) * 10 / u128::from(unit)) as u64;
    if tenths.is_multiple_of(10) {
        format!("{} {name}", tenths / 10)
    } else {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    }
}

/// Reads a number of bytes as people write it: `5000`, `64MiB`, `1 GB`.
///
/// # Errors
/// If it is no number, or its unit is unknown, or it is zero.
pub fn parse_size(written: &str) -> Result<u64, String> {
    let written = written.trim();
    let n_digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = written.split_at(n_digits);
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => KIB,
        "m" | "mb" | "mib" => MIB,
        "g" | "gb" | "gib" => GIB,
        _ => return Err("write a number of bytes, such as 5000, 64MiB or 1GiB".to_owned()),
    };
    let bytes = number.parse::<u64>().ok().and_then(|number| number.checked_mul(unit));
    bytes.filter(|&bytes| bytes > 0).ok_or_else(|| "write a number of bytes, such as 5000, 64MiB or 1GiB".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        assert_eq!(parse_size("5000"), Ok(5000));
        assert_eq!(parse_size("64MiB"), Ok(64 * MIB));
        assert_eq!(parse_size(" 1 gb "), Ok(GIB));
        for nonsense in ["", "0", "-1", "1.5M", "12 parsecs", "99999999999G"] {
            assert!(parse_size(nonsense).is_err(), "{nonsense}");
        }
    }

    #[test]
    fn sizes_are_told_as_people_say_them() {
        assert_eq!(size_in_words(512), "512 bytes");
        assert_eq!(size_in_words(1536), "1.5 KiB");
        assert_eq!(size_in_words(200 * MIB), "200 MiB");
        assert_eq!(size_in_words(u64::MAX), "17179869183.9 GiB");
    }

    #[test]
    fn a_file_that_vanished_after_it_was_listed_is_told_so() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("was-there-when-listed.txt");
        let input = Input { place: Place::File(path), length_bytes: Some(10) };
        let failure = bytes(&input, 1000).expect_err("it is not there");
        assert!(failure.message.ends_with("was-there-when-listed.txt: is no longer there"), "{}", failure.message);
    }

    #[test]
    fn a_bug_is_told_without_the_text() {
        crate::ordered::silence_panics();
        let text = "a secret é";
        let panicked = crate::ordered::catch(|| text[..text.len() - 1].len()).expect_err("that is half a character");
        let input = Input { place: Place::Stdin, length_bytes: None };
        let failure = bug(&input, &panicked);
        assert_eq!(failure.kind, FailureKind::Internal);
        assert!(failure.message.starts_with("-: hearsay itself failed here (at "), "{}", failure.message);
        assert!(failure.message.contains("intake.rs:") && !failure.message.contains("secret"), "{}", failure.message);
    }

    #[test]
    fn an_endless_input_is_cut_off() {
        let failure = bytes_of(io::repeat(b'a'), "standard input", 0, 1000).expect_err("it is too large");
        assert_eq!(failure.message, "standard input: holds more than the 1000 bytes allowed");
        assert!(bytes_of(io::repeat(b'a').take(1000), "x", 0, 1000).is_ok());
    }
}
