//! What the words that two documents have in common amount to: a copy, a rewriting, the same quotation, or nothing.
//!
//! Not which way they went: see [`super::direction`].

use super::Settings;
use super::passages::Passages;
use super::tiles::Tile;

/// What common words amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// At least half of one text stands in the other.
    Copied,
    /// Less does, but more than two reports of one event have in common.
    Rewritten,
    /// They quote the same words; beyond these, what they have in common is incidental.
    SameQuotation,
    /// What any two texts on one matter have in common.
    Incidental,
}

impl Kind {
    /// Returns the words that the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Copied => "copied",
            Kind::Rewritten => "rewritten",
            Kind::SameQuotation => "both quote the same source",
            Kind::Incidental => "incidental",
        }
    }
}

/// How much of each of two documents their common words are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Words in common.
    pub n_shared: u32,
    /// Those of them that stand in quotation marks in both.
    pub n_quoted: u32,
    /// The most words in a row that stand in quotation marks in both.
    pub n_quoted_in_a_row: u32,
    /// Words of the first document.
    pub n_first: u32,
    /// Words of the second.
    pub n_second: u32,
}

impl Shares {
    /// Returns the shares of two documents' common words.
    pub fn of(first: &Passages, second: &Passages, tiles: &[Tile]) -> Shares {
        let quoted = tiles.iter().map(|tile| n_quoted_in_both(first, second, tile));
        Shares {
            n_shared: tiles.iter().map(|tile| tile.n_words).sum(),
            n_quoted: quoted.clone().sum(),
            n_quoted_in_a_row: quoted.max().unwrap_or(0),
            n_first: first.n_words(),
            n_second: second.n_words(),
        }
    }

    /// Returns how many percent of the first document's words stand in the second, rounded down.
    pub fn percent_of_first(&self) -> u32 {
        percent(self.n_shared, self.n_first)
    }

    /// Returns how many percent of the second document's words stand in the first, rounded down.
    pub fn percent_of_second(&self) -> u32 {
        percent(self.n_shared, self.n_second)
    }

    /// Returns how many percent of the shorter document stand in the other: what the kind is told by.
    pub fn percent(&self) -> u32 {
        self.percent_of_first().max(self.percent_of_second())
    }

    /// Returns the same without the words that both quote, which are taken from both documents.
    pub fn percent_unquoted(&self) -> u32 {
        percent(self.n_shared - self.n_quoted, self.n_first.min(self.n_second).saturating_sub(self.n_quoted))
    }

    /// Returns why the common words are of that kind, in words.
    pub fn because(&self, kind: Kind, settings: &Settings) -> String {
        let Shares { n_shared, n_quoted, n_first, n_second, .. } = self;
        let (first, second) = (self.percent_of_first(), self.percent_of_second());
        let much = format!(
            "{n_shared} words stand in both: {first} % of the first's {n_first}, {second} % of the second's {n_second}"
        );
        match kind {
            Kind::Copied => format!("{much}; {} % or more is a copy", settings.copied_percent),
            Kind::Rewritten => format!("{much}; {} % or more is a rewriting", settings.rewritten_percent),
            Kind::SameQuotation => {
                let rest = self.percent_unquoted();
                format!("{much}; {n_quoted} of them both have in quotation marks, and of the rest {rest} % are common")
            }
            Kind::Incidental => much,
        }
    }
}

/// Returns what common words amount to.
pub fn kind(shares: &Shares, settings: &Settings) -> Kind {
    let n_plain = shares.n_shared - shares.n_quoted;
    let is_text = n_plain >= settings.shared_words_min && shares.percent_unquoted() >= settings.rewritten_percent;
    match shares.percent() {
        percent if is_text && percent >= settings.copied_percent => Kind::Copied,
        percent if is_text && percent >= settings.rewritten_percent => Kind::Rewritten,
        _ if shares.n_quoted_in_a_row >= settings.quoted_words_min => Kind::SameQuotation,
        _ => Kind::Incidental,
    }
}

/// Returns how many words of a tile stand in quotation marks in both documents.
pub(super) fn n_quoted_in_both(first: &Passages, second: &Passages, tile: &Tile) -> u32 {
    if first.n_quoted(tile.first..tile.first + tile.n_words) == 0 {
        return 0;
    }
    let is_quoted = |n: &u32| first.is_quoted(tile.first + n) && second.is_quoted(tile.second + n);
    (0..tile.n_words).filter(is_quoted).count() as u32
}

fn percent(part: u32, whole: u32) -> u32 {
    (u64::from(part) * 100 / u64::from(whole.max(1))) as u32
}
