//! From what the user named to the list of files to read, in a fixed order.
//!
//! Opens nothing: what is listed may be gone or unreadable by the time it is read.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, FailureKind, reason};
use crate::terminal::clean;

/// The extensions that are read when a folder is named; a file named itself is read whatever its extension.
pub const EXTENSIONS: [&str; 22] = [
    "txt", "md", "markdown", "html", "htm", "pdf", "docx", "odt", "rtf", "srt", "vtt", "eml", "mbox", "zip", "warc",
    "wacz", "csv", "tsv", "jsonl", "rss", "atom", "gz",
];

/// One thing to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Where the bytes come from.
    pub place: Place,
    /// How many bytes it held when it was listed; `None` if that cannot be known.
    pub length_bytes: Option<u64>,
}

/// Where bytes come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Input {
    /// Returns what the user calls it, safe to print.
    pub fn shown(&self) -> String {
        match &self.place {
            Place::File(path) => shown(path),
            Place::Stdin => "-".to_owned(),
        }
    }

    /// Returns the file's name without the folders; its extension hints at the format.
    pub fn file_name(&self) -> String {
        match &self.place {
            Place::File(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            Place::Stdin => "stdin".to_owned(),
        }
    }

    /// Returns the document's name: the file's name without its extension.
    pub fn document_name(&self) -> String {
        let file_name = self.file_name();
        Path::new(&file_name).file_stem().map_or(file_name.clone(), |stem| stem.to_string_lossy().into_owned())
    }
}

/// Returns `path` as it can be printed: never a control character.
pub(crate) fn shown(path: &Path) -> String {
    clean(&path.to_string_lossy()).into_owned()
}

/// Lists what is to be read: the named files, the readable files of the named folders, and why something is left out.
///
/// The order is that of `names`; inside a folder by name, byte for byte. Hidden files and folders, other extensions
/// and links to folders are passed over without a word.
pub fn list(names: &[PathBuf]) -> Vec<Result<Input, Failure>> {
    let mut found = Vec::new();
    for name in names {
        if name.as_os_str() == "-" {
            found.push(Ok(Input { place: Place::Stdin, length_bytes: None }));
            continue;
        }
        match fs::metadata(name) {
            Err(error) => found.push(Err(unreachable(name, &error))),
            Ok(metadata) if metadata.is_dir() => list_folder(name, &mut found),
            Ok(metadata) => found.push(file(name, &metadata)),
        }
    }
    found
}

fn list_folder(folder: &Path, found: &mut Vec<Result<Input, Failure>>) {
    let n_before = found.len();
    let mut waiting = VecDeque::from([folder.to_owned()]);
    while let Some(path) = waiting.pop_front() {
        match visit(&path, path == folder) {
            Ok(Visit::Folder(inside)) => inside.into_iter().rev().for_each(|path| waiting.push_front(path)),
            Ok(Visit::File(metadata)) => found.push(file(&path, &metadata)),
            Ok(Visit::PassOver) => {}
            Err(error) => found.push(Err(unreachable(&path, &error))),
        }
    }
    if found.len() == n_before {
        found.push(Err(empty_folder(folder)));
    }
}

enum Visit {
    Folder(Vec<PathBuf>),
    File(Metadata),
    PassOver,
}

fn visit(path: &Path, is_named: bool) -> io::Result<Visit> {
    let metadata = fs::symlink_metadata(path)?;
    if metadata.is_dir() || is_named {
        let mut inside = Vec::new();
        for entry in fs::read_dir(path)? {
            let path = entry?.path();
            if !is_hidden(&path) {
                inside.push(path);
            }
        }
        inside.sort();
        return Ok(Visit::Folder(inside));
    }
    if !has_known_extension(path) {
        return Ok(Visit::PassOver);
    }
    let target = fs::metadata(path)?;
    Ok(if target.is_dir() { Visit::PassOver } else { Visit::File(target) })
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn has_known_extension(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension))
}

fn file(path: &Path, metadata: &Metadata) -> Result<Input, Failure> {
    if metadata.is_file() {
        return Ok(Input { place: Place::File(path.to_owned()), length_bytes: Some(metadata.len()) });
    }
    let message = format!("{}: is neither a file nor a folder, but a pipe or a device", shown(path));
    let hint = "those are not opened by name, since they may never end: send the text in, as in ... | hearsay read -";
    Err(Failure::new(FailureKind::User, message).with_hint(hint))
}

fn empty_folder(folder: &Path) -> Failure {
    let message = format!("{}: no file in this folder is one that hearsay reads", shown(folder));
    let hint =
        format!("in folders it reads .{}; name any other file itself to have it read as text", EXTENSIONS.join(" ."));
    Failure::new(FailureKind::User, message).with_hint(hint)
}

/// Returns why `path` cannot be read, after the operating system said `error`.
pub(crate) fn unreachable(path: &Path, error: &io::Error) -> Failure {
    let is_link = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    let (what, hint) = match error.kind() {
        io::ErrorKind::NotFound if is_link => (
            "is a link to something that is not there".to_owned(),
            "bring back what it points to, or name the file itself",
        ),
        io::ErrorKind::NotFound => {
            ("no such file or folder".to_owned(), "check the spelling, and the folder you are in")
        }
        io::ErrorKind::PermissionDenied => {
            ("you may not read this".to_owned(), "ask its owner for leave to read it, or run: chmod u+r")
        }
        _ if is_link => ("is a link that leads nowhere".to_owned(), "name the file itself"),
        _ => (reason(error), "copy it to another disk and try the copy"),
    };
    Failure::new(FailureKind::User, format!("{}: {what}", shown(path))).with_hint(hint)
}
