//! Where things lie: the root of the repository, and the shared data beside it.

use std::path::{Path, PathBuf};

/// Returns the root of the repository.
pub(crate) fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the package lies in a folder of the workspace").to_owned()
}

/// Returns the folder of shared data, which is not part of the repository: `HEARSAY_SHARED`, or `../shared` beside it.
///
/// `None`, after a plain line, where it is absent.
pub(crate) fn shared() -> Option<PathBuf> {
    let folder = match std::env::var_os("HEARSAY_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => root().join("../shared"),
    };
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: ../shared is absent");
    None
}
