//! From a file that holds several documents to its parts: mails of a mailbox, files of an archive, rows, posts, captures.
//!
//! Nothing is written to disk, and nothing fails as a whole: what cannot be unpacked is a [`PartTrouble`], the rest comes
//! out. A file that is no container is one part: itself.
//!
//! Every part can be imported from its own bytes and its [format](Part::format) alone, today or years from now without
//! the container. So a mail is its own lines, a row comes with the names of its columns, a post is its JSON object.
//! What only the container knows (where and when a page was captured, which chat or feed a record stood in) is
//! [beside it](Part::metadata), and fills what the part does not say of itself: **the part's own word wins**, for it is
//! nearer to whoever wrote it, and each value says what it rests on.

pub mod columns;
pub mod container;
pub mod limits;
pub mod part;
pub mod part_trouble;
pub mod record;

mod composition;
mod json;
mod rows;
mod source;
mod tracked;

#[cfg(feature = "archives")]
mod archive;
#[cfg(feature = "feeds")]
mod feed;
#[cfg(feature = "mail")]
mod mail;
#[cfg(feature = "posts")]
mod telegram;
#[cfg(feature = "web-archives")]
mod warc;
#[cfg(feature = "posts")]
mod x_archive;

use self::columns::Columns;
use self::container::Container;
use self::limits::{Budget, UnpackLimits};
use self::part::Part;
use self::part_trouble::{PartTrouble, PartTroubleKind};
use crate::document::{Document, Metadata};

/// What the user has settled about unpacking; the default settles nothing.
#[derive(Clone, Debug, Default)]
pub struct UnpackSettings {
    /// How much is taken out at most.
    pub limits: UnpackLimits,
    /// Which column of a table is what, where its name does not tell.
    pub columns: Columns,
}

/// The parts of a file, in its order, and what could not be taken out.
#[derive(Clone, Debug, Default)]
pub struct Unpacked {
    /// The parts.
    pub parts: Vec<Part>,
    /// What went wrong, and with which part.
    pub troubles: Vec<PartTrouble>,
}

/// Takes the parts out of a file, all of them into memory; [`visit`] hands them on one at a time.
pub fn unpack(name: &str, bytes: &[u8], settings: &UnpackSettings) -> Unpacked {
    let mut parts = Vec::new();
    let troubles = visit(name, bytes, settings, &mut |part| parts.push(part));
    Unpacked { parts, troubles }
}

/// Calls `take` with each part of a file, in its order; returns what could not be taken out.
pub fn visit(name: &str, bytes: &[u8], settings: &UnpackSettings, take: &mut dyn FnMut(Part)) -> Vec<PartTrouble> {
    let mut unpacking = Unpacking { settings, budget: Budget::new(&settings.limits), take, troubles: Vec::new() };
    if bytes.len() > settings.limits.bytes_in_max {
        unpacking.trouble(name, PartTroubleKind::TooLarge { bytes_max: settings.limits.bytes_in_max as u64 });
    } else {
        unpacking.enter(name, bytes, &Above::default());
    }
    unpacking.troubles
}

/// Imports one mail; `None` if it has not a single header.
#[cfg_attr(not(feature = "mail"), allow(unused_variables))]
pub(crate) fn import_mail(name: &str, bytes: &[u8]) -> Option<Document> {
    #[cfg(feature = "mail")]
    return mail::message::import(name, bytes);
    #[cfg(not(feature = "mail"))]
    None
}

/// What the containers around a part say of everything in them, and how many they are.
#[derive(Clone, Debug, Default)]
struct Above {
    metadata: Metadata,
    depth: usize,
}

impl Above {
    /// Returns what holds inside a container that says `metadata` of its parts.
    fn inside(&self, metadata: Metadata) -> Above {
        let mut metadata = metadata;
        metadata.fill_from(&self.metadata);
        Above { metadata, depth: self.depth + 1 }
    }
}

/// One run over a file and what is nested in it.
struct Unpacking<'a> {
    settings: &'a UnpackSettings,
    budget: Budget,
    take: &'a mut dyn FnMut(Part),
    troubles: Vec<PartTrouble>,
}

impl Unpacking<'_> {
    /// Hands on a file, or the parts of it if it is a container.
    fn enter(&mut self, name: &str, bytes: &[u8], above: &Above) {
        let Some(container) = Container::of(name, bytes) else {
            self.emit(Part::new(name, bytes), above);
            return;
        };
        if above.depth >= self.settings.limits.depth_max {
            let kind = PartTroubleKind::TooDeep { depth_max: self.settings.limits.depth_max };
            self.trouble(name, kind);
            return;
        }
        self.open(container, name, bytes, above);
    }

    fn open(&mut self, container: Container, name: &str, bytes: &[u8], above: &Above) {
        match container {
            #[cfg(feature = "mail")]
            Container::Mail => mail::unpack(self, name, bytes, above),
            #[cfg(feature = "mail")]
            Container::Mbox => mail::mbox::unpack(self, name, bytes, above),
            #[cfg(feature = "archives")]
            Container::Zip => archive::unpack_zip(self, name, bytes, above),
            #[cfg(feature = "archives")]
            Container::Gzip => archive::unpack_gzip(self, name, bytes, above),
            #[cfg(feature = "web-archives")]
            Container::Warc => warc::unpack(self, name, bytes, above),
            #[cfg(feature = "feeds")]
            Container::Feed => feed::unpack(self, name, bytes, above),
            #[cfg(feature = "posts")]
            Container::Telegram => telegram::unpack(self, name, bytes, above),
            #[cfg(feature = "posts")]
            Container::XArchive => x_archive::unpack(self, name, bytes, above),
            #[cfg(feature = "tables")]
            Container::Table => rows::unpack_table(self, name, bytes, above),
            #[cfg(feature = "tables")]
            Container::JsonRows => rows::unpack_json(self, name, bytes, above),
            #[allow(unreachable_patterns, reason = "a container whose feature is off is never told apart")]
            _ => self.emit(Part::new(name, bytes), above),
        }
    }

    /// Hands on one part, if the limits allow it.
    fn emit(&mut self, mut part: Part, above: &Above) {
        match self.budget.take_part(part.bytes.len()) {
            Ok(()) => {
                part.metadata.fill_from(&above.metadata);
                (self.take)(part);
            }
            Err(kind) => self.stop(&part.name, kind),
        }
    }

    fn trouble(&mut self, name: &str, kind: PartTroubleKind) {
        self.troubles.push(PartTrouble { name: name.to_owned(), kind });
    }

    /// Notes that a limit of the whole file was reached; once is enough.
    fn stop(&mut self, name: &str, kind: PartTroubleKind) {
        if !self.troubles.iter().any(|trouble| trouble.kind == kind) {
            self.trouble(name, kind);
        }
    }

    /// Returns whether nothing more can be taken out.
    fn is_spent(&self) -> bool {
        self.budget.is_spent()
    }
}
