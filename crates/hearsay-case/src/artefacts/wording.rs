//! The telling words of a phrase: without those that hold it together and those that are said of any artefact.
//!
//! Not a likeness of sentences: whether two claims say the same is for `same`; here it is asked only whether two artefacts
//! are said to say something alike.

use std::collections::BTreeSet;

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

/// Returns whether two sets of telling words say something alike: half of the smaller, and four at least.
pub(super) fn are_alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    const SHARED_MIN: usize = 4;
    let shared = one.intersection(other).count();
    shared >= SHARED_MIN && 2 * shared >= one.len().min(other.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telling_words() {
        let words: Vec<String> = telling("the alleged Kost letters, said to have been leaked").into_iter().collect();
        assert_eq!(words, ["kost", "letter"]);
        assert!(EMPTY.is_sorted() && SAID_OF_ANY.is_sorted());
        let alike = |one: &str, other: &str| are_alike(&telling(one), &telling(other));
        assert!(alike(
            "that the north harbour would be mined by Tuesday",
            "the north harbour will be mined on Tuesday night"
        ));
        assert!(!alike("that the harbour would be mined", "that the mayor was paid in cash for the harbour"));
    }
}
