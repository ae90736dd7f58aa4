//! The documents of our own writing, `examples/` and `corpus/`.

use std::path::{Path, PathBuf};

/// A file's name and bytes.
pub(crate) type NamedBytes = (String, Vec<u8>);

/// Returns the repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Returns the files of a folder under the root that have one of the extensions (any, if none is given), by name.
pub(crate) fn files(folder: &str, extensions: &[&str]) -> Vec<NamedBytes> {
    let Ok(entries) = std::fs::read_dir(root().join(folder)) else { return Vec::new() };
    let mut files: Vec<NamedBytes> = entries
        .map(|entry| entry.expect("a folder of the repository can be listed").path())
        .filter(|path| path.is_file())
        .filter(|path| {
            let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            extensions.is_empty() || extensions.contains(&extension.as_str())
        })
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("a file of the repository can be read"))
        })
        .collect();
    files.sort();
    files
}

/// Returns all documents of our own writing; a README tells of them and is none.
pub(crate) fn all() -> Vec<NamedBytes> {
    let extensions = ["txt", "md", "html"];
    let documents: Vec<NamedBytes> = ["examples", "corpus"]
        .into_iter()
        .flat_map(|folder| files(folder, &extensions))
        .filter(|(name, _)| name != "README.md")
        .collect();
    assert!(documents.len() >= 12, "examples/ and corpus/ hold at least twelve documents");
    documents
}
