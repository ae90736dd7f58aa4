//! ZIP archives, WACZ among them, and gzip of one file: unpacked in memory, each entry by itself, never to disk.
//!
//! Office documents are ZIP archives too and no containers here: one of them is one document.

use std::io::Cursor;

use flate2::bufread::MultiGzDecoder;
use zip::ZipArchive;
use zip::read::ZipFile;

use super::part_trouble::PartTroubleKind;
use super::{Above, Unpacking};
use crate::document::Metadata;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Returns whether a ZIP archive is a document of an office program, or a book.
pub(super) fn is_office(extension: &str, bytes: &[u8]) -> bool {
    const EXTENSIONS: [&str; 10] = ["docm", "docx", "epub", "odp", "ods", "odt", "ott", "pptx", "xlsm", "xlsx"];
    if EXTENSIONS.contains(&extension) {
        return true;
    }
    let Ok(archive) = Archive::new(Cursor::new(bytes)) else { return false };
    archive.index_for_name("[Content_Types].xml").is_some()
        || (archive.index_for_name("mimetype").is_some() && archive.index_for_name("META-INF/manifest.xml").is_some())
        || archive.index_for_name("META-INF/container.xml").is_some()
}

/// Hands on the files of an archive, in its order.
pub(super) fn unpack_zip(unpacking: &mut Unpacking<'_>, name: &str, bytes: &[u8], above: &Above) {
    let Ok(mut archive) = Archive::new(Cursor::new(bytes)) else {
        unpacking.trouble(name, PartTroubleKind::Damaged);
        return;
    };
    if archive.is_empty() {
        unpacking.trouble(name, PartTroubleKind::Nothing);
        return;
    }
    #[cfg(feature = "web-archives")]
    if let Some(wacz) = super::warc::wacz::Wacz::of(&mut archive, &mut unpacking.budget) {
        wacz.unpack(unpacking, &mut archive, name, above);
        return;
    }
    let above = above.inside(account(unpacking, &mut archive));
    for entry_idx in 0..archive.len() {
        if unpacking.is_spent() {
            return;
        }
        if let Some((path, bytes)) = entry(unpacking, &mut archive, entry_idx, name) {
            unpacking.enter(&path, &bytes, &above);
        }
    }
}

/// Returns what an archive of X says of whose posts it holds; the file may stand after the posts.
fn account(unpacking: &mut Unpacking<'_>, archive: &mut Archive<'_>) -> Metadata {
    #[cfg(feature = "posts")]
    if let Some(entry_idx) = archive.index_for_name("data/account.js")
        && let Ok(mut file) = archive.by_index(entry_idx)
    {
        let packed_bytes = file.compressed_size();
        let bytes = unpacking.budget.read(&mut file, packed_bytes).unwrap_or_default();
        return super::x_archive::account(&bytes).unwrap_or_default();
    }
    let _ = (unpacking, archive);
    Metadata::default()
}

/// Unpacks one entry; what cannot be unpacked is told. Folders and what systems leave behind are nothing.
pub(super) fn entry(
    unpacking: &mut Unpacking<'_>,
    archive: &mut Archive<'_>,
    entry_idx: usize,
    name: &str,
) -> Option<(String, Vec<u8>)> {
    let (path, is_encrypted, method) = match archive.by_index_raw(entry_idx) {
        Ok(file) if file.is_dir() => return None,
        Ok(file) => (path_of(&file), file.encrypted(), file.compression()),
        Err(_) => {
            unpacking.trouble(name, PartTroubleKind::Damaged);
            return None;
        }
    };
    if is_litter(&path) {
        return None;
    }
    let path = format!("{name}/{path}");
    if is_encrypted {
        unpacking.trouble(&path, PartTroubleKind::Encrypted);
        return None;
    }
    let kind = match archive.by_index(entry_idx) {
        Ok(mut file) => {
            let packed_bytes = file.compressed_size();
            match unpacking.budget.read(&mut file, packed_bytes) {
                Ok(bytes) => return Some((path, bytes)),
                Err(kind @ PartTroubleKind::TooMuch { .. }) => {
                    unpacking.stop(name, kind);
                    return None;
                }
                Err(kind) => kind,
            }
        }
        Err(zip::result::ZipError::UnsupportedArchive(_)) => PartTroubleKind::UnknownMethod(method.to_string()),
        Err(_) => PartTroubleKind::Damaged,
    };
    unpacking.trouble(&path, kind);
    None
}

/// Returns an entry's name as a path that leads nowhere: no root, no "..", no control characters.
fn path_of<R: std::io::Read>(file: &ZipFile<'_, R>) -> String {
    let name = match std::str::from_utf8(file.name_raw()) {
        Ok(name) => name.to_owned(),
        Err(_) => file.name().map(|name| name.into_owned()).unwrap_or_else(|_| "file".to_owned()),
    };
    let pieces = name.split(['/', '\\']).filter(|piece| !matches!(*piece, "" | "." | ".."));
    let clean = |piece: &str| piece.chars().filter(|c| !c.is_control()).collect::<String>();
    let path = pieces.map(clean).collect::<Vec<_>>().join("/");
    if path.is_empty() { "file".to_owned() } else { path }
}

fn is_litter(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path);
    path.starts_with("__MACOSX/") || matches!(file, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

/// Hands on what gzip packed: one file, named without ".gz".
pub(super) fn unpack_gzip(unpacking: &mut Unpacking<'_>, name: &str, bytes: &[u8], above: &Above) {
    match unpacking.budget.read(&mut MultiGzDecoder::new(bytes), bytes.len() as u64) {
        Ok(inner) => {
            let file = name.rsplit('/').next().unwrap_or(name);
            let stem = file.strip_suffix(".gz").filter(|stem| !stem.is_empty()).unwrap_or("file");
            unpacking.enter(&format!("{name}/{stem}"), &inner, &above.inside(Metadata::default()));
        }
        Err(kind) => unpacking.trouble(name, kind),
    }
}
