//! What could not be taken out of a container, or is not as the container says: data, in words, with the remedy.
//!
//! Not trouble with a text: that is told when a part is imported, see [`Trouble`](crate::trouble::Trouble).

/// Something that the user should know about a container or one of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartTrouble {
    /// The part, or the container if it concerns the whole.
    pub name: String,
    /// What kind of trouble.
    pub kind: PartTroubleKind,
}

/// The kinds of trouble; [`PartTroubleKind::message`] words them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartTroubleKind {
    /// It is locked with a password or a key.
    Encrypted,
    /// It is packed by a method that is not read; the method's name.
    UnknownMethod(String),
    /// It ends early, or what was unpacked is not what was packed.
    Damaged,
    /// It is larger than what is taken out.
    TooLarge {
        /// The limit.
        bytes_max: u64,
    },
    /// It is packed so tightly that it may be made to fill the memory.
    PackedTooWell {
        /// The limit.
        ratio_max: u64,
    },
    /// The file holds more parts than are taken out.
    TooManyParts {
        /// The limit.
        parts_max: usize,
    },
    /// The file holds more bytes than are taken out.
    TooMuch {
        /// The limit.
        bytes_max: u64,
    },
    /// It is nested deeper than is followed.
    TooDeep {
        /// The limit.
        depth_max: usize,
    },
    /// The bytes do not have the hash that the container claims for them.
    DigestDiffers {
        /// The hash's kind, such as `sha1`.
        algorithm: String,
    },
    /// No column's name says that it holds the text.
    NoTextColumn {
        /// The columns.
        columns: Vec<String>,
    },
    /// The user named a column that is not there.
    NoSuchColumn {
        /// What the user named.
        column: String,
        /// The columns.
        columns: Vec<String>,
    },
    /// Records that hold no words, such as pictures without a caption.
    WithoutText {
        /// How many.
        n_records: usize,
    },
    /// Rows with more fields than there are columns.
    Ragged {
        /// How many.
        n_rows: usize,
    },
    /// Something that people wrote, but that is not read; what it is.
    Unread(&'static str),
    /// Records that are not what the format has.
    Malformed {
        /// How many.
        n_records: usize,
    },
    /// Captures that are not pages of text, such as pictures and scripts.
    NotText {
        /// How many.
        n_records: usize,
    },
    /// A capture packed by the server in a way that is not read; the coding's name.
    UnknownCoding(String),
    /// A file that holds nothing to read, though it is of a kind that may.
    Nothing,
    /// The posts do not say whose they are.
    NoAuthor,
}

impl PartTroubleKind {
    /// Returns the words that the user is shown; they follow the part's name and a colon.
    pub fn message(&self) -> String {
        match self {
            PartTroubleKind::Encrypted => {
                "it is encrypted: unpack it with its password or key, and read what comes out".to_owned()
            }
            PartTroubleKind::UnknownMethod(method) => {
                format!("it is packed by {method}, which is not read: pack it anew by deflate, or unpack it")
            }
            PartTroubleKind::Damaged => {
                "it is damaged or cut off, and what follows the damage is missing: copy it again from its source"
                    .to_owned()
            }
            PartTroubleKind::TooLarge { bytes_max } => {
                format!("it is larger than {}: unpack or split it, and read the pieces", bytes(*bytes_max))
            }
            PartTroubleKind::PackedTooWell { ratio_max } => format!(
                "it becomes more than {ratio_max} times as large when unpacked, as archives made to harm do: \
                 if you trust it, unpack it and read what comes out"
            ),
            PartTroubleKind::TooManyParts { parts_max } => {
                format!("it holds more than {parts_max} parts, and the rest is missing: split it")
            }
            PartTroubleKind::TooMuch { bytes_max } => {
                format!("more than {} come out of it, and the rest is missing: split it", bytes(*bytes_max))
            }
            PartTroubleKind::TooDeep { depth_max } => {
                format!("it lies more than {depth_max} containers deep: take it out and read it by itself")
            }
            PartTroubleKind::DigestDiffers { algorithm } => format!(
                "its bytes do not have the {algorithm} hash that the archive claims: it was altered or damaged after \
                 it was captured, compare it with another copy"
            ),
            PartTroubleKind::NoTextColumn { columns } => format!(
                "no column is named as the one that holds the text, and there are {}: say which does",
                listed(columns)
            ),
            PartTroubleKind::NoSuchColumn { column, columns } => {
                format!("there is no column {column:?}, and there are {}: name one of those", listed(columns))
            }
            PartTroubleKind::WithoutText { n_records } => {
                format!("{n_records} of its records hold no words (pictures, recordings, empty ones): see them there")
            }
            PartTroubleKind::Ragged { n_rows } => format!(
                "{n_rows} of its rows have more fields than there are columns, and a text may be cut off at its first \
                 comma: put texts in quotation marks, or export it as TSV"
            ),
            PartTroubleKind::Unread(what) => format!("it holds {what}, which are not read: save those as text"),
            PartTroubleKind::Malformed { n_records } => {
                format!("{n_records} of its records are damaged or not in the format of the rest: export it anew")
            }
            PartTroubleKind::NotText { n_records } => {
                format!("{n_records} of its captures are no pages of text (pictures, scripts, errors): see them there")
            }
            PartTroubleKind::UnknownCoding(coding) => {
                format!("the server sent it packed by {coding}, which is not read: capture it again without that")
            }
            PartTroubleKind::Nothing => "it holds nothing to read: check that it was exported in full".to_owned(),
            PartTroubleKind::NoAuthor => {
                "its posts do not say whose they are: read the whole archive as a ZIP, or name their author".to_owned()
            }
        }
    }

    /// Returns the name that the JSON carries.
    pub fn name(&self) -> &'static str {
        match self {
            PartTroubleKind::Encrypted => "encrypted",
            PartTroubleKind::UnknownMethod(_) => "unknown-method",
            PartTroubleKind::Damaged => "damaged",
            PartTroubleKind::TooLarge { .. } => "too-large",
            PartTroubleKind::PackedTooWell { .. } => "packed-too-well",
            PartTroubleKind::TooManyParts { .. } => "too-many-parts",
            PartTroubleKind::TooMuch { .. } => "too-much",
            PartTroubleKind::TooDeep { .. } => "too-deep",
            PartTroubleKind::DigestDiffers { .. } => "digest-differs",
            PartTroubleKind::NoTextColumn { .. } => "no-text-column",
            PartTroubleKind::NoSuchColumn { .. } => "no-such-column",
            PartTroubleKind::WithoutText { .. } => "without-text",
            PartTroubleKind::Ragged { .. } => "ragged",
            PartTroubleKind::Unread(_) => "unread",
            PartTroubleKind::Malformed { .. } => "malformed",
            PartTroubleKind::NotText { .. } => "not-text",
            PartTroubleKind::UnknownCoding(_) => "unknown-coding",
            PartTroubleKind::Nothing => "nothing",
            PartTroubleKind::NoAuthor => "no-author",
        }
    }
}

fn bytes(n_bytes: u64) -> String {
    match n_bytes {
        n_bytes if n_bytes >= 1 << 30 => format!("{} GiB", n_bytes >> 30),
        n_bytes if n_bytes >= 1 << 20 => format!("{} MiB", n_bytes >> 20),
        _ => format!("{n_bytes} bytes"),
    }
}

fn listed(columns: &[String]) -> String {
    if columns.is_empty() {
        return "none".to_owned();
    }
    columns.iter().map(|column| format!("{column:?}")).collect::<Vec<_>>().join(", ")
}
