//! WACZ: a ZIP archive of web archives, with their hashes and the titles of the pages beside them.
//!
//! Its indexes are not needed, and its screenshots and logs are no documents.

use std::collections::BTreeMap;
use std::io::Cursor;

use zip::ZipArchive;

use super::digest;
use crate::document::Metadata;
use crate::unpack::json::Object;
use crate::unpack::limits::Budget;
use crate::unpack::part_trouble::PartTroubleKind;
use crate::unpack::{Above, Unpacking, archive, source};

/// What a WACZ says of what it holds.
#[derive(Debug, Default)]
pub(in crate::unpack) struct Wacz {
    /// The hash of each file, by its path.
    digests: BTreeMap<String, String>,
    /// The titles of pages, by address.
    titles: BTreeMap<String, String>,
}

impl Wacz {
    /// Reads the description of an archive, if it is a WACZ.
    pub(in crate::unpack) fn of(archive: &mut ZipArchive<Cursor<&[u8]>>, budget: &mut Budget) -> Option<Wacz> {
        archive.index_for_name("datapackage.json")?;
        let has_warc = (0..archive.len()).any(|entry_idx| is_warc(archive, entry_idx));
        let package = read(archive, "datapackage.json", budget).filter(|_| has_warc)?;
        let mut wacz = Wacz::default();
        let package = source::decode(&package, None).into_owned();
        let resources = Object::of(&package, package.trim()).and_then(|package| package.array("resources"));
        for resource in resources.unwrap_or_default() {
            let Some(resource) = Object::of(&package, resource) else { continue };
            if let (Some(path), Some(hash)) = (resource.text("path"), resource.text("hash")) {
                wacz.digests.insert(path, hash);
            }
        }
        let pages = read(archive, "pages/pages.jsonl", budget).unwrap_or_default();
        let pages = source::decode(&pages, None);
        for page in pages.lines().filter_map(|line| Object::of(line, line)) {
            if let (Some(address), Some(title)) = (page.text("url"), page.text("title")) {
                // A page without a title of its own is listed under its address.
                if address != title {
                    wacz.titles.insert(address, title);
                }
            }
        }
        Some(wacz)
    }

    /// Hands on the pages of its web archives.
    pub(in crate::unpack) fn unpack(
        &self,
        unpacking: &mut Unpacking<'_>,
        archive: &mut ZipArchive<Cursor<&[u8]>>,
        name: &str,
        above: &Above,
    ) {
        let above = above.inside(Metadata::default());
        for entry_idx in 0..archive.len() {
            if unpacking.is_spent() {
                return;
            }
            if !is_warc(archive, entry_idx) {
                continue;
            }
            let Some((path, bytes)) = archive::entry(unpacking, archive, entry_idx, name) else { continue };
            let inner = path.strip_prefix(name).unwrap_or(&path).trim_start_matches('/');
            if let Some(claimed) = self.digests.get(inner)
                && digest::holds(claimed, &[&bytes]) == Some(false)
            {
                let algorithm = claimed.split(':').next().unwrap_or_default().to_owned();
                unpacking.trouble(&path, PartTroubleKind::DigestDiffers { algorithm });
            }
            if above.depth >= unpacking.settings.limits.depth_max {
                let depth_max = unpacking.settings.limits.depth_max;
                unpacking.trouble(&path, PartTroubleKind::TooDeep { depth_max });
                continue;
            }
            super::unpack_titled(unpacking, &path, &bytes, &above, &self.titles);
        }
    }
}

fn is_warc(archive: &ZipArchive<Cursor<&[u8]>>, entry_idx: usize) -> bool {
    let Some(Ok(name)) = archive.name_for_index(entry_idx) else { return false };
    name.starts_with("archive/") && (name.ends_with(".warc") || name.ends_with(".warc.gz"))
}

fn read(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, budget: &mut Budget) -> Option<Vec<u8>> {
    let mut file = archive.by_name(name).ok()?;
    let packed_bytes = file.compressed_size();
    budget.read(&mut file, packed_bytes).ok()
}
