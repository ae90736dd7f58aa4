//! What the words that two documents have in common amount to: a copy, a rewriting, the same quotation, or nothing.
//!
//! Not which way they went: see [`super::direction`].
//!
//! Two reports of one event have names, numbers and quotations in common, and with them easily a fifth of their words.
//! So what tells a rewriting from two independent reports is the writers' **own words** only: neither quoted, nor a name,
//! nor a number.

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
    /// One has in quotation marks what the other says itself.
    Quoted,
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
            Kind::Quoted => "one quotes the other",
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
    /// Those of them that are both writers' own.
    pub n_own: u32,
    /// The most own words in one stretch.
    pub n_own_in_a_row: u32,
    /// Words in common that stand in quotation marks in both.
    pub n_quoted: u32,
    /// The most of these in one stretch.
    pub n_quoted_in_a_row: u32,
    /// What the first document has.
    pub first: Words,
    /// What the second has.
    pub second: Words,
}

/// How many words a document has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// All that are compared.
    pub n_words: u32,
    /// Those that are the writer's own.
    pub n_own: u32,
}

impl Words {
    fn of(passages: &Passages) -> Words {
        Words { n_words: passages.n_words(), n_own: passages.n_own() }
    }
}

impl Shares {
    /// Returns the shares of two documents' common words.
    pub fn of(first: &Passages, second: &Passages, tiles: &[Tile]) -> Shares {
        let mut shares = Shares { first: Words::of(first), second: Words::of(second), ..Shares::default() };
        for tile in tiles {
            let n_quoted = n_quoted_in_both(first, second, tile);
            let is_own = |n: &u32| first.is_own(tile.first + n) && second.is_own(tile.second + n);
            let n_own = (0..tile.n_words).filter(is_own).count() as u32;
            shares.n_shared += tile.n_words;
            shares.n_own += n_own;
            shares.n_own_in_a_row = shares.n_own_in_a_row.max(n_own);
            shares.n_quoted += n_quoted;
            shares.n_quoted_in_a_row = shares.n_quoted_in_a_row.max(n_quoted);
        }
        shares
    }

    /// Returns how many percent of the first document's words stand in the second, rounded down.
    pub fn percent_of_first(&self) -> u32 {
        percent(self.n_shared, self.first.n_words)
    }

    /// Returns how many percent of the second document's words stand in the first, rounded down.
    pub fn percent_of_second(&self) -> u32 {
        percent(self.n_shared, self.second.n_words)
    }

    /// Returns how many percent of the words of the document with more of them in common those are.
    pub fn percent(&self) -> u32 {
        self.percent_of_first().max(self.percent_of_second())
    }

    /// Returns how many percent of the own words of the document with fewer are in common: what the kind is told by.
    pub fn percent_own(&self) -> u32 {
        percent(self.n_own, self.first.n_own.min(self.second.n_own))
    }

    /// Returns why the common words are of that kind, in words.
    pub fn because(&self, kind: Kind, settings: &Settings) -> String {
        let (first, second) = (self.percent_of_first(), self.percent_of_second());
        let much = format!(
            "{} words stand in both, {first} % of the first's and {second} % of the second's; {} of them are neither \
             quoted nor names, {} % of such words",
            self.n_shared,
            self.n_own,
            self.percent_own()
        );
        match kind {
            Kind::Copied if is_whole(self, settings) => format!("{much}; each is nearly all of the other"),
            Kind::Copied => format!("{much}; {} % is a copy", settings.copied_percent),
            Kind::Rewritten if self.percent_own() < settings.rewritten_percent => {
                format!("{much}; {} such words stand in one stretch", self.n_own_in_a_row)
            }
            Kind::Rewritten => format!("{much}; {} % is a rewriting", settings.rewritten_percent),
            Kind::SameQuotation => format!("{much}; {} of them both have in quotation marks", self.n_quoted),
            Kind::Quoted | Kind::Incidental => much,
        }
    }
}

/// Returns what common words amount to, as far as their share tells.
pub fn kind(shares: &Shares, settings: &Settings) -> Kind {
    let is_text = shares.n_own >= settings.own_words_min || shares.n_own_in_a_row >= settings.own_stretch_min;
    let own = shares.percent_own();
    let is_half = is_text && own.min(shares.percent()) >= settings.copied_percent;
    if is_half || is_whole(shares, settings) {
        Kind::Copied
    } else if is_text && (own >= settings.rewritten_percent || shares.n_own_in_a_row >= settings.own_in_a_row_min) {
        Kind::Rewritten
    } else if shares.n_quoted_in_a_row >= settings.quoted_words_min {
        Kind::SameQuotation
    } else {
        Kind::Incidental
    }
}

/// Whether each of the two is nearly all of the other, whoever's words those are: a transcript has none of its own.
fn is_whole(shares: &Shares, settings: &Settings) -> bool {
    let least = shares.percent_of_first().min(shares.percent_of_second());
    least >= settings.whole_percent && shares.n_shared >= settings.own_stretch_min
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
