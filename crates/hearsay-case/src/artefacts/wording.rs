//! The telling words of a phrase: without those that hold it together and those that are said of any artefact.
//!
//! Not a likeness of sentences: whether two claims say the same is for `same`; here it is asked only whether two artefacts
//! are said to say something alike.

use std::collections::BTreeSet;

use hearsay_text::span::Span;

use crate::same::background::Background;
use crate::same::stems::Stem;

/// Words that tell nothing, sorted.
const EMPTY: &[&str] = &[
    "about",
    "after",
    "all",
    "also",
    "and",
    "another",
    "any",
    "are",
    "been",
    "before",
    "being",
    "but",
    "can",
    "could",
    "did",
    "does",
    "each",
    "eight",
    "every",
    "five",
    "for",
    "four",
    "from",
    "had",
    "has",
    "have",
    "her",
    "here",
    "herself",
    "him",
    "himself",
    "his",
    "how",
    "into",
    "its",
    "itself",
    "just",
    "like",
    "many",
    "may",
    "might",
    "more",
    "most",
    "must",
    "nine",
    "not",
    "now",
    "off",
    "one",
    "only",
    "other",
    "our",
    "out",
    "over",
    "own",
    "said",
    "say",
    "says",
    "seven",
    "several",
    "she",
    "should",
    "six",
    "some",
    "such",
    "ten",
    "than",
    "that",
    "the",
    "their",
    "them",
    "themselves",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "three",
    "two",
    "under",
    "until",
    "very",
    "was",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
];

/// Words that are said of any artefact, sorted.
const SAID_OF_ANY: &[&str] = &[
    "additional",
    "alleged",
    "allegedly",
    "anonymous",
    "apparent",
    "apparently",
    "attached",
    "authentic",
    "chilling",
    "classified",
    "confidential",
    "controversial",
    "different",
    "disturbing",
    "edited",
    "explosive",
    "fabricated",
    "fake",
    "first",
    "genuine",
    "grainy",
    "graphic",
    "grisly",
    "gruesome",
    "handwritten",
    "horrific",
    "infamous",
    "intercepted",
    "internal",
    "latest",
    "leaked",
    "lengthy",
    "long",
    "new",
    "newly",
    "open",
    "original",
    "phony",
    "photoshopped",
    "posted",
    "previous",
    "private",
    "public",
    "published",
    "purported",
    "purportedly",
    "recent",
    "recorded",
    "released",
    "same",
    "secret",
    "shared",
    "sharing",
    "shocking",
    "short",
    "supposed",
    "supposedly",
    "unedited",
    "unsigned",
    "unverified",
    "uploaded",
    "viral",
];

/// Returns the telling words, folded, each without the "s" of a plural or a third person.
pub(super) fn telling(words: &str) -> BTreeSet<String> {
    const LENGTH_MIN: usize = 3;
    let lowered = words.to_lowercase();
    let split = lowered.split(|c: char| !c.is_alphanumeric());
    let bare = split.map(|word| match word.strip_suffix('s') {
        Some(bare) if bare.chars().count() > LENGTH_MIN && !bare.ends_with(['s', 'u', 'i']) => bare,
        _ => word,
    });
    let is_telling =
        |word: &&str| word.chars().count() >= LENGTH_MIN && !EMPTY.contains(word) && !SAID_OF_ANY.contains(word);
    bare.filter(is_telling).map(str::to_owned).collect()
}

/// How much two claims say alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Alike {
    /// Half of the telling words of the shorter, and four at least.
    Partly,
    /// So much that [`same`](crate::same) would take them for the same, and not of commonplaces.
    Mostly,
}

/// What an artefact is said to say.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    /// The telling words.
    pub(super) words: BTreeSet<String>,
    /// The stems with their weights; `None` where they say too little to be compared.
    pub(super) stems: Option<Vec<(Stem, f32)>>,
    /// Where.
    pub(super) span: Span,
}

/// Returns how much two claims say alike.
pub(super) fn alike(one: &Said, other: &Said) -> Option<Alike> {
    const SHARED_MIN: usize = 4;
    const COSINE_MIN: f32 = 0.6;
    const TELLING_MIN: f32 = 12.0;
    if let (Some(left), Some(right)) = (&one.stems, &other.stems) {
        let background = Background::embedded();
        let (mut cosine, mut telling) = (0.0, 0.0);
        for (stem, weight) in left {
            if let Ok(idx) = right.binary_search_by_key(stem, |(stem, _)| *stem) {
                cosine += weight * right[idx].1;
                telling += background.telling(*stem);
            }
        }
        if cosine >= COSINE_MIN && telling >= TELLING_MIN {
            return Some(Alike::Mostly);
        }
    }
    let shared = one.words.intersection(&other.words).count();
    (shared >= SHARED_MIN && 2 * shared >= one.words.len().min(other.words.len())).then_some(Alike::Partly)
}

#[cfg(test)]
mod tests {
    use hearsay_text::document::DocumentId;

    use super::*;
    use crate::record::ClaimId;
    use crate::same::statement::{Place, Statement};

    #[test]
    fn telling_words() {
        let words: Vec<String> = telling("the alleged Kost letters, said to have been leaked").into_iter().collect();
        assert_eq!(words, ["kost", "letter"]);
        assert!(EMPTY.is_sorted() && SAID_OF_ANY.is_sorted());
        let said = |words: &str| {
            let place = Place { document: DocumentId([0; 32]), claim: ClaimId::OwnVoice(1) };
            let stems = Some(Statement::of_words(place, words).stems);
            Said { words: telling(words), stems, span: Span { start: 0, end: 0 } }
        };
        let alike = |one: &str, other: &str| alike(&said(one), &said(other));
        let mined = "that the north harbour would be mined by Tuesday";
        assert!(alike(mined, "the north harbour will be mined on Tuesday night").is_some());
        assert_eq!(alike("that three submarines cannot dive", "three submarines could not dive"), Some(Alike::Mostly));
        assert_eq!(alike("that the harbour would be mined", "that the mayor was paid in cash for the harbour"), None);
    }
}
