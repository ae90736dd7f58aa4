//! Nothing of others and nothing of one machine is in the tree: no path of this machine, no third-party text.
//!
//! The texts of the research sets stay in `../shared`; where that folder is present, no line of an article may be found
//! here.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};

use super::{Findings, Tree};
use crate::repository;

/// Parts of the names that the research sets and their articles go by.
const FOREIGN_NAMES: [&str; 7] = ["breitbart_", "checkthat", "conllpp", "huff-post_", "polnear", "wcxb", "wikiweasel"];

/// Shorter lines may well be written twice.
const LINE_CHARACTERS_MIN: usize = 80;

const FILE_BYTES_MAX: u64 = 31_000_000;

/// Checks every file of the tree.
pub(super) fn check(tree: &Tree, findings: &mut Findings) -> Result<()> {
    let foreign = foreign_lines()?;
    let prefix = machine_prefix(&tree.root);
    for file in &tree.files {
        let length_bytes = tree.path(file).metadata().with_context(|| file.clone())?.len();
        if length_bytes > FILE_BYTES_MAX {
            findings.fault(format!("{file}: {length_bytes} bytes are too many to commit"));
        }
        let name = file.to_lowercase();
        let may_name_them =
            file.starts_with("eval/") || [".md", ".py", ".rs"].iter().any(|ending| file.ends_with(ending));
        if !may_name_them && FOREIGN_NAMES.iter().any(|foreign| name.contains(foreign)) {
            findings.fault(format!("{file}: third-party data stay out of the repository"));
        }
        let Some(text) = tree.text(file) else {
            continue;
        };
        for (line_idx, line) in text.lines().enumerate() {
            if prefix.as_deref().is_some_and(|prefix| line.contains(prefix)) {
                findings.fault(format!("{file}:{}: a path of this machine", line_idx + 1));
            }
            if foreign.contains(line.trim()) {
                findings.fault(format!("{file}:{}: a line of a third-party text", line_idx + 1));
            }
        }
    }
    Ok(())
}

/// The folder that holds the checkout, as a path begins with it; `None` where that says nothing, as in `/tmp`.
fn machine_prefix(root: &Path) -> Option<String> {
    let folder = root.parent()?;
    let says_nothing = folder.parent().is_none() || std::env::temp_dir().starts_with(folder);
    let prefix = format!("{}/", folder.to_str()?);
    (!says_nothing).then_some(prefix)
}

/// The long lines of the articles in the shared data; none where they are absent.
fn foreign_lines() -> Result<BTreeSet<String>> {
    let mut lines = BTreeSet::new();
    let Some(shared) = repository::shared() else {
        return Ok(lines);
    };
    for folder in ["cases", "data/polnear/dev/text", "data/polnear/train/text"] {
        let Ok(entries) = std::fs::read_dir(shared.join(folder)) else {
            continue;
        };
        for entry in entries {
            let path = entry.with_context(|| folder.to_owned())?.path();
            if path.extension().is_some_and(|extension| extension == "txt")
                && let Ok(text) = std::fs::read_to_string(&path)
            {
                let long = text.lines().map(str::trim).filter(|line| line.chars().count() >= LINE_CHARACTERS_MIN);
                lines.extend(long.map(str::to_owned));
            }
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_that_is_nobodys_is_not_searched_for() {
        assert_eq!(machine_prefix(Path::new("/srv/ann/hearsay")).as_deref(), Some("/srv/ann/"));
        assert_eq!(machine_prefix(Path::new("/hearsay")), None);
        assert_eq!(machine_prefix(&std::env::temp_dir().join("hearsay")), None);
    }

    #[test]
    fn a_copied_article_is_found() {
        let Some(line) = foreign_lines().unwrap().into_iter().next() else {
            return;
        };
        let folder = std::env::temp_dir().join(format!("hearsay-foreign-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("story.txt"), format!("Our own words.\n  {line}\n")).unwrap();
        let tree = Tree { root: folder.clone(), files: vec!["story.txt".to_owned()] };
        let mut findings = Findings::default();
        check(&tree, &mut findings).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(findings.faults, ["story.txt:2: a line of a third-party text"]);
    }
}
