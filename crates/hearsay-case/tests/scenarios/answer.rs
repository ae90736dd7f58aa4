//! What can be answered about a case, as types, and the words for it.
//!
//! Not who answers: that is [`Answers`](crate::answers::Answers).

use std::collections::BTreeSet;
use std::fmt;

use hearsay_text::document::Date;
use hearsay_text::span::Span;

/// Defines an enum whose values have the words that stand in an `expect` block.
macro_rules! worded {
    ($(#[$doc:meta])* $type:ident { $($(#[$each:meta])* $variant:ident = $words:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $type { $($(#[$each])* $variant),* }

        impl $type {
            /// All of them, in order.
            pub(crate) const ALL: &[$type] = &[$($type::$variant),*];
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $($type::$variant => $words),* })
            }
        }
    };
}

worded!(
    /// What a name of an `expect` block stands for.
    Kind { Claim = "claim", Who = "who", Artefact = "artefact" }
);

worded!(
    /// In what two claims of one matter disagree.
    Slot { Number = "number", Date = "date", Whether = "whether", Who = "who", Where = "where" }
);

worded!(
    /// What the words that two documents share amount to.
    Reuse {
        Copied = "copied",
        Rewritten = "rewritten",
        /// One has in quotation marks what the other says itself.
        Quoted = "quoted",
        SameSource = "quote the same source",
        Nothing = "nothing taken",
    }
);

worded!(
    /// On what the direction of a copy rests.
    Ground { Credit = "credit", Attribution = "attribution", Quotation = "quotation", Date = "date" }
);

worded!(
    /// Whether two documents have a claim from two origins.
    Pair {
        SameOrigin = "same origin",
        NotEstablished = "independence not established",
        NotRecorded = "lineage not recorded",
        Independent = "independent",
    }
);

worded!(
    /// What the record says of a claim or an artefact at a date.
    Standing {
        Alleged = "alleged",
        Confirmed = "confirmed",
        Corrected = "corrected",
        Denied = "denied",
        Disputed = "disputed",
        Unverified = "unverified",
        Verified = "verified",
        Withdrawn = "withdrawn",
    }
);

worded!(
    /// What somebody did about a claim or an artefact.
    Deed {
        Alleged = "alleged",
        Confirmed = "confirmed",
        Corrected = "corrected",
        CouldNotVerify = "could not verify",
        Denied = "denied",
        Disputed = "disputed",
        Verified = "verified",
        Withdrew = "withdrew",
    }
);

/// Words of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The document's name.
    pub(crate) document: String,
    /// Where they stand in its canonical text.
    pub(crate) span: Span,
    /// The words as they are asked for.
    pub(crate) words: String,
}

/// Somebody or something that says, does or passes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Party {
    /// A document, for its writers.
    Document(String),
    /// Known by these names or descriptions; where it has no name, one of the given document only.
    Known { names: Vec<String>, of: Option<String> },
}

/// Whether two things are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    One,
    Two,
    /// Two claims of one matter.
    Disagree(BTreeSet<Slot>),
}

/// What two documents share, and which way it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shared {
    pub(crate) reuse: Reuse,
    /// Whence the words came, if that is known.
    pub(crate) from: Option<Whence>,
    /// On what that rests; an expectation may leave it open.
    pub(crate) ground: Option<Ground>,
}

/// Where shared words came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Whence {
    /// One of the two.
    Document(String),
    /// A third that both credit.
    Third,
}

/// Words that speak of a confirmation which goes back to what it confirms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Echo {
    /// The words.
    pub(crate) place: Place,
    /// The document or source that is confirmed by itself.
    pub(crate) of: Party,
}

/// Something that was done about a claim or an artefact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Act {
    /// Who did it.
    pub(crate) by: Party,
    /// On whose word we have it, where that is somebody else than the documents.
    pub(crate) through: Option<Party>,
    /// The documents in which it stands; an expectation that names none leaves them open.
    pub(crate) documents: BTreeSet<String>,
    /// The day on which it was said; an expectation may leave it open.
    pub(crate) on: Option<Date>,
}

/// An answer, or the answer that is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Relation(Relation),
    Shared(Shared),
    /// In any order.
    Parties(Vec<Party>),
    /// From the document to an origin.
    Path(Vec<Party>),
    Pair(Pair),
    /// Each closed: begins and ends with the same document.
    Circles(BTreeSet<Vec<String>>),
    Echoes(Vec<Echo>),
    /// Names of documents.
    Documents(BTreeSet<String>),
    Standing(BTreeSet<Standing>),
    Acts(Vec<Act>),
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Party::Document(name) => f.write_str(name),
            Party::Known { names, of } => {
                f.write_str(names.first().map_or("(no name)", String::as_str))?;
                of.as_ref().map_or(Ok(()), |document| write!(f, " in {document}"))
            }
        }
    }
}

impl fmt::Display for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reuse.fmt(f)?;
        if matches!(self.reuse, Reuse::SameSource | Reuse::Nothing) {
            return Ok(());
        }
        match &self.from {
            None => return f.write_str(", direction unknown"),
            Some(Whence::Document(name)) => write!(f, " from {name}")?,
            Some(Whence::Third) => f.write_str(" from a third")?,
        }
        self.ground.map_or(Ok(()), |ground| write!(f, ", by {ground}"))
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.by.fmt(f)?;
        if !self.documents.is_empty() {
            write!(f, " in {}", joined(&self.documents, ", "))?;
        }
        if let Some(through) = &self.through {
            write!(f, " through {through}")?;
        }
        self.on.map_or(Ok(()), |day| write!(f, " on {day}"))
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = match self {
            Answer::Relation(Relation::One) => "one".to_owned(),
            Answer::Relation(Relation::Two) => "two".to_owned(),
            Answer::Relation(Relation::Disagree(slots)) => format!("disagree on {}", joined(slots, ", ")),
            Answer::Shared(shared) => shared.to_string(),
            Answer::Pair(pair) => pair.to_string(),
            Answer::Path(parties) => joined(parties, " < "),
            Answer::Parties(parties) => or(joined(parties, "; "), "nobody"),
            Answer::Circles(circles) => {
                or(joined(circles.iter().map(|circle| joined(circle, " < ")).collect::<Vec<_>>(), "; "), "none")
            }
            Answer::Echoes(echoes) => {
                let told = |echo: &Echo| format!("{} \"{}\" of {}", echo.place.document, echo.place.words, echo.of);
                or(joined(echoes.iter().map(told).collect::<Vec<_>>(), "; "), "none")
            }
            Answer::Documents(documents) => or(joined(documents, "; "), "nobody"),
            Answer::Standing(standing) => or(joined(standing, ", "), "nothing"),
            Answer::Acts(acts) => or(joined(acts, "; "), "nobody"),
        };
        f.write_str(&told)
    }
}

fn or(words: String, otherwise: &str) -> String {
    if words.is_empty() { otherwise.to_owned() } else { words }
}

/// Returns the words for each, with `between` between them.
pub(crate) fn joined<T: fmt::Display>(all: impl IntoIterator<Item = T>, between: &str) -> String {
    all.into_iter().map(|one| one.to_string()).collect::<Vec<String>>().join(between)
}

/// Returns which of `all` has those words.
pub(crate) fn of_words<T: Copy + fmt::Display>(all: &[T], words: &str) -> Option<T> {
    all.iter().copied().find(|one| one.to_string() == words)
}
